"""A level is saved in an editor while it is played in the real window: changed, broken, and mended.

Run as `python tests/bench_pilot.py FOLDER`, with a display; prints what the window showed as JSON. Time is real: the
window's clock goes with the wall's, and what it takes to show a saved level is what somebody at the table waits.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pygame

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from game.view.screens.play.screen import Play
from game.view.toolkit.text import Lettering
from tests.pilot import Pilot
from tests.view.test_bench import TEXT, begun, save

PATIENCE = 30.0
MOST_SAVES = 12
"""Changes of the till, one after the other, until one is there within a second: a busy machine may be late."""


class Watch:
    """What the window letters, frame by frame."""

    def __init__(self, pilot: Pilot) -> None:
        self.pilot, self.lines = pilot, set[str]()
        line = Lettering.line

        def lettered(lettering: Lettering, string: str, *given: object, **named: object) -> object:
            self.lines.add(string)
            return line(lettering, string, *given, **named)  # type: ignore[arg-type]

        Lettering.line = lettered  # type: ignore[method-assign,assignment]

    def shows(self, *texts: str) -> bool:
        """Whether each of these stands in something that was lettered."""
        return all(any(text in line for line in self.lines) for text in texts)

    def until(self, holds: Callable[[], bool]) -> float:
        """Lets frames pass in real time until it holds, with what is lettered from now on; the seconds that it took."""
        self.lines.clear()
        began = last = time.monotonic()
        while not holds():
            now = time.monotonic()
            assert now < began + PATIENCE, f"it never came; lettered was {sorted(self.lines)}"
            self.pilot.frames = 0
            self.pilot.step(now - last)
            last = now
            time.sleep(0.005)
        return time.monotonic() - began


def main(folder: str) -> int:
    pilot, path = begun(Path(folder))
    watch = Watch(pilot)
    log = pilot.play.table.session.log
    took: list[float] = []
    while len(took) < MOST_SAVES and min(took, default=PATIENCE) >= 1.0:
        before = pilot.play
        save(path, TEXT.replace("cash: 1400", f"cash: {900 + len(took)}"))
        took.append(watch.until(lambda before=before: (  # type: ignore[misc]
            isinstance(pilot.window.screen, Play) and pilot.window.screen is not before
            and watch.shows("Read again: week 9, by the same decisions.", "Week 9"))))  # fmt: skip
        assert pilot.play.table.session.log == log
    fresh = pilot.play
    save(path, TEXT.replace("people: 12", "peopel: 12"))
    broken = watch.until(lambda: watch.shows("I do not know the key “peopel”."))
    kept = pilot.play is fresh
    pilot.press("n")
    watch.until(lambda: pilot.week == 9)
    save(path, TEXT.replace("people: 12", "people: 14"))
    mended = watch.until(lambda: pilot.play is not fresh and watch.shows("Week 10"))
    session = pilot.play.table.session
    print(json.dumps({
        "driver": pygame.display.get_driver(), "took": took, "broken": broken, "kept": kept, "mended": mended,
        "week": session.week, "people": session.world.people, "same": session.log[:8] == log[:8],
    }))  # fmt: skip
    pilot.game.close()
    pygame.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
