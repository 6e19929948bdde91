"""Many companies on the same luck: the companies that groups lead, what each quarter of theirs opens, and their names.

All of them are one level and one seed. What differs at the end is how they were led.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from game.levels import Level, read_text
from game.sim.values import VALUES
from game.sim.world import QUARTER_WEEKS
from game.workshop.steps import Step

MOST_COMPANIES = 40
"""Companies in a room; whoever comes after that shares one."""
NAMES: tuple[str, ...] = (
    "Birch", "Elm", "Rowan", "Willow", "Maple", "Hazel", "Alder", "Linden", "Juniper", "Cedar", "Aspen", "Larch",
    "Holly", "Walnut", "Cherry", "Poplar", "Beech", "Laurel", "Myrtle", "Olive", "Quince", "Almond", "Medlar", "Sorrel",
    "Bramble", "Clover", "Fennel", "Thistle", "Heather", "Ivy", "Mallow", "Nettle", "Poppy", "Sage", "Tansy", "Yarrow",
    "Violet", "Saffron", "Burdock", "Gentian",
)  # fmt: skip
"""What companies are called, by their number."""
THROUGH = "Your quarter is played. The next begins for everybody at once."
"""Why a group that is through can do nothing more."""


@dataclass(frozen=True)
class Quarter:
    """What a quarter of the ordinary plan adds. label: of its round; levers: opened when it begins."""

    label: str
    levers: tuple[str, ...]


QUARTERS: tuple[Quarter, ...] = (
    Quarter("letters", ("order", "order_department", "quota", "visit", "default", "reporting")),
    Quarter("prices", ("choose", "tag", "rate")),
    Quarter("what counts, and what stands by", ("kpi", "kpi_company", "quota_company", "tools", "net", "short_pay")),
    Quarter("what we stand for", ("declare", "retire", "ritual", "rest", "answer", "advert")),
    Quarter("where we want to go", ("tell", "retell", "spotlight", "promote")),
)


VALUES_FROM = 3
"""The quarter, from 0, that opens values, and with them hard calls."""
VALUES_TEXT: tuple[str, ...] = (
    f"values: {{offered: [{', '.join(value.name for value in VALUES)}]}}",
    "dilemmas:",
    "  - name: the ovens",
    "    title: The ovens or the roof",
    "    text: >-",
    "      There is money for one of two: new ovens for the bakery, or a roof over the yard, where it rains on the",
    "      boats. Half of the company has stood in that rain. The other half eats the bread.",
    "    who: everyone",
    "    split: 50",
    "    stake: 70",
    "    weeks: 3",
    "    know: [morale, trust, torn]",
    "    seek: {does: Ask at every bench what they would do., says: Nobody ever asked us that., trust: 2, morale: 2,"
    " then: A roof over half of the yard}",
    "    ask: {does: Say which one and why. Ask them to stand by it., says: If it is for this year., morale: -1,"
    " then: It is built as it was said}",
    "    free: {does: Let every house decide about its own., says: Then we begin on Monday., then: Two half roofs}",
    "    insist: {does: The roof. It is decided., says: It was decided upstairs., morale: -4, then: A roof}",
    "    silence: {then: It rains into the boats, morale: -6, trust: -5}",
)
CARD_DAYS: tuple[str, ...] = (f"  - {{when: week {4 + VALUES_FROM * QUARTER_WEEKS}, dilemma: the ovens}}",)


def company_name(number: int) -> str:
    """What the company with this number, from 0, is called."""
    return NAMES[number] if number < len(NAMES) else f"{NAMES[number % len(NAMES)]} {1 + number // len(NAMES)}"


def key(number: int) -> str:
    """The company's key in a room."""
    return f"company-{number + 1}"


def name_at(key: str) -> str:
    """What the company with this key is called."""
    return company_name(int(key.rpartition("-")[2]) - 1)


@lru_cache(maxsize=16)
def level_of(text: str, quarters: int) -> Level:
    """The level that all companies play: the text, or the workshop's own of so many quarters; LevelError if unfit."""
    return read_text(text or works_text(quarters), "the-works" if not text else "the-room")


def steps(level: Level, seconds: int, own: bool) -> tuple[Step, ...]:
    """A plan of one round a quarter, each with its clock, and the debrief. own: a level of the facilitator's own."""
    count = -(-level.world.weeks // QUARTER_WEEKS)
    labels = [f"Quarter {n + 1}" + ("" if own else f" · {QUARTERS[n].label}") for n in range(count)]
    return (*(Step("quarter", seconds, label) for label in labels), Step("debrief", 0, "What happened"))


def works_text(quarters: int) -> str:
    """The YAML of the workshop's own company: ninety people in six departments, who sleep until the first letter."""
    first, *later = QUARTERS[:quarters]
    unlocks = [
        f"  - {{when: week {1 + (n + 1) * QUARTER_WEEKS}, unlock: {lever}}}"
        for n, quarter in enumerate(later)
        for lever in quarter.levers
    ]
    return "\n".join((
        "format: 1", "title: The Works", "people: 90", f"weeks: {quarters * QUARTER_WEEKS}", "company: The Works",
        "author: Headcount",
        "story: Ninety people in six houses round a yard, and a desk from which you can hear all of them, a while ago.",
        "organisation:", "  team_size: 5", "  teams_per_department: 3",
        "  departments: [Workshop, Studio, Nursery, Bakery, Kitchen, Yard]", "  specialisation: 0.6",
        "leader: {discs: 5}", "products:",
        "  - {name: lamps, value: 10, share: 3, spoils: 0.10, market: North Gate}",
        "  - {name: books, value: 10, share: 3, spoils: 0.06, market: Fairground}",
        "  - {name: plants, value: 9, share: 3, spoils: 0.18, market: Garden Row}",
        "  - {name: tea, value: 9, share: 2, spoils: 0.14, market: Mill End}",
        "  - {name: bread, value: 8, share: 2, spoils: 0.30, market: Old Town}",
        "  - {name: boats, value: 12, share: 3, spoils: 0.06, market: Harbour}",
        "demand: {load: 1.05, wave: 0.35, contracts_per_quarter: 2}",
        "money: {cash: 16000, wage: 7}", "policy: {default: wait, last_letters: 3}",
        f"levers: [{', '.join(first.levers)}]", *(VALUES_TEXT if quarters > VALUES_FROM else ()),
        *(("events:", *unlocks, *(CARD_DAYS if quarters > VALUES_FROM else ())) if unlocks else ()), "",
    ))  # fmt: skip
