"""The top bar of the play screen: the track of weeks with its pins, the star-peg bar and the four figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pygame

from game.board import style
from game.board.style import Colour, mix
from game.board.vectors import dashed, hex_code
from game.sim.desk.reports import Report
from game.view.cards import till as till_card
from game.view.cards.counting import Counting
from game.view.cards.figures import mark
from game.view.cards.side import tip_of
from game.view.cards.table import Table
from game.view.screens.play.beside import Beside
from game.view.screens.play.track import TrackPin, paint_track, spread, track_pins
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.pieces import rimmed
from game.view.toolkit.steps import Pauses, Steps
from game.view.toolkit.ui import Ui
from game.words import bars
from game.words.explain import unreported
from game.words.figures import Figure

BAR_HEIGHT = style.BAR_HEIGHT
GAP = 5.0
"""Between the end of a figure and the next one's picture."""
POP_STEPS, MOST_POPPED = 12, 1.1
"""Sizes of a star that pops between its own and twice that, and by how much it grows at most."""


@dataclass(frozen=True)
class TopLayout:
    """Where the parts of the top bar lie for a window of some logical width; `name` is None where there is no room.

    track, score: left and right end. stats: left and width of each of the four figures; star: of the way to the vision.
    """

    name: float | None
    track: tuple[float, float]
    week: float
    score: tuple[float, float]
    stats: tuple[tuple[float, float], ...]
    labels: bool
    star: tuple[float, float] | None = None


STAR_WIDTH = 82.0


def top_layout(width: float, starred: bool = False) -> TopLayout:
    """The reference layout at 1280; narrower windows lose the names and the star, then the labels under the figures.

    starred: whether there is a way to a vision, or to the level's aim, to be shown.
    """
    if width >= 1270:
        spare = width - 1280
        stats = tuple((width - 414 + 102.0 * n, 102.0) for n in range(4))
        moved = STAR_WIDTH if starred else 0.0
        end = 548 + spare * 0.4 - moved
        bar = (638 + spare * 0.5 - moved, 838 + spare * 0.6 - moved)
        star = (stats[0][0] - 12 - STAR_WIDTH, STAR_WIDTH) if starred else None
        return TopLayout(56, (228, end), end + 9, bar, stats, True, star)
    labels = width >= 1000
    shares = (
        (96.0, 78.0, 92.0, 84.0) if labels else (86.0, 64.0, 58.0, 54.0) if width >= 800 else (82.0, 66.0, 57.0, 57.0)
    )
    left = width - sum(shares) - 4
    stats = tuple((left + sum(shares[:n]), share) for n, share in enumerate(shares))
    score = 150.0 if width >= 800 else 104.0
    start = left - score - 14
    week = start - (90 if labels else 70)
    return TopLayout(None, (62, week - 14), week, (start, start + score), stats, labels)


def score_axis(stars: Sequence[float], narrow: bool = False) -> tuple[float, float]:
    """The range of the star-peg bar in shares: 40 to 90, wider where the stars need it, closer where room is short."""
    if narrow:
        return stars[0] - 0.07, stars[2] + 0.07
    low = min(0.4, math.floor(10 * stars[0] - 0.8) / 10)
    high = min(1.0, max(0.9, math.ceil(10 * stars[2] + 0.4) / 10)) if stars[2] < 0.97 else 1.0
    return max(0.0, low), max(high, stars[2])


def peg_place(report: Report, lay: TopLayout, n: int) -> float:
    """Where the peg of the n-th star stands, in logical pixels from the left."""
    left, right = lay.score
    low, high = score_axis(report.world.stars, right - left < 130)
    return left + max(0.0, min(1.0, (report.world.stars[n] - low) / (high - low))) * (right - left)


class TopBar:
    """The top bar. describe: a title for each decision by number. beside: who runs beside the player, None where nobody
    may."""

    def __init__(self, company: str, heading: str, looks: tuple[str, ...], product_names: tuple[str, ...]) -> None:
        self.company = company
        self.heading = heading
        self.looks = looks
        self.product_names = product_names
        self.describe: dict[int, str] = {}
        self.beside: Beside | None = None
        self._passed: tuple[int, int] | None = None
        self._popped: dict[int, float] = {}
        self._rasterised: tuple[tuple[float, str] | None, list[int]] = (None, [])
        self.counting = Counting()

    def paint(self, ui: Ui, table: Table) -> None:
        """Shows the bar."""
        report = table.report
        pins = track_pins(table.session.pins(), report.week, self.describe, report.world.letter_weeks == 0)
        signature = (
            report.week, tuple(pins), self.heading, self.company, report.cash_cents,
            report.discs_free, report.score, ui.width, table.session.seed, report.star, report.aim_way, self.beside,
        )  # fmt: skip
        lay = top_layout(ui.width, starred(report))
        ui.panel(
            "bar-top",
            (0, 0, ui.width, BAR_HEIGHT),
            signature,
            lambda p: self._bar(p, table, lay, pins),
            look="bar",
            scroll=False,
        )

    def paint_leader(self, ui: Ui, table: Table, surface: pygame.Surface, now: float = 0.0) -> None:
        """Sets the leader's pawn on the track, at the present moment; a star whose peg has just been passed pops."""
        report = table.report
        lay = top_layout(ui.width, starred(report))
        share = min(1.0, (report.week + table.clock.share) / report.world.weeks)
        x = lay.track[0] + share * (lay.track[1] - lay.track[0])
        unit = ui.unit
        rimmed(ui.atlas.pawn(18 * unit, kind="leader"), style.WHITE, 1.5 * unit).draw(surface, x * unit, 35 * unit)
        self._pop(ui, report, lay, surface, now)
        self.counting.paint(ui, surface, now)

    def _pop(self, ui: Ui, report: Report, lay: TopLayout, surface: pygame.Surface, now: float) -> None:
        """Stars that were passed with the newest report grow for a moment and settle."""
        self._rasterise(ui)
        passed = sum(report.week > 0 and report.score >= threshold for threshold in report.world.stars)
        if self._passed is not None and report.week == self._passed[0] + 1 and passed > self._passed[1]:
            self._popped = dict.fromkeys(range(self._passed[1], passed), now)
        self._passed = (report.week, passed)
        if not self._popped or ui.reduced_motion:
            return
        for n, since in tuple(self._popped.items()):
            share = (now - since) / style.POP
            if not 0 <= share < 1 or n >= passed:
                del self._popped[n]
                continue
            size = round((1 + MOST_POPPED * math.sin(math.pi * style.ease_out(share))) * POP_STEPS) / POP_STEPS
            x = peg_place(report, lay, n)
            ui.atlas.sprite("star-full", 17 / 29 * size * ui.unit).draw(surface, x * ui.unit, 29.5 * ui.unit)

    def _rasterise(self, ui: Ui) -> None:
        """Makes the stars of a pop before the first comes, one a frame."""
        if self._rasterised[0] != (ui.unit, ui.atlas.theme):
            largest = math.floor((1 + MOST_POPPED) * POP_STEPS)
            self._rasterised = ((ui.unit, ui.atlas.theme), list(range(POP_STEPS, largest + 2)))
        if self._rasterised[1]:
            ui.atlas.sprite("star-full", 17 / 29 * self._rasterised[1].pop() / POP_STEPS * ui.unit)

    def _bar(self, p: Panel, table: Table, lay: TopLayout, pins: Sequence[TrackPin]) -> Steps:
        pal = p.palette
        widgets.icon_button(p, "bar-menu", (12, 9, 32, 32), "list", Tip("Menu", "Esc opens it too."), shortcut="escape")
        if lay.name is not None:
            room = lay.track[0] - lay.name - 12
            p.text(
                lay.name,
                19,
                self.company,
                size=style.STAT,
                family="serif",
                colour=pal.bar_text,
                at="middle",
                width=room,
            )
            p.text(lay.name, 37, self.heading, size=style.LABEL, colour=pal.bar_second, at="middle", width=room)
        yield
        yield from paint_track(p, table, lay.track, pins, self.looks, self.product_names)
        report = table.report
        last = report.world.weeks
        p.text(
            lay.week,
            19,
            f"Week {min(report.week + 1, last)}",
            size=style.BODY,
            weight=800,
            colour=pal.bar_text,
            at="middle",
        )
        p.text(lay.week, 36, f"of {last}", size=style.LABEL, colour=pal.bar_second, at="middle")
        yield
        self._score(p, table, lay)
        yield
        yield from self._stats(p, table, lay)
        if lay.star is not None:
            self._star(p, table, lay.star)
        if lay.labels:
            for x in (lay.score[0] - 15, lay.stats[0][0] - 10, *([lay.star[0] - 11] if lay.star else [])):
                p.fill((x, 12, 1, 28), pal.button)
        self.counting.painted(report.week)
        return 0.0

    # The score and the figures.

    def _score(self, p: Panel, table: Table, lay: TopLayout) -> None:
        pal, report = p.palette, table.report
        left, right = lay.score
        width = right - left
        low, high = score_axis(report.world.stars, width < 130)

        def share(value: float) -> float:
            return max(0.0, min(1.0, (value - low) / (high - low)))

        figure = bars.score(report)
        words = figure.names[0 if width >= 190 else 1 if width >= 130 else 2]
        p.text(left, 13, words, size=style.LABEL, colour=pal.bar_second, at="middle", width=width - 44)
        self.counting.write(p, figure, figure.written[0], right, 13, 80, size=style.STAT, colour=pal.bar_text,
                            ground=pal.bar, align="right")  # fmt: skip
        p.card((left, 25, width, 9), mix(pal.bar_second, pal.bar, 0.7), radius=4.5)
        filled = 0.0 if unreported(report) else share(report.score) * width
        if filled > 3:
            p.card((left, 25, max(9.0, filled), 9), pal.gold, radius=4.5)
        places = [peg_place(report, lay, n) for n in range(len(report.world.stars))]
        for threshold, x, label in zip(report.world.stars, places, spread(places, 19.0), strict=True):
            passed = report.week > 0 and report.score >= threshold
            p.piece("star-full" if passed else "star-empty", x, 29.5, 17 / 29)
            p.text(
                label,
                45,
                f"{100 * threshold:.0f}",
                size=style.SMALLEST,
                weight=800,
                align="centre",
                at="middle",
                colour=pal.bar_text if passed else pal.bar_second,
            )
        tip, box, beside = tip_of(figure.told), (left - 4.0, 2.0, width + 8, 48.0), self.beside
        if beside is None:
            p.tooltip("bar-score", box, tip)
            return
        if beside.here is not None:
            _runner(p, left + share(beside.here) * width)
        if beside.race is not None:
            tip = replace(tip, text=tip.text.removeprefix(bars.SERVED).strip(), race=beside.race)
        tip = replace(tip, text=f"{beside.words}\n{tip.text}")
        p.region("bar-score", box, tip=tip, shortcut="g")

    def _stats(self, p: Panel, table: Table, lay: TopLayout) -> Pauses:
        report = table.report
        for figure, place in zip(bars.stats(report), lay.stats, strict=True):
            tip = till_card.sheet_tip(report) if figure.key == "cash" else tip_of(figure.told)
            _stat(p, figure, place, lay.labels, tip, self.counting)
            yield

    def _star(self, p: Panel, table: Table, place: tuple[float, float]) -> None:
        """How far the company is on the way to its vision, or else to the level's aim."""
        pal, star = p.palette, table.report.star
        name = table.level.vision_names[star.direction] if star is not None else _aim_words(table)
        figure = bars.way(table.report, name)
        x, width = place
        left, room = x + 27, width - 27
        reached = figure.number is not None and figure.number >= 1.0
        ink = mix(style.DARK.good, style.WHITE, 0.1) if reached else pal.bar_text
        mark(p, figure, x + 11, 26, ink)
        p.text(left, 19, figure.written[0], size=style.STAT, family="serif", colour=ink, at="middle", width=room)
        p.text(left, 37, figure.names[0], size=style.LABEL, colour=pal.bar_second, at="middle", width=room)
        p.tooltip("bar-star", (x - 2, 4, width - 2, 44), tip_of(figure.told))


def _runner(p: Panel, x: float) -> None:
    """The thin line of whoever runs beside the player, with a notch at either end that no star hides."""
    ink = hex_code(mix(style.DARK.focus, style.WHITE, 0.35))
    line = f'<path d="{dashed([(x, 21), (x, 37)], 4, 1.6)}" stroke="{ink}" stroke-width="1.8"/>'
    notches = f"M{x - 3.4} 19 L{x + 3.4} 19 L{x} 23.4 Z M{x - 3.4} 38.6 L{x + 3.4} 38.6 L{x} 34.4 Z"
    p.vector((x - 5, 17, 10, 25), f'{line}<path d="{notches}" fill="{ink}"/>')


def starred(report: Report) -> bool:
    """Whether there is a way to show: to a vision, or to the level's own aim."""
    return report.star is not None or report.world.aim is not None


def _aim_words(table: Table) -> str:
    aim = table.level.aim
    return aim.text if aim is not None else "The aim"


def _stat(
    p: Panel, figure: Figure, place: tuple[float, float], labels: bool, tip: Tip, counting: Counting
) -> None:  # fmt: skip
    """One figure of the bar; a worry has its label even where the others have none. Money is brief there."""
    x, width = place
    labels = labels or figure.worry
    left = x + (29 if labels else 25)
    room = width - (left - x)
    mark(p, figure, x + 12, 26, p.palette.gold)
    ink = mix(style.DARK.bad, style.WHITE, 0.25) if figure.worry else p.palette.bar_text
    size = style.STAT if width >= 58 and labels else style.SUBTITLE
    written = figure.written[1:] if figure.unit == "money" else figure.written
    words = p.fitting(written, room, size, family="serif")
    line = 19 if labels or figure.change else 26
    counting.write(p, figure, words, left, line, room, size=size, colour=ink, ground=p.palette.bar)
    end = left
    if labels:
        colour = ink if figure.worry else p.palette.bar_second
        name = p.fitting(figure.names, room, style.LABEL)
        after = left + p.measure(name, style.LABEL) + 5
        cut = p.measure(name, style.SMALLEST) > room
        if cut or (figure.change and not _moved_fits(p, figure, after, x + width - GAP)):
            name = ""  # the icon says what it is of; by how much it moved nothing else says
        if name:
            end += p.text(left, 37, name, size=style.LABEL, colour=colour, at="middle", width=room) + 5
    if figure.change:
        _change(p, figure, end, x + width - GAP)
    p.tooltip(f"bar-{figure.key}", (x - 2, 4, width + 2, 44), tip)


def _change(p: Panel, figure: Figure, x: float, end: float) -> None:
    """An arrow at x, and by how much a figure moved where that ends before `end`."""
    colour = mix(style.DARK.good if figure.better else style.DARK.bad, style.WHITE, 0.1)
    _arrow(p, x + 4, 37, figure.change > 0, colour)
    fits = _moved_fits(p, figure, x, end)
    if fits:
        words, size = fits[0]
        p.text(x + 11, 37, words, size=size, weight=800, colour=colour, at="middle")


def _moved_fits(p: Panel, figure: Figure, x: float, end: float) -> list[tuple[str, float]]:
    """Ways to write by how much a figure moved, with their sizes, that end before `end` behind an arrow at x."""
    sizes = (style.LABEL, style.SMALLEST)
    return [
        (words, size)
        for words in figure.moved for size in sizes if p.measure(words, size, weight=800) <= end - (x + 11)
    ]  # fmt: skip


def _arrow(p: Panel, x: float, y: float, up: bool, colour: Colour) -> None:
    tip, foot = (y - 3.5, y + 3) if up else (y + 3.5, y - 3)
    body = f'<path d="M{x - 4} {foot} L{x + 4} {foot} L{x} {tip} Z" fill="{hex_code(colour)}"/>'
    p.vector((x - 5, y - 5, 10, 10), body)
