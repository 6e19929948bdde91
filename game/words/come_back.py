"""What came of an answer to a card: what a talk brought, and what comes back of it much later."""

from __future__ import annotations

from game.levels import Level
from game.sim.company.dilemmas import answered_first
from game.sim.desk.reports import Report
from game.sim.world import Accident, Turn
from game.words.actions import card_words, first_upper
from game.words.explain import listed, signed
from game.words.figures import in_full

FIGURES: tuple[str, ...] = ("trust", "morale", "initiative")
"""The figures of a turn that are told in points, besides the agreement with the card's own value."""


def talked(share: int) -> str:
    """What a talk has brought, by how many of a hundred who thought otherwise came round."""
    if share <= 0:
        return "Nobody who thought otherwise has come round."
    if share >= 100:
        return "All who thought otherwise have come round."
    return f"Of a hundred who thought otherwise, {share} {'has' if share == 1 else 'have'} come round."


def brought(level: Level, report: Report, echo: int) -> str:
    """What comes back with an echo of the level's world, as a sentence or two; "" where it is no more than news.

    echo: its place among the world's, −1 none.
    """
    if echo < 0:
        return ""
    row = level.world.echoes[echo]
    dilemma = next(dilemma for dilemma in level.world.dilemmas if dilemma.name.lower() == row.card.lower())
    first = answered_first(report.world, report.cards, row)
    department = first[1].department if first is not None else -1
    there = level.department_names[department] if department >= 0 else "everyone"
    heads = report.people if department < 0 else int(report.head[report.department == department].sum())
    view = f"agreement with {level.world.value_names[dilemma.value]}" if dilemma.value >= 0 else ""
    said = [_figures(row.turn, view, there), _cash(row.turn, heads)]
    return " ".join(filter(None, (*said, *(_struck(level, struck) for struck in row.accidents))))


def in_brief(level: Level, echo: int, brought: str) -> str:
    """What an echo has `brought` for a narrow place, after the title of its card; "" where it brought nothing."""
    if not brought:
        return ""
    name = level.world.echoes[echo].card.lower()
    place = next(n for n, dilemma in enumerate(level.world.dilemmas) if dilemma.name.lower() == name)
    title = card_words(level, None, level.cards[place].title)
    return f"{title}: {brought[:1].lower()}{brought[1:]}"


def _figures(turn: Turn, view: str, there: str) -> str:
    """What moved, and for whom; view: what the agreement that moved is with, "" where there is none."""
    moved = [(name, round(100.0 * getattr(turn, name))) for name in FIGURES]
    moved += [(view, round(100.0 * turn.agreement))] if view else []
    told = [f"{name} {signed(points)}" for name, points in moved if points]
    if not told:
        return ""
    return f"{first_upper(listed(told))} for {there}."


def _cash(turn: Turn, heads: int) -> str:
    cents = turn.cash_cents * heads
    if not cents:
        return ""
    return f"It {'brings' if cents > 0 else 'costs'} {in_full(abs(cents))}."


def _struck(level: Level, accident: Accident) -> str:
    name = level.department_names[accident.department]
    return f"{name} burns." if accident.kind == "fire" else f"Half of the machines stand still at {name}."
