"""The review between two quarters: `screen`, its cards, the stories to retell, and the accounts."""
