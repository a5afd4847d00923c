"""Are the styles told apart, and do choruses come back? `python benchmarks/music_styles.py`

    shared onsets       of the first eight bars of the tune, how many begin their notes at the same
                        places as another style's do (same seed), or another seed's (same style)
    told apart          a forest (scikit-learn) learns each style from 60 % of its seeds and names
                        it in the others: from rhythm and intervals of the tune alone, and from the
                        tune, drums, bass, chords, tempo and instruments
    chorus comes back   bars of the second chorus that are as in the first, in styles that sing one

`--seeds 40`, `--style pop --style rock` for some of them, `--confused` shows what is taken for
what. Exits with 1 when a figure misses its aim.
"""

import argparse
from collections import Counter
from itertools import combinations, pairwise
from statistics import mean

from muse_music.midi import song, style
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Note, Song

FIRST = 8
SUNG = ("pop", "rock", "ballad", "lofi")
"""Styles whose choruses have to come back."""
_HELD = ("kick", "snare", "hat", "other")


def bars(made: Song) -> list[tuple[tuple[int, int, int], ...]]:
    """Return the tune's notes (place in the bar, length, pitch) by bar."""
    found: list[list[tuple[int, int, int]]] = [[] for _ in range(made.bars)]
    for note in made.parts[0].notes:
        bar = made.time.index(note.start)
        found[bar].append((made.time.place(note.start), note.length, note.pitch))
    return [tuple(bar) for bar in found]


def opening(made: Song) -> list[tuple[int, ...]]:
    """Return where notes begin in the first eight bars that have any."""
    return [tuple(place for place, _, _ in bar) for bar in bars(made) if bar][:FIRST]


def shared(one: Song, other: Song) -> float:
    """Return the share of the first eight bars of two tunes whose notes begin alike."""
    return mean(a == b for a, b in zip(opening(one), opening(other), strict=False))


def returned(made: Song) -> float | None:
    """Return the share of the second chorus' bars that are as in the first; None without two."""
    sung = bars(made)
    choruses = [s for s in made.sections if s.kind in ("chorus", "drop")]
    if len(choruses) < 2:
        return None
    one, two = choruses[:2]
    size = min(one.bars, two.bars)
    first, second = sung[one.first : one.first + size], sung[two.first : two.first + size]
    away = two.first and _away(made, one.first, two.first)
    moved = [tuple((s, n, p + away) for s, n, p in bar) for bar in first]
    return mean(a == b for a, b in zip(moved, second, strict=True))


def _away(made: Song, one: int, two: int) -> int:
    keys = [made.time.measures[bar].key.pitch_class for bar in (one, two)]
    return (keys[1] - keys[0] + 5) % 12 - 5


def shares(counts: Counter, names) -> list[float]:
    """Return how often each name was counted, of all."""
    total = max(1, sum(counts.values()))
    return [counts[name] / total for name in names]


def rhythm(notes: list[Note], made: Song) -> list[float]:
    """Return what the rhythm of a line is like: places, lengths, density, silence, repetition."""
    places, lengths, rests = Counter(), Counter(), 0
    each: list[list[int]] = [[] for _ in range(made.bars)]
    for note in notes:
        measure = made.time.at(note.start)
        place = note.start - measure.start
        each[made.time.index(note.start)].append(place)
        places[round(24 * place / measure.length) % 24] += 1
        lengths[min(16, round(6 * note.length / TICKS))] += 1
    for a, b in pairwise(notes):
        rests += max(0, b.start - a.end)
    sung = [bar for bar in each if bar]
    again = [mean(a == b for a, b in zip(each, each[lag:], strict=False)) for lag in (1, 2, 4)]
    grid = [
        mean(place * parts % TICKS == 0 for bar in sung for place in bar) if sung else 0.0
        for parts in (1, 2, 3, 4)
    ]
    return [
        *shares(places, range(24)),
        *shares(lengths, range(17)),
        len(notes) / max(1, len(sung)) / 8,
        rests / made.length,
        *again,
        *grid,
    ]


def intervals(notes: list[Note]) -> list[float]:
    """Return how often each interval is, and each turn of the line."""
    steps = [max(-12, min(12, b.pitch - a.pitch)) for a, b in pairwise(notes)]
    turns = Counter((max(-1, min(1, a)), max(-1, min(1, b))) for a, b in pairwise(steps))
    kinds = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
    return [*shares(Counter(steps), range(-12, 13)), *shares(turns, kinds)]


def told(made: Song) -> list[float]:
    """Return what is known of the tune alone."""
    notes = made.parts[0].notes
    return rhythm(notes, made) + intervals(notes)


def known(made: Song) -> list[float]:
    """Return what is known of the whole."""
    found = told(made)
    found.append(60e6 / made.quarter / 200)
    programs = Counter(part.program for part in made.parts)
    found += [float(programs[number]) for number in range(-1, 128)]
    lines: dict[str, list[Note]] = {"bass": [], "chords": [], **{name: [] for name in _HELD}}
    for part in made.parts[1:]:
        for note in part.notes:
            if part.program == DRUMS:
                drum = {35: "kick", 36: "kick", 37: "snare", 38: "snare", 39: "snare", 40: "snare"}
                hat = "hat" if note.pitch in (42, 44, 46, 51) else "other"
                lines[drum.get(note.pitch, hat)].append(note)
            else:
                lines["bass" if part.role == "bass" else "chords"].append(note)
    for notes in lines.values():
        found += rhythm(sorted(notes, key=lambda n: n.start), made)
        found.append(float(bool(notes)))
    return found


def named(rows, seeds: int, confused: bool) -> float:
    """Return how often a style is named right from rows of (style, seed, features)."""
    from sklearn.ensemble import RandomForestClassifier

    learnt = [(name, row) for name, seed, row in rows if seed < 0.6 * seeds]
    tried = [(name, row) for name, seed, row in rows if seed >= 0.6 * seeds]
    forest = RandomForestClassifier(400, random_state=1)
    forest.fit([row for _, row in learnt], [name for name, _ in learnt])
    guesses = forest.predict([row for _, row in tried])
    if confused:
        for name in sorted({name for name, _ in tried}):
            own = Counter(g for (n, _), g in zip(tried, guesses, strict=True) if n == name)
            print(f"  {name:12}", ", ".join(f"{g} {c}" for g, c in own.most_common(4)))
    return mean(name == guess for (name, _), guess in zip(tried, guesses, strict=True))


def main() -> int:
    """Print the figures, and return 1 when one misses its aim."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--style", action="append")
    parser.add_argument("--confused", action="store_true")
    asked = parser.parse_args()
    names = asked.style or style.names()
    made: dict[tuple[str, int], Song] = {}
    for name in names:
        for seed in range(asked.seeds):
            made[name, seed] = song(style=name, seed=seed)
    common = [n for n in names if "4/4" in (style.load(n).only_meters or ("4/4",))]
    square = {
        (name, seed): song(style=name, seed=seed, meter="4/4")
        for name in common
        for seed in range(asked.seeds // 2)
    }
    others, again = [], []
    for seed in range(asked.seeds // 2):
        for one, two in combinations(common, 2):
            others.append(shared(square[one, seed], square[two, seed]))
        if seed:
            again += [shared(square[n, seed], square[n, seed - 1]) for n in common]
    rows = [("same seed, other style: shared onsets", mean(others), "<=", 0.15)]
    print(f"other seed, same style: shared onsets {mean(again):.3f}")
    for title, features, aim in (("tune alone", told, 0.6), ("whole", known, 0.95)):
        table = [(name, seed, features(each)) for (name, seed), each in made.items()]
        right = named(table, asked.seeds, asked.confused)
        rows.append((f"style named from the {title}, of {len(names)}", right, ">=", aim))
    for name in names:
        back = [returned(each) for (n, _), each in made.items() if n == name]
        heard = [value for value in back if value is not None]
        if name in SUNG and heard:
            rows.append((f"chorus comes back in {name}", mean(heard), ">=", 0.8))
    missed = 0
    for title, value, sign, aim in rows:
        good = value <= aim if sign == "<=" else value >= aim
        missed += not good
        print(f"{title:44} {value:6.3f}  {sign} {aim:<5} {'PASS' if good else 'FAIL'}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
