"""Where the pieces of a tile and of a market stand, as shares and board units: for any face that draws the board."""

from __future__ import annotations

from game.board.layout import HEIGHT, MARKET_WIDTH
from game.board.ways import Place

ROW_HEIGHT, CLOSE_ROW = 33.0, 27.0
"""A product's row, alone and among others: what is there or owed, and below it how much is wanted."""

_ROWS: dict[int, tuple[int, ...]] = {
    1: (1,), 2: (2,), 3: (2, 1), 4: (3, 1), 5: (3, 2), 6: (3, 2, 1), 7: (4, 3), 8: (3, 3, 2),
    9: (4, 3, 2), 10: (4, 3, 2, 1),
}  # fmt: skip


def pawn_places(people: int) -> tuple[float, list[Place]]:
    """Height of a pawn and the pawns' feet, back to front, in shares of the tile's radius."""
    rows = _ROWS.get(people, (4, 3, 2, 1))
    height = {1: 0.62, 2: 0.52, 3: 0.44}.get(len(rows), 0.36)
    if rows == (1,):
        height = 0.84
    step_y = {1: 0.0, 2: 0.31, 3: 0.29}.get(len(rows), 0.225)
    last = {1: 0.56, 2: 0.60, 3: 0.70}.get(len(rows), 0.72)
    step_x = 0.82 * height if len(rows) < 3 else 0.94 * height
    out = []
    for n, count in enumerate(rows):
        y = last - (len(rows) - 1 - n) * step_y
        out += [((j - (count - 1) / 2) * step_x, y) for j in range(count)]
    return height, out


def market_box(place: Place, rows: int, share: float = 1.0) -> tuple[float, float, float, float]:
    """The box of a market with so many rows, awning and lip included, in board units; it stays on the table.

    share: how large it is against the board; what is more than 1 reaches away from the middle.
    """
    wide, high = MARKET_WIDTH * share, market_height(rows) * share
    top = max(2 - HEIGHT / 2, min(HEIGHT / 2 - 4 - high, place[1] - high / 2))
    out = max(0.0, wide - MARKET_WIDTH) / 2
    return place[0] - wide / 2 + (out if place[0] > 0 else -out), top, wide, high


def market_height(rows: int) -> float:
    """The height of a market with so many rows."""
    return 44.0 + row_height(rows) * max(1, rows)


def row_height(rows: int) -> float:
    """The height of a product's row on a market with so many."""
    return ROW_HEIGHT if rows <= 1 else CLOSE_ROW
