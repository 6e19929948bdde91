"""The dozen people who come along from the garage on: what they are called, and how they are.

A level says whom of them it follows, and where they sit: `cast: {Ada: 1, Ben: 2}`. A number is the place in the table,
so new people go to its end; `game.board.faces` draws them in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody whom a level follows: first name and surname ("" where there is none), "she", "he" or "they", and a
    temperament by its name in TEMPERAMENTS."""

    name: str
    surname: str
    pronoun: str
    temperament: str

    @property
    def full_name(self) -> str:
        """First name and surname."""
        return f"{self.name} {self.surname}".strip()


CAST: tuple[Person, ...] = (
    Person("Ada", "Lind", "she", "hustlers"),
    Person("Ben", "Okoro", "he", "explorers"),
    Person("Mira", "Sand", "she", "stewards"),
    Person("Otto", "Frey", "he", "makers"),
    Person("Wren", "Abbot", "she", "caretakers"),
    Person("Greta", "Holm", "she", "caretakers"),
    Person("Noor", "Aziz", "she", "stewards"),
    Person("Tilda", "Brandt", "she", "caretakers"),
    Person("Hugo", "Vance", "he", "hustlers"),
    Person("Ines", "Duarte", "she", "makers"),
    Person("Jonas", "Kerr", "he", "explorers"),
    Person("Yusuf", "Demir", "he", "makers"),
)
"""In the order in which they came."""

NUMBER: dict[str, int] = {person.name: number for number, person in enumerate(CAST)}
"""The place of each in the table."""
