"""What is kept between two evenings survives damage, a full disk and a second window, and what does not is told."""

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import bots, levels, places, safely, saves
from game.command_line import main
from game.session import Session, level_name, play
from game.version import VERSION
from game.view import app, window
from game.view.cards.table import Table
from game.view.keeping import Keeping
from game.view.profile import Progress, Settings
from game.view.record import Record
from game.view.screens.play.safekeeping import Safekeeping
from game.view.screens.play.screen import Play
from game.view.screens.title.screen import TitleScreen
from game.view.screens.unsaved import Unsaved
from game.view.sound import Sound
from tests.pilot import Pilot

GARAGE = "levels/01-the-garage.yaml"
STARS = {"01-the-garage": 3, "02-two-pizzas": 2}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which stars were earned twice, so that a sound copy lies beside them."""
    keeping = Keeping(tmp_path)
    keeping.keep_progress(Progress({"01-the-garage": 3}))
    keeping.keep_progress(Progress({"02-two-pizzas": 2}))
    keeping.keep_settings(Settings(theme="dark"))
    keeping.keep_settings(Settings(theme="dark", ui_scale=1.5))
    return tmp_path


def under_way(root: Path, weeks: int, seed: int = 3) -> Session:
    return play(Session(levels.read(root / GARAGE), seed), bots.leader("orders"), weeks)


def calm(pilot: Pilot) -> None:
    """Lets what has just come up take input, and what has changed be kept."""
    for _ in range(3):
        pilot.step(0.6)


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "flipped": lambda data: data.replace(b'"stars"', b'"st\xffrs"').replace(b'"theme"', b'"th\xffme"'),
    "another thing": lambda data: b"[1, 2, 3]\n",
    "zeroes": lambda data: bytes(len(data)),
    "deep": lambda data: b"[" * 100_000,
}


# Progress and settings


@pytest.mark.parametrize("damage", DAMAGE, ids=str)
def test_damaged_progress_is_set_aside_and_its_copy_taken(home: Path, damage: str) -> None:
    path = home / "progress.json"
    bad = DAMAGE[damage](path.read_bytes())
    path.write_bytes(bad)
    keeping = Keeping(home)
    assert keeping.progress().stars.get("01-the-garage") == 3
    (aside,) = home.glob("progress.json.unreadable-*")
    assert aside.read_bytes() == bad
    (told,) = keeping.told()
    assert aside.name in told
    assert "the copy beside it" in told
    keeping.keep_progress(Progress({"03-the-corridor": 1}))
    assert Keeping(home).progress().stars["01-the-garage"] == 3
    assert Keeping(home).told() == []


@pytest.mark.parametrize("damage", DAMAGE, ids=str)
def test_damaged_settings_are_set_aside_and_their_copy_taken(home: Path, damage: str) -> None:
    path = home / "settings.json"
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    keeping = Keeping(home)
    assert keeping.settings().theme == "dark"
    assert len(list(home.glob("settings.json.unreadable-*"))) == 1
    assert "settings.json was damaged" in keeping.told()[0]


def test_progress_that_cannot_be_opened_is_left_as_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home / "progress.json"
    before, real = path.read_bytes(), Path.read_bytes

    def shut(self: Path) -> bytes:
        if self == path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", shut)
        keeping = Keeping(home)
        assert keeping.progress().stars == {"01-the-garage": 3}, "what the copy beside it holds"
        keeping.keep_progress(Progress({"08-the-aim": 1}))
        assert any(sentence.startswith("Permission denied") for sentence in keeping.told())
    assert path.read_bytes() == before
    assert not list(home.glob("*.unreadable-*"))
    assert Keeping(home).progress().stars == STARS


def test_a_mark_of_byte_order_is_no_damage(home: Path) -> None:
    path = home / "progress.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    keeping = Keeping(home)
    assert keeping.progress().stars == STARS
    assert keeping.told() == []


def test_progress_that_is_gone_comes_back_from_its_copy(home: Path) -> None:
    (home / "progress.json").unlink()
    keeping = Keeping(home)
    assert keeping.progress().stars == {"01-the-garage": 3}
    assert "was not there" in keeping.told()[0]


def test_what_another_version_wrote_stays(home: Path) -> None:
    path = home / "progress.json"
    values = json.loads(path.read_text()) | {"medals": ["gold"]}
    values["stars"]["12-the-moon"] = {"best": 5}
    path.write_text(json.dumps(values))
    keeping = Keeping(home)
    keeping.keep_progress(Progress({"03-the-corridor": 2}))
    after = json.loads(path.read_text())
    assert after["medals"] == ["gold"]
    assert after["stars"]["12-the-moon"] == {"best": 5}
    assert Keeping(home).progress().stars == STARS | {"03-the-corridor": 2}


def test_nothing_is_written_where_nothing_changes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping = Keeping(home)
    progress, wishes = keeping.progress(), keeping.settings()
    monkeypatch.setattr(safely, "put", full)
    keeping.keep_progress(progress)
    keeping.keep_settings(wishes)
    assert keeping.told() == []


@given(at=st.integers(0, 10_000), value=st.integers(0, 255), cut=st.booleans())
@settings(max_examples=60)
def test_no_damage_to_progress_loses_what_the_copy_holds(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int, cut: bool
) -> None:
    home = tmp_path_factory.mktemp("home")
    keeping = Keeping(home)
    keeping.keep_progress(Progress({"a": 3}))
    keeping.keep_progress(Progress({"a": 3, "b": 1}))
    path = home / "progress.json"
    data = bytearray(path.read_bytes())
    data[at % len(data)] = value
    path.write_bytes(bytes(data[: at % len(data)] if cut else data))
    stars = Keeping(home).progress().stars
    unharmed = json_or_none(bytes(data[: at % len(data)] if cut else data))
    assert stars.get("a") == 3 or unharmed is not None, "a file that reads as progress is believed"


def json_or_none(data: bytes) -> object:
    try:
        found = json.loads(data)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def test_two_windows_keep_the_best_of_both(home: Path) -> None:
    one, other = Keeping(home), Keeping(home)
    first, second = one.progress(), other.progress()
    first.earn("03-the-corridor", 1)
    second.earn("01-the-garage", 1)
    second.earn("04-the-floor", 2)
    one.keep_progress(first)
    other.keep_progress(second)
    one.keep_progress(first)
    expected = STARS | {"03-the-corridor": 1, "04-the-floor": 2}
    assert Keeping(home).progress().stars == expected
    assert first.stars == expected


@pytest.mark.slow
def test_many_processes_write_at_once_and_no_star_is_lost(tmp_path: Path, root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from game.view.keeping import Keeping\n"
        "from game.view.profile import Progress\n"
        "for n in range(8): Keeping(Path(sys.argv[1])).keep_progress(Progress({f'{sys.argv[2]}-{n}': 1}))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name], cwd=root) for name in "abc"]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    assert Keeping(tmp_path).progress().stars == {f"{name}-{n}": 1 for name in "abc" for n in range(8)}
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.slow
def test_a_lock_that_nobody_gives_back_holds_nobody_up_for_long(tmp_path: Path) -> None:
    record = Record(tmp_path / "progress.json")
    claim = safely.Claim(tmp_path / ".progress.json.lock")
    assert claim.taken
    start = time.monotonic()
    assert record.change(lambda before: {"stars": {"a": 1}}) == ""
    assert time.monotonic() - start < 3 * safely.LONGEST_WAIT_SECONDS
    assert record.values() == {"stars": {"a": 1}}
    claim.give_back()


@pytest.mark.parametrize("call", ["fsync", "replace", "link"])
def test_a_write_that_fails_anywhere_leaves_the_old_file_whole(
    tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    safely.put(path, b"one")
    safely.put(path, b"two")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        if call == "link":
            safely.put(path, b"three")  # a file system without links copies
        else:
            with pytest.raises(OSError, match="No space left"):
                safely.put(path, b"three")
    assert path.read_bytes() == (b"three" if call == "link" else b"two")
    assert safely.spare_of(path).read_bytes() == (b"two" if call == "link" else b"one")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "file.bak"]


def test_what_a_dead_process_left_is_swept_and_a_living_ones_is_not(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait(timeout=60)
    left, busy = tmp_path / f".progress.json.{dead.pid}-0123abcd.tmp", safely.temporary(tmp_path / "progress.json")
    left.touch()
    busy.touch()
    (tmp_path / "mine.tmp").touch()
    Keeping(tmp_path)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted([busy.name, "mine.tmp"])


# The window's own settings


def test_what_the_window_changes_is_kept_at_once(tmp_path: Path) -> None:
    pilot = Pilot(tmp_path)
    pilot.click("theme")
    pilot.click("larger")
    calm(pilot)
    kept = Keeping(tmp_path).settings()
    assert (kept.theme, kept.ui_scale) == ("dark", 1.25)
    pilot.press("m")
    calm(pilot)
    assert Keeping(tmp_path).settings().muted
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, size=(1100, 700), w=1100, h=700))
    calm(pilot)
    assert Keeping(tmp_path).settings().window == (1100, 700)


# Two windows and one game


def test_two_windows_never_share_an_autosave(tmp_path: Path, root: Path) -> None:
    one, other = Keeping(tmp_path), Keeping(tmp_path)
    first, second = under_way(root, 3), under_way(root, 5, seed=9)
    for keeping, game in ((one, first), (other, second)):
        keeping.begin(game)
        assert keeping.save_now(game) == ""
    found = {kept.path.name: Session.load(kept.path).session.seed for kept in one.games()}
    assert found == {"now-01-the-garage.headcount": 3, "now-01-the-garage~2.headcount": 9}
    play(second, bots.leader("orders"))
    assert other.save_now(second) == ""
    assert [kept.path.name for kept in one.games()] == ["now-01-the-garage.headcount"]
    assert other.last_run(first) is not None
    one.close()
    other.close()
    third = Keeping(tmp_path)
    third.begin(under_way(root, 0))
    assert [kept.path.name for kept in third.games()] == ["earlier-01-the-garage.headcount"], "a window that closed"


def test_taking_up_a_copy_loses_no_game_under_way(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    keeping.save_as(under_way(root, 2), "an old one")
    running = under_way(root, 7, seed=8)
    keeping.begin(running)
    keeping.save_now(running)
    old = tmp_path / "saves" / "an old one.headcount"
    loaded = Session.load(old).session
    keeping.take_up(loaded, old)
    loaded.advance()
    assert keeping.save_now(loaded) == ""
    weeks = {kept.path.name: kept.week for kept in keeping.games()}
    assert weeks == {
        "now-01-the-garage.headcount": 3, "earlier-01-the-garage.headcount": 7, "an old one.headcount": 2,
    }  # fmt: skip


@pytest.mark.slow
def test_finished_games_are_all_kept(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    for seed in (1, 2, 3):
        ended = under_way(root, 26, seed)
        keeping.begin(ended)
        assert keeping.save_now(ended) == ""
    assert sorted(Session.load(kept.path).session.seed for kept in keeping.results()) == [1, 2, 3]
    assert keeping.games() == []
    again = keeping.last_run(ended)
    assert again is not None
    assert Session.load(again).session.seed != 3, "the run before this one"


# Saving fails


def test_no_more_than_the_newest_week_is_lost_on_a_slow_disk(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = saves.write

    def slow(path: Path, recording: saves.Recording) -> Path:
        time.sleep(0.1)
        return write(path, recording)

    monkeypatch.setattr(saves, "write", slow)
    game, session = app.start(Keeping(tmp_path)), under_way(root, 1)
    kept = Safekeeping(game)
    for week in (1, 2, 3):
        kept.soon(session)
        found = [len(saves.read(path).weeks) for path in (tmp_path / "saves").glob("*.headcount")]
        assert max(found, default=0) >= week - 1
        kept.look(Table(session, session.level), Sound(silent=True))
        play(session, bots.leader("orders"), week + 1)
    game.close()


def test_a_full_disk_is_told_at_once_and_the_game_is_not_left(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot = Pilot(tmp_path, root / GARAGE)
    pilot.press("1", "return")
    calm(pilot)
    with monkeypatch.context() as patch:
        patch.setattr(safely, "put", full)
        pilot.press("n")
        pilot.until(lambda: pilot.week == 1)
        for _ in range(50):
            if pilot.play.safekeeping.trouble:
                break
            time.sleep(0.02)
            pilot.step()
        assert pilot.play.safekeeping.trouble.startswith("No space left on device")
        assert pilot.shows("bar-unsaved")
        calm(pilot)
        while pilot.shows("hint-read"):
            pilot.click("hint-read")
        pilot.press("escape")
        calm(pilot)
        pilot.click("menu-quit")
        assert isinstance(pilot.window.screen, Unsaved)
        calm(pilot)
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        pilot.step()
        assert isinstance(pilot.window.screen, Unsaved), "closing the window asks as well"
        calm(pilot)
        pilot.click("unsaved-back")
        assert isinstance(pilot.window.screen, Play)
        calm(pilot)
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        pilot.step()
        assert isinstance(pilot.window.screen, Unsaved)
    calm(pilot)
    pilot.click("unsaved-again")
    calm(pilot)
    pilot.click("unsaved-back")
    calm(pilot)
    assert pilot.play.safekeeping.trouble == ""
    pilot.click("menu-quit")
    assert isinstance(pilot.window.screen, TitleScreen)
    (kept,) = Keeping(tmp_path).games()
    assert kept.week == 1


def test_a_game_can_be_saved_somewhere_else_and_taken_up_from_there(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "saves").write_text("a file where a folder should be")
    keeping = Keeping(tmp_path / "home")
    game = under_way(root, 4)
    monkeypatch.setattr(Keeping, "places", lambda self: [elsewhere])
    left: list[int] = []
    page = Unsaved(keeping, game, keeping.save_now(game), Message(), lambda: left.append(1) or window.Route(None))
    clock = window.VirtualClock()
    stage = window.Stage((1280, 720), clock=clock)
    surface = pygame.Surface((1280, 720))
    page.enter(stage)
    for ident in ("unsaved-place:0", "unsaved-leave"):
        for _ in range(3):
            clock.advance(1.0)
            page.paint(surface)
        stage.ui.set_focus(ident)
        page.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r", scancode=40))
    assert left == [1]
    (file,) = elsewhere.iterdir()
    assert Session.load(file).session.week == 4
    screen = app.Game(Keeping(None)).opened(file)
    assert isinstance(screen, Play)


class Message:
    """Any screen to come back to."""

    def enter(self, stage: window.Stage) -> None: ...

    def event(self, event: pygame.event.Event) -> None: ...

    def tick(self, seconds: float) -> None: ...

    def paint(self, surface: pygame.Surface) -> None: ...


def test_a_copy_asks_before_it_takes_another_games_place(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    game = under_way(root, 3)
    assert not keeping.save_as(game, "Fair").asks
    game.advance()
    assert not keeping.save_as(game, "Fair").asks, "its own earlier state"
    other = under_way(root, 5, seed=8)
    for name in ("Fair", "fair ", "FAIR"):
        said = keeping.save_as(other, name)
        assert said.asks
        assert "Fair" in said.text
    assert Session.load(tmp_path / "saves" / "Fair.headcount").session.seed == 3
    assert not keeping.save_as(other, "fair", replace=True).asks
    assert Session.load(tmp_path / "saves" / "Fair.headcount").session.seed == 8
    for name in ("con", "now-x", "a/b\\c:d", "x" * 300, " . ", "LPT1", "\u202e\ud800", "日" * 90):
        said = keeping.save_as(other, name)
        assert not said.failed, said.text
    assert len(keeping.games()) == 8, "two of these names leave nothing but the level's own"


# What lies among the saved games


@pytest.mark.slow
def test_nothing_among_the_saved_games_hides_another(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    game = under_way(root, 4)
    keeping.begin(game)
    keeping.save_now(game)
    keeping.save_as(game, "copy")
    folder = tmp_path / "saves"
    data = (folder / "copy.headcount").read_bytes()
    first, _, rest = data.partition(b"\n")
    head = json.loads(first)

    def put(name: str, **changes: object) -> None:
        (folder / f"{name}.headcount").write_bytes(json.dumps(head | changes).encode() + b"\n" + rest)

    for name, word in (("nul", "a\0b"), ("surrogate", "a\ud800b"), ("long", "x" * 5_000), ("none", "")):
        put(name, level=head["level"] | {"name": word})
    put("older", rules=saves.RULES - 1, version="0.0.1")
    put("newer", rules=saves.RULES + 1, version="9.9")
    (folder / "cut.headcount").write_bytes(data[:-300])
    (folder / "binary.headcount").write_bytes(bytes(range(256)) * 40)
    (folder / "empty.headcount").touch()
    (folder / "folder.headcount").mkdir()
    (folder / "gone.headcount").symlink_to(tmp_path / "nowhere")
    (folder / "round.headcount").symlink_to(folder / "round.headcount")
    os.mkfifo(folder / "pipe.headcount")
    found = {kept.path.stem: kept for kept in keeping.games()}
    assert len(found) == 15
    assert {name for name, kept in found.items() if not kept.damage} == {"now-01-the-garage", "copy"}
    assert found["older"].foreign
    assert f"({saves.RULES - 1}; this game plays by {saves.RULES})" in found["older"].damage
    assert "saved by Headcount 9.9" in found["newer"].damage
    assert found["cut"].week == 3
    game_of = app.Game(Keeping(tmp_path))
    window.render(game_of.title())
    for kept in found.values():
        game_of.open_save(kept.path)
        done = subprocess.run(
            [sys.executable, "main.py", "replay", str(kept.path), "--verify"], cwd=root, capture_output=True, text=True,
            timeout=60, check=False,
        ) if kept.foreign else None  # fmt: skip
        assert done is None or ("version of the rules" in done.stderr and "differs" not in done.stdout + done.stderr)


def test_a_damaged_game_is_one_press_away_from_its_copy(tmp_path: Path, root: Path) -> None:
    pilot = Pilot(tmp_path)
    keeping = pilot.game.keeping
    game = under_way(root, 4)
    keeping.begin(game)
    keeping.save_now(game)
    game.advance()
    keeping.save_now(game)
    path = tmp_path / "saves" / "now-01-the-garage.headcount"
    path.write_bytes(b"{" + path.read_bytes()[5:])
    pilot.window._go(pilot.game.to_title())
    calm(pilot)
    pilot.click("load")
    assert not pilot.shows("save:0")
    pilot.click("spare:0")
    assert isinstance(pilot.window.screen, Play)
    assert pilot.week == 4


def test_an_autosave_over_a_damaged_file_keeps_the_sound_copy(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    game = under_way(root, 4)
    keeping.begin(game)
    keeping.save_now(game)
    game.advance()
    keeping.save_now(game)
    path = tmp_path / "saves" / "now-01-the-garage.headcount"
    path.write_bytes(path.read_bytes()[:90])
    game.advance()
    keeping.save_now(game)
    assert Session.load(safely.spare_of(path)).session.week == 4


@pytest.mark.parametrize("cash_cents", [100_000_000, 1], ids=["finished", "lost"])
def test_a_finished_game_cut_short_is_not_offered_as_unfinished(
    tmp_path: Path, root: Path, cash_cents: int
) -> None:
    level = levels.read(root / GARAGE)
    level = replace(level, world=replace(level.world, cash_cents=cash_cents))
    game = play(Session(level, 3), bots.leader("idle"))
    assert (game.week < level.world.weeks) == (cash_cents == 1)
    keeping = Keeping(tmp_path)
    keeping.save_now(game)
    path = tmp_path / "saves" / "last-01-the-garage.headcount"
    *lines, _ = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines))
    assert keeping.games() == []
    (kept,) = keeping.results()
    assert "breaks off" in kept.damage


def test_a_date_in_the_future_does_not_hold_continue(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    floor = play(Session(levels.read(root / "levels/02-two-pizzas.yaml")), bots.leader("idle"), 3)
    for game in (floor, under_way(root, 4)):
        keeping.begin(game)
        keeping.save_now(game)
    ahead = time.time() + 400 * 86_400
    os.utime(tmp_path / "saves" / "now-02-two-pizzas.headcount", (ahead, ahead))
    assert [kept.name for kept in keeping.games()] == ["01-the-garage", "02-two-pizzas"]
    title = app.Game(keeping).title()
    assert isinstance(title, TitleScreen)
    assert title.going is not None
    assert title.going.path.name == "now-01-the-garage.headcount"


def test_after_a_finished_level_the_next_one_comes_first(tmp_path: Path, root: Path) -> None:
    game = app.Game(Keeping(tmp_path))
    game.keeping.save_as(under_way(root, 3, seed=5), "an old copy")
    ended = under_way(root, 26)
    game.play(under_way(root, 1))
    game.keep(ended)
    game.to_result(ended)
    title = game.title()
    assert isinstance(title, TitleScreen)
    main, *others = title._choices()
    assert (main[0], main[2]) == ("continue", "Next: Two Pizzas")
    assert "results" in {row[0] for row in others}
    window.render(title)
    route = title._to_save(title.results[0].path)
    assert route is not None
    assert type(route.screen).__name__ == "DebriefScreen"


def test_the_version_is_told_and_stands_in_every_save(tmp_path: Path, root: Path) -> None:
    command = [sys.executable, "main.py", "--version"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"Headcount {VERSION}, rules {saves.RULES}, Python 3.")
    path = under_way(root, 1).save(tmp_path / "game")
    assert saves.read(path).header.version == VERSION


# What an enemy found


@pytest.mark.slow
def test_a_game_taken_up_again_and_again_is_one_game(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    aside = under_way(root, 20, seed=11)
    keeping.begin(aside)
    keeping.save_now(aside)
    game = under_way(root, 4)
    keeping.begin(game)
    keeping.save_now(game)
    path = tmp_path / "saves" / "now-01-the-garage.headcount"
    for _ in range(12):
        keeping.take_up(Session.load(path).session, path)
        assert path.is_file(), "a kill now would find the game where it was"
    assert {kept.path.name: kept.week for kept in keeping.games()} == {
        path.name: 4, "earlier-01-the-garage.headcount": 20,
    }  # fmt: skip


def test_no_game_that_was_set_aside_makes_room_for_another(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    for seed in range(12):
        game = under_way(root, 1, seed)
        keeping.begin(game)
        keeping.save_now(game)
    assert sorted(Session.load(kept.path).session.seed for kept in keeping.games()) == list(range(12))


@pytest.mark.slow
def test_going_back_to_a_game_by_hand_keeps_it_one_game(tmp_path: Path, root: Path) -> None:
    pilot = Pilot(tmp_path, root / GARAGE)
    pilot.press("1", "return")
    pilot.calm()
    pilot.press("n")
    pilot.until(lambda: pilot.week == 1)
    for _ in range(4):
        while not isinstance(pilot.window.screen, TitleScreen):
            if pilot.shows("menu-quit"):
                pilot.click("menu-quit")
            else:
                pilot.press("escape")
            pilot.calm()
        pilot.click("continue")
        pilot.calm()
        assert pilot.week == 1
    names = [path.name for path in (tmp_path / "saves").glob("*.headcount")]
    assert names == ["now-01-the-garage.headcount"]


HUGE = "1" + 400 * "0"


@pytest.mark.parametrize("key", ["at", "ui_scale", "volume", "window", "stars", "bets", "played"])
@pytest.mark.parametrize("value", [HUGE, f"-{HUGE}", "1e999", "NaN", "[[]]", "true", '"x"', "null"])
@pytest.mark.slow
def test_no_figure_in_what_is_kept_stops_the_game(tmp_path: Path, key: str, value: str) -> None:
    for name in ("progress.json", "settings.json"):
        (tmp_path / name).write_text(f'{{"{key}": {value}}}')
    game = app.Game(Keeping(tmp_path))
    window.render(game.title())
    game.keeping.keep_progress(game.progress)
    game.change(game.settings)


@pytest.fixture(scope="module")
def ended(root: Path) -> Session:
    """A game to its end, which nobody changes."""
    return under_way(root, 26)


@pytest.mark.parametrize("figure", ["score", "stars", "bound", "cash_cents"])
@pytest.mark.parametrize("value", ["1e308", HUGE, f"-{HUGE}", "1e999", '"x"'])
@pytest.mark.slow
def test_no_figure_in_a_result_stops_the_title(tmp_path: Path, ended: Session, figure: str, value: str) -> None:
    keeping = Keeping(tmp_path)
    keeping.save_now(ended)
    path = tmp_path / "saves" / "last-01-the-garage.headcount"
    *lines, last = path.read_text(encoding="utf-8").splitlines()
    end = json.loads(last)
    end["outcome"][figure] = "HERE"
    path.write_text("\n".join([*lines, json.dumps(end).replace('"HERE"', value), ""]), encoding="utf-8")
    game = app.Game(Keeping(tmp_path))
    window.render(game.title())
    (kept,) = game.keeping.results()
    game.open_save(kept.path)


def test_no_crowd_of_files_pushes_the_game_under_way_off_the_title(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    game = under_way(root, 3)
    keeping.begin(game)
    keeping.save_now(game)
    long_ago = time.time() - 9_000
    os.utime(tmp_path / "saves" / "now-01-the-garage.headcount", (long_ago, long_ago))
    for number in range(230):
        (tmp_path / "saves" / f"copy {number}.headcount").touch()
    title = app.Game(keeping).title()
    assert isinstance(title, TitleScreen)
    assert title.going is not None
    assert title.going.path.name == "now-01-the-garage.headcount"


def test_a_machine_without_any_place_to_write_still_tells(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    game = app.Game(Keeping(tmp_path))
    game.session = session = under_way(root, 4)
    monkeypatch.setattr("tempfile.gettempdir", nowhere)
    monkeypatch.setattr(safely, "put", full)
    route = game.closing(Message())
    assert route is not None
    assert isinstance(route.screen, Unsaved)
    assert route.screen.session is session


def test_a_claim_whose_file_was_deleted_is_made_anew(tmp_path: Path, root: Path) -> None:
    one, other = Keeping(tmp_path), Keeping(tmp_path)
    first, second = under_way(root, 3), under_way(root, 5, seed=9)
    one.begin(first)
    one.save_now(first)
    for lock in (tmp_path / "saves").glob(".*.lock"):
        lock.unlink()
    other.begin(second)
    other.save_now(second)
    first.advance()
    one.save_now(first)
    found = sorted((Session.load(kept.path).session.seed, kept.week) for kept in one.games())
    assert (9, 5) in found
    assert (3, 4) in found


def test_a_copy_of_one_of_our_levels_earns_none_of_its_stars(tmp_path: Path, root: Path) -> None:
    copy = tmp_path / "01-the-garage.yaml"
    copy.write_bytes((root / GARAGE).read_bytes())
    game = app.Game(Keeping(tmp_path / "home"))
    ended = play(Session(levels.read(copy), 3), bots.leader("orders"))
    game.play(Session(levels.read(copy), 3))
    game.keep(ended)
    game.to_result(ended)
    assert list(game.progress.stars) == ["my 01-the-garage"]
    assert game.campaign()[0].finished is False
    (kept,) = game.keeping.results()
    assert level_name(Session.load(kept.path).session.level) == "my 01-the-garage"
    assert level_name(levels.read(root / GARAGE)) == "01-the-garage"


def test_a_saved_game_can_be_named_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    session = Session(levels.read(places.LEVELS / "01-the-garage.yaml"))
    session.advance()
    file = session.save(tmp_path / "elsewhere")
    shown: list[app.Screen] = []
    monkeypatch.setattr(app, "open_window", lambda game, first, **_: shown.append(first) or _Closed())
    monkeypatch.setattr(Keeping, "at_home", classmethod(lambda cls: Keeping(None)))
    assert main(["--level", str(file)]) == 0
    assert isinstance(shown[0], Play)
    assert shown[0].table.session.week == 1


class _Closed:
    """A window that is closed before it is looked at."""

    def run(self) -> None:
        return None


@pytest.mark.slow
def test_a_report_takes_its_own_place_again_and_never_that_of_another_games(tmp_path: Path) -> None:
    level = levels.read_text("format: 1\ntitle: Four weeks\npeople: 5\nweeks: 4\n", "four")
    idle, busy = play(Session(level), bots.leader("idle")), play(Session(level), bots.leader("orders"))
    keeping = Keeping(tmp_path)
    for session, text in ((idle, "idle"), (busy, "busy"), (idle, "idle, in full"), (busy, "busy, in full")):
        assert keeping.save_page(session, text).startswith("Saved as ")
    kept = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "saves").glob("*.md")}
    assert kept == {"four, seed 1, week 4.md": "idle, in full", "four, seed 1, week 4 (2).md": "busy, in full"}
    Keeping(tmp_path).save_page(busy, "busy, in full")
    assert len(list((tmp_path / "saves").glob("*.md"))) == 2, "the same report lies there already"
