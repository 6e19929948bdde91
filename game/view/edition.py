"""Which pygame is installed: told before the rest of the view is imported, which an older one would not survive."""

from __future__ import annotations

import pygame

NOT_CE = (
    "This game needs pygame-ce, and the older pygame is installed in its place. "
    "To mend it: python -m pip uninstall -y pygame pygame-ce, then python -m pip install pygame-ce."
)


def is_ours() -> bool:
    """Whether it is the one that the game is made for."""
    return bool(getattr(pygame, "IS_CE", False))
