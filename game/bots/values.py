"""A leader who declares what can be kept, puts people forward and tells a vision, and leads on as `mixed` does."""

from __future__ import annotations

import numpy as np

from game.bots import mixed
from game.bots.cards import answer_cards
from game.bots.desk import Desk
from game.bots.mixed import HOUSE_LAYERS, HOUSE_RATE
from game.sim.actions import Action
from game.sim.company.deeds import DEAR_RATE
from game.sim.curves import Floats, total
from game.sim.desk.readings import foreseen
from game.sim.desk.reports import Report
from game.sim.values import CHOOSE, DIRECTIONS, KPIS, LIT_WEEKS, REASONS
from game.sim.world import QUARTER_WEEKS

KEPT: tuple[str, ...] = ("craft", "unity", "care", "thrift", "candour")
"""Values that a leader who lets teams choose can keep, those first that are kept at least cost."""
WELL_SEEN, ILL_SEEN = 0.9, 0.7
"""Visibility at which a ritual has done its work in a department, and below which another one needs it."""
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


def lead(report: Report) -> list[Action]:
    """Leads as `mixed` does, under words it can keep: it does what lives them, and leaves what would betray them, but
    for letters that put bad material right or end what a department is slow for; these come before any word.

    It puts forward whom people listen to, writes the advert by the seats that are empty, and raises a vision a step
    at a time.
    """
    desk = Desk(report)
    if report.world.layers >= HOUSE_LAYERS:
        mixed.put_right(desk)
    if CHOOSE in (report.default, report.coming_default):
        mixed.find_out(desk)
    write_advert(desk)
    put_forward(desk)
    if report.world.value_names:
        tend_banners(desk)
        live_banners(desk)
    steer(desk)
    answer_cards(desk)
    for action in mixed.lead(report):
        betrays = [value for value, lived, _ in foreseen(report, action) if not lived]
        if not betrays or action.lever == "order_company":
            desk.act(action.lever, action.target, *action.amount)
    return desk.actions


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
