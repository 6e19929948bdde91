"""What the board shows: a report and the week's pending moves, turned into plain records that can be compared.

A record that has not changed need not be painted again. Nothing here knows pixels or pygame.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from game.sim.levers import EVERYONE, LEVERS, Action, free_discs
from game.sim.reports import Report, delay_weeks
from game.sim.values import IDLE
from game.view.board import Layout, Names
from game.view.board_ways import Way
from game.view.style import morale_step

Lens = Literal["morale", "flow", "stock", "orders"]

STALE_WEEKS = 4
"""News this old turns red on the plate and fades on the tile."""
SKILL_STEPS = (0.9, 1.2)
"""Below the first a team shows one dot for a job, below the second two, else three."""
LOW_FACE = 40
NEW_FLAG_WEEKS = 3
PRICE_STEP = 0.04
"""A price moves when it has changed by this share in two weeks."""
MOST_TOKENS = 7
GOODS_ON_THE_ROAD = 26
"""About how many tokens travel at once, whatever a company makes."""
STANCES = ("committed", "stitched", "complying", "torn")

VALUE_ICONS: dict[str, str] = {
    "ownership": "hand-pointing", "candour": "megaphone", "care": "hand-heart", "curiosity": "lightbulb",
    "craft": "toolbox", "service": "basket", "thrift": "wallet", "pace": "fast-forward", "unity": "users-three",
    "fairness": "scales",
}  # fmt: skip


@dataclass(frozen=True)
class TileLook:
    """One team as its tile shows it. job: product, G for improve, −1 asleep. step: morale 0…4. skill: −1 nothing to
    show, 0 unknown, 1…3 dots. order: weeks left of an order; coming: one is on the road. output: pieces a week, halves;
    share: the same against the busiest team, in eighths. fire: weeks that something may still burn; faulty: whether
    the material is bad; common: whether most of the department works with it, which its plate tells."""

    job: int
    step: int
    low: bool
    people: int
    stance: int
    waving: bool
    skill: int
    order: int
    coming: bool
    switching: bool
    faded: bool
    fresh: bool
    visited: bool
    output: float
    share: int
    name: str
    fire: int = 0
    faulty: bool = False
    common: bool = False


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
class PlateLook:
    """A department's plate: its name, morale step, weeks its oldest news took, and the values whose ritual it holds.
    faulty: whether most of its teams work with bad material."""

    name: str
    step: int
    age: int
    rituals: tuple[str, ...]
    faulty: bool = False


@dataclass(frozen=True)
class BannerLook:
    """A declared value: its name, its power's commitment and agreement in hundredths, where its ritual is held."""

    name: str
    commitment: int
    agreement: int
    ritual: int


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
class Flow:
    """Goods on the road: `tokens` a week from a team to a market, the first one leaving at `phase` of the week.

    share: its pieces against all that are made of the busiest product, 0…1 in twelfths.
    """

    team: int
    market: int
    product: int
    tokens: int
    phase: float
    share: float


@dataclass(frozen=True)
class Parcel:
    """A letter or report between the desk and a team: on the way from week `start` to week `end` of the clock.

    kind: "order", "word" (an announcement) or "report" (travels inward). weeks: what its pill says, 0 for no pill.
    product: whose token rides on it, −1 for none. disc: whether a disc of attention does.
    """

    kind: str
    team: int
    start: float
    end: float
    weeks: int = 0
    product: int = -1
    disc: bool = False


@dataclass(frozen=True)
class Scene:
    """All that the board shows of one report; `week` is the one about to be played."""

    week: int
    tiles: tuple[TileLook, ...]
    markets: tuple[MarketLook, ...]
    plates: tuple[PlateLook, ...]
    banners: tuple[BannerLook, ...]
    piles: tuple[Pile, ...]
    flows: tuple[Flow, ...]
    parcels: tuple[Parcel, ...]
    discs: int
    waiting: int
    improve: int


@dataclass
class Memory:
    """What the board remembers between reports: prices by week, and since when each team has shown its flag."""

    prices: dict[int, np.ndarray] = field(default_factory=dict)
    flags: dict[int, tuple[int, int]] = field(default_factory=dict)
    placed: dict[Action, float] = field(default_factory=dict)
    week: int = -1

    def note(self, report: Report) -> None:
        """Takes a new report down; an earlier week than the last one empties the memory first."""
        if report.week < self.week:
            self.prices.clear()
            self.flags.clear()
            self.placed.clear()
        first = self.week < 0 or report.week < self.week
        if report.week != self.week:
            self.placed.clear()
        self.week = report.week
        self.prices[report.week] = report.price
        self.prices.pop(report.week - 4, None)
        for team, stance in enumerate(np.argmax(report.stance, axis=1)):
            before = self.flags.get(team)
            if before is None or before[0] != stance:
                self.flags[team] = (int(stance), -NEW_FLAG_WEEKS if first else report.week)

    def trend(self, report: Report, product: int) -> int:
        """Whether a price has risen (1) or fallen (−1) over two weeks."""
        weeks = [week for week in self.prices if week <= report.week - 2]
        if not weeks:
            return 0
        was, now = float(self.prices[max(weeks)][product]), float(report.price[product])
        change = now / max(was, 1e-9) - 1
        return (change > PRICE_STEP) - (change < -PRICE_STEP)


def skill_dots(skill: float) -> int:
    """Dots for a believed skill: 0 unknown (NaN), 1 below .9, 2 below 1.2, else 3."""
    if math.isnan(skill):
        return 0
    return 1 + (skill >= SKILL_STEPS[0]) + (skill >= SKILL_STEPS[1])


def scene(report: Report, names: Names, layout: Layout, memory: Memory, pending: Sequence[Action] = ()) -> Scene:
    """What the board shows of a report, with the week's pending moves on top."""
    return Scene(
        week=report.week, tiles=_tiles(report, names, memory, pending), markets=_markets(report, names, memory),
        plates=_plates(report, names), banners=_banners(report), piles=_piles(report, names),
        flows=_flows(report, names, layout), parcels=_parcels(report, layout, memory, pending),
        discs=max(0, free_discs(report, pending)), waiting=sum(1 for action in pending if LEVERS[action.lever].travels),
        improve=len(report.world.products),
    )  # fmt: skip


def _tiles(report: Report, names: Names, memory: Memory, pending: Sequence[Action]) -> tuple[TileLook, ...]:
    goods = len(report.world.products)
    visits = {action.target for action in pending if action.lever == "visit"}
    coming = _expecting(report, pending)
    most = max(float(report.output.max()), 1e-9)
    common = [_faulty(report, department) for department in range(report.world.departments)]
    out = []
    for team in range(report.head.shape[0]):
        job, morale = int(report.job[team]), float(report.morale[team]) * 100
        stance, since = memory.flags.get(team, (2, -NEW_FLAG_WEEKS))
        first, end = int(report.ordered[team, 1]), int(report.ordered[team, 2])
        under = report.ordered[team, 0] > -2 and first <= report.week < end
        age = report.week - 1 - int(report.seen[team])
        out.append(TileLook(
            job=job, step=morale_step(round(morale)), low=round(morale) < LOW_FACE, people=int(report.head[team]),
            stance=stance, waving=report.week - since < NEW_FLAG_WEEKS,
            skill=skill_dots(float(report.skill[team, job])) if 0 <= job < goods else -1,
            order=end - report.week if under else 0, coming=team in coming,
            switching=bool(report.switching[team]) and job != IDLE, faded=age >= STALE_WEEKS,
            fresh=report.age > 0 and age == 0 and report.week > 0, visited=team in visits,
            output=round(float(report.output[team]) * 2) / 2, share=round(8 * float(report.output[team]) / most),
            name=names.teams[team] if team < len(names.teams) else f"Team {team + 1}",
            fire=int(report.fire[team]), faulty=bool(report.faulty[team] > 0),
            common=bool(report.faulty[team] > 0) and common[int(report.department[team])],
        ))  # fmt: skip
    return tuple(out)


def _expecting(report: Report, pending: Sequence[Action]) -> set[int]:
    out: set[int] = set()
    mails = [(letter.lever, letter.target) for letter in report.letters] + [(a.lever, a.target) for a in pending]
    for lever, target in mails:
        if lever == "order":
            out.add(target)
        elif lever == "order_department":
            out.update(int(team) for team in np.flatnonzero(report.department == target))
        elif lever == "order_company":
            out.update(range(report.head.shape[0]))
    return out


def _markets(report: Report, names: Names, memory: Memory) -> tuple[MarketLook, ...]:
    amounts = [(_whole(report.stock[g]), _whole(report.backlog[g])) for g in range(len(report.world.products))]
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
                trend=memory.trend(report, g), price=f"{report.price[g]:.1f}", wanted=rate_words(report.demand[g]),
            ))  # fmt: skip
        pills = [
            Hanging(tag.product, tag.coins, f"{tag.weeks} wk") for tag in report.tags if tag.product in goods
        ] + [
            Hanging(row.product, 0, f"×{row.low:.1f}–{row.high:.1f}", f"wk {row.first + 1}–{row.last + 1}")
            for row in report.horizon if row.product in goods
        ]  # fmt: skip
        out.append(MarketLook(name, tuple(rows), tuple(pills)))
    return tuple(out)


def short_figure(pieces: float) -> str:
    """A number of pieces, with a decimal only where it tells: "2.5", "3", "12"."""
    return f"{pieces:.0f}" if pieces >= 9.95 else f"{pieces:.1f}".removesuffix(".0")


def rate_words(pieces: float) -> str:
    """Pieces a week in few words: "2.5 a week", "12 a week"."""
    return f"{short_figure(pieces)} a week"


def _whole(pieces: float) -> int:
    return int(pieces + 0.5)


def _plates(report: Report, names: Names) -> tuple[PlateLook, ...]:
    out = []
    for department in range(report.world.departments):
        teams = np.flatnonzero(report.department == department)
        people = report.head[teams].astype(np.float64)
        morale = float((report.morale[teams] * people).sum() / max(people.sum(), 1.0)) * 100
        age = report.week - 1 - int(report.seen[teams].min()) if teams.shape[0] else 0
        held = tuple(banner.name for banner in report.banners if banner.ritual == department)
        name = names.departments[department] if department < len(names.departments) else f"Department {department + 1}"
        out.append(PlateLook(name, morale_step(round(morale)), age, held, _faulty(report, department)))
    return tuple(out)


def _faulty(report: Report, department: int) -> bool:
    """Whether most of a department's teams, and more than two, work with bad material."""
    bad = report.faulty[report.department == department] > 0
    return int(bad.sum()) > max(2, int(bad.shape[0]) // 2)


def _banners(report: Report) -> tuple[BannerLook, ...]:
    return tuple(
        BannerLook(banner.name, round(100 * banner.commitment), round(100 * banner.agreement), banner.ritual)
        for banner in report.banners
    )


def _piles(report: Report, names: Names) -> tuple[Pile, ...]:
    """What each product has beside its market's road; `height` tells how many weeks of demand are unsold."""
    out = []
    counts: dict[int, int] = {}
    for g, market in enumerate(names.product_market):
        place = counts.get(market, 0)
        counts[market] = place + 1
        weeks = float(report.stock[g]) / max(float(report.demand[g]), 0.5)
        pieces, owed = _whole(report.stock[g]), _whole(report.backlog[g])
        made = f"{short_figure(float(report.made[g]))}/wk" if report.made[g] >= 0.05 else ""
        out.append(Pile(g, market, place, pieces, (weeks >= 0.5) + (weeks >= 1.0), owed if owed > pieces else 0, made))
    return tuple(out)


def _flows(report: Report, names: Names, layout: Layout) -> tuple[Flow, ...]:
    """Few teams send their own goods; with many, those of a department travel together from its largest maker."""
    made: dict[tuple[int, int], list[tuple[float, int]]] = {}
    goods = len(names.product_market)
    few = len(layout.tiles) <= 8
    for team in range(len(layout.tiles)):
        job, output = int(report.job[team]), float(report.output[team])
        if 0 <= job < goods and output > 0:
            group = team if few else 1000 * layout.department[team] + layout.sector[team]
            made.setdefault((group, job), []).append((output, team))
    whole = sum(output for makers in made.values() for output, _ in makers)
    unit = max(0.5 if whole < 10 else 1.0, whole / GOODS_ON_THE_ROAD)
    flows = []
    kinds: dict[int, int] = {}
    sharing = {job: sum(1 for _, other in made if other == job) for _, job in made}
    busiest = max((sum(n for key, makers in made.items() if key[1] == job for n, _ in makers) for job in sharing),
                  default=1.0)  # fmt: skip
    for (_, job), makers in sorted(made.items()):
        turn = kinds[job] = kinds.get(job, -1) + 1
        tokens = max(1, min(4 if few else 6, round(sum(output for output, _ in makers) / unit)))
        team = max(makers, key=lambda maker: (maker[0], -maker[1]))[1]
        phase = (turn / sharing[job] + 0.61 * job) % 1.0
        share = max(1, round(12 * sum(output for output, _ in makers) / busiest)) / 12
        flows.append(Flow(team, names.product_market[job], job, tokens, phase, share))
    return tuple(flows)


def _parcels(report: Report, layout: Layout, memory: Memory, pending: Sequence[Action]) -> tuple[Parcel, ...]:
    """Letters under way, letters that will be heard within the running week, and reports coming in."""
    out: list[Parcel] = []
    goods = len(report.world.products)
    for mail in report.letters:
        end = mail.due + 1
        out += _mail(layout, mail.lever, mail.target, mail.amount, (mail.sent + 1, end), end - report.week, goods)
    if report.world.letter_weeks == 0:
        for action in pending:
            if LEVERS[action.lever].travels:
                start = report.week + memory.placed.get(action, 0.0)
                span = (start, report.week + 1.0)
                out += _mail(layout, action.lever, action.target, action.amount, span, 0, goods)
    return (*out, *_sheets(report, layout))


def _mail(
    layout: Layout, lever: str, target: int, amount: tuple[int, ...], span: tuple[float, float], weeks: int, goods: int
) -> list[Parcel]:
    start, end = span
    if lever == "order":
        product = amount[0] if amount and amount[0] < goods else -1
        return [Parcel("order", target, start, end, weeks, product, True)]
    if lever == "order_department":
        product = amount[0] if amount and amount[0] < goods else -1
        return [Parcel("order", layout.heart[target], start, end, weeks, product, True)]
    if lever == "order_company":
        product = amount[0] if amount[0] < goods else -1
        return [
            Parcel("order", team, start, end, weeks if n == 0 else 0, product, n < 2)
            for n, team in enumerate(layout.heart)
        ]
    product = target if lever == "tag" and target != EVERYONE else -1
    return [
        Parcel("word", team, start, end, weeks if n == 0 else 0, product, n == 0) for n, team in enumerate(layout.heart)
    ]


def _sheets(report: Report, layout: Layout) -> list[Parcel]:
    """Each department's report on its way in: it leaves at a week's end and needs the reports' delay.

    Of the sheets that follow each other weekly, one a department is shown, so that the roads stay calm.
    """
    delay = delay_weeks(report.world, report.reporting)
    out = []
    for department, team in enumerate(layout.heart):
        if delay == 0:
            out.append(Parcel("report", team, report.week, report.week + 1.0))
            continue
        left = next((w for w in range(report.week, report.week - delay, -1) if (w + department) % delay == 0), -1)
        if left >= 1:
            out.append(Parcel("report", team, left, left + delay))
    return out


def way_of(parcel: Parcel, layout: Layout) -> Way:
    """The way of a letter (outward) or report (inward)."""
    way = layout.way_to_team(parcel.team)
    return way[::-1] if parcel.kind == "report" else way
