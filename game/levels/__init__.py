"""YAML text becomes a `Level`, or every `Problem` with its place; the JSON Schema comes from the same models.

`strict` reads YAML without its surprises; `composing` gets there in spite of `slips` and `stray` signs, which are named
and mended in memory. `model` is the shape of a level file, `outline` its schema, `shape` turns faults of the shape into
problems and `advice` says what to write; `checks` looks at what the shape cannot tell, and `rules` lists all of it.
`building` fills in what is `usual` and makes the `World` for the rules, `conditions` are the small language of `when`
and `point` (`phrases` what people write instead), `dealing` brings the cards that wait for one. `read` does it all;
`folder` knows which files are levels and what a list shows of each, `summary` what one is in four lines. `formats` says
which format is read, and `upgrading` brings what is older up to it; `packs` holds levels that belong together, and
`meanings` what the names of the language mean.
"""

from game.levels.conditions import Condition, condition_holds, happenings
from game.levels.dealing import Dealer
from game.levels.folder import Cover, covers, level_files, title_in
from game.levels.level import Aim, Bet, Claim, Hint, Level, News
from game.levels.problems import LevelError, Problem, count, listing
from game.levels.reading import advise, check, check_text, place_of, read, read_text, schema

__all__ = [
    "Aim", "Bet", "Claim", "Condition", "Cover", "Dealer", "Hint", "Level", "LevelError", "News", "Problem", "advise",
    "check", "check_text", "condition_holds", "count", "covers", "happenings", "level_files", "listing", "place_of",
    "read", "read_text", "schema", "title_in",
]  # fmt: skip
