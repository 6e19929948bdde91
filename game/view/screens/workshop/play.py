"""The board of a company that is led in a workshop: an ordinary game on the table, as far as the room's round goes."""

from __future__ import annotations

from abc import ABC, abstractmethod

from game.board import style
from game.session import Session
from game.view.screens.play.screen import Play
from game.view.screens.play.top import BAR_HEIGHT
from game.view.screens.workshop.led import Led
from game.view.screens.workshop.speaking import Speaking
from game.view.stage import Route, Stage
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.ui import Hit, Ui
from game.workshop.led import LedSession
from game.workshop.standing import clock_words

UNSENT = "The hub is not heard. What you do is kept, and sent later."
SLIP_WIDE, SLIP_HIGH, MESSAGE_HIGH = 600.0, 34.0, 46.0


class RoomPlay(Play, ABC):
    """A board in a workshop. It goes to the page where one waits when the round ends, and follows what the hub says."""

    def __init__(self, session: LedSession, seat: Led) -> None:
        super().__init__(session, seat)
        self.ticker.clear()  # what one player did before is not the room's
        self.seat = seat
        self.runner = None  # in a room the other companies run beside it
        self.frame.headroom = SLIP_HIGH
        self._was_open = seat.standing.open
        self.speaking: Speaking | None = None

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers; what was played while nobody looked is not shown once more."""
        super().enter(stage)
        self._was_open = self.seat.standing.open
        if self.seat.session is not None and self.seat.session.level.text == self.level.text and not self.followed:
            self._settle(self.seat.session)

    def tick(self, seconds: float) -> Route | None:
        """Lets time pass, as far as the room's clock allows."""
        seat, table = self.seat, self.table
        seat.look()
        if seat.session is None or seat.fault or seat.session.level.text != self.level.text:
            return Route(seat.waiting())
        was, self._was_open = self._was_open or self.followed, seat.standing.open
        self._lay(seat.session)
        if was and not self._was_open and not self.followed:
            table.clock.pause()
            return Route(seat.waiting())
        self._hold(seat.why_not())
        self._hear()
        self.frame.top.company = seat.standing.company
        if seat.said and not self.followed:
            table.now = self.stage.now
            table.say(seat.said, icon="users-three")
            seat.said = ""
        return super().tick(seconds)

    def _hear(self) -> None:
        """Takes what the company says of its values."""
        table, seat = self.table, self.seat
        words = tuple((row.value, row.name, row.text, row.kept) for row in seat.sayings())
        if words != (table.words or ()):
            table.words = words or None
            table.revision += 1
        speaking = self.speaking
        if speaking is not None and all(row.value != speaking.saying.value for row in seat.sayings()):
            self.speaking = None  # it was taken back meanwhile

    @property
    def covered(self) -> bool:
        """Whether something lies over the board that takes the keys."""
        return super().covered or self.speaking is not None

    @property
    def followed(self) -> bool:
        """Whether weeks that the room has played are still being shown."""
        return False

    def _hold(self, why: str) -> None:
        """Lets weeks pass or not. why: nothing can be led now, "" if it can."""
        clock = self.table.clock
        if why:
            clock.stepping, clock.skipping, clock.queued = False, False, 0
        clock.hold("room", bool(why))

    def _lay(self, session: LedSession) -> None:
        """Sees to it that the company lies on the table as the hub has it."""
        self._settle(session)

    def _settle(self, session: Session) -> None:
        """Lays a company on the table, unless it lies there already."""
        if self.table.session is not session:
            self._take(session)

    def _take(self, session: Session) -> None:
        """Lays a company on the table."""
        table, weeks = self.table, self.table.session.week
        table.session = session
        table.revision += 1
        if session.week != weeks:
            table.clock.pause()
            table.clock.share, table.draft = 0.0, None
            self.ticker.clear()
            self.menu = self.card = None
            self.speaking = None
            self.quarter_report = None
        self.frame.describe()

    def _hold_while_busy(self) -> None:
        super()._hold_while_busy()
        self.table.clock.hold("words", self.speaking is not None)

    def _follow(self, hit: Hit, *, by_key: bool) -> Route | None:
        if self.speaking is not None:
            self._speak(self.speaking, hit)
            return None
        if hit.key == "side-words":
            saying = next((row for row in self.seat.sayings() if row.value == hit.value), None)
            self.speaking = Speaking(saying) if saying is not None else None
            self.stage.ui.set_focus("words-text", ring=False)
            return None
        if hit.key == "room-slip":
            return Route(self.seat.waiting())
        if hit.key == "room-read":
            self.seat.read = self.seat.standing.message
            return None
        return super()._follow(hit, by_key=by_key)

    def _speak(self, speaking: Speaking, hit: Hit) -> None:
        done, text = speaking.follow(hit)
        session = self.seat.session
        if done:
            self.speaking = None
        if text is not None and session is not None:
            session.say(speaking.saying.value, text)
            self.stage.sound.play("letter_sent")

    def open_menu(self) -> None:
        """Opens the pause menu, without what would take weeks back: they are the room's."""
        super().open_menu()
        assert self.menu is not None
        self.menu.shared = True

    # Painting.

    def _head(self, ui: Ui, most: float) -> tuple[float, float]:
        """Where something at most so wide lies over the middle of the board's head: its left edge and its width."""
        left, right = self.frame.lane(ui)
        wide = min(most, right - left - 12)
        return (left + right - wide) / 2, wide

    def _notices(self, ui: Ui) -> None:
        """How the round stands, over the head of the board; below it what the facilitator says."""
        words, icon, hurry = self._words()
        left, wide = self._head(ui, SLIP_WIDE)
        told = dict.fromkeys(part for part in (words, self.seat.link.trouble) if part)

        def paint(p: Panel) -> None:
            pal = p.palette
            p.card((0, 0, p.width, p.height - 3), pal.card, radius=style.SMALL_RADIUS, outline=pal.bad if hurry else
                   pal.rule, lip=2, lip_colour=pal.lip)  # fmt: skip
            ink = pal.bad if hurry else pal.ink
            p.icon(icon, 20, 15, 17, ink, "fill")
            p.text(38, 15.5, words, weight=800, colour=ink, at="middle", width=p.width - 50)
            about = [f"{part.rstrip('.')}." for part in told]
            tip = Tip(self.seat.standing.label, " ".join((*about, "Press to see how the others stand.")))
            p.region("room-slip", (0, 0, p.width, p.height - 3), tip=tip, radius=style.SMALL_RADIUS)

        ui.panel("room-slip", (left, BAR_HEIGHT + 4.0, wide, SLIP_HIGH), (words, icon, hurry), paint, look="plain",
                 scroll=False)  # fmt: skip
        message = self.seat.standing.message
        unread = message and message != self.seat.read
        high = self._message(ui, message, (left, BAR_HEIGHT + 6.0 + SLIP_HIGH, wide)) if unread else 0.0
        self.frame.headroom = SLIP_HIGH + high

    def _cover(self, ui: Ui) -> None:
        if self.speaking is not None and not super().covered:
            self.speaking.paint(ui)
        super()._cover(ui)

    def _message(self, ui: Ui, message: str, place: tuple[float, float, float]) -> float:
        """Shows what the facilitator says, and returns how high that is."""
        left, top, wide = place
        high = 20.0 + ui.measure("room-lines", wide - 100, 400, message, lambda p: p.paragraph(0, 0, p.width, message))

        def paint(p: Panel) -> None:
            pal = p.palette
            p.card((0, 0, p.width, p.height - 3), pal.card, radius=style.SMALL_RADIUS, outline=pal.gold, stroke=2)
            p.icon("megaphone", 22, 21, 19, pal.ink, "fill")
            p.paragraph(42, 11, p.width - 100, message, weight=700)
            widgets.icon_button(p, "room-read", (p.width - 44, 4, 36, 36), "x", Tip("Read", "Puts the message away."),
                                kind="bare")  # fmt: skip

        high = max(MESSAGE_HIGH, high)
        ui.panel("room-message", (left, top, wide, high), message, paint, look="plain", scroll=False)
        return high

    def _words(self) -> tuple[str, str, bool]:
        """What the slip says, its icon, and whether it presses."""
        link = self.seat.link
        if link.refused:
            return link.refused, "warning", True
        if link.trouble:
            return UNSENT if link.unsent else link.trouble, "wifi-slash", True
        return self._round_words()

    def _time_words(self) -> tuple[str, str]:
        """What is left of the round's clock, and whether something is being sent; "" for what is not so."""
        left = self.seat.seconds_left()
        return f" · {clock_words(left)} left" if left is not None else "", " · sending" * (self.seat.link.unsent > 1)

    @abstractmethod
    def _round_words(self) -> tuple[str, str, bool]:
        """The same while the hub can be heard."""
