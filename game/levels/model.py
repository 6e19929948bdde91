"""The shape of a level file: every key, its type, its range and what it is for. Needs pydantic; import it late.

Its annotations are not postponed: as texts, each would have to be compiled once more whenever a level is read.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from game.levels.betting import BetBlock
from game.levels.kinds import (
    KNOWN,
    MOST_PEOPLE,
    WHO,
    AccidentName,
    Block,
    CauseName,
    Currency,
    Known,
    KpiName,
    LeaderName,
    LeverName,
    Line,
    Name,
    Parts,
    ReasonName,
    Sentence,
    Text,
    ValueName,
    VisionName,
)
from game.levels.looks import COLOURS, ICONS, SHAPES
from game.levels.model_people import Cast, LeaderBlock, OrganisationBlock, People
from game.levels.names import LOOKS, WATCHED, WORDS
from game.sim.values import DEFAULTS, HEIGHTS, KPIS
from game.sim.world import DIFFICULTIES, PATIENCE

_LookName = Annotated[str, Known("look", tuple(dict.fromkeys((*LOOKS, *ICONS))))]


class LookBlock(Block):
    """How a product looks: a ready look, or an icon of the game with a colour and a shape."""

    icon: _LookName | None = Field(
        None, description="A ready look, or any icon of the game: heart, fire, envelope. Default: the next one free."
    )
    colour: Annotated[str, Known("colour", COLOURS)] | None = Field(None, description="Default: the next one free.")
    shape: Annotated[str, Known("shape", SHAPES)] | None = Field(None, description="Default: the next one free.")


def _looking(look: object) -> object:
    """A look written as a name alone, as the block it stands for."""
    return {"icon": look} if isinstance(look, str) else look


class ProductBlock(Block):
    """One good the company can make."""

    name: Name = Field(
        description="What players read, as it stands within a sentence: bread, MRI scans. A line begins with a large "
        "letter by itself."
    )
    look: Annotated[LookBlock, BeforeValidator(_looking, json_schema_input_type=_LookName | LookBlock)] | None = Field(
        None,
        description="A ready look or an icon, or an icon with its colour and shape: {icon: heart, colour: red, shape: "
        "drop}. Default: by its name, or the next one free.",
    )
    value: float | None = Field(None, ge=0.1, le=1000, description="What a delivered piece is worth, in currency.")
    share: Annotated[float, Field(ge=0, le=1_000_000)] | None = Field(
        None,
        description="Part of all demanded value, in any proportion; give it for every product or for none. 0: "
        "customers do not ask for it, it only goes into others.",
    )
    spoils: float | None = Field(None, ge=0, le=1, description="Share of unsold stock that is lost each week.")
    market: Name | None = Field(None, description="Where it is asked for. A market asks for at most two products.")
    needs: dict[str, Annotated[float, Field(gt=0, le=20)]] = Field(
        {}, description="Pieces of other products that go into one piece: {lamps: 0.5}."
    )
    lead_weeks: int = Field(0, ge=0, le=26, description="Weeks from making a piece to its place on the shelf.")
    stock: float = Field(0, ge=0, le=100_000, description="Pieces on the shelf when the level begins.")
    holding: float = Field(
        0, ge=0, le=1, description="What a piece on the shelf costs in the score each week, as a share of its value."
    )
    owing: float = Field(
        0, ge=0, le=1, description="What a customer who waits costs in the score each week, as a share of the value."
    )
    patience: float = Field(PATIENCE, ge=0, le=1, description="Share of the unserved who come back next week.")


def _named(product: object) -> object:
    """A product written as a name alone, as the block it stands for."""
    return {"name": product} if isinstance(product, str) else product


def _said(aim: object) -> object:
    """An aim written as a sentence alone, as the block it stands for."""
    return {"say": aim} if isinstance(aim, str) else aim


class DemandBlock(Block):
    """What customers want."""

    load: float = Field(1.15, ge=0.1, le=5, description="Demand divided by what the company can make at the start.")
    wave: float = Field(0.3, ge=0, le=0.9, description="Size of the slow waves in demand, 0 to 0.9.")
    growth: float = Field(0.0, ge=-0.9, le=2, description="Yearly growth of all markets; 0.1 is ten in a hundred.")
    seasons: dict[str, list[Annotated[float, Field(ge=1, le=1000)]]] = Field(
        {},
        description="A product's demand in the four quarters of a year, in any proportion: {tea: [130, 90, 70, 110]}.",
    )
    sated: bool = Field(
        False, description="Whether markets stay as large as they are, however well or badly they are served."
    )
    contracts_per_quarter: int | None = Field(
        None, ge=0, le=6, description="Contracts drawn by luck besides the written ones. Default: 2 from 120 people."
    )


class MoneyBlock(Block):
    """Money in whole currency; up to two decimals."""

    cash: Currency | None = Field(None, description="In the till at the start. Default: half a year of wages.")
    wage: Currency = Field(4, description="For a person and week.")
    fixed: Currency = Field(0, description="Everything else, each week.")
    coin: Currency = Field(0.5, description="What one coin of a bonus tag costs for each piece.")
    price: Annotated[float, Field(ge=0.01, le=1_000_000)] = Field(
        1, description="What the company earns for one unit of value."
    )
    tools: Currency = Field(30, description="One level of shared tools, for each person, once.")
    net: Currency = Field(0.2, description="One level of the safety net, for each person and week.")
    hiring: Currency | None = Field(None, description="Finding one person. Default: four weeks of wages.")


class PolicyBlock(Block):
    """What stands when the level begins."""

    default: Annotated[str, Known("default", DEFAULTS)] = Field(
        "wait", description="What a team does when nobody tells it anything."
    )
    reporting: int = Field(
        0, ge=0, le=3, description="Reporting level; each makes reports fresher and takes one person in twenty."
    )
    last_letters: int = Field(
        0, ge=0, le=26, description="Weeks that orders written before the level still hold, on average; 0 for none."
    )
    rate: int = Field(8, ge=0, le=30, description="What idle stock and equipment cost, percent a year.")
    tools: int = Field(0, ge=0, le=3, description="Level of the shared tools that are there already.")
    net: int = Field(0, ge=0, le=3, description="Level of the safety net that hangs already.")
    kpis: list[KpiName] = Field(
        [], max_length=len(KPIS), description="Figures that every department is measured by already."
    )
    advert: ReasonName = Field("work", description="What the advert promises: who comes, and what keeps them.")


class CultureBlock(Block):
    """How one part of the people feels."""

    share: Parts | None = Field(
        None, description="Part of the teams, in any proportion; give it for every culture or for none."
    )
    agreement: dict[ValueName, Annotated[float, Field(ge=0, le=100)]] = Field(
        {}, description="Agreement with each offered value, 0 to 100. Default: 50."
    )
    house: Name | None = Field(
        None, description="What this part of the company is called; with a name for every part, the board shows them."
    )


class ValuesBlock(Block):
    """What the company may stand for."""

    offered: list[ValueName] | None = Field(
        None, max_length=10, description="Values the player may declare. Default: all, if there is a lever for it."
    )
    declared: list[ValueName] = Field([], max_length=3, description="Values whose banners hang already.")
    cultures: list[CultureBlock] = Field([], max_length=6, description="One culture, or several: a merger.")
    newcomers: dict[ValueName, Annotated[float, Field(ge=0, le=100)]] = Field(
        {}, description="Agreement of those who answer the advert, 0 to 100. Default: that of the people who are here."
    )


class ContractBlock(Block):
    """A customer wants much more of something for a while."""

    product: str = Field(description="Name of the product.")
    times: float = Field(2.5, ge=1, le=10, description="How many times as much is wanted.")
    weeks: int = Field(6, ge=1, le=52, description="For how long.")
    notice: int = Field(10, ge=0, le=52, description="Weeks before, when the desk hears of it. The teams do not.")


class ShiftBlock(Block):
    """A market grows or shrinks at one stroke."""

    product: str = Field(description="Name of the product.")
    times: float = Field(ge=0.05, le=10, description="Factor on its demand.")
    weeks: int = Field(0, ge=0, le=260, description="For how long; 0 is for good.")
    notice: int | None = Field(None, ge=0, le=26, description="Weeks before, when the desk hears of it.")
    odds: int = Field(
        100,
        ge=5,
        le=100,
        description="How many of a hundred such rumours come true; needs `notice`. The event's news "
        "is told only where it does.",
    )
    says: Sentence | None = Field(None, description="What is heard then; needs `notice`.")


class RecallBlock(Block):
    """Bad material turns up everywhere. Each team works with it until it has spent a week on *improve*."""

    harm: float = Field(0.4, ge=0.05, le=1, description="Share of such a team's work that has to be taken back.")


class TroubleBlock(Block):
    """A department is struck: it burns, or half of its machines break down and are slowly replaced."""

    department: int = Field(1, ge=1, le=20_000, description="Which department, counted from 1.")
    what: AccidentName = Field("fire", description="fire or machine.")
    weeks: int = Field(6, ge=1, le=26, description="How long a fire burns if nobody puts it out.")


class BottleneckBlock(Block):
    """A department is slow for a reason that only a visit there tells."""

    department: int = Field(1, ge=1, le=20_000, description="Which department, counted from 1.")
    cause: CauseName = Field(description="skill, parts, twice, fires or price.")
    product: str | None = Field(None, description="The product it is about, for parts and price.")


class ArrivalBlock(Block):
    """Many people join at once and bring their own teams and views: a merger. They need no seats of the plan."""

    people: int = Field(ge=1, le=MOST_PEOPLE, description="How many.")
    agreement: dict[ValueName, Annotated[float, Field(ge=0, le=100)]] = Field(
        {}, description="Their agreement with each offered value, 0 to 100. Default: 50."
    )
    trust: float = Field(50, ge=0, le=100, description="Their trust in you, 0 to 100.")
    reason: ReasonName | None = Field(None, description="What most of them once joined for. Default: all alike.")


Points = Annotated[float, Field(ge=-30, le=30)]
Share = Annotated[float, Field(ge=0, le=100)]


class TurnBlock(Block):
    """What an answer to a card does to those whom the card is about."""

    trust: Points = Field(0, description="Added to the trust of those concerned, in points.")
    morale: Points = Field(0, description="Added to their morale.")
    initiative: Points = Field(0, description="Added to their teams' initiative.")
    agreement: Points = Field(0, description="Added to their agreement with the card's value.")
    cash: float = Field(0, ge=-1_000_000, le=1_000_000, description="For each person concerned, once.")


class EventBlock(Block):
    """Something happens. Most of it needs a week or quarter; a dilemma and news may wait for any condition."""

    when: Line = Field(description="“week 8”, “quarter 2”, or for news a condition such as “morale below 40”.")
    contract: ContractBlock | None = Field(None, description="The customer's first week is `when`.")
    shift: ShiftBlock | None = None
    recall: RecallBlock | None = Field(None, description="Everyone has to put something right: {harm: 0.4}.")
    trouble: TroubleBlock | None = Field(None, description="A fire or a broken machine: {department: 2, what: fire}.")
    bottleneck: BottleneckBlock | None = Field(None, description="A hidden bottleneck: {department: 2, cause: skill}.")
    arrival: ArrivalBlock | None = Field(None, description="A whole company joins: {people: 300, trust: 30}.")
    unlock: LeverName | None = Field(None, description="A lever that may be used from then on.")
    dilemma: Name | None = Field(None, description="The name of a card, of this level or of levels/cards.")
    effect: TurnBlock | None = Field(
        None,
        description="What comes of an answer much later: {trust: -3}, for those whom the card was about; needs `news` "
        "and a `when` such as “answered the tree with insist 20 weeks ago”.",
    )
    news: Sentence | None = Field(None, description="A line for the news strip.")


class SilenceBlock(TurnBlock):
    """What comes of a card that nobody answers in its time, besides what silence always does."""

    then: Annotated[str, Text(90)] = Field("Nobody hears from you", description="A short line about what follows.")


class AnswerBlock(SilenceBlock):
    """One answer on a card."""

    does: Annotated[str, Text(110)] = Field(description="What you do, in one or two short sentences.")
    says: Annotated[str, Text(60)] = Field("", validate_default=False, description="What they say to it.")
    then: Annotated[str, Text(60)] = Field("", validate_default=False, description="A short line about what follows.")
    discs: int | None = Field(None, ge=0, le=5, description="Discs of attention. Default: seek 2, ask 1, others none.")
    weeks: int | None = Field(
        None, ge=0, le=12, description="Weeks beside the desk; seeking takes one more for each layer. Default: 1 or 0."
    )


class SeekBlock(AnswerBlock):
    """Seeking agreement: the same, and how open the question is."""

    sways: Share | None = Field(
        None,
        description="How many of a hundred who think otherwise come round in the talk where their trust is 50; more "
        "where it is higher. Default: all lose four fifths of their doubt.",
    )


class DilemmaBlock(Block):
    """A card: comfort and need come apart, and there are three ways to answer. {department} and {product} may stand in
    its texts."""

    name: Name = Field(description="What events call it.")
    title: Annotated[str, Text(48)] = Field(description="What stands at its head.")
    text: Annotated[str, Text(260)] = Field(description="The situation, in two to four short sentences.")
    who: Annotated[str, Known("place", WHO)] = Field(
        "any", description="Who brings it: the most torn, low (morale) or wary (trust) department, any, or everyone."
    )
    split: Share = Field(50, description="How many of a hundred think otherwise.")
    stake: Share = Field(50, description="How much it matters to them.")
    weeks: int = Field(4, ge=1, le=13, description="How long it waits for an answer.")
    warning: bool = Field(False, description="Whether they warn you; insisting then betrays candour.")
    value: ValueName | None = Field(None, description="The value whose agreement it moves, if it is offered.")
    make: str | None = Field(None, description="What it asks people to do: a product, “scarcest” or “improve”.")
    make_weeks: int = Field(4, ge=1, le=12, description="For how long.")
    know: list[Annotated[str, Known("figure", KNOWN)]] = Field(
        ["news age", "trust", "owed"], max_length=4, description="What the card reminds you of, from the reports."
    )
    seek: SeekBlock | None = Field(None, description="Seek agreement: slow and warm.")
    ask: AnswerBlock | None = Field(None, description="Ask for commitment: fast, and needs trust.")
    free: AnswerBlock | None = Field(None, description="Let each decide: free, and pulls apart.")
    insist: AnswerBlock | None = Field(None, description="Insist: free, and tears.")
    silence: SilenceBlock = Field(default_factory=SilenceBlock.model_construct)


class HintBlock(Block):
    """A note that appears once, when its condition first holds, and points at one thing."""

    when: Line = Field(description="“week 1”, “first idle team”, “morale below 40 and week 5”.")
    say: Sentence = Field(description="One or two short sentences.")
    point: Line = Field(description="“team 2”, “market lamps”, “attention”, “orders”, “time”, “score” …")


class AimBlock(Block):
    """What to reach for; measured if it points somewhere. A step of height is a sixth of what is missing."""

    say: Sentence = Field(description="The aim in a sentence.")
    toward: Name | None = Field(
        None, description="The name of a product (its market), or invention, quality or service."
    )
    height: int = Field(2, ge=1, le=len(HEIGHTS), description="How high it hangs, 1 to 5.")
    told: bool = Field(False, description="Whether everyone has been told: then it is the vision from the start.")
    watch: Annotated[str, Known("count", WATCHED)] | None = Field(None, description="What is counted on the way to it.")
    weeks: int = Field(
        13, ge=1, le=52,
        description="For how many weeks on end, with `watch`. Quarters are whole, and flags are counted at the end.",
    )  # fmt: skip


class ClaimBlock(Block):
    """What this level should show; `check --claims` plays it and says whether it does."""

    better: LeaderName = Field(description="The leader with the higher score.")
    than: LeaderName = Field(description="The leader with the lower score.")
    by: float = Field(0.0, ge=0, le=1, description="By at least this share of the score: 0.03 is three points.")
    seeds: int = Field(20, ge=2, le=1000, description="How many games each.")


class LevelBlock(Block):
    """A level of Headcount. Only `format`, `title` and `people` are needed; everything else has a default."""

    format: int = Field(ge=1, le=1, description="Always 1.")
    title: Name = Field(description="What the level is called.")
    people: People = Field(
        description="Headcount. A number keeps all seats filled; {start: 400, end: 700} grows over the level."
    )
    company: Name = Field("Lantern & Co.", description="The company's name.")
    story: Annotated[str, Text(1_600, lines=True)] = Field(
        "", validate_default=False, description="What players read before they begin."
    )
    author: Annotated[str, Text(80)] = Field("", validate_default=False, description="Who wrote the level.")
    language: Annotated[str, Text(12)] = Field("en", description="Language of the texts, such as en or de.")
    weeks: int | None = Field(
        None, ge=4, le=208, description="Length. Default: 26 below 40 people, 39 below 120, 52 from then on."
    )
    seed: int = Field(1, ge=0, le=2_147_483_647, description="The level's own luck.")
    difficulty: Annotated[str, Known("difficulty", tuple(DIFFICULTIES))] = Field(
        "normal", description="How strongly demand swings and trouble comes, unless the player chooses otherwise."
    )
    organisation: OrganisationBlock = Field(default_factory=OrganisationBlock.model_construct)
    cast: Cast = Field(
        {},
        description="Who of the twelve people of the campaign works here, and in which team: {Ada: 1, Ben: 2}. Left "
        "out, the company has people of its own; {} for nobody.",
    )
    leader: LeaderBlock = Field(default_factory=LeaderBlock.model_construct)
    products: list[Annotated[ProductBlock, BeforeValidator(_named, json_schema_input_type=str | ProductBlock)]] = Field(
        [],
        max_length=len(LOOKS),
        description="What the company makes; a name alone is enough. Default: three to six, by people.",
    )
    demand: DemandBlock = Field(default_factory=DemandBlock.model_construct)
    trouble: float | None = Field(
        None, ge=0, le=3, description="How often fires break out, 0 (never) to 3. Default: 1 from 400 people, else 0."
    )
    bottlenecks: int | None = Field(
        None, ge=0, le=6, description="Hidden bottlenecks a quarter, drawn by luck. Default: 1 from 400 people."
    )
    money: MoneyBlock = Field(default_factory=MoneyBlock.model_construct)
    policy: PolicyBlock = Field(default_factory=PolicyBlock.model_construct)
    levers: list[LeverName] | None = Field(
        None, min_length=1, description="What the player may do from the start. Default: by people."
    )
    room: bool = Field(False, description="For workshops: people in the room play the teams.")
    values: ValuesBlock = Field(default_factory=ValuesBlock.model_construct)
    dilemmas: list[DilemmaBlock] = Field([], max_length=60, description="Cards that events may bring to the desk.")
    events: list[EventBlock] = Field([], max_length=200, description="What happens, and when.")
    words: dict[Annotated[str, Known("word", tuple(WORDS))], Name] = Field(
        {}, description="What things are called here: {team: ward, teams: wards}."
    )
    hints: list[HintBlock] = Field([], max_length=60, description="Notes for players, each at one thing on the screen.")
    aim: Annotated[AimBlock, BeforeValidator(_said, json_schema_input_type=str | AimBlock)] | None = Field(
        None, description="What to reach for: a sentence, or one with a direction and a height that is measured."
    )
    visions: dict[str, VisionName] = Field(
        {}, description="What a vision is called by where it points: {lamps: A lamp in every window}."
    )
    stars: list[Annotated[float, Field(ge=1, le=100)]] = Field(
        [50, 60, 70],
        min_length=3,
        max_length=3,
        description="Three rising thresholds of “served, net of waste”, 1 to 100.",
    )
    bet: BetBlock | None = None
    debrief: list[Sentence] = Field([], max_length=6, description="Questions to talk about afterwards.")
    claims: list[ClaimBlock] = Field([], max_length=20, description="What the level should show; `check --claims`.")
    accepted: dict[str, Sentence] = Field(
        {},
        description="Warnings of `check` that are meant so: {late: The last card is a farewell.}. `check --rules` "
        "lists the rules.",
    )
