"""Leaders that see only what the desk sees: policies from a `Report` to the actions of one week.

`leader(name)` makes a fresh one; calling it with each week's report returns the actions it takes. They play by
the rules, information and discs of a person: everything they return has passed `levers.check`. Each kind of leader
has a file, with the moves that others, and the lab's experiments, borrow from it; `desk` is what all of them write on.
Nothing here knows the truth, a seed, or what the solver would do.
"""

from game.bots import absent, chance, incentives, mixed, orders, values
from game.bots.desk import Desk, Leader

__all__ = ["BOTS", "NAMES", "Desk", "Leader", "leader"]

BOTS: dict[str, Leader] = {
    "idle": absent.idle, "handsoff": absent.handsoff, "standing": absent.standing, "random": chance.lead,
    "orders": orders.lead, "incentives": incentives.lead, "mixed": mixed.lead, "values": values.lead,
}  # fmt: skip
NAMES: tuple[str, ...] = tuple(BOTS)


def leader(name: str) -> Leader:
    """A fresh leader of that name (see `NAMES`); raises KeyError for an unknown one."""
    return BOTS[name]
