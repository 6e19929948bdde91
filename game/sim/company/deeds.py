"""Exemplify: where the discs went, laid beside the banners that hang; what lives and what betrays them is counted here.

There is no button for it. A deed that is done counts for each disc it took; one that stands counts once a week. People
remember thirteen weeks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.sim.curves import Flags, Floats, Ints, across, mean, nonzero
from game.sim.state import State
from game.sim.values import CHOOSE, DEED_INDEX, DEEDS, KPIS, SEEK, WAIT
from game.sim.world import QUARTER_WEEKS

REMEMBERED_WEEKS = QUARTER_WEEKS
BETRAYAL = 2.0
"""How much more a deed that betrays a banner weighs than one that lives it."""
BENEFIT_OF_DOUBT = 4.0
"""Deeds that people need to see before they conclude much from them."""
LOW_MORALE = 0.4
LONG_OWED = 8
"""Weeks after which someone who waits has waited too long."""
OWED_SHARE = 0.1
"""Share of a week's demand from which a backlog means that somebody waits."""
MOST_COINS = 4
RUSH_COINS = 3
DEAR_RATE = 8
QUICK_WEEKS = 1
"""Weeks within which an answer is a quick one."""
TORN = 0.3
"""Dissonance above which a person is torn."""
QUALITY = KPIS.index("quality")


def turn_page(state: State) -> None:
    """Forgets what happened thirteen weeks ago; a banner that has come down is forgotten altogether."""
    state.lived[:, state.week % REMEMBERED_WEEKS] = 0
    gone = state.declared < 0
    state.lived[gone] = 0
    state.deeds[gone] = -1


def note(state: State, name: str, times: int = 1) -> None:
    """Counts a deed on the banner it speaks to, if that hangs."""
    deed = DEED_INDEX[name]
    side = 0 if DEEDS[deed].lives else 1
    for slot in nonzero(state.declared >= 0):
        if state.world.value_names[int(state.declared[slot])] == DEEDS[deed].value:
            state.lived[slot, state.week % REMEMBERED_WEEKS, side] += times
            state.deeds[slot, side] = deed


def conduct(state: State) -> Ints:
    """For each slot [S, 4]: deeds of thirteen weeks that lived and that betrayed it, and the last of either."""
    counted = np.cumsum(state.lived, axis=1)[:, -1]
    return np.concatenate((counted, state.deeds), axis=1)


def balance(state: State) -> Floats:
    """How far each banner [S] is lived rather than betrayed, −1…1; 0 where nobody has seen anything either way."""
    counted = conduct(state).astype(np.float64)
    lived, betrayed = counted[:, 0], BETRAYAL * counted[:, 1]
    return np.asarray((lived - betrayed) / (lived + betrayed + BENEFIT_OF_DOUBT))


# Deeds that are done


def note_order(state: State, teams: Ints, job: int, discs: int) -> None:
    """An order is read by `teams`: what they were doing decides what it says about the desk."""
    before = state.job[teams]
    if bool((before >= 0).any()):
        note(state, "order at work", discs)
    if bool((state.fire[teams] > 0).any()):
        note(state, "order in fire", discs)
    if job != state.products and bool((before == state.products).any()):
        note(state, "off improving", discs)


def note_visit(state: State, dissonance: Floats, morale: Floats) -> None:
    """A visit to people, with their dissonance and morale [N]: to those who are torn, or whose faces are low."""
    if 2 * int(np.count_nonzero(dissonance > TORN)) > dissonance.shape[0]:
        note(state, "torn visit")
    if mean(morale) < LOW_MORALE:
        note(state, "low visit")


def note_figure(state: State, departments: Flags) -> None:
    """A figure is hung up in some departments [D]; people notice if no order comes with it."""
    told = departments[state.department] & (state.order_weeks > 0)
    under_way = any(letter.lever.startswith("order") for letter in state.letters)
    if not bool(told.any()) and not under_way:
        note(state, "free figure")


def note_tag(state: State, product: int, coins: int) -> None:
    """A tag is hung up: for speed at any price, or for those who have waited longest."""
    if coins >= RUSH_COINS:
        note(state, "rush")
    if int(state.owed[product]) > 0 and int(state.owed[product]) == int(state.owed.max()):
        note(state, "owed tag")


def note_net(state: State, level: int) -> None:
    """The safety net is set to a level."""
    if level < state.net:
        note(state, "net cut")


def note_answer(state: State, verb: int, dealt: int) -> None:
    """A dilemma that came in week `dealt` is answered."""
    if verb == SEEK:
        note(state, "sought")
    elif state.week - dealt <= QUICK_WEEKS:
        note(state, "quick answer")


# Deeds that stand


def wait_longer(state: State) -> None:
    """Counts the weeks in a row in which customers have waited for each product."""
    waiting = state.backlog > OWED_SHARE * state.demand
    state.owed = np.where(waiting, state.owed + 1, 0)


def witness(state: State) -> None:
    """Counts what stands at the end of a week; each value at most once on either side."""
    seen: list[tuple[str, bool]] = []
    for name, true in _standing(state).items():
        deed = DEEDS[DEED_INDEX[name]]
        side = (deed.value, deed.lives)
        if true and side not in seen:
            seen.append(side)
            note(state, name)


def of_figures(kpis: Ints) -> dict[str, bool]:
    """Whether the figures that hang in each department [D, 5] come to the deeds that they may come to."""
    figures = across(kpis)
    whole = bool((figures > 0).all() and kpis.all(axis=0).any())
    return {
        "quality": 2 * int(np.count_nonzero(kpis[:, QUALITY])) >= kpis.shape[0],
        "one figure": whole and kpis.shape[0] > 1,
        "lone figure": bool((figures == 1).any()),
        "own figures": bool((figures > 0).any()) and not whole,
    }


def of_tags(coins: Sequence[int]) -> dict[str, bool]:
    """Whether tags of so many coins each come to the deeds that they may come to."""
    return {
        "even tags": len(coins) >= 2 and min(coins) == max(coins),
        "coins": sum(int(coin) for coin in coins) > MOST_COINS,
    }


def _standing(state: State) -> dict[str, bool]:
    """Whether each deed that needs no disc stands this week."""
    figures = of_figures(state.kpis)
    tags = of_tags(state.tags[state.tags[:, 0] >= 0, 1].tolist())
    return {
        "choose": state.default == CHOOSE,
        "net": state.net > 0,
        "net kept": state.net > 0 and bool((state.fire > 0).any()),
        "quality": figures["quality"],
        "dear money": state.rate >= DEAR_RATE,
        "one figure": figures["one figure"],
        "tools": state.building > 0,
        "even tags": tags["even tags"],
        "lone figure": figures["lone figure"],
        "long owed": bool((state.owed > LONG_OWED).any()),
        "coins": tags["coins"],
        "full reporting": state.reporting >= 3,
        "wait": state.default == WAIT,
        "own figures": figures["own figures"],
    }
