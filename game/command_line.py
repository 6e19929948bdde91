"""Headcount's command line: the game itself, and everything that works without a window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from game import workshop_line
from game.lab import streams, terms
from game.lab.packages import lacking
from game.lab.stopping import STOPPED, Stopped, end_workers, stopping
from game.lab.terminal import (
    FINDING,
    FINE,
    INTERRUPTED,
    WRONG_USE,
    Help,
    WrongUse,
    add_folders,
    add_open,
    known,
    on_the_board,
    opening,
    policies,
    read_levels,
    seed,
    seeds,
    size,
    ui_scale,
    whole,
)
from game.places import command, own_levels

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

HEADLESS = (
    f"There is no screen to open a window on. Headless, these work: {command()} sim, replay, check, upgrade, schema, "
    "new, reference, balance, laws, bench, shot, host, debrief and paper; each explains itself with --help."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carries out one command line; returns the exit code: 0 fine, 1 a finding, 2 wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    streams.prepare()
    try:
        return _carried_out(words)
    except WrongUse as mistake:
        streams.say(mistake)
        return WRONG_USE
    except KeyboardInterrupt:
        end_workers()
        return INTERRUPTED
    except Stopped:
        end_workers()
        return STOPPED
    except BrokenPipeError:
        return FINE  # whoever read our output has seen enough
    except OSError as error:
        streams.say(streams.why(error))
        return FINDING
    finally:
        streams.abandon(ends=arguments is None)


def _carried_out(words: list[str]) -> int:
    """Does what the words ask for and sees that all of it has been written."""
    missing = lacking()
    if missing:
        raise WrongUse(missing)
    try:
        code = _command(words)
    except SystemExit as end:  # argparse has shown its help, or what is wrong
        sys.stdout.flush()
        raise end
    sys.stdout.flush()
    return code


def _command(words: list[str]) -> int:
    if words and not words[0].startswith("-"):
        name = words.pop(0)
        carry_out, describe = COMMANDS[known(name, tuple(COMMANDS), "command")]
        options = describe(name).parse_intermixed_args(words)
        with stopping():  # the window ends in its own way, with what it keeps
            return carry_out(options)
    options = game_parser().parse_args(words)
    if options.version:
        return _print_version()
    return play_window(options)


def _print_version() -> int:
    """What a report of a fault needs: the game, its rules, Python and the libraries that matter."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from game.saves import RULES
    from game.version import VERSION

    print(f"Headcount {VERSION}, rules {RULES}, Python {platform.python_version()}")
    for name in ("numpy", "pygame-ce"):
        try:
            print(f"{name} {version(name)}")
        except PackageNotFoundError:
            print(f"{name} is not installed")
    return FINE


# What each command takes


class _Parser(argparse.ArgumentParser):
    """A parser whose help can fail: where it cannot be written, its reader hears of it."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        (file or sys.stdout).write(self.format_help())


def _parser(name: str, purpose: str, *examples: str) -> argparse.ArgumentParser:
    lines = "\n".join(f"  {command()} {example}".rstrip() for example in examples)
    return _Parser(
        prog=f"{command()} {name}".strip(), description=purpose, epilog=f"examples:\n{lines}", allow_abbrev=False,
        formatter_class=Help)  # fmt: skip


def game_parser() -> argparse.ArgumentParser:
    """The options of the game itself, with the list of commands in its help."""
    commands = "\n".join(f"  {name:9} {_purpose_of(name)}" for name in COMMANDS)
    parser = _parser(
        "", f"Headcount: lead an organisation as it grows.\n\ncommands:\n{commands}",
        "", "--level 01-the-garage --seed 7", "--level free:1200:7:harsh", "--level today",
        "--levels ~/team-levels", "--size 1920x1080 --ui-scale 1.5 --theme dark",
        "sim 04-the-floor --policy mixed --seeds 1..20", "sim --help",
    )  # fmt: skip
    parser.usage = f"{command()} [options]   or   {command()} COMMAND …"
    parser.add_argument("--level", metavar="LEVEL",
                        help="begin with this level: a file, a level's name, free:PEOPLE:SEED:DIFFICULTY:DESK (each "
                             "may be left out), today, or day:2026-03-02; each with @RUNG for a rung of its ladder; or "
                             "a saved game to go on with")  # fmt: skip
    add_folders(parser, "list the levels in this folder too, beside the campaign and your own; may be repeated")
    parser.add_argument("--seed", type=seed, metavar="N", help="the luck, 0 to 2147483647 (default: the level's)")
    parser.add_argument("--version", action="store_true", help="print the version of the game and its rules")
    _add_window(parser)
    return parser


def _add_window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fullscreen", action="store_true", help="fill the whole screen")
    parser.add_argument("--reduced-motion", action="store_true", help="nothing waves, ripples or flies")
    _add_look(parser)


def _add_look(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=size, metavar="WxH", help="of the window, such as 1920x1080")
    parser.add_argument("--ui-scale", type=ui_scale, metavar="X", help="size of words and buttons, 1 to 2")
    parser.add_argument("--theme", choices=("light", "dark"), help="colours of the table")


def _sim_parser(name: str) -> argparse.ArgumentParser:
    parser = _parser(
        name,
        "Plays levels without a window: every level × policy × seed.\n\npolicies:\n"
        f"{terms.listing(terms.LEADERS)}\n{terms.LOCKED}\n\ncolumns:\n{terms.listing(terms.COLUMNS)}",
        "sim 01-the-garage 02-two-pizzas --policy orders --policy incentives --seeds 1..20",
        "sim 01-the-garage --policy orders --seed 3 --save garage.headcount", "sim 03-the-corridor --json",
    )  # fmt: skip
    parser.add_argument("levels", nargs="+", metavar="LEVEL",
                        help="level files, names of levels, or free:1200:7; LEVEL@RUNG is a rung of its ladder")
    add_folders(parser)
    parser.add_argument(
        "--policy", action="append", metavar="NAME", help="who leads; may be repeated (default: everyone)"
    )
    luck = parser.add_mutually_exclusive_group()
    luck.add_argument("--seed", type=seed, metavar="N", help="the luck (default: each level's own)")
    luck.add_argument("--seeds", type=seeds, metavar="A..B", help="every luck from A to B")
    parser.add_argument(
        "--difficulty", choices=("gentle", "normal", "harsh"), help="how strongly demand swings (default: the level's)"
    )
    add_open(parser)
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
    parser.add_argument("--share", action="store_true", help="print a finished game's result to paste into a chat")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _check_parser(name: str) -> argparse.ArgumentParser:
    from game.lab import checking

    return checking.check_options(_parser(
        name, "Shows every problem of every level, in one pass.\n\nA level that is named is described too, and tried "
        "in a few quick games.",
        "check", "check mine.yaml --claims", "check wards.zip", "check levels --json", "check --rules",
    ))  # fmt: skip


def _upgrade_parser(name: str) -> argparse.ArgumentParser:
    from game.lab import upgrades

    return upgrades.upgrade_options(_parser(
        name, upgrades.PURPOSE, "upgrade mine.yaml", "upgrade mine.yaml --write", "upgrade old.yaml --from 0",
        "upgrade --steps",
    ))  # fmt: skip


def _schema_parser(name: str) -> argparse.ArgumentParser:
    parser = _parser(name, terms.SCHEMA, "schema --write", "schema --write ~/team-levels", "schema > level.schema.json")
    parser.add_argument("--write", nargs="?", const="", metavar="DIR",
                        help="write the file into this folder (default: your own folder of levels)")  # fmt: skip
    return parser


def _new_parser(name: str) -> argparse.ArgumentParser:
    parser = _parser(
        name,
        "Writes a commented level to begin with.\n\nThe title lists what lies in your own folder under “Your levels”:\n"
        f"  {own_levels()}\nand what lies in any folder given by --levels when the game is started.",
        "new night-shift --own", "new night-shift.yaml --people 40",
    )  # fmt: skip
    parser.add_argument("name", metavar="NAME", help="the new file; its name becomes the title")
    parser.add_argument("--own", action="store_true", help="put it into your own folder, where the title lists it")
    parser.add_argument("--people", type=_people, default=18, metavar="N", help="headcount, 1 to 100000 (default 18)")
    return parser


def _reference_parser(name: str) -> argparse.ArgumentParser:
    purpose = "Prints the reference: every key, lever, value, figure and condition, as Markdown."
    return _parser(name, purpose, "reference > reference.md")


def _shot_parser(name: str) -> argparse.ArgumentParser:
    parser = _parser(
        name, "Paints a screen of the real game into a PNG file, without a window.",
        "shot 04-the-floor --week 21 --policy mixed floor.png",
        "shot 01-the-garage --week 14 --screen review --size 1920x1080 --theme dark review.png",
    )  # fmt: skip
    parser.add_argument("level", metavar="LEVEL", help="a level file, or a level's name")
    parser.add_argument("out", metavar="OUT.png", help="where the picture goes; OUT.svg holds the board alone")
    parser.add_argument("--week", type=_week, metavar="N",
                        help="the week about to begin, from 1; of a review or result, the week that ended")  # fmt: skip
    parser.add_argument("--policy", default="mixed", metavar="NAME", help="who led until then (default mixed)")
    parser.add_argument("--seed", type=seed, metavar="N", help="the luck (default: the level's)")
    parser.add_argument("--screen", choices=tuple(SCREENS), default="play", help="which screen (default play)")
    parser.add_argument("--select", metavar="THING",
                        help="what is selected on the board, such as “team 3” or “market lamps”")  # fmt: skip
    add_folders(parser)
    _add_look(parser)
    return parser


def _balance_parser(name: str) -> argparse.ArgumentParser:
    from game.lab import balancing

    return balancing.balance_options(_parser(
        name, "Plays every policy of a level over many seeds: who wins, where the stars lie, what is worth doing.",
        "balance 04-the-floor", "balance mine.yaml --seeds 10 --jobs 2", "balance 04-the-floor --density --seeds 4",
        "balance 04-the-floor --html floor.html --seeds 20", "balance mine.yaml --against yours.yaml --html both.html",
        "balance 04-the-floor --search --save three-stars.headcount", "balance --lazy",
        "balance 06-the-merger --lazy --seeds 40", "balance --ablation",
        "balance --ablation 04-the-floor 05-the-house --seeds 6",
    ))  # fmt: skip


def _laws_parser(name: str) -> argparse.ArgumentParser:
    from game.lab import commands

    return commands.laws_options(_parser(
        name, "Tests the laws of the simulation by experiment: pass or fail, with figures.",
        "laws", "laws --quick", "laws idle convert --cuts", "laws delay --seeds 10 --json",
    ))  # fmt: skip


def _bench_parser(name: str) -> argparse.ArgumentParser:
    from game.lab import commands

    purpose = "Measures what a week of a million people and a bound cost, or the frames of the window, as ratios."
    return commands.bench_options(_parser(name, purpose, "bench", "bench --json", "bench --frames", "bench --presses"))


def _host_parser(name: str) -> argparse.ArgumentParser:
    parser = _parser(
        name, "Opens a workshop's room on this computer, for a projector and the phones of a room.",
        "host", "host --lan", "host --check --lan", "host --lan 192.168.8.2 --port 8080",
        "host --new --preset 90 --first prices", "host --new --preset companies-90", "host --new my-ward.yaml --lan",
        "host --rehearse 60", "host --forget",
    )  # fmt: skip
    return workshop_line.host_options(parser)


def _debrief_parser(name: str) -> argparse.ArgumentParser:
    from game.workshop.debrief.options import add_options

    return add_options(_parser(
        name, "Proves saved games and rooms by playing them again, and makes one file of them to talk about.\n\nGames "
        "of one level and one luck are laid over each other, company beside company, without names.",
        "debrief laptops/", "debrief one.headcount two.headcount --out evening.html",
        "debrief laptops/ --csv weeks.csv --separator semicolon", "debrief 2026-03-02-180000-000.room",
    ))  # fmt: skip


def _paper_parser(name: str) -> argparse.ArgumentParser:
    return workshop_line.paper_options(_parser(
        name, "Writes a workshop's paper kit, to print and cut, for a room without phones or a network.",
        "paper", "paper --teams 8", "paper --teams 20 --seed 7 --out evening.html --words the-ward",
    ))  # fmt: skip


def _join_parser(name: str) -> argparse.ArgumentParser:
    from game.workshop.address import EXAMPLE

    parser = _parser(
        name, "Joins a workshop in the game's window: leads one of many companies, or by the leader's link the room's "
        "only one.",
        f"join {EXAMPLE}", f"join {EXAMPLE} --code HJKLMN --name Birches", "join http://127.0.0.1:8000/j/HJKLMN",
        "join http://127.0.0.1:8000/desk/LINK",
    )  # fmt: skip
    workshop_line.join_options(parser)
    _add_window(parser)
    return parser


def _purpose_of(name: str) -> str:
    return (COMMANDS[name][1](name).description or "").partition("\n")[0]


def _people(text: str) -> int:
    return whole(text, 1, 100_000)


def _week(text: str) -> int:
    return whole(text, 1, 10_000) - 1


def play_window(options: argparse.Namespace) -> int:
    """The game in its window."""
    named = opening(options.level, options.folders) if options.level else None
    if options.level and named is None:
        return FINDING
    _want_display()
    return _shown(options, level=named, seed=options.seed, folders=options.folders)


def join(options: argparse.Namespace) -> int:
    """`join`: the game's window at the door of a workshop."""
    from game.workshop import address

    try:
        where = address.read(options.address, options.code)
    except address.AddressError as mistake:
        raise WrongUse(str(mistake)) from None
    _want_display()
    return _shown(options, join=(where, options.name))


def _want_display() -> None:
    no_display = not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and no_display and not os.environ.get("SDL_VIDEODRIVER"):
        raise WrongUse(HEADLESS)
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")


def _shown(options: argparse.Namespace, **more: object) -> int:
    """Opens the window and returns when the player has left it."""
    try:
        with import_module("game.view.memory").starting():
            return int(_view().run(
                size=options.size, fullscreen=options.fullscreen, ui_scale=options.ui_scale, theme=options.theme,
                reduced_motion=options.reduced_motion or None, **more,
            ))  # fmt: skip
    except SystemExit as reason:
        raise WrongUse(HEADLESS if "screen" in str(reason) else str(reason)) from None


def bench(options: argparse.Namespace) -> int:
    """`bench`: the ratios of the simulation, or the frames of the window, or how soon presses are answered."""
    from game.lab import commands

    if not (options.frames or options.presses):
        return commands.bench(options)
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    seen = _view("game.view.answers" if options.presses else "game.view.frames")
    return (commands.bench_presses if options.presses else commands.bench_frames)(options, seen.measure, seen.steps())


def shot(options: argparse.Namespace) -> int:
    """`shot`: a screen as a picture."""
    policy = policies([options.policy])[0]
    out = Path(options.out)
    drawn = out.suffix.lower() == ".svg"
    if out.suffix.lower() not in (".png", ".svg"):
        raise WrongUse(f"“{out}” should end in .png, or in .svg for the board alone.")
    if drawn and options.screen != "play":
        raise WrongUse("Only the board of play is drawn as .svg; other screens are painted as .png.")
    if out.is_dir():
        raise WrongUse(f"“{out}” is a folder; the picture needs a file's name.")
    if not out.parent.is_dir():
        raise WrongUse(f"The picture “{out}” cannot be written: there is no folder “{out.parent}”.")
    levels = read_levels([options.level], options.folders)
    if levels is None:
        return FINDING
    selected = on_the_board(options.select, levels[0]) if options.select else None
    from game import bots
    from game.session import Session, play

    session = play(Session(levels[0], options.seed, player=policy), bots.leader(policy), _weeks_before(options))
    theme: Literal["light", "dark"] = "dark" if options.theme == "dark" else "light"
    try:
        if drawn:
            from game.board import svg
            from game.words.names import Names

            out.write_text(svg.board(session.report, Names.of(session.level), theme=theme), encoding="utf-8")
        else:
            os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
            os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
            wide, scale = options.size or (1280, 720), options.ui_scale or 1.0
            pictures = _view("game.view.pictures")
            pictures.shoot(session, options.screen, wide, scale, theme, out, selected=selected, folders=options.folders)
    except OSError as error:
        reason = (error.strerror or "no such place").lower()
        raise WrongUse(f"The picture “{out}” cannot be written: {reason}.") from None
    except ValueError as error:
        raise WrongUse(str(error)) from None
    return FINE


def _weeks_before(options: argparse.Namespace) -> int:
    """How many weeks are played before the picture: those before the week asked for, and that week too where the
    screen is what follows it."""
    from game.sim.world import QUARTER_WEEKS

    if options.week is None:
        return SCREENS[options.screen]
    before: int = options.week
    ends = options.screen == "debrief" or (options.screen == "review" and before % QUARTER_WEEKS)
    return before + 1 if ends else before


def _view(part: str = "game.view.app") -> ModuleType:
    """A part of the game's face; WrongUse if the pygame that is installed is not the one it is made for."""
    from game.view import edition

    if not edition.is_ours():
        raise WrongUse(edition.NOT_CE)
    return import_module(part)


SCREENS = {"title": 0, "briefing": 0, "play": 8, "review": 13, "debrief": 10_000}
"""The screens `shot` can paint, and the week (from 0) it goes to if none is given."""


def _in(
    room: Literal["headless", "checking", "commands", "balancing", "upgrades"], name: str
) -> Callable[[argparse.Namespace], int]:  # fmt: skip
    """A command of the lab, whose modules are only imported when it is carried out."""

    def carry_out(options: argparse.Namespace) -> int:
        done: int = getattr(import_module(f"game.lab.{room}"), name)(options)
        return done

    return carry_out


COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], Callable[[str], argparse.ArgumentParser]]] = {
    "sim": (_in("headless", "simulate"), _sim_parser),
    "replay": (_in("headless", "replay"), _replay_parser),
    "check": (_in("checking", "check"), _check_parser),
    "upgrade": (_in("upgrades", "upgrade"), _upgrade_parser),
    "schema": (_in("headless", "schema"), _schema_parser),
    "new": (_in("headless", "new"), _new_parser),
    "reference": (_in("headless", "reference"), _reference_parser),
    "balance": (_in("balancing", "balance"), _balance_parser),
    "laws": (_in("commands", "laws"), _laws_parser),
    "bench": (bench, _bench_parser),
    "shot": (shot, _shot_parser),
    "host": (workshop_line.host, _host_parser),
    "debrief": (workshop_line.debrief, _debrief_parser),
    "paper": (workshop_line.paper, _paper_parser),
    "join": (join, _join_parser),
}
