"""What the desk can say about an action before it is sent: when it is heard, when it shows, and roughly what it does.

A preview is a function of the `Report` alone, so it cannot leak the truth or the luck. Every effect is a range, in
points of the score at the end of the level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.sim.actions import Action
from game.sim.company import factors, trouble, turnover, vision
from game.sim.company.chains import hand_value
from game.sim.company.factors import TOOL_SAVING
from game.sim.company.influence import FOLLOWING, LED_APART, LED_BLUR, LIGHT, MOST, PROMOTED, SHOWN, TOLD
from game.sim.company.market import CARE, desired_cover, double_work
from game.sim.company.people import FADES
from game.sim.company.people import SHOWN as RITUAL_SHOWS
from game.sim.curves import Floats, Ints, total
from game.sim.desk import estimates
from game.sim.desk.estimates import heads, made_value, points, room, weeks_left
from game.sim.desk.outlooks import prospect
from game.sim.desk.readings import foreseen, spared
from game.sim.desk.reports import Report, delay_weeks
from game.sim.desk.savings import till_lines
from game.sim.ledger import MORALE_PULL, VISIT_TRUST
from game.sim.values import ADVERTS, BUILD_WEEKS, CHOOSE, IDLE, KPIS, WAIT

TAG_SHIFT = (0.05, 0.2)
"""Shares of the teams that choose which a coin may move, at least and at most."""
USEFUL = (-0.2, 1.0)
"""What a piece more may be worth, at least and at most: it may spoil, or find a customer."""
NOTICED = (0.15, 0.7)
"""Shares of what quality does to markets that the company may have the hands to serve, or to miss."""
DEFAULT_WORST, DEFAULT_SEEN = 2, 10
"""Weeks from hearing a new default to the low point, and to where its gain shows."""


@dataclass(frozen=True)
class Preview:
    """The life of an action as far as the desk can tell.

    discs for weeks (−1 until called off). heard: week it reaches the last team. worst: week of the expected low
    (−1 none). seen: week its effect can be read at the desk. low ≤ high: rough effect on the final score, in points.
    lines: (label, text) pairs in reading order.
    """

    discs: int
    weeks: int
    heard: int
    worst: int
    seen: int
    low: float
    high: float
    lines: tuple[tuple[str, str], ...]


def seen_week(report: Report, heard: int) -> int:
    """The week in which something that happens in week `heard` can first be read at the desk."""
    return heard + 1 + delay_weeks(report.world, report.reporting)


Effect = tuple[int, int, float, float, tuple[tuple[str, str], ...]]
"""What a lever expects of an action: the week of its low (−1 none), weeks from being heard to being seen, a range in
points, and lines to read."""


def put_together(report: Report, action: Action, effect: Effect, discs: int, weeks: int, heard: int) -> Preview:
    """The preview of an action that takes `discs` for `weeks` and is heard in week `heard`, from its own effect."""
    worst, after, low, high, lines = effect
    low, high = min(low, high), max(low, high)
    ended, worth = spared(report, action, heard)
    if ended:
        low, high = low + USEFUL[0] * points(report, worth), high + points(report, worth)
        lines += (("Ends", f"what slows {ended} department{'s' if ended > 1 else ''}"),)
    read = foreseen(report, action)
    lines += tuple((value.capitalize(), f"{'lived' if lived else 'betrayed'} by this") for value, lived, _ in read)
    return Preview(
        discs, weeks, heard, worst, seen_week(report, heard + after), low, high, lines
    )


def order(report: Report, action: Action, heard: int) -> Effect:
    """A letter to one team: what its weeks of that work may be worth, less what they would have made."""
    job, weeks = action.amount
    low, high = estimates.one_team(report, action.target, job, weeks, heard - report.week)
    teams = np.array([action.target])
    return -1, 1, points(report, low), points(report, high), _order_lines(report, action, teams)


def order_many(report: Report, action: Action, heard: int) -> Effect:
    """An order to a department, or to everyone."""
    everyone = action.lever == "order_company"
    teams = np.flatnonzero((report.department == action.target) | everyone)
    job, weeks = action.amount
    low, high = estimates.many_teams(report, teams, job, weeks, heard - report.week)
    return -1, 1, points(report, low), points(report, high), _order_lines(report, action, teams)


def quota(report: Report, action: Action, heard: int) -> Effect:
    """A quota: how many teams it may take, and what their work may be worth against what they would have made.

    Those it binds know who is good at it; the desk may only guess where it has not seen them at it.
    """
    product, pieces, weeks = action.amount
    everyone = action.lever == "quota_company"
    teams = np.flatnonzero((report.department == action.target) | everyone)
    least, most = estimates.shared_out(report, teams, product, pieces)
    few, many = least.shape[0], most.shape[0]
    low, high = estimates.many_teams(report, most, product, weeks, heard - report.week)
    value = report.world.products[product].value
    kept = float(report.made[product])
    asked = max(0.0, min(float(pieces), room(report, product) + kept)) * weeks * value
    lines = (
        ("Could be sold", f"about {room(report, product) + kept:.0f} a week"),
        ("Takes", _teams(many) if few == many else f"{few} to {_teams(many)}"),
    )
    return -1, 1, points(report, min(low, 0.0)), points(report, min(high, asked)), lines


def _order_lines(report: Report, action: Action, teams: Ints) -> tuple[tuple[str, str], ...]:
    job = action.amount[0]
    if job == len(report.world.products):
        bad = int(np.count_nonzero(report.faulty[teams]))
        if bad:
            return (("Market", "nothing to sell meanwhile"), ("Bad material", f"put right in {_teams(bad)}"))
        gain = float((factors.improved(report.method[teams], 1.0) / report.method[teams]).max()) - 1.0
        return (("Market", "nothing to sell from it yet"), ("Methods", f"better by up to {100 * gain:.1f}% a week"))
    owed, stock = report.backlog[job], report.stock[job]
    market = f"{owed:.0f} owed" if owed >= 0.5 else f"{stock:.0f} unsold" if stock >= 0.5 else "in balance"
    wanted = f"{report.demand[job]:.0f} a week" if report.demand[job] >= 10 else f"{report.demand[job]:.1f} a week"
    return (("Market", market), ("Wanted", wanted))


def visit(report: Report, action: Action, heard: int) -> Effect:
    """A visit: what is learnt there, and how much it may lift morale."""
    lift = 100.0 * MORALE_PULL["visit"] * max(0.0, float(report.trust[action.target]) - VISIT_TRUST)
    lines = (("You learn", "what is true there, and their skills"), ("Morale there", f"+0 to +{lift:.0f}"))
    return -1, 0, 0.0, 0.0, lines


def default(report: Report, action: Action, heard: int) -> Effect:
    """A new default: a low while habits change, then what choosing or carrying on may bring."""
    left = max(0.0, 1.0 - heard / report.world.weeks)
    choice = action.amount[0]
    names = {WAIT: "sleep until a letter comes", CHOOSE: "choose their work", 1: "go on with their last job"}
    lines = (("Teams without an order", names[choice]),)
    resting = report.waiting
    if choice == WAIT:
        busy = 1.0 - resting
        return heard, 2, -100.0 * busy * left, -20.0 * busy * left, lines
    gain = 100.0 * resting * left
    if choice != CHOOSE:
        return -1, 2, 0.3 * gain, 0.9 * gain, lines
    unknown = np.count_nonzero(np.isnan(report.skill).any(axis=1)) / report.head.shape[0]
    dip = 8.0 * left * (1.0 - report.company_initiative)
    return heard + DEFAULT_WORST, DEFAULT_SEEN, 0.5 * gain - dip, gain + (6.0 + 14.0 * unknown) * left, lines


def tag(report: Report, action: Action, heard: int) -> Effect:
    """A tag: how many of those who choose it may move, and what that is worth after its coins."""
    coins, weeks = action.amount
    product = action.target
    free = (report.ordered[:, 2] <= heard) & (report.job != product)
    able = free & (np.isnan(report.skill[:, product]) | (report.skill[:, product] > 0.8))
    choosing = report.coming_default == CHOOSE
    count = float(np.count_nonzero(able)) if choosing else 0.0
    movers = [float(np.floor(count * share * coins)) for share in TAG_SHIFT]
    movers[1] = min(count, max(movers[1], 1.0 if count else 0.0))
    per_team = total(report.output) / max(1, int(np.count_nonzero(report.job != IDLE)))
    sold = [float(report.delivered[product]) + n * per_team for n in movers]
    coin = report.world.coin_cents / 100.0
    cost = [coins * coin * pieces * weeks for pieces in sold]
    first = seen_week(report, heard)
    value = report.world.products[product].value
    coming = [row for row in report.horizon if row.product == product and heard <= row.last]
    wanted = room(report, product) * weeks
    if coming:
        ahead = coming[0].low - 1.0, coming[0].high - 1.0
        wanted += float(report.demand[product]) * min(6, weeks) * ahead[1]
    high = min(wanted, movers[1] * per_team * weeks) * value * 0.5
    low = -movers[1] * per_team * weeks * value * (0.1 if coming else 0.25)
    lines = (
        ("Teams that may move", f"{movers[0]:.0f} to {movers[1]:.0f}" if choosing else "none: they do not choose"),
        ("First pieces", f"wk {first + 1}–{first + 4}"),
        ("Cost", f"{cost[0]:,.0f}–{cost[1]:,.0f}"),
    )
    return -1, 2, points(report, low), points(report, high), lines


def reporting(report: Report, action: Action, heard: int) -> Effect:
    """A reporting level: how much fresher the news gets, and the hands that writing it takes."""
    now, then = delay_weeks(report.world, report.reporting), delay_weeks(report.world, action.amount[0])
    more = factors.writing(action.amount[0] - report.reporting)
    left = max(0.0, 1.0 - heard / report.world.weeks)
    people = total(report.head) * factors.writing(action.amount[0])
    lines = (
        ("News is", f"{then} week{'s' if then != 1 else ''} old, now {now}"),
        ("Writing reports", f"{people:.0f} people"),
    )
    cost = -100.0 * more * float(report.score) * left
    return -1, 0, min(cost, 0.0), max(cost, 0.0), lines


def _way(weeks: float, step: float) -> float:
    """Mean share of the way gone over some weeks, when each week goes `step` of what is left of it."""
    rest, gone = 1.0, 0.0
    for _ in range(int(weeks)):
        rest *= 1.0 - step
        gone += 1.0 - rest
    return gone / max(1.0, weeks)


def _teams(count: int) -> str:
    return f"{count} team{'s' if count != 1 else ''}"


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
    cover = [desired_cover(rate) for rate in (percent, report.rate)]
    lines = (
        ("Equipment", f"from {100 * now:.0f} toward {100 * then:.0f}, halfway in 14 weeks"),
        ("Stock aimed at", f"{cover[0]:.1f} weeks, now {cover[1]:.1f}"),
    )
    return -1, 13, min(ends), max(ends), lines


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
        for useful in USEFUL for noticed in NOTICED
    ]  # fmt: skip
    quality = _over(weight, report.quality[touched])
    lines = [
        ("Works to it", _teams(int(np.count_nonzero(touched)))),
        ("Output", f"{100 * work / total(weight):+.0f}%"),
        ("Quality", f"{100 * quality:.0f}, toward {100 * goal:.0f}"),
    ]
    count = int(np.cumsum(after, axis=1)[:, -1].max())
    if count == 1:
        lines.append(("Alone", f"“{KPIS[int(after[0].argmax())]}” is met at any price"))
    elif count > 2:
        lines.append(("Figures", f"{count}; more than two take time to reconcile"))
    return -1, 9, min(ends), max(ends), tuple(lines)


def _over(weight: Floats, figure: Floats) -> float:
    return total(weight * figure) / max(total(weight), 1.0)


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
        ("Builders", f"{makers * people:.0f} people for {BUILD_WEEKS} weeks"),
        ("Made twice", f"{100 * twice:.0f}% of the work, then {100 * twice * TOOL_SAVING:.0f}%"),
        *till_lines(report, report.world.tools_price_cents),
    )
    ends = points(report, USEFUL[0] * gain - effort), points(report, USEFUL[1] * gain - 0.5 * effort)
    return heard, BUILD_WEEKS, *ends, lines


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
    more = report.world.net_cents * (then - now) * report.people
    doubt = [100.0 * (1.0 - factors.boldness(level)) for level in (then, now)]
    lines = (
        ("Cost", f"{weekly:,.0f} a week"),
        ("Time left free", f"{100 * factors.slack(then):.0f}%"),
        ("Something new seems", f"{doubt[0]:.0f}% less worth, now {doubt[1]:.0f}%"),
        ("Morale", f"{100 * spirit:+.0f} in time"),
        *till_lines(report, 0, more),
    )
    return -1, 9, min(ends), max(ends), lines


def tell(report: Report, action: Action, heard: int) -> Effect:
    """A vision: what people would bear, and what it does to their work if they believe it, and if they do not."""
    direction, height = action.amount
    star = report.star
    kept = 0.0 if star is None else star.belief if star.direction == direction else vision.NEW_STAR * star.belief
    bear = vision.bearable(report.company_trust, kept)
    beyond = max(0.0, float(height) - bear)
    strong = vision.height_pull(height) * vision.free_hands(report.company_initiative)
    work = vision.VISION_WORK * strong * max(0.0, min(1.0, 0.1 + report.company_trust) - kept)
    sour = factors.SPIRIT_GAIN * MORALE_PULL["cynicism"] * vision.CYNICAL * (beyond + 0.3)
    sour /= factors.spirit(report.company_morale)
    left = made_value(report) * weeks_left(report, heard)
    low = 0.3 * work if beyond <= 0.0 else sour
    high = 1.2 * work if beyond <= 1.0 else 0.2 * work
    most = 100.0 * vision.VISION_WORK * strong
    name = str(height) if beyond <= 0.0 else f"{height}; they would believe in about {max(1.0, bear):.0f}"
    lines = (
        ("Height", name),
        ("If believed", f"+{most:.0f}% work along it, +{vision.ELSEWHERE * most:.0f}% elsewhere"),
        ("Belief", f"grows over about 15 weeks, by trust ({100 * report.company_trust:.0f})"),
    )
    return -1, 15, points(report, low * left), points(report, high * left), lines


def story_gain(report: Report, number: int) -> tuple[float, float]:
    """What one of the report's stories would add to belief, at least and at most, in shares; (0, 0) for none."""
    for story in report.stories:
        if story.number == number:
            if story.told:
                return -vision.STALE * story.told, -0.5 * vision.STALE * story.told
            belief, cynicism = (report.star.belief, report.star.cynicism) if report.star else (0.0, 0.0)
            gain = vision.story_gain(story.fits, report.company_trust, cynicism)
            return 0.6 * gain * (1.0 - belief), 1.2 * gain * (1.0 - belief)
    return 0.0, 0.0


def retell(report: Report, action: Action, heard: int) -> Effect:
    """A story: what it adds to belief, which fades again unless others follow."""
    ends = story_gain(report, action.amount[0])
    height = report.star.height if report.star else 1
    strong = vision.height_pull(height) * vision.free_hands(report.company_initiative)
    left = made_value(report) * min(26.0, weeks_left(report, heard)) * vision.VISION_WORK * strong
    told = next((story.told for story in report.stories if story.number == action.amount[0]), 0)
    lines = (
        ("Belief", f"{100 * ends[0]:+.0f} to {100 * ends[1]:+.0f}"),
        ("Told before", "not yet" if told == 0 else "once" if told == 1 else f"{told} times"),
    )
    return -1, 2, points(report, ends[0] * left), points(report, ends[1] * left), lines


def advert(report: Report, action: Action, heard: int) -> Effect:
    """The advert: who it draws, and how many."""
    advert, now = ADVERTS[action.amount[0]], ADVERTS[report.advert]
    each = report.world.hiring_cents / 100.0
    empty = max(0, report.planned - report.people)
    lines = (
        ("Kept by", advert.kept),
        ("Driven out by", advert.driven),
        ("Answers", f"{advert.pace:g} times the usual, now {now.pace:g}"),
        ("At first", f"{turnover.drawn(action.amount[0], 0):.2g} times, until it has got about"),
        ("Finding one", f"{each * advert.weeks:,.0f}, now {each * now.weeks:,.0f}"),
        ("Empty seats", f"{empty:,}"),
    )
    return -1, 13, 0.0, 0.0, lines


def spotlight(report: Report, action: Action, heard: int) -> Effect:
    """A spotlight: whose voice grows, and who may grudge it."""
    known = [candidate for candidate in report.candidates if candidate.team == action.target]
    if not known:
        return -1, 4, 0.0, 0.0, (("In the light", "whoever they listen to; you have not met them lately"),)
    who = known[0]
    if not who.willing:
        return -1, 4, 0.0, 0.0, (("In the light", "would rather not, and loses heart"),)
    lines = [
        ("Voice", f"{who.influence:.1f}, then {min(MOST, LIGHT * who.influence):.1f}"),
        ("Colleagues", f"{100 * FOLLOWING:.0f}% of the way to their {100 * who.commitment:.0f}"),
    ]
    if report.banners:
        there, elsewhere = (100 * part * who.commitment for part in (SHOWN, TOLD))
        lines.append(("Banners in sight", f"up to +{there:.0f} there, +{elsewhere:.0f} elsewhere"))
    if who.rival >= 0:
        lines.append(("A rival there", "is as loud, and loses heart"))
    return -1, 4, 0.0, 0.0, tuple(lines)


def promote(report: Report, action: Action, heard: int) -> Effect:
    """A manager: a department that pulls together, and a voice that is heard less."""
    department = int(report.department[action.target])
    mine = report.department == department
    known = [candidate for candidate in report.candidates if candidate.team == action.target]
    led = 1.0 if report.managers[department] >= 0 else LED_APART
    bound, layers = report.company_commitment, report.world.layers
    better = factors.handed_on(layers, 1.0 - (1.0 - bound) * led) / factors.handed_on(layers, bound) - 1.0
    share = total(report.output[mine]) / max(total(report.output), 1e-9)
    gain = made_value(report) * share * better * weeks_left(report, heard)
    lines = [
        ("Pulling apart", f"{100 * (1.0 - led):.0f}% less in {_teams(int(np.count_nonzero(mine)))}"),
        ("Reports there", f"{100 * (1.0 - LED_BLUR):.0f}% sharper" if led < 1.0 else "sharp already"),
    ]
    for who in known:
        lines.append(("Voice", f"{who.influence:.1f}, then {PROMOTED * who.influence:.1f}"))
        if not who.willing:
            lines.append(("They", "never wanted it, and lose heart"))
    return -1, 4, points(report, USEFUL[0] * gain), points(report, USEFUL[1] * gain), tuple(lines)


_FIGURES = {
    "trust": "Trust", "morale": "Morale", "initiative": "Initiative", "agreement": "Agreement",
    "commit": "Will commit, of 100", "minds": "Change their minds, of 100", "torn": "May be torn", "cash": "Cash",
    "work": "Teams that change over",
}  # fmt: skip


def answer(report: Report, action: Action, heard: int) -> Effect:
    """An answer to a card: what the desk expects it to change."""
    card = next((card for card in report.cards if card.index == action.target), None)
    if card is None:
        return -1, 0, 0.0, 0.0, ()
    expected = prospect(report, card, action.amount[0])
    lines = []
    for row in expected.figures:
        sign = "+" if row.figure in ("trust", "morale", "initiative", "agreement") else ""
        ends = [f"{end:{sign}}".replace("-", "−") for end in (row.low, row.high)]
        lines.append((_FIGURES[row.figure], ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"))
    return -1, expected.due - heard, expected.low, expected.high, tuple(lines)


def believed(report: Report, action: Action, heard: int) -> Effect:
    """A value works through what people believe: its effect is seen, not forecast."""
    return -1, 9, 0.0, 0.0, (("Shows", "slowly, over about 9 weeks"),)


def ritual(report: Report, action: Action, heard: int) -> Effect:
    """A ritual works through what people see: its effect is seen, not forecast."""
    return -1, 9, 0.0, 0.0, (("In sight", f"+{100 * RITUAL_SHOWS:.0f} a week there, −{100 * FADES:.0f} elsewhere"),)
