"""The side panels of the play screen: what is selected at the left, what is coming and what can be done at the right.

`paint_side` shows them within `table.left` and `table.right`; `pressed.handle` takes what was pressed in them.
In a drawer (`table.compact`) each side is one scrolling panel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from game.board import style
from game.board.looks import Lens
from game.view.cards import (
    decisions,
    departments,
    horizon,
    incentives,
    morale_map,
    orders_tab,
)
from game.view.cards import department as department_card
from game.view.cards import desk as desk_card
from game.view.cards import heard as heard_card
from game.view.cards import house as house_cards
from game.view.cards import market as market_card
from game.view.cards import slips as slips_card
from game.view.cards import stance as stance_card
from game.view.cards import team as team_card
from game.view.cards import values as values_cards
from game.view.cards import vision as vision_card
from game.view.cards.side import Side, draft_key
from game.view.cards.table import LENSES, Tab, Table
from game.view.toolkit import widgets
from game.view.toolkit.entering import Edge
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.steps import Steps, through
from game.view.toolkit.ui import Ui
from game.words.actions import opens, opens_words
from game.words.names import Names

GAP = 12.0
LENS_HEIGHT = 60.0
COMPACT_LENS = 46.0
SLIPS_HEIGHT = 44.0
"""Of the button that shows reports where a card lies over them."""
TABS_HEIGHT = 64.0
LEAST_TAB = 210.0
TALL = 720.0
"""Height of the right column from which the horizon's chart and the tools below it both have all their room."""

Section = Callable[[Panel, float, Side], float | Steps]

LENS_ROWS: dict[Lens, tuple[str, str, str]] = {
    "morale": ("Morale", "thermometer-hot", "Tiles are as warm as their morale, as reported."),
    "flow": ("Flow", "arrows-left-right", "What each team makes, how much of it, and the way it takes."),
    "stock": ("Stock", "stack", "Where goods pile up, and where customers are owed."),
    "orders": ("Orders", "envelope", "Who works on an order and for how long."),
    "stance": ("Stance", "flag-banner", "Which flag each team flies: committed, stitched, complying or torn."),
}
TAB_ROWS: dict[Tab, tuple[str, str, str, str]] = {
    "orders": ("Orders", "envelope", "order", "Letters, who waits, and what holds when nobody writes."),
    "incentives": ("Incentives", "coins", "tag", "Tags, interest, figures, tools and the net."),
    "values": ("Values", "flag-banner", "declare", "What the company stands for."),
}


@dataclass(frozen=True)
class _Part:
    """One panel of a column: its key, the height it would like, what it was painted from, and how it is painted."""

    key: str
    height: float
    signature: tuple[object, ...]
    paint: Section
    header: float = 0.0


def paint_side(ui: Ui, table: Table) -> None:
    """Shows the panels of one frame; each is repainted only when what it shows has changed."""
    side = side_of(table)
    if table.left is not None:
        _left(ui, table.left, side)
    if table.right is not None:
        _right(ui, table.right, side)


def side_of(table: Table) -> Side:
    """The panels' view of a table in this frame."""
    report = table.report
    mark = (
        table.level.title, table.session.seed, report.week, report.cash_cents, report.score, table.pending,
        report.discs_free, table.compact,
    )  # fmt: skip
    return Side(table, report, Names.of(table.level), table.compact, mark)


# The left column.


def _left(ui: Ui, box: Box, side: Side) -> None:
    x, y, w, h = box
    main = _main(side)
    alone = main.key != "side-list"
    # The card of a piece comes right after it for the keyboard, unless petals do.
    after = side.table.selected or "" if side.table.draft is None else ""
    if alone and side.table.slips:
        y, h = y + SLIPS_HEIGHT + 6, h - SLIPS_HEIGHT - 6
        _turn(ui, (x, box[1], w, SLIPS_HEIGHT), side)
        main = _slips(side) if side.table.reading else main
    if side.compact and alone:
        _show(ui, (x, y, w, h), main, side, "left", after)
        return
    drawn: Edge = "left" if side.compact else ""
    if side.compact and side.table.slips is not None:
        main = _together(_slips(side), main)
    lens_high = COMPACT_LENS if side.compact else LENS_HEIGHT
    room = h - lens_high - GAP
    if alone:
        _show(ui, (x, y, w, room), main, side, "left", after, fits=main.key != "side-team-card")
    else:
        _stack(ui, (x, y, w, room), [main, *([] if side.compact else _below(side))], side, drawn)
    lens_box = (x, y + h - lens_high, w, lens_high)
    ui.panel("side-lenses", lens_box, _lens_signature(side), lambda p: _lenses(p, side), scroll=False, slides=drawn)


def _main(side: Side) -> _Part:
    """What the left column shows first: the card of what is selected, or the list."""
    table = side.table
    team, department = table.chosen("team"), table.chosen("department")
    tall = 10_000.0
    if team is not None:
        return _Part("side-team-card", tall, team_card.signature(side, team),
                     lambda p, top, s: team_card.paint(p, top, s, team), team_card.fixed(side))  # fmt: skip
    if department is not None:
        return _Part(
            "side-department-card",
            tall,
            department_card.signature(side, department),
            lambda p, top, s: department_card.paint(p, top, s, department),
            department_card.fixed(side),
        )
    market = table.chosen("market")
    if market is not None:
        return _Part("side-market-card", tall, market_card.signature(side, market),
                     lambda p, top, s: market_card.paint(p, top, s, market), market_card.HEAD)  # fmt: skip
    if table.selected == "desk":
        return _Part("side-desk-card", tall, desk_card.signature(side), desk_card.paint, desk_card.HEAD)
    if heard_card.is_shown(side):
        return _Part("side-list", heard_card.height(side), heard_card.signature(side), heard_card.paint)
    if table.lens == "stance":
        return _Part("side-list", stance_card.height(side), stance_card.signature(side), stance_card.paint)
    if morale_map.is_large(side):
        mark = (*departments.signature(side), table.pages.get("departments"))
        return _Part("side-list", morale_map.height(side), mark, morale_map.paint)
    return _Part("side-list", departments.height(side), departments.signature(side), departments.paint)


def _below(side: Side) -> list[_Part]:
    """What stands under the list: the newest decision, else the stars to reach; beside flags, where they are torn.

    Where people write to the desk, what they have written stands there.
    """
    if side.table.slips is not None:
        return [_slips(side)]
    if side.table.lens == "stance":
        return [_Part("side-torn", stance_card.torn_height(side), stance_card.signature(side), stance_card.paint_torn)]
    if decisions.height(side) and side.report.world.letter_weeks > 0:
        newest = _Part("side-decision", decisions.height(side), decisions.signature(side), decisions.paint)
        counted = _Part("", departments.way_height(side), (*side.mark, "way"), departments.paint_way)
        return [_together(counted, newest) if counted.height else newest]
    return [_Part("side-aim", departments.aim_height(side), (*side.mark, "aim"), departments.paint_aim)]


def _slips(side: Side) -> _Part:
    return _Part("side-slips", slips_card.height(side), slips_card.signature(side), slips_card.paint)


def _turn(ui: Ui, box: Box, side: Side) -> None:
    """A button over the card of what is selected that shows the reports in its place, and the card again."""
    count, reading = sum(times for _, _, times in side.table.slips or ()), side.table.reading
    label, icon = ("Back to what is chosen", "arrow-left") if reading else (f"Reports · {count}", "envelope-open")

    def paint(p: Panel) -> None:
        widgets.button(p, "side-reading", (0, 0, p.width, SLIPS_HEIGHT - 2), label, icon=icon, size=style.SECONDARY)

    ui.panel("side-turn", box, (label,), paint, look="plain", scroll=False)


def _together(first: _Part, second: _Part) -> _Part:
    """Two parts under each other that scroll as one, under the name of the second."""

    def paint(p: Panel, top: float, side: Side) -> Steps:
        y = yield from through(first.paint(p, top, side))
        yield
        return (yield from through(second.paint(p, y, side)))

    return _Part(second.key, first.height + second.height, (first.signature, second.signature), paint)


def _stack(ui: Ui, box: Box, parts: list[_Part], side: Side, slides: Edge) -> None:
    """Panels under each other: the first keeps what the others leave, all scroll inside."""
    x, y, w, room = box
    rest = [part.height for part in parts[1:]]
    first = parts[0].height
    while rest and first + sum(rest) + GAP * len(rest) > room:
        if min(first, room - sum(rest) - GAP * len(rest)) >= LEAST_TAB:
            break
        rest.pop()
    heights = [min(first, room - sum(rest) - GAP * len(rest)), *rest]
    for part, height in zip(parts, heights, strict=False):
        _show(ui, (x, y, w, height), part, side, slides)
        y += height + GAP


def _show(
    ui: Ui, box: Box, part: _Part, side: Side, slides: Edge = "", after: str = "", *, fits: bool = False
) -> None:
    """One panel of a column: all of them are painted from the top down, whatever height there is."""
    ui.panel(part.key, box, part.signature, lambda p: part.paint(p, 0.0, side), header=part.header, slides=slides,
             after=after, flow="fits" if fits else "scrolls")  # fmt: skip


def _lens_signature(side: Side) -> tuple[object, ...]:
    return (side.table.lens, side.table.draft is None, side.compact, shown_lenses(side))


def shown_lenses(side: Side) -> tuple[Lens, ...]:
    """The lenses there are; flags are worth one of their own where the company stands for something."""
    return tuple(lens for lens in LENSES if lens != "stance" or is_open(side, "values"))


def _lenses(p: Panel, side: Side) -> None:
    """The lenses in a row; the one in use is dark."""
    pal = p.palette
    digits = side.table.draft is None
    shown = shown_lenses(side)
    each = (p.width - 12) / len(shown)
    size = style.SECONDARY if len(shown) < 5 else style.LABEL
    for n, lens in enumerate(shown):
        label, icon, text = LENS_ROWS[lens]
        box = (6 + n * each, 5.0, each, p.height - 13)
        chosen = lens == side.table.lens
        if chosen:
            p.card(box, style.LIGHT.bar if pal.theme == "light" else pal.bar, radius=8)
        elif p.hovered("side-lens", lens):
            p.card(box, pal.inset, radius=8)
        ink = style.LIGHT.bar_text if chosen else pal.second
        middle = box[1] + box[3] / 2
        p.icon(icon, box[0] + each / 2, middle - (0 if side.compact else 9), 18, pal.gold if chosen else ink)
        if not side.compact:
            at = box[0] + each / 2
            p.text(at, middle + 11, label, size=size, weight=800 if chosen else 600, colour=ink,
                   align="centre", at="middle", width=each - 2)  # fmt: skip
        tip = Tip(f"{label} ({n + 1})", text)
        p.region("side-lens", box, value=lens, shortcut=str(n + 1) if digits else "", tip=tip)


# The right column.


def _right(ui: Ui, box: Box, side: Side) -> None:
    x, y, w, h = box
    coming: list[_Part] = []
    if side.report.horizon:
        # Whether it is low hangs on the level and the window alone.
        low = not side.compact and h < TALL and is_open(side, "incentives")
        high = horizon.horizon_height(side, low=low)
        signature = (*horizon.horizon_signature(side), low)
        paint = partial(horizon.paint_horizon, low=low)
        coming.append(_Part("side-horizon-card", high, signature, paint))
    tab = _tab(side)
    if side.compact or h - sum(part.height + GAP for part in coming) < LEAST_TAB:
        # In a drawer, and where the column is low, what is coming follows what the tab holds.
        signature = (tab.signature, *(part.signature for part in coming))
        slides: Edge = "right" if side.compact else ""
        ui.panel("side-tabs", box, signature, lambda p: _whole(p, side, tab, coming), header=TABS_HEIGHT,
                 page=side.table.tab, slides=slides, flow="scrolls")  # fmt: skip
        return
    # What is coming stands at the foot of the column: it may come up and go, and the tabs stay where they are.
    foot = y + h
    for part in coming:
        foot -= part.height
        _show(ui, (x, foot, w, part.height), part, side)
        foot -= GAP
    ui.panel("side-tabs", (x, y, w, foot - y), tab.signature, lambda p: _whole(p, side, tab, []), header=TABS_HEIGHT,
             page=side.table.tab, flow="fits")  # fmt: skip


def _whole(p: Panel, side: Side, tab: _Part, coming: list[_Part]) -> Steps:
    """The tabs and what the open one holds, followed, where there is little room, by what is coming."""
    _tab_row(p, side)
    yield
    y = yield from through(tab.paint(p, TABS_HEIGHT, side))
    for part in coming:
        yield
        p.fill((0, y + 4, p.width, 2), p.palette.rule)
        y = yield from through(part.paint(p, y + 8, side))
    return y


def _tab(side: Side) -> _Part:
    """The open tab. What comes and goes within a week, decisions and what is on the road, stands below all controls."""
    name = side.table.tab if is_open(side, side.table.tab) else "orders"
    paint: dict[Tab, Section] = {
        "orders": orders_tab.paint,
        "incentives": incentives.paint,
        "values": values_cards.paint,
    }

    def whole(p: Panel, top: float, side: Side) -> Steps:
        y = yield from through(paint[name](p, top + 4, side))
        yield
        return horizon.paint_road(p, y, side) if name == "orders" else y

    pages = side.table.pages.get("order departments")
    room = (side.table.words, side.table.asked)
    signature = (*side.mark, name, side.table.selected, draft_key(side), pages, room)
    return _Part("side-tabs", 400.0, signature, whole)


def is_open(side: Side, tab: Tab) -> bool:
    """Whether a tab may be opened now."""
    if tab == "values":
        return "declare" in side.report.levers or bool(side.report.banners) or vision_card.any_shown(side)
    if tab == "incentives" and house_cards.any_shown(side):
        return True
    return TAB_ROWS[tab][2] in side.report.levers or tab == "orders"


def _tab_row(p: Panel, side: Side) -> None:
    """Three tabs like index cards; a locked one shows a lock and the level that opens it."""
    pal = p.palette
    chosen = side.table.tab if is_open(side, side.table.tab) else "orders"
    each = (p.width - 16) / 3
    for n, (tab, (label, icon, lever, text)) in enumerate(TAB_ROWS.items()):
        x = 8 + n * each
        box = (x + 2, 6.0, each - 4, TABS_HEIGHT - 12)
        ready = is_open(side, tab)
        if tab == chosen:
            p.card(box, pal.card, radius=8, outline=pal.rule, lip=2)
            kind = ("order", "tag", "value")[n]
            p.card((x + 18, TABS_HEIGHT - 11, each - 36, 3), style.lever_colour(pal, kind), radius=1.5)
        elif p.hovered("side-tab", tab) and ready:
            p.card(box, pal.inset, radius=8)
        ink = pal.ink if tab == chosen else pal.second
        words = label if ready else opens(side.level, lever) or "not here"
        p.icon(icon if ready else "lock-simple", x + each / 2, 22, 17, ink, "fill" if tab == chosen else "bold")
        p.text(x + each / 2, 41, words, size=style.SECONDARY, weight=800 if tab == chosen else 600, colour=ink,
               align="centre", at="middle", width=each - 6)  # fmt: skip
        tip = Tip(label, text if ready else f"{text} {opens_words(side.level, lever)}")
        p.region("side-tab", box, value=tab, enabled=ready, tip=tip)
    p.fill((0, TABS_HEIGHT - 1, p.width, 1), pal.rule)
