"""Nobody who is compared with a player does what the player may not; what a lock keeps away is told apart."""

from dataclasses import replace
from pathlib import Path

import pytest

from game import bots, debrief, levels
from game.debrief import FREED, LEADERS, Debrief, freed_words
from game.levels import Level
from game.levels.names import FREE
from game.others import coming, freed, led, others
from game.session import Session, earned, play
from game.sim.actions import Action, Receipt
from game.sim.levers import LEVERS
from game.sim.values import CHOOSE
from game.view.screens.debrief.rows import leader_rows
from game.workshop.debrief import same_luck

LEVELS = Path(__file__).resolve().parents[2] / "levels"
CAMPAIGN = sorted(path.stem for path in LEVELS.glob("0*.yaml"))
LOCKED = ("01-the-garage", "02-two-pizzas", "03-the-corridor")
WEEKS = 4


def level_of(name: str) -> Level:
    return levels.read(LEVELS / f"{name}.yaml")


def refused(level: Level, other: Session) -> list[Action]:
    """What a player of the level may not do of what somebody else did, week by week of the same company."""
    twin, found = Session(level, other.seed, other.difficulty), []
    for actions in other.log:
        found += [action for action in actions if not isinstance(twin.act(action), Receipt)]
        twin.pending = actions
        twin.advance()
    return found


@pytest.mark.parametrize("name", CAMPAIGN)
@pytest.mark.slow
def test_nobody_in_a_debrief_does_what_its_player_may_not(name: str) -> None:
    level = level_of(name)
    for other in others(level.world):
        session = led(level, level.world.seed, None, other, weeks=WEEKS)
        assert refused(level, session) == [], other


@pytest.mark.parametrize("name", LOCKED)
def test_the_free_do_one_thing_alone_that_the_player_may_not(name: str) -> None:
    level = level_of(name)
    free = led(level, level.world.seed, None, FREE, weeks=WEEKS)
    assert refused(level, free) == [Action("default", -1, (CHOOSE,))]
    assert (free.report.default, free.report.coming_default) == (CHOOSE, CHOOSE)


@pytest.mark.parametrize("name", CAMPAIGN)
def test_a_lock_is_opened_only_where_there_is_one(name: str) -> None:
    level = level_of(name)
    opened = freed(level)
    assert (opened is not None) == (name in LOCKED)
    assert (FREE in coming(Session(level))) == (name in LOCKED)
    assert FREE not in coming(Session(level, open_levers=True))
    if opened is None:
        with pytest.raises(ValueError, match="lets its teams choose"):
            led(level, 1, None, FREE, weeks=1)
        return
    assert set(opened.world.levers) - set(level.world.levers) <= {"default", "choose"}
    assert replace(opened, world=replace(opened.world, levers=level.world.levers)) == level
    assert opened.world.may_choose


def test_an_open_game_is_compared_with_open_leaders() -> None:
    level = level_of("02-two-pizzas")
    open_game = Session(level, open_levers=True)
    assert coming(open_game)[:5] == others(replace(level.world, levers=tuple(LEVERS)))
    twin = led(level, level.world.seed, None, "mixed", open_levers=True, weeks=3)
    assert any(action == Action("default", -1, (CHOOSE,)) for actions in twin.log for action in actions)


@pytest.mark.parametrize("path", sorted(LEVELS.glob("**/*.yaml")), ids=lambda path: path.stem)
def test_whoever_a_level_claims_something_about_has_a_line_in_its_result(path: Path) -> None:
    if path.parent.name == "cards":
        return
    level = levels.read(path)
    names = coming(Session(level))
    assert {name for claim in level.claims for name in (claim.better, claim.than)} <= set(names) | {FREE}
    assert len(set(names)) == len(names) <= 6
    assert set(names) <= set(LEADERS)


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.slow
def test_a_leader_whose_main_lever_is_locked_does_the_sensible_rest(name: str) -> None:
    """Without *choose* a leader by incentives settles everyone once, and one who mixes commands and visits."""
    level = level_of(name)
    logs = {who: play(Session(level), bots.leader(who), WEEKS).log for who in ("incentives", "standing", "mixed")}
    assert logs["incentives"] == logs["standing"]
    mixed = [action.lever for actions in logs["mixed"] for action in actions]
    assert {"order", "visit"} <= set(mixed)
    whole = play(Session(level), bots.leader("mixed"))
    assert not whole.lost
    assert whole.score() > play(Session(level), bots.leader("standing")).score()


@pytest.fixture(scope="module")
def pizzas() -> Session:
    return play(Session(level_of("02-two-pizzas")), bots.leader("orders"))


@pytest.fixture(scope="module")
def found(pizzas: Session) -> Debrief:
    """The debrief when everybody has played, before any week is tried without its decisions."""
    return next(stage for stage in debrief.stages(pizzas.recording()) if stage.free is not None)


@pytest.mark.slow
def test_the_free_stand_apart_from_those_who_led(pizzas: Session, found: Debrief) -> None:
    assert [leader.name for leader in found.leaders] == ["orders", "standing", "idle", "random"]
    assert found.free is not None
    assert found.free.standing.score == led(pizzas.level, pizzas.seed, None, FREE).score()
    *rows, last = leader_rows(found, pizzas.score(), 0.5)
    assert last.apart
    assert last.name == FREE
    assert last.note == freed_words(found.free, pizzas.score())
    assert not any(row.apart for row in rows)
    waiting = leader_rows(Debrief(coming=coming(pizzas)), 0.5, 0.5)
    assert [row.name for row in waiting if row.apart] == [FREE] == [waiting[-1].name]
    assert f"{FREED}, which this level does not allow: {earned(found.free.standing.score)}%" in debrief.page(
        found, pizzas.level
    )


def test_the_difference_to_the_free_is_that_of_the_figures_shown(found: Debrief) -> None:
    assert found.free is not None
    free = replace(found.free, standing=replace(found.free.standing, score=0.684))
    for own, words in (
        (0.689, "as much as yours"), (0.676, "1 point more than yours"), (0.55, "13 points more than yours"),
        (0.9, "22 points less than yours"),
    ):  # fmt: skip
        assert freed_words(free, own) == words


def test_a_room_sees_the_free_beside_it_where_teams_are_not(pizzas: Session) -> None:
    page = same_luck.reveals(same_luck.group([pizzas]))[0]
    ends = {row["name"]: row["figures"][-1] for row in page.data["beside"]}
    assert list(ends) == ["If free to choose", "Only orders", "An empty desk"]
    free = led(pizzas.level, pizzas.seed, None, FREE)
    assert 0.0 <= 100 * free.score() - ends["If free to choose"] < 0.1
