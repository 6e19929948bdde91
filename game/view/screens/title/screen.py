"""The title: the campaign as a road across the table, and the ways into a game.

The screen knows levels only as plain records; who makes it says how a level or a saved game is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

import pygame

from game.board import style
from game.board.style import mix
from game.levels.generated import Choice
from game.view.own_levels import OwnLevels, Went
from game.view.screens import free_play
from game.view.screens.free_play import DayWent, FreePlay
from game.view.screens.page import Page
from game.view.screens.title import lists
from game.view.screens.title.lists import LevelList, SavedGame
from game.view.screens.title.road import MAP_HEIGHT, MAP_WIDTH, Milestone, Road
from game.view.stage import Route, Screen, Stage
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.ui import Hit, Ui

SMALLEST_MAP_WINDOW = 1000
"""Below this logical width, as with large text, a list of levels takes the map's place."""
LOW = 600
"""Below this logical height the menu is packed close."""
UPRIGHT, BROAD = 1.15, 600
"""In a window so much higher than wide, and so wide at least, the menu stands above the map."""
LEAST_BROAD = 288.0
"""Height of the name, what the game is about and the small things there, in logical pixels."""
MAP_SHAPE = (MAP_HEIGHT + 24) / (MAP_WIDTH + 16)
ABOUT = "Lead a company from five people to fifteen thousand. By order, by price or by what you stand for."
ROW_STEP, LARGE_ROW_STEP, HALF_STEP = 66.0, 80.0, 62.0
"""From one row of the menu to the next: at least, at most, and of cards that stand side by side."""
SMALL_NAME = 38.0
"""Size of the game's name where with a larger one the menu could not be seen whole."""


class Way(NamedTuple):
    """A row of the menu: where it leads, in words; `brief` where two stand side by side. primary: it stands out."""

    key: str
    icon: str
    title: str
    note: str
    primary: bool
    shortcut: str
    brief: tuple[str, str] = ("", "")


class WorkshopWays(Protocol):
    """The ways into a workshop. kept: where the seat is that one may go back to, "" if there is none."""

    @property
    def kept(self) -> str:
        """Where the seat is, in words."""

    def door(self) -> Screen:
        """Where a seat is asked for."""

    def back(self) -> Screen:
        """The room of the kept seat."""


class TitleScreen(Page):
    """The first screen. `open_level` and `open_save` make the screen that a choice leads to.

    `open_free` makes the screen of a free play, `saves` are the saved games and `results` the finished ones, newest
    first; each shows only when there. `going` is the game to go on with; `finished` says that a level was finished
    since, so that the next one comes first. `told` are sentences about what was found wrong with what is kept, until
    they are put away, which calls `heard`. `own` are the player's own levels, if there may be any, `more` are ours
    apart from the campaign; `went` says by name how those that were played went. `workshop` leads into one, `leading`
    to the page of one's own leading; `day_went` says how the game of a day went.
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
        own: OwnLevels | None = None,
        more: OwnLevels | None = None,
        went: Mapping[str, Went] | None = None,
        workshop: WorkshopWays | None = None,
        leading: Callable[[], Screen] | None = None,
        day_went: Callable[[Choice], DayWent] | None = None,
    ) -> None:
        self.road = Road(milestones)
        self.saves = tuple(saves) if open_save is not None else ()
        self._open_level = open_level
        self._open_save = open_save
        self._open_free = open_free
        self.free: FreePlay | None = None
        self.results = tuple(results) if open_save is not None else ()
        self.going = going if open_save is not None else None
        self.told, self._heard = tuple(told), heard
        self._goes_on = self.going is not None and not finished
        self.own = LevelList(own, went or {}) if own is not None else None
        self.more = LevelList(more, went or {}, "More levels") if more is not None and more.rows else None
        self._leading, self._day_went = leading, day_went
        self.workshop, self.seat = workshop, workshop.kept if workshop is not None else ""
        self.choosing: Literal["", "saves", "results", "own", "more"] = ""

    @property
    def listed(self) -> LevelList | None:
        """The list of levels that is being chosen from."""
        return {"own": self.own, "more": self.more}.get(self.choosing)

    def tick(self, seconds: float) -> Route | None:
        """Nothing on the title moves by itself; while levels are listed, one more of them is read."""
        if self.listed is not None:
            self.listed.read_on()
        return None

    def event(self, event: pygame.event.Event) -> Route | None:
        """Takes one event; a file that is dropped on the window is opened, a digit begins to write a seed."""
        if event.type == pygame.DROPFILE and self._open_save is not None:
            return Route.to(partial(self._open_dropped, Path(event.file)))
        if event.type == pygame.WINDOWFOCUSGAINED and self.own is not None:
            self.own.look()  # somebody may have put a file there meanwhile
        hit = self.stage.ui.event(event)
        if hit is not None:
            return self.follow(hit)
        if self.free is not None:
            self.free.type(event, self.stage.ui)
        return None

    def follow(self, hit: Hit) -> Route | None:
        """Follows a choice."""
        if self.free is not None and hit.key != "close":
            chosen = self.free.follow(hit)
            if chosen is None or self._open_free is None:
                return None
            return Route.to(partial(self._open_free, chosen))
        route = self._leave(hit)
        if route is None:
            self._stay(hit)
        return route

    def _leave(self, hit: Hit) -> Route | None:
        """Follows a choice that leads to another screen."""
        if hit.key == "level" and isinstance(hit.value, int):
            return self._to_level(hit.value)
        if hit.key in ("going", "continue") and self.going is not None and (hit.key == "going" or self._goes_on):
            return self._to_save(self.going.path)
        if hit.key in ("next", "continue"):
            return self._to_level(self.road.next_level())
        if hit.key in ("save", "spare") and isinstance(hit.value, int):
            one = (self.results if self.choosing == "results" else self.saves)[hit.value]
            return self._to_save(one.spare if hit.key == "spare" and one.spare is not None else one.path)
        if hit.key == "own" and self.listed is not None:
            path = self.listed.path(hit.value)
            return Route.to(partial(self._open_level, path)) if path is not None else None
        if hit.key in ("workshop", "workshop-back") and self.workshop is not None:
            return Route.to(self.workshop.back if hit.key == "workshop-back" else self.workshop.door)
        if hit.key == "leading" and self._leading is not None:
            return Route.to(self._leading)
        return Route(None) if hit.key == "quit" else None

    def _stay(self, hit: Hit) -> None:
        """Follows a choice that changes what the title shows."""
        if hit.key == "free":
            self.free = FreePlay.fresh(self._day_went)
        elif hit.key == "told-close":
            self.told = ()
            if self._heard is not None:
                self._heard()
        elif hit.key in ("load", "results", "own-list", "more-list", "close"):
            self.free = None
            kinds: dict[str, Literal["saves", "results", "own", "more"]] = {
                "load": "saves", "results": "results", "own-list": "own", "more-list": "more",
            }  # fmt: skip
            self.choosing = kinds.get(hit.key, "")
            if self.listed is not None:
                self.listed.said = ""
                self.listed.look()
        elif hit.key == "own-folder" and self.own is not None:
            self.own.open_folder()
        elif hit.key == "theme":
            self.stage.set_theme("dark" if self.stage.theme == "light" else "light")
        elif hit.key == "larger":
            scale = self.stage.ui.scale
            at_end = scale >= style.UI_SCALES[-1]
            self.stage.set_ui_scale(style.UI_SCALES[0] if at_end else style.next_ui_scale(scale, 1))

    def _to_level(self, n: int | None) -> Route | None:
        path = None if n is None or self.road.milestones[n].locked else self.road.milestones[n].path
        return Route.to(partial(self._open_level, path)) if path is not None else None

    def _to_save(self, path: Path) -> Route | None:
        return Route.to(partial(self._open_save, path)) if self._open_save is not None else None

    def _open_dropped(self, path: Path) -> Screen:
        """A file that was dropped on the window: a saved game, or a level."""
        assert self._open_save is not None
        return self._open_level(path) if path.suffix.lower() in (".yaml", ".yml") else self._open_save(path)

    # Painting.

    def lay(self, ui: Ui) -> None:
        """Shows the menu and the road, and over them what is being chosen from."""
        wide, high = ui.width, ui.height
        shown = (
            self.going, self._goes_on, self._open_free is not None, self.road.milestones, ui.scale, len(self.saves),
            len(self.results), None if self.more is None else self.more.in_words(),
            None if self.own is None else self.own.count, self.seat,
        )  # fmt: skip
        edge = 50.0 if wide >= 1100 else 14.0
        if high >= UPRIGHT * wide and wide >= BROAD:
            left, map_high = edge, (wide - 2 * edge) * MAP_SHAPE
            room = high - map_high - 32
            needed = min(room, max(LEAST_BROAD, LARGE_ROW_STEP * len(self._choices()) + 32))
            third = (room - needed) / 3
            ui.panel("menu", (edge, 8 + third, wide - 2 * edge, needed), shown, self._paint_broad, look="plain")
            self.road.show(ui, (edge, 16 + needed + 2 * third, wide - 2 * edge, map_high), mapped=True)
        else:
            mapped = wide >= SMALLEST_MAP_WINDOW
            menu = 324.0 if mapped else (wide - 40) * 0.5
            left = edge + menu + (44 if wide >= 1100 else 16)
            ui.panel("menu", (edge, 8, menu, high - 16), shown, self._paint_menu, look="plain")
            box = (left - 8, 24.0, wide - left - 18, high - 44) if mapped else (left, 14.0, wide - left - 14, high - 28)
            self.road.show(ui, box, mapped=mapped)
        if self.told:
            self._paint_told(ui, left, wide, high)
        if self.listed is not None:
            self.listed.show(ui)
        elif self.choosing == "results":
            lists.show_games(ui, "Last results", self.results, self._leading is not None)
        elif self.choosing == "saves":
            lists.show_games(ui, "Saved games", self.saves)
        elif self.free is not None:
            free_play.paint(ui, self.free)

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers; where the road is a list, what comes next on it is in sight."""
        super().enter(stage)
        stage.ui.bring(f"level:{self.road.next_level()}")

    def _paint_menu(self, p: Panel) -> float:
        """The name of the game, the ways below it, and the small things at the foot."""
        tight, ways, foot = p.view_height < LOW, self._choices(), p.view_height - 56
        left = foot - 62 - 1.28 * style.WORDMARK
        if tight and _needed(ways, left) > left:
            y = _small_name(p, 4.0, p.width)
        else:
            y = _name(p, 10.0 if tight else 42.0, p.width)
        tall = 16 + p.paragraph_height(p.width - 20, ABOUT, size=16)
        if _needed(ways, foot - y - tall) <= foot - y - tall or not tight:
            y = _about(p, y, p.width)
        else:
            y += 8  # a way to press is worth more than a sentence
        ends = _paint_ways(p, ways, (2, y, p.width - 14, foot - y))
        return self._paint_small(p, p.width, max(ends, p.view_height - 46))

    def _paint_broad(self, p: Panel) -> float:
        """The same side by side: the name and the small things at the left, the ways at the right."""
        half = p.width * 0.46
        _about(p, _name(p, 24.0, half), half)
        ends = _paint_ways(p, self._choices(), (half + 12, 0.0, p.width - half - 14, p.view_height - 8))
        self._paint_small(p, half, p.view_height - 46)
        return max(ends, p.view_height)

    def _choices(self) -> list[Way]:
        """The rows of the menu that lead somewhere."""
        out: list[Way] = []
        coming, going = self.road.next_level(), self.going
        if self.seat:
            out.append(Way("workshop-back", "users-three", "Back to the workshop", self.seat, False, "b"))
        note = f"{going.title}, {going.note}" if going is not None else ""
        if self._goes_on:
            out.append(Way("continue", "play", "Continue", note, True, "c"))
        if coming is not None:
            one, main = self.road.milestones[coming], not self._goes_on
            begun = going is not None or any(milestone.stars for milestone in self.road.milestones)
            title = f"{'Next' if begun or coming else 'Begin'}: {one.title}"
            if main or going is None or going.own or going.title != one.title:
                people = f"{'Beside the road' if one.after else f'Level {coming + 1}'} · {one.people:,} people"
                out.append(Way("continue" if main else "next", "play", title, people, main, "c" if main else "n"))
        if going is not None and not self._goes_on:
            out.append(Way("going", "play", "Continue", note, False, "o"))
        if self._open_free is not None:
            words = "Your own company, or the day's"
            out.append(Way("free", "hexagon", "Free play", words, False, "f", ("Free play", "or the day's game")))
        if self.more is not None:
            several = self.more.in_words()
            out.append(Way("more-list", "stack", "More levels", several, False, "v", ("More levels", several)))
        if self.own is not None:
            count = self.own.count
            several = "None yet" if not count else "1 level" if count == 1 else f"{count} levels"
            out.append(Way("own-list", "puzzle-piece", "Your levels", several, False, "y", ("Your levels", several)))
        if self.workshop is not None:
            words = "Lead a company beside others" if not self.seat else "Another room"
            out.append(Way("workshop", "projector-screen", "Workshop", words, False, "w", ("Workshop", "join a room")))
        if self.saves:
            several = "1 game" if len(self.saves) == 1 else f"{len(self.saves)} games"
            out.append(Way("load", "folder-open", "Load a saved game", several, False, "l", ("Saved games", several)))
        if self.results:
            count = len(self.results)
            several = "1 finished game" if count == 1 else f"{count} finished games"
            brief = "1 game" if count == 1 else f"{count} games"
            out.append(Way("results", "star", "Last results", several, False, "r", ("Last results", brief)))
        return out

    def _paint_small(self, p: Panel, wide: float, y: float) -> float:
        """Stars earned, text size, theme and the way out, in a column so wide."""
        pal = p.palette
        earned, most = sum(one.stars for one in self.road.milestones), 3 * len(self.road.milestones)
        p.piece("star-full", 16, y + 17, 0.72)
        p.text(32, y + 18, f"{earned} of {most}", weight=800, at="middle")
        p.tooltip("stars", (4, y, 94, 36), Tip(
            "Stars", f"You have earned {earned} of {most} stars on this road. More levels, and your own, count theirs "
            "in their lists."))  # fmt: skip
        quits = max(56.0, p.measure("Quit", weight=800) + 24)
        right, dark = wide - 12 - quits, pal.theme == "dark"
        scale = Tip(
            f"Text size {self.stage.ui.scale:.0%}", "The next size, up to 200%. Ctrl and plus or minus do the same."
        )
        widgets.icon_button(p, "larger", (right - 88, y, 36, 36), "text-aa", scale, kind="card")
        words = Tip("Daylight" if dark else "Lamplight", "Changes all colours. Ctrl+T does the same.")
        left = right - 44
        widgets.icon_button(p, "theme", (left, y, 36, 36), "sun" if dark else "moon", words, kind="card", weight="fill")
        widgets.button(p, "quit", (right, y, quits, 36), "Quit", shortcut="ctrl+q")
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

def _name(p: Panel, y: float, wide: float) -> float:
    """Five pieces and the name of the game, in a column so wide; returns where they end."""
    for n in range(5):
        p.pawn(20 + n * 27, y + 34, 34, kind="leader" if n == 0 else "")
    size = style.WORDMARK
    while p.measure("Headcount", size, weight=600, family="serif") > wide - 16:
        size -= 2
    p.text(4, y + 40, "Headcount", size=size, family="serif")
    y += 40 + size * 1.28
    p.card((6, y, 60, 4), p.palette.seal, radius=2)
    return y


def _small_name(p: Panel, y: float, wide: float) -> float:
    """The same on one line, with as many pieces as stand beside it; returns where they end."""
    end = 4 + p.text(4, y, "Headcount", size=SMALL_NAME, family="serif")
    for n in range(min(5, int((wide - end - 6) // 27))):
        p.pawn(end + 22 + n * 27, y + 46, 34, kind="leader" if n == 0 else "")
    p.card((6, y + 1.28 * SMALL_NAME, 60, 4), p.palette.seal, radius=2)
    return y + 1.28 * SMALL_NAME


def _about(p: Panel, y: float, wide: float) -> float:
    """What the game is about, below its name; returns where that ends."""
    ink = mix(p.palette.second, p.palette.ink, 0.55)
    return y + 16 + p.paragraph(6, y + 16, wide - 20, ABOUT, size=16, colour=ink)


def _halves(ways: Sequence[Way], room: float) -> list[Way]:
    """The ways that stand side by side: the lesser ones, where not all have a row of their own in so high a room."""
    lesser = [way for way in ways if way.brief[0]]
    return lesser if ROW_STEP * len(ways) > room and len(lesser) > 1 else []


def _needed(ways: Sequence[Way], room: float) -> float:
    """The height that the ways take at least."""
    halves = len(_halves(ways, room))
    return ROW_STEP * (len(ways) - halves) + HALF_STEP * -(-halves // 2)


def _paint_ways(p: Panel, ways: Sequence[Way], box: Box) -> float:
    """The ways, as far apart as a room of that height allows; returns where they end."""
    x, y, w, room = box
    tight, halves = p.view_height < LOW, _halves(ways, room)
    whole = [way for way in ways if way not in halves]
    step = ROW_STEP if halves else max(ROW_STEP, min(LARGE_ROW_STEP, (room - 24) / max(1, len(ways))))
    spare = room - (_needed(ways, room) if halves else step * len(ways))
    y += min(14.0 if tight else 44.0, max(4.0, spare))
    for way in whole:
        _row(p, way, (x, y, w, min(68.0, step - 8)))
        y += step
    half = (w - 8) / 2
    for n, way in enumerate(halves):
        _half(p, way, (x + (n % 2) * (half + 8), y + (n // 2) * HALF_STEP, half, HALF_STEP - 8))
    return y + -(-len(halves) // 2) * HALF_STEP


def _row(p: Panel, way: Way, box: Box) -> None:
    """A large row of the menu."""
    pal = p.palette
    x, y, w, h = box
    ink, calm = _ground(p, way, box)
    fill = pal.seal if way.primary else pal.card
    middle = y + (h - 4) / 2
    p.card((x + 16, middle - 22, 44, 44), mix(fill, style.WHITE, 0.2) if way.primary else pal.inset, radius=22)
    p.icon(way.icon, x + 38, middle, 22, ink, "fill")
    room = w - 76 - 40
    small = style.SECONDARY if p.measure(way.note, style.SECONDARY) <= room else style.SMALLEST
    broken = p.measure(way.note, small) > room
    large = 17.0 if broken else 21.0
    while large > 15 and p.measure(way.title, large, family="serif") > room:
        large -= 0.5
    p.text(x + 76, middle - (15 if broken else 10), way.title, size=large, family="serif", colour=ink, at="middle",
           width=room)  # fmt: skip
    if broken:
        p.paragraph(x + 76, middle - 3, room, way.note, size=small, colour=calm, lines=2, leading=1.1)
    else:
        p.text(x + 76, middle + 14, way.note, size=small, colour=calm, at="middle", width=room)
    p.icon("caret-right", x + w - 24, middle, 17, ink)


def _half(p: Panel, way: Way, box: Box) -> None:
    """A card of the menu that has another beside it."""
    x, y, w, h = box
    ink, calm = _ground(p, way, box)
    middle = y + (h - 4) / 2
    p.icon(way.icon, x + 20, middle, 18, ink, "fill")
    title, note = way.brief
    room = w - 38 - 6
    large = 17.0
    while large > 14 and p.measure(title, large, family="serif") > room:
        large -= 0.5
    p.text(x + 38, middle - 9, title, size=large, family="serif", colour=ink, at="middle", width=room)
    p.text(x + 38, middle + 11, note, size=style.SMALLEST, colour=calm, at="middle", width=room)


def _ground(p: Panel, way: Way, box: Box) -> tuple[style.Colour, style.Colour]:
    """What a row or card lies on, which lifts, and its region; returns its two inks."""
    pal = p.palette
    fill = pal.seal if way.primary else pal.card
    inks = (style.WHITE, mix(style.WHITE, pal.seal, 0.12)) if way.primary else (pal.ink, pal.second)
    lip = pal.seal_lip if way.primary else pal.lip
    p.card(box, fill, radius=style.RADIUS, lip=4, lip_colour=lip, shadow=6, outline=mix(fill, lip, 0.4))
    keys = (way.shortcut, "return") if way.primary else (way.shortcut,)
    p.region(way.key, box, shortcut=keys, radius=style.RADIUS, lifts=(box,))
    return inks
