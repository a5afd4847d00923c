"""Markings of faces, by name."""

from collections.abc import Sequence

from ...paint.colour import rgb
from ...paint.model import Part, Spot
from .coat import mark
from .face import Skull

TABBY: tuple[tuple[Spot, ...], ...] = (
    ((0.05, 0.84), (0.14, 0.5), (0.2, 0.36), (0.26, 0.5), (0.2, 0.84)),
    ((0.3, 0.82), (0.36, 0.5), (0.42, 0.42), (0.46, 0.55), (0.46, 0.8)),
    ((0.6, 0.06), (0.98, 0.2), (1.05, 0.12), (0.62, -0.02)),
    ((0.64, -0.14), (0.96, -0.14), (1.0, -0.24), (0.66, -0.2)),
)
TIGER: tuple[tuple[Spot, ...], ...] = (
    ((0.0, 0.66), (0.22, 0.62), (0.3, 0.7), (0.0, 0.76)),
    ((0.0, 0.44), (0.22, 0.42), (0.34, 0.52), (0.0, 0.55)),
    ((0.0, 0.24), (0.1, 0.26), (0.16, 0.34), (0.0, 0.34)),
    ((0.42, 0.36), (0.56, 0.5), (0.6, 0.72), (0.5, 0.6)),
    ((0.7, 0.3), (1.0, 0.34), (1.02, 0.22), (0.72, 0.18)),
    ((0.68, -0.02), (1.04, -0.02), (1.06, -0.16), (0.72, -0.12)),
    ((0.62, -0.3), (1.0, -0.36), (0.98, -0.5), (0.64, -0.4)),
    ((0.5, -0.52), (0.8, -0.66), (0.74, -0.76), (0.48, -0.6)),
)
BOTH: dict[str, tuple[str, float, float, tuple[Spot, ...]]] = {"blaze": ("pale", 0.12,
    0.02, ((0, 0.9), (0.09, 0.6), (0.12, 0.1), (0.34, -0.3), (0.3, -0.9), (0, -1.1))),
    "mask": ("mark", 0.15, 0.12, ((0, 0.42), (0.4, 0.36), (0.66, 0.05), (0.56, -0.5),
    (0.3, -1), (0, -1.1))), "husky": ("pale", 0.08, 0.02, ((0, 0.22), (0.12, 0.3), (0.3,
    0.44), (0.5, 0.42), (0.6, 0.2), (0.86, -0.05), (1.2, -0.4), (0.6, -1.1), (0,
    -1.2))), "bare": ("pale", 0.12, 0.02, ((0, 0.3), (0.3, 0.46), (0.62, 0.34), (0.66,
    -0.1), (0.6, -0.6), (0.3, -0.95), (0, -1)))}  # fmt: skip
"""Markings over the middle of the face: colour, how far they stand out, blur, right half."""
SIDES: dict[str, tuple[str, float, float, tuple[Spot, ...]]] = {"cheeks": ("pale", 0.1,
    0.03, ((0.06, -0.5), (0.2, -0.2), (0.56, -0.14), (0.86, 0.0), (1.3, -0.3), (0.8,
    -0.8), (0.2, -1.2), (0.0, -1.2))), "bandit": ("mark", 0.14, 0.0, ((0.1, -0.02),
    (0.3, 0.26), (0.62, 0.2), (1.02, -0.3), (0.9, -0.5), (0.5, -0.3), (0.16, -0.24))),
    "panda": ("mark", 0.14, 0.0, ((0.2, 0.1), (0.34, 0.28), (0.56, 0.18), (0.7, -0.14),
    (0.62, -0.36), (0.42, -0.34), (0.24, -0.12))), "brows": ("pale", 0.16, 0.02, ((0.24,
    0.32), (0.3, 0.45), (0.44, 0.46), (0.46, 0.36), (0.34, 0.3))), "tears": ("mark",
    0.2, 0.0, ((0.26, 0.0), (0.32, -0.04), (0.28, -0.3), (0.36, -0.56), (0.28, -0.58),
    (0.2, -0.28)))}  # fmt: skip
"""Markings on each side of the face, likewise."""


def mark_face(head: Skull, skull: Part, name: str) -> None:
    """Draw one marking on a head."""
    m, coat = head.m, head.coat
    colours = {"pale": coat.pale, "mark": coat.mark}
    if name in BOTH:
        which, out, fade, half = BOTH[name]
        mark(m, colours[which], head.both(half, out), on=skull, fade=head.r * fade)
    elif name in SIDES:
        which, out, fade, ring = SIDES[name]
        rings = [head.ring([(side * a, b) for a, b in ring], out) for side in (-1, 1)]
        mark(m, colours[which], *rings, on=skull, fade=head.r * fade)
    elif name == "rings":
        a, b, wide = head.face.eyes
        for side in (-1, 1):
            around = head.ball(side * a * 1.06, b - 0.02, wide * 1.9, wide * 2.1, 0.16)
            mark(m, coat.mark, around, on=skull, fade=head.r * 0.02)
    elif name == "tabby" and coat.pattern == "tabby":
        top = head.ring([(-0.03, 0.84), (0, 0.4), (0.03, 0.84)], 0.1)
        mark(m, coat.mark, top, *_lines(head, TABBY, 0.1), on=skull, cover=0.8)
    elif name == "tiger":
        mark(m, coat.mark, *_lines(head, TIGER, 0.08), on=skull, cover=0.95)
    elif name == "patch" and coat.pattern in ("calico", "patches"):
        left = ((0.05, 0.95), (0.16, 0.3), (0.3, -0.16), (0.72, -0.2), (1.2, 0.2), (0.9, 1.0))
        mark(m, coat.mark, head.ring(left, 0.1), on=skull)
        if coat.pattern == "calico":
            right = ((-0.1, 0.95), (-0.2, 0.4), (-0.44, -0.06), (-0.9, -0.04), (-1.2, 0.6))
            mark(m, rgb("d9873c"), head.ring(right, 0.1), on=skull)


def _lines(head: Skull, shapes: Sequence[Sequence[Spot]], out: float) -> list[list[Spot]]:
    return [
        head.ring([(side * a, b) for a, b in shape], out) for shape in shapes for side in (-1, 1)
    ]
