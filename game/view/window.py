"""The loop: events in, frames out; the display, and the way from screen to screen.

    run(TitleScreen(...))                          # a window until the player leaves
    picture = render(TitleScreen(...), (1920, 1080), ui_scale=1.5, theme="dark")   # no window at all

    window = Window(PlayScreen(...), clock=VirtualClock())       # a pilot: real events, time by command
    pygame.event.post(...); window.frame(0.5)
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pygame

from game import places
from game.board import style
from game.board.style import Theme
from game.view import display, edition, memory
from game.view.between import Between
from game.view.resizing import Edge, fitted
from game.view.sound import Sound
from game.view.stage import Clock, RealClock, Route, Screen, Stage, VirtualClock
from game.view.toolkit.keys import command, key_name

OUT_OF_SIGHT_SECONDS = 0.1
"""How long the loop rests between two looks at the events while nobody can see the window."""
KEY_REPEAT = (420, 34)
"""Milliseconds until a key that is held in a text field repeats, and between repeats."""
SETTLED_SECONDS = 0.4
"""How long what the window remembers has to stand still before it is kept."""
RECENT = 30
"""How many of the last inputs are known when something goes wrong."""
TIDIED_AFTER = 3
"""Frames after a new screen has come in which what has gone is cleared away: what was pressed has been answered."""
SCREENS_AFTER_ERROR = 2
"""The page that tells of an error and the screen after it: another error there ends the game."""
STOPPED = (
    "Headcount stopped, because something went wrong twice ({error}). What was played is saved as far as it could be."
)
SEEN = {
    pygame.WINDOWHIDDEN: True, pygame.WINDOWMINIMIZED: True,
    pygame.WINDOWSHOWN: False, pygame.WINDOWRESTORED: False, pygame.WINDOWMAXIMIZED: False,
    pygame.WINDOWEXPOSED: False,
}  # fmt: skip
"""Events after which the window can be seen no more, or can be seen again."""
Rescue = Callable[[Exception, Sequence[str]], "Screen"]
"""What to do about an unexpected error: given it and the last inputs, keeps the game and returns the page to show."""


class Window:
    """The game's window, showing one screen at a time.

    F11 toggles full screen, Ctrl and plus or minus the interface's size, Ctrl+T the theme, M sound. Without a `size`
    it is 1280×720, or what of that the screen has room for; a `size` beyond the screen is reduced, one below 640×400
    raised. Afterwards only the player and the desktop change it. Raises SystemExit with a sentence when there is no
    display or the wrong pygame. An unexpected error of a screen goes to `rescue`, whose page takes the screen's place;
    a second one ends the game with a SystemExit that says so. Without `rescue` errors are raised. A file that is let
    fall onto it goes to `dropped`. `tidies`: memory is put in order when a screen has come, so that this need not be
    done in the middle of play. `veils`: another screen or look that takes long to make and paint comes from a thread of
    its own, behind a veil. `run` turns both on.
    """

    def __init__(
        self,
        screen: Screen,
        size: tuple[int, int] | None = None,
        *,
        ui_scale: float = 1.0,
        theme: Theme = "light",
        clock: Clock | None = None,
        sound: Sound | None = None,
        reduced_motion: bool = False,
        fullscreen: bool = False,
        title: str = "Headcount",
        rescue: Rescue | None = None,
        closing: Callable[[Screen], Route | None] | None = None,
        changed: Callable[[], None] | None = None,
        dropped: Callable[[Path, Screen], Route | None] | None = None,
    ) -> None:
        display.prepare()
        try:
            pygame.display.init()
            if pygame.display.get_driver() == "offscreen" and "SDL_VIDEODRIVER" not in os.environ:
                raise pygame.error("no display answers")  # else the game would run where nobody sees it
            self._windowed = display.fitting(size)
            self._surface = display.opened(self._windowed, fullscreen)
        except pygame.error as fault:
            raise SystemExit(
                f"There is no screen to open a window on ({fault}). "
                f"The command line works without one: {places.command()} --help."
            ) from None
        pygame.display.set_caption(title)
        self.fullscreen = fullscreen
        self.stage = Stage(
            self._surface.get_size(), ui_scale=ui_scale, theme=theme, clock=clock or RealClock(),
            sound=sound or Sound(), reduced_motion=reduced_motion,
        )
        self.stage.fullscreen = fullscreen
        self.screen: Screen | None = screen
        self._rescue, self._closing, self._changed, self._dropped = rescue, closing, changed, dropped
        self._change_since: float | None = None
        self._after_error = 0
        self.tidies = False
        self._tidied_in, self._tidied = TIDIED_AFTER, 0
        self.veils = False
        self._between: Between | None = None
        self._reveals: Between | None = None
        self._coming: pygame.Surface | None = None
        self._edge: Edge | None = None
        self._held: list[pygame.event.Event] = []
        self._look: tuple[float, Theme] | None = None
        self._recent: deque[str] = deque(maxlen=RECENT)
        self._focused, self._hidden, self._typing = True, False, False
        self._text_place: pygame.Rect | None = None
        pygame.key.stop_text_input()
        try:
            screen.enter(self.stage)
        except Exception as error:
            self._mend(error)

    @property
    def surface(self) -> pygame.Surface:
        """What the window shows, for a picture of it."""
        return self._surface

    @property
    def between(self) -> bool:
        """Whether the next picture is still being made."""
        return self._between is not None

    @property
    def dragged(self) -> bool:
        """Whether its edge is being dragged, and what was seen last shows in another size."""
        return self._edge is not None

    def settle(self) -> None:
        """Waits until the next picture is there, if one is being made, and shows it."""
        if self._between is not None:
            self._between.wait()
            self.frame(0.0, [])

    def run(self) -> None:
        """Shows frames until a screen asks to leave or the window is closed."""
        self.tidies = self.veils = True
        try:
            while self.screen is not None:
                if self._hidden:
                    time.sleep(OUT_OF_SIGHT_SECONDS)
                self.frame(self.stage.clock.wait())
        finally:
            if self._between is not None:
                self._between.wait()
            pygame.quit()

    def frame(self, seconds: float, events: Sequence[pygame.event.Event] | None = None) -> None:
        """One frame: takes the events that wait (or those given), lets `seconds` pass, paints and presents.

        With a virtual clock, time is advanced by the caller or by `clock.wait`. A hidden window paints nothing.
        """
        try:
            self._frame(seconds, events)
        except Exception as error:
            self._mend(error)

    def _frame(self, seconds: float, events: Sequence[pygame.event.Event] | None) -> None:
        if self._between is not None:
            pygame.event.pump()
            self._held += events or ()  # what is pressed meanwhile is for the screen that comes
        elif not self._steps(seconds, pygame.event.get() if events is None else events):
            return
        self._paint()
        if not self._hidden:
            pygame.display.flip()
        if self._tidied_in and self._between is None:
            self._tidied_in -= 1
            if not self._tidied_in and self.tidies:
                memory.tidy(self._tidied)
                self._tidied += 1
                self.stage.sound.prepare()  # by now the first screen stands, and nobody has pressed anything

    def _steps(self, seconds: float, events: Sequence[pygame.event.Event]) -> bool:
        """Takes events and lets time pass, until another picture is under way; False where there is no screen left."""
        waiting = deque((*self._held, *events))
        self._held = []
        while waiting and self.screen is not None:
            event = waiting.popleft()
            if self._edge is not None and event.type != pygame.VIDEORESIZE:
                self._held.append(event)  # it is for what lies there once the edge rests
            elif event.type == pygame.QUIT:
                self._close()
            else:
                self._remember(event)
                if event.type == pygame.DROPFILE and self._dropped is not None:
                    self._go(self._dropped(Path(event.file), self.screen))
                elif not self._own(event):
                    self._go(self.screen.event(event))
            if self._between is not None:
                self._held = list(waiting)
                return True
        if self.screen is None:
            return False
        if self._edge is not None:
            return True
        self.stage.away = self._hidden or not self._focused
        self._go(self.screen.tick(seconds))
        self._note_changes()
        return self.screen is not None

    def _paint(self) -> None:
        """Paints the screen, or what is seen until its next picture is there."""
        # Full screen may be given another size too. Whoever asks for the display then gets another surface, and the
        # memory of the one before is gone.
        self._surface = pygame.display.get_surface() or self._surface
        look, seen = (self.stage.ui.scale, self.stage.theme), self._look
        self._look = look
        if self._edge is not None and not self._hidden:
            if not self._edge.rests(self.stage.now):
                self._edge.show(self._surface)
                return
            self._edge = None
            self._set_out(partial(self.stage.resize, self._surface.get_size()), asked=False)
        if self._between is None and not self._hidden and self.screen is not None:
            if look == seen or seen is None or not self.veils:
                self.screen.paint(self._surface)
                if self._reveals is not None and not self._reveals.fade(self._surface, self.stage.now):
                    self._reveals = None
                self._follow_typing()
                return
            self._set_out(lambda: None)
        if self._between is None:
            return
        if self._between.done():
            self._arrive(self._between)
        else:
            self._between.veil(self._surface, self.stage.now)

    # Between two pictures.

    def _set_out(self, make: Callable[[], None], *, asked: bool = True) -> None:
        """Lets the next picture be made in a thread of its own: what `make` does first, and then the screen's.

        asked: whether somebody has pressed something for it.
        """
        picture = self._coming = pygame.Surface(self._surface.get_size()).convert()

        def work() -> None:
            make()
            if self.screen is not None:
                self.screen.paint(picture)

        self._reveals = None
        self._between = Between(
            self._surface.copy(), work, self.stage.palette.shadow, self.stage.now, still=self.stage.reduced_motion,
            asked=asked,
        )  # fmt: skip

    def _arrive(self, between: Between) -> None:
        """Shows the next picture."""
        self._between = None
        assert self._coming is not None
        fitted(self._surface, self._coming, self.stage.palette.table)
        same, self._coming = self._coming.get_size() == self._surface.get_size(), None
        self._reveals = between if same and between.fade(self._surface, self.stage.now) else None
        self._follow_typing()

    def _close(self) -> None:
        """Leaves the game, unless a page has to be shown first."""
        assert self.screen is not None
        route = self._closing(self.screen) if self._closing is not None else None
        if route is None:
            self.screen = None
        else:
            self._go(route)

    def _note_changes(self) -> None:
        """Tells of a changed theme, size or sound once it has stood still for a moment."""
        stage = self.stage
        if stage.changed:
            stage.changed, self._change_since = False, stage.now
        elif self._change_since is not None and stage.now - self._change_since >= SETTLED_SECONDS:
            self._change_since = None
            if self._changed is not None:
                self._changed()

    def _remember(self, event: pygame.event.Event) -> None:
        """Notes down what was pressed, for the report of an error; nothing that is typed into a field."""
        ui = self.stage.ui
        if event.type == pygame.KEYDOWN and ui.typing is None:
            self._recent.append(f"key {'ctrl+' if command(event) else ''}{key_name(event)}")
        elif event.type == pygame.MOUSEBUTTONDOWN:
            x, y = event.pos
            self._recent.append(f"button {event.button} at {x},{y} on {ui.hovered() or 'nothing'}")
        elif event.type == pygame.MOUSEWHEEL:
            self._recent.append(f"wheel {event.y}")
        elif event.type == pygame.VIDEORESIZE:
            self._recent.append(f"window {event.w}x{event.h}")

    def _mend(self, error: Exception) -> None:
        """Puts the page that `rescue` makes in the place of the screen that failed, once; the second time it ends."""
        if self._rescue is None:
            raise error
        self._surface.set_clip(None)
        if self._between is not None:
            self._between.wait()  # else its screen would take the page's place
        self._between = self._reveals = self._edge = None
        self._held = []
        if not self._after_error:
            self._after_error = SCREENS_AFTER_ERROR
            try:
                self.screen = self._rescue(error, tuple(self._recent))
                self.stage.ui.leave()
                self.stage.ui.lower_shields()
                self.screen.enter(self.stage)
                return
            except Exception as second:
                error = second
        self.screen = None
        raise SystemExit(STOPPED.format(error=type(error).__name__)) from error

    def _follow_typing(self) -> None:
        """Lets the system write text, repeat keys and show its input method while a field is written in, only then."""
        region = self.stage.ui.typing
        if (region is not None) != self._typing:
            self._typing = region is not None
            if self._typing:
                pygame.key.start_text_input()
                pygame.key.set_repeat(*KEY_REPEAT)
            else:
                pygame.key.stop_text_input()
                pygame.key.set_repeat()
            self._text_place = None
        if region is not None and region.rect != self._text_place:
            self._text_place = region.rect.copy()
            pygame.key.set_text_input_rect(self._text_place)

    def _go(self, route: Route | None) -> None:
        if route is None:
            return
        self._tidied_in = TIDIED_AFTER
        self._after_error = max(0, self._after_error - 1)
        if self.veils and not self._hidden and not route.leaves:
            self._set_out(lambda: self._take(route))
        else:
            self._take(route)

    def _take(self, route: Route) -> None:
        """Puts another screen in the place of this one."""
        self.screen = route.screen
        self._recent.append(f"screen {type(route.screen).__name__}")
        if self.screen is not None:
            self.stage.ui.leave()
            self.stage.ui.lower_shields()
            self.stage.sound.room(None)
            self.screen.enter(self.stage)

    def _own(self, event: pygame.event.Event) -> bool:
        """Deals with what belongs to the window rather than to a screen; True when it did."""
        if event.type == pygame.VIDEORESIZE and not self.fullscreen:
            return self._resized(event.size)
        if event.type in SEEN:
            self._hidden = SEEN[event.type]
        elif event.type in (pygame.WINDOWFOCUSLOST, pygame.WINDOWFOCUSGAINED):
            self._focused = event.type == pygame.WINDOWFOCUSGAINED
        if event.type != pygame.KEYDOWN:
            return False
        control, name = command(event), key_name(event)
        if name == "f11":
            self._toggle_fullscreen()
        elif control and name in ("+", "="):
            self.stage.step_ui_scale(1)
        elif control and name == "-":
            self.stage.step_ui_scale(-1)
        elif control and name == "0":
            self.stage.set_ui_scale(1.0)
        elif control and name == "t":
            self.stage.set_theme("dark" if self.stage.theme == "light" else "light")
        elif name == "m" and not control and self.stage.ui.typing is None:
            self.stage.sound.muted = not self.stage.sound.muted
            self.stage.changed = True
        else:
            return False
        return True

    def _resized(self, size: tuple[int, int]) -> bool:
        surface = pygame.display.get_surface()
        if surface is not None:
            self._surface = surface
        self._windowed = self.stage.windowed = size
        self.stage.changed, self._reveals = True, None
        if not self.veils or self._hidden:
            self.stage.resize(self._surface.get_size())
        elif self._edge is not None:
            self._edge.moved(self.stage.now)
        elif self._surface.get_size() != self.stage.size:
            self._edge = Edge(self._seen(), self.stage.palette.table, self.stage.now)
        return True

    def _seen(self) -> pygame.Surface:
        """What the window showed last, which its new size has taken away."""
        out = pygame.Surface(self.stage.size).convert()
        if self.screen is not None:
            self.screen.paint(out)
        return out

    def _toggle_fullscreen(self) -> None:
        self.fullscreen = not self.fullscreen
        self.stage.fullscreen, self.stage.changed, self._reveals = self.fullscreen, True, None
        seen = self._seen() if self.veils else None
        self._surface = display.opened(self._windowed, self.fullscreen)
        resize = partial(self.stage.resize, self._surface.get_size())
        if seen is None:
            resize()
        else:
            fitted(self._surface, seen, self.stage.palette.table)
            self._set_out(resize, asked=False)  # the window itself is the answer


def run(
    screen: Screen,
    size: tuple[int, int] | None = None,
    *,
    ui_scale: float = 1.0,
    theme: Theme = "light",
    reduced_motion: bool = False,
    fullscreen: bool = False,
) -> None:
    """Opens the window on a screen and returns when the player leaves."""
    Window(
        screen, size, ui_scale=ui_scale, theme=theme, reduced_motion=reduced_motion, fullscreen=fullscreen
    ).run()


def render(
    screen: Screen,
    size: tuple[int, int] = (style.WIDTH, style.HEIGHT),
    ui_scale: float = 1.0,
    theme: Theme = "light",
    *,
    seconds: float = 0.0,
    focus: str | None = None,
) -> pygame.Surface:
    """Paints a screen without a window and returns the picture.

    Nothing is shielded in it, and no panel is still on its way. `seconds` of the screen's time pass first; `focus` is
    the ident of a region to focus, ring and tooltip included.
    """
    if not edition.is_ours():
        raise SystemExit(edition.NOT_CE)
    if pygame.display.get_surface() is None:
        os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
        pygame.display.init()
        pygame.display.set_mode((64, 64), pygame.HIDDEN)
    clock = VirtualClock()
    stage = Stage(size, ui_scale=ui_scale, theme=theme, clock=clock)
    surface = pygame.Surface(size).convert()
    screen.enter(stage)
    stage.ui.lower_shields()
    if seconds:
        clock.advance(seconds)
        screen.tick(seconds)
        screen.paint(surface)
        clock.advance(max(style.PANEL, style.COUNT))  # whatever slides in has come, and every figure has counted
    screen.paint(surface)
    if focus is not None:
        stage.ui.set_focus(focus)
        screen.paint(surface)
        clock.advance(style.TOOLTIP_DELAY + 0.1)
        screen.paint(surface)
    return surface
