"""Slips with quotes, and with signs that need them."""

from __future__ import annotations

import re

import yaml

from game.levels.problems import Spot, shown
from game.levels.slips.page import (
    ITEM_END,
    Page,
    Slip,
    example,
    in_quotes,
    requoted,
    tokens,
    value_end,
)

_CLIPPED = re.compile(r"'(tis|twas|til|till|em|cause|n|round|bout|neath)\b(?!.*')", re.IGNORECASE)
"""Words that begin with an apostrophe, on a line without another one."""


def quote(page: Page) -> Slip | None:
    """A quoted text that ends too early, or never."""
    if "end of stream" in page.problem and "quoted" in page.context:
        return _unclosed(page, page.from_line, page.from_column)
    token = _quoted_before(page)
    if token is None:
        return None
    start, end = token.start_mark, token.end_mark
    if start.line != page.line:
        return _unclosed(page, start.line, start.column) if end.line == page.line and start.line != end.line else None
    line, sign = page.at(page.line), page.at(page.line)[start.column]
    rest = line[end.column :]
    if not rest.strip() or rest.lstrip()[0] in "#}]" or re.match(r"(\s*,\s*|\s+)[\w-]+:(\s|$)", rest):
        return None
    if re.search(r",\s*$", line[start.column + 1 : end.column - 1]) and re.search(r"[\[{]", line[: start.column]):
        text = line[start.column + 1 : end.column - 1].rstrip(", ")
        cut = start.column + 1 + len(text)
        return Slip(Spot(page.line, start.column), "This quote is never closed.", f"Write {example(text)}.",
                    (page.with_line(page.line, line[:cut] + sign + line[cut:]),))  # fmt: skip
    if re.match(r"\s+[\"']|\s*,", rest) and re.search(r"[\[{]", line[: start.column]):
        return None  # another part follows
    inner, after = _meant_inside(line, start.column, sign)
    mended = page.with_line(page.line, line[: start.column] + in_quotes(inner) + after)
    whole = value_end(line, end.column)
    if rest[0].isspace() or rest[0] in ",.;":
        return Slip(Spot(start.line, end.column), "The text goes on after its closing quote.",
                    f"Put the whole of it in quotes: {example(line[start.column : whole])}.",
                    (requoted(page, page.line, start.column, whole),))  # fmt: skip
    words = "The quote ends at this apostrophe." if sign == "'" else "The quote ends at this inner quotation mark."
    return Slip(Spot(start.line, end.column - 1), words, f"Write {example(inner)}.", (mended,))


def _quoted_before(page: Page) -> yaml.ScalarToken | None:
    """The last quoted text that ends on the line of the fault, before it."""
    last = None
    for token in tokens(page.text):
        if token.start_mark.index >= page.end:
            break
        if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and token.end_mark.line == page.line:
            last = token
    return last


def _meant_inside(line: str, start: int, sign: str) -> tuple[str, str]:
    """The whole text that somebody meant to quote, and what follows it on the line."""
    rest = line[start + 1 :]
    ends = [match.start() for match in re.finditer(rf"{sign}(?=\s*([,\]}}]|#|$))", rest)]
    if ends and ("{" in line[:start] or "[" in line[:start]):
        return rest[: ends[0]], rest[ends[0] + 1 :]
    if ends:
        return rest[: ends[-1]], rest[ends[-1] + 1 :]
    return rest.rstrip(), ""


def _unclosed(page: Page, line: int, column: int) -> Slip:
    text = page.at(line)
    sign = text[column] if column < len(text) else '"'
    flow = re.search(r"[\]}]+\s*$", text[column:]) if re.search(r"[\[{]", text[:column]) else None
    cut = column + flow.start() if flow else len(text)
    if _CLIPPED.match(text, column):
        return Slip(Spot(line, column), "A text that begins with an apostrophe needs quotes.",
                    f"Write {example(text[column:cut])}.",
                    (page.with_line(line, text[:column] + in_quotes(text[column:cut]) + text[cut:]),))  # fmt: skip
    return Slip(Spot(line, column), "This quote is never closed.", "Put the same quote at the end of the text.",
                (page.with_line(line, text[:cut] + sign + text[cut:]),))  # fmt: skip


def backslash(page: Page) -> Slip | None:
    """A backslash in double quotes that begins nothing YAML knows."""
    if "double-quoted" not in page.context or "escape" not in page.problem:
        return None
    line = page.at(page.line)
    column = max(0, line.rfind("\\", 0, page.column + 1))
    doubled = re.sub(r"\\(?![\"\\])", r"\\\\", line)
    return Slip(Spot(page.line, column), "A backslash has a meaning of its own in double quotes.",
                "Put single quotes around the text, or write two backslashes for each.",
                (page.with_line(page.line, doubled),))  # fmt: skip


def first_sign(page: Page) -> Slip | None:
    """A text whose first character means something else to YAML."""
    at = None
    if re.search(r"scanning an? (alias|anchor)|(scanning|parsing) a (tag|node)", page.context) and "flow" not in (
        page.context
    ):
        at = page.from_line, page.from_column
    elif re.search("cannot start any token|found undefined alias|sequence entries are not allowed", page.problem):
        at = page.line, page.column
    if at is None:
        return None
    line, (number, column) = page.at(at[0]), at
    sign = line[column : column + 1]
    if sign not in ("*", "&", "!", "%", "@", "`") and not (sign == "-" and line[:column].rstrip().endswith(":")):
        return None
    end = value_end(line, column)
    if "undefined" in page.problem and re.fullmatch(r"\*[\w-]+", line[column:].strip()):
        return Slip(Spot(number, column), "This alias stands for nothing.",
                    "An alias *name needs an anchor &name before it. A text that begins with * needs quotes.",
                    (requoted(page, number, column, end),))  # fmt: skip
    if sign == "-":
        return _dash(page, number, column, end)
    return Slip(Spot(number, column), f"A text that begins with {sign} needs quotes.",
                f"Write {example(line[column:end])}.", (requoted(page, number, column, end),))  # fmt: skip


def _dash(page: Page, number: int, column: int, end: int) -> Slip:
    """A dash behind a colon: the first part of a list whose others stand below, or a text that begins with one."""
    line, words = page.at(number), "A dash does not fit behind a colon."
    text = line[column:end]
    if re.match(r"\s*- ", page.at(number + 1)):
        return Slip(Spot(number, column), words, f"Write {shown(text)} on the next line, as the lines below it.",
                    (page.with_line(number, line[:column].rstrip()),))  # fmt: skip
    return Slip(Spot(number, column), words,
                f"Write it on the next line if a list begins here; or, if it belongs to the text, {example(text)}.",
                (requoted(page, number, column, end),))  # fmt: skip


def number_sign(page: Page) -> Slip | None:
    """A list or braces whose end lies behind a “#”."""
    if "flow" not in page.context:
        return None
    for number in range(page.from_line, min(page.line, page.from_line + 40) + 1):
        line = page.at(number)
        match = re.search(r"\s#(?=.*[\]}])", line)
        if match is None or _inside_quotes(line, match.start()):
            continue
        column = match.end() - 1
        start = max((m.end() for m in ITEM_END.finditer(line, 0, column)), default=0)
        start += len(line[start:]) - len(line[start:].lstrip())
        item = re.split(r"\s*[,\]}]", line[start:])[0]
        kind = "list has" if "sequence" in page.context else "braces have"
        return Slip(Spot(number, column), f"From # on, the rest of this line is a comment, and the {kind} no end.",
                    f"Put the text in quotes: {example(item)}.",
                    (page.with_line(number, _hashes_quoted(line)),))  # fmt: skip
    return None


def _hashes_quoted(line: str) -> str:
    parts = re.split(r"([,\[\]{}]|:\s)", line)
    return "".join(
        re.sub(r"\S(.*\S)?", lambda m: in_quotes(m[0]), part, count=1) if re.search(r"\s#", part) else part
        for part in parts
    )


def _inside_quotes(line: str, column: int) -> bool:
    before = line[:column]
    return before.count('"') % 2 == 1 or len(re.findall(r"(?<!\w)'|'(?!\w)", before)) % 2 == 1


def block_sign(page: Page) -> Slip | None:
    """A text on the line of the | or > that announces several lines."""
    if "scanning a block scalar" not in page.context:
        return None
    line = page.at(page.from_line)
    match = re.match(r"(?P<before>.*?:\s+|\s*(?:- +)+)(?P<sign>[|>][+-]?)\s*(?P<text>.*)", line)
    if match is None:
        return None
    mended = page.with_line(page.from_line, match["before"] + in_quotes(match["text"]))
    return Slip(Spot(page.from_line, match.start("text")), f"A text stands on the line of the {match['sign'][0]}.",
                f"Take the {match['sign'][0]} out, or begin the text on the next line.", (mended,))  # fmt: skip
