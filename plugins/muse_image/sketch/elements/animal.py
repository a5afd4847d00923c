"""Animals, one of the forms of beasts/: on the ground, in the air, in the water."""

from ..catalogue import Form, Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.model import Model
from ..scene.plan import Place
from .beasts import forms, groups
from .beasts.poses import NEAR
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)
FORMS: dict[str, Form] = forms()
ENLARGED = frozenset(kind for group in groups() for kind in getattr(group, "ENLARGED", ()))
"""Kinds that have no portrait of their own: theirs is the head of the whole drawing."""
ALOFT = ("fly", "swim", "float", "fall", "dive")
"""Poses in which nothing stands on the ground."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add one animal `place.size` px high, which casts its shadow where it stands."""
    form, rng = FORMS[place.kind], fork(place.rng)
    far = canvas.layout.waterline is not None and place.order < 45
    size = max(place.size, 9.0)
    # One near the side looks into the picture.
    inward = 1 if place.x < canvas.width / 2 else -1
    way = place.way or (inward if rng.random() < 0.75 else -inward)
    portrait = place.traits.get("view") in NEAR
    model = Model(canvas, place.x, place.y, size, way, wide=form.wide * 1.15, tall=1.55)
    if portrait and place.kind in ENLARGED and form.focus is not None:
        left, bottom, right, top = form.focus
        large = size / (top - bottom)
        x = place.x - way * large * (left + right) / 2
        model = Model(canvas, x, place.y + large * bottom, large, way, wide=form.wide * 1.15,
                      deep=-bottom)  # fmt: skip
    form.draw(model, place, rng)
    if not (form.hangs or portrait or place.traits.get("pose") in ALOFT):
        shadow(canvas, place.x, place.y, size * min(form.wide, 0.9) * 0.5, place.depth)
    mirror = canvas.layout.waterline if far else None
    canvas.add(
        model.layers(place.name, form.material, depth=place.depth * 0.4, mirror=mirror)
    )
