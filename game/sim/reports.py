"""What the desk may know: the newest pictures that reached it, older and blurrier with every layer.

`photograph` takes a true picture at the end of a week; `report` reads the one that has travelled long enough,
blurs it with keyed luck and freezes it. Screens, previews, tooltips and bots get a `Report` and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from game.sim import luck
from game.sim.chains import under_way
from game.sim.curves import Floats, Ints, clip, grouped, limited, mean, total
from game.sim.ledger import MORALE_CAUSES, SCORE_CAUSES
from game.sim.state import SLOTS, Disc, Letter, Picture, State
from game.sim.values import DEFAULTS, IDLE, VALUE_INDEX, VALUES
from game.sim.world import World

TEAM_VIEW: tuple[str, ...] = (
    "job", "morale", "trust", "initiative", "output", "order_weeks", "switching", "method",
    "committed", "stitched", "complying", "torn", "bark_term", "bark_best", "bark_second", "bark_percent",
    "head", "purse", "equipment", "quality", "fire", "faulty", "stuck",
)  # fmt: skip
"""Columns of a picture's teams: job index, three shares, pieces a week, weeks, 0/1, factor, people a stance…"""

PRODUCT_VIEW: tuple[str, ...] = (
    "stock",
    "backlog",
    "demand",
    "made",
    "delivered",
    "spoiled",
    "price",
    "market",
    "asked",
    "used",
    "sufficed",
    "ripening",
)
"""Columns of a picture's products: pieces, except price (currency), market (factor on its start), sufficed (share)."""

COMPANY_VIEW: tuple[str, ...] = (
    "net", "reference", "morale", "trust", "initiative", "agreement", "commitment", "waiting", "served",
    "cash",
)  # fmt: skip
"""Columns of a picture's company: two cumulative values, then shares 0…1, then cents."""

_TEAM = {name: index for index, name in enumerate(TEAM_VIEW)}
_PRODUCT = {name: index for index, name in enumerate(PRODUCT_VIEW)}
_COMPANY = {name: index for index, name in enumerate(COMPANY_VIEW)}

KNOWLEDGE_WEEKS = 13
"""How long the desk trusts what it has learnt of a skill."""

TRUST_BINDS = 0.8
"""How far full trust in the leader binds people where nothing else does."""

TREND_WEEKS = 4
"""A trend compares the newest picture with the one this many weeks before it."""


@dataclass(frozen=True)
class Tag:
    """A bonus that hangs at a market: product index, coins a piece 1…3, weeks left as heard by the teams."""

    product: int
    coins: int
    weeks: int


@dataclass(frozen=True)
class Banner:
    """A declared value: its name, its index among the offered ones, its slot, its visibility in each department [D],
    mean agreement and commitment 0…1 as reported, and the department its ritual is held in (−1 none)."""

    name: str
    value: int
    slot: int
    visibility: tuple[float, ...]
    agreement: float
    commitment: float
    ritual: int


@dataclass(frozen=True)
class Horizon:
    """A contract the desk knows of: wanted from `first` to `last` week (inclusive), low…high times as much."""

    product: int
    first: int
    last: int
    low: float
    high: float
    heard: int


@dataclass(frozen=True)
class Shortage:
    """A department that is slow for a hidden reason, as far as the desk knows.

    since: its first week. cause: index in `bottlenecks.CAUSES`, −1 until a team there was visited; product: what the
    cause is about, −1 while it is unknown.
    """

    department: int
    since: int
    cause: int
    product: int


@dataclass(frozen=True)
class Report:
    """What reached the desk by the start of `week`; frozen, arrays read-only, indices as in the world.

    world: the public facts (no luck, no future). week: the week about to begin, 0-based. age: weeks between what
    the company figures show and now (0 = last week). seen [T]: the week each team's figures were taken (−1 = founding).
    Teams [T]: job (−1 sleeping, G improve), morale, trust, initiative 0…1, output pieces a week, order_weeks, switching
    0/1, method factor, stance [T, 4] people committed, stitched, complying, torn; temperament index; department;
    head people; purse cents; bark [T, 4] (term, best, second, percent); causes [T, C] morale account in the order
    of MORALE_CAUSES.
    skill [T, G]: what the desk believes (NaN unknown), skill_age [T, G] weeks (−1 unknown).
    ordered [T, 3]: the desk's own last order to each team (job, first week, last week + 1; −2 none).
    Products [G]: stock, backlog, demand, made, delivered, spoiled pieces; price currency; market factor; asked and used
    pieces as inputs of other products, sufficed the share of what was begun that its own inputs sufficed for, ripening
    pieces made and not on the shelf yet.
    shortages: departments that are slow, and why as far as somebody was visited there.
    Company: score V as reported, score_causes (share of the reference demand, adds up to score), morale, trust,
    initiative, agreement, commitment, waiting, served shares; trend: change of each over four weeks by name.
    cash_cents and cash_change_cents (its mean change a week, over four) are the desk's own books, exact.
    default: the one in force; coming_default: the one
    announced (or the same). horizon, tags, banners, letters, discs: what the desk set in motion. levers: names that
    may be used.
    """

    world: World
    week: int
    age: int
    seen: Ints
    job: Ints
    morale: Floats
    trust: Floats
    initiative: Floats
    output: Floats
    order_weeks: Ints
    switching: Ints
    method: Floats
    stance: Ints
    temperament: Ints
    department: Ints
    head: Ints
    purse: Ints
    equipment: Floats
    quality: Floats
    fire: Ints
    faulty: Floats
    bark: Ints
    causes: Floats
    skill: Floats
    skill_age: Ints
    ordered: Ints
    stock: Floats
    backlog: Floats
    demand: Floats
    made: Floats
    delivered: Floats
    spoiled: Floats
    price: Floats
    market: Floats
    score: float
    score_causes: Floats
    company_morale: float
    company_trust: float
    company_initiative: float
    company_agreement: float
    company_commitment: float
    waiting: float
    served: float
    trend: dict[str, float]
    cash_cents: int
    default: int
    coming_default: int
    reporting: int
    rate: int
    tools: int
    building: int
    net: int
    kpis: Ints
    horizon: tuple[Horizon, ...]
    tags: tuple[Tag, ...]
    banners: tuple[Banner, ...]
    value_agreement: Floats
    letters: tuple[Letter, ...]
    discs: tuple[Disc, ...]
    levers: tuple[str, ...]
    asked: Floats
    used: Floats
    sufficed: Floats
    ripening: Floats
    stuck: Ints
    shortages: tuple[Shortage, ...]
    cash_change_cents: int

    @property
    def discs_free(self) -> int:
        """Discs of attention at the desk now."""
        return self.world.discs - sum(int(disc.count) for disc in self.discs)

    @property
    def over(self) -> bool:
        """Whether the level has ended: its weeks are played or its cash is gone."""
        return self.week >= self.world.weeks or self.cash_cents < 0

    @property
    def runway_weeks(self) -> int:
        """Weeks until the cash is gone if it goes on as in the last four; −1 if it does not fall."""
        return self.cash_cents // -self.cash_change_cents if self.cash_change_cents < 0 else -1

    def stars(self) -> int:
        """Stars that the reported score has passed, 0…3."""
        return sum(1 for threshold in self.world.stars if self.score >= threshold)


def delay_weeks(world: World, reporting: int) -> int:
    """Weeks a report needs to the desk: one per layer, each reporting level cuts them to .6, rounded."""
    return int(_shrunk(world, reporting) * world.weeks_per_layer + 0.5)


def _shrunk(world: World, reporting: int) -> float:
    layers = float(world.layers)
    for _ in range(reporting):
        layers *= 0.6
    return layers


def photograph(
    state: State, output: Floats, made: Floats, spoiled: Floats, switching: Floats, served: float
) -> Picture:
    """The true picture of the company at the end of `state.week`.

    output [T] pieces, made and spoiled [G] pieces, switching [T] 0/1, served 0…1 of this week.
    """
    agreement, commitment = stand(state)
    committed = commitment >= 0.5
    agrees = agreement >= 0.5
    torn = ~committed & ((1.0 - agreement) * (1.0 - commitment) > 0.3)
    stances = (committed & agrees, committed & ~agrees, ~committed & ~torn, torn)
    teams = np.empty((state.job.shape[0], len(TEAM_VIEW)))
    people = state.head.astype(np.float64)

    def put(name: str, values: Floats | Ints) -> None:
        teams[:, _TEAM[name]] = values

    put("job", state.job)
    for name in ("morale", "trust"):
        put(name, grouped(getattr(state, name), state.team_of, state.head.shape[0]) / people)
    for name, values in (("output", output), ("switching", switching)):
        put(name, values)
    for name in ("initiative", "order_weeks", "method", "head"):
        put(name, getattr(state, name))
    put("purse", state.purse_cents)
    for name in ("equipment", "quality", "fire", "faulty", "stuck"):
        put(name, getattr(state, name))
    for name, flags in zip(("committed", "stitched", "complying", "torn"), stances, strict=True):
        put(name, grouped(flags.astype(np.float64), state.team_of, state.head.shape[0]))
    for column, name in enumerate(("bark_term", "bark_best", "bark_second", "bark_percent")):
        put(name, state.bark[:, column])
    products = np.stack(
        (
            state.stock,
            state.backlog,
            state.demand,
            made,
            state.delivered,
            spoiled,
            state.price,
            state.market,
            state.asked,
            state.used,
            state.sufficed,
            under_way(state),
        ),
        axis=1,
    )
    idle = total((state.job == IDLE).astype(np.float64) * people) / total(people)
    company = np.array([
        float(np.cumsum(state.score)[-1]), state.reference, mean(state.morale), mean(state.trust),
        total(state.initiative * people) / total(people), mean(agreement), mean(commitment), idle, served,
        float(state.cash_cents),
    ])  # fmt: skip
    return _frozen_picture(Picture(
        state.week, teams, products, company, state.causes.copy(), state.score.copy(), _held(state)
    ))  # fmt: skip


def _frozen_picture(picture: Picture) -> Picture:
    for values in (picture.teams, picture.products, picture.company, picture.morale, picture.score, picture.held):
        values.setflags(write=False)
    return picture


def _held(state: State) -> Floats:
    department = state.department[state.team_of]
    count = state.world.departments
    people = grouped(np.ones_like(state.trust), department, count)
    rows = [grouped(row, department, count) / people for row in (*state.agreement, *state.commitment)]
    return np.stack(rows, axis=1) if rows else np.zeros((count, 0))


def stand(state: State) -> tuple[Floats, Floats]:
    """Each person's overall agreement and commitment [P], 0…1.

    Where banners hang, people agree as far as they agree with them; elsewhere with work that is not wrong for
    them. A wrong order lowers agreement either way. Trust alone binds; what people commit to binds them on top of it.
    """
    wrong = state.wrong[state.team_of]
    bound = TRUST_BINDS * state.trust
    slots = np.flatnonzero(state.declared >= 0)
    if slots.shape[0] == 0:
        return clip(0.85 - 0.6 * wrong, 0.0, 1.0), bound
    agreement = np.zeros_like(state.trust)
    commitment = np.zeros_like(state.trust)
    for slot in slots:
        agreement = agreement + state.agreement[state.declared[slot]] / slots.shape[0]
        commitment = commitment + state.commitment[slot] / slots.shape[0]
    return clip(agreement - 0.6 * wrong, 0.0, 1.0), bound + (1.0 - bound) * commitment


def report(state: State, *, truth: bool = False) -> Report:
    """What the desk knows at the start of `state.week`; with `truth`, the same without age and blur."""
    world = state.world
    age = 0 if truth else delay_weeks(world, state.reporting)
    company = _newest(state.pictures, state.week - 1 - age)
    before = _newest(state.pictures, company.week - TREND_WEEKS)
    teams, seen = _team_figures(state, company, truth)
    products = _product_figures(state, company, truth)
    column = {name: teams[:, index] for name, index in _TEAM.items()}
    figure = {name: float(company.company[index]) for name, index in _COMPANY.items()}
    was = {name: float(before.company[index]) for name, index in _COMPANY.items()}
    was["score"] = was["net"] / max(was["reference"], 1e-9)
    reference = max(figure["reference"], 1e-9)
    figure["score"] = figure["net"] / reference
    stance = np.stack([column[name] for name in ("committed", "stitched", "complying", "torn")], axis=1)
    bark = np.stack([column[name] for name in ("bark_term", "bark_best", "bark_second", "bark_percent")], axis=1)
    skill, skill_age = _known_skill(state, truth)
    public = replace(world, shifts=(), contracts=(), recalls=(), unlocks=(), contracts_per_quarter=0, seed=0,
                     accidents=(), bottlenecks=(), bottlenecks_per_quarter=0)  # fmt: skip
    return Report(
        world=public, week=state.week, age=state.week - 1 - company.week, seen=_whole(seen),
        job=_whole(column["job"]), morale=_frozen(column["morale"]), trust=_frozen(column["trust"]),
        initiative=_frozen(column["initiative"]), output=_frozen(column["output"]),
        order_weeks=_whole(column["order_weeks"]), switching=_whole(column["switching"]),
        method=_frozen(column["method"]), stance=_whole(stance), temperament=_whole(state.temperament),
        department=_whole(state.department), head=_whole(column["head"]), purse=_whole(column["purse"]),
        equipment=_frozen(column["equipment"]), quality=_frozen(column["quality"]),
        fire=_whole(column["fire"]), faulty=_frozen(column["faulty"]),
        bark=_whole(bark),
        causes=_frozen(_team_causes(state, company, seen)), skill=_frozen(skill), skill_age=_whole(skill_age),
        ordered=_whole(state.ordered),
        **{name: _frozen(products[:, _PRODUCT[name]]) for name in PRODUCT_VIEW},
        score=figure["score"], score_causes=_frozen(company.score / reference),
        company_morale=figure["morale"], company_trust=figure["trust"], company_initiative=figure["initiative"],
        company_agreement=figure["agreement"], company_commitment=figure["commitment"],
        waiting=figure["waiting"], served=figure["served"],
        trend={name: figure[name] - was[name] for name in (*COMPANY_VIEW[2:], "score")},
        cash_cents=state.cash_cents, default=state.default, coming_default=_coming(state),
        reporting=state.reporting, rate=state.rate, tools=state.tools, building=state.building, net=state.net,
        kpis=_whole(state.kpis), horizon=horizon(state), tags=_tags(state),
        banners=_banners(state, company), value_agreement=_frozen(_offered(state, company)),
        letters=state.letters, discs=state.discs, levers=unlocked(world, state.week),
        stuck=_whole(np.minimum(column["stuck"], 1.0)), shortages=_shortages(state, column["stuck"]),
        cash_change_cents=_cash_change(state),
    )  # fmt: skip


def _shortages(state: State, stuck: Floats) -> tuple[Shortage, ...]:
    """What the reported teams [T] are stuck in; its cause is told by a visit there alone."""
    rows = []
    for row in np.unique(stuck[stuck > 0]).astype(np.int64) - 1:
        cause, department, product, first, _, known = (int(x) for x in state.bottlenecks[row])
        rows.append(Shortage(department, first, cause if known >= 0 else -1, product if known >= 0 else -1))
    return tuple(rows)


def _cash_change(state: State) -> int:
    """Cents that the cash changed by in a week, over the last four."""
    before = _newest(state.pictures, state.week - 1 - TREND_WEEKS)
    weeks = state.week - 1 - before.week
    return (state.cash_cents - int(before.company[_COMPANY["cash"]])) // weeks if weeks > 0 else 0


def unlocked(world: World, week: int) -> tuple[str, ...]:
    """The names of the levers that may be used in `week`."""
    later = tuple(u.lever for u in world.unlocks if u.week <= week and u.lever not in world.levers)
    return world.levers + later


def horizon(state: State) -> tuple[Horizon, ...]:
    """The contracts the desk has heard of and that are not over, earliest first; sizes are ±30%."""
    rows = []
    for product, first, end, _, heard, estimate in state.contracts:
        if heard <= state.week < end:
            rows.append(
                Horizon(
                    int(product), int(first), int(end) - 1, float(estimate * 0.7), float(estimate * 1.3), int(heard)
                )
            )
    return tuple(sorted(rows, key=lambda row: (row.first, row.product)))


def _newest(pictures: tuple[Picture, ...], week: int) -> Picture:
    chosen = pictures[0]
    for picture in pictures:
        if picture.week <= week:
            chosen = picture
    return chosen


def _blur(state: State) -> float:
    """How blurred a figure arrives: layers shrunk by reporting, and by candour where it is believed."""
    factor = 1.0
    for slot in range(SLOTS):
        if state.declared[slot] >= 0:
            value = VALUES[VALUE_INDEX[state.world.value_names[int(state.declared[slot])]]]
            power = mean(state.visibility[slot]) * mean(state.commitment[slot])
            factor += (value.blur - 1.0) * power
    return _shrunk(state.world, state.reporting) * factor


def _team_figures(state: State, company: Picture, truth: bool) -> tuple[Floats, Ints]:
    teams = company.teams.copy()
    seen = np.full(teams.shape[0], company.week, dtype=np.int64)
    blur = 0.0 if truth else _blur(state)
    if blur > 0.0:
        noise = luck.bell(state.seed, company.week + 1, luck.BLUR, 3 * teams.shape[0]).reshape(3, -1)
        for row, name in enumerate(("morale", "trust")):
            rough = teams[:, _TEAM[name]] + 0.03 * blur * noise[row]
            teams[:, _TEAM[name]] = clip(np.rint(rough * 50.0) / 50.0, 0.0, 1.0)
        rough = teams[:, _TEAM["output"]] * (1.0 + 0.08 * blur * noise[2])
        teams[:, _TEAM["output"]] = np.rint(np.maximum(rough, 0.0) * 2.0) / 2.0
    for team in np.flatnonzero(state.visited > company.week):
        fresh = _newest(state.pictures, int(state.visited[team]))
        teams[team] = fresh.teams[team]
        seen[team] = fresh.week
    return teams, seen


def _team_causes(state: State, company: Picture, seen: Ints) -> Floats:
    causes = company.morale.copy()
    for team in np.flatnonzero(seen > company.week):
        causes[team] = _newest(state.pictures, int(seen[team])).morale[team]
    return causes


def _product_figures(state: State, company: Picture, truth: bool) -> Floats:
    products = company.products.copy()
    blur = 0.0 if truth else _blur(state)
    if blur > 0.0:
        columns = [_PRODUCT[name] for name in ("stock", "backlog", "demand", "made", "delivered", "spoiled")]
        noise = luck.bell(state.seed, company.week + 1, luck.BLUR, products.shape[0] * len(columns), part=1)
        rough = products[:, columns] * (1.0 + 0.05 * blur * noise.reshape(products.shape[0], len(columns)))
        products[:, columns] = np.rint(np.maximum(rough, 0.0) * 2.0) / 2.0
        columns = [_PRODUCT[name] for name in ("asked", "used", "ripening")]
        noise = luck.bell(state.seed, company.week + 1, luck.BLUR, products.shape[0] * len(columns), part=2)
        rough = products[:, columns] * (1.0 + 0.05 * blur * noise.reshape(products.shape[0], len(columns)))
        products[:, columns] = np.rint(np.maximum(rough, 0.0) * 2.0) / 2.0
    return products


def _known_skill(state: State, truth: bool) -> tuple[Floats, Ints]:
    if truth:
        return state.skill.copy(), np.zeros_like(state.known_week)
    age = np.where(state.known_week >= 0, state.week - state.known_week, -1)
    fresh = (age >= 0) & (age <= KNOWLEDGE_WEEKS)
    return np.where(fresh, state.known_skill, np.nan), np.where(fresh, age, -1)


def _coming(state: State) -> int:
    letters = [letter for letter in state.letters if letter.lever == "default"]
    return letters[-1].amount[0] if letters else state.default


def _tags(state: State) -> tuple[Tag, ...]:
    return tuple(Tag(int(row[0]), int(row[1]), int(row[2])) for row in state.tags if row[0] >= 0)


def _offered(state: State, company: Picture) -> Floats:
    values = len(state.world.value_names)
    return company.held[:, :values].T


def _banners(state: State, company: Picture) -> tuple[Banner, ...]:
    values = len(state.world.value_names)
    weight = grouped(state.head.astype(np.float64), state.department, state.world.departments)
    weight = weight / total(weight)
    rows = []
    for slot in range(SLOTS):
        value = int(state.declared[slot])
        if value < 0:
            continue
        rows.append(Banner(
            state.world.value_names[value], value, slot, tuple(float(x) for x in state.visibility[slot]),
            limited(total(company.held[:, value] * weight), 0.0, 1.0),
            limited(total(company.held[:, values + slot] * weight), 0.0, 1.0), int(state.rituals[slot]),
        ))  # fmt: skip
    return tuple(rows)


def _frozen(values: Floats) -> Floats:
    values = np.array(values, dtype=np.float64)
    values.setflags(write=False)
    return values


def _whole(values: Floats | Ints) -> Ints:
    whole = np.array(np.rint(values), dtype=np.int64)
    whole.setflags(write=False)
    return whole


__all__ = [
    "COMPANY_VIEW", "DEFAULTS", "KNOWLEDGE_WEEKS", "MORALE_CAUSES", "PRODUCT_VIEW", "SCORE_CAUSES", "TEAM_VIEW",
    "Banner", "Horizon", "Report", "Tag", "delay_weeks", "horizon", "photograph", "report", "stand", "unlocked",
]  # fmt: skip
