"""Mouse and keyboard: what is focused, pointed at, pressed and written in, and which region an event activates.

Tab goes through the regions in reading order and an arrow to the nearest one that way; Return and Space activate what
has the ring, a shortcut works from everywhere. A field that is written in takes what belongs to it before all others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import pygame

from game.board import style
from game.view.toolkit.keys import command, key_name
from game.view.toolkit.panel import Region, Value
from game.view.toolkit.shown import Shown

DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
WHEEL_STEP = 48
"""Logical pixels that one step of the wheel scrolls."""
AGAIN_SECONDS, AGAIN_PIXELS = 0.35, 6
"""A second press so soon and so near is meant for what the first one was meant for, and for nothing else."""
SLIPPED_SECONDS = 0.3
"""A press so soon after something else came to lie under a resting mouse was meant for what lay there before."""
READING_SECONDS, LETTERS_A_SECOND = 4.0, 14.0
"""How long a tooltip of the focus stays, at least, and how fast its text is read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A region was activated: its key, and the value it stands for; again: by the second half of a double click."""

    key: str
    value: Value = None
    again: bool = field(default=False, compare=False)


class Input:
    """Where mouse and keyboard stand among what is `shown`.

    focus, hover, pressed, tip_shown: idents of regions, the last of the one whose tooltip is seen; a ring shows the
    focus once the keyboard has moved it. mouse: its place in screen pixels. taken: whether the last event was for
    something that is shown. now: seconds on the window's clock.
    """

    def __init__(self, shown: Shown) -> None:
        self.focus: str | None = None
        self._left: list[str] = []
        self.ring_shown = False
        self.hover: str | None = None
        self.pressed: str | None = None
        self.tip_shown: str | None = None
        self.mouse = (-1, -1)
        self.taken = False
        self.now = 0.0
        self._shown = shown
        self._focus_since = self._hover_since = 0.0
        self._focus_before: str | None = None
        self._drag: Region | None = None
        self._tip_away = self._hover_quiet = False
        self._pressed_last: tuple[tuple[int, int], float, str | None] | None = None
        self._slipped_at = -SLIPPED_SECONDS
        self._doubled = self._swallowed = False

    def leave(self) -> None:
        """Forgets focus and presses, when another screen comes; the mouse stays where it is."""
        self.let_go()
        self.focus = self.hover = None
        self.ring_shown = False

    def let_go(self) -> None:
        """Forgets what is held down."""
        self.pressed = self._drag = None

    # Focus and tooltip.

    @property
    def typing(self) -> Region | None:
        """The region of the text field that is written in now."""
        region = self._focused()
        return region if region is not None and region.text is not None and region.enabled else None

    def set_focus(self, ident: str | None, *, ring: bool = True, told: bool = True) -> None:
        """Moves the focus to a region and scrolls to it; it is `told` by its tooltip."""
        if self._shown.modal is not None and self.focus is not None:
            self._left = [*self._left[-7:], self.focus]
        self.focus = ident
        self.ring_shown = ring and ident is not None
        self._focus_since = self.now
        self._tip_away = not told
        self._shown.reveal(ident)

    def looked_at(self) -> tuple[Region | None, float]:
        """The region whose tooltip is asked for, by the mouse or by the ring, and for how many seconds it has been.

        The mouse asks for none from a press, or a key, until it moves, but at once for what is shut when that is
        pressed; the ring only until the text has been read.
        """
        ident, since = (None if self._hover_quiet else self.hover), self._hover_since
        ringed = self.ring_shown and (ident is None or self._focus_since >= since)
        if ringed:
            ident, since = (None if self._tip_away else self.focus), self._focus_since
        region = self._shown.region(ident) if ident is not None else None
        holder = self._shown.holder(region) if region is not None else None
        if region is not None and holder is not None and not holder.rect.colliderect(region.rect):
            return None, 0.0  # it has been scrolled away
        if ringed and region is not None and region.tip is not None:
            letters = len(region.tip.title) + len(region.tip.text)
            if self.now - since > READING_SECONDS + letters / LETTERS_A_SECOND:
                self._tip_away = True
                return None, 0.0
        return region, self.now - since

    def put_tip_away(self) -> bool:
        """Puts away the tooltip of the focus, until the focus moves; False where none is shown."""
        if not self.ring_shown or self.tip_shown is None or self.tip_shown != self.focus:
            return False
        self._tip_away, self.tip_shown = True, None
        return True

    def settle(self, modal_before: str | None) -> None:
        """Finds focus and mouse a place again after what is shown has changed.

        A modal panel that opens takes the focus, and gives it back when it closes; a page of it that is left and comes
        back has the focus where it was.
        """
        if modal_before is None or self._shown.modal is None:
            self._left.clear()
        elif self._focused() is None:
            there = next((ident for ident in reversed(self._left) if self._shown.region(ident) is not None), None)
            if self.focus is not None:
                self._left.append(self.focus)
            self.focus = there
        if modal_before is None and self._shown.modal is not None:
            self._focus_before = self.focus
        elif modal_before is not None and self._shown.modal is None and self._focus_before is not None:
            # Where the screen has put the focus on something that is seen now, there it stays.
            self.focus = self._focus_before if self._focused() is None else self.focus
            self._focus_before = None
        if self._focused() is None:
            self.focus = None
        hover = self.hover
        self._point()
        if hover is not None and self.hover not in (hover, None):
            self._slipped_at = self.now

    def _focused(self) -> Region | None:
        return self._shown.region(self.focus) if self.focus is not None else None

    def _point(self) -> Region | None:
        """Takes what lies under the mouse for pointed at."""
        found = self._shown.under(self.mouse)
        self._set_hover(found.ident if found is not None else None)
        return found

    def _set_hover(self, ident: str | None) -> None:
        if ident != self.hover:
            self.hover = ident
            self._hover_since = self.now

    # Events.

    def event(self, event: pygame.event.Event, unit: float, quiet: Collection[str]) -> Hit | None:
        """Takes one event, sets `taken`, and returns the region it activated, if any.

        unit: screen pixels per logical pixel. quiet: keys of regions that can be focused and take nothing yet.
        """
        hit = self._route(event, unit, quiet)
        return None if hit is not None and hit.key in quiet else hit

    def _route(self, event: pygame.event.Event, unit: float, quiet: Collection[str]) -> Hit | None:
        self.taken = False
        if event.type == pygame.KEYDOWN:
            self._hover_quiet = True
        if event.type in (pygame.KEYDOWN, pygame.TEXTINPUT, pygame.TEXTEDITING):
            written = self._on_text(event)
            if self.taken:
                self._tip_away = True
                return written
        if event.type == pygame.MOUSEMOTION:
            return self._on_motion(event.pos)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            return self._on_press(event.pos, quiet)
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            return self._on_release(event.pos)
        if event.type == pygame.MOUSEWHEEL:
            self.taken = self._shown.scroll_at(self.mouse, -round(event.y * WHEEL_STEP * unit))
        elif event.type == pygame.KEYDOWN:
            return self._on_key(event)
        elif event.type == pygame.WINDOWLEAVE:
            self.mouse = (-1, -1)
            self._set_hover(None)
        return None

    # The mouse.

    def _on_motion(self, place: tuple[int, int]) -> Hit | None:
        if place != self.mouse:
            self._hover_since = self.now if self._hover_quiet else self._hover_since
            self._hover_quiet = False
            self._slipped_at = -SLIPPED_SECONDS
        self.mouse = place
        if self._drag is not None:
            self.taken = True
            return _slid(self._drag, place)
        self.taken = self._point() is not None or self._shown.covers(place)
        return None

    def _on_press(self, place: tuple[int, int], quiet: Collection[str]) -> Hit | None:
        rested, self.mouse = place == self.mouse, place
        found = self._shown.pressed_at(place)
        self.taken = found is not None or self._shown.covers(place)
        self.ring_shown = False
        self.pressed = None
        self._swallowed = self._meant_for_another(place, found, rested)
        if self._swallowed:
            self.taken = True
            return None
        if found is None:
            self.focus = self.focus if self.typing is not None else None
            return None
        self.focus = found.ident
        self._hover_quiet = found.enabled
        if not found.enabled and self.hover == found.ident:
            self._hover_since = min(self._hover_since, self.now - style.TOOLTIP_DELAY)
        if found.text is not None:
            found.text.place_caret(place[0] - found.rect.x)
        if found.enabled and found.key not in quiet:
            self.pressed = found.ident
            if found.slide is not None:
                self._drag = found
                return _slid(found, place)
        return None

    def _meant_for_another(self, place: tuple[int, int], found: Region | None, rested: bool) -> bool:
        """Whether a press hits something that has slipped under the hand since the hand was there."""
        ident = found.ident if found is not None else None
        last, self._pressed_last = self._pressed_last, (place, self.now, ident)
        self._doubled = False
        if last is not None and self.now - last[1] < AGAIN_SECONDS and last[2] is not None:
            self._doubled = max(abs(place[0] - last[0][0]), abs(place[1] - last[0][1])) <= AGAIN_PIXELS
            if self._doubled and ident != last[2]:
                self._pressed_last = last
                return True
        return rested and found is not None and 0.0 <= self.now - self._slipped_at < SLIPPED_SECONDS

    def _on_release(self, place: tuple[int, int]) -> Hit | None:
        pressed, dragged = self.pressed, self._drag
        self.let_go()
        if dragged is not None:
            self.taken = True
            return None
        found = self._shown.pressed_at(place)
        self.taken = self._swallowed or found is not None or self._shown.covers(place)
        if found is not None and found.ident == pressed and found.enabled and found.activates:
            return Hit(found.key, found.value, self._doubled)
        return None

    # The keyboard.

    def _on_text(self, event: pygame.event.Event) -> Hit | None:
        """Gives the field that is written in what belongs to it; a hit with its text when that has changed."""
        region = self.typing
        field = region.text if region is not None else None
        if region is None or field is None:
            return None
        before = field.text
        if event.type == pygame.TEXTINPUT:
            field.write(event.text)
            self.taken = True
        elif event.type == pygame.TEXTEDITING:
            field.compose(event.text)
            self.taken = True
        else:
            self.taken = field.key(event)
        return Hit(region.key, field.text) if field.text != before else None

    def _on_key(self, event: pygame.event.Event) -> Hit | None:
        name = key_name(event)
        if command(event):
            name = f"ctrl+{name}"
        focused = self._focused()
        if name == "tab":
            self._step_focus(-1 if event.mod & pygame.KMOD_SHIFT else 1)
            self.taken = True
            return None
        if focused is not None and focused.text is not None and name in ("return", "space"):
            focused = None
        if focused is not None and name == "space" and self._shown.holder(focused) is None:
            focused = None  # a piece of the board takes Return; Space is for the clock
        if name == "escape" and self.put_tip_away():
            self.taken = True
            return None
        # What only tells something takes no Return that a button elsewhere waits for.
        tells = focused is not None and not focused.activates and name == "return"
        if focused is not None and self.ring_shown and name in ("return", "space") and focused.enabled and not tells:
            self.taken = self._tip_away = True
            return Hit(focused.key, focused.value) if focused.activates else None
        if focused is not None and name == "return" and focused.enabled and focused.activates:
            self.taken = self._tip_away = True
            return Hit(focused.key, focused.value)
        if focused is not None and self.ring_shown and name == "return" and focused.activates:
            self.taken = True  # what is shut leads nowhere, and not to the button that waits elsewhere
            return None
        if name in DIRECTIONS:
            return self._on_arrow(name, focused)
        for region in self._shown.regions():
            if name in region.shortcuts and region.enabled:
                self.taken = True
                return Hit(region.key, region.value)
        if name == "escape" and self.ring_shown:
            self.set_focus(None)
            self.taken = True
        elif name in ("page up", "page down"):
            self.taken = self._shown.turn_page(1 if name == "page down" else -1, self.focus, self.mouse)
        self.taken = self.taken or self._shown.modal is not None
        return None

    def _on_arrow(self, name: str, focused: Region | None) -> Hit | None:
        self.taken = True
        if focused is not None and self.ring_shown and focused.slide is not None and name in ("left", "right"):
            low, high, step = focused.slide
            now = focused.value if isinstance(focused.value, int | float) else low
            then = max(low, min(high, now + (step if name == "right" else -step)))
            return Hit(focused.key, then)
        regions = self._shown.regions()
        if focused is None:
            if regions:
                self.set_focus(self._shown.start() or regions[0].ident)
            return None
        if not self.ring_shown:
            self.set_focus(focused.ident)
        found = nearest(focused, regions, DIRECTIONS[name])
        if found is not None:
            self.set_focus(found.ident)
        return None

    def _step_focus(self, step: int) -> None:
        order = [region.ident for region in self._shown.regions()]
        if not order:
            return
        if self.focus in order:
            self.set_focus(order[(order.index(self.focus) + step) % len(order)])
        else:
            start = self._shown.start() or order[0]
            self.set_focus(start if step > 0 else order[order.index(start) - 1])


def _slid(region: Region, place: tuple[int, int]) -> Hit | None:
    """The value of a slider whose knob is held at a place."""
    if region.slide is None:
        return None
    low, high, step = region.slide
    pad = region.rect.height / 2
    share = (place[0] - region.rect.x - pad) / max(1.0, region.rect.width - 2 * pad)
    exact = low + max(0.0, min(1.0, share)) * (high - low)
    value = low + round((exact - low) / step) * step
    value = int(value) if float(step).is_integer() and float(low).is_integer() else value
    return Hit(region.key, value)


def nearest(start: Region, regions: Sequence[Region], way: tuple[int, int]) -> Region | None:
    """The region that lies nearest in a direction (one of four unit steps); sideways distance counts double."""
    best: tuple[float, Region] | None = None
    for region in regions:
        if region.ident == start.ident:
            continue
        dx = region.rect.centerx - start.rect.centerx
        dy = region.rect.centery - start.rect.centery
        ahead = dx * way[0] + dy * way[1]
        if way[0]:
            gap = max(0, abs(dy) - (region.rect.height + start.rect.height) / 2)
            aside = abs(dy)
        else:
            gap = max(0, abs(dx) - (region.rect.width + start.rect.width) / 2)
            aside = abs(dx)
        if ahead <= 2 or gap > 2.5 * ahead:
            continue
        cost = ahead + 2 * gap + 0.35 * aside
        if best is None or cost < best[0]:
            best = (cost, region)
    return best[1] if best else None
