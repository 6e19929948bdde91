"""A level as the rest of the game sees it, and how a level file (already sound) becomes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from game.levels.conditions import Condition, parse_condition, parse_place
from game.levels.folder import campaign_number
from game.levels.library import shelf
from game.levels.names import GOODS, LOOKS, MARKETS, VISIONS, WORDS, department_names, team_names
from game.sim.values import DIRECTIONS, REASONS, TEMPERAMENTS, VALUES, VERB_PRICES, VERBS
from game.sim.world import (
    NOTHING,
    QUARTER_WEEKS,
    SCARCEST,
    Accident,
    Answer,
    Arrival,
    Bottleneck,
    Contract,
    Culture,
    DemandShift,
    Dilemma,
    Goal,
    Product,
    Recall,
    StartPolicy,
    Turn,
    Unlock,
    World,
)

if TYPE_CHECKING:
    from game.levels.model import DilemmaBlock, EventBlock, LevelBlock, SilenceBlock

SEASON_WEEKS = 52
_TEAM_SIZES = {1: 1, 6: 2, 12: 3, 40: 5, 120: 6, 1_000: 10, 6_000: 14, 10_000: 18, 50_000: 40, 100_000: 42}
_TEAMS_PER_DEPARTMENT = {
    1: 5, 6: 2, 40: 4, 150: 5, 400: 12, 1_000: 20, 4_000: 34, 6_000: 36, 10_000: 47, 15_000: 70, 50_000: 105,
    100_000: 199,
}  # fmt: skip
"""From so many people on; large companies have one to two dozen departments, each with room for its plate."""
GOODS_PER_MARKET = 2

Amount = TypeVar("Amount")



@dataclass(frozen=True)
class Hint:
    """A note that appears once, when `when` first holds.

    say: one or two short sentences. point: the thing on the screen as the author wrote it. place: the same for a
    screen: ("team", index), ("department", index), ("market", index of the market), or (name, −1).
    """

    when: Condition
    say: str
    point: str
    place: tuple[str, int]


@dataclass(frozen=True)
class News:
    """A line for the news strip that is due once, when `when` first holds."""

    when: Condition
    text: str


@dataclass(frozen=True)
class AnswerWords:
    """The words of one answer on a card: what you do, what they say to it ("" nothing), what follows ("" nothing)."""

    does: str
    says: str
    then: str


@dataclass(frozen=True)
class CardWords:
    """The words of a dilemma, in the world's order, with the condition that brings it (None where it has a date).

    know: names of figures in `model.KNOWN`. answers: by verb. In every text {department} and {product} stand for what
    the card is about.
    """

    title: str
    text: str
    know: tuple[str, ...]
    answers: Mapping[int, AnswerWords] = field(hash=False)
    silence: str
    when: Condition | None


@dataclass(frozen=True)
class Aim:
    """What to reach for, in a sentence; measured: whether the way to it is, as `world.aim`."""

    text: str
    measured: bool = False


@dataclass(frozen=True)
class Bet:
    """A question before the level with two to four answers; none is marked as right."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """What the level should show: the leader `better` scores `by` (share of V) or more above `than` over `seeds`."""

    better: str
    than: str
    by: float
    seeds: int


@dataclass(frozen=True)
class Level:
    """Everything of a level.

    world: what the rules read. path, text: where it came from and its exact YAML. number: of the campaign, 0 otherwise.
    team_names [T], department_names [D]. product_names, product_looks, product_market [G]: word, look and index into
    market_names (at most six, clockwise from the top left corner of the board). words: every key of `WORDS`.
    house_names, house_of_department [D]: the parts a company was made from, if its cultures have names (else empty).
    difficulty: a name in DIFFICULTIES, for whoever does not choose another.
    vision_names: what a vision is called by its direction, [G] products and then `values.DIRECTIONS`.
    """

    world: World
    path: str
    text: str
    title: str
    number: int
    company: str
    story: str
    author: str
    language: str
    department_names: tuple[str, ...]
    team_names: tuple[str, ...]
    product_names: tuple[str, ...]
    product_looks: tuple[str, ...]
    market_names: tuple[str, ...]
    product_market: tuple[int, ...]
    words: Mapping[str, str] = field(hash=False)
    hints: tuple[Hint, ...]
    aim: Aim | None
    bet: Bet | None
    debrief: tuple[str, ...]
    claims: tuple[Claim, ...]
    news: tuple[News, ...]
    vision_names: tuple[str, ...]
    difficulty: str
    house_names: tuple[str, ...] = ()
    house_of_department: tuple[int, ...] = ()
    cards: tuple[CardWords, ...] = ()


@dataclass(frozen=True)
class Good:
    """A product with every default filled in; `share` adds up to 1 over all, market is an index.

    needs: (name of another product, pieces of it that go into one piece).
    """

    name: str
    look: str
    value: float
    share: float
    spoils: float
    market: int
    needs: tuple[tuple[str, float], ...] = ()
    lead_weeks: int = 0


def build(block: LevelBlock, path: str, text: str) -> Level:
    """The level of a file without errors; raises ConditionError if a hint or a piece of news is not sound."""
    world = build_world(block)
    goods, markets = build_goods(block)
    names = [good.name for good in goods]
    stalls = {good.name: good.market for good in goods}
    houses = _houses(block, world)
    return Level(
        house_names=houses[0], house_of_department=houses[1],
        world=world, path=path, text=text, title=block.title, number=campaign_number(path), company=block.company,
        story=block.story, author=block.author, language=block.language,
        department_names=department_names(block.organisation.departments, world.departments),
        team_names=team_names(block.organisation.teams, world.teams, world.team_size),
        product_names=tuple(names), product_looks=tuple(good.look for good in goods), market_names=markets,
        product_market=tuple(good.market for good in goods), words={**WORDS, **block.words},
        hints=tuple(
            Hint(parse_condition(hint.when, names), hint.say, hint.point,
                 parse_place(hint.point, stalls, markets, world.teams, world.departments))
            for hint in block.hints
        ),
        aim=_aim(block),
        bet=Bet(block.bet.question, tuple(block.bet.answers)) if block.bet else None,
        debrief=tuple(block.debrief),
        claims=tuple(Claim(claim.better, claim.than, float(claim.by), claim.seeds) for claim in block.claims),
        news=tuple(
            News(parse_condition(event.when, names), event.news) for event in block.events if event.news is not None
        ),
        vision_names=(
            *(block.visions.get(good.name, VISIONS[good.look]) for good in goods),
            *(block.visions.get(name, VISIONS[name]) for name in DIRECTIONS),
        ),
        difficulty=block.difficulty,
        cards=tuple(
            card_words(card, None if event_week(event.when) >= 0 else parse_condition(event.when, names))
            for card, event in dealt(block)
        ),
    )  # fmt: skip


def _aim(block: LevelBlock) -> Aim | None:
    return None if block.aim is None else Aim(block.aim.say, measured=block.aim.toward is not None)


def _goal(block: LevelBlock, names: Sequence[str]) -> Goal | None:
    """The measured aim; None too if it points at nothing this level has."""
    places = [*names, *DIRECTIONS]
    if block.aim is None or block.aim.toward not in places:
        return None
    return Goal(places.index(block.aim.toward), block.aim.height, block.aim.told)


def build_world(block: LevelBlock) -> World:
    """What the rules read, with defaults that suit the number of people; events about unknown products are left out."""
    people, organisation, demand, money = block.people.most, block.organisation, block.demand, block.money
    team_size = organisation.team_size or by_people(people, _TEAM_SIZES)
    goods, _ = build_goods(block)
    index = {good.name: place for place, good in enumerate(goods)}
    levers = tuple(block.levers) if block.levers is not None else _default_levers(people)
    offered = _offered(block, levers)
    contracts_per_quarter = demand.contracts_per_quarter
    if contracts_per_quarter is None:
        contracts_per_quarter = 2 if people >= 120 else 0
    dated = [(event, week) for event in block.events if (week := event_week(event.when)) >= 0]
    return World(
        people=block.people.start,
        weeks=block.weeks or by_people(people, {1: 26, 40: 39, 120: 52}),
        team_size=min(team_size, people),
        teams_per_department=organisation.teams_per_department
        or by_people(people, _TEAMS_PER_DEPARTMENT),
        span=organisation.span, weeks_per_layer=float(organisation.weeks_per_layer),
        specialisation=by_people(people, {1: 0.3, 40: 0.5, 120: 0.6}) if organisation.specialisation is None
        else float(organisation.specialisation),
        temperaments=proportions([organisation.temperaments.get(t.name, 0.0) for t in TEMPERAMENTS]
                                 if organisation.temperaments else [1.0] * len(TEMPERAMENTS)),
        discs=block.leader.discs or (3 if people < 12 else 5),
        products=tuple(
            Product(g.name, g.value, g.share, g.spoils, season(demand.seasons.get(g.name)),
                    tuple((index[part], pieces) for part, pieces in g.needs if part in index), g.lead_weeks)
            for g in goods
        ),
        load=float(demand.load), wave=float(demand.wave), growth=float(demand.growth),
        cash_cents=cents(money.cash) if money.cash is not None else 26 * block.people.start * cents(money.wage),
        wage_cents=cents(money.wage), fixed_cents=cents(money.fixed), coin_cents=cents(money.coin),
        price_cents=cents(money.price),
        policy=_start_policy(block),
        levers=levers,
        unlocks=tuple(Unlock(week, event.unlock) for event, week in dated if event.unlock),
        value_names=offered, cultures=_cultures(block, offered),
        contracts=tuple(
            Contract(week, index[event.contract.product], float(event.contract.times), event.contract.weeks,
                     event.contract.notice)
            for event, week in dated if event.contract and event.contract.product in index
        ),
        contracts_per_quarter=contracts_per_quarter,
        shifts=tuple(
            DemandShift(week, index[event.shift.product], float(event.shift.times), event.shift.weeks)
            for event, week in dated if event.shift and event.shift.product in index
        ),
        dilemmas=tuple(
            build_dilemma(card, event_week(event.when), offered, list(index)) for card, event in dealt(block)
        ),
        recalls=tuple(Recall(week, float(event.recall.harm)) for event, week in dated if event.recall),
        trouble=by_people(people, {1: 0.0, 400: 1.0}) if block.trouble is None else float(block.trouble),
        tools_cents=cents(money.tools), net_cents=cents(money.net),
        accidents=tuple(
            Accident(week, event.trouble.department - 1, event.trouble.what, event.trouble.weeks)
            for event, week in dated if event.trouble
        ),
        bottlenecks=tuple(
            Bottleneck(week, event.bottleneck.department - 1, event.bottleneck.cause,
                       index.get(event.bottleneck.product or "", 0))
            for event, week in dated if event.bottleneck
        ),
        bottlenecks_per_quarter=by_people(people, {1: 0, 400: 1}) if block.bottlenecks is None
        else block.bottlenecks,
        hiring_cents=4 * cents(money.wage) if money.hiring is None else cents(money.hiring),
        people_end=block.people.end or 0,
        arrivals=tuple(
            Arrival(week, event.arrival.people, _agreements(event.arrival.agreement, offered),
                    tuple(REASONS).index(event.arrival.reason) if event.arrival.reason else -1,
                    float(event.arrival.trust) / 100.0)
            for event, week in dated if event.arrival
        ),
        newcomers=_agreements(block.values.newcomers, offered) if block.values.newcomers else (),
        stars=(block.stars[0] / 100.0, block.stars[1] / 100.0, block.stars[2] / 100.0), seed=block.seed,
        aim=_goal(block, list(index)),
    )  # fmt: skip


def dealt(block: LevelBlock) -> list[tuple[DilemmaBlock, EventBlock]]:
    """Every card that an event brings, with that event; names that stand for no card are left out."""
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
            answers.append(Answer(verb, discs, weeks, _turn(chosen)))
    return Dilemma(
        card.name, week, card.who, card.split / 100.0, card.stake / 100.0, card.weeks, card.warning,
        offered.index(card.value) if card.value in offered else -1, jobs.get(card.make or "", NOTHING),
        card.make_weeks, tuple(answers), _turn(card.silence),
    )  # fmt: skip


def _turn(block: SilenceBlock) -> Turn:
    shares = (block.trust / 100.0, block.morale / 100.0, block.initiative / 100.0, block.agreement / 100.0)
    return Turn(*shares, cash_cents=cents(block.cash) if block.cash >= 0 else -cents(-block.cash))


def card_words(card: DilemmaBlock, when: Condition | None) -> CardWords:
    """What players read on a card."""
    answers = {verb: getattr(card, name) for verb, name in enumerate(VERBS)}
    return CardWords(
        card.title, card.text, tuple(card.know),
        {verb: AnswerWords(a.does, a.says, a.then) for verb, a in answers.items() if a is not None},
        card.silence.then, when,
    )  # fmt: skip


def _start_policy(block: LevelBlock) -> StartPolicy:
    policy = block.policy
    return StartPolicy(
        policy.default, policy.reporting, tuple(block.values.declared), policy.last_letters, policy.rate,
        policy.tools, policy.net, tuple(policy.kpis), policy.advert,
    )  # fmt: skip


def build_goods(block: LevelBlock) -> tuple[tuple[Good, ...], tuple[str, ...]]:
    """The products with every default filled in, and the names of the markets clockwise.

    A look comes from the product's name, else it is the next one free. Never raises: clashes are left for the checks.
    """
    from game.levels.model import ProductBlock

    usual = list(GOODS.values())[: by_people(block.people.most, {1: 3, 12: 4, 40: 5, 120: 6})]
    products = block.products or [ProductBlock(name=good[0]) for good in usual]
    looks = _looks([product.look or look_of(product.name) for product in products])
    shares = proportions([1.0 if product.share is None else product.share for product in products])
    stalls = [
        product.market if product.market else GOODS[look][3] for product, look in zip(products, looks, strict=True)
    ]
    markets = _clockwise(stalls)
    goods = tuple(
        Good(
            product.name, look,
            float(GOODS[look][1] if product.value is None else product.value), share,
            float(GOODS[look][2] if product.spoils is None else product.spoils), markets.index(stall),
            tuple((part, float(pieces)) for part, pieces in product.needs.items()), product.lead_weeks,
        )
        for product, look, share, stall in zip(products, looks, shares, stalls, strict=True)
    )  # fmt: skip
    return goods, markets


def look_of(name: str) -> str:
    """The look that a product's name asks for by itself ("lamps" and "lamp" → lamp), or an empty text."""
    word = name.lower()
    return next((look for look in LOOKS if word in (look, look + "s", GOODS[look][0])), "")


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


def proportions(parts: Sequence[float]) -> tuple[float, ...]:
    """Shares that add up to 1, in proportion to `parts`; added in order, so that every machine gets the same."""
    whole = 0.0
    for part in parts:
        whole += float(part)
    return tuple(float(part) / whole if whole > 0.0 else 1.0 / len(parts) for part in parts)


def season(quarters: Sequence[float] | None) -> tuple[float, ...]:
    """52 weekly factors around 1 from the demand in four quarters, by straight lines between their middles."""
    if not quarters or len(quarters) != 4:
        return ()
    level = [4.0 * share for share in proportions(quarters)]
    weekly = []
    for week in range(SEASON_WEEKS):
        place = (week + 0.5) / QUARTER_WEEKS - 0.5
        before = int(place + 4.0) - 4
        after = place - before
        weekly.append(level[before % 4] * (1.0 - after) + level[(before + 1) % 4] * after)
    return tuple(4.0 * QUARTER_WEEKS * share for share in proportions(weekly))


def by_people(people: int, steps: Mapping[int, Amount]) -> Amount:
    """The entry of the largest headcount in `steps` that `people` reaches."""
    return next(value for least, value in sorted(steps.items(), key=lambda step: -step[0]) if people >= least)


def _default_levers(people: int) -> tuple[str, ...]:
    levers = ["order", "visit"]
    levers += ["order_department", "default"] if people >= 12 else []
    levers += ["reporting"] if people >= 40 else []
    levers += ["choose", "tag", "answer"] if people >= 120 else []
    levers += ["rate", "kpi", "kpi_company", "tools", "net", "order_company"] if people >= 400 else []
    levers += ["declare", "retire", "ritual", "rest", "advert"] if people >= 1000 else []
    levers += ["spotlight", "promote", "tell", "retell"] if people >= 4000 else []
    levers += ["height"] if people >= 15_000 else []
    return tuple(levers)


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
        Culture(share, _agreements(culture.agreement, offered))
        for share, culture in zip(shares, cultures, strict=True)
    )


def _agreements(agreement: Mapping[str, float], offered: Sequence[str]) -> tuple[float, ...]:
    """Shares of agreement with each offered value, from 0 to 100 by name; 50 where nothing is said."""
    return tuple(agreement.get(name, 50.0) / 100.0 for name in offered)


def _houses(block: LevelBlock, world: World) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The names of the company's parts, and the part in which most of each department works."""
    names = tuple(culture.house or "" for culture in block.values.cultures)
    if len(names) < 2 or not all(names) or not world.cultures:
        return (), ()
    ends = list(accumulate(culture.share for culture in world.cultures))
    each = world.teams_per_department
    middles = [(min(world.teams, (n + 1) * each) + n * each) / 2 / world.teams for n in range(world.departments)]
    return names, tuple(next((n for n, end in enumerate(ends) if at <= end + 1e-9), len(names) - 1) for at in middles)


def _looks(wanted: Sequence[str]) -> list[str]:
    free = [look for look in (*GOODS, *LOOKS) if look not in wanted]
    return [look or (free.pop(0) if free else LOOKS[0]) for look in wanted]


def _clockwise(stalls: Sequence[str]) -> tuple[str, ...]:
    """Distinct markets: the known corners in their order, then others as the file names them."""
    named = list(dict.fromkeys(stalls))
    return tuple([m for m in MARKETS if m in named] + [m for m in named if m not in MARKETS])
