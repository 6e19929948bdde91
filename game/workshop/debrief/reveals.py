"""What a room talks about afterwards: the pages of the debrief, one at a time, as figures without names.

Each page is a question and a picture of what this room did. Everything in it was played; what others would have done
is played on the same luck.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from game.levels import Level
from game.session import Session, earned, play
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.words.names import Names
from game.workshop import hard_call, own_words
from game.workshop.debrief import again
from game.workshop.leaders import by_letters, by_prices
from game.workshop.presets import round_weeks
from game.workshop.records import FLAT_PAY, Month, Room, way_of
from game.yardsticks import founding_bound

Figures = dict[str, Any]
Earlier = Sequence[dict[str, int]]
"""What other groups of the same preset reached, by way, in percent; without names."""
FEWEST_EARLIER = 3
SKETCHED_FROM = 10.0
"""Where a sketch begins: phones are told that about ten a week are wanted, whatever the size of the room."""


@dataclass(frozen=True)
class Reveal:
    """One page of the debrief. kind: how it is drawn; question: what to ask the room; data: its figures, plain."""

    kind: str
    title: str
    text: str
    question: str
    data: Figures


def reveals(room: Room, earlier: Earlier = ()) -> tuple[Reveal, ...]:
    """The pages of a room's debrief in their order; those that nothing was played for are left out.

    earlier: what other groups reached; it stands beside this one's from three of them on.
    """
    pages = (row(room) for row in _PAGES)
    return tuple(_beside(page, earlier) for page in pages if page is not None)


def _beside(page: Reveal, earlier: Earlier) -> Reveal:
    """The page of both ways with what earlier groups reached, if there are enough of them to say nothing of any one."""
    if page.kind != "ways" or len(earlier) < FEWEST_EARLIER:
        return page
    rows = {way: sorted(one[way] for one in earlier if way in one) for way in page.data["ways"]}
    return replace(page, data={**page.data, "earlier": rows})


def covered(page: Reveal) -> Reveal | None:
    """What a page shows before it is revealed: the room's own part and nothing of the truth; None if it has none."""
    if page.kind != "demand":
        return None
    keep = ("name", "look", "market", "sketches")
    products = [{name: row[name] for name in keep} for row in page.data["products"]]
    return replace(page, data={"weeks": page.data["weeks"], "products": products})


def _played(room: Room, way: str) -> Session | None:
    session = room.companies.get(way)
    return session if session is not None and session.ledgers else None


def _compared(room: Room) -> int:
    """Weeks that both ways have played, or those of the only one."""
    weeks = [len(s.ledgers) for s in room.companies.values() if s.ledgers]
    return min(weeks, default=0)


def _demand(room: Room) -> Reveal | None:
    """What the phones drew before the first month, under what was wanted then."""
    sketches = [a for step, a in room.answers if room.plan[step].kind == "sketch"]
    session = _played(room, room.first)
    if session is None:
        return None
    names = Names.of(session.level)
    teams = {seat.seat: seat.team for seat in room.seats}
    products = []
    each = session.world.teams_per_department
    start = _believed(session)[0]
    for product in range(len(names.products)):
        wanted = [float(row.demand[product]) for row in session.ledgers]
        made = [float(row.made[product]) for row in session.ledgers]
        unit = start[product] / SKETCHED_FROM
        drawn = [
            _rounded([unit * figure for figure in a.figures])
            for a in sketches
            if teams.get(a.seat, -1) >= 0 and (teams[a.seat] // each) % len(names.products) == product
        ]
        products.append({
            "name": names.product_names[product], "look": names.looks[product],
            "market": names.markets[names.product_market[product]], "sketches": drawn,
            "wanted": _rounded(wanted), "made": _rounded(made),
            "few": round(sum(max(0.0, w - m) for w, m in zip(wanted, made, strict=True))),
            "many": round(sum(max(0.0, m - w) for w, m in zip(wanted, made, strict=True))),
        })  # fmt: skip
    return Reveal(
        "demand", "What you thought people wanted", "Your sketches from before the first month, and then the truth",
        "Who saw it coming, and whom did they tell?", {"products": products, "weeks": len(session.ledgers)},
    )  # fmt: skip


def _belief(room: Room) -> Reveal | None:
    """What the desk believed to be wanted, week by week, under what was."""
    session = _played(room, "letters")
    if session is None:
        return None
    names = Names.of(session.level)
    believed = _believed(session)
    products = [
        {
            "name": names.product_names[p], "look": names.looks[p],
            "wanted": _rounded([float(row.demand[p]) for row in session.ledgers]),
            "believed": _rounded([week[p] for week in believed]),
        }
        for p in range(len(names.products))
    ]  # fmt: skip
    return Reveal(
        "belief", "What the desk believed", f"The desk's picture was {session.world.letter_weeks} weeks old",
        "What would you have ordered, with that in front of you?", {"products": products},
    )  # fmt: skip


@lru_cache(maxsize=8)
def _believed(session: Session) -> list[list[float]]:
    """What the desk took the demand for each product to be, in each played week [W][G]."""
    again = Session(session.level, session.seed, session.difficulty)
    rows: list[list[float]] = []
    for actions in session.log:
        rows.append([float(d) for d in again.report.demand])
        for action in actions:
            again.act(action)
        again.advance()
    return rows


def _idle(room: Room) -> Reveal | None:
    """Months in which a team slept, by team and way."""
    if not room.months:
        return None
    ways = {}
    for way in ("letters", "prices"):
        months = [month for month in room.months if way_of(month.way) == way]
        if months:
            ways[way] = {
                "total": sum(len(month.asleep) for month in months),
                "teams": [sum(team in month.asleep for month in months) for team in range(room.teams)],
                "months": len(months),
            }
    return Reveal("idle", "Who waited", "One lying pawn is one team for one month", "What were you waiting for?", {
        "ways": ways,
    })  # fmt: skip


def _disobeyed(room: Room) -> Reveal | None:
    """Letters that were laid aside, and whether what was made instead was wanted more."""
    months = [month for month in room.months if month.way == "letters"]
    if not months:
        return None
    against = sum(len(month.disobeyed) for month in months)
    right = sum(len(month.right) for month in months)
    objected = sum(d.answer == "object" for month in months for d in month.decisions)
    followed = sum(d.answer in ("do", "object") for month in months for d in month.decisions)
    return Reveal(
        "disobeyed", "Letters laid aside", "And whether what was made instead was wanted more",
        "How did you know better, and who heard of it?",
        {"against": against, "right": right, "objected": objected, "followed": followed},
    )  # fmt: skip


def _ways(room: Room) -> Reveal | None:
    """Both ways over the same weeks, beside bots and what could have been reached."""
    weeks = _compared(room)
    rows = {}
    for way, months in _months_compared(room).items():
        session = room.companies[way]
        rows[way] = {
            "score": _score(months),
            "bots": earned(_bots(session.level, session.seed, way, weeks)),
            "bound": earned(_bound(session.level, session.seed, weeks)),
            "idle": sum(len(month.asleep) for month in months),
            "disobeyed": sum(len(month.disobeyed) for month in months),
            "right": sum(len(month.right) for month in months),
            "purses": _purses(room, way),
            "useful": _useful(room, way),
        }
    if not rows:
        return None
    return Reveal(
        "ways", "The same luck, both ways", "The same customers, under other names",
        "What did each way buy, and who paid for it?", {"ways": rows, "weeks": weeks, "seed": room.seed},
    )  # fmt: skip


def compared_scores(room: Room) -> dict[str, int]:
    """Served, net of waste, in percent, by way, over the weeks that both ways have played."""
    return {way: _score(months) for way, months in _months_compared(room).items()}


def _months_compared(room: Room) -> dict[str, list[Month]]:
    """The months of each way that was played, as many as the shorter one has."""
    weeks, found = _compared(room), {}
    for way in ("letters", "prices"):
        session = _played(room, way)
        if session is not None:
            months = [month for month in room.months if way_of(month.way) == way]
            found[way] = months[: weeks // round_weeks(session.world)]
    return found


def _score(months: Sequence[Month]) -> int:
    return earned(months[-1].score) if months else 0


@lru_cache(maxsize=16)
def _bots(level: Level, seed: int, way: str, weeks: int) -> float:
    """The score of the same company with a bot at the desk and nobody at the phones."""
    leader: Callable[[Report], list[Action]] = by_letters() if way == "letters" else by_prices()
    return play(Session(level, seed), leader, weeks).score()


@lru_cache(maxsize=16)
def _bound(level: Level, seed: int, weeks: int) -> float:
    """What could have been reached with everything known in advance, as a share of what was wanted."""
    session = play(Session(level, seed), lambda report: (), weeks)
    return founding_bound(session) / max(session.planned, 1e-9)


def _purses(room: Room, way: str) -> list[int]:
    months = [month for month in room.months if way_of(month.way) == way]
    if not months:
        return []
    return [FLAT_PAY * len(months)] * room.teams if way == "letters" else list(months[-1].purses)


def _useful(room: Room, way: str) -> list[int]:
    """How many said each of the five, in the poll after this way."""
    counts = [0] * 5
    for step, answer in room.answers:
        if room.plan[step].kind == "poll" and _way_before(room, step) == way:
            counts[answer.figures[0] - 1] += 1
    return counts


def _way_before(room: Room, step: int) -> str:
    kinds = [s.kind for s in room.plan[:step] if s.kind in ("letters", "prices")]
    return kinds[-1] if kinds else room.first


def _purse_page(room: Room) -> Reveal | None:
    """What ended up in the purses, against what the company was worth to its customers."""
    rows = {}
    for way in ("letters", "prices"):
        months = [month for month in room.months if way_of(month.way) == way]
        if months:
            rows[way] = {"purses": _purses(room, way), "scores": [earned(month.score) for month in months]}
    if not rows:
        return None
    return Reveal(
        "purses", "Your purse and the company", "Coins of every team at the end, beside what customers got",
        "When did you look at the purse, and when at the customers?", {"ways": rows},
    )  # fmt: skip


def _stood(room: Room) -> Reveal | None:
    """What the room named as what it stands for, what was declared of it, and what was then done."""
    named = [index for step, a in room.answers if room.plan[step].kind == "propose" for index in a.figures]
    session = _played(room, "prices")
    if not named or session is None:
        return None
    seen, said = again.seen(session), own_words.by_value(room, own_words.ONLY)
    done = seen.lived
    rows: list[Figures] = [
        {
            "value": value, "words": said.get(value, ""), "named": named.count(index), "declared": value in done,
            "lived": done.get(value, (0, 0))[0], "betrayed": done.get(value, (0, 0))[1],
            "carried": _ends(seen.carried.get(value, ())),
        }
        for index, value in enumerate(session.world.value_names) if named.count(index) or value in done
    ]  # fmt: skip
    rows.sort(key=lambda row: -row["named"])
    return Reveal(
        "stood", "What we stand for", "Named on the phones, declared by the desk, and then done",
        "Which deed would you tell somebody who was not here?", {"values": rows},
    )  # fmt: skip


def _ends(shares: Sequence[float]) -> list[int]:
    """The first and the last of some shares in percent; nothing of none."""
    return [round(100 * shares[0]), round(100 * shares[-1])] if shares else []


def _commit(room: Room) -> Reveal | None:
    """Agreement and commitment to the same call, apart."""
    _, rows = hard_call.afterwards(room)
    if not rows:
        return None
    then = hard_call.said_of_it(room)
    return Reveal(
        "commit", "You disagreed, and carried it",
        then or f"{len(rows)} phones, no names; each flag is one answer",
        "What let you carry what you did not believe?",
        {"answers": [[agree, commit] for agree, commit, _ in rows], "did": [did for *_, did in rows]},
    )  # fmt: skip


def _poll_page(room: Room) -> Reveal | None:
    """How useful people felt, beside how well the company did."""
    rows = {}
    for way in ("letters", "prices"):
        counts = _useful(room, way)
        months = [month for month in room.months if way_of(month.way) == way]
        if sum(counts) and months:
            rows[way] = {"useful": counts, "score": earned(months[-1].score)}
    if not rows:
        return None
    return Reveal(
        "useful", "How useful did you feel?", "Five faces, and what customers got in the same months",
        "Where do the two disagree?", {"ways": rows},
    )  # fmt: skip


def _rounded(figures: list[float]) -> list[float]:
    return [round(figure, 1) for figure in figures]


_PAGES: tuple[Callable[[Room], Reveal | None], ...] = (
    _demand, _belief, _idle, _disobeyed, _ways, _purse_page, _stood, _commit, _poll_page,
)  # fmt: skip
