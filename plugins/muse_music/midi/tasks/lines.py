"""Bars of a line as they were, and as they are under other chords."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.notes import ChordSpan, Note


def bar_of(notes: Sequence[Note], meter: Meter, bar: int) -> list[Note]:
    """Return the notes that begin in a bar, with starts from its bar line, cut at its end.

    The notes stand in order of time.
    """
    first = bar * meter.bar
    begin = bisect_left(notes, first, key=lambda n: n.start)
    stop = bisect_left(notes, first + meter.bar, begin, key=lambda n: n.start)
    return [
        replace(n, start=n.start - first, length=min(n.end - first, meter.bar) - (n.start - first))
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


def nearest(interval: int) -> int:
    """Return an interval of pitch classes as semitones from -6 to 5."""
    return (interval + 6) % 12 - 6
