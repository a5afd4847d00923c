"""An animal of a story, drawn from its card: the same one on every page."""

import math

from ..catalogue import Form, Spec
from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.model import Model
from ..scene.plan import Place
from .critters.casting import cast, holding
from .critters.figure import figure
from .critters.marks import water
from .critters.species import species
from .critters.stance import stance
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)
TALL = 1.85
"""How far ears and hats reach, in units of the height to the top of the head."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add one animal `place.size` px high, with its shadow where it stands."""
    card = cast(place)
    size = max(place.size, 10.0)
    way = place.way or (1 if place.x < canvas.width / 2 else -1)
    model = Model(canvas, place.x, place.y, size, way, wide=1.0, tall=TALL, deep=0.2)
    shut = 1.0 if place.traits.get("eyes") == "shut" else 0.0
    wag = math.sin(2 * math.pi * float(place.traits.get("phase", 0.0)))
    figure(model, card, shut=shut, wag=wag, held=holding(place, card))
    own = stance(card.pose)
    if card.pose not in ("fly", "jump") and not own.wet:
        shadow(canvas, place.x, place.y, size * (0.4 if own.curled else 0.28), place.depth,
               always=True)  # fmt: skip
    canvas.hued = True
    layers = model.layers(place.name, "figure", kept=1.0)
    if own.wet:
        # What is under water isn't seen.
        for layer in layers:
            layer.alpha[max(0, round(place.y - own.wet * size) - layer.y) :] = 0
    canvas.add(layers)
    if own.wet:
        rings = Model(canvas, place.x, place.y - own.wet * size, size, way, wide=1.0, deep=0.2)
        water(rings)
        canvas.add(rings.layers("ripples", "ripple", counted=False))


def _draw(model: Model, place: Place, rng: Rng) -> None:
    """Draw an animal on a model."""
    card = cast(place)
    figure(model, card, held=holding(place, card))


FORMS: dict[str, Form] = {
    name: Form(_draw, kind.metres, 0.55, focus=(-0.34, 0.42, 0.34, 1.1), reach=(1.7, 0.1))
    for name, kind in species().items()
}
