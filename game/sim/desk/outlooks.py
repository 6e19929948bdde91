"""What the desk can expect of each answer to a dilemma: from the report alone, as rough ranges, never the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.actions import Action
from game.sim.company import dilemmas as rules
from game.sim.company.crowd import DOUBT_LOOSENS, LIVED_WITH, TRUST_BINDS, UNASKED
from game.sim.company.dilemmas import reach
from game.sim.company.factors import handed_on, levelled
from game.sim.curves import Floats, Ints, limited, nonzero, total
from game.sim.desk.estimates import many_teams, points
from game.sim.desk.once import once
from game.sim.desk.reports import Report
from game.sim.state import Card
from game.sim.values import ASK, FREE, INSIST, SEEK, VALUE_INDEX, VALUES
from game.sim.world import ANY, NOTHING, SILENT, Dilemma, Turn

ROUGHLY = (0.6, 1.4)
"""Between which parts of what it expects the desk has to reckon."""
CLOSELY = (0.75, 1.2)
"""The same for what an answer itself moves in people: that is much the same for all, and only wears off a little."""
FAR_WEEKS = 20.0
"""Weeks over which a doubt or a pledge still counts."""
LASTS = 0.65
"""Share of a pledge that is there on average over those weeks."""
COUNTED = (0.8, 1.2)
"""The same for how many a talk brings round: who they are and how open the question is, the desk knows."""
PARTS = {"minds": COUNTED, "commit": (0.8, 1.4), "divided": COUNTED, "torn": (0.75, 1.5)}
"""The same by figure, where not closely."""
ABLE = (0.2, 0.6)
"""Shares of the teams that are good enough at what a talk agrees on."""
STRAINED_BELOW = rules.FOLLOWED_FROM + 0.1
"""Trust below which asking strains those who think otherwise."""
OLD_DOUBTS = 0.4
"""How many of those whom an earlier card left in doubt are torn by this one."""
BLURRED = 0.1
"""How far people of a team lie to either side of where it stands, in dissonance."""
EVEN, STEEP = 0.5, 2.25
"""Share of the teams that change over where as many mind as do not, and how much that moves with those who mind."""


@dataclass(frozen=True)
class Outlook:
    """One figure of those concerned that an answer is likely to move, low … high, in whole points or people; size is
    what is expected of it before it is rounded, 0 where the ends say all.

    figure: "trust", "morale", "initiative", "agreement", "commit" (people of a hundred who will commit and are bound by
    no earlier word), "minds" (those of a hundred who think otherwise that come round), "time" (hours of a hundred that
    a talk takes from them, as a loss), "torn" (people), "divided" (people who did not mind and come to) or "cash"
    (currency).
    """

    figure: str
    low: int
    high: int
    size: float = 0.0


@dataclass(frozen=True)
class Prospect:
    """An answer as far as the desk can tell: takes effect in week `due`; low ≤ high rough points of the final score, of
    which `changed` are for the work of those who change over, about."""

    due: int
    figures: tuple[Outlook, ...]
    low: float
    high: float
    changed: float = 0.0

    def size(self, figure: str) -> float:
        """What is expected of a figure; 0 where it is not likely to move."""
        return next((row.size for row in self.figures if row.figure == figure), 0.0)


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
    if verb == INSIST:
        changes["trust"] *= _against(report, card) / max(dilemma.split, 1e-9)
    if verb == ASK:
        changes["trust"] *= 1.0 + 2.0 * total(_pledged(report)[teams] * heads) / people
        anew = np.maximum(_follow(report) - _pledged(report), 0.0)  # beyond what binds them already
        changes["commit"] = 100.0 * total(anew[teams] * heads) / people
    changes["trust"] += 100.0 * turn.trust
    changes["morale"] += 100.0 * turn.morale
    changes["initiative"] = 100.0 * turn.initiative
    changes["agreement"] = 100.0 * turn.agreement if dilemma.value >= 0 else 0.0
    figures = [_range(name, size) for name, size in changes.items() if abs(size) >= 0.5]
    if verb == SEEK and due > report.week:
        hours = int(np.rint(-100.0 * rules.TALK_SHARE))
        figures.append(Outlook("time", hours, hours))
    torn = _torn(report, card, verb, nonzero(teams))
    if torn >= 1.0:
        figures.append(_range("torn", torn, people))
    if verb == FREE and dilemma.stake > 0.0 and (1.0 - dilemma.split) * people >= 1.0:
        figures.append(_range("divided", (1.0 - dilemma.split) * people, people))
    work, least, most = _set_to_work(report, card, verb, nonzero(teams), due)
    figures += work
    cash = turn.cash_cents * people / 100.0
    if cash:
        figures.append(Outlook("cash", int(np.rint(cash)), int(np.rint(cash))))
    low, high = _points(report, dilemma, verb, trust, turn, people / max(1.0, total(report.head.astype(np.float64))))
    return Prospect(due, tuple(figures), low + least, high + most, (least + most) / 2.0)


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


def _range(figure: str, size: float, people: float = 1e9) -> Outlook:
    """The range of a figure by its expected size; no more than all `people` are torn."""
    ends = sorted(size * part for part in PARTS.get(figure, CLOSELY))
    top = 100.0 if figure in ("commit", "minds") else people
    low, high = (int(np.rint(limited(end, -1e9, top))) for end in ends)
    return Outlook(figure, low, high, size)


@once
def _pledged(report: Report) -> Floats:
    """How far each team [T] is likely to be bound still by what it was asked to commit to before."""
    held = np.zeros(report.head.shape[0])
    for card in sorted(report.cards, key=lambda card: card.due):
        if card.verb not in (ASK, FREE) or not 0 <= card.due <= report.week:
            continue
        concerned = (report.department == card.department) | (card.department < 0)
        if card.verb == FREE:
            held[concerned] *= rules.UNBOUND
            continue
        kept = levelled(1.0 - rules.PLEDGE_FADES, report.week - card.due)
        held[concerned] = np.maximum(held, _follow(report) * kept)[concerned]
    return held


def _against(report: Report, card: Card) -> float:
    """Share of those a card concerns who think otherwise, with those whom an earlier one still leaves in doubt."""
    share = report.world.dilemmas[card.index].split
    for other in report.cards:
        dilemma = report.world.dilemmas[other.index]
        since = report.week - (other.due if other.verb >= 0 else other.until + 1)
        apart = other.department not in (-1, card.department) and card.department >= 0
        if other.index == card.index or not other.settled or since < 0 or apart:
            continue
        left = {
            SEEK: dilemma.stake * (1.0 - rules.HEARD_OUT), FREE: dilemma.stake * (1.0 - rules.OWN_WAY),
            ASK: dilemma.stake, INSIST: min(1.0, dilemma.stake + rules.TORN_BY),
        }.get(other.verb, dilemma.stake * (1.0 + rules.IGNORED_DOUBT))  # fmt: skip
        if left * levelled(1.0 - rules.DOUBT_FADES, since) > 0.5 * report.world.dilemmas[card.index].stake:
            share += (1.0 - share) * dilemma.split
    return share


def _follow(report: Report) -> Floats:
    """Share of each team [T] that commits when it is asked."""
    return np.clip(rules.FOLLOWS * (report.trust - rules.FOLLOWED_FROM), 0.0, 1.0)


def _changes(report: Report, dilemma: Dilemma, verb: int, trust: float) -> dict[str, float]:
    """Points by figure that the verb itself is expected to bring."""
    stake = dilemma.stake
    if verb == SEEK:
        return {"trust": 100.0 * rules.HEARD * stake, "morale": 0.0, "minds": 100.0 * _come_round(dilemma, trust)}
    if verb == ASK:
        spared = asking_factor(report)
        return {"trust": -100.0 * rules.ASKING * spared, "morale": 0.0}
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


def _torn(report: Report, card: Card, verb: int, teams: Ints) -> float:
    """How many people of `teams` [N] are likely to be torn: doubters whom neither trust, pledge nor banner binds."""
    if verb not in (INSIST, -1) and not (verb == ASK and total(report.trust[teams]) < len(teams) * STRAINED_BELOW):
        return 0.0
    dilemma = report.world.dilemmas[card.index]
    doubt = _doubt(dilemma, verb, 0.0) / max(dilemma.split, 1e-9)
    hanging = max(1, len(report.banners))
    agreed = total(np.array([banner.agreement for banner in report.banners])) / hanging if report.banners else UNASKED
    committed = total(np.array([banner.commitment for banner in report.banners])) / hanging
    agreement = limited(agreed - 0.6 * doubt, 0.0, 1.0)
    bound = TRUST_BINDS * report.trust[teams] * (1.0 - DOUBT_LOOSENS * doubt)
    bound = bound + (1.0 - bound) * np.maximum(_pledged(report)[teams], committed)
    beyond = np.clip(((1.0 - agreement) * (1.0 - bound) - (LIVED_WITH - BLURRED)) / (2.0 * BLURRED), 0.0, 1.0)
    minding = dilemma.split + OLD_DOUBTS * (_against(report, card) - dilemma.split)
    return minding * total(report.head[teams] * beyond)


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
