"""The kit as a file: whole, alone, the same for the same luck, and without what a team must not see."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game import levels
from game.command_line import main
from game.words.vocabulary import Vocabulary
from game.workshop.kit.document import kit
from game.workshop.kit.luck import MONTHS, company
from game.workshop.kit.players import by_letters, by_prices
from game.workshop.presets import GOODS
from tests.workshop.served import Served, refused, served

ALONE = {"meta", "path", "rect", "circle", "ellipse", "br", "link", "img"}


def sheets(html: str) -> dict[str, list[str]]:
    """The sheets by their titles."""
    found: dict[str, list[str]] = {}
    for sheet in html.split('<section class="sheet')[1:]:
        title = re.search("<h2>(.*?)</h2>", sheet)
        assert title is not None
        found.setdefault(title[1], []).append(sheet)
    return found


class Balance(HTMLParser):
    """Whether every element is closed, and what could lead outside."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALONE:
            self.open.append(tag)
        self.outside += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href", "style", "onload", "onclick")]
        self.outside += [tag] if tag in ("script", "link", "iframe", "object", "img") else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ALONE:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in ALONE:
            assert self.open.pop() == tag, tag


@pytest.mark.parametrize("teams", [4, 5, 12, 24])
def test_it_is_whole_and_needs_nothing_beside_it(teams: int) -> None:
    html = kit(teams, 3)
    found = Balance()
    found.feed(html)
    assert (found.open, found.outside) == ([], [])
    assert set(re.findall(r"url\((.{5})", html)) == {"data:"}
    assert "{" not in re.sub("<style>.*</style>", "", html, flags=re.DOTALL)
    assert kit(teams, 3) == html != kit(teams, 4)


def test_the_list_counts_what_is_there() -> None:
    html = kit(12, 7)
    cover = sheets(html)["Headcount on paper"][0]
    rows = re.findall(r'<tr><th scope="row">[^<]*</th><td>(\d+)</td>', cover)
    assert sum(map(int, rows)) == html.count('<section class="sheet')


def test_every_team_has_its_card_and_sheet_and_only_its_own_figures() -> None:
    found, shared = sheets(kit(12, 7)), company(12, 7)
    for way in ("Letters", "Prices"):
        cards = "".join(found[f"{way}: what each team is good at"]).split('<div class="card">')[1:]
        assert len(cards) == len("".join(found[f"{way}: the teams’ sheets"]).split('<div class="card">')[1:]) == 12
        for card, team in zip(cards, shared.teams, strict=True):
            said = dict(re.findall(r'<span class="name">(\w+)</span>.*?<td>(\d) crate', card))
            assert said == {good: str(n) for good, n in zip(GOODS[way.lower()], team.crates, strict=True)}


def test_the_truth_is_on_the_facilitator_s_page_and_no_mark_of_it_on_the_markets_of_letters() -> None:
    found, shared = sheets(kit(12, 7)), company(12, 7)
    truth = found["What was wanted"][0]
    for way in GOODS.values():
        for product, good in enumerate(way):
            row = re.search(rf"{good}</th><td>[\w ]+</td>((?:<td>\d+</td>){{{MONTHS}}})", truth)
            assert row is not None
            assert [int(n) for n in re.findall(r"\d+", row[1])] == [month[product] for month in shared.wanted]
    assert f"<b>{by_letters(shared).score}</b> of 100" in truth
    assert f"<b>{by_prices(shared).score}</b> by prices" in truth
    strips = [re.sub(r"month \d", "", s) for n in range(MONTHS) for s in _strips(found, "Letters", n)]
    boxes = {re.sub(r"^.*?crates|</section>.*", "", strip, flags=re.DOTALL) for strip in strips}
    assert len(boxes) == 1


def test_the_boxes_of_prices_show_last_month_and_not_this_one() -> None:
    found, shared = sheets(kit(12, 7)), company(12, 7)
    for month in range(MONTHS):
        for strip in _strips(found, "Prices", month):
            good = re.search(r"<b>(\w+)</b><span>", strip)
            assert good is not None
            product = GOODS["prices"].index(good[1])
            before = shared.wanted[month - 1][product] if month else shared.ordinary
            assert len(re.findall(r"<b>[64]</b><i>", strip)) == before


def _strips(found: dict[str, list[str]], way: str, month: int) -> list[str]:
    return found[f"{way}: the markets in month {month + 1}"][0].split('<div class="card strip">')[1:]


def test_the_ways_share_no_good_and_no_corner() -> None:
    truth = sheets(kit(8, 5))["What was wanted"][0]
    corner = dict(re.findall(r"(\w+)</th><td>([\w ]+)</td>", truth))
    for one, other in zip(*GOODS.values(), strict=True):
        assert corner[one] != corner[other]


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "evening.html"
    assert main(["paper", "--teams", "6", "--seed", "9", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == kit(6, 9)
    assert "6 teams on luck 9" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["evening.html"]


def test_a_sheet_is_of_a_size_and_no_letter_of_the_level() -> None:
    level = levels.read_text("format: 1\ntitle: Post\npeople: 12\nwords: {letter: memo}\n", "post.yaml")
    page = kit(4, 9, Vocabulary.of(level))
    assert "A4 or Letter." in page
    assert "Memos: the board" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--teams", "3"], "not a whole number from 4 to 24"),
        (["--teams", "25"], "not a whole number from 4 to 24"),
        (["--out", "kit.pdf"], "should end in .html"),
        (["--out", "nowhere/kit.html"], "there is no folder “nowhere”"),
    ],
)
def test_wrong_use_is_a_sentence(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        code: object = main(["paper", *words])
    except SystemExit as end:
        code = end.code
    assert code == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path) as found:
        yield found


def test_the_hub_gives_the_facilitator_a_kit_on_its_own_luck(room: Served) -> None:
    status, file, headers = room.host.ask("GET", "/host/paper?teams=9")
    assert (status, file.decode()) == (200, kit(9, room.hub.room.seed))
    assert headers["Content-Disposition"] == 'attachment; filename="headcount-on-paper-9-teams.html"'
    for name in ("Ada", "Bo", "Cy", "Di", "Ed"):
        room.phone(name)
    assert room.host.get("/host/paper")[1].decode() == kit(5, room.hub.room.seed)


def test_the_hub_gives_it_to_nobody_else_and_for_no_other_number(room: Served) -> None:
    for client in (room.phone(), room.leader(), room.client()):
        with refused(room):
            assert client.get("/host/paper")[0] == 403
    for asked in ("3", "25", "x", "-4", "9" * 5000, "%D9%A9"):
        with refused(room):
            assert room.host.get(f"/host/paper?teams={asked}")[0] == 400
