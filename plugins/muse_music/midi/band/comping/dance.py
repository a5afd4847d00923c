"""Comping of grooves, a line each, as in `tables`: jazz, blues, funk, latin and electronic."""

from muse_music.midi.band.comping.strokes import strokes
from muse_music.midi.band.mixed import Mixed

_SHELLS = strokes(
    """
    C--- --c- ---- ----
    ..C- ---- ..c. ....
    C-.. ..C- ---- ..c.
    .... ..C. .... C-..
    ..C. .... C--- ----
    .... C-.. .... ..C-
    C--- ---- ..C. ....
    ..c. ..C- ---- ....
    .... C--- ---- ..c.
    C-.. .... ..C. ..c.
""",
    0.85,
)
_GUITAR = strokes(
    """
    C-.. C-.. C-.. C-..
    c-.. C-.. c-.. C-..
    C-.. C-.. C-.. C-U-
""",
    0.7,
)
_SPARE = strokes(
    """
    C--- ---- ---- ....
    .... .... C--- ----
    ..C- ---- ---- ....
    .... ..C- ---- ----
    C--- --c- ---- ....
""",
    0.95,
)
JAZZ_CALM = (Mixed(_SHELLS[:5]), Mixed(_SPARE), Mixed((*_SPARE[1:4], *_SHELLS[5:7])))
JAZZ_FULL = (Mixed(_SHELLS), Mixed(_SHELLS[4:]), Mixed((*_GUITAR, _SHELLS[0])), Mixed(_SHELLS[:6]))
_THREES = strokes(
    """
    C--- --c- ----
    .... C--- ----
    .... ..C- ----
    C--- ---- c-..
    ..C- ---- ..c.
    .... C-.. C-..
    C-.. .... ..C-
    ..C. .... C-..
""",
    0.88,
)
JAZZ_WALTZ_CALM = (Mixed(_THREES[:4]), Mixed(_THREES[1:6]), Mixed(_THREES[::2]))
JAZZ_WALTZ_FULL = (Mixed(_THREES), Mixed(_THREES[3:]), Mixed(_THREES[2:7]))

BLUES_CALM = strokes(
    """
    ..C. ..C. ..C. ..C.
    C--- ---- ..C. ....
    .... C-.. .... C-..
    C--- --C- ---- .... | ..C. .... C--- ----
    .... ..C- ---- ..c.
""",
    0.85,
)
BLUES_FULL = strokes(
    """
    C-.. C-.. C-.. C-..
    L-C- ..C. l-C- ..C.
    C--- --C- ---- --C-
    ..C- C-.. ..C- C-..
    C-C- .... C-C- ..C.
""",
    0.85,
)

FUNK_CALM = strokes(
    """
    .... C... .... C...
    x.xx C.x. x.xx C.x.
    ..C. .... ..CC ....
    C... ..C. .... .C..
    x.x. .C.x x.x. C...
""",
    0.7,
)
FUNK_FULL = strokes(
    """
    xxCx xxCx xxCx xxCx
    C.xC ..x. C.xC .Cx.
    x.C. xCx. x.C. .xC.
    ..CC .... ..CC .C..
    xCx. C.xC .xC. xCx. | C.xC .xC. xxCx C...
    C..C ..C. ..C. C...
""",
    0.65,
)

BOSSA_CALM = strokes(
    """
    C--- --C- ---- C---
    L-C- .-C- l-C- .-C-
    L--- C--- --C- ----
    ..C- ---- C--- --N-
    L-U- --U- l--- U---
""",
    0.85,
)
BOSSA_FULL = strokes(
    """
    C--- --C- ---- C--- | --C- ---- C--- --N-
    L-C- --C- l-C- --N-
    C-.. ..C- ..C- ..C-
    ..C- C--- ..C- --C-
    L-C- ..C- l--C ..C-
""",
    0.82,
)

TANGO_CALM = strokes(
    """
    C-.. C-.. C-.. C-..
    C--- --C- ---- C---
    .... C-.. .... C-..
    L--- --2- 3--- 2---
""",
    0.7,
)
TANGO_FULL = strokes(
    """
    C-.. C-.. C-.. C-.C
    ..C- --C- C-.. ....
    C--- --C- ---- C--- | C-.. C-.. C-.. C-..
    L--- --C- C--- C---
    .-C- C-.. .-C- C-C-
""",
    0.7,
)

REGGAE_CALM = strokes(
    """
    .... C... .... C...
    ..C. ..C. ..C. ..C.
    .... C... .... C.C.
    .... CU.. .... CU..
""",
    0.8,
)
REGGAE_FULL = strokes(
    """
    ..C. C.C. ..C. C.C.
    .... C.U. .... C.U.
    L-C. .lC. L-C. .lC.
    .C.. C... .C.. C...
    ..CC ..C. ..CC ..C.
""",
    0.75,
)

ARPEGGIOS_CALM = (
    *strokes(
        """
        1.2. 3.2. 1.2. 3.2.
        1.23 .1.2 3.12 .3..
        C--- ---- ---- ----
        C-.. .C-. ..C- ....
    """,
        0.9,
    ),
    *strokes("1--- 3--- 2--- 3---", ring=1.5),
)
ARPEGGIOS_FULL = strokes(
    """
    1234 1234 1234 1234
    1.32 .413 2.31 4.2.
    1231 2312 3123 1231
    C..C ..C. .C.. C...
    ..C. ..C. ..C. ..C.
    C.C. .C.. C.C. .CC.
""",
    0.8,
)
"""A sequencer's sixteenths, and stabs."""
PADS = strokes(
    """
    C--- ---- ---- ----
    .C-- .C-- .C-- .C--
    ..C- ..C- ..C- ..C-
    C--- ---- --C- ----
    .CCC .CCC .CCC .CCC
""",
    0.98,
)
"""Pads that duck under the kick."""

TRAP_CALM = strokes(
    """
    C--- ---- ---- ----
    1--- 2--- 3--- 2---
    1-2- 3--- ---- 2-1-
    C--- ---- ---- ..C-
""",
    ring=1.5,
)
TRAP_FULL = strokes("""
    1-2- 3-2- 1-2- 3-4-
    1--3 --2- 1--3 --4-
    C--- ---- --C- ---- | ---- --C- ---- C---
    t-t- t--- U--- t-t-
    1-2 -3- 1-2 -4-
""")

LOFI_CALM = strokes("""
    C--- ---- ---- ----
    C--- ---- ---C ----
    .... ..C- ---- ----
    C--- --C- ---- ---- | ---- ---- C--- ----
    1-2- 3--- ---- U---
""")
LOFI_FULL = strokes("""
    C--- ---C --C- ----
    C-.. ..C- ..C- ..c-
    L--- C--- --C- --c-
    C--- ---- C--- --N-
    ..C- ---C ..C- ----
""")

CHIP_CALM = strokes(
    """
    1.2. 3.2. 1.2. 3.2.
    123. 123. 123. 123.
    ..C. ..C. ..C. ..C.
    1--- 3--- 2--- 3---
""",
    0.8,
)
CHIP_FULL = strokes(
    """
    1231 2312 3123 1231
    1234 3212 3432 1234
    1.3. 5.3. 1.3. 5.3.
    C.CC .C.C C.CC .C..
    123 432 123 432
""",
    0.8,
)
