"""Rock: power chords, a hard backbeat, the flat seventh."""

from muse_music.midi.band.bass import tables as bass
from muse_music.midi.band.comping import tables as comping
from muse_music.midi.band.drums import rock as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Rock",
    room="stage",
    words=("rock", "rock song", "rock music", "hard rock", "punk", "metal", "摇滚", "摇滚乐"),
    tempo=(100, 168),
    progressions={
        "major": {
            "verse": ("I | I | bVII | IV", "I | IV | I | V", "I | bVII | IV | I"),
            "chorus": ("I | V | IV | IV", "IV | I | V | I", "I | bVII | IV | V"),
            "bridge": ("vi | IV | I | V", "IV | IV | bVII | V"),
        },
        "minor": {
            "verse": ("i | i | bVI | bVII", "i | bVII | i | bVII", "i | bIII | bVII | i"),
            "chorus": ("i | bVI | bIII | bVII", "bVI | bVII | i | i"),
            "bridge": ("iv | bVI | bVII | bVII",),
        },
    },
    cadence={"major": ("bVII | IV | I", "IV | V | I"), "minor": ("bVI | bVII | i",)},
    modes={"major": 1, "minor": 1},
    tonics=("E", "A", "D", "G", "C"),
    lead=("Distortion Guitar", "Overdriven Guitar", "Rock Organ"),
    melody=Melody("rock", low=62, high=76, lift=4, leap=1.2, scale="blues"),
    forms=("song", "bridged", "strophic", "vamp"),
    bars=(32, 40, 48),
    touch=Touch(accent=0.6, staccato=0.1, tenuto=0.1, bend=0.22, slide=0.12),
    roles=(
        Role(
            "chords",
            comping.POWER_CALM,
            comping.POWER_FULL,
            ("Distortion Guitar", "Overdriven Guitar"),
            loud=0.78,
            pan=-0.35,
        ),
        Role(
            "organ",
            comping.HELD,
            comping.SWELLS,
            ("Rock Organ", "Overdriven Guitar"),
            low=54,
            high=70,
            enters=0.7,
            loud=0.55,
            pan=0.35,
        ),
        Role("bass", bass.ROCK_CALM, bass.ROCK_FULL, ("Picked Bass", "Fingered Bass"), enters=0.2),
        Role("drums", drums.ROCK_CALM, drums.ROCK_FULL, drums=True, enters=0.2),
    ),
    gates={
        "downbeat onsets": (0.75, 1.0, "singers of it come in before the beat"),
        "steps": (0.28, 0.7, "steps of the blues scale are thirds"),
        "in key": (0.85, 1.0, "blue notes"),
        "bar repetition": (0.3, 0.7, "riffs come back as they were"),
    },
)
