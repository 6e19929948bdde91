"""What costs discs is weighed before it is sent: a first press spends none, but where its price stands beside it."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from game.session import Session
from game.sim.actions import Action, Receipt
from game.sim.values import KPIS
from game.view.cards import orders_tab, pressed
from game.view.cards.panels import side_of
from game.view.cards.table import Tab
from game.view.toolkit.ui import Hit
from game.words.actions import taken_back
from tests import screens
from tests.view.test_panels import Desk, desk_of

AT_ONCE = {"side-visit", "side-renew", "side-renew-row", "side-renew-all", "side-rest"}
"""A visit, the same letter again, and a disc that comes back."""
SENDS = {"side-send"}


@pytest.fixture(scope="module")
def session() -> Session:
    """The Following in its first week, with a value that stands and every lever that it has."""
    session = Session(screens.level("07-the-following"), open_levers=True)
    session.act(Action("declare", 0))
    for _ in range(5):
        session.advance()
    return session


def views(desk: Desk) -> list[tuple[str | None, Tab]]:
    out: list[tuple[str | None, Tab]] = [(None, tab) for tab in get_args(Tab)]
    return out + [(what, "orders") for what in ("team 0", "department 0", "market 0", "desk")]


def test_a_first_press_spends_no_disc_before_it_is_weighed(session: Session) -> None:
    desk, tried = desk_of(session, (1280, 2000)), set()
    for selected, tab in views(desk):
        desk.table.tab = tab
        desk.table.select(selected)
        for ident in list(desk.frame().order()):
            region = desk.ui.region(ident)
            if region is None or not (region.activates and region.enabled) or region.key in AT_ONCE | SENDS:
                continue
            desk.table.tab = tab
            desk.table.select(selected)
            pressed.handle(Hit(region.key, region.value), desk.table)
            tried.add(region.key)
            assert session.pending == (), f"{ident} spends discs at once"
    assert {"side-declare", "side-retire", "side-kpi", "side-spotlight", "side-figure"} <= tried


@pytest.mark.parametrize(
    ("opens", "selected", "tab", "action"),
    [
        ("side-declare:2", None, "values", Action("declare", 2)),
        ("side-retire:0", None, "values", Action("retire", 0)),
        ("side-kpi:2", "department 0", "orders", Action("kpi", 0, (KPIS.index("service"), 1))),
        ("side-spotlight:0", "team 0", "orders", Action("spotlight", 0)),
    ],
)
def test_what_is_pressed_shows_its_weeks_and_is_sent_by_the_second_press(
    session: Session, opens: str, selected: str | None, tab: Tab, action: Action
) -> None:
    desk = desk_of(session, (1280, 1400))
    desk.table.tab = tab
    desk.table.select(selected)
    desk.press(opens)
    for told in ("side-foreseen-ear", "side-foreseen-eye"):
        assert desk.ui.region(told) is not None, f"{opens} opens nothing that says when"
    desk.press(opens)
    assert desk.table.draft is None, "pressed again it closes"
    desk.press(opens)
    desk.press(f"side-send:{action.lever}")
    try:
        assert session.pending == (action,)
        assert desk.table.draft is None
    finally:
        session.pending = ()


@pytest.mark.parametrize(
    ("told", "button"),
    [
        ((Action("order_department", 1, (0, 2)),), "Renew 1 order · 1 disc"),
        ((Action("order_department", 1, (0, 2)), Action("order", 0, (0, 2))), "Renew 2 orders · 2 discs"),
        ((Action("order_company", -1, (0, 2)),), "Renew 1 order · 2 discs"),
    ],
)
def test_what_many_were_told_in_one_letter_is_renewed_in_one(told: tuple[Action, ...], button: str) -> None:
    session = Session(screens.level("04-the-floor"), open_levers=True)
    for _ in range(9):  # what they were told before the level is over by then
        session.advance()
    for action in told:
        assert isinstance(session.act(action), Receipt)
    desk = desk_of(session, (1280, 1400))
    while not orders_tab.due(side_of(desk.table)):
        session.advance()
        assert session.week < 16
        desk = desk_of(session, (1280, 1400))
    assert np.count_nonzero(session.report.department == 1) > 1
    side = side_of(desk.table)
    assert orders_tab.renew_words(side, orders_tab.due(side)) == button
    desk.press("side-renew-all")
    assert set(session.pending) == set(told)
    assert not orders_tab.due(side_of(desk.table))


def test_one_press_renews_all_orders_that_run_out_as_far_as_discs_go() -> None:
    garage = Session(screens.level("01-the-garage"))
    for team in range(3):
        garage.act(Action("order", team, (team, 2)))
    garage.advance()
    desk = desk_of(garage)
    button = desk.frame().region("side-renew-all")
    assert button is not None
    assert button.enabled
    desk.press("side-renew-all")
    assert garage.pending == tuple(Action("order", team, (team, 2)) for team in range(3))
    assert desk.table.notice is not None
    assert desk.table.notice.text == "3 orders are renewed."
    again = desk.frame().region("side-renew-all")
    assert again is not None
    assert not again.enabled
    assert again.rect == button.rect, "it keeps its place"
    garage.undo()
    garage.undo()
    desk.press("side-renew-all")
    assert len(garage.pending) == 3


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (Action("visit", 0), "Taken back. The disc is at the desk again."),
        (Action("retire", 0), "Taken back. The 2 discs are at the desk again."),
    ],
)
def test_what_is_taken_back_says_the_discs_that_came_back(session: Session, action: Action, said: str) -> None:
    table = desk_of(session).table
    assert table.act(action)
    assert table.undo()
    assert table.notice is not None
    assert table.notice.text == said
    assert taken_back(0) == "Taken back.", "what took no disc brings none back"
