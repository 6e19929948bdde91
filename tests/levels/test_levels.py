"""Levels: the campaign's own, the defaults, the language of conditions, and every way in which a file can be wrong."""

import json
import pickle
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from game import bots, levels
from game.levels import holding
from game.levels.conditions import (
    FIGURES,
    HAPPENINGS,
    PRODUCT_FIGURES,
    ConditionError,
    parse_condition,
    parse_place,
)
from game.levels.kinds import LEADERS
from game.levels.model import LevelBlock
from game.levels.names import GOODS, LOOKS
from game.levels.rules import BY_TRIAL, OF_PACKS, RULES
from game.sim.company import bottlenecks
from game.sim.desk.notes import Horizon
from game.sim.desk.reports import Report, report
from game.sim.founding import found
from game.sim.levers import LEVERS
from game.sim.values import BUILD_WEEKS, CAUSES, IDLE, TEMPERAMENTS
from game.sim.week import advance
from tests.levels.cases import cases

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGN = sorted((ROOT / "levels").glob("*.yaml"))
SHIPPED = [*CAMPAIGN, *sorted((ROOT / "levels" / "more").glob("*.yaml"))]
CASES = cases()
BROKEN = sorted((ROOT / "tests" / "levels" / "broken").glob("*.yaml"))
SMALLEST = "format: 1\ntitle: Small\npeople: {people}\n"


def small(people: int = 5, more: str = "") -> levels.Level:
    return levels.read_text(SMALLEST.format(people=people) + more, "small.yaml")


def errors_of(text: str) -> list[str]:
    return [problem.text for problem in levels.check_text(text, "x.yaml")]


def founding_report(level: levels.Level) -> Report:
    return report(found(level.world))


# The campaign


def test_the_campaign_lies_here_in_order() -> None:
    covers = levels.covers(ROOT / "levels")
    assert [(cover.number, cover.title, cover.people) for cover in covers[:5]] == [
        (1, "The Garage", 5), (2, "Two Pizzas", 12), (3, "The Corridor", 40), (4, "The Floor", 120),
        (5, "The House", 400),
    ]  # fmt: skip
    assert covers[-1].number == 0
    for cover in covers:
        level = levels.read(cover.path)
        assert (level.number, level.title, level.world.people) == (cover.number, cover.title, cover.people)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_level_is_whole(path: Path) -> None:
    assert levels.check(path) == []
    level = levels.read(path)
    assert level.text == path.read_text(encoding="utf-8")
    assert levels.read_text(level.text, level.path) == level
    assert all((level.story, level.aim, level.claims, level.hints, level.news))
    assert level.bet is not None
    assert len(level.debrief) == 3
    assert all(question.endswith("?") for question in (*level.debrief, level.bet.question))
    assert all(len(hint.say) <= 130 for hint in level.hints), "a hint says one thing"
    stale = re.compile(r"(\d+|one|two|three|four) weeks? old")
    assert not any(stale.search(hint.say) for hint in level.hints), "fuller reports make the news fresher"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_level_plays_and_its_hints_can_be_asked(path: Path) -> None:
    level = levels.read(path)
    state = found(level.world)
    happened: set[str] = set()
    shown: set[str] = set()
    for _ in range(8):
        desk = report(state)
        actions = bots.leader("mixed")(desk)
        happened |= {action.lever for action in actions}
        shown |= {hint.say for hint in level.hints if holding.condition_holds(hint.when, desk, happened)}
        happened |= holding.happenings(desk)
        advance(state, actions)
    assert len(shown) >= 1
    assert level.hints[0].say in shown


def test_the_garage_is_what_the_design_says() -> None:
    world = levels.read(ROOT / "levels" / "01-the-garage.yaml").world
    assert (world.people, world.team_size, world.weeks, world.discs, world.layers) == (5, 1, 26, 3, 0)
    assert [arrival.people for arrival in world.arrivals] == [1], "an apprentice, and no more"
    assert len(world.products) == 3
    assert world.levers == ("order", "visit")


def test_levers_come_one_after_another() -> None:
    seen: set[str] = set()
    for path in CAMPAIGN[:5]:
        level = levels.read(path)
        world = level.world
        open_here = {*world.levers, *(unlock.lever for unlock in world.unlocks)}
        assert seen <= open_here
        assert all(LEVERS[name].since <= level.number for name in open_here)
        seen = open_here
    assert {"choose", "tag", "reporting", "rate", "kpi", "kpi_company", "tools", "net", "order_company"} <= seen


def test_the_house_is_what_the_design_says() -> None:
    level = levels.read(ROOT / "levels" / "05-the-house.yaml")
    world = level.world
    assert (world.people, world.teams, world.departments, world.layers, world.weeks) == (400, 67, 6, 3, 52)
    assert world.policy.kpis == ("output",), "the predecessor's lone figure"
    assert world.trouble > 0.0
    assert [recall.week for recall in world.recalls] == [33, 45]
    opened = {unlock.lever: unlock.week for unlock in world.unlocks}
    assert opened["order_company"] < 33, "one order is right when everything is bad"
    assert opened["tools"] + BUILD_WEEKS < world.weeks


# What a file becomes


@pytest.mark.parametrize("people", [1, 2, 5, 6, 11, 12, 39, 40, 119, 120, 150, 400, 1_000, 15_000, 100_000])
def test_three_lines_are_a_level_of_any_size(people: int) -> None:
    level = small(people)
    world = level.world
    assert world.people == people
    assert len(level.team_names) == len({name.lower() for name in level.team_names}) == world.teams
    assert len(level.department_names) == len(set(level.department_names)) == world.departments
    assert level.product_names == tuple(product.name for product in world.products)
    assert len(set(level.product_looks)) == len(level.product_looks) == len(level.product_market)
    assert set(level.product_market) == set(range(len(level.market_names)))
    assert abs(sum(product.share for product in world.products) - 1.0) < 1e-12
    assert world.team_size <= people
    assert (world.discs, world.teams == people) == ((3, True) if people <= 5 else (3 if people < 12 else 5, False))
    assert small(people) == level


def test_a_text_is_read_once_and_a_file_that_was_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(SMALLEST.format(people=7), encoding="utf-8")
    first = levels.read(path)
    assert levels.read(path) is first
    path.write_text(SMALLEST.format(people=8), encoding="utf-8")
    assert (first.world.people, levels.read(path).world.people) == (7, 8)
    assert levels.read_text(first.text, "another.yaml").path == "another.yaml"


def test_names_are_given_first_and_made_up_after() -> None:
    level = small(5, "organisation: {teams: [Ben, Zelda], departments: [Shed]}\n")
    assert level.team_names[:2] == ("Ben", "Zelda")
    assert len({*level.team_names}) == 5
    assert level.department_names == ("Shed",)


def test_figures_are_turned_into_the_units_of_the_rules() -> None:
    level = small(
        12,
        """
stars: [50, 62.5, 70]
policy: {last_letters: 3, rate: 5, tools: 1, net: 2, kpis: [quality, output]}
money: {cash: 1200.5, wage: 3.99, coin: 0.29, price: 1.1, fixed: 7, tools: 12.5, net: 0.15}
trouble: 2
products: [{name: lamps, share: 3}, {name: tea, share: 1, value: 4}]
organisation: {temperaments: {makers: 3, stewards: 1}}
values:
  offered: [craft, pace]
  declared: [pace]
  cultures: [{share: 3, agreement: {craft: 80}}, {share: 1, agreement: {pace: 10}}]
events:
  - {when: week 3, shift: {product: tea, times: 2, weeks: 4}}
  - {when: quarter 2, contract: {product: lamps, times: 3, weeks: 5, notice: 8}}
  - {when: week 5, unlock: reporting, news: Clerks arrive}
  - {when: week 9, recall: {harm: 0.25}}
  - {when: week 12, recall: {}}
""",
    )
    world = level.world
    assert world.stars == (0.5, 0.625, 0.7)
    assert (world.cash_cents, world.wage_cents, world.coin_cents, world.price_cents, world.fixed_cents) == (
        120_050, 399, 29, 110, 700,
    )  # fmt: skip
    assert [product.share for product in world.products] == [0.75, 0.25]
    assert world.products[1].value == 4.0
    assert world.temperaments == (0.75, 0.0, 0.0, 0.0, 0.25)
    assert world.value_names == ("craft", "pace")
    policy = world.policy
    assert (policy.declared, policy.last_letters) == (("pace",), 3)
    assert (policy.rate, policy.tools, policy.net, policy.kpis) == (5, 1, 2, ("quality", "output"))
    assert (world.trouble, world.tools_cents, world.net_cents) == (2.0, 1250, 15)
    assert [(recall.week, recall.harm) for recall in world.recalls] == [(8, 0.25), (11, 0.4)]
    cultures = [(culture.share, culture.agreement) for culture in world.cultures]
    assert cultures == [(0.75, (0.8, 0.5)), (0.25, (0.5, 0.1))]
    assert (level.house_names, level.house_of_department) == ((), ())
    assert [(shift.week, shift.product, shift.factor, shift.weeks) for shift in world.shifts] == [(2, 1, 2.0, 4)]
    contract = world.contracts[0]
    assert (contract.week, contract.product, contract.factor, contract.weeks, contract.notice) == (13, 0, 3.0, 5, 8)
    assert [(unlock.week, unlock.lever) for unlock in world.unlocks] == [(4, "reporting")]
    assert [news.text for news in level.news] == ["Clerks arrive"]


def test_cultures_with_names_are_the_houses_of_a_merger() -> None:
    level = small(
        1200,
        """
organisation: {team_size: 10, teams_per_department: 20}
values:
  offered: [craft]
  cultures: [{share: 1, house: Hollis Works}, {share: 2, house: Lantern & Co.}]
""",
    )
    assert level.house_names == ("Hollis Works", "Lantern & Co.")
    assert level.house_of_department == (0, 0, 1, 1, 1, 1)


def test_a_season_is_a_year_around_one() -> None:
    season = small(5, "demand: {seasons: {lamps: [140, 60, 80, 120]}}\n").world.products[0].season
    assert len(season) == 52
    assert sum(season) / 52 == pytest.approx(1.0)
    assert max(season) == max(season[:13])
    assert min(season) == min(season[13:26])
    assert max(abs(a - b) for a, b in zip(season, season[1:] + season[:1], strict=True)) < 0.1


def test_products_find_their_looks_and_markets() -> None:
    level = small(12, "products: [{name: soup, look: tea}, books, {name: pills}, bell, {name: toys, market: Quay}]\n")
    assert level.product_looks == ("tea", "book", "lamp", "bell", "boat")
    markets = [level.market_names[index] for index in level.product_market]
    assert markets == ["Mill End", "Fairground", "North Gate", "Old Town", "Quay"]
    assert level.market_names[-1] == "Quay"


def test_words_can_be_renamed() -> None:
    level = small(12, "words: {team: ward, teams: wards}\ncompany: St Anne\n")
    assert (level.words["team"], level.words["teams"], level.words["desk"]) == ("ward", "wards", "desk")
    assert level.company == "St Anne"
    assert small().company == "Lantern & Co."


def test_equal_rules_make_equal_worlds_whatever_the_words() -> None:
    one, other = small(12, "story: Once\n"), small(12, "story: Twice\nhints: [{when: week 1, say: Hm, point: desk}]\n")
    assert one.world.fingerprint() == other.world.fingerprint()
    assert one.world.fingerprint() != small(12, "demand: {load: 1.2}\n").world.fingerprint()


def test_a_level_and_its_problems_travel_to_another_process() -> None:
    level = levels.read(CAMPAIGN[3])
    assert pickle.loads(pickle.dumps(level)) == level
    with pytest.raises(levels.LevelError) as caught:
        small(0)
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems
    assert hash(level) == hash(levels.read(CAMPAIGN[3]))


# Broken files


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_level_shows_exactly_its_problems(path: Path) -> None:
    problems = levels.check_text(path.read_text(encoding="utf-8"), path.name)
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert levels.listing(problems) + "\n" == expected
    assert problems == sorted(problems, key=lambda problem: (problem.line, problem.column))
    if any(problem.severity == "error" for problem in problems):
        with pytest.raises(levels.LevelError) as caught:
            levels.read_text(path.read_text(encoding="utf-8"), path.name)
        assert list(caught.value.problems) == problems
    else:
        assert levels.read_text(path.read_text(encoding="utf-8"), path.name).title


def test_the_corpus_shows_every_rule() -> None:
    texts = [path.read_text(encoding="utf-8") for path in BROKEN] + [case.text for case in CASES]
    rules = {problem.rule for text in texts for problem in levels.check_text(text, "level.yaml")}
    assert rules == set(RULES) - set(BY_TRIAL) - set(OF_PACKS)


def test_the_caret_stands_under_the_word() -> None:
    problem = levels.check_text("format: 1\ntitle: A\npeople: 5\nlevers: [order, vist]\n", "a.yaml")[0]
    assert (problem.line, problem.column, problem.width) == (4, 17, 4)
    line, caret = problem.render().splitlines()[1:3]
    assert line[caret.index("^") : caret.index("^") + 4] == "vist"
    assert problem.row()["hint"] == "Did you mean “visit”?"
    json.dumps(problem.row())


def test_files_that_cannot_be_read_are_problems_too(tmp_path: Path) -> None:
    assert "no file" in levels.check(tmp_path / "none.yaml")[0].text
    assert "cannot be opened" in levels.check(tmp_path)[0].text
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("format: 1\ntitle: Café\n".encode("latin-1"))
    problem = levels.check(latin)[0]
    assert (problem.line, problem.column) == (2, 11)
    assert "UTF-8" in problem.text
    huge = tmp_path / "huge.yaml"
    huge.write_text("# " + "x" * 2_000_000, encoding="utf-8")
    assert "too long" in levels.check(huge)[0].text
    long = tmp_path / "long.yaml"
    long.write_text("# " + "x" * 300_000, encoding="utf-8")
    assert "too long" in levels.check(long)[0].text
    marked = tmp_path / "marked.yaml"
    marked.write_bytes(b"\xef\xbb\xbf" + SMALLEST.format(people=5).encode())
    assert levels.read(marked).title == "Small"
    windows = tmp_path / "windows.yaml"
    windows.write_bytes(b"format: 1\r\ntitle: W\r\npeople: none\r\n")
    assert [(p.line, p.column) for p in levels.check(windows)] == [(3, 9)]


def test_hostile_files_are_refused_quickly() -> None:
    many = "format: 1\ntitle: M\npeople: 5\ndebrief:\n" + "- a\n" * 60_000
    nested = "[" * 100_000
    aliases = "a: &a x\n" + "".join(f"k{n}: *a\n" for n in range(60))
    begin = time.perf_counter()
    for text in (many, nested, aliases):
        assert [problem.rule for problem in levels.check_text(text, "x.yaml")] == ["limit"]
    assert time.perf_counter() - begin < 20.0


def test_a_missing_key_that_is_misspelt_is_one_problem() -> None:
    assert errors_of("format: 1\ntitel: A\npeople: 5\n") == ["I do not know the key “titel”."]


def test_one_mistake_does_not_hide_or_breed_another() -> None:
    text = """format: 1
title: A
people: many
weeks: soon
products: [{name: lamps, vallue: 3}, {name: tea}]
levers: [order, vist]
events:
  - {when: week 90, contract: {product: tee}}
  - {when: week 90, unlock: tag}
hints:
  - {when: first visit, say: Go, point: team 12}
  - {when: moral above 5, say: Go, point: nowhere}
"""
    found_here = errors_of(text)
    assert len(found_here) == 7
    for word in ("many", "soon", "vallue", "vist", "tee", "moral", "nowhere"):
        assert sum(word in line for line in found_here) == 1


# Conditions and places


def with_figures(desk: Report, **figures: object) -> Report:
    return replace(desk, **figures)  # type: ignore[arg-type]


def test_conditions_read_the_report() -> None:
    level = small(120)
    desk = founding_report(level)
    products = level.product_names
    job = np.array(desk.job)
    job[:] = 0
    job[:3] = IDLE
    stance = np.zeros_like(desk.stance)
    stance[4] = [0, 0, 2, 4]
    stance[5] = [1, 5, 0, 0]
    rich = with_figures(
        desk, week=12, job=job, stance=stance, score=0.61, company_morale=0.38, company_trust=0.55, waiting=0.15,
        stock=np.array([0.0, 7.0, 0, 0, 0, 0]), backlog=np.array([9.0, 0, 0, 0, 0, 0]), default=2, age=3,
        price=np.array([product.value * 1.5 for product in level.world.products]), cash_cents=12_345,
        horizon=(Horizon(1, 18, 23, 1.75, 3.25, 9),), trend={**desk.trend, "score": -0.05},
        fire=np.array([3, 0, 1] + [0] * 17), faulty=np.array([0.4] * 3 + [0.0] * 17), quality=np.full(20, 0.3),
        equipment=np.full(20, 0.9), rate=12, tools=1, net=2,
        kpis=np.tile(np.array([0, 1, 0, 0, 0]), (level.world.departments, 1)),
    )  # fmt: skip
    for text, early, late in (
        ("week 13", False, True), ("week 14", False, False), ("quarter 1", True, True), ("quarter 2", False, False),
        ("score above 60", False, True), ("score change below -4", False, True), ("morale below 40", False, True),
        ("waiting above 50", True, False), ("waiting below 20%", False, True), ("idle teams above 2", True, True),
        ("idle teams below 4", False, True), ("stock of books above 6", False, True),
        ("stock of lamps above 6", False, False), ("backlog of lamps above 8.5", False, True),
        ("price of tea above 140", False, True), ("makers of lamps above 16", False, True),
        ("news age above 2", False, True), ("cash below 124", False, True), ("discs above 4", True, True),
        ("first idle team", True, True), ("first contract", len(desk.horizon) > 0, True), ("first choose", False, True),
        ("first torn team", False, True), ("first stitched team", False, True), ("first letter", False, False),
        ("first skill", False, False), ("first order", False, False), ("first banner", False, False),
        ("before week 13", True, False), ("before week 14", True, True), ("before quarter 2", True, True),
        ("week 13 and before week 14", False, True),
        ("week 13 and morale below 40", False, True), ("week 13 AND first order", False, False),
        ("trust above 54 and trust below 56 and news age above 2", False, True),
        ("first fire", False, True), ("fires above 1", False, True), ("fires above 2", False, False),
        ("first recall", False, True), ("faulty teams above 3", False, False), ("quality below 50", False, True),
        ("equipment above 99", True, False), ("rate above 11", False, True), ("tools above 0", False, True),
        ("first tools ready", False, True), ("net above 1", False, True), ("first lone figure", False, True),
    ):  # fmt: skip
        condition = parse_condition(text, products)
        assert holding.condition_holds(condition, desk, ()) is early, text
        assert holding.condition_holds(condition, rich, ()) is late, text
    order = parse_condition("first order", products)
    assert holding.condition_holds(order, desk, {"order"})
    shown = {"idle team", "contract", "choose", "torn team", "stitched team", "fire", "recall", "lone figure"}
    assert shown <= holding.happenings(rich)


def test_a_letter_and_an_order_can_be_told_from_the_report() -> None:
    level = small(40)
    state = found(level.world)
    seen: list[frozenset[str]] = []
    for week in range(9):
        desk = report(state)
        seen.append(holding.happenings(desk))
        actions = [a for a in bots.leader("orders")(desk) if a.lever == "order"][:1] if week == 0 else []
        advance(state, actions)
    assert "letter" not in seen[0]
    assert "letter" in seen[1]
    assert "order landed" not in seen[1]
    assert "order landed" in seen[level.world.letter_weeks]


@pytest.mark.parametrize("text", ["", "and", "week", "week 0", "week -1", "week 3 4", "first", "first blood", "above 3",
                                  "morale above", "morale 40", "stock above 3", "stock of above 3", "morale below 4e3",
                                  "week ²", "score above 1 and and score below 2"])  # fmt: skip
def test_other_conditions_are_refused_with_their_place(text: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text, ("lamps",))
    assert caught.value.text
    assert 0 <= caught.value.offset <= len(text)


def test_hints_point_at_things_by_index() -> None:
    stalls, markets = {"lamps": 1, "Oil cans": 0}, ("North Gate", "Quay")
    for text, place in (
        ("team 2", ("team", 1)), ("Department 1", ("department", 0)), ("market lamps", ("market", 1)),
        ("market oil cans", ("market", 0)), ("market north gate", ("market", 0)), ("attention", ("attention", -1)),
        ("Score", ("score", -1)),
    ):  # fmt: skip
        assert parse_place(text, stalls, markets, 4, 2) == place


# Schema and guide


def test_the_schema_knows_the_tables_and_every_key() -> None:
    schema = levels.schema()
    assert schema["required"] == ["format", "title", "people"]
    assert set(schema["properties"]) == set(LevelBlock.model_fields)
    assert schema["properties"]["levers"]["items"]["enum"] == list(LEVERS)
    assert "null" not in json.dumps(schema)
    for path in CAMPAIGN:
        keys = set(yaml.safe_load(path.read_text(encoding="utf-8")))
        assert keys <= set(schema["properties"])


def test_leaders_and_tables_agree() -> None:
    assert set(LEADERS) == set(bots.NAMES)
    assert set(GOODS) == set(LOOKS)
    assert len(TEMPERAMENTS) == len(small().world.temperaments)


def test_reading_a_cover_or_a_name_needs_no_pydantic() -> None:
    code = "import sys, game.levels as l; l.covers('levels'); sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# Any text at all


def read_or_refuse(text: str) -> None:
    problems = levels.check_text(text, "any.yaml")
    for problem in problems:
        assert problem.render()
        assert problem.text.isprintable()
        assert problem.line >= 1
        assert problem.column >= 1
    if any(problem.severity == "error" for problem in problems):
        with pytest.raises(levels.LevelError):
            levels.read_text(text, "any.yaml")
    else:
        found(levels.read_text(text, "any.yaml").world)


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_any_text_is_a_level_or_a_list_of_problems(text: str) -> None:
    read_or_refuse(text)


LINES = sorted({line for path in (*CAMPAIGN, *BROKEN) for line in path.read_text(encoding="utf-8").splitlines()})


SIGNS = st.text(alphabet="-:[]{}#&*!|>'\"%@`, \tab1.~?<", max_size=12)


@given(st.lists(st.sampled_from(LINES) | SIGNS, max_size=25))
@settings(max_examples=100)
def test_shuffled_lines_are_a_level_or_a_list_of_problems(lines: list[str]) -> None:
    read_or_refuse("\n".join(lines))


INNER_KEYS = (
    "discs name look share when contract product cultures agreement craft offered declared seasons say point teams "
    "question answers kpis rate tools net recall harm"
).split()
KEYS = sorted({*LevelBlock.model_fields, *INNER_KEYS})
LEAVES = st.one_of(
    st.integers(-3, 300), st.floats(), st.booleans(), st.none(), st.sampled_from(KEYS), st.text(max_size=5),
    st.sampled_from(["week 3", "order", "lamps", "craft", "first order", "team 1", "time", "choose"]),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=8), st.integers(1, 60))
@settings(max_examples=100)
@pytest.mark.slow
def test_any_structure_is_a_level_or_a_list_of_problems(tree: dict[str, object], people: int) -> None:
    text = yaml.safe_dump({"format": 1, "title": "Any", "people": people} | tree, allow_unicode=True)
    read_or_refuse(text)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=60)
def test_a_shipped_level_with_a_hole_is_a_level_or_a_list_of_problems(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(CAMPAIGN)).read_text(encoding="utf-8")
    first = data.draw(st.integers(0, len(text)))
    last = min(len(text), first + data.draw(st.integers(0, 30)))
    read_or_refuse(text[:first] + data.draw(st.text(alphabet=" -:[]{}\n01ax\"'", max_size=4)) + text[last:])


def test_what_a_condition_may_name_can_be_read_from_a_report() -> None:
    assert tuple(holding.FIGURES) == tuple(FIGURES)
    assert tuple(holding.PRODUCT_FIGURES) == PRODUCT_FIGURES
    assert tuple(holding.HAPPENINGS) == HAPPENINGS
    assert tuple(cause.name for cause in bottlenecks.CAUSES) == CAUSES
