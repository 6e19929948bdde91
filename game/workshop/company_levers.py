"""The levers of a group's page as plain values: its tabs, and on each what can be chosen, by name and by picture."""

from __future__ import annotations

from collections.abc import Sequence

from game.levels import Level
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, RIGHTS
from game.sim.values import DEFAULTS, KPIS, VALUES
from game.words.actions import SAID, SAYINGS, first_upper, lever_kind, price_words
from game.words.explain import gives_and_costs
from game.words.meanings import DEFAULT_MEANS, FIGURE_MEANS

View = dict[str, object]
GROUPS: dict[str, tuple[str, ...]] = {
    "Orders": (
        "order_department", "order", "quota", "order_company", "quota_company", "default", "reporting", "visit",
    ),
    "Incentives": ("tag", "rate", "kpi", "kpi_company", "tools", "net", "short_pay"),
    "Values": ("declare", "ritual", "rest", "retire", "advert", "spotlight", "promote", "tell", "retell"),
}  # fmt: skip
"""The tabs of the page, and the levers on each in their order."""
SHORT: dict[str, str] = {
    "order_department": "Department", "order": "Team", "order_company": "Everybody", "visit": "Visit",
    "tag": "Tag", "rate": "Interest", "kpi": "Measure", "kpi_company": "Measure all", "tools": "Tools", "net": "Net",
    "quota": "Quota", "quota_company": "Quota for all", "declare": "Declare", "ritual": "Ritual",
    "rest": "End a ritual", "retire": "Retire", "advert": "Advert", "promote": "Promote", "tell": "Vision",
    "retell": "Story",
}  # fmt: skip
"""What a lever is called among the others of its tab, where its title is long."""
FIELD_WORDS: dict[str, str] = {
    "job": "What", "weeks": "For", "coins": "A piece", "percent": "A year", "default": "Unasked", "level": "Level",
    "kpi": "By", "on": "They are", "department": "Where", "promise": "It says", "direction": "Where to",
    "height": "How high", "story": "Which", "product": "What", "pieces": "A week",
}  # fmt: skip
TARGET_WORDS: dict[str, str] = {
    "team": "Whom", "department": "Whom", "product": "What", "value": "Which",
}  # fmt: skip
"""What a field and a target of a lever are asked for with."""


def groups(report: Report, level: Level) -> list[View]:
    """The tabs with their levers as far as they are open, each with all that can be chosen."""
    rows: list[View] = []
    for title, names in GROUPS.items():
        found = [lever_view(report, level, name) for name in names if name in report.levers and name not in RIGHTS]
        rows.append({"title": title, "levers": found})
    return rows


def lever_view(report: Report, level: Level, name: str) -> View:
    """A lever as its card needs it: its words, its price, and what can be chosen."""
    lever = LEVERS[name]
    fields = [
        {
            "name": field, "label": FIELD_WORDS[field], "choices": [_choice(level, field, n) for n in choices(report)],
            "usual": _usual(report, field, choices(report)),
        }
        for field, choices in zip(lever.fields, lever.choices, strict=True)
    ]
    return {
        "name": name, "title": lever.title, "short": SHORT.get(name, lever.title), "purpose": lever.purpose,
        "target": lever.target,
        "icon": SAYINGS[name].icon, "kind": lever_kind(name), "price": price_words(report.world, name),
        "heard": report.world.letter_weeks if lever.travels else 0, "fields": fields,
        "targets": _targets(report, level, name), "asks": TARGET_WORDS.get(lever.target, ""),
    }  # fmt: skip


def _usual(report: Report, field: str, choices: Sequence[int]) -> int | None:
    """Which choice a card begins with: of pieces what the markets want of a product on the whole; else None."""
    if field != "pieces":
        return None
    wanted = float(report.demand.mean())
    return min(choices, key=lambda pieces: abs(pieces - wanted))


def _choice(level: Level, field: str, number: int) -> View:
    named = field in ("job", "product") and number < len(level.product_looks)
    look = level.product_looks[number] if named else None
    label = first_upper(SAID[field](level, number))
    return {"value": number, "label": label, "look": look, "means": _means(field, number)}


def _targets(report: Report, level: Level, name: str) -> list[View]:
    target = LEVERS[name].target
    labels: dict[str, tuple[str, ...]] = {
        "team": level.team_names, "department": level.department_names, "product": level.product_names,
        "value": tuple(first_upper(value) for value in level.world.value_names),
    }  # fmt: skip
    if target not in labels:
        return []
    hung, heard = {banner.value for banner in report.banners}, {voice.team for voice in report.candidates}
    allowed = {
        "declare": set(range(len(labels["value"]))) - hung, "retire": hung, "ritual": hung, "rest": hung,
        "spotlight": heard, "promote": heard,
    }.get(name)  # fmt: skip
    return [
        {"index": n, "label": label, "look": level.product_looks[n] if target == "product" else None,
         "market": level.product_market[n] if target == "product" else -1,
         "department": level.department_names[int(report.department[n])] if target == "team" else "",
         "means": _value_means(level.world.value_names[n]) if target == "value" else ""}
        for n, label in enumerate(labels[target]) if allowed is None or n in allowed
    ]  # fmt: skip


def _means(field: str, number: int) -> str:
    """What a choice does, where its name does not say so."""
    if field == "default":
        return " ".join(DEFAULT_MEANS[DEFAULTS[number]][1:])
    return FIGURE_MEANS[KPIS[number]][1] if field == "kpi" else ""


def _value_means(name: str) -> str:
    """What a value promises, and what it gives and costs at full power."""
    value = next(one for one in VALUES if one.name == name)
    gives, costs = gives_and_costs(value)
    told = [value.promise.removesuffix("."), f"Gives: {gives}" if gives else "", f"Costs: {costs}" if costs else ""]
    return " ".join(f"{text}." for text in told if text)
