"""The people whom a level follows by name, on the table: faces, a card of their own, the way to them, and memory."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from game import levels
from game.board.looks import KNOWN, Flags, TileLooks
from game.board.plan import plan
from game.levels.cast import CAST, NUMBER
from game.session import Session
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.view import window
from game.view.app import Game
from game.view.board.camera import detail_of
from game.view.board.tiles import TileBrush
from game.view.keeping import Keeping
from game.view.screens.play.board_tips import BoardTips
from game.view.screens.play.screen import Play
from game.view.toolkit.pieces import Atlas
from game.words import cast
from game.words.cast import Memory
from game.words.explain import quoted
from game.words.names import Names
from game.words.newsline import News
from tests.view.test_panels import desk_of

CAMPAIGN = sorted((Path(__file__).resolve().parents[2] / "levels").glob("0*.yaml"))
GARAGE, PIZZAS = (levels.read(path) for path in CAMPAIGN[:2])


def played(level: levels.Level, weeks: int, *actions: Action) -> Session:
    session = Session(level)
    for action in actions:
        session.act(action)
    while session.week < weeks and not session.over:
        session.advance()
    return session


def looks(report: Report) -> TileLooks:
    return TileLooks(report, PIZZAS.team_names, Flags(), np.zeros(len(report.head), dtype=bool), ())


def test_a_tile_shows_the_face_of_who_speaks_there_and_of_nobody_who_has_left() -> None:
    session = Session(PIZZAS, 5)
    first = looks(session.report)
    assert [first[team].who for team in (1, 2)] == [NUMBER["Ben"], NUMBER["Mira"]], "who speaks for a department"
    while not session.over:
        session.advance()
        for team, look in enumerate(looks(session.report)):
            here = [life.who for life in session.report.cast if life.team == team and life.here]
            assert look.who in here if here else look.who == -1
    assert not all(life.here for life in session.report.cast)


def test_a_face_is_as_large_as_can_be_read_and_never_outgrows_its_tile() -> None:
    for path in CAMPAIGN:
        level = levels.read(path)
        report = Session(level).report
        board = plan(report.department.tolist(), level.world.departments, len(level.market_names))
        for scale in (0.75, 1.0, 1.5, 3.0):
            for zoom in (1.0, 1.45, 2.6, 6.0):
                detail = detail_of(board, zoom)
                if detail != "D":
                    brush = TileBrush(Atlas(), board, Names.of(level), scale * zoom, detail, unit=scale)
                    assert brush.face_pixels <= 1.4 * brush.tile
                    assert brush.face_pixels >= min(22.0, 1.2 * brush.tile)


def test_a_team_card_names_who_is_there_with_three_facts_and_what_they_say() -> None:
    session = played(GARAGE, 6, Action("visit", 2))
    desk = desk_of(session)
    desk.table.select("team 2")
    desk.frame()
    tip = desk.tip(f"side-person-{NUMBER['Mira']}")
    mira = session.report.cast[2]
    assert CAST[mira.who].full_name in tip
    facts = [text for _, text in cast.facts(GARAGE, session.report, mira)]
    assert "You came by in week 1" in facts
    assert all(text in tip for text in facts)
    assert quoted(cast.says(GARAGE, session.report, mira)) in tip


def test_a_face_at_the_desk_leads_to_the_team_of_whoever_it_is() -> None:
    following = levels.read(CAMPAIGN[6])
    session = Session(following)
    desk = desk_of(session)
    desk.table.select("desk")
    desk.frame()
    assert desk.press(f"side-person:{NUMBER['Ada']}")
    desk.frame()
    ada = next(life for life in session.report.cast if life.who == NUMBER["Ada"])
    assert desk.table.selected == f"team {ada.team}"
    assert following.department_names[int(session.report.department[ada.team])] == "Foundry", "where people look at her"
    assert "Ada Lind" in desk.tip(f"side-person-{ada.who}")
    here = int(session.report.department[ada.team])
    assert "You know Ada there" in BoardTips(session.report, following)[f"department {here}"].text
    marked = np.flatnonzero(looks(session.report).cells("morale") // 16 & KNOWN)
    assert set(marked.tolist()) == {life.team for life in session.report.cast}, "and their cells have a pawn"


def test_what_was_done_is_kept_with_the_profile_and_told_in_the_next_first_week(tmp_path: Path) -> None:
    game = Game(Keeping(tmp_path))
    session = played(GARAGE, 26)
    game.to_result(session)
    told = json.loads((tmp_path / "progress.json").read_text(encoding="utf-8"))["memory"]
    assert (told["title"], told["number"]) == ("The Garage", 1)
    assert Keeping(tmp_path).progress().memory.number == 1
    assert set(told["deeds"]) <= set(NUMBER)
    again = Game(Keeping(tmp_path))
    news = Play(Session(PIZZAS), again).ticker.fresh
    assert news
    assert all(item.face is not None and "The Garage" in item.text for item in news)
    assert Play(Session(PIZZAS), Game(Keeping(None))).ticker.fresh == [], "nothing without a profile"
    assert Play(played(PIZZAS, 2), again).ticker.fresh == [], "a game that is taken up goes on"


def test_what_a_newer_version_remembers_of_people_stays_as_it_was_written(tmp_path: Path) -> None:
    path, newer = tmp_path / "progress.json", {"title": "T", "deeds": {"Ada": "flew", "Ben": "left"}, "year": 2}
    path.write_text(json.dumps({"memory": newer}), encoding="utf-8")
    keeping = Keeping(tmp_path)
    progress = keeping.progress()
    progress.earn("01-the-garage", 2)
    keeping.keep_progress(progress)
    assert json.loads(path.read_text(encoding="utf-8"))["memory"] == newer
    progress.note("02-two-pizzas", finished=True)
    progress.memory = Memory("U", {"Ada": "left"})
    keeping.keep_progress(progress)
    assert json.loads(path.read_text(encoding="utf-8"))["memory"] == {
        "title": "U", "deeds": {"Ada": "left"}, "number": 0,
    }  # fmt: skip


def test_a_profile_that_says_nonsense_of_people_is_no_memory(tmp_path: Path) -> None:
    for memory in ("x", {"title": 3, "deeds": {}}, {"title": "T", "deeds": {"Ada": "flew", "Ben": 4}}):
        (tmp_path / "progress.json").write_text(json.dumps({"memory": memory}), encoding="utf-8")
        kept = Keeping(tmp_path).progress().memory
        assert kept.deeds == {}
    wild = {"title": "T" * 900, "deeds": {"Ada": "left", "Nobody": "left"}}
    (tmp_path / "progress.json").write_text(json.dumps({"memory": wild}), encoding="utf-8")
    kept = Keeping(tmp_path).progress().memory
    assert len(kept.title) <= 24
    assert [who for who, _ in cast.recalled(PIZZAS, Memory(kept.title, kept.deeds))] == [NUMBER["Ada"]]


def test_a_letter_without_room_beside_the_news_is_a_face_that_leads_to_who_wrote_it() -> None:
    session = played(GARAGE, 2)
    play = Play(session, Game(Keeping(None)))
    (letter,) = cast.letters(GARAGE, played(GARAGE, 1).report, session.report)
    for words, alone in (("Word. " * 40, True), ("Word.", False)):
        play.ticker.fresh = [News("level", "warning", words, None, 2), letter]
        window.render(play, (1280, 720))
        (ident,) = [ident for ident in play.stage.ui.order() if ident.startswith("bar-news")]
        assert ident == f"bar-news:1 {letter.place}"
        region = play.stage.ui.region(ident)
        assert region is not None
        assert region.tip is not None
        assert region.tip.text == letter.text
        assert (region.rect.width < 60) == alone
        play.stage.ui.set_focus(None)


def test_a_letter_keeps_its_face_at_the_foot_while_one_writes_and_while_the_desk_says_something() -> None:
    session = played(GARAGE, 2)
    play = Play(session, Game(Keeping(None)))
    (letter,) = cast.letters(GARAGE, played(GARAGE, 1).report, session.report)
    play.ticker.fresh = [News("level", "warning", "Word.", None, 2), letter]
    window.render(play, (1280, 720))
    for change in (lambda: play.table.begin("order", 0), lambda: play.table.say("No.", refused=True)):
        change()
        play.tick(0.0)
        window.render(play, (1280, 720))
        assert play.stage.ui.region(f"bar-news:1 {letter.place}") is not None
