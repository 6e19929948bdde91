"""A dilemma on the table: who brings it, what the desk knows, and the ways to answer, each with its price and prospect.

The card lies over the darkened board. A click, a digit or Return answers, which can be taken back until the week
begins; Escape leaves it on the desk until its time is over.
"""

from __future__ import annotations

from collections.abc import Hashable

from game.board import style
from game.board.style import Family, mix
from game.levels import Level
from game.sim.actions import Action
from game.sim.desk import outlooks
from game.sim.desk.outlooks import Outlook, prospect
from game.sim.desk.previews import Preview
from game.sim.desk.readings import foreseen
from game.sim.desk.reports import Card, Report
from game.sim.levers import preview, price
from game.sim.values import ASK, FREE, INSIST, SEEK, VERB_TITLES
from game.view.cards.figures import way_ink
from game.view.cards.table import Table
from game.view.screens.dilemma_facts import known
from game.view.screens.dilemma_picture import paint_picture
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.steps import Pace, Painter, Pauses, Steps
from game.view.toolkit.ui import Ui
from game.words import outlooks as in_words
from game.words.actions import card_words, first_upper
from game.words.explain import calendar, listed, quoted, weeks
from game.words.foresight import foretelling
from game.words.in_time import AFTER

WIDE, HIGH = 900.0, 576.0
"""The card's size where there is room for everything; below it goes without its illustration."""
FLAT_WIDE, FLAT_HIGH = 800.0, 448.0
"""From this size the answers lie beside each other; below, beneath each other."""
HEADER, SMALL_HEADER = 132.0, 56.0
SAID_WIDE = 560.0
ANSWER, FLAT_ANSWER = 254.0, 240.0
ROW, BODY, FOOT, BESIDE = 132.0, 58.0, 38.0, 290.0
"""A row, at least; where its words begin, and what its foot and the figures beside them take."""
MORE = 17.0
"""A line of what an answer does besides its first two figures."""
VERB_ICONS: dict[int, str] = {SEEK: "ear", ASK: "handshake", FREE: "shuffle", INSIST: "megaphone"}
FIGURES: dict[str, tuple[str, str]] = {
    "trust": ("handshake", ""), "morale": ("", ""), "agreement": ("scales", ""), "initiative": ("hand-pointing", ""),
    "commit": ("", "flag-committed"), "minds": ("chat-circle-dots", ""), "torn": ("", "flag-torn"),
    "divided": ("arrows-left-right", ""), "work": ("lightbulb", ""), "cash": ("", "coin"),
}  # fmt: skip
"""Each figure of a prospect: its icon or its piece."""
WEIGHTS = ("work", "torn", "divided", "commit", "minds", "trust", "morale", "agreement", "initiative", "cash")
"""Figures of a prospect in the order in which they are shown where there is not room for all."""


def paint(ui: Ui, table: Table, index: int) -> None:
    """Shows a card over the darkened board."""
    box, signature, painter, header = _laid_out(ui, table, index)
    ui.modal("dilemma", box, signature, painter, header=header)
    _paint_refusal(ui, table)


def paint_ahead(ui: Ui, table: Table, index: int) -> bool:
    """Paints what a frame has time for of a card that is about to be shown; whether there is more to paint."""
    if "dilemma" not in ui.easel.begun:
        box, signature, painter, _ = _laid_out(ui, table, index)
        ui.begin_ahead("dilemma", box, signature, painter)
        return True
    pace = Pace()
    while pace.more():
        if not ui.easel.go_on("dilemma"):
            return False
    return True


def _laid_out(ui: Ui, table: Table, index: int) -> tuple[Box, Hashable, Painter, float]:
    """A card's place, all that it depends on, how it is painted, and how high its head is that does not scroll."""
    card = next(card for card in table.report.cards if card.index == index)
    room = (ui.width - 24, ui.height - 24)
    sheet = _Sheet(table, card)
    more = sheet.more
    large = room[0] >= WIDE and room[1] >= HIGH + more
    flat = room[0] >= FLAT_WIDE and room[1] >= FLAT_HIGH + more
    signature = (card, table.report.week, table.pending, table.call, large, flat, ui.size, sheet.waiting)
    painter: Painter = sheet.large if large else sheet.flat if flat else sheet.small
    # What scrolls takes the height there is.
    high = HIGH + more if large else FLAT_HIGH + more if flat else ui.height
    return ui.centred(WIDE, high), signature, painter, 0.0 if large or flat else SMALL_HEADER


def _paint_refusal(ui: Ui, table: Table) -> None:
    """What cannot be done while the card lies open, over the foot of the window for as long as it would stand there."""
    notice = table.said
    if notice is None or not notice.refused:
        return
    wide = min(SAID_WIDE, ui.width - 24)

    def paint(p: Panel) -> float:
        p.icon("warning", 24, 22, 16, p.palette.gold_deep, "fill")
        return 22 + p.paragraph(42, 13, p.width - 58, notice.text, size=style.SECONDARY, weight=700)

    high = ui.measure("dilemma-said", wide, 120, notice, paint)
    ui.panel("dilemma-said", ((ui.width - wide) / 2, ui.height - high - 8, wide, high), notice, paint, scroll=False)


class _Sheet:
    """One card while it is painted."""

    def __init__(self, table: Table, card: Card) -> None:
        self.table, self.card = table, card
        self.level: Level = table.level
        self.report: Report = table.report
        self.words = self.level.cards[card.index]
        self.dilemma = self.report.world.dilemmas[card.index]
        self.waiting = len(table.open_cards())
        self.figures = {answer.verb: self._expected(answer.verb) for answer in self.dilemma.answers}

    def _expected(self, verb: int) -> list[Outlook]:
        """The figures that an answer is likely to move, those first that tell most; a talk's time has its own line."""
        rows = [row for row in prospect(self.report, self.card, verb).figures if row.figure != "time"]
        return sorted(rows, key=lambda row: WEIGHTS.index(row.figure))

    @property
    def more(self) -> float:
        """The height that the answer with the most to tell needs beside its first two figures."""
        return max((self._more(answer.verb) for answer in self.dilemma.answers), default=0.0)

    def _more(self, verb: int) -> float:
        return MORE * ((len(self._rest(verb)) + 1) // 2)

    def _rest(self, verb: int) -> list[tuple[list[str], bool | None]]:
        """What else an answer does: the figures after its first two, what a talk takes of their time, and that it comes
        back.

        Each in words, the longest first, and whether it is welcome (None neither).
        """
        rows: list[tuple[list[str], bool | None]] = []
        for row in self.figures[verb][2:]:
            said, brief = in_words.written(row), in_words.LABELS[row.figure]
            short = [f"{said[-1]} {brief.partition(' ')[0]}"] if row.figure in ("agreement", "commit") else []
            rows.append(([*(f"{words} {self._label(row, verb)}" for words in said), *short], _welcome(row)))
        talk = in_words.talk_words(self.report, self.card, verb)
        back = outlooks.comes_back(self.report, self.card, verb)
        rows += [([talk, talk.partition(" for ")[0]], False)] if talk else []
        rows += [([*in_words.BEYOND_TILL], False)] if in_words.beyond_till(self.report, self.figures[verb]) else []
        rows += [([f"comes back in week {calendar(back)}", f"back in wk {calendar(back)}"], None)] if back >= 0 else []
        return rows

    def _label(self, row: Outlook, verb: int) -> str:
        """What a figure is called, with the weeks for which those who change over are bound to it."""
        label = in_words.label(self.level, self.card, row)
        bound = in_words.working_weeks(self.report, self.card, verb)
        return f"{label}, {bound} wk" if row.figure == "work" and bound else label

    def _labels(self, row: Outlook, verb: int, figure: str) -> list[str]:
        """The same, with the unit that its figure has no room for, and shorter where the name of a value takes too
        much."""
        full = self._label(row, verb)
        if row.figure == "work" and "team" not in figure:  # so many teams, not so many pieces
            return [f"teams: {full}"]
        return [full, in_words.LABELS[row.figure]] if row.figure == "agreement" else [full]

    def said(self, text: str) -> str:
        """A text of the card with its names."""
        return card_words(self.level, self.card, text)

    @property
    def situation(self) -> str:
        """What it is about, after why it takes no answer yet."""
        text = self.said(self.words.text)
        return f"**{self.table.call}** {text}" if self.table.call else text

    # The two arrangements.

    def large(self, p: Panel) -> Steps:
        """Illustration, situation and knowledge above, the answers beside each other below."""
        yield from self._illustration(p, HEADER)
        yield
        self._later(p, (p.width - 206, 20, 184, 34))
        self._other(p, p.width - 216, 20)
        yield
        know = self._know_height(p)
        yield
        p.text(36, HEADER + 36, self.said(self.words.title), size=style.HEADLINE, family="serif", at="middle",
               width=p.width - 330)  # fmt: skip
        yield
        yield from p.writing(36, HEADER + 62, p.width - 344, self.situation, size=16, colour=p.palette.second,
                             strong=p.palette.ink, leading=1.38, lines=4)  # fmt: skip
        yield
        yield from self._know(p, (p.width - 282, HEADER + 20, 252, know))
        yield from self._row_of_answers(p, ANSWER + self.more, 28.0)
        return 0.0

    def flat(self, p: Panel) -> Steps:
        """The same without the illustration."""
        self._bar(p)
        know = self._know_height(p)
        yield from p.writing(24, SMALL_HEADER + 16, p.width - 24 - 300, self.situation, size=style.BODY,
                             colour=p.palette.second, lines=6)  # fmt: skip
        yield
        yield from self._know(p, (p.width - 276, SMALL_HEADER + 10, 252, know))
        yield from self._row_of_answers(p, FLAT_ANSWER + self.more, 14.0)
        return 0.0

    def _row_of_answers(self, p: Panel, high: float, below: float) -> Pauses:
        answers = self.dilemma.answers
        gap = 24.0
        wide = (p.width - 60 - gap * (len(answers) - 1)) / len(answers)
        for n, answer in enumerate(answers):
            box = (30 + n * (wide + gap), p.height - high - below, wide, high)
            yield
            yield from self._answer(p, box, n, answer.verb)

    def _bar(self, p: Panel) -> None:
        """The title and the way to put the card off, in one line."""
        pal = p.palette
        p.card((0, 0, p.width, SMALL_HEADER), mix(pal.choice, pal.card, 0.15), radius=style.RADIUS, top_only=True)
        self._later(p, (p.width - 202, 11, 186, 34))
        right = self._other(p, p.width - 210, 11)
        p.name(24, SMALL_HEADER / 2, self.said(self.words.title), right - 38, size=style.CARD_TITLE, least=style.BODY,
               family="serif")  # fmt: skip

    def small(self, p: Panel) -> Steps:
        """The same in one column that scrolls below its header."""
        self._bar(p)
        y = SMALL_HEADER + 14.0
        y += p.paragraph(20, y, p.width - 40, self.situation, colour=p.palette.second) + 12
        know = self._know_height(p)
        yield from self._know(p, (20, y, p.width - 40, know))
        y += know + 26
        for n, answer in enumerate(self.dilemma.answers):
            does = self.said(self.words.answers[answer.verb].does)
            needed = BODY + p.paragraph_height(p.width - 40 - BESIDE, does) + FOOT + 4
            high = min(max(ROW + self._more(answer.verb), needed), FLAT_ANSWER - 1)
            yield from self._answer(p, (20, y, p.width - 40, high), n, answer.verb)
            y += high + 24
        return y

    # The head.

    def _illustration(self, p: Panel, high: float) -> Pauses:
        """What it is about and who comes, with the sign of a dilemma."""
        yield from paint_picture(p, high, self.level, self.report, self.card)
        yield
        widgets.pill(p, 30, 34, "A dilemma", fill=style.LIGHT.ink, ink=style.WHITE, icon="chat-circle-dots", height=28,
                     size=style.SECONDARY)  # fmt: skip

    def _later(self, p: Panel, box: Box) -> None:
        week = in_words.last_week(self.report, self.card)
        last, left = calendar(week), week - self.report.week
        when = "It has to be answered in this week." if left <= 0 else f"It waits until the end of week {last}."
        then = self.said(self.words.silence)
        silent = sorted(prospect(self.report, self.card, -1).figures, key=lambda row: WEIGHTS.index(row.figure))
        moved = "".join(f"\n{first_upper(self._label(row, -1))}: **{in_words.written(row)[0]}**" for row in silent)
        after = f"After that: {then[:1].lower()}{then[1:]}, and they trust you less. Key C.{moved}"
        tip = Tip("Not now", f"{when} {after if self.card.until == week else 'Key C.'}")
        label = "Not now · last week" if left <= 0 else f"Not now · until week {last}"
        widgets.button(p, "dilemma-later", box, label, shortcut="escape", tip=tip, size=style.SECONDARY)

    def _other(self, p: Panel, right: float, top: float) -> float:
        """The way to another card that waits, its right edge at `right`; returns its left edge."""
        other = self.table.card_after(self.card.index)
        if other is None:
            return right
        words = "The other card" if self.waiting == 2 else f"Next of {self.waiting} cards"
        card = next(card for card in self.report.cards if card.index == other)
        title = card_words(self.level, card, self.level.cards[other].title)
        tip = Tip(words, f"Also waits: {title}. Look at it before you answer. Key C.")
        if p.width < FLAT_WIDE:
            words = f"{self.table.cards_in_turn().index(self.card.index) + 1} of {self.waiting}"
        wide = p.measure(words, style.SECONDARY, weight=800) + 48
        widgets.button(p, "dilemma-other", (right - wide, top, wide, 34), words, icon="chat-circle-dots", value=other,
                       shortcut="c", tip=tip, size=style.SECONDARY)  # fmt: skip
        return right - wide - 8

    # What the desk knows.

    def _facts(self) -> list[tuple[str, str]]:
        return [fact for name in self.words.know if (fact := known(self.level, self.report, self.card, name))]

    def _know_height(self, p: Panel) -> float:
        return 40.0 + 23.0 * self._fact_rows(p.width < FLAT_WIDE)

    def _fact_rows(self, pairs: bool) -> int:
        count = len(self._facts())
        return (count + 1) // 2 if pairs else count

    def _know(self, p: Panel, box: Box) -> Pauses:
        pal = p.palette
        x, y, w, _ = box
        p.card(box, pal.inset, radius=style.SMALL_RADIUS)
        p.text(x + 16, y + 20, "What you know", size=style.BODY, weight=800, at="middle")
        rows = self._fact_rows(p.width < FLAT_WIDE)
        for n, (icon, text) in enumerate(self._facts()):
            yield
            left, middle = x + (n // rows) * w / 2, y + 43 + 23 * (n % rows)
            p.icon(icon, left + 24, middle, 15, pal.indigo, "fill")
            room = (w if rows == len(self._facts()) else w / 2) - 52
            p.text(left + 40, middle, text, size=style.SECONDARY, colour=pal.second, at="middle", width=room)

    # The answers.

    def _answer(self, p: Panel, box: Box, place: int, verb: int) -> Pauses:
        """One way to answer: what you do, what they say, the price, what is likely, what people read in it."""
        action = Action("answer", self.card.index, (verb,))
        refused = self.table.call or self.table.why_not(action)
        given = action in self.table.pending
        words, tall = self.words.answers[verb], box[3] >= FLAT_ANSWER
        known = preview(self.report, action, self.table.pending)
        yield
        lines = "\n".join(f"{label}: **{text}**" for label, text in known.lines)
        then = self.said(words.then)
        if then:  # the foot may have no room for all of it, or tells of the banners
            lines += f"\n{then}."
        text = refused if refused and not given else f"{lines}\n{self._score(known)}"
        yield
        widgets.option_card(
            p, "dilemma-answer", box, value=verb, chosen=given, badge=str(place + 1), shortcut=(str(place + 1),),
            enabled=refused is None, tip=Tip(VERB_TITLES[verb], text),
        )  # fmt: skip
        yield
        x, y, w, h = box
        pal = p.palette
        ink = pal.ink if refused is None or given else pal.hint
        p.card((x + 14, y + 14, 40, 40), pal.choice if refused is None else pal.inset, radius=20)
        badge = mix(pal.focus, pal.ink, 0.4) if refused is None else pal.hint
        p.icon(VERB_ICONS[verb], x + 34, y + 34, 21, badge, "fill")
        yield
        size = next((s for s in (18.0, 16.5) if p.measure(VERB_TITLES[verb], s, family="serif") <= w - 72), 15.0)
        broken = len(p.lines(w - 70, VERB_TITLES[verb], size=size, family="serif", most=2))
        middle = y + (26 if broken == 1 else 34)
        p.paragraph(x + 62, middle - broken * size * 0.6, w - 70, VERB_TITLES[verb], size=size, family="serif",
                    colour=ink, leading=1.2, lines=2)  # fmt: skip
        if broken == 1:
            yield
            self._reach(p, x + 62, y + 46, w - 70, known)
        yield
        room = w - 36 if tall else w - BESIDE
        body = y + (60 if tall else BODY)
        most, does = 3 if tall else int((h - BODY - FOOT) / (style.BODY * style.LEADING)), self.said(words.does)
        size = _size(p, room, does, most) or style.SMALLEST
        used = yield from p.writing(x + 18, body, room, does, size=size, colour=pal.second, lines=most)
        more = self.more if tall else self._more(verb)
        rule = y + h - 112 - more
        if words.says and tall and body + used + 22 <= rule:
            yield
            yield from self._says(p, (x + 18, body + used + 4, room), words.says, 2 if body + used + 44 <= rule else 1)
        yield
        if tall:
            p.fill((x + 16, rule, w - 32, 1), pal.lip)
            self._price(p, x + 12, rule + 19, action, w - 50)
            yield
            yield from self._figures(p, (x + 12, rule + 32, w - 24, 40), action)
        else:
            self._price(p, x + w - 262, y + 34, action, 200)
            yield
            yield from self._figures(p, (x + w - 262, y + 48, 254, 40), action)
        yield
        self._foot(p, (x + 10, y + h - FOOT, w - 20, 27), action)

    def _says(self, p: Panel, place: tuple[float, float, float], words: str, most: int) -> Pauses:
        """What they say, on so many lines at most below a place; left out rather than cut."""
        x, y, room = place
        says = quoted(self.said(words))
        size = _size(p, room, says, most, family="serif", italic=True)
        if size:
            yield from p.writing(x, y, room, says, size=size, family="serif", italic=True, lines=most)

    def _score(self, known: Preview) -> str:
        told = foretelling(known)
        if told is None:
            return "Hardly anything of it reaches the score."
        return f"On the score, {told.by}: **{told.words}**. {told.why}"

    def _reach(self, p: Panel, x: float, y: float, room: float, known: Preview) -> None:
        """What reaches the score, in a line under the title."""
        told = foretelling(known)
        words = ["Score: hardly at all"] if told is None else [
            f"Score, {told.by}: {told.short}", f"Score: {told.short}", told.alone[-1]]  # fmt: skip
        ink = way_ink(p, told) or p.palette.second
        line = p.fitting(words, room, style.SECONDARY, weight=700)
        p.text(x, y, line, size=style.SECONDARY, weight=700, colour=ink, at="middle", width=room)

    def _price(self, p: Panel, x: float, y: float, action: Action, room: float) -> None:
        """Discs and weeks, in a line."""
        pal = p.palette
        discs, hold = price(self.report.world, action)
        wait = prospect(self.report, self.card, action.amount[0]).due - self.report.week
        if discs:
            p.piece("disc", x + 18, y, 0.78)
            words = f"**{discs} disc{'s' if discs > 1 else ''}** for {weeks(hold)}"
        else:
            p.card((x + 9, y - 9, 18, 18), None, radius=9, outline=pal.second, stroke=1.4)
            late = self.report.week + wait >= self.report.world.weeks
            words = "**No disc**, " + (f"heard {AFTER}" if late else f"heard in {weeks(wait)}" if wait else "at once")
        p.paragraph(x + 36, y - 8, room, words, size=style.SECONDARY, colour=pal.second, strong=pal.ink, lines=1)

    def _figures(self, p: Panel, box: Box, action: Action) -> Pauses:
        """The two figures that tell most, and below them whatever else the answer does."""
        x, y, w, h = box
        verb = action.amount[0]
        rows = self.figures[verb][:2]
        first = w / 2
        if len(rows) == 2:  # each as wide as its words, as far as there is room
            needs = [self._figure_needs(p, row, verb) for row in rows]
            first = min(max(first, needs[0]), w - needs[1]) if sum(needs) <= w else w * needs[0] / sum(needs)
        for n, row in enumerate(rows):
            yield
            self._figure(p, (x + n * first, y + h / 2), w - first if n else first, row, verb)
        rest, pal, half = self._rest(verb), p.palette, w / 2
        for n, (words, good) in enumerate(rest):
            yield
            alone = n == len(rest) - 1 and n % 2 == 0
            if n % 2 == 0:  # each as wide as its words, as far as there is room
                needs = [min(p.measure(one, style.SMALLEST, weight=700) for one in said) for said, _ in rest[n : n + 2]]
                half = w if alone else min(max(w / 2, needs[0] + 12), max(w / 2, w - needs[1] - 12))
            room = (w - half if n % 2 else half) - 12
            shown = p.fitting(words, room, style.LABEL, weight=700)
            ink = pal.second if good is None else pal.good if good else pal.bad
            p.text(x + 8 + (n % 2) * half, y + h + MORE * (n // 2 + 0.5), shown, size=style.LABEL, weight=700,
                   colour=ink, at="middle", width=room)  # fmt: skip

    def _figure_needs(self, p: Panel, row: Outlook, verb: int) -> float:
        """How wide a figure is with its picture and the shorter of its words."""
        return 38.0 + min(
            max(p.measure(words, style.SUBTITLE, weight=800), min(p.measure(label, style.LABEL) for label in labels))
            for words in in_words.written(row) for labels in (self._labels(row, verb, words),)
        )  # fmt: skip

    def _figure(self, p: Panel, at: tuple[float, float], room: float, row: Outlook, verb: int) -> None:
        pal = p.palette
        x, y = at
        icon, piece = FIGURES[row.figure]
        if row.figure == "work" and self.card.product < len(self.level.product_names):
            p.token(style.product_key(self.level.product_looks[self.card.product]), x + 17, y, 11)
        elif row.figure == "morale":
            p.face(70 if row.low > 0 else 30, x + 17, y, 21)
        elif piece:
            p.piece(piece, x + 17, y, 1.0) if piece == "coin" else p.piece(piece, x + 8, y + 12, 0.8)
        else:
            p.icon(icon, x + 17, y, 20, pal.second, "fill")
        words = p.fitting(in_words.written(row), room - 34, style.SUBTITLE, weight=800)
        label = p.fitting(self._labels(row, verb, words), room - 34, style.LABEL)
        good = _welcome(row)
        ink = pal.ink if good is None else pal.good if good else pal.bad
        p.text(x + 34, y - 9, words, size=style.SUBTITLE, weight=800, colour=ink, at="middle", width=room - 34)
        p.text(x + 34, y + 10, label, size=style.LABEL, colour=pal.second, at="middle", width=room - 34)

    def _foot(self, p: Panel, box: Box, action: Action) -> None:
        """What people will read in it, if a banner hangs that it speaks to; else what follows."""
        pal = p.palette
        x, y, w, h = box
        read = foreseen(self.report, action)
        betrayed, lived_by = ([value for value, lived, _ in read if lived is side] for side in (False, True))
        if not read:
            p.card(box, pal.inset, radius=style.SMALL_RADIUS)
            then = self.said(self.words.answers[action.amount[0]].then) or "Nothing else comes of it"
            lines = p.lines(w - 16, then, size=style.SMALLEST, weight=700, most=2)
            for n, line in enumerate(lines):  # two where the smallest letters need them
                p.text(x + w / 2, y + h * (n + 0.5) / len(lines), line, size=style.SECONDARY - len(lines) + 1,
                       weight=700, colour=pal.second, align="centre", at="middle", width=w - 16)  # fmt: skip
            return
        ink = pal.bad if betrayed else pal.indigo
        p.card(box, mix(pal.card, ink, style.TINT), radius=style.SMALL_RADIUS, outline=mix(pal.card, ink, 0.5))
        told = [f"{verb} {listed(values)}" for verb, values in (("betrays", betrayed), ("lives", lived_by)) if values]
        words = first_upper(", ".join(told))
        wide = min(w - 12, p.measure(words, style.SECONDARY, weight=800) + 22)
        p.icon("flag-banner", x + (w - wide) / 2 + 7, y + h / 2, 15, ink, "fill")
        p.text(x + (w - wide) / 2 + 22, y + h / 2, words, size=style.SECONDARY, weight=800, colour=ink, at="middle",
               width=wide - 20)  # fmt: skip


def _size(p: Panel, room: float, words: str, most: int, family: Family = "sans", italic: bool = False) -> float:
    """The largest size at which words take so many lines at most; 0 where none does."""
    sizes = (style.BODY, style.SECONDARY, style.LABEL, style.SMALLEST)
    fits = (s for s in sizes if len(p.lines(room, words, size=s, family=family, italic=italic)) <= most)
    return next(fits, 0.0)


def _welcome(row: Outlook) -> bool | None:
    """Whether a figure moves in a welcome way; None where it is neither."""
    if row.figure in ("commit", "minds", "work"):
        return None
    return row.high > 0 and row.figure not in ("torn", "divided")
