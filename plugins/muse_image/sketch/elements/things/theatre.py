"""A stage with its curtains, in the hall of a theatre."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from .buildings import rect


def _hall(m: Model, place: Place) -> None:
    """Add the dark hall around a stage, which fills the picture."""
    hall, wide = rgb("4a2428"), 6.0
    around = Model(m.canvas, m.x, m.y, m.size, m.way, wide=wide, tall=wide, deep=wide)
    around.part(hall, rect(-wide, wide, 0.06, wide), light=0.46, round_=0, line=0)
    panels = [rect(0.5 * k - 0.19, 0.5 * k + 0.19, v, v + 0.9) for k in range(-8, 9) for v in (0.2,
        1.24)]  # fmt: skip
    around.part(tone(hall, -0.25), *panels, light=0.42, round_=0, line=0.5)
    around.part(rgb("3a2320"), rect(-wide, wide, -wide, 0.06), light=0.4, round_=0, line=0.4)
    m.canvas.add(around.layers(place.name, depth=place.depth * 0.4, counted=False))


def stage(m: Model, place: Place, rng: Rng) -> None:
    """Draw a stage with red curtains and spotlights, and the dark hall around it."""
    red = m.canvas.hue(place, rgb("a3262f"))
    wood, gold = rgb("8a5f3c"), rgb("d6a94a")
    m = m.within((0.0, -0.19), 1.0)  # who stands at its foot stands on its floor
    _hall(m, place)
    m.part(rgb("2a2028"), rect(-1.3, 1.3, 0.1, 1.0), light=0.4, round_=0)
    folds = [-1.2 + 0.2 * k for k in range(13)]
    for u in folds:
        m.part(tone(red, -0.4), rect(u - 0.1, u + 0.1, 0.14, 0.95), light=0.42, round_=1.4,
            line=0.4)  # fmt: skip
    m.poly(wood, (-1.45, 0.12), (1.45, 0.12), (1.2, 0.26), (-1.2, 0.26), light=0.7, round_=0.1)
    m.part(tone(wood, -0.3), rect(-1.5, 1.5, 0.0, 0.13), light=0.5, round_=0.3)
    planks = [[(0.2 * k, 0.12), (0.166 * k, 0.26)] for k in range(-7, 8)]
    m.strokes(tone(wood, -0.3), 0.006, planks, force=0.4)
    for s in (-1, 1):
        for k in range(4):
            u = s * (1.4 - 0.13 * k)
            m.blob(red, (u - 0.09, 0.95), (u - 0.08, 0.5), (u - 0.1 + s * 0.08, 0.1), (u + 0.1 + s *
                0.08, 0.1), (u + 0.08, 0.5), (u + 0.09, 0.95), light=0.58, round_=1.3,
                line=0.5)  # fmt: skip
        m.limb(gold, [0.05, 0.05], (s * 1.46, 0.46), (s * 1.0, 0.42))
        m.tint(rgb("fff0c0"), [(s * 0.7, 0.98), (s * 0.1 - 0.3, 0.2), (s * 0.1 + 0.3, 0.2)],
            cover=0.3, fade=0.03)  # fmt: skip
    m.tint(rgb("fff0c0"), oval(0, 0.19, 0.5, 0.06), cover=0.6, fade=0.03)
    for k in range(8):
        u = -1.4 + 0.35 * k
        m.blob(red, (u, 1.04), (u + 0.36, 1.04), (u + 0.36, 0.9), (u + 0.18, 0.82), (u, 0.9),
            light=0.62, round_=0.9)  # fmt: skip
    m.part(gold, rect(-1.5, 1.5, 1.0, 1.06), light=0.66, round_=0.5)


FORMS = {"stage": Form(stage, 3.0, 1.5, reach=(1.0, 0.24))}
