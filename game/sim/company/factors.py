"""What a team's week is multiplied by, each formula once: the rules use them with the truth, the desk with reports.

Plain numbers or arrays in, the same out; no State and no luck, so that previews, leaders and screens may use them too.
"""

from __future__ import annotations

from typing import TypeVar

from game.sim.curves import Floats

Amount = TypeVar("Amount", float, Floats)

SPIRIT_LEAST, SPIRIT_GAIN = 0.5, 0.7
"""Output at no morale, and what full morale adds to it."""
REPORT_SHARE = 0.05
"""Share of the people that each reporting level takes from the bench."""
DROPPED = 0.13
"""Share of the work that one hand-off from layer to layer loses where nothing binds people to what comes of it."""
ORDINARY_HOLD = 0.5
"""How far people are bound to what comes of their work in an ordinary company."""
ORDINARY_RATE = 8
"""Interest, percent a year, at which equipment is ordinary."""
ORDINARY_QUALITY = 0.6
BEST_METHOD = 1.3
METHOD_STEP = 0.02
"""Share of the way to the best methods that a week of improvement work goes."""
SWITCH_LOSS = 0.35
"""Share of the first week at a new job that is lost."""
SWITCH_DOUBT = 0.3
"""How much less a new job looks worth before it is tried."""
NET_COURAGE = 0.09
"""How much of that doubt each level of the safety net takes away."""
NET_SLACK = 0.011
"""Share of everyone's time that the first level of the safety net leaves free; it grows with the level's square."""
TOOL_SAVING = 0.75
"""What each level of shared tools leaves of the work done twice."""
BUILD_SHARE, BUILD_LEAST = 0.04, 2.0
"""Share of the people who build tools, and the fewest who can."""


def spirit(morale: Amount) -> Amount:
    """What morale 0…1 makes of output."""
    return SPIRIT_LEAST + SPIRIT_GAIN * morale


def equipped(equipment: Amount) -> Amount:
    """What equipment makes of output: 1 at the ordinary 1, less and less for each unit more."""
    return 0.4 + 1.2 * equipment / (1.0 + equipment)


def readiness(initiative: Amount) -> Amount:
    """Chance that a team which may choose reconsiders its job in a week, by its initiative 0…1."""
    return 0.05 + 0.35 * initiative


def writing(reporting: int) -> float:
    """Share of the people who write reports at a reporting level, instead of working."""
    return REPORT_SHARE * reporting


def handed_on(layers: int, bound: Amount) -> Amount:
    """What is left of work that goes through so many hands in turn, by how far people are bound to it, 0…1.

    Each hand-off fails a little where commitment is low, and every later one works on what the earlier ones left.
    """
    if layers == 0:
        return 1.0 + 0.0 * bound
    kept = 1.0 - DROPPED * (1.0 - bound)
    left = kept
    for _ in range(layers - 1):
        left = left * kept
    return left


def boldness(net: int) -> float:
    """What another job seems worth before it is tried, of what it is, by the level of the safety net."""
    return 1.0 - SWITCH_DOUBT + NET_COURAGE * net


def slack(net: int) -> float:
    """Share of everyone's time that the safety net leaves free."""
    return NET_SLACK * net * net


def levelled(left: float, levels: int) -> float:
    """What some levels leave of something of which each level leaves the share `left`."""
    factor = 1.0
    for _ in range(levels):
        factor *= left
    return factor


def builders(people: float) -> float:
    """Share of `people` who build shared tools while they are being built."""
    return min(0.5, max(BUILD_LEAST, BUILD_SHARE * people) / max(people, 1.0))


def improved(method: Amount, hands: Amount | float) -> Amount:
    """Methods after a week in which the share `hands` of the time went into improving them."""
    return method + METHOD_STEP * hands * (BEST_METHOD - method)
