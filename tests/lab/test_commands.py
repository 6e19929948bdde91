"""The command line: exit codes, sentences, JSON, and never a traceback for a person's mistake."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from game import bots, command_line, levels
from game.lab import headless, terms
from game.levels import starter
from game.levels.conditions import FIGURES, HAPPENINGS, PLACES
from game.sim.levers import LEVERS
from game.sim.values import KPIS, VALUES

ROOT = Path(__file__).resolve().parents[2]

SMALL = """\
format: 1
title: Small
people: 5
weeks: 6
levers: [order, visit]
claims:
  - {better: orders, than: idle, by: 0.2, seeds: 3}
"""
BROKEN = "format: 1\ntitel: Small\npeople: 5.5\nlevers: [oder]\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "01-small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """The exit code, output and complaints of one command line."""
    try:
        code = command_line.main([str(word) for word in words])
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


@contextmanager
def started(*words: object, without: Sequence[str] = (), **options: Any) -> Iterator["subprocess.Popen[str]"]:
    """The real program in a process of its own, ended when the test is done with it."""
    environment = {key: value for key, value in os.environ.items() if key not in without}
    program = subprocess.Popen(
        [sys.executable, "main.py", *map(str, words)], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip
    with program:
        try:
            yield program
        finally:
            program.kill()


def in_python(code: str, *words: object) -> tuple[int, str, str]:
    """The exit code, output and complaints of some lines in a Python of their own."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_sim_prints_an_object_per_game_in_order(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    words = ("sim", small, "--policy", "orders", "--policy", "idle", "--seeds", "2..4", "--json")
    code, out, _ = run(capsys, *words)
    rows = json.loads(out)
    assert code == 0
    assert [(row["level"], row["policy"], row["seed"]) for row in rows] == [
        ("01-small", policy, seed) for policy in ("orders", "idle") for seed in (2, 3, 4)
    ]
    assert all(row["weeks"] == 6 and re.fullmatch("[0-9a-f]{64}", row["digest"]) for row in rows)
    assert run(capsys, *words)[1] == out


def test_sim_plays_every_policy_unless_told(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    code, out, _ = run(capsys, "sim", small, "--json")
    assert code == 0
    assert [(row["policy"], row["seed"]) for row in json.loads(out)] == [(name, 1) for name in bots.NAMES]
    code, out, _ = run(capsys, "sim", small)
    assert code == 0
    assert all(name in out for name in ("01-small", *bots.NAMES))


@pytest.mark.slow
def test_leaders_have_the_levels_levers_unless_all_are_opened(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    words, scores = ("sim", small, "--policy", "incentives", "--policy", "standing", "--policy", "idle"), {}
    for option, sentence in (((), "By the level's own levers."), (("--open",), "All levers open.")):
        assert sentence in run(capsys, *words, *option)[1]
        rows = json.loads(run(capsys, *words, *option, "--json")[1])
        assert {row["open_levers"] for row in rows} == {bool(option)}
        scores[option] = [row["score"] for row in rows]
        code, out, _ = run(capsys, "check", small, "--claims", *option)
        assert (code, sentence in out) == (0, True)
        code, out, _ = run(capsys, "balance", small, "--seeds", "2", "--jobs", "1", *option)
        assert (code, sentence in out) == (0, True)
    own, opened = scores[()], scores[("--open",)]
    assert own[0] == own[1] != opened[0]
    assert own[2] == opened[2]


def test_every_leader_is_explained_in_help_and_guide(capsys: pytest.CaptureFixture[str]) -> None:
    assert tuple(terms.LEADERS) == bots.NAMES
    guide = (ROOT / "levels" / "README.md").read_text(encoding="utf-8").replace("`", "")
    help_page = run(capsys, "sim", "--help")[1]
    for name, words in terms.LEADERS.items():
        assert f"  {name:10}  {words}\n" in help_page
        told = words.removeprefix("does ").partition(",")[0]
        assert f"| {name} | {told}" in guide
    shown = {column.title for column in headless._COLUMNS} - {"level", "policy", "games"}
    assert shown == {word for name in terms.COLUMNS for word in name.split(", ")}


@pytest.mark.slow
def test_many_games_side_by_side_are_the_same_games(small: Path) -> None:
    code = (
        "import sys; from game import levels; from game.lab import games; level = levels.read(sys.argv[1]); done = [];"
        "few = games.standings([level], ['orders', 'random'], range(4)); games.WORTHWHILE_WEEKS = 1;"
        "many = games.standings([level], ['orders', 'random'], range(4), progress=done.append);"
        "sys.exit(not (many == few and sum(done) == 48 and 'joblib' in sys.modules))"
    )
    assert in_python(code, small) == (0, "", "")


def test_a_folder_with_a_pipe_or_without_levels_is_answered_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "check", ".")[::2] == (2, "There is no level in the folder “.”.\n")
    os.mkfifo(tmp_path / "pipe.yaml")
    code, out, _ = run(capsys, "check", ".")
    assert (code, "“pipe.yaml” cannot be opened: it is a pipe." in out) == (1, True)
    code, _, err = run(capsys, "replay", "pipe.yaml")
    assert (code, err) == (2, "“pipe.yaml” is no file.\n")


def test_a_game_of_ours_is_found_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("01-the-garage", "the-garage", "levels/01*.yaml"):
        code, out, _ = run(capsys, "sim", word, "--policy", "idle", "--json")
        assert code == 0
        assert json.loads(out)[0]["level"] == "01-the-garage"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("check", ""), "The name is empty. Give a file, the name of a level, or a folder."),
        (("sim", " "), "The name is empty. Give a file, or the name of a level."),
        (("new", ""), "“” names no file. Give the new level a name, such as night-shift."),
        (("new", "con"), "Windows keeps the name “con” for a device. Give the new level another one."),
        (("new", "NUL.night.yaml"), "Windows keeps the name “NUL.night.yaml” for a device."),
        (("balance", "01-the-garage", "--seeds", "1..2"), "“1..2” names lucks; here it is said how many, such as 20"),
        (("new", "no/such/level"), "cannot be written: there is no folder “no/such”."),
        (("balance", "01-the-garage", "--density", "4"), "“4” is no level. For the number of games write: --density"),
        (("shot", "01-the-garage", "x.png", "--select", "team 99"), "There is no team “99”; the level has 6, counted"),
        (("shot", "01-the-garage", "x.png", "--select", "team 0"), "There is no team “0”; the level has 6, counted"),
        (("shot", "01-the-garage", "x.png", "--select", "score"), "“score” cannot be selected."),
        (("shot", "01-the-garage", "x.png", "--week", "0"), "“0” is not a whole number from 1"),
        (("smi",), "There is no command “smi”. Did you mean “sim”?"),
        (("sim", "01-the-garaje"), "There is no level “01-the-garaje”. Did you mean “01-the-garage”?"),
        (("sim", "01-the-garage", "--policy", "ordrs"), "There is no policy “ordrs”. Did you mean “orders”?"),
        (("sim", "01-the-garage", "--policy", "zzz"), "There are idle, "),
        (("sim", "01-the-garage", "--seed", "-1"), "“-1” is not a whole number from 0"),
        (("sim", "01-the-garage", "--seed", "1.5"), "“1.5” is not a whole number from 0"),
        (("sim", "01-the-garage", "--seeds", "5"), "is not written as A..B"),
        (("sim", "01-the-garage", "--seeds", "5..1"), "from the lower to the higher"),
        (("sim", "01-the-garage", "--seed", "1", "--seeds", "1..2"), "not allowed with"),
        (("sim", "01-the-garage", "--save", "x"), "--save keeps a single game"),
        (("sim",), "required"),
        (("check", "01-the-garage", "--open"), "--open belongs to --claims."),
        (("balance", "01-the-garage", "--search", "--open"), "--open belongs to the table of all policies"),
        (("sim", "nothing*.yaml"), "Nothing fits “nothing*.yaml”."),
        (("sim", "levels"), "“levels” is a folder"),
        (("replay", "missing.headcount"), "There is no file “missing.headcount”."),
        (("check", "missing.yaml"), "There is no level “missing.yaml”."),
        (("shot", "01-the-garage", "picture.txt"), "should end in .png"),
        (("shot", "01-the-garage", "picture.png", "--size", "9x9"), "is not a size such as 1920x1080"),
        (("shot", "01-the-garage", "picture.png", "--ui-scale", "nan"), "is not a number from 1 to 2"),
        (("--size", "wide"), "is not a size such as 1920x1080"),
        (("--level", "nowhere"), "There is no level “nowhere”."),
    ],
)  # fmt: skip
def test_wrong_use_is_a_sentence_and_two(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    code, out, err = run(capsys, *words)
    assert code == 2
    assert sentence in err
    assert not out


def test_check_without_a_path_looks_at_all_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check")
    assert code == 0
    assert out == run(capsys, "check", ROOT / "levels")[1]


@pytest.mark.parametrize("command", ["", *command_line.COMMANDS])
def test_help_has_examples(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = run(capsys, *filter(None, [command]), "--help")
    assert code == 0
    examples = out.partition("examples:\n")[2].splitlines()
    assert examples
    assert all(line.startswith(f"  python main.py {command}".rstrip()) for line in examples)


@pytest.mark.parametrize("words", [("sim",), ("check",), ("--level",)])
def test_a_broken_level_shows_every_problem_and_one(
    capsys: pytest.CaptureFixture[str], broken: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":no-such-display")
    code, out, err = run(capsys, *words, broken)
    said = out + err
    assert code == 1
    for place, hint in (("2:1", "“title”"), ("3:9", "^^^"), ("4:10", "“order”")):
        assert f"{broken}:{place}: error: " in said
        assert hint in said
    assert "3 errors." in said


def test_check_prints_json(capsys: pytest.CaptureFixture[str], small: Path, broken: Path) -> None:
    code, out, _ = run(capsys, "check", small, broken, "--json")
    rows = json.loads(out)
    assert code == 1
    assert {tuple(row) for row in rows} == {("severity", "file", "line", "column", "rule", "text", "hint")}
    assert [(row["line"], row["column"]) for row in rows] == [(2, 1), (3, 9), (4, 10)]
    code, out, _ = run(capsys, "check", small.parent, "--json")
    assert (code, json.loads(out)) == (1, rows)


def test_the_campaign_has_no_problems(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", ROOT / "levels")
    assert code == 0, out
    assert re.search(r"\d levels, no problems\.", out)


@pytest.mark.slow
def test_claims_are_tested_and_may_fail(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    code, out, _ = run(capsys, "check", small, "--claims")
    assert code == 0
    assert re.search(r"holds +\S*01-small\.yaml:7: orders beats idle by more than 20 points: \+\d", out)
    small.write_text(SMALL.replace("better: orders, than: idle", "better: idle, than: orders"), encoding="utf-8")
    code, out, _ = run(capsys, "check", small, "--claims", "--json")
    row = json.loads(out)[0]
    assert code == 1
    assert (row["severity"], row["rule"], row["seeds"]) == ("error", "claim", 3)
    assert row["low"] < row["figure"] < row["high"] < 0


def test_a_saved_game_replays_and_verifies(capsys: pytest.CaptureFixture[str], small: Path, tmp_path: Path) -> None:
    path = tmp_path / "game.headcount"
    code, out, err = run(capsys, "sim", small, "--policy", "orders", "--save", path, "--json")
    assert code == 0
    assert str(path) in err
    played = json.loads(out)[0]
    assert run(capsys, "replay", path, "--verify")[:2] == (0, "All 6 weeks agree, to the last bit.\n")
    code, out, _ = run(capsys, "replay", path, "--json")
    assert (code, json.loads(out)) == (0, {**played, "weeks_lost": 0})
    code, out, _ = run(capsys, "replay", path)
    assert code == 0
    assert "week 1: order team:" in out
    assert f"digest {played['digest']}" in out

    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = re.sub(r'"actions":\[.*?\]', '"actions":["visit team:3","visit team:4"]', lines[3])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, out, _ = run(capsys, "replay", path, "--verify")
    assert (code, "Week 3 differs" in out) == (1, True)
    code, out, _ = run(capsys, "replay", path, "--verify", "--json")
    assert (code, json.loads(out)["week"], json.loads(out)["ok"]) == (1, 2, False)

    path.write_text("\n".join(lines[:3]) + "\n" + lines[3][:40], encoding="utf-8")
    code, out, err = run(capsys, "replay", path, "--json")
    assert (code, json.loads(out)["weeks"], json.loads(out)["weeks_lost"]) == (1, 2, 4)
    assert "4 weeks are lost" in err


def test_a_foreign_file_is_a_sentence_and_one(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    for extra in ((), ("--verify",)):
        code, out, err = run(capsys, "replay", small, *extra)
        assert (code, out) == (1, "")
        assert "not a saved game" in err


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "schema")
    assert code == 0
    assert {"format", "title", "people"} <= set(json.loads(out)["properties"])


@pytest.mark.parametrize("people", [None, 1, 12, 100_000])
def test_a_new_level_has_no_problems(capsys: pytest.CaptureFixture[str], tmp_path: Path, people: int | None) -> None:
    path = tmp_path / "07-night-shift"
    words = ("new", path, *(() if people is None else ("--people", people)))
    code, out, _ = run(capsys, *words)
    written = tmp_path / "07-night-shift.yaml"
    assert code == 0
    assert str(written) in out
    level = levels.read(written)
    assert (level.title, level.world.people) == ("Night Shift", people or 18)
    assert levels.check(written) == []
    kept = written.read_bytes()
    code, _, err = run(capsys, *words)
    assert (code, "is there already" in err) == (2, True)
    assert written.read_bytes() == kept


def test_every_example_in_a_new_level_may_be_used() -> None:
    text = re.sub(r"^#(?=[a-z]|  +[a-z-])", "", starter.text("tried", 18), flags=re.MULTILINE)
    assert levels.check_text(text, "tried.yaml") == []
    assert set(levels.schema()["properties"]) == {*re.findall(r"^([a-z]+):", text, re.MULTILINE)}


@pytest.mark.parametrize("name", ["...", "x" * 25, "07-", "[a]", "no-such-folder/level"])
def test_a_new_level_needs_a_name(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    code, out, err = run(capsys, "new", f"{tmp_path}/{name}")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["yes", "null", "2-0", "rock-&-roll", "d'accord", "über-uns"])
def test_any_title_is_written_as_yaml(tmp_path: Path, name: str) -> None:
    assert levels.check_text(starter.text(name, 5), "any.yaml") == []


def test_the_reference_names_everything(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "reference")
    assert code == 0
    schema = levels.schema()
    keys = [key for block in (schema, *schema["$defs"].values()) for key in block["properties"]]
    names = (*keys, *LEVERS, *KPIS, *FIGURES, *HAPPENINGS, *PLACES, *(value.name for value in VALUES))
    assert [name for name in names if f"`{name}`" not in out] == []
    tables = [line for line in out.splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", line)) >= 3 for line in tables)


@pytest.mark.parametrize("display", ["", ":no-such-display"])
@pytest.mark.slow
def test_without_a_display_a_sentence_names_the_headless_commands(
    monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    with started(without=("WAYLAND_DISPLAY", "SDL_VIDEODRIVER")) as game:
        out, err = game.communicate(timeout=60)
    assert (game.returncode, out) == (2, "")
    assert "Traceback" not in err
    assert all(name in err.splitlines()[-1] for name in ("sim", "replay", "check"))


def test_sim_needs_no_window(small: Path) -> None:
    code = (
        "import sys, main; code = main.main(['sim', sys.argv[1], '--policy', 'mixed']);"
        "sys.exit(code or ('pygame' in sys.modules))"
    )
    assert in_python(code, small)[0] == 0


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    with started("schema") as game:
        assert game.stdout is not None
        assert game.stderr is not None
        assert game.stdout.readline()
        game.stdout.close()
        assert game.stderr.read() == ""
        assert game.wait(timeout=60) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("sim", "free-play", "--seeds", "1..400", "--json"),
        ("laws", "delay", "scale", "--jobs", "2"),
        ("laws", "delay", "--jobs", "1"),
        ("balance", "free-play", "--density", "--seeds", "40", "--jobs", "2"),
        ("balance", "free-play", "--ablation", "--jobs", "1"),
        ("balance", "free-play", "--search", "--seeds", "40", "--jobs", "2"),
    ],
)
def test_ctrl_c_ends_long_work_quietly(words: tuple[str, ...]) -> None:
    with started(*words, start_new_session=True) as game:
        time.sleep(2.5)
        os.killpg(game.pid, signal.SIGINT)
        out, err = game.communicate(timeout=60)
    assert (game.returncode, out, err) == (130, "", "")


@pytest.mark.slow
def test_shot_paints_the_screen_asked_for(small: Path, tmp_path: Path) -> None:
    words = ("shot", small, "--policy", "orders", "--week", 3, "--size", "960x540", tmp_path / "play.png")
    with started(*words) as program:
        out, err = program.communicate(timeout=120)
    assert (program.returncode, out, err) == (0, "", "")
    data = (tmp_path / "play.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (960, 540)


@pytest.mark.slow
def test_shot_says_which_week_a_screen_needs(small: Path, tmp_path: Path) -> None:
    for screen, week in (("review", 3), ("debrief", 3)):
        with started("shot", small, "--screen", screen, "--week", week, tmp_path / "x.png") as program:
            out, err = program.communicate(timeout=120)
        assert (program.returncode, out) == (2, "")
        assert "needs" in err
        assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("screen", "week", "played"),
    [("play", 1, 0), ("play", 13, 12), ("review", 13, 13), ("review", 14, 13), ("review", 12, 12), ("debrief", 26, 26)],
)
def test_the_week_of_a_picture_is_the_one_to_come_or_the_one_that_ended(screen: str, week: int, played: int) -> None:
    words = ["01-the-garage", "x.png", "--screen", screen, "--week", str(week)]
    options = command_line._shot_parser("shot").parse_args(words)
    assert command_line._weeks_before(options) == played


def test_an_interval_is_students() -> None:
    from game.lab.games import interval

    found = interval([1.0, 2.0, 3.0, 4.0, 5.0])
    assert found.mean == 3.0
    assert found.high - 3.0 == pytest.approx(1.9634, abs=1e-3)
    assert found.low == pytest.approx(6.0 - found.high)
    assert interval([4.0] * 40).high == 4.0
    twenty = interval([float(n) for n in range(20)])
    assert twenty.high - twenty.mean == pytest.approx(2.0930 * 5.9161 / 20**0.5, abs=2e-3)


@pytest.mark.parametrize("name", ["", ".", "/", "folder/"])
def test_a_level_without_a_name_is_not_begun(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "new", name)
    assert (code, out) == (2, "")
    assert "names no file" in err
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_figures_below_nothing_have_a_minus_sign_in_text_and_are_numbers_in_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    save = tmp_path / "brewery.headcount"
    words = ("sim", "the-brewery", "--policy", "idle", "--seed", "3")
    (row,) = json.loads(run(capsys, *words, "--json")[1])
    assert row["score"] < 0
    figure = f"−{-100 * row['score']:.1f}"
    told = [run(capsys, *words, "--save", save)[1], run(capsys, "replay", save)[1]]
    assert json.loads(run(capsys, "replay", save, "--json")[1])["score"] == row["score"]
    for out in told:
        assert figure in out
        assert not re.search(r"(?<![\w:/-])-\d", out), out
