"""What `sim`, `replay`, `schema`, `new` and `reference` do, what they print, and how they end."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from game.lab.tables import Column, names, show
from game.lab.terminal import (
    FINDING,
    FINE,
    WrongUse,
    console,
    policies,
    print_json,
    progress,
    read_levels,
)
from game.places import command, own_levels, quoted

if TYPE_CHECKING:

    from game.levels import Level
    from game.session import Session
    from game.yardsticks import Standing

_COLUMNS = [
    *names("level", "policy"), Column("games", 4), Column("score"), Column("±", 2), Column("stars", 1), Column("A", 7),
    Column("E", 8), Column("over", 6), Column("idle", 6), Column("morale", 5), Column("trust", 5), Column("cash", 3),
    Column("bankrupt", 1),
]  # fmt: skip
"""Of `sim`: the score stays longest, then the stars and who was lost; A and E go first."""
PATIENCE = 20.0
"""Seconds after which a long run says how far it is, also where no bar can be shown."""
_MEANS = ("stars", "allocation", "efficiency", "over", "idle", "morale", "trust", "cash_cents")


def simulate(options: Namespace) -> int:
    """`sim`: plays and prints."""
    leaders = policies(options.policy)
    levels = read_levels(options.levels, options.folders)
    if levels is None:
        return FINDING
    if options.save is not None:
        if len(levels) > 1 or len(leaders) > 1 or len(options.seeds or [0]) > 1:
            raise WrongUse("--save keeps a single game: name one level, one policy and one seed.")
        return _simulate_one(options, levels[0], leaders[0])
    from game.lab.games import standings

    weeks = sum(level.world.weeks for level in levels) * len(leaders) * len(options.seeds or [0])
    rows: list[Standing] = []
    with progress("Playing weeks", weeks, patience=PATIENCE) as advance:
        if options.seeds or options.seed is not None:
            seeds = options.seeds or [options.seed]
            rows = standings(levels, leaders, seeds, options.difficulty, advance, options.open)
        else:
            for level in levels:
                own = [level.world.seed]
                rows += standings([level], leaders, own, options.difficulty, advance, options.open)
    _print_standings(rows, options)
    return FINE


def _simulate_one(options: Namespace, level: Level, policy: str) -> int:
    from game.lab.games import played
    from game.saves import SaveError
    from game.yardsticks import standing

    luck = options.seeds[0] if options.seeds else options.seed
    session = played(level, policy, level.world.seed if luck is None else luck, options.difficulty, options.open)
    row = standing(session, policy)
    try:
        path = session.save(options.save)
    except SaveError as error:
        raise WrongUse(str(error)) from None
    _print_standings([row], options)
    print(f"Saved as {path}.", file=sys.stderr)
    return FINE


def _print_standings(rows: Sequence[Standing], options: Namespace) -> None:
    if options.json:
        print_json([row.row() for row in rows])
        return
    from game.lab.games import by_which_levers, interval
    from game.words.figures import unsigned

    groups: dict[tuple[str, str], list[Standing]] = {}
    for row in rows:
        groups.setdefault((row.level, row.policy), []).append(row)
    lines = []
    for (level, policy), games in groups.items():
        mean = {name: interval([float(getattr(game, name)) for game in games]).mean for name in _MEANS}
        score = interval([game.score for game in games])
        width = f"{100 * (score.high - score.mean):.1f}" if len(games) > 1 else ""
        lost = sum(game.outcome == "bankrupt" for game in games)
        lines.append([
            level, policy, str(len(games)), unsigned(100 * score.mean, 1), width, f"{mean['stars']:.1f}",
            *(unsigned(100 * mean[name]) for name in ("allocation", "efficiency", "over", "idle", "morale", "trust")),
            unsigned(mean["cash_cents"] / 100), str(lost or ""),
        ])  # fmt: skip
    out = console()
    show(out, _COLUMNS, lines)
    out.print(by_which_levers(options.open))


def replay(options: Namespace) -> int:
    """`replay`: plays a saved game again, or verifies it."""
    from game.saves import SaveError
    from game.session import Session, verify

    if not Path(options.file).is_file():
        there = os.path.lexists(options.file)
        raise WrongUse(f"“{options.file}” is no file." if there else f"There is no file “{options.file}”.")
    try:
        if options.verify:
            verdict = verify(options.file)
            if options.json:
                print_json(asdict(verdict))
            else:
                print(verdict.text)
            return FINE if verdict.ok else FINDING
        loaded = Session.load(options.file)
    except SaveError as error:
        print(error, file=sys.stderr)
        return FINDING
    if loaded.note:
        print(loaded.note, file=sys.stderr)
    if options.share:
        return _share(loaded.session)
    _print_replay(loaded.session, options.json, loaded.weeks_lost)
    return FINDING if loaded.note else FINE


def _share(session: Session) -> int:
    from game.debrief import result_text

    if not session.over:
        raise WrongUse(f"The game is not over: it stands in week {session.week + 1}. There is no result to share yet.")
    print(result_text(session))
    return FINE


def _print_replay(session: Session, as_json: bool, weeks_lost: int) -> None:
    from game.words.explain import counted
    from game.words.figures import unsigned
    from game.yardsticks import standing

    row = standing(session, session.player).row()
    if as_json:
        print_json({**row, "weeks_lost": weeks_lost})
        return
    rung = f"rung {session.level.rung}" if session.level.rung else ""
    told = (session.level.title, rung, f"seed {session.seed}", session.difficulty, session.player)
    print(", ".join(filter(None, told)))
    for week, actions in enumerate(session.log):
        if actions:
            print(f"week {week + 1}: {'; '.join(map(str, actions))}")
    stars = "1 star" if row["stars"] == 1 else f"{row['stars']} stars"
    plan = " of the whole plan" if session.lost else ""
    score = unsigned(100 * session.score(), 1)
    print(f"{row['outcome']} after {counted(session.week, 'week')}: score {score}{plan}, {stars}")
    print(f"digest {row['digest']}")


def schema(options: Namespace) -> int:
    """`schema`: the JSON Schema of a level, printed, or written beside levels; another's file is never overwritten."""
    from game.lab import editors

    if options.write is None:
        print(editors.text(), end="")
        return FINE
    folder = Path(options.write).expanduser() if options.write else own_levels()
    if options.write and not folder.is_dir():
        raise WrongUse(f"There is no folder “{folder}”.")
    path = editors.put_beside(folder)
    if path is None:
        raise WrongUse(f"“{folder / editors.NAME}” is not a schema of ours, so it stays as it is.")
    print(f"Written: {path}. A level in that folder names it in its first line:")
    print(f"# yaml-language-server: $schema={editors.NAME}")
    return FINE


def new(options: Namespace) -> int:
    """`new`: writes a commented level to begin with, and the schema its first line names; a level that is there is
    never overwritten."""
    from game.lab import editors
    from game.levels import starter

    path = _new_path(options.name, options.own)
    try:
        text = starter.text(path.stem, options.people, path.stem if options.own else quoted(path))
    except ValueError as mistake:
        raise WrongUse(str(mistake)) from None
    home = own_levels()
    try:
        if path.parent == home:
            home.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        schema = editors.put_beside(path.parent)
    except FileExistsError:
        raise WrongUse(f"“{path}” is there already. Give the new level another name.") from None
    except FileNotFoundError:
        raise WrongUse(f"“{path}” cannot be written: there is no folder “{path.parent}”.") from None
    except OSError as error:
        reason = (error.strerror or "no such place").lower()
        raise WrongUse(f"“{path}” cannot be written: {reason}.") from None
    print(f"Written: {path}. Play it with  {command()} --level {quoted(path)}")
    if schema is not None:
        print(f"Beside it lies {schema.name}, by which editors complete and explain what you write.")
    if path.resolve().parent == home.resolve():
        print("The title lists it under “Your levels”.")
    else:
        print(f"The title lists what lies in {home}, and in any folder given by --levels.")
    return FINE


_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
"""Names that no file can have on Windows, whatever follows them; levels travel."""


def _new_path(name: str, own: bool) -> Path:
    """The file of a new level: where the name says, or in the player's own folder; WrongUse if it names no file."""
    path = Path(name)
    if not path.name or name.endswith(("/", os.sep)):
        raise WrongUse(f"“{name}” names no file. Give the new level a name, such as night-shift.")
    if path.name.partition(".")[0].rstrip().upper() in _RESERVED:
        raise WrongUse(f"Windows keeps the name “{path.name}” for a device. Give the new level another one.")
    if own:
        if path.name != name:
            raise WrongUse(f"“{name}” names a folder too, and --own puts the level into yours. Give it a name alone.")
        path = own_levels() / path
    return path if path.suffix.lower() in (".yaml", ".yml") else path.with_name(path.name + ".yaml")


def reference(options: Namespace) -> int:
    """`reference`: every key, lever, value and figure there is, as one Markdown page."""
    from game.levels.reference import page

    print(page())
    return FINE
