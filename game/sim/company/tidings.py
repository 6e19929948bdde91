"""How bad news travels: nobody troubles a leader whom everyone loves with it, and candour sends it ahead.

Being loved has a shadow: above a trust of 80 a growing share of what is wrong does not reach the desk, unless candour
is lived. The share is kept in the ledger, so that the debrief can lay it beside what was believed; no report tells of
it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.sim.curves import Flags, Floats, Singles, clip, limited, mean, total
from game.sim.ledger import MORALE_INDEX, MORALE_START
from game.sim.state import State
from game.sim.values import SLOTS, VALUE_INDEX, VALUES

ROSY = 0.6
"""Share of the bad news that nobody passes on to a leader whom everyone trusts wholly."""
LOVED = 0.8
"""Trust from which bad news begins to get lost."""
GOOD_NEWS = 0.6
"""Morale below which a team's figure is bad news."""
EARLY_POWER = 0.25
"""Power of a value that sends bad news ahead, from which it does."""
WORSE = 0.02
"""Fall of a team's morale, and rise of a backlog, that are worth a messenger."""

Places = Mapping[str, int]
"""Where each figure of a picture stands."""


def candour(state: State) -> tuple[float, float]:
    """What standing values do to reports: the factor on their blur, and the power with which bad news is sent ahead."""
    blur, early = 1.0, 0.0
    for slot in range(SLOTS):
        if state.declared[slot] >= 0:
            value = VALUES[VALUE_INDEX[state.world.value_names[int(state.declared[slot])]]]
            held = total(state.team_commitment[slot] * state.head) / max(1, state.people)
            power = mean(state.visibility[slot]) * held
            blur += (value.blur - 1.0) * power
            early += value.early * power
    return blur, early


def lost(layers: int, trust: float, early: float) -> float:
    """Share of the bad news that gets lost, 0…ROSY, by the company's mean trust and the power of candour.

    Beside the desk nothing does: a face needs no report.
    """
    loved = limited((trust - LOVED) / (1.0 - LOVED), 0.0, 1.0) * min(1.0, layers / 3.0)
    return ROSY * loved * limited(1.0 - 2.0 * early, 0.0, 1.0)


def worse_teams(now: Singles, sooner: Singles, row: Places) -> Flags:
    """Which teams [T] have worse news in a week's newer picture: morale fell, or something began to burn or to fail.

    now, sooner: figures of teams [rows, T].
    """
    fallen = sooner[row["morale"]] < now[row["morale"]] - WORSE
    burning = (sooner[row["fire"]] > 0.0) & (now[row["fire"]] == 0.0)
    failing = (sooner[row["faulty"]] > 0.0) & (now[row["faulty"]] == 0.0)
    return np.asarray(fallen | burning | failing)


def worse_products(now: Floats, sooner: Floats, column: Places) -> None:
    """Takes from a week's newer picture what is worse there: more owed, more spoiled, longer waited for."""
    for name in ("backlog", "spoiled", "owed"):
        before, after = now[:, column[name]], sooner[:, column[name]]
        now[:, column[name]] = np.where(after > before * (1.0 + WORSE), after, before)


def soften_teams(teams: Floats, row: Places, share: float, draw: Floats) -> None:
    """Rounds bad news of teams [rows, T] away by a share of it; draw [2, T] 0…1 says whose fires are not mentioned."""
    morale = teams[row["morale"]]
    morale += share * clip(GOOD_NEWS - morale, 0.0, 1.0)
    quiet = np.rint(teams[row["torn"]] * share)
    teams[row["torn"]] -= quiet
    teams[row["complying"]] += quiet
    for luck, name in zip(draw, ("fire", "faulty"), strict=True):
        teams[row[name]] = np.where(luck < share, 0.0, teams[row[name]])


def soften_causes(causes: Floats, share: float) -> None:
    """The same for morale accounts [T, causes]: what weighs on people is told less, so that an account still adds
    up."""
    whole = MORALE_START + np.cumsum(causes, axis=1)[:, -1]
    unsaid = share * clip(GOOD_NEWS - whole, 0.0, 1.0)
    weights = np.minimum(causes, 0.0)
    burden = -np.cumsum(weights, axis=1)[:, -1]
    said = np.maximum(1.0 - unsaid / np.maximum(burden, 1e-9), 0.0)
    causes += weights * (said - 1.0)[:, None]
    causes[:, MORALE_INDEX["limits"]] += np.maximum(unsaid - burden, 0.0)


def soften_products(products: Floats, column: Places, share: float) -> None:
    """The same for products [G, columns]: what is owed and what has spoiled."""
    for name in ("backlog", "spoiled"):
        products[:, column[name]] *= 1.0 - share
    products[:, column["owed"]] = np.floor(products[:, column["owed"]] * (1.0 - share))


def soften_company(figure: dict[str, float], share: float) -> None:
    """The same for the company's figures by name."""
    figure["morale"] += share * max(0.0, GOOD_NEWS - figure["morale"])
    figure["served"] += share * (1.0 - figure["served"])
    figure["waiting"] *= 1.0 - share
