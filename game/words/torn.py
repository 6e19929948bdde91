"""What people are torn over, as far as the desk can tell: decisions they doubt, banners they disagree with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

import numpy as np

from game.levels import Level
from game.sim.company.crowd import STANCES
from game.sim.desk.reports import Card, Report
from game.sim.values import SEEK
from game.words.actions import card_words, first_upper
from game.words.explain import calendar, quoted
from game.words.newsline import News

REMEMBERED_WEEKS = 26
"""Weeks after which less than half of a doubt about a decision is left, so that it is no longer named."""
STITCHED, TORN = STANCES.index("stitched"), STANCES.index("torn")
DISAGREES = 0.5
"""Agreement of a department with a value below which its people are torn over the banner."""
WAVE, FEWEST = 0.1, 3
"""Share of the teams, and how many at least, whose flags tear in one week, from which it is a wave."""


@dataclass(frozen=True)
class Disagreement:
    """One thing people disagree with: what it is, since which week (−1: not counted), and what mends it."""

    name: str
    since: int
    mends: str

    @property
    def words(self) -> str:
        """What it is and since when, after "torn over": "“The new hand”, since week 20"."""
        return f"{self.name}, since week {calendar(self.since)}" if self.since >= 0 else self.name


def torn_over(level: Level, report: Report, department: int) -> list[Disagreement]:
    """What the people of a department disagree with, the newest decision first, then banners, the least agreed with
    first."""
    cards = [card for card in report.cards if card.department in (-1, department)]
    decided = sorted((found for card in cards if (found := _doubted(level, report, card)) is not None),
                     key=lambda found: -found.since)  # fmt: skip
    banners = sorted(
        (float(report.value_agreement[banner.value, department]), banner.name) for banner in report.banners
        if report.value_agreement.size and report.value_agreement[banner.value, department] < DISAGREES
    )  # fmt: skip
    mends = "Whoever commits comes to agree: a ritual there, and deeds that live it. Taking it down ends it."
    return decided + [Disagreement(f"the banner {first_upper(name)}", -1, mends) for _, name in banners]


def _doubted(level: Level, report: Report, card: Card) -> Disagreement | None:
    """The doubt that a card leaves; None where hardly any is left."""
    name = quoted(card_words(level, card, level.cards[card.index].title))
    if not card.settled and report.world.room:
        return None  # a room is told of it in its time
    if not card.settled:
        mends = "It waits for your answer." if card.verb < 0 else "What you answered has not reached everyone yet."
        return Disagreement(name, card.dealt, mends)
    since = card.due if card.verb >= 0 else card.until + 1
    if card.verb == SEEK or report.week - since >= REMEMBERED_WEEKS:
        return None
    mends = "It fades by 3 of 100 a week, sooner in those who commit. Until then trust binds them."
    return Disagreement(name, since, mends)


def torn_sentence(level: Level, report: Report, teams: Sequence[int]) -> str:
    """What teams of a department disagree with, since when, what mends it; "" where no flag is torn or stitched."""
    theirs = report.stance[np.asarray(teams, dtype=np.int64)]
    torn, stitched = (int(theirs[:, stance].sum()) for stance in (TORN, STITCHED))
    if not torn + stitched:
        return ""
    found = torn_over(level, report, int(report.department[teams[0]]))
    if not found:
        known = "Orders that do not fit tear flags, and so does little trust; you know of nothing else here."
        return known if torn else ""
    more = f" Also {', '.join(other.words for other in found[1:3])}." if len(found) > 1 else ""
    verb = "Torn over" if torn else "They disagree with"
    return f"{verb} {found[0].words}. {found[0].mends}{more}"


def wave(level: Level, before: Report, after: Report, happened: Container[str]) -> News | None:
    """The line that says that flags tear in many teams at once, and over what most of them do; None where they do not,
    or where it has been said of that cause. happened: names of what has happened so far."""
    there = after.there
    new = np.flatnonzero(_flies_torn(after) & ~_flies_torn(before) & there)
    if len(new) < FEWEST or len(new) <= WAVE * np.count_nonzero(there):
        return None
    homes = Counter(int(department) for department in after.department[new])
    causes: Counter[str] = Counter()
    for department, teams in homes.items():
        causes.update({found.words: teams for found in torn_over(level, after, department)[:1]})
    over = causes.most_common(1)[0][0] if causes else ""
    why = f" over {over}." if over else ". Orders that do not fit tear them, and so does little trust."
    said = News("wave", "warning", f"In {len(new):,} teams flags are torn{why}", f"team {int(new[0])}", 2, "flag_torn",
                written=f"flags are torn over {over}")  # fmt: skip
    return None if said.mark in happened else said


def _flies_torn(report: Report) -> np.ndarray:
    """Which teams [T] fly a torn flag: most of their people are torn."""
    return np.asarray(np.argmax(report.stance, axis=1) == TORN)
