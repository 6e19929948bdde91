"""What the pages ask for is there, small enough for a phone, and nothing that the hub's policy would not let run."""

import gzip
import re
from functools import cache
from pathlib import Path

import pytest

from game.workshop.shelf import PAGES, Shelf
from tests.workshop.served import served

NAMES = ("join", "phone", "host", "wall", "desk", "check")
LARGEST_FIRST_LOAD = 150_000
_LITERAL = re.compile(r"""["'(](/(?:static|pieces)/[A-Za-z0-9_.:/?=-]+)["')]""")


@cache
def shelf() -> Shelf:
    return Shelf()


def text_of(name: str) -> str:
    found = shelf().thing(name)
    assert found is not None, name
    return found.data.decode()


def page_file(name: str) -> str:
    return f"{name}.html" if f"{name}.html" in shelf().names() else f"{name}/index.html"


def asked_for(name: str, found: set[str] | None = None) -> set[str]:
    """Every address of ours that a page's files name, through its styles and modules."""
    found = set() if found is None else found
    text = text_of(name)
    folder = name.rpartition("/")[0]
    addresses = set(_LITERAL.findall(text))
    for module in re.findall(r"""(?:from|import)\s*\(?["'](\.{1,2}/[^"']+)["']""", text):
        addresses.add("/static/" + str(Path(folder, module)).replace("\\", "/"))
    for address in sorted(addresses - found):
        found.add(address)
        if address.startswith("/static/") and address.endswith((".js", ".css")):
            asked_for(address.removeprefix("/static/"), found)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_asks_for_is_there(name: str) -> None:
    asked = asked_for(page_file(name))
    assert f"/static/{'plain' if name == 'check' else 'base'}.css" in asked
    for address in asked:
        bare = address.partition("?")[0]
        if bare.startswith("/static/"):
            assert shelf().thing(bare.removeprefix("/static/")) is not None, address
        else:
            assert shelf().piece(bare.removeprefix("/pieces/").removesuffix(".svg")) is not None, address


@pytest.mark.parametrize("name", NAMES)
def test_a_page_needs_nothing_that_the_policy_forbids(name: str) -> None:
    html = text_of(page_file(name))
    assert not re.search(r"<script(?![^>]*\bsrc=)", html), "a script inside the page"
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", html), "a style or a deed inside the page"
    for file in {page_file(name), *(a.removeprefix("/static/") for a in asked_for(page_file(name)) if "/static/" in a)}:
        if file.endswith((".js", ".css", ".html")):
            assert not re.search(r"https?://(?!www\.w3\.org)", text_of(file)), f"{file} asks for something outside"
            assert not re.search(r"\beval\(|new Function\(|setAttribute\(\"style\"", text_of(file)), file


@pytest.mark.parametrize("name", ["join", "phone"])
def test_a_phones_first_load_is_small(name: str) -> None:
    total = len(gzip.compress(text_of(page_file(name)).encode()))
    for address in asked_for(page_file(name)):
        bare = address.partition("?")[0]
        place = shelf().thing(bare.removeprefix("/static/")) if "/static/" in bare else shelf().piece(
            bare.removeprefix("/pieces/").removesuffix(".svg")
        )  # fmt: skip
        assert place is not None
        total += len(place.packed or place.data)
    assert total < LARGEST_FIRST_LOAD


def test_the_real_pages_are_served(tmp_path: Path) -> None:
    with served(tmp_path, pages=PAGES) as room:
        assert b"<title>" in room.client().get("/")[1]
        assert room.phone().get("/phone")[0] == 200
        for path in ("/host", "/wall"):
            assert room.host.get(path)[0] == 200
        assert room.leader().get("/desk")[0] == 200
        assert room.client().get("/check")[0] == 200


def test_pieces_and_fonts_are_kept_for_a_workshop_and_scripts_are_asked_for(tmp_path: Path) -> None:
    with served(tmp_path, pages=PAGES) as room:
        phone = room.client()
        kept = {path: phone.ask("GET", path)[2]["cache-control"] for path in (
            "/pieces/boat.svg", "/static/fonts/fraunces-latin-600-normal.woff", "/static/page.js", "/",
        )}  # fmt: skip
    assert "max-age=14400" in kept["/pieces/boat.svg"]
    assert "max-age=14400" in kept["/static/fonts/fraunces-latin-600-normal.woff"]
    assert kept["/static/page.js"] == "no-cache"
    assert kept["/"] == "no-store"
