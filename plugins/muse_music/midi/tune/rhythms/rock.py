"""Rock: riffs on the blues scale in pushed eighths, sung over again."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("xx xx -x x-*2", "x. x. xx -x*2", "x- xx -x xx", "<x- xx -x -x*.6"),
        *("xx -x -x x-*2", ".x xx -x x.*.5", "x. xx .x x."),
        *("xx -x x-", "x. xx -x", "<x- xx xx", "xx -x", "x. xx", "x- xx"),
    ),
    continuing=(
        *("x- -x -x xx*2", "xx x. xx -.", "<x- -x x- xx", "-x -x xx x-*.3", ".x .x xx xx*.4"),
        *("x- xx -x", "xx xx x.", "xx x.", "-x xx"),
    ),
    half=(
        *("x- -x -- -.", "xx -x -- ..", "x. xx -- -.", "<x- -- -x ..*.5", ".x x- -- -.*.4"),
        *("x- -x --", "xx x- -.", "x- -.", "xx -."),
    ),
    close=("xx x- -- -.", "x- x- -- ..", "<x- xx -- -.*.5", "xx x- --", "x- --"),
    pickups=(".x xx", "xx", ".x", "xx xx"),
    plans=("aaaBaaaC", "abaBabaC", "aabCaabD"),
    hooks=("abaCabaD", "aabCaabD", "aaaBaaaC"),
    again=0.85,
    returns=0.85,
    gestures=((2, -1, -1), (1, 1, -1), (-1, -1, 2), (0, 0, 3), (2, -2, -1), (0, -1, 1, 2), (4, -1)),
    gestural=0.75,
    riff=True,
)
