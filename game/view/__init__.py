"""Everything a person sees; the only folder that imports pygame.

window.py     the loop: events in, frames out; display, scale, clock, and `render` for a picture without a window
edition.py    which pygame is installed
sound.py      short wooden sounds, made when first heard
style.py      the style guide as data: palettes, type, motion, product looks, levels of detail, layout
text.py       fonts and lettering: measured, wrapped, cached
pieces.py     the atlas: every piece and icon as a cached sprite, the table's wood
shapes.py     anti-aliased shapes, drawn once: cards, pills, hexagons, rings
panel.py      what a painter draws on: lettering, shapes, pieces and hit regions in logical lengths
kept.py       a painted panel between frames: its strips, its scroll, its regions on the screen
overlay.py    grounds beneath panels, the veil beneath a modal, tooltips
ui.py         panels as cached surfaces, regions, focus, keyboard, tooltips, scale
widgets.py    the few widgets, each one function: layout, drawing and hit region
charts.py     one chart model and its painting
board.py      where everything on the board lies (pure; ways in board_ways.py, large companies in board_plan.py),
              board_scene.py what a report shows there: board_looks.py of its teams, board_travel.py on its roads
boardpaint.py the board on the screen: board_camera.py what part of it, board_setting.py where its pieces lie,
              board_layer.py what stands still, board_movers.py what moves, board_change.py how one week becomes the
              next; pieces in board_ground, _tiles, _cells, _plates, _rim, _marks, _sprites
panels.py     the play screen's side panels: which stand where, and what a press in them does; side.py what they share,
              explain.py figures in words, and a file for each card: departments, team_card, department_card, desk_card,
              market_card, decisions, horizon, orders_tab, incentives, house_cards, values_cards, morale_map (the list
              of a large company, counted by tally.py); sending.py what is foreseen of an action and its button
app.py        the game as a whole: which screen follows which; keeping.py what is kept between two evenings
table.py      what the play screen and its panels share; clock.py the running weeks; news.py what a week brought
orders.py     writing an order: petals and card; notes.py the level's hints as yellow notes
screens/      one file a screen; play.py has rooms of its own: play_frame (what lies where), play_moves (what is
              decided), play_top, play_foot, play_tips, play_menu
"""
