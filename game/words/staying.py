"""What would keep people who think of leaving, by what lies on the desk now."""

from __future__ import annotations

from game.sim.desk.reports import Report
from game.sim.values import LEAVING

ANSWERS: dict[str, tuple[tuple[str, str], ...]] = {
    "morale": (
        ("", "work to do"), ("order", "letters that fit what they can do"), ("visit", "a visit, where they trust you"),
        ("choose", "a choice of their own"), ("net", "a net"),
    ),
    "torn": (
        ("visit", "a visit to the torn"), ("answer", "answers that ask instead of tell"),
        ("retire", "taking down a banner nobody lives"),
    ),
    "pay": (
        ("order", "no letter for the wrong work"), ("tag", "coins on what they make"),
        ("choose", "a choice of their own"),
    ),
    "work": (
        ("order", "the work they are best at"), ("choose", "a choice of their own"),
    ),
    "mission": (
        ("", "trust in you, which served customers bring"), ("visit", "a visit, which they trust more than a letter"),
        ("declare", "a banner that is lived"), ("tell", "a vision they believe"),
    ),
    "people": (
        ("", "colleagues in good heart who stay"),
    ),
    "safety": (
        ("", "fires that are put out, and wages for eight weeks in the till"), ("net", "a net"),
    ),
}  # fmt: skip
"""For each cause what answers it, with the lever it takes ("" for none)."""


def remedy(report: Report, cause: int) -> str:
    """What the desk can do about a cause of leaving (index in LEAVING), as a sentence."""
    name = tuple(LEAVING)[cause]
    answers = [text for lever, text in ANSWERS[name] if not lever or lever in report.levers]
    if name == "pay" and report.short_pay_weeks:
        answers.insert(0, "wages in full again")
    if not answers:
        return "Nothing on your desk answers that yet."
    return f"What answers it: {'; '.join(answers)}."
