"""Country: a train of brushes, root and fifth, a guitar that fills, and three plain chords."""

from muse_music.midi.band.bass import tables as bass
from muse_music.midi.band.comping import tables as comping
from muse_music.midi.band.drums import rock as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Country",
    room="stage",
    words=(
        *("country", "country music", "country song", "bluegrass", "honky tonk"),
        *("americana", "乡村", "乡村音乐", "乡村民谣", "蓝草"),
    ),
    tempo=(84, 148),
    progressions={
        "major": {
            "verse": (
                "I | I | IV | I | I | I | V | V",
                "I | IV | I | V | I | IV | V | I",
                "I | I | V | V | V | V | I | I",
                "I | V | vi | IV | I | V | IV | I",
            ),
            "chorus": (
                "IV | I | V | I | IV | I | V | I",
                "IV | IV | I | I | V | V | I | I7",
                "I | V | IV | I | vi | IV | V | V",
            ),
            "bridge": ("vi | iii | IV | I | II7 | II7 | V | V7",),
        },
        "minor": {
            "verse": ("i | i | iv | i | bVI | bVII | i | i", "i | bVII | i | bVII"),
            "chorus": ("bIII | bVII | i | bVI | bIII | bVII | i | i",),
        },
    },
    cadence={"major": ("IV | V | I", "V | V7 | I"), "minor": ("bVI | bVII | i",)},
    modes={"major": 6, "minor": 1},
    tonics=("G", "D", "A", "C", "E"),
    meters=("4/4", "2/4", "3/4"),
    forms=("song", "refrain", "strophic", "bridged"),
    bars=(24, 32, 40),
    leads=("fill", "run", "run", "stop"),
    lead=("Fiddle", "Steel Guitar", "Harmonica", "Clean Guitar", "Banjo"),
    melody=Melody("country", low=62, high=77, lift=4, leap=1.15),
    touch=Touch(accent=0.3, grace=0.1, bend=0.2, slide=0.2),
    roles=(
        Role(
            "chords",
            comping.COUNTRY_CALM,
            comping.COUNTRY_FULL,
            ("Steel Guitar", "Nylon Guitar"),
            low=52,
            high=68,
            pan=-0.25,
        ),
        Role(
            "piano",
            comping.HELD,
            comping.POP_FULL[:4],
            ("Honky-tonk Piano", "Drawbar Organ", "Banjo"),
            low=55,
            high=70,
            enters=0.7,
            loud=0.6,
            pan=0.3,
        ),
        Role("bass", bass.COUNTRY_CALM, bass.COUNTRY_FULL, ("Acoustic Bass", "Fingered Bass")),
        Role("drums", drums.COUNTRY_CALM, drums.COUNTRY_FULL, drums=True, enters=0.4, loud=0.85),
    ),
    gates={
        "similarity 4 and 8": (1.3, float("inf"), "lines are answered by others"),
        "downbeat onsets": (0.75, 1.0, "singers of it come in before the beat"),
        "groove": (0.65, 0.97, "runs between plain bars"),
    },
)
