"""Composing a line: from fillers for each part of it, one that has the length, meter and end.

A line is a row of slots, each with its fillers; what fits is found before anything is drawn, so a
line is composed without trying, and every line that fits may come.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

_PART = re.compile(r"\{([^{}]+)\}|\[([^\[\]]*)\]")


class NoVerse(LookupError):
    """No line or poem of these words fits."""


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
    least: int = 1,
) -> list[str] | None:
    """Return the words of a line of a length, one part for each slot, each such line as likely.

    None where fewer than `least` lines fit; no filler comes twice in a line.
    """
    last = len(slots) - 1
    # In how many ways the rest of the line, from a slot and a place on, can be filled to its end.
    ways: list[dict[int, int]] = [{} for _ in slots] + [{length: 1}]
    for number in range(last, -1, -1):
        own = [f for f in slots[number] if ends(f)] if number == last else slots[number]
        after = ways[number + 1]
        for place in range(length + 1):
            count = sum(
                after[place + filler.size]
                for filler in own
                if place + filler.size in after and fits(filler, place)
            )
            if count:
                ways[number][place] = count
    if ways[0].get(0, 0) < least:
        return None
    place, parts = 0, []
    for number, fillers in enumerate(slots):
        after = ways[number + 1]
        fitting = [
            filler
            for filler in fillers
            if place + filler.size in after
            and fits(filler, place)
            and (number != last or ends(filler))
            and (filler.text not in parts or not filler.text)
        ]
        if not fitting:
            return None
        weights = [after[place + filler.size] for filler in fitting]
        chosen = random.choices(fitting, weights)[0]
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
