"""What `laws`, `balance` and `bench` print, and the exit codes they end with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from game.lab.terminal import FINDING, FINE, console, known, print_json, progress, read_levels, several, some

if TYPE_CHECKING:
    from game.lab.balance import Balance, Density
    from game.lab.laws import Verdict, Weighed
    from game.levels import Level

# laws


def laws_options(parser: ArgumentParser) -> ArgumentParser:
    """Adds the options of `laws`."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="which laws (default: all)")
    parser.add_argument("--quick", action="store_true", help="fewer seeds, shorter; fails only what it refutes")
    parser.add_argument("--cuts", action="store_true", help="also with each mechanism removed: the effect must vanish")
    parser.add_argument("--seeds", type=several, metavar="N", help="how many seeds each (default 40)")
    parser.add_argument("--jobs", type=some, metavar="N", help="how many processes (default: one for each core)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def laws(options: Namespace) -> int:
    """`laws`: weighs them and prints what was found."""
    from game.lab.laws import LAWS, experiments, weigh

    names = list(dict.fromkeys(known(name, tuple(LAWS), "law") for name in options.names))
    count = experiments(names, quick=options.quick, cuts=options.cuts, seeds=options.seeds)
    with progress("Experimenting", count) as advance:
        verdicts = weigh(
            names, quick=options.quick, cuts=options.cuts, seeds=options.seeds, jobs=options.jobs, progress=advance
        )
    if options.json:
        print_json([verdict.row() for verdict in verdicts])
    else:
        _print_laws(verdicts, options.quick, options.cuts)
    return FINE if all(verdict.held and verdict.vanished for verdict in verdicts) else FINDING


def _print_laws(verdicts: list[Verdict], quick: bool, cuts: bool) -> None:
    from rich.table import Table

    out = console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("law", "what"):
        table.add_column(title)
    for title in ("figure", "95% interval", "threshold"):
        table.add_column(title, justify="right")
    table.add_column("not refuted" if quick else "holds")
    if cuts:
        table.add_column("cut", justify="right")
        table.add_column("95% interval", justify="right")
        table.add_column("gone")
    for verdict in verdicts:
        for place, part in enumerate(verdict.parts):
            table.add_row(verdict.law.name if place == 0 else "", *_law_cells(part, cuts))
    out.print(table)
    held = sum(verdict.held for verdict in verdicts)
    end = "are not refuted" if quick else "hold"
    out.print(f"{held} of {len(verdicts)} laws {end}.")
    if cuts:
        gone = sum(verdict.vanished for verdict in verdicts)
        out.print(f"{gone} of {len(verdicts)} effects vanish without their mechanism.")


def _law_cells(part: Weighed, cuts: bool) -> list[str]:
    found = part.found
    sign = "≥" if part.part.least else "≤"
    cells = [
        part.part.text, f"{found.mean:.2f}", f"{found.low:.2f} … {found.high:.2f}",
        f"{sign} {part.part.threshold:g}", "yes" if part.held else "NO",
    ]  # fmt: skip
    if cuts and part.cut is not None:
        word = "" if not part.part.cut else "yes" if part.gone else "NO"
        cells += [f"{part.cut.mean:.2f}", f"{part.cut.low:.2f} … {part.cut.high:.2f}", word]
    return cells


# balance


def balance_options(parser: ArgumentParser) -> ArgumentParser:
    """Adds the options of `balance`."""
    parser.add_argument("level", metavar="LEVEL", help="a level file, or the name of one of ours")
    parser.add_argument("--seeds", type=several, default=40, metavar="N", help="how many seeds each (default 40)")
    parser.add_argument("--jobs", type=some, metavar="N", help="how many processes (default: one for each core)")
    parser.add_argument("--density", type=some, default=2, metavar="N", help="games searched for idle stretches (2)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def balance(options: Namespace) -> int:
    """Plays every policy of a level and prints who wins, where the stars lie and how dense the decisions are."""
    from game import bots
    from game.lab.balance import densities, weigh_level

    levels = read_levels([options.level])
    if levels is None:
        return FINDING
    level = levels[0]
    with progress("Playing", options.seeds) as advance:
        found = weigh_level(level, bots.NAMES, range(1, options.seeds + 1), options.jobs, advance)
    with progress("Searching", options.density * level.world.weeks) as advance:
        searched = densities(level, range(1, options.density + 1), options.jobs, advance)
    if options.json:
        rows = {"policies": [row.row() for row in found], "density": [row.row() for row in searched]}
        print_json(rows)
    else:
        _print_balance(level, found, searched)
    return FINE


def _print_balance(level: Level, found: list[Balance], searched: list[Density]) -> None:
    from rich.table import Table

    out = console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("policy")
    for title in ("score", "95% interval", "wins", "behind best", "stars", "none", "one", "two", "three", "bankrupt"):
        table.add_column(title, justify="right")
    for row in found:
        shares = [f"{100 * share:.0f}%" for share in row.star_shares]
        table.add_row(
            row.policy, f"{row.score.mean:.1f}", f"{row.score.low:.1f} … {row.score.high:.1f}",
            f"{100 * row.wins:.0f}%", f"{row.behind.mean:.1f}", f"{row.stars.mean:.2f}", *shares,
            f"{100 * row.bankrupt:.0f}%" if row.bankrupt else "",
        )  # fmt: skip
    out.print(table)
    stars = ", ".join(f"{100 * star:g}" for star in level.world.stars)
    out.print(f"Stars at {stars}.")
    for density in searched:
        out.print(density.text(), soft_wrap=True)


# bench


def bench_options(parser: ArgumentParser) -> ArgumentParser:
    """Adds the options of `bench`."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def bench(options: Namespace) -> int:
    """Measures the ratios of the simulation and prints them; a missed limit is a finding."""
    from game.lab.bench import LIMITS, has_mesa, measure, steps

    with progress("Measuring", steps()) as advance:
        found = measure(advance)
    if options.json:
        print_json({name: round(ratio, 4) for name, ratio in found.items()})
    else:
        from rich.table import Table

        out = console()
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("ratio")
        for title in ("measured", "limit"):
            table.add_column(title, justify="right")
        table.add_column("holds")
        for name, ratio in found.items():
            limit = LIMITS.get(name)
            said = "" if limit is None else "yes" if limit.holds(ratio) else "NO"
            table.add_row(name, f"{ratio:.3g}", "" if limit is None else limit.text(), said)
        out.print(table)
        if not has_mesa():
            out.print("For the comparison with Mesa, install it beside the game: pip install mesa")
    missed = [name for name, ratio in found.items() if name in LIMITS and not LIMITS[name].holds(ratio)]
    return FINDING if missed else FINE
