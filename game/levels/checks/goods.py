"""Whether what a company makes can be told apart, is asked for and can be made."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from game.levels.checks.desk import Desk, known_product
from game.levels.goods import GOODS_PER_MARKET, Good
from game.levels.looks import COLOURS, READY, SHAPES, parts_of
from game.levels.model import ProductBlock
from game.levels.names import MARKETS
from game.levels.problems import shown
from game.levels.strict import Path


def check_products(desk: Desk) -> None:
    """Notes products that cannot be told apart, or that nobody asks for."""
    looks: dict[str, str] = {}
    names: set[str] = set()
    asked: dict[str, int] = {}
    shares = [product.share is not None for product in desk.block.products]
    wanted = _wanted(desk.block.products)
    for index, (product, good) in enumerate(zip(desk.block.products, desk.goods, strict=False)):
        path: Path = ("products", index)
        if not desk.sound(*path):
            continue
        if good.name.lower() in names:
            desk.findings.error(desk.tree.value((*path, "name")), "name", f"There are two products {shown(good.name)}.")
            continue
        names.add(good.name.lower())
        if _looks_like_another(desk, (*path, "look"), good, looks):
            continue
        looks[good.look] = good.name
        if product.share is None and any(shares) and desk.sound("products"):
            desk.findings.error(desk.tree.value(path), "plan", f"{shown(good.name)} has no share, but others have one.",
                                "Give a share to every product or to none.")  # fmt: skip
        if product.share == 0 and good.name not in wanted and desk.sound("products"):
            desk.findings.error(desk.tree.value((*path, "share")), "plan",
                                f"Customers do not ask for {shown(good.name)}, and it goes into nothing they ask for.",
                                "Give it a share above 0, or let another product need it.")  # fmt: skip
        market = desk.markets[good.market]
        asked[market] = asked.get(market, 0) + 1
        if asked[market] == GOODS_PER_MARKET + 1:
            desk.findings.error(desk.tree.value((*path, "market")), "plan",
                                f"Three products are asked for at {shown(market)}; it has room for two.")  # fmt: skip
    if len(desk.markets) > len(MARKETS) and desk.sound("products"):
        desk.findings.error(desk.tree.key(("products",)), "plan",
                            f"There are {len(desk.markets)} markets; the board has six corners.")  # fmt: skip
    for name in desk.block.demand.seasons:
        path = ("demand", "seasons", name)
        known_product(desk, name, path, on_key=True)
        if desk.sound(*path) and len(desk.block.demand.seasons[name]) != 4:
            desk.findings.error(
                desk.tree.value(path), "range", f"The season of {shown(name)} needs four numbers, one a quarter."
            )


def _looks_like_another(desk: Desk, path: Path, good: Good, looks: Mapping[str, str]) -> bool:
    """Notes what a product shares with one before it, whose names stand in `looks`; says whether they are mistaken."""
    mine = parts_of(good.look)
    for look, name in looks.items():
        other = parts_of(look)
        if mine.icon != other.icon and (mine.colour, mine.shape) != (other.colour, other.shape):
            continue
        both = f"both are a {look}" if look in READY else f"both are {mine.colour} and a {mine.shape}"
        if look != good.look and mine.icon == other.icon:
            both = f"both have the icon {shown(mine.icon)}"
        desk.findings.error(desk.tree.value(path), "name", f"{shown(good.name)} looks like {shown(name)}: {both}.",
                            "Give each product its own look.")  # fmt: skip
        return True
    for look, name in looks.items():
        other = parts_of(look)
        for part, what, free in (("colour", mine.colour, COLOURS), ("shape", f"a {mine.shape}", SHAPES)):
            if getattr(mine, part) != getattr(other, part):
                continue
            taken = {getattr(parts_of(good.look), part) for good in desk.goods}
            left = ", ".join(word for word in free if word not in taken)
            desk.findings.warning(desk.tree.value((*path, part)), "alike",
                                  f"{shown(good.name)} and {shown(name)} are both {what}.",
                                  f"Choose another {part}: {left}.")  # fmt: skip
    return False


def _wanted(products: Sequence[ProductBlock]) -> set[str]:
    """The names of goods that customers ask for, or that go into one of them, at however many removes."""
    found = {product.name for product in products if product.share != 0}
    for _ in products:
        found |= {part for product in products if product.name in found for part in product.needs}
    return found


def check_chains(desk: Desk) -> None:
    """Inputs must be other products, without circles, and leave something for the work."""
    value = {good.name: good.value for good in desk.goods}
    known = True
    for index, product in enumerate(desk.block.products):
        path: Path = ("products", index, "needs")
        if not desk.sound(*path) or not desk.sound("products", index, "name"):
            known = False
            continue
        for part in product.needs:
            if part == product.name:
                desk.findings.error(desk.tree.key((*path, part)), "plan", f"{shown(part)} needs itself.",
                                    "Leave this need out.")  # fmt: skip
            known_product(desk, part, (*path, part), on_key=True)
            known &= part in desk.names
        used = math.fsum(value.get(part, 0.0) * pieces for part, pieces in product.needs.items())
        if product.needs and used >= desk.goods[index].value and desk.sound("products", index, "value"):
            desk.findings.warning(desk.tree.key(path), "worthless",
                                  f"What goes into {shown(product.name)} is worth {used:g}, and {shown(product.name)} "
                                  f"only {desk.goods[index].value:g}.",
                                  "Nobody who is free to choose will make it.")  # fmt: skip
    circle = _circle({good.name: {part for part, _ in good.needs} - {good.name} for good in desk.goods})
    if known and circle:
        desk.findings.error(desk.tree.key(("products", desk.names.index(circle[0]), "needs")), "plan",
                            f"{', '.join(map(shown, circle))} need each other in a circle; none can be made first.",
                            "Leave one of these needs out.")  # fmt: skip


def _circle(needs: dict[str, set[str]]) -> list[str]:
    """The products that need each other in circles, and any between them, in their order; empty if there are none."""
    left = set(needs)
    while outside := {name for name in left if not needs[name] & left or all(name not in needs[user] for user in left)}:
        left -= outside
    return [name for name in needs if name in left]
