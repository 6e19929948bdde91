"""From a text to YAML's nodes, within limits; where a slip stops it, it is noted, mended in memory, and read on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.nodes import Node, ScalarNode
from yaml.resolver import Resolver

from game.levels.mended import Mended
from game.levels.problems import Findings

if TYPE_CHECKING:
    from game.levels.slips import Slip

MAX_DEPTH = 10
MAX_NODES = 20_000
MAX_ALIASES = 50
MAX_TRIALS = 60
"""How often a text is read again without a slip, at most."""
MAX_AGAIN = 6
"""How often lines that were mended already are mended again."""
MAX_ADDED = 400
"""How many characters may be added in all: a quote or a comma here and there, not more."""
MAX_TRIAL_CHARACTERS = 1_000_000
"""How many characters are read again in all, so that a long text with many slips takes no longer than a few reads."""

_TIGHT_KEY = re.compile(r"[A-Za-z_]+:(?=[^\s/])")
_NAMING = re.compile(r"(?<![^\s\[\]{},:?-])[&*!](?=\S)")
MAX_BRACKETS = 400
"""How many brackets and how long lines a text may have that LibYAML nests without being watched."""
_CLOSE = re.compile(r":(?=[^\s/])")
_ASKING = re.compile(r"\?[^\w\s\"'”’]")
"""With a bracket before it, what the swift parser takes otherwise than the other one: then that one has to say."""


class Limit(Exception):
    """A text is larger or deeper nested than a level may be; `mark` says where."""

    def __init__(self, mark: yaml.Mark | None, text: str) -> None:
        super().__init__(text)
        self.mark, self.text = mark, text


class Bounded(Composer):
    """Composes nodes only, within limits, and notes explicit tags; it never constructs what a tag asks for."""

    depth = nodes = aliases = 0
    tagged: set[int]
    used: set[str]
    anchored: dict[str, tuple[yaml.Mark, Node]]

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event: Any = self.peek_event()  # type: ignore[attr-defined]
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            self.aliases += 1
            self.used.add(str(event.anchor))
            if self.aliases > MAX_ALIASES:
                raise Limit(mark, f"A level may hold at most {MAX_ALIASES} aliases.")
        else:
            self.nodes += 1
            if self.nodes > MAX_NODES:
                raise Limit(mark, f"A level may hold at most {MAX_NODES:,} values.")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Limit(mark, f"This is nested more than {MAX_DEPTH} deep.")
        node = self._word(event) or super().compose_node(parent, index)
        if node is not None and getattr(event, "tag", None) not in (None, "!"):
            self.tagged.add(id(node))
        if node is not None and not isinstance(event, yaml.AliasEvent) and event.anchor is not None:
            self.anchored[str(event.anchor)] = mark, node
        self.depth -= 1
        return node

    def _word(self, event: Any) -> ScalarNode | None:
        """A text or number without a name, which is most of a level: what `super` makes of it, in half the time."""
        if type(event) is not yaml.ScalarEvent or event.anchor is not None:
            return None
        self.get_event()  # type: ignore[attr-defined]
        tag = event.tag
        if tag is None or tag == "!":
            tag = self.resolve(ScalarNode, event.value, event.implicit)  # type: ignore[attr-defined]
        start: Any = event.start_mark
        end: Any = event.end_mark
        return ScalarNode(tag, event.value, start, end, style=event.style)


class _Composer(Bounded, yaml.SafeLoader):
    """Reads with YAML's own parser, whose words for an error the slips are known by."""

    def __init__(self, text: str) -> None:
        yaml.SafeLoader.__init__(self, text)
        self.tagged, self.used, self.anchored = set(), set(), {}


def _swift_composer(text: str) -> Bounded | None:
    """Reads with LibYAML; None if PyYAML was built without it."""
    return None if _Swift is None else _Swift(text)


def _needs_no_limits(text: str) -> bool:
    """Whether a text is too small to hold too much, or to be nested so deep that LibYAML alone would run out of stack;
    and it has no sign that names, repeats or tags anything."""
    return (
        len(text) <= MAX_NODES
        and not (any(sign in text for sign in "&*!") and _NAMING.search(text))
        and text.count("[") + text.count("{") <= MAX_BRACKETS
        and max(map(len, text.split("\n"))) <= MAX_BRACKETS
    )


@lru_cache(maxsize=2_048)  # the same few dozen keys stand in every level
def _tag(value: str) -> str:
    """What kind of value YAML takes a word without quotes for."""
    resolver: Any = Resolver()
    return str(resolver.resolve(ScalarNode, value, (True, False)))


def _built_with_libyaml() -> Any:
    """The composer that reads with LibYAML, or None."""
    parser: Any = getattr(yaml, "cyaml", None) and yaml.cyaml.CParser  # type: ignore[attr-defined]
    if not parser:
        return None

    class Swift(Bounded, parser, SafeConstructor, Resolver):  # type: ignore[misc]
        def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> Any:
            if kind is ScalarNode and implicit[0]:
                return _tag(value)
            return Resolver.resolve(self, kind, value, implicit)  # type: ignore[no-untyped-call]

        def get_single_node(self) -> Any:
            return parser.get_single_node(self) if self.unlimited else Composer.get_single_node(self)

        def __init__(self, text: str) -> None:
            self.unlimited = _needs_no_limits(text)
            parser.__init__(self, text)
            Composer.__init__(self)
            SafeConstructor.__init__(self)
            Resolver.__init__(self)
            self.tagged, self.used, self.anchored = set(), set(), {}

    return Swift


_Swift = _built_with_libyaml()


def composed(mended: Mended, findings: Findings) -> tuple[Mended, Bounded | None, Node | None]:
    """The text's nodes, after every slip that could be mended; no composer if one could not. Raises Limit."""
    trials = max(3, min(MAX_TRIALS, MAX_TRIAL_CHARACTERS // max(1, len(mended.text))))
    longest = len(mended.text) + MAX_ADDED
    attempt = swiftly(mended.text) or attempted(mended.text)
    again = 0
    while attempt.slip is not None:
        slip = attempt.slip
        again += slip.spot.line in mended.guessed
        if again > MAX_AGAIN:
            return mended, None, None
        if slip.spot.line not in mended.guessed:  # what follows from a guess is no slip of the author's
            findings.error(mended.shown(slip.spot), "yaml", slip.text, slip.hint)
        better: tuple[_Attempt, Mended] | None = None
        for candidate in slip.mended:
            trials -= 1
            if trials < 0 or len(candidate.text) > longest:
                return mended, None, None
            tried = attempted(candidate.text)
            if tried.slip is None or (better is None and tried.slip.spot > slip.spot):
                better = tried, candidate
            if tried.slip is None:
                break
        if better is None:
            return mended, None, None
        attempt, mended = better[0], mended.then(better[1])
    return mended, attempt.composer, attempt.node


class _Attempt(NamedTuple):
    """What YAML makes of a text: its nodes, or the slip that stops it."""

    composer: Bounded | None
    node: Node | None
    slip: Slip | None


def swiftly(text: str) -> _Attempt | None:
    """A text without slips, read in a tenth of the time; None where it has one, or that cannot be told."""
    asking = "?" in text and any("?" in line and _asks_in_brackets(line) for line in text.split("\n"))
    if "\t" in text or asking or _has_tight_colon(text):
        return None
    composer = _swift_composer(text)
    if composer is None:
        return None
    try:
        return _Attempt(composer, composer.get_single_node(), None)
    except yaml.YAMLError:
        return None


def _has_tight_colon(text: str) -> bool:
    """Whether a line has its first colon close to what follows."""
    return any(":" not in text[text.rfind("\n", 0, at.start()) + 1 : at.start()] for at in _CLOSE.finditer(text))


def _asks_in_brackets(line: str) -> bool:
    opened = min((at for at in (line.find("["), line.find("{")) if at >= 0), default=-1)
    return opened >= 0 and _ASKING.search(line, opened) is not None


def attempted(text: str) -> _Attempt:
    """What YAML's own parser makes of a text."""
    from game.levels import slips  # most texts have none

    composer = _Composer(text)
    try:
        node = composer.get_single_node()
    except yaml.MarkedYAMLError as error:
        return _Attempt(None, None, slips.found(text, error))
    slip = None
    if isinstance(node, ScalarNode):
        tight = next((n for n, line in enumerate(text.split("\n")) if _TIGHT_KEY.match(line)), None)
        slip = None if tight is None else slips.bare_line(text, tight)
    return _Attempt(composer, node, slip)
