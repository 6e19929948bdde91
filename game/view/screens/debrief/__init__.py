"""The result of a game: `screen`, its charts, and the rows of leaders and of what to talk about."""
