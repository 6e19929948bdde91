"""Teams whose people all come later: what stands in the place of their figures."""

from __future__ import annotations

from collections.abc import Sequence

from game.sim.company.seats import comes
from game.sim.desk.reports import Report
from game.words.explain import calendar


def nobody_yet(report: Report, teams: Sequence[int]) -> str:
    """When the people of these teams come, or came unseen by the reports, as sentences; an empty text where somebody is
    there, or no team is given."""
    if not teams or report.there[list(teams)].any():
        return ""
    weeks = [week for week in (comes(report.world, team) for team in teams) if week >= 0]
    if not weeks:
        return "Nobody sits here yet."
    first = min(weeks)
    if first < report.week:
        return f"They came in week {calendar(first)}. The reports do not show them yet."
    return f"Nobody sits here yet. They come in week {calendar(first)}."
