"""The aim that a level asks to be kept for some weeks: how far it is kept, and whether it was reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from game.session import Session
from game.sim.actions import DESK, Action, of_the_desk
from game.sim.company.crowd import STANCES
from game.sim.curves import Floats, total
from game.sim.levers import LEVERS
from game.sim.world import QUARTER_WEEKS, World
from game.words.explain import counted, weeks
from game.words.meanings import STANCE_MEANS

JOBS = ("order", "order_department", "order_company")
"""Levers that write a letter with a job in it."""


@dataclass(frozen=True)
class Way:
    """How far an aim is kept, in a few words and in a sentence without its full stop.

    reached: the week by whose end it was, −1 not.
    """

    brief: str
    words: str
    reached: int


def way(session: Session) -> Way | None:
    """How far the aim is kept after the weeks that were played, by the desk's own letters; None without such an aim.

    Until the game is over only what the desk knows counts: of lighter quarters the letters, of flags and banners what
    has been heard. Then what was so is laid open.
    """
    aim = session.level.aim
    if aim is None or not aim.watch:
        return None
    log = [of_the_desk(actions) for actions in session.log]
    if aim.watch == "lighter quarters":
        return _lighter(session, [_letters(actions) for actions in log])
    if aim.watch == "stitched flags":
        return _stitched(session)
    if aim.watch == "lived quarters":
        return _lived(session)
    if aim.watch == "found causes":
        return _found(session)
    if aim.watch == "calm shelves":
        return _calm(session)
    counts = [_letters(actions) for actions in log] if aim.watch == "quiet weeks" else corrections(session.world, log)
    slept = [not total(ledger.made) for ledger in session.ledgers]  # nobody writes well by letting all of them sleep
    return _run(aim.watch, [count + asleep for count, asleep in zip(counts, slept, strict=True)], aim.weeks)


def aim_words(session: Session, gone: Way) -> str:
    """What a level asks for beside the score, what its words mean, and how far it is kept."""
    aim, means = session.level.aim, ""
    if aim is not None and aim.watch == "stitched flags":
        name, sentence = STANCE_MEANS["stitched"]
        means = f" Stitched is “{name}”: {sentence[:1].lower()}{sentence[1:]}"
    if aim is not None and aim.watch == "uncorrected weeks":
        means = " A letter corrects another if it asks for other work while that one is on its way or still holds."
    said = "" if aim is None else f"{aim.text}{means} "
    return f"{said}{gone.words[:1].upper()}{gone.words[1:]}. No star hangs on it; it is judged at the end."


def judged(session: Session) -> Iterator[str]:
    """What became of the aim, in sentences for the end of a game; one that nothing counts is left to whoever led."""
    aim, gone = session.level.aim, way(session)
    if aim is not None and gone is None and not aim.measured:
        yield f"The aim was: “{aim.text}” Nothing here counts it. What became of it is yours to say."
    if gone is not None:
        became = f"reached in week {gone.reached}" if gone.reached > 0 else "not reached"
        yield f"The aim was {became}: {gone.words}."


def corrections(world: World, log: Sequence[Sequence[Action]]) -> list[int]:
    """For each week [W], to how many teams a letter went with another job while an earlier one still held or ran."""
    last: dict[int, tuple[int, int]] = {}
    out = []
    for week, actions in enumerate(log):
        corrected = set()
        for action in actions:
            if action.lever not in JOBS:
                continue
            job, held = action.amount
            for team in _addressed(world, action):
                before, until = last.get(team, (job, -1))
                if before != job and week < until:
                    corrected.add(team)
                last[team] = (job, week + world.layers + held)
        out.append(len(corrected))
    return out


def _addressed(world: World, action: Action) -> range:
    if action.lever == "order":
        return range(action.target, action.target + 1)
    each = world.teams_per_department if action.lever == "order_department" else world.teams
    first = max(0, action.target) * each
    return range(first, min(first + each, world.teams))


def is_letter(action: Action) -> bool:
    """Whether the desk wrote a letter: whatever travels is one. Every count of letters asks here."""
    return action.actor == DESK and LEVERS[action.lever].travels


def _letters(actions: Sequence[Action]) -> int:
    return sum(map(is_letter, actions))


def _run(watch: str, counts: Sequence[int], wanted: int) -> Way:
    """The run of weeks with nothing counted that lasts now, and the longest."""
    run, best, reached = 0, 0, -1
    for week, count in enumerate(counts, 1):
        run = 0 if count else run + 1
        best = max(best, run)
        if run >= wanted and reached < 0:
            reached = week
    what = "without a letter" if watch == "quiet weeks" else "without a correction"
    if reached > 0:
        return Way(f"Reached in week {reached}", f"{weeks(best)} on end {what}", reached)
    return Way(f"{run} of {weeks(wanted)}, best {best}", f"{run} of {weeks(wanted)} {what}, {best} at best", -1)


def _lighter(session: Session, letters: Sequence[int]) -> Way:
    """Letters by quarter; at the end the first quarter that served more on fewer letters than the one before it."""
    played = [letters[first : first + QUARTER_WEEKS] for first in range(0, len(letters), QUARTER_WEEKS)]
    sums = [sum(quarter) for quarter in played]
    if session.over:
        served = [_served(session, first) for first in range(0, len(letters), QUARTER_WEEKS)]
        for n in range(1, len(sums)):
            if len(played[n]) == QUARTER_WEEKS and sums[n] < sums[n - 1] and served[n] > served[n - 1]:
                more = f"{100 * served[n - 1]:.0f}% to {100 * served[n]:.0f}% served"
                less = f"{counted(sums[n - 1], 'letter')} to {sums[n]}"
                words = f"in quarter {n + 1} from {more}, and from {less}"
                return Way(f"Reached in quarter {n + 1}", words, (n + 1) * QUARTER_WEEKS)
        return Way("Not reached", "no quarter served more on fewer letters than the one before it", -1)
    fresh = len(letters) % QUARTER_WEEKS == 0
    sums = [*sums, 0] if fresh else sums
    now = counted(sums[-1], "letter")
    if len(sums) < 2:
        return Way(f"{now} so far", f"{now} in this quarter", -1)
    words = f"{now} in this quarter, {sums[-2]} in the last; whether more was served is laid open at the end"
    return Way(f"{now}, {sums[-2]} last quarter", words, -1)


def _stitched(session: Session) -> Way:
    """How many disagree and commit, and how many are torn: as last heard of, and in the end as it is."""
    stances = (session.truth() if session.over else session.report).stance
    stitched, torn = (int(stances[:, STANCES.index(name)].sum()) for name in ("stitched", "torn"))
    brief = f"{stitched:,} stitched, {torn:,} torn"
    if not session.over:
        return Way(brief, f"stitched flags fly over {stitched:,} of the people, torn ones over {torn:,}", -1)
    words = f"in the last week stitched flags flew over {stitched:,} of the people, torn ones over {torn:,}"
    return Way(brief, words, session.week if stitched >= max(1, 2 * torn) else -1)


def _lived(session: Session) -> Way:
    """How many banners were lived more often than betrayed; in the end the first quarter in which all of them were."""
    if not session.over:
        hang = session.report.banners
        if not hang:
            return Way("No banner hangs", "no banner hangs that could be lived", -1)
        well = sum(banner.lived > banner.betrayed for banner in hang)
        of_all = f"{well} of {counted(len(hang), 'banner')}"
        return Way(f"{of_all} lived more", f"{of_all} lived more often than betrayed, as far as has been heard", -1)
    best = (-1, "no banner hung at the end of a quarter")
    for quarter, then in enumerate(session.closed(), 1):
        well, hung = sum(banner.lived > banner.betrayed for banner in then.banners), len(then.banners)
        if hung and well == hung:
            every = "the banner that hung" if hung == 1 else f"each of {hung} banners"
            words = f"when quarter {quarter} ended, {every} had been lived more often than betrayed"
            return Way(f"Reached in quarter {quarter}", words, quarter * QUARTER_WEEKS)
        if hung and well > best[0]:
            best = well, f"at best {well} of {counted(hung, 'banner')}, at the end of quarter {quarter}"
    return Way("Not reached", f"no quarter ended with every banner lived more often than betrayed; {best[1]}", -1)


def _found(session: Session) -> Way:
    """Of how many shortages a visit has found the cause: of those that are known of now, and in the end of all.

    One that was over before word of it could come is none that anybody could have asked about.
    """
    if not session.over:
        heard = session.report.shortages
        known = sum(shortage.cause >= 0 for shortage in heard)
        if not heard:
            return Way("No shortage heard of", "no department is short for a reason of its own, as far as is heard", -1)
        words = f"of {counted(len(heard), 'shortage')} that you have heard of, you know the cause of {known}"
        return Way(f"{known} of {counted(len(heard), 'cause')} known", words, -1)
    rows = session.state().bottlenecks
    lasted = np.minimum(rows[:, 4], session.week) - rows[:, 3]
    asked = rows[:, 5] >= 0
    count, found = int((asked | (lasted > session.report.age)).sum()), int(asked.sum())
    if not count:
        reached = -1 if session.lost else session.week  # of what never came nothing was found
        return Way("No shortage came", "no shortage lasted until you could hear of it", reached)
    words = f"of {counted(count, 'shortage')} you found the cause of {found}, by visits"
    return Way(f"{found} of {counted(count, 'cause')} found", words, session.week if found == count else -1)


def shelves(session: Session) -> Floats:
    """What lay on every good's shelf after each week, less what was owed of it, as it was [W, G]."""
    return np.stack([ledger.stock - ledger.backlog for ledger in session.ledgers])


def swings(session: Session) -> Floats:
    """By how many pieces each good's shelf usually lay above or below its own mean [G]."""
    swung: Floats = shelves(session).std(axis=0)
    return swung


def _calm(session: Session) -> Way:
    """How far the first good's shelf rose and fell beside the last one's; nobody at the desk knows before the end."""
    markets = [session.level.market_names[session.level.product_market[good]] for good in (0, -1)]
    first, last = (f"the {name[:1].lower()}{name[1:]}" for name in markets)
    if not session.over:
        words = f"how far the shelves of {first} and {last} rose and fell is laid open at the end"
        return Way("Laid open at the end", words, -1)
    one, other = (float(swings(session)[good]) for good in (0, -1))
    words = f"the shelf of {first} usually lay {one:,.1f} above or below its middle, that of {last} {other:,.1f}"
    return Way(f"{one:,.1f} beside {other:,.1f}", words, session.week if one <= other else -1)


def _served(session: Session, first: int) -> float:
    """Share of what was asked in the quarter that begins in week `first` that was delivered in it, as it was."""
    ledgers = session.ledgers[first : first + QUARTER_WEEKS]
    asked = sum(total(ledger.demand) for ledger in ledgers)
    return float(sum(total(ledger.delivered) for ledger in ledgers) / max(asked, 1e-9))
