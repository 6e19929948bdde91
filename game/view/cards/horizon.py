"""What is still to come: contracts that only the desk knows of, and everything that is on the road."""

from __future__ import annotations

from game.board import style
from game.charts import Axis, Band, Chart, Mark
from game.sim.actions import Action
from game.sim.desk.notes import Horizon
from game.sim.levers import LEVERS
from game.view.cards.side import EDGE, Side, title
from game.view.toolkit import widgets
from game.view.toolkit.charts import drawing
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.steps import Steps
from game.words.actions import SAYINGS, first_upper, lever_kind, what, who
from game.words.explain import calendar, until_read, weeks

BAR, LOW_BAR = 38.0, 32.0
CONTRACT, LOW_CONTRACT = 174.0, 144.0
"""Height of the contract with its chart: in full, and where the levers above it need the room."""
HEAD, LOW_HEAD = 46.0, 36.0
"""Above the chart: what is wanted, and when."""
LATER, LOW_LATER = 34.0, 28.0
MOST_BESIDE = 3
"""So many contracts have room beside each other for the weeks they run in."""
ROW = 52.0
RAMP_WEEKS = 0.9
"""How wide the rise of a contract is drawn, so that its edges slope a little as in the picture."""


def horizon_height(side: Side, *, low: bool = False) -> float:
    """The logical height of the horizon; 0 while no contract is in sight."""
    rows = len(side.report.horizon)
    bar, high, later = (LOW_BAR, LOW_CONTRACT, LOW_LATER) if low else (BAR, CONTRACT, LATER)
    return 0.0 if rows == 0 else bar + high + (_lines(rows - 1) * later + 2 if rows > 1 else 0)


def _lines(others: int) -> int:
    return -(-others // MOST_BESIDE)


def horizon_signature(side: Side) -> tuple[object, ...]:
    """What the horizon shows."""
    return (*side.mark, "horizon")


def ahead(side: Side) -> tuple[Horizon, list[Horizon]]:
    """The contract to show at large, the nearest that has not begun, and the others."""
    rows = list(side.report.horizon)
    main = next((row for row in rows if row.first > side.report.week), rows[0])
    return main, [row for row in rows if row is not main]


def paint_horizon(p: Panel, top: float, side: Side, *, low: bool = False) -> Steps:
    """The nearest contract as a hatched range (`low`: in a flat chart), the others beneath; returns the y below."""
    pal = p.palette
    main, others = ahead(side)
    bar, later = (LOW_BAR, LOW_LATER) if low else (BAR, LATER)
    p.card((0, top, p.width, bar), pal.bar, radius=style.RADIUS, top_only=True)
    p.icon("binoculars", 28, top + bar / 2, 19, pal.gold, "fill")
    yield
    heard = p.text(
        p.width - 14, top + bar / 2, f"heard wk {calendar(main.heard)}", size=style.SECONDARY, weight=700,
        colour=pal.bar_second, align="right", at="middle",
    )  # fmt: skip
    p.text(46, top + bar / 2, "On the horizon", size=17, family="serif", colour=pal.bar_text, at="middle",
           width=p.width - 46 - heard - 16)  # fmt: skip
    text = "You hear of a contract ten weeks ahead, and its size only roughly. The teams see it once customers come."
    p.tooltip("side-horizon", (0, top, p.width, bar), Tip("On the horizon", text))
    yield
    y = yield from _contract(p, top + bar, side, main, LOW_CONTRACT if low else CONTRACT)
    yield
    each = (p.width - 2 * EDGE + 6) / max(2, min(len(others), MOST_BESIDE))
    for n, row in enumerate(others):
        yield
        line, place = divmod(n, MOST_BESIDE)
        _other(p, (EDGE + place * each, y + line * later, each - 6, later - 6), side, row)
    return y + _lines(len(others)) * later


def _contract(p: Panel, top: float, side: Side, row: Horizon, high_all: float) -> Steps:
    pal, week = p.palette, side.report.week
    name = side.names.products[row.product]
    market = side.market_of(row.product)
    full = high_all >= CONTRACT
    head, lines = (HEAD, (17.0, 35.0)) if full else (LOW_HEAD, (12.0, 28.0))
    p.token(side.names.looks[row.product], 30, top + sum(lines) / 2, 14 if full else 12)
    p.text(54, top + lines[0], f"{market} wants {name}", weight=800, at="middle", width=p.width - 66)
    length = weeks(row.last - row.first + 1)
    when = f"{length}, weeks {calendar(row.first)} to {calendar(row.last)}"
    p.text(54, top + lines[1], when, size=style.SECONDARY, colour=pal.second, at="middle", width=p.width - 66)
    yield
    low, high = row.low, row.high
    start, end = min(row.heard, week), row.last + 2
    top_of = max(3.0, float(int(high) + 1))
    x = (start, row.first - RAMP_WEEKS, row.first + RAMP_WEEKS / 3, row.last, row.last + 1.2, end)
    lower = (0.9, 0.9, low, low, 0.9, 0.9)
    upper = (1.1, 1.1, high, high, 1.1, 1.1)
    tall = high_all - head - (20 if full else 2)
    step = 2 if top_of > 4 or not full else 1
    ticks = sorted({start, week, row.first, row.last})
    levels = range(1, int(top_of) + 1, step)
    words = f"{low:.1f}–{high:.1f}×"
    chart = Chart(
        f"{market} wants {name}", f"{words} the usual demand, {when}.",
        Axis(float(start), float(end), [(float(w), "now" if w == week else str(calendar(w))) for w in ticks]),
        Axis(0.5, top_of, [(float(n), f"{n}×") for n in levels], [float(n) for n in levels]),
        bands=(Band(x, lower, upper, "gold", "hatch", smooth=False, outline=True),),
        marks=(Mark(float(week), "", pawn=True),),
    )  # fmt: skip
    scale = yield from drawing(p, (10, top + head, p.width - 20, tall), chart)
    yield
    # The figure stands above its band, which stays in sight, and within the chart.
    middle, level = scale.place((row.first + row.last) / 2, high)
    wide, level = p.measure(words, style.SECONDARY, weight=800), level - 10
    middle = min(middle, p.width - 12 - wide / 2)
    now, clear = scale.place(float(week), high)[0], wide / 2 + 6
    if abs(middle - now) < clear:  # beside the line on which the leader stands, where the wider part of the band is
        after = now + clear if now + clear + wide / 2 <= p.width - 8 else now - clear
        before = now - clear if now - clear - wide / 2 >= 44 else now + clear
        middle = after if week - row.first <= row.last - week else before
    p.text(middle, level, words, size=style.SECONDARY, weight=800, align="centre", at="middle")
    started = week >= row.first
    foot = "It has begun; the teams see it too." if started else "The teams cannot see this yet."
    if full:
        p.text(16, top + CONTRACT - 14, foot, size=style.SECONDARY, colour=pal.second, at="middle", width=p.width - 32)
    lead = row.first - week
    begins = f"It begins in {weeks(lead)}; a letter needs {weeks(side.report.world.letter_weeks)}. "
    text = f"{low:.1f} to {high:.1f} times the usual demand for {length}. {'' if started else begins}{foot}"
    p.tooltip("side-contract-0", (EDGE, top + 2, p.width - 2 * EDGE, high_all - 6), Tip(f"{market} wants {name}", text))
    return top + high_all


def _other(p: Panel, box: tuple[float, float, float, float], side: Side, row: Horizon) -> None:
    pal = p.palette
    x, y, w, h = box
    p.card(box, pal.inset, radius=8)
    p.token(side.names.looks[row.product], x + 16, y + h / 2, 9)
    p.text(x + 31, y + h / 2, _when(p, side, row, w - 36), size=style.SECONDARY, weight=700, at="middle", width=w - 36)
    sizes = f"{row.low:.1f} to {row.high:.1f} times the usual demand"
    text = f"Heard in week {calendar(row.heard)}; weeks {calendar(row.first)} to {calendar(row.last)}; {sizes}."
    name = f"{side.market_of(row.product)} wants {side.names.products[row.product]}"
    p.tooltip(f"side-contract-{row.product}-{row.first}", box, Tip(name, text))


def _when(p: Panel, side: Side, row: Horizon, room: float) -> str:
    """The weeks of a contract in the fullest words that have room; the weeks themselves are never cut."""
    first, last = calendar(row.first), calendar(row.last)
    running = row.first <= side.report.week
    ways = (f"until wk {last}", f"until {last}", f"to {last}") if running else (f"wk {first}–{last}", f"{first}–{last}")
    return next((words for words in ways if p.measure(words, style.SECONDARY, weight=700) <= room), ways[-1])


# On the road.


def road_rows(side: Side) -> int:
    """Rows of what is on the road besides this week's decisions: letters, visits, the reports coming back."""
    report = side.report
    visits = sum(1 for disc in report.discs if disc.lever == "visit")
    return len(report.letters) + visits + (1 if report.age > 0 else 0)


def _decided(p: Panel, top: float, side: Side) -> float:
    """This week's decisions; the newest can be taken back. Returns the y below them."""
    y = top
    for n, action in reversed(list(enumerate(side.table.pending))):
        _pending(p, y, side, n, action)
        y += ROW
    return y


def paint_road(p: Panel, top: float, side: Side) -> float:
    """What is decided this week, and everything under way with the weeks left; returns the y below it."""
    report = side.report
    text = "Letters, visits and reports take their time. What you decide this week leaves as the week begins."
    decided = len(side.table.pending)
    note = f"{decided} this week" if decided else ""
    y = title(p, top, "On the road", note, key="side-road", tip=Tip("On the road", text))
    y = _decided(p, y, side)
    for letter in sorted(report.letters, key=lambda letter: letter.due):
        left = until_read(letter.due, report.week)
        told = f"{left} wk" if left else "this week"
        words = what(side.level, Action(letter.lever, letter.target, letter.amount))
        tip = Tip(words, f"Sent in week {calendar(letter.sent)}, read in week {calendar(letter.due)}.")
        key = f"side-letter-{letter.sent}-{letter.lever}-{letter.target}"
        whom = first_upper(who(side.level, letter.lever, letter.target))
        _row(p, y, key, letter.lever, f"To {whom}", words, told, tip)
        y += ROW
    for n, disc in enumerate(disc for disc in report.discs if disc.lever == "visit"):
        name, left = who(side.level, "visit", disc.target), max(1, disc.back - report.week)
        tip = Tip(f"A visit to {name}", f"The disc is back in {weeks(left)}.")
        _row(p, y, f"side-visiting-{n}", "visit", f"At {name}", "You are there", f"{left} wk", tip)
        y += ROW
    if report.age > 0:
        seen = f"showing week {calendar(report.week - 1 - report.age)}"
        tip = Tip(
            "Reports", f"The newest picture at the desk is {weeks(report.age)} old. It moves up one layer at a time."
        )
        _row(p, y, "side-reports", "reporting", "Reports", seen, f"{report.age} wk", tip)
        y += ROW
    if not road_rows(side) and not decided:
        p.text(16, y + 10, "Nothing is under way.", size=style.SECONDARY, colour=p.palette.second, at="middle")
        y += 26
    return y + 6


def _row(p: Panel, y: float, key: str, lever: str, head: str, words: str, told: str, tip: Tip) -> None:
    pal = p.palette
    widgets.row(p, key, (EDGE, y, p.width - 2 * EDGE, ROW - 6), tip=tip, activates=False)
    _sign(p, EDGE + 25, y + 23, lever)
    fill = style.LIGHT.indigo if lever == "reporting" else style.lever_colour(style.LIGHT, lever_kind(lever))
    if lever == "visit":
        fill = style.LIGHT.focus
    ink = style.DARK_INK if lever_kind(lever) == "tag" else style.WHITE
    wide = widgets.pill(p, p.width - EDGE - 8, y + 23, told, fill=fill, ink=ink, align="right")
    room = p.width - 2 * EDGE - 58 - wide
    if p.measure(words, style.SECONDARY) > room:
        words = words.replace(" weeks", " wk").replace(" week", " wk")
    p.text(EDGE + 48, y + 14, head, weight=800, at="middle", width=room)
    p.text(EDGE + 48, y + 32, words, size=style.SECONDARY, colour=pal.second, at="middle", width=room)


def _sign(p: Panel, x: float, y: float, lever: str) -> None:
    if lever_kind(lever) == "order":
        p.piece("letter-order", x - 1, y, 0.95)
    elif lever == "reporting":
        p.piece("letter-report", x, y, 0.95)
    elif lever == "tag":
        p.piece("coin", x, y - 1, 1.15)
    elif lever == "visit":
        p.piece("disc", x, y - 1, 0.95)
        p.icon("eye", x, y - 1, 14, style.DARK_INK)
    else:
        p.card((x - 15, y - 15, 30, 30), style.lever_colour(style.LIGHT, lever_kind(lever)), radius=15)
        p.icon(SAYINGS[lever].icon, x, y, 16, style.DARK_INK if lever_kind(lever) == "tag" else style.WHITE, "fill")


def _pending(p: Panel, y: float, side: Side, n: int, action: Action) -> None:
    last = n == len(side.table.pending) - 1 and not side.table.shut
    lever = LEVERS[action.lever]
    target = first_upper(who(side.level, action.lever, action.target))
    words = what(side.level, action)
    leaves = "leaves" if lever.travels else "happens"
    tip = Tip(
        words, f"It {leaves} as week {calendar(side.report.week)} begins. It takes {side.price_words(action.lever)}."
    )
    box = (EDGE, y, p.width - 2 * EDGE, ROW - 6)
    pal = p.palette
    widgets.row(p, f"side-pending-{n}", box, tip=tip, activates=False)
    _sign(p, EDGE + 25, y + 23, action.lever)
    room = p.width - 2 * EDGE - 58 - (40 if last else 6)
    p.text(EDGE + 48, y + 14, f"To {target}" if lever.travels else target, weight=800, at="middle", width=room)
    p.text(EDGE + 48, y + 32, words, size=style.SECONDARY, colour=pal.second, at="middle", width=room)
    if last:
        back = Tip("Take it back (Z)", "Until the week begins, nothing has happened yet.")
        spot = (p.width - EDGE - 42, y + 4, 38, 38)
        widgets.icon_button(p, "side-undo", spot, "arrow-bend-up-left", back, kind="card", shortcut="ctrl+z", size=17)
