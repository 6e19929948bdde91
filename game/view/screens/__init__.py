"""One file or folder a screen; each follows the `Screen` protocol of `game.view.window`.

A screen is handed the ways that lead out of it (`game.view.ways`) and never imports `app`. What could stand beside the
board belongs in `game.view.cards`, what any program could show in `game.view.toolkit`.
"""
