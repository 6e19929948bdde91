"""The workshop's half of the command line: what its commands take, and carrying them out.

Nothing of a workshop is imported before it is asked for: `--help` of anything else must not wait for a server.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from game.lab.terminal import FINDING, WrongUse, read_levels, seed, whole


def host_options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Adds the options of `host`."""
    parser.add_argument("level", nargs="?", metavar="LEVEL",
                        help="a level of your own that many companies play, one for every group: a file, or a name")
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="default 8000; 0 takes any free one")
    parser.add_argument("--lan", nargs="?", const="", metavar="ADDRESS",
                        help="let other devices of this network in (by default only this computer); ADDRESS chooses "
                             "which of this computer's addresses is shown")  # fmt: skip
    parser.add_argument("--home", type=Path, metavar="DIR", help="where rooms are kept (default: the system's place)")
    parser.add_argument("--new", action="store_true", help="begin a new room even if the last one is not finished")
    parser.add_argument("--preset", default="60", metavar="NAME",
                        help="minutes: 45 (for a handful), 60, 90 or 120; with many companies companies-60, -90 or "
                             "-120; the lobby can change it")  # fmt: skip
    parser.add_argument("--first", choices=("letters", "prices"), help="which way comes first (default: by lot)")
    parser.add_argument("--seed", type=seed, metavar="N", help="the luck (default: a new one)")
    parser.add_argument("--check", action="store_true", help="look whether port, network and projector are good enough")
    parser.add_argument("--seconds", type=_seconds, default=60, metavar="N", help="how long --check takes (default 60)")
    parser.add_argument("--rehearse", type=_seats, metavar="N",
                        help="play the preset, or LEVEL, through with N bots on real connections")
    parser.add_argument("--step", type=_seconds, metavar="N",
                        help="seconds a step of a rehearsal is open at most (default 3; a room's own are 45)")
    parser.add_argument("--minutes", type=_minutes, default=0, metavar="N", help="end a rehearsal after N minutes")
    parser.add_argument("--forget", action="store_true", help="remove all names from the rooms that are kept")
    return parser


def join_options(parser: argparse.ArgumentParser) -> None:
    """Adds what `join` takes besides the window."""
    parser.add_argument("address", metavar="ADDRESS",
                        help="as it stands on the wall, with or without /j/CODE; or the leader's whole link, as host "
                             "prints it")  # fmt: skip
    parser.add_argument("--code", default="", metavar="CODE", help="the room's six letters, unless in ADDRESS")
    parser.add_argument("--name", default="", metavar="NAME", help="your group's name (default: the hub gives one)")


def paper_options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Adds the options of `paper`."""
    parser.add_argument("--teams", type=_paper_teams, default=12, metavar="N", help="4 to 24 (default 12)")
    parser.add_argument("--seed", type=seed, metavar="N", help="the luck (default: a new one)")
    parser.add_argument("--words", metavar="LEVEL", help="a level in whose words the kit is written")
    parser.add_argument("--out", type=Path, default=Path("headcount-on-paper.html"), metavar="FILE.html",
                        help="where the kit goes (default headcount-on-paper.html)")  # fmt: skip
    return parser


def _port(text: str) -> int:
    return whole(text, 0, 65_535)


def _minutes(text: str) -> int:
    return whole(text, 1, 240)


def _seats(text: str) -> int:
    return whole(text, 4, 250)


def _paper_teams(text: str) -> int:
    return whole(text, 4, 24)


def _seconds(text: str) -> int:
    return whole(text, 2, 3_600)


# The commands


def host(options: argparse.Namespace) -> int:
    """`host`: a workshop's room."""
    from game.workshop.host import HostError, forget, run

    try:
        if options.check:
            from game.workshop.checking import run_check

            return run_check(options)
        options.text = ""
        if options.level:
            levels = read_levels([options.level])
            if levels is None:
                return FINDING
            options.text = levels[0].text
        if options.rehearse:
            from game.workshop.rehearsal import rehearse, report

            seconds, limit = options.step or 3, 60.0 * options.minutes
            return report(rehearse(options.rehearse, options.preset, seconds, limit, level=options.level or ""))
        return forget(options) if options.forget else run(options)
    except HostError as mistake:
        raise WrongUse(str(mistake)) from None


def debrief(options: argparse.Namespace) -> int:
    """`debrief`: rooms and saved games as one file."""
    from game.workshop.debrief.command import run
    from game.workshop.debrief.reading import Unfit

    try:
        return run(options)
    except Unfit as mistake:
        raise WrongUse(str(mistake)) from None


def paper(options: argparse.Namespace) -> int:
    """`paper`: a workshop's paper kit."""
    from game.workshop.kit.command import KitError, run

    level = None
    if options.words:
        levels = read_levels([options.words])
        if levels is None:
            return FINDING
        level = levels[0]
    try:
        return run(options, level)
    except KitError as mistake:
        raise WrongUse(str(mistake)) from None
