"""Checks a level's data against its model and turns every fault into a problem with its place.

Bad parts are taken out or filled in on the way, so that the checks that come after still see the rest of the level
and one pass reports everything. Needs pydantic; import it late.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from game.levels.model import LevelBlock
from game.levels.problems import Findings, did_you_mean, nearest, shown
from game.levels.strict import Path, Tree

_FILLINGS: dict[str, object] = {
    "format": 1, "title": "Untitled", "people": 5, "start": 5, "when": "week 1", "say": "…", "point": "time",
    "times": 1.0, "text": "…", "does": "…", "question": "…", "answers": ["…", "… …"], "better": "orders",
    "than": "idle", "cause": "skill",
}  # fmt: skip
"""What stands in for a needed key that is missing or wrong; its path is marked as damaged, so no check reads it."""

MAX_ROUNDS = 24
"""Mending goes one level deeper each round, so a level's depth bounds it."""

_LISTS_OF_BLOCKS = ("hints", "events", "products", "claims", "cultures", "dilemmas")

_OTHER_WORDS = {"on": "when", "at": "when", "if": "when", "headcount": "people", "name": "title", "text": "say",
                "length": "weeks", "target": "point", "attention": "discs", "factor": "times"}  # fmt: skip

_TYPES: dict[str, tuple[str, str]] = {
    "int_type": ("a whole number", ""), "int_from_float": ("a whole number", ""), "float_type": ("a number", ""),
    "string_type": ("text", ""), "list_type": ("a list", "Write [one, two], or a line with “- ” for each."),
    "model_type": ("keys with values", "Write “key: value” lines below it."),
    "dict_type": ("keys with values", "Write “key: value” lines below it."),
}  # fmt: skip


def schema() -> dict[str, Any]:
    """The JSON Schema of a level file, for editors that complete and check while one writes."""
    return copy.deepcopy(_whole_schema())


@cache
def _whole_schema() -> dict[str, Any]:
    plain = _without_null(LevelBlock.model_json_schema())
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A level of Headcount"}
    return {**head, **{key: value for key, value in plain.items() if key not in head}}


def shaped(tree: Tree, findings: Findings) -> tuple[LevelBlock, set[Path]]:
    """The level's data as a model, and the paths that were damaged; every fault is noted in `findings`."""
    data = copy.deepcopy(tree.data)
    damaged = set(tree.broken)
    for path in sorted(damaged, key=len, reverse=True):
        _take_out(data, path)
    for _ in range(MAX_ROUNDS):
        try:
            return LevelBlock.model_validate(data), damaged
        except ValidationError as error:
            faults = [_placed(fault, data) for fault in error.errors(include_url=False, include_context=True)]
            new = [fault for fault in faults if not touches(damaged, tuple(fault["loc"]))]
            _report(new, tree, findings)
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
        hint = f"Did you mean “{near}”?" if near else _unknown_key_hint(path)
        findings.error(tree.key(path), "key", f"I do not know the key {shown(path[-1])}.", hint)
    for path in missing:
        if path not in misspelt:
            where = f" in {shown(_owner(path))}" if len(path) > 1 else ""
            findings.error(tree.value(path[:-1])._replace(width=1), "missing",
                           f"The key “{path[-1]}” is missing{where}.",
                           "Every level needs format, title and people." if len(path) == 1 else "")  # fmt: skip
    for fault in faults:
        if fault["type"] not in ("extra_forbidden", "missing"):
            _report_value(fault, tree, findings)


def _report_value(fault: Any, tree: Tree, findings: Findings) -> None:
    kind, path, value, context = fault["type"], tuple(fault["loc"]), fault["input"], fault.get("ctx", {})
    on_key = path[-1] == "[key]"
    path = path[:-1] if on_key else path
    entry = "An entry of " if isinstance(path[-1], int) else ""
    name = entry + shown(_owner((*path, "")))
    spot = tree.key(path) if on_key else tree.value(path)
    if kind in _TYPES:
        wanted, hint = _TYPES[kind]
        if kind == "string_type" and isinstance(value, int | float | bool):
            hint = f'Put it in quotes: "{str(value).lower() if isinstance(value, bool) else value}".'
        findings.error(spot, "type", f"{name} takes {wanted}, not {_described(value)}.", hint)
    elif kind == "unknown_name":
        what = "no word" if context["kind"] == "word" else f"no {context['kind']}"
        tail = " that can be renamed" if context["kind"] == "word" else ""
        findings.error(spot, "name", f"There is {what} {shown(context['word'])}{tail}.",
                       did_you_mean(context["word"], context["names"]))  # fmt: skip
    elif kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        findings.error(spot, "range", f"{name} is {value:,}; it can be {_span(path)}.", _share_hint(path, value))
    elif kind in ("too_short", "too_long"):
        least, most = _bounds(path, "minItems", "maxItems")
        many = f"exactly {least}" if least == most else f"{least} to {most}" if least else f"at most {most}"
        findings.error(
            spot, "range", f"{name} has {len(value)} entr{'y' if len(value) == 1 else 'ies'}; it takes {many}."
        )
    elif kind == "long_text":
        findings.error(spot, "text", f"This text has {context['length']} characters; {name} has room for "
                       f"{context['longest']:,}.")  # fmt: skip
    else:
        texts = {
            "empty_text": "is empty", "text_lines": "must stay on one line",
            "text_signs": "holds a character that cannot be shown",
        }  # fmt: skip
        findings.error(spot, "text", f"{name} {texts.get(kind, 'is not right here')}.")


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
    known = list(_schema_at(path[:-1]).get("properties", {}))
    if _OTHER_WORDS.get(word.lower()) in known:
        return f"Did you mean “{_OTHER_WORDS[word.lower()]}”?"
    return did_you_mean(word, known, otherwise=f"Known are {', '.join(known)}." if known else "")


def _owner(path: Path) -> str:
    """The nearest key around the last part of a path, in words a reader of the file knows."""
    return next((str(part) for part in reversed(path[:-1]) if isinstance(part, str)), "the level")


def _described(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {shown(value)}"
    return "a list" if isinstance(value, list) else "keys with values"


def _span(path: Path) -> str:
    part = _schema_at((*path, "start") if path == ("people",) else path)
    least = part.get("minimum", part.get("exclusiveMinimum"))
    most = part.get("maximum", part.get("exclusiveMaximum"))
    if least == most:
        return f"{least} and nothing else"
    above = "above " if "exclusiveMinimum" in part else ""
    return f"{above}{least:,} to {most:,}" if not above else f"{above}{least:,} and up to {most:,}"


def _share_hint(path: Path, value: float) -> str:
    part = _schema_at(path)
    most = part.get("maximum")
    if part.get("type") == "number" and isinstance(most, int | float) and most <= 1 and most < value <= 100:
        return f"This is a share: {value / 100:g} is {value:g} in a hundred."
    if path and path[0] == "stars" and 0 <= value < 1:
        return f"Stars are written as players see them: {100 * value:g}, not {value:g}."
    return ""


def _bounds(path: Path, low: str, high: str) -> tuple[int, int]:
    part = _schema_at(path)
    return int(part.get(low, 0)), int(part.get(high, 0))


def _schema_at(path: Path) -> dict[str, Any]:
    """The part of the schema that describes the value at `path`."""
    whole = _whole_schema()
    part: dict[str, Any] = whole
    for step in path:
        part = _resolved(whole, part)
        if isinstance(step, int):
            part = part.get("items", {})
        else:
            extra = part.get("additionalProperties")
            part = part.get("properties", {}).get(step, extra if isinstance(extra, dict) else {})
    return _resolved(whole, part)


def _resolved(whole: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    for choice in part.get("anyOf", ()):
        if "$ref" in choice:
            part = choice
    while "$ref" in part:
        part = whole["$defs"][str(part["$ref"]).rpartition("/")[2]]
    return part


def _without_null(part: Any) -> Any:
    """A schema without “or null” and without titles made from key names: an empty value is never right in a level."""
    if isinstance(part, list):
        return [_without_null(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "anyOf" in part:
        choices = [choice for choice in part["anyOf"] if choice != {"type": "null"}]
        rest = {key: value for key, value in part.items() if key != "anyOf"}
        part = {**rest, **choices[0]} if len(choices) == 1 else {**rest, "anyOf": choices}
        if "description" in rest:
            part["description"] = rest["description"]
    return {
        key: {name: _without_null(inner) for name, inner in value.items()} if key in ("properties", "$defs")
        else _without_null(value)
        for key, value in part.items()
        if not (key == "default" and (value is None or isinstance(value, dict)))
        and not (key == "title" and isinstance(value, str))
    }  # fmt: skip
