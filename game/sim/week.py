"""One week, as the rules of a board game: demand, letters, deciding, work, market, feeling, belief, report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.sim import luck
from game.sim.actions import Action
from game.sim.company import tidings
from game.sim.company.bottlenecks import begin, cure
from game.sim.company.chains import added
from game.sim.company.crowd import close_accounts, sum_up
from game.sim.company.deeds import note, turn_page, wait_longer, witness
from game.sim.company.dilemmas import deal_dated, settle, wear_off
from game.sim.company.market import WASTE_WEIGHT, Trade, ask, deliver
from game.sim.company.people import believe, feel, value_factor
from game.sim.company.stories import remember
from game.sim.company.teams import Work, decide, work
from game.sim.company.trouble import Fires, burn, call_back, drift_quality, invest, put_right, spared, strike
from game.sim.company.turnover import come_and_go
from game.sim.company.vision import follow
from game.sim.curves import Floats, total
from game.sim.desk.pictures import glimpses, photograph
from game.sim.founding import level_skill
from game.sim.ledger import SCORE_CAUSES, Ledger
from game.sim.levers import LEVERS, perform
from game.sim.state import YEAR, State
from game.sim.values import CHOOSE, TREND_WEEKS

PURSE_SHARE = 0.05
"""Share of what it earned that a team which chooses for itself keeps in its purse."""
LEARN_WEEKS = 2
"""In the garage, this many weeks of work beside a team show how good it is at what it does."""


def advance(state: State, actions: Sequence[Action]) -> Ledger:
    """Plays one week in place: first the desk's (already checked) actions, then the phases; returns the why of it."""
    turn_page(state)
    for action in actions:
        perform(state, action)
    reference = ask(state)
    call_back(state)
    strike(state)
    begin(state)
    heard = read_letters(state)
    if settle(state) or heard or actions:
        sum_up(state)
        close_accounts(state)
    decide(state)
    method = state.method
    done = work(state)
    spoil = _everywhere(state, "spoil") * spared(state)
    trade = deliver(state, done.made, done.improving, spoil, 1.0 / _everywhere(state, "patience"))
    invest(state)
    drift_quality(state)
    feel(state, trade.served, done.overtime)
    wait_longer(state)
    witness(state)
    believe(state, trade.served)
    wear_off(state)
    follow(state)
    fires = burn(state, done.improvers)
    bad = bool(state.faulty.any())
    put_right(state, done.improvers)
    cure(state, done.improvers)
    pay(state, done, trade)
    come_and_go(state)
    sum_up(state)
    close_accounts(state)
    ledger = _book(state, done, trade, reference, fires)
    learn_and_drift(state)
    _photograph(state, done, trade)
    remember(state, *glimpses(state), fires.turned, bad and not state.faulty.any(), method)
    count_down(state)
    state.week += 1
    deal_dated(state)
    return ledger


def read_letters(state: State) -> int:
    """Phase 2: every letter whose time has come is read, in the order it was sent; returns how many."""
    due = [letter for letter in state.letters if letter.due <= state.week]
    state.letters = tuple(letter for letter in state.letters if letter.due > state.week)
    for letter in due:
        LEVERS[letter.lever].land(state, letter)
    return len(due)


def _everywhere(state: State, quantity: str) -> float:
    people = state.head.astype(np.float64)
    return total(value_factor(state, quantity) * people) / total(people) if state.people else 1.0


def pay(state: State, done: Work, trade: Trade) -> None:
    """Sales come in; wages, fixed costs, tags and purses go out; all in whole cents."""
    world = state.world
    value = np.array([product.value for product in world.products])
    income = int(np.rint(total(trade.delivered * value) * world.price_cents))
    coins = np.zeros(state.products)
    for product, number, weeks in state.tags:
        if product >= 0 and weeks > 0:
            coins[product] += float(number)
    tags = int(np.rint(total(coins * (trade.delivered + state.used)) * world.coin_cents))
    running = state.people * world.net_cents * state.net + world.fixed_cents
    costs = state.people * world.wage_cents + int(np.rint(running * _everywhere(state, "running")))
    product = np.where((state.job >= 0) & (state.job < state.products), state.job, 0)
    free = (state.order_weeks == 0) & (state.default == CHOOSE)
    earned = np.where(free, done.output * added(world, value)[product] * world.price_cents * PURSE_SHARE, 0.0)
    purse = np.rint(np.maximum(earned, 0.0)).astype(np.int64)
    state.purse_cents = state.purse_cents + purse
    state.cash_cents += income - tags - costs - int(total(purse))


def _book(state: State, done: Work, trade: Trade, reference: Floats, fires: Fires) -> Ledger:
    value = np.array([product.value for product in state.world.products])
    entries = dict(done.entries)
    entries["stocked"] = -total(trade.stocked * value)
    entries["ripening"] = -total(trade.ripening * value)
    entries["spoiled"] = -total(trade.spoiled * value)
    entries["waste"] = -WASTE_WEIGHT * total(trade.spoiled * value)
    entries["recall"] = -done.bad
    score = np.array([entries[name] for name in SCORE_CAUSES])
    worth = total(reference * value)
    state.score = state.score + score
    state.reference += worth
    return Ledger(
        state.week, score, worth, done.capacity, state.skill.copy(), state.demand.copy(),
        reference, trade.made, trade.delivered, trade.spoiled, state.stock.copy(), state.backlog.copy(),
        state.price.copy(), state.people, state.left[state.week % YEAR].copy(), state.joined[state.week % YEAR].copy(),
        done.moved,
        (int(np.count_nonzero(fires.struck)), int(np.count_nonzero(fires.out)), int(np.count_nonzero(fires.turned))),
        state.used.copy(), trade.arrived,
        tidings.lost(state.world.layers, total(state.team_trust * state.head) / max(1, state.people),
                     tidings.candour(state)[1]),
    )  # fmt: skip


def learn_and_drift(state: State) -> None:
    """Skills drift slowly; without a layer between, the desk sees what two weeks of work beside a team show."""
    if state.world.layers == 0:
        shown = np.flatnonzero((state.job_weeks >= LEARN_WEEKS) & (state.job >= 0) & (state.job < state.products))
        state.known_skill[shown, state.job[shown]] = state.skill[shown, state.job[shown]]
        state.known_week[shown, state.job[shown]] = state.week
    drifted = luck.even(state.seed, state.week, luck.DRIFT, state.skill.size).reshape(state.skill.shape)
    drifted *= 0.02 * state.world.specialisation
    drifted += 1.0
    drifted *= state.skill
    state.skill = level_skill(np.maximum(drifted, 0.1, out=drifted))


def _photograph(state: State, done: Work, trade: Trade) -> None:
    picture = photograph(
        state, done.output, trade.made, trade.spoiled, done.switching, trade.served, done.moved
    )  # fmt: skip
    keep = state.world.letter_weeks + TREND_WEEKS + 3
    state.pictures = (*state.pictures, picture)[-keep:]


def count_down(state: State) -> None:
    """Orders, tags and discs come a week nearer to their end; rare goods of attention return to the desk."""
    state.order_weeks = np.maximum(state.order_weeks - 1, 0)
    if state.building > 0:
        state.building -= 1
        state.tools += 1 if state.building == 0 else 0
    hanging = (state.tags[:, 0] >= 0) & (state.tags[:, 2] > 0)
    for _ in np.flatnonzero(hanging & (state.tags[:, 2] == 1)):
        note(state, "tag over")
    state.tags[:, 2] = np.where(hanging, state.tags[:, 2] - 1, state.tags[:, 2])
    state.tags[(state.tags[:, 0] >= 0) & (state.tags[:, 2] <= 0)] = np.array([-1, 0, 0], dtype=np.int64)
    state.discs = tuple(d for d in state.discs if d.back < 0 or d.back > state.week + 1)
