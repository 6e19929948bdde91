"""Headcount: a desktop board game about leading an organisation.

A map of the house, from the ground up; each room's own `__init__` says what belongs in it:

* `game.places`, `game.safely`, `game.version`: where things are found, how files are kept, which version this is.
* `game.glyphs` says which characters the game's own letters have, and how wide they are.
* `game.sim` holds the rules: plain NumPy, no window, no clock, no files. Start at `week`, the table of a week.
* `game.levels` reads a level's YAML into a `Level`, or into every `Problem` with its place.
* `game.saves` is the file of a saved game, `game.course` a company of a level under way.
* `game.session` is the middle: act, undo, advance, save, load, replay, rewind. A click, a bot and a replay all enter
  at `session.act`. `game.bots` are leaders that see only what the desk sees.
* `game.again` plays the same decisions in another version of a level; `game.others` lead it on the same luck,
  `game.ghost` is whose score runs beside the player's, `game.chronicle` how somebody led over all games, and
  `game.apart` works such things out in a process of its own.
* `game.yardsticks` says how well a game went, and what perfect information would have made of it.
* `game.words` says in sentences what a report shows, `game.board` where it lies and how it looks; neither paints.
* `game.debrief` turns a saved game into what happened, what was believed and what others would have done.
* `game.lab` plays many games side by side and tests what levels claim.
* `game.workshop` lets a room of people with phones be the company's teams.
* `game.view` is the desktop's face, and the only folder that imports pygame.
* `game.command_line` is how all of it is started; `game.workshop_line` is its half for workshops.

One way for data: event → Action → session → week → State → Report → screen.
"""
