"""What output is worth, and who leads best at which size."""

from __future__ import annotations

from functools import partial

import numpy as np

from game.lab.worlds import ATTENTION, EachWeek, Figures, calm, family, fresh, play, sated, whole_or_part
from game.sim.state import State

COMMAND = ("orders", "standing")
"""The bots that lead by orders alone."""


def outlet(seed: int, quick: bool, each_week: EachWeek | None = None, **changes: float) -> Figures:
    """What ten per cent more output per person is worth to a company that chooses."""

    def ten_more(state: State) -> None:
        if state.week == 0:
            state.method = state.method * 1.1
        if each_week is not None:
            each_week(state)

    found: Figures = {}
    for size in (120,) if quick else (120, 400):
        world = family(size, weeks=whole_or_part(quick), **changes)
        with_it = play(world, seed, "incentives", each_week=ten_more)
        found[f"{size}"] = with_it.points() - play(world, seed, "incentives", each_week=each_week).points()
    return found


outlet_cut = partial(outlet, each_week=sated, load=0.6)
"""The same where customers want little and markets cannot grow."""


def small(seed: int, quick: bool, span: int = 6) -> Figures:
    """Orders against incentives among five people who make what hardly keeps, and how well the orders allocate."""
    world = fresh(5, span=span, weeks=whole_or_part(quick))
    ordered = play(world, seed, "orders")
    gain = ordered.points() - play(world, seed, "incentives").points()
    return {"gain": gain, "allocation": ordered.allocation()}


small_cut = partial(small, span=2)
"""The same with two layers between the desk and the five."""


def scale(seed: int, quick: bool, **changes: float) -> Figures:
    """V of every command bot and of incentives from 12 to 1,200 people; A of incentives from 40 people on.

    Goods hardly keep: where they do, a wrong week costs nobody much, and who decides matters less.
    """
    found: Figures = {}
    for size in (20, 200) if quick else (12, 20, 200, 1200):
        world = fresh(size, weeks=whole_or_part(quick), **changes)
        for name in (*COMMAND, "incentives"):
            found[f"{name} {size}"] = play(world, seed, name).points()
    for size in () if quick else (40, 120, 400, 1200, 4000, 15000):
        found[f"A {size}"] = play(fresh(size, weeks=whole_or_part(quick), **changes), seed, "incentives").allocation()
    return found


scale_cut = partial(scale, discs=ATTENTION, weeks_per_layer=0.0)
"""The same for a desk with endless attention whose letters and reports take no time."""


def mixed(seed: int, quick: bool, mixture: str = "mixed") -> Figures:
    """V of the mixture and of each pure way."""
    found: Figures = {}
    for size in (120,) if quick else (40, 120, 400):
        world = family(size, weeks=whole_or_part(quick))
        for name, leader in (("mixed", mixture), *((pure, pure) for pure in ("incentives", *COMMAND))):
            found[f"{name} {size}"] = play(world, seed, leader).points()
    return found


mixed_cut = partial(mixed, mixture="handsoff")
"""The same with so few discs that they announce that teams may choose, and nothing more."""


def lunch(seed: int, quick: bool) -> Figures:
    """The mixture against long orders and a long lunch at 120 people."""
    world = family(120, weeks=whole_or_part(quick))
    return {"gain": play(world, seed, "mixed").points() - play(world, seed, "standing").points()}


def lunch_cut(seed: int, quick: bool) -> Figures:
    """The same lunch in a market that never moves, with teams that are all good at everything and stay as they are."""
    world = calm(120, weeks=whole_or_part(quick), specialisation=0.0)

    def rested(state: State) -> None:
        sated(state)
        state.initiative = np.full_like(state.initiative, 0.35)
        state.method = np.ones_like(state.method)

    gain = [play(world, seed, name, each_week=rested).points() for name in ("mixed", "standing")]
    return {"gain": gain[0] - gain[1]}
