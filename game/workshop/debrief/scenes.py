"""The pages of one company whose teams are the room, drawn: sketches under the truth, sleepers, letters, purses, flags.

Solid is true, dashed was believed; hatched is too few, dotted too many. A page that is still covered shows the room's
own part, which is all that its figures then hold.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from game.charts import Axis, Band, Chart, Line, kinds
from game.charts.chart import Ink
from game.charts.curves import round_step, short
from game.words.actions import first_upper
from game.words.explain import counted
from game.workshop.debrief.figures import median
from game.workshop.debrief.overlays import SAYING, deeds, head, legend, sayings
from game.workshop.debrief.pens import FACES, HIGH, LEAST, WIDE, Anchor, Drawing, grid
from game.workshop.debrief.reveals import Figures

WAYS: dict[str, tuple[str, str]] = {"letters": ("Letters", "letter-order"), "prices": ("Prices", "coin-pile")}
"""By way: its name and the piece it is known by."""
MADE = "book"
"""The ink of what was made, whatever the product: some products are nearly as red as the truth."""
FEWEST = 30.0
"""Pieces a week that a chart of sketches reaches at least."""
HALF = WIDE / 2 - 30.0
WEEKS_A_MONTH = 4
DEEDS = 860.0
"""Where the post stands from which deeds for a value lie to the right, and those against it to the left."""
FLAG_ROOM = 150.0
"""The height in which the flags of one answer stand above each other."""


def demand(page: Drawing, data: Figures) -> str:
    """What the phones drew, and, once it is revealed, what was wanted and made."""
    shown = "wanted" in data["products"][0]
    drawn = any(row["sketches"] for row in data["products"])
    keys: list[tuple[str, str, Ink]] = []
    if drawn:
        keys += [("solid", "each of you", "hint"), ("solid", "the middle", "ink")]
    if shown:
        keys += [("solid", "truly wanted", "bad"), ("dots", "made", MADE)]
    legend(page, keys, "pieces a week; a sketch’s ten is what was wanted at the start")
    told = []
    for row, (x, y, wide, high) in zip(data["products"], grid(len(data["products"]), 34, HIGH - 34), strict=True):
        title = f"{row['name']} at the {row['market']}"
        if shown:
            sums = [(f"{row['few']} too few", "bad")] if row["few"] else []
            sums += [(f"{row['many']} too many", MADE)] if row["many"] else []
            head(page, x, y, wide, row["look"], title, *sums)
            told.append(f"{title}: {row['few']} too few and {row['many']} too many in all")
        else:
            head(page, x, y, wide, row["look"], title, (_sketches(len(row["sketches"])), "second"))
            told.append(f"{title}: {_sketches(len(row['sketches']))}")
        page.plot(_sketched(row, data["weeks"]), x - 10, y + 14, wide + 14, high)
    return page.done("What you thought people wanted", "; ".join(told) + ".")


def _sketches(count: int) -> str:
    return counted(count, "sketch") if count == 1 else f"{count} sketches"


def _sketched(row: Figures, weeks: int) -> Chart:
    wanted, made = row.get("wanted", []), row.get("made", [])
    sketches: list[list[float]] = row["sketches"]
    x = [week + 0.5 for week in range(weeks)]
    most = 1.06 * max([FEWEST, *wanted, *made, *(figure for drawn in sketches for figure in drawn)])
    lines = (Line("", x, made, MADE, dots=True, smooth=False), Line("", x, wanted, "bad", width=3.6, smooth=False))
    bands = (Band(x, made, wanted, "bad", "hatch", smooth=False), Band(x, wanted, made, MADE, "dots", smooth=False))
    chart = _months(weeks, most, lines if wanted else (), bands if wanted else ())
    points = len(sketches[0]) if sketches else 1
    return kinds.sketches(chart, sketches, [weeks * (n + 0.5) / points for n in range(points)], middle="")


def _months(weeks: int, most: float, lines: Sequence[Line], bands: Sequence[Band] = ()) -> Chart:
    """A chart over the weeks with their months."""
    step = round_step(most, 3)
    ticks = [n * step for n in range(int(most / step) + 1)]
    each = WEEKS_A_MONTH if weeks > WEEKS_A_MONTH else 1
    edges = [float(week) for week in range(0, weeks + 1, each)]
    few = len(edges) < 8
    names = [(edge + each / 2, f"month {n + 1}" if few else f"{n + 1}") for n, edge in enumerate(edges[:-1])]
    return Chart(
        "", "", Axis(0.0, float(max(1, weeks)), names, edges),
        Axis(0.0, most, [(at, short(at)) for at in ticks], ticks), lines=lines, bands=bands,
    )  # fmt: skip


def belief(page: Drawing, data: Figures) -> str:
    """What the desk believed, dashed, and what was wanted, solid."""
    legend(page, (("solid", "truly wanted", "bad"), ("dashed", "what the desk believed", "thought")), "pieces a week")
    told = []
    for row, (x, y, wide, high) in zip(data["products"], grid(len(data["products"]), 34, HIGH - 34), strict=True):
        gaps = [abs(wanted - believed) for wanted, believed in zip(row["wanted"], row["believed"], strict=True)]
        off = sum(gaps) / max(1, len(gaps))
        head(page, x, y, wide, row["look"], row["name"], (f"off by {off:.0f} a week", "bad"))
        weeks = len(row["wanted"])
        at = [week + 0.5 for week in range(weeks)]
        lines = (Line("", at, row["wanted"], "bad", width=3.4, smooth=False),
                 Line("", at, row["believed"], "thought", dashed=True, smooth=False))  # fmt: skip
        most = 1.06 * max([FEWEST / 3, *row["wanted"], *row["believed"]])
        page.plot(_months(weeks, most, lines), x - 10, y + 14, wide + 14, high)
        told.append(f"{row['name']}: off by {off:.0f} pieces a week on average")
    return page.done("What the desk believed", "; ".join(told) + ".")


def idle(page: Drawing, data: Figures) -> str:
    """A lying pawn for every month in which a team waited, way beside way."""
    rows = list(data["ways"].items())
    one = each_of(max(row["total"] for _, row in rows), 60)
    told = []
    for n, (way, row) in enumerate(rows):
        x = _half(page, n, way, f"{counted(row['months'], 'month')}")
        total, waited = row["total"], sum(months > 0 for months in row["teams"])
        _huge(page, x, str(total), "month in which a team waited" if total == 1 else "months in which a team waited")
        if total:
            pile(page, "pawn-asleep", -(-total // one), (x, 190, HALF, 220), 56, 1.5)
            stands = f"; one pawn stands for {one} months" if one > 1 else ""
            page.words(x, 470, f"{waited} of {counted(len(row['teams']), 'team')} waited at least once{stands}", 20)
        else:
            page.words(x, 240, "Nobody waited.", 24, 600, "second")
        told.append(f"{WAYS[way][0]}: {counted(total, 'idle month')} of {counted(len(row['teams']), 'team')}")
    return page.done("Who waited", "; ".join(told) + ".")


def disobeyed(page: Drawing, data: Figures) -> str:
    """Letters that were laid aside, with a tick where that was right, beside those that were followed."""
    one = each_of(max(data["against"], data["followed"]), 120)
    stands = f"one letter for {one}" if one > 1 else ""
    x = _half(page, 0, "", stands, "letter-order", "Laid aside")
    _huge(page, x, str(data["against"]), "times a team made something else than its letter said")
    letters(page, data["right"], data["against"], one, (x, 190, HALF, 220), 56)
    if data["against"]:
        page.sentence(x, 470, [(f"{data['right']} were right", 800, "good"),
                               (": what they made was wanted more", 600, "ink")])  # fmt: skip
    else:
        page.words(x, 240, "Every letter was followed.", 24, 600, "second")
    x = _half(page, 1, "", stands, "flag-committed", "Followed")
    _huge(page, x, str(data["followed"]), "times a team did what its letter said")
    pile(page, "letter-order", -(-data["followed"] // one), (x, 190, HALF, 220), 38, 1.4)
    page.sentence(x, 470, [(str(data["objected"]), 800, "ink"),
                           (" of them said that they doubted it", 600, "ink")])  # fmt: skip
    return page.done(
        "Letters laid aside", f"{data['against']} laid aside, of which {data['right']} were right; {data['followed']} "
        f"followed, of which {data['objected']} with a doubt.",
    )  # fmt: skip


def purses(page: Drawing, data: Figures) -> str:
    """How many purses held how many coins at the end, way beside way."""
    rows = list(data["ways"].items())
    edge = max(8, *(coin for _, row in rows for coin in row["purses"])) + 1
    told = []
    for n, (way, row) in enumerate(rows):
        x = _half(page, n, way)
        middle = f"{median(row['purses']):.0f}"
        _huge(page, x, middle, "coins in the middle purse")
        coins(page, row["purses"], edge, (x, 200, HALF, 220), 18)
        end = f"{row['scores'][-1]} %"
        _got(page, x, end)
        told.append(f"{WAYS[way][0]}: {middle} coins in the middle purse, customers got {end} of what they wanted")
    return page.done("Your purse and the company", "; ".join(told) + ".")


def useful(page: Drawing, data: Figures) -> str:
    """Five faces with how many chose each, beside what customers got."""
    rows = list(data["ways"].items())
    loudest = max(1, *(count for _, row in rows for count in row["useful"]))
    told = []
    for n, (way, row) in enumerate(rows):
        x = _half(page, n, way)
        glad, asked = row["useful"][3] + row["useful"][4], sum(row["useful"])
        _huge(page, x, str(glad), f"of {asked} felt quite or very useful")
        faces(page, row["useful"], loudest, (x, 180, HALF, 240), 54, 20)
        _got(page, x, f"{row['score']} %")
        told.append(f"{WAYS[way][0]}: {glad} of {asked} felt quite or very useful, {row['score']} percent were served")
    return page.done("How useful did you feel?", "; ".join(told) + ".")


def commit(page: Drawing, data: Figures) -> str:
    """One flag for each answer: to the right who agreed, above who carries it."""
    answers: list[tuple[int, int]] = [(int(agree), int(carries)) for agree, carries in data["answers"]]
    sums = {(agreed, carried): sum((a > 5) == agreed and bool(c) == carried for a, c in answers)
            for agreed in (False, True) for carried in (True, False)}  # fmt: skip
    for (agreed, carried), count in sums.items():
        x, y = (610.0 if agreed else 0.0), (0.0 if carried else 210.0)
        strong = carried and not agreed
        look: tuple[Ink, float, Ink] = ("thought", 0.2, "thought") if strong else ("inset", 1.0, "")
        page.box(x, y, 598, 202, *look, 12)
        at = x + (574 if agreed else 24)
        anchor: Anchor = "end" if agreed else "start"
        ink: Ink = "thought" if strong else "ink"
        page.words(at, y + 64, str(count), 54, 600, ink, anchor, serif=True)
        for n, line in enumerate(("agreed," if agreed else "disagreed,", "carry it" if carried else "do not")):
            page.words(at, y + 100 + 24 * n, line, 19, 800, ink, anchor)
    size = 30.0 if len(answers) > 120 else 42.0 if len(answers) > 50 else 56.0
    met: dict[tuple[int, int], int] = {}
    for agree, carries in answers:
        nth = met[agree, carries] = met.get((agree, carries), -1) + 1
        _flag(page, agree, carries, nth, size)
    page.line(304, 424, 904, 424, "second", 2)
    for n in range(11):
        page.line(304 + 60 * n, 424, 304 + 60 * n, 434 if n % 5 == 0 else 430, "second", 2)
        ink = "ink" if n % 5 == 0 else "second"
        page.words(304 + 60 * n, 454, str(n), 17, 800 if n % 5 == 0 else 600, ink, "middle")
    page.words(282, 454, "not at all", 17, 600, "second", "end")
    page.words(928, 454, "fully", 17, 600, "second")
    page.words(604, 484, "How far do you agree with the call?", 18, 800, anchor="middle")
    return page.done("You disagreed, and carried it", (
        f"{sums[True, True]} agreed and carry it, {sums[False, True]} disagreed and carry it, "
        f"{sums[True, False]} agreed and do not, {sums[False, False]} disagreed and do not."
    ))  # fmt: skip


def stood(page: Drawing, data: Figures) -> str:
    """A row for each value: how many named it, whether it was declared, and deeds against it and for it."""
    rows = data["values"]
    said = sum(bool(row["words"]) for row in rows)
    high = min(46.0, (HIGH - 40 - SAYING * said) / len(rows))
    named, most = max(1, *(row["named"] for row in rows)), max(1, *(max(row["lived"], row["betrayed"]) for row in rows))
    page.words(190, 20, "named", LEAST + 1, 800, "second")
    if any(row["declared"] for row in rows):
        page.words(500, 20, "declared, carried by", LEAST + 1, 800, "second")
        page.words(DEEDS - 10, 20, "done against it", LEAST + 1, 800, "bad", "end")
        page.words(DEEDS + 10, 20, "lived", LEAST + 1, 800, "thought")
    else:
        page.words(WIDE, 20, "none of them was declared", LEAST + 1, 800, "second", "end")
    page.high, told, top = 44 + high * len(rows) + SAYING * said, [], 40.0
    for row in rows:
        y = top + 0.5 * high
        top += high + SAYING * sayings(page, 190, top + high + 14, [row["words"]])
        page.line(0, y - high / 2, WIDE, y - high / 2, "rule")
        page.words(4, y + 7, first_upper(row["value"]), 21, 600, serif=True)
        wide = 220.0 * row["named"] / named
        page.box(190, y - 11, wide, 22, "gold", 1.0, "gold_deep", 3)
        page.words(198 + wide, y + 6, str(row["named"]), 18, 800)
        told.append(f"{row['value']} was named {row['named']} times")
        if row["declared"]:
            page.piece("flag-committed", 526, y, 0.86 * high)
            deeds(page, DEEDS, y, high, row["lived"], row["betrayed"], most, 200.0)
            own = f", meaning “{row['words']}”" if row["words"] else ""
            told[-1] += f" and declared{own}: {row['lived']} deeds for it, {row['betrayed']} against it"
            if row["carried"]:
                first, last = row["carried"]
                page.words(546, y + 6, f"{first}→{last}%", 17, 800)
                told[-1] += f", carried by {first} percent of people at first and by {last} at last"
    return page.done("What we stand for", "; ".join(told) + ".")


def _flag(page: Drawing, agree: int, carries: int, nth: int, size: float) -> None:
    """A flag near the place of its answer, the nth there: no two stand in one."""
    rows = max(1, int(FLAG_ROOM / (0.8 * size)))
    column = nth // rows
    aside = (0, -1, 1, -2, 2)[column % 5] * 0.4 * size
    if agree == 5:  # beside the border between those who agreed and those who did not
        aside = -0.55 * size - 0.4 * size * (column % 5)
    down = (nth % rows) * 0.8 * size + (agree * 37 + nth * 11) % 17
    agreed = agree > 5
    name = ("flag-committed" if agreed else "flag-stitched") if carries else "flag-torn" if agreed else "flag-complying"
    page.piece(name, 304 + 60 * agree + aside, (36 if carries else 246) + down, size)


# Parts of a page.


def each_of(number: int, most: int) -> int:
    """For how many one piece stands, so that a pile of so many is not made of crumbs."""
    return next((size for size in (1, 5, 10, 20, 50, 100) if number / size <= most), 200)


def pile(
    page: Drawing, name: str, count: int, box: tuple[float, float, float, float], most: float, ratio: float
) -> None:  # fmt: skip
    """So many of a piece in rows within a box, each at most so high; ratio: its width for a height of 1."""
    x, y, wide, high = box
    if not count:
        return
    size = most
    while size > 4 and int(wide / (size * ratio)) * int(high / (size + 4)) < count:
        size -= 1
    columns = max(1, int(wide / (size * ratio)))
    rows = math.ceil(count / columns)
    top = y + (high - rows * (size + 4)) / 2
    for n in range(count):
        across, down = n % columns, n // columns
        page.piece(name, x + (across + 0.5) * size * ratio, top + (down + 0.5) * (size + 4), size)


def letters(
    page: Drawing, rightly: int, every: int, one: int, box: tuple[float, float, float, float], most: float
) -> None:  # fmt: skip
    """Letters that were laid aside, one for each `one`: with a tick if that was right, else pale with a cross."""
    x, y, wide, high = box
    count, right = -(-every // one), round(rightly / one)
    if not count:
        return
    size = most
    while size > 7 and int(wide / size) * int(high / (1.36 * size)) < count:
        size -= 1
    columns = int(wide / size)
    top = y + (high - math.ceil(count / columns) * 1.36 * size) / 2
    for n in range(count):
        at, level = x + (n % columns + 0.5) * size, top + n // columns * 1.36 * size
        fine, radius = n < right, 0.24 * size
        page.piece("letter-order", at, level + 0.36 * size, 0.66 * size, faint=not fine)
        seal = level + 0.98 * size
        page.circle(at, seal, radius, "good" if fine else "card", 1.0, "" if fine else "second")
        r = radius / 10
        if fine:
            tick = f"M{at - 4.5 * r:.1f} {seal:.1f} l{3.2 * r:.1f} {3.4 * r:.1f} l{6 * r:.1f} {-7 * r:.1f}"
            page.stroke(tick, "card", 2.6 * r)
        else:
            page.line(at - 3.5 * r, seal - 3.5 * r, at + 3.5 * r, seal + 3.5 * r, "second", 2 * r)
            page.line(at + 3.5 * r, seal - 3.5 * r, at - 3.5 * r, seal + 3.5 * r, "second", 2 * r)


def coins(
    page: Drawing, held: Sequence[float], edge: float, box: tuple[float, float, float, float], size: float
) -> None:  # fmt: skip
    """How many purses held how many coins, as columns. edge: the largest of both ways, so that two pictures compare."""
    x, y, wide, high = box
    width = round_step(max(edge, 8), 8)
    parts = max(1, math.ceil(edge / width))
    bins = [0] * parts
    for coin in held:
        bins[max(0, min(parts - 1, int(coin // width)))] += 1
    base, step = y + high - size - 8, (wide - 14) / parts
    for n, number in enumerate(bins):
        if number:
            tall = max(4.0, (base - y - 4) * number / max(bins))
            page.box(x + n * step + 2, base - tall, step - 4, tall, "gold", 1.0, "gold_deep", 3)
    page.line(x, base, x + wide - 8, base, "second", 2)
    every = max(1, math.ceil(parts / 4))
    for n in range(0, parts + 1, every):
        page.words(x + n * step, y + high - 3, f"{n * width:g}", size, 600, "second", "middle" if n else "start")


def faces(
    page: Drawing, counts: Sequence[int], loudest: int, box: tuple[float, float, float, float], face: float, size: float
) -> None:  # fmt: skip
    """Five faces with a column of how many chose each."""
    x, y, wide, high = box
    gap, base = wide / 5, y + high - face - 8
    for n, number in enumerate(counts):
        middle = x + gap * (n + 0.5)
        tall = max(5.0 if number else 0.0, (base - y - size - 8) * number / loudest)
        page.words(middle, base - tall - 6, str(number), size, 800, anchor="middle")
        if number:
            page.morale_box(middle - 0.6 * face, base - tall, 1.2 * face, tall, n)
        page.piece(FACES[n], middle, y + high - face / 2 - 2, face)


def _half(page: Drawing, n: int, way: str, note: str = "", piece: str = "", title: str = "") -> float:
    """The head of the left or the right half; returns where the half begins."""
    x = n * (WIDE / 2 + 20)
    if n:
        page.line(x - 32, 0, x - 32, HIGH, "rule", 2)
    name, look = WAYS[way] if way else (title, piece)
    page.piece(look, x + 26, 26, 40)
    page.words(x + 66, 38, name, 32, 600, serif=True)
    if note:
        page.words(x + HALF, 36, note, LEAST + 2, 600, "second", "end")
    return x


def _got(page: Drawing, x: float, share: str) -> None:
    """What customers got in the same months."""
    page.sentence(x, 470, [("Customers got ", 600, "ink"), (share, 800, "ink"),
                           (" of what they wanted, net of waste", 600, "ink")])  # fmt: skip


def _huge(page: Drawing, x: float, figure: str, words: str) -> None:
    page.words(x, 136, figure, 84, 600, serif=True)
    page.words(x, 168, words, 20, 600, "second")


SCENES: dict[str, Callable[[Drawing, Figures], str]] = {
    "demand": demand, "belief": belief, "idle": idle, "disobeyed": disobeyed, "purses": purses, "useful": useful,
    "commit": commit, "stood": stood,
}  # fmt: skip
"""How each kind of page is drawn; both ways beside each other are drawn in `both`."""
