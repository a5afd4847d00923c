"""Instruments that are played in the hands: guitar, lute, violin, flute, microphone."""

from ....catalogue import Form
from ....draws import Rng
from ....paint.colour import Colour, rgb
from ....paint.model import Model, oval, smooth, tone
from ....scene.plan import Place

DARK = rgb("3a261a")


def _strings(m: Model, low: float, high: float, wide: float, many: int) -> None:
    for k in range(many):
        u = wide * (2 * k / (many - 1) - 1)
        m.line(rgb("efe6d0"), 0.004, (u, low), (u * 0.8, high), force=0.25)


def guitar(m: Model, place: Place, rng: Rng) -> None:
    """Draw an acoustic guitar, its body below."""
    wood = m.canvas.hue(place, rgb("c98a45"))
    m.limb(DARK, [0.05, 0.042], (0, 0.4), (0, 0.9))
    m.blob(DARK, (-0.035, 0.88), (-0.045, 0.98), (0, 1.0), (0.045, 0.98), (0.035, 0.88))
    outline = smooth([(0, 0.0), (-0.15, 0.03), (-0.18, 0.14), (-0.12, 0.25), (-0.13,
        0.37), (-0.07, 0.44), (0, 0.45), (0.07, 0.44), (0.13, 0.37), (0.12, 0.25),
        (0.18, 0.14), (0.15, 0.03)])  # fmt: skip
    m.part(tone(wood, -0.45), outline)
    done = m.part(wood, [(u * 0.93, 0.225 + (v - 0.225) * 0.95) for u, v in outline], line=0.5)
    m.part(DARK, oval(0, 0.3, 0.052, 0.05), on=done)
    m.part(DARK, [(-0.07, 0.115), (0.07, 0.115), (0.07, 0.09), (-0.07, 0.09)], on=done, line=0.3)
    m.limb(DARK, [0.046, 0.042], (0, 0.36), (0, 0.9), line=0.6)
    if m.size > 90:
        _strings(m, 0.1, 0.92, 0.016, 4)
        for k in range(9):
            v = 0.46 + k * 0.048
            m.line(rgb("b8a888"), 0.004, (-0.02, v), (0.02, v), force=0.2)


def lute(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pear-shaped lute, a pipa."""
    wood = m.canvas.hue(place, rgb("9a5a32"))
    outline = smooth([(0, 0.0), (-0.17, 0.08), (-0.18, 0.26), (-0.09, 0.46), (-0.035,
        0.62), (0.035, 0.62), (0.09, 0.46), (0.18, 0.26), (0.17, 0.08)])  # fmt: skip
    m.limb(DARK, [0.06, 0.05, 0.04], (0, 0.55), (0, 0.9), (-0.04, 1.0))
    done = m.part(wood, outline)
    m.part(tone(wood, 0.35), [(u * 0.84, 0.03 + v * 0.86) for u, v in outline], on=done, line=0.3)
    m.part(DARK, [(-0.08, 0.12), (0.08, 0.12), (0.08, 0.1), (-0.08, 0.1)], on=done, line=0.3)
    if m.size > 90:
        _strings(m, 0.11, 0.92, 0.03, 4)


def violin(m: Model, place: Place, rng: Rng) -> None:
    """Draw a violin, its body below."""
    wood: Colour = m.canvas.hue(place, rgb("a4552c"))
    m.limb(DARK, [0.05, 0.04], (0, 0.5), (0, 0.92))
    m.ball(DARK, 0, 0.96, 0.035, 0.04)
    outline = smooth([(0, 0.0), (-0.15, 0.05), (-0.16, 0.18), (-0.09, 0.29), (-0.12,
        0.42), (-0.06, 0.53), (0, 0.54), (0.06, 0.53), (0.12, 0.42), (0.09, 0.29),
        (0.16, 0.18), (0.15, 0.05)])  # fmt: skip
    done = m.part(wood, outline)
    m.part(DARK, [(-0.04, 0.02), (0.04, 0.02), (0.03, 0.2), (-0.03, 0.2)], on=done, line=0.4)
    m.limb(DARK, [0.046, 0.04], (0, 0.4), (0, 0.9), line=0.5)
    for way in (-1, 1):
        m.line(DARK, 0.012, (way * 0.08, 0.32), (way * 0.07, 0.27), (way * 0.085, 0.22), on=done)
    if m.size > 60:
        _strings(m, 0.16, 0.92, 0.016, 3)


def flute(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bamboo flute."""
    m.limb(m.canvas.hue(place, rgb("c9a45e")), [0.045, 0.045], (0, 0), (0, 1))
    for v in (0.05, 0.3, 0.95):
        m.limb(rgb("8a3a2a"), [0.05, 0.05], (0, v - 0.01), (0, v + 0.01), line=0.3)
    if m.size > 60:
        for v in (0.4, 0.48, 0.56, 0.64, 0.72):
            m.ball(DARK, 0.0, v, 0.01)


def microphone(m: Model, place: Place, rng: Rng) -> None:
    """Draw a microphone."""
    m.limb(m.canvas.hue(place, rgb("2c2d33")), [0.13, 0.17], (0, 0), (0, 0.68))
    m.ball(rgb("a7adb5"), 0, 0.82, 0.17, 0.18)
    m.limb(rgb("4a4d55"), [0.05, 0.05], (-0.15, 0.76), (0.15, 0.76), line=0.3)


FORMS = {
    "guitar": Form(guitar, 1.0, 0.2, grip=(0.0, 0.28)),
    "lute": Form(lute, 0.95, 0.2, grip=(0.0, 0.28)),
    "violin": Form(violin, 0.6, 0.2, grip=(0.0, 0.7)),
    "flute": Form(flute, 0.62, 0.05, grip=(0.0, 0.5)),
    "microphone": Form(microphone, 0.24, 0.2, grip=(0.0, 0.35)),
}
