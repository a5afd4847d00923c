"""Electronic: one bar of sixteenths in threes, a broken chord turned round and round."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x--x --x- x--x --x-*2", "x-.x -.x- .x-. x-x-", "..x- ..x- ..x- .xx-*.5"),
        *(
            "x--x --x- --x- x-x-*2",
            "x.x. .x.x x.x. .x..",
            "x-x- -x-x --x- x--x",
            "x..x ..x. x.x. ..x.",
            "x-xx --x- x-xx --x-",
            ".x-x -x-x x--- ..x-*.4",
        ),
        *("x.x. x..x .x.. x...", "x--x --x- x-x-", "x.x. .x.x x.x.", "x--x --x-", "x.x. .x.x"),
    ),
    continuing=(
        *("x--x --x- x-x- x---", "x.x. x..x .x.. x.x.", "--x- -x-- x--x --x-*.4"),
        *(
            "x--x --x- --xx -x--",
            "x-x- -x-- x--x x-x-",
            "x.xx ..x. x.xx ..x.",
            "x--x --x- x---",
            "x--x --x-",
        ),
    ),
    half=(
        *(
            "x--x --x- ---- ....",
            "x--x ---- ---- ....",
            "..x- --x- ---- ....*.4",
            "x.x. .x-- --.. ....",
        ),
        *("x--x ---- --..", "x--x --.."),
    ),
    close=("x--x --x- ---- ---.", "x-.x ---- ---- ....", "x--x ---- --..", "x--- --.."),
    pickups=("..x- x-x-", "xxxx", "..xx"),
    plans=("aaaBaaaC", "ababacaD", "aaaBaabC"),
    hooks=("aaabaaaC", "abababaC", "aaabaaaD"),
    lead=0.25,
    again=0.92,
    returns=0.9,
    gestures=(
        (2, -1, -1),
        (1, 1, -1, -1),
        (-1, 1, 1),
        (4, -1, -1),
        (2, 2, -1, -1),
        (-1, -1, 3, -1),
    ),
    gestural=0.8,
    broken=0.25,
    riff=True,
)
