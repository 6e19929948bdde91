"""The door of a workshop: the address and the code that stand on the wall, a name, and a seat; or the leader's link."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame

from game.board import style
from game.places import command
from game.view.screens.page import EDGE, LIP, Page, heading, way_back
from game.view.stage import Route, Screen
from game.view.toolkit import widgets
from game.view.toolkit.keys import command as command_key
from game.view.toolkit.keys import key_name
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.text_field import TextField
from game.view.toolkit.ui import Hit, Ui
from game.workshop import address as addresses
from game.workshop.address import Address, AddressError
from game.workshop.client import Link

WIDE, HEAD, IN_HEAD = 640.0, 62.0, 176.0
LONGEST_ADDRESS, LONGEST_CODE, LONGEST_NAME = 120, 12, 24
AT_DESK = (
    "The leader's link was given, and is not shown any more: a room may be watching. You lead from the desk, and need "
    "no code."
)
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("door-address", "Address", f"It stands on the wall, such as {addresses.EXAMPLE}. Leaders paste their link."),
    ("door-code", "Code", "Six letters, below the address."),
    ("door-name", "Your group's name", "Left out, the hub gives you one."),
)


class Door(Page):
    """Asks where to, and for a seat there. sit: takes one; enter_room: the screen of a seat that was had.

    where, name: what is known already; with a code or the leader's link there, the seat is asked for at once. desk: the
    room whose leader's link was given: it is not shown any more, for a room may be watching.
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
        self.desk = where if where is not None and where.desk else None
        self._at_once = where is not None and bool(where.code or where.desk)
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
        route = super().event(event)
        if event.type == pygame.KEYDOWN and command_key(event) and key_name(event) == "v":
            self._split()  # at once: a private link does not stay on a screen that a room may see
        return route

    def _split(self) -> None:
        """A whole link that is pasted into the address brings its code along."""
        try:
            where = addresses.read(self.fields["door-address"].text)
        except AddressError:
            return
        if where.code and not self.fields["door-code"].text:
            self.fields["door-code"].put(where.code)
        if where.desk:
            self.desk = where
            self.fields["door-address"].put(str(where))

    def _knock(self) -> None:
        self._split()
        try:
            where = self._leads_to()
        except AddressError as error:
            self.said = str(error)
            self.stage.sound.play("error")
            return
        self.said = ""
        self.link = self._sit(where, self.fields["door-name"].text.strip())

    @property
    def at_desk(self) -> bool:
        """Whether the leader's link was given for the room whose address stands there."""
        return self.desk is not None and self.fields["door-address"].text.strip() == str(self.desk)

    def _leads_to(self) -> Address:
        """Where the fields lead: to the desk of the room whose link was given, or to a seat by its code."""
        if self.desk is not None and self.at_desk:
            return self.desk
        where = addresses.read(self.fields["door-address"].text, self.fields["door-code"].text)
        if not where.code:
            raise AddressError("Type the code too. It stands on the wall, below the address.")
        return where

    def lay(self, ui: Ui) -> None:
        """Shows the fields."""
        written = tuple((field.state, ui.writes(field)) for field in self.fields.values())
        shown = (written, self.link is not None, self.said, self.at_desk)

        high = ui.measure("door", min(WIDE, ui.width - 24), ui.height - 24, shown, lambda p: self._paint(p, ui, False))
        # Where the fields scroll, the way in stands in the head, and is always in sight.
        low = high + LIP > ui.height - 24
        box = ui.centred(WIDE, high + LIP)
        ui.panel("door", box, (shown, low), lambda p: self._paint(p, ui, low), header=HEAD)

    def _paint(self, p: Panel, ui: Ui, low: bool) -> float:
        pal, wide, y = p.palette, p.width - 2 * EDGE, HEAD + 12
        asking = self.link is not None
        label = "Asking …" if asking else "Sit at the desk" if self.at_desk else "Sit down"
        sit = partial(widgets.button, p, "door-sit", label=label, kind="primary", icon="door-open", shortcut="return",
                      enabled=not asking)  # fmt: skip
        heading(p, "Into a workshop", beside=64 + (IN_HEAD + 12 if low else 0))
        if low:
            sit(box=(p.width - 64 - IN_HEAD, 11, IN_HEAD, 40))
        way_back(p, "door-close", "Back to the title. Key Esc.")
        for key, title, note in FIELDS[:1] if self.at_desk else FIELDS:
            p.text(EDGE, y + 9, title, weight=800, at="middle")
            beside = p.measure(title, weight=800) + 12
            p.text(EDGE + beside, y + 10, note, size=style.SECONDARY, colour=pal.second, at="middle",
                   width=wide - beside)  # fmt: skip
            field = self.fields[key]
            widgets.text_field(p, key, (EDGE, y + 24, wide, 44), field, active=ui.writes(field), size=style.SUBTITLE,
                               tip=Tip(title, note))  # fmt: skip
            y += 74 if low else 82
        if self.at_desk:
            p.icon("shield-check", EDGE + 12, y + 12, 20, pal.good, "fill")
            y += p.paragraph(EDGE + 32, y + 2, wide - 32, AT_DESK, weight=700) + 14
        if not low:
            sit(box=(EDGE, y, min(240.0, wide), 46))
            y += 58
        # Two lines are kept free for what may be said, so that no field moves under the hand.
        told = p.paragraph(EDGE, y, wide, self.said, weight=700, colour=pal.bad) if self.said else 0.0
        y += max(told, 2 * p.paragraph_height(wide, "–", weight=700)) + 8
        words = f"To run a workshop on this computer, type {command()} host on its command line."
        return y + p.paragraph(EDGE, y, wide, words, size=style.SECONDARY, colour=pal.second) + 16
