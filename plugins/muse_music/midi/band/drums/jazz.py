"""Grooves of jazz, blues and the waltzes, a paragraph each; halves are swung."""

from muse_music.midi.band.drums import fills
from muse_music.midi.band.drums.kit import Drums, Groove, grooves
from muse_music.midi.band.mixed import Mixed

_COMPING = (
    "",
    "SD ..g. .... .... ....",
    "SD .... .... ..o. ....",
    "SD .... ..o. .... ....",
    "SD .... .... .... ..o.",
    "SD ..g. .... .... o... BD .... .... ..o. ....",
    "BD ..o. .... .... ....",
    "BD .... .... .... ..o.",
    "SD .... .... g... ..g.",
    "BD .... ..o. .... .... SD .... .... ..o. ....",
)
_HEAD = "PH .... x... .... x... "


def _swung(time: str, comping: tuple[str, ...] = _COMPING) -> Drums:
    """Return a drummer who keeps time and answers the soloist as he likes."""
    return Mixed(tuple(Groove(f"{time} {each}", fills.JAZZ) for each in comping))


JAZZ_CALM: tuple[Drums, ...] = (
    _swung(_HEAD + "RD x... x.x. x... x.x. BD g... g... g... g..."),
    _swung("HH x... .... x... .... OH ..g. x.o. ..g. x.o.", _COMPING[:4]),
    _swung(_HEAD + "BR x... x.x. x... x.x. BD g... .... g... ....", ("", "RD x... .... .... ....")),
    _swung(_HEAD + "RD x... x... x... x.x. SS .... .... .... x...", _COMPING[:3]),
)
JAZZ_FULL: tuple[Drums, ...] = (
    _swung(_HEAD + "RD x... X.x. x... X.x. BD o... g... g... g..."),
    _swung(_HEAD + "RD x.x. x... x.x. x.x."),
    _swung(_HEAD + "RD x... x.x. ..x. x.x. BD g... g... g... g..."),
    _swung(
        "RB x.x. .xx. x.x. .xx. SS .... x... .... .... HT .... .... .... x.x. "
        "BD x..x x..x x..x x..x",
        ("", "SD .... .... ..g. ...."),
    ),
    _swung(_HEAD + "RD x... x.x. x... x.x. SD .... o... .... o... BD x... g... x... g..."),
)

BLUES_CALM = grooves(
    """
    BD x... .... x... .... SD .... x... .... x... RD x.x. x.x. x.x. x.x.

    BD x... ..o. x... .... SS .... x... .... x... HH x.x. x.x. x.x. x.x.

    BD x... x... x... x... SD .... x... .... x... HH x... x.x. x... x.x.

    BD x... .... x.x. .... | x... ..x. x... .... SS .... x... .... x... RD x... x.x. x... x.x.
""",
    fills.JAZZ,
)
BLUES_FULL = grooves(
    """
    BD x.x. ..x. x... ..x. SD .... X... .... X... RD x.x. x.x. x.x. x.x.

    BD x... x... x... x... SD ..g. X.g. ..g. X.g. RD x.x. x.x. x.x. x.x.

    BD x... ..x. x... ..x. SD .... X... .... X... OH x... x... x... x...

    BD x... .... x.x. ..x. SD .... X... .... X.o. RB x... x.x. x... x.x.

    BD x.. ..x x.. ... SD ... X.. ... X.. HH xxx xxx xxx xxx
""",
    fills.JAZZ,
)

_THREE = "PH .... x... .... "
JAZZ_WALTZ_CALM: tuple[Drums, ...] = tuple(
    Mixed(tuple(Groove(f"{time} {each}", fills.JAZZ) for each in answers))
    for time, answers in (
        (_THREE + "RD x... x.x. x...", ("", "BD g... .... ....", "SD .... .... ..o.")),
        ("PH .... x... x... RD x... x... x.x. BD o... .... ....", ("", "SD .... ..g. ....")),
        (_THREE + "BR x... x.x. x... BD o... .... ....", ("", "SS .... .... x...")),
    )
)
JAZZ_WALTZ_FULL: tuple[Drums, ...] = tuple(
    Mixed(tuple(Groove(f"{time} {each}", fills.JAZZ) for each in answers))
    for time, answers in (
        (
            _THREE + "RD x... x.x. x.x. BD o... .... ..o.",
            ("", "SD .... ..o. ....", "SD .... .... o...", "SD ..o. .... ..g."),
        ),
        (
            "PH .... x... .... RD x.x. x... x.x. BD x... .... ....",
            ("SD .... .... x...", "SD .... ..o. ..g.", "BD .... ..o. ...."),
        ),
        (
            "PH .... x... .... RD x..- ..x. x.x. BD x... ..x. ....",
            ("SD ..o. .... ....", "SD .... .... x...", ""),
        ),
        (
            "RD x... x... x... PH .... x... x... SD .... o... o...",
            ("BD x... .... ....", "BD x... .... ..o."),
        ),
    )
)

WALTZ_CALM = grooves(
    """
    TB .... x... x...

    BD o... .... .... TB .... o... o...

    TR x... .... .... TB .... .... x...

    BD o... .... .... BR .... x... x... | .... x... x.x.
""",
    fills.BRUSH,
    crash=False,
)
WALTZ_FULL = grooves(
    """
    BD x... .... .... SD .... o... o...

    BD x... .... .... TB .... x... x.x. SD .... .... g...

    BD x... .... .... SD .... o... o... | .... o... ooo. CC g... .... .... | .... .... ....

    BD x... .... .... SD .... o.o. o... TR x... .... ....

    BD x... .... o... SS .... x... .... HH x... x... x...
""",
    fills.MARCH,
    crash=False,
)
