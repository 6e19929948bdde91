"""What lies on the desk and hangs at the markets: letters, discs, tags, market news, and the markets' sheets."""

from __future__ import annotations

from html import escape

from game.workshop.kit.luck import MONTHS
from game.workshop.kit.parts import Way, blank, pages, piece, sheet, table
from game.workshop.kit.rules import DISCS, LETTER_MONTHS, MOST_COINS, MOST_TAGS, price

ROW = 20
"""Boxes in a row of a market's sheet."""
NEWS_MONTHS = 2
"""Months whose market news still reaches the desk before the last month begins."""


def letters(way: Way) -> list[str]:
    """Letters: as many as there are discs in the months in which a letter can still arrive."""
    holds = "".join(f'<span class="round">{months}</span>' for months in LETTER_MONTHS)
    card = (
        f'<div class="card"><p class="head">{piece("letter-order", 10)}<b>A letter</b>'
        f"<span>month {blank(8)}</span></p>"
        f'<p class="line">To {blank(40)}</p>'
        f'<p class="small">Make (circle one)</p><p class="picks">{way.choice(6.5)}</p>'
        f'<p class="line">for {holds} months</p></div>'
    )
    under = "Cut out. Each goes to a team or to a whole department, takes a disc, and waits under the desk first."
    return pages("slips", f"{way.title}: the leader’s letters", under, [card] * (DISCS * (MONTHS - 1)), 15)


def discs_and_tags() -> str:
    """Five discs of attention, and three tags with places for coins."""
    discs = "".join(f'<span class="cut">{piece("disc", 31, "A disc of attention")}</span>' for _ in range(DISCS))
    places = "".join(f'<span class="place">{piece("coin", 12)}</span>' for _ in range(MOST_COINS))
    tags = "".join(
        f'<div class="tag">{_tag_shape()}<div class="hung"><span class="places">{places}</span>'
        "A disc laid here adds a coin to every crate of this month.</div></div>"
        for _ in range(MOST_TAGS)
    )
    return sheet(
        "cards pieces", "Discs and tags", "Cut out. The discs serve in both ways, the tags in prices.",
        f'<div class="discs">{discs}</div><h3>Tags, to hang at a market for a month</h3>{tags}',
    )  # fmt: skip


def _tag_shape() -> str:
    return (
        '<svg class="shape" viewBox="0 0 150 54" width="150mm" height="54mm" aria-hidden="true">'
        '<path d="M2 29 Q0 27 2 25 L22 4 Q24 2 27 2 L144 2 Q148 2 148 6 L148 48 Q148 52 144 52 L27 52 Q24 52 22 50 Z" '
        'fill="#FFE9B0" stroke="#94690F" stroke-width="0.6"/>'
        '<circle cx="15" cy="27" r="2.4" fill="none" stroke="#4A3427" stroke-width="0.6"/></svg>'
    )


def market_news(way: Way) -> str:
    """What the desk hears of the markets, for the facilitator to complete: the months that still reach it."""
    cards = []
    for month in range(NEWS_MONTHS):
        rows = [
            (f"{way.token(n, 7)} {escape(way.goods[n])}", str(way.company.wanted[month][n]), "", "")
            for n in way.in_order()
        ]  # fmt: skip
        cards.append(
            f'<div class="card"><p class="head">{piece("letter-report", 9)}<b>The markets in month {month + 1}</b>'
            f"<span>for the desk, when month {month + 3} begins</span></p>"
            f"{table('sales', ('', 'wanted', 'made', 'left over'), rows)}</div>"
        )
    return sheet(
        "cards market-news", f"{way.title}: news of the markets", "Cut out. The facilitator fills one in when its "
        "month is over and lays it under the desk, where it takes as long as a letter to the outer departments.",
        f'<div class="grid">{"".join(cards)}</div>',
    )  # fmt: skip


def markets(way: Way) -> list[str]:
    """A page a month: four strips of boxes, one for each market; under prices each box says what it pays."""
    company = way.company
    most = max(max(map(max, company.wanted)) + 2, round(1.6 * len(company.teams)))
    count = ROW * -(-most // ROW)
    found = []
    for month in range(MONTHS):
        strips = "".join(_strip(way, month, product, count) for product in way.in_order())
        found.append(
            sheet(f"cards markets rows-{count // ROW}", f"{way.title}: the markets in month {month + 1}",
                  "Cut into four. They go to the corners of the room when the month begins, not before.", strips)
        )  # fmt: skip
    return found


def _strip(way: Way, month: int, product: int, count: int) -> str:
    before = way.company.before(month)[product]
    paid = [price(n + 1, before) if way.key == "prices" else 0 for n in range(count)]
    boxes = "".join(
        f'<span class="crate{f" pays-{coins}" if coins else ""}">'
        f'{f"<b>{coins}</b>" if coins else ""}<i>{n + 1}</i></span>' for n, coins in enumerate(paid)
    )  # fmt: skip
    says = "A box a crate: your team’s number in the next free one. " + (
        "The upper figure is what it pays." if way.key == "prices" else ""
    )
    return (
        f'<div class="card strip"><p class="head">{way.token(product, 10)}<b>{escape(way.goods[product])}</b>'
        f"<span>{escape(way.market(product))} · {way.title} · month {month + 1}</span></p>"
        f'<div class="crates">{boxes}</div><p class="small">{says}</p></div>'
    )
