"""Levels of an earlier format become today's, by named steps that touch nothing else; files in `old` are as written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from game import levels
from game.levels import usual
from game.levels.formats import RENAMED
from game.levels.problems import lines_of
from game.levels.upgrading import STEPS, Upgrade, upgraded

OLD = Path(__file__).parent / "old"
OURS = Path(__file__).resolve().parents[2] / "levels"
HEAD = "title: Bakers\npeople: 12\n"


def old(name: str) -> Upgrade:
    return upgraded((OLD / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml", 0)


def changed(made: Upgrade) -> list[tuple[str, str]]:
    """Lines before and after, where they differ; both texts have the same number of lines."""
    pairs = zip(lines_of(made.before), lines_of(made.after), strict=True)
    return [(before, after) for before, after in pairs if before != after]


def test_the_house_of_november_has_its_bottlenecks_under_their_new_name() -> None:
    made = old("the-house")
    assert changed(made) == [("bottlenecks_per_quarter: 1", "bottlenecks: 1")]
    assert [(one.step, one.line) for one in made.done] == [("bottlenecks", 47)]
    assert [(one.step, one.line) for one in made.left] == [("claims", 153), ("cash-weeks", 136)]
    assert levels.read_text(made.after, "the-house").world.bottlenecks_per_quarter == 1
    with pytest.raises(levels.LevelError, match="bottlenecks_per_quarter"):
        levels.read_text(made.before, "the-house")


def test_the_garage_of_november_claims_against_whom_teams_may_choose_for() -> None:
    made = old("the-garage")
    assert changed(made) == [("  - {better: orders, than: incentives, by: 0.02, seeds: 20}",
                              "  - {better: orders, than: free, by: 0.02, seeds: 20}")]  # fmt: skip
    assert [one.step for one in made.left] == ["claims"]
    assert levels.read_text(made.after, "the-garage").claims[0].than == "free"


def test_a_mill_that_was_begun_in_november_keeps_the_seats_it_had() -> None:
    """What `new` wrote then says nothing of teams; 1,200 people sat eight to a team and six teams to a department."""
    made = old("the-mill")
    before, world = levels.read_text(made.before, "the-mill").world, levels.read_text(made.after, "the-mill").world
    assert (before.team_size, before.teams_per_department) == (10, 20)
    assert (world.team_size, world.teams_per_department) == (8, 6)
    assert lines_of(made.after)[15] == "organisation: {team_size: 8, teams_per_department: 6}"
    rest = [line for line in lines_of(made.after) if not line.startswith("organisation:")]
    assert rest == lines_of(made.before)
    [note] = made.left
    listed = note.text.split("[")[1].split("]")[0].split(", ")
    assert note.step == "levers"
    assert listed == [lever for lever in usual.levers(1_200) if lever in listed]
    assert "short_pay" not in listed


def test_what_has_been_upgraded_is_not_upgraded_again() -> None:
    for path in sorted(OLD.glob("*.yaml")):
        once = upgraded(path.read_text(encoding="utf-8"), path.name, 0)
        again = upgraded(once.after, path.name)
        assert (again.after, again.done, again.left, again.begun) == (once.after, (), (), 1), path.name
        assert upgraded(once.after, path.name, 0).after == once.after, path.name


@pytest.mark.parametrize("path", sorted(OURS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_our_own_levels_are_of_today(path: Path) -> None:
    made = upgraded(path.read_text(encoding="utf-8"), path.name)
    assert (made.done, made.left) == ((), ())


@pytest.mark.parametrize(("text", "after"), [
    (f"# A comment stays first.\n{HEAD}", f"# A comment stays first.\nformat: 1\n{HEAD}"),
    (f"format: 0 # once\n{HEAD}", f"format: 1 # once\n{HEAD}"),
    (f"{HEAD}format: 0", f"{HEAD}format: 1"),
    (HEAD.replace("\n", "\r\n"), "format: 1\r\n" + HEAD.replace("\n", "\r\n")),
    ('{"title": "Bakers", "people": 12}', '{format: 1, "title": "Bakers", "people": 12}'),
    ("title: T\norganisation: {span: 4}\npeople: 500\nlevers: [order]\n",
     "format: 1\ntitle: T\norganisation: {teams_per_department: 6, span: 4}\npeople: 500\nlevers: [order]\n"),
    ("title: T\norganisation: {}\npeople: 500\nlevers: [order]\n",
     "format: 1\ntitle: T\norganisation: {teams_per_department: 6}\npeople: 500\nlevers: [order]\n"),
    ("title: T\npeople: 1500\norganisation: # who sits where\n    # and why\n    span: 4\nlevers: [order]\n",
     "format: 1\ntitle: T\npeople: 1500\norganisation: # who sits where\n    # and why\n    team_size: 8\n"
     "    teams_per_department: 6\n    span: 4\nlevers: [order]\n"),
    ("title: T\nlevers: [order]\npeople:\n  start: 500\n  end: 600\n\n# weeks\nweeks: 9\n",
     "format: 1\ntitle: T\nlevers: [order]\npeople:\n  start: 500\n  end: 600\n"
     "organisation: {teams_per_department: 6}\n\n# weeks\nweeks: 9\n"),
    ("title: T\nlevers: [order]\npeople: 500",
     "format: 1\ntitle: T\nlevers: [order]\npeople: 500\norganisation: {teams_per_department: 6}"),
    ("title: T\npeople: 12\nclaims:\n  - {better: 'incentives', than: idle}  # we hope\n",
     "format: 1\ntitle: T\npeople: 12\nclaims:\n  - {better: free, than: idle}  # we hope\n"),
])  # fmt: skip
def test_a_step_changes_its_own_place_and_no_other(text: str, after: str) -> None:
    made = upgraded(text, "level.yaml")
    assert made.begun == 0
    assert made.after == after
    for one in made.done:
        step = {"format": "format", "seats": "team", "claims": "free", "bottlenecks": "bottlenecks"}[one.step]
        assert step in lines_of(made.after)[one.line - 1], one


def test_what_only_the_author_can_decide_stands_at_its_line() -> None:
    text = (
        f"{HEAD}visions: {{bread: {'Bread ' * 8}}}\n"
        "hints:\n  - when: cash weeks below 9\n    say: Mind.\n    point: cash\nclaims: [{better: mixed, than: idle}]\n"
    )
    made = upgraded(text, "level.yaml")
    lines = lines_of(made.after)
    found = {(one.step, lines[one.line - 1].strip().partition(":")[0]) for one in made.left}
    assert found >= {("visions", "visions"), ("cash-weeks", "- when"), ("claims", "claims")}
    assert any("“mixed” leads by letters alone" in one.text for one in made.left)
    today = upgraded(made.after, "level.yaml")
    assert {one.step for one in today.left} == {"visions"}  # the rest is right in a level of today


def test_where_teams_may_choose_the_claims_stay() -> None:
    for more in ("levers: [order, choose]", "policy: {default: choose}", "events: [{when: week 3, unlock: choose}]"):
        made = upgraded(f"{HEAD}{more}\nclaims: [{{better: incentives, than: idle}}]\n", "level.yaml")
        assert "incentives" in made.after, more


@pytest.mark.parametrize(("text", "heard"), [
    ("format: 2\ntitle: T\npeople: 3\n", "format 2, and this game reads format 1"),
    ("format: one\ntitle: T\npeople: 3\n", "A format is a whole number"),
    ("- a list\n", "A level is written as keys with values"),
    ("title: 'T\npeople: 3\n", "quote"),
    ("title: T\npeople: 3\npeople: 4\n", "stands twice"),
])  # fmt: skip
def test_what_cannot_be_upgraded_says_why(text: str, heard: str) -> None:
    with pytest.raises(levels.LevelError, match=re.escape(heard)):
        upgraded(text, "level.yaml")


def test_steps_have_names_and_the_new_names_are_known() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    assert all(step.changes or step.notes for step in STEPS)
    assert set(RENAMED.values()) <= set(levels.schema()["properties"])
    assert not set(RENAMED) & set(levels.schema()["properties"])


def test_comments_and_values_of_a_whole_file_survive() -> None:
    """Every comment and every value but the renamed one is there afterwards."""
    made = old("the-house")
    data, before = yaml.safe_load(made.after), yaml.safe_load(made.before)
    before["bottlenecks"] = before.pop("bottlenecks_per_quarter")
    assert data == before
    assert re.findall("#.*", made.after) == re.findall("#.*", made.before)
