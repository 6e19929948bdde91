"""The tables of temperaments, jobs, defaults and values: what each moves, as plain literals."""

from __future__ import annotations

from dataclasses import dataclass, fields

WAIT, CARRY_ON, CHOOSE = range(3)
DEFAULTS: tuple[str, ...] = ("wait", "carry on", "choose")
"""What a team does when nobody tells it anything."""
TELLING: tuple[str, ...] = ("order", "order_department", "order_company", "quota", "quota_company")
"""Levers that tell somebody what to make."""

IDLE = -1
"""The job of a team that sleeps; 0…G−1 are products, G is *improve*."""
ABSENT = -2
"""The job that a report gives a team whose people all come later."""

IMPROVE_RESERVE = 0.55
"""What an hour of improvement work is worth to a team, as a share of the mean value of a product."""


@dataclass(frozen=True)
class Temperament:
    """How a team weighs what a job offers; the five weights are 0…1 and add up to 1."""

    name: str
    price: float
    mastery: float
    safety: float
    novelty: float
    service: float


TEMPERAMENTS: tuple[Temperament, ...] = (
    Temperament("makers", 0.20, 0.45, 0.10, 0.10, 0.15),
    Temperament("hustlers", 0.55, 0.10, 0.05, 0.20, 0.10),
    Temperament("caretakers", 0.15, 0.15, 0.20, 0.05, 0.45),
    Temperament("explorers", 0.15, 0.15, 0.05, 0.50, 0.15),
    Temperament("stewards", 0.20, 0.20, 0.45, 0.00, 0.15),
)

KPIS: tuple[str, ...] = ("output", "quality", "service", "learning", "thrift")
"""What a department may be measured by. A lone figure is gamed, and many are a blur."""

QUOTA_WEEKS: tuple[int, ...] = (4, 8, 13)
"""How long a quota may run."""
QUOTA_PIECES: tuple[int, ...] = (
    *range(1, 10),
    *(step * unit for unit in (1, 10, 100, 1_000, 10_000) for step in (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)),
)
"""How many pieces a week a quota may ask for."""
ORDER_WEEKS: tuple[int, ...] = (2, 4, 8)
TAG_WEEKS: tuple[int, ...] = (3, 6, 12)
TAG_COINS: tuple[int, ...] = (1, 2, 3)
"""How long an order or a tag may last, and how many coins a piece a tag may hold."""

SLOTS = 3
"""How many values may stand, and how many tags may hang, at once."""

LOST = 0.5
"""Share of the people gone within a year at which a company falls apart."""

SHORT_PAY_WEEKS = 8
"""Weeks for which wages are short once the desk asks for it."""
SHORT_PAY_SHARE = 0.25
"""Share of all wages that stays in the till while they are short."""
SHORT_PAY_TRUST = 0.08
"""Trust that everyone loses when wages become short."""
BUILD_WEEKS = 8
"""How long shared tools take to build."""
MOST_TOOLS = 3

RATES: tuple[int, ...] = (0, 2, 4, 6, 8, 10, 12, 15, 20, 25, 30)
"""Interest the desk may set, percent a year."""

BARK_TERMS: tuple[str, ...] = ("price", "tag", "skill", "mastery", "safety", "novelty", "service", "switching",
                               "vision")  # fmt: skip
"""What may have decided between a team's best and second choice."""


@dataclass(frozen=True)
class Value:
    """What a declared value changes at full power (power = visibility × commitment), as factors or additions.

    Factors, neutral at 1: initiative (its growth), orders_hurt (morale cost of wrong orders), blur (of reports), swings
    (how fast morale moves), spoil (spoilage), patience (how long customers wait), price_pull (weight of the price),
    switching (time lost by changing jobs), double (work done twice), spread (how much dissonance hurts), tag_pull (pull
    of tags over two coins), quenching (chance to put a fire out), leaving (people who leave), tries (readiness to try
    something else), lessons (what a fire teaches), running (what equipment and the house cost to run), asking (trust
    that asking for commitment costs). Additions, neutral at 0: output, quality, slack, tag_hurt (morale lost to tags
    over two coins), early (weeks by which bad news comes sooner).
    """

    name: str
    promise: str
    initiative: float = 1.0
    orders_hurt: float = 1.0
    blur: float = 1.0
    swings: float = 1.0
    output: float = 0.0
    spoil: float = 1.0
    patience: float = 1.0
    price_pull: float = 1.0
    switching: float = 1.0
    double: float = 1.0
    spread: float = 1.0
    tag_pull: float = 1.0
    quenching: float = 1.0
    leaving: float = 1.0
    tries: float = 1.0
    lessons: float = 1.0
    running: float = 1.0
    asking: float = 1.0
    quality: float = 0.0
    slack: float = 0.0
    tag_hurt: float = 0.0
    early: float = 0.0


VALUES: tuple[Value, ...] = (
    Value("ownership", "Whoever sees it, owns it", initiative=1.5, quenching=1.3, orders_hurt=2.0),
    Value("candour", "Bad news travels first", blur=0.6, early=1.0, swings=1.3),
    Value("care", "Nobody is left to carry it alone", leaving=0.6, output=-0.03),
    Value("curiosity", "What if we tried it the other way", tries=1.3, lessons=1.5, output=-0.05),
    Value("craft", "Do it properly or not at all", quality=0.15, spoil=0.7, output=-0.05),
    Value("service", "The one who waits comes first", patience=2.0, price_pull=0.8),
    Value("thrift", "Waste not", running=0.85, slack=-0.05),
    Value("pace", "Today, not tomorrow", switching=0.7, quality=-0.1, price_pull=1.25),
    Value("unity", "One house, one roof", double=0.65, spread=1.3),
    Value("fairness", "The same measure for everyone", asking=0.5, tag_pull=0.8, tag_hurt=0.08),
)
"""What a company may stand for. Haste makes teams run after the same price; that is how pace herds."""

VALUE_INDEX = {value.name: index for index, value in enumerate(VALUES)}

REASONS: dict[str, str] = {
    "pay": "The pay",
    "work": "The work",
    "mission": "The mission",
    "people": "The people",
    "safety": "Safety",
}
"""What people join for, in the order of their indices, with the words players read."""

LEAVING: dict[str, str] = {
    "morale": "Had lost heart",
    "torn": "Was torn inside",
    "pay": "Came for the pay and saw too little",
    "work": "Came for the work and was kept from it",
    "mission": "Came for the mission and could not see it",
    "people": "Came for the people, and they left",
    "safety": "Came for safety and found none",
}
"""Why people leave, in the order of their indices, with the words players read: two causes, then unmet reasons."""

LEFT_TORN = 1
"""Index in LEAVING of those who are torn; the unmet reasons follow it in the order of REASONS."""


@dataclass(frozen=True)
class Advert:
    """What an advert promises, and so who answers.

    pace: factor on how many answer. weeks: factor on what finding one costs. trust: added to what newcomers trust.
    agreement: added to how far they agree with what stands. learning: share of a newcomer's first weeks that is lost.
    kept, driven: what keeps those who came for it, and what drives them out, in words.
    """

    name: str
    promise: str
    kept: str
    driven: str
    pace: float
    weeks: float
    trust: float
    agreement: float
    learning: float


ADVERTS: tuple[Advert, ...] = (
    Advert("pay", "We pay more than others", "a share of it, coins", "letters from far away",
           1.5, 1.5, -0.06, 0.0, 0.5),
    Advert("work", "Work you will be proud of", "their own craft, a say", "waiting, the wrong work",
           1.0, 1.0, 0.0, 0.0, 0.3),
    Advert("mission", "Help us get there", "a cause they believe in", "banners nobody lives",
           0.7, 0.8, 0.04, 0.15, 0.5),
    Advert("people", "You will like them", "colleagues in good heart", "colleagues who leave",
           0.9, 0.6, 0.08, 0.05, 0.6),
    Advert("safety", "A place to stay", "a net, a full till", "fires, an empty till",
           1.2, 1.0, 0.0, 0.0, 0.6),
)  # fmt: skip
"""The promises in the order of REASONS."""

TREND_WEEKS = 4
"""A trend compares the newest picture with the one this many weeks before it."""

LIT_WEEKS = 26
"""How long the light on a person lasts; a second one within it only half works."""

VALUE_NEUTRAL: dict[str, float] = {
    field.name: field.default for field in fields(Value) if isinstance(field.default, float)
}
"""What each quantity of a value is where nothing stands: 1 for factors, 0 for additions."""


@dataclass(frozen=True)
class Deed:
    """Something that the desk does, or lets stand, and that people hold against a banner, in words they would use.

    lives: whether it lives the value; else it betrays it.
    """

    name: str
    value: str
    words: str
    lives: bool


DEEDS: tuple[Deed, ...] = (
    Deed("choose", "ownership", "Teams choose for themselves", True),
    Deed("free figure", "ownership", "A figure without an order", True),
    Deed("torn visit", "candour", "A visit to a torn team", True),
    Deed("net", "care", "The safety net hangs", True),
    Deed("low visit", "care", "A visit where faces are low", True),
    Deed("net kept", "curiosity", "The net stayed after a failure", True),
    Deed("quality", "craft", "People work to quality", True),
    Deed("owed tag", "service", "A tag on what is owed longest", True),
    Deed("dear money", "thrift", "Interest of eight or more", True),
    Deed("tag over", "thrift", "A tag was left to run out", True),
    Deed("quick answer", "pace", "A quick answer", True),
    Deed("one figure", "unity", "One figure for everyone", True),
    Deed("tools", "unity", "Tools built for everyone", True),
    Deed("even tags", "fairness", "All tags pay the same", True),
    Deed("order at work", "ownership", "An order to a team at work", False),
    Deed("insisted", "candour", "Insisting after a warning", False),
    Deed("net cut", "care", "The net was cut", False),
    Deed("order in fire", "care", "An order into a fire", False),
    Deed("off improving", "curiosity", "An order off improvements", False),
    Deed("lone figure", "curiosity", "A figure hangs alone", False),
    Deed("rush", "craft", "A three-coin rush", False),
    Deed("long owed", "service", "Someone is owed over eight weeks", False),
    Deed("coins", "thrift", "More than four coins are out", False),
    Deed("full reporting", "thrift", "Reporting at its fullest", False),
    Deed("wait", "pace", "Teams have to wait", False),
    Deed("sought", "pace", "Seeking everyone's agreement", False),
    Deed("own figures", "unity", "Figures for single departments", False),
    Deed("each decided", "unity", "Letting each decide", False),
    Deed("same spotlight", "fairness", "The same spotlight twice", False),
)
"""What lives and what betrays each value. A deed that stands counts once a week, one that is done once a disc.

Saved games hold the place of a deed in this table: it only grows, at its end.
"""

DEED_INDEX = {deed.name: index for index, deed in enumerate(DEEDS)}

CAUSES: tuple[str, ...] = ("skill", "parts", "twice", "fires", "price")
"""Why a department may be slow; `company.bottlenecks` says what each is and what ends it."""
ABOUT_A_PRODUCT: tuple[str, ...] = ("parts", "price")
"""Causes that are about one product."""

SEEK, ASK, FREE, INSIST = range(4)
VERBS: tuple[str, ...] = ("seek", "ask", "free", "insist")
"""How a dilemma may be answered: seek agreement, ask for commitment, let each decide, insist."""
VERB_TITLES: tuple[str, ...] = ("Seek agreement", "Ask for commitment", "Let each decide", "Insist")
VERB_PRICES: tuple[tuple[int, int], ...] = ((2, 1), (1, 1), (0, 0), (0, 0))
"""Discs and weeks of each verb beside the desk. Seeking agreement takes a week more for each layer of the company."""


DIRECTIONS: tuple[str, ...] = ("invention", "quality", "service")
"""Where a vision may point besides the products: direction G, G + 1, G + 2 (below G it is a product)."""

HEIGHTS: tuple[int, ...] = (1, 2, 3, 4, 5)
"""How high a vision may hang: sixths of what its figure still lacks."""

MOVERS: tuple[str, ...] = ("order", "price", "craft", "values", "vision")
"""What a week's work was done for; craft is what people do for its own sake, because they are good at it or like it."""

MOVER_WORDS: dict[str, tuple[str, str]] = {
    "order": ("Orders", "They do it because a letter said so, or once did."),
    "price": ("Prices", "They chose it for what it pays, tags included."),
    "craft": ("Their own craft", "They chose it because they are good at it, like it, or saw somebody wait for it."),
    "values": ("Values", "What they do more, and better together, because of what the company stands for."),
    "vision": ("The vision", "What they do more, and choose, because of where the company is going."),
}
"""Each mover in a word or two, and what counts as moved by it."""


@dataclass(frozen=True)
class Tale:
    """One kind of true event that can be retold.

    title: in two or three words. text: with {team}, {product}, {figure} for what it was about. direction: of a vision
    it speaks for ("" any; "product" the one it is about). value: the name of the value it shows.
    """

    name: str
    title: str
    text: str
    direction: str
    value: str


TALES: tuple[Tale, ...] = (
    Tale("turned", "The fire", "It burned at {team}. They put it out, and kept what it had taught them.",
         "invention", "curiosity"),
    Tale("kept", "The promise", "We promised {product} for weeks. On the last day nobody had to wait for any.",
         "product", "service"),
    Tale("paid", "The queue", "Everyone who was still waiting for {product} has been served.", "service", "service"),
    Tale("saw", "The change", "Nobody told {team} that {product} were owed. They saw it, and changed over.",
         "service", "ownership"),
    Tale("rose", "The smile", "A month ago nobody smiled at {team}. Go and look now.", "", "care"),
    Tale("mended", "The flag", "{figure} people at {team} disagreed, mended their flag, and carried it.",
         "", "candour"),
    Tale("invented", "The shorter way", "{team} make {figure}% more in a day than when we began, and nobody hurries.",
         "invention", "craft"),
    Tale("righted", "The bad barrel", "There was bad material in every room. There is none left.",
         "quality", "craft"),
    Tale("stayed", "Who stayed", "{figure} people at {team} had thought of leaving. They are still here.", "", "care"),
    Tale("finer", "The finer work", "Hold up what {team} make now beside what they made a month ago.",
         "quality", "craft"),
    Tale("nobody", "The empty queue", "There is no queue this week. Not at one of the markets.", "service", "service"),
)
"""Stories that a leader may tell, because they happened."""

TALE_INDEX = {tale.name: index for index, tale in enumerate(TALES)}
