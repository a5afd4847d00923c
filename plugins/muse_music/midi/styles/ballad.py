"""Ballad: slow, broken chords at the piano, long bass notes, a stick in the middle of the bar."""

from muse_music.midi.band import bass, comping, drums
from muse_music.midi.style import Melody, Role, Style

STYLE = Style(
    title="Ballad",
    room="plate",
    words=("ballad", "power ballad", "love song", "抒情", "抒情歌", "情歌", "抒情歌曲", "慢歌"),
    tempo=(58, 80),
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
    roles=(
        Role("chords", comping.arpeggio, comping.arpeggio, ("Piano", "Electric Piano 1"), 48, 62),
        Role(
            "strings",
            comping.sustained,
            comping.sustained,
            ("Strings", "Slow Strings"),
            low=48,
            high=64,
            enters=0.6,
            loud=0.62,
            pan=0.2,
        ),
        Role("bass", bass.groups, bass.lazy, ("Fretless Bass", "Fingered Bass"), enters=0.4),
        Role("drums", drums.ballad, drums.ballad, drums=True, enters=0.45, loud=0.85),
    ),
    gates={
        "downbeat onsets": (0.7, 1.0, "lines of it begin after the beat, to breathe"),
        "bar repetition": (0.25, 0.65, "choruses come back as they were"),
    },
)
