"""Chinese halls: a temple with two roofs, a pavilion on posts, a palace on terraces, a gate."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("land", order=50, height=0.85)
STONE = rgb("cfc8ba")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one hall of its kind."""
    tall = {"pavilion": 0.72, "palace": 1.35, "gate": 0.8}
    kit = Kit(canvas, place, max(place.size * tall.get(place.kind, 1.0), 14.0), wide=1.2)
    {"pavilion": _pavilion, "palace": _palace, "gate": _gate}.get(place.kind, _temple)(kit)


def _posts(kit: Kit, us: list[float], v0: float, v1: float, wide: float = 0.03) -> None:
    red = kit.canvas.hue(kit.place, rgb("9c3b2e"))
    for u in us:
        kit.line(red, kit.lit(u * 0.8) * 0.7 + 0.2, wide, (u, v0), (u, v1))


def _lattice(kit: Kit, u0: float, u1: float, v0: float, v1: float, many: int) -> None:
    """Draw doors of lattice, lit from within in the dark."""
    glow = lights(kit.canvas)
    wood = mix(kit.canvas.hue(kit.place, rgb("9c3b2e")), DARK, 0.35)
    kit.face(u0, u1, v0, v1, wood, 0.4)
    step = (u1 - u0) / many
    for k in range(many):
        a, b = u0 + step * (k + 0.2), u0 + step * (k + 0.8)
        box = ((a, v0 + 0.03), (b, v0 + 0.03), (b, v1 - 0.03), (a, v1 - 0.03))
        kit.poly(LAMP if glow else rgb("5d4a3c"), 1.0 if glow else 0.45, *box, glow=glow)


def _terrace(kit: Kit, half: float, v0: float, v1: float) -> None:
    kit.face(-half, half, v0, v1, STONE, kit.lit(-0.1) * 0.6 + 0.3)
    kit.line(mix(STONE, DARK, 0.3), 0.5, 0.01, (-half, v1), (half, v1))
    kit.poly(
        mix(STONE, DARK, 0.12), 0.6, (-half * 0.2, v0), (half * 0.2, v0), (half * 0.15, v1),
        (-half * 0.15, v1),
    )  # fmt: skip


def _temple(kit: Kit) -> None:
    _terrace(kit, 0.78, 0, 0.08)
    _lattice(kit, -0.6, 0.6, 0.08, 0.36, 8)
    _posts(kit, [-0.62, -0.36, -0.12, 0.12, 0.36, 0.62], 0.08, 0.38)
    kit.face(-0.64, 0.64, 0.36, 0.4, rgb("3f6a68"), 0.5)
    kit.eaves(-0.92, 0.92, 0.38, 0.6, rgb("58636b"), ridge=0.6, lift=0.3)
    _lattice(kit, -0.44, 0.44, 0.58, 0.7, 6)
    _posts(kit, [-0.46, -0.16, 0.16, 0.46], 0.58, 0.71)
    kit.eaves(-0.7, 0.7, 0.69, 0.98, rgb("58636b"), ridge=0.5, lift=0.28)
    kit.done(0.7)
    kit.halo(0, 0.2, 0.7, part=0.35)


def _pavilion(kit: Kit) -> None:
    _terrace(kit, 0.5, 0, 0.07)
    _posts(kit, [-0.26, 0.2], 0.07, 0.5, 0.025)
    kit.line(rgb("7d3a2c"), 0.5, 0.02, (-0.4, 0.17), (0.4, 0.17))
    for k in range(9):
        u = -0.4 + 0.1 * k
        kit.line(rgb("7d3a2c"), 0.5, 0.012, (u, 0.08), (u, 0.17))
    _posts(kit, [-0.42, 0.42], 0.07, 0.5, 0.04)
    kit.face(-0.44, 0.44, 0.46, 0.52, rgb("3f6a68"), 0.5)
    kit.eaves(-0.66, 0.66, 0.5, 0.92, rgb("59646a"), ridge=0.06, lift=0.3)
    kit.ball(rgb("c9a44e"), 0, 0.95, 0.035)
    kit.line(rgb("c9a44e"), 0.8, 0.015, (0, 0.95), (0, 1.04))
    kit.done(0.45)
    if lights(kit.canvas):
        kit.halo(0, 0.34, 0.4)


def _palace(kit: Kit) -> None:
    gold = rgb("c9973f")
    _terrace(kit, 1.1, 0, 0.06)
    _terrace(kit, 0.96, 0.06, 0.12)
    for way in (-1, 1):
        _lattice(kit, way * 0.86 - 0.16, way * 0.86 + 0.16, 0.06, 0.22, 3)
        kit.eaves(way * 0.86 - 0.24, way * 0.86 + 0.24, 0.22, 0.36, gold, ridge=0.55, lift=0.26)
    _lattice(kit, -0.62, 0.62, 0.12, 0.34, 9)
    _posts(kit, [-0.62, -0.44, -0.26, -0.09, 0.09, 0.26, 0.44, 0.62], 0.12, 0.36, 0.022)
    kit.face(-0.64, 0.64, 0.34, 0.385, rgb("3c6170"), 0.5)
    kit.eaves(-0.84, 0.84, 0.37, 0.53, gold, ridge=0.68, lift=0.3)
    _lattice(kit, -0.5, 0.5, 0.52, 0.6, 7)
    kit.eaves(-0.7, 0.7, 0.59, 0.82, gold, ridge=0.55, lift=0.28)
    kit.done(0.9)
    kit.halo(0, 0.25, 0.8, part=0.3)


def _gate(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    post = canvas.hue(place, rgb("a9452f"))
    tile = rgb("4f6a63")
    for u, top in ((-0.62, 0.56), (-0.24, 0.74), (0.24, 0.74), (0.62, 0.56)):
        kit.block(u - 0.06, u + 0.06, 0, 0.07, STONE, 0.6)
        kit.line(post, kit.lit(-0.2) * 0.6 + 0.3, 0.05, (u, 0.06), (u, top))
    for u0, u1, v in ((-0.62, -0.24, 0.48), (0.24, 0.62, 0.48), (-0.24, 0.24, 0.64)):
        kit.face(u0, u1, v, v + 0.07, rgb("355f6b"), 0.55)
        kit.line(rgb("c9a44e"), 0.7, 0.012, (u0, v), (u1, v))
        kit.line(post, 0.5, 0.02, (u0, v - 0.05), (u1, v - 0.05))
    kit.face(-0.1, 0.1, 0.65, 0.72, rgb("c9a44e"), 0.75)
    for way in (-1, 1):
        kit.eaves(way * 0.45 - 0.27, way * 0.45 + 0.27, 0.55, 0.7, tile, ridge=0.5, lift=0.3)
    kit.eaves(-0.36, 0.36, 0.73, 0.93, tile, ridge=0.5, lift=0.3)
    kit.done(0.5)
