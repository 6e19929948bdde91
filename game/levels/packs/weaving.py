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

KEY = "pack"
_HEAD = "# What the pack holds for all its levels."


def woven(findings: Findings, path: str | Path) -> Findings:
    """A level's text with what the pack around its file adds; the same text where there is nothing to add.

    A text that YAML cannot read stays as it is, so that its problems keep their places.
    """
    folder = Path(path).parent
    tree = strict.load(Findings(findings.file, findings.text))
    if tree is None or not isinstance(tree.data, dict) or findings.text.lstrip().startswith("{"):
        return findings
    added = _added(folder, tree.data)
    if not added:
        return findings
    words = yaml.safe_dump({KEY: added}, allow_unicode=True, sort_keys=False, width=1_000_000)
    ended = findings.text if findings.text.endswith("\n") else findings.text + "\n"
    return Findings(findings.file, f"{ended}\n{_HEAD}\n{words}")


def _added(folder: Path, level: Mapping[str, Any]) -> dict[str, Any]:
    says, _ = manifest(folder)
    own = level.get("words")
    words = {word: name for word, name in (says.words if says is not None else {}).items()
             if not isinstance(own, dict) or word not in own}  # fmt: skip
    events, dilemmas = level.get("events"), level.get("dilemmas")
    wanted = {str(event.get("dilemma")) for event in _blocks(events)}
    wanted -= {str(card.get("name")) for card in _blocks(dilemmas)}
    brought = [card for name, card in dict(cards(folder)).items() if name in wanted]
    return {key: value for key, value in (("words", words), ("dilemmas", brought)) if value}


def unfold(data: dict[str, Any]) -> None:
    """Puts what a pack has added where a level has it."""
    added = data.get(KEY)
    if not isinstance(added, dict) or set(added) - {"words", "dilemmas"}:
        return
    words, brought = added.get("words", {}), added.get("dilemmas", [])
    if not isinstance(words, dict) or not isinstance(brought, list):
        return
    own, dilemmas = data.setdefault("words", {}), data.setdefault("dilemmas", [])
    if not isinstance(own, dict) or not isinstance(dilemmas, list):
        return
    del data[KEY]
    for word, name in words.items():
        own.setdefault(word, name)
    dilemmas += brought


def _blocks(part: object) -> list[dict[str, Any]]:
    return [block for block in part if isinstance(block, dict)] if isinstance(part, list) else []
