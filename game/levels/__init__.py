"""YAML text becomes a `Level`, or every `Problem` with its place; the JSON Schema comes from the same models.

`strict` reads YAML without its surprises; `composing` gets there in spite of `slips` and `stray` signs, which are named
and mended in memory. `model` is the shape of a level file, `outline` its schema, `shape` turns faults of the shape into
problems and `advice` says what to write; `checks` looks at what the shape cannot tell, and `rules` lists all of it.
`building` fills in what is `usual` and makes the `World` for the rules, `binding` the `Level`; `conditions` are the
small language of `when` and `point` (`phrases` what people write instead). `read` does it all; `folder` knows which
files are levels and what a list shows of each, `summary` what one is in four lines. `formats` says which format is
read, and `upgrading` brings what is older up to it; `packs` holds levels that belong together, and `meanings` what the
names of the language mean.

`holding` says whether a condition holds, and `dealing` brings the cards that wait for one: the only two here that know
a report and need the rules. Reading a level loads neither, nor NumPy, so that a check is there at once.
"""

from typing import TYPE_CHECKING

from game.levels.conditions import Condition
from game.levels.folder import Cover, covers, level_files, title_in
from game.levels.problems import LevelError, Problem, count, listing
from game.levels.reading import advise, check, check_text, place_of, read, read_text, schema

if TYPE_CHECKING:
    from game.levels.level import Aim, Bet, Claim, Hint, Level, News
else:

    def __getattr__(name: str) -> object:
        """The records of a level that was read, when they are first asked for: a check never does."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from game.levels import level

        return getattr(level, name)


__all__ = [
    "Aim", "Bet", "Claim", "Condition", "Cover", "Hint", "Level", "LevelError", "News", "Problem", "advise", "check",
    "check_text", "count", "covers", "level_files", "listing", "place_of", "read", "read_text", "schema", "title_in",
]  # fmt: skip
