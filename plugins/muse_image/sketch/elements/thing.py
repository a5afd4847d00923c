"""Things of every day, indoors and out: one of the forms of things/."""

from ..catalogue import Form, Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.model import Model
from ..scene.plan import Place
from .things import forms
from .tree import shadow

SPEC = Spec("land", order=50, height=0.2)
FORMS: dict[str, Form] = forms()


def paint(canvas: Canvas, place: Place) -> None:
    """Add one thing with the shadow at its foot."""
    form, rng = FORMS[place.kind], fork(place.rng)
    size = max(place.size, 6.0)
    model = Model(canvas, place.x, place.y, size, place.way or 1, wide=form.wide * 1.15)
    form.draw(model, place, rng)
    if not form.hangs:
        shadow(canvas, place.x, place.y, size * form.wide * 0.8, place.depth)
    canvas.add(model.layers(place.name, form.material, depth=place.depth * 0.4))
