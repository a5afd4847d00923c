"""The bars of one voice of ABC as text, and what is sung in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from muse_music.notation.abc.drums import note
from muse_music.notation.abc.lengths import GRID, length, tuplets
from muse_music.notation.spelling import Speller
from muse_music.notation.staves import Chord
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import Note, Song
from muse_music.theory.timeline import Measure

MODES = {
    **{"major": "", "minor": "m", "dorian": "dor", "phrygian": "phr", "lydian": "lyd"},
    **{"mixolydian": "mix", "locrian": "loc"},
}
_SIGNS = {-2: "__", -1: "_", 0: "=", 1: "^", 2: "^^"}
_MARKS = {
    **{"staccato": ".", "accent": "!>!", "strong-accent": "!^!", "tenuto": "!tenuto!"},
    **{"fermata": "!fermata!", "trill-mark": "!trill!", "mordent": "!lowermordent!"},
    **{"inverted-mordent": "!uppermordent!", "turn": "!turn!", "tremolo": "!///!"},
    **{"arpeggiate": "!arpeggio!", "scoop": "!slide!", "slide": "!slide!", "bend": "!slide!"},
}
_LAST = ("fermata",)  # signs that stand at the end of what is tied together
_LINE = 4  # bars


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar: a chord, or a rest (None); `first` and `last` of what is tied together."""

    start: int
    end: int
    chord: Chord | None
    first: bool = True
    last: bool = True


class Bars:
    """Writes the bars of one voice.

    `octave` is that of its clef; `drums` are the letters of a kit; `said` is what stands at a tick
    (chord names, tempos, dynamics): notes are divided there; `rest` is how a rest is written.
    """

    def __init__(
        self,
        song: Song,
        line: Sequence[Chord],
        octave: int,
        drums: Mapping[int, str],
        said: Mapping[int, str],
        rest: str,
    ) -> None:
        self.song, self.line, self.octave, self.drums = song, line, octave, drums
        self.said, self.rest = said, rest
        self.cuts = sorted(said)
        self.speller = Speller(song)
        self.signed: set[str] = set()
        self.slurred = False
        self.at = 0

    def lines(self) -> Iterator[str]:
        """Yield lines of music, each with its line of words if there is one."""
        measures = self.song.time.measures
        texts: list[str] = []
        words: list[str] = []
        before = measures[0]
        for place, measure in enumerate(measures):
            text, sung = self._bar(measure, before)
            before = measure
            texts.append(text)
            words += sung
            last = place + 1 == len(measures)
            if last or (len(texts) == _LINE and measures[0].offset == 0) or len(texts) > _LINE:
                yield " | ".join(texts) + (" |]" if last else " |")
                if any(word not in "*_" for word in words):
                    yield "w: " + re.sub(r"[ *]+$", "", " ".join(words))
                texts, words = [], []

    def _bar(self, measure: Measure, before: Measure) -> tuple[str, list[str]]:
        """Return a bar's text, and for each of its notes what is sung."""
        text = ""
        if measure.meter != before.meter:
            text += f"[M:{meter(measure.meter)}]"
        if measure.key != before.key and not self.drums:
            text += f"[K:{measure.key.tonic}{MODES[measure.key.family]}]"
        self.speller.measure(measure.key)
        self.signed = set()
        parts = list(self._stretches(measure))
        written = tuplets([(p.start - measure.start, p.end - measure.start) for p in parts])
        edges = {measure.start - measure.offset + beat.start for beat in measure.meter.beats}
        words: list[str] = []
        for part, (tuplet, factor) in zip(parts, written, strict=True):
            lasts = length((part.end - part.start) * factor)
            text += tuplet + self.said.get(part.start, "")
            if part.chord is None:
                text += f"{self.rest}{lasts}"
            else:
                text += self._chord(part, lasts)
                words.append(_sung(part))
            if part.end in edges or part.end - part.start >= TICKS:
                text += " "
        return text.strip(), words

    def _stretches(self, measure: Measure) -> Iterator[Stretch]:
        """Yield what fills a bar."""
        at = measure.start
        while self.at < len(self.line) and self.line[self.at].start < measure.end:
            chord = self.line[self.at]
            if chord.start > at:
                yield from self._cut(measure, at, chord.start, None)
            start, end = max(at, chord.start), min(chord.end, measure.end)
            if end > start:
                yield from self._cut(measure, start, end, chord)
            at = max(at, end)
            if chord.end > measure.end:
                break
            self.at += 1
        if at < measure.end:
            yield from self._cut(measure, at, measure.end, None)

    def _cut(
        self, measure: Measure, start: int, end: int, chord: Chord | None
    ) -> Iterator[Stretch]:
        cuts = [t for t in self.cuts if start < t < end and (t - measure.start) % GRID == 0]
        for a, b in zip([start, *cuts], [*cuts, end], strict=True):
            first = chord is None or a <= chord.start
            yield Stretch(a, b, chord, first, chord is None or b >= chord.end)

    def _chord(self, part: Stretch, lasts: str) -> str:
        assert part.chord is not None
        notes = part.chord.notes
        text = ""
        on = any("slur" in n.marks for n in notes) and not self.drums
        if on and not self.slurred and part.first:
            text += "("
            self.slurred = True
        graces = next((n.graces for n in notes if n.graces), ()) if part.first else ()
        if graces:
            text += "{" + "".join(self._pitch(p, part.start) for p in graces) + "}"
        marks = dict.fromkeys(m for n in notes for m in n.marks)
        text += "".join(
            _MARKS[m] for m in marks if m in _MARKS and (part.last if m in _LAST else part.first)
        )
        heads = [self._head(n, part.start) for n in notes]
        text += (f"[{''.join(heads)}]" if len(heads) > 1 else heads[0]) + lasts
        if not part.last:
            text += "-"
        elif self.slurred and not on:
            text += ")"
            self.slurred = False
        return text

    def _head(self, one: Note, tick: int) -> str:
        return self.drums[one.pitch] if self.drums else self._pitch(one.pitch, tick)

    def _pitch(self, pitch: int, tick: int) -> str:
        name, altered, octave = self.speller.name(pitch, tick)
        # Readers differ in how far a sign reaches; written at each note, it can't be misread.
        usual = self.speller.signature.get(name, 0)
        if altered != usual:
            self.signed.add(name)
        sign = _SIGNS[altered] if altered != usual or name in self.signed else ""
        return sign + note(name, octave - self.octave)


def meter(told: Meter) -> str:
    """Return a meter as M: has it, with its groups where they aren't the usual ones."""
    if ":" in str(told):
        return f"({'+'.join(map(str, told.groups))})/{told.denominator}"
    return f"{told.numerator}/{told.denominator}"


def _sung(part: Stretch) -> str:
    assert part.chord is not None
    lyric = next((n.lyric for n in part.chord.notes if n.lyric), "")
    if not part.first:
        return "_" if lyric else "*"
    joined = lyric.endswith("-")
    word = re.sub(r"[*|%\\]", "", lyric.removesuffix("-")).strip()
    word = word.replace("_", " ").replace("-", "\\-").replace(" ", "~")
    return (word + ("-" if joined else "")) if word else "*"
