"""The pages of a debrief: what they show, how they are drawn once for wall and paper, and that they name nobody."""

from __future__ import annotations

import itertools
import json
import re
from functools import cache
from xml.etree import ElementTree

import pytest

from game import bots
from game.levels import read_text
from game.session import Session, earned, play
from game.sim.actions import Action
from game.workshop import events as ev
from game.workshop import views
from game.workshop.debrief import pens, same_luck
from game.workshop.debrief.drawings import DRAWINGS, drawn
from game.workshop.debrief.figures import tables
from game.workshop.debrief.pages import Reveal, covered, pages
from game.workshop.debrief.reveals import FEWEST_EARLIER
from game.workshop.dry_run import dry_run, rooms
from game.workshop.records import Room
from game.workshop.room import apply, opened, refusal

SVG = "{http://www.w3.org/2000/svg}"
LEVEL = """\
format: 1
title: The Small <Works> & Sons
people: 40
weeks: 20
organisation: {team_size: 5, teams_per_department: 2}
levers: [order, visit, default, tag, declare, ritual]
values: {offered: [ownership, care]}
debrief: ["What did you see first?", "What would you do again?"]
"""


@cache
def room(preset: str = "90") -> Room:
    return dry_run(preset, 7, 12)


@cache
def group() -> same_luck.Group:
    level = read_text(LEVEL, "small")
    return same_luck.group([play(Session(level, 5), bots.leader(name)) for name in ("orders", "mixed", "idle")])


@cache
def every_page() -> tuple[Reveal, ...]:
    return (*pages(room()), *same_luck.reveals(group()))


def picture(page: Reveal) -> ElementTree.Element:
    return ElementTree.fromstring(drawn(page))


@pytest.mark.slow
def test_every_kind_of_page_is_made_and_drawn() -> None:
    assert {page.kind for page in every_page()} | {"values"} == set(DRAWINGS)
    for page in every_page():
        root = picture(page)
        described = [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")]
        assert all(described), page.kind
        _, _, wide, high = map(float, root.attrib["viewBox"].split())
        assert wide == pens.WIDE
        assert 60 < high <= 600


@pytest.mark.slow
def test_drawings_hold_nothing_that_the_policy_would_stop_and_no_letter_that_is_too_small() -> None:
    for page in every_page():
        text = drawn(page)
        assert not re.search(r"<script|<image|<foreignObject|style=|href=\"[^#]|\son\w+=", text), page.kind
        for plot in ElementTree.fromstring(text).iter():
            assert plot.tag.removeprefix(SVG) in {
                "svg", "g", "defs", "use", "title", "desc", "path", "rect", "circle", "ellipse", "text", "tspan",
            }, (page.kind, plot.tag)  # fmt: skip
        for size in re.findall(r'<text[^>]*font-size="([\d.]+)"', text):
            inside_a_chart = 12.0 * pens.GROWN
            assert float(size) * (pens.GROWN if float(size) < pens.LEAST else 1.0) >= min(pens.LEAST, inside_a_chart)


def test_every_colour_of_a_drawing_has_both_themes() -> None:
    sheet = pens.sheet()
    asked = {name for page in every_page() for name in re.findall(r"var\((--[\w-]+),", drawn(page))}
    assert len(asked) > 20
    assert [name for name in sorted(asked) if f"{name}:#" not in sheet] == []
    for name in asked:
        if name.startswith("--two-"):
            assert name.endswith(re.findall(re.escape(name) + r":#(\w{6})", sheet)[0])


def test_names_in_one_document_never_meet() -> None:
    texts = [drawn(page, f"p{n}-") for n, page in enumerate(every_page())]
    marks = [mark for text in texts for mark in re.findall(r' id="([^"]+)"', text)]
    assert len(marks) == len(set(marks))
    for text in texts:
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r' id="([^"]+)"', text))


def test_a_covered_page_shows_the_rooms_own_part_alone() -> None:
    for page in every_page():
        shown = covered(page)
        assert (shown is not None) == (page.kind == "demand")
        if shown is not None:
            assert not {"wanted", "made", "few", "many"} & {key for row in shown.data["products"] for key in row}
            assert "truly wanted" not in drawn(shown)
            assert "truly wanted" in drawn(page)
    for revealed in (False, True):
        reveal = views.wall_view(Room(**{**vars_of(room()), "shown": (1, revealed)}))["reveal"]
        assert isinstance(reveal, dict)
        assert bool(reveal["picture"]) == revealed


def vars_of(room: Room) -> dict[str, object]:
    return {name: getattr(room, name) for name in Room.__dataclass_fields__}


def test_a_sketch_begins_where_the_market_did_however_large_the_room() -> None:
    for seats in (4, 24):
        played = next(step for step in rooms("60", 7, seats) if step.months)
        page = next(page for page in pages(played) if page.kind == "demand")
        session = played.companies["letters"]
        believed = Session(session.level, session.seed).report.demand
        for product, row in enumerate(page.data["products"]):
            told = [answer.figures for step, answer in played.answers if answer.seat in row_seats(played, product)]
            assert row["sketches"] == [
                [round(float(believed[product]) / 10 * figure, 1) for figure in figures] for figures in told
            ]


def row_seats(room: Room, product: int) -> set[str]:
    """The seats whose department is asked about a product."""
    each = room.companies["letters"].world.teams_per_department
    return {seat.seat for seat in room.seats if seat.team // each == product}


def test_nobody_is_named() -> None:
    names = {seat.name for seat in room().seats} | {seat.seat for seat in room().seats}
    for page in pages(room()):
        said = drawn(page) + json.dumps(page.data) + repr(tables(page))
        assert not {name for name in names if re.search(rf"\b{re.escape(name)}\b", said)}


def test_figures_of_a_page_stand_in_its_tables() -> None:
    found = {page.kind: tables(page) for page in every_page()}
    assert [kind for kind, made in found.items() if not made] == ["talk"]
    for made in found.values():
        for table in made:
            assert all(len(row) == len(table.columns) for row in table.rows)
    ways = next(page for page in every_page() if page.kind == "ways")
    row = dict(zip(found["ways"][0].columns, found["ways"][0].rows[0], strict=True))
    assert row["served, percent"] == str(ways.data["ways"]["letters"]["score"])
    assert row["bots"] == str(ways.data["ways"]["letters"]["bots"])


def test_what_is_drawn_is_what_was_played() -> None:
    page = next(page for page in every_page() if page.kind == "scores")
    for row, company, told in zip(page.data["companies"], group().companies, tables(page)[0].rows, strict=False):
        assert 0.0 <= 100 * company.session.score() - row["figures"][-1] < 0.1
        whole = earned(company.session.score())  # as in the company's own window
        assert f"{row['name']} {whole} percent" in drawn(page)
        assert told[-1] == str(whole)
    beside = {row["name"]: row["figures"][-1] for row in page.data["beside"]}
    orders = next(c for c in group().companies if c.session.log == orders_log())
    assert 0.0 <= 100 * orders.session.score() - beside["Only orders"] < 0.1
    assert max(row["figures"][-1] for row in page.data["companies"]) <= page.data["bound"] + 10


def orders_log() -> tuple[object, ...]:
    return play(Session(read_text(LEVEL, "small"), 5), bots.leader("orders")).log


def test_belief_stands_beside_the_truth_of_the_same_week() -> None:
    for company in group().companies:
        again = Session(company.session.level, 5)
        for week, actions in enumerate(company.session.log):
            for action in actions:
                again.act(action)
            report = again.advance()
            assert list(company.played.believed[week]) == list(report.demand)
            assert list(company.played.wanted[week]) == list(again.ledgers[-1].demand)


def test_deeds_for_and_against_a_value_are_counted_once_over_the_whole_game() -> None:
    session = Session(read_text(LEVEL, "small"), 5)
    session.act(Action("declare", 0))
    jobs = itertools.cycle((0, 1))
    weeks = []
    while not session.over:
        before = seen_deeds(session)
        session.act(Action("order", 0, (next(jobs), 2)))
        session.advance()
        weeks.append(seen_deeds(session) - before)  # what a week adds, until the fourteenth forgets the first
    page = next(page for page in same_luck.reveals(same_luck.group([session])) if page.kind == "values")
    (value,) = page.data["companies"][0]["values"]
    assert (value["value"], value["betrayed"] > seen_deeds(session)) == ("ownership", True)
    assert sum(weeks[:13]) < value["betrayed"] <= len(weeks)
    assert f">{value['betrayed']}</text>" in drawn(page)


def test_what_the_room_named_stands_beside_what_was_declared_and_done() -> None:
    before = next(step for step in rooms("90", 7, 4) if step.now.kind == "values")
    asked = next(step for step, row in enumerate(before.plan) if row.kind == "propose")
    named = [index for step, answer in before.answers if step == asked for index in answer.figures]
    names = before.companies["prices"].world.value_names
    index = named[0]
    after = before
    for event in (ev.Begin(2), ev.Lead(2, "k", f"declare value:{index}"), ev.Close(3, "")):
        assert refusal(after, event) is None, refusal(after, event)
        after = apply(after, event)
    page = next(page for page in pages(after) if page.kind == "stood")
    rows = {row["value"]: row for row in page.data["values"]}
    assert {name for name, row in rows.items() if row["declared"]} == {names[index]}
    assert {name: row["named"] for name, row in rows.items()} == {names[n]: named.count(n) for n in set(named)}
    first, last = rows[names[index]]["carried"]
    assert last == round(100 * after.companies["prices"].truth().banners[0].commitment) >= first > 0
    assert f">{first}→{last}%</text>" in drawn(page)
    assert "was declared" not in drawn(page)
    assert f"{names[index]} was named {named.count(index)} times and declared" in drawn(page)
    plain = next(page for page in pages(before) if page.kind == "stood")
    assert "none of them was declared" in drawn(plain)


def seen_deeds(session: Session) -> int:
    """Deeds of the last thirteen weeks against the only value that stands."""
    return sum(banner.betrayed for banner in session.truth().banners)


def test_no_number_tells_whose_company_it_is() -> None:
    level = read_text(LEVEL, "small")
    sessions = [play(Session(level, 5), bots.leader(name)) for name in ("orders", "mixed", "idle")]
    there = [company.session.digest() for company in same_luck.group(sessions).companies]
    back = [company.session.digest() for company in same_luck.group(sessions[::-1]).companies]
    assert there == back
    assert there == [company.session.digest() for company in group().companies]


def test_games_of_another_luck_are_not_laid_over_each_other() -> None:
    level = read_text(LEVEL, "small")
    with pytest.raises(ValueError, match="one luck"):
        same_luck.group([play(Session(level, seed), bots.leader("idle")) for seed in (5, 6)])
    with pytest.raises(ValueError, match="played"):
        same_luck.group([Session(level, 5)])


def test_many_companies_are_drawn_as_a_field_in_which_none_is_named() -> None:
    alone = same_luck.reveals(group())
    stood = {"name": "", "number": 1, "values": [{"value": "care", "words": "", "lived": 3, "betrayed": 1}]}
    pages = (*alone, Reveal("values", "What was said", "", "", {"companies": [stood]}))
    for page in pages:
        if "companies" not in page.data:
            continue
        told = page.data["companies"]
        rows = [{**told[n % len(told)], "name": f"Company {n + 1}", "number": n + 1} for n in range(40)]
        text = drawn(Reveal(page.kind, page.title, page.text, page.question, {**page.data, "companies": rows}))
        _, _, _, high = map(float, ElementTree.fromstring(text).attrib["viewBox"].split())
        labels = re.findall(r">([^<]*)</text>", text)
        assert not any(label.startswith("Company") for label in labels), page.kind
        assert high <= 600
        if page.kind in ("scores", "people"):
            assert "the middle" in labels
    assert "declared by 40" in text
    assert ">120</text>" in text


def test_earlier_groups_stand_beside_this_one_from_three_on() -> None:
    two = [{"letters": 40 + n, "prices": 60 + n} for n in range(FEWEST_EARLIER - 1)]
    plain = next(page for page in pages(room(), two) if page.kind == "ways")
    assert "you are here" not in drawn(plain)
    beside = next(page for page in pages(room(), [*two, {"letters": 55, "prices": 71}]) if page.kind == "ways")
    assert beside.data["earlier"] == {"letters": [40, 41, 55], "prices": [60, 61, 71]}
    text = drawn(beside)
    assert text.count("you are here") == 2
    assert "an earlier group" in text


def test_a_room_of_many_companies_has_the_same_pages() -> None:
    played = opened(ev.Open(1, "companies-60", 7, "letters"))
    for event in (ev.Sit(1, "seat-1", "Eve"), ev.Sit(1, "seat-2", "Ada"), ev.Start(1), ev.Begin(1), ev.Close(1, "")):
        played = apply(played, event)
    kinds = [page.kind for page in pages(played)]
    assert kinds == ["scores", "beliefs", "moved", "people"]
    assert "Company 2" in drawn(pages(played)[0])
