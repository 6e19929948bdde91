"""The play screen: `screen` follows events and weeks, `frame` says what lies where, `moves` what is decided by key."""
