"""What is kept or printed of a workshop calls nothing what the game calls it, where its level renames everything."""

import csv
import io
import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game import bots, levels
from game.charts.lettering import wide
from game.command_line import main
from game.levels import Level
from game.session import Session, play
from game.version import VERSION
from game.words.vocabulary import Vocabulary
from game.workshop import events as ev
from game.workshop import views
from game.workshop.debrief import keep, sheets
from game.workshop.debrief.drawings import drawn
from game.workshop.debrief.pages import pages
from game.workshop.debrief.reveals import Reveal
from game.workshop.kit.document import kit
from game.workshop.records import Room
from game.workshop.room import opened
from tests.view.test_words import LEVEL, NAME, OURS, words_of
from tests.workshop.test_room import AT, after

SAID = "Whoever sees a broken order tells the desk."
"""What a company says of a value of its own, in words of the game that stay."""


class Read(HTMLParser):
    """Everything that a page holds for eyes and ears, in pieces that stand together."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: set[str] = set()
        self._within = [""]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within.append(tag)
        self.lines |= {value for name, value in attrs if name in ("aria-label", "title", "alt") and value}

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._within[-1] not in ("style", "code") and data.strip():
            self.lines.add(data.strip())


def of_the_game(lines: set[str]) -> list[str]:
    return [line for line in sorted(lines) if OURS.search(line.replace(SAID, ""))]


@pytest.fixture(scope="module")
def level() -> Level:
    return levels.read_text(LEVEL, NAME)


@pytest.fixture(scope="module")
def room() -> Room:
    """A room of two companies that have played a level whose words are all its own."""
    room = after(
        [ev.Sit(AT, "seat-1", "Ann"), ev.Sit(AT, "seat-2", "Bo"), ev.Start(AT), ev.Begin(AT),
         ev.Act(AT, "seat-1", 0, "d1", 0, "declare value:0"), ev.Words(AT, "seat-1", "w", 0, SAID),
         ev.Act(AT, "seat-2", 0, "d2", 0, "order team:1 job:1 weeks:4")],
        opened(ev.OpenLevel(AT, 7, LEVEL)),
    )  # fmt: skip
    while room.stage != "debrief":
        room = after([ev.Close(AT, ""), ev.Begin(AT)], room)
    return room


@pytest.mark.slow
def test_the_file_that_is_kept_of_a_room_and_its_table_speak_in_the_words_of_the_level(room: Room) -> None:
    day = datetime(2026, 3, 2)
    section = keep.of_room(room, day)
    lines = Read(keep.file("What happened", [section], [], day).decode()).lines
    assert of_the_game(lines) == [f"Made by Headcount {VERSION} on 2 March 2026, 00:00."]
    assert {"unx", "oblong", "edict"} <= words_of(lines)
    assert any(SAID in line for line in lines), "what people wrote stays"
    table = sheets.written(keep.rows(room), vocabulary=section.vocabulary).decode("utf-8-sig")
    headings, first, *_ = csv.reader(io.StringIO(table))
    assert of_the_game(set(headings)) == []
    assert {"zaffirs", "lamps: brewed", "lamps: on trellow"} <= set(headings)
    assert first[headings.index("zaffirs")] == "110"


@pytest.mark.slow
def test_the_wall_is_given_drawings_that_need_not_be_said_once_more(room: Room) -> None:
    for step in range(len(pages(room))):
        shown = views.wall_view(after([ev.Show(AT, step, True)], room))["reveal"]
        assert isinstance(shown, dict)
        assert "data-said" in shown["picture"]
        assert of_the_game(Read(shown["picture"]).lines) == []


def test_long_words_for_a_lever_keep_clear_of_its_figures() -> None:
    text = "format: 1\ntitle: T\npeople: 9\nwords: {team: neighbourhood committee}\n"
    levers = [{"name": "order", "title": "Order a team"}, {"name": "default", "title": "Default"}]
    data = {"levers": levers, "companies": [{"name": "Company 1", "counts": [4, 0]}]}
    page = Reveal("discs", "", "", "", data)
    picture = drawn(page, vocabulary=Vocabulary.of(levels.read_text(text, "long")))
    (figure,) = re.findall(r'<text x="([0-9.]+)"[^>]*>4<', picture)
    assert float(figure) > 4 + wide("Order a neighbourhood committee", 17, 800)
    (usual,) = re.findall(r'<text x="([0-9.]+)"[^>]*>4<', drawn(page))
    assert float(usual) < float(figure)


@pytest.mark.slow
def test_a_debrief_of_saved_games_speaks_in_each_levels_words_and_its_table_in_those_they_share(
    level: Level, tmp_path: Path
) -> None:
    plain = levels.read_text("format: 1\ntitle: Plain\npeople: 9\nweeks: 4\n", "plain")
    files = [
        str(play(Session(one, 3), bots.leader("idle"), 2).save(tmp_path / f"{one.title}.headcount"))
        for one in (level, plain)
    ]
    page, table = tmp_path / "d.html", tmp_path / "d.csv"

    def made(*chosen: str) -> tuple[set[str], list[str]]:
        assert main(["debrief", *chosen, "--out", str(page), "--csv", str(table)]) == 0
        headings, *_ = csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig")))
        return Read(page.read_text(encoding="utf-8")).lines, headings

    ours = "Vell, 110 zaffirs: one company on the same luck"
    alone, headings = made(files[0])
    assert (ours in alone, "zaffirs" in headings) == (True, True)
    both, headings = made(*files)
    assert (ours in both, "zaffirs" in headings, "people" in headings) == (True, False, True)
    assert any("9 people: one company" in line for line in both)


def test_two_columns_that_would_be_called_the_same_keep_their_own_names() -> None:
    words = levels.read_text("format: 1\ntitle: T\npeople: 9\nwords: {people: left, made: done}\n", "clash")
    table = sheets.written([{"people": 9, "left": 2, "tea: made": 3}], vocabulary=Vocabulary.of(words))
    assert table.decode("utf-8-sig").splitlines() == ["people,left,tea: done", "9,2,3"]


def test_the_paper_kit_speaks_in_the_words_of_a_level(
    level: Level, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line.replace("A4 or Letter", "A4") for line in Read(kit(4, 3, Vocabulary.of(level))).lines]  # paper's size
    assert of_the_game(lines) == []
    assert {"oblongs", "quarns", "bazuls", "hourlings", "missiks", "zaffirs", "unx", "brewed"} <= words_of(lines)
    out = tmp_path / "kit.html"
    assert main(["paper", "--teams", "4", "--seed", "3", "--words", "the-ward", "--out", str(out)]) == 0
    ward = words_of(Read(out.read_text(encoding="utf-8")).lines)
    assert ("wards" in ward, "teams" in ward) == (True, False)
    assert main(["paper", "--words", "no-such-level", "--out", str(out)]) != 0
    assert "no-such-level" in capsys.readouterr().err
