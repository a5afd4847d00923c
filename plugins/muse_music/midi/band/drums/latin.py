"""Grooves of bossa nova, tango, reggae and funk, a paragraph each."""

from muse_music.midi.band.drums import fills
from muse_music.midi.band.drums.kit import grooves

BOSSA_CALM = grooves(
    """
    BD x... ..x. x... ..x. SS x... ..x. .... x... | .... x... ..x. .... HH x.x. x.x. x.x. x.x.

    BD x... .... x... ..x. SS .... x... ..x. .... | x... ..x. .... x... SH x.x. x.x. x.x. x.x.

    BD x... ..x. x... .... SS x... ..x. .... x... | .... x... .... x... BR x.x. x.x. x.x. x.x.

    BD x... .... x... .... SS x... ..x. .... ..x. | .... ..x. .... x... SH xoxo xoxo xoxo xoxo
""",
    fills.LATIN,
    crash=False,
)
BOSSA_FULL = grooves(
    """
    BD x... ..x. x... ..x. SS x... ..x. .... x... | ..x. .... x... .... RD x.x. x.x. x.x. x.x.
    PH .... x... .... x...

    BD x... ..x. .... ..x. SS ..x. .... x... ..x. | .... x... ..x. .... HH x.x. x.x. x.x. x.x.
    SH xoxo xoxo xoxo xoxo

    BD x... ..x. x... ..x. SS x... ..x. .... x... | .... ..x. .... x... HH x.xx x.xx x.xx x.xx
    LC .... .... .... x.x.

    BD x... .... x... ..x. SS .... ..x. .... x... | x... ..x. .... ..x. RD x... x.x. x... x.x.
    TR x... .... x... ....
""",
    fills.LATIN,
    crash=False,
)

TANGO_CALM = grooves(
    """
    LW x... .... x... .... BR .... o... .... o...

    LW x... ..x. .... x...

    BR x... ..x. x... x... | x... x... x... x... LW x... .... x... ....

    LW x... x... x... x... WB .... .... .... ..x.
""",
    fills.BRUSH,
    crash=False,
)
TANGO_FULL = grooves(
    """
    BD x... .... x... .... BR x... x... x... x.xx

    BD x... ..x. .... x... BR x... ..X. .... X...

    BD x... ..x. x... x... BR X... ..x. x... x...

    BD x... .... x... .... BR ..X. x... ..X. x... | X... x... X... x.xx

    BD X... .... .... x... SD x..x ..x. .... x... WB .... .... .... x...
""",
    fills.MARCH,
    crash=False,
)

REGGAE_CALM = grooves(
    """
    BD .... .... x... .... SS .... .... x... .... HH x.x. x.x. x.x. x.x.

    BD .... .... x... .... SS .... .... x... ..x. | .... ..x. x... .... HH x... x.x. x... x.x.

    BD .... .... x... .... SS .... .... x... .... SH x.x. x.x. x.x. x.x. OH .... .... .... ..x.

    BD .... x... .... x... SS .... x... .... x... HH x.x. x.x. x.x. x.x.
""",
    fills.REGGAE,
)
REGGAE_FULL = grooves(
    """
    BD x... x... x... x... SS .... .... x... .... HH x.x. x.x. x.x. x.x. OH .... ..x. .... ..x.

    BD x... .... x... .... SD .... .... X... .... HH x.x. x.xx x.x. x.xx

    BD .... .... X... .... SD .... .... X... .... HH x.xx x.xx x.xx x.xx
    TI ..x. .... .... ..xx | .... ..x. .... ....

    BD x... ..x. x... .... SD .... .... X... .... HH x.x. x.x. x.x. x.x. CB x... .... x... ....

    BD x... x... x... x... SD .... .... X... ..g. RD x... x.x. x... x.x.
""",
    fills.REGGAE,
)

FUNK_CALM = grooves(
    """
    BD x... ..x. .... .... SD .... x..g .g.. x... HH x.x. x.x. x.x. x.x.

    BD x..x .... ..x. .... SS .... x... .... x..x HH xxxx xxxx xxxx xxxx

    BD x.x. .... .x.. .... SD .... x..g .... x... HH x.xx x.xx x.xx x.xx

    BD x... ...x ..x. .... | x..x .... .x.. ..x. SD .... x... .g.. x..g HH x.x. x.x. x.x. x.x.
""",
    fills.FUNK,
)
FUNK_FULL = grooves(
    """
    BD x.x. ..x. ..x. .x.. SD .... X..g .g.g X..g HH xxxx xxxx xxxx xx.x OH .... .... .... ..x.

    BD x..x ...x ..x. .x.. SD .g.. X.g. .g.. X..g HH x.xx x.xx x.xx x.xx

    BD x..x ..x. .x.. x... | x... ..xx .x.. .... SD .... X..g .g.. .... | .... X..g .g.x ..x.
    HH xxxx xxxx xxxx xxxx

    BD x... x... x... x... SD .... X... .... X..g OH ..x. ..x. ..x. ..x. HH xx.x xx.x xx.x xx.x

    BD x.x. .... ..xx .... SD .... X..X .g.g X.g. RB x.x. x.x. x.x. x.x.

    BD x..x .... x.x. ..x. SD .gg. X.gg .gg. X.gg CB x... x... x... x...
""",
    fills.FUNK,
)
