"""One part as sound: each note's voices at their time, level, side and bend."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse_music.sampler.events import Curve, Event, Line
from muse_music.sampler.soundfont import SoundFont
from muse_music.sampler.voices import RATE, Voices, between, fall

_DRUM_BANK = 128
_CHOKE = 0.4  # s until a choked drum, as an open hi-hat that is closed, has died away
_BREATH = 0.04  # s: a nearer note of the same line is bound to the one before
_SHAKES = 5.6  # Hz of a vibrato, 50 cents deep where the wheel is wholly up
_BLOCK = 64  # samples between two places of a curve
_BOUND = frozenset({*range(40, 45), *range(48, 55), *range(56, 80), 20, 21, 22, 23, 109, 110, 111})
_QUICK = 0.09  # s: what a bound note's release takes at most
Tick = Callable[[float], None]


def dry_bus(font: SoundFont, line: Line, size: int, tick: Tick) -> NDArray[np.float32]:
    """Return the notes of one part on a stereo bus."""
    voices = Voices(font, _DRUM_BANK if line.drums else 0, 0 if line.drums else line.program)
    lanes: dict[float, NDArray[np.float32]] = {}  # where a zone stands -> its notes
    longest = _longest(line.events)
    chokes = _chokes(line, voices)
    bound = _bound(line)
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
            elif number in bound:
                dying = fall(min(_QUICK / 0.6, zone.volume.release))
            longest_held = max(held, longest[event.pitch]) + len(dying)
            path = _path(line, event.start, held + len(dying))
            note = voices.note(place, event.pitch, held, dying, longest_held, path)
            note = note[: size - start]
            note *= np.float32(_gain(event.velocity, zone.quieter) * line.volume)
            side = round(zone.pan * 16) / 16
            if side not in lanes:
                lanes[side] = np.zeros(size, np.float32)
            lanes[side][start : start + len(note)] += note
    return _swelled(line, _panned(line, lanes, size))


def _panned(line: Line, lanes: dict[float, NDArray[np.float32]], size: int) -> NDArray[np.float32]:
    """Return lanes on a stereo bus, at equal power."""
    bus = np.zeros((2, size), np.float32)
    part = np.empty(size, np.float32)
    for own, lane in lanes.items():
        pan = (max(-1.0, min(1.0, line.pan + own)) + 1) * np.pi / 4
        for side, gain in zip(bus, (np.cos(pan), np.sin(pan)), strict=True):
            np.multiply(lane, np.float32(gain), out=part)
            side += part
    return bus


def _swelled(line: Line, bus: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a bus with its volume and expression as they change, each step in 10 ms."""
    if line.swell:
        count = -(-bus.shape[1] // _BLOCK) + 1
        levels = _stepped(line.swell, np.arange(count) * (_BLOCK / RATE), line.swell[0][1])
        width = round(0.01 * RATE / _BLOCK)
        smooth = np.convolve(np.pad(levels, width, mode="edge"), np.ones(width) / width, "same")
        bus *= between(smooth[width : width + count].astype(np.float32))[: bus.shape[1]]
    return bus


def _path(line: Line, start: float, length: int) -> NDArray[Any] | None:
    """Return which place of its voice each sample of a note hears; None where nothing bends."""
    if not line.bends and not line.vibrato:
        return None
    count = -(-length // _BLOCK) + 1
    at = start + np.arange(count) * (_BLOCK / RATE)
    semitones = _stepped(line.bends, at, 0.0)
    depth = _stepped(line.vibrato, at, 0.0)
    if not semitones.any() and not depth.any():
        return None
    semitones = semitones + 0.5 * depth * np.sin(2 * np.pi * _SHAKES * (at - start))
    ratios = 2 ** (np.clip(semitones, -48, 48) / 12)
    steps = np.concatenate([[0.0], np.cumsum((ratios[:-1] + ratios[1:]) / 2) * _BLOCK])
    inner = np.arange(_BLOCK) / _BLOCK
    return (steps[:-1, None] + np.diff(steps)[:, None] * inner).reshape(-1)[:length]


def _stepped(curve: Curve, at: NDArray[Any], before: float) -> NDArray[Any]:
    """Return the value of a curve of steps at some times (s); `before` the first one."""
    times = np.array([time for time, _ in curve])
    values = np.array([before, *(value for _, value in curve)])
    return values[np.searchsorted(times, at + 1e-6, "right")]


def _bound(line: Line) -> frozenset[int]:
    """Return the places of notes of winds, strings and voices that the next one follows at once."""
    if line.drums or line.program not in _BOUND:
        return frozenset()
    order = sorted(range(len(line.events)), key=lambda at: line.events[at].start)
    return frozenset(
        now
        for now, after in pairwise(order)
        if -0.25 < line.events[after].start - line.events[now].end < _BREATH
        and line.events[after].start > line.events[now].start
    )


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
