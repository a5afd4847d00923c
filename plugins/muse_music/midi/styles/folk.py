"""Folk: boom-chuck, three chords and their relatives, no drum kit."""

from muse_music.midi.band.bass import tables as bass
from muse_music.midi.band.comping import tables as comping
from muse_music.midi.band.drums import world as drums
from muse_music.midi.style import Melody, Role, Style, Touch

STYLE = Style(
    title="Folk",
    room="parlour",
    words=(
        *("folk", "folk song", "folk music", "celtic", "irish", "jig", "reel", "polka"),
        *("nursery rhyme", "儿歌"),
        *("民谣", "民歌"),
    ),
    tempo=(80, 144),
    progressions={
        "major": {
            "theme": ("I | I | IV | V | I | IV | V | I", "I | V | I | IV | I | IV | V | I"),
            "contrast": ("IV | I | V | vi | IV | I | ii | V", "vi | IV | I | V | vi | IV | ii | V"),
        },
        "minor": {
            "theme": (
                "i | bVII | i | v | i | bVII | v | i",
                "i | i | bVII | bVII | i | iv | v | i",
            ),
            "contrast": ("bIII | bVII | i | v | bIII | bVII | i | v",),
        },
    },
    cadence={"major": ("IV | V | I", "ii | V | I"), "minor": ("bVII | v | i", "iv | v | i")},
    modes={"major": 3, "minor": 1},
    tonics=("D", "G", "A", "C", "E"),
    lead=("Fiddle", "Whistle", "Flute", "Accordion"),
    melody=Melody("folk", low=62, high=76, lift=3, leap=1.6),
    forms=("aaba", "aabb", "abac", "rondo"),
    bars=(16, 24, 32),
    leads=("fill", "run", "fill", "stop"),
    touch=Touch(slur=0.2, staccato=0.1, grace=0.14, mordent=0.05),
    roles=(
        Role(
            "chords",
            comping.FOLK_CALM,
            comping.FOLK_FULL,
            ("Steel Guitar", "Nylon Guitar", "Accordion"),
            low=52,
            high=68,
        ),
        Role("bass", bass.FOLK_CALM, bass.FOLK_FULL, ("Acoustic Bass",)),
        Role("drums", drums.FOLK_CALM, drums.FOLK_FULL, drums=True, enters=0.55, loud=0.7),
    ),
)
