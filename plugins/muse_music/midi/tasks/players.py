"""Who plays a piece that was handed in: its parts as the song's, named and each with a role."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from muse_music.theory import gm
from muse_music.theory.notes import DRUMS, Note, Part

if TYPE_CHECKING:
    from muse_music.reading.score import ScorePart


def players(parts: Sequence["ScorePart"], tune: Sequence[Note]) -> list[Part]:
    """Return the parts that play, the one that has most of the tune first."""
    own = {(n.start, n.pitch) for n in tune}
    playing = [part for part in parts if part.notes]
    order = sorted(playing, key=lambda part: -_shared(own, part))
    made = []
    for place, part in enumerate(order):
        role = gm.role(part.program)
        if place == 0:
            role = "melody"
        elif role == "melody":
            role = "inner"
        name = _name(part, len(order))
        made.append(
            Part(
                name,
                role,
                part.program,
                list(part.notes),
                instrument=part.instrument,
                pedal=list(part.pedal),
            )
        )
    return made


def leader(parts: Sequence[Part], tune: Sequence[Note]) -> Part:
    """Return the part of the tune alone."""
    return replace(parts[0], notes=list(tune))


def accompaniment(parts: Sequence[Part], tune: Sequence[Note]) -> list[Part]:
    """Return who plays beside the tune; what the tune's own player has below it comes too."""
    first, *others = parts
    own = {(n.start, n.pitch) for n in tune}
    below = [n for n in first.notes if (n.start, n.pitch) not in own]
    if not below:
        return others
    role = gm.role(first.program)
    role = "inner" if role == "melody" else role
    return [replace(first, name=f"{first.name}, below", role=role, notes=below), *others]


def _shared(tune: set[tuple[int, int]], part: "ScorePart") -> int:
    return -1 if part.program == DRUMS else sum((n.start, n.pitch) in tune for n in part.notes)


def _name(part: "ScorePart", count: int) -> str:
    """Return what a part is called: its name, or its instrument where that is none or a number."""
    name = " ".join(part.name.split())
    if any(c.isalpha() for c in name):
        return name
    instrument = gm.instrument(part.program)
    return f"{instrument} {name}" if name and count > 1 else instrument
