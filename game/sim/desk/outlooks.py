"""What the desk can expect of each answer to a dilemma: from the report alone, as rough ranges, never the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.actions import Action
from game.sim.company import dilemmas as rules
from game.sim.company.crowd import DOUBT_LOOSENS, TRUST_BINDS, UNASKED
from game.sim.company.dilemmas import reach
from game.sim.company.factors import handed_on
from game.sim.curves import Ints, limited, nonzero, total
from game.sim.desk.estimates import many_teams, points
from game.sim.desk.reports import Report
from game.sim.state import Card
from game.sim.values import ASK, FREE, INSIST, SEEK, VALUE_INDEX, VALUES
from game.sim.world import ANY, NOTHING, SILENT, Dilemma, Turn

ROUGHLY = (0.6, 1.4)
"""Between which parts of what it expects the desk has to reckon."""
FAR_WEEKS = 20.0
"""Weeks over which a doubt or a pledge still counts."""
LASTS = 0.65
"""Share of a pledge that is there on average over those weeks."""
COUNTED = (0.8, 1.2)
"""The same for how many a talk brings round: who they are and how open the question is, the desk knows."""
ABLE = (0.2, 0.6)
"""Shares of the teams that are good enough at what a talk agrees on."""
EVEN, STEEP = 0.5, 2.25
"""Share of the teams that change over where as many mind as do not, and how much that moves with those who mind."""


@dataclass(frozen=True)
class Outlook:
    """One figure of those concerned that an answer is likely to move, low … high, in whole points or people.

    figure: "trust", "morale", "initiative", "agreement", "commit" (people of a hundred who will commit), "minds"
    (those of a hundred who think otherwise that come round), "time" (hours of a hundred that a talk takes from them, as
    a loss), "torn" (people), "divided" (people who did not mind and come to) or "cash" (currency).
    """

    figure: str
    low: int
    high: int


@dataclass(frozen=True)
class Prospect:
    """An answer as far as the desk can tell: takes effect in week `due`; low ≤ high rough points of the final score."""

    due: int
    figures: tuple[Outlook, ...]
    low: float
    high: float


def open_cards(report: Report, pending: Sequence[Action]) -> list[Card]:
    """The cards that wait for an answer, whose time is not over, and that have none among this week's decisions."""
    given = {action.target for action in pending if action.lever == "answer"}
    waiting = [card for card in report.cards if card.verb < 0 and not card.settled and card.until >= report.week]
    return [card for card in waiting if card.index not in given]


def prospect(report: Report, card: Card, verb: int) -> Prospect:
    """What answering a card in this way is likely to do; verb −1: leaving it until its time is over."""
    dilemma = report.world.dilemmas[card.index]
    teams = (report.department == card.department) | (card.department < 0)
    heads = report.head[teams].astype(np.float64)
    people = max(1.0, total(heads))
    trust = total(report.trust[teams] * heads) / people
    turn = dilemma.silence
    due = card.until + 1
    if verb >= 0:
        turn = next(answer.turn for answer in dilemma.answers if answer.verb == verb)
        weeks = rules.price(report.world, card.index, verb)[1] if verb == SEEK else reach(report.world, dilemma, verb)
        due = report.week + weeks
    changes = _changes(report, dilemma, verb, trust)
    changes["trust"] += 100.0 * turn.trust
    changes["morale"] += 100.0 * turn.morale
    changes["initiative"] = 100.0 * turn.initiative
    changes["agreement"] = 100.0 * turn.agreement if dilemma.value >= 0 else 0.0
    figures = [_range(name, size) for name, size in changes.items() if abs(size) >= 0.5]
    if verb == SEEK and due > report.week:
        hours = int(np.rint(-100.0 * rules.TALK_SHARE))
        figures.append(Outlook("time", hours, hours))
    torn = _torn(dilemma, verb, trust) * people
    if torn >= 1.0:
        figures.append(_range("torn", torn))
    if verb == FREE and dilemma.stake > 0.0 and (1.0 - dilemma.split) * people >= 1.0:
        figures.append(_range("divided", (1.0 - dilemma.split) * people))
    work, least, most = _set_to_work(report, card, verb, nonzero(teams), due)
    figures += work
    cash = turn.cash_cents * people / 100.0
    if cash:
        figures.append(Outlook("cash", int(np.rint(cash)), int(np.rint(cash))))
    low, high = _points(report, dilemma, verb, trust, turn, people / max(1.0, total(report.head.astype(np.float64))))
    return Prospect(due, tuple(figures), low + least, high + most)


def _set_to_work(
    report: Report, card: Card, verb: int, teams: Ints, due: int
) -> tuple[list[Outlook], float, float]:  # fmt: skip
    """How many of `teams` [N] change over to what a card asks for, if any, and the rough points of it."""
    dilemma = report.world.dilemmas[card.index]
    if card.product <= NOTHING or verb < 0:
        return [], 0.0, 0.0
    shares = {SEEK: ABLE, FREE: (limited(EVEN + STEEP * (EVEN - dilemma.split), 0.0, 1.0),) * 2}.get(verb, (1.0, 1.0))
    others = teams[report.job[teams] != card.product]
    value = many_teams(report, teams, card.product, dilemma.make_weeks, due - report.week)
    ends = sorted(points(report, value[n] * shares[m]) for n in (0, 1) for m in (0, 1))
    low, high = (int(np.rint(share * others.shape[0])) for share in shares)
    return ([Outlook("work", low, high)], ends[0], ends[-1]) if high else ([], 0.0, 0.0)


def _range(figure: str, size: float) -> Outlook:
    ends = sorted(size * part for part in (COUNTED if figure == "minds" else ROUGHLY))
    top = 100.0 if figure in ("commit", "minds") else 1e9
    return Outlook(figure, int(np.rint(limited(ends[0], -1e9, top))), int(np.rint(limited(ends[1], -1e9, top))))


def _changes(report: Report, dilemma: Dilemma, verb: int, trust: float) -> dict[str, float]:
    """Points by figure that the verb itself is expected to bring."""
    stake = dilemma.stake
    if verb == SEEK:
        return {"trust": 100.0 * rules.HEARD * stake, "morale": 0.0, "minds": 100.0 * _come_round(dilemma, trust)}
    if verb == ASK:
        spared = asking_factor(report)
        return {"trust": -100.0 * rules.ASKING * spared, "morale": 0.0, "commit": 75.0 * follows(trust)}
    if verb == FREE:
        return {"trust": 0.0, "morale": 0.0}
    if verb == INSIST:
        cost = -100.0 * rules.INSIST_TRUST * stake * dilemma.split
        return {"trust": cost, "morale": -100.0 * rules.INSIST_MORALE * stake}
    return {"trust": -100.0 * rules.IGNORED_TRUST * stake, "morale": -100.0 * rules.IGNORED_MORALE * stake}


def _come_round(dilemma: Dilemma, trust: float) -> float:
    """Share of those who think otherwise whom a talk is likely to bring round, at a trust 0…1."""
    sways = next((answer.sways for answer in dilemma.answers if answer.verb == SEEK), -1.0)
    return rules.TALKED_OUT if sways < 0.0 else limited(sways * (0.5 + trust), 0.0, rules.SURE)


def comes_back(report: Report, card: Card, verb: int) -> int:
    """The first week in which an answer to a card, given now, comes back by name; −1 if it never does."""
    name = report.world.dilemmas[card.index].name.lower()
    since = report.week if verb >= 0 else card.until + 1
    weeks = [since + echo.weeks for echo in report.world.echoes
             if echo.card.lower() == name and echo.verb in (ANY, verb if verb >= 0 else SILENT)]  # fmt: skip
    return min((week for week in weeks if week < report.world.weeks), default=-1)


def follows(trust: float) -> float:
    """Share of people at a trust 0…1 who commit when they are asked."""
    return limited(rules.FOLLOWS * (trust - rules.FOLLOWED_FROM), 0.0, 1.0)


def asking_factor(report: Report) -> float:
    """What the banners that hang leave of the trust that asking costs."""
    factor = 1.0
    for banner in report.banners:
        sight = total(np.array(banner.visibility)) / max(1, len(banner.visibility))
        factor += (VALUES[VALUE_INDEX[banner.name]].asking - 1.0) * sight * banner.commitment
    return factor


def _talk_leaves(dilemma: Dilemma, trust: float) -> float:
    """Share of their doubt that those who think otherwise keep after a talk, on average, at a trust 0…1."""
    if all(answer.sways < 0.0 for answer in dilemma.answers):
        return 1.0 - rules.TALKED_OUT
    round_ = _come_round(dilemma, trust)
    return round_ * (1.0 - rules.WON_OVER) + (1.0 - round_) * (1.0 - rules.HEARD_OUT)


def _doubt(dilemma: Dilemma, verb: int, trust: float) -> float:
    """Mean doubt that an answer leaves among those concerned, at a trust 0…1."""
    split, stake = dilemma.split, dilemma.stake
    if verb == SEEK:
        return split * stake * _talk_leaves(dilemma, trust)
    if verb == FREE:
        return split * stake * (1.0 - rules.OWN_WAY) + (1.0 - split) * rules.DIVIDED * stake
    if verb == INSIST:
        return split * min(1.0, stake + rules.TORN_BY)
    return split * (stake if verb == ASK else min(1.0, stake * (1.0 + rules.IGNORED_DOUBT)))


def _torn(dilemma: Dilemma, verb: int, trust: float) -> float:
    """Share of those concerned who are likely to be torn: doubters whom neither trust nor a pledge binds."""
    if verb not in (INSIST, -1) and not (verb == ASK and trust < rules.FOLLOWED_FROM + 0.1):
        return 0.0
    doubt = _doubt(dilemma, verb, trust) / max(dilemma.split, 1e-9)
    bound = TRUST_BINDS * trust * (1.0 - DOUBT_LOOSENS * doubt)
    dissonance = (1.0 - limited(UNASKED - 0.6 * doubt, 0.0, 1.0)) * (1.0 - bound)
    return dilemma.split * limited((dissonance - 0.2) / 0.2, 0.0, 1.0)


def _points(
    report: Report, dilemma: Dilemma, verb: int, trust: float, turn: Turn, share: float
) -> tuple[float, float]:  # fmt: skip
    """Rough points of the final score against leaving the card alone: what people are bound by, and time that it
    takes."""
    world = report.world
    left = float(max(0, world.weeks - report.week))
    talk = next((a.weeks for a in dilemma.answers if a.verb == SEEK), 0) + world.layers if verb == SEEK else 0
    waits = talk + (reach(world, dilemma, verb) if verb in (ASK, INSIST) else 0)
    weeks = max(0.0, min(FAR_WEEKS, left - waits))
    changed = _changes(report, dilemma, verb, trust)["trust"] / 100.0 + turn.trust
    then = limited(trust + 0.5 * changed, 0.0, 1.0)
    bound = TRUST_BINDS * then * (1.0 - DOUBT_LOOSENS * _doubt(dilemma, verb, trust))
    if verb == ASK:
        bound += (1.0 - bound) * LASTS * follows(trust)
    alone = TRUST_BINDS * trust * (1.0 - DOUBT_LOOSENS * _doubt(dilemma, -1, trust))
    held = handed_on(world.layers, bound) - handed_on(world.layers, alone)
    gain = 100.0 * share * (held * weeks - rules.TALK_SHARE * talk) / world.weeks
    ends = sorted(gain * part for part in ROUGHLY)
    return ends[0], ends[1]
