"""Meters and tempos that change within a piece, as they are asked for, and the timeline of them.

meter  "4/4", "4/4 x8, 7/8 x4"                      comes round again until the piece ends
tempo  "120", "90 -> 120", "90 x8, 90 -> 140 x4"    xN: for so many bars; the last one stays
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice

from muse_music.theory import keys, meter
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import Section
from muse_music.theory.timeline import Measure, Tempo, Timeline, timeline

SLOWEST, FASTEST = 20, 300
"""Felt beats a minute."""
FREE, STEADY = "freely", "a tempo"
"""What a score says where a free opening begins, and where it ends."""
MOST = 32
"""Changes of meter, or of tempo, that can be asked for at most."""
CHARACTERS = 500
"""Characters of such a text at most."""
_TIMES = re.compile(r"(.*?)(?:\s*[x×*]\s*(\d{1,4}))?\s*", re.DOTALL)
_TEMPO = re.compile(r"(\d+(?:\.\d+)?)(?:\s*(?:->|→|–|to|到|至)\s*(\d+(?:\.\d+)?))?")
_FREELY = (1.5, 1.25, 1.1, 1.3, 1.15, 1.0, 1.2, 1.45)
"""How much longer the beats of a free opening are, one after another."""
_SLOWING = (1.06, 1.14, 1.26, 1.42)
"""How much longer the beats of a ritardando are, in its quarters, at its end the longest."""


@dataclass(frozen=True, slots=True)
class Metered:
    """A meter for so many bars; None: it goes on."""

    meter: Meter
    bars: int | None = None

    def __str__(self) -> str:
        return f"{self.meter}{_times(self.bars)}"


@dataclass(frozen=True, slots=True)
class Ramp:
    """A tempo that goes evenly from `start` to `end` (felt beats a minute); None: to the end."""

    start: float
    end: float
    bars: int | None = None

    def __str__(self) -> str:
        way = f" -> {self.end:g}" if self.end != self.start else ""
        return f"{self.start:g}{way}{_times(self.bars)}"


def meters(text: str) -> list[Metered]:
    """Read "4/4" or "4/4 x8, 7/8 x4"; ValueError says what a meter takes."""
    found = [Metered(meter.parse(told), bars) for told, bars in _items(text)]
    if len(found) == 1:
        return [Metered(found[0].meter)]
    return [part if part.bars != 1 else Metered(part.meter) for part in found]


def tempos(text: str) -> list[Ramp]:
    """Read "120", "90 -> 120" or "90 x8, 120"; ValueError says what a tempo takes."""
    made = []
    for told, bars in _items(text):
        match = _TEMPO.fullmatch(told.strip())
        numbers = [round(float(n), 2) for n in match.groups() if n] if match else []
        if not numbers or not all(SLOWEST <= n <= FASTEST for n in numbers):
            raise ValueError(
                f"invalid value {told.strip()[:40]!r}; expected beats a minute from {SLOWEST} to "
                f"{FASTEST}, or a change such as 90 -> 120, or 90 x8, 120 x8"
            )
        made.append(Ramp(numbers[0], numbers[-1], bars))
    return made


def told(parts: Sequence[Metered] | Sequence[Ramp]) -> str:
    """Return meters or tempos as they are written."""
    return ", ".join(map(str, parts))


def round_of(parts: Sequence[Metered]) -> int:
    """Return the bars of one round of meters; 1 for one that goes on."""
    return sum(part.bars or 1 for part in parts)


def laid(
    parts: Sequence[Metered],
    ramps: Sequence[Ramp],
    key: Key,
    bars: int,
    *,
    slowing: bool = False,
    scale: float = 1.0,
) -> Timeline:
    """Return the timeline of `bars` bars; `slowing` ends it with a ritardando.

    `scale` makes all of it last longer (above 1) or shorter.
    """
    measures = [(each, key) for each in islice(_endless(parts), bars)]
    plain = timeline(measures, [Tempo(0, 1)])
    if slowing and ramps[-1].bars is None:
        # A change that goes on to the end comes to its goal where the ritardando begins.
        before = sum(ramp.bars or 0 for ramp in ramps[:-1])
        left = bars - _slowing(plain) - before
        if left > 0:
            ramps = [*ramps[:-1], replace(ramps[-1], bars=left)]
    steps = list(_steps(plain, ramps, scale))
    if slowing:
        steps = slowed(plain, steps)
    return replace(plain, tempos=tuple(steps))


def paced(time: Timeline, text: str) -> Timeline:
    """Return a timeline with tempos as they are asked for, over its own bars."""
    return replace(time, tempos=tuple(_steps(time, tempos(text), 1.0)))


def freely(time: Timeline, bars: int) -> Timeline:
    """Return the timeline with its first bars in free time: they hurry and wait by turns."""
    if not 0 < bars < time.bars:
        return time
    made: list[Tempo] = []
    for beat, longer in zip(_beats(time.measures[:bars]), cycle(_FREELY), strict=False):
        quarter = round(time.quarter(beat.start) * longer)
        made.append(Tempo(beat.start, quarter, "" if made else FREE))
    start = time.start(bars)
    made.append(Tempo(start, time.quarter(start), STEADY))
    return replace(time, tempos=(*made, *(t for t in time.tempos if t.start > start)))


def moved(time: Timeline, sections: Sequence[Section], semitones: int) -> Timeline:
    """Return the timeline with its last chorus, and what follows, in a key so much higher.

    Without a chorus that comes again it is the last section; of a single section the last half.
    """
    if not semitones:
        return time
    first = _lifted(sections)
    made = []
    for bar, measure in enumerate(time.measures):
        key = measure.key
        if bar >= first:
            key = keys.usual((key.pitch_class + semitones) % 12, key.mode)
        made.append(replace(measure, key=key))
    return replace(time, measures=tuple(made))


def transposed(bars: Sequence[Sequence[Chord]], time: Timeline) -> list[list[Chord]]:
    """Return the chords of bars, which are in the first key, in each bar's own."""
    home = time.measures[0].key.pitch_class
    return [
        [chord.shifted(measure.key.pitch_class - home) for chord in chords]
        for chords, measure in zip(bars, time.measures, strict=True)
    ]


def fitting(made: Callable[[int], Timeline], seconds: float, most: int) -> Timeline:
    """Return the timeline of 1 to `most` bars that lasts nearest to `seconds`."""
    low, high, first = 1, most, 1
    best = made(1)
    while low <= high:
        middle = first or (low + high) // 2
        time = made(middle)
        length = time.seconds(time.length)
        if abs(length - seconds) < abs(best.seconds(best.length) - seconds):
            best = time
        # The first guesses go by how long a bar was.
        guess = round(middle * seconds / length)
        if length < seconds:
            low = middle + 1
        else:
            high = middle - 1
        first = guess if low <= guess <= high else 0
    return best


def _items(text: str) -> Iterator[tuple[str, int | None]]:
    """Yield what stands between commas, and how often it is to come ("x8")."""
    parts = re.split(r"\s*[,,;;、]\s*", text.strip()[:CHARACTERS])
    if len(parts) > MOST:
        raise ValueError(f"it has {len(parts)} changes; expected at most {MOST}")
    for part in parts:
        match = _TIMES.fullmatch(part)
        bars = int(match[2]) if match and match[2] else None
        if bars == 0:
            raise ValueError(f"invalid value {part[:40]!r}; expected 1 bar or more")
        yield (match[1] if match else part), bars


def _times(bars: int | None) -> str:
    return f" x{bars}" if bars else ""


def _endless(parts: Sequence[Metered]) -> Iterator[Meter]:
    for part in cycle(parts):
        yield from [part.meter] * (part.bars or 1)


def _steps(time: Timeline, ramps: Sequence[Ramp], scale: float) -> Iterator[Tempo]:
    """Yield the tempos: one for each beat of a gradual change."""
    bar, before = 0, 0
    for place, ramp in enumerate(ramps):
        last = place == len(ramps) - 1
        stop = time.bars if ramp.bars is None else min(time.bars, bar + ramp.bars)
        if bar >= time.bars:
            return
        first, length = time.start(bar), time.start(stop) - time.start(bar)
        gradual = ramp.end != ramp.start
        beats = list(_beats(time.measures[bar:stop])) if gradual else [time.measures[bar]]
        mark = ("accel." if ramp.end > ramp.start else "rit.") if gradual else ""
        for at, beat in enumerate(beats):
            start = first if at == 0 else beat.start
            share = (start - first) / max(1, length - beat.length) if gradual else 0
            pace = ramp.start + (ramp.end - ramp.start) * min(1.0, share)
            quarter = round(60e6 / (pace * beat.meter.felt) * scale)
            if quarter != before:
                yield Tempo(start, quarter, mark if at == 0 else "")
            before = quarter
        if last and gradual and stop < time.bars:
            felt = time.measures[stop].meter.felt
            yield Tempo(time.start(stop), round(60e6 / (ramp.end * felt) * scale))
        # The beat of another meter may count other values: what is felt stays.
        if not gradual:
            felt = time.measures[bar].meter.felt
            for measure in time.measures[bar : time.bars if last else stop]:
                if measure.meter.felt != felt:
                    felt = measure.meter.felt
                    before = round(60e6 / (ramp.start * felt) * scale)
                    yield Tempo(measure.start, before)
        bar = stop


def _beats(measures: Sequence[Measure]) -> Iterator[Measure]:
    """Yield the beats of bars, each as a stretch with its bar's meter."""
    for measure in measures:
        for beat in measure.meter.beats:
            start = measure.start + beat.start - measure.offset
            if measure.start <= start < measure.end:
                yield Measure(start, beat.length, measure.meter, measure.key)


def _slowing(time: Timeline) -> int:
    """Return over how many bars a ritardando goes."""
    return 2 if time.measures[-1].length <= 4 * TICKS else 1


def slowed(time: Timeline, tempos: Sequence[Tempo]) -> list[Tempo]:
    """Return tempos with a ritardando at the end: over two bars, or one where bars are long."""
    first = time.start(max(0, time.bars - _slowing(time)))
    length = time.length - first
    if first == 0:
        return list(tempos)
    kept = [t for t in tempos if t.start < first]
    whole = replace(time, tempos=tuple(tempos))
    made = []
    for at, longer in enumerate(_SLOWING):
        start = first + length * at // len(_SLOWING)
        quarter = round(whole.quarter(start) * longer)
        made.append(Tempo(start, quarter, "rit." if at == 0 else ""))
    return [*kept, *made]


def _lifted(sections: Sequence[Section]) -> int:
    """Return the bar from which a piece goes on higher."""
    choruses = [s for s in sections if s.kind == "chorus"]
    if len(choruses) > 1:
        return choruses[-1].first
    whole = [s for s in sections if s.kind not in ("outro", "tag")] or list(sections)
    last = whole[-1]
    return last.first if last.first else last.bars // 2
