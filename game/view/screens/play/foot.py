"""The bottom bar of the play screen: time, the news strip with what can be undone, and attention."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from game.board import style
from game.board.style import Colour, Weight, mix
from game.board.vectors import hex_code
from game.sim.levers import LEVERS, free_discs, next_disc
from game.view.cards.cast import paint_face
from game.view.cards.side import tip_of
from game.view.cards.table import Table
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.steps import Pauses, Steps
from game.view.toolkit.ui import Ui
from game.words import bars
from game.words.actions import card_words, lower_first, open_words
from game.words.in_time import last_weeks, let_play_words, nothing_lands_words
from game.words.newsline import News
from game.words.outlooks import last_week

FOOT_HEIGHT = 48
SHORT = 220.0
"""A strip so short has no room for anything but its first line."""
FACE = 28.0
"""Diameter of the face beside a letter in the strip of news."""
A_WEEK = "Key N. Then the clock stops again. Pressed again while it runs, up to two more follow."
NARROW = 800.0
"""Logical width of a window below which the strip of news needs the room of the word on the button beside it."""


@dataclass(frozen=True)
class Steering:
    """What stands in the place of the buttons of time, where time is steered elsewhere.

    mark: changes with what it shows. paint: given the panel and its left edge, paints it and returns its right edge.
    """

    mark: Hashable
    paint: Callable[[Panel, float], float]


def paint_foot(ui: Ui, table: Table, news: Sequence[News], steering: Steering | None = None) -> None:
    """Shows time, the news strip and attention. steering: stands where the buttons of time do otherwise."""
    report, clock = table.report, table.clock
    free, back = free_discs(report, table.pending), next_disc(report, table.pending)
    notice = table.said
    shown, letters = tuple(news[:2]), tuple(item for item in news[:2] if item.face is not None)
    if notice is not None:
        icon = notice.icon or ("warning" if notice.refused else "paper-plane-tilt")
        shown = (News("", icon, notice.text, brief=notice.brief), *(letters or news)[:1])
    elif table.draft is not None and "writing" in clock.held:
        is_open = f"Paused: {lower_first(open_words(table.level, table.draft.lever, table.draft.target))} is open."
        shown = (News("", "pause", is_open, brief="Paused while you write."), *letters[:1])
    state = (
        clock.paused and not clock.stepping, clock.speed, clock.skipping, clock.stepping, bool(clock.held),
        clock.unseen, clock.to_end,
    )  # fmt: skip
    waiting = tuple(table.open_cards())
    mark = steering.mark if steering is not None else None
    signature = (report.week, state, free, shown, table.pending, ui.width, back, waiting, mark)
    box = (0.0, ui.height - FOOT_HEIGHT, ui.width, float(FOOT_HEIGHT))
    ui.panel("bar-foot", box, signature, lambda p: _foot(p, table, shown, free, steering), look="foot", scroll=False)


def _foot(p: Panel, table: Table, shown: Sequence[News], free: int, steering: Steering | None) -> Steps:
    wide = p.width >= 1000
    x = steering.paint(p, 12.0) if steering is not None else _time_buttons(p, table, 12.0)
    discs = table.report.world.discs
    pill = 24.0 * discs + 18
    label = 92.0 if wide else 0.0
    right = p.width - 12 - pill - label
    yield
    _attention(p, table, (right, p.width - 12), free, label)
    yield
    right -= _cards(p, table, right - 14, wide)
    yield
    right -= _run_out(p, table, right - 14, wide) if steering is None else 0.0
    yield
    yield from _ticker(p, table, (_find(p, x + 12), right - 14), shown)
    return 0.0


def _find(p: Panel, x: float) -> float:
    """The button that opens the field to find things by typing, where there is room for it; returns its right edge."""
    if p.width < NARROW:
        return x
    tip = Tip("Find", "A team, a person or what is made, by typing; and who makes what. Key /, or Ctrl+F.")
    widgets.icon_button(p, "find-open", (x, 9, 36, 32), "magnifying-glass", tip, kind="bar", size=17)
    return x + 44


def _cards(p: Panel, table: Table, right: float, wide: bool) -> float:
    """A button for the card that waits for an answer, its right edge at `right`; returns the room it takes."""
    waiting = table.open_cards()
    if not waiting:
        return 0.0
    card = min(waiting, key=lambda card: card.until)
    left = last_week(table.report, card) - table.report.week + 1
    words = f"{'Dilemma · ' if wide else ''}{left} wk" if len(waiting) == 1 else (
        f"{len(waiting)} {'dilemmas · ' if wide else '· '}{left} wk")  # fmt: skip
    room = p.measure(words, style.SECONDARY, weight=800) + 42
    box = (right - room, 9.0, room, 32.0)
    over = p.hovered("bar-card", card.index)
    p.card(box, mix(style.LIGHT.focus, style.WHITE, 0.12 if over else 0.0), radius=8)
    p.icon("chat-circle-dots", box[0] + 18, 25, 17, style.WHITE, "fill")
    p.text(box[0] + 32, 25, words, size=style.SECONDARY, weight=800, colour=style.WHITE, at="middle")
    title = card_words(table.level, card, table.level.cards[card.index].title)
    opens = "Key C opens it." if len(waiting) == 1 else "Key C opens it, and then the next."
    tip = Tip(title, f"A card waits for your answer, {left} week{'s' if left > 1 else ''} more. {opens}")
    p.region("bar-card", box, value=card.index, tip=tip)
    return room + 10.0


def _run_out(p: Panel, table: Table, right: float, wide: bool) -> float:
    """The offer to let the last weeks play, once no letter is read before the end, its right edge at `right`; returns
    the room it takes."""
    left = last_weeks(table.report)
    if not left or table.shut or table.session.over or (not wide and table.open_cards()):
        return 0.0  # where both have no room a card that waits comes first
    pal, plays = p.palette, table.clock.to_end
    brief = f"{left} wk" if p.width < NARROW else f"Play {left} wk"
    words = let_play_words(left, plays=plays) if wide else brief
    room = p.measure(let_play_words(left) if wide else words, style.SECONDARY, weight=800) + 42
    box = (right - room, 9.0, room, 32.0)
    over = p.hovered("bar-run-out")
    fill, ink = (pal.gold, style.DARK_INK) if plays else (pal.button, pal.bar_text)
    p.card(box, mix(fill, ink, 0.14) if over else fill, radius=8, outline=pal.gold, stroke=2)
    p.icon("flag-checkered", box[0] + 18, 25, 17, ink, "fill")
    p.text(box[0] + 32, 25, words, size=style.SECONDARY, weight=800, colour=ink, at="middle")
    tip = Tip(let_play_words(left, plays=plays), f"{nothing_lands_words(table.report)} Key F. A card stops them.")
    p.region("bar-run-out", box, shortcut="f", tip=tip)
    return room + 10.0


def _time_buttons(p: Panel, table: Table, x: float) -> float:
    clock = table.clock
    halted = clock.paused and not clock.stepping
    running = not halted and not clock.skipping and not clock.stepping
    buttons = (
        ("bar-pause", "pause", halted, "space", Tip("Pause", "Space pauses and goes on.")),
        ("bar-speed", "1", running and clock.speed == 1, "", Tip("Go on", "Six seconds a week.")),
        ("bar-speed", "2", running and clock.speed == 2, "", Tip("Twice as fast", "Three seconds a week.")),
        (
            "bar-speed",
            "4",
            running and clock.speed == 4,
            "",
            Tip("Four times as fast", "A week in a second and a half."),
        ),
        ("bar-step", "step", clock.stepping, "n", Tip("One week", A_WEEK)),
        (
            "bar-skip",
            "skip",
            clock.skipping and not halted,
            "e",
            Tip("To the next event", "Key E. The clock runs until something happens."),
        ),
    )
    each = 36.0
    for key, face, chosen, shortcut, tip in buttons:
        value = int(face) if key == "bar-speed" else None
        box = (x, 9.0, each, 32.0)
        pal = p.palette
        fill, ink = (pal.gold, style.DARK_INK) if chosen else (pal.button, pal.bar_text)
        if p.hovered(key, value) and not chosen:
            fill = mix(fill, ink, 0.14)
        goes_on = clock.unseen and value == clock.speed
        p.card(box, fill, radius=8, outline=pal.gold if goes_on else None, stroke=2)
        if goes_on:
            tip = Tip("Go on", f"The clock stopped while you were away. Press to go on. {tip.text}")
        _time_face(p, face, x + each / 2, 25.0, ink)
        p.region(key, box, value=value, shortcut=shortcut, tip=tip)
        x += each + 5
    return x - 5


def _time_face(p: Panel, face: str, x: float, y: float, ink: Colour) -> None:
    """Pause, one to three triangles, a triangle to a wall (one week), two to a wall (the next event)."""
    paint = hex_code(ink)
    if face == "pause":
        body = f'<path d="M{x - 6} {y - 7} h4 v14 h-4 Z M{x + 2} {y - 7} h4 v14 h-4 Z" fill="{paint}"/>'
        p.vector((x - 12, y - 10, 24, 20), body)
        return
    count = {"1": 1, "2": 2, "4": 3, "step": 1, "skip": 2}[face]
    step = 8.0 if count < 3 else 7.0
    high = 7.0 if count == 1 else 6.0
    wall = 3.5 if face in ("step", "skip") else 0.0
    left = x - (count * step + wall) / 2
    body = ""
    for n in range(count):
        at = left + n * step
        body += f'<path d="M{at} {y - high} L{at + step + 1} {y} L{at} {y + high} Z" fill="{paint}"/>'
    if wall:
        body += f'<path d="M{left + count * step + 1} {y - high} h2.6 v{2 * high} h-2.6 Z" fill="{paint}"/>'
    p.vector((x - 16, y - 10, 32, 20), body)


def _attention(p: Panel, table: Table, span: tuple[float, float], free: int, label: float) -> None:
    pal, report = p.palette, table.report
    left, right = span
    discs = report.world.discs
    back = next_disc(report, table.pending)
    if label:
        p.text(left, 18, "Attention", size=style.SECONDARY, weight=800, colour=pal.bar_text, at="middle")
        words = "all at the desk" if free == discs else f"{free or 'none'} free"
        words = f"{words} · {back} wk" if back else words
        p.text(left, 35, words, size=style.SMALLEST, colour=pal.bar_second, at="middle", width=label - 4)
    box = (left + label, 9.0, right - left - label, 32.0)
    p.card(box, pal.bar_lip, radius=16, outline=pal.button)
    for n in range(discs):
        p.piece("disc" if n < free else "disc-spent", box[0] + 21 + n * 24, 25, 22 / 24)
    p.tooltip("bar-attention", (left, 5, right - left, 40), tip_of(bars.attention(report, table.pending)))


def _sentence(p: Panel, item: News, x: float, room: float, ink: Colour, weight: Weight) -> tuple[float, bool]:
    """A line of news in the strip: whole on one line, else on two smaller ones, else in brief; returns its width, and
    whether it stands there whole."""
    words, lines = item.text, p.lines(room, item.text, size=style.SMALLEST, weight=weight)
    if item.brief and (len(lines) > 2 or p.measure(item.brief, style.SMALLEST, weight=weight) > room >= 100):
        words = item.brief
    whole = words == item.text and len(lines) <= 2
    return p.name(x, 25, words, room, size=style.SECONDARY, least=style.SMALLEST, weight=weight, colour=ink), whole


def _post(p: Panel, letter: News, x: float) -> None:
    """A letter as the face of who wrote it, from x on."""
    assert letter.face is not None
    paint_face(p, letter.face, x + FACE / 2, 25, FACE)
    p.card((x + FACE - 11, 11, 13, 13), style.LIGHT.card, radius=6.5)
    p.icon("envelope", x + FACE - 4.5, 17.5, 9, style.LIGHT.ink, "fill")
    box, tip = (x - 2, 9.0, FACE + 6, 32.0), Tip("", letter.text)
    if letter.place is not None:
        p.region("bar-news", box, value=f"1 {letter.place}", tip=tip)
    else:
        p.tooltip("bar-line-1", box, tip)


def _ticker(p: Panel, table: Table, span: tuple[float, float], shown: Sequence[News]) -> Pauses:
    pal = p.palette
    left, right = span
    p.card((left, 9, right - left, 32), mix(pal.bar, pal.button, 0.55), radius=8)
    end, count = right - 10, len(table.pending)
    if not table.shut and right - left > SHORT:  # its place stays free: nothing else is pressed there when it comes
        end -= p.measure("9" if p.width < NARROW else "Undo (9)", style.SECONDARY, weight=800) + 42
    if count and not table.shut:
        words = str(count) if p.width < NARROW else f"Undo ({count})" if count > 1 else "Undo"
        wide = p.measure(words, style.SECONDARY, weight=800) + 40
        box = (right - wide - 4, 11.0, wide, 28.0)
        p.card(box, pal.button if not p.hovered("bar-undo") else mix(pal.button, pal.bar_text, 0.16), radius=7)
        p.icon("arrow-counter-clockwise", box[0] + 17, 25, 15, pal.bar_text)
        p.text(box[0] + 30, 25, words, size=style.SECONDARY, weight=800, colour=pal.bar_text, at="middle")
        lines = "\n".join(LEVERS[action.lever].title for action in table.pending)
        p.region("bar-undo", box, shortcut="z", tip=Tip("Decided this week", f"{lines}\nKey Z takes the newest back."))
        end = min(end, box[0] - 8)
    x = left + 12
    post = next((item for item in shown[1:] if item.face is not None), None)
    if post is not None and shown[0].face is None:
        # A letter that has no room beside the news is a face that can be pointed at, and leads to who wrote it.
        first = p.measure(shown[0].text, style.SECONDARY, weight=800)
        if end - x - first - 34 < p.measure(post.text, style.SECONDARY) + FACE + 26:
            shown, end = shown[:1], end - FACE - 14
            _post(p, post, end + 8)
            yield
    for n, item in enumerate(shown):
        ink = pal.bar_text if n == 0 else pal.bar_second
        colour = style.DARK.gold if item.icon in ("warning", "pause") else mix(style.DARK.bad, style.WHITE, 0.2) if (
            item.icon in ("envelope", "moon")) else ink  # fmt: skip
        full = p.measure(item.text, style.SECONDARY, weight=800 if n == 0 else 600)
        if end - x < 40 or (n and end - x < full + 40):
            break
        if n:
            p.card((x, 23.5, 3, 3), pal.bar_second, radius=1.5)
            x += 14
        sign = 22.0
        if item.face is not None:
            paint_face(p, item.face, x + 12, 25, FACE)
            sign = FACE + 6
        else:
            p.icon(item.icon, x + 7, 25, 15, colour, "fill")
        yield
        wide, whole = _sentence(p, item, x + sign, max(10.0, end - x - sign - 2), ink, 800 if n == 0 else 600)
        if item.place is not None:
            p.region("bar-news", (x - 4, 11, wide + sign + 8, 28), value=f"{n} {item.place}", tip=Tip("", item.text))
        elif not whole:
            p.tooltip(f"bar-line-{n}", (x - 4, 11, wide + sign + 8, 28), Tip("", item.text))
        x += sign + wide + 12
