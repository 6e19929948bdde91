"""Lines of the side panels in states that come late in a level: whole, beside each other, and true of what they say."""

from __future__ import annotations

import ast
import functools
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game import bots
from game.session import Session, play
from game.sim.actions import Action
from game.sim.desk.notes import Horizon, Shortage
from game.sim.desk.outlooks import Outlook
from game.sim.desk.reports import Report
from game.sim.levers import heard_week
from game.sim.values import IDLE
from game.view.cards import incentives
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel
from game.words import bars, news, outlooks
from game.words.explain import unreported
from tests import drawn
from tests.view.test_panels import FLOOR, Desk, desk_of, house_of, session_of

pytestmark = pytest.mark.slow
PACKAGE = Path(widgets.__file__).parents[2]
AIM = "levels/08-the-aim.yaml"


@functools.cache
def aim() -> Session:
    """Level 8 in week 3, where every figure is large. Never advanced."""
    return session_of(AIM, 2, "idle")


@pytest.fixture(scope="module")
def floor() -> Session:
    """Level 4 in week 9: tags may be hung, teams may choose. Never advanced."""
    return session_of(FLOOR, 8, "handsoff")


def knowing(session: Session, report: Report, scale: float = 1.0) -> Desk:
    """A desk that is told this report."""
    session.pending = ()
    desk = desk_of(session, scale=scale)
    desk.table.truth, desk.table._true = True, (session.report, report)
    if scale > 1.0:
        desk.table.drawer = "right"
    return desk


def written(desk: Desk) -> list[str]:
    records = drawn.Records()
    with records.watching():
        ui = desk.frame()
    return [str(fault) for fault in drawn.faults(ui, records)]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("begun", [0, 1, 3])
@pytest.mark.parametrize("count", [4, 6])
def test_the_weeks_of_many_contracts_are_never_cut(floor: Session, scale: float, begun: int, count: int) -> None:
    week = floor.report.week
    firsts = [week - 2 if n < begun else week + 5 + n for n in range(count)]
    rows = [Horizon(n, first, week + 30 + n, 1.5, 2.5, week - 4) for n, first in enumerate(firsts)]
    desk = knowing(floor, replace(floor.report, horizon=tuple(rows)), scale)
    assert written(desk) == []


def test_a_figure_that_hangs_has_its_whole_name() -> None:
    session = house_of(6)
    desk = knowing(session, replace(session.report, kpis=np.ones_like(session.report.kpis)))
    desk.table.select("department 0")
    assert written(desk) == []


@pytest.mark.parametrize("draft", [("tag", 0, (2, 12)), ("kpi_company", -1, (3, 1)), ("tools", -1, ())])
def test_no_figure_of_a_thousand_and_more_goes_without_its_comma(draft: tuple[str, int, tuple[int, ...]]) -> None:
    """In fifteen thousand people: panels, the bar's tips, a card with its costs."""
    session = aim()
    desk, records = desk_of(session), drawn.Records()
    desk.table.tab = "incentives"
    desk.table.begin(*draft)
    with records.watching():
        ui = desk.frame()
    words = [word.meant for kept in ui._shown.panels.values() for word in records.on(kept._content)]
    told = [figure.told.text for figure in bars.stats(session.report)]
    told += [written for row in (Outlook("cash", -14_904, -3_717), Outlook("torn", 1_204, 9_000)) for written in
             outlooks.written(row)]  # fmt: skip
    assert any(re.search(r"\d,\d{3}", text) for text in (*words, *told))
    assert [text for text in (*words, *told) if re.search(r"(?<![\d,.])\d{4,}", text)] == []


def test_nothing_is_said_of_what_was_made_before_the_first_report_of_it() -> None:
    session = session_of(AIM, 2, "idle")
    assert unreported(session.report)
    assert bars.score(session.report).number is None
    assert "No report of what was made" in bars.score(session.report).told.text
    desk, records = desk_of(session), drawn.Records()
    with records.watching():
        ui = desk.frame()
    words = [word.meant for kept in ui._shown.panels.values() for word in records.on(kept._content)]
    assert [item.text for item in news.standing(session.level, session.report)] == [
        "No report of what was made has come yet."
    ]
    assert "at the start" in words
    assert "as reported" not in words
    later = play(session, bots.leader("idle"), session.report.age + 4)
    assert not unreported(later.report)
    assert bars.score(later.report).number is not None


@pytest.mark.parametrize("count", [2, 12])
@pytest.mark.parametrize("slow", [False, True])
def test_a_department_that_burns_and_waits_has_both_figures_beside_each_other(count: int, slow: bool) -> None:
    session = house_of(6)
    report = session.report
    fire, job = np.array(report.fire), np.array(report.job)
    figures = set()
    for department in range(report.world.departments):
        teams = np.flatnonzero(report.department == department)
        fire[teams[:count]], job[teams[-count:]] = 3, IDLE
        figures.add(str(min(count, len(teams))))
    short = tuple(Shortage(n, 2, -1, -1) for n in range(report.world.departments)) if slow else ()
    records = drawn.Records()
    desk = knowing(session, replace(report, fire=fire, job=job, shortages=short))
    with records.watching():
        ui = desk.frame()
    assert [str(fault) for fault in drawn.faults(ui, records)] == []
    assert figures <= {word.shown for kept in ui._shown.panels.values() for word in records.on(kept._content)}


@pytest.mark.parametrize("product", range(3))
def test_what_is_foreseen_of_a_tag_stands_inside_its_frame(
    floor: Session, product: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames, ends = [], []
    frame, fact = incentives.chosen_frame, incentives.fact

    def framed(p: Panel, box: tuple[float, float, float, float], colour: tuple[int, int, int]) -> None:
        frames.append(box[1] + box[3])
        frame(p, box, colour)

    def told(*given: Any, **named: Any) -> float:
        ends.append(fact(*given, **named))
        return ends[-1]

    monkeypatch.setattr(incentives, "chosen_frame", framed)
    monkeypatch.setattr(incentives, "fact", told)
    desk = knowing(floor, floor.report)
    desk.table.tab = "incentives"
    desk.table.begin("tag", product, (2, 6))
    desk.frame()
    assert len(ends) >= 4
    assert frames[-1] - 12 <= ends[-1] <= frames[-1] - 4


def test_every_button_is_of_a_kind_that_is_drawn() -> None:
    """A button of a kind nobody draws has no edge on a card of its own colour."""
    told = re.findall(r"\"(\w+)\"", (widgets.button.__doc__ or ""))
    given = [
        (path.name, node.value)
        for path in (PACKAGE / "view").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "widgets.button"
        for keyword in call.keywords if keyword.arg == "kind"
        for node in ast.walk(keyword.value) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if not isinstance(keyword.value, ast.IfExp) or node in (keyword.value.body, keyword.value.orelse)
    ]  # fmt: skip
    assert len(given) > 10
    assert [row for row in given if row[1] not in told] == []


def test_a_tag_on_its_way_is_not_said_to_come_down_when_it_arrives(floor: Session) -> None:
    session = session_of(FLOOR, 8, "handsoff")
    for product in range(2):
        assert session.act(Action("tag", product, (2, 6)))
    desk = desk_of(session)
    desk.table.tab = "incentives"
    assert "It leaves as the week begins and hangs for 6 weeks" in desk.tip("side-tag-0-leaves")
    session.advance()
    desk = desk_of(session)
    desk.table.tab = "incentives"
    assert "It is heard in 1 week and hangs for 6 weeks." in desk.tip("side-tag-0-to go")
    session.advance()
    session.advance()
    desk = desk_of(session)
    desk.table.tab = "incentives"
    down = session.week + 1 + session.report.tags[0].weeks
    assert f"It comes down by itself in week {down}, and not before." in desk.tip("side-tag-again:0")
    desk.press("side-tag-again:0")
    draft = desk.table.draft
    assert draft is not None
    assert draft.action == Action("tag", 0, (1, 3)), "the least tag there is, in the place of the one that hangs"
    first = heard_week(session.report, draft.action)
    assert f"From week {first + 1} it hangs in place of the one that hangs now" in desk.tip("side-send:tag")
    session.pending = ()
    assert session.act(draft.action)
    while session.report.tags[0].coins != 1:
        session.advance()
    shown = session.week + session.report.tags[0].weeks
    while session.report.tags:
        session.advance()
    assert session.week == shown == first + 3, "it comes down when the form said"
