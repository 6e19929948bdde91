"""Panels, widgets, lettering, shapes and pieces: what screens are made of. Knows nothing of the game but its palette.

What belongs to one card or screen of this game does not belong here.
"""
