"""People on the cards: who thinks of leaving, whom a team listens to, the payroll, and the advert."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.board import style
from game.sim.actions import Action
from game.sim.desk.notes import Candidate
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, preview
from game.sim.values import ADVERTS, LEAVING, REASONS
from game.view.cards.cast import paint_face
from game.view.cards.sending import paint_send
from game.view.cards.side import EDGE, Side, fact, heading, note_box
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.words import cast
from game.words.explain import points
from game.words.meanings import LEAVING_MEANS, REASON_ICONS
from game.words.people import (
    FALLS_APART,
    left_words,
    lost_words,
    remarks,
    voice_name,
    who_comes,
    why_left,
    year_share,
)
from game.words.staying import remedy

REASON_WORDS: tuple[str, ...] = tuple(REASONS.values())
LEAVING_WORDS: tuple[str, ...] = tuple(LEAVING.values())
ADVERT_HEIGHT = 190.0
CARD_HEIGHT = 88.0
VOICE_ROW = 46.0


# On a team's card.


def paint_staff(p: Panel, y: float, side: Side, teams: list[int]) -> float:
    """People of some teams who think of leaving, why most of them do and what answers it, and the empty seats of a
    single team, where there are any; returns the y below."""
    report = side.report
    head, restless = (int(column[teams].sum()) for column in (report.head, report.restless))
    empty = int(report.places[teams[0]]) - head if len(teams) == 1 else 0
    if restless:
        cause = int(np.bincount(report.restless_why[teams], weights=report.restless[teams]).argmax())
        words = f"{restless:,} of {head:,}" if head > 1 else "yes"
        said = f"Most of them: {LEAVING_WORDS[cause].lower()}."
        answer = remedy(report, cause)
        tip = Tip(f"They think of leaving: {restless:,}", f"{said} {answer}")
        y = fact(p, y, "sign-out", "Think of leaving", words, tip, "side-restless", colour=p.palette.bad)
        icon, short = LEAVING_MEANS[tuple(LEAVING)[cause]]
        y = fact(p, y, icon, "Most", short, tip, "side-restless-why")
        y = note_box(p, y + 2, answer, icon="lifebuoy") + 4
    if empty > 0:
        text = "The advert brings somebody in about seven weeks. New people learn for some weeks."
        y = fact(p, y, "user", "Empty seats", str(empty), Tip(f"Empty seats: {empty}", text), "side-empty")
    return y + 6 if restless or empty > 0 else y


def shown(side: Side) -> bool:
    """Whether this level has spotlights or promotion at all."""
    return "spotlight" in side.report.levers or "promote" in side.report.levers


def paint_voice(p: Panel, top: float, side: Side, team: int) -> float:
    """Whom a team listens to, as met there, with the spotlight and promotion; returns the y below it."""
    if not shown(side):
        return top
    pal, report = p.palette, side.report
    known = next((who for who in report.candidates if who.team == team), None)
    y = heading(p, top, "Whom they listen to", "met" if known else "not met")
    if known is None:
        y = note_box(p, y, "A visit shows whom they listen to, and what binds them.", icon="ear") + 4
    else:
        _voice(p, y, side, known)
        y += VOICE_ROW + 4
        for icon, text in remarks(side.level, side.report, known):
            y = note_box(p, y, text, icon=icon) + 2
    half = (p.width - 2 * EDGE - 8) / 2
    for n, (lever, words) in enumerate((("spotlight", "Spotlight"), ("promote", "Promote"))):
        if lever not in report.levers:
            continue
        action = Action(lever, team)
        refused = side.why_not(action)
        tip = Tip(LEVERS[lever].title, refused or f"{LEVERS[lever].purpose} {_foreseen(side, action)}")
        box = (EDGE + n * (half + 8), y + 2, half, 36.0)
        widgets.button(p, f"side-{lever}", box, words, value=team, enabled=refused is None, tip=tip,
                       icon="sun" if n == 0 and p.width > 270 else "", size=style.SECONDARY)  # fmt: skip
    draft = side.table.draft
    if draft is not None and draft.lever in ("spotlight", "promote") and draft.target == team:
        verb = "Give the spotlight" if draft.lever == "spotlight" else "Make manager"
        return paint_send(p, y + 44, side, Action(draft.lever, team), verb, "petrol") + 8
    price = f"{side.price_words('spotlight')} each"
    p.text(p.width / 2, y + 50, price, size=style.LABEL, colour=pal.second, align="centre", at="middle")
    return y + 62


def _foreseen(side: Side, action: Action) -> str:
    known = preview(side.report, action)
    lines = " ".join(f"{label}: {text}." for label, text in known.lines)
    return f"{lines} It takes {side.price_words(action.lever)}."


def _voice(p: Panel, y: float, side: Side, who: Candidate) -> None:
    """One person whom others listen to: name, voice, what binds them, and what they came for."""
    pal = p.palette
    p.card((EDGE, y, p.width - 2 * EDGE, VOICE_ROW - 2), pal.inset, radius=style.SMALL_RADIUS)
    face = cast.face_at(side.report, who.seat)
    if face is None:
        p.pawn(EDGE + 20, y + 38, 30, kind="leader" if who.leads else "")
    else:
        paint_face(p, face, EDGE + 20, y + 22, 32)
    name = voice_name(side.level, side.report, who)
    right = p.width - EDGE - 10
    p.text(EDGE + 40, y + 14, name, size=style.SUBTITLE, family="serif", at="middle", width=right - EDGE - 130)
    came = REASON_WORDS[who.reason].lower()
    p.icon(REASON_ICONS[tuple(REASONS)[who.reason]], EDGE + 46, y + 31, 13, pal.second, "fill")
    p.text(EDGE + 56, y + 31, came, size=style.LABEL, colour=pal.second, at="middle", width=right - EDGE - 140)
    p.text(right, y + 14, f"voice {who.influence:.1f}", size=style.SECONDARY, weight=800, align="right", at="middle")
    bound = points(who.commitment)
    p.text(right, y + 31, f"{bound} bound", size=style.LABEL, colour=pal.second, align="right", at="middle")
    text = (
        f"One is an ordinary voice; theirs counts **{who.influence:.1f}** times. They are committed to **{bound}** of "
        f"100. They came {came}, as you learnt on your visit."
    )
    p.tooltip("side-voice", (EDGE, y, p.width - 2 * EDGE, VOICE_ROW - 2), Tip(name, text))


# On the desk's card.


MANY_LEFT = 0.1
"""Share of the people, in a year, from which their leaving is shown as a loss."""


def paint_payroll(p: Panel, top: float, side: Side) -> float:
    """The headcount and its plan, who left and came, the advert, and whom you have met; returns the y below it.

    All of it stands there from the first week, so that nothing below moves when the first one leaves.
    """
    report, pal = side.report, p.palette
    y = heading(p, top, "People", f"{report.people:,} of {report.planned:,} planned")
    gone, came = int(report.left.sum()), int(report.joined.sum())
    tip = Tip("Who left", f"{left_words(report)} {lost_words(report)}")
    y = fact(p, y, "sign-out", "Left in 13 weeks", f"{gone:,}", tip, "side-left", colour=pal.bad if gone else None)
    tip = Tip("Who came", f"{came:,} joined in the last 13 weeks. Finding somebody takes about seven weeks.")
    y = fact(p, y, "user-plus", "Joined", f"{came:,}", tip, "side-joined")
    share = year_share(report)
    tip = Tip("Left in a year", lost_words(report))
    y = fact(p, y, "hourglass-medium", "Left in a year", f"{points(share)}%", tip, "side-year",
             colour=pal.bad if share >= MANY_LEFT else None)  # fmt: skip
    if "advert" in report.levers:
        y = _advert_line(p, y, side)
    if shown(side) and report.candidates:
        y = heading(p, y + 2, "Whom they listen to", "voice")
        for who in report.candidates[:4]:
            y = _met(p, y, side, who)
    return y + 6


def _advert_line(p: Panel, y: float, side: Side) -> float:
    advert = ADVERTS[chosen_advert(side.report, side.table.pending)]
    tip = Tip(
        f"The advert: “{advert.promise}”",
        f"Kept by {advert.kept}; driven out by {advert.driven}. You write it when a quarter closes.",
    )
    words = REASONS[advert.name].lower()
    return fact(p, y, REASON_ICONS[advert.name], "Advert", words, tip, "side-advert")


def _met(p: Panel, y: float, side: Side, who: Candidate) -> float:
    pal = p.palette
    said = " ".join(text for _, text in remarks(side.level, side.report, who))
    tip = Tip(voice_name(side.level, side.report, who), said or "Opens the team.")
    widgets.row(p, "side-team", (EDGE, y, p.width - 2 * EDGE, 32), value=who.team, tip=tip)
    p.icon("sun" if who.willing else "moon", EDGE + 18, y + 16, 15, pal.second, "fill")
    right = p.width - EDGE - 8
    p.text(right, y + 16, f"{who.influence:.1f}", weight=800, align="right", at="middle")
    words = f"{voice_name(side.level, side.report, who)} · {side.names.teams[who.team]}"
    p.name(EDGE + 34, y + 16, words, right - EDGE - 70, size=style.SECONDARY, weight=700)
    return y + 36


# In the review.


def chosen_advert(report: Report, pending: tuple[Action, ...]) -> int:
    """What the advert will promise after this week's decisions."""
    return next((action.amount[0] for action in reversed(pending) if action.lever == "advert"), report.advert)


def paint_advert(p: Panel, box: Box, report: Report, chosen: int, why_not: Callable[[int], str | None]) -> None:
    """Five promises to choose from, and what the chosen one brings, keeps and drives out."""
    x, y, w, _ = box
    pal = p.palette
    title = "The advert"
    p.text(x, y + 10, title, size=style.CARD_TITLE, family="serif", at="middle")
    p.text(x + w, y + 11, "what it promises decides who comes", size=style.SECONDARY, colour=pal.second,
           align="right", at="middle")  # fmt: skip
    gap = 8.0
    each = (w - gap * (len(ADVERTS) - 1)) / len(ADVERTS)
    for n, advert in enumerate(ADVERTS):
        card = (x + n * (each + gap), y + 34, each, CARD_HEIGHT - 6)
        refused = why_not(n)
        tip = Tip(f"“{advert.promise}”", refused or _promise(report, n))
        widgets.option_card(p, "advert", card, value=n, chosen=n == chosen, badge=str(n + 1), tip=tip,
                            shortcut=str(n + 1), enabled=refused is None)  # fmt: skip
        middle = card[0] + each / 2
        p.card((middle - 18, y + 50, 36, 36), pal.choice if n == chosen else pal.inset, radius=18)
        ink = pal.focus if n == chosen else pal.second
        p.icon(REASON_ICONS[advert.name], middle, y + 68, 20, ink, "fill")
        p.text(middle, y + 100, REASON_WORDS[n], size=style.BODY, family="serif", align="centre", at="middle",
               colour=widgets.ink(p, refused is None), width=each - 6)  # fmt: skip
    advert = ADVERTS[chosen]
    strip = y + 34 + CARD_HEIGHT + 4
    p.card((x, strip, w, 54), pal.inset, radius=style.SMALL_RADIUS)
    columns = (
        ("user-plus", "Who comes", who_comes(report, chosen)), ("anchor", "What keeps them", advert.kept),
        ("door-open", "What drives them out", advert.driven),
    )  # fmt: skip
    for n, (icon, label, words) in enumerate(columns):
        left = x + 14 + n * (w - 14) / 3
        p.icon(icon, left + 7, strip + 16, 15, pal.focus, "fill")
        room = (w - 14) / 3 - 12
        p.text(left + 20, strip + 16, label, size=style.LABEL, colour=pal.second, at="middle", width=room - 18)
        size = style.SECONDARY if p.measure(words, style.SECONDARY, weight=800) <= room else style.LABEL
        p.text(left, strip + 37, words, size=size, weight=800, at="middle", width=room)


def _promise(report: Report, promise: int) -> str:
    advert = ADVERTS[promise]
    lines = preview(report, Action("advert", -1, (promise,))).lines
    return f"Kept by {advert.kept}. Driven out by {advert.driven}.\n" + "\n".join(
        f"{label}: {text}" for label, text in lines[2:]
    )


def staff_height(report: Report) -> float:
    """The logical height of comings and goings in the review."""
    return 60.0 + 24.0 * len(why_left(report.left))


def paint_comings(p: Panel, box: Box, report: Report) -> None:
    """Who left and why, who came, and how near the company is to falling apart."""
    x, y, w, _ = box
    pal = p.palette
    p.text(x, y + 10, "Who left, who came", size=style.CARD_TITLE, family="serif", at="middle")
    empty = max(0, report.planned - report.people)
    note = f"{report.people:,} people"
    if empty:
        note += f", {empty:,} seat{'' if empty == 1 else 's'} empty"
    p.text(x + w, y + 11, note, size=style.SECONDARY, colour=pal.second, align="right", at="middle")
    gone, came = int(report.left.sum()), int(report.joined.sum())
    share = year_share(report)
    line = y + 38
    p.icon("sign-out", x + 13, line, 17, pal.second, "fill")
    p.text(x + 34, line, f"{gone:,} left", weight=800, at="middle")
    p.icon("user-plus", x + w * 0.28, line, 17, pal.second, "fill")
    p.text(x + w * 0.28 + 18, line, f"{came:,} came", weight=800, at="middle")
    label = f"{points(share)}% in a year"
    p.text(x + w, line, label, weight=800, colour=pal.bad if share >= 0.25 else pal.ink, align="right", at="middle")
    left = x + w * 0.54
    room = x + w - p.measure(label, style.BODY, weight=800) - 12 - left
    widgets.meter(p, (left, line - 4, room, 8), share, pal.bad, threshold=FALLS_APART)
    p.tooltip("review-left", (x, line - 14, w, 28), Tip("Who left", f"{left_words(report)} {lost_words(report)}"))
    most = max(1, int(report.left.max()))
    for n, (cause, count) in enumerate(why_left(report.left)):
        middle = line + 24 * (n + 1)
        p.icon(LEAVING_MEANS[tuple(LEAVING)[cause]][0], x + 13, middle, 15, pal.second, "fill")
        p.text(x + 34, middle, LEAVING_WORDS[cause], at="middle", width=w * 0.54)
        start = x + w * 0.62
        widgets.bar(p, (start, middle - 5, max(3.0, count / most * (w * 0.30)), 10), pal.bad, hatched=True)
        p.text(x + w, middle, f"{count:,}", weight=800, align="right", at="middle")


