"""Jazz: swing, ii-V-I, walking bass, shells without roots."""

from muse_music.midi.band.bass import walking as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.drums import jazz as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Jazz",
    room="club",
    words=("jazz", "swing", "bebop", "big band", "爵士", "爵士乐", "摇摆乐"),
    tempo=(96, 232),
    progressions={
        "major": {
            "theme": (
                "Imaj7 | vi7 | ii7 | V7 | Imaj7 | vi7 | ii7 V7 | Imaj7 V7",
                "ii7 | V7 | Imaj7 | vi7 | ii7 | V7 | Imaj7 | ii7 V7",
                "Imaj7 vi7 | ii7 V7 | iii7 V7/ii | ii7 V7 | Imaj7 I7 | IVmaj7 iv6 | ii7 V7 | I6",
            ),
            "contrast": (
                "III7 | III7 | VI7 | VI7 | II7 | II7 | ii7 | V7",
                "IVmaj7 | iv6 | iii7 | V7/ii | ii7 | II7 | ii7 | V7",
            ),
        },
        "minor": {
            "theme": (
                "i7 | iiø7 V7 | i7 | V7 | i7 | iv7 | iiø7 V7 | i6",
                "iv7 | bVII7 | bIIImaj7 | bVImaj7 | iiø7 | V7 | i6 | V7",
            ),
            "contrast": ("iv7 | bVII7 | bIIImaj7 | bIIImaj7 | iv7 | bVII7 | iiø7 | V7",),
        },
    },
    cadence={
        "major": ("ii7 | V7 | I6", "ii7 V7 | I6"),
        "minor": ("iiø7 | V7 | i6",),
    },
    modes={"major": 3, "minor": 1},
    tonics=("C", "F", "Bb", "Eb", "G", "D"),
    lead=("Tenor Sax", "Trumpet", "Vibraphone", "Jazz Guitar", "Alto Sax"),
    melody=Melody("jazz", low=63, high=78, lift=4, leap=1.8),
    swing=66,
    forms=("jazz", "abac", "solos"),
    bars=(32, 40, 64),
    leads=("fill", "fill", "run", "stop", "hits"),
    touch=Touch(accent=0.5, slur=0.15, grace=0.06, bend=0.06, scoop=0.2, falloff=0.3),
    roles=(
        Role(
            "chords",
            comping.JAZZ_CALM,
            comping.JAZZ_FULL,
            ("Piano", "Jazz Guitar"),
            low=50,
            high=65,
            rootless=True,
            loud=0.85,
            pan=-0.2,
        ),
        Role("bass", bass.JAZZ_CALM, bass.JAZZ_FULL, ("Acoustic Bass",)),
        Role("drums", drums.JAZZ_CALM, drums.JAZZ_FULL, drums=True, loud=0.85),
    ),
    gates={
        "downbeat onsets": (0.5, 1.0, "lines begin after the beat, or before it"),
        "in key": (0.85, 1.0, "altered dominants and chromatic approaches"),
    },
)
