"""What the pieces of the board say to whoever points at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from game.levels import Level
from game.sim.desk.estimates import asked_for, price_lean, prices_told
from game.sim.desk.reports import Report
from game.view.cards import orders
from game.view.toolkit.panel import Tip
from game.words import rumours
from game.words.actions import first_upper
from game.words.arriving import nobody_yet
from game.words.cast import person
from game.words.explain import LEANS, listed, weeks
from game.words.quotas import met_words
from game.words.together import together
from game.words.torn import TORN, torn_sentence

LISTED_TEAMS = 12
"""A department of more teams says what most of them do."""


class BoardTips(Mapping[str, Tip]):
    """What the pieces of the board say by their keys, put into words when they are first asked for."""

    def __init__(self, report: Report, level: Level) -> None:
        self._report, self._level = report, level
        self._said: dict[str, Tip] = {}

    def __getitem__(self, key: str) -> Tip:
        found = self._said.get(key)
        if found is None:
            found = self._said[key] = self._say(key)
        return found

    def __iter__(self) -> Iterator[str]:
        report, level = self._report, self._level
        yield "desk"
        yield from (f"team {n}" for n in range(report.head.shape[0]))
        yield from (f"market {n}" for n in range(len(level.market_names)))
        yield from (f"department {n}" for n in range(report.world.departments))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _say(self, key: str) -> Tip:
        report, level = self._report, self._level
        kind, _, number = key.partition(" ")
        if kind == "team":
            return orders.describe(report, int(number), level)
        if kind == "market":
            return self._market(int(number))
        if kind == "department":
            return self._department(int(number))
        if kind == "desk":
            return Tip("Your desk", f"{report.discs_free} of {report.world.discs} discs of attention are here.")
        raise KeyError(key)

    def _market(self, market: int) -> Tip:
        report, level = self._report, self._level
        old = f"\nThis news is {weeks(report.age)} old." if report.age > 0 else ""
        told = prices_told(report)
        lines = [
            f"**{first_upper(level.product_names[g])}**: wanted {asked_for(report)[g]:,.1f} a week, made "
            f"{report.made[g]:,.1f}; on the shelf {report.stock[g]:,.0f}, owed {report.backlog[g]:,.0f}."
            + (f" A piece is worth {report.price[g]:.1f}, {LEANS[price_lean(report, g)]}." if told else "")
            for g in range(len(level.product_names)) if level.product_market[g] == market
        ]  # fmt: skip
        lines += [
            rumours.may_come(level, row, report.week) for g in range(len(level.product_names))
            if level.product_market[g] == market for row in rumours.hanging(report, g)
        ]  # fmt: skip
        lines += [said for g, at in enumerate(level.product_market) if at == market for said in together(report, g)]
        return Tip(level.market_names[market], "\n".join(lines) + old)

    def _department(self, department: int) -> Tip:
        report, name = self._report, self._level.department_names[department]
        theirs = np.flatnonzero(report.department == department)
        mine = theirs[report.there[theirs]]
        if not mine.size:
            return Tip(name, nobody_yet(report, theirs.tolist()))
        head, goods = report.head[mine], self._level.product_names
        age = report.week - 1 - int(report.seen[mine].min())
        when = "last week's" if age <= 0 else f"{weeks(age)} old"
        text = f"{mine.size} teams, {int(head.sum()):,} people. The oldest news is {when}."
        bad = int((report.faulty[mine] > 0).sum())
        text += f" {bad} of the teams work with bad material." if bad > 1 else ""
        if report.stance[mine, TORN].any():
            text += f"\n{torn_sentence(self._level, report, mine.tolist())}"
        if mine.size > LISTED_TEAMS:
            morale = 100 * float((report.morale[mine] * head).sum() / max(1, int(head.sum())))
            busy = np.bincount(report.job[mine] + 1, weights=head, minlength=len(goods) + 2)
            parts = [
                f"{words} {100 * share / head.sum():.0f}%"
                for words, share in sorted(zip(("asleep", *goods, "improving"), busy, strict=True), key=lambda x: -x[1])
                if share > 0
            ]
            text += f"\nMorale **{morale:.0f}**. {', '.join(parts[:4]).capitalize()}."
            here = [person(self._level, life).name for life in report.cast if life.here and life.team in theirs]
            text += f"\nYou know {listed(here)} there; a small pawn marks each of them." if here else ""
        for row in report.quotas:
            if row.department == department:
                text += f"\nAsked of them: {row.pieces:,} {goods[row.product].lower()} a week. {met_words(row)}"
        return Tip(name, text)
