"""Which characters can be shown is read from the font files, and agrees with what is drawn from them."""

import pygame
import pytest

from game import glyphs
from game.view.toolkit.text import Lettering

SAMPLE = "aÄß→…’½œŁśžőƒĳǿ−₂漢жΩאم\u0301☀🏥\ue123ế"


def drawn(character: str, family: glyphs.Family) -> bytes:
    name = glyphs.font_file(family, 600, False, not glyphs.is_basic(character))
    pygame.font.init()
    font = pygame.font.Font(glyphs.ASSETS / "fonts" / name, 32)
    return pygame.image.tobytes(font.render(character, True, (0, 0, 0)), "RGBA")


@pytest.mark.parametrize("character", SAMPLE, ids=lambda character: f"U+{ord(character):04X}")
def test_a_character_can_be_shown_if_no_box_is_drawn_for_it(character: str) -> None:
    boxes = [drawn(character, family) == drawn("\ue123", family) for family in ("serif", "sans")]
    assert glyphs.can_show(character) is (character in glyphs.MARKS or not any(boxes))


@pytest.mark.parametrize("text", ["The Night Shift", "Wartburg AVAT 1,250 — “Łódź”", "iiiiiiiiii", "WWWWWWWWWW"])
@pytest.mark.parametrize(("family", "weight"), [("sans", 600), ("sans", 800), ("serif", 600)])
def test_a_line_is_as_wide_as_the_window_sets_it(text: str, family: glyphs.Family, weight: int) -> None:
    lettering = Lettering(lambda name, pixels, colour, style: pygame.Surface((pixels, pixels)))
    there = lettering.width(text, 20, family=family, weight=weight)  # type: ignore[arg-type]
    assert glyphs.width(text, 20, family=family, weight=weight) == pytest.approx(there, rel=0.03)
