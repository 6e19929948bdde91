"""Readable traces: what three leaders do in each level, a line a week. `--update-traces` writes them anew.

A trace differs when the rules, a level or a leader changed. The first wrong week is shown, as it was and as it is;
the digest at the end of a line covers everything about the company that the line does not show.
"""

from pathlib import Path

import pytest

from game import bots, levels
from game.session import Session
from game.sim.desk.reports import Report

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(__file__).resolve().parent / "traces"
LEVELS = sorted(path.stem for path in (ROOT / "levels").glob("*.yaml"))
LEADERS = ("orders", "incentives", "mixed")
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
    return (
        f"week {week:2}  score {100 * session.score():5.1f}  {people}  cash {now.cash_cents / 100:.2f}  "
        f"made/wanted {goods}  jobs {jobs}  {session.digest()[:12]}  {done}"
    )


def _sign(now: Report, job: int) -> str:
    return "." if job < 0 else "+" if job == len(now.world.products) else str(job)


def trace(level: str, leader: str) -> list[str]:
    """The first weeks of a game on the level's own luck, with every lever open."""
    session = Session(levels.read(ROOT / "levels" / f"{level}.yaml"), open_levers=True)
    lines = [f"{level}, {leader}, seed {session.seed}; jobs by team: product, + improve, . waits"]
    while session.week < WEEKS and not session.over:
        for action in bots.leader(leader)(session.report):
            session.act(action)
        session.advance()
        lines.append(line(session, session.week - 1))
    return lines


def test_there_are_levels_to_trace() -> None:
    assert len(LEVELS) >= 5
    stale = {path.stem for path in FOLDER.glob("*.txt")} - {f"{level}-{who}" for level in LEVELS for who in LEADERS}
    assert not stale, "traces of no level or leader: delete them"


@pytest.mark.parametrize("leader", LEADERS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_game_goes_as_its_trace_says(level: str, leader: str, update_traces: bool) -> None:
    path = FOLDER / f"{level}-{leader}.txt"
    now = trace(level, leader)
    if update_traces:
        FOLDER.mkdir(exist_ok=True)
        path.write_text("\n".join(now) + "\n", encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing; to write it: python -m pytest --update-traces"
    before = path.read_text(encoding="utf-8").splitlines()
    for week, (was, is_now) in enumerate(zip(before, now, strict=False), -1):
        assert is_now == was, f"{path.name} differs first in week {week}; if that is meant: --update-traces"
    assert len(now) == len(before)
