"""Chinese: five tones, bare fifths, zither arpeggios, flute and fiddle; a wood block, no kit."""

from muse_music.midi.band import bass, comping
from muse_music.midi.band.drums import wood
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Chinese",
    room="courtyard",
    words=(
        *("chinese", "chinese style", "chinese traditional", "oriental", "中国风", "国风", "古风"),
        *("中国", "中式", "民乐", "五声", "中国风格"),
    ),
    tempo=(60, 92),
    progressions={
        "major": {
            "theme": ("I | vi | I | V | I | vi | ii | I", "I | I | vi | V | ii | V | vi | I"),
            "contrast": ("vi | ii | V | vi | ii | vi | V | V", "V | V | vi | vi | ii | ii | V | V"),
        },
        "minor": {
            "theme": (
                "i | i | bVII | i | bIII | iv | bVII | i",
                "i | bIII | iv | i | i | bVII | iv | i",
            ),
            "contrast": ("bIII | bVII | i | iv | bIII | bVII | iv | bVII",),
        },
    },
    cadence={"major": ("ii | V | I", "V | vi | I"), "minor": ("iv | bVII | i",)},
    modes={"major": 1, "minor": 1},
    tonics=("D", "G", "C", "F", "A"),
    meters=("4/4", "2/4"),
    forms=("aaba",),
    lead=("Flute", "Fiddle", "Shakuhachi"),
    melody=Melody("chinese", low=64, high=81, lift=3, scale="pentatonic", leap=1.4, strict=True),
    touch=Touch(slur=0.25, grace=0.18, bend=0.1, slide=0.25, tremolo=0.5),
    roles=(
        Role(
            "chords",
            (comping.arpeggio,),
            (comping.arpeggio,),
            ("Koto",),
            low=50,
            high=65,
            open_=True,
            loud=0.85,
            pan=-0.25,
        ),
        Role(
            "strings",
            (comping.sustained,),
            (comping.sustained,),
            ("Slow Strings", "Dulcimer"),
            low=48,
            high=64,
            open_=True,
            enters=0.6,
            loud=0.55,
            pan=0.25,
        ),
        Role("bass", (bass.held,), (bass.groups,), ("Cello", "Contrabass"), loud=0.75),
        Role("drums", (wood,), (wood,), drums=True, enters=0.55, loud=0.6),
    ),
    gates={
        "groove": (0.6, 0.97, "long notes stand beside runs of sixteenths"),
        "bar repetition": (0.25, 0.65, "the theme comes back as it was"),
    },
)
