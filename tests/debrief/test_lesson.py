"""The lesson of a game: what was not done, where it was lost, how the bet went, who speaks; one rounding for all."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game import bots, debrief, levels
from game.debrief import Debrief, bets, losses, making, records, sayings, turning, voice
from game.debrief.accounts import causes
from game.levels.level import Bet
from game.session import Session, earned, play
from game.sim.actions import Action, Receipt
from game.sim.causes import SCORE_CAUSES
from game.sim.ledger import SCORE_INDEX
from game.sim.values import CHOOSE, IDLE
from game.view import window
from game.view.app import Game
from game.view.keeping import Keeping
from game.view.screens.debrief.header import EACH, FIRST, LANDS, Landing
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.play.screen import LAST_LOOK_SECONDS, Play
from game.view.screens.review.accounts import EVERYTHING, score_rows
from game.view.window import VirtualClock, Window
from game.words import goods
from game.words.closing import compared, to_next_star
from game.words.remedies import REMEDIES
from tests.drawn import Records, faults

LEVELS = Path(__file__).resolve().parents[2] / "levels"
GARAGE, TWO = LEVELS / "01-the-garage.yaml", LEVELS / "02-two-pizzas.yaml"


@pytest.fixture(scope="module")
def idle() -> Session:
    """Five people with one long order each, and then left alone: much was not done."""
    return play(Session(levels.read(GARAGE)), bots.leader("standing"))


@pytest.fixture(scope="module")
def found(idle: Session) -> Iterator[Debrief]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turning, "WEEKS_TRIED", 120)
        patch.setattr(turning, "MOST_TRIALS", 6)
        yield debrief.whole(idle.recording())


# What was not done.


@pytest.mark.slow
def test_the_best_not_taken_is_the_game_with_it_on_the_same_luck(idle: Session, found: Debrief) -> None:
    missed = found.missed
    assert found.searched
    assert missed is not None
    assert missed.gain >= records.DECISIVE
    assert missed.action not in idle.log[missed.week]
    twin = Session(idle.level, idle.seed)
    while not twin.over:
        if twin.week == missed.week:
            assert isinstance(twin.act(missed.action), Receipt)
        for action in idle.log[twin.week]:
            twin.act(action)
        twin.advance()
    assert twin.score() - idle.score() == pytest.approx(missed.gain, abs=1e-9)
    assert sum(share for _, share in missed.causes) == pytest.approx(missed.gain, abs=1e-9)


@pytest.mark.slow
def test_no_other_move_that_was_tried_was_better(idle: Session, found: Debrief) -> None:
    session, believed, _ = making._again(idle.recording())
    score, reference, log = causes(session), session.reference, session.log
    ideas = turning.ideas(session, believed[:-1])
    assert ideas == turning.ideas(idle, believed[:-1])
    assert len({idea.action.lever for idea in ideas}) > 1
    tried = [turning.tried(session, log, idea, score, reference, believed[idea.week]) for idea in ideas]
    assert found.missed is not None
    assert max(one.gain for row in tried for one in row) == found.missed.gain


@pytest.mark.slow
def test_what_is_tried_could_have_been_done_with_what_lay_on_the_desk(idle: Session) -> None:
    session, believed, _ = making._again(idle.recording())
    for idea in turning.ideas(session, believed[:-1]):
        again = Session(idle.level, idle.seed)
        for actions in idle.log[: idea.week]:
            for action in actions:
                again.act(action)
            again.advance()
        assert isinstance(again.check(idea.action), Receipt), idea


def test_a_decision_without_which_the_company_ends_says_so() -> None:
    text = "format: 1\ntitle: T\npeople: 2\nproducts: [tea]\nweeks: 16\nmoney: {cash: 40, wage: 4}\n"
    session = Session(levels.read_text(text, "narrow"))
    while not session.over:
        for team in range(session.world.teams if session.week % 8 == 0 else 0):
            session.act(Action("order", team, (0, 8)))
        session.advance()
    assert not session.lost
    score, log = session.score(), session.log
    (first,) = turning.without(session, log, 0, causes(session), session.reference)
    assert session.lost
    assert (first.lost, first.after) == ("bankrupt", session.week)
    told = sayings.moment_sentence(first, session.level, score)
    assert told.endswith(f"Without it the cash is gone in week {session.week}.")
    assert all(name != SCORE_CAUSES["capacity"] for name, _ in sayings.chain(first))


@pytest.mark.parametrize("figure", [1, 12])
def test_what_was_owed_is_said_right_of_one_piece_and_of_what_is_not_counted(figure: int) -> None:
    level = levels.read(Path(__file__).resolve().parents[2] / "levels/02-two-pizzas.yaml")
    said = set()
    for product, name in enumerate(level.product_names):
        missed = records.Missed(3, Action("order", 0, (product, 4)), 0.02, (), (), "owed", product, figure)
        said.add(sayings.known(missed, level))
        text, brief = goods.waits(level, product, float(figure))
        said |= {text, brief}
        assert f"Your reports said of {name}: {figure} owed." in said
    assert not [text for text in said if re.search(r" (are|were|is|was) owed|\b1 (?!owed)", text)]


# Where it was lost.


@pytest.mark.slow
def test_losses_are_those_of_the_account_with_whom_and_when(idle: Session, found: Debrief) -> None:
    run = found.run
    assert run is not None
    assert run.losses
    shares = causes(idle)
    for loss in run.losses:
        assert loss.share == pytest.approx(shares[loss.cause], abs=1e-12)
        weekly = np.array([ledger.score[SCORE_INDEX[loss.cause]] for ledger in idle.ledgers])
        worst = weekly[loss.first : loss.last + 1].sum()
        span = loss.last - loss.first + 1
        assert all(worst <= weekly[n : n + span].sum() + 1e-9 for n in range(len(weekly) - span + 1))
    assert list(run.losses) == sorted(run.losses, key=lambda loss: loss.share)


@pytest.mark.slow
def test_waiting_is_told_of_the_team_that_waited() -> None:
    session = Session(levels.read(TWO))
    while not session.over:
        for team in (0, 1, 2, 4):  # the fourth bench waits from the first week; the fifth comes in the fifteenth
            session.act(Action("order", team, (0, 8)))
        session.advance()
    _, _, truths = making._again(session.recording())
    row = next(loss for loss in losses.losses(session, truths) if loss.cause == "waiting")
    assert all(truths[week + 1].job[row.team] == IDLE for week in range(row.first, row.last + 1))
    assert session.level.team_names[row.team] in sayings.where(row, session.level)
    assert row.remedy


def test_every_cause_that_can_cost_has_a_remedy() -> None:
    only_add = {"capacity", "vision", "overtime", "built in", "ripening"}
    assert set(REMEDIES) == set(SCORE_CAUSES) - only_add


# One rounding.


@pytest.mark.slow
def test_the_same_figure_stands_everywhere(found: Debrief, idle: Session) -> None:
    run = found.run
    assert run is not None
    start, end, rows = score_rows(run, EVERYTHING)
    assert start + sum(round(row.amount) for row in rows) == end == earned(idle.score())
    by_label = {row.label: round(row.amount) for row in rows}
    for loss, size in run.lost_points():
        assert by_label.get(SCORE_CAUSES[loss.cause], size) == size
    for number, quarter in enumerate(run.quarters):
        first, last, parts = score_rows(run, number)
        assert first + sum(round(row.amount) for row in parts) == last == earned(quarter.after)
    page = debrief.page(found, idle.level)
    assert page.startswith(f"# {idle.level.title}: {end}% served")
    assert f"| **Served, net of waste** | {' | '.join(f'**{earned(q.after)}%**' for q in run.quarters)} |" in page
    for moment in found.moments or ():
        told = sayings.of_moment(moment, idle.level, idle.score())
        assert end - told.points == told.without
    assert found.missed is not None
    better = sayings.of_missed(found.missed, idle.level, idle.score())
    assert end + better.points == better.without
    assert run.cash[-1] - run.cash[0] == pytest.approx(run.cash_change_cents / 100.0)


@pytest.mark.slow
def test_the_page_shows_one_score_and_all_its_cards_in_one_window(found: Debrief, idle: Session) -> None:
    screen = DebriefScreen(Game(Keeping(None)), idle)
    screen.show(found)
    records = Records()
    with records.watching():
        window.render(screen)
    panels = screen.stage.ui._shown.panels
    shown = {name: {word.meant for word in records.on(kept._content)} for name, kept in panels.items()}
    end = f"{earned(idle.score())}%"
    for name in ("result-header", "chart", "leaders"):
        assert end in shown[name], name
    assert found.run is not None
    assert found.missed is not None
    assert any(word.strip("“”") in found.run.voice.says for word in shown["voice"] if "“" in word)
    better = sayings.of_missed(found.missed, idle.level, idle.score())
    assert f"+{better.points}" in shown["chart"]
    for moment in found.moments or ():
        told = sayings.of_moment(moment, idle.level, idle.score())
        assert f"wk {told.week}" in shown["chart"]
    assert not [fault for fault in faults(screen.stage.ui, records) if fault.kind.startswith("cut")]


# The bet.


def test_the_letters_of_a_bet_are_counted() -> None:
    session = play(Session(levels.read(TWO)), bots.leader("standing"), 6)
    judged = bets.judged(session, ())
    assert judged is not None
    assert judged.was is not None
    assert judged.was[-1] == len(session.pins()) == 5
    assert judged.marks == (bets.RIGHT, bets.WRONG, bets.WRONG)


@pytest.mark.slow
def test_the_cause_that_cost_most_is_the_right_answer(idle: Session, found: Debrief) -> None:
    assert found.run is not None
    judged, bet, shares = found.run.judged, idle.level.bet, causes(idle)
    assert judged is not None
    assert bet is not None
    cost = [-sum(shares[name] for name in row) for row in bet.causes]
    assert judged.marks[cost.index(max(cost))] == bets.RIGHT
    assert judged.was is not None
    assert judged.was[-1] == pytest.approx(100.0 * max(cost))


NEAR_BOUNDS = [(3.0, (2, 0, 0)), (19.0, (2, 1, 0)), (20.0, (1, 2, 0)), (60.0, (0, 0, 2))]


@pytest.mark.parametrize(("figure", "marks"), NEAR_BOUNDS)
def test_a_figure_near_a_bound_is_half_right_beyond_it(figure: float, marks: tuple[int, ...]) -> None:
    assert bets._bounded(Bet("?", ("a", "b", "c"), "letters", (20.0, 41.0)), figure) == marks


@pytest.mark.slow
def test_every_way_to_judge_marks_one_answer_at_most_as_right() -> None:
    ways = set()
    for path in sorted(LEVELS.rglob("*.yaml")):
        level = levels.read(path) if path.name != "free-play.yaml" else None
        if level is None or level.bet is None or not level.bet.by or level.world.people > 60 or level.bet.by in ways:
            continue
        session = play(Session(level), bots.leader("mixed"))
        truths = making._again(session.recording())[2]
        judged = bets.judged(session, truths)
        assert judged is not None
        assert len(judged.marks) == len(level.bet.answers)
        assert judged.marks.count(bets.RIGHT) <= 1
        assert judged.said.endswith(".")
        assert judged.was is None or all(len(row) == len(judged.was) for row in judged.as_bet)
        ways.add(level.bet.by)
    assert ways >= {"letters", "reading", "costs"}


@pytest.mark.slow
def test_letting_go_is_told_with_the_same_figures_by_the_bet_and_by_the_facts() -> None:
    level = levels.read(LEVELS / "04-the-floor.yaml")
    session = play(Session(level), lambda report: bots.leader("orders" if report.week < 9 else "mixed")(report), 30)
    assert level.bet is not None
    found = bets.dip(session)
    assert found is not None
    judged = bets._letting_go(level.bet, session, ())
    (fact,) = making._letting_go(session)
    for figure in (found.before, found.end):
        assert f"{figure:.0f}%" in judged.said
        assert f"{figure:.0f}%" in fact
    scores = making.scores_by_week(session)
    then, later = (earned(float(scores[week - 1])) for week in (found.heard, found.heard + bets.AFTER))
    assert then != later
    assert judged.said.endswith(f"The score at the top is the mean since week 1; it went from {then} to {later}.")


@pytest.mark.slow
def test_who_lets_go_in_the_first_week_in_which_that_can_be_done_has_a_bet_that_is_judged() -> None:
    level = levels.read(LEVELS / "04-the-floor.yaml")
    session = Session(level)
    while "choose" not in session.report.levers:
        session.advance()
    session.act(Action("default", -1, (CHOOSE,)))
    while session.week < 14:
        session.advance()
    found = bets.dip(session)
    assert found is not None
    assert found.before > 0.0, "weeks in which nothing had arrived yet are no measure"
    assert level.bet is not None
    judged = bets._letting_go(level.bet, session, ())
    assert bets.UNKNOWN not in judged.marks
    assert judged.was is not None
    assert all(len(row) == len(judged.was) for row in judged.as_bet)


# Who speaks.


@pytest.mark.slow
def test_somebody_of_the_team_that_was_visited_most_speaks_and_says_what_was() -> None:
    session = Session(levels.read(TWO))
    while not session.over:
        session.act(Action("visit", 2))
        session.advance()
    truths = making._again(session.recording())[2]
    said = voice.voice(session, truths)
    assert said.team == 2
    assert f"{session.week} times" in said.lead
    idle = sum(int(truth.job[2]) == IDLE for truth in truths[1:])
    assert f"{idle} weeks" in said.says


# The stars, and the best.


def test_stars_land_one_by_one_and_all_at_once_without_motion() -> None:
    landing = Landing(3, 0.0)
    landed = [landing.pass_time(0.02) for _ in range(round((FIRST + 2 * EACH + LANDS) / 0.02) + 2)]
    assert sum(landed) == 3
    assert max(landed) == 1
    assert landing.lies
    assert Landing(3).lies
    assert Landing(0, 0.0).lies


def test_a_best_is_told_as_what_it_is() -> None:
    assert compared(70, None) is None
    sayings_of = [compared(own, 70) for own in (73, 70, 69)]
    assert [one.brief for one in sayings_of if one is not None] == ["New best: +3", "As your best", "Best: 70%"]
    assert "1 point more" in sayings_of[2].told  # type: ignore[union-attr]


def test_the_next_star_is_as_far_as_the_shown_figures_say() -> None:
    assert to_next_star(0.719, (0.6, 0.72, 0.77)) == "1 point to the second star"
    assert to_next_star(0.77, (0.6, 0.72, 0.77)) == ""
    assert to_next_star(0.10, (0.6, 0.72, 0.77)) == "50 points to the first star"


# The last week.


@pytest.mark.parametrize("still", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_the_last_week_lies_a_moment_on_the_table(still: bool) -> None:
    level = levels.read(GARAGE)
    session = play(Session(level), bots.leader("standing"), level.world.weeks - 1)
    game = Game(Keeping(None))
    clock = VirtualClock()
    shown = Window(Play(session, game), clock=clock, reduced_motion=still)
    screen = shown.screen
    assert isinstance(screen, Play)
    screen.card = None
    screen.table.clock.step()
    seconds = 0.0
    while isinstance(shown.screen, Play):
        over = session.over
        clock.advance(0.05)
        shown.frame(0.05, ())
        seconds += 0.05 if over else 0.0
        assert seconds < 2 * LAST_LOOK_SECONDS
    result = shown.screen
    assert isinstance(result, DebriefScreen)
    assert game.progress.best["01-the-garage"] == max(0, earned(session.score()))
    assert (seconds < 0.1) if still else (seconds >= LAST_LOOK_SECONDS - 0.1)
    shown.frame(0.02, [pygame.event.Event(pygame.QUIT)])
