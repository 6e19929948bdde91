"""The board at one size, zoom and theme: where everything on it lies on the screen, and what it is drawn with."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pygame
from numpy.typing import NDArray

from game.board import layout as board_layout
from game.board import surround
from game.board.layout import Frame, Layout, Plate, View
from game.board.pieces import market_box
from game.board.plan import MOST_PLATES
from game.board.scene import PlateLook, Scene
from game.board.ways import Place
from game.view.board.cells import CellBrush
from game.view.board.plates import LOW_PLATE
from game.view.board.rim import RimBrush
from game.view.board.tiles import TileBrush
from game.view.toolkit.pieces import Atlas, Sprite

STREET = 3.0
"""How far below a plate on its square a street of teams reaches, in radii of a tile."""
LOWER = 3.0
"""How much lower than elsewhere the first pill beside the board hangs: its rounded end passes below the next tile."""
MOST_APART, CLOSEST = 3, 0.62
"""How many pills of an upper or lower market always have room, and the smallest share of their step that is read."""


def hex_rect(centre: Place, radius: float) -> pygame.Rect:
    """The box around a pointy-top hexagon in pixels."""
    half = radius * math.sqrt(3) / 2
    return pygame.Rect(round(centre[0] - half), round(centre[1] - radius), round(2 * half), round(2 * radius))


@dataclass(frozen=True)
class Setting:
    """The board at one size, zoom and theme: what everything is drawn with, and where it lies on the screen."""

    atlas: Atlas
    layout: Layout
    view: View
    size: tuple[int, int]
    tiles: TileBrush
    rim: RimBrush
    cells: CellBrush
    crowds: RimBrush
    rows: tuple[int, ...]
    frame: Frame

    @property
    def radius(self) -> float:
        """A tile's radius in pixels."""
        return self.layout.radius * self.view.scale

    @property
    def mosaic(self) -> bool:
        """Whether teams show as cells, and departments are the least that can be pointed at."""
        return self.tiles.detail == "D"

    @property
    def rim_share(self) -> float:
        """How large markets, plates and letters are against the board: less than 1 where one has come close."""
        return self.rim.scale / self.view.scale

    @cached_property
    def plates(self) -> tuple[Plate, ...]:
        """The places of the departments' plates [D]."""
        return surround.placed(self.layout, self.rows, self.share, houses=len(self.rim.names.houses) > 1)

    @property
    def grown(self) -> bool:
        """Whether what stands around the board is larger than the board for the sake of its letters."""
        return self.rim_share > 1.0 + 1e-6

    @property
    def share(self) -> float:
        """How much larger than the board what stands around it is for the sake of its letters, at least 1."""
        return self.rim_share if self.grown else 1.0

    @property
    def half(self) -> float:
        """Half of the width that is free for the board, in board units."""
        return self.frame.width / self.view.scale / 2

    def brush(self, share: float) -> RimBrush:
        """A brush for what stands around the board and is so much larger than it, where the rest is larger still."""
        if not self.grown:
            return self.rim
        if share not in self._brushes:
            rim = self.rim
            self._brushes[share] = RimBrush(
                self.atlas, self.layout, rim.names, self.view.scale * share, rim.detail, unit=rim.unit,
                letters=min(1.12, rim.scale * rim.letters / self.view.scale / share),
            )
        return self._brushes[share]

    @cached_property
    def _brushes(self) -> dict[float, RimBrush]:
        return {}

    @cached_property
    def spots(self) -> NDArray[np.float64]:
        """Where the teams' tiles lie on the screen [T, 2]."""
        places = np.array(self.layout.tiles, dtype=np.float64).reshape(-1, 2)
        return np.asarray(places * self.view.scale + np.array([self.view.x, self.view.y]), dtype=np.float64)

    @cached_property
    def members(self) -> list[NDArray[np.int64]]:
        """The teams of each department, by number."""
        where = np.array(self.layout.department, dtype=np.int64)
        order = np.argsort(where, kind="stable")
        ends = np.searchsorted(where[order], np.arange(len(self.layout.plates) + 1))
        return [order[ends[n] : ends[n + 1]] for n in range(len(self.layout.plates))]

    def visible(self, window: pygame.Rect) -> set[int]:
        """The teams whose tiles lie in a window, at least in part."""
        reach = 1.6 * self.radius
        low = np.array([window.left, window.top]) - reach
        high = np.array([window.right, window.bottom]) + reach
        return set(np.flatnonzero(((self.spots > low) & (self.spots < high)).all(axis=1)).tolist())

    def tile_rects(self, window: pygame.Rect) -> dict[str, pygame.Rect]:
        """The boxes around the tiles of the teams that lie in a window, at least in part, by the teams' keys."""
        near = np.array(sorted(self.visible(window)), dtype=np.int64)
        half = np.array([self.radius * math.sqrt(3) / 2, self.radius])
        corners = np.rint(self.spots[near] - half).astype(np.int64).tolist()
        size = round(2 * half[0]), round(2 * half[1])
        boxes = {f"team {team}": pygame.Rect(place, size) for team, place in zip(near.tolist(), corners, strict=True)}
        return {key: box for key, box in boxes.items() if box.colliderect(window)}

    def outline(self, key: str, scene: Scene) -> tuple[tuple[Place, ...], ...] | None:
        """The corners of a department's land and of its plate in pixels, where the land is what is pointed at."""
        kind, _, number = key.partition(" ")
        if kind != "department" or not self.mosaic:
            return None
        spot = self.plates[int(number)]
        out = [tuple(self.view.at(place) for place in part) for part in self.layout.areas[int(number)]]
        if spot.side != "square":
            box = self.plate_rect(spot, self.rim.plate(scene.plates[int(number)], spot))
            out.append((box.topleft, box.topright, box.bottomright, box.bottomleft))
        return tuple(out)

    def hanging_outline(self, market: int, scene: Scene) -> tuple[tuple[Place, ...], ...] | None:
        """The corners of a market and of all that hangs there, in pixels: pointing at a pill points at its market. None
        where nothing hangs."""
        pills = scene.markets[market].pills
        if not pills:
            return None
        image, top_left = self.market(market, scene)
        boxes = [image.get_rect(topleft=top_left)]
        boxes += [self.pill_rect(market, n, self.rim.hanging(pill), scene) for n, pill in enumerate(pills)]
        return tuple((box.topleft, box.topright, box.bottomright, box.bottomleft) for box in boxes)

    def shows_plate(self, spot: Plate) -> bool:
        """Whether there is room for a department's plate: where they are very many, only as one comes close."""
        if len(self.layout.plates) <= MOST_PLATES or not self.layout.hubs:
            return True
        return spot.width * self.rim.scale <= 6 * board_layout.ROOT * self.layout.grid.radius * self.view.scale

    def crowd(self, department: int, look: PlateLook) -> tuple[pygame.Surface, pygame.Rect]:
        """The pawns of a department and where they stand: in the middle of its land, or behind its plate there."""
        image, spot = self.crowds.crowd(look), self.plates[department]
        plate, near = self.plate_rect(spot, self.rim.plate(look, spot)), round(2 * self.crowds.scale)
        rect = image.get_rect(midbottom=(plate.centerx, plate.top + 3 * near))
        if spot.side == "left":
            rect.bottomright = plate.left - near, plate.bottom - near
        elif spot.side == "right":
            rect.bottomleft = plate.right + near, plate.bottom - near
        elif spot.side == "middle" and spot.y < 0:
            rect.midtop = plate.centerx, plate.bottom
        return image, rect

    def market(self, index: int, scene: Scene, *, prices: bool = False) -> tuple[pygame.Surface, tuple[int, int]]:
        """A market's picture and where it lies."""
        place = self.layout.market(index)
        return self.rim.market(scene.markets[index], place, self.view, prices=prices)

    def place(self, key: str, scene: Scene) -> pygame.Rect | None:
        """Where "desk", "team 3", "market 2" or "department 1" lies on the screen; None if there is no such thing."""
        view, layout = self.view, self.layout
        kind, _, number = key.partition(" ")
        index = int(number) if number.isdigit() else -1
        if kind == "desk":
            return hex_rect((view.x, view.y), board_layout.DESK * view.scale)
        if kind == "team" and 0 <= index < len(layout.tiles):
            return hex_rect(view.at(layout.tiles[index]), self.radius)
        if kind == "market" and 0 <= index < len(layout.corners):
            return self._stall(index)
        if kind == "department" and 0 <= index < len(layout.plates):
            spot = self.plates[index]
            return self.plate_rect(spot, self.rim.plate(scene.plates[index], spot))
        return None

    def flags(self, scene: Scene, lens: str) -> list[tuple[int, tuple[Sprite, ...], Place]]:
        """Every flag that is seen: the number of its team (or department, in a mosaic), its frames, and its foot."""
        out: list[tuple[int, tuple[Sprite, ...], Place]] = []
        if self.mosaic:
            for department, plate in enumerate(scene.plates):
                if self.has_crowd(department):
                    out.append((department, *self.rim.crowd_flag(plate, self.crowd(department, plate)[1])))
            return out
        for team in sorted(self.visible(pygame.Rect(0, 0, *self.size)), key=lambda n: (self.layout.tiles[n][1], n)):
            look = scene.tiles[team]
            if self.tiles.flies(look, lens):
                out.append((team, *self.tiles.flag(look.stance, *self.view.at(self.layout.tiles[team]))))
        return out

    def has_crowd(self, department: int) -> bool:
        """Whether a department's pawns stand on its land: where it has a plate, and room behind one on a square."""
        spot = self.layout.plates[department]
        return self.shows_plate(spot) and (spot.high > LOW_PLATE if spot.side == "square" else self.mosaic)

    def standing_plates(self, scene: Scene, lens: str) -> list[tuple[pygame.Surface, tuple[int, int]]]:
        """The plates on squares of a mosaic, the pawns behind them and what hangs there, each with where it lies."""
        out: list[tuple[pygame.Surface, tuple[int, int]]] = []
        for department, (spot, look) in enumerate(zip(self.plates, scene.plates, strict=True)):
            if spot.side != "square" or not self.shows_plate(spot):
                continue
            if self.has_crowd(department):
                image, rect = self.crowd(department, look)
                out.append((image, rect.topleft))
            image = self.rim.plate(look, spot)
            out.append((image, self.plate_rect(spot, image).topleft))
            if (hung := self.rituals(department, look)) is not None:
                out.append((hung[0], hung[1].topleft))
        return out + [(image, rect.topleft) for _, image, rect in self.troubles(scene, lens)]

    @cached_property
    def trouble_spots(self) -> tuple[tuple[int, int], ...] | None:
        """Where each department says how many of its teams burn and are torn [D], if cells are too small to show it.

        By the pawns, or below the plate on its square, clear of plates, markets and each other. None where cells show
        it themselves: where they are large enough, or one department would have no room to say it.
        """
        count = len(self.layout.plates)
        if not (self.mosaic and self.cells.small and all(map(self.has_crowd, range(count)))):
            return None
        most = int("8" * len(str(max(map(len, self.members)))))
        usual = PlateLook("", 2, 0, (), 5 * 1000, (0, 1), burning=most, torn=most)
        image, out = self.rim.troubles(usual), list[tuple[int, int]]()
        plates = [self.plate_rect(spot, self.rim.plate(usual, spot)) for spot in self.plates]
        edge, street = round(16 * self.rim.scale), round(STREET * self.radius)
        around = [*plates, *(self._stall(n).inflate(edge, edge) for n in range(len(self.layout.corners)))]
        for department, spot in enumerate(self.plates):
            assert image is not None
            crowd = self.crowd(department, usual)[1]
            # Below a plate on its square may lie the street of those who are known by name.
            foot = plates[department].bottom + street if spot.side == "square" else crowd.bottom
            spots = (
                image.get_rect(midtop=(crowd.centerx, foot + round(self.rim.scale))),
                image.get_rect(midbottom=(crowd.centerx, crowd.top)),
                image.get_rect(midleft=crowd.midright), image.get_rect(midright=crowd.midleft),
                image.get_rect(topleft=(crowd.left, foot)), image.get_rect(topright=(crowd.right, foot)),
            )  # fmt: skip
            free = next((one for one in spots if one.collidelist(around) < 0), None)
            if free is None:
                return None
            around.append(free)
            out.append(free.center)
        return tuple(out)

    def _stall(self, market: int) -> pygame.Rect:
        """The box around a market."""
        left, top, wide, high = market_box(self.layout.market(market), self.rows[market], self.rim_share)
        x, y = self.view.at((left, top))
        return pygame.Rect(round(x), round(y), round(wide * self.view.scale), round(high * self.view.scale))

    def troubles(self, scene: Scene, lens: str) -> Iterator[tuple[int, pygame.Surface, pygame.Rect]]:
        """What each department says of those that burn and are torn, and where; nothing where none is."""
        for department, spot in enumerate(self.trouble_spots or () if lens == "morale" else ()):
            image = self.rim.troubles(scene.plates[department])
            if image is not None:
                yield department, image, image.get_rect(center=spot)

    def rituals(self, department: int, look: PlateLook) -> tuple[pygame.Surface, pygame.Rect] | None:
        """The rituals that a department's plate has no room for and where they hang: at the plate's edge, away from the
        pawns."""
        spot = self.plates[department]
        image = self.rim.hanging_rituals(look, spot)
        if image is None:
            return None
        plate, k = self.plate_rect(spot, self.rim.plate(look, spot)), self.rim.scale
        rect = image.get_rect(right=plate.right - round(4 * k), centery=plate.bottom + round(2 * k))
        if spot.side == "middle" and spot.y < 0:
            rect.centery = plate.top - round(3 * k)
        return image, rect

    def ribbons(self, scene: Scene) -> list[tuple[pygame.Surface, tuple[int, int]]]:
        """The name of every team on its ribbon and where it lies; none where tiles are too small for names."""
        out = []
        for team in sorted(self.visible(pygame.Rect(0, 0, *self.size)) if self.tiles.named else ()):
            image = self.tiles.ribbon(scene.tiles[team].name)
            x, y = self.view.at(self.layout.tiles[team])
            out.append((image, self.tiles.ribbon_place(image, x, y)))
        return out

    def growth_words(self) -> tuple[pygame.Surface, pygame.Rect]:
        """What is written where there is room for more, and its ground."""
        line = self.tiles.text("Room to grow", 13 * self.tiles.wanted, self.atlas.palette.second, 700)
        x, y = self.view.at(self.layout.growth or (0.0, 0.0))
        return line, line.get_rect(center=(round(x), round(y))).inflate(round(14 * self.view.scale), 0)

    def plate_rect(self, spot: Plate, image: pygame.Surface) -> pygame.Rect:
        """Where a plate's picture lies."""
        x, y = self.view.at((spot.x, spot.y))
        rect = image.get_rect(center=(round(x), round(y)))
        if spot.side == "left":
            rect.left = round(x)
        elif spot.side == "right":
            rect.right = round(x)
        return rect

    def pill_rect(self, market: int, place: int, image: pygame.Surface, scene: Scene) -> pygame.Rect:
        """Where the n-th pill of a market hangs: outside the board, beside the market or below it."""
        share, number, count = self.rim_share, self.layout.corners[market], len(scene.markets[market].pills)
        if number in (3, 4) and place < count:
            place = count - 1 - place  # from the foot upward the last one comes first: they are read from the top
        more = 100.0 * max(0.0, share - 1.0)
        below = market_box((0.0, 0.0), len(scene.markets[market].rows), share)[3] / 2 + 18 * share
        # Above and below the board they hang outward from the edge of the table.
        top, foot = 35.0 - board_layout.HEIGHT / 2, board_layout.HEIGHT / 2 - 6 - 13 * share
        apart = surround.stands_apart(share, self.half)
        banners, star = number == 0 and scene.banners and not apart, number == 1 and scene.star and not apart
        # Beside the board they keep away from its tiles as far as there is room.
        side = 373.0 + more + min(8.0, max(0.0, self.half - 374.0 - more))
        edge, x, y, way = {
            0: ("right", -212.0 - more, -181.0 if banners else top, 1), 1: ("left", 212.0 + more, top, 1),
            2: ("right", side, below + LOWER, 1), 3: ("left", 212.0 + more, foot, -1),
            4: ("right", -212.0 - more, foot, -1), 5: ("left", -side, below + LOWER, 1),
        }[number]  # fmt: skip
        if number in (2, 5) and surround.pills_beside(share, self.half):
            # Below the market there is a plate now; beside it there is room.
            edge, x, y = ("left", 362.0 + more, -15 * share) if number == 2 else ("right", -362.0 - more, -15 * share)
        elif number in (2, 5) and place > 1:  # below the second the next department's plate begins
            y, place, way = -below, place - 2, -1
        in_line = number not in (2, 5) and not banners and not star
        if star:
            y = -181.0
        if place and (banners or star):
            x, y, place = (-254.0 if banners else 254.0), -95.0, place - 1
        step = 29 * share
        if in_line and len(scene.markets[market].pills) > MOST_APART:
            y, step = self._closer(market, (x, y), way, image, scene)
        px, py = self.view.at((x, y + step * place * way))
        rect = image.get_rect(center=(round(px), round(py)))
        if edge == "right":
            rect.right = round(px)
        else:
            rect.left = round(px)
        if self.view.scale > self.rim.unit * 1.001:  # come closer, the board leaves its frame as a whole
            return rect
        # The widest have not quite room between plate and market: they then lie over the rim, never beneath a panel.
        wide = self.half * self.view.scale - 2
        rect.x = max(math.ceil(self.view.x - wide), min(rect.x, math.floor(self.view.x + wide) - rect.width))
        return rect

    def _closer(
        self, market: int, first: Place, way: int, image: pygame.Surface, scene: Scene
    ) -> tuple[float, float]:
        """Where many pills of an upper or lower market begin, and how far they hang apart: clear of what stands next.

        first: the place of the first one, in board units. way: 1 downward, -1 upward. Both results are board units.
        """
        (x, y), unit, step = first, self.view.scale, 29 * self.rim_share
        half, boxes = image.get_height() / 2 / unit, []
        for spot, look in zip(self.plates, scene.plates, strict=True):
            if spot.side in ("left", "right") and spot.x * x > 0 and self.shows_plate(spot):
                boxes.append(self.plate_rect(spot, self.rim.plate(look, spot)))
        markets = [self.place(f"market {n}", scene) for n in range(len(scene.markets))]
        own = markets.pop(market)
        boxes += [box for box in markets if box is not None and (box.centerx - self.view.x) * x > 0]
        ends = [((box.top if way > 0 else box.bottom) - self.view.y) / unit * way for box in boxes]
        gaps = len(scene.markets[market].pills) - 1
        room = min((end for end in ends if end > y * way), default=math.inf) - half - 2 - y * way
        if room >= gaps * step or own is None:
            return y, step
        # They begin level with the end of their market, and only then move up to each other.
        end = ((own.top if way > 0 else own.bottom) - self.view.y) / unit * way + half
        lift = max(0.0, y * way - end)
        return y - lift * way, max(CLOSEST * step, min(step, (room + lift) / gaps))
