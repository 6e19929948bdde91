"""What the shape of a file cannot tell, by subject: dangling names, plans that cannot work, texts that cannot be shown.

Each module holds the checks of one subject and reads a `Desk`. An error stops the level; a warning is advice under a
rule's name, which the level may accept with a reason.
"""

from __future__ import annotations

from game.levels import library
from game.levels.building import build_world
from game.levels.checks.cards import check_dilemmas
from game.levels.checks.desk import Desk
from game.levels.checks.goals import check_aim, check_bet, check_claims, check_stars
from game.levels.checks.goods import check_chains, check_products
from game.levels.checks.happenings import check_events
from game.levels.checks.house import (
    check_cast,
    check_figures,
    check_levers,
    check_money,
    check_organisation,
    check_values,
)
from game.levels.checks.pointing import check_hints
from game.levels.checks.room import check_room
from game.levels.checks.texts import check_texts
from game.levels.checks.wording import check_words
from game.levels.goods import build_goods
from game.levels.model import LevelBlock
from game.levels.problems import Findings, did_you_mean, shown
from game.levels.rules import BY_TRIAL, RULES
from game.levels.strict import Path, Tree

_CHECKS = (
    check_products, check_chains, check_organisation, check_cast, check_money, check_stars, check_figures, check_values,
    check_levers, check_events, check_dilemmas, check_hints, check_aim, check_bet, check_claims, check_texts,
    check_words, check_room,
)  # fmt: skip


def checked(block: LevelBlock, tree: Tree, damaged: set[Path], findings: Findings) -> None:
    """Notes everything that is wrong between the parts of a level. damaged: paths that were mended and are not read."""
    goods, markets = build_goods(block)
    in_library = library.holds(findings.file)
    desk = Desk(block, tree, damaged, findings, build_world(block, goods), goods, markets, in_library)
    for check in _CHECKS:
        check(desk)
    _accept(desk)


def _accept(desk: Desk) -> None:
    """Takes out the warnings that the level accepts, and notes what it accepts in vain."""
    findings = desk.findings
    for name in desk.block.accepted:
        path = ("accepted", name)
        if name not in RULES:
            findings.error(desk.tree.key(path), "accepted", f"There is no rule {shown(name)}.",
                           did_you_mean(name, list(RULES), otherwise="“check --rules” lists them."))  # fmt: skip
        elif not RULES[name].warns:
            findings.error(desk.tree.key(path), "accepted", f"{shown(name)} is an error, and no level may accept it.",
                           "Mend what it names.")  # fmt: skip
        elif not findings.take_out(name) and name not in BY_TRIAL and not findings.failed:
            findings.warning(desk.tree.key(path), "accepted", f"The rule {shown(name)} finds nothing here.",
                             "Take this line out.")  # fmt: skip
