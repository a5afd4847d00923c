"""Chiptune: square leads, chords broken into sixteenths, a triangle bass, a noise for drums."""

from muse_music.midi.band.bass import dance as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.drums import dance as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Chiptune",
    room="booth",
    words=(
        *("chiptune", "chip tune", "8-bit", "8 bit", "8bit", "video game", "game music", "arcade"),
        *("game boy", "retro game", "游戏音乐", "芯片音乐", "像素", "街机", "八位机"),
    ),
    tempo=(120, 180),
    progressions={
        "major": {
            "verse": (
                "I | V | vi | IV",
                "I | bVII | IV | I",
                "I | iii | IV | V",
                "I | IV | ii | V",
            ),
            "chorus": (
                "IV | V | iii | vi | IV | V | I | I",
                "I | bVI | bVII | I",
                "vi | IV | I | V",
            ),
            "bridge": ("bVI | bVII | bVI | bVII | IV | IV | V | V",),
        },
        "minor": {
            "verse": ("i | bVII | bVI | bVII", "i | bVI | bIII | bVII", "i | iv | bVII | bIII"),
            "chorus": ("bVI | bVII | i | i", "iv | bVII | bIII | bVI | iv | V | i | i"),
            "bridge": ("bVI | bVII | i | i | bVI | bVII | V | V",),
        },
    },
    cadence={"major": ("IV | V | I", "bVI | bVII | I"), "minor": ("bVI | bVII | i", "iv | V | i")},
    modes={"major": 1, "minor": 1},
    tonics=("C", "D", "E", "G", "A", "F"),
    forms=("vamp", "song", "bridged", "refrain"),
    bars=(24, 32, 40),
    leads=("fill", "fill", "run", "hits"),
    lead=("Square Lead", "Saw Lead"),
    melody=Melody("chiptune", low=66, high=83, lift=4, leap=1.35),
    touch=Touch(accent=0.2, staccato=0.3, mordent=0.06, slide=0.12),
    roles=(
        Role(
            "chords",
            comping.CHIP_CALM,
            comping.CHIP_FULL,
            ("Square Lead", "Saw Lead"),
            low=58,
            high=74,
            loud=0.62,
            pan=-0.35,
        ),
        Role("bass", bass.CHIP_CALM, bass.CHIP_FULL, ("Synth Bass 1", "Bass Lead"), loud=1.05),
        Role("drums", drums.CHIP_CALM, drums.CHIP_FULL, drums=True, enters=0.4, loud=0.9),
    ),
    gates={
        "downbeat onsets": (0.75, 1.0, "its leads come in before the beat"),
        "steps": (0.2, 0.7, "broken chords"),
        "bar repetition": (0.25, 0.75, "loops come back as they were"),
        "groove": (0.6, 0.97, "sixteenths have more places to differ in"),
    },
)
