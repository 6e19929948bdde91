"""The ring around what is pointed at, focused or selected on the board, and what shows beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from game.board import layout, style
from game.board.layout import Frame
from game.board.scene import Scene
from game.view.board.layer import StillLayer
from game.view.board.movers import Blit
from game.view.board.setting import Setting
from game.view.toolkit import shapes

SMALLEST_RING = 8.0
"""A ring around a cell of a mosaic is at least so large, and the team's name stands above it."""
STROKES = {"hover": 2.0, "focus": 3.0, "selected": 3.0}


@dataclass(frozen=True)
class Mark:
    """What marks a key: `beneath` all that moves, and what is read `above` everything on the board."""

    beneath: list[Blit] = field(default_factory=list)
    above: list[Blit] = field(default_factory=list)


def marked(
    setting: Setting, still: StillLayer, scene: Scene, key: str, role: str, frame: Frame, dim: bool
) -> Mark:
    """How a key of the board is marked; a market under the mouse shows its prices.

    role: "hover", "focus" or "selected". frame: the board's. The ring lies beneath what stands on a tile, its name and
    its face; where all around it is dim beneath what is its own alone. The name of a cell stands whole within the
    frame.
    """
    place = setting.place(key, scene)
    if place is None:
        return Mark()
    pal, k = setting.atlas.palette, setting.rim.scale
    stroke = STROKES[role] * frame.scale
    colour = style.mix(pal.focus, pal.card, 0.35) if role == "hover" else pal.focus
    inner = style.WHITE if role == "selected" else None
    outline = setting.outline(key, scene)
    if outline is not None:
        return Mark([shapes.outline_ring(outline, colour, round(stroke, 1), inner)])
    kind, _, number = key.partition(" ")
    if kind in ("team", "desk"):
        size = max(setting.radius, SMALLEST_RING * k) if kind == "team" else layout.DESK * setting.view.scale
        ring = shapes.hex_ring(round(size + stroke * 0.8, 1), colour, round(stroke, 1), inner)
    else:
        grown = place.inflate(round(6 * k), round(6 * k))
        ring = shapes.ring(grown.width, grown.height, colour, min(12 * k, grown.height / 2), round(stroke, 1))
    out = Mark()
    if kind == "market" and role == "hover":
        out.beneath.append(setting.market(int(number), scene, prices=True))
    box = ring.get_bounding_rect()
    x, y = ring.get_rect(center=place.center).topleft
    corner = x + box.x, y + box.y
    image = ring.subsurface(box)
    if kind == "team" and not setting.mosaic:
        alone = f"team {number}" if dim else None
        image = shapes.ready(still.beneath(image, pygame.Rect(corner, image.get_size()), alone))
    out.beneath.append((image, corner))
    if kind == "team" and setting.mosaic:
        name = setting.rim.callout(setting.rim.names.teams[int(number)])
        area = pygame.Rect(round(frame.x), round(frame.y), round(frame.width), round(frame.height))
        stands = name.get_rect(midbottom=(place.centerx, corner[1] - round(3 * k)))
        if stands.top < area.top:  # a cell so high up has its name below the ring
            stands.top = corner[1] + image.get_height() + round(3 * k)
        out.above.append((name, stands.clamp(area).topleft))
    return out
