"""A pack as a whole: where it lies, what it says of itself, its levels and cards, and the first thing wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from game.levels import reading
from game.levels.folder import MANIFEST, is_pack, is_zip, level_files, title_of
from game.levels.packs import archive, deck
from game.levels.packs.archive import Refused
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


def packs_in(folder: Path) -> list[Path]:
    """The packs in a folder of levels, by name: folders that hold a pack.yaml, and zip files."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in entries if not path.name.startswith(".") and (is_zip(path) or is_pack(path))]


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
    cards = [problem for path in deck.files(folder) for problem in reading.check(path)]
    faults = [*problems, *_without_levels(folder, MANIFEST), *cards, *deck.twice(folder)]
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


def check(folder: Path) -> list[Problem]:
    """Every problem of a pack's own file, its cards and its levels; Refused where something may not lie in it."""
    archive.in_folder(folder)
    files: Sequence[Path] = [*deck.files(folder), *level_files(folder)]
    found = [problem for path in files for problem in reading.check(path)]
    return [*manifest(folder)[1], *_without_levels(folder, str(folder / MANIFEST)), *deck.twice(folder), *found]


def _without_levels(folder: Path, name: str) -> list[Problem]:
    """The one problem of a pack in which there is nothing to play; `name` is what it calls pack.yaml."""
    if level_files(folder):
        return []
    return [Problem("error", name, 1, 1, "pack", "There is no level in this pack.",
                    "Put at least one level (.yaml) beside pack.yaml.", "")]  # fmt: skip
