"""Bars of a line as they were, and as they are under other chords."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from muse_music.theory.harmony import Chord, chord
from muse_music.theory.keys import Key
from muse_music.theory.notes import ChordSpan, Note
from muse_music.theory.timeline import Timeline

_NUMERALS = ("I", "bII", "II", "bIII", "III", "IV", "#IV", "V", "bVI", "VI", "bVII", "VII")


def bar_of(notes: Sequence[Note], time: Timeline, bar: int) -> list[Note]:
    """Return the notes that begin in a bar, with starts from its bar line, cut at its end.

    The notes stand in order of time; in a pickup they start from where its bar would begin.
    """
    measure = time.measures[bar]
    line = measure.start - measure.offset
    begin = bisect_left(notes, measure.start, key=lambda n: n.start)
    stop = bisect_left(notes, measure.end, begin, key=lambda n: n.start)
    return [
        replace(n, start=n.start - line, length=min(n.end, measure.end) - n.start)
        for n in notes[begin:stop]
    ]


def chord_at(spans: Sequence[ChordSpan], tick: int) -> Chord:
    """Return the chord that sounds at a tick; the last one after the end, the first before."""
    return spans[max(0, bisect_right(spans, tick, key=lambda span: span.start) - 1)].chord


def adapted(pitch: int, before: Chord, after: Chord, key: Key) -> int:
    """Return the pitch that is to a chord what `pitch` was to the chord before it.

    A chord's root, third, fifth... becomes that of the other chord, and the bass its bass, by the
    shortest way; another tone moves with the root by steps of the key's scale.
    """
    if before == after or (before.tones == after.tones and before.bass == after.bass):
        return pitch
    tone = pitch % 12
    if tone in before.tones:
        place = before.tones.index(tone)
        goal = after.tones[place] if place < len(after.tones) else after.root
        return pitch + nearest(goal - tone)
    scale = key.scale
    if tone not in scale:
        return pitch + nearest(after.root - before.root)
    size = len(scale)
    steps = [
        min(range(size), key=lambda i: abs(nearest(scale[i] - c.root))) for c in (before, after)
    ]
    moved = scale[(scale.index(tone) + steps[1] - steps[0]) % size]
    return pitch + nearest(moved - tone)


def scale_of(notes: Sequence[Note], key: Key) -> tuple[int, ...]:
    """Return the scale that a tune moves in, from the tonic up: the key's tones that it uses.

    A tune of five or six tones has no others; one with fewer or more has all of the key.
    """
    lengths: Counter[int] = Counter()
    for note in notes:
        lengths[note.pitch % 12] += note.length
    least = 0.01 * lengths.total()
    used = tuple(tone for tone in key.scale if lengths[tone] > least)
    return used if 5 <= len(used) < len(key.scale) and used[0] == key.pitch_class else key.scale


def stepped(pitch: int, steps: int, scale: Sequence[int]) -> int:
    """Return a pitch moved by steps of a scale (pitch classes from its tonic up).

    One between its tones keeps its distance.
    """
    if not steps:
        return pitch
    count = len(scale)
    degree = min(range(count), key=lambda i: (abs(nearest(pitch - scale[i])), i))
    octaves, place = divmod(degree + steps, count)
    rise = [(tone - scale[0]) % 12 for tone in scale]
    return max(0, min(127, pitch + rise[place] - rise[degree] + 12 * octaves))


def shifted(was: Chord, steps: int, key: Key) -> Chord:
    """Return the triad so many steps of a key's scale from a chord; the chord itself if none is."""
    scale = key.scale
    if not steps or len(scale) != 7 or was.root not in scale:
        return was
    degree = (scale.index(was.root) + steps) % 7
    root, third, fifth = (scale[(degree + step) % 7] for step in (0, 2, 4))
    kind = ((third - root) % 12, (fifth - root) % 12)
    if kind not in ((4, 7), (3, 7)):
        return was
    numeral = _NUMERALS[(root - key.pitch_class) % 12]
    if kind[0] == 3:
        numeral = numeral.replace("I", "i").replace("V", "v")
    return chord(numeral, key.pitch_class)


def nearest(interval: int) -> int:
    """Return an interval of pitch classes as semitones from -6 to 5."""
    return (interval + 6) % 12 - 6
