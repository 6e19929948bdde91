"""The debrief of a workshop as a thing that is kept: pages of figures, their drawings, one file, and tables.

`reveals` says what a room's pages show and `same_luck` what those of several companies do: questions and plain figures,
without names; `pages` knows which a room has. `drawings` draws any page once, as SVG, for the projector and for paper:
`scenes` and `both` those of a room, `overlays` those of companies, all with `pens`. `figures` puts the same into tables
for whoever does not see it. `again` plays a game once more for what its end does not tell.

`keep` says what is taken home, `paper` is the one HTML file, `sheets` the months as CSV. `reading` takes rooms and
saved games from the disk and proves them, `earlier` notes what other rooms came to, `command` is the command line's
`debrief`. What may not be here: pages' scripts, sockets, and anything that ranks people.
"""
