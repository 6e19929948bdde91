"""The middle of the house: a click, a bot, a replay and a test all play through a `Session`.

It checks and logs actions, plays weeks, rewinds by quarters, and saves a game as the replay of itself.
"""

from __future__ import annotations

import copy
import hashlib
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from game import saves
from game.course import Course, Turn
from game.places import LEVELS, MORE
from game.saves import SaveError, Verdict
from game.sim import levers
from game.sim.actions import DESK, Action, Receipt, Refusal
from game.sim.causes import SCORE_CAUSES
from game.sim.company import vision
from game.sim.company.turnover import deserted
from game.sim.curves import total
from game.sim.desk.previews import Preview
from game.sim.desk.reports import Report
from game.sim.ledger import Ledger
from game.sim.levers import LEVERS, preview
from game.sim.state import State
from game.sim.values import LEAVING
from game.sim.world import QUARTER_WEEKS

if TYPE_CHECKING:
    from game.levels import Level

Leader = Callable[[Report], Sequence[Action]]
"""Whoever decides: a function from what the desk knows to the week's actions."""


@dataclass(frozen=True)
class Outcome:
    """How a game ended.

    kind: "finished", "bankrupt" or "deserted" (half of the people left). score: the true V, of a lost company over its
    whole plan. stars: 0…3, none for a lost company. weeks: played. left: people who left, by the names in LEAVING;
    joined: everyone who came. causes: the entries of the score account by name, as shares that add up to the score.
    way: share of the way to the vision that stands, or else to the level's own aim, 1 where it is reached; None where
    there is neither.
    """

    kind: str
    score: float
    stars: int
    weeks: int
    cash_cents: int
    causes: dict[str, float]
    left: dict[str, int]
    joined: int
    way: float | None = None


@dataclass(frozen=True)
class Pin:
    """The life of a letter or an announcement, as the desk foresaw it when it was sent.

    Weeks: sent, heard by the teams, worst (−1 if no low is expected) and seen at the desk. foretold: what was foretold
    then. Asked again, the desk would tell what a second such letter does besides the one that is on its way.
    """

    action: Action
    sent: int
    heard: int
    worst: int
    seen: int
    foretold: Preview


@dataclass(frozen=True)
class Loaded:
    """A game read from a file. weeks_lost: not to be recovered. note: what is wrong with the file, or ""."""

    session: Session
    weeks_lost: int
    note: str


class Session:
    """One game of a level on the luck of a seed.

    level, seed, difficulty, player, open_levers: as begun; seed and difficulty are the level's own if None, and
    open_levers allows every lever from week 0 (for bots and other leaders on the same luck); world is the level's with
    that. pending: this week's actions so far. log: the actions of each played week. ledgers: the why of each. told: the
    score that the desk was told after each of them. bound: yardstick E's denominator once somebody has worked it out
    for the whole level; it is kept in the save.
    """

    def __init__(
        self,
        level: Level,
        seed: int | None = None,
        difficulty: str | None = None,
        player: str = "",
        open_levers: bool = False,
    ) -> None:
        self.level = level
        self.world = replace(level.world, levers=tuple(LEVERS), unlocks=()) if open_levers else level.world
        self.seed = self.world.seed if seed is None else seed
        self.difficulty = level.difficulty if difficulty is None else difficulty
        self.player = player.encode("utf-8", "replace").decode("utf-8")
        self.open_levers = open_levers
        self.pending: tuple[Action, ...] = ()
        self.log: tuple[tuple[Action, ...], ...] = ()
        self.ledgers: list[Ledger] = []
        self.told: list[float] = []
        self.bound: float | None = None
        self._course = Course.begun(level, self.seed, self.difficulty, self.world)
        self._founding = saves.written(self._state.fingerprints())
        self._prints: list[dict[str, str]] = []
        self._digests: list[str | None] = []
        self._snapshots = [self._course.copy()]
        self._sent: list[tuple[Report, Action, tuple[Action, ...]]] = []
        self._pins: list[Pin] = []
        self._stands: tuple[int, str] | None = None

    @property
    def _state(self) -> State:
        return self._course.state

    @property
    def week(self) -> int:
        """The week about to begin, from 0."""
        return self._state.week

    @property
    def quarter(self) -> int:
        """The quarter of the week about to begin, from 0."""
        return self._state.week // QUARTER_WEEKS

    @property
    def report(self) -> Report:
        """What the desk knows at the start of this week; the same record all week long."""
        return self._course.report

    @property
    def over(self) -> bool:
        """Whether the last week is played, the cash is gone or half of the people are."""
        return self._course.over

    def truth(self) -> Report:
        """The report without age and blur: the designer's switch, and what the result lays beside belief."""
        return self._course.truth()

    def closed(self) -> list[Report]:
        """The company as it was at the end of each quarter played."""
        return [course.truth() for course in self._snapshots[1:]]

    def course(self) -> Course:
        """A copy of the company under way, pending actions left out, to go another way."""
        return self._course.copy()

    def state(self) -> State:
        """An independent copy of the truth, for debrief and yardsticks; screens and bots never see it."""
        return self._state.copy()

    def copy(self) -> Session:
        """The same game at the same point, to go another way; the two share nothing that changes."""
        other = copy.copy(self)
        other._course = self._course.copy()
        for name in ("ledgers", "told", "_prints", "_digests", "_snapshots", "_sent", "_pins"):
            setattr(other, name, list(getattr(self, name)))
        return other

    def check(self, action: Action) -> Receipt | Refusal:
        """Whether an action may be placed for the coming week, and why not; nothing is placed."""
        if self.over:
            return Refusal("The game is over; nobody is waiting for letters any more.")
        return levers.check(self.report, self.pending, action)

    def act(self, action: Action) -> Receipt | Refusal:
        """Places an action for the coming week, or says why not; a refusal changes nothing."""
        answer = self.check(action)
        if isinstance(answer, Receipt):
            self.pending = (*self.pending, action)
        return answer

    def undo(self) -> Action | None:
        """Takes the last action of this week back and returns it; None if there is none."""
        if not self.pending:
            return None
        *kept, last = self.pending
        self.pending = tuple(kept)
        return last

    def advance(self, ahead: Turn | None = None) -> Report:
        """Plays the week with the pending actions and returns what the desk knows; ValueError once over.

        ahead: what `sealed` made of the week, which is taken where nothing else has been decided since.
        """
        self.pass_week(ahead)
        same = ahead is not None and self._course is ahead.course
        prints = ahead.fingerprints if ahead is not None and same else self._state.fingerprints()
        self._prints.append(saves.written(prints))
        self._digests.append(self._digest() if self._state.week % QUARTER_WEEKS == 0 or self.over else None)
        self.told.append(self.report.score)
        return self.report

    def pass_week(self, ahead: Turn | None = None) -> None:
        """The same where something is only tried: nothing is told of the week, and the game can no longer be saved."""
        if self.over:
            raise ValueError("the game is over")
        actions, snapshot = self.pending, None
        if actions:
            self._sent.extend(_announced(self.report, actions))
        if ahead is not None and (ahead.origin, ahead.week, ahead.actions) == (self._course, self.week, actions):
            self._course, ledger, snapshot = ahead.course, ahead.ledger, ahead.snapshot
            self._stands = (self.week, ahead.digest)
        else:
            ledger = self._course.advance(actions)
        self.ledgers.append(ledger)
        self.log = (*self.log, actions)
        self.pending = ()
        if self._state.week % QUARTER_WEEKS == 0:
            self._snapshots.append(snapshot or self._course.copy())

    def sealed(self) -> Callable[[], Turn]:
        """What plays the coming week as it is decided now, in any thread, leaving the session alone; for `advance`."""
        return partial(Turn.ahead, self._course, self.pending)

    def rewind(self, quarter: int) -> None:
        """Goes back to the start of a quarter that has begun, dropping what came since; else ValueError."""
        if not 0 <= quarter < len(self._snapshots):
            raise ValueError(f"quarter {quarter} has not begun; there are {len(self._snapshots)}")
        weeks = quarter * QUARTER_WEEKS
        self._course, self._stands = self._snapshots[quarter].copy(), None
        self._snapshots = self._snapshots[: quarter + 1]
        self.pending = ()
        self.log = self.log[:weeks]
        self._sent = [sent for sent in self._sent if sent[0].week < weeks]
        del self._pins[len(self._sent) :]
        for rows in (self.ledgers, self.told, self._prints, self._digests):
            del rows[weeks:]

    def pins(self) -> tuple[Pin, ...]:
        """The life of every letter and announcement in order of sending, pending ones too."""
        self._pins.extend(_pin(*sent) for sent in self._sent[len(self._pins) :])
        return (*self._pins, *(_pin(*sent) for sent in _announced(self.report, self.pending)))

    def score(self) -> float:
        """The true score V: net value as a share of the reference demand so far, or of the whole plan once lost."""
        return self._course.score()

    @property
    def reference(self) -> float:
        """The worth of the reference demand that the score is a share of: so far, or of the whole plan once lost."""
        return self._course.reference

    @property
    def planned(self) -> float:
        """The worth of the reference demand so far, and of the weeks that a lost company does not live to see."""
        return self._course.planned

    @property
    def unlived(self) -> list[float]:
        """What the reference demand is worth in each week of the plan that a lost company does not live to see."""
        return self._course.unlived

    @property
    def lost(self) -> bool:
        """Whether the company has come to its end: its cash is gone, or half of its people are."""
        return self._course.lost

    def outcome(self) -> Outcome | None:
        """How the game ended; None while it goes on."""
        if not self.over:
            return None
        state = self._state
        kind = "bankrupt" if state.cash_cents < 0 else "deserted" if deserted(state) else "finished"
        score = self.score()
        stars = sum(1 for threshold in self.world.stars if score >= threshold) if kind == "finished" else 0
        shares = state.score / max(self.reference, 1e-9)
        causes = {name: float(share) for name, share in zip(SCORE_CAUSES, shares, strict=True)}
        left = {name: int(count) for name, count in zip(LEAVING, state.left_ever, strict=True)}
        way = vision.progress(state) if state.star_direction >= 0 else None
        if way is None and self.world.aim is not None:
            way = vision.toward_aim(state)
        joined = int(total(state.joined_ever))
        return Outcome(kind, score, stars, state.week, state.cash_cents, causes, left, joined, way)

    def digest(self) -> str:
        """SHA-256 of the company and of what lies on the desk for the coming week."""
        digest = self._digest()
        if not self.pending:
            return digest
        return hashlib.sha256("\n".join([digest, *map(str, self.pending)]).encode()).hexdigest()

    def _digest(self) -> str:
        """The company's digest, worked out once a week."""
        if self._stands is None or self._stands[0] != self.week:
            self._stands = (self.week, self._state.digest())
        return self._stands[1]

    @cached_property
    def _fingerprint(self) -> str:
        return self.world.fingerprint()

    def recording(self) -> saves.Recording:
        """The game as it would be saved."""
        header = saves.Header(
            level_name(self.level), self.level.text, self._fingerprint, self.seed, self.difficulty,
            self.open_levers, self.player, self.week, self._founding, self.world.weeks, rung=self.level.rung,
        )  # fmt: skip
        rows = zip(self.log, self._prints, self._digests, strict=True)
        weeks = tuple(saves.Week(n, *row) for n, row in enumerate(rows))
        end = self.outcome()
        figures: dict[str, str | int | float] | None = None
        if end is not None:
            figures = {"kind": end.kind, "score": end.score, "stars": end.stars, "cash_cents": end.cash_cents}
            figures |= {"bound": self.bound} if self.bound is not None else {}
        return saves.Recording(header, weeks, saves.End(self.week, self.pending, self._digest(), figures))

    def save(self, path: str | Path) -> Path:
        """Saves the game in one step, keeping the last good file as `.bak`; returns where; or SaveError."""
        return saves.write(Path(path), self.recording())

    @classmethod
    def load(cls, path: str | Path) -> Loaded:
        """Plays a saved game again as far as its file is whole and its moves allowed; may raise SaveError."""
        recording = saves.read(Path(path))
        session, difference = _replay(recording, stop_at_difference=False)
        lost = max(0, max(recording.header.weeks, len(recording.weeks)) - session.week)
        notes = [recording.damage] if recording.damage else []
        if difference is not None:
            notes.append(difference.text)
        if lost:
            notes.append(f"It goes on from week {session.week + 1}; {lost} week{' is' if lost == 1 else 's are'} lost.")
        return Loaded(session, lost, " ".join(notes))


def earned(score: float) -> int:
    """The whole points that a score has reached: 73.6 is 73, for a star that stands at 74 is not reached."""
    return math.floor(100.0 * score + 1e-9)


@lru_cache(maxsize=256)
def _bears_our_name(path: str) -> bool:
    """Whether a file that is none of ours is called like one: its stars and saved games are not the campaign's.

    path: the whole path, for the answer is remembered.
    """
    place = Path(path)
    ours = (LEVELS / place.name, MORE / place.name)
    try:
        there = bool(place.name) and place.is_file()
        return there and any(own.is_file() and not place.samefile(own) for own in ours)
    except (OSError, ValueError):
        return False


def level_name(level: Level) -> str:
    """The short name of a level: its file's, without folder and ending, and without what no saved game can hold."""
    name = ("my " if _bears_our_name(os.path.abspath(level.path)) else "") + Path(level.path).name if level.path else ""
    name = "".join(c for c in name.removesuffix(".yaml").removesuffix(".yml") if c.isprintable())
    return name[: saves.LONGEST_NAME] or "level"


def play(session: Session, leader: Leader, until: int | None = None, *, tried: bool = False) -> Session:
    """Plays a session to its end or to week `until`; what is refused is not done. tried: by `Session.pass_week`."""
    while not session.over and (until is None or session.week < until):
        for action in leader(session.report):
            session.act(action)
        session.pass_week() if tried else session.advance()
    return session


def begun(head: saves.Header) -> Session:
    """The game that a saved one was before its first week; raises SaveError if its level cannot be read."""
    from game import levels
    from game.levels.ladder import climbed

    try:
        level = climbed(levels.read_text(head.text, head.name), head.rung)
    except (levels.LevelError, ValueError) as error:
        raise SaveError(f"The level inside this saved game cannot be read: {error}") from None
    return Session(level, head.seed, head.difficulty, head.player, head.open_levers)


def verify(path: str | Path) -> Verdict:
    """Plays a saved game again and compares every week's fingerprints and digests with the recorded ones."""
    return proved(saves.read(Path(path)))[1]


def proved(recording: saves.Recording) -> tuple[Session, Verdict]:
    """The game of a recording, played again as far as it agrees, and the verdict on it."""
    session, difference = _replay(recording, stop_at_difference=True)
    if difference is not None:
        return session, difference
    weeks = session.week
    if recording.damage:
        return session, Verdict(False, weeks, weeks, "file", f"The first {weeks} weeks agree. {recording.damage}")
    if not recording.sealed:
        return session, Verdict(False, weeks, -1, "header", "Every week agrees, but the first line was changed.")
    return session, Verdict(True, weeks, None, None, f"All {weeks} weeks agree, to the last bit.")


def _replay(recording: saves.Recording, stop_at_difference: bool) -> tuple[Session, Verdict | None]:
    """The game of a recording as far as it can be played, and the first place where it is not as recorded."""
    head = recording.header
    session = begun(head)
    first = _founding_difference(session, head)
    for line in recording.weeks:
        if first is not None and stop_at_difference:
            return session, first
        difference, playable = _replay_week(session, line)
        first = first or difference
        if not playable:
            return session, first
    end = recording.end
    if end is None or (first is not None and stop_at_difference):
        return session, first
    session.bound = end.bound()
    refused = _act_all(session, end.pending)
    return session, first or refused or _end_difference(session, end)


def _act_all(session: Session, actions: Sequence[Action]) -> Verdict | None:
    """Places recorded actions; the first that is refused ends it and is a difference."""
    for action in actions:
        answer = session.act(action)
        if isinstance(answer, Refusal):
            return _differs(session.week, "actions", f"“{action}” is not allowed there: {answer.text}")
    return None


def _replay_week(session: Session, line: saves.Week) -> tuple[Verdict | None, bool]:
    """Plays one recorded week; the first difference in it, and whether it could be played at all."""
    if session.over:
        return _differs(line.week, "week", "the game was over before it"), False
    refused = _act_all(session, line.actions)
    if refused is not None:
        session.pending = ()
        return refused, False
    session.advance()
    prints = session._prints[-1]
    for name in [*prints, *line.prints]:
        if prints.get(name) != line.prints.get(name):
            return _differs(line.week, name, f"“{name}” is not what was recorded"), True
    if line.digest is not None and line.digest != session._state.digest():
        return _differs(line.week, "digest", "the digest is not what was recorded"), True
    if line.digest is None and session._digests[-1] is not None:
        return _differs(line.week, "digest", "the digest is missing"), True
    return None, True


def _differs(week: int, field: str, sentence: str) -> Verdict:
    return Verdict(False, max(week, 0), week, field, f"Week {max(week, 0) + 1} differs: {sentence}".rstrip(".") + ".")


def _founding_difference(session: Session, head: saves.Header) -> Verdict | None:
    def changed(field: str, sentence: str) -> Verdict:
        return Verdict(False, 0, -1, field, f"The first line differs: {sentence}.")

    if head.world != session.world.fingerprint():
        return changed("level", "its level is not the one that was played")
    for name in ["seed", "swing", *session._founding, *head.founding]:
        if session._founding.get(name) != head.founding.get(name):
            what = "difficulty" if name == "swing" else name
            return changed(what, f"with this “{what}” the company would have begun differently")
    return None


def _end_difference(session: Session, end: saves.End) -> Verdict | None:
    if end.digest != session._state.digest():
        return _differs(session.week, "digest", "the last digest is not what was recorded")
    fresh = session.recording().end
    assert fresh is not None
    for name, figure in (fresh.outcome or {}).items():
        recorded = (end.outcome or {}).get(name)
        if recorded != figure:
            sentence = f"the outcome's “{name}” is {figure}, not {str(recorded)[:20]}"
            return _differs(session.week, name, sentence)
    if fresh.outcome is None and end.outcome is not None:
        return _differs(session.week, "outcome", "the game has no outcome yet")
    return None


def _announced(known: Report, actions: tuple[Action, ...]) -> list[tuple[Report, Action, tuple[Action, ...]]]:
    """What travels or is announced among the actions of a week, each with the report and those decided before it."""
    return [(known, action, actions[:place]) for place, action in enumerate(actions) if _announces(action)]


def _announces(action: Action) -> bool:
    return action.actor == DESK and (LEVERS[action.lever].travels or action.lever in ("declare", "retire", "tell"))


def _pin(known: Report, action: Action, before: tuple[Action, ...]) -> Pin:
    foreseen = preview(known, action, before)
    return Pin(action, known.week, foreseen.heard, foreseen.worst, foreseen.seen, foreseen)
