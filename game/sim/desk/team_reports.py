"""What one team may know of its company: its own bench, its own letter, and the prices that hang at the markets.

Nothing here is told of anybody else. A person who plays a team, the bot that stands in for them, and whatever explains
a team to its people read this record and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.company.market import asked_until
from game.sim.curves import total
from game.sim.desk.pictures import PRODUCT, TEAM
from game.sim.state import Letter, State
from game.sim.values import IDLE, TEMPERAMENTS, WAIT

NEWS_FROM = 0.15
"""Share by which next month's demand has to differ from this one's to be news."""


@dataclass(frozen=True)
class Order:
    """A letter that lies on the bench. job: what it asks for. weeks: for how long. sent: the week it was written."""

    job: int
    weeks: int
    sent: int


@dataclass(frozen=True)
class TeamReport:
    """What a team knows at the start of `week`.

    people: at the bench. temperament: its name. skill [G]: factor on output, 1 ordinary. job: what it does now (−1
    sleeps, G improves), waits: whether it waits where nobody writes. made, sold: pieces of `product` over the last
    weeks (at most four), product −1 if it made nothing. purse_cents. order: what it has been told, or None; road: weeks
    until a letter that is on its way arrives, −1 none. price [G] currency a piece, tag [G] coins a piece 0…3.
    """

    week: int
    team: int
    department: int
    people: int
    temperament: str
    skill: tuple[float, ...]
    job: int
    waits: bool
    product: int
    made: float
    sold: float
    purse_cents: int
    order: Order | None
    road: int
    price: tuple[float, ...]
    tag: tuple[int, ...]

    def best(self, besides: int = IDLE) -> int:
        """The product that the team does best, besides the one it is told to make."""
        return max((n for n in range(len(self.skill)) if n != besides), key=lambda n: (self.skill[n], -n))


def team_report(state: State, team: int, weeks: int = 4) -> TeamReport:
    """What a team knows; made and sold are of the last `weeks` weeks. A letter that arrives this week lies there."""
    department = int(state.department[team])
    product, made, sold = _month(state, team, weeks)
    tags = [0] * state.products
    for tagged, coins, left in state.tags:
        if tagged >= 0 and left > 0:
            tags[int(tagged)] = int(coins)
    return TeamReport(
        state.week, team, department, int(state.head[team]), TEMPERAMENTS[int(state.temperament[team])].name,
        tuple(float(s) for s in state.skill[team]), int(state.job[team]), state.default == WAIT, product, made, sold,
        int(state.purse_cents[team]), *_letters(state, team, department),
        tuple(float(p) for p in state.price), tuple(tags),
    )  # fmt: skip


def _month(state: State, team: int, weeks: int) -> tuple[int, float, float]:
    product, made, sold = IDLE, 0.0, 0.0
    for picture in state.pictures[-weeks:] if state.week else ():
        job = int(picture.teams[TEAM["job"], team])
        if not 0 <= job < state.products:
            continue
        output = float(picture.teams[TEAM["output"], team])
        row = picture.products[job]
        product = job
        made += output
        sold += output * min(1.0, float(row[PRODUCT["delivered"]]) / max(float(row[PRODUCT["made"]]), 1e-9))
    return product, made, sold


def _letters(state: State, team: int, department: int) -> tuple[Order | None, int]:
    order, road = None, -1
    if int(state.order_weeks[team]) > 0:
        order = Order(int(state.job[team]), int(state.order_weeks[team]), -1)
    for letter in state.letters:
        if not _to(letter, team, department):
            continue
        if letter.due <= state.week:
            order = Order(letter.amount[0], letter.amount[1], letter.sent)
        elif road < 0:
            road = letter.due - state.week
    return order, road


def _to(letter: Letter, team: int, department: int) -> bool:
    who = {"order": team, "order_department": department, "order_company": letter.target}
    return letter.lever in who and letter.target == who[letter.lever]


def tidings(state: State, weeks: int = 4) -> tuple[int, ...]:
    """What customers will do in the `weeks` weeks after the next ones, told by product [G]: 1 more, −1 fewer, 0 alike.

    True, for demand is luck that no leader has a part in; whoever hands it on decides whom it reaches.
    """
    rows = asked_until(state, state.week + 2 * weeks)
    change = [total(rows[weeks:, n]) / max(total(rows[:weeks, n]), 1e-9) - 1.0 for n in range(state.products)]
    return tuple((1 if c > 0 else -1) if abs(c) >= NEWS_FROM else 0 for c in change)
