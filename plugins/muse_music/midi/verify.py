"""Scores read back by music21, where it is installed: does the score say what the song is?"""

from importlib.util import find_spec
from typing import Any

from muse import GenerationError
from muse_music.theory.notes import DRUMS, Song

LONGEST = 400
"""Bars that are read back at most: music21 takes its time."""


def verified(xml: bytes, song: Song) -> dict[str, Any]:
    """Return what music21 reads in a score: meter, tempo, key signature, bars, notes and chords.

    Empty without music21, or for a piece of over LONGEST bars. GenerationError when the score
    isn't the song.
    """
    if song.bars > LONGEST or find_spec("music21") is None:
        return {}
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import music21

        score: Any = music21.converter.parseData(xml.decode(), format="musicxml", forceSource=True)
    top = score.parts[0]
    time = top.recurse().getElementsByClass(music21.meter.TimeSignature).first()
    key = top.recurse().getElementsByClass(music21.key.KeySignature).first()
    mark = score.recurse().getElementsByClass(music21.tempo.MetronomeMark).first()
    chords = music21.harmony.ChordSymbol
    read = {
        "meter": time.ratioString,
        "sharps": key.sharps,
        "quarters_per_minute": round(mark.getQuarterBPM(), 2),
        "bars": len(top.getElementsByClass(music21.stream.Measure)),
        "chords": len(top.recurse().getElementsByClass(chords)),
        "melody": [
            note.pitch.midi
            for note in top.flatten().notes
            if note.isNote and not (note.tie and note.tie.type != "start")
        ],
    }
    meter = song.meter
    first = song.parts[0]
    meant = {
        "meter": f"{meter.numerator}/{meter.denominator}",
        "sharps": song.key.sharps if first.program != DRUMS else 0,
        "quarters_per_minute": round(60e6 / song.quarter, 2),
        "bars": song.bars,
        "chords": len(song.chords),
        "melody": [n.pitch for n in first.notes] if first.role == "melody" else read["melody"],
    }
    wrong = [name for name in meant if meant[name] != read[name]]
    if wrong:
        name = wrong[0]
        raise GenerationError(f"the score's {name} is {read[name]!s:.60}, not {meant[name]!s:.60}")
    return {"score": f"read back by music21 {music21.__version__}: as the MIDI file"}
