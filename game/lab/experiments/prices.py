"""What prices tell and how fast they may move, and what a tag before a contract is worth."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from game.bots import Desk
from game.bots.mixed import visit_around
from game.lab.experiments.leaders import visiting
from game.lab.programmes import NEVER, Programme
from game.lab.worlds import ATTENTION, FREE, Figures, Run, calm, family, fresh, play, replaced, sated, whole_or_part
from game.sim.actions import Action
from game.sim.company import factors, market, teams
from game.sim.desk.reports import Report
from game.sim.values import CARRY_ON, CHOOSE
from game.sim.world import DemandShift, StartPolicy

STEP_WEEK = 52
STEP = (DemandShift(STEP_WEEK, 0, 1.5), DemandShift(STEP_WEEK, 1, 0.5))
"""A zero-sum step of demand."""
WAYS: dict[str, Programme] = {
    "prices": Programme(default=CHOOSE, coins=2, hurdle=NEVER),
    "quotas 4": Programme(default=CARRY_ON, quota=4, hurdle=NEVER),
    "quotas 8": Programme(default=CARRY_ON, quota=8, hurdle=NEVER),
    "free quotas 4": Programme(default=CHOOSE, quota=4, hurdle=NEVER),
}
"""Leaders who only let prices speak, and who only set quotas: for a month or two, the rest of the time as it was or
free."""
SPEEDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64)


def hand(seed: int, quick: bool) -> Figures:
    """A after a zero-sum step of demand at week 52, against a twin without it; people choose in a calm market.

    1,200 people: the smaller the company, the more a single team's luck moves its twin too.
    """
    del quick
    world = calm(1200, policy=FREE, weeks=STEP_WEEK + 16)
    step = replace(world, shifts=STEP)
    moved, still = play(step, seed), play(world, seed)
    spans = {"dip": (0, 4), "rest": (12, 16)}
    return {
        name: still.allocation(STEP_WEEK + first, STEP_WEEK + end)
        - moved.allocation(STEP_WEEK + first, STEP_WEEK + end)
        for name, (first, end) in spans.items()
    }


def hand_cut(seed: int, quick: bool) -> Figures:
    """The same with prices that never move."""
    with replaced(market, PRICE_SPEED=0.0):
        return hand(seed, quick)


def prices(seed: int, quick: bool) -> Figures:
    """Median distance of relative prices from relative shadow prices in a steady market, and duals strictly inside.

    Loads are of what the company can make once its methods are the best, since a year of improvements would end all
    scarcity otherwise; some goods are wanted nine times as much as others, so that crafts have to move.
    """
    del quick
    found: Figures = {}
    lopsided = tuple(DemandShift(0, product, 1.8 if product % 2 == 0 else 0.2) for product in range(4))
    for load in (1.2, 1.6):
        world = calm(400, policy=FREE, load=load * factors.BEST_METHOD, shifts=lopsided)
        off, inside = _from_shadow(play(world, seed, each_week=sated), 60)
        found |= {f"off {load}": off, f"inside {load}": inside}
    return found


def prices_cut(seed: int, quick: bool) -> Figures:
    """The same with prices that never move."""
    with replaced(market, PRICE_SPEED=0.0):
        return prices(seed, quick)


def _from_shadow(run: Run, first: int) -> tuple[float, float]:
    shadow = run.plan(first).prices
    price = np.stack([ledger.price for ledger in run.ledgers[first:]])
    value = np.array([product.value for product in run.world.products])
    relative = price / np.mean(price, axis=1)[:, None]
    true = shadow / np.maximum(np.mean(shadow, axis=1), 1e-9)[:, None]
    apart = np.abs(relative - true) / np.maximum(true, 1e-9)
    inner = (shadow > 0.01 * value) & (shadow < 0.99 * value)
    return 100.0 * float(np.median(apart)), float(np.median(np.count_nonzero(inner, axis=1)))


def cobweb(seed: int, quick: bool, policy: StartPolicy = FREE) -> Figures:
    """V at 120 people by price speed: seven speeds, and eight times and a tenth of each.

    People are nearly equal at everything and what they make takes three weeks to the shelf, so that they can herd;
    customers stay as many as they are, so that a company cannot live by what it happens to make.
    """
    world = family(120, policy=policy, weeks=whole_or_part(quick), specialisation=0.2)
    world = replace(world, products=tuple(replace(product, lead_weeks=3) for product in world.products))
    found: Figures = {}
    for speed in SPEEDS[::2] if quick else SPEEDS:
        for factor in (1.0, 8.0, 0.1):
            tried = round(speed * factor, 6)
            if f"{tried:g}" not in found:
                with replaced(market, PRICE_SPEED=tried):
                    found[f"{tried:g}"] = play(world, seed, each_week=sated).points()
    return found


cobweb_cut = partial(cobweb, policy=StartPolicy("carry on"))
"""The same where teams carry on and so never look at a price."""


def foresight(seed: int, quick: bool) -> Figures:
    """What tags are worth at 400 people when they are heard five weeks before each contract, and three weeks after.

    Goods hardly keep, so that a contract is met in its weeks or not at all. There are hands enough for what is wanted
    between contracts, and customers stay as many as they are: in growing markets every hand that a tag moves is missing
    elsewhere. All three desks visit with the discs they have left.
    """
    world = fresh(
        400, policy=FREE, load=0.9, wave=0.2, contracts_per_quarter=3, bottlenecks_per_quarter=0,
        weeks=52 if quick else 104,
    )  # fmt: skip
    plain = play(world, seed, visiting, each_week=sated).points()
    return {
        name: play(world, seed, partial(tagging, when=when), each_week=sated).points() - plain
        for name, when in (("early", -5), ("late", 3))
    }


def foresight_cut(seed: int, quick: bool) -> Figures:
    """The same with tags that mean nothing to anyone."""
    with replaced(teams, COIN_PULL=0.0):
        return foresight(seed, quick)


def tagging(report: Report, when: int) -> list[Action]:
    """Hangs two coins on what a contract will ask for, so that teams hear of it `when` weeks from its start.

    They hang for six weeks, and with a third coin for three more if the contract is still running then.
    """
    desk = Desk(report)
    for contract in report.horizon:
        for after, coins, weeks in ((0, 2, 6), (6, 3, 3)):
            if report.week + report.world.letter_weeks == contract.first + when + after:
                desk.act("tag", contract.product, coins, weeks)
    visit_around(desk)
    return desk.actions


def weitzman(seed: int, quick: bool, known: bool = False, keeps: bool = False) -> Figures:
    """Prices less quotas at 120 people, by how much teams differ in what only they know, and by how steep the loss is.

    The desk has endless attention and hears at once what customers want, so that all it does not know is who is good at
    what: the question of Weitzman, "Prices vs. Quantities" (Review of Economic Studies 41, 1974). Steep: what is made
    in the wrong week is lost, and so is who was not served. known: the desk knows every skill. keeps: nothing is lost.
    """
    found: Figures = {}
    for name, differ, spoils, patience in (
        ("alike", 0.1, 0.3, 0.3), ("different", 0.7, 0.3, 0.3), ("flat", 0.3, 0.02, 1.0), ("steep", 0.3, 0.9, 0.0),
    ):  # fmt: skip
        world = calm(
            120, weeks=whole_or_part(quick), specialisation=differ, load=0.75, discs=ATTENTION, weeks_per_layer=0.0,
            teams_per_department=2,
        )  # fmt: skip
        lost, waits = (0.02, 1.0) if keeps else (spoils, patience)
        goods = tuple(replace(product, spoils=lost, patience=waits) for product in world.products)
        world = replace(world, products=goods)
        for way, leader in WAYS.items():
            exact = known and way != "prices"
            run = play(world, seed, leader, each_week=sated, exact=exact)
            found[f"{way} {name}"] = run.points()
    return found


weitzman_cut = partial(weitzman, known=True, keeps=True)
"""The same where the desk knows every skill, and nothing is lost by being made or asked for in the wrong week."""
