"""Comfort or operational need: cards that come to the desk, the four ways to answer them, and what comes of each.

A card splits those concerned: some of them think otherwise, and hold it against what is decided (`doubt`). Seeking
agreement takes weeks of discs and of everyone's time, and leaves little doubt. Asking for commitment leaves the doubt
and binds those who trust the desk all the same (`pledge`); it costs trust. Letting each decide is free and divides.
Insisting is free and tears. After Festinger's theory of cognitive dissonance (1957), "disagree and commit" is a pledge
that stands beside a doubt; the one slowly wears away the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from game.sim import luck
from game.sim.company.crowd import team_mean
from game.sim.company.deeds import note, note_answer, note_order
from game.sim.company.people import value_factor
from game.sim.company.trouble import befall
from game.sim.curves import Flags, Floats, clip, grouped, nonzero, of
from game.sim.ledger import MORALE_INDEX
from game.sim.state import Card, State
from game.sim.values import ASK, FREE, INSIST, SEEK, WAIT
from game.sim.world import ANY, NOTHING, SCARCEST, SILENT, Dilemma, Echo, Turn, World

TALK_SHARE = 0.08
"""Share of their time that people spend on being asked what they think."""
TALKED_OUT = 0.8
"""Share of their doubt that people lose in a talk worth its weeks."""
WON_OVER, HEARD_OUT = 0.95, 0.4
"""Shares of their doubt that people lose whom a talk brings round, and the others, where its outcome is open."""
SURE = 0.95
"""Share of people whom a talk can bring round at most."""
HEARD = 0.06
"""Trust that being heard out adds, for a whole stake."""
ASKING = 0.07
"""Trust that asking for commitment costs; more where people are pledged already."""
FOLLOWED_FROM, FOLLOWS = 0.3, 1.3
"""Trust from which people commit when they are asked, and how steeply they do."""
STRAINED = 1.5
"""How much more a person doubts who is asked for more than they trust."""
DIVIDED = 0.5
"""What those who did not mind come to mind, where each may decide."""
OWN_WAY = 0.6
"""Share of their doubt that people lose who may do as they see fit."""
UNBOUND = 0.5
"""What is left of a pledge where each may decide."""
TORN_BY = 0.3
"""Doubt that insisting adds for those who think otherwise, and what it costs in trust and in morale, for a whole
stake."""
INSIST_TRUST, INSIST_MORALE = 0.1, 0.08
IGNORED_DOUBT, IGNORED_TRUST, IGNORED_MORALE = 0.15, 0.06, 0.04
"""What no answer does, for a whole stake."""
DOUBT_FADES, PLEDGE_FADES = 0.03, 0.025
CONVINCED = 0.04
"""How much faster doubt fades in those who have pledged themselves."""


def price(world: World, index: int, verb: int) -> tuple[int, int]:
    """Discs and weeks of one answer to a card; seeking agreement takes a week more for each layer."""
    dilemma = world.dilemmas[index]
    answer = next(answer for answer in dilemma.answers if answer.verb == verb)
    return answer.discs, answer.weeks + reach(world, dilemma, verb)


def reach(world: World, dilemma: Dilemma, verb: int) -> int:
    """Weeks that an answer needs on top because the company is large; none where its people are in the room."""
    if world.room:
        return 0
    if verb == SEEK:
        return world.layers
    return world.letter_weeks if dilemma.who == "everyone" and verb != FREE else 0


def deal_dated(state: State) -> None:
    """Brings the cards of this week to the desk."""
    for index, dilemma in enumerate(state.world.dilemmas):
        if dilemma.week == state.week:
            deal(state, index)


def deal(state: State, index: int) -> None:
    """Brings a card to the desk: the department that it comes from, what it asks for, and who there thinks
    otherwise."""
    dilemma = state.world.dilemmas[index]
    department = _brought_by(state, dilemma, index)
    product = dilemma.make
    if product == SCARCEST:
        value = np.array([good.value for good in state.world.products])
        product = int((state.price / value).argmax())
    until = state.week + dilemma.weeks - 1
    state.cards = (*state.cards, Card(index, department, product, state.week, until))
    draw = luck.uniform(state.seed, index, luck.CARDS, state.trust.shape[0])
    minds = _concerned(state, department) & (draw < dilemma.split)
    state.doubt = np.where(minds, np.maximum(state.doubt, dilemma.stake), state.doubt)


def _brought_by(state: State, dilemma: Dilemma, index: int) -> int:
    if dilemma.who == "everyone":
        return -1
    count = state.world.departments
    if dilemma.who == "any":
        return int(luck.uniform(state.seed, index, luck.CARDS, 1, part=1)[0] * count)
    figure = {"torn": -state.team_torn, "low": state.team_morale, "wary": state.team_trust}[dilemma.who]
    people = grouped(state.head.astype(np.float64), state.department, count)
    mean = grouped(figure * state.head, state.department, count) / np.maximum(people, 1.0)
    return int(np.where(people > 0.0, mean, np.inf).argmin())


def _concerned(state: State, department: int) -> Flags:
    """Which people [P] a card is about."""
    return np.asarray(concerned_teams(state, department)[state.team_of] & (state.reason >= 0))


def concerned_teams(state: State, department: int) -> Flags:
    """Which teams [T] a card is about."""
    return np.asarray((state.department == department) | (department < 0))


def talking(state: State) -> Floats:
    """1 for each team [T] that is being asked what it thinks this week, else 0; a 0 for all [1] where none is."""
    flags = np.zeros(1)
    for card in state.cards:
        if card.verb == SEEK and not card.settled:
            flags = np.maximum(flags, concerned_teams(state, card.department))
    return flags


def open_card(state: State, index: int) -> int:
    """The place of an open card among the dealt ones; −1 if it is not open."""
    for place, card in enumerate(state.cards):
        if card.index == index and card.verb < 0 and not card.settled:
            return place
    return -1


def answer(state: State, index: int, verb: int) -> None:
    """Answers a card; it takes effect at once, or when the talk is over or the letter has arrived."""
    place = open_card(state, index)
    card = state.cards[place]
    dilemma = state.world.dilemmas[index]
    weeks = price(state.world, index, verb)[1] if verb == SEEK else reach(state.world, dilemma, verb)
    answered = replace(card, verb=verb, answered=state.week, due=state.week + weeks)
    state.cards = (*state.cards[:place], answered, *state.cards[place + 1 :])
    note_answer(state, verb, card.dealt)


def given(card: Card) -> tuple[int, int] | None:
    """How a card was answered (SILENT: its time has run out), and since which week; None while it is open."""
    if card.verb >= 0:
        return card.verb, card.answered
    return (SILENT, card.until + 1) if card.settled else None


def answered_first(world: World, cards: Iterable[Card], echo: Echo) -> tuple[int, Card] | None:
    """The first card that was answered as an echo asks, and since when; None where none was."""
    told = []
    for place, card in enumerate(cards):
        said = given(card)
        named = world.dilemmas[card.index].name.lower() == echo.card.lower()
        if named and said is not None and echo.verb in (ANY, said[0]):
            told.append((said[1], place, card))
    return min(told, key=lambda row: row[:2])[::2] if told else None


def comes_back(state: State, echo: Echo) -> Card | None:
    """The card whose answer comes back with the end of this week; None where none does."""
    first = answered_first(state.world, state.cards, echo)
    return first[1] if first is not None and first[0] + echo.weeks == state.week + 1 else None


def echo_back(state: State) -> bool:
    """Lets what was answered long ago come back this week; returns whether anything did."""
    found = [(echo, card) for echo in state.world.echoes if (card := comes_back(state, echo)) is not None]
    for echo, card in found:
        dilemma = state.world.dilemmas[card.index]
        _turn(state, card, dilemma, _concerned(state, card.department), echo.turn)
        for accident in echo.accidents:
            befall(state, accident)
    return bool(found)


def speak(state: State, team: int, agreed: float, commits: bool) -> None:
    """The people of a team say for themselves what they think of the call on the desk: agreed, 0…1 of the way, and
    whether they commit to it all the same."""
    stake = max(state.world.dilemmas[card.index].stake for card in state.cards if not card.settled)
    own = state.team_of == team
    state.doubt = np.where(own, stake * (1.0 - agreed), state.doubt)
    state.pledge = np.where(own, float(commits), state.pledge)


def settle(state: State, spoke: Iterable[int] = ()) -> bool:
    """Lets the answers take effect whose time has come, and those cards lapse that were not answered in theirs.

    spoke: teams whose people have said for themselves this week whether they commit. Returns whether anything happened.
    """
    settled = False
    for place, card in enumerate(state.cards):
        if card.settled:
            continue
        if card.verb >= 0 and card.due <= state.week:
            said = state.pledge
            card = _carry_out(state, card)
            if card.verb == ASK:  # who has spoken is held to their own word, and to nothing more
                state.pledge = np.where(np.isin(state.team_of, list(spoke)), said, state.pledge)
        elif card.verb < 0 and card.until < state.week:
            _lapse(state, card)
        else:
            continue
        state.cards = (*state.cards[:place], replace(card, settled=True), *state.cards[place + 1 :])
        settled = True
    return settled


def _carry_out(state: State, card: Card) -> Card:
    """Does what was answered; the card, with what a talk has brought."""
    dilemma = state.world.dilemmas[card.index]
    people = _concerned(state, card.department)
    option = next(option for option in dilemma.answers if option.verb == card.verb)
    if card.verb == SEEK:
        card = replace(card, came_round=_talked(state, card, dilemma, people, option.sways))
    {SEEK: _sought, ASK: _asked, FREE: _freed, INSIST: _insisted}[card.verb](state, card, dilemma, people)
    _turn(state, card, dilemma, people, option.turn)
    return card


def swayed(sways: float, trust: Floats) -> Floats:
    """Chance of each person, by their trust, to be brought round in a talk that sways so large a share at one half."""
    return np.asarray(clip(sways * (0.5 + trust), 0.0, SURE))


def _talked(state: State, card: Card, dilemma: Dilemma, people: Flags, sways: float) -> int:
    """Takes from people's doubt what a talk takes; of a hundred who thought otherwise, how many it brought round."""
    if sways < 0.0:
        state.doubt = np.where(people, state.doubt * (1.0 - TALKED_OUT), state.doubt)
        return -1
    against = people & (state.doubt > 0.5 * dilemma.stake)
    draw = luck.uniform(state.seed, card.index, luck.CARDS, state.trust.shape[0], part=2)
    won = draw < swayed(sways, state.trust)
    left = np.where(won, 1.0 - WON_OVER, 1.0 - HEARD_OUT)
    state.doubt = np.where(people, state.doubt * left, state.doubt)
    minds, round_ = int(np.count_nonzero(against)), int(np.count_nonzero(against & won))
    return (200 * round_ + minds) // (2 * minds) if minds else -1


def _sought(state: State, card: Card, dilemma: Dilemma, people: Flags) -> None:
    _trust(state, people, HEARD * dilemma.stake)
    if card.product > NOTHING:
        able = concerned_teams(state, card.department)
        if card.product < state.products:
            able &= state.skill[:, card.product] >= 1.0
        _set_to(state, able, card.product, dilemma.make_weeks if state.default == WAIT else 0)


def _asked(state: State, card: Card, dilemma: Dilemma, people: Flags) -> None:
    follows = clip(FOLLOWS * (state.trust - FOLLOWED_FROM), 0.0, 1.0)
    strain = STRAINED * clip(FOLLOWED_FROM + 0.1 - state.trust, 0.0, 1.0)
    cost = ASKING * (1.0 + 2.0 * state.pledge) * of(value_factor(state, "asking"), state.team_of)
    state.doubt = np.where(people, clip(state.doubt + strain, 0.0, 1.0), state.doubt)
    state.pledge = np.where(people, np.maximum(state.pledge, follows), state.pledge)
    _trust(state, people, -cost)
    _set_to(state, concerned_teams(state, card.department), card.product, dilemma.make_weeks)


def _freed(state: State, card: Card, dilemma: Dilemma, people: Flags) -> None:
    against = state.doubt > 0.5 * dilemma.stake
    left = np.where(against, state.doubt * (1.0 - OWN_WAY), state.doubt + DIVIDED * dilemma.stake)
    state.doubt = np.where(people, clip(left, 0.0, 1.0), state.doubt)
    state.pledge = np.where(people, state.pledge * UNBOUND, state.pledge)
    willing = team_mean(state, against.astype(np.float64)) < 0.5
    _set_to(state, concerned_teams(state, card.department) & willing, card.product, dilemma.make_weeks)
    note(state, "each decided")


def _insisted(state: State, card: Card, dilemma: Dilemma, people: Flags) -> None:
    against = people & (state.doubt > 0.5 * dilemma.stake)
    state.doubt = np.where(against, clip(state.doubt + TORN_BY, 0.0, 1.0), state.doubt)
    _trust(state, against, -INSIST_TRUST * dilemma.stake)
    _morale(state, card, -INSIST_MORALE * dilemma.stake)
    teams = concerned_teams(state, card.department)
    if card.product > NOTHING:
        note_order(state, nonzero(teams), card.product, 1)
    _set_to(state, teams, card.product, dilemma.make_weeks)
    if dilemma.warning:
        note(state, "insisted")


def _lapse(state: State, card: Card) -> None:
    dilemma = state.world.dilemmas[card.index]
    people = _concerned(state, card.department)
    minds = people & (state.doubt > 0.5 * dilemma.stake)
    state.doubt = np.where(minds, clip(state.doubt + IGNORED_DOUBT * dilemma.stake, 0.0, 1.0), state.doubt)
    _trust(state, people, -IGNORED_TRUST * dilemma.stake)
    _morale(state, card, -IGNORED_MORALE * dilemma.stake)
    _turn(state, card, dilemma, people, dilemma.silence)


def _set_to(state: State, teams: Flags, product: int, weeks: int) -> None:
    """Sets teams [T] to a job, as an order of some weeks or (0) of their own accord."""
    if product <= NOTHING:
        return
    changed = teams & (state.job != product)
    state.job_weeks = np.where(changed, 0, state.job_weeks)
    state.job = np.where(teams, product, state.job)
    state.order_weeks = np.where(teams & (weeks > 0), np.maximum(state.order_weeks, weeks), state.order_weeks)
    state.last_job = np.where(teams, product, state.last_job)


def _turn(state: State, card: Card, dilemma: Dilemma, people: Flags, turn: Turn) -> None:
    """What a card's own answer does besides its verb."""
    teams = concerned_teams(state, card.department)
    _trust(state, people, turn.trust)
    _morale(state, card, turn.morale)
    state.initiative = np.where(teams, clip(state.initiative + turn.initiative, 0.0, 1.0), state.initiative)
    if dilemma.value >= 0:
        view = state.agreement[dilemma.value]
        state.agreement[dilemma.value] = np.where(people, clip(view + turn.agreement, 0.0, 1.0), view)
        state.unpolled[state.department[teams]] = True
    state.cash_cents += turn.cash_cents * int(np.count_nonzero(people))


def _trust(state: State, people: Flags, change: Floats | float) -> None:
    state.trust = np.where(people, clip(state.trust + change, 0.0, 1.0), state.trust)


def _morale(state: State, card: Card, change: float) -> None:
    """Moves the morale of those concerned, and the account that explains it."""
    moved = np.where(_concerned(state, card.department), clip(state.morale + change, 0.0, 1.0), state.morale)
    state.causes[MORALE_INDEX["answer"]] += team_mean(state, moved - state.morale)
    state.morale = moved


def wear_off(state: State) -> None:
    """Doubt and pledges fade; the pledged come to agree."""
    if not state.cards:
        return
    state.doubt = state.doubt * (1.0 - DOUBT_FADES - CONVINCED * state.pledge)
    state.pledge = state.pledge * (1.0 - PLEDGE_FADES)
