"""The JSON Schema of a level file, and the part of it that describes one value. Needs pydantic; import it late."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from game.levels.model import LevelBlock
from game.levels.strict import Path

TEXT = "text alone"
"""The key under which a part says that a text may stand in place of its keys."""


def schema() -> dict[str, Any]:
    """The JSON Schema of a level file, for editors that complete and check while one writes."""
    return copy.deepcopy(_whole())


@cache
def _whole() -> dict[str, Any]:
    plain = _without_null(LevelBlock.model_json_schema())
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A level of Headcount"}
    return {**head, **{key: value for key, value in plain.items() if key not in head}}


@cache
def at(path: Path) -> dict[str, Any]:
    """The part of the schema that describes the value at `path`."""
    whole = _whole()
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
    choices = part.get("anyOf", ())
    text = any(choice.get("type") == "string" for choice in choices)
    part = next((choice for choice in choices if "$ref" in choice), part)
    while "$ref" in part:
        part = whole["$defs"][str(part["$ref"]).rpartition("/")[2]]
    return {**part, TEXT: True} if text else part


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
