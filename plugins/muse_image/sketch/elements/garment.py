"""Garments that nobody wears: on a stand of wood, as in a shop or a dressing room."""

from ..catalogue import Form, Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, rgb
from ..paint.model import Model
from ..scene.plan import Place
from .people.body import Body, tube
from .people.card import Person
from .people.clothes import Tailor
from .people.cuts import cuts
from .people.extras import behind
from .people.figure import garments
from .people.poses import pose
from .people.skeleton import Skeleton
from .people.wardrobe import slot
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)
WOOD = rgb("a98a64")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one garment on its stand, with the shadow at its foot."""
    rng = fork(place.rng)
    size = max(place.size, 12.0)
    model = Model(canvas, place.x, place.y, size, place.way or 1, wide=0.6)
    FORMS[place.kind].draw(model, place, rng)
    shadow(canvas, place.x, place.y, size * 0.3, place.depth)
    canvas.add(model.layers(place.name, "figure", depth=place.depth * 0.4))


def _hung(m: Model, place: Place, rng: Rng) -> None:
    """Draw a garment on a stand with a wooden bust."""
    cut = cuts()[place.kind]
    colour: Colour = m.canvas.hue(place, rgb(cut.colours[int(rng.integers(len(cut.colours)))]))
    p = Person(skin=WOOD, sex="woman" if slot(place.kind) == "full" else "man",
               garments=((place.kind, colour),), turn="front")  # fmt: skip
    k = Skeleton(p, pose("stand"))
    b = Body(m, p, k)
    worn = garments(p)
    tailor = Tailor(b, rng, worn)
    hip, pit = k.at(k.pelvis), k.at(k.pit)
    for _, own, shade in worn:
        for name in own.extra:
            behind(b, name, shade, rng)
    m.limb(WOOD, [0.02, 0.02], hip, (hip[0], 0.02))
    for u in (-0.12, 0.12):
        m.limb(WOOD, [0.018, 0.016], (hip[0], 0.05), (hip[0] + u, 0.0))
    low = any(own.legs for _, own, _ in worn)
    m.part(
        WOOD,
        b.trunk(-0.3, 2.1),
        *tube([pit, (pit[0], pit[1] + 0.05)], [b.neck_wide, b.neck_wide * 0.9]),
    )
    for side in ("far", "near"):
        for _, own, shade in worn:
            if own.legs:
                tailor.trouser(side, own, shade, side == "near")
    for number in range(len(worn)):
        tailor.trunk(number)
    if not low:
        m.ball(WOOD, pit[0], pit[1] + 0.055, b.neck_wide * 0.55, 0.012)
    tailor.collars()
    for side in ("far", "near"):
        for number in range(len(worn)):
            tailor.arm(side, number)


FORMS: dict[str, Form] = {name: Form(_hung, 1.7, 0.4) for name in cuts()}
