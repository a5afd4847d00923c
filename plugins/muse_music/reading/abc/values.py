"""Values of ABC: lengths, tuplets, meters, tempos and endings."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from muse_music.reading.limits import Damaged
from muse_music.theory import meter
from muse_music.theory.meter import TICKS, Meter

_LONGEST = 24
"""Characters of a length at most."""
_BEAT = r"(\d{1,4})\s*/\s*(\d{1,4})"
_SPEED = re.compile(r"=\s*[^\d]{0,4}(\d{1,4}(?:\.\d{1,6})?)")
_PLAIN = re.compile(r"\d{1,4}(?:\.\d{1,6})?")
# Beats in a minute of words that stand for a tempo: the middle of what metronomes print.
_WORDS = {
    **{"larghissimo": 24, "grave": 40, "largo": 50, "lento": 56, "larghetto": 63, "adagio": 70},
    **{"adagietto": 74, "andante": 90, "andantino": 96, "moderato": 112, "allegretto": 116},
    **{"allegro": 132, "vivace": 150, "vivacissimo": 168, "presto": 180, "prestissimo": 204},
}


@lru_cache(maxsize=1024)
def times(text: str) -> Fraction:
    """Return a length of ABC as a factor: "" 1, "3" 3, "/" 1/2, "//" 1/4, "3/2"."""
    if not text:
        return Fraction(1)
    if len(text) > _LONGEST:
        raise Damaged(f"it has a length of {text[:12]}")
    above, slash, below = text.partition("/")
    value = Fraction(int(above) if above else 1)
    if slash:
        digits = below.replace("/", "")
        value /= int(digits) if digits else 2 ** (below.count("/") + 1)
    if value <= 0 or value > 10_000:
        raise Damaged(f"it has a length of {text[:12]}")
    return value


def usual(count: int, beat: Meter | None) -> int:
    """Return in the time of how many notes a tuplet of `count` is played."""
    compound = beat is not None and beat.compound
    return {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}.get(count, 3 if compound else 2)


def meter_of(value: str) -> Meter | None:
    """Return a meter; None for one that isn't told, ValueError for one that can't be read.

    "2+3/8" and "(2+3)/8" are 5/8 in those groups; "2/4+3/8" is 7/8 in groups of 4 and 3.
    """
    plain = value.strip()
    if plain.lower() in ("", "none"):
        return None
    if plain[:2] in ("C|", "c|"):
        return meter.parse("2/2")
    if plain in ("C", "c"):
        return meter.parse("4/4")
    if len(plain) > 5 * _LONGEST:
        raise Damaged(f"its meter is {plain[:20]!r}")
    told = re.findall(r"([\d+()\s]+)/\s*(\d{1,3})", plain)
    if not told:
        raise ValueError(f"its meter is {plain[:20]!r}")
    if len(told) > 1 and "+" not in plain:
        told = told[:1]  # "3/4 2/4": they change without being told where
    below = max(int(unit) for _, unit in told)
    groups: list[int] = []
    for above, unit in told:
        if not int(unit) or below % int(unit):
            raise ValueError(f"its meter is {plain[:20]!r}")
        groups += [int(n) * below // int(unit) for n in re.findall(r"\d{1,3}", above)]
    text = f"{sum(groups)}/{below}"
    return meter.parse(f"{text}:{'+'.join(map(str, groups))}" if len(groups) > 1 else text)


def unit_of(value: str) -> Fraction:
    """Return a unit length as a part of a whole note; ValueError where it is none."""
    above, _, below = value.partition("/")
    unit = Fraction(int(above), int(below or 1))
    if not 0 < unit <= 4:
        raise ValueError(f"its unit length is {value[:10]}")
    return unit


def usual_unit(beat: Meter | None) -> Fraction:
    """Return the unit length of a tune that tells none: by its meter."""
    return Fraction(1, 16) if beat is not None and beat.bar < 3 * TICKS else Fraction(1, 8)


def tempo_of(value: str, unit: Fraction) -> int | None:
    """Return a tempo in microseconds a quarter; None where none is told, or it is beyond reason."""
    said = re.sub(r'"[^"]*"?', " ", value[:200])
    speed = _SPEED.search(said)
    beats = [Fraction(int(a), int(b)) for a, b in re.findall(_BEAT, said.partition("=")[0]) if b]
    if speed:
        old = re.match(r"\s*C(\d{0,2})", said)  # C3=40: three unit lengths
        beat = sum(beats, Fraction(0)) or (unit * int(old[1] or 1) if old else Fraction(1, 4))
        per_minute = float(speed[1]) * float(beat) * 4
    elif plain := _PLAIN.fullmatch(said.strip()):
        per_minute = float(plain[0])
    else:
        words = re.findall(r"[a-z]+", value[:200].lower())
        per_minute = float(next((_WORDS[w] for w in words if w in _WORDS), 0))
    return round(60e6 / per_minute) if 5 <= per_minute <= 1000 else None


def numbers(text: str) -> Iterator[int]:
    """Yield the turns of an ending: "1", "1,3", "1-3"."""
    if len(text) > 2 * _LONGEST:
        raise Damaged(f"it has endings of {text[:20]}")
    for piece in text.split(","):
        low, _, high = piece.partition("-")
        if low:
            yield from range(int(low), min(int(high or low), int(low) + 8) + 1)
