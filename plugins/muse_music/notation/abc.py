"""A song as ABC 2.1: http://abcnotation.com/wiki/abc:standard:v2.1 - a voice for each part.

Drums have no place in ABC's staves and are left out; a comment says so.
"""

from collections.abc import Iterator, Sequence

from muse_music.notation.partlist import label
from muse_music.notation.spelling import signature
from muse_music.notation.staves import Chord, staves
from muse_music.theory.meter import TICKS
from muse_music.theory.naming import chord_name, letter, spelt
from muse_music.theory.notes import DRUMS, Note, Part, Song

_UNIT = TICKS // 2
_SIGNS = {-2: "__", -1: "_", 0: "=", 1: "^", 2: "^^"}
_MODES = {
    **{"major": "", "minor": "m", "dorian": "dor", "phrygian": "phr", "lydian": "lyd"},
    **{"mixolydian": "mix", "locrian": "loc"},
}
_LINE = 4  # bars


def abc(song: Song) -> str:
    """Return a song as ABC; chord names stand over the first voice."""
    meter, felt = song.meter, song.meter.felt
    beat = "3/8" if felt > 1 else "1/4"
    pitched = [part for part in song.parts if part.program != DRUMS]
    out = [
        "X:1",
        f"T:{song.title}",
        f"M:{meter.numerator}/{meter.denominator}",
        "L:1/8",
        f"Q:{beat}={60e6 / song.quarter / felt:.5g}",
    ]
    if len(pitched) < len(song.parts):
        out.append("% the drums are left out: ABC has no staff for them")
    voices = []
    for part in pitched:
        for staff in staves(part, song):
            clef = "treble" if staff.clef.sign == "G" else "bass"
            octave = {-1: "-8", 0: "", 1: "+8"}[staff.clef.octave]
            voices.append((part, f"clef={clef}{octave}", staff.voices[0]))
    for number, (part, clef, _) in enumerate(voices, 1):
        out.append(f'V:{number} {clef} name="{label(part)}"')
    # The key ends the header; what follows is the tune.
    out.append(f"K:{song.key.tonic}{_MODES[song.key.family]}")
    for number, (part, _, line) in enumerate(voices, 1):
        out += [f"V:{number}", f"%%MIDI program {part.program}"]
        out += _lines(song, part, line, first=number == 1)
    return "\n".join(out) + "\n"


def _lines(song: Song, part: Part, line: Sequence[Chord], *, first: bool) -> Iterator[str]:
    bars = song.bars
    for start in range(0, bars, _LINE):
        stop = min(bars, start + _LINE)
        texts, words = [], []
        for bar in range(start, stop):
            text, sung = _bar(song, line, bar, first)
            texts.append(text)
            words += sung
        yield " | ".join(texts) + (" |]" if stop == bars else " |")
        if any(words):
            yield "w: " + " ".join(w or "*" for w in words)


def _bar(song: Song, line: Sequence[Chord], bar: int, named: bool) -> tuple[str, list[str]]:
    """Return a bar's text, and for each note that begins in it what is sung."""
    first, last = bar * song.meter.bar, (bar + 1) * song.meter.bar
    shown: dict[tuple[str, int], int] = {}
    names = {s.start: chord_name(s.chord, song.key) for s in song.chords} if named else {}
    text, words = "", []
    at = first
    edges = {first + beat.start for beat in song.meter.beats}
    for chord in [c for c in line if c.start < last and c.end > first] + [Chord(last, last)]:
        begin, end = max(first, chord.start), min(last, chord.end)
        if begin > at:
            text += _named(names, at, begin) + f"z{_length(begin - at)} "
        if end <= begin:
            break
        notes = [_note(song, n, begin, shown) for n in chord.notes]
        tied = "-" if chord.end > last else ""
        body = f"[{''.join(notes)}]" if len(notes) > 1 else notes[0]
        gap = " " if end in edges or end - begin >= TICKS else ""
        text += f"{_named(names, begin, end)}{body}{_length(end - begin)}{tied}{gap}"
        if chord.start >= first:
            words.append(next((_word(n.lyric) for n in chord.notes if n.lyric), ""))
        at = end
    return text.strip(), words


def _named(names: dict[int, str], start: int, end: int) -> str:
    return "".join(f'"{name}"' for tick, name in names.items() if start <= tick < end)


def _word(lyric: str) -> str:
    return lyric.replace(" ", "~").replace("*", "").replace("|", "")


def _note(song: Song, note: Note, tick: int, shown: dict[tuple[str, int], int]) -> str:
    tone = note.pitch % 12
    span = next((s for s in song.chords if s.start <= tick < s.end), None)
    if span is None or tone in song.key.scale:
        name, altered = letter(tone, song.key)
    else:
        name, altered = spelt(tone, span.chord, song.key)
    octave = (note.pitch - altered) // 12 - 1
    # Readers differ in whether a sign holds for its bar; written at each note, it can't be misread.
    usual = signature(song.key).get(name, 0)
    sign = (
        _SIGNS[altered] if altered != usual or shown.get((name, octave), usual) != altered else ""
    )
    shown[name, octave] = altered
    if octave >= 5:
        return sign + name.lower() + "'" * (octave - 5)
    return sign + name + "," * (4 - octave)


def _length(ticks: int) -> str:
    from math import gcd

    part = gcd(ticks, _UNIT)
    above, below = ticks // part, _UNIT // part
    if below == 1:
        return "" if above == 1 else str(above)
    return f"{'' if above == 1 else above}/{'' if below == 2 else below}"
