"""The theory of a week, and its phases as one table.

What a week is: `advance` takes a company and the desk's actions, runs every row of `PHASES` once, in order and in
place, and returns the `Ledger`, which says why everything became what it is. What a later row needs of an earlier one,
and no other week does, is handed on in `Under`; all else is `State`.

What may not happen in a week:

* an action that `levers.check` has not allowed: the rules carry out, they do not refuse;
* a look at a clock, a file, or luck that is no pure function of (seed, week, stream, index);
* a sum or a power whose last bit depends on the machine (a test reads the rules' syntax trees for it);
* anything that matters next week and is not in `State`.

Kept in step by hand: the order of the rows decides every digest. A row that moves, comes or goes needs a new rules
version (`saves.RULES`) and new traces; `tests/sim/test_saved_tables.py` knows this order and whatever else saved games
count by place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.sim import luck
from game.sim.actions import Action
from game.sim.causes import SCORE_CAUSES
from game.sim.company import quotas, rumours, tidings
from game.sim.company.bottlenecks import begin, cure
from game.sim.company.chains import added
from game.sim.company.crowd import close_accounts, close_some_accounts, sum_up
from game.sim.company.deeds import note, turn_page, wait_longer, witness
from game.sim.company.dilemmas import deal_dated, echo_back, settle, wear_off
from game.sim.company.market import WASTE_WEIGHT, Trade, ask, deliver
from game.sim.company.people import believe, feel, value_factor
from game.sim.company.stories import remember
from game.sim.company.teams import Work, decide, moved, say_why, work
from game.sim.company.trouble import Fires, burn, call_back, drift_quality, invest, put_right, spared, strike
from game.sim.company.turnover import come_and_go
from game.sim.company.vision import follow
from game.sim.curves import Floats, nonzero, some, total
from game.sim.desk.pictures import glimpses, photograph
from game.sim.founding import level_skill
from game.sim.ledger import TILL_LINES, Ledger
from game.sim.levers import LEVERS, perform
from game.sim.state import YEAR, State
from game.sim.values import CHOOSE, SHORT_PAY_SHARE, TREND_WEEKS

PURSE_SHARE = 0.05
"""Share of what it earned that a team which chooses for itself keeps in its purse."""
LEARN_WEEKS = 2
"""In the garage, this many weeks of work beside a team show how good it is at what it does."""


@dataclass
class Under:
    """A week under way: what its phases hand on to later ones of the same week.

    actions: the desk's. reference [G]: exogenous demand in pieces. heard: letters read. method [T]: before the
    week's work. done, trade, fires: what working, selling and burning brought. moved [MOVERS]: people by what
    moved them. faulty: bad material was about.
    till: cents by line so far; whatever moves cash names its line here.
    """

    actions: Sequence[Action]
    reference: Floats = field(init=False)
    heard: int = 0
    method: Floats = field(init=False)
    done: Work = field(init=False)
    moved: Floats = field(init=False)
    trade: Trade = field(init=False)
    fires: Fires = field(init=False)
    faulty: bool = False
    till: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TILL_LINES, 0))
    ledger: Ledger = field(init=False)


@dataclass(frozen=True)
class Phase:
    """One row of the week: its name, what it reads and moves, the file under `game/sim` it lives in, and itself."""

    name: str
    moves: str
    lives: str
    run: Callable[[State, Under], None]


def advance(state: State, actions: Sequence[Action]) -> Ledger:
    """Plays one week in place: first the desk's (already checked) actions, then the phases; returns the why of it."""
    now = Under(actions)
    for phase in PHASES:
        phase.run(state, now)
    return now.ledger


def _act(state: State, now: Under) -> None:
    for action in now.actions:
        before = state.cash_cents
        perform(state, action)
        if state.cash_cents != before:
            now.till[action.lever] += state.cash_cents - before


def _ask(state: State, now: Under) -> None:
    now.reference = ask(state)


def read_letters(state: State, now: Under) -> None:
    """Every letter whose time has come is read, in the order it was sent."""
    due = [letter for letter in state.letters if letter.due <= state.week]
    state.letters = tuple(letter for letter in state.letters if letter.due > state.week)
    for letter in due:
        LEVERS[letter.lever].land(state, letter)
    now.heard = len(due)


def _settle(state: State, now: Under) -> None:
    """Answers that have come due take effect; whoever acted or heard anything decides on what is true now."""
    spoke = [action.target for action in now.actions if action.lever == "team_mind"]
    before = state.cash_cents
    settled = settle(state, spoke)
    settled |= echo_back(state)
    now.till["answers"] += state.cash_cents - before
    if settled or now.heard or now.actions:
        _sum_up(state, now)


def _sum_up(state: State, now: Under) -> None:
    sum_up(state)
    close_accounts(state)


def _sum_up_again(state: State, now: Under) -> None:
    sum_up(state)
    # Since people felt this week, only coming and going has changed what a team feels.
    close_some_accounts(state, state.unpolled)


def _work(state: State, now: Under) -> None:
    now.method = state.method
    now.done = work(state)
    now.moved = moved(state, now.done)


def _deliver(state: State, now: Under) -> None:
    spoil = _everywhere(state, "spoil") * spared(state)
    now.trade = deliver(state, now.done.made, now.done.improving, spoil, 1.0 / _everywhere(state, "patience"))
    rumours.book(state, state.demand, now.trade.delivered)


def _burn(state: State, now: Under) -> None:
    now.fires = burn(state, now.done.improvers)


def _put_right(state: State, now: Under) -> None:
    now.faulty = bool(state.faulty.any())
    put_right(state, now.done.improvers)


def _remember(state: State, now: Under) -> None:
    righted = now.faulty and not state.faulty.any()
    remember(state, *glimpses(state), now.fires.turned, righted, now.method)


def _turn_week(state: State, now: Under) -> None:
    state.week += 1
    deal_dated(state)



def _everywhere(state: State, quantity: str) -> float:
    factor, people = value_factor(state, quantity), state.head.astype(np.float64)
    if factor.shape[0] == 1 and state.people:
        return float(factor[0])
    return total(factor * people) / total(people) if state.people else 1.0


def _pay(state: State, now: Under) -> None:
    """Sales come in; wages, fixed costs, tags and purses go out; all in whole cents."""
    world, done, trade = state.world, now.done, now.trade
    value = np.array([product.value for product in world.products])
    income = int(np.rint(total(trade.delivered * value) * world.price_cents))
    coins = np.zeros(state.products)
    for product, number, weeks in state.tags:
        if product >= 0 and weeks > 0:
            coins[product] += float(number)
    tags = int(np.rint(total(coins * (trade.delivered + state.used)) * world.coin_cents))
    ease = state.people * world.net_cents * state.net
    dear = _everywhere(state, "running")
    running = int(np.rint((ease + world.fixed_cents) * dear))
    net = min(running, int(np.rint(ease * dear)))
    product = np.where((state.job >= 0) & (state.job < state.products), state.job, 0)
    free = (state.order_weeks == 0) & (state.quota_of < 0) & (state.default == CHOOSE)
    earned = np.where(free, done.output * added(world, value)[product] * world.price_cents * PURSE_SHARE, 0.0)
    purse = np.rint(np.maximum(earned, 0.0)).astype(np.int64)
    state.purse_cents = state.purse_cents + purse
    held = int(state.people * world.wage_cents * SHORT_PAY_SHARE) if state.short_paid else 0
    moved = {
        "sales": income, "wages": -state.people * world.wage_cents, "fixed": net - running, "net": -net,
        "tags": -tags, "purses": -int(total(purse)), "held": held,
    }  # fmt: skip
    for line, cents in moved.items():
        now.till[line] += cents
        state.cash_cents += cents


def _come_and_go(state: State, now: Under) -> None:
    before = state.cash_cents
    come_and_go(state)
    now.till["hiring"] += state.cash_cents - before


def _book(state: State, now: Under) -> None:
    done, trade, reference, fires = now.done, now.trade, now.reference, now.fires
    value = np.array([product.value for product in state.world.products])
    entries = dict(done.entries)
    entries["stocked"] = -total(trade.stocked * value)
    entries["ripening"] = -total(trade.ripening * value)
    entries["spoiled"] = -total(trade.spoiled * value)
    entries["waste"] = -WASTE_WEIGHT * total(trade.spoiled * value)
    entries["recall"] = -done.bad
    for name, pieces in (("holding", state.stock), ("owing", state.backlog)):
        entries[name] = -total(pieces * value * np.array([getattr(p, name) for p in state.world.products]))
    score = np.array([entries[name] for name in SCORE_CAUSES])
    worth = total(reference * value)
    state.score = state.score + score
    state.reference += worth
    now.ledger = Ledger(
        state.week, score, worth, done.capacity, state.skill.copy(), state.demand.copy(),
        reference, trade.made, trade.delivered, trade.spoiled, state.stock.copy(), state.backlog.copy(),
        state.price.copy(), state.people, state.left[state.week % YEAR].copy(), state.joined[state.week % YEAR].copy(),
        now.moved,
        (int(np.count_nonzero(fires.struck)), int(np.count_nonzero(fires.out)), int(np.count_nonzero(fires.turned))),
        state.used.copy(), trade.arrived, tuple(now.till.values()),
        tidings.lost(state.world.layers, total(state.team_trust * state.head) / max(1, state.people),
                     tidings.candour(state)[1]),
    )  # fmt: skip


def learn_and_drift(state: State, now: Under) -> None:
    """Skills drift slowly; without a layer between, the desk sees what two weeks of work beside a team show."""
    if state.world.layers == 0:
        if state.world.room:
            state.known_skill, state.known_week = state.skill.copy(), np.full_like(state.known_week, state.week)
        shown = nonzero((state.job_weeks >= LEARN_WEEKS) & (state.job >= 0) & (state.job < state.products))
        state.known_skill[shown, state.job[shown]] = state.skill[shown, state.job[shown]]
        state.known_week[shown, state.job[shown]] = state.week
    table = state.skill.shape[0], state.skill.shape[1]
    for teams, drifted in luck.even_stretches(state.seed, state.week, luck.DRIFT, table):
        drifted *= 0.02 * state.world.specialisation
        drifted += 1.0
        drifted *= state.skill[teams]
        state.skill[teams] = level_skill(np.maximum(drifted, 0.1, out=drifted))


def _photograph(state: State, now: Under) -> None:
    done, trade = now.done, now.trade
    picture = photograph(
        state, done.output, trade.made, trade.spoiled, done.switching, trade.served, now.moved
    )  # fmt: skip
    keep = max(state.world.letter_weeks_to(d) for d in (-1, *state.world.outer)) + TREND_WEEKS + 3
    state.pictures = (*state.pictures, picture)[-keep:]


def count_down(state: State, now: Under) -> None:
    """Orders, tags and discs come a week nearer to their end; rare goods of attention return to the desk."""
    state.order_weeks = np.maximum(state.order_weeks - 1, 0)
    if some(state.chosen[:, 1]):
        state.chosen[:, 1] = np.maximum(state.chosen[:, 1] - 1, 0)
    quotas.count_down(state)
    if state.building > 0:
        state.building -= 1
        state.tools += 1 if state.building == 0 else 0
    hanging = (state.tags[:, 0] >= 0) & (state.tags[:, 2] > 0)
    for _ in nonzero(hanging & (state.tags[:, 2] == 1)):
        note(state, "tag over")
    state.tags[:, 2] = np.where(hanging, state.tags[:, 2] - 1, state.tags[:, 2])
    state.tags[(state.tags[:, 0] >= 0) & (state.tags[:, 2] <= 0)] = np.array([-1, 0, 0], dtype=np.int64)
    state.discs = tuple(d for d in state.discs if d.back < 0 or d.back > state.week + 1)


PHASES: tuple[Phase, ...] = (
    Phase("forget", "what the discs did thirteen weeks ago drops off the banners", "company/deeds",
          lambda state, now: turn_page(state)),
    Phase("act", "the desk's actions take their discs; letters leave, the rest is done at once", "levers/table", _act),
    Phase("ask", "the wave moves; demand is market size × season × wave × contracts and shocks", "company/market",
          _ask),
    Phase("call back", "recalls of this week begin: every team works with bad material",
          "company/trouble", lambda state, now: call_back(state)),
    Phase("strike", "accidents of this week happen: a department burns, machines stand still",
          "company/trouble", lambda state, now: strike(state)),
    Phase("jam", "hidden bottlenecks begin, and wear off", "company/bottlenecks", lambda state, now: begin(state)),
    Phase("read", "letters whose time has come are read: orders, tags, a new default", "levers/letters", read_letters),
    Phase("settle", "answers to cards take effect, some come back much later; if anything was said, people are counted "
          "anew", "company/dilemmas",
          _settle),
    Phase("decide", "ordered teams do as told; the others wait, carry on, or choose by price and skill, or as their "
          "people in the room say",
          "company/teams", lambda state, now: say_why(state, decide(state))),
    Phase("work", "output = people × skill × morale × equipment × …, each factor booked by name", "company/teams",
          _work),
    Phase("deliver", "the shelf serves demand and backlog; the rest spoils or gives up; prices, reputation and markets "
          "move", "company/market", _deliver),
    Phase("invest", "equipment moves towards where its return meets the rate", "company/trouble",
          lambda state, now: invest(state)),
    Phase("care", "quality drifts to what is asked for", "company/trouble",
          lambda state, now: drift_quality(state)),
    Phase("feel", "morale drifts to the sum of its named causes; initiative withers at wrong work or none",
          "company/people",
          lambda state, now: feel(state, now.trade.served, now.done.overtime)),
    Phase("wait", "the weeks in which customers have waited are counted", "company/deeds",
          lambda state, now: wait_longer(state)),
    Phase("witness", "what stands is counted on the banners, as lived or betrayed", "company/deeds",
          lambda state, now: witness(state)),
    Phase("believe", "visibility, commitment, agreement and trust move", "company/people",
          lambda state, now: believe(state, now.trade.served)),
    Phase("wear off", "doubt and pledges that answers left behind fade; the pledged come to agree", "company/dilemmas",
          lambda state, now: wear_off(state)),
    Phase("follow", "belief follows trust, telling, progress and what is ordered", "company/vision",
          lambda state, now: follow(state)),
    Phase("burn", "fires are fought, learnt from, and break out", "company/trouble", _burn),
    Phase("put right", "teams with their hands free put bad material right", "company/trouble", _put_right),
    Phase("cure", "bottlenecks that met their cure end", "company/bottlenecks",
          lambda state, now: cure(state, now.done.improvers)),
    Phase("pay", "sales come in; wages, fixed costs, tags and purses go out, in whole cents", "week", _pay),
    Phase("come and go", "people leave for named reasons; the advert and the plan bring others", "company/turnover",
          _come_and_go),
    Phase("sum up", "teams and departments are counted anew from their people", "company/crowd", _sum_up_again),
    Phase("book", "the week's ledger is written: every entry of the score, by name", "week", _book),
    Phase("learn", "without a layer between, the desk learns skills beside a team; skills drift", "week",
          learn_and_drift),
    Phase("photograph", "the true picture that reports are made from is taken", "desk/pictures", _photograph),
    Phase("remember", "what happened is written down as stories to retell", "company/stories", _remember),
    Phase("find out", "the desk may learn for certain what it has heard of", "company/rumours",
          lambda state, now: rumours.find_out(state)),
    Phase("count down", "orders, quotas, tags, building and discs come a week nearer to their end", "week", count_down),
    Phase("turn", "the next week begins; cards with a date come to the desk", "company/dilemmas", _turn_week),
)  # fmt: skip
"""The phases of a week in their order; `reference` prints them."""
