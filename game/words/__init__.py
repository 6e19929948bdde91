"""What a report says, in sentences, for every face: figures explained, news, names, counts. No pygame, no State.

A sentence that a second face may need stands here, and once.
"""
