"""An aim that is counted week by week: how far it is kept, when it is reached, and what is said of it at the end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game import bots, levels
from game.debrief import bets
from game.session import Session, play
from game.sim.actions import Action
from game.words.aims import aim_words, corrections, judged, way

LEVELS = Path(__file__).resolve().parents[2] / "levels"
LEVEL = """
format: 1
title: Quiet
people: 24
weeks: 30
organisation: {{team_size: 4, teams_per_department: 3}}
levers: [order, visit, order_department]
policy: {{default: carry on}}
aim: {{say: Write less., watch: {watch}, weeks: 4}}
"""


def played(watch: str, letters: dict[int, list[Action]], weeks: int) -> Session:
    session = Session(levels.read_text(LEVEL.format(watch=watch), "quiet.yaml"))
    for week in range(weeks):
        for action in letters.get(week, []):
            session.act(action)
        session.advance()
    return session


def test_quiet_weeks_are_counted_from_the_last_letter() -> None:
    letters = {0: [Action("order", 0, (0, 8))], 3: [Action("order_department", 1, (1, 4))], 1: [Action("visit", 2)]}
    now = way(played("quiet weeks", letters, 7))
    assert now is not None
    assert (now.brief, now.reached) == ("3 of 4 weeks, best 3", -1)
    then = way(played("quiet weeks", letters, 9))
    assert then is not None
    assert (then.brief, then.reached) == ("Reached in week 8", 8)
    assert then.words.endswith(" weeks on end without a letter")


def test_the_tip_of_an_aim_against_corrections_says_what_one_is() -> None:
    session = played("uncorrected weeks", {}, 2)
    now = way(session)
    assert now is not None
    assert "asks for other work while that one is on its way or still holds" in aim_words(session, now)


@pytest.mark.parametrize("watch", ["quiet weeks", "uncorrected weeks"])
def test_weeks_in_which_everybody_sleeps_keep_no_aim(watch: str) -> None:
    text = LEVEL.format(watch=watch).replace("default: carry on", "default: wait")
    session = Session(levels.read_text(text, "quiet.yaml"))
    for _ in range(6):
        session.advance()
    now = way(session)
    assert now is not None
    assert (now.brief, now.reached) == ("0 of 4 weeks, best 0", -1)


def test_a_letter_takes_another_back_only_while_that_one_holds_and_says_something_else() -> None:
    world = levels.read_text(LEVEL.format(watch="uncorrected weeks"), "quiet.yaml").world
    first, same, other = (Action("order", 0, (job, 2)) for job in (0, 0, 1))
    whole = Action("order_department", 0, (1, 2))
    assert corrections(world, [[first], [same], [other]]) == [0, 0, 1]
    late: list[list[Action]] = [[first], *([[]] * (2 + world.layers)), [other]]
    assert corrections(world, late)[-1] == 0
    assert corrections(world, [[first], [whole]]) == [0, 1]


def test_the_causes_of_shortages_are_counted_as_far_as_visits_have_found_them() -> None:
    """Two departments are slow at once: one is asked in time, of the other late."""
    text = LEVEL.format(watch="found causes") + (
        "events:\n"
        "  - {when: week 3, bottleneck: {department: 1, cause: skill}}\n"
        "  - {when: week 3, bottleneck: {department: 2, cause: skill}}\n"
    )
    session = Session(levels.read_text(text, "quiet.yaml"))
    told = {}
    for week in range(session.world.weeks):
        for department in range(2):
            if week == (8, 20)[department]:
                session.act(Action("visit", department * session.world.teams_per_department))
        now = way(session)
        assert now is not None
        told[week] = now.brief
        session.advance()
    assert (told[1], told[7], told[12], told[24]) == (
        "No shortage heard of", "0 of 2 causes known", "1 of 2 causes known", "2 of 2 causes known",
    )  # fmt: skip
    assert "reached in week 30: of 2 shortages you found the cause of 2, by visits." in " ".join(judged(session))
    unasked = played("found causes", {}, 30)
    assert "no shortage lasted until you could hear of it" in " ".join(judged(unasked))
    poor = LEVEL.format(watch="found causes") + "money: {cash: 100, wage: 60}\n"
    lost = play(Session(levels.read_text(poor, "quiet.yaml")), bots.leader("idle"))
    assert lost.lost
    assert "not reached: no shortage lasted" in " ".join(judged(lost)), "of a company that went under first"


@pytest.mark.parametrize(("second", "reached"), [(1, "reached in week 26"), (3, "not reached")])
def test_a_lighter_quarter_is_judged_when_the_game_is_over(second: int, reached: str) -> None:
    both = [Action("order_department", n, (0, 8)) for n in range(2)]
    later = [Action("order_department", 1, (1, 8)), Action("order", 0, (2, 8)), Action("order", 1, (2, 8))]
    letters = {0: both, **{13 + n: [later[n]] for n in range(second)}}
    running = way(played("lighter quarters", letters, 17))
    assert running is not None
    assert running.brief == f"{second} letter{'s' if second > 1 else ''}, 2 last quarter"
    assert reached in " ".join(judged(played("lighter quarters", letters, 30)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("level", "leader", "while_played", "became"),
    [
        ("06-the-merger", "values", " stitched, ", "reached in week 52: in the last week stitched flags flew over "),
        ("06-the-merger", "orders", " stitched, ", "not reached: in the last week stitched flags flew over "),
        ("07-the-following", "values", "2 of 2 banners lived", "reached in week 13: when quarter 1 ended, each of 2 b"),
        ("07-the-following", "idle", "0 of 1 banner lived", "not reached: no quarter ended with every banner lived "),
    ],
)
def test_flags_and_banners_are_judged_by_what_was_so(level: str, leader: str, while_played: str, became: str) -> None:
    """While it is played the desk's own news tell, at the end the truth, and it is said on the result."""
    session = play(Session(levels.read(LEVELS / f"{level}.yaml")), bots.leader(leader), 26)
    running = way(session)
    assert running is not None
    assert while_played in running.brief
    assert running.reached < 0
    told = aim_words(session, running)
    assert session.level.aim is not None
    assert told.startswith(session.level.aim.text)
    assert ("they disagree, and carry it all the same" in told) == (level == "06-the-merger")
    session = play(session, bots.leader(leader))
    gone = way(session)
    assert gone is not None
    sentence = " ".join(judged(session))
    assert sentence.startswith(f"The aim was {became}")
    if level == "06-the-merger":
        stance = session.truth().stance.sum(axis=0)
        assert (gone.reached > 0) == (stance[1] >= 2 * stance[3])
        assert f"{int(stance[1]):,} of the people, torn ones over {int(stance[3]):,}." in sentence
    else:
        ends = [[(one.lived, one.betrayed) for one in then.banners] for then in session.closed()]
        assert len(ends) == session.week // 13
        well = [quarter for quarter, rows in enumerate(ends, 1) if rows and all(lived > not_ for lived, not_ in rows)]
        assert gone.reached == (13 * well[0] if well else -1)


@pytest.mark.parametrize("leader", ["idle", "orders"])
def test_shelves_are_held_against_each_other_when_the_game_is_over(leader: str) -> None:
    session = Session(levels.read(LEVELS / "the-brewery.yaml"))
    now = way(session)
    assert now is not None
    assert (now.brief, now.reached) == ("Laid open at the end", -1)
    play(session, bots.leader(leader))
    gone, lay = way(session), np.array([ledger.stock - ledger.backlog for ledger in session.ledgers])
    malt, crates = (float(np.sqrt(((lay[:, n] - lay[:, n].mean()) ** 2).mean())) for n in (0, 3))
    assert gone is not None
    assert gone.reached == (session.week if malt <= crates else -1)
    assert list(judged(session)) == [
        f"The aim was {'reached in week 39' if gone.reached > 0 else 'not reached'}: the shelf of the malt loft "
        f"usually lay {malt:,.1f} above or below its middle, that of the quay {crates:,.1f}."
    ]
    found = bets.judged(session, ())
    assert found is not None
    most = int(np.argmax(lay.std(axis=0)[::-1]))
    assert found.marks[most] == bets.RIGHT
    assert sum(mark == bets.RIGHT for mark in found.marks) == 1
    assert found.was is not None
    assert np.array_equal(found.was, lay[:, ::-1][:, most])


def test_an_aim_without_a_count_has_no_way() -> None:
    text = LEVEL.format(watch="quiet weeks").replace(", watch: quiet weeks, weeks: 4", "")
    session = Session(levels.read_text(text, "quiet.yaml"))
    assert way(session) is None
    assert list(judged(session)) == [
        "The aim was: “Write less.” Nothing here counts it. What became of it is yours to say."
    ]


@pytest.mark.parametrize("path", sorted(LEVELS.glob("**/*.yaml")), ids=lambda path: path.stem)
def test_every_aim_that_is_set_is_spoken_of_at_the_end(path: Path) -> None:
    """By its count, by the way that was made, or by handing it back; the way has a figure of its own in the result."""
    level = levels.read(path)
    said = list(judged(play(Session(level), bots.leader("idle"), 1)))
    assert len(said) == (level.aim is not None and not level.aim.measured)
