"""Markets, plates and plaques that have grown with the letters on them keep apart, and leave the teams free."""

from __future__ import annotations

from itertools import combinations

import pytest

from game.board import surround
from game.board.layout import HEIGHT, Layout
from game.board.pieces import market_box
from game.board.plan import plan

Box = tuple[float, float, float, float]
COMPANIES = [(5, 1, 3), (12, 4, 5), (24, 5, 6), (60, 6, 6), (120, 6, 6), (440, 12, 6), (1000, 12, 6), (900, 36, 6)]
"""Teams, departments and markets, as the levels have them and beyond."""


def laid(teams: int, departments: int, markets: int) -> Layout:
    return plan([team * departments // teams for team in range(teams)], departments, markets)


def boxes(layout: Layout, rows: list[int], share: float, *, houses: bool = False) -> dict[str, Box]:
    """Everything around the board at a share: left, top, width, height."""
    out = {f"market {n}": market_box(layout.market(n), count, share) for n, count in enumerate(rows)}
    for n, spot in enumerate(surround.placed(layout, rows, share, houses=houses)):
        wide, high = spot.width * share, spot.high * share
        left = spot.x - {"left": 0.0, "right": wide}.get(spot.side, wide / 2)
        out[f"plate {n}"] = (left, spot.y - high / 2, wide, high)
    if houses:
        wide, high = (side * share for side in surround.HOUSE)
        y = surround.house_height(layout, rows, share) - high / 2
        out |= {"house 0": (216.0, y, wide, high), "house 1": (-217.0 - wide, y, wide, high)}
    return out


def shared(one: Box, other: Box) -> float:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return min(across, down)


@pytest.mark.slow
@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("half", [376.0, 460.0, 675.0, 1200.0])
@pytest.mark.parametrize(("second", "houses"), [((), False), ((0, 2), False), ((2, 3, 4), True)])
def test_what_has_grown_keeps_apart(
    company: tuple[int, int, int], half: float, second: tuple[int, ...], houses: bool
) -> None:
    layout = laid(*company)
    rows = [2 if n in second else 1 for n in range(company[2])]
    houses = houses and company[1] == 6
    share = surround.largest_share(layout, rows, half, houses=houses)
    assert 1.0 <= share <= surround.LARGEST
    if share == 1.0:
        return
    found = boxes(layout, rows, share, houses=houses)
    for (one, first), (other, last) in combinations(found.items(), 2):
        assert shared(first, last) <= 1.0, (one, other)
    for name, (left, top, wide, high) in found.items():
        assert left >= -half - 1, name
        assert left + wide <= half + 1, name
        assert top >= -HEIGHT / 2 - 1, name
        assert top + high <= HEIGHT / 2 + 1, name
    if not layout.hubs:
        for x, y in layout.tiles:
            assert not any(
                left < x < left + wide and top < y < top + high for left, top, wide, high in found.values()
            ), "the middle of a team's tile is covered"


def test_where_there_is_room_beside_the_board_its_letters_grow_by_half() -> None:
    """A window of 1280×720 at a scale of 2: the board is 0.83 of its size, and its letters should be 1.5 of theirs."""
    wanted = 1.5 / 0.83
    shares = [surround.largest_share(laid(*company), company[2] * [1], 675.0) for company in COMPANIES[:3]]
    assert min(shares) >= 0.8 * wanted
    assert surround.largest_share(laid(1000, 12, 6), 6 * [1], 675.0) * 1.12 >= 0.85 * wanted


def test_nothing_grows_or_moves_where_the_letters_are_large_enough() -> None:
    layout = laid(60, 6, 6)
    assert surround.placed(layout, 6 * [1], 1.0) == layout.plates
    assert surround.banner_place(1, 1.0, 376.0)[0] == pytest.approx((-326.0, -293.0))
    assert surround.star_place(1.0, 376.0) == ((292.0, -308.0), 1.0)
