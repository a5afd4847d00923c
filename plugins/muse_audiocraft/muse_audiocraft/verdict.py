"""How what is heard agrees with what was asked: in a report, and to choose among candidates."""

from __future__ import annotations

from typing import Any

import numpy as np

from .listening import Heard


def facts(heard: Heard, condition: Any) -> dict[str, Any]:
    """Return tempo, meter and key as heard, each with its confidence (0..1).

    What agrees with what was asked is spelled as that was: 2 beats as 4/4, F# as Gb.
    """
    meter = None if heard.beats is None else f"{heard.beats}/4"
    if condition.meter is not None and agree(heard.beats, condition.meter):
        meter = condition.meter
    key = heard.key
    if condition.key is not None and same_key(heard.key, condition.key):
        key = condition.key
    return {
        "tempo": None if heard.tempo is None else round(heard.tempo, 1),
        "tempo_confidence": round(heard.tempo_confidence, 2),
        "meter": meter,
        "meter_confidence": round(heard.beats_confidence, 2),
        "key": key,
        "key_confidence": round(heard.key_confidence, 2),
    }


def agree(beats: int | None, meter: str) -> bool:
    """Whether accents after so many beats fit a meter: 2 fits 4/4 and 3 fits 6/8, 3 not 4/4."""
    asked = int(meter.partition("/")[0])
    return beats is not None and (asked % beats == 0 or beats % asked == 0)


def same_key(one: str | None, other: str) -> bool:
    """Whether two keys have the same tonic on a keyboard, and the same mode."""
    names = dict(zip("CDEFGAB", (0, 2, 4, 5, 7, 9, 11)))

    def number(key: str) -> tuple[int, str]:
        tonic, _, mode = key.partition(" ")
        return (names[tonic[0]] + tonic.count("#") - tonic[1:].count("b")) % 12, mode

    return one is not None and other[:1] in names and number(one) == number(other)


def distance(heard: Heard, condition: Any) -> float:
    """Return how far what is heard lies from tempo, meter and key as asked, 0 (as asked) .. 3.

    A tempo of half or twice the one asked counts as half wrong, as listeners differ there too.
    """
    far = 0.0
    if condition.tempo is not None:
        if heard.tempo is None:
            far += 1
        else:
            octave = abs(float(np.log2(heard.tempo / condition.tempo)))
            far += min(1.0, octave * 4, 0.5 + abs(octave - 1) * 4)
    if condition.meter is not None:
        same = agree(heard.beats, condition.meter)
        far += 1 - (0.5 + 0.5 * heard.beats_confidence) if same else 1
    if condition.key is not None:
        same = same_key(heard.key, condition.key)
        far += 1 - (0.5 + 0.5 * heard.key_confidence) if same else 1
    return far
