"""Packs as folders and zip files: what they give their levels, what is refused, and the first thing wrong with one."""

from __future__ import annotations

import json
import os
import re
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import levels
from game.command_line import main
from game.levels import packs
from game.levels.packs import archive, pictures
from game.levels.rules import OF_PACKS
from tests.levels.packs.made import CARDS, FILES, LEVEL, MANIFEST, folder_of, png, zip_of


def whole(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


# What a pack gives


def test_a_level_of_a_pack_has_its_words_and_the_cards_it_brings(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "wards")
    assert packs.check(folder) == []
    level = levels.read(folder / "the-ward.yaml")
    assert (level.words["team"], level.words["desk"]) == ("ward", "desk")
    assert [card.title for card in level.cards] == ["The lamp in the corridor"]
    assert level.text.startswith(LEVEL)
    assert "The key of the yard" not in level.text


def test_the_text_of_such_a_level_is_all_that_a_saved_game_needs(tmp_path: Path) -> None:
    level = levels.read(folder_of(tmp_path / "wards") / "the-ward.yaml")
    again = levels.read_text(level.text, "the-ward")
    assert again.world.fingerprint() == level.world.fingerprint()
    assert (again.cards, again.words) == (level.cards, level.words)


def test_what_a_level_says_itself_stands_before_what_its_pack_says(tmp_path: Path) -> None:
    card = CARDS.replace("The lamp in the corridor", "Our own lamp").split("  - name: the key")[0]
    own = LEVEL + "words: {team: house}\n" + card
    level = levels.read(folder_of(tmp_path / "wards", FILES | {"the-ward.yaml": own.encode()}) / "the-ward.yaml")
    assert (level.words["team"], level.words["teams"]) == ("house", "wards")
    assert [card.title for card in level.cards] == ["Our own lamp"]


def test_a_problem_of_a_level_keeps_its_line_and_a_level_alone_has_no_pack(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "wards", FILES | {"the-ward.yaml": (LEVEL + "week: 9").encode()})
    [problem] = levels.check(folder / "the-ward.yaml")
    assert (problem.line, problem.text) == (10, "I do not know the key “week”.")
    alone = folder_of(tmp_path / "alone", {"the-ward.yaml": LEVEL.encode()})
    assert [problem.text for problem in levels.check(alone / "the-ward.yaml")] == ["There is no card “the lamp”."]


def test_the_file_of_a_pack_is_no_level(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "wards")
    assert [path.name for path in levels.level_files(folder)] == ["the-ward.yaml"]


FLOW = "{format: 1, title: T, people: 18, levers: [answer], events: [{when: week 3, dilemma: the lamp}]"


@pytest.mark.parametrize("text", [
    LEVEL + "...\n", LEVEL + "story: |+\n  Hello\n\n\n", "".join(f"  {line}\n" for line in LEVEL.splitlines()),
    "---\n" + LEVEL.rstrip(), LEVEL.replace("\n", "\r\n"), FLOW + "}\n", f"# In braces\n{FLOW},  # the end\n}}",
    FLOW + "  # the end\n}",
], ids=["ended", "kept lines", "indented", "no last line end", "crlf", "braces", "last comma",
    "last comment"])  # fmt: skip
def test_a_pack_reaches_a_level_however_its_text_is_laid_out(tmp_path: Path, text: str) -> None:
    folder = folder_of(tmp_path / "wards", FILES | {"the-ward.yaml": text.encode()})
    assert packs.check(folder) == []
    level = levels.read(folder / "the-ward.yaml")
    assert (level.words["team"], [card.title for card in level.cards]) == ("ward", ["The lamp in the corridor"])
    again = levels.read_text(level.text, "the-ward")
    assert (again.cards, again.words, again.story) == (level.cards, level.words, level.story)


def test_texts_of_a_pack_are_the_texts_they_are(tmp_path: Path) -> None:
    manifest = MANIFEST.replace("{team: ward, teams: wards}", '{team: "1e3", teams: "~", desk: "a: b"}')
    files = FILES | {"pack.yaml": manifest.encode(), "cards/night.yaml": CARDS.replace("The lamp in the corridor",
                     '"12:30"').encode()}  # fmt: skip
    level = levels.read(folder_of(tmp_path / "wards", files) / "the-ward.yaml")
    assert (level.words["team"], level.words["teams"], level.words["desk"]) == ("1e3", "~", "a: b")
    assert level.cards[0].title == "12:30"


@pytest.mark.parametrize(("change", "heard"), [
    (lambda level, cards: (level + "kpis: [output\n", cards), [(10, "This list has no end.")]),
    (lambda level, cards: (level + "dilemmas:\n", cards), [(10, "“dilemmas” has no value.")]),
    (lambda level, cards: (level, cards.replace("text: It", "make: lamps\n    text: It")),
     [(9, "There is no product “lamps”.")]),
])  # fmt: skip
def test_what_a_pack_adds_puts_no_problem_where_none_is(
    tmp_path: Path, change: Callable[[str, str], tuple[str, str]], heard: list[tuple[int, str]]
) -> None:
    level, cards = change(LEVEL, CARDS)
    files = FILES | {"the-ward.yaml": level.encode(), "cards/night.yaml": cards.encode()}
    path = folder_of(tmp_path / "wards", files) / "the-ward.yaml"
    assert [(problem.line, problem.text) for problem in levels.check(path)] == heard
    with pytest.raises(levels.LevelError) as error:
        levels.read(path)
    assert [(problem.line, problem.text) for problem in error.value.problems] == heard


# Unpacking


@pytest.mark.parametrize("around", ["", "wards/"])
def test_a_zip_file_comes_out_as_it_went_in(tmp_path: Path, around: str) -> None:
    path = zip_of(tmp_path / "wards.zip", FILES | {"__MACOSX/._pack.yaml": b"junk", ".DS_Store": b"junk"}, "")
    if around:
        path = zip_of(tmp_path / "wards.zip", FILES, around)
    packs.unpacked(path, tmp_path / "out")
    assert whole(tmp_path / "out") == FILES
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out", "wards.zip"]


def test_a_newer_zip_file_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    packs.unpacked(zip_of(tmp_path / "a.zip", FILES | {"old.yaml": LEVEL.encode()}), tmp_path / "out")
    packs.unpacked(zip_of(tmp_path / "a.zip"), tmp_path / "out")
    assert whole(tmp_path / "out") == FILES
    bad = zip_of(tmp_path / "a.zip", FILES | {"run.py": b"print()"})
    with pytest.raises(packs.Refused):
        packs.unpacked(bad, tmp_path / "out")
    assert whole(tmp_path / "out") == FILES


NAMES = {
    "../out.yaml": "points out of", "/etc/out.yaml": "points out of", "a/../../out.yaml": "points out of",
    "C:out.yaml": "points out of", "..\\out.yaml": "points out of", "cards/../pack.yaml": "points out of",
    "./the.yaml": "points out of", "cards//x.yaml": "points out of",
    "run.py": "has no place in a pack", "run.sh": "has no place", "inner.zip": "has no place",
    "sound.ogg": "has no place",
    "page.html": "has no place", "icon.svg": "has no place", "cards/cover.png": "has no place",
    "run.yaml.exe": "has no place",
    "con.yaml": "some systems do not allow", "lpt1.yaml": "some systems do not allow",
    "aux": "some systems do not allow", "what?.yaml": "some systems do not allow",
    "a\x07.yaml": "some systems do not allow",
    "dot.yaml.": "some systems do not allow", f"{'x' * 90}.yaml": "some systems do not allow",
    "more/level.yaml": "lies in a folder", "cards/more/level.yaml": "lies in a folder",
    "THE-WARD.yaml": "are one file on many systems", "Cards/night.yaml": "lies in a folder",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_may_not_be_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    path = zip_of(inside / "bad.zip", FILES | {name: b"x"})
    before = whole(tmp_path)
    with pytest.raises(packs.Refused, match=NAMES[name]):
        packs.unpacked(path, inside / "out")
    assert whole(tmp_path) == before
    assert sorted(entry.name for entry in inside.iterdir()) == ["bad.zip"]


def too_many(path: Path) -> Path:
    return zip_of(path, FILES | {f"level-{n}.yaml": b"x" for n in range(archive.MOST_FILES)})


def too_large(path: Path) -> Path:
    return zip_of(path, FILES | {"large.txt": os.urandom(1_000) * 2_001})


def too_large_in_all(path: Path) -> Path:
    lines = os.urandom(15_000)
    return zip_of(path, FILES | {f"{n}.txt": lines * 120 for n in range(9)})


def too_tight(path: Path) -> Path:
    return zip_of(path, FILES | {"zeros.txt": bytes(1_900_000)})


def a_lie_about_its_size(path: Path) -> Path:
    """The file says that it holds ten bytes; two million and more come out."""
    zip_of(path, FILES | {"zeros.txt": bytes(2_500_000)})
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rfind(sign, 0, data.rfind(b"zeros.txt") if sign == b"PK\x01\x02" else data.find(b"zeros.txt"))
        data[place + at : place + at + 4] = struct.pack("<I", 10)
    path.write_bytes(data)
    return path


def a_link(path: Path) -> Path:
    zip_of(path)
    with zipfile.ZipFile(path, "a") as file:
        entry = zipfile.ZipInfo("shadow.txt")
        entry.external_attr = 0o120777 << 16
        file.writestr(entry, "/etc/shadow")
    return path


def a_password(path: Path) -> Path:
    zip_of(path)
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(sign) + at] |= 1
    path.write_bytes(data)
    return path


def cut_short(path: Path) -> Path:
    path.write_bytes(zip_of(path).read_bytes()[:-60])
    return path


def nameless(path: Path) -> Path:
    path.write_bytes(zip_of(path).read_bytes().replace(b"pack.yaml", b"\0ack.yaml"))
    return path


def damaged(path: Path) -> Path:
    data = bytearray(zip_of(path).read_bytes())
    at = data.find(b"the-ward.yaml") + 20
    data[at] ^= 0xFF
    path.write_bytes(data)
    return path


def no_manifest(path: Path) -> Path:
    return zip_of(path, {"the-ward.yaml": LEVEL.encode()})


def another_ending(path: Path) -> Path:
    return zip_of(path, {"the-ward.yaml": LEVEL.encode(), "Pack.yml": MANIFEST.encode()})


def two_of_a_name(path: Path) -> Path:
    zip_of(path)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as file:
        file.writestr("pack.yaml", MANIFEST)
    return path


def empty(path: Path) -> Path:
    path.touch()
    return path


def another_way(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("pack.yaml", MANIFEST)
    return path


@pytest.mark.parametrize(("make", "heard"), [
    (too_many, "more than 200 files"), (too_large, "“large.txt” is larger than 2 MB"),
    (too_large_in_all, "more than 16 MB"),
    (too_tight, "packed tighter"), (a_lie_about_its_size, "no sound zip file|larger than"),
    (a_link, "“shadow.txt” is a link"),
    (a_password, "needs a password"), (cut_short, "no sound zip file"), (damaged, "no sound zip file"),
    (nameless, "no sound zip file"),
    (another_ending, "Its file “Pack.yml” has to be called pack.yaml."), (two_of_a_name, "two files “pack.yaml”"),
    (no_manifest, "no file pack.yaml"), (empty, "no sound zip file"), (another_way, "few systems unpack"),
], ids=lambda part: getattr(part, "__name__", ""))  # fmt: skip
def test_a_zip_file_that_may_harm_is_refused_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], Path], heard: str
) -> None:
    path = make(tmp_path / "bad.zip")
    with pytest.raises(packs.Refused, match=heard):
        packs.unpacked(path, tmp_path / "out")
    assert [entry.name for entry in tmp_path.iterdir()] == ["bad.zip"]


@settings(max_examples=120, deadline=None)
@given(where=st.integers(0, 10_000), what=st.binary(min_size=1, max_size=6))
def test_damage_ends_in_a_sentence_and_writes_nothing_outside(
    tmp_path_factory: pytest.TempPathFactory, where: int, what: bytes
) -> None:
    place = tmp_path_factory.mktemp("fuzz")
    data = bytearray(zip_of(place / "a.zip").read_bytes())
    at = where % len(data)
    data[at : at + len(what)] = what
    (place / "a.zip").write_bytes(data)
    with suppress(packs.Refused):
        packs.unpacked(place / "a.zip", place / "out")
    assert {entry.name for entry in place.iterdir()} <= {"a.zip", "out"}


# A folder


@pytest.mark.parametrize(("spoil", "heard"), [
    (lambda folder: (folder / "run.py").write_text("print()"), "“run.py” has no place in a pack"),
    (lambda folder: (folder / "more").mkdir(), "“more” is a folder"),
    (lambda folder: (folder / "x.yaml").symlink_to("/etc/hostname"), "“x.yaml” is a link"),
    (lambda folder: os.mkfifo(folder / "x.yaml"), "“x.yaml” is not a file"),
    (lambda folder: (folder / "x.txt").write_bytes(bytes(2_000_001)), "“x.txt” is larger than 2 MB"),
    (lambda folder: (folder / "cards" / "more").mkdir(), "“cards/more” is a folder"),
])  # fmt: skip
def test_a_folder_is_looked_at_in_the_same_way(tmp_path: Path, spoil: Callable[[Path], object], heard: str) -> None:
    folder = folder_of(tmp_path / "wards")
    (folder / ".git").mkdir()  # hidden things are nobody's business
    assert packs.pack_in(folder).fault == ""
    spoil(folder)
    pack = packs.pack_in(folder)
    assert heard in pack.fault
    assert (pack.sound, pack.levels, pack.cover) == (False, [], None)
    with pytest.raises(packs.Refused, match=heard):
        packs.copied(folder, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_copy_of_a_folder_holds_what_belongs_to_the_pack(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "wards", FILES | {".git/config": b"x"})
    packs.copied(folder, tmp_path / "copy")
    assert whole(tmp_path / "copy") == FILES


# What a pack says of itself


@pytest.mark.parametrize(("text", "fault"), [
    ("title: T\nlicense: MIT\n", "pack.yaml, line 2: I do not know the key “license”. Did you mean “licence”?"),
    ("author: Ada\n", "pack.yaml, line 1: The key “title” is missing. Every pack needs a title."),
    ("title: T\nlanguage: no\n", "pack.yaml, line 2: YAML reads “no” as false. Write \"no\"."),
    ("title: 7\n", "pack.yaml, line 1: “title” takes a text. Write it in quotes."),
    (f"title: {'T' * 41}\n", "pack.yaml, line 1: This text has 41 characters; “title” has room for 40. Shorten it."),
    ("title: ' '\n", "pack.yaml, line 1: This text is empty. Write a text, or take the line out."),
    ("title: T\ncover: ../cover.png\n",
     "pack.yaml, line 2: The cover “../cover.png” lies in a folder; a cover lies beside pack.yaml."),
    ("title: T\ncover: none.png\n", "pack.yaml, line 2: The cover “none.png” is not there."),
    ("title: T\ncover: README.md\n", "pack.yaml, line 2: The cover “README.md” is no PNG or JPEG picture."),
    ("title: T\ncover: huge.png\n",
     "pack.yaml, line 2: The cover “huge.png” has 60,000 × 60,000 pixels; a cover has at most 2,048 × "
     "2,048."),
    ("title: T\nwords: {tem: ward}\n",
     "pack.yaml, line 2: There is no word “tem” that can be renamed. Did you mean “team”?"),
    ("title: T\nwords: {team: 7}\n", "pack.yaml, line 2: “team” takes a text. Write it in quotes."),
    ("title: T\nwords: {team: no}\n", "pack.yaml, line 2: YAML reads “no” as false. Write \"no\"."),
    ("title: T\nwords: {team: \"a\\u200bb\"}\n",
     "pack.yaml, line 2: “team” holds a sign that nobody can see. Take it out."),
    ("title: T\nwords:\n", "pack.yaml, line 2: “words” has no value. Write one, or take the line out."),
    ("title: T\nformat: one\n", "pack.yaml, line 2: A format is a whole number. Write “format: 1”."),
    ("title: T\nwords: ward\n", "pack.yaml, line 2: “words” takes keys with values. Write {team: ward}."),
    ("format: 2\ntitle: T\n", "pack.yaml, line 1: This is written in format 2, and this game reads format 1."),
    ("- T\n", "pack.yaml, line 1: A pack is written as keys with values. Start with “title: ”."),
    ("title: 'T\n", "pack.yaml, line 1: "), ("", "pack.yaml, line 1: "),
])  # fmt: skip
def test_the_first_problem_of_a_pack_is_told_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    files = FILES | {"pack.yaml": text.encode(), "huge.png": png(60_000, 60_000)}
    pack = packs.pack_in(folder_of(tmp_path / "wards", files))
    assert pack.fault.startswith(fault)
    assert pack.sound is (re.search("title: '?T", text) is not None and "format: 2" not in text)
    assert pack.says.title == ("Wards" if not pack.sound else text.partition("\n")[0][7:].strip("'")[:40])


def test_a_mistake_in_a_card_is_the_packs_and_its_levels_are_still_listed(tmp_path: Path) -> None:
    files = FILES | {"cards/night.yaml": CARDS.replace("seek:", "sek:", 1).encode()}
    pack = packs.pack_in(folder_of(tmp_path / "wards", files))
    assert pack.fault.startswith("night.yaml, line 5: I do not know the key “sek”.")
    assert [path.name for path in pack.levels] == ["the-ward.yaml"]
    [problem] = levels.check(pack.levels[0])
    assert problem.text == "There is no card “the lamp”."
    assert problem.hint == "cards/night.yaml cannot be read, and the card may be in it. Mend that first."


def test_a_card_of_two_files_a_file_without_cards_and_a_pack_without_levels_are_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "wards", FILES | {"cards/other.yaml": CARDS.encode()})
    assert [(Path(problem.file).name, problem.line, problem.text) for problem in packs.check(folder)] == [
        ("other.yaml", 2, "There is a card “the lamp” in cards/night.yaml too."),
        ("other.yaml", 8, "There is a card “the key” in cards/night.yaml too."),
    ]  # fmt: skip
    assert packs.pack_in(folder).fault.startswith("other.yaml, line 2: There is a card “the lamp”")
    bare = folder_of(tmp_path / "bare", {name: data for name, data in FILES.items() if name != "the-ward.yaml"}
                     | {"cards/night.yaml": b""})  # fmt: skip
    assert [(problem.text, problem.hint) for problem in packs.check(bare)] == [
        ("There is no level in this pack.", "Put at least one level (.yaml) beside pack.yaml."),
        ("The file is empty.", "Write “dilemmas:” and the cards."),
    ]  # fmt: skip
    assert packs.pack_in(bare).fault.startswith("pack.yaml, line 1: There is no level in this pack.")


@pytest.mark.parametrize(("data", "size"), [
    (png(6, 4), (6, 4)), (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x11\x08\x01\x90\x02\x80\x03" + bytes(20), (640, 400)),
    (b"\xff\xd8\xff\xff\xff\xc0\0\x11\x08\0\x01\0\x02\x03", (2, 1)), (b"\xff\xd8\xff\xe0\0\0", None),
    (b"\xff\xd8\xff", None),
    (b"\x89PNG\r\n\x1a\n" + bytes(30), None), (b"GIF89a" + bytes(30), None), (b"", None),
])  # fmt: skip
def test_a_pictures_size_is_read_from_its_first_bytes(data: bytes, size: tuple[int, int] | None) -> None:
    assert pictures.size_of(data) == size


@given(st.binary(max_size=200))
def test_no_bytes_upset_the_reader_of_sizes(data: bytes) -> None:
    for head in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"):
        size = pictures.size_of(head + data)
        assert size is None or len(size) == 2


# The command


def test_check_looks_into_a_zip_file_and_names_places_under_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(zip_of(tmp_path / "wards.zip"))]) == 0
    assert capsys.readouterr().out == "1 pack, no problems.\n"
    bad = zip_of(tmp_path / "bad.zip", FILES | {"the-ward.yaml": (LEVEL + "week: 9\n").encode()}, "bad/")
    assert main(["check", str(bad)]) == 1
    assert f"{bad / 'the-ward.yaml'}:10:1: error: I do not know the key “week”." in capsys.readouterr().out
    evil = zip_of(tmp_path / "evil.zip", FILES | {"../../out.yaml": b"x"})
    assert main(["check", str(evil), str(folder_of(tmp_path / "wards"))]) == 1
    assert f"{evil}:1:1: error: “../../out.yaml” points out of the pack's folder." in capsys.readouterr().out
    assert main(["check", str(evil), "--json"]) == 1
    assert [row["rule"] for row in json.loads(capsys.readouterr().out)] == list(OF_PACKS)
    assert main(["check", str(evil), "--claims"]) == 2
    assert "Name the level files of the pack instead." in capsys.readouterr().err
    assert main(["sim", str(evil)]) == 2
    assert f"“{evil}” is a pack. Let it fall onto the game's window" in capsys.readouterr().err


def test_the_file_that_names_a_pack_stands_for_the_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = folder_of(tmp_path / "wards") / "pack.yaml"
    assert main(["check", str(named)]) == 0
    assert capsys.readouterr().out == "1 pack, no problems.\n"
    for words in (["sim", str(named)], ["upgrade", str(named), "--write"], ["balance", str(named)]):
        assert main(words) == 2
        assert f"“{named}” names a pack and is no level; its levels lie beside it." in capsys.readouterr().err
    assert named.read_bytes() == FILES["pack.yaml"]


def test_what_is_odd_about_a_packs_words_is_told_once_and_where_they_stand(tmp_path: Path) -> None:
    words = "words:\n  team: wards\n  desk: market\nlanguage: Klingon\n"
    folder = folder_of(tmp_path / "wards", {
        "pack.yaml": f"title: Wards\n{words}".encode(), "one.yaml": b"format: 1\ntitle: One\npeople: 18\n",
        "two.yaml": b"format: 1\ntitle: Two\npeople: 18\nwords: {team: crews}\n",
    })  # fmt: skip
    told = [(Path(one.file).name, one.line, one.rule) for one in packs.check(folder)]
    assert told == [("pack.yaml", 3, "words"), *[("pack.yaml", 4, "words")] * 2, ("pack.yaml", 5, "language"),
                    ("two.yaml", 4, "words")]  # fmt: skip
