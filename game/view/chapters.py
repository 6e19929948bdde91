"""The levels of the title: the road of the campaign, the one beside it, and which of them are open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from game.levels.folder import Cover
from game.view.ways import Chapter

CAMPAIGN: tuple[tuple[str, int], ...] = (
    ("The Garage", 5), ("Two Pizzas", 12), ("The Corridor", 40), ("The Floor", 120), ("The House", 400),
    ("The Merger", 1_200), ("The Following", 4_000), ("The Aim", 15_000),
)  # fmt: skip
"""The whole road; milestones whose level is not in this edition are shown and stay shut."""
BESIDE: dict[str, int] = {"the-brewery": 3}
"""Levels beside the road, by their file's name: the number of the level after which each opens."""


def road(covers: Sequence[Cover], stars: Mapping[str, int], unreadable: Collection[Path]) -> list[Chapter]:
    """The whole road; a level is open when the one before it has been finished once, or cannot be opened at all.

    covers: the levels that are there. stars: of every level that was finished, by name.
    """
    known: dict[int, Cover] = {}
    for found in covers:
        # Of two files with one number the one with the level's own name counts; the other may be somebody's copy.
        if found.number not in known or _own_name(found):
            known[found.number] = found
    out: list[Chapter] = []
    reached = True
    for number, (title, people) in enumerate(CAMPAIGN, 1):
        cover = known.get(number)
        if cover is None:
            out.append(Chapter(None, "", number, title, people, 0, False))
            continue
        out.append(_chapter(cover, number, people, stars, unreadable, reached))
        reached = reached and out[-1].finished
    return out


def beside(
    covers: Sequence[Cover], stars: Mapping[str, int], unreadable: Collection[Path], way: Sequence[Chapter]
) -> list[Chapter]:
    """The levels beside the road that are there, each open once the one on the `way` before it has been finished."""
    out = []
    for cover in covers:
        after = BESIDE.get(Path(cover.path).stem)
        if after is not None:
            before = way[after - 1]
            chapter = _chapter(cover, 0, 0, stars, unreadable, before.open and before.finished)
            out.append(replace(chapter, after=before.title))
    return out


def _chapter(
    cover: Cover, number: int, people: int, stars: Mapping[str, int], unreadable: Collection[Path], reached: bool
) -> Chapter:
    path = Path(cover.path)
    name = path.name.removesuffix(".yaml").removesuffix(".yml")
    earned = stars.get(name)
    done = earned is not None or path in unreadable
    return Chapter(path, name, number, cover.title, cover.people or people, earned or 0, reached, done)


def bears_name(path: Path) -> bool:
    """Whether a file of the campaign's folder is called as one of its levels is, with its number."""
    number, _, name = path.stem.partition("-")
    titles = {f"{n:02}": title.lower().replace(" ", "-") for n, (title, _) in enumerate(CAMPAIGN, 1)}
    return path.suffix == ".yaml" and titles.get(number) == name


def _own_name(cover: Cover) -> bool:
    """Whether a file is called as its level of the campaign is."""
    titles = [title for title, _ in CAMPAIGN[cover.number - 1 : cover.number]]
    return bool(titles) and Path(cover.path).stem.partition("-")[2] == titles[0].lower().replace(" ", "-")
