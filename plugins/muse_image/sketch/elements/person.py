"""People: drawn from a card, in a pose, dressed, with things in their hands."""

import math

from ..catalogue import Form, Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..paint.model import Model, tone
from ..scene.plan import Place
from .people.card import METRES
from .people.casting import person
from .people.figure import figure
from .people.holding import held, posed
from .people.wardrobe import table
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)
MEMBERS = {
    "couple": ("woman", "man"),
    "family": ("man", "little_girl", "woman", "boy"),
}
"""Several under one name -> the kinds of its people, in turn."""
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
    things = held(card, place)
    own = posed(card, things)
    seat = 0.0
    if own.sits:
        seat = MOUNT if card.pose == "ride" else SEAT / METRES[card.age] + 0.03
    x, y, turn = place.x, place.y, math.radians(own.lie)
    way = place.way or (1 if rng.random() < 0.5 else -1)
    if turn:
        # One that lies or flies has its middle over the foot of the place.
        x -= size * 0.5 * math.sin(turn) * way
        y -= size * (0.12 if own.lie < 0 else 0.05)
    tall = max([1.4, *(0.7 + each.size for each in things)])
    wide = max([1.15 if turn else 0.75, *(0.3 + each.size for each in things)])
    model = Model(canvas, x, y, size, way, wide=wide, tall=tall, deep=0.1, turn=turn)
    canvas.hued = canvas.hued or bool(place.colours)
    if place.traits.get("seat") == "own":
        _stool(model, seat - 0.06)
    figure(model, card, rng, things, seat, str(place.traits.get("act", "")))
    far = canvas.layout.waterline is not None and place.order < 45
    if not own.sits and (own.lie <= 0):
        shadow(canvas, place.x, place.y, size * (0.5 if turn else 0.26), place.depth,
               always=place.card is not None)  # fmt: skip
    mirror = canvas.layout.waterline if far else None
    kept = 0.0 if place.card is None else 1.0
    made = model.layers(place.name, "figure", depth=place.depth * 0.4, mirror=mirror, kept=kept)
    canvas.add(made)


def _stool(m: Model, high: float) -> None:
    """Draw a wooden stool for who sits where no seat is."""
    wood = rgb("8a6440")
    for u in (0.08, -0.08):
        m.limb(tone(wood, -0.25), [0.022, 0.018], (u * 0.8, high), (u, 0.035))
    for u in (-0.1, 0.1):
        m.limb(wood, [0.024, 0.02], (u * 0.85, high), (u * 1.1, 0.005))
    m.limb(tone(wood, -0.1), [0.014, 0.014], (-0.095, high * 0.42), (0.095, high * 0.42))
    m.ball(tone(wood, -0.2), 0.0, high - 0.012, 0.13, 0.034)
    m.ball(tone(wood, 0.08), 0.0, high, 0.13, 0.032, round_=0.5)


def _forms() -> dict[str, Form]:
    """Return what the catalogue knows of every kind of person."""
    made = {}
    for kind, role in table("roles").items():
        age = role.get("age", "adult")
        age = age[0] if isinstance(age, list) else age
        head = {"baby": 0.25, "child": 0.2}.get(age, 0.15)
        made[kind] = Form(_alone, METRES[age] * float(role.get("tall", 1.0)), 0.6,
            focus=(-head, 1 - head * 1.7, head, 1.04))  # fmt: skip
    return made


def _alone(model: Model, place: Place, rng: Rng) -> None:
    """Draw a person on a model."""
    card = person(place, rng)
    figure(model, card, rng, held(card, place))


FORMS: dict[str, Form] = _forms()
