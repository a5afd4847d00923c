"""Chinese: a long note and its flourish, four phrases that open, follow, turn and close."""

from muse_music.midi.tune.idiom import Idiom

IDIOM = Idiom(
    opening=(
        *("x--- x-xx x-x- x---", "x--x x-x- x--- ----", "x--- --xx x-x- x---*2"),
        *(
            "x-xx x-x- x--x x---",
            "x--x x--- xx-x x---",
            "x-x- x-xx x--- x-x-",
            "x--- x--x x-xx x---",
            "xxx- x-x- x--x x---",
            "x--- ---- x-xx x-x-",
        ),
        *(
            "x-xx x-x- x---",
            "x--- --xx x-x-",
            "x-xx x-x-",
            "x--x x-x-",
            "xx-x x---*.6",
            "x--- x-xx",
        ),
    ),
    continuing=(
        *(
            "x-xx x-xx x-x- x---",
            "xx-x x--- xx-x x---",
            "x--x x-x- x-xx x---",
            "x-x- x--- xxxx x---",
            "x--- xxxx x-x- x---",
            "x-xx x--- x--x x-x-",
            "..xx x-x- x-xx x---*.4",
        ),
        *("x-xx x-x- x-x-", "x-xx x---", "x-x- xxxx", "x--x x---", "x-x- x---"),
    ),
    half=(
        *(
            "x--x x--- ---- ---.",
            "x-x- x--- ---- ....",
            "xx-- ---- ---- ....",
            "x-xx x--- ---- --..",
            "x--x x-x- x--- --..",
            "x-x- x-xx x--- ----",
        ),
        *("x--x x--- --..", "x-x- ----", "xx-- ---.", "x-xx x---"),
    ),
    close=("x-x- ---- ---- ---.", "x--x ---- ---- ....", "xx-- ---- ----", "x--- ----"),
    pickups=("..xx", "x-", "x-xx"),
    plans=("abcDabeF", "abaCdbaE", "abcDefaG", "abaCabaD"),
    lead=0.25,
    again=0.4,
    returns=0.65,
    gestures=((1, 1, -1), (-1, -1, 1), (2, -1, -1), (-1, -1, -1), (3, -1), (-1, 1, 1), (2, 1, -1)),
)
