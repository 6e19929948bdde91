"""The experiment of the room: both ways of a workshop on the same luck, with bots of five temperaments at phones."""

from __future__ import annotations

from dataclasses import replace

from game.lab.worlds import Figures
from game.levels import Level
from game.session import Session, play
from game.workshop.dry_run import dry_run
from game.workshop.leaders import by_prices, by_word
from game.workshop.presets import PRESETS, company
from game.workshop.records import Room

SEATS, HANDFUL = 24, 5
TABLE = 10_000
"""A span, and discs of attention, that nobody reaches."""


def room(seed: int, quick: bool) -> Figures:
    """V of the second way less V of the first at 24 seats, and the other way round at five seats with live reports."""
    return {"many": -_first_leads(dry_run("60", seed, SEATS)), "few": _first_leads(dry_run("45", seed, HANDFUL))}


def _first_leads(played: Room) -> float:
    points = {month.way: 100.0 * month.score for month in played.months}
    return points["letters"] - points["prices"]


def room_cut(seed: int, quick: bool) -> Figures:
    """The same 24 teams with a desk that sees and says everything at once; the same handful with letters of a month."""
    weeks = 4 * PRESETS["60"].months
    ordered = play(Session(_at_one_table(company("letters", SEATS, weeks, live=True)), seed), by_word()).score()
    free = play(Session(_at_one_table(company("prices", SEATS, weeks, live=True)), seed), by_prices()).score()
    return {"many": 100.0 * (free - ordered), "few": _first_leads(dry_run("60", seed, HANDFUL))}


def _at_one_table(level: Level) -> Level:
    return replace(level, world=replace(level.world, span=TABLE, discs=TABLE))
