"""`balance` as one page: its figures are those of its JSON, it needs nothing beside it, two versions are weighed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game import command_line
from game.lab import against, balance, balance_words, stars, weekly
from game.lab.balance_page import page
from game.lab.density import Density
from game.lab.findings import Findings
from game.lab.games import Interval
from game.lab.lazy import Line, Slept
from game.levels import read_text
from game.sim.actions import parse
from game.sim.causes import SCORE_CAUSES

SMALL = "format: 1\ntitle: Small & quick\npeople: 5\nweeks: {weeks}\nlevers: [order, visit, default]\n"
SEARCHED = Density("Small", 1, "orders", (0.5, None, 0.1, None, 0.4, None), ("visit team:0",) * 6)
"""What a search for decisions may find."""


class Tables(HTMLParser):
    """The tables of a page by their captions, as rows of words, and everything that it would load or link to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.outside: list[str] = []
        self.words = ""
        self._rows: list[list[str]] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outside += [f"{tag} {name}={value}" for name, value in attrs if name in ("src", "href", "srcset", "data")]
        self.outside += [tag] if tag in ("script", "link", "iframe", "img", "object") else []
        self._open = tag
        if tag == "tr":
            self._rows.append([])
        if tag in ("th", "td"):
            self._rows[-1].append("")
        if tag == "table":
            self._rows = []

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._open == "caption":
            self.tables[data] = self._rows
        if self._open in ("th", "td"):
            self._rows[-1][-1] += data

    def rows(self, caption: str) -> list[list[str]]:
        """The rows of the table whose caption begins so, without its head."""
        return next(rows for name, rows in self.tables.items() if name.startswith(caption))[1:]


def minus(figure: float, decimals: int = 1) -> str:
    """A figure with the page's own minus sign."""
    text = f"{figure:.{decimals}f}"
    return text.lstrip("-") if not float(text) else text.replace("-", "−")


@pytest.fixture(scope="module")
def weighed() -> balance.Weighed:
    """Three leaders on three seeds."""
    level = read_text(SMALL.format(weeks=6), "small.yaml")
    return balance.weigh_level(level, ("idle", "standing", "orders"), (1, 2, 3), jobs=1)


@pytest.fixture(scope="module")
def made(weighed: balance.Weighed) -> tuple[str, dict[str, Any]]:
    """The page of a small level beside a longer version, and the JSON of the same findings."""
    longer = read_text(SMALL.format(weeks=8), "longer.yaml")
    other = balance.weigh_level(longer, tuple(weighed.games), weighed.seeds, jobs=1)
    found = Findings(weighed, (SEARCHED,), other=other)
    return page(found), json.loads(json.dumps(found.row()))


def test_the_page_says_what_the_json_says(made: tuple[str, dict[str, Any]]) -> None:
    read_page, found = Tables(made[0]), made[1]
    leaders = next(rows for rows in read_page.tables.values() if rows[0][-1] == "bankrupt")[1:]
    assert [told[:3] for told in leaders] == [
        [row["policy"], minus(row["score"]), f"{minus(row['low'])} to {minus(row['high'])}"]
        for row in found["policies"]
    ]
    pulled = read_page.rows("How often a game")
    assert [told[1:] for told in pulled] == [
        [f"{row['levers'][lever]:.1f}" if row["levers"][lever] else "–" for row in found["policies"]]
        for lever in found["policies"][0]["levers"]
    ]
    assert [(told[1], told[-3]) for told in read_page.rows("Thresholds in points")] == [
        (f"{now:g}", str(then)) for now, then in zip(found["stars"]["now"], found["stars"]["proposed"], strict=True)
    ]
    weeks = read_page.rows("Points of each week")
    assert [told[:3] for told in weeks] == [
        [str(row["week"]), f"{row['asked']:.2f}", f"{row['lost']:.2f}"] for row in found["losses"]["weeks"]
    ]
    assert [int(told[0]) for told in read_page.rows("The weeks in which")] == found["losses"]["worst"]
    asked = read_page.rows("Pieces over the whole plan")
    assert [told[2] for told in asked] == [f"{sum(row['middle']):,.0f}" for row in found["demand"]]
    beside = read_page.rows("Points on 3 seeds, the same luck in both")
    assert [told[0] for told in beside] == [row["policy"] for row in found["against"]["policies"]]
    assert [told[3].lstrip("+") for told in beside] == [
        minus(row["difference"]) for row in found["against"]["policies"]
    ]


def test_the_page_needs_nothing_beside_it(made: tuple[str, dict[str, Any]]) -> None:
    text, found = made
    assert Tables(text).outside == []
    assert {url[:5] for url in re.findall(r"url\(([^)]*)\)", text)} == {"data:"}
    assert set(re.findall(r"https?://[^\s\"'<)]*", text)) == {"http://www.w3.org/2000/svg"}
    assert "@import" not in text
    assert "How Small &amp; quick plays" in text
    assert text.count("<svg ") == 6 + len(found["demand"])


def test_weeks_and_seeds_count_from_one(made: tuple[str, dict[str, Any]]) -> None:
    told, found = Tables(made[0]), made[1]
    assert [row["week"] for row in found["losses"]["weeks"]] == list(range(1, 7))
    assert [(row["seed"], row["first"]) for row in found["density"]] == [(1, 2)]
    assert "Seed 1" in told.words
    assert not re.search(r"[Ww]eek 0|[Ss]eed 0|team:\d", told.words)


def test_what_was_not_looked_for_is_said(made: tuple[str, dict[str, Any]]) -> None:
    words = Tables(made[0]).words
    assert made[1]["lazy"] is None
    assert "Nobody has looked for that here" in words
    assert "--html lazy.html --lazy" in words
    assert "--ablation" in words


# What stands behind the figures


def test_against_itself_every_difference_is_nothing(weighed: balance.Weighed) -> None:
    again = balance.weigh_level(weighed.level, tuple(weighed.games), weighed.seeds, jobs=1)
    for row in against.versus(weighed, again):
        assert row.difference == Interval(0.0, 0.0, 0.0, 3)
        assert row.verdict == "the same"


@pytest.mark.parametrize(
    ("low", "mean", "high", "words"),
    [
        (0.5, 2.0, 3.5, "better"),
        (-3.5, -2.0, -0.5, "worse"),
        (-1.0, 1.0, 3.0, "no telling yet: about 90 seeds would tell"),
        (-4.0, 0.0, 4.0, "no telling yet: not even 10,000 seeds would tell"),
    ],
)
def test_a_difference_is_told_by_its_whole_interval(low: float, mean: float, high: float, words: str) -> None:
    point = Interval(50.0, 40.0, 60.0, 20)
    assert against.Versus("mixed", point, point, Interval(mean, low, high, 20)).words() == words


def test_losses_add_up_to_what_the_score_lacks(weighed: balance.Weighed) -> None:
    row = weekly.losses(weighed, "orders")
    assert row.worth.sum() == pytest.approx(100.0)
    assert np.allclose(row.causes.sum(axis=1), row.lost)
    assert 100.0 - row.lost.sum() == pytest.approx(np.mean(weighed.scores("orders")))
    assert row.low.shape == (6,) == row.high.shape
    assert (row.low <= row.high).all()


def test_weeks_that_a_lost_company_does_not_live_are_lost_by_that(weighed: balance.Weighed) -> None:
    game = weighed.games["orders"][0]
    early = replace(game, lived=4, causes=np.vstack([game.causes[:4], np.zeros((2, len(SCORE_CAUSES)))]))
    row = weekly.losses(replace(weighed, games={"orders": (early,)}), "orders")
    assert row.causes[4:, -1] == pytest.approx(game.worth[4:])
    assert not row.causes[:4, -1].any()
    assert np.allclose(row.causes.sum(axis=1), row.lost)


def test_hands_to_spare_are_not_called_a_lack_of_them() -> None:
    assert balance_words.cause("hands", 2.0) == weekly.CAUSES["hands"]
    assert balance_words.cause("hands", -2.0) == weekly.SPARE_HANDS
    assert balance_words.cause("fires", -2.0) == weekly.CAUSES["fires"]


def test_stars_are_proposed_by_the_rule(weighed: balance.Weighed) -> None:
    game = weighed.games["idle"][0]
    scores = {"idle": (3.0, 3.0), "standing": (20.0, 26.0), "orders": (40.0, 46.0), "mixed": (60.0, 80.0)}
    games = {name: tuple(replace(game, score=one) for one in row) for name, row in scores.items()}
    found = stars.proposed(replace(weighed, games=games, seeds=(1, 2)))
    assert (found.best, found.middling) == ("mixed", "orders")
    assert found.stars == (42, 70, 77)
    flat = {name: (replace(game, score=99.8),) for name in scores}
    assert stars.proposed(replace(weighed, games=flat, seeds=(1,))).stars == (98, 99, 100)


def test_a_proposal_from_games_without_a_star_says_that_it_says_little(weighed: balance.Weighed) -> None:
    game = weighed.games["idle"][0]
    for score, poor in ((0.0, True), (99.0, False)):
        games = {name: (replace(game, score=score),) for name in weighed.games}
        found = Findings(replace(weighed, games=games, seeds=(1,)), ())
        for told in (balance_words.star_line(found), " ".join(balance_words.stars(found))):
            assert ("No leader here reaches the first star on average" in told) is poor


def test_stars_that_are_only_too_high_are_to_be_replaced_by_the_proposed_ones(weighed: balance.Weighed) -> None:
    game = weighed.games["idle"][0]
    for ahead, taken in ((35.0, True), (8.0, False)):
        games = {name: (replace(game, score=5.0 + ahead * (name == "orders")),) for name in weighed.games}
        found = Findings(replace(weighed, games=games, seeds=(1,)), ())
        for told in (balance_words.star_line(found), " ".join(balance_words.stars(found))):
            assert ("35 points ahead of nobody at all" in told and "write the proposed ones" in told) is taken
            assert ("the rule says little" in told) is not taken


def test_a_proposal_from_companies_that_are_lost_says_to_let_them_live_first(weighed: balance.Weighed) -> None:
    game = weighed.games["orders"][0]
    for kinds, lost in ((("bankrupt", "deserted", "finished"), True), (("bankrupt", "finished", "finished"), False)):
        games = {name: tuple(replace(game, score=70.0, kind=kind) for kind in kinds) for name in weighed.games}
        found = Findings(replace(weighed, games=games, seeds=(1, 2, 3)), ())
        for told in (balance_words.star_line(found), " ".join(balance_words.stars(found))):
            assert ("The company is lost in 2 of 3 games of the best leader" in told) is lost


def test_a_lost_company_reaches_no_star(weighed: balance.Weighed) -> None:
    one, two, three = (replace(game, score=70.0) for game in weighed.games["orders"])
    games = {"orders": (one, two, replace(three, kind="bankrupt"))}
    assert stars.reached(replace(weighed, games=games), "orders", 70.0) == pytest.approx(2 / 3)


def test_the_band_of_demand_is_the_lucks_and_no_leaders(weighed: balance.Weighed) -> None:
    for row in weekly.demands(weighed):
        asked = [game.asked[:, row.product] for game in weighed.games["idle"]]
        assert row.middle == pytest.approx(np.median(asked, axis=0))
        assert (row.low <= row.middle).all()
        assert (row.middle <= row.high).all()


def test_plans_that_never_look_stand_on_the_page_in_words(weighed: balance.Weighed) -> None:
    line = Line(1, parse("visit team:0"), every=2, onward=True)
    plan = Slept(weighed.level, True, (line,), (0.25, 0.35), 0, 90)
    name = weighed.level.team_names[0]
    assert plan.told() == [f"week 2: {name}: a visit, again every 2 weeks, each time at the next"]
    told = Tables(page(Findings(weighed, (SEARCHED,), slept=(plan,)))).words
    assert plan.told()[0] in told
    assert "points less than “orders”" in told
    assert "Nobody has looked" not in told


@pytest.mark.slow
def test_the_command_writes_the_page_and_lays_a_level_beside_itself(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, out = tmp_path / "small.yaml", tmp_path / "page.html"
    path.write_text(SMALL.format(weeks=5), encoding="utf-8")
    words = ["balance", str(path), "--against", str(path), "--seeds", "3", "--jobs", "1"]
    assert command_line.main([*words, "--html", str(out), "--json"]) == command_line.FINE
    said = capsys.readouterr()
    (found,) = json.loads(said.out)
    assert str(out) in said.err
    assert {row["difference"] for row in found["against"]["policies"]} == {0.0}
    assert {row["verdict"] for row in found["against"]["policies"]} == {"the same"}
    assert [row["seed"] for row in found["density"]] == [1, 2]
    beside = Tables(out.read_text(encoding="utf-8")).rows("Points on 3 seeds, the same luck in both")
    assert [(told[0], told[-1]) for told in beside] == [
        (row["policy"], "the same") for row in found["against"]["policies"]
    ]
    assert command_line.main(words) == command_line.FINE
    printed = capsys.readouterr().out
    assert printed.count("the same\n") + printed.count("the same ") >= len(found["policies"])
    assert f"proposed: {', '.join(map(str, found['stars']['proposed']))}." in printed


# What is refused


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--html", "x.html"), "--html is about one level: name it."),
        (("--against", "02-two-pizzas"), "--against is about one level: name it."),
        (("01-the-garage", "02-two-pizzas", "--html", "x.html"), "name a single one"),
        (("01-the-garage", "02-two-pizzas", "--against", "03-the-corridor"), "name a single one of each"),
        (("01-the-garage", "--html", "x.html", "--density"), "--html writes the page of all policies"),
        (("01-the-garage", "--against", "02-two-pizzas", "--ablation"), "--against compares all policies"),
        (("01-the-garage", "--against", "02-two-pizzas", "--lazy"), "only on a page, with --html"),
        (("01-the-garage", "--html", "x.pdf"), "should end in .html"),
        (("01-the-garage", "--html", "x.html", "--lazy", "--open"), "--open belongs to the table"),
        (("01-the-garage", "--against", "two-pizas"), "Did you mean “two-pizzas”?"),
    ],
)
def test_what_does_not_belong_together_is_refused(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert command_line.main(["balance", *words]) == command_line.WRONG_USE
    assert sentence in capsys.readouterr().err
