"""What a week brought, in sentences: derived by laying one report beside the one before it, never from the truth."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

import numpy as np

from game.levels import Level
from game.levels.holding import condition_holds
from game.levels.names import in_sentence
from game.session import Pin
from game.sim.actions import Action, of_the_desk
from game.sim.desk.reports import Report, Story
from game.sim.levers import LEVERS, price
from game.sim.values import DEFAULTS, IDLE, TALE_INDEX, TALES
from game.words import cast, come_back, goods, rumours, till
from game.words.actions import card_words, first_upper, lever_kind, place_of, slip
from game.words.comings import comings
from game.words.culture import vision_reported
from game.words.explain import slow_words, unreported, weeks
from game.words.known import fading, known_skills
from game.words.market_news import markets
from game.words.newsline import News, in_order
from game.words.people import voice_name
from game.words.quotas import SHORT
from game.words.tally import asleep
from game.words.torn import torn_over, wave

SHRUGS = 0.1
"""Cynicism from which the vision is shrugged at, on its card and in the news."""
FIRST_STOPS = frozenset({
    "idle", "over", "contract", "unlock", "owed", "default", "torn", "wave", "seen", "fire", "recall", "tools",
    "left", "restless", "losing", "star reached", "shrugging", "bottleneck", "cause", "runway", "parts",
    "heard", "glut", "untended", "arrival", "leaving",
})  # fmt: skip
"""Kinds whose first event in a game pauses the clock by itself."""


def story_words(level: Level, story: Story) -> tuple[str, str]:
    """Where a story happened, and the story in a sentence or two."""
    team = level.team_names[story.team] if story.team >= 0 else ""
    product = level.product_names[story.product] if story.product >= 0 else ""
    market = level.market_names[level.product_market[story.product]] if story.product >= 0 else ""
    text = TALES[TALE_INDEX[story.kind]].text.format(team=team, product=product, figure=story.figure)
    return team or market or "Everywhere", text[:1].upper() + text[1:]


def week_news(
    level: Level, before: Report, after: Report, done: Sequence[Action], pins: Sequence[Pin], happened: Container[str]
) -> list[News]:
    """What is new in `after` against `before`, in the order of `newsline.ORDER`; `done` are the actions of the week
    between.

    happened: names of what has happened so far, for the level's own news.
    """
    out = [
        *_level_news(level, before, after, happened), *_unlocked(before, after), *markets(level, before, after),
        *_default(before, after), *_frame(before, after), *_vision(level, before, after),
        *_quotas(level, before, after), *_troubles(level, before, after),
        *_slow(level, before, after),
        *_till(before, after),
        *cast.letters(level, before, after), *comings(level, before, after), *_voices(level, before, after, done),
        *_teams(level, before, after, happened), *_cards(level, before, after), *_decisions(level, after, pins),
        *_letters(level, before, done), *_tags(level, before, after), *_visits(level, before, after, done),
        *_stars(before, after), *_discs(before, after, done), *_too_late(before, after),
        *fading(level, before, after),
    ]  # fmt: skip
    found = in_order(out)
    # However much a week brings, what somebody has written comes next after its weightiest news.
    written = [item for item in found[2:] if item.face is not None][:1]
    return [*found[:1], *written, *(item for item in found[1:] if item not in written)]


def _level_news(level: Level, before: Report, after: Report, happened: Container[str]) -> list[News]:
    out = []
    for item in level.news:
        # Two events may say the same: what has a date alone is new in its week, whatever was told before.
        due = item.when.dated and before.week and not condition_holds(item.when, before, happened)
        holds = condition_holds(item.when, after, happened) and rumours.is_true(level, after, item.shift)
        if holds and (due or f"news {item.text}" not in happened):
            brought = come_back.brought(level, after, item.echo)
            text, brief = f"{item.text} {brought}".rstrip(), come_back.in_brief(level, item.echo, brought)
            out.append(News("level", "chat-circle-dots", text, None, 2, "report_back", brief, item.text))
    return out


def _unlocked(before: Report, after: Report) -> list[News]:
    # What ends something is no news beside what begins it.
    new = [LEVERS[name].title for name in after.levers if name not in before.levers and name != "rest"]
    return [News("unlock", "lightbulb", f"New on your desk: {title}.", None, 2, "round_end") for title in new]


def _cards(level: Level, before: Report, after: Report) -> list[News]:
    """Cards that have come, answers that have taken effect, and what came of those that nobody answered."""
    out = []
    known = {card.index: card for card in before.cards}
    for card in after.cards:
        words, was = level.cards[card.index], known.get(card.index)
        place = f"department {card.department}" if card.department >= 0 else None
        title, then = (card_words(level, card, text) for text in (words.title, words.silence))
        if was is None:
            out.append(News("dilemma", "chat-circle-dots", f"{title}. A card lies on your desk.", place, 2, "dilemma"))
        elif card.settled and not was.settled and card.verb < 0:
            out.append(News("silence", "warning", f"{title}: nobody answered. {then}.", place, 2, "flag_torn"))
        elif card.settled and not was.settled and (card.due > card.answered or card.came_round >= 0):
            text = f"{title}: what you answered has reached everyone."
            if card.came_round >= 0:
                text = f"{title}: the talk is over. {come_back.talked(card.came_round)}"
            out.append(News("answered", "chat-circle-dots", text, place, 2, "letter_arrives"))
    return out


def _default(before: Report, after: Report) -> list[News]:
    if after.default == before.default:
        return []
    return [
        News("default", "megaphone", f"Everyone has heard it: {DEFAULTS[after.default]}.", None, 2, "letter_arrives")
    ]


def _frame(before: Report, after: Report) -> list[News]:
    """What has changed in how the company works: the interest rate, shared tools, the safety net."""
    out = []
    if after.rate != before.rate:
        way = "dearer: shelves will empty" if after.rate > before.rate else "cheaper: shelves will fill"
        out.append(News("rate", "coin", f"Interest is {after.rate}% a year now. Idle stock is {way}.", None, 1))
    if after.tools > before.tools:
        out.append(
            News("tools", "toolbox", f"Shared tools are ready: level {after.tools} of 3.", None, 2, "report_back")
        )
    elif after.building and not before.building:
        text = f"Shared tools are being built, {weeks(after.building)} to go."
        out.append(News("building", "toolbox", text, None, 1))
    if after.net != before.net:
        out.append(News("net", "lifebuoy", f"The safety net hangs at level {after.net} now.", None, 1))
    return out


def _vision(level: Level, before: Report, after: Report) -> list[News]:
    """What becomes of the vision: who steers by it, who shrugs, how far it is; and stories for it."""
    out: list[News] = []
    star, was = after.star, before.star
    if star is None:
        return out
    name = level.vision_names[star.direction]
    if was is None or was.direction != star.direction:
        out.append(News("vision", "star-four", f"The vision is told: {name}.", None, 1, "value_raised"))
        return out
    if not vision_reported(before):
        was = replace(was, way=0.0, steering=0.0, cynicism=0.0)  # it was about the vision before this one
    told = vision_reported(after)
    if told and star.way >= 1.0 > was.way:
        then = "It may hang higher." if "height" in after.levers else "Another may be told."
        out.append(News("star reached", "star-four", f"“{name}” is reached. {then}", None, 2, "stars"))
    if told and star.steering >= 0.5 > was.steering:
        out.append(News("steering", "star-four", f"Half of the people steer by “{name}” now.", None, 2, "report_back"))
    if told and star.cynicism >= SHRUGS > was.cynicism:
        text = f"People shrug at “{name}”: it hangs higher than they believe in."
        out.append(News("shrugging", "warning", text, None, 2, "flag_torn"))
    known = {story.number for story in before.stories}
    fresh = [story for story in after.stories if story.number not in known and story.told == 0]
    if fresh and "retell" in after.levers:
        place = f"team {fresh[0].team}" if fresh[0].team >= 0 else None
        out.append(News("story", "book-open", f"{story_words(level, fresh[0])[1]} It can be retold.", place, 1))
    return out


def _troubles(level: Level, before: Report, after: Report) -> list[News]:
    """Fires that break out and are put out, bad material that turns up and is put right, as reported."""
    out = []
    for kind, icon, teams, words, weight, sound in (
        ("recall", "puzzle-piece", np.flatnonzero((after.faulty > 0) & (before.faulty <= 0)),
         "{} {} with bad material. What they make comes back.", 2, "flag_torn"),
        ("fire", "fire", np.flatnonzero((after.fire > 0) & (before.fire == 0)),
         "Something burns at {}.", 2, "flag_torn"),
        ("fire out", "fire", np.flatnonzero((after.fire == 0) & (before.fire > 0)), "The fire at {} is out.", 1, ""),
        ("put right", "check", np.flatnonzero((after.faulty <= 0) & (before.faulty > 0)),
         "{} {} put the bad material right.", 1, ""),
    ):  # fmt: skip
        if not len(teams):
            continue
        names = _listed([level.team_names[int(team)] for team in teams])
        alone = len(teams) == 1 and int(after.head[int(teams[0])]) == 1
        verb = {"recall": "works" if alone else "work", "put right": "has" if alone else "have"}.get(kind, "")
        text = words.format(names, verb)
        if kind == "recall" and len(teams) > len(after.head) // 2:
            text = "Bad material has come into the whole house. What is made with it comes back."
        out.append(News(kind, icon, text, f"team {int(teams[0])}", weight, sound))
    return out


def _slow(level: Level, before: Report, after: Report) -> list[News]:
    """Departments that are short for a hidden reason, the reason where somebody was visited, and machines that stop."""
    out = []
    was = {(row.department, row.since): row for row in before.shortages}
    for row in after.shortages:
        name, place = level.department_names[row.department], f"department {row.department}"
        known = was.pop((row.department, row.since), None)
        if row.cause >= 0 and (known is None or known.cause < 0):
            says = slow_words(after, row, level.product_names)[1]
            out.append(News("cause", "magnifying-glass-plus", f"{name}: {says}", place, 2, "report_back"))
        elif known is None:
            text = f"{first_upper(in_sentence(name))} is short this week."
            out.append(News("bottleneck", "question", text, place, 2, "backlog_grows"))
    for department, _ in was:
        text = f"{first_upper(in_sentence(level.department_names[department]))} is back at its usual pace."
        out.append(News("bottleneck over", "check", text, f"department {department}", 1))
    count = after.world.departments
    people = np.maximum(np.bincount(after.department, weights=after.head, minlength=count), 1)
    now, then = (np.bincount(after.department, weights=x.equipment * after.head, minlength=count) / people
                 for x in (after, before))  # fmt: skip
    for struck in np.flatnonzero(now < MACHINES_DOWN * then):
        text = f"Half of the machines stand still at {in_sentence(level.department_names[int(struck)])}."
        out.append(News("machines", "gear", text, f"department {int(struck)}", 2, "flag_torn"))
    return out


def _till(before: Report, after: Report) -> list[News]:
    text = till.thins(before, after)
    return [News("runway", "coins", text, "desk", 2, "flag_torn")] if text else []


MACHINES_DOWN = 0.75
"""What is left of a department's equipment after a week when its machines broke."""


def _voices(level: Level, before: Report, after: Report, done: Sequence[Action]) -> list[News]:
    """Who stood in the light, who was made a manager, and managers who left."""
    out = []
    for action in done:
        known = next((who for who in after.candidates if who.team == action.target), None)
        if action.lever == "spotlight" and known is not None:
            name = voice_name(level, after, known)
            text = f"{name} of {level.team_names[action.target]} stood in the light."
            if not known.willing:
                text = f"{name} of {level.team_names[action.target]} would rather not have stood in the light."
            elif known.rival >= 0:
                text += f" At {level.team_names[known.rival]} somebody minds."
            out.append(News("light", "sun", text, f"team {action.target}", 1))
        if action.lever == "promote" and known is not None:
            place = in_sentence(level.department_names[known.department])
            text = f"{voice_name(level, after, known)} manages {place} now."
            out.append(News("manager", "users-three", text, f"team {action.target}", 1))
    for department in np.flatnonzero((before.managers >= 0) & (after.managers < 0)):
        text = f"The manager of {in_sentence(level.department_names[int(department)])} has left."
        out.append(News("manager left", "sign-out", text, f"department {int(department)}", 2))
    return out


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{names[0]} and {names[1]}" if len(names) == 2 else f"{names[0]} and {len(names) - 1} others"


def _teams(level: Level, before: Report, after: Report, happened: Container[str]) -> list[News]:
    """Orders that run out, teams that sleep, teams that are torn; where a wave of flags tears, that alone is said."""
    many = wave(level, before, after, happened)
    out = [many] if many is not None else []
    ordered = after.ordered
    over = np.flatnonzero((ordered[:, 0] >= 0) & (ordered[:, 2] == after.week))
    soon = np.flatnonzero((ordered[:, 0] >= 0) & (ordered[:, 2] == after.week + 1))
    # Those who came in the week before have no job from before; that they have none now is news all the same.
    sleeps, had = asleep(after), (before.job != IDLE) | (before.head == 0)
    idle, though = np.flatnonzero(sleeps & had), _though(level, after)
    untold = (ordered[:, 0] < 0) | (ordered[:, 2] <= after.week)
    still = np.flatnonzero(sleeps & ~had & untold) if though else idle[:0]
    torn = np.flatnonzero((2 * after.stance[:, 3] > after.head) & (2 * before.stance[:, 3] <= before.head))
    for kind, icon, teams, words, weight, sound in (
        ("torn", "warning", torn, "torn inside", 2, "flag_torn"),
        ("idle", "moon", idle, "wait for a letter and sleep", 2, ""),
        ("still idle", "moon", still, "wait still", 0, ""),
        ("over", "hourglass-medium", over, "have come to the end of their order", 2, ""),
        ("soon", "hourglass-medium", soon, "have one week left of their order", 1, ""),
    ):
        if not len(teams) or (kind == "torn" and many is not None):
            continue
        names = [level.team_names[int(team)] for team in teams]
        one = len(names) == 1 and int(after.head[int(teams[0])]) == 1
        said = (
            words.replace("have", "has").replace("wait ", "waits ").replace("sleep", "sleeps").replace("their", "the")
            if one
            else words
        )
        verb = "" if kind != "torn" else "is " if one else "are "
        what = torn_over(level, after, int(after.department[int(teams[0])])) if kind == "torn" else []
        said += f" over {what[0].words}" if what else ""
        line, more = f"{_listed(names)} {verb}{said}", though if "idle" in kind else ""
        brief = f"{line}." if more else ""
        out.append(News(kind, icon, f"{line}{more}.", f"team {int(teams[0])}", weight, sound, brief))
    return out


def _though(level: Level, report: Report) -> str:
    """What is owed most while somebody sleeps, as the end of a sentence; empty where nobody waits for a piece."""
    most = int(np.argmax(report.backlog))
    if report.backlog[most] < 1.0:
        return ""
    return f", while {goods.waits(level, most, float(report.backlog[most]))[0].rstrip('.')}"


def _decisions(level: Level, after: Report, pins: Sequence[Pin]) -> list[News]:
    """Where decisions stand in their life: past the worst, or seen at the desk."""
    out = []
    for pin in pins:
        if lever_kind(pin.action.lever) == "order" or pin.sent >= after.week:
            continue
        words = slip(level, pin.action)
        place = place_of(level, pin.action.lever, pin.action.target)
        if pin.worst >= 0 and after.week == pin.worst + 1:
            out.append(News("worst", "trend-down", f"{words}. The worst of it should be over.", place, 2))
        if after.week == pin.seen + 1:
            out.append(News("seen", "eye", f"{words}. {_where_seen(level, pin.action)}", place, 2, "report_back"))
    return out


def _where_seen(level: Level, action: Action) -> str:
    """What there is to read of a decision once reports tell of it, and where."""
    if action.lever == "tag":
        market = level.market_names[level.product_market[action.target]]
        return f"How much is made and sold under it can be read at {market} now."
    return {
        "default": "Who waits under it, and what everybody makes, can be read on the board and under “Orders” now.",
        "declare": "Who agrees with it, and who is torn by it, can be read under “Values” now.",
        "retire": "What its end has done to morale and trust can be read at the top now.",
        "tell": "How many believe in it can be read under “Values” now.",
    }[action.lever]


def _too_late(before: Report, after: Report) -> list[News]:
    """Once, when the first week comes whose letters would be read only after the end."""
    travels, weeks_of = after.world.letter_weeks, after.world.weeks
    if not travels or after.over or not before.week + travels < weeks_of <= after.week + travels:
        return []
    text = (
        f"Nothing that is sent now lands in time: letters need {weeks(travels)}, and {weeks(weeks_of - after.week)} "
        f"{'is' if weeks_of - after.week == 1 else 'are'} left."
    )
    return [News("too late", "hourglass-medium", text, "desk", 1)]


def _letters(level: Level, before: Report, done: Sequence[Action]) -> list[News]:
    """Letters that were read in the week."""
    read = [(x.lever, x.target, x.amount) for x in before.letters if x.due <= before.week]
    if before.world.letter_weeks == 0:
        read += [(a.lever, a.target, a.amount) for a in of_the_desk(done) if LEVERS[a.lever].travels]
    out = []
    for lever, target, amount in read:
        if lever == "default":
            continue
        words = slip(level, Action(lever, target, amount))
        out.append(
            News(
                "read",
                "envelope",
                f"{words}. The letter has been read.",
                place_of(level, lever, target),
                1,
                "letter_arrives",
            )
        )
    return out


def _quotas(level: Level, before: Report, after: Report) -> list[News]:
    """Quotas that are heard of, that prove out of reach, and that have run out."""
    out = []
    was = {row.department: row for row in before.quotas}
    for row in after.quotas:
        place = f"department {row.department}" if row.department >= 0 else None
        there = level.department_names[row.department] if row.department >= 0 else "Everyone"
        goods, old = level.product_names[row.product], was.pop(row.department, None)
        if old is None or (old.product, old.pieces) != (row.product, row.pieces):
            out.append(News("quota", "hash", f"{there}: {row.pieces:,} {goods} a week, they have heard it.", place, 1))
        elif 0 <= row.met < SHORT and not 0 <= old.met < SHORT:
            made = round(row.met * row.pieces)
            text = f"{there} cannot reach it: {made:,} of {row.pieces:,} {goods} a week were made."
            out.append(News("out of reach", "hash", text, place, 2, "report_back"))
    for row in was.values():
        place = f"department {row.department}" if row.department >= 0 else None
        there = level.department_names[row.department] if row.department >= 0 else "Everyone"
        goods = level.product_names[row.product]
        out.append(News("quota over", "hash", f"{there}: the quota of {goods} has run out.", place, 1))
    return out


def _tags(level: Level, before: Report, after: Report) -> list[News]:
    hanging = {tag.product for tag in after.tags}
    gone = [tag.product for tag in before.tags if tag.product not in hanging]
    return [
        News(
            "tag over",
            "tag",
            f"The tag on {level.product_names[product]} has expired.",
            f"market {level.product_market[product]}",
            2,
        )
        for product in gone
    ]


def _visits(level: Level, before: Report, after: Report, done: Sequence[Action]) -> list[News]:
    out = []
    for action in done:
        if action.lever == "visit":
            name = level.team_names[action.target]
            out.append(
                News("visit", "eye", f"You have seen what {name} can do.", f"team {action.target}", 1, "report_back")
            )
    seen = {action.target for action in done if action.lever == "visit"}
    learnt = np.flatnonzero((known_skills(after) > known_skills(before)).any(axis=1))
    for team in learnt:
        if int(team) not in seen:
            name = level.team_names[int(team)]
            out.append(
                News("learnt", "graduation-cap", f"You have worked beside {name} and know more.", f"team {int(team)}")
            )
    return out


def _stars(before: Report, after: Report) -> list[News]:
    had, has = before.stars() if before.week else 0, after.stars()
    if has > had:
        return [News("star", "star", f"The mark of star {has} is passed.", None, 1, "stars")]
    if has < had and before.week > 1:
        return [News("star lost", "star", f"Back below the mark of star {had}.", None, 1)]
    return []


def _discs(before: Report, after: Report, done: Sequence[Action]) -> list[News]:
    spent = sum(price(before.world, action)[0] for action in done)
    back = after.discs_free - before.discs_free + spent
    if back <= 0:
        return []
    words = "A disc is" if back == 1 else f"{back} discs are"
    return [News("disc", "hand-pointing", f"{words} back at the desk.", "desk", 0, "disc_back")]


def standing(level: Level, report: Report) -> list[News]:
    """What can be said while nothing is new: who waits, who is owed most, and what was served."""
    if report.week == 0:
        runs = "the room lets it run" if report.world.room else "then let the clock run"
        return [News("", "clock", f"Week 1 has not begun. Look around, {runs}.")]
    out = []
    waiting = np.flatnonzero(asleep(report))
    if len(waiting):
        names = _listed([level.team_names[int(team)] for team in waiting])
        verb = "waits" if len(waiting) == 1 and int(report.head[int(waiting[0])]) == 1 else "wait"
        brief = f"{len(waiting)} wait." if len(waiting) > 1 else ""
        out.append(News("", "moon", f"{names} {verb} for a letter.", f"team {int(waiting[0])}", brief=brief))
    owed = int(np.argmax(report.backlog))
    if report.backlog[owed] >= 1.0:
        market = level.product_market[owed]
        text, brief = goods.waits(level, owed, float(report.backlog[owed]))
        out.append(News("", "basket", text, f"market {market}", brief=brief))
    if unreported(report):
        return out or [News("", "hourglass-medium", "No report of what was made has come yet.", brief="No report yet.")]
    served = f"{100 * report.served:.0f}%"
    return [*out, News("", "chart-bar", f"{served} of what was asked last was served.", brief=f"{served} served.")]
