"""What would lift people, below the account of their morale: what it takes, and how much it is worth at most."""

from __future__ import annotations

from game.view.cards.side import Side, fact, heading
from game.view.toolkit.panel import Panel, Tip
from game.words.explain import counted
from game.words.mending import lifts


def paint_lifts(p: Panel, top: float, side: Side, teams: list[int], key: str) -> float:
    """What would lift these teams, by levers that this level has, in a row each; returns the y below it."""
    found = lifts(side.report, teams)
    if not found:
        return top
    y = heading(p, top + 4, "What would lift them", "up to")
    for n, lift in enumerate(found):
        tip = Tip(f"{lift.words}: up to {counted(lift.worth, 'point')} of morale", f"{lift.how} Morale takes weeks.")
        y = fact(p, y, lift.icon, lift.words, f"+{lift.worth}", tip, f"{key}-{n}")
    return y
