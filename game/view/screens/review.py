"""The review of a quarter: what changed and why, where the decisions are, the people, the markets, and what comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pygame

from game.debrief import Change, Review, review
from game.levels import Level
from game.session import QUARTER_WEEKS, Pin, Session
from game.sim.levers import LEVERS
from game.sim.reports import Report
from game.view import overlay, style, widgets
from game.view.explain import calendar, points, signed, weeks
from game.view.news import action_words
from game.view.panel import Box, Panel, Tip
from game.view.screens.accounts import cause_row
from game.view.shapes import hex_code
from game.view.side import lever_kind
from game.view.widgets import Cause
from game.view.window import Route, Screen, Stage

if TYPE_CHECKING:
    from game.view.app import Game
    from game.view.table import Table

WIDE, TALL = 1120.0, 640.0
"""From this logical size the card has two columns over the table; below, it is one column that scrolls."""
HEADER, FOOT = 76.0, 66.0
MOST_DECISIONS = 3
SIGNS = {"heard": "heard", "worst": "worst", "seen": "seen here"}
PEOPLE: dict[str, tuple[str, str, bool, str]] = {
    "morale": ("Morale", "sun", True, "How they feel at work. Output follows it."),
    "trust": ("Trust in you", "handshake", True, "Customers served, visits and a say raise it; wrong orders lower it."),
    "initiative": ("Initiative", "hand-pointing", True, "Grows where teams choose, and withers under orders."),
    "commitment": ("Commitment", "flag-banner", True, "How far people feel bound to what is being done."),
    "waiting": ("With nothing to do", "moon", False, "People whose team had no letter and may not choose."),
}
"""Each figure of the people: its words, its icon, whether more of it is welcome, and what it is."""


class ReviewScreen:
    """The review of the quarter that has just ended; the clock stands until the player opens the next week.

    table: the play screen's. back: the way to go on. before: the report at the quarter's start; without it the
    quarter's start is found by playing the log again. behind: the play screen, shown darkened beneath.
    """

    def __init__(
        self,
        game: Game,
        table: Table,
        back: Callable[[], Route],
        before: Report | None = None,
        behind: Screen | None = None,
    ) -> None:
        session = table.session
        if session.week % QUARTER_WEEKS or session.week == 0:
            raise ValueError("a review needs the start of a quarter")
        self.game = game
        self.level: Level = session.level
        self.report: Report = session.report
        start = session.week - QUARTER_WEEKS
        self.before = before if before is not None and before.week == start else _report_of(session, start)
        self.review: Review = review(self.before, self.report, session.pins())
        self._back, self._behind = back, behind
        self._looks = tuple(style.product_key(look) for look in self.level.product_looks)
        self._ground: tuple[object, pygame.Surface] | None = None
        self._stage: Stage | None = None

    @property
    def stage(self) -> Stage:
        """What the window gave on entering."""
        if self._stage is None:
            raise RuntimeError("The review was asked to work before it was entered.")
        return self._stage

    # What a screen does.

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers."""
        self._stage = stage
        self._ground = None

    def tick(self, seconds: float) -> Route | None:
        """Nothing here is timed."""
        return None

    def event(self, event: pygame.event.Event) -> Route | None:
        """Goes on when the next week is opened."""
        hit = self.stage.ui.event(event)
        return self._back() if hit is not None and hit.key == "open" else None

    # Painting.

    def paint(self, surface: pygame.Surface) -> None:
        """Paints the card over the table."""
        ui = self.stage.ui
        ground = self._table(surface)
        ui.begin(surface, self.stage.now)
        surface.blit(ground, (0, 0))
        wide, high = ui.width, ui.height
        if wide >= WIDE and high >= TALL:
            box = (48.0, 64.0, wide - 96, high - 122)
            ui.panel("review", box, self.review, self._two_columns, scroll=False)
        else:
            body = (8.0, 8.0, wide - 16, high - FOOT - 12)
            ui.panel("review", body, self.review, self._one_column, header=HEADER)
            foot = (0.0, high - FOOT, wide, FOOT)
            ui.panel("review-foot", foot, self.review.week, self._small_foot, look="foot", scroll=False)
        ui.end()

    def _table(self, surface: pygame.Surface) -> pygame.Surface:
        """What lies beneath: the game as it stands, darkened between its bars, or else the bare table."""
        key = (self.stage.key(), surface.get_size())
        if self._ground is None or self._ground[0] != key:
            under = surface.copy()
            under.blit(self.stage.atlas.table(*surface.get_size()), (0, 0))
            if self._behind is not None:
                self._behind.enter(self.stage)
                self._behind.paint(under)
                self.stage.ui.leave()
            self._ground = (key, overlay.darkened(under, self.stage.palette))
        return self._ground[1]

    def _two_columns(self, p: Panel) -> None:
        self._header(p)
        half = (p.width - 72) / 2 + 8
        top, bottom = HEADER + 14, p.height - FOOT + 2
        left, right = (24.0, top, half, bottom - top), (half + 48, top, p.width - half - 72, bottom - top)
        causes = max(1, len(self.review.changes))
        split = min(0.6 * left[3], 30 + 40.0 * causes)
        self._changes(p, (left[0], top, half, split))
        self._decisions(p, (left[0] - 8, top + split + 10, half + 16, left[3] - split - 12))
        people = 32 + 34.0 * len(self._people())
        self._people_card(p, (right[0], top, right[2], people))
        coming = 34 + 26.0 * len(self._coming())
        self._markets(p, (right[0], top + people + 10, right[2], right[3] - people - coming - 20))
        self._ahead(p, (right[0], bottom - coming, right[2], coming))
        hint = "Return opens it. Pause as long as you like."
        p.text(24, p.height - 36, hint, size=style.SECONDARY, colour=p.palette.second, at="middle")
        self._open(p, (p.width - 24 - 230, p.height - 60, 230, 46))

    def _one_column(self, p: Panel) -> float:
        self._header(p)
        w, y = p.width - 32, HEADER + 12
        changes = 30 + 40.0 * max(1, len(self.review.changes))
        self._changes(p, (16, y, w, changes))
        y += changes + 14
        decisions = 66 + 50.0 * max(1, len(self._shown()))
        self._decisions(p, (8, y, w + 16, decisions))
        y += decisions + 14
        people = 32 + 34.0 * len(self._people())
        self._people_card(p, (16, y, w, people))
        y += people + 14
        markets = 52 + 30.0 * len(self._looks)
        self._markets(p, (16, y, w, markets))
        y += markets + 14
        coming = 34 + 26.0 * len(self._coming())
        self._ahead(p, (16, y, w, coming))
        return y + coming + 12

    def _small_foot(self, p: Panel) -> None:
        self._open(p, (p.width - 212, 12, 200, 44))
        p.text(16, 34, "Nothing here is timed.", colour=p.palette.bar_second, at="middle", width=p.width - 240)

    def _open(self, p: Panel, box: Box) -> None:
        words = f"Open week {calendar(self.review.week)}"
        keys = ("return", "escape", "space")
        widgets.button(p, "open", box, words, kind="primary", shortcut=keys, size=style.SUBTITLE)

    def _header(self, p: Panel) -> None:
        pal, small = p.palette, p.width < WIDE - 96
        band = style.mix(pal.choice, pal.card, 0.15)
        p.card((0, 0, p.width, HEADER), band, radius=style.RADIUS, top_only=True)
        p.fill((0, HEADER - 1, p.width, 1), pal.lip)
        left = 16.0
        if not small:
            p.icon("hourglass-medium", 44, HEADER / 2, 32, pal.second)
            left = 76
        right = p.width - (16 if small else 24)
        widgets.stars(p, right - 84, HEADER / 2, self.report.stars(), size=28)
        now, was = f"{points(self.report.score)}%", points(self.before.score)
        at = right - 104
        at -= p.text(at, HEADER / 2, now, size=32, family="serif", align="right", at="middle") + 12
        if self.before.week and not small:
            p.icon("arrow-right", at - 8, HEADER / 2 + 1, 18, pal.second)
            at -= 24
            at -= p.text(
                at, HEADER / 2, str(was), size=24, family="serif", colour=pal.second, align="right", at="middle"
            )
            at -= 16
        if not small:
            words = "Served, net of waste"
            at -= p.text(at, HEADER / 2 + 1, words, weight=700, colour=pal.second, align="right", at="middle") + 20
        p.text(
            left,
            30,
            f"Quarter {self.review.quarter + 1} is over",
            size=24 if small else 27,
            family="serif",
            at="middle",
            width=at - left,
        )
        age = f" News is {weeks(self.review.age)} old." if self.review.age else ""
        words = f"Week {self.review.week}. The clock has stopped; nothing here is timed.{age}"
        p.text(left, 56, words, size=style.BODY, colour=pal.second, at="middle", width=at - left)
        was_words = f"At the last review it stood at **{was}%**. " if self.before.week else ""
        stars = ", ".join(f"{100 * share:.0f}" for share in self.report.world.stars)
        tip = Tip("Served, net of waste", f"{was_words}The stars stand at {stars}, and count at the end.")
        p.tooltip("review-score", (at, 8, right - at, HEADER - 16), tip)

    # What changed, and why.

    def _changes(self, p: Panel, box: Box) -> None:
        x, y, w, h = box
        title(p, x, y + 10, "What changed, and why")
        first = self.before.week == 0
        words = f"points, from {self.review.start} that all could make" if first else "points"
        p.text(x + w - 4, y + 11, words, size=style.SECONDARY, colour=p.palette.second, align="right", at="middle")
        rows = [self._cause(change, first) for change in self.review.changes]
        if not rows:
            p.text(x, y + 44, "Nothing moved the score in this quarter.", colour=p.palette.second, at="middle")
            return
        each = (h - 28) / len(rows)
        widgets.waterfall(p, "cause", (x, y + 28, w, each), float(self.review.start), rows, label_share=0.56)

    @staticmethod
    def _cause(change: Change, first: bool) -> Cause:
        was, now = points(change.before), points(change.after)
        note = ""
        if change.name == "capacity":
            note = f"all hands would have met {was}% of it, now {now}%"
        elif first or change.name == "smaller":
            note = "of everything that was wanted" if change.name != "smaller" else ""
        elif was <= 0 and now <= 0:
            note = f"cost {-was} of all so far, now {-now}"
        elif was >= 0 and now >= 0:
            note = f"gave {was} of all so far, now {now}"
        else:
            note = f"was {signed(was)}, is {signed(now)}"
        return cause_row(change.name, change.points, first, note)

    # Where the decisions are.

    def _shown(self) -> Sequence[Pin]:
        """The decisions with most still to tell: not more than three, in order of sending."""
        return sorted(self.review.decisions[:MOST_DECISIONS], key=lambda pin: pin.sent)

    def _decisions(self, p: Panel, box: Box) -> None:
        x, y, w, h = box
        pal, week, rows = p.palette, self.review.week, self._shown()
        p.card(box, pal.inset, radius=style.SMALL_RADIUS)
        title(p, x + 16, y + 21, "Where your decisions are")
        if not rows:
            words = "You sent no letter in this quarter, so nothing is on its way."
            p.paragraph(x + 16, y + 44, w - 32, words, colour=pal.second)
            return
        more = len(self.review.decisions) - len(rows)
        if more:
            words = f"and {more} more letter{'s' if more > 1 else ''}"
            p.text(x + w - 16, y + 22, words, size=style.SECONDARY, colour=pal.second, align="right", at="middle")
        left, right = x + w * 0.34, x + w - 46
        top, base = y + 40, y + h - 24
        first = max(week - QUARTER_WEEKS, min(pin.heard for pin in rows)) - 1
        last = max(week + 1, *(pin.seen for pin in rows)) + 1

        def at(moment: float) -> float:
            return left + (moment - first) / (last - first) * (right - left)

        ticks = range(first + 1, last, max(1, -(-(last - first) // 6)))
        body = "".join(f"M{at(tick):.1f} {top} L{at(tick):.1f} {base} " for tick in ticks)
        p.vector((left - 4, top, right - left + 8, base - top + 1), f'<path d="{body}" stroke="{hex_code(pal.rule)}"/>')
        p.text(x + 16, base + 11, "week", size=style.SECONDARY, weight=700, colour=pal.second, at="middle")
        for tick in ticks:
            if abs(at(tick) - at(week)) > 14:
                p.text(
                    at(tick),
                    base + 11,
                    str(calendar(tick)),
                    size=style.SECONDARY,
                    colour=pal.second,
                    align="centre",
                    at="middle",
                )
        now = str(calendar(week))
        p.fill((at(week) - 1, top - 4, 2, base - top + 4), pal.leader)
        p.text(at(week), base + 11, now, size=style.SECONDARY, weight=800, align="centre", at="middle")
        p.pawn(at(week), top - 2, 26, kind="leader")
        each = (base - top) / len(rows)
        for n, pin in enumerate(rows):
            self._decision(p, (x + 16, top + n * each, left - x - 30, each), pin, at)

    def _decision(self, p: Panel, box: Box, pin: Pin, at: Callable[[float], float]) -> None:
        x, y, w, h = box
        pal, week, kind = p.palette, self.review.week, lever_kind(pin.action.lever)
        words, _, about = action_words(self.level, pin.action).partition(": ")
        line = y + h - 17
        middle = y + h / 2
        p.text(x, middle - (9 if about else 0), words, weight=800, at="middle", width=w)
        p.text(
            x, middle + 10, about[:1].upper() + about[1:], size=style.SECONDARY, colour=pal.second, at="middle", width=w
        )
        moments = [("heard", pin.heard), ("worst", pin.worst), ("seen", pin.seen)]
        moments = [(sign, moment) for sign, moment in moments if moment >= 0 and at(moment) > x + w]
        if not moments:
            return
        ink = hex_code(style.lever_colour(pal, kind))
        start, end = at(moments[0][1]), at(moments[-1][1])
        thread = f'<path d="M{start:.1f} {line} L{end:.1f} {line}" stroke="{ink}" stroke-width="2.4" stroke-dasharray="3 4"/>'
        p.vector((start - 2, line - 2, end - start + 4, 4), thread)
        said, edge = [], -1e9
        for sign, moment in moments:
            past = moment < week
            p.piece(f"{'pin' if past else 'pin-hollow'}:{kind}:{sign}", at(moment), line, min(1.0, h / 46))
            wide = p.measure(SIGNS[sign], style.LABEL)
            if at(moment) - wide / 2 > edge and h >= 40:
                p.text(
                    at(moment), line + 9, SIGNS[sign], size=style.LABEL, colour=pal.second, align="centre", at="middle"
                )
                edge = at(moment) + wide / 2 + 4
            said.append(f"{SIGNS[sign].capitalize()} week {calendar(moment)}{'' if past else ', expected'}")
        tip = Tip(f"{LEVERS[pin.action.lever].title}, sent week {calendar(pin.sent)}", "\n".join(said))
        p.tooltip(f"decision-{pin.sent}-{words}", (x - 4, y + 1, end - x + 24, h - 2), tip)

    # The people, the markets, and what comes.

    def _people(self) -> list[tuple[str, float, float]]:
        """The figures worth a row: waiting only where somebody waits or did."""
        return [row for row in self.review.people if row[0] != "waiting" or max(row[1:]) >= 0.005]

    def _people_card(self, p: Panel, box: Box) -> None:
        x, y, w, _ = box
        pal = p.palette
        title(p, x, y + 10, "Your people")
        p.text(
            x + w, y + 11, "as reported, of 100", size=style.SECONDARY, colour=pal.second, align="right", at="middle"
        )
        for n, (name, was, now) in enumerate(self._people()):
            label, icon, welcome, text = PEOPLE[name]
            middle = y + 28 + 34 * (n + 0.5)
            if name == "morale":
                p.face(100 * now, x + 13, middle, 24)
            else:
                p.icon(icon, x + 13, middle, 19, pal.second, "fill")
            p.text(x + 34, middle, label, weight=700, at="middle", width=w * 0.3)
            left, right = x + w * 0.36, x + w - 132
            moved = points(now) - points(was)
            good = (moved > 0) == welcome
            colour = pal.gold if name == "morale" else style.mix(pal.second, pal.card, 0.25)
            widgets.meter(p, (left, middle - 5, right - left, 10), now, colour, threshold=was)
            p.text(x + w - 64, middle, f"{points(was)} → {points(now)}", weight=800, align="right", at="middle")
            if moved:
                ink = pal.good if good else pal.bad
                p.icon("check" if good else "warning", x + w - 50, middle, 13, ink)
                p.text(
                    x + w,
                    middle,
                    signed(moved),
                    size=style.SUBTITLE,
                    weight=800,
                    colour=ink,
                    align="right",
                    at="middle",
                )
            else:
                p.text(
                    x + w, middle, "±0", size=style.SUBTITLE, weight=800, colour=pal.second, align="right", at="middle"
                )
            causes = tuple((row.label, row.points) for row in self.review.morale) if name == "morale" else ()
            tip = Tip(label, text, causes, points(was), label if causes else "")
            p.tooltip(f"people-{name}", (x - 4, middle - 16, w + 8, 32), tip)

    def _markets(self, p: Panel, box: Box) -> None:
        x, y, w, h = box
        pal, report = p.palette, self.report
        title(p, x, y + 10, "Wanted and made")
        heads = ("wanted", "made", "on shelf", "owed")
        columns = [x + w * share for share in (0.44, 0.56, 0.70, 0.82)]
        for head, right in zip(heads, columns, strict=True):
            p.text(right, y + 12, head, size=style.LABEL, colour=pal.second, align="right", at="middle")
        p.text(x + w, y + 12, "too few · too many", size=style.LABEL, colour=pal.second, align="right", at="middle")
        each = min(34.0, (h - 26) / len(self._looks))
        gaps = report.made - report.demand
        most = max(1.0, float(np.abs(gaps).max()))
        half = w * 0.16 / 2 - 2
        centre = x + w - half - 2
        for n, look in enumerate(self._looks):
            middle = y + 26 + each * (n + 0.5)
            p.token(look, x + 13, middle, min(11.0, each / 2 - 2))
            p.text(x + 34, middle, self.level.product_names[n].capitalize(), weight=700, at="middle", width=w * 0.24)
            figures = (report.demand[n], report.made[n], report.stock[n], report.backlog[n])
            for m, (figure, right) in enumerate(zip(figures, columns, strict=True)):
                ink = pal.bad if m == 3 and figure >= 0.5 else pal.ink
                p.text(
                    right,
                    middle,
                    _short(float(figure)),
                    weight=800 if m < 2 else 600,
                    colour=ink,
                    align="right",
                    at="middle",
                )
            gap = float(gaps[n]) / most * half
            if abs(gap) >= 1.5:
                colour = pal.bad if gap < 0 else style.PRODUCTS[look].line(pal.theme)
                widgets.bar(p, (min(centre, centre + gap), middle - 6, abs(gap), 12), colour, hatched=gap < 0)
            p.fill((centre - 0.5, middle - each / 2 + 1, 1, each - 2), pal.second)
            price = points(report.price[n] / report.world.products[n].value)
            text = (
                f"Each week, as reported: wanted **{_short(figures[0])}**, made **{_short(figures[1])}**. The price stands "
                f"at **{price}%** of the usual. A quarter ago it was wanted **{_short(self.before.demand[n])}** times."
            )
            tip = Tip(self.level.product_names[n].capitalize(), text)
            p.tooltip(f"market-{n}", (x - 4, middle - each / 2, w + 8, each), tip)

    def _coming(self) -> list[tuple[str, str]]:
        """What lies ahead, as (icon or product, words): contracts first, then what is on the road, then the money."""
        report, rows = self.report, []
        for contract in report.horizon[:2]:
            name = self.level.product_names[contract.product]
            when = f"weeks {calendar(contract.first)} to {calendar(contract.last)}"
            rows.append(
                (f"token {contract.product}", f"{contract.low:.1f} to {contract.high:.1f} times as many {name}, {when}")
            )
        if report.letters:
            count, last = len(report.letters), max(letter.due for letter in report.letters)
            letters = f"{count} letter{'s' if count > 1 else ''} on the road"
            rows.append(("envelope", f"{letters}, the last is read in week {calendar(last)}"))
        if report.tags:
            names = ", ".join(f"{self.level.product_names[tag.product]} {tag.weeks} wk" for tag in report.tags)
            rows.append(("tag", f"Tags still out: {names}"))
        cash, moved = report.cash_cents / 100, (report.cash_cents - self.review.cash_before_cents) / 100
        rows.append(("coins", f"Cash {cash:,.0f}, {signed(moved)} in this quarter"))
        return rows[:4]

    def _ahead(self, p: Panel, box: Box) -> None:
        x, y, w, _ = box
        title(p, x, y + 10, "What comes")
        if "choose" in self.report.levers and not self.report.horizon:
            words = "no contract in sight"
            p.text(x + w, y + 11, words, size=style.SECONDARY, colour=p.palette.second, align="right", at="middle")
        for n, (icon, words) in enumerate(self._coming()):
            middle = y + 28 + 26 * (n + 0.5)
            if icon.startswith("token "):
                p.token(self._looks[int(icon.split()[1])], x + 13, middle, 10)
            else:
                p.icon(icon, x + 13, middle, 17, p.palette.second, "fill")
            p.text(x + 34, middle, words, weight=600, at="middle", width=w - 34)


def title(p: Panel, x: float, y: float, words: str) -> None:
    """The heading of a part of the card, its middle at y."""
    p.text(x, y, words, size=style.CARD_TITLE, family="serif", at="middle")


def _short(figure: float) -> str:
    return f"{figure:.1f}" if figure < 9.95 else f"{figure:,.0f}"


def _report_of(session: Session, week: int) -> Report:
    """What the desk knew at the start of an earlier week, by playing the log again."""
    again = Session(session.level, session.seed, session.difficulty, session.player, session.open_levers)
    for actions in session.log[:week]:
        for action in actions:
            again.act(action)
        again.advance()
    return again.report
