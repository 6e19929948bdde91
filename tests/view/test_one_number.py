"""A shortage is one figure: the plate, the petal, the card, the ticker and the table of goods say the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import bots, levels
from game.board.layout import lay
from game.board.scene import Memory, _markets
from game.board.travel import parcels
from game.session import Session, play
from game.sim.actions import Action
from game.sim.levers import preview
from game.view.cards import orders
from game.view.cards.side import order_weeks_left
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.stage import Route
from game.words import goods, news
from game.words.explain import weeks
from game.words.figures import short_figure
from game.words.names import Names
from tests import screens
from tests.drawn import Records
from tests.screens import State, Viewer
from tests.view.test_panels import desk_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("level", "weeks"), [("02-two-pizzas", 7), ("04-the-floor", 14), ("07-the-following", 6)])
def test_every_place_says_the_same_of_what_is_owed(level: str, weeks: int) -> None:
    session = play(Session(levels.read(ROOT / f"levels/{level}.yaml")), bots.leader("mixed"), weeks)
    report, names = session.report, Names.of(session.level)
    plates = {row.product: row for market in _markets(report, names, Memory()) for row in market.rows}
    petals = {row.job: row.line for row in orders.choices(session.level, report)}
    owed = 0
    for product, name in enumerate(names.products):
        figure = goods.there_figure(report, product)
        row = plates[product]
        assert figure == (f"−{short_figure(row.owed)}" if row.owed else short_figure(row.stock))
        pieces = figure.removeprefix("−")
        if pieces != "0":
            assert petals[product] == f"{pieces} {'owed' if figure != pieces else 'unsold'}"
        lines = dict(orders.known_lines(report, preview(report, Action("order", 0, (product, 4))), product))
        assert row.wanted in lines["Wanted"]
        assert pieces == "0" or pieces in lines["Wanted"]
        if figure != pieces and float(report.backlog[product]) >= 1.5:
            owed += 1
            text, brief = goods.waits(session.level, product, float(report.backlog[product]))
            assert f" {pieces} {name}" in text
            assert brief.startswith(f"{pieces} {name}")
    assert owed
    assert any("waits for" in item.text for item in news.standing(session.level, report))


@pytest.mark.slow
def test_the_review_counts_what_is_owed_as_the_market_does() -> None:
    viewer, records = Viewer(), Records()

    def make() -> ReviewScreen:
        session = play(Session(levels.read(ROOT / "levels/04-the-floor.yaml")), bots.leader("mixed"), 13)
        behind = Play(session, screens.game())
        out = ReviewScreen(screens.game(), behind.table, lambda: Route(behind), behind=behind)
        halves = np.full_like(session.report.backlog, 36.5), np.full_like(session.report.stock, 28.5)
        halved = replace(session.report, backlog=halves[0], stock=halves[1])
        out._cards = replace(out._cards, report=halved)
        assert goods.there(halved, 0) == -37
        return out

    with records.watching():
        viewer.draw(State("review", make), (1280, 720), 1.0)
    ui = viewer.stage.ui
    words = [word.shown for kept in ui._shown.panels.values() for word in records.on(kept._content)]
    goods_there = len(levels.read(ROOT / "levels/04-the-floor.yaml").product_names)
    assert (words.count("37"), words.count("29")) == (goods_there, goods_there)
    assert "week" not in words
    assert sum(word.startswith("wk ") for word in words) == 1, "the axis says once that it counts weeks"


def test_a_letters_pill_and_the_list_of_the_road_say_the_same_weeks() -> None:
    session = Session(levels.read(ROOT / "levels/04-the-floor.yaml"))
    session.act(Action("order", 0, (1, 4)))
    names, said = Names.of(session.level), []
    while session.advance().letters:
        report = session.report
        layout = lay([int(place) for place in report.department], report.world.departments, len(names.markets))
        (pill,) = [parcel.weeks for parcel in parcels(report, layout, {}, ()) if parcel.kind == "order"]
        desk, records = desk_of(session, (1280, 2000)), Records()
        with records.watching():
            desk.frame()
        words = [word.shown for kept in desk.ui._shown.panels.values() for word in records.on(kept._content)]
        assert (f"{pill} wk" if pill else "this week") in words
        said.append(pill)
    assert said == list(range(report.world.letter_weeks))[::-1]


@pytest.mark.parametrize("weeks", [0, 3])
def test_every_figure_of_an_orders_card_says_what_it_is(weeks: int) -> None:
    """In the first week, where nothing is known yet, as well as later."""
    session = play(Session(levels.read(ROOT / "levels/01-the-garage.yaml")), bots.leader("orders"), weeks)
    viewer, records = Viewer(), Records()
    shown = viewer.draw(State("garage", lambda: Play(session, screens.game())), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    orders.begin(shown.table, 0)
    orders.choose(shown.table, 0)
    with records.watching():
        shown.paint(viewer.surface)
    ui = viewer.stage.ui
    words = [word.shown for kept in ui._shown.panels.values() for word in records.on(kept._content)]
    assert "Wanted" in words
    assert ("They make" if weeks else "Can make") in words


def test_what_an_order_to_improve_does_about_a_fire_is_read_to_its_end() -> None:
    session = play(Session(levels.read(ROOT / "levels/02-two-pizzas.yaml")), bots.leader("orders"), 19)
    (team, *_) = np.flatnonzero(session.report.fire > 0)
    viewer, records = Viewer(), Records()
    shown = viewer.draw(State("fire", lambda: Play(session, screens.game())), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    orders.begin(shown.table, int(team))
    orders.choose(shown.table, len(session.level.product_names))
    with records.watching():
        shown.paint(viewer.surface)
    kept = viewer.stage.ui._shown.panels.values()
    lines = {word.meant: word.shown for panel in kept for word in records.on(panel._content)}
    assert lines["out about twice as fast"] == "out about twice as fast"


def test_the_weeks_of_an_order_are_the_same_on_the_tile_the_card_and_in_the_letter() -> None:
    """The road of the letter is no week of the order."""
    session = Session(levels.read(ROOT / "levels/03-the-corridor.yaml"))
    assert session.act(Action("order", 0, (1, 8)))
    report, seen = session.report, []
    for _ in range(5):
        report = session.advance()
        told = orders.describe(report, 0, session.level).text
        left = order_weeks_left(report, 0)
        if int(report.ordered[0, 1]) > report.week:
            assert left == 0
            road = int(report.ordered[0, 1]) - report.week
            assert f"Your letter lands in {weeks(road)}, and holds for 8 weeks." in told
        else:
            seen.append(left)
            assert f"Your order holds {weeks(left)} more." in told
    assert seen
    assert seen == list(range(8, 8 - len(seen), -1))


def test_who_is_told_to_improve_where_it_burns_is_told_of_the_fire() -> None:
    session = play(Session(levels.read(ROOT / "levels/02-two-pizzas.yaml")), bots.leader("orders"), 17)
    while not session.report.fire.any():
        session.advance()
    report = session.report
    improve = len(session.level.product_names)
    for team in range(report.fire.shape[0]):
        named = dict(preview(report, Action("order", team, (improve, 4))).lines)
        assert ("Fire" in named) == bool(report.fire[team])
        tip = orders._petal_tip(session.level, report, team, orders.choices(session.level, report)[-1], None)
        assert ("fire" in tip.text) == bool(report.fire[team])
