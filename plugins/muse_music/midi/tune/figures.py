"""What a section sings of: its plan, its figures, and new ones that suit them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from muse_music.midi.tune import rhythm
from muse_music.midi.tune.events import Sung
from muse_music.midi.tune.idiom import Idiom
from muse_music.midi.tune.rhythm import Rhythm
from muse_music.theory.meter import Meter

_DRAWS = 4
"""Of how many rhythms the one that is most like the section's first is taken."""
_WIDE = (0, 2, 4, 5, 7, 9, 11, 12)
"""About how many semitones so many steps of a scale are."""
_BROKEN = ((4, 3, -3, -4), (5, -5), (7, -3, -4), (-3, -4, 7), (4, 3, 5, -12), (3, -3, 7, -7))
"""Ways round a chord, in about so many semitones."""


@dataclass
class Theme:
    """What sections of one kind sing: bars, pickups by place, figures by letter of the plan.

    `shape` is where its clauses lie, in semitones from the middle; `times` how often it was sung.
    """

    plan: str
    shape: Sequence[float]
    bars: list[Sung] = field(default_factory=list)
    pickups: dict[int, str] = field(default_factory=dict)
    figures: dict[tuple[str, Meter], Sung] = field(default_factory=dict)
    times: int = 0

    def letter(self, place: int) -> str:
        """Return the letter of a bar in the plan: a capital where it comes to rest."""
        return self.plan[place % len(self.plan)]


@dataclass(frozen=True, slots=True)
class New:
    """A bar that has a rhythm and no pitches yet; `echo` are the intervals it would like to have.

    `letter` is its name in the plan, if it has one; `pull` is how strongly it holds to its echo;
    `broken` says that it moves in its chord.
    """

    place: int
    rhythm: Rhythm
    echo: Sequence[int | None] = ()
    letter: str = ""
    pull: float = 1.0
    broken: bool = False


def echoing(place: int, model: Sung) -> New:
    """Return a bar in the rhythm of another that would like to move as it did."""
    echo = (None, *(b - a for a, b in pairwise(model.line))) if model.line else ()
    return New(place, model.rhythm, echo)


def new(
    place: int,
    where: str,
    theme: Theme,
    meter: Meter,
    idiom: Idiom,
    density: float,
    chance: random.Random,
) -> New:
    """Return a bar with a figure that its section hasn't had: it opens with one of the gestures."""
    taken = [figure.rhythm for figure in theme.figures.values() if figure.meter == meter]
    draws = [
        rhythm.bar_rhythm(idiom, where, meter, density, chance)
        for _ in range(_DRAWS if taken else 1)
    ]
    fresh = [made for made in draws if made not in taken] or draws
    made = min(fresh, key=lambda m: rhythm.distance(m, taken[0])) if taken else fresh[0]
    echo: tuple[int | None, ...] = ()
    count = len(made.notes)
    moves = where in ("opening", "continuing")
    broken = moves and chance.random() < idiom.broken
    if broken:
        way = chance.choice(_BROKEN)
        echo = (None, *(way[i % len(way)] for i in range(count - 1)))
    elif moves and idiom.gestures and chance.random() < idiom.gestural:
        steps = chance.choice(idiom.gestures)
        echo = (None, *((1 if step > 0 else -1) * _WIDE[abs(step)] for step in steps))
    return New(place, made, echo, theme.letter(place), 2.0, broken)
