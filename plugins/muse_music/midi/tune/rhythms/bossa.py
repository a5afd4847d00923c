"""Bossa nova: short notes between the beats on one pitch, let down by steps, nothing on one."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x- -x -x -x*2", ".x -x -x --", "x- -x -x x-", "<x- -x -x -x*2", ".x x- -x -x"),
        *("x- .x -x -.", "x- -x -x", ".x -x x-", "<x- -x -x", "x- -x", ".x -x"),
    ),
    continuing=(
        *("-x -x -x -x", "-x -x -- xx", "<x- x- -x -x", ".x -x x- -x", "-x x- -x --"),
        *("-x -x -x", "-x -x", ".x x-"),
    ),
    half=(
        *("-x -- -- ..", "<x- -x -- ..", ".x -- -- ..", "-x -x -- ..", "x- -x -- -."),
        *("-x -- ..", "<x- -x ..", "-x -."),
    ),
    close=("-x -- -- --", "<x- -- -- -.", ".x -x -- -.", "-x -- --", "x- -."),
    pickups=(".x", ".x -x", "xx", "xxx"),
    plans=("abaCabaD", "abcDabcE", "aabCaabD", "ababcbaD"),
    lead=0.4,
    again=0.6,
    returns=0.8,
    gestures=((0, 0, 0, -1), (0, -1, 0, -1), (1, -1, 0), (3, 0, -1, 0), (0, 0, 2, -1), (-1, 1, -1)),
    gestural=0.75,
    chromatic=0.12,
)
