"""Voices of ABC laid out in time: what is played, in ticks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from muse_music.reading.abc.order import alike, played, sounding
from muse_music.reading.abc.reader import Tune
from muse_music.reading.abc.voices import Bar, Voice
from muse_music.reading.limits import MEASURE, Damaged
from muse_music.reading.repeats import Played
from muse_music.reading.score import Score, ScorePart
from muse_music.theory import progressions
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter, parse
from muse_music.theory.notes import DRUMS, ChordSpan, Note
from muse_music.theory.timeline import Measure

T = TypeVar("T")

_WHOLE = 4 * TICKS
_FREE = parse("4/4")  # what bars without a meter are counted in
_NEAR = 2
"""Ticks by which a tied note may miss the one before, where lengths had to be rounded."""


def score(tune: Tune) -> Score:
    """Return a tune as it is played; Damaged where it has no notes, or too much of them."""
    made = Score(tune.title, composer=tune.composer, poet=tune.poet, exact=True)
    counted = Played()
    written = [(v, bars) for v in tune.voices.values() if (bars := sounding(v))]
    alike([bars for _, bars in written])
    named: list[tuple[int, str]] = []
    parts: dict[str, ScorePart] = {}
    length = 0
    for voice, bars in written:
        _fill(bars, tune)
        order = played(bars, tune.order, tune.tell)
        counted.add(order)
        starts = _starts(order)
        notes = _notes(order, starts)
        if notes and not made.parts:
            made.parts.append(ScorePart("", 0, notes))  # its notes suggest a key that isn't told
            _time(made, voice, order, starts)
            made.parts.clear()
        made.tempos += _tempos(bars, order, starts, tune.tempo)
        if not named:
            named, length = _named(order, starts), starts[-1]
        program = DRUMS if voice.drums or voice.clef.drums else voice.program
        shared = parts.get(tune.joined.get(voice.name, ""))
        if shared is not None and shared.program == program and not voice.title:
            shared.notes = sorted(shared.notes + notes, key=lambda n: (n.start, n.pitch))
        elif notes:
            parts[voice.name] = ScorePart(_name(voice, len(written)), program, notes)
            made.parts.append(parts[voice.name])
    if not made.parts:
        raise Damaged("it has no notes")
    made.chords = _spans(named, length)
    made.notes = tune.notes
    first = [(0, tune.tempo)] if tune.tempo else []
    made.tempos = _changes(sorted(first + made.tempos, key=lambda change: change[0]))
    return made


def _fill(bars: Sequence[Bar], tune: Tune) -> None:
    """Give each bar the meter and the key that hold in it."""
    meter, key = tune.usual.meter, tune.usual.key
    for bar in bars:
        bar.meter = meter = bar.meter or meter
        bar.key = key = bar.key or key


def _starts(order: Sequence[Bar]) -> list[int]:
    """Return where bars start (ticks), and where the last one ends."""
    places = list(accumulate((bar.length for bar in order), initial=Fraction(0)))
    if any(place.denominator > MEASURE for place in places):
        raise Damaged("it has bars without a common measure")
    return [round(place * _WHOLE) for place in places]


def _notes(order: Sequence[Bar], starts: Sequence[int]) -> list[Note]:
    """Return the notes of bars one after another, ties joined; each playing has its verse."""
    notes: list[Note] = []
    waiting: dict[int, int] = {}
    times: Counter[int] = Counter()
    for bar, at in zip(order, starts, strict=False):
        turn = times[id(bar)]
        times[id(bar)] += 1
        for sound in bar.notes:
            if sound.pitch is None:
                continue
            start = at + round(sound.start * _WHOLE)
            length = max(1, round(sound.length * _WHOLE))
            word = sound.words[min(turn, len(sound.words) - 1)] if sound.words else ""
            index = waiting.pop(sound.pitch, None)
            if index is not None and abs(notes[index].end - start) <= _NEAR:
                before = notes[index]
                notes[index] = replace(
                    before,
                    length=start + length - before.start,
                    lyric=before.lyric or word,
                    marks=tuple(dict.fromkeys((*before.marks, *sound.marks))),
                )
            else:
                index = len(notes)
                marks = tuple(dict.fromkeys(sound.marks))
                notes.append(Note(start, length, sound.pitch, 0.5, word, marks, sound.graces))
            if sound.tied:
                waiting[sound.pitch] = index
    return sorted(notes, key=lambda note: (note.start, note.pitch))


def _time(made: Score, voice: Voice, order: Sequence[Bar], starts: Sequence[int]) -> None:
    """Take the meters, the keys and the pickup of a piece from its first voice."""
    moved = voice.clef.semitones + voice.moved
    meters = [(at, bar.meter) for bar, at in zip(order, starts, strict=False) if bar.meter]
    keys = [
        (at, bar.key.moved(moved))
        for bar, at in zip(order, starts, strict=False)
        if bar.key and bar.key.told
    ]
    made.meters = _changes(meters)
    made.keys = _changes(keys)
    labels = ((at, bar.label) for bar, at in zip(order, starts, strict=False) if bar.label)
    made.markers = list(labels)
    home = made.keys[0][1] if made.keys else made.key
    made.measures = _measures(order, home, moved)
    if len(made.measures) > 1 and made.measures[0].offset > 0:
        made.pickup = made.measures[0].length


def _measures(order: Sequence[Bar], home: Key, moved: int) -> list[Measure]:
    """Return the measures of bars as they are played.

    Parts of a bar, and what a repeat sign divides, are put together; a bar that is longer than its
    meter is several.
    """
    found: list[tuple[Fraction, Meter, Key]] = []
    joins = False
    for bar in order:
        meter = bar.meter or _FREE
        key = bar.key.moved(moved) if bar.key and bar.key.told else home
        room = Fraction(meter.bar, _WHOLE)
        before = found[-1] if found else None
        divided = before is not None and (joins or bar.forward or bool(bar.endings))
        if before is not None and divided and before[1] == meter and len(found) > 1:
            together = before[0] + bar.length
            if together == room:
                found[-1] = (together, meter, before[2])
                joins = False
                continue
        length = bar.length
        while length > room:
            found.append((room, meter, key))
            length -= room
        found.append((length, meter, key))
        joins = not bar.whole or bar.double or bar.backward > 0
    ends = [round(end * _WHOLE) for end in accumulate((length for length, _, _ in found))]
    starts = [0, *ends[:-1]]
    return [
        Measure(start, end - start, meter, key)
        for start, end, (_, meter, key) in zip(starts, ends, found, strict=True)
    ]


def _changes(told: Sequence[tuple[int, T]]) -> list[tuple[int, T]]:
    """Return only what differs from what is told before."""
    made: list[tuple[int, T]] = []
    for at, value in told:
        if made and made[-1][0] == at:
            made.pop()
        if not made or made[-1][1] != value:
            made.append((at, value))
    return made


def _tempos(
    bars: Sequence[Bar], order: Sequence[Bar], starts: Sequence[int], first: int | None
) -> list[tuple[int, int]]:
    """Return the tempos that a voice tells; a bar has the one that is written before it."""
    if not any(bar.tempos for bar in bars):
        return []
    now, holds = first, {}
    for bar in bars:
        holds[id(bar)] = now
        now = bar.tempos[-1][1] if bar.tempos else now
    made: list[tuple[int, int]] = []
    for bar, at in zip(order, starts, strict=False):
        before = holds[id(bar)]
        if before is not None:
            made.append((at, before))
        made += [(at + round(place * _WHOLE), tempo) for place, tempo in bar.tempos]
    return made


def _named(order: Sequence[Bar], starts: Sequence[int]) -> list[tuple[int, str]]:
    return [
        (at + round(place * _WHOLE), text)
        for bar, at in zip(order, starts, strict=False)
        for place, text in bar.chords
    ]


def _spans(named: Sequence[tuple[int, str]], length: int) -> list[ChordSpan]:
    """Return the chords of names that stand for some; each lasts until the next name."""
    ends = [*(tick for tick, _ in named[1:]), length]
    found = []
    for (tick, text), end in zip(named, ends, strict=False):
        chord = _chord(text) if end > tick else None
        if chord is not None:
            found.append(ChordSpan(tick, end, chord))
    return found


@lru_cache(maxsize=512)
def _chord(text: str) -> Chord | None:
    """Return the chord of a name; None for "N.C." and for what names none."""
    name, slash, bass = text.split(";")[0].strip("()").partition("/")
    bass = bass[:1].upper() + bass[1:].replace("+", "#")  # "D/f+" is D over F sharp
    try:
        return progressions.read(f"{name}{slash}{bass}", Key("C", "major"))[0][0]
    except (ValueError, IndexError):
        return None


def _name(voice: Voice, voices: int) -> str:
    """Return what a voice is called; one that has only a number by that."""
    if voice.title or not voice.name.isdigit():
        return voice.title or voice.name
    return f"Voice {voice.name}" if voices > 1 else "Melody"
