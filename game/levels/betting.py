"""The shape of a bet in a level file: what is asked, and by what it is judged. Needs pydantic; import it late."""

from typing import Annotated

from pydantic import Field

from game.levels.kinds import Block, Known, Line, Sentence
from game.levels.names import JUDGED
from game.sim.causes import SCORE_CAUSES

CostName = Annotated[str, Known("cause", tuple(SCORE_CAUSES))]


class JudgedBlock(Block):
    """What the answers of a bet are held against when the game is over, in their order."""

    measure: Annotated[str, Known("measure", tuple(JUDGED))] = Field(
        description="; ".join(f"{name}: {words}" for name, words in JUDGED.items()) + "."
    )
    bounds: list[Annotated[float, Field(ge=0, le=10000)]] = Field(
        [], max_length=3, description="Rising figures from which the next answer is right, for `letters` and `reading`."
    )
    causes: list[Annotated[list[CostName], Field(min_length=1, max_length=6)]] = Field(
        [], max_length=4, description="For each answer the causes that it stands for, for `costs`."
    )


class BetBlock(Block):
    """A question before the level. The result lays it beside what happened, and judges it where `judged` says how."""

    question: Sentence = Field(description="What is asked.")
    answers: list[Line] = Field(min_length=2, max_length=4, description="Two to four answers to choose from.")
    judged: JudgedBlock | None = Field(None, description="How the result judges it; without, nobody marks it.")
