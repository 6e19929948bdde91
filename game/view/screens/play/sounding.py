"""What is heard of a week at play: what it has changed on the table."""

from __future__ import annotations

from game.sim.desk.reports import Report

LEAST = 0.5
"""What is owed, or torn, must fall to less than this share within a week to be heard."""


def changed(before: Report, after: Report) -> tuple[str, ...]:
    """The sounds of a week's good changes: a bell when most of what was owed is served, a flutter when most of the
    torn flags are whole again. What went wrong is heard with its news."""
    out = []
    if float(after.backlog.sum()) < LEAST * float(before.backlog.sum()):
        out.append("sale")
    if int(after.stance[:, 3].sum()) < LEAST * int(before.stance[:, 3].sum()):
        out.append("flag_up")
    return tuple(out)
