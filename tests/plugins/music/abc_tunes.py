"""Small tunes in ABC, one for each thing that the standard has, and what abc2midi plays of them.

`python tests/plugins/music/abc_tunes.py` writes its answers down again, where it is installed.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

ANSWERS = Path(__file__).with_name("abc_answers.json")
TICKS = 480
"""abc2midi's ticks to the quarter."""

Heard = list[list[list[int]]]
"""Of each voice its notes, in time: start and length in TICKS, and pitch."""


def tune(body: str, key: str = "C", meter: str = "4/4", unit: str = "1/4", more: str = "") -> str:
    """Return a tune with a head."""
    return f"X:1\nT:t\nM:{meter}\nL:{unit}\n{more}K:{key}\n{body}\n"


TUNES = {
    "lengths": tune("C2 D/ E// F3/2 G3/4 A/4|B6 c/|", meter="none"),
    "128ths": tune("C/32D/32E/32F/32 G/8 A/16B/16 c3/4 d2|", unit="1/4"),
    "octaves": tune("C,,C,Cc|c'c''C,c|"),
    "broken rhythm": tune("C>D E<F|G>>A B<<c|C3/2>D3/2 E|"),
    "broken rhythm over rests and chords": tune("C>z D<z|z>C [CE]>[DF]|C > D E2|"),
    "triplets": tune("(3CDE (3F/G/A/ B|(3:2:2C2D E2|(3C>DE F2|"),
    "tuplets": tune("(2CD (4CDEF|(5CDEFG (6C/D/E/F/G/A/|(7CDEFGAB (9CDEFGABcd|", meter="6/8"),
    "tuplets in full": tune("(5:4:5C/D/E/F/G/ (7:8:7C/D/E/F/G/A/B/|(3::4CD/E/F G2|(3:2CDE F2|"),
    "chords": tune("[CEG]2 [C/E/G/] [CE]/|[C2E2G2] [CEG]|[^F_A]2 F A|"),
    "ties": tune("C-C D2-|D2 E- E|G3 -G|[CE]-[CE] E2|"),
    "ties keep accidentals": tune("^C4-|C C2 C|_B,2-B,2-|B,2 B,2|"),
    "accidentals": tune("^C C c C|C ^^F _B __A|=F ^f F =f|", key="G"),
    "accidentals for their octave": tune("^C C c C|^F f|", more="%%propagate-accidentals octave\n"),
    "accidentals for one note": tune("^C C c C|^F f F f|", more="%%propagate-accidentals not\n"),
    "voices without bar lines": tune("V:1\n_E4\nV:2\nE4|\n"),
    "key with sharps": tune("CDEF|GABc|", key="E"),
    "key with flats": tune("CDEF|GABc|", key="Abm"),
    "dorian": tune("CDEF|GABc|", key="D Dorian"),
    "phrygian": tune("CDEF|GABc|", key="Ephr"),
    "lydian": tune("CDEF|GABc|", key="FLyd"),
    "mixolydian": tune("CDEF|GABc|", key="G mix"),
    "locrian": tune("CDEF|GABc|", key="Bloc"),
    "aeolian and ionian": tune("CDEF|[K:Bb ionian]GABc|", key="C aeo"),
    "key with a sign more": tune("FGAB|c^FBe|", key="D phr ^f"),
    "key with only its signs": tune("FGAB|cdef|", key="D exp ^f _b"),
    "minor with a leading note": tune("EFGA|=GGg2|", key="Am ^g"),
    "pipes": tune("FGAB|cdef|", key="HP"),
    "pipes with signs": tune("FGAB|cdef|", key="Hp"),
    "no key": tune("FGAB|c^dfd|", key="none"),
    "key changes": tune("FGAB|[K:D]FcGF|\nK:Cm\nEAB2|"),
    "clef an octave down": tune("CDEF|", key="C clef=treble-8"),
    "clef an octave up": tune("CDEF|", key="C treble+8"),
    "voice in bass-8": tune("V:1 clef=bass-8\nCDEF|"),
    "octave": tune("V:1 octave=-1\nCDEF|"),
    "transpose": tune("V:1 transpose=-2\nCDEF|", key="D"),
    "transposed for MIDI": tune("CDEF|", more="%%MIDI transpose 3\n"),
    "voices": tune("V:1\nCDEF|GABc|\nV:2\nC,2E,2|G,4|\nV:1\ncBAG|\nV:2\nG,2C,2|"),
    "voices within lines": tune("[V:1]CDEF|[V:2]C,D,E,F,|\n[V:1]GABc|[V:2]G,A,B,C|"),
    "voices told before": tune("V:1\nCDEF|\nV:B\nG,4|", more='V:1 name="A"\nV:B name="Low"\n'),
    "overlay": tune("CDEF&C,4|GABc&G,4|"),
    "repeats": tune("|:CDEF:|GABc|"),
    "two repeats": tune("|:CDEF::GABc:|c4|]"),
    "repeat from the start": tune("CDEF|GABc:|c4|"),
    "endings": tune("|:CDEF|1 GGGG:|2 AAAA||cccc|"),
    "endings of two parts": tune("|:CDEF|[1 GGGG:|[2 AAAA||\n|:BBBB|[1 cccc:|[2 dddd||"),
    "endings of four": tune("|:CDEF|[1-3 GGGG:|[4 AAAA||BBBB|"),
    "endings in a list": tune("|:CDEF|[1,3 GGGG:|[2,4 AAAA:|\n|:BBBB:|"),
    "repeat within a bar": tune("C|DEFG|c3:|G|GGGG|c3|]"),
    "parts": tune("P:A\nC4|\nP:B\nD4|\nP:C\nE4|]", more="P:A(AB)2C\n"),
    "parts with voices": tune("P:A\n[V:1]C4:|\n[V:2]E4:|\nP:B\n[V:1]D4|\n[V:2]F4|", more="P:ABA\n"),
    "rests": tune("Cz D/z/x|z4|Z2|C4|"),
    "meter changes": tune("CDEF|[M:3/4]CDE|\nM:6/8\nC/D/E/ F/G/A/|(2CD E|"),
    "meters of the old": tune("CDEF|[M:C|]GABc|[M:2+3/8]C2D/|[M:(2+2+3)/8]C2D3/|", meter="C"),
    "unit by the meter": "X:1\nM:2/4\nK:C\nCDEFGABc|\n",
    "unit by a long meter": "X:1\nM:3/4\nK:C\nCDEFGA|\n",
    "unit changes": tune("CD[L:1/8]CDEF|\nL:1/16\nCDEFGABc CDEF GABc|"),
    "text is no music": tune("CDEF|\n%%begintext\nABC DEF|\n%%endtext\nGABc|% CDEF\n"),
    "lines go on": tune("C\\\nD\\\nEF|\nH: CDEF\n+: GABc\nGABc|"),
    "words are no music": tune("CDEF|\nw:a b c d\nW:A B C\nGABc|"),
    "chord names": tune('"Am7"A"^up"B "D/F#"c"_no"d|"G"G4|'),
    "decorations": tune("!f!C!accent!D !p!E(FG)A uB2|"),
    "drums": tune("%%MIDI channel 10\n%%MIDI drummap F 36\n%%MIDI drummap ^g 42\n[F^g]2^g2|F4|"),
    "several tunes": tune("CDEF|") + "\n" + tune("GABc|").replace("X:1", "X:2"),
    "spacing": tune("C  D`E`F | G A y B c|"),
}  # fmt: skip

DIFFERENCES = {
    # What abc2midi does otherwise than the standard, or not at all: the right notes in full.
    "three times": (tune("|::C4::|D4|"), "60 60 60 62"),
    "section after a double bar": (tune("C4||D4:|E4|"), "60 62 62 64"),
    "second part with endings alone": (
        tune("C4|1 D4:|2 E4||F4|1 G4:|2 A4|]"),
        "60 62 60 64 65 67 65 69",
    ),
    "first ending without a sign": (tune("|:C4|1 D4|2 E4||F4|"), "60 62 60 64 65"),
    "last ending closed as a repeat": (tune("|:C4|1 D4:|2 E4:|F4|"), "60 62 60 64 65"),
    "nested repeats": (tune("|:C4|:D4:|E4:|F4|"), "60 62 62 64 60 62 62 64 65"),
    "da capo": (tune("C4|!fine!D4|E4|!D.C.!F4|]"), "60 62 64 65 60 62"),
    "da capo at the end": (tune("C4|D4!fine!|E4|F4!D.C.!|]"), "60 62 64 65 60 62"),
    "dal segno": (tune("C4|!segno!D4|!fine!E4|F4!D.S.!|]"), "60 62 64 65 62 64"),
    "coda": (
        tune("C4|D4!dacoda!|E4|F4!D.C.alcoda!|!coda!G4|]"),
        "60 62 64 65 60 62 67",
    ),
    "two coda signs": (tune("C4|D4!coda!|E4|F4!D.C.!|!coda!G4|]"), "60 62 64 65 60 62 67"),
    "in words": (tune('C4|D4"^Fine"|E4|F4"^D.C. al Fine"|]'), "60 62 64 65 60 62"),
    "t for transpose": (tune("V:1 t=-2\nCDEF|"), "58 60 62 63"),
    "freygish": (tune("DEFG|ABcd|", key="D freygish"), "62 63 66 67 69 70 72 74"),
    "accidentals of graces": (tune("{^f}f f {^cde}d c|f c2 e|"), "78 78 74 73 77 72 76"),
    "macro": (tune("~C2 D2|", more="m: ~C2 = C/D/C\n"), "60 62 60 62"),
    "tie within a chord": (tune("[C-E]C D2|"), "64 60 62"),
    "old chords": (tune("+CEG+ D2|"), "60 64 67 62"),
}


def asked(text: str) -> Heard:
    """Return what abc2midi plays of a tune.

    It starts all notes a tick late, ends them a tick early, and strikes the notes of a chord ten
    ticks after one another: that is taken back.
    """
    import mido

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.abc").write_text(text)
        command = ["abc2midi", "a.abc", "-o", "a.mid", "-NGRA", "-NGUI", "-NFER"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=20)
        file = mido.MidiFile(Path(folder) / "a.mid")
    voices = []
    for track in file.tracks:
        now = 0
        open_: dict[int, list[int]] = {}
        notes: list[tuple[int, int, int]] = []
        for event in track:
            now += event.time
            if event.type == "note_on" and event.velocity:
                open_.setdefault(event.note, []).append(now)
            elif event.type in ("note_on", "note_off") and open_.get(event.note):
                notes.append((open_[event.note].pop(0), now, event.note))
        if notes:
            voices.append([list(note) for note in sorted(_together(notes))])
    return voices


def _together(notes: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    starts = sorted({start for start, _, _ in notes})
    first: dict[int, int] = {}
    for start in starts:
        near = start - 10
        first[start] = first[near] if near in first else start
    return [(first[start] - 1, end - (first[start] - 1), pitch) for start, end, pitch in notes]


def installed() -> bool:
    """Whether abc2midi can be asked."""
    return shutil.which("abc2midi") is not None


def main() -> None:
    """Write abc2midi's answers down."""
    answers = {name: asked(text) for name, text in TUNES.items()}
    rows = (f"{json.dumps(name)}: {json.dumps(heard)}" for name, heard in answers.items())
    ANSWERS.write_text("{\n" + ",\n".join(rows) + "\n}\n")


if __name__ == "__main__":
    main()
