"""What people are torn over, as far as the desk can tell: decisions they doubt, banners they disagree with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.levels import Level
from game.sim.company.crowd import STANCES
from game.sim.desk.reports import Card, Report
from game.sim.values import SEEK
from game.words.actions import card_words
from game.words.explain import calendar, quoted

REMEMBERED_WEEKS = 26
"""Weeks after which less than half of a doubt about a decision is left, so that it is no longer named."""
STITCHED, TORN = STANCES.index("stitched"), STANCES.index("torn")
DISAGREES = 0.5
"""Agreement of a department with a value below which its people are torn over the banner."""


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
    return decided + [Disagreement(f"the banner {name.capitalize()}", -1, mends) for _, name in banners]


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
    torn, stitched = (int(report.stance[list(teams), stance].sum()) for stance in (TORN, STITCHED))
    if not torn + stitched:
        return ""
    found = torn_over(level, report, int(report.department[teams[0]]))
    if not found:
        known = "Orders that do not fit tear flags, and so does little trust; you know of nothing else here."
        return known if torn else ""
    more = f" Also {', '.join(other.words for other in found[1:3])}." if len(found) > 1 else ""
    verb = "Torn over" if torn else "They disagree with"
    return f"{verb} {found[0].words}. {found[0].mends}{more}"
