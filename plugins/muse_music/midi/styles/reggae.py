"""Reggae: chords on the off-beats, a drop on three, a bass that leaves room."""

from muse_music.midi.band.bass import dance as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.drums import latin as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Reggae",
    words=("reggae", "roots reggae", "rocksteady", "雷鬼", "雷鬼乐", "雷鬼音乐"),
    near=("ska", "dub", "dancehall", "reggaeton", "斯卡"),
    tempo=(66, 96),
    progressions={
        "major": {
            "verse": ("I | IV | I | V", "I | vi | IV | V", "I | ii | I | ii", "I | V | vi | IV"),
            "chorus": ("IV | V | I | vi", "I | IV | V | IV", "I | iii | IV | V"),
            "bridge": ("ii | V | ii | V", "vi | iii | IV | V"),
        },
        "minor": {
            "verse": ("i | i | iv | i", "i | bVII | i | bVII", "i | iv | v | i"),
            "chorus": ("bVI | bVII | i | i", "iv | bVII | bIII | i", "i | bVI | iv | v"),
            "bridge": ("iv | v | iv | v",),
        },
    },
    cadence={"major": ("IV | V | I", "ii | V | I"), "minor": ("iv | v | i", "bVI | bVII | i")},
    modes={"major": 1, "minor": 1},
    tonics=("A", "G", "C", "D", "E", "F"),
    forms=("song", "strophic", "vamp", "refrain"),
    bars=(24, 32, 40),
    leads=("fill", "fill", "stop", "hits"),
    swing=56,
    sixteenths=True,
    lead=("Trombone", "Tenor Sax", "Voice Oohs", "Clean Guitar", "Harmonica"),
    melody=Melody("reggae", low=60, high=75, lift=3, leap=1.3),
    touch=Touch(accent=0.3, staccato=0.25, bend=0.1, slide=0.08),
    roles=(
        Role(
            "chords",
            comping.REGGAE_CALM,
            comping.REGGAE_FULL,
            ("Clean Guitar", "Muted Guitar"),
            low=55,
            high=70,
            loud=0.85,
            pan=-0.35,
        ),
        Role(
            "organ",
            comping.REGGAE_CALM[1:],
            comping.REGGAE_FULL,
            ("Drawbar Organ", "Percussive Organ", "Piano"),
            low=52,
            high=67,
            enters=0.6,
            loud=0.6,
            pan=0.35,
        ),
        Role("bass", bass.REGGAE_CALM, bass.REGGAE_FULL, ("Fingered Bass",), loud=1.12),
        Role("drums", drums.REGGAE_CALM, drums.REGGAE_FULL, drums=True, enters=0.3),
    ),
    gates={
        "downbeat onsets": (0.05, 1.0, "its tunes leave the one to the silence"),
        "bar repetition": (0.15, 0.75, "calls come back as they were"),
    },
)
