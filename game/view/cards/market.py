"""The card of a selected market: what it wants, gets and owes, who makes it, and what hangs or is coming there."""

from __future__ import annotations

import numpy as np

from game.board import style
from game.board.scene import rate_words
from game.sim.desk.estimates import price_lean, prices_told
from game.sim.levers import LEVERS
from game.view.cards.side import EDGE, Side, arrow, fact, heading, note_box
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words import explain, goods, rumours
from game.words.actions import first_upper
from game.words.explain import LEANS, PRICES_MOVE, calendar, unreported, weeks
from game.words.figures import short_figure
from game.words.together import together

HEAD = 58.0
MAKER = 34.0
MOST_MAKERS = 8
ENOUGH_PARTS = 0.95
"""Share of what was begun from which its parts are said to be enough."""


def signature(side: Side, market: int) -> tuple[object, ...]:
    """What the card of that market shows."""
    return (*side.mark, "market", market)


def goods_of(side: Side, market: int) -> list[int]:
    """The products a market asks for."""
    return [product for product, at in enumerate(side.names.product_market) if at == market]


def paint(p: Panel, top: float, side: Side, market: int) -> float:
    """Paints the card; returns the y below it."""
    pal, report = p.palette, side.report
    p.card((0, top, p.width, HEAD), pal.inset, radius=style.RADIUS, top_only=True)
    p.fill((0, top + HEAD - 1, p.width, 1), pal.rule)
    p.icon("basket", 28, top + 29, 22, pal.second, "fill")
    p.text(48, top + 20, side.names.markets[market], size=style.CARD_TITLE, family="serif", at="middle",
           width=p.width - 92)  # fmt: skip
    late = f"news {weeks(report.age)} old" if report.age else "as reported"
    p.text(48, top + 41, late, size=style.SECONDARY, colour=pal.second, at="middle", width=p.width - 92)
    close = Tip("Close", "Back to the list.")
    widgets.icon_button(p, "side-close", (p.width - 40, top + 8, 32, 32), "x", close, kind="bare", size=16)
    y = top + HEAD + 4
    for product in goods_of(side, market):
        y = _product(p, y, side, product)
    if "tag" in report.levers:
        tip = Tip("Tag it (T)", f"{LEVERS['tag'].purpose} It takes {side.price_words('tag')}.")
        widgets.button(p, "side-market-tag", (EDGE + 4, y + 6, p.width - 2 * EDGE - 8, 38), "Tag it (T)", icon="tag",
                       kind="gold", tip=tip)  # fmt: skip
        y += 50
    return y + 10


def _product(p: Panel, top: float, side: Side, product: int) -> float:
    report, pal = side.report, p.palette
    name = side.names.products[product]
    p.token(side.names.looks[product], 28, top + 20, 13)
    price, usual = float(report.price[product]), report.world.products[product].value
    p.text(48, top + 20, first_upper(name), size=style.SUBTITLE, family="serif", at="middle", width=p.width - 160)
    if prices_told(report):
        lean, right = price_lean(report, product), p.width - 22
        if lean:
            arrow(p, right - 9, top + 20, lean, pal.second)
        p.text(right - (14 if lean else 0), top + 20, f"{price:.1f} each", weight=800, align="right", at="middle")
        tip = Tip(f"Price of {name}", f"Usually {usual:.1f}; {LEANS[lean]}. {PRICES_MOVE}")
        p.tooltip(f"side-market-price-{product}", (EDGE, top + 4, p.width - 2 * EDGE, 32), tip)
    y = top + 38
    for n, (icon, label, value, text, bad) in enumerate(_figures(side, product)):
        tip = Tip(f"{first_upper(name)}: {label.lower()}", text)
        y = fact(p, y, icon, label, value, tip, f"side-market-{product}-{n}", colour=pal.bad if bad else None)
    for n, (icon, label, value, text, bad) in enumerate(_chain(side, product)):
        tip = Tip(f"{first_upper(name)}: {label.lower()}", text)
        y = fact(p, y, icon, label, value, tip, f"side-chain-{product}-{n}", colour=pal.bad if bad else None)
    y = _coming(p, y + 4, side, product)
    return _makers(p, y, side, product)


def _chain(side: Side, product: int) -> list[tuple[str, str, str, str, bool]]:
    """What a product needs, waits for, and goes into, as rows like those of `_figures`; none for a plain one."""
    report, names = side.report, side.names.products
    good, rows = report.world.products[product], []
    if good.needs:
        parts = ", ".join(f"{pieces:g} {names[part].lower()}" for part, pieces in good.needs)
        text = "Teams take them off the shelf before the customers come."
        rows.append(("puzzle-piece", "Each takes", parts, text, False))
        enough = float(report.sufficed[product])
        short = enough < ENOUGH_PARTS
        text = "The share of what was begun for which the parts were there. The rest of the week was spent waiting."
        rows.append(("hourglass-medium", "Parts at hand", f"for {enough:.0%}" if short else "enough", text, short))
    if good.lead_weeks:
        text = f"What is made now is on the shelf in {weeks(good.lead_weeks)}."
        rows.append(("calendar-blank", "Not ready yet", f"{float(report.ripening[product]):.0f}", text, False))
    costs = (good.holding, "stack", "Keeping", "on the shelf"), (good.owing, "hourglass-medium", "Owing", "owed")
    for share, icon, label, what in costs:
        if share:
            text = f"Every piece {what} at the end of a week takes so much from the score."
            rows.append((icon, label, f"−{share * good.value:.1f} each a week", text, False))
    users = explain.users_of(report, product)
    if users:
        into = " and ".join(names[user].lower() for user in users)
        waiting = [names[user].lower() for user in users if float(report.sufficed[user]) < ENOUGH_PARTS]
        text = f"Teams that make {into} ask for so many a week."
        text += f" There is too little for {' and '.join(waiting)}." if waiting else ""
        asked = f"{rate_words(float(report.asked[product]))} for {into}"
        rows.append(("arrow-right", "Built in", asked, text, bool(waiting)))
    return rows


def _figures(side: Side, product: int) -> list[tuple[str, str, str, str, bool]]:
    """Icon, label, figure, what it means, and whether it is a worry."""
    report = side.report
    owed, stock = goods.whole(float(report.backlog[product])), goods.whole(float(report.stock[product]))
    waits = f"−{short_figure(owed)}" if owed else "0"
    made = "none yet" if unreported(report) else rate_words(float(report.made[product]))
    work = [
        ("toolbox", "Made", made, "What all teams together made in that week.", False),
        ("stack", "On the shelf", short_figure(stock), "Made and not sold yet. Part of it spoils every week.", False),
    ]
    if not report.world.products[product].share:
        return work
    return [
        ("basket", "Wanted", rate_words(float(report.demand[product])), "What customers ask for in a week.", False),
        *work,
        ("hourglass-medium", "Owed", waits, "Customers wait for these; some give up.", owed > 0),
    ]


def _coming(p: Panel, top: float, side: Side, product: int) -> float:
    """The tag that hangs on a product, the contract in sight and what is heard, each in a line."""
    report, y = side.report, top
    for tag in report.tags:
        if tag.product == product:
            coins = f"{tag.coins} coin{'s' if tag.coins > 1 else ''}"
            y = note_box(p, y, f"A tag: **{coins}** for {weeks(tag.weeks)} more.", icon="tag") + 6
    for row in report.horizon:
        if row.product == product:
            when = f"weeks {calendar(row.first)} to {calendar(row.last)}"
            text = f"A contract: **{row.low:.1f} to {row.high:.1f}** times as much, {when}."
            y = note_box(p, y, text, icon="binoculars") + 6
    for heard in rumours.hanging(report, product):
        y = note_box(p, y, rumours.may_come(side.level, heard, report.week), icon="ear") + 6
    for said in together(report, product):
        y = note_box(p, y, said, icon="stack") + 6
    return y


def _makers(p: Panel, top: float, side: Side, product: int) -> float:
    pal, report = p.palette, side.report
    teams = [int(team) for team in np.flatnonzero(report.job == product)]
    teams.sort(key=lambda team: (-float(report.output[team]), team))
    y = heading(p, top, "Made by", "" if teams else "nobody now")
    for team in teams[:MOST_MAKERS]:
        name, output = side.names.teams[team], rate_words(float(report.output[team]))
        tip = Tip(name, f"They made {float(report.output[team]):.1f} when last heard of.")
        widgets.row(p, "side-team", (EDGE, y, p.width - 2 * EDGE, MAKER - 4), value=team, tip=tip)
        wide = p.text(p.width - EDGE - 10, y + 15, output, size=style.SECONDARY, weight=700, colour=pal.second,
                      align="right", at="middle")  # fmt: skip
        p.text(EDGE + 10, y + 15, name, weight=700, at="middle", width=p.width - 2 * EDGE - 30 - wide)
        y += MAKER
    if len(teams) > MOST_MAKERS:
        words = f"and {len(teams) - MOST_MAKERS} more"
        p.text(20, y + 8, words, size=style.SECONDARY, colour=pal.second, at="middle")
        y += 20
    return y + 2
