"""The board painted: `painting` is its face, the rest are its parts. What lies where comes from `game.board`.

Nothing here decides or says anything; nothing here knows a card or a screen.
"""
