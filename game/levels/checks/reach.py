"""Whether a condition can ever hold in a level, and where a hint's place is open."""

from __future__ import annotations

from collections.abc import Container, Mapping

from game.levels.conditions import FIGURES, HAPPENINGS, SILENCE, TEAM_COUNTS, Condition, Test
from game.levels.problems import shown
from game.sim.actions import FORMS
from game.sim.values import TELLING, VERBS
from game.sim.world import World

_NEEDS: Mapping[str, tuple[str, ...]] = {
    "letter": TELLING,
    "order landed": TELLING,
    "order over": TELLING,
    "skill": ("visit",), "known teams": ("visit",), "lone figure": ("kpi", "kpi_company"),
}  # fmt: skip
"""Levers without which something never happens, or a figure stays at nothing."""
_STANDING: Mapping[str, tuple[str, str]] = {
    "rate": ("rate", "rate"), "tools": ("tools", "tools"), "net": ("net", "net"),
}  # fmt: skip
"""Figures that only one lever moves: the lever, and what stands at the beginning."""

PLACES_OF: Mapping[str, tuple[str, ...]] = {
    "orders": TELLING, "tags": ("tag",),
    "default": ("default",), "reporting": ("reporting",), "rate": ("rate",), "figures": ("kpi", "kpi_company"),
    "tools": ("tools",), "net": ("net",), "values": ("declare", "retire", "ritual", "answer", "rest"),
    "advert": ("advert",), "vision": ("tell", "retell", "height"),
}  # fmt: skip
"""Levers of which one must be open so that a hint's place is there to be used."""


def never(condition: Condition, world: World, *, unlocked: Container[str]) -> str:
    """Why a condition can never hold in a level, as a sentence; empty if it can. unlocked: levers open at some time."""
    for test in condition.tests:
        if test.kind == "week" and test.number > world.weeks:
            return f"Week {int(test.number)} never comes; the level ends after week {world.weeks}."
        if test.kind == "first" and test.name in FORMS and test.name not in HAPPENINGS and test.name not in unlocked:
            return f"The lever “{test.name}” is never open in this level."
        if (
            test.kind == "first"
            and test.name == "choose"
            and world.policy.default != "choose"
            and "choose" not in unlocked
        ):
            return "The lever “choose” is never open in this level."
        if test.kind == "first" and test.name == "contract" and not (world.contracts or world.contracts_per_quarter):
            return "This level has no contracts."
        if test.kind == "first" and test.name == "rumour" and all(shift.notice < 0 for shift in world.shifts):
            return "Nothing is heard in this level before it comes: no shift has notice."
        if test.kind == "first" and test.name == "dilemma" and not world.dilemmas:
            return "No event of this level brings a card."
        burns = world.trouble > 0.0 or any(accident.kind == "fire" for accident in world.accidents)
        if not burns and (test.kind, test.name) in (("first", "fire"), ("above", "fires")):
            return "Nothing ever burns in this level; its trouble is 0."
        slow = (("first", "bottleneck"), ("first", "cause found"), ("above", "slow departments"))
        if not (world.bottlenecks or world.bottlenecks_per_quarter) and (test.kind, test.name) in slow:
            return "This level has no bottlenecks."
        if not world.recalls and (test.kind, test.name) in (("first", "recall"), ("above", "faulty teams")):
            return "This level has no recalls."
        told = "tell" in unlocked or (world.aim is not None and world.aim.told)
        if not told and (test.name in ("belief", "cynicism", "way to the star")
                         or (test.kind, test.name) in (("first", "vision"), ("first", "star reached"))):  # fmt: skip
            return "Nobody ever tells a vision in this level."
        if test.kind == "answered" and (unsaid := _unsaid(test, world)):
            return unsaid
        if missing := _missing(test, world, unlocked):
            return missing
        if (test.kind, test.name) == ("first", "tools ready") and "tools" not in unlocked:
            return "The lever “tools” is never open in this level."
        if test.kind in ("above", "below") and test.product < 0:
            low, high = FIGURES[test.name]
            high = float(world.discs) if test.name == "discs" else high
            high = float(world.teams) if test.name in TEAM_COUNTS else high
            low, high = _fixed(test.name, world, unlocked) or (low, high)
            if (test.kind == "above" and test.number >= high) or (test.kind == "below" and test.number <= low):
                limit = f"never above {high:g}" if test.kind == "above" else f"never below {low:g}"
                return f"“{test.name}” is {limit}."
        if test.kind == "below" and test.product >= 0 and test.number <= 0:
            return f"“{test.name}” is never below 0."
    return _contradicting(condition)


def _unsaid(test: Test, world: World) -> str:
    """Why a card can never have been answered so, or not so long ago, as a sentence."""
    cards = [card for card in world.dilemmas if card.name.lower() == test.name]
    if test.answer in VERBS:
        verb = VERBS.index(test.answer)
        cards = [card for card in cards if any(answer.verb == verb for answer in card.answers)]
        if not cards and any(card.name.lower() == test.name for card in world.dilemmas):
            return f"The card {shown(test.name)} has no answer “{test.answer}”."
    if not cards or any(card.week < 0 for card in cards):
        return ""
    first = min(card.week + (card.weeks if test.answer == SILENCE else 0) for card in cards)
    week = first + max(1, int(test.number))
    if week < world.weeks:
        return ""
    return f"It would be week {week + 1} at the earliest; the level ends after week {world.weeks}."


def _missing(test: Test, world: World, unlocked: Container[str]) -> str:
    """The lever that is lacking for something to happen, as a sentence."""
    name = test.name
    if test.kind not in ("first", "above"):
        return ""
    if name in ("banner", "betrayal", "lived", "betrayed") and not world.policy.declared and "declare" not in unlocked:
        return "No value is ever declared in this level."
    if name in ("carry on",) and world.policy.default != "carry on" and "default" not in unlocked:
        return "The lever “default” is never open in this level."
    stands = (name == "lone figure" and len(world.policy.kpis) == 1) or (
        name in ("letter", "order landed", "order over") and world.policy.last_letters > 0
    )
    needs = _NEEDS.get(name, ())
    if needs and not stands and not any(lever in unlocked for lever in needs):
        return f"The lever “{needs[0]}” is never open in this level."
    return ""


def _fixed(name: str, world: World, unlocked: Container[str]) -> tuple[float, float] | None:
    """The value at which a figure stays because its lever is never open."""
    if name not in _STANDING or _STANDING[name][0] in unlocked:
        return None
    value = float(getattr(world.policy, _STANDING[name][1]))
    return value, value


def _contradicting(condition: Condition) -> str:
    """Two parts of a condition that are never true together, as a sentence."""
    before = min((int(test.number) for test in condition.tests if test.kind == "before"), default=0)
    if before and condition.week + 1 >= before:
        return f"Week {condition.week + 1} is not before week {before}."
    for above in condition.tests:
        for below in condition.tests:
            same = (above.kind, below.kind) == ("above", "below") and (above.name, above.product) == (
                below.name, below.product,
            )  # fmt: skip
            if same and above.number >= below.number:
                return f"“{above.name}” is never above {above.number:g} and below {below.number:g} at once."
    return ""


def idle_part(condition: Condition) -> str:
    """A part of a condition that another one makes needless, as a sentence; empty if there is none."""
    weeks = [int(test.number) for test in condition.tests if test.kind == "week"]
    if len(weeks) > 1:
        return f"“Week {min(weeks)}” adds nothing: the condition waits for week {max(weeks)}."
    for kind, far in (("above", max), ("below", min)):
        for test in condition.tests:
            bounds = [other.number for other in condition.tests
                      if (other.kind, other.name, other.product) == (kind, test.name, test.product)]  # fmt: skip
            if len(bounds) > 1:
                return f"Of two parts with “{test.name} {kind}”, the one with {far(bounds):g} decides alone."
    return ""


def opens(place: str, world: World) -> int:
    """The week (from 0) from which a hint's place is there to be used; −1 if it never is."""
    levers = PLACES_OF.get(place, ())
    policy = world.policy
    standing = {
        "tools": policy.tools > 0, "net": policy.net > 0, "figures": bool(policy.kpis),
        "values": bool(policy.declared) or bool(world.dilemmas), "vision": world.aim is not None,
        "default": world.may_choose, "orders": policy.last_letters > 0,
    }  # fmt: skip
    if not levers or standing.get(place) or any(lever in world.levers for lever in levers):
        return 0
    return min((unlock.week for unlock in world.unlocks if unlock.lever in levers), default=-1)
