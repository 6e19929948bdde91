"""A leader who lets teams choose, and the tags that any leader may hang."""

from __future__ import annotations

from game.bots.absent import settle
from game.bots.cards import answer_cards
from game.bots.desk import Desk
from game.bots.orders import command
from game.bots.stages import ask_houses, in_a_row
from game.bots.thrift import in_danger, save
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.values import CHOOSE, FREE

TAG_LEAD = 4
"""Weeks before a contract at which its tag should be heard."""


def lead(report: Report) -> list[Action]:
    """Lets teams choose, and sets bonuses for contracts in good time.

    Until they may choose it does what comes nearest: each team is told once, for long, and carries on with that, or
    each house of a row is asked for a number; it commands while the till is in danger.
    """
    desk = Desk(report)
    save(desk)
    if not desk.may_choose and in_danger(report):
        command(desk, FREE)
    elif not desk.may_choose and in_a_row(report):
        ask_houses(desk)
    elif not desk.may_choose:
        settle(desk)
    elif desk.announce(CHOOSE) and report.coming_default == CHOOSE:
        tag_contracts(desk)
    answer_cards(desk, FREE)
    return desk.actions


def tag_contracts(desk: Desk) -> None:
    """Tags what the horizon promises so that teams hear of it in time, for as long as it takes to get going."""
    report = desk.report
    tagged = {tag.product for tag in report.tags} | {x.target for x in report.letters if x.lever == "tag"}
    for contract in report.horizon:
        ahead = contract.first - report.week - report.world.letter_weeks
        if contract.product not in tagged and 2 <= ahead <= TAG_LEAD:
            size = (contract.low + contract.high) / 2.0
            desk.act("tag", contract.product, 1 if size < 2.4 else 2, 6)
            tagged.add(contract.product)
