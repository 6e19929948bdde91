"""A debrief worked out by another process, so that the window stays alive."""

from __future__ import annotations

import multiprocessing
import signal
import weakref
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from game import saves
from game.debrief.making import stages
from game.debrief.records import Debrief


def _work(pipe: Connection, recording: saves.Recording, before: Path | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for stage in stages(recording, before):
            pipe.send(stage)
    except saves.SaveError as error:
        pipe.send(Debrief(1.0, trouble=str(error)))
    except (BrokenPipeError, ConnectionError, EOFError):
        # The window is gone, and with it everyone who wanted to know.
        pass
    finally:
        pipe.close()


def _stop(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()
    if process.is_alive():
        process.terminate()
        process.join(2.0)
    if process.is_alive():
        process.kill()
    process.join()


class DebriefJob:
    """A debrief being worked out by a process of its own, which ends with the work, with `close`, or with this one."""

    def __init__(self, recording: saves.Recording, before: Path | None = None) -> None:
        self._arguments = (recording, before)
        self._newest = Debrief()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._finish: weakref.finalize[..., DebriefJob] | None = None

    @property
    def running(self) -> bool:
        """Whether the other process is there."""
        return self._process is not None and self._process.is_alive()

    @property
    def process_id(self) -> int | None:
        """The other process's number in the system, None before `start`."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Begins the work; once is enough."""
        if self._process is not None:
            return
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(theirs, *self._arguments), name="debrief", daemon=True)
        process.start()
        theirs.close()
        self._process = process
        self._finish = weakref.finalize(self, _stop, process, self._pipe)

    def poll(self) -> Debrief:
        """The newest state of the debrief; never waits."""
        try:
            while self._pipe is not None and not self._pipe.closed and self._pipe.poll():
                self._newest = self._pipe.recv()
        except (EOFError, OSError):
            self.close()
            if self._newest.ready < 1.0:
                words = "The other leaders could not be played to the end; what is shown is what was found."
                self._newest = replace(self._newest, ready=1.0, coming=(), trouble=words)
        return self._newest

    def cancel(self) -> None:
        """Ends the work at once; what was found stays."""
        self.close()

    def close(self) -> None:
        """Ends the other process and waits until it is gone; may be called at any time, also twice."""
        if self._finish is not None:
            self._finish()
