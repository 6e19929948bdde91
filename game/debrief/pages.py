"""A debrief as one page of Markdown, to keep or to talk about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from game.debrief import sayings
from game.debrief.charts import in_stages, swing, wanted_of
from game.debrief.records import Debrief, Leader, Run
from game.levels import generated
from game.levels.ladder import rung_of
from game.session import Session, earned, level_name
from game.sim.causes import SCORE_CAUSES
from game.sim.curves import total
from game.sim.values import MOVER_WORDS, MOVERS
from game.sim.world import QUARTER_WEEKS
from game.words.explain import counted, listed, points, signed
from game.words.figures import of_score
from game.words.leaders import LEADERS, knowing_words
from game.words.vocabulary import Vocabulary
from game.yardsticks import Standing

if TYPE_CHECKING:
    from game.levels import Level


def page(debrief: Debrief, level: Level, bet: int | None = None) -> str:
    """The page of a finished game; bet: index of the answer the player chose. Raises ValueError without a run."""
    if debrief.run is None:
        raise ValueError("there is nothing to report yet")
    vocabulary = Vocabulary.of(level)
    return "\n".join(vocabulary.said(line) for line in _lines(debrief, debrief.run, level, bet)) + "\n"


FREED = "If they had been free to choose"
"""Over what the teams would have made of it where the level does not let them choose."""
_BARS = "▁▂▃▄▅▆▇█"
"""From next to nothing to all of what was asked for."""
_ENDS = {"finished": "", "bankrupt": " The cash was gone in week {}.", "deserted": " Half of us were gone in week {}."}


def result_text(session: Session) -> str:
    """A finished game in a few lines to paste into a chat; ValueError before its end.

    Which game it was; stars and score; each quarter's score as a bar, and who left; how others can play the same.
    """
    end = session.outcome()
    if end is None:
        raise ValueError("the game is not over")
    made = generated.known(level_name(session.level))
    own = session.seed, session.difficulty, session.level.text
    if made is not None and (made.seed, made.difficulty, generated.text(made)) != own:
        made = None
    people = Vocabulary.of(session.level).said(f"{session.world.people:,} people")
    facts = [session.level.title, people, f"luck {session.seed}"]
    if session.difficulty != "normal":
        facts.append(session.difficulty)
    rung = rung_of(session.level)
    if made is not None and made.day:
        facts = [f"the game of {generated.date_in_words(made.day)}", people]
    if rung is not None:
        facts.append(f"rung “{rung.title}”")
    plan = "" if end.kind == "finished" else " of the whole plan"
    stars = "★" * end.stars + "☆" * (3 - end.stars)
    score = round(100.0 * end.score, 1) + 0.0  # never "-0.0"
    points = f"{'−' if score < 0.0 else ''}{abs(score):.1f}"
    lines = [
        "Headcount · " + " · ".join(facts),
        f"{stars} {points} of 100 served{plan}, net of waste.{_ENDS[end.kind].format(end.weeks)}",
        f"{_quarters(session)} quarter by quarter · {sum(end.left.values()):,} left",
    ]
    return "\n".join([*lines, *([f"Play it: {made.word}"] if made is not None and rung is None else [])])


def _quarters(session: Session) -> str:
    """A bar for each quarter of the plan, also for those that a lost company does not live to see."""
    net = [ledger.net_value() for ledger in session.ledgers] + [0.0] * len(session.unlived)
    reference = [ledger.reference for ledger in session.ledgers] + session.unlived
    shares = []
    for first in range(0, len(net), QUARTER_WEEKS):
        weeks = slice(first, first + QUARTER_WEEKS)
        shares.append(total(np.array(net[weeks])) / max(total(np.array(reference[weeks])), 1e-9))
    return "".join(_BARS[min(7, max(0, int(8.0 * share)))] for share in shares)


def _lines(debrief: Debrief, run: Run, level: Level, bet: int | None) -> Iterator[str]:
    own = run.standing
    lost = {"bankrupt": "The cash ran out", "deserted": "Half of the people had left"}
    ended = f" {lost[own.outcome]} in week {own.weeks}." if own.outcome in lost else ""
    plan = " of the whole plan" if ended else ""
    rung = rung_of(level)
    title = level.title if rung is None else f"{level.title} ({rung.title.lower()})"
    yield f"# {title}: {of_score(own.score)} served{plan}, net of waste"
    yield ""
    company = f"{level.company}, {own.people:,} people, {own.weeks} weeks, seed {own.seed}"
    yield f"{company}. {counted(own.stars, 'star')}.{ended}"
    yield ""
    yield "| at the end | |"
    yield "|---|---:|"
    for label, figure in (
        ("Morale", f"{points(own.morale)}"), ("Trust in you", f"{points(own.trust)}"),
        ("Cash, change", f"{run.cash_change_cents / 100:+,.0f}"), ("Waiting for a letter", f"{points(own.idle)}%"),
        ("Of what this company could have done, knowing everything", f"{points(own.allocation)}%"),
        ("Of what the founding company could have done, knowing everything", f"{points(own.efficiency)}%"),
        ("People who left", f"{own.leavers:,}"), ("People who came", f"{run.joined:,}"),
    ):  # fmt: skip
        yield f"| {label} | {figure} |"
    if run.way is not None:
        yield f"| Of the way to the aim | {points(run.way)}% |"
    yield ""
    if own.leavers:
        yield "Why they left: " + listed([f"{count:,} {words.lower()}" for words, count in run.left]) + "."
        yield ""
    moved = [f"{MOVER_WORDS[name][0].lower()} {size}%" for name, size in zip(MOVERS, run.movers(), strict=True) if size]
    if moved:
        yield f"What the work was done for: {listed(moved)}."
        yield ""
    yield from _others(debrief, own)
    yield from _products(run, level)
    yield from _moved(run)
    yield from _turning(debrief, run, level)
    yield from _talk(run, level, bet)


def _others(debrief: Debrief, own: Standing) -> Iterator[str]:
    yield "## The same luck, other leaders"
    yield ""
    yield "| leader | served, net of waste | morale at the end |"
    yield "|---|---:|---:|"
    rows = [(own.score, "You", f"{points(own.morale)}")]
    rows += [(x.standing.score, LEADERS[x.name][0], f"{points(x.standing.morale)}") for x in debrief.leaders]
    if debrief.perfect is not None:
        rows.append((debrief.perfect, f"{LEADERS['perfect'][0]} ({knowing_words(debrief.whose)})", ""))
    for score, name, morale in sorted(rows, key=lambda row: -row[0]):
        yield f"| {name} | {of_score(score)} | {morale} |"
    yield ""
    if debrief.free is not None:
        free = debrief.free.standing
        yield (
            f"{FREED}, which this level does not allow: {of_score(free.score)}, "
            f"{freed_words(debrief.free, own.score)}, with morale at {points(free.morale)} in the end."
        )
        yield ""


def freed_words(free: Leader, score: float) -> str:
    """What free teams served beside the player's score, a share, in whole points as they are shown."""
    more = earned(free.standing.score) - earned(score)
    if more == 0:
        return "as much as yours"
    return f"{counted(abs(more), 'point')} {'more' if more > 0 else 'less'} than yours"


def _products(run: Run, level: Level) -> Iterator[str]:
    yield "## What people wanted, what you made"
    yield ""
    yield "| | wanted | made | gave up waiting | spoiled |"
    yield "|---|---:|---:|---:|---:|"
    for product, name in enumerate(level.product_names):
        sums = [total(wanted_of(run, level, product))]
        sums += [total(part[:, product]) for part in (run.made, run.lost, run.spoiled)]
        yield f"| {name} | " + " | ".join(f"{size:,.0f}" for size in sums) + " |"
    yield ""
    if in_stages(level):
        swings = [f"{name} {swing(run.made[:, n]):.1f}" for n, name in enumerate(level.product_names)]
        yield f"From week to week, what was made went up and down by so many pieces: {', '.join(swings)}."
        yield ""


def _moved(run: Run) -> Iterator[str]:
    yield "## What moved the score, in points"
    yield ""
    yield "| | " + " | ".join(f"Q{n + 1}" for n in range(len(run.quarters))) + " |"
    yield "|---|" + "---:|" * len(run.quarters)
    columns = [quarter.points() for quarter in run.quarters]
    for index, words in enumerate(SCORE_CAUSES.values()):
        if any(column[index] for column in columns):
            yield f"| {words} | " + " | ".join(signed(column[index]) for column in columns) + " |"
    after = " | ".join(f"**{of_score(quarter.after)}**" for quarter in run.quarters)
    yield f"| **Served, net of waste** | {after} |"
    yield ""


def _turning(debrief: Debrief, run: Run, level: Level) -> Iterator[str]:
    score = run.standing.score
    if run.losses:
        yield "## Where it was lost"
        yield ""
        yield from (f"- {sayings.loss_sentence(loss, level, size)}" for loss, size in run.lost_points())
        yield ""
    if debrief.moments or debrief.missed is not None:
        yield "## Turning points"
        yield ""
        yield from (f"- {sayings.moment_sentence(moment, level, score)}" for moment in debrief.moments or ())
        if debrief.missed is not None:
            yield f"- {sayings.missed_sentence(debrief.missed, level, score)}"
        yield ""


def _talk(run: Run, level: Level, bet: int | None) -> Iterator[str]:
    if level.bet is not None:
        yield "## The bet"
        yield ""
        yield level.bet.question
        if bet is not None:
            yield f"You said: *{level.bet.answers[bet]}*."
        yield from (f"- {fact}" for fact in run.facts)
        yield ""
    if level.debrief:
        yield "## Talk about it"
        yield ""
        yield from (f"{n}. {question}" for n, question in enumerate(level.debrief, 1))
