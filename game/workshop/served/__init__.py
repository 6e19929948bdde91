"""Which page lies where, who may fetch it, and what becomes of what is sent: a file for each kind of page.

What belongs here: addresses, rights, forms, and the views they answer with. What may not: what a room allows (that is
`room`'s), and sentences of the game.
"""
