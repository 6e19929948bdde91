"""The north star beside the board: the vision and who steers by it, telling another, and stories to retell.

Also what other screens show of them: the words of a story, and the bar of what moved the work.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.board import style
from game.levels import Level
from game.sim.actions import Action
from game.sim.desk.culture_previews import story_gain
from game.sim.desk.reports import Report, Story
from game.sim.levers import LEVERS, preview
from game.sim.values import CHOOSE, DIRECTIONS, HEIGHTS, MOVER_WORDS, MOVERS, TALE_INDEX, TALES
from game.view.cards.sending import paint_opened, paint_send
from game.view.cards.side import EDGE, Side, draft_of, heading, job_mark, note_box
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.words.actions import first_upper
from game.words.culture import vision_does, vision_first
from game.words.explain import apportion, calendar, points, signed, way_figure, way_words
from game.words.news import SHRUGS, story_words

DIRECTION_ICONS: dict[str, str] = {"invention": "lightbulb", "quality": "medal", "service": "basket"}
MEASURES: dict[str, str] = {
    "product": "the size of that market",
    "invention": "how good everyone's methods are",
    "quality": "how good the work is that leaves the house",
    "service": "how much of what customers want they get",
}
"""What the way to a vision is measured by."""
MOVER_ICONS: dict[str, str] = {
    "order": "envelope", "price": "coins", "craft": "hammer", "values": "flag-banner", "vision": "star-four",
}  # fmt: skip
LINES, LINE = 20.0, 20.0
"""Where the lines below a bar of movers begin, and the height of each."""
MOST_MOVED = LINES + 3 * LINE
"""The height of a bar of movers with as many lines as five need in two columns."""
LEGEND = 47.0
MOVER_SHORT = {"order": "Orders", "price": "Prices", "craft": "Craft", "values": "Values", "vision": "Vision"}
"""Width of an icon with its figure below the bar of what moved the work."""


def any_shown(side: Side) -> bool:
    """Whether the vision has a place here: one stands, or one may be told."""
    return side.report.star is not None or "tell" in side.report.levers


def vision_name(level: Level, direction: int) -> str:
    """What a vision that points there is called here."""
    return level.vision_names[direction]


def direction_kind(report: Report, direction: int) -> str:
    """ "product", or one of DIRECTIONS."""
    goods = len(report.world.products)
    return "product" if direction < goods else DIRECTIONS[direction - goods]


def toward_words(level: Level, direction: int) -> str:
    """Where a vision points: "toward lamps", "toward quality"."""
    names = [*(name.lower() for name in level.product_names), *DIRECTIONS]
    return f"toward {names[direction]}"


def told_words(story: Story) -> str:
    """How often a story has been told."""
    return ("not told yet", "told once", "told twice")[story.told] if story.told < 3 else f"told {story.told} times"


def gain_words(report: Report, story: Story) -> str:
    """What a story would do to belief: "+2 to +5"."""
    low, high = (points(share) for share in story_gain(report, story.number))
    return signed(low) if low == high else f"{signed(low)} to {signed(high)}"


def draw_direction(p: Panel, side: Side, direction: int, x: float, y: float, radius: float = 12) -> None:
    """The picture of a direction: a product's token, or an icon on a round ground."""
    goods = len(side.names.products)
    if direction < goods:
        job_mark(p, side.names, direction, x, y, radius)
        return
    pal = p.palette
    p.card((x - radius, y - radius, 2 * radius, 2 * radius), pal.card, radius=radius, outline=pal.second, stroke=1.2)
    p.icon(DIRECTION_ICONS[DIRECTIONS[direction - goods]], x, y, radius * 1.25, pal.second, "fill")


# The card in the tab of values.


def paint(p: Panel, top: float, side: Side) -> float:
    """The vision that stands or may be told, and the stories for it; returns the y below."""
    if not any_shown(side):
        return top
    pal, report, star = p.palette, side.report, side.report.star
    told = next((action for action in side.table.pending if action.lever == "tell"), None)
    writing = draft_of(side, "tell") is not None and told is None
    # What is being written gets the room.
    y = _standing(p, top, side) if star is not None and not writing else top
    if told is not None:
        name = vision_name(side.table.level, told.amount[0])
        y = note_box(p, y, f"This week you tell **{name}**, height {told.amount[1]}.", icon="star-four") + 6
    elif writing:
        y = _editor(p, y, side)
    elif "tell" in report.levers:
        words = "Tell it anew" if star is not None else "Tell a vision"
        purpose = f"{LEVERS['tell'].purpose} It takes {side.price_words('tell')}."
        if star is None:
            wide = p.width - 2 * EDGE - 64
            about = "Nobody has said yet where all this is going."
            high = max(58.0, p.paragraph_height(wide, about, size=style.SECONDARY) + 36)
            p.card((EDGE, y, p.width - 2 * EDGE, high), pal.card, radius=style.SMALL_RADIUS, lip=2, outline=pal.rule)
            p.piece("compass", EDGE + 30, y + high / 2 - 1, 0.6)
            p.text(EDGE + 58, y + 16, "No vision yet", size=style.STAT, family="serif", at="middle")
            p.paragraph(EDGE + 58, y + 28, wide, about, size=style.SECONDARY, colour=pal.second)
            y += high + 6
        widgets.button(p, "side-tell", (EDGE, y, p.width - 2 * EDGE, 36), words, icon="star-four",
                       tip=Tip(LEVERS["tell"].title, purpose))  # fmt: skip
        y += 42
    if star is not None and "retell" in report.levers and not writing:
        y = _stories(p, y, side)
    return y + 4


def _standing(p: Panel, top: float, side: Side) -> float:
    """The vision as the desk knows it: its name, who steers by it, how far the way is, and what people make of it."""
    pal, report, star = p.palette, side.report, side.report.star
    assert star is not None
    name = vision_name(side.table.level, star.direction)
    room = p.width - 2 * EDGE - 76
    lines = p.lines(room, name, size=style.STAT, family="serif", italic=True)
    first = vision_first(report)
    doubt = star.cynicism >= SHRUGS and not first
    warn = f"It hangs higher than they believe in: {points(star.cynicism)} of 100 shrug."
    warned = p.paragraph_height(p.width - 2 * EDGE - 42, warn, size=style.SECONDARY, weight=700) + 6 if doubt else 0.0
    head = max(62.0, 30 + len(lines) * style.STAT * style.LEADING + 20)
    does = vision_does(side.table.level, star.direction)
    doing = p.paragraph_height(p.width - 2 * EDGE - 24, does, size=style.SECONDARY) + 4
    high = head + doing + 78 + warned
    p.card((EDGE, top, p.width - 2 * EDGE, high), pal.card, radius=style.SMALL_RADIUS, lip=2, outline=pal.rule)
    p.piece("compass", EDGE + 34, top + head / 2 - 2, 0.72)
    p.text(EDGE + 66, top + 16, f"Vision, {toward_words(side.table.level, star.direction)}", size=style.SECONDARY,
           colour=pal.second, at="middle", width=room)  # fmt: skip
    p.paragraph(EDGE + 66, top + 25, room, name, size=style.STAT, family="serif", italic=True)
    line = top + 25 + len(lines) * style.STAT * style.LEADING + 9
    _height_dots(p, EDGE + 66, line, star.height)
    said = f"told wk {calendar(star.told)}"
    p.text(p.width - EDGE - 10, line, said, size=style.LABEL, colour=pal.second, align="right", at="middle")
    kind = direction_kind(report, star.direction)
    about = f"Height {star.height} of {len(HEIGHTS)}, a sixth of what is missing each. Measured by {MEASURES[kind]}."
    p.tooltip("side-vision", (EDGE, top, p.width - 2 * EDGE, head), Tip(name, about))
    p.paragraph(EDGE + 12, top + head - 2, p.width - 2 * EDGE - 24, does, size=style.SECONDARY, colour=pal.second)
    y = top + head + doing + 2
    if first:
        p.icon("hourglass-medium", EDGE + 20, y + 10, 15, pal.second, "fill")
        p.paragraph(EDGE + 34, y + 2, p.width - 2 * EDGE - 42, first, size=style.SECONDARY, weight=700)
        about = "What is reported until then is about the time before. Belief grows over about 15 weeks, by trust."
        tip = Tip(first.rstrip("."), about)
        p.tooltip("side-vision-first", (EDGE + 4, y - 2, p.width - 2 * EDGE - 8, 40), tip)
        return top + high + 6
    steering = Tip(
        f"{points(star.steering)} of 100 steer by it",
        f"People who believe in it more than not. Belief is **{points(star.belief)}** of 100 on average, as reported. "
        "It follows trust, true stories and progress, a tenth of the way each week, and fades with every week in "
        f"which it is not told. How fresh the telling is: {points(star.echo)} of 100.",
    )  # fmt: skip
    y = _share(p, y, "Steering by it", star.steering, pal.gold, "side-steering", steering)
    way = Tip(
        f"{points(star.way)}% of the way" if star.way < 1.0 else "Reached",
        f"{way_words(star.way) + ' ' if star.way >= 1.0 else ''}Measured by {MEASURES[kind]}, from where it stood when "
        "it was told. What is on the way counts, even if the star is never reached.",
    )
    label = "Of the way" if star.way < 1.0 else "Reached"
    y = _share(p, y, label, star.way, pal.good, "side-way", way, way_figure(star.way))
    if doubt:
        p.icon("warning", EDGE + 20, y + 8, 15, pal.bad, "fill")
        p.paragraph(EDGE + 34, y, p.width - 2 * EDGE - 42, warn, size=style.SECONDARY, weight=700, colour=pal.bad)
        tip = Tip(
            f"Cynicism {points(star.cynicism)} of 100",
            "A height beyond what people trust breeds it, and so do worn-out stories. It costs morale, and passes "
            "slowly once the vision hangs where they can believe in it.",
        )  # fmt: skip
        p.tooltip("side-cynicism", (EDGE + 4, y - 2, p.width - 2 * EDGE - 8, warned), tip)
    return top + high + 6


def _share(
    p: Panel, y: float, label: str, share: float, colour: style.Colour, key: str, tip: Tip, figure: str = ""
) -> float:
    p.text(EDGE + 12, y + 9, label, size=style.SECONDARY, at="middle")
    p.text(p.width - EDGE - 12, y + 9, figure or f"{points(share)}%", weight=800, align="right", at="middle")
    widgets.meter(p, (EDGE + 12, y + 20, p.width - 2 * EDGE - 24, 7), min(1.0, share), colour)
    p.tooltip(key, (EDGE + 4, y - 2, p.width - 2 * EDGE - 8, 34), tip)
    return y + 36


def _height_dots(p: Panel, x: float, y: float, height: int) -> None:
    """The height as small stars, hollow above it."""
    for n in HEIGHTS:
        p.icon("star", x + 6 + 14 * (n - 1), y, 12, p.palette.gold_deep if n <= height else p.palette.hint,
               "fill" if n <= height else "bold")  # fmt: skip


# Telling.


def first_draft(side: Side) -> tuple[int, int]:
    """What telling begins with: the vision that stands, or the first direction, at the lowest height."""
    star = side.report.star
    return (star.direction, star.height) if star is not None else (0, 1)


def _editor(p: Panel, top: float, side: Side) -> float:
    """Choosing a direction and a height, what is foreseen of it, and telling it."""
    draft = draft_of(side, "tell")
    assert draft is not None
    direction, height = draft.amount
    y = paint_opened(p, top, "Tell the vision")
    y = _directions(p, y, side, direction)
    if direction is not None:
        name = vision_name(side.table.level, direction)
        y += p.paragraph(16, y, p.width - 32, name, size=style.STAT, family="serif", italic=True) + 4
    allowed = LEVERS["tell"].choices[1](side.report)
    if len(allowed) > 1:
        options = [widgets.Option(n, str(n), tip=Tip(f"Height {n}", _height_text(side, direction, n))) for n in allowed]
        widgets.tabs(p, "side-height", (EDGE + 2, y, p.width - 2 * EDGE - 4, 38), options, height)
        y += 44
    action = draft.action
    if action is None:
        return note_box(p, y, "Choose where it points.", icon="star-four") + 6
    # The height chosen just above needs a line only where it is too much for them; the tabs tell how belief grows.
    lines = dict(preview(side.report, action).lines)
    skip = {"Height"} if lines["Height"] == str(height) else set()
    return paint_send(p, y, side, action, "Tell it", "petrol", skip | ({"Belief"} if len(allowed) > 1 else set()))


def _height_text(side: Side, direction: int | None, height: int) -> str:
    if direction is None:
        return "The higher it hangs, the more it moves those who believe in it, and the fewer those are."
    lines = dict(preview(side.report, Action("tell", -1, (direction, height))).lines)
    return (
        f"If believed: {lines['If believed']}. Belief {lines['Belief']}. The higher it hangs, the fewer believe in it "
        "at once."
    )


def _directions(p: Panel, top: float, side: Side, chosen: int | None) -> float:
    """A row of everything a vision may point at, wrapped to the width; returns the y below it."""
    pal, count = p.palette, len(side.names.products) + len(DIRECTIONS)
    columns = min(count, int((p.width - 2 * EDGE) // 36))
    each = (p.width - 2 * EDGE) / columns
    for direction in range(count):
        x, y = EDGE + (direction % columns) * each, top + (direction // columns) * 40
        box = (x + 1, y, each - 2, 37)
        if direction == chosen:
            p.card(box, pal.choice, radius=8, outline=pal.focus, stroke=2)
        elif p.hovered("side-direction", direction):
            p.card(box, pal.inset, radius=8, outline=pal.rule)
        draw_direction(p, side, direction, x + each / 2, y + 18.5)
        kind = direction_kind(side.report, direction)
        about = f"{vision_does(side.table.level, direction)} Measured by {MEASURES[kind]}."
        tip = Tip(vision_name(side.table.level, direction), about)
        p.region("side-direction", box, value=direction, tip=tip)
    return top + -(-count // columns) * 40 + 4


# Stories.


def _stories(p: Panel, top: float, side: Side) -> float:
    """Up to three true events; pressing one shows what telling it would do, and the button that tells it."""
    pal, report, draft = p.palette, side.report, draft_of(side, "retell")
    y = heading(p, top + 2, "Retell a story", side.price_words("retell"))
    if not report.stories:
        text = "Nothing worth telling has come to your ears this quarter. It has to happen first."
        return note_box(p, y, text, icon="book-open") + 6
    chosen = next((action.amount[0] for action in side.table.pending if action.lever == "retell"), None)
    room = p.width - 2 * EDGE - 24
    for story in report.stories:
        where, text = story_words(side.table.level, story)
        action = Action("retell", -1, (story.number,))
        refused = side.why_not(action) if chosen != story.number else "You tell it this week."
        high = 32 + p.paragraph_height(room, text, size=style.SECONDARY, family="serif", italic=True) + 24
        weighed = draft is not None and draft.amount == [story.number]
        words = refused or f"{first_upper(told_words(story))}. Press to see what telling it would do."
        tip = Tip(TALES[TALE_INDEX[story.kind]].title, words)
        widgets.row(p, "side-story", (EDGE, y, p.width - 2 * EDGE, high), value=story.number, tip=tip,
                    chosen=weighed or chosen == story.number, enabled=refused is None)  # fmt: skip
        week = f"wk {calendar(story.week)}"
        wide = p.text(p.width - EDGE - 12, y + 15, week, size=style.SECONDARY, colour=pal.second, align="right",
                      at="middle")  # fmt: skip
        shade = widgets.ink(p, refused is None or chosen == story.number)
        p.text(EDGE + 12, y + 15, where, size=style.SUBTITLE, family="serif", at="middle", width=room - wide - 8,
               colour=shade)  # fmt: skip
        line = y + 28
        line += p.paragraph(EDGE + 12, line, room, text, size=style.SECONDARY, family="serif", italic=True,
                            colour=shade)  # fmt: skip
        p.text(EDGE + 12, line + 12, told_words(story), size=style.LABEL, colour=pal.second, at="middle")
        shade = widgets.ink(p, refused is None, pal.good if story.told == 0 else pal.bad)
        p.text(p.width - EDGE - 12, line + 12, f"belief {gain_words(report, story)}", size=style.LABEL, weight=800,
               colour=shade, align="right", at="middle")  # fmt: skip
        y += high + 6
        if weighed and chosen is None:
            y = paint_send(p, y, side, action, "Retell it", "petrol") + 6
    return y


# What moved the work.


def moved_shown(side: Side) -> bool:
    """Whether it is worth showing what moves the work: where teams may choose, or could.

    What moves people in a room only they can say.
    """
    report = side.report
    if report.world.room:
        return False
    choosing = "choose" in report.levers or report.default == CHOOSE or report.star is not None
    return choosing and sum(report.moved) > 0.0


def paint_moved(p: Panel, top: float, side: Side, key: str) -> float:
    """What last moved the work of the company, as a bar in a panel; returns the y below it."""
    y = heading(p, top, "Moved by", "share of the work")
    shares = apportion([100.0 * share for share in side.report.moved], 100)
    return y + moved_bar(p, (16, y, p.width - 32, MOST_MOVED), shares, key) + 10


def moved_bar(p: Panel, box: Box, shares: Sequence[int], key: str) -> float:
    """Five shares in whole per cent as one bar, with a line below it for each that is there: its icon, figure and name,
    beside and below each other within the box. Where there is no room for names, icons and figures stand near their
    parts. Returns the height used."""
    pal = p.palette
    x, y, w, h = box
    there = [n for n, share in enumerate(shares) if share > 0]
    if not there:
        p.text(x, y + 8, "Nobody had any work.", size=style.SECONDARY, colour=pal.second, at="middle")
        return 18.0
    colours = {
        "order": (pal.seal, style.WHITE), "price": (pal.gold, style.DARK_INK),
        "values": (style.LIGHT.indigo, style.WHITE),
        "craft": (style.LIGHT.frame if pal.theme == "light" else pal.hint, style.WHITE),
        "vision": (style.LIGHT.focus, style.WHITE),
    }  # fmt: skip
    room, left = w - 2.0 * (len(there) - 1), x
    middles: list[float] = []
    for n in there:
        wide = max(3.0, room * shares[n] / sum(shares))
        p.card((left, y, wide, 14), colours[MOVERS[n]][0], radius=min(4.0, wide / 2))
        middles.append(left + wide / 2)
        left += wide + 2.0
    figure = max(p.measure(f"{shares[n]}%", style.LABEL, weight=800) for n in there)
    names, columns = _named(p, there, figure, (w, h))
    if columns:
        each = w / columns
        places = [(x + each * (n % columns), y + LINES + LINE * (n // columns)) for n in range(len(there))]
    else:
        each = min(max(LEGEND, figure + 24), w / len(there))
        places = [(at, y + LINES) for at in _apart(middles, x, x + w, each)]
    for n, (at, line), name in zip(there, places, names, strict=True):
        ground, ink = colours[MOVERS[n]]
        p.card((at, line, 17, 17), ground, radius=4)
        p.icon(MOVER_ICONS[MOVERS[n]], at + 8.5, line + 8.5, 12, ink, "fill")
        p.text(at + 21, line + 8.5, f"{shares[n]}%", size=style.LABEL, weight=800, at="middle", width=each - 21)
        p.text(at + 26 + figure, line + 8.5, name, size=style.LABEL, colour=pal.second, at="middle")
        label, text = MOVER_WORDS[MOVERS[n]]
        tip = Tip(f"{label}: {shares[n]}% of the work", text)
        p.tooltip(f"{key}-{MOVERS[n]}", (at - 1, line - 1, each - 2, 19), tip)
    return places[-1][1] - y + LINE


def _named(
    p: Panel, there: Sequence[int], figure: float, size: tuple[float, float]
) -> tuple[list[str], int]:
    """The names of movers beside their figures and in how many columns they stand within a size: as many as go with
    whole names, else with short ones; no names and no columns where neither has room."""
    wide, high = size
    fewest = -(-len(there) // max(1, int((high - LINES) // LINE)))
    for names in ([MOVER_WORDS[MOVERS[n]][0] for n in there], [MOVER_SHORT[MOVERS[n]] for n in there]):
        needed = 26 + figure + max(p.measure(name, style.LABEL) for name in names) + 8
        columns = min(len(there), int((wide + 8) // needed))
        if columns >= max(fewest, min(2, len(there))):
            return names, columns
    return [""] * len(there), 0


def _apart(middles: Sequence[float], left: float, right: float, each: float) -> list[float]:
    """Left edges for legends so wide near the middles of their parts, from left to right, none over another."""
    out: list[float] = []
    for middle in middles:
        out.append(max(middle - each / 2, left, out[-1] + each if out else left))
    edge = right
    for n in reversed(range(len(out))):
        out[n] = min(out[n], edge - each)
        edge = out[n]
    return out
