"""Jazz waltz: three swung beats, a ride that leans on two, dotted comping across the bar."""

from muse_music.midi.band.bass import walking as bass
from muse_music.midi.band.comping import dance as comping
from muse_music.midi.band.drums import jazz as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Jazz waltz",
    room="club",
    words=("jazz waltz", "jazzwaltz", "swing waltz", "爵士华尔兹", "爵士圆舞曲"),
    tempo=(108, 196),
    progressions={
        "major": {
            "theme": (
                "Imaj7 | vi7 | ii7 | V7 | iii7 | VI7 | ii7 | V7",
                "Imaj7 | ii7 | iii7 | IVmaj7 | ii7 | V7 | Imaj7 | V7sus4",
                "IVmaj7 | iv6 | iii7 | VI7 | ii7 | V7 | Imaj7 | Imaj7",
            ),
            "contrast": (
                "v7 | I7 | IVmaj7 | IVmaj7 | iv7 | bVII7 | ii7 | V7",
                "vi7 | II7 | vi7 | II7 | ii7 | ii7 | V7sus4 | V7",
            ),
        },
        "minor": {
            "theme": (
                "i7 | iv7 | i7 | V7 | bVImaj7 | iiø7 | V7 | i6",
                "i7 | bVImaj7 | iiø7 | V7 | i7 | IV7 | bVImaj7 | V7",
            ),
            "contrast": ("iv7 | bVII7 | bIIImaj7 | bVImaj7 | iiø7 | V7 | i7 | V7",),
        },
    },
    cadence={"major": ("ii7 | V7 | I6", "IVmaj7 | iv6 | Imaj9"), "minor": ("iiø7 | V7 | i6",)},
    modes={"major": 2, "minor": 1},
    tonics=("F", "Bb", "C", "G", "Eb", "D"),
    meters=("3/4",),
    forms=("aaba", "abac", "solos"),
    bars=(32, 40, 48),
    leads=("fill", "fill", "run", "stop"),
    swing=66,
    lead=("Soprano Sax", "Flute", "Vibraphone", "Jazz Guitar", "Trumpet"),
    melody=Melody("jazzwaltz", low=63, high=79, lift=3, leap=1.6),
    touch=Touch(accent=0.3, slur=0.35, grace=0.06, scoop=0.15, falloff=0.2),
    ending="ritardando",
    roles=(
        Role(
            "chords",
            comping.JAZZ_WALTZ_CALM,
            comping.JAZZ_WALTZ_FULL,
            ("Piano", "Electric Piano 1", "Jazz Guitar"),
            low=50,
            high=66,
            rootless=True,
            loud=0.85,
            pan=-0.2,
        ),
        Role("bass", bass.JAZZ_WALTZ_CALM, bass.JAZZ_WALTZ_FULL, ("Acoustic Bass",)),
        Role("drums", drums.JAZZ_WALTZ_CALM, drums.JAZZ_WALTZ_FULL, drums=True, loud=0.85),
    ),
    gates={
        "downbeat onsets": (0.5, 1.0, "lines that begin after the beat"),
        "in key": (0.85, 1.0, "altered dominants"),
    },
)
