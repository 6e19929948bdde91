"""Tables of figures for a terminal of any width: columns give way in a stated order, and no figure is ever cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

GAP = 2
_LEAST_WORDS = 12
"""How narrow a column of words may become before figures give way."""


@dataclass(frozen=True)
class Column:
    """One column. gives_way: the largest goes first where there is no room; 0 always stays.

    words: sentences that may go over several lines; all else stands on one.
    """

    title: str
    gives_way: int = 0
    words: bool = False
    right: bool = True


def names(*titles: str) -> list[Column]:
    """Columns that say what a row is about."""
    return [Column(title, right=False) for title in titles]


def show(out: Console, columns: Sequence[Column], rows: Sequence[Sequence[str]], title: str = "") -> None:
    """Prints the table as wide as the console has room: whole, without some columns, or row by row; and says which."""
    from rich.text import Text

    if title:
        out.print(Text(title, style="italic"))
    kept = _kept(columns, rows, out.width)
    if _width(kept, columns, rows) <= out.width:
        _print_table(out, [columns[n] for n in kept], [[row[n] for n in kept] for row in rows])
    else:
        kept = [n for n, column in enumerate(columns) if column.gives_way == 0]
        _print_rows(out, [columns[n] for n in kept], [[row[n] for n in kept] for row in rows])
    gone = [column.title for n, column in enumerate(columns) if n not in kept]
    if gone:
        out.print(f"No room for: {', '.join(gone)}. A wider terminal or --json shows all.", overflow="fold")


def _kept(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The columns that have room, in order."""
    kept = list(range(len(columns)))
    while _width(kept, columns, rows) > width:
        last = max(kept, key=lambda n: (columns[n].gives_way, n))
        if columns[last].gives_way == 0:
            break
        kept.remove(last)
    return kept


def _width(kept: Sequence[int], columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> int:
    """The cells that a table of some columns needs at least."""
    from rich.cells import cell_len

    needs = []
    for n in kept:
        widest = max(cell_len(text) for text in (columns[n].title, *(row[n] for row in rows)))
        needs.append(min(widest, _LEAST_WORDS) if columns[n].words else widest)
    return sum(needs) + GAP * (len(needs) - 1)


def _print_table(out: Console, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for column in columns:
        table.add_column(
            column.title, justify="right" if column.right else "left", no_wrap=not column.words, overflow="fold"
        )
    for row in rows:
        table.add_row(*row)
    out.print(table)


def _print_rows(out: Console, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Every row as lines of its own: what it is about, then each figure beside its title."""
    from rich.text import Text

    for row in rows:
        cells = list(zip(columns, row, strict=True))
        head = " ".join(text for column, text in cells if not column.right and text)
        out.print(Text(head, style="bold"), overflow="fold")
        for column, text in cells:
            if column.right and text:
                out.print(f"  {column.title} {text}", overflow="fold")
