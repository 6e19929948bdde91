"""A level that was written for an earlier format becomes one of today's: a named step for each change of the language.

`edits` changes a text at one place and leaves every other sign as it is, comments and spaces too; a writer of YAML sets
anew whatever somebody has wrapped by hand, even where it keeps comments. `steps` is the table of what has changed: each
step finds what it has to write anew, and what only the author can decide. `upgrade` carries them out in order and
writes nothing; whoever asked for it does.
"""

from game.levels.upgrading.steps import STEPS, Step
from game.levels.upgrading.upgrade import Change, Upgrade, upgraded

__all__ = ["STEPS", "Change", "Step", "Upgrade", "upgraded"]
