"""When what nobody holds any more is looked for: not while the game starts, and later where nobody waits for it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def starting() -> Iterator[None]:
    """Within it nothing is looked for until the window tidies up first: a game that starts leaves nothing behind."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


WHOLE_EVERY = 16
"""How often all is looked through and not only what is new: screens leave next to nothing that holds itself."""


def tidy(times: int = 0) -> None:
    """Clears away what nobody holds any more, and lets no later search for such look through all that is held now.

    times: how often that was done before; only now and then it looks through what was held already.
    """
    if times % WHOLE_EVERY == WHOLE_EVERY - 1:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.enable()
