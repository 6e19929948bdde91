"""The pause menu: take back, rewind, begin again, save, how things look and sound, the keys, and the way out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from game.board import style
from game.session import Session
from game.sim.world import QUARTER_WEEKS
from game.view.keeping import Said
from game.view.profile import Settings
from game.view.screens.page import fitted, way_back
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.text_field import TextField
from game.view.toolkit.ui import Hit, Ui
from game.view.toolkit.widgets import Option

BESIDE = "Whose line runs beside yours"
KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Pause, go on", ("Space",)), ("One week", ("N",)), ("To the next event", ("E",)),
    ("Let the last weeks play", ("F",)), ("Slower, faster", (",", ".")),
    ("Write an order", ("O",)), ("Job, then send", ("1–9", "Enter")), ("Weeks of an order", ("W",)),
    ("Renew the last order", ("R",)), ("Visit", ("V",)), ("Place a tag", ("T",)), ("Open the card that waits", ("C",)),
    ("Take back, until the week begins", ("Z",)),
    ("Next department", ("D",)), ("Your desk", ("J",)), ("Next thing on the screen", ("Tab",)),
    ("Find by typing; who makes what", ("/", "Ctrl F")),
    ("Neighbour", ("←", "→", "↑", "↓")),
    ("What the colours show", ("1–4",)), ("Side panels", ("F2", "F3")), ("Put the note away", ("H",)),
    ("All notes so far", ("L",)),
    ("Closer, wider, all", ("+", "−", "Home")), ("Close, then this menu", ("Esc",)), ("Whole screen", ("F11",)),
    (BESIDE, ("G",)), ("Sound", ("M",)), ("Larger, smaller text", ("Ctrl +", "Ctrl −")),
)  # fmt: skip

WIDE = 720.0
KEY_ROW = 33.0
"""The height of a row of keys, so that all of them are seen at once."""
TIME_KEYS: tuple[str, ...] = (
    "Pause, go on", "One week", "To the next event", "Let the last weeks play", "Slower, faster",
)
"""What the keys do by which time is steered."""
ROOM_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("We are ready", ("N",)), *((words, caps) for words, caps in KEYS if words not in (*TIME_KEYS, BESIDE)),
)  # fmt: skip
"""The same at the desk of a room, where no week runs by its hand."""
ASKED_TWICE = ("menu-rewind", "menu-restart")
"""What drops weeks that were played: the first press asks, the second does it."""


@dataclass
class Menu:
    """The state of the open menu: its page, what is being asked twice, and the name being typed.

    shared: the weeks are a room's, and cannot be taken back here. keys: those that do something.
    notes: what the notes on the table have said so far, the newest first. heading, leaving: the head of the page, and
    what is said over the way out, where weeks are shared.
    """

    page: str = "menu"
    sure: str = ""
    field: TextField = field(default_factory=TextField)
    said: str = ""
    failed: bool = False
    asked: str = ""
    shared: bool = False
    keys: tuple[tuple[str, tuple[str, ...]], ...] = KEYS
    notes: tuple[str, ...] = ()
    heading: str = "The room goes on"
    leaving: str = "The hub keeps your company. Your seat is kept too: the title leads back to it."

    def take(self, said: Said, name: str) -> None:
        """Shows what came of saving under a name; a question and a failure stay on the page of the name."""
        self.said, self.failed, self.asked = said.text, said.failed or said.asks, name if said.asks else ""
        if not self.failed:
            self.page = "menu"


@dataclass(frozen=True)
class Choice:
    """A choice: "resume", "undo", "rewind" (to `quarter`), "restart", "save" (`name`, and whether it may `replace` a
    game of that name), "quit", "settings"."""

    what: str
    quarter: int = 0
    name: str = ""
    settings: Settings | None = None
    replace: bool = False


def paint(ui: Ui, menu: Menu, session: Session, settings: Settings, title: str) -> None:
    """Shows the menu over the darkened board."""
    said = (menu.said, menu.failed, menu.asked)
    writing = ui.writes(menu.field)
    written = (menu.field.state, writing)
    signature = (menu.page, menu.shared, menu.sure, written, said, session.week, len(session.pending), settings)

    def painter(p: Panel) -> float:
        if menu.page == "keys":
            return _keys(p, menu.keys)
        if menu.page == "notes":
            return _notes(p, menu.notes)
        if menu.page == "save":
            return _save(p, menu, writing)
        return _menu(p, menu, session, settings, title)

    if menu.page == "notes":
        box = fitted(ui, "menu", (WIDE, ui.height), signature, painter)
    else:
        box = ui.centred(WIDE, {"menu": 542, "keys": 578, "save": 300}[menu.page])
    ui.modal("menu", box, signature, painter, header=60)


def follow(menu: Menu, hit: Hit, settings: Settings) -> Choice | None:
    """What a hit in the menu means; the menu's own state follows."""
    key, value = hit.key, hit.value
    if key == "menu-resume":
        return Choice("resume")
    if key == "menu-close":
        if menu.page != "menu":
            menu.page, menu.sure = "menu", ""
            return None
        return Choice("resume")
    if key in ("menu-keys", "menu-save", "menu-notes"):
        menu.page, menu.said, menu.failed, menu.asked = key.removeprefix("menu-"), "", False, ""
        menu.field.choose_all()
    elif key == "menu-name":
        return Choice("save", name=menu.field.text, replace=menu.asked == menu.field.text != "")
    elif key == "menu-undo":
        return Choice("undo")
    elif key in ASKED_TWICE:
        asked = f"{key}:{value}"
        if menu.sure != asked:
            menu.sure = asked
            return None
        return Choice("rewind", int(value or 0)) if key == "menu-rewind" else Choice("restart")
    elif key == "menu-quit":
        return Choice("quit")
    elif key == "menu-theme" and value in ("light", "dark"):
        theme: style.Theme = "dark" if value == "dark" else "light"
        return Choice("settings", settings=replace(settings, theme=theme))
    elif key == "menu-scale" and isinstance(value, float):
        return Choice("settings", settings=replace(settings, ui_scale=value))
    elif key == "menu-motion":
        return Choice("settings", settings=replace(settings, reduced_motion=not settings.reduced_motion))
    elif key == "menu-sound":
        return Choice("settings", settings=replace(settings, muted=not settings.muted))
    elif key == "menu-volume" and isinstance(value, int | float):
        return Choice("settings", settings=replace(settings, volume=float(value) / 100, muted=False))
    elif key == "menu-room" and isinstance(value, int | float):
        return Choice("settings", settings=replace(settings, room=float(value) / 100, muted=False))
    elif key == "menu-away":
        return Choice("settings", settings=replace(settings, pause_away=not settings.pause_away))
    elif key == "menu-writing":
        return Choice("settings", settings=replace(settings, pause_to_write=not settings.pause_to_write))
    return None


def _head(p: Panel, words: str, note: str, *, back: bool = False) -> float:
    p.text(24, 30, words, size=style.HEADLINE - 4, family="serif", at="middle", width=p.width - 110)
    if note:
        wide = p.measure(words, style.HEADLINE - 4, family="serif")
        p.text(
            p.width - 66,
            31,
            note,
            size=style.SECONDARY,
            colour=p.palette.second,
            align="right",
            at="middle",
            width=max(10.0, p.width - 110 - wide),
        )
    if back:
        way_back(p, "menu-close", "Back. Key Esc.", "arrow-left")
    else:
        way_back(p, "menu-close", "Back to the board. Key Esc.")
    p.fill((16, 59, p.width - 32, 1), p.palette.rule)
    return 72.0


def _menu(p: Panel, menu: Menu, session: Session, settings: Settings, title: str) -> float:
    y = _head(p, menu.heading if menu.shared else "The clock stands", title)
    two = p.width >= 560
    column = (p.width - 72) / 2 if two else p.width - 48
    left, right = 24.0, 48 + column if two else 24.0
    low = _moves(p, left, y, column, menu, session)
    return max(low, _looks(p, right, y if two else low + 8, column, settings)) + 16


def _moves(p: Panel, x: float, y: float, wide: float, menu: Menu, session: Session) -> float:
    pal = p.palette
    rows = (
        ("menu-resume", "Back to the board", "play", "petrol", True),
        ("menu-undo", "Take back the last decision", "arrow-counter-clockwise", "secondary", bool(session.pending)),
        ("menu-save", "Save as …", "floppy-disk", "secondary", True),
        ("menu-keys", "The keys", "keyboard", "secondary", True),
        ("menu-notes", "All notes so far", "note-pencil", "secondary", bool(menu.notes)),
    )
    for key, label, icon, kind, enabled in rows:
        if key != "menu-save" or not menu.shared:
            widgets.button(p, key, (x, y, wide, 42), label, icon=icon, kind=kind, enabled=enabled)
            y += 50
    if menu.shared:
        return _leave_room(p, x, y, wide, menu.leaving)
    p.text(x, y + 10, "Back to the start of", size=style.SECONDARY, colour=pal.second, at="middle")
    y += 22
    count = min(session.quarter, (session.world.weeks - 1) // QUARTER_WEEKS) + 1
    each = min(86.0, (wide - 8 * (count - 1)) / count)
    for quarter in range(count):
        asked = menu.sure == f"menu-rewind:{quarter}"
        label = "Sure?" if asked else f"Q{quarter + 1}"
        tip = Tip(f"Back to week {quarter * QUARTER_WEEKS + 1}", "What was done since is dropped. Press twice.")
        widgets.button(
            p,
            "menu-rewind",
            (x + quarter * (each + 8), y, each, 40),
            label,
            value=quarter,
            tip=tip,
            kind="primary" if asked else "secondary",
        )
    y += 50
    asked = menu.sure == "menu-restart:None"
    widgets.button(
        p,
        "menu-restart",
        (x, y, wide, 42),
        "Sure? Press again" if asked else "Begin the level again",
        icon="arrows-clockwise",
        kind="primary" if asked else "secondary",
    )
    y += 50
    widgets.button(p, "menu-quit", (x, y, wide, 42), "Save and go to the title", icon="sign-out")
    y += 50
    if menu.said:
        ink = pal.bad if menu.failed else pal.good
        y += p.paragraph(x, y, wide, menu.said, size=style.SECONDARY, colour=ink, weight=700)
    return y


def _leave_room(p: Panel, x: float, y: float, wide: float, words: str) -> float:
    """The way out of a company that is kept elsewhere, or not at all."""
    y += p.paragraph(x, y + 4, wide, words, size=style.SECONDARY, colour=p.palette.second) + 14
    widgets.button(p, "menu-quit", (x, y, wide, 42), "To the title", icon="sign-out")
    return y + 50


def _looks(p: Panel, x: float, y: float, wide: float, settings: Settings) -> float:
    pal = p.palette

    def label(words: str, at: float) -> float:
        p.text(x, at + 9, words, size=style.SECONDARY, colour=pal.second, weight=700, at="middle")
        return at + 22

    y = label("Theme", y)
    widgets.tabs(
        p,
        "menu-theme",
        (x, y, wide, 40),
        [Option("light", "Daylight", "sun"), Option("dark", "Lamplight", "moon")],
        settings.theme,
    )
    y = label("Size of text and panels", y + 50)
    options = [Option(scale, f"{scale:g}") for scale in style.UI_SCALES]
    widgets.tabs(p, "menu-scale", (x, y, wide, 40), options, settings.ui_scale)
    y = label("Sound", y + 50)
    widgets.slider(p, "menu-volume", (x, y, wide, 36), round(settings.volume * 100), 0, 100, 5, tip=Tip("Loudness"))
    y = label("The room", y + 40)
    widgets.slider(p, "menu-room", (x, y, wide, 36), round(settings.room * 100), 0, 100, 5,
                   tip=Tip("The room", "A quiet tone, as warm as your company's morale."))  # fmt: skip
    y += 44
    widgets.switch(p, "menu-sound", (x, y, wide, 36), not settings.muted, "Sounds, key M")
    y += 42
    widgets.switch(
        p,
        "menu-motion",
        (x, y, wide, 36),
        settings.reduced_motion,
        "Less motion",
        tip=Tip("Less motion", "Nothing waves or flies; letters step week by week."),
    )
    y += 42
    widgets.switch(p, "menu-writing", (x, y, wide, 36), settings.pause_to_write, "The clock stands while you write")
    y += 42
    widgets.switch(
        p,
        "menu-away",
        (x, y, wide, 36),
        settings.pause_away,
        "The clock stops behind other windows",
        tip=Tip("Behind other windows", "The clock stops when the window is hidden or not in front."),
    )
    return y + 42


def _save(p: Panel, menu: Menu, writing: bool) -> float:
    pal = p.palette
    y = _head(p, "Save as", "", back=True)
    p.paragraph(
        24, y, p.width - 48, "The game saves itself every week. Here you keep a copy under a name.", colour=pal.second
    )
    y += 46
    widgets.text_field(p, "menu-text", (24, y, p.width - 48, 46), menu.field, active=writing)
    y += 66
    widgets.button(
        p,
        "menu-name",
        (24, y, min(260.0, p.width - 48), 44),
        "Replace it" if menu.asked and menu.asked == menu.field.text else "Save",
        kind="primary",
        icon="floppy-disk",
        enabled=bool(menu.field.text.strip()),
        shortcut="return",
    )
    y += 58
    if menu.said:
        y += p.paragraph(24, y, p.width - 48, menu.said, size=style.SECONDARY, colour=pal.bad, weight=700)
    return y + 12


def _notes(p: Panel, notes: tuple[str, ...]) -> float:
    y = _head(p, "All notes so far", "the newest first", back=True)
    for words in notes:
        high = p.paragraph_height(p.width - 80, words, size=style.BODY) + 20
        p.card((24, y, p.width - 48, high), p.palette.note, radius=6, outline=p.palette.note_lip)
        p.paragraph(40, y + 10, p.width - 80, words, size=style.BODY)
        y += high + 8
    return y + 12


def _keys(p: Panel, keys: tuple[tuple[str, tuple[str, ...]], ...]) -> float:
    y = _head(p, "The keys", "", back=True)
    two = p.width >= 560
    half = -(-len(keys) // 2) if two else len(keys)
    column = (p.width - 72) / 2 if two else p.width - 48
    for n, (words, caps) in enumerate(keys):
        x = 24 + (n // half) * (column + 24)
        line = y + (n % half) * KEY_ROW + 16
        right = x + column
        for cap in reversed(caps):
            wide = max(26.0, p.measure(cap, style.LABEL, weight=800) + 16)
            right -= wide
            widgets.key_cap(p, right, line, cap)
            right -= 5
        p.text(x, line, words, at="middle", width=right - x - 4)
    return y + half * KEY_ROW + 4
