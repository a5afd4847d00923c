"""A song as MusicXML 4.0: https://www.w3.org/2021/06/musicxml40/.

Pitches are written as they sound; a clef with an octave says where they are read. Lengths are
exact: a quarter has as many divisions as the song's shortest values need. Only what the song holds
is written: nothing is left to a reader's guess, so every accidental, beam and stem that
conventions decide is there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import gcd

from muse_music.notation import directions
from muse_music.notation.harmonies import harmony
from muse_music.notation.measures import Bar, Filled, filled, numbered, silence, ticks
from muse_music.notation.notes import Named, Timed, Writer
from muse_music.notation.partlist import head, listed
from muse_music.notation.spelling import Speller
from muse_music.notation.staves import TAB, Chord, Staff, staves
from muse_music.notation.tablature import Tab, tuning
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Part, Song

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)


@dataclass(frozen=True)
class Layout:
    """What engraving asks of a score.

    `engraved`: the first tempo is written at the page's head, and chord names take more room.
    `breaks` are the measures that may well begin a system. `tabs` are tablature of parts, by their
    place: below a staff where it is engraved, else alone. Where there is a list of `names`, each
    written note gets an id, and is told of there.
    """

    engraved: bool = False
    breaks: frozenset[int] = frozenset()
    tabs: Mapping[int, Tab] = field(default_factory=dict)
    names: list[Named] | None = None


@dataclass
class _Voice:
    staff: int
    number: int
    line: list[Chord]
    bars: list[Filled | None]


@dataclass
class _Score:
    """A part as it is written: its staves, its voices and what stands around them."""

    name: str
    part: Part
    staves: list[Staff]
    voices: list[_Voice]
    around: list[list[Timed]]
    tab: Tab | None = None


def musicxml(song: Song, layout: Layout | None = None) -> bytes:
    """Return a song as MusicXML, UTF-8."""
    layout = layout or Layout()
    bars = numbered(song.time)
    scores = [_score(song, bars, place, part, layout) for place, part in enumerate(song.parts)]
    unit = _unit(bars, scores)
    out = [_HEAD, '<score-partwise version="4.0">', *head(song)]
    out += listed([(score.name, score.part) for score in scores])
    for score in scores:
        out.append(f'<part id="{score.name}">')
        out += _measures(song, score, bars, unit, layout)
        out.append("</part>")
    out.append("</score-partwise>\n")
    return "".join(out).encode()


def _score(song: Song, bars: Sequence[Bar], place: int, part: Part, layout: Layout) -> _Score:
    found = staves(part, song)
    tab = layout.tabs.get(place)
    if tab:
        fretted = [Staff(TAB, staff.voices) for staff in found]
        found = [*found, *fretted] if layout.engraved else fretted
    voices = [
        _Voice(staff, number, line, filled(line, bars))
        for staff, each in enumerate(found, 1)
        for number, line in enumerate(each.voices, 1 + 4 * (staff - 1))
    ]
    around = _around(song, part, found, bars, layout, first=place == 0)
    return _Score(f"P{place + 1}", part, found, voices, around, tab)


def _around(
    song: Song,
    part: Part,
    found: Sequence[Staff],
    bars: Sequence[Bar],
    layout: Layout,
    *,
    first: bool,
) -> list[list[Timed]]:
    """Return what stands around a part's staves in each measure, in time."""
    upper, lower = ("<staff>1</staff>", "<staff>2</staff>") if len(found) > 1 else ("", "")
    made: list[Iterable[directions.Placed]] = []
    if first:
        made += [directions.tempos(song, shown=not layout.engraved), directions.sections(song)]
    if part.program != DRUMS:
        made.append(directions.dynamics(song, part, upper))
        made.append(directions.pedals(song, part, lower))
    if first:
        made.append(_names(song, wide=layout.engraved))
    around: list[list[Timed]] = [[] for _ in bars]
    for index, tick, element in chain.from_iterable(made):
        around[index].append((tick, element))
    for each in around:
        if len(each) > 1:
            each.sort(key=lambda timed: timed[0])
    return around


def _names(song: Song, *, wide: bool) -> Iterator[directions.Placed]:
    """Yield the chord names."""
    time = song.time
    for span in song.chords:
        index = time.index(span.start)
        measure = time.measures[index]
        yield index, span.start - measure.start, harmony(span.chord, measure.key, wide=wide)


def _unit(bars: Sequence[Bar], scores: Sequence[_Score]) -> int:
    """Return the longest time that every value and place is a multiple of (ticks)."""
    found = {TICKS, *(bar.measure.length for bar in bars)}
    for score in scores:
        for voice in score.voices:
            found.update(ticks(voice.bars))
        found.update(tick for each in score.around for tick, _ in each)
    return gcd(*found)


def _measures(
    song: Song, score: _Score, bars: Sequence[Bar], unit: int, layout: Layout
) -> Iterator[str]:
    several = len(score.staves) > 1
    drums = score.part.program == DRUMS
    writers = [
        Writer(
            voice.line,
            score.name,
            drums,
            f"<staff>{voice.staff}</staff>" if several else "",
            voice.number,
            unit,
            score.tab if score.staves[voice.staff - 1].clef == TAB else None,
            layout.names,
        )
        for voice in score.voices
    ]
    spellers = [Speller(song) for _ in score.staves]
    doubled = {section.first - 1 for section in song.sections}
    for bar, around in zip(bars, score.around, strict=True):
        measure = bar.measure
        yield (
            f'<measure number="{bar.number}">'
            if bar.counted
            else f'<measure number="{bar.number}" implicit="yes">'
        )
        if bar.index in layout.breaks:
            yield '<print new-system="yes"/>'
        yield _attributes(score, bars, bar.index, unit)
        for speller in spellers:
            speller.measure(measure.key)
        length = measure.length // unit
        written = False
        for place, (voice, writer) in enumerate(zip(score.voices, writers, strict=True)):
            own = voice.bars[bar.index]
            leads = place == 0 or score.voices[place - 1].staff != voice.staff
            if own is None and not leads:
                continue
            if written:
                yield f"<backup><duration>{length}</duration></backup>"
            waiting = around if place == 0 else ()
            speller = spellers[voice.staff - 1]
            # Rests stand in the staff above a tablature.
            fill = leads and not (layout.engraved and writer.places)
            yield from writer.measure(bar, own or silence(bar), waiting, speller, fill=fill)
            written = True
        if bar.index == len(bars) - 1:
            yield '<barline location="right"><bar-style>light-heavy</bar-style></barline>'
        elif bar.index in doubled:
            yield '<barline location="right"><bar-style>light-light</bar-style></barline>'
        yield "</measure>"


def _attributes(score: _Score, bars: Sequence[Bar], index: int, unit: int) -> str:
    """Return what is new in a measure: divisions and clefs in the first one, key and meter."""
    measure = bars[index].measure
    before = bars[index - 1].measure if index else None
    drums = score.part.program == DRUMS
    key, meter = measure.key, measure.meter
    made = "" if before else f"<divisions>{TICKS // unit}</divisions>"
    if before is None or (key.sharps != before.key.sharps and not drums):
        fifths = 0 if drums else key.sharps
        made += f"<key><fifths>{fifths}</fifths><mode>{key.family}</mode></key>"
    if before is None or meter != before.meter:
        made += (
            f"<time><beats>{meter.numerator}</beats>"
            f"<beat-type>{meter.denominator}</beat-type></time>"
        )
    if before is None:
        made += f"<staves>{len(score.staves)}</staves>" if len(score.staves) > 1 else ""
        made += "".join(_clefs(score.staves))
        made += "".join(_strings(score))
    return f"<attributes>{made}</attributes>" if made else ""


def _clefs(found: Sequence[Staff]) -> Iterator[str]:
    for number, staff in enumerate(found, 1):
        clef = staff.clef
        octave = f"<clef-octave-change>{clef.octave}</clef-octave-change>" if clef.octave else ""
        line = "" if clef.sign == "percussion" else f"<line>{clef.line}</line>"
        which = f' number="{number}"' if len(found) > 1 else ""
        yield f"<clef{which}><sign>{clef.sign}</sign>{line}{octave}</clef>"


def _strings(score: _Score) -> Iterator[str]:
    """Yield the strings of staves that are tablature."""
    for number, staff in enumerate(score.staves, 1):
        if staff.clef != TAB or score.tab is None:
            continue
        which = f' number="{number}"' if len(score.staves) > 1 else ""
        yield f"<staff-details{which}><staff-lines>{len(score.tab.strings)}</staff-lines>"
        for line, step, alter, octave in tuning(score.tab.strings):
            altered = f"<tuning-alter>{alter}</tuning-alter>" if alter else ""
            yield (
                f'<staff-tuning line="{line}"><tuning-step>{step}</tuning-step>{altered}'
                f"<tuning-octave>{octave}</tuning-octave></staff-tuning>"
            )
        yield "</staff-details>"
