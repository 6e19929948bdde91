"""What a game on the bench was to be outlives versions of its level that cannot have all of it."""

from __future__ import annotations

import os
import time
from pathlib import Path

from game import bots, levels
from game.levels.ladder import climbed
from game.session import Session, play
from game.sim.actions import Action
from game.view.bench import GONE_SECONDS, LOOK_SECONDS, Bench, Fresh
from tests.levels.packs.made import CARDS, LEVEL, MANIFEST, folder_of

TEXT = """\
format: 1
title: Two ovens
people: 6
weeks: 12
products: [bread, tea]
levers: [order, visit]
money: {cash: 2000, wage: 1}
"""
PATIENCE_SECONDS = 20.0
Weeks = tuple[tuple[Action, ...], ...]


class Desk:
    """A game whose level lies in a file, and the clock of a window that looks at it."""

    def __init__(self, path: Path, text: str = TEXT) -> None:
        self.path, self.now = path, 0.0
        path.write_text(text, encoding="utf-8")
        self.session = play(Session(levels.read(path)), bots.leader("orders"), 4)
        self.bench = Bench(path, self.session.level, levels.read, levels.check)
        self.look()

    def look(self) -> Fresh | None:
        """A look at the file, after which the game goes on with what comes of it."""
        self.now += LOOK_SECONDS
        fresh = self.bench.look(self.now, self.session)
        if fresh is not None:
            self.session = fresh.again.session
        return fresh

    def save(self, text: str) -> Fresh:
        """Saves the file as editors do, and waits for the game that comes of it."""
        other = self.path.with_suffix(".new")
        other.write_text(text, encoding="utf-8")
        other.replace(self.path)
        return self.comes()

    def comes(self) -> Fresh:
        """Waits for the game that comes of something asked for."""
        given_up = time.monotonic() + PATIENCE_SECONDS
        while (fresh := self.look()) is None:
            assert time.monotonic() < given_up, "it never came"
            time.sleep(0.005)
        return fresh


def test_what_one_version_does_not_allow_is_done_again_in_the_next(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ovens.yaml")
    log: Weeks = desk.session.log
    locked = TEXT.replace("[order, visit]", "[visit]")
    lost = desk.save(locked)
    assert [one.action.lever for one in lost.again.undone] == ["order"] * len(lost.again.undone)
    assert lost.again.undone
    assert not desk.bench.as_before
    desk.save(locked.replace("cash: 2000", "cash: 3000"))
    assert desk.bench.as_before
    back = desk.save(TEXT)
    assert (desk.session.log, desk.session.week, back.again.undone) == (log, 4, ())

    desk.save(locked)
    assert desk.session.log != log
    desk.session = desk.session.copy()
    desk.session.act(Action("visit", 1))
    desk.session.advance()
    desk.save(TEXT)
    assert (desk.session.log[:4], desk.session.log[4][-1:]) == (log, (Action("visit", 1),))


def test_a_version_in_which_the_company_is_lost_takes_nobody_back_for_good(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ovens.yaml")
    log: Weeks = desk.session.log
    lost = desk.save(TEXT.replace("cash: 2000, wage: 1", "cash: 0, wage: 90000"))
    assert (lost.again.ends, desk.session.week) == (0, 0)
    back = desk.save(TEXT)
    assert (desk.session.week, desk.session.log, desk.session.pending, back.again.undone) == (4, log, (), ())


def test_the_week_that_is_being_decided_is_there_again_after_one_went_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ovens.yaml")
    desk.session.act(Action("visit", 2))
    desk.look()
    for week in (0, 4):
        desk.bench.jump(desk.session, week)
        desk.comes()
    assert (desk.session.week, desk.session.pending) == (4, (Action("visit", 2),))


def test_what_is_changed_in_a_week_gone_back_to_stands(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ovens.yaml")
    log: Weeks = desk.session.log
    desk.save(TEXT.replace("[order, visit]", "[visit]"))
    desk.bench.jump(desk.session, 1)
    desk.comes()
    assert desk.session.week == 1
    desk.session = desk.session.copy()
    desk.session.act(Action("visit", 1))
    desk.session.advance()
    desk.save(TEXT)
    assert desk.session.log[0] == log[0]
    assert Action("visit", 1) in desk.session.log[1]


def test_a_file_that_comes_back_as_it_was_is_not_called_gone(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ovens.yaml")
    away = tmp_path / "away.yaml"
    os.rename(desk.path, away)
    for _ in range(round(GONE_SECONDS / LOOK_SECONDS) + 2):
        desk.look()
    assert desk.bench.fault.startswith("The file is not there any more.")
    os.rename(away, desk.path)
    for _ in range(3):
        desk.look()
    assert desk.bench.fault == ""


def test_a_change_of_the_packs_words_or_cards_is_a_change_of_its_levels(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "wards")
    desk = Desk(folder / "the-ward.yaml", LEVEL)
    assert desk.session.level.words["team"] == "ward"
    (folder / "pack.yaml").write_text(MANIFEST.replace("team: ward", "team: floor"), encoding="utf-8")
    desk.comes()
    assert desk.session.level.words["team"] == "floor"
    (folder / "cards" / "night.yaml").write_text(CARDS.replace("The lamp in", "The light in"), encoding="utf-8")
    desk.comes()
    assert (desk.session.level.cards[0].title, desk.session.week) == ("The light in the corridor", 4)


def test_a_game_on_a_rung_stays_on_it_when_its_level_is_saved(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ovens.yaml")
    desk.session = play(Session(climbed(desk.bench.level, "desk")), bots.leader("orders"), 4)
    desk.bench = Bench(desk.path, desk.session.level, levels.read, levels.check)
    richer = desk.save(TEXT.replace("cash: 2000", "cash: 3000"))
    assert desk.session.level.rung == "desk"
    assert desk.session.world.levers == ("order",)
    assert richer.again.undone == ()
    assert desk.session.week == 4
    stays = desk.session
    no_visits = TEXT.replace("[order, visit]", "[order]").encode()
    desk.path.write_bytes(no_visits)
    given_up = time.monotonic() + PATIENCE_SECONDS
    while not desk.bench.fault:
        assert time.monotonic() < given_up, "nothing is said of it"
        assert desk.look() is None
        time.sleep(0.005)
    assert desk.session is stays
    assert desk.bench.fault == "The ladder of “Two ovens” has no rung “desk”. The last version is being played."
    desk.save(TEXT)
    assert (desk.bench.fault, desk.session.level.rung) == ("", "desk")
