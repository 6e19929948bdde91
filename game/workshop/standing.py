"""How a room stands as a desktop in it was told: its round, its clock, who is through, and what that is in sentences.

Nothing here knows of sockets or windows; times are seconds of a clock that never goes back.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from game.session import Session
from game.sim.actions import of_the_desk
from game.words.explain import calendar
from game.workshop.companies import THROUGH
from game.workshop.presets import MONTHS
from game.workshop.steps import VISIT_SECONDS as VISIT_SECONDS
from game.workshop.transcript import Transcript, read

NOT_NOW = "The desk decides while a month is open."
NOT_TOLD = "The room has not been told of it yet."
"""Why the leader of a room's one company can do nothing."""


@dataclass(frozen=True)
class Slip:
    """A report that has reached the leader: who wrote it, what it says, and how often it came."""

    department: str
    text: str
    times: int


@dataclass(frozen=True)
class Visit:
    """The leader walks over to a team. who: sits at its phones, nobody where a bot plays it; until: by the hub's clock,
    in ms; left: seconds, as it was said."""

    team: str
    who: tuple[str, ...]
    until: int
    left: float


@dataclass(frozen=True)
class Desk:
    """What only the leader of a room's one company is told.

    rule: what is allowed in the open month, or "". ready: the leader has said so. rest: what the room does while
    nothing is led, as a title and a text; None while a month is open. call: why the hard call of the room cannot be
    answered just now, "" if it can, None while the room talks of none. fixed: decisions of this week that stand, for
    the month has begun on them. named: what the room asks the leader to declare, or "".
    """

    rule: str
    ready: bool
    slips: tuple[Slip, ...]
    visit: Visit | None
    rest: tuple[str, str] | None
    call: str | None = None
    fixed: int = 0
    named: str = ""


@dataclass(frozen=True)
class Standing:
    """What the hub has said of the room.

    stage: "lobby", "between", "debrief", or the kind of the step that is open. many: groups lead companies of their
    own. role: what the seat is. round, rounds: index of the open or next one, and how many. through: how many
    companies, teams or phones the open round counts as done, of how many. began: when it began, ms of the hub. end:
    the week before which it ends. stopped: its clock stands, and paused: why, if anybody said. left: seconds until its
    time is up, None without a clock. at: when that was said. table: the company's number, −1 none. digest: of the
    company. desk: what only the leader of a room's one company is told; None at any other seat. words: what the
    company says that its values mean: index and sentence.
    """

    stage: str
    many: bool
    role: str
    name: str
    word: str
    round: int
    rounds: int
    label: str
    message: str
    company: str
    table: int
    mates: tuple[str, ...]
    through: tuple[int, int]
    end: int
    stopped: bool
    paused: str
    left: float | None
    at: float
    digest: str
    transcript: Transcript | None
    began: int
    desk: Desk | None = None
    words: tuple[tuple[int, str], ...] = ()

    @property
    def open(self) -> bool:
        """Whether a round is under way in which companies are led."""
        if self.desk is not None:
            return not self.many and self.stage in MONTHS
        return self.many and self.stage == "quarter" and self.role == "company"

    @property
    def stopped_words(self) -> str:
        """That the clock stands, and why, in a sentence."""
        return f"The clock stands still: {self.paused.rstrip('.')}." if self.paused else "The clock stands still."

    def seconds_left(self, now: float) -> float | None:
        """Seconds until the round's time is up; None if it has no clock."""
        if self.left is None:
            return None
        return max(0.0, self.left if self.stopped else self.left - (now - self.at))

    def visiting(self, now: float) -> tuple[Visit, float] | None:
        """Where the leader is to go, and for how many seconds more; None if nowhere."""
        visit = self.desk.visit if self.desk is not None else None
        left = visit.left - (now - self.at) if visit is not None else 0.0
        return (visit, left) if visit is not None and left > 0.0 else None

    def why_not(self, week: int, now: float, lever: str = "") -> str:
        """Why the company can neither decide nor go on in a week, as a sentence; "" if it can.

        lever: what is to be decided with, for a hard call is answered before its month begins.
        """
        if lever == "answer" and self.desk is not None and not self.open:
            return NOT_TOLD if self.desk.call is None else self.desk.call
        if not self.open:
            return waiting(self, None)[1] if self.desk is None else NOT_NOW
        if week >= self.end:
            return THROUGH
        if self.stopped:
            return self.stopped_words
        if self.seconds_left(now) == 0.0:
            return "Time is up."
        return ""


def stands(said: Mapping[str, Any]) -> bool:
    """Whether the clock of the open round stands, in what the hub says."""
    return bool(said.get("paused")) or said.get("left") is not None


def told(said: Mapping[str, Any], now: float) -> Standing:
    """The standing in the hub's answer; KeyError, TypeError or ValueError if it is none."""
    stopped = stands(said)
    left = said["left"] if stopped else said["deadline"] and said["deadline"] - said["now"]
    got, of = said["ready"]
    transcript = said["transcript"]
    return Standing(
        str(said["stage"]), bool(said["many"]), str(said["role"]), str(said["name"]), str(said["word"]),
        int(said["round"]), int(said["rounds"]), str(said["label"]), str(said["message"] or ""),
        str(said["company"] or ""), int(said["table"]), tuple(str(mate) for mate in said["mates"] or ()),
        (int(got), int(of)), int(said["end"]), stopped, str(said["paused"]), None if left is None else left / 1000, now,
        str(said["digest"]), None if transcript is None else read(transcript), int(said["began"]),
        _desk(said) if said["role"] == "leader" else None,
        tuple((int(row["value"]), str(row["text"])) for row in said["words"] or ()),
    )  # fmt: skip


def _desk(said: Mapping[str, Any]) -> Desk:
    visit, rest = said["visit"], said["rest"]
    return Desk(
        str(said["rule"] or ""), bool(said["said"]),
        tuple(Slip(str(row["department"]), str(row["text"]), int(row["times"])) for row in said["slips"] or ()),
        None if visit is None else Visit(
            str(visit["team"]), tuple(str(name) for name in visit["who"]), int(visit["until"]),
            (visit["until"] - said["now"]) / 1000,
        ),
        None if rest is None else (str(rest["title"]), str(rest["text"])),
        None if said["call"] is None else str(said["call"]), int(said["fixed"]), str(said["named"] or ""),
    )  # fmt: skip


# In sentences


def clock_words(seconds: float) -> str:
    """What is left of a round: "12:30"."""
    whole = math.ceil(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def through_words(standing: Standing) -> str:
    """How far the room is: "3 of 5 companies are through."; "" while nobody is waited for."""
    got, of = standing.through
    if not of or standing.stage == "debrief":
        return ""
    if standing.desk is not None:
        who, done = ("team", "decided") if standing.open else ("phone", "answered")
        return f"{got} of {of} {who if of == 1 else f'{who}s'} {'has' if of == 1 else 'have'} {done}."
    verb = "company is" if of == 1 else "companies are"
    return f"{got} of {of} {verb} through."


def visit_words(visit: Visit) -> tuple[str, str]:
    """To whom the leader walks, as a title and a sentence."""
    shows = (
        f"{' and '.join(visit.who)} will show you the phone. What the team is good at stays on your board."
        if visit.who else "A bot plays this team; what it is good at stays on your board."
    )  # fmt: skip
    return f"Walk over to the {visit.team}", shows


def waiting(standing: Standing, session: Session | None) -> tuple[str, str]:
    """Why somebody waits, as a title and a sentence or two."""
    role, last = standing.role, standing.round + 1 >= standing.rounds
    if standing.desk is not None:
        return standing.desk.rest or (standing.label, standing.desk.rule)
    if role == "gone":
        return "Your seat is gone", "The facilitator has cleared it. Sit down again with the code on the wall."
    if role == "aside":
        return "You are put aside", "The round goes on without you until the facilitator asks you back."
    if not standing.many:
        return "This room is one company", (
            "Its people are its teams, and each of them plays on a page in a browser. The leader alone plays here, by "
            "the leader's own link."
        )
    if standing.stage == "lobby":
        return "You are in", (
            "Your company is founded when the facilitator starts. All companies are alike and meet the same luck."
        )
    if standing.stage == "debrief":
        return "The last quarter is played", "What became of all companies is on the wall. Look up and talk."
    if role == "observer":
        return "You are watching", "No company was left. Ask the facilitator for one, or sit down beside a group."
    if session is not None and session.over and session.lost:
        return "Your company has come to its end", "The others play on. What became of it is part of what is talked of."
    if standing.stage == "quarter":
        return "Your quarter is played", (
            f"{through_words(standing)} The next quarter begins for everybody at once."
        ).strip()
    if last:
        return "The last quarter is played", "What became of all companies comes on the wall. Look up and talk."
    if standing.round == 0:
        return "Your company is founded", "The first quarter has not begun yet. It begins for everybody at once."
    return "The quarter is over", (
        f"Next is {standing.label[:1].lower()}{standing.label[1:]}. It begins for everybody at once."
    )


def changed(before: Session | None, after: Session, was: Standing | None, now: Standing, dropped: str) -> str:
    """What the hub has made of a company that this desktop has not, in a sentence; "" if nobody needs to be told.

    dropped: why something that was done here could not be done there, or "".
    """
    if before is None or was is None:
        return ""
    if now.desk is not None:
        return _changed_at_the_desk(before, after, was, now, dropped)
    week = calendar(after.week)
    if was.table != now.table:
        return f"You lead another company now: {now.company}."
    if now.round < was.round or (now.round == was.round and was.open and not now.open and after.week <= before.week):
        return f"The facilitator has taken the round back. Your company stands before week {week} again."
    if now.round > was.round and was.open:
        return "Time was up. What was left of your quarter has run by itself." if after.week >= before.week else ""
    if dropped:
        return f"{dropped} Your company stands in week {week}, as the hub has it."
    if after.week > before.week:
        return f"Somebody of your group has let the weeks run. It is week {week}."
    mine, theirs = of_the_desk(before.pending), of_the_desk(after.pending)
    if after.week == before.week and mine != theirs:
        verb = "taken a decision back" if len(theirs) < len(mine) else "decided something"
        return f"Somebody of your group has {verb}."
    return "" if after.week == before.week else f"Your company stands in week {week}, as the hub has it."


def _changed_at_the_desk(before: Session, after: Session, was: Standing, now: Standing, dropped: str) -> str:
    """The same for the leader of a room's one company, who alone decides in it, and never when a month ends."""
    week = calendar(after.week)
    if was.table != now.table:
        return "" if now.round > was.round else "The facilitator goes back to the other way."
    anew = now.round == was.round and was.open and (not now.open or now.began != was.began)
    if after.week < before.week or now.round < was.round or anew:
        return f"The facilitator has taken it back. Your company stands before week {week} again."
    if after.week > before.week:
        return dropped
    late = f"{dropped} Your company stands in week {week}, as the hub has it." if dropped else ""
    mine, theirs = of_the_desk(before.pending), of_the_desk(after.pending)
    if late or mine == theirs:
        return late
    did = "taken a decision back" if len(theirs) < len(mine) else "decided something"
    return f"Somebody else at the desk has {did}."
