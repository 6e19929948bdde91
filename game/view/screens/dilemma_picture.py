"""The picture at the head of a card: the place, those who come, what it is about, and you with your letter."""

from __future__ import annotations

import numpy as np

from game.board import card_scenes, style
from game.board.style import mix
from game.board.vectors import hex_code
from game.levels import Level
from game.sim.desk.reports import Card, Report
from game.view.cards.cast import paint_face
from game.view.toolkit.panel import Panel
from game.view.toolkit.steps import Pauses
from game.words import cast

LEADER = 668.0
"""Where you stand; what lies to the right of you is kept for the button."""
THING = 0.98
SLICES = 3
"""Of what lies behind: so large a drawing is painted in parts beside each other."""


def paint_picture(p: Panel, high: float, level: Level, report: Report, card: Card) -> Pauses:
    """Paints the picture over the whole width, `high` high; it follows from the card, the company and its mood."""
    pal, dilemma, words = p.palette, report.world.dilemmas[card.index], level.cards[card.index]
    teams = np.flatnonzero(((report.department == card.department) | (card.department < 0)) & report.there)
    ground = _sky(p, report, teams)
    p.card((0, 0, p.width, high), ground, radius=style.RADIUS, top_only=True)
    yield
    foot = high - 9
    fill, line = mix(ground, pal.ink, 0.045), mix(ground, pal.ink, 0.13)
    drawn = card_scenes.backdrop(report.people, p.width - 24, hex_code(fill), hex_code(line))
    slice_wide = (p.width - 24) / SLICES
    for n in range(SLICES):
        yield
        p.vector((12 + n * slice_wide, 0, slice_wide, high - 2), f'<g transform="translate(12 {foot + 4})">{drawn}</g>')
    p.fill((0, high - 1, p.width, 1), pal.lip)
    yield
    standing = card_scenes.ARRANGEMENTS[dilemma.who]
    band, faces = _band(report, teams), _faces(report, card)
    for n, one in enumerate(reversed(standing.all)):
        p.pawn(one.x, foot, one.tall, people=band)
        place = len(standing.all) - 1 - n
        if place < len(faces):
            paint_face(p, faces[place], one.x, foot - one.tall * 0.72, 44)
        yield
    for place, one in enumerate(standing.all):
        if one.speaks:
            yield
            yield from _bubble(p, one.x + 16, foot - one.tall - (37 if place >= len(faces) else 35), one.speaks)
    yield
    p.piece(f"thing-{card_scenes.thing(dilemma.name, words.title, words.text)}", standing.at, foot, THING)
    yield
    stances = report.stance[teams].sum(axis=0)
    flag = "torn" if stances[3] > 0 else "stitched" if stances[1] > 0 else ""
    if flag:
        p.piece(f"flag-{flag}", standing.at + 52, foot - 2, 1.5)
    yield
    p.piece("letter-order", LEADER - 76, foot - 24, 1.7)
    if card.product in range(len(level.product_looks)):
        p.token(style.product_key(level.product_looks[card.product]), LEADER - 54, foot - 11, 13)
    p.pawn(LEADER, foot, 84, kind="leader")


def _sky(p: Panel, report: Report, teams: np.ndarray) -> style.Colour:
    """The ground of the picture, as warm as those feel whom the card is about."""
    pal, people = p.palette, report.head[teams]
    mood = float((report.morale[teams] * people).sum() / max(1, int(people.sum())))
    return mix(pal.choice, pal.morale[style.morale_step(round(100 * mood))], 0.3)


def _band(report: Report, teams: np.ndarray) -> int:
    """How many people one of the pawns that come stands for: 1, 10, 100 or 1,000."""
    people, band = int(report.head[teams].sum()), 1
    while people >= 40 * band and band < 1000:
        band *= 10
    return band


def _faces(report: Report, card: Card) -> list[tuple[int, int]]:
    """The face of whoever of the cast speaks for those concerned, or else works there; none where nobody does."""
    here = [life for life in report.cast if life.here]
    there = [life for life in here if card.department in (life.heads, int(report.department[life.team]))]
    ranked = sorted(there if card.department >= 0 else here, key=lambda life: life.heads != card.department)
    return [cast.face_of(report, life) for life in ranked[:1]]


def _bubble(p: Panel, x: float, y: float, words: str) -> Pauses:
    """A word of somebody whose head is at the lower left of it."""
    pal = p.palette
    w, h = p.measure(words, 16, family="serif", italic=True) + 22, 32.0
    y = max(6.0, y)
    body = (
        f'<path d="M{x + 10} {y} h{w - 20} a10 10 0 0 1 10 10 v{h - 20} a10 10 0 0 1 -10 10 h-{w - 34} '
        f'l-9 10 l-1 -10 a10 10 0 0 1 -10 -10 v-{h - 20} a10 10 0 0 1 10 -10 Z" '
        f'fill="{hex_code(pal.card)}" stroke="{hex_code(pal.outline)}" stroke-width="1.4"/>'
    )
    p.vector((x - 2, y - 2, w + 6, h + 16), body)
    yield
    p.text(x + w / 2, y + h / 2, words, size=16, family="serif", italic=True, align="centre", at="middle")
