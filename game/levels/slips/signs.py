"""Slips with colons, commas, dashes and brackets."""

from __future__ import annotations

import re

from game.levels.problems import Spot, shown
from game.levels.slips.page import ITEM_END, Page, Slip, example, first_column, requoted, value_end


def second_colon(page: Page) -> Slip | None:
    """A second colon in a text without quotes."""
    if "mapping values are not allowed" not in page.problem:
        return None
    line = page.at(page.line)
    above = page.line
    while above and re.match(r"\s*(?:- +)*[A-Za-z_]+:[^\s/]\S*$", page.at(above - 1)):
        above -= 1
    if above < page.line:
        return bare_line(page.text, above)
    first = re.match(r"\s*(?:- +)*[^:]*?:\s+", line[: page.column])
    if first is None:
        return Slip(Spot(page.line, page.column), "A colon does not fit here.",
                    'Put the text in quotes if the colon belongs to it: "Note: closed".')  # fmt: skip
    end = value_end(line, first.end())
    text = line[first.end() : end]
    return Slip(Spot(page.line, page.column), "A second colon does not fit here.",
                f"Put the text in quotes if the colon belongs to it: {example(text)}.",
                (requoted(page, page.line, first.end(), end),))  # fmt: skip


def missing_comma(page: Page) -> Slip | None:
    """Parts in brackets or braces without a comma between them."""
    if "expected ',' or" not in page.problem or (page.line != page.from_line and "'<stream end>'" in page.problem):
        return None
    line = page.at(page.line)
    if "but got ':'" in page.problem:
        match = re.search(r"(?P<before>\S)(?P<gap>\s+)(?P<key>[\w-]+)\s*$", line[: page.column])
        if match is None or match["before"] in ",[{":
            return None
        if match["before"] == ":":
            end = value_end(line, match.start("key"))
            text = line[match.start("key") : end]
            return Slip(Spot(page.line, page.column), "A second colon does not fit here.",
                        f"Put the text in quotes if the colon belongs to it: {example(text)}.",
                        (requoted(page, page.line, match.start("key"), end),))  # fmt: skip
        gap = match.end("gap") - 1
        return Slip(Spot(page.line, match.start("key"), len(match["key"])),
                    f"A comma is missing before {shown(match['key'])}.", "Put commas between the parts.",
                    (page.with_line(page.line, line[:gap] + "," + line[gap + 1 :], exact=True),))  # fmt: skip
    if any(f"but got '{sign}'" in page.problem for sign in ("{", "[", "<scalar>")) and page.column:
        gap = page.column - 1
        if line[gap].isspace() and line[:gap].strip():
            return Slip(Spot(page.line, page.column), "A comma is missing here.", "Put commas between the parts.",
                        (page.with_line(page.line, line[:gap] + "," + line[gap + 1 :], exact=True),))  # fmt: skip
    return None


def bracket(page: Page) -> Slip | None:
    """A bracket or brace that nothing closes, or that closes nothing."""
    if "but got '?'" in page.problem:
        return _question(page)
    extra = re.search(r"but (?:found|got) '([\]}])'", page.problem)
    if extra and "<block end>" in page.problem:
        line = page.at(page.line)
        return Slip(Spot(page.line, page.column), f"This {extra[1]} closes nothing.", "Delete it.",
                    (page.with_line(page.line, line[: page.column] + " " + line[page.column + 1 :], exact=True),)
                    )  # fmt: skip
    if extra and "expected ',' or" in page.problem:
        line, wanted = page.at(page.line), "]" if extra[1] == "}" else "}"
        mended = [
            page.with_line(page.line, line[: page.column] + sign + line[page.column + cut :], exact=bool(cut))
            for sign, cut in ((wanted, 0), (wanted, 1))
        ]
        return Slip(Spot(page.line, page.column), f"A {wanted} is missing before this {extra[1]}.",
                    f"What opens with {'[' if wanted == ']' else '{'} closes with {wanted}.",
                    tuple(mended))  # fmt: skip
    if not ("expected ',' or" in page.problem or ("flow" in page.context and "'?'" not in page.problem)):
        return None
    line = page.at(page.from_line)
    opened = line[page.from_column : page.from_column + 1]
    mended = []
    last = _last_before_a_key(page)
    if last > page.from_line:
        mended.append(page.with_line(last, page.at(last).rstrip(", ") + ("]" if opened == "[" else "}")))
    mended.insert(0 if last == page.from_line else 1,
                  page.with_line(page.from_line, line.split(" #")[0].rstrip(", ") + _closing(line)))  # fmt: skip
    if opened == "{":
        return Slip(Spot(page.from_line, page.from_column), "These braces have no end.",
                    "Close them with }, and put commas between the parts.", tuple(mended))  # fmt: skip
    return Slip(Spot(page.from_line, page.from_column), "This list has no end.",
                "Close it with ], and put commas between its parts.", tuple(mended))  # fmt: skip


def _last_before_a_key(page: Page) -> int:
    """The last line, from where something was opened, before a key that starts no further right."""
    column = first_column(page.at(page.from_line))
    for number in range(page.from_line + 1, len(page.lines)):
        line = page.at(number)
        if re.match(r"\s*[a-z_]+:(\s|$)", line) and first_column(line) <= column:
            return number - 1
    return max(page.from_line, page.line - 1)


def _question(page: Page) -> Slip:
    """A text with a question mark in brackets, which YAML takes for the beginning of a key."""
    line = page.at(page.line)
    start = max((m.end() for m in ITEM_END.finditer(line, 0, page.column)), default=0)
    start += len(line[start:]) - len(line[start:].lstrip())
    end = value_end(line, start)
    return Slip(Spot(page.line, page.column), "Text with a question mark needs quotes inside brackets or braces.",
                f"Write {example(line[start:end])}.", (requoted(page, page.line, start, end),))  # fmt: skip


def _closing(line: str) -> str:
    """The brackets that a line leaves open, closed."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", line.split(" #")[0])
    pending: list[str] = []
    for sign in bare:
        if sign in "[{":
            pending.append("]" if sign == "[" else "}")
        elif pending and sign == pending[-1]:
            pending.pop()
    return "".join(reversed(pending))


def no_colon(page: Page) -> Slip | None:
    """A line without a colon after its key."""
    if "could not find expected ':'" not in page.problem:
        return None
    return bare_line(page.text, page.from_line)


def bare_line(text: str, number: int) -> Slip:
    """The slip of a line that is no key with a value: its colon, or a space, is missing."""
    page = Page(text, "", "", number, 0, number, 0, 0)
    line = page.at(number)
    column = first_column(line)
    dash = re.match(r"\s*-(?=[^\s-])", line)
    if dash:
        return Slip(Spot(number, dash.end() - 1), "A space is missing after the dash.", "Write “- ” before each part.",
                    (page.with_line(number, f"{line[: dash.end()]} {line[dash.end() :]}"),))  # fmt: skip
    tight = re.match(r"\s*(?:- +)*(?P<key>[A-Za-z_]+)(?P<sign>[:：=]|\s=)(?P<rest>\s*\S.*)", line)
    if tight:
        rest = tight["rest"].strip()
        mended = page.with_line(number, f"{line[: tight.end('key')]}: {rest}")
        spot = Spot(number, tight.start("sign"), len(tight["sign"]))
        if tight["sign"] == ":":
            words = "A space is missing after the colon."
        elif tight["sign"] == "：":
            words = "This sign only looks like a colon."
        else:
            words = "A key and its value are parted by a colon."
        return Slip(spot, words, f"Write {shown(tight['key'] + ': ' + rest)}.", (mended,))
    word, _, rest = line.strip().partition(" ")
    if re.fullmatch(r"[a-z_]+", word) and rest and len(rest) < 40:
        return Slip(Spot(number, column), "This line has no colon after its key.",
                    f"Write {shown(word + ': ' + rest.strip())}.",
                    (page.with_line(number, f"{line[:column]}{word}: {rest.strip()}"),))  # fmt: skip
    alone = re.fullmatch(r"[a-z_]+", line.strip())
    guesses = (page.with_line(number, f"{line[:column]}{word}: …"),) if alone else ()
    return Slip(Spot(number, column), "This line has no colon after its key.", "Write “key: value”.", guesses)
