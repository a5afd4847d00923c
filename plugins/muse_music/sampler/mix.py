"""The mix: voices laid on buses, a room around them, and the level of a finished recording."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from muse_music.audio.convolution import convolved
from muse_music.audio.loudness import levelled
from muse_music.audio.sound import Sound
from muse_music.sampler.events import Event, Line
from muse_music.sampler.soundfont import SoundFont
from muse_music.sampler.voices import RATE, Voices, fall

LOUDNESS = -16.0
"""LUFS of a finished recording."""

_ROOM = 1.3  # s until the reverb has died away
_WET = 0.5
_DRUM_BANK = 128
_CHOKE = 0.4  # s until a choked drum, as an open hi-hat that is closed, has died away
# Part -> its level where it sounds (dB), as recordings have it: the tune in front, the bass close.
_PLACES = {
    **{"Melody": -21.0, "Accompaniment": -25.0, "Chords": -28.0, "Inner": -25.0, "Bass": -24.5},
    **dict.fromkeys(("Strings", "Pad", "Organ"), -31.0),
    **dict.fromkeys(("Soprano", "Alto", "Tenor"), -24.0),
    "Drums": -25.0,
}
Tick = Callable[[float], None]


def mixed(
    font: SoundFont, parts: Sequence[Line], seconds: float, tick: Tick = lambda done: None
) -> Sound:
    """Return the parts as stereo sound, levelled; `tick` is told how much is done (0..1)."""
    tail = _ROOM + 0.7
    size = round((seconds + tail) * RATE)
    dry = np.zeros((2, size), np.float32)
    send = np.zeros(size, np.float32)

    def share(place: int, done: float) -> None:
        tick(0.7 * (place + done) / len(parts))

    for place, line in enumerate(parts):
        bus = dry_bus(font, line, size, partial(share, place))
        bus *= _balance(line, bus)
        dry += bus
        send += line.send * bus.sum(0) * np.float32(0.5)
    tick(0.75)
    dry += _WET * _reverberated(send)[:, :size]
    tick(0.85)
    dry = _cleared(dry)
    made = levelled(Sound(dry, RATE), LOUDNESS)
    tick(1.0)
    return ended(made)


def dry_bus(font: SoundFont, line: Line, size: int, tick: Tick) -> NDArray[np.float32]:
    """Return the notes of one part on a stereo bus."""
    voices = Voices(font, _DRUM_BANK if line.drums else 0, 0 if line.drums else line.program)
    bus = np.zeros((2, size), np.float32)
    longest = _longest(line.events)
    chokes = _chokes(line, voices)
    for number, event in enumerate(line.events):
        if number % 64 == 0:
            tick(number / len(line.events))
        start = round(event.start * RATE)
        held = max(1, round((event.end - event.start) * RATE))
        for place, zone in voices.chosen(event.pitch, event.velocity):
            dying = fall(zone.volume.release)
            if line.drums:  # struck, and left to ring
                choked = chokes.get((zone.chokes, event.start))
                dying = dying if choked is None else fall(min(_CHOKE, zone.volume.release))
                held = round(_ring(event, choked, zone.looped) * RATE)
            longest_held = max(held, longest[event.pitch]) + len(dying)
            note = voices.note(place, event.pitch, held, dying, longest_held)[: size - start]
            note *= np.float32(_gain(event.velocity, zone.quieter) * line.volume)
            total = len(note)
            pan = max(-1.0, min(1.0, line.pan + zone.pan))
            left, right = np.cos((pan + 1) * np.pi / 4), np.sin((pan + 1) * np.pi / 4)
            bus[0, start : start + total] += note * np.float32(left)
            bus[1, start : start + total] += note * np.float32(right)
    return bus


def _balance(line: Line, bus: NDArray[np.float32]) -> np.float32:
    """Return the gain that brings a part near its place in the mix; no more than 9 dB.

    Instruments of a font differ by 15 dB at one velocity, and more by where they play.
    """
    place = _PLACES.get(line.name.partition(":")[0])
    sounding = bus[0] if place is not None else bus[0, :0]
    sounding = sounding[np.abs(sounding) > 1e-4]
    if place is None or len(sounding) < RATE:
        return np.float32(1)
    level = 10 * np.log10(np.mean(np.square(sounding, dtype=np.float64)))
    return np.float32(10 ** (max(-9.0, min(9.0, 0.8 * (place - level))) / 20))


def _longest(events: Sequence[Event]) -> dict[int, int]:
    """Return how long each pitch is held at most (samples)."""
    found: dict[int, int] = {}
    for event in events:
        held = round((event.end - event.start) * RATE)
        found[event.pitch] = max(found.get(event.pitch, 0), held)
    return found


def _ring(event: Event, choked: float | None, looped: bool) -> float:
    """Return how long a drum sounds before it is let go (s)."""
    if choked is not None:
        return max(0.03, choked - event.start)
    return max(0.3, event.end - event.start) if looped else 2.5


def _chokes(line: Line, voices: Voices) -> dict[tuple[int, float], float]:
    """Return when a drum of an exclusive class is silenced by the next one of that class."""
    if not line.drums:
        return {}
    by_class: dict[int, list[float]] = {}
    for event in line.events:
        for _, zone in voices.chosen(event.pitch, event.velocity):
            if zone.chokes:
                by_class.setdefault(zone.chokes, []).append(event.start)
    found = {}
    for kind, times in by_class.items():
        times.sort()
        for now, after in pairwise(times):
            if after > now:
                found[kind, now] = after
    return found


def _gain(velocity: int, quieter: float) -> float:
    """Return the amplitude of a velocity: 40 dB down the curve of SoundFont 2.4, section 8.4.1."""
    return float((velocity / 127) ** 2 * 10 ** (-quieter / 20))


def _reverberated(send: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the room's answer, (2, n): reckoned at half the rate, as a room is dull."""
    half = send[: len(send) // 2 * 2].reshape(-1, 2).mean(1)[None]
    sides = [convolved(half, response)[0] for response in _room()]
    made: NDArray[np.float32] = np.repeat(np.stack(sides), 2, axis=1)
    made[:, 1:-1:2] = (made[:, 1:-1:2] + made[:, 2::2]) / 2  # between two samples, their mean
    return made


@cache
def _room() -> tuple[NDArray[np.float32], ...]:
    """Return the impulse response of a small hall for each side, at RATE / 2.

    Noise that dies away by 60 dB in the room's time, its highs sooner, after a few early
    reflections: Moorer, "About this reverberation business", Computer Music Journal 3(2), 1979.
    """
    rate = RATE // 2
    count = round(_ROOM * rate)
    at = np.arange(count) / rate
    made = []
    for side in range(2):
        noise = np.random.Generator(np.random.PCG64(7 + side)).standard_normal(count)
        spectrum = np.fft.rfft(noise)
        frequency = np.fft.rfftfreq(count, 1 / rate)
        bright = np.fft.irfft(spectrum / (1 + (frequency / 5500) ** 2), count)
        dark = np.fft.irfft(spectrum / (1 + (frequency / 1400) ** 2), count)
        mix = np.exp(-at * 5.5)
        body = (bright * mix + dark * 1.6 * (1 - mix)) * 10 ** (-3 * at / _ROOM)
        body *= np.clip(at / 0.02, 0, 1)  # the room answers after 20 ms
        body /= np.sqrt((body**2).sum())
        for delay, level in ((0.011, 0.28), (0.017, 0.2), (0.023, 0.17), (0.031, 0.12)):
            body[round((delay + 0.0013 * side) * rate)] += level * (-1) ** side
        spectrum = np.fft.rfft(body)
        spectrum *= 1 / (1 + (180 / np.maximum(frequency, 1)) ** 2)  # no boom from the room
        made.append(np.fft.irfft(spectrum, count).astype(np.float32))
    return tuple(made)


def _cleared(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return samples without what lies below hearing: their slow mean is taken away."""
    step = 64
    count = samples.shape[1] // step
    coarse = samples[:, : count * step].reshape(2, count, step).mean(2)
    width = 2 * round(RATE / step / 30 / 2) + 1
    kernel = np.hanning(width + 2)[1:-1]
    kernel /= kernel.sum()
    places = (np.arange(count) + 0.5) * step
    out = samples.copy()
    for side in range(2):
        slow = np.convolve(coarse[side], kernel, "same")
        out[side] -= np.interp(np.arange(samples.shape[1]), places, slow).astype(np.float32)
    return out


def ended(sound: Sound) -> Sound:
    """Return a recording cut where the room has died away, with a short fade."""
    from muse_music.audio.loudness import faded

    loud = np.flatnonzero(np.abs(sound.samples).max(0) > 10 ** (-66 / 20))
    stop = min(sound.samples.shape[1], (int(loud[-1]) if len(loud) else 0) + RATE // 5)
    return faded(Sound(sound.samples[:, :stop], sound.rate), 0.0, 0.15)
