"""What is said when a pack is dropped on the window: that it is taken in and where it lies, or why it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.levels.packs import Refused
from game.view import packs
from game.view.own_levels import in_words
from game.view.screens.message import Message
from game.view.stage import Screen
from game.words.languages import maker

SHOW = "To your levels"


def arrival(path: Path, home: Path | None, after: Callable[[], Screen]) -> Message:
    """Takes a pack into a player's own folder of levels, and says how that went; `after` makes the screen that follows.

    home: None where nothing is kept.
    """
    if home is None:
        return Message("This pack cannot be taken in", "Nothing is being kept, so there is no place for it.", after)
    try:
        pack = packs.take_in(path, home)
    except Refused as refusal:
        return Message("This pack cannot be taken in", f"{path.name}: {refusal}", after)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Message("This pack cannot be taken in", f"It cannot be put into {in_words(home)}: {reason}.", after)
    says = pack.says
    count = len(pack.levels)
    several = "1 level" if count == 1 else f"{count} levels"
    made = " · ".join(filter(None, (several, maker(says.author, says.language, always=True), says.licence)))
    where = f"It lies in {in_words(pack.source)} and stands under “Your levels”."
    parts = (made, says.about, where, f"One thing is wrong with it: {pack.fault}" if pack.fault else "")
    return Message(says.title, "\n\n".join(filter(None, parts)), after, SHOW)
