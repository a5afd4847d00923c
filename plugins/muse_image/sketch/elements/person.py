"""People: drawn from a card, in a pose, dressed, with things in their hands."""

from ..catalogue import Form, Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.model import Model
from ..scene.plan import Place
from .people.card import METRES
from .people.casting import person
from .people.figure import figure
from .people.poses import pose
from .people.wardrobe import table
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)
SEAT = 0.45
"""Height of a seat in metres."""
MOUNT = 0.5
"""How high the hips of a rider are over the foot of the place, in units of the standing height."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add one person with the shadow at the foot."""
    rng = fork(place.rng)
    far = canvas.layout.waterline is not None and place.order < 45
    size = max(place.size, canvas.layout.unit * (0.05 if far else 0.06), 10.0)
    _draw(canvas, place, rng, size)


def _draw(canvas: Canvas, place: Place, rng: Rng, size: float) -> None:
    cold = canvas.scene.season == "winter" or canvas.scene.weather == "snow"
    card = person(place, rng, cold=cold)
    own = pose(card.pose)
    seat = 0.0
    if own.sits:
        seat = MOUNT if card.pose == "ride" else SEAT / METRES[card.age] + 0.03
    model = Model(
        canvas, place.x, place.y, size, place.way or (1 if rng.random() < 0.5 else -1), wide=0.75, tall=1.35,
    )  # fmt: skip
    canvas.hued = canvas.hued or bool(place.colours)
    figure(model, card, rng, (), seat)
    far = canvas.layout.waterline is not None and place.order < 45
    if not own.sits:
        shadow(canvas, place.x, place.y, size * 0.26, place.depth)
    mirror = canvas.layout.waterline if far else None
    canvas.add(model.layers(place.name, "figure", depth=place.depth * 0.4, mirror=mirror))


def _forms() -> dict[str, Form]:
    """Return what the catalogue knows of every kind of person."""
    made = {}
    for kind, role in table("roles").items():
        age = role.get("age", "adult")
        age = age[0] if isinstance(age, list) else age
        head = {"baby": 0.25, "child": 0.2}.get(age, 0.15)
        made[kind] = Form(
            _alone, METRES[age] * float(role.get("tall", 1.0)), 0.6,
            focus=(-head, 1 - head * 1.7, head, 1.04),
        )  # fmt: skip
    return made


def _alone(model: Model, place: Place, rng: Rng) -> None:
    """Draw a person on a model."""
    figure(model, person(place, rng), rng)


FORMS: dict[str, Form] = _forms()
