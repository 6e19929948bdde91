"""The schema for editors: what each name means, and what to propose where a level may say more than a schema can list.

The plain schema says what is right. This one also says of every lever, value, figure and other name what it is,
proposes whole conditions and places, and knows how both are written. What only the level itself names (its products,
markets and cards) no schema can know: there, the ready names are proposed, and an anchor helps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from game import safely
from game.lab.terms import LEADERS
from game.levels import library, meanings, outline
from game.levels.cast import CAST
from game.levels.looks import ICONS, READY
from game.levels.names import FREE, GOODS, JUDGED, WORDS
from game.sim.causes import SCORE_CAUSES
from game.sim.company.bottlenecks import CAUSES
from game.sim.levers import LEVERS
from game.sim.values import REASONS, VALUES
from game.version import VERSION
from game.words.meanings import DEFAULT_MEANS, FIGURE_MEANS

NAME = "level.schema.json"
"""The file that the first line of a level names."""
_OWN = (
    " An editor cannot know the names of your own level: mark one where it is given (- &boats boats, or name: &boats "
    "boats) and write *boats here; then a slip is underlined, and the editor goes there and back."
)
_OTHERS = {
    "scarcest": "Whatever is wanted most and there least.", "improve": "Better methods in place of goods.",
    "invention": "Better methods.", "quality": "Better work.", "service": "Nobody waits.",
}  # fmt: skip
_NUMBER = r"-?\d{1,9}(\.\d{1,4})?%?"
_SPACE = r"\s+"
_LEADS = "A leader that {words}."


def schema() -> dict[str, Any]:
    """The JSON Schema of a level with a description for every key and name, and proposals for conditions and places."""
    whole = outline.schema()
    blocks: dict[str, Any] = whole["$defs"]
    _describe(whole)
    for block in ("EventBlock", "HintBlock"):
        when = blocks[block]["properties"]["when"]
        when |= _written_as_condition()
        _propose(when, _conditions())
    point = blocks["HintBlock"]["properties"]["point"]
    point |= _written_as_place()
    _propose(point, _places())
    for block, key in (("ContractBlock", "product"), ("ShiftBlock", "product"), ("BottleneckBlock", "product"),
                       ("DilemmaBlock", "make"), ("AimBlock", "toward")):  # fmt: skip
        _propose(blocks[block]["properties"][key], _products(key), _OWN)
    _propose(blocks["EventBlock"]["properties"]["dilemma"], _cards(), _OWN)
    _propose(blocks["ProductBlock"]["properties"]["market"],
             {market: f"Where {name} are asked for if nothing is said." for name, *_, market in GOODS.values()})
    whole["$comment"] = f"Written by Headcount {VERSION}; “schema --write” writes it anew."
    return whole


def text() -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def is_ours(path: Path) -> bool:
    """Whether a schema of ours lies there, which may be written anew; not where there is nothing."""
    try:
        comment = json.loads(path.read_text(encoding="utf-8")).get("$comment", "")
    except (OSError, ValueError, AttributeError):
        return False
    return str(comment).startswith("Written by Headcount")


def put_beside(folder: Path) -> Path | None:
    """Writes the schema into a folder of levels; None where a file of that name is there that is not ours."""
    path = folder / NAME
    if path.exists() and not is_ours(path):
        return None
    safely.put(path, text().encode("utf-8"), spare=False)
    return path


# What the names mean


def _meanings() -> dict[str, str]:
    """Every name that a list of the schema may hold, with what it means; names of two lists are told apart below."""
    return {
        **meanings.OTHERS, **meanings.TEMPERAMENTS, **meanings.CARD_FIGURES,
        **{word: f"What the game calls “{word}”." for word in WORDS},
        **{name: means for name, (_, means) in FIGURE_MEANS.items()},
        **{name: f"{does} {costs}" for name, (_, does, costs) in DEFAULT_MEANS.items()},
        **{cause.name: f"{cause.title}. Its cure: {cause.cure}" for cause in CAUSES},
        **{leader: _LEADS.format(words=words) for leader, words in LEADERS.items()},
        FREE: "“incentives” where your level never lets teams choose, with that one lock opened.",
    }  # fmt: skip


_READY_LOOKS = {
    look: f"The look of {name}, at {market} if nothing is said." for look, (name, _, _, market) in GOODS.items()
}
_LISTS: tuple[dict[str, str], ...] = (
    {lever.name: f"{lever.title}. {lever.purpose}" for lever in LEVERS.values()},
    {value.name: f"“{value.promise}.”" for value in VALUES},
    {icon: f"The icon “{icon.replace('-', ' ')}”, in a colour and a shape." for icon in ICONS} | _READY_LOOKS,
    {parts.colour: f"The colour of {GOODS[look][0]}." for look, parts in READY.items()},
    {parts.shape: f"The shape of {GOODS[look][0]}." for look, parts in READY.items()},
    {name: f"They join for it: {words.lower()}." for name, words in REASONS.items()},
    meanings.CARD_FIGURES,
    {person.name: f"{person.full_name}, one of the {person.temperament}." for person in CAST},
    {name: means for name, (_, means) in FIGURE_MEANS.items()},
    {cause.name: f"{cause.title}. Its cure: {cause.cure}" for cause in CAUSES},
    {name: f"{words[:1].upper()}{words[1:]}." for name, words in JUDGED.items()},
    {name: f"{words}." for name, words in SCORE_CAUSES.items()},
)
"""Lists whose names mean something else elsewhere: each is known by holding all names that are asked about."""


def means(names: Iterable[str]) -> list[str]:
    """What each of a list's names means, in the same order; KeyError for one that nobody has described."""
    asked = list(names)
    table = next((table for table in _LISTS if set(asked) <= set(table)), None) or _meanings()
    return [table[name] for name in asked]


def _describe(part: Any) -> None:
    """Gives every list of names in a schema their meanings, and a mapping by such names a property for each."""
    if isinstance(part, list):
        for inner in part:
            _describe(inner)
    elif isinstance(part, dict):
        if "enum" in part:
            part["enumDescriptions"] = means(part["enum"])
        names = part.get("propertyNames", {}).get("enum") if isinstance(part.get("propertyNames"), dict) else None
        if names:
            each = part.pop("additionalProperties")
            del part["propertyNames"]
            part["properties"] = {
                name: {**each, "description": words} for name, words in zip(names, means(names), strict=True)
            }
            part["additionalProperties"] = False
        if part.get("type") == "array" and "description" not in part:
            part["description"] = "A list, each entry behind a dash."
        for inner in list(part.values()):
            _describe(inner)


# What is proposed


def _propose(field: dict[str, Any], proposals: Mapping[str, str], own: str = "") -> None:
    """Gives a field what an editor completes to, each with its meaning; other values are no less right."""
    field["defaultSnippets"] = [{"label": name, "body": name, "description": says} for name, says in proposals.items()]
    field["description"] = field.get("description", "") + own


def _cards() -> dict[str, str]:
    return {name: f"{card.title}. {card.text}" for name, card in library.shelf().cards.items()}


def _products(key: str) -> dict[str, str]:
    """The names that products have if a level gives none, and what else may stand in their place."""
    others = {"make": ["scarcest", "improve"], "toward": ["invention", "quality", "service"]}
    usual = {name: f"Its look is {look}, its market {market}." for look, (name, _, _, market) in GOODS.items()}
    return {**{name: _OTHERS[name] for name in others.get(key, [])}, **usual}


def _conditions() -> dict[str, str]:
    return {
        "week 8": "From that week on.", "quarter 2": "From the first week of that quarter on.",
        **{f"first {name}": f"Since then: {lever.title.lower()}." for name, lever in LEVERS.items()},
        **{f"first {name}": means for name, means in meanings.HAPPENINGS.items()},
        **{f"{name} {_side(name)}": means for name, means in meanings.FIGURES.items()},
        **{f"{name} lamps {_side(name)}": means for name, means in meanings.PRODUCT_FIGURES.items()},
        "answered the tree": "That card was answered, in whatever way.",
        "answered the tree with insist 20 weeks ago": "That card was answered so, and so long ago.",
        "first idle team and week 3": "Both hold.",
    }  # fmt: skip


def _places() -> dict[str, str]:
    numbered = {"team 1": "A team, by its number.", "department 1": "A department, by its number.",
                "market lamps": "A market, by its own name or what it asks for."}  # fmt: skip
    return {**numbered, **meanings.PLACES}


def _written_as_condition() -> Mapping[str, str]:
    firsts = (*LEVERS, *meanings.HAPPENINGS)
    figures = f"({_either(meanings.FIGURES)}|{_either(meanings.PRODUCT_FIGURES)}{_SPACE}.+?)"
    test = "|".join([
        rf"({_any_case('before')}{_SPACE})?{_either(['week', 'quarter'])}{_SPACE}\d{{1,4}}",
        f"{_any_case('first')}{_SPACE}{_either(firsts)}",
        f"{figures}{_SPACE}{_either(['above', 'below'])}{_SPACE}{_NUMBER}", f"{_any_case('answered')}{_SPACE}.+?",
    ])  # fmt: skip
    return {
        "pattern": rf"^\s*({test})({_SPACE}{_any_case('and')}{_SPACE}({test}))*\s*$",
        "patternErrorMessage": "Not a condition. Write “week 8”, “quarter 2”, “first NAME”, “FIGURE below N” or "
        "“answered CARD”, joined by “and”.",
    }


def _written_as_place() -> Mapping[str, str]:
    numbered = rf"{_either(['team', 'department'])}{_SPACE}\d{{1,4}}"
    return {
        "pattern": rf"^\s*({_either(meanings.PLACES)}|{numbered}|{_any_case('market')}{_SPACE}.+)\s*$",
        "patternErrorMessage": "No place on the screen. Write “team 2”, “department 1”, “market lamps” or one of: "
        f"{', '.join(meanings.PLACES)}.",
    }


def _side(figure: str) -> str:
    falling = ("morale", "trust", "initiative", "belief", "served", "cash weeks", "quality", "equipment", "parts for")
    return "below 40" if figure in falling else "above 5"


def _either(names: Iterable[str]) -> str:
    return "(" + "|".join(_any_case(name) for name in sorted(names, key=len, reverse=True)) + ")"


def _any_case(words: str) -> str:
    """A pattern for words in any case, with any space between them: patterns of a schema have no flags."""
    letters = "".join(f"[{c.upper()}{c}]" if c.isalpha() else re.escape(c) for c in words)
    return letters.replace(r"\ ", _SPACE)
