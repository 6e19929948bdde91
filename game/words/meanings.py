"""What the things on the table mean: of each choice, figure, reason, stance and cause its icon and a sentence.

Tables by the rules' own names; a test names the row that is missing.
"""

from __future__ import annotations

DEFAULT_MEANS: dict[str, tuple[str, str, str]] = {
    "wait": ("hourglass-medium", "A team without an order waits for the next letter.",
             "Idle teams earn nothing, and initiative withers."),
    "carry on": ("arrows-clockwise", "A team without an order goes on with what it did last.",
                 "It is blind: nobody changes when customers do, and the wrong work wears people out."),
    "choose": ("compass", "A team without an order follows prices, tags and its own craft.",
               "At first it dips: teams need weeks to find their feet."),
}  # fmt: skip
"""Each default: its icon, what teams do under it, and what it costs."""

FIGURE_MEANS: dict[str, tuple[str, str]] = {
    "output": ("chart-bar", "More gets made. Hung alone, it is met at the expense of quality."),
    "quality": ("medal", "Better work and a little less of it. Customers notice, later than you do."),
    "service": ("basket", "Where teams choose, they look more to those who wait."),
    "learning": ("graduation-cap", "Where teams choose, improving weighs more. Quality gains a little."),
    "thrift": ("wallet", "They look at everything twice: less spoils on the shelf, and a little less gets made."),
}
"""Each figure a department may be measured by: its icon, and what working to it does."""

REASON_ICONS: dict[str, str] = {
    "pay": "coins", "work": "toolbox", "mission": "star-four", "people": "users-three", "safety": "umbrella",
}  # fmt: skip
"""The icon of each reason to join, and of the advert that promises it."""

LEAVING_MEANS: dict[str, tuple[str, str]] = {
    "morale": ("sun", "lost heart"), "torn": ("warning", "torn inside"), "pay": (REASON_ICONS["pay"], "want more pay"),
    "work": (REASON_ICONS["work"], "want their work"), "mission": (REASON_ICONS["mission"], "miss the mission"),
    "people": (REASON_ICONS["people"], "miss colleagues"), "safety": (REASON_ICONS["safety"], "do not feel safe"),
}  # fmt: skip
"""Each cause of leaving: its icon, and the cause in two or three words."""

STANCE_MEANS: dict[str, tuple[str, str]] = {
    "committed": ("committed", "They agree, and they are bound by it."),
    "stitched": ("disagree, commit", "They disagree, and carry it all the same. They may come to agree."),
    "complying": ("complying", "They do what is asked, and no more holds them to it."),
    "torn": ("torn", "They neither agree nor feel bound. It wears them down, and some leave."),
}
"""Each stance, as its flag is called: in a word or two, and what it is."""

SCORE_MEANS: dict[str, tuple[str, str]] = {
    "capacity": (
        "users-three", "What all hands would come to on an average day, as a share of what was wanted. Waiting hands "
        "that nobody missed are left out.",
    ),
    "empty": ("user", "Seats that the plan counts on and nobody sits in: people left, or did not come yet."),
    "learning": ("graduation-cap", "New people lose part of their first weeks to learning."),
    "growth": ("trend-up", "Teams that improve their methods make more of the same hour, for good."),
    "equipment": ("gear", "Machines beyond the usual, or short of it. The interest rate moves them, slowly."),
    "waiting": (
        "hourglass-medium", "Teams without a letter whose default is to wait make nothing. More than all that was "
        "asked for is never counted.",
    ),
    "improving": ("lightbulb", "Hours spent on better methods make nothing that week."),
    "craft": ("hammer", "A team at what it is good at makes more; at what it is not, less."),
    "spirit": ("sun", "Output follows morale: half of it is there at none, a fifth more at the full."),
    "reports": ("chart-bar", "Each reporting level takes one person in twenty from the bench."),
    "switching": ("arrows-left-right", "The first week at another job makes a third less."),
    "tools": ("toolbox", "People who build shared tools, and not goods, until the tools are there."),
    "fires": ("fire", "A team with a fire makes half of what it could, until the fire is out."),
    "measures": ("target", "Figures turn hands toward what is counted; more than two also cost time to reconcile."),
    "double": ("copy", "Teams that do not know of each other do some work twice; more teams, more of it."),
    "apart": (
        "anchor", "Where people do not feel bound, what they do fits together less well. Banners and rituals bind.",
    ),
    "vision": ("star-four", "People who believe where the company is going put more into what leads there."),
    "overtime": ("clock", "Teams that trust you stay late for a contract."),
    "stocked": ("stack", "Made and not sold yet; it counts when somebody buys it."),
    "spoiled": ("trash-simple", "What lies on the shelf too long is lost."),
    "waste": ("coins", "What spoils has been paid for, and that counts half again."),
    "recall": ("puzzle-piece", "Goods of bad material went out and came back. They count as not delivered."),
    "parts": ("hourglass-medium", "Work that could not be done because what goes into it was not on the shelf."),
    "built in": ("puzzle-piece", "Pieces that went into other goods; they are paid for when those are."),
    "ripening": ("calendar-blank", "Made, but some weeks from the shelf; it counts when somebody buys it."),
    "stuck": ("question", "A department is slow for a reason that only a visit there tells."),
    "talks": ("users-three", "Being asked what one thinks takes time. It is over when everyone has been heard."),
    "holding": ("stack", "In some levels every piece that lies on the shelf costs a share of its value each week."),
    "owing": ("hourglass-medium", "In some levels every customer who waits costs a share of the value each week."),
    "smaller": ("equals", "Everything else together."),
}
"""Each entry of the score account: its icon, and what it is; "smaller" is what a list has no room for."""
