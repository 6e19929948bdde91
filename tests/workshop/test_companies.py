"""Many companies on the same luck: groups lead at their own pace within a round, and what they did can be run again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from game import bots
from game.levels import LevelError
from game.session import Session, play, verify
from game.sim.actions import parse
from game.sim.levers import LEVERS, RIGHTS, preview
from game.sim.world import QUARTER_WEEKS
from game.words.foresight import foretelling
from game.workshop import companies, views
from game.workshop import events as ev
from game.workshop.company_levers import FIELD_WORDS, GROUPS, TARGET_WORDS, groups
from game.workshop.company_view import company_board, weighed
from game.workshop.debrief.same_luck import group
from game.workshop.dry_run import dry_run
from game.workshop.presets import OWN, PRESETS
from game.workshop.records import GIVEN_UP, Room
from game.workshop.room import apply, due, opened, refusal

AT = 1_700_000_000_000
LETTER = "order team:0 job:1 weeks:4"


def after(events: Sequence[ev.Event], room: Room) -> Room:
    """The room after events, none of which may be refused."""
    for event in events:
        assert refusal(room, event) is None, (ev.line(event), refusal(room, event))
        room = apply(room, event)
    return room


def begun(groups: int = 3, preset: str = "companies-60") -> Room:
    """A room whose first quarter is open, with a company for each of so many groups."""
    room = opened(ev.Open(AT, preset, 7, "letters"))
    sits = [ev.Sit(AT, f"seat-{n + 1}", f"Name {n + 1}") for n in range(groups)]
    return after([*sits, ev.Start(AT), ev.Begin(AT)], room)


def ran(room: Room, seat: str, weeks: int = QUARTER_WEEKS) -> Room:
    """The room after a group has let so many weeks run, however often they stopped."""
    known = room.seat(seat)
    assert known is not None
    session = room.led_by(known)
    assert session is not None
    until = min(session.week + weeks, room.round_end)
    while session.week < until and not session.over:
        run = ev.Run(AT, seat, room.step, f"{seat}-{session.week}", session.week, until - session.week)
        room = after([run], room)
        session = room.led_by(known)
        assert session is not None
    return room


def test_all_companies_begin_alike_and_differ_by_how_they_are_led() -> None:
    room = begun()
    assert len({session.digest() for session in room.companies.values()}) == 1
    room = after([ev.Act(AT, "seat-2", 0, "k", 0, LETTER)], room)
    for seat in ("seat-1", "seat-2", "seat-3"):
        room = ran(room, seat, 6)
    one, two, three = (session.state().digest() for session in room.companies.values())
    assert one == three
    assert one != two


def test_weeks_stop_when_something_happens_and_never_go_past_the_quarter() -> None:
    room = begun(1)
    weeks = []
    while not room.through(0):
        week = room.companies["company-1"].week
        room = after([ev.Run(AT, "seat-1", 0, f"k{week}", week, QUARTER_WEEKS)], room)
        weeks.append(room.companies["company-1"].week - week)
    assert sum(weeks) == QUARTER_WEEKS
    assert len(weeks) > 1, "in thirteen weeks something happens"
    assert room.told["company-1"].news
    again = ev.Run(AT, "seat-1", 0, "more", QUARTER_WEEKS, 1)
    assert "quarter is played" in str(refusal(room, again))


def test_a_second_press_by_somebody_else_of_the_group_runs_nothing_twice() -> None:
    room = begun(1)
    press = ev.Run(AT, "seat-1", 0, "first", 0, 1)
    room = after([press], room)
    assert apply(room, press) is room, "the same key is the same press"
    assert "already" in str(refusal(room, ev.Run(AT, "seat-1", 0, "second", 0, 1)))


def test_a_round_ends_when_every_group_has_played_it_and_by_its_clock_otherwise() -> None:
    room = begun(2)
    room = ran(room, "seat-1")
    assert due(room, AT + 1) is None
    assert due(room, room.deadline) == ev.Close(room.deadline, "time")
    slow = after([ev.Act(AT, "seat-2", 0, "k", 0, LETTER), ev.Close(AT, "time")], room)
    assert [session.week for session in slow.companies.values()] == [QUARTER_WEEKS] * 2
    assert slow.companies["company-2"].log[0], "what lay on the desk when time was up is sent"
    done = ran(room, "seat-2")
    closes = due(done, AT + 1)
    assert isinstance(closes, ev.Close)
    assert after([closes], done).stage == "between"


def test_whoever_leads_nothing_any_more_is_stood_in_for_and_may_come_back() -> None:
    room = begun(2)
    room = ran(room, "seat-1")
    room = after([ev.MoveOn(AT, 1)], room)
    assert due(room, AT + 1) is not None, "nobody is waited for any more"
    room = after([ev.Close(AT, "all have played it")], room)
    idle = play(Session(companies.level_of("", 3), 7), lambda report: (), QUARTER_WEEKS)
    assert room.companies["company-2"].score() > idle.score(), "a bot has led it"
    told = room.told["company-2"]
    assert told.happened & {action.lever for week in room.companies["company-2"].log for action in week}
    assert told.news[-1][0] > QUARTER_WEEKS // 2, "whoever comes back finds the newest of what happened meanwhile"
    room = after([ev.Begin(AT), ev.Touch(AT, "seat-2"), ev.Act(AT, "seat-2", 1, "back", QUARTER_WEEKS, LETTER)], room)
    seat = room.seat("seat-2")
    assert seat is not None
    assert seat.missed < GIVEN_UP


def test_what_a_group_may_not_do_is_refused_with_a_sentence_and_changes_nothing() -> None:
    room = begun(2)
    for event in (
        ev.Act(AT, "seat-1", 1, "k", 0, LETTER), ev.Act(AT, "seat-1", 0, "k", 3, LETTER),
        ev.Act(AT, "seat-9", 0, "k", 0, LETTER), ev.Act(AT, "seat-1", 0, "k", 0, "nonsense"),
        ev.Act(AT, "seat-1", 0, "k", 0, "tag product:0 coins:2 weeks:6"), ev.Unact(AT, "seat-1", 0, "k", 0),
        ev.Act(AT, "seat-1", 0, "k", 0, "shock product:0 percent:400 weeks:9 by:facilitator"),
        ev.Act(AT, "seat-1", 0, "k", 0, "team_choice team:1 job:1 weeks:4 by:seat-1"),
        ev.Run(AT, "seat-1", 0, "k", 0, 0), ev.Run(AT, "seat-1", 0, "k", 0, 14), ev.Gather(AT, "seat-1", "k", 1),
    ):  # fmt: skip
        assert (refusal(room, event) or "").endswith((".", "?")), ev.line(event)
        assert apply(room, event) is room
    paused = after([ev.Pause(AT, "tea")], room)
    assert refusal(paused, ev.Run(AT, "seat-1", 0, "k", 0, 1)) == "The clock stands still just now."


def test_the_facilitators_shock_is_no_move_that_a_group_can_take_back() -> None:
    room = after([ev.Close(AT, "test"), ev.Shock(AT, 1, 300, 6), ev.Begin(AT)], begun(1))
    assert room.companies["company-1"].pending, "it waits for the first week of the quarter"
    refused = ev.Unact(AT, "seat-1", 1, "k", QUARTER_WEEKS)
    assert refusal(room, refused) == "There is nothing to take back."
    view = views.seat_view(room, "seat-1")
    assert view["sent"] == []


def test_groups_that_gather_lead_one_company_and_late_ones_get_their_own_while_it_is_early() -> None:
    room = opened(ev.Open(AT, "companies-60", 7, "letters"))
    room = after([ev.Sit(AT, f"seat-{n + 1}", f"Name {n + 1}") for n in range(4)], room)
    tables = views.seat_view(room, "seat-4")["tables"]
    assert isinstance(tables, list)
    room = after([ev.Gather(AT, "seat-4", "k", 0)], room)
    rows = views.seat_view(room, "seat-2")["tables"]
    assert isinstance(rows, list)
    assert [row["people"] for row in rows] == [["Name 1", "Name 4"], ["Name 2"], ["Name 3"]], "nobody else has moved"
    room = after([ev.Start(AT), ev.Begin(AT)], room)
    assert room.teams == 3
    together = [seat.seat for seat in room.seats if seat.team == 0]
    assert together == ["seat-1", "seat-4"]
    room = after([ev.Sit(AT, "seat-5", "Late")], room)
    assert room.teams == 4
    room = after([ev.Close(AT, "test"), ev.Sit(AT, "seat-6", "Later")], room)
    latest = room.seat("seat-6")
    assert latest is not None
    assert latest.team == -1, "they watch until the facilitator gives them a table"
    room = after([ev.Remove(AT, "seat-5"), ev.Sit(AT, "seat-7", "Lucky")], room)
    lucky = room.seat("seat-7")
    assert lucky is not None
    assert lucky.team == 3, "a company that nobody leads is taken over"


def test_a_round_taken_back_leaves_no_trace_in_any_company() -> None:
    room = begun(2)
    stood = {name: session.digest() for name, session in room.companies.items()}
    played = ran(after([ev.Act(AT, "seat-1", 0, "k", 0, LETTER)], room), "seat-1")
    back = after([ev.Close(AT, "test"), ev.TakeBack(AT), ev.Begin(AT)], played)
    assert {name: session.digest() for name, session in back.companies.items()} == stood
    assert not back.told["company-1"].news
    late = after([ev.Sit(AT, "seat-3", "Late")], played)
    back = after([ev.TakeBack(AT)], late)
    assert {session.digest() for session in back.companies.values()} == set(stood.values())
    assert back.teams == 3, "who came late keeps a company, as fresh as the others"


@lru_cache(maxsize=1)
def whole() -> Room:
    """A whole workshop of five groups, each led in another way."""
    return dry_run("companies-120", 3, 5)


def test_who_came_late_keeps_a_company_when_the_first_quarter_is_taken_back() -> None:
    room = after([ev.Sit(AT, "seat-4", "Late"), ev.TakeBack(AT), ev.Begin(AT)], begun())
    assert room.readiness == (0, 4)
    late = room.led_by(room.seats[3])
    assert late is not None
    assert late.week == 0
    room = after([ev.Run(AT, "seat-4", 0, "k", 0, 1)], room)
    assert views.seat_view(room, "seat-4")["company"] == companies.company_name(3)


def test_a_company_that_is_founded_late_meets_the_same_shocks() -> None:
    room = opened(ev.Open(AT, "companies-60", 7, "letters"))
    room = after([ev.Sit(AT, "seat-1", "One"), ev.Start(AT), ev.Shock(AT, 0, 300, 8), ev.Begin(AT)], room)
    room = after([ev.Sit(AT, "seat-2", "Late")], room)
    for seat in ("seat-1", "seat-2"):
        room = ran(room, seat)
    one, two = room.companies.values()
    assert one.state().digest() == two.state().digest()


def test_a_shock_for_which_no_quarter_is_left_is_refused() -> None:
    room = begun(1)
    room = after([event for _ in range(2) for event in (ev.Close(AT, ""), ev.Begin(AT))], room)
    assert room.step == 2
    assert refusal(room, ev.Shock(AT, 0, 300, 8)) == "No round is left for it."
    assert not views.host_view(room)["can"]["shock"]  # type: ignore[index]


@pytest.mark.slow
def test_a_whole_workshop_is_ordinary_saved_games(tmp_path: Path) -> None:
    room = whole()
    assert room.stage == "debrief"
    for name, session in room.companies.items():
        assert session.over
        assert verify(session.save(tmp_path / f"{name}.headcount")).ok


def test_a_pages_state_has_the_number_that_its_pulse_has() -> None:
    room = ran(begun(2), "seat-2", 3)
    view, pulse = views.seat_view(room, "seat-2"), views.pulse(room, room.seat("seat-2"))
    assert {name: view[name] for name in pulse} == pulse, "or a page would not know that it is behind"


def test_a_page_need_not_fetch_what_others_do_to_their_own_company() -> None:
    room = begun(2)
    moved = ran(room, "seat-2", 3)
    for seat, fetches in (("seat-1", False), ("seat-2", True)):
        before, after_it = room.seat(seat), moved.seat(seat)
        assert before is not None
        assert after_it is not None
        assert (room.number_for(before) != moved.number_for(after_it)) == fetches
    back = after([ev.Close(AT, "test"), ev.TakeBack(AT)], moved)
    seat_2 = back.seat("seat-2")
    assert seat_2 is not None
    assert back.number_for(seat_2) > moved.number_for(seat_2), "a round taken back is news to everybody"


@pytest.mark.slow
def test_a_page_is_told_its_own_company_and_no_other() -> None:
    room = whole()
    told = json.dumps(views.seat_view(room, "seat-1"), ensure_ascii=False)
    assert "Birch" in told
    assert "Elm" not in told
    wall = json.dumps(views.wall_view(room), ensure_ascii=False)
    for session in room.companies.values():
        assert session.digest()[:12] not in wall
    host = views.host_view(room)
    assert json.loads(json.dumps(host))["seats"][0]["team"] == "Birch"


def test_the_board_and_the_weighing_of_a_move_are_what_the_desk_knows() -> None:
    room = begun(1)
    seat = room.seat("seat-1")
    assert seat is not None
    assert company_board(room, seat).startswith("<svg")
    before = room.companies["company-1"].digest()
    letter = weighed(room, seat, "order_department department:1 job:2 weeks:4")
    assert letter["ok"]
    assert letter["price"] == "1 disc for 3 weeks"
    action = parse("order_department department:1 job:2 weeks:4")
    told = foretelling(preview(room.companies["company-1"].report, action))
    assert told is not None
    assert letter["range"] == told.words
    assert not weighed(room, seat, "tag product:0 coins:2 weeks:6")["ok"]
    assert not weighed(room, seat, "order team:99 job:0 weeks:4")["ok"]
    assert not weighed(room, seat, "order")["ok"]
    assert room.companies["company-1"].digest() == before


def test_every_lever_that_a_plan_opens_is_on_a_tab_with_words_for_all_its_fields() -> None:
    offered = {name for names in GROUPS.values() for name in names}
    for row in companies.QUARTERS:
        assert {name for name in row.levers if name not in RIGHTS and name != "answer"} <= offered
    assert {field for name in offered for field in LEVERS[name].fields} <= set(FIELD_WORDS)
    assert {LEVERS[name].target for name in offered} <= {*TARGET_WORDS, "everyone"}


def test_values_defaults_and_figures_say_what_they_do() -> None:
    report = play(Session(companies.level_of("", 4), 5), bots.leader("orders"), 3 * QUARTER_WEEKS).report
    rows = groups(report, companies.level_of("", 4))
    levers = {lever["name"]: lever for row in rows for lever in row["levers"]}  # type: ignore[attr-defined]
    told = [*levers["declare"]["targets"], *levers["default"]["fields"][0]["choices"]]
    told += levers["kpi"]["fields"][0]["choices"]
    assert all(len(choice["means"]) > 20 for choice in told)


@pytest.mark.parametrize("preset", [p for p in PRESETS if PRESETS[p].kind == "companies" and p != OWN])
def test_every_quarter_opens_what_the_plan_says(preset: str) -> None:
    level = PRESETS[preset].level("")
    session = Session(level, 5)
    for quarter in range(PRESETS[preset].quarters):
        report = play(session, bots.leader("orders"), quarter * QUARTER_WEEKS).report
        opened_now = {lever for row in companies.QUARTERS[: quarter + 1] for lever in row.levers}
        assert set(report.levers) == opened_now


@pytest.mark.slow
def test_letting_go_after_the_first_quarter_pays_in_the_workshops_company() -> None:
    level = companies.level_of("", 3)
    gains = []
    for seed in range(900, 908):
        orders, mixed = bots.leader("orders"), bots.leader("mixed")
        letting = play(Session(level, seed), lambda r, o=orders, m=mixed: (o if r.week < QUARTER_WEEKS else m)(r))
        gains.append(100 * (letting.score() - play(Session(level, seed), bots.leader("orders")).score()))
    assert sum(gains) / len(gains) >= 2.0, gains


OURS = """format: 1
title: Ward Seven
people: 40
weeks: 30
money: {cash: 90000}
levers: [order, order_department, visit, default, choose, tag]
"""


def test_a_room_opens_on_a_level_of_ones_own_and_its_journal_brings_it_along() -> None:
    opening = ev.OpenLevel(AT, 7, OURS)
    assert ev.parse(ev.line(opening)) == opening
    room = opened(opening)
    assert [step.label for step in room.plan] == ["Quarter 1", "Quarter 2", "Quarter 3", "What happened"]
    room = after([ev.Sit(AT, "seat-1", "Ward"), ev.Start(AT), ev.Begin(AT)], room)
    assert views.seat_view(room, "seat-1")["title"] == "Ward Seven"
    for _ in range(2):
        room = after([ev.Close(AT, "test"), ev.Begin(AT)], room)
    room = after([ev.Close(AT, "test")], room)
    assert room.companies["company-1"].week == 30
    with pytest.raises(LevelError):
        opened(ev.OpenLevel(AT, 7, "format: 1\npeople: many\n"))
    with pytest.raises(ValueError, match="no preset"):
        opened(ev.Open(AT, OWN, 7, "letters"))


def test_the_plan_can_change_its_kind_before_the_start() -> None:
    room = after([ev.Sit(AT, "seat-1", "One")], opened(ev.Open(AT, "60", 7, "letters")))
    room = after([ev.Plan(AT, "companies-90", "letters")], room)
    assert views.seat_view(room, "seat-1")["role"] == "lobby"
    assert refusal(room, ev.Plan(AT, OWN, "letters")) == "There is no such plan."
    assert after([ev.Start(AT)], room).many


def test_the_leaders_own_link_shows_no_groups_company() -> None:
    room = begun()
    assert "levers" not in views.desk_view(room)
    assert views.desk_board(room) == ""
    assert refusal(room, ev.Lead(AT, "k", LETTER)) is not None


@pytest.mark.slow
def test_each_group_alone_is_told_which_of_the_walls_companies_is_its_own() -> None:
    room = whole()
    told = [json.dumps(views.seat_view(room, seat.seat)["rest"]) for seat in room.seats]
    numbers = [re.findall(r"yours is Company (\d)", text) for text in told]
    assert sorted(numbers) == [["1"], ["2"], ["3"], ["4"], ["5"]]
    found = group(list(room.companies.values()))
    for seat, (number,) in zip(room.seats, numbers, strict=True):
        assert found.companies[int(number) - 1].session is room.led_by(seat)
