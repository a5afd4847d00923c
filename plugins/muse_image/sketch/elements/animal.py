"""Animals that stand on the ground, one of the species of beasts/."""

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from .beasts import SPECIES
from .beasts.figure import Figure
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one animal that stands, lies in the light and casts its shadow."""
    species, rng = SPECIES[place.kind], fork(place.rng)
    unit = canvas.layout.unit
    far = canvas.layout.waterline is not None and place.order < 45
    least = 0.06 if far else 0.13
    size = max(place.size, unit * least) * species.tall * 1.1
    size = max(min(size, canvas.height * 0.6), 11.0)
    coat = rgb(species.coats[int(rng.integers(len(species.coats)))])
    middle = canvas.width / 2
    # One near the side looks into the picture.
    inward = 1 if place.x < middle else -1
    way = inward if rng.random() < 0.75 else -inward
    figure = Figure(canvas, place.x, place.y, size, way, wide=species.wide)
    species.draw(figure, rng, canvas.hue(place, coat))
    shadow(canvas, place.x, place.y, size * 0.42, place.depth)
    mirror = canvas.layout.waterline if far else None
    canvas.add(figure.layers(place.name, species.material, depth=place.depth * 0.4, mirror=mirror))
