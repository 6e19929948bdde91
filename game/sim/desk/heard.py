"""What the desk has heard may come: rumours, as far as it knows of them."""

from __future__ import annotations

from game.sim.company.rumours import LEAST_WANTED, ending, times
from game.sim.desk.notes import Rumour
from game.sim.state import State


def rumours_heard(state: State, age: int) -> tuple[Rumour, ...]:
    """The rumours that have reached the desk, the earliest first; age: weeks that its reports are old."""
    rows = []
    for (index, comes, known), (wanted, served) in zip(state.rumours, state.rumour_trade, strict=True):
        shift = state.world.shifts[int(index)]
        since = max(0, shift.week - shift.notice)
        if state.week < since or (since >= shift.week and not comes):
            continue  # What would be heard of only as it begins is not heard of at all where it does not come.
        certain = known >= 0 or state.week >= shift.week or shift.odds >= 1.0
        over = comes and state.week > ending(shift, state.world) + age and wanted > 0.0
        change = times(shift, state.swing) - 1.0
        low, high = sorted(max(LEAST_WANTED, 1.0 + change * about) for about in (0.8, 1.2))
        rows.append(
            Rumour(
                int(index), shift.product, shift.week, ending(shift, state.world) - 1,
                low, high, shift.odds, int(comes) if certain else -1, since,
                min(1.0, float(served / wanted)) if over else -1.0,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.first, row.product)))
