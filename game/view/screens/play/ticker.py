"""What the strip at the foot of the table tells: what is new, what counts of weeks before, or how things stand."""

from __future__ import annotations

from game.levels import Level
from game.sim.desk.reports import Report
from game.words.news import standing
from game.words.newsline import News, last_weeks

KEPT_NEWS = 8


class Ticker:
    """The lines of the strip. fresh: what the newest week brought. begins: the only line before week 1, if any."""

    def __init__(self, level: Level, fresh: list[News]) -> None:
        self.fresh = fresh
        self.begins: News | None = None
        self._level = level
        self._before: list[News] = []
        self._standing: tuple[Report, list[News]] | None = None

    def turn(self, fresh: list[News]) -> None:
        """A week has passed: what it brought is new, and of what was new before the rest that still counts is kept."""
        self._before, self.fresh = last_weeks(self.fresh), fresh

    def clear(self) -> None:
        """Forgets all weeks: the table shows another game, or another place in it."""
        self._before, self.fresh = [], []

    def told(self, report: Report) -> list[News]:
        """At most `KEPT_NEWS` lines, the newest first; where nothing is new, how things stand by the report."""
        if self.begins is not None and not report.week:
            return [self.begins]
        if not self.fresh and (self._standing is None or self._standing[0] is not report):
            self._standing = (report, standing(self._level, report))
        stands = self._standing[1] if self._standing is not None else []
        return [*(self.fresh or stands), *self._before][:KEPT_NEWS]
