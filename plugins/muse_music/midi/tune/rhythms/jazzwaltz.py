"""Jazz waltz: swung eighths over two long pulses in three beats."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x- -x --*2", "x- -x -x", ".x xx x-", "xx -x -x", "<x- -x x-", ".x -x xx", "xx xx -x"),
        *("x- -x", ".x xx", "xx -x", "x- -x -- xx", ".x -x xx -x"),
    ),
    continuing=(
        *("xx xx xx", "-x -x xx", ".. xx xx", "x- -x xx", "<xx xx -x", "xxx x- xx", "x- -- -x"),
        *("xx xx", "-x x-", "xx xx -x xx"),
    ),
    half=("xx -- ..", "-x -- ..", ".x -- ..", "<x- -- ..", "x- -x ..", "xx ..", "-x .."),
    close=("x- -x --", "<xx -- ..", "xx -- --", "x- x- -.", "x- -."),
    pickups=("xx", ".x", ".x xx", "xxx"),
    triple={
        "opening": ("x-x -xx", ".xx x-x", "x-- x-x"),
        "continuing": ("xxx xxx", "-xx x-x"),
        "half": ("x-x ---", ".x- --."),
        "close": ("x-- --.",),
        "pickups": (".xx", "..x"),
    },
    plans=("abaCabaD", "abcDabeF", "ababcdeF"),
    lead=0.45,
    again=0.4,
    returns=0.75,
    gestures=((2, 2, 2, -1), (4, -1, -1), (-1, -1, -1), (2, -1, 2, -1), (5, -2), (1, 1, 1)),
    chromatic=0.28,
)
