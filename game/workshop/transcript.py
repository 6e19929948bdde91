"""What was done in a company, week by week, as plain values: the hub writes it out, a desktop plays it again.

A company is its level, its luck and its moves, so that nothing else has to travel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from game.levels import LevelError, read_text
from game.saves import RULES
from game.session import Session, level_name
from game.sim.actions import Action, Refusal, parse
from game.sim.world import QUARTER_WEEKS


class TranscriptError(ValueError):
    """A transcript that cannot be played here; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class Transcript:
    """A company as it was led. level: YAML; name: its short name; weeks: the actions of each played week.

    pending: this week's so far. digest: of the company with them, as `Session.digest`.
    """

    level: str
    name: str
    seed: int
    difficulty: str
    weeks: tuple[tuple[Action, ...], ...]
    pending: tuple[Action, ...]
    digest: str


def written(session: Session) -> dict[str, object]:
    """The transcript of a company, ready for JSON."""
    return {
        "rules": RULES, "level": session.level.text, "name": level_name(session.level), "seed": session.seed,
        "difficulty": session.difficulty, "weeks": [[str(action) for action in week] for week in session.log],
        "pending": [str(action) for action in session.pending], "digest": session.digest(),
    }  # fmt: skip


def read(values: Mapping[str, Any]) -> Transcript:
    """The transcript in plain values; TranscriptError if it is none, or of other rules than ours."""
    try:
        if values["rules"] != RULES:
            raise TranscriptError(
                f"The hub plays by rules {int(values['rules'])}, this game by {RULES}. Use the hub's version of "
                "Headcount here, or lead your company on a page in a browser."
            )
        return Transcript(
            str(values["level"]), str(values["name"]), int(values["seed"]), str(values["difficulty"]),
            tuple(_actions(week) for week in values["weeks"]), _actions(values["pending"]), str(values["digest"]),
        )  # fmt: skip
    except TranscriptError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise TranscriptError(f"What the hub tells of this company cannot be read ({error}).") from None


def _actions(lines: list[str]) -> tuple[Action, ...]:
    return tuple(parse(line) for line in lines)


def played(transcript: Transcript, near: Session | None = None) -> Session:
    """The company of a transcript. near: one that may have begun alike, whose weeks need not be played once more.

    TranscriptError if it does not come out as it is told.
    """
    session = _begun_alike(transcript, near) or _founded(transcript)
    for week in transcript.weeks[session.week :]:
        _act(session, week)
        session.advance()
    _act(session, transcript.pending)
    if session.digest() != transcript.digest:
        raise TranscriptError(
            "This computer does not come to the same figures as the hub. Lead your company on a page in a browser."
        )
    return session


def _founded(transcript: Transcript) -> Session:
    try:
        return Session(read_text(transcript.level, transcript.name), transcript.seed, transcript.difficulty)
    except LevelError as error:
        raise TranscriptError(f"The level of this room cannot be read here: {error}") from None


def _begun_alike(transcript: Transcript, near: Session | None) -> Session | None:
    """A copy of `near` at the last point up to which it was led as told, or None if it is another company."""
    if near is None or (near.level.text, near.seed, near.difficulty) != (
        transcript.level, transcript.seed, transcript.difficulty
    ):  # fmt: skip
        return None
    alike = 0
    for own, told in zip(near.log, transcript.weeks, strict=False):
        if own != told:
            break
        alike += 1
    session = near.copy()
    session.pending = ()
    if alike < session.week:
        session.rewind(alike // QUARTER_WEEKS)
    return session


def _act(session: Session, actions: tuple[Action, ...]) -> None:
    for action in actions:
        answer = session.act(action)
        if isinstance(answer, Refusal):
            raise TranscriptError(f"A move of this company is not allowed here: {answer.text}")
