"""A plain rendering of MIDI notes as tones, to be listened to by a model or a measure.

Each note is its fundamental with a few partials that decay; channel 10, the drums, clicks. It is
no instrument for people: it has the pitches, the times and the loudness of the notes, and no more.
"""

import io

import numpy as np
from numpy.typing import NDArray

from muse import RequestError
from muse_music.reading.events import counted
from muse_music.reading.limits import Damaged

from .sound import LONGEST, Sound

PARTIALS = (1.0, 0.42, 0.2, 0.09)
BYTES = 10 * 2**20
"""Bytes of a file at most."""
EVENTS = 100_000
"""Events of a file at most."""
MOST = 20_000
"""Notes of a file that are rendered at most."""
SOUNDING = 20_000.0
"""Seconds that all notes together sound at most."""
HELD = 1000.0
"""Seconds that the longest notes of all pitches last together at most, each up to `_SILENT`."""
_SILENT = 58.0  # s after which nothing is left of a tone in 32 bits
_BLOCK = 2**16  # samples that are reckoned at once


def render(data: bytes, rate: int, name: str = "the file") -> Sound:
    """Return the notes of a MIDI file as mono sound; RequestError when it can't be read."""
    notes = _notes(data, name)
    end = max(stop for _, stop, *_ in notes) + 0.6
    made = np.zeros(int(end * rate) + 1, np.float32)
    tones = _Tones(rate)
    noise = np.random.default_rng(0).standard_normal(rate // 4).astype(np.float32)
    for start, stop, pitch, velocity, drum in notes:
        first = int(start * rate)
        loud = 0.2 * (velocity / 127) ** 1.5
        if drum:
            length = min(len(noise), len(made) - first, int(0.08 * rate))
            decay = np.exp(-np.arange(length, dtype=np.float32) * (60 / rate))
            made[first : first + length] += noise[:length] * decay * np.float32(loud * 0.7)
            continue
        length = min(int((stop - start + 0.05) * rate), len(made) - first)
        if length < 2:
            continue
        tones.add(made[first : first + length], pitch, np.float32(loud))
    peak = max(float(made.max(initial=0.0)), -float(made.min(initial=0.0)))
    made /= np.float32(max(peak, 1e-6))
    made *= np.float32(0.8)
    return Sound(made[None], rate)


class _Tones:
    """Tones of each pitch, kept as long as they were needed, without beginning and end."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._kept: dict[int, list[NDArray[np.float32]]] = {}

    def add(self, place: NDArray[np.float32], pitch: int, loud: np.float32) -> None:
        """Add a tone to some samples: it begins and ends with them."""
        length, rate = len(place), self.rate
        attack, release = min(length, int(0.006 * rate)), min(length, int(0.04 * rate))
        rise = np.linspace(0, 1, attack, dtype=np.float32)
        fall = np.linspace(1, 0, release, dtype=np.float32)
        last = length - release
        heard = min(length, int(_SILENT * rate))
        for start in range(0, heard, _BLOCK):
            stop = min(start + _BLOCK, heard)
            wave = self._wave(pitch, start, stop).copy()
            if start < attack:
                wave[: attack - start] *= rise[start:stop]
            if stop > last:
                inner = max(start, last)
                wave[inner - start :] *= fall[inner - last : stop - last]
            place[start:stop] += wave * loud

    def _wave(self, pitch: int, start: int, stop: int) -> NDArray[np.float32]:
        """Return samples of a tone, within one of its blocks; they are kept."""
        blocks = self._kept.setdefault(pitch, [])
        place = start // _BLOCK
        if place == len(blocks):
            blocks.append(self._reckoned(pitch, start, start + _BLOCK))
        return blocks[place][: stop - start]

    def _reckoned(self, pitch: int, start: int, stop: int) -> NDArray[np.float32]:
        at = np.arange(start, stop).astype(np.float32) / self.rate
        frequency = 440 * 2 ** ((pitch - 69) / 12)
        wave = np.zeros(stop - start, np.float32)
        for number, part in enumerate(PARTIALS, 1):
            if frequency * number < self.rate * 0.45:
                wave += np.float32(part) * np.sin(np.float32(2 * np.pi * frequency * number) * at)
        wave *= np.exp(-at * np.float32(1.8))
        return wave


def _notes(data: bytes, name: str) -> list[tuple[float, float, int, int, bool]]:
    """Return notes as (start s, end s, pitch, velocity, whether it is a drum)."""
    import mido

    check(data, name)
    problem = ""
    longest: dict[int, float] = {}
    notes: list[tuple[float, float, int, int, bool]] = []
    open_: dict[tuple[int, int], tuple[float, int]] = {}
    now = 0.0
    sounding = 0.0
    try:
        for message in mido.MidiFile(file=io.BytesIO(data)):
            now += message.time
            if now > LONGEST:
                problem = f"is longer than {LONGEST / 60:.0f} minutes"
                break
            if message.type not in ("note_on", "note_off"):
                continue
            key = (message.channel, message.note)
            if key in open_:
                start, velocity = open_.pop(key)
                sounding += now - start
                held = min(_SILENT, now - start)
                longest[message.note] = max(held, longest.get(message.note, 0.0))
                notes.append((start, now, message.note, velocity, message.channel == 9))
            if message.type == "note_on" and message.velocity:
                open_[key] = (now, message.velocity)
            if len(notes) > MOST:
                problem = f"has more than {MOST:,} notes"
                break
            if sounding > SOUNDING:
                problem = f"has notes that sound over {SOUNDING:,.0f} s together"
                break
            if sounding > HELD and sum(longest.values()) > HELD:
                problem = f"has pitches whose longest notes last over {HELD:,.0f} s together"
                break
    except Exception as error:  # mido raises whatever a damaged file makes it stumble over
        problem = f"can't be read as MIDI ({type(error).__name__})"
    if not problem and not notes:
        problem = "contains no notes"
    if problem:
        raise RequestError(f"{name} {problem}", hint="give another file")
    return notes


def check(data: bytes, name: str) -> None:
    """Raise RequestError for a MIDI file of too many bytes or events.

    They are counted before they are read one by one into messages, which are large.
    """
    problem = ""
    if len(data) > BYTES:
        problem = f"has {len(data) / 2**20:.1f} MiB, and at most {BYTES >> 20} are read"
    else:
        try:
            counted(data, EVENTS)
        except Damaged as error:
            problem = f"can't be read as MIDI: {error}"
    if problem:
        raise RequestError(f"{name} {problem}", hint="give another file")
