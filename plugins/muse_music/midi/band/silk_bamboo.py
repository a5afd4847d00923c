"""Silk and bamboo: what zither, dulcimer, low strings and percussion play under a Chinese tune.

Chords are bare fifths and fourths, broken on the zither's strings; percussion marks, and hardly
ever drives.
"""

from dataclasses import dataclass, replace

from muse_music.midi.band.bass.lines import lines
from muse_music.midi.band.comping.strokes import Strokes, strokes
from muse_music.midi.band.drums import fills
from muse_music.midi.band.drums.kit import fills_of, grooves
from muse_music.theory.bars import Bar
from muse_music.theory.notes import Note

_TOP = 86
"""The highest string of a zither of 21."""


@dataclass(frozen=True)
class Swept:
    """A zither's pattern with a sweep over the strings that leads into what follows a phrase."""

    pattern: Strokes
    rises: bool = True

    def __call__(self, bar: Bar) -> list[Note]:
        """Return the notes of a bar."""
        notes = self.pattern(bar)
        if not bar.ends_phrase or bar.after is None or bar.section.energy < 0.4:
            return notes
        beat = bar.meter.beats[-1]
        if beat.start == 0:
            return notes
        start = bar.start + beat.start
        tones = set(bar.after.chord.tones) | set(bar.slots[-1].chord.tones)
        strings = [p for p in range(57, _TOP + 1) if p % 12 in tones]
        count = 12 if beat.divisions == 3 else 8
        strings = strings[:count] if self.rises else strings[: -count - 1 : -1]
        step = beat.length // count
        kept = [replace(n, length=min(n.length, start - n.start)) for n in notes if n.start < start]
        swept = [
            Note(start + at * step, step, pitch, 0.3 + 0.02 * at)
            for at, pitch in enumerate(strings)
        ]
        return [*kept, *swept]


def _zither(text: str, ring: float = 2.0) -> tuple[Swept, ...]:
    return tuple(Swept(p, rises=at % 2 == 0) for at, p in enumerate(strokes(text, ring=ring)))


ZITHER_CALM = _zither("""
    1--- 3-4- 5--- ----
    1-3- 4--- 5-4- 3---
    1--- ---- 3-4- 5--- | 5-4- 3--- 1--- ----
    C--- ---- 4-5- 4---
    1--- 4--- 3--- 4---
    1-4- 3-5- ---- ----
""")
ZITHER_FULL = _zither("""
    1-34 5-43 1-34 5---
    1-3- 4-5- 6-5- 4-3-
    1344 5543 1344 5---
    C--- 3-4- 5454 3---
    1-5- 3-5- 4-5- 3-5-
    C--3 4-5- C--3 4-5- | 1-34 5-64 5-43 1---
""")
DULCIMER_CALM = strokes("""
    ..t- ..t- ..t- ..t-
    ---- 3-2- ---- 3-2-
    C--- ---- ---- ----
    ..3- ---- ..2- ----
""")
DULCIMER_FULL = strokes("""
    1323 1323 1323 1323
    ..tt ..tt ..tt ..tt
    1-3- 2-3- 1-3- 2-3-
    t-3- t-2- t-3- t-2-
    1-33 2-33 1-33 2-33
""")
BASS_CALM = lines("""
    r--- ---- ---- ----
    r--- ---- 5--- ----
    r--- ---- ---- 5---
    r--- --5- ---- ----
    r--- ---- ---- --5- | 8--- ---- ---- ----
    r--- ---- --8- ----
    .... r--- ---- ---- | r--- ---- 5--- ----
""")
BASS_FULL = lines("""
    r--- ---- 5--- ----
    r--- --5- 8--- ----
    r--- 5--- 8--- 5---
    r--- ---- r--- --5-
    r--- --r- 5--- ----
    r--- 5--- ---- 8---
    r-5- ---- r-5- ---- | r--- 8--- 5--- ----
    r--- ---- --5- 8---
""")
_ROLLS = (
    *fills_of("""
    FT x.xx
    WB x.xx LW ..xx
    FT x... xxxx
    WB x... x.x. FT .... x.xx
    FT x.x. xxxx CH .... ...x
    WB xxx ... FT ... xxx
    """),
    fills.FILM[0],
)
PERCUSSION_CALM = grooves(
    """
    WB x... .... .... ....

    WB x... .... .... .... LW .... .... x... ....

    TR x... .... .... .... WB .... .... x... ....

    WB x... .... ..x. .... | x... .... x... x...

    FT x... .... .... .... WB .... .... x... ....

    TR x... .... .... .... | .... .... x... ....
""",
    _ROLLS,
    crash=False,
)
PERCUSSION_FULL = grooves(
    """
    FT x... .... x... .... WB .... x... .... x...

    FT x... ..x. x... .... WB ..x. ..x. ..x. ..x.

    FT x... x.xx x... x... CH x... .... .... ....

    FT x... .... x.x. .... LW .... x.x. .... x.x. TR x... .... .... ....

    WB x.xx x.x. x.xx x... FT x... .... x... ....

    FT x..x ..x. x..x ..x. WB .... x... .... x... | .... x... ..x. x.x. CH .... .... .... x...
""",
    _ROLLS,
    crash=False,
)
