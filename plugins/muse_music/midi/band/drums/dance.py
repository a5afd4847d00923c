"""Grooves of machines: electronic, trap, lo-fi and game chips, a paragraph each."""

from dataclasses import dataclass, replace

from muse_music.midi.band.drums import fills
from muse_music.midi.band.drums.kit import CLAP, CRASH, KICK, SNARE, Groove, grooves
from muse_music.theory.bars import Bar
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Note

HOUSE_CALM = grooves(
    """
    BD x... x... x... x... HH ..x. ..x. ..x. ..x.

    BD x... x... x... x... SH xxxx xxxx xxxx xxxx

    BD x... x... x... x... CP .... .... .... x... HH x.xx x.xx x.xx x.xx

    BD x... x... x... x..x RD ..x. ..x. ..x. ..x.

    BD x... .... x... .... CP .... x... .... x... HH xoxo xoxo xoxo xoxo
""",
    fills.DANCE,
)
HOUSE_FULL = grooves(
    """
    BD x... x... x... x... CP .... x... .... x... OH ..x. ..x. ..x. ..x. SH xxxx xxxx xxxx xxxx

    BD x... x... x... x... CP .... x... .... x... OH ..x. ..x. ..x. ..x. HH xx.x xx.x xx.x xx.x
    RD x... x... x... x...

    BD x... x... x... x.x. SD .... x... .... x... HH xxxx xxxx xxxx xxxx OH ..x. ..x. ..x. ..x.
    CB ..x. .x.. x..x ..x.

    BD x... x... x... x... CP .... x... .... x..x HH ..x. ..xx ..x. ..xx LC .x.. .... .x.x ..x.

    BD x... .... ..x. .... SD .... X... .... X... HH x.xx x.xx x.xx x.xx RD x.x. x.x. x.x. x.x.
    BR ...o .o.. .o.. ....

    BD x..x ..x. x..x ..x. CP .... X... .... X... OH ..x. ..x. ..x. ..x. HH x.x. x.x. x.x. x.x.
""",
    fills.DANCE,
)

TRAP_CALM = grooves(
    """
    BD x... .... .... ..x. SD .... .... x... .... HH x.x. x.x. x.x. x.x.

    BD x... ..x. .... .... CP .... .... x... .... HH x.x. x.x. x.xx x.x. | x.x. xxxx x.x. x.x.

    BD x... .... ..x. .... | x..x .... .... ..x. SS .... .... x... .... HH x... x... x... x.xx

    BD x... ...x .... .... SD .... .... x... .... HH x.x. x.xx x.x. xxxxxx
""",
    fills.TRAP,
)
TRAP_FULL = grooves(
    """
    BD x..x ..x. .... ..x. SD .... .... X... .... HH x.x. x.x. x.x. xxxx | x.x. xxxxxx x.x. x.x.
    OH .... .... .... ..x. | .... .... .... ....

    BD x... ..x. ..x. .... | x..x .... .... x.x. CP .... .... X... ....
    HH xxxx xxxx xxxx xxxxxx | xxxx xxxx xxxxxxxx xxxx

    BD x..x .... ...x ..x. SD .... .... X... ..g. CP .... .... x... .... HH x.x. x.xx xxx x.x.

    BD x... .... x.x. .x.. SD .... .... X... .... HH xxx xxx x.x. xxxx | x.x. x.x. xxxxxx x.x.
    OH ..x. .... .... ....

    BD x.x. ...x .... x... | x..x ..x. .... .... CP .... .... X... ...x HH x.xx x.xx x.xx xxxxxxxx
    LT .... .... .... ..x. | .... .... .... .x.x
""",
    fills.TRAP,
)

LOFI_CALM = grooves(
    """
    BD x... .... ..x. .... SD .... o... .... o... HH x.x. x.x. x.x. x.x.

    BD x... ...x .... .... SS .... x... .... x... HH x.x. x.x. x.x. x.xo

    BD x..x .... ..x. .... | x... .... .x.. ..x. SS .... x... .... x... SH x.x. x.x. x.x. x.x.

    BD x... .... .... ..x. BR .... x... .... x... HH x... x... x... x...
""",
    fills.BRUSH,
    crash=False,
)
LOFI_FULL = grooves(
    """
    BD x... ...x ..x. .... SD .... x..g .... x... HH x.x. x.xx x.x. x.x.

    BD x..x .... .x.. ..x. SD .... x... .... x..g HH x.xx x.x. x.xx x.x.

    BD x... .... x.x. ...x | x..x .... ..x. .... SD .... x... .g.. x... HH x.x. x.x. x.x. x...
    OH .... .... .... ..o.

    BD x.x. .... ...x .... SD .... x... ..g. x... RD x... x.x. x... x.x.

    BD x... ..x. .... .x.. SD .... x.g. .... x... HH xoxo xoxo xoxo xoxo TB .... x... .... x...
""",
    fills.BRUSH,
    crash=False,
)

CHIP_CALM = grooves(
    """
    BD x... .... x... .... HH ..x. ..x. ..x. ..x.

    BD x... .... x... .... BR .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x... ..x. .... .... BR .... x... .... x... HH x.xx x.xx x.xx x.xx

    BD x..x ..x. .... .... | x... .... x.x. .... HH xxxx xxxx xxxx xxxx
""",
    fills.CHIP,
)
CHIP_FULL = grooves(
    """
    BD x... x... x... x... SD .... x... .... x... HH xxxx xxxx xxxx xxxx

    BD x.x. ..x. x.x. ..x. SD .... x... .... x... HH x.xx x.xx x.xx x.xx

    BD x... ..x. x..x .... SD .... x..x .... x.xx HH x.x. x.x. x.x. x.x.

    BD x..x ..x. x..x ..x. SD .... x... .... x... OH ..x. ..x. ..x. ..x.

    BD x.x. x.x. x.x. x.x. SD ..x. ..x. ..x. ..x. HH xxxx xxxx xxxx xxxx
""",
    fills.CHIP,
)


@dataclass(frozen=True)
class Rise:
    """The floor before a drop: a groove, and a roll that doubles its pace towards the end."""

    groove: Groove
    roll: int = SNARE

    def __call__(self, bar: Bar) -> list[Note]:
        """Return the notes of a bar."""
        left = bar.section.bars - bar.place
        if left > max(2, bar.section.bars // 2):
            return self.groove(replace(bar, fills=False))
        notes = [n for n in self.groove(replace(bar, fills=False)) if left > 1 or n.pitch == KICK]
        parts = 1 if left > 4 else 2 if left > 2 else 4
        beats = bar.meter.beats if left > 1 else bar.meter.beats[: max(1, len(bar.meter.beats) - 1)]
        count = len(beats) * parts
        for at, beat in enumerate(beats):
            for part in range(parts if beat.length >= TICKS else beat.divisions):
                tick = beat.start + beat.length * part // parts
                force = 0.3 + 0.25 / left + 0.3 * (at * parts + part) / count / left
                notes.append(Note(bar.start + tick, TICKS // 8, self.roll, force))
        return [n for n in notes if n.pitch != CRASH or bar.place == 0]


RISES = (*(Rise(g) for g in HOUSE_CALM[:4]), *(Rise(g, CLAP) for g in HOUSE_CALM[:2]))
