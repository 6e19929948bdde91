"""What one phone shows, as plain values ready for JSON; every sentence on it is made here.

A phone is told what `TeamReport` knows of its own team, its letter and its news, and nothing of anybody else.
"""

from __future__ import annotations

from game.board.looks import skill_dots
from game.levels import Level
from game.sim.company.teams import COIN_PULL
from game.sim.desk.team_reports import TeamReport
from game.sim.values import VALUES
from game.words.explain import counted
from game.words.names import Names
from game.workshop import hard_call
from game.workshop.company_view import company_view
from game.workshop.knowledge import news, reports
from game.workshop.presets import MONTH_WEEKS, MONTHS
from game.workshop.records import ASKS, FLAT_PAY, MARKET_NEWS, Room, Seat
from game.workshop.spoken import speech

View = dict[str, object]
"""What a page shows, ready for JSON."""

REPORT_WORDS: dict[str, str] = {
    "few": "People wait for our {product}",
    "many": "Too many {product} lie about",
    "good": "We would be good at {product}",
    "idle": "We had hands to spare",
}
"""What a phone can tell the desk, by the word its code begins with."""
SKILL_WORDS: tuple[str, ...] = ("", "new to us", "we know it", "best at it")


def pulse(room: Room, seat: Seat | None = None) -> View:
    """What every page hears of every change: small, and the same for all, but for the number of a group's page."""
    return {
        "number": room.number if seat is None else room.number_for(seat), "began": room.began,
        "ready": list(room.readiness), "deadline": room.deadline or None,
        "paused": room.why if room.paused else "", "stage": room.stage, "many": room.many,
        "left": max(0, room.deadline - room.paused) if room.paused and room.deadline else None,
    }  # fmt: skip


def seat_view(room: Room, name: str) -> View:
    """What the phone at a seat shows; ValueError if nobody ever sat there."""
    seat = room.seat(name)
    if seat is None:
        raise ValueError(f"nobody sits at {name}")
    if room.many:
        return {**pulse(room, seat), **speech(room), **company_view(room, seat)}
    view: View = {
        **pulse(room), "role": _role(room, seat), "seat": seat.seat, "name": seat.name, "round": room.step,
        "rounds": len(room.plan), "label": room.now.label if room.teams else "", "week": 0, "team": "",
        "department": "", "people": 0, "products": [], "purse": None, "sales": None, "letter": None, "asleep": False,
        "road": None, "news": None, "question": "", "choices": [], "reports": [], "chosen": None,
        "message": _message(room, seat), "ask": _ask(room, seat), "bot": seat.bot, "ended": _ended(room),
        "call": None,
    }  # fmt: skip
    if room.company is None or seat.team < 0:
        return view
    return view | _bench(room, seat)


def _role(room: Room, seat: Seat) -> str:
    if seat.gone:
        return "gone"
    if seat.away:
        return "aside"
    if room.teams and seat.team < 0:
        return "observer"
    return "mirror" if room.teams and room.owners(seat.team)[0].seat != seat.seat else "team"


def _ended(room: Room) -> str:
    """What has just ended, between two steps: a month, or something else that was asked; nothing before the first."""
    if not room.teams or room.open or room.step == 0:
        return ""
    return "month" if room.plan[room.step - 1].kind in MONTHS else "ask"


def _message(room: Room, seat: Seat) -> str | None:
    to, text = room.message
    session = room.company
    mine = {"all", seat.seat}
    if session is not None and seat.team >= 0:
        mine.add(session.level.department_names[reports(session)[seat.team].department])
    return text if text and to in mine else None


def _bench(room: Room, seat: Seat) -> View:
    session = room.companies[room.way]
    level, known = session.level, reports(session)[seat.team]
    names = Names.of(level)
    month = room.open and room.now.kind in MONTHS
    decision = room.decided.get(seat.seat)
    asleep = known.waits and known.order is None
    return {
        "week": known.week + 1, "team": names.teams[seat.team], "department": names.departments[known.department],
        "people": known.people, "products": _products(names, known), "purse": _purse(room, seat.team, known),
        "sales": _sales(names, known), "letter": _letter(names, known), "asleep": asleep and month,
        "road": {"weeks": known.road} if known.road > 0 else None, "news": _news(room, seat.team, level),
        "call": hard_call.for_phone(room, seat),
        "question": ("What will you do?" if not known.waits else "" if asleep else "Your answer") if month else "",
        "choices": _choices(names, known) if month else [],
        "reports": _reports(names, known) if month and known.waits else [],
        "chosen": (
            {"answer": decision.answer, "job": decision.job, "report": decision.report} if decision and month else None
        ),
    }  # fmt: skip


def _products(names: Names, known: TeamReport) -> list[View]:
    return [
        {
            "name": names.product_names[n], "look": names.looks[n], "skill": skill_dots(known.skill[n]),
            "price": None if known.waits else round(known.price[n]), "tag": known.tag[n], "now": known.job == n,
        }
        for n in range(len(known.skill))
    ]  # fmt: skip


def _purse(room: Room, team: int, known: TeamReport) -> View:
    if known.waits:
        played = sum(month.way == "letters" for month in room.months)
        return {"coins": FLAT_PAY * played, "change": FLAT_PAY if played else 0, "note": "flat pay, whatever you make"}
    before = next((m.purses[team] for m in reversed(room.months[:-1]) if m.way != "letters"), 0)
    coins = known.purse_cents // 100
    change = coins - before if room.months and room.months[-1].way != "letters" else 0
    return {"coins": coins, "change": change, "note": "a share of what you earn"}


def _sales(names: Names, known: TeamReport) -> View | None:
    if known.week == 0 or known.product < 0:
        return None
    return {
        "made": round(known.made), "sold": round(known.sold), "name": names.products[known.product],
        "look": names.looks[known.product],
    }  # fmt: skip


def _letter(names: Names, known: TeamReport) -> View | None:
    if known.order is None or not known.waits:
        return None
    job, weeks = known.order.job, known.order.weeks
    goods = len(known.skill)
    age = known.week - known.order.sent
    month = "this month" if weeks == MONTH_WEEKS else f"for {counted(weeks, 'week')}"
    return {
        "title": f"Make {names.products[job]}" if job < goods else "Improve how you work",
        "text": f"{month[0].upper()}{month[1:]}, all five of you.",
        "age": f"It was on the road for {counted(age, 'week')}."
        if known.order.sent >= 0 and age
        else "An old letter; it still holds.",
        "look": names.looks[job] if job < goods else None,
    }


def _news(room: Room, team: int, level: Level) -> str | None:
    if not room.open or room.now.kind not in MONTHS:
        return None
    told = news(room.companies[room.way]).get(team)
    if told is None:
        return None
    product, change = told
    market = level.market_names[level.product_market[product]]
    return MARKET_NEWS[change].format(market=market, product=Names.of(level).products[product])


def _choices(names: Names, known: TeamReport) -> list[View]:
    if known.waits:
        return _answers(names, known) if known.order is not None else _waiting()
    goods = len(known.skill)
    worth = [known.price[n] * (1.0 + COIN_PULL * known.tag[n]) * known.skill[n] for n in range(goods)]
    order = sorted(range(goods), key=lambda n: (n != known.job, -worth[n], n))
    return [_own(names, known, n) for n in order]


def _own(names: Names, known: TeamReport, job: int) -> View:
    stays = job == known.job
    skill, tag = skill_dots(known.skill[job]), known.tag[job]
    price = f"{known.price[job]:.0f}" + (f" + {tag}" if tag else "") + " a piece"
    verb = "Stay with" if stays else "Move to" if skill > 1 else "Try"
    return {
        "answer": "stay" if stays else "own", "job": job, "title": f"{verb} {names.products[job]}",
        "note": f"{SKILL_WORDS[skill]} · {price}", "look": names.looks[job], "icon": None, "kind": "own",
    }  # fmt: skip


def _answers(names: Names, known: TeamReport) -> list[View]:
    assert known.order is not None
    told = known.order.job
    goods = len(known.skill)
    what = names.products[told] if told < goods else "improvements"
    own = known.best(besides=told)
    return [
        {
            "answer": "do", "job": told, "title": "Do it", "note": what, "look": None, "icon": "envelope",
            "kind": "order",
        },
        {
            "answer": "object", "job": told, "title": "Do it, and object", "note": f"{what}; your doubt goes back",
            "look": None, "icon": "hand", "kind": "order",
        },
        {
            "answer": "own", "job": own, "title": "Do what we think best",
            "note": f"{names.products[own]}; it ends the letter. The desk sees it in a month or two",
            "look": names.looks[own], "icon": "ear-slash", "kind": "order",
        },
    ]  # fmt: skip


def _waiting() -> list[View]:
    return [
        {
            "answer": "ask", "job": -1, "title": "Ask for work", "note": "heard at the desk next month", "look": None,
            "icon": "megaphone", "kind": "quiet",
        },
        {
            "answer": "stay", "job": -1, "title": "Wait", "note": "the next letter will come", "look": None,
            "icon": "hourglass", "kind": "quiet",
        },
    ]  # fmt: skip


def _reports(names: Names, known: TeamReport) -> list[View]:
    told = known.order.job if known.order is not None else known.product
    makes = 0 <= told < len(known.skill)  # a letter may also ask for improvements
    said = [("idle", told if makes else 0), ("good", known.best())]
    if makes:
        said = [("few", told), ("many", told), *said]
    return [{"code": f"{word}-{n}", "text": report_words(names, f"{word}-{n}")} for word, n in said]


def report_words(names: Names, code: str) -> str:
    """What a report's code says; the codes "ask" and "object" are sentences of their own."""
    if code == "ask":
        return "We wait for work"
    if code == "object":
        return "We did it, and we doubt it"
    word, _, product = code.partition("-")
    return REPORT_WORDS[word].format(product=names.products[int(product)])


def _ask(room: Room, seat: Seat) -> View | None:
    if not room.open or room.now.kind not in ASKS or seat.gone:
        return None
    given = room.answered.get(seat.seat)
    kind, session = room.now.kind, room.companies[room.way]
    names = Names.of(session.level)
    text: dict[str, tuple[str, str, list[View]]] = {
        "sketch": (*_sketch(room, seat, names), []),
        "poll": ("How useful did you feel?", "In the months that are over. Nobody sees who said what.",
                 [{"value": n + 1, "label": label} for n, label in enumerate(FELT)]),
        "propose": ("What do we stand for?", "Choose two. The leader declares two of those the room names most.",
                    [{"value": n, "label": value.name, "text": value.promise} for n, value in enumerate(VALUES)]),
        "dilemma": (*_call(room), []),
    }  # fmt: skip
    title, words, options = text[kind]
    return {
        "kind": kind, "title": title, "text": words, "options": options,
        "given": list(given.figures) if given is not None else None, "count": ASKS[kind][0], "most": ASKS[kind][1],
    }  # fmt: skip


FELT: tuple[str, ...] = ("not at all", "hardly", "somewhat", "quite", "very")
"""The five answers to how useful somebody felt."""


def _call(room: Room) -> tuple[str, str]:
    card, session = hard_call.told(room), room.companies[room.way]
    if card is None:
        return "A hard call", hard_call.ASKED
    return hard_call.title(session, card), f"{hard_call.text(session, card)} {hard_call.ASKED}"


def _sketch(room: Room, seat: Seat, names: Names) -> tuple[str, str]:
    session = room.companies[room.way]
    department = reports(session)[seat.team].department if seat.team >= 0 else 0
    product = department % len(names.product_names)
    market = names.markets[names.product_market[product]]
    return (
        f"{names.product_names[product]} at the {market}",
        "Draw how many a week will be wanted in the months to come. It starts at about ten.",
    )
