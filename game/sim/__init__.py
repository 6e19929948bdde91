"""The rules: one week at a time, in plain NumPy, with no window, no clock and no files.

`World` is what a level sets, `State` is what a week changes, `Report` is what the desk may know,
`Ledger` is why something changed. `week.advance` turns one week into the next.
"""
