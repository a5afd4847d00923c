"""Where balloons go: in reading order, near who speaks, beside heads rather than on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from .letters import Block

Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A balloon: its box, in which the text is in the middle, and whether it hides a head."""

    box: Box
    hides: float

    @property
    def centre(self) -> Point:
        """Return the middle of the box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @property
    def half(self) -> tuple[float, float]:
        """Return half of its width and height."""
        return (self.box[2] - self.box[0]) / 2, (self.box[3] - self.box[1]) / 2


def overlap(a: Box, b: Box) -> float:
    """Return the area that two boxes share, in px."""
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return max(0.0, wide) * max(0.0, high)


def area(box: Box) -> float:
    """Return the area of a box, in px."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def padded(block: Block) -> tuple[float, float]:
    """Return width and height of the balloon around a block."""
    return block.width * 1.14 + block.size * 1.15, block.height * 1.2 + block.size * 0.95


def place(
    blocks: Sequence[Sequence[Block]],
    targets: Sequence[Point | None],
    inside: Box,
    heads: Sequence[Box],
    taken: Sequence[Box],
    *,
    rtl: bool,
) -> list[tuple[Placed, Block]]:
    """Place balloons one after the other; each may be set in one of several blocks.

    `heads` are kept free if that is possible, `taken` always; a later balloon is lower than an
    earlier one, or further along its line.
    """
    made: list[tuple[Placed, Block]] = []
    used = list(taken)
    tails: list[Point] = []
    for number, (offered, target) in enumerate(zip(blocks, targets, strict=True)):
        best: tuple[float, Placed, Block] | None = None
        before = [placed.box for placed, _ in made]
        left = len(blocks) - number - 1
        for shape, block in enumerate(offered):
            wide, high = padded(block)
            for box in _spots(inside, wide, high):
                cost, hides = _cost(box, target, inside, heads, used, before, rtl=rtl)
                cost += 50 * any(_within(point, box) for point in tails)
                way = _way(box, target)
                cost += 50 * any(_within(point, other) for point in way for other in used)
                cost += 0.25 * shape + 0.5 * left * (box[1] - inside[1]) / (inside[3] - inside[1])
                if best is None or cost < best[0]:
                    best = cost, Placed(box, hides), block
        assert best is not None
        made.append(best[1:])
        used.append(best[1].box)
        tails += _way(best[1].box, target)
    return made


def _way(box: Box, target: Point | None) -> list[Point]:
    """Return points of the tail from a balloon to who speaks."""
    if target is None:
        return []
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    shares = [step / 9 for step in range(10)]
    return [(x + (target[0] - x) * s, y + (target[1] - y) * s) for s in shares]


def _within(point: Point, box: Box) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def _grown(box: Box) -> Box:
    return box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3


def _spots(inside: Box, wide: float, high: float) -> list[Box]:
    """Return where a box of a size may be, from the top down."""
    free_x = max(0.0, inside[2] - inside[0] - wide)
    free_y = max(0.0, inside[3] - inside[1] - high)
    made = []
    for row in range(13):
        for column in range(11):
            x, y = inside[0] + free_x * column / 10, inside[1] + free_y * row / 12
            made.append((x, y, x + wide, y + high))
    return made


def _cost(
    box: Box, target: Point | None, inside: Box, heads: Sequence[Box], used: Sequence[Box],
    before: Sequence[Box], *, rtl: bool,
) -> tuple[float, float]:  # fmt: skip
    """Return how bad a place is, and what share of a head it hides."""
    tall, broad = inside[3] - inside[1], inside[2] - inside[0]
    cost = 1.1 * (box[1] - inside[1]) / tall
    cost += sum(200 + 400 * overlap(box, o) / area(box) for o in used if overlap(box, _grown(o)))
    hides = max((overlap(box, head) / max(1.0, area(head)) for head in heads), default=0.0)
    cost += 30 * hides + 8 * sum(overlap(box, head) for head in heads) / area(box)
    cost += 900 * (max(0.0, box[2] - inside[2]) / broad + max(0.0, box[3] - inside[3]) / tall)
    if target is not None:
        cost += 1.6 * abs((box[0] + box[2]) / 2 - target[0]) / broad
        cost += 0.6 * abs((box[1] + box[3]) / 2 - target[1]) / tall
        cost += 1.2 * (box[1] > target[1])  # a balloon is above who speaks
    for other in before:
        down = (box[1] - other[1]) / (other[3] - other[1])
        along = (other[0] - box[2]) if rtl else (box[0] - other[2])
        if down < -0.02:
            cost += 90
        elif along < 0 and down < 0.9:  # neither further along the line nor lower
            cost += 60 * (1 - down)
    return cost, hides
