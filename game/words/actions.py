"""What can be decided, in words: of every lever its colour, its icon and how its actions are said, a row each.

One action is said in three lengths: on a slip ("Ada: make lamps, 4 weeks"), beside whom it is for ("Make lamps, 4
weeks") and within a sentence ("Ada to make lamps"). What it takes, and when it opens, is said here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from game.levels import Level
from game.levels.names import in_sentence
from game.session import Pin
from game.sim.actions import EVERYONE, Action, Receipt
from game.sim.desk.reports import Card, Report
from game.sim.levers import LEVERS, price
from game.sim.values import DEFAULTS, KPIS, REASONS, TALES, VERB_TITLES
from game.sim.world import World
from game.words.explain import calendar, counted, weeks


@dataclass(frozen=True)
class Saying:
    """How a lever looks and how its actions are said.

    kind: its one colour, "order", "default", "tag" or "value". icon: a Phosphor name. head, detail: the two halves of
    a slip, where the head is whom the action is for or else the lever's own name. within: the action in the middle of
    a sentence. In the texts {who} is the target and {job}, {weeks} … are the numbers of the lever's form in `SAID`.
    """

    kind: str
    icon: str
    head: str
    detail: str
    within: str


SAYINGS: dict[str, Saying] = {
    "order": Saying("order", "envelope", "{who}", "{job}, {weeks}", "{who} to {job}"),
    "visit": Saying("value", "eye", "{who}", "a visit", "a visit to {who}"),
    "order_department": Saying("order", "envelope", "{who}", "{job}, {weeks}", "{who} to {job}"),
    "quota": Saying("order", "hash", "{who}", "{pieces} {product} a week, {weeks}",
                    "{who} to make {pieces} {product} a week"),
    "default": Saying("default", "megaphone", "Default", "{default}", "default: {default}"),
    "reporting": Saying("default", "chart-bar", "Reporting", "level {level}", "reporting level {level}"),
    "choose": Saying("value", "hand-pointing", "Teams may choose", "", "teams may choose"),
    "tag": Saying("tag", "tag", "{who}", "{coins}, {weeks}", "{coins} on {who}"),
    "rate": Saying("tag", "coin", "Interest", "{percent}% a year", "interest {percent}% a year"),
    "kpi": Saying("tag", "target", "{who}", "{on} {kpi}", "{who} {on} {kpi}"),
    "kpi_company": Saying("tag", "target", "{who}", "{on} {kpi}", "{who} {on} {kpi}"),
    "tools": Saying("tag", "toolbox", "Build shared tools", "", "shared tools to be built"),
    "net": Saying("tag", "lifebuoy", "Safety net", "level {level}", "the safety net at level {level}"),
    "order_company": Saying("order", "envelope", "{who}", "{job}, {weeks}", "{who} to {job}"),
    "quota_company": Saying("order", "hash", "{who}", "{pieces} {product} a week, {weeks}",
                            "{who} to make {pieces} {product} a week"),
    "answer": Saying("value", "chat-circle-dots", "{who}", "{verb}", "“{who}”: {verb}"),
    "declare": Saying("value", "flag-banner", "{who}", "declare it", "{who} declared"),
    "retire": Saying("value", "flag-banner", "{who}", "retire it", "{who} retired"),
    "ritual": Saying("value", "hand-heart", "{who}", "a ritual at {department}", "a ritual for {who} at {department}"),
    "rest": Saying("value", "hand-heart", "{who}", "call off its ritual", "the ritual for {who} called off"),
    "advert": Saying("value", "user-plus", "The advert", "{promise}", "the advert: {promise}"),
    "spotlight": Saying("value", "sun", "{who}", "a spotlight", "a spotlight on {who}"),
    "promote": Saying("value", "users-three", "{who}", "promote to manager", "a manager from {who}"),
    "tell": Saying("value", "star-four", "Vision", "{direction}, height {height}",
                   "the vision “{direction}”, height {height}"),
    "retell": Saying("value", "book-open", "Story", "{story}", "the story of {story}"),
    "short_pay": Saying("tag", "wallet", "Short pay", "for eight weeks", "short pay for eight weeks"),
    "height": Saying("value", "hand-pointing", "How high it hangs", "", "how high it hangs"),
}  # fmt: skip
"""By lever. Rights, which are never actions, have their title."""


def job_words(level: Level, job: int) -> str:
    """A job as an order says it: "make lamps", "improve"."""
    return f"make {level.product_names[job]}" if job < len(level.product_names) else "improve"


def _story(level: Level, number: int) -> str:
    """Which story it is; numbers are those of `Story`, −1 where there is none to tell."""
    if number < 0:
        return "nothing yet"
    week, kind = divmod(number, len(TALES))
    title = TALES[kind].title
    return f"{title[:1].lower()}{title[1:]}, week {calendar(week)}"


SAID: dict[str, Callable[[Level, int], str]] = {
    "job": job_words,
    "weeks": lambda level, number: weeks(number),
    "product": lambda level, number: level.product_names[number],
    "pieces": lambda level, number: f"{number:,}",
    "default": lambda level, number: DEFAULTS[number],
    "level": lambda level, number: str(number),
    "coins": lambda level, number: counted(number, "coin"),
    "percent": lambda level, number: str(number),
    "kpi": lambda level, number: KPIS[number],
    "on": lambda level, number: "measured by" if number else "no longer measured by",
    "verb": lambda level, number: VERB_TITLES[number].lower(),
    "department": lambda level, number: level.department_names[number],
    "promise": lambda level, number: tuple(REASONS.values())[number].lower(),
    "direction": lambda level, number: level.vision_names[number],
    "height": lambda level, number: str(number),
    "story": _story,
}
"""How a number of an action is said, by its name in `actions.FORMS`."""


def lever_kind(lever: str) -> str:
    """The one kind of colour a lever has: "order", "default", "tag" or "value"."""
    return SAYINGS[lever].kind


def who(level: Level, lever: str, target: int) -> str:
    """Whom or what an action is for, by name, as within a sentence: "Otters", "lamps", "everyone"."""
    kind = LEVERS[lever].target
    if kind == "everyone" or target == EVERYONE:
        return "everyone"
    if kind == "card":
        return card_words(level, None, level.cards[target].title)
    if kind == "product":
        return level.product_names[target]
    names = {"team": level.team_names, "department": level.department_names, "value": level.world.value_names}
    return names[kind][target]


def halves(level: Level, action: Action) -> tuple[str, str]:
    """An action as the two halves of a slip: ("Ada", "make lamps, 4 weeks"), ("Default", "choose")."""
    row = SAYINGS[action.lever]
    said = _said(level, action)
    return first_upper(row.head.format(**said)), row.detail.format(**said)


def slip(level: Level, action: Action) -> str:
    """An action in a few words: "Ada: make lamps, 4 weeks", "Default: choose"."""
    return ": ".join(half for half in halves(level, action) if half)


def what(level: Level, action: Action) -> str:
    """The same where it stands beside whom it is for: "Make lamps, 4 weeks", "Default: choose"."""
    return first_upper(halves(level, action)[1]) if SAYINGS[action.lever].head == "{who}" else slip(level, action)


def within(level: Level, action: Action) -> str:
    """An action in the middle of a sentence: "Otters to make lamps", "default: choose", "2 coins on tea"."""
    return SAYINGS[action.lever].within.format(**_said(level, action))


def _said(level: Level, action: Action) -> dict[str, str]:
    numbers = zip(LEVERS[action.lever].fields, action.amount, strict=True)
    return {"who": who(level, action.lever, action.target), **{name: SAID[name](level, n) for name, n in numbers}}


# What a card's text says of its department and product, and whether a sentence begins there.
_ABOUT = re.compile(r"(^[“‘\"']?|[.?!][”’\"']?\s+[“‘\"']?)?(\{department\}|\{product\})")


def first_upper(text: str) -> str:
    """A text with its first letter large and the others as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """A text with its first letter small and the others as they are, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def place_of(level: Level, lever: str, target: int) -> str | None:
    """Where on the board an action's target lies."""
    kind = LEVERS[lever].target
    if kind in ("team", "department"):
        return f"{kind} {target}"
    return f"market {level.product_market[target]}" if kind == "product" else None


def card_words(level: Level, card: Card | None, text: str) -> str:
    """A text of a dilemma with the department and the product that its card is about; None: before one is dealt."""
    there, about = "one department", "one thing"
    if card is not None:
        there = in_sentence(level.department_names[card.department]) if card.department >= 0 else "the whole house"
        goods = level.product_names
        about = goods[card.product] if 0 <= card.product < len(goods) else "better methods"
    names = {"{department}": there, "{product}": about}

    def named(found: re.Match[str]) -> str:
        before, name = found[1], names[found[2]]
        return name if before is None else before + first_upper(name)

    return _ABOUT.sub(named, text)


# A decision that has been sent.


def titles(level: Level, pin: Pin) -> tuple[str, str]:
    """What was decided, and for whom and when, each in a few words."""
    action, sent = pin.action, f"sent week {calendar(pin.sent)}"
    kind = LEVERS[action.lever].target
    if kind == "product":
        return slip(level, action), f"{level.market_names[level.product_market[action.target]]} · {sent}"
    if kind == "value" or SAYINGS[action.lever].head != "{who}":
        return slip(level, action), sent
    return what(level, action), f"{first_upper(who(level, action.lever, action.target))} · {sent}"


def heard_by(level: Level, pin: Pin) -> str:
    """Who hears of a decision: "by Otters", "by all of Bindery", "by every team"."""
    kind = LEVERS[pin.action.lever].target
    if kind in ("team", "department"):
        return f"by {'all of ' if kind == 'department' else ''}{who(level, pin.action.lever, pin.action.target)}"
    return "by every team"


def open_words(level: Level, lever: str, target: int | None) -> str:
    """What is being written, as the beginning of a sentence: "The letter to Otters", "The tag", "“Default”"."""
    titles_of = {"order": "letter", "quota": "quota", "tag": "tag"}
    noun = titles_of.get(lever.partition("_")[0], "")
    if not noun:
        return f"“{LEVERS[lever].title}”"
    if target is None or noun == "tag":
        return f"The {noun}" if target is None else f"The {noun} for {who(level, lever, target)}"
    return f"The {noun} {'to' if noun == 'letter' else 'for'} {who(level, lever, target)}"


# What it takes, and when it opens.


def price_words(world: World, lever: str) -> str:
    """What a lever costs in attention: "1 disc for 3 weeks"."""
    return _cost_words(LEVERS[lever].discs, LEVERS[lever].hold(world))


def cost_words(world: World, action: Action) -> str:
    """What an action costs in attention: "2 discs for 3 weeks"."""
    return _cost_words(*price(world, action))


def _cost_words(discs: int, hold: int) -> str:
    if not discs:
        return "no disc"
    return f"{counted(discs, 'disc')} until called off" if hold < 0 else f"{counted(discs, 'disc')} for {weeks(hold)}"


def send_words(world: World, lever: str, verb: str = "Send it") -> str:
    """A sending button's label with the price: "Send it · 1 disc, 3 wk"."""
    hold = LEVERS[lever].hold(world)
    many = counted(LEVERS[lever].discs, "disc")
    return f"{verb} · {many}" if hold < 0 else f"{verb} · {many}, {hold} wk"


def receipt_sentence(report: Report, receipt: Receipt) -> str:
    """What was agreed, and when it is heard."""
    lever = LEVERS[receipt.action.lever]
    if not lever.travels:
        return f"{lever.title}: this week."
    if receipt.heard >= report.world.weeks:
        return f"{lever.title}: it would arrive in week {calendar(receipt.heard)}, after the end."
    wait = receipt.heard - report.week
    return f"{lever.title}: heard at once." if wait <= 0 else f"{lever.title}: the letter lands in {weeks(wait)}."


def taken_back(discs: int) -> str:
    """That an action has been taken back; discs: how many have come back to the desk with it, 0 for one without."""
    if discs <= 0:
        return "Taken back."
    return f"Taken back. {'The disc is' if discs == 1 else f'The {discs} discs are'} at the desk again."


def opens(level: Level, lever: str) -> str:
    """When a lever that is still locked opens: "week 6" in this level, else "level 5"; "" where it never does."""
    found = next((unlock.week for unlock in level.world.unlocks if unlock.lever == lever), None)
    if found is not None:
        return f"week {calendar(found)}"
    return f"level {LEVERS[lever].since}" if level.number and LEVERS[lever].since > level.number else ""


def opens_words(level: Level, lever: str) -> str:
    """The same as a sentence: "Opens in week 6."."""
    when = opens(level, lever)
    return f"Opens {'in' if when.startswith('week') else 'at'} {when}." if when else "Not in this level."
