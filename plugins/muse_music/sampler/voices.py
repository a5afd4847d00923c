"""Voices: a zone of a soundfont at a pitch, with its envelope, kept for its next note."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from muse_music.sampler.soundfont import SoundFont, Zone

RATE = 44_100
_SHORTEST = 0.006  # s: a quicker release clicks
_LONGEST_RELEASE = 1.6  # s


class Voices:
    """Makes and keeps the voices of one preset."""

    def __init__(self, font: SoundFont, bank: int, program: int) -> None:
        self.font = font
        self.zones = font.zones(bank, program)
        self._kept: dict[tuple[int, int], NDArray[np.float32]] = {}

    def chosen(self, pitch: int, velocity: int) -> Sequence[tuple[int, Zone]]:
        """Return the zones that sound for a key and velocity, with their places."""
        return [
            (at, zone)
            for at, zone in enumerate(self.zones)
            if zone.keys[0] <= pitch <= zone.keys[1]
            and zone.velocities[0] <= velocity <= zone.velocities[1]
        ]

    def voice(self, place: int, pitch: int, length: int) -> NDArray[np.float32]:
        """Return at least `length` samples of a zone at a pitch, before it is released."""
        kept = self._kept.get((place, pitch))
        if kept is not None and len(kept) >= length:
            return kept
        zone = self.zones[place]
        size = max(length, RATE // 2)
        made = _filtered(self._wave(zone, pitch, size), zone.cutoff) * _envelope(zone, size)
        self._kept[place, pitch] = made
        return made

    def _wave(self, zone: Zone, pitch: int, size: int) -> NDArray[np.float32]:
        """Return samples of a zone at a pitch, by linear interpolation, its loop unrolled."""
        semitones = (pitch - zone.root) * zone.scale + zone.tuning
        ratio = zone.rate / RATE * 2 ** (semitones / 12)
        at = np.arange(size) * ratio
        last = zone.end - zone.start - 1
        made = np.zeros(size, np.float32)
        if zone.looped:
            begin, length = zone.loop - zone.start, zone.loop_end - zone.loop
            over = at >= begin + length
            at[over] = begin + (at[over] - begin) % length
            count = size
        else:
            count = min(size, int(last / ratio) if ratio > 0 else size)
            at = at[:count]
        whole = at.astype(np.int64)
        part = (at - whole).astype(np.float32)
        after = whole + 1
        if zone.looped:
            after = np.where(after >= begin + length, after - length, after)
        raw = self.font.samples[zone.start : zone.end].astype(np.float32) / 32768
        one, two = raw[np.minimum(whole, last)], raw[np.minimum(after, last)]
        made[:count] = one + (two - one) * part
        return made


@lru_cache(maxsize=128)
def fall(seconds: float) -> NDArray[np.float32]:
    """Return the factors by which a voice dies away once its key is let go.

    The level falls evenly in dB, by 100 dB in `seconds`, and is faded where that is cut.
    """
    seconds = max(_SHORTEST, seconds)
    count = round(min(_LONGEST_RELEASE, seconds) * RATE)
    made = 10 ** (-5.0 * np.arange(count) / (RATE * seconds))
    fade = min(count, RATE // 100)
    made[count - fade :] *= np.linspace(1, 0, fade)
    return np.asarray(made, np.float32)


def _envelope(zone: Zone, size: int) -> NDArray[np.float32]:
    """Return the volume envelope while the key is held: linear attack, decay in dB to sustain."""
    at = np.arange(size, dtype=np.float32) / RATE - zone.delay
    attack = max(zone.attack, 0.001)
    rise = np.clip(at / attack, 0, 1)
    falling = np.maximum(at - attack - zone.hold, 0)
    # The decay time is that of a fall by 100 dB.
    loss = np.minimum(falling * (100 / max(zone.decay, 0.001)), zone.sustain)
    level = rise * 10 ** (-loss / 20)
    made: NDArray[np.float32] = level.astype(np.float32)
    return made


def _filtered(wave: NDArray[np.float32], cutoff: float) -> NDArray[np.float32]:
    """Return samples through a low-pass of 12 dB an octave, without phase (0: open)."""
    if not cutoff or cutoff > RATE * 0.4 or not len(wave):
        return wave
    size = 1 << (len(wave) + 2048 - 1).bit_length()
    spectrum = np.fft.rfft(wave, size)
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    spectrum *= 1 / (1 + (frequency / cutoff) ** 2)
    made: NDArray[np.float32] = np.fft.irfft(spectrum, size)[: len(wave)].astype(np.float32)
    return made
