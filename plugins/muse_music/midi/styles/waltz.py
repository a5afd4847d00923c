"""Waltz: the bass on one, chords on the beats after it."""

from muse_music.midi.band import bass, comping, drums
from muse_music.midi.style import Melody, Role, Style

STYLE = Style(
    title="Waltz",
    room="parlour",
    words=("waltz", "viennese waltz", "华尔兹", "圆舞曲"),
    tempo=(92, 178),
    progressions={
        "major": {
            "theme": ("I | I | V7 | V7 | V7 | V7 | I | I", "I | vi | ii | V7 | ii | V7 | I | I"),
            "contrast": (
                "IV | IV | I | I | V7/V | V7/V | V7 | V7",
                "vi | vi | iii | iii | IV | I | V7 | V7",
            ),
        },
        "minor": {
            "theme": ("i | i | V7 | V7 | V7 | V7 | i | i", "i | iv | V7 | i | i | iv | V7 | i"),
            "contrast": ("bIII | bIII | bVII | bVII | iv | i | V7 | V7",),
        },
    },
    cadence={"major": ("V7 | V7 | I", "ii | V7 | I"), "minor": ("iv | V7 | i",)},
    modes={"major": 2, "minor": 1},
    tonics=("C", "D", "F", "G", "A", "Bb"),
    meters=("3/4",),
    only_meters=("3/4", "3/8", "6/4", "6/8", "9/8", "12/8", "3/2"),
    form="aaba",
    lead=("Violin", "Clarinet", "Accordion", "Flute"),
    melody=Melody("waltz", low=64, high=79, lift=3, leap=1.5),
    roles=(
        Role("chords", comping.after_beats, comping.after_beats, ("Piano", "Strings"), 52, 67),
        Role(
            "strings",
            comping.sustained,
            comping.sustained,
            ("Slow Strings",),
            low=48,
            high=64,
            enters=0.7,
            loud=0.55,
            pan=0.3,
        ),
        Role("bass", bass.root_and_fifth, bass.root_and_fifth, ("Contrabass", "Acoustic Bass")),
        Role("drums", drums.tambourine, drums.tambourine, drums=True, enters=0.7, loud=0.7),
    ),
    gates={
        "downbeat onsets": (0.85, 1.0, "two bars are bound into one long step"),
    },
)
