"""Small words that must fit: quotations within quotations, and what one person is called."""

from __future__ import annotations

from game import glyphs
from game.words.explain import quoted, temperament_words


def test_a_quotation_within_a_quotation_has_single_marks() -> None:
    assert quoted("We wait.") == "“We wait.”"
    said = quoted("They paper a room. “By spring,” says one, and “Perhaps.”")
    assert said == "“They paper a room. ‘By spring,’ says one, and ‘Perhaps.’”"
    assert all(glyphs.can_show(mark) for mark in said)


def test_one_person_is_no_crowd() -> None:
    assert temperament_words("hustlers", 1) == "A hustler"
    assert temperament_words("explorers", 1) == "An explorer"
    assert temperament_words("hustlers", 3) == "Hustlers"
