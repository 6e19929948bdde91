"""The table of levers: one row a lever, with its price, its choices, its preview, when it is refused and what it does.

How its actions are written is a row of `actions.FORMS`. What a row names lies next door: `letters` (what travels),
`house` (what is set for everyone) and `culture` (what people believe); what is expected of it is in `desk.previews`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.sim.actions import FORMS, Action
from game.sim.desk import culture_previews as beliefs
from game.sim.desk import habits, previews, savings
from game.sim.desk.previews import Effect
from game.sim.desk.reports import Report
from game.sim.levers import culture, house, letters
from game.sim.state import Letter, State
from game.sim.values import (
    ADVERTS,
    KPIS,
    ORDER_WEEKS,
    QUOTA_PIECES,
    QUOTA_WEEKS,
    RATES,
    SHORT_PAY_WEEKS,
    TAG_COINS,
    TAG_WEEKS,
    VERBS,
)
from game.sim.world import World


@dataclass(frozen=True)
class Lever:
    """One row of the table: how an action is called, priced, foreseen, checked and carried out.

    choices: for each number of its form the whole numbers it may be, of a report. discs and hold(world) → weeks (−1
    until called off), but for answers, whose card says so. travels: whether it goes by letter. since: the campaign
    level that opens it. foresee(report, action, week heard) → what the desk expects. refuse(report, pending, action) →
    a sentence or None; perform runs when the week begins, land when the letter arrives.
    """

    name: str
    title: str
    purpose: str
    choices: tuple[Callable[[Report], Sequence[int]], ...]
    discs: int
    hold: Callable[[World], int]
    travels: bool
    since: int
    foresee: Callable[[Report, Action, int], Effect]
    refuse: Callable[[Report, Sequence[Action], Action], str | None]
    perform: Callable[[State, Action], None]
    land: Callable[[State, Letter], None]

    @property
    def target(self) -> str:
        """What the target counts: "team", "department", "product", "value", "card" or "everyone"."""
        return FORMS[self.name].target

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its numbers in order."""
        return FORMS[self.name].fields


def _letter_and_back(world: World) -> int:
    # A room plays by the month: what went out with one month is back for the next.
    return max(1, world.letter_weeks) if world.room else 1 + world.letter_weeks


def _a_week(world: World) -> int:
    return 1


def _no_time(world: World) -> int:
    return 0


def _jobs(report: Report) -> Sequence[int]:
    return range(len(report.world.products) + 1)


def _order_weeks(report: Report) -> Sequence[int]:
    return ORDER_WEEKS


def _products(report: Report) -> Sequence[int]:
    return range(len(report.world.products))


def _quota_pieces(report: Report) -> Sequence[int]:
    return QUOTA_PIECES


def _quota_weeks(report: Report) -> Sequence[int]:
    return QUOTA_WEEKS


def _tag_coins(report: Report) -> Sequence[int]:
    return TAG_COINS


def _tag_weeks(report: Report) -> Sequence[int]:
    return TAG_WEEKS


def _rates(report: Report) -> Sequence[int]:
    return RATES


def _figures(report: Report) -> Sequence[int]:
    return range(len(KPIS))


def _off_or_on(report: Report) -> Sequence[int]:
    return (0, 1)


def _levels(report: Report) -> Sequence[int]:
    return range(4)


def _verbs(report: Report) -> Sequence[int]:
    return range(len(VERBS))


def _promises(report: Report) -> Sequence[int]:
    return range(len(ADVERTS))


def _refuse_with(sentence: str) -> Callable[[Report, Sequence[Action], Action], str | None]:
    return lambda report, pending, action: sentence


def _nothing(state: State, what: Action | Letter) -> None:
    return None


LEVERS: dict[str, Lever] = {
    lever.name: lever
    for lever in (
        Lever("order", "Order a team", "One letter, one job, two to eight weeks. Then the default holds again.",
              (_jobs, _order_weeks), letters.ORDER_DISCS["order"], _letter_and_back, True, 1,
              previews.order, letters.refuse_order, letters.note_order, letters.land_order),
        Lever("visit", "Visit a team", "You see what is true there now, and what they are good at.",
              (), 1, _a_week, False, 1, previews.visit, letters.refuse_visit, letters.visit, _nothing),
        Lever("order_department", "Order a department", "The same job for all its teams, whatever each is good at.",
              (_jobs, _order_weeks), letters.ORDER_DISCS["order_department"], _letter_and_back, True, 2,
              previews.order_many, letters.refuse_order, letters.note_department_order, letters.land_department_order),
        Lever("quota", "Set a quota", "So many of one thing a week; who makes them is theirs to decide.",
              (_products, _quota_pieces, _quota_weeks), 1, _letter_and_back, True, 3,
              previews.quota, letters.refuse_quota, _nothing, letters.land_quota),
        Lever("default", "Default", "What a team does when nobody tells it anything.",
              (letters.default_choices,), 2, lambda world: 4, True, 2,
              habits.default, letters.refuse_default, _nothing, letters.land_default),
        Lever("reporting", "Reporting", "Fresher, sharper reports; one pawn in twenty per level leaves the bench.",
              (_levels,), 1, _a_week, False, 3,
              previews.reporting, letters.refuse_reporting, letters.set_reporting, _nothing),
        Lever("choose", "Teams may choose", "The default “choose”: they follow prices, tags and what they are good at.",
              (), 0, _no_time, False, 4,
              beliefs.believed, _refuse_with("“Choose” is one of the defaults."), _nothing, _nothing),
        Lever("tag", "Bonus tag", "Coins for every piece sold, for some weeks. Only teams that choose react.",
              (_tag_coins, _tag_weeks), 1, _letter_and_back, True, 4,
              previews.tag, letters.refuse_tag, _nothing, letters.land_tag),
        Lever("rate", "Interest rate", "What idle stock and equipment cost. Acts late, and everywhere.",
              (_rates,), 1, _a_week, False, 5, previews.rate, house.refuse_rate, house.set_rate, _nothing),
        Lever("kpi", "A department's figures", "Say what counts; they find how. A lone figure is met at any price.",
              (_figures, _off_or_on), 1, lambda world: 2, False, 5,
              previews.kpi, house.refuse_kpi, house.set_kpi, _nothing),
        Lever("kpi_company", "Everyone's figures", "The same figure for every department.",
              (_figures, _off_or_on), 1, lambda world: 2, False, 5,
              previews.kpi, house.refuse_company_kpi, house.set_company_kpi, _nothing),
        Lever("tools", "Build shared tools", "Less work done twice, from eight weeks on. Costs cash and builders.",
              (), 1, lambda world: 3, False, 5, previews.tools, house.refuse_tools, house.build_tools, _nothing),
        Lever("net", "Safety net", "Trying something new becomes survivable. Costs cash every week.",
              (_levels,), 1, lambda world: 2, False, 5, previews.net, house.refuse_net, house.set_net, _nothing),
        Lever("order_company", "Order the whole company", "One letter, one job, everyone. Whatever each is good at.",
              (_jobs, _order_weeks), letters.ORDER_DISCS["order_company"], _letter_and_back, True, 5,
              previews.order_many, letters.refuse_order, letters.note_company_order, letters.land_company_order),
        Lever("quota_company", "A quota for everyone", "So many of one thing a week, shared out among all departments.",
              (_products, _quota_pieces, _quota_weeks), 2, _letter_and_back, True, 5,
              previews.quota, letters.refuse_quota, _nothing, letters.land_quota),
        Lever("answer", "Answer a dilemma", "Comfort or need: agreement, commitment, freedom, or your word.",
              (_verbs,), 0, _no_time, False, 4, beliefs.answer, culture.refuse_answer, culture.answer, _nothing),
        Lever("declare", "Declare a value", "A banner over the board. It carries as far as people commit to it.",
              (), 2, lambda world: 3, False, 6, beliefs.believed, culture.refuse_declare, culture.declare, _nothing),
        Lever("retire", "Retire a value", "Takes a banner down. People remember that it hung.",
              (), 2, lambda world: 3, False, 6, beliefs.believed, culture.refuse_standing, culture.retire, _nothing),
        Lever("ritual", "Hold a ritual", "Keeps a value in sight where it is held, as long as a disc stays there.",
              (culture.departments,), 1, lambda world: -1, False, 6,
              beliefs.ritual, culture.refuse_ritual, culture.hold_ritual, _nothing),
        Lever("rest", "Call off a ritual", "The disc comes back at once; elsewhere people begin to forget.",
              (), 0, _no_time, False, 6, beliefs.believed, culture.refuse_rest, culture.call_off, _nothing),
        Lever("advert", "The advert", "What it promises decides who comes, what keeps them and what drives them out.",
              (_promises,), 0, _no_time, False, 6,
              beliefs.advert, culture.refuse_advert, culture.set_advert, _nothing),
        Lever("spotlight", "Spotlight", "Show everyone whom a team listens to. Their voice grows; colleagues follow.",
              (), 1, _a_week, False, 7, beliefs.spotlight, culture.refuse_light, culture.light, _nothing),
        Lever("promote", "Promote to manager", "Their department pulls together. It costs what set them apart.",
              (), 1, _a_week, False, 7, beliefs.promote, culture.refuse_promote, culture.promote, _nothing),
        Lever("tell", "Tell the vision", "Where the company wants to go. It moves those who believe that it will.",
              (culture.directions, culture.heights), 2, lambda world: 3, False, 7,
              beliefs.tell, culture.refuse_tell, culture.tell, _nothing),
        Lever("retell", "Retell it by a story", "One true event of the quarter. Told twice, it wears out.",
              (culture.story_numbers,), 1, _a_week, False, 7,
              beliefs.retell, culture.refuse_retell, culture.retell, _nothing),
        Lever("height", "How high it hangs", "A vision may hang higher than the next step.",
              (), 0, _no_time, False, 8,
              beliefs.believed, _refuse_with("Its height is told with the vision."), _nothing, _nothing),
        Lever("short_pay", "Short pay", "A quarter of all wages stays in the till for eight weeks. It costs trust.",
              (), 1, lambda world: SHORT_PAY_WEEKS, False, 2,
              savings.short_pay, house.refuse_short_pay, house.hold_back_pay, _nothing),
    )
}  # fmt: skip
"""Every lever by name. “choose” and “height” widen what other levers offer and are never actions of their own."""

RIGHTS: tuple[str, ...] = ("choose", "height")
"""Levers that only widen the choices of another one."""
