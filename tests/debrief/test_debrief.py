"""The debrief equals the game, knows no more than the desk did, ends its process, and its screens lead on."""

import multiprocessing
import os
import pickle
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame
import pytest

from game import bots, debrief, levels, yardsticks
from game.debrief import Debrief, DebriefJob, making, records
from game.debrief.records import Change
from game.session import Leader, Session, earned, play
from game.sim.actions import Action
from game.sim.causes import SCORE_CAUSES
from game.sim.desk.reports import Report
from game.sim.world import QUARTER_WEEKS
from game.view import window
from game.view.app import Game
from game.view.keeping import Keeping
from game.view.profile import Progress
from game.view.screens.debrief.charts import VIEWS
from game.view.screens.debrief.rows import leader_rows
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.window import Route, VirtualClock, Window
from game.words.leaders import LEADERS
from tests.pilot import calm

LEVELS = Path(__file__).resolve().parents[2] / "levels"
GARAGE, FLOOR = LEVELS / "01-the-garage.yaml", LEVELS / "04-the-floor.yaml"


def late(report: Report) -> Sequence[Action]:
    """Commands for two months, then lets go: a game with a dip, letters, tags and visits in it."""
    return bots.leader("orders" if report.week < 9 else "mixed")(report)


def played(path: Path, leader: Leader = late, weeks: int | None = None, seed: int | None = None) -> Session:
    session = Session(levels.read(path), seed)
    while not session.over and (weeks is None or session.week < weeks):
        for action in leader(session.report):
            session.act(action)
        session.advance()
    return session


@pytest.fixture(scope="module")
def floor() -> Session:
    return played(FLOOR)


@pytest.fixture(scope="module")
def whole(floor: Session) -> Debrief:
    return debrief.whole(floor.recording())


@pytest.fixture(scope="module")
def garage() -> Session:
    return played(GARAGE)


@pytest.fixture(scope="module")
def garage_whole(garage: Session) -> Debrief:
    return debrief.whole(garage.recording())


# The records.


@pytest.mark.slow
def test_run_equals_the_game_that_was_played(floor: Session, whole: Debrief) -> None:
    run = whole.run
    assert run is not None
    assert run.standing == yardsticks.standing(floor, "you")
    for week, ledger in enumerate(floor.ledgers):
        for shown, true in (
            (run.wanted, ledger.demand),
            (run.made, ledger.made),
            (run.delivered, ledger.delivered),
            (run.stock, ledger.stock),
            (run.backlog, ledger.backlog),
            (run.spoiled, ledger.spoiled),
            (run.price, ledger.price),
        ):
            assert np.array_equal(shown[week], true)
    assert run.score[-1] == pytest.approx(floor.score(), abs=1e-12)
    assert run.morale[-1] == floor.truth().company_morale
    assert run.shadow.shape == run.price.shape
    assert run.cash_change_cents == floor.report.cash_cents - floor.world.cash_cents
    assert run.letters == len(floor.pins())


def test_customers_and_pieces_are_conserved(whole: Debrief) -> None:
    run = whole.run
    assert run is not None
    waited = np.concatenate((np.zeros((1, run.wanted.shape[1])), run.backlog[:-1]))
    assert np.allclose(waited + run.wanted, run.delivered + run.lost + run.backlog)
    before = np.concatenate((np.zeros((1, run.wanted.shape[1])), run.stock[:-1]))
    assert np.allclose(before + run.made, run.delivered + run.spoiled + run.stock)


def test_causes_of_the_quarters_add_up(floor: Session, whole: Debrief) -> None:
    run = whole.run
    assert run is not None
    assert [quarter.first for quarter in run.quarters] == list(range(0, floor.week, QUARTER_WEEKS))
    before = 0.0
    for quarter in run.quarters:
        assert quarter.before == pytest.approx(before, abs=1e-12)
        assert float(quarter.causes.sum()) == pytest.approx(quarter.after - quarter.before, abs=1e-12)
        assert sum(quarter.points()) == earned(quarter.after) - earned(quarter.before)
        before = quarter.after
    assert before == pytest.approx(floor.score(), abs=1e-12)


def test_believed_is_what_the_reports_said(floor: Session, whole: Debrief) -> None:
    run = whole.run
    assert run is not None
    again = Session(floor.level, floor.seed)
    for week, actions in enumerate(floor.log):
        for action in actions:
            again.act(action)
        report = again.advance()
        assert np.array_equal(run.believed.demand[week], report.demand)
        assert np.array_equal(run.believed.stock[week], report.stock)
        assert run.believed.age[week] == report.age
        assert run.believed.morale[week] == report.company_morale


@pytest.mark.parametrize("fork", [12, 20])
@pytest.mark.slow
def test_belief_holds_nothing_newer_than_its_age(floor: Session, fork: int) -> None:
    """Two games that part in a week are believed to be the same until news of that week can have arrived."""
    other = Session(floor.level, floor.seed)
    while not other.over:
        if other.week < fork:
            for action in floor.log[other.week]:
                other.act(action)
        else:
            for team in range(other.world.teams):
                other.act(Action("order", team, (len(other.world.products), 8)))
        other.advance()
    ours, theirs = (next(making.stages(game.recording())).run for game in (floor, other))
    assert ours is not None
    assert theirs is not None
    truth = [np.concatenate((run.stock[fork + 4], run.backlog[fork + 4])) for run in (ours, theirs)]
    assert not np.array_equal(*truth)
    age = int(ours.believed.age[fork])
    assert age > 0
    for week in range(fork + age):
        assert np.array_equal(ours.believed.stock[week], theirs.believed.stock[week])
        assert np.array_equal(ours.believed.backlog[week], theirs.believed.backlog[week])
        assert ours.believed.morale[week] == theirs.believed.morale[week]


def test_other_leaders_play_the_same_luck_by_the_levels_levers(floor: Session, whole: Debrief) -> None:
    assert [leader.name for leader in whole.leaders] == list(debrief.coming(floor))
    assert whole.coming == ()
    assert whole.free is None
    mixed = next(leader for leader in whole.leaders if leader.name == "mixed")
    twin = play(Session(floor.level, floor.seed), bots.leader("mixed"))
    assert mixed.standing.digest == twin.digest()
    assert [ledger.reference for ledger in twin.ledgers] == [ledger.reference for ledger in floor.ledgers]
    run = whole.run
    assert run is not None
    assert whole.bound is not None
    for own in (run.standing, *(leader.standing for leader in whole.leaders)):
        if own.outcome == "finished":
            assert own.score == pytest.approx(own.efficiency * whole.bound / floor.reference, abs=1e-9)


def test_nobody_passes_the_one_who_knows_everything(whole: Debrief) -> None:
    """The calculation is on the company in which most was possible, so it holds for every one that is shown."""
    run = whole.run
    assert run is not None
    shown = {"you": run.standing, **{leader.name: leader.standing for leader in whole.leaders}}
    assert whole.perfect is not None
    assert whole.perfect == max(standing.possible for standing in shown.values())
    assert whole.perfect == shown[whole.whose].possible
    for standing in shown.values():
        assert standing.score <= standing.possible
        assert standing.possible == pytest.approx(standing.score / standing.allocation, rel=0.02)
    row = leader_rows(whole, run.standing.score, run.standing.morale)[0]
    assert row.name == "perfect"
    assert LEADERS[whole.whose][0] in row.note or (whole.whose == "you" and "your" in row.note)


@pytest.mark.slow
def test_a_company_that_grew_is_not_held_against_the_one_that_was_founded(garage_whole: Debrief) -> None:
    """Where a company grows, the founding company's best lies below what leaders reach; the row stands above them."""
    following = LEVELS / "07-the-following.yaml"
    games = {name: play(Session(levels.read(following)), bots.leader(name)) for name in ("values", "idle")}
    own = yardsticks.standing(games["idle"], "you")
    best = yardsticks.standing(games["values"], "values")
    assert best.score > yardsticks.founding_bound(games["values"]) / games["values"].reference
    assert garage_whole.run is not None
    run = replace(garage_whole.run, standing=own)
    found = making.knowing_all(Debrief(run=run, leaders=(records.Leader("values", best),)))
    assert (found.perfect, found.whose) == (max(best.possible, own.possible), "values")
    rows = leader_rows(found, own.score, own.morale)
    assert [row.name for row in rows[:2]] == ["perfect", "values"]
    assert "A kept word" in rows[0].tip.text


def test_moments_are_the_game_without_a_weeks_decisions(floor: Session, whole: Debrief) -> None:
    assert whole.moments
    assert len(whole.moments) <= 5
    for moment in whole.moments:
        assert abs(moment.gain) >= records.DECISIVE
        assert sum(share for _, share in moment.causes) == pytest.approx(moment.gain, abs=1e-9)
        assert moment.actions == floor.log[moment.week]
    moment = max(whole.moments, key=lambda found: abs(found.gain))
    twin = Session(floor.level, floor.seed)
    for week, actions in enumerate(floor.log):
        if twin.over:  # without these decisions the till may be empty before the end
            break
        for action in actions if week != moment.week else ():
            twin.act(action)
        twin.advance()
    assert floor.score() - twin.score() == pytest.approx(moment.gain, abs=1e-9)


def beside(session: Session, before: Path) -> tuple[records.Leader, ...]:
    """All who stand beside a game in its debrief; what else could have been decided is not looked for."""
    return next(found for found in debrief.stages(session.recording(), before) if not found.coming).leaders


@pytest.mark.slow
def test_last_run_stands_beside_this_one(garage: Session, tmp_path: Path) -> None:
    first = played(GARAGE, bots.leader("incentives"))
    path = first.save(tmp_path / "last-01-the-garage")
    row = next(leader for leader in beside(garage, path) if leader.name == "before")
    assert row.standing.score == first.score()
    assert row.same_luck
    garage.save(path)
    assert next(leader for leader in beside(garage, path) if leader.name == "before").standing.score == first.score()


@pytest.mark.slow
def test_last_run_that_cannot_be_used_is_left_out(garage: Session, tmp_path: Path) -> None:
    other = played(FLOOR, bots.leader("idle"), weeks=3).save(tmp_path / "other")
    for path in (tmp_path / "missing.headcount", other):
        assert all(leader.name != "before" for leader in beside(garage, path))


@pytest.mark.slow
def test_bankrupt_and_empty_games_have_a_debrief() -> None:
    session = played(FLOOR, bots.leader("idle"))
    assert session.over
    found = debrief.whole(session.recording())
    assert found.run is not None
    assert found.moments == ()
    text = debrief.page(found, session.level)
    assert "You wrote no letter at all." in text


def test_page_names_products_leaders_and_questions(floor: Session, whole: Debrief) -> None:
    text = debrief.page(whole, floor.level, bet=1)
    for words in (*floor.level.product_names, *floor.level.debrief, "Only orders", "Turning points"):
        assert words in text
    assert floor.level.bet is not None
    assert floor.level.bet.answers[1] in text
    with pytest.raises(ValueError, match="nothing to report"):
        debrief.page(Debrief(), floor.level)


# The review.


@pytest.mark.parametrize("quarter", [1, 2, 3])
@pytest.mark.slow
def test_review_adds_up_to_the_change_of_the_reported_score(floor: Session, quarter: int) -> None:
    session = played(FLOOR, weeks=quarter * QUARTER_WEEKS)
    before = played(FLOOR, weeks=(quarter - 1) * QUARTER_WEEKS).report
    found = debrief.review(before, session.report, session.pins())
    assert found.quarter == quarter - 1
    assert sum(change.points for change in found.changes) == found.end - found.start
    assert found.end == earned(session.report.score)
    start = session.report.score_causes[0] if quarter == 1 else before.score
    assert sum(change.share for change in found.changes) == pytest.approx(session.report.score - start, abs=1e-12)
    moved = round(100 * session.report.company_morale) - round(100 * before.company_morale)
    assert sum(change.points for change in found.morale) == moved
    assert len(found.changes) <= (8 if quarter == 1 else 7)
    smaller = [change for change in found.changes if change.name == "smaller"]
    listed = {*SCORE_CAUSES.values()} - {change.label for change in found.changes}
    assert all(set(change.listed) <= listed for change in smaller)
    assert {change.name for change in found.changes} <= {*SCORE_CAUSES, "smaller"}
    assert all(pin.sent < session.week for pin in found.decisions)


@pytest.mark.parametrize(("before", "after", "points", "note"), [
    (-0.056, -0.074, -2, "it cost 5.6, now 7.4"), (-0.06, -0.08, -2, "it cost 6, now 8"),
    (0.276, 0.324, 5, "it gave 27.6, now 32.4"), (0.014, -0.016, -3, "was +1, is −2"),
])  # fmt: skip
def test_a_row_of_the_review_says_what_its_figure_says(before: float, after: float, points: int, note: str) -> None:
    row = ReviewScreen._cause(Change("stuck", "Something in the way", points, after - before, before, after), False)
    assert row.note == note


def test_the_review_goes_on_from_the_whole_points_of_the_one_before() -> None:
    """The first review says that all hands could make 94; the second does not call the same share 95."""
    row = ReviewScreen._cause(Change("capacity", "More was wanted", 3, 0.035, 0.947, 0.982), False)
    assert "meet 94.7% of it, now 98.2%" in row.note
    row = ReviewScreen._cause(Change("capacity", "More was wanted", 4, 0.035, 0.947, 0.982), False)
    assert "meet 94% of it, now 98%" in row.note


def test_whole_points_add_up() -> None:
    assert debrief.whole_points([0.014, 0.014, 0.014], 4) == [2, 1, 1]
    assert debrief.whole_points([-0.026, 0.019], -1) == [-3, 2]
    assert debrief.whole_points([], 0) == []


# The other process.


def alive(process_id: int) -> bool:
    return any(child.pid == process_id for child in multiprocessing.active_children())


@pytest.fixture
def job(garage: Session) -> Iterator[DebriefJob]:
    job = DebriefJob(garage.recording())
    yield job
    job.close()


def until_ready(job: DebriefJob, share: float) -> Debrief:
    end = time.monotonic() + 120
    while job.poll().ready < share:
        assert time.monotonic() < end
        time.sleep(0.01)
    return job.poll()


@pytest.mark.slow
def test_job_finds_what_this_process_would(job: DebriefJob, garage_whole: Debrief) -> None:
    assert job.poll().run is None
    job.start()
    found = until_ready(job, 1.0)
    here = garage_whole
    assert not found.trouble
    assert found.moments == here.moments
    assert found.searched
    assert found.missed == here.missed
    assert found.leaders == here.leaders
    assert found.perfect == here.perfect
    assert found.run is not None
    assert here.run is not None
    assert np.array_equal(found.run.believed.demand, here.run.believed.demand)
    job.close()
    assert not job.running


def test_job_ends_when_it_is_cancelled(job: DebriefJob) -> None:
    job.start()
    process_id = job.process_id
    assert process_id is not None
    assert alive(process_id)
    job.cancel()
    assert not job.running
    assert not alive(process_id)
    job.close()


def test_job_ends_when_nobody_holds_it_any_more(garage: Session) -> None:
    job = DebriefJob(garage.recording())
    job.start()
    process_id = job.process_id
    assert process_id is not None
    del job
    assert not alive(process_id)


@pytest.mark.slow
def test_job_that_dies_says_so_and_keeps_what_it_found(job: DebriefJob) -> None:
    job.start()
    until_ready(job, 0.01)
    process_id = job.process_id
    assert process_id is not None
    os.kill(process_id, 9)
    found = until_ready(job, 1.0)
    assert found.run is not None
    assert found.trouble or not found.coming


def test_debrief_can_be_pickled(whole: Debrief) -> None:
    again = pickle.loads(pickle.dumps(whole))
    assert again.moments == whole.moments


# The screens.


@pytest.fixture
def game(tmp_path: Path) -> Game:
    game = Game(Keeping(tmp_path))
    game.progress = Progress({"01-the-garage": 2}, {"01-the-garage": 0, "04-the-floor": 1})
    return game


def press(screen: DebriefScreen | ReviewScreen, key: int) -> Route | None:
    return screen.event(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=""))


SIZES = [((1280, 720), 1.0), ((1920, 1080), 1.5), ((960, 540), 2.0), ((1280, 960), 1.0)]


@pytest.mark.parametrize(("size", "scale"), SIZES)
@pytest.mark.slow
def test_result_paints_every_view_inside_the_window(
    game: Game, floor: Session, whole: Debrief, size: tuple[int, int], scale: float
) -> None:
    screen = DebriefScreen(game, floor)
    screen.show(whole)
    pictures = set()
    for view, *_ in VIEWS:
        screen.shown.view = view
        window.render(screen, size, scale)
        ui = screen.stage.ui
        card = ui._shown.panels.get("chart") or ui._shown.panels["result-body"]
        pictures.add(pygame.image.tobytes(card._content, "RGB"))
        regions = [region for region in map(ui.region, ui.order()) if region is not None]
        assert {"view", "leader", "again", "seed", "save", "next"} <= {region.key for region in regions}
        assert all(region.rect.left >= 0 and region.rect.right <= size[0] for region in regions)
        screen.shown.product = 2
    assert len(pictures) == len(VIEWS)


def test_result_leads_on_and_ends_its_process(game: Game, garage: Session) -> None:
    assert game.keep(garage) == ""
    ways = ((pygame.K_g, 1, Play), (pygame.K_l, 1, Play), (pygame.K_i, 0, object), (pygame.K_x, 0, object))
    for key, asks, kind in ways:
        screen = DebriefScreen(game, garage)
        job = screen._job
        assert job is not None
        window.render(screen)
        assert job.running
        for _ in range(asks):
            assert press(screen, key) is None
            calm(screen)
        route = press(screen, key)
        assert route is not None
        assert isinstance(route.screen, kind)
        assert not job.running


@pytest.mark.slow
def test_result_fills_in_while_it_is_shown(game: Game, garage: Session) -> None:
    shown = Window(DebriefScreen(game, garage), clock=VirtualClock())
    screen = shown.screen
    assert isinstance(screen, DebriefScreen)
    assert screen.debrief.run is None
    end = time.monotonic() + 120
    while screen.debrief.ready < 1.0 and time.monotonic() < end:
        shown.frame(0.02, ())
        time.sleep(0.02)
    assert screen.debrief.moments is not None
    calm(screen)
    shown.frame(0.02, [pygame.event.Event(pygame.KEYDOWN, key=pygame.K_b, mod=0, unicode="b")])
    assert screen.shown.view == "belief"
    shown.frame(0.02, [pygame.event.Event(pygame.KEYDOWN, key=pygame.K_u, mod=0, unicode="u")])
    assert screen.shown.view == "turning"
    shown.frame(0.02, [pygame.event.Event(pygame.QUIT)])
    assert shown.screen is None


@pytest.mark.slow
def test_report_is_saved_beside_the_games(game: Game, garage: Session, garage_whole: Debrief, tmp_path: Path) -> None:
    screen = DebriefScreen(game, garage)
    window.render(screen)
    press(screen, pygame.K_f)
    assert not list(tmp_path.rglob("*.md"))
    screen.show(garage_whole)
    press(screen, pygame.K_f)
    (page,) = tmp_path.rglob("*.md")
    assert page.read_text(encoding="utf-8").startswith("# The Garage")
    window.render(screen)


def test_next_level_is_offered_when_it_is_open(game: Game, garage: Session, floor: Session) -> None:
    chapter = DebriefScreen(game, garage).next_chapter()
    assert chapter is not None
    assert chapter.number == 2
    assert DebriefScreen(game, floor).next_chapter() is None


@pytest.mark.parametrize(("size", "scale"), SIZES)
@pytest.mark.slow
def test_review_paints_and_opens_the_next_week(game: Game, size: tuple[int, int], scale: float) -> None:
    session = played(FLOOR, weeks=26)
    table = Play(session, game)
    screen = ReviewScreen(game, table.table, lambda: Route(table), behind=table)
    window.render(screen, size, scale, focus="people-morale" if scale == 1.0 else None)
    assert screen.before.week == 13
    assert press(screen, pygame.K_TAB) is None
    screen.stage.ui.set_focus(None)
    route = press(screen, pygame.K_RETURN)
    assert route is not None
    assert route.screen is table


def test_review_by_mouse(game: Game) -> None:
    session = played(GARAGE, weeks=13)
    table = Play(session, game)
    screen = ReviewScreen(game, table.table, lambda: Route(table))
    window.render(screen)
    region = screen.stage.ui.region("open")
    assert region is not None
    assert screen.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=region.rect.center)) is None
    route = screen.event(pygame.event.Event(pygame.MOUSEBUTTONUP, button=1, pos=region.rect.center))
    assert route is not None
    assert route.screen is table


def test_review_needs_the_start_of_a_quarter(game: Game) -> None:
    for weeks in (0, 5):
        table = Play(played(GARAGE, weeks=weeks), game).table
        with pytest.raises(ValueError, match="start of a quarter"):
            ReviewScreen(game, table, lambda: Route(None))
