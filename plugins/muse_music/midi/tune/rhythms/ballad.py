"""Ballad: lines that breathe: they begin after the beat, hold their notes, and rise once, far."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *(".x xx x- --*.6", "x- -- -x xx*2", ".x x- -x x-*.5", "x- -x -- xx*3"),
        *("..xx x--- --x- x---*.5", "x- -- xx x-*2", "x- -x xx", ".x xx x-", "x- -- xx"),
        *("x- xx", ".x xx", "x- -x"),
    ),
    continuing=(
        *("x- -- x- xx*2", "<x- xx -x --*.5", "x- -x x- --", "..x- x-x- --x- x---*.4"),
        *(".x x- -- xx*.5", "x- x- -x xx", "x- -x --", ".x x- x-", "x- x-", "-- xx"),
    ),
    half=(
        *("x- -x -- ..", "-x -- -- -.*.3", "x- x- -- -.", ".x x- -- -.*.5", "x--x ---- ---- ...."),
        *("<x- -- -- ..*.5", "x- -- -.", "-x -- --", "x- -."),
    ),
    close=(
        "xx -- -- -.",
        ".x -- -- -.*.3",
        "x-x- ---- ---- --..",
        "x- x- -- --",
        "x- -- --",
        "x- --",
    ),
    pickups=(".x", "xx", ".x xx", "x-"),
    plans=("abaCabaD", "abcDabcE", "abcDebaF"),
    hooks=("abaCabaD", "aabCaabD"),
    lead=0.5,
    again=0.45,
    returns=0.75,
    gestures=(
        (5, -1, -1),
        (3, -1, -1),
        (1, 1, -2),
        (-1, -1, -1),
        (4, 1, -1),
        (7, -1, -2),
        (0, 2, -1),
    ),
)
