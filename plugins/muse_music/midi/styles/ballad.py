"""Ballad: slow, broken chords at the piano, long bass notes, a stick in the middle of the bar."""

from muse_music.midi.band.bass import tables as bass
from muse_music.midi.band.comping import tables as comping
from muse_music.midi.band.drums import rock as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Ballad",
    room="plate",
    words=("ballad", "power ballad", "love song", "抒情", "抒情歌", "情歌", "抒情歌曲", "慢歌"),
    tempo=(54, 84),
    progressions={
        "major": {
            "verse": ("I | iii | IV | V", "I | V/7 | vi | IV", "I | vi | ii | V"),
            "chorus": ("IV | V | iii | vi", "I | V | vi | IV", "IV | I/3 | ii | V"),
            "bridge": ("vi | iii | IV | I | ii | IV | V7sus4 | V",),
        },
        "minor": {
            "verse": ("i | bVII | bVI | V", "i | iv | bVII | bIII", "i | v | bVI | bIII"),
            "chorus": ("bVI | bVII | i | i", "iv | bVII | bIII | bVI"),
            "bridge": ("bVI | bIII | iv | V",),
        },
    },
    cadence={"major": ("IV | V7 | I", "ii | V7sus4 V7 | I"), "minor": ("iv | V7 | i",)},
    modes={"major": 2, "minor": 1},
    lead=("Voice Oohs", "Alto Sax", "Violin", "Flute"),
    melody=Melody("ballad", low=62, high=76, lift=4, leap=1.5),
    forms=("song", "bridged", "refrain", "rising"),
    bars=(24, 32, 40),
    leads=("fill", "fill", "run", "hits"),
    touch=Touch(slur=0.5, tenuto=0.4, grace=0.05, pedal=True, fermata=True),
    ending="ritardando",
    roles=(
        Role(
            "chords",
            comping.BALLAD_CALM,
            comping.BALLAD_FULL,
            ("Piano", "Electric Piano 1", "Nylon Guitar"),
            low=48,
            high=62,
        ),
        Role(
            "strings",
            comping.HELD,
            comping.SWELLS,
            ("Strings", "Slow Strings"),
            low=48,
            high=64,
            enters=0.6,
            loud=0.62,
            pan=0.2,
        ),
        Role(
            "bass",
            bass.BALLAD_CALM,
            bass.BALLAD_FULL,
            ("Fretless Bass", "Fingered Bass"),
            enters=0.4,
        ),
        Role("drums", drums.BALLAD_CALM, drums.BALLAD_FULL, drums=True, enters=0.45, loud=0.85),
    ),
    gates={
        "downbeat onsets": (0.6, 1.0, "lines of it begin after the beat, to breathe"),
        "bar repetition": (0.25, 0.65, "choruses come back as they were"),
    },
)
