"""Electronic: four on the floor, an off-beat bass, sequenced arpeggios, build and drop."""

from muse_music.midi.band.bass import dance as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.comping.tables import HELD
from muse_music.midi.band.drums import dance as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Electronic",
    room="plate",
    words=(
        *("electronic", "edm", "techno", "house", "trance", "dance music", "electro", "synthwave"),
        *("drum and bass", "drum & bass"),
        *("电子", "电子音乐", "电音", "舞曲"),
    ),
    tempo=(108, 144),
    progressions={
        "minor": {
            "verse": ("i | bVI | bIII | bVII", "i | bVII | bVI | bVII", "bVI | bVII | i | i"),
            "drop": ("i | bVI | bIII | bVII", "bVI | bVII | i | bIII"),
        },
        "major": {
            "verse": ("vi | IV | I | V", "I | V | vi | IV"),
            "drop": ("IV | V | vi | I", "vi | IV | I | V"),
        },
    },
    cadence={"minor": ("bVI | bVII | i",), "major": ("IV | V | I",)},
    modes={"minor": 3, "major": 1},
    tonics=("A", "C", "D", "E", "F", "G"),
    lead=("Saw Lead", "Square Lead", "Synth Voice"),
    melody=Melody("electronic", low=64, high=77, lift=4, leap=1.5),
    forms=("build", "waves", "verses"),
    bars=(32, 40, 48),
    leads=("fill", "fill", "stop"),
    touch=Touch(accent=0.3, staccato=0.3, slide=0.1),
    roles=(
        Role(
            "chords",
            comping.ARPEGGIOS_CALM,
            comping.ARPEGGIOS_FULL,
            ("Saw Lead", "Polysynth Pad"),
            low=55,
            high=70,
            loud=0.62,
            pan=-0.3,
        ),
        Role(
            "pad",
            HELD,
            comping.PADS,
            ("Warm Pad", "Synth Strings 1"),
            low=52,
            high=69,
            loud=0.68,
            pan=0.3,
        ),
        Role(
            "bass", bass.HOUSE_CALM, bass.HOUSE_FULL, ("Synth Bass 1", "Synth Bass 2"), enters=0.4
        ),
        Role("drums", drums.RISES, drums.HOUSE_FULL, drums=True, enters=0.4),
    ),
    gates={
        "similarity 4 and 8": (1.2, 99.0, "loops of one bar are alike at every distance"),
        "downbeat onsets": (0.65, 1.0, "sequences of threes cross the beat"),
        "steps": (0.28, 0.7, "it moves in broken chords"),
        "groove": (0.62, 0.97, "sixteenths have more places to differ in"),
        "bar repetition": (0.25, 0.75, "loops come back as they were"),
    },
)
