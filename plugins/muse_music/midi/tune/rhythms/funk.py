"""Funk: stabs of sixteenths with holes, on one for once and off it for the rest."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *(
            "x..x ..x. .x.. x.x.",
            "x.xx .x.. ..xx .x..*2",
            ".x.x x... .x.x x...",
            "xx.x .xx. ..x. ....",
        ),
        *(
            "x... .xx. x..x .x..*2",
            "..xx .x.x x... ....",
            "x..x ..x. .xx.",
            "x.xx .x..",
            "x..x .xx.",
        ),
    ),
    continuing=(
        *(
            ".xx. x..x .x.. ..xx",
            "x.x. .x.x ..x. x...",
            "..x. xx.x .x.. x..x",
            ".xx. x..x .x..",
            ".xx. x..x",
        ),
    ),
    half=(
        *(
            "x..x -... .... ....",
            "xx.x ---- .... ....",
            "..xx -.x. .... ....",
            ".x.x ---- --.. ....",
        ),
        *("x..x -... ....", "x..x --..", ".x.x --.."),
    ),
    close=("x..x .x-- ---. ....", "x.xx ---- ---. ....", "x..x ---- ....", "x..x --.."),
    pickups=("..xx", ".xxx", "xx.x"),
    plans=("aaaBaaaC", "abaBabaC", "aabCaabD"),
    hooks=("aaabaaaC", "abaBabaC"),
    lead=0.35,
    again=0.85,
    returns=0.85,
    gestures=((0, 0, 2, -2), (5, -5, 0), (-1, 1, 0), (0, 1, 1, -2), (3, -1, -2), (0, 0, -2, 4)),
    gestural=0.8,
    riff=True,
)
