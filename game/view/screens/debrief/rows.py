"""The rest of the result: the same luck under other leaders, turning points, the bet, and questions to talk about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.board import style
from game.debrief import FREED, LEADERS, Debrief, Leader, Moment, Run, alike_once, chain, freed_words, telling
from game.levels import Level
from game.view.cards.vision import moved_bar
from game.view.screens.review.accounts import waiting
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.widgets import Option
from game.words import actions
from game.words.explain import points, signed
from game.words.figures import of_score

ICONS: dict[str, str] = {
    "perfect": "eye", "before": "arrow-counter-clockwise", "mixed": "scales", "values": "flag-banner",
    "incentives": "coins", "orders": "envelope", "handsoff": "door-open", "idle": "moon",
    "standing": "envelope-open", "free": "door-open",
}  # fmt: skip
PERFECT = (
    "The most that the company as it was founded could have delivered, net of waste, on this luck, had one mind known "
    "every demand and every skill beforehand, and nobody needed to be told. It is worked out, not played: nobody in "
    "it feels anything. A company that grows can pass it."
)


FREE = (
    "No player of this level can do this: it does not let teams choose. It is the same company on the same luck with "
    "that one lock opened. They are told once that they may choose, and nobody writes them an order."
)
"""What the row of the free says before its figures."""
LEAST_ROW, MOST_ROW = 42.0, 84.0
LOCKED = "What this level does not allow"
"""Above the row of the free."""
HEAD, RULE = 48.0, 24.0
"""Above the rows, and above the one that is set apart."""
LEAST_MOVED = 330.0
"""Width from which the bar of what moved the work stands beside the tabs."""


@dataclass(frozen=True)
class Row:
    """One line of the comparison. score, morale: shares, None while it is being played; morale None: has none.

    apart: it is no leader who could have led here, and stands below the others.
    """

    name: str
    title: str
    note: str
    score: float | None
    morale: float | None
    tip: Tip
    apart: bool = False


def leader_rows(debrief: Debrief, score: float, morale: float) -> list[Row]:
    """The comparison, best first, those still being played at the foot; leaders that played alike appear once.

    score, morale: the player's own, shown before anything else is known.
    """
    you = Row("you", "You", _own_words(debrief.run), score, morale, _own_tip(debrief.run, score))
    rows = [you]
    if debrief.perfect is not None:
        title, note = LEADERS["perfect"]
        rows.append(Row("perfect", title, note, debrief.perfect, None, Tip(title, PERFECT)))
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


def _own_words(run: Run | None) -> str:
    if run is None:
        return "this game"
    return f"letters {run.letters} · tags {run.tags} · visits {run.visits}"


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
    for row in rows:
        if row.apart:
            _rule(p, (x + 20, top, w - 40, rule))
            top += rule
        _leader(p, (x + 10, top, w - 20, each), row, own or 0.0)
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


def _leader(p: Panel, box: Box, row: Row, own: float) -> None:
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
    bar = x + w * 0.53
    long = w * 0.30
    ink = pal.ink if row.score is not None else pal.second
    p.text(x + 54, middle - 9, row.title, size=16, family="serif", colour=ink, at="middle", width=bar - x - 64)
    p.text(x + 54, middle + 10, row.note, size=style.LABEL, colour=pal.second, at="middle", width=bar - x - 62)
    p.region("leader", (x, y + 2, w, h - 4), value=row.name, tip=row.tip, activates=False, radius=style.SMALL_RADIUS)
    if row.score is None:
        p.card((bar, middle - 8, long, 12), pal.track, radius=6)
        return
    colour = pal.leader if you else style.mix(pal.hint, pal.second, 0.3)
    if row.morale is None:
        widgets.meter(p, (bar, middle - 6, long, 12), row.score, colour, threshold=own)
    else:
        widgets.meter(p, (bar, middle - 15, long, 12), row.score, colour, threshold=None if you else own)
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


# What to talk about.

TALK: tuple[tuple[str, str, str, str], ...] = (
    ("talk", "Talk about it", "Talk", "k"),
    ("moments", "Turning points", "Turns", "u"),
    ("bet", "Your bet", "Bet", "y"),
)
"""What there is to talk about: name, words, a word where there is little room, key."""


def talk_options(level: Level, long: bool) -> list[Option]:
    """The tabs that this level has something for."""
    there = {"talk": bool(level.debrief), "moments": True, "bet": level.bet is not None}
    return [
        Option(name, words if long else short, shortcut=key, tip=Tip(words, f"Key {key.upper()}."))
        for name, words, short, key in TALK if there[name]
    ]  # fmt: skip


def paint_talk(p: Panel, box: Box, debrief: Debrief, level: Level, tab: str, bet: int | None) -> float:
    """The foot of the result: its tabs and cards; returns the height it needs."""
    x, y, w, h = box
    options = talk_options(level, w > 560)
    wide = min(w - 40, 150.0 * len(options))
    widgets.tabs(p, "talk", (x + 16, y + 10, wide, 36), options, tab)
    note = {
        "talk": "There is no right answer. Take two minutes for each.",
        "moments": "Your game played again without one week's decisions, everything else as it was.",
        "bet": "Nobody marks it. Lay it beside what happened.",
    }[tab]
    said = p.measure(note, style.SECONDARY)
    if w - wide - 50 > said:
        p.text(x + wide + 32, y + 28, note, size=style.SECONDARY, colour=p.palette.second, at="middle")
    top = 54.0
    if debrief.run is not None and any(debrief.run.movers()):
        beside = w - wide - said - 70
        if beside >= LEAST_MOVED:
            _moved(p, (x + w - 18 - min(beside, 420.0), y + 10, min(beside, 420.0), 36), debrief.run)
        else:
            _moved(p, (x + 18, y + top, w - 36, 36), debrief.run)
            top += 44
    area = (x + 16, y + top, w - 32, h - top - 12)
    if tab == "talk":
        return top + 12 + _questions(p, area, level.debrief)
    if tab == "bet":
        return top + 12 + _bet(p, area, debrief, level, bet)
    return top + 12 + _moments(p, area, debrief, level)


def _moved(p: Panel, box: Box, run: Run) -> None:
    """What the work of the whole game was done for."""
    x, y, w, h = box
    wide = p.text(x, y + 8, "Moved by", size=style.SECONDARY, weight=800, at="middle") + 10
    moved_bar(p, (x + wide, y + 1, w - wide, h), run.movers(), "result-moved")


def _columns(width: float, count: int) -> tuple[int, float]:
    """How many cards stand side by side, and how wide each is."""
    columns = max(1, min(count, 3, int((width + 12) // 250)))
    return columns, (width - 12 * (columns - 1)) / columns


def _questions(p: Panel, area: Box, questions: Sequence[str]) -> float:
    x, y, w, h = area
    columns, wide = _columns(w, len(questions))
    rows = -(-len(questions) // columns)
    high = max(64.0, (h - 10 * (rows - 1)) / rows)
    size = 17.0 if wide > 300 and rows == 1 else 15.0
    tallest = max(p.paragraph_height(wide - 76, q, size=size, family="serif") for q in questions) + 20
    high = max(high, tallest)
    for n, question in enumerate(questions):
        left, top = x + n % columns * (wide + 12), y + n // columns * (high + 10)
        p.card((left, top, wide, high), p.palette.note, radius=style.SMALL_RADIUS, outline=p.palette.note_lip)
        middle = top + high / 2
        p.card((left + 16, middle - 18, 36, 36), style.mix(p.palette.note, p.palette.gold, 0.35), radius=18)
        p.text(left + 34, middle, str(n + 1), size=style.STAT, weight=800, align="centre", at="middle")
        deep = p.paragraph_height(wide - 76, question, size=size, family="serif")
        p.paragraph(left + 64, middle - deep / 2, wide - 76, question, size=size, family="serif")
    return rows * high + 10 * (rows - 1)


def _moments(p: Panel, area: Box, debrief: Debrief, level: Level) -> float:
    x, y, w, h = area
    if debrief.moments is None:
        words = debrief.trouble or "Each week is being tried without its decisions, to see which of them mattered."
        waiting(p, (x, y, w, max(70.0, h)), words, debrief.ready)
        return max(70.0, h)
    if not debrief.moments:
        words = "No single week decided this game: without any one of them it ends within a point of where it did."
        p.paragraph(x + 4, y + 12, w - 8, words, size=style.SUBTITLE)
        return 70
    columns, wide = _columns(w, len(debrief.moments))
    rows = -(-len(debrief.moments) // columns)
    told = [_moment_words(moment, level) for moment in debrief.moments]
    tallest = max(
        p.paragraph_height(wide - 28, what, size=style.SECONDARY, weight=700)
        + p.paragraph_height(wide - 28, why, size=style.LABEL)
        for what, why in told
    )
    high = max(82.0, tallest + 47, (h - 10 * (rows - 1)) / rows)
    for n, (moment, said) in enumerate(zip(debrief.moments, told, strict=True)):
        spot = (x + n % columns * (wide + 12), y + n // columns * (high + 10), wide, high)
        _moment(p, spot, moment, said, level)
    return rows * high + 10 * (rows - 1)


def _moment_words(moment: Moment, level: Level) -> tuple[str, str]:
    """What was decided, and the chain of causes through which it moved the end."""
    names = [actions.within(level, action) for action in telling(moment.actions)]
    more = len(moment.actions) - len(names)
    what = "; ".join(names) + (f"; {more} more" if more else "")
    why = " → ".join(f"{cause.lower()} {signed(size)}" for cause, size in chain(moment))
    return what[:1].upper() + what[1:], why[:1].upper() + why[1:]


def _moment(p: Panel, box: Box, moment: Moment, words: tuple[str, str], level: Level) -> None:
    x, y, w, _ = box
    pal, gain = p.palette, points(moment.gain)
    p.card(box, pal.note, radius=style.SMALL_RADIUS, outline=pal.note_lip)
    unit = p.text(x + w - 14, y + 21, "points", size=style.LABEL, colour=pal.second, align="right", at="middle")
    right = x + w - 20 - unit
    colour = pal.good if gain > 0 else pal.bad
    figure = p.text(right, y + 20, signed(gain), size=20, weight=800, align="right", at="middle", colour=colour)
    p.text(
        x + 14, y + 20, f"Week {moment.week + 1}", size=16, family="serif", at="middle", width=right - figure - x - 24
    )
    what, why = words
    used = p.paragraph(x + 14, y + 36, w - 28, what, size=style.SECONDARY, weight=700)
    p.paragraph(x + 14, y + 40 + used, w - 28, why, size=style.LABEL, colour=pal.second)
    every = "\n".join(actions.within(level, action) for action in moment.actions[:8])
    way = f"{abs(gain)} point{'' if abs(gain) == 1 else 's'} {'less' if gain > 0 else 'more'}"
    tip = Tip(f"Week {moment.week + 1}", f"{every}\nWithout it, the game ends with {way}.", tuple(chain(moment)))
    p.tooltip(f"moment-{moment.week}", box, tip)


def _bet(p: Panel, area: Box, debrief: Debrief, level: Level, bet: int | None) -> float:
    x, y, w, h = area
    if level.bet is None:
        return 0.0
    pal = p.palette
    beside = w > 640
    wide = w * 0.4 if beside else w
    deep = p.paragraph_height(wide - 32, level.bet.question, size=15, family="serif")
    answer = f"You bet: **{level.bet.answers[bet]}**" if bet is not None else "You placed no bet."
    high = max(h if beside else 0.0, deep + 24 + p.paragraph_height(wide - 32, answer, size=style.BODY))
    p.card((x, y, wide, high), pal.note, radius=style.SMALL_RADIUS, outline=pal.note_lip)
    p.paragraph(x + 16, y + 9, wide - 32, level.bet.question, size=15, family="serif")
    p.paragraph(x + 16, y + 14 + deep, wide - 32, answer, size=style.BODY)
    left, top = (x + wide + 20, y + 2) if beside else (x + 4, y + high + 10)
    room = x + w - left - 4
    facts = debrief.run.facts if debrief.run is not None else ("What happened is being laid out.",)
    for fact in facts:
        p.card((left, top + 5, 7, 7), pal.gold, radius=3.5)
        top += p.paragraph(left + 16, top, room - 16, fact, size=style.SECONDARY, weight=700) + 5
    return max(high, top - y)
