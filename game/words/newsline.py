"""One line of the news strip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

ONCE = frozenset({"level", "wave"})
"""Kinds whose news are told once: their marks belong to what has happened."""

ORDER: tuple[tuple[str, ...], ...] = (
    ("recall", "fire", "machines"),  # what spoils the work every week that it is left alone
    ("losing",),
    ("arrival", "idle", "untended", "parts", "over"),  # hands without work, and work without hands
    ("leaving", "restless", "left", "manager left", "torn", "wave"),
    ("runway",),
    ("dilemma", "silence", "unlock", "answered"),  # what asks for an answer, or opens something
    ("bottleneck", "cause", "owed", "contract begins", "out of reach", "shrugging", "glut"),
    ("contract", "heard", "found out"),  # what comes, while there is time
    ("level",),  # the town
    ("default", "tools", "worst", "seen", "tag over", "star reached", "steering"),
    ("letter",),  # the cast
    ("fading", "forgotten", "soon", "too late"),
    ("still idle",),
)
"""Kinds of news from what cannot wait to what can. Where two weigh the same, the strip tells that of the earlier row
first, within a row in the order in which they were found; a kind that stands in no row comes after all that do."""
_ROW = {kind: row for row, kinds in enumerate(ORDER) for kind in kinds}


@dataclass(frozen=True)
class News:
    """One line of the news strip.

    kind: what sort of event it is (the first of a kind pauses the clock). icon: a Phosphor name. place: a key of the
    board such as "team 3", or None. weight: 2 pauses a skipping clock, 1 is worth reading, 0 is a matter of course.
    sound: the sound it makes, or "". brief: the same for a narrow place, or "". written: the level's own words in it,
    by which it counts as told, where the text says more; or "". face: whoever of the cast writes, and the step of their
    mood; None where nobody does.
    """

    kind: str
    icon: str
    text: str
    place: str | None = None
    weight: int = 1
    sound: str = ""
    brief: str = ""
    written: str = ""
    face: tuple[int, int] | None = None

    @property
    def mark(self) -> str:
        """What is kept of a level's own news so that it is told once."""
        return f"news {self.written or self.text}"


def in_order(news: Sequence[News]) -> list[News]:
    """News as the strip tells them: the weightiest first, and of the same weight in the `ORDER` of their kinds."""
    return sorted(news, key=lambda item: (-item.weight, _ROW.get(item.kind, len(ORDER))))


def last_weeks(news: Sequence[News]) -> list[News]:
    """What of last week's news is worth a line for another week: the events, each with its date."""
    return [
        replace(item, text=f"Last week: {item.text}", brief=f"Last week: {item.brief}" if item.brief else "")
        for item in news if item.weight >= 2
    ]  # fmt: skip
