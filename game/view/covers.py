"""Covers of packs as small pictures: looked at before they are decoded, cut to fit, with round corners."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import pygame

from game import safely
from game.levels.packs import pictures
from game.view.toolkit.panel import Box, Panel

RADIUS = 8.0


def paint(p: Panel, path: Path, box: Box) -> bool:
    """Paints a picture into a box; False where it cannot be shown."""
    rect = p.pixels(box)
    picture = _picture(path, safely.stamp(path), (rect.width, rect.height), round(RADIUS * p.unit))
    if picture is not None:
        p.surface.blit(picture, rect)
    return picture is not None


@lru_cache(maxsize=64)
def _picture(
    path: Path, stamp: safely.Stamp | None, size: tuple[int, int], radius: int
) -> pygame.Surface | None:
    """A picture in a size; `stamp` is the version of the file."""
    try:
        with path.open("rb") as file:
            data = file.read(pictures.LARGEST_BYTES + 1)
        if stamp is None or pictures.fault(data):
            return None
        drawn = pygame.image.load(io.BytesIO(data), path.name)
    except (OSError, ValueError, pygame.error):
        return None
    whole = pygame.Surface(drawn.get_size(), pygame.SRCALPHA)  # smoothscale takes no picture with a palette
    whole.blit(drawn, (0, 0))
    wide, high = size
    grown = max(wide / whole.get_width(), high / whole.get_height())
    scaled = pygame.transform.smoothscale(
        whole, (max(wide, round(whole.get_width() * grown)), max(high, round(whole.get_height() * grown)))
    )
    fitted = pygame.Surface(size, pygame.SRCALPHA)
    fitted.blit(scaled, ((wide - scaled.get_width()) // 2, (high - scaled.get_height()) // 2))
    shape = pygame.Surface(size, pygame.SRCALPHA)
    pygame.draw.rect(shape, (255, 255, 255, 255), shape.get_rect(), border_radius=radius)
    fitted.blit(shape, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    return fitted
