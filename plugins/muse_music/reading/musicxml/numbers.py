"""Numbers in MusicXML: bounded, and exact where they are lengths."""

from fractions import Fraction
from functools import lru_cache
from math import isfinite

from muse_music.reading.limits import MEASURE, Damaged
from muse_music.theory.meter import TICKS

Time = int | Fraction
"""A time in ticks; a fraction where the file divides quarters as no tick does."""

_LONGEST = 10_000_000
_CHARACTERS = 24  # of a number


def number(text: str | None, usual: float, low: float, high: float) -> float:
    """Return a number within bounds, Damaged outside; what isn't given is the usual one."""
    if text is None or not text.strip():
        return usual
    value = _float(text)
    if not isfinite(value) or not low <= value <= high:
        raise Damaged(f"it has a number of {text.strip()!s:.20}")
    return value


def hint(text: str | None, low: float, high: float) -> float | None:
    """Return a number that a piece can be read without: None outside its bounds, and for words."""
    try:
        return number(text, float("nan"), low, high) if text and text.strip() else None
    except (Damaged, ValueError):
        return None


def _float(text: str) -> float:
    return float(text) if len(text) <= _CHARACTERS else float("nan")


@lru_cache(maxsize=4096)
def ticks(text: str | None, divisions: Fraction) -> Time:
    """Return a duration in ticks, `divisions` to the quarter."""
    number(text, 0, 0, _LONGEST)
    if not text or not text.strip():
        return 0
    return plain(Fraction(text.strip()) * TICKS / divisions)


@lru_cache(maxsize=64)
def divided(text: str | None, usual: Fraction) -> Fraction:
    """Return into how many parts quarters are divided."""
    number(text, 1, 1e-3, 100_000)
    if not text or not text.strip():
        return usual
    return Fraction(text.strip())


def plain(time: Time) -> Time:
    """Return a time as a whole number where it is one; Damaged where it is too finely divided."""
    if isinstance(time, int):
        return time
    if time.denominator > MEASURE:
        raise Damaged("it has lengths without a common measure")
    return time.numerator if time.denominator == 1 else time
