"""The parts of a quarter's review besides its causes: decisions on the track, the people, the markets, what comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from game.board import style
from game.board.vectors import dashed, hex_code
from game.debrief import Review
from game.levels import Level
from game.session import Pin
from game.sim.desk.estimates import asked_for
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS
from game.sim.world import QUARTER_WEEKS
from game.view.cards.counting import Counting
from game.view.cards.side import tip_of
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.words import closing, goods, rumours
from game.words.actions import first_upper, halves, lever_kind
from game.words.explain import calendar, points, signed, weeks
from game.words.market_news import contracts

MOST_DECISIONS = 3
LOOK_BACK = 6
"""Weeks before now that the track of decisions shows at least."""
TRACK_TOP, TRACK_FOOT, DECISION_ROW = 38.0, 22.0, 34.0
"""Above and below the rows of the track of decisions, and the height in which a row's two lines do not touch."""
PEOPLE_ROW, COMING_ROW, HEAD = 29.0, 25.0, 28.0
MOST_COMING = 3
"""Rows of what comes, unless there are more contracts: none of these is left out."""
SIGNS = {"heard": "heard", "worst": "worst", "seen": "seen here"}
ICONS = {"trust": "handshake", "initiative": "hand-pointing", "commitment": "flag-banner", "waiting": "moon"}
"""The icon of each figure of the people; morale has a face."""


def title(p: Panel, x: float, y: float, words: str, size: float = style.CARD_TITLE) -> float:
    """The heading of a part of the card, its middle at y; returns its width."""
    return p.text(x, y, words, size=size, family="serif", at="middle")


@dataclass(frozen=True)
class Cards:
    """Paints the parts of one review. before, report: of the quarter's two ends; looks: the products' keys.
    counting: lets the people's figures count from what they were."""

    review: Review
    before: Report
    report: Report
    level: Level
    looks: tuple[str, ...]
    counting: Counting

    # Where the decisions are.

    def shown(self, high: float = np.inf) -> Sequence[Pin]:
        """The weightiest decisions whose life is not over, in order of sending: at most three, and as have room in a
        part so many pixels high."""
        room = (high - TRACK_TOP - TRACK_FOOT) // DECISION_ROW
        return sorted(self.review.decisions[: int(min(MOST_DECISIONS, max(1.0, room)))], key=lambda pin: pin.sent)

    def decisions(self, p: Panel, box: Box) -> None:
        """The life of decisions over the weeks, solid where past and hollow where expected."""
        x, y, w, h = box
        pal, week, rows = p.palette, self.review.week, self.shown(h)
        p.card(box, pal.inset, radius=style.SMALL_RADIUS)
        title(p, x + 16, y + 20, "Where your decisions are", 18)
        if not rows:
            words = "No letter of yours is on its way."
            p.paragraph(x + 16, y + 44, w - 32, words, colour=pal.second)
            return
        left, right, top, base = x + w * 0.34, x + w - 46, y + TRACK_TOP, y + h - TRACK_FOOT
        first = max(week - QUARTER_WEEKS, min(week - LOOK_BACK, *(pin.heard for pin in rows))) - 1
        last = max(week + 1, *(pin.seen for pin in rows)) + 1

        def at(moment: float) -> float:
            return left + (moment - first) / (last - first) * (right - left)

        ticks = range(first + 1, last, max(1, -(-(last - first) // 6)))
        body = "".join(f"M{at(tick):.1f} {top} L{at(tick):.1f} {base} " for tick in ticks)
        p.vector((left - 4, top, right - left + 8, base - top + 1), f'<path d="{body}" stroke="{hex_code(pal.rule)}"/>')
        more = len(self.review.decisions) - len(rows)
        words = f"and {more} more letter{'s' if more > 1 else ''}" if more else ""
        p.text(x + 16, base + 11, words, size=style.SECONDARY, colour=pal.second, at="middle", width=left - x - 30)
        for n, tick in enumerate(tick for tick in ticks if abs(at(tick) - at(week)) > 22):
            label = f"wk {calendar(tick)}" if n == 0 else str(calendar(tick))
            p.text(at(tick), base + 11, label, size=style.SECONDARY, colour=pal.second, align="centre", at="middle")
        p.fill((at(week) - 1, top - 4, 2, base - top + 4), pal.leader)
        p.text(at(week), base + 11, str(calendar(week)), size=style.SECONDARY, weight=800, align="centre", at="middle")
        p.pawn(at(week), top - 2, 26, kind="leader")
        each = (base - top) / len(rows)
        for n, pin in enumerate(rows):
            self._decision(p, (x + 16, top + n * each, left - x - 30, each), pin, at)

    def _decision(self, p: Panel, box: Box, pin: Pin, at: Callable[[float], float]) -> None:
        x, y, w, h = box
        pal, week, kind = p.palette, self.review.week, lever_kind(pin.action.lever)
        words, about = halves(self.level, pin.action)
        line, middle = y + h - 17, y + h / 2
        p.text(x, middle - (9 if about else 0), words, weight=800, at="middle", width=w)
        p.text(
            x, middle + 9, about[:1].upper() + about[1:], size=style.SECONDARY, colour=pal.second, at="middle", width=w
        )
        moments = [("heard", pin.heard), ("worst", pin.worst), ("seen", pin.seen)]
        moments = [(sign, moment) for sign, moment in moments if moment >= 0 and at(moment) > x + w]
        if not moments:
            return
        ink = hex_code(style.lever_colour(pal, kind))
        start, end = at(moments[0][1]), at(moments[-1][1])
        strokes = dashed([(start, line), (end, line)], 3, 4)
        thread = f'<path d="{strokes}" stroke="{ink}" stroke-width="2.4"/>'
        p.vector((start - 2, line - 2, end - start + 4, 4), thread)
        said, edge = [], -1e9
        for sign, moment in moments:
            past = moment < week
            p.piece(f"{'pin' if past else 'pin-hollow'}:{kind}:{sign}", at(moment), line, min(1.0, h / 46))
            wide = p.measure(SIGNS[sign], style.LABEL)
            if at(moment) - wide / 2 > edge and h >= 38:
                if abs(at(moment) - at(week)) < wide:
                    p.card((at(moment) - wide / 2 - 2, line + 3, wide + 4, 13), pal.inset, radius=3)
                p.text(
                    at(moment), line + 9, SIGNS[sign], size=style.LABEL, colour=pal.second, align="centre", at="middle"
                )
                edge = at(moment) + wide / 2 + 4
            said.append(f"{SIGNS[sign].capitalize()} week {calendar(moment)}{'' if past else ', expected'}")
        tip = Tip(f"{LEVERS[pin.action.lever].title}, sent week {calendar(pin.sent)}", "\n".join(said))
        p.tooltip(f"decision-{pin.sent}-{words}", (x - 4, y + 1, end - x + 24, h - 2), tip)

    # The people.

    def _people(self) -> list[tuple[str, float, float]]:
        return [row for row in self.review.people if row[0] != "waiting" or max(row[1:]) >= 0.005]

    @property
    def people_height(self) -> float:
        """The logical height of the people's part."""
        return HEAD + PEOPLE_ROW * len(self._people())

    def people(self, p: Panel, box: Box) -> None:
        """Morale, trust and the rest: what they are, a mark where they were, and by how much they moved."""
        x, y, w, _ = box
        pal = p.palette
        title(p, x, y + 10, "Your people")
        p.text(
            x + w, y + 11, "as reported, of 100", size=style.SECONDARY, colour=pal.second, align="right", at="middle"
        )
        for n, (name, was, now) in enumerate(self._people()):
            causes = tuple((row.label, row.points) for row in self.review.morale if row.points and name == "morale")
            figure = closing.of_people(name, was, now, causes)
            middle = y + HEAD + PEOPLE_ROW * (n + 0.5)
            if name == "morale":
                p.face(100 * now, x + 13, middle, 22)
            else:
                p.icon(ICONS[name], x + 13, middle, 19, pal.second, "fill")
            p.text(x + 34, middle, figure.names[0], weight=700, at="middle", width=w * 0.3)
            left, right = x + w * 0.36, x + w - 150
            colour = pal.gold if name == "morale" else style.mix(pal.second, pal.card, 0.25)
            widgets.meter(p, (left, middle - 5, right - left, 10), now, colour, threshold=was)
            at = x + w - 64 - self.counting.write(
                p, figure, figure.written[0], x + w - 64, middle, 60, size=style.BODY, colour=pal.ink, ground=pal.card,
                align="right", family="sans", weight=800,
            )  # fmt: skip
            p.text(at, middle, f"{points(was)} → ", weight=800, align="right", at="middle")
            moved = figure.change
            ink = pal.second if not moved else pal.good if figure.better else pal.bad
            if moved:
                p.icon("check" if figure.better else "warning", x + w - 50, middle, 13, ink)
            p.text(x + w, middle, signed(moved) if moved else "±0", size=style.SUBTITLE, weight=800, colour=ink,
                   align="right", at="middle")  # fmt: skip
            box = (x - 4, middle - PEOPLE_ROW / 2, w + 8, PEOPLE_ROW)
            p.tooltip(f"people-{name}", box, tip_of(figure.told))

    # The markets.

    def markets(self, p: Panel, box: Box) -> None:
        """For each product what was wanted and made in the newest week, what lies there, what is owed."""
        x, y, w, h = box
        pal, report = p.palette, self.report
        columns = [x + w * share for share in (0.46, 0.57, 0.69, 0.79)]
        room = columns[0] - p.measure("wanted", style.LABEL) - 10 - x
        words = "Wanted and made"
        title(p, x, y + 10, words, p.fitting_size(words, room, style.CARD_TITLE, family="serif"))
        for head, right in zip(("wanted", "made", "on shelf", "owed"), columns, strict=True):
            p.text(right, y + 12, head, size=style.LABEL, colour=pal.second, align="right", at="middle")
        each = min(44.0, (h - HEAD) / len(self.looks))
        wanted = asked_for(report)
        gaps = report.made - wanted
        figures = (wanted, report.made, report.stock, report.backlog)
        decimals = 1 if max(float(column.max()) for column in figures) < 9.95 else 0
        table = [[f"{figure:,.{decimals}f}" for figure in column + 0.0] for column in figures]
        if not decimals:  # what lies there and what is owed is counted as everywhere else
            table[2:] = [[f"{goods.whole(float(figure)):,}" for figure in column] for column in figures[2:]]
        most = max(1.0, float(np.abs(gaps).max()))
        half = w * 0.09
        centre = x + w - half
        p.text(centre, y + 12, "few · many", size=style.LABEL, colour=pal.second, align="centre", at="middle")
        for n, look in enumerate(self.looks):
            middle = y + HEAD + each * (n + 0.5)
            p.token(look, x + 13, middle, min(11.0, max(7.5, each / 2 - 3)))
            p.text(x + 34, middle, first_upper(self.level.product_names[n]), weight=700, at="middle", width=w * 0.2)
            for m, (column, right) in enumerate(zip(table, columns, strict=True)):
                ink = pal.bad if m == 3 and report.backlog[n] >= 0.5 else pal.ink
                weight: style.Weight = 800 if m < 2 else 600
                p.text(right, middle, column[n], weight=weight, colour=ink, align="right", at="middle")
            gap = float(gaps[n]) / most * half
            if abs(gap) >= 1.5:
                colour = pal.bad if gap < 0 else style.PRODUCTS[look].line(pal.theme)
                thick = min(14.0, each - 5)
                widgets.bar(
                    p, (min(centre, centre + gap), middle - thick / 2, abs(gap), thick), colour, hatched=gap < 0
                )
            p.fill((centre - 0.5, middle - each / 2 + 1, 1, each - 2), pal.second)
            price = points(report.price[n] / report.world.products[n].value)
            text = (
                f"Each week, as reported: wanted **{table[0][n]}**, made **{table[1][n]}**. "
                f"The price stands at **{price}%** of the usual."
            )
            if self.before.week:
                text += f" A quarter ago {asked_for(self.before)[n]:,.{decimals}f} were wanted a week."
            tip = Tip(first_upper(self.level.product_names[n]), text)
            p.tooltip(f"market-{n}", (x - 4, middle - each / 2, w + 8, each), tip)

    # What comes.

    def _coming(self) -> list[tuple[str, str]]:
        """What lies ahead as (icon or product, words): contracts, what is heard, what is on the road, tags."""
        report = self.report
        told = [*contracts(self.level, self.before, report), *rumours.coming(self.level, report)]
        rows = [(f"token {product}", words) for product, words in told]
        if report.letters:
            count, last = len(report.letters), max(letter.due for letter in report.letters)
            letters = f"{count} letters, the last" if count > 1 else "One letter,"
            rows.append(("envelope", f"{letters} read in week {calendar(last)}"))
        if report.tags:
            names = ", ".join(f"{self.level.product_names[tag.product]} {weeks(tag.weeks)}" for tag in report.tags)
            rows.append(("tag", f"Tags still out: {names}"))
        return rows[: max(len(told), MOST_COMING)] or [("binoculars", "Nothing that the desk has heard of.")]

    def coming_height(self) -> float:
        """The logical height of what comes."""
        return HEAD + COMING_ROW * len(self._coming())

    def coming(self, p: Panel, box: Box) -> None:
        """Contracts, what is heard, letters on the road, tags that run out; and the cash it is paid from."""
        x, y, w, _ = box
        pal = p.palette
        title(p, x, y + 10, "What comes")
        cash, gain = closing.till(self.report.cash_cents, self.review.cash_before_cents)
        ink = pal.good if gain.number is not None and gain.number >= 0 else pal.bad
        wide = p.text(x + w, y + 11, gain.written[0], size=style.SUBTITLE, weight=800, align="right", colour=ink,
                      at="middle")  # fmt: skip
        wide += p.text(x + w - wide - 8, y + 11, cash.written[0], weight=800, align="right", at="middle")
        p.piece("coin", x + w - wide - 22, y + 11, 0.8)
        p.tooltip("review-cash", (x + w - wide - 36, y - 5, wide + 40, 32), tip_of(cash.told))
        for n, (icon, words) in enumerate(self._coming()):
            middle = y + HEAD + COMING_ROW * (n + 0.5)
            if icon.startswith("token "):
                p.token(self.looks[int(icon.split()[1])], x + 13, middle, 9)
            else:
                p.icon(icon, x + 13, middle, 17, pal.second, "fill")
            p.text(x + 34, middle, words, at="middle", width=w - 34)
