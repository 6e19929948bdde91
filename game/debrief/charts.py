"""What a debrief shows as charts: wanted and made, believed and true, prices, and the same luck under other leaders.

Each is a record that the window paints and `game.charts.svg` writes; `small` ones stand side by side and have neither
labels nor notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.board import style
from game.charts import Axis, Band, Chart, Key, Line, Mark, Note, kinds
from game.charts.curves import round_step, short
from game.debrief.records import Debrief, Run, Spell, alike_once
from game.levels import Level
from game.session import earned
from game.sim.company.chains import needs
from game.sim.curves import Floats, total
from game.sim.ledger import TILL_LINES
from game.sim.world import QUARTER_WEEKS
from game.words.actions import first_upper
from game.words.explain import listed, weeks
from game.words.figures import in_full, of_score
from game.words.leaders import LEADERS, knowing_words

MEASURES: dict[str, str] = {"demand": "Wanted", "stock": "On shelf", "backlog": "Owed", "morale": "Morale"}
"""What the desk believed and what was so can be laid beside each other for."""
RELATIVE = "1× is as dear, for what it is, as the mean of all products."
BELIEVED_AND_TRUE = (
    Key("solid", "true"), Key("dashed", "believed", "thought"), Key("hatch", "more than was believed", "bad"),
    Key("dots", "less than was believed", "thought"),
)  # fmt: skip
PRICES = (Key("solid", "the price teams saw"), Key("dashed", "what one more was worth"))
DEAREST = 4.0
"""What one more was worth is drawn up to this many times its usual share; in a week of hunger it has no end."""
MOST_ONCE = 3
"""Sums that came once, of which so many are named on the line of cash."""
SETTLED_WEEKS = 4
"""From this week on the score has settled enough to measure its chart by."""
APART = 0.32
"""Notes nearer than this share of the chart are moved away from each other."""


def supply(run: Run, level: Level, product: int, *, small: bool = False) -> Chart:
    """What people wanted of a product, and what was made, week by week; of a part, what went into others."""
    wanted, made, own = wanted_of(run, level, product), run.made[:, product], _ink(level, product)
    gaps = Key("hatch", "too few", "bad"), Key("dots", "too many", own)
    x, text = _middles(run), supply_words(run, level, product).replace("**", "")
    most = max(float(wanted.max()), float(made.max()), 1e-6)
    chart = _frame(run, most * (1.06 if small else 1.36), small, (
        _line("Made", x, made, own, small), _line("Wanted", x, wanted, "bad", small, dashed=True),
    ), (Band(x, list(made), list(wanted), "bad", "hatch"), Band(x, list(wanted), list(made), own, "dots")))  # fmt: skip
    return replace(
        chart, title=f"{_name(level, product)}: wanted and made", text=text,
        notes=() if small or _is_part(level, product) else _spells(run, product, own, most * 1.28),
        keys=(Key("solid", "made", own), Key("dashed", "wanted", "bad"), *gaps),
    )  # fmt: skip


def belief(run: Run, level: Level, product: int, measure: str = "demand", *, small: bool = False) -> Chart:
    """What the desk believed of a product, under what was so; `measure` is one of MEASURES but morale."""
    believed, true = believed_rows(run, measure)[:, product], true_rows(run, measure)[:, product]
    chart = _beside(run, believed, true, _ink(level, product), small)
    what = MEASURES[measure].lower()
    return replace(
        chart, title=f"{_name(level, product)}, {what}: believed and true",
        text=f"{age_words(run)} It was {belief_off(run, product, measure)} on average.",
    )  # fmt: skip


def morale(run: Run) -> Chart:
    """The morale that the desk believed in, under what it was, 0 to 100."""
    chart = _beside(run, 100 * run.believed.morale, 100 * run.morale, "good", False)
    first, last = 100 * float(run.morale[0]), 100 * float(run.morale[-1])
    text = f"{age_words(run)} It went from {first:.0f} to {last:.0f}."
    return replace(chart, title="Morale: believed and true", text=text)


def prices(run: Run, level: Level, product: int, *, small: bool = False) -> Chart:
    """The price that teams saw for a product, and what one more piece was worth, as multiples of the usual."""
    price, shadow = (relative(rows, level)[:, product] for rows in (run.price, run.shadow))
    x = _middles(run)
    most = max(float(price.max()), min(DEAREST, float(shadow.max())), 1.5)
    chart = _frame(run, most * 1.12, small, (
        _line("Price", x, price, _ink(level, product), small),
        _line("One more", x, np.minimum(shadow, most * 1.12), "focus", small, dashed=True, smooth=False),
    ), (), unit="×")  # fmt: skip
    title, off = f"{_name(level, product)}: the price, and what one more was worth", prices_off(run, level, product)
    return replace(chart, title=title, text=f"The price was {off} on average. {RELATIVE}", keys=PRICES)


def turning(run: Run, level: Level) -> Chart:
    """The score as it stood after each week, in percent, with where the stars stand."""
    score = 100.0 * run.score
    stars = [100.0 * star for star in level.world.stars]
    settled = score[min(SETTLED_WEEKS, len(score) - 1) :]
    low = max(0.0, min(float(settled.min()), *stars) - 6.0)
    high = max(float(settled.max()), *stars) + 5.0
    x, end = _middles(run), len(score)
    own = of_score(run.standing.score)
    edges = [float(min(end, q * QUARTER_WEEKS)) for q in range(-(-end // QUARTER_WEEKS) + 1)]
    ground = Band(x, [low] * end, list(np.clip(score, low, high)), "you", "plain")
    return Chart(
        "The score, week by week", f"It ended at {own}; stars stood at {listed([f'{star:.0f}' for star in stars])}.",
        Axis(0.0, float(end), kinds.quarters(end, QUARTER_WEEKS), edges), Axis(low, high, lines=stars),
        lines=(Line(own, x, list(np.clip(score, low, high)), "you"),), bands=(ground,),
    )  # fmt: skip


def cash(run: Run) -> Chart:
    """Currency in the till from the start on, and without what was paid or came in only once."""
    x = [float(week) for week in range(len(run.cash))]
    once = np.zeros(len(run.cash))
    for week, _, sum_cents in run.once:
        once[week + 1 :] += sum_cents / 100.0
    running = run.cash - once
    low, high = float(min(0.0, run.cash.min(), running.min())), float(max(1.0, run.cash.max(), running.max()))
    room = 0.08 * (high - low)
    step = round_step(high - low, 4)
    first = int(np.floor(low / step)) + (low < 0)
    values = [n * step for n in range(first, int(high / step) + 1)]
    end = len(run.cash) - 1
    edges = [float(min(end, q * QUARTER_WEEKS)) for q in range(-(-end // QUARTER_WEEKS) + 1)]
    lines = [Line("In the till", x, list(run.cash), "good")]
    keys = [Key("solid", "in the till", "good")]
    if run.once:
        lines.append(Line("Without “once”", x, list(running), "second", dashed=True, width=2.0))
        keys.append(Key("dashed", "without what happened once"))
    least = int(np.argmin(run.cash))
    began, lowest, ended = (in_full(round(100 * float(run.cash[week]))) for week in (0, least, -1))
    text = f"It was lowest after week {least}: {lowest}."
    if least in (0, end):
        text = f"It never held less than at the {'start' if least == 0 else 'end'}."
    return Chart(
        "Cash", f"The till went from {began} to {ended}. {text}",
        Axis(0.0, float(end), kinds.quarters(end, QUARTER_WEEKS), edges),
        Axis(low - (room if low < 0 else 0.0), high + room, [(at, short(at, "")) for at in values], values),
        lines=lines, marks=_once_marks(run), keys=keys,
    )  # fmt: skip


def _once_marks(run: Run) -> list[Mark]:
    """The largest sums that were paid or came in once, each named at its week."""
    large = sorted(run.once, key=lambda row: -abs(row[2]))[:MOST_ONCE]
    return [Mark(week + 1.0, TILL_LINES[name], dashed=True) for week, name, _ in sorted(large)]


def leaders(debrief: Debrief) -> Chart:
    """The same luck under other leaders, and what could have been reached: served, net of waste, in percent.

    Raises ValueError while the player's own game is not known.
    """
    if debrief.run is None:
        raise ValueError("there is nothing to compare yet")
    score = debrief.run.standing.score
    rows = [kinds.Row(LEADERS["you"][0], earned(score), "you", note="this game", own=True)]
    for leader in alike_once(debrief.leaders):
        title, note = leader.words()
        rows.append(kinds.Row(title, earned(leader.standing.score), "second", note=note))
    rows.sort(key=lambda row: -row.value)
    if debrief.perfect is not None:
        title = LEADERS["perfect"][0]
        note = knowing_words(debrief.whose)
        rows.insert(0, kinds.Row(title, earned(debrief.perfect), "second", note=note, hatched=True))
    if debrief.free is not None:
        title, note = debrief.free.words()
        rows.append(kinds.Row(title, earned(debrief.free.standing.score), "hint", note=note))
    return kinds.bars("The same luck, other leaders", rows, unit="%", label="served, net of waste",
                      most=max(100.0, *(row.value for row in rows)))  # fmt: skip


# What stands beside the charts, in words.


def wanted_of(run: Run, level: Level, product: int) -> Floats:
    """Pieces of a product that customers asked for each week [W]; of what they never ask for, what went into others."""
    if not _is_part(level, product):
        return run.wanted[:, product]
    return np.asarray(np.cumsum(run.made * needs(level.world)[:, product], axis=1)[:, -1])


def in_stages(level: Level) -> bool:
    """Whether some of what the company makes is there for the next stage alone."""
    return any(_is_part(level, product) for product in range(len(level.world.products)))


def _is_part(level: Level, product: int) -> bool:
    return level.world.products[product].part


def supply_words(run: Run, level: Level, product: int) -> str:
    """What was wanted, made and lost of a product over the game; **asterisks** make bold."""
    wanted = wanted_of(run, level, product)
    made, lost, spoiled = (total(part[:, product]) for part in (run.made, run.lost, run.spoiled))
    lines = [f"{lost:,.0f} customers gave up waiting, {spoiled:,.0f} pieces spoiled."]
    if _is_part(level, product):
        lines = [f"{spoiled:,.0f} pieces spoiled."]
    if in_stages(level):
        lines.append(
            f"From week to week, what was made went up and down by **{swing(run.made[:, product]):.1f}**, "
            f"and what was wanted by **{swing(wanted):.1f}**."
        )
    return "\n".join((f"Wanted **{total(wanted):,.0f}**, made **{made:,.0f}**", *lines))


def swing(pieces: Floats) -> float:
    """How far pieces a week [W] usually lie from their mean: the standard deviation."""
    return float(np.std(pieces))


def supply_mark(run: Run, level: Level, product: int) -> str:
    """What stands over a small chart: "83% served", or in a company of stages "up and down by 1.9"."""
    if in_stages(level):
        return f"up and down by {swing(run.made[:, product]):.1f}"
    return served_share(run, product)


def quarter_words(run: Run, product: int, quarter: int) -> str:
    """The same for a quarter (0-based), and how it ended."""
    first, last = quarter * QUARTER_WEEKS, min(len(run.wanted), (quarter + 1) * QUARTER_WEEKS)
    wanted, made, lost, spoiled = (
        total(part[first:last, product]) for part in (run.wanted, run.made, run.lost, run.spoiled)
    )
    stock, owed = run.stock[last - 1, product], run.backlog[last - 1, product]
    return (
        f"Wanted **{wanted:,.0f}**, made **{made:,.0f}**\n"
        f"{lost:,.0f} gave up waiting, {spoiled:,.0f} spoiled.\n"
        f"At its end {stock:,.0f} on the shelf, {owed:,.0f} owed."
    )


def served_share(run: Run, product: int) -> str:
    """How much of a product's demand was delivered: "83% served"."""
    return f"{total(run.delivered[:, product]) / max(1e-9, total(run.wanted[:, product])):.0%} served"


def belief_off(run: Run, product: int, measure: str) -> str:
    """How far the desk was off on average: "off by 3.2"."""
    gap = believed_rows(run, measure) - true_rows(run, measure)
    off = _mean(np.abs(gap[:, product]))
    return f"off by {off:.1f}" if off < 10 else f"off by {off:,.0f}"


def prices_off(run: Run, level: Level, product: int) -> str:
    """How far the price was from what one more was worth, on average: "off by 12%"."""
    gap = relative(run.price, level)[:, product] - relative(run.shadow, level)[:, product]
    return f"off by {_mean(np.abs(gap)):.0%}"


def age_words(run: Run) -> str:
    """How old the news was that reached the desk."""
    oldest, newest = int(run.believed.age.max()), int(run.believed.age.min())
    if oldest == 0:
        return "You saw each week as it ended."
    old = f"News was {weeks(oldest)} old." if oldest == newest else f"News was {newest} to {weeks(oldest)} old."
    loved = int(np.count_nonzero(run.believed.rosy >= 0.01))
    if not loved:
        return old
    most = f"{float(run.believed.rosy.max()):.0%}"
    return f"{old} They loved you, and in {weeks(loved)} kept up to {most} of what was bad to themselves."


# What the charts are made of.


def believed_rows(run: Run, measure: str) -> Floats:
    """What the desk believed, in pieces [W, G]."""
    rows: dict[str, Floats] = {
        "demand": run.believed.demand, "stock": run.believed.stock, "backlog": run.believed.backlog,
    }  # fmt: skip
    return rows[measure]


def true_rows(run: Run, measure: str) -> Floats:
    """What was so, in pieces [W, G]."""
    rows: dict[str, Floats] = {"demand": run.wanted, "stock": run.stock, "backlog": run.backlog}
    return rows[measure]


def relative(rows: Floats, level: Level) -> Floats:
    """Prices [W, G] as multiples of each product's value, against the week's mean over the products.

    Only these differences tell a team where to go. Where everything is worth next to nothing, all are alike.
    """
    value = np.array([product.value for product in level.world.products])
    dear = rows / value
    mean = np.cumsum(dear, axis=1)[:, -1:] / dear.shape[1]
    plain: Floats = np.where(mean > 0.02, dear / np.maximum(mean, 0.02), 1.0)
    return plain


def _ink(level: Level, product: int) -> str:
    return style.ready_looks(style.product_key(level.product_looks[product]))[0]


def _name(level: Level, product: int) -> str:
    return first_upper(level.product_names[product])


def _line(
    label: str, x: Sequence[float], y: Floats, ink: str, small: bool, *, dashed: bool = False, smooth: bool = True
) -> Line:  # fmt: skip
    width = (1.6 if small else 2.4) if dashed else (1.8 if small else 2.6)
    return Line("" if small else label, x, list(y), ink, dashed=dashed, smooth=smooth, width=width)


def _beside(run: Run, believed: Floats, true: Floats, own: str, small: bool) -> Chart:
    x = [float(week + 1) for week in range(len(true))]
    most = max(float(believed.max()), float(true.max()), 1e-6)
    bands = Band(x, list(believed), list(true), "bad", "hatch"), Band(x, list(true), list(believed), "thought", "dots")
    lines = _line("True", x, true, own, small), _line("Believed", x, believed, "thought", small, dashed=True)
    return replace(_frame(run, most * 1.1, small, lines, bands), keys=BELIEVED_AND_TRUE)


def _frame(
    run: Run, most: float, small: bool, lines: Sequence[Line], bands: Sequence[Band], unit: str = ""
) -> Chart:  # fmt: skip
    """A chart over the weeks of the run with its quarters, from zero to `most`; it has no words yet."""
    end = len(run.wanted)
    step = round_step(most, 2 if small else 4)
    values = [n * step for n in range(int(most / step) + 1)]
    edges = [float(min(end, q * QUARTER_WEEKS)) for q in range(-(-end // QUARTER_WEEKS) + 1)]
    return Chart(
        "", "", Axis(0.0, float(end), kinds.quarters(end, QUARTER_WEEKS), edges),
        Axis(0.0, most, [(at, short(at, unit)) for at in values], values), lines=lines, bands=bands,
    )  # fmt: skip


def _spells(run: Run, product: int, own: str, height: float) -> list[Note]:
    """The two notes of the worst shortage and the worst surplus, kept apart."""
    end = len(run.wanted)
    rows: list[tuple[Spell | None, str, str, str]] = [
        (run.few[product], "Too few", "{:,.0f} gave up waiting", "bad"),
        (run.many[product], "Too many", "{:,.0f} spoiled", own),
    ]  # fmt: skip
    notes = []
    for spell, title, text, ink in rows:
        if spell is None:
            continue
        span = slice(spell.first, spell.last + 1)
        gap = np.abs(run.wanted[span, product] - run.made[span, product])
        at = spell.first + int(np.argmax(gap))
        middle = (float(run.wanted[at, product]) + float(run.made[at, product])) / 2
        notes.append(Note(at + 0.5, height, title, text.format(spell.pieces), ink, to=(at + 0.5, middle)))
    if len(notes) == 2 and abs(notes[0].x - notes[1].x) < APART * end:
        first, second = sorted(notes, key=lambda note: note.x)
        centre = min(max((first.x + second.x) / 2, 0.3 * end), 0.7 * end)
        notes = [replace(first, x=centre - 0.17 * end), replace(second, x=centre + 0.17 * end)]
    return notes


def _middles(run: Run) -> list[float]:
    return [week + 0.5 for week in range(len(run.wanted))]


def _mean(values: Floats) -> float:
    return total(values) / max(1, len(values))
