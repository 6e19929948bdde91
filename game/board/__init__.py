"""Where everything on the board lies and how it looks, as plain numbers and records; the palette. No pygame, no State.

Anybody who draws the board, in a window or as SVG, starts from `scene`; nothing here draws or says anything.
"""
