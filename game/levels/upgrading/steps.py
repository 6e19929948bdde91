"""What has changed in the language of levels: a named step for each change, oldest first.

A step that is `plain` looks for something that today's format does not have, so it can be carried out in any file. The
others would also be right as they stand, and mean something else today: they are for files of the earlier format alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from game.levels.formats import FORMAT, RENAMED
from game.levels.strict import Path
from game.levels.upgrading.edits import Edit, Page, added, renamed, rewritten
from game.levels.usual import TEAM_SIZES, TEAMS_PER_DEPARTMENT, by_people, levers

_TEAM_SIZES = {1: 1, 6: 2, 12: 3, 40: 5, 120: 6, 1_000: 8}
_TEAMS_PER_DEPARTMENT = {1: 5, 6: 2, 40: 4, 150: 5, 400: 6}
"""What companies had where their file says nothing, until larger departments became usual."""
_LATER_LEVERS = ("short_pay", "quota", "answer", "quota_company", "tell", "retell", "height")
"""Levers that have come to the usual ones since."""
_LONGEST_VISION = 40
_LEADERS_OF_THEIR_OWN = ("handsoff", "mixed", "values")
"""Leaders that let teams choose as soon as they may."""


class Note(NamedTuple):
    """Something that only the author can decide, at a place of the file."""

    path: Path
    text: str


@dataclass(frozen=True)
class Step:
    """One change of the language.

    says: what has changed, as a sentence. changes: what to write anew, each with what is done there in words. notes:
    what is left to the author. plain: whether what it looks for is nothing that today's format knows.
    """

    name: str
    says: str
    changes: Callable[[Page], Iterator[tuple[Edit, str]]] | None = None
    notes: Callable[[Page], Iterator[Note]] | None = None
    plain: bool = False


# What is written anew


def _format(page: Page) -> Iterator[tuple[Edit, str]]:
    if "format" not in page.data:
        yield added(page, (), {"format": FORMAT}), f"“format: {FORMAT}” stands first"
    elif page.data["format"] != FORMAT:
        yield rewritten(page, ("format",), str(FORMAT)), f"it says “format: {FORMAT}”"


def _bottlenecks(page: Page) -> Iterator[tuple[Edit, str]]:
    for old, new in RENAMED.items():
        if old in page.data and new not in page.data:
            yield renamed(page, (old,), new), f"“{old}” is “{new}”"


def _seats(page: Page) -> Iterator[tuple[Edit, str]]:
    """The seats a large company had where its file says nothing of them."""
    people, organisation = _people(page), page.data.get("organisation", {})
    if not isinstance(organisation, Mapping):
        return
    before = {"team_size": by_people(people, _TEAM_SIZES),
              "teams_per_department": by_people(people, _TEAMS_PER_DEPARTMENT)}  # fmt: skip
    today = {"team_size": by_people(people, TEAM_SIZES),
             "teams_per_department": by_people(people, TEAMS_PER_DEPARTMENT)}  # fmt: skip
    wanted = {key: size for key, size in before.items() if size != today[key] and key not in organisation}
    words = " and ".join(f"“{key}: {size}”" for key, size in wanted.items())
    if wanted and "organisation" in page.data:
        yield added(page, ("organisation",), wanted), f"organisation has {words}"
    elif wanted:
        block = ", ".join(f"{key}: {size}" for key, size in wanted.items())
        yield added(page, (), {"organisation": f"{{{block}}}"}, after="people"), f"organisation has {words}"


def _claims(page: Page) -> Iterator[tuple[Edit, str]]:
    """`incentives` where teams may never choose: `free` is today's name of a leader for whom that lock is open."""
    for path, claim in _listed(page, "claims"):
        for side in ("better", "than"):
            if claim.get(side) == "incentives" and not _may_choose(page):
                yield rewritten(page, (*path, side), "free"), "“incentives” is “free”, for whom teams may choose"


# What is left to the author


def _claims_told(page: Page) -> Iterator[Note]:
    named = {str(claim.get(side)) for _, claim in _listed(page, "claims") for side in ("better", "than")}
    if not named:
        return
    yield Note(("claims",), "Leaders use the levers that the level opens, and no others. See with “check FILE "
               "--claims” whether each claim still holds.")  # fmt: skip
    if not _may_choose(page):
        for leader in _LEADERS_OF_THEIR_OWN:
            if leader in named:
                yield Note(("claims",), f"Teams may never choose here, so “{leader}” leads by letters alone. “free” is "
                           "the one for whom they may.")  # fmt: skip


def _cash(page: Page) -> Iterator[Note]:
    for key in ("events", "hints"):
        for path, block in _listed(page, key):
            if "cash weeks" in str(block.get("when", "")):
                yield Note((*path, "when"), "“cash weeks” leaves out what happened only once, so it may come in "
                           "another week than before.")  # fmt: skip


def _levers(page: Page) -> Iterator[Note]:
    if "levers" in page.data or not page.data:
        return
    usual = levers(_people(page))
    new = [lever for lever in usual if lever in _LATER_LEVERS]
    if new:
        before = ", ".join(lever for lever in usual if lever not in new)
        yield Note(("people",), f"The file says nothing of levers, and the usual ones are more today, by {_and(new)}. "
                   f"If it should stay as it was, write “levers: [{before}]”.")  # fmt: skip


def _visions(page: Page) -> Iterator[Note]:
    visions = page.data.get("visions")
    for name, words in visions.items() if isinstance(visions, Mapping) else ():
        if len(str(words)) > _LONGEST_VISION:
            yield Note(("visions", str(name)), f"A vision has at most {_LONGEST_VISION} characters, and this one "
                       f"{len(str(words))}. Shorten it.")  # fmt: skip


STEPS: tuple[Step, ...] = (
    Step("format", f"Every level says in which format it is written: “format: {FORMAT}”.", _format),
    Step("bottlenecks", "Hidden bottlenecks a quarter are called “bottlenecks”.", _bottlenecks, plain=True),
    Step("seats", "Large companies have larger teams and departments, unless their file says otherwise.", _seats),
    Step("levers", "More levers are usual, unless a level lists its own.", notes=_levers),
    Step("visions", f"A vision has at most {_LONGEST_VISION} characters.", notes=_visions, plain=True),
    Step("claims", "In claims, leaders use the levers of the level; “free” is one for whom teams may choose.", _claims,
         _claims_told),
    Step("cash-weeks", "“cash weeks” leaves out what happened only once.", notes=_cash),
)  # fmt: skip


def _people(page: Page) -> int:
    """The largest headcount that a level plans; 1 where that cannot be read."""
    people = page.data.get("people")
    found = [people, *people.values()] if isinstance(people, Mapping) else [people]
    return max((number for number in found if type(number) is int and number > 0), default=1)


def _listed(page: Page, key: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every block of a list of blocks, with its place."""
    found = page.data.get(key)
    for n, block in enumerate(found if isinstance(found, list) else ()):
        if isinstance(block, Mapping):
            yield (key, n), block


def _may_choose(page: Page) -> bool:
    """Whether teams may choose in some week of the level."""
    policy, open_levers = page.data.get("policy"), page.data.get("levers")
    if isinstance(policy, Mapping) and policy.get("default") == "choose":
        return True
    known = open_levers if isinstance(open_levers, list) else levers(_people(page))
    return "choose" in known or any(event.get("unlock") == "choose" for _, event in _listed(page, "events"))


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
