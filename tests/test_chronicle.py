"""One's own leading over all games: what saved decisions make of it when they are played again, and nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from game import bots, chronicle
from game.chronicle import FEATS, Chronicle, Game
from game.levels.ladder import climbed
from game.session import Session, play
from game.sim.actions import Action, parse
from game.view.keeping import Keeping
from game.view.screens.leading import STYLE_WORDS, Leading
from tests.pilot import Pilot
from tests.screens import level

FEAT = {feat.name: feat for feat in FEATS}
PLAIN = Game("04-the-floor", "The Floor", "", 52, 120, 2, 0.7, 3, {}, (1.0, 0.0, 2.0, 0.0, 0.0), 8, ())


@pytest.fixture(scope="module")
def games(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("games")
    paths = []
    for name, leader in (("01-the-garage", "orders"), ("02-two-pizzas", "standing"), ("01-the-garage", "idle")):
        paths.append(play(Session(level(name)), bots.leader(leader)).save(folder / f"{name} {leader}"))
    return paths


@pytest.mark.slow
def test_what_a_game_tells_is_what_was_decided(games: list[Path]) -> None:
    game = chronicle.told(games[0])
    again = Session.load(games[0]).session
    assert game is not None
    flat = [action for week in again.log for action in week]
    assert game.pulled.get("order", 0) == sum(action.lever == "order" for action in flat) > 0
    visited = {action.target for action in flat if action.lever == "visit"}
    assert set(game.unvisited) == {again.level.team_names[n] for n in range(game.teams) if n not in visited}
    assert game.style == "letters"
    outcome = again.outcome()
    assert outcome is not None
    assert (game.stars, game.score, game.left) == (outcome.stars, outcome.score, sum(outcome.left.values()))


@pytest.mark.slow
def test_the_whole_is_told_game_by_game_and_what_tells_nothing_is_counted(games: list[Path], tmp_path: Path) -> None:
    changed = tmp_path / games[0].name
    lines = games[0].read_bytes().split(b"\n")
    end = json.loads(lines[-2])
    end["outcome"]["stars"] = 3 - end["outcome"]["stars"]
    changed.write_bytes(b"\n".join([*lines[:-2], json.dumps(end).encode(), b""]))
    unfinished = play(Session(level("01-the-garage")), bots.leader("orders"), 3).save(tmp_path / "unfinished")
    noise = tmp_path / "noise.headcount"
    noise.write_text("noise")
    stages = list(chronicle.chronicle([games[0], changed, unfinished, noise]))
    assert [stage.read for stage in stages] == [1, 2, 3, 4]
    whole = stages[-1]
    assert len(whole.games) == 1, "a file that says more than its decisions tells nothing"
    assert (whole.of, whole.unread) == (4, 3)
    assert sum(whole.moved) == pytest.approx(1.0)


def test_the_figures_by_hand() -> None:
    one = replace(PLAIN, weeks=50, people=10, pulled={"order": 30, "tag": 5, "visit": 5}, teams=4, unvisited=("a",))
    two = replace(PLAIN, weeks=50, people=10, pulled={"tag": 10}, teams=4, unvisited=("a", "b", "c"), stars=1)
    both = Chronicle((one, two), 2)
    assert both.letters == (pytest.approx(0.3), pytest.approx(52 * 30 / 1000))
    assert both.ordered == pytest.approx(30 / 50)
    assert both.unvisited == pytest.approx(0.5)
    assert both.by_style() == [("letters", 1, 2.0), ("quiet", 1, 1.0)]
    assert Chronicle().letters == (0.0, 0.0)


@pytest.mark.parametrize(("feat", "yes", "no"), [
    ("unordered", {"pulled": {"tag": 9}}, {"pulled": {"quota": 1}}),
    ("unordered", {}, {"stars": 1}),
    ("desk", {"name": "01-the-garage", "pulled": {"order": 9}}, {"name": "01-the-garage", "pulled": {"visit": 1}}),
    ("brief", {"name": "02-two-pizzas", "pulled": {"order": 5}}, {"name": "02-two-pizzas", "pulled": {"order": 6}}),
    ("unpaid", {"name": "05-the-house"}, {"name": "05-the-house", "pulled": {"tag": 1}}),
    ("nobody gone", {"left": 0}, {"left": 0, "people": 5}),
    ("everywhere", {}, {"unvisited": ("Moles",)}),
    ("craft", {}, {"moved": (3.0, 0.0, 2.0, 0.0, 0.0)}),
    ("rung", {"rung": "disc"}, {}),
])  # fmt: skip
def test_a_feat_asks_for_what_it_says(feat: str, yes: dict[str, object], no: dict[str, object]) -> None:
    assert FEAT[feat].holds(replace(PLAIN, **yes))  # type: ignore[arg-type]
    assert not FEAT[feat].holds(replace(PLAIN, **no))  # type: ignore[arg-type]


def unvisiting(session: Session) -> Game:
    """The garage led by orders alone."""
    leader = bots.leader("orders")
    while not session.over:
        for action in leader(session.report):
            if action.lever != "visit":
                session.act(action)
        session.advance()
    return chronicle.of_session(session)


def with_five_letters(session: Session) -> Session:
    """Two Pizzas led by a default and the right words at the right time."""
    letters = {
        0: ("default everyone default:1", "order_department department:0 job:1 weeks:8",
            "order_department department:1 job:0 weeks:8"),
        1: ("order team:1 job:4 weeks:8",), 9: ("order team:0 job:3 weeks:8",), 15: ("order team:4 job:1 weeks:8",),
    }  # fmt: skip
    while not session.over:
        for letter in letters.get(session.week, ()):
            session.act(parse(letter))
        session.advance()
    return session


@pytest.mark.slow
def test_feats_can_be_done() -> None:
    assert FEAT["desk"].holds(unvisiting(Session(level("01-the-garage"))))
    brief = chronicle.of_session(with_five_letters(Session(level("02-two-pizzas"))))
    assert brief.pulled == {"default": 1, "order_department": 2, "order": 3}
    assert FEAT["brief"].holds(brief)
    rung = play(Session(climbed(level("01-the-garage"), "disc")), bots.leader("orders"))
    assert FEAT["rung"].holds(chronicle.of_session(rung))
    assert not FEAT["rung"].holds(brief)


@pytest.mark.slow
def test_nobody_wears_a_feat_for_an_action_that_was_refused() -> None:
    session = Session(level("01-the-garage"))
    session.act(Action("tag", 0, (1, 6)))
    session.act(Action("visit", 0))
    play(session, bots.leader("idle"))
    assert chronicle.of_session(session).pulled == {"visit": 1}


def test_every_style_has_words() -> None:
    assert set(STYLE_WORDS) == set(chronicle.STYLES)


@pytest.mark.slow
def test_the_page_is_reached_from_the_title_and_reads_in_another_process(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path)
    keeping.save_now(play(Session(level("01-the-garage")), bots.leader("orders")))
    keeping.close()
    pilot = Pilot(tmp_path)
    pilot.press("r")
    pilot.step()
    pilot.click("leading")
    page = pilot.window.screen
    assert isinstance(page, Leading)
    within(pilot, lambda: page.found.read == 1)
    assert [game.name for game in page.found.games] == ["01-the-garage"]
    pilot.press("escape")
    assert not isinstance(pilot.window.screen, Leading)


def within(pilot: Pilot, holds: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        pilot.step(0.01)
