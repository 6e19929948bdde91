"""The list at the left: departments with morale and the age of their news, or people by name while there are few."""

from __future__ import annotations

import numpy as np

from game.board import style
from game.session import earned
from game.sim.values import IDLE
from game.view.cards import heard
from game.view.cards.side import EDGE, TITLE, Side, age, job_mark, order_weeks_left, title
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.steps import Steps
from game.words import explain
from game.words.actions import first_upper
from game.words.aims import aim_words, way
from game.words.arriving import nobody_yet
from game.words.explain import news_age, points, weeks
from game.words.figures import less, of_score
from game.words.tally import asleep, tally

ROW = 48.0
LINE = 42.0
LEGEND = 28.0
SMALL_TILES = 90
"""With more teams than this, a tile is too small for a pawn a person."""
ROWS_A_STEP = 2
"""Departments that are painted without a pause."""
AIM_LETTERS = 31
"""Letters of an aim that surely fit on a line; the card's height is reckoned by it."""


def height(side: Side) -> float:
    """The logical height the list needs."""
    tabs = heard.TABS - 6 if side.report.rumours else 0.0
    if side.small():
        return tabs + TITLE + LINE * (len(side.report.head) + 1) + 8
    return tabs + TITLE + ROW * side.report.world.departments + (LEGEND if _in_tens(side) else 0.0) + 8


def signature(side: Side) -> tuple[object, ...]:
    """What the list shows."""
    return (*side.mark, "list", side.table.selected)


def paint(p: Panel, top: float, side: Side) -> Steps:
    """Paints the list from `top`, under the tabs if anything is heard; returns the y below it."""
    top = heard.paint_tabs(p, top, side) - 6 if side.report.rumours else top
    yield
    if side.small():
        return _people(p, top, side)
    return (yield from _departments(p, top, side))


def _departments(p: Panel, top: float, side: Side) -> Steps:
    report = side.report
    text = "What reached the desk: morale, the age of the news, and how many you know the craft of."
    about = Tip("Departments", text)
    y = title(p, top, "Departments", "as reported", key="side-departments", tip=about)
    for department in range(report.world.departments):
        _department(p, y, side, department)
        y += ROW
        if department % ROWS_A_STEP == ROWS_A_STEP - 1:
            yield
    if _in_tens(side):
        p.pawn(EDGE + 20, y + LEGEND - 5, 19, people=10)
        p.text(EDGE + 42, y + LEGEND / 2 - 1, "one pawn is 10 people", size=style.SECONDARY,
               colour=p.palette.second, at="middle", width=p.width - 2 * EDGE - 46)  # fmt: skip
        y += LEGEND
    return y + 8


def _in_tens(side: Side) -> bool:
    """Whether a pawn on the board stands for ten people: where teams are large, or their tiles small."""
    return int(side.report.head.max()) > 10 or len(side.report.head) > SMALL_TILES


def _nobody(p: Panel, y: float, side: Side, department: int) -> None:
    """The row of a department whose people all come later."""
    told = nobody_yet(side.report, [int(team) for team in np.flatnonzero(side.report.department == department)])
    name, box = side.names.departments[department], (EDGE, y, p.width - 2 * EDGE, ROW - 6)
    widgets.row(p, "side-department", box, value=department, chosen=side.table.chosen("department") == department,
                tip=Tip(name, told))  # fmt: skip
    room = p.width - 2 * EDGE - 50
    p.text(EDGE + 42, y + 15, name, size=style.SUBTITLE, family="serif", colour=p.palette.second, at="middle",
           width=room)  # fmt: skip
    p.text(EDGE + 42, y + 34, told.partition(". ")[2], size=style.SECONDARY, colour=p.palette.second, at="middle",
           width=room)  # fmt: skip


def _department(p: Panel, y: float, side: Side, department: int) -> None:
    pal, report = p.palette, side.report
    counts = tally(report)
    teams = counts.teams_of[department]
    if not len(teams):
        _nobody(p, y, side, department)
        return
    shown, old = points(float(counts.morale[department])), int(counts.age[department])
    known, waiting, burning, faulty, people = (
        int(column[department])
        for column in (counts.known, counts.waiting, counts.burning, counts.faulty, counts.people)
    )
    name = side.names.departments[department]
    text = (
        f"{side.counted(len(teams), 'team', 'teams')}, {side.counted(people, 'person', 'people')}. "
        f"Morale {shown} of 100, {'last week' if old == 0 else f'as it was {weeks(old)} before last'}. "
        f"You know the craft of {known} of {len(teams)}{f'; {waiting} wait for orders' if waiting else ''}."
        f"{f' Something burns in {burning}.' if burning else ''}"
        f"{f' {faulty} work with bad material.' if faulty else ''}"
        f"{f' {explain.SLOW_TITLE}.' if explain.shortage_of(report, department) else ''}"
    )
    box = (EDGE, y, p.width - 2 * EDGE, ROW - 6)
    chosen = side.table.chosen("department") == department
    widgets.row(p, "side-department", box, value=department, chosen=chosen, tip=Tip(name, text))
    job_mark(p, side.names, int(counts.main_job[department]), EDGE + 20, y + 20, 13)
    x, right = EDGE + 42, p.width - EDGE - 10
    x += age(p, x, y + 34, old) + 8
    slow, craft = explain.shortage_of(report, department), f"{known}/{len(teams)}"
    signs = [(piece, str(count)) for piece, count in (("fire", burning), ("faulty", faulty)) if count]
    room = right - x - sum(20 + _wide(p, count) for _, count in signs) - (20 if slow else 0)
    wait = f"{waiting} wait" if 26 + _wide(p, craft) + 18 + _wide(p, f"{waiting} wait") <= room else f"{waiting}"
    if 26 + _wide(p, craft) + (18 + _wide(p, wait) if waiting else 0) <= room:  # how much is known yields first
        p.piece("skill-unknown", x + 7, y + 34, 0.72)
        x += 18 + p.text(x + 18, y + 34, craft, size=style.SECONDARY, weight=700, colour=pal.second, at="middle") + 8
    for piece, number in signs:
        p.piece(piece, x + 5, y + 33, 0.5 if piece == "fire" else 0.54)
        x += 14 + p.text(x + 14, y + 34, number, size=style.SECONDARY, weight=800, colour=pal.bad, at="middle") + 6
    if slow:
        p.icon("warning", x + 6, y + 34, 14, pal.bad, "fill")
        x += 20
    p.face(shown, right - 10, y + 15, 21)
    wide = p.text(right - 26, y + 15, str(shown), size=style.STAT, weight=800, align="right", at="middle")
    room = right - 26 - wide - 8 - (EDGE + 42)
    size = style.SUBTITLE if p.measure(name, style.SUBTITLE, family="serif") <= room else style.SECONDARY
    p.text(EDGE + 42, y + 14, name, size=size, family="serif", at="middle", width=room)
    if waiting:
        told = p.text(right, y + 34, wait, size=style.SECONDARY, weight=800, colour=pal.bad,
                      align="right", at="middle")  # fmt: skip
        p.icon("hourglass-medium", right - told - 9, y + 34, 12, pal.bad, "fill")
    elif right - x >= 24:
        wide = min(50.0, right - x)
        widgets.meter(p, (right - wide, y + 32, wide, 5), shown / 100, morale_ink(p, shown))


def _wide(p: Panel, words: str) -> float:
    """The width of a figure in the second line of a row."""
    return p.measure(words, style.SECONDARY, weight=800)


def morale_ink(p: Panel, shown: float) -> tuple[int, int, int]:
    """The colour of a morale bar on a card, dark enough to be seen there."""
    step = p.palette.morale[style.morale_step(shown)]
    return style.mix(step, p.palette.ink if p.palette.theme == "light" else style.WHITE, 0.28)


def _people(p: Panel, top: float, side: Side) -> float:
    report = side.report
    about = Tip("Your company", "Everyone by name, and what they were doing when you last heard.")
    head = side.counted(report.people, "person", "people")
    y = title(p, top, "Your company", head, key="side-departments", tip=about)
    widgets.row(
        p,
        "side-desk",
        (EDGE, y, p.width - 2 * EDGE, LINE - 5),
        value=True,
        chosen=side.table.selected == "desk",
        tip=Tip("Your desk", "The default, the reports, and your decisions."),
    )
    p.pawn(EDGE + 20, y + 33, 27, kind="leader")
    p.text(EDGE + 42, y + LINE / 2 - 3, "You", size=style.SUBTITLE, weight=800, at="middle")
    p.text(p.width - EDGE - 10, y + LINE / 2 - 3, "at the desk", size=style.SECONDARY, colour=p.palette.second,
           align="right", at="middle")  # fmt: skip
    y += LINE
    for team in range(len(report.head)):
        _person(p, y, side, team)
        y += LINE
    return y + 8


def _person(p: Panel, y: float, side: Side, team: int) -> None:
    pal, report = p.palette, side.report
    job, shown = int(report.job[team]), points(float(report.morale[team]))
    doing = explain.activity(report, team, side.names.products)
    left = order_weeks_left(side.report, team)
    name = side.names.teams[team]
    people = int(report.head[team])
    old = news_age(report, team)
    text = f"{first_upper(doing)}{f', {weeks(left)} of the order left' if left else ''}. Morale {shown}. " + (
        "Seen last week." if old == 0 else f"The news is {weeks(old)} old."
    )
    text = text if people else f"{first_upper(doing)}."
    widgets.row(
        p,
        "side-team",
        (EDGE, y, p.width - 2 * EDGE, LINE - 5),
        value=team,
        chosen=side.table.chosen("team") == team,
        tip=Tip(name, text),
    )
    if job == IDLE:
        p.pawn(EDGE + 19, y + 28, 21, kind="asleep")
    else:
        job_mark(p, side.names, job, EDGE + 20, y + 19, 13)
    right = p.width - EDGE - 10
    if people:
        p.face(shown, right - 9, y + 19, 19)
        p.text(right - 23, y + 19, str(shown), size=style.BODY, weight=800, align="right", at="middle")
    room = right - 46 - (EDGE + 42)
    p.text(EDGE + 42, y + 12, name if people <= 1 else f"{name} · {people}", weight=800, at="middle", width=room)
    words = f"{doing}, {left} wk" if left else doing
    words = words if p.measure(words, style.SECONDARY) <= room else doing
    p.text(EDGE + 42, y + 28, words, size=style.SECONDARY, at="middle", width=room,
           colour=pal.bad if job == IDLE else pal.second)  # fmt: skip


def aim_height(side: Side) -> float:
    """The logical height of the aim card."""
    aim = side.table.level.aim
    lines = -(-len(aim.text) // AIM_LETTERS) if aim is not None else 0
    return 60 + 34 * 3 + 8 + 18 * lines + (22 if way_height(side) else 0)


def way_height(side: Side) -> float:
    """The logical height of the row that says how far the aim is kept; 0 where nothing of it is counted."""
    return 0.0 if way(side.table.session) is None else 34.0


def paint_way(p: Panel, top: float, side: Side) -> float:
    """How far the aim is kept, over what stands where the aim stood; returns the y below it."""
    return _paint_way(p, top + 10, side) + 2


def paint_aim(p: Panel, top: float, side: Side) -> Steps:
    """The level's aim and the three stars on the way there; returns the y below it."""
    pal, report = p.palette, side.report
    p.card((0, top, p.width, 46), pal.gold, radius=style.RADIUS, top_only=True)
    p.icon("flag-checkered", 30, top + 23, 20, style.DARK_INK, "fill")
    p.text(50, top + 23, side.table.level.title, size=17, family="serif", colour=style.DARK_INK, at="middle",
           width=p.width - 66)  # fmt: skip
    y = top + 56
    if side.table.level.aim is not None:
        y += p.paragraph(16, y, p.width - 32, side.table.level.aim.text, size=style.SECONDARY, colour=pal.second) + 6
    yield
    y = _paint_way(p, y, side)
    score = 100.0 * report.score
    for star, threshold in enumerate(report.world.stars):
        yield
        wanted = 100.0 * threshold
        passed = score >= wanted
        p.piece("star-full" if passed else "star-empty", 28, y + 14, 0.72)
        p.text(
            46,
            y + 9,
            f"{'Three Two One'.split()[2 - star]} star{'s' if star else ''}",
            size=style.SECONDARY,
            weight=700,
            at="middle",
        )
        p.text(p.width - 18, y + 9, f"{less(earned(report.score))} of {wanted:.0f}%", size=style.SECONDARY, weight=700,
               colour=pal.second, align="right", at="middle")  # fmt: skip
        widgets.meter(p, (46, y + 19, p.width - 64, 6), max(0.0, score / wanted), pal.good if passed else pal.gold)
        text = f"Served, net of waste: {of_score(report.score)} so far, as reported; the star stands at {wanted:.0f}%."
        p.tooltip(
            f"side-star-{star}", (EDGE, y, p.width - 2 * EDGE, 30), Tip("Passed" if passed else "Still ahead", text)
        )
        y += 34
    return y + 6


def _paint_way(p: Panel, y: float, side: Side) -> float:
    """How far the aim is kept that is counted week by week; returns the y below it."""
    gone, pal = way(side.table.session), p.palette
    if gone is None:
        return y
    reached = gone.reached > 0
    ink = pal.good if reached else pal.ink
    p.icon("check" if reached else "flag-checkered", 28, y + 7, 15, ink, "bold" if reached else "fill")
    brief = f"Aim: {gone.brief[:1].lower()}{gone.brief[1:]}"
    p.text(46, y + 7, brief, size=style.SECONDARY, weight=700, colour=ink, at="middle", width=p.width - 64)
    told = Tip("The aim is reached" if reached else "The aim", aim_words(side.table.session, gone))
    p.tooltip("side-aim-way", (EDGE, y - 3, p.width - 2 * EDGE, 20), told)
    return y + 22


def idle_teams(side: Side) -> list[int]:
    """Teams that were waiting when last heard of."""
    return [int(team) for team in np.flatnonzero(asleep(side.report))]
