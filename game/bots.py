"""Leaders that see only what the desk sees: policies from a `Report` to the actions of one week.

`leader(name)` makes a fresh one; calling it with each week's report returns the actions it takes. They play by
the rules, information and discs of a person: everything they return has passed `levers.check`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from game.sim import luck
from game.sim.actions import Action, Receipt
from game.sim.company import chains, factors
from game.sim.company.bottlenecks import ENOUGH_HANDS, FIRES, SKILL, TWICE
from game.sim.company.deeds import DEAR_RATE
from game.sim.curves import Floats, across, highest, total
from game.sim.desk.outlooks import prospect
from game.sim.desk.readings import foreseen
from game.sim.desk.reports import Card, Report
from game.sim.levers import check, free_discs, preview, price
from game.sim.values import (
    CARRY_ON,
    CHOOSE,
    DIRECTIONS,
    FREE,
    IDLE,
    INSIST,
    KPIS,
    LIT_WEEKS,
    REASONS,
    WAIT,
)  # fmt: skip
from game.sim.world import QUARTER_WEEKS

Leader = Callable[[Report], list[Action]]

TAG_LEAD = 4
"""Weeks before a contract at which its tag should be heard."""
HOUSE_LAYERS = 3
"""Layers from which figures, shared tools, the net and the rate are worth a leader's attention."""
HOUSE_RATE = 12
MOST_LETTERS = 3
"""Teams to which a leader writes one by one; from then on to their department."""
SEEN_FAULTY = 2
"""Teams with bad material from which a leader takes it to be everywhere."""
WELL_SEEN, ILL_SEEN = 0.9, 0.7
"""Visibility at which a ritual has done its work in a department, and below which another one needs it."""
NO_ANSWER = -1
MORALE_WORK, MORALE_WEEKS = 0.8, 8.0
"""Percent of a week's work that a point of morale is worth, and the weeks for which it lasts."""
DISC_WEEK = 0.03
"""Points that a disc is worth elsewhere in a week."""
KEEPING = 0.15
"""How much more agreement a value would need that the desk cannot live, to be declared all the same."""
WORTH_A_BANNER = 0.6
"""Agreement, with that, from which a value is worth a banner."""
UNWELCOME = 0.5
"""Agreement below which a banner that hangs already costs more than it binds."""
MANY_EMPTY = 0.05
"""Share of the planned seats, empty now or opened within the quarter, from which an advert should draw many."""
TRUSTED_ENOUGH, BELIEVED = 0.5, 0.55
"""Trust at which a vision is worth telling, and belief at which it may hang a step higher."""
RAISED_AFTER = 10
"""Weeks that a vision hangs before it is raised."""
CHOSEN_ELSEWHERE = 0.6
"""Skill a leader expects of a team in work it has not chosen although it could have."""


def leader(name: str) -> Leader:
    """A fresh leader of that name (see `NAMES`); raises KeyError for an unknown one."""
    return BOTS[name]


class Desk:
    """One week's writing: what is still affordable, and what has been decided so far."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.actions: list[Action] = []

    @property
    def free(self) -> int:
        """Discs still at the desk."""
        return free_discs(self.report, self.actions)

    def act(self, lever: str, target: int = -1, *amount: int) -> bool:
        """Adds an action if it is allowed; says whether it was."""
        action = Action(lever, target, amount)
        if isinstance(check(self.report, self.actions, action), Receipt):
            self.actions.append(action)
            return True
        return False


def need(report: Report, weeks_ahead: int) -> Floats:
    """Pieces of each product [G] the desk believes a week will want when an order written now is being worked on.

    Believed demand, half the backlog, less half the stock, the contracts on the horizon, and what goes into all that.
    """
    wanted = np.array(report.demand)
    if report.week == 0 or not wanted.any():
        wanted = np.full(len(report.world.products), total(report.head) / len(report.world.products))
    wanted = wanted + 0.5 * report.backlog - 0.5 * report.stock
    then = report.week + weeks_ahead
    for contract in report.horizon:
        running = contract.first <= report.week - 1 - report.age <= contract.last
        if contract.first - 1 <= then <= contract.last and not running:
            wanted[contract.product] *= (contract.low + contract.high) / 2.0
    return np.maximum(chains.gross(report.world, wanted), 0.0)


def believed_rate(report: Report) -> Floats:
    """Pieces a week the desk thinks each team [T] makes of each product [G]: known skill, else an ordinary one."""
    world = report.world
    ordinary = CHOSEN_ELSEWHERE if report.default == CHOOSE else 1.0
    skill = np.where(np.isnan(report.skill), ordinary, report.skill)
    together = 1.0 - 0.5 * factors.apart(world.layers)
    rate = report.head * factors.spirit(report.morale) * report.method * together
    rate = rate * (1.0 - factors.writing(report.reporting))
    rate = np.asarray(rate[:, None] * skill)
    shown = np.flatnonzero((report.job >= 0) & (report.job < rate.shape[1]) & (report.switching == 0))
    rate[shown, report.job[shown]] = report.output[shown]
    return rate


def gain(world_value: Floats, spoils: Floats, made: Floats, wanted: Floats) -> Floats:
    """Worth of making `made` pieces when `wanted` are wanted: the useful ones, less a quarter of what would spoil."""
    useful = np.minimum(made, wanted)
    return np.asarray(world_value * (useful - 0.25 * spoils * np.maximum(made - wanted, 0.0)))


def supply(report: Report, until: int) -> tuple[Floats, Floats, Floats]:
    """What the desk expects to be made [G] in week `until`, each team's expected job [T], and rates [T, G]."""
    rate = believed_rate(report)
    job = np.full(report.head.shape[0], IDLE)
    under = (report.ordered[:, 1] >= 0) & (report.ordered[:, 2] > until)
    job = np.where(under, report.ordered[:, 0], job)
    if report.default != 0:
        last = np.where(
            (report.ordered[:, 1] >= 0) & (report.ordered[:, 1] >= report.seen), report.ordered[:, 0], report.job
        )
        job = np.where(under, job, last)
    made = np.zeros(rate.shape[1])
    for product in range(rate.shape[1]):
        made[product] = total(rate[job == product, product])
    return made, job, rate


def give_orders(desk: Desk, weeks: int, keep: int = 0, hurdle: float = 0.0, anew: bool = False) -> None:
    """Writes the orders that gain most until `keep` discs are left: greedy by worth less a switching charge.

    anew: also to teams whose orders still hold, as one does beside them.
    """
    report = desk.report
    world = report.world
    value = np.maximum(chains.added(world, np.array([product.value for product in world.products])), 0.0)
    spoils = np.array([product.spoils for product in world.products])
    landing = world.letter_weeks
    until = report.week + landing
    made, job, rate = supply(report, until + 1)
    wanted = need(report, landing + min(weeks, 4) // 2)
    open_teams = (report.ordered[:, 2] <= until) | (report.ordered[:, 1] < 0)
    beside = anew or world.letter_weeks == 0
    if beside:
        open_teams[:] = True
    while desk.free > keep and open_teams.any():
        teams = np.flatnonzero(open_teams)
        at_it = job[teams, None] == np.arange(made.shape[0])
        without = np.where(at_it, np.maximum(made - rate[teams], 0.0), made)
        left = gain(value, spoils, without, wanted)
        change = gain(value, spoils, without + rate[teams], wanted) - left
        change += across(left - gain(value, spoils, made, wanted))[:, None]
        change -= np.where(at_it, 0.0, 0.35 / weeks * rate[teams] * value)
        choice, most = change.argmax(axis=1), highest(change)
        if report.default != WAIT:
            most = np.where(choice == job[teams], -np.inf, most)
        best = int(most.argmax())
        best_team, best_job = int(teams[best]), int(choice[best])
        if most[best] <= hurdle or not desk.act("order", best_team, best_job, weeks):
            return
        now = job[best_team]
        if 0 <= now < made.shape[0]:
            made[now] = max(0.0, made[now] - rate[best_team, now])
        made[best_job] += rate[best_team, best_job]
        job[best_team] = best_job
        open_teams[best_team] = False


def visit_unknown(desk: Desk, most: int) -> None:
    """Visits the teams the desk knows least about, the least recently seen first."""
    report = desk.report
    unknown = np.isnan(report.skill).all(axis=1)
    for team in np.flatnonzero(unknown)[:most]:
        if not desk.act("visit", int(team)):
            return


def _set_default(desk: Desk, default: int) -> bool:
    report = desk.report
    if report.coming_default == default or report.default == default:
        return True
    return desk.act("default", -1, default)


def idle(report: Report) -> list[Action]:
    """Does nothing at all."""
    return []


def handsoff(report: Report) -> list[Action]:
    """Lets everyone choose, then goes to a long lunch."""
    desk = Desk(report)
    _set_default(desk, CHOOSE)
    return desk.actions


def standing(report: Report) -> list[Action]:
    """Gives every team one long order, lets it carry on, then goes to a long lunch."""
    desk = Desk(report)
    if report.week == 0 or report.default != CARRY_ON:
        _set_default(desk, CARRY_ON)
    never = report.ordered[:, 1] < 0
    if never.any():
        made, _, rate = supply(report, report.week)
        value = np.array([product.value for product in report.world.products])
        wanted = need(report, 0)
        made = np.zeros_like(made)
        for team in np.flatnonzero(~never & (report.ordered[:, 0] < made.shape[0])):
            made[report.ordered[team, 0]] += rate[team, report.ordered[team, 0]]
        for team in np.flatnonzero(never):
            job = int(np.argmax(value * np.maximum(wanted - made, 0.0)))
            if not desk.act("order", int(team), job, 8):
                break
            made[job] += rate[team, job]
    return desk.actions


def orders(report: Report) -> list[Action]:
    """Commands as well as one can: looks first, *carry on* behind the letters, then greedy four-week orders."""
    desk = Desk(report)
    if report.world.letter_weeks > 0:
        _set_default(desk, CARRY_ON)
    if report.week > 0 or report.default != WAIT:
        visit_unknown(desk, desk.free)
    answer_cards(desk, INSIST)
    give_orders(desk, 4, hurdle=0.17 * team_week(report))
    visit_unknown(desk, desk.free)
    return desk.actions


def team_week(report: Report) -> float:
    """Worth of one week of an ordinary team's work."""
    return report.world.team_size * report.world.mean_value


def tag_contracts(desk: Desk) -> None:
    """Tags what the horizon promises so that teams hear of it in time, for as long as it takes to get going."""
    report = desk.report
    tagged = {tag.product for tag in report.tags} | {x.target for x in report.letters if x.lever == "tag"}
    for contract in report.horizon:
        ahead = contract.first - report.week - report.world.letter_weeks
        if contract.product not in tagged and 2 <= ahead <= TAG_LEAD:
            size = (contract.low + contract.high) / 2.0
            desk.act("tag", contract.product, 1 if size < 2.4 else 2, 6)
            tagged.add(contract.product)


def incentives(report: Report) -> list[Action]:
    """Lets teams choose, and sets bonuses: early for contracts, small for what is owed."""
    desk = Desk(report)
    if _set_default(desk, CHOOSE) and report.coming_default == CHOOSE:
        tag_contracts(desk)
    answer_cards(desk, FREE)
    return desk.actions


def mixed(report: Report) -> list[Action]:
    """Teams choose and tags lead them; a few orders mend what prices are slow to, the other discs go visiting."""
    desk = Desk(report)
    _set_default(desk, CHOOSE)
    tag_contracts(desk)
    answer_cards(desk)
    large = report.world.layers >= HOUSE_LAYERS
    if large:
        keep_house(desk)
        find_out(desk)
    give_orders(desk, 2, keep=1, hurdle=(1.2 if large else 0.7) * team_week(report))
    visit_around(desk)
    return desk.actions


def keep_house(desk: Desk) -> None:
    """Puts bad material right by one order to everyone, never lets output hang alone, builds tools once, spans a net
    and makes money a little dearer than usual."""
    report = desk.report
    put_right(desk)
    for kpi in (KPIS.index("output"), KPIS.index("quality")):
        if not report.kpis[:, kpi].all():
            desk.act("kpi_company", -1, kpi, 1)
    if report.tools == 0 and report.cash_cents > 2 * report.world.tools_price_cents:
        desk.act("tools")
    if report.net == 0:
        desk.act("net", -1, 1)
    if report.rate != HOUSE_RATE:
        desk.act("rate", -1, HOUSE_RATE)


def put_right(desk: Desk) -> None:
    """Orders everyone to put bad material right, if it is not ordered yet and pays before the level ends."""
    report = desk.report
    improve = len(report.world.products)
    recent = report.ordered[:, 2] >= report.week - report.world.letter_weeks
    told = bool(((report.ordered[:, 0] == improve) & recent).any())
    if told or np.count_nonzero(report.faulty) < SEEN_FAULTY:
        return
    expected = preview(report, Action("order_company", -1, (improve, 2)))
    if expected.low + expected.high > 0.0:
        desk.act("order_company", -1, improve, 2)


def find_out(desk: Desk) -> None:
    """Visits a department that is slow for a reason nobody knows, and sends the cure for each reason that is known."""
    report = desk.report
    improve = len(report.world.products)
    missing = {s.department for s in report.shortages if s.cause == SKILL}
    for department in np.flatnonzero(report.kpis[:, KPIS.index("learning")]):
        if int(department) not in missing:
            desk.act("kpi", int(department), KPIS.index("learning"), 0)
    for shortage in report.shortages:
        there = np.flatnonzero((report.department == shortage.department) & (report.stuck > 0))
        told = report.ordered[there, 2] >= report.week - report.world.letter_weeks
        told &= report.ordered[there, 0] == improve
        if shortage.cause < 0:
            desk.act("visit", int(there[0]))
        elif shortage.cause == SKILL:
            desk.act("kpi", shortage.department, KPIS.index("learning"), 1)
        elif shortage.cause == FIRES:
            hands = int(np.ceil(ENOUGH_HANDS * np.count_nonzero(report.department == shortage.department)))
            if hands > MOST_LETTERS and not told.any():
                desk.act("order_department", shortage.department, improve, 2)
            for team in there[~told][: max(0, min(hands, MOST_LETTERS) - int(np.count_nonzero(told)))]:
                desk.act("order", int(team), improve, 2)
        elif shortage.cause == TWICE:
            if report.tools == 0:
                desk.act("tools")
        elif not any(x.lever == "tag" and x.target == shortage.product for x in report.letters):
            desk.act("tag", shortage.product, 1, 6)


def answer_cards(desk: Desk, habit: int = -1) -> None:
    """Answers every card by habit (a verb), or else as promises most for the discs it takes; not if silence does."""
    report = desk.report
    for card in report.cards:
        if card.verb >= 0 or card.settled:
            continue
        answers = report.world.dilemmas[card.index].answers
        likely = {answer.verb: _promise(report, card, answer.verb) for answer in answers}
        silence = _promise(report, card, NO_ANSWER)
        for verb in sorted(likely, key=lambda verb: (verb != habit, -likely[verb])):
            if (verb != habit and likely[verb] < silence) or desk.act("answer", card.index, verb):
                break


def _promise(report: Report, card: Card, verb: int) -> float:
    """Points that an answer promises: by whom it binds, cheers and sets to work, less what its discs would be worth
    elsewhere, and for what people read in it."""
    world = report.world
    expected = prospect(report, card, verb)
    points = (expected.low + expected.high) / 2.0
    concerned = (report.department == card.department) | (card.department < 0)
    share = total(report.head[concerned]) / max(1.0, total(report.head))
    lasting = min(MORALE_WEEKS, world.weeks - report.week) / world.weeks
    cheer = sum((row.low + row.high) / 2.0 for row in expected.figures if row.figure == "morale")
    points += MORALE_WORK * cheer * share * lasting
    if verb == NO_ANSWER:
        return points
    action = Action("answer", card.index, (verb,))
    discs, weeks = price(world, action)
    read = sum((0.2 if lived else -0.5) for _, lived, _ in foreseen(report, action))
    return points - DISC_WEEK * discs * weeks + read


def values(report: Report) -> list[Action]:
    """Leads as `mixed` does, under words it can keep: it does what lives them, and leaves what would betray them, but
    for a letter to everyone about bad material.

    It puts forward whom people listen to, writes the advert by the seats that are empty, and raises a vision a step
    at a time.
    """
    desk = Desk(report)
    write_advert(desk)
    put_forward(desk)
    if report.world.value_names:
        tend_banners(desk)
        live_banners(desk)
    steer(desk)
    answer_cards(desk)
    for action in mixed(report):
        betrays = [value for value, lived, _ in foreseen(report, action) if not lived]
        if not betrays or action.lever == "order_company":
            desk.act(action.lever, action.target, *action.amount)
    return desk.actions


KEPT: tuple[str, ...] = ("craft", "unity", "care", "thrift", "candour")
"""Values that a leader who lets teams choose can keep, those first that are kept at least cost."""


def write_advert(desk: Desk) -> None:
    """Promises pay while many seats are to be filled, and the work once they are taken."""
    report, world = desk.report, desk.report.world
    opening = world.planned(report.week + QUARTER_WEEKS) - world.planned(report.week)
    many = report.planned - report.people + opening > MANY_EMPTY * report.planned
    promise = "pay" if many else "work"
    desk.act("advert", -1, tuple(REASONS).index(promise))


def put_forward(desk: Desk) -> None:
    """Makes managers of those people listen to, where there is none; every other week somebody bound to what stands,
    willing and without a rival stands in the light."""
    report = desk.report
    willing = [who for who in report.candidates if who.willing and not who.leads]
    lit = [who for who in willing if who.rival < 0 and (who.lit < 0 or report.week - who.lit >= LIT_WEEKS)]
    if report.banners and report.week % 2 == 0 and lit:
        desk.act("spotlight", max(lit, key=lambda who: who.commitment).team)
    for who in willing:
        if report.managers[who.department] < 0 and desk.act("promote", who.team):
            return


def tend_banners(desk: Desk) -> None:
    """Declares what people agree with and the desk can live; keeps one ritual going where it is least in sight.

    A banner that it found hanging and that most are against comes down once teams may choose.
    """
    report = desk.report
    agreed = _agreed(report)
    for banner in report.banners:
        against = banner.name not in KEPT and agreed[banner.value] < UNWELCOME
        if against and report.coming_default == CHOOSE and desk.act("retire", banner.value):
            return
    most = 1 if report.world.layers < HOUSE_LAYERS else 2
    if len(report.banners) < most and not any(disc.lever == "declare" for disc in report.discs):
        wish = agreed + KEEPING * np.array([_keeps(report, name) for name in report.world.value_names])
        for value in np.argsort(-wish, kind="stable"):
            if wish[value] > WORTH_A_BANNER and desk.act("declare", int(value)):
                break
    for banner in report.banners:
        least = int(np.argmin(banner.visibility))
        if banner.ritual < 0:
            desk.act("ritual", banner.value, least)
        elif banner.visibility[banner.ritual] > WELL_SEEN and banner.visibility[least] < ILL_SEEN:
            desk.act("rest", banner.value)


def _agreed(report: Report) -> Floats:
    """How far people agree with each value on average [V], 0…1."""
    people = np.bincount(report.department, weights=report.head)
    return np.array([total(row * people) / total(people) for row in report.value_agreement])


def _keeps(report: Report, name: str) -> float:
    """How well a leader like this one can live a value with the levers that are open, 0…1."""
    needs = {"craft": "kpi_company", "unity": "kpi_company", "care": "net", "thrift": "rate", "candour": "visit"}
    return 1.0 if name in KEPT and needs[name] in report.levers else 0.0


def live_banners(desk: Desk) -> None:
    """Does what lives the banners that hang: figures for everyone, a net, dear money, a visit to those who are torn."""
    report = desk.report
    standing = {banner.name for banner in report.banners}
    if standing & {"craft", "unity"} and not report.kpis[:, KPIS.index("quality")].all():
        desk.act("kpi_company", -1, KPIS.index("quality"), 1)
    if standing & {"care", "curiosity"} and report.net == 0:
        desk.act("net", -1, 1)
    if "thrift" in standing and report.rate < DEAR_RATE:
        desk.act("rate", -1, HOUSE_RATE)
    if "candour" in standing:
        torn = report.stance[:, 3] / np.maximum(report.head, 1)
        if torn.max() > 0.5:
            desk.act("visit", int(np.argmax(torn)))


def steer(desk: Desk) -> None:
    """Tells a vision once people trust, keeps it alive by true stories, and raises it a step when they believe."""
    report, star = desk.report, desk.report.star
    if star is None:
        if report.company_trust >= TRUSTED_ENOUGH:
            desk.act("tell", -1, len(report.world.products) + DIRECTIONS.index("quality"), 1)
        return
    ready = star.belief > BELIEVED and report.week - star.told > RAISED_AFTER
    if ready and desk.act("tell", -1, star.direction, star.height + 1):
        return
    if report.stories and report.stories[0].told == 0:
        desk.act("retell", -1, report.stories[0].number)


def visit_around(desk: Desk) -> None:
    """Spends the discs that are left on visits: first where skills are unknown, then where trust is lowest.

    Where somebody may be made a manager, departments without one come before all others.
    """
    report = desk.report
    unknown = np.isnan(report.skill).all(axis=1)
    alone = (report.managers[report.department] < 0) & ("promote" in report.levers)
    for team in np.argsort(np.where(unknown, -1.0, 0.0) - 2.0 * alone + report.trust, kind="stable"):
        if desk.free == 0:
            return
        desk.act("visit", int(team))


def randomly(report: Report) -> list[Action]:
    """Does any legal thing, by luck of its own that depends only on the report's figures."""
    desk = Desk(report)
    draw = luck.uniform(int(report.cash_cents) & 0xFFFFFF, report.week, luck.NAMES, 12)
    for index in range(3):
        name, where, what, how = draw[4 * index : 4 * index + 4] if 4 * index + 4 <= 12 else draw[:4]
        levers = [lever for lever in report.levers if lever in _RANDOM]
        if not levers or draw[index] < 0.35:
            continue
        _RANDOM[levers[int(name * len(levers))]](desk, float(where), float(what), float(how))
    return desk.actions


def _pick(options: Sequence[int], share: float) -> int:
    return options[int(share * len(options))]


_RANDOM: dict[str, Callable[[Desk, float, float, float], bool]] = {
    "order": lambda desk, a, b, c: desk.act(
        "order", _pick(range(desk.report.head.shape[0]), a), _pick(range(desk.report.price.shape[0] + 1), b),
        _pick((2, 4, 8), c)),
    "visit": lambda desk, a, b, c: desk.act("visit", _pick(range(desk.report.head.shape[0]), a)),
    "order_department": lambda desk, a, b, c: desk.act(
        "order_department", _pick(range(desk.report.world.departments), a),
        _pick(range(desk.report.price.shape[0] + 1), b), _pick((2, 4, 8), c)),
    "default": lambda desk, a, b, c: desk.act("default", -1, _pick((0, 1, 2), a)),
    "reporting": lambda desk, a, b, c: desk.act("reporting", -1, _pick((0, 1, 2, 3), a)),
    "tag": lambda desk, a, b, c: desk.act(
        "tag", _pick(range(desk.report.price.shape[0]), a), _pick((1, 2, 3), b), _pick((3, 6, 12), c)),
}  # fmt: skip

BOTS: dict[str, Leader] = {
    "idle": idle, "handsoff": handsoff, "standing": standing, "random": randomly,
    "orders": orders, "incentives": incentives, "mixed": mixed, "values": values,
}  # fmt: skip
NAMES: tuple[str, ...] = tuple(BOTS)
