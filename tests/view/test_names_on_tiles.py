"""Names of teams: below their tiles where there is room, within them where another tile stands right below."""

from pathlib import Path

import pygame
import pytest

from game.board.plan import plan
from game.levels import read, read_text
from game.session import Session
from game.sim.actions import Action
from game.view.board.tiles import TileBrush
from game.view.screens.play.screen import Play
from game.view.toolkit.pieces import Atlas
from game.words.names import Names
from tests import screens
from tests.screens import State, Viewer

CORRIDOR = Path(__file__).resolve().parents[2] / "levels/03-the-corridor.yaml"


@pytest.mark.parametrize("teams", range(1, 25))
def test_no_name_lies_under_what_the_next_tile_carries(teams: int) -> None:
    for departments in (1, 2, 3):
        if departments > teams:
            continue
        each = -(-teams // departments)
        laid = plan([team // each for team in range(teams)], departments, 4)
        pygame.display.init()
        names = Names.of(read_text(f"format: 1\ntitle: T\npeople: {teams}\norganisation: {{team_size: 1}}\n", "t"))
        brush = TileBrush(Atlas(), laid, names, 1.0, "A", named=True)
        wide = brush.ribbon("Herons")
        for x, y in laid.tiles:
            ribbon = wide.get_rect(topleft=brush.ribbon_place(wide, x, y))
            for other_x, other_y in laid.tiles:
                r = laid.radius
                token = pygame.Rect(other_x - 0.45 * r, other_y - 0.75 * r, 0.9 * r, 0.5 * r)
                assert (other_x, other_y) == (x, y) or not ribbon.colliderect(token), (teams, departments)


@pytest.mark.parametrize("ui", [1.0, 1.5, 2.0])
def test_no_pennant_of_a_quota_hides_the_name_of_a_team(ui: float) -> None:
    """A department whose plate lies right below its teams has the pennant beside it."""
    session = Session(read(CORRIDOR))
    while session.week < 6:
        session.advance()
    for department in range(2):
        assert session.act(Action("quota", department, (0, 12, 8)))
    shown = Viewer().draw(State("quotas", lambda: Play(session, screens.game())), (1280, 720), ui)
    assert isinstance(shown, Play)
    board = shown.board
    ribbons = [image.get_rect(topleft=place) for image, place in board._set().ribbons(board.scene)]
    assert len(ribbons) == session.world.teams
    for department in range(2):
        pennant = board.still.place_of(f"quota {department}")
        assert pennant is not None
        assert pennant.collidelist(ribbons) < 0
        assert pennant.inflate(6, 0).colliderect(board.place(f"department {department}")), "it flies where its plate is"
