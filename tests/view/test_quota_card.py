"""A quota that is begun on its card begins with a number that makes sense there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.sim.desk.reckoning import told_pieces
from game.view.cards.quota import begin_with
from tests.sim.test_previews import desk


def test_a_quota_begins_with_what_is_wanted_beside_the_others_and_can_be_made_there() -> None:
    report = replace(desk(6), stock=np.zeros(2), backlog=np.zeros(2))
    there = np.flatnonzero(report.department == 1)
    plenty = replace(report, demand=np.array([report.demand[0], 4000.0]))
    begun, can = begin_with(plenty, there, 1, 8), told_pieces(plenty, there, 1)
    assert 0.7 * can < begun <= can, "no more than its people can make"
    assert begin_with(plenty, there[:2], 1, 8) < begun
    bound = report.ordered.copy()
    bound[there] = (0, 0, report.week + 8)
    assert begin_with(replace(plenty, ordered=bound), there, 1, 8) == 1, "who has an order is bound by no quota"
    little = replace(report, demand=np.array([report.demand[0], 6.0]))
    assert begin_with(little, there, 1, 8) == 6
    others = np.where(np.arange(report.job.shape[0]) == 0, 1, report.job)
    made = np.where(np.arange(report.job.shape[0]) == 0, 4.0, report.output)
    assert begin_with(replace(little, job=others, output=made), there, 1, 8) == 2, "another department makes four of it"
