"""Things of hospitals, spaceships and gymnasiums."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import mix, rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import IRON, STEEL, pick


def drip_stand(m: Model, place: Place, rng: Rng) -> None:
    """Draw a stand with a drip."""
    for way in (-1, 0, 1):
        m.limb(STEEL, [0.014, 0.014], (0, 0.06), (way * 0.13, 0.0), light=0.6)
    m.limb(STEEL, [0.012, 0.012], (0, 0.04), (0, 0.98), light=0.64)
    m.limb(STEEL, [0.01] * 3, (-0.08, 0.95), (0, 0.985), (0.08, 0.95), light=0.64)
    m.blob(rgb("dfeef0"), (0.05, 0.94), (0.12, 0.94), (0.13, 0.8), (0.085, 0.77), (0.04, 0.8),
        light=0.66)  # fmt: skip
    m.line(rgb("b9cfd4"), 0.006, (0.085, 0.78), (0.1, 0.6), (0.04, 0.45), force=0.4)


def console(m: Model, place: Place, rng: Rng) -> None:
    """Draw the console of a spaceship with lit screens and keys."""
    shell = m.canvas.hue(place, rgb("aab4be"))
    dark = rgb("2f3740")
    c = Carpenter.of(m, 1.0)
    c.box(tone(shell, -0.15), -1.2, 1.2, 0.0, 0.7, 0.1, 0.6, light=0.48)
    desk = ((-1.3, 0.72, 0.0), (1.3, 0.72, 0.0), (1.2, 0.98, 0.5), (-1.2, 0.98, 0.5))
    c.face(shell, *desk, light=0.64)
    c.front(dark, -1.3, 1.3, 0.66, 0.72, 0.0, light=0.5)
    draws = rng.random(40)
    for k, colour in enumerate(("4fd0ff", "ff9a4a", "7aff9c", "4fd0ff")):
        x = -1.05 + 0.56 * k
        spots = ((x, 0.86, 0.27), (x + 0.42, 0.86, 0.27), (x + 0.4, 0.95, 0.45), (x + 0.02, 0.95,
            0.45))  # fmt: skip
        c.face(mix(rgb(colour), dark, 0.25), *spots, light=0.9, round_=0, glow=True)
        for j in range(6):
            a, b = x + 0.03 + 0.065 * j, 0.785
            shine = rgb(("ff5a4a", "ffd04a", "5affb0", "dff4ff")[int(draws[k * 6 + j] * 4)])
            c.face(shine, (a, b, 0.12), (a + 0.045, b, 0.12), (a + 0.045, b + 0.03, 0.18),
                (a, b + 0.03, 0.18), light=0.9, round_=0, line=0.4, glow=True)  # fmt: skip


def console_side(m: Model, place: Place, rng: Rng) -> None:
    """Draw a narrow rack of instruments."""
    c = Carpenter.of(m, 1.5)
    c.box(m.canvas.hue(place, rgb("8f99a4")), -0.35, 0.35, 0.0, 1.5, 0.0, 0.4, light=0.5)
    for row, colour in enumerate(("4fd0ff", "7aff9c", "ff9a4a")):
        y = 0.5 + 0.32 * row
        c.front(rgb("2f3740"), -0.28, 0.28, y, y + 0.26, -0.004, light=0.4)
        c.front(mix(rgb(colour), rgb("2f3740"), 0.3), -0.25, 0.1, y + 0.03, y + 0.23, -0.006,
            light=0.9, glow=True, round_=0)  # fmt: skip
        for k in range(3):
            m.part(rgb("ffd04a"), c.upright(0.19, y + 0.06 + 0.07 * k, -0.01, 0.02, 0.02),
                light=0.9, glow=True, line=0.4)  # fmt: skip


def weights(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rack of dumb-bells."""
    c = Carpenter.of(m, 1.0)
    for x in (-0.75, 0.75):
        c.bar(IRON, 0.07, (x, 0.0, 0.3), (x, 1.0, 0.4), light=0.5)
        c.bar(IRON, 0.07, (x, 0.0, -0.05), (x, 0.0, 0.45), light=0.5)
    for y, z in ((0.78, 0.3), (0.42, 0.12)):
        c.box(rgb("4a4f57"), -0.8, 0.8, y - 0.05, y, z, z + 0.2, light=0.5)
        for k in range(5):
            x = -0.6 + 0.3 * k
            c.bar(STEEL, 0.035, (x - 0.08, y + 0.07, z), (x + 0.08, y + 0.07, z), light=0.66)
            for way in (-1, 1):
                c.box(rgb("2b2b30"), x + way * 0.08 - 0.035, x + way * 0.08 + 0.035, y + 0.0,
                    y + 0.15, z - 0.02, z + 0.1)  # fmt: skip


def treadmill(m: Model, place: Place, rng: Rng) -> None:
    """Draw a treadmill seen from the side."""
    c = Carpenter.of(m, 1.4)
    for z, light in ((0.6, 0.42), (0.0, 0.56)):
        c.bar(rgb("3f464e"), 0.07, (0.7, 0.14, z), (0.86, 1.2, z), light=light)
        c.bar(rgb("3f464e"), 0.05, (0.82, 0.95, z), (0.3, 0.92, z), light=light)
        if z:
            c.box(rgb("2b2e34"), -0.85, 0.8, 0.08, 0.17, 0.0, 0.62, light=0.44)
            c.front(rgb("c9cfd4"), -0.9, 0.85, 0.04, 0.14, -0.01, light=0.6)
    c.box(rgb("2f343b"), 0.74, 0.92, 1.14, 1.4, 0.0, 0.6, light=0.5)
    c.face(rgb("5fc9ff"), (0.73, 1.2, 0.12), (0.73, 1.2, 0.48), (0.76, 1.36, 0.48), (0.76, 1.36,
        0.12), light=0.9, glow=True)  # fmt: skip


def exercise_ball(m: Model, place: Place, rng: Rng) -> None:
    """Draw a big exercise ball."""
    m.ball(m.canvas.hue(place, pick(rng, "5f8fd0", "d95f6a", "6fb88a")), 0, 0.5, 0.49, light=0.58,
        round_=1.2)  # fmt: skip
    for k in (-1, 0, 1):
        m.line(rgb("f0f4f8"), 0.012, (-0.42, 0.5 + 0.2 * k), (0.0, 0.44 + 0.22 * k), (0.42,
            0.5 + 0.2 * k), force=0.3)  # fmt: skip


FORMS = {
    "drip_stand": Form(drip_stand, 1.9, 0.16),
    "console": Form(console, 1.0, 1.45),
    "console_side": Form(console_side, 1.5, 0.32),
    "weights": Form(weights, 1.0, 0.95),
    "treadmill": Form(treadmill, 1.4, 0.75),
    "exercise_ball": Form(exercise_ball, 0.65, 0.52, top=(-0.2, 0.2, 0.98)),
}
