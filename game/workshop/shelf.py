"""What may be fetched as it stands: a fixed list of pages, scripts, styles, fonts, icons and pieces, made at the start.

No path from outside is ever put together with a folder: what is asked for is looked up in this list or is not there.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from game.board import drawings, style
from game.board.vectors import hex_code
from game.places import ASSETS
from game.workshop.debrief import pens

PAGES = ASSETS / "workshop"
TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".woff": "font/woff",
    ".woff2": "font/woff2", ".json": "application/json", ".ico": "image/x-icon", ".webmanifest": "application/json",
    ".txt": "text/plain; charset=utf-8",
}  # fmt: skip
PACKED = {".html", ".css", ".js", ".mjs", ".svg", ".json", ".webmanifest", ".txt"}
CHARTS = "charts.css"
"""The colours of drawings for both themes, which are the palette's and lie in no file."""
_VARIANTS = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*(:[a-z]+(-[a-z]+)*){0,2}")


@dataclass(frozen=True)
class Thing:
    """Something to be sent. packed: the same in gzip, or empty; tag: changes with its content."""

    data: bytes
    packed: bytes
    media: str
    tag: str


class Shelf:
    """The things, by the name under which they are asked for."""

    def __init__(self, pages: Path = PAGES) -> None:
        self._files: dict[str, Path] = {}
        for folder, under in ((pages, ""), (ASSETS / "fonts", "fonts/")):
            for path in sorted(folder.rglob("*")):
                if path.suffix in TYPES and path.is_file() and not path.is_symlink():
                    self._files[under + path.relative_to(folder).as_posix()] = path
        self._kept: dict[str, tuple[int, Thing]] = {}
        self._icons = {w: {path.stem for path in (ASSETS / "icons" / w).glob("*.svg")} for w in ("fill", "bold")}
        self._pieces = {path.stem for path in (ASSETS / "pieces").glob("*.svg")}

    def names(self) -> Iterable[str]:
        """All there is."""
        return [*self._files, CHARTS]

    def thing(self, name: str) -> Thing | None:
        """What has this name; read again when its file has changed."""
        if name == CHARTS:
            return _charts()
        path = self._files.get(name)
        if path is None:
            return None
        try:
            stamp = path.stat().st_mtime_ns
            kept = self._kept.get(name)
            if kept is None or kept[0] != stamp:
                kept = self._kept[name] = (stamp, thing(path.read_bytes(), path.suffix))
        except OSError:
            return None
        return kept[1]

    def page(self, name: str) -> bytes | None:
        """A page's HTML: NAME.html, or index.html in a folder of that name."""
        found = self.thing(f"{name}.html") or self.thing(f"{name}/index.html")
        return found.data if found is not None else None

    def _put_together(self, look: str) -> bool:
        """Whether a look's word names an icon that is here, a colour and a shape."""
        try:
            return style.PRODUCTS[look].icon in self._icons["fill"] if look.count(".") == 2 else False
        except KeyError:
            return False

    def piece(self, name: str, theme: Literal["light", "dark"] = "light") -> Thing | None:
        """A piece of the board, a product by its key, or an icon, as a picture."""
        if not _VARIANTS.fullmatch(name):
            return None
        base, *variants = name.split(":")
        if (base in style.PRODUCTS or self._put_together(base)) and not variants:
            name, base = f"token-{base}", f"token-{base}"
        known = base in self._pieces or self._put_together(base.removeprefix("token-"))
        known = known or base in {f"tile-{step}" for step in style.MORALE_STEPS}
        icons = self._icons["fill"] & self._icons["bold"]
        if known and all(word in icons or word in style.PRODUCTS or word in _PIN_WORDS for word in variants):
            return _drawn(name, theme)
        weight = variants[0] if variants else "fill"
        if weight in self._icons and base in self._icons[weight] and len(variants) < 2:
            return _icon(base, weight, theme)
        return None


_PIN_WORDS = {*drawings.PIN_SIGNS, "order", "tag", "value", "default", "bread", "lever"}


def thing(data: bytes, suffix: str) -> Thing:
    """Something to be sent, packed where that helps."""
    packed = gzip.compress(data, 9, mtime=0) if suffix in PACKED and len(data) > 600 else b""
    return Thing(data, packed, TYPES[suffix], hashlib.sha256(data).hexdigest()[:20])


@lru_cache(maxsize=1)
def _charts() -> Thing:
    return thing(pens.sheet().encode(), ".css")


@lru_cache(maxsize=512)
def _drawn(name: str, theme: Literal["light", "dark"]) -> Thing | None:
    try:
        (left, top, wide, high), body = drawings.drawing(name, theme)
    except (KeyError, ValueError, IndexError, OSError):
        return None  # a variant that this piece does not have
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {wide:g} {high:g}">{body}</svg>\n'
    return thing(svg.encode(), ".svg")


@lru_cache(maxsize=256)
def _icon(name: str, weight: str, theme: Literal["light", "dark"]) -> Thing:
    ink = hex_code(style.PALETTES[theme].ink)
    body = drawings.icon_paths(name, weight)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" fill="{ink}">{body}</svg>\n'
    return thing(svg.encode(), ".svg")
