"""Slips with spaces: lines that start in the wrong column, and tabs."""

from __future__ import annotations

import re

from game.levels.mended import Mended
from game.levels.problems import Spot, shown
from game.levels.slips.page import Page, Slip, first_column, shifted

_KEY = re.compile(r"\s*(?:- +)*(?P<key>[^\s#'\"\[\]{},:-][^#'\"\[\]{},:]*?)\s*$")


def deeper(page: Page) -> Slip | None:
    """A key that starts further right than its neighbour above, whose value YAML takes it for."""
    line = page.at(page.line)
    match = _KEY.match(line[: page.column])
    if "mapping values are not allowed" not in page.problem or match is None:
        return None
    above = next((n for n in range(page.line - 1, -1, -1) if page.at(n).strip() and page.at(n).strip()[0] != "#"), -1)
    if above < 0:
        return None
    column = first_column(line)
    upper = re.match(r"\s*(?:- +)*", page.at(above))
    target = upper.end() if upper else 0
    if column <= target:
        return None
    neighbour = page.at(above)[target:].split(":")[0].strip()
    steps = column - target
    return Slip(Spot(page.line, column, max(1, len(match["key"]))),
                "This line is indented further than its neighbour above.",
                f"Take out {steps} {'space' if steps == 1 else 'spaces'}, so that it starts under {shown(neighbour)}.",
                (shifted(page, page.line, column, target),))  # fmt: skip


def beside(page: Page) -> Slip | None:
    """A line that starts in a column where nothing above it does."""
    if "expected <block end>" not in page.problem and "bad indentation" not in page.problem:
        return None
    line = page.at(page.line)
    column = first_column(line)
    if column != page.column or not line.strip():
        return None
    dashed = line.lstrip().startswith("- ")
    open_columns: list[int] = []
    neighbours: dict[int, str] = {}
    for number in range(page.line - 1, -1, -1):
        above = page.at(number)
        if above.strip() and above.strip()[0] != "#" and (not open_columns or first_column(above) < min(open_columns)):
            dashes = re.match(r"\s*(?:- +)*", above)
            if dashes and dashes.end() > first_column(above) and not dashed:
                open_columns.append(dashes.end())  # where a key of this part of the list starts
            else:
                open_columns.append(first_column(above))
            neighbours.setdefault(open_columns[-1], above[open_columns[-1] :])
    targets = sorted((c for c in neighbours if c != column), key=lambda c: (abs(c - column), c))
    if not targets:
        return None
    near = [target for target in targets if abs(target - column) == abs(targets[0] - column)]
    hint = "; or ".join(_moved(column, target, neighbours[target]) for target in near)
    return Slip(Spot(page.line, column), "This line does not fit the lines before it.",
                f"{hint[:1].upper()}{hint[1:]}.",
                tuple(shifted(page, page.line, column, target) for target in targets[:3]))  # fmt: skip


def _moved(column: int, target: int, neighbour: str) -> str:
    """What to do with the spaces before a line, for it to start under a neighbour that begins in the target column."""
    steps = abs(target - column)
    spaces = "space" if steps == 1 else "spaces"
    does = f"put {steps} more {spaces} before it" if target > column else f"take out {steps} {spaces}"
    dash = re.match(r"(?:- +)*", neighbour)
    name = neighbour.split(":")[0].strip() if dash is None or not dash.end() else neighbour.strip()
    return f"{does}, so that it starts under {shown(name.rstrip('.'), 24)}"


def tab(page: Page) -> Slip | None:
    """A tab where only spaces may stand."""
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


def first_line(page: Page) -> Slip | None:
    """A first key that does not start in the first column, as all the others do."""
    if "expected '<document start>'" not in page.problem:
        return None
    number = next((n for n in range(page.line) if page.at(n).strip() and page.at(n).strip()[0] != "#"), page.line)
    column = first_column(page.at(number))
    if not column:
        return None
    return Slip(Spot(number, column), "This line is indented further than its neighbour below.",
                "Start it in the first column.", (shifted(page, number, column, 0),))  # fmt: skip


def text_beside_its_key(page: Page) -> Slip | None:
    """A text of several lines that starts in the column of its key."""
    if "could not find expected ':'" not in page.problem or not page.from_line:
        return None
    number = page.from_line
    opened = re.match(r"(?P<lead>\s*)(?P<key>[\w-]+):\s*[|>][+-]?\s*$", page.at(number - 1))
    if not opened or first_column(page.at(number)) > len(opened["lead"]):
        return None
    lines, moved = page.lines, {}
    for below in range(number, len(lines)):
        if re.match(r"\s*[a-z_]+:(\s|$)", lines[below]):
            break
        lines[below] = opened["lead"] + "  " + lines[below].lstrip()
        moved[below] = first_column(page.at(below)) - len(opened["lead"]) - 2
    return Slip(Spot(number, first_column(page.at(number))),
                f"The text of {shown(opened['key'])} starts too far left.",
                "Put two spaces before each of its lines.", (Mended("\n".join(lines), moved=moved),))  # fmt: skip
