"""A song as MusicXML 4.0: https://www.w3.org/2021/06/musicxml40/.

Pitches are written as they sound; a clef with an octave says where they are read. Divisions are the
composer's ticks. Only what the song holds is written: nothing is left to a reader's guess, so every
accidental, beam and stem that conventions decide is there.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from muse_music.notation import drumset
from muse_music.notation.harmonies import harmony
from muse_music.notation.notes import Writer
from muse_music.notation.staves import Chord, Clef, staves
from muse_music.notation.values import UNIT
from muse_music.theory import gm
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import DRUMS, Part, Section, Song

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)


def musicxml(song: Song, *, tempo: bool = True) -> bytes:
    """Return a song as MusicXML, UTF-8; `tempo` writes the metronome mark (it always sounds)."""
    parts = [(f"P{at}", part) for at, part in enumerate(song.parts, 1)]
    out = [
        _HEAD,
        '<score-partwise version="4.0">',
        f"<work><work-title>{escape(song.title)}</work-title></work>",
        "<identification><encoding><software>Muse</software></encoding></identification>",
        "<part-list>",
        *(_listed(name, place, part) for place, (name, part) in enumerate(parts)),
        "</part-list>",
    ]
    for place, (name, part) in enumerate(parts):
        out.append(f'<part id="{name}">')
        out += _measures(song, part, name, first=place == 0, tempo=tempo)
        out.append("</part>")
    out.append("</score-partwise>\n")
    return "".join(out).encode()


def label(part: Part) -> str:
    """Return what stands before a part's staff: who plays it."""
    return part.name.partition(": ")[2] or part.name


def _listed(name: str, place: int, part: Part) -> str:
    """Return a part's entry in the list: its names, instruments and how MIDI plays them."""
    told = escape(label(part))
    last = [word for word in label(part).split() if not word.isdigit()][-1]
    short = escape(last if len(last) < 6 else f"{last[:4].rstrip('aeiou')}.")
    channels = [c for c in range(1, 17) if c != 10]
    pan = round(90 * max(-1.0, min(1.0, part.pan)))
    sounds = []
    if part.program == DRUMS:
        struck = sorted({n.pitch for n in part.notes})
        names = [(f"{name}-I{p + 1}", drumset.name(p), 10, 1, p + 1) for p in struck]
    else:
        channel = channels[place % len(channels)]
        names = [(f"{name}-I1", gm.instrument(part.program), channel, part.program + 1, 0)]
    for which, instrument, _, _, _ in names:
        sounds.append(
            f'<score-instrument id="{which}"><instrument-name>{escape(instrument)}'
            "</instrument-name></score-instrument>"
        )
    for which, _, channel, program, unpitched in names:
        struck_at = f"<midi-unpitched>{unpitched}</midi-unpitched>" if unpitched else ""
        sounds.append(
            f'<midi-instrument id="{which}"><midi-channel>{channel}</midi-channel>'
            f"<midi-program>{program}</midi-program>{struck_at}<pan>{pan}</pan></midi-instrument>"
        )
    return (
        f'<score-part id="{name}"><part-name>{told}</part-name>'
        f"<part-abbreviation>{short}</part-abbreviation>{''.join(sounds)}</score-part>"
    )


def _measures(song: Song, part: Part, name: str, *, first: bool, tempo: bool) -> Iterable[str]:
    meter = song.meter
    found = staves(part, meter, song.length)
    lines = [
        (staff, voice, _by_bar(line, meter, song.bars))
        for staff, each in enumerate(found, 1)
        for voice, line in enumerate(each.voices, 1 + 4 * (staff - 1))
    ]
    writers = [Writer(song, name, part.program == DRUMS, len(found), s, v) for s, v, _ in lines]
    marks = {section.first: section for section in song.sections} if first else {}
    chords = _in_bars(song) if first else {}
    for bar in range(song.bars):
        yield f'<measure number="{bar + 1}">'
        if bar == 0:
            yield _attributes(song, [staff.clef for staff in found])
            if first:
                yield _tempo(song, tempo)
        if bar in marks:
            yield _rehearsal(marks[bar])
        memory: dict[int, dict[tuple[str, int], int]] = {}
        for place, (staff, _, bars) in enumerate(lines):
            own = bars[bar]
            voice_first = place == 0 or lines[place - 1][0] != staff
            if not own and not voice_first:
                continue
            if place:
                yield f"<backup><duration>{meter.bar // UNIT}</duration></backup>"
            names = chords.get(bar, ()) if place == 0 else ()
            shown = memory.setdefault(staff, {})
            yield from writers[place].bar(bar, own, names, shown, fill=voice_first)
        if bar == song.bars - 1:
            yield '<barline location="right"><bar-style>light-heavy</bar-style></barline>'
        elif first and bar + 1 in marks:
            yield '<barline location="right"><bar-style>light-light</bar-style></barline>'
        yield "</measure>"


def _by_bar(line: Sequence[Chord], meter: Meter, bars: int) -> list[list[Chord]]:
    """Return the chords of a voice that sound in each bar, whole."""
    found: list[list[Chord]] = [[] for _ in range(bars)]
    for chord in line:
        for bar in range(chord.start // meter.bar, (chord.end - 1) // meter.bar + 1):
            if bar < bars:
                found[bar].append(chord)
    return found


def _in_bars(song: Song) -> dict[int, list[tuple[int, str]]]:
    """Return the chord names of each bar: tick in the bar, and the element."""
    named = [(*divmod(s.start, song.meter.bar), harmony(s.chord, song.key)) for s in song.chords]
    return {bar: [(t, n) for _, t, n in each] for bar, each in groupby(named, lambda n: n[0])}


def _attributes(song: Song, clefs: Sequence[Clef]) -> str:
    meter, key = song.meter, song.key
    several = f"<staves>{len(clefs)}</staves>" if len(clefs) > 1 else ""
    drums = clefs[0].sign == "percussion"
    written = []
    for number, clef in enumerate(clefs, 1):
        octave = f"<clef-octave-change>{clef.octave}</clef-octave-change>" if clef.octave else ""
        line = "" if drums else f"<line>{clef.line}</line>"
        which = f' number="{number}"' if len(clefs) > 1 else ""
        written.append(f"<clef{which}><sign>{clef.sign}</sign>{line}{octave}</clef>")
    fifths = 0 if drums else key.sharps
    return (
        f"<attributes><divisions>{TICKS // UNIT}</divisions>"
        f"<key><fifths>{fifths}</fifths><mode>{key.family}</mode></key>"
        f"<time><beats>{meter.numerator}</beats><beat-type>{meter.denominator}</beat-type></time>"
        f"{several}{''.join(written)}</attributes>"
    )


def _tempo(song: Song, shown: bool) -> str:
    """Return the metronome mark on the felt beat; what sounds counts quarters."""
    quarters = 60e6 / song.quarter
    felt = song.meter.felt
    unit = "<beat-unit>quarter</beat-unit>" + ("<beat-unit-dot/>" if felt > 1 else "")
    mark = (
        f"<metronome>{unit}<per-minute>{quarters / felt:.6g}</per-minute></metronome>"
        if shown
        else "<words/>"
    )
    swing = ""
    if song.swing > 50 and shown:
        swing = (
            '<direction placement="above"><direction-type><words font-style="italic">'
            "Swing</words></direction-type></direction>"
        )
    return (
        f'<direction placement="above"><direction-type>{mark}</direction-type>'
        f'<sound tempo="{quarters:.10g}"/></direction>{swing}'
    )


def _rehearsal(section: Section) -> str:
    return (
        '<direction placement="above"><direction-type><rehearsal>'
        f"{escape(section.label.capitalize())}</rehearsal></direction-type></direction>"
    )
