"""March: low brass on the beats, horns after them, a field drum's rolls, a trio."""

from muse_music.midi.band.bass import tables as bass
from muse_music.midi.band.comping import tables as comping
from muse_music.midi.band.drums import world as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="March",
    room="stage",
    words=(
        *("march", "military march", "marching band", "parade", "military music"),
        *("进行曲", "军队进行曲", "军乐", "阅兵"),
    ),
    near=("brass band", "fanfare", "anthem", "国歌", "颂歌"),
    tempo=(100, 132),
    progressions={
        "major": {
            "theme": (
                "I | I | V7 | V7 | V7 | V7 | I | I",
                "I | IV | I | V7 | I | IV | V7 | I",
                "I | I | IV | I | vi | II7 | V | V7",
            ),
            "contrast": (
                "V7 | V7 | I | I | V7 | V7 | I | V7",
                "vi | III7 | vi | vi | II7 | II7 | V | V7",
            ),
            "bridge": (
                "IV | IV | I | I | V7 | V7 | I | I7",
                "IV | bVII | IV | IV | ii | V7 | I | I",
            ),
        },
        "minor": {
            "theme": ("i | i | V7 | V7 | iv | i | V7 | i", "i | iv | i | V7 | bVI | iv | V7 | i"),
            "contrast": ("bIII | bIII | bVII | bVII | iv | i | V7 | V7",),
        },
    },
    cadence={"major": ("IV | V7 | I", "II7 | V7 | I"), "minor": ("iv | V7 | i",)},
    modes={"major": 4, "minor": 1},
    tonics=("Bb", "Eb", "F", "C", "Ab"),
    meters=("4/4", "2/4", "6/8"),
    forms=("aabb", "rondo", "ternary", "aaba"),
    bars=(24, 32, 40),
    leads=("fill", "fill", "run", "hits"),
    lead=("Trumpet", "Clarinet", "Piccolo", "French Horn"),
    melody=Melody("march", low=63, high=79, lift=3, leap=1.3),
    touch=Touch(accent=0.35, staccato=0.45, trill=0.06),
    roles=(
        Role(
            "horns",
            comping.MARCH_CALM,
            comping.MARCH_FULL,
            ("French Horn", "Brass Section"),
            low=52,
            high=67,
            loud=0.8,
            pan=-0.3,
        ),
        Role(
            "brass",
            comping.HELD,
            comping.SWELLS,
            ("Trombone", "Brass Section"),
            low=48,
            high=65,
            enters=0.6,
            loud=0.7,
            pan=0.3,
        ),
        Role("bass", bass.MARCH_CALM, bass.MARCH_FULL, ("Tuba",)),
        Role("drums", drums.MARCH_CALM, drums.MARCH_FULL, drums=True, loud=0.85),
    ),
    gates={
        "meter recovered": (0.5, 1.0, "dotted calls fit other meters too"),
        "steps": (0.22, 0.7, "calls on the tones of a chord"),
        "bar repetition": (0.15, 0.65, "a strain comes back as it was"),
    },
)
