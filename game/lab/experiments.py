"""What each law measures on one luck: experiments on companies of one family, and the same with the mechanism cut.

Every experiment is a function of the luck's seed and of whether it may be quick; it returns raw figures by name, V and
A in points. A cut changes a constant of the rules, a field of the world or the state between weeks, never a switch.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from game import bots
from game.bots import Desk, give_orders
from game.lab.worlds import FREE, EachWeek, Run, calm, family, fresh, play, replaced
from game.sim.actions import Action
from game.sim.company import dilemmas, factors, market, people, teams
from game.sim.company.crowd import UNASKED, stand
from game.sim.desk.reports import Report
from game.sim.state import State
from game.sim.values import ASK, CHOOSE, SEEK, VERB_PRICES
from game.sim.world import NOTHING, Answer, Culture, DemandShift, Dilemma, StartPolicy, World

Figures = dict[str, float]

COMMAND = ("orders", "standing")
"""The bots that lead by orders alone."""
ATTENTION = 1_000
"""Discs of a desk whose attention is not the limit."""


def whole_or_part(quick: bool, full: int = 104) -> int:
    """Weeks of an experiment: at most three quarters of a year if it has to be quick."""
    return min(39, full) if quick else full


# Productivity


def _ten_more(state: State) -> None:
    if state.week == 0:
        state.method = state.method * 1.1


def _sated(state: State) -> None:
    state.market = np.ones_like(state.market)


def _sated_ten_more(state: State) -> None:
    _ten_more(state)
    _sated(state)


def outlet(seed: int, quick: bool) -> Figures:
    """What ten per cent more output per person is worth to a company that chooses."""
    found: Figures = {}
    for size in (120,) if quick else (120, 400):
        world = family(size, weeks=whole_or_part(quick))
        with_it = play(world, seed, "incentives", each_week=_ten_more)
        found[f"{size}"] = with_it.points() - play(world, seed, "incentives").points()
    return found


def outlet_cut(seed: int, quick: bool) -> Figures:
    """The same where customers want little and markets cannot grow."""
    found: Figures = {}
    for size in (120,) if quick else (120, 400):
        world = family(size, weeks=whole_or_part(quick), load=0.6)
        with_it = play(world, seed, "incentives", each_week=_sated_ten_more)
        found[f"{size}"] = with_it.points() - play(world, seed, "incentives", each_week=_sated).points()
    return found


# Who leads best at which size


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


def mixed(seed: int, quick: bool) -> Figures:
    """V of the mixture and of each pure way."""
    found: Figures = {}
    for size in (120,) if quick else (40, 120, 400):
        for name in ("mixed", "incentives", *COMMAND):
            found[f"{name} {size}"] = play(family(size, weeks=whole_or_part(quick)), seed, name).points()
    return found


def mixed_cut(seed: int, quick: bool) -> Figures:
    """The same with so few discs that they announce that teams may choose, and nothing more."""
    found: Figures = {}
    for size in (120,) if quick else (40, 120, 400):
        for name in ("mixed", "incentives", *COMMAND):
            leader = "handsoff" if name == "mixed" else name
            found[f"{name} {size}"] = play(family(size, weeks=whole_or_part(quick)), seed, leader).points()
    return found


def lunch(seed: int, quick: bool) -> Figures:
    """The mixture against long orders and a long lunch at 120 people."""
    world = family(120, weeks=whole_or_part(quick))
    return {"gain": play(world, seed, "mixed").points() - play(world, seed, "standing").points()}


def lunch_cut(seed: int, quick: bool) -> Figures:
    """The same lunch in a market that never moves, with teams that are all good at everything and stay as they are."""
    world = calm(120, weeks=whole_or_part(quick), specialisation=0.0)

    def rested(state: State) -> None:
        _sated(state)
        state.initiative = np.full_like(state.initiative, 0.35)
        state.method = np.ones_like(state.method)

    gain = [play(world, seed, name, each_week=rested).points() for name in ("mixed", "standing")]
    return {"gain": gain[0] - gain[1]}


# Letters


def all_knowing(report: Report) -> list[Action]:
    """Writes anew every week to every team that could do better, by exact figures and with endless attention."""
    desk = Desk(report)
    give_orders(desk, 2, hurdle=0.15 * bots.team_week(report), anew=True)
    return desk.actions


def delay(seed: int, quick: bool, wave: float = 0.65, contracts_per_quarter: int = 2) -> Figures:
    """A of a desk with exact knowledge and endless attention at 120 people, by weeks a letter needs for a layer.

    Counted from the second quarter on, when every first letter has arrived.
    """
    moving = fresh(120, wave=wave, contracts_per_quarter=contracts_per_quarter)
    found: Figures = {}
    for weeks in range(4):
        slow = replace(moving, weeks_per_layer=float(weeks), discs=ATTENTION, weeks=whole_or_part(quick))
        slow = replace(slow, policy=StartPolicy("carry on"))
        found[f"{weeks}"] = play(slow, seed, all_knowing, exact=True).allocation(13)
    return found


delay_cut = partial(delay, wave=0.0, contracts_per_quarter=0)
"""The same in a market that never moves."""


def idle(seed: int, quick: bool, policy: StartPolicy | None = None) -> Figures:
    """Share of the working time spent waiting when teams wait for four-week orders."""
    found: Figures = {}
    for size in (12, 400):
        world = family(size, weeks=whole_or_part(quick), policy=policy or StartPolicy("wait"))
        found[f"{size}"] = play(world, seed, only_orders).waiting()
    return found


idle_cut = partial(idle, policy=StartPolicy("carry on"))
"""The same where teams carry on with what they did last."""


def only_orders(report: Report) -> list[Action]:
    """Spends every disc on four-week orders to single teams and never changes the default."""
    desk = Desk(report)
    give_orders(desk, 4)
    return desk.actions


# Prices

STEP_WEEK = 52
STEP = (DemandShift(STEP_WEEK, 0, 1.5), DemandShift(STEP_WEEK, 1, 0.5))
"""A zero-sum step of demand."""


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
        off, inside = _from_shadow(play(world, seed, each_week=_sated), 60)
        found |= {f"off {load}": off, f"inside {load}": inside}
    return found


def _from_shadow(run: Run, first: int) -> tuple[float, float]:
    shadow = run.plan(first).prices
    price = np.stack([ledger.price for ledger in run.ledgers[first:]])
    value = np.array([product.value for product in run.world.products])
    relative = price / np.mean(price, axis=1)[:, None]
    true = shadow / np.maximum(np.mean(shadow, axis=1), 1e-9)[:, None]
    apart = np.abs(relative - true) / np.maximum(true, 1e-9)
    inner = (shadow > 0.01 * value) & (shadow < 0.99 * value)
    return 100.0 * float(np.median(apart)), float(np.median(np.count_nonzero(inner, axis=1)))


def prices_cut(seed: int, quick: bool) -> Figures:
    """The same with prices that never move."""
    with replaced(market, PRICE_SPEED=0.0):
        return prices(seed, quick)


SPEEDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64)


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
                    found[f"{tried:g}"] = play(world, seed, each_week=_sated).points()
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
    plain = play(world, seed, visiting, each_week=_sated).points()
    return {
        name: play(world, seed, partial(tagging, when=when), each_week=_sated).points() - plain
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
    bots.visit_around(desk)
    return desk.actions


# Habit


def habit(seed: int, quick: bool, initiative: float | None = None) -> Figures:
    """The first eight free weeks after orders against an always-free twin at 400 people, and where freedom ends.

    The market is calm, so that weeks 4, 26 and 39 are alike but for what people have lived through.
    """
    world, weeks = calm(400, discs=ATTENTION), whole_or_part(quick)
    held = partial(_held, initiative=initiative)
    free = play(replace(world, policy=FREE), seed, weeks=47, each_week=held)
    found: Figures = {}
    for ordered in (4, 26, 39):
        run = play(
            world, seed, partial(until, week=ordered), weeks=weeks if ordered == 26 else ordered + 8,
            each_week=partial(_freed, week=ordered, initiative=initiative),
        )  # fmt: skip
        found[f"dip {ordered}"] = free.points(ordered, ordered + 8) - run.points(ordered, ordered + 8)
        if ordered == 26:
            always = play(world, seed, all_ordered, weeks=weeks, each_week=held)
            found["end"] = run.points(weeks * 3 // 4) - always.points(weeks * 3 // 4)
    return found


habit_cut = partial(habit, initiative=0.35)
"""The same among people whose initiative stays what it was, whatever they are told."""


def _held(state: State, initiative: float | None) -> None:
    if initiative is not None:
        state.initiative = np.full_like(state.initiative, initiative)


def _freed(state: State, week: int, initiative: float | None) -> None:
    _held(state, initiative)
    if state.week == week:
        state.default = CHOOSE
        state.letters = ()
        state.order_weeks = np.zeros_like(state.order_weeks)


def all_ordered(report: Report) -> list[Action]:
    """Keeps every team under a four-week order that never runs out."""
    desk = Desk(report)
    bots.visit_unknown(desk, desk.free)
    landing = report.week + report.world.letter_weeks
    give_orders(desk, 4)
    written = {action.target for action in desk.actions if action.lever == "order"}
    for team in np.flatnonzero((report.ordered[:, 2] <= landing) | (report.ordered[:, 1] < 0)):
        last = int(report.ordered[team, 0])
        if int(team) not in written:
            desk.act("order", int(team), last if last >= 0 else int(team) % len(report.price), 4)
    return desk.actions


def until(report: Report, week: int) -> list[Action]:
    """Orders everyone until a week, then nobody."""
    return all_ordered(report) if report.week < week else []


# Belief


def _believers(people_count: int, declared: bool, weeks: int) -> World:
    return family(
        people_count, policy=StartPolicy("choose", declared=("craft",) if declared else ()), value_names=("craft",),
        cultures=(Culture(1.0, (0.65,)),), weeks=weeks,
    )  # fmt: skip


def repeating(report: Report) -> list[Action]:
    """Holds a ritual for every banner until a department has it well in sight, and visits with what is left."""
    desk = Desk(report)
    for banner in report.banners:
        least = int(np.argmin(np.array(banner.visibility)))
        if banner.ritual < 0:
            desk.act("ritual", banner.value, least)
        elif banner.visibility[banner.ritual] > bots.WELL_SEEN:
            desk.act("rest", banner.value)
    bots.visit_around(desk)
    return desk.actions


def visiting(report: Report) -> list[Action]:
    """Visits with every disc and lets banners hang."""
    desk = Desk(report)
    bots.visit_around(desk)
    return desk.actions


WORDS: dict[str, str] = {"lived": "craft", "repeated": "fairness", "betrayed": "curiosity"}
"""What a figure of quality that hangs alone over everyone says of three banners: it lives the first, betrays the
last."""


def values(seed: int, quick: bool, each_week: EachWeek | None = None) -> Figures:
    """One company, led the same way for a year, under different words over the door.

    Everybody works to a lone figure of quality. Commitment that binds people and trust after the year at 120: of a
    banner kept in sight that this lives, that it does not speak to, that it betrays, of one left alone, and of none. V
    of the lived banner and of none at 400 and 4,000, where six departments remain six.
    """
    found: Figures = {}
    arms = [(name, word, repeating) for name, word in WORDS.items()]
    for name, word, leader in (*arms, ("declared", "fairness", visiting), ("none", "", visiting)):
        state = play(_measured(120, word), seed, leader, each_week=each_week).state
        found[name] = 100.0 * float(np.mean(stand(state)[1]))
        found[f"trust {name}"] = 100.0 * float(np.mean(state.trust))
    for size in (400,) if quick else (400, 4000):
        lived = play(_measured(size, WORDS["lived"]), seed, repeating, each_week=each_week).points()
        found[f"V {size}"] = lived - play(_measured(size, ""), seed, visiting, each_week=each_week).points()
    return found


def _measured(people_count: int, word: str) -> World:
    """A company whose people choose and work to quality, in six departments, under one banner ("" none)."""
    words = tuple(WORDS.values())
    return family(
        people_count, policy=StartPolicy("choose", declared=(word,) if word else (), kpis=("quality",)), weeks=52,
        value_names=words, cultures=(Culture(1.0, (0.65,) * len(words)),),
        teams_per_department=-(-family(people_count).teams // 6),
    )  # fmt: skip


def values_cut(seed: int, quick: bool) -> Figures:
    """The same where banners are cloth: nobody commits to one, minds one, or holds one against the desk."""
    with replaced(people, COMMITMENT_RATE=0.0, EXEMPLIFY=0.0):
        return values(seed, quick, _uncommitted)


def _uncommitted(state: State) -> None:
    state.commitment = np.zeros_like(state.commitment)
    state.agreement = np.full_like(state.agreement, UNASKED)


DISSENT_WEEK, DISSENT_END = 8, 40
TRUSTS = {"trusted": 0.75, "wary": 0.25}


def dissent(seed: int, quick: bool, span: int = 6) -> Figures:
    """V of weeks 8 to 40 when one dilemma that splits everyone at 400 is answered by asking less by seeking agreement.

    Everyone's trust is the same in week 8. Besides, the weeks that seeking takes at 4,000 less those at 12.
    """
    del quick
    found: Figures = {}
    card = Dilemma(
        "the matter", DISSENT_WEEK, "everyone", 0.6, 0.6, 4, False, -1, NOTHING, 4,
        tuple(Answer(verb, *price) for verb, price in enumerate(VERB_PRICES)),
    )  # fmt: skip
    world = family(400, policy=FREE, weeks=DISSENT_END, dilemmas=(card,))
    for name, trust in TRUSTS.items():
        ends = [
            play(world, seed, partial(answering, verb=verb), each_week=partial(_trusting, trust=trust))
            .points(DISSENT_WEEK, DISSENT_END)
            for verb in (ASK, SEEK)
        ]  # fmt: skip
        found[name] = ends[0] - ends[1]
    weeks = [dilemmas.price(family(size, dilemmas=(card,), span=span), 0, SEEK)[1] for size in (12, 4000)]
    found["weeks"] = float(weeks[1] - weeks[0])
    return found


def dissent_cut(seed: int, quick: bool) -> Figures:
    """The same where neither talk nor promise moves anyone, and nobody needs a go-between."""
    unmoved = replaced(dilemmas, TALKED_OUT=0.0, HEARD=0.0, ASKING=0.0, FOLLOWS=0.0, STRAINED=0.0)
    with unmoved, replaced(teams, TALK_SHARE=0.0):
        return dissent(seed, quick, span=5000)


def answering(report: Report, verb: int) -> list[Action]:
    """Answers every card in the week in which it comes, in one way."""
    desk = Desk(report)
    for card in report.cards:
        desk.act("answer", card.index, verb)
    return desk.actions


def _trusting(state: State, trust: float) -> None:
    if state.week == DISSENT_WEEK:
        state.trust = np.full_like(state.trust, trust)


def convert(seed: int, quick: bool) -> Figures:
    """How much more the committed agree after each of two years than at its start."""
    del quick
    seen: dict[int, np.ndarray] = {}

    def watch(state: State) -> None:
        if state.week in (4, 52):
            seen[state.week] = np.stack((state.agreement[0], state.commitment[0]))

    run = play(_believers(40, True, 104), seed, repeating, each_week=watch)
    seen[104] = np.stack((run.state.agreement[0], run.state.commitment[0]))
    years = {"first": (4, 52), "second": (52, 104)}
    found: Figures = {}
    for name, (first, end) in years.items():
        committed = seen[end][1] >= 0.5
        change = seen[end][0][committed] - seen[first][0][committed]
        found[name] = 100.0 * float(np.mean(change)) if change.shape[0] else 0.0
    return found


def convert_cut(seed: int, quick: bool) -> Figures:
    """The same where being committed convinces nobody."""
    with replaced(people, CONVERSION=0.0):
        return convert(seed, quick)
