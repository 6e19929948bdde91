"""What a level tells the rules: the plain facts of a company and its markets before week 0.

A `World` is frozen and holds nothing that only a reader or a screen needs (no story, no words, no looks),
so two levels with equal worlds play identically, and its hash is what a saved game is checked against.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cached_property

DIFFICULTIES: dict[str, float] = {"gentle": 0.7, "normal": 1.0, "harsh": 1.3}
"""How strongly demand swings, as a factor on waves and contracts; never a hidden bonus for the player."""
QUARTER_WEEKS = 13
"""Weeks from one review to the next, from week 0 on."""
PATIENCE = 0.6
"""Share of unserved customers who come back next week, where a level does not say otherwise."""


@dataclass(frozen=True)
class Product:
    """One good the company can make.

    name: the word players read. value: currency units a delivered piece is worth, > 0.
    share: part of the demanded value, 0…1, all products add up to 1.
    spoils: share of unsold stock lost each week, 0…1. season: weekly factors of one year (52 values
    around 1, or empty for none). needs: (index of another product, pieces of it that go into one piece), > 0.
    lead_weeks: weeks from making a piece to its place on the shelf. stock: pieces on the shelf when the level begins.
    holding, owing: what a piece on the shelf, and a customer who waits for one, cost in the score each week, as shares
    of the value. patience: share of the unserved who come back next week, 0…1.
    """

    name: str
    value: float
    share: float
    spoils: float = 0.15
    season: tuple[float, ...] = ()
    needs: tuple[tuple[int, float], ...] = ()
    lead_weeks: int = 0
    stock: float = 0.0
    holding: float = 0.0
    owing: float = 0.0
    patience: float = PATIENCE

    @property
    def part(self) -> bool:
        """Whether customers never ask for it: it is there for what it goes into."""
        return self.share == 0.0


@dataclass(frozen=True)
class DemandShift:
    """From `week` on, a product's market is multiplied by `factor` (for `weeks` weeks, 0 = for good).

    The desk hears of it `notice` weeks before, −1 for never; then it comes with the chance `odds`, 0…1, by luck.
    """

    week: int
    product: int
    factor: float
    weeks: int = 0
    notice: int = -1
    odds: float = 1.0


@dataclass(frozen=True)
class Contract:
    """A customer wants about `factor` times as much of a product for `weeks` weeks.

    The desk hears of it `notice` weeks before `week`; the teams only see demand once it moves.
    """

    week: int
    product: int
    factor: float = 2.5
    weeks: int = 6
    notice: int = 10


@dataclass(frozen=True)
class Recall:
    """From `week` on, every team works with bad material until it has spent a week on putting it right.

    harm: share of what such a team makes that has to be taken back, 0…1.
    """

    week: int
    harm: float = 0.4


@dataclass(frozen=True)
class Accident:
    """In `week` a department is struck: its teams burn for `weeks` weeks, or half of its machines stand still.

    kind: "fire" or "machine". department: index.
    """

    week: int
    department: int
    kind: str = "fire"
    weeks: int = 6


@dataclass(frozen=True)
class Bottleneck:
    """From `week` on a department is slow for a hidden reason, until its cure is found.

    cause: name in `bottlenecks.CAUSES`. product: index of the product it is about (of no meaning to some causes).
    """

    week: int
    department: int
    cause: str
    product: int = 0


@dataclass(frozen=True)
class Unlock:
    """From `week` on, the lever `lever` may be used."""

    week: int
    lever: str


@dataclass(frozen=True)
class Culture:
    """How one part of the people feels about the offered values.

    share: part of the teams, 0…1, all cultures add up to 1. agreement: mean view of each offered value, 0…1.
    """

    share: float
    agreement: tuple[float, ...]


@dataclass(frozen=True)
class Arrival:
    """In `week`, so many people join at once and bring their own teams: a merger.

    agreement: their mean view of each offered value, 0…1. reason: index in REASONS most of them once joined for,
    −1 for all alike. trust: in the leader they come to, 0…1.
    """

    week: int
    people: int
    agreement: tuple[float, ...]
    reason: int = -1
    trust: float = 0.5


@dataclass(frozen=True)
class Turn:
    """What an answer to a dilemma, or silence, does besides what its verb always does.

    trust, morale, initiative, agreement: added to the figures of those concerned, −1…1. cash_cents: for each person
    concerned, once; negative where it costs.
    """

    trust: float = 0.0
    morale: float = 0.0
    initiative: float = 0.0
    agreement: float = 0.0
    cash_cents: int = 0


@dataclass(frozen=True)
class Answer:
    """One of the answers on a card. verb: index in `values.VERBS`; discs for weeks: beside the desk of a small company,
    layers come on top where the verb takes them. sways: share of those who think otherwise whom a talk brings round
    where trust is one half, 0…1; −1: all of them lose most of their doubt, whatever the question and the people."""

    verb: int
    discs: int
    weeks: int
    turn: Turn = Turn()
    sways: float = -1.0


@dataclass(frozen=True)
class Dilemma:
    """A situation in which what people find comfortable and what the work needs come apart.

    week: when it comes, −1 if the session deals it once its condition holds. who: the department that brings it:
    "torn", "low" (morale), "wary" (trust), "any", or "everyone". split: share of those concerned who think otherwise,
    stake: how much it matters to them, both 0…1. weeks: how long it waits for an answer. warning: whether they say
    that the desk is wrong. value: index of the offered value whose agreement it moves, −1 none. make: index of a
    product, G for *improve*, SCARCEST, or NOTHING; make_weeks: for how long. silence: what comes of no answer.
    """

    name: str
    week: int
    who: str
    split: float
    stake: float
    weeks: int
    warning: bool
    value: int
    make: int
    make_weeks: int
    answers: tuple[Answer, ...]
    silence: Turn = Turn()


SILENT, ANY = -1, -2
"""What stands for no answer to a card, and for any answer."""


@dataclass(frozen=True)
class Echo:
    """What an answer to a card leads to much later: it comes back, by name.

    card: the dilemma's name. verb: which answer, index in `values.VERBS`, SILENT, or ANY. weeks: so long after the
    answer, or after the card's time ran out, 1 or more. turn: what it does to those whom the card was about.
    accidents: what befalls a department then; their own week means nothing.
    """

    card: str
    verb: int
    weeks: int
    turn: Turn = Turn()
    accidents: tuple[Accident, ...] = ()


NOTHING, SCARCEST = -2, -1
"""What a dilemma asks for besides a product or *improve*: nothing in particular, or whatever is scarcest by then."""


@dataclass(frozen=True)
class Goal:
    """What a level reaches for: a direction (a product, or what comes after the last one, see `values.DIRECTIONS`), a
    height 1…5, and whether everyone has been told so that it is the vision from week 0 on."""

    direction: int
    height: int = 2
    told: bool = False


@dataclass(frozen=True)
class StartPolicy:
    """What stands when the level begins.

    default: "wait", "carry on" or "choose". reporting: 0…3. declared: names of values whose banners already hang.
    last_letters: mean weeks that orders written before the level still hold, 0 for none.
    rate: internal interest, percent a year, 0…30. tools, net: levels 0…3. kpis: names that stand in every department.
    advert: what the advert promises, a name in ADVERTS.
    """

    default: str = "wait"
    reporting: int = 0
    declared: tuple[str, ...] = ()
    last_letters: int = 0
    rate: int = 8
    tools: int = 0
    net: int = 0
    kpis: tuple[str, ...] = ()
    advert: str = "work"


@dataclass(frozen=True)
class World:
    """All the facts about a company that the rules read; see each field's unit.

    people: headcount. weeks: length of the level. team_size: people a team (the last may be smaller).
    teams_per_department: teams. span: people one person can lead. weeks_per_layer: weeks a letter or a report
    needs for each layer. specialisation: 0 (everyone equal) … 1 (each team has one craft).
    temperaments: shares of makers, hustlers, caretakers, explorers, stewards, adding up to 1.
    discs: of attention. load: demanded value ÷ what the founding company could make.
    wave: size of the slow wave of demand, 0…1. growth: yearly growth of all markets, −1…2.
    cash, wage, coin, fixed: integer cents (`wage_cents` for a person and week, `coin_cents` for a coin of a tag,
    `price_cents` for one unit of value sold, `fixed_cents` a week).
    value_names: the offered values. contracts_per_quarter: drawn by luck besides the written `contracts`.
    recalls: bad material that everyone has to put right. trouble: how often fires break out, 0 (never) … 3.
    accidents: fires and broken machines at a date. bottlenecks: written ones; `bottlenecks_per_quarter` are drawn by
    luck besides. tools_cents: a person and
    level of shared tools, once. net_cents: a person, level and week of the safety net.
    levers: names of the levers that may be used from the start; `unlocks` adds to them.
    dilemmas: the cards of the level, in the order of the file.
    stars: three rising thresholds of the score. seed: the level's own luck.
    people_end: planned headcount in the last week, 0 for as many as at the start; the plan runs straight between.
    arrivals: people who join at once, besides the plan. newcomers: mean view of each offered value among those who
    answer the advert, empty for the view of those who are here. hiring_cents: what finding one person costs.
    aim: what the level reaches for, if that is measured.
    room: whether people in a workshop play the teams (see `levers.room`). outer: departments so far away that letters
    to them and news of them take twice the time. sated: markets stay as large as they are, however they are served.
    echoes: what answers to cards lead to much later. loyalty: chance to leave within four weeks, 0…1, below which
    people do not think of it at all.
    """

    people: int = 5
    weeks: int = 26
    team_size: int = 6
    teams_per_department: int = 5
    span: int = 6
    weeks_per_layer: float = 1.0
    specialisation: float = 0.5
    temperaments: tuple[float, ...] = (0.2, 0.2, 0.2, 0.2, 0.2)
    discs: int = 5
    products: tuple[Product, ...] = (Product("lamps", 10.0, 1.0),)
    load: float = 1.15
    wave: float = 0.3
    growth: float = 0.0
    cash_cents: int = 100_000
    wage_cents: int = 400
    fixed_cents: int = 0
    coin_cents: int = 50
    price_cents: int = 100
    policy: StartPolicy = StartPolicy()
    levers: tuple[str, ...] = ("order", "visit")
    unlocks: tuple[Unlock, ...] = ()
    value_names: tuple[str, ...] = ()
    cultures: tuple[Culture, ...] = ()
    contracts: tuple[Contract, ...] = ()
    contracts_per_quarter: int = 0
    shifts: tuple[DemandShift, ...] = ()
    recalls: tuple[Recall, ...] = ()
    trouble: float = 0.0
    tools_cents: int = 3_000
    net_cents: int = 20
    accidents: tuple[Accident, ...] = ()
    bottlenecks: tuple[Bottleneck, ...] = ()
    bottlenecks_per_quarter: int = 0
    dilemmas: tuple[Dilemma, ...] = ()
    stars: tuple[float, float, float] = (0.5, 0.6, 0.7)
    seed: int = 1
    people_end: int = 0
    arrivals: tuple[Arrival, ...] = ()
    newcomers: tuple[float, ...] = ()
    hiring_cents: int = 1_600
    aim: Goal | None = None
    room: bool = False
    outer: tuple[int, ...] = ()
    sated: bool = False
    echoes: tuple[Echo, ...] = ()
    loyalty: float = 0.0

    @cached_property
    def plan_seats(self) -> int:
        """The largest headcount of the plan, without those who join at once."""
        return max(self.people, self.people_end)

    @cached_property
    def seats(self) -> int:
        """Number of seats P, taken or not: the house is built for the largest headcount it will have."""
        count = self.plan_seats
        for arrival in self.arrivals:
            count += arrival.people
        return count

    def planned(self, week: int) -> int:
        """The plan's headcount in a week, without those who join at once; on a straight line to the last week."""
        if self.people_end <= 0:
            return self.people
        way = min(1.0, week / max(1, self.weeks - 1))
        return int(self.people + (self.people_end - self.people) * way + 0.5)

    @cached_property
    def teams(self) -> int:
        """Number of teams T: seats divided by the team size, rounded up."""
        return -(-self.seats // self.team_size)

    @cached_property
    def departments(self) -> int:
        """Number of departments D: teams divided by the teams of a department, rounded up."""
        return -(-self.teams // self.teams_per_department)

    @cached_property
    def layers(self) -> int:
        """How often the number of seats is divided by the span until it is at most the span: 5 → 0, 120 → 2."""
        count, rest = 0, float(self.seats)
        while rest > self.span:
            rest /= self.span
            count += 1
        return count

    @cached_property
    def letter_weeks(self) -> int:
        """Weeks a letter travels from the desk to a team."""
        return int(self.layers * self.weeks_per_layer + 0.5)

    def letter_weeks_to(self, department: int) -> int:
        """Weeks a letter travels from the desk to a department, or to a team in it."""
        return self.letter_weeks * (2 if department in self.outer else 1)

    def unlocked(self, week: int) -> tuple[str, ...]:
        """The names of the levers that may be used in a week."""
        later = tuple(u.lever for u in self.unlocks if u.week <= week and u.lever not in self.levers)
        return self.levers + later

    @cached_property
    def may_choose(self) -> bool:
        """Whether the player can let teams choose, from the start or at some time, or they do anyway."""
        opened = {*self.levers, *(unlock.lever for unlock in self.unlocks)}
        return self.policy.default == "choose" or {"default", "choose"} <= opened

    @property
    def tools_price_cents(self) -> int:
        """What the next level of shared tools costs, in cents."""
        return self.tools_cents * self.people

    @property
    def mean_value(self) -> float:
        """Mean value of a piece over the products, by their share of the demanded value."""
        pieces = 0.0
        for product in self.products:
            pieces += product.share / product.value
        return 1.0 / pieces

    def fingerprint(self) -> str:
        """SHA-256 of everything in this record that is not as usual, in a text form that no machine changes.

        So a field that is added later leaves the companies alone that do not use it.
        """
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        import hashlib  # a level can be read without

        return hashlib.sha256(_canonical(self).encode()).hexdigest()


def _canonical(value: object) -> str:
    if is_dataclass(value):
        told = [f for f in fields(value) if f.default is MISSING or getattr(value, f.name) != f.default]
        inner = ",".join(f"{f.name}={_canonical(getattr(value, f.name))}" for f in told)
        return f"{type(value).__name__}({inner})"
    if isinstance(value, tuple):
        return "[" + ",".join(_canonical(item) for item in value) + "]"
    return repr(value)
