"""What the laws of being followed measure on one luck: aims, histories and trouble, and the same with a cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from game.bots import Desk
from game.bots.mixed import visit_around
from game.bots.values import BELIEVED
from game.lab.experiments.leaders import all_ordered
from game.lab.worlds import ATTENTION, FREE, Figures, Run, family, play, replaced
from game.sim.actions import Action
from game.sim.company import trouble, vision
from game.sim.desk.reports import Report
from game.sim.state import State
from game.sim.values import CHOOSE, DIRECTIONS
from game.sim.world import StartPolicy

AIM_WEEK, AIM_HEIGHT = 40, 2
STORY_EVERY = 6
"""Weeks between two stories."""
SAFE, STRETCH, TOO_HIGH = (1,), (1, 2, 3), (5,)
"""Heights at which a vision is told, one after the other."""


def _quality(report: Report) -> int:
    return len(report.world.products) + DIRECTIONS.index("quality")


def steering(heights: tuple[int, ...], first: int, stories: bool = True) -> Callable[[Report], list[Action]]:
    """Visits around, and tells a vision of quality from week `first` on: the next height once people believe in one."""

    def lead(report: Report) -> list[Action]:
        desk, star = Desk(report), report.star
        if heights and report.week >= first:
            if star is None:
                desk.act("tell", -1, _quality(report), heights[0])
            elif star.height < heights[-1] and star.belief > BELIEVED and report.week - star.told >= 8:
                desk.act("tell", -1, star.direction, heights[heights.index(star.height) + 1])
            elif stories and report.week % STORY_EVERY == 0 and report.stories and report.stories[0].told == 0:
                desk.act("retell", -1, report.stories[0].number)
        visit_around(desk)
        return desk.actions

    return lead


def _reached(run: Run) -> float:
    return 100.0 * float(vision.progress(run.state) >= 1.0)


def aim(seed: int, quick: bool) -> Figures:
    """V at 400 people without an aim, with a safe one, with a stretch in believable steps, and with one far too high.

    And how many reached it, in per cent.
    """
    world = family(400, policy=FREE, weeks=52 if quick else 104)
    found: Figures = {"none": play(world, seed, steering((), 0)).points()}
    for name, heights in (("safe", SAFE), ("stretch", STRETCH), ("disbelieved", TOO_HIGH)):
        run = play(world, seed, steering(heights, 4, stories=name != "disbelieved"))
        found |= {name: run.points(), f"reached {name}": _reached(run)}
    return found


def aim_cut(seed: int, quick: bool) -> Figures:
    """The same among people for whom all heights are one: what is believed does not depend on how high it hangs."""
    with replaced(vision, STAR_STEP=0.0, CYNICAL=0.0, DOUBT=0.0):
        return aim(seed, quick)


def follow(seed: int, quick: bool, held: bool = False) -> Figures:
    """What the same aim, told in week 40, adds to the weeks after it, by whether people were free or ordered before.

    From week 40 on everyone is free, with the markets and methods of the start, so that only what people have lived
    through differs. 400 people. held: see `follow_cut`.
    """
    world = replace(family(400), discs=ATTENTION, weeks=66 if quick else 104)
    found: Figures = {}
    for name in ("free", "ordered"):
        each_week = partial(_history, free=name == "free", held=held)
        told, silent = (
            play(world, seed, partial(_aiming, free=name == "free", told=told), each_week=each_week).points(AIM_WEEK)
            for told in (True, False)
        )
        found[name] = told - silent
    return found


follow_cut = partial(follow, held=True)
"""The same among people whose trust and initiative stay what they were, whatever was done to them."""


def _aiming(report: Report, free: bool, told: bool) -> list[Action]:
    if report.week < AIM_WEEK:
        return [] if free else all_ordered(report)
    desk = Desk(report)
    if told and report.week == AIM_WEEK:
        desk.act("tell", -1, _quality(report), AIM_HEIGHT)
    elif told and report.week % STORY_EVERY == 0 and report.stories and report.stories[0].told == 0:
        desk.act("retell", -1, report.stories[0].number)
    return desk.actions


def _history(state: State, free: bool, held: bool) -> None:
    if state.week == (0 if free else AIM_WEEK):
        state.default = CHOOSE
        state.letters = ()
        state.order_weeks = np.zeros_like(state.order_weeks)
    if state.week == AIM_WEEK:
        state.market, state.reputation = np.ones_like(state.market), np.full_like(state.reputation, 0.85)
        state.stock, state.backlog = np.zeros_like(state.stock), np.zeros_like(state.backlog)
        state.method = np.ones_like(state.method)
    if held:
        state.trust = np.full_like(state.trust, 0.55)
        state.initiative = np.full_like(state.initiative, 0.6)


def chaos(seed: int, quick: bool) -> Figures:
    """Fires for each hundred teams and year by size, and how many in a hundred put out became improvements at 400.

    Once among free people with a net whom somebody visits, once under orders that never end.
    """
    weeks = 26 if quick else 104
    found: Figures = {}
    for size in (40, 400, 4000):
        run = play(family(size, policy=FREE, trouble=3.0, weeks=weeks), seed)
        found[f"{size}"] = 100.0 * sum(ledger.fires[0] for ledger in run.ledgers) / run.world.teams * 52.0 / weeks
    world = replace(family(400, trouble=3.0, weeks=weeks), discs=ATTENTION)
    slack = replace(world, policy=StartPolicy("choose", net=2), discs=5)
    for name, company, leader in (("slack", slack, steering((), 0)), ("ordered", world, all_ordered)):
        run = play(company, seed, leader)
        out, turned = (sum(ledger.fires[column] for ledger in run.ledgers) for column in (1, 2))
        found[name] = 100.0 * turned / max(1, out)
    return found


def chaos_cut(seed: int, quick: bool) -> Figures:
    """The same where neither layers nor other teams make trouble, and nobody learns from it."""
    with replaced(trouble, LAYER_TROUBLE=0.0, TEAM_TROUBLE=0.0), replaced(vision, TURN=0.0):
        return chaos(seed, quick)
