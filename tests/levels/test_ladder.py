"""The ladder of a level: each rung changes one rule and nothing else, and what is saved on it is replayed on it."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from game import bots, saves
from game.command_line import main
from game.levels.ladder import RUNGS, climbed, is_open, key, ladder, rung_of
from game.session import Session, play, proved
from game.sim.actions import Action, Refusal
from game.sim.desk.reports import delay_weeks
from game.view.keeping import Keeping
from game.view.kept_games import look
from game.view.profile import Progress
from tests.screens import level

MAY_CHANGE = {
    "disc": {"discs"}, "unheard": {"shifts"}, "desk": {"levers"}, "single": {"levers"}, "unpaid": {"levers"},
    "blind": {"levers", "policy"}, "post": {"weeks_per_layer", "span"}, "silent": {"levers", "unlocks"},
}  # fmt: skip
LEVELS = ("01-the-garage", "02-two-pizzas", "04-the-floor", "05-the-house", "08-the-aim")


@pytest.mark.parametrize("name", LEVELS)
def test_a_rung_changes_what_it_says_and_nothing_else(name: str) -> None:
    plain = level(name)
    rungs = ladder(plain)
    assert len(rungs) >= 3
    for rung in rungs:
        other = climbed(plain, rung.name)
        differ = {f.name for f in fields(plain.world) if getattr(plain.world, f.name) != getattr(other.world, f.name)}
        assert differ
        assert differ <= MAY_CHANGE[rung.name]
        assert rung_of(other) is rung
        assert other.world.stars == plain.world.stars
    assert rung_of(plain) is None
    assert climbed(plain, "") is plain


def test_every_rung_has_a_company_that_it_changes() -> None:
    found = {rung.name for name in LEVELS for rung in ladder(level(name))}
    assert found == {rung.name for rung in RUNGS} == set(MAY_CHANGE)


def test_what_a_rung_takes_away_is_never_given_back() -> None:
    for name in LEVELS:
        for rung in ladder(level(name)):
            world = climbed(level(name), rung.name).world
            assert not set(rung.without) & {*world.unlocked(10_000)}
            assert not set(rung.late) & {*world.unlocked(12)}
            assert set(rung.late) & {*level(name).world.levers} <= {*world.unlocked(13)}


@pytest.mark.parametrize("name", ["01-the-garage", "04-the-floor"])
def test_the_post_takes_just_a_week_more(name: str) -> None:
    before, after = level(name).world, climbed(level(name), "post").world
    assert after.letter_weeks == before.letter_weeks + 1
    assert delay_weeks(after, 0) == delay_weeks(before, 0) + 1


def test_a_rung_that_is_none_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="no rung “silent”"):
        climbed(level("01-the-garage"), "silent")
    with pytest.raises(ValueError, match="no rung “moon”"):
        climbed(level("01-the-garage"), "moon")


def test_nobody_visits_from_the_desk() -> None:
    session = Session(climbed(level("01-the-garage"), "desk"))
    answer = session.act(Action("visit", 0))
    assert isinstance(answer, Refusal)
    assert Session(level("01-the-garage")).act(Action("visit", 0)) is not None


@pytest.mark.slow
def test_a_game_on_a_rung_is_saved_and_replayed_on_it(tmp_path: Path) -> None:
    session = play(Session(climbed(level("01-the-garage"), "disc")), bots.leader("orders"))
    path = session.save(tmp_path / "one")
    again, verdict = proved(saves.read(path))
    assert verdict.ok, verdict.text
    assert again.level.rung == "disc"
    assert again.outcome() == session.outcome()
    assert look(path).rung == "disc"
    first, *rest = path.read_bytes().split(b"\n")
    header = json.loads(first)
    del header["level"]["rung"]
    path.write_bytes(b"\n".join([json.dumps(header).encode(), *rest]))
    assert not proved(saves.read(path))[1].ok, "without its rung it is another game"
    header["level"]["rung"] = "moon"
    path.write_bytes(b"\n".join([json.dumps(header).encode(), *rest]))
    with pytest.raises(saves.SaveError, match="no rung “moon”"):
        proved(saves.read(path))


def test_a_game_without_a_rung_is_saved_as_before(tmp_path: Path) -> None:
    path = play(Session(level("01-the-garage")), bots.leader("orders"), 3).save(tmp_path / "one")
    assert "rung" not in json.loads(path.read_bytes().split(b"\n")[0])["level"]
    assert saves.read(path).header.rung == ""


def test_two_stars_open_the_next_rung() -> None:
    rungs = ladder(level("01-the-garage"))
    name, first = "01-the-garage", rungs[0].name
    assert not is_open(rungs, 0, {name: 1}, name)
    assert is_open(rungs, 0, {name: 2}, name)
    assert not is_open(rungs, 1, {name: 3}, name)
    assert not is_open(rungs, 1, {name: 3, key(name, first): 1}, name)
    assert is_open(rungs, 1, {name: 3, key(name, first): 2}, name)


def test_the_profile_keeps_each_rung_apart_and_joins_two_windows(tmp_path: Path) -> None:
    one, two = Keeping(tmp_path), Keeping(tmp_path)
    mine, theirs = one.progress(), two.progress()
    mine.earn("01-the-garage", 2, points=70)
    mine.earn("01-the-garage", 1, "disc", 55)
    theirs.earn("01-the-garage", 3, "disc", 50)
    one.keep_progress(mine)
    two.keep_progress(theirs)
    kept = Keeping(tmp_path).progress()
    assert kept.stars == {"01-the-garage": 2}
    assert kept.rungs == {"01-the-garage/disc": 3}
    assert kept.best == {"01-the-garage": 70, "01-the-garage/disc": 55}
    assert kept.climbed == {"01-the-garage": 2, "01-the-garage/disc": 3}


def test_a_profile_of_the_version_before_is_read(tmp_path: Path) -> None:
    (tmp_path / "progress.json").write_text('{"stars": {"01-the-garage": 3}, "bets": {}, "played": "", "at": 0.0}')
    assert Keeping(tmp_path).progress() == Progress({"01-the-garage": 3}, {})


@pytest.mark.slow
def test_games_on_a_rung_lie_beside_those_of_the_level(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path)
    plain = play(Session(level("01-the-garage")), bots.leader("orders"))
    high = play(Session(climbed(level("01-the-garage"), "disc")), bots.leader("orders"))
    for session in (plain, high):
        keeping.save_now(session)
    assert sorted(kept.rung for kept in keeping.results()) == ["", "disc"]
    assert len(keeping.runs(plain)) == len(keeping.runs(high)) == 1
    assert keeping.runs(plain) != keeping.runs(high)
    keeping.close()


def test_a_level_of_a_rung_is_another_record() -> None:
    plain = level("01-the-garage")
    assert replace(plain, rung="disc") != plain


@pytest.mark.slow
def test_the_command_line_plays_a_rung_and_names_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.headcount"
    assert main(["sim", "01-the-garage@disc", "--policy", "idle", "--save", str(path)]) == 0
    assert saves.read(path).header.rung == "disc"
    capsys.readouterr()
    assert main(["replay", str(path)]) == 0
    assert "rung disc" in capsys.readouterr().out.splitlines()[0]
    assert main(["sim", "01-the-garage@moon"]) == 2
    told = capsys.readouterr().err
    assert "no rung “moon”" in told
    assert "disc" in told
