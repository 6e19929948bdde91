"""The schema for editors: every name described, conditions and places proposed, and a real language server reads it."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from game import levels
from game.command_line import main
from game.lab import editors
from game.levels import meanings
from game.levels.conditions import FIGURES, HAPPENINGS, PLACES, PRODUCT_FIGURES, parse_condition, parse_place
from game.levels.kinds import KNOWN
from tests.lab.language_server import Editor

OURS = Path(__file__).resolve().parents[2] / "levels"
SERVER = "yaml-language-server"
PINNED = f"{SERVER}@1.19.2"
NPM_OPTIONS = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
LEVEL = """\
# yaml-language-server: $schema=level.schema.json
format: 1
title: Bakers
people: 12
week: 8
products: [&boats boats, lamps]
levers: [order, visit]
policy: {kpis: [output], default: wait}
events:
  - when: first order
    contract: {product: *boats}
  - when: sometime
    dilemma: the fair
  - when: quarter 1
    shift: {product: lamps, times: 2}
  - when: morale below 40
    news: It has become quiet.
hints:
  - when: week 1
    say: Hello.
    point: team 1
values: {offered: [craft]}
"""


def test_the_shipped_schema_is_the_one_that_is_written_today() -> None:
    """Where this fails: `python main.py schema --write levels`."""
    assert (OURS / editors.NAME).read_text(encoding="utf-8") == editors.text()


def test_every_key_and_every_name_is_described() -> None:
    whole = editors.schema()

    def walk(part: Any, path: str) -> None:
        if isinstance(part, list):
            for n, inner in enumerate(part):
                walk(inner, f"{path}/{n}")
        if not isinstance(part, dict):
            return
        if "enum" in part:
            assert len(part["enumDescriptions"]) == len(part["enum"]), path
            assert all(len(words) > 4 for words in part["enumDescriptions"]), path
        for key, field in part.get("properties", {}).items():
            assert field.get("description") or "$ref" in field, f"{path}/{key}"
        for key, inner in part.items():
            walk(inner, f"{path}/{key}")

    walk(whole, "")
    assert all(block["description"] for block in whole["$defs"].values())


def test_names_of_conditions_and_places_are_all_described() -> None:
    assert set(meanings.FIGURES) == set(FIGURES)
    assert set(meanings.PRODUCT_FIGURES) == set(PRODUCT_FIGURES)
    assert set(meanings.HAPPENINGS) == set(HAPPENINGS)
    assert set(meanings.PLACES) == set(PLACES)
    assert set(meanings.CARD_FIGURES) == set(KNOWN)


@pytest.mark.slow
def test_what_is_proposed_is_right_and_nothing_right_is_underlined() -> None:
    events = editors.schema()["$defs"]["EventBlock"]["properties"]
    point = editors.schema()["$defs"]["HintBlock"]["properties"]["point"]
    when = re.compile(events["when"]["pattern"])
    for proposal in events["when"]["defaultSnippets"]:
        parse_condition(proposal["body"], ["lamps"])
        assert when.search(proposal["body"]), proposal
    for proposal in point["defaultSnippets"]:
        parse_place(proposal["body"], {"lamps": 0}, ["North Gate"], 4, 2)
        assert re.search(point["pattern"], proposal["body"]), proposal
    written = [block for path in OURS.rglob("*.yaml") for key in ("events", "hints")
               for block in yaml.safe_load(path.read_text(encoding="utf-8")).get(key, ())]  # fmt: skip
    assert len(written) > 100
    for block in [*written, {"when": "Week 8 AND  first Idle  team", "point": "Market North Gate"}]:
        assert when.search(block["when"]), block
        assert re.search(point["pattern"], block.get("point", "desk")), block
    for wrong in ("sometime", "week", "week eight", "morale under 40", "first dragon", "week 3 or week 4", "week 3 and",
                  "", "cash below"):  # fmt: skip
        assert not when.search(wrong), wrong


def test_schema_is_written_beside_levels_and_nothing_of_others_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / editors.NAME
    assert main(["schema", "--write", str(tmp_path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["required"] == levels.schema()["required"]
    assert "# yaml-language-server: $schema=level.schema.json" in capsys.readouterr().out
    path.write_text('{"$comment": "Written by Headcount 0.0.9; …"}', encoding="utf-8")
    assert main(["new", str(tmp_path / "night-shift")]) == 0
    assert path.read_text(encoding="utf-8") == editors.text()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [editors.NAME, "night-shift.yaml"]
    path.write_text('{"title": "mine"}', encoding="utf-8")
    assert main(["new", str(tmp_path / "day-shift")]) == 0
    capsys.readouterr()
    assert main(["schema", "--write", str(tmp_path)]) == 2
    assert "is not a schema of ours" in capsys.readouterr().err
    assert main(["schema", "--write", str(tmp_path / "nowhere")]) == 2
    assert path.read_text(encoding="utf-8") == '{"title": "mine"}'


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The language server: the one that is here, or one that npm puts into a place of this session's own."""
    found = shutil.which(SERVER)
    if found is None:
        npm, place = shutil.which("npm"), tmp_path_factory.mktemp("server")
        assert npm, f"{SERVER} is missing: npm install -g {PINNED} (as .ci/run does), or apt-get install npm"
        subprocess.run([npm, "install", *NPM_OPTIONS, "--prefix", str(place), PINNED], check=True, timeout=120)
        found = shutil.which(SERVER, path=str(place / "node_modules" / ".bin"))
    assert found
    return found


def test_ci_has_the_server_that_is_tested() -> None:
    script = (OURS.parent / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(rf"{SERVER}@[0-9.]+", script) == [PINNED]


@pytest.mark.slow
def test_a_real_language_server_completes_explains_and_underlines(server: str, tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "bakers")]) == 0  # and with it the schema that the first line names
    path, lines = tmp_path / "bakers.yaml", LEVEL.splitlines()

    def place(words: str, after: int = 0) -> tuple[int, int]:
        line = next(n for n, text in enumerate(lines) if words in text)
        return line, lines[line].index(words) + (after or len(words))

    with Editor([server, "--stdio"], tmp_path) as editor:
        assert editor.open(tmp_path / "new.yaml", path.read_text(encoding="utf-8")) == []
        faults = editor.open(path, LEVEL)
        assert sorted((fault["range"]["start"]["line"], fault["message"].split(".")[0]) for fault in faults) == [
            (4, "Property week is not allowed"), (11, "Not a condition"),
        ]  # fmt: skip
        whens = editor.proposed(path, *place("- when: sometime", 8))
        assert whens["first idle team"] == "A team sleeps."
        assert whens["stock of lamps above 5"] == "Pieces on the shelf."
        assert editor.proposed(path, *place("point: team 1", 7))["cash"] == "The till."
        assert "boats" in editor.proposed(path, *place("product: lamps", 9))
        assert editor.proposed(path, *place("dilemma: the fair", 9))["the fair"]
        assert "short_pay" in editor.proposed(path, *place("order, visit", 7))
        assert {"contract", "unlock"} <= set(editor.proposed(path, *place("    news", 4)))
        assert "Headcount" in editor.hover(path, *place("people:", 2))
        assert "coins" in editor.hover(path, *place("levers: [order", 10)).lower()
        assert "Do it properly" in editor.hover(path, *place("offered: [craft", 12))
        assert "met at the expense of quality" in editor.hover(path, *place("kpis: [output", 9))
        assert "mark one where it is given" in editor.hover(path, *place("product: *boats", 2))
        assert editor.defined(path, *place("product: *boats", 12)) == [place("&boats")[0]]
