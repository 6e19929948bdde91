"""The kinds of values a level file holds: texts with their room, names of known things, amounts. Needs pydantic."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from game.levels import unplugged
from game.levels.names import FREE
from game.sim.actions import FORMS
from game.sim.values import CAUSES, KPIS, REASONS, TEMPERAMENTS, VALUES

unplugged.pydantic()

MOST_PEOPLE = 100_000
"""Seats a level may have at most; the rules themselves are proven to a million."""

LEADERS: tuple[str, ...] = ("idle", "handsoff", "standing", "random", "orders", "incentives", "mixed", "values")
"""The leaders a claim may compare: bots that see only what the desk sees, and `FREE`."""

WHO: tuple[str, ...] = ("any", "torn", "low", "wary", "everyone")
"""Who may bring a dilemma."""
KNOWN: tuple[str, ...] = (
    "news age", "trust", "morale", "torn", "committed", "owed", "stock", "price", "fires", "quality", "cash", "rate",
    "initiative",
)  # fmt: skip
"""What a card may remind the desk of: figures of those concerned, or of what it asks for."""


class Block(BaseModel):
    """A mapping of a level file: strict, frozen, with no key that it does not know."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False, defer_build=True)


@dataclass(frozen=True)
class Known:
    """Metadata of a text that must be one of `names`; `kind` says of what."""

    kind: str
    names: tuple[str, ...]

    def check(self, word: str) -> str:
        if word not in self.names:
            raise PydanticCustomError("unknown_name", "unknown", {"kind": self.kind, "word": word, "names": self.names})
        return word

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "enum": list(self.names)}


@dataclass(frozen=True)
class Text:
    """Metadata of a text for players: at most `longest` characters, none invisible, on one line unless `lines`."""

    longest: int
    lines: bool = False

    def check(self, text: str) -> str:
        text = text.strip()
        if not text:
            raise PydanticCustomError("empty_text", "empty")
        if len(text) > self.longest:
            raise PydanticCustomError("long_text", "long", {"length": len(text), "longest": self.longest})
        if "\n" in text and not self.lines:
            raise PydanticCustomError("text_lines", "lines")
        if not text.isprintable():
            at = next((n for n, c in enumerate(text) if not c.isprintable() and c != "\n"), None)
            if at is not None:
                raise PydanticCustomError("text_signs", "signs", {"sign": text[at], "emoji": _joins_emoji(text, at)})
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "minLength": 1, "maxLength": self.longest}


def _joins_emoji(text: str, at: int) -> bool:
    """Whether a sign is the one that makes one emoji out of several."""
    before = text[:at].rstrip("\ufe0f")[-1:]
    return text[at] == "\u200d" and unicodedata.category(before or " ") in ("So", "Sk")


Name = Annotated[str, Text(24)]
Line = Annotated[str, Text(120)]
VisionName = Annotated[str, Text(40)]
Sentence = Annotated[str, Text(220)]
LeverName = Annotated[str, Known("lever", tuple(FORMS))]
TemperamentName = Annotated[str, Known("temperament", tuple(t.name for t in TEMPERAMENTS))]
KpiName = Annotated[str, Known("figure", KPIS)]
ValueName = Annotated[str, Known("value", tuple(value.name for value in VALUES))]
CauseName = Annotated[str, Known("cause", CAUSES)]
AccidentName = Annotated[str, Known("trouble", ("fire", "machine"))]
ReasonName = Annotated[str, Known("promise", tuple(REASONS))]
LeaderName = Annotated[str, Known("leader", (*LEADERS, FREE))]
Parts = Annotated[float, Field(gt=0, le=1_000_000)]
Currency = Annotated[float, Field(ge=0, le=1_000_000_000)]
