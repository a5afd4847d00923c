"""Waltz: a half and a quarter, swinging up on three, two bars bound into one long step."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *(
            "x- -- x-*2",
            "x- x- x-",
            "x- -x xx",
            "x- -- xx",
            "-- x- x-*.3",
            "x--x x- x-",
            ".. x- x-*.3",
        ),
        *("x- --", "x- xx", "-x x-", "x- -- x- x-", "x- -- -- x-"),
    ),
    continuing=(
        *("x- xx xx*2", "x- -- x-", "xx xx x-*2", "xx xx xx", "x- x- xx"),
        *(".. x- x-*.4", "-- xx xx*.3", "x- -- --"),
        *("xx x-", "x- x-"),
    ),
    half=("x- -- ..", "x- x- ..", "-- x- ..*.4", "x- -- -.", "x- x- -.*.6", "x- ..", "-x -."),
    close=("x- -- ..", "xx -- ..", "-- x- --*.3", "x- x- ..", "x- --"),
    pickups=("x-", "xx", "x- x-", "x--x"),
    triple={
        "opening": ("x-x x--", "x-- x-x", "x-- --x", "..x x-x"),
        "continuing": ("x-x x-x", "x-- xxx", "--x x--"),
        "half": ("x-- --.", "x-x x-."),
        "close": ("x-- --.",),
        "pickups": ("..x", "xxx"),
    },
    plans=("abaCabaD", "aabCaabD", "abcDabcE", "abacdbaE"),
    again=0.35,
    returns=0.7,
    gestures=((2, 2, -1), (4, -1, -1), (5, -1), (-1, -1, -1), (1, -1, 3), (-1, 1, 2), (7, -2)),
)
