"""`pack.yaml`: what a pack is called, who made it, in which language, under which licence, and its cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game.levels import calling, formats, strict, tongues
from game.levels.folder import MANIFEST, opened
from game.levels.names import WORDS
from game.levels.packs import pictures
from game.levels.problems import Findings, Problem, did_you_mean, shown
from game.levels.strict import Tree

_TEXTS = {"title": 40, "author": 80, "language": 12, "licence": 40, "about": 220, "cover": 80}
"""Keys that hold a text, with the characters each has room for."""
_KEYS = ("format", *_TEXTS, "words")
_LONGEST_WORD = 24


@dataclass(frozen=True)
class Manifest:
    """What `pack.yaml` says; an empty text where it says nothing. cover: the name of a picture beside it."""

    title: str
    author: str = ""
    language: str = "en"
    licence: str = ""
    about: str = ""
    cover: str = ""
    words: Mapping[str, str] = field(default_factory=dict, hash=False)


def manifest(folder: Path, name: str = "") -> tuple[Manifest | None, list[Problem]]:
    """What a pack's `pack.yaml` says, None if it has no title that can be read; and every problem of it by place.

    name: what messages call the file.
    """
    path = folder / MANIFEST
    findings, readable = opened(path, name or str(path))
    tree = strict.load(findings) if readable else None
    if tree is None:
        return None, findings.sorted()
    if not isinstance(tree.data, dict):
        findings.error(tree.value(()), "type", "A pack is written as keys with values.", "Start with “title: ”.")
        return None, findings.sorted()
    if formats.report(tree, findings):
        return None, findings.sorted()
    for key in tree.data:
        if key not in _KEYS:
            findings.error(tree.key((key,)), "key", f"I do not know the key {shown(key)}.",
                           did_you_mean(key, _KEYS))  # fmt: skip
    if "format" in tree.data and type(tree.data["format"]) is not int and ("format",) not in tree.broken:
        formats.odd(tree, findings)
    texts = {key: text for key, room in _TEXTS.items() if (text := _text(tree, findings, (key,), room))}
    if "title" not in tree.data:
        findings.error(tree.value(()), "missing", "The key “title” is missing.", "Every pack needs a title.")
    if texts.get("cover"):
        _look_at_cover(folder, texts, tree, findings)
    words = _words(tree, findings)
    for fault in calling.faults(words, words, texts.get("language", "en")):
        findings.warning(tree.value(("words", fault.at)), fault.rule, fault.text, fault.hint)
    odd = tongues.fault(texts["language"]) if "language" in texts else None
    if odd is not None:
        findings.warning(tree.value(("language",)), "language", *odd)
    made = Manifest(**texts, words=words) if "title" in texts else None
    return made, findings.sorted()


def _text(tree: Tree, findings: Findings, path: tuple[str, ...], room: int) -> str:
    """The text at a place on one line, as much of it as there is room for; empty where there is none."""
    value: object = tree.data
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return ""
        value = value[key]
    if path in tree.surprises:
        surprise = tree.surprises[path]
        findings.error(tree.value(path), "surprise", f"YAML reads {shown(surprise.written)} as {surprise.made}.",
                       f'Write "{surprise.written}".')  # fmt: skip
    elif not isinstance(value, str):
        if path not in tree.broken:
            findings.error(tree.value(path), "type", f"“{key}” takes a text.", "Write it in quotes.")
    elif not value.strip():
        findings.error(tree.value(path), "text", "This text is empty.", "Write a text, or take the line out.")
    elif not all(c.isprintable() or c in "\n\t" for c in value):
        findings.error(tree.value(path), "text", f"“{key}” holds a sign that nobody can see.", "Take it out.")
    else:
        text = " ".join(value.split())
        if len(text) > room:
            findings.error(tree.value(path), "text", f"This text has {len(text)} characters; “{key}” has room for "
                           f"{room}.", "Shorten it.")  # fmt: skip
        return text[:room]
    return ""


def _look_at_cover(folder: Path, texts: dict[str, str], tree: Tree, findings: Findings) -> None:
    """Notes a cover that cannot be shown, and takes it out."""
    name = texts["cover"]
    path = folder / name
    fault = ""
    if name != Path(name).name or "\\" in name:
        fault = "lies in a folder; a cover lies beside pack.yaml"
    elif not path.is_file() or path.is_symlink():
        fault = "is not there"
    else:
        with path.open("rb") as file:
            fault = pictures.fault(file.read(pictures.LARGEST_BYTES + 1))
    if fault:
        findings.error(tree.value(("cover",)), "file", f"The cover {shown(name)} {fault}.")
        del texts["cover"]


def _words(tree: Tree, findings: Findings) -> dict[str, str]:
    """The names that things have in all levels of the pack."""
    data = tree.data.get("words", {}) if isinstance(tree.data, dict) else {}
    if not isinstance(data, dict):
        if ("words",) not in tree.broken:
            findings.error(tree.value(("words",)), "type", "“words” takes keys with values.",
                           "Write {team: ward}.")  # fmt: skip
        return {}
    words = {}
    for key in data:
        if key not in WORDS:
            findings.error(tree.key(("words", key)), "name", f"There is no word {shown(key)} that can be renamed.",
                           did_you_mean(key, list(WORDS)))  # fmt: skip
        elif word := _text(tree, findings, ("words", key), _LONGEST_WORD):
            words[key] = word
    return words
