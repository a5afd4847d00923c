"""Has each style a band with more than one idea? `python -m benchmarks.music_variety`.

    python -m benchmarks.music_variety                   every style in its first meter, 20 seeds
    python -m benchmarks.music_variety --style funk --seeds 50
    python -m benchmarks.music_variety --style pop --meter 7/8

A pattern is the rhythm of a bar of one part: when bass or chords strike, when each drum is struck.
No pattern may hold more than 40 % of the bars in which its part plays, over all seeds, and a style
has to use at least three forms, three lengths and a spread of tempi. `lock` is how far bass and
kick strike together (2 x both / (bass + kick); by chance about a third). Exits with 1 when one
misses.
"""

import argparse
from collections import Counter
from collections.abc import Iterator

from muse_music.midi import song, style
from muse_music.theory.notes import DRUMS, Part, Song

MOST = 0.4
"""The share of a part's bars that one pattern may hold."""
KICKS = (35, 36)


def bars(part: Part, made: Song) -> Iterator[tuple[object, ...]]:
    """Yield the rhythm of each bar in which a part plays; the last bar, a rest, isn't counted."""
    found: dict[int, set[object]] = {}
    for note in part.notes:
        index, tick = divmod(note.start, made.meter.bar)
        struck = (tick, note.pitch) if part.program == DRUMS else tick
        found.setdefault(index, set()).add(struck)
    for index in sorted(found):
        if index < made.bars - 1:
            yield tuple(sorted(found[index]))


def kind(part: Part) -> str:
    """Return what a part is counted as: bass, drums, comping, or nothing."""
    if part.program == DRUMS:
        return "drums"
    if part.role == "bass":
        return "bass"
    return "" if part.role in ("melody", "double") else "comping"


def lock(made: Song) -> float | None:
    """Return how far bass and kick strike together, 0..1; None where one of them is missing."""
    low = {n.start for p in made.parts if p.role == "bass" for n in p.notes}
    drums = [p for p in made.parts if p.program == DRUMS]
    kick = {n.start for p in drums for n in p.notes if n.pitch in KICKS}
    if not low or not kick:
        return None
    playing = {tick // made.meter.bar for tick in kick}
    low = {tick for tick in low if tick // made.meter.bar in playing}
    return 2 * len(low & kick) / (len(low) + len(kick))


def measured(name: str, seeds: int, meter: str | None = None) -> dict[str, float]:
    """Return what a style's bands vary in over some seeds."""
    rhythms = {"bass": Counter(), "comping": Counter(), "drums": Counter()}
    forms, lengths, tempi, locks = set(), set(), [], []
    for seed in range(seeds):
        made = song(style=name, seed=seed, **({"meter": meter} if meter else {}))
        for part in made.parts:
            if kind(part):
                rhythms[kind(part)].update(bars(part, made))
        forms.add(tuple(section.kind for section in made.sections))
        lengths.add(made.bars)
        tempi.append(60e6 / made.quarter / made.meter.felt)
        together = lock(made)
        if together is not None:
            locks.append(together)
    row = {"forms": len(forms), "lengths": len(lengths), "slow": min(tempi), "fast": max(tempi)}
    for part, counts in rhythms.items():
        if counts:
            row[f"{part} top"] = counts.most_common(1)[0][1] / counts.total()
            row[part] = len([n for n in counts.values() if n >= 4])
    if locks:
        row["lock"] = sum(locks) / len(locks)
    return row


def misses(row: dict[str, float]) -> list[str]:
    """Return what a style misses."""
    missed = [key for key, value in row.items() if key.endswith(" top") and value > MOST]
    missed += [key for key in ("forms", "lengths") if row[key] < 3]
    missed += ["tempo"] if row["fast"] < 1.25 * row["slow"] else []
    least = {"bass": 4, "comping": 4, "drums": 6}
    return missed + [part for part, few in least.items() if row.get(part, few) < few]


def main() -> int:
    """Print the table, and return 1 when a style misses."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--style", action="append")
    parser.add_argument("--meter")
    asked = parser.parse_args()
    print("patterns that come at least four times, and the share of the commonest")
    print(f"{'':11} {'bass':>9} {'comping':>9} {'drums':>9}  forms lengths   tempo   lock")
    missed = 0
    for name in asked.style or style.names():
        row = measured(name, asked.seeds, asked.meter)
        cells = " ".join(
            f"{row[part]:4.0f} {row[f'{part} top']:.2f}" if part in row else "        -"
            for part in ("bass", "comping", "drums")
        )
        together = f"{row['lock']:.2f}" if "lock" in row else "-"
        wrong = misses(row)
        missed += len(wrong)
        print(
            f"{name:11} {cells}  {row['forms']:5.0f} {row['lengths']:7.0f}  "
            f"{row['slow']:3.0f}-{row['fast']:<3.0f} {together:>6}  {', '.join(wrong)}"
        )
    print(f"\n{missed} missed" if missed else "\nevery style has more than one idea")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
