"""The few widgets: each is one function that draws on a panel and registers its hit region under an explicit key.

Boxes are logical (x, y, width, height). A pressed widget comes back from `Ui.event` as `Hit(key, value)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.board import style
from game.board.style import Colour, mix
from game.board.vectors import hex_code
from game.view.toolkit.panel import Box, Panel, Tip, Value
from game.view.toolkit.text import Said
from game.view.toolkit.text_field import TextField


def button(
    p: Panel,
    key: str,
    box: Box,
    label: str,
    *,
    kind: str = "secondary",
    icon: str = "",
    value: Value = None,
    enabled: bool = True,
    shortcut: str | Sequence[str] = (),
    tip: Tip | None = None,
    size: float = style.BODY,
) -> None:
    """A button of kind "primary" (red), "gold" (tags), "petrol", "secondary" (card) or "bar" (on dark bars)."""
    pal = p.palette
    x, y, w, h = box
    fills = {
        "primary": (pal.seal, pal.seal_lip, style.WHITE),
        "gold": (style.LIGHT.gold_deep, mix(style.LIGHT.gold_deep, style.DARK.shadow, 0.45), style.WHITE),
        "petrol": (style.LIGHT.focus, mix(style.LIGHT.focus, style.DARK.shadow, 0.45), style.WHITE),
        "bar": (pal.button, pal.bar_lip, pal.bar_text),
    }
    fill, lip_colour, ink = fills.get(kind, (pal.card, pal.lip, pal.ink))
    outline: Colour | None = mix(pal.ink, pal.card, 0.35) if kind == "secondary" else None
    if not enabled:
        fill, ink, lip_colour = pal.inset, pal.hint, pal.lip
        outline = pal.rule
    elif p.hovered(key, value):
        fill = mix(fill, style.WHITE if kind != "secondary" else pal.gold, 0.10)
    lip = 3.0
    down = 2.0 if enabled and p.pressed(key, value) else 0.0
    p.card((x, y + down, w, h - down), fill, lip=lip - down, lip_colour=lip_colour, outline=outline)
    middle = y + down + (h - lip) / 2
    wide = p.measure(label, size, weight=800) if label else 0.0
    mark = size + 4 if icon else 0.0
    gap = 8.0 if icon and label else 0.0
    wide = min(wide, w - 16 - mark - gap)
    left = x + (w - wide - mark - gap) / 2
    if icon:
        p.icon(icon, left + mark / 2, middle, mark, ink)
    if label:
        p.text(left + mark + gap, middle, label, size=size, weight=800, colour=ink, at="middle", width=wide + 1)
    p.region(key, box, value=value, enabled=enabled, shortcut=shortcut, tip=tip, radius=style.SMALL_RADIUS)


def icon_button(
    p: Panel,
    key: str,
    box: Box,
    icon: str,
    tip: Tip,
    *,
    kind: str = "bar",
    chosen: bool = False,
    value: Value = None,
    enabled: bool = True,
    shortcut: str | Sequence[str] = (),
    weight: str = "bold",
    size: float = 18,
) -> None:
    """A square button with an icon; kind "bar", "card" or "bare" (no ground); its tip names it."""
    pal = p.palette
    fill = {"bar": pal.button, "card": pal.inset}.get(kind)
    ink = pal.bar_text if kind == "bar" else pal.ink
    if chosen:
        fill, ink = (pal.gold, style.DARK_INK) if kind == "bar" else (style.LIGHT.bar, style.LIGHT.bar_text)
    elif not enabled:
        ink = mix(ink, fill or pal.card, 0.55)
    elif p.hovered(key, value):
        fill = mix(fill or pal.card, ink, 0.14)
    down = 1.0 if enabled and p.pressed(key, value) else 0.0
    if fill is not None:
        p.card((box[0], box[1] + down, box[2], box[3]), fill, radius=8)
    p.icon(icon, box[0] + box[2] / 2, box[1] + down + box[3] / 2, size, ink, weight)
    p.region(key, box, value=value, enabled=enabled, shortcut=shortcut, tip=tip)


@dataclass(frozen=True, slots=True)
class Option:
    """One of several to choose from: the value it stands for, its label, an icon, a key and a tooltip."""

    value: Value
    label: str
    icon: str = ""
    shortcut: str = ""
    tip: Tip | None = None
    enabled: bool = True


def tabs(p: Panel, key: str, box: Box, options: Sequence[Option], chosen: Value, *, tall: bool = False) -> None:
    """Segmented choice: one of several stands out. `tall` sets the icon above the label (box height 48 or more).

    All are as wide as each other unless one would not have room for its label; then each is as wide as it needs.
    """
    pal = p.palette
    x, y, w, h = box
    p.card(box, pal.inset, radius=style.SMALL_RADIUS, outline=pal.rule)
    wides = _tab_widths(p, options, w, tall=tall)
    for n, option in enumerate(options):
        cell = (x + sum(wides[:n]) + 3, y + 3, wides[n] - 6, h - 6)
        is_chosen = option.value == chosen
        ink = pal.second if option.enabled else pal.hint
        if is_chosen:
            ink = style.LIGHT.bar_text
            p.card(cell, style.LIGHT.bar if pal.theme == "light" else pal.bar, radius=8)
        elif p.hovered(key, option.value) and option.enabled:
            p.card(cell, mix(pal.inset, pal.ink, 0.08), radius=8)
        accent = pal.gold if is_chosen else ink
        middle = cell[0] + cell[2] / 2
        if tall:
            p.icon(option.icon, middle, cell[1] + cell[3] * 0.33, 17, accent)
            p.text(
                middle, cell[1] + cell[3] * 0.73, option.label, size=style.SECONDARY, colour=ink,
                weight=800 if is_chosen else 700, align="centre", at="middle", width=cell[2] - 4,
            )
        else:
            mark = 20.0 if option.icon else 0.0
            wide = min(p.measure(option.label, style.BODY, weight=800), cell[2] - 8 - mark)
            left = middle - (wide + mark) / 2
            if option.icon:
                p.icon(option.icon, left + 8, cell[1] + cell[3] / 2, 16, accent)
            p.text(
                left + mark, cell[1] + cell[3] / 2, option.label, colour=ink, weight=800 if is_chosen else 700,
                at="middle", width=wide + 1,
            )
        p.region(key, cell, value=option.value, shortcut=option.shortcut, tip=option.tip, enabled=option.enabled)


def tabs_fit(p: Panel, options: Sequence[Option], w: float) -> bool:
    """Whether tabs `w` wide have room for every label as it is."""
    return sum(_tab_needs(p, options)) <= w


def _tab_needs(p: Panel, options: Sequence[Option]) -> list[float]:
    return [p.measure(one.label, style.BODY, weight=800) + (20.0 if one.icon else 0.0) + 15 for one in options]


def _tab_widths(p: Panel, options: Sequence[Option], w: float, *, tall: bool) -> list[float]:
    even = w / len(options)
    if tall:
        return [even] * len(options)
    needed = _tab_needs(p, options)
    if max(needed) <= even or sum(needed) > w:
        return [even] * len(options)
    spare = (w - sum(needed)) / len(options)
    return [need + spare for need in needed]


def row(
    p: Panel,
    key: str,
    box: Box,
    *,
    value: Value = None,
    chosen: bool = False,
    tip: Tip | None = None,
    shortcut: str | Sequence[str] = (),
    enabled: bool = True,
    activates: bool = True,
) -> None:
    """The ground and region of a list row; draw its contents afterwards on top, where it is shut in `ink`."""
    pal = p.palette
    fill = pal.inset if enabled else pal.card
    if chosen:
        fill = pal.choice
    elif activates and enabled and p.hovered(key, value):
        fill = mix(pal.inset, pal.gold, 0.18)
    p.card(box, fill, radius=style.SMALL_RADIUS, outline=pal.focus if chosen else mix(fill, pal.rule, 0.6),
           stroke=2 if chosen else 1)
    p.region(
        key, box, value=value, tip=tip, shortcut=shortcut, enabled=enabled, activates=activates,
        radius=style.SMALL_RADIUS,
    )


def ink(p: Panel, enabled: bool, colour: Colour | None = None) -> Colour:
    """The ink of what stands on a row or card: what cannot be pressed now is written in grey, whatever it says."""
    if not enabled:
        return p.palette.second
    return p.palette.ink if colour is None else colour


def option_card(
    p: Panel,
    key: str,
    box: Box,
    *,
    value: Value = None,
    chosen: bool = False,
    badge: str = "",
    tip: Tip | None = None,
    shortcut: str | Sequence[str] = (),
    enabled: bool = True,
    note: bool = False,
) -> None:
    """The ground and region of a card to choose, with a key badge on its upper edge; `note` makes it paper yellow.

    It lifts with all that is painted on it while it is pointed at or focused.
    """
    pal = p.palette
    fill = pal.inset if not enabled else pal.note if note else pal.card
    lip = pal.note_lip if note and enabled else pal.lip
    x, y, w, _ = box
    parts = [box]
    p.card(
        box, fill, lip=style.CARD_LIP if enabled else 0, lip_colour=pal.focus if chosen else lip,
        outline=pal.focus if chosen else mix(fill, lip, 0.8), stroke=3 if chosen else 1.2,
    )
    if badge:
        side = 24.0
        middle = (x + w / 2, y)
        parts.append((x + (w - side) / 2, y - side / 2, side, side / 2))
        p.card(
            (middle[0] - side / 2, middle[1] - side / 2, side, side), style.LIGHT.focus if chosen else pal.card,
            radius=side / 2, outline=mix(fill, lip, 0.8),
        )
        p.text(
            middle[0], middle[1], badge, size=style.LABEL, weight=800, align="centre", at="middle",
            colour=style.WHITE if chosen else pal.ink,
        )
    p.region(
        key, box, value=value, tip=tip, shortcut=shortcut, enabled=enabled, radius=style.SMALL_RADIUS,
        lifts=parts if enabled else (),
    )


def meter(
    p: Panel,
    box: Box,
    share: float,
    colour: Colour,
    *,
    threshold: float | None = None,
    low: float | None = None,
    ground: Colour | None = None,
) -> None:
    """A horizontal bar filled to `share` (0 to 1), with a mark at `threshold`; with `low` the fill is a range."""
    x, y, w, h = box
    start = max(0.0, min(1.0, low)) if low is not None else 0.0
    end = max(0.0, min(1.0, share))
    p.card(box, ground or p.palette.track, radius=h / 2)
    if end - start > 0.005:
        p.card((x + start * w, y, max(h, (end - start) * w), h), colour, radius=h / 2)
    if threshold is not None:
        p.fill((x + max(0.0, min(1.0, threshold)) * w - 1, y - 3, 2, h + 6), p.palette.ink)


def two_bars(p: Panel, box: Box, agreement: float, commitment: float, *, betrayed: bool = False) -> None:
    """Agreement as a marker and commitment as a filled bar on the same track, both 0 to 1."""
    x, y, w, h = box
    meter(p, box, commitment, p.palette.indigo)
    at = x + max(0.0, min(1.0, agreement)) * w
    ink = p.palette.bad if betrayed else p.palette.ink
    body = f'<path d="M{at - 4} {y - 6} L{at + 4} {y - 6} L{at} {y + 1} Z" fill="{hex_code(ink)}"/>'
    p.vector((x - 6, y - 8, w + 12, h + 16), body + f'<path d="M{at} {y} L{at} {y + h}" stroke="{hex_code(ink)}"/>')


def slider(
    p: Panel,
    key: str,
    box: Box,
    value: float,
    low: float,
    high: float,
    step: float,
    *,
    tip: Tip | None = None,
    colour: Colour | None = None,
) -> None:
    """A slider over `low` to `high`; dragging, or Left and Right when focused, gives `Hit(key, number)`."""
    pal = p.palette
    x, y, w, h = box
    middle = y + h / 2
    share = (value - low) / (high - low) if high > low else 0.0
    pad = h / 2
    run = w - 2 * pad
    ink = colour or pal.focus
    p.card((x + pad, middle - 3, run, 6), pal.track, radius=3)
    p.card((x + pad, middle - 3, max(6.0, run * share), 6), ink, radius=3)
    at = x + pad + run * share
    big = 13.0 if p.hovered(key) else 12.0
    p.card((at - big, middle - big, 2 * big, 2 * big), style.WHITE, radius=big, outline=ink, stroke=2.5)
    p.region(key, box, value=value, slide=(low, high, step), tip=tip, radius=h / 2)


def text_field(
    p: Panel, key: str, box: Box, field: TextField, *, active: bool, size: float = style.STAT, tip: Tip | None = None
) -> None:
    """A line to write in, with its caret while it is `active`.

    What an input method has not settled is underlined, a sentence about pasting stands below. It shows the part of a
    long text that the caret is in. Pressing, Tab or `Ui.set_focus` begins the writing, and every change gives
    `Hit(key, text)`.
    """
    pal = p.palette
    x, y, w, h = box
    pad = 14.0
    room, middle = w - 2 * pad, y + h / 2
    head = field.text[: field.caret] + field.composing
    whole = head + field.text[field.caret :]
    first = 0
    while first < len(head) and p.measure(Said(head[first:]), size) > room:
        first += 1
    shown = whole[first:]
    while shown and p.measure(Said(shown), size) > room:
        shown = shown[:-1]
    edges = [p.measure(Said(shown[:n]), size) for n in range(len(shown) + 1)]
    field.first, field.stops = first, tuple(round((pad + edge) * p.unit) for edge in edges)
    p.card(box, pal.inset, radius=style.SMALL_RADIUS, outline=pal.focus if active else pal.second,
           stroke=2 if active else 1.2)  # fmt: skip
    if active and field.all_chosen:
        p.card((x + pad - 2, middle - size * 0.75, edges[-1] + 4, size * 1.5), pal.choice, radius=3)
    p.text(x + pad, middle, Said(shown), size=size, at="middle")
    at = x + pad + edges[min(len(edges) - 1, len(head) - first)]
    if field.composing:
        start = x + pad + edges[max(0, min(len(edges) - 1, field.caret - first))]
        p.fill((start, middle + size * 0.62, max(2.0, at - start), 2), pal.focus)
    if active:
        p.fill((at, middle - size * 0.7, 2, size * 1.4), pal.ink)
    if field.said:
        p.text(x + 2, y + h + 11, field.said, size=style.SMALLEST, colour=pal.bad, weight=700, at="middle", width=w)
    p.region(key, box, tip=tip, activates=False, radius=style.SMALL_RADIUS, text=field)


def switch(p: Panel, key: str, box: Box, on: bool, label: str, *, tip: Tip | None = None, shortcut: str = "") -> None:
    """A labelled on-off switch; pressing gives `Hit(key)`."""
    pal = p.palette
    x, y, _, h = box
    middle = y + h / 2
    p.card((x, middle - 9, 32, 18), pal.good if on else pal.hint, radius=9)
    p.card((x + (16 if on else 2), middle - 7, 14, 14), style.WHITE, radius=7)
    p.text(x + 40, middle, label, at="middle", weight=700, width=box[2] - 40)
    p.region(key, box, tip=tip, shortcut=shortcut)


def coins(
    p: Panel, key: str, box: Box, filled: int, places: int = 3, *, size: float = 20, activates: bool = True
) -> None:
    """Coin places, `filled` of them with a coin; each is a region that gives `Hit(key, its number)` from 1."""
    x, y, w, h = box
    each = w / places
    for n in range(places):
        cx, cy = x + (n + 0.5) * each, y + h / 2
        if n < filled:
            p.piece("coin", cx, cy, size / 20)
        else:
            over = activates and p.hovered(key, n + 1)
            p.card(
                (cx - size / 2, cy - size / 2, size, size),
                mix(p.palette.card, p.palette.gold, 0.5 if over else 0.0),
                radius=size / 2,
                outline=p.palette.gold_deep,
                stroke=1.3,
            )
        if activates:
            words = Tip(f"{n + 1} coin{'s' if n else ''} a piece")
            p.region(key, (x + n * each, y, each, h), value=n + 1, tip=words, radius=h / 2)


def pill(
    p: Panel,
    x: float,
    y: float,
    label: str,
    *,
    fill: Colour | None = None,
    ink: Colour | None = None,
    icon: str = "",
    height: float = 22,
    size: float = style.LABEL,
    align: str = "left",
) -> float:
    """A small rounded label whose middle is at y; returns its width."""
    mark = 16.0 if icon else 0.0
    wide = p.measure(label, size, weight=800) + mark + height * 0.8
    left = x if align == "left" else x - wide if align == "right" else x - wide / 2
    colour = p.palette.card if ink is None and fill is not None else p.palette.ink if ink is None else ink
    p.card((left, y - height / 2, wide, height), fill or p.palette.inset, radius=height / 2)
    if icon:
        p.icon(icon, left + height * 0.4 + 6, y, 13, colour)
    p.text(left + height * 0.4 + mark, y, label, size=size, weight=800, colour=colour, at="middle")
    return wide


def key_cap(p: Panel, x: float, y: float, label: str) -> float:
    """The picture of a key whose middle is at y; returns its width."""
    wide = max(26.0, p.measure(label, style.LABEL, weight=800) + 16)
    p.card((x, y - 13, wide, 26), p.palette.card, radius=6, lip=3, outline=p.palette.hint)
    p.text(x + wide / 2, y - 1.5, label, size=style.LABEL, weight=800, align="centre", at="middle")
    return wide


def bar(p: Panel, box: Box, colour: Colour, *, hatched: bool = False, radius: float = 3) -> None:
    """A solid bar, or one with white diagonal hatching for what is lost or expected."""
    p.card(box, colour, radius=radius)
    if not hatched:
        return
    x, y, w, h = box
    marks = ""
    at = x + 3.0
    while at < x + w - 1:
        low_x, high_x = at, at + h * 0.5
        top = y + 2.0
        if high_x > x + w - 2:
            share = (x + w - 2 - low_x) / (high_x - low_x)
            high_x, top = x + w - 2, y + h - 2 - (h - 4) * max(0.0, share)
        marks += f"M{low_x:.2f} {y + h - 2:.2f} L{high_x:.2f} {top:.2f} "
        at += 6
    ink = hex_code(mix(p.palette.card, colour, 0.12))
    p.vector(box, f'<path d="{marks}" stroke="{ink}" stroke-width="1.5" stroke-linecap="round" fill="none"/>')


def stars(p: Panel, x: float, y: float, earned: int, *, of: int = 3, size: float = 24) -> None:
    """A row of stars whose left edge is x and whose middle is y, `earned` of them full."""
    for n in range(of):
        p.piece("star-full" if n < earned else "star-empty", x + (n + 0.5) * size, y, size / 29)


def discs(p: Panel, x: float, y: float, free: int, of: int, *, size: float = 24) -> None:
    """Attention discs in a row: `free` of them there, the rest spent; left edge x, middle y."""
    for n in range(of):
        p.piece("disc" if n < free else "disc-spent", x + (n + 0.5) * (size + 2), y, size / 24)
