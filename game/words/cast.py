"""The people whom a level follows by name, in words: what they are like, what they remember, what they write.

All of it is read off a report. A letter is news as the rest of it is: a cause that holds this week and did not before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from game.levels import Level
from game.levels.cast import CAST, NUMBER, Person
from game.levels.names import in_sentence
from game.sim.company.influence import QUIET
from game.sim.company.seats import awaited
from game.sim.desk.lives import Life, Placed
from game.sim.desk.reports import Report
from game.sim.ledger import MORALE_CAUSES
from game.sim.values import LEAVING, REASONS, TEMPERAMENTS
from game.words.actions import first_upper
from game.words.explain import calendar, points, quoted, temperament_words, weeks
from game.words.letters import HIGH_CAUSES, LOW_CAUSES, TEXTS
from game.words.meanings import REASON_ICONS
from game.words.newsline import News
from game.words.torn import STITCHED, TORN, torn_over

NEWS_WEEKS = 3
"""Weeks for which a visit or the light is still what somebody would speak of first."""
WAITS, WAITS_LONG = 2, 5
"""Weeks without work after which somebody writes, and writes again."""
LOW, HIGH = 0.4, 0.8
"""Morale below and from which somebody writes of it."""
BETTER = (0.2, 0.1)
"""Gains in method that somebody writes of, the largest first."""
LONG_SINCE = 8
"""Weeks after which a visit was missed."""
CLEARLY = 0.15
"""How much better a team must be at one product than at any other to say so."""
LOUDLY = ("left", "leaning", "leads")
"""Causes whose letters stop a skipping clock; that of somebody who thinks of leaving is news of a kind of its own."""


@dataclass(frozen=True)
class Cause:
    """Why somebody would write: a key that stays the same while it lasts, and what they write."""

    key: str
    text: str


def people(report: Report, team: int) -> list[Life]:
    """Those of the cast who are in a team, whoever speaks for the department first."""
    return sorted((life for life in report.cast if life.team == team and life.here), key=lambda life: life.heads < 0)


def parted(report: Report, team: int) -> list[Life]:
    """Those of the cast who were in a team and have left."""
    return [life for life in report.cast if life.team == team and not life.here]


def person(level: Level, life: Life) -> Person:
    """Who somebody of the cast is."""
    return level.person(life.who)


def temperament(level: Level, report: Report, life: Life) -> str:
    """How somebody is, by a name in TEMPERAMENTS: where everybody works alone, as the report has it."""
    if report.world.team_size == 1:
        return TEMPERAMENTS[int(report.temperament[life.team])].name
    return person(level, life).temperament


# What they would speak of


def causes(level: Level, report: Report, life: Life) -> list[Cause]:
    """Everything somebody would write of now, what weighs most first."""
    found = [*_parting(report, life), *_of_rank(level, life), *_of_team(level, report, life)]
    found += _of_deeds(level, report, life)
    voice = next(n for n, kind in enumerate(TEMPERAMENTS) if kind.name == temperament(level, report, life))
    own = int(report.temperament[life.team])
    out = []
    for key, name, words in found:
        text = TEXTS[name]
        # Which work is wrong for a team follows from how the team is, whoever writes of it.
        said = text if isinstance(text, str) else text[own if name == "wrong" else voice]
        out.append(Cause(key, said.format(**words)))
    return out


def thinks_of_leaving(report: Report, life: Life) -> bool:
    """Whether somebody thinks of leaving, as far as word of it has come from their team."""
    return life.here and life.leaning >= 0 and int(report.restless[life.team]) > 0


_Found = tuple[str, str, dict[str, object]]


def _parting(report: Report, life: Life) -> list[_Found]:
    names = tuple(LEAVING)
    if not life.here:
        return [("left", f"left {names[life.why]}", {})]
    return [("leaning", f"leaning {names[life.leaning]}", {})] if thinks_of_leaving(report, life) else []


def _of_rank(level: Level, life: Life) -> list[_Found]:
    if not (life.leads and life.here):
        return []
    department = life.team // level.world.teams_per_department
    return [("leads", "leads", {"place": in_sentence(level.department_names[department])})]


def _of_team(level: Level, report: Report, life: Life) -> list[_Found]:
    """What goes on in somebody's team, as reported."""
    team, job = life.team, int(report.job[life.team])
    if not life.here or not report.there[team]:
        return []
    out: list[_Found] = []
    if report.fire[team] > 0:
        out.append(("fire", "fire", {}))
    if report.faulty[team] > 0:
        out.append(("faulty", "faulty", {}))
    if 2 * int(report.stance[team, TORN] + report.stance[team, STITCHED]) > int(report.head[team]):
        over = torn_over(level, report, int(report.department[team]))
        words = over[0].name[:1].upper() + over[0].name[1:] if over else ""
        out.append((f"torn {words}", "torn" if over else "torn alone", {"Over": words}))
    if life.waiting >= WAITS_LONG:
        out.append(("waiting long", "waiting long", {"weeks": life.waiting}))
    elif life.waiting >= WAITS:
        out.append(("waiting", "waiting", {}))
    if life.wrong and 0 <= job < len(level.product_names):
        name = level.product_names[job]
        out.append((f"wrong {job}", "wrong", {"job": name, "Job": name[:1].upper() + name[1:]}))
    return out


def _of_deeds(level: Level, report: Report, life: Life) -> list[_Found]:
    """What the desk did, and how it goes."""
    if not life.here:
        return []
    out: list[_Found] = []
    if life.lit >= 0 and report.week - life.lit <= NEWS_WEEKS:
        out.append((f"lit {life.lit}", "lit quiet" if life.came == QUIET else "lit", {}))
    if life.visits and report.week - life.visits[-1] <= NEWS_WEEKS:
        out += _of_visit(level, report, life)
    if report.short_pay_weeks:
        out.append(("short", "short", {}))
    broken = max(report.banners, key=lambda banner: banner.betrayed, default=None)
    if broken is not None and broken.betrayed > broken.lived:
        deed = broken.betrayed_by[:1].lower() + broken.betrayed_by[1:]
        words: dict[str, object] = {"banner": broken.name.upper(), "deed": deed}
        out.append((f"betrayed {broken.name} {broken.betrayed_by}", "betrayed", words))
    if life.pushed:
        out.append((f"pushed {life.pushed}", "pushed", {}))
    if life.heard:
        out.append((f"asked {life.heard}", "asked", {}))
    gain = next((gain for gain in BETTER if report.method[life.team] >= 1.0 + gain), 0.0)
    if gain:
        out.append((f"better {gain}", "better", {"percent": points(gain)}))
    return out + _of_mood(report, life.team)


def _of_visit(level: Level, report: Report, life: Life) -> list[_Found]:
    """What the last visit brought: the first one a word, a later one what was to be seen, or how long it had been."""
    *earlier, last = life.visits
    if not earlier:
        return [(f"visit {last}", "visit", {})]
    best, job = best_at(report, life.team), int(report.job[life.team])
    if best >= 0 and 0 <= job < len(level.product_names) and best != job:
        names = [level.product_names[n] for n in (best, job)]
        return [(f"visit best {best} {job}", "visit best", dict(zip(("best", "job"), names, strict=True)))]
    if last - earlier[-1] >= LONG_SINCE:
        return [(f"visit {last}", "visit again", {"weeks": last - earlier[-1]})]
    return []


def best_at(report: Report, team: int) -> int:
    """The product that a team makes best as far as the desk knows all it can do, clearly before the next; else −1."""
    skill = report.skill[team]
    if np.isnan(skill).any() or skill.size < 2:
        return -1
    second, first = np.sort(skill)[-2:]
    return int(skill.argmax()) if first >= second + CLEARLY else -1


def _of_mood(report: Report, team: int) -> list[_Found]:
    """How somebody's team feels, and what it owes that to, as reported."""
    morale, account = float(report.morale[team]), dict(zip(MORALE_CAUSES, report.causes[team], strict=True))
    if morale < LOW:
        worst = min(LOW_CAUSES, key=lambda name: account[name])
        return [(f"low {worst}", "low", {"cause": LOW_CAUSES[worst]})] if account[worst] < 0 else []
    if morale >= HIGH:
        best = max(HIGH_CAUSES, key=lambda name: account[name])
        return [(f"high {best}", "high", {"cause": HIGH_CAUSES[best]})] if account[best] > 0 else []
    return []


def says(level: Level, report: Report, life: Life) -> str:
    """What somebody would say first, were you to ask now; "" if nothing is on their mind."""
    found = causes(level, report, life)
    return found[0].text if found else ""


# What they write


def letters(level: Level, before: Report, after: Report) -> list[News]:
    """The letter of the week: the weightiest new thing that one of the cast has to write of, and every farewell."""
    was = {life.who: life for life in before.cast}
    found: list[tuple[int, int, News]] = []
    for life in after.cast:
        old = was.get(life.who)
        if old is None or not old.here:
            continue
        known = {cause.key for cause in causes(level, before, old)}
        fresh = [cause for cause in causes(level, after, life) if cause.key not in known]
        if thinks_of_leaving(before, old) and life.here and life.leaning < 0:
            fresh.append(Cause("stayed", str(TEXTS["stayed"])))
        if fresh:
            rank = _rank(fresh[0].key)
            found.append((rank, (life.who + after.week) % len(CAST), _letter(level, after, life, fresh[0])))
    found.sort(key=lambda row: row[:2])
    farewells = [row[2] for row in found if row[0] == 0]
    return farewells or [row[2] for row in found[:1]]


_RANKS = ("left", "leads", "leaning", "lit", "fire", "torn", "waiting", "wrong", "faulty", "visit", "stayed", "short")


def _rank(key: str) -> int:
    word = key.split(" ")[0]
    return _RANKS.index(word) if word in _RANKS else len(_RANKS)


def _letter(level: Level, report: Report, life: Life, cause: Cause) -> News:
    word = cause.key.split(" ")[0]
    who, loud, kind = person(level, life), word in LOUDLY, "leaving" if word == "leaning" else "letter"
    where = "" if level.world.team_size == 1 else f", {level.team_names[life.team]}"
    gone = "" if life.here else " leaves" if not where else ", leaves"
    return News(
        kind, "envelope-open", f"{who.name}{where}{gone}: {quoted(cause.text)}", f"team {life.team}",
        2 if loud else 1, "letter_arrives", f"{who.name}: {quoted(cause.text)}", face=face_of(report, life),
    )  # fmt: skip


def face_of(report: Report, life: Life) -> tuple[int, int]:
    """The face somebody shows: who it is, and the step 0…4 of their team's morale, −1 for somebody who has left."""
    step = min(4, int(round(100 * float(report.morale[life.team])) // 20))
    return life.who, step if life.here else -1


def face_at(report: Report, seat: int) -> tuple[int, int] | None:
    """The face of whoever of the cast sits at a seat; None where nobody does."""
    return next((face_of(report, life) for life in report.cast if life.seat == seat and life.here), None)


# What is known of them


def facts(level: Level, report: Report, life: Life) -> list[tuple[str, str]]:
    """Three facts of somebody that follow from what happened, what tells most first: icons and short texts."""
    found = [*_place(level, report, life), *_remembered(report, life), *_standing(level, report, life)]
    return found[:3]


def _place(level: Level, report: Report, life: Life) -> list[tuple[str, str]]:
    if not life.here:
        return [("sign-out", f"Left in week {calendar(life.left)}. {tuple(LEAVING.values())[life.why]}")]
    if life.leads:
        department = level.department_names[int(report.department[life.team])]
        return [("users-three", f"Manages {in_sentence(department)}")]
    if thinks_of_leaving(report, life):
        return [("sign-out", f"Thinks of leaving. {tuple(LEAVING.values())[life.leaning]}")]
    if life.heads >= 0:
        return [("megaphone", f"Speaks for {in_sentence(level.department_names[life.heads])}")]
    return []


def _remembered(report: Report, life: Life) -> list[tuple[str, str]]:
    """What the desk did to somebody, the heaviest first."""
    rows = (
        (life.waiting >= WAITS, 9, "hourglass-medium", f"Has waited {weeks(life.waiting)} for a word"),
        (life.lit >= 0, 8, "sun", f"Stood in the light in week {calendar(life.lit)}"),
        (life.against >= 2, 7 if life.wrong else 5, "envelope", f"{weeks(life.against)} on work that is not theirs"),
        (life.pushed > 0, 6, "hand", f"Overruled {_times(life.pushed)}"),
        (life.heard > 0, 2, "handshake", f"Asked {_times(life.heard)} before you decided"),
        (life.short > 0, 4, "coins", f"{weeks(life.short)} on short pay"),
        (life.waiting < WAITS <= life.waited, 3, "hourglass-medium", f"{weeks(life.waited)} without work so far"),
        (bool(life.visits), 6, "eye", _visits(life)),
    )
    return [(icon, text) for holds, _, icon, text in sorted(rows, key=lambda row: -row[1]) if holds]


def _visits(life: Life) -> str:
    if len(life.visits) < 2:
        return f"You came by in week {calendar(life.visits[0])}" if life.visits else ""
    return f"You came by {_times(len(life.visits))}, last in week {calendar(life.visits[-1])}"


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def _standing(level: Level, report: Report, life: Life) -> list[tuple[str, str]]:
    """How somebody stands to their team and to the desk."""
    kind, team = TEMPERAMENTS[int(report.temperament[life.team])].name, level.world.team_size > 1
    own = temperament(level, report, life)
    out, job = [], int(report.job[life.team])
    if life.visits:
        name = tuple(REASONS)[life.came]
        out.append((REASON_ICONS[name], f"Came for {REASONS[name].lower()}"))
    if team:
        out.append(("users", f"{temperament_words(own, 1)} among {kind}"))
    best = best_at(report, life.team)
    if best >= 0:
        out.append(("medal", f"Best at {level.product_names[best]}, as you have seen"))
    elif 0 <= job < len(level.product_names):
        out.append(("toolbox", f"Makes {level.product_names[job]}"))
    elif life.here:
        improves = job == len(level.product_names)
        out.append(("toolbox", "Works on improving") if improves else ("moon", "Has nothing to do"))
    out.append(("handshake", "Trusts you" if life.trusting else "Waits to see whether to trust you"))
    if not life.visits:
        out.append(("eye-slash", "You have never come by"))
    return out


# From level to level

DEEDS: dict[str, tuple[Callable[[Life], bool], str]] = {
    "left": (lambda life: not life.here, "left you {there}"),
    "leads": (lambda life: life.leads, "was made a manager by you {there}"),
    "lit": (lambda life: life.lit >= 0, "stood in the light {there}"),
    "leaning": (lambda life: life.leaning >= 0, "was about to leave {there}"),
    "wrong": (lambda life: life.against >= 6, "was kept at the wrong work {there}"),
    "waited": (lambda life: life.waited >= 6, "was left waiting {there}"),
    "pushed": (lambda life: life.pushed > life.heard, "was overruled {there}"),
    "short": (lambda life: life.short > 0, "went on short pay for you {there}"),
    "heard": (lambda life: life.heard > 0, "was asked before you decided {there}"),
    "visited": (lambda life: len(life.visits) > 0, "has not forgotten your visit {there}"),
}
"""What somebody may carry into the next level, the heaviest first: a word to keep it by, when it holds, and how it is
told."""


@dataclass(frozen=True)
class Memory:
    """What the cast takes along from the level played last: its title, and a word of DEEDS by the name of each.

    number: of the level in the campaign, 0 of one beside it.
    """

    title: str = ""
    deeds: Mapping[str, str] = field(default_factory=dict)
    number: int = 0


def remembered(level: Level, report: Report) -> Memory:
    """What everyone of the cast takes along from a level that is over."""
    out = {}
    for life in report.cast:
        kept = next((word for word, (holds, _) in DEEDS.items() if holds(life)), "")
        if kept:
            out[person(level, life).name] = kept
    return Memory(level.title, out, level.number)


def recalled(level: Level, memory: Memory, most: int = 3) -> list[tuple[int, str]]:
    """What those of the cast whom a level follows remember of the level played before, the heaviest first.

    Returns their numbers in CAST with a sentence each; nothing where nothing is known, or where the same level is
    played again or an earlier one, in which it has not happened yet.
    """
    here = {row.who: row for row in level.cast}
    before = memory.title != level.title and not 0 < level.number < memory.number
    out: list[tuple[int, str]] = []
    for word, (_, told) in DEEDS.items() if before else ():
        for name, kept in memory.deeds.items():
            who = NUMBER.get(name, -1)
            if kept != word or who not in here:
                continue
            text = f"{name} {told.format(there=f'in {memory.title}')}"
            if word == "left":
                text += f", and is back: {CAST[who].pronoun} {_now(level, here[who])}"
            out.append((who, f"{text}."))
    return out[:most]


def founding(level: Level) -> list[Placed]:
    """Those of the cast who are there from the first week: whoever comes later is not met before."""
    later = awaited(level.world, 0)
    return [row for row in level.cast if row.team < 0 or not later[row.team]]


def introduced(level: Level, row: Placed) -> str:
    """Who somebody of the cast is, before a level: how they are, and where they work."""
    who = level.person(row.who)
    kind = temperament_words(who.temperament, 1)
    if level.world.team_size == 1:
        return "Comes along from here on." if row.who < len(CAST) else "Works here."
    place = in_sentence(level.department_names[row.department]) if row.team < 0 else level.team_names[row.team]
    now = _now(level, row)
    heads = f"{who.pronoun.capitalize()} {now}." if row.who < len(CAST) else f"{first_upper(now).removesuffix(' now')}."
    return f"{kind}, at {place}. {heads}" if row.heads >= 0 else f"{kind}, at {place}."


def _now(level: Level, row: Placed) -> str:
    """What somebody who has come back is now."""
    if row.heads >= 0:
        return f"speaks for {in_sentence(level.department_names[row.heads])} now"
    with_others = row.team >= 0 and level.world.team_size > 1  # a team of one is called like somebody else
    return f"works with {level.team_names[row.team]} now" if with_others else "works here again"


def recalled_news(level: Level, memory: Memory) -> list[News]:
    """The same as news of the first week."""
    return [News("memory", "envelope-open", text, None, 1, face=(who, 2)) for who, text in recalled(level, memory)]


# Over a quarter


def quarter(level: Level, before: Report, after: Report, most: int = 3) -> list[tuple[tuple[int, int], str, str]]:
    """What became of the cast between two reports, the weightiest first: face, name, and a sentence.

    A farewell, a new post, a thought of leaving come before what somebody would say at its end.
    """
    was = {life.who: life for life in before.cast}
    rows = []
    for life in after.cast:
        old = was.get(life.who)
        if old is None or not old.here:
            continue
        known = {cause.key for cause in causes(level, before, old)}
        fresh = next((cause for cause in causes(level, after, life) if cause.key not in known), None)
        if fresh is not None:
            where = "" if level.world.team_size == 1 else f", {level.team_names[life.team]}"
            gone = "" if life.here else " has left" if not where else ", has left"
            name = f"{person(level, life).name}{where}{gone}"
            rows.append((_rank(fresh.key), life.who, (face_of(after, life), name, quoted(fresh.text))))
    return [row for *_, row in sorted(rows, key=lambda row: row[:2])[:most]]
