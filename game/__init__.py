"""Headcount: a desktop board game about leading an organisation.

A map of the house:

* `game.sim` holds the rules: plain NumPy, no window, no clock, no files. Start at `week.advance`.
* `game.levels` reads a level's YAML into a `Level`, or into every `Problem` with its place.
* `game.course` is a company of a level under way.
* `game.session` is the middle: act, undo, advance, save, load, replay, rewind. A click, a bot and a
  replay all enter at `session.act`.
* `game.saves` is the file of a saved game, `game.yardsticks` how well a game went.
* `game.bots` are leaders that see only what the desk sees.
* `game.debrief` turns a saved game into what happened, what was believed and what others would have done.
* `game.lab` plays many games side by side and tests what levels claim.
* `game.view` is everything a person sees, and the only folder that imports pygame.

One way for data: event → Action → session → week → State → Report → screen.
"""
