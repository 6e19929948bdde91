"""One way to count a letter and one rounding of the account, wherever a result tells of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game import bots, levels
from game.debrief import page, stages
from game.debrief.records import Debrief, Run
from game.session import Session, play
from game.sim.actions import Action, Receipt, of_the_desk
from game.sim.causes import SCORE_CAUSES
from game.sim.levers import LEVERS
from game.view.screens.debrief.rows import leader_rows
from game.words.aims import way

LEVELS = Path(__file__).resolve().parents[2] / "levels"
GAMES = [
    ("01-the-garage", "orders"), ("01-the-garage", "idle"), ("02-two-pizzas", "orders"), ("06-the-merger", "values"),
]  # fmt: skip


def told(path: str, leader: str) -> tuple[Session, Debrief, Run]:
    session = play(Session(levels.read(LEVELS / f"{path}.yaml")), bots.leader(leader))
    found = next(stages(session.recording()))
    assert found.run is not None
    return session, found, found.run


@pytest.mark.slow
@pytest.mark.parametrize(("path", "leader"), GAMES)
def test_a_result_counts_letters_and_points_in_one_way(path: str, leader: str) -> None:
    session, found, run = told(path, leader)
    flat = [action for actions in session.log for action in of_the_desk(actions)]
    letters = sum(LEVERS[action.lever].travels for action in flat)
    own = next(row for row in leader_rows(found, run.standing.score, run.standing.morale) if row.name == "you")
    text = "\n".join((own.note, *run.facts, run.judged.said if run.judged else "", page(found, session.level)))
    counts = {int(n) for n in re.findall(r"You wrote (\d+) letter|^letters (\d+)", text, re.M) for n in n if n}
    assert counts == {letters} or (letters == 0 and counts == {0} and "no letter at all" in text)
    shown = dict(zip(SCORE_CAUSES, run.account()[2], strict=True))
    costs = [fact for fact in run.facts if fact.startswith("What cost most")]
    for name, words in SCORE_CAUSES.items():
        for size in re.findall(re.escape(words.lower()) + r" \(([−+]\d+)\)", "\n".join(costs)):
            assert int(size.replace("−", "-")) == shown[name] < 0
        assert next((size for loss, size in run.lost_points() if loss.cause == name), shown[name]) == shown[name]
    bet = session.level.bet
    if bet is not None and bet.by == "costs" and run.judged is not None:
        said = {int(size.replace("−", "-")) for size in re.findall(r"([−+]\d+)", run.judged.said)}
        rows = {sum(shown[name] for name in row if shown[name] < 0) for row in bet.causes}
        assert said <= rows | {shown[name] for row in bet.causes for name in row}


def test_the_aim_counts_a_letter_as_the_result_does() -> None:
    """A tag travels as a letter, so a week with one is no quiet week; a visit is none."""
    session = Session(levels.read(LEVELS / "02-two-pizzas.yaml"), open_levers=True)
    assert isinstance(session.act(Action("order", 0, (0, 8))), Receipt)
    while session.week == 0 or not session.ledgers[-1].made.any():  # a week in which everybody sleeps is none either
        session.advance()
    visit, tag = Action("visit", 1), Action("tag", 0, (1, 3))
    for action, brief in ((visit, "2 of 4 weeks, best 2"), (tag, "0 of 4 weeks, best 2")):
        assert isinstance(session.act(action), Receipt)
        session.advance()
        now = way(session)
        assert now is not None
        assert now.brief == brief
