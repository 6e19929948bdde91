"""The card of a selected department: its teams, one letter to all of them, and why its morale stands where it does."""

from __future__ import annotations

import numpy as np

from game.board import style
from game.sim.actions import Action
from game.sim.levers import LEVERS, preview
from game.sim.values import IDLE, ORDER_WEEKS
from game.view.cards import house as house_cards
from game.view.cards import mending, orders
from game.view.cards import people as people_cards
from game.view.cards import quota as quota_card
from game.view.cards.cast import paint_face
from game.view.cards.figures import way_ink
from game.view.cards.morale_map import is_large
from game.view.cards.picker import product_picker
from game.view.cards.sending import paint_note, paint_opened
from game.view.cards.side import EDGE, Side, age, age_width, dots, draft_key, fact, heading, job_mark, note_box, pager
from game.view.cards.team import COMPACT_HEAD, card_head, paint_disagreement, paint_slow, why
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words import cast, explain
from game.words.actions import first_upper, send_words
from game.words.arriving import nobody_yet
from game.words.explain import known_jobs, news_age, points, weeks
from game.words.foresight import foretelling
from game.words.in_time import too_late
from game.words.tally import tally

ROW = 36.0
MOST_TEAMS = 12


def signature(side: Side, department: int) -> tuple[object, ...]:
    """What the card of that department shows."""
    return (*side.mark, "department", department, draft_key(side), side.table.pages.get(f"department {department}"))


def fixed(side: Side) -> float:
    """The height of the part that stays when the card scrolls."""
    return COMPACT_HEAD


def paint_nobody(p: Panel, top: float, side: Side, department: int) -> float:
    """The card of a department whose people all come later."""
    told = nobody_yet(side.report, [int(team) for team in np.flatnonzero(side.report.department == department)])
    card_head(p, top, fixed(side), side.names.departments[department], "", None, 0, True)
    return note_box(p, top + fixed(side) + 12, told, icon="hourglass-medium") + 14


def paint(p: Panel, top: float, side: Side, department: int) -> float:
    """Paints the card; returns the y below it."""
    report = side.report
    teams = side.teams_of(department)
    if not teams:
        return paint_nobody(p, top, side, department)
    shown = points(explain.mean_of(report, report.morale, teams))
    many = int(report.head[teams].sum())
    about = f"{side.counted(len(teams), 'team', 'teams')} · {side.counted(many, 'person', 'people')}"
    card_head(
        p, top, fixed(side), side.names.departments[department], about, shown, side.department_age(department), True
    )
    y = top + fixed(side) + 8
    if is_large(side):
        tip = Tip("Look closer", "Shows the teams of this department as tiles. Press its land on the board twice.")
        widgets.button(p, "side-closer", (16, y, p.width - 32, 36), "Look closer", icon="magnifying-glass-plus",
                       value=department, tip=tip, size=style.SECONDARY)  # fmt: skip
        y += 46
    if "order_department" in report.levers:
        y = paint_order(p, y, side, "order_department", department, teams)
    if quota_card.shown(side, "quota"):
        y = quota_card.paint(p, y, side, "quota", department)
    y = _troubles(p, y, side, teams)
    if house_cards.shown(side, "kpi"):
        y = house_cards.paint_figures(p, y, side, department) + 4
    y = heading(
        p, y, "Teams", f"{sum(1 for t in teams if known_jobs(report, t))} of {len(teams)} known"
    )
    # A long list begins with those that need the desk.
    listed = teams
    if len(teams) > MOST_TEAMS:
        listed = side.table.in_place(f"department {department}", tally(report).by_need(department))
    first, last, y = pager(p, y, side, f"department {department}", len(listed), MOST_TEAMS)
    for team in listed[first:last]:
        _team(p, y, side, team, side.department_age(department))
        y += ROW
    y = people_cards.paint_staff(p, y + 8, side, teams)
    y = why(p, y, side, teams, f"side-why-department-{department}")
    return mending.paint_lifts(p, y, side, teams, f"side-lift-department-{department}") + 12


def _troubles(p: Panel, top: float, side: Side, teams: list[int]) -> float:
    """Quality, fires and bad material among these teams, as reported, where there is anything to say."""
    report, y = side.report, top
    burning = [team for team in teams if report.fire[team] > 0]
    bad = [team for team in teams if report.faulty[team] > 0]
    if house_cards.any_shown(side):
        quality = points(explain.mean_of(report, report.quality, teams))
        tip = Tip(f"Quality {quality} of 100", f"{explain.QUALITY_TEXT} 60 is usual.")
        ink = p.palette.bad if quality < 40 else None
        y = fact(p, y, "medal", "Quality", str(quality), tip, "side-quality", colour=ink)
    for found, icon, label, text in (
        (burning, "fire", "Fires", explain.FIRE_TEXT), (bad, "puzzle-piece", "Bad material", explain.FAULTY_TEXT),
    ):  # fmt: skip
        if found:
            words = side.names.teams[found[0]] if len(found) == 1 else side.counted(len(found), "team", "teams")
            listed = ", ".join(side.names.teams[team] for team in found[:6])
            more = f" and {len(found) - 6} more" if len(found) > 6 else ""
            tip = Tip(f"{label}: {listed}{more}", text)
            y = fact(p, y, icon, label, words, tip, f"side-{icon}", colour=p.palette.bad)
    department = int(report.department[teams[0]]) if teams else -1
    y = paint_slow(p, y + 4, side, department) if explain.shortage_of(report, department) else y
    y = paint_disagreement(p, y + 4, side, teams)
    return y + 6 if y > top + 4 else top


def _team(p: Panel, y: float, side: Side, team: int, usual: int) -> None:
    """A team's line; the age of its news is left out where it is the `usual` one, told in the card's head."""
    report, pal = side.report, p.palette
    shown, old = points(float(report.morale[team])), news_age(report, team)
    doing = explain.activity(report, team, side.names.products)
    troubles = f" {explain.troubles(report, team)}" if explain.troubles(report, team) else ""
    peopled = int(report.head[team]) > 0
    news = f" Morale {shown}.{troubles} News {weeks(old) + ' old' if old else 'from last week'}." if peopled else ""
    tip = Tip(side.names.teams[team], f"{first_upper(doing)}.{news}")
    widgets.row(p, "side-team", (EDGE, y, p.width - 2 * EDGE, ROW - 4), value=team, tip=tip)
    middle = y + ROW / 2 - 2
    job = int(report.job[team])
    job_mark(p, side.names, job, EDGE + 18, middle, 11)
    right = p.width - EDGE - 8
    if peopled:
        p.face(shown, right - 9, middle, 18)
        p.text(right - 23, middle, str(shown), weight=800, align="right", at="middle")
    mark = right - 60
    skill = float(report.skill[team, job]) if 0 <= job < len(side.names.products) else float("nan")
    if skill == skill:
        mark -= 34
        dots(p, mark, middle, explain.skill_dots(skill), size=8)
    elif job != IDLE:
        mark -= 22
        p.piece("skill-unknown", mark + 9, middle, 0.72)
    room = mark - EDGE - 40 - 20 * (int(report.fire[team] > 0) + int(report.faulty[team] > 0))
    wide = age_width(p, old) + 6
    if old >= 4 and old != usual and p.measure(side.names.teams[team], style.SECONDARY, weight=700) <= room - wide:
        mark -= wide
        age(p, mark, middle, old)
    for piece, there in (("fire", report.fire[team] > 0), ("faulty", report.faulty[team] > 0)):
        if there:
            mark -= 20
            p.piece(piece, mark + 8, middle, 0.62 if piece == "fire" else 0.66)
    name, room, left = side.names.teams[team], mark - EDGE - 40, EDGE + 36
    here = cast.people(report, team)
    if here and room - 26 >= p.measure(name, style.SMALLEST, weight=700):
        paint_face(p, cast.face_of(report, here[0]), left + 11, middle, 24)
        left, room = left + 26, room - 26
    p.name(left, middle, name, room, weight=700, colour=pal.bad if job == IDLE else None)


def paint_order(p: Panel, top: float, side: Side, lever: str, target: int, teams: list[int]) -> float:
    """One letter to a department (`order_department`) or to everyone (`order_company`, target −1): the button, or the
    letter while it is being written; returns the y below it."""
    report, draft = side.report, side.table.draft
    whole = lever == "order_company"
    if draft is None or draft.lever != lever or draft.target != target:
        refused = side.why_not(Action(lever, target, (0, 2)))
        takes = f"It takes {side.price_words(lever)}."
        text = refused or f"One job for all, whatever each is good at. {takes}"
        widgets.button(
            p,
            "side-order-house" if whole else "side-order-all",
            (16, top, p.width - 32, 38),
            "Order the company" if whole else "Order them all",
            kind="primary",
            icon="envelope",
            value=target,
            enabled=refused is None,
            tip=Tip(LEVERS[lever].title if whole else "Order a department", text),
        )
        return paint_note(p, top + 42, refused or takes, refused=refused is not None)
    y = paint_opened(p, top, "One letter to everyone" if whole else "One letter to all")
    chosen, length = draft.amount[0], draft.amount[1]
    y = product_picker(p, y, side, "side-job", chosen, improve=True)
    options = [widgets.Option(n, f"{n} wk", tip=Tip(weeks(n), "Then the default holds again.")) for n in ORDER_WEEKS]
    widgets.tabs(p, "side-weeks", (16, y, p.width - 32, 36), options, length)
    y += 44
    action = draft.action
    refused = side.why_not(action) if action is not None else None
    late = too_late(report, action or Action(lever, target, (0, ORDER_WEEKS[0])))
    read = late or f"It is read in week {explain.calendar(report.week + report.world.letter_weeks_to(target))}."
    ready = action is not None and refused is None
    words = send_words(side.report.world, lever, "Send") if action is not None else "Choose a job"
    widgets.button(p, "side-send", (16, y, p.width - 32, 38), words, kind="primary", value=lever, enabled=ready,
                   tip=Tip("Send the letter", refused or read))  # fmt: skip
    y = paint_note(p, y + 42, refused or read, refused=bool(refused or late))
    if action is not None:
        known = preview(report, action, side.table.pending)
        for n, (label, value) in enumerate(orders.known_lines(report, known, action.amount[0])):
            y = fact(
                p, y, "basket" if n == 0 else "users-three", label, value, Tip(label, "As reported."), f"side-line-{n}"
            )
        told = foretelling(known)
        if told is not None:
            tip = Tip(f"{told.label}: {told.words}", told.why)
            y = fact(p, y, "scales", told.label, told.short, tip, "side-foreseen-points", colour=way_ink(p, told))
    if chosen is not None and chosen < len(side.names.products):
        y = _known_craft(p, y, side, teams, chosen)
    return y + 8


def _known_craft(p: Panel, y: float, side: Side, teams: list[int], product: int) -> float:
    seen = [float(side.report.skill[t, product]) for t in teams if not np.isnan(side.report.skill[t, product])]
    good = sum(1 for skill in seen if explain.skill_dots(skill) == 3)
    tip = Tip("Skill", "Of what the desk knows. The letter asks everyone, whatever they are good at.")
    words = f"{good} of {len(teams)}, {len(teams) - len(seen)} unknown"
    return fact(p, y, "graduation-cap", "Very good at it", words, tip, "side-line-skill")
