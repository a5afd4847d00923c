"""Film: themes of long notes over wide gaps, threes against two, one rise to a great height."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x- -- -- x-*2", "x- -- -- --xx", "x-- --x -x- x--", "x- -- x-- -x-*2", "x- -- -- x--x"),
        *("x-x -x- x-- ---", "x- -- x-", "x- -- --xx", "x-x -x-", "x- --xx"),
    ),
    continuing=(
        *("x- -- x-x -x-", "-- -- x- x-", "x- -- -- --xx", "x- x- x- --", "x-x -x- x- --"),
        *("-- x- x-", "x- -- --", "x- x-"),
    ),
    half=(
        *("x- -- -- -.", "-- x- -- -.", "x- x- -- --", "x- -- x- --"),
        *("x- -- --", "x- -."),
    ),
    close=("x- x- -- --", "x- -- -- --", "-- x- -- --", "x- -- --", "x- --"),
    pickups=("x-", "--xx", "xxx", "x--x"),
    plans=("abaCabaD", "abacdbaE", "aabCaabD"),
    lead=0.35,
    again=0.3,
    returns=0.85,
    gestures=((4, -1, 2), (7, -1, -1), (5, -1, -1), (3, 1, 1), (1, 1, 4), (-1, -1, 5), (4, 3, -1)),
    gestural=0.9,
)
