"""A level's products with every default filled in, and the markets in which they are sold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.levels.looks import Wanted, chosen, kin
from game.levels.names import GOODS, LOOKS, MARKETS
from game.levels.usual import GOODS_MADE, by_people
from game.sim.world import PATIENCE, QUARTER_WEEKS

if TYPE_CHECKING:
    from game.levels.model import LevelBlock, ProductBlock

GOODS_PER_MARKET = 2
SEASON_WEEKS = 52


@dataclass(frozen=True)
class Good:
    """A product with every default filled in; `share` adds up to 1 over all, market is an index.

    needs: (name of another product, pieces of it that go into one piece).
    """

    name: str
    look: str
    value: float
    share: float
    spoils: float
    market: int
    needs: tuple[tuple[str, float], ...] = ()
    lead_weeks: int = 0
    stock: float = 0.0
    holding: float = 0.0
    owing: float = 0.0
    patience: float = PATIENCE


def build_goods(block: LevelBlock) -> tuple[tuple[Good, ...], tuple[str, ...]]:
    """The products with every default filled in, and the names of the markets clockwise.

    A look comes from the product's name, else it is the next one free. Never raises: clashes are left for the checks.
    """
    from game.levels.model import ProductBlock

    usual = list(GOODS.values())[: by_people(block.people.most, GOODS_MADE)]
    products = block.products or [ProductBlock.model_construct(name=good[0]) for good in usual]
    looks = chosen([_wanted(product) for product in products])
    shares = proportions([1.0 if product.share is None else product.share for product in products])
    stalls = [
        product.market if product.market else GOODS[kin(look)][3] for product, look in zip(products, looks, strict=True)
    ]
    markets = _clockwise(stalls)
    goods = tuple(
        Good(
            product.name, look,
            float(GOODS[kin(look)][1] if product.value is None else product.value), share,
            float(GOODS[kin(look)][2] if product.spoils is None else product.spoils), markets.index(stall),
            tuple((part, float(pieces)) for part, pieces in product.needs.items()), product.lead_weeks,
            float(product.stock), float(product.holding), float(product.owing), float(product.patience),
        )
        for product, look, share, stall in zip(products, looks, shares, stalls, strict=True)
    )  # fmt: skip
    return goods, markets


def look_of(name: str) -> str:
    """The look that a product's name asks for by itself ("lamps" and "lamp" → lamp), or an empty text."""
    word = name.lower()
    return next((look for look in LOOKS if word in (look, look + "s", GOODS[look][0])), "")


def season(quarters: Sequence[float] | None) -> tuple[float, ...]:
    """52 weekly factors around 1 from the demand in four quarters, by straight lines between their middles."""
    if not quarters or len(quarters) != 4:
        return ()
    level = [4.0 * share for share in proportions(quarters)]
    weekly = []
    for week in range(SEASON_WEEKS):
        place = (week + 0.5) / QUARTER_WEEKS - 0.5
        before = int(place + 4.0) - 4
        after = place - before
        weekly.append(level[before % 4] * (1.0 - after) + level[(before + 1) % 4] * after)
    return tuple(4.0 * QUARTER_WEEKS * share for share in proportions(weekly))


def proportions(parts: Sequence[float]) -> tuple[float, ...]:
    """Shares that add up to 1, in proportion to `parts`; added in order, so that every machine gets the same."""
    whole = 0.0
    for part in parts:
        whole += float(part)
    return tuple(float(part) / whole if whole > 0.0 else 1.0 / len(parts) for part in parts)


def _wanted(product: ProductBlock) -> Wanted:
    look = product.look
    if look is None:
        return Wanted(look_of(product.name))
    return Wanted(look.icon or "", look.colour or "", look.shape or "")


def _clockwise(stalls: Sequence[str]) -> tuple[str, ...]:
    """Distinct markets: the known corners in their order, then others as the file names them."""
    named = list(dict.fromkeys(stalls))
    return tuple([m for m in MARKETS if m in named] + [m for m in named if m not in MARKETS])
