"""What the desk may know: the newest pictures that reached it, older and blurrier with every layer.

`report` reads the picture of the company that has travelled long enough, blurs it with keyed luck and freezes it.
Screens, previews, tooltips and bots get a `Report` and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from game.sim import luck
from game.sim.causes import SCORE_CAUSES
from game.sim.company import tidings
from game.sim.company.crowd import STANCES
from game.sim.company.factors import levelled
from game.sim.company.influence import QUIET, RIVAL, sharpness
from game.sim.company.seats import awaited, half_gone, places, planned
from game.sim.company.stories import Story, offered
from game.sim.curves import Flags, Floats, Ints, clip, grouped, lately, limited, nonzero, total
from game.sim.desk.books import NARROW_WEEKS, Books, Runway, runway
from game.sim.desk.growth import growth_cents
from game.sim.desk.heard import rumours_heard
from game.sim.desk.lives import Cast
from game.sim.desk.notes import Banner, Candidate, Horizon, Rumour, Shortage, Star, Tag, Use
from game.sim.desk.pictures import COMPANY, COMPANY_VIEW, PRODUCT, PRODUCT_VIEW, TEAM, newest
from game.sim.desk.quotas import Quota, told_of
from game.sim.ledger import MORALE_CAUSES
from game.sim.state import Card, Disc, Letter, Picture, State
from game.sim.values import ABSENT, DEEDS, DEFAULTS, MOVERS, SHORT_PAY_SHARE, SLOTS, TREND_WEEKS
from game.sim.world import QUARTER_WEEKS, Echo, World

KNOWLEDGE_WEEKS = QUARTER_WEEKS
"""How long the desk trusts what it has learnt of a skill."""
NEWS_KEPT = 0.6
"""What each reporting level leaves of the layers that age and blur the news."""


PUBLIC: tuple[str, ...] = (
    "people", "weeks", "team_size", "teams_per_department", "span", "weeks_per_layer", "specialisation",
    "temperaments", "discs", "products", "load", "wave", "growth", "cash_cents", "wage_cents", "fixed_cents",
    "coin_cents", "price_cents", "policy", "levers", "value_names", "cultures", "trouble", "tools_cents", "net_cents",
    "stars", "people_end", "arrivals", "hiring_cents", "aim", "room", "outer",
)  # fmt: skip
"""The fields of a world that a report shows as they are. What is not named here stays hidden: luck, and the future."""


@dataclass(frozen=True)
class Report:
    """What reached the desk by the start of `week`; frozen, arrays read-only, indices as in the world.

    world: the public facts (no luck, no future). week: the week about to begin, 0-based. age: weeks between what
    the company figures show and now (0 = last week). seen [T]: the week each team's figures were taken (−1 = founding).
    Teams [T]: job (−1 sleeping, −2 nobody came yet, G improve), morale, trust, initiative 0…1, output pieces a week,
    order_weeks, switching 0/1, method factor, stance [T, 4] people committed, stitched, complying, torn; temperament
    index; department; head people; purse cents; bark [T, 4] (term, best, second, percent); causes [T, C] morale account
    in the order of MORALE_CAUSES.
    skill [T, G]: what the desk believes (NaN unknown), skill_age [T, G] weeks (−1 unknown).
    ordered [T, 3]: the desk's own last order to each team (job, first week, last week + 1; −2 none).
    Products [G]: stock, backlog, demand, made, delivered, spoiled pieces; price currency; market factor; asked and used
    pieces as inputs of other products, sufficed the share of what was begun that its own inputs sufficed for, ripening
    pieces made and not on the shelf yet.
    stuck [T] 1 where a team is slow for a hidden reason; shortages: the departments of these, and why as far as
    somebody was visited there.
    Company: score V as reported, score_causes (share of the reference demand, adds up to score), morale, trust,
    initiative, agreement, commitment, waiting, served shares; trend: change of each over four weeks by name.
    owed [G]: weeks in a row for which customers have waited. cards: dilemmas that came to the desk, answered or not.
    cash_cents and books (every week of the till by its lines) are the desk's own, exact.
    quotas: those that run, of departments before everyone's. default: the one in force; coming_default: the one
    announced (or the same). rumours: what it has heard may come, the earliest first.
    horizon, tags, banners, letters, discs: what the desk set in motion. levers: names that
    may be used. restless [T]: people there who think of leaving, restless_why [T]: most of them why (index in LEAVING).
    The payroll is the desk's own and exact: people now; planned headcount; places [T] seats the plan counts on; left
    and joined [causes], [reasons]: people in the last 13 weeks, left_year in 52, left_ever and joined_ever since the
    founding. advert: index in ADVERTS. candidates: the loudest voices the desk has met, loudest first. managers [D]:
    the team each department's manager sits in (−1 none). belief [T] in the vision. star: the vision, or None. aim_way:
    share of the way to the level's own aim. stories: what may be retold now. moved: people at work by what moved them,
    as shares of MOVERS that add up to 1 (or all 0). uses: the desk's own record of the levers it has pulled, as
    whoever leads a company along adds it: no part of the company. cast: those followed by name, likewise.
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
    quotas: tuple[Quota, ...]
    horizon: tuple[Horizon, ...]
    tags: tuple[Tag, ...]
    banners: tuple[Banner, ...]
    value_agreement: Floats
    letters: tuple[Letter, ...]
    discs: tuple[Disc, ...]
    levers: tuple[str, ...]
    rumours: tuple[Rumour, ...]
    owed: Ints
    cards: tuple[Card, ...]
    restless: Ints
    restless_why: Ints
    people: int
    planned: int
    places: Ints
    left: Ints
    left_year: int
    left_ever: Ints
    joined: Ints
    joined_ever: Ints
    advert: int
    candidates: tuple[Candidate, ...]
    managers: Ints
    belief: Floats
    star: Star | None
    aim_way: float
    stories: tuple[Story, ...]
    moved: tuple[float, ...]
    asked: Floats
    used: Floats
    sufficed: Floats
    ripening: Floats
    stuck: Ints
    shortages: tuple[Shortage, ...]
    books: Books
    uses: tuple[Use, ...]
    cast: Cast = ()

    @property
    def deserted(self) -> bool:
        """Whether as many have left in a year as half of the people the plan counts on."""
        return half_gone(self.left_year, self.planned)

    @property
    def there(self) -> Flags:
        """Whether a team's people have come, as far as the desk has heard [T]."""
        return np.not_equal(self.job, ABSENT)

    @property
    def discs_free(self) -> int:
        """Discs of attention at the desk now."""
        return self.world.discs - sum(int(disc.count) for disc in self.discs)

    @property
    def over(self) -> bool:
        """Whether the level has ended: its weeks are played, its cash is gone or half of its people are."""
        return self.week >= self.world.weeks or self.cash_cents < 0 or self.deserted

    @cached_property
    def runway(self) -> Runway:
        """How long the cash lasts as in the last four weeks, without what happened once, with whom the plan brings."""
        return runway(self.books, self.cash_cents, held_cents(self), self.short_pay_weeks, growth=self.growth)

    @cached_property
    def growth(self) -> tuple[int, ...]:
        """Cents that those who are still to come change in each week that is left; empty where nobody comes."""
        return growth_cents(self.world, self.week, self.people, self.books, self.demand)

    @property
    def short_pay_weeks(self) -> int:
        """Weeks for which a part of the wages is still held back; 0 where they are paid in full."""
        return max((disc.back - self.week for disc in self.discs if disc.lever == "short_pay"), default=0)

    @property
    def short_of_cash(self) -> bool:
        """Whether the cash may be gone within a quarter, and before the level is over or hardly later."""
        return 0 <= self.runway.soonest < min(QUARTER_WEEKS, self.world.weeks - self.week + NARROW_WEEKS)

    def stars(self) -> int:
        """Stars that the reported score has passed, 0…3."""
        return sum(1 for threshold in self.world.stars if self.score >= threshold)


def held_cents(report: Report) -> int:
    """Cents of a week's wages that stay in the till while wages are short."""
    return int(report.people * report.world.wage_cents * SHORT_PAY_SHARE)


def delay_weeks(world: World, reporting: int) -> int:
    """Weeks a report needs to the desk: one per layer, each reporting level cuts them, rounded."""
    return int(_shrunk(world, reporting) * world.weeks_per_layer + 0.5)


def blur_kept(reporting: int) -> float:
    """What a reporting level leaves of the age and the blur of news."""
    return levelled(NEWS_KEPT, reporting)


def _shrunk(world: World, reporting: int) -> float:
    layers = float(world.layers)
    for _ in range(reporting):
        layers *= NEWS_KEPT
    return layers


def report(state: State, *, truth: bool = False, books: Books = ()) -> Report:
    """What the desk knows at the start of `state.week`, with its books; with `truth`, the same without age and blur."""
    world = state.world
    age = 0 if truth else delay_weeks(world, state.reporting)
    company = newest(state.pictures, state.week - 1 - age)
    before = newest(state.pictures, company.week - TREND_WEEKS)
    candid, early = tidings.candour(state)
    blur = 0.0 if truth else _shrunk(world, state.reporting) * candid
    sooner = company if truth or early < tidings.EARLY_POWER else newest(state.pictures, state.week - age)
    lost = 0.0 if truth else tidings.lost(world.layers, float(company.company[COMPANY["trust"]]), early)
    teams, seen = _team_figures(state, company, sooner, blur, lost)
    products = _product_figures(state, company, sooner, blur, lost)
    column = {name: teams[index] for name, index in TEAM.items()}
    if not truth:
        column["faulty"] = _called_back(state, column["faulty"], seen)
    figure = {name: float(company.company[index]) for name, index in COMPANY.items()}
    was = {name: float(before.company[index]) for name, index in COMPANY.items()}
    was["score"] = was["net"] / max(was["reference"], 1e-9)
    for figures in (figure, was):
        tidings.soften_company(figures, lost)
    reference = max(figure["reference"], 1e-9)
    figure["score"] = figure["net"] / reference
    stance = np.stack([column[name] for name in STANCES], axis=1)
    bark = np.stack([column[name] for name in ("bark_term", "bark_best", "bark_second", "bark_percent")], axis=1)
    skill, skill_age = _known_skill(state, truth, _whole(column["job"]))
    return Report(
        world=public(world), week=state.week, age=state.week - 1 - company.week, seen=_whole(seen),
        job=_whole(column["job"]), morale=_frozen(column["morale"]), trust=_frozen(column["trust"]),
        initiative=_frozen(column["initiative"]), output=_frozen(column["output"]),
        order_weeks=_whole(column["order_weeks"]), switching=_whole(column["switching"]),
        method=_frozen(column["method"]), stance=_whole(stance), temperament=_whole(state.temperament),
        department=_whole(state.department), head=_whole(column["head"]), purse=_whole(column["purse"]),
        equipment=_frozen(column["equipment"]), quality=_frozen(column["quality"]),
        fire=_whole(column["fire"]), faulty=_frozen(column["faulty"]), books=books, uses=(), cast=(), bark=_whole(bark),
        causes=_frozen(_team_causes(state, company, seen, lost)), skill=_frozen(skill), skill_age=_whole(skill_age),
        **{name: _frozen(products[:, PRODUCT[name]]) for name in PRODUCT_VIEW if name != "owed"},
        owed=_whole(products[:, PRODUCT["owed"]]), cards=state.cards,
        score=figure["score"], score_causes=_frozen(company.score / reference),
        company_morale=figure["morale"], company_trust=figure["trust"], company_initiative=figure["initiative"],
        company_agreement=figure["agreement"], company_commitment=figure["commitment"],
        waiting=figure["waiting"], served=figure["served"], ordered=_whole(state.ordered),
        trend={name: figure[name] - was[name] for name in (*COMPANY_VIEW[2:], "score")},
        cash_cents=state.cash_cents, default=state.default, coming_default=_coming(state),
        reporting=state.reporting, rate=state.rate, tools=state.tools, building=state.building, net=state.net,
        kpis=_whole(state.kpis), quotas=told_of(state, company), horizon=horizon(state), tags=_tags(state),
        rumours=rumours_heard(state, age), banners=_banners(state, company),
        value_agreement=_frozen(_offered(state, company)), letters=state.letters, discs=state.discs,
        levers=world.unlocked(state.week), restless=_whole(column["restless"]),
        restless_why=_whole(column["restless_why"]), people=state.people,
        planned=planned(world, state.week), places=_whole(places(world, state.week)),
        left=_whole(lately(state.left, state.week, QUARTER_WEEKS)), left_ever=_whole(state.left_ever),
        left_year=int(np.cumsum(state.left)[-1]), joined=_whole(lately(state.joined, state.week, QUARTER_WEEKS)),
        joined_ever=_whole(state.joined_ever), advert=state.advert, candidates=_candidates(state),
        managers=_whole(np.where(state.lead >= 0, state.team_of[np.maximum(state.lead, 0)], -1)),
        belief=_frozen(column["belief"]), star=_star(state, figure), aim_way=figure["aim_way"],
        stories=offered(state, company.week), moved=tuple(figure[f"moved_{name}"] for name in MOVERS),
        stuck=_whole(np.minimum(column["stuck"], 1.0)), shortages=_shortages(state, column["stuck"]),
    )  # fmt: skip


def public(world: World) -> World:
    """What of a world the desk may know: the fields in `PUBLIC`, cards without dates, and when an answer comes back."""
    cards = tuple(replace(dilemma, week=-1) for dilemma in world.dilemmas)
    back = tuple(Echo(echo.card, echo.verb, echo.weeks) for echo in world.echoes)
    return World(**{name: getattr(world, name) for name in PUBLIC}, dilemmas=cards, echoes=back, seed=0)


def _star(state: State, figure: dict[str, float]) -> Star | None:
    if state.star_direction < 0:
        return None
    return Star(
        state.star_direction, state.star_height, state.star_week, figure["belief"], figure["cynicism"],
        figure["steering"], figure["way"], state.echo,
    )  # fmt: skip


def _shortages(state: State, stuck: Floats) -> tuple[Shortage, ...]:
    """What the reported teams [T] are stuck in; its cause is told by a visit there alone."""
    rows = []
    for row in np.unique(stuck[stuck > 0]).astype(np.int64) - 1:
        cause, department, product, first, _, known = (int(x) for x in state.bottlenecks[row])
        rows.append(Shortage(department, first, cause if known >= 0 else -1, product if known >= 0 else -1))
    return tuple(rows)


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


def _team_figures(
    state: State, company: Picture, sooner: Picture, blur: float, lost: float
) -> tuple[Floats, Ints]:  # fmt: skip
    """Figures [rows, T] as they arrive and the week each was taken.

    sooner: a newer picture that bad news is from. blur: layers a figure has gone through, as far as they blur it.
    """
    teams = company.teams.astype(np.float64)
    seen = np.full(teams.shape[1], company.week, dtype=np.int64)
    if sooner is not company:
        worse = tidings.worse_teams(company.teams, sooner.teams, TEAM)
        teams[:, worse], seen[worse] = sooner.teams[:, worse], sooner.week
    far = np.isin(state.department, state.world.outer)
    if far.any():
        older = newest(state.pictures, 2 * company.week - (state.week - 1))
        teams[:, far], seen[far] = older.teams[:, far], older.week
    if blur > 0.0:
        rough_by = blur * sharpness(state)
        noise = luck.bell(state.seed, company.week + 1, luck.BLUR, 3 * teams.shape[1]).reshape(3, -1)
        for row, name in enumerate(("morale", "trust")):
            rough = teams[TEAM[name]] + 0.03 * rough_by * noise[row]
            teams[TEAM[name]] = clip(np.rint(rough * 50.0) / 50.0, 0.0, 1.0)
        rough = teams[TEAM["output"]] * (1.0 + 0.08 * rough_by * noise[2])
        teams[TEAM["output"]] = np.rint(np.maximum(rough, 0.0) * 2.0) / 2.0
    if lost > 0.0:
        draw = luck.uniform(state.seed, company.week + 1, luck.BLUR, 2 * teams.shape[1], part=2).reshape(2, -1)
        tidings.soften_teams(teams, TEAM, lost, draw)
    for team in nonzero(state.visited > np.minimum(seen, company.week)):
        fresh = newest(state.pictures, int(state.visited[team]))
        teams[:, team] = fresh.teams[:, team]
        seen[team] = fresh.week
    for week in np.unique(seen) if state.world.arrivals else ():
        absent = awaited(state.world, int(week)) & (teams[TEAM["head"]] == 0)
        teams[TEAM["job"], (seen == week) & absent] = ABSENT
    return teams, seen


def _called_back(state: State, faulty: Floats, seen: Ints) -> Floats:
    """Bad material in each team [T] as the desk reckons with it: a recall is in the news before it is in any report."""
    for recall in state.world.recalls:
        if recall.week <= state.week:
            faulty = np.where(seen < recall.week, np.maximum(faulty, recall.harm), faulty)
    return faulty


def _team_causes(state: State, company: Picture, seen: Ints, lost: float) -> Floats:
    causes = company.morale.astype(np.float64).T
    for team in nonzero(seen != company.week):
        causes[team] = newest(state.pictures, int(seen[team])).morale[:, team]
    if lost > 0.0:
        told = nonzero(state.visited < seen)
        hearsay = causes[told]
        tidings.soften_causes(hearsay, lost)
        causes[told] = hearsay
    return causes


def _product_figures(state: State, company: Picture, sooner: Picture, blur: float, lost: float) -> Floats:
    products = company.products.copy()
    tidings.worse_products(products, sooner.products, PRODUCT)
    if blur > 0.0:
        columns = [PRODUCT[name] for name in ("stock", "backlog", "demand", "made", "delivered", "spoiled")]
        noise = luck.bell(state.seed, company.week + 1, luck.BLUR, products.shape[0] * len(columns), part=1)
        rough = products[:, columns] * (1.0 + 0.05 * blur * noise.reshape(products.shape[0], len(columns)))
        products[:, columns] = np.rint(np.maximum(rough, 0.0) * 2.0) / 2.0
        columns = [PRODUCT[name] for name in ("asked", "used", "ripening")]
        noise = luck.bell(state.seed, company.week + 1, luck.BLUR, products.shape[0] * len(columns), part=3)
        rough = products[:, columns] * (1.0 + 0.05 * blur * noise.reshape(products.shape[0], len(columns)))
        products[:, columns] = np.rint(np.maximum(rough, 0.0) * 2.0) / 2.0
    if lost > 0.0:
        tidings.soften_products(products, PRODUCT, lost)
    return products


def _known_skill(state: State, truth: bool, job: Ints) -> tuple[Floats, Ints]:
    """What the desk has learnt and has not forgotten: nobody forgets how a team does what it is seen doing."""
    if truth:
        return state.skill.copy(), np.zeros_like(state.known_week)
    age = np.where(state.known_week >= 0, state.week - state.known_week, -1)
    fresh = (age >= 0) & (age <= KNOWLEDGE_WEEKS)
    working = nonzero((job >= 0) & (job < state.products))
    fresh[working, job[working]] |= age[working, job[working]] >= 0
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
    weight = weight / max(total(weight), 1.0)
    rows = []
    for slot in range(SLOTS):
        value = int(state.declared[slot])
        if value < 0:
            continue
        rows.append(Banner(
            state.world.value_names[value], value, slot, tuple(float(x) for x in state.visibility[slot]),
            limited(total(company.held[:, value] * weight), 0.0, 1.0),
            limited(total(company.held[:, values + slot] * weight), 0.0, 1.0), int(state.rituals[slot]),
            *_conduct(company, slot),
        ))  # fmt: skip
    return tuple(rows)


def _candidates(state: State) -> tuple[Candidate, ...]:
    """The loudest people of the teams visited within a quarter, as they were met."""
    teams = nonzero((state.known_voice[:, 0] >= 0) & (state.visited >= max(0, state.week - KNOWLEDGE_WEEKS)))
    teams = teams[np.argsort(-state.known_voice[teams, 1], kind="stable")]
    loudest = np.column_stack((teams, state.department[teams], state.known_voice[teams])).tolist()
    loud: dict[int, list[tuple[int, int]]] = {}
    for team, department, _, voice, _, reason in loudest:
        if reason != QUIET:
            loud.setdefault(department, []).append((team, voice))
    lit, lead = state.lit.tolist(), state.lead.tolist()
    return tuple(
        Candidate(
            seat, team, department, voice / 100.0, bound / 100.0, reason, reason != QUIET,
            next((other for other, power in loud.get(department, ()) if other != team and power >= RIVAL * voice), -1),
            lit[department][1] if lit[department][0] == seat else -1, lead[department] == seat,
        )
        for team, department, seat, voice, bound, reason in loudest
    )  # fmt: skip


def _conduct(company: Picture, slot: int) -> tuple[int, int, str, str]:
    lived, betrayed, *last = (int(number) for number in company.conduct[slot])
    words = [DEEDS[deed].words if deed >= 0 else "" for deed in last]
    return lived, betrayed, words[0], words[1]


def _frozen(values: Floats) -> Floats:
    values = np.array(values, dtype=np.float64)
    values.setflags(write=False)
    return values


def _whole(values: Floats | Ints) -> Ints:
    whole = np.array(np.rint(values), dtype=np.int64)
    whole.setflags(write=False)
    return whole


__all__ = [
    "DEFAULTS", "KNOWLEDGE_WEEKS", "MORALE_CAUSES", "SCORE_CAUSES",
    "Banner", "Candidate", "Card", "Horizon", "Report", "Star", "Story", "Tag", "delay_weeks", "horizon",
    "report",
]  # fmt: skip
