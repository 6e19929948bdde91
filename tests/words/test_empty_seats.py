"""A seat from which the only one has gone waits for nobody: it is not counted, named or drawn as somebody asleep."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from game import levels
from game.board.looks import Flags, TileLooks
from game.session import Session
from game.sim.values import ABSENT, IDLE
from game.words.news import standing
from game.words.tally import asleep, tally

LEVEL = levels.read(Path(__file__).resolve().parents[2] / "levels" / "the-brewery.yaml")


def test_nobody_waits_where_nobody_is() -> None:
    report = Session(LEVEL, 1).report
    job, head, there = np.zeros_like(report.job), np.array(report.head), LEVEL.team_names
    job[[2, 5]], head[2] = IDLE, 0
    seen = replace(report, week=9, job=job, head=head)
    assert np.flatnonzero(asleep(seen)).tolist() == [5]
    assert int(tally(seen).waiting.sum()) == 1
    said = standing(LEVEL, seen)[0].text
    assert said == f"{there[5]} waits for a letter."
    tiles = TileLooks(seen, there, Flags(), np.zeros(len(there), dtype=bool), ())
    assert (tiles[2].job, tiles[5].job) == (ABSENT, IDLE)
