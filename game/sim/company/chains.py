"""Goods that need other goods, and goods that take weeks to get ready: what limits, what is used, what comes later.

`needs[g, h]` are the pieces of product h that go into one piece of product g. Products are worked through in an order
in which every input comes before its users, so a company without chains passes through unchanged.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from game.sim.curves import Flags, Floats, nonzero, total

if TYPE_CHECKING:
    from game.sim.state import State
    from game.sim.world import Product, World


EXPECTS = 0.25
"""How far one week moves what teams expect to find of the inputs of a good."""
LAST_POST = 0.25
"""What other jobs seem worth, of what they are, to the only team at its stage of a chain."""


@lru_cache(maxsize=256)
def _matrix(products: tuple[Product, ...]) -> Floats:
    matrix = np.zeros((len(products), len(products)))
    for product, good in enumerate(products):
        for part, pieces in good.needs:
            matrix[product, part] += pieces
    matrix.setflags(write=False)
    return matrix


def needs(world: World) -> Floats:
    """Pieces of each product that go into one piece of each product [G, G]; read-only."""
    return _matrix(world.products)


@lru_cache(maxsize=256)
def _sequence(products: tuple[Product, ...]) -> tuple[int, ...]:
    left, found = list(range(len(products))), list[int]()
    while left:
        ready = [g for g in left if all(part in found for part, _ in products[g].needs)]
        if not ready:
            raise ValueError(f"{', '.join(products[g].name for g in left)} need each other in a circle")
        found += ready
        left = [g for g in left if g not in ready]
    return tuple(found)


def sequence(world: World) -> tuple[int, ...]:
    """The products in an order in which every input comes before its users; raises ValueError for a circle."""
    return _sequence(world.products)


@lru_cache(maxsize=256)
def _parts(products: tuple[Product, ...]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The products in the order of `sequence`, each with the inputs it needs."""
    matrix = _matrix(products)
    return tuple((g, tuple(nonzero(matrix[g] > 0.0).tolist())) for g in _sequence(products))


@lru_cache(maxsize=256)
def _linked(products: tuple[Product, ...]) -> Flags:
    matrix = _matrix(products) > 0.0
    linked = np.asarray(matrix.any(axis=0) | matrix.any(axis=1))
    linked.setflags(write=False)
    return linked


def last_posts(state: State) -> Flags | None:
    """Teams [T] that alone make a good which goes into another, or which others go into; None without chains.

    Whoever leaves such a post stops the whole chain, and everyone there can see it.
    """
    linked = _linked(state.world.products)
    if not linked.any():
        return None
    at_work = (state.job >= 0) & (state.job < state.products)
    alone = np.bincount(state.job[at_work], minlength=state.products) == 1
    return np.asarray(at_work & (linked & alone).take(np.where(at_work, state.job, 0)))


def leads(world: World) -> tuple[int, ...]:
    """Weeks from making a piece of each product to its place on the shelf."""
    return tuple(product.lead_weeks for product in world.products)


def gross(world: World, wanted: Floats) -> Floats:
    """Pieces of each product [G] that have to be made for `wanted` [G] to reach customers, inputs of inputs too.

    A negative number is more than enough on the shelf, and spares that much of what others need of it.
    """
    return _gross(world.products, wanted)


def _gross(products: tuple[Product, ...], wanted: Floats) -> Floats:
    matrix, whole = _matrix(products), np.array(wanted, dtype=np.float64)
    for product in reversed(_sequence(products)):
        whole = whole + matrix[product] * max(float(whole[product]), 0.0)
    return whole


@lru_cache(maxsize=256)
def _sold(products: tuple[Product, ...]) -> float:
    pieces = np.array([product.share / product.value for product in products])
    return total(pieces) / total(_gross(products, pieces))


def sold(world: World) -> float:
    """Share of all pieces made that reach customers as they are, 1 where no good needs another."""
    return _sold(world.products)


def hand_value(world: World) -> float:
    """What the piece that one hand makes is worth in the mean: the customers' value over everything it takes."""
    return world.mean_value * sold(world)


def added(world: World, price: Floats) -> Floats:
    """What a piece of each product [G] is worth beyond the pieces that go into it, at `price` [G]."""
    return np.asarray(price - np.cumsum(needs(world) * price[None, :], axis=1)[:, -1])


def assemble(state: State, ready: Floats) -> Floats:
    """Limits what teams got ready to make [G] by the inputs at hand; returns the share of it [G] that is made.

    Inputs come from the shelf, from what gets ready this week, and, where there is no lead, from this week's work.
    Several users of a scarce input get the same share of what they ask for. Notes in `state` what was asked for, used
    and how well it sufficed.
    """
    matrix, weeks = needs(state.world), leads(state.world)
    share, enough = [1.0] * state.products, [1.0] * state.products
    asked = np.cumsum(matrix * ready[:, None], axis=0)[-1]
    shelf = state.stock + state.ripening[0] if state.ripening.shape[0] else state.stock
    for product, parts in _parts(state.world.products):
        for part in parts:
            share[product] = min(share[product], enough[part])
        there = float(shelf[product]) + (float(ready[product]) * share[product] if weeks[product] == 0 else 0.0)
        if asked[product] > there:
            enough[product] = there / float(asked[product])
    state.asked, state.sufficed = asked, np.array(share)
    _expect(state, shelf + np.where(np.array(weeks) == 0, ready * state.sufficed, 0.0))
    state.used = np.cumsum(matrix * (ready * state.sufficed)[:, None], axis=0)[-1]
    return state.sufficed.copy()


def _expect(state: State, there: Floats) -> None:
    """Teams come to expect what they have seen: whether one more of them would have found the inputs of a good [G].

    there: pieces of each product [G] that could have gone into others this week.
    """
    matrix = needs(state.world)
    one = state.world.team_size
    for product, parts in _parts(state.world.products):
        if parts:
            wanted = state.asked[list(parts)] + one * matrix[product, list(parts)]
            found = float(np.minimum(there[list(parts)] / wanted, 1.0).min())
            state.sufficiency[product] += EXPECTS * (found - state.sufficiency[product])


def ripen(state: State, made: Floats) -> Floats:
    """Puts pieces made this week [G] on their way to the shelf; returns the pieces [G] that reach it now."""
    weeks = np.array(leads(state.world), dtype=np.int64)
    arrived: Floats = np.where(weeks == 0, made, 0.0)
    if state.ripening.shape[0] == 0:
        return arrived
    arrived = arrived + state.ripening[0]
    state.ripening = np.concatenate((state.ripening[1:], np.zeros((1, state.products))))
    for product in nonzero(weeks > 0):
        state.ripening[weeks[product] - 1, product] += made[product]
    return arrived


def under_way(state: State) -> Floats:
    """Pieces of each product [G] that are made but not on the shelf yet."""
    if state.ripening.shape[0] == 0:
        return np.zeros(state.products)
    return np.asarray(np.cumsum(state.ripening, axis=0)[-1])
