"""Trap: half-time snare, rolling hats, a bass drum that sings, dark chords of few notes."""

from muse_music.midi.band.bass import dance as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.comping.tables import HELD, SWELLS
from muse_music.midi.band.drums import dance as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Trap",
    room="booth",
    words=("trap", "trap beat", "trap music", "陷阱音乐"),
    near=("hip hop", "hip-hop", "hiphop", "rap", "drill", "嘻哈", "说唱", "饶舌"),
    tempo=(126, 168),
    progressions={
        "minor": {
            "verse": (
                "i | i | bVI | bVI",
                "i | iv | i | v",
                "i | bVI | i | bVII",
                "i | i | iv | v",
            ),
            "chorus": ("bVI | bVII | i | i", "i | bVI | bIII | bVII", "i | bII | i | bVI"),
        },
        "major": {
            "verse": ("I | vi | IV | IV", "vi | vi | IV | V"),
            "chorus": ("vi | IV | I | V", "IV | V | vi | vi"),
        },
    },
    cadence={"minor": ("bVI | bVII | i", "iv | v | i"), "major": ("IV | V | I",)},
    modes={"minor": 5, "major": 1},
    tonics=("C", "D", "E", "F", "G", "A", "Bb"),
    forms=("vamp", "strophic", "refrain", "rising"),
    bars=(32, 40, 48),
    leads=("fill", "fill", "stop", "stop"),
    lead=("Tinkle Bell", "Square Lead", "Synth Voice", "Music Box", "Pan Flute"),
    melody=Melody("trap", low=65, high=80, lift=2),
    touch=Touch(accent=0.3, slide=0.25),
    roles=(
        Role(
            "chords",
            comping.TRAP_CALM,
            comping.TRAP_FULL,
            ("Piano", "Music Box", "Electric Piano 2"),
            low=55,
            high=71,
            loud=0.7,
            pan=-0.25,
        ),
        Role(
            "pad",
            HELD,
            SWELLS,
            ("Warm Pad", "Choir Pad", "Slow Strings"),
            low=48,
            high=65,
            enters=0.6,
            loud=0.55,
            pan=0.25,
        ),
        Role("bass", bass.TRAP_CALM, bass.TRAP_FULL, ("Synth Bass 2", "Synth Bass 1"), loud=1.1),
        Role("drums", drums.TRAP_CALM, drums.TRAP_FULL, drums=True, enters=0.4),
    ),
    gates={
        "similarity 4 and 8": (1.6, float("inf"), "a hook is everywhere alike"),
        "downbeat onsets": (0.75, 1.0, "singers of it come in before the beat"),
        "steps": (0.2, 0.7, "flows on one or two pitches"),
        "repeated pitch": (0.03, 0.55, "flows on one or two pitches"),
        "groove": (0.65, 0.97, "triplets have more places to differ in"),
        "bar repetition": (0.15, 0.75, "a hook that comes round"),
    },
)
