"""The main card of the result: turning points, the charts, where it was lost, cash, and what to talk about."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from game.board import style
from game.charts import Chart
from game.charts.scale import Scale
from game.debrief import Debrief, Run, charts
from game.levels import Level
from game.sim.world import QUARTER_WEEKS
from game.view.screens.debrief import talk, turning
from game.view.screens.review.accounts import EVERYTHING, account, legend, legend_width, score_rows, waiting
from game.view.toolkit import widgets
from game.view.toolkit.charts import draw
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.widgets import Option
from game.words.actions import first_upper

EDGE = 20.0
TABS = 36.0
WIDE_TABS = 760.0

VIEWS: tuple[tuple[str, str, str, str], ...] = (
    ("turning", "Turning points", "Turns", "u"),
    ("supply", "Wanted and made", "Wanted", "a"),
    ("belief", "Believed and true", "Believed", "b"),
    ("prices", "Prices", "Prices", "p"),
    ("score", "The score", "Score", "s"),
    ("cash", "Cash", "Cash", "y"),
    ("talk", "Talk about it", "Talk", "k"),
)
"""The views: name, words, a word where there is little room, key."""
LOST = -2
"""The quarter tab of where the score was lowered."""
LEGEND = 22.0
LEAST_WIDE, LEAST_HIGH = 165.0, 100.0
"""Below this height the small pictures stand closer beside each other, down to this width."""
LABELS, CASH_LABELS = 76.0, 112.0
"""Room for the labels at the ends of the lines."""


@dataclass
class Shown:
    """What of the charts is to be seen: the view, the product or All, the measure of belief, the quarter or All."""

    view: str = "turning"
    product: int = EVERYTHING
    measure: str = "demand"
    quarter: int = EVERYTHING

    def key(self) -> Hashable:
        """What a painting of the charts depends on."""
        return self.view, self.product, self.measure, self.quarter


@dataclass(frozen=True)
class Charts:
    """Paints the chart card of a level's result into a box; `looks` are the products' keys."""

    level: Level
    looks: tuple[str, ...] = field(default=())

    def paint(self, p: Panel, box: Box, debrief: Debrief, shown: Shown) -> float:
        """The card's content: tabs, choices, and the chart or charts; returns the height it needs."""
        x, y, w, h = box
        options = view_options(w)
        widgets.tabs(p, "view", (x + EDGE - 4, y + 12, w - 2 * EDGE + 8, TABS), options, shown.view)
        run = debrief.run
        if run is None:
            words = debrief.trouble or "Your game is being played again, week by week, to lay the truth beside it."
            waiting(p, (x, y + 60, w, h - 60), words, debrief.ready)
            return h
        top, room = y + 12 + TABS + 10, h - TABS - 36
        area = (x + EDGE - 4, top, w - 2 * EDGE + 8, room)
        if shown.view == "turning":
            return top - y + turning.paint(p, area, debrief, self.level) + 8
        if shown.view == "talk":
            return top - y + talk.paint_talk(p, area, debrief, self.level) + 8
        if shown.view == "cash":
            self._cash(p, area, run)
            return h
        if shown.view == "score":
            return top - y + self._score(p, (x, top, w, room), run, shown) + 8
        return self._goods(p, box, run, shown)

    def _goods(self, p: Panel, box: Box, run: Run, shown: Shown) -> float:
        """What was wanted and made, believed and true, or paid: of one product, or of all; the height it needs."""
        x, y, w, h = box
        top, room = y + 12 + TABS + 10, h - TABS - 36
        top_used = self._choices(p, (x, top, w, room), shown, run)
        area = (x + EDGE - 6, top + top_used, w - 2 * EDGE + 12, room - top_used)
        if shown.view in ("belief", "prices"):
            words = charts.age_words(run) if shown.view == "belief" else charts.RELATIVE
            p.text(
                x + w / 2,
                y + h - 17,
                words,
                size=style.SECONDARY,
                colour=p.palette.second,
                align="centre",
                at="middle",
                width=w - 2 * EDGE,
            )
            area = (area[0], area[1], area[2], area[3] - 20)
        if shown.view == "belief":
            entries = [(key.kind, key.words) for key in charts.BELIEVED_AND_TRUE]
            area = (area[0], area[1], area[2], area[3] - LEGEND)
            legend(p, x + EDGE, area[1] + area[3] + LEGEND / 2, entries, w - 2 * EDGE)
        if shown.view == "belief" and shown.measure == "morale":
            draw(p, area, charts.morale(run), LABELS)
        elif shown.product == EVERYTHING:
            rows = self._grid(area[2], area[3])[1]
            self._all(p, area, run, shown)
            return h + max(0.0, rows * LEAST_HIGH + 6 * (rows - 1) - area[3])
        else:
            scale = draw(p, area, self._one(run, shown, shown.product), LABELS)
            self._quarters(p, area, scale, run, shown.product)
        return h

    def _cash(self, p: Panel, box: Box, run: Run) -> None:
        """The line of cash, what it shows in words, and what its lines stand for."""
        x, y, w, h = box
        chart = charts.cash(run)
        deep = p.paragraph(x + 4, y, w - 8, chart.text, size=style.SECONDARY, colour=p.palette.second)
        legend(p, x + 4, y + deep + LEGEND / 2, [(key.kind, key.words) for key in chart.keys], w - 8)
        draw(p, (x, y + deep + LEGEND, w, h - deep - LEGEND), chart, CASH_LABELS if w > 500 else LABELS)

    # What can be chosen.

    def _choices(self, p: Panel, box: Box, shown: Shown, run: Run) -> float:
        """The products' tabs on the right, what the picture says on the left; returns the height used."""
        x, y, w, _ = box
        side = 36.0
        morale = shown.view == "belief" and shown.measure == "morale"
        count = len(self.looks)
        gap = min(4.0, (w - 2 * EDGE - (count + 1) * side - 10) / max(1, count))
        products_wide = (count + 1) * side + 10 + count * gap
        left = x + w - EDGE - products_wide + 4
        entries = self._legend(run, shown) if shown.view != "belief" else []
        needed = 376.0 if shown.view == "belief" else legend_width(p, entries)
        beside = w - 2 * EDGE - products_wide >= needed
        if not morale:
            self._products(p, (left if beside else x + EDGE - 4, y, side, 34), gap, shown)
        room = left - x - EDGE - 12 if beside and not morale else w - 2 * EDGE
        line = y if beside or morale else y + 40
        if shown.view == "belief":
            wide = min(room, 376.0)
            options = [Option(name, words) for name, words in charts.MEASURES.items()]
            widgets.tabs(p, "measure", (x + EDGE - 4, line, wide, 34), options, shown.measure)
        else:
            legend(p, x + EDGE - 2, line + 17, entries, room)
        return line - y + 42

    def _products(self, p: Panel, box: Box, gap: float, shown: Shown) -> None:
        x, y, side, h = box
        pal = p.palette
        at = x
        for product in range(EVERYTHING, len(self.looks)):
            wide = side + 10 if product == EVERYTHING else side
            spot = (at, y, wide, h)
            chosen = product == shown.product
            fill = style.LIGHT.bar if chosen else pal.inset
            if not chosen and p.hovered("product", product):
                fill = style.mix(pal.inset, pal.gold, 0.25)
            p.card(spot, fill, radius=8, outline=pal.focus if chosen and pal.theme == "dark" else None)
            if product == EVERYTHING:
                ink = style.LIGHT.bar_text if chosen else pal.ink
                p.text(at + wide / 2, y + h / 2, "All", weight=800, colour=ink, align="centre", at="middle")
                tip = Tip("All products", "One picture for each.")
            else:
                p.token(self.looks[product], at + wide / 2, y + h / 2, 11)
                tip = Tip(first_upper(self.level.product_names[product]))
            p.region("product", spot, value=product, tip=tip)
            at += wide + gap

    def _legend(self, run: Run, shown: Shown) -> list[tuple[str, str]]:
        everything = shown.product == EVERYTHING
        chart = self._one(run, shown, 0 if everything else shown.product, small=everything)
        return [(key.kind, key.words) for key in chart.keys]

    # One product, or all of them.

    def _grid(self, w: float, h: float) -> tuple[int, int]:
        """Columns and rows of the small pictures of all products in a box so wide and high."""
        count = len(self.looks)
        columns = min(count, max(1, int(w // 190)))
        if -(-count // columns) * LEAST_HIGH > h:
            columns = min(count, max(1, int(w // LEAST_WIDE)))
        rows = -(-count // columns)
        return -(-count // rows), rows

    def _all(self, p: Panel, box: Box, run: Run, shown: Shown) -> None:
        """A small picture for each product; pressing one opens it."""
        x, y, w, h = box
        count = len(self.looks)
        columns, rows = self._grid(w, h)
        high = (h - 6 * (rows - 1)) / rows
        for product, look in enumerate(self.looks):
            row, place = divmod(product, columns)
            across = min(columns, count - row * columns)
            wide = (w - 8 * (across - 1)) / across
            left, top = x + place * (wide + 8), y + row * (high + 6)
            cell = (left, top, wide, high)
            over = p.hovered("product-picture", product)
            p.card(cell, p.palette.inset if not over else style.mix(p.palette.inset, p.palette.gold, 0.2), radius=8)
            p.token(look, left + 17, top + 16, 9)
            p.text(left + 32, top + 16, first_upper(self.level.product_names[product]), weight=800, at="middle")
            words = self._small_words(run, shown, product)
            room = wide - p.measure(first_upper(self.level.product_names[product]), weight=800) - 50
            brief = words.replace("up and down by", "±").replace("off by", "±")
            words = p.fitting((words, brief), room, style.SMALLEST, weight=700)
            p.text(
                left + wide - 10,
                top + 16,
                words,
                size=style.LABEL,
                colour=p.palette.second,
                weight=700,
                align="right",
                at="middle",
                width=room,
            )
            chart = self._one(run, shown, product, small=True)
            draw(p, (left + 6, top + 28, wide - 14, high - 31), chart)
            p.region("product-picture", cell, value=product, tip=self._product_tip(run, product))

    def _small_words(self, run: Run, shown: Shown, product: int) -> str:
        if shown.view == "supply":
            return charts.supply_mark(run, self.level, product)
        if shown.view == "belief":
            return charts.belief_off(run, product, shown.measure)
        return charts.prices_off(run, self.level, product)

    def _product_tip(self, run: Run, product: int) -> Tip:
        return Tip(first_upper(self.level.product_names[product]), charts.supply_words(run, self.level, product))

    def _one(self, run: Run, shown: Shown, product: int, small: bool = False) -> Chart:
        if shown.view == "supply":
            return charts.supply(run, self.level, product, small=small)
        if shown.view == "belief":
            return charts.belief(run, self.level, product, shown.measure, small=small)
        return charts.prices(run, self.level, product, small=small)

    def _quarters(self, p: Panel, area: Box, scale: Scale, run: Run, product: int) -> None:
        """Each quarter of the chart explains itself."""
        end = len(run.wanted)
        for quarter in range(-(-end // QUARTER_WEEKS)):
            first, last = quarter * QUARTER_WEEKS, min(end, (quarter + 1) * QUARTER_WEEKS)
            left = scale.across(first)
            spot = left, area[1] + 6, scale.across(last) - left, area[3] - 12
            words = charts.quarter_words(run, product, quarter)
            p.tooltip(f"quarter-{quarter}", spot, Tip(f"Quarter {quarter + 1}, weeks {first + 1} to {last}", words))

    # What moved the score.

    def _score(self, p: Panel, box: Box, run: Run, shown: Shown) -> float:
        x, y, w, h = box
        most = w - 2 * EDGE + 8
        ways = _score_tabs(len(run.quarters))
        options = next((row for row in ways if widgets.tabs_fit(p, row, most)), ways[-1])
        widgets.tabs(p, "quarter", (x + EDGE - 4, y, min(most, 124.0 * len(options) + 30), 34), options, shown.quarter)
        area = (x + EDGE - 6, y + 44, w - 2 * EDGE + 12, h - 44)
        if shown.quarter == LOST:
            return 44 + talk.paint_losses(p, area, run, self.level)
        start, end, rows = score_rows(run, shown.quarter)
        whole = "On average days everyone could make" if shown.quarter in (EVERYTHING, 0) else "Before this quarter"
        legend(p, x + EDGE, y + h - 8, [("hatch", "lowered the score"), ("plain", "raised it")], w - 2 * EDGE)
        used = account(p, "cause", (*area[:3], area[3] - LEGEND), start, end, rows, whole, "Served, net of waste")
        return 44 + used + LEGEND


def _score_tabs(quarters: int) -> list[list[Option]]:
    """All of the score, each quarter, and where it was lost: the ways to call them, the fullest first."""
    whole, lost = "All of it", "Where it was lost"
    spoken = ((whole, "Quarter ", lost), (whole, "Q", lost), ("All", "Q", "Lost"))
    return [
        [Option(EVERYTHING, all_of_it), *(Option(n, f"{each}{n + 1}") for n in range(quarters)), Option(LOST, where)]
        for all_of_it, each, where in spoken
    ]


def view_options(w: float) -> list[Option]:
    """The tabs of the main card, in long or short words."""
    return [
        Option(name, words if w >= WIDE_TABS else short, shortcut=key, tip=Tip(words, f"Key {key.upper()}."))
        for name, words, short, key in VIEWS
    ]
