"""Things that hands hold, alone: one of the forms of people/props/, standing or lying."""

from ..catalogue import Form, Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.model import Model
from ..scene.plan import Place
from .people.props import forms
from .tree import shadow

SPEC = Spec("land", order=50, height=0.2)
FORMS: dict[str, Form] = forms()


def paint(canvas: Canvas, place: Place) -> None:
    """Add one thing with the shadow at its foot."""
    found, rng = FORMS[place.kind], fork(place.rng)
    size = max(place.size, 6.0)
    model = Model(canvas, place.x, place.y, size, place.way or 1, wide=found.wide * 1.15)
    found.draw(model, place, rng)
    if not found.hangs:
        shadow(canvas, place.x, place.y, size * found.wide * 0.8, place.depth)
    canvas.add(model.layers(place.name, found.material, depth=place.depth * 0.4))
