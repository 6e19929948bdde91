"""How numbers are said."""

import pytest

from game.words.explain import range_words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-2.2, 7.4, "−2 to +7 points"), (0.6, 1.4, "about +1 points"), (-0.2, 3.0, "0 to +3 points"),
        (0.0, 0.0, "nothing that can be foreseen"),
    ],
)  # fmt: skip
def test_a_range_is_said_once_for_every_face(low: float, high: float, words: str) -> None:
    assert range_words(low, high) == words
