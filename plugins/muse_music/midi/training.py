"""Learns how tunes move: `muse train music.midi`.

The tables are counts, smoothed towards how usual an interval is at all; every tenth tune is left
out, and the report says how many bits a note they save on those against equal chances.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from muse import Artifact, Condition, Field, Generator, InputFile, Progress, RequestError, Run
from muse_music.midi.steps import packed

_SMOOTH = 4.0
_BOOKS = ("oneills1850", "ryansMammoth", "airdsAirs")
Move = tuple[bool, int, int, int | None, int]
"""Minor, degree, strength of the next note's place, interval before (None: unknown), interval."""


class TrainCondition(Condition):
    """What to learn from."""

    data: list[InputFile] = Field(
        [],
        description="Tunes to learn from: ABC (all tunes of a file), MIDI, MusicXML. Without any,"
        " the books of O'Neill, Ryan and Aird that come with music21.",
    )


@dataclass(frozen=True)
class Tune:
    """A tune as its moves."""

    moves: list[Move]


class MelodyTrainer(Generator[TrainCondition]):
    """Learns the composer's tables of intervals from tunes."""

    condition = TrainCondition
    formats = {".safetensors": "application/vnd.safetensors"}
    repeatable = "bytes"
    environment = ("music21",)
    example = "muse train music.midi --data tunes.abc -o melody.safetensors"

    def generate(self, condition: TrainCondition, run: Run) -> Iterator[Any]:
        """Yield one file of weights per item; the items are alike, nothing is drawn."""
        found: list[Tune] = []
        texts = list(_given(condition.data)) if condition.data else list(_books())
        for place, (name, data) in enumerate(texts):
            if place % 50 == 0:
                yield Progress(place, len(texts), "reading tunes")
            run.check()
            found += _tunes(name, data, run)
        if len(found) < 10:
            raise RequestError(
                f"data: there are {len(found)} tunes in it", hint="give ten or more, in ABC or MIDI"
            )
        kept = [tune for place, tune in enumerate(found) if place % 10]
        tried = [tune for place, tune in enumerate(found) if place % 10 == 0]
        tables = learnt(kept)
        facts = {
            "tunes": len(found),
            "notes": sum(len(tune.moves) for tune in found),
            "bits_saved": round(saved(tables, tried), 3),
        }
        for item in run.items:
            yield Artifact({".safetensors": packed(tables)}, item, facts, "melody")


def learnt(tunes: Sequence[Tune]) -> dict[str, list[float]]:
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
    degrees: list[float] = []
    for minor in (False, True):
        for degree in range(12):
            for strength in range(3):
                row = places[minor, degree, strength]
                degrees += _shares(row, base)
    intervals: list[float] = []
    for before in range(-7, 8):
        shares = _shares(after[before], base)
        intervals += [share / usually for share, usually in zip(shares, base, strict=True)]
    return {"degrees": degrees, "intervals": intervals}


def _shares(counts: Counter[int], base: Sequence[float]) -> list[float]:
    total = sum(counts.values()) + _SMOOTH
    return [(counts[i] + _SMOOTH * base[i + 12]) / total for i in range(-12, 13)]


def saved(tables: dict[str, list[float]], tunes: Sequence[Tune]) -> float:
    """Return the bits a note that the tables save on tunes, against 25 equal chances."""
    bits = count = 0.0
    for tune in tunes:
        for minor, degree, strength, before, interval in tune.moves:
            row = (((12 if minor else 0) + degree) * 3 + strength) * 25
            shares = tables["degrees"][row : row + 25]
            if before is not None:
                ratios = tables["intervals"][(before + 7) * 25 : (before + 8) * 25]
                shares = [s * r for s, r in zip(shares, ratios, strict=True)]
            bits += math.log2(shares[interval + 12] / sum(shares) * 25)
            count += 1
    return bits / max(1, count)


def _given(files: Sequence[InputFile]) -> Iterator[tuple[str, bytes]]:
    from muse_music.reading.abc import tunes

    for file in files:
        if file.suffix == ".abc":
            for text in tunes(file.data.decode("utf-8", "replace")):
                yield file.name, text.encode()
        else:
            yield file.name, file.data


def _books() -> Iterator[tuple[str, bytes]]:
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


def _tunes(name: str, data: bytes, run: Run) -> list[Tune]:
    """Return the tune of a file as moves; none, with a note, for one that can't be read."""
    from muse_music.reading import read

    try:
        score = read(data, name).quantised()
    except RequestError as error:
        run.report.note(f"left out: {error}")
        return []
    if len(score.meters) > 1:
        return []
    notes, meter, key = score.melody(), score.meter, score.key
    offset = (meter.bar - score.pickup) % meter.bar
    moves: list[Move] = []
    before: int | None = None
    for one, two in pairwise(notes):
        interval = two.pitch - one.pitch
        if abs(interval) > 12:
            before = None
            continue
        strength = min(2, meter.strength((two.start + offset) % meter.bar))
        degree = (one.pitch - key.pitch_class) % 12
        moves.append((key.minor, degree, strength, before, interval))
        before = max(-7, min(7, interval))
    return [Tune(moves)] if len(moves) >= 8 else []
