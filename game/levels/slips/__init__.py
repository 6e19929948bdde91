"""Slips of the pen: why YAML cannot go on in a text, in words of the page, and the text as it would be without them.

A slip that can be mended is mended in memory alone, so that one pass finds the next one too. Lines never move: what is
said about a mended text stands where its author wrote it.
"""

from __future__ import annotations

from collections.abc import Callable

import yaml

from game.levels.mended import Mended
from game.levels.problems import Spot
from game.levels.slips.columns import beside, deeper, first_line, tab, text_beside_its_key
from game.levels.slips.page import Page, Slip
from game.levels.slips.quotes import backslash, block_sign, first_sign, number_sign, quote
from game.levels.slips.signs import bare_line, bracket, missing_comma, no_colon, second_colon

LONGEST_LINE = 2_000
"""Characters of a line beyond which nobody wrote it by hand, and no slip is looked for in it."""
_INDENTATION = "Lines that belong together start in the same column."
_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    ("found duplicate anchor", "This anchor stands twice.", "A text that begins with & needs quotes."),
    ("expected the node content", "A value is missing here.", "Write one, or take out the sign that announces it."),
    ("expected '<document start>'", "The level ends before this line.",
     "Everything before it is read as a whole. Each line needs a key: “key: value”."),
    ("did not find expected", "This line does not fit the lines before it.", _INDENTATION),
    ("directive", "A line that begins with % has no place in a level.", "Take it out, or put the text in quotes."),
    ("found character", "This character cannot start a value.", "Put the text in quotes."),
)  # fmt: skip
def _second_document(page: Page) -> Slip | None:
    if "expected a single document" not in page.context + page.problem:
        return None
    mended = (page.with_line(page.line, ""),) if page.at(page.line).strip() == "---" else ()
    return Slip(Spot(page.line, page.column), "A second document starts here.",
                "A level is one document; take the --- out.", mended)  # fmt: skip


def found(text: str, error: yaml.MarkedYAMLError) -> Slip:
    """The slip that made YAML stop."""
    mark, opened = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    page = Page(
        text, str(error.problem or ""), str(error.context or ""),
        *((mark.line, mark.column) if mark else (0, 0)), *((opened.line, opened.column) if opened else (0, 0)),
        mark.index if mark else 0,
    )  # fmt: skip
    short = max(len(page.at(page.line)), len(page.at(page.from_line))) <= LONGEST_LINE
    for cause in _CAUSES if short else ():
        slip = cause(page)
        if slip is not None:
            return slip
    for part, words, hint in _PLAIN_WORDS:
        if part in page.problem or part in page.context:
            return Slip(Spot(page.line, page.column), words, hint)
    return Slip(Spot(page.line, page.column), "YAML cannot go on here.",
                "Compare this line with one that works, or put its text in quotes.")  # fmt: skip


_CAUSES: tuple[Callable[[Page], Slip | None], ...] = (
    backslash, first_line, quote, block_sign, first_sign, tab, number_sign, deeper, second_colon, missing_comma,
    bracket, beside, text_beside_its_key, no_colon, _second_document,
)  # fmt: skip

__all__ = ["Mended", "Slip", "bare_line", "found"]
