"""What lies on the player's table: the game in play and everything of the screen's own that two parts of it share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from game.board.looks import Lens
from game.sim.actions import Action, Refusal, of_the_desk
from game.sim.desk import outlooks
from game.sim.desk.reports import Card, Report
from game.sim.levers import LEVERS, check, free_discs
from game.sim.values import ORDER_WEEKS
from game.sim.world import QUARTER_WEEKS
from game.view.clock import Clock
from game.view.toolkit.panel import Box
from game.words.actions import receipt_sentence, taken_back

if TYPE_CHECKING:
    from game.levels import Level
    from game.session import Session

Tab = Literal["orders", "incentives", "values"]
LENSES: tuple[Lens, ...] = ("morale", "flow", "stock", "orders", "stance")


@dataclass
class Draft:
    """An action being written: its lever, its target (−1 the company, None not chosen) and its numbers so far."""

    lever: str
    target: int | None
    amount: list[int | None]

    @property
    def action(self) -> Action | None:
        """The action it stands for once nothing is open any more."""
        numbers = [n for n in self.amount if n is not None]
        if self.target is None or len(numbers) < len(self.amount):
            return None
        return Action(self.lever, self.target, tuple(numbers))


NOTICE_SECONDS = 6.0
"""How long what the desk says stands at the foot of the window; a refusal goes with the week or the next act."""


@dataclass(frozen=True)
class Notice:
    """The last thing the desk said: a refusal or a receipt as a sentence, and the second it was said.

    icon: a Phosphor name, where it is neither of them. brief: the same for a narrow place. when: the week, what was
    selected and how much had been decided then, to which a refusal belongs.
    """

    text: str
    refused: bool
    at: float
    icon: str = ""
    brief: str = ""
    when: Hashable = None


def _silent(name: str) -> None:
    return None


@dataclass
class Table:
    """The shared record of the play screen; panels read it and change it only through its methods or plain fields.

    selected: "team 3", "market 2" (a product), "department 1", "desk" or None. tab: the open tab on the right.
    order_weeks: how long a letter is to hold, as last chosen. lens: what the tiles' colour shows. draft: the action
    being written. notice: the last refusal or receipt.
    left, right: where the side panels lie in this frame, in logical pixels of the interface (None: not shown).
    beneath: whether they lie below the board, in a window that is higher than wide.
    drawer: which side is open ("left", "right" or None) when the window is too narrow for both beside the board.
    slips: what a room's people have written to the desk (department, words, how often); None where nobody does.
    reading: the slips lie over the card of what is selected. words: what a room's company says that its values mean
    (index, name, sentence, whether it is kept); None where nobody is asked. asked: what a room asks the desk to
    declare, or "". call: why the card that waits takes no answer yet, "" if it does, None while nobody may see it.
    pages: which page each long list shows. ranked: how each list by need stands in this quarter (quarter, rows).
    shut: why nothing is decided at this table, as a sentence; "" where something is.
    truth: whether what is true now is shown instead of what is reported; on the bench only. now: seconds on the
    window's clock. play_sound: plays a sound by its name.
    """

    session: Session
    level: Level
    clock: Clock = field(default_factory=Clock)
    selected: str | None = None
    order_weeks: int = ORDER_WEEKS[1]
    lens: Lens = "morale"
    tab: Tab = "orders"
    draft: Draft | None = None
    notice: Notice | None = None
    left: Box | None = None
    right: Box | None = None
    drawer: Literal["left", "right"] | None = None
    compact: bool = False
    beneath: bool = False
    reduced_motion: bool = False
    now: float = 0.0
    revision: int = 0
    slips: tuple[tuple[str, str, int], ...] | None = None
    reading: bool = False
    words: tuple[tuple[int, str, str, bool], ...] | None = None
    asked: str = ""
    call: str | None = ""
    shut: str = ""
    truth: bool = False
    pages: dict[str, int] = field(default_factory=dict)
    ranked: dict[str, tuple[int, tuple[int, ...]]] = field(default_factory=dict)
    play_sound: Callable[[str], object] = _silent
    _true: tuple[Report, Report] | None = None

    @property
    def report(self) -> Report:
        """What the desk knows now, or what is true now where that is shown; the same record all week long."""
        known = self.session.report
        if not self.truth:
            return known
        if self._true is None or self._true[0] is not known:
            self._true = known, self.session.truth()
        return self._true[1]

    def show_truth(self, wanted: bool) -> None:
        """Shows what is true now, or again what is reported."""
        self.truth = wanted
        self.revision += 1

    @property
    def pending(self) -> tuple[Action, ...]:
        """The actions of this week that can still be undone."""
        return of_the_desk(self.session.pending)

    def chosen(self, kind: str) -> int | None:
        """The number of the selected thing if it is a `kind` ("team", "market", "department"), else None."""
        if self.selected is None:
            return None
        name, _, number = self.selected.partition(" ")
        return int(number) if name == kind and number else None

    @property
    def pieces(self) -> set[str]:
        """Everything on the board that may be selected."""
        level, world = self.level, self.level.world
        counts = {"team": world.teams, "department": world.departments, "market": len(level.market_names)}
        return {"desk", *(f"{name} {n}" for name, count in counts.items() for n in range(count))}

    def select(self, what: str | None) -> None:
        """Selects something on the board, or nothing; a letter being written to someone else is put away."""
        if what != self.selected:
            self.draft, self.reading = None, False
        self.selected = what
        self.revision += 1

    def in_place(self, name: str, rows: Sequence[int], *, staying: bool = False) -> list[int]:
        """The rows of a list by need, each where it stood before in this quarter: a week moves none under the hand.

        name: the list's own name. What is new to it takes the places of what has left it; `staying` rows never leave.
        """
        quarter = self.report.week // QUARTER_WEEKS
        known, before = self.ranked.get(name, (-1, ()))
        there = {*rows, *before} if staying else set(rows)
        kept = [row if row in there else None for row in before] if known == quarter else []
        fresh = iter([row for row in rows if row not in kept])
        out = [next(fresh, None) if row is None else row for row in kept]
        told = [*(row for row in out if row is not None), *fresh]
        self.ranked[name] = (quarter, tuple(told))
        return told

    def open_cards(self) -> list[Card]:
        """The cards that wait for an answer; none where nothing is decided now."""
        return outlooks.open_cards(self.report, self.pending) if self.call is not None else []

    def cards_in_turn(self) -> list[int]:
        """The numbers of the cards that wait, those that wait least of all first."""
        return [card.index for card in sorted(self.open_cards(), key=lambda card: card.until)]

    def card_after(self, index: int | None) -> int | None:
        """Which of the cards that wait comes after one of them; None where there is no other."""
        order = self.cards_in_turn()
        found = order[(order.index(index) + 1) % len(order)] if index in order else next(iter(order), None)
        return found if found != index else None

    def begin(self, lever: str, target: int | None, amount: tuple[int | None, ...] | None = None) -> None:
        """Starts writing an action; its numbers are open unless given."""
        if self._is_shut():
            return
        self.draft = Draft(lever, target, list(amount or [None] * len(LEVERS[lever].fields)))
        self.revision += 1

    def put_away(self) -> None:
        """Stops writing."""
        self.draft = None
        self.revision += 1

    def why_not(self, action: Action) -> str | None:
        """The sentence that `act` would refuse with now, or None if the action is allowed."""
        if self.shut:
            return self.shut
        answer = check(self.report, self.pending, action)
        return answer.text if isinstance(answer, Refusal) else None

    def act(self, action: Action) -> bool:
        """Does it through the session, says so, and plays its sound; False with a sentence in `notice` if refused."""
        if self._is_shut():
            return False
        answer = self.session.act(action)
        self.revision += 1
        if isinstance(answer, Refusal):
            self.say(answer.text, refused=True)
            self.play_sound("error")
            return False
        self.say(receipt_sentence(self.report, answer))
        sounds = {"tag": "bonus_set", "declare": "value_raised", "visit": "disc_spent", "reporting": "disc_spent"}
        self.play_sound(sounds.get(action.lever, "letter_sent" if LEVERS[action.lever].travels else "disc_spent"))
        return True

    def undo(self) -> bool:
        """Takes back the newest action of this week; False with a sentence if there is none."""
        if self._is_shut():
            return False
        before = free_discs(self.report, self.pending)
        undone = self.session.undo()
        self.revision += 1
        if not undone:
            stands = "The month has begun on what was decided, so it stands."
            self.say(stands if self.pending else "Nothing has been decided this week yet.", refused=True)
            self.play_sound("error")
            return False
        self.say(taken_back(free_discs(self.report, self.pending) - before))
        self.play_sound("disc_back")
        return True

    def _is_shut(self) -> bool:
        """Says why nothing is decided here, where nothing is."""
        if self.shut:
            self.say(self.shut, refused=True)
            self.play_sound("error")
        return self.shut != ""

    def say(self, text: str, *, refused: bool = False, icon: str = "", brief: str = "") -> None:
        """Puts a sentence on the table; icon and brief words are as in `Notice`."""
        self.notice = Notice(text, refused, self.now, icon, brief, self._moment if refused else None)
        self.revision += 1

    @property
    def said(self) -> Notice | None:
        """What the desk says and still stands; a refusal no longer than what it was an answer to."""
        notice = self.notice
        if notice is None or self.now - notice.at >= NOTICE_SECONDS:
            return None
        return None if notice.refused and notice.when != self._moment else notice

    @property
    def _moment(self) -> Hashable:
        """What a refusal belongs to: the week, what is selected, what is being written and what is decided."""
        draft = self.draft
        written = (draft.lever, draft.target, tuple(draft.amount)) if draft is not None else None
        return self.report.week, self.selected, written, self.tab, len(self.session.pending)
