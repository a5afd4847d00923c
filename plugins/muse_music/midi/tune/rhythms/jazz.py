"""Jazz: swung eighths that start late, run, stop short, and slip into chords by semitones."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *(".x xx xx -x*2", "xx xx xx x.", "x- -x .x xx", "<x. .x xx xx", ".x -x .x x."),
        *("xx -x .x -x", "xxx xx xx -x", ".x xx -x -x", "x- .x xx x."),
        *(".x xx -x", "xx xx x.", "<x. .x xx", "xx -x", ".x xx"),
    ),
    continuing=(
        *("xx xx xx xx*2", "xx xxx xx x.", ".. xx xx xx", "<xx xx xx -x", "xx x. .x xx"),
        *(".x xx xxx xx", "xx -x xx xx", "xx xx xx", "xx xxx x.", "xx xx", "xxx x."),
    ),
    half=(
        *(
            "xx x. .x ..",
            "xx -. .. ..",
            ".x -x .. ..",
            "<x- -x .. ..",
            "xx xx -. ..",
            "-x xx -. ..",
        ),
        *("xx -. ..", ".x -- ..", "xx ..", "-x .."),
    ),
    close=("xx x- -- ..", "x- -x -- ..", "<xx -- -- ..", "xxx x- -- -.", "xx x- -.", "x- -."),
    pickups=("xx", ".x xx", "xxx", "xx xx", ".x"),
    plans=("abaCabaD", "abcDefgH", "abcDabeF", "abaCdeaF"),
    lead=0.5,
    again=0.35,
    returns=0.65,
    gestures=(
        *((2, 2, 2, -1), (-1, -1, -1, -1), (1, 1, 1, 1), (2, 2, -1, -1), (5, -1, -1, -1)),
        *((-2, 3, -1, -1), (4, -2, -2, 1)),
    ),
    chromatic=0.32,
)
