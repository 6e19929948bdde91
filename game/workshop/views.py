"""What the leader's page, the wall and the facilitator's page show, as plain values ready for JSON.

The leader is told what the desk knows; the wall what everybody may see; the facilitator who is there and what can be
done. Sentences are made here or in `game.words`; pages only lay them out.
"""

from __future__ import annotations

from collections import Counter

from game.board import svg
from game.board.style import Theme
from game.levels import Level
from game.session import earned
from game.sim.actions import Action, of_the_desk
from game.sim.desk.reports import Report
from game.sim.levers import free_discs, next_disc
from game.sim.values import VALUES
from game.words.actions import SAYINGS, slip
from game.words.explain import counted
from game.words.names import Names
from game.workshop import hard_call, many_views, own_words
from game.workshop.company_levers import lever_view
from game.workshop.company_view import card_view, weigh
from game.workshop.debrief.drawings import drawn
from game.workshop.debrief.pages import Earlier, covered, pages
from game.workshop.knowledge import reports
from game.workshop.presets import MONTHS, OWN, PRESETS, round_weeks
from game.workshop.records import GIVEN_UP, MOST_AT_ONCE, Room, Seat, way_of
from game.workshop.sayings import declared
from game.workshop.seat_view import View, pulse, report_words, seat_view
from game.workshop.spoken import speech, vocabulary_of
from game.workshop.steps import Step

__all__ = ["View", "desk_board", "desk_view", "desk_weighed", "host_view", "pulse", "seat_view", "wall_view"]

WAY_WORDS: dict[str, str] = {
    "letters": "The desk writes letters. Who has none waits.",
    "prices": "Prices hang at the markets. Every team chooses for itself.",
    "values": "Two values hang over the board. Every team chooses for itself.",
}
"""What is allowed in a month, by its kind."""
ROOM_LEVERS: tuple[str, ...] = ("order_department", "order", "tag", "rate", "visit", "declare", "ritual")
"""Levers in the order in which the leader's page lists them."""
MOST_NAMED, TWO = 5, 2
"""Values that are told of those that the room has named, and those that the leader is to declare of them."""


# The leader's page


def desk_view(room: Room) -> View:
    """What the leader's page shows: what the desk knows and may do, and no more."""
    heard = room.message[1] if room.message[0] == "all" else None
    view: View = {**pulse(room), **speech(room), **_where(room), "message": heard}
    session = room.company
    if session is None or room.many:
        return view
    report, level = session.report, session.level
    names = Names.of(level)
    month = room.open and room.now.kind in MONTHS
    return view | {
        "week": report.week + 1, "way": room.way, "said": room.ready, "can": month and not room.paused,
        "back": bool(room.leads) and not room.paused,
        "discs": {"free": free_discs(report, session.pending), "all": report.world.discs,
                  "next": next_disc(report, session.pending)},
        "teams": [int(n) for n in report.department], "markets": list(level.product_market),
        "levers": [lever_view(report, level, name) for name in ROOM_LEVERS if name in report.levers] if month else [],
        "sent": [
            {"text": slip(level, action), "line": str(action), "icon": SAYINGS[action.lever].icon,
             "undo": action is session.pending[-1]}
            for action in of_the_desk(session.pending)
        ],
        "travelling": _travelling(report, level), "slips": _slips(room, names), "table": _table(report, names, room),
        "figures": _figures(report), "age": counted(report.age, "week") + " old" if report.age else "",
        "visit": _visit(room, names), "words": own_words.rows(room, own_words.ONLY),
        "cards": _cards(room), "named": to_declare(room),
    }  # fmt: skip


def _cards(room: Room) -> list[View]:
    """The hard call, once the room has been told of it, until the desk has answered."""
    session = room.company
    card = hard_call.told(room)
    if session is None or card is None or hard_call.verb(session, card) >= 0:
        return []
    return [{**card_view(session.level, session.report, card), "why": hard_call.why_not(room)}]


def to_declare(room: Room) -> str:
    """What the room has named, while the leader has yet to declare it."""
    left = TWO - len(declared(room.companies["prices"]))
    if room.now.kind != "values" or room.called or left <= 0 or not _named(room):
        return ""
    return f"{_named(room)} Declare {'two' if left == TWO else 'one more'} of these."


def _named(room: Room) -> str:
    """What the room has named most of what it stands for, in a sentence; "" before it was asked."""
    counts = Counter(n for step, a in room.answers if room.plan[step].kind == "propose" for n in a.figures)
    if not counts:
        return ""
    most = sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MOST_NAMED]
    told = ", ".join(f"{VALUES[n].name} {count}" for n, count in most)
    return f"The room named most: {told}."


def desk_board(room: Room, theme: Theme = "light") -> str:
    """The board as the desk believes it, as SVG; an empty text before the start."""
    session = room.company
    if session is None or room.many:
        return ""
    return svg.board(session.report, Names.of(session.level), theme=theme, pending=of_the_desk(session.pending))


def desk_weighed(room: Room, text: str) -> View:
    """What a move of the room's leader would cost and bring, as far as the desk can tell; nothing changes."""
    if room.company is None or room.many or not room.open or room.now.kind not in MONTHS:
        return {"ok": False, "why": "The desk decides while a month is open."}
    return weigh(room.company, text)


def _where(room: Room) -> View:
    if not room.teams:
        return {"round": 0, "rounds": len(room.plan), "label": "", "kind": "lobby", "rule": "", "seconds": 0}
    return {
        "round": room.step, "rounds": len(room.plan), "label": room.now.label, "kind": room.now.kind,
        "rule": _rule(room), "seconds": room.now.seconds,
    }  # fmt: skip


def _rule(room: Room) -> str:
    """What is allowed in a month; of a hard call what it is about, and then what was decided."""
    card, session = hard_call.told(room), room.company
    if card is None or session is None:
        return WAY_WORDS.get(room.now.kind, "")
    if room.called:
        return hard_call.decided(session, card)
    return hard_call.about(session, card)


def _travelling(report: Report, level: Level) -> list[View]:
    return [
        {
            "text": slip(level, Action(letter.lever, letter.target, letter.amount)),
            "weeks": max(0, letter.due - report.week),
        }
        for letter in report.letters
    ]


def _slips(room: Room, names: Names) -> list[View]:
    last = room.months[-1] if room.months else None
    if last is None or last.way != "letters" or room.way != "letters":
        return []
    known = reports(room.companies[room.way])
    told = Counter((names.departments[known[team].department], report_words(names, code)) for team, code in last.slips)
    return [
        {"department": department, "text": text, "times": times, "age": "last month"}
        for (department, text), times in told.items()
    ]


def _table(report: Report, names: Names, room: Room) -> list[View]:
    prices = room.way != "letters"
    return [
        {
            "product": names.product_names[n], "look": names.looks[n], "wanted": round(float(report.demand[n])),
            "made": round(float(report.made[n])), "shelf": round(float(report.stock[n])),
            "owed": round(float(report.backlog[n])), "price": round(float(report.price[n])) if prices else None,
        }
        for n in range(len(names.products))
    ]  # fmt: skip


def _figures(report: Report) -> View:
    """The bars above the board; shares in percent, as the desk has them."""
    return {
        "cash": report.cash_cents // 100, "morale": round(100 * report.company_morale),
        "trust": round(100 * report.company_trust), "score": earned(report.score),
        "served": round(100 * report.served),
    }  # fmt: skip


def _visit(room: Room, names: Names) -> View | None:
    team, until = room.visiting
    if team < 0:
        return None
    owners = [seat.name for seat in room.owners(team) if seat.name]
    return {"team": names.teams[team], "who": owners, "until": until}


# The wall


def wall_view(room: Room, earlier: Earlier = ()) -> View:
    """What the projector shows to everybody. earlier: what other groups reached; see `debrief.pages`."""
    preset = PRESETS[room.preset]
    view: View = {
        **pulse(room), **speech(room), **_where(room), "title": "Headcount",
        "subtitle": f"{preset.minutes} minutes · {preset.text}",
        "people": _people(room), "plan": _plan(room), "hidden": room.hidden, "teams": room.teams,
        "began": room.began, "next": "", "reveal": None, "result": None, "visit": None,
        "message": room.message[1] if room.message[0] == "all" else None,
    }  # fmt: skip
    if room.many:
        view |= {"result": many_views.result(room) if room.stage == "between" and not room.hidden else None}
        view["rule"] = many_views.RULE if room.teams else ""
    elif room.company is not None:
        names = Names.of(room.company.level)
        view["next"] = _coming(room)
        view["visit"] = _visit(room, names)
        if room.stage == "between" and not room.hidden:
            view["result"] = _result(room)
    if room.stage == "debrief":
        view["reveal"] = _reveal(room, earlier)
    return view


def _coming(room: Room) -> str:
    """What the room ought to know of the step that comes next; "" where its name says enough."""
    if room.stage != "between":
        return ""
    if room.called:
        return _rule(room)
    return _named(room) if room.step and room.plan[room.step - 1].kind == "propose" else ""


def _people(room: Room) -> list[View]:
    """Who sits where, by department; before the start in one list."""
    if room.many:
        return many_views.people(room)
    here = [seat for seat in room.seats if not seat.gone]
    if room.company is None:
        return [{"department": "", "names": [seat.name for seat in here]}]
    names, known = Names.of(room.company.level), reports(room.company)
    return [
        {
            "department": department,
            "names": [s.name for s in here if s.team >= 0 and known[s.team].department == index],
        }
        for index, department in enumerate(names.departments)
    ]


def _plan(room: Room) -> list[View]:
    played = {month.step: month.score for month in room.months}
    rows: list[View] = []
    for index, step in enumerate(room.plan):
        state = "done" if index < room.step else "now" if index == room.step else "next"
        score = earned(played[index]) if index in played and not room.hidden else None
        rows.append({"label": step.label, "kind": step.kind, "state": state, "score": score, "seconds": step.seconds})
    return rows


def _result(room: Room) -> View | None:
    """What the last step brought, where it was a month."""
    if not room.months or room.months[-1].step != room.step - 1:
        return None
    month = room.months[-1]
    session = room.companies[way_of(month.way)]
    names = Names.of(session.level)
    rows = session.ledgers[-round_weeks(session.world) :]
    return {
        "label": room.plan[month.step].label, "score": earned(month.score), "asleep": len(month.asleep),
        "teams": room.teams, "disobeyed": len(month.disobeyed),
        "table": [
            {
                "product": names.product_names[n], "look": names.looks[n],
                "wanted": round(sum(float(row.demand[n]) for row in rows)),
                "made": round(sum(float(row.made[n]) for row in rows)),
                "delivered": round(sum(float(row.delivered[n]) for row in rows)),
            }
            for n in range(len(names.products))
        ],
    }  # fmt: skip


def _reveal(room: Room, earlier: Earlier) -> View | None:
    """The page that is shown, drawn; an empty picture where nothing of it may be seen yet but its question."""
    every = pages(room, earlier)
    if not every:
        return None
    step, revealed = room.shown
    page = every[min(step, len(every) - 1)]
    shown = page if revealed else covered(page)
    return {
        "step": min(step, len(every) - 1), "of": len(every), "kind": page.kind, "title": page.title, "text": page.text,
        "question": page.question, "revealed": revealed,
        "picture": "" if shown is None else drawn(shown, vocabulary=vocabulary_of(room)),
    }  # fmt: skip


# The facilitator's page


def host_view(room: Room) -> View:
    """What the facilitator's page shows: the wall's, who is there, and what can be done now."""
    lobby, shut = not room.teams, bool(room.teams) and not room.open
    last = len(room.plan)
    wall = wall_view(room)
    reveal = wall["reveal"]
    if isinstance(reveal, dict):
        reveal.pop("picture")
    return wall | {
        "preset": room.preset, "first": room.first, "seed": room.seed, "shown": list(room.shown),
        "presets": [
            {
                "name": p.name, "minutes": p.minutes, "text": p.text, "kind": p.kind,
                "steps": [_step(s) for s in p.steps(room.first, room.text)],
            }
            for p in PRESETS.values() if p.name != OWN or room.text
        ],
        "seats": [_seat_row(room, seat) for seat in room.seats if not seat.gone],
        "companies": many_views.rows(room) if room.many else [], "free_teams": _free_teams(room),
        "words": own_words.every_row(room),
        "trunks": [
            {"name": t.name, "months": many_views.weeks_played(t) if room.many else len(t.months)} for t in room.trunks
        ],
        "products": list(room.company.level.product_names) if room.company is not None else [],
        "shocks": [
            {"product": s.product, "percent": s.percent, "weeks": s.weeks, "month": m + 1} for m, s in room.shocks
        ],
        "branches": [{"round": mark.step, "label": room.plan[mark.step].label} for mark in room.marks],
        "forgotten": room.forgotten, "kept": any(session.ledgers for session in room.companies.values()),
        "can": {
            "plan": lobby, "start": lobby and any(not seat.gone for seat in room.seats),
            "begin": shut and room.step < last, "pause": room.open and not room.paused, "resume": bool(room.paused),
            "extend": room.open and bool(room.deadline), "close": room.open,
            "move_on": MOST_AT_ONCE if room.open and room.now.kind in (*MONTHS, "quarter") else 0,
            "take_back": bool(room.marks), "branch": bool(room.marks), "reveal": room.stage == "debrief",
            "shock": bool(room.teams) and room.next_played is not None,
            "pages": reveal["of"] if isinstance(reveal, dict) else 0,
        },
    }  # fmt: skip


def _step(step: Step) -> View:
    return {"kind": step.kind, "label": step.label, "seconds": step.seconds}


def _free_teams(room: Room) -> list[View]:
    if room.many:
        return many_views.free_companies(room)
    if room.company is None:
        return []
    names = Names.of(room.company.level)
    return [{"team": t, "label": names.teams[t]} for t in range(room.teams) if not room.owners(t)]


def _seat_row(room: Room, seat: Seat) -> View:
    team, place = many_views.sits(room, seat) if room.many else _sits(room, seat)
    return {
        "seat": seat.seat, "name": seat.name, "team": team, "index": seat.team, "department": place,
        "state": _state(room, seat),
    }  # fmt: skip


def _sits(room: Room, seat: Seat) -> tuple[str, str]:
    """Which team a seat plays, and its department."""
    if room.company is None or seat.team < 0:
        return "", ""
    names = Names.of(room.company.level)
    return names.teams[seat.team], names.departments[reports(room.company)[seat.team].department]


def _state(room: Room, seat: Seat) -> str:
    """How a seat stands, in one of the words that the facilitator's page knows."""
    if seat.away:
        return "aside"
    if seat.bot or seat.missed >= GIVEN_UP:
        return "bot"
    if room.teams and seat.team < 0:
        return "observer"
    if seat.seat in room.decided or seat.seat in room.answered:
        return "decided"
    if not room.open or (room.many and room.now.kind != "quarter"):
        return "there"
    if room.many:
        return "decided" if room.through(seat.team) else "thinking"
    session = room.company
    if session is not None and room.now.kind in MONTHS:
        known = reports(session)[seat.team]
        if known.waits and known.order is None:
            return "asleep"
    return "late" if seat.missed else "thinking"
