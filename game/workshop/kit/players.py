"""Sensible people at a paper table: they play both ways by the printed rules, so that a kit can say how it comes out.

They know what their papers tell them and nothing else. The leader of the first way writes to whole departments, as
bots at the desk of a room do; teams follow letters, but makers and explorers lay one aside that asks for what they are
worst at. In the second way each team carries its crates to where they are worth most to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.workshop.kit.luck import MONTHS, Company, PaperTeam
from game.workshop.kit.rules import CHANGING, DISCS, LETTER_MONTHS, Sale, fills, hundredths, price, sell

HEADSTRONG = ("makers", "explorers")
"""Temperaments that lay a letter aside which asks for what they are worst at."""
ASLEEP = -1
NEWS_COINS = 1
"""By how many coins true news makes a crate dearer, or cheaper, to whoever heard it."""


@dataclass(frozen=True)
class Played:
    """How a way came out. jobs [M][T]: what each team made, −1 asleep. purses [T]: coins."""

    sales: tuple[Sale, ...]
    jobs: tuple[tuple[int, ...], ...]
    purses: tuple[int, ...]
    score: int


@dataclass
class _Tray:
    """Letters under the desk: those that a month brings [M], as (team, product, months)."""

    due: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)

    def lay(self, month: int, team: int, product: int, months: int) -> None:
        self.due.setdefault(month, []).append((team, product, months))


def by_letters(company: Company) -> Played:
    """The luck under letters: the desk orders, its letters take a month or two, and so does its news."""
    count = len(company.teams)
    orders = [(team.job, team.held) for team in company.teams]
    before = [team.job for team in company.teams]
    tray, told = _Tray(), dict[int, int]()
    sales, jobs = list[Sale](), list[tuple[int, ...]]()
    for month in range(MONTHS):
        for addressee, product, months in tray.due.pop(month, []):
            orders[addressee] = (product, months)
        _write(company, month, told, tray)
        made, doing = [0] * company.goods, []
        for number, team in enumerate(company.teams):
            product = _obeyed(team, *orders[number])
            doing.append(product)
            if product != ASLEEP:
                made[product] += fills(team, product, before[number])
            before[number] = product
            orders[number] = (orders[number][0], max(0, orders[number][1] - 1))
        sales.append(sell(made, company.wanted[month]))
        jobs.append(tuple(doing))
    return _played(company, sales, jobs, [0] * count)


def by_prices(company: Company) -> Played:
    """The same luck under prices: department after department carries its crates to where they pay most."""
    count = len(company.teams)
    before = [team.job for team in company.teams]
    purses, heard = [0] * count, dict[int, tuple[int, int]]()
    sales, jobs = list[Sale](), list[tuple[int, ...]]()
    for month in range(MONTHS):
        made, doing = [0] * company.goods, [ASLEEP] * count
        for turn in range(company.departments):
            department = (month + turn) % company.departments
            seen = tuple(made)
            for number, team in enumerate(company.teams):
                if team.department != department:
                    continue
                product = _dearest(company, month, team, before[number], seen, heard.get(number))
                crates = fills(team, product, before[number])
                purses[number] += _paid(company, month, product, made[product], crates)
                made[product] += crates
                doing[number] = before[number] = product
        heard = {news.team: (news.product, 1 if news.more else -1) for news in company.news if news.month == month}
        sales.append(sell(made, company.wanted[month]))
        jobs.append(tuple(doing))
    return _played(company, sales, jobs, purses)


def _played(company: Company, sales: list[Sale], jobs: list[tuple[int, ...]], purses: list[int]) -> Played:
    score = hundredths(sales, company.wanted_in_all)
    return Played(tuple(sales), tuple(jobs), tuple(purses), score)


def _write(company: Company, month: int, told: dict[int, int], tray: _Tray) -> None:
    """The leader's letters of a month: one to each department, for the good that will be missed most by then.

    told: by department the good it was last written to for, which is kept where a change would cost more.
    """
    seen = company.wanted[month - 2] if month >= 2 else None
    missing = [float(company.ordinary)] * company.goods
    if seen is not None:
        missing = [(company.ordinary + known) / 2 for known in seen]
    for department in range(min(company.departments, DISCS)):
        mates = [number for number, team in enumerate(company.teams) if team.department == department]
        stay = CHANGING * len(mates)
        product = max(range(company.goods), key=lambda n: (missing[n] + stay * (n == told.get(department, ASLEEP)), -n))
        told[department] = product
        missing[product] -= 2 * len(mates)
        for number in mates:
            tray.lay(month + company.teams[number].road, number, product, LETTER_MONTHS[1])


def _obeyed(team: PaperTeam, product: int, months: int) -> int:
    """What a team makes of a letter that holds for so many months yet; without one it sleeps."""
    if months == 0:
        return ASLEEP
    if team.temperament in HEADSTRONG and team.crates[product] == min(team.crates) < max(team.crates):
        return max(range(len(team.crates)), key=lambda n: (team.crates[n], -n))
    return product


def _dearest(
    company: Company, month: int, team: PaperTeam, before: int, seen: tuple[int, ...], heard: tuple[int, int] | None
) -> int:
    """Where a team's crates pay most as the boxes are filled when its department gets up."""

    def worth(product: int) -> tuple[int, bool, int]:
        crates = fills(team, product, before)
        news = heard[1] * NEWS_COINS * crates if heard is not None and heard[0] == product else 0
        return _paid(company, month, product, seen[product], crates) + news, product == before, -product

    return max(range(company.goods), key=worth)


def _paid(company: Company, month: int, product: int, filled: int, crates: int) -> int:
    wanted = company.before(month)[product]
    return sum(price(filled + 1 + n, wanted) for n in range(crates))
