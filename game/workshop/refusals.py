"""Why an event changes nothing, as sentences; each answers None where the event is welcome, "" where it came before."""

from __future__ import annotations

from game.session import Session
from game.sim.actions import DESK, Refusal, of_the_desk, parse
from game.sim.values import IDLE
from game.sim.world import QUARTER_WEEKS
from game.workshop import events as ev
from game.workshop import own_words
from game.workshop.companies import MOST_COMPANIES, THROUGH
from game.workshop.knowledge import reports
from game.workshop.presets import MONTHS, OWN, PRESETS
from game.workshop.records import (
    ANSWERS,
    ASKS,
    GIVEN_UP,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_AT_ONCE,
    MOST_COMERS,
    MOST_PAGES,
    MOST_SEATS,
    REPORTS,
    Room,
)
from game.workshop.sayings import LONGEST_WORDS, declared


def none(room: Room, event: ev.Event) -> str | None:
    return None


def known_seat(room: Room, event: ev.Event) -> str | None:
    seat = room.seat(getattr(event, "seat", ""))
    return None if seat is not None and not seat.gone else "Nobody sits there."


def plan(room: Room, event: ev.Plan) -> str | None:
    fits = event.preset in PRESETS and event.first in ("letters", "prices") and (event.preset != OWN or room.text)
    return None if fits else "There is no such plan."


def sit(room: Room, event: ev.Sit) -> str | None:
    if room.seat(event.seat) is not None:
        return "That seat is taken."
    if sum(not seat.gone for seat in room.seats) >= MOST_SEATS or len(room.seats) >= MOST_COMERS:
        return "The room is full."
    return _bad_name(event.name)


def _bad_name(name: str) -> str | None:
    fine = 0 < len(name) <= LONGEST_NAME and name.isprintable() and name.strip() == name
    return None if fine else f"A name has 1 to {LONGEST_NAME} characters that can be printed."


def rename(room: Room, event: ev.Rename) -> str | None:
    if room.forgotten:
        return "The names of this room are forgotten; none is kept any more."
    return known_seat(room, event) or _bad_name(event.name)


def touch(room: Room, event: ev.Touch) -> str | None:
    seat = room.seat(event.seat)
    return None if seat is not None and seat.missed >= GIVEN_UP and not seat.gone else ""


def move(room: Room, event: ev.Move) -> str | None:
    return known_seat(room, event) or (None if -1 <= event.team < room.teams else "There is no such team.")


def start(room: Room, event: ev.Start) -> str | None:
    return None if any(not seat.gone for seat in room.seats) else "Nobody has sat down yet."


def begin(room: Room, event: ev.Begin) -> str | None:
    return None if room.step < len(room.plan) else "The plan is at its end."


def pause(room: Room, event: ev.Pause) -> str | None:
    if room.paused:
        return ""
    return None if len(event.why) <= LONGEST_TEXT else "That is too long."


def resume(room: Room, event: ev.Resume) -> str | None:
    return None if room.paused else ""


def extend(room: Room, event: ev.Extend) -> str | None:
    return None if room.deadline and 1 <= event.seconds <= 600 else "There is no clock to give time to."


def move_on(room: Room, event: ev.MoveOn) -> str | None:
    return None if 1 <= event.count <= MOST_AT_ONCE else f"At most {MOST_AT_ONCE} at once."


def _seated(room: Room, name: str) -> str | None:
    seat = room.seat(name)
    if seat is None or seat.gone:
        return "Nobody sits there."
    return "The facilitator has put this seat aside. Say so when you are back." if seat.away else None


def _mine(room: Room, event: ev.Decide | ev.Answer | ev.Act | ev.Unact | ev.Run) -> str | None:
    trouble = _seated(room, event.seat)
    if trouble is not None:
        return trouble
    if event.round != room.step:
        return "That round is over." if event.round < room.step else "That round has not begun."
    return "The clock stands still just now." if room.paused else None


def decide(room: Room, event: ev.Decide) -> str | None:
    trouble = _mine(room, event)
    if trouble is not None:
        return trouble
    seat = room.seat(event.seat)
    if room.now.kind not in MONTHS:
        return "There is nothing of that kind to decide now."
    if seat is None or seat.team < 0:
        return "You are watching this one."
    if event.answer not in ANSWERS or not _report_fits(room, event.report):
        return "That is no answer to this."
    known = reports(room.companies[room.way])[seat.team]
    goods = len(known.skill)
    if known.waits:
        if known.order is None:
            fits = event.answer in ("ask", "stay") and event.job == IDLE
            return None if fits else "Nobody has told you what to make. You can ask for work."
        if event.answer in ("do", "object"):
            return None if event.job in (IDLE, known.order.job) else "The letter asks for something else."
        fits = event.answer == "own" and 0 <= event.job < goods
        return None if fits else "A letter can be followed, objected to, or laid aside."
    fits = event.answer in ("own", "stay") and 0 <= event.job <= goods
    return None if fits else "Choose what to make."


def _report_fits(room: Room, code: str) -> bool:
    word, _, product = code.partition("-")
    goods = len(room.companies[room.way].world.products)
    return not code or (word in REPORTS and product.isdigit() and len(product) < 3 and int(product) < goods)


def answer(room: Room, event: ev.Answer) -> str | None:
    trouble = _mine(room, event)
    if trouble is not None:
        return trouble
    if room.now.kind not in ASKS:
        return "Nothing is asked just now."
    count, most = ASKS[room.now.kind]
    least = 1 if room.now.kind == "poll" else 0
    if len(event.figures) != count or not all(least <= number <= most for number in event.figures):
        return "That is no answer to this."
    if room.now.kind == "dilemma" and event.figures[1] > 1:
        return "Commit, or do not: 1 or 0."
    if room.now.kind == "propose" and event.figures[0] == event.figures[1]:
        return "Choose two different ones."
    return None


def gather(room: Room, event: ev.Gather) -> str | None:
    if not room.many:
        return "In this plan everybody is a team of one company."
    fits = -1 <= event.company < MOST_COMPANIES
    return known_seat(room, event) or (None if fits else "There is no such company.")


def _company(room: Room, event: ev.Act | ev.Unact | ev.Run) -> str | None:
    """Why a seat may do nothing to its company just now, or nothing in that week of it."""
    trouble = _mine(room, event)
    if trouble is not None:
        return trouble
    seat = room.seat(event.seat)
    session = room.led_by(seat) if seat is not None else None
    if room.now.kind != "quarter" or session is None:
        return "You lead no company just now."
    if session.over:
        return "Your company has come to its end."
    if room.through(seat.team if seat is not None else -1):
        return THROUGH
    return None if session.week == event.week else "Somebody of you has let the weeks run already."


def act(room: Room, event: ev.Act) -> str | None:
    trouble = _company(room, event)
    if trouble is not None:
        return trouble
    seat = room.seat(event.seat)
    session = room.led_by(seat) if seat is not None else None
    return _decided(session, event.text) if session is not None else "You lead no company just now."


def _decided(session: Session, text: str) -> str | None:
    """Why a line is no decision that a desk may take now."""
    try:
        action = parse(text)
    except ValueError as error:
        return str(error)
    if action.actor != DESK:
        return "Only the desk can act here."
    answer = session.check(action)
    return answer.text if isinstance(answer, Refusal) else None


def unact(room: Room, event: ev.Unact) -> str | None:
    seat = room.seat(event.seat)
    session = room.led_by(seat) if seat is not None else None
    pending = of_the_desk(session.pending) if session is not None else ()
    return _company(room, event) or (None if pending else "There is nothing to take back.")


def run(room: Room, event: ev.Run) -> str | None:
    return _company(room, event) or (None if 1 <= event.weeks <= QUARTER_WEEKS else "A quarter has 13 weeks.")


def words(room: Room, event: ev.Words) -> str | None:
    trouble = _seated(room, event.seat) if event.seat else None
    if trouble is not None:
        return trouble
    if room.forgotten:
        return "The names and words of this room are forgotten; none are kept any more."
    session = room.companies.get(own_words.speaks_for(room, event.seat))
    if session is None:
        return "You lead no company just now."
    if room.stage == "debrief":
        return "The debrief has begun; what you have said of your values stands."
    if event.value not in declared(session):
        return "Your company has not declared that. Declare it first, then say what it means to you."
    fine = len(event.text) <= LONGEST_WORDS and event.text.strip() == event.text
    fine = fine and (not event.text or event.text.isprintable())
    return None if fine else f"Say it in one sentence of at most {LONGEST_WORDS} characters that can be printed."


def strike(room: Room, event: ev.Strike) -> str | None:
    if event.value in room.words.get(event.company, {}):
        return None
    return "" if event.company in room.companies else "There is no such company."


def lead(room: Room, event: ev.Lead) -> str | None:
    if room.now.kind not in MONTHS or not (room.open or room.called):
        return "The desk decides while a month is open."
    if not room.open and not event.text.startswith("answer "):
        return "Before the month begins the desk decides on the hard call alone."
    return None if event.text == "ready" else _decided(room.companies[room.way], event.text)


def unlead(room: Room, event: ev.Unlead) -> str | None:
    return None if room.leads else "There is nothing to take back."


def take_back(room: Room, event: ev.TakeBack) -> str | None:
    return None if room.marks else "Nothing has been played yet."


def branch(room: Room, event: ev.Branch) -> str | None:
    if _bad_name(event.name):
        return _bad_name(event.name)
    return None if any(mark.step == event.round for mark in room.marks) else "That round has not been played."


def show(room: Room, event: ev.Show) -> str | None:
    return None if 0 <= event.step < MOST_PAGES else "There is no such page."


def tell(room: Room, event: ev.Tell) -> str | None:
    fine = len(event.text) <= LONGEST_TEXT and len(event.to) <= LONGEST_NAME and event.text.isprintable()
    return None if fine else f"A message has at most {LONGEST_TEXT} characters."


def shock(room: Room, event: ev.Shock) -> str | None:
    if room.company is None or room.next_played is None:
        return "No round is left for it."
    goods = len(room.company.world.products)
    fits = 0 <= event.product < goods and 20 <= event.percent <= 400 and 1 <= event.weeks <= 26
    return None if fits else "A shock is 20 to 400 percent of a product for 1 to 26 weeks."
