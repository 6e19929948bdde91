"""What the desk reads before it sends reckons with what is decided, what is on the road and what was never made yet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.sim.actions import Action
from game.sim.desk.estimates import wanted_a_week
from game.sim.desk.quotas import Quota
from game.sim.desk.reports import Report
from game.sim.founding import found
from game.sim.levers import heard_week, perform, preview
from game.sim.values import CARRY_ON, CHOOSE, WAIT
from game.sim.week import advance
from game.sim.world import StartPolicy
from tests.worlds import calm, desk_of

TOLD = Action("default", -1, (CHOOSE,))
TAG = Action("tag", 1, (2, 8))


def desk(weeks: int, default: str = "wait", **changes: object) -> Report:
    """A report of four departments who wait for letters, after some weeks in which one of them made something."""
    plan = {"people": 96, "team_size": 4, "teams_per_department": 6, "policy": StartPolicy(default), **changes}
    state = found(calm(**plan))
    perform(state, Action("order_department", 0, (0, 13)))
    for _ in range(weeks):
        advance(state, ())
    return desk_of(state)


@pytest.mark.parametrize("weeks", [0, 6])
@pytest.mark.parametrize(
    "action", [TAG, Action("order", 7, (1, 4)), Action("reporting", -1, (1,)), Action("order_department", 2, (1, 8))]
)
def test_a_default_of_the_same_week_is_foretold_with_as_once_it_is_on_the_road(action: Action, weeks: int) -> None:
    report = desk(weeks)
    assert heard_week(report, TOLD) <= heard_week(report, TAG)
    decided, on_the_road = preview(report, action, (TOLD,)), preview(replace(report, coming_default=CHOOSE), action)
    assert decided == on_the_road
    if action.lever == "tag":
        assert "none" in dict(preview(report, action).lines)["Teams that may move"]
        lines = dict(decided.lines)
        assert lines["Teams that may move"].startswith("up to ")
        assert not lines["Cost"].endswith("–0"), "somebody may be drawn to it, and each piece costs coins"


def test_a_default_is_foretold_against_what_holds_and_not_against_what_it_would_replace() -> None:
    report = desk(6)
    other = Action("default", -1, (CARRY_ON,))
    assert preview(report, TOLD, (other,)) == preview(report, TOLD)
    assert preview(report, Action("reporting", -1, (2,)), (Action("reporting", -1, (1,)),)) == preview(
        report, Action("reporting", -1, (2,))
    )
    assert report.coming_default == WAIT


@pytest.mark.parametrize("weeks", [0, 6])
@pytest.mark.parametrize("action", [Action("order", 1, (0, 4)), Action("order_department", 0, (0, 8))])
def test_who_has_made_nothing_yet_is_told_with_what_they_could_make(action: Action, weeks: int) -> None:
    """Before the first week everybody sits at something and nothing of it has been made: no skill makes that a zero."""
    report = desk(weeks, "carry on")
    report = replace(report, skill=np.where(np.arange(2) == 0, 1.1, report.skill))
    label, value = preview(report, action).lines[1]
    assert label == ("They make" if weeks else "Can make")
    assert not value.startswith("0 ")
    assert not value.startswith("0.0"), value


@pytest.mark.parametrize("length", [4, 13])
def test_a_quota_is_told_what_can_be_sold_in_its_own_weeks(length: int) -> None:
    """A shelf with two weeks' worth on it leaves the most of a quarter to be made, and a full one says so."""
    report = replace(desk(6), stock=np.zeros(2), backlog=np.zeros(2))
    wanted = wanted_a_week(report, 1)
    action = Action("quota", 0, (1, 4, length))

    def sold(stock: float, backlog: float = 0.0) -> str:
        shelf = replace(report, stock=np.array([0.0, stock]), backlog=np.array([0.0, backlog]))
        return dict(preview(shelf, action).lines)["Could be sold"]

    assert sold(0.0) == f"about {wanted:.0f} a week"
    assert sold(2.0 * wanted) == f"about {wanted * (1 - 2 / length):.0f} a week"
    assert sold(0.0, 2.0 * wanted) == f"about {wanted * (1 + 2 / length):.0f} a week"
    assert sold(20.0 * wanted) == f"none: {20.0 * wanted:,.0f} lie unsold"


def test_a_default_counts_those_who_will_wait_when_it_is_heard_and_not_only_who_sleeps_today() -> None:
    """At the start of The Floor nobody sleeps yet, and in three weeks nineteen of twenty-four teams will."""
    report = replace(desk(1), waiting=0.0)
    ends = np.where(np.arange(3) == 2, report.week + 1, np.maximum(report.ordered, 0))
    report, busy = (replace(report, ordered=ends + np.array([0, 0, weeks])) for weeks in (0, 60))
    soon, late = preview(report, TOLD), preview(busy, TOLD)
    assert soon.low + soon.high > late.low + late.high
    assert (soon.toward, late.toward) == (1, 0)


SLEEP = Action("default", -1, (WAIT,))


def test_sleep_costs_no_more_than_a_company_earns_and_less_where_letters_reach_everyone() -> None:
    report = replace(desk(12, "choose"), score=0.6, trend={**desk(12, "choose").trend, "score": 0.0})
    known = preview(report, SLEEP)
    left = 100.0 * (known.until - known.heard) / report.world.weeks
    assert -0.6 * left < (known.low + known.high) / 2.0 < -0.4 * left, "about what such a company earns"
    poor, small = replace(report, score=0.1), desk(12, "choose", people=8, teams_per_department=2)
    small = replace(small, score=0.6, trend=report.trend)
    assert known.low + known.high < preview(poor, SLEEP).low + preview(poor, SLEEP).high
    assert known.low + known.high < preview(small, SLEEP).low + preview(small, SLEEP).high


@pytest.mark.parametrize(("met", "holds"), [(1.0, True), (-1.0, True), (0.1, False)])
def test_houses_that_are_led_by_quotas_do_not_sleep(met: float, holds: bool) -> None:
    report = desk(6, "choose")
    led = replace(report, quotas=tuple(Quota(place, place % 2, 24, 6, met) for place in range(4)))
    asleep, kept = (known.low + known.high for known in (preview(report, SLEEP), preview(led, SLEEP)))
    assert (kept > 0.2 * asleep) is holds
    one = replace(report, quotas=led.quotas[:1])
    assert preview(one, SLEEP) == preview(report, SLEEP), "a single quota ends, and nobody sets the next"
    assert kept <= 0.0
