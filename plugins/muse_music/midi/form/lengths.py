"""How long a composed piece is, and the sections that its request has."""

from math import lcm

from muse import RequestError, Run
from muse_music.midi import timing
from muse_music.midi.condition import MidiCondition
from muse_music.midi.form import forms
from muse_music.midi.plan import MOST_BARS
from muse_music.theory import meter
from muse_music.theory.harmony import Chord
from muse_music.theory.notes import Section

_PHRASE = 8
"""Bars of a phrase, of which nobody says how many it has."""


def whole(
    shape: str,
    usual: int,
    metered: list[timing.Metered],
    parts: list[forms.Part],
    loop: list[list[Chord]],
) -> int:
    """Return how many bars it has unless somebody says.

    Those of its form, whole rounds of its chords, or of its meters.
    """
    if parts:
        bars = sum(forms.allotted(parts, None, _phrase(shape)))
        if bars > MOST_BARS:
            raise RequestError(
                f"form: its sections have {bars} bars", hint=f"use at most {MOST_BARS}"
            )
        return bars
    # Fewer where a bar is very long.
    bars = max(8, usual // 2) if metered[0].meter.bar > 8 * meter.TICKS else usual
    unit = lcm(len(loop) or 1, timing.round_of(metered))
    if timing.round_of(metered) >= _PHRASE and not loop:
        return min(unit, MOST_BARS)
    return max(1, round(bars / unit)) * unit if unit <= MOST_BARS else bars


def _phrase(shape: str) -> int:
    return 12 if shape.startswith("blues") else 8


def sections(
    condition: MidiCondition, shape: str, parts: list[forms.Part], bars: int, run: Run
) -> tuple[Section, ...]:
    """Return the sections that were asked for; what the bars leave over goes to the last."""
    if not parts:
        return ()
    try:
        lengths = forms.allotted(parts, bars, _phrase(shape))
    except ValueError as error:
        raise RequestError(f"form: {error}", hint="use more --bars, or fewer sections") from None
    if sum(lengths) != bars:
        told = ", ".join(f"{p.name} {n}" for p, n in zip(parts, lengths, strict=True))
        lengths = _cut(lengths, bars)
        parts = parts[: len(lengths)]
        used = ", ".join(f"{p.name} {n}" for p, n in zip(parts, lengths, strict=True))
        run.report.adjust("form", told, used, f"{bars} bars were requested")
    return tuple(forms.sections(parts, lengths))


def _cut(lengths: list[int], bars: int) -> list[int]:
    """Return the lengths of the first sections, the last one cut or stretched to fill `bars`."""
    made: list[int] = []
    for length in lengths:
        if sum(made) >= bars:
            break
        made.append(min(length, bars - sum(made)))
    made[-1] += bars - sum(made)
    return made
