"""Film score: strings that pulse, brass that swells, great drums, one long rise to a climax."""

from muse_music.midi.band.bass import tables as bass
from muse_music.midi.band.comping import tables as comping
from muse_music.midi.band.drums import world as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Film score",
    room="hall",
    words=(
        *("film score", "film music", "movie music", "movie score", "soundtrack music"),
        *("film", "film cue"),
        *("trailer music", "cinematic music", "电影配乐", "电影音乐"),
        *("影视配乐", "电影原声", "预告片音乐"),
    ),
    tempo=(72, 144),
    progressions={
        "minor": {
            "theme": (
                "i | bVI | bIII | bVII",
                "i | i | bVI | bVI | iv | iv | V | V",
                "i | bIII | bVII | iv",
            ),
            "contrast": (
                "bVI | bVII | i | i | bVI | bVII | bIII | V",
                "i | bVI | iv | V",
                "bVI | bIII | bVII | i",
            ),
        },
        "major": {
            "theme": ("I | V | vi | IV", "I | bVI | bIII | bVII", "I | iii | IV | iv"),
            "contrast": ("bVI | bVII | I | I", "IV | I | V | vi", "I | bIII | IV | bVI"),
        },
    },
    cadence={"minor": ("bVI | bVII | i", "iv | V | i"), "major": ("bVI | bVII | I", "IV | iv | I")},
    modes={"minor": 2, "major": 1},
    tonics=("C", "D", "E", "G", "A", "F"),
    meters=("4/4", "3/4", "6/8"),
    forms=("arc", "tide", "aaba", "rondo"),
    bars=(24, 32, 40),
    leads=("fill", "fill", "fill", "stop"),
    lead=("French Horn", "Strings", "Violin", "Oboe", "Trumpet"),
    melody=Melody("film", low=60, high=76, lift=4),
    touch=Touch(slur=0.6, tenuto=0.4, fermata=True),
    ending="ritardando",
    roles=(
        Role(
            "strings",
            comping.FILM_CALM,
            comping.FILM_FULL,
            ("Strings", "Tremolo Strings"),
            low=50,
            high=67,
            loud=0.8,
            pan=-0.3,
        ),
        Role(
            "brass",
            comping.HELD,
            (*comping.SWELLS, comping.FILM_FULL[3]),
            ("Brass Section",),
            low=48,
            high=65,
            enters=0.6,
            loud=0.75,
            pan=0.25,
        ),
        Role(
            "choir",
            comping.HELD,
            comping.SWELLS,
            ("Choir Aahs",),
            low=55,
            high=72,
            enters=0.75,
            loud=0.6,
            pan=0.1,
        ),
        Role("bass", bass.FILM_CALM, bass.FILM_FULL, ("Contrabass", "Tuba", "Cello"), loud=0.95),
        Role("drums", drums.FILM_CALM, drums.FILM_FULL, drums=True, enters=0.5, loud=0.85),
    ),
    gates={
        "leaps": (0.0, 0.33, "fourths, fifths and octaves that carry far"),
        "downbeat onsets": (0.75, 1.0, "long notes are held over the bar"),
        "bar repetition": (0.15, 0.65, "a motif of two bars comes back"),
    },
)
