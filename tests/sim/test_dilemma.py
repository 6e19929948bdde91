"""A dilemma on the table: it opens, waits, is answered by hand or by key, and reads well in every window."""

from pathlib import Path

import pytest

from game import bots, levels
from game.levels.names import in_sentence
from game.session import Session
from game.sim.actions import Action
from game.sim.desk.outlooks import Outlook
from game.sim.levers import preview
from game.sim.values import ASK, DEEDS, VERBS
from game.view import app, window
from game.view.keeping import Keeping
from game.view.screens import dilemma
from game.view.screens.dilemma_facts import known
from game.view.screens.play.screen import Play
from game.view.toolkit.panel import Panel
from game.view.toolkit.ui import Ui
from game.words import actions, news, outlooks
from game.words.foresight import foretelling
from tests.pilot import Pilot

CARDS = """
format: 1
title: Cards
people: 48
weeks: 30
organisation: {team_size: 4, teams_per_department: 4, departments: [Bindery, Ovens, Boathouse]}
leader: {discs: 5}
policy: {default: carry on}
levers: [order, visit, answer, declare, retire, ritual, rest]
values: {offered: [ownership, candour, care], declared: [candour, ownership]}
events:
  - {when: week 2, dilemma: the fair}
  - {when: week 2, dilemma: the song}
  - {when: week 14, dilemma: two bosses}
"""


@pytest.fixture
def pilot(tmp_path: Path) -> Pilot:
    """A window on the level in week 2, with two cards on the desk and the first one open."""
    path = tmp_path / "cards.yaml"
    path.write_text(CARDS, encoding="utf-8")
    out = Pilot(tmp_path, path)
    out.press("return", "return")
    while out.shows("hint-read"):
        out.press("h")
    out.press("space")
    out.until(lambda: out.week == 1)
    out.step()
    out.calm()
    return out


def test_a_card_opens_when_it_comes_and_the_clock_stands(pilot: Pilot) -> None:
    play = pilot.play
    assert play.card == 0
    assert not play.table.clock.running
    for _ in range(20):
        pilot.step(1.0)
    assert pilot.week == 1
    assert pilot.shows("dilemma-answer:0")
    assert not pilot.shows("bar-menu"), "only the card can be reached"
    item = next(item for item in play.ticker.fresh if item.kind == "dilemma")
    assert item.weight == 2


def test_digits_answer_one_card_and_the_next_comes_up(pilot: Pilot) -> None:
    play = pilot.play
    pilot.press("2")
    pilot.calm()
    assert play.table.pending == (Action("answer", 0, (ASK,)),)
    assert play.card == 1
    pilot.press("1")
    assert play.card is None
    assert len(play.table.pending) == 2
    pilot.press("z")
    assert len(play.table.pending) == 1
    pilot.press("c")
    assert play.card == 1, "what was taken back can be answered again"


def test_a_card_can_be_put_off_until_its_last_week(pilot: Pilot) -> None:
    play = pilot.play
    pilot.press("escape")
    pilot.step()
    assert play.card is None
    assert pilot.shows("bar-card:0")
    pilot.click("bar-card:0")
    assert play.card == 0
    pilot.calm()
    pilot.click("dilemma-later")
    until = play.table.report.cards[0].until
    for week in range(2, until + 1):
        play.table.clock.run(4)
        pilot.until(lambda week=week: pilot.week == week)  # type: ignore[misc]
        assert (play.card is not None) == (week == until)
    pilot.step()
    pilot.calm()
    pilot.press("escape")
    play.table.clock.run(4)
    pilot.until(lambda: pilot.week == until + 2)
    assert play.table.report.cards[0].settled
    assert not pilot.shows("bar-card:0")
    assert any(item.kind == "silence" for item in play.ticker.fresh)


def test_every_card_that_waits_can_be_opened_while_the_others_are_put_off(pilot: Pilot) -> None:
    play = pilot.play
    seen: list[int | None] = []
    pilot.press("escape")
    for press in ("bar-card:0", "bar-card:0", "c", "c"):
        pilot.step()
        (pilot.press if press == "c" else pilot.click)(press)
        seen.append(play.card)
        pilot.calm()
        pilot.click("dilemma-later")
    assert seen == [0, 1, 0, 1]


def test_of_two_cards_each_can_be_looked_at_before_either_is_answered(pilot: Pilot) -> None:
    play, seen = pilot.play, [0]
    for press in ("dilemma-other:1", "dilemma-other:0", "c", "c"):
        (pilot.press if press == "c" else pilot.click)(press)
        pilot.calm()
        assert play.card is not None
        seen.append(play.card)
    assert (seen, play.table.pending) == ([0, 1, 0, 1, 0], ())
    assert play._card_read, "what was called for is answered as what came up by itself"
    pilot.press("2")
    pilot.calm()
    assert play.card == 1
    assert not pilot.shows("dilemma-other:0"), "what is answered is no other any more"
    pilot.press("1")
    assert [action.target for action in play.table.pending] == [0, 1]


def test_a_card_whose_time_is_over_waits_no_longer(pilot: Pilot) -> None:
    table = pilot.play.table
    pilot.press("escape")
    last = max(card.until for card in table.report.cards)
    while table.report.week <= last:
        assert table.open_cards()
        table.session.advance()
    assert any(card.verb < 0 and not card.settled for card in table.report.cards)
    assert not table.open_cards()


def test_the_mouse_answers_and_a_card_too_dear_says_why(pilot: Pilot) -> None:
    play = pilot.play
    play.card = None
    for team in (0, 1, 2, 3):
        assert play.table.act(Action("visit", team))
    pilot.step()
    pilot.press("c")
    pilot.step()
    region = pilot.window.stage.ui.region("dilemma-answer:0")
    assert region is not None
    assert not region.enabled
    assert region.tip is not None
    assert "discs" in region.tip.text
    pilot.calm()
    pilot.click("dilemma-answer:1")
    assert play.table.pending[-1] == Action("answer", 0, (ASK,))


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1280, 720), 1.0), ((1280, 720), 1.5), ((1280, 720), 2.0), ((1920, 1080), 1.5), ((960, 540), 1.0)],
)
@pytest.mark.slow
def test_every_answer_can_be_reached_in_every_window(size: tuple[int, int], scale: float) -> None:
    session = Session(levels.read_text(CARDS, "cards.yaml"), 3)
    session.advance()
    play = Play(session, app.Game(Keeping(None)))
    for theme in ("light", "dark"):
        window.render(play, size, scale, theme)
        ui: Ui = play.stage.ui
        panel = ui.place_of("dilemma")
        assert panel is not None
        assert panel.left >= 0
        assert panel.bottom <= size[1]
        places = [ui.region(f"dilemma-answer:{verb}") for verb in range(len(VERBS))]
        shown = [place.rect for place in places if place is not None]
        assert len(shown) == 3
        assert all(panel.left <= rect.left and rect.right <= panel.right for rect in shown)
        assert all(not a.colliderect(b) for n, a in enumerate(shown) for b in shown[n + 1 :])
        large = size[0] / ui.unit >= 924
        assert not large or all(rect.bottom <= panel.bottom for rect in shown), "nothing scrolls where there is room"


def test_a_card_names_who_and_what_it_is_about() -> None:
    session = Session(levels.read_text(CARDS, "cards.yaml"), 3)
    session.advance()
    card = session.report.cards[0]
    there = in_sentence(session.level.department_names[card.department])
    what = session.level.product_names[card.product]
    assert actions.card_words(session.level, card, "In {department}") == f"In {there}"
    text = actions.card_words(session.level, card, "{department}: {product}")
    assert text == f"{actions.first_upper(there)}: {what}"
    text = actions.card_words(session.level, card, "It rings. {department} minds it. “{product}?” Ask {department}.")
    assert text == f"It rings. {actions.first_upper(there)} minds it. “{actions.first_upper(what)}?” Ask {there}."
    sheet = dilemma._Sheet(Play(session, app.Game(Keeping(None))).table, card)
    trust = round(100 * float(session.report.trust[session.report.department == card.department].mean()))
    facts = ["Their report is 1 week old", f"Owed: 0 {what}", f"Trust there: {trust}"]
    assert [words for _, words in sheet._facts()] == facts


def test_every_known_figure_is_put_into_words() -> None:
    from game.levels.kinds import KNOWN

    session = Session(levels.read_text(CARDS, "cards.yaml"), 3)
    session.advance()
    for name in KNOWN:
        fact = known(session.level, session.report, session.report.cards[0], name)
        assert fact is not None, name
        assert (Path("assets/icons/fill") / f"{fact[0]}.svg").is_file()


def test_banners_show_what_the_discs_did() -> None:
    session = Session(levels.read_text(CARDS, "cards.yaml"), 3)
    while session.week < 12:
        for action in bots.leader("orders")(session.report):
            session.act(action)
        session.advance()
    banner = next(banner for banner in session.report.banners if banner.name == "ownership")
    assert banner.betrayed > banner.lived
    assert banner.betrayed_by == next(deed.words for deed in DEEDS if deed.name == "order at work")
    play = Play(session, app.Game(Keeping(None)))
    play.card, play.table.tab = None, "values"
    window.render(play, (1280, 720), 1.0, "light")
    looks = {look.name: look for look in play.board.scene.banners}  # type: ignore[union-attr]
    assert (looks["ownership"].lived, looks["ownership"].betrayed) == (banner.lived, banner.betrayed)
    region = play.stage.ui.region("side-deeds-candour")
    assert region is not None
    assert region.tip is not None
    for deed in DEEDS:
        assert (deed.words[1:] in region.tip.text) == (deed.value == "candour")


def test_answers_and_their_outcome_are_told() -> None:
    session = Session(levels.read_text(CARDS, "cards.yaml"), 3)
    session.advance()
    action = Action("answer", 0, (0,))
    assert actions.slip(session.level, action).endswith(": seek agreement")
    session.act(action)
    told: list[str] = []
    while session.week < 12:
        before, done = session.report, session.pending
        after = session.advance()
        told += [item.text for item in news.week_news(session.level, before, after, done, session.pins(), set())
                 if item.kind in ("answered", "silence")]  # fmt: skip
    assert len(told) == 2
    assert all("{" not in text for text in told)
    assert "the talk is over. " in told[0]


@pytest.mark.parametrize(
    ("row", "written"),
    [
        (Outlook("trust", -10, -4), ("−4 to −10", "−4–10")),
        (Outlook("agreement", -2, 6), ("−2 to +6",)),
        (Outlook("morale", 5, 5), ("+5",)),
        (Outlook("commit", 19, 45), ("19–45%",)),
        (Outlook("torn", 2_695, 6_288), ("2,695–6,288", "2.7k–6.3k")),
        (Outlook("work", 1_000, 1_000), ("1,000 teams", "1k teams", "1,000", "1k")),
        (Outlook("work", 2, 6), ("2–6 teams", "2–6 teams", "2–6", "2–6")),
    ],
)
def test_long_ranges_are_written_shorter(row: Outlook, written: tuple[str, ...]) -> None:
    assert outlooks.written(row) == written


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
@pytest.mark.slow
def test_each_answer_says_on_its_face_what_reaches_the_score_and_what_a_talk_takes(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(levels.read_text(CARDS, "cards.yaml"), 3)
    while not session.report.cards or session.world.dilemmas[session.report.cards[-1].index].name != "two bosses":
        session.advance()
    play = Play(session, app.Game(Keeping(None)))
    card = session.report.cards[-1]
    play.card, written = card.index, []
    text = Panel.text

    def noted(panel: Panel, x: float, y: float, string: str, **more: object) -> float:
        written.append(string)
        return text(panel, x, y, string, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Panel, "text", noted)
    window.render(play, size, 1.0, "light")
    given = session.world.dilemmas[card.index].answers
    told = [foretelling(preview(session.report, Action("answer", card.index, (answer.verb,)))) for answer in given]
    wanted = ["Score: hardly at all" if one is None else f": {one.short}" for one in told]
    faces = [line for line in written if line.startswith("Score")]
    assert len(faces) >= len(given)
    for words in wanted:
        assert any(line.endswith(words) for line in faces)
    assert any(line.startswith("8% of their time for ") for line in written)
