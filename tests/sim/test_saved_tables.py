"""What a saved game counts by place: the fields of its state, the order of a week, and the tables it holds numbers of.

A file of moves is played again from week 0, so that anything here that shifts makes another game of it. What stands is
written down in `saved_tables.txt`; a test says what has changed and what that asks for. `--update-traces` writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

from game.saves import RULES
from game.sim import luck, state, world
from game.sim.actions import FORMS
from game.sim.causes import SCORE_CAUSES
from game.sim.company.bottlenecks import CAUSES
from game.sim.company.crowd import STANCES
from game.sim.desk.pictures import COMPANY_VIEW, PRODUCT_VIEW, TEAM_VIEW
from game.sim.ledger import MORALE_CAUSES
from game.sim.values import (
    ADVERTS,
    BARK_TERMS,
    DEEDS,
    DEFAULTS,
    DIRECTIONS,
    KPIS,
    LEAVING,
    MOVERS,
    REASONS,
    TALES,
    TEMPERAMENTS,
    VALUES,
    VERBS,
)
from game.sim.week import PHASES

FILE = Path(__file__).resolve().parent / "saved_tables.txt"
GROWS = ("forms", "deeds")
"""Tables whose length no saved game holds: a row more, at the end, leaves old games as they are."""


def _streams() -> tuple[str, ...]:
    named = {name: number for name, number in vars(luck).items() if name.isupper() and type(number) is int}
    return tuple(f"{name} {named[name]}" for name in sorted(named, key=lambda name: named[name]) if name != "BLOCK")


def tables() -> dict[str, tuple[str, ...]]:
    """Every table by its name, as words."""
    records = [
        record for module in (state, world) for record in vars(module).values()
        if is_dataclass(record) and isinstance(record, type) and record.__module__ == module.__name__
    ]  # fmt: skip
    return {
        **{f"fields of {record.__name__}": tuple(field.name for field in fields(record)) for record in records},
        "phases of a week": tuple(phase.name for phase in PHASES), "streams of luck": _streams(),
        "figures of a team's picture": TEAM_VIEW, "figures of a product's picture": PRODUCT_VIEW,
        "figures of the company's picture": COMPANY_VIEW,
        "forms": tuple(" ".join((name, form.target, *form.fields)) for name, form in FORMS.items()),
        "deeds": tuple(f"{deed.name} ({'lives' if deed.lives else 'betrays'} {deed.value})" for deed in DEEDS),
        "defaults": DEFAULTS, "temperaments": tuple(row.name for row in TEMPERAMENTS), "figures": KPIS,
        "bark terms": BARK_TERMS, "values": tuple(row.name for row in VALUES), "reasons": tuple(REASONS),
        "causes of leaving": tuple(LEAVING), "adverts": tuple(row.name for row in ADVERTS), "verbs": VERBS,
        "directions": DIRECTIONS, "movers": MOVERS, "stories": tuple(row.name for row in TALES), "stances": STANCES,
        "causes of morale": tuple(MORALE_CAUSES), "causes of the score": tuple(SCORE_CAUSES),
        "bottlenecks": tuple(row.name for row in CAUSES),
    }  # fmt: skip


def written(found: dict[str, tuple[str, ...]], rules: int = RULES) -> str:
    """The file of some tables."""
    return "\n".join([f"rules {rules}", *(f"{name}: {', '.join(rows)}" for name, rows in found.items())]) + "\n"


def read(text: str) -> tuple[int, dict[str, tuple[str, ...]]]:
    """The rules version of a file, and its tables."""
    first, *lines = text.splitlines()
    pairs = (line.partition(": ") for line in lines)
    return int(first.removeprefix("rules ")), {name: tuple(rows.split(", ")) for name, _, rows in pairs}


def _change(before: Sequence[str], now: Sequence[str]) -> str:
    new, gone = [row for row in now if row not in before], [row for row in before if row not in now]
    said = [f"has {', '.join(new)} more"] if new else []
    said += [f"no longer has {', '.join(gone)}"] if gone else []
    return " and ".join(said) or "has its rows in another order"


def difference(text: str, now: dict[str, tuple[str, ...]]) -> str:
    """What of the tables is not as written, and what to do about it; "" where nothing is."""
    rules, before = read(text)
    update = "write the tables anew: python -m pytest tests/sim/test_saved_tables.py --update-traces"
    if rules != RULES:
        return f"{FILE.name} is of rules {rules}, the game plays by {RULES}. If that is the right number, {update}"
    out = []
    for name in dict.fromkeys((*before, *now)):
        was, here = before.get(name, ()), now.get(name, ())
        if was == here:
            continue
        if name in GROWS and here[: len(was)] == was:
            more = ", ".join(here[len(was) :])
            out.append(f"“{name}” has grown at its end by {more}, which no saved game minds: {update}")
            continue
        end = " New rows go to the end; or else" if name in GROWS else ""
        out.append(
            f"“{name}” {_change(was, here)}. Games saved under rules {RULES} count on it as it was.{end} "
            f"raise RULES in game/saves.py to {RULES + 1}, name it in CHANGELOG.md, and {update}"
        )
    return "\n".join(out)


def test_what_saved_games_count_by_place_stays_where_it_is(update_traces: bool) -> None:
    now = tables()
    assert all(", " not in row and ": " not in name for name, rows in now.items() for row in rows)
    if update_traces:
        FILE.write_text(written(now), encoding="utf-8")
    told = difference(FILE.read_text(encoding="utf-8"), now)
    assert not told, told


def test_what_shifts_is_told_with_the_rules_version() -> None:
    now = tables()
    text = written(now)
    assert difference(text, now) == ""
    new_rules = f"raise RULES in game/saves.py to {RULES + 1}"

    told = difference(text, {**now, "fields of State": (*now["fields of State"], "mood")})
    assert told.startswith("“fields of State” has mood more.")
    assert new_rules in told

    phases = now["phases of a week"]
    told = difference(text, {**now, "phases of a week": (phases[1], phases[0], *phases[2:])})
    assert "in another order" in told
    assert new_rules in told

    deeds = now["deeds"]
    told = difference(text, {**now, "deeds": (deeds[0], "sang (lives care)", *deeds[1:])})
    assert "New rows go to the end" in told
    assert new_rules in told
    told = difference(text, {**now, "deeds": (*deeds, "sang (lives care)")})
    assert "no saved game minds" in told
    assert new_rules not in told

    told = difference(text, {**now, "stories": now["stories"][:-1]})
    assert f"no longer has {now['stories'][-1]}" in told
    assert f"is of rules {RULES - 1}" in difference(written(now, RULES - 1), now)
