"""What goes by letter or on foot: orders, visits, the default, reporting and tags."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.sim.actions import Action
from game.sim.company import deeds, rumours
from game.sim.company.bottlenecks import learn
from game.sim.company.crowd import stand
from game.sim.company.influence import meet
from game.sim.company.seats import awaited
from game.sim.curves import Ints, nonzero
from game.sim.desk.reports import Report
from game.sim.state import Letter, State
from game.sim.values import DEFAULTS, SLOTS

ORDER_DISCS: dict[str, int] = {"order": 1, "order_department": 1, "order_company": 2}
"""Discs that ride with each kind of order; people weigh an order by them."""


def refuse_order(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == action.lever and a.target == action.target for a in pending):
        return "You have written to them this week already. Undo that letter first."
    return None


def note_order(state: State, action: Action) -> None:
    there = int(state.department[action.target])
    _remember(state, np.array([action.target]), state.world.letter_weeks_to(there), action)


def note_department_order(state: State, action: Action) -> None:
    there = nonzero(state.department == action.target)
    _remember(state, there, state.world.letter_weeks_to(action.target), action)


def note_company_order(state: State, action: Action) -> None:
    _remember(state, np.arange(state.head.shape[0]), state.world.letter_weeks, action)


def _remember(state: State, teams: Ints, wait: int, action: Action) -> None:
    job, weeks = action.amount
    first = state.week + wait
    teams = teams[~awaited(state.world, first - 1)[teams]]
    state.ordered[teams] = np.array([job, first, first + weeks], dtype=np.int64)


def land_order(state: State, letter: Letter) -> None:
    _command(state, np.array([letter.target]), letter)


def land_department_order(state: State, letter: Letter) -> None:
    _command(state, nonzero(state.department == letter.target), letter)


def land_company_order(state: State, letter: Letter) -> None:
    _command(state, np.arange(state.head.shape[0]), letter)


def _command(state: State, teams: np.ndarray, letter: Letter) -> None:
    job, weeks = letter.amount
    teams = teams[~awaited(state.world, state.week - 1)[teams]]
    deeds.note_order(state, teams, job, ORDER_DISCS[letter.lever])
    state.job_weeks[teams] = np.where(state.job[teams] == job, state.job_weeks[teams], 0)
    state.job[teams] = job
    state.order_weeks[teams] = weeks


def visit(state: State, action: Action) -> None:
    team = action.target
    first = int(np.searchsorted(state.team_of, team))
    here = slice(first, first + int(state.head[team]))
    agreement, commitment = stand(state, here)
    deeds.note_visit(state, (1.0 - agreement) * (1.0 - commitment), state.morale[here])
    state.visited[team] = state.week
    state.known_skill[team] = state.skill[team]
    state.known_week[team] = state.week
    learn(state, team)
    meet(state, team)
    rumours.ask(state, team)


def refuse_visit(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "visit" and a.target == action.target for a in pending):
        return "You are on your way there already."
    return None


def refuse_quota(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == action.lever and a.target == action.target for a in pending):
        return "You have set them a quota this week already. Undo that first."
    if any(x.lever == action.lever and x.target == action.target for x in report.letters):
        return "A quota for them is on its way already. Let it arrive first."
    return None


def land_quota(state: State, letter: Letter) -> None:
    row = letter.target if letter.target >= 0 else state.world.departments
    state.quotas[row] = np.array(letter.amount, dtype=np.int64)
    state.quota_met[row] = 1.0


def refuse_default(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "default" for a in pending) or any(x.lever == "default" for x in report.letters):
        return "Word of a new default is still on its way. Let it arrive first."
    if action.amount[0] == report.default:
        return f"“{DEFAULTS[report.default]}” is the default already."
    return None


def default_choices(report: Report) -> Sequence[int]:
    return (0, 1, 2) if "choose" in report.levers else (0, 1)


def land_default(state: State, letter: Letter) -> None:
    state.default = letter.amount[0]


def refuse_reporting(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "reporting" for a in pending):
        return "You have changed reporting this week already. Undo that first."
    if action.amount[0] == report.reporting:
        return "Reports are written that way already."
    return None


def set_reporting(state: State, action: Action) -> None:
    state.reporting = action.amount[0]


def hanging_tags(report: Report, pending: Sequence[Action]) -> set[int]:
    """The products whose tag will hang, or be on its way, when a letter sent now arrives."""
    arrives = report.world.letter_weeks
    out = {tag.product for tag in report.tags if tag.weeks > arrives}
    out |= {letter.target for letter in report.letters if letter.lever == "tag"}
    return out | {action.target for action in pending if action.lever == "tag"}


def refuse_tag(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    out = hanging_tags(report, pending)
    if action.target in {a.target for a in pending if a.lever == "tag"}:
        return "You have tagged that this week already. Undo that first."
    if any(x.lever == "tag" and x.target == action.target for x in report.letters):
        return "A tag for that is on its way already."
    if action.target not in out and len(out) >= SLOTS:
        return "Three tags will still be out when the letter arrives. One has to expire first."
    return None


def land_tag(state: State, letter: Letter) -> None:
    coins, weeks = letter.amount
    same = nonzero(state.tags[:, 0] == letter.target)
    free = nonzero(state.tags[:, 0] < 0)
    if same.shape[0] or free.shape[0]:
        slot = int(same[0]) if same.shape[0] else int(free[0])
        deeds.note_tag(state, letter.target, coins)
        state.tags[slot] = np.array([letter.target, coins, weeks], dtype=np.int64)
