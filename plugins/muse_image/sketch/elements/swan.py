"""Water birds on the water: swans, ducks."""

from dataclasses import replace

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.model import Model
from ..scene.plan import Place
from ._afloat import settle
from .animal import FORMS

SPEC = Spec("afloat", order=50, height=0.34)
KINDS = {"": ("swan", 1.0), "duck": ("duck", 0.62), "mandarin_duck": ("mandarin_duck", 0.62)}
"""Kind -> the form of an animal, and how large it is beside a swan."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add one bird that swims, with its reflection."""
    kind, part = KINDS[place.kind]
    form, rng = FORMS[kind], fork(place.rng)
    size = max(place.size * part, canvas.layout.unit * 0.04, 7.0)
    way = place.way or (1 if rng.random() < 0.5 else -1)
    model = Model(canvas, place.x, place.y, size, way, wide=form.wide * 1.1, deep=0.0)
    form.draw(model, replace(place, traits={"pose": "swim"}), rng)
    settle(canvas, place, model.layers(place.name, "bird", depth=place.depth))
