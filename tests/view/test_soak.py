"""Play for long leaves nothing behind, and the first frame comes soon; the long forms are commands of their own."""

from __future__ import annotations

import gc

import pytest

from game.session import Session
from game.view.screens.play.screen import Play
from tests import first_frame, soak
from tests.soak import Mark

TURNS, BUSY = 4, 1.4
"""A busy machine hinders a long start more than a short one: by so much; the command judges without it."""


@pytest.mark.slow
def test_games_that_are_over_are_forgotten() -> None:
    alive = []

    def count() -> int:
        kinds = [type(one) for one in gc.get_objects() if isinstance(one, Session | Play)]
        alive.append((kinds.count(Session), kinds.count(Play)))
        return 1

    before = count()
    first = alive.pop()
    assert before == 1
    marks = list(soak.played(0.8, 0.1, count, people=24, weeks=4))
    assert len(marks) >= 7
    assert marks[-1].weeks >= 24
    assert max(sessions for sessions, _ in alive) - first[0] <= 3
    assert max(screens for _, screens in alive) - first[1] <= 3


def test_growth_is_told_from_ups_and_downs() -> None:
    def marks(*held: int) -> list[Mark]:
        return [Mark(5.0 * (n + 1), 100 * n, size) for n, size in enumerate((50, *held))]

    assert soak.grows(marks(100, 104, 108, 112, 116, 120, 124, 128, 132))
    assert not soak.grows(marks(100, 108, 97, 110, 99, 108, 101, 107, 98))


@pytest.mark.slow
def test_the_first_frame_comes_within_a_few_bare_imports() -> None:
    least: dict[str, float] = {}
    for _ in range(TURNS):
        for name, seconds in first_frame.measure(1, first_frame.JUDGED).items():
            least[name] = min(seconds, least.get(name, seconds))
        if max(least[name] for name in first_frame.JUDGED) <= BUSY * first_frame.MOST * least["bare"]:
            return
    raise AssertionError(least)
