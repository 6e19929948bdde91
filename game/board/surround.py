"""How large the pieces around the board may be against it, and where they lie when they are larger than it.

Letters on the board grow with the interface while the board shrinks between larger bars. Lengths are board units; a
share is the size of a market, plate or pill against the board.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from game.board.layout import DESK, HEIGHT, MARKET_WIDTH, Layout, Plate, edge_at
from game.board.pieces import market_box, market_height
from game.board.ways import Place

GAP = 4.0
INNER = 151.0 - MARKET_WIDTH / 2
"""How far from the middle the inner edges of the markets above and below lie, whatever their size."""
LARGEST, STEP = 2.2, 0.06
TWO_LINES = 38.0
"""The height of a plate between two markets that have grown, and of one beside the board whose name is long."""
LONG = 150.0
"""Width of a plate that stands alone on its edge, from which it has two lines for a long name."""
HOUSE = (145.0, 32.0)
TWO_PILLS = 60.0
"""The height of two pills that hang below a market beside the board."""
PILLS = 87.0
"""The height of three pills that hang beside a market below the board."""
LARGEST_BANNER, LARGEST_STAR = 1.3, 1.25
_TOP, _FOOT = 2 - HEIGHT / 2, HEIGHT / 2 - 4
_LANES: Mapping[int, tuple[int, int]] = {1: (1, 2), 5: (0, 5), 2: (3, 2), 4: (4, 5)}
"""The corners whose markets bound the side of a sector: above or below the board, and beside it."""


def largest_share(layout: Layout, rows: Sequence[int], half: float, *, houses: bool = False) -> float:
    """The largest share, at least 1, at which plates and markets keep apart.

    rows: goods a market. half: half of the width that is free for the board. houses: whether two have a plaque each.
    """
    high, plates = _heights(layout, rows), _plates_of(layout)
    found = [LARGEST]
    for sector, (end, side) in _LANES.items():
        here = [layout.plates[n] for n in plates.get(sector, ())]
        if here:
            needed = high[side] / 2 + sum(spot.high + GAP for spot in here)
            needed += max(high[end], PILLS) + HOUSE[1] + GAP if houses and sector in (2, 4) else high[end]
            found.append((HEIGHT / 2 - 2 * GAP) / needed)
            found += [(half - abs(spot.x)) / spot.width for spot in here]
    if {2, 5} & set(layout.corners):
        found.append((half - 252.0) / MARKET_WIDTH)
    squares = [spot for spot in layout.plates if spot.side == "square"]
    for one, other in combinations(squares if len(squares) <= 24 else (), 2):
        far = abs(one.x - other.x), abs(one.y - other.y)
        found.append(max(far[0] / (one.width + GAP), far[1] / (one.high + GAP)))
    for spot in squares:
        found.append(max((abs(spot.x) - DESK) / (spot.width / 2), (abs(spot.y) - DESK) / (spot.high / 2)))
    share = max(1.0, min(found))
    while share > 1.0 and not _clear(layout, rows, share, houses, half):
        share = max(1.0, share - STEP)
    return share


def _clear(layout: Layout, rows: Sequence[int], share: float, houses: bool, half: float) -> bool:
    """Whether plates lie within the free width, and plates and markets leave the middle of every tile free, and its
    name where tiles have one below them."""
    plates = placed(layout, rows, share, houses=houses)
    if any(abs(spot.x) + spot.width * share > half for spot in plates if spot.side in ("left", "right")):
        return False
    if not pills_beside(share, half):
        high = max(_heights(layout, rows)[2::3])
        lower = [spot for spot in plates if spot.side in ("left", "right") and spot.y > 0]
        tall = {spot: max(spot.high, TWO_LINES if spot.width >= LONG else 0.0) for spot in lower}
        if high and any(spot.y - tall[spot] * share / 2 < (high / 2 + TWO_PILLS) * share for spot in lower):
            return False
    if layout.hubs:
        return True
    r = layout.radius
    # The middle and what may be covered around it: half of its width, of its height above and below.
    if layout.grid.radius > 40:
        wide, above, below = 0.95 * r, 0.3 * r, 1.28 * r
    else:
        wide, above, below = (0.5 * r, 0.45 * r, 0.6 * r) if layout.grid.radius > 26 else (0.3 * r, 0.0, 0.1 * r)
    boxes = [market_box(layout.market(n), count, share) for n, count in enumerate(rows)]
    for spot in plates:
        across, high = spot.width * share, spot.high * share
        left = spot.x - {"middle": across / 2, "left": 0.0, "right": across}.get(spot.side, across / 2)
        boxes.append((left, spot.y - high / 2, across, high))
    return not any(
        x - wide < left + across and left < x + wide and y - above < top + high and top < y + below
        for left, top, across, high in boxes for x, y in layout.tiles
    )


def placed(layout: Layout, rows: Sequence[int], share: float, *, houses: bool = False) -> tuple[Plate, ...]:
    """The departments' plates at a share: where they are to lie, with widths and heights as they are drawn at 1."""
    if share <= 1.0:
        return layout.plates
    out = list(layout.plates)
    high = _heights(layout, rows)
    for sector, members in _plates_of(layout).items():
        here = [layout.plates[n] for n in members]
        if sector in (0, 3):
            room = (2 * INNER - GAP * (len(here) + 1)) / len(here)
            for n, spot in zip(members, here, strict=True):
                narrow = spot.width * share > room + 1
                lines = max(spot.high, TWO_LINES if narrow else 0.0)
                tall = lines * share / 2
                y = max(_TOP + tall, spot.y - tall / 2) if sector == 0 else min(_FOOT - tall, spot.y + tall / 2)
                order = sorted(here, key=lambda one: one.x).index(spot)
                x = (order - (len(here) - 1) / 2) * (room + GAP)
                out[n] = replace(spot, x=x, y=y, width=min(spot.width, room / share), high=lines)
            continue
        end, side = _LANES[sector]
        low = max(high[end], PILLS) + HOUSE[1] + GAP if houses and sector in (2, 4) else high[end]
        near, far = high[side] * share / 2 + GAP, HEIGHT / 2 - 2 - low * share - GAP
        steps = [(spot.high + GAP) * share for spot in here]
        middle = sum(abs(spot.y) for spot in here) / len(here)
        start = max(near, min(far - sum(steps) + GAP * share, middle - (sum(steps) - GAP * share) / 2))
        for n, spot in sorted(zip(members, here, strict=True), key=lambda one: abs(one[1].y)):
            y = start + spot.high * share / 2
            x = edge_at(y + spot.high * share / 2 if layout.hubs else y)
            out[n] = replace(spot, x=x if spot.x > 0 else -x, y=y if spot.y > 0 else -y)
            start += (spot.high + GAP) * share
    return tuple(out)


def house_height(layout: Layout, rows: Sequence[int], share: float) -> float:
    """How far below the desk the plaques of two houses lie, beneath the plates beside the board."""
    if share <= 1.0:
        return 188.0
    beside = [spot for spot in placed(layout, rows, share, houses=True) if spot.side in ("left", "right")]
    lowest = [spot.y + spot.high * share / 2 for spot in beside]
    return max(lowest, default=172.0) + (GAP + HOUSE[1] / 2) * share


def pills_beside(share: float, half: float) -> bool:
    """Whether the pills of the markets beside the board hang beside these, away from the plates below."""
    return share > 1.0 and half > 264 + 235 * share


def banner_place(n: int, share: float, half: float) -> tuple[Place, float]:
    """Where the upper left corner of the n-th banner lies, and how large it is."""
    if not stands_apart(share, half):
        more = min(100.0 * (share - 1), max(0.0, half - 380.0)) if share > 1 else 0.0
        left = max(-380.0 - more, 4 - half) if share > 1 else -384.0
        return (left + 58 * n, -306.0 + 13 * (n % 2)), min(1.0, share)
    large = min(share, LARGEST_BANNER)
    return (8 - half, -306.0 + 110 * large * n), large


def stands_apart(share: float, half: float) -> bool:
    """Whether banners and the north star stand in columns of their own at the edges of the table."""
    return share > 1.0 and half >= 214 + 150 * share + 72 * min(share, LARGEST_BANNER) + 2 * GAP


def star_place(share: float, half: float) -> tuple[Place, float]:
    """Where the middle of the north star's upper edge lies, and how large it is."""
    if not stands_apart(share, half):
        more = min(100.0 * (share - 1), max(0.0, half - 380.0)) if share > 1 else 0.0
        return (min(292.0 + more, half - 84) if share > 1 else 292.0, -308.0), min(1.0, share)
    large = min(share, LARGEST_STAR)
    return (half - 86 * large, -308.0), large


def _heights(layout: Layout, rows: Sequence[int]) -> list[float]:
    """The height of the market on each of the six corners; 0 where there is none."""
    out = [0.0] * 6
    for corner, count in zip(layout.corners, rows, strict=True):
        out[corner] = market_height(count)
    return out


def _plates_of(layout: Layout) -> dict[int, list[int]]:
    """The plates on each side of the frame, by sector; those on squares left out."""
    out: dict[int, list[int]] = {}
    for n, spot in enumerate(layout.plates):
        if spot.side == "middle":
            out.setdefault(0 if spot.y < 0 else 3, []).append(n)
        elif spot.side in ("left", "right"):
            upper, right = spot.y < 0, spot.side == "left"
            out.setdefault((1 if upper else 2) if right else (5 if upper else 4), []).append(n)
    return out
