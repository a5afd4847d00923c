"""Lo-fi: a few lazy notes behind the beat, left hanging, said again."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *(
            "..xx -x-- x--- ....",
            "...x x--x --x- ....*2",
            "x--- ...x -x-- ....",
            ".x-x --x- -... ..xx",
        ),
        *(
            ",x--- ..x- xx-- ....",
            "x-xx -... ..x- x---",
            "..x- x-x- -... ....",
            "...x -x-- x-x- ....",
            "...x -x-x --x- --..",
            "..xx -x-- x-..",
            "...x x--x --x-",
        ),
        *("..xx -x--", "...x x--x", ".x-x --x-"),
    ),
    continuing=(
        *(
            "..x- xx-x ---- ....",
            "x--x ---- ..xx -...",
            ".... ..xx -x-- x---",
            "...x --x- .x-x ----",
            "x-x- -... ...x x---",
            "..xx ---- ..x- x-..",
            ".x-- x--x ---- ....",
        ),
        *("..x- xx-x --..", "..x- xx-x", "x--x -..x"),
    ),
    half=(
        *(
            "x--x ---- .... ....",
            "..x- ---- --.. ....",
            ".x-- ---- .... ....",
            ",x--- -x-- ---- ....",
        ),
        *("..x- ---- ....", "x--x --..", "..x- ---."),
    ),
    close=("x--x ---- --.. ....", "..x- ---- ---- ....", "xx-- ---- --..", "x--- --.."),
    pickups=("...x", "..xx", "x..x"),
    plans=("aaaBaaaC", "abaBabaC", "aabCaabD"),
    lead=0.3,
    again=0.85,
    returns=0.85,
    gestures=((-1, -1), (1, -1, -1), (0, 2, -1), (-2, 1, 1), (2, -1, 0)),
)
