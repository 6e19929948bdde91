"""A commented level to begin with: what `new` writes."""

from __future__ import annotations

import re

from game.levels.folder import LONGEST_TITLE, title_of
from game.places import command

_COMMANDS = (
    ("check FILE", "every problem at once, each with its place"),
    ("check --rules", "what it looks for, and how a level accepts a warning"),
    ("--level FILE", "play it, and see each change as soon as you save it"),
    ("balance FILE", "who wins, where the stars lie, and where it is dull"),
    ("reference", "every key there is"),
)
_TEXT = """\
# yaml-language-server: $schema=level.schema.json
#
# A level of Headcount. Lines that begin with "# " explain. Lines that begin with "#" and a key at once are examples:
# take the "#" away to use them. Whatever is left out has a default that suits the number of people.
#
{commands}

format: 1
title: {title}

# Whose company it is, who wrote the level, and the language of its texts.
#company: Fennel & Daughters
#author: Your name
#language: en

# What things are called here: from the board to the printed sheets. Texts of your own stay as you wrote them.
#words: {{team: bench, department: house}}

# How many people there are. It decides the layers, the size of teams, the discs, and how old the news is.
people: {people}

# How long it lasts: 13 weeks are a quarter, and every quarter ends with a review.
weeks: {weeks}

# What players read before they begin.
story: |
  {people} people, and this morning all of them look at you.

# What is made. A name alone is enough; or give each what it is worth, how much of it is wanted compared with the
# others, and the share of unsold stock that is lost each week. Besides: what goes into a piece, needs: {{lamps: 0.3}},
# and how long it takes to the shelf, lead_weeks: 2.
products:
  - {{name: lamps, value: 10, share: 4, spoils: 0.10}}
  - {{name: books, value: 10, share: 3, spoils: 0.06}}
  - {{name: tea, value: 9, share: 2, spoils: 0.14}}

# How strongly demand swings: gentle, normal or harsh. The player may choose another. The seed is the level's own luck.
#difficulty: normal
#seed: 1

# Demand divided by what the company can make at the start (1.15 keeps everyone busy), and the size of its waves.
demand: {{load: 1.15, wave: 0.3}}
#trouble: 1
#bottlenecks: 1

# Who sits where. A specialisation of 0 means that everyone is good at everything, of 1 that each team has one craft.
#organisation: {{team_size: 3, teams_per_department: 2, departments: [Front room, Back room], specialisation: 0.4}}

# Who of the twelve people of the campaign works here, and in which team; they have faces and write letters.
#cast: {{Ada: 1, Ben: {{team: 2, heads: 1}}}}

# Discs of attention: the only thing that never grows.
#leader: {{discs: 5}}

# Money in whole currency. When the till is empty, the level is lost.
#money: {{cash: 5000, wage: 4, coin: 0.5}}

# What a team does when nobody tells it anything (wait, carry on or choose), and what else stands at the start.
#policy: {{default: wait, reporting: 0}}

# What the player may do from the start. Events can unlock more, best just after the pain that it solves.
#levers: [order, visit, order_department, default, declare, ritual, tell, answer]

# The values that may be declared, and how people feel about them, 0 to 100.
#values:
#  offered: [craft, service]
#  cultures:
#    - agreement: {{craft: 70, service: 45}}

# A card with an answer to choose; an event brings it by its name.
#dilemmas:
#  - name: the tree
#    title: The tree in the yard
#    text: It keeps the light from {{department}}. Half of them read under it.
#    seek: {{does: Sit under it with everyone., says: The lower branches might go.}}
#    free: {{does: Whoever wants to may take a saw., says: Mine is blunt.}}
#    insist: {{does: It goes on Monday., says: There was a bird.}}

# What a vision is called by where it points.
#visions: {{lamps: A lamp in every window}}

# What happens, and when: a date, or for news also a condition.
#events:
#  - {{when: week 6, unlock: reporting, news: "Somebody has bought a typewriter."}}
#  - {{when: week 8, trouble: {{department: 1, what: fire}}}}
#  - {{when: week 9, bottleneck: {{department: 1, cause: skill}}}}
#  - {{when: week 10, contract: {{product: books, times: 2.5, weeks: 6, notice: 8}}}}
#  - {{when: week 14, shift: {{product: lamps, times: 1.8, weeks: 5, notice: 4, odds: 60, says: It grows dark early.}}}}
#  - {{when: quarter 2, dilemma: the tree}}
#  - {{when: morale below 40, news: "It has become quiet at the long table."}}

# Notes for the player: each appears once and points at one thing on the screen.
hints:
  - when: week 1
    say: Click here and choose what they should make.
    point: team 1
  - when: first idle team and week 3
    say: Whoever sleeps waits for your next letter.
    point: departments

# What to reach for, in a sentence, and the three stars: points of what was served, net of waste.
aim: Know in every week why you wrote what you wrote.
stars: [50, 60, 70]

# A question before the level, and questions to talk about afterwards.
bet:
  question: What will be scarce first?
  answers: [Time, Tea, Trust]
debrief:
  - Which of your letters was not needed?

# What the level should show. Try it with  {command} check {file} --claims
#claims:
#  - {{better: orders, than: idle, by: 0.1, seeds: 20}}

# For a workshop in which people in the room play the teams.
#room: true

# A warning of check that is meant so, by the name of its rule, with your reason.
#accepted: {{idle-stars: They are to see that it goes without them.}}
"""


def text(name: str, people: int, file: str = "FILE") -> str:
    """The text of a new level named after its file; ValueError with a sentence if no title can be made of the name.

    people: 1 … 100,000. file: how commands call it.
    """
    title = title_of(name)
    if not re.fullmatch(r"[^\W_][\w ’'&.!?]*", title):
        raise ValueError(f"No title can be made of “{name}”. Take letters and hyphens, such as night-shift.")
    if len(title) > LONGEST_TITLE:
        raise ValueError(f"“{title}” is too long for a title. Take at most {LONGEST_TITLE} letters.")
    quoted = title if re.fullmatch(r"[^\W\d][\w ’]*", title) and title.lower() not in _WORDS_OF_YAML else f'"{title}"'
    weeks = 26 if people < 40 else 39 if people < 120 else 52
    named = [(words.replace("FILE", file), what) for words, what in _COMMANDS]
    wide = max(len(words) for words, _ in named)
    commands = "\n".join(f"# {command()} {words:{wide}}  {what}" for words, what in named)
    return _TEXT.format(title=quoted, people=people, weeks=weeks, commands=commands, command=command(), file=file)


_WORDS_OF_YAML = ("yes", "no", "on", "off", "true", "false", "null", "y", "n")
