"""A month of a room: what its teams do, what the desk hears of it, and what is written down."""

from __future__ import annotations

from dataclasses import replace

from game.session import Session
from game.sim import luck
from game.sim.actions import Action
from game.sim.desk.team_reports import TeamReport
from game.sim.values import IDLE
from game.workshop import hard_call
from game.workshop.knowledge import reports
from game.workshop.presets import round_weeks
from game.workshop.records import SLIPS, SPOKEN, Month, Room, way_of


def played(room: Room) -> Room:
    """The month of the open step: decisions become actions, four weeks go by, and those who said nothing are noted."""
    way = way_of(room.now.kind)
    known_by = reports(room.companies[way])
    session = room.companies[way].copy()
    weeks = round_weeks(session.world)
    seats = {seat.seat: seat for seat in room.seats}
    disobeyed: list[int] = []
    for team, known in enumerate(known_by):
        job, against = _does(room, team, known)
        if job is not None:
            actor = next((s.seat for s in room.owners(team)), "room")
            session.act(Action("team_choice", team, (job, weeks), actor))
        if against:
            disobeyed.append(team)
    for seat in room.seats:
        if seat.active:
            team_said = any(mate.seat in room.decided for mate in room.owners(seat.team))
            seats[seat.seat] = replace(seat, missed=0 if team_said else seat.missed + 1)
    call = hard_call.waiting(session) if room.called else None
    for who, team, mind in hard_call.minds(room) if call is not None else ():
        session.act(Action("team_mind", team, mind, who))
    before = session.week
    for _ in range(weeks):
        if not session.over:
            session.advance()
    after = session.state()
    asleep = tuple(team for team in range(room.teams) if int(after.job[team]) == IDLE)
    month = Month(
        room.step, room.now.kind, tuple(room.decided.values()), room.leads, asleep, tuple(disobeyed),
        tuple(t for t in disobeyed if _was_right(session, before, known_by[t], int(after.job[t]))),
        session.score(), _slips(room, before), tuple(int(c) // 100 for c in after.purse_cents),
        tuple(t for t in range(room.teams) if call is not None and int(after.job[t]) == call.product),
    )  # fmt: skip
    return replace(
        room, seats=tuple(seats.values()), companies={**room.companies, way: session}, months=(*room.months, month),
    )  # fmt: skip


def _does(room: Room, team: int, known: TeamReport) -> tuple[int | None, bool]:
    """The job that the room holds a team to (None: the rules go their way), and whether that is against a letter."""
    people = [seat for seat in room.owners(team) if seat.active]
    said = [room.decided[seat.seat] for seat in room.owners(team) if seat.seat in room.decided]
    if said:
        last = max(said, key=lambda decision: decision.at)
        if last.answer in ("own", "stay") and last.job >= 0:
            return last.job, known.order is not None and last.job != known.order.job
        return None, False
    if not people:
        return None, False
    if room.called and any(own == team and commit for _, own, (_, commit) in hard_call.minds(room)):
        return None, False  # who has committed and says nothing more does what is decided
    if known.waits:
        return (IDLE if known.order is not None else None), False
    return (known.job if known.job >= 0 else None), False


def _was_right(session: Session, first: int, known: TeamReport, job: int) -> bool:
    """Whether what a team made instead was scarcer over the month than what its letter asked for."""
    if known.order is None or not 0 <= job < len(session.world.products):
        return False
    goods = len(session.world.products)
    told = known.order.job

    def short(product: int) -> float:
        rows = session.ledgers[first : first + round_weeks(session.world)]
        owed = sum(float(row.demand[product] - row.delivered[product]) for row in rows)
        return owed + float(rows[-1].backlog[product]) if rows else 0.0

    worth = known.skill[job] * (1.0 + short(job))
    return told >= goods or worth > known.skill[told] * (1.0 + short(told))


def _slips(room: Room, week: int) -> tuple[tuple[int, str], ...]:
    """The reports that reach the leader next month: six, those who ask or object before the others, else by luck."""
    written: list[tuple[int, str]] = []
    for decision in room.decided.values():
        seat = room.seat(decision.seat)
        if seat is None or seat.team < 0:
            continue
        if decision.answer in SPOKEN:
            written.append((seat.team, decision.answer))
        if decision.report:
            written.append((seat.team, decision.report))
    draw = luck.uniform(room.seed, week, luck.NOISE, max(1, len(written)))
    order = sorted(range(len(written)), key=lambda n: (written[n][1] not in SPOKEN, float(draw[n]), n))
    return tuple(written[n] for n in order[:SLIPS])
