"""The player's seat in a workshop, across screens and evenings: how it is taken, gone back to and given up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from game.view.stage import Screen
from game.view.ways import Ways
from game.workshop.address import Address

if TYPE_CHECKING:
    from game.view.screens.workshop.seat import Seat
    from game.workshop.client import Link


class Workshop:
    """The way into a workshop, one seat at a time. ways: the game's own."""

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._link: Link | None = None
        self._seat: Seat | None = None

    @property
    def kept(self) -> str:
        """Where the seat is that one may go back to, in words; "" if there is none."""
        if self._link is not None and not self._link.refused and self._seat is not None:
            return self._link.where.place
        kept = self._kept()
        return kept[0].place if kept is not None else ""

    def door(self, where: Address | None = None, name: str = "") -> Screen:
        """Where a seat is asked for; at once where all is known."""
        from game.view.screens.workshop.door import Door

        return Door(self._sit, self._enter, self._ways.to_title, where, name)

    def back(self) -> Screen:
        """The room of the kept seat, or the door where there is none."""
        if self._link is not None and self._seat is not None and not self._link.refused:
            return self._seat.waiting()
        kept = self._kept()
        return self.door(kept[0] if kept is not None else None)

    def close(self) -> None:
        """Ends the line to the hub; what is unsent is tried once more, and kept."""
        if self._link is not None:
            self._link.close()

    def _sit(self, where: Address, name: str) -> Link:
        """A seat in a room: the one there was in the same room, or another."""
        from game.workshop.client import Link

        self.close()
        self._seat = None
        keep, kept = self._ways.keeping.workshop_seat, self._kept()
        same = kept is not None and kept[0] == where
        self._link = Link(where, name, keep, kept[1] if kept is not None and same else None).start()
        return self._link

    def _kept(self) -> tuple[Address, Mapping[str, Any]] | None:
        """The room of the kept seat, and what else stands there."""
        keep = self._ways.keeping.workshop_seat
        if keep is None or not keep.exists():
            return None
        from game.workshop.client import kept_seat  # most players never ask for what it brings with it

        return kept_seat(keep)

    def _enter(self, link: Link) -> Screen:
        from game.view.screens.workshop.group import Group
        from game.view.screens.workshop.leader import Leader

        self._seat = Leader(self._ways, link) if link.where.desk else Group(self._ways, link)
        return self._seat.waiting()
