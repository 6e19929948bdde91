"""A street on a far board: the teams of a department that are followed by name sit beside each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from game.board.layout import ROOT, Layout
from game.board.ways import distance, middle_of

WAYS: tuple[tuple[int, int], ...] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
"""The six neighbours of a place in a grid, clockwise from the right, as steps of `_spot`."""

Spot = tuple[int, int]


def with_streets(laid: Layout, followed: Collection[int]) -> Layout:
    """A mosaic in which the `followed` teams of each department lie in a street, near where they would lie anyway.

    A street is a straight row where the department's land allows one, else a row around a corner. Whoever lay there
    moves to where the followed would have: nothing else on the board does.
    """
    home = list(range(len(laid.tiles)))
    members: dict[int, list[int]] = {}
    for team in sorted(followed):
        members.setdefault(laid.department[team], []).append(team)
    for department, teams in members.items():
        if len(teams) > 1:
            land = [team for team, where in enumerate(laid.department) if where == department]
            street = _street({_spot(laid, team): team for team in land}, laid, teams)
            free = [team for team in teams if team not in street]
            others = [team for team in street if team not in teams]
            for team, place in [*zip(teams, street, strict=False), *zip(others, free, strict=False)]:
                home[team] = place
    at = {place: team for team, place in enumerate(home)}
    return replace(
        laid, tiles=tuple(laid.tiles[place] for place in home), sector=tuple(laid.sector[place] for place in home),
        heart=tuple(at[team] for team in laid.heart),
    )  # fmt: skip


def _spot(laid: Layout, team: int) -> Spot:
    """Where a team lies in the grid: steps to the right, and rows down, each half a step farther right."""
    (x, y), radius = laid.tiles[team], laid.grid.radius
    row = round(y / (1.5 * radius))
    return round(x / (ROOT * radius) - row / 2), row


def _street(land: dict[Spot, int], laid: Layout, teams: Sequence[int]) -> list[int]:
    """The teams of a department's land whose places become the street, from its beginning to its end.

    Level streets go before slanting ones and far corners before near ones; then comes what lies nearest.
    """
    near = middle_of(laid.tiles[team] for team in teams)

    def worth(street: Sequence[int]) -> tuple[float, float, tuple[int, ...]]:
        places = [laid.tiles[team] for team in street]
        level = abs(places[0][1] - places[-1][1])
        return round(level, 3), round(distance(middle_of(places), near), 3), tuple(street)

    for beyond in range(len(teams) // 2 + 1):
        found = list(_rows(land, len(teams), beyond))
        if found:
            return min(found, key=worth)
    return list(teams)


def _rows(land: dict[Spot, int], count: int, beyond: int) -> Iterator[list[int]]:
    """Every row of `count` places on the land, the last `beyond` of them around a corner."""
    for n, way in enumerate(WAYS):
        for bend in (n - 1, n + 1) if beyond else (n,):
            turn = WAYS[bend % 6]
            steps = [(k * way[0], k * way[1]) for k in range(count - beyond)]
            last = steps[-1]
            steps += [(last[0] + k * turn[0], last[1] + k * turn[1]) for k in range(1, beyond + 1)]
            for x, y in land:
                row = [land.get((x + dx, y + dy), -1) for dx, dy in steps]
                if -1 not in row:
                    yield row if steps[-1][0] + steps[-1][1] / 2 > 0 else row[::-1]
