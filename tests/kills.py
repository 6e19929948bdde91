"""The kill campaign: the game is killed again and again while it plays and saves, and opened again on the same home.

    python tests/kills.py --count 50            # without a window; figures at the end, exit 1 if anything was lost
    python tests/kills.py --count 50 --window   # in the real window (of the display that is there, or of an Xvfb)
    python tests/kills.py --count 50 --seed 7

A child plays the real game from the title, by real presses: weeks with their autosaves, copies under a name, settings,
results. It is killed (SIGKILL) at a random moment, just before a file operation drawn by its number, or in the middle
of what is being written. It tells what it has reached through a pipe, which outlives it. The next child opens the same
home and tells what it is offered there.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from game import saves, session
from game.saves import SUFFIX, SaveError

LEVELS = ("01-the-garage", "02-two-pizzas")
MOMENTS = ("operation", "torn", "time")
MOST_OPERATIONS = 90
LONGEST_LIFE = 8.0
ENOUGH = 40
"""Kills in which everything that is kept has been written at least once."""
SETTINGS = ("theme", "reduced_motion")
MOST_STRAY = 4
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


# The child.


class Doom:
    """Kills this process before its Nth file operation in a folder, or in the middle of its Nth piece of writing."""

    def __init__(self, folder: Path, operation: int, torn: int) -> None:
        self._folder = str(folder)
        self._left = operation
        self._torn = torn
        self._fsync = os.fsync
        self._open = io.open
        sys.addaudithook(self._watch)
        os.fsync = self._synced
        if torn:
            # Everything in Python that opens a file by its name comes through here.
            io.open = self._opened  # type: ignore[assignment]

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _watch(self, event: str, values: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = values
            if not (isinstance(path, str) and path.startswith(self._folder) and flags & WRITES):
                return
        elif event in ("os.rename", "os.link", "os.remove", "os.mkdir", "os.truncate", "os.rmdir"):
            if not str(values[0]).startswith(self._folder):
                return
        else:
            return
        self._count()

    def _synced(self, handle: int) -> None:
        self._count()
        self._fsync(handle)

    def _opened(self, file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        out = self._open(file, mode, *rest, **named)
        if str(file).startswith(self._folder) and set(mode) & set("wax+"):
            self._torn -= 1
            if self._torn == 0:
                self._tear(out)
        return out

    def _tear(self, file: Any) -> None:
        """Writes half of what is given, and dies."""
        write = file.write

        def half(data: Any) -> None:
            write(data[: len(data) // 2])
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)

        with contextlib.suppress(AttributeError):
            file.write = half
            return
        written = file.raw if hasattr(file, "raw") else file
        written.write(b'{"half":')
        os.kill(os.getpid(), signal.SIGKILL)


def tell(what: str, **values: Any) -> None:
    """A line to whoever outlives this process, in one piece."""
    os.write(1, (json.dumps({"what": what, **values}) + "\n").encode())


def live(home: Path, seed: int, operation: int, torn: int) -> None:
    """Plays on in a home until somebody or something ends it."""
    import pygame

    from game.view.screens.debrief.screen import DebriefScreen
    from game.view.screens.play.screen import Play
    from game.view.screens.title.screen import TitleScreen
    from tests.pilot import Pilot

    luck = random.Random(seed)
    Doom(home, operation, torn)
    pilot = Pilot(home, seed=seed)
    screen = pilot.window.screen
    assert isinstance(screen, TitleScreen)
    tell("opened", stars=pilot.game.progress.stars, saves=[str(kept.path) for kept in screen.saves],
         fault=pilot.game.keeping.fault)  # fmt: skip
    while True:
        screen = pilot.window.screen
        if isinstance(screen, TitleScreen):
            level = luck.randrange(len(LEVELS))
            known = f"level:{level}" if pilot.shows(f"level:{level}") else "level:0"
            pilot.click("continue" if screen.saves and luck.random() < 0.8 else known)
        elif isinstance(screen, Play):
            play_on(pilot, screen, luck)
        elif isinstance(screen, DebriefScreen):
            tell("result", level=session.level_name(screen.level), stars=dict(pilot.game.progress.stars))
            pilot.step(1.5)
            pilot.click("title" if pilot.shows("title") else "next")
        else:
            pilot.step(1.0)
            pilot.press("return")
        pilot.frames = 0
        pygame.event.clear()


def play_on(pilot: Any, screen: Any, luck: random.Random) -> None:
    """One thing at the table: mostly a week, sometimes a copy under a name, a setting, or a card's answer."""
    from game import bots

    game = screen.table.session
    name = session.level_name(game.level)
    if screen.card is not None:
        pilot.step(0.7)
        pilot.press("escape")
        return
    if luck.random() < 0.12:
        change(pilot, screen, luck)
        return
    for action in bots.leader("mixed")(game.report) if luck.random() < 0.6 else ():
        screen.table.act(action)
    week = game.week
    pilot.press("n")
    pilot.step(0.4)
    if game.week == week:
        pilot.step(0.4)
    tell("week", level=name, seed=game.seed, week=game.week, over=game.over)


def change(pilot: Any, screen: Any, luck: random.Random) -> None:
    """Through the menu: a copy, a setting, or the way to the title."""
    from game.view.keeping import OWN_NAMES

    pilot.click("bar-menu")
    pilot.step(0.7)
    wish = luck.choice(("copy", "copy", "theme", "theme", "motion", "title"))
    if wish == "copy":
        pilot.click("menu-save")
        pilot.step(0.7)
        pilot.type(f"copy {luck.randrange(60)}")
        pilot.click("menu-name")
        kept = [path.name for path in (pilot.game.keeping._folder / "saves").glob(f"*{SUFFIX}")]
        tell("copied", files=[name for name in kept if not name.startswith(OWN_NAMES)],
             said=screen.menu.said if screen.menu is not None else "")  # fmt: skip
        pilot.press("escape")
        if screen.menu is not None:
            pilot.press("escape")
        return
    if wish == "title":
        pilot.click("menu-quit")
        return
    settings = pilot.game.settings
    theme, still = luck.choice(("light", "dark")), settings.reduced_motion
    if wish == "motion":
        theme, still = settings.theme, not still
    tell("wishes", theme=theme, reduced_motion=still)
    pilot.click("menu-motion" if wish == "motion" else f"menu-theme:{theme}")
    settings = pilot.game.settings
    tell("settings", theme=settings.theme, reduced_motion=settings.reduced_motion)
    pilot.press("escape")


# Whoever outlives it.


@dataclass
class Toll:
    """What a campaign came to, and every sentence about what should not have happened."""

    kills: Counter[str] = field(default_factory=Counter)
    weeks: int = 0
    games: int = 0
    copies: int = 0
    results: int = 0
    changes: int = 0
    files: int = 0
    most_lost: int = 0
    damaged: int = 0
    stray: int = 0
    faults: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The figures as lines."""
        ways = ", ".join(f"{count} {name}" for name, count in sorted(self.kills.items()))
        return (
            f"{self.kills.total()} kills ({ways}); {self.weeks} weeks played in {self.games} games, {self.copies} "
            f"copies, {self.results} results, {self.changes} settings\n"
            f"weeks lost, at most: {self.most_lost}; files damaged: {self.damaged} of {self.files} readings; "
            f"temporary files left over, at most: {self.stray}\n"
            + "".join(f"FAULT {fault}\n" for fault in self.faults)
            + f"{len(self.faults)} faults"
        )


class Campaign:
    """Kills one child after the other on the same home and looks at what is left."""

    def __init__(self, home: Path, seed: int, display: str | None) -> None:
        self.home = home
        self.luck = random.Random(seed)
        self.display = display
        self.toll = Toll()
        self._weeks: dict[tuple[str, int], int] = {}
        self._over: set[tuple[str, int]] = set()
        self._copies: set[str] = set()
        self._stars: dict[str, int] = {}
        self._settings: list[dict[str, Any]] = []

    def one(self, moment: str) -> None:
        """Lets a child live and die once, and checks the home it leaves."""
        told = self._life(moment)
        for line in told:
            self._take(line)
        self._check()

    def fault(self, sentence: str) -> None:
        """Keeps what should not have happened."""
        self.toll.faults.append(f"after kill {self.toll.kills.total()}: {sentence}")

    def _life(self, moment: str) -> list[dict[str, Any]]:
        number = self.luck.randrange(1, MOST_OPERATIONS)
        operation = number if moment == "operation" else 0
        torn = 1 + number // 5 if moment == "torn" else 0
        environment = dict(os.environ) | {"SDL_AUDIODRIVER": "dummy", "SDL_VIDEODRIVER": "dummy"}
        if self.display is not None:
            environment["SDL_VIDEODRIVER"] = "x11"
            environment["DISPLAY"] = self.display
        words = [sys.executable, __file__, "--live", str(self.home), str(self.luck.randrange(1, 10**6)), str(operation),
                 str(torn)]  # fmt: skip
        with (self.home.parent / "stderr.txt").open("w+b") as trouble:
            with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=trouble, env=environment) as child:
                assert child.stdout is not None
                told = self._hear(child, child.stdout, moment)
            trouble.seek(0)
            if child.returncode != -signal.SIGKILL:
                raise AssertionError(f"a child fell by itself:\n{trouble.read().decode()[-3000:]}\n{told[-3:]}")
        self.toll.kills[moment] += 1
        return told

    def _hear(self, child: subprocess.Popen[bytes], pipe: BinaryIO, moment: str) -> list[dict[str, Any]]:
        """What the child tells until it dies; a random time after it has opened at the latest."""
        first = pipe.readline()
        wait = self.luck.uniform(0.0, 2.0) if moment == "time" else LONGEST_LIFE
        timer = threading.Timer(wait, child.kill)
        timer.start()
        try:
            rest = pipe.read()
            child.wait()
        finally:
            timer.cancel()
        lines = [line for line in (first + rest).split(b"\n") if line.endswith(b"}")]
        return [json.loads(line) for line in lines]

    def _take(self, line: dict[str, Any]) -> None:
        """What a child told: what has been reached must be there afterwards."""
        what, toll = line["what"], self.toll
        if what == "opened":
            if line["fault"]:
                self.fault(f"the game opened with: {line['fault']}")
            for name, stars in self._stars.items():
                if line["stars"].get(name, -1) < stars:
                    self.fault(f"the game opened without the {stars} stars of {name}")
            offered = {Path(path) for path in line["saves"]}
            if self._unfinished() and not offered:
                self.fault("nothing was offered to be taken up again")
        elif what == "week":
            key = (line["level"], line["seed"])
            toll.games += key not in self._weeks
            toll.weeks += line["week"] > self._weeks.pop(key, 0)
            self._weeks[key] = line["week"]  # the last one is the one under way
            if line["over"]:
                self._over.add(key)
        elif what == "copied":
            if "could not" in line["said"]:
                self.fault(f"a copy was not saved: {line['said']}")
            # A name that is taken is asked about, and the pilot lets it be.
            toll.copies += line["said"].startswith("Saved")
            self._copies |= set(line["files"])
        elif what == "result":
            toll.results += 1
            self._stars = line["stars"]
        elif what in ("wishes", "settings"):
            toll.changes += what == "settings"
            asked = {key: line[key] for key in SETTINGS}
            # Until it is told, a change may or may not have been kept.
            self._settings = [asked, *self._settings[:1]] if what == "wishes" else [asked]

    def _unfinished(self) -> bool:
        return any(week > 1 and key not in self._over for key, week in self._weeks.items())

    def _check(self) -> None:
        found: dict[tuple[str, int], int] = {}
        for path in sorted((self.home / "saves").rglob("*")):
            if path.name.endswith((SUFFIX, f"{SUFFIX}.bak")) and path.is_file():
                kept = self._read(path)
                if kept is not None:
                    key = (kept.header.name, kept.header.seed)
                    found[key] = max(found.get(key, 0), len(kept.weeks))
                    if kept.end is not None and kept.end.outcome is not None:
                        self._over.add(key)
        for key, week in self._weeks.items():
            if key in self._under_way():
                lost = week - found.get(key, 0)
                self.toll.most_lost = max(self.toll.most_lost, lost)
                if lost > 1:
                    self.fault(f"{key[0]}, seed {key[1]}, had reached week {week}; week {found.get(key)} is kept")
            # From here on, what a later child takes up is what is there.
            self._weeks[key] = min(week, found.get(key, 0))
        self._check_texts()
        for report in sorted((self.home / "errors").glob("*")):
            self.fault(f"the game told of an error of its own:\n{report.read_text(encoding='utf-8')}")
        stray = [p.name for p in self.home.rglob("*") if p.is_file() and "tmp" in p.name.lower()]
        self.toll.stray = max(self.toll.stray, len(stray))
        if len(stray) > MOST_STRAY:
            self.fault(f"temporary files pile up: {', '.join(sorted(stray)[:9])}")

    def _under_way(self) -> set[tuple[str, int]]:
        """The game that was played last; an earlier one may have made room for a later one of its level."""
        return set(list(self._weeks)[-1:])

    def _read(self, path: Path) -> saves.Recording | None:
        self.toll.files += 1
        try:
            kept = saves.read(path)
        except SaveError as error:
            self.toll.damaged += 1
            self.fault(str(error))
            return None
        if kept.damage:
            self.toll.damaged += 1
            self.fault(f"{path.name}: {kept.damage}")
        return kept

    def _check_texts(self) -> None:
        for name, least in (("progress.json", self._stars), ("settings.json", {})):
            path = self.home / name
            if not path.exists():
                if least or (name == "settings.json" and self._settings):
                    self.fault(f"{name} is gone")
                continue
            try:
                values = json.loads(path.read_text(encoding="utf-8"))
            except (ValueError, OSError) as error:
                self.toll.damaged += 1
                self.fault(f"{name} cannot be read: {error}")
                continue
            for level, stars in least.items():
                if values.get("stars", {}).get(level, -1) < stars:
                    self.fault(f"{name} has lost the {stars} stars of {level}")
            if name == "settings.json" and self._settings:
                kept = {key: values.get(key) for key in SETTINGS}
                if kept not in self._settings:
                    self.fault(f"{name} holds {kept}; asked for was {self._settings}")
                self._settings = [kept]

    def close(self) -> None:
        """Plays every saved game again: each must run as it was recorded; every copy must be there."""
        for path in sorted((self.home / "saves").rglob(f"*{SUFFIX}")):
            try:
                verdict = session.verify(path)
            except SaveError as error:
                self.fault(f"at the end: {error}")
                continue
            if not verdict.ok:
                self.fault(f"{path.name} does not run as it was recorded: {verdict.text}")
        there = {path.name for path in (self.home / "saves").rglob(f"*{SUFFIX}")}
        for name in sorted(self._copies - there):
            self.fault(f"the copy {name} is gone")


def campaign(home: Path, count: int, seed: int, display: str | None) -> Toll:
    """Kills so many times and returns the toll."""
    running = Campaign(home, seed, display)
    for number in range(count):
        running.one(MOMENTS[number % len(MOMENTS)])
    running.close()
    toll = running.toll
    if count >= ENOUGH and not all((toll.copies, toll.results, toll.changes)):
        running.fault("not everything was tried: a campaign of this length should have copies, results and settings")
    return toll


@contextlib.contextmanager
def display_for(window: bool) -> Iterator[str | None]:
    """The display of the real window: the one that is there, or an X server of its own; None without a window."""
    if not window:
        yield None
    elif os.environ.get("DISPLAY"):
        yield os.environ["DISPLAY"]
    else:
        from tests.conftest import x_server

        with x_server((1920, 1080)) as name:
            yield name


def main(words: Sequence[str] | None = None) -> int:
    given = sys.argv[1:] if words is None else list(words)
    if given[:1] == ["--live"]:
        live(Path(given[1]), *map(int, given[2:5]))
        return 0
    parser = argparse.ArgumentParser(description="Kills the game while it plays and saves, and looks at what is left.")
    parser.add_argument("--count", type=int, default=50, help="how many kills (default 50)")
    parser.add_argument("--seed", type=int, default=None, help="the luck (default: a new one, which is printed)")
    parser.add_argument("--window", action="store_true", help="in the real window")
    options = parser.parse_args(given)
    seed = random.SystemRandom().randrange(1_000_000) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="kills-") as folder, display_for(options.window) as display:
        home = Path(folder) / "home"
        home.mkdir()
        toll = campaign(home, options.count, seed, display)
    print(toll.text())
    return 1 if toll.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
