"""A saved game becomes a debrief: played again beside its reports, and other leaders on the same luck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from game import saves
from game.debrief import turning
from game.debrief.accounts import causes, in_quarters, in_whole, totals
from game.debrief.bets import dip, judged, sent
from game.debrief.losses import losses
from game.debrief.records import Debrief, Leader, Missed, Moment, Run, Sight, Spell
from game.debrief.voice import voice
from game.levels.names import FREE
from game.others import coming, led
from game.session import Session, begun
from game.sim.actions import Action, of_the_desk
from game.sim.causes import SCORE_CAUSES
from game.sim.curves import Floats, total
from game.sim.desk.reports import Report
from game.sim.ledger import ONCE, TILL_INDEX
from game.sim.values import LEAVING, VERB_TITLES, VERBS
from game.words import aims
from game.words.actions import first_upper
from game.words.explain import counted, listed, signed, weeks
from game.yardsticks import founding_bound, own_plan, standing


def stages(recording: saves.Recording, before: Path | None = None) -> Iterator[Debrief]:
    """Works a debrief out step by step; each result holds all that is known so far, the last one everything.

    before: a save of the player's last run of the same level, or of this game with the run before it kept beside as
    `.bak`; left out if it cannot be used. Raises SaveError if the recorded level cannot be read.
    """
    session, believed, truths = _again(recording)
    trials = turning.trials(session)
    ideas = turning.ideas(session, believed[:-1])
    names = coming(session)
    steps = 2 + len(names) + (before is not None) + len(trials) + len(ideas)
    done = Debrief(1 / steps, run=_run(session, believed[1:], truths), coming=names)
    yield done
    founding_bound(session)  # worked out once for this luck, and kept with the session
    done = knowing_all(replace(done, ready=2 / steps, bound=session.bound))
    yield done
    leaders: list[Leader] = []
    if before is not None:
        leaders += _last_run(recording, before)
        done = knowing_all(replace(done, ready=3 / steps, leaders=tuple(leaders)))
        yield done
    for n, name in enumerate(names):
        leader = Leader(name, standing(_other(session, name), name))
        leaders += [leader] if name != FREE else []
        ready, free = (2 + (before is not None) + n + 1) / steps, leader if name == FREE else None
        done = knowing_all(replace(done, ready=ready, leaders=tuple(leaders), free=free, coming=names[n + 1 :]))
        yield done
    log, score, reference, fresh = session.log, causes(session), session.reference, session.copy()
    moments: list[Moment] = []
    step = done.ready
    for n, week in enumerate(trials):
        moments += turning.without(session, log, week, score, reference)
        yield replace(done, ready=step + (n + 1) / steps)
    done = replace(done, ready=step + len(trials) / steps, moments=turning.best(moments))
    yield done
    missed: list[Missed] = []
    for n, idea in enumerate(ideas):
        missed += turning.tried(fresh, log, idea, score, reference, believed[idea.week])
        yield replace(done, ready=min(0.999, done.ready + (n + 1) / steps))
    best = max(missed, key=lambda one: (one.gain, -one.week), default=None)
    yield replace(done, ready=1.0, missed=best, searched=True)


def _other(session: Session, name: str) -> Session:
    return led(session.level, session.seed, session.difficulty, name, session.open_levers)


def whole(recording: saves.Recording, before: Path | None = None) -> Debrief:
    """The finished debrief, worked out in this process."""
    done = Debrief()
    for stage in stages(recording, before):
        done = stage
    return done


def _again(recording: saves.Recording) -> tuple[Session, list[Report], list[Report]]:
    """The game played again, with the report at the start of every week and after the last, and the same as it was."""
    session = begun(recording.header)
    session.bound = recording.end.bound() if recording.end is not None else None
    believed, truths = [session.report], [session.truth()]
    for line in recording.weeks:
        if session.over:
            break
        for action in line.actions:
            session.act(action)
        believed.append(session.advance())
        truths.append(session.truth())
    return session, believed, truths


def _run(session: Session, believed: Sequence[Report], truths: Sequence[Report]) -> Run:
    ledgers = session.ledgers
    wanted, made, delivered, spoiled, stock, backlog, price = (
        np.stack([getattr(ledger, name) for ledger in ledgers])
        for name in ("demand", "made", "delivered", "spoiled", "stock", "backlog", "price")
    )
    waited = np.concatenate((np.zeros((1, wanted.shape[1])), backlog[:-1]))
    lost = np.maximum(waited + wanted - delivered - backlog, 0.0)
    goods = range(wanted.shape[1])
    sight = Sight(
        np.array([report.age for report in believed]),
        np.stack([report.demand for report in believed]), np.stack([report.stock for report in believed]),
        np.stack([report.backlog for report in believed]), np.array([report.company_morale for report in believed]),
        np.array([report.score for report in believed]), np.array([ledger.rosy for ledger in ledgers]),
    )  # fmt: skip
    flat = [action for actions in session.log for action in of_the_desk(actions)]
    quarters, outcome = in_quarters(session), session.outcome()
    return Run(
        standing(session, "you"), wanted, made, delivered, spoiled, lost, stock, backlog, price,
        own_plan(session).prices, sight, np.array([truth.company_morale for truth in truths[1:]]),
        scores_by_week(session),
        tuple(_spell(wanted[:, g] - made[:, g], lost[:, g]) for g in goods),
        tuple(_spell(made[:, g] - wanted[:, g], spoiled[:, g]) for g in goods), quarters,
        sum(map(aims.is_letter, flat)),
        sum(1 for action in flat if action.lever == "order_department"),
        sum(1 for action in flat if action.lever == "tag"), sum(1 for action in flat if action.lever == "visit"),
        session.report.cash_cents - session.world.cash_cents, _facts(session, flat), _leavers(session),
        int(session.report.joined_ever.sum()), np.stack([ledger.moved for ledger in ledgers]),
        outcome.way if outcome is not None else None, _cash(session), _once(session), losses(session, truths),
        voice(session, truths), judged(session, truths),
    )  # fmt: skip


def _cash(session: Session) -> Floats:
    """Currency in the till at the start and after each week [W + 1]."""
    changes = [float(sum(ledger.till)) for ledger in session.ledgers]
    cash: Floats = np.cumsum(np.array([float(session.world.cash_cents), *changes])) / 100.0
    return cash


def _once(session: Session) -> tuple[tuple[int, str, int], ...]:
    """What the till paid or took only once: week, line and cents."""
    return tuple(
        (ledger.week, name, ledger.till[TILL_INDEX[name]])
        for ledger in session.ledgers for name in ONCE if ledger.till[TILL_INDEX[name]]
    )  # fmt: skip


def _leavers(session: Session) -> tuple[tuple[str, int], ...]:
    """Why people left, in words, and how many, the most frequent first."""
    counts = zip(LEAVING.values(), session.report.left_ever, strict=True)
    return tuple(sorted(((words, int(count)) for words, count in counts if count), key=lambda row: -row[1]))


def scores_by_week(session: Session) -> Floats:
    """The true score V after each week played [W]."""
    entries, reference = totals(session)
    scores: Floats = np.cumsum(entries, axis=1)[:, -1] / np.maximum(reference, 1e-9)
    return scores


def _spell(gap: Floats, cost: Floats) -> Spell | None:
    """The run of weeks in which a gap adds up to most (Kadane's scan), or None if it cost nothing worth a word."""
    best, first, last, start, so_far = 0.0, 0, -1, 0, 0.0
    for week, amount in enumerate(gap):
        if so_far <= 0.0:
            start, so_far = week, 0.0
        so_far += float(amount)
        if so_far > best:
            best, first, last = so_far, start, week
    pieces = total(cost[first : last + 1])
    return Spell(first, last, pieces) if last > first and pieces >= 1.0 else None


def _facts(session: Session, flat: Sequence[Action]) -> tuple[str, ...]:
    """What happened, in sentences that a bet can be held against."""
    letters, shown = sent(session), in_whole(session)
    facts = []
    costs = sorted((share, name) for name, share in causes(session).items() if shown[name] < 0)
    if costs:
        named = [f"{SCORE_CAUSES[name].lower()} ({signed(shown[name])})" for share, name in costs[:3]]
        facts.append(f"What cost most, in points: {listed(named)}.")
    if letters:
        read, seen = letters[-1].heard - letters[-1].sent, min(pin.seen - pin.sent for pin in letters)
        when = f"read after {weeks(read)}" if read else "heard at once"
        many = counted(len(letters), "letter")
        facts.append(f"You wrote {many}. Each was {when} and could be seen from the desk after {weeks(seen)}.")
    else:
        facts.append("You wrote no letter at all.")
    return (*aims.judged(session), *_letting_go(session), *facts, *_stood_for(session))


def _stood_for(session: Session) -> Iterator[str]:
    """How the cards were answered, and what the discs did about the banners that hang at the end."""
    cards = session.report.cards
    if any(card.settled or card.verb >= 0 for card in cards):
        told = [(sum(card.verb == verb for card in cards), VERB_TITLES[verb].lower()) for verb in range(len(VERBS))]
        told.append((sum(card.verb < 0 and card.settled for card in cards), "no answer"))
        many = counted(len(cards), "card")
        yield f"{many} came to your desk: {listed([f'{title} {times(n)}' for n, title in told if n])}."
    for banner in session.truth().banners:
        last = banner.betrayed_by or banner.lived_by
        words = f" The last word on it: {last[:1].lower()}{last[1:]}." if last else ""
        yield (
            f"{first_upper(banner.name)}, in the last quarter: lived {times(banner.lived)}, betrayed "
            f"{times(banner.betrayed)}.{words}"
        )


def times(count: int) -> str:
    """ "once", "twice", "3 times"."""
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _letting_go(session: Session) -> Iterator[str]:
    """The dip after the teams heard that they may choose, if that happened with weeks to spare on both sides."""
    found = dip(session)
    if found is not None:
        yield (
            f"Week {found.heard + 1}: they heard that they may choose. Before, {found.before:.0f}% a week was served; "
            f"in the eight weeks after it never less than {found.low:.0f}% (around week {found.low_at + 1}), and "
            f"{found.end:.0f}% at their end."
        )


def knowing_all(done: Debrief) -> Debrief:
    """The debrief with what was possible at most in any company it shows of this luck, once the player's is known."""
    if done.run is None:
        return done
    shown = [(done.run.standing.possible, "you")]
    shown += [(one.standing.possible, one.name) for one in done.leaders if one.same_luck]
    shown += [(done.free.standing.possible, done.free.name)] if done.free is not None else []
    perfect, whose = max(shown, key=lambda one: one[0])
    return replace(done, perfect=perfect, whose=whose)


def _last_run(recording: saves.Recording, before: Path) -> list[Leader]:
    """The player's last run of the same world as a leader; where the file holds this very game, the one before it."""
    for path in (before, before.with_name(before.name + ".bak")):
        try:
            last = saves.read(path)
            if last.header.world != recording.header.world or last.end is None:
                continue
            if recording.end is not None and last.end.digest == recording.end.digest:
                continue
            session, _, _ = _again(last)
        except saves.SaveError:
            continue
        if session.over:
            luck = [(head.seed, head.difficulty) for head in (last.header, recording.header)]
            return [Leader("before", standing(session, "before"), luck[0] == luck[1])]
    return []
