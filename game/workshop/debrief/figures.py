"""The figures of a page of the debrief as a table, for whoever does not see its drawing, and to look things up in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from game.sim.world import QUARTER_WEEKS
from game.words.actions import first_upper
from game.words.figures import less
from game.workshop.debrief.reveals import Figures, Reveal


@dataclass(frozen=True)
class Table:
    """Rows under the names of their columns; the first of each row is what it is about."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(page: Reveal) -> tuple[Table, ...]:
    """The tables of a page; none where it has words alone."""
    made = _TABLES.get(page.kind)
    return tuple(made(page.data)) if made is not None else ()


# Several companies on the same luck.


def _scores(data: Figures) -> Iterator[Table]:
    ends = _quarter_ends(data["weeks"])
    rows = [*data["companies"], *data["beside"]]
    yield Table(
        "Served so far, net of waste, in percent", ("", *(f"week {week}" for week in ends)),
        (*((row["name"], *(_reached(row["figures"], week) for week in ends)) for row in rows),
         ("With everything known", *("" for _ in ends[1:]), f"{data['bound']}")),
    )  # fmt: skip


def _beliefs(data: Figures) -> Iterator[Table]:
    names = [one["name"] for one in data["products"][0]["believed"]]
    yield Table(
        "How far each desk was off, in pieces a week on average", ("", *names),
        tuple((first_upper(row["name"]), *(f"{gap:g}" for gap in row["off"])) for row in data["products"]),
    )


def _moved(data: Figures) -> Iterator[Table]:
    yield Table(
        "What the work was done for, in percent", ("", *(one["words"] for one in data["movers"])),
        tuple((r["name"], *(f"{r['shares'][one['index']]}" for one in data["movers"])) for r in data["companies"]),
    )


def _discs(data: Figures) -> Iterator[Table]:
    yield Table(
        "How often each desk used what it had", ("", *(lever["title"] for lever in data["levers"])),
        tuple((row["name"], *map(str, row["counts"])) for row in data["companies"]),
    )


def _values(data: Figures) -> Iterator[Table]:
    yield Table(
        "Deeds for and against what was declared", ("", "value", "in its own words", "lived", "done against it"),
        tuple(
            (row["name"], one["value"], one["words"], str(one["lived"]), str(one["betrayed"]))
            for row in data["companies"] for one in row["values"]
        ),
    )  # fmt: skip


def _people(data: Figures) -> Iterator[Table]:
    ends = _quarter_ends(data["weeks"])
    yield Table(
        "Morale, and people who left and came", ("", *(f"week {week}" for week in ends), "left", "came"),
        tuple(
            (row["name"], *(_at(row["figures"], week) for week in ends), str(row["left"]), str(row["joined"]))
            for row in data["companies"]
        ),
    )  # fmt: skip


# One company whose teams are the room.


def _demand(data: Figures) -> Iterator[Table]:
    for row in data["products"]:
        weeks = [f"{week + 1}" for week in range(len(row["wanted"]))]
        yield Table(f"{first_upper(row['name'])}, pieces a week", ("", *weeks), (
            ("Wanted", *_whole(row["wanted"])), ("Made", *_whole(row["made"])),
        ))  # fmt: skip


def _belief(data: Figures) -> Iterator[Table]:
    for row in data["products"]:
        weeks = [f"{week + 1}" for week in range(len(row["wanted"]))]
        yield Table(f"{first_upper(row['name'])}, pieces a week", ("", *weeks), (
            ("Wanted", *_whole(row["wanted"])), ("Believed", *_whole(row["believed"])),
        ))  # fmt: skip


def _idle(data: Figures) -> Iterator[Table]:
    yield Table("Who waited", ("", "months in which a team waited", "teams that waited", "teams", "months"), tuple(
        (way.capitalize(), str(row["total"]), str(sum(n > 0 for n in row["teams"])), str(len(row["teams"])),
         str(row["months"]))
        for way, row in data["ways"].items()
    ))  # fmt: skip


def _disobeyed(data: Figures) -> Iterator[Table]:
    yield Table("Letters", ("", "times"), (
        ("Laid aside", str(data["against"])), ("of these right", str(data["right"])),
        ("Followed", str(data["followed"])), ("of these with a doubt", str(data["objected"])),
    ))  # fmt: skip


def _ways(data: Figures) -> Iterator[Table]:
    yield Table(
        "Both ways on the same luck",
        ("", "served, percent", "bots", "knew all", "idle months", "laid aside", "of these right", "middle purse",
         "felt useful"),
        tuple(
            (way.capitalize(), less(row["score"]), less(row["bots"]), str(row["bound"]), str(row["idle"]),
             str(row["disobeyed"]), str(row["right"]), f"{median(row['purses']):.0f}", _glad(row["useful"]))
            for way, row in data["ways"].items()
        ),
    )  # fmt: skip
    if data.get("earlier"):
        yield Table("Earlier groups, served in percent", ("", "groups", "from", "to"), tuple(
            (way.capitalize(), str(len(row)), str(min(row)), str(max(row))) for way, row in data["earlier"].items()
        ))  # fmt: skip


def _purses(data: Figures) -> Iterator[Table]:
    yield Table("Coins at the end", ("", "least", "middle", "most", "served, percent"), tuple(
        (way.capitalize(), str(min(row["purses"])), f"{median(row['purses']):.0f}", str(max(row["purses"])),
         str(row["scores"][-1]))
        for way, row in data["ways"].items()
    ))  # fmt: skip


def _stood(data: Figures) -> Iterator[Table]:
    columns = ("", "named", "declared", "in its own words", "carried by, percent", "lived", "done against it")
    yield Table("What the room stands for", columns, tuple(
        (row["value"], str(row["named"]), "yes", row["words"], " to ".join(map(str, row["carried"])), str(row["lived"]),
         str(row["betrayed"]))
        if row["declared"] else (row["value"], str(row["named"]), "no", "", "", "", "")
        for row in data["values"]
    ))  # fmt: skip


def _commit(data: Figures) -> Iterator[Table]:
    at = [[sum(a == agree and bool(c) == carried for a, c in data["answers"]) for agree in range(11)]
          for carried in (True, False)]  # fmt: skip
    yield Table("Answers by agreement, 0 to 10", ("", *map(str, range(11))), (
        ("carry it", *map(str, at[0])), ("do not", *map(str, at[1])),
    ))  # fmt: skip
    did = [(c, d) for (_, c), d in zip(data["answers"], data["did"], strict=True) if d >= 0]
    if did:
        yield Table("What they then made", ("", "what was asked", "something else"), tuple(
            (words, *(str(sum(c == carried and d == made for c, d in did)) for made in (1, 0)))
            for words, carried in (("said they carry it", 1), ("did not", 0))
        ))  # fmt: skip


def _useful(data: Figures) -> Iterator[Table]:
    columns = ("", "not at all", "little", "so-so", "quite", "very", "served, percent")
    yield Table("How useful did you feel?", columns, tuple(
        (way.capitalize(), *map(str, row["useful"]), less(row["score"])) for way, row in data["ways"].items()
    ))  # fmt: skip


_TABLES: dict[str, Callable[[Figures], Iterator[Table]]] = {
    "scores": _scores, "beliefs": _beliefs, "moved": _moved, "discs": _discs, "values": _values, "people": _people,
    "demand": _demand, "belief": _belief, "idle": _idle, "disobeyed": _disobeyed, "ways": _ways, "purses": _purses,
    "commit": _commit, "stood": _stood, "useful": _useful,
}  # fmt: skip


def median(figures: Sequence[float]) -> float:
    """The figure in the middle; 0 of none."""
    ranked = sorted(figures)
    if not ranked:
        return 0.0
    return (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2


def _quarter_ends(weeks: int) -> list[int]:
    return [*range(QUARTER_WEEKS, weeks, QUARTER_WEEKS), weeks]


def _at(figures: Sequence[float], week: int) -> str:
    return f"{figures[week - 1]:.0f}" if week <= len(figures) else ""


def _reached(scores: Sequence[float], week: int) -> str:
    """Whole points that had been reached after a week; nothing where that was not played."""
    return less(math.floor(scores[week - 1])) if week <= len(scores) else ""


def _whole(figures: Sequence[float]) -> list[str]:
    return [f"{figure:.0f}" for figure in figures]


def _glad(useful: Sequence[int]) -> str:
    return f"{useful[3] + useful[4]} of {sum(useful)}" if sum(useful) else ""
