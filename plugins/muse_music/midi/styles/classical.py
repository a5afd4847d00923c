"""Classical: periods of eight bars, a broken left hand, cello below."""

from muse_music.midi.band.bass import tables as bass
from muse_music.midi.band.comping import tables as comping
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Classical",
    room="hall",
    words=(
        *("classical", "classical music", "orchestral", "orchestra", "symphonic", "symphony"),
        *(
            "chamber music",
            "sonata",
            "minuet",
            "chorale",
            "古典",
            "古典音乐",
            "交响",
            "交响乐",
            "管弦乐",
        ),
    ),
    tempo=(66, 152),
    progressions={
        "major": {
            "theme": (
                "I | IV | I | V | I | IV | I/3 V7 | I",
                "I | V/7 | vi | V | I | ii/4 | V7 | I",
            ),
            "contrast": (
                "V | I | V | I | vi | ii | V/2 | V7",
                "vi | iii | IV | I | ii | V7/V | V | V7",
            ),
        },
        "minor": {
            "theme": ("i | iv | i | V | i | iv | V7 | i", "i | V | i | iv | i | iiø7 | V7 | i"),
            "contrast": ("bIII | bVII | bIII | bVII | bVI | iv | V | V7",),
        },
    },
    cadence={"major": ("ii/4 | V7 | I", "IV | V7 | I"), "minor": ("iv | V7 | i",)},
    modes={"major": 2, "minor": 1},
    tonics=("C", "D", "F", "G", "Bb", "A"),
    meters=("4/4", "3/4", "2/4", "6/8"),
    lead=("Violin", "Flute", "Oboe", "Clarinet"),
    melody=Melody("classical", low=64, high=79, lift=3, leap=1.5),
    great_lead=("French Horn", "Trumpet", "Trombone"),
    great_doubles=("Strings", "Choir Aahs"),
    great_roles=(
        Role("chords", comping.FILM_CALM, comping.FILM_FULL, ("Strings",), 50, 66, loud=0.8),
        Role(
            "brass",
            comping.HELD,
            comping.SWELLS,
            ("Brass Section",),
            low=48,
            high=64,
            enters=0.6,
            loud=0.7,
            pan=0.3,
        ),
        Role("bass", bass.FILM_CALM, bass.FILM_FULL, ("Contrabass", "Tuba"), loud=0.9),
    ),
    forms=("aaba", "rondo", "ternary", "aabb"),
    bars=(24, 32, 40),
    leads=("run", "fill", "hits"),
    touch=Touch(slur=0.55, staccato=0.3, tenuto=0.1, grace=0.04, mordent=0.04, trill=0.05),
    ending="ritardando",
    roles=(
        Role(
            "chords",
            comping.CLASSICAL_CALM,
            comping.CLASSICAL_FULL,
            ("Piano", "Harp", "Harpsichord"),
            low=52,
            high=67,
            loud=0.82,
        ),
        Role(
            "strings",
            comping.HELD,
            comping.SWELLS,
            ("Strings",),
            low=48,
            high=64,
            enters=0.6,
            loud=0.62,
            pan=-0.3,
        ),
        Role(
            "bass",
            bass.CLASSICAL_CALM,
            bass.CLASSICAL_FULL,
            ("Cello", "Contrabass"),
            loud=0.85,
            pan=0.3,
        ),
    ),
    gates={
        "meter recovered": (0.5, 1.0, "long ends of phrases fit other meters too"),
    },
)
