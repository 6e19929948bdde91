"""One file a screen; each follows the `Screen` protocol of `game.view.window`."""
