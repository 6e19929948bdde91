"""What people come to hold: values that are lived, answers to what splits them, and the voices they listen to."""

from __future__ import annotations

from functools import partial

import numpy as np

from game.bots import Desk
from game.lab.experiments.leaders import repeating, visiting
from game.lab.worlds import FREE, EachWeek, Figures, family, play, replaced
from game.sim import luck
from game.sim.actions import Action
from game.sim.company import dilemmas, people, teams, turnover
from game.sim.company.crowd import UNASKED, stand
from game.sim.curves import Ints
from game.sim.desk.reports import Report
from game.sim.state import State
from game.sim.values import ASK, SEEK, VERB_PRICES
from game.sim.world import NOTHING, Answer, Culture, Dilemma, StartPolicy, World

# A banner

WORDS: dict[str, str] = {"lived": "craft", "repeated": "fairness", "betrayed": "curiosity"}
"""What a figure of quality that hangs alone over everyone says of three banners: it lives the first, betrays the
last."""


def values(seed: int, quick: bool, each_week: EachWeek | None = None) -> Figures:
    """One company, led the same way for a year, under different words over the door.

    Everybody works to a lone figure of quality. Commitment that binds people and trust after the year at 120: of a
    banner kept in sight that this lives, that it does not speak to, that it betrays, of one left alone, and of none. V
    of the lived banner and of none at 400 and 4,000, where six departments remain six.
    """
    found: Figures = {}
    arms = [(name, word, repeating) for name, word in WORDS.items()]
    for name, word, leader in (*arms, ("declared", "fairness", visiting), ("none", "", visiting)):
        state = play(_measured(120, word), seed, leader, each_week=each_week).state
        found[name] = 100.0 * float(np.mean(stand(state)[1]))
        found[f"trust {name}"] = 100.0 * float(np.mean(state.trust))
    for size in (400,) if quick else (400, 4000):
        lived = play(_measured(size, WORDS["lived"]), seed, repeating, each_week=each_week).points()
        found[f"V {size}"] = lived - play(_measured(size, ""), seed, visiting, each_week=each_week).points()
    return found


def _measured(people_count: int, word: str) -> World:
    """A company whose people choose and work to quality, in six departments, under one banner ("" none)."""
    words = tuple(WORDS.values())
    return family(
        people_count, policy=StartPolicy("choose", declared=(word,) if word else (), kpis=("quality",)), weeks=52,
        value_names=words, cultures=(Culture(1.0, (0.65,) * len(words)),),
        teams_per_department=-(-family(people_count).teams // 6),
    )  # fmt: skip


def values_cut(seed: int, quick: bool) -> Figures:
    """The same where banners are cloth: nobody commits to one, minds one, or holds one against the desk."""
    with replaced(people, COMMITMENT_RATE=0.0, EXEMPLIFY=0.0):
        return values(seed, quick, _uncommitted)


def _uncommitted(state: State) -> None:
    state.commitment = np.zeros_like(state.commitment)
    state.agreement = np.full_like(state.agreement, UNASKED)
    state.unpolled[:] = True


def convert(seed: int, quick: bool) -> Figures:
    """How much more the committed agree after each of two years than at its start."""
    del quick
    seen: dict[int, np.ndarray] = {}

    def watch(state: State) -> None:
        if state.week in (4, 52):
            seen[state.week] = np.stack((state.agreement[0], state.commitment[0]))

    run = play(_believers(40, True, 104), seed, repeating, each_week=watch)
    seen[104] = np.stack((run.state.agreement[0], run.state.commitment[0]))
    years = {"first": (4, 52), "second": (52, 104)}
    found: Figures = {}
    for name, (first, end) in years.items():
        committed = seen[end][1] >= 0.5
        change = seen[end][0][committed] - seen[first][0][committed]
        found[name] = 100.0 * float(np.mean(change)) if change.shape[0] else 0.0
    return found


def convert_cut(seed: int, quick: bool) -> Figures:
    """The same where being committed convinces nobody."""
    with replaced(people, CONVERSION=0.0):
        return convert(seed, quick)


def _believers(people_count: int, declared: bool, weeks: int) -> World:
    return family(
        people_count, policy=StartPolicy("choose", declared=("craft",) if declared else ()), value_names=("craft",),
        cultures=(Culture(1.0, (0.65,)),), weeks=weeks,
    )  # fmt: skip


# A dilemma

DISSENT_WEEK, DISSENT_END = 8, 40
TRUSTS = {"trusted": 0.75, "wary": 0.25}


def dissent(seed: int, quick: bool, span: int = 6) -> Figures:
    """V of weeks 8 to 40 when one dilemma that splits everyone at 400 is answered by asking less by seeking agreement.

    Everyone's trust is the same in week 8. Besides, the weeks that seeking takes at 4,000 less those at 12.
    """
    del quick
    found: Figures = {}
    card = Dilemma(
        "the matter", DISSENT_WEEK, "everyone", 0.6, 0.6, 4, False, -1, NOTHING, 4,
        tuple(Answer(verb, *price) for verb, price in enumerate(VERB_PRICES)),
    )  # fmt: skip
    world = family(400, policy=FREE, weeks=DISSENT_END, dilemmas=(card,))
    for name, trust in TRUSTS.items():
        ends = [
            play(world, seed, partial(answering, verb=verb), each_week=partial(_trusting, trust=trust))
            .points(DISSENT_WEEK, DISSENT_END)
            for verb in (ASK, SEEK)
        ]  # fmt: skip
        found[name] = ends[0] - ends[1]
    weeks = [dilemmas.price(family(size, dilemmas=(card,), span=span), 0, SEEK)[1] for size in (12, 4000)]
    found["weeks"] = float(weeks[1] - weeks[0])
    return found


def dissent_cut(seed: int, quick: bool) -> Figures:
    """The same where neither talk nor promise moves anyone, and nobody needs a go-between."""
    unmoved = replaced(dilemmas, TALKED_OUT=0.0, HEARD=0.0, ASKING=0.0, FOLLOWS=0.0, STRAINED=0.0)
    with unmoved, replaced(teams, TALK_SHARE=0.0):
        return dissent(seed, quick, span=5000)


def answering(report: Report, verb: int) -> list[Action]:
    """Answers every card in the week in which it comes, in one way."""
    desk = Desk(report)
    for card in report.cards:
        desk.act("answer", card.index, verb)
    return desk.actions


def _trusting(state: State, trust: float) -> None:
    if state.week == DISSENT_WEEK:
        state.trust = np.full_like(state.trust, trust)


# Informal leaders

LOST = 0.02
"""Share of the people who leave."""
LEAVE_WEEK, LATER = 26, 52
"""When they leave, and when it is weighed how far the value has spread."""


def quiet(seed: int, quick: bool, alike: bool = False) -> Figures:
    """How much less 1,200 people are committed to what they declared once the loudest 2% have left, or a random 2%.

    In points against nobody leaving, half a year later, among those who stay in every case. alike: everyone's voice
    counts the same.
    """
    del quick
    world = family(
        1200, policy=StartPolicy(FREE.default, declared=("craft",)), value_names=("craft",),
        cultures=(Culture(1.0, (0.6,)),), weeks=LATER,
    )  # fmt: skip
    ends: dict[str, State] = {}
    gone: dict[str, Ints] = {}
    for name in ("nobody", "loudest", "random"):

        def lose(state: State, name: str = name) -> None:
            if alike:
                state.influence = np.where(state.reason >= 0, 1.0, 0.0)
            if state.week == LEAVE_WEEK and name != "nobody":
                gone[name] = leaving(state, name == "loudest")
                turnover.leave(state, gone[name])

        ends[name] = play(world, seed, repeating, each_week=lose).state
    stay = np.ones(world.seats, dtype=np.bool_)
    for state in ends.values():
        stay &= state.reason >= 0
    stay[np.concatenate(tuple(gone.values()))] = False
    bound = {name: 100.0 * float(np.mean(state.commitment[0][stay])) for name, state in ends.items()}
    return {name: bound["nobody"] - bound[name] for name in gone}


def quiet_cut(seed: int, quick: bool) -> Figures:
    """The same among people whose voices all count alike."""
    return quiet(seed, quick, alike=True)


def leaving(state: State, loudest: bool) -> Ints:
    """The seats of the loudest 2% of the people, or of a random 2%; equally loud ones in random order."""
    chance = luck.uniform(state.seed, 0, luck.NAMES, state.influence.shape[0])
    here = np.flatnonzero(state.reason >= 0)
    order = here[np.argsort(chance[here], kind="stable")]
    if loudest:
        order = order[np.argsort(-state.influence[order], kind="stable")]
    return order[: int(LOST * state.people)]
