"""Coming and going (phase 10): why people leave, who answers the advert, and how the headcount follows its plan.

Once in four weeks everyone thinks about it, a quarter of the seats each week. People leave where their morale, their
dissonance or what they once came for pulls hard enough; each push has a name, and stands on the tile before they go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.sim import luck
from game.sim.company.crowd import stand
from game.sim.company.influence import FIRST_VOICE, emerge, heal
from game.sim.company.people import value_factor
from game.sim.company.seats import arrival_seats, half_gone, is_open, planned
from game.sim.curves import Bytes, Floats, Ints, across, clip, grouped, highest, limited, nonzero, of, runs
from game.sim.ledger import MORALE_INDEX, MORALE_START
from game.sim.state import YEAR, State
from game.sim.values import ADVERTS, CHOOSE, IDLE, LEAVING, LEFT_TORN, REASONS
from game.sim.world import QUARTER_WEEKS

THINKING_WEEKS = 4
"""Everyone thinks about leaving once in so many weeks."""
LOW_MORALE, LOW_MORALE_PULL = 0.48, 0.25
"""Morale below which people think of leaving, and how much each share below it adds to their chance."""
TORN, TORN_PULL = 0.35, 0.15
"""The same for dissonance above it."""
ENOUGH, UNMET_PULL = 0.5, 0.15
"""How far a reason must be met for people not to miss it, and what each share below adds to their chance."""
KEPT = 0.4
"""How much lower morale may be, for each share by which a reason is met beyond that."""
MOST_CHANCE = 0.5
ANSWER = 0.55
"""Chance in four weeks that an empty seat is taken, if the advert draws an ordinary number."""
UNKNOWN = 0.5
"""How many of those answer who would, in the quarter after its promise was changed: it has to get about."""
ANSWERED = 0.6
"""Share of newcomers who came for what the advert promises."""
FIRST_MORALE = 0.58
FIRST_TRUST, TRUST_SPREAD = 0.5, 0.08
AGREEMENT_SPREAD = 0.18
SETTLING = 0.85
"""What a week leaves of the work that newcomers still lose."""
FADING = 0.8
"""What a week leaves of missing those who left."""
NET_HOLDS = 0.12
"""How much of what the cautious came for each level of the net gives."""
FEW_WEEKS = 8.0
"""Weeks of wages in the till below which nobody feels safe."""
SHORT_PAY_MISSED = 0.2
"""How much of the pay they came for people miss while wages are short."""
_ROOT_THREE = 1.7320508075688772


def _pay(state: State, teams: Ints) -> Floats:
    """A share of what they earn, and coins on what they make; less while wages are short."""
    job = state.job[teams]
    coins = np.zeros(state.products + 1)
    for product, count, weeks in state.tags:
        if product >= 0 and weeks > 0:
            coins[product] += float(count)
    free = (state.order_weeks[teams] == 0) & (state.default == CHOOSE)
    rewarded = coins[np.maximum(job, 0)] * (job != IDLE)
    missed = SHORT_PAY_MISSED * state.short_paid
    return np.asarray(0.48 - 0.2 * state.wrong[teams] + 0.1 * free + 0.15 * rewarded - missed)


def _work(state: State, teams: Ints) -> Floats:
    """Doing what they are best at, and a say in it."""
    goods, job, skill = state.products, state.job[teams], state.skill.take(teams, axis=0)
    best = highest(skill)
    made = skill.ravel().take(goods * np.arange(teams.shape[0]) + np.minimum(np.maximum(job, 0), goods - 1))
    fit = np.where(job < goods, made, best) / best * (job != IDLE)
    return np.asarray(0.2 + 0.4 * fit + 0.2 * (state.initiative[teams] - 0.35) - 0.3 * state.wrong[teams])


def _people(state: State, teams: Ints) -> Floats:
    """Colleagues in good heart who stay."""
    gone = np.minimum(state.missed[teams] / np.maximum(state.head[teams], 1), 1.0)
    return 0.5 + 0.6 * (state.team_morale[teams] - 0.5) - 0.6 * gone


def _safety(state: State, teams: Ints) -> Floats:
    """A net, no fires, a full till."""
    wages = float(max(1, state.people * state.world.wage_cents + state.world.fixed_cents))
    poor = limited(1.0 - state.cash_cents / (FEW_WEEKS * wages), 0.0, 1.0)
    burning = (state.fire[teams] > 0).astype(np.float64)
    return 0.52 + NET_HOLDS * state.net - 0.3 * burning - 0.25 * poor


MET: dict[str, Callable[[State, Ints], Floats]] = {"pay": _pay, "work": _work, "people": _people, "safety": _safety}
"""How far work in some teams [N] gives what people come for, 0…1 or so; the mission lies in what each is committed to.
"""


@dataclass(frozen=True)
class Pushes:
    """What pulls the people of some seats away [N]: each a part of their chance to leave in four weeks."""

    low: Floats
    torn: Floats
    unmet: Floats

    def chance(self) -> Floats:
        """The chance to leave in four weeks [N]."""
        chance = self.low + self.torn
        chance += self.unmet
        return np.minimum(chance, MOST_CHANCE, out=chance)

    def cause(self, who: Ints, reason: Bytes) -> Ints:
        """The strongest push of some of them as an index in LEAVING; reason [N] is what they came for."""
        low, torn, unmet = self.low[who], self.torn[who], self.unmet[who]
        strongest = (unmet >= low) & (unmet >= torn)
        return np.where(strongest, LEFT_TORN + 1 + reason[who], np.where(torn > low, LEFT_TORN, 0))


def pushes(state: State, rows: slice, agreement: Floats, commitment: Floats) -> Pushes:
    """What pulls away the people of the seats `rows`, with their overall agreement and commitment [N]."""
    team, reason = state.team_of[rows].copy(), state.reason[rows].copy()
    given = np.zeros(reason.shape[0])
    for row, name in enumerate(REASONS):
        who = nonzero(reason == row)
        share = MET[name](state, team[who]) if name in MET else 0.25 + 0.6 * commitment[who]
        given[who] = share - ENOUGH
    low = LOW_MORALE - state.morale[rows]
    low -= KEPT * np.maximum(given, 0.0)
    torn = 1.0 - agreement
    torn *= 1.0 - commitment
    torn -= TORN
    held, empty = of(value_factor(state, "leaving"), team), nonzero(reason < 0)
    for push, pull in ((low, LOW_MORALE_PULL), (torn, TORN_PULL), (np.negative(given, out=given), UNMET_PULL)):
        np.maximum(push, 0.0, out=push)
        push *= pull
        push *= held
        push[empty] = 0.0
    return Pushes(low, torn, given)


def come_and_go(state: State) -> None:
    """Phase 10: some leave, the advert brings others, a batch may join at once, and voices grow or fall."""
    row = state.week % YEAR
    state.left[row], state.joined[row] = 0, 0
    state.missed = FADING * state.missed
    state.learning = SETTLING * state.learning
    rows = slice(state.week % THINKING_WEEKS, None, THINKING_WEEKS)
    agreement, commitment = stand(state, rows)
    emerge(state, rows, agreement * commitment)
    push = pushes(state, rows, agreement, commitment)
    chance, reason = push.chance(), state.reason[rows].copy()
    if state.world.loyalty > 0.0:
        chance[chance < state.world.loyalty] = 0.0
    restless = nonzero(chance > 0.0)
    leaning = np.full_like(reason, -1)
    leaning[restless] = push.cause(restless, reason)
    state.leaning[rows] = leaning
    draw = luck.uniform(state.seed, state.week, luck.LEAVING, chance.shape[0])
    going = nonzero(draw < chance)
    coming = nonzero((reason < 0) & (draw < ANSWER * drawn(state.advert, state.week - state.advert_week)))
    places = THINKING_WEEKS * coming + rows.start
    coming = places[is_open(state.world, state.week, places)]
    leave(state, THINKING_WEEKS * going + rows.start)
    for arrival, block in zip(state.world.arrivals, arrival_seats(state.world), strict=True):
        if arrival.week == state.week:
            _arrive(state, np.arange(block.start, block.stop, dtype=np.int64), arrival.agreement, arrival.reason,
                    arrival.trust)  # fmt: skip
    coming = coming[state.reason[coming] < 0]
    join(state, coming)
    state.cash_cents -= hiring_cents(state, coming.shape[0])
    if state.week % THINKING_WEEKS == THINKING_WEEKS - 1:
        heal(state)


def drawn(advert: int, weeks: int) -> float:
    """How many an advert draws so many weeks after its promise was changed, as a factor on the usual number."""
    return ADVERTS[advert].pace * (UNKNOWN if weeks < QUARTER_WEEKS else 1.0)


def hiring_cents(state: State, count: int) -> int:
    """What finding so many people costs under the advert, in cents."""
    return int(count * state.world.hiring_cents * ADVERTS[state.advert].weeks + 0.5)


def leave(state: State, seats: Ints) -> None:
    """The people at `seats` go: their seats are empty, they are counted by what pulled them, and they are missed.

    Someone nothing pulled is counted as having lost heart. A manager's department has none any more.
    """
    seats = seats[state.reason[seats] >= 0]
    if seats.shape[0] == 0:
        return
    cause = np.maximum(state.leaning[seats], 0).astype(np.int64)
    gone = np.bincount(cause, minlength=len(LEAVING)).astype(np.int64)
    state.left[state.week % YEAR] += gone
    state.left_ever = state.left_ever + gone
    teams = state.head.shape[0]
    state.missed = state.missed + grouped(state.influence[seats], state.team_of[seats], teams)
    _move(state, seats, -1, -state.morale[seats])
    state.learning = np.minimum(state.learning, state.head)
    for field in (state.trust, state.morale, state.influence, state.torn, state.doubt, state.pledge):
        field[seats] = 0.0
    state.agreement[:, seats] = 0.0
    state.commitment[:, seats] = 0.0
    state.reason[seats] = -1
    state.leaning[seats] = -1
    state.lead = np.where((state.lead >= 0) & (state.reason[np.maximum(state.lead, 0)] < 0), -1, state.lead)


def join(state: State, seats: Ints) -> None:
    """People who answered the advert take the empty `seats`, with views of their own and a fresh trust."""
    if seats.shape[0] == 0:
        return
    advert = ADVERTS[state.advert]
    draw = luck.at(state.seed, state.week, luck.JOINING, seats, 2)
    other = np.minimum((draw[1] * len(REASONS)).astype(np.int64), len(REASONS) - 1)
    reason = np.where(draw[0] < ANSWERED, state.advert, other)
    stands = np.zeros(len(state.world.value_names))
    stands[state.declared[state.declared >= 0]] = advert.agreement
    _settle(state, seats, reason, views(state) + stands, FIRST_TRUST + advert.trust, advert.learning)


def views(state: State) -> Floats:
    """Mean agreement of those who answer an advert with each offered value [V]."""
    world = state.world
    if world.newcomers:
        return np.array(world.newcomers)
    mean = np.full(len(world.value_names), 0.0 if world.cultures else 0.5)
    for culture in world.cultures:
        mean = mean + culture.share * np.array(culture.agreement)
    return mean


def _arrive(state: State, seats: Ints, agreement: tuple[float, ...], reason: int, trust: float) -> None:
    """A whole company joins: its people know their work, and bring their own views."""
    draw = luck.at(state.seed, state.week, luck.JOINING, seats, 2)
    other = np.minimum((draw[1] * len(REASONS)).astype(np.int64), len(REASONS) - 1)
    came = other if reason < 0 else np.where(draw[0] < ANSWERED, reason, other)
    _settle(state, seats, came, np.array(agreement), trust, 0.0)


def _settle(state: State, seats: Ints, reason: Ints, mean: Floats, trust: float, learning: float) -> None:
    values = mean.shape[0]
    draw = luck.at(state.seed, state.week, luck.JOINING, seats, 2 + 4 * (values + 1))[2:].reshape(4, values + 1, -1)
    spread = ((draw[0] + draw[1]) + (draw[2] + draw[3]) - 2.0) * _ROOT_THREE
    state.reason[seats] = reason
    state.leaning[seats] = -1
    state.trust[seats] = clip(trust + TRUST_SPREAD * spread[0], 0.05, 0.95)
    state.morale[seats] = FIRST_MORALE
    state.influence[seats] = FIRST_VOICE
    state.agreement[:, seats] = clip(mean[:, None] + AGREEMENT_SPREAD * spread[1:], 0.0, 1.0)
    for slot in nonzero(state.declared >= 0):
        state.commitment[slot, seats] = 0.3 * state.agreement[state.declared[slot], seats] * state.trust[seats]
    came = np.bincount(reason, minlength=len(REASONS)).astype(np.int64)
    state.joined[state.week % YEAR] += came
    state.joined_ever = state.joined_ever + came
    state.learning = state.learning + learning * grouped(
        np.ones(seats.shape[0]), state.team_of[seats], state.head.shape[0]
    )
    _move(state, seats, 1, state.morale[seats])


def _move(state: State, seats: Ints, step: int, morale: Floats) -> None:
    """Counts people at rising `seats` in or out of their teams, and books what it does to the mean morale of each.

    What they agree with is asked for anew.
    """
    team, place = runs(state.team_of[seats])
    state.unpolled[state.department[team]] = True
    before = state.head[team]
    mean = MORALE_START + across(state.causes[:, team].T)
    after = before + step * np.bincount(place, minlength=team.shape[0])
    now = (mean * before + grouped(morale, place, team.shape[0])) / np.maximum(after, 1)
    state.head[team] = after
    state.causes[MORALE_INDEX["left"], team] += np.where(after > 0, now - mean, 0.0)


def deserted(state: State) -> bool:
    """Whether as many have left in a year as half of the people the plan counts on."""
    return half_gone(int(np.cumsum(state.left)[-1]), planned(state.world, state.week))
