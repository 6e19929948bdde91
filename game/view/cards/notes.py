"""The level's hints as yellow notes: which one is due, where it lies, and the tail with which it points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pygame

from game.board import style
from game.board.style import mix
from game.board.vectors import hex_code
from game.levels import Hint, Level
from game.levels.holding import condition_holds, happenings
from game.session import Session
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS
from game.view.toolkit import shapes
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.ui import Ui

Four = tuple[int, int, int, int]
WIDTH = 226.0
REACH = 14.0


@dataclass
class Notes:
    """The hints of a level: the ones still to come, and the one that lies on the table.

    happened: names of what has happened so far, as conditions know them.
    """

    level: Level
    happened: set[str] = field(default_factory=set)
    current: Hint | None = None
    to_come: list[Hint] = field(default_factory=list)

    def begin(self, session: Session) -> None:
        """Starts with a new game's first hint; in a game taken up again what held before counts as read."""
        self.to_come = list(self.level.hints)
        self.take_up(session)
        if session.week > 0:
            self.to_come = [h for h in self.to_come if not condition_holds(h.when, session.report, self.happened)]
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
        """Remembers what a new report shows."""
        self.happened |= happenings(report)

    def pulled(self, lever: str, report: Report) -> None:
        """Remembers that a lever was pulled, and looks whether a hint waits for it."""
        self.happened.add(lever)
        self.look(report)

    def done(self, action: Action) -> None:
        """Takes the note off the table if the action is what it asks for, there where it points."""
        if self.current is None:
            return
        place, number = self.current.place
        target = LEVERS[action.lever].target
        asked = action.lever == "visit" if "visit" in self.current.say.lower() else action.lever != "visit"
        there = place == target and number == action.target and (asked or place == "department")
        if there or place.removesuffix("s") == action.lever:
            self.current = None

    def look(self, report: Report) -> bool:
        """Puts the next hint that is due on the table if none lies there; True if it did."""
        if self.current is not None:
            return False
        for hint in self.to_come:
            if condition_holds(hint.when, report, self.happened):
                self.current = hint
                self.to_come.remove(hint)
                return True
        return False

    def read(self, report: Report) -> None:
        """Takes the hint off the table; the next one that is due follows."""
        self.current = None
        self.look(report)


def paint(ui: Ui, hint: Hint, target: pygame.Rect | None, shy: Sequence[pygame.Rect]) -> None:
    """Lays the note beside what it points at, clear of it and of all in `shy`; from afar a thread leads there."""
    unit = ui.unit
    probe = Panel("note", (8, 8), unit, ui.atlas, None, None)
    high = 16 + probe.paragraph_height(WIDTH - 32, hint.say, size=style.BODY) + 38
    size = (round(WIDTH * unit), round(high * unit))
    about = _four(target) if target is not None else None
    rect, side = _kept_place(size, about, tuple(_four(other) for other in shy), ui.size, round(REACH * unit))
    along = 0.0
    if target is not None:
        along = target.centery - rect.y if side in ("left", "right") else target.centerx - rect.x
        _thread(ui, rect, target, side)
    room = rect.height if side in ("left", "right") else rect.width
    along = max(24 * unit, min(room - 24 * unit, along))
    box = (rect.x / unit - REACH - 4, rect.y / unit - REACH - 4, WIDTH + 2 * REACH + 8, high + 2 * REACH + 8)
    signature = (hint.say, side, round(along))
    ui.panel("note", box, signature, lambda p: _paint(p, hint, side, along, high), look="plain", scroll=False)


def _four(rect: pygame.Rect) -> Four:
    return rect.x, rect.y, rect.width, rect.height


@lru_cache(maxsize=16)
def _kept_place(
    size: tuple[int, int], about: Four | None, shy: tuple[Four, ...], window: tuple[int, int], reach: int
) -> tuple[pygame.Rect, str]:
    target = pygame.Rect(about) if about is not None else None
    return place(size, target, [pygame.Rect(other) for other in shy], window, reach)


def _thread(ui: Ui, rect: pygame.Rect, target: pygame.Rect, side: str) -> None:
    """Dots from a note's tail to the edge of a target that lies further off than the tail reaches."""
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
            cx = (start[0] + (end[0] - start[0]) * share) / unit - left
            cy = (start[1] + (end[1] - start[1]) * share) / unit - top
            body += f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{3.4 if n == count else 1.6}" fill="{ink}"/>'
        p.vector((0, 0, p.width, p.height), body)

    ui.panel("note-thread", box, (start, end), dots, look="plain", scroll=False)


def place(
    size: tuple[int, int], target: pygame.Rect | None, shy: Sequence[pygame.Rect], window: tuple[int, int], reach: int
) -> tuple[pygame.Rect, str]:
    """Where a note of a size lies and the side its tail leaves: never over the target, least over `shy`, inside.

    Beside the target where there is room; else at the nearest clear place.
    """
    inside = pygame.Rect(0, 0, *window).inflate(-8, -8)
    if target is None:
        rect = pygame.Rect(0, 0, *size)
        rect.center = (window[0] // 2, window[1] // 2)
        return rect, ""
    options: list[tuple[float, int, pygame.Rect, str]] = []
    for rect, tail in [*_beside(size, target, reach + 4), *_anywhere(size, target, inside, reach + 4)]:
        moved = rect.clamp(inside)
        if moved.colliderect(target):
            continue
        covered = 0.0
        for other in shy:
            common = moved.clip(other)
            covered += common.width * common.height
        far = abs(moved.x - rect.x) + abs(moved.y - rect.y)
        options.append((covered + 40.0 * far + 18.0 * _gap(moved, target), len(options), moved, tail))
    if not options:
        return pygame.Rect(inside.topleft, size), ""
    best = min(options, key=lambda option: option[:2])
    return best[2], best[3]


def _gap(first: pygame.Rect, second: pygame.Rect) -> float:
    """Pixels between two rectangles, 0 where they touch."""
    dx = max(first.x - second.right, second.x - first.right, 0)
    dy = max(first.y - second.bottom, second.y - first.bottom, 0)
    return math.hypot(dx, dy)


def _beside(size: tuple[int, int], target: pygame.Rect, gap: int) -> list[tuple[pygame.Rect, str]]:
    """The places next to a target, with the side the tail leaves."""
    out = []
    for share in (0.5, 0.15, 0.85, 0.0, 1.0):
        left = target.centerx - round(size[0] * share)
        top = target.centery - round(size[1] * share)
        out += [
            (pygame.Rect(target.right + gap, top, *size), "left"),
            (pygame.Rect(target.left - gap - size[0], top, *size), "right"),
            (pygame.Rect(left, target.bottom + gap, *size), "up"),
            (pygame.Rect(left, target.top - gap - size[1], *size), "down"),
        ]
    return out


def _anywhere(
    size: tuple[int, int], target: pygame.Rect, inside: pygame.Rect, gap: int
) -> list[tuple[pygame.Rect, str]]:
    """Places all over the window, with the side that looks toward the target."""
    out = []
    step = max(8, size[1] // 6)
    for x in range(inside.x, inside.right - size[0], step):
        for y in range(inside.y, inside.bottom - size[1], step):
            rect = pygame.Rect(x, y, *size)
            if rect.x > target.right + gap:
                out.append((rect, "left"))
            elif rect.right < target.x - gap:
                out.append((rect, "right"))
            elif rect.y > target.bottom + gap:
                out.append((rect, "up"))
            elif rect.bottom < target.y - gap:
                out.append((rect, "down"))
    return out


def _paint(p: Panel, hint: Hint, side: str, along: float, high: float) -> None:
    pal = p.palette
    edge = REACH + 4
    wide, tall = round(WIDTH * p.unit), round(high * p.unit)
    reach = REACH * p.unit
    drawn = shapes.bubble(wide, tall, pal.note, pal.note_lip, 6 * p.unit, side, along, reach)
    p.surface.blit(
        drawn,
        (
            round(edge * p.unit) - (drawn.get_width() - wide) // 2,
            round(edge * p.unit) - (drawn.get_height() - tall) // 2,
        ),
    )
    p.piece("pushpin", edge + WIDTH / 2, edge + 4)
    p.paragraph(edge + 16, edge + 16, WIDTH - 32, hint.say, size=style.BODY)
    words = "Got it"
    box = (edge + WIDTH - 104, edge + high - 36, 92.0, 28.0)
    over = p.hovered("hint-read")
    p.card(box, mix(pal.note, pal.gold, 0.45 if over else 0.22), radius=8, outline=pal.note_lip)
    p.text(box[0] + 36, box[1] + 14, words, size=style.SECONDARY, weight=800, align="centre", at="middle")
    p.card((box[0] + 66, box[1] + 5, 19, 18), pal.card, radius=4, outline=pal.note_lip)
    p.text(box[0] + 75.5, box[1] + 14, "H", size=style.SMALLEST, weight=800, align="centre", at="middle")
    p.region("hint-read", box, shortcut="h", tip=Tip("", "Puts the note away."))
