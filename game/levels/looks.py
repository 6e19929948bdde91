"""How a product looks: a ready look, or an icon of the game's own with a colour and a shape.

A look is one word wherever it is passed on: "lamp", or its three parts with full stops, "hand_heart.red.circle".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.levels.names import GOODS, LOOKS
from game.places import ASSETS

ICONS: tuple[str, ...] = tuple(sorted(path.stem for path in (ASSETS / "icons" / "fill").glob("*.svg")))
"""Every icon that is shipped, without its colour."""


class Parts(NamedTuple):
    """What a look is put together from."""

    icon: str
    colour: str
    shape: str

    @property
    def word(self) -> str:
        """The look as one word; a ready one by its name."""
        return next((look for look, parts in READY.items() if parts == self), None) or (
            f"{self.icon.replace('-', '_')}.{self.colour}.{self.shape}"
        )


READY: dict[str, Parts] = {
    "lamp": Parts("lightbulb", "gold", "circle"), "book": Parts("book-open", "blue", "square"),
    "boat": Parts("sailboat", "red", "triangle"), "plant": Parts("plant", "green", "clover"),
    "bell": Parts("bell", "pink", "diamond"), "tea": Parts("coffee", "sky", "drop"),
    "clock": Parts("clock", "plum", "octagon"), "bread": Parts("bread", "cream", "loaf"),
}  # fmt: skip
"""The ready looks: no two share anything. Their colours and shapes are all there are."""
COLOURS: tuple[str, ...] = tuple(parts.colour for parts in READY.values())
SHAPES: tuple[str, ...] = tuple(parts.shape for parts in READY.values())


class Wanted(NamedTuple):
    """What an author says of a look: the name of a ready one or of an icon ("" nothing), a colour, a shape."""

    icon: str = ""
    colour: str = ""
    shape: str = ""


def parts_of(look: str) -> Parts:
    """The parts of a look given as one word."""
    if look in READY:
        return READY[look]
    icon, colour, shape = look.split(".")
    return Parts(icon.replace("_", "-"), colour, shape)


def kin(look: str) -> str:
    """The ready look of the same colour, whose usual figures a product has that gives none."""
    colour = parts_of(look).colour
    return next(name for name, parts in READY.items() if parts.colour == colour)


def chosen(wanted: Sequence[Wanted]) -> list[str]:
    """A look for each product: what its author says, and for the rest what no other product has, as far as it goes."""
    ready = [_ready(one) for one in wanted]
    free = [look for look in (*GOODS, *LOOKS) if look not in ready]
    taken = [READY[name] if name else Parts(*one) for name, one in zip(ready, wanted, strict=True)]
    out = []
    for name, one in zip(ready, wanted, strict=True):
        if name:
            out.append(name)
            continue
        if not any(one):
            alone = [look for look in free if not any(_alike(READY[look], other) for other in taken)]
            out.append((alone or free or LOOKS)[0])
            free = [look for look in free if look != out[-1]]
            taken.append(READY[out[-1]])
            continue
        icon = READY[one.icon].icon if one.icon in READY else one.icon
        spare = [parts for parts in READY.values() if parts.icon not in {other.icon for other in taken}]
        colour = one.colour or _unused(COLOURS, {other.colour for other in taken})
        shape = one.shape or _unused(SHAPES, {other.shape for other in taken})
        made = Parts(icon or (spare[0].icon if spare else ICONS[0]), colour, shape)
        taken.append(made)
        out.append(made.word)
    return out


def _alike(one: Parts, other: Parts) -> bool:
    return any(mine == theirs for mine, theirs in zip(one, other, strict=True))


def _ready(one: Wanted) -> str:
    return one.icon if one.icon in READY and not one.colour and not one.shape else ""


def _unused(names: Sequence[str], taken: set[str]) -> str:
    return next((name for name in names if name not in taken), names[0])
