"""What a group's page shows of the company it leads, as plain values ready for JSON: what its desk knows, and no more.

Where many companies play on the same luck, nobody sees another's: what the room has in common is on the wall.
"""

from __future__ import annotations

from game.board import svg
from game.board.style import Theme
from game.levels import Level
from game.session import Session
from game.sim.actions import DESK, Action, Refusal, of_the_desk, parse
from game.sim.desk.outlooks import comes_back, open_cards, prospect
from game.sim.desk.reports import Card, Report
from game.sim.levers import LEVERS, check, free_discs, misfit, next_disc, preview, price
from game.sim.values import CHOOSE
from game.words import bars, outlooks, rumours
from game.words.actions import SAID, SAYINGS, card_words, cost_words, first_upper, lever_kind, slip
from game.words.explain import calendar, counted, signed, weeks
from game.words.figures import Figure
from game.words.foresight import foretelling
from game.words.names import Names
from game.words.news import standing
from game.workshop import own_words
from game.workshop.companies import MOST_COMPANIES, company_name, key
from game.workshop.company_levers import groups
from game.workshop.debrief.overlays import NAMED
from game.workshop.debrief.same_luck import numbered
from game.workshop.quarters import level_of, tables
from game.workshop.records import Room, Seat, Told

View = dict[str, object]
ENDS: dict[str, str] = {
    "bankrupt": "The till is empty. Your company has come to its end.",
    "deserted": "Half of your people are gone. Your company has come to its end.",
    "finished": "The last week is played.",
}


def company_view(room: Room, seat: Seat) -> View:
    """What the page at a seat shows beside the pulse, where many companies play."""
    session = room.led_by(seat)
    view: View = {
        "role": _role(room, seat), "seat": seat.seat, "name": seat.name, "round": room.step, "rounds": len(room.plan),
        "label": room.now.label if room.teams else "", "seconds": room.now.seconds, "message": _message(room, seat),
        "bot": seat.bot, "company": None, "title": level_of(room).title, "tables": _tables(room, seat),
        "rest": _rest(room, seat),
    }  # fmt: skip
    if session is None:
        return view
    mates = [other.name for other in room.owners(seat.team) if other.seat != seat.seat and other.name]
    open_now = room.open and room.now.kind == "quarter" and not room.paused and not room.through(seat.team)
    return view | {
        "company": company_name(seat.team), "mates": mates, "can": open_now,
        "through": room.through(seat.team) if room.now.kind == "quarter" else True,
        "weeks_left": max(0, room.round_end - session.week) if room.now.kind == "quarter" else 0,
        "ends": calendar(min(room.round_end, session.world.weeks) - 1), "last": calendar(session.world.weeks - 1),
        **desk(session, room.told[key(seat.team)]), "words": own_words.rows(room, key(seat.team)),
    }  # fmt: skip


def _rest(room: Room, seat: Seat) -> View | None:
    """Why nothing can be done at a seat just now, as a title and a sentence; None while its company can be led."""
    session, role = room.led_by(seat), _role(room, seat)
    if role != "company" or session is None:
        return _words(*AT_SEAT[role])
    if room.stage == "debrief":
        return _words("Look at the wall", f"How all companies were led is told there. {_on_the_wall(room, session)}")
    if session.over:
        outcome = session.outcome()
        return _words("Your company stands still", ENDS[outcome.kind] if outcome else "")
    if room.paused:
        return _words("The clock stands still", room.why)
    if not room.open:
        if room.step == 0:
            return _words("This is your company", "Look around. The first quarter begins for everybody at once.")
        return _words("The quarter is over", f"Look at the wall. Next comes {room.now.label}, for everybody at once.")
    if room.through(seat.team):
        through, of = room.readiness
        return _words("Your quarter is played", f"{through} of {of} companies are through." if of > 1 else "")
    return None


def _on_the_wall(room: Room, session: Session) -> str:
    """Which of the wall's companies a group's own is: it alone is told."""
    played = numbered(room.companies.values())
    place = next((n for n, one in enumerate(played, 1) if one is session), 0)
    if place > 0 and len(played) <= NAMED:
        return f"On it yours is Company {place}; nobody else is told."
    return "This is your board at the end."


AT_SEAT: dict[str, tuple[str, str]] = {
    "gone": ("You have no seat here", "The seat was given up, or the room is over."),
    "aside": ("Put aside", "The facilitator has put this seat aside, so that nobody waits for it. Say so when you are "
              "back."),
    "observer": ("You are watching", "Every company has its group. You see what the wall shows; the facilitator can "
                 "give you a place at a table."),
    "lobby": ("You have a seat", "It begins when everybody is here. You lead a company of your own, or one together "
              "with others: sit at their table."),
}  # fmt: skip
"""What a seat is told that leads no company just now, by its role."""


def _words(title: str, text: str) -> View:
    return {"title": title, "text": text}


def desk(session: Session, told: Told) -> View:
    """What one company's desk knows and may do."""
    report, level, pending = session.report, session.level, of_the_desk(session.pending)
    outcome = session.outcome()
    return {
        "week": calendar(session.week), "at": session.week, "over": ENDS[outcome.kind] if outcome else None,
        "discs": {"free": free_discs(report, session.pending), "all": report.world.discs,
                  "next": next_disc(report, session.pending)},
        "figures": [_figure(figure) for figure in (bars.score(report), *bars.stats(report))],
        "age": counted(report.age, "week") + " old" if report.age else "",
        "teams": [int(n) for n in report.department], "markets": list(level.product_market),
        "groups": groups(report, level), "standing": _standing(report, level),
        "sent": [
            {"text": slip(level, action), "line": str(action), "undo": action is pending[-1],
             "icon": SAYINGS[action.lever].icon, "kind": lever_kind(action.lever)}
            for action in pending
        ],
        "travelling": [
            {"text": slip(level, Action(letter.lever, letter.target, letter.amount)),
             "when": f"lands in {weeks(max(1, letter.due - report.week))}"}
            for letter in report.letters
        ],
        "table": table(report, level),
        "news": [
            {"week": week, "text": item.text, "icon": item.icon, "weight": item.weight} for week, item in told.news
        ],
        "heard": _heard(report, level), "stopped": told.stopped, "happened": _happened(session, told),
        "cards": [card_view(level, report, card) for card in open_cards(report, session.pending)],
    }  # fmt: skip


def company_board(room: Room, seat: Seat, theme: Theme = "light") -> str:
    """The board as the company's desk believes it, as SVG; an empty text before the start."""
    session = room.led_by(seat)
    if session is None:
        return ""
    return svg.board(session.report, Names.of(session.level), theme=theme, pending=of_the_desk(session.pending))


def weighed(room: Room, seat: Seat, text: str) -> View:
    """What a move would cost and bring as far as the desk can tell, or why it is not allowed; nothing changes."""
    session = room.led_by(seat)
    return weigh(session, text) if session is not None else {"ok": False, "why": "You lead no company just now."}


def weigh(session: Session, text: str) -> View:
    """What a move of the desk would cost and bring as far as its report tells, or why it is not allowed.

    low ≤ high: effect on the final score, in points; range: the same in words. heard_in: weeks.
    """
    try:
        action = parse(text)
    except ValueError as error:
        return {"ok": False, "why": str(error)}
    answer = check(session.report, session.pending, action)
    why = answer.text if isinstance(answer, Refusal) else ""
    if action.lever not in LEVERS or action.actor != DESK:
        return {"ok": False, "why": why or "Only the desk can act here."}
    if why and misfit(session.report, action):
        return {"ok": False, "why": why}
    known = preview(session.report, action, session.pending)
    told = foretelling(known)
    return {
        "ok": not why, "why": why, "title": slip(session.level, action),
        "price": cost_words(session.report.world, action), "discs": price(session.report.world, action)[0],
        "heard": f"week {calendar(known.heard)}", "heard_in": known.heard - session.report.week,
        "wait": weeks(known.heard - session.report.week) if known.heard > session.report.week else "at once",
        "seen": f"week {calendar(known.seen)}", "low": round(known.low, 1) if known.reckoned else 0.0,
        "high": round(known.high, 1) if known.reckoned else 0.0, "range": told.words if told else "facts alone",
        "by": told.by if told else "", "lines": [list(line) for line in known.lines],
    }  # fmt: skip


def table(report: Report, level: Level) -> list[View]:
    """What is wanted, made, on the shelf and owed, by product, as reported."""
    free = CHOOSE in (report.default, report.coming_default)
    return [
        {
            "product": level.product_names[n], "look": level.product_looks[n],
            "market": level.market_names[level.product_market[n]], "wanted": round(float(report.demand[n])),
            "made": round(float(report.made[n])), "shelf": round(float(report.stock[n])),
            "owed": round(float(report.backlog[n])), "price": round(float(report.price[n]), 1) if free else None,
        }
        for n in range(len(level.product_names))
    ]  # fmt: skip


def _heard(report: Report, level: Level) -> View | None:
    """What was heard before it happens, in the order of the desk's list; None where nothing was.

    ears: of three, how far it can be trusted; 0 where `sure` says more. well: whether one was ready, None where that is
    no matter.
    """
    rows: list[View] = []
    for row in rumours.listed(report):
        begun, outcome = row.first <= report.week, rumours.outcome(row)
        rows.append({
            "id": row.shift, "market": rumours.market_of(level, row), "look": level.product_looks[row.product],
            "when": rumours.window(row, report.world.weeks), "change": rumours.short(level, row),
            "sure": {1: "it came" if begun else "certain", 0: "nothing came"}.get(row.settled, ""),
            "ears": rumours.ears(row) if row.settled < 0 else 0, "said": f"“{rumours.heard_sentence(level, row)}”",
            "trust": f"{first_upper(rumours.size(row))}. "
                     f"{rumours.trust(row, level.product_names[row.product], begun)}",
            "over": rumours.is_over(row, report.week), "outcome": outcome if row.settled == 1 else "",
            "well": row.ready >= rumours.READY if outcome and row.settled == 1 else None,
        })  # fmt: skip
    open_still = any(row.settled < 0 for row in report.rumours)
    return {"rows": rows, "note": rumours.MAY_BE_WRONG if open_still else ""} if rows else None


def _happened(session: Session, told: Told) -> str:
    """How the weeks that ran last ended, in a sentence; an empty text before the first."""
    if not session.week:
        return ""
    end = f"week {calendar(session.week - 1)}"
    if told.stopped:
        return f"Stopped after {end}: something happened."
    return f"{first_upper(end)} is played." if told.news else f"{first_upper(end)} is played. Nothing new was heard."


def _figure(figure: Figure) -> View:
    return {
        "key": figure.key, "text": figure.written[:2][-1], "name": figure.names[-1], "worry": figure.worry,
        "tip": figure.told.text, "causes": [[words, signed(size)] for words, size in figure.told.causes if size],
    }  # fmt: skip


def _standing(report: Report, level: Level) -> list[View]:
    return [{"text": item.text, "icon": item.icon} for item in standing(level, report)]


def card_view(level: Level, report: Report, card: Card) -> View:
    """A hard call as a page shows it: what it is about, and what each answer costs and could bring."""
    words = level.cards[card.index]
    answers = []
    for answer in report.world.dilemmas[card.index].answers:
        said = words.answers[answer.verb]
        action = Action("answer", card.index, (answer.verb,))
        expected = prospect(report, card, answer.verb)
        told, back = foretelling(preview(report, action)), comes_back(report, card, answer.verb)
        figures = [f"{outlooks.label(level, card, row)} {outlooks.written(row)[0]}" for row in expected.figures]
        answers.append({
            "line": str(action), "discs": price(report.world, action)[0],
            "does": card_words(level, card, said.does), "says": card_words(level, card, said.says),
            "title": first_upper(SAID["verb"](level, answer.verb)), "price": cost_words(report.world, action),
            "range": f"{told.words} {told.by}" if told else "facts alone",
            "figures": [*figures, *([f"comes back in week {calendar(back)}"] if back >= 0 else ())],
        })  # fmt: skip
    return {
        "index": card.index, "title": card_words(level, card, words.title), "text": card_words(level, card, words.text),
        "until": f"It waits until week {calendar(outlooks.last_week(report, card))}.", "answers": answers,
    }  # fmt: skip


def _role(room: Room, seat: Seat) -> str:
    if seat.gone:
        return "gone"
    if seat.away:
        return "aside"
    if not room.teams:
        return "lobby"
    return "observer" if seat.team < 0 else "company"


def _message(room: Room, seat: Seat) -> str | None:
    to, text = room.message
    mine = {"all", seat.seat} | ({company_name(seat.team)} if seat.team >= 0 else set())
    return text if text and to in mine else None


def _tables(room: Room, seat: Seat) -> list[View]:
    """Before the start: the tables that somebody sits at, for those who want to lead one together.

    Tables are called what their companies will be called: the first that somebody sits at is the first company.
    """
    if room.teams:
        return []
    found = tables(room)
    rows: list[View] = [
        {"company": table, "name": company_name(n), "people": [s.name for s in group], "mine": seat in group}
        for n, (table, group) in enumerate(found.items())
    ]
    if len(rows) < MOST_COMPANIES and any(seat in group and len(group) > 1 for group in found.values()):
        rows.append({"company": -1, "name": "A company of your own", "people": [], "mine": False})
    return rows
