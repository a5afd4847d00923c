"""Which MIDI channel each part plays on: a port has fifteen, besides that of the drums."""

from collections import Counter
from collections.abc import Sequence

from muse_music.theory.notes import DRUMS, Part

DRUM_CHANNEL = 9
"""Channel 10 to people."""
_CHANNELS = tuple(channel for channel in range(16) if channel != DRUM_CHANNEL)
_FAMILY = 8  # programs of General MIDI that sound alike: pianos, organs, strings...


def channels(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Return the port and the channel of each part; a channel never has two programs.

    Up to fifteen pitched parts have a channel each. Of more, those with one program share channels;
    what has the fewest notes of over fifteen programs goes to a second port, on the channel that
    has the nearest sound on the first: a player that knows no ports plays it so.
    """
    pitched = [part for part in parts if part.program != DRUMS]
    if len(pitched) <= len(_CHANNELS):
        own = iter(_CHANNELS)
        return [(0, DRUM_CHANNEL if p.program == DRUMS else next(own)) for p in parts]
    notes: Counter[int] = Counter()
    for part in pitched:
        notes[part.program] += len(part.notes)
    order = [program for program, _ in notes.most_common()]
    placed = _first(order[: len(_CHANNELS)], Counter(part.program for part in pitched))
    for at, program in enumerate(order[len(_CHANNELS) :]):
        port = 1 + at // len(_CHANNELS)
        taken = {place[1] for places in placed.values() for place in places if place[0] == port}
        near = sorted(order[: len(_CHANNELS)], key=lambda k: _distance(program, k))
        free = [place[1] for k in near for place in placed[k] if place[1] not in taken]
        placed[program] = [(port, free[0])]
    made, seen = [], Counter[int]()
    for part in parts:
        places = placed.get(part.program, [(0, DRUM_CHANNEL)])
        made.append(places[seen[part.program] % len(places)])
        seen[part.program] += 1
    return made


def _first(programs: Sequence[int], parts: Counter[int]) -> dict[int, list[tuple[int, int]]]:
    """Return the channels of programs on the first port: more for those with more parts."""
    placed: dict[int, list[tuple[int, int]]] = {program: [] for program in programs}
    for channel in _CHANNELS:
        crowded = max(programs, key=lambda k: parts[k] / (len(placed[k]) or 0.001))
        placed[crowded].append((0, channel))
    return placed


def _distance(one: int, other: int) -> tuple[bool, int]:
    return one // _FAMILY != other // _FAMILY, abs(one - other)
