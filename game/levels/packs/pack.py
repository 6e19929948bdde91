"""A pack as a whole: where it lies, what it says of itself, its levels and cards, and the first thing wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.levels import strict
from game.levels.folder import MANIFEST, level_files, opened, title_of
from game.levels.packs import archive
from game.levels.packs.archive import CARDS, Refused
from game.levels.packs.manifest import Manifest, manifest
from game.levels.problems import Problem


@dataclass(frozen=True)
class Pack:
    """A pack in a list.

    source: the folder or zip file that somebody put there. folder: where its files lie; the same, but for a zip file.
    says: what it says of itself, as far as that can be read. fault: its first problem as a sentence, empty if there is
    none. sound: whether its levels may be played, which does not depend on a slip in its texts.
    """

    source: Path
    folder: Path
    says: Manifest
    fault: str = ""
    sound: bool = True

    @property
    def levels(self) -> list[Path]:
        """Its level files, by name."""
        return level_files(self.folder) if self.sound else []

    @property
    def cover(self) -> Path | None:
        """Its cover, which is a PNG or JPEG picture of a size that may be shown."""
        return self.folder / self.says.cover if self.sound and self.says.cover else None


def is_pack(folder: Path) -> bool:
    """Whether a folder says that it is a pack."""
    return (folder / MANIFEST).is_file()


def packs_in(folder: Path) -> list[Path]:
    """The packs in a folder of levels, by name: folders that hold a pack.yaml, and zip files."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in entries if not path.name.startswith(".") and (archive.is_zip(path) or is_pack(path))]


def pack_in(folder: Path, source: Path | None = None) -> Pack:
    """The pack in a folder; `source` is the zip file that it was unpacked from, if it was. Never raises."""
    source = source or folder
    try:
        archive.in_folder(folder)
    except Refused as refusal:
        return broken(source, str(refusal))
    except OSError as error:
        return broken(source, f"It cannot be looked into: {(error.strerror or str(error)).lower()}.")
    says, problems = manifest(folder, MANIFEST)
    faults = [*problems, *(problem for path in cards_of(folder) for problem in check_cards(path))]
    first = next((problem for problem in faults if problem.severity == "error"), None)
    fault = _sentence(first) if first is not None else ""
    named = Manifest(title_of(source.stem) or source.name)
    return Pack(source, folder, says or named, fault, sound=says is not None)


def broken(source: Path, fault: str) -> Pack:
    """A pack of which nothing is used, with the reason."""
    return Pack(source, source, Manifest(title_of(source.stem) or source.name), fault, sound=False)


def _sentence(problem: Problem) -> str:
    where = f"{Path(problem.file).name}, line {problem.line}: "
    return " ".join(filter(None, (where + problem.text, problem.hint)))


def cards_of(folder: Path) -> list[Path]:
    """The files of cards that all levels of a pack may use."""
    return level_files(folder / CARDS)


def check_cards(path: Path) -> list[Problem]:
    """Every problem of a file of cards."""
    from game.levels.reading import check as checked

    return checked(path)


def check(folder: Path) -> list[Problem]:
    """Every problem of a pack's own file, its cards and its levels; Refused where something may not lie in it."""
    archive.in_folder(folder)
    files: Sequence[Path] = [*cards_of(folder), *level_files(folder)]
    return [*manifest(folder)[1], *(problem for path in files for problem in check_cards(path))]


def cards(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every card of a pack that all its levels may use, by name, as it is written; of a file with an error, none."""
    for path in cards_of(folder):
        if any(problem.severity == "error" for problem in check_cards(path)):
            continue
        findings, readable = opened(path)
        tree = strict.load(findings) if readable else None
        found = tree.data.get("dilemmas") if tree is not None and isinstance(tree.data, dict) else None
        for card in found if isinstance(found, list) else ():
            if isinstance(card, dict) and isinstance(card.get("name"), str):
                yield card["name"], card
