"""The level's hints as yellow notes: which one is due, where it lies, and the tail with which it points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pygame

from game.board import style
from game.board.style import mix
from game.board.vectors import hex_code
from game.levels import Hint, Level
from game.levels.holding import condition_holds, happenings
from game.session import Session
from game.sim.actions import Action
from game.sim.curves import Floats, Ints
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS
from game.view.toolkit import shapes
from game.view.toolkit.input import LETTERS_A_SECOND, READING_SECONDS
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.ui import Ui

Four = tuple[int, int, int, int]
Shape = tuple[float, float, float]
"""Width and height of a note in logical pixels, and the size of its letters."""
SHAPES: tuple[tuple[float, float], ...] = (
    (226.0, style.BODY), (280.0, style.BODY), (180.0, style.BODY),
    (280.0, style.SECONDARY), (170.0, style.SECONDARY), (340.0, style.SECONDARY),
)  # fmt: skip
"""Widths of a note and the sizes of its letters, in the order in which they are tried."""
REACH = 14.0
OTHER_SHAPE = 1_500.0
"""What a later shape must spare, in logical pixels covered, to be taken."""
TAILS = ("left", "right", "up", "down")
"""The sides that a note's tail may leave."""
NAMED_WEIGHT = 1_000.0
"""How much more it counts to lie over a pixel of a name than over one of a tile."""


DONE_BY: dict[str, tuple[str, ...]] = {
    "orders": ("order", "order_department", "order_company"), "tags": ("tag",), "default": ("default",),
    "reporting": ("reporting",), "values": ("declare", "retire", "ritual"), "figures": ("kpi", "kpi_company"),
    "rate": ("rate",), "tools": ("tools",), "net": ("net",), "vision": ("tell", "retell"), "advert": ("advert",),
}  # fmt: skip
"""Levers that do what a note at such a place speaks of."""
KEPT_WEEKS = 4
"""Weeks after which a note that nobody has put away is old; it stays in the list."""


@dataclass
class Notes:
    """The hints of a level: the ones still to come, the one that lies on the table, and those that have lain there.

    happened: names of what has happened so far, as conditions know them. since: the week in which the current one
    came; stood: for how many seconds it has been seen. resting: notes that have been taken off since what they told of
    had mended, and the week from which each may come back. overdue: notes about time that wait beneath another one.
    """

    level: Level
    happened: set[str] = field(default_factory=set)
    current: Hint | None = None
    to_come: list[Hint] = field(default_factory=list)
    told: list[Hint] = field(default_factory=list)
    since: int = 0
    stood: float = 0.0
    resting: dict[Hint, int] = field(default_factory=dict)
    overdue: list[Hint] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        """Whether the note on the table has been seen for as long as it takes to read it."""
        words = self.current.say if self.current is not None else ""
        return self.stood >= READING_SECONDS + len(words) / LETTERS_A_SECOND

    def begin(self, session: Session) -> None:
        """Starts with a new game's first hint; in a game taken up again what held before counts as read."""
        self.to_come = list(self.level.hints)
        self.take_up(session)
        if session.week > 0:
            self.told = [h for h in self.to_come if condition_holds(h.when, session.report, self.happened)]
            self.to_come = [h for h in self.to_come if h not in self.told]
        self.look(session.report)

    def take_up(self, session: Session) -> None:
        """Remembers of a game as it stands what has happened; level news that would hold now counts as told."""
        self.happened = {action.lever for week in session.log for action in week}
        self.note(session.report)
        if session.week > 0:
            self.happened |= {
                f"news {item.text}" for item in self.level.news
                if condition_holds(item.when, session.report, self.happened)
            }  # fmt: skip

    def note(self, report: Report) -> None:
        """Remembers what a new report shows; a note about time that was due before this week counts as read."""
        late = [hint for hint in self.to_come if hint in self.overdue]
        self.to_come = [hint for hint in self.to_come if hint not in late]
        self.told, self.overdue = [*self.told, *late], []
        self.happened |= happenings(report)

    def pulled(self, lever: str, report: Report) -> None:
        """Remembers that a lever was pulled, and looks whether a hint waits for it."""
        self.happened.add(lever)
        self.look(report)

    def done(self, action: Action, report: Report | None = None) -> None:
        """Takes the note off the table if the action is what it asks for, there where it points; of those that wait
        beneath it the ones that ask for a lever just pulled count as read."""
        if report is not None:
            late = [
                hint for hint in self.to_come
                if action.lever in DONE_BY.get(hint.place[0], ()) and condition_holds(hint.when, report, self.happened)
            ]  # fmt: skip
            self.to_come = [hint for hint in self.to_come if hint not in late]
            self.told = [*(hint for hint in self.told if hint not in late), *late]
        if self.current is None:
            return
        place, number = self.current.place
        target = LEVERS[action.lever].target
        asked = action.lever == "visit" if "visit" in self.current.say.lower() else action.lever != "visit"
        there = place == target and number == action.target and (asked or place == "department")
        if there or action.lever in DONE_BY.get(place, ()):
            self.current = None

    def look(self, report: Report) -> bool:
        """Takes the note off the table that is no longer so, or old, and puts the next one there that is due; True if
        it did."""
        if self.current is not None:
            self._look_over(self.current, report)
        came = self.current is None and self._next(report)
        self.overdue = [
            hint for hint in self.to_come
            if hint.place[0] == "time" and condition_holds(hint.when, report, self.happened)
        ]  # fmt: skip
        return came

    def _next(self, report: Report) -> bool:
        for hint in self.to_come:
            if self.resting.get(hint, 0) <= report.week and condition_holds(hint.when, report, self.happened):
                self.current, self.since, self.stood = hint, report.week, 0.0
                self.to_come.remove(hint)
                self.told = [*(other for other in self.told if other is not hint), hint]
                return True
        return False

    def _look_over(self, hint: Hint, report: Report) -> None:
        """A note about a figure goes when that has mended, and comes back when it fails anew some weeks later, after
        all that nobody has read yet; one about time goes once time has run. All others stand until they can be read."""
        gone = report.week - self.since
        if gone > 0 and hint.place[0] == "time":
            self.current = None
        elif self.readable and not condition_holds(hint.when, report, self.happened):
            self.current = None
            self.to_come.append(hint)
            self.resting[hint] = report.week + KEPT_WEEKS
        elif self.readable and gone >= KEPT_WEEKS:
            self.current = None

    def read(self, report: Report) -> None:
        """Takes the hint off the table; the next one that is due follows."""
        self.current = None
        self.look(report)


def paint(
    ui: Ui, hint: Hint, target: pygame.Rect | None, names: Sequence[pygame.Rect], shy: Sequence[pygame.Rect],
    *, yields: bool = False,
) -> None:  # fmt: skip
    """Lays the note beside what it points at, clear of it and of `names`, and of `shy` if it can; from afar a thread
    leads there. yields: it stays away while it would hide most of one of these."""
    unit = ui.unit
    probe = Panel("note", (8, 8), unit, ui.atlas, None, None)
    shapes_of = tuple(
        (wide, 16 + probe.paragraph_height(wide - 32, hint.say, size=size) + 38, size) for wide, size in SHAPES
    )
    about = _four(target) if target is not None else None
    shape, rect, side = _kept_place(
        shapes_of, about, tuple(_four(other) for other in names), tuple(_four(other) for other in shy), ui.size, unit
    )
    wide, high, _ = shape
    if yields and any(_hides(rect, other) for other in (*names, *shy)):
        return
    along = 0.0
    if target is not None:
        along = target.centery - rect.y if side in ("left", "right") else target.centerx - rect.x
        _thread(ui, rect, target, side, [name for name in names if not name.colliderect(target)])
    room = rect.height if side in ("left", "right") else rect.width
    along = max(24 * unit, min(room - 24 * unit, along))
    box = (rect.x / unit - REACH - 4, rect.y / unit - REACH - 4, wide + 2 * REACH + 8, high + 2 * REACH + 8)
    signature = (hint.say, shape, side, round(along))
    ui.panel("note", box, signature, lambda p: _paint(p, hint, side, along, shape), look="plain", scroll=False,
             rises=style.PANEL)  # fmt: skip


def _hides(rect: pygame.Rect, other: pygame.Rect) -> bool:
    part = rect.clip(other)
    return 2 * part.w * part.h > other.w * other.h


def _four(rect: pygame.Rect) -> Four:
    return rect.x, rect.y, rect.width, rect.height


@lru_cache(maxsize=16)
def _kept_place(
    shapes_of: tuple[Shape, ...], about: Four | None, names: tuple[Four, ...], shy: tuple[Four, ...],
    window: tuple[int, int], unit: float,
) -> tuple[Shape, pygame.Rect, str]:  # fmt: skip
    """The shape of those tried that lies best, the earlier ones being preferred, and where it does."""
    target = pygame.Rect(about) if about is not None else None
    read, rest = ([pygame.Rect(other) for other in rects] for rects in (names, shy))
    found: list[tuple[float, int, Shape, pygame.Rect, str]] = []
    for n, shape in enumerate(shapes_of):
        spared = OTHER_SHAPE * unit * unit * n
        if found and spared >= min(row[0] for row in found):
            break  # no later shape can lie so well
        size = round(shape[0] * unit), round(shape[1] * unit)
        rect, side, cost = _placed(size, target, rest, window, round(REACH * unit), read)
        found.append((cost + spared, n, shape, rect, side))
    return min(found, key=lambda row: row[:2])[2:]


def _thread(ui: Ui, rect: pygame.Rect, target: pygame.Rect, side: str, names: Sequence[pygame.Rect]) -> None:
    """Dots from a note's tail to the edge of a target that lies further off than the tail reaches, behind `names`."""
    unit = ui.unit
    reach = REACH * unit
    x = max(rect.x + 24 * unit, min(rect.right - 24 * unit, float(target.centerx)))
    y = max(rect.y + 24 * unit, min(rect.bottom - 24 * unit, float(target.centery)))
    start = {
        "left": (rect.x - reach, y), "right": (rect.right + reach, y),
        "up": (x, rect.y - reach), "down": (x, rect.bottom + reach),
    }.get(side)  # fmt: skip
    if start is None:
        return
    end = (max(target.x, min(target.right, start[0])), max(target.y, min(target.bottom, start[1])))
    far = math.hypot(end[0] - start[0], end[1] - start[1])
    if far < 16 * unit:
        return
    left, top = min(start[0], end[0]) / unit - 6, min(start[1], end[1]) / unit - 6
    box = (left, top, abs(end[0] - start[0]) / unit + 12, abs(end[1] - start[1]) / unit + 12)

    def dots(p: Panel) -> None:
        count = max(2, round(far / (7 * unit)))
        ink = hex_code(p.palette.seal)
        body = ""
        for n in range(count + 1):
            share = n / count
            x, y = (start[axis] + (end[axis] - start[axis]) * share for axis in (0, 1))
            if pygame.Rect(round(x) - 2, round(y) - 2, 4, 4).collidelist(list(names)) >= 0:
                continue
            cx, cy = x / unit - left, y / unit - top
            body += f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{3.4 if n == count else 1.6}" fill="{ink}"/>'
        p.vector((0, 0, p.width, p.height), body)

    ui.panel("note-thread", box, (start, end, tuple(_four(name) for name in names)), dots, look="plain", scroll=False)


def place(
    size: tuple[int, int], target: pygame.Rect | None, shy: Sequence[pygame.Rect], window: tuple[int, int], reach: int,
    names: Sequence[pygame.Rect] = (),
) -> tuple[pygame.Rect, str]:  # fmt: skip
    """Where a note of a size lies and the side its tail leaves: never over the target, inside, over `names` only where
    there is no other place, and least over `shy`.

    Beside the target where there is room; else at the nearest clear place.
    """
    return _placed(size, target, shy, window, reach, names)[:2]


def _placed(
    size: tuple[int, int], target: pygame.Rect | None, shy: Sequence[pygame.Rect], window: tuple[int, int], reach: int,
    names: Sequence[pygame.Rect],
) -> tuple[pygame.Rect, str, float]:  # fmt: skip
    """The same, and how badly it lies there: pixels covered, those of names many times, and how far it is."""
    inside = pygame.Rect(0, 0, *window).inflate(-8, -8)
    if target is None:
        rect = pygame.Rect(0, 0, *size)
        rect.center = (window[0] // 2, window[1] // 2)
        return rect, "", 0.0
    beside, anywhere = _beside(size, target, reach + 4), _anywhere(size, target, inside, reach + 4)
    wanted, tails = (np.concatenate(parts) for parts in zip(beside, anywhere, strict=True))
    clear = [_within(wanted[:, n], size[n], inside.topleft[n], inside.size[n]) for n in (0, 1)]
    moved = np.stack(clear, axis=1)
    low, high = np.array(target.topleft), np.array(target.bottomright)
    # What has no area lies beneath nothing.
    free = ~((moved < high) & (moved + size > low) & (low < high).all()).all(axis=1)
    if not free.any():
        return pygame.Rect(inside.topleft, size), "", math.inf
    wanted, moved, tails = wanted[free], moved[free], tails[free]
    cost = _covered(moved, size, shy) + NAMED_WEIGHT * _covered(moved, size, names)
    apart = np.maximum(np.maximum(moved - high, low - moved - size), 0).astype(np.float64)
    cost += 40.0 * np.abs(moved - wanted).sum(axis=1) + 18.0 * np.hypot(apart[:, 0], apart[:, 1])
    best = int(cost.argmin())
    return pygame.Rect(moved[best].tolist(), size), TAILS[tails[best]], float(cost[best])


def _within(starts: Ints, length: int, begin: int, room: int) -> Ints:
    """Where stretches of a length start when they are moved into a room; in its middle where they are longer."""
    if length >= room:
        return np.full_like(starts, begin + room // 2 - length // 2)
    return np.asarray(np.clip(starts, begin, begin + room - length), dtype=np.int64)


def _covered(places: Ints, size: tuple[int, int], others: Sequence[pygame.Rect]) -> Floats:
    """Pixels of other rectangles that a note of a size lies over in each of its places [places, 2].

    What is common of two rectangles is as wide as what is common of their sides, so each side is looked at once.
    """
    rects = np.array([tuple(other) for other in others], dtype=np.float64).reshape(-1, 4)
    common, which = [], []
    for n in (0, 1):
        starts, index = np.unique(places[:, n], return_inverse=True)
        ends = np.minimum(starts[:, None] + size[n], rects[:, n] + rects[:, n + 2])
        common.append(np.clip(ends - np.maximum(starts[:, None], rects[:, n]), 0.0, None))
        which.append(index)
    return np.asarray((common[0] @ common[1].T)[which[0], which[1]], dtype=np.float64)


def _beside(size: tuple[int, int], target: pygame.Rect, gap: int) -> tuple[Ints, Ints]:
    """The places next to a target [places, 2], with the side the tail leaves as an index of TAILS [places]."""
    out = []
    for share in (0.5, 0.15, 0.85, 0.0, 1.0):
        left = target.centerx - round(size[0] * share)
        top = target.centery - round(size[1] * share)
        out += [
            (target.right + gap, top), (target.left - gap - size[0], top),
            (left, target.bottom + gap), (left, target.top - gap - size[1]),
        ]  # fmt: skip
    return np.array(out, dtype=np.int64), np.arange(len(out), dtype=np.int64) % len(TAILS)


def _anywhere(size: tuple[int, int], target: pygame.Rect, inside: pygame.Rect, gap: int) -> tuple[Ints, Ints]:
    """Places all over the window that are clear of the target, as above, with the side that looks toward it."""
    step = max(8, size[1] // 6)
    across = np.arange(inside.x, inside.right - size[0], step, dtype=np.int64)
    down = np.arange(inside.y, inside.bottom - size[1], step, dtype=np.int64)
    x, y = (places.ravel() for places in np.meshgrid(across, down, indexing="ij"))
    right, bottom = x + size[0], y + size[1]
    sides = (x > target.right + gap, right < target.x - gap, y > target.bottom + gap, bottom < target.y - gap)
    tail = np.select(sides, range(len(TAILS)), -1)
    return np.stack([x, y], axis=1)[tail >= 0], tail[tail >= 0]


def _paint(p: Panel, hint: Hint, side: str, along: float, shape: Shape) -> None:
    pal, (width, high, letters) = p.palette, shape
    edge = REACH + 4
    wide, tall = round(width * p.unit), round(high * p.unit)
    reach = REACH * p.unit
    drawn = shapes.bubble(wide, tall, pal.note, pal.note_lip, 6 * p.unit, side, along, reach)
    p.surface.blit(
        drawn,
        (
            round(edge * p.unit) - (drawn.get_width() - wide) // 2,
            round(edge * p.unit) - (drawn.get_height() - tall) // 2,
        ),
    )
    p.piece("pushpin", edge + width / 2, edge + 4)
    p.paragraph(edge + 16, edge + 16, width - 32, hint.say, size=letters)
    words = "Got it"
    box = (edge + width - 104, edge + high - 36, 92.0, 28.0)
    over = p.hovered("hint-read")
    p.card(box, mix(pal.note, pal.gold, 0.45 if over else 0.22), radius=8, outline=pal.note_lip)
    p.text(box[0] + 36, box[1] + 14, words, size=style.SECONDARY, weight=800, align="centre", at="middle")
    p.card((box[0] + 66, box[1] + 5, 19, 18), pal.card, radius=4, outline=pal.note_lip)
    p.text(box[0] + 75.5, box[1] + 14, "H", size=style.SMALLEST, weight=800, align="centre", at="middle")
    p.region("hint-read", box, shortcut="h", tip=Tip("", "Puts the note away."))
