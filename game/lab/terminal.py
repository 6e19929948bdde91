"""What every command without a window shares: levels as people name them, sentences for mistakes, tables and bars."""

from __future__ import annotations

import argparse
import glob
import json
import math
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.lab.cluster import Unreachable, cluster
from game.places import LEVELS, MORE, command, own_levels, quoted

if TYPE_CHECKING:
    from rich.console import Console

    from game.levels import Level, Problem

FINE, FINDING, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""How a command may end."""
LARGEST_SEED = 2**31 - 1
MOST_SEEDS = 10_000
_PLAIN_COLUMNS = 160


class WrongUse(Exception):
    """A command that cannot be carried out as it was given; the text is a sentence."""


# Words of a command line


class Help(argparse.RawDescriptionHelpFormatter):
    """As wide as the terminal; Python asks for that even where nothing is shown, and loads a whole archiver for it."""

    def __init__(self, prog: str, *rest: Any, **more: Any) -> None:
        super().__init__(prog, *rest, **{"width": _columns() - 2, **more})


def _columns() -> int:
    """Characters in a line of the terminal, as its reader set it; 80 where there is none."""
    try:
        return int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns or 80
    except (ValueError, OSError):
        return 80


def size(text: str) -> tuple[int, int]:
    """The width and height of a window or picture, from words such as 1920x1080; ArgumentTypeError if they are none."""
    match = re.fullmatch(r"([0-9]{3,5})[x×]([0-9]{3,5})", text)
    if not match or not (640 <= int(match[1]) <= 16_384 and 360 <= int(match[2]) <= 16_384):
        raise argparse.ArgumentTypeError(f"“{text}” is not a size such as 1920x1080 (at least 640x360)")
    return int(match[1]), int(match[2])


def ui_scale(text: str) -> float:
    """The size of words and buttons, 1 to 2; ArgumentTypeError if the words are none."""
    if not re.fullmatch(r"[0-9](\.[0-9]{1,3})?", text) or not 1.0 <= float(text) <= 2.0:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 to 2")
    return float(text)


def whole(text: str, least: int, most: int) -> int:
    """A whole number within its bounds, or argparse's complaint with a sentence."""
    if not re.fullmatch(r"[0-9]{1,10}", text) or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from {least} to {most}")
    return int(text)


def seed(text: str) -> int:
    """A luck."""
    return whole(text, 0, LARGEST_SEED)


def seeds(text: str) -> range:
    """Several lucks, written A..B."""
    first, dots, last = text.partition("..")
    if not dots:
        raise argparse.ArgumentTypeError(f"“{text}” is not written as A..B, such as 1..20")
    low, high = seed(first), seed(last)
    if low > high or high - low >= MOST_SEEDS:
        raise argparse.ArgumentTypeError(f"“{text}”: from the lower to the higher, at most {MOST_SEEDS}")
    return range(low, high + 1)


def several(text: str) -> int:
    """How many seeds: enough for an interval."""
    first, dots, last = text.partition("..")
    if dots and first.isdecimal() and last.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” names lucks; here it is said how many, such as 20")
    return whole(text, 2, MOST_SEEDS)


def some(text: str) -> int:
    """A small count, of processes or games."""
    return whole(text, 1, 256)


def known(word: str, names: Sequence[str], what: str) -> str:
    """The word if it is one of the names, else WrongUse with the nearest, or with all of them."""
    if word not in names:
        from difflib import get_close_matches  # only for what is misspelt

        near = get_close_matches(word, names, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(names)}."
        raise WrongUse(f"There is no {what} “{word}”. {hint}")
    return word


def policies(names: Sequence[str] | None) -> list[str]:
    """The bots of these names, each once; every bot if none is named; WrongUse for an unknown one."""
    from game import bots

    return list(dict.fromkeys(known(name, bots.NAMES, "policy") for name in names or bots.NAMES))


# Who does the work


def add_workers(parser: argparse.ArgumentParser) -> None:
    """Adds the options that say who does the work."""
    parser.add_argument("--jobs", type=some, metavar="N", help="how many processes (default: one for each core)")
    parser.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler, such as tcp://192.168.1.4:8786")


@contextmanager
def at_work(options: argparse.Namespace) -> Iterator[None]:
    """Whoever the options name does what is done side by side; WrongUse if there is nobody."""
    try:
        with cluster(options.cluster):
            yield
    except Unreachable as reason:
        raise WrongUse(str(reason)) from None


# Levels and files


def add_folders(parser: argparse.ArgumentParser, purpose: str = "") -> None:
    """Adds the option that says where else levels lie; it comes out as `folders`, a list of paths."""
    purpose = purpose or "look for levels in this folder too, after ours and your own; may be repeated"
    parser.add_argument(
        "--levels", dest="folders", action="append", type=_folder, default=[], metavar="DIR", help=purpose
    )


def _folder(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_dir():
        why = "is not a folder" if os.path.lexists(path) else "is not there; --levels needs a folder"
        raise argparse.ArgumentTypeError(f"“{text}” {why}")
    return path


def level_path(word: str, folders: Sequence[Path] = ()) -> Path:
    """The file a person means: a path, or the name of a level of ours, of the player's own, or in one of `folders`.

    The first place that knows the name has it. WrongUse if there is none.
    """
    from game.levels.folder import MANIFEST, SUFFIXES, level_files

    if not word.strip():
        raise WrongUse("The name is empty. Give a file, or the name of a level.")
    path = Path(word)
    if path.name == MANIFEST and path.is_file():
        raise WrongUse(f"“{word}” names a pack and is no level; its levels lie beside it. “{command()} check "
                       f"{quoted(str(path.parent))}” looks at all of it.")  # fmt: skip
    if path.suffix.lower() == ".zip" and path.is_file():
        raise WrongUse(f"“{word}” is a pack. Let it fall onto the game's window; “{command()} check” looks at it.")
    named = path.suffix.lower() in SUFFIXES and os.path.lexists(path)  # whatever it is, its reader can say
    if named or path.is_file():
        return path
    names: dict[str, Path] = {}
    for folder in (LEVELS, MORE, own_levels(), *folders):
        files = {file.stem: file for file in reversed(level_files(folder))}
        short = {re.sub(r"^\d+-", "", name): file for name, file in files.items()}
        names = {**short, **files, **names}
    if word in names:
        return names[word]
    if path.is_dir():
        raise WrongUse(f"“{word}” is a folder; a level is a file in it.")
    from difflib import get_close_matches

    near = get_close_matches(path.stem, list(names), 1)
    raise WrongUse(f"There is no level “{word}”." + (f" Did you mean “{near[0]}”?" if near else ""))


def level_paths(word: str, folders: Sequence[Path] = ()) -> list[Path]:
    """The file a person means, or every level file of a folder; of our own folder those of *More levels* and cards too.

    WrongUse if there is none.
    """
    from game.levels import library
    from game.levels.folder import SUFFIXES, level_files

    if not word.strip():
        raise WrongUse("The name is empty. Give a file, the name of a level, or a folder.")
    path = Path(word)
    if not path.is_dir() or path.suffix.lower() in SUFFIXES:
        return [level_path(word, folders)]
    found = level_files(path)
    if path.resolve() == library.FOLDER.parent:
        found += [*level_files(path / MORE.name), *level_files(path / library.FOLDER.name)]
    if not found:
        raise WrongUse(f"There is no level in the folder “{word}”.")
    return found


def every_level(folders: Sequence[Path] = ()) -> list[Path]:
    """The files of all levels that the title knows: ours, the player's own, and those in `folders`; WrongUse if a
    folder that was asked for holds none."""
    from game.levels.folder import level_files

    asked = [path for folder in folders for path in level_paths(str(folder))]
    return list(dict.fromkeys([*level_paths(str(LEVELS)), *level_files(own_levels()), *asked]))


def expanded(words: Sequence[str]) -> list[str]:
    """Patterns as the shell would have filled them in; not every shell does."""
    found: list[str] = []
    for word in words:
        names = sorted(glob.glob(word)) if set("*?[") & set(word) and not Path(word).exists() else [word]
        if not names:
            raise WrongUse(f"Nothing fits “{word}”.")
        found += names
    return found


def add_open(parser: argparse.ArgumentParser) -> None:
    """Adds the option that frees the leaders of the level's locks."""
    parser.add_argument(
        "--open", action="store_true",
        help="open all levers from the first week (default: leaders have the level's own, as its player does)",
    )  # fmt: skip


RUNG = "@"
"""What stands between a level's name and a rung of its ladder."""


def read_levels(words: Sequence[str], folders: Sequence[Path] = ()) -> list[Level] | None:
    """The levels, or None after showing the problems of those that cannot be played; `folders` as in `level_path`."""
    from game import levels

    found, broken = [], False
    for word in expanded(words):
        word, _, rung = word.partition(RUNG) if not Path(word).exists() else (word, "", "")
        named = named_level(word, folders)
        try:
            found.append(_on_rung(levels.read(named) if isinstance(named, Path) else named, rung))
        except levels.LevelError as error:
            broken = True
            show_problems(error.problems, console(stderr=True))
    return None if broken else found


def _on_rung(level: Level, rung: str) -> Level:
    """The level on a rung of its ladder, "" for none; WrongUse with those that it has."""
    from game.levels.ladder import climbed, ladder

    try:
        return climbed(level, rung)
    except ValueError as mistake:
        raise WrongUse(f"{mistake} It has: {', '.join(one.name for one in ladder(level))}.") from None


def opening(word: str, folders: Sequence[Path] = ()) -> Path | Level | None:
    """What a person asks the window to open with: a file or a level; None after showing why a level cannot be played.

    `folders` as in `level_path`.
    """
    from game.saves import SUFFIX

    if RUNG in word and not Path(word).exists():
        found = read_levels([word], folders)
        return found[0] if found else None
    named = named_level(word, folders)
    playable = not isinstance(named, Path) or named.suffix == SUFFIX or read_levels([str(named)]) is not None
    return named if playable else None


def named_level(word: str, folders: Sequence[Path] = ()) -> Path | Level:
    """The file a person means, or the level that is generated for a word like free:1200:7 or today; or WrongUse.

    `folders` as in `level_path`.
    """
    from game.levels import generated

    if not generated.meant(word):
        return level_path(word, folders)
    try:
        return generated.level(generated.choice(word))
    except ValueError as mistake:
        raise WrongUse(str(mistake)) from None


def on_the_board(text: str, level: Level) -> str:
    """The board's own name of what a person names, such as “team 3”, “department 1”, “market lamps” or “desk”.

    People count from 1; WrongUse if there is no such thing.
    """
    from game.levels.conditions import ConditionError, parse_place

    stalls = dict(zip(level.product_names, level.product_market, strict=True))
    places = "It is a team, a department, a market or the desk, such as “team 1”."
    try:
        name, number = parse_place(text, stalls, level.market_names, level.world.teams, level.world.departments)
    except ConditionError as mistake:
        hint = mistake.hint if mistake.hint.startswith("Did you mean") else places
        raise WrongUse(f"{mistake.text} {hint}") from None
    if number < 0 and name != "desk":
        raise WrongUse(f"“{text}” cannot be selected. {places}")
    return name if number < 0 else f"{name} {number}"


def campaign() -> list[str]:
    """The names of the campaign's levels that are there and can be read, in order."""
    from game import levels

    return [Path(cover.path).stem for cover in levels.covers(LEVELS) if cover.number and cover.people]


# What is shown


def console(stderr: bool = False) -> Console:
    """Where tables and sentences go: as wide as the terminal, or as a plain page."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _PLAIN_COLUMNS

    class Page(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # as print does: how that ends is decided in one place

    return Page(stderr=stderr, width=width, soft_wrap=False, highlight=False, emoji=False, markup=False)


def print_json(record: object) -> None:
    """A record as JSON on the standard output."""
    print(json.dumps(record, indent=1))


@contextmanager
def progress(what: str, total: int, patience: float = math.inf) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal while something long runs; elsewhere a line each time `patience` seconds have passed."""
    if not sys.stderr.isatty():
        yield _Report(what, total, patience)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda steps: bar.advance(task, steps)


class _Report:
    """Says how far something is, and how long it may take still, each time that many seconds have passed."""

    def __init__(self, what: str, total: int, patience: float) -> None:
        self.what, self.total, self.patience = what, total, patience
        self.done = 0
        self.begun = self.told = time.monotonic()

    def __call__(self, steps: int) -> None:
        self.done += steps
        now = time.monotonic()
        if now - self.told < self.patience or not 0 < self.done < self.total:
            return
        self.told = now
        left = (now - self.begun) * (self.total - self.done) / self.done
        print(f"{self.what}: {self.done:,} of {self.total:,}, {_about(left)} left.", file=sys.stderr, flush=True)


def _about(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(1, round(seconds))} seconds"
    minutes = round(seconds / 60)
    return f"about {minutes} minutes" if minutes < 120 else f"about {round(minutes / 60)} hours"


def show_problems(problems: Sequence[Problem], out: Console) -> None:
    """Every problem with its line, and how many there are."""
    from rich.text import Text

    from game import levels

    for problem in problems:
        first, *rest = problem.render().split("\n")
        colour = "bold red" if problem.severity == "error" else "bold yellow"
        out.print(Text(first, style=colour), soft_wrap=True)
        for line in rest:
            out.print(Text(line, style=colour if set(line.strip()) <= set("|^ ") else "dim"), soft_wrap=True)
        out.print()
    if problems:
        out.print(levels.count(problems))
