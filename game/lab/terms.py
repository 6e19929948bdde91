"""What leaders do, what the columns of `sim` mean and what a schema is for, in words for `--help`; the guide agrees."""

from __future__ import annotations

LEADERS: dict[str, str] = {
    "idle": "does nothing at all",
    "handsoff": "lets teams choose, and goes to lunch",
    "standing": "gives each team one long order and lets it carry on",
    "random": "does any legal thing",
    "orders": "commands as well as one can, by letters to teams, and visits those it knows least",
    "incentives": "lets teams choose, and hangs tags before contracts",
    "mixed": "lets teams choose, with tags, a few orders, visits and the house's cures",
    "values": "leads as mixed does, under values it can keep, with people put forward and a vision told",
}
"""By name; `game.bots` holds them."""
LOCKED = (
    "They see what the desk sees and have the levers that the level's player has. Until teams may choose, handsoff\n"
    "lets them carry on, incentives leads as standing does, and mixed and values command and visit.\n"
    "Where each department makes what the next one works with, they ask each for a number a week."
)
SCHEMA = (
    "Prints the JSON Schema of a level, for editors, or writes it beside your levels.\n\n"
    "With an extension for YAML, such as Red Hat's, an editor then completes keys and names, says what they\n"
    "mean and underlines mistakes while you write. The first line of a level names the schema, a file\n"
    "level.schema.json in the same folder; `new` puts it there too."
)
COLUMNS: dict[str, str] = {
    "score": "percent of what was wanted that was served, net of waste; the stars go by it",
    "±": "half of the 95% interval of its mean over the games",
    "stars": "0 to 3, on average",
    "A": "percent of what this company, as it came to be, could have done, had one mind known everything",
    "E": "the same for the company as it was founded; a company that grows may pass 100",
    "over": "percent of what was wanted that spoiled or lies on the shelf",
    "idle": "percent of all working time that was spent waiting for a letter",
    "morale, trust": "of the people at the end, 0 to 100",
    "cash": "left at the end",
    "bankrupt": "how many of the games ran out of cash",
}


def listing(rows: dict[str, str]) -> str:
    """Rows of a name and its words, as a help page shows them."""
    wide = max(map(len, rows))
    return "\n".join(f"  {name:{wide}}  {words}" for name, words in rows.items())
