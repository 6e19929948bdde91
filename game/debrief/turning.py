"""Turning points: what a week's decisions were worth, and the best one not taken, tried out on the same luck.

A week's decisions are tried by playing on without them. What was not done is read from the very report that lay on the
player's desk in that week, by other leaders and by what was owed or coming: whatever is tried, the player could have
known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game import bots
from game.debrief.accounts import causes
from game.debrief.records import DECISIVE, Missed, Moment
from game.session import Session
from game.sim.actions import DESK, Action, Receipt, of_the_desk
from game.sim.causes import SCORE_CAUSES
from game.sim.curves import total
from game.sim.desk.reports import Report
from game.sim.levers import check
from game.sim.world import QUARTER_WEEKS

MOST_TRIALS = 24
"""Weeks of decisions that are tried without, at most: enough to find the decisive ones in a few seconds."""
MOST_MOMENTS = 5
WEIGHT = {"default": 6, "order_department": 4, "tag": 3, "reporting": 3, "declare": 3, "order": 2}
"""How much a decision of a kind is likely to matter: which are tried without, and which a review shows first."""
PROPOSERS = ("mixed", "incentives", "orders", "values")
"""The leaders who are asked what they would do with the player's report."""
PROPOSED = {
    "default": 6, "tell": 5, "order_company": 5, "declare": 4, "order_department": 4, "quota": 4, "tag": 4, "tools": 3,
    "net": 3, "reporting": 3, "kpi": 2, "kpi_company": 2, "rate": 2, "order": 2, "visit": 1,
}  # fmt: skip
"""Levers whose pulling is tried out where it was not done, by how much it is likely to matter."""
MOST_OF_A_KIND = 6
"""Proposals of one lever that are tried at most."""
WEEKS_TRIED = 520
"""Weeks of play for all proposals together: about as many as the decisions take that were made."""
LEAST_LEFT = 4
"""Weeks before the end from which nothing that is begun can still matter."""
APART_WEEKS = 6
"""Weeks between two proposals of the same thing for what is missing."""
SOONER_WEEKS, LEAST_SOONER = (3, 6), 3
"""So many weeks before it was taken a decision is tried, if its lever weighs at least so much."""
ALIKE_WEEKS = 2
"""What the player did by the same lever for the same, so many weeks before or after a proposal, is that decision."""


@dataclass(frozen=True)
class Idea:
    """Something that was not done in a week; size: how much is at stake, in currency, 0 where a leader proposed it; of
    the player's own decisions, how much their lever is likely to matter."""

    week: int
    action: Action
    size: float = 0.0


def trials(session: Session) -> list[int]:
    """The weeks whose decisions are worth trying without, latest first."""
    weights = [sum(WEIGHT.get(action.lever, 0) for action in actions) for actions in session.log]
    weeks = sorted((week for week, weight in enumerate(weights) if weight), key=lambda week: (-weights[week], week))
    return sorted(weeks[:MOST_TRIALS], reverse=True)


def ideas(session: Session, reports: Sequence[Report]) -> list[Idea]:
    """What was not done and might have helped, the latest first, as many as there is time for.

    reports: what lay on the desk at the start of each week.
    """
    asked = [bots.leader(name) for name in PROPOSERS]
    met: dict[tuple[str, int, int], int] = {}
    found: list[Idea] = []
    for week, report in enumerate(reports[: max(0, len(reports) - LEAST_LEFT)]):
        proposed = [Idea(week, action) for leader in asked for action in leader(report)]
        for idea in (*_for_what_is_missing(report), *proposed):
            action = idea.action
            key = action.lever, action.target, action.amount[0] if action.amount else -1
            apart = APART_WEEKS if idea.size else QUARTER_WEEKS
            if action.lever in PROPOSED and week - met.get(key, -99) >= apart and not _done(session, week, action):
                met[key] = week
                found.append(idea)
    found += _sooner(session, reports)
    return sorted(_chosen(found, session.world.weeks), key=lambda idea: (-idea.week, str(idea.action)))


def _for_what_is_missing(report: Report) -> list[Idea]:
    """Coins and letters for the product that is owed most, and for one that a contract will want, as far as allowed."""
    value = np.array([product.value for product in report.world.products])
    owed = report.backlog * value
    rows = [(float(owed[product]), product) for product in (int(np.argmax(owed)),) if owed[product] >= 1.0]
    for one in report.horizon:
        if report.week + 3 <= one.first <= report.week + 7:
            rows.append((float(one.low * report.demand[one.product] * value[one.product]), one.product))
    out = []
    for size, product in rows:
        skill = np.nan_to_num(report.skill[:, product], nan=0.0) * report.there
        team = int(np.argmax(skill))
        home = int(np.argmax(np.bincount(report.department, weights=skill * report.head)))
        wished = [Action("tag", product, (coins, 6)) for coins in (2, 3)]
        wished += [Action("order_department", home, (product, 4)), Action("order_company", -1, (product, 2))]
        wished += [Action("order", team, (product, weeks)) for weeks in (4, 8)] if skill[team] > 0.0 else []
        out += [Idea(report.week, action, size) for action in wished if isinstance(check(report, (), action), Receipt)]
    return out


def _sooner(session: Session, reports: Sequence[Report]) -> list[Idea]:
    """The player's own decisions about the house and its markets, some weeks before they were taken."""
    out = []
    for week, actions in enumerate(session.log):
        for action in of_the_desk(actions):
            if PROPOSED.get(action.lever, 0) < LEAST_SOONER:
                continue
            for earlier in (week - back for back in SOONER_WEEKS if week >= back):
                if not _done(session, earlier, action) and isinstance(check(reports[earlier], (), action), Receipt):
                    out.append(Idea(earlier, action, float(PROPOSED[action.lever])))
    return out


def _chosen(found: Sequence[Idea], weeks: int) -> list[Idea]:
    """The proposals that are tried: of every lever the weightiest, in turn, until there is no time for more."""
    kinds: dict[str, list[Idea]] = {}
    once = {(idea.week, idea.action): idea for idea in reversed(found)}
    for idea in sorted(once.values(), key=lambda idea: (-idea.size, idea.week, str(idea.action))):
        kinds.setdefault(idea.action.lever, []).append(idea)
    levers = sorted(kinds, key=lambda lever: (-PROPOSED[lever], lever))
    turns = [kinds[lever][turn] for turn in range(MOST_OF_A_KIND) for lever in levers if turn < len(kinds[lever])]
    out: list[Idea] = []
    left = WEEKS_TRIED
    for idea in turns:
        takes = weeks - idea.week // QUARTER_WEEKS * QUARTER_WEEKS
        if takes <= left:
            out.append(idea)
            left -= takes
    return out


def _done(session: Session, week: int, action: Action) -> bool:
    """Whether the player did so himself about then: pulled the same lever for the same."""
    near = session.log[max(0, week - ALIKE_WEEKS) : week + ALIKE_WEEKS + 1]
    return any((own.lever, own.target) == (action.lever, action.target) for actions in near for own in actions)


def without(
    session: Session, log: Sequence[tuple[Action, ...]], week: int, score: dict[str, float], reference: float
) -> list[Moment]:  # fmt: skip
    """Plays on from the week's quarter as it was, only without what was decided in that week; spends the session.

    score: the causes of the game as it was; reference: what they are a share of, for the other game too where that is
    not over. Empty where it made no difference that is worth telling.
    """
    session.rewind(week // QUARTER_WEEKS)
    while not session.over and session.week < len(log):
        for action in log[session.week]:
            if session.week != week or action.actor != DESK:
                session.act(action)
        session.pass_week()
    gain, parts = _difference(session, score, reference)
    if abs(gain) < DECISIVE:
        return []
    end = session.outcome()
    lost = end.kind if end is not None and session.lost and session.week < len(log) else ""
    return [Moment(week, of_the_desk(log[week]), gain, parts, lost, session.week if lost else 0)]


def tried(
    session: Session, log: Sequence[tuple[Action, ...]], idea: Idea, score: dict[str, float], reference: float,
    report: Report,
) -> list[Missed]:  # fmt: skip
    """Plays on from the idea's quarter as it was, with what was not done; spends the session.

    Empty where nothing is won by it. What the player decided in that week still happens as far as there are discs for
    both, and so do all later decisions; `Missed.instead` are those that had to give way at once.
    """
    session.rewind(idea.week // QUARTER_WEEKS)
    given_way: tuple[Action, ...] = ()
    while not session.over:
        own = log[session.week] if session.week < len(log) else ()
        if session.week == idea.week:
            first = isinstance(session.act(idea.action), Receipt)
            if not first:
                return []
            given_way = tuple(action for action in own if not isinstance(session.act(action), Receipt))
        else:
            for action in own:
                session.act(action)
        session.pass_week()
    gain, parts = _difference(session, score, reference)
    if -gain < DECISIVE:
        return []
    losses = tuple((name, -share) for name, share in parts)
    return [Missed(idea.week, idea.action, -gain, losses, of_the_desk(given_way), *_knew(report, idea.action))]


def _difference(
    session: Session, score: dict[str, float], reference: float
) -> tuple[float, tuple[tuple[str, float], ...]]:  # fmt: skip
    """How much more the game as it was reached than this one, and through which causes, the largest first."""
    there = causes(session, reference)
    parts = [(name, score[name] - there[name]) for name in SCORE_CAUSES]
    gain = total(np.array([share for _, share in parts]))
    return gain, tuple(sorted(parts, key=lambda part: -abs(part[1])))


def _knew(report: Report, action: Action) -> tuple[str, int, int]:
    """What lay on the desk that spoke for an action: a name in `Missed.knew`, the product it is about, and a figure."""
    goods = len(report.world.products)
    product = action.target if action.lever == "tag" else -1
    if action.lever in ("order", "order_department", "order_company", "quota"):
        product = action.amount[0] if 0 <= action.amount[0] < goods else -1
    if product >= 0:
        coming = [one for one in report.horizon if one.product == product and one.last >= report.week]
        if coming:
            return "contract", product, coming[0].first
        owed = int(np.rint(report.backlog[product]))
        if owed >= 1:
            return "owed", product, owed
    idle = int(np.rint(100.0 * report.waiting))
    if idle >= 5 and action.lever in ("default", "order", "order_department", "order_company", "quota"):
        return "waiting", -1, idle
    return "", -1, 0


def best(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """The weightiest few, in order of weeks; the worst of all is among them."""
    most = sorted(moments, key=lambda moment: -abs(moment.gain))[:MOST_MOMENTS]
    lost = min(moments, key=lambda moment: moment.gain, default=None)
    if lost is not None and lost.gain < 0.0 and lost not in most:
        most = [*most[:-1], lost]
    return tuple(sorted(most, key=lambda moment: moment.week))
