"""The file of a saved game: a replay as UTF-8 lines of JSON, ending in `.headcount`.

First a header: format, rules version, the level's text with the hash of what matters to the rules, seed,
difficulty, and the founding company's fingerprints. Then a line a week with its actions, the fingerprints of
every field at its end, and a digest each quarter. Last an end line: whether the game is over and how it went.
This module knows the form alone; `session` gives it meaning by playing it again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from game import safely
from game.sim.actions import Action, parse
from game.sim.world import DIFFICULTIES, QUARTER_WEEKS
from game.version import VERSION

FORMAT = 1
"""Version of the file's form."""
RULES = 9
"""Version of the rules: a change that makes any saved game run differently needs the next number."""
SUFFIX = ".headcount"
LARGEST_BYTES = 16_000_000
LONGEST_WEEKS = 10_000
LARGEST_SEED = 2**63 - 1
LONGEST_NAME = 200
"""Of a level, in characters."""
LARGEST_FIGURE = 1e15
"""Of an outcome, in whatever unit."""
MOST_ACTIONS = 1_000
"""In one week; attention allows far fewer."""

_T = TypeVar("_T")
_KINDS: dict[type, str] = {
    int: "a whole number", str: "a text", bool: "true or false", dict: "a record", list: "a list",
}  # fmt: skip


class SaveError(Exception):
    """A game that cannot be saved or read; the text is a sentence for the player."""


class OtherRules(SaveError):
    """A game of another version of the rules: nothing is wrong with it, but it cannot go on here."""


@dataclass(frozen=True)
class Header:
    """What a game began with.

    name, text: the level's file name without folder and ending, and its text. world: fingerprint of the world
    as played. weeks: played when saved. founding: fingerprints of the first State by field. planned: the level's weeks.
    version: of the game that saved it. rung: of the level's ladder, "" for the level as it is.
    """

    name: str
    text: str
    world: str
    seed: int
    difficulty: str
    open_levers: bool
    player: str
    weeks: int
    founding: dict[str, str]
    planned: int
    version: str = VERSION
    rung: str = ""


@dataclass(frozen=True)
class Week:
    """One played week: its actions in order, fingerprints by field after it, a digest at quarters' ends."""

    week: int
    actions: tuple[Action, ...]
    prints: dict[str, str]
    digest: str | None


@dataclass(frozen=True)
class End:
    """The last line: weeks played, actions for the coming week, digest, and the outcome's figures if over."""

    weeks: int
    pending: tuple[Action, ...]
    digest: str
    outcome: dict[str, str | int | float] | None

    def bound(self) -> float | None:
        """Yardstick E's denominator if it has been worked out, in currency of product value."""
        kept = (self.outcome or {}).get("bound")
        return float(kept) if isinstance(kept, int | float) and 0.0 < kept <= LARGEST_FIGURE else None


@dataclass(frozen=True)
class Recording:
    """A saved game as it stands in its file, up to the first line that is not whole.

    damage: a sentence about what is wrong from there on, or an empty text. sealed: the header is as written.
    """

    header: Header
    weeks: tuple[Week, ...]
    end: End | None
    damage: str = ""
    sealed: bool = field(default=True, compare=False)

    @property
    def over(self) -> bool:
        """Whether the game was over when it was saved, as far as the file tells, even where its end is cut off."""
        if self.end is not None:
            return self.end.outcome is not None
        last = self.weeks[-1] if self.weeks else None
        # Between two quarters only the last week of a lost company carries a digest.
        lost = last is not None and last.digest is not None and (last.week + 1) % QUARTER_WEEKS != 0
        return len(self.weeks) >= self.header.planned or lost


@dataclass(frozen=True)
class Verdict:
    """Whether a saved game runs as it was recorded.

    weeks: how many agree. week, field: the first that differ (None where nothing does; week −1: the header).
    text: the same as a sentence.
    """

    ok: bool
    weeks: int
    week: int | None
    field: str | None
    text: str


def written(prints: dict[str, int]) -> dict[str, str]:
    """Fingerprints by field as they stand in a file."""
    return {name: f"{number:016x}" for name, number in prints.items()}


def write(path: Path, recording: Recording, spare: bool = True) -> Path:
    """Saves a recording in one step, keeps the last good file (if `spare`) as `.bak` beside it, returns where it lies.

    The name gets the ending `.headcount` if it has none. Raises SaveError, the reason first, if the folder does not
    allow it.
    """
    if path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    try:
        safely.put(path, to_bytes(recording), spare=spare and _sound(path))
    except (OSError, ValueError) as error:
        raise SaveError(f"{_reason(error)}: the game could not be saved as {path}.") from None
    return path


def _sound(path: Path) -> bool:
    """Whether a saved game is worth keeping a copy of: a damaged one takes the place of no sound copy."""
    try:
        return not read(path).damage
    except OtherRules:
        return True
    except SaveError:
        return False


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def to_bytes(recording: Recording) -> bytes:
    """The file of a recording."""
    head = recording.header
    first: dict[str, Any] = {
        "game": "Headcount", "format": FORMAT, "rules": RULES, "version": head.version,
        "player": head.player, "seed": head.seed, "difficulty": head.difficulty, "open_levers": head.open_levers,
        "weeks": head.weeks, "planned": head.planned,
        "level": {"name": head.name, "world": head.world, "text": head.text}, "founding": head.founding,
    }  # fmt: skip
    if head.rung:
        first["level"]["rung"] = head.rung
    lines: list[dict[str, Any]] = [{**first, "seal": _seal(first)}]
    for week in recording.weeks:
        line: dict[str, Any] = {"week": week.week, "actions": [str(action) for action in week.actions]}
        lines.append({**line, "prints": week.prints, **({"digest": week.digest} if week.digest else {})})
    if recording.end is not None:
        end = recording.end
        lines.append({
            "end": end.weeks, "pending": [str(action) for action in end.pending], "digest": end.digest,
            "outcome": end.outcome,
        })  # fmt: skip
    return b"".join(_line(line) + b"\n" for line in lines)


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", errors="replace"
    )


def _seal(header: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(header, sort_keys=True, allow_nan=False).encode()).hexdigest()


def read(path: Path) -> Recording:
    """The recording in a file; raises SaveError with a sentence if there is none this version can read."""
    try:
        if path.is_dir():
            raise SaveError(f"{path} is a folder, not a saved game.")
        if path.exists() and not path.is_file():
            raise SaveError(f"{path} is not a file, so no saved game either.")
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise SaveError(f"{path} cannot be read: {error.strerror or error}.") from None
    except ValueError:
        raise SaveError(f"{path} is not a name a file can have.") from None
    try:
        return from_bytes(data)
    except SaveError as error:
        spare = safely.spare_of(path)
        hint = f" The one saved before it lies in {spare}." if spare.is_file() else ""
        raise type(error)(f"{path}: {error}{hint}") from None


def from_bytes(data: bytes) -> Recording:
    """The recording in a file's bytes: all of it, or up to its last whole week with the damage named."""
    if len(data) > LARGEST_BYTES:
        raise SaveError(f"This is larger than any saved game ({LARGEST_BYTES // 1_000_000} MB at most).")
    first, *rest = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    header, sealed = _header(first)
    weeks: list[Week] = []
    end: End | None = None
    damage = ""
    for number, raw in enumerate(rest, 2):
        if not raw.strip():
            continue
        try:
            record = _record(raw)
            if end is not None:
                raise SaveError("something follows after the end")
            if "end" in record:
                end = _end(record, len(weeks))
            else:
                weeks.append(_week(record, len(weeks)))
        except SaveError as error:
            torn = number == len(rest) + 1 and not data.endswith(b"\n")
            damage = f"Line {number} is damaged: {error}."
            if torn:
                damage = "The file breaks off in the middle of a line."
            break
    if not damage and end is None:
        damage = "The file breaks off before its end."
    return Recording(header, tuple(weeks), end, damage, sealed)


def _record(raw: bytes) -> dict[str, Any]:
    try:
        record = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise SaveError("it is not a line of JSON") from None
    if not isinstance(record, dict):
        raise SaveError("it is not a record")
    return record


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _short(value: object) -> str:
    return str(value)[:20] if isinstance(value, (int, float, str)) else "unknown"


def _get(record: dict[str, Any], key: str, kind: type[_T]) -> _T:
    value = record.get(key)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise SaveError(f"“{key}” should be {_KINDS[kind]}")
    return value


def _prints(record: dict[str, Any], key: str) -> dict[str, str]:
    prints = _get(record, key, dict)
    if not all(isinstance(value, str) for value in prints.values()):
        raise SaveError(f"“{key}” should hold a text for each field")
    return prints


def _plain(name: str) -> bool:
    return 0 < len(name) <= LONGEST_NAME and name.isprintable()


def _header(raw: bytes) -> tuple[Header, bool]:
    foreign = "This is not a saved game of Headcount"
    try:
        record = _record(raw)
    except SaveError:
        if raw.startswith(b'{"game":"Headcount"'):
            raise SaveError("Its first line is damaged, so nothing of it can be read.") from None
        raise SaveError(f"{foreign}.") from None
    if record.get("game") != "Headcount":
        raise SaveError(f"{foreign}.")
    form, rules = record.get("format"), record.get("rules")
    if form != FORMAT:
        raise SaveError(f"Its format is {_short(form)}; this version of Headcount reads format {FORMAT}.")
    if rules != RULES:
        raise OtherRules(_other_rules(record, rules))
    try:
        level = _get(record, "level", dict)
        header = Header(
            _get(level, "name", str), _get(level, "text", str), _get(level, "world", str),
            _get(record, "seed", int), _get(record, "difficulty", str), _get(record, "open_levers", bool),
            _get(record, "player", str), _get(record, "weeks", int), _prints(record, "founding"),
            _get(record, "planned", int), _get(record, "version", str), _get({"rung": "", **level}, "rung", str),
        )  # fmt: skip
    except SaveError as error:
        raise SaveError(f"Its first line is damaged: {error}.") from None
    for fine, sentence in (
        (0 <= header.weeks <= LONGEST_WEEKS, f"“weeks” should be 0 to {LONGEST_WEEKS}"),
        (0 < header.planned <= LONGEST_WEEKS, f"“planned” should be 1 to {LONGEST_WEEKS}"),
        (_plain(header.name), "the level's name is not one a level can have"),
        (0 <= header.seed <= LARGEST_SEED, f"“seed” should be 0 to {LARGEST_SEED}"),
        (header.difficulty in DIFFICULTIES, f"“difficulty” should be one of {', '.join(DIFFICULTIES)}"),
    ):
        if not fine:
            raise SaveError(f"Its first line is damaged: {sentence}.")
    sealed = record.pop("seal", None) == _seal(record)
    return header, sealed


def _other_rules(record: dict[str, Any], rules: object) -> str:
    known = isinstance(rules, int) and not isinstance(rules, bool)
    age = "an older" if known and rules < RULES else "a newer" if known else "another"  # type: ignore[operator]
    saved_by = record.get("version")
    program = f", saved by Headcount {_short(saved_by)}" if isinstance(saved_by, str) else ""
    return (
        f"This is a game of {age} version of the rules ({_short(rules)}; this game plays by {RULES}){program}. Nothing "
        "is wrong with it, but the same moves would lead elsewhere here. Open it with the version that saved it."
    )


def _actions(record: dict[str, Any], key: str) -> tuple[Action, ...]:
    lines = _get(record, key, list)
    if len(lines) > MOST_ACTIONS:
        raise SaveError(f"it holds more than {MOST_ACTIONS} actions")
    actions = []
    for line in lines:
        if not isinstance(line, str):
            raise SaveError("an action should be a text")
        try:
            action = parse(line[:200])
        except ValueError as error:
            raise SaveError(str(error).rstrip(".")) from None
        if str(action) != line:
            raise SaveError(f"“{line:.60}” is not written as an action is")
        actions.append(action)
    return tuple(actions)


def _week(record: dict[str, Any], expected: int) -> Week:
    week = _get(record, "week", int)
    if week != expected:
        raise SaveError(f"week {expected} should stand there, not week {_short(week)}")
    if expected >= LONGEST_WEEKS:
        raise SaveError("the game is too long")
    digest = _get(record, "digest", str) if "digest" in record else None
    return Week(week, _actions(record, "actions"), _prints(record, "prints"), digest)


def _end(record: dict[str, Any], weeks: int) -> End:
    count = _get(record, "end", int)
    if count != weeks:
        raise SaveError(f"it counts {_short(count)} weeks where {weeks} stand")
    outcome = record.get("outcome")
    if outcome is not None:
        if not isinstance(outcome, dict):
            raise SaveError("“outcome” should be a record")
        for key, value in outcome.items():
            if isinstance(value, bool) or not isinstance(value, (str, int, float)):
                raise SaveError(f"“{key:.20}” should be a text or a number")
            if key != "bound" and not isinstance(value, str) and not -LARGEST_FIGURE <= value <= LARGEST_FIGURE:
                raise SaveError(f"“{key:.20}” should be a number that a game can have")
    return End(count, _actions(record, "pending"), _get(record, "digest", str), outcome)
