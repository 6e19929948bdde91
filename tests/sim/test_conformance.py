"""Adding one thing touches few places, and whoever forgets one is told here: what is missing, and where to add it.

Each walk goes over one table of the rules (levers, values, figures, adverts, the verbs of events) and over everything
that must know its rows. What a lever needs in the window is walked in `tests/view/test_conformance.py`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from pathlib import Path

import pytest

from game import levels
from game.board.scene import VALUE_ICONS
from game.levels import generated
from game.levels.model import EventBlock
from game.sim.actions import FORMS, Action, Refusal
from game.sim.causes import SCORE_CAUSES
from game.sim.company.crowd import STANCES
from game.sim.desk import culture_previews
from game.sim.ledger import MORALE_CAUSES
from game.sim.levers import LEVERS, RIGHTS, check, misfit, preview
from game.sim.values import (
    ADVERTS,
    DEEDS,
    DEFAULTS,
    KPIS,
    LEAVING,
    MOVER_WORDS,
    MOVERS,
    REASONS,
    VALUE_NEUTRAL,
    VALUES,
    VERB_PRICES,
    VERB_TITLES,
    VERBS,
    Value,
)
from game.sim.world import StartPolicy, World
from game.words import actions, explain, meanings
from tests.worlds import calm, card, desk_of, played

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "assets/icons/fill"
CAMPAIGN = tuple(levels.read(path) for path in sorted((ROOT / "levels").glob("0*.yaml")))
RULES_TEXT = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "game/sim").rglob("*.py")))
KINDS = {"order", "default", "tag", "value"}


def _icon(icon: str, of: str, place: str) -> list[str]:
    there = (ICONS / f"{icon}.svg").is_file()
    return [] if there else [f"{of} has the icon “{icon}” in {place}, and assets/icons/fill has no such file."]


# Levers.


def _opened_first(lever: str) -> int:
    """The number of the first level of the campaign that opens a lever; 0 for none."""
    numbers = [
        level.number for level in CAMPAIGN
        if lever in level.world.levers or any(unlock.lever == lever for unlock in level.world.unlocks)
    ]  # fmt: skip
    return min(numbers, default=0)


def missing_of_lever(name: str) -> list[str]:
    """What a lever has not got yet, a sentence each."""
    if name not in FORMS:
        return [f"“{name}” has no row in FORMS in game/sim/actions.py, so nobody can write such an action."]
    if name not in LEVERS:
        return [f"“{name}” has no row in LEVERS in game/sim/levers/table.py, so it does nothing."]
    if name not in actions.SAYINGS:
        return [f"“{name}” has no words: add its colour, icon and wording to SAYINGS in game/words/actions.py."]
    lever, row, out = LEVERS[name], actions.SAYINGS[name], list[str]()
    if row.kind not in KINDS:
        out.append(f"“{name}” has the colour “{row.kind}”: SAYINGS in game/words/actions.py knows {sorted(KINDS)}.")
    out += _icon(row.icon, f"“{name}”", "SAYINGS in game/words/actions.py")
    out += [
        f"“{name}” has the number “{field}”, which SAID in game/words/actions.py cannot say."
        for field in lever.fields if field not in actions.SAID
    ]  # fmt: skip
    said = set(re.findall(r"{(\w+)}", f"{row.head} {row.detail}"))
    if lever.target not in ("everyone", "card") and "who" not in said:
        out.append(f"“{name}” does not say whom it is for: put {{who}} into its row of SAYINGS.")
    out += [
        f"“{name}” does not say its number “{field}”: put {{{field}}} into its row of SAYINGS."
        for field in lever.fields if field not in said
    ]  # fmt: skip
    if name not in RIGHTS and lever.foresee is culture_previews.believed and lever.target != "value":
        out.append(f"“{name}” only says “slowly, over about 9 weeks”: write it a preview in game/sim/desk.")
    if not lever.purpose.endswith(".") or not lever.title:
        out.append(f"“{name}” needs a title, and a purpose that is a sentence, in game/sim/levers/table.py.")
    first = _opened_first(name)
    if first != lever.since:
        opens = f"level {first} opens it" if first else "no level of the campaign opens it"
        out.append(f"“{name}” is said to come with level {lever.since}, but {opens}: levels/, or `since` in its row.")
    return out


@pytest.mark.parametrize("name", sorted({*LEVERS, *FORMS, *actions.SAYINGS}))
def test_every_lever_has_all_that_a_lever_needs(name: str) -> None:
    missing = missing_of_lever(name)
    assert not missing, "\n".join(missing)


def test_levers_and_their_forms_stand_in_one_order() -> None:
    assert list(FORMS) == list(LEVERS), "FORMS in game/sim/actions.py has another order than LEVERS"


def test_a_lever_that_lacks_something_is_told_where() -> None:
    assert "FORMS in game/sim/actions.py" in missing_of_lever("dance")[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(FORMS, "dance", dataclasses.replace(FORMS["visit"]))
        assert "LEVERS in game/sim/levers/table.py" in missing_of_lever("dance")[0]
        row = dataclasses.replace(LEVERS["advert"], name="dance", foresee=culture_previews.believed, since=3)
        patch.setitem(LEVERS, "dance", row)
        assert "SAYINGS in game/words/actions.py" in missing_of_lever("dance")[0]
        patch.setitem(actions.SAYINGS, "dance", actions.Saying("pink", "no such icon", "Dance", "", "a dance"))
        patch.setitem(FORMS, "dance", dataclasses.replace(FORMS["visit"], fields=("turns",)))
        told = "\n".join(missing_of_lever("dance"))
    for words in ("colour “pink”", "no such file", "number “turns”, which SAID", "whom it is for", "its number “turns”",
                  "write it a preview", "no level of the campaign opens it"):  # fmt: skip
        assert words in told, told


@functools.cache
def _everything() -> World:
    """A company with something for every lever to be aimed at."""
    names = tuple(value.name for value in VALUES)[:4]
    return calm(
        people=40, team_size=4, teams_per_department=3, value_names=names, dilemmas=(card(),),
        policy=StartPolicy("choose", declared=names[:2]),
    )  # fmt: skip


@pytest.mark.parametrize("name", [name for name in LEVERS if name not in RIGHTS])
def test_every_action_of_a_lever_is_said_and_foreseen(name: str) -> None:
    """Two actions that differ are never said alike, and each is foreseen in figures and lines."""
    level = CAMPAIGN[-1]
    report = desk_of(played(_everything(), 0))
    lever = LEVERS[name]
    target = -1 if lever.target == "everyone" else 0
    choices = [list(choices(report)) for choices in lever.choices]
    base = Action(name, target, tuple(numbers[0] for numbers in choices))
    every = [base]
    for place, numbers in enumerate(choices):
        every += [
            dataclasses.replace(base, amount=(*base.amount[:place], n, *base.amount[place + 1 :])) for n in numbers[1:]
        ]
    for say in (actions.slip, actions.what, actions.within):
        said = [say(level, action) for action in every]
        assert all(said)
        assert not any("{" in words for words in said)
    slips = [actions.slip(level, action) for action in every]
    assert len(set(slips)) == len(slips), f"two different actions are both said as one: {sorted(slips)}"
    for action in every:
        foreseen = preview(report, action)
        assert foreseen.low <= foreseen.high
        assert foreseen.seen >= foreseen.heard
        assert all(label and text for label, text in foreseen.lines)


def test_an_answer_that_no_card_on_the_desk_bears_is_none_at_all_and_has_no_price() -> None:
    three = card(answers=card().answers[:3])
    report = desk_of(played(dataclasses.replace(_everything(), dilemmas=(three, card(week=9))), 2))
    named = {
        Action("answer", 0, (3,)): "is not among the answers on that card",
        Action("answer", 1, (0,)): "That card does not lie on the desk",
    }
    for action, words in named.items():
        assert words in misfit(report, action)
        refused = check(report, (), action)
        assert isinstance(refused, Refusal)
        assert words in refused.text
    assert not misfit(report, Action("answer", 0, (2,)))


# Values.


def missing_of_value(value: Value) -> list[str]:
    """What a value has not got yet, a sentence each."""
    name, out = value.name, list[str]()
    if name not in VALUE_ICONS:
        out.append(f"“{name}” has no icon: add one to VALUE_ICONS in game/board/scene.py.")
    else:
        out += _icon(VALUE_ICONS[name], f"“{name}”", "VALUE_ICONS in game/board/scene.py")
    for lives, verb in ((True, "lives"), (False, "betrays")):
        if not any(deed.value == name and deed.lives == lives for deed in DEEDS):
            out.append(f"Nothing {verb} “{name}”: add a deed at the end of DEEDS in game/sim/values.py, and note it.")
    moved = [field for field, neutral in VALUE_NEUTRAL.items() if getattr(value, field) != neutral]
    if not moved:
        out.append(f"“{name}” moves nothing: give it an effect in VALUES in game/sim/values.py.")
    if not all(explain.gives_and_costs(value)):
        out.append(f"“{name}” gives, or costs, nothing that explain.gives_and_costs can say: both belong to a value.")
    if not any(name in level.world.value_names for level in CAMPAIGN):
        out.append(f"No level of the campaign offers “{name}”: levels/, under `values: offered`.")
    if name not in generated.OFFERED:
        out.append(
            f"No generated company offers “{name}”: add it at the end of OFFERED in game/levels/generated.py. That "
            "makes another company of every seed, so name it in CHANGELOG.md."
        )
    return out


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.name)
def test_every_value_has_all_that_a_value_needs(value: Value) -> None:
    missing = missing_of_value(value)
    assert not missing, "\n".join(missing)


def test_a_value_that_lacks_something_is_told_where() -> None:
    told = "\n".join(missing_of_value(Value("mirth", "Laugh about it")))
    for words in ("VALUE_ICONS in game/board/scene.py", "Nothing lives “mirth”", "Nothing betrays", "moves nothing",
                  "No level of the campaign", "OFFERED in game/levels/generated.py"):  # fmt: skip
        assert words in told, told


@pytest.mark.parametrize("quantity", VALUE_NEUTRAL)
def test_every_quantity_of_a_value_is_said_and_read_by_a_rule(quantity: str) -> None:
    value = dataclasses.replace(Value("some", "Some promise"), **{quantity: VALUE_NEUTRAL[quantity] + 0.5})
    assert any(explain.gives_and_costs(value)), f"“{quantity}” has no words: _EFFECTS in game/words/explain.py."
    used = re.search(rf'_factor\(state, "{quantity}"\)|_everywhere\(state, "{quantity}"\)|\.{quantity}\b', RULES_TEXT)
    assert used, f"No rule reads “{quantity}” of a value: value_factor(state, “{quantity}”) where it acts."


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_every_deed_is_noted_somewhere_and_belongs_to_a_value(deed: object) -> None:
    name, value = deed.name, deed.value  # type: ignore[attr-defined]
    assert value in {row.name for row in VALUES}, f"“{name}” speaks to “{value}”, which is no value in VALUES."
    noted = RULES_TEXT.count(f'"{name}"') - 1
    assert noted >= 1, f"Nothing notes “{name}”: deeds.note(state, “{name}”) where it is done, or in deeds._standing."


# Figures, defaults, adverts, causes.


@pytest.mark.parametrize("figure", KPIS)
def test_every_figure_is_explained_and_changes_a_company(figure: str) -> None:
    assert figure in meanings.FIGURE_MEANS, f"“{figure}” has no meaning: FIGURE_MEANS in game/words/meanings.py."
    icon, means = meanings.FIGURE_MEANS[figure]
    assert means.endswith(".")
    assert not _icon(icon, f"“{figure}”", "FIGURE_MEANS in game/words/meanings.py")
    worlds = [calm(people=60, load=1.5, policy=StartPolicy("choose", kpis=kpis)) for kpis in ((), (figure,))]
    without, measured = (played(world, 20).fingerprints() for world in worlds)
    changed = {name for name in without if without[name] != measured[name]} - {"kpis"}
    assert changed, f"“{figure}” changes nothing: trouble.measured in game/sim/company, and those who read it."


@pytest.mark.parametrize("place", range(len(ADVERTS)))
def test_every_advert_promises_a_reason_and_changes_who_comes(place: int) -> None:
    advert = ADVERTS[place]
    assert tuple(REASONS)[place] == advert.name, "ADVERTS and REASONS in game/sim/values.py stand in one order"
    assert advert.name in LEAVING, f"Nobody leaves for want of “{advert.name}”: LEAVING in game/sim/values.py."
    assert advert.name in meanings.REASON_ICONS, f"“{advert.name}” has no icon: REASON_ICONS in game/words/meanings.py."
    assert not _icon(meanings.REASON_ICONS[advert.name], f"“{advert.name}”", "REASON_ICONS in game/words/meanings.py")
    assert advert.promise
    assert advert.kept
    assert advert.driven
    worlds = [calm(people=60, people_end=120, weeks=30, policy=StartPolicy("choose", advert=name))
              for name in (advert.name, tuple(REASONS)[place - 1])]  # fmt: skip
    came, others = (played(world, 16).joined_ever for world in worlds)
    assert came.sum() > 0
    assert list(came) != list(others), f"“{advert.name}” draws the same people as another advert: turnover.drawn."


@pytest.mark.parametrize(
    ("rows", "words", "place"),
    [
        (DEFAULTS, meanings.DEFAULT_MEANS, "DEFAULT_MEANS in game/words/meanings.py"),
        (LEAVING, meanings.LEAVING_MEANS, "LEAVING_MEANS in game/words/meanings.py"),
        (STANCES, meanings.STANCE_MEANS, "STANCE_MEANS in game/words/meanings.py"),
        ((*SCORE_CAUSES, "smaller"), meanings.SCORE_MEANS, "SCORE_MEANS in game/words/meanings.py"),
        (MORALE_CAUSES, explain._CAUSES, "_CAUSES in game/words/explain.py"),
        (MOVERS, MOVER_WORDS, "MOVER_WORDS in game/sim/values.py"),
    ],
)
def test_every_row_of_the_rules_is_explained(rows: object, words: dict[str, object], place: str) -> None:
    names = list(rows)  # type: ignore[call-overload]
    for name in names:
        assert name in words, f"“{name}” has no words: {place}."
    assert set(words) == set(names), f"{place} explains what the rules do not have: {sorted(set(words) - set(names))}"
    for row in words.values():
        if not place.startswith(("STANCE", "MOVER")):
            assert not _icon(row[0], "a row", place)  # type: ignore[index]


def test_the_verbs_of_a_dilemma_have_titles_and_prices() -> None:
    told = "VERBS, VERB_TITLES and VERB_PRICES in game/sim/values.py have a row for each verb, in one order."
    assert len(VERBS) == len(VERB_TITLES) == len(VERB_PRICES), told


# The verbs of events.

EXAMPLES: dict[str, str] = {
    "contract": "{product: lamps}", "shift": "{product: lamps, times: 1.5}", "recall": "{harm: 0.4}",
    "trouble": "{department: 1, what: fire}", "bottleneck": "{department: 1, cause: skill}",
    "arrival": "{people: 20, trust: 30}", "unlock": "visit", "dilemma": "the song", "news": "“A cart has come.”",
    "effect": "{trust: 3}",
}  # fmt: skip
"""Something that each verb of an event may say."""
FOLLOWS = {"effect": "{when: week 2, dilemma: the song}, {when: answered the song 5 weeks ago, news: It is sung."}
"""The events, the last of them open, of a verb that can only follow others."""
PLAIN = """\
format: 1
title: Verbs
people: 60
weeks: 30
levers: [order, answer]
products: [{name: lamps}, {name: books}]
"""


@pytest.mark.parametrize("verb", [name for name in EventBlock.model_fields if name != "when"])
def test_every_verb_of_an_event_can_be_written_read_and_makes_a_difference(verb: str) -> None:
    assert verb in EXAMPLES, f"“{verb}” is a new verb: add what it may say to EXAMPLES in {Path(__file__).name}."
    before = f"{PLAIN}events: [{FOLLOWS[verb]}}}]\n" if verb in FOLLOWS else PLAIN
    text = f"{PLAIN}events: [{FOLLOWS.get(verb, '{when: week 5')}, {verb}: {EXAMPLES[verb]}}}]\n"
    problems = [problem for problem in levels.check_text(text, "verbs") if problem.severity == "error"]
    assert not problems, f"“{verb}” cannot be written as EXAMPLES says: {problems[0].text}"
    plain, other = levels.read_text(before, "verbs"), levels.read_text(text, "verbs")
    assert (plain.world, plain.news) != (other.world, other.news), (
        f"An event's “{verb}” is read and then forgotten: build_world in game/levels/building.py."
    )
    field = EventBlock.model_fields[verb]
    described = field.description or any(part.__doc__ for part in getattr(field.annotation, "__args__", ()))
    assert described, f"“{verb}” has no description for the schema and the reference: game/levels/model.py."
