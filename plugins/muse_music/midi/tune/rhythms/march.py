"""March: dotted steps and fanfares on the chord, drums' triplets, firm ends."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x--x x- x--x x-*2", "x- x- x--x x--x", "x--. x--x x-x- x---", "x- xxx x- xxx"),
        *("x--x x--x x- x-", "x. x. x--x x.*2", "x--x x- x-", "x- x--x x.", "x--x x-", "x. x--x"),
    ),
    continuing=(
        *("x--x x--x x--x x---", "xxx x- xxx x-", "x- x--x x- x-", "x--x x-x- x-x- x---"),
        *("x--x x--x x-", "xxx x-", "x--x x--x"),
    ),
    half=("x- x- x- -.", "x--x x- -- ..", "x- xxx x- ..", "x- x- -.", "x--x x-", "x- -."),
    close=("x--x x- x- ..", "x- x--x x- ..", "xxx x- x. ..", "x- x- ..", "x- x."),
    pickups=("x--x", "...x", "xxx", "x-"),
    triple={
        "opening": ("x-x x-x", "x-- x-x", "x-x x--"),
        "continuing": ("xxx x-x", "x-x x-x"),
        "half": ("x-x x--",),
        "close": ("x-- x-.", "x-x x-."),
        "pickups": ("..x",),
    },
    plans=("abaCabaD", "ababccaD", "aabCaabD"),
    lead=0.5,
    again=0.5,
    returns=0.9,
    gestures=((2, 2, 3), (3, 0, 2), (-3, 3, 1), (2, -2, 4), (0, 0, 2), (4, -1, -1), (1, 1, 1)),
    gestural=0.75,
    broken=0.3,
)
