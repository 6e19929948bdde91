"""YAML, read strictly: text becomes plain data with the place of every key and value, or problems.

PyYAML reads YAML 1.1, in which `no` is false, `12:30` is 750, `010` is 8, `1e3` is text and the second of two
equal keys wins in silence. Here each of these is a problem that says what YAML would have made of it. Nothing in
a file can create an object, and limits on depth, aliases and counts keep a hostile file harmless.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from game.levels.problems import Findings, Spot, shown

MAX_CHARACTERS = 262_144
MAX_DEPTH = 10
MAX_NODES = 20_000
MAX_ALIASES = 50
MAX_DIGITS = 15

Path = tuple[str | int, ...]
"""The way to a value: keys and list positions from the root."""

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9_]*)")
_NUMBER_IN_TEXT = re.compile(r"[-+]?(0[0-9]+|0o[0-7]+|[0-9][0-9_]*(\.[0-9]*)?[eE][-+]?[0-9]+)")

_SYNTAX: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "A second colon does not fit here.",
     'Put the text in quotes if a colon belongs to it: "Note: closed".'),
    ("found character '\\t'", "A tab stands here.", "YAML wants spaces at the start of a line."),
    ("could not find expected ':'", "This line has no colon after its key.", "Write “key: value”."),
    ("expected <block end>", "This line does not fit the lines before it.",
     "Lines that belong together start in the same column."),
    ("but got '?'", "Text with a question mark needs quotes inside brackets or braces.",
     'Put it in quotes: "When?"'),
    ("expected ',' or ']'", "This list has no end.", "Close it with ], and put commas between its parts."),
    ("expected ',' or '}'", "These braces have no end.", "Close them with }, and put commas between the parts."),
    ("found unexpected end of stream", "This quote is never closed.", "Put the same quote at the end of the text."),
    ("found undefined alias", "This alias stands for nothing.", "An alias *name needs an anchor &name before it."),
    ("found duplicate anchor", "This anchor stands twice.", ""),
    ("expected a single document", "A second document starts here.", "A level is one document; take the --- out."),
    ("found unknown escape character", "A backslash stands in double quotes.", "Use single quotes, or write \\\\."),
    ("cannot start any token", "This character cannot start a value.", "Put the text in quotes."),
    ("bad indentation of a mapping", "This line does not fit the lines before it.",
     "Lines that belong together start in the same column."),
)  # fmt: skip


@dataclass
class Tree:
    """What a text holds.

    data: plain dicts, lists, texts, numbers and truth values. keys, values: where each path's key and value stand.
    inside: how far a value's first character lies right of its spot, for texts on one line. broken: paths whose value
    has been reported and is missing from the data's meaning.
    """

    data: object = None
    keys: dict[Path, Spot] = field(default_factory=dict)
    values: dict[Path, Spot] = field(default_factory=dict)
    inside: dict[Path, int] = field(default_factory=dict)
    broken: set[Path] = field(default_factory=set)

    def key(self, path: Path) -> Spot:
        """Where the key of `path` stands; the nearest thing around it if it has none."""
        return self.keys[path] if path in self.keys else self.value(path)

    def value(self, path: Path) -> Spot:
        """Where the value of `path` stands; parts of the path that the file does not hold are skipped."""
        known: Path = ()
        for part in path:
            if (*known, part) in self.values:
                known = (*known, part)
        return self.values.get(known, Spot(0, 0))

    def word(self, path: Path, offset: int, width: int) -> Spot:
        """Where a part of a text stands: `offset` characters into the value of `path`."""
        spot = self.value(path)
        if path not in self.inside:
            return spot
        return Spot(spot.line, spot.column + self.inside[path] + offset, max(1, width))


class _Limit(Exception):
    def __init__(self, mark: yaml.Mark | None, text: str) -> None:
        super().__init__(text)
        self.mark, self.text = mark, text


class _Composer(yaml.SafeLoader):
    """Composes nodes only, within limits, and notes explicit tags; it never constructs what a tag asks for."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = self.nodes = self.aliases = 0
        self.tagged: list[yaml.Mark] = []

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            self.aliases += 1
            if self.aliases > MAX_ALIASES:
                raise _Limit(mark, f"A level may hold at most {MAX_ALIASES} aliases.")
        else:
            self.nodes += 1
            if self.nodes > MAX_NODES:
                raise _Limit(mark, f"A level may hold at most {MAX_NODES:,} values.")
            if getattr(event, "tag", None) not in (None, "!"):
                self.tagged.append(mark)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Limit(mark, f"This is nested more than {MAX_DEPTH} deep.")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def load(findings: Findings) -> Tree | None:
    """Reads the text of `findings`; None if YAML cannot read it at all, with the one problem noted."""
    text = findings.text
    if len(text) > MAX_CHARACTERS:
        findings.error(
            Spot(0, 0), "limit", f"The file is too long: a level holds at most {MAX_CHARACTERS:,} characters."
        )
        return None
    try:
        composer = _Composer(text)
        node = composer.get_single_node()
        for mark in composer.tagged:
            findings.error(
                _spot(mark), "yaml", "A tag has no place in a level.", "Take out the word that starts with “!”."
            )
        tree = Tree()
        if node is not None:
            reader = _Reader(findings, tree, composer)
            tree.data = reader.read(node, ())
        return tree
    except _Limit as limit:
        findings.error(_spot(limit.mark), "limit", limit.text)
    except yaml.reader.ReaderError as error:
        line, column = _line_and_column(text, int(error.position))
        findings.error(Spot(line, column), "yaml", "This character cannot stand in a level.", "Delete it.")
    except yaml.MarkedYAMLError as error:
        _syntax(findings, error)
    return None


class _Reader:
    """Turns nodes into data and notes every surprise on the way."""

    def __init__(self, findings: Findings, tree: Tree, composer: _Composer) -> None:
        self.findings, self.tree, self.composer = findings, tree, composer
        self.count = 0

    def read(self, node: Node, path: Path) -> object:
        self.count += 1
        if self.count > MAX_NODES:
            raise _Limit(node.start_mark, f"With its aliases written out, the level holds over {MAX_NODES:,} values.")
        if len(path) > MAX_DEPTH:
            raise _Limit(node.start_mark, f"This is nested more than {MAX_DEPTH} deep.")
        self.tree.values[path] = _spot(node.start_mark, node.end_mark)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        if node.style is None or node.style in "'\"":
            self.tree.inside[path] = 0 if node.style is None else 1
            if node.start_mark.line != node.end_mark.line:
                del self.tree.inside[path]
        return str(node.value) if node.style else self._plain(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            spot = _spot(key_node.start_mark, key_node.end_mark)
            if not isinstance(key_node, ScalarNode):
                self.findings.error(spot, "yaml", "A key must be one word or a few.", "Write “key: value”.")
                continue
            key = str(key_node.value)
            place = (*path, key)
            if key in found:
                line = self.tree.keys[place].line + 1
                self.findings.error(spot, "duplicate", f"The key {shown(key)} stands twice.",
                                    f"It stands in line {line} already; keep one of them.")  # fmt: skip
                continue
            self.tree.keys[place] = spot
            found[key] = self.read(value_node, place)
        return found

    def _plain(self, node: ScalarNode, path: Path) -> object:
        """The value of a scalar without quotes, if YAML and a person read it alike."""
        text, kind = str(node.value), str(node.tag).rpartition(":")[2]
        if kind == "null":
            word = shown(path[-1]) if path and isinstance(path[-1], str) else "This"
            self._surprise(path, "type", f"{word} has no value.", "Write one, or take the line out.")
            return None
        if kind == "bool" and text.lower() in ("true", "false"):
            return text.lower() == "true"
        if kind == "int" and _WHOLE.fullmatch(text):
            digits = text.replace("_", "")
            if len(digits) <= MAX_DIGITS:
                return int(digits)
            self._surprise(path, "range", "This number has too many digits.", "")
            return None
        if kind == "float" and ":" not in text:
            number = float(text.replace("_", "")) if text.lower().strip("+-") not in (".inf", ".nan") else float("inf")
            if number - number == 0.0:
                return number
            self._surprise(path, "range", f"{shown(text)} is not a number that a level can use.", "")
            return None
        if kind in ("bool", "int", "float", "timestamp"):
            self._surprise(path, "surprise", f"YAML reads {shown(text)} as {self._made(node)}.", _meant(kind, text))
            return None
        if _NUMBER_IN_TEXT.fullmatch(text):
            self._surprise(path, "surprise", f"YAML reads {shown(text)} as text, not as a number.",
                           f'Write the number in full, or "{text[:20]}" in quotes for the text.')  # fmt: skip
            return None
        return text

    def _surprise(self, path: Path, rule: str, text: str, hint: str) -> None:
        self.tree.broken.add(path)
        self.findings.error(self.tree.value(path), rule, text, hint)

    def _made(self, node: ScalarNode) -> str:
        kind = str(node.tag).rpartition(":")[2]
        if kind == "timestamp" or len(node.value) > 40:
            return "a date" if kind == "timestamp" else "a very large number"
        if kind == "bool":
            return "true" if node.value.lower() in ("yes", "on") else "false"
        try:
            number = (
                self.composer.construct_yaml_int(node) if kind == "int" else self.composer.construct_yaml_float(node)
            )
        except (ValueError, OverflowError):
            return "a number"
        return f"the number {number}"


def _meant(kind: str, text: str) -> str:
    quoted = f'Write "{text[:20]}" in quotes if you mean the word'
    if kind == "bool":
        return f"{quoted}."
    if kind == "int" and text.lstrip("+-").isdigit():
        return f"Write {int(text.lstrip('+-')[:MAX_DIGITS])} without the leading zero."
    return f'Write "{text[:20]}" in quotes if you mean the text.'


def _syntax(findings: Findings, error: yaml.MarkedYAMLError) -> None:
    problem, mark = str(error.problem or ""), error.problem_mark
    context = str(error.context or "")
    if error.context_mark is not None and _opens_there(problem, context):
        mark = error.context_mark
    spot = _spot(mark)
    for part, text, hint in _SYNTAX:
        if part in f"{context} {problem}":
            findings.error(spot, "yaml", text, hint)
            return
    findings.error(spot, "yaml", f"YAML cannot read this: {problem or 'unknown reason'}.")


def _opens_there(problem: str, context: str) -> bool:
    """Whether the place to mend is where something was opened rather than where YAML gave up."""
    return "but got '?'" not in problem and any(
        ("end of stream" in problem, "simple key" in context, "flow" in context)
    )


def _spot(start: yaml.Mark | None, end: yaml.Mark | None = None) -> Spot:
    if start is None:
        return Spot(0, 0)
    width = end.column - start.column if end is not None and end.line == start.line else 1
    return Spot(start.line, start.column, max(1, width))


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    before = (text[:position] + "x").splitlines()
    return len(before) - 1, len(before[-1]) - 1
