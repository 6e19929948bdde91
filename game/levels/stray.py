"""What has no place in a file before YAML even looks at it: signs nobody can see, and lines that were copied along."""

from __future__ import annotations

import re
import unicodedata

from game.levels.mended import Mended
from game.levels.problems import Findings, Spot, shown

_ODD_SPACE = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_BEFORE_KEY = re.compile(rf"(?P<lead>[ {_ODD_SPACE}]*[{_ODD_SPACE}][ {_ODD_SPACE}]*)(?=- |-$|[A-Za-z_]+\s*:)")
_AFTER_KEY = re.compile(rf"\s*(?:- +)*[A-Za-z_]+:(?P<lead>[{_ODD_SPACE}]+)")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMES = {
    "\u00a0": "no-break space",
    "\u200b": "space of no width",
    "\ufeff": "byte order mark",
    "\u2060": "word joiner",
}
_WIDTHLESS = "\u200b\ufeff\u2060"
_FENCE = re.compile(r"(```|~~~)[\w -]*\s*$")
_MERGE = re.compile(r"(<{7}|={7}|>{7}|\|{7})(\s.*)?$")


def without_strays(findings: Findings) -> Mended | None:
    """The text of `findings` with every stray sign noted and taken out, line for line; None if it is no text at all."""
    lines = list(findings.lines)
    guessed: set[int] = set()
    moved: dict[int, int] = {}
    text = "\n".join(lines)
    if text.count("\0") > len(text) // 8:
        findings.error(Spot(0, 0), "file", "This is not UTF-8 text; it looks like UTF-16.",
                       "Save it as UTF-8 in your editor.")  # fmt: skip
        return None
    if _FORBIDDEN.search(text):
        guessed |= _take_out_forbidden(lines, findings)
    moved |= _take_out_odd_spaces(lines, findings)
    if any(sign in text for sign in ("```", "~~~", "=======", "<<<<<<<")):
        _take_out_copied_lines(lines, findings)
    return Mended("\n".join(lines), frozenset(guessed), moved)


def _take_out_forbidden(lines: list[str], findings: Findings) -> set[int]:
    found = set()
    for number, line in enumerate(lines):
        match = _FORBIDDEN.search(line)
        if match:
            code = f"U+{ord(match[0]):04X}"
            findings.error(Spot(number, match.start()), "yaml", f"A sign that nobody can see ({code}) stands here.",
                           "Delete it.")  # fmt: skip
            lines[number] = _FORBIDDEN.sub(" ", line)
            found.add(number)
    return found


def _take_out_odd_spaces(lines: list[str], findings: Findings) -> dict[int, int]:
    """Notes the first of them; how many columns are gone from each line."""
    moved: dict[int, int] = {}
    odd: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        if line.isascii():
            continue
        match = _BEFORE_KEY.match(line) or _AFTER_KEY.match(line)
        if match:
            start, end = match.span("lead")
            sign = next(c for c in match["lead"] if c != " ")
            odd.append((number, start + match["lead"].index(sign), sign))
            spaces = "".join(" " for c in line[start:end] if c not in _WIDTHLESS)
            lines[number] = line[:start] + spaces + line[end:]
            if len(spaces) < end - start:
                moved[number] = end - start - len(spaces)
    if odd:
        number, column, sign = odd[0]
        name = _NAMES.get(sign) or unicodedata.name(sign, "sign").lower()
        more = {0: "", 1: " Another line has one too."}.get(len(odd) - 1, f" {len(odd) - 1} other lines have one too.")
        article = "An" if name[0] in "aeiou" else "A"
        says, do = ("which only looks like a space", "Put a plain space in its place.")
        if sign in _WIDTHLESS:
            says, do = "where nobody can see it", "Delete it."
        findings.error(Spot(number, column), "yaml", f"{article} {name} stands here, {says}.", do + more)
    return moved


def _take_out_copied_lines(lines: list[str], findings: Findings) -> None:
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            findings.error(Spot(number, 0, max(1, len(line.rstrip()))), "yaml",
                           f"The line {shown(line)} is not part of a level.", "Delete it.")  # fmt: skip
        elif _MERGE.match(line):
            findings.error(Spot(number, 0, max(1, len(line.rstrip()))), "yaml",
                           f"The line {shown(line, 20)} is left over from merging two versions.",
                           "Keep one of the two versions, and delete this line.")  # fmt: skip
        else:
            continue
        lines[number] = ""
