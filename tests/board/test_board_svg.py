"""The board of a report is written as SVG by the same scene that is painted, and without pygame."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from game import bots, levels
from game.board import style, svg
from game.session import Session, play
from game.words.names import Names

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(name: str, theme: style.Theme = "light") -> tuple[Session, ElementTree.Element]:
    session = play(Session(levels.read(ROOT / "levels" / f"{name}.yaml")), bots.leader("mixed"), 13)
    return session, ElementTree.fromstring(svg.board(session.report, Names.of(session.level), theme=theme))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["01-the-garage", "04-the-floor", "07-the-following"])
@pytest.mark.slow
def test_everything_on_the_board_is_drawn_and_named(name: str, theme: style.Theme) -> None:
    session, page = drawn(name, theme)
    report, level = session.report, session.level
    titles = [title.text or "" for title in page.iter(f"{SVG}title")]
    teams = [title for title in titles if "; morale " in title]
    assert len(teams) == report.head.shape[0]
    assert all(any(title.startswith(f"{team}, ") for title in teams) for team in level.team_names)
    for words in (*level.market_names, *level.department_names, "Your desk"):
        assert any(title.startswith(words) for title in titles), words
    shown = {text.text for text in page.iter(f"{SVG}text")}
    assert set(level.market_names) <= shown
    whole = ElementTree.tostring(page, "unicode").upper()
    for market in range(len(level.market_names)):
        product = level.product_market.index(market)
        fill = style.PRODUCTS[level.product_looks[product]].fill
        assert "#{:02X}{:02X}{:02X}".format(*fill) in whole, level.product_names[product]


@pytest.mark.parametrize("name", ["01-the-garage", "04-the-floor", "07-the-following"])
def test_all_words_lie_on_the_page_and_can_be_read(name: str) -> None:
    _, page = drawn(name)
    left, top, wide, high = (float(number) for number in page.attrib["viewBox"].split())
    for text in page.iter(f"{SVG}text"):
        x, y, size = (float(text.attrib[key]) for key in ("x", "y", "font-size"))
        assert left <= x <= left + wide, text.text
        assert top + size / 2 <= y <= top + high - size / 2, text.text


def test_names_from_a_level_are_no_markup() -> None:
    session = Session(levels.read(ROOT / "levels" / "01-the-garage.yaml"))
    names = Names.of(session.level)
    hostile = Names(**{**names.__dict__, "teams": ("<script>alert(1)</script>", *names.teams[1:])})
    page = svg.board(session.report, hostile)
    assert "<script" not in page
    ElementTree.fromstring(page)


@pytest.mark.slow
def test_the_command_draws_without_pygame(tmp_path: Path) -> None:
    code = (
        "import sys; from game.command_line import main;"
        "code = main(['shot', '01-the-garage', '--week', '3', sys.argv[1]]); sys.exit(code or 'pygame' in sys.modules)"
    )
    out = tmp_path / "board.svg"
    done = subprocess.run(
        [sys.executable, "-c", code, str(out)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "week 3" in out.read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "main.py", "shot", "01-the-garage", "--screen", "title", str(out)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Only the board of play" in done.stderr
