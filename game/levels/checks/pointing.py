"""Whether conditions can be understood and met, and hints point at something that is there."""

from __future__ import annotations

from game.levels.checks.desk import Desk
from game.levels.checks.reach import PLACES_OF, idle_part, never, opens
from game.levels.conditions import Condition, ConditionError, parse_condition, parse_place
from game.levels.problems import did_you_mean, shown
from game.levels.strict import Path


def condition(desk: Desk, text: str, path: Path) -> Condition | None:
    """Notes what is wrong with a condition; the condition, if it could be understood."""
    try:
        found = parse_condition(text, desk.names)
    except ConditionError as error:
        if "product" not in error.text or desk.names_sound:
            spot = desk.tree.word(path, error.offset, error.width)
            desk.findings.error(spot, "condition", error.text, error.hint)
        return None
    dealt = {event.dilemma.lower() for event in desk.block.events if event.dilemma is not None}
    for test in found.tests:
        if test.kind == "answered" and test.name not in dealt and desk.sound("events"):
            desk.findings.error(desk.tree.value(path), "condition", f"No event brings a card {shown(test.name)}.",
                                did_you_mean(test.name, sorted(dealt)))  # fmt: skip
            return None
    if desk.sound("weeks") and desk.sound("levers") and desk.sound("events") and desk.sound("policy"):
        reason = never(found, desk.world, unlocked=desk.levers)
        if reason:
            desk.findings.warning(desk.tree.value(path), "never", f"This can never show. {reason}")
        elif idle := idle_part(found):
            desk.findings.warning(desk.tree.value(path), "useless", idle, "Take that part out.")
    return found


def check_hints(desk: Desk) -> None:
    """Notes hints that never show, or point at nothing."""
    stalls = {good.name: good.market for good in desk.goods}
    for index, hint in enumerate(desk.block.hints):
        path = ("hints", index)
        due = condition(desk, hint.when, (*path, "when")) if desk.sound(*path, "when") else None
        if not desk.sound(*path, "point"):
            continue
        try:
            name, _ = parse_place(hint.point, stalls, desk.markets, desk.world.teams, desk.world.departments)
        except ConditionError as error:
            about_counts = hint.point.lower().startswith(("team", "department"))
            about_goods = hint.point.lower().startswith("market")
            if (about_counts and not (desk.sound("people") and desk.sound("organisation"))) or (
                about_goods and not desk.sound("products")
            ):
                continue
            spot = desk.tree.word((*path, "point"), error.offset, error.width)
            desk.findings.error(spot, "name", error.text, error.hint)
            continue
        if all(desk.sound(part) for part in ("levers", "events", "policy", "aim", "values", "dilemmas")):
            _closed(desk, (*path, "point"), name, due)


def _closed(desk: Desk, path: Path, name: str, due: Condition | None) -> None:
    """Notes a hint at a part of the table that is not open when it shows."""
    opened = opens(name, desk.world)
    if opened < 0:
        desk.findings.warning(desk.tree.value(path), "closed",
                              f"{shown(name)} is never open in this level; nothing stands there.",
                              f"Open the lever {shown(PLACES_OF[name][0])}, or point at something else.")  # fmt: skip
    elif due is not None and due.dated and due.week < opened:
        desk.findings.warning(desk.tree.value(path), "closed",
                              f"{shown(name)} opens in week {opened + 1}; this hint shows in week {due.week + 1}.",
                              f"Show it from week {opened + 1} on.")  # fmt: skip
