"""Pictures of the game's screens, painted without a window."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pygame

from game.board import style
from game.session import Session
from game.sim.world import QUARTER_WEEKS
from game.view import window
from game.view.app import Game
from game.view.keeping import Keeping
from game.view.screens.play.screen import Play
from game.view.stage import Route, Screen


def shoot(
    session: Session,
    screen: str,
    size: tuple[int, int],
    ui_scale: float,
    theme: style.Theme,
    out: str | Path,
    *,
    selected: str | None = None,
    folders: Sequence[Path] = (),
) -> Path:
    """Writes a PNG of a real screen with a game in it: "play", "review", "debrief", "briefing" or "title".

    The review needs a game at the start of a quarter, the debrief a finished one; ValueError says so otherwise.
    `selected` is what is selected on the board ("team 3", "market 1"), with its card; the title lists levels of
    `folders`.
    """
    game = Game(Keeping(None), folders=folders)
    shown, seconds = _picture_of(game, session, screen, selected)
    surface = window.render(shown, size, ui_scale, theme, seconds=seconds)
    path = Path(out)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = io.BytesIO()
    pygame.image.save(surface, picture, path.name)
    path.write_bytes(picture.getvalue())  # not by pygame, whose errors do not say what was wrong
    return path


def _picture_of(game: Game, session: Session, screen: str, selected: str | None) -> tuple[Screen, float]:
    if screen == "title":
        return game.title(), 0.0
    if screen == "briefing":
        return game.briefing(session.level), 0.0
    if screen == "review":
        if session.week % QUARTER_WEEKS or not 0 < session.week < session.world.weeks:
            raise ValueError("The review needs the last week of a quarter: 13, 26, 39 …")
        from game.view.screens.review.screen import ReviewScreen

        play = Play(session, game)
        return ReviewScreen(game, play.table, lambda: Route(play), behind=play), 0.0
    if screen in ("debrief", "result"):
        if not session.over:
            raise ValueError("The result needs a finished game: give the last week, or one beyond it.")
        result = game.result_of(session)
        result.work_out()
        return result, 0.0
    if screen != "play":
        raise ValueError(f"There is no screen “{screen}”; known are title, briefing, play, review and debrief.")
    play = Play(session, game)
    play.table.clock.share = 0.4
    if selected is not None:
        play.table.select(selected)
        play.table.drawer = "left"  # what is selected shows there where the sides have no room beside the board
    return play, 0.5
