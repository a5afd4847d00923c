"""What flies: airliners, propeller planes, helicopters, airships."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from .._built import lights
from ._solid import STEEL, WHITE

FLAME = rgb("ffb347")


def pane(m: Model) -> Colour:
    """Return the colour of a window: the sky in it by day."""
    return rgb("34404e") if lights(m.canvas) else mix(rgb("4f6b7f"), m.canvas.air.middle, 0.35)


def airliner(m: Model, place: Place, rng: Rng) -> None:
    """Draw an airliner that climbs, seen from the side and a little from below."""
    paint = m.canvas.hue(place, rgb(("2f6fb8", "c8342c", "2f8f7a", "d98f2a")[int(rng.integers(4))]))
    body = rgb("f0f2f3")
    grey = rgb("b4bcc4")
    m.poly(tone(grey, -0.15), (0.1, 0.46), (0.55, 0.92), (0.38, 0.94), (-0.42, 0.5), round_=0.4)
    m.poly(tone(grey, -0.12), (-1.2, 0.5), (-1.02, 0.72), (-1.2, 0.74), (-1.45, 0.52))
    m.poly(paint, (-1.5, 0.52), (-1.66, 1.0), (-1.42, 1.0), (-1.0, 0.56), round_=0.5)
    fuse = m.blob(
        body, (1.62, 0.4), (1.52, 0.5), (1.2, 0.6), (0.4, 0.63), (-0.8, 0.61), (-1.5, 0.56),
        (-1.74, 0.52), (-1.5, 0.46), (-0.8, 0.36), (0.4, 0.32), (1.2, 0.32), (1.55, 0.35),
        round_=1.3,
    )  # fmt: skip
    m.poly(paint, (-1.8, 0.45), (1.7, 0.4), (1.7, 0.36), (-1.8, 0.38), on=fuse, round_=0, line=0.2)
    lit = lights(m.canvas)
    for k in range(17):
        u = 1.1 - 0.135 * k
        m.ball(rgb("ffd98a") if lit else rgb("4a5a68"), u, 0.505, 0.024, 0.034, light=0.6, line=0.2,
               glow=lit)  # fmt: skip
    m.poly(pane(m), (1.36, 0.5), (1.5, 0.5), (1.56, 0.455), (1.38, 0.455), on=fuse)
    for u, v in ((0.42, 0.2), (-0.1, 0.1)):
        m.blob(
            body,
            (u - 0.2, v + 0.05),
            (u - 0.14, v + 0.11),
            (u + 0.14, v + 0.12),
            (u + 0.2, v + 0.05),
            (u + 0.14, v - 0.03),
            (u - 0.14, v - 0.01),
            round_=1.2,
        )
        m.ball(rgb("3a4048"), u + 0.18, v + 0.045, 0.03, 0.07, light=0.4)
    m.poly(grey, (0.5, 0.4), (-0.1, 0.36), (-0.92, 0.0), (-0.72, 0.0), (0.0, 0.16), light=0.5,
           round_=0.5)  # fmt: skip
    m.poly(grey, (-1.15, 0.5), (-1.4, 0.48), (-1.72, 0.34), (-1.58, 0.34), light=0.5)
    m.poly(paint, (-0.92, 0.0), (-0.72, 0.0), (-0.8, 0.1), (-1.0, 0.08))


def propeller_plane(m: Model, place: Place, rng: Rng) -> None:
    """Draw a small plane with one propeller and a low wing."""
    paint = m.canvas.hue(place, rgb(("c8342c", "e0a52f", "2f6fa8")[int(rng.integers(3))]))
    _plane(m, paint, False)


def biplane(m: Model, place: Place, rng: Rng) -> None:
    """Draw a biplane with its struts, the pilot's head in the wind."""
    paint = m.canvas.hue(place, rgb(("c8342c", "d9a52f", "4a6f4a")[int(rng.integers(3))]))
    _plane(m, paint, True)


def _plane(m: Model, paint: Colour, double: bool) -> None:
    cream = rgb("f0e6cc")
    wing = tone(paint, 0.1)
    if double:
        m.poly(tone(wing, -0.2), (-0.2, 0.98), (0.62, 0.98), (0.9, 1.06), (0.1, 1.06))
        for u in (0.12, 0.5):
            m.line(rgb("6a4a34"), 0.03, (u, 0.36), (u + 0.02, 0.98))
    m.poly(paint, (-1.3, 0.62), (-1.48, 1.0), (-1.3, 1.04), (-1.02, 0.66))
    fuse = m.blob(
        paint, (1.0, 0.52), (0.9, 0.68), (0.3, 0.74), (-0.4, 0.72), (-1.3, 0.66), (-1.44, 0.62),
        (-1.2, 0.54), (-0.4, 0.4), (0.5, 0.32), (0.92, 0.38), round_=1.3,
    )  # fmt: skip
    m.poly(cream, (-1.5, 0.6), (1.0, 0.54), (1.0, 0.48), (-1.5, 0.56), on=fuse, line=0.2, round_=0)
    if double:
        m.ball(rgb("5a3a28"), -0.1, 0.84, 0.11)
        m.ball(rgb("e0b48f"), -0.04, 0.82, 0.07)
        m.poly(pane(m), (0.06, 0.74), (0.16, 0.74), (0.1, 0.9))
        m.limb(rgb("c8342c"), [0.05, 0.04, 0.02], (-0.15, 0.78), (-0.4, 0.86), (-0.66, 0.8))
    else:
        m.blob(pane(m), (0.34, 0.72), (0.2, 0.9), (-0.14, 0.94), (-0.42, 0.74), round_=1.2)
        m.line(paint, 0.035, (0.0, 0.72), (0.0, 0.94))
    m.blob(rgb("4a4f55"), (0.82, 0.36), (0.8, 0.68), (1.0, 0.66), (1.06, 0.52), (1.0, 0.4))
    m.tint(rgb("dfe6ea"), oval(1.12, 0.52, 0.05, 0.5), cover=0.4, fade=0.01)
    m.blob(rgb("6a4a34"), (1.1, 0.06), (1.16, 0.3), (1.1, 0.52), (1.08, 0.3))
    m.blob(rgb("6a4a34"), (1.1, 0.52), (1.14, 0.76), (1.09, 0.98), (1.06, 0.76))
    m.blob(paint, (1.0, 0.44), (1.16, 0.52), (1.0, 0.6))
    m.poly(wing, (0.55, 0.42), (-0.3, 0.44), (-0.75, 0.22), (0.2, 0.2), light=0.6, round_=0.4)
    m.poly(wing, (-1.06, 0.62), (-1.36, 0.62), (-1.62, 0.5), (-1.3, 0.5), light=0.6)
    for u in (0.46, 0.1):
        m.line(rgb("5a5f65"), 0.035, (u, 0.34), (u + 0.06, 0.14))
        m.ball(rgb("25262a"), u + 0.07, 0.11, 0.1)
        m.ball(STEEL, u + 0.07, 0.11, 0.04)
    if double:
        m.poly(wing, (-0.42, 0.92), (0.5, 0.92), (0.8, 1.0), (-0.06, 1.02), light=0.74, round_=0.4)
        for u in (-0.2, 0.3):
            m.line(rgb("6a4a34"), 0.03, (u, 0.24), (u + 0.02, 0.92))


def helicopter(m: Model, place: Place, rng: Rng) -> None:
    """Draw a helicopter with turning blades."""
    paint = m.canvas.hue(place, rgb(("c8342c", "2f5f8f", "e0a52f", "4a6f5a")[int(rng.integers(4))]))
    iron = rgb("4a4f55")
    m.limb(paint, [0.26, 0.15, 0.1], (-0.3, 0.52), (-0.9, 0.58), (-1.5, 0.66))
    m.poly(paint, (-1.4, 0.64), (-1.66, 0.94), (-1.5, 0.96), (-1.26, 0.68))
    m.tint(rgb("dfe6ea"), oval(-1.52, 0.72, 0.22, 0.22), cover=0.35, fade=0.01)
    m.line(iron, 0.03, (-1.66, 0.86), (-1.38, 0.58))
    for u in (-0.22, 0.4):
        m.line(iron, 0.035, (u, 0.3), (u + 0.02, 0.08))
    m.limb(iron, [0.04, 0.04, 0.04], (-0.62, 0.06), (0.6, 0.06), (0.76, 0.12))
    body = m.blob(
        paint, (0.82, 0.34), (0.8, 0.52), (0.6, 0.72), (0.2, 0.82), (-0.3, 0.78), (-0.55, 0.62),
        (-0.5, 0.4), (-0.2, 0.26), (0.4, 0.24), (0.7, 0.27), round_=1.2,
    )  # fmt: skip
    glass = pane(m)
    m.blob(glass, (0.84, 0.4), (0.78, 0.54), (0.58, 0.7), (0.36, 0.75), (0.34, 0.44), (0.6, 0.36),
           on=body)  # fmt: skip
    m.poly(glass, (0.24, 0.46), (0.24, 0.72), (-0.1, 0.72), (-0.12, 0.46), on=body)
    m.tint(WHITE, [(0.5, 0.68), (0.58, 0.66), (0.7, 0.45), (0.6, 0.45)], on=body, cover=0.4)
    m.line(WHITE, 0.05, (-0.6, 0.38), (0.84, 0.36), on=body)
    m.poly(iron, (0.02, 0.8), (0.16, 0.8), (0.14, 0.98), (0.06, 0.98))
    m.tint(rgb("e6ecef"), oval(0.1, 0.99, 1.5, 0.06), cover=0.45, fade=0.01)
    m.line(iron, 0.035, (-1.35, 1.02), (0.1, 0.99), (1.55, 0.96), force=0.8)
    m.ball(iron, 0.1, 1.0, 0.08, 0.035)


def airship(m: Model, place: Place, rng: Rng) -> None:
    """Draw an airship with its gondola."""
    skin = m.canvas.hue(place, rgb(("c9ced2", "d9b98a", "b8584a")[int(rng.integers(3))]))
    for v in (0.92, 0.3):
        m.poly(tone(skin, -0.2), (-1.5, 0.62), (-2.0, v), (-1.7, v), (-1.1, 0.62))
    hull = m.blob(skin, (1.9, 0.62), (1.5, 0.86), (0.5, 1.0), (-0.8, 0.92), (-1.9, 0.64),
                  (-0.8, 0.34), (0.5, 0.24), (1.5, 0.38), round_=1.4)  # fmt: skip
    for v in (0.5, 0.72):
        m.line(tone(skin, -0.3), 0.012, (-1.9, 0.62), (0.2, v + (v - 0.62) * 0.6), (1.9, 0.62),
               on=hull, force=0.4)  # fmt: skip
    m.poly(tone(skin, -0.15), (-1.9, 0.6), (-1.3, 0.58), (-1.3, 0.66), (-1.9, 0.66))
    m.blob(rgb("6a4a38"), (-0.4, 0.24), (-0.3, 0.06), (0.5, 0.04), (0.72, 0.2), (0.6, 0.26))
    lit = lights(m.canvas)
    for k in range(5):
        m.ball(
            rgb("ffd98a") if lit else rgb("dfe6ea"), -0.22 + 0.19 * k, 0.16, 0.05, 0.045, glow=lit
        )
    m.ball(STEEL, -0.5, 0.2, 0.1, 0.06)


FORMS = {
    "airliner": Form(airliner, 9.0, 1.75, hangs=True),
    "propeller_plane": Form(propeller_plane, 3.4, 1.65, hangs=True),
    "biplane": Form(biplane, 3.2, 1.65, hangs=True),
    "helicopter": Form(helicopter, 4.2, 1.7, hangs=True),
    "airship": Form(airship, 14.0, 2.0, hangs=True),
}
