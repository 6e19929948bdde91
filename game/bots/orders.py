"""A leader who commands, and the orders that any leader may write."""

from __future__ import annotations

import numpy as np

from game.bots.cards import answer_cards
from game.bots.desk import Desk, gain, need, strangers, supply, team_week
from game.bots.stages import KEPT_DISCS, ask_houses, in_a_row
from game.bots.thrift import save
from game.sim.actions import Action
from game.sim.company import chains
from game.sim.curves import across, highest
from game.sim.desk.reports import Report
from game.sim.values import CARRY_ON, INSIST, WAIT


def lead(report: Report) -> list[Action]:
    """Commands as well as one can: looks first, *carry on* behind the letters, then greedy four-week orders."""
    desk = Desk(report)
    save(desk)
    command(desk, INSIST)
    return desk.actions


def command(desk: Desk, habit: int = -1) -> None:
    """Leads by orders alone for a week, and answers cards by habit (a verb), or as promises most.

    Where houses work in a row it asks each for a number a week instead: orders to teams would only push the heap along.
    """
    report = desk.report
    if in_a_row(report):
        answer_cards(desk, habit)
        ask_houses(desk)
        visit_unknown(desk, desk.free - KEPT_DISCS)
        return
    if report.world.letter_weeks > 0:
        desk.announce(CARRY_ON)
    if report.week > 0 or report.default != WAIT:
        visit_unknown(desk, desk.free)
    answer_cards(desk, habit)
    give_orders(desk, 4, hurdle=0.17 * team_week(report))
    visit_unknown(desk, desk.free)


def give_orders(desk: Desk, weeks: int, keep: int = 0, hurdle: float = 0.0, anew: bool = False) -> None:
    """Writes the orders that gain most until `keep` discs are left: greedy by worth less a switching charge.

    anew: also to teams whose orders still hold, as one does beside them.
    """
    report = desk.report
    world = report.world
    value = np.maximum(chains.added(world, np.array([product.value for product in world.products])), 0.0)
    spoils = np.array([product.spoils for product in world.products])
    landing = world.letter_weeks
    until = report.week + landing
    made, job, rate = supply(report, until + 1)
    wanted = need(report, landing + min(weeks, 4) // 2)
    open_teams = (report.ordered[:, 2] <= until) | (report.ordered[:, 1] < 0)
    beside = anew or world.letter_weeks == 0
    if beside:
        open_teams[:] = True
    while desk.free > keep and open_teams.any():
        teams = np.flatnonzero(open_teams)
        at_it = job[teams, None] == np.arange(made.shape[0])
        without = np.where(at_it, np.maximum(made - rate[teams], 0.0), made)
        left = gain(value, spoils, without, wanted)
        change = gain(value, spoils, without + rate[teams], wanted) - left
        change += across(left - gain(value, spoils, made, wanted))[:, None]
        change -= np.where(at_it, 0.0, 0.35 / weeks * rate[teams] * value)
        choice, most = change.argmax(axis=1), highest(change)
        if report.default != WAIT:
            most = np.where(choice == job[teams], -np.inf, most)
        best = int(most.argmax())
        best_team, best_job = int(teams[best]), int(choice[best])
        if most[best] <= hurdle or not desk.act("order", best_team, best_job, weeks):
            return
        now = job[best_team]
        if 0 <= now < made.shape[0]:
            made[now] = max(0.0, made[now] - rate[best_team, now])
        made[best_job] += rate[best_team, best_job]
        job[best_team] = best_job
        open_teams[best_team] = False


def visit_unknown(desk: Desk, most: int) -> None:
    """Visits the teams the desk knows least about, the least recently seen first."""
    report = desk.report
    unknown = strangers(report)
    for team in np.flatnonzero(unknown)[:most]:
        if not desk.act("visit", int(team)):
            return
