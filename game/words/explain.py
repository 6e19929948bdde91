"""Figures in words: why morale stands where it does, what a team says of its choice, what a value gives and costs.

Everything here is computed from a `Report` and the rules' tables; nothing is drawn. Morale and its causes are
points, 0 to 100.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.company.bottlenecks import CAUSES, MOST_TOOLS, PARTS, PRICE, TWICE, told
from game.sim.company.market import PRICE_SPEED
from game.sim.desk.notes import Banner, Shortage
from game.sim.desk.reports import KNOWLEDGE_WEEKS, Report
from game.sim.ledger import (
    MORALE_CAUSES,
    MORALE_INDEX,
    MORALE_PULL,
    MORALE_START,
    OVERTIME_TRUST,
    VISIT_TRUST,
)
from game.sim.values import ABSENT, BARK_TERMS, CARRY_ON, CHOOSE, IDLE, TEMPERAMENTS, VALUE_NEUTRAL, WAIT, Value
from game.words.names import SKILL_STEPS

SMALLEST_ROW = 0.5
"""Causes of less than so many points share one row."""

LAG = "It moves about an eighth of the way each week: half of it in five to six weeks."

LIKES: dict[str, str] = {
    "makers": "Happiest doing what they do best.",
    "hustlers": "They go where the price is.",
    "caretakers": "They go where customers wait.",
    "explorers": "They like what is new to them.",
    "stewards": "They like to stay at one thing.",
}
"""What each temperament weighs most, in the words of the card."""

_OPENERS: dict[str, str] = {
    "makers": "Plainly:",
    "hustlers": "Do the sums:",
    "caretakers": "We talked it over:",
    "explorers": "We went and looked:",
    "stewards": "We took our time:",
}


@dataclass(frozen=True)
class Entry:
    """One row of a morale account: the cause's name, its words and icon, its points, and what the tooltip says."""

    name: str
    label: str
    icon: str
    points: int
    note: str


@dataclass(frozen=True)
class Account:
    """Why morale is `shown`: `start` plus the points of every entry is exactly that number."""

    shown: int
    start: int
    entries: tuple[Entry, ...]


def way_figure(way: float) -> str:
    """How far the way to a vision or an aim is gone, for a narrow place: "73%", and "1.4×" once it is reached."""
    return f"{points(way)}%" if way < 1.0 else f"{way:.1f}×"


def way_words(way: float) -> str:
    """How far the way to a vision or an aim is gone, as a sentence with its figure set off."""
    if way < 1.0:
        return f"**{points(way)}%** of the way is gone."
    further = f", and gone on to **{way:.1f} times** the way" if way >= 1.05 else ""
    return f"It is **reached**{further}."


def points(share: float) -> int:
    """A share 0…1 as the whole number a player reads."""
    return int(np.rint(100.0 * share))


def news_age(report: Report, team: int) -> int:
    """Weeks between what a team's figures show and now; 0 = last week's."""
    return max(0, report.week - 1 - int(report.seen[team]))


def unreported(report: Report) -> bool:
    """Whether the newest news is still of the founding, so that nothing that was made or served is known yet."""
    return report.age >= report.week


def signed(number: float, decimals: int = 0) -> str:
    """A number with its sign: +3, −8, 0, +4,556."""
    text = f"{abs(number):,.{decimals}f}"
    if not text.strip("0."):
        return text
    return f"{'+' if number > 0 else '−'}{text}"


def weeks(count: int) -> str:
    """ "1 week", "3 weeks"."""
    return counted(count, "week")


def counted(count: int, noun: str) -> str:
    """ "1 letter", "3 letters"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """ "a, b and c"; at least one."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def banner_words(report: Report, banner: Banner) -> str:
    """How a banner stands, as reported: in sight, what binds people to it, and what has been done in its name."""
    sight = points(sum(banner.visibility) / max(1, len(banner.visibility)))
    deeds = f"In thirteen weeks lived {banner.lived} times, betrayed {banner.betrayed} times"
    held = " A ritual is held for it." if banner.ritual >= 0 else ""
    return (
        f"In sight **{sight}**, agreement **{points(banner.agreement)}**, commitment "
        f"**{points(banner.commitment)}** of 100. {deeds}.{held}"
    )


def temperament_words(kind: str, people: int) -> str:
    """What a team of a temperament is called: "Hustlers", and of one person "A hustler"."""
    if people > 1:
        return kind.capitalize()
    return f"{'An' if kind[0] in 'aeiou' else 'A'} {kind.removesuffix('s')}"


def quoted(words: str) -> str:
    """Words between quotation marks; what they quote themselves stands between single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def until_read(due: int, week: int) -> int:
    """Weeks until a letter is read that is read in week `due`; 0 in that week, and after it."""
    return max(0, due - week)


def calendar(week: int) -> int:
    """A week of the rules, counted from 0, as players count it, from 1."""
    return week + 1


def mean_of(report: Report, values: np.ndarray, teams: Sequence[int]) -> float:
    """The mean of a team figure over some teams, weighed by their people."""
    whole = isinstance(teams, range) and teams == range(len(report.head))
    chosen = slice(None) if whole else list(teams)
    people = report.head[chosen].astype(np.float64)
    return float(np.cumsum(values[chosen] * people)[-1] / max(1.0, float(np.cumsum(people)[-1])))


def morale_account(report: Report, teams: Sequence[int]) -> Account:
    """The account of one team's or several teams' morale, as reported, largest cause first."""
    shown = points(mean_of(report, report.morale, teams))
    sizes = {name: 100.0 * mean_of(report, report.causes[:, index], teams) for name, index in MORALE_INDEX.items()}
    start = round(100.0 * MORALE_START)
    true = int(np.rint(start + sum_of(sizes.values())))
    large = [name for name in sizes if abs(sizes[name]) >= SMALLEST_ROW]
    large.sort(key=lambda name: (-abs(sizes[name]), MORALE_INDEX[name]))
    small = [name for name in sizes if name not in large and sizes[name] != 0.0]
    whole = apportion([*(sizes[name] for name in large), sum_of(sizes[name] for name in small)], true - start)
    entries = [
        Entry(name, MORALE_CAUSES[name], _CAUSES[name][0], size, f"{_CAUSES[name][1](report, teams)} {LAG}")
        for name, size in zip(large, whole[:-1], strict=True)
    ]
    if whole[-1]:
        listed = ", ".join(MORALE_CAUSES[name].lower() for name in small) or "Rounding"
        entries.append(Entry("smaller", "Smaller things", "stack", whole[-1], f"{listed.capitalize()}."))
    if shown != true:
        note = "On its way up a figure is rounded and blurred. A visit shows what is true there."
        entries.append(Entry("blur", "Blur of the report", "chart-bar", shown - true, note))
    return Account(shown, start, tuple(entries))


def sum_of(values: Iterable[float]) -> float:
    """The sum of numbers, left to right."""
    return float(np.cumsum([0.0, *values])[-1])


def apportion(sizes: Sequence[float], whole: int) -> list[int]:
    """Whole numbers near `sizes` that add up to `whole`, which is their sum rounded."""
    out = [int(np.floor(size)) for size in sizes]
    by_rest = sorted(range(len(sizes)), key=lambda n: (out[n] - sizes[n], n))
    for n in by_rest[: max(0, whole - sum(out))]:
        out[n] += 1
    return out


PULLS: dict[str, float] = {name: 100.0 * pull for name, pull in MORALE_PULL.items()}
"""Points of morale that each cause is worth at its full size."""


def _freedom(report: Report, teams: Sequence[int]) -> str:
    initiative = mean_of(report, report.initiative, teams)
    rest = PULLS["freedom"] * (initiative - 0.5)
    wears = "Wrong work and waiting wear it down."
    return f"Initiative is {points(initiative)} of 100, so this rests at {signed(rest)}. {wears}"


def _trust(report: Report, teams: Sequence[int]) -> str:
    trust = mean_of(report, report.trust, teams)
    return f"Their trust in you is {points(trust)} of 100, so this rests at {signed(PULLS['trust'] * trust)}."


def _served(report: Report, teams: Sequence[int]) -> str:
    rest = signed(PULLS["served"] * report.served)
    return f"Customers got {points(report.served)}% of what they wanted that week, so this rests at {rest}."


def _visit(report: Report, teams: Sequence[int]) -> str:
    worth = signed(PULLS["visit"] * (mean_of(report, report.trust, teams) - VISIT_TRUST))
    return f"For four weeks after a visit this rests at {worth}, by their trust in you; then at 0 again."


def _net(report: Report, teams: Sequence[int]) -> str:
    return f"The net hangs at level {report.net}, so this rests at {signed(PULLS['net'] * report.net)}."


def _star(report: Report, teams: Sequence[int]) -> str:
    belief = mean_of(report, report.belief, teams)
    return f"They believe in the vision at {points(belief)} of 100, so this rests at {signed(PULLS['star'] * belief)}."


def _said(sentence: str) -> Callable[[Report, Sequence[int]], str]:
    return lambda report, teams: sentence


_CAUSES: dict[str, tuple[str, Callable[[Report, Sequence[int]], str]]] = {
    "freedom": ("hand-pointing", _freedom),
    "wrong": ("envelope", _said("They do what lies far from what they would choose. It rests at 0 once that is over.")),
    "waiting": ("moon", _said(f"A team that sleeps rests at {signed(PULLS['waiting'])}, one at work at 0.")),
    "trust": ("handshake", _trust),
    "served": ("basket", _served),
    "visit": ("eye", _visit),
    "overtime": (
        "clock",
        _said(
            f"A contract keeps them late: {signed(PULLS['overtime'])} where trust is below {points(OVERTIME_TRUST)}."
        ),
    ),
    "left": ("sign-out", _said(
        f"Colleagues who left are missed, the loudest most: {signed(PULLS['left'])} if everyone had. Who joins brings "
        "a mood of their own. It fades by a fifth a week.")),
    "light": ("sun", _said("Somebody was put in the light, or would rather not have been. It fades.")),
    "values": ("flag-banner", _said("Values they see, agree with and commit to lift them; the others weigh on them.")),
    "star": ("star-four", _star),
    "cynicism": ("megaphone", _said(
        "The vision hangs higher than people believe in, or its stories are worn out. It rests at 0 when they believe "
        "again, and takes most of a year.")),
    "net": ("lifebuoy", _net),
    "figures": ("target", _said(
        "An order asks for one thing, and the figures over their heads count another. It rests at 0 once the order "
        "is over.")),
    "fire": ("fire", _said(f"While something burns there, this rests at {signed(PULLS['fire'])}; then at 0 again.")),
    "torn": ("warning", _said("People who neither agree nor feel bound. It rests at 0 when either grows.")),
    "answer": ("chat-circle-dots", _said("How they take your answer. It rests at 0; half is gone in six weeks.")),
    "tags": ("tag", _said("Where fairness hangs, a tag of three coins weighs on everyone. It rests at 0 without it.")),
    "limits": ("equals", _said("Morale cannot pass 0 or 100, and no two people feel quite alike.")),
}
"""Each cause's icon and the sentence that says where it rests."""


# What a team does, and what it says of it.


def activity(report: Report, team: int, products: Sequence[str]) -> str:
    """What a team was doing when last heard of: "making lamps", "improving", "awaiting orders"."""
    job = int(report.job[team])
    if job == ABSENT:
        return "not here yet"
    if job == IDLE:
        return "awaiting orders"
    return f"making {products[job]}" if job < len(products) else "improving"


def bark(report: Report, team: int, products: Sequence[str]) -> str:
    """Why the team does what it does, in its own voice and with the number that decided."""
    job, names = int(report.job[team]), [*products, "better methods"]
    if job == IDLE:
        return "We are waiting for a letter." if report.default == WAIT else "We have nothing to do yet."
    if int(report.order_weeks[team]) > 0:
        return f"The letter says {names[job]}, so we do {names[job]}."
    term, best, second, percent = (int(n) for n in report.bark[team])
    if best != job or term < 0 or report.default != CHOOSE:
        return f"Nobody said otherwise, so we carry on with {names[job]}." if report.default == CARRY_ON else (
            f"We are still at {names[job]}.")  # fmt: skip
    opener = _OPENERS[TEMPERAMENTS[int(report.temperament[team])].name]
    if percent <= 0:
        return f"{opener} it was a close call between {names[best]} and {names[second]}."
    return f"{opener} {_term(BARK_TERMS[term], best, second, percent, names)}"


def _term(term: str, best: int, second: int, percent: int, names: Sequence[str]) -> str:
    goods, first, other = len(names) - 1, names[best], names[second]
    pay = "pays" if best == goods or not first.endswith("s") else "pay"
    if term == "price":
        return f"{first} {pay} {percent}% more than {other}."
    if term == "tag":
        return f"with the tag, {first} {pay} {percent}% more than {other}."
    if term == "skill":
        return f"we are {percent}% better at {first} than at {other}."
    if term == "mastery":
        return f"{first} is our craft, and that counts {percent}% with us."
    if term == "safety":
        return f"we know {first}, and staying counts {percent}% with us."
    if term == "novelty":
        return f"{first} would be a change, and that counts {percent}% with us."
    if term == "service":
        return f"more customers wait for {first}, and that counts {percent}% with us."
    if term == "vision":
        return f"the vision points at {first}, and that counts {percent}% with us."
    return f"{other} would have to be worth {percent}% more before we change."


# What burns, what is bad, what is worth its name.

FIRE_TEXT = (
    "A team with a fire makes half. It puts the fire out itself: sooner with the right to decide, and sooner where it, "
    "or a team beside it, improves."
)
FAULTY_TEXT = "Goods of bad material come back. A week spent on improving puts it right."
QUALITY_TEXT = "How good the work is that leaves them. Customers come back for it, or stay away, months later."


SLOW_TITLE = "Short this week"
SLOW_TEXT = (
    "They make four tenths less than they could. Five reasons look like this; a visit to one of the teams tells which."
)


def shortage_of(report: Report, department: int) -> Shortage | None:
    """What slows a department for a hidden reason, as far as the desk knows; None if nothing is known to."""
    return next((shortage for shortage in report.shortages if shortage.department == department), None)


def slow_words(report: Report, shortage: Shortage, products: Sequence[str]) -> tuple[str, str, str]:
    """A title, what they say and what ends it; before a visit there, what the desk can say.

    What ends it may ask for more of a good. Where more of that lies on the shelf than anybody waits for, this is said
    with it, and what they have not heard is that it has become cheap.
    """
    if shortage.cause < 0:
        return SLOW_TITLE, SLOW_TEXT, ""
    good, name = shortage.product, products[shortage.product].lower()
    says, cure = told(shortage.cause, name)
    if shortage.cause == TWICE and report.tools >= MOST_TOOLS:
        return CAUSES[TWICE].title, says, "Time alone. With every shared tool built, it costs them no work."
    if shortage.cause not in (PARTS, PRICE) or not unsold(report, good):
        return CAUSES[shortage.cause].title, says, cure
    if shortage.cause == PRICE:
        says = f"“Does nobody want {name} any more? We have heard no such thing.”"
    lie = f"Of {name} {report.stock[good]:,.0f} lie unsold, so it need not be many: the fewest coins or weeks will do."
    return CAUSES[shortage.cause].title, says, f"{cure} {lie}"


def unsold(report: Report, product: int) -> bool:
    """Whether more of a good lies on the shelf than a week asks for, and its price is no higher than usual."""
    spare = float(report.stock[product] - report.backlog[product])
    usual = report.world.products[product].value
    return spare >= 1.0 and spare > float(report.demand[product]) and float(report.price[product]) <= usual


def chain_words(report: Report, product: int, products: Sequence[str]) -> str:
    """What goes into a product and how long it takes to the shelf, in a sentence or two; empty for a plain one."""
    good = report.world.products[product]
    parts = " and ".join(f"{pieces:g} {products[part].lower()}" for part, pieces in good.needs)
    out = [f"Each takes {parts}."] if parts else []
    if good.lead_weeks:
        out.append(f"It takes {weeks(good.lead_weeks)} to the shelf.")
    return " ".join(out)


LEANS = {1: "rising", 0: "at rest", -1: "falling"}
"""Where a price is going, in words; see `estimates.price_lean`."""
PRICES_MOVE = f"It moves with what is wanted and made, at most {100 * PRICE_SPEED:.0f}% a week."


def lean_sentence(lean: int) -> str:
    """Why a price goes where it goes."""
    why = {1: "More is wanted than made, so it rises.", -1: "More is made than wanted, so it falls.",
           0: "Wanted and made are in balance, so it rests."}[lean]  # fmt: skip
    return f"{why} At most {100 * PRICE_SPEED:.0f}% a week."


def users_of(report: Report, product: int) -> list[int]:
    """The products that a product goes into."""
    return [n for n, good in enumerate(report.world.products) if any(part == product for part, _ in good.needs)]


def troubles(report: Report, team: int) -> str:
    """Fires, bad material and what slows a team, as last heard of, in a sentence; empty where there is nothing."""
    out = []
    if report.stuck[team] > 0:
        shortage = shortage_of(report, int(report.department[team]))
        known = shortage is not None and shortage.cause >= 0
        why = CAUSES[shortage.cause].title.lower() if shortage is not None and known else "nobody here knows why"
        out.append(f"They are short this week: {why}.")
    if report.fire[team] > 0:
        out.append(f"Something burns there, for {weeks(int(report.fire[team]))} at most.")
    if report.faulty[team] > 0:
        out.append("They work with bad material.")
    return " ".join(out)


# Skills.


def skill_dots(skill: float) -> int:
    """A known skill as one to three dots, as on the board: slow, about usual, very good."""
    return 1 if skill < SKILL_STEPS[0] else 2 if skill < SKILL_STEPS[1] else 3


SKILL_WORDS = ("unknown", "slow", "as good as most", "very good")


def known_jobs(report: Report, team: int) -> int:
    """Of how many products the desk knows what the team is worth."""
    return int(np.count_nonzero(~np.isnan(report.skill[team])))


FADING_WEEKS = 3
"""How many weeks before knowledge of a team is out of date the desk is told so."""


def knowledge_left(report: Report, team: int, product: int) -> int:
    """For how many weeks what is known of a skill lasts; −1 while the team is seen at it, for then it does not fade."""
    if int(report.job[team]) == product:
        return -1
    return KNOWLEDGE_WEEKS + 1 - int(report.skill_age[team, product])


def how_long_known(report: Report, team: int, product: int) -> str:
    """Since when a known skill is known, and what becomes of that."""
    old, left = int(report.skill_age[team, product]), knowledge_left(report, team, product)
    learnt = "Learnt this week" if old <= 0 else f"Learnt {weeks(old)} ago"
    if left < 0:
        return f"{learnt}; it stays known while they are seen at it."
    return f"{learnt}; out of date in {weeks(left)}, unless somebody looks or they are seen at it."


# Values.

_EFFECTS: tuple[tuple[str, str, str, bool], ...] = (
    ("initiative", "initiative grows {} faster", "initiative grows {} slower", True),
    ("orders_hurt", "wrong orders hurt {} more", "wrong orders hurt {} less", False),
    ("blur", "reports {} more blurred", "reports {} sharper", False),
    ("swings", "morale swings {} faster", "morale swings {} slower", False),
    ("output", "{} more output", "{} less output", True),
    ("spoil", "{} more spoils", "{} less spoils", False),
    ("patience", "customers wait {} longer", "customers wait {} less", True),
    ("price_pull", "prices pull {} more", "prices pull {} less", True),
    ("switching", "changing jobs costs {} more", "changing jobs costs {} less", False),
    ("double", "{} more work done twice", "{} less work done twice", False),
    ("spread", "being torn hurts {} more", "being torn hurts {} less", False),
    ("tag_pull", "three-coin tags pull {} more", "three-coin tags pull {} less", True),
    ("quenching", "fires are put out {} sooner", "fires burn {} longer", True),
    ("leaving", "{} more leave", "{} fewer leave", False),
    ("tries", "teams try new work {} more", "teams try new work {} less", True),
    ("lessons", "fires teach {} more", "fires teach {} less", True),
    ("running", "upkeep costs {} more: equipment, fixed costs, the net",
     "upkeep costs {} less: equipment, fixed costs, the net", False),
    ("asking", "asking for commitment costs {} more trust", "asking for commitment costs {} less trust", False),
    ("quality", "quality {} higher", "quality {} lower", True),
    ("slack", "{} more slack", "{} less slack", True),
    ("tag_hurt", "three-coin tags cost {} morale", "three-coin tags add {} morale", False),
)
"""Each quantity of a value: the words for more and for less of it, and whether more is welcome."""


_DOUBLE = {"100% longer": "twice as long", "hurt 100% more": "hurt twice as much"}
"""What is said better than by a percentage."""


def gives_and_costs(value: Value) -> tuple[str, str]:
    """What a value does at full power, the welcome and the unwelcome, each as one phrase ("" for nothing)."""
    gives: list[str] = []
    costs: list[str] = []
    for quantity, more, less, welcome in _EFFECTS:
        change = getattr(value, quantity) - VALUE_NEUTRAL[quantity]
        if change == 0.0:
            continue
        words = (more if change > 0 else less).format(f"{abs(change):.0%}")
        for figure, plain in _DOUBLE.items():
            words = words.replace(figure, plain)
        (gives if (change > 0) == welcome else costs).append(words)
    if value.early:
        gives.append("bad news comes a week sooner")
    return "; ".join(gives).capitalize(), "; ".join(costs).capitalize()
