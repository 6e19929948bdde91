"""The company in a level file, as the rules read it: every default filled in, every name turned into an index."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from game.levels import usual
from game.levels.conditions import SILENCE, ConditionError, Test, parse_condition
from game.levels.goods import Good, build_goods, proportions, season
from game.levels.library import shelf
from game.levels.usual import Amount, by_people
from game.sim.values import DIRECTIONS, REASONS, TEMPERAMENTS, VALUES, VERB_PRICES, VERBS
from game.sim.world import (
    ANY,
    NOTHING,
    QUARTER_WEEKS,
    SCARCEST,
    SILENT,
    Accident,
    Answer,
    Arrival,
    Bottleneck,
    Contract,
    Culture,
    DemandShift,
    Dilemma,
    Echo,
    Goal,
    Product,
    Recall,
    StartPolicy,
    Turn,
    Unlock,
    World,
)

if TYPE_CHECKING:
    from game.levels.model import DilemmaBlock, EventBlock, LevelBlock, MoneyBlock, ShiftBlock, TurnBlock


def build_world(block: LevelBlock, goods: Sequence[Good] | None = None) -> World:
    """What the rules read, with defaults that suit the number of people; events about unknown products are left out.

    goods: the block's, where they have been worked out already.
    """
    people, organisation, demand = block.people.most, block.organisation, block.demand
    goods = build_goods(block)[0] if goods is None else goods
    index = {good.name: place for place, good in enumerate(goods)}
    levers = usual.levers(people) if block.levers is None else tuple(block.levers)
    offered = _offered(block, levers)
    company = World(
        people=block.people.start, people_end=block.people.end or 0,
        weeks=block.weeks or by_people(people, usual.WEEKS),
        team_size=min(organisation.team_size or by_people(people, usual.TEAM_SIZES), people),
        teams_per_department=organisation.teams_per_department or by_people(people, usual.TEAMS_PER_DEPARTMENT),
        span=organisation.span, weeks_per_layer=float(organisation.weeks_per_layer),
        specialisation=float(_or_usual(organisation.specialisation, people, usual.SPECIALISATION)),
        temperaments=proportions([organisation.temperaments.get(t.name, 0.0) for t in TEMPERAMENTS]
                                 if organisation.temperaments else [1.0] * len(TEMPERAMENTS)),
        discs=block.leader.discs or by_people(people, usual.DISCS),
        products=tuple(
            Product(g.name, g.value, g.share, g.spoils, season(demand.seasons.get(g.name)),
                    tuple((index[part], pieces) for part, pieces in g.needs if part in index), g.lead_weeks,
                    g.stock, g.holding, g.owing, g.patience)
            for g in goods
        ),
        load=float(demand.load), wave=float(demand.wave), growth=float(demand.growth),
        contracts_per_quarter=_or_usual(demand.contracts_per_quarter, people, usual.CONTRACTS_PER_QUARTER),
        trouble=float(_or_usual(block.trouble, people, usual.TROUBLE)),
        bottlenecks_per_quarter=_or_usual(block.bottlenecks, people, usual.BOTTLENECKS_PER_QUARTER),
        policy=_start_policy(block), levers=levers,
        value_names=offered, cultures=_cultures(block, offered),
        newcomers=_agreements(block.values.newcomers, offered) if block.values.newcomers else (),
        aim=_goal(block, list(index)),
        stars=(block.stars[0] / 100.0, block.stars[1] / 100.0, block.stars[2] / 100.0), seed=block.seed,
        room=block.room, outer=tuple(sorted({number - 1 for number in organisation.outer})),
        sated=demand.sated, loyalty=float(organisation.loyalty) / 100.0,
    )  # fmt: skip
    return _befallen(_endowed(company, block.money), block, index)


def _or_usual(said: Amount | None, people: int, table: Mapping[int, Amount]) -> Amount:
    return by_people(people, table) if said is None else said


def _endowed(world: World, money: MoneyBlock) -> World:
    """The company with its money; without a word about cash it could pay everyone for half a year."""
    wage = cents(money.wage)
    return replace(
        world,
        cash_cents=26 * world.people * wage if money.cash is None else cents(money.cash),
        wage_cents=wage, fixed_cents=cents(money.fixed), coin_cents=cents(money.coin), price_cents=cents(money.price),
        tools_cents=cents(money.tools), net_cents=cents(money.net),
        hiring_cents=4 * wage if money.hiring is None else cents(money.hiring),
    )  # fmt: skip


def _befallen(world: World, block: LevelBlock, index: Mapping[str, int]) -> World:
    """The company with what befalls it: cards, and all that has a date. index: products by name."""
    dated = [(event, week) for event in block.events if (week := event_week(event.when)) >= 0]
    return replace(
        world,
        unlocks=tuple(Unlock(week, event.unlock) for event, week in dated if event.unlock),
        contracts=tuple(
            Contract(week, index[event.contract.product], float(event.contract.times), event.contract.weeks,
                     event.contract.notice)
            for event, week in dated if event.contract and event.contract.product in index
        ),
        shifts=tuple(
            DemandShift(week, index[shift.product], float(shift.times), shift.weeks,
                        -1 if shift.notice is None else shift.notice, shift.odds / 100.0)
            for shift, _, week in shifts(block, index)
        ),
        dilemmas=tuple(
            build_dilemma(card, event_week(event.when), world.value_names, list(index)) for card, event in dealt(block)
        ),
        recalls=tuple(Recall(week, float(event.recall.harm)) for event, week in dated if event.recall),
        accidents=tuple(
            Accident(week, event.trouble.department - 1, event.trouble.what, event.trouble.weeks)
            for event, week in dated if event.trouble
        ),
        bottlenecks=tuple(
            Bottleneck(week, event.bottleneck.department - 1, event.bottleneck.cause,
                       index.get(event.bottleneck.product or "", 0))
            for event, week in dated if event.bottleneck
        ),
        arrivals=tuple(
            Arrival(week, event.arrival.people, _agreements(event.arrival.agreement, world.value_names),
                    tuple(REASONS).index(event.arrival.reason) if event.arrival.reason else -1,
                    float(event.arrival.trust) / 100.0)
            for event, week in dated if event.arrival
        ),
        echoes=tuple(echo for _, echo in echoes(block, list(index))),
    )  # fmt: skip


def shifts(block: LevelBlock, index: Collection[str]) -> list[tuple[ShiftBlock, EventBlock, int]]:
    """What moves a market, with its event and week, in the order in which the world counts its shifts."""
    dated = [(event.shift, event, event_week(event.when)) for event in block.events if event.shift is not None]
    return [(shift, event, week) for shift, event, week in dated if week >= 0 and shift.product in index]


def _start_policy(block: LevelBlock) -> StartPolicy:
    policy = block.policy
    return StartPolicy(
        policy.default, policy.reporting, tuple(block.values.declared), policy.last_letters, policy.rate,
        policy.tools, policy.net, tuple(policy.kpis), policy.advert,
    )  # fmt: skip


def _goal(block: LevelBlock, names: Sequence[str]) -> Goal | None:
    """The measured aim; None too if it points at nothing this level has."""
    places = [*names, *DIRECTIONS]
    if block.aim is None or block.aim.toward not in places:
        return None
    return Goal(places.index(block.aim.toward), block.aim.height, block.aim.told)


def _offered(block: LevelBlock, levers: Sequence[str]) -> tuple[str, ...]:
    if block.values.offered is not None:
        return tuple(block.values.offered)
    unlocked = {event.unlock for event in block.events} | set(levers)
    if "declare" in unlocked:
        return tuple(value.name for value in VALUES)
    named = {name for culture in block.values.cultures for name in culture.agreement} | set(block.values.declared)
    named |= set(block.values.newcomers)
    return tuple(value.name for value in VALUES if value.name in named)


def _cultures(block: LevelBlock, offered: Sequence[str]) -> tuple[Culture, ...]:
    cultures = block.values.cultures
    if not cultures or not offered:
        return ()
    shares = proportions([1.0 if culture.share is None else culture.share for culture in cultures])
    return tuple(
        Culture(share, _agreements(culture.agreement, offered)) for share, culture in zip(shares, cultures, strict=True)
    )


def _agreements(agreement: Mapping[str, float], offered: Sequence[str]) -> tuple[float, ...]:
    """Shares of agreement with each offered value, from 0 to 100 by name; 50 where nothing is said."""
    return tuple(agreement.get(name, 50.0) / 100.0 for name in offered)


def dealt(block: LevelBlock) -> list[tuple[DilemmaBlock, EventBlock]]:
    """Every card that an event brings, with that event; names that stand for no card are left out."""
    if all(event.dilemma is None for event in block.events):
        return []
    own = {card.name: card for card in block.dilemmas}
    known = {**shelf().cards, **own}
    named = [(known.get(event.dilemma), event) for event in block.events if event.dilemma]
    return [(card, event) for card, event in named if card is not None]


def build_dilemma(card: DilemmaBlock, week: int, offered: Sequence[str], products: Sequence[str]) -> Dilemma:
    """What the rules need of a card; a value that is not offered here, or a product not made here, means nothing."""
    jobs = {name: index for index, name in enumerate(products)} | {"scarcest": SCARCEST, "improve": len(products)}
    answers = []
    for verb, (discs, weeks) in enumerate(VERB_PRICES):
        chosen = getattr(card, VERBS[verb])
        if chosen is not None:
            discs = discs if chosen.discs is None else chosen.discs
            weeks = weeks if chosen.weeks is None else chosen.weeks
            sways = getattr(chosen, "sways", None)
            answers.append(Answer(verb, discs, weeks, _turn(chosen), -1.0 if sways is None else sways / 100.0))
    return Dilemma(
        card.name, week, card.who, card.split / 100.0, card.stake / 100.0, card.weeks, card.warning,
        offered.index(card.value) if card.value in offered else -1, jobs.get(card.make or "", NOTHING),
        card.make_weeks, tuple(answers), _turn(card.silence),
    )  # fmt: skip


def _echo(event: EventBlock, test: Test) -> Echo:
    """What an event lets an answer lead to, by the condition that it waits for."""
    verbs = {**{name: verb for verb, name in enumerate(VERBS)}, SILENCE: SILENT, "": ANY}
    trouble = event.trouble
    struck = () if trouble is None else (Accident(-1, trouble.department - 1, trouble.what, trouble.weeks),)
    turn = Turn() if event.effect is None else _turn(event.effect)
    return Echo(test.name, verbs[test.answer], int(test.number), turn, struck)


def answer_of(when: str, products: Sequence[str]) -> Test | None:
    """The answer, with its weeks, that a `when` waits for and for nothing else; None if it waits for anything else."""
    try:
        tests = parse_condition(when, products).tests
    except ConditionError:
        return None
    alone = len(tests) == 1 and tests[0].kind == "answered" and tests[0].number >= 1
    return tests[0] if alone else None


def echoes(block: LevelBlock, names: Sequence[str]) -> list[tuple[EventBlock, Echo]]:
    """What answers lead to much later, with the events, in the order in which the world counts it."""
    bring = [event for event in block.events if event.effect is not None or event.trouble is not None]
    return [(event, _echo(event, test)) for event in bring if (test := answer_of(event.when, names)) is not None]


def _turn(block: TurnBlock) -> Turn:
    shares = (block.trust / 100.0, block.morale / 100.0, block.initiative / 100.0, block.agreement / 100.0)
    return Turn(*shares, cash_cents=cents(block.cash) if block.cash >= 0 else -cents(-block.cash))


def event_week(when: str) -> int:
    """The week (from 0) of a `when` that is a week or a quarter; −1 if it is anything else."""
    words = when.lower().split()
    if len(words) != 2 or words[0] not in ("week", "quarter") or not words[1].isdecimal() or len(words[1]) > 4:
        return -1
    number = int(words[1])
    return number - 1 if words[0] == "week" else QUARTER_WEEKS * (number - 1)


def cents(currency: float) -> int:
    """Whole cents of an amount in currency."""
    return int(currency * 100.0 + 0.5)
