"""From a song to a performance: swing, dynamics, and the small unevenness of hands."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from muse_music.midi.phrasing.ornaments import bends, struck
from muse_music.midi.phrasing.touch import hairpins
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Note, Part, Song

_SPREAD = 3.5  # ms, the standard deviation of when a hand strikes
_FURTHEST = 8.0  # ms
_LEAST = TICKS // 480  # ticks that a note lasts at least
_LATER = TICKS // 24  # ticks after a chord at which its pedal goes down


@dataclass(frozen=True, slots=True)
class Played:
    """A note as it goes into the file: start and end (ticks), pitch, velocity 1..127."""

    start: int
    end: int
    pitch: int
    velocity: int


@dataclass
class Take:
    """How a part is played: its notes in time, and what moves beside them, as (tick, value).

    `bends` are in semitones, `pedal` is whether the sustain pedal is down, and `levels` are how
    loud the whole part is, 1 as it is.
    """

    notes: list[Played]
    bends: list[tuple[int, float]] = field(default_factory=list)
    pedal: list[tuple[int, bool]] = field(default_factory=list)
    levels: list[tuple[int, float]] = field(default_factory=list)


def perform(
    song: Song, chance: random.Random, *, loud: float, legato: float, human: bool = True
) -> list[Take]:
    """Return how each part is played; no pitch sounds twice at once in a part.

    Without `human` hands notes stand on the grid as they are written, without ornaments, and are as
    loud as meant.
    """
    number = chance.getrandbits(64)  # a stream for each part: another bass leaves the rest alone
    levels = _fading(song) if song.fades else []
    swells = hairpins(song.dynamics)
    takes = []
    for part in song.parts:
        hands = random.Random(f"{number} {part.name}") if human else None
        notes = _part(song, part, hands, loud, legato, swells)
        take = Take(_separate(notes, song.length), levels=levels)
        take.bends = _bent(song, part)
        for start, end in part.pedal:
            # Up just before the next chord is struck, down just after it.
            take.pedal += [(start + _LATER, True), (end, False)]
        takes.append(take)
    return takes


def _part(
    song: Song,
    part: Part,
    chance: random.Random | None,
    loud: float,
    legato: float,
    swells: Sequence[tuple[int, int, float]],
) -> list[Played]:
    drum = part.program == DRUMS
    sung = part.role in ("melody", "double")
    played = []
    energy = _energies(song)
    hands: dict[int, float] = {}
    time = song.time
    before = 0
    for written in part.notes:
        plain = chance is None or not (written.marks or written.graces)
        struck_ = [written] if plain else struck(written, before, time, all_=not song.handed_in)
        before = written.start
        for note in struck_:
            if note.start not in hands:  # the notes of one chord are struck by one hand
                drift = chance.gauss(0, _SPREAD) if chance else 0.0
                furthest = max(-_FURTHEST, min(_FURTHEST, drift))
                late = part.late if chance else 0.0
                hands[note.start] = furthest * (0.6 if drum else 1) + late
            # Milliseconds in ticks, at the tempo there.
            shift = hands[note.start] * TICKS * 1000 / time.quarter(note.start)
            # A note never comes earlier than the bar line at the song's start, nor after its end.
            start = max(0, round(swung(note.start, song) + shift))
            end = round(swung(note.end, song))
            if chance and not drum:
                end = start + round((end - start) * _held(note, sung, legato))
            final = note.end >= song.length
            end = song.length if final and not drum else min(end, song.length)
            level = energy[min(len(energy) - 1, time.index(note.start))]
            force = (30 + 84 * note.accent) * (0.84 + 0.26 * level) * loud * part.loud
            force *= _stress(note) * _swell(note.start, swells)
            velocity = max(12, min(122, round(force + (chance.gauss(0, 3) if chance else 0))))
            start = min(start, song.length - _LEAST)
            played.append(Played(start, max(start + _LEAST, end), note.pitch, velocity))
    return played


def _held(note: Note, sung: bool, legato: float) -> float:
    """Return which share of its written length a note sounds."""
    if not note.marks:
        return min(0.98, 0.94 * legato) if sung else 1.0
    if "staccato" in note.marks:
        return 0.5
    if "slur" in note.marks:
        return 1.04
    return 1.0 if "tenuto" in note.marks else min(0.98, 0.94 * legato) if sung else 1.0


def _stress(note: Note) -> float:
    if not note.marks:
        return 1.0
    return 1.22 if "strong-accent" in note.marks else 1.14 if "accent" in note.marks else 1.0


def _swell(tick: int, swells: Sequence[tuple[int, int, float]]) -> float:
    """Return how much louder a note is by the swell or fall that it lies in."""
    for start, end, factor in swells:
        if start <= tick < end:
            return 1 + (factor - 1) * (tick - start) / (end - start)
    return 1.0


def _bent(song: Song, part: Part) -> list[tuple[int, float]]:
    """Return the bends of a part that plays one note at a time."""
    if part.role != "melody" or song.handed_in:
        return []
    found: list[tuple[int, float]] = []
    for at, note in enumerate(part.notes):
        if note.marks:
            before = part.notes[at - 1] if at else None
            moved = bends(note, before, song.time)
            found += [(round(swung(tick, song)), size) for tick, size in moved]
    return found


def _fading(song: Song) -> list[tuple[int, float]]:
    """Return the levels of a fade: over the last eight bars, or half of a short piece."""
    bars = min(8, max(1, song.bars // 2))
    start = song.time.start(song.bars - bars)
    steps = 8 * bars
    length = song.length - start
    return [(start + length * at // steps, (1 - at / steps) ** 1.5) for at in range(steps)]


def _energies(song: Song) -> list[float]:
    """Return the energy of each bar: its section's, growing a little towards the section's end."""
    return [
        min(1.0, section.energy + 0.1 * bar / max(1, section.bars))
        for section in song.sections
        for bar in range(section.bars)
    ]


def swung(tick: int, song: Song) -> float:
    """Return where a tick falls in swing: the second half of each pair comes late."""
    measure = song.time.at(tick)
    if song.swing == 50 or measure.meter.denominator > 4:
        return tick
    pair = 2 * song.swing_step
    bar = measure.start - measure.offset
    whole, part = divmod(tick - bar, pair)
    if part * 3 % pair == 0:
        return tick  # a triplet is even
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
