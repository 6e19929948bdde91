"""What is heard of a week at play: what it has changed on the table."""

from __future__ import annotations

from collections.abc import Sequence

from game.sim.desk.reports import Report
from game.words.newsline import News

LEAST = 0.5
"""What is owed, or torn, must fall to less than this share within a week to be heard."""


FIRST = ("dilemma", "stars")
"""What is never left out of a week's sounds: a card has come, a star is passed."""
MOST = 2
"""Of the week's other news that are heard, the weightiest."""


def of_week(fresh: Sequence[News], others: Sequence[str]) -> list[str]:
    """What is heard of a week: its cards and stars, its weightiest other news, and its good changes."""
    names = list(dict.fromkeys(item.sound for item in fresh if item.sound))
    rest = [name for name in names if name not in FIRST]
    return list(dict.fromkeys([*(name for name in FIRST if name in names), *rest[:MOST], *others]))


def changed(before: Report, after: Report) -> tuple[str, ...]:
    """The sounds of a week's good changes: a bell when most of what was owed is served, a flutter when most of the
    torn flags are whole again. What went wrong is heard with its news."""
    out = []
    if float(after.backlog.sum()) < LEAST * float(before.backlog.sum()):
        out.append("sale")
    if int(after.stance[:, 3].sum()) < LEAST * int(before.stance[:, 3].sum()):
        out.append("flag_up")
    return tuple(out)
