"""A month on paper, worked by hand, and the two ways against each other on many lucks."""

from dataclasses import replace
from statistics import mean

import pytest

from game.bots import leader
from game.session import Session, play
from game.workshop.kit.luck import CRATE_PIECES, FEWEST_TEAMS, MONTHS, MOST_TEAMS, Company, News, PaperTeam, company
from game.workshop.kit.players import by_letters, by_prices
from game.workshop.kit.rules import fills, hundredths, points, price, sell
from game.workshop.presets import MONTH_WEEKS, PRESETS

LUCKS = range(1, 21)


def a_team(crates: tuple[int, ...], job: int, held: int, department: int = 0, road: int = 1) -> PaperTeam:
    return PaperTeam(department, crates, job, held, road, "caretakers")


def a_company(*teams: PaperTeam, wanted: tuple[tuple[int, ...], ...], news: tuple[News, ...] = ()) -> Company:
    departments = 1 + max(team.department for team in teams)
    return Company(0, teams, departments, wanted, 4, news)


def test_a_month_is_counted_as_the_sheet_says() -> None:
    sale = sell((9, 3), (7, 5))
    assert (sale.sold, sale.left) == ((7, 3), (2, 0))
    assert points([sale]) == 2 * 10 - 2
    assert hundredths([sale], 12) == 75


def test_a_change_costs_a_crate_and_sleep_does_not() -> None:
    team = a_team((3, 1), 0, 1)
    assert [fills(team, 0, 0), fills(team, 0, 1), fills(team, 1, 0), fills(team, 0, -1)] == [3, 2, 0, 3]


def test_boxes_pay_less_the_more_of_them_are_filled() -> None:
    assert [price(box, 4) for box in range(1, 9)] == [6, 6, 4, 4, 2, 2, 1, 1]
    assert [price(box, 5) for box in range(1, 10)] == [6, 6, 6, 4, 4, 2, 2, 2, 1]


def test_letters_arrive_a_month_or_two_later_and_teams_sleep_until_then() -> None:
    near, far = a_team((2, 2), 0, 1), a_team((2, 2), 0, 1, department=1, road=2)
    played = by_letters(a_company(near, far, wanted=((4, 4),) * MONTHS))
    assert [month[0] for month in played.jobs] == [0, 0, 0, 0]
    assert [month[1] for month in played.jobs] == [0, -1, 1, 1]
    assert [sum(sale.made) for sale in played.sales] == [4, 2, 4, 4]  # the far team has slept, so no change is paid


def test_the_desk_answers_what_was_wanted_two_months_ago() -> None:
    team = a_team((3, 3), 0, 1)
    steady = ((4, 4),) * MONTHS
    turned = ((1, 30), *steady[1:])
    assert [month[0] for month in by_letters(a_company(team, wanted=steady)).jobs] == [0, 0, 0, 0]
    late = by_letters(a_company(team, wanted=turned)).jobs
    assert [month[0] for month in late] == [0, 0, 0, 1]  # known in the third month, made in the fourth


def test_purses_are_the_coins_of_the_boxes() -> None:
    first, second = a_team((3, 1), 0, 1), a_team((3, 1), 0, 1, department=1)
    played = by_prices(a_company(first, second, wanted=((4, 4),) * MONTHS))
    assert list(played.jobs) == [(0, 0)] * MONTHS
    assert played.purses == (2 * (6 + 6 + 4) + 2 * (4 + 2 + 2), 2 * (6 + 6 + 4) + 2 * (4 + 2 + 2))


def test_a_team_goes_where_its_news_leads() -> None:
    team, steady = a_team((2, 3), 0, 1), ((4, 4),) * MONTHS
    for good, more, then in ((0, False, 1), (1, True, 1), (0, True, 0), (1, False, 0)):
        told = a_company(team, wanted=steady, news=(News(0, 0, good, more),))
        assert by_prices(told).jobs[0] == (0,)
        assert by_prices(told).jobs[1] == (then,), (good, more)


@pytest.mark.parametrize("way", ["letters", "prices"])
def test_the_kit_has_the_luck_of_a_room(way: str) -> None:
    kit = company(12, 7)
    room = play(Session(PRESETS["60"].founded(way, 12), 7), leader("mixed"), MONTHS * MONTH_WEEKS)
    for month, wanted in enumerate(kit.wanted):
        weeks = room.ledgers[month * MONTH_WEEKS : (month + 1) * MONTH_WEEKS]
        for product, crates in enumerate(wanted):
            pieces = sum(float(week.reference_demand[product]) for week in weeks)
            assert abs(crates - pieces / CRATE_PIECES) <= 0.5 + 1e-9
    known = company(12, 8)
    assert known.wanted != kit.wanted


@pytest.mark.parametrize("teams", range(FEWEST_TEAMS, MOST_TEAMS + 1))
def test_every_number_of_teams_makes_a_company_of_whole_crates(teams: int) -> None:
    kit = company(teams, 11)
    assert len(kit.teams) == teams
    assert all(1 <= crates <= 3 for team in kit.teams for crates in team.crates)
    assert any(max(team.crates) == 3 for team in kit.teams)
    assert all(crates >= 1 for month in kit.wanted for crates in month)
    for news in kit.news:
        now, then = kit.wanted[news.month][news.product], kit.wanted[news.month + 1][news.product]
        assert then > now if news.more else then < now
        assert kit.teams[news.team].department == news.product


def lead(kit: Company) -> int:
    """Hundredths by which the second way beats the first."""
    return by_prices(kit).score - by_letters(kit).score


def test_prices_serve_a_room_of_twelve_better_than_letters() -> None:
    leads = [lead(company(12, seed)) for seed in LUCKS]
    assert mean(leads) >= 10
    assert sum(one > 0 for one in leads) >= 0.8 * len(leads)


def test_the_paper_itself_favours_neither_way() -> None:
    """Where nothing changes, nobody differs and nobody waits, there is nothing to know, and hardly a lead."""
    leads = []
    for seed in LUCKS:
        kit = company(12, seed)
        alike = tuple(replace(team, crates=(3,) * kit.goods, held=MONTHS) for team in kit.teams)
        steady = ((kit.ordinary,) * kit.goods,) * MONTHS
        leads.append(lead(replace(kit, teams=alike, wanted=steady, news=())))
    assert -5 <= mean(leads) <= 5
