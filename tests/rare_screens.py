"""Screens that are seen rarely, in a state each: doors and rooms of a workshop, the bench, what could not be saved.

No hub is asked and no file is watched: a seat has been told how its room stands, and a bench what is wrong.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator
from pathlib import Path

from game.levels import Problem
from game.session import Session
from game.sim.actions import Action
from game.sim.world import QUARTER_WEEKS
from game.view.bench import Bench
from game.view.keeping import Keeping
from game.view.screens.message import Message
from game.view.screens.play import bench_page
from game.view.screens.play.screen import Play
from game.view.screens.play.workbench import Workbench
from game.view.screens.unsaved import Unsaved
from game.view.screens.workshop.door import Door
from game.view.screens.workshop.group import Group
from game.view.screens.workshop.leader import Leader
from game.view.screens.workshop.seat import Seat
from game.view.stage import Route, Screen
from game.workshop.address import Address
from game.workshop.client import Link
from game.workshop.led import LedSession
from game.workshop.standing import Desk, Slip, Standing, Visit
from tests import screens
from tests.screens import State

LEVEL = "04-the-floor"
WHERE = Address("192.168.178.124", 8137, "KWMPRT", "")
LONG = "Please come to a decision: in a few minutes we look at all curves together, and talk about the first quarter."
FAULT = "There is no room left on the disk."


class _Nowhere(Keeping):
    """Keeps nothing, and knows of other places of some length."""

    def __init__(self) -> None:
        super().__init__(None)

    def places(self) -> list[Path]:
        """Two folders."""
        return [Path("/a/place/Documents"), Path("/a/long/way/to/the") / ("shared folder of the " + 4 * "team ")]


def states() -> Iterator[State]:
    """Every one of them."""
    yield State("rare door", lambda: _door(None))
    yield State("rare door known", lambda: _door(WHERE, "There is nobody at this address. Is the hub running?"))
    yield State("rare unsaved", _unsaved)
    yield State("rare play unsaved", functools.partial(_bench, 0), _fail)
    yield State("rare pack", _pack)
    yield State("rare bench chip", functools.partial(_bench, 0))
    yield State("rare bench faults", functools.partial(_bench, 7))
    yield State("rare bench page", functools.partial(_bench, 0), _open_bench)
    yield State("rare bench page faults", functools.partial(_bench, 7), _open_bench)
    yield State("rare banners and star", _cultured, _values)
    yield State("rare group waits", lambda: _group("between").waiting())
    yield State("rare group plays", lambda: _group("quarter").board(), _quiet)
    yield State("rare leader waits", lambda: _leader(False).waiting())
    yield State("rare leader plays", lambda: _leader(True).board(), _quiet)


def _door(where: Address | None, said: str = "") -> Screen:
    def never() -> Route:
        return Route(None)

    def sit(where: Address, name: str) -> Link:
        return Link(where, name, None)

    out = Door(sit, lambda link: screens.game().title(), never, where, "Birches")
    out._begun, out.said = True, said
    return out


def _unsaved() -> Screen:
    session = screens.played(LEVEL, 13)
    return Unsaved(_Nowhere(), session, FAULT, screens.game().title(), lambda: Route(None))


def _fail(screen: Screen) -> None:
    assert isinstance(screen, Play)
    screen.safekeeping.trouble = FAULT


def _pack() -> Screen:
    made = "3 levels · by A Name of Some Length · Deutsch, English · CC BY-SA 4.0"
    where = "It lies in ~/.local/share/headcount/levels/a pack and stands under “Your levels”."
    return Message("A Pack of Whole Length", "\n\n".join((made, LONG, where)), screens.game().title, "To your levels")


@functools.cache
def _with_values() -> Session:
    """A company with three values of long names and a vision."""
    session = Session(screens.level("07-the-following"))
    names = session.report.world.value_names
    wanted = [names.index(name) for name in ("ownership", "curiosity", "fairness")]
    while len(session.report.banners) < len(wanted) or session.report.star is None:
        assert session.week < 2 * QUARTER_WEEKS
        for value in wanted:
            session.act(Action("declare", value))
        if len(session.report.banners) == len(wanted):
            session.act(Action("tell", -1, (0, 1)))
        session.advance()
    return session


def _cultured() -> Screen:
    out = Play(_with_values(), screens.game())
    out.notes.current = None
    return out


def _values(screen: Screen) -> None:
    assert isinstance(screen, Play)
    screen.table.tab, screen.card, screen._dealt = "values", None, None


def _problem(n: int) -> Problem:
    line = f"  a_key_that_nobody_knows_{n}: a value that is long enough to leave the row in which it is shown"
    text = f"I do not know the key “a_key_that_nobody_knows_{n}”, and nothing here is called in any such way."
    return Problem("error", "04-the-floor.yaml", 100 + n, 3, "key", text, "Did you mean “weeks”?", line, 25)


def _bench(faults: int) -> Screen:
    """A table with the level's file on the bench, of which so much is wrong."""
    out = Play(screens.played(LEVEL, 13), screens.game())
    out.notes.current = None
    bench = Bench(screens.FOLDER / f"{LEVEL}.yaml", out.level, lambda path: out.level, lambda path: [])
    bench.problems = tuple(_problem(n) for n in range(faults))
    out.workbench = Workbench(bench, out.table)
    return out


def _open_bench(screen: Screen) -> None:
    assert isinstance(screen, Play)
    assert screen.workbench is not None
    screen.workbench.open()
    assert screen.workbench.page is not None
    screen.workbench.page.curves = 2 * (bench_page.score_curve(screen.table.session),)
    screen.workbench.page.said = "04-the-floor.yaml:101:3 is on the clipboard."


# A workshop.


def _standing(stage: str, desk: Desk | None = None) -> Standing:
    return Standing(
        stage=stage, many=desk is None, role="company", name="Birches", word="oak", round=1, rounds=4,
        label="The second quarter", message=LONG, company="Lantern & Hollis", table=0,
        mates=("Ada", "Benjamin", "Mira", "Konstantin"), through=(3, 11), end=26, stopped=False, paused="",
        left=400.0, at=time.monotonic(), digest="", transcript=None, began=1, desk=desk,
    )  # fmt: skip


def _seated(seat: Seat, standing: Standing) -> None:
    """Gives a seat its company, as if the hub had told of it."""
    link = seat.link
    link.standing = standing
    link.take = lambda: None  # type: ignore[method-assign]
    seat.session = LedSession.of(screens.played(LEVEL, 13), link)
    seat._was = standing


def _group(stage: str) -> Group:
    out = Group(screens.game(), Link(WHERE, "Birches", None))
    _seated(out, _standing(stage))
    return out


def _leader(open_: bool) -> Leader:
    names = ("Nursery", "Workshop", "Bakery")
    slips = tuple(Slip(name, "People wait for our plants", n + 1) for n, name in enumerate(names))
    visit = Visit("Blue Otters", ("Ada", "Benjamin"), 10**9, 30.0) if open_ else None
    rest = None if open_ else ("The room talks", "Each department looks at what it has asked for, and what came of it.")
    desk = Desk("One letter a month.", False, slips, visit, rest)
    out = Leader(screens.game(), Link(Address(WHERE.host, WHERE.port, "", "secret"), "Birches", None))
    _seated(out, _standing("letters" if open_ else "between", desk))
    return out


def _quiet(screen: Screen) -> None:
    assert isinstance(screen, Play)
    screen.notes.current = None
