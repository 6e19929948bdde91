"""What the buttons and keys of time do: they let weeks run, and say what lies open where something is being written."""

from __future__ import annotations

from game.view.cards import orders
from game.view.cards.table import Table
from game.view.toolkit.ui import Hit, Ui
from game.words.actions import open_words

LETS_RUN = frozenset({"bar-pause", "bar-speed", "bar-step", "bar-skip", "bar-run-out"})


def run(hit: Hit, table: Table, ui: Ui) -> bool:
    """Does what a button of time stands for; False where the hit is for another.

    Where a form is open nothing runs: what is open is said, and the button that sends it has the focus. A speed that is
    chosen then counts from when the form is gone.
    """
    clock = table.clock
    if hit.key not in LETS_RUN:
        return False
    if hit.key == "bar-speed" and isinstance(hit.value, int):
        clock.run(hit.value)
    if "writing" in clock.held and table.draft is not None:
        _say_what_is_open(table, ui)
    elif hit.key == "bar-pause":
        clock.toggle()
    elif hit.key == "bar-step":
        clock.step()
    elif hit.key == "bar-skip":
        clock.skip()
    elif hit.key == "bar-run-out":
        clock.run_out()
    return True


def _say_what_is_open(table: Table, ui: Ui) -> None:
    draft = table.draft
    assert draft is not None
    action = draft.action
    is_open = f"{open_words(table.level, draft.lever, draft.target)} is open"
    if action is None:
        table.say(f"{is_open}. Choose what it says, or put it away with Esc.", refused=True, brief="Esc puts it away.")
    elif table.why_not(action) is not None:
        table.say(f"{is_open} and cannot be sent now. Esc puts it away.", refused=True, brief="Esc puts it away.")
    else:
        brief = "Enter sends it, Esc puts it away."
        table.say(f"{is_open}. {brief}", refused=True, brief=brief)
        ui.set_focus("card-send" if orders.writing(table) is not None else f"side-send:{draft.lever}", told=False)
    table.play_sound("error")
