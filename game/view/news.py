"""What a week brought, in sentences: derived by laying one report beside the one before it, never from the truth."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

import numpy as np

from game.levels import Level, condition_holds
from game.session import Pin
from game.sim.levers import LEVERS, Action
from game.sim.reports import Report
from game.sim.values import DEFAULTS, IDLE
from game.view.explain import weeks
from game.view.side import figure_words, lever_kind


@dataclass(frozen=True)
class News:
    """One line of the news strip.

    kind: what sort of event it is (the first of a kind pauses the clock). icon: a Phosphor name. place: a key of the
    board such as "team 3", or None. weight: 2 pauses a skipping clock, 1 is worth reading, 0 is a matter of course.
    sound: the sound it makes, or "".
    """

    kind: str
    icon: str
    text: str
    place: str | None = None
    weight: int = 1
    sound: str = ""


FIRST_STOPS = frozenset({
    "idle", "over", "contract", "unlock", "owed", "default", "torn", "seen", "fire", "recall", "tools",
})  # fmt: skip
"""Kinds whose first event in a game pauses the clock by itself."""


def job_words(level: Level, job: int) -> str:
    """A job as an order says it: "make lamps", "improve"."""
    return f"make {level.product_names[job]}" if job < len(level.product_names) else "improve"


def target_words(level: Level, lever: str, target: int) -> str:
    """Who or what an action is for, by name."""
    names = {
        "team": level.team_names, "department": level.department_names, "product": level.product_names,
        "value": level.world.value_names,
    }.get(LEVERS[lever].target)  # fmt: skip
    return names[target] if names is not None else "everyone"


def action_words(level: Level, action: Action) -> str:
    """An action in a few words: "Ada: make lamps, 4 weeks"."""
    who = target_words(level, action.lever, action.target)
    who = who[:1].upper() + who[1:]
    if action.lever in ("order", "order_department", "order_company"):
        return f"{who}: {job_words(level, action.amount[0])}, {weeks(action.amount[1])}"
    if action.lever == "default":
        return f"Default: {DEFAULTS[action.amount[0]]}"
    if action.lever == "reporting":
        return f"Reporting level {action.amount[0]}"
    if action.lever == "tag":
        coins = action.amount[0]
        return f"{who}: {coins} coin{'s' if coins > 1 else ''}, {weeks(action.amount[1])}"
    if action.lever == "ritual":
        return f"{who}: ritual at {level.department_names[action.amount[0]]}"
    if action.lever in ("kpi", "kpi_company"):
        return f"{who}: {figure_words(*action.amount).lower()}"
    if action.lever == "rate":
        return f"Interest: {action.amount[0]}% a year"
    if action.lever == "net":
        return f"Safety net level {action.amount[0]}"
    if action.lever == "tools":
        return LEVERS["tools"].title
    return f"{who}: {LEVERS[action.lever].title.lower()}"


def place_of(level: Level, lever: str, target: int) -> str | None:
    """Where on the board an action's target lies."""
    kind = LEVERS[lever].target
    if kind in ("team", "department"):
        return f"{kind} {target}"
    return f"market {level.product_market[target]}" if kind == "product" else None


def week_news(
    level: Level, before: Report, after: Report, done: Sequence[Action], pins: Sequence[Pin], happened: Container[str]
) -> list[News]:
    """What is new in `after` against `before`, the weightiest first; `done` are the actions of the week between.

    happened: names of what has happened so far, for the level's own news.
    """
    out = [
        *_level_news(level, before, after, happened), *_unlocked(before, after), *_contracts(level, before, after),
        *_default(before, after), *_frame(before, after), *_troubles(level, before, after),
        *_teams(level, before, after), *_decisions(level, after, pins),
        *_owed(level, before, after),
        *_letters(level, before, done), *_tags(level, before, after), *_visits(level, before, after, done),
        *_stars(before, after), *_discs(before, after, done),
    ]  # fmt: skip
    return sorted(out, key=lambda item: -item.weight)


def _level_news(level: Level, before: Report, after: Report, happened: Container[str]) -> list[News]:
    out = []
    for item in level.news:
        if condition_holds(item.when, after, happened) and f"news {item.text}" not in happened:
            out.append(News("level", "chat-circle-dots", item.text, None, 2, "report_back"))
    return out


def _unlocked(before: Report, after: Report) -> list[News]:
    new = [LEVERS[name].title for name in after.levers if name not in before.levers]
    return [News("unlock", "lightbulb", f"New on your desk: {title}.", None, 2, "round_end") for title in new]


def _contracts(level: Level, before: Report, after: Report) -> list[News]:
    out = []
    for contract in after.horizon:
        name = level.product_names[contract.product]
        market = level.market_names[level.product_market[contract.product]]
        place = f"market {level.product_market[contract.product]}"
        if contract not in before.horizon:
            much = "many" if name.endswith("s") else "much"
            size = f"{contract.low:.1f} to {contract.high:.1f} times as {much} {name}"
            text = f"{market} will want {size} from week {contract.first + 1}."
            out.append(News("contract", "binoculars", text, place, 2, "dilemma"))
        elif contract.first == after.week:
            out.append(News("contract begins", "binoculars", f"The contract for {name} begins at {market}.", place, 2))
    return out


def _default(before: Report, after: Report) -> list[News]:
    if after.default == before.default:
        return []
    return [
        News("default", "megaphone", f"Everyone has heard it: {DEFAULTS[after.default]}.", None, 2, "letter_arrives")
    ]


def _frame(before: Report, after: Report) -> list[News]:
    """What has changed in how the company works: the interest rate, shared tools, the safety net."""
    out = []
    if after.rate != before.rate:
        way = "dearer: shelves will empty" if after.rate > before.rate else "cheaper: shelves will fill"
        out.append(News("rate", "coin", f"Interest is {after.rate}% a year now. Idle stock is {way}.", None, 1))
    if after.tools > before.tools:
        out.append(
            News("tools", "toolbox", f"Shared tools are ready: level {after.tools} of 3.", None, 2, "report_back")
        )
    elif after.building and not before.building:
        text = f"Shared tools are being built, {weeks(after.building)} to go."
        out.append(News("building", "toolbox", text, None, 1))
    if after.net != before.net:
        out.append(News("net", "lifebuoy", f"The safety net hangs at level {after.net} now.", None, 1))
    return out


def _troubles(level: Level, before: Report, after: Report) -> list[News]:
    """Fires that break out and are put out, bad material that turns up and is put right, as reported."""
    out = []
    for kind, icon, teams, words, weight, sound in (
        ("recall", "puzzle-piece", np.flatnonzero((after.faulty > 0) & (before.faulty <= 0)),
         "{} {} with bad material. What they make comes back.", 2, "flag_torn"),
        ("fire", "fire", np.flatnonzero((after.fire > 0) & (before.fire == 0)),
         "Something burns at {}.", 2, "flag_torn"),
        ("fire out", "fire", np.flatnonzero((after.fire == 0) & (before.fire > 0)), "The fire at {} is out.", 1, ""),
        ("put right", "check", np.flatnonzero((after.faulty <= 0) & (before.faulty > 0)),
         "{} {} put the bad material right.", 1, ""),
    ):  # fmt: skip
        if not len(teams):
            continue
        names = _listed([level.team_names[int(team)] for team in teams])
        alone = len(teams) == 1 and int(after.head[int(teams[0])]) == 1
        verb = {"recall": "works" if alone else "work", "put right": "has" if alone else "have"}.get(kind, "")
        text = words.format(names, verb)
        if kind == "recall" and len(teams) > len(after.head) // 2:
            text = "Bad material has come into the whole house. What is made with it comes back."
        out.append(News(kind, icon, text, f"team {int(teams[0])}", weight, sound))
    return out


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{names[0]} and {names[1]}" if len(names) == 2 else f"{names[0]} and {len(names) - 1} others"


def _teams(level: Level, before: Report, after: Report) -> list[News]:
    """Orders that run out, teams that sleep, teams that are torn."""
    out = []
    ordered = after.ordered
    over = np.flatnonzero((ordered[:, 0] >= 0) & (ordered[:, 2] == after.week))
    soon = np.flatnonzero((ordered[:, 0] >= 0) & (ordered[:, 2] == after.week + 1))
    idle = np.flatnonzero((after.job == IDLE) & (before.job != IDLE))
    torn = np.flatnonzero((2 * after.stance[:, 3] > after.head) & (2 * before.stance[:, 3] <= before.head))
    for kind, icon, teams, words, weight, sound in (
        ("torn", "warning", torn, "torn inside", 2, "flag_torn"),
        ("idle", "moon", idle, "wait for a letter and sleep", 2, ""),
        ("over", "hourglass-medium", over, "have come to the end of their order", 2, ""),
        ("soon", "hourglass-medium", soon, "have one week left of their order", 1, ""),
    ):
        if not len(teams):
            continue
        names = [level.team_names[int(team)] for team in teams]
        one = len(names) == 1 and int(after.head[int(teams[0])]) == 1
        said = (
            words.replace("have", "has").replace("wait ", "waits ").replace("sleep", "sleeps").replace("their", "the")
            if one
            else words
        )
        verb = "" if kind != "torn" else "is " if one else "are "
        out.append(News(kind, icon, f"{_listed(names)} {verb}{said}.", f"team {int(teams[0])}", weight, sound))
    return out


def _decisions(level: Level, after: Report, pins: Sequence[Pin]) -> list[News]:
    """Where decisions stand in their life: past the worst, or seen at the desk."""
    out = []
    for pin in pins:
        if lever_kind(pin.action.lever) == "order" or pin.sent >= after.week:
            continue
        words = action_words(level, pin.action)
        place = place_of(level, pin.action.lever, pin.action.target)
        if pin.worst >= 0 and after.week == pin.worst + 1:
            out.append(News("worst", "trend-down", f"{words}. The worst of it should be over.", place, 2))
        if after.week == pin.seen + 1:
            out.append(News("seen", "eye", f"{words}. What it did can be seen here now.", place, 2, "report_back"))
    return out


def _owed(level: Level, before: Report, after: Report) -> list[News]:
    """Goods whose unserved demand has grown past a week's worth."""
    out = []
    limit = np.maximum(after.demand, 1.0)
    for product in np.flatnonzero((after.backlog > limit) & (before.backlog <= np.maximum(before.demand, 1.0))):
        market = level.product_market[int(product)]
        text = _waits(level, int(product), float(after.backlog[product]))
        out.append(News("owed", "basket", text, f"market {market}", 2, "backlog_grows"))
    return out


def _waits(level: Level, product: int, owed: float) -> str:
    """Who waits for how many of what; names of products are plural, so that a single piece goes without its number."""
    name, market = level.product_names[product], level.market_names[level.product_market[product]]
    return f"{market} waits for {name}." if owed < 1.5 else f"{market} waits for {owed:.0f} {name}."


def _letters(level: Level, before: Report, done: Sequence[Action]) -> list[News]:
    """Letters that were read in the week."""
    read = [(x.lever, x.target, x.amount) for x in before.letters if x.due <= before.week]
    if before.world.letter_weeks == 0:
        read += [(a.lever, a.target, a.amount) for a in done if LEVERS[a.lever].travels]
    out = []
    for lever, target, amount in read:
        if lever == "default":
            continue
        words = action_words(level, Action(lever, target, amount))
        out.append(
            News(
                "read",
                "envelope",
                f"{words}. The letter has been read.",
                place_of(level, lever, target),
                1,
                "letter_arrives",
            )
        )
    return out


def _tags(level: Level, before: Report, after: Report) -> list[News]:
    hanging = {tag.product for tag in after.tags}
    gone = [tag.product for tag in before.tags if tag.product not in hanging]
    return [
        News(
            "tag over",
            "tag",
            f"The tag on {level.product_names[product]} has expired.",
            f"market {level.product_market[product]}",
            2,
        )
        for product in gone
    ]


def _visits(level: Level, before: Report, after: Report, done: Sequence[Action]) -> list[News]:
    out = []
    for action in done:
        if action.lever == "visit":
            name = level.team_names[action.target]
            out.append(
                News("visit", "eye", f"You have seen what {name} can do.", f"team {action.target}", 1, "report_back")
            )
    seen = {action.target for action in done if action.lever == "visit"}
    learnt = np.flatnonzero((~np.isnan(after.skill) & np.isnan(before.skill)).any(axis=1))
    for team in learnt:
        if int(team) not in seen:
            name = level.team_names[int(team)]
            out.append(
                News("learnt", "graduation-cap", f"You have worked beside {name} and know more.", f"team {int(team)}")
            )
    return out


def _stars(before: Report, after: Report) -> list[News]:
    had, has = before.stars() if before.week else 0, after.stars()
    if has > had:
        return [News("star", "star", f"The mark of star {has} is passed.", None, 1, "stars")]
    if has < had and before.week > 1:
        return [News("star lost", "star", f"Back below the mark of star {had}.", None, 1)]
    return []


def _discs(before: Report, after: Report, done: Sequence[Action]) -> list[News]:
    spent = sum(LEVERS[action.lever].discs for action in done)
    back = after.discs_free - before.discs_free + spent
    if back <= 0:
        return []
    words = "A disc is" if back == 1 else f"{back} discs are"
    return [News("disc", "hand-pointing", f"{words} back at the desk.", "desk", 0, "disc_back")]


def standing(level: Level, report: Report) -> list[News]:
    """What can be said while nothing is new: who waits, who is owed most, and what was served."""
    if report.week == 0:
        return [News("", "clock", "Week 1 has not begun. Look around, then let the clock run.")]
    out = []
    waiting = np.flatnonzero(report.job == IDLE)
    if len(waiting):
        names = _listed([level.team_names[int(team)] for team in waiting])
        verb = "waits" if len(waiting) == 1 and int(report.head[int(waiting[0])]) == 1 else "wait"
        out.append(News("", "moon", f"{names} {verb} for a letter.", f"team {int(waiting[0])}"))
    owed = int(np.argmax(report.backlog))
    if report.backlog[owed] >= 1.0:
        market = level.product_market[owed]
        text = _waits(level, owed, float(report.backlog[owed]))
        out.append(News("", "basket", text, f"market {market}"))
    return [
        *out,
        News("", "chart-bar", f"{100 * report.served:.0f}% of what was asked last was served."),
    ]
