"""The levels that the guide and the cookbook print, put together as their reader does it."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "levels"
_BLOCK = re.compile(r"(.*?)\n```yaml\n(.*?)```\n", re.DOTALL)
_KEY = re.compile(r"^(\w+):", re.MULTILINE)


def steps() -> list[tuple[str, str]]:
    """The level after each step of the guide: the heading, and the whole text that stands in the file by then."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    page = page[page.index("## Ten lines") : page.index("<details>")]
    text, found = "", []
    for part in re.split(r"^(?=##+ )", page, flags=re.MULTILINE):
        blocks = _BLOCK.findall(part)
        for before, block in blocks:
            text = _with(text, before, block)
        if blocks:
            found.append((part.splitlines()[0].strip("# "), text))
    return found


def whole() -> str:
    """The level that the guide prints at its end, to compare with."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    return _BLOCK.findall(page[page.index("<details>") : page.index("</details>")])[0][1]


def chain() -> str:
    """The level of the step further: goods that go into others."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    return _BLOCK.findall(page[page.index("### A step further") : page.index("### What usually gets in the way")])[0][1]


def recipes() -> dict[str, str]:
    """The levels of the cookbook by title of their recipe."""
    page = (FOLDER / "COOKBOOK.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {part.splitlines()[0]: block for part in parts for _, block in _BLOCK.findall(part)[:1]}


def _with(text: str, before: str, block: str) -> str:
    """A text after its reader did what stands before a block: lines for a list go to its end, keys take their place."""
    if not _KEY.match(block) and not block.startswith("#"):
        key = re.findall(r"to\s+`(\w+)`", before)[-1]
        return _replaced(text, key, _section(text, key) + block)
    if not text:
        return block
    for section in re.split(r"^(?=\w+:)", block, flags=re.MULTILINE)[1:]:
        name = section[: section.index(":")]
        text = _replaced(text, name, section) if _section(text, name) else text + section
    return text


def _section(text: str, key: str) -> str:
    """The lines of a key and of what belongs to it."""
    match = re.search(rf"^{key}:.*\n(?:(?:[ ].*)?\n)*", text, re.MULTILINE)
    return match[0] if match else ""


def _replaced(text: str, key: str, section: str) -> str:
    return text.replace(_section(text, key), section)
