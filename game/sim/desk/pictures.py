"""True pictures of the company, taken at the end of each week; what the desk sees of them is in `reports`.

Nothing outside the rules may look at one: a picture knows what nobody has been told yet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from game.sim.company.chains import under_way
from game.sim.company.crowd import STANCES, by_department
from game.sim.company.deeds import conduct
from game.sim.company.vision import progress, toward_aim
from game.sim.curves import Floats, Ints, Singles, across, clip, grouped, nonzero, runs, total
from game.sim.state import Picture, State
from game.sim.values import IDLE, LEAVING, MOVERS, SLOTS, TREND_WEEKS

TEAM_VIEW: tuple[str, ...] = (
    "job", "morale", "trust", "initiative", "output", "order_weeks", "switching", "method",
    "committed", "stitched", "complying", "torn", "bark_term", "bark_best", "bark_second", "bark_percent",
    "head", "purse", "equipment", "quality", "fire", "faulty", "restless", "restless_why", "belief",
    "stuck",
)  # fmt: skip
"""Rows of a picture's teams: job index, three shares, pieces a week, weeks, 0/1, factor, people a stance…"""

PRODUCT_VIEW: tuple[str, ...] = (
    "stock",
    "backlog",
    "demand",
    "made",
    "delivered",
    "spoiled",
    "price",
    "market",
    "owed",
    "asked",
    "used",
    "sufficed",
    "ripening",
)
"""Columns of a picture's products: pieces, except price (currency), market (factor on its start), owed (weeks in a
row in which customers waited) and sufficed (share)."""

COMPANY_VIEW: tuple[str, ...] = (
    "net", "reference", "morale", "trust", "initiative", "agreement", "commitment", "waiting", "served",
    "belief", "cynicism", "steering", "way", "aim_way", *(f"moved_{name}" for name in MOVERS),
    "cash",
)  # fmt: skip
"""Columns of a picture's company: two cumulative values, then shares 0…1 (way and aim_way may reach 2), then cents."""

TEAM = {name: index for index, name in enumerate(TEAM_VIEW)}
PRODUCT = {name: index for index, name in enumerate(PRODUCT_VIEW)}
COMPANY = {name: index for index, name in enumerate(COMPANY_VIEW)}

BELIEF_SPREAD = 0.3
"""How far people's belief in the vision lies from their team's, at most."""


def photograph(
    state: State, output: Floats, made: Floats, spoiled: Floats, switching: Floats, served: float,
    moved: Floats,
) -> Picture:  # fmt: skip
    """The true picture of the company at the end of `state.week`.

    output [T] pieces, made and spoiled [G] pieces, switching [T] 0/1, served 0…1 of this week, moved [MOVERS] people.
    """
    teams, products = _team_rows(state, output, switching), _product_columns(state, made, spoiled)
    count, head = max(1, state.people), state.head.astype(np.float64)
    idle = total((state.job == IDLE) * head) / count
    company = np.array([
        float(np.cumsum(state.score)[-1]), state.reference,
        *(total(row * head) / count for row in (
            state.team_morale, state.team_trust, state.initiative, state.team_agrees, state.team_bound
        )), idle, served,
        *_star_figures(state), *(moved / max(total(moved), 1e-9)), float(state.cash_cents),
    ])  # fmt: skip
    return _frozen_picture(Picture(
        state.week, teams, products, company, state.causes.astype(np.float32), state.score.copy(), _held(state),
        conduct(state), state.quotas.copy(), state.quota_met.copy(),
    ))  # fmt: skip


def _team_rows(state: State, output: Floats, switching: Floats) -> Singles:
    """The figures of every team, as TEAM_VIEW names them [len(TEAM_VIEW), T]."""
    teams = np.empty((len(TEAM_VIEW), state.job.shape[0]), dtype=np.float32)

    def put(name: str, values: Floats | Ints) -> None:
        teams[TEAM[name]] = values

    put("morale", state.team_morale)
    put("trust", state.team_trust)
    put("output", output)
    put("switching", switching)
    put("purse", state.purse_cents)
    for name in (
        "job", "initiative", "order_weeks", "method", "head", "equipment", "quality", "fire", "faulty", "belief",
        "stuck",
    ):  # fmt: skip
        put(name, getattr(state, name))
    put("restless", np.zeros(1))
    put("restless_why", np.zeros(1))
    restless = nonzero(state.leaning >= 0)
    team, place = runs(state.team_of[restless])
    why = np.bincount(place * len(LEAVING) + state.leaning[restless], minlength=team.shape[0] * len(LEAVING))
    why = why.reshape(-1, len(LEAVING))
    teams[TEAM["restless"], team], teams[TEAM["restless_why"], team] = across(why), why.argmax(axis=1)
    for name, number in zip(STANCES, state.team_stance, strict=True):
        put(name, number)
    for column, name in enumerate(("bark_term", "bark_best", "bark_second", "bark_percent")):
        put(name, state.bark[:, column])
    return teams


def _product_columns(state: State, made: Floats, spoiled: Floats) -> Floats:
    """The figures of every product, as PRODUCT_VIEW names them [G, len(PRODUCT_VIEW)]."""
    return np.stack(
        (
            state.stock,
            state.backlog,
            state.demand,
            made,
            state.delivered,
            spoiled,
            state.price,
            state.market,
            state.owed.astype(np.float64),
            state.asked,
            state.used,
            state.sufficed,
            under_way(state),
        ),
        axis=1,
    )


def _star_figures(state: State) -> tuple[float, float, float, float, float]:
    everyone, head = max(1, state.people), state.head.astype(np.float64)
    # The people of a team lie evenly around what it believes on the whole.
    steered = clip(0.5 + 0.5 * (state.belief - 0.5) / BELIEF_SPREAD, 0.0, 1.0)
    belief, cynicism, steering = (
        total(row * head) / everyone for row in (state.belief, state.cynicism, steered)
    )
    return belief, cynicism, steering, progress(state), toward_aim(state)


def glimpses(state: State) -> tuple[Callable[[str], Floats], Callable[[str], Floats]]:
    """What stories are made of, four weeks ago and now: figures of teams [T] by name, and the "backlog" [G]."""

    def glimpse(picture: Picture, name: str) -> Floats:
        if name == "backlog":
            return np.asarray(picture.products[:, PRODUCT["backlog"]])
        return np.asarray(picture.teams[TEAM[name]], dtype=np.float64)

    now = state.pictures[-1]
    return partial(glimpse, newest(state.pictures, now.week - TREND_WEEKS)), partial(glimpse, now)


def _frozen_picture(picture: Picture) -> Picture:
    for values in (picture.teams, picture.products, picture.company, picture.morale, picture.score, picture.held):
        values.setflags(write=False)
    picture.conduct.setflags(write=False)
    picture.quotas.setflags(write=False)
    picture.quota_met.setflags(write=False)
    return picture


def _held(state: State) -> Floats:
    """How far people agree with each value and are committed to each banner, as means of departments [D, V + S].

    Where nothing has happened since the last picture, it is as it was: at any time most people of a large company
    have neither come nor been talked to.
    """
    count, values = state.world.departments, state.agreement.shape[0]
    head = state.head.astype(np.float64)
    people = np.maximum(grouped(head, state.department, count), 1.0)
    held = state.pictures[-1].held.copy() if state.pictures else np.zeros((count, values + SLOTS))
    asked = nonzero(state.unpolled)
    held[asked, :values] = (by_department(state, state.agreement, asked) / people[asked]).T
    held[:, values:] = 0.0
    for slot in nonzero(state.declared >= 0):
        agreed, committed = state.team_agreement[slot] * head, state.team_commitment[slot] * head
        held[:, state.declared[slot]] = grouped(agreed, state.department, count) / people
        held[:, values + slot] = grouped(committed, state.department, count) / people
    state.unpolled[:] = False
    return held


def newest(pictures: tuple[Picture, ...], week: int) -> Picture:
    """The last picture that was taken in `week` or before; the first if there is none."""
    chosen = pictures[0]
    for picture in pictures:
        if picture.week <= week:
            chosen = picture
    return chosen
