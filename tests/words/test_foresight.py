"""How what is foretold of an action is said: a range, a direction, or nothing."""

from dataclasses import replace

import pytest

from game.sim.desk.previews import Preview
from game.words.foresight import foretelling


def foreseen(low: float, high: float, reckoned: bool = True, toward: int = 0) -> Preview:
    return Preview(1, 2, 4, -1, 6, low, high, (), 27, reckoned, toward)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (foreseen(-0.44, 1.2), "−0.4 to +1.2 points"), (foreseen(0.98, 1.02), "about +1.0 points"),
        (foreseen(-0.04, 0.02), "next to none"),
        (foreseen(-32.4, -7.6), "−32 to −8 points"), (foreseen(-1.0, 3.0, False), "either way"),
        (foreseen(-0.9, 0.7, False), "little, either way"),
        (foreseen(-1.0, 3.0, False, 1), "likely a gain"), (foreseen(-3.0, 1.0, False, -1), "likely a loss"),
    ],
)  # fmt: skip
def test_an_effect_is_said_once_for_every_face(known: Preview, words: str) -> None:
    told = foretelling(known)
    assert told is not None
    assert (told.label, told.by, told.words) == ("Score, by wk 27", "by week 27", words)
    assert ("Four times in five" in told.why) == known.reckoned


def test_a_letter_to_those_who_sleep_beats_sleep_and_its_range_is_told_against_another_letter() -> None:
    unknown = foretelling(replace(foreseen(-1.0, 3.0, False), wakes=True))
    assert unknown is not None
    assert unknown.words == "beats sleep"
    assert "Until a letter comes they make nothing." in unknown.why
    likely = foretelling(replace(foreseen(1.0, 3.0, False, 1), wakes=True))
    assert likely is not None
    assert likely.words == "likely a gain"
    ranged = foretelling(replace(foreseen(-1.0, 3.0), wakes=True))
    assert ranged is not None
    assert "another letter that would wake them" in ranged.why


def test_where_no_number_can_be_known_none_is_said() -> None:
    assert foretelling(foreseen(0.0, 0.0, False)) is None


def test_no_range_stands_alone_without_what_it_is_of() -> None:
    for known in (foreseen(-0.9, 2.4), foreseen(0.98, 1.02), foreseen(-32.4, -7.6)):
        told = foretelling(known)
        assert told is not None
        assert told.label.startswith("Score"), "beside its label a range needs no unit"
        assert all("score" in words or words.endswith(" pts") for words in told.alone)
        assert sorted(told.alone, key=len, reverse=True) == list(told.alone)
