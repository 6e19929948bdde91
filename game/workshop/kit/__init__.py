"""The paper kit: a workshop for a room without phones, network or projector, printed and played with pens.

`luck` takes a room's company and writes it down in whole crates, `rules` is the arithmetic of a month, `players` play
by it for comparison. `parts` draws, the sheets are laid out by `facing` (the facilitator's), `table`, `teams` and
`slips`, and `document` binds them.
"""
