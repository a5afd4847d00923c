"""What there is to learn from tunes: their moves, counted, and what an ear is told of each note.

Counts are smoothed towards how usual an interval is at all. Bars that only repeat the eight before,
as where a tune writes its repeat out, are heard and not learnt from.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np
from numpy.typing import NDArray

from muse import InputFile, RequestError, Run
from muse_music.midi.tune.ear import INTERVALS, Heard
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Note

_SMOOTH = 4.0
_BOOKS = ("oneills1850", "ryansMammoth", "airdsAirs")
_LONGEST = 512  # notes of a tune that are learnt from
Move = tuple[bool, int, int, int | None, int]
"""Minor, degree, strength of the next note's place, interval before (None: unknown), interval."""


@dataclass
class Tune:
    """A tune: its moves for the tables; for the network what it is told before each note.

    `told` is (notes, tables), `moved` the interval to each note + 12, or -1 where it isn't learnt.
    """

    moves: list[Move] = field(default_factory=list)
    told: list[list[int]] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)


def learnt(tunes: Sequence[Tune]) -> dict[str, NDArray[np.float64]]:
    """Return the tables of some tunes."""
    places: dict[tuple[bool, int, int], Counter[int]] = defaultdict(Counter)
    after: dict[int, Counter[int]] = defaultdict(Counter)
    usual: Counter[int] = Counter()
    for tune in tunes:
        for minor, degree, strength, before, interval in tune.moves:
            places[minor, degree, strength][interval] += 1
            usual[interval] += 1
            if before is not None:
                after[before][interval] += 1
    total = sum(usual.values())
    base = [(usual[i] + 1) / (total + 25) for i in range(-12, 13)]
    degrees = [
        _shares(places[minor, degree, strength], base)
        for minor in (False, True)
        for degree in range(12)
        for strength in range(3)
    ]
    intervals = np.array([_shares(after[before], base) for before in range(-7, 8)]) / base
    return {"degrees": np.array(degrees).reshape(2, 12, 3, INTERVALS), "intervals": intervals}


def _shares(counts: Counter[int], base: Sequence[float]) -> list[float]:
    total = sum(counts.values()) + _SMOOTH
    return [(counts[i] + _SMOOTH * base[i + 12]) / total for i in range(-12, 13)]


def saved(tables: dict[str, NDArray[np.float64]], tunes: Sequence[Tune]) -> float:
    """Return the bits a note that the tables save on tunes, against 25 equal chances."""
    bits = count = 0.0
    for tune in tunes:
        for minor, degree, strength, before, interval in tune.moves:
            shares = tables["degrees"][int(minor), degree, strength]
            if before is not None:
                shares = shares * tables["intervals"][before + 7]
            bits += math.log2(shares[interval + 12] / shares.sum() * INTERVALS)
            count += 1
    return bits / max(1, count)


def given(files: Sequence[InputFile]) -> Iterator[tuple[str, bytes]]:
    """Yield each piece of the files by its file's name; an ABC file may hold many tunes."""
    from muse_music.reading.abc import tunes

    for file in files:
        if file.suffix == ".abc":
            for text in tunes(file.data.decode("utf-8", "replace")):
                yield file.name, text.encode()
        else:
            yield file.name, file.data


def books() -> Iterator[tuple[str, bytes]]:
    """Yield the tunes of the books that music21 has."""
    from importlib.util import find_spec
    from pathlib import Path

    from muse_music.reading.abc import tunes

    found = find_spec("music21")
    if found is None or not found.submodule_search_locations:
        raise RequestError(
            "data: no tunes are given, and music21, which has some, isn't installed",
            hint="give --data tunes.abc, or pip install music21",
        )
    for book in _BOOKS:
        folder = Path(found.submodule_search_locations[0]) / "corpus" / book
        for path in sorted(folder.glob("*.abc")):
            for text in tunes(path.read_text(encoding="utf-8", errors="replace")):
                yield path.name, text.encode()


def tunes_of(name: str, data: bytes, run: Run) -> list[Tune]:
    """Return the tune of a file; none, with a note, for one that can't be read."""
    from muse_music.reading import read
    from muse_music.reading.grid import quantised

    try:
        score = quantised(read(data, name))
    except RequestError as error:
        run.report.note(f"Ignored: {error}")
        return []
    if len(score.meters) > 1:
        return []
    notes, meter, key = score.melody()[:_LONGEST], score.meter, score.key
    if len(notes) < 9:
        return []
    offset = (meter.bar - score.pickup) % meter.bar
    middle = median(n.pitch for n in notes)
    heard = Heard(meter, key.pitch_class, key.minor, meter.bar if offset else 0)
    again = _repeats(notes, offset, meter)
    tune = Tune()
    last = before = None
    for note in notes:
        start = note.start + offset
        tune.told.append(heard.told(start, note.length, middle))
        heard.hear(start, note.length, note.pitch)
        interval = None if last is None else note.pitch - last
        if interval is None or last is None or abs(interval) > 12:
            before = None
            tune.moved.append(-1)
        else:
            strength = min(2, meter.strength(start % meter.bar))
            fresh = start // meter.bar not in again
            if fresh:
                degree = (last - key.pitch_class) % 12
                tune.moves.append((key.minor, degree, strength, before, interval))
            tune.moved.append(interval + 12 if fresh else -1)
            before = max(-7, min(7, interval))
        last = note.pitch
    return [tune] if len(tune.moves) >= 8 else []


def _repeats(notes: Sequence[Note], offset: int, meter: Meter) -> frozenset[int]:
    """Return the bars of stretches of seven or more that are those of eight bars before."""
    bars: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for note in notes:
        bar, tick = divmod(note.start + offset, meter.bar)
        bars[bar].append((tick, note.pitch))
    same = [bar for bar in bars if bar - 8 in bars and bars[bar] == bars[bar - 8]]
    found: set[int] = set()
    for bar in same:
        stretch = set(range(bar, bar + 7))
        if stretch <= set(same):
            found |= stretch
    return frozenset(found)
