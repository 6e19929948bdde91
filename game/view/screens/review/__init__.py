"""The review between two quarters: `screen`, its cards, the stories to retell, and the accounts.

It reads two reports and knows no more than the desk does; what explains a quarter stands in `game.debrief`.
"""
