"""Patterns written as text, and how they lie in any meter.

A bar is cells divided by spaces, one a beat; a cell divides its beat evenly: `x.x.` has four
sixteenths, `x.x` a triplet. `|` begins another bar. `.` is a rest, `-` holds what sounds, anything
else strikes. A bar of another number of beats is laid out by its accents: each beat takes the cell
that has its place (the bar line, a group's first, its last, the bar's last); a beat of three
divisions takes the cell's halves and has the middle one where the cell runs in halves.
"""

from functools import lru_cache
from typing import NamedTuple

from muse_music.theory.meter import TICKS, Beat, Meter

BETWEEN = -1
"""The place of a beat that is neither first nor last of its group."""


class Event(NamedTuple):
    """Something struck: start and end (ticks from the bar line), and its sign in the text.

    The end lies past the bar where the text holds it over the bar line.
    """

    start: int
    end: int
    sign: str


class Laid(NamedTuple):
    """A bar of a row in a meter; `tied` is the sign of what sounds over the bar line into it."""

    events: tuple[Event, ...]
    tied: str = ""


@lru_cache(2048)
def laid(text: str, meter: Meter, *, spread: bool = False) -> tuple[Laid, ...]:
    """Return the bars of a row as they lie in a meter.

    `spread` tells a bar of four cells in two where the meter has two or three beats, so that
    nothing of it is lost; drums, whose accents tell the meter, keep to their places.
    """
    parts = [tuple(bar.split()) for bar in text.split("|")]
    if spread:
        parts = [cells for bar in parts for cells in _spread(bar, len(meter.beats))]
    bars = [_signs(cells, meter) for cells in parts]
    made: list[Laid] = []
    tied = ""
    for index, signs in enumerate(bars):
        after = bars[(index + 1) % len(bars)]
        over = next((tick for tick, sign in after if sign != "-"), 0)
        events = []
        for place, (tick, sign) in enumerate(signs):
            if sign in ".-":
                continue
            end = next((t for t, s in signs[place + 1 :] if s != "-"), meter.bar + over)
            events.append(Event(tick, end, sign))
        made.append(Laid(tuple(events), tied))
        tied = events[-1].sign if over and events and events[-1].end > meter.bar else ""
    made[0] = Laid(made[0].events, tied)
    return tuple(made)


def _spread(bar: tuple[str, ...], beats: int) -> list[tuple[str, ...]]:
    if len(bar) == 4 and beats == 2:
        return [bar[:2], bar[2:]]
    if len(bar) == 4 and beats == 3:
        return [(bar[0], bar[1], bar[3]), bar[:3]]
    return [bar]


@lru_cache(2048)
def places(count: int, meter: Meter) -> tuple[int, ...]:
    """Return which of `count` cells each beat of a meter takes, or BETWEEN."""
    beats = meter.beats
    if len(beats) == count:
        return tuple(range(count))
    last, group = count - 1, 2 if count == 4 else 0
    found = []
    for index, beat in enumerate(beats):
        if meter.denominator <= 4:
            begins = beat.strength > 1
            ends = index + 1 == len(beats) or beats[index + 1].strength > 1
        else:  # short beats alternate, as kick and snare do
            begins, ends = index % 2 == 0, True
        if index == 0:
            found.append(0)
        elif begins:
            found.append(group)
        elif index + 1 == len(beats):
            found.append(last)
        elif ends or len(meter.spans) == 1:
            found.append(min(1, last))
        else:
            found.append(BETWEEN)
    return tuple(found)


def sounded(length: int, gate: float) -> int:
    """Return how long a note sounds of which a share `gate` is played, as a score can show it.

    A little less than written, or whole sixteenths where it is played short.
    """
    sixteenth = TICKS // 4
    if gate >= 0.85:
        return length - min(round(length * (1 - gate)), TICKS // 20)
    short = max(1, round(length * gate))
    if length <= sixteenth or length % sixteenth:
        return short
    return max(sixteenth, short // sixteenth * sixteenth)


def _signs(cells: tuple[str, ...], meter: Meter) -> list[tuple[int, str]]:
    """Return every step of a bar: its tick and its sign."""
    signs: list[tuple[int, str]] = []
    for beat, place in zip(meter.beats, places(len(cells), meter), strict=True):
        signs += steps(cells[min(1, len(cells) - 1) if place == BETWEEN else place], beat)
    return signs


def steps(cell: str, beat: Beat) -> list[tuple[int, str]]:
    """Return the steps of one cell in a beat."""
    if beat.divisions == 3 and len(cell) in (2, 4):
        cell = _threefold(cell)
    step = beat.length / len(cell)
    signs = [(beat.start + round(i * step), sign) for i, sign in enumerate(cell)]
    if beat.length < TICKS or beat.divisions == 1:  # too short for anything but its divisions
        on = {beat.start + i * beat.step for i in range(beat.divisions)}
        signs = [(tick, sign) for tick, sign in signs if tick in on] or signs[:1]
    return signs


def _threefold(cell: str) -> str:
    """Return a cell of halves or quarters in sixths: its second half becomes the third division."""
    if len(cell) == 2:
        cell = "".join(sign + ("-" if sign != "." else ".") for sign in cell)
    first, second, third, fourth = tuple(cell)
    if first not in ".-" and third not in ".-":
        return first + second + third + fourth + third + fourth
    held = "." if second == "." else "-"
    return first + second + held * 2 + third + fourth
