"""The cards beside the board: what the desk knows of a team, a market, the house, and what it may do there.

`panels` says which stand where, `pressed` what a press in them means; each card is a file;
`table` is what they and the play screen share.
"""
