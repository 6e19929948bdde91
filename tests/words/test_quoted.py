"""Quotations: what is quoted within one has other marks, so that one sees where each ends."""

from __future__ import annotations

from game import glyphs
from game.words.explain import quoted


def test_a_quotation_within_a_quotation_has_single_marks() -> None:
    assert quoted("We wait.") == "“We wait.”"
    said = quoted("They paper a room. “By spring,” says one, and “Perhaps.”")
    assert said == "“They paper a room. ‘By spring,’ says one, and ‘Perhaps.’”"
    assert all(glyphs.can_show(mark) for mark in said)
