"""What the title lists over itself: saved games, finished ones, and the player's own levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.board import style
from game.levels import generated
from game.levels.ladder import RUNGS
from game.places import command
from game.saves import SUFFIX
from game.view import own_levels
from game.view.keeping import OWN_NAMES
from game.view.kept_games import Kept
from game.view.own_levels import OwnLevel, OwnLevels, Went
from game.view.screens.title.packs import paint_pack
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip, Value
from game.view.toolkit.ui import Ui
from game.words.figures import of_score

HEAD = 62.0
GAMES_WIDE, LEVELS_WIDE = 520.0, 660.0
ASIDE, ABOVE = 40.0, 60.0
"""How much of the title is seen beside a list, and above and below it, in all."""
EDGE, GAP = 14.0, 8.0
ROW, DAMAGED_ROW = 54.0, 84.0
FOLDER_HEAD, LIP = 32.0, 8.0


@dataclass(frozen=True, slots=True)
class SavedGame:
    """A saved game in a list: "The Floor", "week 23". A damaged one says why in its note.

    spare: the sound copy beside a damaged one. shut: nothing of it can be opened. own: its level is the player's own.
    """

    title: str
    note: str
    path: Path
    damaged: bool = False
    spare: Path | None = None
    shut: bool = False
    own: bool = False


# Games


def described(kept: Kept, titles: Mapping[str, str]) -> SavedGame:
    """A saved game in words; `titles` are those of our levels, by short name."""
    name = kept.path.name.removesuffix(SUFFIX)
    own = kept.name not in titles and generated.known(kept.name) is None
    title = titles.get(kept.name) or (own and kept.title) or generated.described(kept.name)
    rung = next((one for one in RUNGS if one.name == kept.rung), None)
    title = f"{title}: {rung.title.lower()}" if rung is not None else title
    note = f"week {kept.week + 1}"
    if kept.over:
        stars = "1 star" if kept.stars == 1 else f"{kept.stars} stars"
        note = f"{kept.week} weeks · {stars} · {of_score(kept.score)}" if not kept.damage else f"{kept.week} weeks"
    if own and title.partition(":")[0] in titles.values():
        note += ", your own"
    if name.startswith("earlier-"):
        note += ", set aside"
    elif not name.startswith(OWN_NAMES):
        note += f", “{name}”"
    shut = bool(kept.damage) and (kept.foreign or not kept.week)
    if kept.damage:
        note = kept.damage if shut else f"{note}. {kept.damage}"
    return SavedGame(title, note, kept.path, bool(kept.damage), kept.spare, shut, own)


def show_games(ui: Ui, title: str, games: Sequence[SavedGame], leading: bool = False) -> None:
    """Lists games over the darkened screen: `Hit("save", n)`, `Hit("spare", n)` for the copy beside one, "close".

    leading: with a way to the page of the player's own leading, `Hit("leading")`.
    """

    def paint(p: Panel) -> float:
        _paint_head(p, title)
        if leading:
            words = Tip("Your leading", "What moved the work in all your games, and how you led. Key U.")
            widgets.button(p, "leading", (p.width - 212, 12, 152, 38), "Your leading", icon="chart-bar", tip=words,
                           shortcut="u")  # fmt: skip
        y = HEAD + 4
        for n, game in enumerate(games):
            _paint_game(p, n, game, y)
            y += _height(game.damaged) + GAP
        return y + 16

    needed = 86.0 + sum(_height(game.damaged) + GAP for game in games)
    ui.modal("saves", ui.centred(GAMES_WIDE, needed, ASIDE, ABOVE), (title, games), paint, header=HEAD)


def _paint_game(p: Panel, n: int, game: SavedGame, y: float) -> None:
    """One saved game; a damaged one says what is wrong, and its sound copy is one press away."""
    pal, high = p.palette, _height(game.damaged)
    copy = 128.0 if game.spare is not None else 0.0
    badge = str(n + 1) if n < 9 and not game.shut else ""
    tip = Tip(game.title, game.note) if game.damaged else None
    wide = p.width - 2 * EDGE - copy - (GAP if copy else 0)
    widgets.row(p, "save", (EDGE, y, wide, high), value=n, shortcut=badge, tip=tip, enabled=not game.shut)
    room = p.width - 90 - copy
    p.text(30, y + 19, game.title, size=16, family="serif", at="middle", width=room,
           colour=pal.second if game.shut else None)  # fmt: skip
    ink = pal.bad if game.damaged else pal.second
    if game.damaged:
        p.paragraph(30, y + 31, room, game.note, size=style.SECONDARY, colour=ink, lines=3)
        p.icon("warning", p.width - 38 - copy, y + 20, 17, pal.bad, "fill")
    else:
        p.text(30, y + 38, game.note, size=style.SECONDARY, colour=ink, at="middle", width=room)
        p.icon("caret-right", p.width - 34 - copy, y + 27, 16)
    if copy:
        words = Tip("The copy", "The last sound state of this game, saved before the damaged one.")
        widgets.button(p, "spare", (p.width - EDGE - copy, y, copy, 44), "Open the copy", value=n, tip=words)


# Own levels


class LevelList:
    """Levels apart from the road, folder by folder; `went` says how those that were played went, by name.

    Pressing gives `Hit("own", name)`, "own-folder" or "close". `said` is why the folder could not be opened, or an
    empty text.
    """

    def __init__(self, own: OwnLevels, went: Mapping[str, Went], title: str = "Your levels") -> None:
        self.own = own
        self._title = title
        self.said = ""
        self._went = dict(went)

    @property
    def count(self) -> int:
        """How many levels there are, damaged ones too."""
        return len(self.own.rows)

    def in_words(self) -> str:
        """How many levels there are, and how many stars were earned in them if any were."""
        stars = sum(self._went[row.name].stars for row in self.own.rows if row.name in self._went)
        levels = "1 level" if self.count == 1 else f"{self.count} levels"
        return f"{levels}, {stars} of {3 * self.count} stars" if stars else levels

    def look(self) -> None:
        """Looks into the folders anew."""
        self.own.look()

    def read_on(self) -> None:
        """Reads one more file, so that a list of many comes up at once."""
        self.own.read_on()

    def path(self, name: Value) -> Path | None:
        """The file of the level of that name; None where it is not listed any more."""
        return next((row.path for row in self.own.rows if row.name == name), None)

    def open_folder(self) -> None:
        """Opens the player's folder, or says why not."""
        self.said = self.own.open_home()

    def show(self, ui: Ui) -> None:
        """Lists the levels over the darkened screen."""
        signature = (self.own.rows, *self.own.unread.items(), *self.own.packs.items(), self.said)
        needed = ui.measure("own-levels", min(LEVELS_WIDE, ui.width - ASIDE), 0, signature, self._paint)
        box = ui.centred(LEVELS_WIDE, needed + LIP, ASIDE, ABOVE)
        ui.modal("own-levels", box, signature, self._paint, header=HEAD)

    def _nothing(self, folder: Path) -> str:
        """What is said about a folder without levels: where one goes and how it is begun, or why nothing is seen."""
        if folder in self.own.unread:
            return f"This folder cannot be looked into: {self.own.unread[folder].lower()}."
        if folder != self.own.home:
            return "There is no level in this folder yet."
        return (
            f"A level is one file, a pack is a folder or a zip file of levels. Put them here, let them fall onto the "
            f"window, or begin a level with\n**{command()} new night-shift --own**"
        )

    def _paint(self, p: Panel) -> float:
        own = self.own
        _paint_head(p, self._title, own.home is not None and own_levels.can_show_folders())
        y = HEAD + 4
        if self.said:
            y += p.paragraph(EDGE + 6, y, p.width - 2 * EDGE - 12, self.said, colour=p.palette.bad, weight=700) + GAP
        number = 0
        for folder in own.folders:
            rows, packs = own.in_folder(folder), own.packs.get(folder, ())
            if not rows and not packs:
                y += _paint_empty(p, y, folder, self._nothing(folder)) + GAP
                continue
            if len(own.folders) > 1:
                _paint_folder(p, EDGE, y, folder)
                y += FOLDER_HEAD
            y, number = self._paint_rows(p, rows, y, number)
            for pack in packs:
                y += paint_pack(p, pack, y) + GAP
                y, number = self._paint_rows(p, own.in_folder(pack.folder), y, number)
        return y + 6

    def _paint_rows(self, p: Panel, rows: Sequence[OwnLevel], y: float, number: int) -> tuple[float, int]:
        """Levels one below the other, from y on; the first of all have digits. Returns where they end, and how many
        levels there were until then."""
        for n, row in enumerate(rows, number + 1):
            y += _paint_level(p, str(n) if n < 10 else "", row, self._went.get(row.name, Went(0, "")), y) + GAP
        return y, number + len(rows)


def _paint_folder(p: Panel, x: float, y: float, folder: Path) -> None:
    """The name of a folder over its levels; of a long path its end is seen."""
    p.icon("folder-open", x + 14, y + 14, 15, p.palette.second)
    words = own_levels.in_words(folder)
    room = p.width - 2 * x - 34
    while p.measure(words, style.SECONDARY, weight=700) > room and len(words) > 8:
        words = "…" + words[max(2, len(words) // 12) :]
    p.text(x + 28, y + 14, words, size=style.SECONDARY, weight=700, colour=p.palette.second, at="middle", width=room)


def _paint_empty(p: Panel, y: float, folder: Path, words: str) -> float:
    """A folder in which there is no level, and what there is to say about it; returns its height."""
    inner = p.width - 2 * EDGE - 36
    high = FOLDER_HEAD + 4 + p.paragraph_height(inner, words) + 14
    p.card((EDGE, y, p.width - 2 * EDGE, high), p.palette.inset, radius=style.SMALL_RADIUS)
    _paint_folder(p, EDGE + 6, y + 5, folder)
    p.paragraph(EDGE + 18, y + FOLDER_HEAD + 4, inner, words)
    return high


def _paint_level(p: Panel, badge: str, row: OwnLevel, went: Went, y: float) -> float:
    """One level: its title and first sentence, and how it went; a damaged one says what is wrong with its file.

    Returns its height.
    """
    pal, right, wide = p.palette, p.width - 34.0, p.width - 2 * EDGE
    if row.fault:
        room = right - 56
        most = min(3, len(p.lines(room, row.fault, size=style.SECONDARY)))
        high = 42 + most * style.SECONDARY * style.LEADING
        tip = Tip(f"{row.title} · {row.path.name}", row.fault)
        widgets.row(p, "own", (EDGE, y, wide, high), value=row.name, shortcut=badge, tip=tip)
        p.text(30, y + 19, f"{row.title} · {row.path.name}", size=16, family="serif", colour=pal.second, at="middle",
               width=room)  # fmt: skip
        p.paragraph(30, y + 31, room, row.fault, size=style.SECONDARY, colour=pal.bad, lines=3)
        p.icon("warning", right, y + 19, 17, pal.bad, "fill")
        return high
    story = Tip(row.title, row.line) if row.line else None
    widgets.row(p, "own", (EDGE, y, wide, ROW), value=row.name, shortcut=badge, tip=story)
    p.icon("caret-right", right, y + 27, 16)
    if not row.known:
        p.text(30, y + 27, row.title, size=16, family="serif", at="middle", width=right - 56)
        return ROW
    widgets.stars(p, right - 74, y + 19, went.stars, size=20)
    p.text(right - 14, y + 38, went.words, size=style.SECONDARY, colour=pal.second, align="right", at="middle")
    p.text(30, y + 19, row.title, size=16, family="serif", at="middle", width=right - 124)
    people = "1 person" if row.people == 1 else f"{row.people:,} people"
    words = " · ".join(filter(None, (f"{people}, {row.weeks} weeks", row.made, row.line)))
    p.text(30, y + 38, words, size=style.SECONDARY, colour=pal.second, at="middle",
           width=right - 58 - max(12.0, p.measure(went.words, style.SECONDARY)))  # fmt: skip
    return ROW


# What both share


def _paint_head(p: Panel, title: str, folder: bool = False) -> None:
    p.text(20, 18, title, size=style.CARD_TITLE, family="serif")
    if folder:
        words = Tip("Open the folder", "In your system's own window. Files that you put there stand here. Key O.")
        widgets.button(p, "own-folder", (p.width - 232, 12, 172, 38), "Open the folder", icon="folder-open", tip=words,
                       shortcut="o")  # fmt: skip
    close = Tip("Close", "Back to the title.")
    widgets.icon_button(p, "close", (p.width - 48, 14, 34, 34), "x", close, kind="card", shortcut="escape")


def _height(damaged: bool) -> float:
    return DAMAGED_ROW if damaged else ROW
