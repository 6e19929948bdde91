"""What the screens ask of whoever runs the game: what is kept, and the screens that follow. The game itself is above.

A screen gets an object with these ways and knows no more of the game than they say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from game.levels.generated import Choice
from game.session import Session
from game.sim.desk.reports import Report
from game.view.keeping import Keeping, Said
from game.view.profile import Progress, Settings
from game.view.stage import Beneath, Route, Screen

if TYPE_CHECKING:
    from game.view.cards.table import Table


@dataclass(frozen=True)
class Chapter:
    """A level of the campaign: its file (None: not in this edition), number from 1, words, stars, if it is open and
    whether it has been played to its end. after: of one beside the road, whose number is 0, the title before it."""

    path: Path | None
    name: str
    number: int
    title: str
    people: int
    stars: int
    open: bool
    finished: bool = False
    after: str = ""


class Ways(Protocol):
    """Settings, keeping, the campaign, and the way to every other screen."""

    keeping: Keeping
    progress: Progress

    @property
    def settings(self) -> Settings:
        """How the player likes it."""

    def change(self, settings: Settings) -> None:
        """Takes new settings, applies and keeps them."""

    def keep(self, session: Session) -> str:
        """Saves the game as it stands, in the background; a sentence if the save before failed, else an empty text."""

    def trouble(self) -> str:
        """Why the game in play could not be saved, as soon as that is known; empty while all is well."""

    def save_as(self, session: Session, words: str, replace: bool = False) -> Said:
        """Saves a copy under a name; asks before it takes another game's place, unless `replace`."""

    def campaign(self) -> list[Chapter]:
        """The whole road, as far as it is open."""

    def leave(self, session: Session, back: Screen, on: Callable[[], Route] | None = None) -> Route:
        """Saves a game and goes on, by default to the title; where it cannot be saved, stays and says why."""

    def to_title(self) -> Route:
        """Back to the title."""

    def to_briefing(self, path: Path | str) -> Route:
        """To the page before a level."""

    def open_free(self, choice: Choice) -> Screen:
        """The page before a level that is generated for a choice."""

    def to_play(self, session: Session) -> Route:
        """To the table with a game: a new one, or one under way."""

    def to_review(self, table: Table, before: Report | None, back: Beneath) -> Route:
        """To the review of the quarter that has just ended, which began with the report `before`."""

    def to_result(self, session: Session) -> Route:
        """To the result of a finished game."""

    def anew(self, session: Session) -> Route:
        """The same level from its beginning, on the same luck."""


class Borrowed:
    """The ways of a game that is kept elsewhere or not at all: everything is `ways`' own, but nothing is kept there.

    Whoever lends them out says what is otherwise in a class of its own.
    """

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self.keeping, self.progress = ways.keeping, ways.progress

    @property
    def settings(self) -> Settings:
        """How the player likes it."""
        return self._ways.settings

    def change(self, settings: Settings) -> None:
        """Takes new settings."""
        self._ways.change(settings)

    def keep(self, session: Session) -> str:
        """Keeps nothing."""
        return ""

    def trouble(self) -> str:
        """Nothing can go wrong where nothing is kept."""
        return ""

    def save_as(self, session: Session, words: str, replace: bool = False) -> Said:
        """A copy among the player's own games, under a name."""
        return self._ways.save_as(session, words, replace)

    def campaign(self) -> list[Chapter]:
        """The whole road."""
        return self._ways.campaign()

    def leave(self, session: Session, back: Screen, on: Callable[[], Route] | None = None) -> Route:
        """Goes on at once: there is nothing to save."""
        return (on or self.to_title)()

    def to_title(self) -> Route:
        """To the title."""
        return self._ways.to_title()

    def to_briefing(self, path: Path | str) -> Route:
        """To the page before a level."""
        return self._ways.to_briefing(path)

    def open_free(self, choice: Choice) -> Screen:
        """The page before a level that is generated for a choice."""
        return self._ways.open_free(choice)

    def to_play(self, session: Session) -> Route:
        """To the table with a game of the player's own."""
        return self._ways.to_play(session)

    def to_review(self, table: Table, before: Report | None, back: Beneath) -> Route:
        """To the review of the quarter that has just ended."""
        return self._ways.to_review(table, before, back)

    def to_result(self, session: Session) -> Route:
        """To the result of a finished game."""
        return self._ways.to_result(session)

    def anew(self, session: Session) -> Route:
        """The same level from its beginning, as a game of the player's own."""
        return self._ways.anew(session)
