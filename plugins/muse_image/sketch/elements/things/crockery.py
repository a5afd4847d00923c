"""Crockery: cups, bowls, plates, pots."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place


def cup(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cup of coffee with its handle, steam above it."""
    clay = m.canvas.hue(place, rgb("e9e2d4"))
    m.limb(clay, [0.1, 0.12, 0.1], (0.42, 0.78), (0.72, 0.66), (0.66, 0.36), (0.36, 0.28))
    m.blob(
        clay, (-0.5, 0.94), (-0.46, 0.5), (-0.3, 0.1), (0, 0.02), (0.3, 0.1), (0.46, 0.5),
        (0.5, 0.94), (0, 0.8), round_=1.3,
    )  # fmt: skip
    m.ball(tone(clay, 0.2), 0, 0.93, 0.51, 0.13, round_=0.3)
    m.part(rgb("4a2c1a"), oval(0, 0.91, 0.45, 0.1), round_=0.2, light=0.5)


FORMS = {"cup": Form(cup, 0.09, 0.75, grip=(0.6, 0.5))}
