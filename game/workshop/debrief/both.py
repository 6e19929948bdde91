"""The page that lays both ways beside each other, row under row, with what is compared between them."""

from __future__ import annotations

from collections.abc import Sequence

from game.words.explain import counted
from game.words.figures import less
from game.workshop.debrief.figures import median
from game.workshop.debrief.pens import LEAST, WIDE, Drawing
from game.workshop.debrief.reveals import Figures
from game.workshop.debrief.scenes import WAYS, coins, each_of, faces, letters, pile

COLUMN, LABELS, GAP = 474.0, 236.0, 12.0
HEAD = 56.0
ROWS: dict[str, float] = {"score": 96.0, "idle": 84.0, "against": 84.0, "purses": 92.0, "useful": 104.0}
"""By row its height; that of the score grows where there are earlier groups to stand beside."""
LONG = 7
"""Letters of a figure and its words from which they stand below each other."""
CLOSE = 9
"""Percent below which two marks' signs are moved apart."""
EARLIER = 52.0
REACH = 316.0
"""How long a hundred percent are."""
NAMES: dict[str, tuple[str, ...]] = {
    "score": ("Served,", "net of waste"), "idle": ("Idle months",), "against": ("Disobeyed",), "purses": ("Purses",),
    "useful": ("How useful", "did I feel?"),
}  # fmt: skip


def both(page: Drawing, data: Figures) -> str:
    """Letters to the left, prices to the right, what is compared between them; the only one where one was played."""
    rows = [(way, data["ways"][way]) for way in WAYS if way in data["ways"]]
    earlier: dict[str, list[int]] = data.get("earlier", {})
    heights = {name: high + (EARLIER if name == "score" and earlier else 0.0) for name, high in ROWS.items()}
    page.high = HEAD + sum(heights.values()) + 6
    edge = max(8, *(coin for _, row in rows for coin in row["purses"])) + 1
    loudest = max(1, *(count for _, row in rows for count in row["useful"]))
    ones = (each_of(max(row["idle"] for _, row in rows), 26), each_of(max(row["disobeyed"] for _, row in rows), 30))
    left = COLUMN + GAP
    _labels(page, left, heights, data["seed"], ones, bool(earlier))
    places = (0.0, left + LABELS + GAP)
    for x, (way, row) in zip(places, rows, strict=False):
        page.box(x + 1, 1, COLUMN - 2, page.high - 2, "card", 1.0, "lip", 12)
        title, look = WAYS[way]
        page.piece(look, x + 40, 28, 36)
        page.words(x + 74, 38, title, 29, 600, serif=True)
        page.words(x + COLUMN - 22, 36, counted(data["weeks"], "week"), 17, 600, "second", "end")
        _cells(page, x + 22, heights, row, edge, loudest, ones, earlier.get(way, []))
    told = [
        f"{WAYS[way][0]}: {row['score']} percent served, bots {row['bots']}, knew all {row['bound']}; "
        f"{row['idle']} idle months; {row['disobeyed']} letters laid aside, {row['right']} rightly; "
        f"{median(row['purses']):.0f} coins in the middle purse; {sum(row['useful'][3:])} of {sum(row['useful'])} "
        "felt useful"
        for way, row in rows
    ]
    return page.done("The same luck, both ways", ". ".join(told) + ".")


def _labels(
    page: Drawing, x: float, heights: dict[str, float], seed: int, ones: tuple[int, int], earlier: bool
) -> None:  # fmt: skip
    """What is compared, row by row."""
    middle = x + LABELS / 2
    page.box(x + 1, 1, LABELS - 2, page.high - 2, "inset", 1.0, "lip", 12)
    page.icon("dice-five", middle - 70, 30, 22, "second")
    page.words(middle - 50, 36, f"seed {seed}", 17, 800, "second")
    under = {
        "idle": f"one pawn, {ones[0]} months" if ones[0] > 1 else "one pawn, one month",
        "against": f"and right; one is {ones[1]}" if ones[1] > 1 else "and it was right", "purses": "coins at the end",
    }  # fmt: skip
    y = HEAD
    for name, high in heights.items():
        page.line(x + 14, y, x + LABELS - 14, y, "lip", 1.5)
        lines = NAMES[name]
        level = y + high / 2 - 11 * (len(lines) - 1) - (9 if name in under or name == "score" else -7)
        level -= 22 if name == "score" and earlier else 0
        for n, line in enumerate(lines):
            page.words(middle, level + 24 * n, line, 20, 800, anchor="middle")
        level += 24 * len(lines)
        if name in under:
            page.words(middle, level, under[name], 17, 600, "second", "middle")
        if name == "score":
            page.icon("robot", middle - 82, level - 6, 18, "second")
            page.words(middle - 68, level, "bots", 17, 600, "second")
            page.icon("eye", middle - 8, level - 6, 19, "second")
            page.words(middle + 6, level, "knew all", 17, 600, "second")
            if earlier:
                page.circle(middle - 78, level + 24, 5, "hint")
                page.words(middle - 66, level + 30, "an earlier group", 17, 600, "second")
        y += high


def _cells(
    page: Drawing, x: float, heights: dict[str, float], row: Figures, edge: float, loudest: int, ones: tuple[int, int],
    earlier: Sequence[int],
) -> None:  # fmt: skip
    right = x + COLUMN - 44
    tops, y = dict[str, float](), HEAD
    for name, high in heights.items():
        page.line(x - 8, y, right + 8, y, "rule", 1.5)
        tops[name] = y
        y += high
    _reached(page, x, tops["score"], row["score"], row["bots"], row["bound"], earlier)
    _figure(page, right, tops["score"] + 60, f"{less(row['score'])}%", "")
    pile(page, "pawn-asleep", -(-row["idle"] // ones[0]), (x, tops["idle"] + 6, REACH, heights["idle"] - 10), 30, 1.55)
    _figure(page, right, tops["idle"] + heights["idle"] / 2 + 12, str(row["idle"]), "")
    box = x, tops["against"] + 6, REACH, heights["against"] - 10
    letters(page, row["right"], row["disobeyed"], ones[1], box, 42)
    _figure(page, right, tops["against"] + heights["against"] / 2 + 12, str(row["right"]), f"of {row['disobeyed']}")
    coins(page, row["purses"], edge, (x, tops["purses"] + 6, REACH, heights["purses"] - 8), 17)
    _below(page, right, tops["purses"] + 46, f"{median(row['purses']):.0f}", "middle")
    if sum(row["useful"]):
        faces(page, row["useful"], loudest, (x, tops["useful"] + 2, REACH, heights["useful"] - 2), 34, 17)
        glad = row["useful"][3] + row["useful"][4]
        _figure(page, right, tops["useful"] + heights["useful"] / 2 + 12, str(glad), f"of {sum(row['useful'])}")
    else:
        page.words(x, tops["useful"] + heights["useful"] / 2 + 6, "not asked", 17, 600, "second")


def _reached(page: Drawing, x: float, y: float, score: int, bots: int, bound: int, earlier: Sequence[int]) -> None:
    """How far a company came, beside bots, what could be known, and where earlier groups came to."""
    at = REACH / 100
    page.box(x, y + 36, REACH, 26, "track", radius=7)
    page.box(x, y + 36, max(4.0, at * min(100, max(0, score))), 26, "focus", radius=7)
    apart = 0.0 if abs(bots - bound) > CLOSE else 9.0 if bots < bound else -9.0
    for figure, icon, aside in ((bots, "robot", -apart), (bound, "eye", apart)):
        place = x + at * min(100, max(0, figure))
        page.line(place, y + 28, place, y + 68, "card", 7)
        page.line(place, y + 30, place, y + 66, "ink", 3.4)
        page.icon(icon, place + aside, y + 17, 20)
        page.words(place + aside, y + 86, str(figure), 17, 800, anchor="middle")
    if not earlier:
        return
    base, stacks = y + 140, dict[int, int]()
    page.line(x, base, x + REACH, base, "second", 2)
    for one in sorted(earlier):
        slot = min(100, max(0, one)) // 4
        nth = stacks[slot] = stacks.get(slot, -1) + 1
        page.circle(x + at * (4 * slot + 2), base - 6 - 9 * min(nth, 3), 4.4, "hint")
    here = x + at * min(100, max(0, score))
    page.line(here, y + 94, here, base, "ink", 2.4)
    side = here > x + REACH - 120
    page.words(here + (-8 if side else 8), base - 26, "you are here", LEAST, 800, anchor="end" if side else "start")


def _figure(page: Drawing, right: float, y: float, figure: str, small: str) -> None:
    """A figure at the right end, with a few smaller words behind it, or below it where the figure is long."""
    if len(figure) + len(small) > LONG:
        _below(page, right, y - 10, figure, small)
        return
    wide = page.words(right, y, small, 17, 800, "second", "end") + 6 if small else 0.0
    page.words(right - wide, y, figure, 33, 600, anchor="end", serif=True)


def _below(page: Drawing, right: float, y: float, figure: str, small: str) -> None:
    page.words(right, y, figure, 33, 600, anchor="end", serif=True)
    page.words(right, y + 22, small, 17, 800, "second", "end")


assert WIDE == 2 * COLUMN + LABELS + 2 * GAP
