"""The game of the day: the first finished game counts, and all results in the folder lie beside it."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from game import bots, levels
from game.debrief.pages import result_text
from game.levels import generated
from game.levels.generated import of_the_day
from game.session import Session, earned, play
from game.view.app import Game
from game.view.keeping import Keeping
from game.view.profile import Progress
from game.view.screens.free_play import DayWent


@pytest.mark.slow
def test_only_the_first_finished_game_of_a_day_counts(tmp_path: Path) -> None:
    game = Game(Keeping(tmp_path))
    day = of_the_day(datetime.date(2026, 3, 5))
    first = play(Session(generated.level(day)), bots.leader("idle"))
    later = play(Session(generated.level(day)), bots.leader("mixed"))
    other = play(Session(generated.level(day), seed=8), bots.leader("orders"))
    game.to_result(other)
    assert game.progress.days == {}, "other luck is no game of the day"
    for session in (first, later):
        game.to_result(session)
    points = max(0, earned(first.score()))
    assert earned(later.score()) != points
    assert game.progress.days == {"2026-03-05": points}
    assert Keeping(tmp_path).progress().days == {"2026-03-05": points}
    game.close()


def test_a_level_of_ones_own_that_is_called_like_a_day_is_no_game_of_it(tmp_path: Path) -> None:
    game, day = Game(Keeping(tmp_path)), of_the_day(datetime.date(2026, 3, 5))
    path = tmp_path / f"{day.name}.yaml"
    path.write_text(f"format: 1\ntitle: Mine\npeople: 5\nweeks: 4\nseed: {day.seed}\n", encoding="utf-8")
    own = play(Session(levels.read(path)), bots.leader("idle"))
    game.keeping.save_now(own)
    game.to_result(own)
    assert game.progress.stars == {day.name: own.outcome().stars}  # type: ignore[union-attr]
    assert game.progress.days == {}
    assert game.day_went(day) == DayWent()
    assert day.word not in result_text(own)
    game.close()


def test_of_two_windows_the_one_that_wrote_first_keeps_the_day(tmp_path: Path) -> None:
    one, two = Progress(days={"2026-03-02": 40}), Progress(days={"2026-03-02": 90, "2026-03-03": 10})
    Keeping(tmp_path).keep_progress(one)
    Keeping(tmp_path).keep_progress(two)
    assert Keeping(tmp_path).progress().days == two.days == {"2026-03-02": 40, "2026-03-03": 10}


@pytest.mark.parametrize(("went", "words", "among"), [
    (DayWent(), "your first counts", "0 results in your folder"),
    (DayWent(71, (71,)), "your first: 71%", "1 result in your folder"),
    (DayWent(71, (38, 71, 71, 93)), "your first: 71%", "Above 1 of 3 others in your folder"),
    (DayWent(None, (38, 50)), "your first counts", "2 results in your folder"),
])  # fmt: skip
def test_it_says_how_the_first_stands(went: DayWent, words: str, among: str) -> None:
    assert (went.words, went.among) == (words, among)


def test_bars_count_every_result_once() -> None:
    went = DayWent(71, (-3, 5, 38, 71, 79, 100))
    assert went.bars() == [(0, 2), (1, 0), (2, 0), (3, 1), (4, 0), (5, 0), (6, 0), (7, 2), (8, 0), (9, 1)]
    assert DayWent().bars() == []


@pytest.mark.slow
def test_games_of_others_in_the_folder_are_among_the_results(tmp_path: Path) -> None:
    game, made = Game(Keeping(tmp_path)), of_the_day(datetime.date(2026, 3, 5))
    small = generated.level(made)
    mine = play(Session(small), bots.leader("orders"))
    game.keeping.save_now(mine)
    game.to_result(mine)
    theirs = play(Session(small), bots.leader("idle")).save(tmp_path / "theirs")
    shutil.copy(theirs, tmp_path / "saves" / "from a friend.headcount")
    play(Session(small), bots.leader("idle"), 3).save(tmp_path / "saves" / "unfinished")
    play(Session(small, seed=9), bots.leader("idle")).save(tmp_path / "saves" / "other luck")
    play(Session(small, difficulty="gentle"), bots.leader("idle")).save(tmp_path / "saves" / "gentle")
    went = game.day_went(made)
    assert went.first == max(0, earned(mine.score()))
    assert len(went.every) == 2
    assert went.among.startswith("Above ")
    game.close()
