"""Voice and music together: the music lower where somebody speaks, and over when the film is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import levels
from .write import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

TARGET = -16.0
"""LUFS of a film."""

BELOW = 12.0
"""LU that the music is below the voice where that speaks."""

_RISE = 8.0
"""dB that the music rises where nobody speaks."""

_BEFORE, _AFTER = 0.5, 0.9
"""Seconds in which the music goes down before a word, and rises after the last one."""

_BREATH = 3.0
"""Seconds of silence in which the music stays low."""

_FADE_IN, _FADE_OUT = 0.05, 0.35
"""Seconds: only what keeps from clicking; the piece itself begins and ends."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """A film's sound (n x 2), and its levels in LUFS; None where there is no such sound."""

    samples: "NDArray[Any]"
    loudness: float
    voice: float | None = None
    music: float | None = None
    """Of the music where somebody speaks; of all of it where nobody does."""


def mixed(
    seconds: float,
    voices: "Sequence[tuple[float, NDArray[Any]]]" = (),
    music: "NDArray[Any] | None" = None,
    *,
    below: float = BELOW,
    target: float = TARGET,
    fade: float = _FADE_OUT,
) -> Mixed:
    """Return voices, each from its start (s), and music as one sound of exactly `seconds`.

    All samples are n x 2 at 48 kHz. The whole is at `target` LUFS, the music `below` LU lower than
    the voice where it speaks. Music that is too long fades out over `fade` seconds at the end.
    """
    import numpy as np

    length = round(seconds * RATE)
    whole = np.zeros((length, 2), np.float32)
    for start, samples in voices:
        at = round(start * RATE)
        part = samples[: max(0, length - at)]
        whole[at : at + len(part)] += part
    voice = levels.powers(whole) if voices else np.zeros(0)
    loud = levels.loudness(voice) if voices else levels.SILENCE
    spoken = loud > levels.SILENCE
    if spoken:
        whole *= np.float32(levels.gain(target - loud))
        voice = voice * 10 ** ((target - loud) / 10)
    if music is None or not len(music):
        return _finished(whole, voice, target, (target if spoken else None, None))
    tune = _ended(music, length, fade)
    power = levels.powers(tune)
    low = _low(voices, length) if spoken else np.zeros(len(power))
    under = power[low > 0.99] if spoken else power
    ground = levels.loudness(under)
    if ground <= levels.SILENCE:
        ground = levels.loudness(power)
    level = target - below if spoken else target
    decibels = (level - ground) + (_RISE * (1 - low) if spoken else low)
    if spoken:  # the music between the words stays below the voice
        free = levels.loudness(power[low < 0.01])
        most = max(0.0, target - 3 - (level - ground) - free) if free > levels.SILENCE else _RISE
        decibels = (level - ground) + min(_RISE, most) * (1 - low)
    places = (np.arange(len(power)) + 0.5) * levels.HOP
    for first in range(0, length, RATE * 30):
        last = min(length, first + RATE * 30)
        factor = 10 ** (np.interp(np.arange(first, last), places, decibels) / 20)
        whole[first:last] += tune[first:last] * factor[:, None].astype(np.float32)
    together = power * 10 ** (decibels / 10)
    if len(voice):
        together = together + voice
    return _finished(whole, together, target, (target if spoken else None, level))


def _finished(
    whole: "NDArray[Any]",
    power: "NDArray[Any]",
    target: float,
    parts: tuple[float | None, float | None],
) -> Mixed:
    """Return a sound at its level, its peaks held."""
    import numpy as np

    now = levels.loudness(power)
    shift = target - now if now > levels.SILENCE else 0.0
    whole *= np.float32(levels.gain(shift))
    if levels.limited(whole):
        now = levels.loudness(levels.powers(whole))
    else:
        now = target if now > levels.SILENCE else now
    voice, music = (None if part is None else round(part + shift, 1) for part in parts)
    return Mixed(whole, round(now, 1), voice, music)


def _ended(music: "NDArray[Any]", length: int, fade: float) -> "NDArray[Any]":
    """Return music at a length: silence added, or faded out where it would be cut."""
    import numpy as np

    made = np.array(music[:length], np.float32)
    if len(made) < length:
        made = np.pad(made, ((0, length - len(made)), (0, 0)))
    _ramp(made[: round(_FADE_IN * RATE)], rising=True)
    if len(music) > length:
        _ramp(made[max(0, length - round(fade * RATE)) :], rising=False)
    return made


def _ramp(part: "NDArray[Any]", *, rising: bool) -> None:
    """Fade samples in or out in place, by a raised cosine."""
    import numpy as np

    curve = (0.5 - 0.5 * np.cos(np.pi * np.arange(len(part)) / max(1, len(part)))).astype(
        np.float32
    )
    part *= (curve if rising else curve[::-1])[:, None]


def _low(voices: "Sequence[tuple[float, NDArray[Any]]]", length: int) -> "NDArray[Any]":
    """Return how low the music is in each stretch: 1 where somebody speaks, 0 far from words."""
    import numpy as np

    spans: list[list[float]] = []
    for start, samples in sorted(voices, key=lambda voice: voice[0]):
        end = start + len(samples) / RATE
        if spans and start - spans[-1][1] < _BREATH:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    times = (np.arange(-(-length // levels.HOP)) + 0.5) * levels.HOP / RATE
    low = np.zeros(len(times))
    for start, end in spans:
        rise = np.clip((times - (start - _BEFORE)) / _BEFORE, 0, 1)
        fall = np.clip(((end + _AFTER) - times) / _AFTER, 0, 1)
        both = np.minimum(rise, fall)
        low = np.maximum(low, both * both * (3 - 2 * both))
    return low


_JOIN = 1.0
"""Seconds in which music that is repeated goes over into its start."""


_LATE = 2.0
"""Seconds by which music may begin later, so that it ends with its film."""


def lasting(music: "NDArray[Any]", seconds: float) -> "NDArray[Any]":
    """Return music that ends with a film: begun later, or repeated where it is much too short."""
    import numpy as np

    length, join = round(seconds * RATE), round(_JOIN * RATE)
    loud = np.flatnonzero(np.abs(music).max(axis=1, initial=0.0) > levels.gain(-60.0))
    if not len(loud) or loud[-1] >= length - 1:
        return music
    music = music[: int(loud[-1]) + 1]
    lacking = length - len(music)
    if lacking <= _LATE * RATE or len(music) < 4 * join:
        return np.pad(music, ((lacking, 0), (0, 0)))
    curve = np.linspace(0, np.pi / 2, join, dtype=np.float32)[:, None]
    made = music
    while len(made) < length:
        both = made[-join:] * np.cos(curve) + music[:join] * np.sin(curve)
        made = np.concatenate([made[:-join], both, music[join:]])
    return made
