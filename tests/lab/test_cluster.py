"""The same experiments on a cluster of this machine, over the loopback, and what is said where there is none."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator

import pytest

from game import command_line, saves
from game.lab import cluster, games, laws
from game.lab.worlds import replaced
from game.sim.company import market

WORKERS = {"n_workers": 1, "threads_per_worker": 2, "processes": False, "dashboard_address": "127.0.0.1:0"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with one worker of two threads."""
    from distributed import LocalCluster  # its own imports take a second of every worker's collecting

    with LocalCluster(protocol="tcp", host="127.0.0.1", **WORKERS) as local:
        yield local.scheduler_address


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code, output and complaints of one command line."""
    code = command_line.main(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.slow
def test_a_cluster_finds_the_same_figures(capsys: pytest.CaptureFixture[str], address: str) -> None:
    words = ("laws", "convert", "--quick", "--seeds", "2", "--json")
    here = run(capsys, *words, "--jobs", "1")
    there = run(capsys, *words, "--cluster", address)
    assert there == here
    assert json.loads(there[1])[0]["pass"] is True
    assert not cluster.connected()


def squared(number: int) -> int:
    return number * number


def test_results_come_in_the_order_of_the_tasks(address: str) -> None:
    with cluster.cluster(address):
        assert cluster.connected()
        assert list(games.side_by_side(squared, [(n,) for n in range(20)])) == [n * n for n in range(20)]
    assert not cluster.connected()


def test_a_cut_on_one_thread_does_not_reach_another(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(seed: int, quick: bool) -> dict[str, float]:
        with replaced(market, PRICE_SPEED=0.0):
            return {"speed": sum(market.PRICE_SPEED for _ in range(20_000)) / 20_000}

    def whole(seed: int, quick: bool) -> dict[str, float]:
        return {"speed": sum(market.PRICE_SPEED for _ in range(20_000)) / 20_000}

    part = laws.Part("speed", laws.of("speed"), 0.01)
    monkeypatch.setitem(laws.LAWS, "tried", laws.Law("tried", "", whole, (part,), cut))
    with cluster.cluster(address):
        found = laws.weigh(["tried"], cuts=True, seeds=20)[0].parts[0]
    assert found.found.low == pytest.approx(market.PRICE_SPEED)
    assert found.cut is not None
    assert found.cut.high == 0.0


def failing(number: int) -> int:
    raise RuntimeError(f"task {number}")


def test_a_task_that_fails_fails_here(address: str) -> None:
    with pytest.raises(RuntimeError, match="task 1"), cluster.cluster(address):
        list(games.side_by_side(failing, [(1,)]))
    assert not cluster.connected()


def test_wrong_addresses_are_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for word, sentence in (
        (f"tcp://127.0.0.1:{port}", f"Nobody answers at “tcp://127.0.0.1:{port}”."),
        ("over there", "is not an address such as tcp://"),
        ("ftp://127.0.0.1:1", "is not an address such as tcp://"),
    ):
        code, out, err = run(capsys, "laws", "convert", "--cluster", word)
        assert (code, out) == (command_line.WRONG_USE, "")
        assert sentence in err
        assert len(err.splitlines()) == 1


def test_other_rules_are_refused(
    capsys: pytest.CaptureFixture[str], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_rules", lambda: saves.RULES + 1)
    code, _, err = run(capsys, "laws", "convert", "--cluster", address)
    assert code == command_line.WRONG_USE
    assert f"play by rules {saves.RULES + 1}, this machine by rules {saves.RULES}" in err


def test_a_cluster_without_workers_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    from distributed import LocalCluster  # its own imports take a second of every worker's collecting

    with LocalCluster(protocol="tcp", host="127.0.0.1", **{**WORKERS, "n_workers": 0}) as empty:
        code, _, err = run(capsys, "laws", "convert", "--cluster", empty.scheduler_address)
    assert code == command_line.WRONG_USE
    assert "Nobody works at" in err


def test_without_dask_a_sentence_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = run(capsys, "laws", "convert", "--cluster", "tcp://127.0.0.1:8786")
    assert code == command_line.WRONG_USE
    assert "pip install distributed" in err
