"""YAML, read strictly: text becomes plain data with the place of every key and value, or problems.

PyYAML reads YAML 1.1, in which `no` is false, `12:30` is 750, `010` is 8, `1e3` is text and the second of two
equal keys wins in silence. Here each of these is a problem that says what YAML would have made of it. Nothing in
a file can create an object, and limits on depth, aliases and counts keep a hostile file harmless.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from game.levels.composing import MAX_DEPTH, MAX_NODES, Bounded, Limit, composed
from game.levels.problems import Findings, Spot, shown
from game.levels.stray import without_strays

MAX_CHARACTERS = 262_144
MAX_DIGITS = 15

Path = tuple[str | int, ...]
"""The way to a value: keys and list positions from the root."""

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9_]*)")
_NUMBER_IN_TEXT = re.compile(r"[-+]?(0[0-9]+|0o[0-7]+|[0-9][0-9_]*(\.[0-9]*)?[eE][-+]?[0-9]+)")

_COMMENT = re.compile(r"[ \t]+#(?=\S)|[ ]#")
"""A comment as nobody sets one: with one space before it, or none behind."""
_TIGHT_KEY = re.compile(r"[A-Za-z_]+:(?=[^\s/])")




class Surprise(NamedTuple):
    """A value that YAML reads otherwise than a person: what stands there, and what YAML makes of it."""

    written: str
    made: str


@dataclass
class Tree:
    """What a text holds.

    data: plain dicts, lists, texts, numbers and truth values. keys, values: what stands at each path's key and value.
    inside: how far a value's first character lies right of its spot, for texts on one line. broken: paths whose value
    has been reported, or is only guessed, and is missing from the data's meaning. surprises: values that no check has
    seen yet, to be reported by whoever knows what belongs there. plain: numbers and texts without quotes as they are
    written. cut: texts behind which a comment begins that may belong to them, with the place of the comment.
    guessed, moved: as in `Mended`.
    """

    data: object = None
    keys: dict[Path, Node] = field(default_factory=dict)
    values: dict[Path, Node | Spot] = field(default_factory=dict)
    inside: dict[Path, int] = field(default_factory=dict)
    broken: set[Path] = field(default_factory=set)
    surprises: dict[Path, Surprise] = field(default_factory=dict)
    plain: dict[Path, str] = field(default_factory=dict)
    cut: dict[Path, Spot] = field(default_factory=dict)
    guessed: frozenset[int] = frozenset()
    moved: Mapping[int, int] = field(default_factory=dict)

    def key(self, path: Path) -> Spot:
        """Where the key of `path` stands; the nearest thing around it if it has none."""
        return self.place(self.keys[path]) if path in self.keys else self.value(path)

    def value(self, path: Path) -> Spot:
        """Where the value of `path` stands; parts of the path that the file does not hold are skipped."""
        known: Path = ()
        for part in path:
            if (*known, part) in self.values:
                known = (*known, part)
        return self.place(self.values.get(known, Spot(0, 0)))

    def place(self, node: Node | Spot) -> Spot:
        """Where a node stands, as the author sees it; few are ever asked for."""
        return node if isinstance(node, Spot) else self.between(node.start_mark, node.end_mark)

    def between(self, start: yaml.Mark, end: yaml.Mark) -> Spot:
        """The place from one mark to another, as the author sees it."""
        spot = _spot(start, end)
        if spot.line not in self.moved:
            return spot
        return spot._replace(column=max(0, spot.column + self.moved[spot.line]))

    def word(self, path: Path, offset: int, width: int) -> Spot:
        """Where a part of a text stands: `offset` characters into the value of `path`."""
        spot = self.value(path)
        if path not in self.inside:
            return spot
        return Spot(spot.line, spot.column + self.inside[path] + offset, max(1, width))


def load(findings: Findings) -> Tree | None:
    """Reads the text of `findings`; None if YAML cannot read it, with every slip noted that could be told apart."""
    if len(findings.text) > MAX_CHARACTERS:
        findings.error(
            Spot(0, 0), "limit", f"The file is too long: a level holds at most {MAX_CHARACTERS:,} characters."
        )
        return None
    clean = without_strays(findings)
    if clean is None:
        return None
    try:
        mended, composer, node = composed(clean, findings)
        if composer is None:
            return None
        tree = Tree(guessed=mended.guessed, moved=mended.moved)
        if node is not None:
            reader = _Reader(findings, tree, composer)
            tree.data = reader.read(node, ())
            reader.note_lone_anchors()
        return tree
    except Limit as limit:
        findings.error(_spot(limit.mark), "limit", limit.text)
    return None


class _Reader:
    """Turns nodes into data and notes every surprise on the way."""

    def __init__(self, findings: Findings, tree: Tree, composer: Bounded) -> None:
        self.findings, self.tree, self.composer = findings, tree, composer
        self.count = 0
        self.commented = {number for number, line in enumerate(findings.lines) if "#" in line}

    def read(self, node: Node, path: Path) -> object:
        self.count += 1
        if self.count > MAX_NODES:
            raise Limit(node.start_mark, f"With its aliases written out, the level holds over {MAX_NODES:,} values.")
        if len(path) >= MAX_DEPTH:
            raise Limit(node.start_mark, f"This is nested more than {MAX_DEPTH} deep.")
        self.tree.values[path] = node
        if id(node) in self.composer.tagged:
            self._note_tagged(node, path)
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        if node.start_mark.line in self.tree.guessed:
            self.tree.broken.add(path)
        quotes = node.style or ""
        one_line = node.start_mark.line == node.end_mark.line
        if one_line and quotes in ("", "'", '"'):
            self.tree.inside[path] = len(quotes)
        if quotes:
            return str(node.value)
        if node.end_mark.line in self.commented:
            self._note_comment(node, path)
        if not one_line:
            self._note_swallowed(node, path)
        return self._plain(node, path)

    def note_lone_anchors(self) -> None:
        """Notes every “&” that no alias comes back to: it was meant for a part of the text."""
        for name, (mark, node) in self.composer.anchored.items():
            if name in self.composer.used:
                continue
            spot = self.tree.between(mark, mark)._replace(width=1)
            if isinstance(node, ScalarNode) and not node.style:
                said = f"&{name} {node.value}".strip()[:40]
                self.findings.error(spot, "yaml", "A text that begins with & needs quotes.", f'Write "{said}".')
            else:
                self.findings.error(spot, "yaml", "No alias comes back to this anchor.",
                                    "Take the word with the & out.")  # fmt: skip

    def _note_tagged(self, node: Node, path: Path) -> None:
        """A value behind a “!”, which YAML takes for a tag."""
        spot = self.tree.place(node)
        line = self.findings.lines[spot.line] if spot.line < len(self.findings.lines) else ""
        text = line[spot.column :].split(" #")[0].rstrip(" ,]}")
        self.tree.broken.add(path)
        if text.startswith("!!") or not isinstance(node, ScalarNode):
            self.findings.error(
                spot._replace(width=1), "yaml", "A tag has no place in a level.", "Take out the word with the “!”."
            )
        else:
            self.findings.error(spot._replace(width=1), "yaml", "A text that begins with ! needs quotes.",
                                f'Write "{text[:40]}".')  # fmt: skip

    def _note_comment(self, node: ScalarNode, path: Path) -> None:
        """Keeps where a comment begins right behind a text, in case it belongs to it."""
        mark = node.end_mark
        line = self.findings.lines[mark.line] if mark.line < len(self.findings.lines) else ""
        column = mark.column + self.tree.moved.get(mark.line, 0)
        match = _COMMENT.match(line, column)
        if match and node.value and not isinstance(self._sense(node), int | float):
            self.tree.cut[path] = Spot(mark.line, match.end() - 1)

    def _note_swallowed(self, node: ScalarNode, path: Path) -> None:
        """Notes a part of a list that YAML takes for more of the text above it, because it starts further right."""
        first, last = node.start_mark.line, node.end_mark.line
        for number in range(first + 1, min(last + 1, len(self.findings.lines))):
            line = self.findings.lines[number]
            if not re.match(r"\s*- ", line) or path in self.tree.broken:
                continue
            if str(node.value).startswith("-"):
                spot = self.tree.place(node)
                self.findings.error(spot._replace(width=1), "yaml", "A space is missing after the dash.",
                                    "Write “- ” before each part.")  # fmt: skip
            else:
                self.findings.error(Spot(number, len(line) - len(line.lstrip())), "yaml",
                                    "This line is indented further than its neighbour above.",
                                    "Let its dash start under the dash above.")  # fmt: skip
            self.tree.broken.add(path)

    def _sense(self, node: ScalarNode) -> object:
        return 0 if str(node.tag).endswith((":int", ":float", ":bool", ":null")) else str(node.value)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        before: tuple[Path, Node] | None = None
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.findings.error(self.tree.place(key_node), "yaml", "A key must be one word or a few.",
                                    "Write “key: value”.")  # fmt: skip
                continue
            key = str(key_node.value)
            place = (*path, key)
            if self._bare(key_node, value_node, before):
                continue
            if key in found:
                line = self.tree.key(place).line + 1
                self.findings.error(self.tree.place(key_node), "duplicate", f"The key {shown(key)} stands twice.",
                                    f"It stands in line {line} already; keep one of them.")  # fmt: skip
                continue
            self.tree.keys[place] = key_node
            found[key] = self.read(value_node, place)
            before = place, value_node
        return found

    def _bare(self, key: ScalarNode, value: Node, before: tuple[Path, Node] | None) -> bool:
        """Whether a key in braces is none: what a comma cut from a number or text, or one with its colon too close."""
        if not isinstance(value, ScalarNode) or value.style or value.value or key.style:
            return False
        number = str(key.value)
        if before is not None and number.isdigit() and isinstance(before[1], ScalarNode):
            path, last = before
            if last.end_mark.index + 1 == key.start_mark.index and re.fullmatch(r"[-+]?\d+", str(last.value)):
                self.tree.values[path] = self.tree.between(last.start_mark, key.end_mark)
                self.tree.broken.add(path)
                self.tree.surprises[path] = Surprise(f"{last.value},{number}", "")
                return True
        if _TIGHT_KEY.match(number):
            name, _, rest = number.partition(":")
            spot = self.tree.place(key)
            self.findings.error(spot._replace(column=spot.column + len(name), width=1), "yaml",
                                "A space is missing after the colon.",
                                f"Write {shown(f'{name}: {rest}')}.")  # fmt: skip
            return True
        if before is not None and self._reads_on(key, before[1]):
            hint = "Write one; or, if it belongs to the text before it, put that whole text in quotes."
            self.findings.error(self.tree.place(key), "type", f"{shown(number)} has no value.", hint)
            return True
        return False

    def _reads_on(self, key: ScalarNode, last: Node) -> bool:
        """Whether a key without a colon may be the rest of the text before it, which a comma has cut."""
        if not isinstance(last, ScalarNode) or last.style or not self._sense(last):
            return False
        spot = self.tree.place(key)
        return not self.findings.lines[spot.line][spot.column + spot.width:].lstrip().startswith(":")

    def _plain(self, node: ScalarNode, path: Path) -> object:
        """The value of a scalar without quotes, if YAML and a person read it alike."""
        text, kind = str(node.value), str(node.tag).rpartition(":")[2]
        self.tree.plain[path] = text
        if kind == "null":
            word = shown(path[-1]) if path and isinstance(path[-1], str) else "This"
            self._wrong(path, "type", f"{word} has no value.", "Write one, or take the line out.")
            return None
        if kind == "bool" and text.lower() in ("true", "false"):
            return text.lower() == "true"
        if kind == "int" and _WHOLE.fullmatch(text):
            digits = text.replace("_", "")
            if len(digits) <= MAX_DIGITS:
                return int(digits)
            self._wrong(path, "range", "This number has too many digits.", f"A level counts to {MAX_DIGITS} digits.")
            return None
        if kind == "float" and ":" not in text:
            number = float(text.replace("_", "")) if text.lower().strip("+-") not in (".inf", ".nan") else float("inf")
            if number - number == 0.0:
                return number
            self._wrong(path, "range", f"{shown(text)} is not a number that a level can use.", "Write digits.")
            return None
        if kind in ("bool", "int", "float", "timestamp"):
            self._surprise(path, Surprise(text, self._made(node)))
            return None
        if _NUMBER_IN_TEXT.fullmatch(text):
            self._surprise(path, Surprise(text, "text, not as a number"))
            return None
        return text

    def _wrong(self, path: Path, rule: str, text: str, hint: str) -> None:
        if path not in self.tree.broken:
            self.findings.error(self.tree.value(path), rule, text, hint)
        self.tree.broken.add(path)

    def _surprise(self, path: Path, surprise: Surprise) -> None:
        if path not in self.tree.broken:
            self.tree.surprises[path] = surprise
        self.tree.broken.add(path)

    def _made(self, node: ScalarNode) -> str:
        kind = str(node.tag).rpartition(":")[2]
        if kind == "timestamp" or len(node.value) > 40:
            return "a date" if kind == "timestamp" else "a very large number"
        if kind == "bool":
            return "true" if node.value.lower() in ("yes", "on") else "false"
        try:
            number = (
                _MADE.construct_yaml_int(node) if kind == "int" else _MADE.construct_yaml_float(node)
            )
        except (ValueError, OverflowError):
            return "a number"
        return f"the number {number}"


_MADE = yaml.constructor.SafeConstructor()


def _spot(start: yaml.Mark | None, end: yaml.Mark | None = None) -> Spot:
    if start is None:
        return Spot(0, 0)
    width = end.column - start.column if end is not None and end.line == start.line else 1
    return Spot(start.line, start.column, max(1, width))
