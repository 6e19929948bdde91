"""The drawing of any page of a debrief, by its kind."""

from __future__ import annotations

from collections.abc import Callable

from game.words.vocabulary import PLAIN, Vocabulary
from game.workshop.debrief.both import both
from game.workshop.debrief.overlays import OVERLAYS
from game.workshop.debrief.pens import Drawing
from game.workshop.debrief.reveals import Figures, Reveal
from game.workshop.debrief.scenes import SCENES

DRAWINGS: dict[str, Callable[[Drawing, Figures], str]] = {**SCENES, "ways": both, **OVERLAYS}
"""How each kind of page is drawn."""


def drawn(page: Reveal, stem: str = "", vocabulary: Vocabulary = PLAIN) -> str:
    """A page as an SVG text, in the words of its level.

    stem: what its names begin with, where several drawings stand in one document.
    """
    return DRAWINGS[page.kind](Drawing(stem + page.kind, vocabulary), page.data)
