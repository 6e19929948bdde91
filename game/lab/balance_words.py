"""What `balance` finds out about a level, in sentences, for its page and its tables; weeks and seeds count from 1."""

from __future__ import annotations

from pathlib import Path

from game.lab.findings import Findings
from game.lab.games import Interval, interval
from game.lab.stars import RULE
from game.lab.weekly import CAUSES, SPARE_HANDS, WORTH_NAMING, Losses
from game.places import LEVELS, MORE, command, quoted
from game.sim.levers import LEVERS
from game.words.explain import calendar, counted, listed, signed
from game.words.figures import unsigned

_MOST_NAMED = 3


def percent(share: float) -> str:
    """A share as whole percent."""
    return f"{100 * share:.0f}%"


def span(found: Interval, decimals: int = 1, signs: bool = False) -> str:
    """An interval from its lower to its upper end."""
    if signs:
        return f"{signed(found.low, decimals)} to {signed(found.high, decimals)}"
    return f"{number(found.low, decimals)} to {number(found.high, decimals)}"


def number(figure: float, decimals: int = 1) -> str:
    """A figure with its minus sign, if it has one."""
    return unsigned(figure, decimals)


def again(findings: Findings, options: str) -> str:
    """The command that looks at the same level in another way, between backticks."""
    path = Path(findings.level.path)
    ours = path.resolve().parent in (LEVELS.resolve(), MORE.resolve())
    return f"`{command()} balance {path.stem if ours else quoted(findings.level.path)} {options}`"


def played(findings: Findings) -> str:
    """What was played."""
    leaders, seeds = len(findings.weighed.games), len(findings.weighed.seeds)
    return f"{counted(leaders, 'leader')} on {counted(seeds, 'seed')} each, the same luck for all of them."


def leaders(findings: Findings) -> list[str]:
    """Who leads best, who plays the same games, and who loses the company."""
    rows = {row.policy: row for row in findings.policies}
    best = rows[findings.proposal.best]
    told = [
        f"“{best.policy}” leads best: {number(best.score.mean)} points on average, {best.stars.mean:.1f} stars. Points "
        "are percent of what was asked for that was served, net of waste."
    ]
    scores = findings.weighed.scores
    twins = [name for name in rows if name != best.policy and scores(name) == scores(best.policy)]
    if twins:
        told.append(f"{_quoted(twins)} {'plays' if len(twins) == 1 else 'play'} the very same games here.")
    others = [row for row in rows.values() if row.policy not in (best.policy, *twins)]
    if others:
        second = max(others, key=lambda row: row.score.mean)
        told.append(f"Next is “{second.policy}”, {best.score.mean - second.score.mean:.1f} points behind.")
    if any(row.score.mean < 0.0 for row in rows.values()):
        told.append("Whoever wastes more than is served is below nothing, and has no bar.")
    lost = [f"“{row.policy}” in {percent(row.bankrupt)}" for row in rows.values() if row.bankrupt]
    if lost:
        told.append(f"The cash runs out under {listed(lost)} of the games.")
    return told


def stars(findings: Findings) -> list[str]:
    """Whom the proposal was taken from, what to write, and how the level's own stars compare."""
    then, now = findings.proposal, findings.stars_now()
    apart = [
        f"{name} {signed(here - there)}"
        for name, here, there in zip(("one", "two", "three"), now, then.stars, strict=True)
    ]
    return [
        *poor(findings, again(findings, "--search")),
        f"The best here is “{then.best}”, the middling one “{then.middling}”. In the file that is "
        f"`stars: [{', '.join(map(str, then.stars))}]`.",
        f"The stars as they are, less those proposed: {', '.join(apart)} points. A rule knows nothing of what a level "
        "means to teach: an early level may be kinder, and one that can be slept through must ask for more.",
    ]


def star_line(findings: Findings) -> str:
    """The same in a line or two, for a table."""
    now, then = findings.stars_now(), findings.proposal
    line = (
        f"Stars at {', '.join(f'{points:g}' for points in now)}; proposed: {', '.join(map(str, then.stars))}. {RULE} "
        f"(Best “{then.best}”, middling “{then.middling}”.)"
    )
    return " ".join([line, *poor(findings, again(findings, "--search").replace("`", ""))])


_LED = 20.0
"""Points, of a leader and ahead of nobody at all, from which it is led and the rule may be believed."""


def poor(findings: Findings, command: str) -> list[str]:
    """What to think of a proposal where no leader reaches a star, or the company is lost even under the best of them;
    `command` looks for one who does."""
    games = findings.weighed.games[findings.proposal.best]
    lost = sum(game.kind != "finished" for game in games)
    if 2 * lost > len(games):
        return [f"The company is lost in {lost} of {len(games)} games of the best leader, and a lost company earns no "
                "star: first let it live, by more cash or lower costs; until then the rule says nothing."]  # fmt: skip
    mean = interval(findings.weighed.scores(findings.proposal.best)).mean
    if mean >= findings.stars_now()[0]:
        return []
    idle = findings.weighed.games.get("idle")
    ahead = mean - (interval(findings.weighed.scores("idle")).mean if idle else 0.0)
    if mean >= _LED and ahead >= _LED:
        return ["No leader here reaches the first star on average, and yet the best is "
                f"{ahead:.0f} points ahead of nobody at all. So the company can be led, "
                "and the file's stars are too high: write the proposed ones. "
                f"Whether three can be reached is found by {command}"]  # fmt: skip
    return [f"No leader here reaches the first star on average, so the rule says little: look for three stars by "
            f"{command}"]  # fmt: skip


def levers(findings: Findings) -> list[str]:
    """What the best leader pulls most, and where to learn what a lever is worth."""
    best = next(row for row in findings.policies if row.policy == findings.proposal.best)
    most = sorted((row for row in best.pulls.items() if row[1]), key=lambda row: -row[1])[:_MOST_NAMED]
    named = [f"{LEVERS[lever].title.lower()} ({times:.1f})" for lever, times in most]
    lead = f"“{best.policy}” pulls most often, times a game: {listed(named)}." if named else ""
    return [*filter(None, [lead]), worth(findings)]


def worth(findings: Findings) -> str:
    """Where to learn what a lever is worth."""
    return (
        "How often a lever is pulled does not say what it is worth. This does, by taking each away, and by overdoing "
        f"it: {again(findings, '--ablation')}"
    )


def demand(findings: Findings) -> list[str]:
    """How to read the demand, and what customers never ask for."""
    told = [
        "The band is what luck makes of it, whoever leads: in each week, one luck in twenty lies below it and one in "
        f"twenty above. The solid line is the middle of {counted(len(findings.weighed.seeds), 'luck')}. The dashed one "
        f"is what is wanted on average where “{findings.proposal.best}” leads: markets grow where they are served, and "
        "shrink where they are not."
    ]
    level = findings.level
    parts = [name for name, good in zip(level.product_names, level.world.products, strict=True) if good.part]
    if parts:
        told.append(f"No customer asks for {listed(parts)}: they go into other goods.")
    return told


def losses(findings: Findings) -> list[str]:
    """How much is lost, and in which weeks most."""
    row = findings.losses
    told = [f"Of 100 points that are asked for, {row.lost.sum():.1f} are lost on average."]
    worst = row.worst()
    if worst:
        week = worst[0]
        told.append(
            f"Most is lost in week {calendar(week)}: {row.lost[week]:.2f} of {row.worth[week]:.2f} points, by "
            f"{why(row, week)}."
        )
    told.append("The band holds nine lucks in ten of each week.")
    return told


def causes(findings: Findings) -> list[str]:
    """How to read the causes, and what earned points instead."""
    told = [
        "Each square is a week: the larger, the more is lost by it. Beside a row stands what it costs over the whole "
        "plan."
    ]
    gains = [
        f"{_within(name, points)} ({-points:.1f})"
        for name, points in reversed(findings.losses.sums()) if points <= -WORTH_NAMING
    ]  # fmt: skip
    if gains:
        told.append(f"Some things win points back, and are not drawn: {listed(gains[:_MOST_NAMED])}.")
    return told


def why(row: Losses, week: int) -> str:
    """What most of a week is lost by, in points."""
    return ", ".join(f"{_within(name, points)} {points:.2f}" for name, points in row.why(week)) or "nothing"


def worst_line(findings: Findings) -> str:
    """The weeks in which the best leader loses most, for a table."""
    row = findings.losses
    named = [f"week {calendar(week)} ({row.lost[week]:.2f}: {why(row, week)})" for week in row.worst()[:_MOST_NAMED]]
    return f"“{row.policy}” loses most in {'; '.join(named) or 'no week'}."


def decisions(findings: Findings) -> list[str]:
    """Where it is dull."""
    told = [row.text() for row in findings.density]
    if any(None in row.gains for row in findings.density):
        told.append(f"Weeks that no long stretch hangs on are not tried; all are, by {again(findings, _EVERY_WEEK)}")
    return told


_EVERY_WEEK = "--density --every-week"


def sleepers(findings: Findings) -> list[str]:
    """What the search for plans that never look has found, or that it was not asked for."""
    if findings.slept is None:
        return [
            "Nobody has looked for that here: it takes its time. This looks for plans of a few actions, and for "
            f"calendars, that never read a report: {again(findings, '--html lazy.html --lazy')}"
        ]
    best = next(row for row in findings.policies if row.policy == findings.proposal.best)
    told = []
    for plan in findings.slept:
        ahead = 100.0 * plan.mean - best.score.mean
        than = f"{abs(ahead):.1f} points {'more' if ahead > 0 else 'less'} than “{best.policy}”"
        told.append(f"{plan.text()} That is {than}.")
    return told


def against(findings: Findings) -> list[str]:
    """For whom the level pays better than its other version, and what that word means."""
    here, there = findings.names()
    told = [f"“Better” is whoever earns more in {here} than in {there}, on the same luck, by the whole interval."]
    by_word: dict[str, list[str]] = {}
    for row in findings.versus:
        by_word.setdefault(row.verdict, []).append(row.policy)
    told += [
        f"{word[0].upper()}{word[1:]}: {listed(by_word[word])}."
        for word in ("better", "worse", "the same", "no telling yet") if word in by_word
    ]  # fmt: skip
    assert findings.other is not None, "there is no other version"
    best, other = findings.proposal.best, findings.other.best()
    told.append(f"“{best}” leads best in both." if best == other else f"“{best}” leads best here, “{other}” there.")
    return told


def cause(name: str, points: float) -> str:
    """What points were lost by, or won where there are less than none."""
    return SPARE_HANDS if name == "hands" and points < 0.0 else CAUSES[name]


def _within(name: str, points: float) -> str:
    words = cause(name, points)
    return words[0].lower() + words[1:]


def _quoted(names: list[str]) -> str:
    return listed([f"“{name}”" for name in names])
