"""The play screen: `screen` follows events and weeks, `frame` says what lies where, `moves` what is decided by key.

What is decided goes to the session as an action, and what is shown comes back in its report; no rule stands here.
"""
