"""How much, how often and how many: rates, wrong tries, connections. Plain counting; times come from outside.

All times are seconds of a clock that never goes back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

MOST_KNOWN = 4_096
"""Addresses and tokens that are remembered; the one unheard of the longest makes room."""


@dataclass(frozen=True)
class Rate:
    """So many a second in the long run, and so many at once."""

    per_second: float
    burst: float


@dataclass
class _Bucket:
    left: float
    at: float


class Rates:
    """A bucket of tries for everyone who is known by a name."""

    def __init__(self) -> None:
        self._buckets: dict[str, _Bucket] = {}

    def allow(self, who: str, rate: Rate, now: float) -> bool:
        """Whether one more is within the rate, which it then uses."""
        bucket = self._buckets.pop(who, None) or _Bucket(rate.burst, now)
        bucket.left = min(rate.burst, bucket.left + (now - bucket.at) * rate.per_second)
        bucket.at = now
        self._buckets[who] = bucket
        if len(self._buckets) > MOST_KNOWN:
            del self._buckets[next(iter(self._buckets))]
        if bucket.left < 1.0:
            return False
        bucket.left -= 1.0
        return True


FREE_TRIES = 5
LONGEST_LOCK = 300.0
FORGIVEN_SECONDS = 900.0


@dataclass
class _Wrong:
    count: int
    at: float


class Lockout:
    """Wrong codes, words and secrets by address: after five, each one more locks it out for twice as long."""

    def __init__(self) -> None:
        self._wrong: dict[str, _Wrong] = {}

    def locked(self, who: str, now: float) -> float:
        """Seconds for which an address may not try; 0 if it may."""
        wrong = self._wrong.get(who)
        if wrong is None or wrong.count < FREE_TRIES:
            return 0.0
        lock = min(LONGEST_LOCK, 2.0 ** (wrong.count - FREE_TRIES + 1))
        return max(0.0, wrong.at + lock - now)

    def missed(self, who: str, now: float) -> None:
        """An address has tried something wrong."""
        wrong = self._wrong.pop(who, None)
        if wrong is None or now - wrong.at > FORGIVEN_SECONDS:
            wrong = _Wrong(0, now)
        wrong.count, wrong.at = wrong.count + 1, now
        self._wrong[who] = wrong
        if len(self._wrong) > MOST_KNOWN:
            del self._wrong[next(iter(self._wrong))]


@dataclass(frozen=True)
class Caps:
    """Most connections: in all, and from one address that is not this computer."""

    everyone: int = 640
    one: int = 240


class Crowd:
    """Open connections, counted."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._each: Counter[str] = Counter()

    @property
    def count(self) -> int:
        """How many are open."""
        return self._each.total()

    def enter(self, address: str) -> bool:
        """Lets one more in, unless there are too many."""
        full = self.count >= self._caps.everyone
        if full or (self._each[address] >= self._caps.one and not own(address)):
            return False
        self._each[address] += 1
        return True

    def leave(self, address: str) -> None:
        """One has gone."""
        self._each[address] -= 1
        if self._each[address] <= 0:
            del self._each[address]


def own(address: str) -> bool:
    """Whether an address is this computer's own."""
    return address.startswith("127.") or address == "::1"
