"""A small sound pack, and ways to write it as a folder or a zip file."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path


def png(wide: int = 6, high: int = 4) -> bytes:
    """A sound PNG picture of one colour, that its head may tell to be larger than it is."""

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\x26\x34\x5c" * min(wide, 64) for _ in range(min(high, 64)))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


LEVEL = """\
format: 1
title: The Ward
author: Ben Osei
people: 18
weeks: 13
products: [tea, bread]
levers: [order, visit, answer]
events:
  - {when: week 3, dilemma: the lamp}
"""
CARDS = """\
dilemmas:
  - name: the lamp
    title: The lamp in the corridor
    text: It burns all night over {department}. Half of them cannot sleep.
    seek: {does: Sit under it with everyone., says: A smaller one might do.}
    free: {does: Whoever wants to may turn it off., says: And on again.}
    insist: {does: It burns., says: Then it burns.}
  - name: the key
    title: The key of the yard
    text: Nobody in {department} knows who has it.
    seek: {does: Ask everyone., says: It was in the jar.}
    free: {does: Leave it open., says: As before.}
    insist: {does: Change the lock., says: A pity.}
"""
MANIFEST = """\
format: 1
title: Wards in Winter
author: Ada Okafor
language: de
licence: CC BY 4.0
about: Two houses that do not sleep.
cover: cover.png
words: {team: ward, teams: wards}
"""
FILES: dict[str, bytes] = {
    "pack.yaml": MANIFEST.encode(), "the-ward.yaml": LEVEL.encode(), "cards/night.yaml": CARDS.encode(),
    "cover.png": png(), "LICENCE": b"CC BY 4.0\n", "README.md": b"# Wards\n", "level.schema.json": b"{}\n",
}  # fmt: skip


def folder_of(place: Path, files: Mapping[str, bytes] = FILES) -> Path:
    """The files in a folder."""
    for name, data in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return place


def zip_of(path: Path, files: Mapping[str, bytes] = FILES, around: str = "") -> Path:
    """The files in a zip file, as they are named, inside a folder `around` if one is given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(around + name), data, zipfile.ZIP_DEFLATED)
    return path
