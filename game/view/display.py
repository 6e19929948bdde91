"""The display: how it is prepared, how large a new window is on it, and how the window is opened."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import pygame

from game.board import style
from game.view import edition


def prepare() -> None:
    """Picks the software way of presenting where there is no graphics card, which is many times faster there."""
    if not edition.is_ours():
        raise SystemExit(edition.NOT_CE)
    os.environ.setdefault("SDL_VIDEO_CENTERED", "1")
    has_card = not sys.platform.startswith("linux") or any(Path("/dev/dri").glob("renderD*"))
    if not has_card:
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")


def fitting(size: tuple[int, int] | None) -> tuple[int, int]:
    """The size of a new window on this screen: the one asked for where that has room, else as much as goes."""
    wide, high = size or (style.WIDTH, style.HEIGHT)
    wide, high = max(wide, style.SMALLEST_WINDOW[0]), max(high, style.SMALLEST_WINDOW[1])
    if pygame.display.get_driver() in ("dummy", "offscreen"):
        return wide, high  # nothing is shown there: whatever is asked for is right
    desktops = pygame.display.get_desktop_sizes()
    if not desktops:
        return wide, high
    most = tuple(round(side * style.DESKTOP_SHARE) for side in desktops[0])
    if size is None:
        return min(wide, most[0]), min(high, most[1])
    # One exactly as large as the screen was meant so.
    return (wide if wide <= desktops[0][0] else most[0]), (high if high <= desktops[0][1] else most[1])


def opened(size: tuple[int, int], fullscreen: bool) -> pygame.Surface:
    """Opens the window at a size in pixels, or over the whole screen, and returns what it shows."""
    with warnings.catch_warnings():
        # A desktop may give another size than asked for; what it gave is read back from the surface.
        warnings.simplefilter("ignore", RuntimeWarning)
        # There is no other way yet to give the display's own window a smallest size.
        warnings.simplefilter("ignore", DeprecationWarning)
        if fullscreen:
            return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        out = pygame.display.set_mode(size, pygame.RESIZABLE)
        if hasattr(pygame, "Window"):
            smallest = min(size[0], style.SMALLEST_WINDOW[0]), min(size[1], style.SMALLEST_WINDOW[1])
            pygame.Window.from_display_module().minimum_size = smallest
        return out
