"""What has just come up under the hand takes no input yet: shields over the screen or over one panel of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pygame

PRESSES = (pygame.MOUSEBUTTONDOWN, pygame.KEYDOWN)
ACTS = (
    pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL, pygame.KEYDOWN, pygame.TEXTINPUT,
    pygame.TEXTEDITING,
)  # fmt: skip
"""Events by which a player does something; a shield over the screen keeps them out."""
SURPRISE_SECONDS = 0.5
"""How long a card takes no input that comes up by itself, and may do so under the hand."""
ASKED_SECONDS = 0.4
"""A question takes no answer for so long, so that a double click is not one."""
EVERYTHING = ""
"""The shield that lies over the whole screen and not over one panel."""


@dataclass(slots=True)
class Shield:
    """How long something takes no input, and whether a veil shows it; `until` is None before it was shown."""

    seconds: float
    veiled: bool = False
    until: float | None = None
    shown: bool = False


class Shields:
    """The shields that are up, by panel. Each counts from the first frame that shows what it covers."""

    def __init__(self) -> None:
        self._up: dict[str, Shield] = {}

    def put(self, panel: str, seconds: float, veiled: bool) -> None:
        """Puts a shield up, or a fresh one in the place of what is left of it."""
        self._up[panel] = Shield(seconds, veiled)

    def clear(self) -> None:
        """Takes all of them away."""
        self._up.clear()

    def begin(self, now: float) -> None:
        """A frame begins: the time of what has been seen runs, and what has run out falls."""
        for shield in self._up.values():
            if shield.shown and shield.until is None:
                shield.until = now + shield.seconds
        self._up = {key: one for key, one in self._up.items() if one.until is None or one.until > now}

    def seen(self, panels: Collection[str]) -> None:
        """A frame ends that showed these panels."""
        for key, shield in self._up.items():
            shield.shown = shield.shown or key == EVERYTHING or key in panels

    def covers(self, panel: str) -> bool:
        """Whether that panel, or the screen, takes no input yet."""
        return panel in self._up

    def panels(self) -> list[str]:
        """The panels that are covered."""
        return [key for key in self._up if key != EVERYTHING]

    def veils(self, now: float) -> list[tuple[str, float]]:
        """The panels that show under a veil that they are covered, each with the share of its time that is left."""
        return [
            (key, 1.0 if one.until is None else max(0.0, (one.until - now) / one.seconds))
            for key, one in self._up.items() if one.veiled
        ]  # fmt: skip
