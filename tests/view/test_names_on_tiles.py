"""Names of teams: below their tiles where there is room, within them where another tile stands right below."""

import pygame
import pytest

from game.board.plan import plan
from game.levels import read_text
from game.view.board.tiles import TileBrush
from game.view.toolkit.pieces import Atlas
from game.words.names import Names


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
