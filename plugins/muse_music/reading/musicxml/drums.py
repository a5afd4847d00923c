"""Who plays a part of MusicXML: its program, and which drum each instrument of a kit is."""

import re
from xml.etree.ElementTree import Element

from muse_music.reading.musicxml.numbers import hint
from muse_music.theory import gm

_SNARE = 38
_CHANNEL = 10  # General MIDI's drums
# Words of an instrument's name -> its drum of General MIDI, the first that fits.
_DRUMS = (
    (("side stick", "rim", "cross stick"), 37),
    (("snare",), _SNARE),
    (("open hi", "hi-hat open", "hihat open", "open hat"), 46),
    (("pedal hi", "foot hi", "hi-hat pedal", "hi-hat foot"), 44),
    (("hi-hat", "hihat", "hi hat", "hat"), 42),
    (("bass drum", "kick", "gran cassa", "grosse caisse"), 36),
    (("crash",), 49),
    (("ride bell", "bell of ride"), 53),
    (("ride",), 51),
    (("splash",), 55),
    (("china", "chinese cymbal"), 52),
    (("cymbal",), 49),
    (("floor tom", "low floor"), 41),
    (("low tom", "tom 3", "tom 4"), 45),
    (("high tom", "hi tom", "tom 1"), 50),
    (("tom",), 47),
    (("clap",), 39),
    (("tambourine",), 54),
    (("cowbell",), 56),
    (("triangle",), 81),
    (("bongo",), 60),
    (("conga",), 63),
    (("timbale",), 65),
    (("agogo",), 67),
    (("cabasa",), 69),
    (("maraca",), 70),
    (("guiro",), 73),
    (("clave",), 75),
    (("wood block", "woodblock", "temple block"), 76),
    (("shaker",), 82),
)
# Where drums are usually written on five lines, for those that nothing else tells apart.
_PLACES = {
    **{"D4": 44, "F4": 36, "G4": 41, "A4": 43, "C5": _SNARE, "D5": 47, "E5": 50},
    **{"F5": 51, "G5": 42, "A5": 49},
}
_SECTIONS = re.compile(r"\s*(?:[0-9]+|[ivx]+|solo|in [a-h](?:[b#♭]| flat| sharp)?)\.?\s*$", re.I)
_SOUNDS = {"choir": "Choir Aahs", "voice": "Choir Aahs", "vocals": "Choir Aahs"}


class Kit:
    """The instruments of a part that no pitch tells apart.

    `drums` is whether what has pitches plays the drum kit too, each pitch another drum.
    """

    def __init__(self, told: Element | None) -> None:
        self.known: dict[str, int] = {}
        self.drums = False
        if told is None:
            return
        for each in told.findall("score-instrument"):
            drum = _named(each.findtext("instrument-name") or "")
            if drum is not None:
                self.known[each.get("id", "")] = drum
        for each in told.findall("midi-instrument"):
            pitch = hint(each.findtext("midi-unpitched"), 1, 128)
            if pitch is not None:
                self.known[each.get("id", "")] = round(pitch) - 1
            channel = hint(each.findtext("midi-channel"), 1, 16)
            self.drums = self.drums or channel == _CHANNEL
        self.usual = _named(told.findtext("part-name") or "")

    usual: int | None = None

    def pitch(self, item: Element) -> int:
        """Return the drum of a note without a pitch."""
        instrument = item.find("instrument")
        found = self.known.get(instrument.get("id", "")) if instrument is not None else None
        if found is None:
            found = next(iter(self.known.values())) if len(self.known) == 1 else self.usual
        if found is None:
            step = item.findtext("unpitched/display-step") or ""
            octave = item.findtext("unpitched/display-octave") or ""
            found = _PLACES.get((step + octave).strip(), _SNARE)
        return found


def _named(name: str) -> int | None:
    name = name.lower()
    return next((drum for words, drum in _DRUMS if any(word in name for word in words)), None)


def program_of(told: Element | None) -> tuple[int, bool]:
    """Return the program of a part: told, or that of its name; and whether none was told wrong."""
    if told is None:
        return 0, True
    text = told.findtext("midi-instrument/midi-program")
    program = hint(text, 1, 128)
    if program is not None:
        return round(program) - 1, True
    right = text is None or not text.strip()
    for name in (
        told.findtext("part-name"),
        told.findtext("score-instrument/instrument-name"),
        (told.findtext("score-instrument/instrument-sound") or "").rpartition(".")[2],
    ):
        found = _player(name or "")
        if found is not None:
            return found, right
    return 0, right


def _player(name: str) -> int | None:
    """Return the program of a name such as "Violin II" or "Clarinet in Bb"."""
    name = " ".join(name.split())[:60]
    while (shorter := _SECTIONS.sub("", name)) != name:
        name = shorter
    for tried in (name, name.removesuffix("s"), _SOUNDS.get(name.lower(), "")):
        try:
            found = gm.sound(gm.program(tried)) if tried else -1
        except ValueError:
            continue
        if found >= 0:
            return found
    return None
