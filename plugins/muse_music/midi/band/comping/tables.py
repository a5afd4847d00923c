"""Comping of songs and of older music, a line each: C chord, U upper tones, digits single tones.

N comes in early with the next chord, L and l are root and fifth below, x is choked, t is the top.
`_CALM` are for verses, `_FULL` for choruses.
"""

from muse_music.midi.band.comping.strokes import strokes

POP_CALM = (
    *strokes("""
        C--- --C- ---- ----
        C--- ---- C--- --c-
        C--- ---- --C- ---- | --c- ---- C--- ----
    """),
    *strokes(
        """
        1-3- 2-3- 1-3- 2-3-
        1-2- 3-2- 4-3- 2-3-
    """,
        ring=2.0,
    ),
)
POP_FULL = strokes("""
    C--- C--- C--- C---
    C-.. C-U- ..U- C-U-
    C--C --C- C--- --C-
    C--- --C- --C- --N-
    L-U- U-C- L-U- U-C-
    C--- --C- --C- C--- | --C- --C- C--- C---
""")
STRUMMED = strokes("""
    C--- ---- C-U- C-U-
    C-.. C-U- --U- C-U-
    L--- C-U- l--- C-U-
    C--- C-U- C--- C-UU
    x-C- x-U- x-C- x-U-
""")
"""A guitar's strokes down and up."""

POWER_CALM = strokes(
    """
    C--- ---- C--- ----
    m.m. m.m. C--- ----
    C--- ---- ---- --C- | ---- ---- C--- m.m.
    m.m. m.C- m.m. C---
    l-l- 6-6- l-l- 6-6-
""",
    power=True,
)
POWER_FULL = strokes(
    """
    C-C- C-C- C-C- C-C-
    C--C --C- C--C --C-
    C-mm C-mm C-mm C-C-
    C--- --C- --C- C---
    C-.. C-C- .-C- C-C- | C-.. C-C- .-C- C---
    l-l- 6-6- 7-7- 6-6-
""",
    power=True,
)

BALLAD_CALM = strokes(
    """
    1-2- 3-4- 3-2- 3-2-
    1-3- 2-3- 4-3- 2-3-
    1--- 2-3- 4--- 3-2-
    C--- ---- ---- --3-
    1-2 -3- 4-3 -2-
""",
    ring=2.0,
)
BALLAD_FULL = strokes(
    """
    1-2- 3-4- 5-4- 3-2-
    L-2- 3-4- C--- 3-2-
    C--- C--- C--- C---
    C--- --C- C--- 3-2-
    L--2 --3- C--- --c-
    1232 3432 1232 3432
""",
    ring=1.6,
)

HELD = strokes(
    """
    C--- ---- ---- ----
    C--- ---- C--- ----
    C--- ---- ---- ---- | C--- ---- ---- C---
    C--- ---- --C- ----
    .... C--- ---- ----
    C--- ---- ---- --N-
""",
    1.0,
)
"""Strings and pads that stay behind."""
SWELLS = strokes(
    """
    C--- ---- C--- ----
    C--- ---- --C- ---- | C--- ---- ---- C---
    C--- C--- C--- C---
    C--- ---- t--- U---
    C--- --C- ---- C---
    C--- t--- C--- t---
""",
    1.0,
)
"""Strings and pads that move in full sections."""

COUNTRY_CALM = strokes("""
    L-.. C-.. l-.. C-..
    L--- C-U- l--- C---
    L--- C-UU l--- C-U-
    C--- ---- C-U- C-U-
    L-2- 3-2- l-2- 3-2-
""")
COUNTRY_FULL = strokes("""
    L-.. C-UU l-.. C-UU
    .... C-.. .... C-U-
    L-CU x-CU l-CU x-CU
    C--- C-U- --U- C-U-
    L-U- C-U- l-U- C-UU
""")

FOLK_CALM = strokes("""
    L-.. C-.. l-.. C-..
    L-3- 2-3- l-3- 2-3-
    C--- ---- C--- ----
    L--- C--- l--- C-U-
""")
FOLK_FULL = strokes("""
    L-.. C-U- l-.. C-U-
    C--- C-U- C--- C-UU
    L-C- U-C- l-C- U-C-
    .-C- .-C- .-C- .-C-
    C-.. C-U- C-U- C-U-
""")

WALTZ_CALM = strokes("""
    .... C-.. C-..
    .... c--- ----
    1-2- 3-2- 3-2-
    .... C-.. C-.. | .... .... C-..
""")
WALTZ_FULL = strokes("""
    .... C-.. C-..
    .... C-U- C-..
    L-.. C-.. C-U-
    1-3- 2-3- 4-3-
    C--- ---- U---
""")

CLASSICAL_CALM = (
    *strokes("""
        1-3- 2-3- 1-3- 2-3-
        C--- ---- C--- ----
        1-2- 3-2- 1-2- 3-2-
        .... C-.. .... C-..
    """),
    *strokes("1-2- 3-4- 5-4- 3-2-", ring=1.5),
)
CLASSICAL_FULL = strokes("""
    1323 1323 1323 1323
    L-C- C-C- l-C- C-C-
    C-.. C-.. C-.. C-..
    1-23 4-32 1-23 4-32
    C--- C-C- C--- C-C-
    1-3- 2-3- 4-3- 2-3-
""")

MARCH_CALM = strokes(
    """
    ..C. ..C. ..C. ..C.
    .... C-.. .... C-..
    ..C. ..C. ..C. C-..
    C-.. ..C. C-.. ..C.
""",
    0.7,
)
MARCH_FULL = strokes(
    """
    ..C. ..C. ..C. ..CC
    C-.. C-C- C-.. C-..
    .... C-C- .... C-C-
    C-.C C-.. C-.C C-..
    ..CC C-.. ..CC C-..
""",
    0.7,
)

FILM_CALM = strokes(
    """
    C--- ---- ---- ----
    1-1- 2-2- 1-1- 3-3-
    1--- 2--- 3--- 2---
    .... 1-2- 3--- ----
    1-2- 3-2- 1-2- 3-2-
""",
    0.95,
)
FILM_FULL = strokes(
    """
    1-11 2-11 3-11 2-11
    C-CC C-C- C-CC C-C-
    1-2- 3-1- 2-3- 1-2-
    C--C --C- C--C --C-
    1123 1123 1123 1123
""",
    0.8,
)
