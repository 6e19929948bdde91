"""A company that is led at a desktop in a workshop: what is done in it is told to the hub, and what the room has played
of it is shown once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.course import Turn
from game.session import Session
from game.sim.actions import Action, Receipt, Refusal, of_the_desk
from game.sim.desk.reports import Report
from game.words.actions import first_upper
from game.workshop.client import Link
from game.workshop.sayings import declared


@dataclass(frozen=True)
class Saying:
    """What a company says that a value of its own means. name: of the value; text: "" while nothing is said; kept: the
    hub has it."""

    value: int
    name: str
    text: str
    kept: bool


class LedSession(Session):
    """A company that is played here and told to the hub. ear: hears what is done in it; None: it is a mere copy."""

    ear: Link | None

    @classmethod
    def of(cls, session: Session, ear: Link) -> LedSession:
        """The same company, which the hub hears of from now on."""
        led = cls.__new__(cls)
        led.__dict__.update(session.copy().__dict__)
        led.ear = ear
        ear.known = led.digest()
        return led

    def copy(self) -> Session:
        """The same game at the same point, to go another way; the hub hears nothing of it."""
        other = super().copy()
        assert isinstance(other, LedSession)
        other.ear = None
        return other

    def check(self, action: Action) -> Receipt | Refusal:
        """Whether an action may be placed now, and why not; between rounds none may."""
        why = self.ear.why_not(self.week, action.lever) if self.ear is not None else ""
        return Refusal(why) if why else super().check(action)

    def act(self, action: Action) -> Receipt | Refusal:
        """Places an action, and tells the hub; or says why not."""
        answer = super().act(action)
        if isinstance(answer, Receipt):
            self._tell("act", str(action))
        return answer

    def undo(self) -> Action | None:
        """Takes the desk's last action of this week back, and tells the hub; None if there is none, or it stands."""
        desk = self.ear.standing.desk if self.ear is not None and self.ear.standing is not None else None
        undone = super().undo() if len(of_the_desk(self.pending)) > (desk.fixed if desk is not None else 0) else None
        if undone is not None:
            self._tell("unact")
        return undone

    def advance(self, ahead: Turn | None = None) -> Report:
        """Plays the week, and tells the hub."""
        week, after = self.week, super().advance(ahead)
        self._tell("run", week=week)
        return after

    def say(self, value: int, text: str) -> None:
        """Says what a value that the company has declared means to it, in a sentence; "" takes that back."""
        if self.ear is not None:
            self.ear.tell("words", self.week, text, value)

    def sayings(self, kept: Iterable[tuple[int, str]]) -> tuple[Saying, ...]:
        """A row for each value that the company has declared. kept: what the hub has of it, by index."""
        unsaid, there = self.ear.unsaid if self.ear is not None else {}, dict(kept)
        return tuple(
            Saying(n, first_upper(self.world.value_names[n]), unsaid.get(n, there.get(n, "")), n not in unsaid)
            for n in declared(self)
        )

    def _tell(self, kind: str, text: str = "", week: int | None = None) -> None:
        if self.ear is not None:
            self.ear.known = self.digest()
            self.ear.tell(kind, self.week if week is None else week, text)


class Replay(Session):
    """Weeks that a room has played, shown once more as they went; nothing can be decided in them.

    whole: the same company with all of these weeks played.
    """

    whole: Session

    @classmethod
    def of(cls, before: Session, whole: Session) -> Replay:
        """The company as it was before those weeks."""
        replay = cls.__new__(cls)
        replay.__dict__.update(before.copy().__dict__)
        replay.whole = whole
        replay.pending = whole.log[replay.week]
        return replay

    @property
    def shown(self) -> bool:
        """Whether all of it has been seen."""
        return self.week >= self.whole.week

    def check(self, action: Action) -> Receipt | Refusal:
        """Always a refusal: it is over by the time it is seen."""
        return Refusal("The room is playing; what comes of it is shown here.")

    def undo(self) -> Action | None:
        """None: nothing of it can be taken back."""
        return None

    def advance(self, ahead: Turn | None = None) -> Report:
        """Plays the next of these weeks as it was decided."""
        after = super().advance(ahead)
        if not self.shown:
            self.pending = self.whole.log[self.week]
        return after


def went_on(before: Session, after: Session) -> bool:
    """Whether a company is the same as before with more weeks played, and nothing else."""
    same = (before.level.text, before.seed) == (after.level.text, after.seed)
    return same and before.week < after.week and after.log[: before.week] == before.log
