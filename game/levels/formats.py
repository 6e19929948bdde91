"""Which format a level is written in, and what is said of one that this game does not read."""

from __future__ import annotations

from game.levels.problems import Findings, Spot, shown
from game.levels.strict import Tree
from game.places import command, quoted
from game.version import VERSION

FORMAT = 1
"""The format that this game reads and writes."""
RENAMED = {"bottlenecks_per_quarter": "bottlenecks"}
"""Keys of a level that were called otherwise in an earlier format, with what they are called today."""


def report(tree: Tree, findings: Findings) -> bool:
    """Notes a format that is not today's, and the command that helps; whether there is one to note.

    A level is never changed by being read: what was written earlier is upgraded by command alone. A file that does not
    say its format is taken for a new one in which that is missing.
    """
    written = tree.data.get("format", FORMAT) if isinstance(tree.data, dict) else FORMAT
    if type(written) not in (int, float) or written == FORMAT or written < 0:
        return False
    spot: Spot = tree.value(("format",))
    if type(written) is float:
        odd(tree, findings)
    elif written > FORMAT:
        findings.error(spot, "format", f"This is written in format {written}, and this game reads format {FORMAT}.",
                       f"It needs a newer Headcount; this is {VERSION}.")  # fmt: skip
    else:
        findings.error(spot, "format", f"This is written in format {written}, from before the language was settled.",
                       f"“{_way(findings)}” shows what becomes of it in format {FORMAT}.")  # fmt: skip
    return True


def odd(tree: Tree, findings: Findings) -> None:
    """Notes a format that is no whole number."""
    findings.error(tree.value(("format",)), "format", "A format is a whole number.", f"Write “format: {FORMAT}”.")


def renamed(key: str, findings: Findings) -> str:
    """What to do about a key that was called so once; an empty text if none was."""
    if key not in RENAMED:
        return ""
    return f"It is called {shown(RENAMED[key])} now. “{_way(findings)}” shows what else has changed."


def _way(findings: Findings) -> str:
    return f"{command()} upgrade {quoted(findings.file)}"
