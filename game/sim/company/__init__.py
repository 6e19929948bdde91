"""What happens in the company: market, chains, teams, people, trouble, coming and going, belief.

Every phase takes the `State` and changes it in place. Nothing here knows what the desk sees, or of a lever.
"""
