"""Whose score runs beside the player's: a thin line on the score strip, and the page on which one chooses whose."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.board import style
from game.ghost import BEST, NOBODY, NONE_YET, WITHOUT, Ghost, GhostJob, choices
from game.session import Session, earned
from game.sim.values import DEFAULTS
from game.view.screens.page import way_back
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.race import paint_race
from game.view.toolkit.sheet import Race
from game.view.toolkit.ui import Hit, Ui
from game.view.ways import Ways
from game.words.explain import calendar, counted
from game.words.figures import of_score
from game.words.leaders import called

WIDE, TALL, CHART = 620.0, 560.0, 150.0
ROW = 46.0
WAITS = "This line is being worked out."
CHOOSE = "Key G sets a line beside yours."


@dataclass(frozen=True, slots=True)
class Beside:
    """What the score strip shows of a ghost this week. here: the share that their desk has been told by now, None where
    there is none; race: both lines so far; words: a short sentence about it with bold figures, or how one is chosen;
    note: why there is no line, as a sentence, or "".
    """

    here: float | None
    race: Race | None
    words: str
    note: str = ""


def standing(who: str, found: Ghost | None, session: Session) -> Beside:
    """How the player stands beside a ghost at the start of this week, who may still be on its way."""
    name, week = called(who)[0], session.week
    if who == NOBODY:
        return Beside(None, None, CHOOSE)
    if found is None or found.note:
        return Beside(None, None, CHOOSE, WAITS if found is None else found.note)
    if not week:
        return Beside(None, None, CHOOSE, f"{name} begins with you.")
    race = Race(tuple(session.told), found.scores[:week])
    here = found.told(week)
    if here is None and not found.ended:
        return Beside(None, race, CHOOSE, WAITS)
    if here is None:
        return Beside(None, race, f"**{name}** (dashed) came to an end in week {len(found.scores)}.")
    ahead = earned(session.told[-1]) - earned(here)
    words = "level with" if not ahead else f"{counted(abs(ahead), 'point')} {'ahead of' if ahead > 0 else 'behind'}"
    if found.said is not None:
        default, when = found.said
        name = f"where you would be had you not said “{DEFAULTS[default]}” in week {calendar(when)}"
    return Beside(here, race, f"You are **{words}** **{name}** (dashed), {of_score(here)} in this week.")


class Runner:
    """Whoever runs beside the player. open: whether the page on which one chooses lies over the board."""

    def __init__(self, session: Session, ways: Ways) -> None:
        self._ways, self._session = ways, session
        self.open = False
        self._job: GhostJob | None = None
        self._found: Ghost | None = None
        self._begun, self._reached = "", 0
        self._shown: tuple[object, Beside] | None = None

    @property
    def who(self) -> str:
        """Whose line it is: as chosen last, or nobody's where that leader cannot lead this company."""
        chosen = self._ways.settings.ghost
        return chosen if chosen in choices(self._session.world) else NOBODY

    def look(self, session: Session) -> Beside:
        """Takes the game as it stands, sends for whoever is chosen, and says how both stand."""
        self._session = session
        if self._begun != self.who:
            self.begin(self.who)
        if self._begun == WITHOUT and self._job is None and self._reached != session.week:
            self._send()
        if self._job is not None:
            fresh = self._job.poll()
            self._found = fresh or self._found
            if fresh is not None and not self._job.running:
                self._job = None  # only now, for no frame waits until the other process has ended
        return self.shown()

    def choose(self, who: str) -> None:
        """Lets somebody else run beside the player, from now on and in later games."""
        self._ways.change(replace(self._ways.settings, ghost=who))

    def follow(self, hit: Hit) -> bool:
        """Opens the page, or does what was pressed on it; False where the press was meant for something else."""
        if not self.open:
            self.open = hit.key == "bar-score"
            return self.open
        if hit.key == "beside-who":
            self.choose(NOBODY if hit.value == "nobody" else str(hit.value))
        elif hit.key == "beside-close":
            self.open = False
        return True

    def shown(self) -> Beside:
        """What the strip shows now; the same record while nothing changes."""
        session = self._session
        key = (self._begun, self._found, session.week, len(session.told), id(session))
        if self._shown is None or self._shown[0] != key:
            self._shown = key, standing(self._begun, self._found, session)
        return self._shown[1]

    def show(self, found: Ghost) -> None:
        """Takes a ghost that was worked out elsewhere."""
        self._begun, self._found = found.who, found

    def begin(self, who: str) -> None:
        """Sends for somebody; they come when they have been worked out."""
        if self._job is not None:
            self._job.close()
        self._begun, self._found, self._job = who, None, None
        if who != NOBODY:
            self._send()

    def _send(self) -> None:
        """Has whoever was begun with worked out, from what is known by now."""
        who, session = self._begun, self._session
        runs = self._ways.keeping.runs(session) if who == BEST else []
        self._reached = session.week
        if who == BEST and not runs:
            self._found = Ghost(who, note=NONE_YET)
            return
        self._job = GhostJob(session.recording().header, who, runs, session.log if who == WITHOUT else ())
        self._job.start()

    # The page.

    def paint(self, ui: Ui) -> None:
        """Shows the page on which one chooses, over the darkened board."""
        shown = self.shown()
        mark = (self._begun, shown)
        ui.modal("beside", ui.centred(WIDE, TALL), mark, lambda p: self._paint(p, shown), header=60)

    def _paint(self, p: Panel, shown: Beside) -> float:
        p.text(24, 30, "Whose line runs beside yours", size=style.HEADLINE - 4, family="serif", at="middle",
               width=p.width - 100)  # fmt: skip
        way_back(p, "beside-close", "Back to the board. Key Esc.")
        p.fill((16, 59, p.width - 32, 1), p.palette.rule)
        y = 70.0
        words = "They lead the same company on the same luck, by the same levers. You see their score, week for week."
        y += p.paragraph(24, y, p.width - 48, words, size=style.SECONDARY, colour=p.palette.second) + 10
        y = self._rows(p, y)
        if shown.race is not None:
            p.card((24, y, p.width - 48, CHART + 16), p.palette.tip, radius=style.SMALL_RADIUS)
            paint_race(p, (34, y + 8, p.width - 68, CHART), shown.race)
            y += CHART + 26
        said = shown.words if shown.race is not None else shown.note
        if said:
            y += p.paragraph(24, y, p.width - 48, said, size=style.BODY) + 8
        return y + 10

    def _rows(self, p: Panel, y: float) -> float:
        """Everybody there is to choose from, in two columns where there is room."""
        columns = 2 if p.width >= 520 else 1
        each = (p.width - 48 - 10 * (columns - 1)) / columns
        names = choices(self._session.world)
        for n, who in enumerate(names):
            box = (24 + (n % columns) * (each + 10), y + (n // columns) * (ROW + 8), each, ROW)
            title, note = called(who)
            tip = Tip(title, f"{note[:1].upper()}{note[1:]}.")
            widgets.row(p, "beside-who", box, value=who or "nobody", chosen=who == self._begun, shortcut=str(n + 1),
                        tip=tip)  # fmt: skip
            p.text(box[0] + 14, box[1] + 15, title, size=style.BODY, weight=800, at="middle", width=each - 46)
            p.text(box[0] + 14, box[1] + 33, note, size=style.SECONDARY, colour=p.palette.second, at="middle",
                   width=each - 46)  # fmt: skip
        return y + -(-len(names) // columns) * (ROW + 8) + 6
