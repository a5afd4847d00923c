"""Small craft: a canoe, a raft of bamboo, a gondola, a covered boat, a folded paper boat."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..scene.plan import Place
from ._afloat import settle
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("afloat", order=50, height=0.34)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one small craft of its kind, with its reflection."""
    size = max(place.size * 0.85, canvas.layout.unit * 0.055, 8.0)
    kit = Kit(canvas, place, size, wide=1.3, tall=1.2)
    {"raft": _raft, "gondola": _gondola, "paper": _paper, "awning": _awning}.get(
        place.kind, _canoe
    )(kit)
    settle(canvas, place, kit.pen.layers(place.name, "built", depth=place.depth, detail=1.0))


def _figure(kit: Kit, u: float, v: float, tall: float, coat: Colour, hat: bool) -> None:
    """Draw somebody who stands or sits at (u, v)."""
    kit.limb(
        coat,
        0.45,
        [tall * 0.34, tall * 0.36, tall * 0.2],
        (u, v),
        (u + 0.01, v + tall * 0.4),
        (u + 0.02, v + tall * 0.78),
    )
    kit.ball(rgb("c99c7c"), u + 0.03, v + tall * 0.88, tall * 0.105)
    if hat:
        kit.poly(
            rgb("d9bb7c"), 0.7, (u - tall * 0.2, v + tall * 0.9),
            (u + 0.03 + tall * 0.22, v + tall * 0.9),
            (u + 0.03, v + tall * 1.08),
        )  # fmt: skip


def _canoe(kit: Kit) -> None:
    wood = kit.canvas.hue(kit.place, rgb("a4552f"))
    _figure(kit, -0.3, 0.1, 0.42, rgb("46586a"), False)
    kit.line(rgb("6d5034"), 0.5, 0.025, (-0.2, 0.42), (0.1, -0.04))
    kit.poly(
        mix(wood, DARK, 0.4),
        0.4,
        (-0.98, 0.27),
        (-0.6, 0.16),
        (0.6, 0.16),
        (0.98, 0.27),
        (0.6, 0.12),
        (-0.6, 0.12),
    )
    kit.poly(
        wood, kit.lit(-0.2) * 0.5 + 0.35, (-1.0, 0.3), (-0.6, 0.15), (0.6, 0.15), (1.0, 0.3),
        (0.94, 0.12), (0.8, 0.0),
        (-0.8, 0.0), (-0.94, 0.12),
    )  # fmt: skip
    kit.line(
        mix(wood, rgb("f0d9ac"), 0.5),
        0.8,
        0.022,
        (-1.0, 0.3),
        (-0.6, 0.15),
        (0.6, 0.15),
        (1.0, 0.3),
    )


def _raft(kit: Kit) -> None:
    cane = kit.canvas.hue(kit.place, rgb("a99a56"))
    for k in range(7):
        v = 0.015 + 0.026 * k
        shade = mix(cane, DARK, 0.28 if k % 2 else 0.06)
        kit.line(
            shade,
            0.65,
            0.03,
            (-1.02 + 0.03 * k, v),
            (0.9 + 0.025 * k, v + 0.01),
            (1.06 + 0.02 * k, v + 0.09),
        )
    for u in (-0.7, 0.0, 0.66):
        kit.line(mix(cane, DARK, 0.5), 0.4, 0.022, (u, 0.0), (u + 0.12, 0.18))
    _figure(kit, 0.2, 0.1, 0.8, rgb("54606a"), True)
    kit.line(rgb("7d6a44"), 0.5, 0.022, (0.02, 0.98), (0.62, -0.06))
    kit.ball(rgb("8b6a40"), -0.5, 0.22, 0.1, 0.09)


def _gondola(kit: Kit) -> None:
    black = kit.canvas.hue(kit.place, rgb("25262c"))
    kit.limb(black, 0.6, [0.03, 0.05, 0.05], (1.05, 0.62), (1.0, 0.4), (0.86, 0.2))
    for k in range(4):
        kit.line(
            rgb("b9bec4"),
            0.8,
            0.02,
            (1.02 - 0.02 * k, 0.56 - 0.07 * k),
            (1.1 - 0.02 * k, 0.555 - 0.07 * k),
        )
    kit.poly(
        black, 0.5, (-1.04, 0.42), (-0.84, 0.2), (-0.3, 0.11), (0.4, 0.11), (0.84, 0.2),
        (1.0, 0.36), (0.86, 0.06),
        (0.6, 0.0), (-0.66, 0.0), (-0.9, 0.12),
    )  # fmt: skip
    kit.line(
        rgb("c59c45"),
        0.8,
        0.018,
        (-1.0, 0.37),
        (-0.82, 0.18),
        (-0.3, 0.09),
        (0.4, 0.09),
        (0.84, 0.18),
    )
    kit.poly(rgb("9c2f34"), 0.6, (-0.1, 0.11), (0.34, 0.11), (0.3, 0.24), (-0.06, 0.24))
    _figure(kit, -0.72, 0.22, 0.72, rgb("ece6da"), False)
    kit.line(rgb("c8a860"), 0.8, 0.04, (-0.8, 0.92), (-0.58, 0.92))
    kit.line(rgb("6d5034"), 0.5, 0.02, (-0.62, 0.66), (-0.1, -0.08))
    if lights(kit.canvas):
        kit.poly(LAMP, 1.0, (0.72, 0.24), (0.78, 0.24), (0.78, 0.32), (0.72, 0.32), glow=True)


def _awning(kit: Kit) -> None:
    """Draw a black boat under three arched mats, its boatman at the stern."""
    black = kit.canvas.hue(kit.place, rgb("37332f"))
    mat = mix(rgb("4a443c"), rgb("eef1f5"), 0.7 if kit.canvas.snowy else 0.0)
    _figure(kit, -0.74, 0.14, 0.62, rgb("4c5f70"), True)
    kit.line(rgb("6d5034"), 0.5, 0.022, (-0.66, 0.5), (-1.06, -0.05))
    for u0, u1, high in ((-0.46, -0.06, 0.4), (0.16, 0.52, 0.4), (-0.1, 0.24, 0.45)):
        kit.poly(
            mat, kit.lit(-0.2) * 0.4 + 0.4, (u0, 0.08), (u0 + 0.01, 0.3), (u0 + 0.06, high),
            (u1 - 0.06, high), (u1 - 0.01, 0.3), (u1, 0.08),
        )  # fmt: skip
        for k in range(1, 5):
            u = u0 + (u1 - u0) * k / 5
            kit.line(mix(mat, DARK, 0.5), 0.4, 0.012, (u, 0.1), (u, high - 0.02))
        kit.line(mix(mat, rgb("c9b48a"), 0.5), 0.6, 0.018, (u0 + 0.05, high), (u1 - 0.05, high))
    kit.poly(
        black, 0.48, (-1.08, 0.26), (-0.8, 0.16), (-0.3, 0.11), (0.4, 0.11), (0.8, 0.17),
        (1.1, 0.3), (0.92, 0.06), (0.68, 0.0), (-0.7, 0.0), (-0.92, 0.07),
    )  # fmt: skip
    kit.line(
        rgb("a08a5c"), 0.7, 0.018, (-1.06, 0.25), (-0.8, 0.15), (-0.3, 0.1), (0.4, 0.1),
        (0.8, 0.16), (1.08, 0.29),
    )  # fmt: skip
    if lights(kit.canvas):
        kit.ball(LAMP, 0.62, 0.3, 0.05, 0.06, glow=True)


def _paper(kit: Kit) -> None:
    paper = kit.canvas.hue(kit.place, rgb("f7f3ea"))
    kit.poly(paper, kit.lit(-0.6) * 0.7 + 0.25, (-0.3, 0.3), (0.0, 0.9), (0.0, 0.22))
    kit.poly(paper, kit.lit(0.6) * 0.7 + 0.25, (0.3, 0.3), (0.0, 0.9), (0.0, 0.22))
    kit.poly(paper, kit.lit(-0.5) * 0.6 + 0.3, (-0.86, 0.46), (0.0, 0.26), (0.0, 0.0), (-0.5, 0.0))
    kit.poly(paper, kit.lit(0.5) * 0.6 + 0.3, (0.86, 0.46), (0.0, 0.26), (0.0, 0.0), (0.5, 0.0))
    kit.line(mix(paper, DARK, 0.35), 0.5, 0.012, (0.0, 0.26), (0.0, 0.0))
