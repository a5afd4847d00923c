"""Animals, one of the forms of beasts/: on the ground, in the air, in the water."""

import math
from copy import deepcopy
from dataclasses import replace

from ..catalogue import Form, Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.model import Model, Spot
from ..scene.plan import Place
from .beasts import forms, groups
from .beasts.living import GALLOP_RISE, Living, bent, swing
from .beasts.poses import NEAR, SAME
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)
FORMS: dict[str, Form] = forms()
ENLARGED = frozenset(kind for group in groups() for kind in getattr(group, "ENLARGED", ()))
"""Kinds without a drawing of head and chest alone: of these the whole is drawn large."""
AFLOAT = frozenset(kind for group in groups() for kind in getattr(group, "AFLOAT", ()))
"""Kinds that swim or fly when nothing is said."""
ALOFT = ("fly", "swim")
"""Poses in which nothing stands on the ground."""
BREATH = 0.008
"""How much a chest rises, as a part of the height above the foot."""
AFLOAT_RISE = 0.025
"""How much one that swims or flies rises and sinks, in units of its height."""
BUST = (0.2, 1.02)
"""Where the head is in a drawing of head and chest alone: from and to, units of its height."""

DEEP = 0.6
"""How far such a drawing goes on below its foot, in units of its height."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add one animal `place.size` px high, which casts its shadow where it stands."""
    form, rng = FORMS[place.kind], fork(place.rng)
    far = canvas.layout.waterline is not None and place.order < 45
    # One near the side looks into the picture.
    inward = 1 if place.x < canvas.width / 2 else -1
    way = place.way or (inward if rng.random() < 0.75 else -inward)
    portrait = place.traits.get("view") in NEAR
    x, y, size = place.x, place.y, max(place.size, 9.0)
    if portrait:
        x, y, size, place = _bust(canvas, form, place, way)
    above = place.relation is not None and place.relation[0] == "above"
    aloft = above or place.kind in AFLOAT or place.traits.get("pose") in ALOFT
    deep = DEEP if portrait else 0.14
    model: Model
    if "phase" in place.traits:
        aside, living = (
            Living(canvas, x, y, size, way, wide=form.wide * 1.15, tall=1.7, deep=deep)
            for _ in range(2)
        )
        _live(aside, living, form, place, rng, aloft)
        model = living
    else:
        model = Model(canvas, x, y, size, way, wide=form.wide * 1.15, tall=1.7, deep=deep)
        form.draw(model, place, rng)
    left, low, right, top = form.focus or (0.1, 0.5, 0.5, 1.0)
    canvas.head(model.at(spot) for spot in ((left, low), (right, low), (left, top), (right, top)))
    if not (form.hangs or portrait or aloft):
        shadow(canvas, x, y, size * min(form.wide, 0.9) * 0.5, place.depth)
    mirror = canvas.layout.waterline if far else None
    canvas.add(model.layers(place.name, form.material, depth=place.depth * 0.4, mirror=mirror))


def _live(aside: Living, model: Living, form: Form, place: Place, rng: Rng, aloft: bool) -> None:
    """Draw an animal at a phase: it breathes, or rises and sinks when it swims or flies.

    The still is drawn aside before, so that what is strewn at random stays where it is.
    """
    form.draw(aside, place, deepcopy(rng))
    model.phase, model.notes = float(place.traits["phase"]) % 1, iter(aside.noted)
    model.shut = place.traits.get("eyes") == "shut"
    rise = swing(model)

    def whole(spot: Spot) -> Spot:
        u, v = spot
        return u, (v + AFLOAT_RISE * rise if aloft else v + BREATH * rise * max(0.0, v))

    with bent(model, whole):
        form.draw(model, place, rng)


def risen(place: Place, phase: float) -> float:
    """Return how far (px) the back of an animal is above where it was at phase 0."""
    pose = place.traits.get("pose", "")
    turn = 2 * math.pi * phase
    if place.kind in AFLOAT or pose in ALOFT:
        return place.size * AFLOAT_RISE * math.sin(turn)
    if SAME.get(pose, pose) == "run":
        return place.size * GALLOP_RISE * (0.5 - 0.5 * math.cos(2 * turn))
    return 0.0


def _bust(canvas: Canvas, form: Form, place: Place, way: int) -> tuple[float, float, float, Place]:
    """Return foot (px), height (px) and place for head and chest, the head where it is placed.

    Where more of the animal is in view than a bust, the whole animal is drawn.
    """
    x, y, size = place.x, place.y, place.size
    if form.focus is None or place.kind in ENLARGED:
        return x, y, size, place
    left, bottom, right, top = form.focus
    tall = (top - bottom) * size / (BUST[1] - BUST[0])
    foot = y - top * size + BUST[1] * tall
    if foot + DEEP * tall < canvas.height:
        return x, y, size, replace(place, traits={**place.traits, "view": "full"})
    return x + way * size * (left + right) / 2, foot, tall, place
