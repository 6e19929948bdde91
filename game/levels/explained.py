"""What the tables of the reference cannot say by themselves: units, conditions in use, and what a card does."""

from __future__ import annotations

UNITS: tuple[str, ...] = (
    "- Whatever players see as 0 to 100 is written so: stars, agreement with a value, thresholds in conditions.",
    "- Other shares are 0 to 1: `spoils: 0.1` loses a tenth of the stock each week, `by: 0.03` is three points.",
    "- `share` of products and cultures, temperaments and the four numbers of a season are parts in any proportion.",
    "- Money is in whole currency with up to two decimals. `tools` is the price of one level for each person, once; "
    "`net` that of one level for each person and week. Weeks and quarters count from 1, teams and departments too.",
    "- `load` is demand divided by what the company can make at the start; 1.15 keeps everyone busy.",
    "- `organisation: {loyalty: 1.2}`: whoever is less likely than 1.2 in a hundred to go within four weeks does not "
    "think of it. Small companies have it that hang no tags and let nobody choose: there, pay alone pushes everybody "
    "a little, all the time.",
    "- `share: 0` is a part that customers never ask for: it is made for the goods that need it. `needs: {lamps: "
    "0.3}` on boats puts three tenths of a lamp into every boat. Teams take them off the shelf before the customers "
    "come; products may not need each other in a circle. `lead_weeks: 2` puts what is made now on the shelf in two "
    "weeks, and `stock: 12` is there when the level begins.",
    "- `sated: true` keeps markets as large as they are, however well they are served, so that nothing moves demand "
    "but the events of the file.",
    "- `holding: 0.02` and `owing: 0.04` on a product take two hundredths of its value from the score for every "
    "piece that lies on the shelf at the end of a week, and four for every customer who waits. Nothing is taken "
    "where they are left out. `patience: 1` lets customers wait until they are served; usually four in ten of them "
    "give up in a week.",
    "- `shift: {product: boats, times: 1.8, weeks: 5}` moves a market at one stroke. With `notice: 4, odds: 60, "
    "says: They talk of a regatta.` the desk hears of it four weeks before, and it comes in sixty games of a "
    "hundred; the event's `news` is told only then. What is heard stands in a list beside the departments, with how "
    "far it can be trusted. Fuller reports and lived candour find out sooner whether it comes.",
    "- `recall: {harm: 0.4}`: from its week on four tenths of every team's work are taken back, until the team has "
    "spent a week on *improve*. It is known at once, so give it a `news`; an order, or a dilemma with `make: "
    "improve`, puts it right.",
    "- `trouble: {department: 2, what: fire, weeks: 6}` sets a department on fire; `what: machine` breaks half of "
    "its machines.",
    "- `bottleneck: {department: 2, cause: price, product: boats}` makes a department slow until its cure is found, "
    "or for half a year. Causes: `skill` (cured by the figure learning, or a week on *improve* for each team), "
    "`parts` (a tag on the product or an order for it), `twice` (shared tools), `fires` (a sixth of the department "
    "on *improve*), `price` (a tag on the product, or an order for it to that department). Only a visit there tells "
    "which it is.",
    "- `arrival: {people: 300, agreement: {pace: 70}, trust: 30, reason: pay}`: in its week three hundred people "
    "join with their own teams and views. Their seats stand empty on the board until then.",
    "- `hiring` is what finding one person costs. A plan that shrinks sends nobody away; it is reached as people go.",
    "- `aim` is a sentence, or `{say: A lamp in every window, toward: lamps, height: 3, told: true}`: then the way "
    "to it is measured. `toward` is a product (its market), invention (methods), quality or service; a step of "
    "`height` is a sixth of what is missing to perfection; `told` makes it the vision from the first week.",
)
"""Points of a list: in what the numbers of a level are written, and what some of them do."""

CONDITIONS: tuple[str, ...] = (
    "For example `week 8`, `quarter 2`, `first order`, `morale below 40`, `stock of lamps above 5`, or `first choose "
    "and score change below -1`. `answered the tree` is a card by its name, if need be with its answer (seek, ask, "
    "free, insist, silence) and since when: `answered the tree with insist 20 weeks ago`. `week 46 and before week 47` "
    "holds in that one week: so of two cards, one for `trust above 40` and one for `trust below 40`, only one comes.",
    "",
    "A condition sees what the desk sees: reports, with their age. Changes are over four weeks; `cash weeks` is how "
    "long the cash lasts if it goes on as in the last four, without what happened once. Contracts, shifts, recalls, "
    "trouble, bottlenecks, arrivals and unlocks need a date; dilemmas, news and hints take any condition and appear "
    "once.",
    "",
    "What was answered may come back and act: under a `when` that is an answer and its weeks and nothing else, an "
    "event may hold `effect: {trust: -3, morale: 2, initiative: 4, agreement: 5, cash: -10}` for those whom the card "
    "was about (cash for each of them), or `trouble`. It needs `news` that names what was answered; the game adds "
    "what it does. The card says before that this answer comes back, and when, not what it brings. Customers want "
    "the same of every leader, so no answer moves a market.",
)
"""Paragraphs: conditions as they are written, and what they see."""

CARDS: tuple[str, ...] = (
    "A card is a situation in which what people find comfortable and what the work needs come apart, and in which "
    "every answer is right sometimes. An event brings it: `{when: quarter 2, dilemma: the fair}`. Over twenty lie "
    "ready in `levels/cards`, to be used by name (a file there needs `dilemmas` and nothing else); a level may write "
    "its own.",
    "",
    "- `who` brings it: the most `torn`, `low` (morale) or `wary` (trust) department, `any`, or `everyone`. "
    "{department} and {product} stand for what it is about in every text.",
    "- `split` of a hundred think otherwise, and it matters `stake` of a hundred to them. They hold it against "
    "whatever is decided, for months.",
    "- `sways`, under `seek`, is how open the question is: of a hundred who think otherwise so many come round in "
    "the talk where their trust in you is 50, half as many more where it is full, half as many where there is none. "
    "The card says how many are likely, and the news how many it was. Without it everybody loses four fifths of "
    "their doubt.",
    "- `seek` agreement: two discs for a week and one more for each layer, and a twelfth of everyone's time "
    "meanwhile; then most doubts are gone. `ask` for commitment: one disc, a little trust; whoever trusts you "
    "carries it in spite of the doubt. Let each decide (`free`): no disc; doubters go their own way, the others "
    "begin to wonder, pledges weaken. `insist`: no disc; it happens, and tears. Nothing said (`silence`) once its "
    "`weeks` are over costs trust and morale.",
    "- Whatever an answer does besides stands on the card, in points of those concerned: `trust`, `morale`, "
    "`initiative`, `agreement` (with `value`), and `cash` for each person. `make` asks for a product, `scarcest` or "
    "`improve`, for `make_weeks`.",
    "- `warning: true`: they tell you that you are wrong. Insisting then betrays candour.",
    "- `know` lists what the card shows of the reports.",
)
"""Paragraphs and points: what a card is, and what its answers do."""

CHECK: tuple[str, ...] = (
    "An error stops the level. A warning is advice under the name of a rule. What is meant so may be accepted, with "
    "the reason, and the rule is silent in this level: `accepted: {late: The last card is a farewell.}`.",
)
"""Paragraphs: what `check` says, and what can be said to it."""
