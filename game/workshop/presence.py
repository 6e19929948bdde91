"""Which phones are there: who was seen when, which page of a seat is the newest, and whether many went at once."""

from __future__ import annotations

from dataclasses import dataclass, field

SEEN_SECONDS = 20.0
"""A seat is there if its phone has fetched anything in this time, or holds a stream."""
GONE_SECONDS = 3.0
"""How long a phone may take to come back before it counts as gone: a page that loads again does so sooner."""
AT_ONCE_SECONDS = 10.0
SHARE_GONE = 3
"""More than one in so many, and two at the least, are more than chance."""
LONGEST_PAGE = 16


@dataclass
class _Phone:
    seen: float
    streams: int = 0
    left: float | None = None
    page: int = 0


@dataclass
class Presence:
    """The phones by seat. All times: seconds of a clock that never goes back."""

    _phones: dict[str, _Phone] = field(default_factory=dict)

    def fetch(self, seat: str, now: float) -> None:
        """A phone has asked for something."""
        phone = self._phone(seat, now)
        phone.seen, phone.left = now, None

    def hold(self, seat: str, now: float) -> None:
        """A phone's stream is open."""
        phone = self._phone(seat, now)
        phone.streams += 1
        phone.seen, phone.left = now, None

    def drop(self, seat: str, now: float) -> None:
        """A phone's stream has ended."""
        phone = self._phone(seat, now)
        phone.streams -= 1
        if phone.streams <= 0:
            phone.streams, phone.seen, phone.left = 0, now, now

    def ago(self, seat: str, now: float) -> float | None:
        """Seconds since a seat was seen: 0 while it holds a stream, None if it never was."""
        phone = self._phones.get(seat)
        if phone is None:
            return None
        return 0.0 if phone.streams else max(0.0, now - phone.seen)

    def there(self, seat: str, now: float) -> bool:
        """Whether a seat is there."""
        ago = self.ago(seat, now)
        return ago is not None and ago <= SEEN_SECONDS

    def newest(self, seat: str, page: str, now: float) -> bool:
        """Whether a page of a seat is the newest so far; a page that nobody has numbered always is."""
        number = page_number(page)
        if number is None:
            return True
        phone = self._phone(seat, now)
        if number < phone.page:
            return False
        phone.page = number
        return True

    def vanished(self, now: float) -> tuple[int, int]:
        """How many phones went within ten seconds and did not come back, of how many that were there."""
        went = there = 0
        for phone in self._phones.values():
            if phone.left is None:
                there += phone.streams > 0
            elif now - phone.left <= AT_ONCE_SECONDS + GONE_SECONDS:
                there += 1
                went += now - phone.left >= GONE_SECONDS
        return went, there

    def many_vanished(self, now: float) -> bool:
        """Whether more phones went at once than do by chance."""
        went, there = self.vanished(now)
        return went >= 2 and went * SHARE_GONE > there

    def told(self) -> None:
        """Those who went have been told of; they count once."""
        for phone in self._phones.values():
            phone.left = None

    def clear(self, seat: str) -> None:
        """Forgets a seat that is no more."""
        self._phones.pop(seat, None)

    def _phone(self, seat: str, now: float) -> _Phone:
        return self._phones.setdefault(seat, _Phone(now))


def page_name(now_ms: int, count: int) -> str:
    """The name of a page that is loaded now; later ones are greater."""
    return f"{now_ms:013d}{count % 1000:03d}"


def page_number(page: str) -> int | None:
    """The number of a page, or None for what is not a page's name."""
    return int(page) if len(page) == LONGEST_PAGE and page.isascii() and page.isdigit() else None
