"""Country: talking lines that start with a pickup, skip on the dot, and slide into their ends."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x-x- xxx- x--- ..x-*2", "xx -x x- .x", "x--x x-x- x--- x-..", "x- x.x. xx-x -..."),
        *(
            ".x xx x. xx",
            "x-x- x-x- xx-- x-..",
            "x-x- xxx- x-..",
            "xx -x x.",
            "x--x x-..",
            "x-x- xx--",
        ),
    ),
    continuing=(
        *("x- xx -x x.", "xxx- x-x- x--- ....", "..x- xxx- x-x- x-..", "x--x x--- xx-- x---"),
        *("x- xx x.", "xxx- x-x-", "xx x."),
    ),
    half=(
        *("x-x- x--- --.. ..x-", "xx -- -- ..", "x--x ---- ---- ....", "xx-- x--- --.. ...."),
        *("x- x- ..", "x-x- --..", "xx -."),
    ),
    close=("x-xx x--- ---- ....", "xx-- x--- ---- ....", "x--x x--- --..", "x- -."),
    pickups=("x-x-", "..xx", "..x- x-x-", "xxxx"),
    plans=("abaCabaD", "aabCaabD", "abcDabcE"),
    hooks=("abaCabaD", "abaCdbaE"),
    lead=0.7,
    again=0.55,
    returns=0.85,
    gestures=((0, 0, -1, -1), (2, -1, -1), (1, 1, -1), (4, -1, -1), (0, 1, 2), (-1, -1, 3)),
)
