"""Phrases of prompts with numbers: tempo, meter, length, swing."""

import re
from collections.abc import Callable
from typing import Any

from muse_music.midi import spoken_changes
from muse_music.theory import meter
from muse_music.theory.meter import DENOMINATORS

_ONES = "一二三四五六七八九"
_TENS = rf"(?:[{_ONES}]?十[{_ONES}]?)"
_COUNTED = re.compile(
    rf"(?:(?P<hundreds>[{_ONES}两])百零?(?P<rest>{_TENS}|[{_ONES}])?|(?P<tens>{_TENS}))"
    r"(?=\s*(?:个?小节|秒|分|拍|下|[Bb][Pp][Mm]|$|[,。,;;\s]))"
)


def digits(text: str) -> str:
    """Return a text whose Chinese numbers from ten on are written in digits: 三十二小节."""
    return _COUNTED.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    said = match["hundreds"]
    hundreds = _ONES.index(said.replace("两", "二")) + 1 if said else 0
    told = match["rest"] or match["tens"] or ""
    tens, ten, ones = told.rpartition("十")
    count = (_ONES.index(tens) + 1 if tens else 1) * 10 if ten else 0
    if ones:
        # 百二 is said for 120.
        short = hundreds and not ten and "零" not in match[0]
        count += (_ONES.index(ones) + 1) * (10 if short else 1)
    return str(hundreds * 100 + count)


def patterns() -> list[tuple[str, str, Callable[..., Any]]]:
    """Return the phrases with numbers."""
    tempo = (
        *(
            "# bpm",
            "#bpm",
            "bpm #",
            "bpm: #",
            "bpm=#",
            "bpm of #",
            "tempo #",
            "tempo of #",
            "tempo: #",
        ),
        *(
            "# beats per minute",
            "# beats a minute",
            "每分钟#拍",
            "速度#",
            "速度为#",
            "速度是#",
            "速度设为#",
            "速度=#",
            "速度:#",
            "#拍每分钟",
        ),
        *("♩=#", "♩ = #", "tempo = #", "每分钟#下", "# b.p.m.", "#b.p.m"),
    )
    patterns: list[tuple[str, str, Callable[..., Any]]] = [("tempo", p, lambda n: n) for p in tempo]
    loose = ("at #", "at # bpm", "at #bpm", "at # beats per minute", "#拍")
    patterns += [("tempo", phrase, _tempo) for phrase in loose]
    patterns += spoken_changes.patterns(_fraction)
    for phrase in ("#/#", "#/#拍", "#/# time", "#/#拍子", "节奏为#/#拍", "节拍为#/#", "节拍#/#"):
        patterns.append(("meter", phrase, _fraction))
    for count in range(2, 7):
        groups = "+".join("#" * count)
        patterns.append(("meter", f"#/#:{groups}", _grouped))
        patterns.append(("meter", f"#/# ({groups})", _grouped))
    patterns += [("meter", p, lambda d, n: _fraction(n, d)) for p in ("#分之#拍", "#分之#")]
    for phrase in ("# bars", "#-bar", "bars: #", "# measures", "#-measure", "#小节", "#个小节"):
        patterns.append(("bars", phrase, _whole))
    for phrase in ("# seconds", "#-second", "# sec", "# s", "#秒", "#秒钟"):
        patterns.append(("duration", phrase, lambda n: n))
    for phrase in ("# minutes", "#-minute", "# min", "#分钟"):
        patterns.append(("duration", phrase, lambda n: n * 60))
    patterns += [
        ("duration", "# minutes # seconds", lambda m, s: m * 60 + s),
        ("duration", "# minutes and # seconds", lambda m, s: m * 60 + s),
        *(
            ("duration", p, lambda m, s: m * 60 + s)
            for p in ("length #:#", "length: #:#", "时长#:#")
        ),
        ("duration", "#分#秒", lambda m, s: m * 60 + s),
        ("duration", "#分钟#秒", lambda m, s: m * 60 + s),
        *(("duration", p, lambda n: n * 60 + 30) for p in ("#分半", "#分半钟", "#分钟半")),
        ("duration", "# and a half minutes", lambda n: n * 60 + 30),
        ("duration", "半分钟", lambda: 30),
        ("duration", "half a minute", lambda: 30),
        ("duration", "a minute", lambda: 60),
        ("swing", "swing #%", lambda n: n),
    ]
    return patterns


def _fraction(n: float, d: float) -> str | None:
    """Return a time signature; None for other fractions, such as a date."""
    if n != int(n) or d not in DENOMINATORS or not 2 <= n <= 32 or d == 1:
        return None
    return f"{int(n)}/{int(d)}"


def _tempo(n: float) -> float | None:
    """Return a tempo; None for numbers that count something else ("at 3", 4拍)."""
    return n if 30 <= n <= 300 else None


def _grouped(n: float, d: float, *groups: float) -> str | None:
    """Return a time signature with its accent groups; None when they don't add up."""
    plain = _fraction(n, d)
    if not plain or sum(groups) != n:
        return None
    return str(meter.parse(f"{plain}:{'+'.join(f'{g:g}' for g in groups)}"))


def _whole(n: float) -> int | None:
    return int(n) if n == int(n) else None
