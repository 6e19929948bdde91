"""The rules of `check`: their names, and what each of them looks for."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """What a rule looks for, as a sentence, and whether a level may accept what it finds."""

    says: str
    warns: bool = False


RULES: dict[str, Rule] = {
    "file": Rule("The file can be opened and is UTF-8 text."),
    "yaml": Rule("YAML can read it: indentation, quotes, colons, commas, brackets, and signs that nobody can see."),
    "limit": Rule("It is no larger and no deeper nested than a level may be."),
    "format": Rule("It is written in the format that this game reads."),
    "pack": Rule("A pack holds levels, cards, pictures and texts, and nothing that leads out of its folder."),
    "duplicate": Rule("No key stands twice."),
    "surprise": Rule("YAML reads each value as a person does: no, 12:30, 010, 1e3."),
    "key": Rule("Every key is one that a level has."),
    "missing": Rule("No key is missing that is needed."),
    "type": Rule("Numbers stand where numbers belong, lists where lists belong."),
    "range": Rule("Every figure lies within its bounds, every list has as many entries as it needs."),
    "text": Rule("Every text has its room: not empty, not too long, on one line where it must be."),
    "name": Rule("Everything that is named exists: products, levers, values, figures, cards, departments."),
    "condition": Rule("Every condition can be understood."),
    "plan": Rule("The parts of the level fit together."),
    "stars": Rule("The thresholds of the stars rise."),
    "accepted": Rule("What the level accepts is a rule that may be accepted, and that finds something."),
    "comment": Rule("No text is cut by a # that begins a comment.", True),
    "decimals": Rule("No decimal looks as if thousands were meant: 10.000 is 10.", True),
    "useless": Rule("Nothing is written that can have no effect.", True),
    "worthless": Rule("Every product is worth more than what goes into it.", True),
    "never": Rule("Every condition can hold at some time.", True),
    "late": Rule("Nothing comes so late that it cannot matter any more.", True),
    "unbrought": Rule("Every card of the level is brought by an event.", True),
    "answers": Rule("Every card has three answers.", True),
    "closed": Rule("Every hint points at something that is open by then.", True),
    "placeholder": Rule("Nothing in braces stands where nothing fills it in.", True),
    "alike": Rule("No two products share a colour or a shape: not everybody tells colours apart.", True),
    "words": Rule("Each thing that a level calls otherwise has a word of its own, for one and for several.", True),
    "language": Rule("The language has the short name that it has everywhere: en, de, pt-BR.", True),
    "signs": Rule("The game's letters have every character.", True),
    "cut": Rule("Every text fits where the game shows it, at 1280×720.", True),
    "perfect": Rule("No star asks for everything that was wanted.", True),
    "idle-stars": Rule("Whoever does nothing earns no star (by trial games).", True),
    "far-stars": Rule("Some leader comes near the first star, and none is beyond all reach (by trial games).", True),
    "ruin": Rule("Some leader keeps the company out of bankruptcy (by trial games).", True),
}
"""By name, in the order in which a file passes them."""

OF_PACKS: tuple[str, ...] = ("pack",)
"""Rules that look at what lies around a level."""
BY_TRIAL: tuple[str, ...] = ("idle-stars", "far-stars", "ruin")
"""Rules that take games to weigh."""


def listing() -> str:
    """Every rule with what it looks for, and which of them a level may accept."""
    wide = max(map(len, RULES)) + 2
    errors = [f"  {name:{wide}}{rule.says}" for name, rule in RULES.items() if not rule.warns]
    warnings = [f"  {name:{wide}}{rule.says}" for name, rule in RULES.items() if rule.warns]
    return "\n".join([
        "Errors: the level cannot be played.", *errors, "",
        "Warnings: the level can be played. It may accept one, with the reason:",
        "  accepted: {late: The last card is a farewell.}", *warnings,
    ])  # fmt: skip
