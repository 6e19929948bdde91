"""What a frame has drawn in letters: every string with its place, its size and whether it was cut; and what is wrong.

`Records` watches the lettering while a screen is painted; `faults` judges what lies in the frame then. Places and
sizes are screen pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pygame
import pytest

from game.board import style
from game.view.board.brush import Brush
from game.view.board.painting import Board
from game.view.toolkit import shapes, tips
from game.view.toolkit.panel import Panel
from game.view.toolkit.text import Lettering
from game.view.toolkit.ui import Ui

CAPITAL = 0.7
"""Height of a capital letter and of a figure as a share of the size of the type."""
SLACK = 1.5
"""Pixels by which two strings, or a string and its panel's edge, may meet through rounding."""
FOREIGN = ("own-levels",)
"""Panels that list what other people wrote, of any length: its end may be missing."""
PROBE = 8
"""Height of the picture on which a tooltip is only measured."""
LEAST_SIZE = style.SMALLEST - 0.01
SHORT_WORDS = frozenset("a as am an at be by do go he if in is it me my no of on or so to up us we wk".split())
SIGNS = "zZ?"
"""Letters that are pictures on the board: who sleeps, and whose skill is unknown."""


@dataclass(frozen=True)
class Word:
    """One string on a panel: as it stands there, as it was meant, its ink's box from the panel's corner, its size."""

    shown: str
    meant: str
    box: pygame.FRect
    size: float
    ink: style.Colour = style.DARK_INK

    @property
    def cut(self) -> bool:
        """Whether its end is missing."""
        return self.shown != self.meant


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with what is written: its kind, the panel, and the sentence for whoever mends it."""

    kind: str
    panel: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind} in {self.panel}: {self.text}"


class Records:
    """Every string drawn since the last `clear`: on panels by their pictures, on the board as a list of sizes."""

    def __init__(self) -> None:
        self._words: dict[int, tuple[pygame.Surface, list[Word]]] = {}
        self._tips: list[tuple[pygame.Surface, list[Word]]] = []
        self._meant: dict[str, str] = {}
        self.lines: list[tuple[str, float]] = []
        self._ink: dict[int, tuple[pygame.Surface, str, float, style.Colour]] = {}
        self._pictures: dict[int, tuple[pygame.Surface, list[Word]]] = {}
        self._measured: dict[tuple[str, float], set[tuple[Any, ...]]] = {}
        self.misjudged: list[str] = []

    def clear(self) -> None:
        """Forgets everything."""
        self._words.clear()
        self._tips.clear()
        self._meant.clear()
        self.lines.clear()
        self._ink.clear()
        self._pictures.clear()
        self._measured.clear()
        self.misjudged.clear()

    def tips(self) -> list[tuple[tuple[int, int], list[Word]]]:
        """Every tooltip that was painted: the size of its picture, and its words."""
        return [(surface.get_size(), words) for surface, words in self._tips if surface.get_height() > PROBE]

    def on(self, surface: pygame.Surface) -> list[Word]:
        """What was drawn on a panel's picture."""
        return self._words.get(id(surface), (surface, []))[1]

    def lettered(self, picture: pygame.Surface) -> list[Word]:
        """What stands on a picture of one of the board's pieces, as a whole or put together from others."""
        ink = self._ink.get(id(picture))
        if ink is None:
            return self._pictures.get(id(picture), (picture, []))[1]
        _, words, size, colour = ink
        box = pygame.FRect(0, Lettering.ascent(size) - CAPITAL * size, picture.get_width(), CAPITAL * size)
        return [Word(words, self.meant(words), box, size, colour)]

    def meant(self, shown: str) -> str:
        """The whole of a string that was shortened; the string itself if it was not."""
        return self._meant.get(shown, shown)

    @contextmanager
    def watching(self) -> Iterator[Records]:
        """Writes down what is lettered inside."""
        text, shorten, line = Panel.text, Lettering.shorten, Lettering.line
        height, writing = Panel.paragraph_height, Panel.writing
        put, ready, cut_to = Brush.put, shapes.ready, Panel.cut_to
        on_panel = False

        def shortened(lettering: Lettering, string: str, *given: Any, **named: Any) -> str:
            out = shorten(lettering, string, *given, **named)
            if out != string:
                self._meant[out] = string
            return out

        def lined(
            lettering: Lettering, string: str, size: float, ink: style.Colour, **named: Any
        ) -> pygame.Surface:
            out = line(lettering, string, size, ink, **named)
            if not on_panel:
                self.lines.append((string, size))
                self._ink[id(out)] = (out, string, size, ink)
            return out

        def placed(
            brush: Brush, surface: pygame.Surface, image: pygame.Surface, x: float, y: float, align: float = 0.5
        ) -> None:
            put(brush, surface, image, x, y, align)
            left, top = round(x - image.get_width() * align), round(y - image.get_height() / 2)
            found = self._pictures.setdefault(id(surface), (surface, []))[1]
            found += [replace(word, box=word.box.move(left, top)) for word in self.lettered(image)]

        def made_ready(image: pygame.Surface) -> pygame.Surface:
            out = ready(image)
            if out is not image and id(image) in self._pictures:
                self._pictures[id(out)] = (out, self._pictures[id(image)][1])
            return out

        def cut(panel: Panel, high: int) -> None:
            before = panel.surface
            cut_to(panel, high)
            if id(before) in self._words and panel.surface is not before:
                self._words[id(panel.surface)] = (panel.surface, self._words[id(before)][1])

        def written(panel: Panel, x: float, y: float, string: str, **named: Any) -> float:
            nonlocal on_panel
            drawn: list[tuple[str, float, style.Colour]] = []

            def seen(
                lettering: Lettering, words: str, size: float, ink: style.Colour, **more: Any
            ) -> pygame.Surface:
                drawn.append((words, size, ink))
                return line(lettering, words, size, ink, **more)

            on_panel, Lettering.line = True, seen  # type: ignore[method-assign]
            try:
                wide = text(panel, x, y, string, **named)
            finally:
                on_panel, Lettering.line = False, lined  # type: ignore[method-assign]
            for words, size, ink in drawn:
                self._note(panel, x, y, words, size, ink, wide, named)
            return wide

        def measured(panel: Panel, width: float, string: str, **named: Any) -> float:
            self._measured.setdefault((string, width), set()).add(_type(named))
            return height(panel, width, string, **named)

        def wrote(panel: Panel, x: float, y: float, width: float, string: str, **named: Any) -> Any:
            known = self._measured.get((string, width))
            if known is not None and _type(named) not in known:
                self.misjudged.append(f"“{string}” is measured in another type than it is written in")
            return writing(panel, x, y, width, string, **named)

        Panel.paragraph_height, Panel.writing = measured, wrote  # type: ignore[method-assign,assignment]
        Panel.text, Lettering.shorten, Lettering.line = written, shortened, lined  # type: ignore[assignment,method-assign]
        Brush.put, shapes.ready = placed, made_ready  # type: ignore[assignment,method-assign]
        Panel.cut_to = cut  # type: ignore[method-assign]
        try:
            yield self
        finally:
            Panel.paragraph_height, Panel.writing = height, writing  # type: ignore[method-assign]
            Panel.text, Lettering.shorten, Lettering.line = text, shorten, line  # type: ignore[method-assign]
            Brush.put, shapes.ready = put, ready  # type: ignore[method-assign]
            Panel.cut_to = cut_to  # type: ignore[method-assign]

    def _note(
        self, panel: Panel, x: float, y: float, words: str, size: float, ink: style.Colour, wide: float,
        named: dict[str, Any],
    ) -> None:  # fmt: skip
        unit = panel.unit
        lettering, family = panel.atlas.text, named.get("family", "sans")
        ascent, high = lettering.ascent(size, family), lettering.height(size, family)
        base = y * unit + {"top": ascent, "middle": ascent - high / 2, "base": 0.0}[named.get("at", "top")]
        left = x * unit - {"left": 0.0, "centre": wide / 2, "right": wide}[named.get("align", "left")] * unit
        box = pygame.FRect(left, base - CAPITAL * size, wide * unit, CAPITAL * size)
        if id(panel.surface) not in self._words:
            self._words[id(panel.surface)] = (panel.surface, [])
            if panel.key == "tip":
                self._tips.append(self._words[id(panel.surface)])
        found = self._words[id(panel.surface)][1]
        if words.strip():
            found.append(Word(words, self.meant(words), box, size, ink))


def _type(named: dict[str, Any]) -> tuple[Any, ...]:
    """What says how wide the letters of a paragraph are, and how high its lines."""
    usual = {
        "size": style.BODY, "weight": 600, "family": "sans", "italic": False, "leading": style.LEADING,
    }  # fmt: skip
    return tuple(named.get(key, least) for key, least in usual.items())


def tip_faults(ui: Ui, records: Records, known: set[object]) -> list[Fault]:
    """What is wrong with the tooltips of everything in the frame last drawn; `known` ones have been looked at."""
    for region in ui._shown.regions():
        if region.tip is not None and (mark := (region.tip, ui.unit)) not in known:
            known.add(mark)
            with records.watching():
                tips._paint(region.tip, ui.unit, ui.size, ui.atlas)
    out: list[Fault] = []
    for size, words in records.tips():
        out += [fault for word in words for fault in _alone("a tooltip", word, size)]
        out += _overlaps("a tooltip", words)
    return list(dict.fromkeys(out))


def faults(ui: Ui, records: Records) -> list[Fault]:
    """What is wrong with the letters of the frame last drawn."""
    out = [*_on_board(records), *(Fault("misjudged", "a paragraph", words) for words in records.misjudged)]
    shown = ui._shown
    panels = [(key, shown.panels[key]) for key in shown.order if key in shown.panels]
    for n, (key, kept) in enumerate(panels):
        words = [word for word in records.on(kept._content) if key not in FOREIGN or not word.cut]
        out += [fault for word in words for fault in _alone(key, word, kept._content.get_size())]
        out += _overlaps(key, words)
        out += _nested(key, words)
        out += _broken(key, words)
        over = [(other, one.rect) for other, one in panels[n + 1 :] if one.look != "plain" and other != shown.modal]
        for word in words:
            fixed = word.box.y < kept.header
            place = word.box.move(kept.rect.x, kept.rect.y - (0 if fixed else kept.scroll))
            seen = place.clip(kept.rect)
            for other, rect in over:
                part = seen.clip(rect)
                if part.w > SLACK and part.h > SLACK and not rect.contains(kept.rect):
                    out.append(Fault("beneath", key, f"“{word.shown}” lies under {other}"))
    return list(dict.fromkeys(out))


def contrast_faults(ui: Ui, records: Records) -> list[Fault]:
    """Which words of the frame last drawn stand too faintly on their ground, as its picture has it.

    What stands on a control that cannot be pressed now is left out, as WCAG does.
    """
    out: list[Fault] = []
    shown = ui._shown
    for key in shown.order:
        kept = shown.panels.get(key)
        if kept is None:
            continue
        off = [region.rect for region in kept._regions if not region.enabled]
        words = records.on(kept._content)
        beneath = ui.palette.bar if kept.look in ("bar", "foot") else ui.palette.card
        ground = pygame.Surface(kept._content.get_size(), depth=32)
        ground.fill(beneath)
        ground.blit(kept._content, (0, 0))
        for word in words:
            if kept.look != "plain" and not any(rect.colliderect(word.box) for rect in off):
                out += _faint(key, word, ground)
    return list(dict.fromkeys(out))


def _faint(key: str, word: Word, picture: pygame.Surface) -> Iterator[Fault]:
    area = pygame.Rect(word.box).inflate(4, 4).clip(picture.get_rect())
    if not area.w or not area.h:
        return
    # One number a colour, since whole rows take ten times as long to sort.
    pixels = pygame.surfarray.pixels2d(picture)[area.left:area.right, area.top:area.bottom]
    packed, counts = np.unique(pixels & 0xFFFFFF, return_counts=True)
    colours = np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=1).astype(int)
    # The ground is what there is most of, the ink and its soft edges left out.
    far = np.abs(colours - np.array(word.ink)).sum(axis=1) > 40
    if far.any():
        red, green, blue = (int(part) for part in colours[far][int(counts[far].argmax())])
        ratio = style.contrast(word.ink, (red, green, blue))
        if ratio < style.TEXT - 0.05:
            yield Fault("faint", key, f"“{word.shown}” {word.ink} on {(red, green, blue)} is {ratio:.1f}")


def _alone(key: str, word: Word, size: tuple[int, int]) -> Iterator[Fault]:
    if word.cut:
        kind = "cut figure" if any(letter.isdigit() for letter in word.meant) else "cut words"
        yield Fault(kind, key, f"“{word.shown}” for “{word.meant}”")
    if word.size < LEAST_SIZE:
        yield Fault("small", key, f"“{word.shown}” is {word.size:.1f} pixels")
    box = word.box
    if box.left < -SLACK or box.right > size[0] + SLACK or box.top < -SLACK or box.bottom > size[1] + SLACK:
        place = tuple(round(n) for n in box)
        yield Fault("outside", key, f"“{word.shown}” at {place} of {size}")


def _overlaps(key: str, words: list[Word]) -> Iterator[Fault]:
    for n, word in enumerate(words):
        for other in words[:n]:
            part = word.box.clip(other.box)
            if part.w > SLACK and part.h > SLACK:
                yield Fault("overlap", key, f"“{other.shown}” and “{word.shown}”")


def _broken(key: str, words: list[Word]) -> Iterator[Fault]:
    """A word that goes on with one or two letters on the next line."""
    for first, second in pairwise(words):
        beneath = second.box.top > first.box.bottom and abs(second.box.left - first.box.left) < SLACK
        if beneath and len(second.shown) <= 2 and second.shown.islower() and first.shown[-1:].isalpha() and (
            second.size == first.size and first.meant == first.shown and not first.shown.endswith(" ")
        ) and second.shown not in SHORT_WORDS:
            yield Fault("broken word", key, f"“{first.shown}” and “{second.shown}”")


def _nested(key: str, words: list[Word]) -> Iterator[Fault]:
    """A quotation within a quotation with the same marks: nobody can tell where it ends."""
    opened = False
    for word in words:
        for letter in word.shown:
            if letter == "“" and opened:
                yield Fault("nested quotes", key, f"“{word.shown}”")
            opened = letter == "“" or (opened and letter != "”")
        opened = opened and not word.cut


def _on_board(records: Records) -> Iterator[Fault]:
    for words, size in records.lines:
        meant = records.meant(words)
        if meant != words:
            kind = "cut figure" if any(letter.isdigit() for letter in meant) else "cut words"
            yield Fault(kind, "board", f"“{words}” for “{meant}”")
        if size < LEAST_SIZE and words not in SIGNS:
            yield Fault("small", "board", f"“{words}” is {size:.1f} pixels")


STANDING = ("bar-", "left", "right", "lens", "handle", "bench-chip")
"""Panels that always stand beside the board, and not over it for a while."""


@dataclass(frozen=True)
class Piece:
    """A lettered or painted piece of the board on the screen, back to front."""

    name: str
    image: pygame.Surface
    rect: pygame.Rect
    words: list[Word]


def pieces(board: Board, records: Records) -> list[Piece]:
    """What stands on the board that is read, back to front: names of teams, then the rim."""
    if board.scene is None or board.layout is None:
        return []
    out = []
    for image, place in board._set().ribbons(board.scene):
        out.append(Piece("ribbon", image, image.get_rect(topleft=place), records.lettered(image)))
    for name, element in board.still._elements.items():
        image = next((part for part in getattr(element.draw, "args", ()) if isinstance(part, pygame.Surface)), None)
        if image is not None and name.partition(" ")[0] not in ("route", "stream"):
            out.append(Piece(name, image, element.rect, records.lettered(image)))
    return out


def board_faults(board: Board, ui: Ui, records: Records) -> list[Fault]:
    """What is wrong with the words on the board: within a piece, beneath another one, or beneath a panel beside it."""
    out: list[Fault] = []
    found = pieces(board, records)
    masks: dict[int, pygame.mask.Mask] = {}
    window = pygame.Rect((0, 0), board.size)
    shown = ui._shown
    panels = [(key, shown.panels[key].rect) for key in shown.order if key in shown.panels and key.startswith(STANDING)]
    for n, piece in enumerate(found):
        out += [fault for word in piece.words for fault in _alone(piece.name, word, piece.image.get_size())]
        out += _overlaps(piece.name, piece.words)
        for word in piece.words:
            box = word.box.move(piece.rect.topleft)
            if not window.colliderect(box):
                continue
            for over in found[n + 1 :]:
                part = pygame.Rect(box).clip(over.rect)
                if part.w > SLACK and part.h > SLACK:
                    mask = masks.setdefault(id(over.image), pygame.mask.from_surface(over.image, 127))
                    piece_of_it = pygame.mask.Mask(part.size, fill=True)
                    corner = part.x - over.rect.x, part.y - over.rect.y
                    if mask.overlap_area(piece_of_it, corner) > SLACK * part.h:
                        out.append(Fault("beneath", piece.name, f"“{word.shown}” lies under {over.name}"))
            for key, rect in panels:
                part = pygame.Rect(box).clip(rect)
                if part.w > SLACK and part.h > SLACK and board.zoom == 1.0:
                    out.append(Fault("beneath", piece.name, f"“{word.shown}” lies under {key}"))
    return list(dict.fromkeys(out))


def lettered(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Fills with everything that is lettered from now on, in the words in which it is drawn."""
    lines: set[str] = set()
    line = Lettering.line

    def lined(lettering: Lettering, string: str, *given: object, **named: object) -> object:
        lines.add(str(lettering.said(string)))
        return line(lettering, string, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Lettering, "line", lined)
    return lines
