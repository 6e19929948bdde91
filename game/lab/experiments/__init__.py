"""What each law measures on one luck: experiments on companies of one family, and the same with the mechanism cut.

Every experiment is a function of the luck's seed and of whether it may be quick; it returns raw figures by name, V and
A in points. A cut changes a constant of the rules, a field of the world or the state between weeks, never a switch.
A file a field of laws; whether the figures bear a law out is judged in `laws`, not here.
"""
