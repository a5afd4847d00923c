"""Grooves without a drum set: field drums, great drums and frame drums."""

from muse_music.midi.band.drums import fills
from muse_music.midi.band.drums.kit import grooves

MARCH_CALM = grooves(
    """
    BD x... .... x... .... SD .... x... .... x...

    BD x... .... x... .... SD ..x. ..x. ..x. ..xx

    SD x.xx x.x. x.xx x.x.

    BD x... .... x... .... SD .xxx x... .xxx x... | .xxx x... xgxg x...

    BD x... x... x... x... SD ..g. ..x. ..g. ..x. TR x... .... x... ....
""",
    fills.MARCH,
)
MARCH_FULL = grooves(
    """
    BD x... .... x... .... CC x... .... x... .... SD ..x. ..x. ..x. x.xx

    BD x... x... x... x... SD x.xx x.x. x.xx x.xx CC x... .... .... ....

    BD x... .... x... .... SD xgxg X.xx xgxg X.x. CC x... .... x... ....

    BD x... .... x... x... SD x... x.xx x... xxxx | x.xx x.xx x.x. x... CC x... .... .... x...

    BD x... .... x... .... SD xxx X.. xxx X.. CC x... .... x... ....
""",
    fills.MARCH,
)

FILM_CALM = grooves(
    """
    FT x... .... .... .... LT .... .... ..x. ....

    FT x... .... x... .... SH xoxo xoxo xoxo xoxo

    FT x... ..x. .... x...

    BD x... .... .... .... FT .... .... x... ..x. | .... x... .... x.x.
""",
    fills.FILM,
    crash=False,
)
FILM_FULL = grooves(
    """
    BD x... .... x... .... FT X.x. x.x. X.x. x.xx LT ..x. ..x. ..x. ....

    BD x... ..x. ..x. .... FT x..x ..x. ..x. x.x. CC x... .... .... ....

    BD x... .... ..x. .... FT X... x.xx X... x.xx SD .... o... .... o.oo

    BD x... .... x... .... FT x.xx x.xx x.xx x.xx CH .... .... X... ....

    BD x... ..x. x... ..x. FT X..x x.X. .x.x X... | X..x x.X. xxxx xxxx LT .x.. .x.. x... ..x.
""",
    fills.FILM,
)

FOLK_CALM = grooves(
    """
    LC x... .... x... .... HC .... o... .... o...

    LC x... ..o. x... ..o. HC .... x... .... x...

    LC x... .... x... .... TB .... x... .... x...

    LC x... o.o. x... o.o. | x... ..o. x.o. ....
""",
    fills.FOLK,
    crash=False,
)
FOLK_FULL = grooves(
    """
    LC x.oo x.oo x.oo x.oo

    LC x... o.x. x... o.x. HC .... x..o .... x..o

    LC x... ..x. x... x... TB x.xx x.xx x.xx x.xx

    BD x... .... x... .... HC .... x... .... x... TB ..x. ..x. ..x. ..x.

    LC x..x ..x. x..x ..x. HC .o.. x... .o.. x.o. | .o.. x..o .... x.x.
""",
    fills.FOLK,
    crash=False,
)
