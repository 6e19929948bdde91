"""Whether what happens can happen, and in time."""

from __future__ import annotations

from game.levels.building import answer_of, event_week
from game.levels.checks.desk import Desk, known_product
from game.levels.checks.pointing import condition
from game.levels.library import shelf
from game.levels.model import TurnBlock
from game.levels.problems import shown
from game.levels.strict import Path
from game.sim.values import ABOUT_A_PRODUCT

CHANGES: tuple[str, ...] = (
    "contract", "shift", "recall", "trouble", "bottleneck", "arrival", "unlock", "dilemma", "effect",
)  # fmt: skip
"""What an event may bring besides news; each but a dilemma, trouble and an effect needs a date."""
BACK = "Write for example “answered the tree with insist 20 weeks ago”."


_LAST_WEEK = {
    "contract": "This contract begins", "shift": "This shift comes", "recall": "This recall comes",
    "trouble": "This trouble comes", "bottleneck": "This bottleneck comes", "arrival": "These people arrive",
    "unlock": "This lever opens",
}  # fmt: skip


def check_events(desk: Desk) -> None:
    """Notes events that cannot happen, or not in time."""
    for index, event in enumerate(desk.block.events):
        path = ("events", index)
        changes = [key for key in CHANGES if getattr(event, key) is not None]
        if not desk.sound(*path):
            continue
        if not changes and event.news is None:
            desk.findings.error(desk.tree.value(path), "missing", "Nothing happens in this event.",
                                f"Add {', '.join(CHANGES)} or news.")  # fmt: skip
        if event.contract:
            known_product(desk, event.contract.product, (*path, "contract", "product"))
        if event.shift:
            known_product(desk, event.shift.product, (*path, "shift", "product"))
            if event.shift.notice is None and (event.shift.odds < 100 or event.shift.says is not None):
                key = "says" if event.shift.says is not None else "odds"
                desk.findings.error(desk.tree.value((*path, "shift", key)), "plan",
                                    "Nobody hears of this before it comes.",
                                    "Add notice: how many weeks before the desk hears of it.")  # fmt: skip
            if event.shift.times == 1:
                desk.findings.warning(desk.tree.value((*path, "shift", "times")), "useless",
                                      "A shift of 1 leaves the market as it is.")  # fmt: skip
        _heard(desk, index)
        _struck(desk, index)
        changes = _returned(desk, index, changes)
        week = event_week(event.when)
        if week < 0 or not event.when.lower().split()[1].lstrip("0"):
            if condition(desk, event.when, (*path, "when")) and changes not in ([], ["dilemma"]):
                changes = [change for change in changes if change != "dilemma"]
                article = "An" if changes[0][0] in "aeiou" else "A"
                desk.findings.error(desk.tree.value((*path, "when")), "plan",
                                    f"{article} {changes[0]} needs a date, not a condition.",
                                    "Write “week 8” or “quarter 2”.")  # fmt: skip
        elif desk.sound("weeks") and week >= desk.world.weeks:
            what = f"This {changes[0]}" if changes else "This news"
            desk.findings.error(desk.tree.value((*path, "when")), "plan",
                                f"{what} never comes: the level ends after week {desk.world.weeks}.")  # fmt: skip
        elif desk.sound("weeks") and week == desk.world.weeks - 1 and changes not in ([], ["dilemma"]):
            what = _LAST_WEEK[next(change for change in changes if change != "dilemma")]
            desk.findings.warning(desk.tree.value((*path, "when")), "late",
                                  f"{what} in the last week, and nothing follows from it any more.",
                                  "Let it come earlier.")  # fmt: skip
        elif event.contract and desk.sound("weeks") and week + event.contract.weeks > desk.world.weeks:
            desk.findings.warning(desk.tree.value((*path, "when")), "late",
                                  f"This contract runs to week {week + event.contract.weeks}; the level ends after "
                                  f"week {desk.world.weeks}.")  # fmt: skip


def _heard(desk: Desk, index: int) -> None:
    """Notes a notice that would come before the level begins."""
    event = desk.block.events[index]
    week = event_week(event.when)
    for kind, block in (("contract", event.contract), ("shift", event.shift)):
        path = ("events", index, kind, "notice")
        if block is None or block.notice is None or "notice" not in block.model_fields_set or not desk.sound(*path):
            continue
        if 0 <= week < block.notice - 1:
            hint = f"Write {week}, or let it come in week {block.notice + 1}." if week else "Let it come later."
            desk.findings.warning(desk.tree.value(path), "late",
                                  f"This is before the level begins: week {week + 1} has {week} before it. The desk "
                                  "hears of it in week 1.", hint)  # fmt: skip


def _returned(desk: Desk, index: int, changes: list[str]) -> list[str]:
    """Notes an effect that follows no answer, or says nothing; the changes of the event that still need a date."""
    event, path = desk.block.events[index], ("events", index)
    back = answer_of(event.when, desk.names)
    if back is not None:
        if event.news is None and ("effect" in changes or "trouble" in changes):
            key = "effect" if "effect" in changes else "trouble"
            desk.findings.error(desk.tree.key((*path, key)), "missing", "Nobody would know what this comes from.",
                                "Add news: a line that names what was answered.")  # fmt: skip
        if event.effect is not None:
            _nothing(desk, event.effect, back.name, (*path, "effect"))
        return [change for change in changes if change not in ("effect", "trouble")]
    if "effect" in changes:
        desk.findings.error(desk.tree.value((*path, "when")), "plan",
                            "An effect comes of an answer, some weeks after it.", BACK)  # fmt: skip
    return [change for change in changes if change != "effect"]


def _nothing(desk: Desk, effect: TurnBlock, card: str, path: Path) -> None:
    """Notes an effect that changes nothing, and agreement that has no value to be with."""
    if not desk.sound(*path):
        return
    if not any(effect.model_dump().values()):
        desk.findings.warning(desk.tree.key(path), "useless", "This effect changes nothing.",
                              "Give it some of trust, morale, initiative, agreement and cash.")  # fmt: skip
    known = {**shelf().cards, **{own.name: own for own in desk.block.dilemmas}}
    meant = [one for name, one in known.items() if name.lower() == card]
    if effect.agreement and meant and desk.sound("dilemmas") and all(one.value is None for one in meant):
        desk.findings.warning(desk.tree.value((*path, "agreement")), "useless",
                              f"The card {shown(card)} is about no value, so no agreement moves.",
                              "Give the card a value, or take this out.")  # fmt: skip


def _struck(desk: Desk, index: int) -> None:
    """Trouble and bottlenecks must name a department and a product that are there."""
    event, most = desk.block.events[index], desk.world.departments
    for key, department in (
        ("trouble", event.trouble.department if event.trouble else 0),
        ("bottleneck", event.bottleneck.department if event.bottleneck else 0),
    ):
        if department > most and desk.sound("people") and desk.sound("organisation"):
            many = f"the level has {most}" if most > 1 else "the level has one"
            desk.findings.error(desk.tree.value(("events", index, key, "department")), "name",
                                f"There is no department {department}; {many}.")  # fmt: skip
    if event.bottleneck is None:
        return
    path: Path = ("events", index, "bottleneck")
    about = event.bottleneck.cause in ABOUT_A_PRODUCT
    if event.bottleneck.product is not None:
        known_product(desk, event.bottleneck.product, (*path, "product"))
        if not about:
            desk.findings.warning(desk.tree.value((*path, "product")), "useless",
                                  f"A bottleneck of {shown(event.bottleneck.cause)} is about no product.")  # fmt: skip
    elif about:
        desk.findings.error(desk.tree.key(path), "missing",
                            f"A bottleneck of {shown(event.bottleneck.cause)} is about a product.",
                            f"Add product: {desk.names[0]}.")  # fmt: skip
