"""The desk's own card: the default, the reporting level, and the last decisions."""

from __future__ import annotations

from game.board import style
from game.sim.actions import Action
from game.sim.company.factors import writing as writing_share
from game.sim.desk.ordinary import outlook
from game.sim.desk.reports import Report, blur_kept, delay_weeks
from game.sim.levers import free_discs
from game.sim.values import DEFAULTS
from game.sim.world import QUARTER_WEEKS
from game.view.cards import cast as cast_cards
from game.view.cards import people as people_cards
from game.view.cards import quota as quota_card
from game.view.cards import till as till_card
from game.view.cards.decisions import decision_row
from game.view.cards.department import paint_order
from game.view.cards.sending import paint_send
from game.view.cards.side import EDGE, Side, decided, draft_key, fact, heading, note_box
from game.view.cards.vision import moved_shown, paint_moved
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words.actions import opens, opens_words
from game.words.explain import calendar, weeks
from game.words.meanings import DEFAULT_MEANS

HEAD = 54.0


def signature(side: Side) -> tuple[object, ...]:
    """What the desk's card shows."""
    return (*side.mark, "desk", draft_key(side), side.table.session.pins())


def paint(p: Panel, top: float, side: Side) -> float:
    """Paints the whole card of the desk; returns the y below it."""
    pal = p.palette
    p.card((0, top, p.width, HEAD), pal.frame, radius=style.RADIUS, top_only=True)
    p.pawn(30, top + 45, 34, kind="leader")
    p.text(52, top + 19, "Your desk", size=17, family="serif", colour=style.DARK.ink, at="middle", width=p.width - 100)
    words = f"{free_discs(side.report, side.table.pending)} of {side.report.world.discs} discs here"
    p.text(52, top + 38, words, size=style.SECONDARY, colour=style.DARK.ink, at="middle")
    x, y = p.width - 40, top + 10
    p.icon("x", x + 16, y + 16, 16, style.DARK.ink)
    p.region("side-close", (x, y, 32, 32), tip=Tip("Close", "Back to the list."))
    y = cast_cards.paint_list(p, top + HEAD + 6, side)
    if outlook(side.report).short(side.report):
        y = till_card.paint(p, y, side)
    if "default" in side.report.levers:
        y = paint_default(p, y, side)
    if "reporting" in side.report.levers:
        y = paint_reporting(p, y, side)
    if "order_company" in side.report.levers:
        y = paint_order(p, y + 4, side, "order_company", -1, list(range(len(side.report.head))))
        if quota_card.shown(side, "quota_company"):
            y = quota_card.paint(p, y, side, "quota_company", -1)
    elif opens(side.level, "order_company").startswith("week"):
        words = f"One letter to the whole company. {opens_words(side.level, 'order_company')}"
        y = note_box(p, y + 4, words, icon="lock-simple") + 6
    if not outlook(side.report).short(side.report):
        y = till_card.paint(p, y + 2, side)
    y = people_cards.paint_payroll(p, y + 2, side)
    if moved_shown(side):
        y = paint_moved(p, y + 4, side, "side-desk-moved")
    pins = side.table.session.pins()
    if pins:
        # A quarter's decisions leave together, and a new one stands below the others: none moves under the hand.
        begun = side.report.week // QUARTER_WEEKS * QUARTER_WEEKS
        y = heading(p, y + 4, "Decisions", "newest last")
        for pin in (pin for pin in pins if pin.sent >= begun):
            y = decision_row(p, y, side, pin)
    elif "default" not in side.report.levers:
        text = "Here you decide what teams do. Select one on the board, or in the list, and write to it."
        y = note_box(p, y + 4, text, icon="envelope")
    return y + 12


def paint_default(p: Panel, top: float, side: Side) -> float:
    """The default: what stands, what each choice means, and sending word of another."""
    report, draft = side.report, side.table.draft
    y = heading(p, top, "Default", "when nobody writes")
    coming = decided(report, side.table.pending, "default")
    wanted = coming if draft is None or draft.lever != "default" or draft.amount[0] is None else draft.amount[0]
    can_choose = "choose" in report.levers
    options = []
    for n, name in enumerate(DEFAULTS):
        is_open = n < 2 or can_choose
        icon, means, _ = DEFAULT_MEANS[name]
        text = means if is_open else f"{opens_words(side.level, 'choose')} {means}"
        icon = icon if is_open else "lock-simple"
        options.append(widgets.Option(n, name.capitalize(), icon, tip=Tip(name.capitalize(), text), enabled=is_open))
    widgets.tabs(p, "side-default", (EDGE + 2, y, p.width - 2 * EDGE - 4, 54), options, wanted, tall=True)
    y += 60
    means = " ".join(DEFAULT_MEANS[DEFAULTS[wanted]][1:])
    y += p.paragraph(16, y, p.width - 32, means, size=style.SECONDARY, colour=p.palette.second) + 4
    if wanted == coming:
        if coming != report.default:
            written = report.week + report.world.letter_weeks
            due = next((letter.due for letter in report.letters if letter.lever == "default"), written)
            text = f"“{DEFAULTS[report.default].capitalize()}” still holds; word arrives in week {calendar(due)}."
            y = note_box(p, y + 2, text, icon="megaphone")
        return y + 8
    action = Action("default", -1, (wanted,))
    return paint_send(p, y, side, action, "Send word", "petrol", None)


def paint_reporting(p: Panel, top: float, side: Side) -> float:
    """The reporting level: what it costs and gives, and changing it."""
    report, draft = side.report, side.table.draft
    y = heading(p, top, "Reporting", "level 0 to 3")
    now = decided(report, side.table.pending, "reporting")
    wanted = now if draft is None or draft.lever != "reporting" or draft.amount[0] is None else draft.amount[0]
    options = [widgets.Option(n, str(n), tip=Tip(f"Level {n}", _reporting_text(report, n))) for n in range(4)]
    widgets.tabs(p, "side-reporting", (EDGE + 2, y, p.width - 2 * EDGE - 4, 38), options, wanted)
    y += 44
    late, writers = delay_weeks(report.world, wanted), writing(report, wanted)
    y = fact(
        p,
        y,
        "hourglass-medium",
        "News is late by",
        weeks(late) if late else "nothing",
        Tip("Delay", "One week a layer; each level cuts it to six tenths."),
        "side-reporting-delay",
    )
    y = fact(p, y, "eye", "Blur", f"{blur_left(wanted)}%",
             Tip("Blur", "How rough figures arrive, against no reporting at all. Each level cuts it to six tenths."),
             "side-reporting-blur")  # fmt: skip
    y = fact(
        p,
        y,
        "users-three",
        "Writing reports",
        f"{writers} of {report.people:,}",
        Tip("People off the bench", "One in twenty at each level writes instead of working."),
        "side-reporting-people",
    )
    y += 4
    if wanted == now:
        return y
    return paint_send(p, y, side, Action("reporting", -1, (wanted,)), f"Set level {wanted}", "petrol", None)


def _reporting_text(report: Report, level: int) -> str:
    late = delay_weeks(report.world, level)
    age = f"News {weeks(late)} late" if late else "News at once"
    return f"{age}, {blur_left(level)}% of the blur, {writing(report, level)} people writing."


def writing(report: Report, level: int) -> int:
    """People who write reports at a reporting level, one in twenty a level."""
    return round(report.people * writing_share(level))


def blur_left(level: int) -> int:
    """The part of the blur that is left at a reporting level, in hundredths."""
    return round(100 * blur_kept(level))
