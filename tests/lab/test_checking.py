"""`check` as an adviser: what a level is, what trial games tell, its claims, its rules, and what it may accept."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game import levels
from game.command_line import main
from game.lab.claims import Finding
from game.lab.games import Interval
from game.lab.terminal import _Report
from game.lab.trials import Trial, _found, trials_of, tried
from game.levels.checks import room
from game.levels.level import Claim
from game.levels.rules import RULES
from game.levels.summary import summary
from game.view.screens import dilemma
from game.view.toolkit.text import Lettering

LIMIT = 3.5
"""How many bare imports checking all bundled levels may cost."""

BASE = "format: 1\ntitle: Bakers\npeople: 12\nweeks: 8\nproducts: [bread, tea]\n"


def level(more: str = "") -> levels.Level:
    return levels.read_text(BASE + more, "bakers.yaml")


def found(more: str) -> list[tuple[str, int, str]]:
    return [(problem.rule, problem.line, problem.text) for problem in tried(level(more), lambda games: None)]


def test_four_lines_say_what_a_level_is() -> None:
    lines = summary(level(
        "organisation: {team_size: 2, teams_per_department: 3, departments: [Oven, Shop]}\nlevers: [order, visit]\n"
        "events:\n  - {when: week 3, unlock: tag}\n  - {when: week 5, unlock: default}\n"
        "  - {when: week 5, unlock: choose}\n  - {when: week 6, arrival: {people: 4}}\n"
    ))  # fmt: skip
    assert lines == (
        "Bakers: 12 people, 4 more join in week 6, 8 teams of up to 2 in 3 departments, 8 weeks.",
        "Departments, by their numbers: 1 Oven (teams 1 to 3), 2 Shop (teams 4 to 6), 3 Workshop (teams 7 and 8).",
        "Made: bread, tea; no cards, no hints, no claims.",
        "Levers from week 1: order, visit; from week 3 tag; from week 5 default, choose.",
    )


@pytest.mark.slow
def test_stars_that_idleness_earns_are_named() -> None:
    (rule, line, text), *rest = found("stars: [1, 2, 3]\npolicy: {default: choose}\n")
    assert (rule, line, rest) == ("idle-stars", 6, [])
    assert text.startswith("Whoever does nothing at all earns three stars: at least ")


@pytest.mark.parametrize(("score", "advice"), [
    (0.5, "Put the first star above 50."),
    (1.02, "Let it begin with a default that somebody has to change, or ask for more than they make by themselves."),
])  # fmt: skip
def test_no_star_is_advised_that_a_level_cannot_have(score: float, advice: str) -> None:
    (problem,) = _found(level("stars: [40, 70, 90]\n"), [Trial("idle", score, 1, 0), Trial("mixed", score, 1, 0)], 0.0)
    assert (problem.rule, problem.hint) == ("idle-stars", advice)


@pytest.mark.slow
def test_stars_that_nobody_reaches_are_named() -> None:
    (rule, line, text), *rest = found("demand: {load: 5}\nstars: [97, 98, 99]\n")
    assert (rule, line, rest) == ("far-stars", 7, [])
    assert text.startswith("No leader earns a star here; the best of them, ")
    (rule, line, text), *_ = found("demand: {load: 3}\nstars: [5, 10, 99]\n")
    assert (rule, line) == ("far-stars", 7)
    assert text.startswith("The third star asks for 99 points, and even whoever knew everything could not come beyond ")


def test_ruin_is_named_with_its_week_and_may_be_accepted() -> None:
    ruin = "money: {cash: 0, wage: 400}\n"
    assert found(ruin) == [("ruin", 6, "The company is lost in week 1, whoever leads it.")]
    assert found(ruin + "accepted: {ruin: It is about the end.}\n") == []
    assert found("") == []


def test_a_level_too_large_for_a_trial_is_not_tried() -> None:
    large = levels.read_text("format: 1\ntitle: L\npeople: 100000\nweeks: 208\n", "l.yaml")
    assert trials_of(large) == 0
    assert tried(large, lambda games: None) == []


@pytest.mark.parametrize(
    ("low", "mean", "high", "verdict", "enough"),
    [(0.05, 0.10, 0.15, "holds", 0), (-0.2, -0.1, 0.0, "fails", 0), (0.00, 0.04, 0.08, "undecided", 50),
     (-0.08, 0.02, 0.12, "undecided", 0)],
)  # fmt: skip
def test_a_claim_holds_fails_or_cannot_be_decided(
    low: float, mean: float, high: float, verdict: str, enough: int
) -> None:
    claim = Claim("orders", "idle", 0.02, 20)
    finding = Finding("bakers", "bakers.yaml", 9, 5, claim, Interval(mean, low, high, 10))
    assert (finding.verdict, finding.held) == (verdict, verdict == "holds")
    if verdict == "undecided":
        assert finding.enough_seeds == enough
        assert "seeds would tell" in finding.advice()
    row = finding.row()
    assert (row["verdict"], row["line"], row["hint"] == "") == (verdict, 9, verdict == "holds")


def test_a_claim_is_told_with_its_line_and_never_as_no_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bakers.yaml"
    path.write_text(BASE + "claims:\n  - {better: idle, than: orders, seeds: 3}\n", encoding="utf-8")
    assert main(["check", str(path), "--claims", "--no-games"]) == 1
    out = capsys.readouterr().out
    assert re.search(r"fails +\S*bakers\.yaml:7: idle beats orders by any margin: −", out)
    assert "no problems" not in out


def test_rules_are_listed_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--rules"]) == 0
    out = capsys.readouterr().out
    for name, rule in RULES.items():
        assert re.search(rf"^  {name} +{re.escape(rule.says)}$", out, re.MULTILINE)
    assert main(["check", "--rules", "--json"]) == 0
    assert [row["rule"] for row in json.loads(capsys.readouterr().out)] == list(RULES)


def test_a_named_level_is_described_and_a_folder_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bakers.yaml"
    path.write_text(BASE, encoding="utf-8")
    assert main(["check", str(path), "--no-games"]) == 0
    assert capsys.readouterr().out.startswith("Bakers: 12 people, ")
    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 level, no problems.\n"


def test_long_work_says_how_far_it_is_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    report = _Report("Playing weeks", 208, patience=0.0)
    report.begun -= 60.0
    report(52)
    assert capsys.readouterr().err == "Playing weeks: 52 of 208, about 3 minutes left.\n"
    report.patience = 3_600.0
    report(1)
    assert capsys.readouterr().err == ""


# Room on a card


def test_a_card_is_as_wide_as_the_window_paints_it() -> None:
    assert (dilemma.WIDE, dilemma.ANSWER) == (room.CARD_WIDTH, 254.0)
    assert dilemma.WIDE + 24 <= 1280
    assert dilemma.HIGH + 24 <= 720


@pytest.mark.parametrize("words", [8, 20, 32, 44])
@pytest.mark.parametrize(("width", "size", "serif"), [(room.TEXT_WIDTH, room.TEXT, False),
                                                      (room.ANSWER_WIDTH, room.SAID, True)])  # fmt: skip
def test_a_text_breaks_as_the_window_breaks_it(words: int, width: float, size: float, serif: bool) -> None:
    text = " ".join(["Six nurses of the Nursery are ill since Monday, and the others stay."] * 4).split()[:words]
    lettering = Lettering(lambda name, pixels, colour, style: pytest.fail("no icon is drawn"))
    there = lettering.wrap(" ".join(text), width, size, family="serif" if serif else "sans", italic=serif)
    assert abs(len(room.broken(" ".join(text), width, size, serif=serif, italic=serif)) - len(there)) == 0


def test_a_check_loads_no_rules_and_nothing_that_draws(root: Path) -> None:
    asked = "import sys; from game.command_line import main; main(['check', 'levels/']); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "no problems." in done.stdout
    assert {"yaml", "pydantic", "game.levels.checks"} <= loaded
    assert not {"numpy", "rich", "pygame", "game.sim.levers", "game.sim.desk", "game.levels.holding", "zipfile", "lzma",
                "importlib.metadata"} & loaded


@pytest.mark.slow
def test_checking_all_bundled_levels_costs_less_than_four_imports_of_pydantic_and_yaml(
    root: Path, tmp_path: Path,
) -> None:
    """By the least work of each in turn, so that whatever else the machine does has no say in it.

    pydantic loads its models when they are first named: without one, its import is not what it costs to use it.
    """
    import resource

    # Code is compiled once, as where the game is played.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}

    def seconds(*words: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], cwd=root, env=environment, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    bare, checked = [], []
    for turn in range(25):
        bare.append(seconds("-c", "import yaml; from pydantic import BaseModel"))
        checked.append(seconds("main.py", "check", "levels/"))
        if turn >= 4 and min(checked) <= LIMIT * min(bare):
            break
    assert min(checked) <= LIMIT * min(bare), f"{1000 * min(checked):.0f} ms, and {1000 * min(bare):.0f} ms for imports"
