"""Names for teams, departments, products and markets that a level's author does not name: distinct, always the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from game.levels.inflection import plural, verb_forms

FREE = "free"
"""What the leader is called under whom teams choose although the level never lets them, in claims and in the result."""

LOOKS: tuple[str, ...] = ("lamp", "book", "boat", "plant", "bell", "tea", "clock", "bread")
"""Everything a product can look like; each look has its own shape, icon and colour."""

WATCHED: tuple[str, ...] = (
    "quiet weeks", "uncorrected weeks", "lighter quarters", "stitched flags", "lived quarters", "calm shelves",
    "found causes",
)  # fmt: skip
"""What an aim may count: weeks without a letter; weeks in which no letter takes back another that still holds; quarters
that serve more on fewer letters than the one before; whether twice as many disagree and commit as are torn, in the last
week; quarters at whose end every banner has been lived more often than betrayed; whether the shelf of the first good
rose and fell no more than that of the last, over the whole game; whether the cause of every shortage that lasted until
word of it came was found by a visit."""

JUDGED: dict[str, str] = {
    "letters": "how many letters were written, with a bound between one answer and the next",
    "reading": "how many weeks it took until a letter's effect could be read, with bounds likewise",
    "costs": "which causes lowered the score most, a list of them for each answer",
    "letting go": "the eight weeks after the teams heard that they may choose: rises, dips and comes back, stays down",
    "stance": "what grew: agreement, commitment in spite of disagreement, neither",
    "aim": "what the vision moved: nothing, the work, trust downward",
    "shelves": "which good's shelf rose and fell the most, from the last good to the first",
}
"""What a bet may be held against, in words."""

NOUNS: dict[str, str] = {
    "person": "people", "team": "teams", "department": "departments", "desk": "desks", "market": "markets",
    "disc": "discs", "letter": "letters", "shelf": "shelves", "order": "orders", "visit": "visits",
}  # fmt: skip
"""What the game's sentences call things, one and several; a level may call each something else."""

VERB = ("make", "makes", "made", "making")
"""The one verb that a level may replace, in its forms."""

WORDS: dict[str, str] = {word: word for word in (*(form for pair in NOUNS.items() for form in pair), *VERB)}
"""Words of the game that a level may call something else, as they stand if it does not."""

GOODS: dict[str, tuple[str, float, float, str]] = {
    "lamp": ("lamps", 10.0, 0.10, "North Gate"),
    "book": ("books", 10.0, 0.06, "Fairground"),
    "boat": ("boats", 12.0, 0.06, "Harbour"),
    "plant": ("plants", 9.0, 0.18, "Garden Row"),
    "tea": ("tea", 9.0, 0.14, "Mill End"),
    "bread": ("bread", 8.0, 0.30, "Old Town"),
    "clock": ("clocks", 12.0, 0.06, "North Gate"),
    "bell": ("bells", 11.0, 0.06, "Old Town"),
}
"""For each look, in the order in which a growing company takes them up: name, value, spoilage a week, market."""

MARKETS: tuple[str, ...] = ("North Gate", "Fairground", "Garden Row", "Mill End", "Old Town", "Harbour")
"""The corners of the board, clockwise from the top left."""

VISIONS: dict[str, str] = {
    "lamp": "A lamp in every window",
    "book": "A book in every pocket",
    "boat": "A boat at every landing",
    "plant": "A green sill in every street",
    "tea": "A cup for everyone who knocks",
    "bread": "Bread before the town wakes",
    "clock": "The whole town on time",
    "bell": "A bell over every door",
    "invention": "Tomorrow a better way",
    "quality": "Nothing ever comes back",
    "service": "Nobody waits twice",
}
"""What a vision is called that a level's author does not name: by a product's look, or by where else it points."""

FIRST_NAMES = (
    "Ada Ben Cleo Dov Esme Femi Greta Hugo Ines Jonas Kaya Luca Mira Noor Otto Priya Quinn Rosa Sami "
    "Tilda Umar Vera Wren Yusuf Zoe Arlo Bea Cyrus Dora Elio Freya Gus Hana Ivo June Kofi Lena Milo Nina "
    "Omar Petra Rafi Saskia Tomas Una Viggo Willa Xenia Yara Zeno Amal Bruno Carys Dele Edith Finn Gita "
    "Hal Iris Jai Kit Lotte Mai Nils Odile Pia Ravi Suki Theo Ursa Vito Wes Yoko Zara"
).split()

_INITIALS = "ABCDEFGHIJKLMNOPRSTW"

_CREWS = (
    "Wrens Otters Foxes Herons Badgers Larks Hares Kites Swifts Martens Robins Beavers Terns Moles "
    "Finches Squirrels Owls Newts Plovers Hedgehogs Magpies Salmon Rooks Shrews Puffins Lynxes Thrushes "
    "Toads Curlews Dormice Ravens Seals Jays Stoats Pipits Eels Starlings Voles Cranes Bees Grouse Crabs "
    "Linnets Sparrows Egrets Ants Dippers Pikes Buzzards Trout"
).split()

_COLOURS = (
    "Amber Copper Silver Scarlet Willow Cobalt Maple Ivory Cherry Slate Saffron Olive Pearl Rusty Indigo Hazel Golden "
    "Crimson Mossy Chestnut Snowy Velvet Walnut Coral"
).split()

_ROOMS = (
    "Workshop Studio Nursery Yard Bakery Foundry Loft Mill Cellar Arcade Boathouse Kiln Bindery Forge Orchard Dairy "
    "Smithy Press Granary Laundry Glasshouse Tannery Brewery Ropewalk"
).split()

_SIDES = "North South East West Upper Lower Old New Inner Outer Hill River Lake Wood Field Harbour".split()

_OF_A_HOUSE = {word.lower() for word in _ROOMS} | set(
    "archive brewhouse clinic corridor depot desk docks floor garage garden gardens hall house kitchen kitchens "
    "lab library lighthouse maltings office ovens room school shop side store stores theatre tower ward warehouse "
    "works".split()
)
"""Last words of names that take an article: “the Clock loft”, but “Upstairs” and “Anna's crew”."""


def in_sentence(name: str) -> str:
    """A department's name within a sentence: a room of a house has its article, any other name stands as it is."""
    if name.lower().startswith("the "):
        return f"the {name[4:]}"
    somebodys = any(mark in "'’&" or mark.isdigit() for mark in name)
    return f"the {name}" if not somebodys and name.lower().rpartition(" ")[2] in _OF_A_HOUSE else name


def called(given: Mapping[str, str]) -> dict[str, str]:
    """What a level calls every one of `WORDS`: forms that it leaves out follow from those it gives."""
    out = {**WORDS, **given}
    for one, several in NOUNS.items():
        if one in given and several not in given:
            out[several] = plural(given[one])
    if VERB[0] in given:
        out |= dict(zip(VERB[1:], verb_forms(given[VERB[0]]), strict=True))
    return {**out, **given}


def team_names(given: Sequence[str], teams: int, team_size: int) -> tuple[str, ...]:
    """Names for every team: those given, then first names for people on their own and crews for the rest."""
    if team_size == 1:
        return _filled(given, teams, FIRST_NAMES, [f"{initial}." for initial in _INITIALS], initials=True)
    return _filled(given, teams, _CREWS, _COLOURS)


def person_name(number: int) -> str:
    """The name of one of many people, always the same for a number: "Ida B."."""
    mixed = (number * 2654435761) & 0xFFFFFFFF
    return f"{FIRST_NAMES[mixed % len(FIRST_NAMES)]} {_INITIALS[(mixed >> 16) % len(_INITIALS)]}."


def department_names(given: Sequence[str], departments: int) -> tuple[str, ...]:
    """Names for every department: those given, then rooms of a growing house."""
    return _filled(given, departments, _ROOMS, _SIDES)


def _filled(
    given: Sequence[str], size: int, words: Sequence[str], seconds: Sequence[str], *, initials: bool = False
) -> tuple[str, ...]:
    names = list(given[:size])
    taken = {name.lower() for name in names}
    for name in _endless(words, seconds, initials):
        if len(names) == size:
            break
        if name.lower() not in taken:
            names.append(name)
    return tuple(names)


def _endless(words: Sequence[str], seconds: Sequence[str], initials: bool) -> Iterator[str]:
    yield from words
    for second in seconds:
        for word in words:
            yield f"{word} {second}" if initials else f"{second} {word}"
    for number in count(2):
        for second in seconds:
            for word in words:
                yield f"{word} {second} {number}" if initials else f"{second} {word} {number}"
