"""What lies still on the board: every piece, where it lies on the screen, and how it is painted, back to front."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pygame

from game.board import layout as board_layout
from game.board import style, surround
from game.board.layout import Layout
from game.board.looks import Lens
from game.board.pieces import market_box
from game.board.scene import Scene
from game.board.travel import way_of, way_of_goods
from game.board.ways import Place, along, corner, length, paced, shifted, walked
from game.view.board.piles import piles
from game.view.board.setting import Setting, hex_rect
from game.view.toolkit import shapes

TILES_A_STEP = 2
"""Tiles that are put together in one step; of plates and departments of a mosaic it is one."""
STREAM_STEP = 2.0
"""Board units between the points of a band of goods."""


@dataclass(frozen=True)
class Element:
    """One piece of the still layer: what it looks like, where it lies on the screen, how it is painted."""

    look: Hashable
    rect: pygame.Rect
    draw: Callable[[pygame.Surface], None]


def gathering(out: dict[str, Element], setting: Setting, scene: Scene, lens: Lens) -> Iterator[None]:
    """Puts together everything on the still layer, back to front, a part at each step."""
    _add_growth(out, setting)
    seen = () if setting.mosaic else setting.visible(pygame.Rect(0, 0, *setting.size))
    spots = sorted(seen, key=lambda team: (setting.layout.tiles[team][1], team))
    if setting.mosaic:
        yield from _add_cells(out, setting, scene, lens)
    else:
        for n, team in enumerate(spots):
            _add_tile(out, setting, scene, lens, team, "base")
            if n % TILES_A_STEP == TILES_A_STEP - 1:
                yield
    if lens == "flow":
        yield from _add_streams(out, setting, scene)
    _add_routes(out, setting, scene, lens)
    yield
    for n, team in enumerate(spots):
        _add_tile(out, setting, scene, lens, team, "team")
        if n % TILES_A_STEP == TILES_A_STEP - 1:
            yield
    yield from _add_crowds(out, setting, scene)
    yield
    view = setting.view
    desk = hex_rect((view.x, view.y), board_layout.DESK * view.scale)
    rect = desk.inflate(round(20 * view.scale), round(26 * view.scale))
    draw = partial(setting.tiles.desk, x=view.x, y=view.y, discs=scene.discs)
    out["desk"] = Element(scene.discs, rect, draw)
    yield from _add_rim(out, setting, scene, lens)


def _add_growth(out: dict[str, Element], setting: Setting) -> None:
    """Says that there is room to grow, unless markets have grown into it: then the free places alone show it."""
    if setting.layout.growth is None:
        return
    pal = setting.atlas.palette
    line, rect = setting.growth_words()
    for n, rows in enumerate(setting.rows):
        left, top, wide, high = market_box(setting.layout.market(n), rows, setting.rim_share)
        stall = pygame.Rect(*setting.view.at((left, top)), wide * setting.view.scale, high * setting.view.scale)
        if rect.colliderect(stall):
            return
    card = shapes.card(rect.width, rect.height, pal.land, radius=rect.height / 2)
    out["growth"] = Element("growth", rect, partial(_put, card, rect))
    out["growth words"] = Element("growth", rect, partial(_put, line, line.get_rect(center=rect.center)))


def _add_tile(out: dict[str, Element], setting: Setting, scene: Scene, lens: str, team: int, part: str) -> None:
    view, place, look = setting.view, setting.layout.tiles[team], scene.tiles[team]
    left, top, wide, high = setting.tiles.tile_box(place, look)
    corner_at, (x, y) = view.at((left, top)), view.at(place)
    rect = pygame.Rect(
        math.floor(corner_at[0]), math.floor(corner_at[1]), math.ceil(wide * view.scale), math.ceil(high * view.scale)
    )
    paint = setting.tiles.tile_base if part == "base" else setting.tiles.tile_content
    out[f"{part} {team}"] = Element((look, lens), rect, partial(paint, look=look, x=x, y=y, lens=lens))


def _add_cells(out: dict[str, Element], setting: Setting, scene: Scene, lens: Lens) -> Iterator[None]:
    """The mosaic, a department at a time."""
    codes, counted = scene.tiles.cells(lens), setting.trouble_spots is not None
    xs, ys = np.rint(setting.spots).astype(np.int64).T
    reach = math.ceil(1.5 * setting.radius) + 1
    for department, teams in enumerate(setting.members):
        if len(teams):
            x, y, shown = xs[teams], ys[teams], codes[teams]
            for code in np.unique(shown).tolist():
                if setting.cells.draws(code, lens, counted=counted):
                    yield
            left, top = int(x.min()) - reach, int(y.min()) - reach
            rect = pygame.Rect(left, top, int(x.max()) + reach - left, int(y.max()) + reach - top)
            draw = partial(setting.cells.paint, xs=x, ys=y, codes=shown, lens=lens, counted=counted)
            out[f"cells {department}"] = Element((lens, shown.tobytes()), rect, draw)
            yield


def _add_crowds(out: dict[str, Element], setting: Setting, scene: Scene) -> Iterator[None]:
    """Pawns that stand for each department's people, in the middle of its land or behind its plate."""
    for department, look in enumerate(scene.plates if setting.layout.hubs else ()):
        if not setting.has_crowd(department):
            continue
        image, rect = setting.crowd(department, look)
        out[f"crowd {department}"] = Element((look.people, look.jobs), rect, partial(_put, image, rect))
        yield


def _add_routes(out: dict[str, Element], setting: Setting, scene: Scene, lens: str) -> None:
    pal, view = setting.atlas.palette, setting.view
    red = pal.seal if pal.theme == "light" else pal.bad
    dot = setting.rim.dot(red, style.mix(pal.card, pal.owed_strip, 0.5), 9.0 if lens == "orders" else 6.0)
    for parcel in scene.parcels:
        name = f"route {parcel.team} {parcel.department}"
        if parcel.kind != "report" and parcel.spoke < 0 and name not in out:
            step = 7.0 * setting.rim_share
            places = [view.at(place) for place in walked(way_of(parcel, setting.layout), step)]
            out[name] = Element(lens, _around(places, dot.get_width()), partial(_dotted, dot, places))


def _add_streams(out: dict[str, Element], setting: Setting, scene: Scene) -> Iterator[None]:
    """A band in the goods' colour along each way to market, as wide as what is made; bands of one product add up."""
    layout, view, pal = setting.layout, setting.view, setting.atlas.palette
    ways = [(flow, way_of_goods(flow, layout)) for flow in scene.flows]
    joins = [_joins(way, layout.corners[flow.market]) for flow, way in ways]
    for n, (flow, way) in enumerate(ways):
        yield
        look = style.PRODUCTS[setting.tiles.names.looks[flow.product]]
        spoke = layout.corners[flow.market]
        same = [(joins[m], other.share) for m, (other, _) in enumerate(ways) if other.product == flow.product]
        whole = length(way)
        count = max(1, math.ceil(whole / STREAM_STEP))
        points = shifted(paced(way, count + 1, whole / count), lane(layout, flow.product))
        far = points @ np.array(corner(spoke, 1.0))
        summed = sum((np.where(far >= start, share, 0.0) for start, share in same), np.zeros(len(far)))
        shares = np.where(far >= joins[n], summed, flow.share)
        sizes = (np.rint(2 * (2.0 + 7.0 * np.minimum(1.0, shares))) / 2).tolist()
        places = points * view.scale + np.array([view.x, view.y])
        stamps: list[tuple[pygame.Surface, tuple[int, int]]] = []
        rim, fill = style.mix(look.outline, pal.road, 0.3), style.mix(look.fill, pal.road, 0.2)
        for colour, wider in ((rim, 2.0), (fill, 0.0)):
            images = {size: setting.tiles.stamp(colour, size + wider) for size in sorted(set(sizes))}
            halves = np.array([images[size].get_width() / 2 for size in sizes])[:, None]
            corners = np.rint(places - halves).astype(np.int64).T.tolist()
            stamps += [(images[size], (x, y)) for size, x, y in zip(sizes, *corners, strict=True)]
        key = (flow, tuple(same))
        rect = _around([view.at(point) for point in way], 14 * view.scale)
        out[f"stream {n}"] = Element(key, rect, partial(_stamped, stamps))


def _joins(way: Sequence[Place], spoke: int) -> float:
    """How far from the desk a way to market turns onto its market's spoke."""
    on = [far for far, off in (along(point, spoke) for point in way) if off < 2.0 and far > 0]
    return min(on, default=0.0)


def _stamped(stamps: Sequence[tuple[pygame.Surface, tuple[int, int]]], surface: pygame.Surface) -> None:
    surface.blits(stamps, False)


def lane(layout: Layout, product: int) -> float:
    """How far beside the middle of a road a product travels, in board units."""
    return (-4.0, 4.0, 0.0)[product % 3] if layout.grid.radius < 50 else 0.0


def _flown(setting: Setting, scene: Scene, plate: pygame.Rect, pennant: pygame.Surface) -> pygame.Rect:
    """Where the pennant of a quota flies: on its plate or else beside it, where it hides least of any name and is
    itself whole between bars and panels."""
    spots = (
        pennant.get_rect(bottomleft=(plate.left + 6, plate.top + 3)),
        pennant.get_rect(bottomright=(plate.right - 6, plate.top + 3)),
        pennant.get_rect(bottomright=(plate.left + 2, plate.bottom)),
        pennant.get_rect(bottomleft=(plate.right - 2, plate.bottom)),
        pennant.get_rect(topleft=(plate.left + 6, plate.bottom - 3)),
    )
    names = [image.get_rect(topleft=place) for image, place in setting.ribbons(scene)]
    for n in range(len(scene.markets)):
        image, place = setting.market(n, scene)
        names.append(image.get_rect(topleft=place))
        for m, pill in enumerate(scene.markets[n].pills):
            names.append(setting.pill_rect(n, m, setting.rim.hanging(pill), scene))
    frame = setting.frame
    area = pygame.Rect(round(frame.x), round(frame.y), round(frame.width), round(frame.height))

    def hidden(spot: pygame.Rect) -> int:
        seen = spot.clip(area)
        off = spot.width * spot.height - seen.width * seen.height
        return off + sum(part.width * part.height for part in map(spot.clip, names))

    return min(spots, key=hidden)


def _plate_of(
    setting: Setting, scene: Scene, n: int
) -> Iterator[tuple[str, Hashable, pygame.Surface, pygame.Rect]]:
    """The plate of a department and what hangs there: each piece's name, look, picture and place."""
    look = scene.plates[n]
    image = setting.rim.plate(look, setting.plates[n])
    rect = setting.plate_rect(setting.plates[n], image)
    yield f"department {n}", look, image, rect
    if (hung := setting.rituals(n, look)) is not None:
        yield f"rituals {n}", look.rituals, *hung
    if look.pennant is not None:
        image = setting.rim.pennant(look.pennant)
        yield f"quota {n}", look.pennant, image, _flown(setting, scene, rect, image)


def _add_rim(out: dict[str, Element], setting: Setting, scene: Scene, lens: str) -> Iterator[None]:
    layout, view, rim = setting.layout, setting.view, setting.rim

    def add(name: str, look: Hashable, image: pygame.Surface, rect: pygame.Rect) -> None:
        out[name] = Element(look, rect, partial(_put, image, rect))

    # What a lens asks for lies above the plates; a pile that only stands there lies beneath.
    asked = lens in ("flow", "stock")
    for pile, image, rect in () if asked else piles(setting, scene, lens):
        add(f"pile {pile.product}", (pile, lens), image, rect)
    yield
    shown = [n for n in range(len(scene.plates)) if setting.shows_plate(setting.plates[n])]
    for n in shown:
        yield
        for name, look, image, rect in _plate_of(setting, scene, n):
            add(name, look, image, rect)
    for n, image, rect in setting.troubles(scene, lens):
        add(f"troubles {n}", (scene.plates[n].burning, scene.plates[n].torn), image, rect)
    for n, district in enumerate(layout.districts if len(shown) < len(scene.plates) else ()):
        people = sum(scene.plates[department].people for department in district.departments)
        made = Counter(job for department in district.departments for job in scene.plates[department].jobs[:1])
        jobs = tuple(job for job, _ in sorted(made.items(), key=lambda one: (-one[1], one[0]))[:2])
        image = rim.district(district.name, people, jobs)
        x, y = view.at(district.hub)
        add(f"district {n}", (people, jobs), image, image.get_rect(center=(round(x), round(y))))
    for n, market in enumerate(scene.markets):
        yield
        image, top_left = setting.market(n, scene)
        add(f"market {n}", market.rows, image, image.get_rect(topleft=top_left))
        for m, pill in enumerate(market.pills):
            image = rim.hanging(pill)
            add(f"pill {n} {m}", pill, image, setting.pill_rect(n, m, image, scene))
            yield
    yield
    for pile, image, rect in piles(setting, scene, lens) if asked else ():
        add(f"pile {pile.product}", (pile, lens), image, rect)
    for n, name in enumerate(rim.names.houses[:2]):
        # Houses follow each other clockwise from the top, so the first one lies at the right.
        image, right = rim.house(name), n == 0
        x, y = view.at((216.0 if right else -217.0, surround.house_height(layout, setting.rows, setting.share)))
        rect = image.get_rect(centery=round(y))
        rect.x = round(x) if right else round(x) - rect.width
        add(f"house {n}", name, image, rect)
    yield
    for n, banner in enumerate(scene.banners):
        yield
        place, large = surround.banner_place(n, setting.share, setting.half)
        image = setting.brush(large).banner(banner)
        x, y = view.at(place)
        add(f"banner {n}", banner, image, image.get_rect(topleft=(round(x), round(y))))
    if scene.star is not None:
        place, large = surround.star_place(setting.share, setting.half)
        image = setting.brush(large).star(scene.star)
        x, y = view.at(place)
        add("star", scene.star, image, image.get_rect(midtop=(round(x), round(y))))


def _put(image: pygame.Surface, rect: pygame.Rect, surface: pygame.Surface) -> None:
    surface.blit(image, rect)


def _dotted(dot: pygame.Surface, places: Sequence[Place], surface: pygame.Surface) -> None:
    half = dot.get_width() / 2
    surface.blits([(dot, (round(x - half), round(y - half))) for x, y in places], False)


def _around(places: Sequence[Place], margin: float) -> pygame.Rect:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    left, top = math.floor(min(xs) - margin), math.floor(min(ys) - margin)
    return pygame.Rect(left, top, math.ceil(max(xs) + margin) - left, math.ceil(max(ys) + margin) - top)
