"""Whether the people, their money, their values and the levers fit together."""

from __future__ import annotations

from collections import Counter

from game.levels.checks.desk import Desk, twice
from game.levels.kinds import MOST_PEOPLE
from game.levels.problems import shown
from game.levels.strict import Path
from game.sim.values import BUILD_WEEKS, MOST_TOOLS
from game.sim.world import QUARTER_WEEKS


def check_organisation(desk: Desk) -> None:
    """Notes names without a place, and numbers of people that do not fit."""
    organisation, world = desk.block.organisation, desk.world
    counts_sound = desk.sound("people") and desk.sound("organisation")
    for key, given, most in (
        ("departments", organisation.departments, world.departments),
        ("teams", organisation.teams, world.teams),
    ):
        twice(desk, given, ("organisation", key))
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


def check_cast(desk: Desk) -> None:
    """Notes people of the cast who sit nowhere, or where the level has no place."""
    if not (desk.sound("people") and desk.sound("organisation")):
        return
    world, seats = desk.world, Counter(row.team for row in desk.block.cast.values() if row.team)
    voices: dict[int, str] = {}
    for name, row in desk.block.cast.items():
        path = ("cast", name)
        if not desk.sound(*path):
            continue
        if (row.team is None) == (row.department is None):
            desk.findings.error(desk.tree.value(path), "plan", f"{name} needs a team or else a department.",
                                f"Write “{name}: 1” for the first team.")  # fmt: skip
        for word, number, most in (
            ("team", row.team, world.teams), ("department", row.department, world.departments),
            ("department", row.heads, world.departments),
        ):  # fmt: skip
            if number is not None and number > most:
                many = f"the level has {most}, counted from 1" if most > 1 else "the level has one"
                desk.findings.error(desk.tree.value(path), "name", f"There is no {word} {number}; {many}.")
        if row.team is not None and seats[row.team] > world.team_size:
            desk.findings.error(desk.tree.value(path), "plan",
                                f"{seats.pop(row.team)} of the cast sit in team {row.team}; it has "
                                f"{world.team_size}.")  # fmt: skip
        if row.heads is not None and voices.setdefault(row.heads, name) != name:
            desk.findings.error(desk.tree.value(path), "plan",
                                f"{voices[row.heads]} and {name} both speak for department {row.heads}.",
                                "A department has one who speaks for it.")  # fmt: skip
        sits = row.department if row.team is None else (row.team - 1) // world.teams_per_department + 1
        if row.heads is not None and sits is not None and sits != row.heads <= world.departments:
            desk.findings.error(desk.tree.value(path), "plan",
                                f"{name} speaks for department {row.heads} and works in department {sits}.",
                                "Who speaks for a department works there.")  # fmt: skip


def check_money(desk: Desk) -> None:
    """Notes amounts that no till could hold."""
    for key in ("cash", "wage", "fixed", "coin", "price", "tools", "net", "hiring"):
        amount = getattr(desk.block.money, key)
        if amount is not None and desk.sound("money", key) and abs(amount * 100 - round(amount * 100)) > 1e-6:
            desk.findings.error(
                desk.tree.value(("money", key)), "range", f"“{key}” is {amount:g}; money has two decimals."
            )


def check_figures(desk: Desk) -> None:
    """Notes figures that hang twice."""
    twice(desk, desk.block.policy.kpis, ("policy", "kpis"))


def check_values(desk: Desk) -> None:
    """Notes values that are not offered, and cultures without a share."""
    values, offered = desk.block.values, desk.world.value_names
    twice(desk, values.offered or (), ("values", "offered"))
    twice(desk, values.declared, ("values", "declared"))
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


def check_levers(desk: Desk) -> None:
    """Notes levers that are open already, or of no use."""
    twice(desk, desk.block.levers or (), ("levers",))
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


def _useless(desk: Desk, lever: str) -> str:
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
