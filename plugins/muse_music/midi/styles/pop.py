"""Pop: four chords, a push before the middle of the bar, a chorus that lifts."""

from muse_music.midi.band.bass import tables as bass
from muse_music.midi.band.comping import tables as comping
from muse_music.midi.band.drums import rock as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Pop",
    words=("pop", "pop song", "pop music", "k-pop", "流行", "流行歌曲", "流行音乐", "流行乐"),
    tempo=(84, 132),
    progressions={
        "major": {
            "verse": ("I | V | vi | IV", "I | vi | IV | V", "I | iii | IV | V", "vi | IV | I | V"),
            "chorus": (
                "IV | V | iii | vi",
                "I | V | vi | IV",
                "IV | I | V | vi",
                "vi | IV | I | V",
            ),
            "bridge": ("ii | V | iii | vi | ii | IV | V | V", "vi | iii | IV | V"),
        },
        "minor": {
            "verse": ("i | bVI | bIII | bVII", "i | iv | bVI | bVII", "i | bVII | bVI | bVII"),
            "chorus": ("bVI | bVII | i | i", "bVI | bIII | bVII | i", "i | bVI | bIII | bVII"),
            "bridge": ("iv | bVII | bIII | bVI | iv | bVI | V | V",),
        },
    },
    cadence={"major": ("IV | V | I", "ii | V | I"), "minor": ("bVI | bVII | i", "iv | V | i")},
    modes={"major": 3, "minor": 1},
    lead=("Voice Oohs", "Flute", "Clean Guitar", "Saw Lead"),
    melody=Melody("pop", low=63, high=77, lift=4, leap=2.2),
    forms=("song", "rising", "refrain", "bridged"),
    bars=(32, 40, 48),
    touch=Touch(accent=0.4, tenuto=0.2, slide=0.06, pedal=True),
    roles=(
        Role("chords", comping.POP_CALM, comping.POP_FULL, ("Piano", "Electric Piano 1"), 52, 67),
        Role(
            "guitar",
            comping.HELD,
            comping.STRUMMED,
            ("Clean Guitar", "Steel Guitar"),
            low=52,
            high=69,
            enters=0.8,
            loud=0.6,
            pan=-0.3,
        ),
        Role(
            "strings",
            comping.HELD,
            comping.SWELLS,
            ("Strings", "Warm Pad"),
            low=48,
            high=64,
            enters=0.7,
            loud=0.6,
            pan=0.25,
        ),
        Role("bass", bass.POP_CALM, bass.POP_FULL, ("Fingered Bass",), enters=0.25),
        Role("drums", drums.POP_CALM, drums.POP_FULL, drums=True, enters=0.4),
    ),
    gates={
        "downbeat onsets": (0.75, 1.0, "singers of it come in before the beat"),
        "groove": (0.58, 0.97, "bars of sixteenths stand beside long rests"),
        "bar repetition": (0.3, 0.7, "hooks, and choruses that come back as they were"),
    },
)
