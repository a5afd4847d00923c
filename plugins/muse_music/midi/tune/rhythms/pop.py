"""Pop: hooks of a bar on few pitches, syllables in sixteenths, the next bar begun early."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x-xx -xx- x-x- x---*2", "x-x- x-xx -x-- x---*2", "<x-x- x-xx -x-x --..*.6"),
        *("..x- x-xx -xx- x---*.6", "xxx- xx-x -x-- ....*2", "<x-xx x-x- -xx- x-..*.6"),
        *("x-xx -xx- x-x-", "..x- x-xx -x--", "xxx- x-x- -x--"),
        *("x-xx -xx-", "xxx- x-x-", "<x-x- x-xx"),
    ),
    continuing=(
        *("x-xx x-x- -x-- x-x-*2", "..xx x-x- x--x ----*.5", "<x-x- -xx- x-xx -x--*.5"),
        *("x-x- -x-- x-x- ..xx", "xx-x -x-- x-xx -x..", "<x--x x-x- -xx- x-x-*.5"),
        *("x-x- -xx- x-..", "x-xx x-x- -x--", "x-x- -xx-", "..xx x-x-"),
    ),
    half=(
        *("x-x- -x-- ---- ....", "xx-x ---- --.. ....", "x--x --x- ---- ...."),
        *("<x-xx -x-- --.. ....*.5", "..xx x--- ---- ....*.4", "x-x- -x-- --..", "x-x- --.."),
    ),
    close=(
        *("x-x- x--- ---- ....", "<x-xx x--- ---- ....*.5", "x-xx -x-- ---- ...."),
        *("x-xx x--- --..", "x--- --.."),
    ),
    pickups=("..xx", "xxxx", "..x- ..xx", "x-xx"),
    plans=("abaCabaD", "aabCaabD", "abaCdbaE"),
    hooks=("aaaBaaaC", "aabCaabD", "abaBabaC", "aabCaaaD"),
    lead=0.45,
    again=0.75,
    returns=0.85,
    gestures=((0, 0, 0, -1), (0, 0, 1, -1), (4, -1, -1), (0, 0, 3, -1), (3, 0, -1, 0), (0, 5, -1)),
)
