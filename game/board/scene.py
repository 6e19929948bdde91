"""What the board shows: a report and the week's pending moves, turned into plain records that can be compared.

A record that has not changed need not be painted again. Nothing here knows pixels or pygame.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.board import travel as board_travel
from game.board.layout import Layout
from game.board.looks import Flags, TileLooks, faulty_departments
from game.board.pausing import finished
from game.board.style import morale_step
from game.board.travel import Flow, Parcel
from game.sim.actions import Action
from game.sim.desk.estimates import asked_for, prices_told
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, free_discs
from game.words.culture import vision_reported
from game.words.figures import short_figure
from game.words.goods import whole
from game.words.names import Names
from game.words.together import coming

PRICE_STEP = 0.04
"""A price moves when it has changed by this share in two weeks."""
MOST_TOKENS = 7
VALUE_ICONS: dict[str, str] = {
    "ownership": "hand-pointing", "candour": "megaphone", "care": "hand-heart", "curiosity": "lightbulb",
    "craft": "toolbox", "service": "basket", "thrift": "wallet", "pace": "fast-forward", "unity": "users-three",
    "fairness": "scales",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One product at a market: pieces on the shelf and owed, tokens to draw for either, the price and where it goes.

    wanted: what customers ask for in a week, in words.
    """

    product: int
    stock: int
    owed: int
    tokens: int
    trend: int
    price: str
    wanted: str


@dataclass(frozen=True)
class Hanging:
    """A gold pill at a market: a tag (coins and weeks left) or a contract ahead (a range and weeks, coins 0)."""

    product: int
    coins: int
    text: str
    second: str = ""


@dataclass(frozen=True)
class MarketLook:
    """One market: its name, its rows, what hangs beside it."""

    name: str
    rows: tuple[Row, ...]
    pills: tuple[Hanging, ...]


@dataclass(frozen=True)
class Pennant:
    """A quota over a department's plate: the product's index and its look, pieces a week, and whether it is still on
    its way."""

    product: int
    look: str
    pieces: int
    coming: bool


@dataclass(frozen=True)
class PlateLook:
    """A department's plate: its name, morale step, weeks its oldest news took, and the values whose ritual it holds.

    people: how many they are. jobs: the jobs of most of them, at most three, the largest first. stance: of most.
    faulty: whether most of its teams work with bad material; slow: whether it is short for a hidden reason. pennant: of
    its quota. absent: whether all of its people come later. burning, torn: teams on fire and torn, as was reported.
    """

    name: str
    step: int
    age: int
    rituals: tuple[str, ...]
    people: int = 0
    jobs: tuple[int, ...] = ()
    stance: int = 0
    faulty: bool = False
    slow: bool = False
    pennant: Pennant | None = None
    absent: bool = False
    burning: int = 0
    torn: int = 0

    @property
    def marked(self) -> bool:
        """Whether something is wrong there that its plate shows."""
        return self.faulty or self.slow


@dataclass(frozen=True)
class BannerLook:
    """A declared value: its name, commitment and agreement in hundredths, where its ritual is held, and the deeds of
    thirteen weeks that lived and that betrayed it."""

    name: str
    commitment: int
    agreement: int
    ritual: int
    lived: int = 0
    betrayed: int = 0


@dataclass(frozen=True)
class StarLook:
    """The north star: what the vision is called, and how many in a hundred steer by it."""

    name: str
    steering: int


@dataclass(frozen=True)
class Pile:
    """What stands beside a market's road: unsold pieces and how high they are piled (0 small … 2 tall), pieces owed,
    and the pieces made in a week, in words."""

    product: int
    market: int
    place: int
    pieces: int
    height: int
    owed: int
    made: str


@dataclass(frozen=True)
class Scene:
    """All that the board shows of one report; `week` is the one about to be played."""

    week: int
    tiles: TileLooks
    markets: tuple[MarketLook, ...]
    plates: tuple[PlateLook, ...]
    banners: tuple[BannerLook, ...]
    piles: tuple[Pile, ...]
    flows: tuple[Flow, ...]
    parcels: tuple[Parcel, ...]
    discs: int
    waiting: int
    improve: int
    star: StarLook | None = None


@dataclass
class Memory:
    """What the board remembers between reports: prices by week, and since when each team has shown its flag."""

    prices: dict[int, np.ndarray] = field(default_factory=dict)
    flags: Flags = field(default_factory=Flags)
    placed: dict[Action, float] = field(default_factory=dict)
    week: int = -1

    def note(self, report: Report) -> None:
        """Takes a new report down; an earlier week than the last one empties the memory first."""
        if report.week < self.week:
            self.prices.clear()
            self.placed.clear()
        first = self.week < 0 or report.week < self.week
        if report.week != self.week:
            self.placed.clear()
        self.week = report.week
        self.prices[report.week] = report.price
        self.prices.pop(report.week - 4, None)
        self.flags.note(report, first=first)

    def trend(self, report: Report, product: int) -> int:
        """Whether a price has risen (1) or fallen (−1) over two weeks, as far as the desk is told."""
        weeks = [week for week in self.prices if week <= report.week - 2]
        if not weeks or not prices_told(report):
            return 0
        was, now = float(self.prices[max(weeks)][product]), float(report.price[product])
        change = now / max(was, 1e-9) - 1
        return (change > PRICE_STEP) - (change < -PRICE_STEP)


def scene(report: Report, names: Names, layout: Layout, memory: Memory, pending: Sequence[Action] = ()) -> Scene:
    """What the board shows of a report, with the week's pending moves on top."""
    return finished(staging(report, names, layout, memory, pending))


def staging(
    report: Report, names: Names, layout: Layout, memory: Memory, pending: Sequence[Action] = ()
) -> Generator[None, None, Scene]:
    """The same, a part at each step."""
    tiles = _tiles(report, names, memory, pending)
    yield
    markets, piles = _markets(report, names, memory), _piles(report, names)
    yield
    plates = _plates(report, names, pending)
    yield
    flows = board_travel.flows(report, names, layout)
    yield
    return Scene(
        week=report.week, tiles=tiles, markets=markets, plates=plates, banners=_banners(report), piles=piles,
        flows=flows, parcels=board_travel.parcels(report, layout, memory.placed, pending),
        discs=max(0, free_discs(report, pending)), waiting=sum(1 for action in pending if LEVERS[action.lever].travels),
        improve=len(report.world.products), star=_star(report, names),
    )  # fmt: skip


def _tiles(report: Report, names: Names, memory: Memory, pending: Sequence[Action]) -> TileLooks:
    return TileLooks(report, names.teams, memory.flags, _expecting(report, pending), pending)


def _expecting(report: Report, pending: Sequence[Action]) -> NDArray[np.bool_]:
    """Which teams a letter with an order is on its way to [T]."""
    out = np.zeros(report.head.shape[0], dtype=bool)
    mails = [(letter.lever, letter.target) for letter in report.letters] + [(a.lever, a.target) for a in pending]
    for lever, target in mails:
        if lever == "order":
            out[target] = True
        elif lever == "order_department":
            out |= report.department == target
        elif lever == "order_company":
            out[:] = True
    return out


def _markets(report: Report, names: Names, memory: Memory) -> tuple[MarketLook, ...]:
    wanted = asked_for(report)
    amounts = [(whole(report.stock[g]), whole(report.backlog[g])) for g in range(len(report.world.products))]
    out = []
    for market, name in enumerate(names.markets):
        goods = [g for g, where in enumerate(names.product_market) if where == market]
        rows = []
        for g in goods:
            stock, owed = amounts[g]
            owes = owed > stock
            shown = owed if owes else stock
            rows.append(Row(
                product=g, stock=0 if owes else stock, owed=owed if owes else 0, tokens=min(shown, MOST_TOKENS),
                trend=memory.trend(report, g), wanted=rate_words(float(wanted[g])),
                price=f"{report.price[g]:.1f}" if prices_told(report) else "",
            ))  # fmt: skip
        pills = [
            Hanging(tag.product, tag.coins, f"{tag.weeks} wk") for tag in report.tags if tag.product in goods
        ] + [Hanging(g, 0, row.sign, row.window) for g in goods for row in coming(report, g)]  # fmt: skip
        out.append(MarketLook(name, tuple(rows), tuple(pills)))
    return tuple(out)


def rate_words(pieces: float) -> str:
    """Pieces a week in few words: "2.5 a week", "12 a week"."""
    return f"{short_figure(pieces)} a week"


def _pennants(report: Report, names: Names, pending: Sequence[Action]) -> dict[int, Pennant]:
    """The quotas over departments: what is being asked of them, or what runs there."""
    found = {
        row.department: Pennant(row.product, names.looks[row.product], row.pieces, False)
        for row in report.quotas if row.department >= 0
    }  # fmt: skip
    sent = [(letter.target, letter.amount) for letter in report.letters if letter.lever == "quota"]
    sent += [(action.target, action.amount) for action in pending if action.lever == "quota"]
    return found | {
        target: Pennant(amount[0], names.looks[amount[0]], amount[1], True) for target, amount in sent
    }


def _plates(report: Report, names: Names, pending: Sequence[Action]) -> tuple[PlateLook, ...]:
    count, where = report.world.departments, report.department
    people = np.bincount(where, weights=report.head, minlength=count)
    morale = np.bincount(where, weights=report.morale * report.head, minlength=count) / np.maximum(people, 1.0) * 100
    seen = np.full(count, report.week - 1, dtype=np.int64)
    np.minimum.at(seen, where, report.seen)
    goods = len(report.world.products)
    jobs = np.zeros((count, goods + 1))
    working = report.job >= 0
    np.add.at(jobs, (where[working], report.job[working]), report.head[working])
    faulty, slow = faulty_departments(report), {shortage.department for shortage in report.shortages}
    stances = np.stack([np.bincount(where, weights=column, minlength=count) for column in report.stance.T], axis=1)
    here = np.bincount(where, weights=report.there, minlength=count)
    burning = np.bincount(where[report.fire > 0], minlength=count)
    torn = np.bincount(where[report.there & (report.stance.argmax(axis=1) == 3)], minlength=count)
    out, pennants = [], _pennants(report, names, pending)
    for department in range(count):
        held = tuple(banner.name for banner in report.banners if banner.ritual == department)
        name = names.departments[department] if department < len(names.departments) else f"Department {department + 1}"
        mix = np.argsort(-jobs[department], kind="stable")[:3]
        out.append(PlateLook(
            name, morale_step(round(float(morale[department]))), report.week - 1 - int(seen[department]), held,
            int(people[department]), tuple(int(job) for job in mix if jobs[department, job] > 0),
            int(np.argmax(stances[department])), bool(faulty[department]), department in slow, pennants.get(department),
            not here[department], int(burning[department]), int(torn[department]),
        ))  # fmt: skip
    return tuple(out)


def _banners(report: Report) -> tuple[BannerLook, ...]:
    return tuple(
        BannerLook(
            banner.name, round(100 * banner.commitment), round(100 * banner.agreement), banner.ritual, banner.lived,
            banner.betrayed,
        )
        for banner in report.banners
    )


def _star(report: Report, names: Names) -> StarLook | None:
    star = report.star
    if star is None:
        return None
    return StarLook(names.visions[star.direction], round(100 * star.steering) if vision_reported(report) else 0)


def _piles(report: Report, names: Names) -> tuple[Pile, ...]:
    """What each product has beside its market's road; `height` tells how many weeks of demand are unsold."""
    out = []
    counts: dict[int, int] = {}
    wanted = asked_for(report)
    for g, market in enumerate(names.product_market):
        place = counts.get(market, 0)
        counts[market] = place + 1
        weeks = float(report.stock[g]) / max(float(wanted[g]), 0.5)
        pieces, owed = whole(report.stock[g]), whole(report.backlog[g])
        made = f"{short_figure(float(report.made[g]))}/wk" if report.made[g] >= 0.05 else ""
        out.append(Pile(g, market, place, pieces, (weeks >= 0.5) + (weeks >= 1.0), owed if owed > pieces else 0, made))
    return tuple(out)


