"""Whether stars, aim and claims say something that can be measured."""

from __future__ import annotations

from itertools import pairwise

from game.levels.checks.desk import Desk, twice
from game.levels.names import FREE, JUDGED
from game.levels.problems import did_you_mean, shown
from game.levels.shape import touches
from game.levels.strict import Path
from game.sim.values import DIRECTIONS

BOUNDED = ("letters", "reading")
"""What a bet may be judged by that has bounds between its answers."""
SHAPED = {"letting go": 3, "stance": 3, "aim": 3}
"""What has so many answers of its own."""


def check_stars(desk: Desk) -> None:
    """Notes thresholds that do not rise, and a star that asks for everything."""
    thresholds = desk.block.stars
    for index in (1, 2):
        if desk.sound("stars") and thresholds[index] <= thresholds[index - 1]:
            desk.findings.error(
                desk.tree.value(("stars", index)), "stars",
                f"Star thresholds must rise; {thresholds[index]:g} comes after {thresholds[index - 1]:g}.",
            )  # fmt: skip

    for index, stars in enumerate(desk.block.stars):
        if stars == 100 and desk.sound("stars"):
            desk.findings.warning(desk.tree.value(("stars", index)), "perfect",
                                  "A star at 100 asks for everything that was wanted, and nothing left over.",
                                  "Nobody earns it. “balance” shows where the stars may lie.")  # fmt: skip


def check_bet(desk: Desk) -> None:
    """Notes answers of the question before that are the same."""
    bet = desk.block.bet
    if bet is None or not desk.sound("bet"):
        return
    twice(desk, bet.answers, ("bet", "answers"))
    if bet.judged is not None:
        _check_judged(desk, len(bet.answers), bet.judged.measure, bet.judged.bounds, len(bet.judged.causes))


def _check_judged(desk: Desk, answers: int, by: str, bounds: list[float], causes: int) -> None:
    """Notes answers that cannot be told apart by what they are held against."""
    wanted = {"bounds": answers - 1 if by in BOUNDED else 0, "causes": answers if by == "costs" else 0}
    for name, given in (("bounds", len(bounds)), ("causes", causes)):
        if given != wanted[name]:
            path = ("bet", "judged", name) if given else ("bet", "judged", "measure")
            many = wanted[name]
            hint = f"Write {many} for {answers} answers." if many else f"Leave out “{name}”."
            there = f"{'is' if given == 1 else 'are'} {given or 'none'}"
            told = f"A bet judged by {shown(by)} takes {many or 'no'} “{name}”, and there {there}."
            desk.findings.error(desk.tree.value(path), "plan", told, hint)
    if any(later <= before for before, later in pairwise(bounds)):
        desk.findings.error(desk.tree.value(("bet", "judged", "bounds")), "plan", "The bounds of a bet must rise.")
    shape = len(desk.names) if by == "shelves" else SHAPED.get(by, answers)
    if answers != shape:
        desk.findings.error(desk.tree.value(("bet", "judged", "measure")), "plan",
                            f"A bet judged by {shown(by)} has {shape} answers; here are {answers}.",
                            f"They are: {JUDGED[by]}.")  # fmt: skip


def check_aim(desk: Desk) -> None:
    """Notes an aim or a vision that points at nothing."""
    aim = desk.block.aim
    places = [*desk.names, *DIRECTIONS]
    named: list[tuple[str, Path, bool]] = [(name, ("visions", name), True) for name in desk.block.visions]
    if aim is not None and aim.toward is not None:
        named.append((aim.toward, ("aim", "toward"), False))
    elif aim is not None and "toward" not in aim.model_fields_set and aim.model_fields_set & {"height", "told"}:
        lacking = "height" if "height" in aim.model_fields_set else "told"
        desk.findings.error(desk.tree.key(("aim", lacking)), "missing",
                            f"“{lacking}” needs a direction to be measured in.", "Add “toward”.")  # fmt: skip
    if aim is not None and aim.watch is None and "weeks" in aim.model_fields_set:
        told = "“weeks” says for how long something is counted, and nothing is."
        desk.findings.error(desk.tree.key(("aim", "weeks")), "missing", told, "Add “watch”.")
    for name, path, on_key in named:
        if name not in places and desk.sound(*path) and desk.names_sound:
            spot = desk.tree.key(path) if on_key else desk.tree.value(path)
            desk.findings.error(spot, "name", f"A vision cannot point at {shown(name)}.", did_you_mean(
                name, places, otherwise=f"It points at a product, or at {', '.join(DIRECTIONS)}."
            ))  # fmt: skip


def check_claims(desk: Desk) -> None:
    """Notes claims that compare nothing."""
    for index, claim in enumerate(desk.block.claims):
        if claim.better == claim.than and not touches(desk.damaged, ("claims", index, "than")):
            desk.findings.error(desk.tree.value(("claims", index, "than")), "plan",
                                f"{shown(claim.than)} cannot be better than itself.")  # fmt: skip
        sound = all(desk.sound(part) for part in ("levers", "events", "policy"))
        for part, name in (("better", claim.better), ("than", claim.than)):
            if name == FREE and sound and desk.world.may_choose:
                desk.findings.error(desk.tree.value(("claims", index, part)), "plan",
                                    f"{shown(name)} is for levels that never let their teams choose; this one does.",
                                    "Name “incentives” or “handsoff”.")  # fmt: skip
