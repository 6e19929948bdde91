"""What stands is said as it stands: figures in some departments only, a vision without reports, a banner's age."""

from __future__ import annotations

import pytest

from game.session import Session, play
from game.sim.actions import Action, Receipt
from game.view.cards.house import partly
from game.view.screens.play.frame import PlayFrame
from game.words import bars
from game.words.culture import vision_first, vision_reported
from game.words.foresight import NO_POINTS
from game.words.news import week_news
from tests import drawn, screens
from tests.view.test_panels import Desk, desk_of

pytestmark = pytest.mark.slow


def shown(desk: Desk, tab: str) -> str:
    """Everything that is written on the panel at the right."""
    desk.table.tab = "incentives" if tab == "incentives" else "values"
    records = drawn.Records()
    with records.watching():
        desk.frame()
    kept = desk.ui._shown.panels["side-tabs"]
    return " ".join(word.meant for word in records.on(kept._content))


def test_a_figure_of_one_department_does_not_look_as_if_it_hung_for_everyone() -> None:
    session = Session(screens.level("04-the-floor"), open_levers=True)
    for action in (Action("kpi", 0, (3, 1)), Action("kpi_company", -1, (1, 1))):
        session.act(action)
    session.advance()
    told = shown(desk_of(session, (1280, 1600)), "incentives")
    assert "Learning: in one of 5 departments." in told
    assert "1 of 5" in told
    assert "Quality: in" not in told, "what hangs everywhere needs no such line"
    assert partly([("output", 3)], 4) == "Output: in 3 of 4 departments."


def test_a_new_vision_has_no_figures_of_the_one_before_it() -> None:
    session = Session(screens.level("07-the-following"), open_levers=True)
    session.act(Action("tell", -1, (0, 1)))
    play(session, lambda report: [], 12)
    old = session.report.star
    assert old is not None
    assert vision_reported(session.report)
    assert vision_first(session.report) == ""
    desk = desk_of(session, (1280, 1600))
    assert "Steering by it" in shown(desk, "values")
    session.act(Action("tell", -1, (1, 1)))
    told, first = session.week, None
    while first is None:
        before, done = session.report, session.pending
        report = session.advance()
        if vision_reported(report):
            first = report.week
            break
        assert report.star is not None
        assert report.star.told == told
        words = vision_first(report)
        assert words.startswith("No figures yet: the first come in week ")
        text = shown(desk_of(session, (1280, 1600)), "values")
        assert words in text
        assert "Steering by it" not in text
        figure = bars.way(report, "name")
        assert (figure.number, figure.names) == (None, ("Vision",))
        assert words in figure.told.text
        kinds = {item.kind for item in week_news(session.level, before, report, done, session.pins(), set())}
        assert not kinds & {"star reached", "steering", "shrugging"}
        due = int(words.rstrip(".").rpartition(" ")[2])
    assert first - told > 1, "reports are weeks old there"
    assert first + 1 == due, "and they come when it was said"
    assert PlayFrame(desk.table).top is not None


def test_a_banner_says_since_when_it_hangs_and_that_no_points_can_be_told_of_it() -> None:
    session = Session(screens.level("07-the-following"), open_levers=True)
    session.advance()
    assert isinstance(session.act(Action("declare", 2)), Receipt)
    for _ in range(3):
        session.advance()
    desk = desk_of(session, (1280, 2400))
    told = shown(desk, "values")
    assert "From the beginning" in told
    assert "Since week 2, heard by everyone" in told
    name = next(banner.name for banner in session.report.banners if banner.value == 2)
    tip = desk.tip(f"side-since-{name}")
    assert "It hangs for 3 weeks." in tip
    assert tip.endswith(NO_POINTS)
    desk.press("side-retire:2")
    assert NO_POINTS in desk.tip("side-foreseen-points")
