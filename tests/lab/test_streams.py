"""The command line where something around it fails: its output, its packages, its terminal, or its patience."""

import ast
import io
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from game.command_line import COMMANDS, main
from game.lab import balance_tables, headless, packages, tables
from game.view.edition import NOT_CE

ROOT = Path(__file__).resolve().parents[2]
CLOSED = "The output cannot be written: it is closed.\n"
FULL = "The output cannot be written: no space left on device.\n"
SIM = "sim 01-the-garage --policy idle"
WORDS = [
    "--help", "schema", "reference",
    *(pytest.param(words, marks=pytest.mark.slow) for words in (SIM, f"{SIM} --json")),
    "check levels/01-the-garage.yaml",
    "check levels/01-the-garage.yaml --json", *(f"{name} --help" for name in COMMANDS),
]  # fmt: skip


def shell(words: str, redirection: str) -> subprocess.CompletedProcess[str]:
    line = f"{shlex.quote(sys.executable)} main.py {words} {redirection}"
    return subprocess.run(["bash", "-c", line], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)


def ended(words: str) -> int:
    try:
        return main(words.split())
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.slow
def test_no_command_falls_over_its_output(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for out, sentence in ((None, CLOSED), (open("/dev/full", "w"), FULL)):  # noqa: SIM115
        said = io.StringIO()
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", said)
        assert ended(words) == 1
        assert said.getvalue() == sentence
        if out is not None:
            out.close()
    with open("/dev/full", "w") as full:
        monkeypatch.setattr(sys, "stdout", None)
        monkeypatch.setattr(sys, "stderr", full)
        assert ended(words) == 1
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w") as piped:
        monkeypatch.setattr(sys, "stdout", piped)
        monkeypatch.setattr(sys, "stderr", said := io.StringIO())
        assert (ended(words), said.getvalue()) == (0, "")


@pytest.mark.parametrize(("redirection", "code", "sentence"), [
    (">&-", 1, CLOSED), (">/dev/full", 1, FULL), (">&- 2>&-", 1, ""), (">/dev/full 2>/dev/full", 1, ""),
    ("| head -c 1; exit ${PIPESTATUS[0]}", 0, ""),
])  # fmt: skip
@pytest.mark.slow
def test_a_shell_hears_of_it_too(redirection: str, code: int, sentence: str) -> None:
    done = shell("--help", redirection)
    assert (done.returncode, done.stderr) == (code, sentence)


@pytest.mark.slow
def test_a_mistake_that_nobody_can_hear_still_ends_as_one() -> None:
    for redirection in ("2>&-", "2>/dev/full"):
        assert shell("sim nowhere", redirection).returncode == 2
        assert shell("sim --seed x", redirection).returncode == 2


# Without packages


def test_without_its_packages_the_game_says_what_is_missing() -> None:
    for words in ([], ["sim", "01-the-garage"], ["--help"]):
        done = subprocess.run([sys.executable, "-S", "main.py", *words], cwd=ROOT, check=False, capture_output=True,
                              text=True)  # fmt: skip
        assert (done.returncode, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        if (ROOT / ".venv").exists():  # the environment that the README makes is there, and was not used
            assert line.endswith("main.py")
            assert str(ROOT / ".venv") in line
        else:
            assert "pygame-ce, numpy, PyYAML" in line
            assert line.endswith(packages.INSTALL)


def test_the_packages_are_those_of_the_project_and_the_way_is_the_readmes() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert list(packages.PACKAGES.values()) == [re.split("[<>=~]", line)[0] for line in project["dependencies"]]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert packages.INSTALL in readme
    assert project["requires-python"] == ">=3.11"


def test_an_older_python_reads_as_far_as_the_sentence_that_refuses_it() -> None:
    tree = ast.parse((ROOT / "main.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    place = next(n for n, node in enumerate(tree.body) if isinstance(node, ast.If))
    assert ast.unparse(tree.body[place].test) == "sys.version_info < (3, 11)"  # type: ignore[attr-defined]
    for node in tree.body[1:place]:
        assert isinstance(node, ast.Import | ast.ImportFrom)
        for name in [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]:
            assert str(name).split(".")[0] in sys.stdlib_module_names


@pytest.mark.slow
def test_the_other_pygame_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "pygame.py").write_text("version = 2\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "SDL_VIDEODRIVER": "dummy"}
    for words in ([], ["shot", "01-the-garage", str(tmp_path / "x.png")]):
        done = subprocess.run([sys.executable, "main.py", *words], cwd=ROOT, check=False, capture_output=True,
                              text=True, env=environment)  # fmt: skip
        assert (done.returncode, done.stderr.strip()) == (2, NOT_CE)


# Pictures and paths


@pytest.mark.slow
def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "full.png").symlink_to("/dev/full")
    for out, sentence in (
        ("nowhere/x.png", "there is no folder"), ("folder.png", "is a folder"), ("full.png", "no space left"),
        ("x.gif", "should end in .png"), ("", "should end in .png"),
    ):  # fmt: skip
        assert main(["shot", "01-the-garage", "--week", "1", str(tmp_path / out)]) == 2
        said = capsys.readouterr().err
        assert sentence in said
        assert said.count("\n") == 1


def test_the_line_that_new_prints_can_be_pasted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("my level", "it's $HOME & more"):
        assert main(["new", str(tmp_path / name)]) == 0 or "title" in capsys.readouterr().err
        line = capsys.readouterr().out.strip().partition("\n")[0]
        if line:
            assert shlex.split(line.rpartition("Play it with  ")[2])[-1] == str(tmp_path / f"{name}.yaml")


# Narrow terminals


SIM_ROWS = [
    ["01-the-garage", "incentives", "20", "63.1", "2.3", "1.9", "71", "64", "12", "8", "61", "70", "1,234,567", ""],
    ["03-the-corridor", "mixed", "20", "58.1", "0.3", "1.0", "70", "60", "10", "9", "62", "71", "-112,345", "3"],
]
BALANCE_ROWS = [["incentives", "63.1", "61.0 … 65.2", "40%", "2.1", "1.90", "5%", "25%", "40%", "30%", "12%"]]


@pytest.mark.parametrize("width", [20, 25, 32, 40, 50, 60, 80, 100, 160])
@pytest.mark.parametrize(("columns", "rows"), [
    (headless._COLUMNS, SIM_ROWS), (balance_tables._COLUMNS, BALANCE_ROWS),
])  # fmt: skip
def test_a_narrow_table_leaves_out_columns_and_cuts_no_figure(
    columns: list[tables.Column], rows: list[list[str]], width: int
) -> None:
    page = io.StringIO()
    tables.show(Console(file=page, width=width, highlight=False, markup=False, emoji=False), columns, rows)
    shown = page.getvalue()
    assert all(len(line.rstrip()) <= width for line in shown.splitlines())
    table, _, gone = shown.partition("No room for: ")
    left_out = " ".join(gone.split()).partition(". A wider")[0].split(", ") if gone else []
    assert "…" not in table.replace(" … ", "")
    for place, column in enumerate(columns):
        if column.title not in left_out:
            assert all(row[place] in table for row in rows)
    order = {column.title: column.gives_way for column in columns}
    kept = [order[title] for title in order if title not in left_out]
    assert all(order[title] >= max(kept) for title in left_out)
    assert 0 not in [order[title] for title in left_out]
    if width == 160:
        assert not left_out


# Told to end


@pytest.mark.slow
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
@pytest.mark.parametrize("words", [("laws", "--quick"), ("balance", "05-the-house", "--seeds", "40")])
def test_a_command_that_is_told_to_end_takes_its_workers_along(words: tuple[str, ...], sign: int, code: int) -> None:
    command = [sys.executable, "main.py", *words, "--jobs", "2"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               start_new_session=True)  # fmt: skip
    try:
        waited = time.monotonic() + 40
        while len(in_session(process.pid)) < 3:
            assert time.monotonic() < waited, "no workers came"
            time.sleep(0.1)
        time.sleep(0.5)
        os.kill(process.pid, sign)
        out, err = process.communicate(timeout=10)
        assert (process.returncode, out, err) == (code, "", "")
        waited = time.monotonic() + 3
        while in_session(process.pid):
            assert time.monotonic() < waited, "somebody is still there"
            time.sleep(0.1)
    finally:
        for left in in_session(process.pid):
            os.kill(left, signal.SIGKILL)


def in_session(session: int) -> list[int]:
    """The processes of a session that are alive."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[3]) == session and words[0] != "Z":
            found.append(int(path.parent.name))
    return found
