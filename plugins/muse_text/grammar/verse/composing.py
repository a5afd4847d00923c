"""Composing a line: from fillers for each part of it, one that has the length, meter and end.

A line is a row of slots, each with its fillers; what fits is found before anything is drawn, so a
line is composed without trying, and every line that fits may come.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

_PART = re.compile(r"\{([^{}]+)\}|\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Filler:
    """Words for a slot and how many syllables (Chinese: characters) they have."""

    text: str
    size: int


Fits = Callable[[Filler, int], bool]
"""Whether a filler may stand at a place of the line (counted from 0): its stresses or tones."""
Ends = Callable[[Filler], bool]
"""Whether a line may end in a filler: its rhyme."""


def compose(
    slots: Sequence[Sequence[Filler]],
    length: int,
    random: Random,
    fits: Fits = lambda filler, place: True,
    ends: Ends = lambda filler: True,
) -> list[str] | None:
    """Return the words of a line of a length, one part for each slot; None where none fits.

    Each way to lay the sizes out is as likely as it has fillers in its first slot; no filler comes
    twice in a line.
    """
    last = len(slots) - 1
    # The places from which the rest of the line can be filled to its very end.
    after: list[set[int]] = [set() for _ in slots] + [{length}]
    for number in range(last, -1, -1):
        for place in range(length + 1):
            for filler in slots[number]:
                if place + filler.size not in after[number + 1] or not fits(filler, place):
                    continue
                if number == last and not ends(filler):
                    continue
                after[number].add(place)
                break
    if 0 not in after[0]:
        return None
    place, parts = 0, []
    for number, fillers in enumerate(slots):
        fitting = [
            filler
            for filler in fillers
            if place + filler.size in after[number + 1]
            and fits(filler, place)
            and (number != last or ends(filler))
            and (filler.text not in parts or not filler.text)
        ]
        if not fitting:
            return None
        chosen = random.choice(fitting)
        parts.append(chosen.text)
        place += chosen.size
    return parts


def slots(
    frame: str, pools: Mapping[str, Sequence[Filler]], size: Callable[[str], int]
) -> list[Sequence[Filler]] | None:
    """Return the slots of a frame: `{pool}` takes its fillers, `[a|b]` a choice, the rest itself.

    None when a pool is empty. `size` counts syllables or characters.
    """
    found: list[Sequence[Filler]] = []
    end = 0
    for match in _PART.finditer(frame):
        if literal := frame[end : match.start()].strip():
            found.append([Filler(literal, size(literal))])
        if match[1] is not None:
            if not pools.get(match[1]):
                return None
            found.append(pools[match[1]])
        else:
            found.append([Filler(part.strip(), size(part)) for part in match[2].split("|")])
        end = match.end()
    if literal := frame[end:].strip():
        found.append([Filler(literal, size(literal))])
    return found
