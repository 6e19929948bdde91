"""What the desk can say of what people believe before it is done: values, the vision, the advert, voices, answers."""

from __future__ import annotations

import numpy as np

from game.sim.actions import Action
from game.sim.company import factors, turnover, vision
from game.sim.company.influence import FOLLOWING, LED_APART, LED_BLUR, LIGHT, MOST, PROMOTED, SHOWN, TOLD
from game.sim.company.people import FADES
from game.sim.company.people import SHOWN as RITUAL_SHOWS
from game.sim.curves import total
from game.sim.desk.estimates import made_value, points, weeks_left
from game.sim.desk.foresight import measured
from game.sim.desk.outlooks import Prospect, comes_back, prospect
from game.sim.desk.previews import USEFUL, Effect, signed, speaks_until, teams_words
from game.sim.desk.reports import Report
from game.sim.ledger import MORALE_PULL
from game.sim.state import Card
from game.sim.values import ADVERTS

CHEERED, CHEERED_WEEKS, TRUSTED = 0.4, 8.0, 0.11
"""Percent of a week's work that a point of morale is worth, and the weeks for which it lasts; and what a point of trust
is worth in every week that is left."""
CHANGED = 0.3
"""By which part of it work that is begun at a word is worth more, or less, than it seems: others wait for it."""
UNTOLD = 0.35
"""Part of the width of what the desk reckons roughly that it can never tell."""


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
        ("If believed", f"{signed(most)}% work along it, {signed(vision.ELSEWHERE * most)}% elsewhere"),
        ("Belief", f"grows over about 15 weeks, by trust ({100 * report.company_trust:.0f})"),
    )
    size = 100.0 * weeks_left(report, heard) / report.world.weeks
    middle, half = measured("tell", points(report, (low + high) / 2.0 * left), size)
    return Effect(-1, 15, middle, half, lines)


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
        ("Belief", f"{signed(100 * ends[0])} to {signed(100 * ends[1])}"),
        ("Told before", "not yet" if told == 0 else "once" if told == 1 else f"{told} times"),
    )
    middle, half = measured("retell", points(report, (ends[0] + ends[1]) / 2.0 * left), points(report, left))
    return Effect(-1, 2, middle, half, lines)


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
    return Effect(-1, 13, 0.0, 0.0, lines)


def spotlight(report: Report, action: Action, heard: int) -> Effect:
    """A spotlight: whose voice grows, and who may grudge it."""
    known = [candidate for candidate in report.candidates if candidate.team == action.target]
    if not known:
        return Effect(-1, 4, 0.0, 0.0, (("In the light", "whoever they listen to; you have not met them lately"),))
    who = known[0]
    if not who.willing:
        return Effect(-1, 4, 0.0, 0.0, (("In the light", "would rather not, and loses heart"),))
    lines = [
        ("Voice", f"{who.influence:.1f}, then {min(MOST, LIGHT * who.influence):.1f}"),
        ("Colleagues", f"{100 * FOLLOWING:.0f}% of the way to their {100 * who.commitment:.0f}"),
    ]
    if report.banners:
        there, elsewhere = (100 * part * who.commitment for part in (SHOWN, TOLD))
        lines.append(("Banners in sight", f"up to {signed(there)} there, {signed(elsewhere)} elsewhere"))
    if who.rival >= 0:
        lines.append(("A rival there", "is as loud, and loses heart"))
    return Effect(-1, 4, 0.0, 0.0, tuple(lines))


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
        ("Pulling apart", f"{100 * (1.0 - led):.0f}% less in {teams_words(int(np.count_nonzero(mine)))}"),
        ("Reports there", f"{100 * (1.0 - LED_BLUR):.0f}% sharper" if led < 1.0 else "sharp already"),
    ]
    for who in known:
        lines.append(("Voice", f"{who.influence:.1f}, then {PROMOTED * who.influence:.1f}"))
        if not who.willing:
            lines.append(("They", "never wanted it, and lose heart"))
    size = points(report, made_value(report) * share * weeks_left(report, heard))
    middle, half = measured("promote", points(report, (USEFUL[0] + USEFUL[1]) / 2.0 * gain), size)
    return Effect(-1, 4, middle, half, tuple(lines))


_FIGURES = {
    "trust": "Trust", "morale": "Morale", "initiative": "Initiative", "agreement": "Agreement",
    "commit": "Commit anew, of 100", "minds": "Come round, of 100 who mind", "torn": "May be torn",
    "divided": "Begin to mind", "work": "Teams that change over", "cash": "Cash",
}  # fmt: skip


def answer(report: Report, action: Action, heard: int) -> Effect:
    """An answer to a card: what the desk expects it to change."""
    card = next((card for card in report.cards if card.index == action.target), None)
    if card is None:
        return Effect(-1, 0, 0.0, 0.0, ())
    expected = prospect(report, card, action.amount[0])
    lines = []
    for row in expected.figures:
        if row.figure == "time":
            long = expected.due - heard
            lines.append(("Their time", f"−{-row.low}% for {long} week{'' if long == 1 else 's'}"))
            continue
        sign = "+" if row.figure in ("trust", "morale", "initiative", "agreement") else ""
        ends = [f"{end:{sign}}".replace("-", "−") for end in (row.low, row.high)]
        lines.append((_FIGURES[row.figure], ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"))
    back = comes_back(report, card, action.amount[0])
    if back >= 0:
        lines.append(("Comes back", f"in week {back + 1}, by name"))
    middle, half = _brings(report, card, expected)
    # A card asks for improving for a reason that the desk cannot count: not there yet, or everyone is on it already.
    counted = card.product != len(report.world.products)
    paid = max(0, -100 * next((row.low for row in expected.figures if row.figure == "cash"), 0))
    return Effect(
        -1, expected.due - heard, middle, half, tuple(lines), once_cents=paid, ranged=counted, directed=counted
    )


def _brings(report: Report, card: Card, expected: Prospect) -> tuple[float, float]:
    """What an answer is expected to bring against leaving the card alone, and how far beside it may lie, in points.

    Whom it binds, sets to work, cheers and leaves with more trust counts.
    """
    concerned = (report.department == card.department) | (card.department < 0)
    share = total(report.head * concerned) / max(1.0, total(report.head))
    left = float(max(0, speaks_until(report, "answer", report.week) - expected.due))
    silent = prospect(report, card, -1)
    morale, trust = (expected.size(name) - silent.size(name) for name in ("morale", "trust"))
    felt = CHEERED * morale * min(CHEERED_WEEKS, left) + TRUSTED * trust * left
    paper = (expected.low + expected.high) / 2.0 + CHANGED * expected.changed + felt * share / report.world.weeks
    middle, half = measured("answer", paper, 100.0 * share * left / report.world.weeks)
    return middle, half + UNTOLD * (expected.high - expected.low)


def believed(report: Report, action: Action, heard: int) -> Effect:
    """A value works through what people believe: its effect is seen, not forecast."""
    return Effect(-1, 9, 0.0, 0.0, (("Shows", "slowly, over about 9 weeks"),))


def ritual(report: Report, action: Action, heard: int) -> Effect:
    """A ritual works through what people see: its effect is seen, not forecast."""
    lines = (("In sight", f"+{100 * RITUAL_SHOWS:.0f} a week there, −{100 * FADES:.0f} elsewhere"),)
    return Effect(-1, 9, 0.0, 0.0, lines)
