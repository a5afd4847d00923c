"""From a song to a performance: swing, dynamics, and the small unevenness of hands."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Part, Song

_SPREAD = 3.5  # ms, the standard deviation of when a hand strikes
_FURTHEST = 8.0  # ms
_LEAST = TICKS // 480  # ticks that a note lasts at least


@dataclass(frozen=True, slots=True)
class Played:
    """A note as it goes into the file: start and end (ticks), pitch, velocity 1..127."""

    start: int
    end: int
    pitch: int
    velocity: int


def perform(song: Song, chance: random.Random, *, loud: float, legato: float) -> list[list[Played]]:
    """Return the played notes of each part, in time; no pitch sounds twice at once in a part."""
    tones = [_part(song, part, chance, loud, legato) for part in song.parts]
    return [_separate(notes, song.length) for notes in tones]


def _part(
    song: Song, part: Part, chance: random.Random, loud: float, legato: float
) -> list[Played]:
    drum = part.program == DRUMS
    played = []
    energy = _energies(song)
    hands: dict[int, float] = {}
    for note in part.notes:
        if note.start not in hands:  # the notes of one chord are struck by one hand
            drift = max(-_FURTHEST, min(_FURTHEST, chance.gauss(0, _SPREAD * (0.6 if drum else 1))))
            hands[note.start] = drift + part.late
        # Milliseconds in ticks, at the tempo there.
        shift = hands[note.start] * TICKS * 1000 / song.time.quarter(note.start)
        # A note never comes earlier than the bar line at the song's start, nor after its end.
        start = max(0, round(_swung(note.start, song) + shift))
        end = round(_swung(note.end, song))
        if not drum and part.role in ("melody", "double"):
            end = start + round((end - start) * min(0.98, 0.94 * legato))
        final = note.end >= song.length
        end = song.length if final and not drum else min(end, song.length)
        level = energy[min(len(energy) - 1, song.time.index(note.start))]
        force = (30 + 84 * note.accent) * (0.84 + 0.26 * level) * loud * part.loud
        velocity = max(12, min(122, round(force + chance.gauss(0, 3))))
        start = min(start, song.length - _LEAST)
        played.append(Played(start, max(start + _LEAST, end), note.pitch, velocity))
    return played


def _energies(song: Song) -> list[float]:
    """Return the energy of each bar: its section's, growing a little towards the section's end."""
    return [
        min(1.0, section.energy + 0.1 * bar / max(1, section.bars))
        for section in song.sections
        for bar in range(section.bars)
    ]


def _swung(tick: int, song: Song) -> float:
    """Return where a tick falls in swing: the second half of each pair comes late."""
    measure = song.time.at(tick)
    if song.swing == 50 or measure.meter.denominator > 4:
        return tick
    pair = 2 * song.swing_step
    bar = measure.start - measure.offset
    whole, part = divmod(tick - bar, pair)
    middle = pair * song.swing / 100
    half = pair / 2
    if part <= half:
        return bar + whole * pair + part * middle / half
    return bar + whole * pair + middle + (part - half) * (pair - middle) / half


def _separate(notes: Sequence[Played], length: int) -> list[Played]:
    """End each note before the same pitch is struck again, and drop those struck at once."""
    kept: list[Played] = []
    by_pitch: dict[int, list[Played]] = {}
    for note in notes:
        by_pitch.setdefault(note.pitch, []).append(note)
    for pitch in sorted(by_pitch):
        line = sorted(by_pitch[pitch], key=lambda n: (n.start, -n.end, -n.velocity))
        later = length  # where the pitch is struck next, going back from the end
        for i in range(len(line) - 1, -1, -1):
            note = line[i]
            if i and note.start == line[i - 1].start:
                continue
            end = note.end if note.end < later else later
            kept.append(note if end == note.end else replace(note, end=end))
            later = note.start
    return sorted(kept, key=lambda n: (n.start, n.pitch))
