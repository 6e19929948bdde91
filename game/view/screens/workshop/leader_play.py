"""The leader's board: the desk's moves while a month is open, and the month as the room has played it."""

from __future__ import annotations

import math
import time

from game.board import style
from game.board.style import mix
from game.board.vectors import hex_code
from game.session import Session
from game.view.screens.play import menu as play_menu
from game.view.screens.play.foot import Steering
from game.view.screens.play.top import BAR_HEIGHT
from game.view.screens.workshop.led import Led
from game.view.screens.workshop.play import RoomPlay
from game.view.stage import Route
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.ui import Hit, Ui
from game.workshop.led import LedSession, Replay, went_on
from game.workshop.standing import VISIT_SECONDS, Desk, Visit, through_words, visit_words

REPLAY_SPEED = 4
"""How fast a month is shown once it is played: a week in a second and a half."""
HURRY_SECONDS = 10.0
"""From when on the time that is left stands out."""
READY_WIDE = 190.0
VISIT_WIDE, VISIT_HIGH = 520.0, 96.0


class LeaderPlay(RoomPlay):
    """The board of the leader of a room's one company. No week runs by the leader's hand."""

    def __init__(self, session: LedSession, seat: Led) -> None:
        super().__init__(session, seat)
        self._replay: Replay | None = None
        self._put_away = 0
        self._called_ready = False
        self._asked = 0
        self.card, self.table.call = None, None

    def tick(self, seconds: float) -> Route | None:
        """Follows the room."""
        route = super().tick(seconds)
        standing, table = self.seat.standing, self.table
        desk = standing.desk
        slips = tuple((slip.department, slip.text, slip.times) for slip in desk.slips) if desk is not None else ()
        shown = slips if "order" in table.report.levers else None
        if shown != table.slips:
            table.slips = shown
            table.revision += 1
            if shown and table.compact and table.draft is None:
                table.drawer = "left"  # what was written lies there
        self._take_asked(desk)
        self._take_call()
        if not self.seat.link.unsent or not standing.open:
            self._called_ready = False
        if not self.followed:
            self.frame.top.heading = standing.label if standing.open else f"Next: {standing.label}"
        self.frame.steering = self._steering()
        return route

    # What the room talks about.

    def _take_asked(self, desk: Desk | None) -> None:
        """Once the room has named its values, the tab in which they are declared opens by itself."""
        table, standing = self.table, self.seat.standing
        asked = desk.named if desk is not None and standing.open else ""
        if asked != table.asked:
            table.asked = asked
            table.revision += 1
        if asked and self._asked != standing.began and table.draft is None:
            self._asked, table.tab = standing.began, "values"

    def _take_call(self) -> None:
        """The hard call lies on the desk from when the room is told of it, and comes up when the desk decides."""
        table, desk = self.table, self.seat.standing.desk
        call = desk.call if desk is not None and not self.followed else None
        if call != table.call:
            table.call = call
            table.revision += 1
        if self.card is not None and all(card.index != self.card for card in table.open_cards()):
            self.card = None
        if not (self.covered or self.followed) and self.seat.called():
            self.bring_card()

    def bring_card(self) -> None:
        """Lays the hard call over the board."""
        desk = self.seat.standing.desk
        self.table.call = desk.call if desk is not None else None
        waiting = self.table.open_cards()
        if waiting:
            self.card = waiting[0].index

    # The month that was played.

    @property
    def followed(self) -> bool:
        """Whether a month that the room has played is still being shown."""
        return self._replay is not None

    def _lay(self, session: LedSession) -> None:
        """Shows the weeks that were played; lays the company down at once where that is not what has happened."""
        before, replay = self.table.session, self._replay
        if replay is not None and replay.whole is session:
            if self.seat.standing.open:
                self._settle(session)  # the next month has begun meanwhile
            return
        if before is session:
            return
        seen = replay is None and not self.stage.reduced_motion and not self.seat.standing.open
        if seen and went_on(before, session):
            self._replay = Replay.of(before, session)
            self._take(self._replay)
            self.table.select(None)
        else:
            self._settle(session)

    def _settle(self, session: Session) -> None:
        self._replay = None
        self.table.clock.pause()
        super()._settle(session)

    def _hold(self, why: str) -> None:
        """Lets no week pass but those that the room has played."""
        clock = self.table.clock
        clock.hold("room", self._replay is None)
        if self._replay is not None and clock.paused:
            clock.run(REPLAY_SPEED)

    def _hold_while_busy(self) -> None:
        """The room's clock waits for nobody who writes; only the menu lies over what is shown."""
        self.table.clock.hold("menu", self.menu is not None)

    def _stop_while_away(self) -> None:
        """Nothing here runs by the leader's hand, so nothing is stopped."""

    def _week_ends(self) -> Route | None:
        replay = self._replay
        if replay is None:
            return None
        super()._week_ends()
        self.ticker.fresh = [item for item in self.ticker.fresh if item.kind != "dilemma"]  # the room hears in its time
        if not replay.shown:
            self.table.clock.run(REPLAY_SPEED)  # whatever has happened in it, the room has played on
            return None
        self._settle(replay.whole)
        return Route(self.seat.waiting())

    # What is pressed.

    def _follow(self, hit: Hit, *, by_key: bool) -> Route | None:
        if hit.key == "room-ready":
            self._called_ready = True
            self.seat.link.tell("ready", self.table.session.week)
            self.stage.sound.play("disc_spent")
            return None
        if hit.key == "room-visited":
            found = self.seat.standing.visiting(time.monotonic())
            self._put_away = found[0].until if found is not None else 0
            return None
        return super()._follow(hit, by_key=by_key)

    def open_menu(self) -> None:
        """Opens the menu, whose keys steer no time."""
        super().open_menu()
        assert self.menu is not None
        self.menu.keys = play_menu.ROOM_KEYS

    # Painting.

    def _steering(self) -> Steering:
        """Where time is steered elsewhere: a button that says to the room that the desk has decided."""
        standing = self.seat.standing
        ready = standing.desk is not None and standing.desk.ready
        asked = self._called_ready and not ready
        can = standing.open and not (standing.stopped or ready or asked or self.followed)
        words = (
            "The desk is ready" if ready and standing.open else "Saying so …" if asked else
            "The room plays" if self.followed else "We are ready"
        )  # fmt: skip
        return Steering((words, can), lambda p, x: _ready(p, x, words, can))

    def _notices(self, ui: Ui) -> None:
        super()._notices(ui)
        found = self.seat.standing.visiting(time.monotonic())
        if found is not None and self._put_away != found[0].until:
            self._visit(ui, *found)

    def _visit(self, ui: Ui, visit: Visit, left: float) -> None:
        """Over the board: to whom the leader walks, and the seconds that are left to look at the phone."""
        left_edge, wide = self._head(ui, VISIT_WIDE)
        place = (left_edge, BAR_HEIGHT + 12.0 + self.frame.headroom, wide, VISIT_HIGH)  # below what is said to all
        seconds = math.ceil(left)
        title, words = visit_words(visit)

        def paint(p: Panel) -> None:
            pal = p.palette
            p.card((0, 0, p.width, p.height - 3), pal.card, radius=style.RADIUS, outline=pal.seal, stroke=2, lip=3,
                   lip_colour=pal.lip)  # fmt: skip
            _clock_face(p, 50.0, (p.height - 3) / 2, 32.0, seconds)
            p.text(98, 27, title, size=style.STAT, family="serif", at="middle", width=p.width - 150)
            p.paragraph(98, 44, p.width - 116, words, size=style.SECONDARY)
            widgets.icon_button(p, "room-visited", (p.width - 46, 6, 36, 36), "x",
                                Tip("Put away", "The visit goes on; this note goes."), kind="bare")  # fmt: skip

        ui.panel("room-visit", place, (visit.team, visit.who, seconds), paint, look="plain", scroll=False)

    def _round_words(self) -> tuple[str, str, bool]:
        """How the month stands, its icon, and whether it presses."""
        seat, standing = self.seat, self.seat.standing
        if self.followed:
            return "The room has decided; this is what came of it, as your desk hears of it.", "play", False
        if not standing.open:
            rest = standing.desk.rest if standing.desk is not None else None
            if self.table.call == "" and self.table.open_cards():
                return "The desk decides. Key C opens the card.", "chat-circle-dots", False
            return (f"{rest[0]}." if rest else standing.label), "hourglass-medium", False
        left = seat.seconds_left()
        if standing.stopped:
            return standing.stopped_words, "pause", False
        time_left, sending = self._time_words()
        through = through_words(standing).removesuffix(".")
        words = " · ".join(part for part in (f"{standing.label}{time_left}", f"{through}{sending}") if part)
        return words, "clock", left is not None and left < HURRY_SECONDS


def _ready(p: Panel, x: float, words: str, can: bool) -> float:
    """The button of the foot; returns its right edge."""
    pal = p.palette
    wide = READY_WIDE if p.width >= 1000 else READY_WIDE - 40
    box = (x, 9.0, wide, 32.0)
    over = can and p.hovered("room-ready")
    fill, ink = (pal.gold, style.DARK_INK) if can else (pal.button, pal.bar_second)
    p.card(box, mix(fill, style.WHITE, 0.16) if over else fill, radius=8)
    p.icon("check", x + 18, 25, 16, ink, "bold")
    p.text(x + 32, 25, words, size=style.SECONDARY, weight=800, colour=ink, at="middle", width=wide - 40)
    tip = Tip("We are ready (N)", "When every team has decided too, the round ends before its time is up. Until then "
              "you can add to it and take back.")  # fmt: skip
    p.region("room-ready", box, shortcut="n", tip=tip, enabled=can)
    return x + wide


def _clock_face(p: Panel, x: float, y: float, radius: float, seconds: int) -> None:
    """What is left of a visit, as a ring and in figures."""
    pal = p.palette
    p.card((x - radius, y - radius, 2 * radius, 2 * radius), pal.inset, radius=radius, outline=pal.rule, stroke=2)
    share = min(0.9999, seconds / VISIT_SECONDS)
    angle = 2 * math.pi * share
    end_x, end_y = x + (radius - 4) * math.sin(angle), y - (radius - 4) * math.cos(angle)
    arc = f"M{x} {y - radius + 4} A{radius - 4} {radius - 4} 0 {int(share > 0.5)} 1 {end_x:.2f} {end_y:.2f}"
    body = f'<path d="{arc}" fill="none" stroke="{hex_code(pal.seal)}" stroke-width="6" stroke-linecap="round"/>'
    p.vector((x - radius, y - radius, 2 * radius, 2 * radius), body)
    p.text(x, y, str(seconds), size=style.STAT, family="serif", align="centre", at="middle")
