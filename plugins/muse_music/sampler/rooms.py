"""Rooms: how the place sounds that a style is played in."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from muse import RequestError


@dataclass(frozen=True)
class Room:
    """A room: seconds until its sound has died away by 60 dB, how much of it is heard, its delay.

    `bright` and `dark` are where its highs are damped at first and at last (Hz); `wait` is the time
    until it answers (s).
    """

    seconds: float
    wet: float
    wait: float
    bright: float
    dark: float


ROOMS = {
    "booth": Room(0.35, 0.30, 0.006, 7000, 3000),
    "studio": Room(0.9, 0.42, 0.014, 7500, 2200),
    "club": Room(0.7, 0.42, 0.010, 5500, 1800),
    "parlour": Room(0.8, 0.50, 0.012, 5500, 2000),
    "plate": Room(1.5, 0.50, 0.008, 9500, 3800),
    "stage": Room(1.2, 0.48, 0.018, 7000, 2000),
    "hall": Room(1.9, 0.62, 0.026, 6500, 1600),
    "church": Room(2.8, 0.75, 0.035, 5500, 1300),
    "courtyard": Room(1.4, 0.55, 0.028, 7500, 2600),
}
"""Name -> room."""


def room(name: str) -> Room:
    """Return a room by its name; RequestError for one that isn't there."""
    if name not in ROOMS:
        raise RequestError(f"room: {name} isn't known", hint=f"use one of {', '.join(ROOMS)}")
    return ROOMS[name]


@cache
def responses(place: Room, rate: int) -> tuple[NDArray[np.float32], ...]:
    """Return the impulse response of a room for each side, of energy 1.

    Noise that dies away, its highs sooner, after a few early reflections: Moorer, "About this
    reverberation business", Computer Music Journal 3(2), 1979.
    """
    count = round((place.seconds + place.wait) * rate)
    at = np.maximum(np.arange(count) / rate - place.wait, 0)
    frequency = np.fft.rfftfreq(count, 1 / rate)
    made = []
    for side in range(2):
        noise = np.random.Generator(np.random.PCG64(7 + side)).standard_normal(count)
        spectrum = np.fft.rfft(noise)
        bright = np.fft.irfft(spectrum / (1 + (frequency / place.bright) ** 2), count)
        dark = np.fft.irfft(spectrum / (1 + (frequency / place.dark) ** 2), count)
        mix = np.exp(-at * 7 / place.seconds)
        body = (bright * mix + dark * 1.6 * (1 - mix)) * 10 ** (-3 * at / place.seconds)
        body *= np.clip(np.arange(count) / rate / max(place.wait, 1e-3) - 1, 0, 1)
        body /= np.sqrt((body**2).sum())
        for delay, level in ((0.8, 0.28), (1.2, 0.2), (1.65, 0.17), (2.2, 0.12)):
            far = round((delay * place.wait + 0.0013 * side) * rate)
            body[far % count] += level * (-1) ** side
        spectrum = np.fft.rfft(body)
        spectrum *= 1 / (1 + (220 / np.maximum(frequency, 1)) ** 2)  # no boom from the room
        made.append(np.fft.irfft(spectrum, count).astype(np.float32))
    return tuple(made)
