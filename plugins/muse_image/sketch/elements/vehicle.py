"""Vehicles of the road, the rails and the air: one of the forms of vehicles/."""

import numpy as np

from ..catalogue import Form, Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.model import Model
from ..paint.raster import noise, step
from ..scene.plan import Place
from ._afloat import settle
from .tree import shadow
from .vehicles import forms

SPEC = Spec("land", order=50, height=0.34)
FORMS: dict[str, Form] = forms()
REACH = {"steam_train": (1.15, 2.1), "viaduct": (4.3, 1.1)}
"""How far to its sides (units of its width) and up (of its height) what belongs to it reaches."""
ROAD = (
    "car", "sports_car", "vintage_car", "small_car", "taxi", "police_car", "suv", "pickup", "van",
    "ambulance", "bus", "double_decker", "school_bus", "truck", "fire_engine", "motorcycle",
    "scooter",
)  # fmt: skip
"""Kinds that drive on a road."""
AFLOAT = (
    "boat", "canoe", "gondola", "raft", "sailing_boat", "tall_ship", "pirate_ship", "junk", "liner",
)  # fmt: skip
"""Kinds that float on the water, which mirrors them."""
BARE = ("sea", "lake", "beach", "desert", "river", "bridge")
"""Scenery where no road is added below a vehicle."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add one vehicle with the shadow below it, outdoors on a road."""
    form, rng = FORMS[place.kind], fork(place.rng)
    size = max(place.size, 6.0)
    way = place.way or (1 if rng.random() < 0.5 else -1)
    if place.kind in ROAD and canvas.scene.stage == "outdoors" and not canvas.scene.has(*BARE):
        _road(canvas, place, size / form.metres)
    wide, tall = REACH.get(place.kind, (1.15, 1.2))
    model = Model(canvas, place.x, place.y, size, way, wide=form.wide * wide, tall=tall, deep=0.2)
    form.draw(model, place, rng)
    floats = canvas.scene.stage == "space" and not any(
        layer.name == "ground" for layer in canvas.layers
    )
    if place.kind in AFLOAT:
        settle(canvas, place, model.layers(place.name, form.material, depth=place.depth * 0.4))
        return
    if not (form.hangs or floats) and place.relation is None:
        shadow(canvas, place.x, place.y, size * form.wide * 0.8, place.depth)
    canvas.add(model.layers(place.name, form.material, depth=place.depth * 0.4))


def _road(canvas: Canvas, place: Place, scale: float) -> None:
    """Add a road that runs across the picture below a vehicle; `scale` is px per metre there."""
    if any(layer.name == "road" for layer in canvas.layers) or scale * 1.5 < canvas.height * 0.1:
        return
    below = place.y - canvas.layout.horizon
    away = canvas.layout.unit * 0.9 / scale
    if below < 4:
        return
    first, last = (canvas.layout.horizon + below * away / (away + d) for d in (4.2, -1.0))
    last = min(last + (last - place.y) * 0.2, canvas.height + 40.0)
    top, bottom = int(first) - 3, min(canvas.height, int(last) + 4)
    high = bottom - top
    if high < 6:
        return
    rows = np.arange(top, bottom, dtype=np.float32)[:, None]
    form = noise(fork(place.rng), high, canvas.width, canvas.layout.unit * 0.08, stretch=5)
    rough = 1.2 * form
    alpha = step(first - 1, first + 1.5, rows + rough) * step(last + 1, last - 1.5, rows + rough)
    colour = mix(rgb("74747a"), rgb("8f887e"), np.clip(0.4 + 0.2 * form, 0, 1))
    if canvas.snowy:
        colour = mix(colour, rgb("e8edf2"), np.clip(0.55 + 0.3 * form, 0, 0.9))
    edge = np.maximum(
        step(0.06, 0.02, np.abs((rows - first) / high - 0.09)),
        step(0.04, 0.015, np.abs((last - rows) / high - 0.09)),
    )
    colour = mix(colour, rgb("e9e4d4"), edge * 0.8 + np.zeros_like(form))
    canvas.add(
        Layer(
            "road", "land", 0, top, alpha.astype(np.float32), colour,
            np.clip(0.56 + 0.03 * form, 0, 1).astype(np.float32), 0.0, 0.05, 0.0, 0.4,
            (edge * 0.4 * alpha).astype(np.float32), counted=False,
        )
    )  # fmt: skip
