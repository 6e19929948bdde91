"""What the side panels share: the names of a level, one frame's view of the table, and their small repeated parts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.board import style
from game.board.style import Colour, mix
from game.board.vectors import hex_code
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.levers import next_disc
from game.sim.values import ORDER_WEEKS
from game.view.toolkit.panel import Box, Panel, Tip
from game.words.actions import price_words
from game.words.figures import Explanation
from game.words.names import Names
from game.words.tally import tally

if TYPE_CHECKING:
    from game.levels import Level
    from game.view.cards.table import Draft, Table

EDGE = 10.0
FACT_SIDES = 66.0
"""What a line of a fact leaves free at both sides together, its icon among it."""
"""From a card's edge to the rows inside it."""
TITLE = 44.0
"""Height of a panel's title line."""

FEW_TEAMS = 5
"""Up to so many teams are listed by name instead of by department."""


@dataclass(frozen=True)
class Side:
    """One frame's view for the panels: the table, its report, the names, and whether it is shown in a drawer.

    mark: what every panel's signature begins with.
    """

    table: Table
    report: Report
    names: Names
    compact: bool
    mark: tuple[Hashable, ...]

    def teams_of(self, department: int) -> list[int]:
        """The teams of a department, by number, as far as somebody is there."""
        return [int(team) for team in tally(self.report).teams_of[department]]

    def department_age(self, department: int) -> int:
        """Age in weeks of the oldest news from a department."""
        seen = self.report.seen[self.report.department == department]
        return max(0, self.report.week - 1 - int(seen.min()))

    def main_job(self, teams: list[int]) -> int:
        """The job most people of these teams do: a product, G for improving, −1 if none works."""
        jobs = self.report.job[teams]
        working = jobs >= 0
        if not working.any():
            return -1
        counted = np.bincount(jobs[working], weights=self.report.head[teams][working])
        return int(counted.argmax())

    def small(self) -> bool:
        """Whether the company is small enough to list people or teams by name instead of departments."""
        return self.report.world.departments <= 1 or len(self.report.head) <= FEW_TEAMS

    def person(self) -> bool:
        """Whether every team is one person."""
        return int(self.report.head.max()) == 1

    def market_of(self, product: int) -> str:
        """The market that asks for a product."""
        return self.names.markets[self.names.product_market[product]]

    def counted(self, number: int, one: str, many: str) -> str:
        """A number with its noun: "1 team", "4 teams"."""
        return f"{number:,} {one if number == 1 else many}"

    @property
    def level(self) -> Level:
        """The level in play."""
        return self.table.level

    def price_words(self, lever: str) -> str:
        """What a lever costs in attention: "1 disc for 3 weeks"."""
        return price_words(self.report.world, lever)

    def why_not(self, action: Action) -> str | None:
        """Why the action is not possible now, as a sentence, or None."""
        return self.table.why_not(action)

    def next_back(self) -> int:
        """Weeks until the next disc is back."""
        return next_disc(self.report, self.table.pending)


def tip_of(explained: Explanation) -> Tip:
    """What a figure says of itself, as a tooltip."""
    return Tip(explained.title, explained.text, explained.causes, explained.start, explained.whole)


def renewal(report: Report, team: int) -> Action:
    """The desk's last order to a team, once more, for as long or nearly so where a letter cannot say that."""
    job, first, end = (int(n) for n in report.ordered[team])
    return Action("order", team, (job, min(ORDER_WEEKS, key=lambda length: abs(length - (end - first)))))


def order_weeks_left(report: Report, team: int) -> int:
    """Weeks left of the desk's own last order to a team, by its own reckoning; 0 when it is over or on its way."""
    job, first, end = (int(n) for n in report.ordered[team])
    return max(0, end - report.week) if job >= 0 and first <= report.week else 0


def decided(report: Report, pending: Sequence[Action], lever: str) -> int:
    """The default ("default") or the reporting level ("reporting") that will hold: the one written this week, on the
    road, or in force."""
    stands = report.coming_default if lever == "default" else report.reporting
    return next((int(action.amount[0]) for action in pending if action.lever == lever), stands)


def draft_key(side: Side) -> tuple[object, ...]:
    """The action being written, as something that can be compared."""
    draft = side.table.draft
    return () if draft is None else (draft.lever, draft.target, tuple(draft.amount))


def draft_of(side: Side, lever: str) -> Draft | None:
    """The action being written if it pulls that lever."""
    draft = side.table.draft
    return draft if draft is not None and draft.lever == lever else None


def title(p: Panel, top: float, words: str, note: str = "", *, key: str = "", tip: Tip | None = None) -> float:
    """A panel's title with a note at the right; returns where the rows begin."""
    wide = p.text(16, top + 24, words, size=17, family="serif", at="middle", width=p.width - 32)
    if note:
        room = p.width - 32 - wide - 10
        p.text(
            p.width - 16,
            top + 25,
            note,
            size=style.SECONDARY,
            colour=p.palette.second,
            align="right",
            at="middle",
            width=room,
        )
    if key and tip is not None:
        p.tooltip(key, (12, top + 8, p.width - 24, 30), tip)
    return top + TITLE


def heading(p: Panel, top: float, words: str, note: str = "") -> float:
    """A smaller heading inside a panel; returns where what follows begins."""
    wide = p.text(16, top + 13, words, size=style.SUBTITLE, weight=800, at="middle", width=p.width - 32)
    if note:
        p.text(p.width - 16, top + 13, note, size=style.SECONDARY, colour=p.palette.second, align="right", at="middle",
               width=p.width - 32 - wide - 8)  # fmt: skip
    return top + 28


def pager(p: Panel, top: float, side: Side, name: str, count: int, a_page: int) -> tuple[int, int, float]:
    """Which of `count` rows to list now, from and to, and the y below the arrows that turn the page (if there are any).

    name: the list's own name on the table.
    """
    if count <= a_page:
        return 0, count, top
    pal, pages = p.palette, -(-count // a_page)
    page = max(0, min(pages - 1, side.table.pages.get(name, 0)))
    first, last = page * a_page, min(count, (page + 1) * a_page)
    p.text(p.width / 2, top + 17, f"{first + 1} to {last} of {count:,}", size=style.SECONDARY, weight=700,
           colour=pal.second, align="centre", at="middle")  # fmt: skip
    for x, icon, to, words in ((EDGE, "caret-left", page - 1, "Before"), (p.width - EDGE - 36, "caret-right", page + 1,
                                                                          "After")):  # fmt: skip
        box = (x, top + 1, 36.0, 32.0)
        ready = 0 <= to < pages
        if ready:
            p.card(box, pal.inset, radius=8, outline=pal.rule)
        p.icon(icon, x + 18, top + 17, 15, pal.ink if ready else pal.hint)
        p.region("side-page", box, value=f"{name}:{to}", enabled=ready, tip=Tip(words, f"{a_page} at a time."))
    return first, last, top + 40


def age(
    p: Panel, x: float, y: float, count: int, *, colour: Colour | None = None, word: str = "", align: str = "left"
) -> float:
    """The age of news: a report's sign and weeks, red from four weeks on; returns its width."""
    ink = colour or (p.palette.bad if count >= 4 else p.palette.second)
    text = f"{count} wk{word}" if count else "fresh"
    wide = p.measure(text, style.SECONDARY, weight=700) + 18
    left = x if align == "left" else x - wide
    p.icon("chart-bar", left + 7, y, 13, ink if count >= 4 else p.palette.indigo, "fill")
    p.text(left + 18, y, text, size=style.SECONDARY, weight=700, colour=ink, at="middle")
    return wide


def age_width(p: Panel, count: int) -> float:
    """How wide the age of news is drawn."""
    return p.measure(f"{count} wk" if count else "fresh", style.SECONDARY, weight=700) + 18


def arrow(p: Panel, x: float, y: float, way: float, colour: Colour) -> None:
    """A small arrow at x that points up where `way` is above 0, down where it is below."""
    lean = -1 if way > 0 else 1
    body = (
        f'<path d="M{x} {y - lean * 3} L{x + 9} {y - lean * 3} L{x + 4.5} {y + lean * 4} Z" fill="{hex_code(colour)}"/>'
    )
    p.vector((x - 1, y - 6, 12, 12), body)


def note_box(
    p: Panel, top: float, text: str, *, icon: str = "", colour: Colour | None = None, left: float = EDGE
) -> float:
    """A sentence on an inset ground, with an icon; returns the y below it."""
    pal = p.palette
    indent = 34.0 if icon else 12.0
    wide = p.width - 2 * left
    high = p.paragraph_height(wide - indent - 12, text, size=style.SECONDARY) + 16
    p.card((left, top, wide, high), pal.inset, radius=style.SMALL_RADIUS)
    if icon:
        p.icon(icon, left + 18, top + high / 2, 16, colour or pal.second, "fill")
    p.paragraph(
        left + indent, top + 8, wide - indent - 12, text, size=style.SECONDARY, colour=pal.second, strong=pal.ink
    )
    return top + high


FACT, FACT_LINE = 24.0, 17.0
"""Height of a line with a figure, and of every line of a figure that stands below its label."""


def fact(
    p: Panel, top: float, icon: str, label: str, value: str, tip: Tip, key: str, *, colour: Colour | None = None
) -> float:
    """A line with an icon, a label and a figure at the right; returns the y below it.

    Where both have no room on one line the figure stands below its label, whole.
    """
    pal, room = p.palette, p.width - FACT_SIDES
    middle = top + 12
    p.icon(icon, 28, middle, 15, pal.second)
    below = _below_its_label(p, label, value)
    beside = room if below else room - p.measure(value, style.SECONDARY, weight=800) - 6
    p.text(44, middle, label, size=style.SECONDARY, colour=pal.second, at="middle", width=beside)
    for n, line in enumerate(below or [value]):
        line_middle = middle + FACT_LINE * (n + 1) if below else middle
        p.text(p.width - 22, line_middle, line, size=style.SECONDARY, weight=800, colour=colour, align="right",
               at="middle")  # fmt: skip
    high = fact_height(p, label, value)
    p.tooltip(key, (EDGE + 4, top, p.width - 2 * EDGE - 8, high), tip)
    return top + high


def fact_height(p: Panel, label: str, value: str) -> float:
    """How high such a line is, in the panel's units."""
    return FACT + FACT_LINE * len(_below_its_label(p, label, value))


def _below_its_label(p: Panel, label: str, value: str) -> list[str]:
    """The lines of a figure that has no room beside its label; none where it has."""
    room = p.width - FACT_SIDES
    if p.measure(label, style.SMALLEST) <= room - p.measure(value, style.SECONDARY, weight=800) - 6:
        return []
    return p.lines(room, value, size=style.SECONDARY, weight=800)


def dots(p: Panel, x: float, y: float, filled: int, places: int = 3, size: float = 9) -> float:
    """`filled` dots of `places`, the left edge at x and the middle at y; returns the width."""
    ink = hex_code(p.palette.ink)
    body = ""
    for n in range(places):
        fill = ink if n < filled else "none"
        place = f'cx="{x + size / 2 + n * (size + 3)}" cy="{y}" r="{size / 2 - 0.6}"'
        body += f'<circle {place} fill="{fill}" stroke="{ink}" stroke-width="1.2"/>'
    wide = places * (size + 3) - 3
    p.vector((x - 1, y - size / 2 - 1, wide + 2, size + 2), body)
    return wide


def chosen_frame(p: Panel, box: Box, colour: Colour) -> None:
    """The ground of a card being written: a thick outline in the lever's colour."""
    p.card(box, p.palette.card, radius=style.RADIUS, outline=colour, stroke=2)


def soft(p: Panel, colour: Colour, share: float = 0.16) -> Colour:
    """A pale ground of a colour on the card."""
    return mix(p.palette.card, colour, share)


def job_mark(p: Panel, names: Names, job: int, x: float, y: float, radius: float = 12) -> None:
    """The picture of a job: a product's token, the gear of the board for improving, an hourglass for waiting."""
    if 0 <= job < len(names.looks):
        p.token(names.looks[job], x, y, radius)
        return
    pal = p.palette
    p.card((x - radius, y - radius, 2 * radius, 2 * radius), pal.card, radius=radius, outline=pal.second, stroke=1.2)
    p.icon("hourglass-medium" if job < 0 else "gear", x, y, radius * 1.2, pal.second, "fill")
