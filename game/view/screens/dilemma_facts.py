"""What the desk knows of those whom a dilemma concerns, a line each, as the reports have it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.levels import Level
from game.sim.desk.reports import Card, Report
from game.words.explain import points, weeks


def known(level: Level, report: Report, card: Card, name: str) -> tuple[str, str] | None:
    """The icon and words of one thing the reports say of those concerned; None where it means nothing here.

    name: as in a card's `know`: "trust", "owed", "news age" and the like.
    """
    teams, product = np.flatnonzero((report.department == card.department) | (card.department < 0)), card.product
    people = report.head[teams].astype(np.float64)

    def there(values: np.ndarray) -> int:
        return points(float((values[teams] * people).sum() / max(1.0, people.sum())))

    goods = level.product_names
    whole = f"of {int(people.sum()):,}"
    if name == "news age":
        old = report.week - 1 - int(report.seen[teams].min())
        return "chart-bar", f"Their report is {weeks(old)} old" if old > 0 else "Their report is last week's"
    if name in ("owed", "stock", "price"):
        if not 0 <= product < len(goods):
            owed = float(report.backlog.sum())
            return ("basket", f"Owed to customers: {owed:,.0f} pieces") if name == "owed" else None
        return {
            "owed": ("basket", f"Owed: {report.backlog[product]:,.0f} {goods[product]}"),
            "stock": ("stack", f"On the shelf: {report.stock[product]:,.0f} {goods[product]}"),
            "price": ("coins", f"A piece is worth {report.price[product]:.1f}, usually "
                               f"{report.world.products[product].value:.0f}"),
        }[name]  # fmt: skip
    facts: dict[str, tuple[str, Callable[[], str]]] = {
        "trust": ("handshake", lambda: f"Trust there: {there(report.trust)}"),
        "morale": ("thermometer-hot", lambda: f"Morale there: {there(report.morale)}"),
        "initiative": ("hand-pointing", lambda: f"Initiative there: {there(report.initiative)}"),
        "quality": ("medal", lambda: f"Quality there: {there(report.quality)}"),
        "torn": ("warning", lambda: f"Torn there: {int(report.stance[teams, 3].sum()):,} {whole}"),
        "committed": ("flag-banner", lambda: f"Committed there: {int(report.stance[teams, :2].sum()):,} {whole}"),
        "fires": ("fire", lambda: f"Burning there: {int((report.fire[teams] > 0).sum())} of {len(teams)}"),
        "cash": ("wallet", lambda: f"In the till: {report.cash_cents / 100:,.0f}"),
        "rate": ("coin", lambda: f"Interest: {report.rate}% a year"),
    }
    icon, text = facts[name]
    return icon, text()
