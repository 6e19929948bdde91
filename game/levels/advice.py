"""What to write in a level in place of a value that does not belong there. Needs pydantic; import it late."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from game.levels import outline, written
from game.levels.problems import Findings, did_you_mean, shown
from game.levels.strict import Path, Surprise, Tree

_SHARES_TO = 20
"""Numbers that may be no larger are written in ones: 115% is 1.15 there, and 115 where more is allowed."""
_FROM_THOUSANDS = 1_000
"""From which largest value on a decimal such as 10.000 may be meant for ten thousand."""

_EXAMPLES: dict[Path, int] = {("format",): 1, ("weeks",): 26, ("people",): 18, ("people", "start"): 18}

_TYPES: dict[str, str] = {
    "int_type": "integer", "int_from_float": "integer", "float_type": "number", "bool_type": "boolean",
    "string_type": "text", "list_type": "list", "model_type": "keys", "dict_type": "keys",
}  # fmt: skip
_WANTED = {
    "integer": "a whole number", "number": "a number", "boolean": "true or false", "text": "text", "list": "a list",
    "keys": "keys with values",
}  # fmt: skip


def report(fault: Any, tree: Tree, findings: Findings) -> None:
    """Notes one fault of a value, as pydantic found it, with what to write there."""
    kind, path, value, context = fault["type"], tuple(fault["loc"]), fault["input"], fault.get("ctx", {})
    on_key = path[-1] == "[key]"
    path = path[:-1] if on_key else path
    name = _name(path)
    spot = tree.key(path) if on_key else tree.value(path)
    if kind in _TYPES:
        wanted = _TYPES[kind]
        text, hint = _other_type(path, wanted, value, tree)
        findings.error(spot, "type", f"{name} takes {_WANTED[wanted]}, not {text}.", hint)
    elif kind == "unknown_name":
        what = "no word" if context["kind"] == "word" else f"no {context['kind']}"
        tail = " that can be renamed" if context["kind"] == "word" else ""
        findings.error(spot, "name", f"There is {what} {shown(context['word'])}{tail}.",
                       _missing_comma(context["word"], context["names"])
                       or _one_of(context["word"], context["names"]))  # fmt: skip
    elif kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        findings.error(spot, "range", f"{name} is {value:,}; it can be {_span(path)}.", _share_hint(path, value))
    elif kind in ("too_short", "too_long"):
        text, hint = _wrong_length(path, name, len(value))
        findings.error(spot, "range", text, hint)
    elif kind == "long_text":
        within = name[0].lower() + name[1:]
        findings.error(spot, "text", f"This text has {context['length']} characters; {within} has room for "
                       f"{context['longest']:,}.", "Shorten it.")  # fmt: skip
    else:
        text, hint = {
            "empty_text": ("is empty", "Write a text, or take the line out."),
            "text_lines": ("must stay on one line", "Take out the line breaks."),
            "text_signs": (f"holds a sign that nobody can see: {_called(context.get('sign', ''))}",
                           "It joins emoji, which the game's letters do not have. Write a word in their place."
                           if context.get("emoji") else "Write the text anew, without signs copied along."),
        }.get(kind, ("is not right here", f"It takes {_wanted_words(path)}."))  # fmt: skip
        findings.error(spot, "text", f"{name} {text}.", hint)


def _called(sign: str) -> str:
    code = ", ".join(f"U+{ord(part):04X}" for part in sign)
    return f"{unicodedata.name(sign, 'without a name').lower()} ({code})" if len(sign) == 1 else code


def report_writing(tree: Tree, findings: Findings) -> None:
    """Notes what YAML reads otherwise than a person, and what a person may have written otherwise than meant."""
    for path, surprise in tree.surprises.items():
        text, hint = _surprising(path, surprise)
        findings.error(tree.value(path), "surprise", text, hint)
    for path, text in tree.plain.items():
        meant = written.thousands(text)
        part = outline.at(path) if meant and path not in tree.broken else {}
        if part.get("type") == "number" and _most(part) >= _FROM_THOUSANDS:
            findings.warning(tree.value(path), "decimals", f"{text} is {float(text):g}: the point stands before the "
                             "decimals.", f"Write {meant} if you mean thousands, or {float(text):g}.")  # fmt: skip
    for path, spot in tree.cut.items():
        part = outline.at(path)
        if path in tree.broken or part.get("type") != "string" or "enum" in part:
            continue
        line = findings.lines[spot.line]
        whole = line[tree.value(path).column :].rstrip(" ,]}") if path in tree.inside else ""
        findings.warning(spot, "comment", "From # on, the rest of this line is a comment and no part of the text.",
                         f'If it belongs to the text, put all of it in quotes: "{whole[:60]}".' if whole
                         else "If it belongs to the text, put all of it in quotes.")  # fmt: skip


def owner(path: Path) -> str:
    """The nearest key around the last part of a path, in words a reader of the file knows."""
    return next((str(part) for part in reversed(path[:-1]) if isinstance(part, str)), "the level")


def _name(path: Path) -> str:
    entry = "An entry of " if isinstance(path[-1], int) else ""
    return entry + shown(owner((*path, "")))


# What was meant


def _surprising(path: Path, surprise: Surprise) -> tuple[str, str]:
    """What is surprising about a value, and what to write where that kind of value is wanted."""
    text, part = surprise.written, _part(path)
    kind, name = part.get("type"), _name(path) if path else "The level"
    if kind == "boolean":
        meant = written.truth(text)
        return f"{name} takes true or false, not {shown(text)}.", _truth_hint(meant)
    if kind in ("integer", "number"):
        wanted = _WANTED["integer" if kind == "integer" else "number"]
        return f"{name} takes {wanted}, not {shown(text)}.", _number_hint(path, text)
    if names := part.get("enum"):
        return f"YAML reads {shown(text)} as {surprise.made}.", _one_of(text, names)
    if path and path[-1] == "when":
        return f"YAML reads {shown(text)} as {surprise.made}.", "Write a condition, such as “week 8”."
    if outline.TEXT not in part and (not surprise.made or kind in ("array", "object")):
        return f"{name} takes {_wanted_words(path)}, not {shown(text)}.", _form_hint(kind, text)
    return f"YAML reads {shown(text)} as {surprise.made}.", _quote_hint(text)


def _quote_hint(text: str) -> str:
    word = "word" if text.isalpha() else "text"
    return f'Write "{text[:20]}" in quotes if you mean the {word}.'


def _other_type(path: Path, wanted: str, value: object, tree: Tree) -> tuple[str, str]:
    """How to call a value of another type than is wanted, and what to write."""
    said, part = described(value), outline.at(path)
    if wanted == "boolean":
        quoted = isinstance(value, str) and path not in tree.plain
        return said, _truth_hint(written.truth(value), quoted=quoted)
    if wanted in ("integer", "number"):
        if isinstance(value, bool | list | dict):
            return said, _example_hint(path)
        raw = tree.plain.get(path, str(value))
        return said, _number_hint(path, raw, quoted=isinstance(value, str) and path not in tree.plain)
    if wanted == "text":
        if path and path[-1] == "when" and isinstance(value, int) and not isinstance(value, bool):
            return said, f"Write “week {value}”." if value > 0 else "Write a condition, such as “week 8”."
        names = part.get("enum")
        if isinstance(value, bool | int | float) and not names:
            return said, f'Put it in quotes: "{str(value).lower() if isinstance(value, bool) else value}".'
        if isinstance(value, dict):
            return said, "A colon makes a key of it; put the text in quotes."
        return said, _one_of(str(value), names) if names else "Write one text, without a dash or brackets."
    if path[:1] == ("products",) and path[-1] == "look":
        return said, "Write a name, such as lamp or heart, or all of it: {icon: heart, colour: red, shape: drop}."
    return said, _form_hint("array" if wanted == "list" else "object", value)


def _truth_hint(meant: bool | None, *, quoted: bool = False) -> str:
    if meant is None:
        return "Write true or false."
    return f"Write {str(meant).lower()}{', without quotes' if quoted else ''}."


def _number_hint(path: Path, text: str, *, quoted: bool = False) -> str:
    """What to write in place of a text, where a number is wanted."""
    part = _part(path)
    meant = written.number(text)
    whole = part.get("type") == "integer"
    if written.thousands(text) and whole:
        return f"Write {written.thousands(text)}; digits stand without separators."
    if meant is None:
        return _example_hint(path)
    number = meant.number / 100 if meant.percent and not whole and _most(part) <= _SHARES_TO else meant.number
    figure = written.figure(round(number) if whole else number)
    if quoted and not meant.manner:
        return f"Write {figure}, without quotes."
    if whole and number != round(number):
        return f"Write a whole number, such as {figure}."
    if meant.manner == "without separators" and not whole and text.count(",") == 1 and "." not in text:
        decimals = written.figure(float(text.replace(",", ".")))
        return f"Write {figure}, or {decimals} if the comma stands before decimals."
    return f"Write {figure}, {meant.manner}." if meant.manner else f"Write {figure}."


def _example_hint(path: Path) -> str:
    part = _part(path)
    if part.get("type") not in ("integer", "number"):
        return ""
    usual = part.get("default", _EXAMPLES.get(path))
    example = f", such as {written.figure(float(usual))}" if isinstance(usual, int | float) else ""
    return f"Write {_WANTED[part['type']]}, {_span(path)}{example}."


def _part(path: Path) -> dict[str, Any]:
    """What the schema says of a value; of a headcount that is a number alone, what it says of such a number."""
    return outline.at(("people", "start") if path == ("people",) else path)


def _form_hint(kind: str | None, value: object) -> str:
    if kind == "array":
        if isinstance(value, str):
            bare = value[:60].strip("[]() ")
            return f"Write [{bare}]{', without quotes' if value.startswith('[') else ''}."
        return "Write [one, two], or a line with “- ” for each."
    return "Write “key: value” lines below it."


def _one_of(word: str, names: Sequence[str]) -> str:
    return did_you_mean(word, names) or "The reference lists every one."


def _missing_comma(word: str, names: tuple[str, ...]) -> str:
    parts = re.split(r"[\s;/|]+", word.strip())
    if len(parts) > 1 and all(part in names for part in parts):
        return f"Put a comma between them: {', '.join(parts)}."
    return ""


# What may stand there


def described(value: object) -> str:
    """A value of a file in a sentence."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {shown(value)}"
    return "a list" if isinstance(value, list) else "keys with values"


def _wanted_words(path: Path) -> str:
    part = outline.at(path)
    kinds = {"integer": "integer", "number": "number", "boolean": "boolean", "string": "text", "array": "list"}
    return _WANTED[kinds.get(str(part.get("type")), "keys")]


def _most(part: dict[str, Any]) -> float:
    most = part.get("maximum", part.get("exclusiveMaximum"))
    return float(most) if isinstance(most, int | float) else float("inf")


def _span(path: Path) -> str:
    part = _part(path)
    least = part.get("minimum", part.get("exclusiveMinimum"))
    most = part.get("maximum", part.get("exclusiveMaximum"))
    if least is None or most is None:
        return "any number"
    if least == most:
        return f"{least} and nothing else"
    above = "above " if "exclusiveMinimum" in part else ""
    return f"{above}{least:,} to {most:,}" if not above else f"{above}{least:,} and up to {most:,}"


def _share_hint(path: Path, value: float) -> str:
    part = outline.at(path)
    most = part.get("maximum")
    if part.get("type") == "number" and isinstance(most, int | float) and most <= 1 and most < value <= 100:
        return f"This is a share: {value / 100:g} is {value:g} in a hundred."
    if path and path[0] == "stars" and 0 < value < 1:
        return f"Stars are written as players see them: {100 * value:g}, not {value:g}."
    if value == int(value) and part.get("minimum", 0) == 0 and value < 0 and -value <= _most(part):
        return f"Write {written.figure(-value)} without the minus, or take the line out."
    return ""


def _wrong_length(path: Path, name: str, length: int) -> tuple[str, str]:
    part = outline.at(path)
    least, most = part.get("minItems"), part.get("maxItems")
    if length == 0:
        return f"{name} is an empty list.", "Name one at least, or take the line out; then the usual ones stand."
    has = f"{name} has {length} entr{'y' if length == 1 else 'ies'}"
    if least is not None and least == most:
        hint = "Numbers are parted by commas, and decimals by a point." if path == ("stars",) else ""
        return f"{has}; it takes exactly {least}.", hint or "Add the ones that are missing, or take some out."
    if most is not None and length > most:
        return f"{has}; it takes {f'{least} to' if least else 'at most'} {most}.", "Take some out."
    return f"{has}; it takes {least} at least.", "Add another."
