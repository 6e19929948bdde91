"""Why something changed: named causes that the phases write while they compute.

Two accounts are kept. The **score account** leads from what the founding demand was worth to the score, in
points, so that its entries always add up to the number on the top bar. The **morale account** of each team
leads from a fixed start to the morale shown on its tile; every entry moves as slowly as morale itself does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.sim.causes import SCORE_CAUSES
from game.sim.curves import Floats, Ints

TILL_LINES: dict[str, str] = {
    "sales": "Sales",
    "wages": "Wages",
    "fixed": "Everything else",
    "net": "Safety net",
    "tags": "Coins on tags",
    "purses": "Purses",
    "hiring": "Hiring",
    "tools": "Tools bought",
    "answers": "Answers",
    "held": "Short pay",
}
"""Lines of the till, with the words players read; what comes in is positive, what goes out negative."""
ONCE: tuple[str, ...] = ("tools", "answers", "held")
"""Lines that do not go on by themselves: the next week has none of them unless somebody decides so again."""

MORALE_START = 0.42
"""Where every morale account begins, 0…1."""

MORALE_CAUSES: dict[str, str] = {
    "freedom": "A say in the work",
    "wrong": "The wrong work for them",
    "waiting": "Nothing to do",
    "trust": "Trust in you",
    "served": "Customers served",
    "visit": "You came by",
    "overtime": "Overtime",
    "left": "Who left, who is new",
    "light": "Who stands in the light",
    "values": "Living what we stand for",
    "star": "Something to aim at",
    "cynicism": "Big words",
    "net": "A net to fall into",
    "figures": "An order against the figures",
    "fire": "Something burns",
    "torn": "Torn inside",
    "answer": "How you answered",
    "tags": "Uneven pay",
    "limits": "As far as morale goes",
}
"""Entries of a team's morale account, with the words players read."""

MORALE_PULL: dict[str, float] = {
    "freedom": 0.18,
    "wrong": -0.35,
    "waiting": -0.15,
    "trust": 0.2,
    "served": 0.12,
    "visit": 0.12,
    "overtime": -0.08,
    "left": -0.25,
    "values": 0.12,
    "star": 0.06,
    "cynicism": -0.12,
    "net": 0.04,
    "figures": -0.06,
    "fire": -0.12,
    "torn": -0.2,
    "answer": 1.0,
    "tags": -1.0,
}
"""What each cause is worth at its full size, in shares of morale."""
MORALE_RATE = 0.12
"""The share of the way that morale and its account move in a week."""
VISIT_TRUST = 0.3
"""Trust below which a visit weighs on people instead of lifting them."""
OVERTIME_TRUST = 0.6
"""Trust above which a contract's overtime is given gladly and adds to the work."""

TILL_INDEX = {name: index for index, name in enumerate(TILL_LINES)}
SCORE_INDEX = {name: index for index, name in enumerate(SCORE_CAUSES)}
MORALE_INDEX = {name: index for index, name in enumerate(MORALE_CAUSES)}


@dataclass(frozen=True)
class Ledger:
    """What one week did, by named cause; arrays are read-only.

    score [len(SCORE_CAUSES)]: value of this week's entries, in currency units of product value.
    reference: the week's reference demand, same unit.
    capacity [T]: pieces of a mean product a team could have made on one job all week, without switching or waiting.
    skill [T, G]: true skill. demand, made, delivered, spoiled, stock, backlog, price [G]: pieces (price: currency).
    reference_demand [G]: exogenous demand in pieces. people: at the end of the week. left [causes], joined [reasons]:
    people in this week, by LEAVING and REASONS. moved [MOVERS]: people at work by what moved them. fires: how many
    broke out, were put out, and of these became a better way of working. used, arrived [G]: pieces that went into other
    goods, and that reached the shelf (those made `lead_weeks` before). till [TILL_LINES]: cents that came in
    and went out; they add up to the change of cash. rosy: share of the bad news that nobody passed on to the desk.
    """

    week: int
    score: Floats
    reference: float
    capacity: Floats
    skill: Floats
    demand: Floats
    reference_demand: Floats
    made: Floats
    delivered: Floats
    spoiled: Floats
    stock: Floats
    backlog: Floats
    price: Floats
    people: int
    left: Ints
    joined: Ints
    moved: Floats
    fires: tuple[int, int, int]
    used: Floats
    arrived: Floats
    till: tuple[int, ...]
    rosy: float = 0.0

    def net_value(self) -> float:
        """Value delivered less waste in this week, the sum of all entries of the score account."""
        return float(np.cumsum(self.score)[-1])
