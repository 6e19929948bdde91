"""The hard call of a room: what is asked, what everybody thinks of it, what the desk decides, and who then lived it.

It is announced, everybody at a phone says apart how far they agree and whether they commit, the desk decides, and a
month is played in which every team does as it sees fit. What was said on the phones enters the company as `team_mind`.
"""

from __future__ import annotations

from game.session import Session
from game.sim.desk.reports import Card
from game.sim.values import ASK, FREE, INSIST, SEEK
from game.words.actions import card_words, first_upper
from game.words.names import Names
from game.workshop.records import Room, Seat

ASKED = "How far do you agree with it, and would you carry it if you were asked to?"
DECIDED: dict[int, str] = {
    SEEK: "The desk asks at every bench first: those who can, make {product}.",
    ASK: "The desk asks everybody to carry it: make {product} this month.",
    FREE: "The desk lets every team decide about {product}.",
    INSIST: "The desk insists: everybody makes {product} this month.",
}
"""What everybody is told, by the verb of the answer."""
DID: dict[int, str] = {
    SEEK: "sought agreement", ASK: "asked for commitment", FREE: "let every team decide", INSIST: "insisted",
}  # fmt: skip
NOT_YET = "The desk decides now. The month begins when it has."
ROOM_FIRST = "The room answers first, everybody for themselves. Then the desk decides."


def waiting(session: Session) -> Card | None:
    """The call on the desk, answered or not, until it has taken effect."""
    return next((card for card in session.report.cards if not card.settled), None)


def told(room: Room) -> Card | None:
    """The call that the room talks about just now; None before it is announced and after its month."""
    now = room.now.kind == "dilemma" and room.open
    return waiting(room.companies[room.way]) if not room.many and room.teams and (now or room.called) else None


def title(session: Session, card: Card) -> str:
    """What the call is named."""
    return card_words(session.level, card, session.level.cards[card.index].title)


def text(session: Session, card: Card) -> str:
    """What the call is about."""
    return card_words(session.level, card, session.level.cards[card.index].text)


def about(session: Session, card: Card) -> str:
    """The call by name, and what it is about."""
    return f"{title(session, card)}: {text(session, card)}"


def verb(session: Session, card: Card) -> int:
    """How the desk has answered, as far as it has; −1 if not yet."""
    given = (action.amount[0] for action in session.pending if (action.lever, action.target) == ("answer", card.index))
    return next(given, card.verb)


def decided(session: Session, card: Card) -> str:
    """What the desk has decided, in a sentence."""
    answered = verb(session, card)
    product = Names.of(session.level).products[card.product]
    return DECIDED[answered].format(product=product) if answered >= 0 else NOT_YET


def why_not(room: Room) -> str:
    """Why the desk cannot answer the call that the room talks about just now; "" if it can."""
    if room.now.kind == "dilemma":
        return ROOM_FIRST
    return (room.why or "The clock stands still.") if room.paused else ""


def minds(room: Room) -> list[tuple[str, int, tuple[int, int]]]:
    """What was said of the call whose month this is: seat, team, (agreement 0…10, commitment 0 or 1), a row a team.

    Of those who share a team the last word counts; whoever plays no team any more has none.
    """
    found: dict[int, tuple[str, int, tuple[int, int]]] = {}
    said = sorted((answer for step, answer in room.answers if step == room.step - 1), key=lambda answer: answer.at)
    for answer in said:
        seat = room.seat(answer.seat)
        if seat is not None and seat.active:
            found[seat.team] = seat.seat, seat.team, (answer.figures[0], answer.figures[1])
    return [found[team] for team in sorted(found)]


def for_phone(room: Room, seat: Seat) -> dict[str, object] | None:
    """What a phone shows of the call in its month: what was decided, and what it has said itself."""
    card = told(room)
    if card is None or not room.called:
        return None
    session = room.companies[room.way]
    said = next((a.figures for step, a in room.answers if step == room.step - 1 and a.seat == seat.seat), None)
    own = "" if said is None else (
        f"You agreed {said[0]} of 10 and {'said that you carry it' if said[1] else 'did not commit to it'}."
    )  # fmt: skip
    return {"title": title(session, card), "text": decided(session, card), "own": own}


def afterwards(room: Room) -> tuple[str, list[tuple[int, int, int]]]:
    """What became of the last call: how the desk answered, in words ("" if it never came to that), and everybody's
    (agreement, commitment, whether their team then made what was asked: 1, 0, or −1 where no month was played)."""
    step = next((n for n in range(room.step - 1, -1, -1) if room.plan[n].kind == "dilemma"), -1)
    month = next((month for month in room.months if month.step == step + 1), None)
    teams = {seat.seat: seat.team for seat in room.seats}
    rows = [
        (a.figures[0], a.figures[1], int(teams[a.seat] in month.followed) if month and teams[a.seat] >= 0 else -1)
        for at, a in room.answers if at == step
    ]  # fmt: skip
    session = room.companies.get("prices")
    cards = session.report.cards if session is not None else ()
    done = DID.get(cards[-1].verb, "decided nothing") if cards and month else ""
    return done, rows


def said_of_it(room: Room) -> str:
    """How many of those who committed, and of those who did not, then made what was asked; in a sentence or two."""
    done, rows = afterwards(room)
    lived = [(commit, did) for _, commit, did in rows if did >= 0]
    if not done or not lived:
        return ""
    parts = []
    for commit, words in ((1, "who had committed"), (0, "who had not")):
        group = [did for said, did in lived if said == commit]
        if group:
            parts.append(f"{sum(group)} of {len(group)} {words}")
    return f"The desk {done}. {first_upper(' and '.join(parts))} then made what was asked."
