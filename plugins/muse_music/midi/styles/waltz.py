"""Waltz: the bass on one, chords on the beats after it."""

from muse_music.midi.band.bass import tables as bass
from muse_music.midi.band.comping import tables as comping
from muse_music.midi.band.drums import jazz as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Waltz",
    room="parlour",
    words=("waltz", "viennese waltz", "华尔兹", "圆舞曲"),
    tempo=(84, 192),
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
    lead=("Violin", "Clarinet", "Accordion", "Flute"),
    melody=Melody("waltz", low=64, high=79, lift=3, leap=1.5),
    forms=("aaba", "aabb", "rondo", "ternary"),
    bars=(32, 40, 48),
    leads=("fill", "run", "run", "stop"),
    touch=Touch(slur=0.4, staccato=0.25, grace=0.05, pedal=True),
    ending="ritardando",
    roles=(
        Role(
            "chords",
            comping.WALTZ_CALM,
            comping.WALTZ_FULL,
            ("Piano", "Strings", "Accordion"),
            52,
            67,
        ),
        Role(
            "strings",
            comping.HELD,
            comping.SWELLS,
            ("Slow Strings",),
            low=48,
            high=64,
            enters=0.7,
            loud=0.55,
            pan=0.3,
        ),
        Role("bass", bass.WALTZ_CALM, bass.WALTZ_FULL, ("Contrabass", "Acoustic Bass")),
        Role("drums", drums.WALTZ_CALM, drums.WALTZ_FULL, drums=True, enters=0.7, loud=0.7),
    ),
    gates={
        "downbeat onsets": (0.85, 1.0, "two bars are bound into one long step"),
    },
)
