"""The picture at the head of a card: put together from where it happens, who comes, what it is about and how they feel.

A place is as large as the company, a thing follows from the card's words, and people stand as the card has them come.
Nothing here knows a window.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

THINGS: dict[str, str] = {
    "bucket": "leak leaks drips drip skylights roof roofers bucket buckets pumps",
    "frame": "portrait picture pictures camera film spoons watch printed photograph",
    "cart": "carts cart drivers send delivery vans convoy hay",
    "vice": "jig jigs joint tool tools printer motor",
    "pot": "soup cook kitchen table bakery shopping",
    "lantern": "dark lamp lamps light lights night window reached",
    "bench": "bench benches bosses",
    "kiln": "kiln burn burner burns fire smokes flue soot",
    "stall": "promised promise seller fair furniture buyer market offer",
    "letter": "letter letters anonymous typed signed",
    "barrel": "oil barrel barrels glue flour sacks tents smell",
    "cups": "cups cup coffee tea kitchens",
    "calendar": "saturdays saturday calendar sunday birthdays thursday",
    "plan": "ink pattern stolen copy copied drawn drawing drawings lighthouses draw",
    "chair": "chairs chair halves holds sofas",
    "star": "apprentice newcomer headmaster differently stars",
    "water": "river flood water cellar",
    "boat": "ferry ship shipyard bridge boat bank",
    "notes": "sing song piano singing",
    "no": "no saboteur always",
    "board": "count counted figures sum boxes",
    "rope": "rope knot knots wet",
    "door": "room rooms door hall move far hat home",
    "coins": "gold tin earn earns raise wage wages pay pays owes deliveries customer printer price",
    "clock": "clock years comes hour midnight half-past eleven seven early shift",
    "nails": "nail nails ledger save",
    "meeting": "meeting question talked monday call talk handover",
    "page": "page paper newspaper councillor printed advert",
    "chest": "chest cashier lid",
    "signpost": "signpost milestone",
    "bed": "ward bed patient nurse ill wrong",
    "tube": "tube tubes",
    "keel": "keel keels timber",
    "kettle": "kettle kettles",
    "crates": "crate crates gate shelves ceiling",
    "stove": "stove coal halls heat",
    "shovel": "snow shovel",
    "candle": "candle candles",
    "brush": "painter painted brush brushes",
    "scales": "",
}
"""What a card may be about, as the piece of that name draws it, and the words by which it is known. The last one,
scales, stands for whatever no word tells of."""

_NAME, _TITLE = 8, 4
"""How much more a word of a card's name, or of its title, tells than one of its text."""


def thing(name: str, title: str, text: str) -> str:
    """What a card is about, by a key of THINGS: of which its name, title and text speak most, the earlier of equals."""
    spoken = [(_NAME, name), (_TITLE, title), (1, text)]
    words = [(weight, word) for weight, part in spoken for word in re.findall(r"[a-z]+", part.lower())]

    def told(known: str) -> int:
        mine = frozenset(known.split())
        return sum(weight for weight, word in words if word in mine)

    scores = {key: told(known) for key, known in THINGS.items()}
    best = max(scores.values())
    return next(key for key, score in scores.items() if score == best) if best else tuple(THINGS)[-1]


@dataclass(frozen=True)
class Standing:
    """One pawn of a scene: where its foot stands, how tall it is, and whether it speaks."""

    x: float
    tall: float
    speaks: str = ""


@dataclass(frozen=True)
class Arrangement:
    """How people stand: those on the left and those on the right of what it is about, which stands at `at`."""

    left: tuple[Standing, ...]
    right: tuple[Standing, ...]
    at: float

    @property
    def all(self) -> Sequence[Standing]:
        """Everybody, the first of the left in front."""
        return (*self.left, *self.right)


ARRANGEMENTS: dict[str, Arrangement] = {
    "any": Arrangement((Standing(258, 72, "But…"), Standing(202, 62), Standing(154, 58)), (), 372),
    "torn": Arrangement((Standing(212, 72, "But…"), Standing(160, 62)), (Standing(478, 70, "No."),), 344),
    "low": Arrangement((Standing(236, 60, "Hm."), Standing(188, 52), Standing(146, 50)), (), 366),
    "wary": Arrangement((Standing(176, 72, "Well…"), Standing(128, 62)), (), 388),
    "everyone": Arrangement(
        (Standing(236, 68, "Yes."), Standing(188, 60), Standing(144, 56)),
        (Standing(438, 68, "No."), Standing(484, 58), Standing(524, 54)), 340,
    ),
}  # fmt: skip
"""By who brings a card: those it is said of stand as that has them come."""

PLACES: tuple[tuple[int, str], ...] = (
    (12, "garage"), (60, "corridor"), (200, "floor"), (700, "house"), (2_000, "houses"), (9_000, "river"),
    (10_000_000, "town"),
)  # fmt: skip
"""Up to how many people a company is what place."""


def place(people: int) -> str:
    """What kind of place a company of so many people is."""
    return next(name for most, name in PLACES if people <= most)


def backdrop(people: int, wide: float, fill: str, line: str) -> str:
    """The place as a silhouette with its ground at 0, from 0 to `wide`; fill, line: colours."""
    paint = f'fill="{fill}" stroke="{line}" stroke-width="1.6" stroke-linejoin="round"'
    name = place(people)
    if name == "garage":
        doors = "".join(f'<path d="M{x} 0 v-72 h150 v72 M{x} -54 h150 M{x} -36 h150 M{x} -18 h150" {paint}/>'
                        for x in (60.0, wide - 260))  # fmt: skip
        return doors + f'<path d="M0 -92 h{wide}" {paint}/>'
    if name == "corridor":
        return "".join(f'<path d="M{x} 0 v-74 h38 v74 Z M{x + 30} -34 v3" {paint}/>' for x in _steps(wide, 84))
    if name == "floor":
        roofs = "".join(f'<path d="M{x} -70 l52 -26 v26 Z" {paint}/>' for x in _steps(wide, 58))
        return roofs + "".join(f'<path d="M{x} 0 v-70" {paint}/>' for x in _steps(wide, 116))
    if name == "house":
        middle = wide / 2
        windows = "".join(f'<path d="M{x} -26 v-22 h16 v22 Z" {paint}/>' for x in _steps(wide, 44))
        return (f'<path d="M-4 0 v-62 h{wide + 8} v62 Z" {paint}/>'
                f'<path d="M{middle - 60} -62 l60 -36 l60 36 Z" {paint}/>'
                f'<circle cx="{middle}" cy="-74" r="10" {paint}/><path d="M{middle} -80 v6 h5" {paint}/>{windows}'
                )  # fmt: skip
    if name == "houses":
        teeth = "".join(f'<path d="M{x} 0 v-54 l22 -22 v22 l22 -22 v76 Z" {paint}/>' for x in _steps(wide / 2 - 40, 48))
        square = "".join(f'<path d="M{wide / 2 + x} 0 v-{60 + 14 * (n % 3)} h44 v{60 + 14 * (n % 3)} Z" {paint}/>'
                         for n, x in enumerate(_steps(wide / 2, 48)))  # fmt: skip
        return teeth + square
    if name == "river":
        homes = "".join(f'<path d="M{x} -16 v-34 l17 -16 l17 16 v34 Z" {paint}/>' for x in _steps(wide, 62))
        waves = "".join(f'<path d="M{x} -8 q10 -8 20 0 q10 8 20 0" {paint}/>' for x in _steps(wide, 40))
        return homes + waves
    town = "".join(f'<path d="M{x} 0 v-{26 + 17 * (n * 7 % 4)} h22 v{26 + 17 * (n * 7 % 4)} Z" {paint}/>'
                   for n, x in enumerate(_steps(wide, 24)))  # fmt: skip
    tower = wide - 150
    return town + (f'<path d="M{tower - 10} 0 l4 -78 h12 l4 78 Z M{tower - 9} -78 h18 v-12 h-18 Z M{tower - 11} -90 '
                   f'L{tower} -100 L{tower + 11} -90 Z" {paint}/>')  # fmt: skip


def _steps(wide: float, each: float) -> list[float]:
    return [6 + n * each for n in range(int(wide // each))]
