"""Everything a leader can do: its price in discs, when it is allowed, what it previews and what it does.

One row in `LEVERS` is one lever. `check` reads a `Report` alone, so it can never tell a player more than the desk
knows; `perform` and `land` are the only ways in which an action touches a company. What an action is likely to do
is in `previews`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.sim import deeds, dilemmas
from game.sim.bottlenecks import learn
from game.sim.crowd import stand
from game.sim.influence import light, meet, promote
from game.sim.reports import Report
from game.sim.state import SLOTS, Disc, Letter
from game.sim.stories import retell
from game.sim.values import ADVERTS, DEFAULTS, DIRECTIONS, HEIGHTS, KPIS, RATES, VERB_TITLES, VERBS
from game.sim.vision import tell
from game.sim.world import QUARTER_WEEKS, World

if TYPE_CHECKING:
    from game.sim.state import State

DESK = "desk"
"""The actor of everything the leader does."""

ORDER_WEEKS = (2, 4, 8)
BUILD_WEEKS = 8
"""How long shared tools take to build."""
MOST_TOOLS = 3
TAG_WEEKS = (3, 6, 12)
TAG_COINS = (1, 2, 3)
EVERYONE = -1
NO_STORY = -1
"""The only choice of a story while there is none to tell."""


@dataclass(frozen=True)
class Action:
    """One move: the lever's name, the index of its target (−1 = the company) and the lever's fields in order.

    Prints and parses as one line of text: `order team:3 job:1 weeks:4`, `default everyone default:2`.
    """

    lever: str
    target: int = EVERYONE
    amount: tuple[int, ...] = ()
    actor: str = DESK

    def __str__(self) -> str:
        lever = LEVERS[self.lever]
        target = "everyone" if self.target == EVERYONE else f"{lever.target}:{self.target}"
        words = [self.lever, target, *(f"{f.name}:{n}" for f, n in zip(lever.fields, self.amount, strict=True))]
        return " ".join(words if self.actor == DESK else [*words, f"by:{self.actor}"])


def parse(text: str) -> Action:
    """The action a line of text stands for; raises ValueError with a readable sentence if there is none."""
    words = text.split()
    if len(words) < 2 or words[0] not in LEVERS:
        raise ValueError(f"“{text}” is not an action: it starts with one of {', '.join(LEVERS)}.")
    lever = LEVERS[words[0]]
    actor = words.pop().removeprefix("by:") if words[-1].startswith("by:") else DESK
    pairs = [word.partition(":") for word in words[1:]]
    names = [name for name, _, _ in pairs[1:]]
    if not pairs or names != [field.name for field in lever.fields]:
        raise ValueError(f"“{text}”: {lever.name} takes {', '.join(f.name for f in lever.fields) or 'nothing more'}.")
    try:
        target = EVERYONE if pairs[0][0] == "everyone" else int(pairs[0][2])
        return Action(lever.name, target, tuple(int(number) for _, _, number in pairs[1:]), actor)
    except ValueError:
        raise ValueError(f"“{text}”: a target and its numbers are whole numbers.") from None


@dataclass(frozen=True)
class Refusal:
    """Why an action is not allowed now, as a sentence a player can read."""

    text: str


@dataclass(frozen=True)
class Receipt:
    """An accepted action: what it costs (discs for weeks; weeks −1 = until called off) and the week it is heard."""

    action: Action
    discs: int
    weeks: int
    heard: int


@dataclass(frozen=True)
class Field:
    """One number of an action: its name and the whole numbers it may be (`choices` of a report)."""

    name: str
    choices: Callable[[Report], Sequence[int]]


@dataclass(frozen=True)
class Lever:
    """One row of the table: how an action is called, priced, checked and carried out.

    target: "team", "department", "product", "value", "card" or "everyone". discs and hold(world) → weeks (−1 until
    called off), but for answers, whose card says so. travels: whether it goes by letter. since: the campaign level
    that opens it. refuse(report, pending, action) → a sentence or None; perform runs when the week begins, land when
    the letter arrives.
    """

    name: str
    title: str
    purpose: str
    target: str
    fields: tuple[Field, ...]
    discs: int
    hold: Callable[[World], int]
    travels: bool
    since: int
    refuse: Callable[[Report, Sequence[Action], Action], str | None]
    perform: Callable[[State, Action], None]
    land: Callable[[State, Letter], None]


def check(report: Report, pending: Sequence[Action], action: Action) -> Receipt | Refusal:
    """Whether `action` may be added to this week's `pending` ones, and what it costs; the company is not touched."""
    lever = LEVERS.get(action.lever)
    if lever is None:
        return Refusal(f"There is no lever called “{action.lever}”.")
    world = report.world
    if action.lever not in report.levers:
        return Refusal(f"“{lever.title}” is not open in this level yet.")
    count = {
        "team": report.head.shape[0], "department": world.departments, "product": len(world.products),
        "value": len(world.value_names), "card": len(world.dilemmas), "everyone": 0,
    }[lever.target]  # fmt: skip
    if not (action.target == EVERYONE if lever.target == "everyone" else 0 <= action.target < count):
        return Refusal(f"“{lever.title}” has no {lever.target} number {action.target} here.")
    if len(action.amount) != len(lever.fields):
        return Refusal(f"“{lever.title}” takes {len(lever.fields)} numbers, not {len(action.amount)}.")
    for field, number in zip(lever.fields, action.amount, strict=True):
        if number not in field.choices(report):
            allowed = ", ".join(str(n) for n in field.choices(report))
            return Refusal(f"“{lever.title}”: {field.name} can be {allowed}.")
    sentence = lever.refuse(report, pending, action)
    if sentence is not None:
        return Refusal(sentence)
    discs, weeks = price(world, action)
    if discs > free_discs(report, pending):
        back = next_disc(report)
        when = f" The next comes back in {back} week{'s' if back != 1 else ''}." if back else ""
        need = "a disc" if discs == 1 else f"{'two' if discs == 2 else discs} discs"
        return Refusal(f"That takes {need} of attention, and too few are at the desk.{when}")
    heard = report.week + (world.letter_weeks if lever.travels else 0)
    return Receipt(action, discs, weeks, heard)


def price(world: World, action: Action) -> tuple[int, int]:
    """Discs and weeks that an action takes (weeks −1: until called off); an answer costs what its card says."""
    if action.lever == "answer":
        return dilemmas.price(world, action.target, action.amount[0])
    lever = LEVERS[action.lever]
    return lever.discs, lever.hold(world)


def free_discs(report: Report, pending: Sequence[Action]) -> int:
    """Discs left at the desk after this week's pending actions."""
    return report.discs_free - sum(int(price(report.world, a)[0]) for a in pending)


def next_disc(report: Report) -> int:
    """Weeks until the next disc is back at the desk; 0 if none is on its way."""
    waits = [disc.back - report.week for disc in report.discs if disc.back >= 0]
    return min(waits) if waits else 0


def perform(state: State, action: Action) -> None:
    """Carries out one checked action at the start of a week: takes its discs, sends its letter or acts at once."""
    lever = LEVERS[action.lever]
    discs, weeks = price(state.world, action)
    if discs:
        back = state.week + weeks if weeks >= 0 else -1
        state.discs = (*state.discs, Disc(action.lever, action.target, discs, back))
    lever.perform(state, action)
    if lever.travels:
        due = state.week + state.world.letter_weeks
        state.letters = (*state.letters, Letter(action.lever, action.target, action.amount, state.week, due))


def _products_and_improve(report: Report) -> Sequence[int]:
    return range(len(report.world.products) + 1)


def _letter_and_back(world: World) -> int:
    return 1 + world.letter_weeks


def _fine(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    return None


def _nothing(state: State, what: Action | Letter) -> None:
    return None


def _refuse_order(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == action.lever and a.target == action.target for a in pending):
        return "You have written to them this week already. Undo that letter first."
    return None


def _note_order(state: State, action: Action) -> None:
    _remember(state, np.array([action.target]), action)


def _note_department_order(state: State, action: Action) -> None:
    _remember(state, np.flatnonzero(state.department == action.target), action)


def _remember(state: State, teams: np.ndarray, action: Action) -> None:
    first = state.week + state.world.letter_weeks
    state.ordered[teams] = np.array([action.amount[0], first, first + action.amount[1]], dtype=np.int64)


def _land_order(state: State, letter: Letter) -> None:
    _command(state, np.array([letter.target]), letter)


def _land_department_order(state: State, letter: Letter) -> None:
    _command(state, np.flatnonzero(state.department == letter.target), letter)


def _command(state: State, teams: np.ndarray, letter: Letter) -> None:
    job, weeks = letter.amount
    deeds.note_order(state, teams, job, LEVERS[letter.lever].discs)
    state.job_weeks[teams] = np.where(state.job[teams] == job, state.job_weeks[teams], 0)
    state.job[teams] = job
    state.order_weeks[teams] = weeks


def _visit(state: State, action: Action) -> None:
    team = action.target
    first = int(np.searchsorted(state.team_of, team))
    here = slice(first, first + int(state.head[team]))
    agreement, commitment = stand(state, here)
    deeds.note_visit(state, (1.0 - agreement) * (1.0 - commitment), state.morale[here])
    state.visited[team] = state.week
    state.known_skill[team] = state.skill[team]
    state.known_week[team] = state.week
    learn(state, team)
    meet(state, team)


def _refuse_visit(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "visit" and a.target == action.target for a in pending):
        return "You are on your way there already."
    return None


def _refuse_default(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "default" for a in pending) or any(x.lever == "default" for x in report.letters):
        return "Word of a new default is still on its way. Let it arrive first."
    if action.amount[0] == report.default:
        return f"“{DEFAULTS[report.default]}” is the default already."
    return None


def _default_choices(report: Report) -> Sequence[int]:
    return (0, 1, 2) if "choose" in report.levers else (0, 1)


def _land_default(state: State, letter: Letter) -> None:
    state.default = letter.amount[0]


def _refuse_reporting(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "reporting" for a in pending):
        return "You have changed reporting this week already. Undo that first."
    if action.amount[0] == report.reporting:
        return "Reports are written that way already."
    return None


def _set_reporting(state: State, action: Action) -> None:
    state.reporting = action.amount[0]


def hanging_tags(report: Report, pending: Sequence[Action]) -> set[int]:
    """The products whose tag will hang, or be on its way, when a letter sent now arrives."""
    arrives = report.world.letter_weeks
    out = {tag.product for tag in report.tags if tag.weeks > arrives}
    out |= {letter.target for letter in report.letters if letter.lever == "tag"}
    return out | {action.target for action in pending if action.lever == "tag"}


def _refuse_tag(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    out = hanging_tags(report, pending)
    if action.target in {a.target for a in pending if a.lever == "tag"}:
        return "You have tagged that this week already. Undo that first."
    if any(x.lever == "tag" and x.target == action.target for x in report.letters):
        return "A tag for that is on its way already."
    if action.target not in out and len(out) >= SLOTS:
        return "Three tags will still be out when the letter arrives. One has to expire first."
    return None


def _land_tag(state: State, letter: Letter) -> None:
    coins, weeks = letter.amount
    same = np.flatnonzero(state.tags[:, 0] == letter.target)
    free = np.flatnonzero(state.tags[:, 0] < 0)
    if same.shape[0] or free.shape[0]:
        slot = int(same[0]) if same.shape[0] else int(free[0])
        deeds.note_tag(state, letter.target, coins)
        state.tags[slot] = np.array([letter.target, coins, weeks], dtype=np.int64)


def _refuse_declare(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    standing = {banner.value for banner in report.banners}
    coming = {a.target for a in pending if a.lever == "declare"}
    if action.target in standing | coming:
        return "That banner hangs already."
    if len(standing | coming) >= SLOTS:
        return "Three values stand already. Retire one first."
    return None


def _declare(state: State, action: Action) -> None:
    slot = int(np.flatnonzero(state.declared < 0)[0])
    state.declared[slot] = action.target
    state.visibility[slot] = 0.4
    state.commitment[slot] = 0.3 * state.agreement[action.target] * state.trust


def _refuse_standing(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if action.target not in {banner.value for banner in report.banners}:
        return "That value does not stand."
    if any(a.lever == "retire" and a.target == action.target for a in pending):
        return "Its banner comes down this week."
    if any(a.lever == action.lever and a.target == action.target for a in pending):
        return "That is decided already this week."
    return None


def _retire(state: State, action: Action) -> None:
    slot = int(np.flatnonzero(state.declared == action.target)[0])
    _call_off(state, action)
    state.declared[slot] = -1
    state.visibility[slot] = 0.0
    state.commitment[slot] = 0.0
    state.trust = np.maximum(state.trust - 0.04, 0.0)


def _refuse_ritual(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    sentence = _refuse_standing(report, pending, action)
    held = [banner.ritual for banner in report.banners if banner.value == action.target]
    if sentence is None and held and held[0] == action.amount[0]:
        return "The ritual is held there already."
    if sentence is None and held and held[0] >= 0:
        return "That ritual is held elsewhere. Call it off first; its disc comes back at once."
    return sentence


def _departments(report: Report) -> Sequence[int]:
    return range(report.world.departments)


def _hold_ritual(state: State, action: Action) -> None:
    slot = int(np.flatnonzero(state.declared == action.target)[0])
    state.rituals[slot] = action.amount[0]


def _refuse_rest(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    sentence = _refuse_standing(report, pending, action)
    if sentence is None and not any(b.value == action.target and b.ritual >= 0 for b in report.banners):
        return "No ritual is held for that value."
    return sentence


def _call_off(state: State, action: Action) -> None:
    slot = int(np.flatnonzero(state.declared == action.target)[0])
    state.rituals[slot] = -1
    state.discs = tuple(d for d in state.discs if not (d.lever == "ritual" and d.target == action.target))


def _note_company_order(state: State, action: Action) -> None:
    _remember(state, np.arange(state.head.shape[0]), action)


def _land_company_order(state: State, letter: Letter) -> None:
    _command(state, np.arange(state.head.shape[0]), letter)


def _refuse_rate(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "rate" for a in pending):
        return "You have set the rate this week already. Undo that first."
    return "The rate stands there already." if action.amount[0] == report.rate else None


def _set_rate(state: State, action: Action) -> None:
    state.rate = action.amount[0]


def _refuse_kpi(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    department, kpi, on = action.target, action.amount[0], action.amount[1]
    if any(a.lever == "kpi" and a.target == department and a.amount[0] == kpi for a in pending):
        return "You have changed that figure this week already. Undo that first."
    if bool(report.kpis[department, kpi]) == bool(on):
        return "They work to that figure already." if on else "They do not work to that figure."
    return None


def _set_kpi(state: State, action: Action) -> None:
    state.kpis[action.target, action.amount[0]] = action.amount[1]
    if action.amount[1]:
        deeds.note_figure(state, np.arange(state.world.departments) == action.target)


def _refuse_company_kpi(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    kpi, on = action.amount
    if any(a.lever == "kpi_company" and a.amount[0] == kpi for a in pending):
        return "You have changed that figure this week already. Undo that first."
    if bool((report.kpis[:, kpi] == on).all()):
        return "Everyone works to that figure already." if on else "Nobody works to that figure."
    return None


def _set_company_kpi(state: State, action: Action) -> None:
    state.kpis[:, action.amount[0]] = action.amount[1]
    if action.amount[1]:
        deeds.note_figure(state, np.ones(state.world.departments, dtype=bool))


def _refuse_tools(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if report.building or any(a.lever == "tools" for a in pending):
        return "Tools are being built already. Let them be finished first."
    if report.tools >= MOST_TOOLS:
        return "There is nothing left that a tool could share."
    if report.cash_cents < tools_cents(report.world):
        return "There is not enough cash for that."
    return None


def tools_cents(world: World) -> int:
    """What the next level of shared tools costs, in cents."""
    return world.tools_cents * world.people


def _build_tools(state: State, action: Action) -> None:
    state.cash_cents -= tools_cents(state.world)
    state.building = BUILD_WEEKS


def _refuse_net(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "net" for a in pending):
        return "You have changed the net this week already. Undo that first."
    return "The net hangs that way already." if action.amount[0] == report.net else None


def _set_net(state: State, action: Action) -> None:
    deeds.note_net(state, action.amount[0])
    state.net = action.amount[0]


def _directions(report: Report) -> Sequence[int]:
    return range(len(report.world.products) + len(DIRECTIONS))


def _heights(report: Report) -> Sequence[int]:
    return HEIGHTS if "height" in report.levers else HEIGHTS[:1]


def _refuse_tell(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "tell" for a in pending):
        return "You tell a vision this week already. Undo that first."
    star = report.star
    if star is not None and (star.direction, star.height) == action.amount:
        return "That is the vision already. Retell it by a story."
    return None


def _tell(state: State, action: Action) -> None:
    tell(state, action.amount[0], action.amount[1])


def _stories(report: Report) -> Sequence[int]:
    return [story.number for story in report.stories] or [NO_STORY]


def _refuse_retell(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "retell" for a in pending):
        return "You tell a story this week already. Undo that first."
    if action.amount[0] == NO_STORY:
        return "Nothing has come to your ears this quarter that is worth telling."
    if report.star is None and not any(a.lever == "tell" for a in pending):
        return "There is no vision yet that a story could speak for."
    return None


def _retell(state: State, action: Action) -> None:
    retell(state, action.amount[0])


def _refuse_advert(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "advert" for a in pending):
        return "You have changed the advert already. Undo that first."
    if report.week % QUARTER_WEEKS:
        return "The advert is written when a quarter begins. The next one is not far."
    return "That is what the advert says already." if action.amount[0] == report.advert else None


def _set_advert(state: State, action: Action) -> None:
    state.advert, state.advert_week = action.amount[0], state.week


def _refuse_light(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    department = int(report.department[action.target])
    if any(a.lever == "spotlight" and int(report.department[a.target]) == department for a in pending):
        return "Somebody of that department stands in the light this week already."
    return "Nobody works there now." if report.head[action.target] == 0 else None


def _light(state: State, action: Action) -> None:
    if light(state, action.target):
        deeds.note(state, "same spotlight")


def _refuse_promote(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    department = int(report.department[action.target])
    if any(a.lever == "promote" and int(report.department[a.target]) == department for a in pending):
        return "You have chosen that department's manager this week already."
    if not any(candidate.team == action.target for candidate in report.candidates):
        return "You have not met them lately. Visit them first, and see whom they listen to."
    if any(candidate.team == action.target and candidate.leads for candidate in report.candidates):
        return "They manage that department already."
    return None


def _promote(state: State, action: Action) -> None:
    promote(state, action.target)


def _refuse_answer(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    lying = [card for card in report.cards if card.index == action.target and card.verb < 0 and not card.settled]
    if not lying:
        return "That card does not lie on the desk."
    if lying[0].until < report.week:
        return "That card has waited too long; it goes back this week as it came."
    if any(a.lever == "answer" and a.target == action.target for a in pending):
        return "You have answered that card this week already. Undo that first."
    if action.amount[0] not in [answer.verb for answer in report.world.dilemmas[action.target].answers]:
        return f"“{VERB_TITLES[action.amount[0]]}” is not among the answers on that card."
    return None


def _answer(state: State, action: Action) -> None:
    dilemmas.answer(state, action.target, action.amount[0])


_KPI = Field("kpi", lambda report: range(len(KPIS)))
_ON = Field("on", lambda report: (0, 1))
_JOB = Field("job", _products_and_improve)
_WEEKS = Field("weeks", lambda report: ORDER_WEEKS)

LEVERS: dict[str, Lever] = {
    lever.name: lever
    for lever in (
        Lever("order", "Order a team", "One letter, one job, two to eight weeks. Then the default holds again.",
              "team", (_JOB, _WEEKS), 1, _letter_and_back, True, 1, _refuse_order, _note_order, _land_order),
        Lever("visit", "Visit a team", "You see what is true there now, and what they are good at.",
              "team", (), 1, lambda world: 1, False, 1, _refuse_visit, _visit, _nothing),
        Lever("order_department", "Order a department", "The same job for all its teams, whatever each is good at.",
              "department", (_JOB, _WEEKS), 1, _letter_and_back, True, 2,
              _refuse_order, _note_department_order, _land_department_order),
        Lever("default", "Default", "What a team does when nobody tells it anything.",
              "everyone", (Field("default", _default_choices),), 2, lambda world: 4, True, 2,
              _refuse_default, _nothing, _land_default),
        Lever("reporting", "Reporting", "Fresher, sharper reports; one pawn in twenty per level leaves the bench.",
              "everyone", (Field("level", lambda report: range(4)),), 1, lambda world: 1, False, 3,
              _refuse_reporting, _set_reporting, _nothing),
        Lever("choose", "Teams may choose", "The default “choose”: they follow prices, tags and what they are good at.",
              "everyone", (), 0, lambda world: 0, False, 4,
              lambda report, pending, action: "“Choose” is one of the defaults.", _nothing, _nothing),
        Lever("tag", "Bonus tag", "Coins for every piece sold, for some weeks. Only teams that choose react.",
              "product", (Field("coins", lambda report: TAG_COINS), Field("weeks", lambda report: TAG_WEEKS)),
              1, _letter_and_back, True, 4, _refuse_tag, _nothing, _land_tag),
        Lever("rate", "Interest rate", "What idle stock and equipment cost. Acts late, and everywhere.",
              "everyone", (Field("percent", lambda report: RATES),), 1, lambda world: 1, False, 5,
              _refuse_rate, _set_rate, _nothing),
        Lever("kpi", "A department's figures", "Say what counts; they find how. A lone figure is met at any price.",
              "department", (_KPI, _ON), 1, lambda world: 2, False, 5, _refuse_kpi, _set_kpi, _nothing),
        Lever("kpi_company", "Everyone's figures", "The same figure for every department.",
              "everyone", (_KPI, _ON), 1, lambda world: 2, False, 5,
              _refuse_company_kpi, _set_company_kpi, _nothing),
        Lever("tools", "Build shared tools", "Less work done twice, from eight weeks on. Costs cash and builders.",
              "everyone", (), 1, lambda world: 3, False, 5, _refuse_tools, _build_tools, _nothing),
        Lever("net", "Safety net", "Makes trying something new survivable. Costs cash every week.",
              "everyone", (Field("level", lambda report: range(4)),), 1, lambda world: 2, False, 5,
              _refuse_net, _set_net, _nothing),
        Lever("order_company", "Order the whole company", "One letter, one job, everyone. Whatever each is good at.",
              "everyone", (_JOB, _WEEKS), 2, _letter_and_back, True, 5,
              _refuse_order, _note_company_order, _land_company_order),
        Lever("answer", "Answer a dilemma", "Comfort or need: agreement, commitment, freedom, or your word.",
              "card", (Field("verb", lambda report: range(len(VERBS))),), 0, lambda world: 0, False, 4,
              _refuse_answer, _answer, _nothing),
        Lever("declare", "Declare a value", "A banner over the board. It carries as far as people commit to it.",
              "value", (), 2, lambda world: 3, False, 6, _refuse_declare, _declare, _nothing),
        Lever("retire", "Retire a value", "Takes a banner down. People remember that it hung.",
              "value", (), 2, lambda world: 3, False, 6, _refuse_standing, _retire, _nothing),
        Lever("ritual", "Hold a ritual", "Keeps a value in sight where it is held, as long as a disc stays there.",
              "value", (Field("department", _departments),), 1, lambda world: -1, False, 6,
              _refuse_ritual, _hold_ritual, _nothing),
        Lever("rest", "Call off a ritual", "The disc comes back at once; elsewhere people begin to forget.",
              "value", (), 0, lambda world: 0, False, 6, _refuse_rest, _call_off, _nothing),
        Lever("advert", "The advert", "What it promises decides who comes, what keeps them and what drives them out.",
              "everyone", (Field("promise", lambda report: range(len(ADVERTS))),), 0, lambda world: 0, False, 6,
              _refuse_advert, _set_advert, _nothing),
        Lever("spotlight", "Spotlight", "Show everyone whom a team listens to. Their voice grows; colleagues follow.",
              "team", (), 1, lambda world: 1, False, 7, _refuse_light, _light, _nothing),
        Lever("promote", "Make them a manager", "Their department pulls together. It costs what made them so.",
              "team", (), 1, lambda world: 1, False, 7, _refuse_promote, _promote, _nothing),
        Lever("tell", "Tell the vision", "Where the company wants to go. It moves those who believe that it will.",
              "everyone", (Field("direction", _directions), Field("height", _heights)), 2, lambda world: 3, False, 7,
              _refuse_tell, _tell, _nothing),
        Lever("retell", "Retell it by a story", "One true event of the quarter. Told twice, it wears out.",
              "everyone", (Field("story", _stories),), 1, lambda world: 1, False, 7,
              _refuse_retell, _retell, _nothing),
        Lever("height", "How high it hangs", "A vision may hang higher than the next step.",
              "everyone", (), 0, lambda world: 0, False, 8,
              lambda report, pending, action: "Its height is told with the vision.", _nothing, _nothing),
    )
}  # fmt: skip
"""Every lever by name. “choose” and “height” widen what other levers offer and are never actions of their own."""

RIGHTS: tuple[str, ...] = ("choose", "height")
"""Levers that only widen the choices of another one."""


def legal(report: Report, pending: Sequence[Action]) -> list[str]:
    """Names of the levers that are open and affordable this week, in table order."""
    free = free_discs(report, pending)
    return [name for name in LEVERS if name in report.levers and name not in RIGHTS and LEVERS[name].discs <= free]
