"""Simulated time: how weeks run while the clock runs, at three speeds, by step, and until the next event."""

from __future__ import annotations

from dataclasses import dataclass

WEEK_SECONDS = 6.0
"""How long a week lasts at speed 1."""
SPEEDS = (1, 2, 4)
SKIP_SPEED = 16
"""Weeks pass this much faster while the clock skips to the next event or runs a single step."""


@dataclass
class Clock:
    """Where the present week stands (`share` 0…1) and how fast it runs.

    speed: 1, 2 or 4. paused: the player's own pause. held: reasons that stop the clock besides (a letter being
    written, a card being read). skipping: runs fast until something happens. stepping: runs fast to the week's end.
    to_end: it runs to the end of the level, and stops for cards alone. unseen: it was paused because nobody looked, and
    stands since.
    """

    share: float = 0.0
    speed: int = 1
    paused: bool = True
    skipping: bool = False
    stepping: bool = False
    to_end: bool = False
    held: frozenset[str] = frozenset()
    unseen: bool = False

    @property
    def running(self) -> bool:
        """Whether weeks pass now."""
        return not self.held and (self.stepping or not self.paused)

    def hold(self, reason: str, wanted: bool) -> None:
        """Stops the clock for a reason, or lifts that reason."""
        self.held = self.held | {reason} if wanted else self.held - {reason}

    def pause(self, *, unseen: bool = False) -> None:
        """Stops, and forgets where it was to run; `unseen` where nobody looked."""
        self.paused, self.skipping, self.stepping, self.unseen, self.to_end = True, False, False, unseen, False

    def run(self, speed: int) -> None:
        """Runs at 1, 2 or 4 times six seconds a week."""
        self.speed, self.paused, self.skipping, self.stepping, self.unseen = speed, False, False, False, False

    def toggle(self) -> None:
        """Pauses what runs and runs what is paused."""
        if self.stepping or not self.paused:
            self.pause()
        else:
            self.run(self.speed)

    def step(self) -> None:
        """Runs to the end of this week and stops there."""
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
        if not self.running:
            return False
        pace = SKIP_SPEED if self.skipping or self.stepping else self.speed
        self.share += seconds * pace / WEEK_SECONDS
        if self.share < 1.0:
            return False
        self.share = 0.0
        self.stepping = False
        return True
