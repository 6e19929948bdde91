"""An hour of play at speed 4 on a virtual clock, and what it leaves in memory.

    python tests/soak.py --minutes 60
    python tests/soak.py --minutes 10 --trace      # also where in the code what stays was made (slower)

Somebody who goes on at once whatever happens plays generated companies to their end, one after the other, in one real
window that nobody sees. Every five minutes the memory is read: the traced objects after a collection with `--trace`,
else what the process holds. Exits with 1 when it goes on growing after the first five minutes.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from game.levels import generated
from game.session import Session
from game.view import app
from game.view.keeping import Keeping
from game.view.screens.play.screen import Play
from game.view.sound import Sound
from game.view.stage import Route
from game.view.window import VirtualClock, Window

SPEED, FRAME = 4, 0.1
"""Times six seconds a week; virtual seconds between two frames."""
SETTLED = 5.0
"""Minutes after which everything that is made once has been made."""
ROOM = 0.03
"""By what share the middle of the last third may lie above the middle of the first, after that."""


@dataclass(frozen=True)
class Mark:
    """Memory in bytes after some virtual minutes, and the weeks played until then."""

    minutes: float
    weeks: int
    held: int


def held() -> int:
    """What the process holds in memory now, in bytes, as the system counts it; 0 where it does not tell.

    What has been given back is given back to the system first, where that can be asked for: else what is counted goes
    up and down by a tenth with the gaps between what is held.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    path = Path("/proc/self/statm")
    return int(path.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if path.exists() else 0


def played(
    minutes: float, every: float, read: Callable[[], int], people: int = 150, weeks: int = 52, frame: float = FRAME
) -> Iterator[Mark]:
    """Plays for so many virtual minutes, and reads the memory after `every` so many of them."""
    level = generated.level(generated.Choice(people, 1, "normal"))
    with tempfile.TemporaryDirectory() as folder:
        game = app.start(Keeping(Path(folder)))
        clock = VirtualClock()
        session = Session(level, 1)
        window = app.open_window(game, Play(session, game), size=(1280, 720), clock=clock, sound=Sound(silent=True))
        window.tidies = True
        seconds, ended, seed, due = 0.0, 0, 1, every
        try:
            while seconds < 60 * minutes:
                shown = window.screen
                assert isinstance(shown, Play)
                week = shown.table.report.week
                if session.over or week >= min(weeks, session.world.weeks - 1):
                    seed += 1
                    session = Session(level, seed)
                    _go(window, Play(session, game))
                    continue
                shown.card = None
                if not shown.table.clock.running:
                    shown.table.clock.run(SPEED)
                clock.advance(frame)
                window.frame(frame, [])
                seconds += frame
                after = window.screen
                if not isinstance(after, Play):
                    _go(window, shown)  # a review is read at once
                    after = shown
                ended += after.table.report.week != week
                if seconds >= 60 * due:
                    due += every
                    gc.collect()
                    yield Mark(seconds / 60, ended, read())
        finally:
            game.close()


def _go(window: Window, screen: Play) -> None:
    window._go(Route(screen))


def grows(marks: list[Mark]) -> bool:
    """Whether the last third holds more than the first, of what was read once all had settled."""
    read = [mark.held for mark in marks if mark.minutes > SETTLED]
    third = max(1, len(read) // 3)
    first, last = sorted(read[:third])[third // 2], sorted(read[-third:])[third // 2]
    return last > first * (1 + ROOM)


def main(words: list[str] | None = None) -> int:
    """Plays and prints; returns 1 when memory goes on growing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--trace", action="store_true")
    asked = parser.parse_args(words)
    if asked.trace:
        tracemalloc.start(8)
    marks: list[Mark] = []
    first: tracemalloc.Snapshot | None = None
    read = (lambda: tracemalloc.get_traced_memory()[0]) if asked.trace else held
    for mark in played(asked.minutes, min(5.0, asked.minutes / 6), read, asked.people):
        marks.append(mark)
        print(f"{mark.minutes:5.1f} min  {mark.weeks:5,} weeks  {mark.held / 1e6:8.1f} MB", flush=True)
        if asked.trace and first is None and mark.minutes >= SETTLED:
            first = tracemalloc.take_snapshot()
    if asked.trace and first is not None:
        for line in tracemalloc.take_snapshot().compare_to(first, "lineno")[:12]:
            print(line)
    failed = grows(marks)
    print("It goes on growing." if failed else "It does not grow after the first five minutes.")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
