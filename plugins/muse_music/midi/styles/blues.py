"""Blues: twelve bars, a boogie bass, a shuffle, and the blue notes."""

from muse_music.midi.band.bass import dance as bass
from muse_music.midi.band.bass.walking import BLUES_WALK
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.drums import jazz as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Blues",
    room="club",
    words=(
        "blues",
        "12-bar blues",
        "twelve bar blues",
        "boogie",
        "boogie-woogie",
        "布鲁斯",
        "蓝调",
    ),
    tempo=(60, 136),
    progressions={
        "major": {
            "blues": (
                "I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7",
                "I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7",
            ),
            "short": ("I7 | IV7 | I7 | V7", "I7 | I7 | IV7 | V7"),
            "verse": ("I7 | IV7 | I7 | V7",),
        },
        "minor": {
            "blues": ("i7 | i7 | i7 | i7 | iv7 | iv7 | i7 | i7 | bVI7 | V7 | i7 | V7",),
            "short": ("i7 | iv7 | i7 | V7",),
            "verse": ("i7 | iv7 | i7 | V7",),
        },
    },
    cadence={"major": ("I7 | I7",), "minor": ("i7 | i7",)},
    modes={"major": 4, "minor": 1},
    tonics=("E", "A", "G", "C", "F", "Bb"),
    swing=66,
    lead=("Harmonica", "Overdriven Guitar", "Tenor Sax"),
    melody=Melody("blues", low=63, high=78, lift=2, scale="blues"),
    forms=("blues", "blues_intro", "blues_bridge"),
    bars=(24, 28, 32, 36, 44),
    leads=("fill", "run", "run", "stop", "hits"),
    touch=Touch(accent=0.4, grace=0.08, bend=0.3, slide=0.15, scoop=0.2, falloff=0.2),
    roles=(
        Role(
            "chords",
            comping.BLUES_CALM,
            comping.BLUES_FULL,
            ("Drawbar Organ", "Piano", "Clean Guitar"),
            low=52,
            high=66,
            rootless=True,
            loud=0.78,
            pan=0.25,
        ),
        Role(
            "bass",
            (*bass.BLUES_CALM, BLUES_WALK),
            (*bass.BLUES_FULL, BLUES_WALK),
            ("Fingered Bass", "Acoustic Bass"),
        ),
        Role("drums", drums.BLUES_CALM, drums.BLUES_FULL, drums=True, loud=0.9),
    ),
    gates={
        "downbeat onsets": (0.4, 1.0, "calls begin after the beat"),
        "groove": (0.67, 0.97, "calls stand beside rests for their answers"),
        "in key": (0.8, 1.0, "blue notes"),
        "steps": (0.28, 0.7, "steps of the blues scale are thirds"),
        "bar repetition": (0.3, 0.7, "riffs, and a first line sung twice"),
    },
)
