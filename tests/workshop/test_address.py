"""Addresses of rooms as people type and paste them."""

import pytest

from game.workshop.address import Address, AddressError, code, read


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("192.168.1.20:8000", Address("192.168.1.20")),
        (" 192.168.1.20 ", Address("192.168.1.20")),
        ("http://127.0.0.1:8080/", Address("127.0.0.1", 8080)),
        ("HTTP://127.0.0.1:8080/j/hjklmn", Address("127.0.0.1", 8080, "HJKLMN")),
        ("localhost:9000/j/HJK-LMN", Address("127.0.0.1", 9000, "HJKLMN")),
        ("[fe80::1]:8000", Address("fe80::1")),
        ("127.0.0.1/desk/abcDEF-123_xyz", Address("127.0.0.1", desk="abcDEF-123_xyz")),
    ],
)
def test_an_address_is_read_however_it_is_written(text: str, where: Address) -> None:
    assert read(text) == where
    assert read(str(where)).host == where.host


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "stands on the wall"), ("laptop.local:8000", "is a name"), ("https://127.0.0.1:8000", "not with https"),
        ("127.0.0.1:99999", "is no port"), ("127.0.0.1:80 80", "is no address"), ("300.1.1.1", "is a name"),
        ("127.0.0.1:8000/j/HJ", "6 letters"), ("127.0.0.1:8000/host/abcdefghijk", "facilitator's own link"),
    ],
)  # fmt: skip
def test_what_leads_to_no_room_is_told_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(AddressError, match=says) as told:
        read(text)
    assert str(told.value).endswith(".")


def test_a_code_that_is_typed_counts_for_more_than_one_in_the_address() -> None:
    assert read("127.0.0.1/j/HJKLMN", "bcd ghj").code == "BCDGHJ"
    assert read("127.0.0.1/j/HJKLMN", " ").code == "HJKLMN"
    assert code("hjk lmn") == "HJKLMN"
    assert read("192.168.1.20/j/HJKLMN").page.endswith("://192.168.1.20:8000/j/HJKLMN")
