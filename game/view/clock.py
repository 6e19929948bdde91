"""Simulated time: how weeks run while the clock runs, at three speeds, by step, and until the next event."""

from __future__ import annotations

from dataclasses import dataclass

WEEK_SECONDS = 6.0
"""How long a week lasts at speed 1."""
SPEEDS = (1, 2, 4)
SKIP_SPEED = 16
"""Weeks pass this much faster while the clock skips to the next event or runs a single step."""
MOST_QUEUED = 2
"""Steps that wait at most for the one that runs."""
GRACE_SECONDS = 0.4
"""After the clock has stopped of itself, a press of Pause that comes so soon was meant to stop it."""


@dataclass
class Clock:
    """Where the present week stands (`share` 0…1) and how fast it runs.

    speed: 1, 2 or 4. paused: the player's own pause. held: reasons that stop the clock besides (a letter being
    written, a card being read). skipping: runs fast until something happens. stepping: runs fast to the week's end.
    to_end: it runs to the end of the level, and stops for cards alone. unseen: it was paused because nobody looked, and
    stands since. queued: single weeks that run after the one that runs now. grace: seconds left in which a pause is
    taken for a pause, since the clock has only just stopped of itself.
    """

    share: float = 0.0
    speed: int = 1
    paused: bool = True
    skipping: bool = False
    stepping: bool = False
    to_end: bool = False
    held: frozenset[str] = frozenset()
    unseen: bool = False
    queued: int = 0
    grace: float = 0.0

    @property
    def running(self) -> bool:
        """Whether weeks pass now."""
        return not self.held and (self.stepping or not self.paused)

    def hold(self, reason: str, wanted: bool) -> None:
        """Stops the clock for a reason, or lifts that reason; weeks that waited are dropped, not the one under way."""
        self.held = self.held | {reason} if wanted else self.held - {reason}
        self.queued = 0 if wanted else self.queued

    def pause(self, *, unseen: bool = False) -> None:
        """Stops, and forgets where it was to run; `unseen` where nobody looked."""
        self.paused, self.skipping, self.stepping, self.unseen, self.to_end = True, False, False, unseen, False
        self.queued = 0

    def stop(self) -> None:
        """Stops for something that has happened; who presses Pause at that moment has been forestalled."""
        ran = not self.paused
        self.pause()
        self.grace = GRACE_SECONDS if ran else 0.0

    def run(self, speed: int) -> None:
        """Runs at 1, 2 or 4 times six seconds a week."""
        self.speed, self.paused, self.skipping, self.stepping, self.unseen = speed, False, False, False, False
        self.queued, self.grace = 0, 0.0

    def toggle(self) -> None:
        """Pauses what runs and runs what is paused; what has only just stopped of itself stays so."""
        if self.grace > 0.0 and self.paused and not self.stepping:
            self.grace = 0.0
        elif self.stepping or not self.paused:
            self.pause()
        else:
            self.run(self.speed)

    def step(self) -> None:
        """Runs to the end of this week and stops there; while it does so, a week more waits, up to `MOST_QUEUED`."""
        if self.stepping:
            self.queued = min(MOST_QUEUED, self.queued + 1)
            return
        self.pause()
        self.stepping = True

    def skip(self) -> None:
        """Runs fast until the next event pauses it."""
        self.pause()
        self.paused, self.skipping = False, True

    def run_out(self) -> None:
        """Runs to the end of the level as fast as was chosen, or stops where it does so already."""
        if self.to_end:
            self.pause()
        else:
            self.run(self.speed)
            self.to_end = True

    def tick(self, seconds: float) -> bool:
        """Lets real seconds pass; True when the week has just ended (at most one week a call)."""
        self.grace = max(0.0, self.grace - seconds)
        if not self.running:
            return False
        pace = SKIP_SPEED if self.skipping or self.stepping else self.speed
        self.share += seconds * pace / WEEK_SECONDS
        if self.share < 1.0:
            return False
        self.share = 0.0
        self.stepping = self.stepping and self.queued > 0
        self.queued = max(0, self.queued - 1)
        return True
