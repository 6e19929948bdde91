"""The door and the phone of a team, in real browsers on a real hub."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from game.places import ASSETS
from game.workshop.events import Answer, Decide, parse
from game.workshop.host import listen
from game.workshop.hub import Hub, now_ms
from game.workshop.shelf import Shelf
from tests.workshop import served as serving
from tests.workshop.devices import LAPTOP, PHONE, SMALL, TURNED, device, faults, moved, room_of, sit
from tests.workshop.served import Client, Served, wait_for

LARGEST_FIRST_LOAD = 150_000


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with room_of(tmp_path) as found:
        yield found


def decided(room: Served) -> list[Decide]:
    """The decisions that were written down."""
    return [event for event in map(parse, room.lines()) if isinstance(event, Decide)]


def given(room: Served, seat: str = "seat-1") -> tuple[int, ...]:
    """What a seat answered last when the room asked."""
    return [event for event in map(parse, room.lines()) if isinstance(event, Answer) and event.seat == seat][-1].figures


def first_month(room: Served) -> None:
    """On to the first month, past the drawing."""
    room.do("start")
    on_to(room, "letters")


def on_to(room: Served, stage: str) -> None:
    """Goes through the plan to the next step of a kind."""
    for _ in range(40):
        if room.hub.room.stage == stage:
            return
        if room.hub.room.open:
            close(room)
        else:
            room.do("begin")
    raise AssertionError(f"there is no {stage}")


def close(room: Served) -> None:
    """Ends the step that is open."""
    room.do("close", why="")


def choice(page: Page, title: str) -> Locator:
    return page.get_by_role("group", name=re.compile("answer|do")).get_by_role("button", name=re.compile(f"^{title}"))


def is_chosen(button: Locator, page: Page) -> None:
    """The hub has it, and the page says so."""
    expect(page.locator("#status")).to_contain_text("Sent.")
    expect(button).to_have_attribute("aria-pressed", "true")


# Sitting down.


def test_opening_the_link_takes_no_seat_and_the_button_does(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = phone.new_page()
        page.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
        expect(page.get_by_role("button", name="Sit down")).to_be_visible()
        assert not room.hub.room.seats
        page.get_by_label("What shall we call you?").fill("<b>Ann</b> & Bo")
        page.get_by_role("button", name="Sit down").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("<b>Ann</b> & Bo")
        assert [seat.name for seat in room.hub.room.seats] == ["<b>Ann</b> & Bo"]
        assert page.url.endswith("/phone")
        page.goto(f"http://127.0.0.1:{room.port}/")
        expect(page.get_by_role("heading", name="You have a seat")).to_be_visible()
        assert len(room.hub.room.seats) == 1


def test_a_wrong_code_is_told_and_can_be_mended(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = phone.new_page()
        page.goto(f"http://127.0.0.1:{room.port}/j/AAAAAA")
        page.get_by_role("button", name="Sit down").click()
        expect(page.get_by_role("alert").first).to_contain_text("not this room’s code".replace("’", "'"))
        code = page.get_by_label("Code on the wall")
        expect(code).to_be_focused()
        code.fill(room.hub.code.lower())
        code.press("Enter")
        expect(page.get_by_role("heading", name="You have a seat")).to_be_visible()


def test_a_comeback_word_takes_the_seat_to_another_phone(browser: Browser, room: Served) -> None:
    with device(browser) as old, device(browser, SMALL) as new:
        before = sit(old, room, "Ann")
        word = before.locator("#word .letters span[aria-hidden]").inner_text()
        assert re.fullmatch("[A-Z]{4}", word)
        page = new.new_page()
        page.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
        page.get_by_text("I had a seat already").click()
        page.get_by_label("Your comeback word").fill("ZZZZ")
        page.get_by_role("button", name="Come back").click()
        expect(page.locator("#word-said")).to_contain_text("No seat here")
        page.get_by_label("Your comeback word").fill(word.lower())
        page.get_by_role("button", name="Come back").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ann")
        expect(before.get_by_role("heading", name="Open on a newer page")).to_be_visible()
        assert len(room.hub.room.seats) == 1


def test_who_is_removed_is_led_to_the_door(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        room.do("remove", seat="seat-1")
        expect(page.get_by_role("heading", name="You have no seat here")).to_be_visible()
        page.get_by_role("link", name="To the door").click()
        expect(page.get_by_role("button", name="Sit down")).to_be_visible()


# Deciding.


def test_a_decision_shows_once_the_hub_has_it_and_stays_through_reload_and_back(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        first_month(room)
        expect(page.get_by_role("heading", name=re.compile("^A letter: Make"))).to_be_visible()
        page.get_by_label("With a word:").select_option(index=1)
        choice(page, "Do it, and object").click()
        is_chosen(choice(page, "Do it, and object"), page)
        expect(choice(page, "Do it, and object")).to_have_css("background-color", "rgb(176, 53, 47)")
        assert [(event.answer, event.report) for event in decided(room)] == [("object", "few-0")]
        page.reload()
        is_chosen(choice(page, "Do it, and object"), page)
        expect(page.get_by_label("With a word:")).to_have_value("few-0")
        page.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
        is_chosen(choice(page, "Do it, and object"), page)
        page.go_back()
        is_chosen(choice(page, "Do it, and object"), page)
        choice(page, "Do it books").click()
        is_chosen(choice(page, "Do it books"), page)
        expect(choice(page, "Do it, and object")).to_have_attribute("aria-pressed", "false")
        page.get_by_label("With a word:").select_option("")
        wait_for(lambda: [(e.answer, e.report) for e in decided(room)][-1] == ("do", ""))
        close(room)
        expect(page.get_by_role("heading", name="The month is over")).to_be_visible()


def test_only_a_month_is_told_as_a_month_that_is_over(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        room.do("start")
        on_to(room, "sketch")
        close(room)
        expect(page.locator("#live")).to_have_text(re.compile("Next: Month 1"))
        expect(page.get_by_role("heading", name="This is your team")).to_be_visible()
        on_to(room, "letters")
        close(room)
        expect(page.locator("#live")).to_have_text("The month is over.")


def test_an_answer_given_without_a_network_is_kept_and_sent_once(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        first_month(room)
        expect(choice(page, "Do it")).to_have_count(2)

        def lost() -> None:
            phone.set_offline(True)
            choice(page, "Do it, and object").dispatch_event("click")
            expect(page.locator("#status")).to_contain_text("Not sent yet, trying.")
            expect(page.locator("#strip-link")).to_be_visible()

        assert not moved(page, lost)
        expect(choice(page, "Do it, and object")).to_have_attribute("aria-pressed", "false")
        expect(page.locator("#strip")).to_contain_text(
            "The room’s computer does not answer. Your answer is kept and will be sent."
        )
        assert decided(room) == []
        phone.set_offline(False)
        is_chosen(choice(page, "Do it, and object"), page)
        expect(page.locator("#strip")).to_be_empty()
        assert len(decided(room)) == 1


def test_an_answer_whose_acknowledgement_was_lost_is_done_once_after_a_reload(browser: Browser, room: Served) -> None:
    def arrives_but_nobody_hears(route: Route) -> None:
        route.fetch()
        route.abort()

    with device(browser) as phone:
        page = sit(phone, room)
        first_month(room)
        page.route("**/phone/decide", arrives_but_nobody_hears)
        choice(page, "Do it, and object").click()
        expect(page.locator("#status")).to_contain_text("Not sent yet, trying.")
        assert len(decided(room)) == 1
        page.unroute("**/phone/decide")
        page.reload()
        is_chosen(choice(page, "Do it, and object"), page)
        wait_for(lambda: page.evaluate("sessionStorage.getItem('outbox-phone')") == "[]")
        assert len(decided(room)) == 1


def test_a_state_from_before_a_decision_that_comes_after_it_covers_nothing(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        first_month(room)
        expect(choice(page, "Do it")).to_have_count(2)
        page.evaluate(SLOW_ROADS)
        choice(page, "Do it, and object").click()
        expect(page.locator("#status")).to_contain_text("Sending")
        page.evaluate("dispatchEvent(new Event('online'))")
        wait_for(lambda: page.evaluate("Boolean(window.stateComes && window.decisionGoes)"))
        page.evaluate("decisionGoes()")
        is_chosen(choice(page, "Do it, and object"), page)
        page.evaluate("stateComes()")
        page.wait_for_timeout(1000)
        is_chosen(choice(page, "Do it, and object"), page)


SLOW_ROADS = """() => {
  const swift = window.fetch;
  window.fetch = async (address, more) => {
    if (address === "/phone/decide" && !window.decisionGoes) await new Promise((go) => { window.decisionGoes = go; });
    const answer = await swift(address, more);
    if (address !== "/phone/state" || window.stateComes) return answer;
    const text = await answer.text();
    await new Promise((come) => { window.stateComes = come; });
    return new Response(text, { status: answer.status, headers: answer.headers });
  };
}"""
"""A decision leaves late, and the state of the first request after it, from before it, arrives later still."""


def test_the_last_of_several_answers_counts_when_they_could_not_be_sent(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        first_month(room)
        expect(choice(page, "Do it")).to_have_count(2)
        phone.set_offline(True)
        for title in ("Do it, and object", "Do what we think best", "Do it, and object", "Do what we think best"):
            choice(page, title).click()
        phone.set_offline(False)
        is_chosen(choice(page, "Do what we think best"), page)
        assert decided(room)[-1].answer == "own"
        assert len(decided(room)) <= 2


def test_what_comes_too_late_is_told(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        first_month(room)
        expect(choice(page, "Do it")).to_have_count(2)
        phone.set_offline(True)
        choice(page, "Do it, and object").click()
        expect(page.locator("#status")).to_contain_text("Not sent yet")
        close(room)
        room.do("begin")
        phone.set_offline(False)
        expect(page.locator("#bar")).to_contain_text("Month 2")
        expect(page.locator("#status")).to_contain_text("That round is over.")
        close(room)
        expect(page.locator("#status")).to_have_count(0)
        assert decided(room) == []


def test_the_hub_may_fall_and_the_answer_waits_for_it(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with room_of(tmp_path) as room, device(browser) as phone:
        page = sit(phone, room)
        first_month(room)
        expect(choice(page, "Do it")).to_have_count(2)
        port = room.port
        room.stop()
        expect(page.locator("#strip")).to_contain_text("The room’s computer does not answer.")
        choice(page, "Do it, and object").click()
        expect(page.locator("#status")).to_contain_text("Not sent yet, trying.")
        monkeypatch.setattr(serving, "listen", lambda *_: listen(port, None))
        resumed = Hub.resume(tmp_path, now_ms())
        assert resumed is not None
        with serving.served(tmp_path, hub=resumed) as again:
            again.desk.doors.shelf = Shelf()
            # The hub's own pause is over as soon as this phone is back, so it may never be seen here.
            is_chosen(choice(page, "Do it, and object"), page)
            assert len(decided(again)) == 1
            page.close()


# Tabs, sleep, keys.


def test_the_newest_tab_wins_and_the_older_says_so(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        older = sit(phone, room)
        first_month(room)
        newer = phone.new_page()
        newer.goto(f"http://127.0.0.1:{room.port}/phone")
        expect(choice(newer, "Do it")).to_have_count(2)
        expect(older.get_by_role("heading", name="Open on a newer page")).to_be_visible()
        expect(older.locator("#choices")).to_have_count(0)
        choice(newer, "Do it, and object").click()
        is_chosen(choice(newer, "Do it, and object"), newer)
        older.bring_to_front()
        older.get_by_role("button", name="Use this one").click()
        is_chosen(choice(older, "Do it, and object"), older)
        expect(newer.get_by_role("heading", name="Open on a newer page")).to_be_visible()


def test_a_phone_that_slept_shows_the_present_when_it_wakes(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        wait_for(lambda: len(room.desk.doors.watchers) == 1)
        page.evaluate("Object.defineProperty(document, 'hidden', {configurable: true, get: () => window.asleep})")
        page.evaluate("window.asleep = true; document.dispatchEvent(new Event('visibilitychange'))")
        wait_for(lambda: len(room.desk.doors.watchers) == 0)
        first_month(room)
        page.wait_for_timeout(700)
        expect(page.get_by_role("heading", name="You have a seat")).to_be_visible()
        page.evaluate("window.asleep = false; document.dispatchEvent(new Event('visibilitychange'))")
        expect(choice(page, "Do it")).to_have_count(2)
        wait_for(lambda: len(room.desk.doors.watchers) == 1)


def test_a_stream_that_died_without_a_word_is_noticed_and_the_hubs_clock_counts(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        phone.clock.install(time="2020-02-02 02:02:02")
        page = sit(phone, room)
        first_month(room)
        expect(page.locator("#left")).to_have_text(re.compile("^0:(4[0-5]|3[0-9]) left$"))
        with page.expect_request("**/stream?**"), page.expect_request("**/phone/state"):
            phone.clock.fast_forward(26_000)
        wait_for(lambda: len(room.desk.doors.watchers) == 1)


def test_a_page_of_which_a_part_got_lost_is_fetched_again(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = phone.new_page()
        page.route("**/static/join.js", lambda route: route.abort(), times=1)
        page.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
        page.wait_for_timeout(2500)
        page.get_by_role("button", name="Sit down").click()
        page.route("**/static/bench.js", lambda route: route.abort(), times=1)
        expect(page.get_by_role("heading", name="You have a seat")).to_be_visible()


def test_what_changes_leaves_focus_and_scroll_where_they_are(browser: Browser, room: Served) -> None:
    with device(browser, SMALL) as phone:
        page = sit(phone, room, "Ann")
        others = [room.phone() for _ in range(3)]
        first_month(room)
        choice(page, "Do it, and object").focus()
        page.evaluate("window.scrollTo(0, 60)")
        page.evaluate("window.kept = document.activeElement")
        decide(others[0])
        room.do("tell", to="all", text="Ten more minutes, then there is coffee.")
        expect(page.locator("#strip")).to_contain_text("coffee")
        expect(choice(page, "Do it, and object")).to_be_focused()
        assert page.evaluate("window.kept === document.activeElement && window.scrollY > 20")


def decide(phone: Client) -> None:
    """Somebody else answers."""
    state = phone.state()
    chosen = state["choices"][0]
    status, said = phone.post(
        "/phone/decide", key=f"other-{state['seat']}-{state['round']}", round=state["round"], answer=chosen["answer"],
        job=chosen["job"], report="",
    )  # fmt: skip
    assert status == 200, said
    assert said["ok"], said


def tab_to(page: Page, wanted: Locator) -> None:
    """Tab until something has the focus, as somebody without a pointer does."""
    for _ in range(40):
        if wanted.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def test_everything_can_be_done_with_keys_alone(browser: Browser, room: Served) -> None:
    with device(browser, LAPTOP) as laptop:
        page = laptop.new_page()
        page.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
        tab_to(page, page.get_by_label("What shall we call you?"))
        page.keyboard.type("Ann")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Ann")
        room.phone()
        room.do("start")
        room.do("begin")
        for month in range(1, 7):
            tab_to(page, page.get_by_role("slider", name=f"Month {month}"))
            page.keyboard.press("ArrowUp")
            for _ in range(month):
                page.keyboard.press("ArrowUp")
        page.keyboard.press("Home")
        page.keyboard.press("PageUp")
        expect(page.get_by_role("slider", name="Month 6")).to_have_attribute("aria-valuetext", "5 a week")
        tab_to(page, page.get_by_role("button", name="Send"))
        page.keyboard.press("Enter")
        expect(page.locator("#status")).to_contain_text("Sent.")
        assert given(room) == (11, 12, 13, 14, 15, 5)
        close(room)
        room.do("begin")
        expect(choice(page, "Do it")).to_have_count(2)
        page.keyboard.press("3")
        is_chosen(choice(page, "Do what we think best"), page)
        tab_to(page, choice(page, "Do what we think best"))
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Space")
        is_chosen(choice(page, "Do it, and object"), page)


# Every step of a workshop.


def test_a_drawing_by_finger_a_face_two_values_and_a_dilemma(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        room.phone()
        room.do("start")
        on_to(room, "sketch")
        bars = page.locator(".bars").bounding_box()
        assert bars is not None
        expect(page.locator("#send")).to_have_text("Draw all six months: 6 to go")
        page.mouse.move(bars["x"] + bars["width"] / 12, bars["y"] + bars["height"] * 0.75)
        page.mouse.down()
        page.mouse.move(bars["x"] + bars["width"] * 11 / 12, bars["y"] + bars["height"] * 0.25)
        page.mouse.up()
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#status")).to_contain_text("Sent.")
        drawn = given(room)
        assert drawn == tuple(sorted(drawn))
        assert drawn[0] == pytest.approx(10, abs=1)
        assert drawn[5] == pytest.approx(30, abs=1)
        page.reload()
        expect(page.get_by_role("slider", name="Month 6")).to_have_attribute("aria-valuenow", str(drawn[5]))

        on_to(room, "poll")
        page.get_by_role("button", name="hardly").click()
        expect(page.get_by_role("button", name="hardly")).to_have_attribute("aria-pressed", "true")
        assert given(room) == (2,)

        on_to(room, "propose")
        for value in ("candour", "craft"):
            page.get_by_role("button", name=value).click()
        expect(page.get_by_role("button", name="thrift")).to_be_disabled()
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#status")).to_contain_text("Sent.")
        assert len(given(room)) == 2

        on_to(room, "dilemma")
        expect(page.locator("#send")).to_have_text("Say how far you agree")
        page.get_by_label("How far do you agree?").fill("3")
        expect(page.locator("#send")).to_have_text("Say whether you commit")
        page.get_by_role("button", name="Yes").click()
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#status")).to_contain_text("Sent.")
        assert given(room) == (3, 1)

        on_to(room, "debrief")
        expect(page.get_by_role("heading", name="Look at the wall")).to_be_visible()


def test_a_five_is_said_by_a_press_that_moves_nothing(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = sit(phone, room)
        room.phone()
        room.do("start")
        on_to(room, "dilemma")
        page.get_by_label("How far do you agree?").click()
        expect(page.locator("#agree-figure")).to_have_text("5")
        page.get_by_role("button", name="No").click()
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#status")).to_contain_text("Sent.")
        assert given(room) == (5, 0)


def test_who_comes_late_watches_and_answers_what_all_are_asked(browser: Browser, room: Served) -> None:
    seated = [room.phone() for _ in range(4)]
    room.do("start")
    with device(browser) as phone:
        page = phone.new_page()
        page.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
        page.get_by_role("button", name="Sit down").click()
        expect(page.locator("#main")).to_contain_text(re.compile("You are watching|This is your team"))
        on_to(room, "poll")
        page.get_by_role("button", name="very").click()
        expect(page.locator("#status")).to_contain_text("Sent.")
        assert given(room, "seat-5") == (5,)
    assert len(seated) == 4


def test_two_phones_may_share_a_team_and_the_last_word_counts(browser: Browser, room: Served) -> None:
    with device(browser) as one, device(browser, SMALL) as other:
        first, second = sit(one, room), sit(other, room)
        room.do("start")
        room.do("move", seat="seat-2", team=room.hub.room.seats[0].team)
        on_to(room, "letters")
        expect(second.locator("#strip")).to_contain_text("You share this team")
        choice(first, "Do it, and object").click()
        is_chosen(choice(first, "Do it, and object"), first)
        choice(second, "Do what we think best").click()
        is_chosen(choice(second, "Do what we think best"), second)
        close(room)
        assert len(room.hub.room.months[-1].disobeyed) == 1


STATES = (
    "join", "lobby", "between", "sketch", "letters", "asleep", "poll", "prices", "chosen", "paused", "propose",
    "values", "dilemma", "debrief", "aside", "elsewhere", "out",
)  # fmt: skip


def lead_to(room: Served, page: Page, state: str) -> None:
    """Has the room and the page show a state; states come in the order of STATES."""
    if state in ("sketch", "poll", "prices", "propose", "values", "dilemma", "debrief"):
        on_to(room, state)
    elif state == "lobby":
        expect(page.get_by_role("heading", name="You have a seat")).to_be_visible()
    elif state == "between":
        room.do("start")
        expect(page.get_by_role("heading", name="This is your team")).to_be_visible()
    elif state == "letters":
        on_to(room, "letters")
        expect(page.locator("#letter")).to_be_visible()
    elif state == "asleep":
        for _ in range(4):
            if page.locator("#asleep").count():
                break
            close(room)
            room.do("begin")
            page.wait_for_timeout(900)
        expect(page.locator("#asleep")).to_be_visible()
    elif state == "chosen":
        choice(page, "Stay with").click()
        is_chosen(choice(page, "Stay with"), page)
    elif state == "paused":
        room.do("pause", why="Seven of eighteen phones vanished at once.")
        room.do("tell", to="all", text="A fire drill begins in five minutes: stay seated until the bell.")
        expect(page.locator("#strip")).to_contain_text("fire drill")
    elif state == "aside":
        room.do("away", seat="seat-1", on=True)
        expect(page.get_by_role("heading", name="Put aside")).to_be_visible()
    elif state == "elsewhere":
        room.do("away", seat="seat-1", on=False)
        page.context.new_page().goto(page.url)
        expect(page.get_by_role("heading", name="Open on a newer page")).to_be_visible()
    elif state == "out":
        room.do("remove", seat="seat-1")
        page.reload()
        expect(page.get_by_role("button", name="Sit down")).to_be_visible()
    if state in ("sketch", "poll", "propose", "dilemma"):
        expect(page.locator(f"#ask-{state}")).to_be_visible()
    elif state in ("letters", "prices", "values", "debrief"):
        expect(page.locator("body")).to_have_attribute("data-stage", state)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "theme", "text"), [
    (PHONE, "light", 100), (TURNED, "dark", 100), (SMALL, "light", 200),
])  # fmt: skip
def test_every_state_can_be_read_and_touched(
    browser: Browser, room: Served, size: tuple[int, int], theme: Literal["light", "dark"], text: int
) -> None:
    """No target below 44 pixels, no text below 14, nothing wider than the page, and axe finds no fault."""
    found: dict[str, list[str]] = {}
    with device(browser, size, theme) as phone:
        if text != 100:
            phone.add_init_script(f"addEventListener('DOMContentLoaded', () => {{"
                                  f"document.documentElement.style.fontSize = '{text}%'}})")
        page = phone.new_page()
        page.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
        page.get_by_text("I had a seat already").click()
        found["join"] = faults(page)
        page.get_by_role("button", name="Sit down").click()
        wait_for(lambda: len(room.hub.room.seats) == 1)
        room.phone()
        for state in STATES[1:]:
            lead_to(room, page, state)
            found[state] = faults(page)
    assert not {state: wrong for state, wrong in found.items() if wrong}


# What it weighs, and what it never does.


def test_the_first_load_of_a_phone_is_light(browser: Browser, room: Served) -> None:
    with device(browser) as phone:
        page = phone.new_page()
        wire = phone.new_cdp_session(page)
        wire.send("Network.enable")
        loads: list[float] = []
        wire.on("Network.loadingFinished", lambda event: loads.append(event["encodedDataLength"]))
        page.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
        page.get_by_role("button", name="Sit down").click()
        expect(page.get_by_role("heading", name="You have a seat")).to_be_visible()
        first_month(room)
        expect(choice(page, "Do it")).to_have_count(2)
        page.evaluate("document.fonts.ready")
        page.wait_for_load_state("load")
        assert 10 < len(loads) < 60
        assert sum(loads) < LARGEST_FIRST_LOAD, f"{sum(loads):.0f} bytes in {len(loads)} loads"


def test_no_script_of_ours_makes_markup_of_text() -> None:
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTML"
    scripts = sorted((ASSETS / "workshop").glob("*.js"))
    assert {"phone.js", "join.js"} <= {path.name for path in scripts}
    for path in scripts:
        assert not re.search(markup, path.read_text(encoding="utf-8")), path
