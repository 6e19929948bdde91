"""What the bench shows: a sign over the board with what is wrong with the file, and the page of its tools."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.board import style
from game.charts import Axis, Chart, Line, Mark
from game.levels import Problem
from game.session import Session, earned
from game.view.bench import Bench, Scrubber
from game.view.screens.page import EDGE, HEADER, LIP, heading, way_back
from game.view.screens.play.top import BAR_HEIGHT
from game.view.toolkit import widgets
from game.view.toolkit.charts import draw
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.text import Said
from game.view.toolkit.ui import Ui
from game.view.toolkit.widgets import Option
from game.words.actions import slip
from game.words.explain import calendar, points
from game.words.figures import in_short

LEADERS: tuple[tuple[str, str], ...] = (
    ("idle", "Nobody"), ("orders", "Letters"), ("incentives", "Prices"), ("mixed", "Some of both"),
    ("values", "Values"),
)  # fmt: skip
"""Those who may lead on, with what they are called on a button."""
MOST_PROBLEMS, MOST_UNDONE = 5, 4
WIDE, SIGN_WIDTH, CHIP_WIDTH = 760.0, 620.0, 118.0
SOURCE_ROW = 21.0
LONGEST_SOURCE = 64
"""Characters of a faulty line that are shown."""


@dataclass
class BenchPage:
    """The state of the open page: who would lead on, the week on the dial (from 1), the last thing that was said, and
    the scores by week of the version before and of this one."""

    leader: str = "mixed"
    week: int = 1
    said: str = ""
    curves: tuple[tuple[float, ...], ...] = field(default_factory=tuple)


def place_words(problem: Problem) -> str:
    """Where a problem is, as editors and terminals take it: file, line and column."""
    return f"{problem.file}:{problem.line}:{problem.column}"


def _whole(problem: Problem) -> Tip:
    """All that is said of a problem, for its row may be too narrow."""
    said = " ".join(filter(None, (problem.text, problem.hint, "Press to copy the place.")))
    return Tip(Said(place_words(problem)), Said(said))


def score_curve(session: Session) -> tuple[float, ...]:
    """The score after each week that was played, in points."""
    kept = worth = 0.0
    out = []
    for ledger in session.ledgers:
        kept += ledger.net_value()
        worth += ledger.reference
        out.append(100.0 * kept / max(worth, 1e-9))
    return tuple(out)


def corners(ground: tuple[float, float, float]) -> list[Box]:
    """Where the button of the bench may stand: `ground` is as in `paint_sign`, the usual place comes first."""
    left, right, floor = ground
    ends = (right - CHIP_WIDTH - 8, left + 8)
    return [(x, y, CHIP_WIDTH, 34.0) for y in (floor - 46, BAR_HEIGHT + 12) for x in ends]


def paint_sign(ui: Ui, bench: Bench, ground: tuple[float, float, float], box: Box) -> None:
    """Shows in a `box` beside the board that a file is watched, or over it everything that is wrong with the file.

    ground: left, right and lower edge of what is free for the board, in logical pixels of the interface.
    """
    left, right, floor = ground
    errors = bench.errors
    if not errors and not bench.fault:
        ui.panel("bench-chip", box, (bench.busy, len(bench.problems)), lambda p: _chip(p, bench))
        return
    wide, most = min(SIGN_WIDTH, right - left - 12), floor - BAR_HEIGHT - 16
    shown, mark = errors[:MOST_PROBLEMS], (errors, bench.fault, bench.busy)

    def paint(p: Panel) -> float:
        return _problems(p, bench, shown)

    high = min(most, ui.measure("bench-sign", wide, most, mark, paint) + 6)
    ui.panel("bench-sign", ((left + right - wide) / 2, BAR_HEIGHT + 8, wide, high), mark, paint)


def _chip(p: Panel, bench: Bench) -> float:
    warnings = len(bench.problems)
    words = "Reading …" if bench.busy else f"Bench · {warnings}" if warnings else "Bench"
    watched = f"{bench.path.name} is watched: save it, and this game is played again up to this week. Key B."
    tip = Tip("The bench", watched)
    widgets.button(p, "bench-open", (3, 2, p.width - 6, 30), words, icon="hammer", tip=tip)
    return 34.0


def _problems(p: Panel, bench: Bench, shown: tuple[Problem, ...]) -> float:
    pal = p.palette
    count = len(bench.errors)
    title = "The last good version is being played" if count else "The bench"
    p.icon("warning", 22, 24, 18, pal.bad, "fill")
    p.text(40, 24, title, size=style.SUBTITLE, family="serif", at="middle", width=p.width - 160)
    widgets.button(p, "bench-open", (p.width - 112, 8, 100, 32), "Bench", icon="hammer")
    y = 48.0
    for n, problem in enumerate(shown):
        y += _problem(p, y, n, problem) + 4
    if count > len(shown):
        p.text(20, y + 10, f"And {count - len(shown)} more.", size=style.SECONDARY, colour=pal.second, at="middle")
        y += 26
    if bench.fault:
        y += p.paragraph(20, y + 6, p.width - 40, bench.fault, size=style.SECONDARY, colour=pal.bad) + 12
    return y + 4


def _problem(p: Panel, y: float, number: int, problem: Problem) -> float:
    """A problem on a row of its own: its line, what is wrong, what was written, what may help; returns its height."""
    line = f"Line {problem.line}"
    left = 28 + p.measure(line, style.SECONDARY, weight=800)
    room = p.width - left - 20
    told = p.paragraph_height(room, Said(problem.text), size=style.SECONDARY, weight=700)
    source = SOURCE_ROW if problem.source.strip() else 0.0
    helps = p.paragraph_height(room, Said(problem.hint), size=style.SECONDARY) if problem.hint else 0.0
    high = 16 + told + source + helps
    widgets.row(p, "bench-problem", (10, y, p.width - 20, high), value=number, tip=_whole(problem))
    p.text(20, y + 8, line, size=style.SECONDARY, weight=800, colour=p.palette.bad)
    p.paragraph(left, y + 8, room, Said(problem.text), size=style.SECONDARY, weight=700)
    if source:
        _source(p, left, y + 8 + told + source / 2, room, problem)
    if problem.hint:
        y += 8 + told + source
        p.paragraph(left, y, room, Said(problem.hint), size=style.SECONDARY, colour=p.palette.second)
    return high


def _source(p: Panel, x: float, y: float, room: float, problem: Problem) -> None:
    """The line as its author wrote it, with what is meant underlined."""
    pal = p.palette
    before, meant, after = map(Said, problem.marked(LONGEST_SOURCE))
    size = p.fitting_size(Said(before + meant + after), room, style.SECONDARY)
    left = x
    for part, ink in ((before, pal.second), (meant, pal.bad), (after, pal.second)):
        wide = p.measure(part, size=size) if part else 0.0
        wide = min(wide, x + room - left)
        if part and wide > 0:
            p.text(left, y, part, size=size, colour=ink, at="middle", width=wide + 0.5)
        if part is meant:
            p.fill((left, y + 8, max(wide, 6.0), 2.0), pal.bad)
        left += wide


def paint(ui: Ui, page: BenchPage, bench: Bench, session: Session, truth: bool) -> None:
    """Shows the page of the bench over the darkened board."""
    beside = bench.beside(session)
    mark = (
        page.leader, page.week, page.said, page.curves, bench.busy, bench.problems, bench.read_at, session.week, truth,
        session.log,
    )  # fmt: skip

    def painter(p: Panel) -> float:
        return _page(p, page, bench, session, beside, truth)

    high = ui.measure("bench", min(WIDE, ui.width - 24), ui.height - 24, mark, painter)
    ui.modal("bench", ui.centred(WIDE, high + LIP), mark, painter, header=HEADER)


def _page(
    p: Panel, page: BenchPage, bench: Bench, session: Session, beside: Session | None, truth: bool
) -> float:  # fmt: skip
    heading(p, f"Bench · {bench.path.name}", beside=64)
    way_back(p, "bench-close", "Back to the board. Key Esc.")
    wide = p.width - 2 * EDGE
    y = _status(p, page, bench, session, HEADER + 12)
    y = _label(p, y, f"Week {page.week} of {session.world.weeks}")
    scrub(p, "bench", (EDGE, y, wide, 36), page.week, session, bench)
    y = _label(p, y + 46, "From here on leads")
    widgets.tabs(p, "bench-leader", (EDGE, y, wide, 38), [Option(*one) for one in LEADERS], page.leader)
    y += 46
    half = (wide - 10) / 2
    on = not bench.busy and session.week < session.world.weeks - 1
    widgets.button(p, "bench-quarter", (EDGE, y, half, 38), "For a quarter", icon="play", enabled=on)
    widgets.button(p, "bench-end", (EDGE + half + 10, y, half, 38), "To the last week", icon="skip-forward", enabled=on)
    y += 48
    widgets.switch(p, "bench-truth", (EDGE, y, wide, 36), truth, "Show what is true now, not what is reported")
    return _versions(p, y + 48, session, beside, page.curves)


def scrub(p: Panel, key: str, box: Box, week: int, session: Session, by: Scrubber, keys: str = "") -> None:
    """The dial of weeks with the button that goes there: hits of `key`-week (from 1) and `key`-jump.

    week: where the dial stands, from 1. keys: what the dial says of the keys that move it.
    """
    x, y, wide, high = box
    told = f"What was decided here before is decided again on the way. {keys}".strip()
    widgets.slider(p, f"{key}-week", (x, y, wide - 146, high), week, 1, max(2, session.world.weeks), 1,
                   tip=Tip("Week", told))  # fmt: skip
    widgets.button(p, f"{key}-jump", (x + wide - 136, y, 136, high), f"To week {week}", icon="arrow-right",
                   enabled=not by.busy and week != session.week + 1)  # fmt: skip


def _label(p: Panel, y: float, words: str) -> float:
    p.text(EDGE, y + 9, words, size=style.SECONDARY, colour=p.palette.second, weight=700, at="middle")
    return y + 22


def _status(p: Panel, page: BenchPage, bench: Bench, session: Session, y: float) -> float:
    wide = p.width - 2 * EDGE
    y += p.paragraph(EDGE, y, wide, _read_words(bench), size=style.BODY) + 6
    if bench.again is not None and bench.before is not None:
        for undone in bench.again.undone[:MOST_UNDONE]:
            words = f"Week {calendar(undone.week)}, {slip(bench.before.level, undone.action)}: {undone.why}"
            y += p.paragraph(EDGE, y, wide, words, size=style.SECONDARY, colour=p.palette.bad) + 3
    for n, problem in enumerate(bench.problems[:MOST_UNDONE]):
        words = Said(f"Line {problem.line}: {problem.text}")
        high = p.paragraph_height(wide, words, size=style.SECONDARY) + 10
        widgets.row(p, "bench-problem", (EDGE - 6, y, wide + 12, high), value=n, tip=_whole(problem))
        p.paragraph(EDGE, y + 5, wide, words, size=style.SECONDARY)
        y += high + 2
    if page.said:
        y += p.paragraph(EDGE, y, wide, page.said, size=style.SECONDARY, colour=p.palette.good, weight=700) + 3
    return y + 8


def _read_words(bench: Bench) -> str:
    again = bench.again
    if bench.busy:
        return "Being played again …"
    if again is None:
        return "Save the file, and this game is played again in its new version, up to this week."
    done = {0: "No decision had to be", 1: "One decision was"}.get(again.done, f"{again.done} decisions were")
    words = f"Read again. {done} played again"
    if again.undone:
        words += f", {len(again.undone)} could not be"
    words += "."
    if again.ends >= 0:
        words += f" The company comes to its end in week {calendar(again.ends)} now; this is the week it happens in."
    return words


def _versions(
    p: Panel, y: float, session: Session, beside: Session | None, curves: tuple[tuple[float, ...], ...]
) -> float:  # fmt: skip
    """This version and the one before, on the same luck and by the same decisions: the score by week, and figures."""
    wide = p.width - 2 * EDGE
    if beside is None or not curves or len(curves[0]) < 2:
        words = "Two versions stand side by side here once the file has been saved and two weeks are played."
        return y + p.paragraph(EDGE, y, wide, words, size=style.SECONDARY, colour=p.palette.second) + 16
    y = _label(p, y, "The version before and this one, by the same decisions")
    left = wide * 0.5
    weeks = list(range(1, len(curves[0]) + 1))
    low, high = min(map(min, curves)), max(map(max, curves))
    ticks = [(value, f"{value:.0f}") for value in (low, high)]
    inks = ("second", "focus")
    across = Axis(1, weeks[-1], [(1, "wk 1"), (weeks[-1], f"wk {weeks[-1]}")])
    chart = Chart(
        "Score", "", across, Axis(low, max(high, low + 1), ticks, []),
        lines=tuple(
            Line("", weeks[: len(curve)], list(curve), ink, dashed=n == 0, smooth=False, width=2.0)
            for n, (curve, ink) in enumerate(zip(curves, inks, strict=True))
        ),
        marks=(Mark(weeks[-1], "now", dashed=True),),
    )  # fmt: skip
    draw(p, (EDGE, y, left - 32, 150), chart)
    x = EDGE + left
    columns = (x + left * 0.62, x + left - 4)
    for at, words in zip(columns, ("before", "now"), strict=True):
        p.text(at, y + 9, words, size=style.SECONDARY, weight=800, align="right", at="middle")
    line = y + 30
    for words, *figures in _figures(beside, session):
        p.text(x, line, words, size=style.SECONDARY, colour=p.palette.second, at="middle")
        for at, figure in zip(columns, figures, strict=True):
            p.text(at, line, figure, size=style.SECONDARY, weight=800, align="right", at="middle")
        line += 21
    return max(line, y + 158) + 12


def _figures(before: Session, now: Session) -> list[tuple[str, str, str]]:
    """Names of figures with what they are in either version."""
    names = ("Score", "Morale", "Trust", "Owed", "On the shelf", "Cash")
    return list(zip(names, _told(before), _told(now), strict=True))


def _told(session: Session) -> tuple[str, ...]:
    """What a version has come to, in the order of the table."""
    true = session.truth()
    return (
        f"{earned(session.score())}", f"{points(true.company_morale)}", f"{points(true.company_trust)}",
        f"{true.backlog.sum():,.0f}", f"{true.stock.sum():,.0f}", in_short(true.cash_cents),
    )  # fmt: skip


def curves_of(session: Session, beside: Session | None) -> tuple[tuple[float, ...], ...]:
    """The scores by week of the version before and of this one; empty where there is none before."""
    return (score_curve(beside), score_curve(session)) if beside is not None else ()
