"""The result beside its charts: the same luck under other leaders, a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.board import style
from game.debrief import FREED, LEADERS, Debrief, Leader, Run, alike_once, freed_words
from game.session import earned
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.words.explain import points
from game.words.figures import of_score
from game.words.leaders import knowing_words

ICONS: dict[str, str] = {
    "perfect": "eye", "before": "arrow-counter-clockwise", "mixed": "scales", "values": "flag-banner",
    "incentives": "coins", "orders": "envelope", "handsoff": "door-open", "idle": "moon",
    "standing": "envelope-open", "free": "door-open", "random": "dice-five",
}  # fmt: skip
PERFECT = (
    "The most that {} could have delivered, net of waste: the same people, morale, methods and customers week by week, "
    "but every hand always where it was worth most. One mind knows every demand and every skill beforehand, and nobody "
    "needs to be told. It is worked out, not played. Of all companies here it is the one in which most was possible: "
    "nobody passes it."
)
MORE = " It can be more than 100%: customers who are served well come back and ask for more than was planned for."


FREE = (
    "No player of this level can do this: it does not let teams choose. It is the same company on the same luck with "
    "that one lock opened. They are told once that they may choose, and nobody writes them an order."
)
"""What the row of the free says before its figures."""
UNSEEN = frozenset({"perfect", "before", "free"})
"""Rows whose game cannot be watched: a calculation, another saved game, and a level that is another."""
WATCH = "Press to watch this game from its first week."
LEAST_ROW, MOST_ROW = 42.0, 84.0
TALLER = 24.0
"""How much higher a row is in a column that has room to spare."""
WIDE_ROW = 440.0
"""Width from which the bar of a row may be longer without cutting what stands before it."""
LOCKED = "What this level does not allow"
"""Above the row of the free."""
HEAD, RULE = 48.0, 24.0
"""Above the rows, and above the one that is set apart."""


@dataclass(frozen=True)
class Row:
    """One line of the comparison. score, morale: shares, None while it is being played; morale None: has none.

    apart: it is no leader who could have led here, and stands below the others. brief: the note where there is little
    room. watched: its game can be watched.
    """

    name: str
    title: str
    note: str
    score: float | None
    morale: float | None
    tip: Tip
    apart: bool = False
    brief: str = ""

    @property
    def watched(self) -> bool:
        return self.score is not None and self.name not in UNSEEN


def leader_rows(debrief: Debrief, score: float, morale: float) -> list[Row]:
    """The comparison, best first, those still being played at the foot; leaders that played alike appear once.

    score, morale: the player's own, shown before anything else is known.
    """
    words, brief = _own_words(debrief.run)
    you = Row("you", "You", words, score, morale, _own_tip(debrief.run, score), brief=brief)
    rows = [you]
    if debrief.perfect is not None:
        title = LEADERS["perfect"][0]
        whose = "your company" if debrief.whose == "you" else f"the company of “{LEADERS[debrief.whose][0]}”"
        told = PERFECT.format(whose) + (MORE if earned(debrief.perfect) > 100 else "")
        words = knowing_words(debrief.whose)
        brief = words.removeprefix("reckoned ")
        rows.append(Row("perfect", title, words, debrief.perfect, None, Tip(title, told), brief=brief))
    rows += [_leader_row(leader) for leader in alike_once(debrief.leaders)]
    rows.sort(key=lambda row: (row.name != "perfect", -(row.score or 0.0)))
    coming = ("perfect",) if debrief.perfect is None and not debrief.trouble else ()
    for name in (*coming, *debrief.coming):
        title, note = LEADERS[name]
        tip = Tip(FREED, FREE) if name == "free" else Tip(title, f"{note.capitalize()}.")
        rows.append(Row(name, title, "on the same luck, right now", None, None, tip, apart=name == "free"))
    if debrief.free is not None:
        rows.append(_free_row(debrief.free, score))
    return rows


def _free_row(free: Leader, score: float) -> Row:
    title, note = free.words()
    own = free.standing
    if own.outcome == "finished":
        note = freed_words(free, score)
    text = f"{FREE}\n{_served(free)} Trust at the end **{points(own.trust)}**. **{own.leavers:,}** people left."
    return Row(free.name, title, note, own.score, own.morale, Tip(FREED, text), apart=True)


def _leader_row(leader: Leader) -> Row:
    title, note = leader.words()
    own = leader.standing
    text = (
        f"{note.capitalize()}.\n{_served(leader)} "
        f"Waiting **{points(own.idle)}%** of the time. Trust at the end **{points(own.trust)}**. "
        f"**{own.leavers:,}** people left."
    )
    return Row(leader.name, title, note, own.score, own.morale, Tip(title, text))


def _served(game: Leader | Run) -> str:
    own = game.standing
    if own.outcome not in ("bankrupt", "deserted"):
        return f"Served **{points(own.served)}%**, net of waste **{of_score(own.score)}**."
    return f"Until then served **{points(own.served)}%**; of the whole plan, net of waste, **{of_score(own.score)}**."


def _own_words(run: Run | None) -> tuple[str, str]:
    """What you did, at length and in brief."""
    if run is None:
        return "this game", ""
    tags = f" (tags {run.tags})" if run.tags else ""
    visits = f" · visits {run.visits}"
    return f"letters {run.letters}{tags}{visits}", f"letters {run.letters}{visits}"


def _own_tip(run: Run | None, score: float) -> Tip:
    if run is None:
        return Tip("You", f"Served, net of waste: **{of_score(score)}**.")
    own = run.standing
    text = (
        f"{_served(run)} With your own people, markets and "
        f"methods, and everything known, more was possible: you reached **{points(own.allocation)}%** of it. Of what "
        f"the founding company could have done, **{points(own.efficiency)}%**."
    )
    return Tip("You", text)


def paint_leaders(p: Panel, box: Box, rows: Sequence[Row], debrief: Debrief) -> float:
    """The comparison as rows with bars; returns the height it needs."""
    x, y, w, h = box
    pal = p.palette
    p.text(
        x + 20, y + 27, "Same luck, other leaders", size=style.CARD_TITLE, family="serif", at="middle", width=w - 160
    )
    p.text(x + w - 20, y + 27, "net of waste", size=style.SECONDARY, colour=pal.second, align="right", at="middle")
    top = y + HEAD
    busy = bool(debrief.coming) or (debrief.perfect is None and not debrief.trouble)
    foot = 22.0 if busy or debrief.trouble else 8.0
    rule = RULE if any(row.apart for row in rows) else 0.0
    each = max(LEAST_ROW, min(MOST_ROW, (h - HEAD - foot - rule) / len(rows)))
    own = next(row.score for row in rows if row.name == "you")
    most = max(1.0, *(row.score or 0.0 for row in rows))
    for row in rows:
        if row.apart:
            _rule(p, (x + 20, top, w - 40, rule))
            top += rule
        _leader(p, (x + 10, top, w - 20, each), row, own or 0.0, most)
        top += each
    line = top + 8
    if debrief.trouble:
        p.text(x + 20, line + 2, debrief.trouble, size=style.LABEL, colour=pal.second, at="middle", width=w - 40)
    elif busy:
        widgets.meter(p, (x + 20, line, w - 40, 4), debrief.ready, pal.focus)
    return HEAD + rule + each * len(rows) + foot


def leaders_height(rows: Sequence[Row]) -> float:
    """The height of the comparison in one column, where each row has what it needs."""
    return HEAD + 22 + 46 * len(rows) + (RULE if any(row.apart for row in rows) else 0.0)


def _rule(p: Panel, box: Box) -> None:
    """What sets the free apart: its words, and a dashed line from there to the edge."""
    x, y, w, h = box
    middle = y + h / 2
    left = x + 12 + p.text(x, middle, LOCKED, size=style.SECONDARY, colour=p.palette.second, at="middle", width=w - 40)
    while left + 5 <= x + w:
        p.fill((left, middle, 5, 1.4), p.palette.rule)
        left += 9


def _leader(p: Panel, box: Box, row: Row, own: float, most: float) -> None:
    """One row; own: the player's score; most: the score that fills a bar."""
    x, y, w, h = box
    pal, middle = p.palette, y + h / 2
    you = row.name == "you"
    if you:
        p.card((x, y + 2, w, h - 4), pal.note, radius=style.SMALL_RADIUS, outline=pal.gold, stroke=1.4)
        p.pawn(x + 27, middle + 16, 32, kind="leader")
    else:
        if p.hovered("leader", row.name):
            p.card((x, y + 2, w, h - 4), pal.inset, radius=style.SMALL_RADIUS)
        side = min(36.0, h - 8)
        p.card((x + 27 - side / 2, middle - side / 2, side, side), pal.inset, radius=side / 2)
        p.icon(ICONS[row.name], x + 27, middle, 18, pal.second if row.score is not None else pal.hint, "fill")
    bar = x + w * (0.53 if w >= WIDE_ROW else 0.6)
    long = w * (0.30 if w >= WIDE_ROW else 0.23)
    ink = pal.ink if row.score is not None else pal.second
    eye = 20.0 if row.watched else 0.0
    room = bar - x - 62
    note = p.fitting((row.note, row.brief) if row.brief else (row.note,), room, style.LABEL)
    size, leading = (style.LABEL, 1.2) if p.measure(note, style.LABEL) <= room else (style.SMALLEST, 1.1)
    said = p.paragraph_height(room, note, size=size, leading=leading)
    high = middle - 2.5 - said / 2
    wide = p.text(x + 54, high, row.title, size=16, family="serif", colour=ink, at="middle",
                  width=bar - x - 64 - eye)  # fmt: skip
    if eye:
        p.icon("eye", x + 54 + wide + 12, high, 14, pal.second)
    p.paragraph(x + 54, high + 12, room, note, size=size, colour=pal.second, leading=leading)
    tip = replace(row.tip, text=f"{row.tip.text}\n{WATCH}") if row.watched else row.tip
    p.region("leader", (x, y + 2, w, h - 4), value=row.name, tip=tip, activates=row.watched, radius=style.SMALL_RADIUS)
    if row.score is None:
        p.card((bar, middle - 8, long, 12), pal.track, radius=6)
        return
    colour = pal.leader if you else style.mix(pal.hint, pal.second, 0.3)
    if row.morale is None:
        widgets.meter(p, (bar, middle - 6, long, 12), row.score / most, colour, threshold=own / most)
    else:
        widgets.meter(p, (bar, middle - 15, long, 12), row.score / most, colour,
                      threshold=None if you else own / most)  # fmt: skip
        p.face(100 * row.morale, bar + 8, middle + 11, 16)
        p.text(
            bar + 22,
            middle + 11,
            f"morale {points(row.morale)}",
            size=style.LABEL,
            colour=pal.second,
            at="middle",
            width=long,
        )
    p.text(
        x + w - 10,
        middle - (0 if row.morale is None else 8),
        of_score(row.score),
        size=style.STAT,
        family="serif",
        align="right",
        at="middle",
    )
