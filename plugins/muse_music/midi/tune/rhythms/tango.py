"""Tango: the habanera's dotted step, runs of sixteenths into a sob, sharp short beats."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *(
            "x--x x-x- x--x x-x-*2",
            "xxxx x--- x--x x---",
            "x.x. x.x. x--x x-..",
            "x--- ..xx x-xx x---",
        ),
        *(".xxx x--- .xxx x---*2", "x--x --x- x.x. x...", "xx-x x--- xx-x x-.."),
        *(".xxx x--x x-..", "x--x x-x-*2", "xxxx x-..", ".xxx x---", "xx-x x-.."),
    ),
    continuing=(
        *(
            "xxxx xxxx x-x- x---",
            "x--x x-x- xxxx x...",
            "x-xx x-xx x-x- x-..",
            ".xxx xxxx x--- x-..",
        ),
        *("xxxx x--x x-..", "xxxx xxxx", "x-xx x-..", ".xxx x-x-"),
    ),
    half=(
        *(
            "x--x x--- ---- ....",
            "xxxx x--- ---- ....",
            "x-x- x... x--- ....",
            ".xxx x--- ---. ....",
        ),
        *("x--x x--- ....", "x--x x...", "xxxx x-.."),
    ),
    close=("x--x x-.. x... ....", "xxxx x-.. x... ....", "x--x x... x...", "x-.. x..."),
    pickups=(".xxx", "xxxx", "..xx", "x-xx"),
    plans=("abaCabaD", "ababcdaE", "aabCaabD"),
    lead=0.55,
    again=0.4,
    returns=0.85,
    gestures=(
        (-1, 1, 1, -1),
        (5, -1, -1),
        (-1, -1, -1, -1),
        (1, -1, -1, 1),
        (4, -1, 0),
        (1, 1, 1, 2),
    ),
    chromatic=0.15,
)
