"""How pitches are spelt in a song, and the accidentals that a measure needs."""

from muse_music.theory.keys import Key
from muse_music.theory.naming import letter, spelt
from muse_music.theory.notes import ChordSpan, Song

SIGNS = {-2: "flat-flat", -1: "flat", 0: "natural", 1: "sharp", 2: "double-sharp"}
_SHARPS = "FCGDAEB"
Shown = dict[tuple[str, int], int]
"""What accidentals a measure has shown so far: (letter, octave) -> alteration."""


def signature(key: Key) -> dict[str, int]:
    """Return letter -> alteration of a key's signature."""
    count = key.sharps
    if count >= 0:
        return dict.fromkeys(_SHARPS[:count], 1)
    return dict.fromkeys(_SHARPS[::-1][:-count], -1)


class Speller:
    """Spells the pitches of one staff, measure by measure; ticks come nearly in order."""

    def __init__(self, song: Song) -> None:
        self.spans, self.at = song.chords, 0
        self.key = song.key
        self.signature = signature(song.key)
        self.scale = frozenset(song.key.scale)
        self.shown: Shown = {}

    def measure(self, key: Key) -> None:
        """Begin a measure in a key: no accidental holds any more."""
        if key != self.key:
            self.key, self.signature, self.scale = key, signature(key), frozenset(key.scale)
        self.shown = {}

    def name(self, pitch: int, tick: int) -> tuple[str, int, int]:
        """Return letter, alteration and octave of a pitch at a tick."""
        span = self._span(tick)
        tone = pitch % 12
        if span is None or tone in self.scale:
            name, altered = letter(tone, self.key)
        else:
            name, altered = spelt(tone, span.chord, self.key)
        return name, altered, (pitch - altered) // 12 - 1

    def accidental(self, name: str, altered: int, octave: int) -> str:
        """Return the accidental that a note needs here, and remember it; empty if none."""
        place = (name, octave)
        if self.shown.get(place, self.signature.get(name, 0)) == altered:
            return ""
        self.shown[place] = altered
        return f"<accidental>{SIGNS[altered]}</accidental>"

    def _span(self, tick: int) -> ChordSpan | None:
        """Return the chord at a tick."""
        if not self.spans:
            return None
        while self.at + 1 < len(self.spans) and self.spans[self.at + 1].start <= tick:
            self.at += 1
        while self.at and self.spans[self.at].start > tick:
            self.at -= 1
        return self.spans[self.at]
