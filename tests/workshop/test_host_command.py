"""`host` as it is typed: what it prints, how it ends, what it says when it cannot begin; `--check` and `--forget`."""

import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.command_line import main
from game.workshop import host
from game.workshop.journal import lines, rooms
from game.workshop.presets import OWN, PRESETS
from tests.workshop.kills import ROOT
from tests.workshop.served import Client, Served, Watch, wait_for


def command(*words: str) -> subprocess.Popen[str]:
    whole = [sys.executable, str(ROOT / "main.py"), "host", *words]
    return subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def done(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code and both outputs of a command that ends by itself; it runs in this process."""
    code = main(["host", *words])
    out, trouble = capsys.readouterr()
    return code, out, trouble


@contextmanager
def hosting(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A hub at work, and what it has said."""
    with command(*words) as child:
        try:
            assert child.stdout is not None
            said = ""
            for line in child.stdout:
                said += line
                if "Ctrl+C" in line:
                    break
            assert "Ctrl+C" in said, child.stderr.read() if child.stderr is not None else said
            yield child, said
        finally:
            child.kill()


@pytest.mark.slow  # a process of its own three times over
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_and_ends_calmly(tmp_path: Path, number: signal.Signals) -> None:
    with hosting("--port", "0", "--home", str(tmp_path), "--seed", "5", "--first", "prices") as (child, said):
        found = re.search(r"//127\.0\.0\.1:(\d+)/j/([BCDGHJ-NP-TV-XZ]{6})\n", said)
        assert found, said
        assert re.search(r"Facilitator +\S+/host/\S{32}\n", said)
        assert re.search(r"Leader's desk +\S+/desk/\S{32}\n", said)
        assert re.search(r"the same link in the game: .* join LINK\n", said)
        assert "Only this computer can reach it." in said
        client = Client(int(found[1]))
        watch = Watch(client, "page=wall")
        watch.next()
        begun = time.monotonic()
        child.send_signal(number)
        assert watch.ended()
        assert time.monotonic() - begun < 2.0
        out, trouble = child.communicate(timeout=30.0)
        watch.close()
        assert (child.returncode, trouble) == (0, "")
        assert "The room is kept" in out
    with hosting("--port", "0", "--home", str(tmp_path)) as (child, said):
        assert "goes on, in its lobby, with 0 seats" in said
        assert f"/j/{found[2]}" in said
    with hosting("--port", "0", "--home", str(tmp_path), "--new") as (child, said):
        assert "A new room is open." in said
        assert f"/j/{found[2]}" not in said
    first = rooms(tmp_path / "workshop")[0]
    assert re.fullmatch(r"\d+ open preset=60 seed=5 first=prices", lines(first)[0])


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, trouble = done(capsys, "--port", str(port), "--home", str(tmp_path))
    assert (code, out) == (2, "")
    assert trouble == (
        f"Port {port} is taken, perhaps by another hub: end that one, or choose another with --port {port + 1}.\n"
    )
    assert not list(tmp_path.iterdir()), "nothing is begun that cannot be served"


def test_a_home_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    code, _, trouble = done(capsys, "--port", "0", "--home", str(tmp_path / "file"))
    assert code == 2
    assert trouble.startswith("Rooms cannot be kept in ")
    assert trouble.count("\n") == 1


@pytest.mark.slow
def test_a_room_of_another_version_is_told_and_a_new_one_can_be_begun(tmp_path: Path) -> None:
    folder = tmp_path / "workshop"
    folder.mkdir()
    (folder / "2026-01-01-000000-000.room").write_bytes(b"no room" * 200)
    with command("--port", "0", "--home", str(tmp_path)) as child:
        _, trouble = child.communicate(timeout=60.0)
    assert child.returncode == 2
    assert "cannot be opened" in trouble
    assert "host --new begins another room." in trouble
    with hosting("--port", "0", "--home", str(tmp_path), "--new") as (_, said):
        assert "A new room is open." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--preset", "61"), f"There is no preset “61”; there are {', '.join(name for name in PRESETS if name != OWN)}."),
     (("--lan", "192.0.2.77"), "This computer has no address 192.0.2.77; it has 192.168.8.2.")],
)  # fmt: skip
def test_wrong_use_is_a_sentence(
    tmp_path: Path, words: tuple[str, str], said: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(host, "own_addresses", lambda: ("192.168.8.2",))
    assert main(["host", "--port", "0", "--home", str(tmp_path), *words]) == 2
    assert said in capsys.readouterr().err


def test_without_a_network_lan_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "own_addresses", tuple)
    with pytest.raises(host.HostError, match="in no network"):
        host.listen(0, "")


def test_with_lan_it_says_what_becomes_reachable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room = Served(tmp_path)
    try:
        host.say(room.hub, room.invitation, "A new room is open.", True)
    finally:
        room.stop()
    said = capsys.readouterr().out
    assert f"can now reach port {room.port} here" in said
    assert "not encrypted" in said


@pytest.mark.slow
def test_check_finds_what_is_fine_and_what_is_not(tmp_path: Path) -> None:
    with command("--check", "--port", "0", "--seconds", "4") as child:
        try:
            assert child.stdout is not None
            first = child.stdout.readline() + child.stdout.readline()
            found = re.search(r":(\d+)/check", first)
            assert found, first
            projector = Client(int(found[1]))
            wait_for(lambda: _opened(projector))
            assert projector.post("/check/seen", wide=1024, high=600, stream_seconds=3)[1]["own"] is True
            projector.close()
            out, _ = child.communicate(timeout=30.0)
        finally:
            child.kill()
    assert child.returncode == 1
    assert f"fine  Port {found[1]} answers at 127.0.0.1." in out
    assert "fine  A stream stood for 4 seconds" in out
    assert "LOOK  Other devices cannot reach this computer yet." in out
    assert "host --check --lan" in out
    assert "LOOK  The page on this computer is 1024 × 600." in out


def _opened(client: Client) -> bool:
    try:
        return client.get("/check")[0] == 200
    except OSError:
        return False


@pytest.mark.slow
def test_forget_removes_the_names_of_every_room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("Rumpelstilz", "Zimtzicke"):
        room = Served(tmp_path / "workshop")
        room.phone(name)
        room.stop()
    code, out, _ = done(capsys, "--forget", "--home", str(tmp_path))
    assert code == 0
    assert "No name is left in the 2 rooms" in out
    for path in (tmp_path / "workshop").glob("*.room*"):
        kept = path.read_bytes()
        assert b"Rumpelstilz" not in kept
        assert b"Zimtzicke" not in kept
    assert all(lines(path)[-1].endswith(" forget") for path in rooms(tmp_path / "workshop"))


def test_threads_end_with_the_hub(tmp_path: Path) -> None:
    before = threading.active_count()
    room = Served(tmp_path)
    room.phone()
    room.stop()
    wait_for(lambda: threading.active_count() <= before)


def test_forgetting_goes_on_past_rooms_that_never_began_or_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "workshop"
    room = Served(folder)
    room.phone("Zimtzicke")
    room.stop()
    (folder / "2020-01-01-000000-000.room").touch()  # its hub was killed as it began it
    assert done(capsys, "--forget", "--home", str(tmp_path))[0] == 0
    broken = folder / "2021-01-01-000000-000.room"
    broken.write_bytes(b"no room at all" * 500)
    room = Served(folder)
    room.phone("Krawallo")
    room.stop()
    code, _, err = done(capsys, "--forget", "--home", str(tmp_path))
    assert code == 2
    assert broken.name in err
    assert "none is left in the other 3 rooms" in err
    assert not [path for path in folder.glob("*.room") if re.search(b"Zimtzicke|Krawallo", path.read_bytes())]
