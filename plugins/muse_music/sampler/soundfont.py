"""SoundFont 2 files: https://www.synthfont.com/sfspec24.pdf, read with every size checked.

Only what the sampler plays is read: presets, instruments, samples and their generators.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muse import RequestError
from muse_music.sampler.riff import TABLES, ZONES, Zones, chunks_of, presets_of, table

LARGEST = 2**30
"""Bytes of a soundfont at most."""
LICENCE = "GPL-2.0"
"""That of TimGM6mb.sf2, which comes with pretty_midi."""
LAYERS = 16
"""Zones of a preset that sound for one key and velocity at most."""
_LOOKED_AT = 4 * ZONES  # zones of all instruments of a preset

_PAN, _KEYS, _VELOCITIES, _INSTRUMENT, _SAMPLE, _MODES = 17, 43, 44, 41, 53, 54
_ADDED = frozenset(
    {0, 1, 2, 3, 4, 12, 45, 50, 8, 9, 11, 17, *range(25, 31), *range(33, 39), 48, 51, 52}
)
_TIMES = {kind: -12000 for kind in (25, 26, 27, 28, 30, 33, 34, 35, 36, 38)}
_DEFAULTS = {8: 13500, **_TIMES, 56: 100, 58: -1}


@dataclass(frozen=True)
class Envelope:
    """How something rises and falls while a key is held and let go; times in seconds.

    `sustain` is what is lost by then: dB of the volume, the part 0..1 of a filter's opening.
    """

    delay: float
    attack: float
    hold: float
    decay: float
    sustain: float
    release: float


@dataclass(frozen=True)
class Zone:
    """How one sample sounds for a range of keys and velocities.

    `start`, `end`, `loop`, `loop_end` are places among the font's samples; `quieter` and
    `resonance` are in dB, `pan` -1..1, tunings in semitones. The low-pass lies at `cutoff` cents
    above 8.176 Hz, and `sweep` times the `opening` (cents) is added.
    """

    keys: tuple[int, int]
    velocities: tuple[int, int]
    start: int
    end: int
    loop: int
    loop_end: int
    looped: bool
    rate: int
    root: float
    tuning: float
    scale: float
    volume: Envelope
    quieter: float
    pan: float
    cutoff: int
    resonance: float
    opening: int
    sweep: Envelope
    chokes: int


class SoundFont:
    """A soundfont: its samples, and the zones of each preset (bank, program)."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            size = path.stat().st_size
            if size > LARGEST:
                raise _refused(path, f"it has {size >> 20} MiB, and at most 1024 are read")
            data = np.memmap(path, np.uint8, "r") if size else np.zeros(0, np.uint8)
        except (OSError, ValueError) as error:
            raise _refused(path, str(error)) from None
        try:
            chunks = chunks_of(data)
            self.samples: NDArray[np.int16] = table(chunks, b"smpl", np.dtype("<i2"))
            self._tables = {n: table(chunks, n, t) for n, t in TABLES.items()}
            self.presets = presets_of(self._tables[b"phdr"])
            t = self._tables
            self._own = Zones(t[b"phdr"], t[b"pbag"], t[b"pgen"], _INSTRUMENT)
            self._instruments = Zones(t[b"inst"], t[b"ibag"], t[b"igen"], _SAMPLE)
        except (ValueError, KeyError, IndexError) as error:
            raise _refused(path, f"{error}" or "it is damaged") from None
        self._zones: dict[tuple[int, int], list[Zone]] = {}

    def zones(self, bank: int, program: int) -> list[Zone]:
        """Return the zones of a preset; the first of its bank, or of all, where there is none."""
        at = (bank, program)
        if at not in self.presets:
            others = sorted(p for p in self.presets if p[0] == bank)
            at = (0, program) if not others and (0, program) in self.presets else at
            at = at if at in self.presets else (others or sorted(self.presets))[0]
        if at not in self._zones:
            try:
                self._zones[at] = self._built(self.presets[at])
            except (IndexError, ValueError) as error:
                raise _refused(Path(self.name), f"preset {at} is damaged ({error})") from None
        return self._zones[at]

    def _built(self, number: int) -> list[Zone]:
        """Return the zones of a preset by its place in the table."""
        made: list[Zone] = []
        looked_at = 0
        for own in self._own.of(number):
            found = self._instruments.of(own.pop(_INSTRUMENT))
            looked_at += 1 + len(found)
            for zone in found:
                made += self._zone(zone, own)
            if len(made) > ZONES or looked_at > _LOOKED_AT:
                raise ValueError(f"it has over {ZONES:,} zones")
        layers = _layers(made)
        if layers > LAYERS:
            raise ValueError(f"{layers:,} of its zones sound at once, and at most {LAYERS} do")
        return made

    def _zone(self, zone: dict[int, int], own: Mapping[int, int]) -> list[Zone]:
        keys = _overlap(_range(zone.get(_KEYS)), _range(own.get(_KEYS)))
        velocities = _overlap(_range(zone.get(_VELOCITIES)), _range(own.get(_VELOCITIES)))
        header = self._tables[b"shdr"][zone[_SAMPLE]]
        if keys is None or velocities is None or int(header["type"]) & 0x8000:
            return []

        def value(kind: int) -> int:
            base = zone.get(kind, _DEFAULTS.get(kind, 0))
            return base + (own.get(kind, 0) if kind in _ADDED else 0)

        start = int(header["start"]) + value(0) + 32768 * value(4)
        end = int(header["end"]) + value(1) + 32768 * zone.get(12, 0)
        loop = int(header["loop"]) + value(2) + 32768 * value(45)
        loop_end = int(header["loop_end"]) + value(3) + 32768 * value(50)
        rate = int(header["rate"])
        if not (0 <= start < end <= len(self.samples)) or not 400 <= rate <= 192_000:
            return []
        looped = value(_MODES) & 1 == 1 and start <= loop and loop + 8 <= loop_end <= end
        root = value(58) if value(58) >= 0 else int(header["key"])
        return [
            Zone(
                keys=keys,
                velocities=velocities,
                start=start,
                end=end,
                loop=loop,
                loop_end=loop_end,
                looped=looped,
                rate=rate,
                root=root if 0 <= root < 128 else 60,
                tuning=value(51) + (value(52) + int(header["cents"])) / 100,
                scale=min(12.0, max(0.0, value(56) / 100)),
                volume=_envelope(value, 33, min(144.0, max(0.0, value(37) / 10))),
                # Fonts are made by ear on hardware that took four tenths of what is written.
                quieter=0.4 * min(144.0, max(0.0, value(48) / 10)),
                pan=min(1.0, max(-1.0, value(_PAN) / 500)),
                cutoff=value(8),
                resonance=min(96.0, max(0.0, value(9) / 10)),
                opening=value(11),
                sweep=_envelope(value, 25, min(1.0, max(0.0, value(29) / 1000))),
                chokes=zone.get(57, 0),
            )
        ]


@lru_cache(maxsize=2)
def load(path: Path, changed: int) -> SoundFont:
    """Return a soundfont, kept for the next song; `changed` is when the file was written."""
    return SoundFont(path)


def find(source: str | None) -> Path:
    """Return the path of a soundfont: the one that is named, or the one that comes with Muse.

    The General MIDI font of the package pretty_midi is found without importing that.
    """
    if source:
        path = Path(source).expanduser()
        if not path.is_file():
            raise RequestError(
                f"soundfont: there is no {source}", hint="give the path of an .sf2 file"
            )
        return path
    from importlib.util import find_spec

    found = find_spec("pretty_midi")
    for folder in (found.submodule_search_locations or []) if found else []:
        path = Path(folder) / "TimGM6mb.sf2"
        if path.is_file():
            return path
    raise RequestError(
        "soundfont: none is installed", hint="pip install pretty_midi, or give --soundfont FILE.sf2"
    )


def _refused(path: Path, why: str) -> RequestError:
    return RequestError(
        f"soundfont: {path.name} can't be read as a SoundFont 2 file: {why}",
        hint="give another .sf2 file",
    )


def _layers(zones: Sequence[Zone]) -> int:
    """Return how many zones sound for one key and velocity at most."""
    if len(zones) <= LAYERS:
        return len(zones)
    edges = np.zeros((257, 257), np.int64)
    for zone in zones:
        (low, high), (soft, loud) = zone.keys, zone.velocities
        edges[low, soft] += 1
        edges[high + 1, soft] -= 1
        edges[low, loud + 1] -= 1
        edges[high + 1, loud + 1] += 1
    return int(edges.cumsum(0).cumsum(1).max())


def _range(amount: int | None) -> tuple[int, int]:
    return (0, 127) if amount is None else (amount & 0xFF, amount >> 8 & 0xFF)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int] | None:
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return (low, high) if low <= high else None


def _envelope(value: Callable[[int], int], first: int, sustain: float) -> Envelope:
    """Return the envelope whose delay is the generator `first`."""
    delay, attack, hold, decay, _, release = (_seconds(value(first + n)) for n in range(6))
    return Envelope(delay, attack, hold, decay, sustain, release)


def _seconds(timecents: int) -> float:
    return 0.0 if timecents <= -11000 else 2 ** (min(7973, timecents) / 1200)
