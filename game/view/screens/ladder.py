"""The ladder of a level on its briefing: which rungs are open, how each went, and what the chosen one changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.board import style
from game.levels import Level
from game.levels.ladder import CLIMBED, is_open, key, ladder
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words.explain import counted

GROUND, AS_IT_IS = "level", "As it is"
"""What stands for the level itself, and what it is called among its rungs."""
OWN_RULES = "The level by its own rules."
LEAST, HIGH, GAP = 64.0, 50.0, 6.0
"""The least width of a rung's button, its height, and what lies between two."""


@dataclass(frozen=True, slots=True)
class Step:
    """The level itself (rung "") or a rung: its words, whether it is open, its stars, and the best score in whole
    points, None where it was never played to its end."""

    rung: str
    title: str
    text: str
    open: bool
    stars: int
    best: int | None


def steps(level: Level, name: str, stars: Mapping[str, int], best: Mapping[str, int]) -> tuple[Step, ...]:
    """The level as its text has it, and its rungs from the lowest; empty while the lowest is shut.

    name: the level's short name. stars, best: of levels and rungs, by `ladder.key`.
    """
    rungs = ladder(level)
    if not rungs or not is_open(rungs, 0, stars, name):
        return ()
    out = [Step("", AS_IT_IS, OWN_RULES, True, stars.get(name, 0), best.get(name))]
    for place, rung in enumerate(rungs):
        there = key(name, rung.name)
        opened = is_open(rungs, place, stars, name)
        out.append(Step(rung.name, rung.title, rung.text, opened, stars.get(there, 0), best.get(there)))
    return tuple(out)


def ladder_words(name: str, stars: Mapping[str, int]) -> str:
    """What the title says of a level's ladder, once it is open. name, stars: as of `steps`."""
    if stars.get(name, 0) < CLIMBED:
        return ""
    count = sum(1 for place, earned in stars.items() if place.startswith(f"{name}/") and earned >= CLIMBED)
    return f"{counted(count, 'rung')} of its ladder climbed." if count else "Its ladder is open."


def paint_ladder(p: Panel, place: tuple[float, float, float], shown: tuple[Step, ...], chosen: str) -> float:
    """The steps as buttons in rows, and below them what the chosen one changes; returns the y below it.

    place: left end, top and width. Pressing gives `Hit("brief-rung", rung)`, `GROUND` for the level itself.
    """
    pal = p.palette
    x, y, wide = place
    p.text(x, y + 10, "Its ladder", size=style.STAT, family="serif", at="middle")
    climbed = sum(step.stars >= CLIMBED for step in shown if step.rung)
    note = f"{climbed} of {counted(len(shown) - 1, 'rung')} climbed"
    p.text(x + wide, y + 11, note, size=style.SECONDARY, colour=pal.second, align="right", at="middle")
    y += 26
    columns = max(2, min(len(shown), int((wide + GAP) // (LEAST + GAP))))
    each = (wide - GAP * (columns - 1)) / columns
    for n, step in enumerate(shown):
        _step(p, n, step, (x + n % columns * (each + GAP), y + n // columns * (HIGH + GAP), each), step.rung == chosen)
    y += -(-len(shown) // columns) * (HIGH + GAP) + 2
    now = next(step for step in shown if step.rung == chosen)
    words = f"**{now.title}.** {now.text}{_best(now)}"
    return y + p.paragraph(x, y, wide, words, size=style.SECONDARY, colour=pal.second, strong=pal.ink) + 14


def _step(p: Panel, n: int, step: Step, place: tuple[float, float, float], chosen: bool) -> None:
    x, y, wide = place
    words = f"{step.text}{_best(step)}" if step.open else f"{step.text} Two stars on the one before open it."
    widgets.row(p, "brief-rung", (x, y, wide, HIGH), value=step.rung or GROUND, chosen=chosen, enabled=step.open,
                tip=Tip(step.title, words))  # fmt: skip
    ink = p.palette.ink if step.open else p.palette.second
    label = str(n) if n else AS_IT_IS
    size = style.SUBTITLE if n else style.SECONDARY
    p.text(x + wide / 2, y + 16, label, size=size, weight=800, colour=ink, align="centre", at="middle", width=wide - 6)
    if step.open:
        widgets.stars(p, x + wide / 2 - 24, y + 36, step.stars, size=16)
    else:
        p.icon("lock-simple", x + wide / 2, y + 36, 15, ink)


def _best(step: Step) -> str:
    return "" if step.best is None else f" Your best: {step.best}%."
