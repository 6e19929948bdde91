"""The facilitator's sheets: what to print and cut, the rules on one page, minutes and words, the truth, the score."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from game.words.explain import counted
from game.workshop.kit.luck import CRATE_PIECES, MONTHS, Company
from game.workshop.kit.parts import TITLES, Way, blank, listed, piece, sheet, table
from game.workshop.kit.players import by_letters, by_prices
from game.workshop.kit.rules import (
    CHANGING,
    DISCS,
    FLAT_PAY,
    LETTER_MONTHS,
    MOST_COINS,
    MOST_TAGS,
    points,
    sell,
)

EXAMPLE, EXAMPLE_BOXES = (9, 7), 12
"""The market of the worked example: crates made and wanted, and the boxes that are drawn of it."""

PLAN: tuple[tuple[str, str, str], ...] = (
    ("0", "Arrive, sit down by departments, read your card", "You are a team of five. You see your own bench and "
     "nobody else’s. Show your card to nobody but a leader who visits you."),
    ("8", "Toss a coin: which way comes first", "We play four months twice, in two ways. I do not say what the aim of "
     "it is."),
    ("10", "Explain the first way, from the page of rules", "Ask now. Once the first month has begun I only keep the "
     "markets."),
    ("16", "Four months, about four minutes each", "The month begins. … The month is over."),
    ("32", "How useful did you feel? Collect cards and sheets", "Circle a number, talk to nobody about it yet."),
    ("35", "Everybody moves on to the next department; other cards; explain the other way",
     "You are another team now, with other goods. Forget what you made."),
    ("41", "Four months, about four minutes each", "The same two sentences."),
    ("57", "How useful did you feel? Count both ways", "Two of you count with me."),
    ("62", "Hang up the markets of both ways, month below month", "It was the same luck both times. What do you see? "
     "Then wait."),
    ("82", "One sentence each", "What will you do on Monday?"),
)  # fmt: skip
QUESTIONS: tuple[str, ...] = (
    "Who knew in the first month what was wanted? Whom did they tell, and when was it heard?",
    "What did the leader believe, and how old was it?",
    "Who slept? What were you waiting for?",
    "Which letters were laid aside? How did you know better?",
    "When did you look at the purse, and when at the customers?",
    "Where do the circles of “how useful” and the score disagree?",
)


OWN_SHEETS = 7
"""Pages of the facilitator's own, with this table."""


def sheets(ways: Sequence[Way], counts: Sequence[tuple[str, int, str]]) -> list[str]:
    """All of the facilitator's sheets. counts: what else there is, as (title, pages, where it goes)."""
    company = ways[0].company
    return [
        _cover(company, counts), _rules(ways[0]), _minutes(company), _truth(ways),
        *(_score(way) for way in ways), _ruler(company),
    ]  # fmt: skip


def _cover(company: Company, counts: Sequence[tuple[str, int, str]]) -> str:
    teams = len(company.teams)
    rows = [
        ("For you: rules, minutes, truth, score", str(OWN_SHEETS), "with you"),
        *((escape(title), str(number), escape(where)) for title, number, where in counts),
    ]
    steps = (
        f"<b>People.</b> {teams} teams and one leader; you keep the markets. With more people two share a team. With "
        f"just {teams} people you lead as well.",
        "<b>Print</b> on one side of the paper, at actual size, A4 or Letter. Colour is pleasant, and not needed.",
        "<b>Cut</b> along the dashed lines. Keep the two ways apart, in two envelopes.",
        "<b>The room.</b> The leader’s desk in the middle, departments at tables around it, a market in each corner. "
        "Pens for all, a clock for you.",
        "<b>Keep to yourself</b> the page in the red frame, the markets’ sheets, and slips until their month begins. "
        "They hold what nobody in the room can know.",
    )
    return sheet(
        "cover", "Headcount on paper", f"{counted(teams, 'team')} · luck {company.seed} · the same luck, both ways",
        f'<div class="pieces">{"".join(piece("pawn-1", 9) for _ in range(5))}{piece("pawn-leader", 11)}'
        f'{"".join(piece("disc", 9) for _ in range(DISCS))}{piece("letter-order", 14)}{piece("tag", 20)}</div>'
        "<p>One company, and the people in the room are its teams. They play four months by letters and four by "
        "prices, with pens. Then they talk about what they see.</p>"
        f"{listed(steps)}<h3>What is in the kit</h3>{table('print', ('Sheets', 'Pages', 'Where they go'), rows)}",
    )  # fmt: skip


def _rules(way: Way) -> str:
    outer = [way.names.departments[d] for d in sorted({t.department for t in way.company.teams if t.road > 1})]
    far = " and ".join(outer)
    letters = (
        "<b>The post.</b> Hand out what lies in <i>next month</i> under the desk; move <i>the month after</i> to its "
        "left. Hand out this month’s news for one team alone.",
        f"<b>The desk.</b> The leader has {DISCS} discs. A disc is one letter, to a team or to a whole department, or "
        f"one visit. A letter holds for {LETTER_MONTHS[0]}, {LETTER_MONTHS[1]} or {LETTER_MONTHS[2]} months from the "
        "month in which it arrives. It goes under the desk: to <i>next month</i>"
        + (f", or for {escape(far)} to <i>the month after</i>." if far else "."),
        "<b>The teams</b>, at the same time, tick one: do it; do it and object; do what we think best. The newest "
        "letter counts. Without one that still holds, a team sleeps. They write the line on their sheet in ink, and if "
        "they like a report, which takes the same way back.",
        "<b>The markets.</b> Teams walk to the market of what they made and put their number into one box a crate.",
        f"<b>The close.</b> Everybody gets {FLAT_PAY} coins. You close the markets (below), fill in the slip of market "
        "news and lay it into <i>the month after</i>.",
    )
    prices = (
        "<b>The markets’ new sheets</b> go to the corners. Each box says what it pays: dear boxes first, as many as "
        "customers stood there last month. Hand out this month’s news for one team alone.",
        f"<b>The desk.</b> The leader has {DISCS} discs, and writes no letters. A disc is one coin a crate on a tag at "
        f"a market for this month, or one visit. At most {MOST_TAGS} tags, {MOST_COINS} discs on each.",
        "<b>The teams</b> go one department after another: "
        f"{escape(way.names.departments[0])} first in month 1, then clockwise, and each month the next one begins. "
        "Whoever’s turn it is may walk about, decides, writes the line in ink, and puts its number into the next free "
        "boxes of one market. Nobody has to ask anybody.",
        "<b>The purse.</b> A team gets the coins of its boxes, and of each tag for every crate.",
        "<b>The close.</b> You close the markets (below). Nothing has to be told.",
    )
    both = (
        f"A team fills as many crates in a month as its card has dots, and {counted(CHANGING, 'crate')} less in a "
        "month in which it makes something else than in the month before. Sleeping costs nothing but the month.",
        "To close a market, draw a line after the box of what was wanted (your page <i>What was wanted</i>). Filled "
        "boxes before the line are sold, filled ones behind it are left over and spoil, empty ones before it are "
        "customers who went elsewhere. Nothing is kept for the next month.",
        "When boxes run out, write further numbers behind the last: they are left over.",
        "Cards are private, teams may talk. Nobody says aloud what is wanted but a leader who was told.",
    )
    return sheet(
        "rules", "The rules", "Say of them what belongs to the way you are in.",
        f'<div class="two"><div><h3>{piece("letter-order", 9)} A month by letters</h3>{listed(letters, "ol")}</div>'
        f'<div><h3>{piece("tag", 11)} A month by prices</h3>{listed(prices, "ol")}</div></div>'
        f"<h3>In both</h3>{listed(both)}{_example()}",
    )  # fmt: skip


def _example() -> str:
    """A market that was closed, worked out."""
    made, wanted = EXAMPLE
    sale = sell((made,), (wanted,))
    parts = []
    for n in range(EXAMPLE_BOXES):
        fill = "#FFFFFF" if n >= made else "#DDE6E3" if n < wanted else "#F6D5CE"
        number = f'<text x="{5 + 11 * n}" y="9.6" text-anchor="middle">{1 + n // 3}</text>' if n < made else ""
        parts.append(
            f'<rect x="{0.5 + 11 * n}" y="2" width="9" height="12" rx="1" fill="{fill}" stroke="#4A3427" '
            f'stroke-width="0.3"/>{number}'
        )
    line = f'<path d="M{11 * wanted - 0.5} 0 V16" stroke="#B0352F" stroke-width="1.1"/>'
    return (
        f'<h3>A market that is closed</h3><svg class="example" viewBox="0 0 132 16" width="132mm" height="16mm" '
        f'role="img"><title>Twelve boxes, {made} of them filled, a line after the box {wanted}</title>'
        f"{''.join(parts)}{line}</svg><p>{wanted} crates were wanted: the line is drawn after box {wanted}. {made} are "
        f"there: {sale.sold[0]} are sold, {sale.left[0]} left over. The month counts 2 × {sale.sold[0]} − "
        f"{sale.left[0]} = {points([sale])} points.</p>"
    )


def _minutes(company: Company) -> str:
    rows = [(minute, escape(what), escape(say)) for minute, what, say in PLAN]
    never = (
        "Which way is better, or what the evening is about.",
        "That anybody decided badly. They decided with what they had.",
        "Who wanted what, before the markets hang side by side. Silence is work: wait.",
    )
    return sheet(
        "minutes",
        "Ninety minutes",
        "With up to eight teams it takes about seventy.",
        f"{table('plan', ('Minute', 'What happens', 'What to say'), rows)}"
        f'<div class="two"><div><h3>What not to say</h3>{listed(never)}</div>'
        f"<div><h3>Questions, one at a time</h3>{listed(map(escape, QUESTIONS))}</div></div>",
    )


def _truth(ways: Sequence[Way]) -> str:
    company = ways[0].company
    parts = []
    for way in ways:
        rows = [
            (f"{way.token(n, 7)} {escape(way.goods[n])}", escape(way.market(n)),
             *(str(company.wanted[month][n]) for month in range(MONTHS)))
            for n in way.in_order()
        ]  # fmt: skip
        head = ("Sold at", "", *(f"Month {month + 1}" for month in range(MONTHS)))
        parts.append(f"<h3>{way.title}</h3>{table('truth', ('', *head[:1], *head[2:]), rows)}")
    letters, prices = by_letters(company), by_prices(company)
    same = ", ".join(f"{ways[0].goods[n]} are {ways[1].goods[n]}" for n in ways[0].in_order())
    return sheet(
        "secret truth", "What was wanted", f"{piece('letter-order', 9)} For you alone until the end. Crates that "
        "customers want: the line at each market is drawn after this box.",
        f"{''.join(parts)}<h3>One luck</h3><p>It is what a room of the programme with luck {company.seed} is asked "
        f"for, {CRATE_PIECES} pieces to a crate. Goods were given other names, and other corners: {escape(same)}. Each "
        "card is good at what it was good at before.</p><h3>For comparison</h3><p>Sensible players who keep to these "
        f"rules, and know only their papers, come to <b>{letters.score}</b> of 100 by letters and "
        f"<b>{prices.score}</b> by prices on this luck. By letters teams sleep "
        f"{counted(_asleep(letters.jobs), 'month')} in all. Your room may do better or worse; what matters is what it "
        "sees.</p>",
    )  # fmt: skip


def _asleep(jobs: Sequence[Sequence[int]]) -> int:
    return sum(job < 0 for month in jobs for job in month)


def _score(way: Way) -> str:
    order = way.in_order()
    head = ("Month", *(f"{way.token(n, 6)}<br>{escape(way.goods[n])}" for n in order), "All")
    sold = [(f"{month + 1}", *("" for _ in order), "") for month in range(MONTHS)]
    left = [(f"{month + 1}", *("" for _ in order), "") for month in range(MONTHS)]
    lines = (
        ("Crates sold, all months", "twice", f"2 × {blank(16)} = {blank(16)}"),
        ("Crates left over, all months", "once, taken away", f"− {blank(16)}"),
        ("Points", "", blank(16)),
    )
    return sheet(
        "score",
        f"{way.title}: the score",
        "Count at the markets’ sheets; two people, four corners.",
        f"<h3>Sold: filled boxes before the line</h3>{table('count', head, sold)}"
        f"<h3>Left over: filled boxes behind the line</h3>{table('count', head, left)}"
        f"<h3>Points</h3>{table('sum', ('', 'counts', ''), lines)}",
    )


def _ruler(company: Company) -> str:
    most = 2 * company.wanted_in_all
    rows = [
        (f"{share}", str(round(share * most / 100)), f"{share + 5}", str(round((share + 5) * most / 100)))
        for share in range(0, 100, 10)
    ]
    felt = [(title, *("" for _ in "12345")) for title in TITLES.values()]
    return sheet(
        "ruler", "Both ways side by side", f"{company.wanted_in_all} crates were wanted in each way: serving everybody "
        f"with nothing left over would be {most} points, or 100 of 100.",
        f"<p>Find the points of each way on the ruler and mark them: a seal for letters, a coin for prices. Show it "
        f"only after the room has looked at the markets.</p>{_drawn_ruler(most)}"
        f"<h3>As a table</h3>{table('shares', ('Of 100', 'points', 'Of 100', 'points'), rows)}"
        f"<h3>Purses</h3><p>Fullest purse {blank(16)} emptiest {blank(16)} · By letters everybody has "
        f"{MONTHS * FLAT_PAY}. Which teams earned much and which served many?</p>"
        f"<h3>How useful did you feel?</h3>{table('useful', ('', *'12345'), felt)}"
        "<p>How many circled each number. No names.</p>",
    )  # fmt: skip


def _drawn_ruler(most: int) -> str:
    left, wide = 8.0, 174.0
    parts = [f'<rect x="{left}" y="14" width="{wide}" height="7" fill="#E2D4B8" stroke="#4A3427" stroke-width="0.4"/>']
    for share in range(0, 101, 2):
        x = left + wide * share / 100
        long = share % 10 == 0
        reach, thick = (7, 0.5) if long else (3, 0.3)
        parts.append(f'<path d="M{x:.2f} 14 v{reach}" stroke="#4A3427" stroke-width="{thick}"/>')
        if long:
            mark = round(share * most / 100)
            parts.append(f'<text x="{x:.2f}" y="11" text-anchor="middle" class="points">{mark}</text>')
            parts.append(f'<text x="{x:.2f}" y="27" text-anchor="middle" class="share">{share}</text>')
    return (
        '<svg class="scale" viewBox="0 0 190 32" width="190mm" height="32mm" role="img"><title>A ruler from no points '
        f'to {most}, above, and to 100 of 100, below</title><text x="8" y="5" class="what">points</text>'
        f'<text x="8" y="31.5" class="what">of 100</text>{"".join(parts)}</svg>'
    )
