"""A shortage is one figure: the plate, the petal, the card, the ticker and the table of goods say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import bots, levels
from game.board.scene import Memory, _markets
from game.session import Session, play
from game.sim.actions import Action
from game.sim.levers import preview
from game.view.cards import orders
from game.words import goods, news
from game.words.figures import short_figure
from game.words.names import Names

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
