"""What `laws` and `bench` print, and the exit codes they end with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from game.lab.tables import Column, show
from game.lab.terminal import (
    FINDING,
    FINE,
    add_workers,
    at_work,
    console,
    known,
    print_json,
    progress,
    several,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from game.lab.games import Progress
    from game.lab.laws import Verdict, Weighed

# laws


def laws_options(parser: ArgumentParser) -> ArgumentParser:
    """Adds the options of `laws`."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="which laws (default: all)")
    parser.add_argument("--quick", action="store_true", help="fewer seeds, shorter; fails only what it refutes")
    parser.add_argument("--cuts", action="store_true", help="also with each mechanism removed: the effect must vanish")
    parser.add_argument("--seeds", type=several, metavar="N", help="how many seeds each (default 40)")
    parser.add_argument("--search", action="store_true", help="look for better leaders of every kind that laws compare")
    add_workers(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def laws(options: Namespace) -> int:
    """`laws`: weighs them and prints what was found."""
    from game.lab.laws import LAWS, experiments, weigh

    names = list(dict.fromkeys(known(name, tuple(LAWS), "law") for name in options.names))
    if options.search:
        return _searched(names, options)
    count = experiments(names, quick=options.quick, cuts=options.cuts, seeds=options.seeds)
    with at_work(options), progress("Experimenting", count) as advance:
        verdicts = weigh(
            names, quick=options.quick, cuts=options.cuts, seeds=options.seeds, jobs=options.jobs, progress=advance
        )
    if options.json:
        print_json([verdict.row() for verdict in verdicts])
    else:
        _print_laws(verdicts, options.quick, options.cuts)
    return FINE if all(verdict.held and verdict.vanished for verdict in verdicts) else FINDING


def _searched(names: list[str], options: Namespace) -> int:
    """Searches the leaders that the named laws compare, and says where one is better than the one that stands."""
    from game.lab import families
    from game.lab.games import side_by_side
    from game.lab.laws import LAWS

    keys = list(dict.fromkeys(key for name in names or LAWS for key in LAWS[name].sides))
    with at_work(options), progress("Searching", len(keys)) as advance:
        found = list(side_by_side(families.searched, keys, options.jobs, advance))
    rows, better = [], False
    for key, (leader, score) in zip(keys, found, strict=True):
        stands = families.points(key[0], key[1], families.best(*key))
        better |= score > stands + families.BETTER
        rows.append([key[0], str(key[1]), key[2], f"{stands:.1f}", f"{score:.1f}", families.words(leader)])
    if options.json:
        names_of = ("company", "people", "family", "stands", "found", "words")
        print_json([dict(zip(names_of, row, strict=True)) for row in rows])
    else:
        show(console(), [
            Column("company", right=False), Column("people"), Column("family", right=False), Column("stands"),
            Column("found"), Column("the one that was found", words=True, right=False),
        ], rows)  # fmt: skip
    return FINDING if better else FINE


def _sides(verdicts: list[Verdict]) -> list[str]:
    """Whom the laws compared, where that is the best a search found; a line each."""
    from game.lab import families

    keys = list(dict.fromkeys(key for verdict in verdicts for key in verdict.law.sides))
    lines = [
        f"{kind} company of {people}, best {name}: {families.words(families.best(kind, people, name))}"
        for kind, people, name in keys
    ]
    first, last = families.SEARCHED[0], families.SEARCHED[-1]
    return [f"Leaders as found on seeds {first} to {last}:", *lines] if lines else []


def _print_laws(verdicts: list[Verdict], quick: bool, cuts: bool) -> None:
    out = console()
    columns = [
        Column("law", right=False), Column("what", words=True, right=False), Column("figure"),
        Column("95% interval", 2), Column("threshold", 1), Column("not refuted" if quick else "holds", right=False),
    ]  # fmt: skip
    if cuts:
        columns += [Column("cut", 4), Column("95% interval", 5), Column("gone", 3, right=False)]
    table = []
    for verdict in verdicts:
        for place, part in enumerate(verdict.parts):
            cells = [verdict.law.name if place == 0 else "", *_law_cells(part, cuts)]
            table.append(cells + [""] * (len(columns) - len(cells)))
    show(out, columns, table)
    if cuts:
        for verdict in verdicts:
            out.print(f"Cut of {verdict.law.name}: the same {verdict.law.without}.")
    for line in _sides(verdicts):
        out.print(line)
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


# bench


def bench_options(parser: ArgumentParser) -> ArgumentParser:
    """Adds the options of `bench`."""
    parser.add_argument("--frames", action="store_true", help="measure the frames of the window instead")
    parser.add_argument("--presses", action="store_true", help="measure how soon presses are answered")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def bench(options: Namespace) -> int:
    """Measures the ratios of the simulation and prints them; a missed limit is a finding."""
    from game.lab.bench import LIMITS, measure, missing, steps

    with progress("Measuring", steps()) as advance:
        found = measure(advance)
    if options.json:
        print_json({name: round(ratio, 4) for name, ratio in found.items()})
    else:
        out = console()
        columns = [
            Column("ratio", words=True, right=False), Column("measured"), Column("limit", 1),
            Column("holds", right=False),
        ]  # fmt: skip
        table = []
        for name, ratio in found.items():
            limit = LIMITS.get(name)
            said = "" if limit is None else "yes" if limit.holds(ratio) else "NO"
            table.append([name, f"{ratio:.3g}", "" if limit is None else limit.text(), said])
        show(out, columns, table)
        for peer in missing():
            out.print(f"For the comparison with {peer}, install it beside the game: pip install {peer}")
    missed = [name for name, ratio in found.items() if name in LIMITS and not LIMITS[name].holds(ratio)]
    return FINDING if missed else FINE


FRAME_COLUMNS = [
    Column("people"), Column("window", right=False), Column("middle", 2), Column("99 of 100"), Column("worst"),
    Column("a card", 1), Column("weeks", 3), Column("a press"), Column("in ms", 1), Column("holds", right=False),
]  # fmt: skip
FRAMES_MEAN = (
    "In copies of the window's picture, by the processor's time: of 600 frames in a row at speed 4 the middle one, the "
    "one that 99 of 100 stay below, the worst while weeks run, the one in which a card stops them, and the longest "
    "that answers a press in the midst of a turn or shows what it leads to, that one in milliseconds too."
)


def bench_frames(
    options: Namespace, measure: Callable[[Progress], Sequence[Mapping[str, str | float | bool]]], steps: int
) -> int:
    """Measures the frames of the window, which `measure` paints, and prints them; too long a frame is a finding."""
    with progress("Painting", steps) as advance:
        rows = measure(advance)
    if options.json:
        print_json(list(rows))
    else:
        out = console()
        show(out, FRAME_COLUMNS, [
            [f"{row['people']:,}", str(row["window"]), *(f"{row[name]:.1f}" for name in ("middle", "rare", "worst")),
             f"{row['card']:.0f}" if row["card"] else "", str(row["weeks"]),
             f"{row['press']:.0f}", f"{float(row['press']) * float(row['blit']):.0f}", "yes" if row["holds"] else "NO"]
            for row in rows
        ])  # fmt: skip
        out.print(FRAMES_MEAN)
    return FINE if all(row["holds"] for row in rows) else FINDING


PRESSES_MEAN = (
    "Milliseconds of the processor's time of the longest frame that answers a press of a kind or shows what it leads "
    "to, in companies of so many people and windows so wide; in brackets all the work behind a veil until that is "
    "there. Nothing was there from before."
)


def bench_presses(
    options: Namespace, measure: Callable[[Progress], Sequence[Mapping[str, Any]]], steps: int
) -> int:
    """Measures how soon presses of every kind are answered, and prints it; one that waits for long is a finding."""
    with progress("Pressing", steps) as advance:
        rows = measure(advance)
    if options.json:
        print_json(list(rows))
    else:
        kinds = list(dict.fromkeys(one["kind"] for row in rows for one in row["answers"]))
        said = [{one["kind"]: _press_words(one) for one in row["answers"]} for row in rows]
        columns = [Column("a press", words=True, right=False)]
        columns += [Column(f"{row['people']:,} {str(row['window']).partition('×')[0]}", 1) for row in rows]
        out = console()
        show(out, columns, [[kind, *(found.get(kind, "") for found in said)] for kind in kinds])
        out.print(PRESSES_MEAN)
    return FINE if all(one["holds"] for row in rows for one in row["answers"]) else FINDING


def _press_words(one: Mapping[str, Any]) -> str:
    whole = f" ({one['whole']:.0f})" if one["whole"] else ""
    return f"{one['frame']:.0f}{'' if one['holds'] else ' NO'}{whole}"
