"""Learns the reference from real tunes: `python -m benchmarks.music_quality.reference`.

The tunes are those of O'Neill, Ryan and Aird (18th and 19th century, in the public domain) in
music21's corpus, read by Muse's own ABC reader. `reference.json` keeps where notes of each length
fall in the bar, what the tunes measure, and twenty tunes to test the scorer with.
"""

import json
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean

from benchmarks.music_quality.metrics import GRID, METERS, bucket, evidence, melody, recovered
from benchmarks.music_quality.scorer import words
from muse import RequestError
from muse_music.reading.abc import read_abc, tunes
from muse_music.theory.meter import parse

HERE = Path(__file__).with_name("reference.json")
_BOOKS = ("oneills1850", "ryansMammoth", "airdsAirs")
_SAMPLE = 20


def real_tunes():
    """Yield (meter, scale, notes) of real tunes of 8 to 64 bars that start on a bar line."""
    from music21 import corpus

    folder = Path(corpus.__file__).parent
    for book in _BOOKS:
        for path in sorted((folder / book).glob("*.abc")):
            for text in tunes(path.read_text(encoding="utf-8", errors="replace")):
                try:
                    score = read_abc(text, "tune")
                except RequestError:
                    continue
                meter, key = score.meter, score.key
                if str(meter) not in METERS or len(score.meters) != 1:
                    continue
                offset = score.pickup
                notes = [
                    (n.start - offset, n.length, n.pitch)
                    for n in score.parts[0].notes
                    if n.start >= offset
                ]
                if notes and 8 <= (notes[-1][0] // meter.bar + 1) <= 64 and len(notes) > 30:
                    yield str(meter), list(key.scale), notes


def main() -> None:
    """Write the reference."""
    found = list(real_tunes())
    tables: dict[str, dict[str, Counter[str]]] = {m: defaultdict(Counter) for m in METERS}
    for name, _, notes in found:
        bar = parse(name).bar
        for start, length, _ in notes:
            tables[name][str(bucket(length))][str(start % bar // GRID)] += 1
    measured: dict[str, dict[str, float]] = {}
    for name in METERS:
        rows = []
        for meter, scale, notes in found:
            if meter == name:
                beat = parse(meter)
                row = melody(notes, beat, scale)
                row["meter evidence"] = evidence(notes, beat, tables[name])
                row["meter recovered"] = float(recovered(notes, tables) == name)
                rows.append(row)
        measured[name] = {key: round(mean(r[key] for r in rows), 3) for key in rows[0]}
        measured[name]["tunes"] = len(rows)
    step = len(found) // _SAMPLE
    sample = [found[i * step] for i in range(_SAMPLE)]
    rhythms: dict[str, Counter[str]] = defaultdict(Counter)
    steps: dict[str, Counter[str]] = defaultdict(Counter)
    for place, (meter, scale, notes) in enumerate(found):
        if place % step == 0:
            continue  # those of the sample are tried
        for rhythm, length, degree, interval in words(notes, meter, scale[0]):
            rhythms[rhythm][length] += 1
            steps[degree][interval] += 1
    data = {
        "tables": tables,
        "measured": measured,
        "rhythms": rhythms,
        "steps": steps,
        "sample": sample,
    }
    HERE.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    print({name: row["tunes"] for name, row in measured.items()})


if __name__ == "__main__":
    main()
