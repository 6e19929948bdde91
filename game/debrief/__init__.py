"""What is laid on the table when a game or a quarter is over: believed beside true, the same luck under other leaders.

Of a game also what each decision was worth and the best one not taken (`turning`), where it was lost (`losses`), how
the bet went (`bets`), and who has something to say about it (`voice`); `sayings` puts these into sentences.

`stages` builds a `Debrief` from a saved game by playing it again, the player's own part first; `DebriefJob` lets
another process do so while the window stays alive. `review` explains one quarter from two reports, so it knows no
more than the desk does. Everything handed out is frozen and can be pickled.
"""

from game.debrief.job import DebriefJob
from game.debrief.making import stages, whole
from game.debrief.pages import FREED, freed_words, page, result_text
from game.debrief.quarter import review
from game.debrief.records import (
    Change,
    Debrief,
    Leader,
    Loss,
    Missed,
    Moment,
    Quarter,
    Review,
    Run,
    Sight,
    Spell,
    alike_once,
    moved,
    whole_points,
)
from game.others import coming
from game.words.leaders import LEADERS

__all__ = [
    "FREED", "LEADERS", "Change", "Debrief", "DebriefJob", "Leader", "Loss", "Missed", "Moment", "Quarter", "Review",
    "Run", "Sight", "Spell", "alike_once", "coming", "freed_words", "moved", "page", "result_text", "review", "stages",
    "whole", "whole_points",
]  # fmt: skip
