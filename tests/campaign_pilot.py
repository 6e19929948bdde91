"""A pilot in the real window: from a fresh home through the title to the end of every level, in order.

Run as `python tests/campaign_pilot.py FOLDER [LAST]`, with a display; LAST is the number of the last level to play
(all of them if left out). Prints what was done as JSON. Time is virtual. The week's letters are those of a leader who
knows the desk's report; they are placed at the table as a click would place them. The ways, bets, weeks, notes, cards,
reviews, the menu and the results are real presses.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

import pygame

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from game import bots
from game.session import Leader, Session, level_name
from game.view.screens.briefing import Briefing
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.screens.title.screen import TitleScreen
from tests.pilot import Pilot

LEADERS = ("orders", "orders", "orders", "mixed", "values", "values", "values", "values")
"""Who leads each level: somebody who earns a star there, so that the main button leads on."""
A_STEP = 0.4
"""Virtual seconds in which a week that was run by N has ended."""
"""Virtual seconds after which whatever has just come up takes input."""

MOST_FRAMES = 200
"""Frames between two weeks after which the pilot is lost."""


class CampaignPilot(Pilot):
    """Goes the whole road. `done` counts what was pressed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.done: Counter[str] = Counter()

    def choose(self, number: int) -> None:
        """On the title: the road says which levels are open; the next one is entered, by its mark or the main one."""
        title = self.window.screen
        assert isinstance(title, TitleScreen), type(title).__name__
        self.calm()
        titles = [milestone.title for milestone in title.road.milestones]
        for n, milestone in enumerate(title.road.milestones):
            assert milestone.path is not None, f"{milestone.title} is not in the box"
            first = 1 + titles.index(milestone.after) if milestone.after else n
            assert milestone.locked == (first > number), f"{milestone.title}: shut is {milestone.locked}"
            assert self.shows(f"level:{n}") == (first <= number), f"level:{n} can be pressed: {milestone.title}"
        self.click(f"level:{number}" if number % 2 else "continue")
        self._at_briefing(number)

    def _at_briefing(self, number: int) -> Briefing:
        page = self.window.screen
        assert isinstance(page, Briefing), type(page).__name__
        assert page.level.number == number + 1, f"level {number + 1} was asked for, {page.level.title} came"
        return page

    def begin(self, number: int) -> Session:
        """On the briefing: a bet if there is one to make, then the first week."""
        page = self._at_briefing(number)
        self.calm()
        if page.level.bet is not None:
            self.click(f"brief-bet:{number % len(page.level.bet.answers)}")
            self.done["bets"] += 1
        self.click("brief-start")
        return self.play.table.session

    def play_level(self, session: Session, leader: str) -> None:
        """To the result, a week after the other."""
        lead = bots.leader(leader)
        led = -1
        while not session.over:
            screen = self.window.screen
            assert self.frames < MOST_FRAMES, f"lost in week {session.week + 1}: {self.window.stage.ui.order()}"
            if isinstance(screen, ReviewScreen):
                self.calm()
                self.click("open")
                self.done["reviews"] += 1
                continue
            assert isinstance(screen, Play), type(screen).__name__
            assert screen.table.session is session, "another game lies on the table"
            if screen.card is not None:
                self._answer(screen, lead)
            elif self.shows("hint-read"):
                self.step()  # a note that has just come finds its place in its second frame
                self.click("hint-read")
                self.done["notes"] += 1
            elif led != session.week:
                led = session.week
                for action in lead(session.report):
                    if action.lever != "answer":
                        screen.table.act(action)
                if session.week % 26 == 5:
                    self._look_into_the_menu(screen)
            else:
                self._one_week(session)

    def _one_week(self, session: Session) -> None:
        week = session.week
        if week % 13 != 6:
            # Both in one frame: frames of a large company are what takes the time here.
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(kind, key=pygame.K_n, mod=0, unicode="n", scancode=0))
        else:
            self.click("bar-step")
        self.step(A_STEP)
        for _ in range(4):
            if session.week == week:
                self.step(A_STEP)
        assert session.week == week + 1, f"week {week + 1} of {session.level.title} does not end"
        self.done["weeks"] += 1
        self.frames = 0

    def _answer(self, screen: Play, lead: Leader) -> None:
        """Presses the answer the leader would give, or puts the card off."""
        card, report = screen.card, screen.table.report
        wish = [a.amount[0] for a in lead(report) if a.lever == "answer" and a.target == card]
        self.calm()
        if wish and self.shows(f"dilemma-answer:{wish[0]}"):
            self.click(f"dilemma-answer:{wish[0]}")
            self.done["cards answered"] += 1
        else:
            self.click("dilemma-later")
            self.done["cards put off"] += 1
        assert screen.card != card, "the card stays open"

    def _look_into_the_menu(self, screen: Play) -> None:
        self.press("escape")
        while screen.menu is None:
            self.press("escape")
        self.calm()
        assert screen.menu is not None
        self.press("escape")
        assert screen.menu is None, "the menu stays open"
        self.done["menus"] += 1

    def leave_result(self, number: int, last: bool) -> None:
        """On the result: its way on leads to the next level's briefing, and from there back to the title."""
        self.until(lambda: not isinstance(self.window.screen, Play))
        result = self.window.screen
        assert isinstance(result, DebriefScreen), type(result).__name__
        self.calm()
        self.click("next")
        if not last:
            self._at_briefing(number + 1)
            self.calm()
            self.click("brief-back")
        assert isinstance(self.window.screen, TitleScreen), type(self.window.screen).__name__


def main(folder: str, last: int = 8) -> int:
    pilot = CampaignPilot(Path(folder))
    played = []
    for number, leader in enumerate(LEADERS[:last]):
        began = time.perf_counter()
        pilot.choose(number)
        session = pilot.begin(number)
        pilot.play_level(session, leader)
        outcome = session.outcome()
        assert outcome is not None
        pilot.leave_result(number, last=number == len(LEADERS) - 1)
        played.append({
            "level": level_name(session.level), "kind": outcome.kind, "weeks": outcome.weeks, "stars": outcome.stars,
            "score": round(outcome.score, 4), "seconds": round(time.perf_counter() - began, 2),
        })  # fmt: skip
    title = pilot.window.screen
    assert isinstance(title, TitleScreen)
    road = [milestone for milestone in title.road.milestones if not milestone.after]
    shown = [[milestone.title, milestone.stars, milestone.locked] for milestone in road]
    pilot.game.close()
    print(json.dumps({
        "played": played, "title": shown, "stars": pilot.game.progress.stars, "bets": pilot.game.progress.bets,
        "done": pilot.done, "driver": pygame.display.get_driver(),
    }))  # fmt: skip
    pygame.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], *map(int, sys.argv[2:])))
