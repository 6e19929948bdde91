"""What `check` does: every problem of every level, what each level is, what quick games tell, and what it claims."""

from __future__ import annotations

import gc
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.lab.terminal import (
    FINDING,
    FINE,
    WrongUse,
    add_folders,
    add_open,
    console,
    every_level,
    expanded,
    level_paths,
    print_json,
    progress,
    show_problems,
)
from game.places import command, own_levels

if TYPE_CHECKING:
    from rich.console import Console

    from game.lab.claims import Finding
    from game.levels import Level, Problem

_STYLES = {"holds": "bold green", "fails": "bold red", "undecided": "bold yellow"}


def check_options(parser: ArgumentParser) -> ArgumentParser:
    """Adds the options of `check`."""
    parser.add_argument("paths", nargs="*", metavar="PATH",
                        help="level files, names, folders of levels, or packs (default: all that the title knows: "
                             "ours, your own, and those of --levels)")  # fmt: skip
    add_folders(parser)
    parser.add_argument("--claims", action="store_true", help="also play what the levels claim, and say if it holds")
    parser.add_argument("--no-games", action="store_true",
                        help="play no trial games (a level that is named is tried on a few; those of a folder are not)"
                        )  # fmt: skip
    parser.add_argument("--rules", action="store_true", help="list the rules, and how a level accepts a warning")
    add_open(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def check(options: Namespace) -> int:
    """`check`: every problem of every level, and if asked, whether its claims hold."""
    if options.rules:
        return _print_rules(options.json)
    if options.open and not options.claims:
        raise WrongUse("--open belongs to --claims.")
    words = [_around(word) for word in expanded(options.paths)]
    packs = _packs(words, options.folders)
    words = [word for word in words if Path(word) not in packs]
    if packs and options.paths and options.claims:
        raise WrongUse("--claims plays single levels. Name the level files of the pack instead.")
    paths = [path for word in words for path in level_paths(word, options.folders)]
    paths = paths if options.paths else every_level(options.folders)
    problems = [problem for path in packs for problem in check_pack(path)] + _problems(paths)
    broken = {problem.file for problem in problems if problem.severity == "error"}
    named = [] if any(Path(word).is_dir() for word in words) or not words else paths
    sound = _read([path for path in named if str(path) not in broken])
    if sound and not options.no_games:
        problems += _tried(sound)
    findings: list[Finding] = []
    if options.claims and not broken:
        findings = _weigh(_read(paths), options.open)
    failed = bool(broken) or not all(finding.held for finding in findings)
    if options.json:
        weighed = [{**finding.row(), "open_levers": options.open} for finding in findings]
        print_json([*(problem.row() for problem in problems), *weighed])
    else:
        _show(sound, problems, findings, options.open, (len(paths), len(packs)), not options.no_games)
    return FINDING if failed else FINE


def _problems(paths: Sequence[Path]) -> list[Problem]:
    """Every problem of every file."""
    gc.disable()  # hardly anything of what is made here is given back before all has been read
    try:
        from game import levels

        return [problem for path in paths for problem in levels.check(path)]
    finally:
        gc.enable()


def _read(paths: Sequence[Path]) -> list[Level]:
    """The levels among files that can be played; a file of cards is none."""
    from game import levels
    from game.levels import library

    return [levels.read(path) for path in paths if not library.holds(str(path))]


def _show(
    sound: Sequence[Level], problems: Sequence[Problem], findings: Sequence[Finding], open_levers: bool,
    count: tuple[int, int], tried: bool,
) -> None:
    for level in sound:
        _describe(level, tried)
    if problems:
        show_problems(problems, console())
    if findings:
        _show_findings(findings, open_levers)
    if not problems and all(finding.held for finding in findings):
        print(f"{_counted(*count)}, no problems.")


def _describe(level: Level, tried: bool) -> None:
    from game.lab.trials import trials_of
    from game.levels.summary import summary

    for line in summary(level):
        print(line)
    if tried and not trials_of(level):
        print(f"It is too large to be tried quickly; “{command()} sim” plays it.")
    print()


def _counted(levels: int, packs: int) -> str:
    one = "1 level" if levels == 1 else f"{levels} levels"
    several = "1 pack" if packs == 1 else f"{packs} packs"
    return " and ".join([one] * (levels > 0 or not packs) + [several] * (packs > 0))


def _around(word: str) -> str:
    """The pack's folder where the file is meant that names it, else the word itself."""
    from game.levels.folder import MANIFEST

    path = Path(word)
    return str(path.parent) if path.name == MANIFEST and path.is_file() else word


def _packs(words: Sequence[str], folders: Sequence[Path]) -> list[Path]:
    """The packs that are named; where nothing is named, those that the title lists."""
    from game.levels.folder import is_pack, is_zip

    if words:
        return [path for path in map(Path, words) if is_zip(path) or is_pack(path)]
    from game.levels.packs import packs_in

    return [path for folder in (own_levels(), *folders) for path in packs_in(folder)]


def check_pack(path: Path) -> list[Problem]:
    """Every problem of a pack, a folder or a zip file; those of a zip file stand under its name."""
    from tempfile import TemporaryDirectory

    from game.levels import Problem, packs

    try:
        if not packs.is_zip(path):
            return packs.check(path)
        with TemporaryDirectory() as place:
            folder = Path(place) / path.stem
            packs.unpacked(path, folder)
            found = packs.check(folder)
            return [replace(one, file=str(path / Path(one.file).relative_to(folder))) for one in found]
    except packs.Refused as refusal:
        return [Problem("error", str(path), 1, 1, "pack", str(refusal), "", "")]


def _tried(levels: Sequence[Level]) -> list[Problem]:
    from game.lab.trials import LEADERS, trials_of, tried

    with progress("Trying", sum(trials_of(level) * len(LEADERS) for level in levels)) as advance:
        return [problem for level in levels for problem in tried(level, advance)]


def _weigh(levels: Sequence[Level], open_levers: bool) -> list[Finding]:
    from game.lab.claims import games, weigh_claims

    with progress("Playing", sum(games(level) for level in levels)) as advance:
        return [row for level in levels for row in weigh_claims(level, advance, open_levers)]


def _show_findings(findings: Sequence[Finding], open_levers: bool) -> None:
    from game.lab.games import by_which_levers

    out = console()
    for finding in findings:
        _show_finding(finding, out)
    out.print(by_which_levers(open_levers))


def _show_finding(finding: Finding, out: Console) -> None:
    from rich.text import Text

    word = Text(f"{finding.verdict:11}", style=_STYLES[finding.verdict])
    out.print(word + Text(f"{finding.path}:{finding.line}: {finding.text()}"), soft_wrap=True)
    if finding.advice():
        out.print(Text(" " * 11 + finding.advice(), style="dim"), soft_wrap=True)


def _print_rules(as_json: bool) -> int:
    from game.levels.rules import RULES, listing

    if as_json:
        print_json([{"rule": name, "says": rule.says, "warns": rule.warns} for name, rule in RULES.items()])
    else:
        print(listing())
    return FINE
