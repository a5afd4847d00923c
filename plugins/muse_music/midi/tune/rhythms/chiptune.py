"""Chiptune: tight sixteenths that hop through chords, in loops with a twist at the end."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x-xx x-xx x-xx x-x-*2", "xxxx x.x. xxxx x.x.", "x-x- xx-x -xx- x-x-*2"),
        *("x.xx x.x. x.xx x.x.", "xx-x x-xx -x-x x-x-", "x-xx x-xx x-x-", "xxxx x.x.", "x-xx x-x-"),
    ),
    continuing=(
        *(
            "xxxx xxxx x.x. x.x.",
            "x-xx -xx- xxxx x---",
            "x.x. xxxx x.x. xxxx",
            "x-x- x-xx x-xx xxxx",
        ),
        *("xxxx xxxx x.x.", "xxxx xxxx", "x-xx -xx-"),
    ),
    half=(
        *(
            "x-xx x-x- x-.. ....",
            "xxxx x--- --.. ....",
            "x-xx -x-- ---. ....",
            "xx-x ---- --.. ....",
        ),
        *("xxxx x--- ....", "x-xx x-..", "xxxx x..."),
    ),
    close=("xxxx x-x- x--. ....", "x-xx x-x- x--- ....", "xxxx x-x- x...", "x-xx x..."),
    pickups=("xxxx", "x-xx", "xx"),
    plans=("abaCabaD", "aabCaabD", "abaBabaC"),
    hooks=("aaabaaaC", "abaCabaD"),
    lead=0.45,
    again=0.6,
    returns=0.9,
    gestures=(
        (2, 2, -2, -2),
        (0, 4, -2),
        (1, 1, 1, 1),
        (7, -3, -2),
        (-1, 1, -1, 1),
        (2, -1, 2, -1),
    ),
    gestural=0.8,
    broken=0.55,
)
