"""The version of the game, in one place."""

VERSION = "0.1.0"
