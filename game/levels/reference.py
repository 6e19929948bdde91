"""The reference page: every key of a level, every lever, value, figure and condition, from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from game.levels import explained, meanings
from game.levels.conditions import NUMBERED, PLACES
from game.levels.looks import COLOURS, ICONS, SHAPES
from game.levels.names import GOODS, NOUNS, VERB
from game.levels.reading import schema
from game.levels.rules import RULES
from game.places import command
from game.sim.causes import SCORE_CAUSES
from game.sim.ledger import MORALE_CAUSES
from game.sim.levers import LEVERS, Lever
from game.sim.values import DEFAULTS, KPIS, TEMPERAMENTS, VALUES
from game.sim.week import PHASES
from game.sim.world import DIFFICULTIES, World

_INTRODUCTION = """\
# Reference

Made by `{command} reference` from the tables that the game itself reads. How to begin a level of your own stands in the
guide, `levels/README.md`; `{command} new NAME` writes a commented one.
"""
_SMALL, _LARGE = World(people=5), World(people=400)


SCORE_MEANS: tuple[str, ...] = (
    "The score is the value delivered, less half the value of what spoiled, as a share of what customers would have "
    "asked for in markets of their founding size. That is the same for every leader on the same luck. About 100 is the "
    "best that a company can do which stays as it is.",
    "",
    "It may exceed 100, for three reasons: markets grow where customers are served well and the work is good; methods "
    "and equipment get better; and where `load` is below 1 there are hands left for both. A company that is lost is "
    "measured against its whole plan: nothing is served in weeks it does not live to see; and if it has lost more than "
    "it served until then, it goes on losing as much in them.",
)
"""What the reference says of the score, in paragraphs."""


def page() -> str:
    """The whole page as Markdown."""
    return "\n\n".join("\n".join(section) for section in _sections()) + "\n"


def _sections() -> Iterator[list[str]]:
    shape = schema()
    yield [_INTRODUCTION.format(command=command()).rstrip()]
    blocks = shape["$defs"]
    yield ["## Keys", "", *_keys(shape, blocks)]
    for name in _order(shape):
        where = ", ".join(f"`{key}`" for key in _users(shape, name))
        yield [f"### {where}", "", blocks[name].get("description", ""), "", *_keys(blocks[name], blocks)]
    yield ["## What the numbers mean", "", *explained.UNITS]
    yield [
        "## Levers", "",
        "Discs are held for the weeks given for 5 and for 400 people; “kept” until called off. The last column says "
        "where the campaign opens a lever first; a level of yours may open any of them, at any time.", "",
        *_table(("lever", "title", "what it does", "target", "numbers", "discs × weeks", "from level"),
                [_lever(lever) for lever in LEVERS.values()]),
    ]  # fmt: skip
    yield ["## Conditions", "", *_conditions(), "", *explained.CONDITIONS]
    yield ["## Cards", "", *explained.CARDS]
    yield ["## What `check` looks at", "", *explained.CHECK, "", *_table(
        ("rule", "what it looks for", ""),
        [(f"`{name}`", rule.says, "warns" if rule.warns else "") for name, rule in RULES.items()],
    )]  # fmt: skip
    yield ["## Values", "", *_table(("value", "promise"), [(f"`{v.name}`", v.promise) for v in VALUES])]
    yield [
        "## Temperaments", "", "How a team weighs what a job offers.", "",
        *_table(("temperament", "price", "mastery", "safety", "novelty", "service"),
                [(f"`{t.name}`", *(f"{x:g}" for x in (t.price, t.mastery, t.safety, t.novelty, t.service)))
                 for t in TEMPERAMENTS]),
    ]  # fmt: skip
    yield [
        "## Looks", "", *_table(("look", "a product’s name", "value", "spoils", "market"),
                                [(f"`{look}`", *map(str, good)) for look, good in GOODS.items()]),
        "", "Or `look: {icon: heart, colour: red, shape: drop}`, where what is left out is the next one free. "
        f"Colours: {_listed(COLOURS)}. Shapes: {_listed(SHAPES)}. Icons: {_listed(ICONS)}.",
    ]  # fmt: skip
    yield [
        "## Words", "", f"Defaults: {_listed(DEFAULTS)}. Figures (`kpis`): {_listed(KPIS)}. Words a level may rename: "
        f"{_listed(tuple(NOUNS))}, each with its plural ({_listed(tuple(NOUNS.values()))}) where that is not regular, "
        f"and {_listed(VERB[:1])} ({_listed(VERB[1:])}). Difficulties, and how strongly demand swings: "
        + ", ".join(f"`{name}` {swing:g}" for name, swing in DIFFICULTIES.items()) + ".",
    ]  # fmt: skip
    yield [
        "## A week", "", "What happens in every week, in this order; the last column is the file under `game/sim`.", "",
        *_table(("phase", "what it moves", "where"), [(p.name, p.moves, f"`{p.lives}`") for p in PHASES]),
    ]  # fmt: skip
    yield ["## What the score means", "", *SCORE_MEANS]
    yield ["## What moves the score", "", *_table(("name", "on the screen"), _named(SCORE_CAUSES))]
    yield ["## What moves morale", "", *_table(("name", "on the screen"), _named(MORALE_CAUSES))]


def _named(causes: dict[str, str]) -> list[tuple[str, ...]]:
    return [(f"`{name}`", words) for name, words in causes.items()]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [titles, ["---"] * len(titles), *rows]
    return ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines]


# Keys


def _keys(block: dict[str, Any], blocks: dict[str, Any]) -> list[str]:
    needed = block.get("required", ())
    rows = []
    for key, field in block["properties"].items():
        inner = [blocks[name].get("description", "") for name in _references(field)]
        meaning = field.get("description") or " ".join(inner[:1])
        rows.append((f"`{key}`", _kind(field), "needed" if key in needed else _usual(field), meaning))
    return _table(("key", "what", "if left out", "meaning"), rows)


def _usual(field: dict[str, Any]) -> str:
    if "default" not in field:
        return ""
    default = field["default"]
    if default in ([], {}, ""):
        return "none"
    if isinstance(default, dict):
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _kind(field: dict[str, Any]) -> str:
    """What a value of a schema is, in words."""
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_kind(part) for part in field["anyOf"]))
    if "$ref" in field or "allOf" in field:
        return "keys, see below"
    if "enum" in field:
        return "one of " + _listed(field["enum"]) if len(field["enum"]) <= 12 else "a name, see below"
    kind = field.get("type")
    if kind in ("integer", "number"):
        return ("whole number" if kind == "integer" else "number") + _range(field)
    if kind == "boolean":
        return "true or false"
    if kind == "array":
        return f"list of: {_kind(field.get('items', {}))}" + _items(field)
    if kind == "object":
        return f"names, each with: {_kind(field.get('additionalProperties', {}))}"
    if kind == "string":
        return "text" + (f", at most {field['maxLength']} characters" if "maxLength" in field else "")
    return "anything"


def _range(field: dict[str, Any]) -> str:
    low, high = field.get("minimum", field.get("exclusiveMinimum")), field.get("maximum")
    above = "above " if "exclusiveMinimum" in field else ""
    if low is None or high is None:
        return ""
    return f": always {low:,}" if low == high else f", {above}{low:,} to {high:,}"


def _items(field: dict[str, Any]) -> str:
    low, high = field.get("minItems"), field.get("maxItems")
    if low is not None and low == high:
        return f" ({low} of them)"
    return f" (at most {high})" if high is not None else ""


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"].rsplit("/", 1)[-1]
        for inner in part.values():
            yield from _references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _references(inner)


def _order(shape: dict[str, Any]) -> list[str]:
    """The blocks in the order in which a reader meets them, each with those inside it."""
    found: dict[str, None] = {}

    def meet(part: Any) -> None:
        for name in _references(part):
            if name not in found:
                found[name] = None
                meet(shape["$defs"][name])

    meet(shape["properties"])
    return list(found)


def _users(shape: dict[str, Any], name: str) -> list[str]:
    """The keys under which a block is written."""
    blocks = [shape, *shape["$defs"].values()]
    keys = [key for block in blocks for key, field in block["properties"].items() if name in _references(field)]
    return list(dict.fromkeys(keys))


# Levers and conditions


def _lever(lever: Lever) -> tuple[str, ...]:
    small, large = lever.hold(_SMALL), lever.hold(_LARGE)
    weeks = "kept" if small < 0 else str(small) if small == large else f"{small}–{large}"
    discs = f"{lever.discs} × {weeks}" if lever.discs else "none"
    numbers = _listed(lever.fields)
    return f"`{lever.name}`", lever.title, lever.purpose, lever.target, numbers, discs, str(lever.since)


def _conditions() -> list[str]:
    names = f"{_listed(PLACES)}; or {_listed(NUMBERED)}"
    return [
        "`when` takes `week N`, `quarter N`, `before week N`, `first NAME`, `FIGURE above N`, `FIGURE below N` or "
        "`answered CARD`, joined by `and`.", "",
        "After `first` stands any lever, or one of these:", "",
        *_table(("name", "when it is there"), _named(meanings.HAPPENINGS)), "",
        "Figures of the company:", "", *_table(("figure", "what it is"), _named(meanings.FIGURES)), "",
        "Figures of a product, followed by its name:", "",
        *_table(("figure", "what it is"), _named(meanings.PRODUCT_FIGURES)), "",
        f"A hint’s `point`: {names} followed by its number or product.", "",
        *_table(("place", "where it is"), _named(meanings.PLACES)),
    ]  # fmt: skip
