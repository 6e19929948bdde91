"""`debrief`: every file is proved and named in a line, and what agrees becomes one page that needs nothing else."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game import bots, command_line
from game.levels import read_text
from game.saves import RULES
from game.session import Session, play
from game.workshop import events as ev
from game.workshop.debrief import sheets
from game.workshop.debrief.command import printable
from game.workshop.hub import Hub
from game.workshop.journal import Entry, Journal
from tests.workshop.debrief.test_pages import LEVEL

AT = 1_700_000_000_000


class Page(HTMLParser):
    """What a page holds: its tags, where they lead, the text of its headings, and whether every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "link", "img", "br"):
            self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "data")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("h1", "h2", "h3"):
            self.headings.append(data)


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """The exit code, output and complaints of `debrief`."""
    try:
        code = command_line.main(["debrief", *map(str, words)])
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


def saved(path: Path, leader: str = "orders", seed: int = 5, text: str = LEVEL) -> Path:
    return play(Session(read_text(text, "small"), seed, player="Eve Adams"), bots.leader(leader)).save(path)


def kept_room(folder: Path, extra: tuple[ev.Event, ...] = (), preset: str = "60", close: int = 9) -> Path:
    """A room's file: four phones, and so many steps of the plan without a word."""
    opening = ev.Open(AT, preset, 7, "letters")
    sits = [ev.Sit(AT, f"seat-{n + 1}", "=Eve, <b>“Ünal”</b>") for n in range(4)]
    steps = [event for _ in range(close) for event in (ev.Begin(AT), ev.Close(AT, "test"))]
    hub = Hub.begin(folder, opening)
    hub.journal.append([Entry(event) for event in (*sits, ev.Start(AT), *steps, *extra)])
    hub.journal.close()
    return hub.journal.path


@pytest.mark.slow
def test_games_of_one_luck_are_laid_over_each_other(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    laptops = tmp_path / "laptops"
    for n, leader in enumerate(("orders", "mixed", "idle")):
        saved(laptops / f"laptop {n}" / "ours.headcount", leader)
    saved(laptops / "another luck.headcount", "mixed", seed=6)
    out = tmp_path / "evening.html"
    code, said, _ = run(capsys, laptops, "--out", out)
    assert code == 0
    assert len(re.findall(r"ours\.headcount: agrees: The Small <Works> & Sons, luck 5, 20 weeks", said)) == 3
    text = out.read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert page.headings.count("The same luck, many hands") == 2
    assert "3 companies on the same luck" in text
    assert "one company on the same luck" in text
    assert text.count("to the last bit.") == 4
    assert "Adams" not in text


def test_the_file_needs_no_script_and_nothing_from_anywhere(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    saved(tmp_path / "a.headcount")
    assert run(capsys, tmp_path, "--out", tmp_path / "x.html")[0] == 0
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "form", "object", "base"} & set(page.tags)
    assert all(address.startswith("#") for address in page.addresses)
    assert {address[1:] for address in page.addresses} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert set(re.findall(r"url\(([a-z]+):", text)) == {"data"}
    assert not re.search(r"@import|https?://(?!www\.w3\.org/2000/svg)", text)
    assert "<Works>" not in text
    assert "The Small &lt;Works&gt; &amp; Sons" in text
    for question in ("What did you see first?", "What would you do again?"):
        assert question in text
    assert re.search(r"@page \{ size: landscape", text)
    assert "break-before: page" in text


def test_every_file_is_named_with_what_is_wrong_with_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    saved(tmp_path / "good.headcount")
    (tmp_path / "copy.headcount").write_bytes((tmp_path / "good.headcount").read_bytes())
    lines = (tmp_path / "good.headcount").read_text(encoding="utf-8").splitlines()
    wrong = [re.sub(r'"actions":\[.*?\]', '"actions":[]', line) if n == 4 else line for n, line in enumerate(lines)]
    (tmp_path / "moved.headcount").write_text("\n".join(wrong) + "\n", encoding="utf-8")
    (tmp_path / "torn.headcount").write_text("\n".join(lines[:6]) + "\n", encoding="utf-8")
    (tmp_path / "other.headcount").write_text("Dear diary,\n", encoding="utf-8")
    (tmp_path / "no.room").write_bytes(b"SQLite format 3\0 not quite")
    code, said, _ = run(capsys, tmp_path, "--out", tmp_path / "x.html")
    told = dict(line.partition(": ")[::2] for line in reversed(said.splitlines()))
    named = {Path(path).name: text for path, text in told.items()}
    assert code == 0
    assert named["copy.headcount"].startswith("agrees")
    assert re.search(r"good\.headcount: a copy of \S+copy\.headcount, so it is shown once\.", said)
    assert re.match(r"differs\. Week \d+ differs", named["moved.headcount"])
    assert re.match(r"differs\. The first \d+ weeks agree", named["torn.headcount"])
    assert named["other.headcount"].startswith("cannot be read.")
    assert "not a saved game" in named["other.headcount"].lower()
    assert named["no.room"].startswith("cannot be read.")
    assert "The debrief of 1 saved game is in" in said
    proved = (tmp_path / "x.html").read_text(encoding="utf-8").partition('id="proof"')[2]
    assert re.findall(r"<b>([\w.]+):</b>", proved) == sorted(path.name for path in tmp_path.glob("*[!l]"))


@pytest.mark.parametrize(
    ("table", "rows", "why"),
    [
        ("TABLE event (n, line)", [b"\xff"], "Event 1 is no line of text."),
        ("TABLE event (n, line)", [5], "Event 1 is no line of text."),
        ("TABLE event (n, line)", [None], "Event 1 is no line of text."),
        ("VIEW event AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n, '1 begin' AS line "
         "FROM c", [], "It is no room's file: what should be kept in it is computed."),
    ],
)  # fmt: skip
def test_a_strangers_room_is_a_sentence_whatever_it_holds(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, table: str, rows: list[object], why: str
) -> None:
    path = tmp_path / "strange.room"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE about (name, value)")
        base.executemany("INSERT INTO about VALUES (?, ?)", [("format", "1"), ("rules", str(RULES))])
        base.execute(f"CREATE {table}")
        for row in rows:
            base.execute("INSERT INTO event (line) VALUES (?)", (row,))
    code, said, _ = run(capsys, path, "--out", tmp_path / "x.html")
    assert code == 1
    assert f"{path}: cannot be read. {why}\n" in said


def test_a_time_that_no_calendar_has_is_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = kept_room(tmp_path, close=2)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE event SET line = replace(line, ?, '999999999999999')", (str(AT),))
    code, said, _ = run(capsys, path, "--out", tmp_path / "x.html")
    assert (code, "a time that no calendar has" in said) == (1, True)


def test_a_name_with_control_characters_stays_on_its_line() -> None:
    # Not every system lets a file have such a name, so none is made.
    assert printable(Path("red\x1b[31m\nx.headcount")) == "red?[31m?x.headcount"


def test_nothing_to_use_is_a_sentence_and_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "other.headcount").write_text("Dear diary,\n", encoding="utf-8")
    Session(read_text(LEVEL, "small"), 5).save(tmp_path / "fresh.headcount")
    code, said, err = run(capsys, tmp_path, "--out", tmp_path / "x.html")
    assert (code, err) == (1, "")
    assert "nothing has been played in it yet" in said
    assert said.splitlines()[-1] == "Nothing here could be used, so no debrief was made."
    assert not (tmp_path / "x.html").exists()


def test_wrong_use_is_a_sentence_and_two(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good = saved(tmp_path / "a.headcount")
    (tmp_path / "empty").mkdir()
    for words, sentence in (
        ([tmp_path / "nowhere"], "There is no file or folder"),
        ([tmp_path / "empty"], "holds neither a saved game"),
        ([good, "--out", tmp_path], "is a folder; what is written needs a file's name"),
        ([good, "--out", tmp_path / "no" / "x.html"], "there is no folder"),
        ([good, "--csv", tmp_path / "no" / "x.csv"], "there is no folder"),
        ([good, "--separator", "colon"], "invalid choice"),
    ):
        code, out, err = run(capsys, *words)
        assert (code, out) == (2, "")
        assert sentence in err


@pytest.mark.parametrize(("separator", "sign"), [("comma", ","), ("semicolon", ";"), ("tab", "\t")])
@pytest.mark.slow
def test_the_table_has_a_row_for_each_company_and_week(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, separator: str, sign: str
) -> None:
    path = saved(tmp_path / "a.headcount")
    table = tmp_path / "weeks.csv"
    code, said, _ = run(capsys, path, "--out", tmp_path / "x.html", "--csv", table, "--separator", separator)
    data = table.read_bytes()
    assert code == 0
    assert "20 rows" in said
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=sign))
    played = Session.load(path).session
    assert [row["week"] for row in rows] == [str(week + 1) for week in range(20)]
    point = "," if separator == "semicolon" else "."
    product = played.level.product_names[0]
    for row, ledger in zip(rows, played.ledgers, strict=True):
        assert float(row[f"{product}: wanted"].replace(point, ".")) == pytest.approx(float(ledger.demand[0]), abs=0.006)
    assert float(rows[-1]["served so far %"].replace(point, ".")) == pytest.approx(100 * played.score(), abs=0.006)


def test_a_cell_that_a_spreadsheet_would_carry_out_is_a_text() -> None:
    cells: sheets.Row = {"=a": "=1+1", "b": "+2", "c": "@x", "d": -3, "e": -0.5, "f": "a,b", "g": "\tx", "h": "-x"}
    text = sheets.written([cells]).decode("utf-8-sig")
    head, row = list(csv.reader(io.StringIO(text, newline="")))
    assert head[0] == "'=a"
    assert row == ["'=1+1", "'+2", "'@x", "-3", "-0.5", "a,b", "'\tx", "'-x"]


@pytest.mark.slow
def test_a_room_is_played_again_and_told_without_names(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = kept_room(tmp_path / "workshop")
    out, table = tmp_path / "x.html", tmp_path / "months.csv"
    code, said, _ = run(capsys, tmp_path / "workshop", "--out", out, "--csv", table)
    assert code == 0
    assert f"{path}: agrees: a room of 4 seats, all 24 events played again, none refused." in said
    text = out.read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert {"Who waited", "The same luck, both ways"} <= set(page.headings)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")))
    assert len(rows) == 7 * 4
    assert {row["way"] for row in rows} == {"letters", "prices"}
    assert {row["asleep"] for row in rows if row["way"] == "letters"} == {"1"}
    for kept in (text, table.read_text(encoding="utf-8-sig"), said):
        assert "Ünal" not in kept
        assert "seat-" not in kept


def test_a_room_whose_journal_was_changed_differs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    forged = (ev.Decide(AT, "seat-1", 3, "k", "own", 2, ""),)
    path = kept_room(tmp_path / "workshop", forged)
    code, said, _ = run(capsys, path, "--out", tmp_path / "x.html")
    assert code == 1
    assert re.search(r"differs\. Event 25 is refused: .+\.", said)


def test_a_room_at_work_can_be_read_beside_its_hub(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = kept_room(tmp_path / "workshop")
    journal = Journal(path)
    try:
        assert run(capsys, path, "--out", tmp_path / "x.html")[0] == 0
    finally:
        journal.close()
