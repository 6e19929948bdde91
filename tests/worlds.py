"""Worlds and weeks for tests: small companies in every shape, and legal actions drawn for them."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence

from hypothesis import strategies as st

from game.sim.actions import Action, Receipt
from game.sim.desk.reports import Report, report
from game.sim.founding import found
from game.sim.levers import LEVERS, RIGHTS, check
from game.sim.state import State
from game.sim.values import DEFAULTS, KPIS, REASONS, SEEK, VALUES, VERB_PRICES
from game.sim.week import advance
from game.sim.world import (
    ANY,
    NOTHING,
    Accident,
    Answer,
    Arrival,
    Culture,
    DemandShift,
    Dilemma,
    Echo,
    Product,
    Recall,
    StartPolicy,
    Turn,
    World,
)

NAMES = ("lamps", "books", "boats", "plants", "bells", "tea")
EVERY_LEVER = tuple(LEVERS)


def goods(count: int, spoils: float = 0.15) -> tuple[Product, ...]:
    """`count` products of equal share worth 8, 9, 10 … each."""
    return tuple(Product(NAMES[i], 8.0 + i, 1.0 / count, spoils) for i in range(count))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A company of 1 to 90 people with everything that a level may set."""
    count = draw(st.integers(1, 6))
    values = draw(st.integers(0, 4))
    names = tuple(value.name for value in draw(st.permutations(VALUES))[:values])
    products = tuple(
        dataclasses.replace(
            product, lead_weeks=draw(st.integers(0, 3)),
            needs=((draw(st.integers(0, i - 1)), draw(st.floats(0.05, 0.8))),) if i and draw(st.booleans()) else (),
        )
        for i, product in enumerate(goods(count, draw(st.floats(0.0, 0.6))))
    )  # fmt: skip
    people = draw(st.integers(1, 90))
    arrivals = st.builds(
        Arrival, st.integers(0, 8), st.integers(1, 20), st.tuples(*(st.floats(0.0, 1.0) for _ in names)),
        st.integers(-1, 4), st.floats(0.05, 0.95),
    )  # fmt: skip
    return World(
        people=people,
        people_end=draw(st.sampled_from((0, people, 2 * people, 1 + people // 2))),
        arrivals=tuple(draw(st.lists(arrivals, max_size=2))),
        hiring_cents=draw(st.integers(0, 3_000)),
        weeks=draw(st.integers(4, 30)),
        team_size=draw(st.integers(1, 7)),
        teams_per_department=draw(st.integers(1, 6)),
        span=draw(st.integers(2, 8)),
        weeks_per_layer=draw(st.sampled_from((0.5, 1.0, 2.0))),
        specialisation=draw(st.floats(0.0, 1.0)),
        discs=draw(st.integers(1, 6)),
        products=products,
        load=draw(st.floats(0.3, 2.0)),
        wave=draw(st.floats(0.0, 0.8)),
        growth=draw(st.floats(-0.5, 1.0)),
        policy=StartPolicy(
            draw(st.sampled_from(DEFAULTS)),
            draw(st.integers(0, 3)),
            names[: draw(st.integers(0, min(3, values)))],
            draw(st.integers(0, 3)),
            draw(st.integers(0, 30)),
            draw(st.integers(0, 3)),
            draw(st.integers(0, 3)),
            tuple(draw(st.sets(st.sampled_from(KPIS)))),
            draw(st.sampled_from(tuple(REASONS))),
        ),
        levers=EVERY_LEVER,
        value_names=names,
        cultures=(Culture(1.0, tuple(draw(st.floats(0.0, 1.0)) for _ in names)),) if names else (),
        contracts_per_quarter=draw(st.integers(0, 2)),
        trouble=draw(st.sampled_from((0.0, 1.0, 3.0))),
        recalls=(Recall(draw(st.integers(0, 8)), draw(st.floats(0.0, 1.0))),) if draw(st.booleans()) else (),
        tools_cents=draw(st.integers(0, 5_000)),
        net_cents=draw(st.integers(0, 50)),
        bottlenecks_per_quarter=draw(st.integers(0, 2)),
        accidents=(Accident(draw(st.integers(0, 8)), 0, draw(st.sampled_from(("fire", "machine")))),),
        shifts=(DemandShift(draw(st.integers(0, 10)), draw(st.integers(0, count - 1)), draw(st.floats(0.2, 3.0))),),
        dilemmas=tuple(draw(st.lists(cards(count, len(names)), max_size=3))),
        echoes=(Echo("card", draw(st.integers(ANY, 3)), draw(st.integers(1, 6)), Turn(*draw(st.tuples(
            *(st.floats(-0.3, 0.3),) * 4)), draw(st.integers(-500, 500))), (Accident(-1, 0),)),),
        seed=draw(st.integers(0, 2**32)),
    )


def card(**changes: object) -> Dilemma:
    """A dilemma of week 0 with all four answers, changed as asked."""
    answers = tuple(Answer(verb, *VERB_PRICES[verb]) for verb in range(4))
    base = Dilemma("card", 0, "any", 0.6, 0.6, 4, True, -1, NOTHING, 4, answers)
    return dataclasses.replace(base, **changes)  # type: ignore[arg-type]


@st.composite
def cards(draw: st.DrawFn, goods_count: int, values_count: int) -> Dilemma:
    """Any dilemma that a level may hold."""
    small = st.floats(-0.3, 0.3)
    turns = [Turn(*(draw(small) for _ in range(4)), draw(st.integers(-500, 500))) for _ in range(3)]
    verbs = sorted(draw(st.sets(st.integers(0, 3), min_size=2)))
    return Dilemma(
        "card", draw(st.integers(-1, 8)), draw(st.sampled_from(("any", "torn", "low", "wary", "everyone"))),
        draw(st.floats(0.0, 1.0)), draw(st.floats(0.0, 1.0)), draw(st.integers(1, 6)), draw(st.booleans()),
        draw(st.integers(-1, values_count - 1)), draw(st.integers(NOTHING, goods_count)), draw(st.integers(1, 6)),
        tuple(
            Answer(verb, draw(st.integers(0, 3)), draw(st.integers(0, 4)), turns[verb % 2],
                   draw(st.floats(0.0, 1.0)) if verb == SEEK and draw(st.booleans()) else -1.0)
            for verb in verbs
        ),
        turns[2],
    )  # fmt: skip


def any_action(desk: Report, luck: random.Random) -> Action:
    """Some action of some lever, within its target and fields; it need not be allowed now."""
    lever = LEVERS[luck.choice([name for name in EVERY_LEVER if name not in RIGHTS])]
    world = desk.world
    count = {
        "team": desk.head.shape[0],
        "department": world.departments,
        "product": len(world.products),
        "value": max(1, len(world.value_names)),
        "card": max(1, len(world.dilemmas)),
        "everyone": 0,
    }[lever.target]
    target = luck.randrange(count) if count else -1
    return Action(lever.name, target, tuple(luck.choice(list(choices(desk))) for choices in lever.choices))


def some_actions(desk: Report, luck: random.Random) -> list[Action]:
    """Up to six allowed actions for one week."""
    chosen: list[Action] = []
    for _ in range(6):
        action = any_action(desk, luck)
        if isinstance(check(desk, chosen, action), Receipt):
            chosen.append(action)
    return chosen


def played(world: World, weeks: int, orders: Sequence[tuple[int, Action]] = (), seed: int | None = None) -> State:
    """A company after `weeks` weeks with the given (week, action) pairs."""
    state = found(world, seed)
    for week in range(weeks):
        advance(state, [action for when, action in orders if when == week])
    return state


def calm(**changes: object) -> World:
    """A small company without waves, all levers open, changed as asked."""
    base = World(people=6, team_size=1, teams_per_department=6, products=goods(2), wave=0.0, levers=EVERY_LEVER)
    return dataclasses.replace(base, **changes)  # type: ignore[arg-type]


def desk_of(state: State) -> Report:
    """What the desk knows of a company now."""
    return report(state)

HOUSE = """
format: 1
title: A house of our own
people: 96
weeks: 52
organisation: {team_size: 6, teams_per_department: 4, departments: [Bindery, Ovens, Boathouse, Clock loft]}
leader: {discs: 6}
products:
  - {name: lamps, value: 10, share: 4, market: North Gate}
  - {name: books, value: 10, share: 3, market: Fairground}
  - {name: tea, value: 9, share: 2, market: Mill End}
demand: {load: 1.1}
trouble: 3
money: {cash: 30000, wage: 7, tools: 30, net: 0.2}
policy: {default: carry on, rate: 4, kpis: [output]}
levers: [order, visit, order_department, default, reporting, choose, tag, rate, kpi, kpi_company, tools, order_company]
events:
  - {when: week 6, recall: {harm: 0.5}}
  - {when: week 40, unlock: net}
"""
"""A company with every lever of the house, a net that opens late, fires and a recall."""
