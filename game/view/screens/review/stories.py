"""The story of a quarter: one of three true events, which a leader may retell for the vision."""

from __future__ import annotations

from game.board import style
from game.board.scene import VALUE_ICONS
from game.sim.actions import Action
from game.sim.desk.reports import Story
from game.sim.values import TALE_INDEX, TALES, VALUE_INDEX
from game.view.cards.table import Table
from game.view.cards.vision import gain_words, told_words
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.words.actions import first_upper
from game.words.explain import calendar
from game.words.news import story_words

KEYS = ("q", "w", "e")
CARD = 178.0
"""Logical height of a story's card where there is room."""


class Stories:
    """The cards of the stories on offer; pressing one tells it, pressing it again takes it back."""

    def __init__(self, table: Table) -> None:
        self.table = table

    @property
    def shown(self) -> bool:
        """Whether there is a vision to tell a story for, and a story."""
        report = self.table.report
        return report.star is not None and "retell" in report.levers and bool(report.stories)

    def chosen(self) -> int | None:
        """The number of the story that is told, if one is."""
        return next((action.amount[0] for action in self.table.pending if action.lever == "retell"), None)

    def press(self, number: int) -> None:
        """Tells a story instead of the one chosen so far, or takes it back."""
        session, before = self.table.session, self.chosen()
        later: list[Action] = []
        if before is not None:
            while (undone := session.undo()) is not None and undone.lever != "retell":
                later.append(undone)
            for action in reversed(later):
                session.act(action)
        self.table.revision += 1
        if number != before:
            self.table.act(Action("retell", -1, (number,)))

    @staticmethod
    def height(p: Panel, width: float) -> float:
        """The logical height of the part in a column of some width."""
        return 34 + (CARD + 26 if width >= 480 else 3 * CARD)

    def paint(self, p: Panel, box: Box) -> None:
        """A heading with the price, and a card for each story: beside each other, or below where it is narrow."""
        x, y, w, h = box
        pal, stories = p.palette, self.table.report.stories
        p.text(x, y + 10, "Retell one true story", size=style.CARD_TITLE, family="serif", at="middle", width=w - 90)
        p.piece("disc", x + w - 60, y + 10, 0.8)
        p.text(x + w, y + 11, "1 week", size=style.SECONDARY, colour=pal.second, align="right", at="middle")
        gap, top = 10.0, y + 38
        wide = (w - gap * (len(stories) - 1)) / len(stories) if w >= 480 else w
        for n, story in enumerate(stories):
            if w >= 480:
                place = (x + n * (wide + gap), top, wide, min(CARD + 66, h - 40))
            else:
                place = (x, top + n * CARD, wide, CARD - 20)
            self._card(p, place, story, KEYS[n])

    def _card(self, p: Panel, box: Box, story: Story, key: str) -> None:
        x, y, w, h = box
        pal, level, report = p.palette, self.table.level, self.table.report
        kind = TALES[TALE_INDEX[story.kind]]
        chosen = self.chosen() == story.number
        action = Action("retell", -1, (story.number,))
        refused = None if chosen or self.chosen() is not None else self.table.why_not(action)
        where, text = story_words(level, story)
        fits = "It speaks for the vision. " if story.fits else "It says little about the vision. "
        tip = Tip(kind.title, refused or f"{fits}{first_upper(told_words(story))}. A story told twice wears out.")
        widgets.option_card(p, "story", box, value=story.number, chosen=chosen, badge=key.upper(), tip=tip,
                            shortcut=key, enabled=refused is None, note=True)  # fmt: skip
        week = f"wk {calendar(story.week)}"
        side = p.text(x + w - 11, y + 24, week, size=style.LABEL, colour=pal.second, align="right", at="middle")
        size = 16 if p.measure(where, 16, family="serif") <= w - 30 - side else style.SECONDARY
        shade = widgets.ink(p, refused is None)
        p.text(x + 12, y + 24, where, size=size, family="serif", at="middle", width=w - 30 - side, colour=shade)
        foot = y + h - 60
        room = max(1, int((foot - 18 - (y + 38)) // (style.SECONDARY * style.LEADING)))
        p.paragraph(x + 12, y + 38, w - 22, text, size=style.SECONDARY, family="serif", italic=True, lines=room,
                    colour=shade)  # fmt: skip
        p.text(x + 12, foot - 8, told_words(story), size=style.LABEL, colour=pal.second, at="middle")
        p.fill((x + 12, foot + 3, w - 24, 1), pal.note_lip)
        if kind.value in VALUE_INDEX:
            p.icon(VALUE_ICONS.get(kind.value, "star-four"), x + 19, foot + 18, 15, pal.indigo, "fill")
            p.text(x + 31, foot + 18, kind.value.capitalize(), size=style.SECONDARY, weight=700, colour=pal.indigo,
                   at="middle", width=w - 42)  # fmt: skip
        wide = p.text(x + w - 11, foot + 40, gain_words(report, story), size=style.SECONDARY, weight=800, align="right",
                      colour=pal.good if story.told == 0 else pal.bad, at="middle")  # fmt: skip
        p.text(x + 12, foot + 40, "belief", size=style.SECONDARY, colour=pal.second, at="middle", width=w - 28 - wide)
