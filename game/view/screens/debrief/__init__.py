"""The result of a game: `screen`, its `header` with stars that land, the `moment` in which somebody speaks, the lesson.

The lesson is `charts` with `turning` points and `talk`, beside the `rows` of other leaders.

It shows a `Debrief` that is ready; what happened and what others would have done is worked out in `game.debrief`.
"""
