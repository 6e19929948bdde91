"""The title: `screen` is the menu and what follows a choice, `road` the campaign, `lists` games and own levels.

It offers what can be played and hands the choice on; what lies on a disk is read in `keeping` and `game.levels`.
"""
