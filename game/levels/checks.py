"""What the shape of a file cannot tell: dangling names, stars out of reach, plans that cannot work, idle levers."""

from __future__ import annotations

import math
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from game.levels.building import build_world, event_week
from game.levels.conditions import ConditionError, never, parse_condition, parse_place
from game.levels.goods import GOODS_PER_MARKET, Good, build_goods
from game.levels.level import FREE
from game.levels.library import shelf
from game.levels.model import MOST_PEOPLE, DilemmaBlock, LevelBlock, ProductBlock
from game.levels.names import MARKETS
from game.levels.problems import Findings, did_you_mean, shown
from game.levels.shape import touches
from game.levels.strict import Path, Tree
from game.sim.company.bottlenecks import CAUSES, PARTS, PRICE
from game.sim.values import BUILD_WEEKS, DIRECTIONS, MOST_TOOLS, VERBS
from game.sim.world import QUARTER_WEEKS, World

CHANGES: tuple[str, ...] = (
    "contract", "shift", "recall", "trouble", "bottleneck", "arrival", "unlock", "dilemma",
)  # fmt: skip
"""What an event may bring besides news; each but a dilemma needs a date."""


@dataclass
class _Desk:
    """Everything a check reads: the (mended) file, what follows from it, and where things stand."""

    block: LevelBlock
    tree: Tree
    damaged: set[Path]
    findings: Findings
    world: World
    goods: tuple[Good, ...]
    markets: tuple[str, ...]

    def sound(self, *path: str | int) -> bool:
        """Whether the file's value at `path` can be trusted, with everything inside it."""
        return not touches(self.damaged, path) and not any(bad[: len(path)] == path for bad in self.damaged)

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


def checked(block: LevelBlock, tree: Tree, damaged: set[Path], findings: Findings) -> None:
    """Notes everything that is wrong between the parts of a level. damaged: paths that were mended and are not read."""
    goods, markets = build_goods(block)
    desk = _Desk(block, tree, damaged, findings, build_world(block), goods, markets)
    checks = (
        _products, _chains, _organisation, _money, _stars, _figures, _values, _levers, _events, _dilemmas, _hints,
        _aim, _claims,
    )  # fmt: skip
    for check in checks:
        check(desk)


def _products(desk: _Desk) -> None:
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
        if good.look in looks:
            desk.findings.error(desk.tree.value((*path, "look")), "name",
                                f"{shown(good.name)} looks like {shown(looks[good.look])}: both are a {good.look}.",
                                "Give each product its own look.")  # fmt: skip
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
        _known_product(desk, name, path, on_key=True)
        if desk.sound(*path) and len(desk.block.demand.seasons[name]) != 4:
            desk.findings.error(
                desk.tree.value(path), "range", f"The season of {shown(name)} needs four numbers, one a quarter."
            )


def _wanted(products: Sequence[ProductBlock]) -> set[str]:
    """The names of goods that customers ask for, or that go into one of them, at however many removes."""
    found = {product.name for product in products if product.share != 0}
    for _ in products:
        found |= {part for product in products if product.name in found for part in product.needs}
    return found


def _chains(desk: _Desk) -> None:
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
            _known_product(desk, part, (*path, part), on_key=True)
            known &= part in desk.names
        used = math.fsum(value.get(part, 0.0) * pieces for part, pieces in product.needs.items())
        if product.needs and used >= desk.goods[index].value and desk.sound("products", index, "value"):
            desk.findings.warning(desk.tree.key(path), "plan",
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


def _known_product(desk: _Desk, name: str, path: Path, *, on_key: bool = False) -> None:
    if name in desk.names or not desk.sound(*path) or not desk.names_sound:
        return
    spot = desk.tree.key(path) if on_key else desk.tree.value(path)
    desk.findings.error(spot, "name", f"There is no product {shown(name)}.", did_you_mean(name, desk.names))


def _organisation(desk: _Desk) -> None:
    organisation, world = desk.block.organisation, desk.world
    counts_sound = desk.sound("people") and desk.sound("organisation")
    for key, given, most in (
        ("departments", organisation.departments, world.departments),
        ("teams", organisation.teams, world.teams),
    ):
        _twice(desk, given, ("organisation", key))
        if len(given) > most and counts_sound:
            word = key if most > 1 else key[:-1]
            desk.findings.warning(desk.tree.value(("organisation", key, most)), "useless",
                                  f"{shown(given[most])} is never used: the level has {most} {word}.")  # fmt: skip
    for index, number in enumerate(organisation.outer):
        if number > world.departments and counts_sound:
            many = f"the level has {world.departments}" if world.departments > 1 else "the level has one"
            desk.findings.error(desk.tree.value(("organisation", "outer", index)), "name",
                                f"There is no department {number}; {many}.")  # fmt: skip
    if organisation.team_size is not None and organisation.team_size > desk.block.people.most and counts_sound:
        desk.findings.error(desk.tree.value(("organisation", "team_size")), "plan",
                            f"{desk.block.people.most} people cannot make a team of {organisation.team_size}."
                            )  # fmt: skip
    if desk.sound("people") and desk.sound("events") and world.seats > MOST_PEOPLE:
        desk.findings.error(desk.tree.key(("people",)), "plan",
                            f"With everyone who arrives there are {world.seats:,} people; a level has room for "
                            f"{MOST_PEOPLE:,}.")  # fmt: skip
    if organisation.temperaments and not any(organisation.temperaments.values()):
        desk.findings.error(desk.tree.value(("organisation", "temperaments")), "range",
                            "One temperament at least needs a part above 0.")  # fmt: skip


def _twice(desk: _Desk, words: Sequence[str], path: Path) -> None:
    for index, word in enumerate(words):
        if word.lower() in [other.lower() for other in words[:index]]:
            desk.findings.error(desk.tree.value((*path, index)), "name", f"{shown(word)} stands twice in this list.")


def _money(desk: _Desk) -> None:
    for key in ("cash", "wage", "fixed", "coin", "price", "tools", "net", "hiring"):
        amount = getattr(desk.block.money, key)
        if amount is not None and desk.sound("money", key) and abs(amount * 100 - round(amount * 100)) > 1e-6:
            desk.findings.error(
                desk.tree.value(("money", key)), "range", f"“{key}” is {amount:g}; money has two decimals."
            )


def _stars(desk: _Desk) -> None:
    stars = desk.block.stars
    for index in (1, 2):
        if desk.sound("stars") and stars[index] <= stars[index - 1]:
            desk.findings.error(
                desk.tree.value(("stars", index)), "stars",
                f"Star thresholds must rise; {stars[index]:g} comes after {stars[index - 1]:g}.",
            )  # fmt: skip


def _figures(desk: _Desk) -> None:
    _twice(desk, desk.block.policy.kpis, ("policy", "kpis"))


def _values(desk: _Desk) -> None:
    values, offered = desk.block.values, desk.world.value_names
    _twice(desk, values.offered or (), ("values", "offered"))
    _twice(desk, values.declared, ("values", "declared"))
    named: list[tuple[str, Path, bool]] = [
        (name, ("values", "declared", index), False) for index, name in enumerate(values.declared)
    ]
    for number, culture in enumerate(values.cultures):
        place = ("values", "cultures", number)
        named += [(name, (*place, "agreement", name), True) for name in culture.agreement]
        if culture.share is None and any(c.share is not None for c in values.cultures) and desk.sound(*place):
            desk.findings.error(desk.tree.value(place), "plan", "This culture has no share, but others have one.",
                                "Give a share to every culture or to none.")  # fmt: skip
    named += [(name, ("values", "newcomers", name), True) for name in values.newcomers]
    for index, event in enumerate(desk.block.events):
        if event.arrival and event.arrival.agreement:
            named += [(name, ("events", index, "arrival", "agreement", name), True) for name in event.arrival.agreement]
    for name, path, on_key in named:
        if name not in offered and desk.sound(*path) and desk.sound("values", "offered"):
            spot = desk.tree.key(path) if on_key else desk.tree.value(path)
            desk.findings.error(spot, "name", f"The value {shown(name)} is not among those offered here.",
                                f"Add it to “offered”: {', '.join(offered)}." if offered else "")  # fmt: skip
    if (
        values.offered
        and not values.declared
        and "declare" not in desk.levers
        and desk.sound("levers")
        and desk.sound("events")
    ):
        desk.findings.warning(desk.tree.key(("values", "offered")), "useless",
                              "No value can ever be declared here.", "Open the lever “declare”.")  # fmt: skip


def _levers(desk: _Desk) -> None:
    _twice(desk, desk.block.levers or (), ("levers",))
    if not desk.sound("levers") or not desk.sound("events"):
        return
    places: dict[str, Path] = {name: ("levers", index) for index, name in enumerate(desk.block.levers or ())}
    for index, event in enumerate(desk.block.events):
        path = ("events", index, "unlock")
        if event.unlock is None:
            continue
        if event.unlock in places or event.unlock in desk.world.levers:
            desk.findings.warning(desk.tree.value(path), "useless", f"The lever {shown(event.unlock)} is open already.")
        else:
            places[event.unlock] = path
    for name, place in places.items():
        reason = _useless(desk, name)
        if reason:
            desk.findings.warning(
                desk.tree.value(place), "useless", f"The lever {shown(name)} is of no use here: {reason}."
            )


def _useless(desk: _Desk, lever: str) -> str:
    """Why a lever can do nothing in this level; empty if it can."""
    levers, world, declared = desk.levers, desk.world, desk.block.values.declared
    opened = 0 if lever in world.levers else min((u.week for u in world.unlocks if u.lever == lever), default=0)
    if lever == "tools" and desk.sound("weeks") and 0 < world.weeks <= opened + BUILD_WEEKS:
        return f"tools take {BUILD_WEEKS} weeks to build, and the level ends after week {world.weeks}"
    told = world.aim is not None and world.aim.told
    reasons = {
        "choose": ("default" not in levers, "the default cannot be changed"),
        "tag": (not world.may_choose, "only teams that choose react to tags, and no team ever may"),
        "reporting": (desk.sound("people") and world.layers == 0, "with so few people no report is ever late"),
        "tools": (world.policy.tools >= MOST_TOOLS, "there is nothing left that a tool could share"),
        "declare": (desk.sound("values") and not world.value_names, "no value is offered"),
        "retire": ("declare" not in levers and not declared, "no value ever stands"),
        "ritual": ("declare" not in levers and not declared, "no value ever stands"),
        "answer": (not any(event.dilemma for event in desk.block.events), "no event brings a card"),
        "rest": ("ritual" not in levers, "there are no rituals to call off"),
        "advert": (
            desk.sound("weeks") and -(-opened // QUARTER_WEEKS) * QUARTER_WEEKS >= world.weeks,
            "no quarter begins after it opens",
        ),
        "promote": ("visit" not in levers, "nobody is ever met without a visit"),
        "retell": ("tell" not in levers and not told, "there is no vision to speak for"),
        "height": ("tell" not in levers, "nobody can tell a vision"),
    }
    useless, reason = reasons.get(lever, (False, ""))
    return reason if useless else ""


def _events(desk: _Desk) -> None:
    for index, event in enumerate(desk.block.events):
        path = ("events", index)
        changes = [key for key in CHANGES if getattr(event, key) is not None]
        if not desk.sound(*path):
            continue
        if not changes and event.news is None:
            desk.findings.error(desk.tree.value(path), "missing", "Nothing happens in this event.",
                                "Add contract, shift, recall, trouble, bottleneck, arrival, unlock, dilemma or news."
                                )  # fmt: skip
        if event.contract:
            _known_product(desk, event.contract.product, (*path, "contract", "product"))
        if event.shift:
            _known_product(desk, event.shift.product, (*path, "shift", "product"))
            if event.shift.notice is None and (event.shift.odds < 100 or event.shift.says is not None):
                key = "says" if event.shift.says is not None else "odds"
                desk.findings.error(desk.tree.value((*path, "shift", key)), "plan",
                                    "Nobody hears of this before it comes.",
                                    "Add notice: how many weeks before the desk hears of it.")  # fmt: skip
        _struck(desk, index)
        week = event_week(event.when)
        if week < 0 or not event.when.lower().split()[1].lstrip("0"):
            if _condition(desk, event.when, (*path, "when")) and changes not in ([], ["dilemma"]):
                changes = [change for change in changes if change != "dilemma"]
                article = "An" if changes[0][0] in "aeiou" else "A"
                desk.findings.error(desk.tree.value((*path, "when")), "plan",
                                    f"{article} {changes[0]} needs a date, not a condition.",
                                    "Write “week 8” or “quarter 2”.")  # fmt: skip
        elif desk.sound("weeks") and week >= desk.world.weeks:
            what = f"This {changes[0]}" if changes else "This news"
            desk.findings.error(desk.tree.value((*path, "when")), "plan",
                                f"{what} never comes: the level ends after week {desk.world.weeks}.")  # fmt: skip
        elif event.contract and desk.sound("weeks") and week + event.contract.weeks > desk.world.weeks:
            desk.findings.warning(desk.tree.value((*path, "when")), "plan",
                                  f"This contract runs to week {week + event.contract.weeks}; the level ends after "
                                  f"week {desk.world.weeks}.")  # fmt: skip


def _struck(desk: _Desk, index: int) -> None:
    """Trouble and bottlenecks must name a department and a product that are there."""
    event, most = desk.block.events[index], desk.world.departments
    for key, department in (
        ("trouble", event.trouble.department if event.trouble else 0),
        ("bottleneck", event.bottleneck.department if event.bottleneck else 0),
    ):
        if department > most and desk.sound("people") and desk.sound("organisation"):
            many = f"the level has {most}" if most > 1 else "the level has one"
            desk.findings.error(desk.tree.value(("events", index, key, "department")), "name",
                                f"There is no department {department}; {many}.")  # fmt: skip
    if event.bottleneck is None:
        return
    path: Path = ("events", index, "bottleneck")
    about = event.bottleneck.cause in (CAUSES[PARTS].name, CAUSES[PRICE].name)
    if event.bottleneck.product is not None:
        _known_product(desk, event.bottleneck.product, (*path, "product"))
        if not about:
            desk.findings.warning(desk.tree.value((*path, "product")), "useless",
                                  f"A bottleneck of {shown(event.bottleneck.cause)} is about no product.")  # fmt: skip
    elif about:
        desk.findings.error(desk.tree.key(path), "missing",
                            f"A bottleneck of {shown(event.bottleneck.cause)} is about a product.",
                            f"Add product: {desk.names[0]}.")  # fmt: skip


def _dilemmas(desk: _Desk) -> None:
    """Cards: their names, what they ask for, their answers; events: that the card exists and can be answered."""
    own: list[str] = []
    for index, card in enumerate(desk.block.dilemmas):
        path: Path = ("dilemmas", index)
        if not desk.sound(*path):
            continue
        if card.name in own:
            desk.findings.error(desk.tree.value((*path, "name")), "name", f"There are two cards {shown(card.name)}.")
        own.append(card.name)
        if card.make not in (None, "scarcest", "improve"):
            _known_product(desk, card.make, (*path, "make"))
        answers = [verb for verb in VERBS if getattr(card, verb) is not None]
        if len(answers) < 2:
            desk.findings.error(desk.tree.value(path)._replace(width=1), "plan",
                                f"{shown(card.name)} needs two answers at least, usually three.",
                                f"Add some of {', '.join(VERBS)}.")  # fmt: skip
        if card.value is not None and desk.sound("values", "offered") and card.value not in desk.world.value_names:
            desk.findings.warning(desk.tree.value((*path, "value")), "useless",
                                  f"The value {shown(card.value)} is not among those offered here.")  # fmt: skip
        _card_texts(desk, card, path)
    library = shelf()
    known = [*own, *library.cards]
    for index, event in enumerate(desk.block.events):
        path = ("events", index, "dilemma")
        if event.dilemma is None or not desk.sound(*path) or not desk.sound("dilemmas"):
            continue
        if event.dilemma not in known:
            desk.findings.error(desk.tree.value(path), "name", f"There is no card {shown(event.dilemma)}.",
                                _lost_card(library.unread) or did_you_mean(event.dilemma, known))  # fmt: skip
        elif "answer" not in desk.levers and desk.sound("levers"):
            desk.findings.error(desk.tree.value(path), "plan", "Nobody could answer this card.",
                                "Open the lever “answer”.")  # fmt: skip


def _lost_card(unread: Sequence[str]) -> str:
    """Where a card may be that is nowhere else, or an empty text."""
    if not unread:
        return ""
    files, it = ", ".join(unread[:3]) + (" …" if len(unread) > 3 else ""), "it" if len(unread) == 1 else "one of them"
    return f"{files} cannot be read, and the card may be in {it}. See “check {shlex.quote(unread[0])}”."


def _card_texts(desk: _Desk, card: DilemmaBlock, path: Path) -> None:
    texts = {("title",): card.title, ("text",): card.text, ("silence", "then"): card.silence.then}
    for verb in VERBS:
        answer = getattr(card, verb)
        if answer is not None:
            texts |= {(verb, "does"): answer.does, (verb, "says"): answer.says, (verb, "then"): answer.then}
    for place, text in texts.items():
        spot = desk.tree.value((*path, *place))
        for word in re.findall(r"\{([^}]*)\}", text):
            if word not in ("department", "product"):
                desk.findings.error(spot, "name", f"{shown('{' + word + '}')} stands for nothing on a card.",
                                    "A card may name {department} and {product}.")  # fmt: skip
            elif word == "product" and card.make is None:
                desk.findings.error(spot, "plan", "This card asks for no product.",
                                    "Say what it asks for: “make: scarcest”.")  # fmt: skip


def _condition(desk: _Desk, text: str, path: Path) -> bool:
    """Notes what is wrong with a condition; whether it could be understood."""
    try:
        condition = parse_condition(text, desk.names)
    except ConditionError as error:
        if "product" not in error.text or desk.names_sound:
            spot = desk.tree.word(path, error.offset, error.width)
            desk.findings.error(spot, "condition", error.text, error.hint)
        return False
    if desk.sound("weeks") and desk.sound("levers") and desk.sound("events") and desk.sound("policy"):
        reason = never(condition, desk.world, unlocked=desk.levers)
        if reason:
            desk.findings.warning(desk.tree.value(path), "never", f"This can never show. {reason}")
    return True


def _hints(desk: _Desk) -> None:
    stalls = {good.name: good.market for good in desk.goods}
    for index, hint in enumerate(desk.block.hints):
        path = ("hints", index)
        if desk.sound(*path, "when"):
            _condition(desk, hint.when, (*path, "when"))
        if not desk.sound(*path, "point"):
            continue
        try:
            parse_place(hint.point, stalls, desk.markets, desk.world.teams, desk.world.departments)
        except ConditionError as error:
            about_counts = hint.point.lower().startswith(("team", "department"))
            about_goods = hint.point.lower().startswith("market")
            if (about_counts and not (desk.sound("people") and desk.sound("organisation"))) or (
                about_goods and not desk.sound("products")
            ):
                continue
            spot = desk.tree.word((*path, "point"), error.offset, error.width)
            desk.findings.error(spot, "name", error.text, error.hint)


def _aim(desk: _Desk) -> None:
    aim = desk.block.aim
    places = [*desk.names, *DIRECTIONS]
    named: list[tuple[str, Path, bool]] = [(name, ("visions", name), True) for name in desk.block.visions]
    if aim is not None and aim.toward is not None:
        named.append((aim.toward, ("aim", "toward"), False))
    elif aim is not None and "toward" not in aim.model_fields_set and aim.model_fields_set & {"height", "told"}:
        lacking = "height" if "height" in aim.model_fields_set else "told"
        desk.findings.error(desk.tree.key(("aim", lacking)), "missing",
                            f"“{lacking}” needs a direction to be measured in.", "Add “toward”.")  # fmt: skip
    for name, path, on_key in named:
        if name not in places and desk.sound(*path) and desk.names_sound:
            spot = desk.tree.key(path) if on_key else desk.tree.value(path)
            desk.findings.error(spot, "name", f"A vision cannot point at {shown(name)}.", did_you_mean(
                name, places, otherwise=f"It points at a product, or at {', '.join(DIRECTIONS)}."
            ))  # fmt: skip


def _claims(desk: _Desk) -> None:
    for index, claim in enumerate(desk.block.claims):
        if claim.better == claim.than and not touches(desk.damaged, ("claims", index, "than")):
            desk.findings.error(desk.tree.value(("claims", index, "than")), "plan",
                                f"{shown(claim.than)} cannot be better than itself.")  # fmt: skip
        sound = all(desk.sound(part) for part in ("levers", "events", "policy"))
        for part, name in (("better", claim.better), ("than", claim.than)):
            if name == FREE and sound and desk.world.may_choose:
                desk.findings.error(desk.tree.value(("claims", index, part)), "plan",
                                    f"{shown(name)} is for levels that never let their teams choose; this one does.",
                                    "Name “incentives” or “handsoff”.")  # fmt: skip
