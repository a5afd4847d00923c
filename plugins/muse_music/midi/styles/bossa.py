"""Bossa nova: a side stick in the pattern of clave, a bass of root and fifth, soft syncopation."""

from muse_music.midi.band.bass import dance as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.comping.tables import HELD, SWELLS
from muse_music.midi.band.drums import latin as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Bossa nova",
    room="club",
    words=(
        *("bossa nova", "bossa", "bossanova", "brazilian jazz"),
        *("波萨诺瓦", "巴萨诺瓦", "波萨诺伐", "巴莎诺娃"),
    ),
    near=("samba", "latin", "latin jazz", "salsa", "rumba", "桑巴", "拉丁", "拉丁爵士", "伦巴"),
    tempo=(104, 160),
    progressions={
        "major": {
            "theme": (
                "Imaj7 | Imaj7 | II7 | II7 | ii7 | V7 | Imaj7 | V7",
                "Imaj9 | vi7 | ii9 | V13 | iii7 | VI7 | ii9 | V13",
                "Imaj7 | bII7 | ii7 | V7 | Imaj7 | I7 | IVmaj7 | iv6",
            ),
            "contrast": (
                "IVmaj7 | IVmaj7 | iv7 | bVII7 | iii7 | VI7 | ii7 | V7",
                "vi7 | vi7 | II9 | II9 | ii7 | ii7 | bII7 | V7",
            ),
        },
        "minor": {
            "theme": (
                "i7 | i7 | iv7 | iv7 | iiø7 | V7 | i7 | V7",
                "i9 | bVI7 | iiø7 | V7 | i9 | IV9 | bVImaj7 | V7",
            ),
            "contrast": ("iv7 | bVII7 | bIIImaj7 | bVImaj7 | iiø7 | V7 | i7 | i7",),
        },
    },
    cadence={"major": ("ii7 | V7 | Imaj9", "ii9 | bII7 | I6"), "minor": ("iiø7 | V7 | i6",)},
    modes={"major": 2, "minor": 1},
    tonics=("F", "D", "C", "Bb", "G", "Eb"),
    forms=("aaba", "abac", "solos", "rondo"),
    bars=(32, 40, 48),
    leads=("fill", "fill", "run", "fill"),
    lead=("Flute", "Tenor Sax", "Vibraphone", "Voice Oohs", "Trumpet"),
    melody=Melody("bossa", low=62, high=77, lift=3, leap=1.1),
    touch=Touch(slur=0.3, staccato=0.1, grace=0.04, slide=0.08),
    ending="fade",
    roles=(
        Role(
            "chords",
            comping.BOSSA_CALM,
            comping.BOSSA_FULL,
            ("Nylon Guitar", "Electric Piano 1"),
            low=52,
            high=67,
            rootless=True,
            pan=-0.2,
        ),
        Role(
            "strings",
            HELD,
            SWELLS,
            ("Slow Strings", "Warm Pad"),
            low=50,
            high=66,
            enters=0.7,
            loud=0.5,
            pan=0.3,
        ),
        Role("bass", bass.BOSSA_CALM, bass.BOSSA_FULL, ("Acoustic Bass",)),
        Role("drums", drums.BOSSA_CALM, drums.BOSSA_FULL, drums=True, enters=0.3, loud=0.75),
    ),
    gates={
        "downbeat onsets": (0.25, 1.0, "its tunes lie across the beat"),
        "in key": (0.85, 1.0, "chords from beyond the key"),
    },
)
