"""Values of ABC: lengths, tuplets, meters, tempos, keys, endings and syllables."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from muse_music.reading.limits import Damaged
from muse_music.theory import keys, meter
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter

_SHARPS = "FCGDAEB"
_MODES = {
    **{"": "major", "m": "minor", "min": "minor", "maj": "major", "ion": "major"},
    **{"aeo": "minor", "dor": "dorian", "phr": "phrygian", "lyd": "lydian"},
    **{"mix": "mixolydian", "loc": "locrian"},
}
_LONGEST = 24
"""Characters of a length at most."""
_KEY = re.compile(r"([A-G])([#b]?)\s*([A-Za-z]*)")


@lru_cache(maxsize=1024)
def times(text: str | None) -> Fraction:
    """Return a length of ABC as a factor: "" 1, "3" 3, "/" 1/2, "//" 1/4, "3/2"."""
    if not text:
        return Fraction(1)
    if len(text) > _LONGEST:
        raise Damaged(f"it has a length of {text[:12]}")
    above, slash, below = text.partition("/")
    value = Fraction(int(above) if above else 1)
    if slash:
        deeper = below.count("/")
        digits = below.replace("/", "")
        value /= int(digits) if digits else 2 ** (deeper + 1)
    if value <= 0 or value > 10_000:
        raise Damaged(f"it has a length of {text[:12]}")
    return value


def usual(count: int, beat: Meter | None) -> int:
    """Return in the time of how many notes a tuplet of `count` is played."""
    compound = beat is not None and beat.compound
    return {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}.get(count, 3 if compound else 2)


def meter_of(value: str) -> Meter | None:
    plain = value.replace("C|", "2/2").replace("C", "4/4").strip()
    if plain in ("", "none"):
        return None
    if len(plain) > 5 * _LONGEST:
        raise Damaged(f"its meter is {plain[:20]!r}")
    if "(" in plain or "+" in plain:  # (2+2+3)/8
        groups = re.findall(r"\d+", plain.partition("/")[0])
        below = plain.partition("/")[2]
        return meter.parse(f"{sum(map(int, groups))}/{below}:{'+'.join(groups)}")
    return meter.parse(plain.split()[0])


def tempo_of(value: str, unit: Fraction) -> int | None:
    value = re.sub(r'"[^"]*"', "", value).strip()
    match = re.fullmatch(r"(?:(\d+)/(\d+)\s*=\s*)?(\d+(?:\.\d+)?)", value)
    if not match:
        return None
    beat = Fraction(int(match[1]), int(match[2])) if match[1] else unit
    per_minute = float(match[3]) * float(beat) * 4
    return round(60e6 / per_minute) if 5 <= per_minute <= 1000 else None


def key_of(value: str) -> Key | None:
    if value.strip() in ("", "none"):
        return None
    if value.startswith(("HP", "Hp")):
        return Key("A", "mixolydian")
    match = _KEY.match(value.strip())
    if not match:
        raise Damaged(f"its key is {value[:20]!r}")
    word = match[3].lower()
    # What isn't a mode is the first word of something else (clef=...).
    mode = _MODES.get("m" if word == "m" else word[:3], "major")
    key = Key(match[1] + match[2], mode)
    if abs(key.sharps) > 7:
        raise Damaged(f"its key is {value[:20]!r}")
    assert isinstance(keys.parse(str(key)), Key)
    return key


def signature(key: Key) -> dict[str, int]:
    count = key.sharps
    if count >= 0:
        return dict.fromkeys(_SHARPS[:count], 1)
    return dict.fromkeys(_SHARPS[::-1][:-count], -1)


def numbers(text: str) -> Iterator[int]:
    if len(text) > 2 * _LONGEST:
        raise Damaged(f"it has endings of {text[:20]}")
    for piece in text.split(","):
        low, _, high = piece.partition("-")
        yield from range(int(low), min(int(high or low), int(low) + 8) + 1)


def syllables(line: str) -> list[str]:
    """Return the syllables of a w: line, an empty one for each note that sings none."""
    found: list[str] = []
    for word in re.findall(r"[^\s|-]+-?|-|\*", line.replace("\\-", "‑")):
        if word in ("*", "_", "-"):
            found.append("")
        else:
            found.append(word.replace("~", " ")[:40])
    return found
