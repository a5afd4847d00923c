"""Voices and bars of ABC as they are written, and laid out in time."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from muse_music.reading.limits import MEASURE, Damaged
from muse_music.theory import progressions
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import ChordSpan, Note


@dataclass
class Voice:
    """What is known of a voice while it is read; notes carry times as fractions of a whole."""

    name: str = ""
    program: int = 0
    bars: list["Bar"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass
class Bar:
    notes: list[tuple[Fraction, Fraction, int, bool]] = field(default_factory=list)
    length: Fraction = Fraction(0)
    chords: list[tuple[Fraction, str]] = field(default_factory=list)
    forward: bool = False
    backward: int = 0
    endings: frozenset[int] = frozenset()
    segno: bool = False
    coda: bool = False
    to_coda: bool = False
    fine: bool = False
    jump: str = ""
    meter: Meter | None = None
    key: Key | None = None


def laid(order: list[Bar]) -> tuple[list[Note], list[tuple[int, str]], int]:
    """Return the notes and chord names of bars one after another, ties joined, in ticks."""
    notes: list[Note] = []
    chords: list[tuple[int, str]] = []
    waiting: dict[int, int] = {}
    at = Fraction(0)
    for bar in order:
        if at.denominator > MEASURE:
            raise Damaged("it has bars without a common measure")
        for place, length, pitch, tied in bar.notes:
            start = round((at + place) * 4 * TICKS)
            stop = round((at + place + length) * 4 * TICKS)
            before = waiting.pop(pitch, None)
            if before is not None and abs(notes[before].end - start) <= 1:
                notes[before] = replace(notes[before], length=stop - notes[before].start)
                index = before
            else:
                index = len(notes)
                notes.append(Note(start, max(1, stop - start), pitch))
            if tied:
                waiting[pitch] = index
        chords += [(round((at + place) * 4 * TICKS), text) for place, text in bar.chords]
        at += bar.length
    return notes, chords, round(at * 4 * TICKS)


def changes(order: list[Bar], meter: Meter | None) -> list[tuple[int, Meter]]:
    """Return where the meter changes (ticks), and to which."""
    found: list[tuple[int, Meter]] = []
    at = Fraction(0)
    for bar in order:
        if bar.meter is not None and bar.meter != meter:
            meter = bar.meter
            found.append((round(at * 4 * TICKS), meter))
        at += bar.length
    return found


def spans(named: list[tuple[int, str]], length: int) -> list[ChordSpan]:
    home = Key("C", "major")
    found: list[ChordSpan] = []
    for (tick, text), end in zip(named, [*(t for t, _ in named[1:]), length], strict=False):
        try:
            chord = progressions.read(text, home)[0][0]
        except (ValueError, IndexError):
            continue
        if end > tick:
            found.append(ChordSpan(tick, end, chord))
    return found


def spread(bars: list[Bar]) -> list[Bar]:
    """Return the bars that sound, each within the ending that was opened before it."""
    made: list[Bar] = []
    current: frozenset[int] = frozenset()
    for bar in bars:
        if bar.endings:
            current = bar.endings
        elif bar.forward or (made and made[-1].backward and current):
            current = frozenset()
        if bar.length:
            made.append(replace(bar, endings=current))
    return made


def stretched(bar: Bar, factor: Fraction) -> None:
    """Lengthen or shorten the last note of a bar, for the dot that follows it."""
    if not bar.notes:
        return
    start = bar.notes[-1][0]
    length = bar.notes[-1][1]
    for place in range(len(bar.notes) - 1, -1, -1):  # the notes of a chord begin together
        begin, _, pitch, tied = bar.notes[place]
        if begin != start:
            break
        bar.notes[place] = (begin, length * factor, pitch, tied)
    bar.length += length * (factor - 1)


def sung(notes: list[Note], words: list[str]) -> list[Note]:
    made = list(notes)
    for place, word in enumerate(words[: len(made)]):
        made[place] = replace(made[place], lyric=word)
    return made
