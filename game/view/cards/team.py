"""The card of a selected team: who they are, what they are good at, why their morale is what it is, what they say."""

from __future__ import annotations

import numpy as np

from game.board import style
from game.board.style import mix
from game.sim.actions import Action
from game.sim.ledger import OVERTIME_TRUST
from game.sim.levers import LEVERS
from game.sim.values import IDLE, TEMPERAMENTS
from game.view.cards import cast as cast_cards
from game.view.cards import house as house_cards
from game.view.cards import mending
from game.view.cards import people as people_cards
from game.view.cards.side import (
    EDGE,
    Side,
    age,
    dots,
    draft_key,
    heading,
    note_box,
    order_weeks_left,
    renewal,
)
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.waterfall import Cause, waterfall
from game.words import explain
from game.words.actions import first_upper, what
from game.words.arriving import nobody_yet
from game.words.explain import morale_account, news_age, points, weeks
from game.words.known import soon_unknown
from game.words.meanings import STANCE_MEANS
from game.words.torn import torn_sentence

HEAD = 112.0
COMPACT_HEAD = 62.0
BUTTONS = 84.0
"""Height of the buttons with two lines below them: their prices, or why one of them cannot be pressed now."""
ROW = 27.0
WIDE = 290.0
"""From this width on a card has room for its words in full."""


def signature(side: Side, team: int) -> tuple[object, ...]:
    """What the card of that team shows."""
    return (*side.mark, "team", team, draft_key(side))


def fixed(side: Side) -> float:
    """The height of the part that stays when the card scrolls: who it is and what can be done."""
    if side.compact:
        return COMPACT_HEAD
    return HEAD + BUTTONS


def _offered(side: Side, team: int) -> list[Action]:
    """An order (any will do for the asking), a visit and, after an order, the same once more."""
    again = [renewal(side.report, team)] if int(side.report.ordered[team, 0]) >= 0 else []
    return [Action("order", team, (0, 2)), Action("visit", team), *again]


def paint(p: Panel, top: float, side: Side, team: int) -> float:
    """Paints the card; returns the y below it."""
    head = COMPACT_HEAD if side.compact else HEAD
    told = nobody_yet(side.report, [team])
    if told:
        where = side.names.departments[int(side.report.department[team])]
        card_head(p, top, COMPACT_HEAD, side.names.teams[team], where, None, 0, True)
        return note_box(p, top + COMPACT_HEAD + 12, told, icon="hourglass-medium") + 14
    _who(p, top, side, [team], team, head)
    y = actions(p, top + head, side, team)
    y = people_cards.paint_staff(p, y, side, [team])
    y = _troubles(p, y, side, team)
    y = paint_disagreement(p, _standing(p, y + 4, side, team), side, [team])
    y = cast_cards.paint_people(p, y, side, team)
    y = _works_with(p, y, side, team)
    y = _skills(p, y, side, team)
    y = people_cards.paint_voice(p, y, side, team)
    y = mending.paint_lifts(p, why(p, y, side, [team], f"side-why-{team}"), side, [team], f"side-lift-{team}")
    words = explain.bark(side.report, team, side.names.products)
    who = "They say" if int(side.report.head[team]) > 1 else "Says"
    return note_box(p, y + 8, f"{who}: {explain.quoted(words)}", icon="chat-circle-dots") + 14


def _who(p: Panel, top: float, side: Side, teams: list[int], team: int, head: float) -> None:
    report = side.report
    shown = points(float(report.morale[team]))
    people = int(report.head[team])
    department = side.names.departments[int(report.department[team])]
    doing = explain.activity(report, team, side.names.products)
    about = doing if side.small() else f"{department} · {doing}"
    card_head(p, top, head, side.names.teams[team], about, shown, news_age(report, team), side.compact)
    if side.compact:
        return
    drawn, detail = _pawns(report.world.people, people)
    kind = "asleep" if int(report.job[team]) == IDLE else ""
    if kind:
        drawn = min(drawn, 3)
    step = min(18.0, 118.0 / max(1, drawn)) if not kind else 36.0
    for n in range(drawn):
        p.pawn(30 + n * step, top + head - 10, 33 if not kind else 25, people=1 if kind else detail, kind=kind)
    many = "One person" if people == 1 else f"{people} people" if people else "Nobody is left"
    if people > 1:
        p.text(
            46 + (drawn - 1) * step + (8 if kind else 0),
            top + head - 18,
            str(people),
            size=style.SUBTITLE,
            weight=800,
            at="middle",
        )
    p.tooltip("side-people", (14, top + head - 48, 44 + drawn * step, 44), Tip(many, f"One pawn stands for {detail}."))


def _pawns(company: int, people: int) -> tuple[int, int]:
    each = style.detail_for(company).people_per_pawn
    return max(1 if people else 0, min(10, round(people / each))), each


def card_head(
    p: Panel, top: float, head: float, name: str, about: str, shown: int | None, old: int, compact: bool
) -> None:
    """The coloured head of a card: name, what is known in a line, the age of the news, and morale with its face.

    shown: morale; None where nobody is there yet.
    """
    pal = p.palette
    ground = pal.morale[style.morale_step(shown)] if shown is not None else pal.inset
    if pal.theme == "dark":
        ground = mix(ground, pal.card, 0.62)
    second = mix(pal.ink, ground, 0.22 if pal.theme == "light" else 0.08)
    if style.contrast(second, ground) < style.TEXT:
        second = pal.ink
    p.card((0, top, p.width, head), ground, radius=style.RADIUS, top_only=True)
    p.fill((0, top + head - 2, p.width, 2), mix(ground, pal.ink, 0.18))
    close = Tip("Close", "Back to the list.")
    widgets.icon_button(p, "side-close", (p.width - 40, top + 6, 32, 32), "x", close, kind="bare", size=16)
    figure = 30.0 if not compact else 22.0
    room = p.width - 62 if not compact else p.width - 128
    p.text(16, top + 22, name, size=style.CARD_TITLE if not compact else 17, family="serif", at="middle", width=room)
    if shown is None:
        p.text(16, top + 44, about, size=style.SECONDARY, colour=second, at="middle", width=p.width - 32)
        return
    word = " old" if p.width >= WIDE else ""
    mark = p.measure(f"{old} wk{word}" if old else "fresh", style.SECONDARY, weight=700) + 22
    room = p.width - 32 - mark - 4
    # Where both do not fit, what they do tells more than where: the board shows the place.
    about = about if p.measure(about, style.LABEL) <= room else about.split(" · ")[-1]
    size = style.SECONDARY if p.measure(about, style.SECONDARY) <= room else style.LABEL
    p.text(16, top + 44, about, size=size, colour=second, at="middle", width=room)
    warns = old >= 4 and pal.theme == "light" and style.contrast(pal.bad, ground) >= style.TEXT
    ink = pal.bad if warns else second
    age(p, p.width - 16, top + 44, old, word=word, colour=ink, align="right")
    middle = top + (82 if not compact else 20)
    right = p.width - (16 if not compact else 44)
    wide = p.text(right, middle, str(shown), size=figure, family="serif", align="right", at="middle")
    p.face(shown, right - wide - figure * 0.75, middle, figure * 1.1)
    text = "Last week's figure." if old == 0 else f"The figure is {weeks(old)} old; things may have changed."
    box = (right - wide - figure * 1.4, middle - figure * 0.7, wide + figure * 1.4, figure * 1.4)
    p.tooltip("side-morale", box, Tip(f"Morale {shown} of 100", f"{text} The rows under “Why {shown}?” add up to it."))


def actions(p: Panel, top: float, side: Side, team: int) -> float:
    """What the leader can do here, what it costs, and why not; returns the y below."""
    report = side.report
    read = "at once" if report.world.letter_weeks == 0 else f"in {weeks(report.world.letter_weeks)}"
    order, visit, *again = _offered(side, team)
    rows: list[tuple[str, str, str, Action, str]] = [
        ("Order", "envelope", "o", order, f"The letter is read {read}."),
        ("Visit", "eye", "v", visit, LEVERS["visit"].purpose),
    ]
    for letter in again:
        words = f"{what(side.level, Action('order', team, letter.amount))}, once more."
        rows.append(("Renew", "arrows-clockwise", "r", letter, words))
    room = p.width - 24 - 8 * (len(rows) - 1)
    wide = [p.measure(row[0], style.BODY, weight=800) + (44 if p.width > 270 else 24) for row in rows]
    x, refusals = 12.0, []
    for row, least in zip(rows, wide, strict=True):
        label, icon, key, action, text = row
        refused = side.why_not(action)
        refusals.append(refused)
        tip = Tip(f"{label} ({key.upper()})", refused or f"{text} It takes {side.price_words(action.lever)}.")
        each = least + (room - sum(wide)) / len(rows)
        widgets.button(
            p, f"side-{label.lower()}", (x, top + 6, each, 38), label, icon=icon if p.width > 270 else "", value=team,
            kind="primary" if label == "Order" else "secondary", enabled=refused is None, tip=tip,
        )  # fmt: skip
        x += each + 8
    sentence = next((text for text in refusals if text), None)
    words = sentence or f"Order {side.price_words('order')} · visit {side.price_words('visit')}"
    if sentence is None and p.measure(words, style.LABEL) > p.width - 24:
        words = words.replace(" for ", " ").replace(" weeks", " wk").replace(" week", " wk")
    # What was just written is no fault, nor is it one to watch only.
    done = sentence is not None and (" already. Undo" in sentence or sentence == side.table.shut)
    ink = p.palette.bad if sentence and not done else p.palette.second
    high = p.paragraph(12, top + 47, p.width - 24, words, size=style.LABEL, colour=ink, align="centre")
    return top + max(BUTTONS, 50 + high)


def _standing(p: Panel, top: float, side: Side, team: int) -> float:
    pal, report = p.palette, side.report
    wide = p.width >= WIDE
    each = (p.width - 32) / 3
    spots = (16.0, 16 + each, 16 + 2 * each, p.width - 16) if wide else (14.0, 88.0, 156.0, p.width - 14)
    counts = [int(n) for n in report.stance[team]]
    stance = int(np.argmax(report.stance[team]))
    cells: list[tuple[str, str, Tip]] = []
    named = zip(counts, STANCE_MEANS.values(), strict=True)
    told = "; ".join(f"{count} {word}" for count, (word, _) in named if count) or "nothing known"
    flag, (word, means) = tuple(STANCE_MEANS.items())[stance]
    names = (word, "carry it") if stance == 1 else (word,)
    short = p.fitting(names, spots[1] - spots[0] - 4, style.SECONDARY, weight=800)
    cells.append(("Stance", short, Tip(f"Stance: {word}", f"{means} Here: {told}.")))
    trust = points(float(report.trust[team]))
    text = "It moves with results, wrong orders and visits, slowly. "
    text += f"Above {points(OVERTIME_TRUST)} they work late for a contract."
    cells.append(("Trust in you" if wide else "Trust", f"{trust}", Tip(f"Trust {trust} of 100", text)))
    cells.append(_last_order(side, team))
    p.card((EDGE, top, p.width - 2 * EDGE, 68), pal.inset, radius=style.SMALL_RADIUS)
    for n, (label, value, tip) in enumerate(cells):
        x, each = (spots[n] + spots[n + 1]) / 2, spots[n + 1] - spots[n]
        if n == 0:
            p.piece(f"flag-{flag}", x - 6, top + 27, 0.62)
        elif n == 1:
            p.icon("handshake", x, top + 17, 20, pal.second, "fill")
        elif value == "none":
            p.icon("envelope", x, top + 17, 20, pal.hint)
        else:
            p.piece("letter-order", x, top + 16, 0.72)
        if n:
            p.fill((spots[n] - 0.5, top + 12, 1, 44), pal.rule)
        p.text(x, top + 38, label, size=style.LABEL, colour=pal.second, align="centre", at="middle", width=each - 4)
        p.text(x, top + 54, value, size=style.SECONDARY, weight=800, align="centre", at="middle", width=each - 4)
        p.tooltip(f"side-standing-{n}", (spots[n], top + 4, each, 60), tip)
    kind = TEMPERAMENTS[int(report.temperament[team])].name
    called = explain.temperament_words(kind, int(report.head[team]))
    y = top + 74
    words = f"**{called}.** {explain.LIKES[kind]}"
    high = p.paragraph(16, y, p.width - 32, words, size=style.SECONDARY, colour=pal.second, strong=pal.ink)
    tip = Tip(called, _temperament_text(kind))
    p.tooltip("side-temperament", (12, y - 2, p.width - 24, high + 4), tip)
    return y + high + 7


def paint_disagreement(p: Panel, top: float, side: Side, teams: list[int]) -> float:
    """What teams disagree with, since when and what mends it, where flags are torn or stitched; returns the y below."""
    words = torn_sentence(side.level, side.report, teams) if teams else ""
    return note_box(p, top, words, icon="warning") + 8 if words else top


def _troubles(p: Panel, top: float, side: Side, team: int) -> float:
    """A fire or bad material in the team, as last heard of, each on a ground of its own."""
    report, pal = side.report, p.palette
    fire, bad = int(report.fire[team]), float(report.faulty[team])
    rows = []
    if fire:
        told = (f"{weeks(fire)} at most", f"{fire} wk at most", f"{fire} wk")
        rows.append(("fire", "Something burns", told, explain.FIRE_TEXT))
    if bad > 0:
        told = (f"{bad:.0%} of what they make", f"{bad:.0%} of it", f"{bad:.0%}")
        rows.append(("faulty", "Bad material", told, explain.FAULTY_TEXT))
    y = top + 2
    for piece, label, words, text in rows:
        box = (EDGE, y, p.width - 2 * EDGE, 32)
        p.card(box, mix(pal.card, pal.seal, 0.12), radius=style.SMALL_RADIUS, outline=pal.bad)
        p.piece(piece, EDGE + 18, y + 16, 0.85)
        room = p.width - 2 * EDGE - 56 - p.text(EDGE + 36, y + 16, label, weight=800, at="middle")
        said = p.fitting(words, room, style.SECONDARY, weight=700)
        p.text(p.width - EDGE - 12, y + 16, said, size=style.SECONDARY, weight=700, align="right", at="middle")
        p.tooltip(f"side-{piece}", box, Tip(f"{label}: {words[0]}", text))
        y += 37
    if report.stuck[team] > 0:
        return paint_slow(p, y, side, int(report.department[team])) + 5
    return y if rows else top


def paint_slow(p: Panel, top: float, side: Side, department: int) -> float:
    """What slows a department for a hidden reason: a question until somebody was visited there, then what they say and
    what ends it; returns the y below it."""
    pal, shortage = p.palette, explain.shortage_of(side.report, department)
    if shortage is None:
        return top
    title, says, cure = explain.slow_words(side.report, shortage, side.names.products)
    text = f"{says}\n**Ends it:** {cure}" if cure else says
    wide = p.width - 2 * EDGE
    high = 34 + p.paragraph_height(wide - 24, text, size=style.SECONDARY)
    box = (EDGE, top, wide, high)
    p.card(box, mix(pal.card, pal.seal, 0.12), radius=style.SMALL_RADIUS, outline=pal.bad)
    p.icon("magnifying-glass-plus" if cure else "question", EDGE + 18, top + 16, 18, pal.bad, "fill")
    p.text(EDGE + 36, top + 16, title, weight=800, at="middle", width=wide - 48)
    p.paragraph(EDGE + 12, top + 28, wide - 24, text, size=style.SECONDARY, strong=pal.ink)
    since = f"In week {explain.calendar(shortage.since)} or so it began. Left alone, it wears off in half a year."
    p.tooltip("side-slow", box, Tip(title, since))
    return top + high


def _works_with(p: Panel, top: float, side: Side, team: int) -> float:
    """The team's equipment and the quality of its work, as bars with a mark at the usual."""
    if not house_cards.any_shown(side):
        return top
    pal, report, y = p.palette, side.report, top + 2
    equipment, quality = points(float(report.equipment[team])), points(float(report.quality[team]))
    rate = "It follows the interest rate: cheap money, more machines. A twentieth of the way each week."
    for label, icon, number, most, usual, text in (
        ("Equipment", "gear", equipment, 150, 100, f"100 is usual. {rate}"),
        ("Quality", "medal", quality, 100, 60, f"60 is usual. {explain.QUALITY_TEXT}"),
    ):
        p.icon(icon, 25, y + 9, 14, pal.second)
        p.text(40, y + 9, label, size=style.SECONDARY, at="middle")
        box = (118.0, y + 6.0, p.width - 118 - 56, 6.0)
        widgets.meter(p, box, number / most, pal.gold_deep, threshold=usual / most)
        ink = pal.bad if number < 0.67 * usual else None
        p.text(p.width - 16, y + 9, str(number), size=style.SECONDARY, weight=800, colour=ink, align="right",
               at="middle")  # fmt: skip
        p.tooltip(f"side-{label.lower()}", (12, y - 2, p.width - 24, 22), Tip(f"{label} {number}", text))
        y += 23
    return y + 2


def _temperament_text(kind: str) -> str:
    row = next(t for t in TEMPERAMENTS if t.name == kind)
    weights = {
        "price": row.price,
        "craft": row.mastery,
        "safety": row.safety,
        "novelty": row.novelty,
        "customers": row.service,
    }
    ranked = sorted(weights, key=lambda name: -weights[name])
    parts = ", ".join(f"{name} {points(weights[name])}" for name in ranked if weights[name] > 0)
    return f"When they may choose, this weighs with them, out of 100: {parts}."


def _last_order(side: Side, team: int) -> tuple[str, str, Tip]:
    report = side.report
    job, first, end = (int(n) for n in report.ordered[team])
    if job < 0:
        return "Last order", "none", Tip("No order yet", "You have never written to them in this level.")
    left, order = order_weeks_left(side.report, team), what(side.level, Action("order", team, (job, end - first)))
    if first > report.week:
        return (
            "Last order",
            f"in {first - report.week} wk",
            Tip(order, f"The letter is read in {weeks(first - report.week)}."),
        )
    if left:
        return "Last order", f"{left} wk left", Tip(order, f"It holds for {weeks(left)} more, then the default.")
    return "Last order", "over", Tip(order, f"It ended in week {end}. Since then the default holds.")


def _skills(p: Panel, top: float, side: Side, team: int) -> float:
    pal, report = p.palette, side.report
    goods = len(side.names.products)
    known = explain.known_jobs(report, team)
    y = heading(p, top, "Good at", f"{known} of {goods} known")
    columns = 3 if goods > 2 and p.width >= WIDE else 2
    each = (p.width - 2 * EDGE) / columns
    for product in range(goods):
        x, line = EDGE + (product % columns) * each, y + (product // columns) * 27
        skill, old = float(report.skill[team, product]), int(report.skill_age[team, product])
        p.token(side.names.looks[product], x + 15, line + 13, 9.5)
        name = first_upper(side.names.products[product])
        if np.isnan(skill):
            p.piece("skill-unknown", x + (38 if columns == 3 else 42), line + 13, 0.78)
            tip = Tip(
                f"{name}: not known", "A visit shows it. Beside a desk without layers, two weeks of work show it too."
            )
        else:
            filled = explain.skill_dots(skill)
            dots(p, x + (27 if columns == 3 else 32), line + 13, filled, size=7)
            words = f"They are worth {skill:.1f} of a usual pair of hands at {side.names.products[product]}. "
            tip = Tip(
                f"{name}: {explain.SKILL_WORDS[filled]}",
                words + explain.how_long_known(report, team, product),
            )
        fading = old >= 0 and 0 <= explain.knowledge_left(report, team, product) <= explain.FADING_WEEKS
        told = "" if old < 0 else "now" if old == 0 else "fading" if fading else f"{old} wk"
        colour = pal.bad if fading else pal.second
        p.text(x + each - 3, line + 13, told, size=style.LABEL, colour=colour, align="right", at="middle")
        p.tooltip(f"side-skill-{product}", (x + 2, line, each - 4, 26), tip)
    y += -(-goods // columns) * 27 + 6
    soon = soon_unknown(side.level, report, team)
    return note_box(p, y, soon, icon="eye-slash") + 8 if soon else y


def why(p: Panel, top: float, side: Side, teams: list[int], key: str) -> float:
    """The waterfall from the start to the morale shown; its rows add up to exactly that number. Returns the y below."""
    pal = p.palette
    account = morale_account(side.report, teams)
    p.fill((16, top, p.width - 32, 1), pal.rule)
    p.text(16, top + 21, f"Why {account.shown}?", size=17, family="serif", at="middle")
    p.text(
        p.width - 16,
        top + 22,
        f"starts at {account.start}",
        size=style.SECONDARY,
        colour=pal.second,
        align="right",
        at="middle",
    )
    causes = [
        Cause(e.label, float(e.points), e.icon, tip=Tip(f"{e.label}: {explain.signed(e.points)}", e.note))
        for e in account.entries
    ]
    y, share = top + 40, 0.58 if p.width >= WIDE else 0.66
    y += waterfall(p, key, (12, y, p.width - 24, ROW), float(account.start), causes, label_share=share)
    p.fill((16, y + 3, p.width - 32, 1), pal.rule)
    p.text(44, y + 19, "Morale shown", weight=800, at="middle")
    p.text(p.width - 16, y + 19, str(account.shown), size=style.STAT, family="serif", align="right", at="middle")
    return y + 34
