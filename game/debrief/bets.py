"""The bet, held against what happened: which answers were right, and a curve on which that can be seen.

What an answer is held against stands in the level (`bet.judged`); each way is a function of the game that was played.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from game.debrief.accounts import causes, in_whole, totals
from game.debrief.records import Judged
from game.levels.level import Bet
from game.session import Pin, Session, earned
from game.sim.causes import SCORE_CAUSES
from game.sim.curves import Floats, total
from game.sim.desk.reports import Report
from game.sim.ledger import SCORE_INDEX
from game.sim.values import CHOOSE
from game.words.aims import is_letter, shelves, swings
from game.words.explain import calendar, counted, listed, points, signed, weeks

RIGHT, HALF, WRONG, UNKNOWN = 2, 1, 0, -1
BEFORE, AFTER = 4, 8
"""Weeks before, at most, and after the teams hear that they may choose, over which a dip is measured."""
STEP = 3.0
"""Points by which a share of the week's demand has gone down or up, and is no mere wobble."""
NEAR = 0.15
"""A figure so near to a bound, as a share of it, is half right on its other side."""
MUCH = 0.5
"""Of the largest cost, from which another is half right."""
DRAWN = 0.005
"""Of the score, from which a vision has moved the work."""
LOST_TRUST = 0.05


@dataclass(frozen=True, eq=False)
class Dip:
    """What came of letting the teams choose, in percent of each week's demand served net of waste, over three weeks.

    first: the first of the weeks before they heard it; heard: the week in which they did. before: the mean of those
    before; low, low_at: the least of the weeks after it, and when; end: the mean of the last three of them. weekly:
    every week of the game. score: what the score, which counts from the first week on, was as they heard it and eight
    weeks later, in whole points.
    """

    first: int
    heard: int
    before: float
    low: float
    low_at: int
    end: float
    weekly: Floats
    score: tuple[int, int]


def dip(session: Session) -> Dip | None:
    """The weeks around the hearing of the right to choose; None if it was not given, or too near to an end."""
    chosen = [pin for pin in sent(session) if pin.action.lever == "default" and pin.action.amount[0] == CHOOSE]
    if not chosen or chosen[0].heard + AFTER > session.week:
        return None
    heard = chosen[0].heard
    net = np.array([100.0 * ledger.net_value() / max(ledger.reference, 1e-9) for ledger in session.ledgers])
    calm: Floats = np.convolve(np.pad(net, 1, mode="edge"), np.ones(3) / 3.0, "valid")
    after = calm[heard : heard + AFTER]
    served = np.flatnonzero(net[:heard] > 0.0)  # before the first goods have arrived there is nothing to dip from
    if not served.size:
        return None
    first = max(int(served[0]), heard - BEFORE)
    before, end = total(net[first:heard]) / (heard - first), total(net[heard + AFTER - 3 : heard + AFTER]) / 3
    entries, asked = totals(session)
    then, later = (
        earned(total(entries[week - 1]) / max(float(asked[week - 1]), 1e-9)) for week in (heard, heard + AFTER)
    )
    return Dip(first, heard, before, float(after.min()), heard + int(np.argmin(after)), end, calm, (then, later))


def judged(session: Session, truths: Sequence[Report]) -> Judged | None:
    """What the level's bet is held against; None where it says of none.

    truths: the company as it was at the start of every week and after the last.
    """
    bet = session.level.bet
    if bet is None or not bet.by or session.week < 2:
        return None
    return WAYS[bet.by](bet, session, truths)


def _bounded(bet: Bet, figure: float) -> tuple[int, ...]:
    """The marks of answers between which the bounds lie, for a figure."""
    right = sum(figure >= bound for bound in bet.bounds)
    marks = [WRONG] * len(bet.answers)
    marks[right] = RIGHT
    for place, bound in enumerate(bet.bounds):
        if abs(figure - bound) <= NEAR * bound:
            other = place if right == place + 1 else place + 1 if right == place else -1
            if other >= 0:
                marks[other] = HALF
    return tuple(marks)


def _middle(bet: Bet, answer: int) -> float:
    """A figure that an answer between bounds stands for."""
    if answer == 0:
        return 0.75 * bet.bounds[0]
    if answer == len(bet.bounds):
        return 1.25 * bet.bounds[-1]
    return (bet.bounds[answer - 1] + bet.bounds[answer]) / 2


def sent(session: Session) -> list[Pin]:
    """The letters that were written, without what was only announced."""
    return [pin for pin in session.pins() if pin.sent < session.week and is_letter(pin.action)]


def _letters(bet: Bet, session: Session, truths: Sequence[Report]) -> Judged:
    """By how many letters were written."""
    pins = sent(session)
    at = np.arange(session.week + 1, dtype=np.float64)
    written = np.array([float(sum(pin.sent < week for pin in pins)) for week in at])
    as_bet = tuple(_middle(bet, answer) * at / at[-1] for answer in range(len(bet.answers)))
    said = f"You wrote {counted(len(pins), 'letter')}." if pins else "You wrote no letter at all."
    return Judged(_bounded(bet, float(len(pins))), said, "", at, written, as_bet)


def _reading(bet: Bet, session: Session, truths: Sequence[Report]) -> Judged:
    """By how long it took until what a letter did could be read at the desk."""
    pins = sent(session)
    if not pins:
        return Judged((UNKNOWN,) * len(bet.answers), "You wrote no letter at all.")
    took = sorted(pin.seen - pin.sent for pin in pins)
    usual = float(took[len(took) // 2])
    by_week: dict[int, int] = {}
    for pin in pins:
        by_week[pin.sent] = max(by_week.get(pin.sent, 0), pin.seen - pin.sent)
    at, was = np.array(sorted(by_week), dtype=np.float64), np.array([float(by_week[w]) for w in sorted(by_week)])
    if len(at) == 1:
        at, was = np.array([at[0], at[0] + 1.0]), np.array([was[0], was[0]])
    as_bet = tuple(np.full(len(at), _middle(bet, answer)) for answer in range(len(bet.answers)))
    said = f"After most letters it took {weeks(int(usual))} until you could read what they had done."
    return Judged(_bounded(bet, usual), said, " wk", at, was, as_bet)


def _costs(bet: Bet, session: Session, truths: Sequence[Report]) -> Judged:
    """By which causes lowered the score most; the curve is what they had cost by each week, in points.

    An answer that stands for several is named by those of them that cost a point or more.
    """
    whole, own, shown = causes(session), totals(session), in_whole(session)
    cost = [-sum(whole[name] for name in row) for row in bet.causes]
    worst = int(np.argmax(cost))
    at = np.arange(session.week + 1, dtype=np.float64)

    def curve(answer: int) -> Floats:
        entries = sum(own[0][:, SCORE_INDEX[name]] for name in bet.causes[answer])
        return np.concatenate(([0.0], -100.0 * np.asarray(entries) / max(float(own[1][-1]), 1e-9)))

    rows = [curve(answer) for answer in range(len(bet.answers))]
    if cost[worst] < DRAWN:
        return Judged((UNKNOWN,) * len(cost), "None of them cost you anything worth a word.", "", at, rows[worst],
                      tuple(rows))  # fmt: skip
    marks = [RIGHT if n == worst else HALF if one >= MUCH * cost[worst] else WRONG for n, one in enumerate(cost)]
    named = []
    for _, row in sorted(zip(cost, bet.causes, strict=True), key=lambda pair: -pair[0]):
        told = [name for name in row if shown[name] < 0] or [min(row, key=whole.__getitem__)]
        size = sum(shown[name] for name in told)
        named.append(f"{listed([SCORE_CAUSES[name].lower() for name in told])} {signed(size)}")
    return Judged(tuple(marks), f"In points: {', '.join(named)}.", "", at, rows[worst], tuple(rows))


def _letting_go(bet: Bet, session: Session, truths: Sequence[Report]) -> Judged:
    """By the weeks after the teams heard that they may choose: what was served of each week's demand, net of waste."""
    chosen = [pin for pin in sent(session) if pin.action.lever == "default" and pin.action.amount[0] == CHOOSE]
    unknown = (UNKNOWN,) * len(bet.answers)
    if not chosen:
        return Judged(unknown, "You never told them that they may choose.")
    found = dip(session)
    if found is None:
        return Judged(unknown, "There were too few weeks before or after they heard it.")
    heard, before, first = found.heard, found.before, found.first
    at = np.arange(first, heard + AFTER, dtype=np.float64)
    dipped, back, higher = found.low < before - STEP, found.end >= before - STEP, found.end > before + STEP
    rises = RIGHT if higher and not dipped else HALF if higher or (back and not dipped) else WRONG
    returns = RIGHT if dipped and higher else HALF if dipped and back else WRONG
    stays = RIGHT if dipped and not back else WRONG
    ends = "higher" if higher else "about level" if back else "lower"
    fell = f"it dipped by {before - found.low:.0f} (week {calendar(found.low_at)})" if dipped else "it did not dip"
    said = (
        f"Of each week's demand, net of waste, {found.before:.0f}% was served before and {found.end:.0f}% eight weeks "
        f"on: {fell}, and was {ends} then. {_at_the_top(found)}"
    )
    shapes = ((0.0, 3.0, 7.0), (0.0, -7.0, 5.0), (0.0, -7.0, -7.0))
    as_bet = tuple(before + np.interp(at, (heard, heard + AFTER / 2, heard + AFTER - 1), shape) for shape in shapes)
    return Judged((rises, returns, stays), said, "%", at, found.weekly[first : heard + AFTER], as_bet,
                  (float(heard), f"heard, wk {calendar(heard)}"))  # fmt: skip


def _at_the_top(found: Dip) -> str:
    """That the score on the bar is another figure, and what it did meanwhile."""
    then, later = found.score
    moved = f"went from {then} to {later}" if then != later else f"stood at {then}"
    return f"The score at the top is the mean since week 1; it {moved}."


def _stance(bet: Bet, session: Session, truths: Sequence[Report]) -> Judged:
    """By what has grown from the founding to the last weeks: those who agree, those bound all the same, the others."""
    shares = np.array([truth.stance.sum(axis=0) / max(1, int(truth.stance.sum())) for truth in truths])
    rows = np.stack((shares[:, 0], shares[:, 1], shares[:, 2] + shares[:, 3]), axis=1) * 100.0
    lately = np.cumsum(rows[-AFTER:], axis=0)[-1] / len(rows[-AFTER:])
    grown = lately - rows[0]
    most = int(np.argmax(grown))
    marks = [RIGHT if n == most else HALF if grown[n] >= STEP else WRONG for n in range(3)]
    if grown[most] < STEP:
        marks = [UNKNOWN] * 3
    names = ("agreed and were bound", "disagreed and were bound all the same", "were not bound")
    told = [f"{lately[n]:.0f}% {name}" for n, name in enumerate(names)]
    at = np.arange(len(rows), dtype=np.float64)
    return Judged(tuple(marks), f"In the last weeks {listed(told)}.", "%", at, rows[:, most],
                  tuple(rows[:, n] for n in range(3)))  # fmt: skip


def _aim(bet: Bet, session: Session, truths: Sequence[Report]) -> Judged:
    """By what the vision drew, in points of the score, and by what became of trust."""
    entries, own = totals(session)
    drawn = entries[:, SCORE_INDEX["vision"]] / max(float(own[-1]), 1e-9)
    trust = truths[-1].company_trust - truths[0].company_trust
    moved, lost = float(drawn[-1]) >= DRAWN, trust <= -LOST_TRUST
    marks = (RIGHT if not moved and not lost else WRONG, RIGHT if moved and not lost else HALF if moved else WRONG,
             RIGHT if lost and not moved else HALF if lost else WRONG)  # fmt: skip
    at = np.arange(session.week + 1, dtype=np.float64)
    was = np.concatenate(([0.0], 100.0 * drawn))
    top = max(1.0, float(np.abs(was).max()))
    as_bet = tuple(size * at / at[-1] for size in (0.0, top, -top))
    size = in_whole(session)["vision"]
    said = f"Drawn by the vision: {signed(size)} points of the score. Trust moved by {signed(points(trust))}."
    return Judged(marks, said, "", at, was, as_bet)


def _shelves(bet: Bet, session: Session, truths: Sequence[Report]) -> Judged:
    """By which good's shelf rose and fell the most; the curves are what lay there, less what was owed."""
    lay, swung = shelves(session)[:, ::-1], swings(session)[::-1]
    most = int(np.argmax(swung))
    near = (1.0 - NEAR) * float(swung[most])
    marks = [RIGHT if n == most else HALF if size >= near else WRONG for n, size in enumerate(swung)]
    told = [f"{swung[n]:,.1f} {name}" for n, name in enumerate(reversed(session.level.product_names))]
    at = np.arange(len(lay), dtype=np.float64)
    said = f"Usually the shelves lay {listed(told)} above or below their middle."
    return Judged(tuple(marks), said, "", at, lay[:, most], tuple(lay[:, n] for n in range(lay.shape[1])))


WAYS: dict[str, Callable[[Bet, Session, Sequence[Report]], Judged]] = {
    "letters": _letters, "reading": _reading, "costs": _costs, "letting go": _letting_go, "stance": _stance,
    "aim": _aim, "shelves": _shelves,
}  # fmt: skip
"""By the names of `levels.names.JUDGED`."""
