"""What people believe and whom they follow: values, rituals, the vision, the advert, colleagues, dilemmas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.sim.actions import Action
from game.sim.company import deeds, dilemmas, influence, stories, vision
from game.sim.curves import nonzero
from game.sim.desk.reports import Report
from game.sim.state import State
from game.sim.values import DIRECTIONS, HEIGHTS, SLOTS, VERB_TITLES
from game.sim.world import QUARTER_WEEKS

NO_STORY = -1
"""The only choice of a story while there is none to tell."""


def refuse_declare(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    standing = {banner.value for banner in report.banners}
    coming = {a.target for a in pending if a.lever == "declare"}
    if action.target in standing | coming:
        return "That banner hangs already."
    if len(standing | coming) >= SLOTS:
        return "Three values stand already. Retire one first."
    return None


def declare(state: State, action: Action) -> None:
    slot = int(nonzero(state.declared < 0)[0])
    state.declared[slot] = action.target
    state.visibility[slot] = 0.4
    state.commitment[slot] = 0.3 * state.agreement[action.target] * state.trust


def refuse_standing(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if action.target not in {banner.value for banner in report.banners}:
        return "That value does not stand."
    if any(a.lever == "retire" and a.target == action.target for a in pending):
        return "Its banner comes down this week."
    if any(a.lever == action.lever and a.target == action.target for a in pending):
        return "That is decided already this week."
    return None


def retire(state: State, action: Action) -> None:
    slot = int(nonzero(state.declared == action.target)[0])
    call_off(state, action)
    state.declared[slot] = -1
    state.visibility[slot] = 0.0
    state.commitment[slot] = 0.0
    state.trust = np.maximum(state.trust - 0.04, 0.0)


def refuse_ritual(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    sentence = refuse_standing(report, pending, action)
    held = [banner.ritual for banner in report.banners if banner.value == action.target]
    if sentence is None and held and held[0] == action.amount[0]:
        return "The ritual is held there already."
    if sentence is None and held and held[0] >= 0:
        return "That ritual is held elsewhere. Call it off first; its disc comes back at once."
    return sentence


def departments(report: Report) -> Sequence[int]:
    return range(report.world.departments)


def hold_ritual(state: State, action: Action) -> None:
    slot = int(nonzero(state.declared == action.target)[0])
    state.rituals[slot] = action.amount[0]


def refuse_rest(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    sentence = refuse_standing(report, pending, action)
    if sentence is None and not any(b.value == action.target and b.ritual >= 0 for b in report.banners):
        return "No ritual is held for that value."
    return sentence


def call_off(state: State, action: Action) -> None:
    slot = int(nonzero(state.declared == action.target)[0])
    state.rituals[slot] = -1
    state.discs = tuple(d for d in state.discs if not (d.lever == "ritual" and d.target == action.target))


def directions(report: Report) -> Sequence[int]:
    return range(len(report.world.products) + len(DIRECTIONS))


def heights(report: Report) -> Sequence[int]:
    return HEIGHTS if "height" in report.levers else HEIGHTS[:1]


def refuse_tell(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "tell" for a in pending):
        return "You tell a vision this week already. Undo that first."
    star = report.star
    if star is not None and (star.direction, star.height) == action.amount:
        return "That is the vision already. Retell it by a story."
    return None


def tell(state: State, action: Action) -> None:
    vision.tell(state, action.amount[0], action.amount[1])


def story_numbers(report: Report) -> Sequence[int]:
    return [story.number for story in report.stories] or [NO_STORY]


def refuse_retell(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "retell" for a in pending):
        return "You tell a story this week already. Undo that first."
    if action.amount[0] == NO_STORY:
        return "Nothing has come to your ears this quarter that is worth telling."
    if report.star is None and not any(a.lever == "tell" for a in pending):
        return "There is no vision yet that a story could speak for."
    return None


def retell(state: State, action: Action) -> None:
    stories.retell(state, action.amount[0])


def refuse_advert(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "advert" for a in pending):
        return "You have changed the advert already. Undo that first."
    if report.week % QUARTER_WEEKS:
        return "The advert is written when a quarter begins. The next one is not far."
    return "That is what the advert says already." if action.amount[0] == report.advert else None


def set_advert(state: State, action: Action) -> None:
    state.advert, state.advert_week = action.amount[0], state.week


def refuse_light(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    department = int(report.department[action.target])
    if any(a.lever == "spotlight" and int(report.department[a.target]) == department for a in pending):
        return "Somebody of that department stands in the light this week already."
    return "Nobody works there now." if report.head[action.target] == 0 else None


def light(state: State, action: Action) -> None:
    if influence.light(state, action.target):
        deeds.note(state, "same spotlight")


def refuse_promote(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    department = int(report.department[action.target])
    if any(a.lever == "promote" and int(report.department[a.target]) == department for a in pending):
        return "You have chosen that department's manager this week already."
    if not any(candidate.team == action.target for candidate in report.candidates):
        return "You have not met them lately. Visit them first, and see whom they listen to."
    if any(candidate.team == action.target and candidate.leads for candidate in report.candidates):
        return "They manage that department already."
    return None


def promote(state: State, action: Action) -> None:
    influence.promote(state, action.target)


def refuse_answer(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    lying = [card for card in report.cards if card.index == action.target and card.verb < 0 and not card.settled]
    if not lying:
        return "That card does not lie on the desk."
    if lying[0].until < report.week:
        return "That card has waited too long; it goes back this week as it came."
    if any(a.lever == "answer" and a.target == action.target for a in pending):
        return "You have answered that card this week already. Undo that first."
    return None


def no_such_answer(report: Report, action: Action) -> str:
    """That a card has not come to the desk, or bears no such answer, so that it has no price; else an empty text."""
    if action.target not in [card.index for card in report.cards]:
        return "That card does not lie on the desk."
    if action.amount[0] not in [answer.verb for answer in report.world.dilemmas[action.target].answers]:
        return f"“{VERB_TITLES[action.amount[0]]}” is not among the answers on that card."
    return ""


def answer(state: State, action: Action) -> None:
    dilemmas.answer(state, action.target, action.amount[0])
