"""What stands beside the markets' roads, by the lens: unsold goods, what is owed, or what is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
import pygame

from game.board.layout import Layout
from game.board.scene import Pile, Scene
from game.board.ways import Place, corner
from game.view.board.setting import Setting

MOSAIC_PILES = 1.15
"""How large the piles between the plates of a mosaic may be against the board."""


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
        flat = lens == "flow"
        free = (spot for spot in _pile_spots(setting, pile, image, flat=flat) if spot.collidelist(taken) < 0)
        rect = next(free, None) or min(_pile_spots(setting, pile, image, flat=flat), key=partial(_covered, taken))
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
    growth = [] if setting.layout.growth is None else [setting.growth_words()[1]]
    return [*(place for key in keys if (place := setting.place(key, scene)) is not None), *names, *growth]


def _pile_spots(setting: Setting, pile: Pile, image: pygame.Surface, *, flat: bool) -> Iterator[pygame.Rect]:
    """Where a pile may lie, the best place first: beside its market's road, or above or below it at the side corners;
    farther down the road or off it, where something else stands there. flat: a figure alone, close to the road."""
    layout, view, share = setting.layout, setting.view, setting.share
    number, second = layout.corners[pile.market], pile.place % 2 == 1
    if number in (2, 5):
        away = 1 if number == 2 else -1
        for nearer, higher in ((near, high) for high in (0, -12, 12, -24, 24) for near in range(0, 96, 8)):
            x, y = view.at((away * (237.0 - nearer), (16 + 38.0 * share if second else -7.0) + higher))
            rect = image.get_rect(midbottom=(round(x), round(y)))
            # Whatever its width, it leaves the market beside it free.
            edge = round(view.at((away * (249.0 - nearer), 0.0))[0])
            rect.right = min(rect.right, edge) if away > 0 else rect.right
            rect.left = max(rect.left, edge) if away < 0 else rect.left
            yield rect
        return
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
            yield image.get_rect(midbottom=(round(foot_x), round(foot_y)))


def _room_around(layout: Layout, foot: Place) -> float:
    """How far a pile stands from the nearest tile or its name."""
    r = layout.radius
    spots = np.array(layout.tiles, dtype=np.float64).reshape(-1, 2) - np.array([foot[0], foot[1] - 20])
    far = np.minimum(np.hypot(spots[:, 0], spots[:, 1]), np.hypot(spots[:, 0], spots[:, 1] + r))
    return float(far.min()) if len(far) else 0.0
