"""Lo-fi: ninth chords on a soft electric piano, swung sixteenths, a snare that drags."""

from muse_music.midi.band.bass import dance as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.drums import dance as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Lo-fi",
    room="booth",
    words=("lofi", "lo-fi", "lo fi", "lofi hip hop", "chillhop", "chill hop", "低保真", "慵懒"),
    tempo=(64, 94),
    progressions={
        "major": {
            "verse": (
                "ii9 | V13 | Imaj9 | vi9",
                "Imaj9 | vi9 | ii9 | V13",
                "IVmaj9 | iii7 | ii9 | Imaj9",
            ),
            "chorus": ("IVmaj9 | V13 | iii7 | vi9", "IVmaj9 | iv6 | Imaj9 | vi9"),
        },
        "minor": {
            "verse": ("i9 | iv9 | bVImaj7 | bVII", "i9 | bVImaj7 | iv9 | v7"),
            "chorus": ("bVImaj9 | v7 | i9 | i9", "iv9 | bVII9 | bIIImaj9 | bVImaj9"),
        },
    },
    cadence={"major": ("ii9 | V13 | Iadd9",), "minor": ("iv9 | v7 | i9",)},
    modes={"major": 1, "minor": 1},
    tonics=("C", "Eb", "F", "G", "Bb", "D"),
    swing=58,
    sixteenths=True,
    lead=("Vibraphone", "Electric Piano 2", "Muted Trumpet", "Flute"),
    melody=Melody("lofi", low=64, high=78, lift=3, leap=0.7, scale="pentatonic"),
    forms=("song", "strophic", "vamp"),
    bars=(24, 32, 40),
    leads=("fill", "fill", "stop", "fill"),
    touch=Touch(slur=0.3, tenuto=0.2, grace=0.06, slide=0.08, pedal=True),
    ending="fade",
    roles=(
        Role(
            "chords",
            comping.LOFI_CALM,
            comping.LOFI_FULL,
            ("Electric Piano 1", "Electric Piano 2", "Jazz Guitar"),
            low=52,
            high=66,
            rootless=True,
            late=8.0,
        ),
        Role("bass", bass.LOFI_CALM, bass.LOFI_FULL, ("Fingered Bass", "Acoustic Bass")),
        Role(
            "drums",
            drums.LOFI_CALM,
            drums.LOFI_FULL,
            drums=True,
            enters=0.4,
            late=10.0,
            loud=0.9,
        ),
    ),
    gates={
        "downbeat onsets": (0.2, 1.0, "its few notes hang behind the beat"),
        "groove": (0.65, 0.97, "sixteenths have more places to differ in"),
        "bar repetition": (0.3, 0.75, "loops come back as they were"),
        "repeated pitch": (0.03, 0.4, "a few notes, said again"),
    },
)
