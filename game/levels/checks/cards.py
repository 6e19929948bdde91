"""Whether cards can be answered, and what they say is filled in."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

from game.levels.checks.desk import Desk, known_product
from game.levels.conditions import ConditionError, parse_condition
from game.levels.folder import is_in_pack
from game.levels.library import shelf
from game.levels.model import DilemmaBlock
from game.levels.problems import did_you_mean, shown
from game.levels.strict import Path
from game.sim.values import VERBS

LAST_WEEKS = 3
"""Weeks that must be left for an answer to show."""
_HAND = "Write it under “dilemmas”, or take one of levels/cards."


def check_dilemmas(desk: Desk) -> None:
    """Cards: their names, what they ask for, their answers; events: that the card exists and can be answered."""
    own: list[str] = []
    for index, card in enumerate(desk.block.dilemmas):
        path: Path = ("dilemmas", index)
        if _lost(desk, path):
            continue
        if card.name in own and desk.sound(*path, "name"):
            desk.findings.error(desk.tree.value((*path, "name")), "name", f"There are two cards {shown(card.name)}.")
        own.append(card.name)
        if card.make not in (None, "scarcest", "improve"):
            known_product(desk, card.make, (*path, "make"))
        answers = [verb for verb in VERBS if getattr(card, verb) is not None]
        if any(_lost(desk, (*path, verb)) for verb in VERBS):
            pass  # it was one more
        elif len(answers) < 2:
            desk.findings.error(desk.tree.value(path)._replace(width=1), "plan",
                                f"{shown(card.name)} needs two answers at least, usually three.",
                                f"Add some of {', '.join(VERBS)}.")  # fmt: skip
        elif len(answers) != 3:
            _count(desk, card.name, answers, (*path, answers[-1]))
        if card.value is not None and desk.sound("values", "offered") and card.value not in desk.world.value_names:
            desk.findings.warning(desk.tree.value((*path, "value")), "useless",
                                  f"The value {shown(card.value)} is not among those offered here.")  # fmt: skip
        _idle(desk, card, path)
        _card_texts(desk, card, path)
        named = desk.sound("events") and desk.sound(*path, "name")
        if not desk.in_library and named and all(e.dilemma != card.name for e in desk.block.events):
            desk.findings.warning(desk.tree.value((*path, "name")), "unbrought",
                                  f"No event brings the card {shown(card.name)}.",
                                  f"Add to the events: - {{when: quarter 2, dilemma: {card.name}}}")  # fmt: skip
    if all(event.dilemma is None for event in desk.block.events):
        return
    library = shelf()
    known = [*own, *library.cards]
    for index, event in enumerate(desk.block.events):
        path = ("events", index, "dilemma")
        if event.dilemma is None or not desk.sound(*path) or not desk.sound("dilemmas"):
            continue
        if event.dilemma not in known:
            lost = _lost_in_pack(desk) or _lost_card(library.unread)
            desk.findings.error(desk.tree.value(path), "name", f"There is no card {shown(event.dilemma)}.",
                                lost or did_you_mean(event.dilemma, known, otherwise=_HAND))  # fmt: skip
        elif "answer" not in desk.levers and desk.sound("levers"):
            desk.findings.error(desk.tree.value(path), "plan", "Nobody could answer this card.",
                                "Open the lever “answer”.")  # fmt: skip
        else:
            _in_time(desk, event.when, ("events", index, "when"))


def _lost(desk: Desk, path: Path) -> bool:
    """Whether a part of a card is gone as a whole, whatever else of it is at fault."""
    return any(bad == path[: len(bad)] for bad in desk.damaged)


def _idle(desk: Desk, card: DilemmaBlock, path: Path) -> None:
    """Notes what a card says and nothing can come of."""
    if card.make is None and desk.sound(*path, "make") and "make_weeks" in card.model_fields_set:
        desk.findings.warning(desk.tree.key((*path, "make_weeks")), "useless",
                              f"{shown(card.name)} asks for no work, so these weeks mean nothing.",
                              "Say what it asks for, such as “make: scarcest”, or take this out.")  # fmt: skip
    for name in (*VERBS, "silence"):
        turn = getattr(card, name)
        if card.value is None and desk.sound(*path, "value") and turn is not None and turn.agreement:
            desk.findings.warning(desk.tree.value((*path, name, "agreement")), "useless",
                                  f"{shown(card.name)} is about no value, so no agreement moves.",
                                  "Give the card a value, or take this out.")  # fmt: skip


def _count(desk: Desk, name: str, answers: Sequence[str], last: Path) -> None:
    if len(answers) == 2:
        others = " or ".join(verb for verb in VERBS if verb not in answers)
        desk.findings.warning(desk.tree.key(last), "answers",
                              f"{shown(name)} has two answers; a card has room for three.",
                              f"Add {others}.")  # fmt: skip
    else:
        desk.findings.warning(desk.tree.key(last), "answers",
                              f"{shown(name)} has four answers; a card has room for three.",
                              f"Take one out: {', '.join(answers)}.")  # fmt: skip


def _in_time(desk: Desk, when: str, path: Path) -> None:
    """Notes a card that comes when hardly anything can follow from it."""
    if not desk.sound(*path) or not desk.sound("weeks"):
        return
    try:
        week = parse_condition(when, desk.names).week
    except ConditionError:
        return
    left = desk.world.weeks - week
    if 0 < left < LAST_WEEKS:
        then = "the last week" if left == 1 else f"week {week + 1} of {desk.world.weeks}"
        desk.findings.warning(desk.tree.value(path), "late",
                              f"This card comes in {then} at the earliest, and nothing follows from it any more.",
                              f"Let it come by week {desk.world.weeks - LAST_WEEKS + 1}.")  # fmt: skip


def _lost_in_pack(desk: Desk) -> str:
    """Where in the pack around the level a card may be that is nowhere else, or an empty text."""
    if not is_in_pack(desk.findings.file):
        return ""
    from game.levels.packs import deck

    unread = deck.unread(desk.findings.file)
    return f"{_may_be_in(unread)} Mend {'that' if len(unread) == 1 else 'those'} first." if unread else ""


def _lost_card(unread: Sequence[str]) -> str:
    """Where a card may be that is nowhere else, or an empty text."""
    return f"{_may_be_in(unread)} See “check {shlex.quote(unread[0])}”." if unread else ""


def _may_be_in(unread: Sequence[str]) -> str:
    files, it = ", ".join(unread[:3]) + (" …" if len(unread) > 3 else ""), "it" if len(unread) == 1 else "one of them"
    return f"{files} cannot be read, and the card may be in {it}."


def _card_texts(desk: Desk, card: DilemmaBlock, path: Path) -> None:
    texts = {("title",): card.title, ("text",): card.text, ("silence", "then"): card.silence.then}
    for verb in VERBS:
        answer = getattr(card, verb)
        if answer is not None:
            texts |= {(verb, "does"): answer.does, (verb, "says"): answer.says, (verb, "then"): answer.then}
    for place, text in texts.items():
        if not desk.sound(*path, *place):
            continue
        spot = desk.tree.value((*path, *place))
        for word in re.findall(r"\{([^}]*)\}", text):
            if word not in ("department", "product"):
                desk.findings.error(spot, "name", f"{shown('{' + word + '}')} stands for nothing on a card.",
                                    "A card may name {department} and {product}.")  # fmt: skip
            elif word == "product" and card.make is None and desk.sound(*path, "make"):
                desk.findings.error(spot, "plan", "This card asks for no product.",
                                    "Say what it asks for: “make: scarcest”.")  # fmt: skip
