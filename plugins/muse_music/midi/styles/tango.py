"""Tango: four hard beats or three against them, a bandoneon, a minor key and its leading tone."""

from muse_music.midi.band.bass import dance as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.comping.tables import HELD, SWELLS
from muse_music.midi.band.drums import latin as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Tango",
    room="parlour",
    words=("tango", "argentine tango", "探戈", "探戈舞曲"),
    near=("milonga", "habanera", "米隆加", "哈巴涅拉"),
    tempo=(104, 136),
    progressions={
        "minor": {
            "theme": (
                "i | i | V7 | V7 | V7 | V7 | i | i",
                "i | iv | V7 | i | bVI | iv | V7 | i",
                "i | V7/iv | iv | iv | iiø7 | V7 | i | V7",
            ),
            "contrast": (
                "bIII | bVII7 | bIII | bIII | iv | i | V7 | V7",
                "iv | iv | i | i | V7 | V7 | i | V7",
                "bVI | bVI | bIII | bIII | iv | i | II7 | V7",
            ),
        },
        "major": {
            "theme": ("I | I | V7 | V7 | ii | V7 | I | I", "I | VI7 | ii | V7 | IV | iv | V7 | I"),
            "contrast": ("vi | III7 | vi | vi | IV | I | V7 | V7",),
        },
    },
    cadence={"minor": ("iv | V7 | i", "iiø7 | V7 | i"), "major": ("ii | V7 | I",)},
    modes={"minor": 4, "major": 1},
    tonics=("A", "D", "E", "G", "C", "F"),
    meters=("4/4", "2/4"),
    forms=("aabb", "rondo", "ternary", "abac"),
    bars=(24, 32, 40),
    leads=("run", "stop", "hits", "fill"),
    lead=("Bandoneon", "Violin", "Accordion", "Clarinet"),
    melody=Melody("tango", low=62, high=79, lift=4, leap=2.2),
    touch=Touch(accent=0.5, staccato=0.4, mordent=0.06, slide=0.15),
    roles=(
        Role(
            "chords",
            comping.TANGO_CALM,
            comping.TANGO_FULL,
            ("Piano", "Bandoneon"),
            low=50,
            high=66,
            loud=0.92,
            pan=-0.2,
        ),
        Role(
            "strings",
            HELD,
            (*SWELLS, comping.TANGO_FULL[2]),
            ("Strings",),
            low=50,
            high=67,
            enters=0.7,
            loud=0.65,
            pan=0.3,
        ),
        Role("bass", bass.TANGO_CALM, bass.TANGO_FULL, ("Contrabass", "Acoustic Bass")),
        Role("drums", drums.TANGO_CALM, drums.TANGO_FULL, drums=True, enters=0.58, loud=0.55),
    ),
    gates={
        "downbeat onsets": (0.75, 1.0, "upbeats and accents against the bar"),
        "steps": (0.35, 0.8, "runs in sixteenths"),
        "groove": (0.6, 0.97, "sixteenths have more places to differ in"),
        "in key": (0.94, 1.0, "the leading tone of minor"),
    },
)
