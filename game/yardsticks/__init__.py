"""How well a game went: `scores` holds V, A and E, `planner` the best that perfect information allows.

`sides` is the planner's arithmetic, `master` its solver (HiGHS). Nothing of the solver's floats ever enters a State;
the rules know nothing of this room.
"""

from game.yardsticks.scores import Standing, founding_bound, founding_plan, own_plan, standing

__all__ = ["Standing", "founding_bound", "founding_plan", "own_plan", "standing"]
