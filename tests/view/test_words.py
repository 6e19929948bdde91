"""In a level that renames everything, no screen calls a thing what the game calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pygame
import pytest

from game import bots, levels
from game.debrief import Debrief
from game.levels import Level
from game.levels.names import WORDS
from game.session import Session, play
from game.view.app import Game
from game.view.keeping import Keeping
from game.view.screens.briefing import Briefing
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.play.screen import Play
from game.view.toolkit.panel import Panel
from game.view.window import Stage
from game.words.news import week_news
from game.words.vocabulary import Vocabulary
from tests import screens
from tests.drawn import lettered

NAME = "every-word"
OTHERS = {
    "person": "zaffir", "team": "oblong", "department": "quarn", "market": "bazul", "desk": "unx", "disc": "hourling",
    "letter": "missik", "shelf": "trellow", "order": "edict", "visit": "calling", "make": "brew",
}  # fmt: skip
LEVEL = f"""\
format: 1
title: Every word
company: Vell
people: {{start: 110, end: 120}}
weeks: 17
words: {{{", ".join(f"{word}: {other}" for word, other in OTHERS.items())}}}
story: Nothing here is called what it is called elsewhere.
products:
  - {{name: lamps, value: 10, share: 4, spoils: 0.1}}
  - {{name: books, value: 10, share: 3, spoils: 0.06}}
  - {{name: tea, value: 9, share: 3, spoils: 0.14, needs: {{books: 0.2}}}}
  - {{name: clocks, value: 12, share: 2, spoils: 0.05, lead_weeks: 2}}
demand: {{load: 1.3, wave: 0.3, contracts_per_quarter: 2}}
trouble: 1.5
bottlenecks: 2
money: {{cash: 15000, wage: 5}}
policy: {{default: choose}}
levers: [order, visit, order_department, quota, default, reporting, choose, tag, rate, kpi, tools, net, order_company,
         quota_company, declare, retire, ritual, advert, spotlight, promote, tell, retell, height, answer]
values: {{offered: [ownership, candour, care, craft, service, unity]}}
events:
  - {{when: week 2, contract: {{product: tea, times: 2, weeks: 6, notice: 4}}}}
  - {{when: week 3, dilemma: the burner}}
  - {{when: week 5, recall: {{harm: 0.6}}}}
  - {{when: week 7, bottleneck: {{department: 2, cause: skill}}}}
  - {{when: week 8, trouble: {{department: 2, what: fire, weeks: 6}}}}
  - {{when: week 9, arrival: {{people: 20, trust: 30}}}}
  - {{when: week 11, dilemma: two bosses}}
  - {{when: week 16, dilemma: the promise}}
aim: {{say: Nobody waits., toward: service, height: 2}}
bet: {{question: "What breaks first?", answers: [Lamps, Tea]}}
hints:
  - {{when: week 2, say: Look around., point: morale}}
debrief: ["What would you do again?"]
"""
SEEN_ELSEWHERE = re.compile(r" zoom [1-9]| order [35] |result talk|drawer")
"""States that show no words which others do not show."""
OURS = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("levels")
    (out / f"{NAME}.yaml").write_text(LEVEL, encoding="utf-8")
    return out


@pytest.fixture
def drawn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Everything that is lettered, in the words in which it is drawn; the level is one of the screens'."""
    monkeypatch.setattr(screens, "FOLDER", folder)
    return lettered(monkeypatch)


def words_of(lines: set[str]) -> set[str]:
    return {word.lower() for line in lines for word in re.findall(r"\w+", line)}


@pytest.mark.slow
def test_no_screen_calls_a_thing_what_the_game_calls_it(drawn: set[str]) -> None:
    viewer = screens.Viewer()
    states = screens.states(NAME, results=(NAME,))
    mine = [state for name, state in states.items() if name.startswith(NAME) and not SEEN_ELSEWHERE.search(name)]
    worked: Debrief | None = None  # all results are of one game
    for state in mine:
        shown = viewer.draw(state, (1280, 720), 1.0)
        if isinstance(shown, DebriefScreen):
            if worked is None:
                shown.work_out()
                worked = shown.debrief
            shown.show(worked)
            for shown.shown.view in ("turning", "score", "cash", "talk"):
                shown.paint(viewer.surface)
        ui = viewer.stage.ui
        for region in ui._shown.regions():
            if region.tip is not None:
                ui._tips.show(viewer.surface, region.tip, region.rect, None, ui.unit, ui.atlas)
    assert [line for line in sorted(drawn) if OURS.search(line)] == []
    told = " ".join(words_of(drawn))
    assert [other for word, other in OTHERS.items() if other not in told and word != "market"] == []


def test_the_title_after_a_level_speaks_in_the_words_of_the_game_again(drawn: set[str]) -> None:
    viewer = screens.Viewer()
    states = screens.states(NAME)
    viewer.draw(states[f"{NAME} play nothing"], (1280, 720), 1.0)
    assert words_of(drawn) & set(OTHERS.values())
    drawn.clear()
    viewer.draw(next(state for name, state in states.items() if name.startswith("title")), (1280, 720), 1.0)
    assert "people" in words_of(drawn)
    assert not words_of(drawn) & set(OTHERS.values())


def test_long_words_keep_their_room_in_the_bar_and_over_the_goods(monkeypatch: pytest.MonkeyPatch) -> None:
    wide: dict[str, float] = {}
    drawn = Panel.text

    def listened(self: Panel, x: float, y: float, string: str, **options: Any) -> float:
        wide[string] = drawn(self, x, y, string, **options)
        return wide[string]

    monkeypatch.setattr(Panel, "text", listened)
    text = "format: 1\ntitle: T\npeople: 30\nproducts: [tea, lamps]\nlevers: [order]\n"
    words = "words: {person: colleague and friend, people: colleagues and friends, make: put together}\n"
    session = Session(levels.read_text(text + words, "long"))
    session.advance()
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    stage, screen = Stage((1280, 720)), Play(session, Game(Keeping(None)))
    screen.enter(stage)
    screen.notes.current = None
    screen.paint(pygame.Surface((1280, 720)).convert())
    assert wide.get("People", 0.0) <= 72.0, "left out rather than cut: its picture says what it is"
    assert wide["made"] <= 50.0
    assert wide["Lamps"] > 30.0


def test_before_a_level_long_words_leave_room_for_what_stands_beside_them(monkeypatch: pytest.MonkeyPatch) -> None:
    lettered: set[tuple[float, float, float, str]] = set()
    drawn = Panel.text

    def listened(self: Panel, x: float, y: float, string: str, **options: Any) -> float:
        wide = drawn(self, x, y, string, **options)
        left = x - wide if options.get("align") == "right" else x
        if self.surface.get_height() > 4:  # what is only measured has no place yet
            lettered.add((y, left, left + wide, string))
        return wide

    monkeypatch.setattr(Panel, "text", listened)
    text = "format: 1\ntitle: T\npeople: 30\nwords: {disc: unhurried afternoon, desk: the long kitchen table, team: "
    level = levels.read_text(f"{text}neighbourhood committee}}\n", "long")
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    game, stage = Game(Keeping(None)), Stage((1280, 720))
    screen = Briefing(level, lambda bet: Play(Session(level), game), lambda: game.title())
    screen.enter(stage)
    screen.paint(pygame.Surface((1280, 720)).convert())
    assert any(string.startswith("New for you") for *_, string in lettered)
    assert [
        (one[3], other[3]) for one, other in permutations(lettered, 2)
        if abs(one[0] - other[0]) < 4 and one[1] < other[1] < one[2]
    ] == []  # fmt: skip


def told(level: Level) -> Iterator[str]:
    """The news of a whole game, week by week."""
    session, leader = Session(level), bots.leader("mixed")
    while not session.over:
        before, known = session.report, len(session.log)
        play(session, leader, session.week + 1)
        done = [action for week in session.log[known:] for action in week]
        yield from (item.text for item in week_news(level, before, session.report, done, session.pins(), frozenset()))


def test_no_news_of_a_whole_game_calls_a_thing_what_the_game_calls_it() -> None:
    level = levels.read_text(LEVEL, NAME)
    vocabulary = Vocabulary.of(level)
    lines = {vocabulary.said(text) for text in told(level)}
    assert [line for line in sorted(lines) if OURS.search(line)] == []
    assert {"zaffirs", "unx"} <= words_of(lines)
