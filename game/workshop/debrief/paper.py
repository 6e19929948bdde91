"""A debrief as one HTML file: every page with its drawing, its question and its figures, and how it was proved.

It needs no script, no network and nothing beside it, reads well on a screen, and prints one page to a sheet, A4 or
Letter. Nobody is named in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from game.words.vocabulary import PLAIN, Vocabulary
from game.workshop import one_file
from game.workshop.debrief.drawings import drawn
from game.workshop.debrief.figures import Table, tables
from game.workshop.debrief.reveals import Reveal


@dataclass(frozen=True)
class Section:
    """Pages that belong together. facts: what ran, as (what, figure); notes: sentences that stand below them.

    vocabulary: what the level that was played calls things.
    """

    title: str
    under: str
    facts: tuple[tuple[str, str], ...]
    pages: tuple[Reveal, ...]
    notes: tuple[str, ...] = ()
    vocabulary: Vocabulary = PLAIN


@dataclass(frozen=True)
class Proof:
    """How it was found out that a game is what it says. name: of its file, or what it is; text: a sentence."""

    name: str
    text: str


def written(title: str, sections: Sequence[Section], proofs: Sequence[Proof], made: str) -> str:
    """The whole file. made: when it was, and by which version, as a sentence."""
    body = "".join(_cover(title, sections, made)) + "".join(_section(n, one) for n, one in enumerate(sections, 1))
    return one_file.html(title, "kept", f"{body}{_proved(proofs)}")


def _cover(title: str, sections: Sequence[Section], made: str) -> Iterator[str]:
    yield f'<header class="cover"><h1>{escape(title)}</h1><p class="second">{escape(made)}</p>\n'
    yield '<nav aria-label="Pages"><ol>'
    for n, section in enumerate(sections, 1):
        said = section.vocabulary.said
        yield f'<li><a href="#part-{n}">{escape(said(section.title))}</a><ol>'
        for m, page in enumerate(section.pages, 1):
            yield f'<li><a href="#page-{n}-{m}">{escape(said(page.title))}</a></li>'
        yield "</ol></li>"
    yield '<li><a href="#proof">How this was proved</a></li></ol></nav>'
    yield '<p class="key">Solid lines are what was so; dashed ones were believed, or were not played by anybody here. '
    yield "Nobody is named, and nobody is ranked.</p></header>\n"


def _section(number: int, section: Section) -> str:
    facts = "".join(f"<div><dt>{escape(what)}</dt><dd>{escape(figure)}</dd></div>" for what, figure in section.facts)
    notes = "".join(f"<p>{escape(note)}</p>" for note in section.notes)
    pages = "".join(_page(number, n, page, section.vocabulary) for n, page in enumerate(section.pages, 1))
    head = (
        f'<section class="part" id="part-{number}"><h2>{escape(section.title)}</h2>'
        f'<p class="second">{escape(section.under)}</p><dl>{facts}</dl>{notes}</section>\n'
    )
    return one_file.spoken(head, section.vocabulary) + pages


def _page(part: int, number: int, page: Reveal, vocabulary: Vocabulary) -> str:
    figures = "".join(map(_table, tables(page)))
    told = f"<details><summary>The figures</summary>{figures}</details>" if figures else ""
    before = (
        f'<section class="page" id="page-{part}-{number}"><h3>{escape(page.title)}</h3>'
        f'<p class="second">{escape(page.text)}</p><figure tabindex="0" aria-label="{escape(page.title)}">'
    )
    after = f'</figure><p class="question">{escape(page.question)}</p>{told}</section>\n'
    picture = drawn(page, f"p{part}-{number}-", vocabulary)
    return one_file.spoken(before, vocabulary) + picture + one_file.spoken(after, vocabulary)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in table.rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(table.caption)}">'
        f"<table><caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _proved(proofs: Sequence[Proof]) -> str:
    rows = "".join(f"<li><b>{escape(proof.name)}</b> {escape(proof.text)}</li>" for proof in proofs)
    return (
        '<section class="part" id="proof"><h2>How this was proved</h2><p>Every game was played again from what was '
        "decided in it, on the same luck, and every week compared with what was recorded. Whoever has a saved game can "
        f"do the same: <code>replay FILE --verify</code>.</p><ul>{rows}</ul></section>\n"
    )
