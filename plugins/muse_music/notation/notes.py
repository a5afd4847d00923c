"""The notes of one voice, measure by measure, as MusicXML elements."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from muse_music.notation import drumset
from muse_music.notation.marks import bound, signs
from muse_music.notation.measures import Bar, Filled
from muse_music.notation.spelling import Speller
from muse_music.notation.staves import FEET, Chord
from muse_music.notation.tablature import Tab
from muse_music.notation.tuplets import Tuplet
from muse_music.notation.values import Value, Written

_GRACES = {1: "eighth", 2: "16th", 3: "16th"}
Timed = tuple[int, str]
"""An element at a tick of its measure; "%s" in it is where an offset goes."""


class Named(NamedTuple):
    """A written note that goes by an id: its part, pitch, and where it is (ticks of the song).

    `origin` is where the note begins that it is tied to; `last` whether that ends with it.
    """

    id: str
    part: str
    pitch: int
    start: int
    end: int
    origin: int
    last: bool


class Writer:
    """Writes the measures of one voice; it remembers where it is in a word."""

    def __init__(
        self,
        line: Sequence[Chord],
        part: str,
        drums: bool,
        staff: str,
        voice: int,
        unit: int,
        tab: Tab | None = None,
        names: list[Named] | None = None,
    ) -> None:
        self.names = names
        self.part, self.drums, self.unit, self.staff = part, drums, unit, staff
        self.places = tab.places if tab else None
        self.voice = f"<voice>{voice}</voice>"
        self.bound = {id(line[place]): made for place, made in bound(line).items()}
        self.lyrics = {} if tab else dict(_lyrics(line))

    def measure(
        self,
        bar: Bar,
        held: Filled,
        waiting: Sequence[Timed],
        speller: Speller,
        *,
        fill: bool,
    ) -> Iterator[str]:
        """Yield the elements of a measure; gaps are rests where `fill` is set, else left empty."""
        first, length = bar.measure.start, bar.measure.length
        at = 0
        for piece in held.values:
            while at < len(waiting) and waiting[at][0] < piece.end:
                yield self._placed(waiting[at], piece.start)
                at += 1
            chord = held.content[piece.of]
            if chord is not None:
                yield from self._chord(piece, chord, first, speller)
            elif fill or piece.value.tuplets:
                yield self._rest(piece, bar.measure.meter.bar)
            else:
                yield f"<forward><duration>{piece.value.ticks // self.unit}</duration></forward>"
        for each in waiting[at:]:
            yield self._placed(each, length)

    def _placed(self, waiting: Timed, here: int) -> str:
        tick, text = waiting
        away = (tick - here) // self.unit
        return text.replace("%s", f"<offset>{away}</offset>" if away else "", 1)

    def _rest(self, piece: Written, whole: int) -> str:
        value = piece.value
        lasts = f"<duration>{value.ticks // self.unit}</duration>{self.voice}"
        if value.ticks == whole:
            return f'<note><rest measure="yes"/>{lasts}{self.staff}</note>'
        around = "".join(_brackets(piece))
        return (
            f"<note><rest/>{lasts}{_type(value)}{_modified(value)}{self.staff}"
            f"{f'<notations>{around}</notations>' if around else ''}</note>"
        )

    def _chord(self, piece: Written, chord: Chord, first: int, speller: Speller) -> Iterator[str]:
        tick = first + piece.start
        value = piece.value
        on, more = tick > chord.start, tick + value.ticks < chord.end
        stop = '<tie type="stop"/>' if on else ""
        ties = stop + ('<tie type="start"/>' if more else "")
        tied = ('<tied type="stop"/>' if on else "") + ('<tied type="start"/>' if more else "")
        begins, ends = self.bound.get(id(chord), ("", ""))
        starts, stops = _brackets(piece)
        extra = "" if on else begins
        extra += "" if more else ends
        extra += starts + stops + signs(chord, first=not on, last=not more)
        if self.places:
            extra = starts + stops
        lyric = "" if on else self.lyrics.get(id(chord), "")
        joints = (
            ""
            if self.places
            else "".join(
                f'<beam number="{n}">{joint}</beam>' for n, joint in enumerate(piece.joints, 1)
            )
        )
        lasts = f"<duration>{value.ticks // self.unit}</duration>"
        kind, modified = _type(value), _modified(value)
        rolled = any("arpeggiate" in n.marks for n in chord.notes) and not on
        if not on and not self.places:
            yield from self._graces(chord, tick, speller)
        notes = chord.notes
        if len(notes) > 1:
            notes = sorted(notes, key=lambda n: -n.pitch)
        for place, note in enumerate(notes):
            sign = look = instrument = ""
            if self.drums:
                step, octave, shape = drumset.place(note.pitch)
                tone = (
                    f"<unpitched><display-step>{step}</display-step>"
                    f"<display-octave>{octave}</display-octave></unpitched>"
                )
                instrument = f'<instrument id="{self.part}-I{note.pitch + 1}"/>'
                look = f"<stem>{'down' if note.pitch in FEET else 'up'}</stem>"
                look += f"<notehead>{shape}</notehead>" if shape else ""
            else:
                tone, sign = _pitch(note.pitch, tick, speller, tied=on)
            around = ""
            if self.places:
                sign, look = "", "<stem>none</stem>"
                string, fret = self.places[chord.start, note.pitch]
                around = f"<technical><string>{string}</string><fret>{fret}</fret></technical>"
            around += tied + ("" if place else extra) + ("<arpeggiate/>" if rolled else "")
            named = ""
            if self.names is not None:
                id_ = f"n{len(self.names)}"
                named = f' id="{id_}"'
                end = tick + value.ticks
                self.names.append(
                    Named(id_, self.part, note.pitch, tick, end, chord.start, not more)
                )
            yield (
                f"<note{named}>{'<chord/>' if place else ''}{tone}{lasts}"
                f"{ties}{instrument}{self.voice}{kind}{sign}{modified}{look}"
                f"{self.staff}{'' if place else joints}"
                f"{f'<notations>{around}</notations>' if around else ''}"
                f"{'' if place else lyric}</note>"
            )

    def _graces(self, chord: Chord, tick: int, speller: Speller) -> Iterator[str]:
        """Yield short grace notes: those of the highest note that has some."""
        pitches = next((n.graces for n in chord.notes if n.graces), ())
        kind = _GRACES.get(len(pitches), "32nd")
        beams = {"16th": 2, "32nd": 3}.get(kind, 0)
        for place, pitch in enumerate(pitches):
            if self.drums:
                step, octave, _ = drumset.place(pitch)
                tone, sign = (
                    f"<unpitched><display-step>{step}</display-step>"
                    f"<display-octave>{octave}</display-octave></unpitched>",
                    "",
                )
            else:
                tone, sign = _pitch(pitch, tick, speller, tied=False)
            joint = "begin" if not place else "end" if place == len(pitches) - 1 else "continue"
            joined = "".join(f'<beam number="{n}">{joint}</beam>' for n in range(1, beams + 1))
            slashed = ' slash="yes"' if len(pitches) == 1 else ""
            yield (
                f"<note><grace{slashed}/>{tone}{self.voice}<type>{kind}</type>{sign}"
                f"<stem>up</stem>{self.staff}{joined}</note>"
            )


def _lyrics(line: Sequence[Chord]) -> Iterator[tuple[int, str]]:
    """Yield the lyric elements of a voice's chords, each with its chord's id.

    A syllable at a word's end that is held over several notes has a line to the last of them.
    """
    word = False
    held = False
    for place, chord in enumerate(line):
        text = _text(chord)
        following = line[place + 1] if place + 1 < len(line) else None
        more = following is not None and following.start == chord.end and not _text(following)
        if not text:
            if held and not more:
                held = False
                yield id(chord), '<lyric><extend type="stop"/></lyric>'
            continue
        on, word = word, len(text) > 1 and text.endswith("-")
        kind = ("middle" if word else "end") if on else ("begin" if word else "single")
        held = more and not word
        sung = escape(text.removesuffix("-") if word else text)
        line_on = '<extend type="start"/>' if held else ""
        yield id(chord), f"<lyric><syllabic>{kind}</syllabic><text>{sung}</text>{line_on}</lyric>"


def _text(chord: Chord) -> str:
    return next((n.lyric for n in chord.notes if n.lyric), "")


def _pitch(pitch: int, tick: int, speller: Speller, *, tied: bool) -> tuple[str, str]:
    """Return the pitch element, and the accidental where the measure doesn't have it yet."""
    name, altered, octave = speller.name(pitch, tick)
    alter = f"<alter>{altered}</alter>" if altered else ""
    tone = f"<pitch><step>{name}</step>{alter}<octave>{octave}</octave></pitch>"
    # What is tied over a bar line keeps its sign unseen.
    return tone, "" if tied else speller.accidental(name, altered, octave)


def _type(value: Value) -> str:
    return f"<type>{value.type}</type>{'<dot/>' * value.dots}"


def _modified(value: Value) -> str:
    if not value.tuplets:
        return ""
    actual = normal = 1
    for each in value.tuplets:
        actual, normal = actual * each.actual, normal * each.normal
    return (
        f"<time-modification><actual-notes>{actual}</actual-notes>"
        f"<normal-notes>{normal}</normal-notes></time-modification>"
    )


def _brackets(piece: Written) -> tuple[str, str]:
    """Return the tuplets that start at a value and that stop there."""
    starts = stops = ""
    chain: Sequence[Tuplet] = piece.value.tuplets
    for number, each in enumerate(chain, 1):
        if each.start == piece.start and each.actual:
            shown = "no" if piece.bare and number == 1 else "yes"
            starts += (
                f'<tuplet type="start" number="{number}" bracket="{shown}"><tuplet-actual>'
                f"<tuplet-number>{each.actual}</tuplet-number></tuplet-actual><tuplet-normal>"
                f"<tuplet-number>{each.normal}</tuplet-number></tuplet-normal></tuplet>"
            )
        if each.end == piece.end:
            stops = f'<tuplet type="stop" number="{number}"/>' + stops
    return starts, stops
