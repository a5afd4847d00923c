"""Folk: boom-chuck, three chords and their relatives, no drum kit."""

from muse_music.midi.band import bass, comping, drums
from muse_music.midi.style import Melody, Role, Style

STYLE = Style(
    title="Folk",
    words=(
        *("folk", "folk song", "folk music", "country", "celtic", "irish", "jig", "reel", "polka"),
        *("nursery rhyme", "march", "进行曲", "儿歌"),
        *("民谣", "民歌", "乡村"),
    ),
    tempo=(92, 132),
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
    form="aaba",
    lead=("Fiddle", "Whistle", "Flute", "Accordion"),
    melody=Melody("folk", low=62, high=76, lift=3, leap=1.6),
    roles=(
        Role("chords", comping.after_beats, comping.after_beats, ("Steel Guitar",), 52, 68),
        Role("bass", bass.root_and_fifth, bass.root_and_fifth, ("Acoustic Bass",)),
        Role("drums", drums.frame, drums.frame, drums=True, enters=0.55, loud=0.7),
    ),
)
