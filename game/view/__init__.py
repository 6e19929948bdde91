"""The desktop's face: everything a person sees in the window; the only folder that imports pygame.

toolkit/     panels, widgets, lettering, shapes, pieces, charts, keys: knows nothing of the game but its palette
board/       the board painted; what lies where comes from game.board
cards/       the cards beside the board and what is written on them; table.py is what they share with the play screen
screens/     a file or folder a screen: title/, briefing, play/, review/, debrief/, dilemma, free_play, message, unsaved
stage.py     what the window offers a screen, and what it asks of one: all that a screen knows of the window
window.py    the loop: events in, frames out; the display, and `render` for a picture without a window
ways.py      what screens ask of whoever runs the game
keeping.py   what is kept between two evenings; record.py one file of it, kept_games.py the saved games in a list
own_levels.py   the levels in a player's own folders, and the names under which they are kept
app.py       the game as a whole: which screen follows which
mishap.py    what is written down about an unexpected error; edition.py which pygame is installed
clock.py     the running weeks; sound.py short wooden sounds, made when first heard
"""
