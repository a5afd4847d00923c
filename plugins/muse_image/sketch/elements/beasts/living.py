"""Animals in motion: a model whose spots move with the phase of a loop, and what moves them.

A phase goes from 0 to 1, and 1 is 0 again. At phase 0 nothing has moved: that is the still.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, TypeAlias, TypeVar

from ...draws import Rng
from ...paint.model import Model, Spot

TURN = 2 * math.pi
Move: TypeAlias = Callable[[Spot], Spot]
T = TypeVar("T")


class Living(Model):
    """A model at a phase of a loop; `moves` move its spots (the last one first), `shut` its eyes.

    What is strewn at random over a part depends on the part's shape. It is noted when the still is
    drawn, and `notes` put it at the same spots at every other phase.
    """

    def __init__(self, *where: Any, **reach: Any) -> None:
        super().__init__(*where, **reach)
        self.phase = 0.0
        self.shut = False
        self.moves: tuple[Move, ...] = ()
        self.noted: list[tuple[Any, Any]] = []
        self.notes: Iterator[tuple[Any, Any]] | None = None

    def at(self, spot: Spot) -> Spot:
        """Return a spot in px of the picture, where it is at this phase."""
        for move in reversed(self.moves):
            spot = move(spot)
        return super().at(spot)


def kept(m: Model, rng: Rng | None, make: Callable[[], T]) -> T:
    """Return what `make` makes, which at any phase is what it made for the still."""
    if not isinstance(m, Living):
        return make()
    if m.notes is not None:
        made, state = next(m.notes)
        if rng is not None:
            rng.bit_generator.state = state
        return made  # type: ignore[no-any-return]
    made = make()
    m.noted.append((made, deepcopy(rng.bit_generator.state) if rng is not None else None))
    return made


# -- the loop


def phase_of(m: Model) -> float:
    """Return the phase of a model, 0 of a still."""
    return m.phase if isinstance(m, Living) else 0.0


def swing(m: Model, times: int = 1, at: float = 0.0) -> float:
    """Return how far something has swung, about -1..1; `at` (turns): it differs from spot to spot.

    It is 0 at phase 0.
    """
    return math.sin(TURN * (times * phase_of(m) + at)) - math.sin(TURN * at)


def away(m: Model, times: int = 1) -> float:
    """Return how far something is from where it was at phase 0: 0 .. 1 .. 0."""
    return 0.5 - 0.5 * math.cos(TURN * times * phase_of(m))


def flick(m: Model, first: float = 0.15, last: float = 0.45) -> float:
    """Return how far something is that moves once, between two phases: 0 .. 1 .. 0."""
    part = (phase_of(m) - first) / (last - first)
    return math.sin(math.pi * part) ** 2 if 0 < part < 1 else 0.0


def closed(m: Model) -> bool:
    """Whether it blinks."""
    return isinstance(m, Living) and m.shut


# -- moves


@contextmanager
def bent(m: Model, move: Move) -> Iterator[None]:
    """Move all spots of what is drawn meanwhile; a still stays as it is."""
    if not isinstance(m, Living) or not m.phase:
        yield
        return
    before = m.moves
    m.moves = (*before, move)
    try:
        yield
    finally:
        m.moves = before


def shifted(du: float, dv: float) -> Move:
    """Return a move by a distance."""
    return lambda spot: (spot[0] + du, spot[1] + dv)


def turned(root: Spot, angle: float, reach: float = 0.0) -> Move:
    """Return a turn about a root; with `reach` it bends, and is whole only so far away."""
    u0, v0 = root

    def move(spot: Spot) -> Spot:
        u, v = spot[0] - u0, spot[1] - v0
        a = angle * min(1.0, math.hypot(u, v) / reach) if reach else angle
        cos, sin = math.cos(a), math.sin(a)
        return u0 + u * cos - v * sin, v0 + u * sin + v * cos

    return move


def leaned(root: Spot, end: Spot, far: Spot) -> Move:
    """Return a lean: what is at the root stays, what is at the end moves by `far`."""
    du, dv = end[0] - root[0], end[1] - root[1]
    long = du * du + dv * dv or 1.0

    def move(spot: Spot) -> Spot:
        part = ((spot[0] - root[0]) * du + (spot[1] - root[1]) * dv) / long
        part = min(1.0, max(0.0, part))
        return spot[0] + far[0] * part, spot[1] + far[1] * part

    return move


def scaled(root: Spot, along: float, up: float) -> Move:
    """Return a move that stretches about a root."""
    u0, v0 = root
    return lambda spot: (u0 + (spot[0] - u0) * along, v0 + (spot[1] - v0) * up)


def beat(m: Model, root: Spot, low: float = -0.8, times: int = 1) -> Move:
    """Return the beat of a wing seen from the side: down to `low` of its height, and up again."""
    up = 1 - (1 - low) * away(m, times)
    # Seen on its edge, it is still as thick as feathers are.
    return scaled(root, 1.0, math.copysign(max(0.14, abs(up)), up))


def waved(m: Model, force: Callable[[Spot], float], along: Callable[[Spot], float],
          across: Spot = (0.0, 1.0), times: int = 1) -> Move:  # fmt: skip
    """Return a wave that runs through a body.

    `force` says how far it goes at a spot, `along` (turns) how late it comes there, and `across`
    where to.
    """

    def move(spot: Spot) -> Spot:
        far = force(spot) * swing(m, times, -along(spot))
        return spot[0] + across[0] * far, spot[1] + across[1] * far

    return move


# -- feet

STARTS = {"walk": (0.0, 0.6, 0.5, 0.1), "run": (0.0, 0.5, 0.05, 0.57)}
"""Where near fore, near hind, far fore and far hind foot are in their step at phase 0."""
GALLOP_RISE = -0.07
"""How much a body sinks between the leaps of a gallop, in units of its height."""
ON_GROUND = 0.62
"""The part of a step of a walk in which the foot carries."""


def steps(m: Model, pose: str, still: tuple[Spot, Spot, Spot, Spot]) -> tuple[Spot, ...]:
    """Return where the four feet are, of which `still` says where they are at phase 0.

    Units are lengths of the leg: a four-beat walk, or a gallop.
    """
    phase = phase_of(m)
    if not phase or pose not in ("walk", "run", "jump", "fly"):
        return still
    made: list[Spot] = []
    for number, (spot, start) in enumerate(
        zip(still, STARTS.get(pose, STARTS["run"]), strict=True)
    ):
        if pose == "walk":
            (x0, y0), (x, y) = paced(start), paced(start + phase)
            x, y = 0.33 * (x - x0), 0.26 * (y - y0)
        else:
            wide = 0.68 if number % 2 else 0.6
            wide *= 1.0 if pose == "run" else 0.4
            first, now = TURN * start, TURN * (start + phase)
            x = wide * (math.cos(now) - math.cos(first))
            y = 0.6 * wide * (math.sin(first) - math.sin(now))
        made.append((spot[0] + x, spot[1] + y))
    return tuple(made)


def paced(at: float) -> Spot:
    """Return where a walking foot is: ahead -1..1, and how high 0..1."""
    at %= 1.0
    if at < ON_GROUND:
        return 1 - 2 * at / ON_GROUND, 0.0
    part = (at - ON_GROUND) / (1 - ON_GROUND)
    return -math.cos(math.pi * part), math.sin(math.pi * part)


def step(m: Model, far: bool, reach: float, lift: float) -> Spot:
    """Return how far ahead one of two feet is, and how high: at phase 0 the near one is behind."""
    turn = TURN * phase_of(m) + (0.0 if far else math.pi)
    return reach * math.cos(turn), lift * max(0.0, -math.sin(turn))


def tread(m: Model, root: Spot, foot: Spot, far: bool, reach: float, lift: float) -> Move:
    """Return the move of one of two legs from its root to its foot; see `step`."""
    ahead, up = step(m, far, reach, lift)
    return leaned(root, foot, (ahead - (reach if far else -reach), up))


def gait(m: Model, pose: str, middle: Spot) -> Move:
    """Return how a body rocks and rises in a gait, about its middle."""
    if pose == "run":
        rock, rise = turned(middle, -0.05 * swing(m)), GALLOP_RISE * away(m, 2)
    elif pose in ("jump", "fly"):
        rock, rise = turned(middle, -0.22 * away(m)), -0.04 * away(m)
    else:
        return lambda spot: spot
    return lambda spot: (rock(spot)[0], rock(spot)[1] + rise)


def nod(m: Model, pose: str) -> Spot:
    """Return how far a head is from where it was at phase 0."""
    if pose == "walk":
        return 0.012 * swing(m, 2), 0.02 * swing(m, 2, 0.1)
    if pose == "run":
        return 0.025 * swing(m), -0.02 * swing(m, 1, 0.1)
    return (0.0, 0.006 * swing(m)) if pose == "stand" else (0.0, 0.0)
