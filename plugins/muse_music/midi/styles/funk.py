"""Funk: sixteenths, the one, ghost notes, a choked guitar and a bass that answers the kick."""

from muse_music.midi.band.bass import dance as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.drums import latin as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Funk",
    words=("funk", "funky", "funk music", "放克", "放克音乐"),
    near=("disco", "soul", "motown", "r&b", "rnb", "迪斯科", "灵魂乐"),
    tempo=(92, 122),
    progressions={
        "major": {
            "verse": ("I7 | I7 | I7 | IV7", "I9 | I9 | IV9 | I9", "I7 | bVII7 | IV7 | I7"),
            "chorus": ("IV9 | IV9 | I9 | I9", "ii7 | V9 | I9 | I9", "bVII7 | IV7 | I7 | I7"),
            "break": ("I9 | I9 | I9 | I9",),
        },
        "minor": {
            "verse": ("i7 | i7 | i7 | i7", "i7 | IV9 | i7 | IV9", "i9 | i9 | bVII7 | i9"),
            "chorus": ("iv7 | bVII9 | i7 | i7", "bVImaj7 | v7 | i7 | i7", "i7 | IV9 | bVI7 | V7"),
            "break": ("i7 | i7 | i7 | i7",),
        },
    },
    cadence={"major": ("bVII7 | IV9 | I9", "ii7 | V9 | I9"), "minor": ("iv7 | v7 | i7",)},
    modes={"minor": 2, "major": 1},
    tonics=("E", "D", "A", "G", "C", "Bb"),
    forms=("vamp", "song", "strophic", "bridged"),
    bars=(24, 32, 40),
    leads=("fill", "fill", "hits", "hits", "stop"),
    swing=54,
    sixteenths=True,
    lead=("Alto Sax", "Trumpet", "Clavinet", "Rock Organ", "Tenor Sax"),
    melody=Melody("funk", low=62, high=77, lift=3, scale="blues"),
    touch=Touch(accent=0.5, staccato=0.45, scoop=0.15, falloff=0.3),
    roles=(
        Role(
            "guitar",
            comping.FUNK_CALM,
            comping.FUNK_FULL,
            ("Clean Guitar", "Muted Guitar"),
            low=57,
            high=72,
            rootless=True,
            loud=0.8,
            pan=-0.35,
        ),
        Role(
            "chords",
            comping.LOFI_CALM,
            comping.FUNK_CALM,
            ("Clavinet", "Electric Piano 1", "Brass Section"),
            low=53,
            high=68,
            rootless=True,
            enters=0.55,
            loud=0.7,
            pan=0.35,
        ),
        Role("bass", bass.FUNK_CALM, bass.FUNK_FULL, ("Slap Bass 1", "Fingered Bass"), loud=1.08),
        Role("drums", drums.FUNK_CALM, drums.FUNK_FULL, drums=True),
    ),
    gates={
        "downbeat onsets": (0.6, 1.0, "its riffs come in before the beat"),
        "in key": (0.82, 1.0, "blue notes"),
        "steps": (0.25, 0.7, "riffs leap by thirds and fourths"),
        "groove": (0.55, 0.97, "sixteenths have more places to differ in"),
        "bar repetition": (0.15, 0.75, "riffs come round"),
    },
)
