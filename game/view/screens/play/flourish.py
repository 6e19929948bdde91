"""Short motions over the table: a disc that hops from the tray to where it was spent, and the seal that is stamped
there. They follow from what has changed since the last frame; with less motion there are none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.board import style
from game.sim.actions import Action
from game.sim.levers import LEVERS, free_discs
from game.view.board.painting import Board
from game.view.cards.table import Table
from game.view.toolkit.ui import Ui

ARC = 70.0
"""How high a disc hops, in logical pixels."""
OVERSHOOT = 0.22
"""By how much the seal is too small for a moment before it has its size."""
STEPS = 24
"""So many sizes of a piece are drawn between its smallest and its largest: each is made once."""
Pixel = tuple[float, float]


@dataclass(frozen=True)
class _Motion:
    """One decision on its way to its target since some second; `disc`: one was spent for it, `seal`: it is a letter."""

    since: float
    start: Pixel
    key: str
    disc: bool
    seal: bool


def target_key(action: Action, market_of: Sequence[int]) -> str:
    """The key of what a decision is for on the board: a team, a department, a product's market, or else the desk."""
    kind = LEVERS[action.lever].target
    if kind == "product" and 0 <= action.target < len(market_of):
        return f"market {market_of[action.target]}"
    return f"{kind} {action.target}" if kind in ("team", "department") and action.target >= 0 else "desk"


def stamp_size(share: float) -> float:
    """How large a seal is after a share of its time: from 1.8 down, a little too small, to 1."""
    share = max(0.0, min(1.0, share))
    return 1 + 0.8 * (1 - style.ease_out(share)) - OVERSHOOT * math.sin(math.pi * share) * share


class Flourishes:
    """What moves over the table of one game."""

    def __init__(self) -> None:
        self._motions: list[_Motion] = []
        self._pending: tuple[Action, ...] | None = None
        self._free = 0

    def watch(self, table: Table, ui: Ui, now: float) -> None:
        """Notes what has been decided since the last frame."""
        pending, free = tuple(table.pending), free_discs(table.report, table.pending)
        before, spent = self._pending, self._free > free
        self._pending, self._free = pending, free
        tray = ui.region("bar-attention")
        fresh = before is not None and len(pending) == len(before) + 1 and pending[: len(before)] == before
        if not fresh or tray is None or ui.reduced_motion or not now:
            return
        action = pending[-1]
        key = target_key(action, table.level.product_market)
        self._motions.append(_Motion(now, tray.rect.center, key, spent, LEVERS[action.lever].travels))

    @property
    def moving(self) -> bool:
        """Whether something moves now."""
        return bool(self._motions)

    def paint(self, surface: pygame.Surface, ui: Ui, board: Board, now: float) -> None:
        """Paints a moment of what moves, and forgets what has arrived."""
        if not self._motions:
            return
        whole = style.HOP + 2 * style.STAMP
        self._motions = [one for one in self._motions if now - one.since < whole and not ui.reduced_motion]
        for motion in self._motions:
            share, goal = (now - motion.since) / style.HOP, board.place(motion.key).center
            if share < 1 and motion.disc:
                along = style.ease_in_out(share)
                x = motion.start[0] + (goal[0] - motion.start[0]) * along
                y = motion.start[1] + (goal[1] - motion.start[1]) * along
                y -= ARC * ui.unit * math.sin(math.pi * along)
                ui.atlas.sprite("disc", ui.unit).draw(surface, x, y)
            elif share >= 1 and motion.seal:
                size = stamp_size((now - motion.since - style.HOP) / style.STAMP)
                stepped = round(size * STEPS) / STEPS
                ui.atlas.sprite("letter-order", 1.3 * stepped * board.frame.scale).draw(surface, *goal)
