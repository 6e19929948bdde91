"""What values and visions are in everyday life: the ritual of each value, and what each direction of a vision does."""

from __future__ import annotations

from dataclasses import dataclass

from game.levels import Level
from game.sim.company.vision import INVENTIVE, LEAN, OWED_LEAN, QUALITY_LEAN, direction_name
from game.sim.desk.reports import Report
from game.sim.values import VALUE_NEUTRAL, Value
from game.words.explain import points
from game.words.in_time import when_words


@dataclass(frozen=True)
class Ritual:
    """The ritual of a value: what it is called, what one sees of it, and the piece that it is about (a thing of
    `game.board.card_scenes`)."""

    name: str
    scene: str
    thing: str


RITUALS: dict[str, Ritual] = {
    "ownership": Ritual("The free slate", "On Monday each bench writes up itself what it will make.", "board"),
    "candour": Ritual("The worst first", "On Friday the worst news of the week is read before all other.", "letter"),
    "care": Ritual("The kept chair", "Whoever is missing has a chair, and somebody goes and asks.", "chair"),
    "curiosity": Ritual("The open failure", "What failed is taken apart, and nobody is asked who did it.", "vice"),
    "craft": Ritual("The second hand", "Before it leaves, somebody else's hand goes over it.", "bench"),
    "service": Ritual("The customer's hour", "For an hour a customer sits among them and tells how it went.", "stall"),
    "thrift": Ritual("The full jar", "What was saved goes into a jar, and everybody sees it rise.", "coins"),
    "pace": Ritual("The bell at noon", "What was begun in the morning leaves at noon, and the clock strikes.", "clock"),
    "unity": Ritual("The long table", "At noon all eat from one pot, whoever they work for.", "pot"),
    "fairness": Ritual("The drawn cup", "Who sweeps is drawn from a cup. Your name is in it.", "cups"),
}
"""By the name of each value."""


def vision_does(level: Level, direction: int) -> str:
    """What a vision does to work where it is believed, by where it points, in a sentence."""
    goods = len(level.product_names)
    kind = direction_name(direction, goods)
    if kind == "product":
        name = level.product_names[direction]
        return f"Whoever believes it finds {name} worth {points(LEAN)}% more where teams choose, and that market grows."
    return {
        "invention": f"Everyone improves by the way: {points(INVENTIVE)}% of what a week of improving brings.",
        "quality": f"Whoever believes it wants the work {points(QUALITY_LEAN)} of 100 better.",
        "service": f"Whoever believes it gives what is owed {points(OWED_LEAN)}% more weight where teams choose.",
    }[kind]


def vision_reported(report: Report) -> bool:
    """Whether what is reported of the vision is about the one that was told last: older reports are about the one
    before it, or about none."""
    return report.star is not None and report.week - 1 - report.age >= report.star.told


def vision_first(report: Report) -> str:
    """From when there is something to read of a vision that is not reported yet: "No figures yet: the first come in
    week 12."; "" where there is, or no vision stands."""
    if report.star is None or vision_reported(report):
        return ""
    first = report.star.told + 1 + report.age
    return "No figures come of it before the end." if first >= report.world.weeks else (
        f"No figures yet: the first come {when_words(report.world, first)}.")  # fmt: skip


def upkeep_words(report: Report, value: Value) -> str:
    """On what a value that makes upkeep dearer or cheaper bears in this company; empty for the others."""
    if value.running == VALUE_NEUTRAL["running"]:
        return ""
    billed = [
        words for words, there in (
            ("fixed costs", report.world.fixed_cents > 0),
            ("the safety net", report.net > 0 or "net" in report.levers),
        ) if there
    ]  # fmt: skip
    if not billed:
        return "Here that is equipment alone, which counts in the score and not in the till. Wages stay as they are."
    return f"Here that is {' and '.join(billed)} in the till, and equipment in the score. Wages stay as they are."
