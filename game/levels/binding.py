"""How a level file that is already sound becomes a `Level`: its company for the rules, and all that people read."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from game.levels import building
from game.levels.cast import NUMBER, Person
from game.levels.conditions import Condition, parse_condition, parse_place
from game.levels.folder import campaign_number
from game.levels.folk import folk
from game.levels.goods import build_goods
from game.levels.level import Aim, AnswerWords, Bet, CardWords, Claim, Hint, Level, News
from game.levels.names import VISIONS, called, department_names, team_names
from game.sim.desk.lives import Placed
from game.sim.values import DIRECTIONS, VERBS
from game.sim.world import World

if TYPE_CHECKING:
    from game.levels.model import DilemmaBlock, LevelBlock
    from game.levels.model_people import CastBlock


def build(block: LevelBlock, path: str, text: str) -> Level:
    """The level of a file without errors; raises ConditionError if a hint or a piece of news is not sound."""
    goods, markets = build_goods(block)
    world = building.build_world(block, goods)
    names = [good.name for good in goods]
    stalls = {good.name: good.market for good in goods}
    houses = _houses(block, world)
    shifts = building.shifts(block, names)
    moved = {id(event): place for place, (_, event, _) in enumerate(shifts)}
    called_teams = team_names(block.organisation.teams, world.teams, world.team_size)
    cast: tuple[Placed, ...] = tuple(_placed(name, row) for name, row in block.cast.items())
    people: Mapping[int, Person] = {}
    if "cast" not in block.model_fields_set and not world.room:
        cast, people = folk(block.company, world, called_teams)
    echoed = {id(event): place for place, (event, _) in enumerate(building.echoes(block, names))}
    return Level(
        house_names=houses[0], house_of_department=houses[1],
        world=world, path=path, text=text, title=block.title, number=campaign_number(path), company=block.company,
        story=block.story, author=block.author, language=block.language,
        department_names=department_names(block.organisation.departments, world.departments),
        team_names=called_teams,
        product_names=tuple(names), product_looks=tuple(good.look for good in goods), market_names=markets,
        product_market=tuple(good.market for good in goods), words=called(block.words),
        hints=tuple(
            Hint(parse_condition(hint.when, names), hint.say, hint.point,
                 parse_place(hint.point, stalls, markets, world.teams, world.departments))
            for hint in block.hints
        ),
        aim=_aim(block),
        bet=_bet(block),
        debrief=tuple(block.debrief),
        claims=tuple(Claim(claim.better, claim.than, float(claim.by), claim.seeds) for claim in block.claims),
        news=tuple(
            News(parse_condition(event.when, names), event.news, moved.get(id(event), -1), echoed.get(id(event), -1))
            for event in block.events if event.news is not None
        ),
        rumours=tuple(shift.says or "" for shift, *_ in shifts),
        vision_names=(
            *(block.visions.get(good.name, usual_vision(good.name, good.look)) for good in goods),
            *(block.visions.get(name, VISIONS[name]) for name in DIRECTIONS),
        ),
        cast=cast, people=people,
        difficulty=block.difficulty, accepted=dict(block.accepted),
        cards=tuple(
            _card_words(card, None if building.event_week(event.when) >= 0 else parse_condition(event.when, names),
                        shared=card not in block.dilemmas)
            for card, event in building.dealt(block)
        ),
    )  # fmt: skip


def _placed(name: str, row: CastBlock) -> Placed:
    """Where somebody of the cast sits, by indices."""
    team, department, heads = ((number or 0) - 1 for number in (row.team, row.department, row.heads))
    return Placed(NUMBER[name], team, department, heads)


def usual_vision(name: str, look: str) -> str:
    """What a vision is called that points at a product and has no name."""
    return VISIONS[look] if look in VISIONS else f"{name[:1].upper()}{name[1:]} for everyone who needs it"


def _aim(block: LevelBlock) -> Aim | None:
    aim = block.aim
    return None if aim is None else Aim(aim.say, aim.toward is not None, aim.watch or "", aim.weeks)


def _bet(block: LevelBlock) -> Bet | None:
    bet = block.bet
    if bet is None:
        return None
    if bet.judged is None:
        return Bet(bet.question, tuple(bet.answers))
    causes = tuple(tuple(row) for row in bet.judged.causes)
    return Bet(bet.question, tuple(bet.answers), bet.judged.measure, tuple(map(float, bet.judged.bounds)), causes)


def _houses(block: LevelBlock, world: World) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The names of the company's parts, and the part in which most of each department works."""
    names = tuple(culture.house or "" for culture in block.values.cultures)
    if len(names) < 2 or not all(names) or not world.cultures:
        return (), ()
    ends = list(accumulate(culture.share for culture in world.cultures))
    each = world.teams_per_department
    middles = [(min(world.teams, (n + 1) * each) + n * each) / 2 / world.teams for n in range(world.departments)]
    return names, tuple(next((n for n, end in enumerate(ends) if at <= end + 1e-9), len(names) - 1) for at in middles)


def _card_words(card: DilemmaBlock, when: Condition | None, *, shared: bool) -> CardWords:
    """What players read on a card; shared: whether it is the library's."""
    answers = {verb: getattr(card, name) for verb, name in enumerate(VERBS)}
    return CardWords(
        card.title, card.text, tuple(card.know),
        {verb: AnswerWords(a.does, a.says, a.then) for verb, a in answers.items() if a is not None},
        card.silence.then, when, shared,
    )  # fmt: skip
