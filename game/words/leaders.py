"""What leaders are called who play the same luck, beside the player or before."""

from __future__ import annotations

from game.ghost import BEST, NOBODY, WITHOUT

LEADERS: dict[str, tuple[str, str]] = {
    "perfect": ("Knows everything", "a calculation, not a leader"),
    "you": ("You", ""),
    "before": ("Your last run", "the same luck"),
    "mixed": ("Some of both", "they choose, tags, few orders"),
    "values": ("A kept word", "both, and values lived"),
    "incentives": ("Only incentives", "they choose, tags for contracts"),
    "orders": ("Only orders", "every letter from the desk"),
    "standing": ("One order each", "a long one, and that is all"),
    "handsoff": ("Nobody leads", "they choose, and that is all"),
    "idle": ("An empty desk", "nothing is ever decided"),
    "random": ("Whatever it is", "any legal thing, by lot"),
    "free": ("If free to choose", "not allowed here"),
}
"""What each leader of the comparison is called, and how it leads."""


def knowing_words(whose: str) -> str:
    """Of which company the calculation is that knows everything, by the name of its leader, in a few words."""
    return "reckoned on your company" if whose == "you" else f"reckoned on “{LEADERS[whose][0]}”"


_APART: dict[str, tuple[str, str]] = {
    NOBODY: ("Nobody", "no line beside yours"),
    BEST: ("Your best", "your best game on this luck"),
    WITHOUT: ("Had you not", "your game without your newest default"),
}


def called(who: str) -> tuple[str, str]:
    """What whoever runs beside the player is called, and what that is, in a few words."""
    return _APART.get(who) or LEADERS[who]
