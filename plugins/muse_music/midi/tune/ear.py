"""An ear for tunes: a recurrent network that expects the next interval from all that was heard.

A gated recurrent unit (Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder",
2014) hears a tune note by note. What it is told of each note are numbers of small tables:

    where the tune is      interval before, degree of the scale, height above its middle
    what comes             length, length before, rest between, place in the bar, bar of the phrase
    what it could repeat   the interval to the pitch that stood here 1, 2, 4 and 8 bars ago
    of the whole           beats of the bar and their kind, major or minor

It answers with the chances of 25 intervals, -12..12 semitones. Trained by `training`, in torch;
here it is numpy: one vector times one matrix a note.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse_music.theory.meter import Meter

INTERVALS = 25
"""-12..12 semitones."""
BACK = (1, 2, 4, 8)
"""How many bars ago an ear looks for what it could repeat."""
SIZES = (26, 13, 26, 8, 9, 2, 42, 8, 12, 2, *(27 for _ in BACK))
"""How many values each table has, in the order of `Heard.told`."""
_FIRST = tuple(sum(SIZES[:n]) for n in range(len(SIZES)))
INPUTS = sum(SIZES)

_LENGTHS = (0.3, 0.45, 0.6, 0.8, 1.2, 1.7, 2.5)  # of a beat: bounds of what counts as one length
_PARTS = {0: 0, 12: 1, 16: 2, 24: 3, 32: 4, 36: 5}  # of a beat, in 48ths


@dataclass
class Heard:
    """A tune as far as it was heard; times are in ticks, `origin` is where its section begins.

    `tonic` is a pitch class.
    """

    meter: Meter
    tonic: int
    minor: bool
    origin: int = 0

    def __post_init__(self) -> None:
        self._at: dict[int, int] = {}
        self._older: int | None = None
        self._last: int | None = None
        self._length = 0.0
        self._end = 0

    def told(self, start: int, length: int, middle: float) -> list[int]:
        """Return what the network is told before a note: one row of its inputs for each table."""
        bar = self.meter.bar
        tick = start % bar
        beats = self.meter.beats
        number = max(n for n, beat in enumerate(beats) if beat.start <= tick)
        beat = beats[number]
        part = _PARTS.get(round(48 * (tick - beat.start) / beat.length), 6)
        last, older = self._last, self._older
        jump = 25 if last is None or older is None else _clipped(last - older)
        kind = 2 * min(5, len(beats) - 1) + self.meter.compound
        values = [
            jump,
            12 if last is None else (last - self.tonic) % 12,
            25 if last is None else _clipped(last - middle),
            _bucket(length / beat.length),
            8 if last is None else _bucket(self._length),
            int(last is not None and start > self._end),
            part * 6 + min(5, number),
            (start - self.origin) // bar % 8,
            kind,
            int(self.minor),
        ]
        for back in BACK:
            pitch = self._at.get(start - back * bar)
            if pitch is None or last is None:
                values.append(26)
            else:
                values.append(pitch - last + 12 if abs(pitch - last) <= 12 else 25)
        return [first + value for first, value in zip(_FIRST, values, strict=True)]

    def hear(self, start: int, length: int, pitch: int) -> None:
        """Remember a note."""
        tick = start % self.meter.bar
        beat = next(b for b in reversed(self.meter.beats) if b.start <= tick)
        self._at[start] = pitch
        self._older, self._last = self._last, pitch
        self._length, self._end = length / beat.length, start + length


class Network:
    """The weights of an ear, as `SHAPES` has them (H hidden values); `of` makes it from arrays."""

    def __init__(self, tables: Mapping[str, NDArray[Any]]) -> None:
        kept = {name: np.ascontiguousarray(tables[name], np.float32) for name in SHAPES}
        self.size = kept["recurrent"].shape[0]
        for name, shape in SHAPES.items():
            wanted = tuple(self.size * n if isinstance(n, int) else n[0] for n in shape)
            if kept[name].shape != wanted or not np.isfinite(kept[name]).all():
                raise ValueError(f"{name} has another shape")
        self.inputs, self.recurrent = kept["inputs"], kept["recurrent"]
        self.input_bias, self.recurrent_bias = kept["input_bias"], kept["recurrent_bias"]
        self.output, self.output_bias = kept["output"], kept["output_bias"]

    def step(
        self, told: Sequence[int], state: NDArray[np.float32]
    ) -> tuple[list[float], NDArray[np.float32]]:
        """Return the chances of the intervals and the state (H,) after it was told of a note.

        Chances are rounded, so that machines that add in another order draw the same tunes.
        """
        size = self.size
        given = self.inputs[told].sum(0) + self.input_bias
        kept = state @ self.recurrent + self.recurrent_bias
        gates = 1 / (1 + np.exp(-(given[: 2 * size] + kept[: 2 * size])))
        new = np.tanh(given[2 * size :] + gates[:size] * kept[2 * size :])
        state = new + gates[size:] * (state - new)
        logits = state @ self.output + self.output_bias
        chances = np.exp(logits - logits.max())
        return [round(float(c), 5) for c in chances / chances.sum()], state


# Array -> its shape: whole numbers are times H, (n,) is n itself.
SHAPES: dict[str, tuple[int | tuple[int], ...]] = {
    "inputs": ((INPUTS,), 3),
    "input_bias": (3,),
    "recurrent": (1, 3),
    "recurrent_bias": (3,),
    "output": (1, (INTERVALS,)),
    "output_bias": ((INTERVALS,),),
}


class Ear:
    """Hears one tune, and says what it expects."""

    def __init__(self, network: Network, meter: Meter, tonic: int, minor: bool) -> None:
        self.heard = Heard(meter, tonic, minor)
        self._network = network
        self._state = np.zeros(network.size, np.float32)

    def expect(self, start: int, length: int, middle: float) -> list[float]:
        """Return the chances of the intervals -12..12 to a note to come; call it once a note."""
        told = self.heard.told(start, length, middle)
        chances, self._state = self._network.step(told, self._state)
        return chances

    def hear(self, start: int, length: int, pitch: int) -> None:
        """Remember the note that came."""
        self.heard.hear(start, length, pitch)


def _clipped(interval: float) -> int:
    return round(max(-12, min(12, interval))) + 12


def _bucket(beats: float) -> int:
    return sum(beats > bound for bound in _LENGTHS)
