"""How people say in a prompt that meter, tempo or key change, and how a piece ends."""

from collections.abc import Callable
from typing import Any

from muse_music.midi import timing

ENDINGS = {
    "ritardando": (
        *("ritardando", "slows down at the end", "slowing down at the end", "slow ending"),
        *(
            "slows at the end",
            "get slower at the end",
            "gets slower at the end",
            "结尾渐慢",
            "渐慢结束",
            "渐慢收尾",
        ),
    ),
    "fade": ("fade out", "fades out", "fade-out", "fading out", "fade ending", "淡出", "渐弱结束"),
}
"""How a piece ends -> how people say it."""

MODULATIONS = {
    2: (
        *("key change", "modulates up", "modulate up", "key change in the last chorus"),
        *("up a tone", "up a whole step", "modulation up", "转调", "副歌转调", "升调"),
        "升一个全音",
    ),
    1: (
        *("up a semitone", "up a half step", "modulate up a half step", "升半音", "升一个半音"),
        *("modulates up a half step", "modulate up a semitone", "modulates up a semitone"),
        *("key change up a half step", "key change up a semitone", "转调升半音"),
    ),
}
"""Semitones of a modulation -> how people say it."""

_ALTERNATING = (
    *("alternating #/# and #/#", "#/# and #/# alternating", "#/#和#/#交替", "#/#与#/#交替"),
)
_TURNS = ("# bars of #/# then # bars of #/#", "# bars of #/# and # bars of #/#")
_PACES = {
    "80 -> 132": (
        *(
            "starts slow and gets faster",
            "slow to fast",
            "gets faster",
            "speeds up",
            "getting faster",
        ),
        *("accelerando", "先慢后快", "由慢到快", "越来越快", "渐快"),
    ),
    "132 -> 80": (
        *("starts fast and gets slower", "fast to slow", "gets slower"),
        *("先快后慢", "由快到慢", "越来越慢"),
    ),
}
"""Tempos of a piece that changes its pace, where no numbers are told -> how people say it."""
_CHANGING = (
    *("from # to # bpm", "from # bpm to # bpm", "# to # bpm", "from #bpm to #bpm"),
    *("accelerating from # to #", "从#到#拍", "速度从#到#", "速度从#渐快到#", "速度从#渐慢到#"),
)


def patterns(
    fraction: Callable[[float, float], str | None],
) -> list[tuple[str, str, Callable[..., Any]]]:
    """Return the phrases with numbers; `fraction` makes a time signature of two, or None."""

    def alternating(n: float, d: float, m: float, e: float) -> str | None:
        first, second = fraction(n, d), fraction(m, e)
        return f"{first}, {second}" if first and second else None

    def turns(b: float, n: float, d: float, c: float, m: float, e: float) -> str | None:
        first, second = fraction(n, d), fraction(m, e)
        return f"{first} x{b:g}, {second} x{c:g}" if first and second else None

    return [
        *(("meter", phrase, turns) for phrase in _TURNS),
        *(
            ("tempo", phrase, lambda tempo=tempo: tempo)
            for tempo, all_ in _PACES.items()
            for phrase in all_
        ),
        *(("meter", phrase, alternating) for phrase in _ALTERNATING),
        *(("tempo", phrase, _changing) for phrase in _CHANGING),
    ]


def _changing(first: float, last: float) -> str | None:
    """Return a tempo that changes; None for other numbers."""
    low, high = timing.SLOWEST, timing.FASTEST
    sound = low <= first <= high and low <= last <= high
    return f"{first:g} -> {last:g}" if sound else None
