"""Charts of games and of a workshop that were really played, for tests and to look at.

    python tests/charts/pictures.py OUT.html [--theme dark]

writes them all as one page that needs nothing else; the page follows the reader's own theme unless one is asked for.
"""

from __future__ import annotations

import argparse
import base64
import functools
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game import bots, debrief, levels
from game.charts import Chart, Line, Mark, kinds, svg
from game.debrief import charts as pictures
from game.session import Session, play
from game.sim.world import QUARTER_WEEKS
from game.workshop.debrief.reveals import reveals
from game.workshop.dry_run import dry_run
from game.workshop.room import Room

ROOT = Path(__file__).resolve().parents[2]
FONTS = ("nunito-sans-latin-600-normal", "nunito-sans-latin-700-normal", "nunito-sans-latin-800-normal",
         "fraunces-latin-600-normal")  # fmt: skip
LEADERS = ("mixed", "incentives", "orders", "handsoff", "idle", "standing")


@functools.cache
def level(name: str) -> levels.Level:
    return levels.read(ROOT / "levels" / f"{name}.yaml")


@functools.cache
def game(name: str, leader: str = "mixed", seed: int = 0) -> Session:
    return play(Session(level(name), seed or None), bots.leader(leader))


@functools.cache
def found(name: str = "04-the-floor") -> debrief.Debrief:
    return debrief.whole(game(name, "orders").recording())


@functools.cache
def room() -> Room:
    """A workshop of ninety minutes with 24 bots at the phones."""
    return dry_run("90", 40417, 24)


@functools.cache
def workshop() -> Mapping[str, Mapping[str, object]]:
    """The figures of the pages of its debrief."""
    return {page.kind: page.data for page in reveals(room())}


def weekly_scores(session: Session) -> list[float]:
    """Served, net of waste, in percent of each quarter's demand."""
    out = []
    for start in range(0, session.week, QUARTER_WEEKS):
        rows = session.ledgers[start : start + QUARTER_WEEKS]
        out.append(100 * sum(row.net_value() for row in rows) / sum(row.reference for row in rows))
    return out


def believed_and_true() -> Chart:
    run = found().run
    assert run is not None
    return pictures.belief(run, level("04-the-floor"), 0)


def wanted_and_made() -> Chart:
    run = found().run
    assert run is not None
    return pictures.supply(run, level("04-the-floor"), 1)


def morale() -> Chart:
    run = found().run
    assert run is not None
    return pictures.morale(run)


def price() -> Chart:
    run = found().run
    assert run is not None
    return pictures.prices(run, level("04-the-floor"), 1)


def same_luck() -> Chart:
    return pictures.leaders(found())


def leaders_over_lucks() -> Chart:
    """Each leader over several lucks of the first level, with the middle nine tenths of what came out."""
    rows = []
    for name in LEADERS:
        scores = sorted(100 * game("01-the-garage", name, seed).score() for seed in range(1, 9))
        title, note = debrief.LEADERS.get(name, (name.capitalize(), ""))
        rows.append(kinds.Row(title, sum(scores) / len(scores), "focus", note, (scores[0], scores[-1])))
    rows.sort(key=lambda row: -row.value)
    stars = [Mark(100 * share, "★" * (n + 1), "y") for n, share in enumerate(level("01-the-garage").world.stars)]
    label = "served, net of waste; the line spans all eight"
    return kinds.bars("Eight lucks of The Garage", rows, unit="%", label=label, most=100.0, marks=stars)


def agreement() -> Chart:
    given = workshop()["commit"]["answers"]
    assert isinstance(given, list)
    return kinds.agreement("The recall", [(int(agree), bool(did)) for agree, did in given],
                           question="How far did you agree with the order?")  # fmt: skip


def earlier_rooms() -> Chart:
    scores = [100 * game("01-the-garage", leader, seed).score() for leader in LEADERS[:4] for seed in range(1, 9)]
    here = 100 * game("01-the-garage", "mixed", 77).score()
    return kinds.distribution("Groups that played this", scores, here=here, unit="%", who="groups", you="you",
                              label="served, net of waste", low=40.0, high=100.0)  # fmt: skip


def purses() -> Chart:
    ways = workshop()["purses"]["ways"]
    assert isinstance(ways, dict)
    coins = [float(coin) for coin in ways["prices"]["purses"]]
    return kinds.distribution("Purses at the end", coins, who="teams", label="coins", low=0.0)


def groups() -> Chart:
    """Eight companies on the same luck, quarter by quarter."""
    names = ("Elder", "Ash", "Larch", "Birch", "Hazel", "Cedar", "Rowan", "Maple")
    led = ("mixed", "incentives", "orders", "handsoff", "standing", "random", "values", "idle")
    rows = [
        (name, weekly_scores(game("04-the-floor", leader))) for name, leader in zip(names, led, strict=True)
    ]
    count = max(len(row) for _, row in rows)
    ticks = [(float(n), f"Q{n + 1}") for n in range(count)]
    return kinds.overlaid("Demand served, quarter by quarter", rows, x=[float(n) for n in range(count)], x_ticks=ticks,
                          unit="%", label="served, net of waste", low=0.0, own="Birch")  # fmt: skip


def sketched() -> Chart:
    """What the phones drew, under what was truly wanted."""
    products = workshop()["demand"]["products"]
    assert isinstance(products, list)
    row = products[0]
    weeks = len(row["wanted"])
    at = [weeks * (n + 0.5) / 6 for n in range(6)]
    groups = [[float(figure) for figure in sketch] for sketch in row["sketches"]]
    x = [week + 0.5 for week in range(weeks)]
    plain = kinds.overlaid(f"{row['name'].capitalize()} at the {row['market']}",
                           [("wanted", row["wanted"]), ("made", row["made"])], x=x,
                           x_ticks=[(weeks * (n + 0.5) / 4, f"Month {n + 1}") for n in range(4)], label="pieces a week",
                           high=1.2 * max(map(max, (*groups, row["wanted"], row["made"]))))  # fmt: skip
    lines = (
        Line("Made", x, row["made"], str(row["look"]), halo=True, dots=True),
        Line("Truly wanted", x, row["wanted"], "bad", width=4.0, halo=True),
    )
    return kinds.sketches(replace(plain, lines=lines, text="What 24 phones drew, and what was wanted."), groups, at)


def idle_months() -> Chart:
    """Which team slept in which month of the first way."""
    months = [month for month in room().months if month.way == "letters"]
    values = [[float(team in month.asleep) for team in range(room().teams)] for month in months]
    first = level_of_room()
    each = first.world.teams_per_department
    return kinds.strip("Who waited", values, groups=[(name, each) for name in first.level.department_names])


def level_of_room() -> Session:
    return room().companies["letters"]


CHARTS = {
    "believed": believed_and_true, "wanted": wanted_and_made, "morale": morale, "price": price, "same": same_luck,
    "leaders": leaders_over_lucks, "agreement": agreement, "rooms": earlier_rooms, "purses": purses, "groups": groups,
    "sketched": sketched, "idle": idle_months,
}  # fmt: skip


def _face(name: str) -> str:
    """A font of the game's as a rule of a style sheet."""
    family = "Fraunces" if name.startswith("fraunces") else "Nunito Sans"
    data = base64.b64encode((ROOT / "assets/fonts" / f"{name}.woff").read_bytes()).decode()
    return (
        f"@font-face{{font-family:{family};font-weight:{name.split('-')[-2]};src:url(data:font/woff;base64,{data})}}"
    )


def page(theme: str = "") -> str:
    """One page with every chart, the game's fonts and the style sheet in it."""
    written = [svg.write(make(), theme=None) for make in CHARTS.values()]
    faces = "".join(map(_face, FONTS))
    look = "body{margin:16px;display:grid;grid-template-columns:1fr 1fr;gap:16px;background:#CDB592}svg{width:100%}"
    asked = f' data-theme="{theme}"' if theme else ""
    return (
        f'<!doctype html><html lang="en"{asked}><meta charset="utf-8"><title>Charts</title>'
        f"<style>{faces}{look}{svg.sheet(*written)}</style><body>{''.join(written)}</body></html>"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="")
    asked = parser.parse_args()
    asked.out.write_text(page(asked.theme), encoding="utf-8")
