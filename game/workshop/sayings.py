"""Of what a company may say in its own words what it means, and at what length; for the hub and for a desktop alike."""

from __future__ import annotations

from game.session import Session
from game.sim.actions import of_the_desk

LONGEST_WORDS = 80
"""Characters of a sentence on a value."""


def declared(session: Session) -> tuple[int, ...]:
    """The values, by index, that hang over a company's board or are being declared this week."""
    hung = [banner.value for banner in session.report.banners]
    fresh = [action.target for action in of_the_desk(session.pending) if action.lever == "declare"]
    return tuple(dict.fromkeys((*hung, *fresh)))
