"""What was played as a table for spreadsheets: a row for each team and month, or for each company and week; no names.

UTF-8 with a mark at its beginning, by which spreadsheets know it. With semicolons figures have a decimal comma, as
spreadsheets of the countries that use them expect.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import numpy as np

from game.sim.actions import of_the_desk
from game.words.names import Names
from game.words.vocabulary import PLAIN, Vocabulary
from game.workshop import own_words
from game.workshop.debrief.same_luck import Group
from game.workshop.presets import round_weeks
from game.workshop.records import Room, way_of

SEPARATORS: dict[str, str] = {"comma": ",", "semicolon": ";", "tab": "\t"}
MARK = "\ufeff"
Cell = str | int | float
Row = dict[str, Cell]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of something to carry out."""


def written(rows: Sequence[Row], separator: str = "comma", vocabulary: Vocabulary = PLAIN) -> bytes:
    """A table of all rows under the columns that any of them has, in a level's words; KeyError for an unknown
    separator."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    out = csv.writer(text, delimiter=SEPARATORS[separator], lineterminator="\r\n")
    out.writerow([_plain(name, separator) for name in _headings(columns, vocabulary)])
    out.writerows([_plain(row.get(name, ""), separator) for name in columns] for row in rows)
    return (MARK + text.getvalue()).encode("utf-8", errors="replace")


def _headings(columns: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """What stands above the columns: in a level's words, except where two would be called the same."""
    said = [vocabulary.said(name) for name in columns]
    return [own if said.count(own) == 1 else name for name, own in zip(columns, said, strict=True)]


def _plain(cell: Cell, separator: str) -> str:
    """A cell as it is written: a text that would be carried out is told to be one."""
    if isinstance(cell, float):
        figure = f"{cell:.2f}".rstrip("0").rstrip(".")
        return figure.replace(".", ",") if separator == "semicolon" else figure
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def of_group(group: Group) -> Iterator[Row]:
    """A row for each company and week."""
    names = Names.of(group.level)
    for company in group.companies:
        played, session = company.played, company.session
        for week, ledger in enumerate(session.ledgers):
            desk = of_the_desk(session.log[week])
            row: Row = {
                "level": group.level.title, "luck": group.seed, "company": company.number, "week": week + 1,
                "served so far %": 100 * float(played.score[week]), "morale": 100 * float(played.morale[week]),
                "people": int(ledger.people), "left": int(np.asarray(ledger.left).sum()), "decisions": len(desk),
            }  # fmt: skip
            row |= {f"{value}: in its own words": text for value, text in company.words.items()}
            for product, name in enumerate(names.product_names):
                for what, figures in (
                    ("wanted", played.wanted), ("believed wanted", played.believed), ("made", played.made),
                    ("delivered", played.delivered), ("spoiled", played.spoiled), ("on shelf", played.stock),
                    ("owed", played.owed),
                ):  # fmt: skip
                    row[f"{name}: {what}"] = float(figures[week, product])
            yield row


def of_room(room: Room) -> Iterator[Row]:
    """A row for each team and month."""
    count: dict[str, int] = {}
    for month in room.months:
        way = way_of(month.way)
        session = room.companies[way]
        names, each = Names.of(session.level), session.world.teams_per_department
        count[way] = count.get(way, 0) + 1
        own = own_words.by_value(room, way) if month.way == "values" else {}
        said = {}
        for decision in sorted(month.decisions, key=lambda one: one.at):
            seat = room.seat(decision.seat)
            if seat is not None and seat.team >= 0:
                said[seat.team] = decision
        for team in range(room.teams):
            taken = said.get(team)
            yield {
                "preset": room.preset, "luck": room.seed, "way": month.way, "month": count[way],
                "weeks": round_weeks(session.world), "team": team + 1,
                "department": names.departments[min(team // each, len(names.departments) - 1)],
                "answer": taken.answer if taken is not None else "",
                "chose": names.job(taken.job) if taken is not None and taken.job >= 0 else "",
                "asleep": int(team in month.asleep), "laid a letter aside": int(team in month.disobeyed),
                "and was right": int(team in month.right), "purse": month.purses[team],
                "company served so far %": 100 * month.score,
                **{f"{value}: in its own words": text for value, text in own.items()},
            }  # fmt: skip
