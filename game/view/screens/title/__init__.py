"""The title: `screen` is the menu and what follows a choice, `road` the campaign, `lists` games and own levels."""
