"""Draws the screens in every window of a matrix, and says what of their letters is cut, covered or too small.

    python tests/picture_matrix.py
    python tests/picture_matrix.py --states "04-the-floor play" --out /tmp/pictures

Exits with 1 and the faults, counted by kind, when there are any. `test_drawn.py` draws a dozen of these in CI.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pygame

from game.board.looks import Lens
from game.board.style import Theme
from game.view.cards import pressed
from game.view.screens.play.screen import Play
from game.view.stage import Screen
from game.view.toolkit.ui import Hit
from tests import every_card, rare_screens, screens
from tests.drawn import Fault, Records, board_faults, contrast_faults, faults, tip_faults

SIZES = ((1280, 720), (1920, 1080), (2560, 1080), (1024, 768), (1000, 1400))
ODD_SIZES = ((1178, 662), (1366, 768), (960, 540))
"""Windows between these: on a small screen a window has what the frame leaves of it."""
SCALES = (1.0, 1.5, 2.0)
THEMES: tuple[Theme, ...] = ("light", "dark")
LEVELS = ("01-the-garage", "04-the-floor", "05-the-house", "07-the-following")
HEARD: tuple[tuple[str, int | str], ...] = (("side-page", "list:1"),)
LATE = ("02-two-pizzas", 24)
"""A level and a week in which one has not been ready for what was heard."""
FORMS: tuple[tuple[str, set[str], str | None, tuple[tuple[str, int | str], ...]], ...] = (
    ("quota form", {"quota"}, "department 0", (("side-quota", 0), ("side-quota-product", 1))),
    ("quota of all", {"quota_company"}, "desk", (("side-quota", -1), ("side-quota-product", 0))),
    ("department form", {"order_department"}, "department 1", (("side-order-all", 1), ("side-job", 1))),
    ("company form", {"order_company"}, "desk", (("side-order-house", -1), ("side-job", 0))),
    ("tag form", {"tag"}, None, (("side-new-tag", -1), ("side-product", 1), ("side-coins", 3))),
    ("rate form", {"rate"}, None, (("side-tab", "incentives"), ("side-rate-step", 1))),
    ("figure form", {"kpi"}, "department 0", (("side-kpi", 1),)),
    ("value form", {"declare"}, None, (("side-tab", "values"), ("side-declare", 1))),
    ("spotlight form", {"spotlight"}, "team 0", (("side-spotlight", 0),)),
    ("heard", {"order"}, None, HEARD),
)
"""Forms that are filled in, and lists that are turned: what there must be, what is selected, and what is pressed."""
LENSES: tuple[tuple[str, int], ...] = (
    ("01-the-garage", 12), ("03-the-corridor", 14), ("05-the-house", 23), ("06-the-merger", 19), ("08-the-aim", 20),
)
"""Levels and weeks that are looked at through every lens, with much on the road and on the track."""
LATER: tuple[tuple[str, int], ...] = (("06-the-merger", 30), ("08-the-aim", 30))
"""Levels and weeks in which one has led for long, been to see many, and been told much."""
LEFT_OUT = re.compile(r" (order|menu|hint|drawer right (team|department|market|desk)) ?")
"""States that say what another one of the matrix says, in another place of the board."""
ONCE = re.compile(r"04-the-floor play menu|(01-the-garage|04-the-floor) play hint")
"""Of these, what one level or two say for all."""
MANY_GOODS = "free-play"
"""A level with more goods than have a place in a row of charts."""
WAVES = "more/the-ward"
"""A level whose result tells how far the work of each stage goes up and down, in words of its own."""
BESIDES = (
    "02-two-pizzas play team 0", "02-two-pizzas play market 0", "06-the-merger play nothing",
    "06-the-merger play team 2", "06-the-merger briefing", "06-the-merger review", "06-the-merger play tab values",
    "08-the-aim play nothing",
    "08-the-aim play department 0", "08-the-aim play desk", "08-the-aim briefing", "08-the-aim review",
    "08-the-aim play tab values", "free:60 play nothing", "free:60 briefing", "free:1200 play team 2",
    "the-brewery briefing ladder", "the-brewery play team 2", f"{MANY_GOODS} result supply",
    f"{MANY_GOODS} result belief", f"{MANY_GOODS} result prices", f"{WAVES} result supply",
    "more/the-commons briefing ladder", "more/the-commons play drawer left None",
)
"""States of the other levels, which differ in goods, people and words."""


def matrix() -> dict[str, screens.State]:
    """The states that are drawn, by name."""
    every = screens.states(*LEVELS, results=("01-the-garage", "04-the-floor"))
    out = {name: state for name, state in every.items() if not LEFT_OUT.search(name)}
    out |= {name: every[name] for name in every if re.search(r" order (0|3) (None|0) zoom 0", name)}
    out |= {name: every[name] for name in every if ONCE.match(name)}
    others = screens.states(*dict.fromkeys(name.partition(" ")[0] for name in BESIDES), results=(MANY_GOODS, WAVES))
    out |= {name: others[name] for name in BESIDES}
    out |= {state.name: state for state in rare_screens.states()}
    for name in LEVELS:
        for words, levers, what, hits in FORMS:
            if levers <= set(screens.level(name).world.levers):
                state = screens.State(f"{name} play {words}", screens._on_table(name, 13), _written(what, hits))
                out[state.name] = state
    for name, week in LENSES:
        for lens in get_args(Lens):
            state = screens.State(f"{name} lens {lens}", screens._on_table(name, week), _through(lens))
            out[state.name] = state
    for name, week in LATER:
        for what in ("team 2", "department 1", "market 0", "desk"):
            state = screens.State(f"{name} later {what}", screens._on_table(name, week), _written(what, ()))
            out[state.name] = state
    late = screens.State(f"{LATE[0]} play heard and over", screens._on_table(*LATE), _written(None, HEARD))
    return {**out, late.name: late}


def cards() -> dict[str, screens.State]:
    """Every card of every level, by name."""
    return {state.name: state for path in every_card.paths() for state in every_card.states(path)}


def _written(what: str | None, hits: tuple[tuple[str, int | str], ...]) -> Callable[[Screen], object]:
    """A form that is opened on what is selected, and filled in."""

    def turn(screen: Screen) -> None:
        assert isinstance(screen, Play)
        screen.table.select(what)
        for key, value in hits:
            pressed.handle(Hit(key, value), screen.table)
        if screen.table.compact and screen.table.drawer is None:
            screen.table.drawer = "left"

    return turn


def _through(lens: Lens) -> Callable[[Screen], object]:
    """The table seen through a lens."""

    def turn(screen: Screen) -> None:
        assert isinstance(screen, Play)
        screen.table.lens = lens

    return turn


def look(
    viewer: screens.Viewer,
    state: screens.State,
    size: tuple[int, int],
    scale: float,
    theme: Theme,
    known: set[object] | None = None,
) -> list[Fault]:
    """Draws one state in one window and returns what is wrong with its letters, and with its tooltips' if not `known`.

    Without `known` tooltips are left alone.
    """
    records = Records()
    with records.watching():
        screen = viewer.draw(state, size, scale, theme)
    out = faults(viewer.stage.ui, records) + contrast_faults(viewer.stage.ui, records)
    if isinstance(screen, Play):
        out += board_faults(screen.board, viewer.stage.ui, records)
    return out if known is None else out + tip_faults(viewer.stage.ui, records, known)


def main(words: list[str] | None = None) -> int:
    """Draws the matrix; returns 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", action="store_true", help="every card of every level in place of the matrix")
    parser.add_argument("--states", default="", help="only states whose name holds this")
    parser.add_argument("--size", default="", help="only this window, as 1280x720")
    parser.add_argument("--scale", type=float, help="only this interface scale")
    parser.add_argument("--theme", choices=THEMES, help="only this theme")
    parser.add_argument("--out", type=Path, help="a folder for the pictures")
    asked = parser.parse_args(words)
    every = cards() if asked.cards else matrix()
    states = {name: state for name, state in every.items() if asked.states in name}
    sizes = [size for size in (*SIZES, *ODD_SIZES) if asked.size in ("", f"{size[0]}x{size[1]}")] or [
        tuple(int(n) for n in asked.size.split("x"))
    ]
    viewer, counted, drawn, known = screens.Viewer(), Counter[str](), 0, set[object]()
    for size in sizes:
        for scale in [asked.scale] if asked.scale else SCALES:
            for theme in [asked.theme] if asked.theme else THEMES:
                for name, state in states.items():
                    found = look(viewer, state, (size[0], size[1]), scale, theme, known)
                    drawn += 1
                    for fault in found:
                        counted[fault.kind] += 1
                        print(f"{name}, {size[0]}x{size[1]} at {scale:g}, {theme}: {fault}", flush=True)
                    if asked.out is not None:
                        asked.out.mkdir(parents=True, exist_ok=True)
                        file = f"{name}-{size[0]}x{size[1]}-{scale:g}-{theme}.png".replace(" ", "_").replace("/", "-")
                        pygame.image.save(viewer.surface, asked.out / file)
    print(f"{drawn:,} pictures of {len(states)} states; {sum(counted.values()):,} faults: {dict(counted)}")
    return 1 if counted else 0


if __name__ == "__main__":
    raise SystemExit(main())
