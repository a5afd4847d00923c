"""The desk: parts laid on groups, each with its place, one room around them, and a finished tone.

What each group goes through is worked out as one short filter, so that a mix is one pass of
transforms. Each is a mean of what records do: the tune in front, the bass in the middle, the band
to the sides, nothing but bass and drums below 100 Hz where there is a bass.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse_music.audio.convolution import BLOCK, spread
from muse_music.sampler.events import Line
from muse_music.sampler.rooms import Room, responses
from muse_music.sampler.voices import RATE

BANDS = 1000 * 2 ** (np.arange(-15, 13) / 3)
"""Centres of the third-octave bands that a tone is reckoned in (Hz)."""

# Part -> its level where it sounds (dB), as recordings have it: the tune in front, the bass close.
_PLACES = {
    **{"Melody": -21.0, "Accompaniment": -25.0, "Chords": -28.0, "Inner": -25.0, "Bass": -24.5},
    **dict.fromkeys(("Strings", "Pad", "Organ"), -31.0),
    **dict.fromkeys(("Soprano", "Alto", "Tenor"), -24.0),
    "Drums": -25.0,
}
_SIDES = (-0.45, 0.4, -0.7, 0.65, -0.25, 0.25)  # where parts go that nobody has placed
_CENTRE = frozenset({"Melody", "Bass", "Drums"})
_DELAYS = (0.0113, 0.0147, 0.0091, 0.0173)  # s between the sides of a part that is wide
_WIDTH = 0.5  # how much of the delayed sound is added to one side, and taken from the other
_BASSES = range(32, 40)
_KICKS = frozenset({35, 36})
_DIP, _DIP_TIME = 0.45, 0.07  # how much the bass gives way to a kick, and s until it is back
_LOW = 105.0  # Hz below which only bass and drums sound
_TAPS = 2047
_FURTHEST = 7.0  # dB that the tone of a mix is changed at most
_LIKELY = (0.52, 0.78)  # correlation of the sides of a mix
# The mean third-octave spectrum of twenty mixes by fluidsynth over FluidR3 (dB, at -16 LUFS).
TONE = np.array(
    [
        -20.1,
        -15.4,
        -7.6,
        -1.6,
        -0.3,
        4.4,
        2.3,
        5.7,
        6.8,
        6.4,
        6.3,
        9.9,
        10.0,
        10.0,
        6.6,
        3.5,
        6.9,
        8.0,
        4.6,
        3.4,
        1.3,
        -3.2,
        -6.2,
        -10.1,
        -14.4,
        -16.5,
        -21.2,
        -26.4,
    ]
)


class Desk:
    """Takes the sound of parts one by one, and gives back the mix."""

    def __init__(self, parts: Sequence[Line], size: int) -> None:
        self._parts = parts
        self._rest = np.zeros((2, size), np.float32)
        self._low = np.zeros((1, size), np.float32)
        self._drums = np.zeros((2, size), np.float32)
        self._send = np.zeros(size, np.float32)
        self._grounded = any(_is_bass(line, parts) for line in parts)
        self._placed = 0
        self.tone = np.zeros(len(BANDS))
        self.width = 1.0
        self._kicks = [
            e.start for line in parts if line.drums for e in line.events if e.pitch in _KICKS
        ]

    def add(self, line: Line, bus: NDArray[np.float32]) -> None:
        """Lay a part (2, n) on its group."""
        bus *= _balance(line, bus)
        if _is_bass(line, self._parts):
            mono = bus.sum(0) * np.float32(0.7)
            self._dip(mono)
            self._low[0] += mono
            self._send += np.float32(0.25 * line.send) * mono
            return
        self._send += np.float32(0.5 * line.send * (0.6 if line.drums else 1)) * bus.sum(0)
        if line.drums:
            self._drums += bus
            return
        self._rest += self._widened(line, bus)

    def leave_out(self, line: Line) -> None:
        """Keep the place of a part that isn't added: the others stand where they do with it."""
        self._placed += not (
            _is_bass(line, self._parts) or line.drums or line.name.partition(":")[0] in _CENTRE
        )

    def _widened(self, line: Line, bus: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return a part at its side: what accompanies is wide, what leads is in the middle.

        A wide part has its own delayed sound added on one side and taken away on the other: its
        mono sum stays as it was (Lauridsen's stereo).
        """
        if line.name.partition(":")[0] in _CENTRE:
            return bus
        place = self._placed
        self._placed += 1
        if abs(line.pan) < 0.08:
            pan = (1 + _SIDES[place % len(_SIDES)]) * np.pi / 4
            bus *= np.array([[np.cos(pan)], [np.sin(pan)]], np.float32) * np.float32(np.sqrt(2))
        delay = round(_DELAYS[place % len(_DELAYS)] * RATE)
        late = bus[:, :-delay].sum(0) * np.float32(0.5 * _WIDTH)
        bus[0, delay:] += late
        bus[1, delay:] -= late
        return bus

    def _dip(self, bass: NDArray[np.float32]) -> None:
        """Let a bass give way where a kick strikes."""
        lead = round(0.004 * RATE)
        fall = np.linspace(0, 1, lead)
        back = np.exp(-np.arange(round(4 * _DIP_TIME * RATE)) / (_DIP_TIME * RATE))
        curve = (1 - _DIP * np.concatenate([fall, back])).astype(np.float32)
        last = -len(bass)
        for second in sorted(self._kicks):
            start = round(second * RATE) - lead
            if start - last < len(curve) // 4 or start < 0:
                continue
            last = start
            part = bass[start : start + len(curve)]
            part *= curve[: len(part)]

    def mixed(self, room: Room, like: "Desk | None" = None) -> NDArray[np.float32]:
        """Return the mix (2, n), in its room, of an even tone and width: that of `like`, if any."""
        tone = self.tone = self._tone() if like is None else like.tone
        cut = _LOW if self._grounded else 28.0
        frequency = np.fft.rfftfreq(2**13, 1 / RATE)
        even = 10 ** (np.interp(np.log(np.maximum(frequency, 1)), np.log(BANDS), tone) / 20)
        responses_ = [
            (self._rest, _taps(even * _high_pass(frequency, cut))),
            (self._low, _taps(even * _high_pass(frequency, 31))),
            (self._drums, _taps(even * _high_pass(frequency, 24))),
        ]
        made = _summed(responses_)
        made += np.float32(room.wet) * _reverberated(self._send, room)[:, : made.shape[1]]
        self.width = _width(made) if like is None else like.width
        return _wide(made, self.width)

    def settled(self) -> "Desk":
        """Return a desk that is set like this one, without its sounds."""
        made = Desk(self._parts, 0)
        made.tone, made.width = self.tone, self.width
        return made

    def _tone(self) -> NDArray[np.float64]:
        """Return what each band is raised by (dB), so that a mix is as bright as others are."""
        size = 8192
        window = np.hanning(size).astype(np.float32)
        count = self._rest.shape[1] // size
        if not count:
            return np.zeros(len(BANDS))
        power = np.zeros(size // 2 + 1)
        for place in np.unique(np.linspace(0, count - 1, min(count, 96)).astype(int)):
            part = slice(place * size, (place + 1) * size)
            for side in range(2):
                both = self._rest[side, part] + self._low[0, part] + self._drums[side, part]
                power += np.abs(np.fft.rfft(both * window)) ** 2
        return evened(_in_bands(power))


def evened(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the correction (dB) of third-octave levels (dB) towards those of other mixes.

    It is broad and bounded, and leaves bands alone in which nothing sounds.
    """
    heard = levels > levels.max() - 60
    middle = heard & (BANDS > 100) & (BANDS < 8000)
    if not middle.any():
        return np.zeros(len(BANDS))
    off = TONE - levels
    off -= np.average(off[middle], weights=10 ** ((levels[middle] - levels.max()) / 30))
    off = np.where(heard, np.clip(off, -12, 12), 0)
    kernel = np.exp(-0.5 * (np.arange(-5, 6) / 1.5) ** 2)
    weight = np.convolve(heard.astype(float), kernel, "same")
    smooth = np.convolve(off, kernel, "same") / np.maximum(weight, 1e-9)
    return np.clip(0.8 * smooth, -_FURTHEST, _FURTHEST)


def _in_bands(power: NDArray[np.float64]) -> NDArray[np.float64]:
    frequency = np.fft.rfftfreq(2 * (len(power) - 1), 1 / RATE)
    sums = np.concatenate([[0.0], np.cumsum(power)])
    low = np.searchsorted(frequency, BANDS * 2 ** (-1 / 6))
    high = np.maximum(np.searchsorted(frequency, BANDS * 2 ** (1 / 6)), low + 1)
    return np.asarray(10 * np.log10(sums[high] - sums[low] + 1e-12))


def _is_bass(line: Line, parts: Iterable[Line]) -> bool:
    """Whether a part is the bass of a band, and no voice of a choir."""
    named = line.name.partition(":")[0] == "Bass" or line.program in _BASSES
    return named and not line.drums and all(other.name != "Tenor" for other in parts)


def _balance(line: Line, bus: NDArray[np.float32]) -> np.float32:
    """Return the gain that brings a part near its place in the mix; no more than 9 dB.

    Instruments of a font differ by 15 dB at one velocity, and more by where they play.
    """
    place = _PLACES.get(line.name.partition(":")[0])
    sounding = bus.sum(0)[::8] if place is not None else bus[0, :0]
    sounding = sounding[np.abs(sounding) > 1.4e-4]
    if place is None or len(sounding) < RATE // 8:
        return np.float32(1)
    level = 10 * np.log10(np.mean(np.square(sounding, dtype=np.float64)) / 2)
    return np.float32(10 ** (max(-9.0, min(9.0, 0.8 * (place - level))) / 20))


def _high_pass(frequency: NDArray[Any], cut: float) -> NDArray[Any]:
    """Return the gains of a high-pass of 24 dB an octave."""
    return np.asarray(1 / np.sqrt(1 + (cut / np.maximum(frequency, 1e-3)) ** 8))


def _taps(gains: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return a filter of linear phase with these gains, evenly spaced from 0 Hz to RATE / 2."""
    whole = np.fft.irfft(gains)
    centred = np.roll(whole, _TAPS // 2)[:_TAPS]
    return np.asarray(centred * np.hanning(_TAPS + 2)[1:-1], np.float32)


def _summed(
    groups: Sequence[tuple[NDArray[np.float32], NDArray[np.float32]]],
) -> NDArray[np.float32]:
    """Return the stereo sum of groups (1 or 2, n), each through its filter, in time with them."""
    total = groups[0][0].shape[1]
    made = np.zeros((2, total + _TAPS - 1), np.float32)
    spectra = [np.fft.rfft(taps, BLOCK) for _, taps in groups]
    step = BLOCK - _TAPS + 1
    for start in range(0, total, step):
        out = np.zeros((2, BLOCK // 2 + 1), np.complex64)
        for (samples, _), spectrum in zip(groups, spectra, strict=True):
            block = samples[:, start : start + step]
            if block.any():
                out += np.fft.rfft(block, BLOCK) * spectrum
        stop = min(made.shape[1], start + BLOCK)
        made[:, start:stop] += np.fft.irfft(out, BLOCK)[:, : stop - start].astype(np.float32)
    late = _TAPS // 2
    return made[:, late : late + total]


def _reverberated(send: NDArray[np.float32], room: Room) -> NDArray[np.float32]:
    """Return the room's answer, (2, n): reckoned at half the rate, as a room is dull."""
    half = send[: len(send) // 2 * 2].reshape(-1, 2).mean(1)
    sides = spread(half, responses(room, RATE // 2))
    made: NDArray[np.float32] = np.repeat(sides, 2, axis=1)
    made[:, 1:-1:2] = (made[:, 1:-1:2] + made[:, 2::2]) / 2  # between two samples, their mean
    return made


def _width(mix: NDArray[np.float32]) -> float:
    """Return how much wider a mix is to be: its sides as alike as those of records are.

    They are neither mono nor hollow.
    """
    middle, side = mix[0] + mix[1], mix[0] - mix[1]
    m, s, both = (
        float(np.dot(a[::4], b[::4])) for a, b in ((middle, middle), (side, side), (middle, side))
    )
    if s < 1e-4 * m or m <= 0:
        return 1.0
    ratios = np.geomspace(0.4, 2.5, 61)
    power = m + ratios**2 * s
    alike = (m - ratios**2 * s) / np.sqrt(np.maximum(power**2 - (2 * ratios * both) ** 2, 1e-9))
    off = np.maximum(_LIKELY[0] - alike, alike - _LIKELY[1]).clip(0) + 1e-3 * np.abs(np.log(ratios))
    return float(ratios[int(np.argmin(off))])


def _wide(mix: NDArray[np.float32], ratio: float) -> NDArray[np.float32]:
    """Return a mix with its sides so much further from its middle."""
    if ratio == 1.0:
        return mix
    middle, side = mix[0] + mix[1], mix[0] - mix[1]
    middle *= np.float32(0.5)
    side *= np.float32(0.5 * ratio)
    np.add(middle, side, out=mix[0])
    np.subtract(middle, side, out=mix[1])
    return mix
