"""Vehicles of the road, the rails and the air: one of the forms of vehicles/."""

from ..catalogue import Form, Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.model import Model
from ..scene.plan import Place
from .tree import shadow
from .vehicles import forms

SPEC = Spec("land", order=50, height=0.34)
FORMS: dict[str, Form] = forms()
TALL = {"steam_train": 2.1}
"""How far up what belongs to a vehicle reaches, such as smoke, in units of its height."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add one vehicle with the shadow below it."""
    form, rng = FORMS[place.kind], fork(place.rng)
    size = max(place.size, 6.0)
    way = place.way or (1 if rng.random() < 0.5 else -1)
    model = Model(canvas, place.x, place.y, size, way, wide=form.wide * 1.15, tall=TALL.get(place.kind, 1.2),
                  deep=0.2)  # fmt: skip
    form.draw(model, place, rng)
    if not form.hangs:
        shadow(canvas, place.x, place.y, size * form.wide * 0.8, place.depth)
    canvas.add(model.layers(place.name, form.material, depth=place.depth * 0.4))
