"""Reggae: phrases that leave one empty, lean on the off-beats, and stop before they are done."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("..xx x-x- x--- ....*2", ".x x. .x x.", ".xx. x-x- -x-- x...", "..x. x.x. ..xx x...*2"),
        *(".. .x xx x-", "..xx x... ..xx x...", "..xx x-x- x...", ".x x. .x", "..xx x-..", ".x x."),
    ),
    continuing=(
        *("..x. ..x. x-x- x...", ".x .x xx -.", "x-x- x... ..x. x...", ".x-x x-x- x... ...."),
        *(".x .x xx", "..x. x-x-", ".x .x"),
    ),
    half=(
        *("..x- x--- .... ....", ".x -. .. ..", "x.x- ---- .... ....", "..xx ---- .... ...."),
        *("..x- x--- ....", "..x- ---.", "xx -."),
    ),
    close=("..x- x--- ---- ....", ".x x- -- ..", "x-x- x--- --.. ....", "x- x- -.", "x- -."),
    pickups=("..xx", ".x", "..x- x-x-"),
    plans=("aaaBaaaC", "abaBabaC", "aabCaabD"),
    hooks=("aabCaabD", "aaaBaaaC"),
    lead=0.35,
    again=0.75,
    returns=0.85,
    gestures=((0, 0, -1), (-1, 0, 1), (2, -1, -1), (0, 0, 2, -2), (3, -1, -1), (-2, 2, -1)),
)
