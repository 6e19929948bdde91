"""The title: the campaign as a road across the table, and the ways into a game.

The screen knows levels only as plain records; who makes it says how a level or a saved game is opened.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pygame

from game.board import style, vectors
from game.board.style import Palette, mix
from game.board.vectors import Point, hex_code
from game.levels.generated import Choice
from game.view.screens import free_play
from game.view.screens.free_play import FreePlay
from game.view.stage import Route, Screen, Stage
from game.view.toolkit import shapes, widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.ui import Ui

MAP_WIDTH, MAP_HEIGHT = 830, 654
SMALLEST_MAP_WINDOW = 1000
"""Below this logical width, as with large text, a list of levels takes the map's place."""
PLACES: tuple[Point, ...] = (
    (90, 548), (338, 530), (590, 548), (708, 404), (432, 366), (142, 368), (226, 172), (560, 122),
)  # fmt: skip
"""Where the milestones lie on the map, in its own 830 × 654 units."""
ROAD = (
    "M90 548 C170 556 250 552 338 530 C420 508 500 566 590 548 C690 528 740 470 708 404 "
    "C660 310 520 330 432 366 C340 400 240 330 142 368 C30 330 60 190 226 172 C340 158 400 190 560 122 "
    "C600 106 640 96 690 84"
)
GROVES: tuple[tuple[float, float, int], ...] = (
    (166, 470, 3), (236, 604, 4), (470, 470, 7), (462, 616, 6), (718, 594, 10), (560, 448, 14),
    (566, 258, 19), (284, 438, 16), (330, 276, 27), (66, 456, 10), (128, 82, 37), (372, 80, 44), (706, 240, 52),
    (420, 236, 24),
)  # fmt: skip
"""Companies along the way: place on the map and tiles."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A level on the road: how many people, its file if this edition has it, stars earned, whether it is shut, and
    whether it has been played to its end."""

    title: str
    people: int
    path: Path | None
    stars: int = 0
    locked: bool = False
    finished: bool = False


@dataclass(frozen=True, slots=True)
class SavedGame:
    """A saved game in a list: "The Floor", "week 23". A damaged one says why in its note.

    spare: the sound copy beside a damaged one. shut: nothing of it can be opened.
    """

    title: str
    note: str
    path: Path
    damaged: bool = False
    spare: Path | None = None
    shut: bool = False


class TitleScreen:
    """The first screen. `open_level` and `open_save` make the screen that a choice leads to.

    `open_free` makes the screen of a free play, `saves` are the saved games and `results` the finished ones, newest
    first; each shows only when there. `going` is the game to go on with; `finished` says that a level was finished
    since, so that the next one comes first. `told` are sentences about what was found wrong with what is kept, until
    they are put away, which calls `heard`.
    """

    def __init__(
        self,
        milestones: Sequence[Milestone],
        open_level: Callable[[Path], Screen],
        *,
        open_free: Callable[[Choice], Screen] | None = None,
        saves: Sequence[SavedGame] = (),
        open_save: Callable[[Path], Screen] | None = None,
        going: SavedGame | None = None,
        results: Sequence[SavedGame] = (),
        finished: bool = False,
        told: Sequence[str] = (),
        heard: Callable[[], None] | None = None,
    ) -> None:
        self.milestones = tuple(milestones)
        self.saves = tuple(saves) if open_save is not None else ()
        self._open_level = open_level
        self._open_save = open_save
        self._open_free = open_free
        self.free: FreePlay | None = None
        self.results = tuple(results) if open_save is not None else ()
        self.going = going if open_save is not None else None
        self.told, self._heard = tuple(told), heard
        self._goes_on = self.going is not None and not finished
        self._choosing: Literal["", "saves", "results"] = ""
        self._ground: tuple[object, pygame.Surface] | None = None
        self._stage: Stage | None = None

    @property
    def stage(self) -> Stage:
        """What the window gave on entering."""
        if self._stage is None:
            raise RuntimeError("The title was asked to work before it was entered.")
        return self._stage

    def next_level(self) -> int | None:
        """The milestone that comes next: the first open one not yet finished, or without a star, or else the last."""
        there = [n for n, one in enumerate(self.milestones) if one.path and not one.locked]
        fresh = [n for n in there if not (self.milestones[n].finished or self.milestones[n].stars)]
        starless = [n for n in there if self.milestones[n].stars == 0]
        return next(iter([*fresh, *starless]), there[-1] if there else None)

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers."""
        self._stage = stage
        self._ground = None

    def tick(self, seconds: float) -> Route | None:
        """Nothing on the title moves by itself."""
        return None

    def event(self, event: pygame.event.Event) -> Route | None:
        """Follows a choice."""
        if event.type == pygame.DROPFILE and self._open_save is not None:
            return Route(self._open_dropped(Path(event.file)))
        hit = self.stage.ui.event(event)
        if hit is None:
            if self.free is not None:
                self.free.type(event, self.stage.ui)
            return None
        if self.free is not None and hit.key != "close":
            chosen = self.free.follow(hit)
            return Route(self._open_free(chosen)) if chosen is not None and self._open_free is not None else None
        if hit.key == "level" and isinstance(hit.value, int):
            return self._to_level(hit.value)
        if hit.key in ("going", "continue") and self.going is not None and (hit.key == "going" or self._goes_on):
            return self._to_save(self.going.path)
        if hit.key in ("next", "continue"):
            return self._to_level(self.next_level())
        if hit.key == "free":
            self.free = FreePlay.fresh()
            return None
        if hit.key in ("save", "spare") and isinstance(hit.value, int):
            one = (self.results if self._choosing == "results" else self.saves)[hit.value]
            return self._to_save(one.spare if hit.key == "spare" and one.spare is not None else one.path)
        if hit.key == "told-close":
            self.told = ()
            if self._heard is not None:
                self._heard()
            return None
        if hit.key == "quit":
            return Route(None)
        if hit.key in ("load", "results", "close"):
            self.free = None
            self._choosing = "saves" if hit.key == "load" else "results" if hit.key == "results" else ""
        elif hit.key == "theme":
            self.stage.set_theme("dark" if self.stage.theme == "light" else "light")
        elif hit.key == "larger":
            scale = self.stage.ui.scale
            at_end = scale >= style.UI_SCALES[-1]
            self.stage.set_ui_scale(style.UI_SCALES[0] if at_end else style.next_ui_scale(scale, 1))
        return None

    def _to_level(self, n: int | None) -> Route | None:
        path = None if n is None or self.milestones[n].locked else self.milestones[n].path
        return Route(self._open_level(path)) if path is not None else None

    def _to_save(self, path: Path) -> Route | None:
        return Route(self._open_save(path)) if self._open_save is not None else None

    def _open_dropped(self, path: Path) -> Screen:
        """A file that was dropped on the window: a saved game, or a level."""
        assert self._open_save is not None
        return self._open_level(path) if path.suffix.lower() in (".yaml", ".yml") else self._open_save(path)

    # Painting.

    def paint(self, surface: pygame.Surface) -> None:
        """Paints the table, the menu and the road."""
        ui = self.stage.ui
        ui.begin(surface, self.stage.now)
        surface.blit(self.stage.atlas.table(*surface.get_size()), (0, 0))
        wide, high = ui.width, ui.height
        mapped = wide >= SMALLEST_MAP_WINDOW
        menu = 324.0 if mapped else (wide - 40) * 0.5
        edge = 50.0 if wide >= 1100 else 14.0
        shown = (
            self.going, self._goes_on, self._open_free is not None, self.milestones, ui.scale, len(self.saves),
            len(self.results),
        )  # fmt: skip
        ui.panel("menu", (edge, 8, menu, high - 16), shown, self._paint_menu, look="plain")
        left = edge + menu + (44 if wide >= 1100 else 16)
        if mapped:
            room = (left - 8, 24.0, wide - left - 18, high - 44)
            ui.panel("road", room, self.milestones, self._paint_road, look="plain", scroll=False)
        else:
            box = (left, 14.0, wide - left - 14, high - 28)
            ui.panel("road", box, self.milestones, self._paint_list)
        if self.told:
            self._paint_told(ui, left, wide, high)
        if self._choosing:
            games = self.results if self._choosing == "results" else self.saves
            size = min(520.0, wide - 40), min(86.0 + sum(_row_height(game) + 8 for game in games), high - 60)
            box = ((wide - size[0]) / 2, (high - size[1]) / 2, *size)
            ui.modal("saves", box, (self._choosing, games), self._paint_saves, header=62)
        elif self.free is not None:
            free_play.paint(ui, self.free)
        ui.end()

    def _paint_menu(self, p: Panel) -> float:
        pal = p.palette
        tight = p.view_height < 600
        y = 10.0 if tight else 42.0
        for n in range(5):
            p.pawn(20 + n * 27, y + 34, 34, kind="leader" if n == 0 else "")
        size = style.WORDMARK
        while p.measure("Headcount", size, weight=600, family="serif") > p.width - 16:
            size -= 2
        p.text(4, y + 40, "Headcount", size=size, family="serif")
        y += 40 + size * 1.28
        p.card((6, y, 60, 4), pal.seal, radius=2)
        words = "Lead a company from five people to fifteen thousand. By order, by price or by what you stand for."
        y += 16 + p.paragraph(6, y + 16, p.width - 20, words, size=16, colour=mix(pal.second, pal.ink, 0.55))
        choices = self._choices()
        # Five choices stand closer than two, so that the foot of the menu is in sight without scrolling.
        step = max(66.0, min(80.0, (p.view_height - 64 - y) / max(1, len(choices))))
        y += min(14.0 if tight else 44.0, max(4.0, p.view_height - 56 - y - step * len(choices)))
        for key, icon, title, note, primary, shortcut in choices:
            _choice(p, key, (2, y, p.width - 14, min(68.0, step - 8)), icon, title, note, primary, shortcut)
            y += step
        return self._paint_small(p, max(y, p.view_height - 46))

    def _choices(self) -> list[tuple[str, str, str, str, bool, str]]:
        """The rows of the menu that lead somewhere: key, icon, title, note, whether it stands out, shortcut."""
        out: list[tuple[str, str, str, str, bool, str]] = []
        coming = self.next_level()
        if self._goes_on and self.going is not None:
            out.append(("continue", "play", "Continue", f"{self.going.title}, {self.going.note}", True, "c"))
        if coming is not None:
            one, main = self.milestones[coming], not self._goes_on
            note = f"Level {coming + 1} · {one.people:,} people"
            begun = self.going is not None or any(milestone.stars for milestone in self.milestones)
            title = f"{'Next' if begun or coming else 'Begin'}: {one.title}"
            if main or self.going is None or self.going.title != one.title:
                out.append(("continue" if main else "next", "play", title, note, main, "c" if main else "n"))
        if not self._goes_on and self.going is not None:
            out.append(("going", "play", "Continue", f"{self.going.title}, {self.going.note}", False, "o"))
        if self._open_free is not None:
            out.append(("free", "hexagon", "Free play", "A company of your own, or the day's", False, "f"))
        if self.saves:
            several = "1 game" if len(self.saves) == 1 else f"{len(self.saves)} games"
            out.append(("load", "folder-open", "Load a saved game", several, False, "l"))
        if self.results:
            several = "1 finished game" if len(self.results) == 1 else f"{len(self.results)} finished games"
            out.append(("results", "star", "Last results", several, False, "r"))
        return out

    def _paint_small(self, p: Panel, y: float) -> float:
        """Stars earned, text size, theme and the way out."""
        pal = p.palette
        earned, most = sum(one.stars for one in self.milestones), 3 * len(self.milestones)
        p.piece("star-full", 16, y + 17, 0.72)
        p.text(32, y + 18, f"{earned} of {most}", weight=800, at="middle")
        p.tooltip("stars", (4, y, 94, 36), Tip("Stars", f"You have earned {earned} of {most} stars."))
        right = p.width - 12
        wide = max(56.0, p.measure("Quit", weight=800) + 24)
        widgets.button(p, "quit", (right - wide, y, wide, 36), "Quit", shortcut="ctrl+q")
        dark = pal.theme == "dark"
        words = Tip("Daylight" if dark else "Lamplight", "Changes all colours. Ctrl+T does the same.")
        left = right - wide - 44
        widgets.icon_button(p, "theme", (left, y, 36, 36), "sun" if dark else "moon", words, kind="card", weight="fill")
        scale = Tip(
            f"Text size {self.stage.ui.scale:.0%}", "The next size, up to 200%. Ctrl and plus or minus do the same."
        )
        widgets.icon_button(p, "larger", (left - 44, y, 36, 36), "text-aa", scale, kind="card")
        return y + 44

    def _paint_told(self, ui: Ui, left: float, wide: float, high: float) -> None:
        """What was found wrong with what is kept, as a card at the foot of the road."""
        room = min(620.0, wide - left - 24)

        def paint(p: Panel) -> float:
            y = 12.0
            p.icon("warning", 24, 26, 20, p.palette.bad, "fill")
            for sentence in self.told:
                y += p.paragraph(46, y, p.width - 100, sentence, weight=700, colour=p.palette.bad) + 6
            words = Tip("Close", "You have read it.")
            widgets.icon_button(p, "told-close", (p.width - 46, 8, 34, 34), "x", words, kind="bare")
            return y + 8

        tall = min(high - 40, 34.0 + 40 * sum(1 + len(sentence) // 90 for sentence in self.told))
        ui.panel("told", (left, high - tall - 18, room, tall), self.told, paint)

    def _paint_saves(self, p: Panel) -> float:
        games = self.results if self._choosing == "results" else self.saves
        words = "Last results" if self._choosing == "results" else "Saved games"
        p.text(20, 18, words, size=style.CARD_TITLE, family="serif")
        close = Tip("Close", "Back to the title.")
        widgets.icon_button(p, "close", (p.width - 48, 14, 34, 34), "x", close, kind="card", shortcut="escape")
        y = 66.0
        for n, save in enumerate(games):
            self._paint_saved(p, n, save, y)
            y += _row_height(save) + 8
        return y + 16

    def _paint_saved(self, p: Panel, n: int, save: SavedGame, y: float) -> None:
        """One saved game; a damaged one says what is wrong, and its sound copy is one press away."""
        pal, high = p.palette, _row_height(save)
        copy = 128.0 if save.spare is not None else 0.0
        badge = str(n + 1) if n < 9 and not save.shut else ""
        tip = Tip(save.title, save.note) if save.damaged else None
        wide = p.width - 28 - copy - (8 if copy else 0)
        widgets.row(p, "save", (14, y, wide, high), value=n, shortcut=badge, tip=tip, enabled=not save.shut)
        room = p.width - 90 - copy
        p.text(30, y + 19, save.title, size=16, family="serif", at="middle", width=room,
               colour=pal.second if save.shut else None)  # fmt: skip
        ink = pal.bad if save.damaged else pal.second
        if save.damaged:
            p.paragraph(30, y + 31, room, save.note, size=13, colour=ink, lines=3)
            p.icon("warning", p.width - 38 - copy, y + 20, 17, pal.bad, "fill")
        else:
            p.text(30, y + 38, save.note, size=13, colour=ink, at="middle", width=room)
            p.icon("caret-right", p.width - 34 - copy, y + 27, 16)
        if copy:
            words = Tip("The copy", "The last sound state of this game, saved before the damaged one.")
            widgets.button(p, "spare", (p.width - 14 - copy, y, copy, 44), "Open the copy", value=n, tip=words)

    def _paint_list(self, p: Panel) -> float:
        """The milestones as rows, for large text."""
        p.text(16, 12, "The way", size=style.CARD_TITLE, family="serif")
        y = 48.0
        for n, milestone in enumerate(self.milestones):
            shut = milestone.locked or milestone.path is None
            ink = _shut_ink(p.palette) if shut else p.palette.ink
            words = Tip(milestone.title, _invitation(milestone))
            widgets.row(p, "level", (10, y, p.width - 24, 54), value=n, tip=words, enabled=not shut,
                        chosen=n == self.next_level())
            p.text(24, y + 18, milestone.title, size=16, family="serif", colour=ink, at="middle", width=p.width - 110)
            people = f"{milestone.people:,} people"
            p.text(24, y + 38, people, size=13, colour=p.palette.second, at="middle", width=p.width - 110)
            if shut:
                p.icon("lock-simple", p.width - 36, y + 27, 17, ink)
            else:
                widgets.stars(p, p.width - 80, y + 27, milestone.stars, size=20)
            y += 60
        return y + 10

    def _paint_road(self, p: Panel) -> None:
        """The map in its frame, as large as the panel allows, with the milestones on it."""
        scale = min(p.width / (MAP_WIDTH + 16), p.height / (MAP_HEIGHT + 24))
        left, top = (p.width - MAP_WIDTH * scale) / 2, (p.height - MAP_HEIGHT * scale) / 2 - 4 * scale
        key = (p.surface.get_size(), p.palette.theme)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, _map(p.surface.get_size(), p.palette, (left, top, scale * p.unit), p.unit))
        p.surface.blit(self._ground[1], (0, 0))
        p.piece("compass", left + 752 * scale, top + 66 * scale, scale * 1.1)
        coming = self.next_level()
        for n, (milestone, place) in enumerate(zip(self.milestones, PLACES, strict=False)):
            at = left + place[0] * scale, top + place[1] * scale
            self._paint_milestone(p, n, milestone, at, scale, n == coming)

    def _paint_milestone(
        self, p: Panel, n: int, milestone: Milestone, at: Point, scale: float, coming: bool
    ) -> None:
        pal = p.palette
        shut = milestone.locked or milestone.path is None
        radius = (35 + 1.4 * n + (4 if coming else 0)) * scale
        over = p.hovered("level", n)
        if over and not shut:
            radius *= 1.06
        if shut:
            name = "hex-locked"
        else:
            name = "tile-bright" if milestone.stars == 3 else "tile-good" if milestone.stars or coming else "tile-even"
        p.piece(name, *at, radius / 60)
        if coming:
            ring = shapes.hex_ring(round((radius + 4 * scale) * p.unit, 1), pal.focus, 3 * p.unit, style.WHITE)
            p.surface.blit(ring, ring.get_rect(center=(round(at[0] * p.unit), round(at[1] * p.unit))))
        if shut and pal.theme == "dark":
            edge = shapes.hex_ring(round((radius - 1) * p.unit, 1), pal.hint, 1.4 * p.unit)
            p.surface.blit(edge, edge.get_rect(center=(round(at[0] * p.unit), round(at[1] * p.unit))))
        ink = _shut_ink(pal) if shut else style.DARK_INK
        number = f"{milestone.people:,}"
        size = min(20 * scale + 2, 1.5 * radius / max(3.0, len(number) * 0.58))
        if shut:
            p.icon("lock-simple", at[0], at[1] - radius * 0.33, 17 * scale, ink)
            p.text(
                at[0], at[1] + radius * 0.18, number, size=size, family="serif", colour=ink, align="centre", at="middle"
            )
        elif coming and not milestone.stars:
            p.pawn(at[0], at[1] + radius * 0.16, 46 * scale, kind="leader")
            p.text(
                at[0], at[1] + radius * 0.46, number, size=size, family="serif", colour=ink, align="centre", at="middle"
            )
        else:
            p.text(
                at[0], at[1] - radius * 0.14, number, size=size, family="serif", colour=ink, align="centre", at="middle"
            )
            star = 15.5 * scale
            widgets.stars(p, at[0] - 1.5 * star, at[1] + radius * 0.36, milestone.stars, size=star)
        self._paint_name(p, n, milestone, (at[0], at[1] + radius * 1.2 + 8 * scale), shut)
        words = f"{milestone.people:,} people. " + _invitation(milestone)
        p.hexagon("level", at, radius, value=n, tip=Tip(milestone.title, words), enabled=not shut)

    def _paint_name(self, p: Panel, n: int, milestone: Milestone, at: Point, shut: bool) -> None:
        pal = p.palette
        size = 13.5
        wide = p.measure(milestone.title, size, family="serif") + 18
        left = max(4.0, min(p.width - wide - 4, at[0] - wide / 2))
        edge = pal.lip if pal.theme == "light" else pal.hint if shut else pal.second
        p.card((left, at[1] - 11, wide, 24), pal.card, radius=6, lip=2, outline=edge)
        p.text(
            left + wide / 2, at[1], milestone.title, size=size, family="serif", align="centre", at="middle",
            colour=_shut_ink(pal) if shut else pal.ink,
        )  # fmt: skip


def _row_height(save: SavedGame) -> float:
    """Height of a saved game in its list."""
    return 84.0 if save.damaged else 54.0


def _shut_ink(pal: Palette) -> style.Colour:
    """The ink of a level that is still shut: calmer than an open one's, and readable in both themes."""
    return mix(pal.second, pal.ink, 0.35)


def _invitation(milestone: Milestone) -> str:
    if milestone.path is None:
        return "This level is not in the box yet."
    if milestone.locked:
        return "Play the level before to its end to open it."
    if milestone.stars:
        return f"You earned {milestone.stars} of 3 stars. Play it again."
    return "Press to play."


def _choice(
    p: Panel, key: str, box: tuple[float, float, float, float], icon: str, title: str, note: str, primary: bool,
    shortcut: str,
) -> None:  # fmt: skip
    """A large row of the menu."""
    pal = p.palette
    x, y, w, h = box
    fill = pal.seal if primary else pal.card
    ink, calm = (style.WHITE, mix(style.WHITE, pal.seal, 0.12)) if primary else (pal.ink, pal.second)
    if p.hovered(key):
        fill = mix(fill, style.WHITE if primary else pal.gold, 0.1)
    down = 2.0 if p.pressed(key) else 0.0
    lip = pal.seal_lip if primary else pal.lip
    p.card((x, y + down, w, h - down), fill, radius=style.RADIUS, lip=4 - down, lip_colour=lip, shadow=6,
           outline=mix(fill, lip, 0.4))
    middle = y + down + (h - 4) / 2
    p.card((x + 16, middle - 22, 44, 44), mix(fill, style.WHITE, 0.2) if primary else pal.inset, radius=22)
    p.icon(icon, x + 38, middle, 22, ink, "fill")
    room = w - 76 - 40
    large = 21.0
    while large > 15 and p.measure(title, large, family="serif") > room:
        large -= 0.5
    p.text(x + 76, middle - 10, title, size=large, family="serif", colour=ink, at="middle", width=room)
    small = style.SECONDARY if p.measure(note, style.SECONDARY) <= room else style.SMALLEST
    p.text(x + 76, middle + 14, note, size=small, colour=calm, at="middle", width=room)
    p.icon("caret-right", x + w - 24, middle, 17, ink)
    p.region(key, box, shortcut=shortcut, radius=style.RADIUS)


def _map(
    size: tuple[int, int], palette: Palette, view: tuple[float, float, float], unit: float
) -> pygame.Surface:
    """The board of the campaign: frame, land, sun, road and little companies; zero at the panel's corner."""
    left, top, scale = view
    out = pygame.Surface(size, pygame.SRCALPHA)
    wide, high = round(MAP_WIDTH * scale), round(MAP_HEIGHT * scale)
    at = round(left * unit), round(top * unit)
    lip = round(6 * scale)
    frame = shapes.card(
        wide, high, palette.frame, radius=22 * scale, lip=lip, lip_colour=palette.frame_lip,
        outline=palette.frame_lip, stroke=1.5 * scale, shadow=round(10 * scale),
    )  # fmt: skip
    out.blit(frame, (at[0] - round(10 * scale), at[1] - round(10 * scale)))
    inner = round(16 * scale)
    land = pygame.Surface((wide - 2 * inner, high - 2 * inner), pygame.SRCALPHA)
    land.blit(shapes.vector(*land.get_size(), _landscape(palette), (16, 16, scale)), (0, 0))
    mask = shapes.card(*land.get_size(), style.WHITE, radius=12 * scale)
    land.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    out.blit(land, (at[0] + inner, at[1] + inner))
    edge = shapes.card(
        *land.get_size(), None, radius=12 * scale, outline=palette.frame_lip, stroke=1.6 * scale
    )
    out.blit(edge, (at[0] + inner, at[1] + inner))
    return shapes.ready(out)


def _landscape(palette: Palette) -> str:
    """SVG of the land in the map's units."""
    land = hex_code(palette.land)
    sun = mix(palette.land, palette.morale[3], 0.30 if palette.theme == "light" else 0.16)
    core = (
        mix(palette.land, (255, 244, 200), 0.75) if palette.theme == "light" else mix(palette.land, palette.gold, 0.17)
    )
    out = f'<rect x="0" y="0" width="{MAP_WIDTH}" height="{MAP_HEIGHT}" fill="{land}"/>'
    for radius, share in ((410, 0.4), (300, 1.0)):
        out += f'<circle cx="760" cy="60" r="{radius}" fill="{hex_code(mix(palette.land, sun, share))}"/>'
    out += f'<circle cx="760" cy="60" r="190" fill="{hex_code(core)}"/>'
    cells = ""
    half = 36 * math.sqrt(3) / 2
    for row in range(14):
        for column in range(16):
            middle = (column * 2 * half + (half if row % 2 else 0), row * 54)
            cells += vectors.path(vectors.hexagon(36, centre=middle), closed=True)
    out += f'<path d="{cells}" fill="none" stroke="{hex_code(palette.ghost)}" stroke-width="1.6" opacity="0.75"/>'
    for ink, width in ((palette.road_edge, 40), (palette.road, 36)):
        out += (
            f'<path d="{ROAD}" fill="none" stroke="{hex_code(ink)}" stroke-width="{width}" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )
    dash = hex_code(mix(palette.road, palette.card, 0.65))
    out += f'<path d="{ROAD}" fill="none" stroke="{dash}" stroke-width="2.4" stroke-dasharray="11 11"/>'
    return out + _groves(palette)


def _groves(palette: Palette) -> str:
    """Little companies of ever more tiles, in the colours of morale; the same at every start."""
    luck = random.Random(8)
    out = ""
    radius = 7.6
    half = radius * math.sqrt(3) / 2
    for x, y, count in GROVES:
        spots = sorted(
            ((column * 2 * half + (half if row % 2 else 0), row * 1.5 * radius)
             for row in range(-6, 7) for column in range(-6, 7)),
            key=lambda spot: math.hypot(spot[0], spot[1] * 1.05) + luck.uniform(0, 5),
        )
        for dx, dy in sorted(spots[:count], key=lambda spot: spot[1]):
            step = luck.choices((1, 3, 4), (1, 5, 3))[0]
            face = palette.morale[step]
            base = vectors.path(vectors.hexagon(radius, centre=(x + dx, y + dy + 2)), closed=True)
            tile = vectors.path(vectors.hexagon(radius, centre=(x + dx, y + dy)), closed=True)
            deep = hex_code(mix(face, (40, 26, 12), 0.32))
            out += f'<path d="{base}" fill="{deep}"/><path d="{tile}" fill="{hex_code(face)}" stroke="{deep}" '
            out += 'stroke-width="0.7"/>'
    return out
