"""The packs in a player's folders: zip files are unpacked into a place of ours, and what is dropped on the window is
taken in.

Nothing is written into somebody else's folder, and nothing of a pack is used before all of it has been looked at.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from game import safely
from game.levels import packs
from game.levels.packs import Pack, Refused

UNPACKED = "packs"
"""The folder beside a player's own levels that holds what zip files are unpacked into."""
_FROM = ".from"
"""The file in an unpacked pack that says which zip file it came from, and which version of it."""
_LONGEST_NAME, _MARK_LETTERS = 40, 8
_NOT_KEPT = "Nothing is being kept, so a pack cannot be unpacked."


class PackShelf:
    """Finds packs in folders of levels, each time as it is then; one that has not changed is not looked at again.

    place: where zip files are unpacked; None where nothing is kept.
    """

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._known: dict[Path, tuple[tuple[safely.Stamp | None, ...], Pack]] = {}

    def in_folder(self, folder: Path) -> tuple[Pack, ...]:
        """The packs of a folder, broken ones too, by name."""
        return tuple(self.of(path) for path in packs.packs_in(folder))

    def tidy(self) -> None:
        """Removes what was unpacked from zip files that are not there any more."""
        for folder in self._place.iterdir() if self._place is not None and self._place.is_dir() else ():
            source = _text(folder / _FROM).partition("\n")[0]
            if source and not os.path.lexists(source):
                shutil.rmtree(folder, ignore_errors=True)

    def of(self, path: Path) -> Pack:
        """The pack in a folder or zip file."""
        stamps = tuple(safely.stamp(place) for place in _watched(path))
        known = self._known.get(path)
        if known is not None and known[0] == stamps:
            return known[1]
        pack = self._of_zip(path) if packs.is_zip(path) else packs.pack_in(path)
        self._known[path] = stamps, pack
        return pack

    def _of_zip(self, path: Path) -> Pack:
        if self._place is None:
            return packs.broken(path, _NOT_KEPT)
        source = os.path.realpath(path)
        mark = hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:_MARK_LETTERS]
        folder = self._place / f"{safely.file_name(path.stem, 'pack', _LONGEST_NAME)} {mark}"
        version = f"{source}\n{safely.stamp(path)}"
        try:
            if _text(folder / _FROM) != version:
                packs.unpacked(path, folder)
                (folder / _FROM).write_text(version, encoding="utf-8", errors="surrogateescape")
        except Refused as refusal:
            return packs.broken(path, str(refusal))
        except OSError as error:
            return packs.broken(path, f"It cannot be unpacked: {(error.strerror or str(error)).lower()}.")
        return packs.pack_in(folder, path)


def is_pack(path: Path) -> bool:
    """Whether something that is dropped on the window may be a pack: any folder, or a zip file."""
    return path.is_dir() or packs.is_zip(path)


def take_in(path: Path, home: Path) -> Pack:
    """Puts a pack into a player's own folder of levels and returns it as it lies there.

    A zip file takes the place of the one of the same name that held a pack of the same title, which stays beside it as
    a copy. Raises Refused where the pack cannot be used, OSError where the folder cannot be written.
    """
    if path.is_dir() and not packs.is_pack(path):
        raise Refused("A folder is a pack if it holds a file pack.yaml. A level alone is taken too: drop its file.")
    found = _at_first_sight(path)
    if not found.sound:
        raise Refused(found.fault)
    if os.path.realpath(path.parent) == os.path.realpath(home):
        return PackShelf(home.with_name(UNPACKED)).of(path)
    home.mkdir(parents=True, exist_ok=True)
    name = safely.file_name(path.stem, "pack", _LONGEST_NAME)
    if packs.is_zip(path):
        target = _free(home, name, ".zip", found.says.title)
        safely.put(target, path.read_bytes())
    else:
        target = _free(home, name, "", "")
        packs.copied(path, target)
    return PackShelf(home.with_name(UNPACKED)).of(target)


def _at_first_sight(path: Path) -> Pack:
    """A pack that nothing is kept of yet."""
    if not packs.is_zip(path):
        return packs.pack_in(path)
    with TemporaryDirectory() as place:
        packs.unpacked(path, Path(place, "pack"))
        return packs.pack_in(Path(place, "pack"), path)


def _free(home: Path, name: str, suffix: str, title: str) -> Path:
    """The first place of a name that is free, or is taken by an earlier version of the pack with that title."""
    shelf = PackShelf(home.with_name(UNPACKED))
    number = 1
    while True:
        place = home / f"{name}{f' {number}' if number > 1 else ''}{suffix}"
        earlier = bool(title) and packs.is_zip(place) and shelf.of(place).says.title == title
        if earlier or not os.path.lexists(place):
            return place
        number += 1


def _watched(path: Path) -> tuple[Path, ...]:
    """What changes when a pack does."""
    return (path, path / "pack.yaml", path / "cards") if path.is_dir() else (path,)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, ValueError):
        return ""
