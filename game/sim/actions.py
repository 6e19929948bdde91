"""One move of a leader as a small value that prints and parses itself, and what the rules answer to it.

How a move is written is the table `FORMS`; what it costs, when it is allowed and what it does is `levers`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DESK = "desk"
"""The actor of everything the leader does."""
EVERYONE = -1
"""The target of what concerns the whole company."""


@dataclass(frozen=True)
class Form:
    """How a lever's actions are written: what its target counts, and the names of its numbers in order.

    target: "team", "department", "product", "value", "card" or "everyone".
    """

    target: str
    fields: tuple[str, ...] = ()


FORMS: dict[str, Form] = {
    "order": Form("team", ("job", "weeks")),
    "visit": Form("team"),
    "order_department": Form("department", ("job", "weeks")),
    "quota": Form("department", ("product", "pieces", "weeks")),
    "default": Form("everyone", ("default",)),
    "reporting": Form("everyone", ("level",)),
    "choose": Form("everyone"),
    "tag": Form("product", ("coins", "weeks")),
    "rate": Form("everyone", ("percent",)),
    "kpi": Form("department", ("kpi", "on")),
    "kpi_company": Form("everyone", ("kpi", "on")),
    "tools": Form("everyone"),
    "net": Form("everyone", ("level",)),
    "order_company": Form("everyone", ("job", "weeks")),
    "quota_company": Form("everyone", ("product", "pieces", "weeks")),
    "answer": Form("card", ("verb",)),
    "declare": Form("value"),
    "retire": Form("value"),
    "ritual": Form("value", ("department",)),
    "rest": Form("value"),
    "advert": Form("everyone", ("promise",)),
    "spotlight": Form("team"),
    "promote": Form("team"),
    "tell": Form("everyone", ("direction", "height")),
    "retell": Form("everyone", ("story",)),
    "height": Form("everyone"),
    "short_pay": Form("everyone"),
}
"""By lever, in the order of `levers.LEVERS`. Saved games are written in this form: it only ever grows."""

ROOM_FORMS: dict[str, Form] = {
    "team_choice": Form("team", ("job", "weeks")),
    "team_mind": Form("team", ("agree", "commit")),
    "shock": Form("product", ("percent", "weeks")),
}
"""The same for what others than the desk do in a workshop; see `levers.room`. It only ever grows, too."""


def form(name: str) -> Form:
    """How a move of that name is written; KeyError if there is none."""
    return FORMS[name] if name in FORMS else ROOM_FORMS[name]


@dataclass(frozen=True)
class Action:
    """One move: the lever's name, the index of its target (−1 = the company) and the lever's numbers in order.

    Prints and parses as one line of text: `order team:3 job:1 weeks:4`, `default everyone default:2`.
    """

    lever: str
    target: int = EVERYONE
    amount: tuple[int, ...] = ()
    actor: str = DESK

    def __str__(self) -> str:
        how = form(self.lever)
        target = "everyone" if self.target == EVERYONE else f"{how.target}:{self.target}"
        words = [self.lever, target, *(f"{name}:{n}" for name, n in zip(how.fields, self.amount, strict=True))]
        return " ".join(words if self.actor == DESK else [*words, f"by:{self.actor}"])


def of_the_desk(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The leader's own among the actions of a company that a room of people plays too."""
    return tuple(action for action in actions if action.actor == DESK)


def parse(text: str) -> Action:
    """The action a line of text stands for; raises ValueError with a readable sentence if there is none."""
    words = text.split()
    if len(words) < 2 or (words[0] not in FORMS and words[0] not in ROOM_FORMS):
        raise ValueError(f"“{text}” is not an action: it starts with one of {', '.join(FORMS)}.")
    name, how = words[0], form(words[0])
    actor = words.pop().removeprefix("by:") if words[-1].startswith("by:") else DESK
    pairs = [word.partition(":") for word in words[1:]]
    if not pairs or tuple(field for field, _, _ in pairs[1:]) != how.fields:
        raise ValueError(f"“{text}”: {name} takes {', '.join(how.fields) or 'nothing more'}.")
    try:
        target = EVERYONE if pairs[0][0] == "everyone" else int(pairs[0][2])
        return Action(name, target, tuple(int(number) for _, _, number in pairs[1:]), actor)
    except ValueError:
        raise ValueError(f"“{text}”: a target and its numbers are whole numbers.") from None


@dataclass(frozen=True)
class Refusal:
    """Why an action is not allowed now, as a sentence a player can read."""

    text: str


@dataclass(frozen=True)
class Receipt:
    """An accepted action: what it costs (discs for weeks; weeks −1 = until called off) and the week it is heard."""

    action: Action
    discs: int
    weeks: int
    heard: int
