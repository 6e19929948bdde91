"""The still layer of the board: its elements, and how a change repaints only the part of the screen it touches."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pygame

from game.board import layout as board_layout
from game.board import style, surround
from game.board.layout import Layout
from game.board.looks import Lens
from game.board.pieces import market_box
from game.board.scene import Pile, Scene
from game.board.travel import way_of, way_of_goods
from game.board.ways import Place, along, aside, corner, walked
from game.view.board.ground import Ground
from game.view.board.setting import Setting, hex_rect
from game.view.toolkit import shapes

NAMED = frozenset({"department", "market", "pill", "quota", "district", "house", "banner", "star"})
"""Elements that are read."""

TILES_A_STEP = 2
"""Tiles that are put together in one step; of plates and departments of a mosaic it is one."""
MOST_PIXELS = 20_000
"""Of what is painted in one step."""
MOST_ALTERED = 500
"""Areas that are kept apart for whoever asks where the picture has changed."""
MOSAIC_PILES = 1.15
"""How large the piles between the plates of a mosaic may be against the board."""


@dataclass(frozen=True)
class Element:
    """One piece of the still layer: what it looks like, where it lies on the screen, how it is painted."""

    look: Hashable
    rect: pygame.Rect
    draw: Callable[[pygame.Surface], None]


class StillLayer:
    """An opaque picture of the whole window: table, ground and every element. `painted` counts pixels composed; it was
    painted in `setting`.

    What is new is painted beside what is seen, and seen with `show`.
    """

    def __init__(self) -> None:
        self.surface = pygame.Surface((1, 1))
        self.painted = 0
        self.setting: Setting | None = None
        self._elements: dict[str, Element] = {}
        self._owed: list[pygame.Rect] = []
        self._ground = Ground()
        self._dim: tuple[str, pygame.Surface] | None = None
        self._coming: pygame.Surface | None = None
        self._ready: list[pygame.Rect] = []
        self._alone: list[pygame.Rect] = []
        self._altered: list[pygame.Rect] | None = None

    def composing(self, setting: Setting, scene: Scene, lens: Lens) -> Iterator[None]:
        """Paints what is new, a part at each step: all in a new setting, which is seen at once; else only where
        elements have changed."""
        fresh: dict[str, Element] = {}
        yield from gathering(fresh, setting, scene, lens)
        yield
        if setting is not self.setting:
            yield from self._beginning(setting, fresh)
            return
        coming = self._coming or self.double()
        yield
        self._owed += [part for area in changes(self._elements, fresh) for part in _parts(area)]
        self._alone += changes(_but_cells(self._elements), _but_cells(fresh))
        self._elements = fresh
        while self._owed:
            yield
            area = self._owed.pop()
            self._paint(setting, coming, area)
            self._ready.append(area)

    def _beginning(self, setting: Setting, fresh: dict[str, Element]) -> Iterator[None]:
        """Paints everything in a new setting, a piece at each step, and shows it at the end."""
        whole, view = _opaque(setting.size), setting.view
        yield from self._ground.drawing(whole.get_rect(), setting.layout, setting.atlas.palette, view)
        whole.blit(setting.atlas.table(*setting.size), (0, 0))
        self._ground.lay(whole, setting.layout, setting.atlas.palette, view)
        for element in fresh.values():
            yield
            element.draw(whole)
        self.surface, self._coming, self._altered, self._dim = whole, None, None, None
        self.setting, self._elements, self._owed, self._ready, self._alone = setting, fresh, [], [], []
        self.painted += whole.get_width() * whole.get_height()

    @property
    def single(self) -> bool:
        """Whether there is no second picture yet, beside which the first change is painted."""
        return self._coming is None

    def double(self) -> pygame.Surface:
        """Makes the second picture: whoever has a moment calls it before the first change comes."""
        self._coming = self.surface.copy()
        return self._coming

    def show(self, areas: Sequence[pygame.Rect] | None = None) -> None:
        """Shows what has been painted, in some areas or else (None) everywhere."""
        if self._coming is None or not self._ready:
            return
        shown = self._ready if areas is None else areas
        self.surface.blits([(self._coming, area, area) for area in shown], False)
        if self._altered is not None:
            self._altered = [*self._altered, *shown] if len(self._altered) < MOST_ALTERED else None
        if areas is None:
            self._ready, self._alone = [], []
        self._dim = None

    def beside_cells(self) -> list[pygame.Rect]:
        """Where something else than cells of the mosaic has been painted and is not seen yet."""
        return self._alone

    def altered(self) -> list[pygame.Rect] | None:
        """Where the picture has changed since this was last asked; None: everywhere."""
        found, self._altered = self._altered, []
        return found

    def named(self) -> list[pygame.Rect]:
        """Where everything lies on the screen that is read: plates, markets and what hangs there, banners, the star."""
        return [element.rect for name, element in self._elements.items() if name.partition(" ")[0] in NAMED]

    def place_of(self, name: str) -> pygame.Rect | None:
        """Where an element lies on the screen, such as "banner 0" or "star"."""
        element = self._elements.get(name)
        return element.rect if element is not None else None

    def dimmed(self, key: str, flags: Sequence[tuple[pygame.Surface, tuple[int, int]]]) -> pygame.Surface:
        """The layer with its flags darkened, but for one tile; kept until the layer changes."""
        if self._dim is None or self._dim[0] != key:
            out = self.surface.copy()
            out.blits(flags, False)
            dark = self.setting is not None and self.setting.atlas.theme == "dark"
            out.fill((112, 108, 104) if dark else (166, 158, 146), special_flags=pygame.BLEND_RGB_MULT)
            kind, _, number = key.partition(" ")
            for name in (f"base {number}", f"team {number}"):
                if kind == "team" and name in self._elements:
                    self._elements[name].draw(out)
            self._dim = (key, out)
        return self._dim[1]

    def beneath(self, image: pygame.Surface, rect: pygame.Rect) -> pygame.Surface:
        """A picture for `rect` of the window in which `image` lies on the tiles, but under all that stands on them."""
        whole = pygame.Surface(self.surface.get_size(), pygame.SRCALPHA)
        area = rect.clip(whole.get_rect())
        whole.set_clip(area)
        whole.blit(image, rect)
        for name, element in self._elements.items():
            if not name.startswith(("base", "route", "stream", "growth")) and element.rect.colliderect(area):
                element.draw(whole)
        out = pygame.Surface(rect.size, pygame.SRCALPHA)
        out.blit(whole, (0, 0), rect)
        return out

    def _paint(self, setting: Setting, layer: pygame.Surface, area: pygame.Rect) -> None:
        view = setting.view
        layer.set_clip(area)
        layer.blit(setting.atlas.table(*setting.size), (0, 0))
        self._ground.lay(layer, setting.layout, setting.atlas.palette, view)
        for element in self._elements.values():
            if element.rect.colliderect(area):
                element.draw(layer)
        layer.set_clip(None)
        self.painted += area.clip(layer.get_rect()).width * area.height
        self._dim = None


def elements(setting: Setting, scene: Scene, lens: Lens) -> dict[str, Element]:
    """Everything on the still layer, back to front."""
    out: dict[str, Element] = {}
    for _ in gathering(out, setting, scene, lens):
        pass
    return out


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
    draw = partial(setting.tiles.desk, x=view.x, y=view.y, discs=scene.discs, letters=scene.waiting)
    out["desk"] = Element((scene.discs, scene.waiting), rect, draw)
    yield from _add_rim(out, setting, scene, lens)


def _add_growth(out: dict[str, Element], setting: Setting) -> None:
    """Says that there is room to grow, unless markets have grown into it: then the free places alone show it."""
    if setting.layout.growth is None:
        return
    pal = setting.atlas.palette
    line, rect = _growth_words(setting)
    for n, rows in enumerate(setting.rows):
        left, top, wide, high = market_box(setting.layout.market(n), rows, setting.rim_share)
        stall = pygame.Rect(*setting.view.at((left, top)), wide * setting.view.scale, high * setting.view.scale)
        if rect.colliderect(stall):
            return
    card = shapes.card(rect.width, rect.height, pal.land, radius=rect.height / 2)
    out["growth"] = Element("growth", rect, partial(_put, card, rect))
    out["growth words"] = Element("growth", rect, partial(_put, line, line.get_rect(center=rect.center)))


def _growth_words(setting: Setting) -> tuple[pygame.Surface, pygame.Rect]:
    """What is written where there is room for more, and its ground."""
    line = setting.tiles.text("Room to grow", 13 * setting.tiles.wanted, setting.atlas.palette.second, 700)
    x, y = setting.view.at(setting.layout.growth or (0.0, 0.0))
    return line, line.get_rect(center=(round(x), round(y))).inflate(round(14 * setting.view.scale), 0)


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
    codes = scene.tiles.cells(lens)
    xs, ys = np.rint(setting.spots).astype(np.int64).T
    reach = math.ceil(1.5 * setting.radius) + 1
    for department, teams in enumerate(setting.members):
        if len(teams):
            x, y, shown = xs[teams], ys[teams], codes[teams]
            for code in np.unique(shown).tolist():
                if setting.cells.draws(code, lens):
                    yield
            left, top = int(x.min()) - reach, int(y.min()) - reach
            rect = pygame.Rect(left, top, int(x.max()) + reach - left, int(y.max()) + reach - top)
            draw = partial(setting.cells.paint, xs=x, ys=y, codes=shown, lens=lens)
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
        stamps: list[tuple[pygame.Surface, tuple[int, int]]] = []
        rim, fill = style.mix(look.outline, pal.road, 0.3), style.mix(look.fill, pal.road, 0.2)
        for colour, wider in ((rim, 2.0), (fill, 0.0)):
            for point in aside(walked(way, 2.0), lane(layout, flow.product)):
                far = along(point, spoke)[0]
                whole = sum(share for start, share in same if start <= far) if far >= joins[n] else flow.share
                image = setting.tiles.stamp(colour, round(2 * (2.0 + 7.0 * min(1.0, whole))) / 2 + wider)
                x, y = view.at(point)
                stamps.append((image, (round(x - image.get_width() / 2), round(y - image.get_height() / 2))))
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


def piles(setting: Setting, scene: Scene, lens: str) -> list[tuple[Pile, pygame.Surface, pygame.Rect]]:
    """What stands beside the markets' roads and where: unsold goods, what is owed, or what is made, by the lens."""
    # Beside small tiles there is no room for them unless they are asked for.
    tall = setting.tiles.detail in "AB"
    brush = setting.brush(min(setting.share, MOSAIC_PILES)) if setting.mosaic else setting.rim
    out: list[tuple[Pile, pygame.Surface, pygame.Rect]] = []
    taken: list[pygame.Rect] = []
    for pile in scene.piles:
        if lens == "flow" and pile.made:
            image = brush.count(pile.made, 16 * brush.scale, halo=True)
        elif (tall and pile.pieces and pile.height >= 2) or (lens == "stock" and pile.pieces + pile.owed > 0):
            image = brush.pile(pile, large=lens == "stock")
        else:
            continue
        taken = taken or _standing(setting, scene)
        spots = _pile_spots(setting, pile, image, flat=lens == "flow")
        rect = next((s for s in spots if s.collidelist(taken) < 0), None) or min(spots, key=partial(_covered, taken))
        taken.append(rect)
        out.append((pile, image, rect))
    return out


def _covered(taken: Sequence[pygame.Rect], spot: pygame.Rect) -> int:
    """How many pixels of a spot are taken."""
    return sum(part.width * part.height for part in map(spot.clip, taken))


def _standing(setting: Setting, scene: Scene) -> list[pygame.Rect]:
    """Where the desk, the markets and the plates lie."""
    keys = ["desk", *(f"market {n}" for n in range(len(scene.markets)))]
    keys += [f"department {n}" for n, spot in enumerate(setting.plates) if setting.shows_plate(spot)]
    names = [image.get_rect(topleft=place) for image, place in setting.ribbons(scene)]
    growth = [] if setting.layout.growth is None else [_growth_words(setting)[1]]
    return [*(place for key in keys if (place := setting.place(key, scene)) is not None), *names, *growth]


def _pile_spots(setting: Setting, pile: Pile, image: pygame.Surface, *, flat: bool) -> list[pygame.Rect]:
    """Where a pile may lie, the best place first: beside its market's road, or above or below it at the side corners;
    farther down the road or off it, where something else stands there. flat: a figure alone, close to the road."""
    layout, view, share = setting.layout, setting.view, setting.share
    number = layout.corners[pile.market]
    second, out = pile.place % 2 == 1, []
    if number in (2, 5):
        away = 1 if number == 2 else -1
        for nearer, higher in ((near, high) for high in (0, -12, 12, -24, 24) for near in range(0, 96, 8)):
            x, y = view.at((away * (237.0 - nearer), (16 + 38.0 * share if second else -7.0) + higher))
            rect = image.get_rect(midbottom=(round(x), round(y)))
            # Whatever its width, it leaves the market beside it free.
            edge = round(view.at((away * (249.0 - nearer), 0.0))[0])
            rect.right = min(rect.right, edge) if away > 0 else rect.right
            rect.left = max(rect.left, edge) if away < 0 else rect.left
            out.append(rect)
        return out
    x, y = corner(number, 1.0)
    feet = [(206.0 * x - off * y, 206.0 * y + off * x + 10) for off in (15.5, -15.5)]
    ways = sorted((1, -1), key=lambda way: -round(_room_around(layout, feet[0 if way > 0 else 1])))
    for wider, way in ((w, ways[int(second) ^ n]) for n in (0, 1) for w in (0.0, 10.0, 20.0, 32.0, 46.0, 64.0)):
        right = feet[0 if way > 0 else 1][0] > corner(number, 206.0)[0]
        for nearer in range(0, 160, 8):
            far, off = 206.0 - nearer, way * (15.5 + wider)
            foot_x, foot_y = view.at((far * x - off * y, far * y + off * x + 10))
            if flat:
                foot_x -= (10 * view.scale - image.get_width() / 2) * (1 if right else -1)
                foot_x, foot_y = foot_x + 18 * x * view.scale, foot_y + 18 * y * view.scale
            out.append(image.get_rect(midbottom=(round(foot_x), round(foot_y))))
    return out


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
        image = rim.plate(scene.plates[n], setting.plates[n])
        rect = setting.plate_rect(setting.plates[n], image)
        add(f"department {n}", scene.plates[n], image, rect)
        pennant = scene.plates[n].pennant
        if pennant is not None:
            image = rim.pennant(pennant)
            add(f"quota {n}", pennant, image, image.get_rect(bottomleft=(rect.left + 6, rect.top + 3)))
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


def changes(before: Mapping[str, Element], after: Mapping[str, Element]) -> list[pygame.Rect]:
    """The parts of the screen where two sets of elements differ; overlapping parts are joined."""
    joined: list[pygame.Rect] = []
    for key in {*before, *after}:
        was, now = before.get(key), after.get(key)
        if was is not None and now is not None and was.look == now.look and was.rect == now.rect:
            continue
        for element in (was, now):
            if element is not None:
                area = element.rect
                while (n := area.collidelist(joined)) >= 0:
                    area = area.union(joined.pop(n))
                joined.append(area)
    return joined


def _but_cells(every: Mapping[str, Element]) -> dict[str, Element]:
    return {name: element for name, element in every.items() if not name.startswith("cells")}


def _parts(area: pygame.Rect) -> list[pygame.Rect]:
    """An area in bands, none much larger than is painted in one step."""
    high = max(8, MOST_PIXELS // max(1, area.width))
    return [
        pygame.Rect(area.x, top, area.width, min(high, area.bottom - top)) for top in range(area.top, area.bottom, high)
    ]  # fmt: skip


def _opaque(size: tuple[int, int]) -> pygame.Surface:
    out = pygame.Surface(size)
    return out.convert() if pygame.display.get_surface() is not None else out


def _put(image: pygame.Surface, rect: pygame.Rect, surface: pygame.Surface) -> None:
    surface.blit(image, rect)


def _dotted(dot: pygame.Surface, places: Sequence[Place], surface: pygame.Surface) -> None:
    half = dot.get_width() / 2
    surface.blits([(dot, (round(x - half), round(y - half))) for x, y in places], False)


def _around(places: Sequence[Place], margin: float) -> pygame.Rect:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    left, top = math.floor(min(xs) - margin), math.floor(min(ys) - margin)
    return pygame.Rect(left, top, math.ceil(max(xs) + margin) - left, math.ceil(max(ys) + margin) - top)


def _room_around(layout: Layout, foot: Place) -> float:
    """How far a pile stands from the nearest tile or its name."""
    r = layout.radius
    spots = np.array(layout.tiles, dtype=np.float64).reshape(-1, 2) - np.array([foot[0], foot[1] - 20])
    far = np.minimum(np.hypot(spots[:, 0], spots[:, 1]), np.hypot(spots[:, 0], spots[:, 1] + r))
    return float(far.min()) if len(far) else 0.0
