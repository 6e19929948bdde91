"""What `balance` finds out about a level, as one HTML file that needs nothing beside it: no script, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from game.board import style
from game.charts import svg
from game.lab import balance_charts as charts
from game.lab import balance_words as words
from game.lab.balance_words import number, percent, span
from game.lab.findings import Findings
from game.lab.games import by_which_levers
from game.lab.stars import RULE
from game.lab.terms import LEADERS
from game.levels.summary import summary
from game.sim.levers import LEVERS
from game.version import VERSION
from game.words.explain import calendar, counted, signed
from game.workshop import one_file

if TYPE_CHECKING:
    from game.charts import Chart
    from game.lab.weekly import Losses

WIDE, NARROW = 760.0, 400.0
"""Units of a chart that stands alone, and of one of several beside each other."""


def page(findings: Findings) -> str:
    """The whole file."""
    title = f"How {findings.level.title} plays"
    parts = (_cover, _against, _leaders, _stars, _levers, _demand, _weeks, _decisions, _sleepers)
    body = "".join("".join(part(findings)) for part in parts)
    return one_file.html(title, "balance", body)


def _cover(findings: Findings) -> Iterator[str]:
    yield f'<header class="card"><h1>How {escape(findings.level.title)} plays</h1>'
    yield _paragraph(words.played(findings), "second")
    yield f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in summary(findings.level))}</ul>"
    yield _paragraph(f"{by_which_levers(findings.weighed.open_levers)} Headcount {VERSION}.", "second")
    yield "</header>\n"


def _against(findings: Findings) -> Iterator[str]:
    if findings.other is None:
        return
    here, there = findings.names()
    yield _opened("against", f"Beside {there}")
    chart = charts.differences(findings.versus, here, there)
    yield _beside(chart, words.against(findings))
    yield _table(
        f"Points on {counted(len(findings.weighed.seeds), 'seed')}, the same luck in both",
        ("leader", here, there, "difference", "95% interval", "verdict"),
        [
            (row.policy, number(row.here.mean), number(row.there.mean), signed(row.difference.mean, 1),
             span(row.difference, 1, signs=True), row.words())
            for row in findings.versus
        ], sentences=(5,),
    )  # fmt: skip
    yield "</section>\n"


def _leaders(findings: Findings) -> Iterator[str]:
    yield _opened("leaders", "Who leads best")
    chart = charts.leaders(findings.policies, findings.stars_now(), findings.proposal.best)
    yield _beside(chart, words.leaders(findings))
    yield _table(
        f"Points on {counted(len(findings.weighed.seeds), 'seed')}",
        ("leader", "score", "95% interval", "nobody earned more", "behind the best", "no star", *charts.STARS,
         "bankrupt"),
        [
            (row.policy, number(row.score.mean), span(row.score), percent(row.wins), f"{row.behind.mean:.1f}",
             *map(percent, row.star_shares), percent(row.bankrupt))
            for row in findings.policies
        ],
    )  # fmt: skip
    told = "".join(f"<dt>{escape(row.policy)}</dt><dd>{escape(LEADERS[row.policy])}</dd>" for row in findings.policies)
    yield f"<details><summary>What each leader does</summary><dl>{told}</dl></details></section>\n"


def _stars(findings: Findings) -> Iterator[str]:
    now, then = findings.stars_now(), findings.proposal
    yield _opened("stars", "Where the stars lie")
    yield _beside(charts.best_games(findings), [RULE, *words.stars(findings)])
    who = dict.fromkeys((then.best, then.middling))
    yield _table(
        "Thresholds in points, and the share of games that reach them",
        ("", "as it is", *(f"reached by {name}" for name in who), "proposed", *(f"reached by {name}" for name in who)),
        [
            (name, f"{now[n]:g}", *(percent(findings.reach(policy, now)[n]) for policy in who),
             f"{then.stars[n]}", *(percent(findings.reach(policy, then.stars)[n]) for policy in who))
            for n, name in enumerate(charts.STARS)
        ],
    )  # fmt: skip
    yield "</section>\n"


def _levers(findings: Findings) -> Iterator[str]:
    yield _opened("levers", "Which levers they pulled")
    yield from map(_paragraph, words.levers(findings))
    rows = findings.policies
    yield _table(
        "How often a game, on average", ("lever", *(row.policy for row in rows)),
        [
            (LEVERS[lever].title, *(f"{row.pulls[lever]:.1f}" if row.pulls[lever] else "–" for row in rows))
            for lever in rows[0].pulls
        ],
    )  # fmt: skip
    yield "</section>\n"


def _demand(findings: Findings) -> Iterator[str]:
    level = findings.level
    yield _opened("demand", "What its customers ask for")
    yield from map(_paragraph, words.demand(findings))
    yield '<div class="many">'
    for row in findings.demands:
        name = level.product_names[row.product]
        ink, _ = style.ready_looks(style.product_key(level.product_looks[row.product]))
        yield _figure(charts.demand(row, name, ink), NARROW)
    yield "</div>"
    rows = [
        (level.product_names[row.product], *(f"{figures.sum():,.0f}" for figures in (row.low, row.middle, row.high)))
        for row in findings.demands
    ]
    columns = ("product", "5% of the lucks below", "half of them", "95% below")
    yield _details("The figures", _table("Pieces over the whole plan, week by week at that share", columns, rows))
    yield "</section>\n"


def _weeks(findings: Findings) -> Iterator[str]:
    row = findings.losses
    yield _opened("weeks", f"Where “{row.policy}” loses, week by week")
    yield _beside(charts.lost(row), words.losses(findings))
    yield _beside(charts.causes(row), words.causes(findings))
    yield _weeks_lost("The weeks in which most is lost", row, row.worst())
    every = _table(
        "Points of the whole plan, lost by it; what won some has a minus", ("cause", "points"),
        [(words.cause(name, points), number(points)) for name, points in row.sums()],
    )  # fmt: skip
    weeks = _weeks_lost("Points of each week", row, range(len(row.lost)))
    yield _details("All causes", every)
    yield _details("All weeks", weeks)
    yield "</section>\n"


def _weeks_lost(caption: str, row: Losses, weeks: Sequence[int]) -> str:
    return _table(
        caption, ("week", "asked for", "lost", "nine lucks in ten", "mostly by"),
        [
            (f"{calendar(week)}", number(row.worth[week], 2), number(row.lost[week], 2),
             f"{number(row.low[week], 2)} to {number(row.high[week], 2)}", words.why(row, week))
            for week in weeks
        ], sentences=(4,),
    )  # fmt: skip


def _decisions(findings: Findings) -> Iterator[str]:
    yield _opened("decisions", "Is there something to decide")
    yield _beside(charts.decisions(findings.density), words.decisions(findings))
    yield "</section>\n"


def _sleepers(findings: Findings) -> Iterator[str]:
    yield _opened("lazy", "Can one sleep through it")
    yield from map(_paragraph, words.sleepers(findings))
    for plan in findings.slept or ():
        lines = "".join(f"<li>{escape(line)}</li>" for line in plan.told())
        yield _details(f"The plan: {'a calendar' if plan.calendar else 'a few actions'}", f"<ol>{lines}</ol>")
    yield "</section>\n"


# Pieces of a page


def _opened(mark: str, title: str) -> str:
    return f'<section class="card" id="{mark}"><h2>{escape(title)}</h2>'


def _paragraph(text: str, kind: str = "") -> str:
    """What stands between backticks is to be typed."""
    marked = "".join(
        f"<code>{escape(part)}</code>" if n % 2 else escape(part) for n, part in enumerate(text.split("`"))
    )
    return f'<p class="{kind}">{marked}</p>' if kind else f"<p>{marked}</p>"


def _beside(chart: Chart, texts: Sequence[str]) -> str:
    told = "".join(map(_paragraph, texts))
    return f'<div class="beside">{_figure(chart, WIDE)}<div class="told">{told}</div></div>'


def _figure(chart: Chart, width: float) -> str:
    return f"<figure>{svg.write(chart, width, ground=False)}</figure>"


def _details(title: str, inside: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{inside}</details>"


def _table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], sentences: Sequence[int] = ()
) -> str:  # fmt: skip
    """sentences: the columns, from 0, that hold some."""
    def cell(n: int, text: str) -> str:
        kind = ' class="words"' if n in sentences else ""
        return f'<th scope="row">{escape(text)}</th>' if n == 0 else f"<td{kind}>{escape(text)}</td>"

    head = "".join(
        f'<th scope="col"{" class=words" if n in sentences else ""}>{escape(name)}</th>'
        for n, name in enumerate(columns)
    )
    body = "".join(f"<tr>{''.join(cell(n, text) for n, text in enumerate(row))}</tr>" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
