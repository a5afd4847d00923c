"""Classical: balanced ideas of two bars, dotted figures, runs, hemiolas, ends on weak beats."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x- -x x- x-", "x- x- x--x x-", "x--x x--- x--x x---", "x--- x-xx x-x- x---*2"),
        *("x- -- x-xx x-", "x. x. x- xx", "x-x- xxxx x- x."),
        *("x- -x xx", "x- xx x.", "x--x x- x-*2", "x- x- x-xx", "x- --xx x-"),
        *("x- xx", "x--x x-", "x-xx x-", "xx x."),
    ),
    continuing=(
        *("x-xx x-x- x-xx x-x-", "xxxx x-x- xxxx x---", "x--x x- x-xx x-", "x- x. x. x."),
        *("x- xxxx x- x-", "xx x. xx x.", "xx xx xx", "x-xx x-x- x-", "x- -- x-", "xxxx x- x-"),
        *("xxxx x-", "xx x-", "x. x."),
    ),
    half=(
        *("x- x- x- ..", "x--x x- x- ..", "x- -x x- ..", "x-- --x x- ..", "xx xx x- .."),
        *("x- x- ..", "x--x x- ..", "-- x- ..", "xx x- ..", "x- ..", "xx .."),
    ),
    close=(
        *("x- x- x- ..", "x-xx x- x- ..", "x--x x- -- ..", "xxxx x- x- .."),
        *("x- -- ..", "x-xx x- ..", "x- -.", "xx -."),
    ),
    pickups=("x-", "xx", "x--x", "xxx"),
    triple={
        "opening": ("x-x xxx", "x-- x-x", "x-x x--", "xxx x-- *.6", "x-- xxx", "x-xxx- x--"),
        "continuing": ("xxx xxx", "x-x xxx", "xxx x-x", "x-- x-x"),
        "half": ("x-- x-.", "x-x x-.", "xxx x-."),
        "close": ("x-- --.", "x-x x-."),
        "pickups": ("..x", "xxx"),
    },
    plans=("abcDabeF", "ababccdE", "aabCaabD", "abaCabaD"),
    lead=0.35,
    again=0.4,
    returns=0.7,
    gestures=(
        (2, 2, -1),
        (-1, -1, 1),
        (4, -1, -1, -1),
        (0, 0, -1),
        (7, -1, -1),
        (2, 2, 3),
        (3, -1, -1),
    ),
)
