"""An HTML file that needs nothing beside it: its style sheet and the game's fonts are in it."""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape, unescape

from game.places import ASSETS
from game.words.vocabulary import Vocabulary

FONTS = ("nunito-sans-latin-600-normal", "nunito-sans-latin-800-normal", "fraunces-latin-600-normal")
ITALIC = "fraunces-latin-600-italic"


def html(title: str, style: str, main: str, fonts: tuple[str, ...] = FONTS) -> str:
    """The file. style: the name of its sheet among the workshop's; main: what stands in it, as HTML."""
    return (
        '<!doctype html>\n<html lang="en" data-theme="light">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light">\n<title>{escape(title)}</title>\n'
        f"<style>\n{_style(style, fonts)}</style>\n</head>\n<body>\n<main>\n{main}</main>\n</body>\n</html>\n"
    )


def spoken(body: str, vocabulary: Vocabulary) -> str:
    """HTML or SVG in the words of a level: every text in it, and what is read out of its attributes.

    What is code stays as it is.
    """
    if not vocabulary.words:
        return body

    def said(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        text = vocabulary.said(unescape(match["text"] or match["heard"]))
        return f'{match["name"]}"{escape(text)}"' if match["name"] else escape(text, quote=False)

    return _HEARD.sub(said, body)


_HEARD = re.compile(
    r"(?P<code><code>.*?</code>)|(?P<name>\b(?:aria-label|title|alt)=)\"(?P<heard>[^\"]*)\"|(?<=>)(?P<text>[^<>]+)(?=<)"
)


@cache
def _style(name: str, fonts: tuple[str, ...]) -> str:
    faces = ""
    for font in fonts:
        family = "Fraunces" if font.startswith("fraunces") else "Nunito Sans"
        *_, weight, slant = font.split("-")
        data = base64.b64encode((ASSETS / "fonts" / f"{font}.woff").read_bytes()).decode()
        faces += (
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{slant};'
            f'src:url(data:font/woff;base64,{data}) format("woff")}}\n'
        )
    return faces + (ASSETS / "workshop" / f"{name}.css").read_text(encoding="utf-8")
