"""A seat in a workshop: the door, the page on which one waits for the others, and the board of a group's company.

What the hub says and how it is put into words is `game.workshop`'s; here it is laid out and pressed.
"""
