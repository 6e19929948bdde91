"""What may lie in a pack, and how a zip file is unpacked by somebody who does not trust it.

All of it is looked at before a single file is written: how much there is, what it is called and what it is. Sizes are
those that come out, not those that the file tells. Whatever is written lies in the folder that was asked for.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from game import safely
from game.levels.folder import MANIFEST
from game.levels.problems import shown

MOST_FILES = 200
MOST_BYTES = 16_000_000
LARGEST_FILE = 2_000_000
MOST_TIMES = 200
"""How many times as large as it lies in the zip file a file may be."""
SMALL_BYTES = 65_536
"""Up to which size a file may be packed as tightly as it likes."""
LONGEST_NAME = 80
CARDS = "cards"
"""The one folder that a pack may hold."""
LEVELS, PICTURES, TEXTS = (".yaml", ".yml"), (".png", ".jpg", ".jpeg"), (".md", ".txt")
NAMES_IT = "It needs one line at least, “title: A name for the pack”."
SCHEMA = "level.schema.json"
_BARE = ("license", "licence", "readme", "authors")
"""Texts that are often called so without an ending."""
_JUNK = ("__macosx", "thumbs.db", "desktop.ini")
_WHAT = "A pack holds levels (.yaml), pictures (.png, .jpg) and texts (.md, .txt)."


class Refused(Exception):
    """A pack that is not taken: the text is a sentence that names the file and what is wrong with it."""


def is_junk(name: str) -> bool:
    """Whether a name is that of something a system leaves behind, or hidden: it is passed over."""
    parts = name.split("/")
    if "\\" in name or any(part in ("", ".", "..") for part in parts):
        return False  # such a name is looked at, and refused
    return any(part.startswith(".") or part.lower() in _JUNK for part in parts)


def named(names: Iterable[str]) -> None:
    """Looks at the names of a pack's files, with / between folder and file; Refused for the first that may not be."""
    seen: dict[str, str] = {}
    for count, name in enumerate(names):
        if count >= MOST_FILES:
            raise Refused(f"There are more than {MOST_FILES} files in it.")
        _name(name)
        plain = unicodedata.normalize("NFC", name).casefold()
        if seen.get(plain) == name:
            raise Refused(f"There are two files {shown(name)} in it. Take one of them out.")
        if plain in seen:
            raise Refused(f"{shown(seen[plain])} and {shown(name)} are one file on many systems. Rename one of them.")
        seen[plain] = name


def called_otherwise(names: Iterable[str]) -> str:
    """What to do where the file that names a pack is there under another name; an empty text if there is none."""
    near = next((name for name in names if name.lower() in (MANIFEST, "pack.yml")), "")
    return f"Its file {shown(near)} has to be called {MANIFEST}." if near else ""


def _name(name: str) -> None:
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in parts):
        raise Refused(f"{shown(name)} points out of the pack's folder.")
    for part in parts:
        stem = part.partition(".")[0].lower()
        odd = not part.isprintable() or re.search(r'[<>"|?*]', part) or part[-1] in ". "
        if odd or safely.is_reserved(stem) or len(part) > LONGEST_NAME:
            raise Refused(f"{shown(name)} is a name that some systems do not allow. Take letters, digits and hyphens.")
    if len(parts) > 2 or (len(parts) == 2 and parts[0] != CARDS):
        raise Refused(f"{shown(name)} lies in a folder. A pack has its files side by side, and cards in “{CARDS}”.")
    suffix = PurePosixPath(name).suffix.lower()
    known = LEVELS if len(parts) == 2 else (*LEVELS, *PICTURES, *TEXTS)
    if suffix not in known and parts[-1] != SCHEMA and parts[-1].lower() not in _BARE:
        raise Refused(f"{shown(name)} has no place in a pack. {_WHAT}")


def in_folder(folder: Path) -> list[str]:
    """The names of a pack's files in a folder, by name, once all of them may be there; Refused where one may not."""
    found, total = [], 0
    for place in (folder, folder / CARDS):
        if place.is_symlink():
            raise Refused(f"{shown(place.name)} is a link. Put what it points to into the pack.")
        if place != folder and not place.is_dir():
            continue
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                name = entry.name if place == folder else f"{CARDS}/{entry.name}"
                if is_junk(name) or (name == CARDS and entry.is_dir()):
                    continue
                if entry.is_symlink():
                    raise Refused(f"{shown(name)} is a link. Put what it points to into the pack.")
                if entry.is_dir():
                    raise Refused(f"{shown(name)} is a folder. A pack has one folder at most, “{CARDS}”.")
                if not entry.is_file():
                    raise Refused(f"{shown(name)} is not a file.")
                size = entry.stat().st_size
                total += size
                _size(name, size, total)
                found.append(name)
                named(found[-1:])
    named(found)
    return found


def _size(name: str, size: int, total: int) -> None:
    if size > LARGEST_FILE:
        raise Refused(f"{shown(name)} is larger than {LARGEST_FILE // 1_000_000} MB.")
    if total > MOST_BYTES:
        raise Refused(f"It holds more than {MOST_BYTES // 1_000_000} MB.")


def unpacked(path: Path, folder: Path) -> None:
    """Unpacks a zip file into a folder, which then holds nothing else; Refused where it is not taken, and OSError where
    the folder cannot be written. What was in the folder before stays there until all of the new has been written."""
    files = read(path)
    fresh = safely.temporary(folder)
    try:
        for name, data in files.items():
            place = fresh / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        old = safely.temporary(folder)
        if folder.exists():
            os.replace(folder, old)
        os.replace(fresh, folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def copied(source: Path, folder: Path) -> None:
    """Copies the files of a pack into a folder that is not there yet; Refused and OSError as above."""
    names = in_folder(source)
    fresh = safely.temporary(folder)
    try:
        for name in names:
            place = fresh / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, place, follow_symlinks=False)
        os.replace(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def read(path: Path) -> dict[str, bytes]:
    """Every file of a zip file by name, without the folder around all of them if there is one; Refused where one may
    not be there."""
    with path.open("rb") as file:
        packed = file.read(MOST_BYTES + 1)
    if len(packed) > MOST_BYTES:
        raise Refused(f"It holds more than {MOST_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            if not all(entry.filename for entry in archive.infolist()):
                raise zipfile.BadZipFile("A name begins with nothing.")  # zipfile itself falls over such a one
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not is_junk(entry.filename)]
            if len(entries) > MOST_FILES:
                raise Refused(f"There are more than {MOST_FILES} files in it.")
            around = _around([entry.orig_filename for entry in entries])
            names = [entry.orig_filename[len(around) :] for entry in entries]
            named(names)
            if MANIFEST not in names:
                raise Refused(called_otherwise(names) or f"It has no file {MANIFEST}, which names a pack. {NAMES_IT}")
            return _files(archive, dict(zip(names, entries, strict=True)))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, UnicodeError, RuntimeError, ValueError):
        raise Refused("It is no sound zip file. Pack it once more.") from None


def _around(names: list[str]) -> str:
    """The folder that lies around all files, with its stroke; an empty text where there is none."""
    first = {name.partition("/")[0] for name in names}
    only = next(iter(first), "")
    inside = len(first) == 1 and all("/" in name for name in names) and only not in ("", ".", "..", CARDS)
    return f"{only}/" if inside else ""


def _files(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    for name, entry in entries.items():
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise Refused(f"{shown(name)} is a link or no file. Put what it points to into the pack.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(f"{shown(name)} is packed in a way that few systems unpack. Pack it as a usual zip file.")
        if entry.flag_bits & 1:
            raise Refused(f"{shown(name)} needs a password. Pack it without one.")
        _size(name, entry.file_size, 0)
        with archive.open(entry) as stream:
            data = stream.read(LARGEST_FILE + 1)
        total += len(data)
        _size(name, len(data), total)
        if len(data) > SMALL_BYTES and len(data) > MOST_TIMES * max(1, entry.compress_size):
            raise Refused(f"{shown(name)} is packed tighter than any level or picture could be.")
        files[name] = data
    return files
