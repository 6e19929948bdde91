"""Looks for a game with three stars: first through programmes, then by trying other moves in the best game found.

A programme decides by report alone, so what it reaches a person could have decided without knowing what comes. The
second step may take a week back as often as it likes: it shows what is there to be reached, and with which moves. Both
use nothing but the actions that a player may place in that week of that level.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game import bots
from game.course import Course
from game.lab.games import Progress, side_by_side
from game.lab.programmes import FIRST, STARTS, Programme, dials, turned
from game.session import Session, level_name, play
from game.sim.actions import Action, Receipt
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, check
from game.yardsticks import founding_plan

if TYPE_CHECKING:
    from game.levels import Level

EFFORT_WEEKS = 30_000
"""Weeks that a search may play before it gives up."""
PROGRAMME_SHARE = 0.4
"""Share of them that goes into programmes."""
WINDOW_WEEKS = 13
"""For how long another programme may take over in a game."""
SNAPSHOT_WEEKS = 4
"""Weeks between the states that a game keeps, to be gone on from."""
MOST_MOVED = 4
"""Weeks by which an action may be moved."""
RIGHTS = ("choose", "height")
"""Levers that only widen what others may do, and are never an action."""
RUINED = 1.0
"""How far a lost game is put behind: it earns no star, whatever it served before."""

Leader = Callable[[Report], Sequence[Action]]


@dataclass(frozen=True)
class Found:
    """The best game of a search.

    session: the game itself, played by its actions alone. how: "bot", "programme" or "moves", the step that found it.
    words: the leader or programme it began with, as a player might put it. weeks: played until then.
    """

    session: Session
    how: str
    words: str
    weeks: int

    @property
    def stars(self) -> int:
        """Stars of the game, 0…3."""
        end = self.session.outcome()
        return 0 if end is None else end.stars

    def bound(self) -> float:
        """The score that perfect information would have reached on this luck, as long as nothing grows."""
        return founding_plan(self.session).bound / self.session.planned

    def text(self) -> str:
        """The finding as a sentence."""
        goal = f"{100 * self.session.world.stars[2]:g}"
        reached = "three stars" if self.stars == 3 else "no three stars"
        ways = {"bot": "the bot", "programme": "a programme", "moves": "other moves in the game of"}
        name, score = level_name(self.session.level), 100 * self.session.score()
        return (
            f"{name}: {reached} on seed {self.session.seed}: {score:.1f} of {goal} points, by "
            f"{ways[self.how]} “{self.words}”, after {self.weeks:,} weeks tried. Perfect information would reach "
            f"{100 * self.bound():.1f} without growth."
        )

    def row(self) -> dict[str, object]:
        """The finding as a flat record, with the actions of every week."""
        return {
            "level": level_name(self.session.level), "seed": self.session.seed,
            "score": round(self.session.score(), 6), "stars": self.stars,
            "third_star": self.session.world.stars[2], "bound": round(self.bound(), 6), "how": self.how,
            "words": self.words, "weeks_tried": self.weeks,
            "actions": [[str(action) for action in actions] for actions in self.session.log],
        }  # fmt: skip


@dataclass
class Game:
    """One played game: the actions that were allowed, the company every fourth week, V, and whether it was lost."""

    log: list[tuple[Action, ...]]
    courses: list[Course]
    score: float
    lost: bool

    @property
    def rank(self) -> float:
        """What games are compared by: V, behind every other where the company was lost."""
        return self.score - (RUINED if self.lost else 0.0)


class Table:
    """A level on one luck, on which games are tried; counts the weeks."""

    def __init__(self, level: Level, seed: int, difficulty: str, progress: Progress | None) -> None:
        self.world = level.world
        self.start = Course.begun(level, seed, difficulty)
        self.weeks = 0
        self._progress = progress

    def played(self, leader: Leader, before: Game | None = None, first: int = 0, keep: bool = True) -> Game:
        """A game led to its end, from about week `first` of another game on; keep: whether one can go on from it."""
        place = first // SNAPSHOT_WEEKS
        courses = [self.start] if before is None else before.courses[: place + 1]
        log = [] if before is None else before.log[: place * SNAPSHOT_WEEKS]
        course = courses[-1].copy()
        while not course.over:
            if keep and course.week % SNAPSHOT_WEEKS == 0 and course.week > courses[-1].week:
                courses.append(course.copy())
            log.append(_allowed(course, leader))
            course.advance(log[-1])
            self._count()
        return Game(log, courses, course.score(), course.lost)

    def at(self, game: Game, week: int) -> Report:
        """What the desk knew in a week of a game."""
        course = game.courses[week // SNAPSHOT_WEEKS].copy()
        while course.week < week:
            course.advance(game.log[course.week])
            self._count()
        return course.report

    def _count(self) -> None:
        self.weeks += 1
        if self._progress is not None:
            self._progress(1)


def _allowed(course: Course, leader: Leader) -> tuple[Action, ...]:
    """What the leader wants and the desk may do in this week."""
    if isinstance(leader, Script) and not leader.has(course.week):
        return ()
    desk = course.report
    done: list[Action] = []
    for action in leader(desk):
        if isinstance(check(desk, done, action), Receipt):
            done.append(action)
    return tuple(done)


class Script:
    """Plays a log, with another leader in some of its weeks."""

    def __init__(
        self, log: Sequence[tuple[Action, ...]], window: range = range(0), other: Leader | None = None
    ) -> None:
        self._log, self._window, self._other = log, window, other

    def has(self, week: int) -> bool:
        """Whether anything is to be done in a week."""
        return week in self._window or (week < len(self._log) and bool(self._log[week]))

    def __call__(self, desk: Report) -> Sequence[Action]:
        """The actions of one week."""
        if desk.week in self._window and self._other is not None:
            return self._other(desk)
        return self._log[desk.week] if desk.week < len(self._log) else ()


def searches(
    tasks: Sequence[tuple[Level, int | None]], jobs: int | None = None, progress: Progress | None = None
) -> list[Found]:
    """A search for each level and seed (None: its own), in order; progress is told of each that is done."""
    return list(side_by_side(search, tasks, jobs, progress))


def search(
    level: Level, seed: int | None = None, difficulty: str = "normal", effort: int = EFFORT_WEEKS,
    progress: Progress | None = None,
) -> Found:  # fmt: skip
    """The best game found on a level and seed (its own if None); ends as soon as it has three stars.

    effort: weeks that may be played. progress is told of played weeks. The same arguments find the same game.
    """
    seed = level.world.seed if seed is None else seed
    table = Table(level, seed, difficulty, progress)
    luck = random.Random(seed)
    goal = level.world.stars[2]
    best, how, words = table.played(bots.leader("idle"), keep=False), "bot", "idle"
    for name in bots.NAMES:
        if name != "idle" and best.rank < goal:
            game = table.played(bots.leader(name), keep=False)
            if game.rank > best.rank:
                best, words = game, name
    programme, game = _climbed(table, luck, goal, int(PROGRAMME_SHARE * effort)) if best.rank < goal else (None, best)
    if programme is not None and game.rank > best.rank:
        best, how = game, "programme"
        words = programme.words(dials(level.world.unlocked(level.world.weeks)))
    if best.rank < goal:
        moved = _other_moves(table, best, luck, goal, effort)
        how = "moves" if moved.rank > best.rank else how
        best = moved
    return Found(_as_session(level, seed, difficulty, best), how, words, table.weeks)


def _climbed(table: Table, luck: random.Random, goal: float, effort: int) -> tuple[Programme, Game]:
    """The best programme found by turning one to three dials at a time."""
    names = dials(table.world.unlocked(table.world.weeks))
    games = [(programme, table.played(programme, keep=False)) for programme in STARTS]
    programme, best = max(games, key=lambda pair: pair[1].rank)
    seen = set(STARTS)
    while best.rank < goal and table.weeks < effort:
        tried = programme
        for _ in range(luck.choice((1, 1, 1, 2, 2, 3))):
            tried = turned(tried, names, luck.random(), luck.random())
        if tried in seen:
            table.weeks += 1  # so that few dials come to an end
            continue
        seen.add(tried)
        game = table.played(tried, keep=False)
        if game.rank >= best.rank:
            programme, best = tried, game
    return programme, best


def _other_moves(table: Table, game: Game, luck: random.Random, goal: float, effort: int) -> Game:
    """The game after every change that made it better."""
    game = table.played(Script(game.log))
    names = dials(table.world.unlocked(table.world.weeks))
    while game.rank < goal and table.weeks < effort:
        first, script = _changed(table, game, names, luck)
        tried = table.played(script, game, first)
        simpler = _moves(tried) < _moves(game)
        if tried.rank > game.rank or (tried.rank == game.rank and simpler):
            game = tried
    return game


def _moves(game: Game) -> int:
    return sum(len(actions) for actions in game.log)


def _changed(table: Table, game: Game, names: Sequence[str], luck: random.Random) -> tuple[int, Script]:
    """One change to a game: the first week it touches, and the script from there on."""
    weeks = len(game.log)
    log = list(game.log)
    busy = [week for week in range(weeks) if log[week]]
    kind = luck.choice(("drop", "alter", "alter", "move", "add", "add", "add", "window"))
    if kind == "window":
        first = luck.randrange(weeks)
        other = luck.choice(FIRST)
        for _ in range(luck.randrange(4)):
            other = turned(other, names, luck.random(), luck.random())
        return first, Script(log, range(first, first + luck.randint(1, WINDOW_WEEKS)), other)
    if kind == "add" or not busy:
        week = luck.randrange(weeks)
        place = luck.randint(0, len(log[week]))
        action = any_action(table.at(game, week), luck)
        log[week] = (*log[week][:place], action, *log[week][place:])
        return week, Script(log)
    week = luck.choice(busy)
    place = luck.randrange(len(log[week]))
    action = log[week][place]
    rest = (*log[week][:place], *log[week][place + 1 :])
    if kind == "alter":
        other_action = altered(table.at(game, week), action, luck)
        log[week] = (*log[week][:place], other_action, *log[week][place + 1 :])
        return week, Script(log)
    log[week] = rest
    if kind == "move":
        then = min(max(0, week + luck.choice((-1, 1)) * luck.randint(1, MOST_MOVED)), weeks - 1)
        log[then] = (*log[then], action)
        return min(week, then), Script(log)
    return week, Script(log)


def targets(desk: Report, lever: str) -> Sequence[int]:
    """The indices of what a lever may be pulled at here; −1 alone for the company."""
    kind = LEVERS[lever].target
    counts = {
        "team": desk.head.shape[0], "department": desk.world.departments, "product": len(desk.world.products),
        "value": len(desk.world.value_names), "card": len(desk.world.dilemmas),
    }  # fmt: skip
    return range(counts[kind]) if kind in counts else (-1,)


def any_action(desk: Report, luck: random.Random) -> Action:
    """An action of one of the open levers, whichever; it need not be allowed in this week."""
    found = [offer(desk, name) for name in desk.levers if name not in RIGHTS]
    return luck.choice([one for one in found if one is not None]).drawn(luck)


@dataclass(frozen=True)
class Offer:
    """What may be written on a lever's card: its targets, and for each number of its form what it may be."""

    lever: str
    targets: Sequence[int]
    numbers: Sequence[Sequence[int]]

    def drawn(self, luck: random.Random) -> Action:
        """One of these, whichever; it need not be allowed."""
        return Action(self.lever, luck.choice(self.targets), tuple(luck.choice(numbers) for numbers in self.numbers))


def offer(desk: Report, name: str) -> Offer | None:
    """What a lever offers this week, or None where there is nothing to choose from."""
    where, numbers = targets(desk, name), [list(choices(desk)) for choices in LEVERS[name].choices]
    return Offer(name, where, numbers) if where and all(numbers) else None


def altered(desk: Report, action: Action, luck: random.Random) -> Action:
    """The same action with one of its numbers changed, or for another target."""
    place = luck.randint(-1, len(action.amount) - 1)
    if place < 0:
        return Action(action.lever, luck.choice(targets(desk, action.lever)), action.amount)
    choices = list(LEVERS[action.lever].choices[place](desk))
    amount = (*action.amount[:place], luck.choice(choices or [action.amount[place]]), *action.amount[place + 1 :])
    return Action(action.lever, action.target, amount)


def _as_session(level: Level, seed: int, difficulty: str, game: Game) -> Session:
    """The game placed action by action at the desk of a fresh session, where all of it must be allowed."""
    session = play(Session(level, seed, difficulty, player="search"), Script(game.log))
    if session.log != tuple(game.log):
        raise RuntimeError("a game that was found cannot be played at the desk")
    return session
