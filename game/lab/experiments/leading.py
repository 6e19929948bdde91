"""What output is worth, and who leads best at which size."""

from __future__ import annotations

from functools import partial

import numpy as np

from game.lab import families
from game.lab.worlds import ATTENTION, EachWeek, Figures, Run, calm, family, fresh, play, sated, whole_or_part
from game.sim.state import State

HEART = 0.55
"""Morale and trust of people who feel the same every week."""


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
    """The best command against the best of the other families among five people, and how well it allocates.

    In the usual company, and in the garage: the same where what is made hardly keeps.
    """
    found: Figures = {}
    for kind in ("usual", "fresh"):
        world = families.company(kind, 5, span=span, weeks=whole_or_part(quick))
        told = play(world, seed, families.best(kind, 5, "command"))
        for name in ("incentives", "both"):
            found[f"{kind} {name}"] = told.points() - play(world, seed, families.best(kind, 5, name)).points()
        found[f"{kind} allocation"] = told.allocation()
    return found


small_cut = partial(small, span=2)
"""The same with two layers between the desk and the five."""


def scale(seed: int, quick: bool, kind: str = "fresh", **changes: float) -> Figures:
    """Best command less best incentives by size, at 400 also without limits of information; A of incentives by size.

    Goods hardly keep: where they do, a wrong week costs nobody much, and who decides matters less. The lead falls for
    two reasons, each shown by A of its side: what a desk cannot know or say in time, and that choosing wants many teams
    who differ, since among a few one who moves leaves too much behind.
    """
    found: Figures = {}
    for size in (20, 200) if quick else (12, 20, 200):
        told, free = _sides(kind, size, seed, quick, **changes)
        found[f"lead {size}"] = told.points() - free.points()
        if not quick:
            found |= {f"told {size}": told.allocation(), f"free {size}": free.allocation()}
    if not quick:
        told, free = _sides("unlimited", 400, seed, quick, **changes)
        found["lead unlimited"] = told.points() - free.points()
    for size in () if quick else (40, 120, 400, 1200, 4000, 15000):
        found[f"A {size}"] = play(fresh(size, weeks=whole_or_part(quick), **changes), seed, "incentives").allocation()
    return found


def _sides(kind: str, people: int, seed: int, quick: bool, **changes: float) -> tuple[Run, Run]:
    """The game of the best command, and that of the best incentives."""
    world = families.company(kind, people, weeks=whole_or_part(quick), **changes)
    told, free = (play(world, seed, families.best(kind, people, name)) for name in ("command", "incentives"))
    return told, free


scale_cut = partial(scale, kind="even", discs=ATTENTION, weeks_per_layer=0.0)
"""The same for a desk with endless attention whose letters and reports take no time, among at least a dozen teams who
differ as much at every size; led by the best that were found for such companies."""


def mixed(seed: int, quick: bool, quiet: bool = False) -> Figures:
    """What orders, quotas and an order to everyone add to the best leader who may give them and lets choose besides.

    Where something happens that one place sees first; quiet: in a calm company, where nothing does.
    """
    found: Figures = {}
    for size in (120,) if quick else (40, 120, 400):
        leader = families.best("eventful", size, "both")
        world = families.company("calm" if quiet else "eventful", size, weeks=whole_or_part(quick))
        with_them, without = (play(world, seed, one) for one in (leader, families.silent(leader)))
        found[f"{size}"] = with_them.points() - without.points()
    return found


mixed_cut = partial(mixed, quiet=True)
"""The same in a company where nothing happens that anybody would have to be told of."""


def lunch(seed: int, quick: bool) -> Figures:
    """The mixture against long orders and a long lunch at 120 people."""
    world = family(120, weeks=whole_or_part(quick))
    return {"gain": play(world, seed, "mixed").points() - play(world, seed, "standing").points()}


def lunch_cut(seed: int, quick: bool) -> Figures:
    """The same lunch where nothing moves and nobody has to be seen: a still market, teams that are all good at
    everything and stay as they are, and people whose heart and trust do not depend on a visit."""
    world = calm(120, weeks=whole_or_part(quick), specialisation=0.0)
    gain = [play(world, seed, name, each_week=_rested).points() for name in ("mixed", "standing")]
    return {"gain": gain[0] - gain[1]}


def _rested(state: State) -> None:
    sated(state)
    state.initiative = np.full_like(state.initiative, 0.35)
    state.method = np.ones_like(state.method)
    state.morale, state.trust = (np.full_like(felt, HEART) for felt in (state.morale, state.trust))
