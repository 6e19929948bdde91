"""What `balance` does and prints: who wins a level, how three stars are reached, what each lever is worth."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.lab.tables import Column, show
from game.lab.terminal import (
    FINDING,
    FINE,
    WrongUse,
    add_folders,
    add_open,
    add_workers,
    at_work,
    campaign,
    console,
    known,
    print_json,
    progress,
    read_levels,
    seed,
    several,
)
from game.session import level_name

if TYPE_CHECKING:
    from game.lab.ablation import Cost
    from game.lab.findings import Findings
    from game.lab.lazy import Slept
    from game.lab.search import Found
    from game.levels import Level

SEEDS, DENSITY_SEEDS = 40, 2
WAKING = 4
"""The campaign's first level that nobody should be able to sleep through."""


def balance_options(parser: ArgumentParser) -> ArgumentParser:
    """Adds the options of `balance`."""
    parser.add_argument(
        "levels", nargs="*", metavar="LEVEL", help="a level file, or a level's name (default: the campaign)"
    )
    add_folders(parser)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--density", action="store_true", help="only where it is dull: weeks without a decision")
    parser.add_argument("--every-week", action="store_true", help="with --density: try all weeks, to the last one")
    parser.add_argument(
        "--new", action="store_true", help="with --density: of all weeks, count what was not worth doing before already"
    )
    kind.add_argument("--search", action="store_true", help="look for a game with three stars")
    kind.add_argument(
        "--lazy", action="store_true",
        help=f"look for two stars by a few actions or a calendar, without a look (default: levels from {WAKING} on)",
    )  # fmt: skip
    kind.add_argument("--ablation", action="store_true", help="what each lever is worth, missing and overdone")
    parser.add_argument(
        "--lever", action="append", default=[], metavar="NAME",
        help="with --ablation: only this one, or “every order”, “every quota”, “every figure”; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--seeds", type=several, metavar="N", help=f"how many seeds each (default {SEEDS}, with --lazy 20)"
    )
    parser.add_argument("--seed", type=seed, metavar="N", help="with --search: the luck (default: the level's own)")
    parser.add_argument("--save", metavar="FILE", help="with --search: save the game that was found")
    parser.add_argument(
        "--html", type=Path, metavar="FILE",
        help="also write one page about a level: leaders, stars, levers, demand, where it is lost, week by week, and "
             "where it is dull; with --lazy also whether one can sleep through it",
    )  # fmt: skip
    parser.add_argument(
        "--against", metavar="OTHER",
        help="lay another version of the level beside it on the same luck, with the interval of the difference",
    )
    add_open(parser)
    add_workers(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def balance(options: Namespace) -> int:
    """`balance`: plays a level in one way or another and prints what is found."""
    if not options.search and (options.save is not None or options.seed is not None):
        raise WrongUse("--seed and --save belong to --search.")
    if options.every_week and not options.density:
        raise WrongUse("--every-week belongs to --density.")
    if options.new and not options.density:
        raise WrongUse("--new belongs to --density.")
    if options.lever and not options.ablation:
        raise WrongUse("--lever belongs to --ablation.")
    if options.open and (options.search or options.lazy or options.density or options.ablation):
        raise WrongUse("--open belongs to the table of all policies: without --search, --lazy, --density, --ablation.")
    _refuse_about_one(options)
    for word in options.levels:
        if options.density and word.isdigit():
            raise WrongUse(f"“{word}” is no level. For the number of games write: --density --seeds {word}")
    ours = campaign()[WAKING - 1 :] if options.lazy else campaign()
    levels = read_levels(options.levels or ours, options.folders)
    others = read_levels([options.against], options.folders) if options.against is not None else []
    if levels is None or others is None:
        return FINDING
    _refuse_several(options, levels, others)
    with at_work(options):
        if options.html is not None:
            return _all_policies(options, levels, others[0] if others else None)
        if options.search:
            return _search(options, levels)
        if options.lazy:
            return _lazy(options, levels)
        if options.density:
            return _density(options, levels)
        if options.ablation:
            return _ablation(options, levels)
        return _all_policies(options, levels, others[0] if others else None)


def _refuse_about_one(options: Namespace) -> None:
    """WrongUse where what is about one level and all policies is asked for with something else."""
    if options.html is not None:
        if options.search or options.density or options.ablation:
            raise WrongUse("--html writes the page of all policies: without --search, --density, --ablation.")
        if options.html.suffix.lower() not in (".html", ".htm"):
            raise WrongUse(f"“{options.html}” should end in .html.")
        if options.html.is_dir():
            raise WrongUse(f"“{options.html}” is a folder; --html needs a file.")
    if options.against is not None:
        if options.search or options.density or options.ablation:
            raise WrongUse("--against compares all policies: without --search, --density, --ablation.")
        if options.lazy and options.html is None:
            raise WrongUse("--against goes with --lazy only on a page, with --html.")
    named = ("--html", options.html), ("--against", options.against)
    if not options.levels and any(asked is not None for _, asked in named):
        flag = next(flag for flag, asked in named if asked is not None)
        raise WrongUse(f"{flag} is about one level: name it.")


def _refuse_several(options: Namespace, levels: Sequence[Level], others: Sequence[Level]) -> None:
    if options.html is not None and len(levels) > 1:
        raise WrongUse("--html writes a page about one level: name a single one.")
    if options.against is not None and (len(levels) > 1 or len(others) > 1):
        raise WrongUse("--against lays one level beside one other: name a single one of each.")


def _all_policies(options: Namespace, levels: Sequence[Level], other: Level | None) -> int:
    """Plays all policies, prints what was found, and writes the page if one is wanted."""
    from game.lab import balance_tables

    rows = []
    for level in levels:
        found = _found(options, level, other)
        if options.html is not None:
            _write_page(found, options.html)
        if options.json:
            rows.append(found.row())
        else:
            balance_tables.show_findings(found)
    if options.json:
        print_json(rows)
    return FINE


def _found(options: Namespace, level: Level, other: Level | None) -> Findings:
    """Everything about a level that the options ask for, each part with a bar of its own."""
    from game import bots
    from game.lab.balance import weigh_level
    from game.lab.density import densities
    from game.lab.findings import Findings
    from game.lab.lazy import JUDGED, sleepers

    seeds = range(1, (options.seeds or SEEDS) + 1)
    weighed = []
    for version in filter(None, (level, other)):
        with progress(f"Playing {version.title}", len(seeds) * len(bots.NAMES)) as advance:
            weighed.append(weigh_level(version, bots.NAMES, seeds, options.jobs, advance, options.open))
    with progress("Trying actions", DENSITY_SEEDS * level.world.weeks) as advance:
        searched = densities([level], range(1, DENSITY_SEEDS + 1), options.jobs, advance)
    slept = None
    if options.lazy:
        with progress("Searching", 2) as advance:
            slept = tuple(sleepers([level], options.seeds or JUDGED, options.jobs, advance))
    return Findings(weighed[0], tuple(searched), slept, weighed[1] if other is not None else None)


def _write_page(found: Findings, file: Path) -> None:
    from game.lab.balance_page import page
    from game.safely import put

    try:
        put(file, page(found).encode("utf-8"), spare=False)
    except OSError as error:
        raise WrongUse(f"“{file}” cannot be written: {(error.strerror or 'no such place').lower()}.") from None
    print(f"Written: {file}.", file=sys.stderr)


def _density(options: Namespace, levels: Sequence[Level]) -> int:
    """Prints where levels are dull; a stretch that is too long is a finding, or too few weeks with a new decision."""
    from game.lab.density import densities

    seeds = range(1, (options.seeds or DENSITY_SEEDS) + 1)
    with progress("Trying actions", len(seeds) * sum(level.world.weeks for level in levels)) as advance:
        found = densities(levels, seeds, options.jobs, advance, options.every_week, options.new)
    if options.json:
        print_json([row.row() for row in found])
    else:
        for row in found:
            print(row.text())
    return FINDING if any(row.dull() for row in found) else FINE


def _search(options: Namespace, levels: Sequence[Level]) -> int:
    """Looks for three stars in each level; a level without them is a finding."""
    from game.lab.search import EFFORT_WEEKS, search, searches

    seeds = range(1, options.seeds + 1) if options.seeds else [options.seed]
    tasks = [(level, luck) for level in levels for luck in seeds]
    if options.save is not None and len(tasks) > 1:
        raise WrongUse("--save keeps a single game: name one level and one seed.")
    if len(tasks) == 1:
        with progress("Trying weeks", EFFORT_WEEKS) as advance:
            found = [search(*tasks[0], progress=advance)]
    else:
        with progress("Searching", len(tasks)) as advance:
            found = searches(tasks, options.jobs, advance)
    if options.save is not None:
        from game.saves import SaveError

        try:
            print(f"Saved as {found[0].session.save(options.save)}.", file=sys.stderr)
        except SaveError as error:
            raise WrongUse(str(error)) from None
    if options.json:
        print_json([game.row() for game in found])
    else:
        for game in found:
            print(game.text())
        if len(found) == 1:
            _print_game(found[0])
    return FINE if all(game.stars == 3 for game in found) else FINDING


def _print_game(game: Found) -> None:
    from game.words.actions import slip

    for week, actions in enumerate(game.session.log):
        if actions:
            print(f"week {week + 1}: {'; '.join(slip(game.session.level, action) for action in actions)}")


def _lazy(options: Namespace, levels: Sequence[Level]) -> int:
    """Looks for ways to sleep through each level; one that reaches two stars too often is a finding."""
    from game.lab.lazy import JUDGED, sleepers

    with progress("Searching", 2 * len(levels)) as advance:
        found = sleepers(levels, options.seeds or JUDGED, options.jobs, advance)
    if options.json:
        print_json([plan.row() for plan in found])
    else:
        for plan in found:
            _print_plan(plan)
    return FINDING if any(plan.above for plan in found) else FINE


def _print_plan(found: Slept) -> None:
    print(found.text())
    for line in found.told():
        print(f"    {line}")


def _ablation(options: Namespace, levels: Sequence[Level]) -> int:
    """Prints what every lever costs, missing and overdone; a lever that matters nowhere is a finding."""
    from game.lab import ablation

    seeds = range(1, (options.seeds or ablation.SEEDS) + 1)
    there = {name: None for level in levels for name in ablation.left_out(level.world)}
    only = [known(name, list(there), "lever") for name in options.lever]
    with progress("Leaving levers out", ablation.steps(levels, seeds, only)) as advance:
        costs = ablation.ablation(levels, seeds, only, options.jobs, advance)
    if options.json:
        print_json([cost.row() for cost in costs])
    else:
        _print_ablation(costs, [level_name(level) for level in levels])
    found = [ablation.verdicts(costs, kind) for kind in ("missing", "overdone")]
    return FINDING if any("no" in said.values() for said in found) else FINE


def _by_lever(costs: Sequence[Cost]) -> dict[str, list[Cost]]:
    rows: dict[str, list[Cost]] = {}
    for cost in costs:
        rows.setdefault(cost.lever, []).append(cost)
    return rows


def _print_ablation(costs: Sequence[Cost], names: Sequence[str]) -> None:
    from game.lab.ablation import WORTH_POINTS, verdicts
    from game.words.explain import signed

    out = console()
    kinds = {"missing": "without it, whoever then leads best", "overdone": "overdone by whoever leads best"}
    for kind, words in kinds.items():
        columns = [
            Column("lever", right=False), *(Column(name, 1) for name in names),
            Column(f"{WORTH_POINTS:g} somewhere", right=False),
        ]  # fmt: skip
        table = []
        said = verdicts(costs, kind)
        for lever, rows in _by_lever(costs).items():
            if lever not in said:
                continue
            found = {row.level: getattr(row, kind) for row in rows}
            cells = [
                f"{signed(found[name].mean, 1)} ±{found[name].high - found[name].mean:.1f}" if name in found else ""
                for name in names
            ]
            table.append([lever, *cells, said[lever]])
        show(out, columns, table, f"Points lost {words}")
    for name in names:
        leader = next(cost.leader for cost in costs if cost.level == name)
        out.print(f"{name}: best led by “{leader}”.", soft_wrap=True)
