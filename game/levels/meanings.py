"""What the names of a level's language mean, a line each: figures, happenings, places on the screen, and other names.

Tables by the language's own names; a test names the row that is missing.
"""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "score": "Served so far, net of waste, of 100.",
    "score change": "What the score gained in four weeks.",
    "morale": "How people feel, as last reported, 0 to 100.",
    "morale change": "What morale gained in four weeks.",
    "trust": "Trust in you, 0 to 100.",
    "initiative": "How readily teams begin something on their own, 0 to 100.",
    "agreement": "Agreement with the banners that hang, 0 to 100.",
    "commitment": "How bound people feel by the banners that hang, 0 to 100.",
    "waiting": "People whose team waits for a letter, of 100.",
    "served": "What was wanted in a week and served, of 100.",
    "cash": "In the till, in whole currency.",
    "cash weeks": "Weeks until the till is empty, if all goes on without what happened once.",
    "discs": "Discs of attention that are free.",
    "news age": "Weeks by which the reports are behind.",
    "idle teams": "Teams that sleep, as far as is known.",
    "known teams": "Teams of which you know what they are good at.",
    "letters": "Letters on their way.",
    "fires": "Teams whose department burns.",
    "slow departments": "Departments that are slow for a hidden reason.",
    "faulty teams": "Teams that work with what was recalled.",
    "quality": "How good the work is, 0 to 100.",
    "equipment": "State of the machines; 100 is as they should be.",
    "rate": "The interest that stands, percent a year.",
    "tools": "Level of the shared tools, 0 to 3.",
    "net": "Level of the safety net, 0 to 3.",
    "torn people": "People who carry a banner in spite of themselves.",
    "lived": "Times that a banner was lived up to.",
    "betrayed": "Times that a banner was betrayed.",
    "belief": "How many believe in the vision, of 100.",
    "cynicism": "How many smile at the vision, of 100.",
    "way to the star": "How much of the way to the vision is done, in percent.",
    "stories": "Stories that could be told.",
    "people": "Headcount.",
    "empty seats": "Seats of the plan that nobody has filled.",
    "leavers": "People who left in the last thirteen weeks.",
    "restless people": "People who think of leaving.",
}
"""Figures of the company."""

PRODUCT_FIGURES: dict[str, str] = {
    "stock of": "Pieces on the shelf.",
    "backlog of": "Customers who wait.",
    "demand of": "Pieces wanted in a week.",
    "price of": "Its price, in percent of its value.",
    "parts for": "What its parts sufficed for, in percent of what was begun.",
    "makers of": "Teams at work on it.",
}
"""Figures of one product, whose name follows."""

HAPPENINGS: dict[str, str] = {
    "idle team": "A team sleeps.",
    "letter": "A letter is on its way.",
    "order landed": "An order has been read.",
    "order over": "An order has come to its end.",
    "skill": "You learn what a team is good at.",
    "contract": "A contract is announced.",
    "rumour": "Something is heard before it happens.",
    "stitched team": "Most of a team is committed without agreeing.",
    "torn team": "Most of a team is torn.",
    "carry on": "Teams without an order carry on.",
    "choose": "Teams without an order choose.",
    "banner": "A banner hangs.",
    "fire": "A department burns.",
    "bottleneck": "A department is slow for a hidden reason.",
    "cause found": "It is known why a department is slow.",
    "recall": "Something has to be put right.",
    "tools ready": "Shared tools are built.",
    "leaver": "Somebody has left.",
    "dilemma": "A card lies on the desk.",
    "betrayal": "A banner has been betrayed.",
    "vision": "A vision is told.",
    "star reached": "A vision is reached.",
    "story": "There is a story to tell.",
    "lone figure": "A department is measured by one figure alone.",
}
"""What may come after `first`, besides a lever."""

PLACES: dict[str, str] = {
    "desk": "Your desk in the middle.",
    "attention": "The discs of attention.",
    "orders": "The orders of this week.",
    "time": "The clock and the button of the week.",
    "track": "The track of weeks.",
    "score": "What was served, net of waste.",
    "cash": "The till.",
    "people": "The headcount.",
    "morale": "Morale of all.",
    "trust": "Trust in you.",
    "ticker": "The strip of news.",
    "road": "The road that letters take.",
    "departments": "All departments.",
    "horizon": "What is announced for the weeks to come.",
    "default": "What teams do when nobody tells them anything.",
    "reporting": "The level of reports.",
    "tags": "The bonus tags.",
    "rate": "The interest rate.",
    "figures": "What departments are measured by.",
    "tools": "Shared tools.",
    "net": "The safety net.",
    "values": "The banners.",
    "advert": "The advert.",
    "vision": "The star.",
}
"""What a hint may point at by name."""

CARD_FIGURES: dict[str, str] = {
    "news age": "How old their news is.",
    "trust": "Their trust in you.",
    "morale": "How they feel.",
    "torn": "How many of them are torn.",
    "committed": "How many of them are committed.",
    "owed": "Customers who wait.",
    "stock": "Pieces on the shelf.",
    "price": "The price of what it is about.",
    "fires": "Fires there.",
    "quality": "How good their work is.",
    "cash": "The till.",
    "rate": "The interest rate.",
    "initiative": "How readily they begin something on their own.",
}
"""What a card may remind the desk of."""

TEMPERAMENTS: dict[str, str] = {
    "makers": "They go where the work is what they are best at.",
    "hustlers": "They go where the price is.",
    "caretakers": "They go to those who wait.",
    "explorers": "They go where something is new.",
    "stewards": "They stay with what is safe.",
}
"""How a team weighs what a job offers."""

OTHERS: dict[str, str] = {
    "gentle": "Demand swings less, and trouble is rare.",
    "normal": "Demand swings as the level says.",
    "harsh": "Demand swings more, and trouble is frequent.",
    "fire": "A fire that burns until somebody puts it out.",
    "machine": "Half of the machines break down.",
    "any": "Any department.",
    "torn": "The department in which most are torn.",
    "low": "The department with the lowest morale.",
    "wary": "The department with the least trust.",
    "everyone": "All of them.",
    "quiet weeks": "Weeks without a letter in which something was made.",
    "uncorrected weeks": "Weeks in which something was made and no letter takes back another that still holds.",
    "lighter quarters": "Quarters that serve more on fewer letters than the one before.",
    "stitched flags": "Whether twice as many people disagree and commit as are torn, in the last week.",
    "lived quarters": "Quarters at whose end every banner has been lived more often than betrayed.",
    "found causes": "Whether the cause of every shortage that lasted until the desk heard of it was found by a visit.",
    "calm shelves": "Whether the shelf of the first good rose and fell no more than that of the last.",
}
"""Names of small lists: difficulties, troubles, who brings a card, what an aim counts."""
