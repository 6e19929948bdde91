"""The side panels: what they say is true and adds up, everything can be reached, only what changed is repainted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pygame
import pytest

from game import bots, levels
from game.board.style import SMALLEST_TARGET, Theme
from game.session import Session
from game.sim.actions import Action, Receipt, Refusal
from game.sim.causes import SCORE_CAUSES
from game.sim.company import factors
from game.sim.desk.estimates import price_lean
from game.sim.ledger import MORALE_CAUSES, MORALE_INDEX, MORALE_RATE, MORALE_START
from game.sim.levers import LEVERS, next_disc, preview
from game.sim.values import BARK_TERMS, BUILD_WEEKS, CHOOSE, KPIS, ORDER_WEEKS, RATES, TEMPERAMENTS, VALUES
from game.view.board.plates import PlateBrush
from game.view.cards import decisions, morale_map, panels, pressed, side
from game.view.cards import desk as desk_card
from game.view.cards import house as house_cards
from game.view.cards.incentives import LINE_SIGNS
from game.view.cards.table import Table
from game.view.stage import Stage
from game.view.toolkit.panel import Panel
from game.view.toolkit.pieces import Atlas
from game.view.toolkit.ui import Hit, Ui
from game.words import explain
from game.words.actions import SAYINGS
from game.words.meanings import FIGURE_MEANS, SCORE_MEANS
from game.words.names import Names
from tests.worlds import HOUSE

ROOT = Path(__file__).resolve().parents[2]
GARAGE, PIZZAS, CORRIDOR, FLOOR = (
    f"levels/0{n}-{name}.yaml" for n, name in enumerate(("the-garage", "two-pizzas", "the-corridor", "the-floor"), 1)
)
EVERY_LEVER = "levers: [order, visit, order_department, default, reporting, choose, tag, declare, retire, ritual, rest]"


def house_of(weeks: int = 0, *, open_levers: bool = False) -> Session:
    session = Session(levels.read_text(HOUSE, "house"), open_levers=open_levers)
    while session.week < weeks:
        session.advance()
    return session


def session_of(level: str, weeks: int = 0, leader: str = "mixed", *, open_levers: bool = False) -> Session:
    session = Session(levels.read(ROOT / level), open_levers=open_levers)
    lead = bots.leader(leader)
    while session.week < weeks:
        for action in lead(session.report):
            session.act(action)
        session.advance()
    return session


@pytest.fixture(scope="module")
def floor() -> Session:
    """Level 4 after a dozen weeks of a mixed leader: contracts, tags, letters, every kind of team. Never advanced."""
    return session_of(FLOOR, 12)


@pytest.fixture(scope="module")
def garage() -> Session:
    return session_of(GARAGE, 5, "orders")


@dataclass
class Desk:
    """A table with its panels on a surface, driven as the play screen drives them."""

    table: Table
    stage: Stage
    surface: pygame.Surface

    @property
    def ui(self) -> Ui:
        return self.stage.ui

    def frame(self) -> Ui:
        ui, table = self.ui, self.table
        ui.begin(self.surface, self.stage.now)
        table.compact = ui.scale > 1.0
        high = ui.height - 120
        left = (12.0, 64.0, 240.0, high)
        right = (ui.width - 276, 64.0, 264.0, high)
        table.left = left if not table.compact or table.drawer == "left" else None
        table.right = right if not table.compact or table.drawer == "right" else None
        self.surface.fill((200, 180, 150))
        panels.paint_side(ui, table)
        ui.end()
        return ui

    def press(self, ident: str) -> bool:
        """Focuses a region and presses Enter."""
        self.frame()
        self.ui.set_focus(ident)
        hit = self.ui.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r"))
        assert hit is not None, f"{ident} cannot be pressed; there are {self.ui.order()}"
        used = pressed.handle(hit, self.table)
        self.frame()
        return used

    def tip(self, ident: str) -> str:
        self.frame()
        region = self.ui.region(ident)
        assert region is not None, f"no {ident} in {self.ui.order()}"
        assert region.tip is not None
        return f"{region.tip.title} {region.tip.text}"


def desk_of(session: Session, size: tuple[int, int] = (1280, 720), scale: float = 1.0, theme: Theme = "light") -> Desk:
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    stage = Stage(size, ui_scale=scale, theme=theme)
    return Desk(Table(session, session.level), stage, pygame.Surface(size).convert())


def fresh(session: Session) -> Desk:
    """A desk whose decisions do not leak into the next test."""
    session.pending = ()
    return desk_of(session)


# What is heard.


def test_what_is_heard_is_a_tab_over_the_list_and_leads_to_its_market() -> None:
    desk = desk_of(session_of(PIZZAS, 7, "orders"))
    heard = desk.table.report.rumours
    assert heard
    assert desk.press("side-page:list:1")
    rows = [ident for ident in desk.ui.order() if ident.startswith("side-heard")]
    assert len(rows) == len(heard)
    tips = [region.tip.text for ident in rows if (region := desk.ui.region(ident)) is not None and region.tip]
    assert any("Of a hundred such rumours" in text for text in tips)
    assert desk.press(rows[0])
    assert desk.table.chosen("market") is not None
    desk.table.select(None)
    assert desk.press("side-page:list:0")
    assert not [ident for ident in desk.ui.order() if ident.startswith("side-heard")]


def test_what_is_heard_is_a_tab_in_a_large_company_too() -> None:
    text = """\
format: 1
title: Fifteen yards
people: 60
weeks: 12
organisation: {team_size: 4, teams_per_department: 1}
products:
  - {name: lamps, market: Gate}
  - {name: boats, market: Quay}
events:
  - when: week 8
    shift: {product: boats, times: 2, weeks: 3, notice: 6, says: A second harbour is being dug.}
"""
    session = Session(levels.read_text(text, "yards"))
    while not session.report.rumours:
        session.advance()
    desk = desk_of(session)
    assert morale_map.is_large(panels.side_of(desk.table)), "the list would be the small one"
    assert desk.press("side-page:list:1")
    assert [ident for ident in desk.ui.order() if ident.startswith("side-heard")]


def test_without_rumours_there_is_no_such_tab() -> None:
    desk = fresh(session_of("levels/the-brewery.yaml"))
    assert not [ident for ident in desk.frame().order() if ident.startswith("side-page:list")]


def test_the_trend_of_the_score_stands_beside_a_decision_only_while_its_effect_is_new() -> None:
    session = session_of(GARAGE)
    session.act(Action("order", 0, (0, 4)))
    session.advance()
    pin = session.pins()[0]
    told: dict[int, str] = {}
    while session.week <= pin.seen + 6:
        view = panels.side_of(Table(session, session.level))
        told[session.week] = decisions._effect(view, pin)[0]
        session.advance()
    assert [week - pin.seen for week, words in told.items() if words.startswith("served ")] == [1, 2, 3, 4]
    assert told[pin.seen + 5] == told[pin.seen + 6] == "in the reports since"


# What the words say.


def test_why_adds_up_to_the_morale_shown_for_every_team(floor: Session, garage: Session) -> None:
    blurred = 0
    for report in (floor.report, garage.report, floor.truth(), session_of(CORRIDOR).report):
        groups = [[team] for team in range(len(report.head))] + [list(range(len(report.head)))]
        for group in groups:
            account = explain.morale_account(report, group)
            assert account.start + sum(entry.points for entry in account.entries) == account.shown
            assert account.shown == explain.points(explain.mean_of(report, report.morale, group))
            named = [e for e in account.entries if e.name in MORALE_INDEX]
            sizes = [100 * explain.mean_of(report, report.causes[:, MORALE_INDEX[e.name]], group) for e in named]
            assert all(abs(e.points - size) < 1.0 and abs(size) >= 0.5 for e, size in zip(named, sizes, strict=True))
            assert [abs(size) for size in sizes] == sorted((abs(size) for size in sizes), reverse=True)
            blurred += any(entry.name == "blur" for entry in account.entries)
    assert blurred > 5, "reports two layers away are blurred, and the account has to say so"
    assert not any(e.name == "blur" for t in range(20) for e in explain.morale_account(floor.truth(), [t]).entries)


def test_every_cause_has_its_words_its_icon_and_its_pull_as_in_the_rules() -> None:
    assert set(MORALE_INDEX) == set(explain._CAUSES) == set(MORALE_CAUSES)
    for _, (icon, _) in explain._CAUSES.items():
        assert (ROOT / "assets/icons/fill" / f"{icon}.svg").is_file()
    assert round(100 * MORALE_START) == explain.morale_account(session_of(GARAGE).report, [0]).start
    rate = MORALE_RATE
    assert abs(rate - 1 / 8) < 0.01, "the tooltip says an eighth of the way each week"
    assert (1 - rate) ** 6 < 0.5 < (1 - rate) ** 5
    assert factors.writing(1) == 0.05, "the desk's card says one in twenty"


def test_where_a_cause_rests_is_where_the_rules_take_it() -> None:
    session = session_of(GARAGE, 3, "orders")
    before = session.truth()
    session.advance()
    after = session.truth()
    for name, figure in (("trust", after.trust), ("freedom", before.initiative)):
        column = MORALE_INDEX[name]
        moved = before.causes[:, column] + (after.causes[:, column] - before.causes[:, column]) / MORALE_RATE
        rest = explain.PULLS[name] * (figure - (0.5 if name == "freedom" else 0.0))
        assert np.allclose(100 * moved, rest, atol=1.0), name


@pytest.mark.parametrize("whole", [-7, 0, 5, 12])
def test_apportioned_rows_add_up_and_stay_near(whole: int) -> None:
    sizes = [whole / 3 + 0.3, whole / 3 - 0.4, whole / 3 + 0.1]
    rows = explain.apportion(sizes, whole)
    assert sum(rows) == whole
    assert all(abs(row - size) < 1.0 for row, size in zip(rows, sizes, strict=True))


def test_a_team_that_chose_says_the_term_and_the_number_that_decided() -> None:
    session = session_of(FLOOR, open_levers=True)
    session.act(Action("default", -1, (CHOOSE,)))
    for _ in range(9):
        session.advance()
    report, products = session.truth(), Names.of(session.level).products
    goods, heard = (*products, "better methods"), set()
    for team in range(len(report.head)):
        term, best, second, percent = (int(n) for n in report.bark[team])
        if best != int(report.job[team]) or percent <= 0:
            continue
        words = explain.bark(report, team, products)
        heard.add(BARK_TERMS[term])
        assert f"{percent}%" in words
        compares = BARK_TERMS[term] in ("price", "tag", "skill")
        assert (goods[second] in words) or not compares, words
        assert (goods[best] in words) or BARK_TERMS[term] == "switching", words
    assert len(heard) >= 2


@pytest.mark.parametrize("term", BARK_TERMS)
def test_every_term_has_a_sentence_of_its_own(term: str) -> None:
    products = ("lamps", "tea")
    words = {explain._term(name, 0, 1, 30, [*products, "better methods"]) for name in BARK_TERMS}
    assert len(words) == len(BARK_TERMS)
    assert "30%" in explain._term(term, 1, 2, 30, [*products, "better methods"])


def test_a_team_under_an_order_or_asleep_says_so(garage: Session) -> None:
    report, products = garage.report, Names.of(garage.level).products
    ordered = next(t for t in range(5) if report.order_weeks[t] > 0)
    assert "letter" in explain.bark(report, ordered, products)
    asleep = session_of(GARAGE).report
    assert explain.bark(asleep, 0, products) == "We are waiting for a letter."
    assert explain.activity(asleep, 0, products) == "awaiting orders"


def test_every_temperament_and_value_is_put_into_words() -> None:
    assert set(explain.LIKES) == {kind.name for kind in TEMPERAMENTS} == set(explain._OPENERS)
    for value in VALUES:
        gives, costs = explain.gives_and_costs(value)
        assert gives, value.name
        assert costs or value.name in ("fairness",), value.name
    both = {value.name: explain.gives_and_costs(value) for value in VALUES}
    assert both["candour"] == ("Reports 40% sharper; bad news comes a week sooner", "Morale swings 30% faster")
    assert both["service"][0] == "Customers wait twice as long"
    assert both["ownership"][1] == "Wrong orders hurt twice as much"
    assert "20% less" in both["service"][1]


def test_whatever_order_ran_can_be_renewed(floor: Session, garage: Session) -> None:
    for session in (floor, garage, session_of(FLOOR, 3, "incentives")):
        session.pending = ()
        written = [team for team in range(len(session.report.head)) if session.report.ordered[team, 0] >= 0]
        assert written
        for team in written:
            again = side.renewal(session.report, team)
            assert again.amount[0] == session.report.ordered[team, 0]
            assert again.amount[1] in ORDER_WEEKS
            first, end = (int(n) for n in session.report.ordered[team, 1:])
            assert again.amount[1] == end - first or end - first not in ORDER_WEEKS


# What the panels show.


def test_the_list_names_people_in_the_garage_and_departments_later(garage: Session, floor: Session) -> None:
    order = fresh(garage).frame().order()
    assert [ident for ident in order if ident.startswith("side-team")][:5] == [f"side-team:{n}" for n in range(5)]
    order = fresh(floor).frame().order()
    assert [i for i in order if i.startswith("side-department:")] == [f"side-department:{n}" for n in range(5)]
    assert "side-horizon" in order
    assert "side-horizon" not in fresh(garage).frame().order()


def test_nobody_who_has_yet_to_come_has_a_morale() -> None:
    desk = fresh(session_of(PIZZAS))
    desk.frame()
    seen = [desk.ui.region(f"side-team:{team}") for team in (3, 4)]
    here, absent = (region.tip.text for region in seen if region is not None and region.tip is not None)
    assert "Morale" in here
    assert absent == "Not here yet."


def test_pressing_a_row_opens_the_card_and_close_brings_the_list_back(floor: Session) -> None:
    desk = fresh(floor)
    assert desk.press("side-department:2")
    assert desk.table.selected == "department 2"
    team = next(i for i in desk.ui.order() if i.startswith("side-team:"))
    assert desk.press(team)
    assert desk.table.selected == team.removeprefix("side-").replace(":", " ")
    shown = explain.points(float(floor.report.morale[desk.table.chosen("team") or 0]))
    assert f"Morale {shown} of 100" in desk.tip("side-morale")
    desk.press("side-close")
    assert desk.table.selected is None
    assert "side-department:0" in desk.ui.order()


def test_a_market_has_a_card_with_its_figures_its_makers_and_a_way_to_tag_it(floor: Session) -> None:
    desk = fresh(floor)
    report = floor.report
    for product, market in enumerate(floor.level.product_market):
        desk.table.select(f"market {market}")
        order = desk.frame().order()
        makers = [team for team in range(len(report.head)) if int(report.job[team]) == product]
        shown = [ident for ident in order if ident.startswith("side-team:")]
        assert {f"side-team:{team}" for team in makers[:1]} <= set(shown)
        assert f"Usually {report.world.products[product].value:.1f}" in desk.tip(f"side-market-price-{product}")
        assert ("side-market-tag" in order) == ("tag" in report.levers)
    desk.table.tab = "orders"
    desk.press("side-market-tag")
    draft = desk.table.draft
    assert draft is not None
    assert draft.lever == "tag"
    assert draft.target is not None
    assert floor.level.product_market[draft.target] == desk.table.chosen("market")
    assert desk.table.tab == "incentives"


def test_the_tab_of_orders_lists_every_product_as_reported_and_opens_its_market(floor: Session) -> None:
    desk = fresh(floor)
    report = floor.report
    for product in range(len(floor.level.product_market)):
        text = desk.tip(f"side-goods:{product}")
        assert f"Wanted {report.demand[product]:.1f} a week, made {report.made[product]:.1f}" in text
    desk.press("side-goods:0")
    assert desk.table.chosen("market") == floor.level.product_market[0]


def test_a_new_default_and_reporting_level_are_foreseen_before_they_are_sent(floor: Session) -> None:
    desk = fresh(floor)
    desk.table.select("desk")
    for lever, choice in (("default", 0), ("reporting", (floor.report.reporting + 2) % 4)):
        desk.table.begin(lever, -1, (choice,))
        known = preview(floor.report, Action(lever, -1, (choice,)))
        assert f"week {known.heard + 1}" in desk.tip("side-foreseen-ear")
        assert f"week {known.seen + 1}" in desk.tip("side-foreseen-eye")
        assert ("side-foreseen-trend-down" in desk.ui.order()) == (known.worst >= 0)


def test_a_visit_and_its_undo_go_through_the_session(floor: Session) -> None:
    desk = fresh(floor)
    desk.table.select("team 1")
    desk.press("side-visit:1")
    assert floor.pending == (Action("visit", 1),)
    assert "on your way there already" in desk.tip("side-visit:1")
    region = desk.ui.region("side-visit:1")
    assert region is not None
    assert not region.enabled
    desk.press("side-undo")
    assert floor.pending == ()


def test_order_opens_the_petals_and_renew_repeats_the_last_letter(garage: Session) -> None:
    desk = fresh(garage)
    desk.table.select("team 0")
    job, first, end = (int(n) for n in garage.report.ordered[0])
    desk.press("side-renew:0")
    assert garage.pending == (Action("order", 0, (job, end - first)),)
    garage.pending = ()
    desk.press("side-order:0")
    assert desk.table.draft is not None
    assert (desk.table.draft.lever, desk.table.draft.target) == ("order", 0)
    garage.pending = ()


def test_a_tag_is_written_previewed_and_sent(floor: Session) -> None:
    desk = fresh(floor)
    table = desk.table
    table.tab = "incentives"
    free = next(g for g in range(6) if g not in {tag.product for tag in floor.report.tags}
                and not any(x.lever == "tag" and x.target == g for x in floor.report.letters))  # fmt: skip
    desk.press("side-new-tag")
    assert table.draft is not None
    assert table.draft.action is None
    send = desk.ui.region("side-send:tag")
    assert send is not None
    assert not send.enabled
    desk.press(f"side-product:{free}")
    desk.press("side-coins:3")
    desk.press("side-weeks:12")
    tips = [desk.tip(ident) for ident in desk.frame().order() if ident.startswith("side-line-")]
    assert [tip.split()[0] for tip in tips[:2]] == ["Wanted", "Made"], "what is short comes before what may come of it"
    assert any(tip.startswith("Teams that may move") for tip in tips)
    desk.press("side-send:tag")
    assert floor.pending == (Action("tag", free, (3, 12)),)
    assert table.draft is None
    floor.pending = ()


def test_the_default_is_sent_from_the_desk() -> None:
    session = session_of(CORRIDOR)
    desk = fresh(session)
    desk.press("side-default-open")
    assert desk.table.selected == "desk"
    locked = desk.ui.region("side-default:2")
    assert locked is not None
    assert not locked.enabled
    assert "level 4" in desk.tip("side-default:2")
    desk.press("side-default:1")
    desk.press("side-send:default")
    assert session.pending == (Action("default", -1, (1,)),)


def test_a_reporting_level_is_set_from_the_desk() -> None:
    session = session_of(CORRIDOR, open_levers=True)
    desk = fresh(session)
    desk.press("side-reporting-open")
    desk.press("side-reporting:2")
    assert "2 weeks" in desk.tip("side-reporting:0")
    assert "News 1 week late" in desk.tip("side-reporting:2")
    desk.press("side-send:reporting")
    assert session.pending == (Action("reporting", -1, (2,)),)
    assert desk_card.writing(session.report, 2) == 4
    assert desk_card.blur_left(2) == 36


def test_a_department_gets_one_letter(floor: Session) -> None:
    desk = fresh(floor)
    desk.press("side-order-department:3")
    assert desk.table.selected == "department 3"
    desk.press("side-job:1")
    desk.press("side-weeks:8")
    desk.press("side-send:order_department")
    assert floor.pending == (Action("order_department", 3, (1, 8)),)
    floor.pending = ()


def test_values_are_declared_tended_and_retired(tmp_path: Path) -> None:
    lines = (ROOT / FLOOR).read_text(encoding="utf-8").splitlines()
    text = "\n".join(EVERY_LEVER if line.startswith("levers:") else line for line in lines)
    level = levels.read_text(text, "every-lever")
    session = Session(level)
    desk = fresh(session)
    desk.press("side-tab:values")
    desk.press("side-declare:1")
    assert session.pending == (), "what costs discs is weighed before it is sent"
    assert f"week {preview(session.report, Action('declare', 1)).seen + 1}" in desk.tip("side-foreseen-eye")
    desk.press("side-send:declare")
    assert session.pending == (Action("declare", 1),)
    offered = desk.tip("side-declare:3")
    assert "Lived by: " in offered
    assert "Betrayed by: " in offered
    for _ in range(4):
        session.advance()
    assert "Candour" not in desk.tip("side-values")
    assert "Bad news travels first" in desk.tip("side-banner-candour")
    desk.press("side-ritual:1")
    desk.press("side-place:2")
    assert session.pending == (), "where it is to be held is weighed, too"
    desk.press("side-send:ritual")
    assert session.pending == (Action("ritual", 1, (2,)),)
    session.advance()
    desk.press("side-rest:1")
    assert session.pending == (Action("rest", 1),)
    session.pending = ()
    desk.press("side-retire:1")
    desk.press("side-send:retire")
    assert session.pending == (Action("retire", 1),)


def test_locked_tabs_name_the_level_that_opens_them(garage: Session) -> None:
    desk = fresh(garage)
    for tab, lever in (("incentives", "tag"), ("values", "declare")):
        region = desk.frame().region(f"side-tab:{tab}")
        assert region is not None
        assert not region.enabled
        assert f"level {LEVERS[lever].since}" in desk.tip(f"side-tab:{tab}")


def test_what_opens_later_says_when(root: Path) -> None:
    desk = fresh(Session(levels.read(root / "levels/04-the-floor.yaml")))
    assert "in week 4" in desk.tip("side-tab:incentives")
    desk = fresh(Session(levels.read(root / "levels/03-the-corridor.yaml")))
    assert "in week 2" in desk.tip("side-reporting-locked")
    desk = fresh(Session(levels.read(root / "levels/05-the-house.yaml")))
    desk.press("side-tab:incentives")
    assert "in week 6" in desk.tip("side-rate-locked")


def test_the_rate_is_turned_by_keys_or_steps_foreseen_and_sent() -> None:
    session = house_of(3)
    desk = fresh(session)
    desk.press("side-tab:incentives")
    assert "4% a year" in desk.tip("side-rate")
    desk.ui.set_focus("side-rate")
    hit = desk.ui.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RIGHT, mod=0, unicode=""))
    assert hit is not None
    assert pressed.handle(hit, desk.table)
    assert "6% a year" in desk.tip("side-rate")
    desk.press("side-rate-step:1")
    desk.press("side-rate-step:1")
    foreseen = preview(session.report, Action("rate", -1, (10,))).lines
    assert foreseen[0][0] in desk.tip("side-rate-line-0")
    assert f"week {session.week + 1}" in desk.tip("side-foreseen-ear")
    desk.press("side-send:rate")
    assert session.pending == (Action("rate", -1, (10,)),)
    assert "10% a year" in desk.tip("side-rate")
    assert all(house_cards.rate_words(rate) for rate in RATES)
    assert len({house_cards.rate_words(rate) for rate in RATES}) == 3


def test_figures_are_hung_up_for_everyone_with_foresight_and_for_one_department() -> None:
    session = house_of(2)
    desk = fresh(session)
    desk.press("side-tab:incentives")
    quality = KPIS.index("quality")
    desk.press(f"side-figure:{quality}")
    desk.press("side-send:kpi_company")
    assert session.pending == (Action("kpi_company", -1, (quality, 1)),)
    assert "4 of 4 departments" in desk.tip(f"side-figure:{quality}")
    session.advance()
    desk.table.select("department 1")
    desk.press("side-kpi:0")
    desk.press("side-send:kpi")
    assert session.pending == (Action("kpi", 1, (0, 0)),)
    region = desk.frame().region("side-kpi:0")
    assert region is not None
    assert not region.enabled, "what was changed this week is changed back by undoing it"
    assert "Undo" in desk.tip("side-kpi:0")
    assert "3 of 4 departments" in desk.tip("side-figure:0")
    assert house_cards.figures_on(panels.side_of(desk.table), 0, None) == 3
    assert set(FIGURE_MEANS) == set(KPIS)


def test_tools_are_built_and_a_net_that_is_not_open_yet_has_a_lock() -> None:
    session = house_of(2)
    desk = fresh(session)
    desk.press("side-tab:incentives")
    region = desk.frame().region("side-net-open")
    assert region is not None
    assert not region.enabled
    assert "Opens in week" in desk.tip("side-net-open")
    desk.press("side-tools-open")
    assert "Cost" in desk.tip("side-tools-line-0")
    assert "help" in desk.tip("side-tools-ready")
    desk.press("side-send:tools")
    assert session.pending == (Action("tools", -1, ()),)
    session.advance()
    assert "being built" in desk.tip("side-tools-open")
    desk.press("side-tools-open")
    assert "side-send:tools" not in desk.ui.order()
    for _ in range(BUILD_WEEKS):
        session.advance()
    desk.press("side-tools-open")
    assert "level 1" in desk.tip("side-tools-open")


def test_what_is_opened_below_the_fold_is_brought_into_view() -> None:
    session = house_of(12, open_levers=True)
    desk = desk_of(session, (1280, 560))
    desk.table.tab = "incentives"
    desk.table.begin("tag", 2, (2, 6))
    low = desk.frame().region("side-send:tag")
    assert low is not None
    panel = desk.ui.place_of("side-tabs")
    assert panel is not None
    assert not panel.contains(low.rect)
    desk.ui.bring("side-send:tag")
    desk.frame()
    high = desk.frame().region("side-send:tag")
    assert high is not None
    assert panel.contains(high.rect)


def test_the_net_is_set_level_by_level() -> None:
    session = house_of(2, open_levers=True)
    desk = fresh(session)
    desk.press("side-tab:incentives")
    desk.press("side-net-open")
    desk.press("side-net:2")
    weekly = 2 * session.world.net_cents * session.world.people
    assert house_cards.money(weekly) in desk.tip("side-net:2")
    desk.press("side-send:net")
    assert session.pending == (Action("net", -1, (2,)),)
    before = session.report.cash_cents
    session.advance()
    assert session.report.net == 2
    assert session.report.cash_cents != before


def test_one_letter_goes_to_the_whole_company() -> None:
    session = house_of(3)
    desk = fresh(session)
    desk.press("side-order-everyone:-1")
    assert desk.table.selected == "desk"
    desk.press("side-job:3")
    desk.press("side-weeks:2")
    desk.press("side-send:order_company")
    assert session.pending == (Action("order_company", -1, (3, 2)),)
    session.advance()
    desk.table.select(None)
    assert f"{session.world.teams} teams" in desk.tip("side-orders-wide:0")
    assert not [ident for ident in desk.ui.order() if ident.startswith("side-order-row")], "one letter, one line"
    desk.press("side-orders-wide:0")
    assert desk.table.selected == "desk"


def test_cards_tell_of_fires_and_bad_material_as_reported() -> None:
    session = house_of(6)
    while not (session.report.fire > 0).any() or not (session.report.faulty > 0).any():
        assert not session.over
        session.advance()
    report, desk = session.report, fresh(session)
    team = int(np.flatnonzero(report.fire > 0)[0])
    desk.table.select(f"team {team}")
    assert "Something burns" in desk.tip("side-fire")
    assert "100 is usual" in desk.tip("side-equipment")
    assert f"Quality {explain.points(float(report.quality[team]))}" in desk.tip("side-quality")
    assert "burns" in explain.troubles(report, team)
    bad = int(np.flatnonzero(report.faulty > 0)[0])
    desk.table.select(f"team {bad}")
    assert "improving" in desk.tip("side-faulty")
    department = int(report.department[bad])
    desk.table.select(f"department {department}")
    assert session.level.team_names[bad] in desk.tip("side-puzzle-piece")
    founding = house_of().report
    assert not any(explain.troubles(founding, t) for t in range(len(founding.head)))


def test_what_a_level_never_opens_has_no_place(floor: Session) -> None:
    desk = fresh(floor)
    desk.press("side-tab:incentives")
    assert not [ident for ident in desk.ui.order() if ident.startswith(("side-rate", "side-figure", "side-net"))]
    assert "level 5" in desk.tip("side-frame-locked")
    desk.table.select("team 3")
    desk.frame()
    assert desk.ui.region("side-equipment") is None
    desk.table.select("desk")
    desk.frame()
    assert desk.ui.region("side-order-everyone:-1") is None


def test_every_cause_of_the_score_has_an_icon_and_a_sentence() -> None:
    assert set(SCORE_MEANS) - {"smaller"} == set(SCORE_CAUSES)
    for icon, sentence in SCORE_MEANS.values():
        assert (ROOT / "assets/icons/fill" / f"{icon}.svg").is_file()
        assert sentence.endswith(".")
    for name in (*(row.icon for row in SAYINGS.values()), *(icon for icon, _ in FIGURE_MEANS.values())):
        assert (ROOT / "assets/icons/fill" / f"{name}.svg").is_file()


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), ((960, 540), 1.0), ((1280, 720), 1.5)])
@pytest.mark.slow
def test_the_house_can_be_led_by_keys_alone(size: tuple[int, int], scale: float) -> None:
    session = house_of(4, open_levers=True)
    desk = desk_of(session, size, scale)
    desk.table.tab = "incentives"
    for lever, amount in (("rate", (10,)), ("kpi_company", (1, 1)), ("tools", ()), ("net", (2,))):
        for selected in (None, "department 0", "team 1"):
            desk.table.select(selected)
            desk.table.drawer = "right" if scale > 1.0 else None
            desk.table.begin(lever, -1, amount)
            ui = desk.frame()
            order = ui.order()
            assert len(set(order)) == len(order)
            assert scale > 1.0 or f"side-send:{lever}" in order
            for ident in order:
                ui.set_focus(ident)
                region = ui.region(ident)
                assert region is not None
                assert region.tip is not None, ident
                assert pygame.Rect(0, 0, *size).contains(region.rect), f"{ident} at {region.rect} is off {size}"
                if region.activates:
                    assert min(region.rect.size) >= SMALLEST_TARGET * ui.unit - 1, f"{ident} is {region.rect.size}"


def test_a_selected_pin_is_the_decision_shown(floor: Session) -> None:
    desk = fresh(floor)
    pins = floor.pins()
    for number in (0, len(pins) - 1):
        desk.table.select(f"pin {number}")
        assert f"week {pins[number].heard + 1}" in desk.tip("side-pin-heard")
        assert f"week {pins[number].seen + 1}" in desk.tip("side-pin-seen")


def test_prices_lean_the_way_they_then_move() -> None:
    session = session_of(FLOOR, 14, "incentives")
    right = wrong = 0
    for _ in range(12):
        report = session.truth()
        view = panels.side_of(Table(session, session.level))
        view = side.Side(view.table, report, view.names, False, ())
        before = report.price
        session.advance()
        for product, change in enumerate(session.truth().price - before):
            lean = price_lean(view.report, product)
            if lean:
                right, wrong = right + (lean * change > 0), wrong + (lean * change < 0)
    assert right > 4 * wrong


# How they behave.


def test_panels_repaint_only_when_what_they_show_changes(floor: Session) -> None:
    desk = fresh(floor)
    desk.frame()
    painted = desk.ui.repaints
    for _ in range(5):
        desk.frame()
    assert desk.ui.repaints == painted
    desk.table.lens = "flow"
    desk.frame()
    assert desk.ui.repaints == painted + 1, "only the lenses"
    desk.table.act(Action("visit", 0))
    desk.frame()
    assert desk.ui.repaints > painted + 1
    floor.pending = ()


SELECTIONS = (None, "team 3", "department 1", "desk")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 720), 1.0), ((960, 540), 1.0), ((1280, 720), 1.5), ((960, 540), 2.0)]
)
@pytest.mark.slow
def test_every_control_can_be_reached_and_seen(
    floor: Session, size: tuple[int, int], scale: float, theme: Theme
) -> None:
    floor.pending = ()
    desk = desk_of(floor, size, scale, theme)
    for selected, tab in [*((choice, "orders") for choice in SELECTIONS), (None, "incentives")]:
        for drawer in ("left", "right") if scale > 1.0 else (None,):
            desk.table.select(selected)
            desk.table.drawer = drawer
            desk.table.tab = "incentives" if tab == "incentives" else "orders"
            if tab == "incentives":
                desk.table.begin("tag", 2, (2, 6))
            ui = desk.frame()
            order = ui.order()
            assert order
            assert len(set(order)) == len(order), "two controls with one name"
            for ident in order:
                ui.set_focus(ident)
                region = ui.region(ident)
                assert region is not None
                assert pygame.Rect(0, 0, *size).contains(region.rect), f"{ident} at {region.rect} is off {size}"
                if region.activates:
                    assert min(region.rect.size) >= SMALLEST_TARGET * ui.unit - 1, f"{ident} is {region.rect.size}"


def test_every_figure_on_the_cards_explains_itself(floor: Session) -> None:
    desk = fresh(floor)
    for selected in SELECTIONS:
        desk.table.select(selected)
        for region in (desk.frame().region(ident) for ident in desk.ui.order()):
            assert region is not None
            assert region.tip is not None, region.ident
            assert region.tip.title


def test_hits_of_others_are_left_alone(garage: Session) -> None:
    desk = fresh(garage)
    assert not pressed.handle(Hit("bar-pause"), desk.table)
    assert not pressed.handle(Hit("team 3"), desk.table)
    assert desk.table.selected is None


def test_the_lens_switch_takes_its_digit_only_while_nothing_is_written(garage: Session) -> None:
    desk = fresh(garage)
    desk.frame()
    three = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_3, mod=0, unicode="3")
    hit = desk.ui.event(three)
    assert hit == Hit("side-lens", "stock")
    assert pressed.handle(hit, desk.table)
    assert desk.table.lens == "stock"
    desk.table.begin("order", 0)
    desk.frame()
    assert desk.ui.event(three) is None


def test_every_line_that_is_foreseen_of_a_tag_explains_itself() -> None:
    session = session_of(FLOOR, 14, "incentives")
    report, labels = session.report, set[str]()
    poor = replace(report, cash_cents=1_000)
    for desk in (report, poor, replace(report, week=session.world.weeks - 1)):
        for product in range(len(session.world.products)):
            labels |= {label for label, _ in preview(desk, Action("tag", product, (2, 6))).lines}
    values = {value.name.capitalize() for value in VALUES}
    assert {"The till then", "Read", "Contract ahead"} <= labels
    assert labels - values <= set(LINE_SIGNS)


def test_improving_has_one_picture_on_board_and_cards(floor: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list and a plate that tell of the same team draw the same icon for a job that is no product."""
    seen: list[str] = []
    names = Names.of(floor.level)
    panel = Panel("jobs", (60, 60), 1.0, Atlas(), None, None)
    monkeypatch.setattr(panel, "icon", lambda name, *place: seen.append(name))
    side.job_mark(panel, names, len(names.looks), 30, 30)
    brush = object.__new__(PlateBrush)
    brush.scale, brush.names = 1.0, names
    monkeypatch.setattr(brush, "badge", lambda size, name: seen.append(name), raising=False)
    monkeypatch.setattr(brush, "put", lambda *what: None, raising=False)
    brush._job_mark(pygame.Surface((60, 60)), len(names.looks), 30, 30)
    assert len(seen) == 2
    assert len(set(seen)) == 1


def test_the_next_disc_may_be_one_that_is_spent_this_week() -> None:
    session = session_of(FLOOR, open_levers=True)
    session.act(Action("tag", 0, (2, 6)))
    session.advance()
    later = next_disc(session.report)
    assert later > 1
    for team in range(session.report.discs_free):
        assert isinstance(session.act(Action("visit", team)), Receipt)
    assert next_disc(session.report, session.pending) == 1
    refused = session.check(Action("visit", 20))
    assert isinstance(refused, Refusal)
    assert refused.text.endswith("The next comes back in 1 week.")
    assert next_disc(session.report) == later


def test_the_head_of_a_decision_on_two_lines_keeps_within_its_card(monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_of(FLOOR, open_levers=True)
    assert isinstance(session.act(Action("quota", 0, (0, 12, 13))), Receipt)
    drawn: list[tuple[str, float, float]] = []
    text = Panel.text

    def told(panel: Panel, x: float, y: float, string: str, **named: object) -> object:
        drawn.append((str(string), y, float(named.get("size", 14))))  # type: ignore[arg-type]
        return text(panel, x, y, string, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Panel, "text", told)
    desk_of(session).frame()
    sent = next(n for n, (words, _, _) in enumerate(drawn) if " · sent week " in words)
    head, below = drawn[sent - 2 : sent], next(row for row in drawn[sent:] if row[0] == "Heard")
    assert " ".join(words for words, _, _ in head) == "12 lamps a week, 13 weeks"
    top = below[1] - 7 - decisions.HEAD
    assert min(y - 0.6 * size for _, y, size in head) - top > 3
    assert drawn[sent][1] - head[-1][1] > 14
    assert below[1] - drawn[sent][1] > 14
