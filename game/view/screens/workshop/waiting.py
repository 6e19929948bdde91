"""The page on which one waits for the others: how far the room is, and what can be looked at meanwhile."""

from __future__ import annotations

from game.board import style
from game.sim.desk.outlooks import open_cards
from game.view.screens.page import EDGE, HEADER, LIP, Page, heading, way_back
from game.view.screens.workshop.led import Led
from game.view.stage import Route
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.shields import SURPRISE_SECONDS
from game.view.toolkit.ui import Hit, Ui
from game.words.explain import calendar
from game.workshop.standing import clock_words, through_words, waiting

WIDE, LEAST = 720.0, 200.0
MARK_STEP, MOST_MARKS = 30.0, 40
"""Between two marks of companies, and how many are shown at most."""


class WaitingRoom(Page):
    """Where a seat waits; it goes to the board by itself when the next round begins."""

    calm = SURPRISE_SECONDS

    def __init__(self, seat: Led) -> None:
        self.seat = seat

    def tick(self, seconds: float) -> Route | None:
        """Follows the room."""
        seat = self.seat
        seat.look()
        if seat.session is not None and not seat.fault and not seat.why_not():
            board = seat.board()
            seat.said = seat.said or f"{seat.standing.label} has begun."
            return Route(board)
        if seat.called():
            card = seat.card()
            return Route(card) if card is not None else None
        return None

    def follow(self, hit: Hit) -> Route | None:
        """Looks at the board, the review or the result meanwhile, or leaves."""
        seat = self.seat
        if hit.key == "room-board" and seat.session is not None:
            return Route(seat.board())
        if hit.key == "room-card":
            card = seat.card()
            return Route(card) if card is not None else None
        if hit.key == "room-review":
            screen = seat.review()
            return Route(screen) if screen is not None else None
        if hit.key == "room-result":
            result = seat.result()
            return Route(result) if result is not None else None
        return seat.to_title() if hit.key == "room-leave" else None

    def lay(self, ui: Ui) -> None:
        """Shows why one waits, and for whom."""
        seat, link = self.seat, self.seat.link
        session, left = seat.session, seat.seconds_left()
        clock = clock_words(left) if left is not None else ""
        week = session.week if session is not None else -1
        standing = seat.standing
        told = (standing.desk.rest, standing.desk.call) if standing.desk is not None else None
        signature = (
            standing.stage, standing.role, standing.round, standing.through, standing.message, standing.stopped,
            standing.paused, standing.company, standing.mates, told, clock, week, seat.fault, seat.said, link.trouble,
            link.refused, link.unsent,
        )  # fmt: skip
        high = max(LEAST, ui.measure("room", min(WIDE, ui.width - 24), ui.height - 24, signature, self._paint))
        ui.panel("room", ui.centred(WIDE, high + LIP), signature, self._paint, header=HEADER)

    def _paint(self, p: Panel) -> float:
        seat, standing = self.seat, self.seat.standing
        title, words = waiting(standing, seat.session)
        if seat.fault:
            title, words = "Your company cannot be led here", seat.fault
        if seat.link.refused:
            title, words = "The room cannot be reached any more", seat.link.refused
        heading(p, title, beside=64)
        way_back(p, "room-leave", "To the title; your seat is kept. Key Esc.")
        wide, y = p.width - 2 * EDGE, 76.0
        y += p.paragraph(EDGE, y, wide, words, size=style.SUBTITLE) + 10
        y = self._others(p, y, wide)
        y = self._told(p, y, wide)
        y = self._buttons(p, y + 6, wide)
        return self._seat(p, y + 4, wide) + 16

    def _others(self, p: Panel, y: float, wide: float) -> float:
        """A mark for each who is waited for, those that are through first, and what is left of time."""
        standing, pal = self.seat.standing, p.palette
        got, of = standing.through
        if not (standing.open or standing.desk is not None) or not through_words(standing):
            return y
        most = min(of, MOST_MARKS, int((wide - 130) / MARK_STEP))
        for n in range(most):
            x, there = EDGE + n * MARK_STEP, n * of < got * most
            p.card((x, y + 10, 24, 24), pal.focus if there else pal.card, radius=12, outline=pal.focus if there else
                   pal.second, stroke=1.5)  # fmt: skip
            if there:
                p.icon("check", x + 12, y + 22, 14, style.WHITE)
        left = self.seat.seconds_left()
        if left is not None:
            words = f"{clock_words(left)} left"
            p.text(p.width - EDGE, y + 22, words, size=style.STAT, family="serif", align="right", at="middle",
                   colour=pal.second if standing.stopped else None)  # fmt: skip
        y += 52
        if standing.desk is not None:
            y += p.paragraph(EDGE, y, wide, through_words(standing), colour=pal.second) + 6
        if standing.stopped:
            y += p.paragraph(EDGE, y, wide, standing.stopped_words, weight=700) + 6
        return y

    def _told(self, p: Panel, y: float, wide: float) -> float:
        """What has happened without this desktop's doing, what the facilitator says, and what is not sent."""
        seat, pal = self.seat, p.palette
        rows = [
            (seat.said, "info", pal.ink), (seat.standing.message, "megaphone", pal.ink),
            (seat.link.trouble, "wifi-slash", pal.bad),
        ]  # fmt: skip
        if seat.link.trouble and seat.link.unsent:
            rows.append(("What you did last is not sent yet. It is tried again.", "hourglass-medium", pal.bad))
        for words, icon, ink in rows:
            if words:
                p.icon(icon, EDGE + 10, y + 12, 18, ink, "fill")
                y += p.paragraph(EDGE + 30, y + 2, wide - 30, words, weight=700, colour=ink) + 8
        return y

    def _buttons(self, p: Panel, y: float, wide: float) -> float:
        seat, session = self.seat, self.seat.session
        rows: list[tuple[str, str, str, str]] = []
        desk = seat.standing.desk
        if session is not None and not seat.fault:
            if desk is not None and desk.call is not None and open_cards(session.report, session.pending):
                label = "Read the card" if desk.call else "Decide the hard call"
                rows.append(("room-card", label, "chat-circle-dots", "c"))
            if session.over and seat.standing.desk is None:
                rows.append(("room-result", "Your company's own result", "chart-bar", "r"))
            elif seat.review() is not None:
                rows.append(("room-review", f"The review of week {calendar(session.week - 1)}", "chart-bar", "r"))
            rows.append(("room-board", "Look at the board", "hexagon", "b"))
        for key, label, icon, shortcut in rows:
            widgets.button(p, key, (EDGE, y, wide, 44), label, icon=icon, shortcut=shortcut)
            y += 52
        return y

    def _seat(self, p: Panel, y: float, wide: float) -> float:
        """Who sits here, and the word that leads back to the seat from another device."""
        standing, pal = self.seat.standing, p.palette
        if standing.desk is not None:
            words = " · ".join(part for part in ("The leader's desk", standing.company) if part)
            return y + p.paragraph(EDGE, y, wide, words, size=style.SECONDARY, colour=pal.second)
        company = f"{standing.company}, led by {standing.name}" if standing.company else standing.name
        words = " and ".join([company, *standing.mates]) if standing.company else company
        line = f"{words} · comeback word {standing.word}"
        tip = Tip("The comeback word", "On another device it leads to this seat: the join page asks for it.")
        y += p.paragraph(EDGE, y, wide, line, size=style.SECONDARY, colour=pal.second)
        p.tooltip("room-seat", (EDGE, y - 20, wide, 22), tip)
        return y
