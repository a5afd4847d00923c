"""Chinese: five modes of five tones, flute and fiddle on one tune, a zither's bare fifths."""

from muse_music.midi.band import silk_bamboo as players
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Chinese",
    words=(
        *("chinese", "chinese style", "chinese traditional", "oriental", "中国风", "国风", "古风"),
        *("中国", "中式", "民乐", "五声", "中国风格", "丝竹", "江南丝竹", "silk and bamboo"),
    ),
    tempo=(56, 104),
    # Chords of tones of the mode alone; their thirds are left out where they are played.
    progressions={
        "gong": {
            "theme": (
                "I | vi7 | I | Vsus2 | I | vi7 | IIsus4 | I",
                "I | I | Vsus2 | vi7 | IIsus4 | vi7 | Vsus2 | I",
                "I | Vsus2 | vi7 | vi7 | IIsus4 | Vsus2 | I | I",
            ),
            "contrast": (
                "vi7 | IIsus4 | Vsus2 | vi7 | IIsus4 | vi7 | Vsus2 | Vsus2",
                "Vsus2 | Vsus2 | vi7 | vi7 | IIsus4 | IIsus4 | Vsus2 | Vsus2",
            ),
        },
        "yu": {
            "theme": (
                "i7 | i7 | bVIIsus2 | i7 | bIII | IV7sus4 | bVIIsus2 | i7",
                "i7 | bIII | IV7sus4 | i7 | i7 | bVIIsus2 | IV7sus4 | i7",
            ),
            "contrast": ("bIII | bVIIsus2 | i7 | IV7sus4 | bIII | bVIIsus2 | IV7sus4 | bVIIsus2",),
        },
        "zhi": {
            "theme": (
                "Isus2 | IV | Isus2 | Vsus4 | Isus2 | ii7 | Vsus4 | Isus2",
                "Isus2 | Isus2 | IV | ii7 | Vsus4 | IV | Vsus4 | Isus2",
            ),
            "contrast": ("IV | ii7 | Vsus4 | Isus2 | IV | ii7 | Vsus4 | Vsus4",),
        },
        "shang": {
            "theme": (
                "Isus4 | v7 | Isus2 | bVII | Isus4 | IVsus2 | v7 | Isus4",
                "Isus2 | Isus4 | bVII | v7 | IVsus2 | v7 | bVII | Isus4",
            ),
            "contrast": ("v7 | bVII | IVsus2 | v7 | bVII | bVII | IVsus2 | v7",),
        },
        "jue": {
            "theme": ("bVI/1 | iv7 | bVI/1 | bIIIsus2 | iv7 | bVI | bVIIsus4 | bVI/1",),
            "contrast": ("iv7 | bVI | bIIIsus2 | bVIIsus4 | iv7 | bVI | bIIIsus2 | bVIIsus4",),
        },
    },
    cadence={
        "gong": ("IIsus4 | Vsus2 | I", "Vsus2 | vi7 | I"),
        "yu": ("IV7sus4 | bVIIsus2 | i7", "bIII | bVIIsus2 | i7"),
        "zhi": ("ii7 | Vsus4 | Isus2", "IV | Vsus4 | Isus2"),
        "shang": ("bVII | v7 | Isus4", "IVsus2 | v7 | Isus4"),
        "jue": ("iv7 | bVIIsus4 | bVI/1",),
    },
    modes={"gong": 4, "yu": 3, "zhi": 2, "shang": 1, "jue": 0.4},
    tonics=("D", "G", "C", "F", "A"),
    meters=("4/4", "2/4"),
    often=2,
    forms=("free", "free", "aaba", "abac"),
    bars=(24, 28, 36),
    leads=("fill", "fill", "stop"),
    lead=("笛子", "二胡", "箫", "琵琶"),
    seconds=("二胡", "笛子"),
    melody=Melody("chinese", low=66, high=82, lift=3, scale="pentatonic", leap=1.4, strict=True),
    touch=Touch(
        slur=0.3,
        tenuto=0.1,
        grace=0.16,
        mordent=0.05,
        trill=0.06,
        slide=0.3,
        tremolo=0.7,
        fermata=True,
    ),
    ending="ritardando",
    room="courtyard",
    gates={
        "groove": (0.6, 0.97, "long notes stand beside runs of sixteenths"),
        "bar repetition": (0.25, 0.65, "the theme comes back as it was"),
    },
    roles=(
        Role(
            "chords",
            players.ZITHER_CALM,
            players.ZITHER_FULL,
            ("古筝",),
            low=50,
            high=67,
            open_=True,
            loud=0.85,
            pan=-0.25,
        ),
        Role(
            "dulcimer",
            players.DULCIMER_CALM,
            players.DULCIMER_FULL,
            ("扬琴", "琵琶"),
            low=57,
            high=74,
            open_=True,
            enters=0.55,
            loud=0.55,
            pan=0.3,
        ),
        Role("bass", players.BASS_CALM, players.BASS_FULL, ("Cello",), enters=0.45, loud=0.7),
        Role(
            "drums",
            players.PERCUSSION_CALM,
            players.PERCUSSION_FULL,
            drums=True,
            enters=0.5,
            loud=0.6,
        ),
    ),
)
