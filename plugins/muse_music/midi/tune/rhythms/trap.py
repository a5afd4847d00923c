"""Trap: flows of triplets on one or two pitches, cut off, and the same once more."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("xxx xxx x-- ...*2", "xxx x-x xxx x..", "x-- xxx xxx x..", "... xxx xxx x-x"),
        *(
            "xxx x.. xxx x..*2",
            "x-x xxx x-x xxx",
            "..x xxx x-x x--",
            "xxx xxx x--",
            "xxx x-x",
            "x-- xxx",
        ),
    ),
    continuing=(
        *("xxx xxx xxx x-.", "x-x x-x xxx x..", "... ..x xxx xxx", "x-- x-x xxx xxx"),
        *("xxx xxx x..", "xxx xxx", "... xxx"),
    ),
    half=(
        *("xxx x-- --- ...", "x-x --- --- ...", "... x-x x-- ...", "xxx --- ... ..."),
        *("xxx --- ...", "x-x --.", "xxx x.."),
    ),
    close=("xxx x-- --- ...", "x-x x-- --- ...", "x-x --- ...", "x-- --."),
    pickups=("xxx", "..x", "..x xxx"),
    plans=("aaaBaaaC", "abaBabaC", "aabCaabD"),
    hooks=("aaabaaaC", "aaaBaaaC"),
    lead=0.35,
    again=0.85,
    returns=0.85,
    gestures=((0, 0, 0, 0), (0, 0, -1, 1), (0, 0, 2, -2), (-1, 0, 0, 1), (0, 4, 0, -2), (0, 0, 3)),
    gestural=0.85,
    riff=True,
)
