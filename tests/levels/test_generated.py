"""Free play: any size, seed and difficulty makes a sound level that plays; the game of the day is everyone's."""

import datetime
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import bots, levels
from game.debrief import result_text
from game.levels import generated
from game.levels.generated import DESKS, FEWEST, LARGEST_SEED, LEAST_OWNED, MOST, SIZES, Choice, Desk
from game.saves import from_bytes, to_bytes
from game.session import Session, play
from game.sim.curves import total
from game.sim.ledger import MORALE_START
from game.sim.world import DIFFICULTIES
from game.view.screens.free_play import FreePlay
from game.view.toolkit.ui import Hit

MONDAY = datetime.date(2026, 3, 2)


@settings(max_examples=60)
@given(
    people=st.one_of(st.integers(FEWEST, MOST), st.sampled_from(SIZES)), seed=st.integers(0, LARGEST_SEED),
    difficulty=st.sampled_from(sorted(DIFFICULTIES)),
)  # fmt: skip
@pytest.mark.slow
def test_any_choice_makes_a_sound_level_that_says_what_was_chosen(people: int, seed: int, difficulty: str) -> None:
    made = Choice(people, seed, difficulty)
    text = generated.text(made)
    assert levels.check_text(text, made.name) == []
    level = generated.level(made)
    assert (level.world.people, level.world.seed, level.difficulty) == (people, seed, difficulty)
    assert generated.known(made.name) == made == generated.choice(made.word)
    assert generated.text(made) == text
    assert generated.text(Choice(people, seed ^ 1, difficulty)) != text


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.name)
@pytest.mark.parametrize("people", [LEAST_OWNED, 120, 4_000])
def test_the_desk_of_somebody_else_is_the_same_company_with_what_it_says(desk: Desk, people: int) -> None:
    made = Choice(people, 7, "harsh", desk=desk.name)
    assert levels.check_text(generated.text(made), made.name) == []
    plain, owned = generated.level(Choice(people, 7, "harsh")).world, generated.level(made).world
    assert generated.known(made.name) == made == generated.choice(made.word)
    assert desk.title[1:] in generated.described(made.name)
    assert owned.discs == desk.discs
    assert not {*desk.without} & {*owned.unlocked(10_000)}
    assert not {*desk.late} & {*owned.unlocked(12)}
    assert {*desk.late} <= {*owned.unlocked(13)}
    assert owned.cash_cents == int(plain.cash_cents * desk.cash)
    assert (owned.products, owned.people, owned.contracts) == (plain.products, plain.people, plain.contracts)
    assert desk.text in generated.level(made).story


def test_a_known_choice_stays_the_company_it_is() -> None:
    level = generated.level(Choice(1200, 7))
    assert (level.title, level.product_names, level.world.weeks) == KNOWN


KNOWN = ("Kettle & Barley", ("lamps", "clocks", "bells", "tea", "boats", "bread", "books"), 78)
COMPANIES = {
    "free:12:3": "e8cd075d50b6", "free:1200:7": "dc07f57ca22b", "day:2026-03-02": "de9cc5bc4109",
    "free:15000:5:harsh": "060ca4ab884c",
}  # fmt: skip


@pytest.mark.parametrize("word", sorted(COMPANIES))
def test_whoever_types_the_same_word_gets_the_same_company(word: str) -> None:
    now = generated.level(generated.choice(word)).world.fingerprint()[:12]
    assert now == COMPANIES[word], (
        f"“{word}” makes another company than before ({now}). Whoever was sent the word, or plays the game of the day "
        "in an older version, plays something else. If that is meant, write it here and name it in CHANGELOG.md."
    )


@pytest.mark.parametrize("people", [people for people in SIZES if people <= 15_000])
@pytest.mark.slow
def test_every_size_plays_under_two_leaders_and_keeps_its_books(people: int) -> None:
    _play_and_check(people, 14)


@pytest.mark.slow
@pytest.mark.parametrize("people", [people for people in SIZES if people > 15_000])
def test_the_largest_sizes_play_under_two_leaders_and_keep_their_books(people: int) -> None:
    _play_and_check(people, 20)


def _play_and_check(people: int, weeks: int) -> None:
    level = generated.level(Choice(people, 3))
    for leader in ("mixed", "orders"):
        session = play(Session(level), bots.leader(leader), weeks)
        assert session.week == weeks
        state = session.state()
        for name, ends in (("trust", (0, 1)), ("morale", (0, 1)), ("commitment", (0, 1)), ("skill", (0, 20))):
            field = getattr(state, name)
            assert np.isfinite(field).all()
            assert ((field >= ends[0]) & (field <= ends[1])).all(), name
        ledgers = session.ledgers
        pieces = [(ledger.made - ledger.delivered - ledger.spoiled) for ledger in ledgers]
        assert np.stack(pieces).sum(axis=0) == pytest.approx(state.stock, rel=1e-9, abs=1e-6)
        net = sum(ledger.net_value() for ledger in ledgers)
        assert total(state.score) == pytest.approx(net, rel=1e-9)
        explained = MORALE_START + state.causes.sum(axis=0)
        there = np.bincount(state.team_of, weights=state.morale, minlength=state.head.shape[0])
        assert explained[state.head > 0] == pytest.approx((there / np.maximum(state.head, 1))[state.head > 0], abs=1e-9)
        assert int(state.head.sum()) == state.people == int((state.reason >= 0).sum())


def test_a_generated_game_is_saved_with_its_text_and_goes_on() -> None:
    session = play(Session(generated.level(Choice(40, 9, "harsh"))), bots.leader("mixed"), 5)
    recording = from_bytes(to_bytes(session.recording()))
    assert recording.header.text == generated.text(Choice(40, 9, "harsh"))
    assert (recording.header.name, recording.header.difficulty) == ("free-40-9-harsh", "harsh")


@pytest.mark.parametrize(
    ("word", "made"),
    [
        ("free", Choice()), ("free:1200", Choice(1200)), ("free::7", Choice(seed=7)), ("free:5:0:gentle",
        Choice(5, 0, "gentle")), ("day:2026-03-02", Choice(120, 20260302, "normal", "2026-03-02")),
        ("today", Choice(120, 20260302, "normal", "2026-03-02")),
    ],
)  # fmt: skip
def test_a_word_asks_for_a_game(word: str, made: Choice) -> None:
    assert generated.meant(word)
    assert generated.choice(word, MONDAY) == made


@pytest.mark.parametrize(
    "word", ["free:4", "free:100001", "free:many", "free:5:-1", "free:5:1:easy", "free:5:1:harsh:2",
             "free:12:1:harsh:absent:2", "free:11:1::absent", "day:", "day:soon",
             "free:²", "free:5:2147483648"],
)  # fmt: skip
def test_a_word_that_asks_for_nonsense_is_answered_in_a_sentence(word: str) -> None:
    assert generated.meant(word)
    with pytest.raises(ValueError, match=r"^[“T].*\.$"):
        generated.choice(word)


def test_the_game_of_the_day_is_another_one_each_day() -> None:
    days = [generated.of_the_day(MONDAY + datetime.timedelta(n)) for n in range(14)]
    assert len({made.seed for made in days}) == 14
    assert [made.people for made in days[:7]] == [made.people for made in days[7:]]
    assert generated.of_the_day(generated.utc_today()).day == generated.utc_today().isoformat()
    assert generated.described("day-2026-03-02") == "The game of 2 March 2026"
    assert generated.described("free-1200-7-harsh") == "Free play, 1,200 people, luck 7, harsh"
    assert generated.described("my-own") == "my-own"
    assert generated.known("free-4-1") is None


def test_the_result_for_a_chat_says_how_it_went_and_how_to_play_the_same() -> None:
    level = generated.level(generated.choice("day:2026-03-07"))
    session = Session(level)
    with pytest.raises(ValueError, match="not over"):
        result_text(session)
    play(session, bots.leader("idle"))
    first, second, third, last = result_text(session).splitlines()
    assert first == f"Headcount · the game of 7 March 2026 · {level.world.people} people"
    assert f"{100 * session.score():.1f} of 100" in second
    assert second[:3] == "★" * session.outcome().stars + "☆" * (3 - session.outcome().stars)
    assert third.index(" ") == -(-session.week // 13)
    assert last == "Play it: day:2026-03-07"
    other = play(Session(level, 1, "harsh"), bots.leader("idle"))
    assert "Play it" not in result_text(other)
    assert "luck 1 · harsh" in result_text(other)


def test_the_chooser_takes_sizes_luck_and_difficulty() -> None:
    free = FreePlay(Choice(120, 77), generated.of_the_day(MONDAY))
    for key, value in (("free-people", 4000), ("free-difficulty", "gentle"), ("free-seed", "78")):
        assert free.follow(Hit(key, value)) is None
    assert free.follow(Hit("free-begin")) == Choice(4000, 78, "gentle")
    free.follow(Hit("free-desk", "absent"))
    assert free.follow(Hit("free-begin")) == Choice(4000, 78, "gentle", desk="absent")
    free.follow(Hit("free-people", 5))
    assert free.follow(Hit("free-begin")) == Choice(5, 78, "gentle"), "nobody owns so few"
    free.follow(Hit("free-people", 4000))
    free.follow(Hit("free-desk", "own"))
    free.follow(Hit("free-seed", str(LARGEST_SEED + 1)))
    assert free.choice.seed == 78
    assert free.field.text == "78", "a number that is too large is not taken"
    free.follow(Hit("free-seed", ""))
    assert free.choice.seed == 0
    assert free.follow(Hit("free-dice")) is None
    assert 0 <= free.choice.seed <= LARGEST_SEED
    assert free.field.text == str(free.choice.seed)
    assert free.follow(Hit("free-day")) == free.day


def test_a_title_quotes_whatever_name_was_drawn() -> None:
    titles = {json.loads(generated.text(Choice(12, seed)).split("title: ")[1].splitlines()[0]) for seed in range(200)}
    assert len(titles) > 50
    assert all(len(title) <= 24 for title in titles)
