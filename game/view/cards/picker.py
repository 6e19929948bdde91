"""Choosing a product: a row of tokens that a letter, a tag and a quota share."""

from __future__ import annotations

from game.sim.desk.estimates import prices_told
from game.view.cards.side import Side, job_mark
from game.view.toolkit.panel import Panel, Tip
from game.words import explain, goods
from game.words.actions import first_upper


def product_picker(
    p: Panel, top: float, side: Side, key: str, chosen: int | None, *, improve: bool = False, left: float = 16
) -> float:
    """A row of product tokens to choose from, wrapped to the width; returns the y below it."""
    pal = p.palette
    jobs = len(side.names.products) + (1 if improve else 0)
    room = p.width - 2 * left
    columns = min(jobs, int(room // 34))
    each = min(42.0, room / columns)
    for job in range(jobs):
        x, y = left + (job % columns) * each, top + (job // columns) * 38
        box = (x + 1, y, each - 2, 36)
        if job == chosen:
            p.card(box, pal.choice, radius=8, outline=pal.focus, stroke=2)
        elif p.hovered(key, job):
            p.card(box, pal.inset, radius=8, outline=pal.rule)
        job_mark(p, side.names, job, x + each / 2, y + 18, 12)
        name = first_upper(side.names.job(job))
        p.region(key, box, value=job, tip=Tip(name, job_tip(side, job)))
    return top + -(-jobs // columns) * 38 + 4


def job_tip(side: Side, job: int) -> str:
    """What the market says about a product, as reported, or what improving does."""
    report = side.report
    if job >= len(side.names.products):
        return "Nothing to sell this week; a better way of working for all the weeks after."
    chain = explain.chain_words(report, job, side.names.products)
    price = f" Price {report.price[job]:.1f}." if prices_told(report) else ""
    return f"Wanted {goods.wanted_words(report, job)}.{price} {chain}".rstrip()
