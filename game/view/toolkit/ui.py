"""Panels as cached surfaces, regions with explicit identity, focus, keyboard, tooltips and scale.

A screen's frame and its events:

    def paint(self, surface):
        ui = self.stage.ui
        ui.begin(surface)
        surface.blit(self.stage.atlas.table(*surface.get_size()), (0, 0))
        ui.panel("side", (12, 64, 240, 200), (self.count,), self.paint_side)   # repainted when count changes
        ui.end()

    def paint_side(self, p):                                   # lengths are logical, zero is the panel's corner
        p.text(16, 14, "Lamps", size=20, family="serif")
        widgets.button(p, "send", (16, 60, 200, 40), f"Send {self.count}", kind="primary", shortcut="s")

    def event(self, event):
        hit = self.stage.ui.event(event)                       # mouse, Tab, arrows, Enter, shortcuts: all end here
        if hit and hit.key == "send":
            self.count += 1

Everything that can be pointed at is a `Region` with a key; `hit.value` carries what was chosen (a tab, a step, a
slider's number). `ui.taken` says whether the interface used the last event, so that a click on a panel does not
reach the board. The board registers its own regions with `ui.regions`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import pygame

from game.board import style
from game.board.style import Palette, Theme
from game.view.toolkit import overlay, shapes
from game.view.toolkit.kept import KeptPanel
from game.view.toolkit.keys import command, key_name
from game.view.toolkit.panel import Box, Panel, Region, Value
from game.view.toolkit.pieces import Atlas
from game.view.toolkit.shields import ACTS, EVERYTHING, Shields
from game.view.toolkit.text_field import TextField

Painter = Callable[[Panel], float | None]

DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
WHEEL_STEP = 48
VEIL = 130
"""How opaque the veil over a shielded panel is at first, of 255."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A region was activated: its key, and the value it stands for."""

    key: str
    value: Value = None


class Ui:
    """The interface of a window: its scale, its panels, what is focused, hovered and pressed.

    `width` and `height` are the window in logical pixels of the interface (1280×720 at scale 1.0, smaller when
    `scale` is larger); `scale` is what the player wishes, `unit` the screen pixels per logical pixel that this comes
    to in a window of this size. `repaints` counts panel repaints.
    """

    def __init__(self, atlas: Atlas, size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> None:
        self.atlas = atlas
        self.size = size
        self.scale = scale
        self.reduced_motion = False
        self.now = 0.0
        self.repaints = 0
        self.taken = False
        self.focus: str | None = None
        self.ring_shown = False
        self.mouse = (-1, -1)
        self._surface: pygame.Surface | None = None
        self._frame = 0
        self._panels: dict[str, KeptPanel] = {}
        self._pages: dict[str, Hashable] = {}
        self._groups: dict[str, tuple[Hashable, tuple[str, ...]]] = {}
        self._pictures: dict[str, pygame.Surface] = {}
        self._order: list[str] = []
        self._last_order: list[str] = []
        self._free: dict[str, Sequence[Region]] = {}
        self._last_free: dict[str, Sequence[Region]] = {}
        self._moved = True
        self._hover: str | None = None
        self._hover_since = 0.0
        self._focus_since = 0.0
        self._wanted: str | None = None
        self._shields = Shields()
        self._pressed: str | None = None
        self._drag: Region | None = None
        self._modal: str | None = None
        self._last_modal: str | None = None
        self._focus_before: str | None = None
        self._veil: tuple[Hashable, pygame.Surface] | None = None
        self._tips: dict[Hashable, pygame.Surface] = {}
        self._tip_rect: pygame.Rect | None = None

    def leave(self) -> None:
        """Forgets panels, focus and regions, when another screen comes."""
        self._panels.clear()
        self._free.clear()
        self._order, self._last_order = [], []
        self._modal = self._last_modal = None
        self._veil = None
        self._drag = None
        self._surface = None
        self.focus = self._hover = self._pressed = None
        self.ring_shown = False

    # Scale and place.

    @property
    def unit(self) -> float:
        """Screen pixels per logical pixel of the interface."""
        return style.ui_unit(*self.size, self.scale)

    @property
    def width(self) -> float:
        """The window's width in logical pixels of the interface."""
        return self.size[0] / self.unit

    @property
    def height(self) -> float:
        """The window's height in logical pixels of the interface."""
        return self.size[1] / self.unit

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        return self.atlas.palette

    def configure(self, size: tuple[int, int], scale: float, theme: Theme) -> None:
        """Takes a new window size, interface scale (1.0 to 2.0) or theme; every panel is painted anew."""
        scale = max(style.UI_SCALES[0], min(style.UI_SCALES[-1], scale))
        if (size, scale, theme) != (self.size, self.scale, self.atlas.theme):
            self.size, self.scale, self.atlas.theme = size, scale, theme
            self._panels.clear()
            self._tips.clear()
            self._veil = None

    def to_screen(self, box: Box) -> pygame.Rect:
        """A logical box of the interface in screen pixels, edges rounded so that neighbours meet."""
        left, top, width, height = box
        unit = self.unit
        x, y = round(left * unit), round(top * unit)
        right, bottom = round((left + width) * unit), round((top + height) * unit)
        return pygame.Rect(x, y, max(1, right - x), max(1, bottom - y))

    # One frame.

    def begin(self, surface: pygame.Surface, now: float | None = None) -> None:
        """Starts a frame on a surface of the window's size; `now` is seconds on the window's clock."""
        self._surface = surface
        if surface.get_size() != self.size:
            self.configure(surface.get_size(), self.scale, self.atlas.theme)
        if now is not None:
            self.now = now
        self._frame += 1
        self._shields.begin(self.now)
        self._order = []
        self._last_free, self._free = self._free, {}
        self._modal = None

    def panel(
        self,
        key: str,
        box: Box,
        signature: Hashable,
        paint: Painter,
        *,
        look: str = "card",
        scroll: bool = True,
        header: float = 0,
        page: Hashable = None,
    ) -> pygame.Rect:
        """Shows a panel, calling `paint` only when `signature`, size, theme or what is hovered in it has changed.

        `box` is logical (x, y, w, h); `look` is "card", "inset", "bar", "foot", "note", "tip" or "plain" (no ground).
        `paint` may return the height it needs; a taller panel scrolls, below its first `header` logical pixels.
        Another `page` of a panel begins at its top again. Returns the panel's place on the screen.
        """
        rect = self.to_screen(box)
        kept = self._panels.get(key)
        turned = self._pages.get(key) != page
        self._pages[key] = page
        mine = kept.idents if kept else frozenset()
        inside = (self._hover if self._hover in mine else None, self._pressed if self._pressed in mine else None)
        full = (signature, rect.size, self.unit, self.atlas.theme, look, inside, page)
        if kept is None or kept.signature != full:
            panel, scrolled = self._paint_panel(key, rect, paint, scroll), kept.scroll if kept and not turned else 0
            kept = self._panels[key] = KeptPanel(
                full, look, panel.surface, panel.regions, rect, unit=self.unit, palette=self.palette,
                header=round(header * self.unit), scroll=scrolled,
            )  # fmt: skip
            self._moved = True
        elif kept.rect.topleft != rect.topleft:
            kept.move_to(rect)
            self._moved = True
        kept.seen = self._frame
        if self._surface is not None:
            kept.show(self._surface)
        self._order.append(key)
        return rect

    def group(self, key: str, signature: Hashable, show: Callable[[], None]) -> None:
        """Shows the panels that `show` shows; shows them again as they were while nothing they depend on has changed.

        `signature` must hold everything on which their places and contents depend, but what is pointed at.
        """
        for kept in self._again(key, signature, show):
            if self._surface is not None:
                kept.show(self._surface)

    def laid(self, key: str, signature: Hashable, under: pygame.Surface, show: Callable[[], None]) -> pygame.Surface:
        """The opaque picture `under` with the panels of a group laid on it, kept while nothing of either has changed.

        For panels over something that stands still: one picture is cheaper to show than all of them. `signature` must
        also tell one state of `under` from another.
        """
        target, self._surface = self._surface, self._pictures.get(key)
        if self._surface is None or self._surface.get_size() != under.get_size():
            self._surface = self._pictures[key] = under.copy()
            self._groups.pop(key, None)
        picture = self._surface

        def lay() -> None:
            picture.blit(under, (0, 0))
            show()

        self._again(key, signature, lay)
        self._surface = target
        return picture

    def _again(self, key: str, signature: Hashable, show: Callable[[], None]) -> list[KeptPanel]:
        """Asks `show` if anything has changed; else counts the group's panels as shown and returns them."""
        mark = (signature, self._hover, self._pressed, self.size, self.scale, self.atlas.theme)
        known = self._groups.get(key)
        if known is not None and known[0] == mark and all(name in self._panels for name in known[1]):
            out = [self._panels[name] for name in known[1]]
            for kept in out:
                kept.seen = self._frame
            self._order += known[1]
            return out
        before = len(self._order)
        show()
        self._groups[key] = (mark, tuple(self._order[before:]))
        return []

    def regions(self, key: str, regions: Sequence[Region]) -> None:
        """Registers regions that someone else paints (the board's tiles); their boxes are screen pixels.

        Pass the same sequence again while nothing has moved: it is compared by identity.
        """
        self._moved = self._moved or self._last_free.get(key) is not regions
        self._free[key] = regions
        self._order.append(key)

    def modal(
        self, key: str, box: Box, signature: Hashable, paint: Painter, *, look: str = "card", header: float = 0
    ) -> pygame.Rect:
        """Shows a panel over a darkened picture of everything painted so far; only its regions can be reached.

        The picture is taken once, so what lies beneath stands still. Register the control that closes it with
        shortcut "escape".
        """
        surface = self._surface
        if surface is not None:
            mark = (key, self.size, self.scale, self.atlas.theme)
            if self._veil is None or self._veil[0] != mark:
                self._veil = (mark, overlay.darkened(surface, self.palette))
            surface.blit(self._veil[1], (0, 0))
        self._modal = key
        return self.panel(key, box, signature, paint, look=look, header=header)

    @property
    def modal_open(self) -> bool:
        """True when the last frame showed a modal panel."""
        return self._last_modal is not None

    def end(self) -> None:
        """Ends the frame: draws the focus ring and the tooltip, and forgets panels that were not shown."""
        before = self._last_modal
        changed = self._last_order != self._order or before != self._modal
        self._last_order, self._last_modal = self._order, self._modal
        if self._modal is None:
            self._veil = None
        for key in [key for key, kept in self._panels.items() if kept.seen < self._frame - 120]:
            del self._panels[key]
        if self._wanted is not None:
            self._reveal(self._wanted)
            self._wanted = None
        if self._moved or changed:
            self._moved = False
            self._hand_focus_over(before)
            if self.focus is not None and self.region(self.focus) is None:
                self.focus = None
            hovered = self._under(self.mouse)
            self._set_hover(hovered.ident if hovered else None)
        self._shields.seen(self._order)
        if self._surface is not None:
            self._draw_veils(self._surface)
            self._draw_ring(self._surface)
            self._draw_tip(self._surface)

    def _hand_focus_over(self, before: str | None) -> None:
        """Remembers the focus when a modal opens and gives it back when it closes."""
        if before is None and self._last_modal is not None:
            self._focus_before = self.focus
        elif before is not None and self._last_modal is None and self._focus_before is not None:
            self.focus, self._focus_before = self._focus_before, None

    # Shields: what has just come up under the hand takes nothing yet.

    def shield(self, seconds: float, panel: str = EVERYTHING, *, veiled: bool = False) -> None:
        """Keeps clicks, keys and the wheel from the screen, or from one panel, until it has been seen for so long.

        A press that began before does not count either. The time starts with the first frame that shows it. A
        `veiled` panel comes up out of a veil meanwhile.
        """
        self._shields.put(panel, seconds, veiled)
        if panel == EVERYTHING:
            self._pressed = self._drag = None

    def lower_shields(self) -> None:
        """Takes every shield away, when another screen comes that puts up its own."""
        self._shields.clear()

    def shielded(self, panel: str = EVERYTHING) -> bool:
        """Whether the screen, or that panel, takes no input yet."""
        return self._shields.covers(panel)

    def _is_quiet(self, key: str) -> bool:
        covered = (self._panels.get(panel) for panel in self._shields.panels())
        return any(region.key == key for kept in covered if kept is not None for region in kept.placed)

    def twice(self) -> list[str]:
        """The idents that more than one region of the last frame has; there should be none."""
        seen: set[str] = set()
        out = []
        for key in self._last_order:
            kept = self._panels.get(key)
            for region in kept.placed if kept is not None else self._free.get(key, ()):
                if region.ident in seen:
                    out.append(region.ident)
                seen.add(region.ident)
        return out

    # Events.

    @property
    def typing(self) -> Region | None:
        """The region of the text field that is written in now."""
        region = self.region(self.focus) if self.focus is not None else None
        return region if region is not None and region.text is not None and region.enabled else None

    def writes(self, field: TextField) -> bool:
        """Whether that field is the one that is written in now."""
        region = self.typing
        return region is not None and region.text is field

    def event(self, event: pygame.event.Event) -> Hit | None:
        """Routes one pygame event; returns the region it activated, if any, and sets `taken`."""
        if event.type in ACTS and self.shielded():
            self._pressed = self._drag = None
            self.taken = True
            return None
        hit = self._route(event)
        return None if hit is not None and self._is_quiet(hit.key) else hit

    def _route(self, event: pygame.event.Event) -> Hit | None:
        self.taken = False
        if event.type in (pygame.KEYDOWN, pygame.TEXTINPUT, pygame.TEXTEDITING):
            written = self._on_text(event)
            if self.taken:
                return written
        if event.type == pygame.MOUSEMOTION:
            return self._on_motion(event.pos)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            return self._on_press(event.pos)
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            return self._on_release(event.pos)
        if event.type == pygame.MOUSEWHEEL:
            self._on_wheel(event.y)
        elif event.type == pygame.KEYDOWN:
            return self._on_key(event)
        elif event.type == pygame.WINDOWLEAVE:
            self.mouse = (-1, -1)
            self._set_hover(None)
        return None

    def set_focus(self, ident: str | None, *, ring: bool = True) -> None:
        """Moves the focus to a region by its ident (its key, or "key:value" for one of several)."""
        self.focus = ident
        self.ring_shown = ring and ident is not None
        self._focus_since = self.now
        self._reveal()

    def order(self) -> list[str]:
        """The idents of all regions that can be reached now, in the order of Tab."""
        return [region.ident for region in self._all()]

    def region(self, ident: str) -> Region | None:
        """The region of that ident as shown in the last frame, its box in screen pixels."""
        return next((region for region in self._all() if region.ident == ident), None)

    def place_of(self, panel: str) -> pygame.Rect | None:
        """Where a panel of the last frame lay on the screen."""
        kept = self._panels.get(panel)
        return kept.rect if kept is not None and panel in self._last_order else None

    def hovered(self) -> str | None:
        """The ident under the mouse."""
        return self._hover

    def tip_shown(self) -> pygame.Rect | None:
        """Where the tooltip of the last frame lay on the screen, if one was shown."""
        return self._tip_rect

    def over_panel(self, place: tuple[int, int]) -> bool:
        """True when a panel with a ground covers that place on the screen."""
        if self._last_modal is not None:
            return True
        shown = [self._panels[key] for key in self._last_order if key in self._panels]
        return any(kept.rect.collidepoint(place) for kept in shown if kept.look != "plain")

    def _on_motion(self, place: tuple[int, int]) -> Hit | None:
        self.mouse = place
        if self._drag is not None:
            self.taken = True
            return self._slide_to(self._drag, place)
        found = self._under(place)
        self._set_hover(found.ident if found else None)
        self.taken = found is not None or self.over_panel(place)
        return None

    def _on_press(self, place: tuple[int, int]) -> Hit | None:
        self.mouse = place
        found = self._under(place)
        self.taken = found is not None or self.over_panel(place)
        self.ring_shown = False
        self._pressed = None
        if found is None:
            self.focus = self.focus if self.typing is not None else None
            return None
        self.focus = found.ident
        self._hover_since = self.now + 3600
        if found.text is not None:
            found.text.place_caret(place[0] - found.rect.x)
        if found.enabled and not self._is_quiet(found.key):
            self._pressed = found.ident
            if found.slide is not None:
                self._drag = found
                return self._slide_to(found, place)
        return None

    def _on_release(self, place: tuple[int, int]) -> Hit | None:
        pressed, self._pressed = self._pressed, None
        if self._drag is not None:
            self._drag = None
            self.taken = True
            return None
        found = self._under(place)
        self.taken = found is not None or self.over_panel(place)
        if found is not None and found.ident == pressed and found.enabled and found.activates:
            return Hit(found.key, found.value)
        return None

    def _on_wheel(self, steps: float) -> None:
        for key in reversed(self._last_order):
            kept = self._panels.get(key)
            if kept is not None and kept.rect.collidepoint(self.mouse):
                self.taken = True
                if kept.overflow:
                    self._scroll(kept, kept.scroll - round(steps * WHEEL_STEP * self.unit))
                return
        self.taken = self._last_modal is not None

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
        focused = self.region(self.focus) if self.focus is not None else None
        if name == "tab":
            self._step_focus(-1 if event.mod & pygame.KMOD_SHIFT else 1)
            self.taken = True
            return None
        if focused is not None and focused.text is not None and name in ("return", "space"):
            focused = None
        if focused is not None and self.ring_shown and name in ("return", "space") and focused.enabled:
            self.taken = True
            return Hit(focused.key, focused.value) if focused.activates else None
        if focused is not None and name == "return" and focused.enabled and focused.activates:
            self.taken = True
            return Hit(focused.key, focused.value)
        if name in DIRECTIONS:
            return self._on_arrow(name, focused)
        for region in self._all():
            if name in region.shortcuts and region.enabled:
                self.taken = True
                return Hit(region.key, region.value)
        if name == "escape" and self.ring_shown:
            self.set_focus(None)
            self.taken = True
        elif name in ("page up", "page down"):
            self._page(1 if name == "page down" else -1)
        self.taken = self.taken or self._last_modal is not None
        return None

    def _on_arrow(self, name: str, focused: Region | None) -> Hit | None:
        self.taken = True
        if focused is not None and self.ring_shown and focused.slide is not None and name in ("left", "right"):
            low, high, step = focused.slide
            now = focused.value if isinstance(focused.value, int | float) else low
            then = max(low, min(high, now + (step if name == "right" else -step)))
            return Hit(focused.key, then)
        regions = self._all()
        if focused is None:
            if regions:
                self.set_focus(regions[0].ident)
            return None
        if not self.ring_shown:
            self.set_focus(focused.ident)
        nearest = overlay.nearest(focused, regions, DIRECTIONS[name])
        if nearest is not None:
            self.set_focus(nearest.ident)
        return None

    def _step_focus(self, step: int) -> None:
        order = self.order()
        if not order:
            return
        if self.focus in order:
            self.set_focus(order[(order.index(self.focus) + step) % len(order)])
        else:
            self.set_focus(order[0 if step > 0 else -1])

    def _slide_to(self, region: Region, place: tuple[int, int]) -> Hit | None:
        if region.slide is None:
            return None
        low, high, step = region.slide
        pad = region.rect.height / 2
        share = (place[0] - region.rect.x - pad) / max(1.0, region.rect.width - 2 * pad)
        exact = low + max(0.0, min(1.0, share)) * (high - low)
        value = low + round((exact - low) / step) * step
        value = int(value) if float(step).is_integer() and float(low).is_integer() else value
        return Hit(region.key, value)

    def _set_hover(self, ident: str | None) -> None:
        if ident != self._hover:
            self._hover = ident
            self._hover_since = self.now

    # Regions.

    def _all(self) -> list[Region]:
        """Every region that can be reached, in reading order."""
        order = [self._last_modal] if self._last_modal is not None else self._last_order
        out: list[Region] = []
        for key in order:
            kept = self._panels.get(key)
            out += kept.placed if kept is not None else self._free.get(key, ())
        return out

    def _under(self, place: tuple[int, int]) -> Region | None:
        order = [self._last_modal] if self._last_modal is not None else self._last_order
        for key in reversed(order):
            kept = self._panels.get(key)
            if kept is None:
                found = next((one for one in reversed(self._free.get(key, ())) if one.holds(place)), None)
                if found is not None:
                    return found
            elif kept.rect.collidepoint(place) and (kept.look != "plain" or kept.under(place) is not None):
                return kept.under(place)
        return None

    # Painting.

    def _paint_panel(self, key: str, rect: pygame.Rect, paint: Painter, scroll: bool) -> Panel:
        """Paints a panel, a second time and taller when it asks for more height than there is."""
        self.repaints += 1
        panel = Panel(key, rect.size, self.unit, self.atlas, self._hover, self._pressed)
        needed = paint(panel)
        high = rect.height if needed is None or not scroll else round(needed * self.unit)
        if high > rect.height:
            panel = Panel(key, (rect.width, high), self.unit, self.atlas, self._hover, self._pressed, rect.height)
            paint(panel)
        return panel

    def _scroll(self, kept: KeptPanel, to: int) -> None:
        if kept.scroll_to(to):
            self._shifted()

    def _shifted(self) -> None:
        """A panel shows another part of itself: what was laid with it no longer holds."""
        self._moved = True
        self._groups.clear()

    def _page(self, way: int) -> None:
        """Scrolls the panel that holds the focus, or else the one under the mouse, by most of its height."""
        for key in reversed(self._last_order):
            kept = self._panels.get(key)
            if kept is None or not kept.overflow:
                continue
            if any(region.ident == self.focus for region in kept.placed) or kept.rect.collidepoint(self.mouse):
                self.taken = True
                self._scroll(kept, kept.scroll + round(way * 0.8 * kept.rect.height))
                return

    def bring(self, ident: str) -> None:
        """Scrolls a panel so that a region which the next frame shows can be seen; the focus stays where it is."""
        self._wanted = ident

    def _reveal(self, ident: str | None = None) -> None:
        """Scrolls a panel so that a region, or else the focused one, can be seen."""
        for kept in self._panels.values():
            for region in kept.placed if kept.overflow else ():
                if region.ident == (ident or self.focus):
                    if kept.reveal(region):
                        self._shifted()
                    return

    def _draw_veils(self, surface: pygame.Surface) -> None:
        """A shielded panel comes up out of a veil that fades as the shield does."""
        for key, left in self._shields.veils(self.now):
            kept = self._panels.get(key)
            if kept is None or key not in self._order:
                continue
            veil = pygame.Surface(kept.rect.size)
            veil.fill(self.palette.card)
            veil.set_alpha(round(VEIL * left))
            surface.blit(veil, kept.rect)

    def _draw_ring(self, surface: pygame.Surface) -> None:
        region = self.region(self.focus) if self.ring_shown and self.focus is not None else None
        if region is None:
            return
        colour = self.palette.focus
        stroke = max(2.0, 3 * style.window_scale(*self.size))
        kept = next((k for k in self._panels.values() if region in k.placed and k.seen == self._frame), None)
        before = surface.get_clip()
        if kept is not None:
            if kept.look in ("bar", "foot", "tip"):
                colour = style.DARK.focus
            surface.set_clip(kept.rect.inflate(round(2 * stroke), round(2 * stroke)))
        if region.outline is not None:
            surface.blit(*shapes.outline_ring(region.outline, colour, stroke, style.WHITE))
        elif region.hexagon is not None:
            drawn = shapes.hex_ring(region.hexagon + stroke / 2, colour, stroke, style.WHITE)
            surface.blit(drawn, drawn.get_rect(center=region.rect.center))
        else:
            box = region.rect.inflate(round(2 * stroke), round(2 * stroke))
            surface.blit(shapes.ring(box.width, box.height, colour, region.radius + stroke, stroke), box)
        surface.set_clip(before)

    def _draw_tip(self, surface: pygame.Surface) -> None:
        self._tip_rect = None
        shown, since = self._hover, self._hover_since
        if self.ring_shown and (shown is None or self._focus_since >= since):
            shown, since = self.focus, self._focus_since
        region = self.region(shown) if shown is not None else None
        if region is None or region.tip is None or self.now - since < style.TOOLTIP_DELAY:
            return
        drawn = self._tips.get(region.tip)
        if drawn is None:
            drawn = self._tips[region.tip] = overlay.paint_tip(region.tip, self.unit, self.size, self.atlas)
        holder = next((k for k in self._panels.values() if region in k.placed and k.look != "plain"), None)
        gap = round(9 * self.unit)
        about = region.rect if holder is None else region.rect.clip(holder.rect)
        place = overlay.place_tip(drawn.get_size(), about, holder.rect if holder else None, self.size, gap)
        surface.blit(drawn, place)
        tail = overlay.tip_tail(place, about, round(7 * self.unit))
        if tail:
            pygame.draw.polygon(surface, self.palette.tip, tail)
            pygame.draw.aalines(surface, self.palette.tip, True, tail)
        self._tip_rect = place
