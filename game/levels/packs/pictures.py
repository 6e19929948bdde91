"""How large a PNG or JPEG is, by its first bytes; nothing is decoded here."""

from __future__ import annotations

import struct

LARGEST_SIDE = 2_048
"""Pixels that a cover may be wide or high."""
LARGEST_BYTES = 2_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG behind which its size stands."""


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture in pixels; None where it is neither PNG nor JPEG, or has no end to its head."""
    if data.startswith(_PNG):
        if data[12:16] != b"IHDR" or len(data) < 24:
            return None
        wide, high = struct.unpack(">II", data[16:24])
        return int(wide), int(high)
    return _size_of_jpeg(data) if data.startswith(b"\xff\xd8\xff") else None


def fault(data: bytes) -> str:
    """Why bytes cannot be a cover, as the end of a sentence that begins with its name; an empty text if they can."""
    if len(data) > LARGEST_BYTES:
        return f"is larger than {LARGEST_BYTES // 1_000_000} MB"
    size = size_of(data)
    if size is None:
        return "is no PNG or JPEG picture"
    if not all(1 <= side <= LARGEST_SIDE for side in size):
        return f"has {size[0]:,} × {size[1]:,} pixels; a cover has at most {LARGEST_SIDE:,} × {LARGEST_SIDE:,}"
    return ""


def _size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:  # markers that stand alone
            at += 2
        elif marker in _SIZES:
            high, wide = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(wide), int(high)
        else:
            length = int.from_bytes(data[at + 2 : at + 4], "big")
            if length < 2:
                return None
            at += 2 + length
    return None
