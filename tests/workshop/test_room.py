"""A room is its journal: what it holds follows from its events alone, and nothing else changes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game import saves
from game.debrief import whole
from game.session import Session, verify
from game.sim.levers import LEVERS
from game.workshop import events as ev
from game.workshop import views
from game.workshop.dry_run import dry_run, rooms
from game.workshop.knowledge import news, reports
from game.workshop.presets import MONTHS, PRESETS, company
from game.workshop.records import GIVEN_UP, MOST_SEATS, Room
from game.workshop.room import apply, due, opened, refusal

AT = 1_700_000_000_000
OPEN = ev.Open(AT, "60", 7, "letters")


def after(events: Sequence[ev.Event], room: Room | None = None) -> Room:
    """The room after events, none of which may be refused."""
    room = room or opened(OPEN)
    for event in events:
        assert refusal(room, event) is None, (ev.line(event), refusal(room, event))
        room = apply(room, event)
    return room


def begun(seats: int = 6, steps: int = 1, preset: str = "60", first: str = "letters") -> Room:
    """A started room whose step number `steps` is open; months before it were played without a word."""
    room = opened(ev.Open(AT, preset, 7, first))
    room = after([ev.Sit(AT, f"seat-{n + 1}", f"Name {n + 1}") for n in range(seats)], room)
    room = after([ev.Start(AT), ev.Begin(AT)], room)
    for _ in range(steps):
        room = after([ev.Close(AT, "test"), ev.Begin(AT)], room)
    return room


def digests(room: Room) -> dict[str, str]:
    return {way: session.digest() for way, session in room.companies.items()}


def decide(room: Room, seat: str, key: str = "k", choice: int = 0, at: int = AT) -> ev.Decide:
    """A choice that the phone at a seat offers."""
    row = views.seat_view(room, seat)["choices"][choice]
    return ev.Decide(at, seat, room.step, key, row["answer"], row["job"], "")


# Events


EXAMPLES: list[ev.Event] = [
    OPEN, ev.Plan(AT, "90", "prices"), ev.Sit(AT, "seat-1", "Ünal =& %20 “x”"), ev.Rename(AT, "seat-1", "B C"),
    ev.Remove(AT, "seat-1"), ev.Away(AT, "seat-1", True), ev.Touch(AT, "seat-1"), ev.Bot(AT, "seat-1", False),
    ev.Move(AT, "seat-1", -1), ev.Shuffle(AT, 3), ev.Start(AT), ev.Begin(AT), ev.Pause(AT, "tea, and cake"),
    ev.Resume(AT), ev.Extend(AT, 60), ev.Close(AT, "time"), ev.MoveOn(AT, 10),
    ev.Decide(AT, "seat-1", 3, "k1", "own", 2, "few-1"), ev.Answer(AT, "seat-1", 0, "k2", (1, 2, 30)),
    ev.Answer(AT, "seat-1", 0, "k3", ()), ev.Lead(AT, "k4", "order team:3 job:1 weeks:4"), ev.Unlead(AT, "k5"),
    ev.TakeBack(AT), ev.Branch(AT, "what if", 2), ev.Show(AT, 4, True), ev.Hide(AT, True),
    ev.Tell(AT, "all", "Tea at four."), ev.Shock(AT, 1, 150, 8), ev.Forget(AT),
    ev.OpenLevel(AT, 7, "format: 1\ntitle: “Ours”\npeople: 40\n"), ev.Gather(AT, "seat-1", "k6", -1),
    ev.Act(AT, "seat-1", 0, "k7", 3, "order team:1 job:2 weeks:4"), ev.Unact(AT, "seat-1", 0, "k8", 3),
    ev.Run(AT, "seat-1", 0, "k9", 3, 13), ev.Words(AT, "seat-1", "k10", 3, "We say so, “today” & = %"),
    ev.Words(AT, "", "k11", 0, ""), ev.Strike(AT, "company-2", 3),
]  # fmt: skip


def test_every_kind_of_event_is_written_and_read_as_one_line() -> None:
    assert {type(event) for event in EXAMPLES} == set(ev.KINDS.values())
    for event in EXAMPLES:
        line = ev.line(event)
        assert "\n" not in line
        assert ev.parse(line) == event


@pytest.mark.parametrize("text", [
    "", "1", "x begin", "1 dance", "1 begin extra=1", "1 extend", "1 extend seconds=x", "1 away seat=seat-1 on=2",
    "1 extend seconds=99999999999999999999", "1 answer seat=s round=1 key=k figures=1,,2",
    "1 sit seat=seat-1 name=" + "x" * 3000,
])  # fmt: skip
def test_a_line_that_is_no_event_is_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"[.]$"):
        ev.parse(text)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        event = ev.parse(text)
    except ValueError:
        return
    assert ev.parse(ev.line(event)) == event


# The machine


@pytest.mark.slow
def test_a_room_goes_from_the_lobby_to_its_debrief() -> None:
    room = dry_run("90", 3, 9)
    kinds = [room.plan[month.step].kind for month in room.months]
    assert kinds == ["letters"] * 4 + ["prices"] * 4 + ["values"] * 3
    assert room.stage == "debrief"
    assert sum(room.plan[step].kind == "sketch" for step, _ in room.answers) == 9
    assert all(len(month.decisions) == 9 for month in room.months)
    assert set(json.loads(json.dumps(views.wall_view(room)))) >= {"reveal", "plan", "people"}


@pytest.mark.parametrize("preset", [preset.name for preset in PRESETS.values() if preset.kind == "teams"])
@pytest.mark.parametrize("first", ["letters", "prices"])
@pytest.mark.slow
def test_every_plan_can_be_played_in_either_order(preset: str, first: str) -> None:
    room = dry_run(preset, 5, 5, first)
    ways = [month.way for month in room.months if month.way in ("letters", "prices")]
    assert ways[0] == first
    assert len(ways) == 2 * PRESETS[preset].months


def test_the_same_luck_is_dealt_to_both_ways_under_other_names() -> None:
    one, two = (Session(company(way, 24, 16), 11) for way in ("letters", "prices"))
    assert not set(one.level.product_names) & set(two.level.product_names)
    assert one.level.team_names == two.level.team_names
    while not one.over:
        one.advance()
        two.advance()
    for ledger, other in zip(one.ledgers, two.ledgers, strict=True):
        assert np.array_equal(ledger.reference_demand, other.reference_demand)


OWN_LEVEL = """\
format: 1
title: A Small House
people: 20
weeks: 26
organisation: {team_size: 5}
levers: [order, visit, default, declare, retire]
values: {offered: [candour, care]}
"""
"""In which values can be declared from the first week on."""


@pytest.mark.parametrize("preset", ["60", "level"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
@pytest.mark.slow
def test_from_any_place_in_a_journal_the_room_is_the_same(preset: str, data: st.DataObject) -> None:
    opening = ev.Open(AT, preset, 7, "letters") if preset != "level" else ev.OpenLevel(AT, 7, OWN_LEVEL)
    room, journal = opened(opening), [ev.line(opening)]
    # A lobby where anything may happen seldom starts: most rooms are at work from the first.
    arrivals = [ev.Sit(AT, f"seat-{n + 1}", f"Early {n}") for n in range(4)]
    first = [*arrivals, ev.Start(AT), ev.Begin(AT)] if data.draw(st.integers(0, 3)) else []
    for number in range(data.draw(st.integers(5, 60))):
        event = first[number] if number < len(first) else data.draw(happenings(room, number))
        before = digests(room)
        reason, then = refusal(room, event), apply(room, event)
        if reason is not None:
            assert then is room
            continue
        assert digests(room) == before, "an event changed the room it came to"
        if getattr(event, "key", None):
            assert apply(then, event) is then, "an event twice is an event once"
        room = then
        journal.append(ev.line(event))
        for seat in room.seats[number % 3 :: 3]:
            json.dumps(views.seat_view(room, seat.seat))
        json.dumps([views.wall_view(room), views.host_view(room), views.desk_view(room), views.desk_board(room)[:9]])
    again = opened(ev.parse(journal[0]))  # type: ignore[arg-type]
    for line in journal[1:]:
        again = apply(again, ev.parse(line))
    assert digests(again) == digests(room)
    assert (again.seats, again.months, again.answers, again.step, again.number, again.told, again.words) == (
        room.seats, room.months, room.answers, room.step, room.number, room.told, room.words,
    )  # fmt: skip


@st.composite
def happenings(draw: st.DrawFn, room: Room, number: int) -> ev.Event:
    """Any event, likely and unlikely ones. Only what the lot falls on is made: making all took longer than the room."""
    at, seats = AT + number, [seat.seat for seat in room.seats] or ["seat-1"]
    key, next_seat = f"key-{number}", f"seat-{len(room.seats) + 1}"

    def of(*choices: Any) -> Any:
        return draw(st.sampled_from(choices))

    def between(least: int, most: int) -> int:
        return draw(st.integers(least, most))

    def seat() -> str:
        return str(of(*seats))

    def weeks() -> int:
        return int(of(0, *(session.week for session in room.companies.values())))

    def rounds() -> int:
        return int(of(room.step, room.step, room.step - 1, room.step + 1))

    some: list[Callable[[], ev.Event]] = [
        lambda: ev.Sit(at, next_seat, f"N {number}"),
        lambda: ev.Start(at) if len(room.seats) > 2 else ev.Sit(at, next_seat, "Early"),
        lambda: ev.Begin(at), lambda: ev.Begin(at), lambda: ev.Close(at, "test"), lambda: ev.TakeBack(at),
        lambda: ev.Remove(at, seat()), lambda: ev.Away(at, seat(), of(False, True)), lambda: ev.Touch(at, seat()),
        lambda: ev.Bot(at, seat(), of(False, True)), lambda: ev.Move(at, seat(), between(-2, 8)),
        lambda: ev.Pause(at, "why"), lambda: ev.Resume(at), lambda: ev.MoveOn(at, 3),
        lambda: ev.Shock(at, between(-1, 4), between(10, 200), 6), lambda: ev.Branch(at, "branch", rounds()),
        lambda: ev.Forget(at),
        lambda: ev.Decide(at, seat(), rounds(), key, of("do", "object", "own", "ask", "stay"), between(-1, 4),
                          of("", "few-1", "good-9")),
        lambda: ev.Answer(at, seat(), rounds(), key, of((3,), (1, 2), (9, 1), (1, 2, 3, 4, 5, 6), (0,), (41,) * 6)),
        lambda: ev.Lead(at, key, of(
            "ready", "visit team:1", "order team:0 job:1 weeks:4", "order_department department:1 job:2 weeks:4",
            "tag product:1 coins:2 weeks:6", "team_choice team:1 job:1 weeks:4 by:seat-1", "nonsense")),
        lambda: ev.Unlead(at, key), lambda: ev.Gather(at, seat(), key, between(-1, 3)),
        lambda: ev.Plan(at, of("60", "companies-60", "level"), "prices"),
        lambda: ev.Act(at, seat(), rounds(), key, weeks(), of(
            "order team:0 job:1 weeks:4", "visit team:3", "reporting level:2", "default default:1", "nonsense",
            "shock product:0 percent:400 weeks:9 by:facilitator", "declare value:0", "declare value:1")),
        lambda: ev.Unact(at, seat(), rounds(), key, weeks()),
        lambda: ev.Run(at, seat(), rounds(), key, weeks(), between(0, 13)),
        lambda: ev.Words(at, of(seat(), ""), key, between(-1, 2), of("We say so.", "", "x" * 81, "Sell\nit", " a ")),
        lambda: ev.Strike(at, of("company-1", "prices", "nobody"), between(0, 1)),
    ]  # fmt: skip
    return some[between(0, len(some) - 1)]()


def test_a_round_taken_back_leaves_no_trace_in_the_company() -> None:
    room = begun(steps=2)
    before, stood = digests(room), room.marks[-1]
    played = after([decide(room, "seat-1"), ev.Lead(AT, "l", "visit team:2"), ev.Close(AT, "test")], room)
    assert digests(played) != before
    back = after([ev.TakeBack(AT)], played)
    assert digests(back) == {way: session.digest() for way, session in stood.companies}
    assert back.months == stood.months
    assert back.stage == "between"
    assert after([ev.Begin(AT), ev.Close(AT, "test")], back).months[-1].decisions == ()


def test_another_branch_keeps_what_was_played_and_goes_another_way() -> None:
    room = begun(steps=1)
    first = room.step
    room = after([ev.Close(AT, "test")], room)
    played = room.months
    room = after([ev.Branch(AT, "silence", first), ev.Begin(AT), decide(begun(steps=1), "seat-1")], room)
    assert room.trunks[0].months == played
    assert room.months == ()


def test_the_company_of_a_room_is_an_ordinary_saved_game(tmp_path: Path) -> None:
    room = dry_run("60", 4, 8)
    for way, session in room.companies.items():
        path = session.save(tmp_path / f"{way}.headcount")
        assert verify(path).ok, verify(path).text
        assert any(action.lever == "team_choice" for week in session.log for action in week)


@pytest.mark.slow
def test_a_rooms_game_has_a_result_like_any_other(tmp_path: Path) -> None:
    room = dry_run("60", 4, 8)
    for way, session in room.companies.items():
        found = whole(saves.read(session.save(tmp_path / f"{way}.headcount")))
        assert found.run is not None
        leads = [lead.split()[0] for month in room.months if month.way == way for lead in month.leads]
        assert found.run.letters == sum(LEVERS[lever].travels for lever in leads)
        assert all(action.actor == "desk" for moment in found.moments for action in moment.actions)


def test_a_shock_lies_on_no_page_as_the_desks_own() -> None:
    room = after([ev.Shock(AT, 1, 200, 4), ev.Close(AT, "test"), ev.Begin(AT)], begun(seats=4))
    assert room.companies["letters"].pending, "the shock waits for its month"
    assert "<svg" in views.desk_board(room)
    assert views.desk_view(room)["sent"] == []
    room = after([ev.Lead(AT, "l", "visit team:1")], room)
    assert [row["undo"] for row in views.desk_view(room)["sent"]] == [True]
    assert refusal(after([ev.Unlead(AT, "u")], room), ev.Unlead(AT, "v"))


# What a phone may do, and what it is told


def test_a_phone_acts_for_itself_in_its_round_and_in_no_other() -> None:
    room = begun()
    fine = decide(room, "seat-1")
    assert refusal(room, fine) is None
    for wrong in (
        ev.Decide(AT, "seat-9", room.step, "a", fine.answer, fine.job, ""),
        ev.Decide(AT, "seat-1", room.step - 1, "b", fine.answer, fine.job, ""),
        ev.Decide(AT, "seat-1", room.step + 1, "c", fine.answer, fine.job, ""),
        ev.Decide(AT, "seat-1", room.step, "d", "insist", fine.job, ""),
        ev.Decide(AT, "seat-1", room.step, "e", "own", 99, ""),
        ev.Decide(AT, "seat-1", room.step, "", fine.answer, fine.job, ""),
        ev.Decide(AT, "seat-1", room.step, "f", fine.answer, fine.job, "few-99"),
    ):
        assert refusal(room, wrong)
    paused = after([ev.Pause(AT, "")], room)
    assert refusal(paused, fine)


def test_a_letter_can_be_followed_doubted_or_laid_aside() -> None:
    room = begun(seats=12)
    told = room.seats[0]
    assert reports(room.companies["letters"])[told.team].order is not None
    assert [choice["answer"] for choice in views.seat_view(room, told.seat)["choices"]] == ["do", "object", "own"]
    room = after([decide(room, told.seat, "a", 2)], room)
    done = after([ev.Close(AT, "test")], room)
    assert done.months[-1].disobeyed == (told.team,)
    chosen = room.decided[told.seat].job
    assert int(done.companies["letters"].state().last_job[told.team]) == chosen


def test_a_letter_that_is_laid_aside_is_over_and_the_phone_says_so_before() -> None:
    room = begun(seats=24)
    told = next(s.seat for s in room.seats if "10 weeks" in str(views.seat_view(room, s.seat)["letter"]))
    held = {}
    for choice in (0, 2):
        later = after([decide(room, told, choice=choice), ev.Close(AT, "test"), ev.Begin(AT)], room)
        held[choice] = views.seat_view(later, told)["letter"] is not None
    assert held == {0: True, 2: False}
    assert "it ends the letter" in views.seat_view(room, told)["choices"][2]["note"]


def test_one_week_is_one_week_in_a_letter() -> None:
    room = begun(seats=24)
    texts = [str(letter["text"]) for s in room.seats if (letter := views.seat_view(room, s.seat)["letter"])]
    assert any(text.startswith("For 1 week,") for text in texts)
    assert not any("1 weeks" in text for text in texts)


def test_a_phone_is_told_what_has_ended() -> None:
    room = after([ev.Sit(AT, "seat-1", "A"), ev.Start(AT)])
    heard = [views.seat_view(room, "seat-1")["ended"]]
    for _ in range(2):
        room = after([ev.Begin(AT)], room)
        assert views.seat_view(room, "seat-1")["ended"] == ""
        room = after([ev.Close(AT, "test")], room)
        heard.append(views.seat_view(room, "seat-1")["ended"])
    assert heard == ["", "ask", "month"]


def test_without_a_letter_a_team_sleeps_and_can_ask_for_work() -> None:
    room = begun(seats=12, steps=2)
    view = views.seat_view(room, "seat-1")
    assert view["asleep"]
    assert [choice["answer"] for choice in view["choices"]] == ["ask", "stay"]
    month = after([decide(room, "seat-1"), ev.Close(AT, "test")], room).months[-1]
    assert room.seats[0].team in month.asleep
    assert (room.seats[0].team, "ask") in month.slips


def test_who_says_nothing_sleeps_by_letters_and_carries_on_by_prices() -> None:
    room = begun(seats=12)
    told = [s.team for s in room.seats if reports(room.companies["letters"])[s.team].order is not None]
    asleep = after([ev.Close(AT, "time")], room).months[-1].asleep
    assert set(told) <= set(asleep)
    free = begun(seats=12, first="prices")
    free = after([ev.Close(AT, "time")], free)
    jobs = free.companies["prices"].state().job
    free = after([ev.Begin(AT), ev.Close(AT, "time")], free)
    assert free.months[-1].asleep == ()
    assert np.array_equal(free.companies["prices"].state().job, jobs)


def test_after_two_silent_months_a_bot_plays_until_the_phone_is_touched() -> None:
    room = begun(first="prices")
    for month in range(GIVEN_UP):
        assert room.readiness == (0, 6)
        room = after([ev.Close(AT + month, "time"), ev.Begin(AT + month)], room)
    assert room.readiness == (0, 0)
    assert views.host_view(room)["seats"][0]["state"] == "bot"
    room = after([ev.Touch(AT, "seat-1")], room)
    assert room.readiness == (0, 1)
    assert refusal(room, decide(room, "seat-2")) is None


def test_two_phones_can_share_a_team_and_the_last_word_counts() -> None:
    room = begun(seats=5, first="prices")
    room = after([ev.Sit(AT, "seat-6", "Late"), ev.Move(AT, "seat-6", room.seats[0].team)], room)
    assert views.seat_view(room, "seat-6")["role"] == "mirror"
    assert room.readiness == (0, 5)
    room = after([decide(room, "seat-1", "a", 0, AT + 1), decide(room, "seat-6", "b", 2, AT + 2)], room)
    job = room.decided["seat-6"].job
    done = after([ev.Close(AT + 3, "time")], room)
    assert int(done.companies["prices"].state().last_job[room.seats[0].team]) == job


def test_what_a_phone_said_for_one_team_does_not_hold_another() -> None:
    room = begun()
    room = after([decide(room, "seat-1"), ev.Move(AT, "seat-1", 3)], room)
    assert not room.decided


def test_seats_that_were_cleared_make_room_for_others() -> None:
    room = after([ev.Sit(AT, f"seat-{n}", "Ghost") for n in range(1, MOST_SEATS + 1)])
    late = ev.Sit(AT, "seat-late", "Late")
    assert refusal(room, late) == "The room is full."
    after([ev.Remove(AT, "seat-7"), late], room)


def test_a_seat_that_is_put_aside_acts_for_nobody_until_it_is_brought_back() -> None:
    room = after([ev.Away(AT, "seat-1", True)], begun())
    said = decide(room, "seat-2")
    aside = ev.Decide(AT, "seat-1", said.round, "k", said.answer, said.job, "")
    assert "put this seat aside" in (refusal(room, aside) or "")
    after([ev.Away(AT, "seat-1", False), aside], room)


def test_late_ones_take_a_bots_team_or_watch() -> None:
    room = begun(seats=3)
    assert room.teams == 4
    room = after([ev.Sit(AT, "seat-4", "Late"), ev.Sit(AT, "seat-5", "Later")], room)
    assert room.seats[3].team >= 0
    assert views.seat_view(room, "seat-5")["role"] == "observer"


def test_a_phone_hears_true_news_of_its_own_market_and_of_no_other() -> None:
    told = 0
    for seed in range(8):
        session = Session(company("letters", 24, 16), seed)
        known, later = news(session), session.copy()
        for _ in range(8):
            later.advance()
        for team, (product, change) in known.items():
            assert product == reports(session)[team].department
            wanted = [float(row.reference_demand[product]) for row in later.ledgers]
            assert (sum(wanted[4:]) > sum(wanted[:4])) == (change > 0)
            told += 1
    assert told > 8


def test_prices_are_hidden_in_the_first_way_and_nothing_of_others_is_told() -> None:
    room = begun(seats=8)
    for seat in room.seats:
        view = views.seat_view(room, seat.seat)
        assert all(product["price"] is None for product in view["products"])
        text = json.dumps(view)
        others = [name for n, name in enumerate(room.companies["letters"].level.team_names) if n != seat.team]
        assert not [name for name in others[: room.teams - 1] if f'"{name}"' in text]
        assert "Name" not in text.replace(seat.name, "")
    free = begun(seats=8, first="prices")
    assert all(p["price"] is not None for p in views.seat_view(free, "seat-1")["products"])


def test_a_month_closes_when_all_have_answered_and_the_desk_has_spoken_or_the_time_is_up() -> None:
    room = begun(seats=4)
    assert due(room, AT + 1) is None
    for number, seat in enumerate(room.seats):
        room = after([decide(room, seat.seat, f"k{number}")], room)
    assert due(room, AT + 1) is None
    ready = after([ev.Lead(AT, "r", "ready")], room)
    assert due(ready, AT + 1) == ev.Close(AT + 1, "all have answered")
    assert due(room, room.deadline) == ev.Close(room.deadline, "time")
    paused = after([ev.Pause(AT + 5_000, "tea")], room)
    assert due(paused, room.deadline + 99_000) is None
    resumed = after([ev.Resume(AT + 25_000)], paused)
    assert resumed.deadline == room.deadline + 20_000


def test_the_desk_acts_within_its_discs_and_levers_and_can_take_back() -> None:
    room = begun(seats=8)
    discs = room.companies["letters"].report.discs_free
    for number in range(discs):
        room = after([ev.Lead(AT, f"v{number}", f"visit team:{number}")], room)
    assert "attention" in str(refusal(room, ev.Lead(AT, "w", "visit team:7")))
    assert refusal(room, ev.Lead(AT, "x", "tag product:0 coins:2 weeks:6"))
    assert refusal(room, ev.Lead(AT, "y", "team_choice team:1 job:1 weeks:4 by:seat-1"))
    room = after([ev.Unlead(AT, "u")], room)
    assert refusal(room, ev.Lead(AT, "w", "visit team:7")) is None
    assert len(room.leads) == discs - 1


def test_a_shock_comes_next_month_in_the_way_that_is_played() -> None:
    room = begun(seats=4)
    calm = after([ev.Close(AT, "test"), ev.Begin(AT), ev.Close(AT, "test")], room)
    shaken = after([ev.Shock(AT, 1, 200, 4), ev.Close(AT, "test"), ev.Begin(AT), ev.Close(AT, "test")], room)
    wanted, other = (r.companies["letters"].ledgers for r in (shaken, calm))
    assert np.array_equal(wanted[3].reference_demand, other[3].reference_demand)
    assert float(wanted[5].reference_demand[1]) == pytest.approx(2 * float(other[5].reference_demand[1]))


def test_a_shock_between_the_ways_comes_in_the_first_month_of_the_second() -> None:
    room = begun(steps=5)
    assert room.now.kind == "poll"
    room = after([ev.Shock(AT, 1, 300, 8), ev.Close(AT, ""), ev.Begin(AT)], room)
    assert room.now.kind == "prices"
    assert [str(action) for action in room.companies["prices"].pending if action.actor == "facilitator"]


def test_a_shock_for_which_no_month_is_left_is_refused() -> None:
    room = begun(steps=9)
    assert room.now.label == "Month 4 · prices"
    assert refusal(room, ev.Shock(AT, 1, 150, 8)) == "No round is left for it."


def test_a_minute_more_during_a_pause_is_one_minute_more() -> None:
    room = begun()
    left = room.deadline - AT
    pause, later = AT + 5_000, AT + 600_000
    room = after([ev.Pause(pause, "tea"), ev.Extend(later, 60), ev.Resume(later)], room)
    assert room.deadline - later == left - 5_000 + 60_000


def test_forgetting_removes_every_name() -> None:
    room = after([ev.Forget(AT)], begun())
    pages = [views.host_view(room), views.wall_view(room), *(views.seat_view(room, s.seat) for s in room.seats)]
    assert "Name" not in json.dumps(pages)


def test_the_slowest_are_moved_on_ten_at_a_time() -> None:
    room = begun(seats=30, first="prices")
    assert refusal(room, ev.MoveOn(AT, 11))
    assert after([ev.MoveOn(AT, 10)], room).readiness == (0, 20)


def test_at_one_table_a_word_is_heard_at_once() -> None:
    room = begun(seats=5, preset="45")
    seat = room.seats[0]
    first = room.companies["letters"].level.product_names
    before = views.seat_view(room, seat.seat)["letter"]["title"]
    job = next(n for n, name in enumerate(first) if name.lower() not in before)
    room = after([ev.Lead(AT, "l", f"order team:{seat.team} job:{job} weeks:2")], room)
    assert first[job].lower() in views.seat_view(room, seat.seat)["letter"]["title"]


def test_months_are_the_kinds_of_steps_that_play() -> None:
    assert {step.kind for preset in PRESETS.values() for step in preset.steps("letters")} >= set(MONTHS)


@pytest.mark.slow
def test_values_are_declared_once_the_room_has_named_them_and_not_before() -> None:
    open_at: dict[str, set[bool]] = {}
    for room in rooms("90", 3, 5):
        if room.company is not None and room.months and room.months[-1].step == room.step - 1:
            levers = room.companies[room.way].report.levers
            open_at.setdefault(room.now.kind, set()).add("declare" in levers)
    assert open_at["prices"] == {False}
    assert open_at["values"] == {True}
    assert "declare" not in {lever for room in rooms("60", 3, 5) for lever in room.companies[room.way].report.levers}
