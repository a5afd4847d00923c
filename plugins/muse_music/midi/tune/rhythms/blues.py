"""Blues: a call of two bars and room for its answer, blue thirds, the first line twice."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *(".x xx x- ..*2", "xxx x-x x-- ...*2", ".. .x xx -x", "x-x x-x x-- ..."),
        *("<x- -x x. ..", ". .xx x-x x--", "xx -x xx .."),
        *("xxx x-x x--", ".x xx x-", "xxx x-x", ".x xx"),
    ),
    continuing=(
        *("x- .. .. .x", "xx -x x- ..", "..x x-x x-x ...", "-x x. .. xx", "... ..x xxx x-x"),
        *("..x x-x x--", "xx -x x.", "..x x-x", "xx x."),
    ),
    half=(
        *("xx -- .. ..", "-x -- .. ..", "x-x x-- ... ...", "xxx --- ... ...", "<x- x- .. .."),
        *("..x x-- --- ...", "x-x x-- ...", "xx -."),
    ),
    close=("x-x x-- --- ...", "xx -- -- ..", "..x --- --- ...", "x-x x-- ---", "x- -."),
    pickups=("..x", "xxx", ".x xx", "x-x"),
    plans=("aBcDaBcDeFcG", "aBaBaBaCdBaE", "aaaBaaaBcdaE"),
    lead=0.5,
    again=0.85,
    returns=0.6,
    gestures=((0, 0, 1, -1), (-1, -1, -1), (1, -1, -1), (3, -1, -1, 0), (-1, 1, -1), (4, -2, -1)),
    gestural=0.75,
    riff=True,
)
