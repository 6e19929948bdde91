"""Headcount's command line: the game itself, and everything that works without a window."""

from __future__ import annotations

import argparse
import difflib
import glob
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

    from game.lab.claims import Finding
    from game.levels import Level, Problem
    from game.session import Session
    from game.yardsticks import Standing

LEVELS = Path(__file__).resolve().parent / "levels"
FINE, FINDING, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
LARGEST_SEED = 2**31 - 1
MOST_SEEDS = 10_000
HEADLESS = (
    "There is no screen to open a window on. Headless, these work: python main.py sim, replay, check, schema, "
    "balance, laws, bench and shot; each explains itself with --help."
)
_PLAIN_COLUMNS = 160


class WrongUse(Exception):
    """A command that cannot be carried out as it was given; the text is a sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carries out one command line; returns the exit code: 0 fine, 1 a finding, 2 wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A console that lacks one of our signs shows another in its place.
            stream.reconfigure(errors="replace")
    try:
        code = _command(words)
        sys.stdout.flush()
        return code
    except WrongUse as mistake:
        print(mistake, file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing may complain when Python closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _command(words: list[str]) -> int:
    if words and not words[0].startswith("-"):
        name = words.pop(0)
        if name not in COMMANDS:
            near = difflib.get_close_matches(name, COMMANDS, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(COMMANDS)}."
            raise WrongUse(f"There is no command “{name}”. {hint}")
        carry_out, describe = COMMANDS[name]
        return carry_out(describe(name).parse_args(words))
    return play_window(game_parser().parse_args(words))


# What each command takes


def _parser(name: str, purpose: str, *examples: str) -> argparse.ArgumentParser:
    lines = "\n".join(f"  python main.py {example}".rstrip() for example in examples)
    return argparse.ArgumentParser(
        prog=f"main.py {name}".strip(), description=purpose, epilog=f"examples:\n{lines}", allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip


def game_parser() -> argparse.ArgumentParser:
    """The options of the game itself, with the list of commands in its help."""
    commands = "\n".join(f"  {name:8} {_parser_of(name).description}" for name in COMMANDS)
    parser = _parser(
        "", f"Headcount: lead an organisation as it grows.\n\ncommands:\n{commands}",
        "", "--level levels/01-the-garage.yaml --seed 7", "--size 1920x1080 --ui-scale 1.5 --theme dark",
        "sim 04-the-floor --policy mixed --seeds 1..20", "sim --help",
    )  # fmt: skip
    parser.usage = "main.py [options]   or   main.py COMMAND …"
    parser.add_argument("--level", metavar="FILE", help="begin with this level (a file, or the name of one of ours)")
    parser.add_argument("--seed", type=_seed, metavar="N", help="the luck, 0 to 2147483647 (default: the level's)")
    parser.add_argument("--fullscreen", action="store_true", help="fill the whole screen")
    parser.add_argument("--reduced-motion", action="store_true", help="nothing waves, ripples or flies")
    _add_look(parser)
    return parser


def _add_look(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=_size, metavar="WxH", help="of the window, such as 1920x1080")
    parser.add_argument("--ui-scale", type=_ui_scale, metavar="X", help="size of words and buttons, 1 to 2")
    parser.add_argument("--theme", choices=("light", "dark"), help="colours of the table")


def _sim_parser(name: str) -> argparse.ArgumentParser:
    parser = _parser(
        name, "Plays levels without a window: every level × policy × seed.",
        "sim levels/0*.yaml --policy orders --policy incentives --seeds 1..20",
        "sim 01-the-garage --policy orders --seed 3 --save garage.headcount", "sim 03-the-corridor --json",
    )  # fmt: skip
    parser.add_argument("levels", nargs="+", metavar="LEVEL", help="level files, or names of ours")
    parser.add_argument(
        "--policy", action="append", metavar="NAME", help="who leads; may be repeated (default: everyone)"
    )
    luck = parser.add_mutually_exclusive_group()
    luck.add_argument("--seed", type=_seed, metavar="N", help="the luck (default: each level's own)")
    luck.add_argument("--seeds", type=_seeds, metavar="A..B", help="every luck from A to B")
    parser.add_argument(
        "--difficulty", choices=("gentle", "normal", "harsh"), default="normal", help="how strongly demand swings"
    )
    parser.add_argument("--json", action="store_true", help="print every game as JSON instead of a table")
    parser.add_argument("--save", metavar="FILE", help="save the game (one level, one policy, one seed)")
    return parser


def _replay_parser(name: str) -> argparse.ArgumentParser:
    parser = _parser(
        name, "Plays a saved game again; says how it ends, or whether it is as recorded.",
        "replay garage.headcount", "replay garage.headcount --verify", "replay garage.headcount --json",
    )  # fmt: skip
    parser.add_argument("file", metavar="FILE", help="a saved game (.headcount)")
    parser.add_argument("--verify", action="store_true", help="name the first week and field that differ")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _check_parser(name: str) -> argparse.ArgumentParser:
    parser = _parser(
        name, "Shows every problem of every level, in one pass.",
        "check levels/*.yaml", "check mine.yaml --claims", "check levels --json",
    )  # fmt: skip
    parser.add_argument("paths", nargs="+", metavar="PATH", help="level files, or folders of them")
    parser.add_argument("--claims", action="store_true", help="also play what the levels claim, and say if it holds")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _schema_parser(name: str) -> argparse.ArgumentParser:
    return _parser(name, "Prints the JSON Schema of a level, for editors.", "schema > level.schema.json")


def _shot_parser(name: str) -> argparse.ArgumentParser:
    parser = _parser(
        name, "Paints a screen of the real game into a PNG file, without a window.",
        "shot 04-the-floor --week 20 --policy mixed floor.png",
        "shot 01-the-garage --week 13 --screen review --size 1920x1080 --theme dark review.png",
    )  # fmt: skip
    parser.add_argument("level", metavar="LEVEL", help="a level file, or the name of one of ours")
    parser.add_argument("out", metavar="OUT.png", help="where the picture goes")
    parser.add_argument("--week", type=_week, metavar="N", help="the week about to begin, from 0")
    parser.add_argument("--policy", default="mixed", metavar="NAME", help="who led until then (default mixed)")
    parser.add_argument("--seed", type=_seed, metavar="N", help="the luck (default: the level's)")
    parser.add_argument("--screen", choices=tuple(SCREENS), default="play", help="which screen (default play)")
    parser.add_argument("--select", metavar="THING", help="what is selected on the board, such as “team 3”")
    _add_look(parser)
    return parser


def _balance_parser(name: str) -> argparse.ArgumentParser:
    from game.lab import commands

    return commands.balance_options(_parser(
        name, "Plays every policy of a level over many seeds: who wins, where the stars lie, what is worth doing.",
        "balance 04-the-floor", "balance mine.yaml --seeds 10 --jobs 2",
    ))  # fmt: skip


def _laws_parser(name: str) -> argparse.ArgumentParser:
    from game.lab import commands

    return commands.laws_options(_parser(
        name, "Tests the laws of the simulation by experiment: pass or fail, with figures.",
        "laws", "laws --quick", "laws idle convert --cuts", "laws delay --seeds 10 --json",
    ))  # fmt: skip


def _bench_parser(name: str) -> argparse.ArgumentParser:
    from game.lab import commands

    purpose = "Measures what a week of a million people and a bound cost, as ratios."
    return commands.bench_options(_parser(name, purpose, "bench", "bench --json"))


def _parser_of(name: str) -> argparse.ArgumentParser:
    return COMMANDS[name][1](name)


def _whole(text: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,10}", text) or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from {least} to {most}")
    return int(text)


def _seed(text: str) -> int:
    return _whole(text, 0, LARGEST_SEED)


def _week(text: str) -> int:
    return _whole(text, 0, 10_000)


def _seeds(text: str) -> range:
    first, dots, last = text.partition("..")
    if not dots:
        raise argparse.ArgumentTypeError(f"“{text}” is not written as A..B, such as 1..20")
    low, high = _seed(first), _seed(last)
    if low > high or high - low >= MOST_SEEDS:
        raise argparse.ArgumentTypeError(f"“{text}”: from the lower to the higher, at most {MOST_SEEDS}")
    return range(low, high + 1)


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{3,5})[x×]([0-9]{3,5})", text)
    if not match or not (640 <= int(match[1]) <= 16_384 and 360 <= int(match[2]) <= 16_384):
        raise argparse.ArgumentTypeError(f"“{text}” is not a size such as 1920x1080 (at least 640x360)")
    return int(match[1]), int(match[2])


def _ui_scale(text: str) -> float:
    if not re.fullmatch(r"[0-9](\.[0-9]{1,3})?", text) or not 1.0 <= float(text) <= 2.0:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 to 2")
    return float(text)


# Levels, leaders and files as people name them


def level_path(word: str) -> Path:
    """The file a person means: a path, or the name of one of our levels; WrongUse if there is none."""
    path = Path(word)
    if path.is_file():
        return path
    ours = {file.stem: file for file in sorted(LEVELS.glob("*.yaml"))}
    short = {re.sub(r"^\d+-", "", name): file for name, file in ours.items()}
    found = ours.get(word) or short.get(word)
    if found is not None:
        return found
    if path.is_dir():
        raise WrongUse(f"“{word}” is a folder; a level is a file in it.")
    near = difflib.get_close_matches(path.stem, [*ours, *short], 1)
    raise WrongUse(f"There is no level “{word}”." + (f" Did you mean “{near[0]}”?" if near else ""))


def _expanded(words: Sequence[str]) -> list[str]:
    """Patterns as the shell would have filled them in; not every shell does."""
    found: list[str] = []
    for word in words:
        names = sorted(glob.glob(word)) if set("*?[") & set(word) and not Path(word).exists() else [word]
        if not names:
            raise WrongUse(f"Nothing fits “{word}”.")
        found += names
    return found


def _read_levels(words: Sequence[str], out: Console) -> list[Level] | None:
    """The levels, or None after showing the problems of those that cannot be played."""
    from game import levels

    found, broken = [], False
    for path in [level_path(word) for word in _expanded(words)]:
        try:
            found.append(levels.read(path))
        except levels.LevelError as error:
            broken = True
            _show_problems(error.problems, out)
    return None if broken else found


def _policies(names: Sequence[str] | None) -> list[str]:
    from game import bots

    for name in names or []:
        if name not in bots.NAMES:
            near = difflib.get_close_matches(name, bots.NAMES, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(bots.NAMES)}."
            raise WrongUse(f"There is no policy “{name}”. {hint}")
    return list(dict.fromkeys(names)) if names else list(bots.NAMES)


def _console(stderr: bool = False) -> Console:
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _PLAIN_COLUMNS
    return Console(stderr=stderr, width=width, soft_wrap=False, highlight=False, emoji=False, markup=False)


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal while something long runs; nothing where nobody would see it."""
    if not sys.stderr.isatty():
        yield lambda steps: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda steps: bar.advance(task, steps)


# The commands


def play_window(options: argparse.Namespace) -> int:
    """The game in its window."""
    path = level_path(options.level) if options.level else None
    no_display = not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and no_display and not os.environ.get("SDL_VIDEODRIVER"):
        raise WrongUse(HEADLESS)
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    if path is not None and _read_levels([str(path)], _console(stderr=True)) is None:
        return FINDING
    from game.view import app

    try:
        return app.run(
            None if path is None else str(path), options.seed, options.size, options.fullscreen, options.ui_scale,
            options.theme, options.reduced_motion or None,
        )  # fmt: skip
    except SystemExit as reason:
        raise WrongUse(HEADLESS if "screen" in str(reason) else str(reason)) from None


def simulate(options: argparse.Namespace) -> int:
    """`sim`: plays and prints."""
    out = _console()
    policies = _policies(options.policy)
    levels = _read_levels(options.levels, _console(stderr=True))
    if levels is None:
        return FINDING
    if options.save is not None:
        if len(levels) > 1 or len(policies) > 1 or len(options.seeds or [0]) > 1:
            raise WrongUse("--save keeps a single game: name one level, one policy and one seed.")
        return _simulate_one(options, levels[0], policies[0], out)
    from game.lab.games import standings

    count = len(levels) * len(policies) * len(options.seeds or [0])
    rows: list[Standing] = []
    with _progress("Playing", count) as advance:
        if options.seeds or options.seed is not None:
            seeds = options.seeds or [options.seed]
            rows = standings(levels, policies, seeds, options.difficulty, advance)
        else:
            for level in levels:
                rows += standings([level], policies, [level.world.seed], options.difficulty, advance)
    _print_standings(rows, options.json, out)
    return FINE


def _simulate_one(options: argparse.Namespace, level: Level, policy: str, out: Console) -> int:
    from game.lab.games import played
    from game.saves import SaveError
    from game.yardsticks import founding_plan, standing

    luck = options.seeds[0] if options.seeds else options.seed
    session = played(level, policy, level.world.seed if luck is None else luck, options.difficulty)
    try:
        path = session.save(options.save, bound=founding_plan(session).bound)
    except SaveError as error:
        raise WrongUse(str(error)) from None
    _print_standings([standing(session, policy)], options.json, out)
    print(f"Saved as {path}.", file=sys.stderr)
    return FINE


def _print_standings(rows: Sequence[Standing], as_json: bool, out: Console) -> None:
    if as_json:
        _print_json([row.row() for row in rows])
        return
    from rich.table import Table

    from game.lab.games import interval

    groups: dict[tuple[str, str], list[Standing]] = {}
    for row in rows:
        groups.setdefault((row.level, row.policy), []).append(row)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("level")
    table.add_column("policy")
    for title in ("games", "score", "±", "stars", "A", "E", "over", "idle", "morale", "trust", "cash", "bankrupt"):
        table.add_column(title, justify="right")
    for (level, policy), games in groups.items():
        mean = {name: interval([float(getattr(game, name)) for game in games]).mean for name in _MEANS}
        score = interval([game.score for game in games])
        width = f"{100 * (score.high - score.mean):.1f}" if len(games) > 1 else ""
        lost = sum(game.outcome == "bankrupt" for game in games)
        table.add_row(
            level, policy, str(len(games)), f"{100 * score.mean:.1f}", width, f"{mean['stars']:.1f}",
            *(f"{100 * mean[name]:.0f}" for name in ("allocation", "efficiency", "over", "idle", "morale", "trust")),
            f"{mean['cash_cents'] / 100:,.0f}", str(lost or ""),
        )  # fmt: skip
    out.print(table)


def _print_json(record: object) -> None:
    print(json.dumps(record, indent=1))


_MEANS = ("stars", "allocation", "efficiency", "over", "idle", "morale", "trust", "cash_cents")


def replay(options: argparse.Namespace) -> int:
    """`replay`: plays a saved game again, or verifies it."""
    from game.saves import SaveError
    from game.session import Session, verify

    if not Path(options.file).is_file():
        raise WrongUse(f"There is no file “{options.file}”.")
    try:
        if options.verify:
            verdict = verify(options.file)
            if options.json:
                _print_json(asdict(verdict))
            else:
                print(verdict.text)
            return FINE if verdict.ok else FINDING
        loaded = Session.load(options.file)
    except SaveError as error:
        print(error, file=sys.stderr)
        return FINDING
    if loaded.note:
        print(loaded.note, file=sys.stderr)
    _print_replay(loaded.session, options.json, loaded.weeks_lost)
    return FINDING if loaded.note else FINE


def _print_replay(session: Session, as_json: bool, weeks_lost: int) -> None:
    from game.yardsticks import standing

    row = standing(session, session.player).row()
    if as_json:
        _print_json({**row, "weeks_lost": weeks_lost})
        return
    print(", ".join(filter(None, (session.level.title, f"seed {session.seed}", session.difficulty, session.player))))
    for week, actions in enumerate(session.log):
        if actions:
            print(f"week {week + 1}: {'; '.join(map(str, actions))}")
    stars = "1 star" if row["stars"] == 1 else f"{row['stars']} stars"
    print(f"{row['outcome']} after {session.week} weeks: score {100 * session.score():.1f}, {stars}")
    print(f"digest {row['digest']}")


def check(options: argparse.Namespace) -> int:
    """`check`: every problem of every level, and if asked, whether its claims hold."""
    from game import levels

    paths: list[Path] = []
    for word in _expanded(options.paths):
        path = Path(word)
        paths += sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if path.is_dir() else [level_path(word)]
    problems = [problem for path in paths for problem in levels.check(path)]
    failed = any(problem.severity == "error" for problem in problems)
    findings: list[Finding] = []
    if options.claims and not failed:
        findings = _weigh([levels.read(path) for path in paths])
        failed = not all(finding.held for finding in findings)
    if options.json:
        _print_json([*(problem.row() for problem in problems), *(finding.row() for finding in findings)])
        return FINDING if failed else FINE
    out = _console()
    _show_problems(problems, out)
    for finding in findings:
        _show_finding(finding, out)
    if not problems:
        noun = "level" if len(paths) == 1 else "levels"
        out.print(f"{len(paths)} {noun}, no problems.")
    return FINDING if failed else FINE


def _weigh(levels: Sequence[Level]) -> list[Finding]:
    from game.lab.claims import games, weigh_claims

    with _progress("Playing", sum(games(level) for level in levels)) as advance:
        return [row for level in levels for row in weigh_claims(level, advance)]


def _show_problems(problems: Sequence[Problem], out: Console) -> None:
    from rich.text import Text

    from game import levels

    for problem in problems:
        first, *rest = problem.render().split("\n")
        colour = "bold red" if problem.severity == "error" else "bold yellow"
        out.print(Text(first, style=colour), soft_wrap=True)
        for line in rest:
            out.print(Text(line, style=colour if set(line.strip()) <= set("|^ ") else "dim"), soft_wrap=True)
        out.print()
    if problems:
        out.print(levels.count(problems))


def _show_finding(finding: Finding, out: Console) -> None:
    from rich.text import Text

    word = Text("holds  " if finding.held else "fails  ", style="bold green" if finding.held else "bold red")
    out.print(word + Text(f"{finding.level}: {finding.text()}"), soft_wrap=True)


def schema(options: argparse.Namespace) -> int:
    """`schema`: the JSON Schema of a level."""
    from game import levels

    _print_json(levels.schema())
    return FINE


def shot(options: argparse.Namespace) -> int:
    """`shot`: a screen as a picture."""
    policy = _policies([options.policy])[0]
    if Path(options.out).suffix.lower() != ".png":
        raise WrongUse(f"“{options.out}” should end in .png.")
    levels = _read_levels([options.level], _console(stderr=True))
    if levels is None:
        return FINDING
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game import bots
    from game.session import Session, play
    from game.view import app

    week = SCREENS[options.screen] if options.week is None else options.week
    session = play(Session(levels[0], options.seed, player=policy), bots.leader(policy), week)
    size, scale = options.size or (1280, 720), options.ui_scale or 1.0
    theme: Literal["light", "dark"] = "dark" if options.theme == "dark" else "light"
    try:
        app.shoot(session, options.screen, size, scale, theme, options.out, selected=options.select)
    except (ValueError, OSError) as error:
        raise WrongUse(str(error)) from None
    return FINE


def balance(options: argparse.Namespace) -> int:
    """`balance`: all policies over many seeds."""
    from game.lab import commands

    levels = _read_levels([options.level], _console(stderr=True))
    return FINDING if levels is None else commands.balance(options, levels[0], _console(), _progress)


def laws(options: argparse.Namespace) -> int:
    """`laws`: the laws, pass or fail."""
    from game.lab import commands

    try:
        return commands.laws(options, _console(), _progress)
    except ValueError as mistake:
        raise WrongUse(str(mistake)) from None


def bench(options: argparse.Namespace) -> int:
    """`bench`: the ratios of the simulation."""
    from game.lab import commands

    return commands.bench(options, _console(), _progress)


SCREENS = {"title": 0, "briefing": 0, "play": 8, "review": 13, "debrief": 10_000}
"""The screens `shot` can paint, and the week it goes to if none is given."""

COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], Callable[[str], argparse.ArgumentParser]]] = {
    "sim": (simulate, _sim_parser),
    "replay": (replay, _replay_parser),
    "check": (check, _check_parser),
    "schema": (schema, _schema_parser),
    "balance": (balance, _balance_parser),
    "laws": (laws, _laws_parser),
    "bench": (bench, _bench_parser),
    "shot": (shot, _shot_parser),
}


if __name__ == "__main__":
    sys.exit(main())
