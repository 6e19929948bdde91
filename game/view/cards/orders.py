"""Writing an order: petals with the jobs around a team's tile, and the card on which the letter is weighed and sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.board import style
from game.board.layout import Frame
from game.board.petals import Petal
from game.board.petals import petals as lay_petals
from game.levels import Level
from game.sim.actions import Action
from game.sim.company.factors import improved
from game.sim.desk.estimates import asked_for
from game.sim.desk.previews import Preview
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, free_discs, preview
from game.sim.values import ORDER_WEEKS
from game.view.board.painting import Board
from game.view.board.sprites import petal_card
from game.view.cards.figures import way_ink
from game.view.cards.side import dots, order_weeks_left
from game.view.cards.table import Draft, Table
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Region, Tip
from game.view.toolkit.ui import Ui
from game.words import goods
from game.words.actions import job_words
from game.words.arriving import nobody_yet
from game.words.explain import SKILL_WORDS, how_long_known, news_age, skill_dots, troubles, weeks
from game.words.foresight import foretelling
from game.words.in_time import AFTER, too_late, when_words
from game.words.torn import TORN, torn_sentence

CARD_WIDTH, NARROW_CARD = 248.0, 226.0
NARROW = 700.0
"""Below this logical width petals and card share the window's height and width sparingly."""
CARD_ROOM = 372.0
"""The height for which the order card finds its place: it hangs from there, however much there is to say."""
HANDLES = 72.0
"""How far down from the top bar the handles of the drawers reach."""
CARD_CHOICES = 140.0
"""Height of the part of the card that stays when the rest scrolls: to whom, how long, and the button that sends it."""
KNOWN_ICONS = {"Market": "basket", "Wanted": "basket", "Bad material": "puzzle-piece", "Fire": "fire",
               "They make": "hammer", "Can make": "hammer", "On the road": "envelope", "The till": "coin"}  # fmt: skip
NEARLY = 0.75
"""Pieces a week within which a market counts as in balance."""


@dataclass(frozen=True)
class Choice:
    """One petal: the job, its two lines, and whether the market lacks it ("bad") or has too much ("good" to leave)."""

    job: int
    name: str
    line: str
    tone: str


def missing(report: Report, product: int) -> float:
    """Pieces the market lacks (positive) or has too many of, going by the newest report."""
    wanted = asked_for(report)[product] + report.backlog[product] - report.stock[product]
    return float(wanted - report.made[product])


def choices(level: Level, report: Report) -> list[Choice]:
    """Every job a letter can name, in the order of the digit keys."""
    out = []
    for product, name in enumerate(level.product_names):
        pieces, lacking = goods.there(report, product), missing(report, product)
        line, tone = goods.there_words(report, product), "bad" if pieces < 0 or lacking > NEARLY else "plain"
        if pieces == 0:
            line = f"{goods.wanted_figure(report, product)} a week" if lacking > NEARLY else "in balance"
        out.append(Choice(product, name[:1].upper() + name[1:], line, tone))
    return [*out, Choice(len(out), "Improve", "methods", "plain")]


def writing(table: Table) -> Draft | None:
    """The order to a team that is being written, if one is."""
    draft = table.draft
    return draft if draft is not None and draft.lever == "order" and draft.target is not None else None


def begin(table: Table, team: int) -> None:
    """Opens the petals around a team."""
    table.select(f"team {team}")
    table.begin("order", team, (None, table.order_weeks))


def choose(table: Table, job: int) -> None:
    """Picks a petal."""
    draft = writing(table)
    if draft is not None:
        draft.amount[0] = job
        table.revision += 1


def lengthen(table: Table, length: int | None = None) -> None:
    """Sets how long an order holds, or steps from 2 to 4 to 8 weeks and round again; the next letter begins with it."""
    draft = writing(table)
    if draft is not None:
        at = ORDER_WEEKS.index(table.order_weeks)
        table.order_weeks = length if length in ORDER_WEEKS else ORDER_WEEKS[(at + 1) % len(ORDER_WEEKS)]
        draft.amount[1] = table.order_weeks
        table.revision += 1


def renewal(table: Table) -> Action | None:
    """The order that one key would renew: the selected team's last one, or else the one that runs out first."""
    report = table.report
    team = table.chosen("team")
    if team is None:
        sent = {x.target for x in report.letters if x.lever == "order"}
        sent |= {a.target for a in table.pending if a.lever == "order"}
        due = [t for t in np.flatnonzero(report.ordered[:, 0] >= 0) if int(t) not in sent]
        if not due:
            return None
        team = int(min(due, key=lambda t: (int(report.ordered[t, 2]), int(t))))
    job, first, end = (int(n) for n in report.ordered[team])
    if job < 0:
        return None
    length = end - first if end - first in ORDER_WEEKS else table.order_weeks
    return Action("order", team, (job, length))


def renew(table: Table, action: Action) -> bool:
    """Sends an order once more; one that would arrive after the end is only opened, so that no disc goes unwarned.
    Whether it was sent."""
    if not too_late(table.report, action):
        return table.act(action)
    begin(table, action.target)
    choose(table, action.amount[0])
    lengthen(table, action.amount[1])
    return False


# The petals.


def paint_petals(ui: Ui, board: Board, surface: pygame.Surface, table: Table, level: Level) -> list[Petal]:
    """Lays the petals around the team on the dimmed board, and registers them; returns where they lie."""
    draft = writing(table)
    if draft is None or draft.target is None:
        return []
    team, report = draft.target, table.report
    rows = choices(level, report)
    petals = _lay(ui, board, table, team, len(rows))
    regions = []
    for n, (petal, row) in enumerate(zip(petals, rows, strict=True)):
        product = row.job if row.job < len(level.product_names) else None
        hover = ui.hovered() == f"petal:{row.job}"
        look = board.names.looks[product] if product is not None else ""
        chosen = draft.amount[0] == row.job
        paper = petal_card(board.atlas, petal.radius, look, row.name, row.line, row.tone, chosen, hover, str(n + 1))
        surface.blit(paper, paper.get_rect(center=(round(petal.centre[0]), round(petal.centre[1]))))
        _mark(ui, surface, petal, report, team, product)
        tip = _petal_tip(level, report, team, row, product)
        regions.append(Region("petal", pygame.Rect(petal.rect), row.job, tip, (str(n + 1),), hexagon=petal.radius))
    ui.regions("petals", regions, after=f"team {team}")
    return petals


def _lay(ui: Ui, board: Board, table: Table, team: int, count: int) -> list[Petal]:
    """Where the petals lie: around the team's tile, or close to it where the card would have no room beside them."""
    place, area, unit = board.place(f"team {team}").center, _room(ui, board, table), ui.unit
    if ui.width >= NARROW:
        found = board.petals(team, count, unit, pygame.Rect(area.x, area.y, area.width, area.height))
        if _beside(ui, table, _around(found), CARD_WIDTH) is not None:
            return found
    # The card has its room at one side of the window, a wide one at the side away from the tile.
    card = (_card_width(ui) + 12) * unit + 8
    left, right = 8.0, ui.size[0] - card
    if ui.width >= NARROW:
        left, right = area.x, area.x + area.width
        first, last = _lane(ui, table)
        if place[0] < ui.size[0] / 2:
            right = max(left + 1, min(right, last * ui.unit - card))
        else:
            left = min(right - 1, max(left, first * ui.unit + card))
    area = Frame(left, area.y, right - left, area.height)
    x = min(max(place[0], left), right - board.radius)
    found = lay_petals((x, place[1]), board.radius, count, area, unit)
    # They hardly lie around their tile here, so that their numbers follow the rows.
    return sorted(found, key=lambda petal: (round(petal.centre[1]), petal.centre[0]))


def _room(ui: Ui, board: Board, table: Table) -> Frame:
    """The board's frame, less what side panels cover of it."""
    frame = board.frame
    left, right = frame.x, frame.x + frame.width
    if table.left is not None and not table.beneath:
        left = max(left, (table.left[0] + table.left[2] + 4) * ui.unit)
    if table.right is not None and not table.beneath:
        right = min(right, (table.right[0] - 4) * ui.unit)
    return Frame(left, frame.y, right - left, frame.height)


def _card_width(ui: Ui) -> float:
    """How wide the order card is, in logical pixels."""
    return CARD_WIDTH if ui.width >= NARROW else NARROW_CARD


def _lane(ui: Ui, table: Table) -> tuple[float, float]:
    """From where to where the order card may lie, in logical pixels: between the side panels, which it leaves free."""
    left, right = (None, None) if table.beneath else (table.left, table.right)
    return 8.0 if left is None else left[0] + left[2] + 6, ui.width - 8 if right is None else right[0] - 6


def _beside(ui: Ui, table: Table, around: pygame.Rect, wide: float) -> float | None:
    """The left edge of a card right of the petals, else left of them, in logical pixels; None if neither has room."""
    first, last = _lane(ui, table)
    right, left = around.right / ui.unit + 10, around.left / ui.unit - 10 - wide
    return right if right + wide <= last else left if left >= first else None


def _mark(ui: Ui, surface: pygame.Surface, petal: Petal, report: Report, team: int, product: int | None) -> None:
    """What is known of the team's skill, at the petal's upper right."""
    if product is None:
        return
    unit = petal.radius / 48
    x, y = petal.centre
    skill = float(report.skill[team, product])
    name = "skill-unknown" if skill != skill else f"skill-{skill_dots(skill)}"
    ui.atlas.sprite(name, 0.95 * unit).draw(surface, x + 0.5 * petal.radius, y - 0.5 * petal.radius)


def _petal_tip(level: Level, report: Report, team: int, row: Choice, product: int | None) -> Tip:
    if product is None:
        more = 100.0 * (improved(1.0, 1.0) - 1.0)
        text = f"They look for better ways: up to {more:.1f}% more a week for good, but nothing to sell meanwhile."
        if report.fire[team] > 0:
            text += " Their fire, which halves whatever else they make, is out about twice as fast."
        return Tip("Improve", text)
    skill = float(report.skill[team, product])
    known = "You do not know how good they are at it." if skill != skill else (
        f"They are {SKILL_WORDS[skill_dots(skill)]} at it: {skill:.1f} times the usual."
    )  # fmt: skip
    old = f" This news is {weeks(report.age)} old." if report.age > 0 else ""
    return Tip(
        row.name,
        f"Wanted last: **{goods.wanted_figure(report, product)}** a week, made **{report.made[product]:.1f}**. Owed "
        f"{goods.whole(report.backlog[product])}, on the shelf {goods.whole(report.stock[product])}.{old} {known}",
    )


def paint_more(ui: Ui, table: Table, petals: Sequence[Petal], free: pygame.Rect) -> None:
    """Two small buttons below the petals: visit instead, or renew the last order."""
    draft = writing(table)
    if draft is None or draft.target is None or not petals:
        return
    team = draft.target
    around = _around(petals)
    renew = renewal(table)
    size = (212.0, 38.0)
    x = max(4.0, min(ui.width - 4 - size[0], around.centerx / ui.unit - size[0] / 2))
    card = _card_box(ui, table, petals, free)
    if card is not None:
        beside = card[0] - 6 - size[0] if card[0] > around.centerx / ui.unit else max(x, card[0] + card[2] + 6)
        x = max(4.0, min(x, beside) if card[0] > around.centerx / ui.unit else beside)
    y = around.bottom / ui.unit + 4
    if y + size[1] > free.bottom / ui.unit:
        y = around.top / ui.unit - size[1] - 4
    if y < free.top / ui.unit:
        # No room: the team's card and the keys V and R still offer both.
        return
    can_visit = table.why_not(Action("visit", team)) if "visit" in table.report.levers else "Not open yet."
    signature = (team, renew, can_visit, table.report.week)

    def paint(p: Panel) -> None:
        why = can_visit or f"{LEVERS['visit'].purpose} It takes the week."
        widgets.button(
            p, "petal-visit", (2, 2, 100, 34), "Visit  V", icon="eye", enabled=can_visit is None, size=style.SECONDARY,
            tip=Tip("Visit", why),
        )  # fmt: skip
        words = "The same again." if renew is not None else "They have had no letter from you yet."
        widgets.button(
            p, "petal-renew", (110, 2, 100, 34), "Renew  R", icon="arrows-clockwise", enabled=renew is not None,
            size=style.SECONDARY, tip=Tip("Renew the last order", words),
        )  # fmt: skip

    ui.panel("petal-more", (x, y, *size), signature, paint, look="plain", scroll=False, after=f"team {team}")


def _around(petals: Sequence[Petal]) -> pygame.Rect:
    first, *rest = [pygame.Rect(petal.rect) for petal in petals]
    return first.unionall(rest)


# The card.


def _card_box(ui: Ui, table: Table, petals: Sequence[Petal], free: pygame.Rect) -> Box | None:
    """Where the order card lies: right of the petals, else left of them, else at the right edge; None without a job."""
    draft = writing(table)
    action = draft.action if draft is not None else None
    if action is None or not petals:
        return None
    around, unit = _around(petals), ui.unit
    wide = _card_width(ui)
    high = min(CARD_ROOM, free.height / unit - 8)
    beside = _beside(ui, table, around, wide)
    if beside is None:
        first, last = _lane(ui, table)
        left = 0.0 if table.compact else first - 4  # over the whole of a drawer's handle, never half of it
        beside = max(first, last - wide + 4) if around.centerx < ui.size[0] / 2 else left
    x = beside
    if table.compact and x + wide > ui.width - 44:
        # Half of the drawer's handle would look out: the card lies over the whole of it.
        x = ui.width - wide
    elif table.compact and 0.0 < x < 44:
        x = 0.0
    top = min(around.centery / unit - high / 2, free.bottom / unit - high - 4)
    first = free.top / unit + 4
    if table.compact and (x < 44 or x + wide > ui.width - 44) and top < first + HANDLES <= free.bottom / unit - high:
        first += HANDLES  # below the handle of the drawer, where there is room
    return x, max(first, top), wide, high


def paint_card(ui: Ui, table: Table, level: Level, petals: Sequence[Petal], free: pygame.Rect) -> None:
    """Shows the order card beside the petals once a job is chosen; `free` is the space between the bars in pixels."""
    draft, box = writing(table), _card_box(ui, table, petals, free)
    action = draft.action if draft is not None else None
    if action is None or box is None:
        return
    refusal = table.why_not(action)
    signature = (action, refusal, table.report.week, table.pending)

    def paint(p: Panel) -> float:
        return _card(p, table, level, action, refusal)

    x, y, wide, room = box
    high = min(room, ui.measure("card", wide, room, signature, paint))
    ui.panel("card", (x, y, wide, high), signature, paint, header=CARD_CHOICES, after=f"team {action.target}",
             rises=style.PANEL)  # fmt: skip


def _card(p: Panel, table: Table, level: Level, action: Action, refusal: str | None) -> float:
    report, life = table.report, preview(table.report, action, table.pending)
    job, length = action.amount
    _card_head(p, level, action.target, job)
    p.text(16, 70, "For", size=style.SECONDARY, colour=p.palette.second, at="middle")
    options = [
        widgets.Option(n, f"{n} wk", tip=Tip("", f"It holds {weeks(n)}, then the default holds again. Key W."))
        for n in ORDER_WEEKS
    ]
    widgets.tabs(p, "card-weeks", (52, 52, p.width - 68, 36), options, length)
    widgets.button(
        p, "card-send", (14, 94, p.width - 28, 42.0), "Send the letter", kind="primary", icon="paper-plane-tilt",
        enabled=refusal is None, shortcut="return", size=style.SUBTITLE,
    )  # fmt: skip
    y = CARD_CHOICES + 2
    warning = refusal or too_late(report, action)
    if warning:
        colour = p.palette.bad
        y += p.paragraph(16, y, p.width - 32, warning, size=style.SECONDARY, colour=colour, weight=700) + 2
    y = _letter_facts(p, y, table, life)
    y = _skill(p, y, level, report, action.target, job)
    y = _effect(p, _known(p, y, report, life, job), report, life)
    return y + 10


def _card_head(p: Panel, level: Level, team: int, job: int) -> None:
    """To whom the letter goes and what it asks for, and the cross that puts it away."""
    p.card((0, 0, p.width, 46), p.palette.seal, radius=style.RADIUS, top_only=True)
    p.piece("letter-order", 30, 23, 0.72)
    what, room = job_words(level, job), p.width - 96
    p.text(54, 15, level.team_names[team], size=style.LABEL, weight=700, colour=style.WHITE, at="middle", width=room)
    p.text(54, 31, what[:1].upper() + what[1:], size=style.SUBTITLE, family="serif", colour=style.WHITE, at="middle",
           width=room)  # fmt: skip
    close = (p.width - 38, 7, 32.0, 32.0)
    p.icon("x", close[0] + 16, close[1] + 16, 16, style.WHITE)
    p.region("card-close", close, tip=Tip("", "Puts the letter away. Key Esc."))


def _letter_facts(p: Panel, y: float, table: Table, life: Preview) -> float:
    """What the letter takes, and when it is read."""
    free, arrives = free_discs(table.report, table.pending), life.heard - table.report.week
    y = _fact(p, y, "attention", "disc", "Attention", _discs_words(life.discs, free), Tip(
        "Attention", f"The disc rides with its letter and is back after {weeks(life.weeks)}.",
    ))  # fmt: skip
    return _fact(p, y, "arrives", "hourglass-medium", "Letter arrives",
                 AFTER if life.heard >= table.report.world.weeks else "at once" if arrives <= 0 else
                 f"in {weeks(arrives)}", Tip(
        "On the road", "One week for each layer between you and them. Until then they do what they do now.",
    ))  # fmt: skip


def _discs_words(taken: int, free: int) -> str:
    """How many of the free discs a letter takes: "1 of 3 discs", "the last disc", "1, none free"."""
    if taken > free:
        return f"{taken}, {free or 'none'} free"
    if taken == free:
        return "the last disc" if free == 1 else f"the last {free} discs"
    return f"{taken} of {free} discs"


def _known(p: Panel, y: float, report: Report, life: Preview, job: int) -> float:
    """What is known of the market, the material and whatever else bears on the order."""
    old = f" The news is {weeks(report.age)} old." if report.age > 0 else ""
    for label, value in known_lines(report, life, job):
        icon = KNOWN_ICONS.get(label, "toolbox")
        tip = Tip(label, f"{value[:1].upper()}{value[1:]}. As reported.{old}")
        room = p.width - 74 - p.measure(label, style.SECONDARY) - p.measure(value, style.SECONDARY, weight=800)
        # Where both do not fit, the value speaks for itself: the icon and the tooltip say what of.
        label, value = (label, value) if room >= 0 else (f"{value[:1].upper()}{value[1:]}", "")
        y = _fact(p, y, f"line-{tip.title}", icon, label, value, tip)
    return y


def known_lines(report: Report, life: Preview, job: int) -> list[tuple[str, str]]:
    """What is known before an order is sent, but when it is read; what is wanted is told as everywhere else."""
    return [
        (label, goods.wanted_words(report, job) if label == "Wanted" else value)
        for label, value in life.lines if label != "Read"
    ]


def _effect(p: Panel, y: float, report: Report, life: Preview) -> float:
    """What the order may be worth, as a range."""
    told = foretelling(life)
    if told is None:
        return y
    against = "" if life.wakes else " What they would do without it is taken off."
    why = f"{told.why}{against} What came of it can be read here {when_words(report.world, life.seen)}."
    tip = Tip(f"{told.label}: {told.words}", why)
    room = p.width - 64 - p.measure(told.short, style.BODY, weight=800)
    label = p.fitting((told.label, "Score"), room, style.SECONDARY)
    return _fact(p, y, "effect", "scales", label, told.short, tip, way_ink(p, told))


def _fact(
    p: Panel, y: float, key: str, icon: str, label: str, value: str, tip: Tip, ink: style.Colour | None = None
) -> float:
    pal = p.palette
    if icon == "disc":
        p.piece("disc", 24, y + 13, 0.78)
    else:
        p.icon(icon, 24, y + 13, 16, pal.second)
    wide = p.measure(value, style.BODY, weight=800)
    p.text(42, y + 13, label, size=style.SECONDARY, colour=pal.second, at="middle", width=p.width - 42 - 22 - wide)
    # A short name leaves its value more than the half that is its own.
    room = max(p.width - 130, p.width - 42 - 22 - p.measure(label, style.SECONDARY))
    p.text(p.width - 16, y + 13, value, weight=800, align="right", at="middle", width=room, colour=ink)
    p.tooltip(f"card-{key}", (12, y, p.width - 24, 26), tip)
    return y + 26


def _skill(p: Panel, y: float, level: Level, report: Report, team: int, job: int) -> float:
    if job >= len(level.product_names):
        return y
    skill = float(report.skill[team, job])
    label = f"Skill in {level.product_names[job]}"
    if skill != skill:
        tip = Tip("Unknown", "Only the team knows. A visit shows it, and so may two weeks of work beside you.")
        return _fact(p, y, "skill", "question", label, "?", tip)
    filled = skill_dots(skill)
    good = f"{SKILL_WORDS[filled].capitalize()}: {skill:.1f} times the usual"
    tip = Tip(good, how_long_known(report, team, job))
    out = _fact(p, y, "skill", "graduation-cap", label, "", tip)
    dots(p, p.width - 16 - 33, y + 13, filled)
    return out


def describe(report: Report, team: int, level: Level) -> Tip:
    """What a tile says of itself when pointed at."""
    told = nobody_yet(report, [team])
    if told:
        return Tip(level.team_names[team], told)
    job = int(report.job[team])
    if job < 0:
        what = "waiting for a letter"
    elif report.order_weeks[team] > 0:
        what = f"told to {job_words(level, job)}"
    else:
        what = f"making {level.product_names[job]}" if job < len(level.product_names) else "looking for better ways"
    people = int(report.head[team])
    who = "1 person" if people == 1 else f"{people} people"
    asked, first, end = (int(n) for n in report.ordered[team])
    left = order_weeks_left(report, team)
    order = f" Your order holds {weeks(left)} more." if left else ""
    if asked >= 0 and first > report.week:
        order = f" Your letter lands in {weeks(first - report.week)}, and holds for {weeks(end - first)}."
    age = news_age(report, team)
    old = "last week's news" if age == 0 else f"news {weeks(age)} old"
    bad = f"\n{troubles(report, team)}" if troubles(report, team) else ""
    if 2 * int(report.stance[team, TORN]) > people:
        bad += f"\n{torn_sentence(level, report, [team])}"
    return Tip(
        level.team_names[team], f"{who}, {what}. Morale **{100 * report.morale[team]:.0f}**, {old}.{order}{bad}"
    )


__all__ = [
    "LEVERS", "Choice", "begin", "choices", "choose", "describe", "lengthen", "missing", "paint_card", "paint_more",
    "paint_petals", "renewal", "writing",
]  # fmt: skip
