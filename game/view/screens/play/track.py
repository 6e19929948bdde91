"""The track of weeks in the top bar: its quarters, the pins of decisions above the line and contracts below it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.board import style
from game.board.style import mix
from game.board.vectors import hex_code
from game.session import Pin
from game.sim.world import QUARTER_WEEKS
from game.view.cards.table import Table
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.steps import Pauses
from game.words.actions import lever_kind

LINE, LANE, CAPSULE = 24.0, 27.5, 10.0
"""Of the track: the height of its line, above which pins stand; of the contracts below it, and how thick they are."""
TOKEN_PIXELS = 14.0
"""How far the tokens of two contracts stay apart."""
MOST_DECISIONS = 2
"""Besides the newest order."""
HEAD_PIXELS = 18.0
"""How far the heads of two pins stay apart."""
SIGN_WORDS = {"heard": "Heard", "worst": "Worst", "seen": "Seen here"}


@dataclass(frozen=True)
class TrackPin:
    """One pin on the track: the decision's number, lever kind, sign, week, whether it is past, and its words."""

    decision: int
    kind: str
    sign: str
    week: int
    past: bool
    title: str
    text: str


def track_pins(pins: Sequence[Pin], week: int, describe: dict[int, str], instant: bool) -> list[TrackPin]:
    """The newest decision of each kind whose life goes on, as pins; where letters need no time, orders have none."""
    alive: dict[str, tuple[int, Pin]] = {}
    for n, pin in enumerate(pins):
        kind = lever_kind(pin.action.lever)
        if pin.seen >= week - 2 and not (instant and kind == "order"):
            alive[kind] = (n, pin)
    if len(alive) > MOST_DECISIONS:
        alive.pop("order", None)
    out = []
    for n, pin in sorted(alive.values())[-MOST_DECISIONS:]:
        for sign, at in (("heard", pin.heard), ("worst", pin.worst), ("seen", pin.seen)):
            if at >= 0:
                text = (
                    f"{SIGN_WORDS[sign]} in week {at + 1}." if at < week else f"{SIGN_WORDS[sign]} about week {at + 1}."
                )
                out.append(TrackPin(n, lever_kind(pin.action.lever), sign, at, at < week, describe.get(n, ""), text))
    return out


def paint_track(
    p: Panel, table: Table, span: tuple[float, float], pins: Sequence[TrackPin], looks: Sequence[str],
    names: Sequence[str],
) -> Pauses:  # fmt: skip
    """The track with its quarters, pins and contracts between two places; looks and names are those of the products."""
    pal, report = p.palette, table.report
    left, right = span
    total = report.world.weeks

    def at(week: float) -> float:
        return left + week / total * (right - left)

    now = at(report.week)
    p.fill((left, LINE - 1.5, right - left, 3), mix(pal.bar_second, pal.bar, 0.45))
    p.fill((left, LINE - 1.5, max(2.0, now - left), 3), pal.gold)
    quarters = -(-total // QUARTER_WEEKS)
    for quarter in range(quarters + 1):
        x = at(min(total, quarter * QUARTER_WEEKS))
        p.fill((x - 1, LINE - 5, 2, 10), pal.gold if x <= now else mix(pal.bar_second, pal.bar, 0.45))
    spans = [(n * QUARTER_WEEKS, min(total, (n + 1) * QUARTER_WEEKS)) for n in range(quarters)]
    wide = p.measure("Q8", style.LABEL, weight=800) + 5
    crowded = quarters > 1 and wide > at(QUARTER_WEEKS) - left
    middles = [max(left + wide / 2, min(right - wide / 2, at((first + end) / 2))) for first, end in spans]
    # A last quarter of a few weeks has no room for a name beside the one before; the one that runs has its name.
    squeezed = quarters > 1 and middles[-1] - middles[-2] < wide
    left_out = quarters - 2 if report.week >= spans[-1][0] else quarters - 1
    for quarter, (first, end) in enumerate(spans):
        here = first <= report.week < end
        if (crowded and not here) or (squeezed and quarter == left_out):
            continue
        p.text(
            middles[quarter],
            46.5,
            f"Q{quarter + 1}",
            size=style.LABEL,
            weight=800,
            align="centre",
            at="middle",
            colour=pal.bar_text if here else pal.bar_second,
        )
    text = f"Week {min(report.week + 1, total)} of {total}. The quarter closes after every {QUARTER_WEEKS} weeks."
    p.tooltip("bar-track", (left, 8, right - left, 42), Tip("The track of weeks", text))
    yield
    yield from _pins(p, pins, total, at)
    _capsules(p, table, at, looks, names)


def _capsules(
    p: Panel, table: Table, at: Callable[[float], float], looks: Sequence[str], names: Sequence[str]
) -> None:
    """Contracts, below the line: a bar as long as each lasts, and its token at the beginning."""
    last = at(table.report.world.weeks)
    rows = sorted(table.report.horizon, key=lambda contract: (contract.first, contract.product))
    boxes = []
    for contract in rows:
        first, end = at(contract.first), min(last, at(contract.last + 1))
        look = style.PRODUCTS[looks[contract.product]]
        boxes.append((first, LANE, max(14.0, end - first), CAPSULE))
        p.card(boxes[-1], mix(look.fill, (255, 255, 255), 0.35), radius=CAPSULE / 2, outline=look.outline)
    middles = spread([box[0] + TOKEN_PIXELS / 2 for box in boxes], TOKEN_PIXELS, last)
    for contract, x, box in zip(rows, middles, boxes, strict=True):
        p.token(looks[contract.product], x, LANE + CAPSULE / 2, 7)
        name = names[contract.product]
        size = f"{contract.low:.1f} to {contract.high:.1f} times as much"
        left = min(box[0], x - 7)
        p.tooltip(
            f"bar-contract-{contract.product}-{contract.first}",
            (left, LANE - 3, max(box[0] + box[2], x + 7) - left, CAPSULE + 6),
            Tip(
                f"A contract for {name.lower()}",
                f"Weeks {contract.first + 1} to {contract.last + 1}: {size}, as far as one can know.",
            ),
        )


def _pins(p: Panel, pins: Sequence[TrackPin], total: int, at: Callable[[float], float]) -> Pauses:
    """Heads on needles above the line, moved apart where they would cover each other; a dotted thread joins a
    decision's pins."""
    start, last = at(0), at(total)
    for decision in sorted({pin.decision for pin in pins}):
        mine = [pin for pin in pins if pin.decision == decision]
        colour = mix(style.lever_colour(style.DARK, mine[0].kind), style.WHITE, 0.25)
        x, end = min(last, at(mine[0].week + 0.5)), min(last, at(mine[-1].week + 0.5))
        while x < end:
            p.fill((x, LINE - 1, min(2.0, end - x), 2), colour)
            x += 5
    placed = sorted(pins, key=lambda pin: (pin.week, pin.decision))
    # What is expected after the last week stands at the end of the track, left of the week's name.
    feet = [min(last, at(pin.week + 0.5)) for pin in placed]
    heads = spread(feet, HEAD_PIXELS, last - 1, start + 4)
    for pin, foot, head in zip(placed, feet, heads, strict=True):
        _pin(p, pin, foot, head)
        key = f"bar-pin-{pin.decision}-{pin.sign}"
        p.tooltip(key, (head - 9, 1, 18, 19), Tip(pin.title or "A decision", pin.text))
        yield


def spread(feet: Sequence[float], least: float, end: float = math.inf, start: float = -math.inf) -> list[float]:
    """Places near `feet` (rising) at least `least` apart, moved as little as that needs.

    They lie between `start` and `end` as far as that leaves room for all of them.
    """
    groups: list[tuple[float, int]] = []
    for foot in feet:
        middle, size = foot, 1
        while groups and middle - (size - 1) * least / 2 < groups[-1][0] + (groups[-1][1] + 1) * least / 2:
            other, count = groups.pop()
            middle, size = (middle * size + other * count) / (size + count), size + count
        groups.append((middle, size))
    out = [middle + (n - (size - 1) / 2) * least for middle, size in groups for n in range(size)]
    out = [min(place, end - least * (len(out) - 1 - n)) for n, place in enumerate(out)]
    return [max(place, start + least * n) for n, place in enumerate(out)]


def _pin(p: Panel, pin: TrackPin, foot: float, head: float) -> None:
    """One pin: filled when past, hollow while it is only expected."""
    colour = style.lever_colour(style.LIGHT, pin.kind)
    if pin.kind in ("default", "value"):
        colour = mix(colour, style.WHITE, 0.22)
    low, high = min(foot, head) - 3, max(foot, head) + 3
    line = hex_code(mix(p.palette.bar_second, style.WHITE, 0.2))
    p.vector((low, 8, high - low, 18), f'<path d="M{foot} {LINE} L{head} 11" stroke="{line}" stroke-width="1.8"/>')
    ground, ink = (colour, style.DARK_INK if pin.kind == "tag" else style.WHITE) if pin.past else (
        p.palette.bar, mix(colour, style.WHITE, 0.35))  # fmt: skip
    outline = mix(colour, (0, 0, 0), 0.35) if pin.past else mix(colour, style.WHITE, 0.35)
    p.card((head - 8.5, 1.5, 17, 17), ground, radius=8.5, outline=outline, stroke=1.5)
    p.icon({"heard": "ear", "worst": "trend-down", "seen": "eye"}[pin.sign], head, 10, 11, ink)
