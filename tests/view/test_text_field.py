"""A line of text being written: what keys, the system's text input, input methods and the clipboard do to it."""

import pygame
import pytest

from game.view import window
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel
from game.view.toolkit.pieces import Atlas
from game.view.toolkit.text_field import EMPTY_CLIPBOARD, NO_CLIPBOARD, TextField
from game.view.toolkit.ui import Hit

SIZE = (640, 400)


def down(name: str, mod: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(name), mod=mod, unicode="")


def text(words: str) -> pygame.event.Event:
    return pygame.event.Event(pygame.TEXTINPUT, text=words)


class Page:
    """A field, and a button whose key is a letter."""

    def __init__(self, field: TextField) -> None:
        self.field = field
        self.hits: list[Hit] = []
        self.writing = False

    def enter(self, stage: window.Stage) -> None:
        self.stage = stage

    def event(self, event: pygame.event.Event) -> window.Route | None:
        hit = self.stage.ui.event(event)
        if hit is not None:
            self.hits.append(hit)
        return None

    def tick(self, seconds: float) -> window.Route | None:
        return None

    def paint(self, surface: pygame.Surface) -> None:
        ui = self.stage.ui
        ui.begin(surface, self.stage.now)
        self.writing = ui.writes(self.field)
        ui.panel("page", (0, 0, 300, 200), (self.field.state, self.writing), self._paint)
        ui.end()

    def _paint(self, p: Panel) -> None:
        widgets.text_field(p, "name", (20, 20, 200, 46), self.field, active=self.writing)
        widgets.button(p, "go", (20, 100, 100, 40), "Go", shortcut=("g", "return"))


@pytest.fixture
def page() -> Page:
    out = Page(TextField("Ada"))
    window.render(out, SIZE)
    out.stage.ui.set_focus("name", ring=False)
    return out


def test_dead_keys_and_other_scripts_write_what_the_system_makes_of_them(page: Page) -> None:
    for words in ("é", " ", "Łódź", "日本", "e\u0301"):
        page.event(text(words))
    assert page.field.text == "Adaé Łódź日本é", "what belongs together is one character"
    assert page.hits[-1] == Hit("name", page.field.text)


def test_keys_alone_write_nothing_and_are_no_shortcuts_while_a_field_is_written_in(page: Page) -> None:
    page.event(down("g"))
    page.event(down("space"))
    assert page.field.text == "Ada"
    assert not page.hits
    page.event(down("return"))
    assert page.hits == [Hit("go")], "Enter is left to the page"
    page.event(down("tab"))
    assert page.stage.ui.focus == "go"
    page.event(down("g"))
    assert page.hits == [Hit("go")] * 2, "elsewhere the letter is a shortcut again"


def test_the_caret_moves_and_deletes_on_both_sides() -> None:
    field = TextField("Ada")
    for name in ("left", "left"):
        assert field.key(down(name))
    field.write("n")
    assert (field.text, field.caret) == ("Anda", 2)
    field.key(down("backspace"))
    field.key(down("delete"))
    assert (field.text, field.caret) == ("Aa", 1)
    field.key(down("home"))
    field.key(down("backspace"))
    field.write("X")
    field.key(down("end"))
    field.key(down("delete"))
    field.write("Y")
    assert field.text == "XAaY"


def test_a_mark_goes_with_its_letter() -> None:
    field = TextField("x\u0323\u0301y")
    field.key(down("left"))
    field.key(down("backspace"))
    assert field.text == "y"


def test_the_longest_text_and_the_allowed_characters_hold() -> None:
    field = TextField("", 5, "0123456789".__contains__)
    field.write("12a34")
    field.write("5678")
    assert field.text == "12345"
    field.choose_all()
    field.write("x")
    assert field.text == "12345", "what may not stand there replaces nothing"
    field.write("9")
    assert field.text == "9"


def test_a_field_of_digits_leaves_letters_to_the_screen_and_takes_digits_by_their_place() -> None:
    field = TextField("", 5, "0123456789".__contains__)
    assert not field.key(down("d")), "it may be a shortcut"
    azerty = pygame.event.Event(pygame.KEYDOWN, key=ord("&"), scancode=pygame.KSCAN_1, mod=0, unicode="&")
    assert field.key(azerty)
    field.write("&")
    assert field.text == "1"
    us = pygame.event.Event(pygame.KEYDOWN, key=ord("2"), scancode=pygame.KSCAN_2, mod=0, unicode="2")
    assert field.key(us)
    field.write("2")
    assert field.text == "12", "written once"


def test_what_an_input_method_composes_is_shown_and_keys_belong_to_it(page: Page) -> None:
    field = page.field
    before = pygame.image.tobytes(window.render(page, SIZE), "RGB")
    page.stage.ui.set_focus("name", ring=False)
    page.event(pygame.event.Event(pygame.TEXTEDITING, text="nihon", start=0, length=5))
    assert field.composing == "nihon"
    assert pygame.image.tobytes(window.render(page, SIZE), "RGB") != before
    page.stage.ui.set_focus("name", ring=False)
    for name in ("return", "backspace", "escape", "left"):
        page.event(down(name))
    assert field.text == "Ada"
    assert not page.hits
    page.event(text("日本"))
    assert (field.text, field.composing) == ("Ada日本", "")


def test_pasting_cleans_the_text_and_says_when_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    field = TextField("")

    def refuse() -> str:
        raise pygame.error("no clipboard")

    monkeypatch.setattr(pygame.scrap, "get_text", lambda: " two\r\nlines\t and\x00\x1b[31m \u202ea bell\x07 ")
    assert field.key(down("v", pygame.KMOD_LCTRL))
    assert field.text == "two lines and[31m a bell"
    monkeypatch.setattr(pygame.scrap, "get_text", lambda: "\n")
    field.key(down("v", pygame.KMOD_LMETA))
    assert field.said == EMPTY_CLIPBOARD
    monkeypatch.setattr(pygame.scrap, "get_text", refuse)
    field.key(down("v", pygame.KMOD_LCTRL))
    assert field.said == NO_CLIPBOARD
    assert field.text == "two lines and[31m a bell"
    field.write("!")
    assert field.said == ""


def test_a_click_puts_the_caret_where_it_points(page: Page) -> None:
    ui = page.stage.ui
    region = ui.region("name")
    assert region is not None
    for x, caret in ((region.rect.x + 2, 0), (region.rect.right - 2, 3)):
        page.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(x, region.rect.centery), button=1))
        assert page.field.caret == caret
    page.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(280, 180), button=1))
    assert ui.typing is not None, "a click beside it does not end the writing"


def test_a_long_text_shows_the_part_with_the_caret() -> None:
    field = TextField("m" * 48)
    p = Panel("page", (300, 100), 1.0, Atlas(), None, None)
    widgets.text_field(p, "name", (0, 0, 200, 46), field, active=True)
    assert field.first > 0
    assert all(0 <= stop <= 200 for stop in field.stops)
    field.key(down("home"))
    widgets.text_field(p, "name", (0, 0, 200, 46), field, active=True)
    assert field.first == 0


def test_the_window_lets_the_system_write_only_while_a_field_is_written_in(monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[object] = []
    monkeypatch.setattr(pygame.key, "start_text_input", lambda: log.append("start"))
    monkeypatch.setattr(pygame.key, "stop_text_input", lambda: log.append("stop"))
    monkeypatch.setattr(pygame.key, "set_text_input_rect", lambda rect: log.append(tuple(rect)))
    monkeypatch.setattr(pygame.key, "set_repeat", lambda *times: log.append(times))
    page = Page(TextField("Ada"))
    shown = window.Window(page, clock=window.VirtualClock())
    shown.frame(0.02, [])
    assert log == ["stop"], "no input method comes up over the game"
    shown.stage.ui.set_focus("name", ring=False)
    shown.frame(0.02, [])
    region = shown.stage.ui.region("name")
    assert region is not None
    assert log[1:] == ["start", window.KEY_REPEAT, tuple(region.rect)]
    shown.frame(0.02, [down("m"), text("m")])
    assert not shown.stage.sound.muted, "M is a letter there"
    assert page.field.text == "Adam"
    shown.frame(0.02, [down("tab")])
    assert log[4:] == ["stop", ()]
    shown.frame(0.02, [down("m")])
    assert shown.stage.sound.muted

