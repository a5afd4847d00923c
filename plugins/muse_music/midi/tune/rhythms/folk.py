"""Folk: reels in running eighths, hornpipes, snaps, jigs; two bars and their answer."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *(
            "xx xx xx xx",
            "xx xx x-xx xx",
            "x-xx xx x-xx xx",
            "x--x x--x x-x- x-x-",
            "x- xx xx xx",
            "xx x- xx x-",
            "xx xx x- xx",
        ),
        *("x-x- xxxx x-x- x-x-", "xx x-xx xx x-", "x- x-xx xx xx", "xx-- x-x- xx-- x-x-"),
        *("x- xx xx", "x--x x-x- x-x-", "xx xx x-", "xx xx", "x- xx", "x-xx x-x-"),
    ),
    continuing=(
        *(
            "xx xx xx x-",
            "xx xx xx x-xx",
            "x-xx xx xx x-",
            "x- xx x- xx",
            "x-xx x-x- x-x- x-x-",
            "x--x x-x- x--x x-x-",
        ),
        *("xx xx xx xx", "xx xx xx", "x--x x-x- x-", "xx xx", "xx x-"),
    ),
    half=(
        *(
            "xx xx x- -.",
            "x-xx xx x- -.",
            "x- x- x- -.",
            "x- xx x- ..",
            "xx x- x- ..",
            "x--x x-x- x--- ....",
        ),
        *("xx x- ..", "x- x- -.", "xx x.", "x-xx x-.."),
    ),
    close=(
        "xx xx x- ..",
        "x-xx xx x- ..",
        "xx x- x- --",
        "x-x- x-x- x-.. ....",
        "xx x- --",
        "xx x-",
        "x- x-",
    ),
    pickups=("xx", ".x", "x-", "xxx"),
    triple={
        "opening": ("xxx xxx*2", "x-x xxx", "x-x x-x", "xxx x-x"),
        "continuing": ("xxx xxx", "xxx x-x", "x-x xxx", "x-- x-x"),
        "half": ("xxx x--", "x-x x--"),
        "close": ("xxx x-.", "x-x x-."),
        "pickups": ("..x", ".xx"),
    },
    plans=("abaCabaD", "abcDabcE", "aabCaabD", "abaCdeaF"),
    lead=0.45,
    again=0.45,
    returns=0.75,
    gestures=(
        (1, 1, 1),
        (2, -1, -1),
        (-1, -1, -1),
        (2, 2, -1),
        (4, -1, -1),
        (-1, 1, 3),
        (0, 4, -1),
    ),
)
