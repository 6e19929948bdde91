"""What the desk knows of a team says when it is about to count no more, once, and on the team's card until then."""

from __future__ import annotations

from dataclasses import replace

from game.levels import read_text
from game.session import Session
from game.sim.actions import Action
from game.sim.desk.reports import KNOWLEDGE_WEEKS
from game.words.explain import FADING_WEEKS
from game.words.known import fading, soon_unknown
from game.words.newsline import News

LEVEL = read_text(
    """\
format: 1
title: Known
people: 12
weeks: 26
organisation: {team_size: 3, teams: [Jam Jars, Toy Yard, Paint Tins, Press]}
products: [lamps, boats, plants, books]
money: {cash: 90000}
levers: [order, visit]
""",
    "known.yaml",
)


def after_visits(*teams: int) -> tuple[list[tuple[int, News]], list[tuple[int, str]]]:
    """What the strip says of knowledge after visits in the first week, and what the first team's card says."""
    session, news, card = Session(LEVEL, 52), [], []
    for team in teams:
        session.act(Action("visit", team))
    while session.week < 20:
        before = session.report
        session.advance()
        news += [(session.week, item) for item in fading(LEVEL, before, session.report)]
        card.append((session.week, soon_unknown(LEVEL, session.report, teams[0])))
    return news, card


def test_a_visit_s_knowledge_warns_once_and_says_once_that_it_is_over() -> None:
    news, card = after_visits(1)
    name = LEVEL.team_names[1]
    assert [item.kind for _, item in news] == ["fading", "forgotten"]
    (warned, soon), (over, gone) = news
    assert over - warned == FADING_WEEKS
    seen = f"How good {name} are, you saw {KNOWLEDGE_WEEKS + 1 - FADING_WEEKS} weeks ago"
    assert soon.text == f"{seen}: in 3 weeks it counts no more. A visit keeps it."
    assert gone.text == f"How good {name} are, you saw 14 weeks ago: it counts no more. A visit tells it anew."
    assert soon.place == gone.place == "team 1"
    assert [week for week, said in card if said] == list(range(warned, over))
    assert card[over - 2][1].startswith("**Out of date in 1 week:** lamps, boats")
    assert "visit" in card[over - 2][1]


def test_many_teams_share_a_line() -> None:
    news, _ = after_visits(0, 1, 2)
    assert len(news) == 2
    assert news[0][1].text.startswith(f"How good {LEVEL.team_names[0]} and 2 others are, ")


def test_without_visits_nothing_is_said_that_nobody_could_mend() -> None:
    session = Session(LEVEL, 52)
    session.act(Action("visit", 1))
    while session.week < 14:
        before = session.report
        session.advance()
    levers = tuple(name for name in session.report.levers if name != "visit")
    assert fading(LEVEL, before, session.report)
    assert fading(LEVEL, before, replace(session.report, levers=levers)) == []
