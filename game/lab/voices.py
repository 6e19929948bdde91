"""The law of informal leaders: what a company loses that nobody listens to any more."""

from __future__ import annotations

import numpy as np

from game.lab.experiments import Figures, repeating
from game.lab.worlds import FREE, family, play
from game.sim import luck
from game.sim.company import turnover
from game.sim.curves import Ints
from game.sim.state import State
from game.sim.world import Culture, StartPolicy

LOST = 0.02
"""Share of the people who leave."""
LEAVE_WEEK, LATER = 26, 52
"""When they leave, and when it is weighed how far the value has spread."""


def quiet(seed: int, quick: bool, alike: bool = False) -> Figures:
    """How much less 1,200 people are committed to what they declared once the loudest 2% have left, or a random 2%.

    In points against nobody leaving, half a year later, among those who stay in every case. alike: everyone's voice
    counts the same.
    """
    del quick
    world = family(
        1200, policy=StartPolicy(FREE.default, declared=("craft",)), value_names=("craft",),
        cultures=(Culture(1.0, (0.6,)),), weeks=LATER,
    )  # fmt: skip
    ends: dict[str, State] = {}
    gone: dict[str, Ints] = {}
    for name in ("nobody", "loudest", "random"):

        def lose(state: State, name: str = name) -> None:
            if alike:
                state.influence = np.where(state.reason >= 0, 1.0, 0.0)
            if state.week == LEAVE_WEEK and name != "nobody":
                gone[name] = leaving(state, name == "loudest")
                turnover.leave(state, gone[name])

        ends[name] = play(world, seed, repeating, each_week=lose).state
    stay = np.ones(world.seats, dtype=np.bool_)
    for state in ends.values():
        stay &= state.reason >= 0
    stay[np.concatenate(tuple(gone.values()))] = False
    bound = {name: 100.0 * float(np.mean(state.commitment[0][stay])) for name, state in ends.items()}
    return {name: bound["nobody"] - bound[name] for name in gone}


def quiet_cut(seed: int, quick: bool) -> Figures:
    """The same among people whose voices all count alike."""
    return quiet(seed, quick, alike=True)


def leaving(state: State, loudest: bool) -> Ints:
    """The seats of the loudest 2% of the people, or of a random 2%; equally loud ones in random order."""
    chance = luck.uniform(state.seed, 0, luck.NAMES, state.influence.shape[0])
    here = np.flatnonzero(state.reason >= 0)
    order = here[np.argsort(chance[here], kind="stable")]
    if loudest:
        order = order[np.argsort(-state.influence[order], kind="stable")]
    return order[: int(LOST * state.people)]
