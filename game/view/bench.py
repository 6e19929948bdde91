"""A level on the bench: its file is watched while it is played, and each new version is played up to where one was.

What takes long is done in a thread of its own; the screen asks `look` in every frame and is told once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from game import safely
from game.again import Again, Decisions, led_on, played_again, retold
from game.levels import Level, LevelError, Problem
from game.levels.folder import MANIFEST, is_in_pack, level_files
from game.levels.ladder import climbed
from game.places import CARDS
from game.session import Session
from game.sim.actions import Action

LOOK_SECONDS = 0.05
"""How often the file is looked at; it is read once it has been the same twice, for it may still be being written."""
LEFT_ALONE = 0.04
"""Seconds that a frame leaves to a version that is being read and played: it is there sooner than beside painting."""
ADVICE_AFTER = 0.25
"""Seconds after which advice is looked for: first the new version is to be seen."""
GONE_SECONDS = 1.0
"""How long a file may be away, as it is for a moment while an editor puts a new one in its place."""
_GONE = "The file is not there any more. The last version is being played."


@dataclass(frozen=True)
class Fresh:
    """A game to go on with. what: "read" after the file was saved, "jumped" to another week, or "led" on."""

    what: str
    again: Again


@dataclass
class _Job:
    """Something that is worked out in a thread: the decisions that it is about, and what came of it.

    stood: what the game had decided when it began. reads: whether the file is read anew.
    """

    decisions: Decisions
    week: int
    stood: Decisions
    reads: bool = False
    fresh: Fresh | None = None
    problems: tuple[Problem, ...] = ()
    fault: str = ""


@dataclass(frozen=True)
class _Wish:
    """What a game was to be, when one version of the level or another could not have all of it.

    decisions, week: those that were to be played again, and up to where. made: what the game has of them.
    """

    decisions: Decisions
    week: int
    made: Decisions

    def weeks(self, log: Sequence[tuple[Action, ...]]) -> tuple[tuple[Action, ...], ...]:
        """The weeks of a game as they were meant: those that it has from here stand as they were wished for."""
        same = 0
        while same < min(len(log), len(self.made.weeks)) and log[same] == self.made.weeks[same]:
            same += 1
        return (*(_in_week(self.decisions, week) for week in range(same)), *log[same:])

    def pending(self, log: Sequence[tuple[Action, ...]], pending: tuple[Action, ...]) -> tuple[Action, ...]:
        """The same for the week that is being decided."""
        begun = tuple(log) == self.made.weeks[: len(log)]
        same = begun and len(log) <= len(self.made.weeks) and pending == _in_week(self.made, len(log))
        return _in_week(self.decisions, len(log)) if same else pending


def _in_week(decisions: Decisions, week: int) -> tuple[Action, ...]:
    weeks = (*decisions.weeks, decisions.pending)
    return weeks[week] if week < len(weeks) else ()


_Stamps = tuple[safely.Stamp | None, ...]


def _stamps(path: Path) -> _Stamps | None:
    """What changes when a level does: its file, and in a pack what names it and its cards; None where it is gone."""
    own = safely.stamp(path)
    if own is None or not is_in_pack(path):
        return None if own is None else (own,)
    cards = level_files(path.parent / CARDS.name)
    return own, *(safely.stamp(place) for place in (path.with_name(MANIFEST), *cards))


class Watch:
    """Looks at a file from time to time, and says once when it has become another and is whole; so too when what its
    pack adds to it has.

    gone: whether it has not been there for a while. back: whether it is there again as it was; whoever hears it takes
    it down.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.gone = self.back = False
        self._known: _Stamps | None = _stamps(path)
        self._seen = self._known
        self._looked = self._there = 0.0

    def changed(self, now: float) -> bool:
        """Whether there is a new version that nobody is writing at any more; now: seconds on the window's clock."""
        if now - self._looked < LOOK_SECONDS:
            return False
        self._looked, was_gone = now, self.gone
        stamp = _stamps(self.path)
        if stamp is None:
            self.gone = now - self._there >= GONE_SECONDS
            return False
        self._there, self.gone = now, False
        if was_gone and stamp == self._known:
            self.back = True
        settled, self._seen = stamp == self._seen, stamp
        if not settled or stamp == self._known:
            return False
        self._known = stamp
        return True

    def again(self) -> None:
        """The version that was told of last is to be told of once more."""
        self._known = None


class Scrubber:
    """Goes back and forth in a game by decisions that are known, in a thread of its own.

    level: what is played. farther: the decisions as far as they were ever made here. fault: what went wrong, as a
    sentence.
    """

    def __init__(self, level: Level, farther: Decisions | None = None) -> None:
        self.level, self.farther = level, farther
        self.fault = ""
        self._job: _Job | None = None
        self._done = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether something is being worked out."""
        return self._job is not None

    def look(self, now: float, session: Session) -> Fresh | None:
        """The game to go on with, once it is there; asked in every frame. now: seconds."""
        self._remember(session)
        if self._job is None or not self._done.is_set():
            return None
        job, self._job = self._job, None
        self.fault = job.fault
        return job.fresh

    def jump(self, session: Session, week: int) -> None:
        """Goes to the beginning of a week by the decisions as far as they were made; `look` brings the game."""
        level = self.level
        self._begin(
            _Job(self._known(session), week, Decisions.of(session)),
            lambda job: Fresh("jumped", played_again(job.decisions, level, week)),
        )

    def lead_on(self, session: Session, leader: str, week: int) -> None:
        """Lets somebody else lead to the beginning of a week; `look` brings the game."""
        begun = session.copy()
        self._begin(
            _Job(Decisions.of(session), week, Decisions.of(session)),
            lambda job: Fresh("led", Again(led_on(begun, leader, week), 0)),
        )

    def _remember(self, session: Session) -> None:
        known, now = self.farther, self._wished(session)
        farther = known is not None and len(known.weeks) > len(now.weeks) and known.weeks[: len(now.weeks)] == now.weeks
        if not farther:
            self.farther = now

    def _wished(self, session: Session) -> Decisions:
        """What was decided so far."""
        return Decisions.of(session)

    def _known(self, session: Session) -> Decisions:
        """What was decided so far, and afterwards what had been decided before one went back."""
        decisions, known = self._wished(session), self.farther
        if known is None or len(known.weeks) <= len(decisions.weeks):
            return decisions
        here = len(decisions.weeks)
        ahead = (decisions.pending or known.weeks[here], *known.weeks[here + 1 :])
        return replace(decisions, weeks=(*decisions.weeks, *ahead), pending=known.pending)

    def _begin(self, job: _Job, work: Callable[[_Job], Fresh | None]) -> None:
        if self._job is not None:
            return
        self._job = job
        self._done.clear()

        def run() -> None:
            try:
                job.fresh = work(job)
            except Exception as error:  # a fault of ours must not take the designer's game away
                job.fault = f"The game could not do that ({type(error).__name__}). That is a fault of the game."
            self._done.set()

        threading.Thread(target=run, daemon=True, name="bench").start()


class Bench(Scrubber):
    """The file of the level in play, its problems, and the version before.

    level: the last good version. problems: what is wrong with the file as it is now, errors and warnings. fault: what
    is wrong beyond that, as a sentence. again: how the last version went that was read; as_before: whether the same
    could not be done in it as in the one before. farther: the decisions as far as they were ever made here, so that one
    may go back and forth. before: the game of the version before, to lay beside this one.
    """

    def __init__(
        self, path: Path, level: Level, read: Callable[[Path], Level], check: Callable[[Path], list[Problem]]
    ) -> None:
        super().__init__(level)
        self.path = path
        self.problems: tuple[Problem, ...] = ()
        self.fault = ""
        self.again: Again | None = None
        self.as_before = False
        self.before: Session | None = None
        self.read_at = 0.0
        self._read, self._check = read, check
        self._watch = Watch(path)
        self._wish: _Wish | None = None
        self._advice: tuple[int, list[Problem]] | None = None
        self._advise_at: float | None = None
        self._versions = 0
        self._advise()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the file as it is now from being played."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def look(self, now: float, session: Session) -> Fresh | None:
        """Looks at the file from time to time; the game to go on with, if there is a new one. now: seconds."""
        self._remember(session)
        if self._advice is not None:
            version, found = self._advice
            self._advice = None
            if version == self._versions and not self.errors:
                self.problems = tuple(found)
        if self._advise_at is not None and now >= self._advise_at:
            self._advise()
        if self._job is not None:
            return self._finished(self._job, now, session) if self._done.wait(LEFT_ALONE) else None
        if self._watch.changed(now):
            job = _Job(self._known(session), self._week(session), Decisions.of(session), reads=True)
            stands = session.copy() if (job.decisions, job.week) == (job.stood, session.week) else None
            self._begin(job, lambda job: self._reread(job, stands))
        elif self._watch.gone:
            self.fault = _GONE
        elif self._watch.back and self.fault == _GONE:
            self.fault = ""
        self._watch.back = False
        return None

    def beside(self, session: Session) -> Session | None:
        """The version before, by the same decisions up to the same week; None where there is none."""
        if self.before is not None and self.before.week != session.week:
            self.before = played_again(Decisions.of(session), self.before.level, session.week).session
        return self.before

    def _wished(self, session: Session) -> Decisions:
        """What was decided so far, with what a version of the level did not allow: the next one may."""
        decisions, wish = Decisions.of(session), self._wish
        if wish is None:
            return decisions
        weeks, pending = wish.weeks(decisions.weeks), wish.pending(decisions.weeks, decisions.pending)
        return replace(decisions, weeks=weeks, pending=pending)

    def _week(self, session: Session) -> int:
        """Up to where a new version is played: to this week, or farther where the last version ended before."""
        wish, now = self._wish, Decisions.of(session)
        stands = wish is not None and (wish.made.weeks, wish.made.pending) == (now.weeks, now.pending)
        return max(session.week, wish.week) if wish is not None and stands else session.week

    # Working out.

    def _reread(self, job: _Job, stands: Session | None) -> Fresh | None:
        """stands: the game as it was when the file was seen, where it has had all that was wished for."""
        try:
            level = climbed(self._read(self.path), self.level.rung)
        except LevelError as error:
            job.problems = error.problems
            return None
        except ValueError as error:
            job.fault = f"{error} The last version is being played."
            return None
        again = retold(stands, level) if stands is not None else None
        again = again or played_again(job.decisions, level, job.week)
        again.session.pins()  # worked out here once, and not in the frame that shows them
        return Fresh("read", again)

    def _finished(self, job: _Job, now: float, session: Session) -> Fresh | None:
        self._job = None
        self.fault = job.fault
        if job.reads:
            self.problems, self.read_at = job.problems, now
            self._versions += 1
        fresh = job.fresh
        if fresh is None:
            return None
        if fresh.what == "read":
            if Decisions.of(session) != job.stood:
                self._watch.again()  # something was done meanwhile: once more from here
                return None
            known = self.again.undone if self.again is not None else ()
            self.as_before = known == fresh.again.undone
            self.level, self.again, self.before = fresh.again.session.level, fresh.again, session
            self._advise_at = now + ADVICE_AFTER
        made = Decisions.of(fresh.again.session)
        self._wish = None if fresh.what == "led" else _Wish(job.decisions, job.week, made)
        return fresh

    def _advise(self) -> None:
        """Looks for what is worth a warning, which may take longer than reading; it comes when it comes."""
        version, self._advise_at = self._versions, None

        def run() -> None:
            with suppress(Exception):  # advice that cannot be given is no reason to stop anything
                self._advice = version, self._check(self.path)

        threading.Thread(target=run, daemon=True, name="advice").start()
