"""The result of a game: `screen`, its charts, and the rows of leaders and of what to talk about.

It shows a `Debrief` that is ready; what happened and what others would have done is worked out in `game.debrief`.
"""
