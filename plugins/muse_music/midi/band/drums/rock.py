"""Grooves of pop, rock, ballads and country, a paragraph each."""

from muse_music.midi.band.drums import fills
from muse_music.midi.band.drums.kit import grooves

POP_CALM = grooves(
    """
    BD x... .... x... .... SS .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x... ..x. .... .... SS .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x... .... ..x. .... SS .... x... .... x... SH xxxx xxxx xxxx xxxx

    BD x... .... x..x .... | x... ..x. .... .... SD .... o... .... o... HH o.x. o.x. o.x. o.x.

    BD x..x .... x... .... CP .... x... .... x... HH x... x... x... x...
""",
    fills.POP,
)
POP_FULL = grooves(
    """
    BD x... ..x. x... .... SD .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x..x ..x. ..x. .... SD .... x... .... x... HH xxxx xxxx xxxx xxxx

    BD x... x... x... x... CP .... x... .... x... OH ..x. ..x. ..x. ..x. HH x... x... x... x...

    BD x... .... x.x. .... | x... ..x. x... ..x. SD .... x... .... x... HH x.x. x.x. x.x. x...
    OH .... .... .... ..x.

    BD x..x .... ..xx .... SD .... x... .... x... RD x.x. x.x. x.x. x.x. TB .... x... .... x...

    BD x.x. .... x.x. .... SD .... x... .... x..g HH x.xx x.xx x.xx x.xx
""",
    fills.POP,
)

ROCK_CALM = grooves(
    """
    BD x... .... x.x. .... SD .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x.x. .... ..x. .... SD .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x... ..x. x... .... SD .... x... .... x... HH x... x... x... x...

    BD x..x .... x... .... | x... ..x. x.x. .... SD .... x... .... x... FT x.x. ..x. x.x. ..x.
""",
    fills.ROCK,
)
ROCK_FULL = grooves(
    """
    BD x.x. ..x. x.x. .... SD .... X... .... X... OH x.x. x.x. x.x. x.x.

    BD x..x ..x. x..x ..x. SD .... X... .... X... RD x... x... x... x...

    BD x... .... x.x. ..x. | x..x .... ..x. x... SD .... X... .... X... CC x... .... x... ....
    RD x.x. x.x. x.x. x.x.

    BD x.x. x.x. x.x. x.x. SD .... X... .... X... OH x... x... x... x...

    BD x..x .... .x.x .... SD .... X..g .g.. X... HH x.x. x.x. x.x. x.x.

    BD x... ..x. ..x. .... SD .... X... .... X... RB x.x. x.x. x.x. x.x.
""",
    fills.ROCK,
)

BALLAD_CALM = grooves(
    """
    BD x... .... .... .... SS .... .... x... .... HH x... x... x... x...

    BD x... .... .... ..x. SS .... .... x... .... HH x.x. x.x. x.x. x.x.

    BD x... .... x... .... SS .... x... .... x... HH x... x... x... x...

    BD x... ...x .... .... SS .... .... x... .... SH xoxo xoxo xoxo xoxo

    BD x... .... .... .... SS .... x... .... .... | .... x... .... x... RD x... o... o... o...
""",
    fills.BALLAD,
)
BALLAD_FULL = grooves(
    """
    BD x... .... ..x. .... SD .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x... ...x x... .... SD .... x... .... x... RD x.x. x.x. x.x. x.x.

    BD x... .... .... ..x. SD .... .... X... .... HH xxxx xxxx xxxx xxxx

    BD x..x .... ..x. .... SD .... x... .... x... RD x... x... x... x... TB .... x... .... x...

    BD x.. ..x x.. ... SD ... x.. ... x.. HH xxx xxx xxx xxx
""",
    fills.BALLAD,
)

COUNTRY_CALM = grooves(
    """
    BD x... .... x... .... SS .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x... .... x... .... BR x.xx X.xx x.xx X.xx

    BD x... .... x..x .... SS .... x... .... x... HH x... x... x... x...

    BD x... .... .... ..x. | x... .... x... .... SS .... x... .... x... SH x.xx x.xx x.xx x.xx
""",
    fills.POP,
)
COUNTRY_FULL = grooves(
    """
    BD x... .... x... .... BR xxxx Xxxx xxxx Xxxx

    BD x... .... x.x. .... SD .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x..x .... x... .... SD .... x... .... x... RD x.xx x.xx x.xx x.xx

    BD x... ..x. x... ..x. SD .... x... .... x... TB x.x. x.x. x.x. x.x.

    BD x... .... x... .... SD ..xo X.xo ..xo X.xx HH x... x... x... x...
""",
    fills.ROCK,
)
