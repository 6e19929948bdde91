"""The middle: sessions in lock-step, refusals that change nothing, saves that replay, damage that is named."""

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import bots, levels, saves, yardsticks
from game.saves import SaveError
from game.session import Session, play, verify
from game.sim.actions import Action, Receipt, Refusal, parse
from game.sim.levers import LEVERS, RIGHTS, preview
from game.sim.world import QUARTER_WEEKS
from game.yardsticks import scores

LEVEL = levels.read_text(
    """\
format: 1
title: Everything
people: 40
weeks: 30
levers: [order, visit, order_department, quota, default, reporting, choose, tag, rate, kpi, kpi_company, tools, net,
  order_company, quota_company, answer, declare, retire, ritual, rest, advert, spotlight, promote, tell, retell,
  height, short_pay]
values: {declared: [craft]}
events: [{when: week 1, dilemma: the fair}, {when: first visit, dilemma: saturdays}]
demand: {contracts_per_quarter: 2}
money: {cash: 100000}
""",
    "everything",
)
NAMES = [name for name in LEVERS if name not in RIGHTS]


@st.composite
def actions(draw: st.DrawFn) -> Action:
    """Any row of the table with numbers that are mostly near what is allowed."""
    lever = LEVERS[draw(st.sampled_from(sorted(LEVERS)))]
    target = draw(st.integers(-1, 9)) if lever.target != "everyone" else -1
    amount = tuple(draw(st.sampled_from([0, 1, 2, 3, 4, 6, 8, 12, 99])) for _ in lever.fields)
    return Action(lever.name, target, amount)


def first_legal(session: Session, lever: str) -> Receipt:
    """Places the first action of a lever that is allowed."""
    row = LEVERS[lever]
    for target, *amount in product(range(-1, 8), *(choices(session.report) for choices in row.choices)):
        answer = session.act(Action(lever, target, tuple(amount)))
        if isinstance(answer, Receipt):
            return answer
    raise AssertionError(f"nothing of {lever} is allowed")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, Path]:
    """A finished game of 30 weeks in which most levers were used, and its file."""
    session = Session(LEVEL, seed=5, player="Ada")
    by_week = {0: "declare", 4: "ritual", 9: "rest", 14: "retire", 15: "reporting", 20: "tag"}
    while not session.over:
        if session.week == 2:
            session.act(Action("default", -1, (2,)))
        if session.week in by_week:
            first_legal(session, by_week[session.week])
        elif session.week % 2:
            first_legal(session, "order")
        session.advance()
    return session, session.save(tmp_path_factory.mktemp("saves") / "game")


def rewritten(path: Path, folder: Path, change: Callable[[list[dict[str, Any]]], None]) -> Path:
    """A copy of a saved game with something changed in its lines."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(lines)
    copy = folder / "changed.headcount"
    copy.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return copy


@settings(max_examples=25)
@given(st.lists(st.lists(actions(), max_size=5), min_size=1, max_size=12), st.integers(0, 1000))
@pytest.mark.slow
def test_two_sessions_run_in_lock_step_and_refusals_change_nothing(weeks: list[list[Action]], seed: int) -> None:
    one, other = Session(LEVEL, seed), Session(LEVEL, seed)
    for placed in weeks:
        for action in placed:
            before = one.digest(), one.pending
            answer = one.act(action)
            if isinstance(answer, Refusal):
                assert (one.digest(), one.pending) == before
                assert answer.text[0].isupper() or answer.text[0] in "“‘"
                assert answer.text.endswith((".", "!"))
            else:
                assert other.act(parse(str(action))) == answer
            assert one.digest() == other.digest()
        one.advance()
        other.advance()
        assert one.digest() == other.digest()
    assert one.log == other.log


@given(actions())
def test_every_action_survives_its_line_of_text(action: Action) -> None:
    assert parse(str(action)) == action


@pytest.mark.parametrize(
    "text",
    ["", "order", "sing team:1", "order team:1", "order team:x job:1 weeks:2", "visit by:me", "visit team:1 weeks:2"],
)
def test_other_lines_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse(text)


@pytest.mark.parametrize("lever", NAMES)
def test_every_lever_can_be_placed_paid_for_and_played(lever: str) -> None:
    session = Session(LEVEL, seed=2)
    if lever == "rest":
        first_legal(session, "ritual")
        session.advance()
    if lever == "retell":
        first_legal(session, "tell")
        play(session, bots.leader("incentives"), until=20)
    if lever == "promote":
        first_legal(session, "visit")
        session.advance()
    free = session.report.discs_free
    receipt = first_legal(session, lever)
    assert receipt.discs == (LEVERS[lever].discs or (2 if lever == "answer" else 0))
    assert receipt.heard == session.week + (session.world.letter_weeks if LEVERS[lever].travels else 0)
    session.advance()
    back = 1 if lever == "rest" else 0
    held = receipt.discs if receipt.weeks == -1 or receipt.weeks > 1 else 0
    assert session.report.discs_free == free - held + back
    assert session.log[-1] == (receipt.action,)


def test_undo_takes_back_the_last_action_until_the_week_begins() -> None:
    session = Session(LEVEL)
    digest = session.digest()
    first_legal(session, "order")
    one = session.digest()
    first_legal(session, "visit")
    assert len({digest, one, session.digest()}) == 3
    taken = session.undo()
    assert taken is not None
    assert taken.lever == "visit"
    assert session.digest() == one
    session.undo()
    assert session.digest() == digest
    assert session.undo() is None
    first_legal(session, "order")
    session.advance()
    assert session.undo() is None


def test_an_unopened_lever_is_open_only_when_asked() -> None:
    level = levels.read_text("format: 1\ntitle: Small\npeople: 5\n", "small")
    tag = Action("tag", 0, (1, 3))
    assert isinstance(Session(level).act(tag), Refusal)
    assert isinstance(Session(level, open_levers=True).act(tag), Receipt)


def test_nothing_can_be_done_after_the_end(recorded: tuple[Session, Path]) -> None:
    session, _ = recorded
    assert isinstance(session.act(Action("visit", 0)), Refusal)
    with pytest.raises(ValueError, match="over"):
        session.advance()


def test_a_company_without_cash_is_bankrupt_and_has_no_stars() -> None:
    level = levels.read_text("format: 1\ntitle: Poor\npeople: 12\nmoney: {cash: 100}\nstars: [1, 2, 3]\n", "poor")
    session = play(Session(level), bots.leader("idle"))
    end = session.outcome()
    assert end is not None
    assert (end.kind, end.stars) == ("bankrupt", 0)
    assert session.week < level.world.weeks
    assert end.cash_cents < 0


def test_outcome_adds_up_to_the_score(recorded: tuple[Session, Path]) -> None:
    end = recorded[0].outcome()
    assert end is not None
    assert sum(end.causes.values()) == pytest.approx(end.score)
    assert end.score == pytest.approx(recorded[0].truth().score)


def test_rewinding_and_playing_the_same_again_leads_to_the_same(recorded: tuple[Session, Path]) -> None:
    whole, path = recorded
    session = Session.load(path).session
    for quarter in (1, 2, 0):
        session.rewind(quarter)
        assert session.week == quarter * QUARTER_WEEKS == len(session.log) == len(session.ledgers)
        assert all(pin.sent < session.week for pin in session.pins())
        for placed in whole.log[session.week :]:
            for action in placed:
                assert isinstance(session.act(action), Receipt)
            session.advance()
        assert session.digest() == whole.digest()
        assert session.pins() == whole.pins()
        assert session.recording() == whole.recording()


@pytest.mark.parametrize("quarter", [-1, 1])
def test_only_a_quarter_that_has_begun_can_be_gone_back_to(quarter: int) -> None:
    with pytest.raises(ValueError, match="has not begun"):
        Session(LEVEL).rewind(quarter)


def test_pins_tell_the_life_of_each_letter(recorded: tuple[Session, Path]) -> None:
    session, _ = recorded
    pins = session.pins()
    travelling = [(week, action) for week, placed in enumerate(session.log) for action in placed
                  if LEVERS[action.lever].travels or action.lever in ("declare", "retire")]  # fmt: skip
    assert [(pin.sent, pin.action) for pin in pins] == travelling
    for pin in pins:
        delay = session.world.letter_weeks if LEVERS[pin.action.lever].travels else 0
        assert pin.heard == pin.sent + delay
        assert pin.worst == -1 or pin.heard <= pin.worst <= pin.seen
        assert pin.seen > pin.heard
    fresh = Session(LEVEL)
    first_legal(fresh, "order")
    assert len(fresh.pins()) == 1


def test_a_pin_keeps_what_was_foretold_when_it_was_sent_and_so_does_a_save(tmp_path: Path) -> None:
    session = Session(LEVEL)
    first_legal(session, "order")
    sent = session.pending[0]
    known = preview(session.report, sent)
    session.advance()
    assert session.pins()[0].foretold == known
    assert preview(session.report, sent) != known
    assert Session.load(session.save(tmp_path / "pin.headcount")).session.pins()[0].foretold == known


def test_a_save_replays_to_the_same_digest(recorded: tuple[Session, Path]) -> None:
    session, path = recorded
    assert path.suffix == ".headcount"
    loaded = Session.load(path)
    assert (loaded.weeks_lost, loaded.note) == (0, "")
    again = loaded.session
    assert (again.digest(), again.log, again.outcome()) == (session.digest(), session.log, session.outcome())
    assert (again.player, again.seed, again.level.title) == ("Ada", 5, "Everything")
    verdict = verify(path)
    assert verdict.ok
    assert verdict.weeks == 30


def test_a_save_keeps_what_lies_on_the_desk(tmp_path: Path) -> None:
    session = Session(LEVEL)
    session.advance()
    first_legal(session, "order")
    path = session.save(tmp_path / "half.headcount")
    assert Session.load(path).session.pending == session.pending
    assert Session.load(path).session.digest() == session.digest()
    assert verify(path).ok


def test_the_last_good_file_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    session = Session(LEVEL)
    path = session.save(tmp_path / "a.headcount")
    first = path.read_bytes()
    session.advance()
    session.save(path)
    assert (tmp_path / "a.headcount.bak").read_bytes() == first
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.headcount", "a.headcount.bak"]
    path.write_bytes(b"rubbish")
    with pytest.raises(SaveError, match=r"a\.headcount\.bak"):
        Session.load(path)
    assert Session.load(tmp_path / "a.headcount.bak").session.week == 0


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SaveError, match="could not be saved"):
        Session(LEVEL).save(tmp_path / "file" / "game.headcount")


@pytest.mark.slow
@settings(max_examples=25)
@given(share=st.floats(0, 1))
def test_a_file_cut_anywhere_loads_to_its_last_whole_week(recorded: tuple[Session, Path], share: float) -> None:
    session, path = recorded
    whole = path.read_bytes()
    data = whole[: int(share * len(whole))]
    cut = path.with_name("cut.headcount")
    cut.write_bytes(data)
    if b"\n" not in data and len(data) < whole.index(b"\n"):
        with pytest.raises(SaveError):
            Session.load(cut)
        return
    loaded = Session.load(cut)
    lines = whole.split(b"\n")
    ends = [len(b"\n".join(lines[: week + 2])) for week in range(30)]
    weeks = sum(end <= len(data) for end in ends)
    assert loaded.session.week == weeks
    assert loaded.weeks_lost == 30 - weeks
    assert loaded.session.log == session.log[:weeks]
    if len(data) < len(whole) - 1:
        assert "breaks off" in loaded.note
        assert not verify(cut).ok
        assert verify(cut).week == weeks


@pytest.mark.slow
def test_a_changed_action_is_found_at_its_week(recorded: tuple[Session, Path], tmp_path: Path) -> None:
    for week in range(0, 30, 3):
        def change(lines: list[dict[str, Any]], week: int = week) -> None:
            lines[1 + week]["actions"] = [] if lines[1 + week]["actions"] else ["visit team:1"]

        verdict = verify(rewritten(recorded[1], tmp_path, change))
        assert not verdict.ok
        assert verdict.week == week, verdict
        assert f"Week {week + 1} " in verdict.text


def test_an_action_that_is_not_allowed_is_found_at_its_week(recorded: tuple[Session, Path], tmp_path: Path) -> None:
    def change(lines: list[dict[str, Any]]) -> None:
        lines[1 + 8]["actions"] = ["order team:99 job:0 weeks:4"]

    path = rewritten(recorded[1], tmp_path, change)
    verdict = verify(path)
    assert (verdict.week, verdict.field) == (8, "actions")
    loaded = Session.load(path)
    assert loaded.session.week == 8
    assert loaded.weeks_lost == 22
    assert "goes on from week 9" in loaded.note.lower()


def test_a_changed_fingerprint_names_its_field(recorded: tuple[Session, Path], tmp_path: Path) -> None:
    def change(lines: list[dict[str, Any]]) -> None:
        lines[1 + 11]["prints"]["morale"] = "0" * 16

    verdict = verify(rewritten(recorded[1], tmp_path, change))
    assert (verdict.week, verdict.field) == (11, "morale")


@pytest.mark.parametrize(
    ("line", "key", "week", "field"),
    [(13, "digest", 12, "digest"), (-1, "digest", 30, "digest"), (-1, "outcome", 30, "score")],
)
def test_a_changed_digest_or_outcome_is_found(
    recorded: tuple[Session, Path], tmp_path: Path, line: int, key: str, week: int, field: str
) -> None:
    def change(lines: list[dict[str, Any]]) -> None:
        lines[line][key] = "0" * 64 if key == "digest" else {**lines[line][key], "score": 0.99}

    verdict = verify(rewritten(recorded[1], tmp_path, change))
    assert (verdict.ok, verdict.week, verdict.field) == (False, week, field)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"seed": 6}, "seed"), ({"difficulty": "harsh"}, "difficulty"), ({"open_levers": True}, "header"),
        ({"player": "Bob"}, "header"), ({"people: 40": "people: 41"}, "level"), ({"Everything": "Nothing"}, "header"),
    ],
)  # fmt: skip
def test_a_changed_first_line_is_found(
    recorded: tuple[Session, Path], tmp_path: Path, change: dict[str, Any], field: str
) -> None:
    (key, value), = change.items()

    def apply(lines: list[dict[str, Any]]) -> None:
        if key in lines[0]:
            lines[0][key] = value
        else:
            lines[0]["level"]["text"] = lines[0]["level"]["text"].replace(key, value)

    verdict = verify(rewritten(recorded[1], tmp_path, apply))
    assert (verdict.ok, verdict.week, verdict.field) == (False, -1, field), verdict


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rules": saves.RULES + 1}, f"a newer version of the rules ({saves.RULES + 1}; this game plays by"),
        ({"rules": saves.RULES - 1, "version": "0.0.9"}, "an older version of the rules"), ({"format": 99}, "format"),
        ({"planned": 0}, "“planned” should be"),
        ({"game": "Chess"}, "not a saved game"),
        ({"seed": "5"}, "“seed” should be a whole number"), ({"seed": True}, "“seed” should be a whole number"),
        ({"seed": -1}, "“seed” should be 0 to"), ({"weeks": 10**9}, "“weeks” should be"),
        ({"difficulty": "absurd"}, "“difficulty” should be one of"), ({"level": []}, "“level” should be a record"),
        ({"founding": {"a": 1}}, "“founding” should hold"),
        ({"level": {"name": "x", "world": "y", "text": "format: 1"}}, "level inside this saved game"),
    ],
)  # fmt: skip
def test_a_first_line_that_cannot_be_read_is_a_sentence(
    recorded: tuple[Session, Path], tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    path = rewritten(recorded[1], tmp_path, lambda lines: lines[0].update(change))
    with pytest.raises(SaveError) as caught:
        verify(path)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\xff\xfe\x00", b"[]\n", b"{}", b"null", b"[" * 100_000, b"PK\x03\x04", b"1" * 9999]
)
def test_foreign_files_are_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "foreign.headcount"
    path.write_bytes(data)
    with pytest.raises(SaveError, match="not a saved game"):
        Session.load(path)


def test_what_is_no_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.headcount", Path("a\0b")):
        with pytest.raises(SaveError, match=r"\.$"):
            Session.load(path)


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.headcount"
    with path.open("wb") as file:
        file.truncate(saves.LARGEST_BYTES + 1)
    with pytest.raises(SaveError, match="larger than any saved game"):
        Session.load(path)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["order team:0 job:0 weeks:2", "visit team:1", 10**400, -1]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=5,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=40)
@given(data=st.data(), value=_JSON)
def test_no_value_anywhere_makes_the_loader_stumble(
    recorded: tuple[Session, Path], data: st.DataObject, value: object
) -> None:
    lines: list[Any] = [json.loads(line) for line in recorded[1].read_text(encoding="utf-8").splitlines()]
    place: Any = lines
    key: Any = data.draw(st.sampled_from([0, 1, 5, 13, len(lines) - 1]))
    while isinstance(place[key], (dict, list)) and place[key] and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(st.sampled_from(sorted(place)) if isinstance(place, dict) else st.integers(0, len(place) - 1))
    place[key] = value
    path = recorded[1].with_name("fuzzed.headcount")
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    try:
        loaded = Session.load(path)
    except SaveError as error:
        note = str(error)
    else:
        note = loaded.note
        assert loaded.session.week + loaded.weeks_lost == max(30, lines[0]["weeks"])
    assert not note or note.endswith(".")


@settings(max_examples=60)
@given(place=st.floats(0, 1), noise=st.binary(min_size=1, max_size=6), replace=st.booleans())
def test_no_bytes_anywhere_make_the_reader_stumble(
    recorded: tuple[Session, Path], place: float, noise: bytes, replace: bool
) -> None:
    whole = recorded[1].read_bytes()
    at = int(place * len(whole))
    data = whole[:at] + noise + whole[at + (len(noise) if replace else 0) :]
    try:
        recording = saves.from_bytes(data)
    except SaveError as error:
        sentence = str(error)
    else:
        sentence = recording.damage
        again = saves.from_bytes(saves.to_bytes(recording))
        assert (again.header, again.weeks, again.end) == (recording.header, recording.weeks, recording.end)
    assert not sentence or sentence.endswith(".")


def test_yardsticks_are_shares_and_bounds(recorded: tuple[Session, Path]) -> None:
    session, _ = recorded
    row = yardsticks.standing(session, "mine").row()
    assert list(row) == [
        "level", "policy", "seed", "weeks", "people", "score", "allocation", "efficiency", "served", "over", "under",
        "idle", "morale", "agreement", "commitment", "trust", "initiative", "leavers", "cash_cents", "stars", "outcome",
        "digest", "open_levers", "possible",
    ]  # fmt: skip
    assert 0 < row["allocation"] <= 1
    assert row["served"] + row["under"] == pytest.approx(1, abs=2e-6)
    assert (row["level"], row["policy"], row["weeks"]) == ("everything", "mine", 30)
    assert row["people"] == session.report.people == 40 + session.report.joined_ever.sum() - row["leavers"]
    assert scores.net_value(session) == pytest.approx(session.score() * sum(x.reference for x in session.ledgers))


def test_the_founding_bound_is_the_same_for_every_leader() -> None:
    leaders = (("orders", True), ("mixed", False))
    games = [play(Session(LEVEL, 3, open_levers=opened), bots.leader(name)) for name, opened in leaders]
    plans = [yardsticks.founding_plan(game) for game in games]
    assert plans[0].bound == plans[1].bound
    demand = np.stack([ledger.reference_demand for ledger in games[0].ledgers])
    assert plans[0].delivered.shape == demand.shape
    assert np.all(np.cumsum(plans[0].delivered, axis=0) <= np.cumsum(demand, axis=0) * 1.000001)


def test_a_leader_by_values_hangs_a_banner_and_moves_its_ritual() -> None:
    """Where values are offered; elsewhere it plays as the mixture does."""
    level = levels.read_text(
        "format: 1\ntitle: Banners\npeople: 60\nweeks: 39\nlevers: [visit, declare, ritual, rest]\n"
        "values: {offered: [pace, service], cultures: [{agreement: {pace: 30, service: 80}}]}\n"
        "organisation: {teams_per_department: 4}\n",
        "banners",
    )
    session = play(Session(level, 2), bots.leader("values"))
    placed = [action for actions in session.log for action in actions]
    assert [action.target for action in placed if action.lever == "declare"] == [1]
    assert len({action.amount for action in placed if action.lever == "ritual"}) >= 2
    plain = [play(Session(LEVEL, 3, open_levers=True), bots.leader(name), 6).log for name in ("values", "mixed")]
    assert plain[0] != plain[1]
    level = levels.read_text("format: 1\ntitle: Plain\npeople: 120\n", "plain")
    plain = [play(Session(level, 3), bots.leader(name), 12).log for name in ("values", "mixed")]
    assert plain[0] == plain[1]
