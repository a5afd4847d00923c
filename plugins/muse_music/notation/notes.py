"""The notes of one voice, bar by bar, as MusicXML elements."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from muse_music.notation import drumset
from muse_music.notation.staves import FEET, Chord
from muse_music.notation.values import UNIT, Value, pieces, ternary
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.naming import letter, spelt
from muse_music.theory.notes import ChordSpan, Note, Song

_SIGNS = {-2: "flat-flat", -1: "flat", 0: "natural", 1: "sharp", 2: "double-sharp"}
_LEVELS = {"eighth": 1, "16th": 2, "32nd": 3, "64th": 4}
_SHARPS = "FCGDAEB"
Shown = dict[tuple[str, int], int]
"""What accidentals a bar has shown so far: (letter, octave) -> alteration."""


class Piece:
    """A written value of a voice: a chord's part within a bar, or a rest."""

    __slots__ = ("beams", "chord", "start", "tied_on", "tied_to", "triplet", "value")

    def __init__(self, start: int, value: Value, chord: Chord | None, on: bool, to: bool) -> None:
        self.start, self.value, self.chord = start, value, chord
        self.tied_on, self.tied_to = on, to
        self.beams = ""
        self.triplet = ""


class Writer:
    """Writes the bars of one voice; it remembers where it is in the harmony and in a word."""

    def __init__(
        self, song: Song, part: str, drums: bool, staves: int, staff: int, voice: int
    ) -> None:
        self.meter, self.key, self.part, self.drums = song.meter, song.key, part, drums
        self.spans, self.at = song.chords, 0
        self.staff = f"<staff>{staff}</staff>" if staves > 1 else ""
        self.voice = f"<voice>{voice}</voice>"
        self.word = False
        self.signature = signature(self.key)

    def bar(
        self,
        bar: int,
        chords: Sequence[Chord],
        names: Sequence[tuple[int, str]],
        shown: Shown,
        *,
        fill: bool,
    ) -> Iterator[str]:
        """Yield the elements of a bar; gaps are rests where `fill` is set, else left empty."""
        first = bar * self.meter.bar
        line = self._pieces(first, chords)
        _beam(line, self.meter)
        _bracket(line)
        waiting = list(names)
        for piece in line:
            end = piece.start + piece.value.ticks
            while waiting and waiting[0][0] < end:
                tick, name = waiting.pop(0)
                away = tick - piece.start
                yield name.replace("%s", f"<offset>{away // UNIT}</offset>" if away else "")
            if piece.chord is None and not fill:
                yield f"<forward><duration>{piece.value.ticks // UNIT}</duration></forward>"
            elif piece.chord is None:
                yield self._rest(piece)
            else:
                yield from self._chord(piece, piece.chord, first, shown)

    def _pieces(self, first: int, chords: Sequence[Chord]) -> list[Piece]:
        """Return the written values of a bar, rests between the chords."""
        length = self.meter.bar
        spans = [(max(0, c.start - first), min(length, c.end - first), c) for c in chords]
        thirds = ternary(t for start, end, _ in spans for t in (start, end))
        made: list[Piece] = []
        at = 0
        for start, end, chord in spans:
            made += self._stretch(at, start, None, thirds, first)
            made += self._stretch(start, end, chord, thirds, first)
            at = end
        return made + self._stretch(at, length, None, thirds, first)

    def _stretch(
        self, start: int, end: int, chord: Chord | None, thirds: frozenset[int], first: int
    ) -> list[Piece]:
        made, at = [], start
        for value in pieces(start, end, self.meter, thirds, chord is None):
            stop = at + value.ticks
            on = chord is not None and first + at > chord.start
            to = chord is not None and first + stop < chord.end
            made.append(Piece(at, value, chord, on, to))
            at = stop
        return made

    def _rest(self, piece: Piece) -> str:
        value = piece.value
        if value.ticks == self.meter.bar and piece.start == 0:
            return (
                f'<note><rest measure="yes"/><duration>{value.ticks // UNIT}</duration>{self.voice}'
                f"{self.staff}</note>"
            )
        return (
            f"<note><rest/><duration>{value.ticks // UNIT}</duration>{self.voice}{_type(value)}"
            f"{_modified(value)}{self.staff}{_notations(piece, tied=False)}</note>"
        )

    def _chord(self, piece: Piece, chord: Chord, first: int, shown: Shown) -> Iterator[str]:
        tick = first + piece.start
        ties = ('<tie type="stop"/>' if piece.tied_on else "") + (
            '<tie type="start"/>' if piece.tied_to else ""
        )
        words = next((n.lyric for n in chord.notes if n.lyric), "") if not piece.tied_on else ""
        lyric = self._lyric(words)
        for place, note in enumerate(sorted(chord.notes, key=lambda n: -n.pitch)):
            value = piece.value
            sign = stem = head = instrument = ""
            if self.drums:
                step, octave, shape = drumset.place(note.pitch)
                tone = (
                    f"<unpitched><display-step>{step}</display-step>"
                    f"<display-octave>{octave}</display-octave></unpitched>"
                )
                instrument = f'<instrument id="{self.part}-I{note.pitch + 1}"/>'
                stem = f"<stem>{'down' if note.pitch in FEET else 'up'}</stem>"
                head = f"<notehead>{shape}</notehead>" if shape else ""
            else:
                tone, sign = self._pitch(note, tick, shown, tied=piece.tied_on)
            yield (
                f"<note>{'<chord/>' if place else ''}{tone}"
                f"<duration>{value.ticks // UNIT}</duration>"
                f"{ties}{instrument}{self.voice}{_type(value)}{sign}{_modified(value)}{stem}{head}"
                f"{self.staff}{'' if place else piece.beams}{_notations(piece, place == 0)}"
                f"{'' if place else lyric}</note>"
            )

    def _pitch(self, note: Note, tick: int, shown: Shown, *, tied: bool) -> tuple[str, str]:
        """Return the pitch element, and the accidental where the bar doesn't have it yet."""
        name, altered = self._spelling(note.pitch, tick)
        octave = (note.pitch - altered) // 12 - 1
        alter = f"<alter>{altered}</alter>" if altered else ""
        tone = f"<pitch><step>{name}</step>{alter}<octave>{octave}</octave></pitch>"
        if tied:  # what is tied over a bar line keeps its sign unseen
            return tone, ""
        place = (name, octave)
        if shown.get(place, self.signature.get(name, 0)) == altered:
            return tone, ""
        shown[place] = altered
        return tone, f"<accidental>{_SIGNS[altered]}</accidental>"

    def _spelling(self, pitch: int, tick: int) -> tuple[str, int]:
        span = self._span(tick)
        tone = pitch % 12
        if span is None or tone in self.key.scale:
            return letter(tone, self.key)
        return spelt(tone, span.chord, self.key)

    def _span(self, tick: int) -> ChordSpan | None:
        """Return the chord at a tick; ticks come in order."""
        if not self.spans:
            return None
        while self.at + 1 < len(self.spans) and self.spans[self.at + 1].start <= tick:
            self.at += 1
        while self.at and self.spans[self.at].start > tick:
            self.at -= 1
        return self.spans[self.at]

    def _lyric(self, words: str) -> str:
        if not words:
            return ""
        on, more = self.word, words.endswith("-")
        self.word = more
        kind = ("middle" if more else "end") if on else ("begin" if more else "single")
        text = words.removesuffix("-") if more else words
        return f"<lyric><syllabic>{kind}</syllabic><text>{escape(text)}</text></lyric>"


def signature(key: Key) -> dict[str, int]:
    """Return letter -> alteration of a key's signature."""
    count = key.sharps
    if count >= 0:
        return dict.fromkeys(_SHARPS[:count], 1)
    return dict.fromkeys(_SHARPS[::-1][:-count], -1)


def _type(value: Value) -> str:
    return f"<type>{value.type}</type>{'<dot/>' * value.dots}"


def _modified(value: Value) -> str:
    if not value.triplet:
        return ""
    return (
        "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes>"
        "</time-modification>"
    )


def _notations(piece: Piece, tied: bool) -> str:
    inside = piece.triplet if tied or piece.chord is None else ""
    if piece.chord is not None:
        inside = (
            ('<tied type="stop"/>' if piece.tied_on else "")
            + ('<tied type="start"/>' if piece.tied_to else "")
            + inside
        )
    return f"<notations>{inside}</notations>" if inside else ""


def _bracket(line: Sequence[Piece]) -> None:
    """Mark where triplets start and stop: by quarters."""
    at = 0
    while at < len(line):
        if not line[at].value.triplet:
            at += 1
            continue
        quarter = line[at].start // TICKS
        stop = at
        while (
            stop + 1 < len(line)
            and line[stop + 1].value.triplet
            and line[stop + 1].start // TICKS == quarter
        ):
            stop += 1
        line[at].triplet += '<tuplet type="start" bracket="yes"/>'
        line[stop].triplet += '<tuplet type="stop"/>'
        at = stop + 1


def _beam(line: Sequence[Piece], meter: Meter) -> None:
    """Join flagged notes beat by beat, with hooks where a neighbour has fewer beams."""
    runs: list[list[Piece]] = []
    last: tuple[int, int] | None = None  # the beat, and where the note before ended
    for piece in line:
        beat = max(i for i, b in enumerate(meter.beats) if b.start <= piece.start)
        flagged = piece.chord is not None and piece.value.type in _LEVELS
        if flagged and last == (beat, piece.start):
            runs[-1].append(piece)
        elif flagged:
            runs.append([piece])
        last = (beat, piece.start + piece.value.ticks) if flagged else None
    for run in runs:
        if len(run) > 1:
            levels = [_LEVELS[p.value.type] for p in run]
            for at, piece in enumerate(run):
                piece.beams = "".join(
                    f'<beam number="{n}">{_joint(levels, at, n)}</beam>'
                    for n in range(1, levels[at] + 1)
                )


def _joint(levels: Sequence[int], at: int, number: int) -> str:
    before = at > 0 and levels[at - 1] >= number
    after = at + 1 < len(levels) and levels[at + 1] >= number
    if before and after:
        return "continue"
    if before or after:
        return "end" if before else "begin"
    return "backward hook" if at else "forward hook"
