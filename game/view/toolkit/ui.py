"""The interface of a window: panels as cached surfaces, regions with explicit identity, focus, tooltips and scale.

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
slider's number). `ui.taken`: whether the interface used the last event, so that a click on a panel does not reach the
board, which registers its own regions with `ui.regions`. What is on the screen is `shown`, what mouse and keyboard do
to it `input`, what takes no input yet `shields`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Literal

import pygame

from game.board import style
from game.board.style import Palette, Theme
from game.view.toolkit import overlay
from game.view.toolkit.entering import Edge, Entrances
from game.view.toolkit.input import Hit, Input
from game.view.toolkit.kept import KeptPanel, Laid
from game.view.toolkit.lifts import Lifts
from game.view.toolkit.panel import Box, Region
from game.view.toolkit.pieces import Atlas
from game.view.toolkit.shields import ACTS, EVERYTHING, PRESSES, Shields
from game.view.toolkit.shown import Shown
from game.view.toolkit.steps import Begun, Easel, Pace, Painter
from game.view.toolkit.text_field import TextField
from game.view.toolkit.tips import Tips

__all__ = ["Hit", "Painter", "Ui"]

Flow = Literal["", "scrolls", "fits"]


class Ui:
    """The interface of a window: its scale, its panels, and what is focused in them.

    `width` and `height` are the window in logical pixels of the interface (1280×720 at scale 1.0, smaller when
    `scale` is larger); `scale` is what the player wishes, `unit` the screen pixels per logical pixel that this comes
    to in a window of this size. `repaints` counts panel repaints. `gently`: how much may be painted in a frame of
    panels with nothing but new content (None: all); `behind`: whether the last frame left some as they were.
    """

    def __init__(self, atlas: Atlas, size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> None:
        self.atlas = atlas
        self.size = size
        self.scale = scale
        self.reduced_motion = False
        self.pressed: Callable[[], object] | None = None
        self.gently: Pace | None = None
        self.behind = False
        self._surface: pygame.Surface | None = None
        self._shown = Shown()
        self._entrances = Entrances(self._shown)
        self._input = Input(self._shown)
        self._shields = Shields()
        self._tips = Tips()
        self._tip_rect: pygame.Rect | None = None
        self._pages: dict[str, Hashable] = {}
        self._groups: dict[str, tuple[tuple[Hashable, ...], tuple[str, ...]]] = {}
        self._laid: dict[str, Laid] = {}
        self.easel = Easel(atlas)
        self._lifts = Lifts()
        self._veil: tuple[Hashable, pygame.Surface] | None = None
        self._wanted: str | None = None

    def leave(self) -> None:
        """Forgets panels, focus and regions, when another screen comes."""
        self._shown.leave()
        self._entrances.leave()
        self._input.leave()
        self.easel.forget()
        self._veil = None
        self._surface = None

    # Scale and place.

    @property
    def unit(self) -> float:
        """Screen pixels per logical pixel of the interface."""
        return style.ui_unit(*self.size, self.scale)

    @property
    def repaints(self) -> int:
        """How many panels have been begun."""
        return self.easel.repaints

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
            self._shown.panels.clear()
            self._entrances.finish()
            self._tips.forget()
            self._veil, self._wanted = None, self.focus if self.ring_shown else None  # it stays in sight

    def speak(self, saying: Callable[[str], str] | None) -> None:
        """Draws every text in other words from now on, as `saying` gives them; None: as it is."""
        if saying != self.atlas.text.saying:
            self.atlas.text.saying = saying
            self._shown.panels.clear()
            self._tips.forget()
            self.easel.forget()

    def to_screen(self, box: Box) -> pygame.Rect:
        """A logical box of the interface in screen pixels, edges rounded so that neighbours meet."""
        left, top, width, height = box
        unit = self.unit
        x, y = round(left * unit), round(top * unit)
        right, bottom = round((left + width) * unit), round((top + height) * unit)
        return pygame.Rect(x, y, max(1, right - x), max(1, bottom - y))

    def centred(self, width: float, height: float, beside: float = 24, above: float = 24) -> Box:
        """The logical box of a card in the middle of the window: as large as asked for, or as there is room.

        So much of the window is left at least, beside the card and above it with what is below.
        """
        width, height = min(width, self.width - beside), min(height, self.height - above)
        return (self.width - width) / 2, (self.height - height) / 2, width, height

    # One frame.

    def begin(self, surface: pygame.Surface, now: float | None = None) -> None:
        """Starts a frame on a surface of the window's size; `now` is seconds on the window's clock."""
        self._surface = surface
        if surface.get_size() != self.size:
            self.configure(surface.get_size(), self.scale, self.atlas.theme)
        if now is not None:
            self._input.now = now
        self._shields.begin(self._input.now)
        self._shown.begin()
        self.behind = False
        self._entrances.begin()

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
        after: str = "",
        rises: float = 0.0,
        slides: Edge = "",
        flow: Flow = "",
    ) -> pygame.Rect:
        """Shows a panel, calling `paint` only when `signature`, size, theme or what is hovered in it has changed.

        `box` is logical (x, y, w, h); `look` is "card", "inset", "bar", "foot", "note", "tip" or "plain" (no ground).
        `paint` may return the height it needs; a taller panel scrolls, below its first `header` logical pixels. Where
        it pauses, the rest waits for the next frame while things go `gently` and there is an older picture to show.
        Another `page` of a panel begins at its top again. For the keyboard it follows the region `after`, if that is
        shown. Where it was not shown before, it rises to its place within `rises` seconds, or `slides` there from an
        edge of the window; it can be pressed there at once.
        `flow`: `paint` goes from the top down and does the same whatever height there is, which takes half the time;
        the panel "scrolls" within its box, or "fits": it ends with its content where that is less.
        Returns the panel's place on the screen.
        """
        rect, seen, kept = self.to_screen(box), self._shown.panel(key) is not None, self._shown.panels.get(key)
        turned, self._pages[key] = self._pages.get(key) != page, page
        mine = kept.idents - kept.lifting if kept else frozenset()
        hover, pressed = self._input.hover, self._input.pressed
        inside = (hover if hover in mine else None, pressed if pressed in mine else None)
        full = (signature, rect.size, self.unit, self.atlas.theme, look, inside, page)
        if kept is None or kept.signature != full:
            waits = kept is not None and kept.signature[2:] == full[2:]
            given = (key, rect.size, self.unit, (hover, pressed), paint)
            begin = partial(self.easel.painting, *given, scroll=scroll, flows=bool(flow))
            panel = self.easel.step(key, full, begin, self.gently if waits else None)
            if panel is None:
                self.behind = True
            else:
                rect.height = panel.end(rect.height) if flow == "fits" else rect.height
                kept = KeptPanel(
                    full, look, panel.surface, panel.regions, rect, unit=self.unit, palette=self.palette,
                    header=round(header * self.unit), scroll=kept.scroll if kept and not turned else 0,
                )  # fmt: skip
                self._shown.put(key, kept)
        assert kept is not None
        if kept.rect.size != rect.size:
            # It ends with its content, or is still shown as it was.
            rect = pygame.Rect(rect.topleft, kept.rect.size) if flow == "fits" else kept.rect
        self._shown.add(key, rect, after)
        kept.shift = (0, 0) if not rises and not slides else self._entrances.shift(
            key, rect, self.size[0], self.unit, self._input.now, seen=seen, rises=rises, slides=slides,
            still=self.reduced_motion,
        )  # fmt: skip
        if self._surface is not None:
            kept.show(self._surface)
        return rect

    def gone(self) -> None:
        """Shows panels that slid in and are not shown any more on their way out; called after all that slide."""
        first = len(self._shown.coming)
        self._entrances.lay_gone(self.size[0], self.unit, self._input.now, still=self.reduced_motion)
        for key in self._shown.coming[first:]:
            if self._surface is not None:
                self._shown.panels[key].show(self._surface)

    @property
    def leaving(self) -> bool:
        """Whether the last frame showed a panel on its way out."""
        return self._entrances.leaving

    def begin_ahead(self, key: str, box: Box, signature: Hashable, paint: Painter, *, look: str = "card") -> None:
        """Begins to paint a panel that is about to be shown so; `easel.go_on` paints a part of it."""
        size, nothing = self.to_screen(box).size, (None, None)
        full = (signature, size, self.unit, self.atlas.theme, look, nothing, None)
        painting = self.easel.painting(key, size, self.unit, nothing, paint, scroll=True)
        self.easel.begun[key] = Begun(full, painting)

    def measure(self, key: str, width: float, height: float, signature: Hashable, paint: Painter) -> float:
        """The logical height that `paint` asks for on a panel so wide, were it so high; 0 where it asks for none.

        It is found out once for a `signature`, which is as in `panel`.
        """
        size = round(width * self.unit), round(height * self.unit)
        return self.easel.measure(key, size, self.unit, signature, paint)

    def group(self, key: str, signature: Hashable, show: Callable[[], None]) -> None:
        """Shows the panels that `show` shows; shows them again as they were while nothing they depend on has changed.

        `signature` must hold everything on which their places and contents depend, but what is pointed at.
        """
        for kept in self._again(key, signature, show):
            if self._surface is not None:
                kept.show(self._surface)

    def laid(
        self, key: str, signature: Hashable, under: pygame.Surface, altered: Sequence[pygame.Rect] | None,
        show: Callable[[], None],
    ) -> pygame.Surface:  # fmt: skip
        """The opaque picture `under` with the panels of a group laid on it, laid anew only where either has changed.

        For panels over something that stands still: one picture is cheaper to show than all of them. altered: where
        `under` is another than when it was last laid; None for everywhere.
        """
        target, self._surface, first = self._surface, None, len(self._shown.coming)
        self._again(key, signature, show)
        self._surface = target
        panels = [self._shown.panels[name] for name in self._shown.coming[first:] if name in self._shown.panels]
        known = self._laid.get(key)
        if known is None or known.under is not under:
            known = self._laid[key] = Laid(under)
            altered = None
        return known.lay(panels, altered)

    def _again(self, key: str, signature: Hashable, show: Callable[[], None]) -> list[KeptPanel]:
        """Asks `show` if anything has changed; else counts the group's panels as shown and returns them."""
        shown, at = self._shown, self._input
        mark = (signature, at.hover, at.pressed, self.size, self.scale, self.atlas.theme, shown.shifts)
        known = self._groups.get(key)
        rests = known is not None and known[0][1:] == mark[1:] and self.gently is not None and self.gently.spent
        kept = shown.again(known[1]) if known is not None and (rests or known[0] == mark) else None
        if kept is not None:
            self.behind |= known is not None and known[0] != mark
            return kept
        before, waited = len(shown.coming), self.behind
        self.behind = False
        show()
        if self._entrances.moving:
            self._groups.pop(key, None)
        else:
            self._groups[key] = ((None if self.behind else signature, *mark[1:]), tuple(shown.coming[before:]))
        self.behind |= waited
        return []

    def regions(self, key: str, regions: Sequence[Region], after: str = "") -> None:
        """Registers regions that someone else paints (the board's tiles); their boxes are screen pixels.

        Pass the same sequence again while nothing has moved: it is compared by identity. `after` is as for a panel.
        """
        self._shown.add_regions(key, regions, after)

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
        self._shown.close_off(key)
        return self.panel(key, box, signature, paint, look=look, header=header, rises=style.MODAL)

    @property
    def modal_open(self) -> bool:
        """True when the last frame showed a modal panel."""
        return self._shown.modal is not None

    def end(self) -> None:
        """Ends the frame: draws veils, the focus ring and the tooltip, and forgets panels that were not shown."""
        if self._wanted is not None:
            self._shown.reveal(self._wanted)
            self._wanted = None
        before = self._shown.modal
        if self._shown.end():
            self._input.settle(before)
        if self._shown.modal is None:
            self._veil = None
        self._shields.seen(self._shown.order)
        if self._surface is not None:
            self._draw_over(self._surface)

    def _draw_over(self, surface: pygame.Surface) -> None:
        """Draws what lies over the panels: veils, the ring of the focus, the tooltip."""
        for key, left in self._shields.veils(self._input.now):
            veiled = self._shown.panel(key)
            if veiled is not None:
                overlay.draw_veil(surface, veiled.rect, self.palette, left, style.RADIUS * self.unit)
        self._lifts.follow(self._wanted_up(), self._input.now, still=self.reduced_motion)
        ringed = self.region(self.focus) if self.ring_shown and self.focus is not None else None
        if ringed is not None and ringed.ringed:
            kept = self._shown.holder(ringed)
            place = (kept.window(ringed), kept.look) if kept is not None else ()
            overlay.draw_ring(surface, self._lifts.raised(ringed, self.unit), self.palette, *place)
        self._lifts.show(surface, self._shown.card, self.unit)  # the key on a card's edge lies above its ring
        self._tip_rect = self._input.tip_shown = None
        region, seconds = self._input.looked_at()
        if region is not None and region.tip is not None and seconds >= style.TOOLTIP_DELAY:
            kept = self._shown.holder(region)
            panel = kept.rect if kept is not None and kept.look != "plain" else None
            about = region.rect if panel is None else region.rect.clip(panel)
            self._input.tip_shown = region.ident
            notes = [place for place in self.places_of("note") if not place.contains(about)]
            self._tip_rect = self._tips.show(surface, region.tip, about, panel, self.unit, self.atlas, notes)

    def _wanted_up(self) -> list[str]:
        """The cards that lift now: under the mouse, unless it is held down, and in the ring of the focus."""
        at = self._input
        idents = (at.hover if at.pressed != at.hover else None, at.focus if at.ring_shown else None)
        return [ident for ident in idents if ident is not None and self._shown.card(ident) is not None]

    # Shields: what has just come up under the hand takes nothing yet.

    def shield(self, seconds: float, panel: str = EVERYTHING, *, veiled: bool = False) -> None:
        """Keeps clicks, keys and the wheel from the screen, or from one panel, until it has been seen for so long.

        A press that began before does not count either. The time starts with the first frame that shows it. A
        `veiled` panel comes up out of a veil meanwhile.
        """
        self._shields.put(panel, seconds, veiled)
        if panel == EVERYTHING:
            self._input.let_go()

    def lower_shields(self) -> None:
        """Takes every shield away, when another screen comes that puts up its own."""
        self._shields.clear()

    def shielded(self, panel: str = EVERYTHING) -> bool:
        """Whether the screen, or that panel, takes no input yet."""
        return self._shields.covers(panel)

    # Events, and what they have led to.

    def event(self, event: pygame.event.Event) -> Hit | None:
        """Routes one pygame event; returns the region it activated, if any, and sets `taken`."""
        if event.type in PRESSES:
            self._entrances.finish()
        if event.type in ACTS and self.shielded():
            self._input.let_go()
            self._input.taken = True
            return None
        covered = (self._shown.panels.get(panel) for panel in self._shields.panels())
        quiet = {region.key for kept in covered if kept is not None for region in kept.placed}
        hit = self._input.event(event, self.unit, quiet)
        if hit is not None and self.pressed is not None and event.type in (pygame.MOUSEBUTTONUP, pygame.KEYDOWN):
            self.pressed()
        return hit

    @property
    def taken(self) -> bool:
        """Whether the interface used the last event."""
        return self._input.taken

    @property
    def mouse(self) -> tuple[int, int]:
        """Where the mouse was last seen on the screen."""
        return self._input.mouse

    def hovered(self) -> str | None:
        """The ident under the mouse."""
        return self._input.hover

    @property
    def focus(self) -> str | None:
        """The ident of the region that has the focus."""
        return self._input.focus

    @property
    def ring_shown(self) -> bool:
        """Whether a ring shows the focus: since it was moved by the keyboard, until the mouse is pressed."""
        return self._input.ring_shown

    def set_focus(self, ident: str | None, *, ring: bool = True, told: bool = True) -> None:
        """Moves the focus to a region by its ident (its key, or "key:value" for one of several).

        told: its tooltip follows; not where a card says the same, or the player has not moved the focus.
        """
        self._input.set_focus(ident, ring=ring, told=told)

    def put_tip_away(self) -> bool:
        """Puts away the tooltip that the focus shows; False where it shows none."""
        return self._input.put_tip_away()

    @property
    def typing(self) -> Region | None:
        """The region of the text field that is written in now."""
        return self._input.typing

    def writes(self, field: TextField) -> bool:
        """Whether that field is the one that is written in now."""
        region = self._input.typing
        return region is not None and region.text is field

    def bring(self, ident: str) -> None:
        """Scrolls a panel so that a region which the next frame shows can be seen; the focus stays where it is."""
        self._wanted = ident

    # What the last frame showed.

    def order(self) -> list[str]:
        """The idents of all regions that can be reached now, in the order of Tab."""
        return [region.ident for region in self._shown.regions()]

    def region(self, ident: str) -> Region | None:
        """The region of that ident as shown in the last frame, its box in screen pixels."""
        return self._shown.region(ident)

    def twice(self) -> list[str]:
        """The idents that more than one region of the last frame has; there should be none."""
        return self._shown.twice()

    def over_panel(self, place: tuple[int, int]) -> bool:
        """True when a panel with a ground covers that place on the screen."""
        return self._shown.covers(place)

    def place_of(self, panel: str) -> pygame.Rect | None:
        """Where a panel of the last frame lay on the screen."""
        kept = self._shown.panel(panel)
        return kept.rect if kept is not None else None

    def places_of(self, start: str) -> list[pygame.Rect]:
        """Where the panels of the last frame lay on the screen whose keys begin so."""
        return [kept.rect for key, kept in self._shown.panels.items() if key.startswith(start)]

    def tip_shown(self) -> pygame.Rect | None:
        """Where the tooltip of the last frame lay on the screen, if one was shown."""
        return self._tip_rect
