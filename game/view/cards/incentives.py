"""The tab of incentives: tags that hang, a new one being written, and the prices as reported."""

from __future__ import annotations

from collections.abc import Sequence

from game.board import style
from game.sim.actions import Action
from game.sim.desk.estimates import price_lean
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, hanging_tags, heard_week, preview
from game.sim.values import SLOTS, TAG_COINS, TAG_WEEKS
from game.view.cards import house as house_cards
from game.view.cards.departments import idle_teams
from game.view.cards.figures import way_ink
from game.view.cards.orders import missing
from game.view.cards.picker import product_picker
from game.view.cards.sending import OPENED, paint_opened
from game.view.cards.side import EDGE, Side, arrow, chosen_frame, draft_key, fact, fact_height, heading, note_box
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words import goods
from game.words.actions import first_upper, opens_words, send_words
from game.words.explain import calendar, lean_sentence, signed, weeks
from game.words.figures import short_figure
from game.words.foresight import foretelling
from game.words.in_time import too_late

TAG_ROW = 50.0
CELL = 38.0
COIN_CELLS = (32.0, 36.0, 46.0)
LINE_SIGNS: dict[str, tuple[str, str]] = {
    "Wanted": ("basket", "What customers ask for, and what lies there or is owed to them."),
    "Made": ("toolbox", "What is made of it now."),
    "Waiting": ("moon", "They have nothing to do, and would take up what pays if they may choose."),
    "Teams that may move": (
        "broadcast", "Teams that may choose and might be good enough at it. Nobody knows how many will."
    ),
    "First pieces": (
        "hourglass-medium", "From the week the first team hears of it to when its work reaches the market."
    ),
    "Cost": ("coins", "Coins for every piece sold, while the tag hangs."),
    "Contract ahead": ("binoculars", "The weeks in which a customer will want much more of it."),
    "The till then": ("coin", "If it goes on as in the worst of the last four weeks, and all of it has to be paid."),
    "The till": ("coin", "If it goes on as in the worst of the last four weeks."),
    "Read": ("hourglass-medium", "A letter needs a week for each layer between you and them."),
}  # fmt: skip
"""Icon and explanation of what may be foreseen of a tag, by label."""


def signature(side: Side) -> tuple[object, ...]:
    """What the tab shows."""
    return (*side.mark, "incentives", draft_key(side))


def paint(p: Panel, top: float, side: Side) -> float:
    """Paints the tab from `top`; returns the y below it."""
    y = top
    if house_cards.shown(side, "rate"):
        y = house_cards.paint_rate(p, y + 4, side)
    if house_cards.shown(side, "kpi_company"):
        y = house_cards.paint_figures(p, y, side) + 4
    y = house_cards.paint_tools_and_net(p, y, side)
    y = _tags(p, y, side)  # below what always stands there, because tags come and go
    y = _prices(p, y + 4, side)
    return house_cards.paint_locked(p, y - 2, side)


def proposed(report: Report, pending: Sequence[Action], among: Sequence[int]) -> int:
    """Which of these products a new tag is proposed for: one that has none, and of these what is owed most."""
    hung = hanging_tags(report, pending)
    return max(among, key=lambda product: (product not in hung, int(report.backlog[product]), missing(report, product)))


def _tags(p: Panel, top: float, side: Side) -> float:
    """The tags that hang and are on their way, and a new one being written."""
    report, draft = side.report, side.table.draft
    if "tag" not in report.levers:
        if house_cards.any_shown(side):
            return top
        return note_box(p, top + 6, f"Tags. {opens_words(side.level, 'tag')}", icon="lock-simple") + 8
    coming = [x for x in report.letters if x.lever == "tag"]
    sent = [a for a in side.table.pending if a.lever == "tag"]
    hanging, later = len(report.tags), len(coming) + len(sent)
    by_then = len(hanging_tags(report, side.table.pending))
    writing = draft is not None and draft.lever == "tag"
    y = heading(p, top, "Tags", f"{hanging} of {SLOTS} out{f', {later} to come' if later else ''}")
    text = "Coins for every piece sold. Only teams that choose react to them."
    p.tooltip("side-tags", (12, y - 28, p.width - 24, 26), Tip("Tags", text))
    if writing:
        y = _editor(p, y, side)
    else:
        y = _begin(p, y, side, hanging + later, full=by_then >= SLOTS)
    for tag in report.tags:
        down = _down_words(side, report.week + tag.weeks)
        lasts = f"It comes down by itself {down}, and not before. Press to write another in its place."
        y = _tag(p, y, side, tag.product, tag.coins, f"{tag.weeks} wk", "left", lasts, again=True)
    for letter in coming:
        rides = max(1, letter.due - report.week)
        lasts = f"It is heard in {weeks(rides)} and hangs for {weeks(letter.amount[1])}."
        y = _tag(p, y, side, letter.target, letter.amount[0], f"{rides} wk", "to go", lasts)
    for action in sent:
        lasts = f"It leaves as the week begins and hangs for {weeks(action.amount[1])} once it is heard."
        y = _tag(p, y, side, action.target, action.amount[0], f"{action.amount[1]} wk", "leaves", lasts)
    return y + 4


def _down_words(side: Side, week: int) -> str:
    """When a tag comes down whose first week without it is `week`."""
    return "at the end" if week >= side.report.world.weeks else f"in week {calendar(week)}"


def _tag(
    p: Panel, y: float, side: Side, product: int, coins: int, count: str, word: str, lasts: str, *, again: bool = False
) -> float:
    """One tag: how many coins, and for how long still (`count`, `word`; in full `lasts`). again: pressed, it opens the
    form for another in its place."""
    pal = p.palette
    box = (EDGE, y, p.width - 2 * EDGE, TAG_ROW - 5)
    over = again and p.hovered("side-tag-again", product)
    p.card(box, style.mix(pal.card, pal.gold, 0.12) if over else pal.card, radius=style.SMALL_RADIUS, lip=2,
           outline=pal.rule)  # fmt: skip
    p.token(side.names.looks[product], EDGE + 22, y + 21, 12)
    p.text(
        EDGE + 43,
        y + 13,
        first_upper(side.names.products[product]),
        size=style.SUBTITLE,
        family="serif",
        at="middle",
        width=76,
    )
    p.text(EDGE + 43, y + 31, side.market_of(product), size=style.SECONDARY, colour=pal.second, at="middle", width=84)
    widgets.coins(p, "side-hanging", (p.width / 2 - 2, y + 8, 58, 26), coins, size=17, activates=False)
    right = p.width - EDGE - 12
    p.text(right, y + 13, count, weight=800, align="right", at="middle")
    p.text(right, y + 31, word, size=style.SECONDARY, colour=pal.second, align="right", at="middle")
    name = side.names.products[product]
    each = coins * side.report.world.coin_cents / 100
    text = f"{coins} of 3 coins: {each:.2f} for every piece sold. {lasts}"
    tip = Tip(f"{first_upper(name)} at {side.market_of(product)}", text)
    if again:
        p.region("side-tag-again", box, value=product, tip=tip, radius=style.SMALL_RADIUS)
    else:
        p.tooltip(f"side-tag-{product}-{word}", box, tip)
    return y + TAG_ROW


def _begin(p: Panel, y: float, side: Side, out: int, *, full: bool) -> float:
    if full:
        return note_box(p, y, "Three tags are out. One has to expire before the next.", icon="hourglass-medium") + 8
    tip = Tip("Hang a tag (T)", f"Coins for every piece sold. It takes {side.price_words('tag')}.")
    words = ("First tag", "Second tag", "Third tag", "Next tag")[min(out, SLOTS)]
    widgets.button(p, "side-new-tag", (EDGE, y, p.width - 2 * EDGE, 40), words, icon="plus", tip=tip)
    return y + 48


def _editor(p: Panel, top: float, side: Side) -> float:
    draft = side.table.draft
    if draft is None:
        return top
    action = draft.action
    refused = side.why_not(action) if action is not None else None
    warning = refused or (too_late(side.report, action) if action is not None else "")
    jobs = len(side.names.products)
    rows = -(-jobs // max(1, int((p.width - 40) // 34)))
    warn = p.paragraph_height(p.width - 44, warning, size=style.SECONDARY, weight=700) + 4 if warning else 0
    foreseen = preview(side.report, action, side.table.pending) if action is not None else None
    told = foretelling(foreseen) if foreseen is not None else None
    known = _known(side, action) if action is not None else []
    stands = _stands(side, action) if action is not None else ""
    telling = p.paragraph_height(p.width - 44, stands, size=style.SECONDARY) + 4 if stands else 0
    verdict = [(told.label, told.short)] if told is not None else []
    lines = [*known, *foreseen.lines, *verdict] if foreseen is not None else []
    high = OPENED + 38 * rows + 4 + 46 + 46 + warn + telling + sum(fact_height(p, *line) for line in lines) + 8
    chosen_frame(p, (EDGE, top, p.width - 2 * EDGE, high), p.palette.focus)
    hung = draft.target in {tag.product for tag in side.report.tags}
    y = paint_opened(p, top, "Another in its place" if hung else "New tag")
    y = product_picker(p, y, side, "side-product", draft.target, left=20)
    coins, length = draft.amount[0], draft.amount[1]
    _coins_picker(p, side, (18, y), coins)
    _weeks_picker(p, (p.width - 18 - 3 * 34, y), length)
    y += 46
    words = _send_label(p, side, action) if action is not None else "Choose product, coins, weeks"
    hold = weeks(LEVERS["tag"].hold(side.report.world))
    tip = Tip("Send the tag", warning or f"{stands} It holds a disc for {hold}.".strip())
    widgets.button(p, "side-send", (EDGE + 10, y, p.width - 2 * EDGE - 20, 40), words, kind="gold", value="tag",
                   enabled=action is not None and refused is None, tip=tip)  # fmt: skip
    y += 46
    if warning:
        y += p.paragraph(22, y, p.width - 44, warning, size=style.SECONDARY, weight=700, colour=p.palette.bad) + 4
    if stands:
        y += p.paragraph(22, y, p.width - 44, stands, size=style.SECONDARY, colour=p.palette.second,
                         strong=p.palette.ink) + 4  # fmt: skip
    if foreseen is not None:
        for n, (label, value) in enumerate((*known, *foreseen.lines)):
            icon, text = LINE_SIGNS.get(label, ("binoculars", ""))
            tip = Tip(label, f"{text} From what the desk knows.".strip())
            y = fact(p, y, icon, label, value, tip, f"side-line-{n}")
        if told is not None:
            tip = Tip(f"{told.label}: {told.words}", told.why)
            fact(p, y, "scales", told.label, told.short, tip, "side-foreseen-points", colour=way_ink(p, told))
    return top + high + 6


def _stands(side: Side, tag: Action) -> str:
    """From when to when a tag hangs, that nothing takes it down before, and which one it takes the place of; an empty
    text for one that comes too late to hang."""
    world, first = side.report.world, heard_week(side.report, tag)
    if first >= world.weeks:
        return ""
    down = _down_words(side, first + tag.amount[1])
    now = next((row for row in side.report.tags if row.product == tag.target), None)
    if now is not None and now.weeks > first - side.report.week:
        return f"From week {calendar(first)} it hangs in place of the one that hangs now, and comes down **{down}**."
    return f"From week {calendar(first)} it hangs, and comes down **{down}**: nothing takes it down before."


def _known(side: Side, tag: Action) -> list[tuple[str, str]]:
    """What is short and who has nothing to do: what a tag is for, also where nobody can say what it will bring."""
    report, waiting = side.report, len(idle_teams(side))
    made = f"{short_figure(float(report.made[tag.target]))} a week"
    rows = [("Wanted", goods.wanted_words(report, tag.target)), ("Made", made)]
    one, many = ("person", "people") if side.person() else ("team", "teams")
    return [*rows, ("Waiting", side.counted(waiting, one, many))] if waiting else rows


def _send_label(p: Panel, side: Side, tag: Action) -> str:
    """The button's label: which goods get the tag, and its price, as far as there is room."""
    world = side.report.world
    ways = [send_words(world, "tag", f"{verb} {side.names.products[tag.target]}") for verb in ("Tag the", "Tag")]
    room = p.width - 2 * EDGE - 40
    return next((words for words in ways if p.measure(words, style.BODY, weight=800) <= room), ways[-1])


def _coins_picker(p: Panel, side: Side, at: tuple[float, float], chosen: int | None) -> None:
    pal = p.palette
    left, y = at
    for n, wide in zip(TAG_COINS, COIN_CELLS, strict=True):
        spot = (left, y, wide, CELL)
        is_chosen = n == chosen
        ground = style.mix(pal.card, pal.gold, 0.32) if is_chosen else pal.inset
        if p.hovered("side-coins", n):
            ground = style.mix(ground, pal.gold, 0.15)
        edge = pal.gold_deep if is_chosen else pal.rule
        p.card(spot, ground, radius=8, outline=edge, stroke=2 if is_chosen else 1)
        for coin in range(n):
            p.piece("coin", left + wide / 2 + (coin - (n - 1) / 2) * 11, y + CELL / 2 - 1, 0.62)
        money = n * side.report.world.coin_cents / 100
        tip = Tip(f"{n} coin{'s' if n > 1 else ''} a piece", f"{money:.2f} for every piece sold.")
        p.region("side-coins", spot, value=n, tip=tip)
        left += wide + 3


def _weeks_picker(p: Panel, at: tuple[float, float], chosen: int | None) -> None:
    pal = p.palette
    x, y = at
    for n, count in enumerate(TAG_WEEKS):
        spot = (x + n * 34, y, 32, CELL)
        is_chosen = count == chosen
        fill = style.LIGHT.bar if pal.theme == "light" else pal.bar
        ground = style.mix(pal.inset, pal.ink, 0.08) if p.hovered("side-weeks", count) else pal.inset
        p.card(spot, fill if is_chosen else ground, radius=8, outline=pal.focus if is_chosen else pal.rule)
        ink = style.LIGHT.bar_text if is_chosen else pal.second
        middle = spot[0] + 16
        p.text(middle, y + 14, str(count), weight=800, align="centre", at="middle", colour=ink)
        p.text(middle, y + 28, "wk", size=style.SMALLEST, align="centre", at="middle", colour=ink)
        p.region("side-weeks", spot, value=count, tip=Tip(weeks(count), "Then it comes down by itself."))


def _prices(p: Panel, top: float, side: Side) -> float:
    report, pal = side.report, p.palette
    y = heading(p, top, "Prices", "as reported")
    columns = 3 if len(report.world.products) <= 6 else 4
    each = (p.width - 2 * EDGE) / columns
    for product, good in enumerate(report.world.products):
        x, line = EDGE + (product % columns) * each, y + (product // columns) * 30
        price = float(report.price[product])
        p.card((x + 1, line, each - 4, 27), pal.inset, radius=8)
        size, gap = (style.BODY, 14.0) if columns == 3 else (style.SECONDARY, 10.5)
        p.token(side.names.looks[product], x + gap, line + 13.5, 9 if columns == 3 else 7.5)
        p.text(x + 2 * gap - 1, line + 13.5, f"{price:.1f}", size=size, weight=800, at="middle")
        lean = price_lean(report, product)
        if lean:
            arrow(p, x + each - (17 if columns == 3 else 13), line + 13.5, lean, pal.second)
        share = 100 * (price / good.value - 1)
        text = f"{signed(share)}% against its usual {good.value:.1f}. {lean_sentence(lean)}"
        p.tooltip(f"side-price-{product}", (x + 1, line, each - 4, 27),
                  Tip(f"A piece of {side.names.products[product]}: {price:.1f}", text))  # fmt: skip
    return y + -(-len(report.world.products) // columns) * 30 + 8
