"""What `upgrade` does: says what becomes of a level in today's format, and writes it only if asked."""

from __future__ import annotations

import codecs
import difflib
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from game import safely
from game.lab.terminal import FINDING, FINE, WrongUse, console, expanded, level_paths, print_json, show_problems
from game.places import command

if TYPE_CHECKING:
    from game.levels.upgrading import Upgrade

PURPOSE = (
    "Shows what becomes of levels of an earlier format in today's, and writes it with --write.\n\n"
    "Nothing else ever upgrades a level. Comments and spaces stay as they are; what only its author can decide\n"
    "is listed."
)


def upgrade_options(parser: ArgumentParser) -> ArgumentParser:
    """Adds the options of `upgrade`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="level files, names of levels, or folders of levels")
    parser.add_argument("--write", action="store_true",
                        help="write the files (default: only show what would change); each file as it was stays beside "
                             f"the new one, with {safely.SPARE} behind its name")  # fmt: skip
    parser.add_argument("--from", dest="begun", type=int, choices=(0,), metavar="0",
                        help="take the files for format 0, whatever they say: those from before 29 November 2026 say "
                             "“format: 1” and follow earlier rules")  # fmt: skip
    parser.add_argument("--steps", action="store_true", help="list the steps, with what each of them is about")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def upgrade(options: Namespace) -> int:
    """`upgrade`: what becomes of levels in today's format; 1 where something is to be done or a file cannot be read."""
    if options.steps:
        return _print_steps(options.json)
    if not options.paths:
        raise WrongUse(f"Name the levels to upgrade, such as  {command()} upgrade mine.yaml")
    paths = [path for word in expanded(options.paths) for path in level_paths(word)]
    rows, pending = [], False
    for path in paths:
        row, unfinished = _upgrade_one(path, options)
        rows.append(row)
        pending = pending or unfinished
    if options.json:
        print_json(rows)
    return FINDING if pending else FINE


def _upgrade_one(path: Path, options: Namespace) -> tuple[dict[str, object], bool]:
    """One file: its row for JSON, and whether anything is left to do about it."""
    from game.levels import LevelError
    from game.levels.folder import opened
    from game.levels.upgrading import upgraded

    findings, readable = opened(path)
    try:
        if not readable:
            raise LevelError(findings.sorted())
        made = upgraded(findings.text, str(path), options.begun)
    except LevelError as error:
        if not options.json:
            show_problems(error.problems, console())
        return {"file": str(path), "problems": [problem.row() for problem in error.problems]}, True
    written = options.write and made.after != made.before
    if written:
        raw = path.read_bytes()
        mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        safely.put(path, mark + made.after.encode("utf-8"))
    if not options.json:
        _show(path, made, written)
    row = {
        "file": str(path), "format": made.begun, "written": written,
        "done": [vars(change) for change in made.done], "left": [vars(change) for change in made.left],
    }  # fmt: skip
    return row, bool(made.left) or (bool(made.done) and not written)


def _show(path: Path, made: Upgrade, written: bool) -> None:
    """What is done, what is left, and the lines before and after."""
    from rich.text import Text

    out = console()
    if not made.done and not made.left:
        out.print(f"{path}: nothing to upgrade.", soft_wrap=True)
        return
    for change in made.done:
        out.print(Text(f"{path}:{change.line}: {change.step}: {change.text}", style="bold"), soft_wrap=True)
    _show_lines(made)
    for change in made.left:
        words = Text(f"{path}:{change.line}: {change.step}, by hand: {change.text}", style="bold yellow")
        out.print(words, soft_wrap=True)
    if written:
        out.print(f"Written: {path}. As it was it lies in {safely.spare_of(path)}.", soft_wrap=True)
    elif made.done:
        out.print("Nothing has been written. The same with --write writes it.")
    out.print()


def _show_lines(made: Upgrade) -> None:
    from rich.text import Text

    styles = {"-": "red", "+": "green"}
    lines = list(difflib.unified_diff(made.before.splitlines(), made.after.splitlines(), n=0, lineterm=""))
    for line in lines[2:]:
        if not line.startswith("@@"):
            console().print(Text(f"    {line}", style=styles[line[0]]), soft_wrap=True)


def _print_steps(as_json: bool) -> int:
    from game.levels.upgrading import STEPS

    if as_json:
        print_json([{"step": step.name, "says": step.says, "by_hand": step.changes is None} for step in STEPS])
        return FINE
    for step in STEPS:
        console().print(f"{step.name:12} {step.says}{' By hand.' if step.changes is None else ''}", soft_wrap=True)
    return FINE
