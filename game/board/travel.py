"""What travels over the board: goods to their markets, letters to those they are meant for, reports to the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.board.layout import DESK, Layout
from game.board.ways import Way, corner
from game.sim.actions import EVERYONE, Action
from game.sim.desk.reports import Report, delay_weeks
from game.sim.levers import LEVERS
from game.words.explain import until_read
from game.words.names import Names

GOODS_ON_THE_ROAD = 26
"""About how many tokens travel at once, whatever a company makes."""
MOST_SHEETS = 14
"""About how many reports are shown on their way in."""
WAVE = (1, 0, 2, 5, 3, 4)
"""The spokes on which letters to everyone travel, the one with the words first."""
WAVE_REACH = 262.0


@dataclass(frozen=True)
class Flow:
    """Goods on the road: `tokens` a week from a team to a market, the first one leaving at `phase` of the week.

    share: its pieces against all that are made of the busiest product, 0…1 in twelfths. department: in a mosaic, the
    one they all come from (−1: from the team's tile).
    """

    team: int
    market: int
    product: int
    tokens: int
    phase: float
    share: float
    department: int = -1


@dataclass(frozen=True)
class Parcel:
    """A letter or report between the desk and a team: on the way from week `start` to week `end` of the clock.

    kind: "order", "word" (an announcement) or "report" (travels inward). weeks: what its pill says,
    as the list of what is on the road does, 0 for none: it is read this week. product: whose token rides on it, −1 for
    none. disc: whether a disc of attention does. In a mosaic a letter may go to a department (else −1), or out along a
    spoke as part of a wave that reaches everyone (else −1).
    """

    kind: str
    team: int
    start: float
    end: float
    weeks: int = 0
    product: int = -1
    disc: bool = False
    department: int = -1
    spoke: int = -1


def flows(report: Report, names: Names, layout: Layout) -> tuple[Flow, ...]:
    """Few teams send their own goods; with many, those of a department travel together from its largest maker."""
    goods, teams = len(names.product_market), len(layout.tiles)
    far = bool(layout.hubs)
    where = np.array(layout.department, dtype=np.int64)
    sector = np.array(layout.sector, dtype=np.int64)
    group = np.arange(teams, dtype=np.int64) if teams <= 8 else where if far else 1000 * where + sector
    makers = np.flatnonzero((report.job >= 0) & (report.job < goods) & (report.output > 0))
    makers = makers[np.argsort(-report.output[makers], kind="stable")]
    codes, largest, members = np.unique(
        group[makers] * goods + report.job[makers], return_index=True, return_inverse=True
    )  # fmt: skip
    pieces = np.bincount(members, weights=report.output[makers], minlength=len(codes))
    keys = [divmod(code, goods) for code in codes.tolist()]
    sums: dict[tuple[int, int], float] = dict(zip(keys, pieces.tolist(), strict=True))
    made: dict[tuple[int, int], int] = dict(zip(keys, makers[largest].tolist(), strict=True))
    per_job = {job: sum(n for key, n in sums.items() if key[1] == job) for _, job in made}
    if far:
        kept = _largest(sums, per_job)
        made = {key: team for key, team in made.items() if key in kept}
    whole = sum(sums[key] for key in made)
    unit = max(0.5 if whole < 10 else 1.0, whole / GOODS_ON_THE_ROAD)
    out = []
    kinds: dict[int, int] = {}
    sharing = {job: sum(1 for _, other in made if other == job) for _, job in made}
    busiest = max(per_job.values(), default=1.0)
    for (place, job), team in made.items():
        turn = kinds[job] = kinds.get(job, -1) + 1
        tokens = max(1, min(4 if teams <= 8 else 6, round(sums[place, job] / unit)))
        phase = (turn / sharing[job] + 0.61 * job) % 1.0
        share = max(1, round(12 * sums[place, job] / busiest)) / 12
        out.append(Flow(team, names.product_market[job], job, tokens, phase, share, place if far else -1))
    return tuple(out)


def _largest(sums: dict[tuple[int, int], float], per_job: dict[int, float]) -> set[tuple[int, int]]:
    """Of all departments and products, those that send goods on a board where not all of them can: the most made.

    Every product keeps at least its largest maker, and more in proportion to how much of it is made.
    """
    whole = max(1e-9, sum(per_job.values()))
    out: set[tuple[int, int]] = set()
    for job, made in per_job.items():
        makers = sorted((key for key in sums if key[1] == job), key=lambda key: (-sums[key], key))
        out.update(makers[: max(1, round(GOODS_ON_THE_ROAD * made / whole))])
    return out


def parcels(
    report: Report, layout: Layout, placed: Mapping[Action, float], pending: Sequence[Action]
) -> tuple[Parcel, ...]:
    """Letters under way, letters that will be heard within the running week, and reports coming in.

    placed: at which share of the week each pending action was placed, 0…1.
    """
    out: list[Parcel] = []
    goods = len(report.world.products)
    for mail in report.letters:
        end = mail.due + 1
        left = until_read(mail.due, report.week)
        out += _mail(layout, mail.lever, mail.target, mail.amount, (mail.sent + 1, end), left, goods)
    if report.world.letter_weeks == 0:
        for action in pending:
            if LEVERS[action.lever].travels:
                start = report.week + placed.get(action, 0.0)
                span = (start, report.week + 1.0)
                out += _mail(layout, action.lever, action.target, action.amount, span, 0, goods)
    return (*out, *_sheets(report, layout))


def _mail(
    layout: Layout, lever: str, target: int, amount: tuple[int, ...], span: tuple[float, float], weeks: int, goods: int
) -> list[Parcel]:
    start, end = span
    if lever in ("order", "order_department"):
        product = amount[0] if amount and amount[0] < goods else -1
        if lever == "order":
            return [Parcel("order", target, start, end, weeks, product, True)]
        there = target if layout.hubs else -1
        return [Parcel("order", layout.heart[target], start, end, weeks, product, True, there)]
    kind, discs = ("order", 2) if lever == "order_company" else ("word", 1)
    if kind == "order":
        product = amount[0] if amount[0] < goods else -1
    else:
        product = target if lever == "tag" and target != EVERYONE else -1
    if layout.hubs:
        return [
            Parcel(kind, -1, start, end, weeks if n == 0 else 0, product, n < discs, spoke=spoke)
            for n, spoke in enumerate(WAVE)
        ]
    return [
        Parcel(kind, team, start, end, weeks if n == 0 else 0, product, n < discs)
        for n, team in enumerate(layout.heart)
    ]


def _sheets(report: Report, layout: Layout) -> list[Parcel]:
    """Each department's report on its way in: it leaves at a week's end and needs the reports' delay.

    Of the sheets that follow each other weekly, one a department is shown, so that the roads stay calm.
    """
    delay, told = delay_weeks(report.world, report.reporting), report.there
    out = []
    every = max(1, -(-len(layout.heart) // MOST_SHEETS))
    for department, team in list(enumerate(layout.heart))[::every]:
        if not told[team]:
            continue
        there = department if layout.hubs else -1
        if delay == 0:
            out.append(Parcel("report", team, report.week, report.week + 1.0, department=there))
            continue
        left = next((w for w in range(report.week, report.week - delay, -1) if (w + department // every) % delay == 0),
                    -1)  # fmt: skip
        if left >= 1:
            out.append(Parcel("report", team, left, left + delay, department=there))
    return out


def way_of(parcel: Parcel, layout: Layout) -> Way:
    """The way of a letter (outward) or report (inward)."""
    if parcel.spoke >= 0:
        return corner(parcel.spoke, DESK), corner(parcel.spoke, WAVE_REACH)
    way = layout.way_to_department(parcel.department) if parcel.department >= 0 else layout.way_to_team(parcel.team)
    return way[::-1] if parcel.kind == "report" else way


def way_of_goods(flow: Flow, layout: Layout) -> Way:
    """The way of goods from where they are made to their market."""
    if flow.department >= 0:
        return layout.way_from_department(flow.department, flow.market)
    return layout.way_to_market(flow.team, flow.market)
