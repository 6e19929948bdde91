"""The workshops of sixty, ninety and a hundred and twenty minutes, one for a handful, and the company they found.

A preset is a plan of steps. Months of the first way (`letters`) and of the second (`prices`) are played on the same
luck by a company that differs in names and in nothing else; what follows them goes on with the second.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.levels import Level, read_text
from game.sim.values import VALUES
from game.sim.world import World
from game.workshop import companies
from game.workshop.steps import Step

MONTH_WEEKS = 4
TEAM_SIZE = 5
DEPARTMENTS: tuple[str, ...] = ("Studio", "Workshop", "Yard", "Nursery")
MARKETS: tuple[str, ...] = ("Fairground", "North Gate", "Harbour", "Garden Row")
OUTER: tuple[int, ...] = (2, 3)
"""Departments, from 0, to which a letter takes two months."""
GOODS: dict[str, tuple[str, ...]] = {
    "letters": ("books", "lamps", "boats", "plants"),
    "prices": ("clocks", "tea", "bells", "bread"),
}
"""By way: what its four goods are called; others in the second way, so that nobody knows them again."""
LEVERS: dict[str, tuple[str, ...]] = {
    "letters": ("order", "order_department", "visit"),
    "prices": ("tag", "rate", "visit"),
}
FEWEST, MOST = 4, 250
"""Teams a company of a room may have."""
LAYER_SPAN, WIDEST_SPAN = 6, 50
"""People one person leads; at one table everybody up to the second."""
OWN = "level"
"""The preset of a level that the facilitator has brought along."""
HARD_CALL: tuple[str, ...] = (
    "dilemmas:",
    "  - name: one loud month",
    "    title: One loud month",
    "    text: >-",
    "      What customers wait for most is {product}. For one month everybody could make that and nothing else,",
    "      whatever they are best at. Not everybody thinks that wise.",
    "    who: everyone",
    "    split: 50",
    "    stake: 60",
    "    weeks: 1",
    "    make: scarcest",
    f"    make_weeks: {MONTH_WEEKS}",
    "    know: [trust, owed, morale, torn]",
    "    seek: {does: Ask at every bench what they would do., says: Ask who can make it., trust: 2,"
    " weeks: 2, then: Those who can do it}",
    "    ask: {does: Say why. Ask everybody to carry it., says: For one month.,"
    " then: A month of one thing}",
    "    free: {does: Say what is owed. Every team decides., says: That we can do.,"
    " then: Everybody as they see fit}",
    "    insist: {does: It is decided. Everybody makes it., says: Upstairs has decided again., morale: -3,"
    " then: A month of one thing}",
    "    silence: {then: Nobody heard what was decided, morale: -2, trust: -3}",
)
"""The hard call of a room: it asks everybody to give up what they are best at, for a month."""
MONTHS: tuple[str, ...] = ("letters", "prices", "values")
"""The kinds of step in which a month is played."""


@dataclass(frozen=True)
class Preset:
    """A plan. minutes: with talking and arriving. months: of each way. beyond: months that go on with the second, under
    values; one more follows, in which a hard call is lived.

    live: a handful at one table: letters and reports take no time, everybody knows who is good at what, and a round is
    a week. kind: "teams" of one company, or "companies" on the same luck, which play `quarters` of `seconds` each.
    """

    name: str
    minutes: int
    text: str
    months: int
    beyond: int
    live: bool = False
    kind: str = "teams"
    quarters: int = 0
    seconds: int = 0

    @property
    def round(self) -> str:
        """What a round is called."""
        return "Week" if self.live else "Month"

    @property
    def round_weeks(self) -> int:
        """Weeks of a round."""
        return 1 if self.live else MONTH_WEEKS

    def founded(self, way: str, teams: int) -> Level:
        """The company of a way, for so many teams."""
        later = self.beyond if way == "prices" else 0
        rounds = self.months + (later + 1 if later else 0)
        values = 1 + self.months * self.round_weeks if later else 0
        call = values + later * self.round_weeks if later else 0
        return company(way, teams, max(4, rounds * self.round_weeks), self.live, values, call)

    def level(self, text: str) -> Level:
        """What the companies of a room play: the facilitator's own level, or the workshop's."""
        return companies.level_of(text if self.name == OWN else "", self.quarters)

    def steps(self, first: str, text: str = "") -> tuple[Step, ...]:
        """The plan with `first` ("letters" or "prices") as its first way. text: of the facilitator's own level."""
        if self.kind == "companies":
            return companies.steps(self.level(text), self.seconds, self.name == OWN) if text or self.quarters else ()
        second = "prices" if first == "letters" else "letters"
        plan = [Step("sketch", 60, "Draw what will be wanted")]
        for way in (first, second):
            plan += [Step(way, 45, f"{self.round} {n + 1} · {way}") for n in range(self.months)]
            plan.append(Step("poll", 30, "How useful did you feel?"))
        if self.beyond:
            plan.append(Step("propose", 60, "What do we stand for?"))
            plan += [Step("values", 60, f"{self.round} {self.months + n + 1} · values") for n in range(self.beyond)]
            plan.append(Step("dilemma", 60, "A hard call"))
            plan.append(Step("values", 60, f"{self.round} {self.months + self.beyond + 1} · the call"))
        return (*plan, Step("debrief", 0, "What happened"))


PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset("45", 45, "a handful at one table, by the week", 8, 0, live=True),
        Preset("60", 60, "letters, then prices", 4, 0),
        Preset("90", 90, "and what we stand for", 4, 2),
        Preset("120", 120, "longer, with values and a shock", 6, 3),
        Preset("companies-60", 60, "letters, prices, figures", 0, 0, kind="companies", quarters=3, seconds=540),
        Preset("companies-90", 90, "and what we stand for", 0, 0, kind="companies", quarters=4, seconds=600),
        Preset("companies-120", 120, "and where we want to go", 0, 0, kind="companies", quarters=5, seconds=660),
        Preset(OWN, 90, "a level of your own", 0, 0, kind="companies", seconds=600),
    )
}


def round_weeks(world: World) -> int:
    """Weeks of a round in a room's company: as long as its letters take, or a week where they take no time."""
    return max(1, world.letter_weeks)


def company(way: str, teams: int, weeks: int, live: bool = False, values: int = 0, call: int = 0) -> Level:
    """The company of a room as an ordinary level: `teams` teams of five in four departments, four goods.

    way: "letters" or "prices". live: see `Preset`. values: the week from 1 in which values may be declared, 0 never.
    call: the week from 1 in which a hard call comes to the desk, 0 never.
    """
    return read_text(company_text(way, teams, weeks, live, values, call), f"the-room-{way}")


def company_text(way: str, teams: int, weeks: int, live: bool = False, values: int = 0, call: int = 0) -> str:
    """The YAML of a room's company; see `company`."""
    people = teams * TEAM_SIZE
    layers = World(people=people, team_size=TEAM_SIZE, span=LAYER_SPAN).layers
    delay = 0.0 if live else MONTH_WEEKS / max(1, layers)
    span = min(WIDEST_SPAN, max(LAYER_SPAN, people)) if live else LAYER_SPAN
    houses = -(-teams // -(-teams // len(DEPARTMENTS)))
    outer = [str(n + 1) for n in OUTER if n < houses]
    goods = (
        f"  - {{name: {GOODS[way][n]}, value: 10, share: 1, spoils: 0.12, market: {MARKETS[n]}}}"
        for n in range(len(DEPARTMENTS))
    )
    return "\n".join((
        "format: 1", "title: The Room", f"people: {people}", f"weeks: {weeks}", "company: The Room",
        "author: Headcount", "room: true",
        "story: One company, and the people in the room are its teams.",
        "organisation:", f"  team_size: {TEAM_SIZE}",
        f"  teams_per_department: {-(-teams // len(DEPARTMENTS))}",
        f"  departments: [{', '.join(DEPARTMENTS[:houses])}]",
        *(() if live or not outer else (f"  outer: [{', '.join(outer)}]",)),
        f"  span: {span}", f"  weeks_per_layer: {delay:g}", "  specialisation: 0.6",
        "leader: {discs: 5}", "products:", *goods,
        "demand: {load: 1.05, wave: 0.45, contracts_per_quarter: 3}",
        "trouble: 0", "bottlenecks: 0",
        f"money: {{cash: {people * 400}, wage: 7}}",
        "policy: {default: choose}" if way == "prices" else "policy: {default: wait, last_letters: 4}",
        f"levers: [{', '.join(LEVERS[way])}]",
        *(_values(values, call) if values else ()),
        "",
    ))  # fmt: skip


def _values(week: int, call: int) -> tuple[str, ...]:
    """The lines of a company that offers all values, and whose leader may declare and keep alive two from a week on;
    with a hard call in another week."""
    called = (f"  - {{when: week {call}, unlock: answer}}", f"  - {{when: week {call}, dilemma: one loud month}}")
    return (
        f"values: {{offered: [{', '.join(value.name for value in VALUES)}]}}", *(HARD_CALL if call else ()), "events:",
        *(f"  - {{when: week {week}, unlock: {lever}}}" for lever in ("declare", "ritual")),
        *(called if call else ()),
    )  # fmt: skip
