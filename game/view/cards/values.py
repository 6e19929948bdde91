"""The tab of values: the banners that stand, their agreement and commitment, their rituals, and declaring another."""

from __future__ import annotations

from typing import Literal

import numpy as np

from game.board import style
from game.board.scene import VALUE_ICONS
from game.board.style import mix
from game.levels.names import in_sentence
from game.sim.actions import Action
from game.sim.company.deeds import REMEMBERED_WEEKS
from game.sim.desk.notes import Banner
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, preview
from game.sim.values import DEEDS, SLOTS, VALUE_INDEX, VALUES
from game.view.cards import vision as vision_card
from game.view.cards.sending import paint_send
from game.view.cards.side import EDGE, Side, chosen_frame, draft_of, heading, note_box
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.text import Said
from game.words.actions import first_upper
from game.words.culture import RITUALS, upkeep_words
from game.words.explain import calendar, gives_and_costs, points, quoted, weeks
from game.words.foresight import NO_POINTS
from game.words.in_time import when_words

RITUAL = 62.0
"""Height of the scene of a value's ritual with its words."""
CARD, DEED_ROW = 190.0 + RITUAL, 20.0
"""Height of a banner's card, and of each line of deeds in it."""
MARKER = 15.0
"""Departments that agree alike share one marker: closer than this they would hide each other."""
HALF = 0.5
"""Share of a department from which a banner is said to be in sight there."""
HELD = 0.55
"""Agreement from which a house is said to hold a value."""


def paint(p: Panel, top: float, side: Side) -> float:
    """Paints the tab from `top`; returns the y below it."""
    banners = side.report.banners
    top = vision_card.paint(p, top + 4, side)
    if vision_card.moved_shown(side):
        top = vision_card.paint_moved(p, top, side, "side-moved")
    if not banners and "declare" not in side.report.levers:
        return top + 8
    words = ("Nothing stands yet", "One stands", "Two stand", "Three stand")[min(3, len(banners))]
    y = heading(p, top, words, "at most three")
    about = "A value works as far as people see it and commit to it. Unrepeated, it fades from sight by 3 a week."
    p.tooltip("side-values", (12, top, p.width - 24, 26), Tip("Values", about))
    if side.table.asked:
        y = note_box(p, y, side.table.asked, icon="users-three") + 8
    if side.table.words:
        y = _own_words(p, y, side)
    for banner in banners:
        y = _banner(p, y, side, banner)
    if len(banners) >= SLOTS:
        return (
            note_box(
                p, y, f"To declare another, retire one: **{side.price_words('retire')}**.", icon="hourglass-medium"
            )
            + 10
        )
    if "declare" in side.report.levers:
        y = _offers(p, y, side)
    return y + 8


def _own_words(p: Panel, top: float, side: Side) -> float:
    """What the company says that the values it has declared mean; returns the y below."""
    pal = p.palette
    y = heading(p, top, "In your own words")
    for value, name, text, kept in side.table.words or ():
        words = Said(quoted(text)) if text else "Say what one would see of it."
        note = "" if kept else "Being kept …"
        room = p.width - 2 * EDGE - 54
        high = 36 + p.paragraph_height(room, words, size=style.SECONDARY) + (17 if note else 0)
        about = f"One sentence. It stands in the debrief beside what you did. {note}"
        tip = Tip(f"What {name.lower()} means to you", about.strip())
        widgets.row(p, "side-words", (EDGE, y, p.width - 2 * EDGE, high), value=value, tip=tip)
        p.icon("note-pencil", EDGE + 20, y + 19, 18, pal.indigo, "fill")
        p.text(EDGE + 38, y + 16, name, size=style.BODY, weight=800, at="middle", width=room)
        used = p.paragraph(EDGE + 38, y + 28, room, words, size=style.SECONDARY, colour=pal.ink if text else pal.second)
        if note:
            p.text(EDGE + 38, y + 36 + used, note, size=style.SECONDARY, colour=pal.second, at="middle", width=room)
        y += high + 6
    return y + 4


def _banner(p: Panel, top: float, side: Side, banner: Banner) -> float:
    """A declared value: what has been done in its name, how people stand to it, and what can be done for it."""
    high = CARD + DEED_ROW * (1 + max(1, bool(banner.lived_by) + bool(banner.betrayed_by)))
    box = (EDGE, top, p.width - 2 * EDGE, high - 8)
    if banner.ritual >= 0:
        chosen_frame(p, box, p.palette.indigo)
    else:
        p.card(box, p.palette.card, radius=style.SMALL_RADIUS, lip=2, outline=p.palette.rule)
    _head(p, top, side.report, banner)
    _deeds(p, top + 32, banner)
    y = _last_deeds(p, _since(p, top + 72, side, banner), banner)
    y = _ritual(p, _stands(p, y, side, banner), side, banner)
    _acts(p, y + 2, side, banner)
    return max(top + high, _places(p, y + 44, side, banner), _retiring(p, y + 44, side, banner))


def _head(p: Panel, top: float, report: Report, banner: Banner) -> None:
    """The banner with its name, which tells what the value gives and costs; a disc where a ritual is held."""
    middle = top + 18
    p.piece(f"banner-standing:{VALUE_ICONS[banner.name]}", EDGE + 30, middle, 0.74)
    p.text(EDGE + 62, middle, first_upper(banner.name), size=style.STAT, family="serif", at="middle")
    if banner.ritual >= 0:
        p.piece("disc", p.width - EDGE - 20, middle, 0.8)
        p.text(p.width - EDGE - 36, middle, "ritual", size=style.SECONDARY, weight=700, colour=p.palette.indigo,
               align="right", at="middle")  # fmt: skip
    value = VALUES[VALUE_INDEX[banner.name]]
    gives, costs = (words.lower() or "nothing" for words in gives_and_costs(value))
    tip = Tip(value.promise, f"At full power: **{gives}**. It costs: {costs}. {upkeep_words(report, value)}".rstrip())
    p.tooltip(f"side-banner-{banner.name}", (EDGE + 4, top + 4, p.width - 2 * EDGE - 8, 26), tip)


def _since(p: Panel, y: float, side: Side, banner: Banner) -> float:
    """Since when it hangs, and that no points of the score can be told of it; returns the y below."""
    report, pal = side.report, p.palette
    sent = [pin.sent for pin in side.table.session.pins()
            if (pin.action.lever, pin.action.target) == ("declare", banner.value)]  # fmt: skip
    words = f"Since week {calendar(sent[-1])}, heard by everyone" if sent else "From the beginning"
    shown = sum(1 for share in banner.visibility if share >= HALF)
    where = f"In sight in {shown} of {len(banner.visibility)} departments. " if len(banner.visibility) > 1 else ""
    standing = f"{points(banner.commitment)} of 100 committed, {points(banner.agreement)} agree, as reported."
    p.icon("calendar-blank", EDGE + 16, y + 9, 12, pal.second)
    p.text(EDGE + 28, y + 9, words, size=style.SECONDARY, colour=pal.second, at="middle", width=p.width - 2 * EDGE - 38)
    weeks_so_far = report.week - (sent[-1] if sent else 0)
    tip = Tip(words, f"It hangs for {weeks(weeks_so_far)}. {where}{standing} {NO_POINTS}")
    p.tooltip(f"side-since-{banner.name}", (EDGE + 4, y - 1, p.width - 2 * EDGE - 8, DEED_ROW), tip)
    return y + DEED_ROW


def _stands(p: Panel, y: float, side: Side, banner: Banner) -> float:
    """How far it is in sight, how bound people are to it and how much they agree; returns the y below."""
    sight = sum(banner.visibility) / max(1, len(banner.visibility))
    tip = Tip(f"In sight: {points(sight)} of 100", _sight_text(side, banner))
    y = _bar(p, y, "In sight", sight, p.palette.gold_deep, f"side-sight-{banner.name}", tip)
    tip = Tip(
        f"Commitment {points(banner.commitment)} of 100",
        "How far people are bound to it. It follows trust, sight and colleagues, a twelfth of the way each week.",
    )
    y = _bar(p, y, "Commitment", banner.commitment, p.palette.indigo, f"side-commitment-{banner.name}", tip)
    return _agreement(p, y, side, banner.value, banner.agreement, f"side-agreement-{banner.name}")


def _ritual(p: Panel, top: float, side: Side, banner: Banner) -> float:
    """The scene of the value's ritual with its name, in colour where it is held; returns the y below it."""
    pal, held = p.palette, banner.ritual >= 0
    ritual = RITUALS[banner.name]
    wide, high = 74.0, RITUAL - 10
    box = (EDGE + 8, top + 2, wide, high)
    p.card(box, mix(pal.card, pal.gold, 0.22) if held else pal.inset, radius=style.SMALL_RADIUS)
    foot = top + high - 4
    for x, tall in ((12.0, 26.0), (26.0, 30.0), (60.0, 28.0)):
        p.pawn(box[0] + x, foot, tall)
    p.piece(f"thing-{ritual.thing}", box[0] + 43, foot, 0.4)
    x, room = box[0] + wide + 10, p.width - EDGE - 10 - (box[0] + wide + 10)
    at = f"at {in_sentence(side.names.departments[banner.ritual])}" if held else "its ritual, held nowhere"
    p.text(x, top + 12, ritual.name, size=style.SECONDARY, weight=800, at="middle", width=room)
    p.text(x, top + 28, at, size=style.LABEL, colour=pal.indigo if held else pal.second, at="middle", width=room)
    told = LEVERS["ritual"].purpose
    p.tooltip(f"side-rite-{banner.name}", (EDGE + 4, top, p.width - 2 * EDGE - 8, RITUAL - 6),
              Tip(ritual.name, f"{ritual.scene} {told}"))  # fmt: skip
    return top + RITUAL


def _acts(p: Panel, y: float, side: Side, banner: Banner) -> None:
    """The ritual, and retiring it."""
    half = (p.width - 2 * EDGE - 16 - 8) / 2
    _ritual_button(p, (EDGE + 8, y, half, 32), side, banner, _ritual_words(side, banner))
    refused = side.why_not(Action("retire", banner.value))
    purpose = f"{LEVERS['retire'].purpose} It takes {side.price_words('retire')}."
    tip = Tip(f"Retire {first_upper(banner.name)}", refused or purpose)
    widgets.button(p, "side-retire", (EDGE + 16 + half, y, half, 32), "Retire", value=banner.value,
                   enabled=refused is None, tip=tip, size=style.SECONDARY)  # fmt: skip


def _retiring(p: Panel, y: float, side: Side, banner: Banner) -> float:
    """What is foreseen of retiring it, and the button that does, once that was pressed; returns the y below."""
    draft = draft_of(side, "retire")
    if draft is None or draft.target != banner.value:
        return 0.0
    return paint_send(p, y, side, Action("retire", banner.value), f"Retire {first_upper(banner.name)}", "petrol") + 8


def _deeds(p: Panel, y: float, banner: Banner) -> None:
    """Deeds of thirteen weeks around a post: betrayed to the left, hatched, and lived to the right."""
    pal = p.palette
    left, right = EDGE + 66.0, p.width - EDGE - 14
    post, figure = (left + right) / 2, 26.0
    room = (right - left) / 2 - figure
    most = float(max(REMEMBERED_WEEKS, banner.lived, banner.betrayed))
    for count, sign, ink in ((banner.betrayed, -1, pal.bad), (banner.lived, 1, pal.indigo)):
        wide = room * count / most
        if count:
            box = (post + 2 if sign > 0 else post - 2 - wide, y + 3, max(3.0, wide), 15.0)
            widgets.bar(p, box, ink, hatched=sign < 0)
        words = "lived" if sign > 0 else "betrayed"
        at = post + sign * (6 + wide)
        side: Literal["left", "right"] = "left" if sign > 0 else "right"
        p.text(at, y + 11, str(count), size=style.BODY, weight=800, colour=ink, align=side, at="middle")
        p.text(post + sign * 6, y + 29, words, size=style.LABEL, colour=pal.second, align=side, at="middle")
    p.fill((post - 1, y, 2, 22), pal.ink)
    text = (
        f"{_deeds_of(banner.name)} Counted over {REMEMBERED_WEEKS} weeks from what your discs did, as reported; a "
        "betrayal weighs twice."
    )
    p.tooltip(f"side-deeds-{banner.name}", (left - 4, y - 2, right - left + 8, 40), Tip("What people see", text))


def _deeds_of(name: str) -> str:
    """What lives a value, and what betrays it."""
    lives, betrays = ([deed.words for deed in DEEDS if (deed.value, deed.lives) == (name, side)]
                      for side in (True, False))  # fmt: skip
    return f"Lived by: {_listed(lives)}. Betrayed by: {_listed(betrays)}."


def _listed(words: list[str]) -> str:
    return ", ".join(word[:1].lower() + word[1:] for word in words)


def _last_deeds(p: Panel, y: float, banner: Banner) -> float:
    """The last deed of either kind in words; returns the y below."""
    pal = p.palette
    for words, icon, ink in ((banner.lived_by, "check", pal.indigo), (banner.betrayed_by, "x", pal.bad)):
        if words:
            p.icon(icon, EDGE + 16, y + 9, 12, ink)
            p.text(EDGE + 28, y + 9, words, size=style.SECONDARY, colour=pal.second, at="middle",
                   width=p.width - 2 * EDGE - 38)  # fmt: skip
            y += DEED_ROW
    if not (banner.lived_by or banner.betrayed_by):
        words = "Nothing has been seen of it yet."
        p.text(EDGE + 10, y + 9, words, size=style.SECONDARY, colour=pal.second, at="middle")
        y += DEED_ROW
    return y + 4


def _bar(p: Panel, y: float, label: str, share: float, colour: tuple[int, int, int], key: str, tip: Tip) -> float:
    p.text(EDGE + 10, y + 8, label, size=style.SECONDARY, at="middle")
    widgets.meter(p, (EDGE + 100, y + 5, p.width - 2 * EDGE - 144, 6), share, colour)
    p.text(p.width - EDGE - 10, y + 8, str(points(share)), size=style.SECONDARY, weight=800, align="right", at="middle")
    p.tooltip(key, (EDGE + 4, y - 2, p.width - 2 * EDGE - 8, 20), tip)
    return y + 21


def _agreement(p: Panel, y: float, side: Side, value: int, mean: float, key: str) -> float:
    """Agreement in each house of a merger, or else in each department, as a lettered marker on one line."""
    pal = p.palette
    p.text(EDGE + 10, y + 9, "Agreement", size=style.SECONDARY, at="middle")
    x, w = EDGE + 100, p.width - 2 * EDGE - 144
    p.card((x, y + 6, w, 6), pal.track, radius=3)
    names, shares = agreement_by_place(side, value)
    order = sorted(range(len(shares)), key=lambda n: shares[n])
    last = x - MARKER
    for n in order:
        at = x + shares[n] * w
        if at - last < MARKER:
            if not side.table.level.house_names:
                continue
            at = last + MARKER
        last = at
        p.card((at - 8, y + 1, 16, 16), pal.card, radius=8, outline=pal.ink, stroke=1.3)
        p.text(at, y + 9, names[n][0], size=style.SMALLEST, weight=800, align="centre", at="middle")
    p.text(
        p.width - EDGE - 10,
        y + 9,
        str(points(mean)),
        size=style.SECONDARY,
        weight=800,
        align="right",
        at="middle",
    )
    told = ", ".join(f"{names[n]} {points(shares[n])}" for n in reversed(order))
    p.tooltip(
        key,
        (EDGE + 4, y - 1, p.width - 2 * EDGE - 8, 20),
        Tip(f"Agreement {points(mean)} of 100", f"{told}. The committed slowly come to agree."),
    )
    return y + 23


def agreement_by_place(side: Side, value: int) -> tuple[tuple[str, ...], list[float]]:
    """The houses a company was made from, or else its departments, and how far each agrees with a value, 0 to 1."""
    shares = side.report.value_agreement[value]
    level = side.table.level
    if not level.house_names:
        return side.names.departments, [float(share) for share in shares]
    houses = np.asarray(level.house_of_department)
    return level.house_names, [float(shares[houses == n].mean()) for n in range(len(level.house_names))]


def _held(side: Side, value: int) -> bool:
    """Whether every house holds a value: more agree with it than not."""
    return min(agreement_by_place(side, value)[1]) >= HELD


def _sight_text(side: Side, banner: Banner) -> str:
    places = ", ".join(f"{side.names.departments[d]} {points(v)}" for d, v in enumerate(banner.visibility))
    return f"{places}. +10 a week where a ritual is held, −3 elsewhere."


def foreseen_words(side: Side, action: Action) -> str:
    """What the desk can say of an action with values before it is sent, as sentences."""
    known = preview(side.report, action)
    lines = " ".join(f"{label}: {text}." for label, text in known.lines)
    heard, read = (when_words(side.report.world, week) for week in (known.heard, known.seen))
    return f"{lines} Heard {heard}, seen here {read}."


def _ritual_words(side: Side, banner: Banner) -> str:
    return side.names.departments[banner.ritual] if banner.ritual >= 0 else "Hold a ritual"


def _choosing(side: Side, banner: Banner) -> bool:
    draft = side.table.draft
    return draft is not None and draft.lever == "ritual" and draft.target == banner.value


def _ritual_button(p: Panel, box: tuple[float, float, float, float], side: Side, banner: Banner, word: str) -> None:
    if banner.ritual >= 0:
        refused = side.why_not(Action("rest", banner.value))
        tip = Tip(f"Call it off at {word}", refused or LEVERS["rest"].purpose)
        widgets.button(
            p,
            "side-rest",
            box,
            "Call it off",
            value=banner.value,
            enabled=refused is None,
            tip=tip,
            size=style.SECONDARY,
        )
        return
    refused = side.why_not(Action("ritual", banner.value, (0,)))
    scene = RITUALS[banner.name].scene
    tip = Tip("Hold a ritual", refused or f"{scene} {LEVERS['ritual'].purpose} It takes {side.price_words('ritual')}.")
    widgets.button(
        p, "side-ritual", box, word, value=banner.value, enabled=refused is None, tip=tip, size=style.SECONDARY
    )


def _places(p: Panel, y: float, side: Side, banner: Banner) -> float:
    """Where to hold the ritual, while that is being chosen, and what is foreseen of it there; returns the y below."""
    draft = side.table.draft
    if draft is None or not _choosing(side, banner):
        return 0.0
    pal, x = p.palette, EDGE + 2
    for department, name in enumerate(side.names.departments):
        wide = p.measure(name, style.SECONDARY, weight=700) + 24
        if x + wide > p.width - EDGE:
            x, y = EDGE + 2, y + 36
        chosen = draft.amount == [department]
        p.card((x, y, wide, 32), pal.choice if chosen else pal.inset, radius=15, outline=pal.focus if chosen else
               pal.indigo, stroke=2 if chosen else 1)  # fmt: skip
        p.text(x + wide / 2, y + 16, name, size=style.SECONDARY, weight=700, align="centre", at="middle")
        here = Action("ritual", banner.value, (department,))
        tip = Tip(
            f"At {name}",
            f"In sight there: {points(banner.visibility[department])} of 100. {foreseen_words(side, here)}",
        )
        p.region("side-place", (x, y, wide, 32), value=department, tip=tip, radius=15)
        x += wide + 6
    y += 38
    return y if draft.action is None else paint_send(p, y, side, draft.action, "Hold it there", "petrol") + 8


def _offers(p: Panel, top: float, side: Side) -> float:
    """The values on offer; what is foreseen of declaring the one that was pressed stands below it."""
    report, draft = side.report, draft_of(side, "declare")
    standing = {banner.value for banner in report.banners}
    offered = [value for value in range(len(report.world.value_names)) if value not in standing]
    y = heading(p, top + 2, "Declare", side.price_words("declare"))
    for value in offered:
        weighed = draft is not None and draft.target == value
        y = _offer(p, y, side, value, weighed) + 6
        if weighed:
            words = f"Declare {first_upper(report.world.value_names[value])}"
            y = paint_send(p, y, side, Action("declare", value), words, "petrol") + 8
    refused_all = side.why_not(Action("declare", offered[0] if offered else 0))
    if refused_all:
        y = note_box(p, y, refused_all, icon="hourglass-medium") + 6
    return y


def _offer(p: Panel, y: float, side: Side, value: int, weighed: bool) -> float:
    """A value on offer with its promise, what it gives and what it costs; returns the y below it."""
    pal, report = p.palette, side.report
    name = report.world.value_names[value]
    row = VALUES[VALUE_INDEX[name]]
    gives, costs = gives_and_costs(row)
    refused = side.why_not(Action("declare", value))
    room = p.width - 2 * EDGE - 24
    agreed = points(float(report.value_agreement[value].mean())) if report.value_agreement.size else 50
    is_open = refused is None
    text = [(f"+ {gives}", widgets.ink(p, is_open, pal.good))] if gives else []
    text += [(f"− {costs}", widgets.ink(p, is_open, pal.bad))] if costs else []
    text += [(upkeep, pal.second)] if (upkeep := upkeep_words(report, row)) else []
    lines = sum(p.paragraph_height(room, words, size=style.SECONDARY) for words, _ in text)
    apart = bool(side.table.level.house_names) and report.value_agreement.size > 0
    high = 50 + lines + 8 + (23 if apart else 0)
    tip = Tip(
        f"Declare {first_upper(name)}",
        refused or f"“{row.promise}.” {agreed} of 100 agree already. {_deeds_of(name)} "
        f"{foreseen_words(side, Action('declare', value))}",
    )
    box = (EDGE, y, p.width - 2 * EDGE, high)
    widgets.row(p, "side-declare", box, value=value, chosen=weighed, enabled=is_open, tip=tip)
    p.icon(VALUE_ICONS[name], EDGE + 20, y + 19, 18, widgets.ink(p, is_open, pal.indigo), "fill")
    p.text(EDGE + 38, y + 13, first_upper(name), size=style.SUBTITLE, family="serif", at="middle",
           colour=widgets.ink(p, is_open))  # fmt: skip
    held = f"{agreed} agree" if not apart else "both hold it" if _held(side, value) else ""
    p.text(p.width - EDGE - 10, y + 13, held, size=style.SECONDARY, align="right", at="middle",
           colour=pal.good if apart and is_open else pal.second)  # fmt: skip
    p.text(EDGE + 38, y + 32, row.promise, size=style.SECONDARY, colour=pal.second, at="middle",
           width=p.width - 2 * EDGE - 48)  # fmt: skip
    line = y + 46
    for words, ink in text:
        line += p.paragraph(EDGE + 12, line, room, words, size=style.SECONDARY, colour=ink)
    if apart:
        _agreement(p, line + 4, side, value, agreed / 100, f"side-offered-{name}")
    return y + high
