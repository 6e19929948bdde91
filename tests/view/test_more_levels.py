"""Levels apart from the campaign: open to everybody from the start, found by either hand, and kept like the others."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game import bots, levels
from game.places import LEVELS, MORE
from game.session import Session, level_name, play
from game.view import app, window
from game.view.keeping import Keeping
from game.view.own_levels import OwnLevels
from game.view.screens.briefing import Briefing
from game.view.screens.play.screen import Play
from game.view.screens.title.screen import TitleScreen
from game.view.toolkit.panel import Panel
from tests.pilot import Pilot

NAMES = sorted(path.stem for path in MORE.glob("*.yaml"))


def title_of(game: app.Game) -> TitleScreen:
    title = game.title()
    assert isinstance(title, TitleScreen)
    return title


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_in_a_fresh_home_every_one_of_them_is_there_and_can_be_begun(tmp_path: Path, hand: str) -> None:
    pilot = Pilot(tmp_path)
    pilot.click("more-list") if hand == "mouse" else pilot.press("v")
    pilot.calm()
    rows = [ident for ident in pilot.window.stage.ui.order() if ident.startswith("own:")]
    assert sorted(rows) == [f"own:{name}" for name in NAMES]
    if hand == "mouse":
        pilot.click(rows[-1])
    else:
        pilot.press(str(len(rows)))
    pilot.calm()
    screen = pilot.window.screen
    assert isinstance(screen, Briefing)
    assert level_name(screen.level) == rows[-1].removeprefix("own:")
    assert pilot.game._bench(screen.level) is None, "it is ours, like those of the campaign"


@pytest.fixture
def lettered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every string that is painted from now on."""
    strings: list[str] = []
    text = Panel.text

    def noted(panel: Panel, x: float, y: float, string: str, **named: Any) -> float:
        strings.append(string)
        return text(panel, x, y, string, **named)

    monkeypatch.setattr(Panel, "text", noted)
    return strings


def test_the_page_before_one_says_that_it_is_one_of_these(lettered: list[str]) -> None:
    window.render(app.Game(Keeping(None)).open_level(MORE / "the-ward.yaml"))
    assert any(line.startswith("St Brigid's · More levels · 60 ") for line in lettered)


def test_where_nobody_can_be_ordered_no_key_is_named_that_would_do_it(lettered: list[str]) -> None:
    game = app.Game(Keeping(None))
    window.render(Play(Session(levels.read(MORE / "the-commons.yaml")), game))
    words = " ".join(lettered)
    assert "Nobody can be told what to do here." in words
    assert "to write" not in words
    window.render(Play(Session(levels.read(MORE / "the-star.yaml")), game))
    assert "to write one" in " ".join(lettered)


def test_their_stars_and_games_are_kept_and_told(tmp_path: Path) -> None:
    game = app.Game(Keeping(tmp_path))
    assert game.more.in_folder(MORE) == []
    assert title_of(game).more is not None
    path = MORE / f"{NAMES[0]}.yaml"
    session = play(Session(game.more.read(path)), bots.leader("idle"), 2)
    game.keeping.begin(session)
    assert game.keeping.save_now(session) == ""
    game.progress.earn(NAMES[1], 2)
    title = title_of(game)
    assert title.more is not None
    assert title.more.in_words() == f"{len(NAMES)} levels, 2 of {3 * len(NAMES)} stars"
    assert title.more._went[NAMES[0]].words == "now in week 3"
    assert title.going is None or not title.going.own
    window.render(title)
    counted = title.stage.ui.region("stars")
    assert counted is not None
    assert counted.tip is not None
    assert counted.tip.text == (
        f"You have earned 0 of {3 * len(title.road.milestones)} stars on this road. More levels, and your own, count "
        "theirs in their lists."
    )
    (saved,) = title.saves
    assert (saved.title, saved.own) == (levels.read(path).title, False)


def test_a_level_of_the_players_own_never_takes_their_name(tmp_path: Path) -> None:
    ours = OwnLevels(tmp_path, [], LEVELS)
    assert ours.name(MORE / f"{NAMES[0]}.yaml") == NAMES[0]
    mine = tmp_path / f"{NAMES[0]}.yaml"
    mine.write_bytes((MORE / mine.name).read_bytes())
    assert ours.name(mine) == f"my {NAMES[0]}"
    assert level_name(replace(levels.read(mine), path=str(mine))) == f"my {NAMES[0]}"


def test_without_their_folder_the_title_does_not_offer_them(tmp_path: Path) -> None:
    game = app.Game(Keeping(None), tmp_path)
    assert title_of(game).more is None
