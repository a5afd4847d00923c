"""Voices: a zone of a soundfont at a pitch, through its filter, kept for its next note."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from muse_music.sampler.soundfont import Envelope, SoundFont, Zone

RATE = 44_100
_SHORTEST = 0.006  # s: a quicker release clicks
_LONGEST_RELEASE = 1.6  # s
_OPEN, _SHUT = 13_000, 1500  # cents: a filter above lets all through, none goes below
_STEP = 1100  # cents between two of the filters that a sweep goes through
_BLOCK = 64  # samples between two places of a sweep
_SILENT = 2e-4  # of its peak, 74 dB down: what is left of a voice then isn't heard
_RINGS = 1024  # samples that a filter rings at most
_KEPT = 2**25  # samples that are kept of a font's voices: 128 MiB
_FARTHEST = 1500.0  # semitones from the pitch at which a zone was recorded


class _Store:
    """Voices of a font that are kept for the next notes and songs, the oldest going first.

    A voice is kept under its exact length: the last bits of a filtered sound depend on that, and a
    song must give the same bytes whatever was played before.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, ...], NDArray[np.float32]] = {}
        self._size = 0  # samples
        self._lock = Lock()

    def get(self, key: tuple[int, ...]) -> NDArray[np.float32] | None:
        return self._kept.get(key)

    def put(self, key: tuple[int, ...], voice: NDArray[np.float32]) -> None:
        with self._lock:
            self._size += len(voice) - len(self._kept.pop(key, ()))
            self._kept[key] = voice
            while self._size > _KEPT and len(self._kept) > 1:
                self._size -= len(self._kept.pop(next(iter(self._kept))))


_STORES: "WeakKeyDictionary[SoundFont, _Store]" = WeakKeyDictionary()


class Voices:
    """Makes and keeps the voices of one preset."""

    def __init__(self, font: SoundFont, bank: int, program: int) -> None:
        self.font = font
        self.zones = font.zones(bank, program)
        self._preset = (bank, program)
        self._keys = np.array([zone.keys for zone in self.zones]).reshape(-1, 2)
        self._velocities = np.array([zone.velocities for zone in self.zones]).reshape(-1, 2)
        self._chosen: dict[tuple[int, int], list[tuple[int, Zone]]] = {}
        self._store = _STORES.setdefault(font, _Store())
        self._levels: dict[int, NDArray[np.float32]] = {}

    def chosen(self, pitch: int, velocity: int) -> Sequence[tuple[int, Zone]]:
        """Return the zones that sound for a key and velocity, with their places."""
        found = self._chosen.get((pitch, velocity))
        if found is None:
            suits = (self._keys[:, 0] <= pitch) & (pitch <= self._keys[:, 1])
            suits &= (self._velocities[:, 0] <= velocity) & (velocity <= self._velocities[:, 1])
            found = [(at, self.zones[at]) for at in np.flatnonzero(suits).tolist()]
            self._chosen[pitch, velocity] = found
        return found

    def note(
        self,
        place: int,
        pitch: int,
        held: int,
        dying: NDArray[np.float32],
        longest: int,
        path: NDArray[Any] | None = None,
    ) -> NDArray[np.float32]:
        """Return the samples of a note: `held` of them while its key is down, then `dying`.

        `longest` is the length at which its voice is made, for the notes to come. `path` tells for
        each sample which place of the voice is heard there, where its pitch bends.
        """
        total = held + len(dying)
        reach = total if path is None else max(total, int(path[-1]) + 2)
        voice = self._voice(place, pitch, max(reach, longest))
        made = voice[:total].copy() if path is None else _read(voice, path)
        if held >= len(made):  # it has died away before it is let go
            return made
        level = self._level(place, len(made))
        made[held:] *= dying[: len(made) - held]
        if level[held - 1] < level[min(total, len(level)) - 1]:  # let go while it still rises
            rest = level[held : len(made)]
            made[held : held + len(rest)] *= level[held - 1] / np.maximum(rest, level[held - 1])
        return made

    def _voice(self, place: int, pitch: int, length: int) -> NDArray[np.float32]:
        """Return a voice of a length at least, as far as it sounds."""
        size = _even(max(length, RATE // 2))
        key = (*self._preset, place, pitch, size)
        kept = self._store.get(key)
        if kept is None:
            zone = self.zones[place]
            kept = _filtered(self._wave(zone, pitch, size), zone) * self._level(place, size)[:size]
            coarse = np.abs(kept[:: _BLOCK // 4])
            loud = np.flatnonzero(coarse > _SILENT * coarse.max())
            kept = kept[: (int(loud[-1]) + 2) * (_BLOCK // 4) if len(loud) else 1].copy()
            self._store.put(key, kept)
        return kept

    def _level(self, place: int, length: int) -> NDArray[np.float32]:
        """Return the volume while the key is held: linear attack, decay in dB to sustain."""
        kept = self._levels.get(place)
        if kept is None or len(kept) < length:
            envelope = self.zones[place].volume
            at = _times(envelope, max(length, RATE // 2))
            rise = np.clip(at / max(envelope.attack, 0.001), 0, 1)
            # The decay time is that of a fall by 100 dB.
            loss = np.minimum(_fallen(envelope, at) * 100, envelope.sustain)
            kept = np.asarray(rise * 10 ** (-loss / 20), np.float32)
            self._levels[place] = kept
        return kept

    def _wave(self, zone: Zone, pitch: int, size: int) -> NDArray[np.float32]:
        """Return samples of a zone at a pitch, its loop unrolled."""
        semitones = (pitch - zone.root) * zone.scale + zone.tuning
        semitones = max(-_FARTHEST, min(_FARTHEST, semitones))
        ratio = zone.rate / RATE * 2 ** (semitones / 12)
        at = np.arange(size) * ratio
        # Only what is played is taken, however long a zone says that it is.
        stop = min(zone.end, zone.start + int(min(at[-1], 2**31)) + 4)
        made = np.zeros(size, np.float32)
        if zone.looped:
            begin, length = zone.loop - zone.start, zone.loop_end - zone.loop
            over = np.searchsorted(at, begin + length)
            at[over:] = begin + (at[over:] - begin) % length
            stop = min(stop, zone.loop_end)
            raw = self.font.samples[zone.start : stop]
            raw = np.concatenate([raw, self.font.samples[zone.loop : zone.loop + 3]])
        else:
            last = zone.end - zone.start - 1
            at = at[: min(size, int(last / ratio) if ratio > 0 else size)]
            raw = self.font.samples[zone.start : stop]
        made[: len(at)] = _read(raw.astype(np.float32) / np.float32(32768), at)
        return made


def _read(wave: NDArray[np.float32], at: NDArray[Any]) -> NDArray[np.float32]:
    """Return a wave at places between its samples, by cubic Hermite curves through four of them."""
    padded = np.concatenate([wave[:1], wave, np.zeros(3, np.float32)])
    whole = at.astype(np.int64)
    part = (at - whole).astype(np.float32)
    before = padded[np.minimum(whole, len(padded) - 1)]
    whole += 1
    here = padded[np.minimum(whole, len(padded) - 1)]
    whole += 1
    after = padded[np.minimum(whole, len(padded) - 1)]
    whole += 1
    far = padded[np.minimum(whole, len(padded) - 1)]
    # ((c3 t + c2) t + c1) t + c0, in place: most of the time goes into memory.
    slope = (after - before) * np.float32(0.5)
    rise = after - here
    end = (far - here) * np.float32(0.5)
    cubic = slope + end - 2 * rise
    square = rise - slope - cubic
    cubic *= part
    cubic += square
    cubic *= part
    cubic += slope
    cubic *= part
    cubic += here
    return cubic


def between(values: NDArray[np.float32], step: int = _BLOCK) -> NDArray[np.float32]:
    """Return values with `step` - 1 more between each two, in a straight line."""
    rise = np.diff(values)[:, None] * (np.arange(step, dtype=np.float32) / np.float32(step))
    made: NDArray[np.float32] = (values[:-1, None] + rise).reshape(-1)
    return made


@lru_cache(maxsize=128)
def fall(seconds: float) -> NDArray[np.float32]:
    """Return the factors by which a voice dies away once its key is let go.

    The level falls evenly in dB, by 100 dB in `seconds`, and is faded where that is cut: after 75
    dB, where nobody hears it.
    """
    seconds = max(_SHORTEST, seconds)
    count = round(min(_LONGEST_RELEASE, 0.75 * seconds) * RATE)
    made = 10 ** (-5.0 * np.arange(count) / (RATE * seconds))
    fade = min(count, RATE // 100)
    made[count - fade :] *= np.linspace(1, 0, fade)
    return np.asarray(made, np.float32)


def _times(envelope: Envelope, size: int, step: int = 1) -> NDArray[np.float32]:
    """Return the times since the attack began, of every `step`-th sample (s)."""
    made: NDArray[np.float32] = np.arange(0, size, step, dtype=np.float32)
    made *= np.float32(1 / RATE)
    made -= np.float32(envelope.delay)
    return made


def _fallen(envelope: Envelope, at: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much of its decay an envelope has done, 0 before, 1 after its time, and on."""
    made = np.maximum(at - np.float32(max(envelope.attack, 0.001) + envelope.hold), 0)
    made *= np.float32(1 / max(envelope.decay, 0.001))
    return made


def _cutoffs(zone: Zone, size: int) -> NDArray[np.float32]:
    """Return the cents of a zone's low-pass at every `_BLOCK`-th sample.

    A sweep attacks along a convex curve and decays linearly: SoundFont 2.4, section 9.1.7.
    """
    at = _times(zone.sweep, size + _BLOCK, _BLOCK)
    rising = np.clip((at + _BLOCK / RATE) / max(zone.sweep.attack, 0.001), 0, 1)
    convex = np.clip(1 + np.log10(np.maximum(rising, 1e-3)) * (20 / 48), 0, 1)
    kept = 1 - np.minimum(_fallen(zone.sweep, at), zone.sweep.sustain)
    made: NDArray[np.float32] = np.clip(zone.cutoff + zone.opening * convex * kept, _SHUT, _OPEN)
    return made


def _filtered(wave: NDArray[np.float32], zone: Zone) -> NDArray[np.float32]:
    """Return samples through the low-pass of their zone, 12 dB an octave, without phase.

    A filter that moves is a row of filters that stand still, each faded into the next.
    """
    if not zone.opening:
        return _passed(wave, min(max(zone.cutoff, _SHUT), _OPEN), zone.resonance)
    sounding = np.flatnonzero(wave)
    size = int(sounding[-1]) + 1 if len(sounding) else 0
    cents = _cutoffs(zone, size)
    low, high = float(cents.min()), float(cents.max())
    count = max(1, int(np.ceil((high - low) / _STEP)))
    place = (cents - low) / max((high - low) / count, 1e-6)
    made = np.zeros_like(wave)
    for number, cutoff in enumerate(np.linspace(low, high, count + 1)):
        weight = np.maximum(1 - np.abs(place - number), 0).astype(np.float32)
        heard = np.flatnonzero(weight)
        if not len(heard):
            continue
        first, last = max(0, int(heard[0]) - 1), min(len(weight) - 1, int(heard[-1]) + 1)
        start, stop = first * _BLOCK, min(size, last * _BLOCK)
        if start >= stop:
            continue
        begin = max(0, start - _RINGS)
        passed = _passed(wave[begin : min(size, stop + _RINGS)], float(cutoff), zone.resonance)
        share = between(weight[first : last + 1])[: stop - start]
        made[start:stop] += share * passed[start - begin : stop - begin]
    return made


def _passed(wave: NDArray[np.float32], cents: float, resonance: float) -> NDArray[np.float32]:
    """Return samples through a low-pass of two poles; half of its resonance (dB) is taken off."""
    if cents >= _OPEN or not wave.any():
        return wave
    cutoff = 8.176 * 2 ** (cents / 1200)
    size = _quick(len(wave) + _RINGS)
    square = np.arange(size // 2 + 1, dtype=np.float32) * np.float32(RATE / size / cutoff)
    square *= square
    quality = 10 ** ((resonance - 3.01) / 20)
    response = (1 - square) ** 2
    response += square * np.float32(quality**-2)
    response = np.float32(10 ** (-resonance / 40)) / np.sqrt(response)
    made = np.fft.irfft(np.fft.rfft(wave, size) * response, size)[: len(wave)]
    return np.asarray(made, np.float32)


def _even(size: int) -> int:
    """Return a length of at least `size` out of few: 4, 5, 6 or 7 times a power of two."""
    whole = 1 << max(0, size.bit_length() - 3)
    return next(whole * n for n in (4, 5, 6, 7, 8) if whole * n >= size)


def _quick(size: int) -> int:
    """Return a size of at least `size` whose Fourier transform is quick: 8, 9, 10, 12, 15 x 2^n."""
    whole = 1 << max(0, size.bit_length() - 4)
    return next(whole * n for n in (8, 9, 10, 12, 15, 16) if whole * n >= size)
