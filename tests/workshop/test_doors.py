"""The parts of the hub that need no network: what opens doors, what is counted, who is there, what is written."""

import random
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from game.workshop import forms, invitation
from game.workshop.events import Extend, MoveOn, Open, Rename, Show, Sit
from game.workshop.journal import Door, Entry, Journal, JournalError, lines, rooms
from game.workshop.keys import LETTERS, Keys, hashed, new_code, plain, word_of
from game.workshop.limits import Caps, Crowd, Lockout, Rate, Rates
from game.workshop.names import clean, friendly
from game.workshop.presence import Presence, page_name

OPENING = Open(1_000, "60", 7, "letters")


# Keys.


def test_codes_have_no_letter_that_looks_like_another() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    letters = set("".join(codes))
    assert letters <= set(LETTERS)
    assert not letters & set("AEIOUY01258")
    assert plain(" kx-w tbz ") == "KXWTBZ"


def test_a_token_shows_its_word_and_each_word_is_one_seats_alone() -> None:
    keys = Keys("salt")
    words = set()
    for n in range(60):
        token, doors = keys.new_seat(f"seat-{n}", f"key-{n}")
        keys.add(doors)
        word = word_of(token)
        words.add(word)
        found = keys.opens(word, "word"), keys.opens(token, "seat")
        assert [door.seat for door in found if door is not None] == [f"seat-{n}"] * 2
        assert keys.opens(token, "host") is None
        assert keys.opens(word, "seat") is None
    assert len(words) == 60


def test_words_are_salted_so_that_two_rooms_keep_different_hashes() -> None:
    def kept(salt: str) -> bytes:
        keys = Keys(salt)
        keys.add([Door(keys._word("BCDG"), "word", "seat-1")])
        assert keys.opens("BCDG", "word") is not None
        return keys._word("BCDG")

    assert kept("a") != kept("b")


# Limits.


def test_a_rate_lets_a_burst_through_and_then_its_measure() -> None:
    rates, rate = Rates(), Rate(2.0, 5.0)
    assert [rates.allow("a", rate, 0.0) for _ in range(7)] == [True] * 5 + [False] * 2
    assert rates.allow("b", rate, 0.0)
    assert [rates.allow("a", rate, 1.0) for _ in range(3)] == [True, True, False]
    assert [rates.allow("a", rate, 100.0) for _ in range(6)] == [True] * 5 + [False]


def test_locks_grow_and_are_forgiven_in_time() -> None:
    lockout, now, locks = Lockout(), 0.0, []
    for _ in range(14):
        lock = lockout.locked("a", now)
        locks.append(lock)
        now += lock
        assert lockout.locked("a", now) == 0.0
        lockout.missed("a", now)
    assert locks == [0.0] * 5 + [2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 300.0]
    assert lockout.locked("b", now) == 0.0
    lockout.missed("a", now + 901.0)
    assert lockout.locked("a", now + 901.0) == 0.0


def test_guessing_a_word_takes_longer_than_a_workshop() -> None:
    """One address, 200 seats: how likely a hit is in three hours."""
    lockout, now, tries = Lockout(), 0.0, 0
    while now < 3 * 3600.0:
        lockout.missed("a", now)
        tries += 1
        now += max(0.02, lockout.locked("a", now))
    assert tries < 60
    assert tries * 200 / len(LETTERS) ** 4 < 0.1


def test_connections_are_counted_for_each_address_and_for_all() -> None:
    crowd = Crowd(Caps(everyone=6, one=2))
    assert [crowd.enter("192.168.1.2") for _ in range(3)] == [True, True, False]
    assert [crowd.enter("127.0.0.1") for _ in range(5)] == [True] * 4 + [False]
    crowd.leave("192.168.1.2")
    assert crowd.enter("192.168.1.3")
    assert not crowd.enter("192.168.1.2")
    assert crowd.count == 6


# Presence.


def test_a_phone_is_there_for_twenty_seconds_or_as_long_as_it_holds_a_stream() -> None:
    presence = Presence()
    assert presence.ago("a", 0.0) is None
    presence.fetch("a", 0.0)
    assert presence.there("a", 19.0)
    assert not presence.there("a", 21.0)
    presence.hold("a", 30.0)
    assert presence.there("a", 500.0)
    presence.drop("a", 500.0)
    assert presence.ago("a", 507.0) == 7.0


def together(count: int, dropped: int) -> Presence:
    presence = Presence()
    for n in range(count):
        presence.hold(str(n), 0.0)
    for n in range(dropped):
        presence.drop(str(n), 100.0)
    return presence


@pytest.mark.parametrize(
    ("count", "dropped", "vanished"),
    [(30, 11, True), (30, 10, False), (30, 30, True), (6, 3, True), (6, 2, False), (2, 1, False), (1, 1, False)],
)
def test_more_than_a_third_at_once_is_no_chance(count: int, dropped: int, vanished: bool) -> None:
    presence = together(count, dropped)
    assert not presence.many_vanished(101.0), "they may only be loading their page again"
    assert presence.many_vanished(104.0) is vanished
    assert not presence.many_vanished(120.0), "who left a while ago did not leave at once"
    presence.told()
    assert not presence.many_vanished(104.0)


def test_who_comes_back_has_not_vanished() -> None:
    presence = together(30, 20)
    for n in range(12):
        presence.hold(str(n), 102.0)
    assert not presence.many_vanished(104.0)


def test_the_newest_page_wins_and_a_page_without_number_always_may() -> None:
    presence = Presence()
    first, second = page_name(1_000, 1), page_name(1_000, 2)
    assert second > first
    assert presence.newest("a", first, 0.0)
    assert presence.newest("a", second, 0.0)
    assert not presence.newest("a", first, 0.0)
    assert presence.newest("b", first, 0.0)
    for odd in ("", "x", "²" * 16, "1" * 17, first + " "):
        assert presence.newest("a", odd, 0.0)


# Names.


@pytest.mark.parametrize(
    ("given", "shown"),
    [("  Ann   Bell ", "Ann Bell"), ("x" * 40, "x" * 24), ("", ""), ("\u202egnp", "gnp"), ("\u0301a", "a"),
     ("a\nb\tc", "a b c"), ("Zoë", "Zoë"), ("王伟", "王伟"), ("e\u0301", "é"), ("a" + "\u0301" * 20, "á\u0301\u0301"),
     ("\x00", "")],
)  # fmt: skip
def test_a_name_is_cleaned(given: str, shown: str) -> None:
    assert clean(given) == shown
    assert clean(shown) == shown


def test_friendly_names_are_never_given_twice() -> None:
    taken: list[str] = []
    for _ in range(250):
        taken.append(friendly(taken))
    assert len(set(taken)) == 250
    assert all(clean(name) == name for name in taken)


# Forms.


def test_a_facilitators_deed_is_an_event_of_that_kind() -> None:
    assert forms.deed(b'{"key":"k1234567","kind":"MoveOn","count":3}', 5) == ("k1234567", MoveOn(5, 3), None)
    shown = forms.deed(b'{"key":"k1234567","kind":"MoveOn","count":3,"shown":[2,7]}', 5)
    assert shown == ("k1234567", MoveOn(5, 3), (2, 7))
    assert forms.deed(b'{"key":"k1234567","kind":"move-on","count":3}', 5)[1] == MoveOn(5, 3)
    assert forms.deed(b'{"key":"k1234567","kind":"show","step":1,"revealed":true}', 5)[1] == Show(5, 1, True)


@pytest.mark.parametrize(
    "body",
    [b'{"key":"k1234567","kind":"open","preset":"60","seed":1,"first":"letters"}',
     b'{"key":"k1234567","kind":"sit","seat":"seat-9","name":"A"}',
     b'{"key":"k1234567","kind":"decide","seat":"seat-1","round":1,"answer":"own","job":1,"report":""}',
     b'{"key":"k1234567","kind":"lead","text":"ready"}', b'{"key":"k","kind":"start"}', b'{"kind":"start"}',
     b'{"key":"k1234567","kind":"start","at":1}', b'{"key":"k1234567","kind":"extend","seconds":"60"}',
     b'{"key":"k1234567","kind":"extend","seconds":true}', b'{"key":"k1234567","kind":"extend","seconds":1.0}',
     b'{"key":"k1234567","kind":"hide","on":1}', b'{"key":"k1234567","kind":["start"]}',
     b'{"key":"k1234567","kind":"tell","to":"all","text":"a\\u0000b"}', b'{"key":"k1234567","kind":"__class__"}'],
    ids=lambda body: body[19:60].decode(),
)  # fmt: skip
def test_what_a_facilitator_may_not_do_is_no_deed(body: bytes) -> None:
    with pytest.raises(forms.Unfit):
        forms.deed(body, 5)


def test_whatever_fits_no_form_is_unfit_and_nothing_else_is_raised() -> None:
    luck = random.Random(4)
    for _ in range(3_000):
        body = bytes(luck.choice(b'{}[]":,0123456789.eE-+ntf \\\xffau') for _ in range(luck.randrange(60)))
        with pytest.raises(forms.Unfit):
            forms.read(body, forms.DECIDE)


# The journal.


def begun(folder: Path, *entries: Entry) -> Journal:
    journal = Journal.begin(folder, {"code": "BCDGHJ", "salt": "s"}, [Entry(OPENING)], datetime(2026, 3, 2, 9, 0))
    journal.append(entries)
    return journal


def test_what_is_written_is_read_again_and_synchronised(tmp_path: Path) -> None:
    doors = (Door(hashed("t"), "seat", "seat-1"),)
    journal = begun(tmp_path, Entry(Sit(2_000, "seat-1", "Zoë & Co"), "host", "k1", doors), Entry(None, doors=doors))
    assert journal._base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert journal._base.execute("PRAGMA synchronous").fetchone() == (2,)
    journal.close()
    again = Journal.latest(tmp_path)
    assert again is not None
    assert again.events() == (OPENING, Sit(2_000, "seat-1", "Zoë & Co"))
    assert again.doors() == doors
    assert again.keys() == {("host", "k1")}
    assert again.about()["code"] == "BCDGHJ"
    again.close()


def test_entries_are_all_written_or_none(tmp_path: Path) -> None:
    journal = begun(tmp_path, Entry(Extend(2_000, 60), "host", "k1"))
    before = lines(journal.path)
    with pytest.raises(JournalError, match="could not be written down"):
        journal.append([Entry(Extend(3_000, 60), "host", "k2"), Entry(Extend(4_000, 60), "host", "k1")])
    assert lines(journal.path) == before
    journal.append([Entry(Extend(3_000, 60), "host", "k2")])
    assert len(lines(journal.path)) == len(before) + 1
    journal.close()


def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    pages = journal._base.execute("PRAGMA page_count").fetchone()[0]
    journal._base.execute(f"PRAGMA max_page_count = {pages + 1}")
    before = lines(journal.path)
    with pytest.raises(JournalError, match=r"full\. Make room on that disk"):
        journal.append([Entry(Rename(n, "seat-1", "x" * 24)) for n in range(1_000)])
    assert lines(journal.path) == before
    journal.close()


def test_one_hub_at_a_time_has_a_room(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    with pytest.raises(JournalError, match="Another hub is at work"):
        Journal.latest(tmp_path)
    journal.close()
    again = Journal.latest(tmp_path)
    assert again is not None
    again.close()


def test_a_file_that_is_no_room_is_told_and_a_stillborn_one_passed_over(tmp_path: Path) -> None:
    begun(tmp_path).close()
    first = rooms(tmp_path)[0]
    (tmp_path / "2099-01-01-000000-000.room").write_bytes(b"")
    found = Journal.latest(tmp_path)
    assert found is not None
    assert found.path == first
    found.close()
    (tmp_path / "2099-01-01-000000-001.room").write_bytes(b"no room at all" * 100)
    with pytest.raises(JournalError, match="cannot be opened"):
        Journal.latest(tmp_path)


def test_a_line_that_is_no_event_is_told(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal._base.execute("INSERT INTO event (line, actor) VALUES ('5 nonsense', '')")
    with pytest.raises(JournalError, match="cannot be read"):
        journal.events()
    journal.close()


def test_names_are_gone_from_the_file_itself(tmp_path: Path) -> None:
    journal = begun(tmp_path, *(Entry(Sit(n, f"seat-{n}", f"Rumpel{n}stilz")) for n in range(1, 200)))
    journal.forget()
    kept = journal.events()[1:]
    assert [event.name for event in kept if isinstance(event, Sit)] == [f"seat-{n}" for n in range(1, 200)]
    for path in tmp_path.iterdir():
        assert b"stilz" not in path.read_bytes()
    journal.close()
    with sqlite3.connect(journal.path) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    base.close()


# Addresses.


def test_own_addresses_are_numeric_private_first_and_never_the_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    def stand(name: str) -> tuple[str, list[str], list[str]]:
        return "", [], ["127.0.1.1", "169.254.3.3", "8.8.4.4", "192.168.8.2"]

    monkeypatch.setattr(invitation.socket, "gethostbyname_ex", stand)
    monkeypatch.setattr(invitation, "_routed", lambda: ["10.0.0.7"])
    monkeypatch.setattr(invitation, "_interfaces", lambda: ["192.168.8.2", "127.0.0.1"])
    assert invitation.own_addresses() == ("10.0.0.7", "192.168.8.2", "8.8.4.4")


def test_the_code_to_photograph_holds_the_link() -> None:
    found = invitation.Invitation(("192.168.8.2", "127.0.0.1"), 8000, "BCDGHJ", "secret-h", "secret-d")
    assert found.link.endswith("192.168.8.2:8000/j/BCDGHJ")
    assert found.qr.startswith("<svg")
    assert "style=" not in found.qr
    assert "secret" not in repr(found) + found.qr
    told: dict[str, Any] = found.links()
    assert told["host"].endswith("/host/secret-h")
    assert [address[-16:] for address in told["addresses"]] == ["192.168.8.2:8000", "//127.0.0.1:8000"]
