"""The debrief of a workshop as a thing that is kept: pages of figures, their drawings, one file, and tables.

`reveals` says what a room's pages show and `companies` what those of several groups on the same luck do: questions and
plain figures, without names. `drawings` and `overlays` draw such a page once, as SVG, for the projector and for paper;
`figures` puts the same into a table for whoever does not see it. `paper` is the one HTML file, `sheets` the months as
CSV, `reading` takes rooms and saved games from the disk and proves them, `command` is the command line's `debrief`.
What may not be here: pages' scripts, sockets, and anything that ranks people.
"""
