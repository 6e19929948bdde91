"""What the people of the cast write, in their own words: one text for each cause, and one for each temperament where
they would put it differently."""

from __future__ import annotations

Voices = tuple[str, str, str, str, str]
"""A text for each of TEMPERAMENTS: makers, hustlers, caretakers, explorers, stewards."""

TEXTS: dict[str, str | Voices] = {
    "waiting": (
        "Two weeks without work. My hands have begun to mend what is whole.",
        "Two weeks without a word. Somebody out there sells what I am not making.",
        "Two weeks without a word. One begins to ask what one has done wrong.",
        "Nothing to do for two weeks. I have ideas, and nobody to tell them to.",
        "Two weeks, and nothing to enter in the book. I have written “waiting”.",
    ),
    "waiting long": (
        "{weeks} weeks without work. I have forgotten what I was good at.",
        "{weeks} weeks without a word, on full pay. You must be richer than I thought.",
        "{weeks} weeks without a word. I have stopped looking at the door.",
        "{weeks} weeks without a word. I have begun to think about other doors.",
        "{weeks} weeks of “waiting” in the book. It is a very tidy page.",
    ),
    "wrong": (
        "{Job}, if you say so. It is not what hands here are made for.",
        "You want {job}. I could be worth more to you than that.",
        "I make {job}. Somebody else stands at a counter and waits for what I do not make.",
        "{Job} again. I know by heart how that ends.",
        "{Job} is not what runs safely here. I do it, and I keep a note of it.",
    ),
    "visit": (
        "You looked at the work and not at the clock. Come again.",
        "You came yourself. That was quicker than a letter, and it said more.",
        "Thank you for coming. It is still talked about.",
        "You asked how it goes, and then you listened. That was new.",
        "You came, and you wrote down what you saw. So did I.",
    ),
    "visit best": (
        "You have seen it: at {best} hands here are better than at {job}.",
        "You have seen it: with {best} there would be more to sell from here than with {job}.",
        "You have seen it: what goes lightly here is {best}, and what we make is {job}.",
        "You have seen it: what comes easily here is {best}. What you get is {job}.",
        "You have seen it, and it is on file: {best} before {job}.",
    ),
    "visit again": (
        "{weeks} weeks since you last looked. A good deal has been made meanwhile.",
        "{weeks} weeks since you last came. I had stopped saving you the figures.",
        "{weeks} weeks since you were here last. They did notice.",
        "{weeks} weeks since you were here. You asked other questions this time.",
        "{weeks} weeks since your last visit. I had kept your chair free.",
    ),
    "fire": (
        "It burns here. Free hands would put it out, and a letter would not.",
        "It burns here. Half of what I could sell goes up with it.",
        "It burns here, and they still smile at whoever comes in.",
        "It burns here. I would like to know why, before it is out.",
        "It burns here. The bucket stands where it should; it needs hands.",
    ),
    "faulty": "What I am given to work with breaks. A week on improving would put it right.",
    "torn": (
        "{Over}: it is bad work to do what one thinks is wrong.",
        "{Over}: you have my hours. You do not have me.",
        "{Over}: I do what you ask, and it tears at me.",
        "{Over}: I would have found another way, if there had been a question.",
        "{Over}: I do it by the book. I would not have written it.",
    ),
    "torn alone": "I do what you ask, and I do not believe in it. That tears.",
    "short": (
        "A quarter of the wage stays with you. I have not left a quarter of the work undone.",
        "A quarter of the wage is missing. I can count, and so can others.",
        "A quarter less at home. I have told them that you will make it good.",
        "A quarter less. I take it as a wager on you.",
        "A quarter less, it says here. I have entered it as owed.",
    ),
    "betrayed": (
        "On the wall it says {banner}. Then this: {deed}. One of them is bad work.",
        "On the wall it says {banner}. Then this: {deed}. I know which one you meant.",
        "On the wall it says {banner}. Then this: {deed}. They asked me to explain it.",
        "On the wall it says {banner}. Then this: {deed}. I would try taking one of them down.",
        "On the wall it says {banner}. Then this: {deed}. I cannot file both.",
    ),
    "better": (
        "There is a better way now, and it was found here: {percent} in a hundred.",
        "{percent} in a hundred more from the same hours. You are welcome.",
        "It goes {percent} in a hundred more easily now. They found it together.",
        "What nobody believed in works: {percent} in a hundred.",
        "{percent} in a hundred better, three times measured.",
    ),
    "low": (
        "It is no good time here. Most of it is {cause}, and that shows in the work.",
        "It is no good time here. Most of it is {cause}. It costs you more than you think.",
        "It is no good time here. Most of it is {cause}, and they do not say it aloud.",
        "It is no good time here. Most of it is {cause}. I would change that first.",
        "It is no good time here. Most of it is {cause}. You should have that in writing.",
    ),
    "high": (
        "I like coming in. Most of it is {cause}.",
        "It goes well here, and I could sell that. Most of it is {cause}.",
        "They sing again. Most of it is {cause}.",
        "It is good here, and I know why: mostly {cause}.",
        "All well here, for the file. Most of it is {cause}.",
    ),
    "lit": "You said my name before everybody. I have not forgotten it.",
    "lit quiet": "You meant it well, in front of everybody. I would rather have been asked.",
    "leads": "I am to manage {place} now. I said yes before I had thought.",
    "asked": "You asked before you decided. Not all of it came out my way, and I can live with it.",
    "pushed": "You had decided before you asked. I noticed.",
    "leaning morale": (
        "I have begun to look at adverts. Good work needs a little heart, and mine is low.",
        "I have begun to look at adverts. There is nothing in it for me any more.",
        "I have begun to look at adverts. I do not like to say it to them.",
        "I have begun to look at adverts. They read as if something were happening there.",
        "I have begun to look at adverts. Nothing is wrong, and nothing is right.",
    ),
    "leaning torn": "I cannot go on with what I do not believe in. I have begun to look around.",
    "leaning pay": "I came for the pay, and I see too little of it. I have begun to look around.",
    "leaning work": "I came for the work, and I am kept from it. I have begun to look around.",
    "leaning mission": "I came because of where it was to go. I can no longer see it.",
    "leaning people": "I came for the people, and they go. I have begun to count who is left.",
    "leaning safety": "I came because it was safe here. It does not feel so any more.",
    "stayed": "I have put the adverts away.",
    "left morale": "I have no heart left for it. It was nobody's fault, and that was the trouble.",
    "left torn": "I could not do it and be myself. I did try.",
    "left pay": "I came for the pay. Somebody else pays what you promised.",
    "left work": "I came for the work, and I did other things. Now I go where it is.",
    "left mission": "I came to get there with you. Tell me if you ever say where.",
    "left people": "I came for the people. They are elsewhere now, and soon so am I.",
    "left safety": "I came to be safe. I would rather go than wait for it.",
}  # fmt: skip
"""Texts by their cause. {job}, {Job}: what their team makes; {best}: what it could make best; {weeks}: how long;
{Over}: what they are torn over; {cause}: what their morale owes most to; {banner}, {deed}: a value and what betrays it;
{percent}: how much better; {place}: a department."""

LOW_CAUSES: dict[str, str] = {
    "freedom": "having no say", "wrong": "the wrong work", "waiting": "having nothing to do",
    "trust": "too little trust",
    "served": "customers who go away", "overtime": "the late hours", "left": "those who have left",
    "light": "who stands in the light", "values": "words that nobody lives", "star": "nothing to aim at",
    "cynicism": "big words", "net": "nothing to fall into", "figures": "orders against the figures",
    "fire": "what burns", "torn": "being torn", "answer": "how you answered", "tags": "uneven pay",
}  # fmt: skip
"""What weighs on somebody, by the entry of the morale account."""
HIGH_CAUSES: dict[str, str] = {
    "freedom": "having a say", "trust": "that we trust you", "served": "that customers get what they came for",
    "visit": "that you came by", "light": "who stands in the light", "values": "that what hangs here is lived",
    "star": "something to aim at", "net": "a net to fall into", "answer": "how you answered",
}  # fmt: skip
"""What lifts somebody, by the entry of the morale account."""
