"""The figures with which a quarter and a game close: the people, the cash, and how it went."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from game.levels import Level
from game.session import Outcome, earned
from game.sim.desk.reports import Report
from game.sim.values import LEAVING
from game.words.bars import NET, NET_BRIEF, SERVED
from game.words.explain import counted, points
from game.words.figures import WRITTEN, Explanation, Figure, in_full
from game.words.people import leaving_words

PEOPLE: dict[str, tuple[str, bool, str]] = {
    "morale": ("Morale", True, "How they feel at work. Output follows it."),
    "trust": ("Trust in you", True, "Customers served, visits and a say raise it; wrong orders lower it."),
    "initiative": ("Initiative", True, "Grows with work they would choose, and withers with the wrong work or none."),
    "commitment": ("Commitment", True, "How far people feel bound to what is being done."),
    "waiting": ("With nothing to do", False, "People whose team had no letter and may not choose."),
}
"""Each figure of the people: its words, whether more of it is welcome, and what it is."""
ORDINALS = ("first", "second", "third")


# A quarter


def of_people(name: str, was: float, now: float, causes: tuple[tuple[str, int], ...] = ()) -> Figure:
    """A figure of the people over a quarter, shares 0…1; causes: (words, whole points), from what was to what is."""
    label, welcome, text = PEOPLE[name]
    told = Explanation(label, text, causes, points(was), label if causes else "")
    return Figure(name, 100 * now, "points", (label,), told, points(now) - points(was), welcome)


RUIN = "If the till is empty, or half of the people leave within a year, the company closes, and all stars are lost."
"""What ruin does to the stars, said before a level begins."""


def till(cash_cents: int, before_cents: int) -> tuple[Figure, Figure]:
    """The cash at the end of a quarter, and how it moved in it."""
    gained = cash_cents - before_cents
    has, gain = in_full(cash_cents), WRITTEN["gain"](gained)[0]
    text = f"**{has}** in the till, **{gain}** in this quarter. Below nothing, the company closes."
    told = Explanation("Cash", text)
    return (
        Figure("cash", cash_cents, "money", ("Cash",), told, round(gained / 100)),
        Figure("gain", gained, "gain", ("In this quarter",), told),
    )


# A game


def of_result(level: Level, outcome: Outcome, last: Report) -> list[Figure]:
    """How a game went: served, morale, cash, trust; the way to vision or aim, and how many left, where there is any.

    last: the report after the last week, without age and blur. What they are called is the title of what they tell.
    """
    gone, cash_cents = sum(outcome.left.values()), last.cash_cents - last.world.cash_cents
    mean = Explanation("", "The mean over everyone in the last week, as it was.")
    money = Explanation("", "Sales less wages, tags and everything else.")
    trust = points(last.company_trust)
    out = [
        _served(outcome, last),
        Figure("morale", points(last.company_morale), "points", ("morale at the end", "morale"), mean),
        Figure("cash", cash_cents, "gain", ("cash since the start", "cash change"), money),
        Figure("trust", trust, "points", ("trust in you",), mean),
    ]
    if outcome.way is not None:
        name = "of the way" if outcome.way < 1.0 else "reached"
        out.append(Figure("way", outcome.way, "way", (name,), Explanation("", _way_led(level, last))))
    if gone:
        out.append(Figure("left", gone, "people", ("people left",), Explanation("", _who_left(outcome)), welcome=False))
    return out


def _served(outcome: Outcome, last: Report) -> Figure:
    """The score, of a lost company as a share of its whole plan."""
    names = (NET.lower(), NET_BRIEF.lower())
    text = f"{SERVED} The stars stood at {', '.join(f'{100 * star:.0f}' for star in last.world.stars)}."
    if outcome.kind != "finished":
        names = ("of the whole plan", "of the plan")
        text += " The plan goes on to its last week, whoever is still there: what nobody made is not served."
    return Figure("served", earned(outcome.score), "percent", names, Explanation("", text))


def _who_left(outcome: Outcome) -> str:
    """Why people left, and how many came, in sentences."""
    left = sorted(((count, name) for name, count in outcome.left.items() if count), reverse=True)
    names = tuple(LEAVING)
    causes = "; ".join(f"**{count:,}** {leaving_words(names.index(name), count)}" for count, name in left)
    return f"{causes[:1].upper()}{causes[1:]}. {outcome.joined:,} people came."


def _way_led(level: Level, last: Report) -> str:
    """What the way led to."""
    star = last.star
    what = f"“{level.vision_names[star.direction]}”, height {star.height}" if star is not None else "the aim"
    return f"Of the way to {what}. What was on the way counts, even where the star was not reached."


# How it compares with what was reached before


@dataclass(frozen=True)
class Best:
    """How a result compares with the player's best of that level, in a word or two ("" where nothing need be said) and
    in a sentence."""

    brief: str
    told: str


def compared(own: int, before: int | None) -> Best | None:
    """What is said of a result in whole points beside the best one before it; None where there was none."""
    if before is None:
        return None
    if own > before:
        return Best(f"New best: +{own - before}", f"A new best: {own}%, and {before}% was the best until today.")
    if own == before:
        return Best("As your best", f"As good as your best here, {before}%.")
    return Best(f"Best: {before}%", f"Your best here is {before}%, {counted(before - own, 'point')} more than this.")


def to_next_star(score: float, stars: Sequence[float]) -> str:
    """How many points are missing to the next star, in a few words; "" where there is none left."""
    following = next((n for n, star in enumerate(stars) if score < star), None)
    if following is None:
        return ""
    missing = max(1, math.ceil(100.0 * stars[following] - 1e-9) - earned(score))
    return f"{counted(missing, 'point')} to the {ORDINALS[following]} star"
