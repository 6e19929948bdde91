"""Two hundred and more broken levels by kind, each with exactly what a person hears of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game import levels
from game.levels import composing, strict
from game.levels.problems import Findings
from tests.levels.cases import cases
from tests.levels.fuzz import fuzz

CASES = cases()
BUNDLED = sorted((Path(__file__).resolve().parents[2] / "levels").rglob("*.yaml"))


@pytest.mark.parametrize("kind", sorted({case.kind for case in CASES}))
def test_every_broken_level_of_a_kind_is_heard_of_in_these_words(kind: str) -> None:
    for case in (case for case in CASES if case.kind == kind):
        found = levels.check_text(case.text, "level.yaml")
        assert levels.listing(found) == case.heard, case.name
        lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", case.text)
        for problem in found:
            assert 1 <= problem.line <= len(lines), case.name
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, case.name


def test_there_are_enough_kinds_and_cases() -> None:
    assert len(CASES) >= 200
    assert len({(case.kind, case.name) for case in CASES}) == len(CASES)
    assert len({case.kind for case in CASES}) >= 12


@pytest.mark.parametrize("kind", ["brackets", "colons", "indentation", "quotes", "signs", "spaces"])
def test_what_follows_a_slip_is_still_looked_at(kind: str) -> None:
    """A wrong figure below any slip is found in the same pass."""
    for case in (case for case in CASES if case.kind == kind and "error" in case.heard):
        text = case.text.rstrip("\n") + "\nroom: perhaps\n"
        found = {problem.line for problem in levels.check_text(text, "level.yaml")}
        assert (len(text.splitlines()) in found) is (case.name != "UTF-16 read as text"), case.name


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_both_parsers_read_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    swift = _all_that_is_read(text)
    assert composing.swiftly(text) is not None or composing._Swift is None
    monkeypatch.setattr(composing, "swiftly", lambda text: None)
    assert _all_that_is_read(text) == swift


def _all_that_is_read(text: str) -> object:
    """The data of a text and every place in it."""
    tree = strict.load(Findings("a.yaml", text))
    assert tree is not None
    places = [(path, tree.key(path), tree.value(path)) for path in tree.values]
    return tree.data, places, tree.inside, tree.broken, tree.surprises, tree.plain, tree.cut, tree.guessed, tree.moved


def test_a_text_that_only_one_parser_takes_is_read_by_the_stricter_one() -> None:
    for case in CASES:
        if composing.swiftly(case.text) is not None:
            attempt = composing.attempted("\n".join(Findings("a.yaml", case.text).lines))
            assert attempt.slip is None or attempt.node is not None, case.name


@pytest.mark.slow
def test_damaged_levels_are_read_or_refused_with_a_place() -> None:
    assert fuzz(20.0, 14) > 20
