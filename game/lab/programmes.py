"""Leaders with dials: what a person might decide to do all level long, by report alone, as a list of settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game import bots
from game.bots.cards import answer_cards
from game.bots.desk import Desk, gain, need, supply, team_week
from game.bots.mixed import put_right, visit_around
from game.bots.orders import give_orders, visit_unknown
from game.bots.values import ILL_SEEN, WELL_SEEN
from game.sim.actions import Action
from game.sim.curves import total
from game.sim.desk.reports import Report
from game.sim.values import CARRY_ON, CHOOSE, DEFAULTS, IDLE, KPIS, QUOTA_WEEKS, VERBS

KEEP = -1
"""A dial that leaves things as they stand."""
NEVER = 1e9
"""A hurdle that no order takes."""


@dataclass(frozen=True)
class Programme:
    """What a leader does every week, from the first line to the last; what is not open or not affordable is skipped.

    default: to announce, from week `since` on (KEEP: none). reporting, rate, net: to set once (KEEP: leave). tools:
    levels to build. figures: names that are to stand everywhere, and no others (None: leave). cure: orders everyone to
    put bad material right. banners: values to declare, with a ritual each. coins, lead, hang: tags for what the horizon
    promises, heard up to `lead` weeks before it, for `hang` weeks (0 coins: none). look: visits a week to teams nobody
    knows, before any order. whole: whether departments are ordered as one where that gains more than it does for single
    teams. weeks, keep, hurdle: orders to teams, as long as they gain more than `hurdle` weeks of a
    team's work (NEVER: none), until `keep` discs are left. spare: whether teams that nobody needs are told to improve.
    quota: weeks for which departments are asked for what is missing most (0: none). answers: how cards are answered, by
    one verb or as "promises" most ("" not at all). others: a bot that goes on from there ("" for none). around: whether
    the discs that are left go visiting.
    """

    default: int = KEEP
    since: int = 0
    reporting: int = KEEP
    rate: int = KEEP
    net: int = KEEP
    tools: int = 0
    figures: tuple[str, ...] | None = None
    cure: bool = False
    banners: int = 0
    coins: int = 0
    lead: int = 5
    hang: int = 6
    look: int = 0
    whole: bool = False
    weeks: int = 4
    keep: int = 0
    hurdle: float = 0.2
    spare: bool = False
    quota: int = 0
    answers: str = ""
    others: str = ""
    around: bool = False

    def __call__(self, report: Report) -> list[Action]:
        """The actions of one week."""
        desk = Desk(report)
        self._set_up(desk)
        if self.banners:
            self._stand_for(desk)
        if self.coins:
            self._tag(desk)
        if self.look and report.week > 0:
            visit_unknown(desk, self.look)
        if self.answers:
            answer_cards(desk, VERBS.index(self.answers) if self.answers in VERBS else KEEP)
        hurdle = self.hurdle * team_week(report)
        if self.quota:
            set_quotas(desk, self.quota, self.keep)
        if self.whole:
            order_departments(desk, self.weeks, self.keep, hurdle)
        give_orders(desk, self.weeks, self.keep, hurdle)
        if self.spare:
            employ(desk, self.weeks, self.keep)
        if self.others:
            for action in bots.leader(self.others)(report):
                desk.act(action.lever, action.target, *action.amount)
        if self.around:
            visit_around(desk)
        return desk.actions

    def _set_up(self, desk: Desk) -> None:
        report = desk.report
        if self.default != KEEP and report.week >= self.since and report.coming_default != self.default:
            desk.act("default", KEEP, self.default)
        if self.cure:
            put_right(desk)
        if self.figures is not None:
            for kpi, name in enumerate(KPIS):
                wanted = int(name in self.figures)
                if not (report.kpis[:, kpi] == wanted).all():
                    desk.act("kpi_company", KEEP, kpi, wanted)
        if report.tools < self.tools:
            desk.act("tools")
        for lever, wanted in (("reporting", self.reporting), ("net", self.net), ("rate", self.rate)):
            if wanted not in (KEEP, getattr(report, lever)):
                desk.act(lever, KEEP, wanted)

    def _stand_for(self, desk: Desk) -> None:
        report = desk.report
        standing = {banner.value for banner in report.banners}
        for value in np.argsort(-np.array([row.mean() for row in report.value_agreement]), kind="stable"):
            if len(standing) < self.banners and int(value) not in standing and desk.act("declare", int(value)):
                standing.add(int(value))
        for banner in report.banners:
            least = int(np.argmin(banner.visibility))
            if banner.ritual < 0:
                desk.act("ritual", banner.value, least)
            elif banner.visibility[banner.ritual] > WELL_SEEN and banner.visibility[least] < ILL_SEEN:
                desk.act("rest", banner.value)

    def _tag(self, desk: Desk) -> None:
        report = desk.report
        tagged = {tag.product for tag in report.tags} | {x.target for x in report.letters if x.lever == "tag"}
        for contract in report.horizon:
            ahead = contract.first - report.week - report.world.letter_weeks
            if contract.product not in tagged and 0 <= ahead <= self.lead:
                desk.act("tag", contract.product, self.coins, self.hang)
                tagged.add(contract.product)

    def words(self, names: Sequence[str]) -> str:
        """The named dials that do not stand as they usually do."""
        usual = Programme()
        turned = [name for name in names if getattr(self, name) != getattr(usual, name)]
        return ", ".join(f"{name} {_word(name, getattr(self, name))}" for name in turned) or "orders of four weeks"


def _word(name: str, setting: object) -> str:
    if name == "default" and isinstance(setting, int):
        return DEFAULTS[setting] if setting != KEEP else "as it is"
    if isinstance(setting, bool):
        return "yes" if setting else "no"
    if isinstance(setting, tuple):
        return "+".join(setting) or "none"
    if setting == NEVER:
        return "never taken"
    return f"{setting:g}" if isinstance(setting, float) else str(setting)


def order_departments(desk: Desk, weeks: int, keep: int, hurdle: float) -> None:
    """Orders the departments that gain most by making one thing until `keep` discs are left; only where most of their
    teams have nothing to do or an order that runs out, and the gain is more than `hurdle` for each team."""
    report = desk.report
    value = np.array([product.value for product in report.world.products])
    spoils = np.array([product.spoils for product in report.world.products])
    until = report.week + report.world.letter_weeks
    made, job, rate = supply(report, until + 1)
    wanted = need(report, report.world.letter_weeks + min(weeks, 4) // 2)
    free = (report.ordered[:, 2] <= until) | (report.ordered[:, 1] < 0)
    while desk.free > keep:
        best, choice = hurdle, (-1, -1)
        for department in range(report.world.departments):
            teams = np.flatnonzero(report.department == department)
            if not free[teams].any() or 2 * np.count_nonzero(free[teams]) < teams.shape[0]:
                continue
            rest = made.copy()
            for team in teams:
                if 0 <= job[team] < made.shape[0]:
                    rest[job[team]] = max(0.0, rest[job[team]] - rate[team, job[team]])
            theirs = np.array([total(rate[teams, product]) for product in range(made.shape[0])])
            moved = np.array([total(rate[teams, g] * (job[teams] != g)) for g in range(made.shape[0])])
            less = total(gain(value, spoils, made, wanted)) - total(gain(value, spoils, rest, wanted))
            more = gain(value, spoils, rest + theirs, wanted) - gain(value, spoils, rest, wanted)
            change = (more - less - 0.35 / weeks * moved * value) / teams.shape[0]
            if change.max() > best:
                best, choice = float(change.max()), (department, int(change.argmax()))
        department, product = choice
        if department < 0 or not desk.act("order_department", department, product, weeks):
            return
        for team in np.flatnonzero(report.department == department):
            if 0 <= job[team] < made.shape[0]:
                made[job[team]] = max(0.0, made[job[team]] - rate[team, job[team]])
            made[product] += rate[team, product]
            job[team], free[team] = product, False


def employ(desk: Desk, weeks: int, keep: int) -> None:
    """Tells teams that have nothing to do, as far as the desk knows, to improve, until `keep` discs are left."""
    report = desk.report
    _, job, _ = supply(report, report.week + report.world.letter_weeks + 1)
    told = {action.target for action in desk.actions if action.lever == "order"}
    for team in np.flatnonzero((job == IDLE) & (report.job == IDLE)):
        if desk.free <= keep:
            return
        if int(team) not in told:
            desk.act("order", int(team), len(report.world.products), weeks)


def set_quotas(desk: Desk, weeks: int, keep: int) -> None:
    """Asks departments without a quota for what is missing most, one after the other, until `keep` discs are left.

    Each is asked for as much of it as is missing, or as it can make, whichever is less.
    """
    report = desk.report
    world = report.world
    landing = world.letter_weeks
    _, _, rate = supply(report, report.week + landing + 1)
    missing = need(report, landing + min(weeks, 4) // 2)
    bound = {letter.target for letter in report.letters if letter.lever == "quota"}
    for quota in report.quotas:
        missing[quota.product] -= quota.pieces
        if quota.weeks > landing:
            bound.add(quota.department)
    value = np.array([product.value for product in world.products])
    free = [department for department in range(world.departments) if department not in bound]
    while free and desk.free > keep:
        can = {d: np.array([total(rate[report.department == d, g]) for g in range(value.shape[0])]) for d in free}
        most = {d: value * np.minimum(can[d], np.maximum(missing, 0.0)) for d in free}
        department = max(free, key=lambda d: (float(most[d].max()), -d))
        product = int(most[department].argmax())
        pieces = int(min(can[department][product], missing[product]) + 0.5)
        if pieces < 1 or not desk.act("quota", department, product, pieces, weeks):
            return
        missing[product] -= pieces
        free.remove(department)


DIALS: dict[str, tuple[str, tuple[object, ...]]] = {
    "default": ("default", (KEEP, CARRY_ON, CHOOSE)),
    "since": ("default", (0, 4, 9, 13, 26)),
    "reporting": ("reporting", (KEEP, 0, 1, 2, 3)),
    "rate": ("rate", (KEEP, 4, 8, 12, 15, 20)),
    "net": ("net", (KEEP, 0, 1, 2)),
    "tools": ("tools", (0, 1, 2, 3)),
    "figures": ("kpi_company", (
        None, (), ("output", "quality"), ("quality",), ("quality", "learning"), ("quality", "thrift"),
    )),
    "cure": ("order_company", (False, True)),
    "banners": ("declare", (0, 1, 2, 3)),
    "coins": ("tag", (0, 1, 2, 3)),
    "lead": ("tag", (2, 4, 6, 8)),
    "hang": ("tag", (3, 6, 12)),
    "look": ("visit", (0, 1, 2, 3, 5)),
    "whole": ("order_department", (False, True)),
    "weeks": ("order", (2, 4, 8)),
    "keep": ("order", (0, 1, 2, 3)),
    "hurdle": ("order", (0.0, 0.1, 0.2, 0.4, 0.7, 1.2, 2.0, 4.0, NEVER)),
    "spare": ("order", (False, True)),
    "quota": ("quota", (0, *QUOTA_WEEKS)),
    "answers": ("answer", ("", "promises", *VERBS)),
    "others": ("", ("", "mixed", "values", "orders")),
    "around": ("visit", (False, True)),
}  # fmt: skip
"""Every dial: the lever without which it is dead, and where it may stand."""

FIRST: tuple[Programme, ...] = (
    Programme(),
    Programme(look=3, default=CARRY_ON),
    Programme(look=2, default=CARRY_ON, weeks=8, around=True),
    Programme(default=CARRY_ON, whole=True, weeks=8, reporting=1, around=True),
    Programme(look=2, default=CARRY_ON, whole=True, weeks=2),
    Programme(look=2, default=CARRY_ON, whole=True, weeks=2, reporting=1),
    Programme(default=CARRY_ON, quota=4, hurdle=0.4, around=True),
    Programme(default=CHOOSE, coins=2, weeks=2, keep=1, hurdle=0.7, around=True, answers="promises"),
    Programme(default=CHOOSE, coins=2, weeks=2, keep=1, hurdle=1.2, around=True, reporting=1, banners=1, cure=True,
              tools=1, net=1, rate=12, figures=("output", "quality"), answers="promises"),
)  # fmt: skip
"""Where leaders with dials begin."""

STARTS: tuple[Programme, ...] = (*FIRST, *(Programme(hurdle=NEVER, others=name) for name in ("mixed", "values")))
"""Where a search for the best of them begins: also where a bot leads alone, or it would climb towards it for long."""


def dials(levers: Sequence[str]) -> list[str]:
    """The dials that do anything where these levers are open."""
    return [name for name, (lever, _) in DIALS.items() if not lever or lever in levers]


def turned(programme: Programme, names: Sequence[str], which: float, where: float) -> Programme:
    """The same with one of the named dials turned; which, where: draws in [0, 1) that say which, and to where."""
    name = names[int(which * len(names))]
    others = [setting for setting in DIALS[name][1] if setting != getattr(programme, name)]
    changed: Programme = replace(programme, **{name: others[int(where * len(others))]})  # type: ignore[arg-type]
    return changed
