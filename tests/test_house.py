"""The house keeps its own rules: layout, imports, types, style, and nothing in it that belongs elsewhere."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

TOP_LEVEL = {
    "main.py", "game", "assets", "levels", "tests", "README.md", "pyproject.toml", "requirements.txt",
    "LICENSE", "CHANGELOG.md",
}  # fmt: skip
LARGEST_BINARY_BYTES = 2_000_000
LONGEST_FILE, LONGEST_FUNCTION = 500, 60
"""Lines; a function's are counted from its `def` to its end, with its docstring."""
ROOM_LINES = range(2, 26)
"""In how many lines a room says what belongs in it: more than a name, and no more than half a page."""
TEXT_SUFFIXES = {
    "", ".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".json", ".svg", ".css", ".js", ".html", ".headcount",
    ".trace", ".cfg", ".ini",
}  # fmt: skip
# Who may be linked to. A new host is a decision: add it here, and say in the commit why.
LINKED_HOSTS = {
    "localhost", "127.0.0.1", "example.org", "www.w3.org", "json-schema.org", "keepachangelog.com",
    "semver.org", "doi.org", "docs.python.org", "opensource.org", "openfontlicense.org", "scripts.sil.org",
    "lucide.dev", "github.com", "www.apache.org",
}  # fmt: skip

RULES_LIBRARY = {
    "__future__", "abc", "collections", "contextlib", "copy", "dataclasses", "decimal", "enum", "functools",
    "hashlib", "itertools", "json", "math", "operator", "re", "struct", "types", "typing",
}  # fmt: skip
"""What of the standard library the rules may use: no clock, no files, no luck, no window."""


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that is or would be committed; in a download without git, every file but caches."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode == 0:
        names = [name for name in listing.stdout.split("\0") if name]
        return tuple(path for path in (ROOT / name for name in sorted(set(names))) if path.is_file())
    caches = re.compile(r"(^|/)(\.(\w*_cache|venv|hypothesis|git)|__pycache__|build|[^/]*\.egg-info)(/|$)")
    every = (path for path in sorted(ROOT.rglob("*")) if path.is_file())
    return tuple(path for path in every if not caches.search(path.relative_to(ROOT).as_posix()))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_files() -> Iterator[tuple[str, str]]:
    for path in tracked_files():
        if path.suffix in TEXT_SUFFIXES:
            yield name_of(path), path.read_text(encoding="utf-8")


def python_files(folder: str) -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py" and name_of(path).startswith(folder)]


def lines_matching(pattern: str, files: Iterator[tuple[str, str]]) -> list[str]:
    """Every line that holds the pattern, as ``file:line: text``."""
    sought = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if sought.search(line)
    ]


def statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Every statement at any depth; what only expressions hold is not looked at, which is nearly all there is."""
    left: list[ast.AST] = list(tree.body)
    for node in left:
        if isinstance(node, ast.stmt):
            yield node
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            left += getattr(node, part, ())


@cache
def tree_of(path: Path) -> ast.Module:
    """A file of Python as it is understood; asked for by several tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every imported module's full name with its line; relative imports stay inside their package."""
    for node in statements(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module, node.lineno


def run_tool(*arguments: str) -> None:
    """Run a tool as a module of this Python and show what it says if it finds anything."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(arguments)}\n{done.stdout}{done.stderr}"


def test_ruff_finds_nothing() -> None:
    run_tool("ruff", "check", "--no-cache", "--output-format=concise", ".")


@pytest.mark.slow
def test_mypy_finds_nothing() -> None:
    run_tool("mypy", "--strict", "game", "main.py")


def test_import_contracts_hold() -> None:
    code = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", done.stdout), done.stdout


def test_top_level_is_as_agreed() -> None:
    names = {name_of(path).split("/")[0] for path in tracked_files()}
    assert {name for name in names if not name.startswith(".")} == TOP_LEVEL


def test_rules_import_numpy_and_a_part_of_the_standard_library() -> None:
    strangers = [
        f"{name_of(path)}:{line}: {module}"
        for path in python_files("game/sim/")
        for module, line in imports_of(tree_of(path))
        if not (
            module in ("numpy", "numpy.typing")
            or module.startswith("game.sim")
            or module.split(".")[0] in RULES_LIBRARY
        )
    ]
    assert not strangers, "\n".join(strangers)


def test_no_file_is_too_long() -> None:
    """Two things that are kept apart are read apart: a file that has grown holds a second one, which wants a name."""
    long = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files("game/")}
    found = [f"{name}: {lines} lines, at most {LONGEST_FILE}" for name, lines in long.items() if lines > LONGEST_FILE]
    assert not found, "\n".join(found)


def test_no_function_is_too_long() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}: {node.name} has {lines} lines, at most {LONGEST_FUNCTION}: name its parts"
        for path in python_files("game/")
        for node in statements(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not found, "\n".join(found)


def test_no_constant_is_given_two_values() -> None:
    """The second would silently hold for whoever meant the first."""
    found = []
    for path in python_files("game/"):
        seen = set[str]()
        for statement in tree_of(path).body:
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if isinstance(statement, ast.AnnAssign) and statement.value is not None:
                targets = [statement.target]
            names = [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
            found += [f"{name_of(path)}:{statement.lineno}: {name}" for name in names if name in seen]
            seen.update(names)
    assert not found, "\n".join(found)


def test_every_room_says_what_belongs_in_it() -> None:
    found = []
    for room in sorted({path.parent for path in python_files("game/")}):
        face = room / "__init__.py"
        said = ast.get_docstring(ast.parse(face.read_text(encoding="utf-8"))) if face.is_file() else None
        lines = [line for line in (said or "").splitlines() if line.strip()]
        if len(lines) not in ROOM_LINES:
            found.append(
                f"{name_of(face)}: says in {len(lines)} lines what belongs in this room and what does not; "
                f"{ROOM_LINES.start} to {ROOM_LINES.stop - 1} are wanted"
            )
    assert not found, "\n".join(found)


def test_planner_imports_its_solver_late() -> None:
    tree = ast.parse((ROOT / "game/yardsticks/master.py").read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {line for function in functions for _, line in imports_of(function)}
    # An import for the types alone costs nothing at run time.
    inside |= {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for _, line in imports_of(node)
    }
    solver = {line for module, line in imports_of(tree) if module.split(".")[0] == "highspy"}
    assert solver, "the master programme should be solved with HiGHS"
    assert solver <= inside, f"master.py:{sorted(solver - inside)}: import highspy inside the function"


def test_main_imports_late() -> None:
    """``--help`` and ``check`` must not wait for pygame, the solver or the models."""
    code = (
        "import sys, main; heavy = {'pygame', 'numpy', 'highspy', 'pydantic', 'joblib'} & set(sys.modules);"
        "sys.exit(', '.join(sorted(heavy)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"importing main loads: {done.stderr}"


def test_pygame_is_imported_by_the_view_alone() -> None:
    elsewhere = [
        f"{name_of(path)}:{line}"
        for path in [*python_files("game/"), ROOT / "main.py"]
        if not name_of(path).startswith("game/view/")
        for module, line in imports_of(tree_of(path))
        if module.split(".")[0] == "pygame"
    ]
    assert not elsewhere, elsewhere


def test_no_promises_left_in_the_code() -> None:
    # Written in two halves, so that this file does not hold what it looks for.
    promises = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error"))
    assert not lines_matching(rf"\b({promises})\b", text_files())


def test_no_test_is_skipped_and_no_finding_silenced_wholesale() -> None:
    python = ((name, text) for name, text in text_files() if name.endswith(".py"))
    patterns = (
        r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b" + r"\(?",
        r"type: ignore" + r"(?!\[)",
        r"# noqa" + r"(?!: [A-Z])",
    )
    own = name_of(Path(__file__).resolve())
    files = [(name, text) for name, text in python if name != own]
    assert not lines_matching("|".join(patterns), iter(files))


def test_links_lead_to_known_hosts_only() -> None:
    unknown = [
        f"{name}: {host}"
        for name, text in text_files()
        if not re.search(r"(LICENSE|LICENCE|OFL)[^/]*$", name)
        for host in re.findall(r"\b(?:https?|ftp|file|git\+\w+)://([^/\s\"'<>)\]:`]*)", text)
        if host.lower() not in LINKED_HOSTS
    ]
    assert not unknown, unknown


def test_no_machine_paths() -> None:
    """Nobody's home folder or workplace is written into a file."""
    paths = r"(?<![\w.\-/{}])/(?:root|home|opt|work|Users|mnt)/\w|[A-Z]:\\Users"
    assert not lines_matching(paths, text_files())


def test_no_option_points_an_installer_somewhere() -> None:
    options = r"--(extra-)?index-url[= ]\S|--find-links[= ]\S|--trusted-host[= ]\S"
    assert not lines_matching(options, text_files())


def test_no_large_binaries() -> None:
    large = {name_of(path): path.stat().st_size for path in tracked_files()}
    assert not {name: size for name, size in large.items() if size > LARGEST_BINARY_BYTES}


def test_requirements_are_pins_and_hashes_alone() -> None:
    """Every line is a comment, an exact pin or a hash of it, and every pin has hashes."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins: dict[str, int] = {}
    for line in lines:
        if line.startswith("#"):
            assert "/" not in line, line
        elif pin := re.fullmatch(r"([a-z0-9\-]+)==[0-9][0-9a-z.]*( ; [^\\]+)? \\", line):
            pins[pin[1]] = 0
        else:
            assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line
            pins[next(reversed(pins))] += 1
    assert all(pins.values()), pins

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[<>=~!; ]", need)[0].lower() for need in project["dependencies"]}
    assert wanted <= set(pins), f"not pinned: {wanted - set(pins)}"


START = (
    "python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.txt && "
    ".venv/bin/python main.py"
)
TEST = (
    "python3 -m venv .venv && .venv/bin/pip install -q --require-hashes -r requirements.txt && "
    '.venv/bin/pip install -q -e ".[test]" && .venv/bin/python -m pytest'
)


def for_windows(command: str) -> str:
    """The same command for both of Windows' shells, of which the older one knows no ``&&``."""
    plain = command.replace("python3 ", "py ").replace('"', "").replace(".venv/bin/", ".venv\\Scripts\\")
    return f'cmd /c "{plain}"'


@pytest.mark.parametrize("command", [START, TEST], ids=["start", "test"])
def test_readme_holds_each_of_the_two_commands_once(command: str) -> None:
    """CI takes the second from there word for word, so each must stand alone on its line, and once."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines.count(command) == 1, command
    assert lines.count(for_windows(command)) == 1, for_windows(command)


def test_ci_runs_the_command_of_the_readme() -> None:
    """What .ci/run looks for in the README is the test command, and not the one that starts the game."""
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    found = re.search(r"grep -E '([^']+)' README\.md", script)
    assert found
    assert re.fullmatch(found[1], TEST)
    assert not re.fullmatch(found[1], START)
    assert not re.fullmatch(found[1], for_windows(TEST))
