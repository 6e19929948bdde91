"""What the desk can say about an action before it is sent: when it is heard, when it shows, and roughly what it does.

A preview is a function of the `Report` (and of what the desk has decided this week) alone, so it cannot leak the truth
or the luck. It says what the desk can know: of a lever that was never pulled the direction, the dates and the cost;
with experience of it a range, in points of the final score by a week that it names. Where neither can be known, facts
stand instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.sim.actions import Action
from game.sim.company import factors, trouble
from game.sim.company.chains import hand_value
from game.sim.company.factors import TOOL_SAVING
from game.sim.company.market import CARE, desired_cover, double_work
from game.sim.curves import Floats, Ints, nonzero, total
from game.sim.desk import estimates, reckoning
from game.sim.desk.books import Runway
from game.sim.desk.estimates import heads, made_value, points, weeks_left
from game.sim.desk.foresight import LASTS_SURELY, SURE, experience, measured, till_then, widened
from game.sim.desk.readings import foreseen, spared
from game.sim.desk.reports import Report, delay_weeks
from game.sim.ledger import MORALE_PULL, VISIT_TRUST
from game.sim.values import BUILD_WEEKS, CHOOSE, IDLE, KPIS, TELLING

Lines = tuple[tuple[str, str], ...]
ABLE, TAG_SHIFT = 0.8, 0.2
"""Skill from which a team may be drawn to a product, and the share of such teams that a coin may move at most."""
COIN_DRAWS = 0.3
"""By how much of what is missing a coin seems more."""
MENDED = 0.57
"""Share of what bad material would cost until the end that an order to put it right is expected to save, give or take
as much: free teams find much of it by themselves."""
LATER = 0.15
"""Part of the teams that a quota may take which it may still take once they are free, where all are bound."""
CURED = 0.4
"""The same of what a known cause of slowness takes away."""
USEFUL = (-0.2, 1.0)
"""What a piece more may be worth, at least and at most: it may spoil, or find a customer."""
HEEDED = (0.6, 1.0)
"""The same of what people make more or less of because a figure counts it, in the work that they choose themselves."""
NOTICED = (0.04, 0.18)
"""Shares of what quality does to markets that the company may have the hands to serve, or to miss."""
QUICK_WEEKS, FAR_WEEKS = 13, 52
"""Weeks from being heard for which a forecast speaks: of letters, tags and visits, and of what stands. Later nobody can
tell what came of it."""
LEFT_ALONE, ASTRAY = 2.0, 0.09
"""Points that a rate loses over a whole level by being left where it is set, and how far what it moves may go astray,
in units of equipment, on top of what is reckoned."""
TO_ALL = ("order_company", "quota_company")
"""Words to everybody at once are rare and unlike each other: a direction can be known of them, and no range."""
QUICK = (*TELLING, "tag", "visit")


@dataclass(frozen=True)
class Preview:
    """The life of an action as far as the desk can tell.

    discs for weeks (−1 until called off). heard: week it reaches the last team. worst: week of the expected low
    (−1 none). seen: week its effect can be read at the desk. low ≤ high: its effect on the final score, in points, as
    far as it has come by week `until`. reckoned: whether the desk knows enough to print that range; where it does
    not, toward is the direction it can name: +1, −1, or 0 for none. lines: (label, text) pairs in reading order.
    wakes: whether those whom it sets to work would sleep otherwise until another letter comes.
    """

    discs: int
    weeks: int
    heard: int
    worst: int
    seen: int
    low: float
    high: float
    lines: tuple[tuple[str, str], ...]
    until: int
    reckoned: bool
    toward: int
    wakes: bool = False


@dataclass(frozen=True)
class Effect:
    """What a lever expects of an action.

    worst: the week of its low (−1 none). after: weeks from being heard to being seen. middle, half: points of the score
    that it is expected to bring, and how far beside that it may lie where everything is known that can be; half 0 where
    no number can be known. lines: what to read. known: what the desk has to go by besides having done it before.
    once_cents, weekly_cents: what it takes out of the till. ranged: whether a range can ever be known, or a direction
    at most; directed: whether that can. wakes: as in a preview. lasts: how long the till lasts then, where lines say
    so themselves.
    """

    worst: int
    after: int
    middle: float
    half: float
    lines: Lines
    known: float = 0.0
    once_cents: int = 0
    weekly_cents: int = 0
    ranged: bool = True
    directed: bool = True
    wakes: bool = False
    lasts: Runway | None = None


def seen_week(report: Report, heard: int) -> int:
    """The week in which something that happens in week `heard` can first be read at the desk."""
    return heard + 1 + delay_weeks(report.world, report.reporting)


def speaks_until(report: Report, lever: str, heard: int) -> int:
    """The week to which a forecast of a lever speaks that is heard in week `heard`."""
    return min(report.world.weeks, heard + (QUICK_WEEKS if lever in QUICK else FAR_WEEKS))


def put_together(report: Report, action: Action, effect: Effect, discs: int, weeks: int, heard: int) -> Preview:
    """The preview of an action that takes `discs` for `weeks` and is heard in week `heard`, from its own effect."""
    middle, half, lines = effect.middle, effect.half, effect.lines
    late = heard >= report.world.weeks
    if late:
        middle, half, lines = 0.0, 0.0, (*lines, ("Read", "after the end"))
    ended, value = spared(report, action, heard)
    if ended and not late:
        middle += CURED * points(report, value)
        half += CURED * points(report, value) if half else 0.0
        lines += (("Ends", f"what slows {ended} department{'s' if ended > 1 else ''}"),)
    known = effect.known + experience(report, action.lever)
    until = speaks_until(report, action.lever, heard)
    till = effect.lasts or till_then(report, effect.once_cents, effect.weekly_cents)
    ruin, bill = 0 <= till.weeks < until - report.week, effect.once_cents or effect.weekly_cents
    left = report.world.weeks - report.week
    thin = bool(bill) and 0 <= till.soonest < left
    scarce = effect.once_cents > 0 and 0.0 <= LASTS_SURELY * till.soonest < left
    if effect.lasts is None and (ruin or thin or scarce):
        week = report.week + till.soonest + 1
        empty = f"may be empty in week {week}" if ruin or thin else "hardly lasts to the end"
        lines += (("The till then" if bill else "The till", empty),)
    read = foreseen(report, action)
    lines += tuple((value.capitalize(), f"{'lived' if lived else 'betrayed'} by this") for value, lived, _ in read)
    reckoned = effect.ranged and half > 0.0 and known >= 1.0 and not ruin and not scarce
    wide = half * widened(known)
    # How much is lost in a company that closes nobody can say, but what costs it work only brings that nearer.
    blind = scarce or (ruin and (bill or effect.lasts is not None or middle > 0.0))
    sure = not reckoned and effect.directed and half > 0.0 and not blind and abs(middle) > SURE * wide
    return Preview(
        discs, weeks, heard, effect.worst, seen_week(report, heard + effect.after), middle - wide, middle + wide, lines,
        until, reckoned, (1 if middle > 0.0 else -1) if sure else 0, effect.wakes and half > 0.0,
    )  # fmt: skip


def order(report: Report, action: Action, heard: int) -> Effect:
    """A letter to one team: what its weeks of that work may be worth on paper, less what would be done without it."""
    job = action.amount[0]
    teams = np.array([action.target])
    known = job < len(report.world.products) and not np.isnan(report.skill[action.target, job])
    return _ordered(report, action, teams, heard, 2.0 * known)


def order_many(report: Report, action: Action, heard: int) -> Effect:
    """An order to a department, or to everyone."""
    teams = nonzero((report.department == action.target) | (action.lever == "order_company"))
    return _ordered(report, action, teams, heard, 2.0 * _looked_at(report, teams, action.amount[0]))


def _ordered(report: Report, action: Action, teams: Ints, heard: int, known: float) -> Effect:
    job, weeks = action.amount
    plan = reckoning.expected(report, heard)
    other = reckoning.told(plan, teams, job, weeks)
    size = reckoning.size(report, teams, min(weeks, weeks_left(report, heard)))
    mended = points(report, estimates.mended(report, teams, weeks, heard - report.week))
    if job < len(report.world.products) or not mended:
        mended = 0.0
    paper = reckoning.worth(report, other) - reckoning.worth(report, plan)
    middle, half = measured(action.lever, paper, size)
    wakes = job < len(report.world.products) and bool((plan.job[teams] == IDLE).all())
    lines = _order_lines(report, action, teams)
    return Effect(-1, 1, middle + MENDED * mended, half + MENDED * mended, lines, known,
                  ranged=action.lever not in TO_ALL, wakes=wakes)  # fmt: skip


def _looked_at(report: Report, teams: Ints, job: int) -> float:
    """Share of the people of `teams` [N] whom the desk knows to be good or bad at a job; improving needs no skill."""
    if job >= len(report.world.products):
        return 0.0
    seen = ~np.isnan(report.skill[teams, job])
    return total(report.head[teams] * seen) / max(1.0, total(report.head[teams]))


def quota(report: Report, action: Action, heard: int) -> Effect:
    """A quota: how many teams it may take, and what their work may be worth against what they would have made.

    Those it binds know who is good at it; the desk may only guess where it has not seen them at it.
    """
    product, pieces, weeks = action.amount
    teams = nonzero((report.department == action.target) | (action.lever == "quota_company"))
    least, most = estimates.shared_out(report, teams, product, pieces)
    few, many = least.shape[0], most.shape[0]
    plan = reckoning.expected(report, heard)
    taken, part = reckoning.shared_out(report, plan, teams, product, float(pieces))
    other = reckoning.told(plan, taken, product, weeks, part)
    paper = reckoning.worth(report, other) - reckoning.worth(report, plan)
    lasts = min(weeks, weeks_left(report, heard))
    size = max(reckoning.size(report, taken, lasts), LATER * reckoning.size(report, most, lasts))
    middle, half = measured(action.lever, paper, size)
    lines = (
        ("Could be sold", _sold_words(report, product, lasts)),
        ("Takes", teams_words(many) if few == many else f"{few} to {teams_words(many)}"),
    )
    return Effect(-1, 1, middle, half, lines, _looked_at(report, teams, product), ranged=action.lever not in TO_ALL)


def _sold_words(report: Report, product: int, lasts: float) -> str:
    """What may be sold of a product in each of some weeks: "about 3 a week", or that enough lies there for them."""
    sold = f"{estimates.could_be_sold(report, product, lasts):,.0f}"
    return f"about {sold} a week" if sold != "0" else f"none: {report.stock[product]:,.0f} lie unsold"


def _order_lines(report: Report, action: Action, teams: Ints) -> tuple[tuple[str, str], ...]:
    job = action.amount[0]
    if job == len(report.world.products):
        bad, alight = (int(np.count_nonzero(struck[teams])) for struck in (report.faulty, report.fire))
        mends: Lines = (("Bad material", f"put right in {teams_words(bad)}"),) if bad else ()
        if alight:
            mends += (("Fire", "out about twice as fast" + (f" in {teams_words(alight)}" if len(teams) > 1 else "")),)
        if mends:
            return (("Market", "nothing to sell meanwhile"), *mends)
        gain = float((factors.improved(report.method[teams], 1.0) / report.method[teams]).max()) - 1.0
        return (("Market", "nothing to sell from it yet"), ("Methods", f"better by up to {100 * gain:.1f}% a week"))
    makes = [reckoning.told_pieces(report, teams, job, guess) for guess in estimates.GUESS]
    ends = [f"{made:.1f}" if makes[1] < 10 else f"{made:,.0f}" for made in makes]
    owed, stock = report.backlog[job], report.stock[job]
    market = f"{owed:.0f} owed" if owed >= 0.5 else f"{stock:.0f} unsold" if stock >= 0.5 else "in balance"
    wanted = f"{report.demand[job]:.0f}" if report.demand[job] >= 10 else f"{report.demand[job]:.1f}"
    coming = on_the_road(report, job)
    made = f"{ends[0]} a week" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]} a week"
    makes_or_could = "They make" if (report.seen[teams] >= 0).any() else "Can make"
    lines: Lines = (("Wanted", f"{wanted}, {market}"), (makes_or_could, made))
    return (*lines, ("On the road", f"{coming} more for it")) if coming else lines


def on_the_road(report: Report, job: int) -> int:
    """How many of the desk's letters are under way that ask for a job."""
    return sum(1 for letter in report.letters if letter.lever in TELLING and letter.amount[0] == job)


def visit(report: Report, action: Action, heard: int) -> Effect:
    """A visit: what is learnt there, and how much it may lift morale."""
    lift = 100.0 * MORALE_PULL["visit"] * max(0.0, float(report.trust[action.target]) - VISIT_TRUST)
    lines: Lines = (("You learn", "what is true there, and their skills"), ("Morale there", f"0 to {signed(lift)}"))
    job = int(report.job[action.target])
    if any(row.product == job and row.settled < 0 for row in report.rumours):
        lines = (*lines, ("They know", f"what will come of the news of {report.world.products[job].name}"))
    return Effect(-1, 0, 0.0, 0.0, lines)


def tag(report: Report, action: Action, heard: int) -> Effect:
    """A tag: how many of those who choose may be drawn to it, and what that is worth by the market and the horizon."""
    coins, weeks = action.amount
    product, goods = action.target, len(report.world.products)
    choosing = report.coming_default == CHOOSE
    free = (report.ordered[:, 2] <= heard) & (report.job != product) & choosing & report.there
    able = free & (np.isnan(report.skill[:, product]) | (report.skill[:, product] > ABLE))
    count, lasts = int(np.count_nonzero(able)), min(weeks, weeks_left(report, heard))
    at_work = report.there & ((report.output > 0.0) if report.output.any() else True)
    makes = report.output if report.output.any() else reckoning.hands(report)
    per_team = total(makes) / max(1, int(np.count_nonzero(at_work)))
    movers = min(count, int(np.ceil(count * TAG_SHIFT * coins)))
    sold = [float(report.delivered[product]) + n * per_team for n in (0, movers)]
    cost = [coins * report.world.coin_cents / 100.0 * n * lasts for n in sold]
    pull = np.zeros(goods)
    pull[product] = COIN_DRAWS * coins if choosing else 0.0
    plan = reckoning.expected(report, heard)
    without = reckoning.worth(report, plan, reckoning.DRAWN)
    paper = reckoning.worth(report, plan, reckoning.DRAWN, pull, weeks) - without
    middle, half = measured("tag", paper, reckoning.size(report, nonzero(able), lasts) * coins / goods)
    first = seen_week(report, heard)
    ahead = [row for row in report.horizon if row.product == product and heard <= row.last]
    lines: Lines = (
        ("Teams that may move", f"up to {movers:,} of {count:,}" if choosing else "none: they do not choose"),
        ("First pieces", f"wk {first + 1}–{first + 4}"),
        ("Cost", "–".join(dict.fromkeys(f"{coins:,.0f}" for coins in cost))),
    )
    if ahead:
        lines += (("Contract ahead", f"wk {ahead[0].first + 1}–{ahead[0].last + 1}"),)
    return Effect(-1, 2, middle, half, lines, once_cents=int(100.0 * cost[1]))


def reporting(report: Report, action: Action, heard: int) -> Effect:
    """A reporting level: how much fresher the news gets, and the hands that writing it takes."""
    level = action.amount[0]
    now, then = delay_weeks(report.world, report.reporting), delay_weeks(report.world, level)
    left = weeks_left(report, heard) / report.world.weeks
    people = total(report.head) * factors.writing(level)
    lines = (
        ("News is", f"{then} week{'s' if then != 1 else ''} old, now {now}"),
        ("Writing reports", f"{people:.0f} people"),
    )
    work = -100.0 * factors.writing(level - report.reporting) * float(report.score) * left
    # Who leads by letters gains as much from fresh news as the writing costs; where teams choose it is cost alone.
    name = "reporting" if report.coming_default == CHOOSE else "reporting by word"
    middle, half = measured(name, work, 100.0 * abs(factors.writing(level - report.reporting)) * left)
    return Effect(-1, 0, middle, half, lines)


def _way(weeks: float, step: float) -> float:
    """Mean share of the way gone over some weeks, when each week goes `step` of what is left of it."""
    rest, gone = 1.0, 0.0
    for _ in range(int(weeks)):
        rest *= 1.0 - step
        gone += 1.0 - rest
    return gone / max(1.0, weeks)


def signed(number: float) -> str:
    """A whole number with its sign, as everywhere: "+3", "−8", "0"."""
    whole = f"{abs(number):.0f}"
    return whole if whole == "0" else f"{'+' if number > 0 else '−'}{whole}"


def teams_words(count: int) -> str:
    """ "1 team", "3 teams"."""
    return f"{count:,} team{'s' if count != 1 else ''}"


def rate(report: Report, action: Action, heard: int) -> Effect:
    """The rate: what idle stock costs, and what equipment people will keep."""
    percent = action.amount[0]
    people = heads(report)
    now = total(report.equipment * people) / total(people)
    then = trouble.wanted_equipment(percent)
    gone = weeks_left(report, heard) * _way(weeks_left(report, heard), trouble.EQUIPMENT_STEP)
    charge = trouble.EQUIPMENT_RETURN * total(people) * (then - now) * hand_value(report.world)
    work = made_value(report) * (factors.equipped(then) / factors.equipped(now) - 1.0)
    ends = [points(report, (work * useful - charge) * gone) for useful in USEFUL]
    share = weeks_left(report, heard) / report.world.weeks
    middle, half = measured("rate", total(np.array(ends)) / 2.0, 100.0 * (abs(then - now) + ASTRAY) * share)
    middle -= LEFT_ALONE * share
    cover = [desired_cover(rate) for rate in (percent, report.rate)]
    lines = (
        ("Equipment", f"from {100 * now:.0f} toward {100 * then:.0f}, halfway in 14 weeks"),
        ("Stock aimed at", f"{cover[0]:.1f} weeks, now {cover[1]:.1f}"),
    )
    return Effect(-1, 13, middle, half, lines)


def kpi(report: Report, action: Action, heard: int) -> Effect:
    """A figure more or less, for a department or for everyone."""
    kpi, on = action.amount
    touched = (report.department == action.target) | (action.lever == "kpi_company")
    before = report.kpis[report.department[touched]].astype(np.float64)
    after = before.copy()
    after[:, kpi] = on
    people = heads(report)[touched]
    weight = people / total(heads(report))
    left = weeks_left(report, heard)
    work = total(weight * (trouble.measures_factor(after) / trouble.measures_factor(before) - 1.0))
    was, goal = (_over(weight, trouble.wanted_quality(flags)) for flags in (before, after))
    markets = CARE * total(weight) * (goal - was) * _way(left, trouble.QUALITY_STEP) * left / 2.0
    made = made_value(report)
    ends = [
        points(report, made * left * (work * useful + markets * noticed))
        for useful in HEEDED for noticed in NOTICED
    ]  # fmt: skip
    quality = _over(weight, report.quality[touched])
    lines = [
        ("Works to it", teams_words(int(np.count_nonzero(touched)))),
        ("Output", f"{signed(100 * work / total(weight))}%"),
        ("Quality", f"{100 * quality:.0f}, toward {100 * goal:.0f}"),
    ]
    count = int(np.cumsum(after, axis=1)[:, -1].max())
    if count == 1:
        lines.append(("Alone", f"“{KPIS[int(after[0].argmax())]}” is met at any price"))
    elif count > 2:
        lines.append(("Figures", f"{count}; more than two take time to reconcile"))
    size = 100.0 * total(weight) * left / report.world.weeks
    middle, half = measured(action.lever, total(np.array(ends)) / len(ends), size)
    return Effect(-1, 9, middle, half, tuple(lines), float(report.kpis[:, kpi].any()))


def _over(weight: Floats, figure: Floats) -> float:
    return total(weight * figure) / total(weight)


def tools(report: Report, action: Action, heard: int) -> Effect:
    """Shared tools: work done twice no more, for cash and builders."""
    people = total(heads(report))
    makers = factors.builders(people)
    twice = double_work(report.world) * factors.levelled(TOOL_SAVING, report.tools)
    saved = twice * (1.0 - TOOL_SAVING) / (1.0 - twice)
    made = made_value(report)
    effort = made * min(float(BUILD_WEEKS), weeks_left(report, heard)) * makers
    gain = made * saved * weeks_left(report, heard + BUILD_WEEKS)
    lines = (
        ("Cost", f"{report.world.tools_price_cents / 100:,.0f} at once"),
        ("Builders", f"{makers * people:,.0f} people for {BUILD_WEEKS} weeks"),
        ("Made twice", f"{100 * twice:.0f}% of the work, then {100 * twice * TOOL_SAVING:.0f}%"),
    )
    middle, half = measured("tools", points(report, 0.4 * gain - 0.75 * effort), points(report, gain + effort))
    cents = report.world.tools_price_cents
    return Effect(heard, BUILD_WEEKS, middle, half, lines, float(report.tools > 0), cents)


def net(report: Report, action: Action, heard: int) -> Effect:
    """The safety net: easier tries and recoveries, for cash every week."""
    then, now = action.amount[0], report.net
    ease = factors.slack(then) - factors.slack(now)
    spirit = MORALE_PULL["net"] * (then - now)
    work = factors.SPIRIT_GAIN * spirit / factors.spirit(report.company_morale)
    left = made_value(report) * weeks_left(report, heard)
    bold = 0.02 * (then - now)
    ends = [points(report, left * (work * useful + bolder - ease)) for useful in USEFUL for bolder in (0.0, bold)]
    weekly = report.world.net_cents * then * total(heads(report)) / 100.0
    doubt = [100.0 * (1.0 - factors.boldness(level)) for level in (then, now)]
    lines = (
        ("Cost", f"{weekly:,.0f} a week"),
        ("Time left free", f"{100 * factors.slack(then):.0f}%"),
        ("Something new seems", f"{doubt[0]:.0f}% less worth, now {doubt[1]:.0f}%"),
        ("Morale", f"{signed(100 * spirit)} in time"),
    )
    size = 100.0 * abs(then - now) * weeks_left(report, heard) / report.world.weeks
    middle, half = measured("net", total(np.array(ends)) / len(ends), size)
    more = report.world.net_cents * (then - now) * report.people
    return Effect(-1, 9, middle, half, lines, float(now > 0), weekly_cents=more)
