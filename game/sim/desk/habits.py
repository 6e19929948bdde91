"""What the desk can say of a new default before it is announced: who would sleep, go on or choose, at what price."""

from __future__ import annotations

import numpy as np

from game.sim.actions import Action
from game.sim.curves import total
from game.sim.desk import reckoning
from game.sim.desk.foresight import measured
from game.sim.desk.previews import Effect, speaks_until, teams_words
from game.sim.desk.reports import Report
from game.sim.values import CARRY_ON, CHOOSE, TREND_WEEKS, WAIT

WAKING, WAITING, KEEPS_WEEKS = 0.22, 1.4, 3
"""Shares of what a company earns that sleeping costs where letters reach all, and besides where they reach none: all of
it is lost before that, since who works needs the others; and weeks for which a letter usually keeps a team at work."""
EARNS, EARNED = 0.36, 0.3
"""Share of what is asked for that a company earns in the weeks to come, and besides of what it has earned: who did well
so far meets trouble, and who did badly has learnt."""
APT = 0.5
"""Share of a quota that has to be made for a department to be led by it, and not to be beside the mark."""
DRIFT, CARRIED, CHOSEN = 0.55, 0.6, 0.75
"""Points that a whole level of going on with the same costs, instead of choosing, for each layer to the third; and
shares of what sleeping teams would make that comes of going on, and of choosing."""
DEFAULT_WORST, DEFAULT_SEEN = 2, 10
"""Weeks from hearing a new default to the low point, and to where its gain shows."""


def default(report: Report, action: Action, heard: int) -> Effect:
    """A new default: a low while habits change, then what choosing or carrying on may bring."""
    left = (speaks_until(report, action.lever, heard) - heard) / report.world.weeks
    left, earns = max(0.0, left), _earns(report)
    choice, resting = action.amount[0], report.waiting
    names = {WAIT: "sleep until a letter comes", CHOOSE: "choose their work", CARRY_ON: "go on with their last job"}
    lines = (("Teams without an order", names[choice]), ("Without one now", teams_words(_unbound(report, heard))))
    if choice == WAIT:
        lost = min(1.0, WAKING + WAITING * _unreached(report))
        asleep = 100.0 * earns * (1.0 - resting) * (1.0 - _by_quota(report)) * left
        middle, half = measured("wait", -lost * asleep, (1.0 + lost) / 2.0 * asleep)
        return Effect(heard, 2, middle, half, lines)
    gain = 100.0 * _will_rest(report, heard) * left
    if choice == CARRY_ON:
        # Who goes on drifts away from what is wanted, the further the more layers a letter takes to put it right.
        layers = float(report.world.layers)
        drift = min(DRIFT * layers * layers * layers, 100.0 * earns) * left
        drift = drift if report.coming_default == CHOOSE else 0.0
        middle, half = measured("carry on", CARRIED * gain - drift, max(3.0 * drift, gain))
        return Effect(-1, 2, middle, half, lines)
    # How well people choose shows when they do: what it is worth beside one's own letters nobody knows beforehand.
    return Effect(heard + DEFAULT_WORST, DEFAULT_SEEN, CHOSEN * gain, 50.0 * left, lines, ranged=False)


def _earns(report: Report) -> float:
    """Share of what will be asked for that the company is likely to earn if it is led on as now: by its score so far,
    or by that of the last weeks where these were better, and by what companies come to."""
    told = report.week - report.age
    before, trend = max(0, told - TREND_WEEKS), report.trend["score"]
    lately = (report.score * told - (report.score - trend) * before) / max(1, told - before)
    return EARNS + EARNED * max(0.0, report.score, lately)


def _by_quota(report: Report) -> float:
    """Share of all hands that quotas keep at work, where most houses have one that is met or that nobody has told of
    yet: who leads by them sets the next before one ends. A single one ends, and then its house sleeps too."""
    makes, kept, houses = reckoning.hands(report), 0.0, 0
    for quota in report.quotas:
        theirs = total(makes * ((report.department == quota.department) | (quota.department < 0)))
        if quota.met < 0.0 or quota.met >= APT:
            kept += min(theirs, float(quota.pieces))
            houses += 1 if quota.department >= 0 else report.world.departments
    return min(1.0, kept / max(total(makes), 1e-9)) if 2 * houses > report.world.departments else 0.0


def _will_rest(report: Report, heard: int) -> float:
    """Share of the teams that will sleep once a new default is heard of, if it stays as it is: who sleeps by the
    reports, and of those whose orders will have run out soon after the ones that no letter can reach."""
    if report.coming_default != WAIT:
        return report.waiting
    lapsed = _unbound(report, heard + DEFAULT_WORST) / max(1.0, float(np.count_nonzero(report.there)))
    return max(report.waiting, lapsed * _unreached(report))


def _unreached(report: Report) -> float:
    """Share of the teams to whom no letter can go while others still do what the last one said."""
    letters = report.world.discs * KEEPS_WEEKS / (1.0 + report.world.letter_weeks)
    return 1.0 - min(1.0, letters / max(1.0, float(np.count_nonzero(report.there))))


def _unbound(report: Report, week: int) -> int:
    """How many teams no order binds in a week."""
    return int(np.count_nonzero(((report.ordered[:, 2] <= week) | (report.ordered[:, 1] < 0)) & report.there))
