"""The head of a tune in ABC, and its voices one after another."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from muse_music.notation.abc.bars import MODES, Bars, meter
from muse_music.notation.abc.drums import letters, maps
from muse_music.notation.partlist import label
from muse_music.notation.staves import Chord, Clef, staves
from muse_music.theory.naming import chord_name
from muse_music.theory.notes import DRUMS, Part, Song

_CHANNELS = [n for n in range(1, 17) if n != 10]


@dataclass(frozen=True)
class _Voice:
    """A voice: its part and clef, its notes, whether it leads its staff, and its part (`named`)."""

    part: Part
    clef: Clef
    line: list[Chord]
    first: bool
    named: bool


def abc(song: Song) -> str:
    """Return a song as ABC; chord names and tempos stand in the first voice."""
    voices, shown = _voices(song)
    out = ["X:1", f"T:{_text(song.title)}"]
    if song.composer:
        out.append(f"C:{_text(song.composer)}")
    if song.poet:
        out.append(f"C:Words by {_text(song.poet)}")
    beat = _tempo(song.quarter, song.meter.felt)
    out += [f"M:{meter(song.meter)}", "L:1/8", f"Q:{beat}"]
    if not {"(", "{"}.isdisjoint(shown):
        out.append(f"%%score {shown}")
    for number, voice in enumerate(voices, 1):
        name = f' name="{_text(label(voice.part))}"' if voice.named else ""
        out.append(f"V:{number}{name}")
    # The key ends the header; what follows is the tune.
    out.append(f"K:{song.key.tonic}{MODES[song.key.family]}")
    channels = _channels(song, voices)
    for number, voice in enumerate(voices, 1):
        part = voice.part
        kit: dict[int, str] = {}
        # Some programs move the octave of a clef only where it stands in the tune.
        out.append(f"V:{number} clef={_clef(voice.clef)}")
        if part.program == DRUMS:
            out.append("%%MIDI channel 10")
            kit = letters(note.pitch for note in part.notes)
            out += maps(kit)
        else:
            if channels:
                out.append(f"%%MIDI channel {channels[id(part)]}")
            out.append(f"%%MIDI program {part.program}")
        said = _said(song) if number == 1 else {}
        rest = "z" if voice.first else "x"
        out += Bars(song, voice.line, voice.clef.octave, kit, said, rest).lines()
    return "\n".join(out) + "\n"


def _voices(song: Song) -> tuple[list[_Voice], str]:
    """Return the voices of a song, and how its staves hold them."""
    found: list[_Voice] = []
    groups = []
    for part in song.parts:
        made: list[str] = []
        for staff in staves(part, song):
            first = len(found) + 1
            for place, line in enumerate(staff.voices):
                found.append(_Voice(part, staff.clef, line, not place, not place and not made))
            numbers = " ".join(map(str, range(first, len(found) + 1)))
            made.append(f"({numbers})" if len(staff.voices) > 1 else numbers)
        groups.append("{" + " ".join(made) + "}" if len(made) > 1 else made[0])
    return found, " ".join(groups)


def _channels(song: Song, voices: list[_Voice]) -> dict[int, int]:
    """Return the channel of each part, where there are too many voices for one each."""
    if len(voices) <= len(_CHANNELS):
        return {}
    parts = [part for part in song.parts if part.program != DRUMS]
    return {id(part): _CHANNELS[place % len(_CHANNELS)] for place, part in enumerate(parts)}


def _said(song: Song) -> Mapping[int, str]:
    """Return what stands over the first voice, by tick: tempos, sections, dynamics, chords."""
    said: defaultdict[int, str] = defaultdict(str)
    last = _tempo(song.quarter, song.meter.felt)
    for tempo in song.time.tempos[1:]:
        beat = _tempo(tempo.quarter, song.time.at(tempo.start).meter.felt)
        mark = f'"{_text(tempo.mark)}" ' if tempo.mark else ""
        if mark or beat != last:
            said[tempo.start] += f"[Q:{mark}{beat}]"
        last = beat
    for section in song.sections:
        if section.label:
            said[song.time.start(section.first)] += f'"^{_text(section.label)}"'
    for dynamic in song.dynamics:
        if dynamic.end:
            said[dynamic.start] += f"!{dynamic.mark}(!"
            said[dynamic.end] += f"!{dynamic.mark})!"
        else:
            said[dynamic.start] += f"!{dynamic.mark}!"
    for span in song.chords:
        key = song.time.at(span.start).key
        said[span.start] += f'"{chord_name(span.chord, key)}"'
    return said


def _tempo(quarter: int, felt: float) -> str:
    """Return a tempo on the felt beat; whole numbers, as some programs read no others."""
    per_minute = 60e6 / quarter / felt
    return f"{'3/8' if felt > 1 else '1/4'}={max(1, round(per_minute))}"


def _clef(clef: Clef) -> str:
    name = {"G": "treble", "F": "bass"}.get(clef.sign, "perc")
    return name + {-1: "-8", 0: "", 1: "+8"}[clef.octave]


def _text(text: str) -> str:
    """Return a text in one line, without what ABC reads in it."""
    return " ".join(text.split()).replace("%", "\\%").replace('"', "'")
