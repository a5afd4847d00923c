"""What sounds of marks: notes struck, and where the pitch bends, as (start, length, pitch) in time.

Lengths go by the clock: a trill is as fast in a slow piece as in a fast one.
"""

from dataclasses import replace
from itertools import cycle, islice

from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Note
from muse_music.theory.timeline import Timeline

STROKE = 0.085
"""Seconds of a note of a trill, a mordent or a tremolo."""
GRACE = 0.07
"""Seconds of a grace note."""
Bend = tuple[int, float]
"""From a tick on the pitch is so many semitones higher."""


def struck(note: Note, before: int, time: Timeline, *, all_: bool) -> list[Note]:
    """Return the notes that a written one is played as; `before` is where the last one began.

    Grace notes come before it, in the time of what sounds there; `all_` plays the other ornaments
    too.
    """
    second = TICKS * 1e6 / time.quarter(note.start)
    made = _graces(note, before, round(GRACE * second))
    stroke = round(STROKE * second)
    marks = set(note.marks) if all_ else set()
    key = time.at(note.start).key
    body = [note]
    if "trill-mark" in marks:
        body = _repeated(note, stroke, (0, _step(note.pitch, key, 1)))
    elif "tremolo" in marks:
        body = _repeated(note, stroke, (0,))
    elif marks & {"mordent", "inverted-mordent"} and note.length >= 3 * stroke:
        # A mordent goes to the step below, an inverted one to that above.
        way = 1 if "inverted-mordent" in marks else -1
        other = _step(note.pitch, key, way)
        body = _placed(note, [(stroke, 0), (stroke, other), (note.length - 2 * stroke, 0)])
    elif "turn" in marks and note.length >= 5 * stroke:
        around = [(stroke, _step(note.pitch, key, 1)), (stroke, 0)]
        around.append((stroke, _step(note.pitch, key, -1)))
        body = _placed(note, [*around, (note.length - 3 * stroke, 0)])
    return [*made, *body]


def bends(note: Note, before: Note | None, time: Timeline) -> list[Bend]:
    """Return how the pitch goes in a note that is bent, slid into, scooped or that falls off.

    The last bend is back at 0, if not before the note then at its end.
    """
    second = TICKS * 1e6 / time.quarter(note.start)
    marks = note.marks
    if "bend" in marks:
        return _way(note.start, min(note.length * 2 // 5, round(0.3 * second)), -2.0, 0.0)
    if "slide" in marks and before is not None:
        size = float(max(-12, min(12, before.pitch - note.pitch)))
        return _way(note.start, min(note.length // 3, round(0.14 * second)), size, 0.0)
    if "scoop" in marks:
        return _way(note.start, min(note.length // 3, round(0.12 * second)), -1.5, 0.0)
    if "falloff" in marks:
        length = min(note.length // 3, round(0.22 * second))
        return [*_way(note.end - length, length, 0.0, -4.0), (note.end, 0.0)]
    return []


def _way(start: int, length: int, low: float, high: float) -> list[Bend]:
    """Return bends from one to another, eased, in steps."""
    steps = 8
    found = []
    for at in range(steps + 1):
        share = at / steps
        eased = share * share * (3 - 2 * share)
        found.append((start + length * at // steps, round(low + (high - low) * eased, 3)))
    return found


def _graces(note: Note, before: int, length: int) -> list[Note]:
    """Return grace notes before a note; on it, where nothing is there to take the time from."""
    count = len(note.graces)
    if not count:
        return []
    room = note.start - before
    each = min(length, room // (2 * count)) if room > 0 else 0
    if each < TICKS // 64:
        return []
    first = note.start - count * each
    return [
        Note(first + at * each, each, pitch, max(0.0, note.accent - 0.12))
        for at, pitch in enumerate(note.graces)
    ]


def _repeated(note: Note, stroke: int, steps: tuple[int, ...]) -> list[Note]:
    """Return a note in strokes of equal length, over and over."""
    count = max(1, round(note.length / stroke))
    made = []
    for at, step in enumerate(islice(cycle(steps), count)):
        start = note.start + note.length * at // count
        end = note.start + note.length * (at + 1) // count
        accent = note.accent if at == 0 else max(0.0, note.accent - 0.1)
        lyric = note.lyric if at == 0 else ""
        pitch = min(127, note.pitch + step)
        made.append(Note(start, end - start, pitch, accent, lyric, note.marks))
    return made


def _placed(note: Note, parts: list[tuple[int, int]]) -> list[Note]:
    made, at = [], note.start
    for place, (length, step) in enumerate(parts):
        lyric = note.lyric if place == 0 else ""
        pitch = max(0, min(127, note.pitch + step))
        made.append(replace(note, start=at, length=length, pitch=pitch, lyric=lyric, graces=()))
        at += length
    return made


def _step(pitch: int, key: Key, way: int) -> int:
    """Return the semitones to the next tone of a tune in the key, up (1) or down (-1)."""
    tones = key.tones if key.gapped else key.scale
    return next(way * n for n in range(1, 13) if (pitch + way * n) % 12 in tones)
