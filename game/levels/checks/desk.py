"""What every check reads: the file, what follows from it, and where things stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.levels.goods import Good
from game.levels.model import LevelBlock
from game.levels.problems import Findings, did_you_mean, shown
from game.levels.strict import Path, Tree
from game.sim.world import World


@dataclass
class Desk:
    """Everything a check reads: the (mended) file, what follows from it, and where things stand."""

    block: LevelBlock
    tree: Tree
    damaged: set[Path]
    findings: Findings
    world: World
    goods: tuple[Good, ...]
    markets: tuple[str, ...]
    in_library: bool

    def sound(self, *path: str | int) -> bool:
        """Whether the file's value at `path` can be trusted, with everything inside it."""
        return not any(bad[: len(path)] == path or path[: len(bad)] == bad for bad in self.damaged)

    @property
    def names_sound(self) -> bool:
        """Whether every product's name can be trusted."""
        return not any(bad[0] == "products" and bad[2:] in ((), ("name",)) for bad in self.damaged if bad)

    @property
    def names(self) -> list[str]:
        return [good.name for good in self.goods]

    @property
    def levers(self) -> set[str]:
        """Levers that are open at some time."""
        return {*self.world.levers, *(unlock.lever for unlock in self.world.unlocks)}


def known_product(desk: Desk, name: str, path: Path, *, on_key: bool = False) -> None:
    """Notes a product that is not made here. on_key: whether its name is a key."""
    if name in desk.names or not desk.sound(*path) or not desk.names_sound:
        return
    spot = desk.tree.key(path) if on_key else desk.tree.value(path)
    desk.findings.error(spot, "name", f"There is no product {shown(name)}.", did_you_mean(name, desk.names))


def twice(desk: Desk, words: Sequence[str], path: Path) -> None:
    """Notes words that stand in a list more than once."""
    for index, word in enumerate(words):
        if word.lower() in [other.lower() for other in words[:index]]:
            desk.findings.error(desk.tree.value((*path, index)), "name", f"{shown(word)} stands twice in this list.")
