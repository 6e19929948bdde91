"""A debrief worked out by another process, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from game import saves
from game.apart import Apart
from game.debrief.making import stages
from game.debrief.records import Debrief

LOST = "The other leaders could not be played to the end; what is shown is what was found."


def _stages(recording: saves.Recording, before: Path | None) -> Iterator[Debrief]:
    try:
        yield from stages(recording, before)
    except saves.SaveError as error:
        yield Debrief(1.0, trouble=str(error))


class DebriefJob:
    """A debrief being worked out by a process of its own, which ends with the work, with `close`, or with this one."""

    def __init__(self, recording: saves.Recording, before: Path | None = None) -> None:
        self._apart: Apart[Debrief] = Apart("debrief", _stages, recording, before)

    @property
    def running(self) -> bool:
        """Whether the other process is there."""
        return self._apart.running

    @property
    def process_id(self) -> int | None:
        """The other process's number in the system, None before `start`."""
        return self._apart.process_id

    def start(self) -> None:
        """Begins the work; once is enough."""
        self._apart.start()

    def poll(self) -> Debrief:
        """The newest state of the debrief; never waits."""
        newest = self._apart.poll() or Debrief()
        if self._apart.ended and newest.ready < 1.0:
            return replace(newest, ready=1.0, coming=(), trouble=LOST)
        return newest

    def cancel(self) -> None:
        """Ends the work at once; what was found stays."""
        self.close()

    def close(self) -> None:
        """Ends the other process and waits until it is gone; may be called at any time, also twice."""
        self._apart.close()
