"""A frame of the play screen: what lies where in any window, what is painted anew, and where a note may point."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Literal

import pygame

from game.board import style
from game.levels import Hint, Level
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.view.board.painting import Board
from game.view.cards import notes, orders, panels
from game.view.cards.table import Table
from game.view.screens.play import foot as play_foot
from game.view.screens.play.beside import Beside
from game.view.screens.play.board_tips import BoardTips
from game.view.screens.play.flourish import Flourishes
from game.view.screens.play.foot import FOOT_HEIGHT, Steering
from game.view.screens.play.top import BAR_HEIGHT, TopBar
from game.view.screens.play.turn import Turn
from game.view.stage import Stage
from game.view.toolkit.panel import Panel, Region, Tip
from game.view.toolkit.steps import BRISK_SECONDS, Pace
from game.view.toolkit.ui import Ui
from game.view.toolkit.widgets import icon_button
from game.words.actions import first_upper, slip
from game.words.culture import vision_first
from game.words.explain import banner_words, points, way_words
from game.words.names import Names, heading
from game.words.newsline import News

BOARD_WIDTH, BOARD_HEIGHT = 752.0, 622.0
GAP, WIDEST_BENEATH = 12.0, 560.0
"""The margin around the board and the panels below it in a window that is higher than wide, and their most width."""
LEFT_EDGE, RIGHT_EDGE = 252.0, 276.0
"""What the side panels take from the window, with their margins."""
LIST_WIDTH, CARD_WIDTH, DESK_WIDTH = float(style.LEFT_PANEL[2]), float(style.TEAM_CARD[2]), float(style.RIGHT_PANEL[2])
"""The left panel beside the board, the widest card there, and the right panel; drawers are as wide as the right one."""
LEAST_SIDE = 340.0
"""The height below which the cards of a side, one above the other, show too little: a drawer scrolls them as one."""
HANDLE, MOST_HANDLE = 40.0, 72.0
LEAST_BOARD = 0.7
"""How much smaller the board may become beside an open drawer; below it the drawer lies over the board."""
MANY_TEAMS = 300
"""With more of them it takes longer than a frame to go through all that lies on the board."""
READABLE_BOARD = 0.75
"""Pixels of a board unit from which the markets' names have room: a smaller board lies whole beneath an open drawer."""
BOARD_KEYS = ("team ", "market ", "department ", "desk")
LEFT_PLACES = ("departments",)
"""What a hint can point at on the left; everything else that is no piece of the board or a bar lies on the right."""
BAR_PLACES = {
    "advert": "bar-people",
    "attention": "bar-attention", "time": "bar-speed:1", "track": "bar-track", "score": "bar-score", "cash": "bar-cash",
    "people": "bar-people", "morale": "bar-morale", "trust": "bar-trust",
    "vision": "bar-star",
}  # fmt: skip
PANEL_PLACES = {
    "departments": "side-list", "default": "side-tabs", "horizon": "side-horizon-card", "road": "side-tabs",
    "orders": "side-tabs", "tags": "side-tabs", "values": "side-tabs", "reporting": "side-tabs",
    "rate": "side-tabs", "figures": "side-tabs", "tools": "side-tabs", "net": "side-tabs",
}  # fmt: skip


class PlayFrame:
    """Paints the table of a game. `top` is the top bar, `board` the board once a stage has been entered.

    headroom: logical pixels between the top bar and the board that are left to something else. steering: stands where
    the buttons of time do otherwise. turn: the way from one week to the next.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        level = table.level
        looks = tuple(style.product_key(look) for look in level.product_looks)
        self.top = TopBar(level.company, heading(level), looks, level.product_names)
        self.headroom = 0.0
        self.steering: Steering | None = None
        self.free = pygame.Rect(0, 0, 1, 1)
        self._stage: Stage | None = None
        self._board: Board | None = None
        self._tips: tuple[Report, BoardTips] | None = None
        self._regions: tuple[Hashable, list[Region]] = (None, [])
        self._hung: tuple[Hashable, list[Region]] = (None, [])
        self._letter_to: int | None = None
        self._over = self._bare = False
        self.turn = Turn()
        self._shows: tuple[str, tuple[Action, ...]] = (table.lens, ())
        self._brisk = Pace(BRISK_SECONDS)
        self._naming: tuple[Hashable, Iterator[Region], list[Region]] | None = None
        self.flourishes = Flourishes()
        self._avoided: tuple[Hashable, tuple[list[pygame.Rect], list[pygame.Rect]]] = (None, ([], []))
        self.describe()

    @property
    def stage(self) -> Stage:
        """What the window gave on entering."""
        if self._stage is None:
            raise RuntimeError("The play screen was asked to work before it was entered.")
        return self._stage

    @property
    def board(self) -> Board:
        """The painter of the board."""
        if self._board is None:
            raise RuntimeError("The play screen was asked to work before it was entered.")
        return self._board

    @property
    def level(self) -> Level:
        """The level in play."""
        return self.table.level

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers."""
        self._stage = stage
        level = self.level
        stage.speak(level)
        names = Names.of(level)
        if self._board is None or self._board.atlas is not stage.atlas:
            self._board = Board(stage.atlas, names, reduced_motion=stage.reduced_motion)

    def lay_on(self, other: PlayFrame) -> None:
        """Takes over the board of a game that is not shown any more, where everything on it has the same name."""
        board = other._board
        if board is not None and board.names == Names.of(self.level):
            board.begin()
            self._board = board

    def show_beside(self, beside: Beside) -> None:
        """Shows on the score strip who runs beside the player."""
        if beside is not self.top.beside:
            self.top.beside = beside
            self.table.revision += 1

    def describe(self) -> None:
        """Takes the words for the pins of every decision so far."""
        pins = self.table.session.pins()
        self.top.describe = {n: slip(self.level, pin.action) for n, pin in enumerate(pins)}

    # One frame.

    def paint(
        self, surface: pygame.Surface, shown: Sequence[News], note: Hint | None, *, covered: bool = False,
        bare: bool = False,
    ) -> None:  # fmt: skip
        """Paints everything but the menu; the caller ends the frame. covered: nothing of it can be pressed now. bare:
        as it lies beneath another page, without the panels beside the board."""
        stage, table, board = self.stage, self.table, self.board
        ui, self._bare = stage.ui, bare
        ui.begin(surface, stage.now)
        self._arrange(ui)
        board.reduced_motion = stage.reduced_motion
        board.resize(stage.size, self._frame(ui), (stage.scale + ui.unit) / 2)
        pace = self.turn.frame()
        ui.gently = None if self.turn.answers and not covered else pace
        if not self.turn.waits:
            board.update(table.report, table.pending, pace or self._other_pace())
        ui.regions("board", self._board_regions())
        ui.regions("banners", self._banners())
        spotlight = self._spotlight()
        alone = spotlight is None and not board.dims and self._apart()
        still = board.prepare(table.lens, stage.now) if alone else None
        mark = self._mark(shown)
        ground = None
        if still is not None:
            ground = ui.laid("interface", mark, still, board.still.altered(), lambda: self._interface(shown))
        self._paint_board(surface, ground, spotlight)
        if board.zoom > 1.0 and orders.writing(table) is None:
            self._closer(ui)
        petals = orders.paint_petals(ui, board, surface, table, self.level)
        if ground is None:
            ui.group("interface", mark, lambda: self._interface(shown))
        self.top.paint_leader(ui, table, surface, stage.now)
        self.flourishes.watch(table, ui, stage.now)
        self.flourishes.paint(surface, ui, board, stage.now)
        orders.paint_more(ui, table, petals, self.free)
        orders.paint_card(ui, table, self.level, petals, self.free)
        if note is not None:
            names, shy = self._avoid(ui)
            notes.paint(ui, note, self._pointed(ui, note.place), names, shy, yields=table.drawer is not None)
        ui.gently = None
        unnamed = pace is not None and not board.behind and not ui.behind and self._unnamed(pace)
        self.turn.passed(behind=board.behind or ui.behind or unnamed)

    def _other_pace(self) -> Pace | None:
        """The pace at which the board follows what is decided, where there is much on it, or another lens; the panels
        follow at once."""
        many = self.table.report.head.shape[0] > MANY_TEAMS
        before, self._shows = self._shows, (self.table.lens, self.table.pending if many else ())
        if not self.stage.now or (self._shows == before and not self.board.behind):
            return None
        self._brisk.begin()
        return self._brisk

    def _paint_board(self, surface: pygame.Surface, ground: pygame.Surface | None, spotlight: str | None) -> None:
        ui, table = self.stage.ui, self.table
        hovered = ui.hovered() or ""
        focus = ui.focus if ui.ring_shown and (ui.focus or "").startswith(BOARD_KEYS) else None
        self.board.paint(
            surface, table.report.week + min(0.999, table.clock.share), focus=focus, selected=table.selected,
            hover=hovered if hovered.startswith(BOARD_KEYS) else None, lens=table.lens, seconds=self.stage.now,
            spotlight=spotlight, ground=ground,
        )  # fmt: skip

    def _apart(self) -> bool:
        """Whether the panels lie beside the board's frame: what moves stays within it and passes beneath none."""
        before, self._over = self._over, self.table.drawer is not None and self._beside(self.stage.ui) is None
        return not (self._over or before or self.stage.ui.leaving)

    def _interface(self, shown: Sequence[News]) -> None:
        """Shows the panels and bars."""
        ui, table = self.stage.ui, self.table
        if not self._bare:
            panels.paint_side(ui, table)
            ui.gone()
            if table.compact:
                self._handles(ui)
        self.top.paint(ui, table)
        play_foot.paint_foot(ui, table, shown, self.steering)

    def _mark(self, shown: Sequence[News]) -> Hashable:
        """Everything that panels and bars depend on."""
        table, clock = self.table, self.table.clock
        draft = table.draft
        written = (draft.lever, draft.target, tuple(draft.amount)) if draft is not None else None
        return (
            self._bare, table.revision, table.report.week, table.selected, table.lens, table.tab, written, table.said,
            table.left, table.right, table.drawer, table.compact, clock.paused, clock.speed,
            clock.skipping, clock.stepping, clock.to_end,
            bool(clock.held), clock.unseen, tuple(shown[:2]), table.pending,
            self.steering.mark if self.steering is not None else None,
        )  # fmt: skip

    def _spotlight(self) -> str | None:
        """The tile that stays bright while the clock stands for a letter to it."""
        draft = orders.writing(self.table)
        return f"team {draft.target}" if draft is not None and not self.table.clock.running else None

    # What lies where.

    def _arrange(self, ui: Ui) -> None:
        """Decides whether the side panels stand beside the board or in drawers, and where."""
        table = self.table
        needed = BOARD_WIDTH * self.stage.scale / ui.unit
        room = ui.width - LEFT_EDGE - RIGHT_EDGE
        top = BAR_HEIGHT + 10.0
        high = ui.height - top - FOOT_HEIGHT - 8
        table.compact = room < needed * 0.985 or high < LEAST_SIDE
        right = ui.width - 12 - DESK_WIDTH
        band = self._band(ui, high) if table.compact else 0.0
        table.beneath = band > 0.0
        if table.beneath:
            table.compact, table.drawer = False, None
            wide = min(WIDEST_BENEATH, (ui.width - 3 * GAP) / 2)
            low = top + high - band
            table.left, table.right = (GAP, low, wide, band), (ui.width - GAP - wide, low, wide, band)
            return
        if not table.compact:
            # A card grows only into what the board leaves free, so that no market ever lies beneath it.
            spare = max(0.0, (room - needed) / 2) if table.selected is not None else 0.0
            table.left = (12.0, top, min(CARD_WIDTH, LIST_WIDTH + spare), high)
            table.right, table.drawer = (right, top, DESK_WIDTH, high), None
            return
        wide = min(DESK_WIDTH, ui.width - 2 * HANDLE - 16)
        self._clear_for_letter(ui, wide)
        if not self._has_room_beside(ui, ui.width - 2 * HANDLE - 12 - wide):
            top, high = top + self.headroom, high - self.headroom
        table.left = (HANDLE + 8, top, wide, high) if table.drawer == "left" else None
        table.right = (ui.width - HANDLE - 8 - wide, top, wide, high) if table.drawer == "right" else None

    def _band(self, ui: Ui, high: float) -> float:
        """How high the side panels are below the board, in logical pixels; 0 where they have no room there."""
        wide = ui.width - 2 * GAP
        least = max(LEAST_BOARD * self.stage.scale, READABLE_BOARD) / ui.unit
        band = max(LEAST_SIDE, high - wide * BOARD_HEIGHT / BOARD_WIDTH)
        room = min((high - band) / BOARD_HEIGHT, wide / BOARD_WIDTH)
        return band if ui.height > ui.width and wide >= 2 * LIST_WIDTH + GAP and room >= least else 0.0

    def _clear_for_letter(self, ui: Ui, wide: float) -> None:
        """A letter that is begun closes the drawer that would lie over its petals; opening one puts the letter away."""
        draft = orders.writing(self.table)
        team = draft.target if draft is not None else None
        fresh, self._letter_to = team != self._letter_to, team
        if team is None or self.table.drawer is None or self._has_room_beside(ui, ui.width - 2 * HANDLE - 12 - wide):
            return
        if fresh:
            self.table.drawer = None
        else:
            self.table.put_away()

    def _frame(self, ui: Ui) -> tuple[float, float, float, float]:
        """The part of the window that is free for the board, in pixels."""
        unit = ui.unit
        top, bottom = (BAR_HEIGHT + self.headroom) * unit, (ui.height - FOOT_HEIGHT) * unit
        if self.table.beneath and self.table.left is not None:
            bottom = (self.table.left[1] - GAP / 2) * unit
        left, right = self.lane(ui)
        self.free = pygame.Rect(0, round(top), self.stage.size[0], round(bottom - top))
        return left * unit, top, (right - left) * unit, bottom - top

    def lane(self, ui: Ui) -> tuple[float, float]:
        """From where to where the board may lie between the panels, in logical pixels."""
        if self.table.beneath:
            return GAP, ui.width - GAP
        if not self.table.compact:
            return LEFT_EDGE, ui.width - RIGHT_EDGE
        return self._beside(ui) or (HANDLE, ui.width - HANDLE)

    def _beside(self, ui: Ui) -> tuple[float, float] | None:
        """From where to where the board lies beside the open drawer; None if none is open or too little is left."""
        left, right = HANDLE, ui.width - HANDLE
        if self.table.left is not None:
            left = self.table.left[0] + self.table.left[2] + 4
        elif self.table.right is not None:
            right = self.table.right[0] - 4
        return (left, right) if self._has_room_beside(ui, right - left) else None

    def _has_room_beside(self, ui: Ui, wide: float) -> bool:
        """Whether a board so many logical pixels wide is not too small beside an open drawer."""
        least = max(LEAST_BOARD * self.stage.scale, READABLE_BOARD)
        return wide * ui.unit >= least * BOARD_WIDTH

    def _handles(self, ui: Ui) -> None:
        """The tabs at both edges that open a drawer."""
        table = self.table
        rows: tuple[tuple[Literal["left", "right"], float, str, str, str], ...] = (
            ("left", 0.0, "users-three", "Teams", "f2"),
            ("right", ui.width, "envelope", "Desk", "f3"),
        )
        for side, edge, icon, words, shortcut in rows:
            is_open = table.drawer == side
            tip = Tip(words, f"Opens and closes. Key {shortcut.upper()}.")

            def paint(
                p: Panel, icon: str = "x" if is_open else icon, tip: Tip = tip, side: str = side,
                shortcut: str = shortcut, words: str = words,
            ) -> None:  # fmt: skip
                box = (3.0, 3.0, p.width - 6, 36.0)
                icon_button(p, "bar-drawer", box, icon, tip, kind="bare", value=side, shortcut=shortcut, size=20)
                p.text(p.width / 2, 46, words, size=style.SMALLEST, weight=700, align="centre", at="middle",
                       width=p.width - 2)  # fmt: skip

            # A level may call it by a longer word.
            needed = ui.atlas.text.width(words, style.SMALLEST * ui.unit, weight=700) / ui.unit + 6
            wide = max(HANDLE, min(MOST_HANDLE, needed))
            box = (edge - (wide if edge else 0.0), BAR_HEIGHT + 10.0, wide, 60.0)
            ui.panel(f"handle-{side}", box, (is_open,), paint, scroll=False)

    def _closer(self, ui: Ui) -> None:
        """Three buttons at the foot of the board while one has come closer: less, the whole board, more."""
        board = self.board
        rows = (
            (-1, "magnifying-glass-minus", "Farther", "Key −, or the wheel."),
            (0, "corners-out", "The whole board", "Key Home."),
            (1, "magnifying-glass-plus", "Closer", "Key +, or the wheel. Drag the board to move it."),
        )
        frame, unit = board.frame, ui.unit
        wide, high = 3 * 40.0 + 8, 44.0
        x, y = (frame.x + frame.width / 2) / unit - wide / 2, (frame.y + frame.height) / unit - high - 6

        def paint(p: Panel) -> None:
            for n, (way, icon, title, text) in enumerate(rows):
                icon_button(p, "bar-closer", (4 + 40.0 * n, 4, 40, 34), icon, Tip(title, text), kind="bare", value=way,
                            size=19)  # fmt: skip

        ui.panel("closer", (x, y, wide, high), (), paint, scroll=False, rises=style.PANEL)

    # What the board says.

    def _board_regions(self) -> list[Region]:
        """The board's regions, made anew only when the board, the view of it or the news has changed."""
        key, tips = self._named_for()
        if self._regions[0] != key and (not self.turn.under_way or self._regions[0] is None):
            made = self.board.regions(None if self.board.flying else tips, lettered=not self.board.flying)
            if self.board.flying:
                # What is lettered lies where it lay until its letters are painted; nothing is told before the board is
                # there.
                found = {region.key: region for region in (*self._regions[1], *made)}
                made = [found[name] for name in self.board.order() if name in found]
            self._regions, self._naming = (key, made), None
        return self._regions[1]

    def _named_for(self) -> tuple[Hashable, BoardTips]:
        """All that the board's regions depend on, and what they say."""
        tips = self._board_tips()
        return (id(tips), self.board.view, self.stage.size, self.board.flying), tips

    def _unnamed(self, pace: Pace) -> bool:
        """Makes the board's regions anew, as many as the pace allows; whether there are more to make."""
        key, tips = self._named_for()
        if self._regions[0] == key:
            return False
        if self._naming is None or self._naming[0] != key:
            self._naming = (key, self.board.each_region(tips), [])
        _, coming, made = self._naming
        while pace.more():
            region = next(coming, None)
            if region is None:
                self._regions, self._naming = (key, made), None
                return False
            made.append(region)
        return True

    def _banners(self) -> list[Region]:
        """The banners and the compass over the board: they say how they stand, and open what can be done with them."""
        report, still = self.table.report, self.board.still
        places = [still.place_of(name) for name in (*(f"banner {n}" for n in range(len(report.banners))), "star")]
        key = (id(report), tuple(tuple(place) if place is not None else None for place in places))
        if self._hung[0] != key:
            self._hung = (key, self._hang(report, places))
        return self._hung[1]

    def _hang(self, report: Report, places: Sequence[pygame.Rect | None]) -> list[Region]:
        out = []
        for n, (banner, place) in enumerate(zip(report.banners, places, strict=False)):
            if place is not None:
                out.append(Region("bar-banner", place, n, Tip(first_upper(banner.name), banner_words(report, banner))))
        star, place = report.star, places[-1]
        if star is not None and place is not None:
            told = f"{points(star.steering)} of 100 steer by it. {way_words(star.way)}".strip()
            text = vision_first(report) or told
            out.append(Region("bar-compass", place, None, Tip(self.level.vision_names[star.direction], text)))
        return out

    def _board_tips(self) -> BoardTips:
        """What tiles, markets and plates say when pointed at."""
        report = self.table.report
        if self._tips is None or self._tips[0] is not report:
            self._tips = (report, BoardTips(report, self.level))
        return self._tips[1]

    # Where a note may lie, and what it points at.

    def _avoid(self, ui: Ui) -> tuple[list[pygame.Rect], list[pygame.Rect]]:
        """What a note must not cover, bars, panels and the names on the board, and its other pieces."""
        unit, beside = ui.unit, ui.places_of("side-") + ui.places_of("handle-")
        now = (self.board.view, self.board.behind, self.table.report.week, self.table.pending)
        key = (*now, ui.size, unit, tuple(map(tuple, beside)))
        if self._avoided[0] == key:
            return self._avoided[1]
        foot = round((ui.height - FOOT_HEIGHT) * unit)
        names = [
            pygame.Rect(0, 0, ui.size[0], round(BAR_HEIGHT * unit)),
            pygame.Rect(0, foot, ui.size[0], ui.size[1] - foot),
            *beside, *self.board.named(),
        ]  # fmt: skip
        self._avoided = (key, (names, [self.board.place(name) for name in self.board.order()]))
        return self._avoided[1]

    def _pointed(self, ui: Ui, place: tuple[str, int]) -> pygame.Rect | None:
        """Where the thing that a hint points at lies on the screen; its drawer's handle while that is closed."""
        name, number = place
        if name in ("team", "market", "department"):
            return self.board.place(f"{name} {number}")
        if name == "desk":
            return self.board.place("desk")
        if name in BAR_PLACES:
            region = ui.region(BAR_PLACES[name])
            if region is not None:
                return region.rect
        if name == "ticker":
            return ui.to_screen((262, ui.height - FOOT_HEIGHT, 300, FOOT_HEIGHT))
        side = "left" if name in LEFT_PLACES else "right"
        box = self.table.left if side == "left" else self.table.right
        if box is None:
            region = ui.region(f"bar-drawer:{side}")
            return region.rect if region is not None else None
        panel = ui.place_of(PANEL_PLACES.get(name, ""))
        row = ui.region(f"side-{name}-open")
        if row is not None and panel is not None and panel.contains(row.rect.inflate(-4, -4)):
            return row.rect
        lies = ui.to_screen(box)
        beside = (rect for rect in ui.places_of("side-") if lies.collidepoint(rect.center))
        return panel or next(beside, lies)  # a card may lie where the list does otherwise; no note points at bare wood
