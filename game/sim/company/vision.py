"""The north star: what a company aims at, who believes it, and what a belief does to work (phases 3, 4, 8 and 9).

A vision has a direction and a height. A goal moves people if they think it can be reached by people they trust
(expectancy, Vroom 1964; goal setting, Locke & Latham 1990); one that nobody believes breeds cynicism.
"""

from __future__ import annotations

import numpy as np

from game.sim.company.factors import Amount
from game.sim.curves import Floats, Ints, across, clip, limited, of, total
from game.sim.state import State
from game.sim.values import BARK_TERMS, DIRECTIONS, IDLE, MOVERS

VISION_WORK = 0.06
"""What a full pull adds to a team's work."""
LOW_STAR, STAR_STEP = 0.4, 0.4
"""How strongly a believed vision pulls at no height, and what each step of height adds."""
ELSEWHERE = 0.6
"""What is left of the pull in work that does not lie along the vision."""
LEAN = 0.12
"""How much more a job along the vision seems worth to a team that it pulls."""
OWED_LEAN = 0.5
"""How much more a vision of service makes of what is owed."""
QUALITY_LEAN = 0.15
"""How much better a team that a vision of quality pulls wants its work to be."""
INVENTIVE = 0.12
"""How much of improvement work everyone does by the way under a vision of invention."""
CHARM = 0.006
"""Weekly growth of the market that a vision points at, if it pulls everyone."""
BELIEF_RATE = 0.1
FADING = 0.04
"""Share of a telling that is forgotten in a week."""
BEARABLE, TRUSTED, PROVEN = 0.5, 1.5, 2.5
"""Height that anyone believes in, and what full trust and full belief add to it."""
DOUBT = 0.3
"""What each step beyond the bearable takes from belief."""
CYNICAL, CYNICISM_RATE, CYNICISM_FADING = 0.4, 0.06, 0.025
"""Cynicism that a step beyond the bearable leads to, how fast, and how slowly it is forgotten."""
NEW_STAR, LOWERED = 0.4, 0.8
"""What is left of belief when the vision turns to another direction, and when it is hung lower."""
AWAY = 0.2
"""What an order away from the vision takes from belief in it."""
SAID_AGAIN, RETOLD = 0.3, 0.7
"""How much of what was forgotten comes back when the same vision is told anew, and when a true story is."""
STORY = 0.1
"""What a true story that fits adds to the belief of people who trust its teller."""
STALE = 0.05
"""What a story takes from belief, and adds to cynicism, for each time it has been told before."""
TURN = 1.5
"""How surely free, trusting hands turn a fire into a better way of working."""
NET_TURNS = 0.1
"""How much of free hands each level of the net is worth when a fire is to be turned."""
CEILINGS: dict[str, float] = {"product": 3.0, "invention": 1.3, "quality": 1.0, "service": 1.0}
"""Where the figure of each direction would be perfect: market and method as factors on their start, shares else."""
_SPEAKS = np.array([float(term != "switching") for term in BARK_TERMS])
STEPS = 6.0
"""Heights that would lead to perfection."""


def direction_name(direction: int, goods: int) -> str:
    """What kind of direction a number is: "product" below `goods`, else one of DIRECTIONS; "" for none."""
    if direction < 0:
        return ""
    return "product" if direction < goods else DIRECTIONS[direction - goods]


def measured_by(state: State, direction: int) -> float:
    """The figure a direction is measured by: a market's size, mean method, mean quality or mean service."""
    goods = state.products
    if direction < goods:
        return float(state.market[direction])
    if direction == goods:
        return total(state.method * state.head) / max(1, state.people)
    if direction == goods + 1:
        return total(state.quality * state.head) / max(1, state.people)
    shares = np.array([product.share for product in state.world.products])
    return total(state.reputation * shares)


def goal(direction: int, goods: int, start: float, height: int) -> float:
    """The figure at which a vision of some height is reached, from where it stood when it was told."""
    ceiling = CEILINGS[direction_name(direction, goods)]
    return start + max(ceiling - start, 0.1) * float(height) / STEPS


def progress(state: State) -> float:
    """Share of the way to the star that is gone, 0 at the start, 1 where it is reached, more beyond; 0 without one."""
    if state.star_direction < 0:
        return 0.0
    now = measured_by(state, state.star_direction)
    far = goal(state.star_direction, state.products, state.star_start, state.star_height)
    return limited((now - state.star_start) / (far - state.star_start), 0.0, 2.0)


def toward_aim(state: State) -> float:
    """Share of the way to the level's own aim that is gone, as `progress`; 0 if it has none."""
    aim = state.world.aim
    if aim is None:
        return 0.0
    far = goal(aim.direction, state.products, state.aim_start, aim.height)
    return limited((measured_by(state, aim.direction) - state.aim_start) / (far - state.aim_start), 0.0, 2.0)


def along(state: State) -> Floats:
    """1 for each team [T] whose job lies along the vision, ELSEWHERE for work that does not, 0 for none."""
    goods, direction = state.products, state.star_direction
    making = (state.job >= 0) & (state.job < goods)
    if direction <= goods:
        there = state.job == direction
    elif direction == goods + 1:
        there = making
    else:
        owed = state.backlog > 0.05 * state.demand
        there = making & owed[np.where(making, state.job, 0)]
    return np.where(state.job == IDLE, 0.0, np.where(there, 1.0, ELSEWHERE))


def strength(state: State) -> Floats:
    """How strongly the vision moves each team [T], whatever it does: belief × height, by how free its hands are.

    Without one, a 0 stands for all teams [1].
    """
    if state.star_direction < 0:
        return np.zeros(1)
    return state.belief * height_pull(state.star_height) * free_hands(state.initiative)


def height_pull(height: int) -> float:
    """How strongly a vision of some height pulls at whoever believes in it wholly, with free hands."""
    return LOW_STAR + STAR_STEP * float(height)


def free_hands(initiative: Amount) -> Amount:
    """How far people are free to follow a vision, by their initiative 0…1."""
    return 0.4 + 0.6 * initiative


def pull(state: State) -> Floats:
    """How strongly the vision pulls at what each team [T] does now, 0…2.4; without one, a 0 for all [1]."""
    if state.star_direction < 0:
        return np.zeros(1)
    return strength(state) * along(state)


def lean(state: State, teams: Ints) -> Floats:
    """What the vision makes of the worth of each job for some `teams` [N], a factor [G + 1, N] from 1 up; [1, 1] where
    it points at no job."""
    goods = state.products
    if not 0 <= state.star_direction <= goods:
        return np.ones((1, 1))
    factor = np.ones((goods + 1, teams.shape[0]))
    factor[state.star_direction] += LEAN * strength(state)[teams]
    return factor


def owed_lean(state: State, teams: Ints) -> Floats:
    """What a vision of service adds to the weight of what is owed in some `teams` [N]; [1] under another, 0."""
    if state.star_direction != state.products + 2:
        return np.zeros(1)
    return np.asarray(OWED_LEAN * strength(state)[teams])


def better(state: State) -> Floats:
    """What a vision of quality adds to the quality each team [T] wants."""
    points = float(state.star_direction == state.products + 1)
    return QUALITY_LEAN * points * strength(state)


def inventive(state: State) -> Floats:
    """Improvement work that each team [T] does besides its job because the vision points at invention."""
    points = float(state.star_direction == state.products)
    return INVENTIVE * points * strength(state)


def charm(state: State) -> Floats:
    """Weekly growth of each market [G] because the company talks of nothing else."""
    growth = np.zeros(state.products)
    if 0 <= state.star_direction < state.products:
        growth[state.star_direction] = CHARM * total(strength(state) * state.head) / max(1, state.people)
    return growth


def turning(state: State, teams: Ints, hands: Floats) -> Floats:
    """Chance that some `teams` [N] turn the fire they have put out into an improvement; none for one that was ordered
    to.

    hands [N]: share of its department's people, or of its own, that have time for improvements, 0…1.
    """
    free = (state.order_weeks[teams] == 0).astype(np.float64)
    trusting = clip(state.team_trust[teams] - 0.3, 0.0, 1.0)
    slack = 0.3 + 0.7 * clip(2.0 * hands + NET_TURNS * state.net, 0.0, 1.0)
    believed = 1.0 + 0.5 * of(strength(state), teams)
    return clip(TURN * free * trusting * state.initiative[teams] * slack * believed, 0.0, 1.0)


def tell(state: State, direction: int, height: int) -> None:
    """The star is hung: a new direction starts anew, a new height in the old one keeps what people believe."""
    if state.star_direction < 0:
        state.star_start = measured_by(state, direction)
    elif state.star_direction != direction:
        recent = float(state.week - state.star_week < 26)
        state.belief = NEW_STAR * state.belief
        state.cynicism = np.minimum(state.cynicism + 0.05 + 0.1 * recent, 1.0)
        state.star_start = measured_by(state, direction)
    elif height < state.star_height:
        state.belief = LOWERED * state.belief
    same = state.star_direction == direction
    state.echo = state.echo + (SAID_AGAIN * (1.0 - state.echo) if same else 1.0 - state.echo)
    state.star_direction, state.star_height, state.star_week = direction, height, state.week


def hear_story(state: State, fits: bool, told: int) -> None:
    """A story goes round: true and fresh it carries belief, told again it wears it out. told: times before."""
    if told > 0:
        worn = STALE * float(told)
        state.belief = np.maximum(state.belief - worn, 0.0)
        state.cynicism = np.minimum(state.cynicism + worn, 1.0)
        return
    gain = story_gain(fits, state.team_trust, state.cynicism)
    state.belief = state.belief + gain * (1.0 - state.belief)
    state.cynicism = 0.95 * state.cynicism
    state.echo = state.echo + RETOLD * (1.0 - state.echo)


def story_gain(fits: bool, trust: Amount, cynicism: Amount) -> Amount:
    """What a fresh story adds to the belief of those who believe nothing yet."""
    return STORY * (1.3 if fits else 0.8) * (0.3 + 0.7 * trust) * (1.0 - cynicism)


def bearable(trust: Amount, belief: Amount) -> Amount:
    """The height that people believe can be reached, by their trust and what they believe already."""
    return BEARABLE + TRUSTED * trust + PROVEN * belief


def follow(state: State) -> None:
    """Phase 8: belief follows trust, telling, progress and what is ordered; too high a star makes cynics."""
    if state.star_direction < 0:
        state.cynicism = state.cynicism * (1.0 - CYNICISM_FADING)
        return
    gone = limited(progress(state), 0.0, 1.0)
    trust = state.team_trust
    bears = bearable(trust, state.belief)
    excess = clip(float(state.star_height) * (1.0 - gone) - bears, 0.0, 2.0)
    bred = CYNICAL * excess
    rate = np.where(bred > state.cynicism, CYNICISM_RATE, CYNICISM_FADING)
    state.cynicism = state.cynicism + rate * (bred - state.cynicism)
    away = (state.order_weeks > 0) & (along(state) < 1.0)
    target = state.echo * (0.1 + trust) + 0.25 * gone - DOUBT * excess - AWAY * away - state.cynicism
    state.belief = state.belief + BELIEF_RATE * (clip(target, 0.0, 1.0) - state.belief)
    state.echo = state.echo * (1.0 - FADING)


def swayed(terms: Floats) -> Floats:
    """What decided each choice [N, 3], as shares of price (with its tag), vision and craft.

    terms [BARK_TERMS, N]: how much more the best job offered than the second, by term, as factors. That changing is a
    bother keeps a team where it is, but it is not what the work is done for.
    """
    spoke = terms - 1.0
    np.maximum(spoke, 0.0, out=spoke)
    spoke *= _SPEAKS[:, None]
    whole = np.maximum(across(spoke.T), 1e-9)
    price, vision = (spoke[0] + spoke[1]) / whole, spoke[-1] / whole
    return np.stack((price, vision, 1.0 - price - vision), axis=1)


def moved_by(state: State, valued: Floats, pulled: Floats) -> Floats:
    """People at work this week by what moved them [MOVERS]; adds up to the people who had something to do.

    valued, pulled [T]: shares of each team's output that only values, and only the vision, added. The rest goes as the
    team's own choice was decided, or to the order that gave it its job.
    """
    at_work = state.head * (state.job != IDLE).astype(np.float64)
    owed_to_work = at_work * (1.0 - valued)
    rest = owed_to_work * (1.0 - pulled)
    price, vision, craft = (rest * share for share in state.swayed.T)
    parts = {
        "order": rest - price - vision - craft,
        "price": price,
        "craft": craft,
        "values": at_work * valued,
        "vision": owed_to_work * pulled + vision,
    }
    return np.array([total(np.maximum(parts[name], 0.0)) for name in MOVERS])
