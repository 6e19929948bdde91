"""Checks a level's data against its model and turns every fault into a problem with its place.

Bad parts are taken out or filled in on the way, so that the checks that come after still see the rest of the level
and one pass reports everything. Needs pydantic; import it late.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from game.levels import advice, formats, outline, strict
from game.levels.model import LevelBlock
from game.levels.problems import Findings, Spot, did_you_mean, nearest, shown
from game.levels.strict import Path, Tree

_FILLINGS: dict[str, object] = {
    "format": 1, "title": "Untitled", "people": 5, "start": 5, "when": "week 1", "say": "…", "point": "time",
    "times": 1.0, "text": "…", "does": "…", "question": "…", "answers": ["…", "… …"], "better": "orders",
    "than": "idle", "cause": "skill", "measure": "letting go",
}  # fmt: skip
"""What stands in for a needed key that is missing or wrong; its path is marked as damaged, so no check reads it."""

MAX_ROUNDS = 24
"""Mending goes one level deeper each round, so a level's depth bounds it."""

_LISTS_OF_BLOCKS = ("hints", "events", "products", "claims", "cultures", "dilemmas")

_OTHER_WORDS = {"on": "when", "at": "when", "if": "when", "headcount": "people", "name": "title", "text": "say",
                "length": "weeks", "target": "point", "attention": "discs", "factor": "times"}  # fmt: skip


class Shaped(NamedTuple):
    """A level's data as a model, where all of it stands, and the paths that were damaged and are not to be trusted."""

    block: LevelBlock
    tree: Tree
    damaged: set[Path]


def loaded(findings: Findings, head: Mapping[str, object] | None = None) -> Tree | None:
    """What stands in the text of `findings`, with every slip noted there; None if it has no keys at all.

    head: keys that stand before it, as far as it has none of its own.
    """
    tree = strict.load(findings)
    if tree is None:
        return None
    if tree.data is None and not findings.problems:
        needs = "Write “dilemmas:” and the cards." if head else "Every level needs format, title and people."
        findings.error(Spot(0, 0), "missing", "The file is empty.", needs)
    elif not isinstance(tree.data, dict):
        findings.error(tree.value(()), "type", "A level is written as keys with values.", "Start with “format: 1”.")
    if not isinstance(tree.data, dict):
        return None
    tree.data = {**(head or {}), **tree.data}
    return tree


def shaped(tree: Tree, findings: Findings) -> Shaped:
    """The level's data as a model; every fault is noted in `findings`."""
    data = copy.deepcopy(tree.data) if tree.broken else tree.data
    damaged = set(tree.broken)
    advice.report_writing(tree, findings)
    for path in sorted(tree.broken, key=len, reverse=True):
        damaged.add(_take_out(data, path))
    for _ in range(MAX_ROUNDS):
        try:
            return Shaped(LevelBlock.model_validate(data), tree, damaged)
        except ValidationError as error:
            faults = [_placed(fault, data) for fault in error.errors(include_url=False, include_context=True)]
            new = [fault for fault in faults if not touches(damaged, tuple(fault["loc"]))]
            _report(new, tree, findings)
            data = copy.deepcopy(tree.data) if data is tree.data else data
            for fault in faults:
                _mend(data, fault["type"], tuple(fault["loc"]), damaged)
    raise AssertionError(f"{findings.file} cannot be mended")


def _placed(fault: Any, data: Any) -> Any:
    """A fault of a headcount that is written as a number alone, where the file has it."""
    alone = fault["loc"][:2] == ("people", "start") and not isinstance(_at(data, ("people",)), Mapping)
    return {**fault, "loc": ("people",)} if alone and fault["type"] != "missing" else fault


def touches(damaged: set[Path], path: Path) -> bool:
    """Whether a path lies inside something damaged, or is it."""
    return any(path[: len(bad)] == bad for bad in damaged)


def _report(faults: list[Any], tree: Tree, findings: Findings) -> None:
    unknown = {tuple(fault["loc"]): fault for fault in faults if fault["type"] == "extra_forbidden"}
    missing = [tuple(fault["loc"]) for fault in faults if fault["type"] == "missing"]
    misspelt: set[Path] = set()
    for path in unknown:
        lacking = [str(other[-1]) for other in missing if other[:-1] == path[:-1] and other not in misspelt]
        near = _key_hint(str(path[-1]), lacking)
        if near:
            misspelt.add((*path[:-1], near))
        if tree.key(path).line in tree.moved:
            continue  # it may belong to another block than the one it was moved to
        hint = formats.renamed(str(path[-1]), findings) if len(path) == 1 else ""
        hint = hint or (f"Did you mean “{near}”?" if near else _unknown_key_hint(path))
        findings.error(tree.key(path), "key", f"I do not know the key {shown(path[-1])}.", hint)
    for path in missing:
        if len(path) == 1 and tree.guessed:
            continue  # a slip may have swallowed it
        if path not in misspelt:
            where = f" in {shown(advice.owner(path))}" if len(path) > 1 else ""
            findings.error(tree.value(path[:-1])._replace(width=1), "missing",
                           f"The key “{path[-1]}” is missing{where}.",
                           "Every level needs format, title and people." if len(path) == 1 else "")  # fmt: skip
    for fault in faults:
        if fault["type"] not in ("extra_forbidden", "missing"):
            advice.report(fault, tree, findings)


def _mend(data: Any, kind: str, path: Path, damaged: set[Path]) -> None:
    """Makes the part of `data` at `path` acceptable and marks what is lost as damaged."""
    path = path[:-1] if path[-1] == "[key]" else path
    if kind == "missing":
        holder = _at(data, path[:-1])
        products = data.get("products") if path[-1] == "product" else None
        filling = _FILLINGS.get(str(path[-1]), f"{path[-1]} {path[-2] if len(path) > 1 else ''}".strip())
        if isinstance(products, list) and products:
            filling = products[0] if isinstance(products[0], str) else products[0].get("name", filling)
        if isinstance(holder, dict):
            holder[path[-1]] = filling
    else:
        path = _take_out(data, path)
    damaged.add(path)


def _take_out(data: Any, path: Path) -> Path:
    """Removes the value at `path`, or the whole list of plain values around it; returns the path that is gone."""
    if not path:
        return path
    holder = _at(data, path[:-1])
    if isinstance(holder, list) and isinstance(path[-1], int):
        if len(path) > 1 and path[-2] in _LISTS_OF_BLOCKS:
            holder[path[-1]] = {}
            return path
        return _take_out(data, path[:-1])
    if isinstance(holder, dict):
        holder.pop(path[-1], None)
        return path
    return _take_out(data, path[:-1])


def _at(data: Any, path: Path) -> Any:
    for part in path:
        if isinstance(data, Mapping):
            data = data.get(str(part))
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
    return data


def _key_hint(word: str, lacking: list[str]) -> str:
    other = _OTHER_WORDS.get(word.lower(), "")
    return other if other in lacking else nearest(word, lacking)


def _unknown_key_hint(path: Path) -> str:
    word = str(path[-1])
    known = list(outline.at(path[:-1]).get("properties", {}))
    if _OTHER_WORDS.get(word.lower()) in known:
        return f"Did you mean “{_OTHER_WORDS[word.lower()]}”?"
    return did_you_mean(word, known, otherwise=f"Known are {', '.join(known)}." if known else "")
