"""What others than the leader do to a company in a workshop: a team plays itself, the facilitator sends a shock.

These moves cost no attention and travel by no letter, so they are no levers. They are actions all the same, checked
here, logged and saved: a workshop's company is proved by running it again like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.actions import Action, Receipt, Refusal, form
from game.sim.company import dilemmas
from game.sim.desk.reports import Report
from game.sim.state import State
from game.sim.values import IDLE

CHOICE_WEEKS = range(1, 14)
AGREE, COMMIT = range(11), range(2)
"""How far people agree, from not at all to wholly; whether they commit."""
SHOCK_PERCENT = range(20, 401)
SHOCK_WEEKS = range(1, 27)


@dataclass(frozen=True)
class Move:
    """One row: who may make the move (a pattern for the actor), its numbers' ranges of a report, and what it does.

    anywhere: whether any company may be met by it, or only one whose teams are people in a room. why_not: of a report
    in which there is nothing to make it about, a sentence; else "".
    """

    title: str
    actor: str
    anywhere: bool
    ranges: Callable[[Report], tuple[range, ...]]
    perform: Callable[[State, Action], None]
    why_not: Callable[[Report], str] = lambda report: ""


def _choose(state: State, action: Action) -> None:
    state.chosen[action.target] = np.array(action.amount, dtype=np.int64)


def _speak(state: State, action: Action) -> None:
    dilemmas.speak(state, action.target, action.amount[0] / AGREE[-1], bool(action.amount[1]))


def _no_call(report: Report) -> str:
    return "" if any(not card.settled for card in report.cards) else "There is no hard call to have a mind about."


def _shock(state: State, action: Action) -> None:
    percent, weeks = action.amount
    now = state.week
    row = np.array([[action.target, now, now + weeks, percent / 100.0, now, percent / 100.0]])
    state.contracts = np.concatenate((state.contracts.reshape(-1, row.shape[1]), row))


MOVES: dict[str, Move] = {
    "team_choice": Move(
        "A team's own choice", r"seat-[0-9]{1,4}|room", False,
        lambda report: (range(IDLE, len(report.world.products) + 1), CHOICE_WEEKS), _choose,
    ),
    "team_mind": Move(
        "A team's mind on a hard call", r"seat-[0-9]{1,4}", False, lambda report: (AGREE, COMMIT), _speak, _no_call,
    ),
    "shock": Move("A shock", r"facilitator", True, lambda report: (SHOCK_PERCENT, SHOCK_WEEKS), _shock),
}  # fmt: skip
"""By name: team_choice holds a team to a job (−1 sleeps, G improves) for so many weeks, against any order; team_mind is
how far a team's people agree with the hard call on the desk, and whether they commit to it; shock makes customers want
so many percent of a product, heard of at once."""


def check(report: Report, pending: Sequence[Action], action: Action) -> Receipt | Refusal:
    """Whether a move of the room may be added to this week's; a level allows it by `room: true`."""
    move = MOVES[action.lever]
    if not (report.world.room or move.anywhere):
        return Refusal(f"“{move.title}” is for workshops; this company is led from the desk alone.")
    if not re.fullmatch(move.actor, action.actor):
        return Refusal(f"“{move.title}” is not for {action.actor} to decide.")
    why = move.why_not(report)
    if why:
        return Refusal(why)
    how = form(action.lever)
    count = report.head.shape[0] if how.target == "team" else len(report.world.products)
    if not 0 <= action.target < count:
        return Refusal(f"“{move.title}” has no {how.target} number {action.target} here.")
    ranges = move.ranges(report)
    if len(action.amount) != len(ranges):
        return Refusal(f"“{move.title}” takes {len(ranges)} numbers, not {len(action.amount)}.")
    for name, allowed, number in zip(how.fields, ranges, action.amount, strict=True):
        if number not in allowed:
            return Refusal(f"“{move.title}”: {name} can be {allowed[0]} to {allowed[-1]}.")
    if any(other.lever == action.lever and other.target == action.target for other in pending):
        return Refusal("That has been decided for this week already.")
    return Receipt(action, 0, 0, report.week)
