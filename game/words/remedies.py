"""What helps against each cause by which a score is lowered, in a sentence, as far as a level has the lever for it."""

from __future__ import annotations

from collections.abc import Container

REMEDIES: dict[str, tuple[tuple[str, str], ...]] = {
    "empty": (("advert", "An advert for what brings people quickly fills seats sooner."),
              ("visit", "Whoever thinks of leaving can still be kept: a visit tells why.")),
    "learning": (("", "New people need their weeks. Fewer who leave means fewer who are new."),),
    "growth": (("order", "Improving takes weeks first and pays later: begin it early or not at all."),),
    "equipment": (("order", "An order to improve in a quiet week keeps machines from wearing out."),),
    "waiting": (("choose", "Where they may choose, nobody sleeps while a letter is on its way."),
                ("default", "With “carry on” as the default nobody sleeps while a letter is on its way."),
                ("order", "A longer order, renewed before it runs out, leaves nobody without work.")),
    "improving": (("order", "Improving pays later: in the last weeks and in weeks of demand, let them make things."),),
    "craft": (("visit", "A visit shows what they are good at. Then an order can fit them."),
              ("choose", "They know what they are good at: let them choose.")),
    "spirit": (("visit", "A visit lifts them where you are trusted, and so does work they would choose."),
               ("", "Work they would choose keeps morale up; the wrong work wears it out.")),
    "reports": (("reporting", "A lower level of reporting brings hands back to the benches."),),
    "switching": (("order", "Fewer and longer orders: whoever changes the job loses the week."),
                  ("", "Whoever changes the job loses the week.")),
    "tools": (("tools", "Building takes eight weeks of many hands: begin it before a busy season, not in it."),),
    "fires": (("tools", "Shared tools keep fires from breaking out; an order to improve puts one out sooner."),
              ("order", "An order to improve puts a fire out sooner.")),
    "measures": (("kpi", "One figure alone is worked to at the expense of the rest: hang a second one beside it."),),
    "double": (("tools", "Shared tools end most of what is done twice."),
               ("declare", "Unity ends a third of what is done twice."),
               ("", "It grows with the company. Shared tools would end most of it; here there are none.")),
    "apart": (("ritual", "Work holds together where people are bound by it: a ritual there keeps that alive."),
              ("answer", "Work holds together where people are bound by it. On a card, ask for commitment."),
              ("", "Work that goes through many hands holds together where people are bound by it.")),
    "stocked": (("tag", "No coins and no letters for what lies on the shelf: they were needed elsewhere."),
                ("order", "End an order for what lies on the shelf, and write for what is owed.")),
    "spoiled": (("choose", "Teams that choose leave what has become cheap. An order keeps them at it."),
                ("order", "Shorter orders for what spoils, and none for what lies on the shelf.")),
    "waste": (("tag", "Coins pay where they come before the demand, not after it."),
              ("", "What is paid for has to be wanted.")),
    "recall": (("order_company", "One order to everyone to improve, in the same week, is right here."),
               ("order_department", "One order to improve to the whole department, at once."),
               ("order", "An order to improve to whoever has it, at once.")),
    "parts": (("order", "Make the parts first: an order for them, weeks before the goods are wanted."),
              ("", "Make the parts first, weeks before the goods are wanted.")),
    "stuck": (("visit", "A visit names the cause, and the card of the department then says what mends it."),),
    "talks": (("answer", "Seeking agreement takes hours of work: ask where you are trusted."),),
    "holding": (("tag", "What lies on the shelf costs every week: hang coins on something else."),
                ("order", "What lies on the shelf costs every week: write for something else.")),
    "owing": (("tag", "Coins hung before they are owed bring hands in time."),
              ("quota", "A quota over some weeks lets a department keep up with it."),
              ("order", "An order written before they are owed arrives in time.")),
}  # fmt: skip
"""By the name of the cause in SCORE_CAUSES: rows of a lever and what it does. The first is told whose lever a level
has, or that needs none. A cause that only ever adds has no row."""


def remedy(cause: str, levers: Container[str]) -> str:
    """What helps against a cause by the levers that a level allows, in one or two sentences; "" where nothing does."""
    return next((words for lever, words in REMEDIES.get(cause, ()) if not lever or lever in levers), "")
