"""Short, quiet sounds of wood, paper and coins, computed beside the window; every one has a visual twin.

Without a sound device nothing is heard and nothing fails.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray

RATE: Final = 22_050
LOUDNESS: Final = 0.22
ROOM_SECONDS: Final = 12
"""How long the tone of the room lasts before it begins again, without a seam."""
ROOM_LOUDNESS: Final = 0.10
DULL, BRIGHT = 0.35, 0.65
"""A company's morale at which its room sounds as low as it can, and as warm."""
Wave = NDArray[np.float64]


def _time(seconds: float) -> Wave:
    return np.arange(int(seconds * RATE)) / RATE


def _tone(partials: tuple[tuple[float, float], ...], seconds: float, decay: float, attack: float = 0.002) -> Wave:
    """Damped sines, each (hertz, share); higher ones die sooner."""
    t = _time(seconds)
    base = partials[0][0]
    out = np.zeros_like(t)
    for hertz, share in partials:
        out += share * np.sin(2 * np.pi * hertz * t) * np.exp(-t / decay * (hertz / base) ** 0.5)
    rise: Wave = out * np.minimum(1, t / attack)
    return rise


def _noise(seconds: float, smooth: int, seed: int) -> Wave:
    """Noise from which `smooth` samples' averages take the hiss."""
    raw = np.random.default_rng(seed).standard_normal(int(seconds * RATE) + smooth)
    soft: Wave = np.convolve(raw, np.ones(smooth) / smooth, mode="valid")[: int(seconds * RATE)] * smooth**0.5
    return soft


def _swell(wave: Wave, peak: float) -> Wave:
    """Rises to a peak at a share of its length and falls."""
    x = np.linspace(0, 1, len(wave))
    shaped: Wave = wave * np.where(x < peak, x / peak, ((1 - x) / (1 - peak)) ** 1.5)
    return shaped


def _sequence(parts: tuple[tuple[float, float, Wave], ...]) -> Wave:
    """Sounds laid over each other: (start in seconds, loudness, wave)."""
    out = np.zeros(max(int(start * RATE) + len(wave) for start, _, wave in parts))
    for start, loud, wave in parts:
        first = int(start * RATE)
        out[first : first + len(wave)] += loud * wave
    return out


def _wood(hertz: float, decay: float = 0.035) -> Wave:
    return _tone(((hertz, 1.0), (hertz * 2.42, 0.5), (hertz * 4.1, 0.2)), decay * 6, decay)


def _bar(hertz: float, decay: float = 0.28) -> Wave:
    """A wooden bar, as of a marimba."""
    return _tone(((hertz, 1.0), (hertz * 3.93, 0.22), (hertz * 9.2, 0.05)), decay * 4, decay, 0.003)


def _cello() -> Wave:
    t = _time(1.8)
    wave = sum(
        (np.sin(2 * np.pi * 98 * n * t + 0.25 * np.sin(2 * np.pi * 5 * t)) / n**1.4 for n in range(1, 9)),
        start=np.zeros_like(t),
    )
    return _swell(wave, 0.35)


RECIPES: Final[dict[str, Callable[[], Wave]]] = {
    "letter_sent": lambda: _sequence(((0, 1, _wood(150, 0.05)), (0, 0.35, _swell(_noise(0.05, 10, 1), 0.1)))),
    "letter_arrives": lambda: _swell(_noise(0.2, 5, 2), 0.35),
    "report_back": lambda: _sequence(
        ((0, 0.7, _swell(_noise(0.16, 4, 3), 0.6)), (0.13, 1, _swell(_noise(0.12, 6, 4), 0.15)))
    ),
    "disc_spent": lambda: _wood(720),
    "disc_back": lambda: _sequence(
        tuple((0.05 * n + 0.006 * n * n, 0.9 - 0.12 * n, _wood(600 - 30 * n, 0.022)) for n in range(6))
    ),
    "bonus_set": lambda: _sequence(
        tuple((0.055 * n, 1 - 0.4 * n, _tone(((3150, 1), (4720, 0.6), (6890, 0.3)), 0.3, 0.07)) for n in range(2))
    ),
    "value_raised": lambda: _sequence(((0, 1, _swell(_noise(0.07, 6, 5), 0.08)), (0.02, 0.6, _wood(190, 0.05)))),
    "flag_torn": lambda: _swell(_noise(0.26, 2, 6) * (np.sin(2 * np.pi * 46 * _time(0.26)) > -0.2), 0.7),
    "flag_up": lambda: _swell(_noise(0.34, 14, 7) * (0.5 + 0.5 * np.sin(2 * np.pi * 17 * _time(0.34))), 0.3),
    "backlog_grows": lambda: _sequence(((0, 1, _wood(170, 0.06)), (0.16, 0.7, _wood(160, 0.06)))),
    "sale": lambda: _tone(((1568, 1), (4327, 0.35)), 0.7, 0.18),
    "round_end": lambda: _sequence(((0, 1, _bar(523)), (0.12, 0.9, _bar(659)), (0.24, 0.9, _bar(784)))),
    "dilemma": _cello,
    "stars": lambda: _sequence(
        tuple((0.05 * n, 0.8, _bar(hertz, 0.5)) for n, hertz in enumerate((392, 494, 587, 784)))
    ),
    "error": lambda: _wood(110, 0.045),
    "press": lambda: _wood(410, 0.012),
}
GAP: Final = 0.05
"""Seconds within which the same sound is not heard again, so that it is never heard twice in one frame."""
GAPS: Final[dict[str, float]] = dict.fromkeys(
    ("letter_arrives", "report_back", "disc_back", "flag_torn", "flag_up", "backlog_grows", "sale"), 1.2
) | {"dilemma": 1.8, "stars": 0.9, "round_end": 0.9, "error": 0.15}
"""Of what comes with the weeks it is longer: at four times their speed each may be heard, but no faster."""
LATE: Final = 0.3
"""Seconds after which a sound that could not be heard at once is not heard any more."""
SOFT: Final[dict[str, float]] = {"press": 0.35, "sale": 0.4, "flag_up": 0.6}
"""How loud what is heard often is, against the rest."""


def room_tone(warm: bool) -> Wave:
    """A quiet room of people, `ROOM_SECONDS` long, whose end goes on at its beginning: a low chord that breathes, and
    air. `warm`: a bright chord; else an open fifth below it and more air."""
    t = _time(ROOM_SECONDS)
    bright, low = ((110.0, 1.0), (165.0, 0.7), (220.0, 0.45), (277.0, 0.35)), ((82.0, 1.0), (123.0, 0.8), (98.0, 0.3))
    notes = bright if warm else low
    out = np.zeros_like(t)
    for n, (hertz, share) in enumerate(notes):
        # Whole numbers of waves and of breaths in the loop: it has no seam.
        whole, breath = round(hertz * ROOM_SECONDS) / ROOM_SECONDS, (n + 1) / ROOM_SECONDS
        out += share * np.sin(2 * np.pi * whole * t + n) * (0.6 + 0.4 * np.sin(2 * np.pi * breath * t + 1.7 * n))
    luck = np.random.default_rng(11)
    hertz_of = np.fft.rfftfreq(len(t), 1 / RATE)
    strength = np.where(hertz_of > 40, 1 / np.maximum(hertz_of, 1.0), 0) * (hertz_of < 900)
    air = np.fft.irfft(strength * np.exp(2j * np.pi * luck.random(len(hertz_of))), len(t))
    mixed: Wave = out / np.abs(out).max() + (0.35 if warm else 0.6) * air / np.abs(air).max()
    return mixed


class Sound:
    """Plays sounds by name; `silent` opens no device, `muted` (key M) stays quiet for a while.

    `volume` and `room_volume`, of the quiet tone of a company's room, are 0 to 1. `heard` lists the names that were
    heard, `levels` how loud the dull and the warm room are, so that a test can listen. `clock` tells the seconds. The
    device is opened, and what is heard is made, in a thread, so that no frame waits for it.
    """

    def __init__(self, *, silent: bool = False, volume: float = 0.8, room_volume: float = 0.5) -> None:
        self.muted = False
        self.volume = volume
        self.room_volume = room_volume
        self.levels = (0.0, 0.0)
        self._rooms: list[pygame.mixer.Sound] = []
        self._making: threading.Thread | None = None
        self.heard: list[str] = []
        self.clock: Callable[[], float] = time.perf_counter
        self._silent = silent
        self._made: dict[str, pygame.mixer.Sound] = {}
        self._last: dict[str, float] = {}
        self._late: tuple[str, float] | None = None

    def prepare(self) -> None:
        """Begins to make everything that can be heard; where nothing is, that waits until something is to be heard."""
        if self._making is None and not self._silent and not self.muted:
            self._making = threading.Thread(target=self._make, name="sounds", daemon=True)
            self._making.start()

    def play(self, name: str) -> None:
        """Plays a sound of `RECIPES`, unless it was heard just now; KeyError for any other name."""
        if name not in RECIPES:
            raise KeyError(name)
        now = self.clock()
        if 0 <= now - self._last.get(name, -1e9) < GAPS.get(name, GAP):
            return
        self._last[name] = now
        self.heard.append(name)
        del self.heard[:-100]
        if self._silent or self.muted or self.volume <= 0:
            return
        if name in self._made:
            self._sound(name)
        else:
            self._late = name, time.perf_counter()
            self.prepare()

    def _sound(self, name: str) -> None:
        try:
            self._made[name].set_volume(self.volume * SOFT.get(name, 1.0))
            self._made[name].play()
        except RuntimeError:
            # pygame's own error, and that of a build without a mixer, are both of this kind.
            self._silent = True

    def room(self, morale: float | None) -> None:
        """Lets a company's room be heard as its morale, 0 to 1, has it; None ends it. Cheap to call every frame."""
        warm = 0.0 if morale is None else max(0.0, min(1.0, (morale - DULL) / (BRIGHT - DULL)))
        loud = 0.0 if morale is None or self.muted else self.room_volume
        levels = (round(loud * (1 - warm), 2), round(loud * warm, 2))
        if levels == self.levels and (self._rooms or not any(levels)):
            return
        self.levels = levels
        if self._silent:
            return
        try:
            if any(levels) and not self._rooms:
                self.prepare()
            for tone, level in zip(self._rooms, levels, strict=False):
                tone.set_volume(level)
                if level > 0 and tone.get_num_channels() == 0:
                    tone.play(loops=-1, fade_ms=1500)
                elif level <= 0:
                    tone.fadeout(600)
        except RuntimeError:
            self._silent = True

    def _make(self) -> None:
        """Opens the device and makes the sounds, the one that is waited for first, and then the rooms."""
        try:
            pygame.mixer.init(RATE, -16, 1, 512)
            late = self._late[0] if self._late is not None else ""
            for name in sorted(RECIPES, key=lambda name: name != late):
                self._made[name] = pygame.mixer.Sound(buffer=samples(RECIPES[name]()).tobytes())
                waited, self._late = self._late, self._late if self._late and self._late[0] != name else None
                if waited is not None and waited[0] == name and time.perf_counter() - waited[1] < LATE:
                    self._sound(name)
            self._make_rooms()
        except RuntimeError:
            self._silent = True

    def _make_rooms(self) -> None:
        waves = [room_tone(warm) for warm in (False, True)]
        loud = [np.rint(wave / np.abs(wave).max() * ROOM_LOUDNESS * 32_767).astype(np.int16) for wave in waves]
        self._rooms = [pygame.mixer.Sound(buffer=wave.tobytes()) for wave in loud]


def samples(wave: Wave) -> NDArray[np.int16]:
    """A wave as quiet 16-bit samples that end without a click."""
    fade = np.minimum(1, np.arange(len(wave))[::-1] / (0.01 * RATE))
    loud = wave * fade / max(1e-9, float(np.abs(wave).max())) * LOUDNESS
    return np.asarray(np.rint(loud * 32_767), dtype=np.int16)
