"""What `balance` finds out about a level, as charts: leaders, stars, demand, weeks, decisions, two versions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from game.charts import Area, Axis, Band, Cells, Chart, Key, Line, Mark, kinds
from game.charts.chart import Numbers
from game.charts.curves import round_step, short
from game.lab.against import Versus
from game.lab.balance import Balance
from game.lab.balance_words import number, span
from game.lab.density import LONGEST_WEEKS, WORTHWHILE_POINTS, Density
from game.lab.findings import Findings
from game.lab.weekly import CAUSES, WORTH_NAMING, Demand, Losses
from game.sim.world import QUARTER_WEEKS
from game.words.explain import calendar, signed

STARS = ("one star", "two stars", "three stars")
MOST_CAUSES = 8
"""So many causes have a row of their own."""
THIN = 0.012
"""How wide a single figure is drawn, in shares of the axis."""


def leaders(rows: Sequence[Balance], stars: Sequence[float], best: str) -> Chart:
    """Every policy's mean with its interval, and the level's own stars."""
    bars = [
        kinds.Row(
            row.policy, row.score.mean, "focus" if row.policy == best else "second",
            interval=(max(0.0, row.score.low), max(0.0, row.score.high)),
        )
        for row in rows
    ]  # fmt: skip
    marks = [Mark(points, name, "y") for points, name in zip(stars, STARS, strict=True)]
    most = max(*(row.score.high for row in rows), *stars) * 1.02
    chart = kinds.bars("All leaders", bars, label="points, with the 95% interval of the mean", most=most, marks=marks)
    told = "; ".join(f"{r.policy} {number(r.score.mean)} ({span(r.score)})" for r in rows)
    ends = [(n, number(row.score.mean)) for n, row in enumerate(rows)]
    return replace(chart, text=f"{told}.", x=replace(chart.x, ends=ends))


def best_games(findings: Findings) -> Chart:
    """How the best leader's games fall, with the stars as they are and as they are proposed."""
    now, then = findings.stars_now(), findings.proposal.stars
    scores = findings.weighed.scores(findings.proposal.best)
    chart = kinds.distribution(
        f"The games of “{findings.proposal.best}”", scores, label="points", low=min(*now, *then), high=max(*now, *then)
    )
    marks = [Mark(points, name) for points, name in zip(now, STARS, strict=True)]
    marks += [Mark(points, f"{name}, proposed", dashed=True) for points, name in zip(then, STARS, strict=True)]
    keys = (Key("solid", "a star as it is"), Key("dashed", "as it is proposed"))
    return replace(chart, marks=marks, keys=keys)


def demand(row: Demand, name: str, look: str) -> Chart:
    """What customers ask for of a product: the band of lucks, its middle, and what the best leader's market wants."""
    weeks = _weeks(len(row.middle))
    low, middle, high, wanted = (part.tolist() for part in (row.low, row.middle, row.high, row.wanted))
    most = max(*high, *wanted) * 1.08 or 1.0
    return Chart(
        name,
        f"Of {name} customers ask for {_sum(middle)} in the middle of all lucks, from {_sum(low)} to "
        f"{_sum(high)} if each week is as poor or as rich as luck makes it.",
        x=_calendar(len(row.middle)), y=_upward(most, "pieces a week"),
        bands=(Band(weeks, low, high, look, "plain", smooth=False, outline=True),),
        lines=(
            Line("", weeks, middle, look, smooth=False),
            Line("", weeks[: len(wanted)], wanted, "ink", dashed=True, smooth=False, width=1.8),
        ),
    )  # fmt: skip


def lost(row: Losses) -> Chart:
    """What the best leader loses of what was asked for, week by week."""
    weeks = _weeks(len(row.lost))
    low, high, worth, mean = (part.tolist() for part in (row.low, row.high, row.worth, row.lost))
    axis = _upward(max(*high, *worth) * 1.08 or 1.0, "points a week")
    return Chart(
        "Asked for, and lost",
        f"In all, {row.lost.sum():.1f} of 100 points are lost; the worst weeks are "
        f"{', '.join(str(calendar(week)) for week in row.worst()) or 'none'}.",
        x=_calendar(len(row.lost), "week"), y=replace(axis, low=min(0.0, *low)),
        bands=(Band(weeks, low, high, "bad", "plain", smooth=False),),
        lines=(
            Line("asked for", weeks, worth, "second", dashed=True, smooth=False, width=2.0),
            Line("lost", weeks, mean, "bad", smooth=False),
        ),
    )  # fmt: skip


def causes(row: Losses) -> Chart:
    """What the best leader loses by, a row a cause and a square a week, the larger the more."""
    losing = [(name, points) for name, points in row.sums() if points >= WORTH_NAMING][:MOST_CAUSES]
    places = list(CAUSES)
    most = max((float(row.causes[:, places.index(name)].max()) for name, _ in losing), default=1.0)
    values = [
        [min(1.0, max(0.0, float(points)) / most) for points in row.causes[:, places.index(name)]] for name, _ in losing
    ]
    return Chart(
        "What it is lost by",
        f"{'; '.join(f'{CAUSES[name]} {points:.1f} points' for name, points in losing)}.",
        x=replace(_calendar(len(row.lost), "week"), low=0.0, high=float(len(row.lost)), ticks=_between(len(row.lost))),
        y=Axis(
            float(len(losing)), 0.0, [(n + 0.5, CAUSES[name]) for n, (name, _) in enumerate(losing)],
            ends=[(n + 0.5, f"{points:.1f}") for n, (_, points) in enumerate(losing)],
        ),
        cells=Cells(values, "bad"), row=28.0,
    )  # fmt: skip


def decisions(rows: Sequence[Density]) -> Chart:
    """In which weeks some action was found to be worth doing, a row a seed."""
    weeks = len(rows[0].gains)
    values = [
        [None if gain is None else float(gain >= WORTHWHILE_POINTS) for gain in _filled(row, weeks)] for row in rows
    ]
    dull = max(row.longest()[0] for row in rows)
    return Chart(
        "Weeks with something to decide",
        f"On {len(rows)} seeds; the longest stretch in which nothing was found worth doing is at most "
        f"{max(dull, min(LONGEST_WEEKS, weeks)) if any(None in row.gains for row in rows) else dull} weeks.",
        x=replace(_calendar(weeks, "week"), low=0.0, high=float(weeks), ticks=_between(weeks)),
        y=Axis(float(len(rows)), 0.0, [(n + 0.5, f"Seed {row.seed}") for n, row in enumerate(rows)]),
        cells=Cells(values, "good"), row=28.0,
        keys=(Key("rounded square", "an action is worth it", "good"),
              Key("rounded square", "tried, and none is", "track")),
    )  # fmt: skip


def _filled(row: Density, weeks: int) -> list[float | None]:
    """The gains of a game that may have ended early."""
    return [*row.gains, *[None] * (weeks - len(row.gains))]


def differences(rows: Sequence[Versus], here: str, there: str) -> Chart:
    """By how much each policy earns more in one version, with the interval of the mean."""
    ends = [end for row in rows for end in (row.difference.low, row.difference.high)]
    low, high = min(*ends, -0.5), max(*ends, 0.5)
    room = 0.06 * (high - low)
    axis = low - room, high + room
    step = round_step(high - low, 6)
    ticks = [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
    areas = []
    for n, row in enumerate(rows):
        found = row.difference
        ink = {"better": "good", "worse": "bad"}.get(row.verdict, "second")
        areas.append(Area((n - 0.2, n + 0.2), (found.low, found.high), ink, 0.5, edge=ink))
        thin = THIN / 2 * (axis[1] - axis[0])
        areas.append(Area((n - 0.26, n + 0.26), (found.mean - thin, found.mean + thin), "ink", 1.0))
    told = "; ".join(f"{row.policy} {signed(row.difference.mean, 1)}, {row.verdict}" for row in rows)
    return Chart(
        f"{here} less {there}", f"{told}.",
        x=Axis(-0.5, len(rows) - 0.5, [(n, row.policy) for n, row in enumerate(rows)],
               ends=[(n, signed(row.difference.mean, 1)) for n, row in enumerate(rows)]),
        y=Axis(*axis, [(at, signed(at, 1 if step < 1 else 0)) for at in ticks], ticks,
               label="points, with the 95% interval of the mean"),
        areas=areas, marks=(Mark(0.0, "no difference", "y"),), turned=True, row=34.0,
    )  # fmt: skip


# Axes


def _weeks(count: int) -> Numbers:
    return [float(calendar(week)) for week in range(count)]


def _marked(count: int) -> list[int]:
    """The weeks, from 1, that an axis of so many names."""
    step = next((n for n in (1, 2, 5, QUARTER_WEEKS) if count / n <= 9), 2 * QUARTER_WEEKS)
    return [1, *(week for week in range(step, count + 1, step) if week > 1 + step // 4)]


def _calendar(count: int, label: str = "") -> Axis:
    ticks = [(float(week), str(week)) for week in _marked(count)]
    return Axis(1.0, float(max(2, count)), ticks, label=label)


def _between(count: int) -> list[tuple[float, str]]:
    """The same where a week has a width of its own."""
    return [(week - 0.5, str(week)) for week in _marked(count)]


def _upward(most: float, label: str) -> Axis:
    step = round_step(most, 5)
    ticks = [n * step for n in range(int(most / step) + 1)]
    return Axis(0.0, most, [(at, short(round(at, 6))) for at in ticks], ticks, label=label)


def _sum(figures: Numbers) -> str:
    return f"{sum(figures):,.0f}"
