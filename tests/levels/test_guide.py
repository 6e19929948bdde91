"""What the guide and the cookbook print is true: every level, what is said to happen in it, and every command."""

import re
import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game import bots, levels, places
from game.command_line import COMMANDS, game_parser, main
from game.lab.claims import weigh_claims
from game.levels import starter
from game.levels.holding import happenings
from game.levels.level import Level
from game.levels.model import EventBlock
from game.levels.rules import RULES
from game.places import own_levels
from game.session import Session, play
from game.sim.actions import Action
from tests.levels import guide

STEPS = guide.steps()
RECIPES = guide.recipes()
PAGES = ("README.md", "COOKBOOK.md")


def led(level: Level, who: str, see: Callable[[Session], Any] = lambda session: None, seed: int = 1) -> list[Any]:
    """What is seen in each week of a game under a leader, and its score at the end."""
    session, seen = Session(level, seed), []
    while not session.over:
        seen.append(see(session))
        play(session, bots.leader(who), session.week + 1)
    return [*seen, session.outcome().score]


def recipe(title: str, old: str = "", new: str = "") -> Level:
    """A level of the cookbook, with something else in place of what stands there."""
    assert old in RECIPES[title]
    return levels.read_text(RECIPES[title].replace(old, new), "recipe.yaml")


# The guide


def test_the_guide_leads_to_its_whole_level() -> None:
    assert len(STEPS) == 9
    assert len(STEPS[0][1].splitlines()) == 10, "ten lines are promised"
    made, printed = (levels.read_text(text, "the-night-shift.yaml") for text in (STEPS[-1][1], guide.whole()))
    assert replace(made, text="") == replace(printed, text="")


@pytest.mark.parametrize(("step", "text"), STEPS, ids=[step for step, _ in STEPS])
def test_every_step_of_the_guide_is_a_level_that_plays(step: str, text: str) -> None:
    assert levels.check_text(text, "the-night-shift.yaml") == []
    session = Session(levels.read_text(text, "the-night-shift.yaml"))
    play(session, bots.leader("mixed"), 4)
    assert session.week == 4


@pytest.mark.slow
def test_the_step_to_chains_is_true() -> None:
    text = guide.chain()
    assert levels.check_text(text, "the-mill-below.yaml") == []
    level = levels.read_text(text, "the-mill-below.yaml")
    flour, bread, cakes, _ = level.world.products
    assert (flour.share, flour.stock, bread.needs, cakes.needs, cakes.lead_weeks) == (0, 20, ((0, 1),), ((0, 0.5),), 1)
    assert [level.market_names[at] for at in level.product_market[1:]] == ["Square", "Square", "Station"]
    assert level.world.teams == 8
    hint = "hints:\n  - {when: stock of flour below 2, say: The flour is gone., point: market flour}\n"
    assert levels.check_text(text + hint, "hinted.yaml") == []

    def game(mill: int) -> tuple[float, float]:
        """The score, and the loaves of the last ten weeks, with so many teams at the mill and most others at bread."""
        ovens = mill + (8 - mill) * 2 // 3
        jobs = [0] * mill + [1] * (ovens - mill) + [3] * (8 - ovens)
        letters = [Action("order", team, (job, 8)) for team, job in enumerate(jobs)]
        session, loaves = Session(level, 1), 0.0
        while not session.over:
            play(session, lambda report: letters if report.week % 8 == 0 else [], session.week + 1)
            loaves += float(session.report.made[1]) if session.week > 16 else 0.0
            assert session.report.demand[0] == 0.0, "nobody asks for a part"
        return session.outcome().score, loaves

    assert game(0)[1] == 0.0, "without flour the ovens stand"
    assert game(2)[0] > max(game(1)[0], game(4)[0]) + 0.05


def test_what_check_is_said_to_say_of_the_ten_lines_is_what_it_says(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "the-night-shift.yaml").write_text(STEPS[0][1], encoding="utf-8")
    assert main(["check", str(tmp_path / "the-night-shift.yaml"), "--no-games"]) == 0
    described = capsys.readouterr().out.partition("\n\n")[0]
    assert f"```\n{described}\n```" in (guide.FOLDER / "README.md").read_text(encoding="utf-8")


def test_what_each_step_says_happens() -> None:
    named = levels.read_text(STEPS[1][1], "named.yaml")
    assert (named.department_names, named.words["teams"]) == (("Bakehouse", "Counter"), "benches")
    made = levels.read_text(STEPS[2][1], "made.yaml").world.products
    assert [round(product.share, 3) for product in made] == [0.556, 0.333, 0.111]
    assert made[0].spoils == 0.3
    assert made[2].value == 14
    assert made[1].season[0] > 1 > made[1].season[30]
    level = levels.read_text(STEPS[-1][1], "whole.yaml")
    *weeks, _ = led(level, "mixed", lambda s: (len(s.report.horizon), len(s.report.rumours), len(s.report.cards),
                                               set(s.report.levers), happenings(s.report)))  # fmt: skip
    known = [[bool(week[part]) for week in weeks].index(True) + 1 for part in range(3)]
    assert known == [11 - 5, 18 - 4, 14], "contract, rumour and card, by the first week in which the desk has them"
    assert [{"default", "choose", "tag"} & weeks[week - 1][3] for week in (5, 6, 14, 15)] == [
        set(), {"default"}, {"default", "choose"}, {"default", "choose", "tag"},
    ]  # fmt: skip
    assert "idle team" in weeks[1][4]


@pytest.mark.slow
def test_what_the_guide_and_the_cookbook_claim_holds() -> None:
    for text in (STEPS[-1][1], *RECIPES.values()):
        level = levels.read_text(text, "claimed.yaml")
        assert level.claims
        few = tuple(replace(claim, seeds=4) for claim in level.claims)  # each holds by far
        for finding in weigh_claims(replace(level, claims=few), lambda games: None, False):
            assert finding.held, f"{level.title}: {finding.text()}"


# The cookbook


@pytest.mark.parametrize("title", RECIPES)
def test_every_recipe_is_a_level_that_plays(title: str) -> None:
    assert levels.check_text(RECIPES[title], "recipe.yaml") == []
    assert recipe(title).world.weeks <= 39
    session = Session(recipe(title))
    play(session, bots.leader("mixed"), 4)
    assert session.week == 4


@pytest.mark.slow
@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_in_which_doing_nothing_earns_a_star_says_that_it_is_meant_so(title: str) -> None:
    level = recipe(title)
    earned = all(led(level, "idle", seed=luck)[-1] >= level.world.stars[0] for luck in (1, 2, 3))
    assert earned == ("idle-stars" in level.accepted)


def test_there_is_a_recipe_for_each_of_six() -> None:
    assert list(RECIPES) == [
        "A merger", "A bullwhip", "A price shock", "A hero leaves", "A lone figure", "A quota that is gamed",
    ]  # fmt: skip


@pytest.mark.slow
def test_unanswered_cups_tear_flags() -> None:
    level = recipe("A merger")
    assert level.house_names == ("Old Kitchen", "New Kitchen")
    left, bound = (led(level, who, lambda s: int(s.report.stance[:, 3].sum()))[10] for who in ("handsoff", "values"))
    assert left >= 20
    assert 2 * bound <= left


@pytest.mark.slow
def test_one_step_of_demand_whips_whoever_orders_what_is_missing() -> None:
    step = "  - {when: week 9, shift: {product: baskets, times: 1.6}}\n"
    whipped, calm = led(recipe("A bullwhip"), "orders")[-1], led(recipe("A bullwhip", step), "orders")[-1]
    assert whipped < calm - 0.15


def test_a_scarce_good_grows_dear_and_those_who_choose_follow() -> None:
    *weeks, _ = led(recipe("A price shock"), "handsoff",
                    lambda s: (float(s.report.price[0]), int(np.count_nonzero(s.report.job == 0))))  # fmt: skip
    prices, makers = [price for price, _ in weeks], [count for _, count in weeks]
    assert max(prices) > 1.4 * prices[8]
    assert prices[-1] > 1.2 * prices[8]
    assert max(makers[12:20]) > makers[8]


@pytest.mark.slow
def test_only_a_visit_tells_why_the_front_room_is_slow() -> None:
    level = recipe("A hero leaves")
    found = {who: led(level, who, lambda s: happenings(s.report))[:-1] for who in ("mixed", "incentives")}
    assert all(any("bottleneck" in week for week in weeks) for weeks in found.values())
    assert any("cause found" in week for week in found["mixed"])
    assert not any("cause found" in week for week in found["incentives"])


@pytest.mark.slow
def test_a_lone_figure_is_met_at_any_price() -> None:
    def game(kpis: str) -> list[Any]:
        return led(recipe("A lone figure", "kpis: [output]", f"kpis: [{kpis}]"), "mixed",
                   lambda s: float(np.average(s.report.quality, weights=s.report.head)))  # fmt: skip

    lone, two = game("output"), game("output, quality")
    assert lone[-2] < 0.3 < 0.6 < two[-2], "quality at the end"
    assert two[-1] > lone[-1] + 0.02


def test_a_quota_is_met_whether_or_not_the_bread_is_eaten() -> None:
    def game(pieces: int) -> tuple[float, float]:
        session = Session(recipe("A quota that is gamed"), 1)
        quota = [Action("quota", 0, (0, pieces, 13))] if pieces else []
        while not session.over:
            play(session, lambda report: quota if report.week in (0, 13) else [], session.week + 1)
        outcome = session.outcome()
        return outcome.score, outcome.causes["spoiled"]

    (free, less), (bound, more) = game(0), game(15)
    assert bound < free - 0.08
    assert more < less < 0.0


# The reference, and every command


def test_the_reference_beside_the_levels_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference"]) == 0
    page = (guide.FOLDER / "REFERENCE.md").read_text(encoding="utf-8")
    assert page == capsys.readouterr().out, "Write it anew: python main.py reference > levels/REFERENCE.md"
    assert [name for name in RULES if f"| `{name}` |" not in page] == []
    assert [verb for verb in EventBlock.model_fields if f"| `{verb}` |" not in page] == []


def printed(text: str) -> list[str]:
    """The commands of a text, without the words that start the game."""
    found = re.findall(r"^(?:# )?python main\.py( [^\n#]*)?$", text, re.MULTILINE)
    found += re.findall(r"`python main\.py ([^`]*)`", text)
    return [re.split(r"\s{2,}", command.strip())[0].partition(" > ")[0] for command in found]


def test_the_pages_link_to_pages_that_are_there() -> None:
    for name in PAGES:
        for link in re.findall(r"\]\(([^)]+)\)", (guide.FOLDER / name).read_text(encoding="utf-8")):
            assert (guide.FOLDER / link).exists(), f"{name}: {link}"


def commands() -> list[str]:
    pages = "\n".join((guide.FOLDER / name).read_text(encoding="utf-8") for name in PAGES)
    return list(dict.fromkeys(printed(pages) + printed(starter.text("night-shift", 18, "night-shift"))))


def helped() -> list[str]:
    """The examples that `--help` prints for the game and for each command."""
    pages = [game_parser().epilog, *(describe(name).epilog for name, (_, describe) in COMMANDS.items())]
    lines = [line.strip() for page in pages for line in (page or "").split("\n")]
    started = [line.removeprefix(places.command()) for line in lines if line.startswith(places.command())]
    return [line.strip().partition(" > ")[0] for line in started]


@pytest.mark.parametrize("command", list(dict.fromkeys([*commands(), *helped()])))
def test_every_printed_command_is_one(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "team-levels").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    words = shlex.split(command)
    if not words or words[0].startswith("-"):
        game_parser().parse_args(words)
    elif "--help" in words:
        assert words[0] in COMMANDS
    else:
        COMMANDS[words[0]][1](words[0]).parse_intermixed_args(words[1:])


@pytest.mark.slow
def test_what_the_guide_prints_works_when_it_is_pasted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command that neither opens a window nor plays many games; of those, the options alone are tried."""
    for name in ("HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):  # no other test shall find these levels
        monkeypatch.setenv(name, str(tmp_path / "home"))
    folder = own_levels()
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    for name in ("the-night-shift", "night-shift"):
        (folder / f"{name}.yaml").write_text(STEPS[-1][1], encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(STEPS[-1][1], encoding="utf-8")
    quick, ran = {"check", "new", "reference", "schema", "upgrade"}, []
    for command in commands():
        words = [word for word in shlex.split(command) if word != "--claims"]
        if words and words[0] in quick and not {"wards.zip", "--help"} & {*words}:
            if words[0] == "new":
                (folder / f"{words[1]}.yaml").unlink()
            elif words[0] == "check" and "--rules" not in words:
                words.append("--no-games")
            assert main(words) == 0, command
            assert capsys.readouterr().err == "", command
            ran.append(words[0])
    assert quick <= {*ran}
