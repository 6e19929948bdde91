"""Whose score runs beside the player's: the same luck, nothing but the score, and the choice is remembered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from game import bots, ghost, saves
from game.ghost import BEST, NOBODY, NONE_YET, NOTHING_SAID, WITHOUT, Ghost, GhostJob
from game.session import Session, play
from game.sim.values import DEFAULTS
from game.view.keeping import Keeping
from game.view.screens.play.beside import CHOOSE, WAITS, standing
from tests.pilot import Pilot
from tests.screens import level


@pytest.fixture(scope="module")
def garage() -> Session:
    return Session(level("01-the-garage"))


def led(session: Session, name: str, weeks: int | None = None, seed: int | None = None) -> Session:
    return play(Session(session.level, seed), bots.leader(name), weeks)


@pytest.mark.slow
def test_a_ghost_is_what_its_desk_was_told_on_the_same_luck(garage: Session) -> None:
    found = ghost.ghost(garage.recording().header, "orders")
    other = Session(garage.level)
    leader = bots.leader("orders")
    for week in range(1, garage.world.weeks + 1):
        for action in leader(other.report):
            other.act(action)
        other.advance()
        assert found.told(week) == other.report.score
    assert found.told(0) is None
    assert found.told(garage.world.weeks + 1) is None


@pytest.mark.slow
def test_your_best_is_the_best_of_your_games_on_this_luck(garage: Session, tmp_path: Path) -> None:
    head = garage.recording().header
    games = [led(garage, name) for name in ("idle", "orders", "incentives")]
    paths = [game.save(tmp_path / f"{n}") for n, game in enumerate(games)]
    better_elsewhere = led(garage, "orders", seed=garage.seed + 1).save(tmp_path / "other luck")
    unfinished = led(garage, "orders", weeks=20).save(tmp_path / "unfinished")
    (tmp_path / f"noise{saves.SUFFIX}").write_text("noise")
    noise = tmp_path / f"noise{saves.SUFFIX}"
    best = max(games, key=lambda game: game.score())
    found = ghost.ghost(head, BEST, [*paths, better_elsewhere, unfinished, noise])
    assert found.scores == tuple(best.told)
    assert ghost.ghost(head, BEST, [better_elsewhere, unfinished, noise]) == Ghost(BEST, note=NONE_YET)


@pytest.mark.slow
def test_a_change_in_the_file_makes_no_best(garage: Session, tmp_path: Path) -> None:
    path = led(garage, "orders").save(tmp_path / "one")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"week":3,"actions":[', '"week":3,"actions":["visit 0",', 1), encoding="utf-8")
    assert ghost.ghost(garage.recording().header, BEST, [path]).note == NONE_YET


@pytest.mark.slow
def test_nothing_of_a_ghost_is_seen_before_its_week(garage: Session) -> None:
    found = ghost.ghost(garage.recording().header, "orders")
    own = led(garage, "idle", 9)
    shown = standing("orders", found, own)
    assert shown.race is not None
    assert shown.race.other == found.scores[:9]
    assert shown.race.own == tuple(own.told)
    assert shown.here == found.scores[8]
    assert "behind" in shown.words or "ahead" in shown.words or "level" in shown.words
    changed = Ghost("orders", (*found.scores[:9], *(0.0 for _ in found.scores[9:])))
    assert standing("orders", changed, own) == shown, "what comes later changes nothing that is shown"


@pytest.mark.parametrize(("scores", "words"), [
    ((0.5,) * 4, "20 points ahead of"), ((0.75,) * 4, "5 points behind"), ((0.69,) * 4, "1 point ahead of"),
    ((0.70,) * 4, "level with"),
])  # fmt: skip
def test_the_words_count_the_points(garage: Session, scores: tuple[float, ...], words: str) -> None:
    own = led(garage, "idle", 4)
    own.told = [0.7] * 4
    assert f"**{words}**" in standing("mixed", Ghost("mixed", scores), own).words


def test_one_who_came_to_an_end_says_when(garage: Session) -> None:
    own = led(garage, "idle", 4)
    shown = standing("mixed", Ghost("mixed", (0.5, 0.4)), own)
    assert shown.here is None
    assert "end in week 2" in shown.words
    assert standing("mixed", None, own).words == CHOOSE
    assert standing(NOBODY, Ghost(NOBODY), own).race is None


def test_the_score_of_a_week_is_dropped_with_it(garage: Session) -> None:
    session = led(garage, "orders", 15)
    before = list(session.told)
    session.rewind(1)
    assert session.told == before[:13]
    assert session.copy().told == session.told


def test_had_you_not_is_the_same_game_without_the_newest_default() -> None:
    floor = level("04-the-floor")
    leader, session = bots.leader("mixed"), Session(floor)
    for _ in range(9):
        for action in leader(session.report):
            session.act(action)
        session.advance()
    week, said = [(n, a) for n, actions in enumerate(session.log) for a in actions if a.lever == "default"][-1]
    found = ghost.ghost(session.recording().header, WITHOUT, log=session.log)
    other = Session(floor)
    for n, actions in enumerate(session.log):
        for action in actions:
            if (n, action) != (week, said):
                other.act(action)
        other.advance()
    assert found == Ghost(WITHOUT, tuple(other.told), said=(said.amount[0], week), ended=False)
    assert found.scores != tuple(session.told)
    words = f"had you not said “{DEFAULTS[said.amount[0]]}” in week {week + 1}"
    assert words in standing(WITHOUT, found, session).words
    session.advance()
    assert standing(WITHOUT, found, session).note == WAITS, "until this week has been worked out as well"


def test_had_you_not_waits_until_something_was_said(garage: Session) -> None:
    floor = Session(level("04-the-floor"))
    assert ghost.ghost(floor.recording().header, WITHOUT, log=floor.log).note == NOTHING_SAID
    assert WITHOUT in ghost.choices(floor.world)
    assert WITHOUT not in ghost.choices(garage.world), "where no default can be set"


def within(seconds: float, holds: Callable[[], object]) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.slow
def test_another_process_finds_the_same_ghost(garage: Session) -> None:
    head = garage.recording().header
    job = GhostJob(head, "orders")
    assert job.poll() is None
    job.start()
    within(60, job.poll)
    assert job.poll() == ghost.ghost(head, "orders")
    broken = GhostJob(replace(head, text="people: none"), "orders")
    broken.start()
    within(60, broken.poll)
    found = broken.poll()
    assert found is not None
    assert "cannot be read" in found.note


@pytest.mark.slow
def test_a_player_chooses_by_key_and_by_mouse_and_it_is_remembered(tmp_path: Path) -> None:
    pilot = Pilot(tmp_path)
    pilot.press("c")
    pilot.calm()
    pilot.press("2", "return")
    pilot.calm()
    play_screen = pilot.play
    assert play_screen.runner is not None
    pilot.press("g")
    assert play_screen.covered
    pilot.step()
    pilot.click("beside-who:orders")
    assert play_screen.runner.who == "orders"
    within(60, lambda: (pilot.step(0.05), play_screen.runner.shown().note.startswith("Only orders begins"))[1])  # type: ignore[union-attr]
    pilot.press("escape")
    assert not play_screen.covered
    pilot.click("bar-score")
    assert play_screen.covered
    pilot.press("1")
    assert play_screen.runner.who == NOBODY
    pilot.press("5", "escape", "n")
    pilot.until(lambda: pilot.week == 1)
    within(60, lambda: (pilot.step(0.05), play_screen.frame.top.beside.race)[1])  # type: ignore[union-attr]
    beside = play_screen.frame.top.beside
    assert beside is not None
    assert beside.here is not None
    assert Keeping(tmp_path).settings().ghost == play_screen.runner.who != NOBODY


def test_settings_of_the_version_before_are_read(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"ui_scale": 1.5, "theme": "dark"}')
    settings = Keeping(tmp_path).settings()
    assert (settings.ui_scale, settings.theme, settings.ghost) == (1.5, "dark", BEST)
    (tmp_path / "settings.json").write_text('{"ghost": 7}')
    assert Keeping(tmp_path).settings().ghost == BEST
