"""Whoever is followed by name lives in a street: side by side, at most around one corner, and nothing else moves."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.board.layout import ROOT, Layout
from game.board.plan import plan
from game.board.streets import with_streets
from game.board.ways import distance


def laid(count: int, teams: int, followed: set[int]) -> Layout:
    return plan([team // teams for team in range(count)], -(-count // teams), 6, followed)


@pytest.mark.parametrize(
    ("count", "teams", "followed"),
    [(1000, 84, set(range(840, 852))), (834, 70, {3, 4, 30, 69, 100, 101, 102}), (400, 34, {1, 5, 9, 33})],
)
def test_those_who_are_followed_lie_in_a_row_and_nothing_else_moves(count: int, teams: int, followed: set[int]) -> None:
    plain, out = laid(count, teams, set()), laid(count, teams, followed)
    step = ROOT * out.grid.radius
    for department in {team // teams for team in followed}:
        street = [out.tiles[team] for team in sorted(followed) if team // teams == department]
        for one, other in pairwise(street):
            assert distance(one, other) == pytest.approx(step, rel=0.01)
        turns = [(round(b[0] - a[0]), round(b[1] - a[1])) for a, b in pairwise(street)]
        assert sum(one != other for one, other in pairwise(turns)) <= 1, "around one corner at most"
        assert len(street) == 1 or street[0][0] < street[-1][0], "from left to right"
    assert sorted(out.tiles) == sorted(plain.tiles)
    moved = {team for team in range(count) if out.tiles[team] != plain.tiles[team]}
    assert len(moved - followed) <= len(followed)
    assert {team // teams for team in moved} <= {team // teams for team in followed}
    for n, place in enumerate(out.tiles):
        assert out.sector[n] == plain.sector[plain.tiles.index(place)]
    assert [out.tiles[team] for team in out.heart] == [plain.tiles[team] for team in plain.heart]
    assert (out.plates, out.ghosts, out.hubs, out.areas) == (plain.plates, plain.ghosts, plain.hubs, plain.areas)


def test_one_alone_stays_where_they_are() -> None:
    plain = laid(400, 34, set())
    assert with_streets(plain, {7, 200}) == plain
