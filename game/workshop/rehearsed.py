"""What the bots of a rehearsal say: at a team's phone, and at a group's page. They know what their page shows."""

from __future__ import annotations

import random
from typing import Any

Json = dict[str, Any]
MOST_MOVES = 3
"""Moves that a group sends before it lets weeks run."""


def choice(view: Json, luck: random.Random) -> Json:
    """What a person might choose: mostly what is asked, sometimes otherwise; a free team often the better paid."""
    choices: list[Json] = view["choices"]
    weights = [6, 1, 2] if choices[0]["kind"] == "order" else [4, 3, 1, 1] if choices[0]["kind"] == "own" else [3, 1]
    return luck.choices(choices, weights[: len(choices)])[0]


def figures(ask: Json, luck: random.Random) -> list[int]:
    """An answer to what the room is asked."""
    count, most = int(ask["count"]), int(ask["most"])
    if ask["kind"] == "propose":
        return luck.sample(range(most + 1), count)
    if ask["kind"] == "dilemma":
        return [luck.randint(0, most), luck.randint(0, 1)]
    return [luck.randint(1, min(most, 20)) for _ in range(count)]


def moves(view: Json, luck: random.Random) -> list[str]:
    """What a group sends in a week: answers to its cards, and letters for what is made too little of.

    view: what the group's page shows. Nothing more while its last letters are under way.
    """
    found = [luck.choice(card["answers"])["line"] for card in view["cards"]]
    if view["travelling"]:
        return found
    levers = {lever["name"]: lever for group in view["groups"] for lever in group["levers"]}
    scarce = sorted(range(len(view["table"])), key=lambda n: view["table"][n]["made"] - view["table"][n]["wanted"])
    free = min(MOST_MOVES, int(view["discs"]["free"]))
    if "order_department" in levers:
        targets = levers["order_department"]["targets"]
        houses = luck.sample(targets, min(free, len(targets)))
        found += [
            f"order_department department:{house['index']} job:{scarce[n % len(scarce)]} weeks:8"
            for n, house in enumerate(houses)
        ]
    elif "order" in levers:
        targets = levers["order"]["targets"]
        teams = luck.sample(targets, min(free, len(targets)))
        found += [f"order team:{team['index']} job:{scarce[n % len(scarce)]} weeks:8" for n, team in enumerate(teams)]
    if "tag" in levers and luck.random() < 0.5:
        found.insert(0, f"tag product:{scarce[0]} coins:2 weeks:6")
    return found[:free]
