"""Where it was lost, and what there is to talk about: rows with team, weeks and remedy; questions beside the facts."""

from __future__ import annotations

from collections.abc import Sequence

from game.board import style
from game.debrief import Debrief, Loss, Run, sayings
from game.levels import Level
from game.sim.causes import SCORE_CAUSES
from game.view.cards.vision import moved_bar
from game.view.toolkit.panel import Box, Panel, Tip
from game.words.explain import signed
from game.words.meanings import SCORE_MEANS

GAP = 6.0
FACTS_BESIDE = 560.0
MOVED, BELOW = 44.0, 28.0
"""Height of what moved the work, and how far below everything else it stands at most."""


def paint_losses(p: Panel, box: Box, run: Run, level: Level) -> float:
    """A row for each cause that lowered the score most; returns the height used."""
    x, y, w, h = box
    rows = run.lost_points()
    if not rows:
        p.paragraph(x + 4, y + 12, w - 8, "Nothing lowered the score by a point.", size=style.SUBTITLE)
        return 50.0
    heights = [_loss_height(p, w, loss, level) for loss, _ in rows]
    spare = max(0.0, (h - sum(heights) - GAP * (len(rows) - 1)) / len(rows))
    at = y
    for (loss, size), high in zip(rows, heights, strict=True):
        high += min(spare, 14.0)
        _loss(p, (x, at, w, high), loss, size, level)
        at += high + GAP
    return at - y


def _on_one_line(p: Panel, room: float, loss: Loss, level: Level) -> bool:
    """Whether where it was lost has room beside what it was."""
    title = p.measure(SCORE_CAUSES[loss.cause], style.SUBTITLE, family="serif")
    return title + 16 + p.measure(f"{sayings.where(loss, level)}.", style.SECONDARY, weight=700) <= room


def _loss_height(p: Panel, w: float, loss: Loss, level: Level) -> float:
    room = w - 126
    told = p.paragraph_height(room, f"{sayings.where(loss, level)}.", size=style.SECONDARY, weight=700)
    helps = p.paragraph_height(room, loss.remedy, size=style.SECONDARY) if loss.remedy else 0.0
    return 28.0 + (0.0 if _on_one_line(p, room, loss, level) else told) + helps + 6.0


def _loss(p: Panel, box: Box, loss: Loss, size: int, level: Level) -> None:
    x, y, w, h = box
    pal = p.palette
    title, room, left = SCORE_CAUSES[loss.cause], w - 126, x + 60
    icon, text = SCORE_MEANS[loss.cause]
    p.card(box, pal.inset, radius=style.SMALL_RADIUS, outline=pal.rule)
    p.card((x + 12, y + h / 2 - 18, 36, 36), pal.card, radius=18)
    p.icon(icon, x + 30, y + h / 2, 19, pal.second, "fill")
    if loss.product >= 0:
        p.token(style.product_key(level.product_looks[loss.product]), x + 45, y + h / 2 + 12, 9)
    wide = p.text(left, y + 17, title, size=style.SUBTITLE, family="serif", at="middle", width=room)
    there, at = f"{sayings.where(loss, level)}.", y + 28
    if _on_one_line(p, room, loss, level):
        p.text(left + wide + 14, y + 17, there, size=style.SECONDARY, weight=700, at="middle")
    else:
        at += p.paragraph(left, at, room, there, size=style.SECONDARY, weight=700)
    if loss.remedy:
        p.paragraph(left, at, room, loss.remedy, size=style.SECONDARY, colour=pal.second)
    p.text(x + w - 14, y + h / 2, signed(size), size=20, family="serif", colour=pal.bad, align="right", at="middle")
    p.tooltip(f"loss-{loss.cause}", box, Tip(title, text))


def paint_talk(p: Panel, box: Box, debrief: Debrief, level: Level) -> float:
    """The questions, what happened in sentences, and what moved the work; returns the height it needs."""
    x, y, w, h = box
    run = debrief.run
    moved = MOVED if run is not None and any(run.movers()) else 0.0
    beside = w >= FACTS_BESIDE and run is not None and bool(run.facts) and bool(level.debrief)
    wide = round(0.5 * w) if beside else w
    used = _questions(p, (x, y, wide, 0.0), level.debrief) if level.debrief else 0.0
    facts = 0.0
    if run is not None and run.facts:
        spot = (x + wide + 20, y, w - wide - 20, 0.0) if beside else (x, y + used + 4, w, 0.0)
        facts = _facts(p, spot, run.facts)
    deep = max(used, facts) if beside else used + facts + 4
    if run is not None and moved:
        at = y + max(deep + 4, min(deep + BELOW, h - moved))
        _moved(p, (x + 4, at + 4, w - 8, 36), run)
        return at + moved - y
    return deep


def _questions(p: Panel, area: Box, questions: Sequence[str]) -> float:
    """Each question on a card of its own, with its number."""
    x, y, w, _ = area
    words = "There is no right answer. Take two minutes for each."
    at = y + p.paragraph(x + 4, y, w - 8, words, size=style.SECONDARY, colour=p.palette.second) + 6
    for n, question in enumerate(questions):
        deep = p.paragraph_height(w - 76, question, size=style.SUBTITLE, family="serif")
        high = max(52.0, deep + 18)
        p.card((x, at, w, high), p.palette.note, radius=style.SMALL_RADIUS, outline=p.palette.note_lip)
        middle = at + high / 2
        p.card((x + 12, middle - 16, 32, 32), style.mix(p.palette.note, p.palette.gold, 0.35), radius=16)
        p.text(x + 28, middle, str(n + 1), size=style.STAT, weight=800, align="centre", at="middle")
        p.paragraph(x + 58, middle - deep / 2, w - 76, question, size=style.SUBTITLE, family="serif")
        at += high + GAP
    return at - y


def _facts(p: Panel, area: Box, facts: Sequence[str]) -> float:
    """What happened, in sentences."""
    x, y, w, _ = area
    at = y + p.paragraph(x, y, w, "What happened", size=style.SECONDARY, weight=800) + 6
    for fact in facts:
        p.card((x, at + 5, 7, 7), p.palette.gold, radius=3.5)
        at += p.paragraph(x + 16, at, w - 16, fact, size=style.SECONDARY) + 6
    return at - y


def _moved(p: Panel, box: Box, run: Run) -> None:
    """What the work of the whole game was done for."""
    x, y, w, h = box
    wide = p.text(x, y + 8, "Moved by", size=style.SECONDARY, weight=800, at="middle") + 10
    moved_bar(p, (x + wide, y + 1, w - wide, h), run.movers(), "result-moved")
