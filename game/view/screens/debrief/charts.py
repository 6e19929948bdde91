"""The charts of the result: wanted and made, believed and true, prices, and what moved the score."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.board import style
from game.board.style import Colour
from game.debrief import Debrief, Run, Spell
from game.levels import Level
from game.sim.curves import Floats, total
from game.sim.world import QUARTER_WEEKS
from game.view.screens.review.accounts import EVERYTHING, account, legend, legend_width, score_rows, waiting
from game.view.toolkit import widgets
from game.view.toolkit.charts import Band, Chart, Line, Note, draw
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.widgets import Option
from game.words.explain import weeks

EDGE = 20.0
TABS = 36.0
WIDE_TABS = 680.0

VIEWS: tuple[tuple[str, str, str, str], ...] = (
    ("supply", "Wanted and made", "Wanted", "a"),
    ("belief", "Believed and true", "Believed", "b"),
    ("prices", "Prices", "Prices", "p"),
    ("score", "What moved the score", "Score", "s"),
)
"""The pictures: name, words, a word where there is little room, key."""
LEAST_WIDE, LEAST_HIGH = 165.0, 100.0
"""Below this height the small pictures stand closer beside each other, down to this width."""
MEASURES: tuple[tuple[str, str], ...] = (
    ("demand", "Wanted"),
    ("stock", "On shelf"),
    ("backlog", "Owed"),
    ("morale", "Morale"),
)
RELATIVE = "1× is as dear, for what it is, as the mean of all products."


@dataclass
class Shown:
    """What of the charts is to be seen: the view, the product or All, the measure of belief, the quarter or All."""

    view: str = "supply"
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

    def paint(self, p: Panel, box: Box, debrief: Debrief, shown: Shown) -> None:
        """The card's content: tabs, choices, and the chart or charts."""
        x, y, w, h = box
        long = w >= WIDE_TABS
        options = [
            Option(name, words if long else short, shortcut=key, tip=Tip(words, f"Key {key.upper()}."))
            for name, words, short, key in VIEWS
        ]
        widgets.tabs(p, "view", (x + EDGE - 4, y + 12, w - 2 * EDGE + 8, TABS), options, shown.view)
        run = debrief.run
        if run is None:
            words = debrief.trouble or "Your game is being played again, week by week, to lay the truth beside it."
            waiting(p, (x, y + 60, w, h - 60), words, debrief.ready)
            return
        top, room = y + 12 + TABS + 10, h - TABS - 36
        if shown.view == "score":
            self._score(p, (x, top, w, room), run, shown)
            return
        top_used = self._choices(p, (x, top, w, room), shown, run)
        area = (x + EDGE - 6, top + top_used, w - 2 * EDGE + 12, room - top_used)
        if shown.view in ("belief", "prices"):
            words = _age_words(run) if shown.view == "belief" else RELATIVE
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
        if shown.view == "belief" and shown.measure == "morale":
            draw(p, area, self._morale(p, run))
        elif shown.product == EVERYTHING:
            self._all(p, area, run, shown)
        else:
            draw(p, area, self._one(p, run, shown, shown.product))
            self._quarters(p, area, run, shown.product)

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
        entries = self._legend(p, shown)
        needed = 376.0 if shown.view == "belief" else legend_width(p, entries)
        beside = w - 2 * EDGE - products_wide >= needed
        if not morale:
            self._products(p, (left if beside else x + EDGE - 4, y, side, 34), gap, shown)
        room = left - x - EDGE - 12 if beside and not morale else w - 2 * EDGE
        line = y if beside or morale else y + 40
        if shown.view == "belief":
            wide = min(room, 376.0)
            options = [Option(name, words) for name, words in MEASURES]
            widgets.tabs(p, "measure", (x + EDGE - 4, line, wide, 34), options, shown.measure)
        else:
            legend(p, x + EDGE - 2, line + 17, entries)
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
                tip = Tip(self.level.product_names[product].capitalize())
            p.region("product", spot, value=product, tip=tip)
            at += wide + gap

    def _legend(self, p: Panel, shown: Shown) -> list[tuple[str, str]]:
        if shown.view == "prices":
            return [("solid", "the price teams saw"), ("dashed", "what one more was worth")]
        if shown.product != EVERYTHING:
            return [("hatch", "too few"), ("dots", "too many")]
        return [("solid", "made"), ("dashed", "wanted"), ("hatch", "too few"), ("dots", "too many")]

    # One product, or all of them.

    def _all(self, p: Panel, box: Box, run: Run, shown: Shown) -> None:
        """A small picture for each product; pressing one opens it."""
        x, y, w, h = box
        count = len(self.looks)
        columns = min(count, max(1, int(w // 190)))
        if -(-count // columns) * LEAST_HIGH > h:
            columns = min(count, max(1, int(w // LEAST_WIDE)))
        columns = -(-count // -(-count // columns))
        rows = -(-count // columns)
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
            p.text(left + 32, top + 16, self.level.product_names[product].capitalize(), weight=800, at="middle")
            words = self._small_words(run, shown, product)
            name = p.measure(self.level.product_names[product].capitalize(), weight=800)
            p.text(
                left + wide - 10,
                top + 16,
                words,
                size=style.LABEL,
                colour=p.palette.second,
                weight=700,
                align="right",
                at="middle",
                width=wide - name - 50,
            )
            chart = self._one(p, run, shown, product, small=True)
            draw(p, (left + 6, top + 28, wide - 14, high - 31), chart)
            p.region("product-picture", cell, value=product, tip=self._product_tip(run, product))

    def _small_words(self, run: Run, shown: Shown, product: int) -> str:
        if shown.view == "supply":
            return f"{total(run.delivered[:, product]) / max(1e-9, total(run.wanted[:, product])):.0%} served"
        if shown.view == "belief":
            gap = self._believed(run, shown.measure) - self._true(run, shown.measure)
            off = _mean(np.abs(gap[:, product]))
            return f"off by {off:.1f}" if off < 10 else f"off by {off:.0f}"
        off = _mean(np.abs(self._relative(run.price)[:, product] - self._relative(run.shadow)[:, product]))
        return f"off by {off:.0%}"

    def _product_tip(self, run: Run, product: int) -> Tip:
        wanted, made, lost, spoiled = (
            total(part[:, product]) for part in (run.wanted, run.made, run.lost, run.spoiled)
        )
        text = (
            f"Wanted **{wanted:,.0f}**, made **{made:,.0f}**\n{lost:,.0f} customers gave up waiting, "
            f"{spoiled:,.0f} pieces spoiled."
        )
        return Tip(self.level.product_names[product].capitalize(), text)

    def _one(self, p: Panel, run: Run, shown: Shown, product: int, small: bool = False) -> Chart:
        paint: Callable[[Panel, Run, Shown, int, bool], Chart] = {
            "supply": self._supply, "belief": self._belief, "prices": self._prices,
        }[shown.view]  # fmt: skip
        return paint(p, run, shown, product, small)

    def _supply(self, p: Panel, run: Run, shown: Shown, product: int, small: bool) -> Chart:
        wanted, made = run.wanted[:, product], run.made[:, product]
        own = style.PRODUCTS[self.looks[product]].line(p.palette.theme)
        x = _middles(run)
        most = max(float(wanted.max()), float(made.max()), 1e-6)
        notes = [] if small else self._spells(run, product, own, p.palette.bad, most * 1.28)
        return self._frame(run, most * (1.06 if small else 1.36), small, (
            Line("" if small else "Made", x, list(made), own, width=1.8 if small else 2.6),
            Line("" if small else "Wanted", x, list(wanted), p.palette.bad, dashed=True, width=1.6 if small else 2.4),
        ), (
            Band(x, list(made), list(wanted), p.palette.bad, "hatch"), Band(x, list(wanted), list(made), own, "dots"),
        ), notes=notes)  # fmt: skip

    def _belief(self, p: Panel, run: Run, shown: Shown, product: int, small: bool) -> Chart:
        believed, true = self._believed(run, shown.measure)[:, product], self._true(run, shown.measure)[:, product]
        return self._beside(p, run, believed, true, small, style.PRODUCTS[self.looks[product]].line(p.palette.theme))

    def _beside(self, p: Panel, run: Run, believed: Floats, true: Floats, small: bool, own: Colour) -> Chart:
        x = [float(week + 1) for week in range(len(true))]
        thought = p.palette.indigo if p.palette.theme == "light" else style.mix(p.palette.indigo, style.WHITE, 0.35)
        most = max(float(believed.max()), float(true.max()), 1e-6)
        return self._frame(run, most * 1.1, small, (
            Line("" if small else "True", x, list(true), own, width=1.8 if small else 2.6),
            Line("" if small else "Believed", x, list(believed), thought, dashed=True, width=1.6 if small else 2.4),
        ), (
            Band(x, list(believed), list(true), p.palette.bad, "hatch"),
            Band(x, list(true), list(believed), thought, "dots"),
        ))  # fmt: skip

    def _morale(self, p: Panel, run: Run) -> Chart:
        return self._beside(p, run, 100 * run.believed.morale, 100 * run.morale, False, p.palette.good)

    def _prices(self, p: Panel, run: Run, shown: Shown, product: int, small: bool) -> Chart:
        price, shadow = (self._relative(rows)[:, product] for rows in (run.price, run.shadow))
        own = style.PRODUCTS[self.looks[product]].line(p.palette.theme)
        x = _middles(run)
        most = max(float(price.max()), min(4.0, float(shadow.max())), 1.5)
        return self._frame(run, most * 1.12, small, (
            Line("" if small else "Price", x, list(price), own, width=1.8 if small else 2.6),
            Line("" if small else "One more", x, list(np.minimum(shadow, most * 1.12)), p.palette.focus, dashed=True,
                 smooth=False, width=1.6 if small else 2.4),
        ), (), unit="×")  # fmt: skip

    def _relative(self, prices: Floats) -> Floats:
        """Prices as multiples of each product's value, against the week's mean over the products: only these
        differences tell a team where to go. Where everything is worth next to nothing, all are alike."""
        value = np.array([product.value for product in self.level.world.products])
        dear = prices / value
        mean = np.cumsum(dear, axis=1)[:, -1:] / dear.shape[1]
        plain: Floats = np.where(mean > 0.02, dear / np.maximum(mean, 0.02), 1.0)
        return plain

    def _frame(
        self, run: Run, most: float, small: bool, lines: Sequence[Line], bands: Sequence[Band],
        notes: Sequence[Note] = (), unit: str = "",
    ) -> Chart:  # fmt: skip
        """A chart over the weeks of the run with its quarters, from zero to `most`."""
        end = len(run.wanted)
        step = _step(most, 2 if small else 4)
        values = [n * step for n in range(int(most / step) + 1)]
        ticks = [(at, f"{at / 1000:g}k" if at >= 1000 else f"{at:g}{unit}") for at in values]
        quarters = range(-(-end // QUARTER_WEEKS))
        middles = [((q * QUARTER_WEEKS + min(end, (q + 1) * QUARTER_WEEKS)) / 2, f"Q{q + 1}") for q in quarters]
        return Chart(
            x=(0.0, float(end)), y=(0.0, most), x_ticks=middles, y_ticks=ticks,
            x_lines=[float(min(end, q * QUARTER_WEEKS)) for q in range(len(quarters) + 1)], lines=lines, bands=bands,
            notes=notes, label_room=76,
        )  # fmt: skip

    def _spells(self, run: Run, product: int, own: Colour, bad: Colour, height: float) -> list[Note]:
        """The two notes of the worst shortage and the worst surplus, kept apart."""
        end = len(run.wanted)
        rows: list[tuple[Spell | None, str, str, Colour]] = [
            (run.few[product], "Too few", "{:,.0f} gave up waiting", bad),
            (run.many[product], "Too many", "{:,.0f} spoiled", own),
        ]  # fmt: skip
        notes = []
        for spell, title, text, colour in rows:
            if spell is None:
                continue
            span = slice(spell.first, spell.last + 1)
            gap = np.abs(run.wanted[span, product] - run.made[span, product])
            at = spell.first + int(np.argmax(gap))
            middle = (float(run.wanted[at, product]) + float(run.made[at, product])) / 2
            notes.append(Note(at + 0.5, height, title, text.format(spell.pieces), colour, to=(at + 0.5, middle)))
        if len(notes) == 2 and abs(notes[0].x - notes[1].x) < 0.32 * end:
            first, second = sorted(notes, key=lambda note: note.x)
            centre = min(max((first.x + second.x) / 2, 0.3 * end), 0.7 * end)
            notes = [_moved(first, centre - 0.17 * end), _moved(second, centre + 0.17 * end)]
        return notes

    def _quarters(self, p: Panel, area: Box, run: Run, product: int) -> None:
        """Each quarter of the chart explains itself."""
        x, y, w, h = area
        left, right, end = x + 30, x + w - 76, len(run.wanted)
        for quarter in range(-(-end // QUARTER_WEEKS)):
            first, last = quarter * QUARTER_WEEKS, min(end, (quarter + 1) * QUARTER_WEEKS)
            span = slice(first, last)
            wanted, made, lost, spoiled = (
                total(part[span, product]) for part in (run.wanted, run.made, run.lost, run.spoiled)
            )
            stock, owed = run.stock[last - 1, product], run.backlog[last - 1, product]
            text = (
                f"Wanted **{wanted:,.0f}**, made **{made:,.0f}**\n"
                f"{lost:,.0f} gave up waiting, {spoiled:,.0f} spoiled.\n"
                f"At its end {stock:,.0f} on the shelf, {owed:,.0f} owed."
            )
            spot = (left + first / end * (right - left), y + 6, (last - first) / end * (right - left), h - 12)
            p.tooltip(f"quarter-{quarter}", spot, Tip(f"Quarter {quarter + 1}, weeks {first + 1} to {last}", text))

    @staticmethod
    def _believed(run: Run, measure: str) -> Floats:
        rows: dict[str, Floats] = {
            "demand": run.believed.demand, "stock": run.believed.stock, "backlog": run.believed.backlog,
        }  # fmt: skip
        return rows[measure]

    @staticmethod
    def _true(run: Run, measure: str) -> Floats:
        rows: dict[str, Floats] = {"demand": run.wanted, "stock": run.stock, "backlog": run.backlog}
        return rows[measure]

    # What moved the score.

    def _score(self, p: Panel, box: Box, run: Run, shown: Shown) -> None:
        x, y, w, h = box
        options = [Option(EVERYTHING, "All of it" if w > 500 else "All")]
        options += [Option(n, f"Quarter {n + 1}" if w > 500 else f"Q{n + 1}") for n in range(len(run.quarters))]
        widgets.tabs(p, "quarter", (x + EDGE - 4, y, min(w - 2 * EDGE + 8, 104.0 * len(options) + 30), 34), options,
                     shown.quarter)  # fmt: skip
        start, end, rows = score_rows(run, shown.quarter)
        whole = "On average days everyone could make" if shown.quarter in (EVERYTHING, 0) else "Before this quarter"
        area = (x + EDGE - 6, y + 44, w - 2 * EDGE + 12, h - 44)
        account(p, "cause", area, start, end, rows, whole, "Served, net of waste")


def _middles(run: Run) -> list[float]:
    return [week + 0.5 for week in range(len(run.wanted))]


def _mean(values: Floats) -> float:
    return total(values) / max(1, len(values))


def _moved(note: Note, x: float) -> Note:
    return Note(x, note.y, note.title, note.text, note.colour, note.to)


def _step(most: float, parts: int) -> float:
    """A round step that cuts 0…most into about so many parts."""
    rough = most / parts
    size = 10.0 ** np.floor(np.log10(rough))
    return float(next(size * n for n in (1, 2, 5, 10) if size * n >= rough))


def _age_words(run: Run) -> str:
    """How old the news was that reached the desk."""
    oldest, newest = int(run.believed.age.max()), int(run.believed.age.min())
    if oldest == 0:
        return "You saw each week as it ended."
    old = f"News was {weeks(oldest)} old." if oldest == newest else f"News was {newest} to {weeks(oldest)} old."
    loved = int(np.count_nonzero(run.believed.rosy >= 0.01))
    if not loved:
        return old
    most = f"{float(run.believed.rosy.max()):.0%}"
    return f"{old} They loved you, and in {weeks(loved)} kept up to {most} of what was bad to themselves."
