"""The same decisions in another version of a level."""

from __future__ import annotations

import re
from pathlib import Path

from game import bots
from game.again import Decisions, led_on, played_again, retold
from game.levels import Level, read_text
from game.session import Session, play
from game.sim.actions import Action

FILE = Path(__file__).resolve().parent.parent / "levels" / "02-two-pizzas.yaml"
TEXT = re.sub(r"\ncast: \{.*?\n\}\n", "\n", FILE.read_text(encoding="utf-8"), flags=re.DOTALL)
TEXT = re.sub(r"    arrival: .*\n", "", TEXT).replace("point: team 5", "point: departments")
"""Without the people whom it follows by name and those who join: a smaller company has no place for some of them."""


WAITING = """\
format: 1
title: A card that waits
people: 12
weeks: 8
levers: [order, answer]
events: [{when: WHEN, dilemma: the burner}]
"""


def version(**changes: str) -> Level:
    text = TEXT
    for key, value in changes.items():
        old = next(line for line in text.splitlines() if line.startswith(f"{key}:"))
        text = text.replace(old, f"{key}: {value}", 1)
    return read_text(text, "02-two-pizzas.yaml")


def led(weeks: int, level: Level | None = None, seed: int | None = None) -> Session:
    return play(Session(level or version(), seed), bots.leader("orders"), weeks)


def test_in_the_same_level_it_is_the_same_game() -> None:
    session = led(9)
    for action in bots.leader("orders")(session.report):
        session.act(action)
    again = played_again(Decisions.of(session), session.level, 9)
    assert again.session.digest() == session.digest()
    assert again.session.pending == session.pending
    assert again.done == sum(map(len, session.log)) + len(session.pending)
    assert again.undone == ()


def test_another_version_that_says_other_things_is_the_same_game_without_being_played() -> None:
    session = led(9)
    session.act(Action("visit", 1))
    other = version(title="Other words", author="Nobody")
    again = retold(session, other)
    assert again is not None
    played = played_again(Decisions.of(session), other, 9)
    assert (again.done, again.undone) == (played.done, ())
    assert again.session.level is other
    assert (again.session.log, again.session.pending) == (played.session.log, played.session.pending)
    assert again.session.recording() == played.session.recording()
    again.session.advance()
    played.session.advance()
    assert again.session.digest() == played.session.digest()
    assert session.level.title != "Other words"


def test_a_version_that_may_go_another_way_is_never_taken_for_one_that_says_other_things() -> None:
    session = led(3)
    assert retold(session, version(people="9")) is None
    assert retold(session, version(seed="77")) is None
    assert retold(session, version(company="Nobody")) is None, "another company has other people"
    waits = [read_text(WAITING.replace("WHEN", when), "card.yaml") for when in ("morale below 40", "morale below 50")]
    assert waits[0].world == waits[1].world
    assert retold(Session(waits[0]), waits[1]) is None


def test_what_cannot_be_done_any_more_is_listed_with_its_week_and_why() -> None:
    session = led(9)
    again = played_again(Decisions.of(session), version(people="9"), 9)
    assert again.session.week == 9
    assert again.session.world.people == 9
    gone = [(week, action) for week, actions in enumerate(session.log) for action in actions
            if action.lever in ("order", "visit") and action.target == 3]  # fmt: skip
    assert gone
    assert [(undone.week, undone.action) for undone in again.undone] == gone
    assert all("no team number 4" in undone.why for undone in again.undone)
    assert again.done + len(again.undone) == sum(map(len, session.log))


def test_the_luck_follows_the_file_unless_the_player_chose_another() -> None:
    other = version(seed="77")
    assert played_again(Decisions.of(led(3)), other, 3).session.seed == 77
    assert played_again(Decisions.of(led(3, seed=5)), other, 3).session.seed == 5


def test_a_company_that_ends_before_stands_at_its_last_week() -> None:
    session = led(9)
    poor = read_text(TEXT.replace("cash: ", "cash: -1 # ", 1) if "cash: -1" in TEXT else _poor(), "02-two-pizzas.yaml")
    again = played_again(Decisions.of(session), poor, 9)
    assert 0 <= again.ends < 8
    assert again.session.week == again.ends
    assert not again.session.over
    again.session.advance()
    assert again.session.over


def _poor() -> str:
    lines = [("  cash: 20" if line.startswith("  cash:") else line) for line in TEXT.splitlines()]
    return "\n".join(lines) + "\n"


def test_one_goes_back_and_forth_by_what_was_decided() -> None:
    session = led(12)
    decisions = Decisions.of(session)
    early = played_again(decisions, session.level, 4).session
    assert early.week == 4
    assert early.log == session.log[:4]
    assert early.pending == session.log[4]
    assert played_again(decisions, session.level, 12).session.digest() == session.digest()


def test_somebody_else_leads_on_from_here_and_never_beyond_the_last_week() -> None:
    session = led(6)
    before = session.digest()
    on = led_on(session, "mixed", 10)
    assert (on.week, session.week, session.digest()) == (10, 6, before)
    assert on.log[:6] == session.log
    last = led_on(session, "mixed", 500)
    assert last.week == session.world.weeks - 1
    assert not last.over
