"""Gives a level what its pack holds for all of them: words, and the cards that its events bring.

They are written behind the level's own text, under a key of their own. So a saved game holds all that it needs, and
every line of the level keeps its number.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from game.levels import strict
from game.levels.packs.deck import cards
from game.levels.packs.manifest import manifest
from game.levels.problems import Findings
from game.levels.strict import Tree

KEY = "pack"
_HEAD = "# What the pack holds for all its levels."
_ENDLESS = 10_000_000
"""A width that no line has, so that none is broken."""


class _Quoted(yaml.SafeDumper):
    """Writes every text in quotes, so that it is read as the text it is: “1e3”, “~” and “12:30” too."""

    def ignore_aliases(self, data: object) -> bool:
        """Whatever stands twice is written twice; a name of an anchor could be one of the level's own."""
        return True


_Quoted.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def added(text: str, path: str | Path) -> dict[str, Any]:
    """What the pack around a level's file adds to it: words and cards, as far as there are any.

    text: the level's. A text of which nothing can be read gets nothing.
    """
    tree = strict.load(Findings(str(path), text))
    if tree is None or not isinstance(tree.data, dict):
        return {}
    says, _ = manifest(Path(path).parent)
    own = tree.data.get("words")
    words = {word: name for word, name in (says.words if says is not None else {}).items()
             if not isinstance(own, dict) or word not in own}  # fmt: skip
    events, dilemmas = tree.data.get("events"), tree.data.get("dilemmas")
    wanted = {str(event.get("dilemma")) for event in _blocks(events)}
    wanted -= {str(card.get("name")) for card in _blocks(dilemmas)}
    brought = [card for name, card in dict(cards(Path(path).parent)).items() if name in wanted]
    return {key: value for key, value in (("words", words), ("dilemmas", brought)) if value}


def woven(text: str, more: Mapping[str, Any]) -> str:
    """A level's text with what its pack adds; the same text where that is nothing, or where YAML cannot read it."""
    if not more:
        return text
    try:
        root = yaml.compose(text, yaml.SafeLoader)
        if not isinstance(root, yaml.MappingNode):
            return text
        if root.flow_style:
            return _inside_braces(text, root.end_mark.index - 1, more)
    except yaml.YAMLError:
        return text
    before, after = text[: root.end_mark.index], text[root.end_mark.index :]
    lines = [_HEAD, *_written(more).splitlines()]
    block = "".join(f"{' ' * root.start_mark.column}{line}\n" for line in lines)
    return f"{before}{'' if before.endswith(chr(10)) else chr(10)}\n{block}{after}"


def _inside_braces(text: str, end: int, more: Mapping[str, Any]) -> str:
    """The same for a level that stands in braces, of which the last one is at `end`."""
    tokens = [token for token in yaml.scan(text, yaml.SafeLoader) if token.start_mark.index < end]
    comma = "" if isinstance(tokens[-1], yaml.FlowEntryToken) else ", "
    return f"{text[:end]}{comma}{_written(more, flow=True).strip()[1:-1]}{text[end:]}"


def _written(more: Mapping[str, Any], *, flow: bool = False) -> str:
    return yaml.dump({KEY: dict(more)}, Dumper=_Quoted, allow_unicode=True, sort_keys=False, width=_ENDLESS,
                     default_flow_style=flow)  # fmt: skip


def unfold(tree: Tree, more: Mapping[str, Any] | None = None) -> None:
    """Puts what a pack adds where a level has it: what is given, or what stands under the pack's key in its text.

    What is wrong with a card for this level alone has its place at the event that brings the card.
    """
    data = tree.data
    if not isinstance(data, dict):
        return
    found = data.get(KEY) if more is None else more
    if not isinstance(found, Mapping) or set(found) - {"words", "dilemmas"}:
        return
    words, brought = found.get("words", {}), found.get("dilemmas", [])
    if not isinstance(words, dict) or not isinstance(brought, list):
        return
    if more is None:
        del data[KEY]
    own, dilemmas = data.setdefault("words", {}), data.setdefault("dilemmas", [])
    if isinstance(own, dict):
        data["words"] = {**words, **own}
    if isinstance(dilemmas, list):
        _place_cards(tree, len(dilemmas), brought)
        data["dilemmas"] = [*dilemmas, *brought]


def _place_cards(tree: Tree, first: int, brought: list[Any]) -> None:
    """Says of every card that a pack brings where the level asks for it."""
    events = tree.data.get("events") if isinstance(tree.data, dict) else None
    spots = {event.get("dilemma"): tree.value(("events", n, "dilemma"))
             for n, event in reversed([*enumerate(events if isinstance(events, list) else ())])
             if isinstance(event, dict) and isinstance(event.get("dilemma"), str)}  # fmt: skip
    for index, card in enumerate(brought, first):
        spot = spots.get(card.get("name")) if isinstance(card, dict) else None
        if spot is not None:
            tree.values.setdefault(("dilemmas",), spot)
            tree.values["dilemmas", index] = spot


def _blocks(part: object) -> list[dict[str, Any]]:
    return [block for block in part if isinstance(block, dict)] if isinstance(part, list) else []
