"""The ratios of speed and memory that hold on any machine, measured in one run."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from game.lab.games import Progress
from game.lab.worlds import FREE, family, play
from game.sim.company.crowd import sum_up
from game.sim.company.market import deliver
from game.sim.company.people import believe, feel
from game.sim.company.teams import decide, work
from game.sim.founding import found
from game.sim.state import State
from game.sim.week import advance
from game.sim.world import World

MANY, FEWER = 1_000_000, 100_000
"""People of the two companies whose weeks are measured."""
TEAM_SIZE, TEAMS_PER_DEPARTMENT = 8, 5
BOUND_PEOPLE = 15_000
ROUNDS = 12
"""How many turns two works take that are measured against each other."""
_GAMES_LARGEST = 100_000
SAME_PEOPLE, SAME_WEEKS = 1_000, 14
"""The company in which a peer has to come to the same figures, and for how long."""


@dataclass(frozen=True)
class Limit:
    """What a ratio must be: at most `bound`, or at least if `least`."""

    bound: float
    least: bool = False

    def holds(self, ratio: float) -> bool:
        """Whether the ratio is within it."""
        return ratio >= self.bound if self.least else ratio <= self.bound

    def text(self) -> str:
        """The limit as it is printed."""
        return f"{'≥' if self.least else '≤'} {self.bound:g}"


LIMITS: dict[str, Limit] = {
    "week_to_copy": Limit(7.0),
    "week_million_to_hundred_thousand": Limit(11.0),
    "peak_to_state": Limit(3.0),
    "bound_gap": Limit(0.01),
    "bound_to_game": Limit(1.0),
    "mesa_to_core": Limit(50.0, least=True),
    "mesa_frames_gap": Limit(1e-6),
}
"""The ratios that are promised; the others are printed for comparison."""


def steps() -> int:
    """How many steps `measure` reports."""
    return 6


def measure(progress: Progress | None = None) -> dict[str, float]:
    """Named ratios from one run on this machine.

    week_to_copy: a week at a million people ÷ copying the people's arrays; the same with three banners up, since
    beliefs are then worked out three times. week_million_to_hundred_thousand: against a tenth of the people.
    peak_to_state: memory at most during such a week, the state included, ÷ the state. bound_gap: share by which the
    bound of a game of 15,000 people and 104 weeks may be too high. bound_to_game: its time ÷ the game's, at most 1
    where it takes less than a second. mesa_to_core: a week of the core rules (choose, work, price, feel, believe) at a
    hundred thousand people in Mesa ÷ the same rules of ours, without what is only told about them, why teams chose and
    what moved people, which Mesa's do not tell either; mesa_frames_to_core: the same in mesa-frames, which keeps
    agents in Polars frames and uses all of the processor's cores; both only where they are installed;
    mesa_frames_gap: the widest difference between the figures of the two after some weeks. Times are the
    fastest of several turns, two by two; the weeks are those of companies under way.
    """

    def step() -> None:
        if progress is not None:
            progress(1)

    ratios: dict[str, float] = {}
    plain = under_way(company(MANY))
    ratios["week_to_copy"] = in_turns(partial(advance, plain, ()), _copying(plain))
    ratios["peak_to_state"] = _peak(plain)
    step()
    believing = under_way(company(MANY, ("craft", "service", "unity")))
    ratios["week_to_copy_three_banners"] = in_turns(partial(advance, believing, ()), _copying(believing))
    del believing
    step()
    week, week_small = partial(advance, plain, ()), partial(advance, under_way(company(FEWER)), ())
    ratios["week_million_to_hundred_thousand"] = in_turns(week, week_small)
    del plain
    step()
    for name, installed, peer in PEERS:
        if find_spec(installed) is not None:
            core = partial(_core_week, found(company(FEWER, ("craft",)), 1))
            ratios[name] = in_turns(peer(), core)
            if installed == "mesa_frames":
                ratios["mesa_frames_gap"] = _frames_gap()
        step()
    ratios |= _bound()
    step()
    return ratios


def company(people: int, declared: tuple[str, ...] = ()) -> World:
    """A company of the family at sizes that no level may have, in which teams choose; of small teams, so of many."""
    usual = family(min(people, _GAMES_LARGEST))
    return replace(
        usual, people=people, team_size=TEAM_SIZE, teams_per_department=TEAMS_PER_DEPARTMENT,
        policy=replace(FREE, declared=declared),
    )  # fmt: skip


def under_way(world: World) -> State:
    """A company in the week from which a new picture of the past lies where an old one lay.

    Until it keeps no more of them, each asks for new memory; the first of them give theirs back to the machine.
    """
    state, kept = found(world, 1), 0
    while len(state.pictures) > kept:
        kept = len(state.pictures)
        advance(state, ())
    for _ in range(kept):
        advance(state, ())
    return state


def people_arrays(state: State) -> list[NDArray[np.generic]]:
    """The arrays of a company with an entry for each person."""
    arrays = [getattr(state, field.name) for field in fields(state)]
    people = state.world.people
    return [a for a in arrays if isinstance(a, np.ndarray) and a.ndim and a.shape[-1] == people]


def state_bytes(state: State) -> int:
    """Size of all arrays of a company."""
    arrays = [getattr(state, field.name) for field in fields(state)]
    return sum(array.nbytes for array in arrays if isinstance(array, np.ndarray))


def in_turns(slower: Callable[[], object], faster: Callable[[], object], rounds: int = ROUNDS) -> float:
    """How many times as long one work takes as another, by the fastest turn of each.

    They take turns, and the faster is done in each turn as often as fills the time of the slower, so that a machine
    that does other things too disturbs both alike: a short work would find a quiet moment where a long one cannot.
    """
    often = max(1, round(_seconds(slower) / _seconds(faster)))
    turns = [(_seconds(slower), _seconds(faster, often)) for _ in range(rounds)]
    return min(turn[0] for turn in turns) / min(turn[1] for turn in turns)


def _seconds(work: Callable[[], object], times: int = 1) -> float:
    """Seconds that a work takes on average, done so many times one after the other."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def _copying(state: State) -> Callable[[], None]:
    sources = people_arrays(state)
    targets = [np.empty_like(source) for source in sources]

    def copy() -> None:
        for target, source in zip(targets, sources, strict=True):
            np.copyto(target, source)

    copy()
    return copy


def _peak(state: State) -> float:
    """The most memory that a week takes beside the state, and the state, ÷ the state."""
    gc.collect()
    tracemalloc.start()
    try:
        advance(state, ())
        extra = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    size = state_bytes(state)
    return (size + extra) / size


def _core_week(state: State) -> None:
    decide(state)
    done = work(state)
    trade = deliver(state, done.made, done.improving, 1.0, 1.0)
    feel(state, trade.served, done.overtime)
    believe(state, trade.served)
    sum_up(state)


def _mesa_week() -> Callable[[], object]:
    from game.lab.mesa_peer import Company

    return Company(company(FEWER, ("craft",))).step


def _frames_week() -> Callable[[], object]:
    from game.lab.frames_peer import Company

    return Company(found(company(FEWER, ("craft",)), 1)).step


PEERS: tuple[tuple[str, str, Callable[[], Callable[[], object]]], ...] = (
    ("mesa_to_core", "mesa", _mesa_week), ("mesa_frames_to_core", "mesa_frames", _frames_week),
)  # fmt: skip
"""The libraries whose weeks are compared with ours: the ratio, the module that must be there, and the week."""


def _frames_gap() -> float:
    """How far apart the same small company is after some weeks of ours and in mesa-frames: the widest difference."""
    from game.lab.frames_peer import Company

    state = found(company(SAME_PEOPLE, ("craft",)), 5)
    peer = Company(state.copy())
    for week in range(SAME_WEEKS):
        state.week = week
        _core_week(state)
        peer.step()
    teams, people = peer.teams.agents, peer.everyone.agents
    pairs = [(teams[name].to_numpy(), getattr(state, name)) for name in ("job", "job_weeks", "initiative", "method")]
    pairs += [(teams[name].to_numpy(), getattr(state, f"team_{name}")) for name in ("morale", "trust", "torn")]
    pairs += [(people[name].to_numpy(), getattr(state, name)) for name in ("morale", "trust", "torn")]
    pairs += [(people["commitment"].to_numpy(), state.commitment[0])]
    pairs += [(np.array(getattr(peer.market, name)), getattr(state, name)) for name in ("price", "stock", "backlog")]
    return max(float(np.abs(theirs - ours).max()) for theirs, ours in pairs)


def missing() -> list[str]:
    """The modules of the peers that are not installed."""
    return [module for _, module, _ in PEERS if find_spec(module) is None]


def _bound() -> dict[str, float]:
    start = time.perf_counter()
    run = play(family(BOUND_PEOPLE), 1, "mixed")
    game = time.perf_counter() - start
    start = time.perf_counter()
    plan = run.plan()
    seconds = time.perf_counter() - start
    return {
        "bound_gap": plan.gap, "bound_to_game": seconds / game if seconds > 1.0 else min(1.0, seconds / game),
        "bound_share_reached": run.allocation() / 100.0,
    }  # fmt: skip
