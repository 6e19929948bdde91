"""Informal leaders: whose voice counts, who stands in the spotlight, and who was made a manager.

Voices weigh colleagues' commitment (see `people.believe`). They grow in people who are committed and convinced, for as
long as they stay, at the expense of the others: opinion leaders emerge (Katz & Lazarsfeld, 1955).
"""

from __future__ import annotations

import numpy as np

from game.sim.company import factors
from game.sim.company.seats import edges
from game.sim.curves import Floats, Ints, confine, limited, nonzero, total
from game.sim.ledger import MORALE_INDEX
from game.sim.state import State
from game.sim.values import LIT_WEEKS, REASONS

GROWTH = 0.05
"""What four weeks add to the voice of someone who is twice as committed and convinced as those around are."""
BOUNDS = (-1.0, 2.0)
MOST = 12.0
HEALING = 0.1
FIRST_VOICE = 0.5
"""What a newcomer's voice counts for."""
LIGHT = 1.6
"""Factor of a spotlight on a voice."""
FOLLOWING = 0.25
"""How far the colleagues of whoever stands in the light go toward that person's commitment."""
SHOWN, TOLD = 0.4, 0.12
"""How much of what somebody in the light is committed to comes into sight in their department, and elsewhere."""
RIVAL = 0.7
"""Share of a voice from which another one in the department competes with it."""
QUIET = tuple(REASONS).index("safety")
"""Whoever came for this would rather not stand in the light."""
PROMOTED = 0.4
"""What being made a manager leaves of a voice."""
LED_APART, LED_BLUR = 0.4, 0.6
"""What a manager whom people listened to leaves of pulling apart, and of the blur of a department's reports."""


def handed_on(state: State, bound: Floats) -> Floats:
    """What hand-offs between layers leave of each team's work [T], by how far it is bound [T]; managers help."""
    led = np.where(state.lead >= 0, LED_APART, 1.0).take(state.department)
    return factors.handed_on(state.world.layers, 1.0 - (1.0 - bound) * led)


def sharpness(state: State) -> Floats:
    """What managers leave of the blur of each team's reports [T]: 1 where nobody was promoted."""
    return np.where(state.lead >= 0, LED_BLUR, 1.0).take(state.department)


def emerge(state: State, rows: slice, conviction: Floats) -> None:
    """Lets the voices of the seats `rows` grow or fall by conviction [N] (agreement × commitment) against the usual."""
    voice = state.influence[rows].copy()
    heard = total(voice)
    usual = total(voice * conviction) / heard if heard > 0.0 else 0.0
    if usual > 0.0:
        factor = conviction / usual
        factor -= 1.0
        confine(factor, *BOUNDS)
        factor *= GROWTH
        factor += 1.0
        factor *= voice
        state.influence[rows] = np.minimum(factor, MOST, out=factor)


def heal(state: State) -> None:
    """Others slowly come to fill the place of voices that left: the mean goes a tenth of the way back to 1."""
    whole = total(state.influence)
    if whole > 0.0:
        state.influence *= 1.0 + HEALING * (state.people / whole - 1.0)


def loudest(state: State, team: int) -> int:
    """The seat of the most influential person of a team; −1 if nobody is there."""
    first, end = (int(edge) for edge in edges(state.world)[team : team + 2])
    return _loudest(state, np.arange(first, end, dtype=np.int64))


def _loudest(state: State, seats: Ints) -> int:
    here = seats[state.reason[seats] >= 0]
    return int(here[state.influence[here].argmax()]) if here.shape[0] else -1


def meet(state: State, team: int) -> None:
    """The desk learns whom a team listens to, how loud that voice is, what it is committed to and why it came."""
    seat = loudest(state, team)
    if seat < 0:
        state.known_voice[team] = -1
        return
    bound = _committed(state, np.array([seat]))[0]
    voice = np.rint(np.array([100.0 * state.influence[seat], 100.0 * bound]))
    state.known_voice[team] = np.array([seat, int(voice[0]), int(voice[1]), int(state.reason[seat])], dtype=np.int64)


def _committed(state: State, seats: Ints) -> Floats:
    """Mean commitment of the people at `seats` to what stands [N]; their trust where nothing stands."""
    slots = nonzero(state.declared >= 0)
    if slots.shape[0] == 0:
        return np.asarray(state.trust[seats])
    bound = np.zeros(seats.shape[0])
    for slot in slots:
        bound = bound + state.commitment[slot, seats] / slots.shape[0]
    return bound


def light(state: State, team: int) -> bool:
    """Puts the most influential person of a team in the spotlight: a louder voice, colleagues who follow it, and
    what they are committed to in sight of everyone.

    Whoever came for safety would rather not and loses heart; so does a rival in the same department. Returns whether
    the light had not yet left them.
    """
    seat = loudest(state, team)
    if seat < 0:
        return False
    meet(state, team)
    department = int(state.department[team])
    before = float(state.influence[seat])
    again = int(state.lit[department, 0]) == seat and state.week - int(state.lit[department, 1]) < LIT_WEEKS
    if int(state.reason[seat]) == QUIET:
        _cheer(state, seat, -0.25, -0.08)
    else:
        strength = 0.5 if again else 1.0
        state.influence[seat] = min(MOST, before * (1.0 + (LIGHT - 1.0) * strength))
        _cheer(state, seat, 0.1 * strength, 0.1 * strength)
        for slot in nonzero(state.declared >= 0):
            state.commitment[slot, seat] += 0.2 * strength * (1.0 - state.commitment[slot, seat])
            shown = np.where(np.arange(state.world.departments) == department, SHOWN, TOLD)
            shown = shown * strength * float(state.commitment[slot, seat])
            state.visibility[slot] = state.visibility[slot] + shown * (1.0 - state.visibility[slot])
        _follow(state, team, seat, FOLLOWING * strength)
    rival = competitor(state, department, seat, before)
    if rival >= 0:
        _cheer(state, rival, -0.15, -0.08)
    state.lit[department] = np.array([seat, state.week], dtype=np.int64)
    return again


def _follow(state: State, team: int, seat: int, share: float) -> None:
    """Draws a team toward what one of them is committed to, or, where nothing stands, toward that person's trust."""
    first, end = (int(edge) for edge in edges(state.world)[team : team + 2])
    rows = np.arange(first, end, dtype=np.int64)
    rows = rows[(state.reason[rows] >= 0) & (rows != seat)]
    for slot in nonzero(state.declared >= 0):
        now = state.commitment[slot, rows]
        state.commitment[slot, rows] = now + share * (state.commitment[slot, seat] - now)
    if not bool(np.any(state.declared >= 0)):
        now = state.trust[rows]
        state.trust[rows] = now + share * np.maximum(state.trust[seat] - now, 0.0)


def competitor(state: State, department: int, seat: int, voice: float) -> int:
    """The seat of the loudest other voice in a department that wants the light as well; −1 if none comes near."""
    teams = nonzero(state.department == department)
    bounds = edges(state.world)
    seats = np.arange(int(bounds[teams[0]]), int(bounds[teams[-1] + 1]), dtype=np.int64)
    other = _loudest(state, seats[(seats != seat) & (state.reason[seats] != QUIET)])
    return other if other >= 0 and float(state.influence[other]) >= RIVAL * voice else -1


def _cheer(state: State, seat: int, morale: float, trust: float) -> None:
    """Lifts or lowers one person's morale and trust, and books it in the team's account."""
    team = int(state.team_of[seat])
    was = float(state.morale[seat])
    state.morale[seat] = limited(was + morale, 0.0, 1.0)
    state.trust[seat] = limited(float(state.trust[seat]) + trust, 0.0, 1.0)
    state.causes[MORALE_INDEX["light"], team] += (float(state.morale[seat]) - was) / int(state.head[team])


def promote(state: State, team: int) -> None:
    """Makes the most influential person of a team the manager of its department: closer together and clearer reports.

    It costs what made them so, and whoever came for safety never wanted it.
    """
    seat = loudest(state, team)
    if seat < 0:
        return
    meet(state, team)
    unwilling = int(state.reason[seat]) == QUIET
    _cheer(state, seat, -0.3 if unwilling else 0.08, -0.1 if unwilling else 0.05)
    state.influence[seat] = PROMOTED * state.influence[seat]
    state.lead[int(state.department[team])] = seat


