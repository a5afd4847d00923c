"""The meters, tempos and keys of a MIDI file, as they follow each other in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from muse_music.midi import timing
from muse_music.midi.timing import Metered, Ramp
from muse_music.theory import meter as meters
from muse_music.theory.meter import TICKS, Meter

PICKUP = "pickup"
"""What a file's first track says where its first bar is one."""
_NEAR = 0.06
"""Felt beats a minute by which two tempos that are asked alike differ in a file at most."""


@dataclass(frozen=True)
class Told:
    """What a file tells in its tracks, each as (tick, value) in time; ticks are its own.

    `tempos` are in microseconds per quarter, `keys` as mido names signatures, `texts` are those of
    its first track. A `pickup` of so many ticks has no meter of its own here.
    """

    division: int
    length: int
    meters: list[tuple[int, str]]
    tempos: list[tuple[int, int]]
    keys: list[tuple[int, str]]
    texts: list[tuple[int, str]]
    pickup: int = 0


def told(file: Any, length: int) -> Told:
    """Return what a file of mido's tells; what it doesn't is 4/4, 120 and C."""
    kinds: dict[str, list[tuple[int, Any]]] = {
        kind: [] for kind in ("time_signature", "set_tempo", "key_signature")
    }
    texts = []
    for number, track in enumerate(file.tracks):
        now = 0
        for message in track:
            now += message.time
            if message.type in kinds:
                kinds[message.type].append((now, message))
            elif message.type == "text" and number == 0:
                texts.append((now, message.text))
    found = {kind: sorted(events, key=lambda e: e[0]) for kind, events in kinds.items()}
    meters = [(t, f"{m.numerator}/{m.denominator}") for t, m in found["time_signature"]]
    pickup = 0
    if (0, PICKUP) in texts and len(meters) > 1:
        pickup = meters[1][0]
        meters = [(0, meters[1][1]), *meters[2:]]
    return Told(
        file.ticks_per_beat,
        length,
        meters or [(0, "4/4")],
        [(t, m.tempo) for t, m in found["set_tempo"]] or [(0, 500_000)],
        [(t, m.key) for t, m in found["key_signature"]] or [(0, "C")],
        texts,
        pickup,
    )


def metered(file: Told, first: Meter) -> tuple[str, float]:
    """Return the meters as they would be asked for, and how many bars there are.

    `first` is the meter at the start, with its groups.
    """
    if len(file.meters) == 1:
        return str(first), _in_bars(file, file.pickup, file.length, first) + bool(file.pickup)
    stretches, bars = [], 0.0
    for (start, name), (end, _) in pairwise([*file.meters, (file.length, "")]):
        meter = first if start == 0 else _grouped(file, start, name)
        count = _in_bars(file, start or file.pickup, end, meter) + bool(not start and file.pickup)
        bars += count
        stretches.append(Metered(meter, round(count) if count != 1 else None))
    return timing.told(_round(stretches)), bars


def tempo(file: Told, first: Meter) -> float | str:
    """Return the tempo in felt beats a minute, or how it changes, as it would be asked for.

    A free opening and a ritardando at the end aren't counted as changes of its tempo.
    """
    begins = _begins(file)
    closing = [t for t, text in file.texts if text == "rit." and _ends(file, t)]
    changes: list[tuple[int, float]] = []
    for start, quarter in file.tempos:
        if closing and start >= closing[-1]:
            break
        if start < begins:
            continue
        felt = _meter_at(file, start, first).felt
        pace = round(60e6 / quarter / felt, 2)
        if not changes or abs(changes[-1][1] - pace) > _NEAR:
            changes.append((start, pace))
    if begins and changes:
        changes[0] = (0, changes[0][1])
    if len(changes) == 1:
        return changes[0][1]
    return timing.told(_ramps(file, changes, first, closing[-1] if closing else file.length))


def quarter(file: Told) -> int:
    """Return how long a quarter is (microseconds) at the start, or after a free opening."""
    begins = _begins(file)
    return next((q for tick, q in reversed(file.tempos) if tick <= begins), file.tempos[0][1])


def _begins(file: Told) -> int:
    """Return where a piece is in time (ticks): at its start, or after a free opening."""
    if (0, timing.FREE) not in file.texts:
        return 0
    return next((tick for tick, text in file.texts if text == timing.STEADY), 0)


def _ramps(file: Told, changes: Sequence[tuple[int, float]], first: Meter, end: int) -> list[Ramp]:
    """Return changes of tempo up to `end` as steps, gradual where each beat has its own."""
    marked = {t for t, text in file.texts if text in ("rit.", "accel.")}
    made: list[Ramp] = []
    at = 0
    while at < len(changes):
        start, pace = changes[at]
        last = at
        if start in marked:
            rising = at + 1 < len(changes) and changes[at + 1][1] > pace
            while last + 1 < len(changes) and _goes_on(file, changes, last, rising, first):
                last += 1
        after = changes[last + 1][0] if last + 1 < len(changes) else end
        if last > at:  # what it comes to stays afterwards
            after = min(after, round(changes[last][0] + _beat(file, changes[last][0], first)))
        bars = sum(
            _in_bars(file, max(start, begin), min(after, end), _meter_at(file, begin, first))
            for (begin, _), (end, _) in pairwise([*file.meters, (file.length, "")])
            if begin < after and end > start
        )
        whole = None if after >= end - 1 else round(bars)
        made.append(Ramp(_plain(pace), _plain(changes[last][1]), whole))
        at = last + 1
    return made


def _goes_on(
    file: Told, changes: Sequence[tuple[int, float]], at: int, rising: bool, first: Meter
) -> bool:
    """Whether the next change goes on with a gradual one: the same way, a beat or two later."""
    (start, pace), (after, other) = changes[at], changes[at + 1]
    return after - start <= 2 * _beat(file, start, first) + 1 and (other > pace) is rising


def _beat(file: Told, tick: int, first: Meter) -> float:
    return max(b.length for b in _meter_at(file, tick, first).beats) * file.division / TICKS


def _plain(pace: float) -> float:
    """Return a tempo as somebody asks for it: whole where a file's rounding alone is over it."""
    return float(round(pace)) if abs(pace - round(pace)) < _NEAR else pace


def _ends(file: Told, tick: int) -> bool:
    last = _meter_at(file, file.length, meters.parse("4/4"))
    return tick >= file.length - 2 * last.bar * file.division / TICKS


def _meter_at(file: Told, tick: int, first: Meter) -> Meter:
    name = next((name for start, name in reversed(file.meters) if start <= tick), "4/4")
    return first if name == file.meters[0][1] else meters.parse(name)


def _grouped(file: Told, tick: int, name: str) -> Meter:
    groups = (t[9:] for at, t in file.texts if at == tick and t.startswith("grouping "))
    told = next(groups, "")
    return meters.parse(f"{name}:{told}" if told else name)


def _in_bars(file: Told, start: int, end: int, meter: Meter) -> float:
    return (end - start) * TICKS / (meter.bar * file.division)


def _round(stretches: Sequence[Metered]) -> list[Metered]:
    """Return the shortest round of meters that the stretches go through."""
    made = [next(same) for _, same in groupby(stretches)]
    for size in range(1, len(made)):
        whole = all(part == made[at % size] for at, part in enumerate(made[:-1]))
        last, model = made[-1], made[(len(made) - 1) % size]
        if whole and last.meter == model.meter and (last.bars or 1) <= (model.bars or 1):
            return made[:size]
    return made
