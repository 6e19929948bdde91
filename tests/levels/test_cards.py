"""The cards of the Floor, the first level that has some: no answer costs nothing on its face."""

from __future__ import annotations

from pathlib import Path

from game import levels
from game.sim.desk.outlooks import Outlook, prospect
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.values import FREE, VERBS
from game.sim.week import advance

LOSSES = ("torn", "divided")
"""Figures of which more is worse."""


def costs(row: Outlook) -> bool:
    return row.low > 0 if row.figure in LOSSES else row.high < 0


def test_every_answer_shows_what_it_costs(root: Path) -> None:
    level = levels.read(root / "levels" / "04-the-floor.yaml")
    dated = [card.week for card in level.world.dilemmas if card.week >= 0]
    state = found(level.world, level.world.seed)
    seen: set[int] = set()
    while state.week <= max(dated):
        advance(state, [])
        desk = report(state)
        for card in desk.cards:
            if card.index in seen:
                continue
            seen.add(card.index)
            for answer in level.world.dilemmas[card.index].answers:
                rows = prospect(desk, card, answer.verb).figures
                free = answer.discs == 0 and not any(costs(row) for row in rows)
                assert not free, f"{level.cards[card.index].title}: {VERBS[answer.verb]} shows {rows}"
                if answer.verb == FREE:
                    assert any(row.figure == "divided" for row in rows), (
                        "what letting each decide stirs up stands on it"
                    )
    assert len(seen) == len(dated) > 0
