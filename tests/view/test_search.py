"""Finding by typing: what a text means, who makes what, and the way there by keys and by mouse."""

from pathlib import Path

import numpy as np
import pygame
import pytest

from game import bots, levels
from game.session import Session, play
from game.sim.actions import Action
from game.view import window
from game.view.app import Game
from game.view.keeping import Keeping
from game.view.screens.play import menu
from game.view.screens.play.screen import Play
from game.words import finding
from tests.pilot import calm

LEVELS = Path(__file__).resolve().parents[2] / "levels"
CORRIDOR = LEVELS / "03-the-corridor.yaml"


@pytest.fixture(scope="module")
def corridor() -> Session:
    return play(Session(levels.read(CORRIDOR)), bots.leader("orders"), 6)


@pytest.fixture
def shown(corridor: Session) -> Play:
    screen = Play(corridor.copy(), Game(Keeping(None)))
    screen.table.clock.pause()
    window.render(screen)
    calm(screen)
    return screen


def key(screen: Play, name: int, unicode: str = "", mod: int = 0) -> None:
    screen.event(pygame.event.Event(pygame.KEYDOWN, key=name, mod=mod, unicode=unicode))
    screen.tick(0.0)
    frame(screen)


def frame(screen: Play) -> None:
    screen.paint(pygame.Surface((1280, 720)))


def write(screen: Play, text: str) -> None:
    for sign in text:
        screen.event(pygame.event.Event(pygame.TEXTINPUT, text=sign))
        frame(screen)


# What a text means.


def test_every_team_department_and_product_is_found_by_its_own_name(corridor: Session) -> None:
    level, report = corridor.level, corridor.report
    names = [(name, f"team {n}") for n, name in enumerate(level.team_names)]
    names += [(name, f"department {n}") for n, name in enumerate(level.department_names)]
    names += [(name, f"market {level.product_market[n]}") for n, name in enumerate(level.product_names)]
    for name, place in names:
        first = finding.found(level, report, name.upper())[0]
        assert (first.title.lower(), first.key) == (name.lower(), place)
    assert finding.found(level, report, "") == finding.found(level, report, "zzq") == []


def test_what_begins_with_the_text_stands_first(corridor: Session) -> None:
    level, report = corridor.level, corridor.report
    letter = level.team_names[0][:2]
    titles = [one.title.lower() for one in finding.found(level, report, letter)]
    begins = [title.startswith(letter.lower()) for title in titles]
    assert begins == sorted(begins, reverse=True)
    assert any(begins)


def test_somebody_the_desk_has_met_is_found_in_their_team() -> None:
    session = Session(levels.read(LEVELS / "04-the-floor.yaml"))
    for _ in range(4):
        session.act(Action("visit", 2))
        session.advance()
    met = [who for who in session.report.candidates if who.team == 2]
    for who in met:
        name = finding.voice_name(session.level, session.report, who)
        assert finding.found(session.level, session.report, name)[0].key == "team 2"


def test_who_makes_what_counts_every_team_once(corridor: Session) -> None:
    report = corridor.report
    made = finding.who_makes(corridor.level, report)
    goods = len(corridor.level.product_names)
    assert sum(one.teams for one in made) == int(np.count_nonzero((report.job >= 0) & (report.job < goods)))
    for one in made:
        assert one.people == int(report.head[report.job == one.product].sum())
        assert one.where == "nobody makes it now" or one.teams


# The way there.


def test_by_keys_from_a_slash_to_the_card(shown: Play) -> None:
    name = shown.level.team_names[3]
    key(shown, pygame.K_SLASH, "/")
    assert shown.search.open
    assert "find-text" in shown.stage.ui.order()
    write(shown, name)
    assert shown.search.field.text == name
    key(shown, pygame.K_RETURN, "\r")
    assert not shown.search.open
    assert shown.table.selected == "team 3"
    assert shown.stage.ui.focus == "team 3"


def test_arrows_choose_another_row_and_escape_leaves_all_as_it_was(shown: Play) -> None:
    shown.stage.ui.set_focus("team 1")
    key(shown, pygame.K_f, "", pygame.KMOD_CTRL)
    rows = shown.search.rows()
    key(shown, pygame.K_DOWN)
    key(shown, pygame.K_DOWN)
    key(shown, pygame.K_UP)
    assert shown.search.chosen == 1
    key(shown, pygame.K_ESCAPE)
    assert (shown.search.open, shown.table.selected, shown.menu) == (False, None, None)
    assert shown.stage.ui.focus == "team 1"
    key(shown, pygame.K_SLASH, "/")
    key(shown, pygame.K_DOWN)
    key(shown, pygame.K_RETURN, "\r")
    assert shown.table.selected == rows[1].key


def test_by_mouse_from_the_foot_to_a_row(shown: Play) -> None:
    def click(ident: str) -> None:
        region = shown.stage.ui.region(ident)
        assert region is not None
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            shown.event(pygame.event.Event(kind, button=1, pos=region.rect.center))
        frame(shown)

    click("find-open")
    assert shown.search.open
    place = shown.search.rows()[2].key
    click("find-row:2")
    assert shown.table.selected == place


def test_no_week_runs_and_no_letter_is_written_while_somebody_types(shown: Play) -> None:
    shown.table.clock.run(4)
    week = shown.table.report.week
    key(shown, pygame.K_SLASH, "/")
    write(shown, "von")
    for sign in ("n", "v", "o", "space"):
        key(shown, pygame.key.key_code(sign))
    for _ in range(60):
        shown.tick(0.1)
    assert shown.table.report.week == week
    assert shown.table.draft is None
    assert shown.table.pending == ()


def test_the_key_is_listed_with_the_others() -> None:
    assert any("/" in caps for _, caps in menu.KEYS)
    assert any("/" in caps for _, caps in menu.ROOM_KEYS)
