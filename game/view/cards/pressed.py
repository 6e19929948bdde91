"""What it means that something in the side panels was pressed: what is chosen, what is written, and what is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from game.sim.actions import Action
from game.sim.values import RATES, TAG_COINS, TAG_WEEKS
from game.view.cards import house as house_cards
from game.view.cards import incentives, orders, orders_tab
from game.view.cards import quota as quota_card
from game.view.cards import vision as vision_card
from game.view.cards.panels import side_of
from game.view.cards.side import decided, renewal
from game.view.cards.table import LENSES, Tab, Table
from game.view.toolkit.ui import Hit


def handle(hit: Hit, table: Table) -> bool:
    """Does what a pressed region of the panels stands for; False where the hit belongs to someone else."""
    if not hit.key.startswith("side-"):
        return False
    number = int(hit.value) if isinstance(hit.value, int | float) else -1
    if hit.key in _SELECTS:
        table.select(_SELECTS[hit.key].format(number))
        if table.compact:
            table.drawer = "left"
    elif hit.key in ("side-goods", "side-heard"):
        about = [row.product for row in table.report.rumours if row.shift == number]
        product = about[0] if hit.key == "side-heard" and about else number
        table.select(f"market {table.level.product_market[product]}")
        table.drawer = "left" if table.compact else table.drawer
    elif hit.key in ("side-renew", "side-renew-row"):
        orders.renew(table, renewal(table.report, number))
    elif hit.key in _SENDS:
        table.act(_SENDS[hit.key](table, number))
    elif hit.key == "side-renew-all":
        sent = [action for action in orders_tab.due(side_of(table)) if table.act(action)]
        if len(sent) > 1:
            table.say(f"{len(sent)} orders are renewed.")
    elif hit.key in _WRITES:
        before = table.draft
        _write(table, hit.key, number)
        if hit.again and table.draft is None:
            table.draft = before  # the second half of a double click takes nothing back
    elif hit.key == "side-person":
        table.select(f"team {next(life.team for life in table.report.cast if life.who == number)}")
        table.drawer = "left" if table.compact else table.drawer
    elif hit.key == "side-orders-there":
        table.select(f"department {int(table.report.department[number])}")
    elif hit.key == "side-page":
        name, _, page = str(hit.value).rpartition(":")
        table.pages[name] = int(page)
        table.revision += 1
    elif hit.key == "side-close":
        table.select(None)
    elif hit.key == "side-reading":
        table.reading = not table.reading
        table.revision += 1
    elif hit.key == "side-undo":
        table.undo()
    elif hit.key == "side-put-away":
        table.put_away()
    elif hit.key == "side-send":
        _send(table)
    elif hit.key == "side-lens":
        table.lens = next((lens for lens in LENSES if lens == hit.value), table.lens)
        table.revision += 1
    elif hit.key == "side-tab":
        table.tab = next((tab for tab in get_args(Tab) if tab == hit.value), table.tab)
        table.put_away()
    return True


_SELECTS: dict[str, str] = {
    "side-team": "team {}", "side-order-row": "team {}", "side-waiting": "team {}", "side-department": "department {}",
    "side-listed": "department {}", "side-orders-in": "department {}", "side-waiting-in": "department {}",
    "side-desk": "desk", "side-pin": "pin {}",
    "side-default-open": "desk", "side-reporting-open": "desk", "side-orders-wide": "desk",
}  # fmt: skip

_SENDS: dict[str, Callable[[Table, int], Action]] = {
    "side-visit": lambda table, team: Action("visit", team),
    "side-rest": lambda table, value: Action("rest", value),
}

_WRITES = frozenset({
    "side-order", "side-order-all", "side-order-department", "side-new-tag", "side-market-tag", "side-tag-again",
    "side-default", "side-reporting", "side-order-house",
    "side-ritual", "side-place", "side-product", "side-job", "side-coins", "side-weeks", "side-order-everyone",
    "side-tell", "side-direction", "side-height",
    "side-quota", "side-quota-product", "side-quota-pieces", "side-quota-weeks",
    "side-rate", "side-rate-step", "side-figure", "side-tools-open", "side-net-open", "side-net",
    "side-short-pay", "side-kpi", "side-declare", "side-retire", "side-spotlight", "side-promote", "side-story",
})  # fmt: skip


def _write(table: Table, key: str, number: int) -> None:
    """Begins an action or sets one of its numbers."""
    draft = table.draft
    if key == "side-order":
        orders.begin(table, number)
    elif key in ("side-order-all", "side-order-department"):
        table.select(f"department {number}")
        table.drawer = "left" if table.compact else None
        table.begin("order_department", number, (None, table.order_weeks))
    elif key in ("side-new-tag", "side-market-tag"):
        table.tab, table.drawer = "incentives", "right" if table.compact else table.drawer
        table.begin("tag", _tagged_first(table), (2, 6))
    elif key == "side-tag-again":
        table.begin("tag", number, (TAG_COINS[0], TAG_WEEKS[0]))
    elif key in ("side-default", "side-reporting"):
        _set(table, key.removeprefix("side-"), number)
    elif key in ("side-order-everyone", "side-order-house"):
        table.select("desk")
        table.drawer = "left" if table.compact else None
        table.begin("order_company", -1, (None, table.order_weeks))
    elif key == "side-tell":
        table.begin("tell", -1, vision_card.first_draft(side_of(table)))
    elif key in _WEIGHED:
        _weigh(table, _WEIGHED[key], number)
    elif key == "side-story":
        _weigh(table, "retell", -1, number)
    elif key in _FRAME:
        _begin_frame(table, key, number)
    elif key.startswith("side-quota"):
        quota_card.write(table, key, number)
    elif key == "side-ritual":
        table.begin("ritual", number)
    elif draft is not None and key == "side-product":
        draft.target = number
    elif draft is not None:
        places = {"side-job": 0, "side-coins": 0, "side-weeks": 1, "side-direction": 0, "side-height": 1,
                  "side-place": 0}  # fmt: skip
        draft.amount[places[key]] = number
        if key == "side-weeks" and draft.lever in ("order_department", "order_company"):
            table.order_weeks = number
    table.revision += 1


def _set(table: Table, lever: str, level: int) -> None:
    """Begins to write another default or reporting level; what stands already leaves nothing to write."""
    if level == decided(table.report, table.pending, lever):
        table.put_away()
    else:
        table.begin(lever, -1, (level,))


_WEIGHED: dict[str, str] = {
    "side-declare": "declare", "side-retire": "retire", "side-spotlight": "spotlight", "side-promote": "promote",
}  # fmt: skip


def _weigh(table: Table, lever: str, target: int, *amount: int) -> None:
    """Opens what has nothing else to choose, so that it is foreseen before it is sent; pressing it again closes it."""
    draft = table.draft
    if draft is not None and (draft.lever, draft.target, tuple(draft.amount)) == (lever, target, amount):
        table.put_away()
    else:
        table.begin(lever, target, amount)


_FRAME: dict[str, str] = {
    "side-rate": "rate", "side-rate-step": "rate", "side-figure": "kpi_company", "side-kpi": "kpi",
    "side-tools-open": "tools", "side-net-open": "net", "side-net": "net", "side-short-pay": "short_pay",
}  # fmt: skip


def _begin_frame(table: Table, key: str, number: int) -> None:
    """Begins to change the interest, a figure, the tools, the net or the wages; pressing what is open closes it."""
    lever, side, target = _FRAME[key], side_of(table), -1
    amount: tuple[int | None, ...] = {"net": (None if key == "side-net-open" else number,)}.get(lever, ())
    if lever == "rate":
        amount = (RATES[number if key == "side-rate" else house_cards.rate_place(side) + number],)
    elif lever == "kpi_company":
        amount = house_cards.figure_change(side, number, None).amount
    elif lever == "kpi":
        change = house_cards.figure_change(side, number, table.chosen("department") or 0)
        target, amount = change.target, change.amount
    open_now = table.draft is not None and table.draft.lever == lever
    same = table.draft is not None and tuple(table.draft.amount) == amount
    if open_now and (key.endswith(("-open", "-pay")) or (key in ("side-figure", "side-kpi") and same)):
        table.put_away()
    else:
        table.begin(lever, target, amount)


def _tagged_first(table: Table) -> int | None:
    """The product a new tag is meant for: the one most owed at the selected market, if one is selected."""
    market = table.chosen("market")
    sold = [g for g, at in enumerate(table.level.product_market) if at == market]
    return incentives.proposed(table.report, table.pending, sold) if sold else None


def _send(table: Table) -> None:
    """Sends the action being written; it stays on the table where it is refused."""
    action = table.draft.action if table.draft is not None else None
    if action is not None and table.act(action):
        table.put_away()
