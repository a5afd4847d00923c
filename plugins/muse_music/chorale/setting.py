"""A chorale from a tune: beats, chords, voices, passing notes."""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

from muse_music.chorale import model
from muse_music.chorale.model import State, around
from muse_music.chorale.voicing import ALTO, BASS, TENOR, Pitches, parallels, voiced
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.notes import ChordSpan, Note
from muse_music.theory.timeline import Timeline

BEATS = 1500
"""Beats of a tune that is set at most: 20 minutes at the pace of a hymn."""

_NUMERALS = ("I", "bII", "II", "bIII", "III", "IV", "#IV", "V", "bVI", "VI", "bVII", "VII")
_NAMES = {
    **{"maj": ("", False), "min": ("", True), "dim": ("o", True), "aug": ("+", False)},
    **{"7": ("7", False), "m7": ("7", True), "maj7": ("maj7", False), "hd7": ("ø7", True)},
    "d7": ("o7", True),
}
_RANGES = ((0, 127), ALTO, TENOR, BASS)
_PASSING = (0.0, 0.35, 0.3, 0.5)  # how often a third is filled, by voice


@dataclass
class Setting:
    """A tune in four voices, S A T B, with its chords and the ticks where its phrases end.

    `broken` are the ticks of beats from which voices go on in parallel fifths, octaves or unisons
    since no other way was found.
    """

    voices: list[list[Note]]
    chords: list[ChordSpan]
    ends: list[int]
    broken: list[int] = field(default_factory=list)


def harmonise(
    melody: Sequence[Note],
    time: Timeline,
    chance: random.Random,
    check: Callable[[], None] = lambda: None,
) -> Setting:
    """Return a melody (one note at a time) set for four voices; the soprano is the melody itself.

    There is a chord on each felt beat that a note sounds on; each stretch in a key is set in it.
    `check` is called at every beat.
    """
    starts = beats_of(melody, time)
    tune = [_sounding(melody, start) for start in starts]
    phrase_ends = _phrase_ends(melody, starts, time)
    in_keys = [time.at(start).key for start in starts]
    degrees = [(pitch - key.pitch_class) % 12 for pitch, key in zip(tune, in_keys, strict=True)]
    beats = around(degrees, phrase_ends, [time.place(start) == 0 for start in starts])
    leaves = [_sounding(melody, after - 1) for after in (*starts[1:], melody[-1].end)]
    found: list[tuple[Pitches, State]] = []
    for key, stretch in groupby(range(len(starts)), key=lambda at: in_keys[at]):
        places = list(stretch)
        first, stop = places[0], places[-1] + 1
        found += voiced(
            tune[first:stop],
            beats[first:stop],
            key.pitch_class,
            model.load(key.minor),
            lambda: chance.random() * 0.35,
            check,
            leaves=leaves[first:stop],
            before=(leaves[first - 1], *found[-1][0][1:]) if found else None,
            ends=stop == len(starts),
        )
    # A rest between phrases is a rest for all: a chord doesn't sound longer than its note.
    stops = [min(s, _silent(melody, s)) for s in (*starts[1:], melody[-1].end)]
    lines = _lines(melody, found, starts, stops, set(phrase_ends), in_keys, chance)
    chords = _spans([state for _, state in found], starts, in_keys, stops[-1])
    broken = [
        start
        for start, (one, _), (two, _) in zip(starts, found, found[1:], strict=False)
        if parallels(one, two)
    ]
    return Setting([list(melody), *lines], chords, [starts[at] for at in phrase_ends], broken)


def beats_of(melody: Sequence[Note], time: Timeline) -> list[int]:
    """Return the ticks of the beats on which the melody sounds."""
    made = []
    for measure in time.measures:
        for beat in measure.meter.beats:
            tick = measure.start + beat.start - measure.offset
            if not measure.start <= tick < measure.end:
                continue
            note = _begun(melody, tick)
            if note is not None and tick < note.end:
                made.append(tick)
    return made or [melody[0].start]


def _begun(melody: Sequence[Note], tick: int) -> Note | None:
    """Return the last note that has begun by a tick."""
    place = bisect_right(melody, tick, key=lambda n: n.start)
    return melody[place - 1] if place else None


def _sounding(melody: Sequence[Note], tick: int) -> int:
    note = _begun(melody, tick)
    assert note is not None
    return note.pitch


def _silent(melody: Sequence[Note], stop: int) -> int:
    """Return where the melody falls silent before a tick after its start, if it does."""
    return min(stop, melody[bisect_left(melody, stop, key=lambda n: n.start) - 1].end)


def _phrase_ends(melody: Sequence[Note], starts: Sequence[int], time: Timeline) -> list[int]:
    """Return the beats (places) of the long notes that end phrases, at least a bar apart."""
    usual = median(n.length for n in melody)
    found: list[int] = []
    since = 0
    last = melody[-1].end + time.measures[-1].meter.bar
    for note, after in pairwise([*melody, Note(last, 1, 0)]):
        meter = time.at(note.start).meter
        beat = meter.beats[0].length
        rests = after.start - note.end >= beat
        long = note.length >= max(1.9 * usual, 1.5 * beat)
        if note is melody[-1] or ((long or rests) and note.end - since >= 1.5 * meter.bar):
            place = max(0, bisect_right(starts, note.start) - 1)
            if not found or place > found[-1]:
                found.append(place)
            since = note.end
    return found


def _lines(
    melody: Sequence[Note],
    found: Sequence[tuple[Pitches, State]],
    starts: Sequence[int],
    stops: Sequence[int],
    ends: set[int],
    in_keys: Sequence[Key],
    chance: random.Random,
) -> list[list[Note]]:
    """Return alto, tenor and bass: a note a beat, held at the ends of phrases, thirds filled."""
    lines: list[list[Note]] = [[], [], []]
    for at, (pitches, state) in enumerate(found):
        start, stop = starts[at], stops[at]
        half = (stop - start) // 2
        after = found[at + 1][0] if at + 1 < len(found) else None
        passing: dict[int, int] = {}
        if after is not None and at not in ends and stop == starts[at + 1]:
            sung = _sung(melody, start, stop)
            passing = _passing(pitches, after, sung, start + half, in_keys[at], chance)
        for voice in (1, 2, 3):
            pitch = pitches[voice]
            line = lines[voice - 1]
            between = passing.get(voice)
            held = line and line[-1].pitch == pitch and line[-1].end == start
            if held and at > 0 and found[at - 1][1] == state and found[at - 1][0][0] == pitches[0]:
                # The same chord under a long note is held, and not struck again.
                line[-1] = Note(line[-1].start, stop - line[-1].start, pitch)
                continue
            if between is None:
                line.append(Note(start, stop - start, pitch))
            else:
                line.append(Note(start, half, pitch))
                line.append(Note(start + half, stop - start - half, between))
    return lines


def _sung(melody: Sequence[Note], start: int, stop: int) -> list[tuple[int, int]]:
    """Return the tick and pitch of what the tune sings in a beat, from the beat on."""
    first = bisect_right(melody, start, key=lambda n: n.start)
    last = bisect_left(melody, stop, key=lambda n: n.start)
    return [(start, _sounding(melody, start)), *((n.start, n.pitch) for n in melody[first:last])]


def _passing(
    one: Pitches,
    two: Pitches,
    sung: Sequence[tuple[int, int]],
    half: int,
    key: Key,
    chance: random.Random,
) -> dict[int, int]:
    """Return voice -> the note that fills its third on the way to the next beat, where it may.

    `sung` is the tune within the beat; passing notes come at tick `half`.
    """
    made: dict[int, int] = {}
    for voice in (3, 2, 1):
        step = two[voice] - one[voice]
        if abs(step) not in (3, 4) or chance.random() > _PASSING[voice] / (1 + len(made)):
            continue
        between = range(min(one[voice], two[voice]) + 1, max(one[voice], two[voice]))
        inside = [p for p in between if p % 12 in key.scale]
        low, high = _RANGES[voice]
        if len(inside) != 1 or not low <= inside[0] <= high:
            continue
        rows = _rows(one, sung, half, {**made, voice: inside[0]})
        ordered = all(s >= a >= t >= b for s, a, t, b in rows)
        if ordered and not any(parallels(x, y) for x, y in pairwise([*rows, two])):
            made[voice] = inside[0]
    return made


def _rows(
    one: Pitches, sung: Sequence[tuple[int, int]], half: int, passing: Mapping[int, int]
) -> list[Pitches]:
    """Return the voices each time that one of them moves within a beat."""
    rows: list[Pitches] = []
    for tick in sorted({half, *(tick for tick, _ in sung)}):
        soprano = [pitch for begun, pitch in sung if begun <= tick][-1]
        below = [passing.get(v, one[v]) if tick >= half else one[v] for v in (1, 2, 3)]
        rows.append((soprano, below[0], below[1], below[2]))
    return rows


def _spans(
    states: Sequence[State], starts: Sequence[int], in_keys: Sequence[Key], end: int
) -> list[ChordSpan]:
    made: list[ChordSpan] = []
    stops = [*starts[1:], end]
    for state, start, stop, key in zip(states, starts, stops, in_keys, strict=True):
        chord = as_chord(state, key)
        if made and made[-1].chord == chord and made[-1].end == start:
            made[-1] = ChordSpan(made[-1].start, stop, chord)
        else:
            made.append(ChordSpan(start, stop, chord))
    return made


def as_chord(state: State, key: Key) -> Chord:
    """Return a state of the model as a chord in a key."""
    root, quality, bass = state
    numeral = _NUMERALS[root]
    name, small = _NAMES[quality]
    if small:
        bare = numeral.lstrip("b#")
        numeral = numeral.removesuffix(bare) + bare.lower()
    tonic = key.pitch_class
    tones = tuple((tone + tonic) % 12 for tone in model.tones(state))
    return Chord(numeral + name, (root + tonic) % 12, (bass + tonic) % 12, tones)


__all__ = ["BEATS", "Setting", "as_chord", "beats_of", "harmonise"]
