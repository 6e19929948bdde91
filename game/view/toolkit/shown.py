"""What is on the screen: panels and regions in the order of a frame, what lies at a place, and how far it is scrolled.

A frame is put together between `begin` and `end`; until `end` every question is answered from the frame before, which
is the one that the player sees. Places and lengths are screen pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pygame

from game.view.toolkit.kept import KeptPanel
from game.view.toolkit.lifts import Card
from game.view.toolkit.panel import Region

FRAMES_KEPT = 120
"""A panel that is not shown is forgotten after so many frames."""


@dataclass
class Frame:
    """The keys of what one frame shows, in order; the regions that others paint, by key; its modal panel, if any.

    after: the ident that something follows for the keyboard, by its key.
    """

    order: list[str] = field(default_factory=list)
    free: dict[str, Sequence[Region]] = field(default_factory=dict)
    modal: str | None = None
    after: dict[str, str] = field(default_factory=dict)


class Shown:
    """The panels kept from frame to frame, and the frame that the player sees.

    `panels` by their keys; `shifts` counts how often one of them was scrolled.
    """

    def __init__(self) -> None:
        self.panels: dict[str, KeptPanel] = {}
        self.shifts = 0
        self._seen = Frame()
        self._coming = Frame()
        self._number = 0
        self._moved = True

    def leave(self) -> None:
        """Forgets everything, when another screen comes."""
        self.panels.clear()
        self._seen, self._coming = Frame(), Frame()

    # A frame is put together.

    def begin(self) -> None:
        """Starts a frame."""
        self._number += 1
        self._coming = Frame()

    def put(self, key: str, kept: KeptPanel) -> None:
        """Keeps a panel that was painted anew."""
        self.panels[key] = kept
        self._moved = True

    def add(self, key: str, rect: pygame.Rect, after: str = "") -> KeptPanel:
        """Lays a kept panel on top of the coming frame, at a place; returns it."""
        kept = self.panels[key]
        if kept.rect.topleft != rect.topleft:
            kept.move_to(rect)
            self._moved = True
        kept.seen = self._number
        self._coming.order.append(key)
        self._coming.after[key] = after
        return kept

    @property
    def coming(self) -> Sequence[str]:
        """The keys of what lies on the coming frame so far, bottom first."""
        return self._coming.order

    def again(self, keys: Sequence[str]) -> list[KeptPanel] | None:
        """Lays panels on the coming frame where they lay before; None if one of them is kept no longer."""
        if not all(key in self.panels for key in keys):
            return None
        out = [self.panels[key] for key in keys]
        for kept in out:
            kept.seen = self._number
        self._coming.order += keys
        self._coming.after |= {key: self._seen.after.get(key, "") for key in keys}
        return out

    def add_regions(self, key: str, regions: Sequence[Region], after: str = "") -> None:
        """Lays regions on the coming frame that somebody else paints; the same sequence stands for the same places."""
        self._moved = self._moved or self._seen.free.get(key) is not regions
        self._coming.free[key] = regions
        self._coming.order.append(key)
        self._coming.after[key] = after

    def close_off(self, key: str) -> None:
        """Makes a panel of the coming frame the only one that can be reached."""
        self._coming.modal = key

    def end(self) -> bool:
        """The coming frame is now the one that is seen; says whether anything lies elsewhere than in the one before."""
        before, self._seen = self._seen, self._coming
        for key in [key for key, kept in self.panels.items() if kept.seen < self._number - FRAMES_KEPT]:
            del self.panels[key]
        moved, self._moved = self._moved, False
        return moved or before.order != self._seen.order or before.modal != self._seen.modal

    # What is seen.

    @property
    def order(self) -> Sequence[str]:
        """The keys of everything that is seen, bottom first."""
        return self._seen.order

    @property
    def modal(self) -> str | None:
        """The panel that takes everything, if there is one."""
        return self._seen.modal

    def panel(self, key: str) -> KeptPanel | None:
        """A panel that is seen."""
        return self.panels.get(key) if key in self._seen.order else None

    def holder(self, region: Region) -> KeptPanel | None:
        """The panel of the newest frame on which a region lies; None for one that somebody else paints."""
        return next((k for k in self.panels.values() if k.seen == self._number and region in k.placed), None)

    def card(self, ident: str) -> Card | None:
        """A card that lifts, as it is painted; None for what is none."""
        region = self.region(ident)
        if region is None or not region.lifts or (kept := self.holder(region)) is None:
            return None
        return Card(kept.cut(region), region.radius, kept.window(region))

    def regions(self) -> list[Region]:
        """Every region that can be reached, in reading order: what follows a region stands right behind it."""
        out: list[Region] = []
        behind: dict[str, list[Region]] = {}
        for key in self._in_reading_order():
            leader = self._seen.after.get(key, "")
            if leader and self.region(leader) is not None:
                behind.setdefault(leader, []).extend(self.regions_of(key))
                continue
            kept = self.panels.get(key)
            across = kept is not None and kept.look in ("bar", "foot")  # a bar is read along, however it is painted
            out += sorted(self.regions_of(key), key=lambda one: one.rect.x) if across else self.regions_of(key)
        if not behind:
            return out
        return [one for region in out for one in (region, *behind.get(region.ident, ()))]

    def start(self) -> str | None:
        """Where the keyboard begins: the first region of what was painted first, as is the board below its panels.

        What only closes a page comes last: Escape does that.
        """
        every = [region for key in self._open() for region in self.regions_of(key)]
        begins = (region for region in every if "escape" not in region.shortcuts)
        first = next(begins, every[0] if every else None)
        return first.ident if first is not None else None

    def _in_reading_order(self) -> list[str]:
        """What can be reached: bars first and feet last, what is between by columns, each from top to bottom."""

        def place(key: str) -> tuple[int, int, int]:
            kept = self.panels.get(key)
            if kept is not None:
                return {"bar": 0, "foot": 2}.get(kept.look, 1), kept.rect.x, kept.rect.y
            boxes = [region.rect for region in self.regions_of(key)]
            return 1, min((box.x for box in boxes), default=0), min((box.y for box in boxes), default=0)

        return sorted(self._open(), key=place)

    def regions_of(self, key: str) -> Sequence[Region]:
        """The regions of one panel, or those that somebody else paints under that key."""
        kept = self.panels.get(key)
        return kept.placed if kept is not None else self._seen.free.get(key, ())

    def region(self, ident: str) -> Region | None:
        """The region of an ident, if it can be reached."""
        every = (region for key in self._open() for region in self.regions_of(key))
        return next((region for region in every if region.ident == ident), None)

    def twice(self) -> list[str]:
        """The idents that more than one region has; there should be none."""
        seen: set[str] = set()
        out = []
        for region in (region for key in self._seen.order for region in self.regions_of(key)):
            if region.ident in seen:
                out.append(region.ident)
            seen.add(region.ident)
        return out

    def under(self, place: tuple[int, int]) -> Region | None:
        """The region that a press at a place reaches."""
        for key in reversed(self._open()):
            kept = self.panels.get(key)
            if kept is None:
                found = next((one for one in reversed(self.regions_of(key)) if one.holds(place)), None)
                if found is not None:
                    return found
            elif kept.rect.collidepoint(place) and (kept.look != "plain" or kept.under(place) is not None):
                return kept.under(place)
        return None

    def pressed_at(self, place: tuple[int, int]) -> Region | None:
        """What a press at a place is meant for: what lies there, or the button on which it only tells something."""
        found = self.under(place)
        if found is None or found.activates:
            return found
        key = next(key for key in reversed(self._open()) if found in self.regions_of(key))
        return next((one for one in reversed(self.regions_of(key)) if one.activates and one.holds(place)
                     and one.rect.contains(found.rect)), found)  # fmt: skip

    def covers(self, place: tuple[int, int]) -> bool:
        """Whether a panel with a ground, or a modal one, lies over a place."""
        return self._seen.modal is not None or any(
            kept.rect.collidepoint(place) for kept in self._panels_seen() if kept.look != "plain"
        )

    def _open(self) -> Sequence[str]:
        return self._seen.order if self._seen.modal is None else (self._seen.modal,)

    def _panels_seen(self) -> Iterator[KeptPanel]:
        """The panels that are seen, top first."""
        return (self.panels[key] for key in reversed(self._seen.order) if key in self.panels)

    # Scrolling.

    def scroll_at(self, place: tuple[int, int], pixels: int) -> bool:
        """Scrolls what lies at a place; says whether that place takes the wheel at all."""
        for kept in self._panels_seen():
            if kept.rect.collidepoint(place):
                self._shifted(kept.scroll_to(kept.scroll + pixels))
                return True
        return self._seen.modal is not None

    def turn_page(self, way: int, focus: str | None, place: tuple[int, int]) -> bool:
        """Scrolls the panel that holds the focus, or else the one at a place, by most of its height; says if it did."""
        for kept in self._panels_seen():
            if kept.overflow and (focus in kept.idents or kept.rect.collidepoint(place)):
                self._shifted(kept.scroll_to(kept.scroll + round(way * 0.8 * kept.rect.height)))
                return True
        return False

    def reveal(self, ident: str | None) -> None:
        """Scrolls a panel of the newest frame so that a region of it can be seen."""
        for kept in self.panels.values():
            for region in kept.placed if kept.overflow and kept.seen == self._number else ():
                if region.ident == ident:
                    self._shifted(kept.reveal(region))
                    return

    def _shifted(self, did: bool) -> None:
        """A panel shows another part of itself: whatever was laid with it no longer holds."""
        if did:
            self._moved = True
            self.shifts += 1
