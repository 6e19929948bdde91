"""A workshop: one room, many people, one company whose teams they are.

What belongs here: the room as a pure state machine (`events`, `room`, `presets`, `views`), and what carries it: the
journal, the hub and its pages. `debrief` is what is talked about afterwards, and kept. What may not: rules of a company
(they are the session's), and pygame.
"""
