"""What the desk may know, and what it can foresee from that: pictures, reports, estimates, previews.

`pictures` and `reports` read the truth, and nobody else here does: all that follows is a function of a `Report`.
"""
