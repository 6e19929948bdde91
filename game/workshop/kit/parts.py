"""What sheets are made of: the game's own pieces at a size in millimetres, places to write, tables, a sheet itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from game.board import drawings
from game.words.names import Names
from game.workshop.kit.luck import Company, names_of

TITLES: dict[str, str] = {"letters": "Letters", "prices": "Prices"}
"""What the two ways are called on paper; which comes first is for the room to draw."""


@dataclass(frozen=True)
class Way:
    """One of the two ways as it is printed. key: "letters" or "prices"."""

    key: str
    company: Company

    @property
    def title(self) -> str:
        """What it is called."""
        return TITLES[self.key]

    @cached_property
    def names(self) -> Names:
        """What teams, departments, markets and goods are called in it."""
        return names_of(self.key, len(self.company.teams))

    @property
    def goods(self) -> tuple[str, ...]:
        """The goods' names within a sentence."""
        return self.names.products

    def corner(self, product: int) -> int:
        """The market that sells a product; another one in each way, so that nobody knows a good again by its place."""
        return (self.names.product_market[product] + list(TITLES).index(self.key)) % len(self.names.markets)

    def market(self, product: int) -> str:
        """Where a product is sold."""
        return self.names.markets[self.corner(product)]

    def token(self, product: int, size_mm: float) -> str:
        """A product's token."""
        return piece(f"token-{self.names.looks[product]}", size_mm, self.goods[product])

    def in_order(self) -> list[int]:
        """The goods by their names, so that a place in a list says nothing about the other way."""
        return sorted(range(self.company.goods), key=lambda product: self.goods[product])

    def choice(self, size_mm: float = 7.0) -> str:
        """All goods side by side, to circle one."""
        return "".join(f'<span class="pick">{self.token(n, size_mm)}{escape(self.goods[n])}</span>'
                       for n in self.in_order())  # fmt: skip


def piece(name: str, width_mm: float, title: str = "") -> str:
    """A piece of the board as a picture so many millimetres wide; without a title it is an ornament."""
    (left, top, wide, high), body = drawings.drawing(name, "light")
    said = f'role="img"><title>{escape(title)}</title>' if title else 'aria-hidden="true">'
    return (
        f'<svg class="piece" width="{width_mm:g}mm" height="{width_mm * high / wide:.2f}mm" '
        f'viewBox="{left:g} {top:g} {wide:g} {high:g}" {said}{body}</svg>'
    )


def sheet(kind: str, title: str, under: str, body: str) -> str:
    """One page. kind: its class; under: a line below the title, as HTML."""
    below = f'<p class="under">{under}</p>' if under else ""
    return f'<section class="sheet {kind}"><h2>{escape(title)}</h2>{below}{body}</section>\n'


def pages(kind: str, title: str, under: str, cards: Sequence[str], most: int) -> list[str]:
    """Cards that are cut out, at most so many to a page."""
    return [
        sheet(f"cards {kind}", title, under, f'<div class="grid">{"".join(cards[n : n + most])}</div>')
        for n in range(0, len(cards), most)
    ]


def table(kind: str, head: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already; the first of each row names it."""
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    return f'<table class="{kind}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def tick(text: str) -> str:
    """A box to tick, with what it says."""
    return f'<span class="tick"><span class="box"></span>{text}</span>'


def blank(width_mm: int) -> str:
    """A line to write on: 8, 16 or 40 millimetres wide."""
    return f'<span class="blank blank-{width_mm}"></span>'


def listed(items: Iterable[str], kind: str = "ul") -> str:
    """A list of items that are HTML already. kind: "ul" or "ol"."""
    return f"<{kind}>{''.join(f'<li>{item}</li>' for item in items)}</{kind}>"
