"""Turning points: the score over the weeks, what each decision was worth, the worst, and the best not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from game.board import style
from game.board.vectors import hex_code
from game.charts.curves import apart
from game.charts.scale import Scale
from game.debrief import Debrief, Run, charts, sayings
from game.debrief.sayings import Told
from game.levels import Level
from game.session import earned
from game.view.screens.review.accounts import waiting
from game.view.toolkit.charts import draw
from game.view.toolkit.panel import Box, Panel, Tip
from game.words.actions import SAYINGS, lever_kind
from game.words.explain import counted, signed
from game.words.figures import less

BROADEST, LEAST_CHART = 0.5, 64.0
"""Height of the chart: at most this share of its width, and so many logical pixels at least."""
LEADS = 16.0
"""Between the chart and the cards, for the threads that lead from one to the other."""
LOWEST, RISE, MEET = 4.0, 3.0, 6.0
"""How far above the cards the lowest thread bends, how much higher the next; nearer than this no two share a height."""
CARD, NARROW = 146.0, 180.0
"""Least width of a card, and the width below which its words are smaller and fewer."""
GAP = 8.0
STARS = 56.0
"""Room on the left of the chart for the stars."""
LABEL = 58.0
PIN = 11.0
"""Radius of a decision's pin."""
SPARE = 16.0
"""By how much the best and the worst are at most higher than their words need."""
BESIDE = 560.0
"""Width from which the best and the worst stand side by side."""


def paint(p: Panel, box: Box, debrief: Debrief, level: Level) -> float:
    """The whole view in a box; returns the height it needs, which may be more than the box has."""
    x, y, w, h = box
    run = debrief.run
    if run is None or debrief.moments is None:
        words = debrief.trouble or "Each week is being tried without its decisions, to see which of them mattered."
        waiting(p, (x, y, w, max(120.0, h)), words, debrief.ready)
        return max(120.0, h)
    told = [sayings.of_moment(moment, level, run.standing.score) for moment in debrief.moments]
    columns = max(1, min(len(told), int((w + GAP) // (CARD + GAP))))
    rows = -(-len(told) // columns) if told else 0
    wide = (w - GAP * (columns - 1)) / columns
    high = max((_card_height(p, wide, one) for one in told), default=0.0)
    cards = rows * (high + GAP) if told else 44.0
    ends = _ends_height(p, w, debrief, level)
    chart = max(LEAST_CHART, min(BROADEST * w, h - cards - ends - (LEADS if rows == 1 else GAP)))
    scale = draw(p, (x + STARS, y, w - STARS, chart), charts.turning(run, level), LABEL)
    _stars(p, x, scale, level, run.standing.stars)
    tops = _places(scale, (x + STARS, x + w - LABEL), run, told)
    at = y + chart + (LEADS if rows == 1 else GAP)
    if rows == 1:
        _threads(p, (x, y, w, at - y), tops, [x + n * (wide + GAP) + 19 for n in range(columns)], at)
    for one, (left, top) in zip(told, tops, strict=True):
        _pin(p, left, top, one.lever)
    for n, one in enumerate(told):
        spot = (x + n % columns * (wide + GAP), at + n // columns * (high + GAP), wide, high)
        _card(p, spot, one)
    if not told:
        words = "No single week decided this game: without any one of them it ends within a point of where it did."
        p.paragraph(x + 4, at + 4, w - 8, words, size=style.BODY)
    at += cards
    return at + _ends(p, (x, at, w, max(ends, min(ends + SPARE, y + h - at))), debrief, level, run) - y


def _places(
    scale: Scale, within: tuple[float, float], run: Run, told: Sequence[Told]
) -> list[tuple[float, float]]:
    """Where on the line each decision stands: at the score of the week it was taken in, clear of its neighbours."""
    out = []
    for one in told:
        week = min(one.week, len(run.score)) - 1
        across, down = scale.place(week + 0.5, 100.0 * float(run.score[week]))
        out.append((across, max(scale.top + PIN, min(scale.bottom - 4, down))))
    aside = apart([across for across, _ in out], 1.7 * PIN, *within, even=True)
    return [(across, down) for across, (_, down) in zip(aside, out, strict=True)]


def _threads(p: Panel, box: Box, tops: Sequence[tuple[float, float]], feet: Sequence[float], bottom: float) -> None:
    """From each pin down to its card, by a corner, so that it can be followed."""
    ink = hex_code(style.mix(p.palette.second, p.palette.card, 0.25))
    d = ""
    lefts = [left for left, _ in tops]
    for (left, top), foot, rise in zip(tops, feet, rises(lefts, feet), strict=False):
        bend = bottom - LOWEST - RISE * rise
        d += f"M{left:.1f} {top:.1f} L{left:.1f} {bend:.1f} L{foot:.1f} {bend:.1f} L{foot:.1f} {bottom:.1f} "
    if d:
        p.vector(box, f'<path d="{d}" stroke="{ink}" stroke-width="1.2" fill="none" stroke-linejoin="round"/>')


def rises(lefts: Sequence[float], feet: Sequence[float]) -> list[int]:
    """How many steps above the lowest each thread bends, so that none crosses another or runs along it.

    lefts, feet: where the threads begin and end, both from left to right.
    """
    right = [foot >= left for left, foot in zip(lefts, feet, strict=True)]
    out = [0] * len(lefts)
    for _ in out:
        for i, j in combinations(range(len(out)), 2):
            if max(lefts[i], feet[i]) + MEET > min(lefts[j], feet[j]):
                # Of two that lead to the right the later begins in the way of the earlier, to the left the earlier.
                low, high = (i, j) if right[j] else (j, i)
                out[high] = max(out[high], out[low] + 1)
    return out


def _stars(p: Panel, x: float, scale: Scale, level: Level, reached: int) -> None:
    """The three thresholds on the left, each with its figure, kept apart."""
    rows = [round(100.0 * star) for star in level.world.stars]
    low, high = sorted((scale.y.low, scale.y.high))
    shown = [star for star in rows if low <= star <= high]
    downs = apart([scale.down(star) for star in reversed(shown)], 15.0, scale.top + 6, scale.bottom - 4, even=True)
    for star, down in zip(reversed(shown), downs, strict=True):
        nth = rows.index(star)
        p.text(x + 30, down, str(star), size=style.LABEL, weight=700, align="right", at="middle")
        p.piece("star-full" if nth < reached else "star-empty", x + 42, down, 0.46)


def _pin(p: Panel, x: float, y: float, lever: str, radius: float = PIN) -> None:
    kind = lever_kind(lever)
    p.card((x - radius, y - radius, 2 * radius, 2 * radius), style.lever_colour(style.LIGHT, kind), radius=radius,
           outline=p.palette.card, stroke=1.6)  # fmt: skip
    p.icon(SAYINGS[lever].icon, x, y, 1.15 * radius, style.DARK_INK if kind == "tag" else style.WHITE, "fill")


def _lettering(wide: float, told: Told) -> tuple[float, str]:
    """The size of a card's title and the line below it: a narrow card leaves the third cause to its tooltip."""
    if wide >= NARROW:
        return style.SUBTITLE, told.why
    return style.BODY, replace(told, chain=told.chain[:2]).why


def _card_height(p: Panel, wide: float, told: Told) -> float:
    size, line = _lettering(wide, told)
    title = p.paragraph_height(wide - 24, told.title, size=size, family="serif")
    why = p.paragraph_height(wide - 24, line, size=style.LABEL) if line else 0.0
    return 40.0 + title + 4.0 + why + 10.0


def _card(p: Panel, box: Box, told: Told) -> None:
    x, y, w, _ = box
    pal = p.palette
    over = p.hovered(f"moment-{told.week}")
    p.card(box, pal.inset if not over else style.mix(pal.inset, pal.gold, 0.2), radius=style.SMALL_RADIUS,
           outline=pal.rule, lip=3)  # fmt: skip
    _pin(p, x + 22, y + 21, told.lever, 12.0)
    p.text(x + 40, y + 21, f"wk {told.week}", size=style.SECONDARY, weight=800, at="middle")
    ink = pal.good if told.points > 0 else pal.bad
    p.text(x + w - 12, y + 21, signed(told.points), size=20, family="serif", colour=ink, align="right", at="middle")
    size, line = _lettering(w, told)
    used = p.paragraph(x + 12, y + 39, w - 24, told.title, size=size, family="serif")
    p.paragraph(x + 12, y + 43 + used, w - 24, line, size=style.LABEL, colour=pal.second)
    p.tooltip(f"moment-{told.week}", box, _tip(told))


def _tip(told: Told) -> Tip:
    way = f"{counted(abs(told.points), 'point')} {'less' if told.points > 0 else 'more'}"
    lost = (told.lost,) if told.lost else ()
    text = "\n".join((*told.every[:8], *lost, f"Without it the game ends at **{less(told.without)}%**, with {way}."))
    return Tip(f"Week {told.week}", text, told.chain)


# The best that was not done, and the worst that was.


def _rows(debrief: Debrief, level: Level) -> list[tuple[str, Told | None, str, str]]:
    """For the best not done and the worst: its kind, what it was, its heading and the line below it."""
    run = debrief.run
    assert run is not None
    score = run.standing.score
    out: list[tuple[str, Told | None, str, str]] = []
    missed = debrief.missed
    if missed is not None:
        below = sayings.known(missed, level) or sayings.gave_way(missed, level)
        out.append(("best", sayings.of_missed(missed, level, score), "The best move you did not make", below))
    elif debrief.searched:
        words = "Nothing else that was tried on this luck would have brought a point."
        out.append(("best", None, "The best move you did not make", words))
    elif not debrief.trouble:
        words = "Other moves are being tried on the same luck."
        out.append(("best", None, "The best move you did not make", words))
    worst = min(debrief.moments or (), key=lambda moment: moment.gain, default=None)
    if worst is not None and worst.gain < 0.0:
        told = sayings.of_moment(worst, level, score)
        out.append(("worst", told, "The worst", f"Without it: {less(told.without)}%{_star(score, worst.gain, level)}."))
    return out


def _star(score: float, gain: float, level: Level) -> str:
    """Which star the game would have had without the worst decision, where it has it not: ", and the third star"."""
    have, would = (sum(part >= star for star in level.world.stars) for part in (score, score - gain))
    return f", and the {('first', 'second', 'third')[would - 1]} star" if would > have else ""


def _ends_height(p: Panel, w: float, debrief: Debrief, level: Level) -> float:
    rows = _rows(debrief, level)
    if not rows:
        return 0.0
    wide = (w - GAP * (len(rows) - 1)) / len(rows) if w >= BESIDE else w
    heights = [_end_height(p, wide, row) for row in rows]
    return max(heights) if w >= BESIDE else sum(heights) + GAP * (len(rows) - 1)


def _end_height(p: Panel, wide: float, row: tuple[str, Told | None, str, str]) -> float:
    _, told, _, below = row
    room = wide - 76
    title = p.paragraph_height(room, _end_title(told), size=style.SUBTITLE, family="serif") if told else 0.0
    return 33.0 + title + p.paragraph_height(room, below, size=style.LABEL) + 10.0


def _end_title(told: Told) -> str:
    return f"{told.title}, week {told.week}"


def _ends(p: Panel, box: Box, debrief: Debrief, level: Level, run: Run) -> float:
    x, y, w, h = box
    rows = _rows(debrief, level)
    beside = w >= BESIDE
    wide = (w - GAP * (len(rows) - 1)) / len(rows) if beside and rows else w
    at = y
    for n, row in enumerate(rows):
        high = h if beside else _end_height(p, wide, row)
        _end(p, (x + n * (wide + GAP) if beside else x, at, wide, high), row, earned(run.standing.score))
        at += 0.0 if beside else high + GAP
    return (h if beside else at - y) if rows else 0.0


def _end(p: Panel, box: Box, row: tuple[str, Told | None, str, str], score: int) -> None:
    kind, told, heading, below = row
    x, y, w, _ = box
    pal, good = p.palette, kind == "best"
    ink = pal.good if good else pal.bad
    p.card(box, style.mix(pal.card, ink, style.TINT), radius=style.SMALL_RADIUS, outline=ink, stroke=1.5)
    p.card((x + 12, y + 12, 34, 34), pal.card, radius=17, outline=ink, stroke=1.5)
    p.icon("binoculars" if good else "warning", x + 29, y + 29, 19, ink, "fill")
    figure = p.measure(signed(told.points), 20, family="serif") + 20 if told is not None else 0.0
    p.name(x + 58, y + 17, heading, w - 70 - figure, size=style.SECONDARY, least=style.SMALLEST, weight=800, colour=ink)
    at = y + 30
    if told is not None:
        p.text(x + w - 14, y + 18, signed(told.points), size=20, family="serif", colour=ink, align="right", at="middle")
        at += 2 + p.paragraph(x + 58, at, w - 76, _end_title(told), size=style.SUBTITLE, family="serif")
    p.paragraph(x + 58, at, w - 76, below, size=style.LABEL, colour=pal.second)
    if told is not None:
        p.tooltip(f"end-{kind}", box, _end_tip(told, heading, good, score))


def _end_tip(told: Told, heading: str, good: bool, score: int) -> Tip:
    if not good:
        return _tip(told)
    given = f"\nThere were no discs for it and for: {'; '.join(told.every[:6])}." if told.every else ""
    text = (
        f"{_end_title(told)}, and everything else as it was: **{less(told.without)}%** instead of {less(score)}%. "
        f"Found by trying what was owed, coming or would have been done by another leader with your reports.{given}"
    )
    return Tip(heading, text, told.chain)
