"""The door of a workshop: the address and the code that stand on the wall, a name, and a seat."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.board import style
from game.places import command
from game.view.screens.page import EDGE, LIP, Page, heading, way_back
from game.view.stage import Route, Screen
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.text_field import TextField
from game.view.toolkit.ui import Hit, Ui
from game.workshop import address as addresses
from game.workshop.address import Address, AddressError
from game.workshop.client import Link

WIDE, HEAD = 640.0, 62.0
LONGEST_ADDRESS, LONGEST_CODE, LONGEST_NAME = 80, 12, 24
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("door-address", "Address", f"It stands on the wall, such as {addresses.EXAMPLE}."),
    ("door-code", "Code", "Six letters, below the address."),
    ("door-name", "Your group's name", "Left out, the hub gives you one."),
)


class Door(Page):
    """Asks where to, and for a seat there. sit: takes one; enter_room: the screen of a seat that was had.

    where, name: what is known already; with a code there, the seat is asked for at once.
    """

    def __init__(
        self,
        sit: Callable[[Address, str], Link],
        enter_room: Callable[[Link], Screen],
        to_title: Callable[[], Route],
        where: Address | None = None,
        name: str = "",
    ) -> None:
        self._sit, self._enter_room, self._to_title = sit, enter_room, to_title
        self.fields = {
            "door-address": TextField(str(where) if where is not None else "", LONGEST_ADDRESS),
            "door-code": TextField(where.code if where is not None else "", LONGEST_CODE),
            "door-name": TextField(name, LONGEST_NAME),
        }
        self.link: Link | None = None
        self.said = ""
        self._at_once = where is not None and bool(where.code)
        self._begun = False

    def tick(self, seconds: float) -> Route | None:
        """Goes in as soon as there is a seat; says why where there is none."""
        if not self._begun:
            self._begun = True
            if self._at_once:
                self._knock()
            else:
                self.stage.ui.set_focus("door-code" if self.fields["door-address"].text else "door-address", ring=False)
        link = self.link
        if link is None:
            return None
        if link.standing is not None:
            self.link = None
            return Route(self._enter_room(link))
        if link.refused or link.trouble:
            self.said, self.link = link.refused or link.trouble, None
            link.close(0.0)
            self.stage.sound.play("error")
        return None

    def follow(self, hit: Hit) -> Route | None:
        """Knocks, or goes back."""
        if hit.key == "door-sit" and self.link is None:
            self._knock()
        elif hit.key == "door-close":
            if self.link is not None:
                self.link.close(0.0)
                self.link = None
            return self._to_title()
        elif hit.key == "door-address":
            self._split()
        return None

    def event(self, event: pygame.event.Event) -> Route | None:
        """Takes one event."""
        if self.link is not None and event.type in (pygame.TEXTINPUT, pygame.TEXTEDITING):
            return None  # what is being asked for is not changed meanwhile
        return super().event(event)

    def _split(self) -> None:
        """A whole link that is pasted into the address brings its code along."""
        try:
            where = addresses.read(self.fields["door-address"].text)
        except AddressError:
            return
        if where.code and not self.fields["door-code"].text:
            self.fields["door-code"].put(where.code)

    def _knock(self) -> None:
        try:
            where = addresses.read(self.fields["door-address"].text, self.fields["door-code"].text)
            if not where.code:
                raise AddressError("Type the code too. It stands on the wall, below the address.")
        except AddressError as error:
            self.said = str(error)
            self.stage.sound.play("error")
            return
        self.said = ""
        self.link = self._sit(where, self.fields["door-name"].text.strip())

    def lay(self, ui: Ui) -> None:
        """Shows the fields."""
        written = tuple((field.state, ui.writes(field)) for field in self.fields.values())
        shown = (written, self.link is not None, self.said)

        def paint(p: Panel) -> float:
            return self._paint(p, ui)

        high = ui.measure("door", min(WIDE, ui.width - 24), ui.height - 24, shown, paint)
        ui.panel("door", ui.centred(WIDE, high + LIP), shown, paint, header=HEAD)

    def _paint(self, p: Panel, ui: Ui) -> float:
        pal, wide, y = p.palette, p.width - 2 * EDGE, HEAD + 12
        heading(p, "Into a workshop", beside=64)
        way_back(p, "door-close", "Back to the title. Key Esc.")
        for key, title, note in FIELDS:
            p.text(EDGE, y + 9, title, weight=800, at="middle")
            beside = p.measure(title, weight=800) + 12
            p.text(EDGE + beside, y + 10, note, size=style.SECONDARY, colour=pal.second, at="middle",
                   width=wide - beside)  # fmt: skip
            field = self.fields[key]
            widgets.text_field(p, key, (EDGE, y + 24, wide, 44), field, active=ui.writes(field), size=style.SUBTITLE,
                               tip=Tip(title, note))  # fmt: skip
            y += 82
        asking = self.link is not None
        label = "Asking …" if asking else "Sit down"
        widgets.button(p, "door-sit", (EDGE, y, min(240.0, wide), 46), label, kind="primary", icon="door-open",
                       shortcut="return", enabled=not asking)  # fmt: skip
        y += 58
        if self.said:
            y += p.paragraph(EDGE, y, wide, self.said, weight=700, colour=pal.bad) + 8
        words = f"To run a workshop on this computer, type {command()} host on its command line."
        return y + p.paragraph(EDGE, y, wide, words, size=style.SECONDARY, colour=pal.second) + 16
