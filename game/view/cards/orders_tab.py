"""The tab of orders: what holds when nobody writes, who waits, which orders run and can be renewed."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np

from game.board import style
from game.sim.actions import EVERYONE, Action
from game.sim.desk.estimates import asked_for, price_lean, prices_told
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, free_discs, price
from game.sim.values import DEFAULTS
from game.view.cards.departments import idle_teams
from game.view.cards.morale_map import is_large
from game.view.cards.side import (
    EDGE,
    Side,
    arrow,
    decided,
    heading,
    job_mark,
    note_box,
    order_weeks_left,
    pager,
    renewal,
)
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.steps import Steps
from game.words import goods
from game.words.actions import first_upper, opens, opens_words, what
from game.words.explain import LEANS, calendar, counted, unreported
from game.words.figures import short_figure
from game.words.in_time import AFTER, last_weeks, nothing_lands_words, too_late
from game.words.tally import tally

ROW = 42.0
GOODS_ROW = 35.0
"""Rows of goods that are painted without a pause."""
WIDEST_COLUMN = 56.0
"""How wide the name of a column over the goods makes it at most."""
MOST_WAITING = 8
MOST_ORDERS = 40
MOST_GROUPS, MOST_PILLS = 12, 24
LATE_WEEKS = 2
"""Weeks for which an order that is over is still taken to be missed."""
MANY_TEAMS = 8
"""From so many teams on, the same order is one line."""
COMMANDS = frozenset({"order", "order_department", "order_company", "quota", "quota_company"})
"""Levers that tell somebody what to do; a level may do without any."""


def signature(side: Side) -> tuple[object, ...]:
    """What the tab shows."""
    return (*side.mark, "orders", side.table.selected, side.table.pages.get("order departments"))


def paint(p: Panel, top: float, side: Side) -> Steps:
    """Paints the tab from `top`; returns the y below it.

    First what always stands there, then what grows and shrinks, so that no button moves under the hand.
    """
    y = yield from paint_goods(p, top, side)
    yield
    if "default" in side.report.levers or "reporting" in side.report.levers:
        y = _standing(p, y - 4, side)
        yield
    if "order_department" in side.report.levers and side.report.world.departments > 1:
        y = _departments(p, y, side)
    yield
    y = _running(p, y, side)
    yield
    return _waiting(p, y, side) + 4


def _standing(p: Panel, top: float, side: Side) -> float:
    pal, report = p.palette, side.report
    y = top
    rows = []
    if "default" in report.levers:
        coming = decided(report, side.table.pending, "default")
        words = DEFAULTS[report.default]
        if coming != report.default:
            words = f"{words} → {DEFAULTS[coming]}"
        rows.append(("side-default", "megaphone", "Default", words, LEVERS["default"].purpose))
    if "reporting" in report.levers:
        rows.append(
            ("side-reporting", "chart-bar", "Reporting", f"level {report.reporting}", LEVERS["reporting"].purpose)
        )
    for key, icon, label, words, text in rows:
        tip = Tip(f"{label}: {words}", f"{text} Change it at your desk.")
        widgets.row(p, f"{key}-open", (EDGE, y, p.width - 2 * EDGE, ROW - 6), tip=tip)
        p.icon(icon, EDGE + 18, y + 18, 17, pal.focus, "fill")
        p.text(EDGE + 36, y + 18, label, weight=700, at="middle")
        p.icon("caret-right", p.width - EDGE - 14, y + 18, 13, pal.second)
        p.text(p.width - EDGE - 26, y + 18, words, weight=800, align="right", at="middle")
        y += ROW
    if "reporting" not in report.levers and opens(side.level, "reporting").startswith("week"):
        box = (EDGE, y, p.width - 2 * EDGE, ROW - 6)
        p.card(box, pal.inset, radius=style.SMALL_RADIUS)
        p.icon("lock-simple", EDGE + 18, y + 18, 16, pal.second)
        p.text(EDGE + 36, y + 18, "Reporting", weight=700, colour=pal.second, at="middle")
        p.text(p.width - EDGE - 12, y + 18, opens(side.level, "reporting"), size=style.SECONDARY, weight=700,
               colour=pal.second, align="right", at="middle")  # fmt: skip
        p.tooltip("side-reporting-locked", box, Tip("Reporting", f"{LEVERS['reporting'].purpose} "
                                                    f"{opens_words(side.level, 'reporting')}"))  # fmt: skip
        y += ROW
    return y + 2


def _waiting(p: Panel, top: float, side: Side) -> float:
    pal, idle = p.palette, idle_teams(side)
    large = is_large(side) and len(idle) > MOST_WAITING
    # Who has got up again keeps the place until the quarter ends, so that nobody else's moves.
    listed = idle if large else side.table.in_place("waiting", idle[:MOST_WAITING], staying=True)
    if not listed:
        return top
    one, many = ("person", "people") if side.person() else ("team", "teams")
    y = heading(p, top, "Waiting", side.counted(len(idle), one, many))
    x = EDGE + 2
    if large:
        return _waiting_in(p, y, side)
    for team in listed:
        waits = team in idle
        name = side.names.teams[team]
        wide = min(p.width - 2 * EDGE - 4, p.measure(name, style.SECONDARY, weight=700) + 36)
        if x + wide > p.width - EDGE:
            x, y = EDGE + 2, y + 36
        over = p.hovered("side-waiting", team)
        p.card(
            (x, y, wide, 32), style.mix(pal.inset, pal.gold, 0.2) if over else pal.inset, radius=15, outline=pal.rule
        )
        gone = not int(side.report.head[team])
        icon = "hourglass-medium" if waits else "sign-out" if gone else "check"
        p.icon(icon, x + 15, y + 16, 13, pal.bad if waits else pal.second, "fill")
        p.text(x + 26, y + 16, name, size=style.SECONDARY, weight=700, at="middle", width=wide - 34,
               colour=pal.ink if waits else pal.second)  # fmt: skip
        text = "Asleep when last heard of. Select them to write to them." if waits else "At work again."
        text = "Nobody is left there." if gone else text
        p.region("side-waiting", (x, y, wide, 32), value=team, tip=Tip(name, text), radius=15)
        x += wide + 6
    y += 38
    more = len(set(idle) - set(listed))
    if more:
        p.text(16, y + 8, f"and {more} more", size=style.SECONDARY, colour=pal.second, at="middle")
        y += 22
    return y + 4


def _waiting_in(p: Panel, y: float, side: Side) -> float:
    """Where the teams of a large company wait: departments by how many of theirs do."""
    pal, waiting = p.palette, tally(side.report).waiting
    places = [int(place) for place in np.argsort(-waiting, kind="stable") if waiting[place]]
    x = EDGE + 2
    for department in side.table.in_place("waiting in", places[:MOST_WAITING]):
        name = f"{side.names.departments[department]} {waiting[department]}"
        wide = min(p.width - 2 * EDGE - 4, p.measure(name, style.SECONDARY, weight=700) + 36)
        if x + wide > p.width - EDGE:
            x, y = EDGE + 2, y + 36
        over = p.hovered("side-waiting-in", department)
        fill = style.mix(pal.inset, pal.gold, 0.2) if over else pal.inset
        p.card((x, y, wide, 32), fill, radius=15, outline=pal.rule)
        p.icon("hourglass-medium", x + 15, y + 16, 13, pal.bad, "fill")
        p.text(x + 26, y + 16, name, size=style.SECONDARY, weight=700, at="middle", width=wide - 34)
        text = "Asleep when last heard of. Select them to write one letter to all."
        p.region("side-waiting-in", (x, y, wide, 32), value=department, tip=Tip(name, text), radius=15)
        x += wide + 6
    y += 38
    return (_and_more(p, y, len(places) - MOST_WAITING) if len(places) > MOST_WAITING else y) + 4


def _running(p: Panel, top: float, side: Side) -> float:
    report = side.report
    ends = report.ordered[:, 2]
    live = int(np.count_nonzero((report.ordered[:, 0] >= 0) & (ends > report.week)))
    # In a large company only what still runs is worth a line; in a small one the lines stay where they are.
    since = report.week + 1 if is_large(side) else 0
    shown = [int(team) for team in np.flatnonzero((report.ordered[:, 0] >= 0) & (ends >= since))]
    y = heading(p, top, "Orders", f"{live:,} running" if live else "")
    if not shown:
        how = "Select a department to write to it." if is_large(side) else "Select a team and press O to write one."
        if not COMMANDS & set(report.levers):
            how = "Nobody can be told what to do here."
        if side.table.shut:
            how = side.table.shut
        return note_box(p, y, f"No order runs. {how}", icon="envelope") + 10
    if not is_large(side):
        y = _renew_all(p, y, side)
    together, rows = _together(side, shown)
    if is_large(side) and len(rows) > MANY_TEAMS:
        y = _by_department(p, y, side, rows)
    else:
        pending = _written_to(side)
        for team in rows[:MOST_ORDERS]:
            y = _order(p, y, side, team, pending)
    for order, teams in together[:MOST_GROUPS]:
        y = _wide_order(p, y, side, order, teams)
    if len(together) > MOST_GROUPS:
        y = _and_more(p, y, len(together) - MOST_GROUPS)
    return y + 4


def due(side: Side) -> list[Action]:
    """The letters that renew orders which end with this week or have just ended, the soonest first, as far as discs go
    and as far as they are read before the end.

    What a whole department or everyone was told in one week is one letter again, where the desk may write such.
    """
    report, out = side.report, []
    written = _written_to(side)
    ends = report.ordered[:, 2] - report.week
    late = (report.ordered[:, 0] >= 0) & (report.ordered[:, 1] <= report.week) & (ends <= 1) & (ends >= -LATE_WEEKS)
    left = free_discs(report, side.table.pending)
    waits = [int(team) for team in np.flatnonzero(late) if int(team) not in written]
    alike: dict[tuple[int, ...], list[int]] = {}
    for team in sorted(waits, key=lambda team: (int(ends[team]), team)):
        alike.setdefault(tuple(int(n) for n in report.ordered[team]), []).append(team)
    for action in [letter for teams in alike.values() for letter in _letters_to(side, teams)]:
        discs = price(report.world, action)[0]
        if discs <= left and side.why_not(action) is None and not too_late(report, action):
            out.append(action)
            left -= discs
    return out


def _written_to(side: Side) -> set[int]:
    """The teams to whom an order is written this week, by a letter of their own or with others."""
    out: set[int] = set()
    for action in side.table.pending:
        if action.lever == "order":
            out.add(action.target)
        elif action.lever in ("order_department", "order_company"):
            there = (side.report.department == action.target) | (action.lever == "order_company")
            out.update(int(team) for team in np.flatnonzero(there))
    return out


def _letters_to(side: Side, teams: Sequence[int]) -> list[Action]:
    """As few letters as say once more to `teams`, who were told the same in one week, what they were told."""
    report, once_more = side.report, renewal(side.report, teams[0]).amount
    if set(teams) == set(np.flatnonzero(report.there).tolist()) and "order_company" in report.levers:
        return [Action("order_company", EVERYONE, once_more)]
    out, whole = [], set()
    for department in dict.fromkeys(report.department[list(teams)].tolist()):
        there = set(side.teams_of(department))
        if len(there) > 1 and there <= set(teams) and "order_department" in report.levers:
            out.append(Action("order_department", department, once_more))
            whole |= there
    return out + [Action("order", team, once_more) for team in teams if team not in whole]


def _whom(side: Side, action: Action) -> str:
    if action.lever == "order_company":
        return "everyone"
    names = side.names.departments if action.lever == "order_department" else side.names.teams
    return names[action.target]


def renew_words(side: Side, letters: Sequence[Action]) -> str:
    """What the button that sends these letters says: how many orders they are, and what they take."""
    discs = sum(price(side.report.world, action)[0] for action in letters)
    return f"Renew {counted(len(letters), 'order')} · {counted(discs, 'disc')}" if letters else "Renew all"


def _renew_all(p: Panel, y: float, side: Side) -> float:
    """One button that renews whatever runs out; it keeps its place while nothing does. Returns the y below it."""
    again = due(side)
    words = renew_words(side, again)
    who = ", ".join(_whom(side, action) for action in again[:6])
    none = "No order runs out this week, or no disc is left."
    none = nothing_lands_words(side.report) if last_weeks(side.report) else none
    text = f"The same again: {who}." if again else none
    tip = Tip("Renew what runs out", text)
    widgets.button(p, "side-renew-all", (EDGE + 2, y, p.width - 2 * EDGE - 4, 34), words, icon="arrows-clockwise",
                   enabled=bool(again), tip=tip, size=style.SECONDARY)  # fmt: skip
    return y + 42


def _and_more(p: Panel, y: float, count: int) -> float:
    p.text(16, y + 8, f"and {count:,} more", size=style.SECONDARY, colour=p.palette.second, at="middle")
    return y + 22


def _by_department(p: Panel, y: float, side: Side, rows: Sequence[int]) -> float:
    """Single orders of a large company, a line a department: how many there are and when the next one runs out."""
    pal, report = p.palette, side.report
    where = report.department[list(rows)]
    counts = np.bincount(where, minlength=report.world.departments)
    places = [int(place) for place in np.argsort(-counts, kind="stable") if counts[place]]
    for department in side.table.in_place("orders in", places[:MOST_GROUPS]):
        mine = report.ordered[[team for team, home in zip(rows, where, strict=True) if home == department]]
        running = mine[mine[:, 2] > report.week]
        next_over = int(running[:, 2].min()) - report.week if len(running) else 0
        box = (EDGE, y, p.width - 2 * EDGE, ROW - 4)
        name = side.names.departments[department]
        orders = f"{len(mine)} order{'s' if len(mine) > 1 else ''}"
        text = f"{orders} to single teams, {len(running)} of them running. Select the department to see its teams."
        widgets.row(p, "side-orders-in", box, value=department, tip=Tip(name, text))
        middle = y + (ROW - 4) / 2
        p.icon("envelope", EDGE + 18, middle, 16, pal.seal if pal.theme == "light" else pal.bad, "fill")
        state = f"next over in {next_over} wk" if next_over else "over"
        wide = p.text(p.width - EDGE - 10, middle, state, size=style.SECONDARY, weight=700, align="right", at="middle",
                      colour=pal.bad if next_over <= 1 else pal.second)  # fmt: skip
        room = p.width - 2 * EDGE - 45 - wide - 10
        p.text(EDGE + 35, middle, f"{name} · {len(mine)}", weight=700, at="middle", width=room)
        y += ROW
    return _and_more(p, y, len(places) - MOST_GROUPS) if len(places) > MOST_GROUPS else y


def _order(p: Panel, y: float, side: Side, team: int, pending: Container[int]) -> float:
    """One team's order, how long it holds, and the button that renews it; returns the y below."""
    pal, report = p.palette, side.report
    job, first, end = (int(n) for n in report.ordered[team])
    left = order_weeks_left(side.report, team)
    box = (EDGE, y, p.width - 2 * EDGE, ROW - 4)
    name = side.names.teams[team]
    state = _state(report, left, first)
    text = f"{what(side.level, Action('order', team, (job, end - first)))}, {_until(report, end)}."
    widgets.row(p, "side-order-row", box, value=team, chosen=side.table.chosen("team") == team, tip=Tip(name, text))
    middle = y + (ROW - 4) / 2
    job_mark(p, side.names, job, EDGE + 18, middle, 11)
    right = p.width - EDGE - 42
    short = left <= 1 and first <= report.week
    room = right - 8 - EDGE - 35 - p.measure(name, weight=700)
    if p.measure(state, style.SECONDARY, weight=700) > room:
        state = state.replace("read in", "in").replace(" left", "")
    wide = p.text(right, middle, state, size=style.SECONDARY, weight=700, align="right", at="middle",
                  colour=pal.bad if short else pal.second)  # fmt: skip
    p.text(EDGE + 35, middle, name, weight=700, at="middle", width=right - wide - 8 - EDGE - 35)
    again = renewal(side.report, team)
    refused = side.why_not(again)
    if team in pending and not side.table.shut:
        refused = "You have written to them this week already."
    takes = too_late(report, again) or f"It takes {side.price_words('order')}."
    words = f"{what(side.level, again)}. {takes}"
    widgets.icon_button(
        p,
        "side-renew-row",
        (p.width - EDGE - 36, y + 3, 32, 32),
        "arrows-clockwise",
        Tip("Renew", refused or words),
        kind="card",
        value=team,
        enabled=refused is None,
        size=15,
    )
    return y + ROW


def _state(report: Report, left: int, first: int) -> str:
    """How long an order holds that has so many weeks left, or when it is read that is to be read in week `first`."""
    if left:
        return f"{left} wk left"
    return "over" if first <= report.week else AFTER if first >= report.world.weeks else (
        f"read in {first - report.week} wk")  # fmt: skip


def _until(report: Report, end: int) -> str:
    """To when an order holds whose first free week is `end`."""
    return "to the end" if end >= report.world.weeks else f"until week {calendar(end - 1)}"


def _together(side: Side, rows: Sequence[int]) -> tuple[list[tuple[tuple[int, int, int], list[int]]], list[int]]:
    """Orders that came in one letter to many teams, each with its teams, and the teams that had one of their own.

    Letters that end soonest come first; teams stand in their own order, so that a renewal moves no line.
    """
    groups: dict[tuple[int, int, int], list[int]] = {}
    for team, (job, first, end) in zip(rows, side.report.ordered[rows].tolist(), strict=True):
        groups.setdefault((job, first, end), []).append(int(team))
    in_turn = sorted(groups.items(), key=lambda group: (group[0][2], group[1][0]))
    large = [(order, teams) for order, teams in in_turn if len(teams) >= MANY_TEAMS]
    alone = [team for _, teams in in_turn if len(teams) < MANY_TEAMS for team in teams]
    return large, sorted(alone)


def _wide_order(p: Panel, y: float, side: Side, order: tuple[int, int, int], teams: list[int]) -> float:
    """One line for an order that many teams have: whom it went to, its job and how long it holds."""
    pal, report = p.palette, side.report
    job, first, end = order
    places = sorted({int(report.department[team]) for team in teams})
    whole = len(teams) == len(report.head)
    name = "Everyone" if whole else side.counted(len(teams), "team", "teams")
    if len(places) == 1 and len(teams) == len(side.teams_of(places[0])):
        name = side.names.departments[places[0]]
    left = max(0, end - report.week) if first <= report.week else 0
    state = _state(report, left, first)
    letter = what(side.level, Action("order", teams[0], (job, end - first)))
    text = f"{letter}, {_until(report, end)}. {len(teams)} teams."
    box = (EDGE, y, p.width - 2 * EDGE, ROW - 4)
    key = "side-orders-wide" if len(places) > 1 else "side-orders-there"
    widgets.row(p, key, box, value=teams[0], tip=Tip(name, text))
    middle = y + (ROW - 4) / 2
    job_mark(p, side.names, job, EDGE + 18, middle, 11)
    right = p.width - EDGE - 10
    short = left <= 1 and first <= report.week
    wide = p.text(right, middle, state, size=style.SECONDARY, weight=700, align="right", at="middle",
                  colour=pal.bad if short else pal.second)  # fmt: skip
    p.text(EDGE + 35, middle, name, weight=700, at="middle", width=right - wide - 8 - EDGE - 35)
    return y + ROW


def paint_goods(p: Panel, top: float, side: Side) -> Steps:
    """Every product as reported: wanted, made, what is there or owed, and the price where it is told; returns the y
    below it."""
    pal, report = p.palette, side.report
    y = heading(p, top, "Wanted and made", "at the start" if unreported(report) else "as reported")
    right = p.width - EDGE - 8
    told = ("wants", "made", "there", *(("price",) if prices_told(report) else ()))
    places = [right - 12]
    for words in reversed(told[1:]):
        # A level may call making something longer; but what is made has to be read, too.
        wide = 0.0 if words == "price" else p.measure(words, style.LABEL) + 6
        places.insert(0, places[0] - min(WIDEST_COLUMN, max(38.0, wide)))
    columns = tuple(places)
    for words, x in zip(told, columns, strict=True):
        p.text(x + (12 if words == "price" else 0), y + 6, words, size=style.LABEL, colour=pal.second, align="right",
               at="middle", width=WIDEST_COLUMN - 6)  # fmt: skip
    y += 17
    yield
    for product, name in enumerate(side.names.products):
        _goods_row(p, y, side, product, name, columns)
        y += GOODS_ROW
        yield
    return y + 10


def _goods_row(p: Panel, y: float, side: Side, product: int, name: str, columns: tuple[float, ...]) -> None:
    pal, report = p.palette, side.report
    wanted, made = float(asked_for(report)[product]), float(report.made[product])
    stock, owed = goods.whole(float(report.stock[product])), goods.whole(float(report.backlog[product]))
    told = prices_told(report)
    lean = price_lean(report, product) if told else 0
    price = float(report.price[product])
    told_made = "nothing reported as made yet" if unreported(report) else f"made {made:,.1f}"
    text = f"Wanted {wanted:,.1f} a week, {told_made}. {stock:,} on the shelf, {owed:,} owed."
    text += f" A piece is worth {price:.1f}, {LEANS[lean]}." if told else ""
    box = (EDGE, y, p.width - 2 * EDGE, GOODS_ROW - 3)
    market = side.names.product_market[product]
    tip = Tip(f"{first_upper(name)} at {side.names.markets[market]}", text)
    widgets.row(p, "side-goods", box, value=product, chosen=side.table.chosen("market") == market, tip=tip)
    middle = y + (GOODS_ROW - 3) / 2
    p.token(side.names.looks[product], EDGE + 16, middle, 9.5)
    p.text(EDGE + 31, middle, first_upper(name), size=style.SECONDARY, weight=700, at="middle",
           width=columns[0] - 28 - EDGE - 31)  # fmt: skip
    there, asked = goods.there_figure(report, product), goods.wanted_figure(report, product)
    figures = (asked, "–" if unreported(report) else short_figure(made), there, f"{price:.1f}")
    inks = (pal.ink, pal.ink, pal.bad if owed > stock else pal.ink, pal.ink)
    shown = len(columns)
    for words, x, ink in zip(figures[:shown], columns, inks[:shown], strict=True):
        p.text(x, middle, words, size=style.SECONDARY, weight=700, colour=ink, align="right", at="middle")
    if lean:
        arrow(p, columns[-1] + 4, middle, lean, pal.second)


def _departments(p: Panel, top: float, side: Side) -> float:
    pal = p.palette
    y = heading(p, top, "Order a department")
    x = EDGE + 2
    count = side.report.world.departments
    first, last, y = pager(p, y, side, "order departments", count, MOST_PILLS)
    for department in range(first, last):
        teams = side.teams_of(department)
        if not teams:
            continue
        name = side.names.departments[department]
        wide = min(p.measure(name, style.SECONDARY, weight=700) + 24, p.width - 2 * EDGE - 2)
        if x + wide > p.width - EDGE:
            x, y = EDGE + 2, y + 36
        over = p.hovered("side-order-department", department)
        p.card(
            (x, y, wide, 32), style.mix(pal.inset, pal.gold, 0.2) if over else pal.inset, radius=16, outline=pal.rule
        )
        p.text(x + wide / 2, y + 16, name, size=style.SECONDARY, weight=700, align="centre", at="middle",
               width=wide - 20)  # fmt: skip
        tip = Tip(
            f"An order to {name}",
            f"One job for all {side.counted(len(teams), 'team', 'teams')}. {side.price_words('order_department')}.",
        )
        p.region("side-order-department", (x, y, wide, 32), value=department, tip=tip, radius=16)
        x += wide + 6
    if "order_company" in side.report.levers:
        y += 36
        tip = Tip("Order everyone", f"One job for all. {side.price_words('order_company')}.")
        widgets.button(p, "side-order-everyone", (EDGE + 2, y, p.width - 2 * EDGE - 4, 36), "Everyone", icon="envelope",
                       value=-1, tip=tip, size=style.SECONDARY)  # fmt: skip
    return y + 40
