"""The same experiments on a Dask cluster: for as long as a connection lasts, `side_by_side` hands its tasks to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

ANSWER_SECONDS = 10
"""How long a cluster may take to answer."""

_Result = TypeVar("_Result")
_connected = False
_alone = threading.Lock()


class Unreachable(Exception):
    """A cluster that cannot be worked with; the text is a sentence that says why, and what to do."""


def connected() -> bool:
    """Whether tasks go to a cluster now."""
    return _connected


@contextmanager
def cluster(address: str | None) -> Iterator[None]:
    """Connects to the scheduler at an address such as tcp://192.168.1.4:8786 until the end; None works on this machine.

    Raises Unreachable if Dask is not installed, nobody answers, nobody works there, or they play by other rules.
    """
    if address is None:
        yield
        return
    try:
        from distributed import Client
        from joblib import parallel_config
    except ImportError:
        raise Unreachable(
            'For a cluster, install Dask beside the game: pip install "headcount[cluster]" or pip install distributed'
        ) from None
    _answers(address)
    global _connected
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except OSError:
        raise Unreachable(f"What answers at “{address}” is no Dask scheduler.") from None
    with client:
        _same_rules(client, address)
        _connected = True
        try:
            with parallel_config(backend="dask", client=client, wait_for_workers_timeout=ANSWER_SECONDS):
                yield
        finally:
            _connected = False


def _answers(address: str) -> None:
    """Unreachable unless somebody listens there; asked first, since a client that finds nobody goes on complaining."""
    import socket

    from distributed.comm.addressing import get_address_host_port

    try:
        host, port = get_address_host_port(address, strict=True)
        socket.create_connection((host, port), timeout=ANSWER_SECONDS).close()
    except ValueError:
        raise Unreachable(f"“{address}” is not an address such as tcp://192.168.1.4:8786.") from None
    except OSError:
        raise Unreachable(f"Nobody answers at “{address}”. Start a scheduler there: dask scheduler") from None


def _same_rules(client: Any, address: str) -> None:
    """Unreachable unless there are workers, and each of them plays by the rules of this machine."""
    from game.saves import RULES

    try:
        rules = client.run(_rules)
    except ImportError:
        raise Unreachable(f"The workers at “{address}” do not have the game. Install it there as it is here.") from None
    if not rules:
        raise Unreachable(f"Nobody works at “{address}”. Start a worker: dask worker {address}")
    others = sorted({str(version) for version in rules.values() if version != RULES})
    if others:
        raise Unreachable(
            f"Workers at “{address}” play by rules {', '.join(others)}, this machine by rules {RULES}. "
            "Install the same version there."
        )


def _rules() -> object:
    from game.saves import RULES

    return RULES


def one_at_a_time(work: Callable[..., _Result], *task: Any) -> _Result:
    """Does a task while no other thread of the worker does one: a cut changes constants for as long as it lasts."""
    with _alone:
        return work(*task)
