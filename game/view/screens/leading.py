"""One's own leading over all games: what moved the work, how much was written, whom nobody visited, and feats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from game.board import style
from game.chronicle import FEATS, Chronicle, Feat, job
from game.debrief import whole_points
from game.levels.ladder import RUNGS
from game.view.cards.vision import moved_bar
from game.view.screens.page import EDGE, HEADER, Page, fitted, heading, way_back
from game.view.stage import Route, Screen, Stage
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.ui import Hit, Ui
from game.words.explain import counted, listed, points

WIDE, TALL = 980.0, 640.0
STYLE_WORDS: dict[str, tuple[str, str]] = {
    "letters": ("By letter", "Orders and quotas were most of what you decided."),
    "prices": ("By price", "Tags and the rate were most of what you decided."),
    "values": ("By what you stand for", "Values, rituals and visions were most of what you decided."),
    "quiet": ("Quietly", "Less than one decision in four weeks."),
}
MOST_NAMES = 6
FEAT_HIGH = 54.0


class Leading(Page):
    """The page of one's own leading. paths: the finished games that are kept, the newest first; back: the title."""

    def __init__(self, paths: Sequence[Path], back: Callable[[], Screen]) -> None:
        self._back = back
        self._job = job(paths) if paths else None
        self.found = Chronicle(of=len(paths))

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers and lets the games be told."""
        super().enter(stage)
        if self._job is not None:
            self._job.start()

    def tick(self, seconds: float) -> Route | None:
        """Takes what has been told since."""
        if self._job is not None:
            self.found = self._job.poll() or self.found
            if self.found.read >= self.found.of or self._job.ended:
                self._leave()
        return None

    def follow(self, hit: Hit) -> Route | None:
        """Goes back to the title."""
        if hit.key != "leading-close":
            return None
        self._leave()
        return Route.to(self._back)

    def _leave(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job = None

    def lay(self, ui: Ui) -> None:
        """Shows the page."""
        mark = (self.found.read, self.found.of, self._job is None)
        box = fitted(ui, "leading", (WIDE, ui.height), mark, self._paint, TALL)
        ui.panel("leading", box, mark, self._paint, header=HEADER)

    def _paint(self, p: Panel) -> float:
        heading(p, "Your leading", beside=64)
        way_back(p, "leading-close", "Back to the title. Key Esc.")
        found, two = self.found, p.width >= 760
        column = (p.width - 2 * EDGE - 36) / 2 if two else p.width - 2 * EDGE
        y = HEADER + 6 + p.paragraph(EDGE, HEADER + 6, p.width - 2 * EDGE, self._told(), colour=p.palette.second) + 10
        low = self._figures(p, EDGE, y, column) if found.games else y
        right, top = (EDGE + column + 36, y) if two else (EDGE, low + 6)
        return max(low, self._feats(p, right, top, column)) + 16

    def _told(self) -> str:
        """How many games all of it is about."""
        found = self.found
        if not found.of:
            return "Finish a game, and this page tells how you lead."
        busy = f" Reading {found.read + 1} of {found.of} …" if self._job is not None else ""
        rest = f" {counted(found.unread, 'file')} of another version, or damaged, left out." if found.unread else ""
        if busy and not found.games:
            return f"Your finished games are being played again, by what you decided.{busy}"
        games = counted(len(found.games), "finished game")
        return f"From {games}, each played again by what you decided.{rest}{busy}"

    def _figures(self, p: Panel, x: float, y: float, wide: float) -> float:
        found = self.found
        y = _title(p, x, y, "What moved the work")
        total = sum(found.moved)
        shares = whole_points([part / total for part in found.moved], 100) if total else (0,) * 5
        moved_bar(p, (x, y, wide, 40), shares, "leading-moved")
        week, year = found.letters
        y = _title(p, x, y + 52, "How you lead")
        rows = (
            ("Orders and quotas a week", f"{week:.1f}"), ("The same for each person in a year", f"{year:.1f}"),
            ("Their share in all you decided", f"{points(found.ordered)}%"),
            ("Teams you never visited", f"{points(found.unvisited)}%"),
        )  # fmt: skip
        for words, figure in rows:
            p.text(x, y + 10, words, at="middle", width=wide - 60)
            p.text(x + wide, y + 10, figure, weight=800, align="right", at="middle")
            y += 24
        y += p.paragraph(x, y + 2, wide, self._unvisited(), size=style.SECONDARY, colour=p.palette.second) + 12
        y = _title(p, x, y, "Stars by how you led")
        for name, games, stars in found.by_style():
            title, text = STYLE_WORDS[name]
            p.text(x, y + 10, title, at="middle", width=wide - 190)
            p.text(x + wide - 74, y + 10, counted(games, "game"), size=style.SECONDARY, colour=p.palette.second,
                   align="right", at="middle")  # fmt: skip
            p.text(x + wide - 24, y + 10, f"{stars:.1f}", weight=800, align="right", at="middle")
            p.piece("star-full", x + wide - 9, y + 9, 0.55)
            p.tooltip(f"leading-{name}", (x - 4, y - 2, wide + 8, 24), Tip(title, text))
            y += 26
        return y

    def _unvisited(self) -> str:
        """Whom nobody came to in the newest game."""
        newest = self.found.games[0]
        if not newest.unvisited:
            return f"In your last game, {newest.title}, you were with every team."
        names = list(newest.unvisited[:MOST_NAMES])
        more = len(newest.unvisited) - len(names)
        told = listed([*names, f"{more:,} more"] if more else names)
        return f"In your last game, {newest.title}, you never came to {told}."

    def _feats(self, p: Panel, x: float, y: float, wide: float) -> float:
        found = self.found
        done = {feat.name: game for feat in FEATS if (game := found.done(feat)) is not None}
        y = _title(p, x, y, "Led another way", f"{len(done)} of {len(FEATS)}")
        for feat in FEATS:
            game = done.get(feat.name)
            rung = next((f", {rung.title.lower()}" for rung in RUNGS if game and rung.name == game.rung), "")
            y = _feat(p, (x, y, wide), feat, f"{game.title}{rung}" if game is not None else "")
        return y


def _title(p: Panel, x: float, y: float, words: str, note: str = "") -> float:
    wide = p.text(x, y + 10, words, size=style.STAT, family="serif", at="middle")
    if note:
        p.text(x + wide + 10, y + 11, note, size=style.SECONDARY, colour=p.palette.second, at="middle")
    return y + 28


def _feat(p: Panel, place: tuple[float, float, float], feat: Feat, where: str) -> float:
    """One feat: what it asks for, and in which game it was done; returns the y below it."""
    pal, (x, y, wide) = p.palette, place
    text = feat.text if not where else f"{feat.text} Done in {where}."
    high = max(FEAT_HIGH - 8, 26 + p.paragraph_height(wide - 58, text, size=style.SECONDARY) + 6)
    p.card((x, y, wide, high), pal.note if where else pal.inset, radius=style.SMALL_RADIUS,
           outline=pal.gold if where else None, stroke=1.4)  # fmt: skip
    if where:
        p.piece("star-full", x + 24, y + high / 2, 0.8)
    else:
        p.icon("star", x + 24, y + high / 2, 20, pal.hint)
    p.text(x + 46, y + 15, feat.title, weight=800, at="middle", width=wide - 56)
    p.paragraph(x + 46, y + 25, wide - 58, text, size=style.SECONDARY, colour=pal.second)
    return y + high + 6
