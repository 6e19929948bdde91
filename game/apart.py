"""Work in a process of its own, so that the window stays alive; what it finds arrives one by one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import weakref
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


def _run(pipe: Connection, work: Callable[..., Iterator[Any]], arguments: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_window, daemon=True).start()
    try:
        for found in work(*arguments):
            pipe.send(found)
    except (BrokenPipeError, ConnectionError, EOFError):
        # The window is gone, and with it everyone who wanted to know.
        pass
    finally:
        pipe.close()


def _end_with_the_window() -> None:
    """Ends this process once the one that began it is gone, even where that was killed and could say nothing."""
    window = multiprocessing.parent_process()
    if window is not None:
        window.join()
        os._exit(1)


def _stop(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()
    if process.is_alive():
        process.terminate()
        process.join(2.0)
    if process.is_alive():
        process.kill()
    process.join()


class Apart(Generic[_T]):
    """Runs `work(*arguments)` in another process, which ends with the work, with `close`, or with this object.

    work: a generator function of some module's top, whose arguments and results can be pickled. newest: the last result
    that has arrived, None before the first. ended: whether the process has said all it had to say, or died.
    """

    def __init__(self, name: str, work: Callable[..., Iterator[_T]], *arguments: Any) -> None:
        self.newest: _T | None = None
        self.ended = False
        self._name, self._work, self._arguments = name, work, arguments
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._finish: weakref.finalize[..., Apart[_T]] | None = None

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
        process = context.Process(
            target=_run, args=(theirs, self._work, self._arguments), name=self._name, daemon=True
        )  # fmt: skip
        process.start()
        theirs.close()
        self._process = process
        self._finish = weakref.finalize(self, _stop, process, self._pipe)

    def poll(self) -> _T | None:
        """The newest result; never waits."""
        try:
            while self._pipe is not None and not self._pipe.closed and self._pipe.poll():
                self.newest = self._pipe.recv()
        except (EOFError, OSError):
            self.ended = True
            self.close()
        return self.newest

    def close(self) -> None:
        """Ends the other process and waits until it is gone; may be called at any time, also twice."""
        if self._finish is not None:
            self._finish()
