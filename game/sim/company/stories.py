"""What really happened: the chronicle of events that a leader may retell, kept while the weeks are computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from game.sim.company.vision import direction_name, hear_story
from game.sim.curves import Flags, Floats, nonzero
from game.sim.state import Event, State
from game.sim.values import TALE_INDEX, TALES
from game.sim.world import QUARTER_WEEKS

STORY_WEEKS = QUARTER_WEEKS
"""How long after it happened an event may be told."""
NEWS_WEEKS = 4
"""A kind of event is news no oftener than once in so many weeks."""
STORIES = 3
"""How many events are on offer at once."""
RISE, LOW = 0.08, 0.55
"""How far a team's morale must rise in four weeks, and from where at most, to be talked about."""
MENDED = 0.3
"""Share of a team that must have mended its flag in four weeks."""
RESTLESS = 0.25
"""Share of a team that must have thought of leaving for it to be a story that all of them stayed."""
FINE = 0.75
"""Quality from which a team's work is talked about."""
QUEUE = 0.1
"""Backlog, in weeks of demand, from which there is a queue."""
OWED = 0.4
"""Backlog, in weeks of demand, that people remember when it is gone."""
GONE = 0.02
BETTER_METHODS = (0.1, 0.2)
"""Gains in method at which a team's way of working is news."""


@dataclass(frozen=True)
class Story(Event):
    """An event of the chronicle on offer, and whether it speaks for the vision's direction."""

    fits: bool


def remember(
    state: State, then: Callable[[str], Floats], now: Callable[[str], Floats], turned: Flags, righted: bool, was: Floats
) -> None:
    """Writes down what happened in `state.week`, one event of a kind at most, and forgets what is long past.

    then, now: a figure of teams by its name [T], or the "backlog" [G], four weeks ago and at the end of this week.
    turned [T]: teams that learnt from a fire. righted: the last bad material was put right. was [T]: methods before
    this week.
    """
    events = [event for event in state.chronicle if event.week > state.week - 2 * STORY_WEEKS]
    recent = {event.kind for event in events if event.week > state.week - NEWS_WEEKS}

    def is_news(kind: str) -> bool:
        return kind not in recent

    def note(kind: str, weight: Floats, about: str = "team", product: int = -1, figure: int = 0) -> None:
        who = int(weight.argmax())
        if weight[who] > 0.0 and is_news(kind):
            number = state.week * len(TALES) + TALE_INDEX[kind]
            team = who if about == "team" else -1
            events.append(Event(number, kind, state.week, team, who if about == "product" else product, figure, 0))

    people = state.head.astype(np.float64)
    note("turned", people * turned)
    ended = _kept(state)
    note("kept", ended, "product")
    waited, waiting = then("backlog"), now("backlog")
    owed = waited / np.maximum(state.demand, 1e-6)
    gone = (owed >= OWED) & (waiting <= GONE * state.demand) & (ended <= 0.0)
    note("paid", owed * gone, "product")
    if is_news("saw"):
        saw = people * _saw(state, waiting)
        note("saw", saw, product=int(state.job[saw.argmax()]))
    if is_news("rose"):
        low = then("morale")
        rise = now("morale") - low
        note("rose", rise * ((rise >= RISE) & (low <= LOW)))
    if is_news("mended"):
        mended = now("stitched")
        sewn = mended - then("stitched")
        stitched = sewn * (sewn >= MENDED * people)
        note("mended", stitched, figure=int(mended[int(stitched.argmax())]))
    for gain in BETTER_METHODS if is_news("invented") else ():
        crossed = (was < 1.0 + gain) & (state.method >= 1.0 + gain)
        note("invented", people * crossed, figure=int(np.rint(100.0 * gain)))
    note("righted", np.array([float(righted)]), "everyone")
    if is_news("stayed"):
        restless = then("restless")
        calmed = restless * ((now("restless") == 0.0) & (restless >= RESTLESS * people) & ~_left(state))
        note("stayed", calmed, figure=int(restless[int(calmed.argmax())]))
    if is_news("finer"):
        note("finer", people * ((then("quality") < FINE) & (now("quality") >= FINE)))
    queue = bool((waited > QUEUE * state.demand).any())
    note("nobody", np.array([float(queue and bool((waiting <= GONE * state.demand).all()))]), "everyone")
    state.chronicle = tuple(events)


def _kept(state: State) -> Floats:
    """1 for each product [G] whose contract ends this week with nobody waiting, else 0."""
    flags = np.zeros(state.products)
    for product, _, end, _, _, _ in state.contracts:
        goods = int(product)
        if int(end) - 1 == state.week and state.backlog[goods] <= GONE * state.demand[goods]:
            flags[goods] = 1.0
    return flags


def _left(state: State) -> Flags:
    """Whether somebody left each team [T] lately."""
    return np.asarray(state.missed > 0.05)


def _saw(state: State, backlog: Floats) -> Floats:
    """1 for each team [T] that changed over to what was owed this week, and nobody had told it to."""
    making = (state.job >= 0) & (state.job < state.products)
    product = np.where(making, state.job, 0)
    owed = (backlog > 0.3 * state.demand)[product]
    chose = state.swayed[:, 0] + state.swayed[:, 1] + state.swayed[:, 2] > 0.5
    changed = (state.job_weeks == 1) & (state.order_weeks == 0) & chose
    return np.where(making & owed & changed, 1.0, 0.0)


def offered(state: State, until: int) -> tuple[Story, ...]:
    """The events that may be told now, three at most: of different kinds if there are enough, those not told first,
    then those that fit the vision, then the newest. until: the last week of which the desk has heard."""
    direction = direction_name(state.star_direction, state.products)
    stories = []
    for event in state.chronicle:
        if state.week - STORY_WEEKS <= event.week <= until:
            stories.append(Story(
                event.number, event.kind, event.week, event.team, event.product, event.figure, event.told,
                _fits(event, direction, state.star_direction),
            ))  # fmt: skip
    stories.sort(key=lambda story: (story.told, not story.fits, -story.week, story.number))
    chosen: list[Story] = []
    for distinct in (True, False):
        for story in stories:
            known = story in chosen or (distinct and any(story.kind == other.kind for other in chosen))
            if len(chosen) < STORIES and not known:
                chosen.append(story)
    return tuple(chosen)


def _fits(event: Event, direction: str, product: int) -> bool:
    wanted = TALES[TALE_INDEX[event.kind]].direction
    if direction == "product" and event.product == product:
        return True
    return direction != "" and wanted in ("", direction)


def retell(state: State, number: int) -> None:
    """One event of the chronicle becomes the story of the week; one that shows a declared value brings it in sight."""
    for event in state.chronicle:
        if event.number == number:
            hear_story(
                state, _fits(event, direction_name(state.star_direction, state.products), state.star_direction),
                event.told,
            )  # fmt: skip
            if event.told == 0:
                _show_value(state, TALES[TALE_INDEX[event.kind]].value)
    state.chronicle = tuple(
        replace(event, told=event.told + 1) if event.number == number else event for event in state.chronicle
    )


def _show_value(state: State, value: str) -> None:
    for slot in nonzero(state.declared >= 0):
        if state.world.value_names[int(state.declared[slot])] == value:
            state.visibility[slot] = np.minimum(state.visibility[slot] + 0.15, 1.0)
