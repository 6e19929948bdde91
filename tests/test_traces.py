"""Readable traces: what leaders do in each level, a line a week. `--update-traces` writes them anew.

A trace differs when the rules, a level or a leader changed. The first wrong week is shown, as it was and as it is, and
which of the three it was as far as can be told. At quarters and at the end a digest covers everything about the company
that the lines before it do not show; between them a line holds only what can be read, so that a difference can be.
"""

import re
from pathlib import Path

import pytest

from game import bots, levels
from game.saves import RULES
from game.session import Session
from game.sim.desk.reports import Report
from game.sim.world import QUARTER_WEEKS

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(__file__).resolve().parent / "traces"
LEVELS = sorted(path.stem for path in (ROOT / "levels").glob("*.yaml"))
TRACES = [(level, leader) for level in LEVELS for leader in ("orders", "incentives", "mixed")]
TRACES += [("06-the-merger", "values"), ("07-the-following", "values")]
WEEKS = 20


def line(session: Session, week: int) -> str:
    """What one played week came to."""
    ledger, now = session.ledgers[week], session.truth()
    goods = " ".join(
        f"{made:.1f}/{wanted:.1f}" for made, wanted in zip(ledger.made, ledger.demand, strict=True)
    )
    jobs = "".join(_sign(now, job) for job in now.job)
    people = f"morale {100 * now.company_morale:.0f} trust {100 * now.company_trust:.0f}"
    done = "; ".join(map(str, session.log[week])) or "-"
    closes = session.week % QUARTER_WEEKS == 0 or session.week == WEEKS or session.over
    digest = f"  digest {session.digest()[:12]}" if closes else ""
    return (
        f"week {week:2}  score {100 * session.score():5.1f}  {people}  cash {now.cash_cents / 100:.2f}  "
        f"made/wanted {goods}  jobs {jobs}{digest}  {done}"
    )


def _sign(now: Report, job: int) -> str:
    return "." if job < 0 else "+" if job == len(now.world.products) else str(job)


def trace(level: str, leader: str) -> list[str]:
    """The first weeks of a game on the level's own luck, with every lever open."""
    session = Session(levels.read(ROOT / "levels" / f"{level}.yaml"), open_levers=True)
    world = session.world.fingerprint()[:12]
    lines = [
        f"{level}, {leader}, seed {session.seed}, rules {RULES}, world {world}; "
        "jobs by team: product, + improve, . waits"
    ]
    while session.week < WEEKS and not session.over:
        for action in bots.leader(leader)(session.report):
            session.act(action)
        session.advance()
        lines.append(line(session, session.week - 1))
    return lines


UPDATE = "then write the traces anew: python -m pytest tests/test_traces.py --update-traces"


def difference(name: str, before: list[str], now: list[str]) -> str:
    """What is different first, what that tells, and what to do; "" where nothing is."""
    if before[:1] != now[:1]:
        was, here = (re.search(r"rules (\d+), world (\w+)", lines[0]) for lines in (before, now))
        if was is None or here is None or was[1] != here[1]:
            return f"{name} is of other rules than {RULES}; if that is the right number in game/saves.py, {UPDATE}"
        return f"{name}: the level reads as another company than before; if that is meant, {UPDATE}"
    for week, (was_line, now_line) in enumerate(zip(before[1:], now[1:], strict=False)):
        if was_line == now_line:
            continue
        words = f"{name} differs first in week {week}.\n  was {was_line}\n  is  {now_line}\n"
        if was_line.rsplit("  ", 1)[1] != now_line.rsplit("  ", 1)[1]:
            return f"{words}The leader decides otherwise, or reads other reports; if that is meant, {UPDATE}"
        return (
            f"{words}The same decisions come to something else: the rules have changed, and no game that was saved "
            f"under rules {RULES} can be played on with them. Raise RULES in game/saves.py to {RULES + 1}, name it in "
            f"CHANGELOG.md, {UPDATE}"
        )
    return "" if len(before) == len(now) else f"{name} ends in another week; if that is meant, {UPDATE}"


def test_there_are_levels_to_trace() -> None:
    assert len(LEVELS) >= 5
    stale = {path.stem for path in FOLDER.glob("*.txt")} - {f"{level}-{who}" for level, who in TRACES}
    assert not stale, "traces of no level or leader: delete them"


@pytest.mark.parametrize(("level", "leader"), TRACES)
def test_a_game_goes_as_its_trace_says(level: str, leader: str, update_traces: bool) -> None:
    path = FOLDER / f"{level}-{leader}.txt"
    now = trace(level, leader)
    if update_traces:
        FOLDER.mkdir(exist_ok=True)
        path.write_text("\n".join(now) + "\n", encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing; to write it: python -m pytest --update-traces"
    told = difference(path.name, path.read_text(encoding="utf-8").splitlines(), now)
    assert not told, told


def test_a_difference_says_which_of_the_three_it_was() -> None:
    now = trace("01-the-garage", "orders")
    assert difference("a", now, now) == ""
    other = [now[0], now[1].replace("score", "scoRe"), *now[2:]]
    assert f"Raise RULES in game/saves.py to {RULES + 1}" in difference("a", other, now)
    other = [*now[:3], now[3].rsplit("  ", 1)[0] + "  visit team:1", *now[4:]]
    assert "leader decides otherwise" in difference("a", other, now)
    other = [re.sub("world .{12}", "world 000000000000", now[0]), *now[1:]]
    assert "another company" in difference("a", other, now)
    other = [now[0].replace(f"rules {RULES}", f"rules {RULES - 1}"), *now[1:]]
    assert "is of other rules" in difference("a", other, now)
    assert "ends in another week" in difference("a", now[:-1], now)
