"""Slips of the pen: why YAML cannot go on in a text, in words of the page, and the text as it would be without the slip.

A slip that can be mended is mended in memory alone, so that one pass finds the next one too. Lines never move: what is
said about a mended text stands where its author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from game.levels.problems import Spot, shown

_INDENTATION = "Lines that belong together start in the same column."
_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    ("found undefined alias", "This alias stands for nothing.",
     "An alias *name needs an anchor &name before it. A text that begins with * needs quotes."),
    ("found duplicate anchor", "This anchor stands twice.", "A text that begins with & needs quotes."),
    ("expected a single document", "A second document starts here.", "A level is one document; take the --- out."),
    ("expected the node content", "A value is missing here.", "Write one, or take out the sign that announces it."),
    ("expected '<document start>'", "The level ends before this line.",
     "Everything before it is read as a whole. Each line needs a key: “key: value”."),
    ("did not find expected", "This line does not fit the lines before it.", _INDENTATION),
    ("directive", "A line that begins with % has no place in a level.", "Take it out, or put the text in quotes."),
    ("found character", "This character cannot start a value.", "Put the text in quotes."),
    ("line break", "Something stands after the | or >.", "A text of several lines begins on the next line."),
    ("indentation indicators", "Something stands after the | or >.", "A text of several lines begins on the next line."),
    ("chomping", "Something stands after the | or >.", "A text of several lines begins on the next line."),
)  # fmt: skip
_KEY = re.compile(r"\s*(?:- +)*(?P<key>[^\s#'\"\[\]{},:-][^#'\"\[\]{},:]*?)\s*$")
_ITEM_END = re.compile(r"[,\]}\[{]|:\s")


@dataclass(frozen=True)
class Mended:
    """A text without a slip: lines whose values are a guess, and how many columns other lines were moved to the left."""

    text: str
    guessed: frozenset[int] = frozenset()
    moved: Mapping[int, int] = field(default_factory=dict)

    def then(self, other: Mended) -> Mended:
        """The same after another slip was mended in it too."""
        lines = {*self.moved, *other.moved}
        moved = {line: self.moved.get(line, 0) + other.moved.get(line, 0) for line in lines}
        return Mended(other.text, self.guessed | other.guessed, moved)

    def shown(self, spot: Spot) -> Spot:
        """A place of this text where its author sees it."""
        return spot._replace(column=max(0, spot.column + self.moved.get(spot.line, 0)))


@dataclass(frozen=True)
class Slip:
    """A slip with its place, what is wrong, what to do, and the texts that may be meant, the likeliest first."""

    spot: Spot
    text: str
    hint: str
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True)
class _Page:
    """A text where YAML could not go on: at `line` and `column`, in something that began at `from_line`."""

    text: str
    problem: str
    context: str
    line: int
    column: int
    from_line: int
    from_column: int
    end: int

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def at(self, line: int) -> str:
        lines = self.lines
        return lines[line].rstrip("\r") if 0 <= line < len(lines) else ""

    def with_line(self, line: int, new: str, *, exact: bool = False) -> Mended:
        """The text with another line; exact: whether its values stand where they stood and mean what they meant."""
        lines = self.lines
        lines[line] = new + ("\r" if lines[line].endswith("\r") else "")
        return Mended("\n".join(lines), frozenset() if exact else frozenset({line}))


def found(text: str, error: yaml.MarkedYAMLError) -> Slip:
    """The slip that made YAML stop."""
    mark, opened = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    page = _Page(
        text, str(error.problem or ""), str(error.context or ""),
        *((mark.line, mark.column) if mark else (0, 0)), *((opened.line, opened.column) if opened else (0, 0)),
        mark.index if mark else 0,
    )  # fmt: skip
    for cause in _CAUSES:
        slip = cause(page)
        if slip is not None:
            return slip
    for part, words, hint in _PLAIN_WORDS:
        if part in page.problem or part in page.context:
            return Slip(Spot(page.line, page.column), words, hint)
    return Slip(Spot(page.line, page.column), "YAML cannot go on here.",
                "Compare this line with one that works, or put its text in quotes.")  # fmt: skip


# Quotes


def _quote(page: _Page) -> Slip | None:
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
    if not rest.strip() or rest.lstrip()[0] in "#}]" or re.match(r"\s*,?\s*[\w ]+:(\s|$)", rest):
        return None
    inner, after = _meant_inside(line, start.column, sign)
    mended = page.with_line(page.line, line[: start.column] + _in_quotes(inner) + after)
    if rest[0].isspace() or rest[0] in ",.;":
        return Slip(Spot(start.line, end.column), "The text goes on after its closing quote.",
                    f"Put the whole of it in quotes: {_example(inner)}.", (mended,))  # fmt: skip
    words = "The quote ends at this apostrophe." if sign == "'" else "The quote ends at this inner quotation mark."
    return Slip(Spot(start.line, end.column - 1), words, f"Write {_example(inner)}.", (mended,))


def _quoted_before(page: _Page) -> yaml.ScalarToken | None:
    """The last quoted text that ends on the line of the fault, before it."""
    last = None
    for token in _tokens(page.text):
        if token.start_mark.index >= page.end:
            break
        if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and token.end_mark.line == page.line:
            last = token
    return last


def _tokens(text: str) -> Iterator[yaml.Token]:
    try:
        yield from yaml.scan(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return


def _meant_inside(line: str, start: int, sign: str) -> tuple[str, str]:
    """The whole text that somebody meant to quote, and what follows it on the line."""
    rest = line[start + 1 :]
    ends = [match.start() for match in re.finditer(rf"{sign}(?=\s*([,\]}}]|#|$))", rest)]
    if ends and ("{" in line[:start] or "[" in line[:start]):
        return rest[: ends[0]], rest[ends[0] + 1 :]
    if ends:
        return rest[: ends[-1]], rest[ends[-1] + 1 :]
    return rest.rstrip(), ""


def _unclosed(page: _Page, line: int, column: int) -> Slip:
    text = page.at(line)
    sign = text[column] if column < len(text) else '"'
    flow = re.search(r"[\]}]+\s*$", text[column:]) if re.search(r"[\[{]", text[:column]) else None
    cut = column + flow.start() if flow else len(text)
    return Slip(Spot(line, column), "This quote is never closed.", "Put the same quote at the end of the text.",
                (page.with_line(line, text[:cut] + sign + text[cut:]),))  # fmt: skip


def _in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _example(text: str) -> str:
    """A text in quotes that fit it, as it can stand in a hint."""
    text = text if len(text) <= 40 else text[:39] + "…"
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _backslash(page: _Page) -> Slip | None:
    if "double-quoted" not in page.context or "escape" not in page.problem:
        return None
    line = page.at(page.line)
    column = max(0, line.rfind("\\", 0, page.column + 1))
    doubled = re.sub(r"\\(?![\"\\])", r"\\\\", line)
    return Slip(Spot(page.line, column), "A backslash has a meaning of its own in double quotes.",
                "Put single quotes around the text, or write two backslashes for each.",
                (page.with_line(page.line, doubled),))  # fmt: skip


# Signs


def _sign(page: _Page) -> Slip | None:
    """A text whose first character means something else to YAML."""
    at = None
    if re.search(r"scanning an? (alias|anchor)|(scanning|parsing) a (tag|node)", page.context) and "flow" not in (
        page.context
    ):
        at = page.from_line, page.from_column
    elif "cannot start any token" in page.problem or "found undefined alias" in page.problem:
        at = page.line, page.column
    if at is None:
        return None
    line, (number, column) = page.at(at[0]), at
    sign = line[column : column + 1]
    if sign not in ("*", "&", "!", "%", "@", "`"):
        return None
    if "undefined" in page.problem and re.fullmatch(r"\*[\w-]+", line[column:].strip()):
        return None
    end = _value_end(line, column)
    return Slip(Spot(number, column), f"A text that begins with {sign} needs quotes.",
                f"Write {_example(line[column:end])}.", (_requoted(page, number, column, end),))  # fmt: skip


def _value_end(line: str, column: int) -> int:
    """Where a text without quotes ends that starts at a column."""
    if re.search(r"[\[{]", line[:column]):
        match = re.search(r"\s*([,\]}]|$)", line[column:])
        return column + (match.start() if match else 0)
    match = re.search(r"\s+#|\s*$", line[column:])
    return column + (match.start() if match else 0)


def _requoted(page: _Page, number: int, column: int, end: int) -> Mended:
    line = page.at(number)
    return page.with_line(number, line[:column] + _in_quotes(line[column:end]) + line[end:])


def _tab(page: _Page) -> Slip | None:
    line = page.at(page.line)
    if not ("\\t" in page.problem or line[page.column : page.column + 1] == "\t" or re.match(r"\s*\t", line)):
        return None
    column = line.find("\t")
    if column < 0:
        return None
    lead = line[: len(line) - len(line.lstrip())]
    spaced = lead.replace("\t", "  ") + line[len(lead) :].replace("\t", " ")
    moved = len(lead.replace("\t", "  ")) - len(lead)
    mended = Mended(page.with_line(page.line, spaced).text, moved={page.line: -moved})
    if not line[:column].strip() and line.strip():
        words, hint = "A tab stands at the start of this line.", "Use spaces: two for each step to the right."
    elif not line[column:].strip():
        words, hint = "A tab stands at the end of this line.", "Delete it."
    else:
        words, hint = "A tab stands here.", "Put a space in its place."
    return Slip(Spot(page.line, column), words, hint, (mended,))


def _hash(page: _Page) -> Slip | None:
    """A list or braces whose end lies behind a “#”."""
    if "flow" not in page.context:
        return None
    for number in range(page.from_line, min(page.line, page.from_line + 40) + 1):
        line = page.at(number)
        match = re.search(r"\s#(?=.*[\]}])", line)
        if match is None or _inside_quotes(line, match.start()):
            continue
        column = match.end() - 1
        start = max((m.end() for m in _ITEM_END.finditer(line, 0, column)), default=0)
        start += len(line[start:]) - len(line[start:].lstrip())
        item = re.split(r"\s*[,\]}]", line[start:])[0]
        kind = "list" if "sequence" in page.context else "line"
        return Slip(Spot(number, column), f"From # on, the rest of this line is a comment, and the {kind} has no end.",
                    f"Put the text in quotes: {_example(item)}.",
                    (page.with_line(number, _hashes_quoted(line)),))  # fmt: skip
    return None


def _hashes_quoted(line: str) -> str:
    parts = re.split(r"([,\[\]{}]|:\s)", line)
    return "".join(
        re.sub(r"\S(.*\S)?", lambda m: _in_quotes(m[0]), part, count=1) if re.search(r"\s#", part) else part
        for part in parts
    )


def _inside_quotes(line: str, column: int) -> bool:
    before = line[:column]
    return before.count('"') % 2 == 1 or len(re.findall(r"(?<!\w)'|'(?!\w)", before)) % 2 == 1


# Columns


def _deeper(page: _Page) -> Slip | None:
    """A key that starts further right than its neighbour above, whose value YAML takes it for."""
    line = page.at(page.line)
    match = _KEY.match(line[: page.column])
    if "mapping values are not allowed" not in page.problem or match is None:
        return None
    above = next((n for n in range(page.line - 1, -1, -1) if page.at(n).strip() and page.at(n).strip()[0] != "#"), -1)
    if above < 0:
        return None
    column = _first(line)
    upper = re.match(r"\s*(?:- +)*", page.at(above))
    target = upper.end() if upper else 0
    if column <= target:
        return None
    neighbour = page.at(above)[target:].split(":")[0].strip()
    steps = column - target
    return Slip(Spot(page.line, column, max(1, len(match["key"]))),
                "This line is indented further than its neighbour above.",
                f"Take out {steps} {'space' if steps == 1 else 'spaces'}, so that it starts under {shown(neighbour)}.",
                (_shifted(page, page.line, column, target),))  # fmt: skip


def _beside(page: _Page) -> Slip | None:
    """A line that starts in a column where nothing above it does."""
    if "expected <block end>" not in page.problem and "bad indentation" not in page.problem:
        return None
    line = page.at(page.line)
    column = _first(line)
    if column != page.column or not line.strip():
        return None
    open_columns: list[int] = []
    for number in range(page.line - 1, -1, -1):
        above = page.at(number)
        if above.strip() and above.strip()[0] != "#" and (not open_columns or _first(above) < min(open_columns)):
            open_columns.append(_first(above))
    targets = sorted((c for c in open_columns if c != column), key=lambda c: (abs(c - column), c))
    if not targets:
        return None
    numbers = ", ".join(str(c + 1) for c in sorted(set(open_columns)) if c != column)
    return Slip(Spot(page.line, column), "This line does not fit the lines before it.",
                f"It starts in column {column + 1}; the lines it may belong to start in column {numbers}.",
                tuple(_shifted(page, page.line, column, target) for target in targets[:3]))  # fmt: skip


def _first(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shifted(page: _Page, number: int, column: int, target: int) -> Mended:
    """The text with a line, and those below it that are as far right or further, moved to another column."""
    lines, moved = page.lines, {}
    for below in range(number, len(lines)):
        if lines[below].strip() and _first(lines[below]) < column:
            break
        if lines[below].strip():
            lines[below] = " " * (_first(lines[below]) - column + target) + lines[below].lstrip(" ")
            moved[below] = column - target
    return Mended("\n".join(lines), moved=moved)


# Colons, commas and brackets


def _colon(page: _Page) -> Slip | None:
    """A second colon in a text without quotes."""
    if "mapping values are not allowed" not in page.problem:
        return None
    line = page.at(page.line)
    first = re.match(r"\s*(?:- +)*[^:]*?:\s+", line[: page.column])
    if first is None:
        return Slip(Spot(page.line, page.column), "A colon does not fit here.",
                    'Put the text in quotes if the colon belongs to it: "Note: closed".')  # fmt: skip
    end = _value_end(line, first.end())
    text = line[first.end() : end]
    return Slip(Spot(page.line, page.column), "A second colon does not fit here.",
                f"Put the text in quotes if the colon belongs to it: {_example(text)}.",
                (_requoted(page, page.line, first.end(), end),))  # fmt: skip


def _comma(page: _Page) -> Slip | None:
    """Parts in brackets or braces without a comma between them."""
    if "expected ',' or" not in page.problem or (page.line != page.from_line and "'<stream end>'" in page.problem):
        return None
    line = page.at(page.line)
    if "but got ':'" in page.problem:
        match = re.search(r"(?P<before>\S)(?P<gap>\s+)(?P<key>[\w-]+)\s*$", line[: page.column])
        if match is None or match["before"] in ",[{":
            return None
        if match["before"] == ":":
            end = _value_end(line, match.start("key"))
            text = line[match.start("key") : end]
            return Slip(Spot(page.line, page.column), "A second colon does not fit here.",
                        f"Put the text in quotes if the colon belongs to it: {_example(text)}.",
                        (_requoted(page, page.line, match.start("key"), end),))  # fmt: skip
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


def _bracket(page: _Page) -> Slip | None:
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
            page.with_line(page.line, line[: page.column] + sign + line[page.column + cut :], exact=not cut)
            for sign, cut in ((wanted, 0), (wanted, 1))
        ]
        return Slip(Spot(page.line, page.column), f"A {wanted} is missing before this {extra[1]}.",
                    f"What opens with {'[' if wanted == ']' else '{'} closes with {wanted}.", tuple(mended))  # fmt: skip
    if not ("expected ',' or" in page.problem or ("flow" in page.context and "'?'" not in page.problem)):
        return None
    line = page.at(page.from_line)
    opened = line[page.from_column : page.from_column + 1]
    mended = [page.with_line(page.from_line, line.split(" #")[0].rstrip(", ") + _closing(line))]
    if page.line - page.from_line > 1:
        last = page.line - 1
        mended.append(page.with_line(last, page.at(last).rstrip(", ") + ("]" if opened == "[" else "}")))
    if opened == "{":
        return Slip(Spot(page.from_line, page.from_column), "These braces have no end.",
                    "Close them with }, and put commas between the parts.", tuple(mended))  # fmt: skip
    return Slip(Spot(page.from_line, page.from_column), "This list has no end.",
                "Close it with ], and put commas between its parts.", tuple(mended))  # fmt: skip


def _question(page: _Page) -> Slip:
    """A text with a question mark in brackets, which YAML takes for the beginning of a key."""
    line = page.at(page.line)
    start = max((m.end() for m in _ITEM_END.finditer(line, 0, page.column)), default=0)
    start += len(line[start:]) - len(line[start:].lstrip())
    end = _value_end(line, start)
    return Slip(Spot(page.line, page.column), "Text with a question mark needs quotes inside brackets or braces.",
                f"Write {_example(line[start:end])}.", (_requoted(page, page.line, start, end),))  # fmt: skip


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


def _no_colon(page: _Page) -> Slip | None:
    """A line without a colon after its key."""
    if "could not find expected ':'" not in page.problem:
        return None
    return bare_line(page.text, page.from_line)


def bare_line(text: str, number: int) -> Slip:
    """The slip of a line that is no key with a value: its colon, or a space, is missing."""
    page = _Page(text, "", "", number, 0, number, 0, 0)
    line = page.at(number)
    column = _first(line)
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
    return Slip(Spot(number, column), "This line has no colon after its key.", "Write “key: value”.")


_CAUSES: tuple[Callable[[_Page], Slip | None], ...] = (
    _backslash, _quote, _sign, _tab, _hash, _deeper, _colon, _comma, _bracket, _beside, _no_colon,
)  # fmt: skip
