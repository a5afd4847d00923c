"""Garments that nobody wears: on a stand of wood, as in a shop or a dressing room."""

from ..catalogue import Form, Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, rgb
from ..paint.model import Model, tone
from ..scene.plan import Place
from ..words import concepts
from .people import head
from .people.body import Body, tube
from .people.card import Person
from .people.clothes import Tailor
from .people.cuts import cuts
from .people.extras import behind
from .people.figure import garments
from .people.hands import foot, hand
from .people.posing import pose
from .people.skeleton import Skeleton
from .people.wardrobe import slot
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)
WOOD = rgb("a98a64")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one garment on its stand, with the shadow at its foot."""
    rng = fork(place.rng)
    size = max(place.size, 12.0)
    model = Model(canvas, place.x, place.y, size, place.way or 1, wide=FORMS[place.kind].wide + 0.2)
    FORMS[place.kind].draw(model, place, rng)
    shadow(canvas, place.x, place.y, size * FORMS[place.kind].wide * 0.7, place.depth)
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
        if any(own.glove for _, own, _ in worn):
            m.part(WOOD, *b.arm(side))
            hand(b, side, colour, "relaxed")
        for number in range(len(worn)):
            tailor.arm(side, number)


def _pair(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pair of shoes or boots."""
    cut = cuts()[place.kind]
    colour = m.canvas.hue(place, rgb(cut.colours[int(rng.integers(len(cut.colours)))]))
    p = Person(skin=tone(colour, -0.5), turn="three-quarter")
    feet = m.within((0.0, 0.0), 1.7 / FORMS[place.kind].metres)
    b = Body(feet, p, Skeleton(p, pose("stand")))
    for side in ("far", "near"):
        foot(b, side, colour, cut.shoe, cut.boot)


def _headwear(m: Model, place: Place, rng: Rng) -> None:
    """Draw what is worn on the head on a wooden head."""
    colour = m.canvas.hue(place, rgb(HATS[int(rng.integers(len(HATS)))])) if place.colours else None
    p = Person(skin=rgb("c9ab80"), hair="bald", eyes=rgb("a98a64"),
        garments=((place.kind, colour),))  # fmt: skip
    m.limb(WOOD, [0.2, 0.1, 0.1], (0, 0.02), (0, 0.12), (0.0, 0.4))
    m.ball(WOOD, 0, 0.03, 0.22, 0.03)
    head.behind(m, p, (0.06, 0.26), 0.52, 0.0, 1)
    head.front(m, p, (0.06, 0.26), 0.52, 0.0, 1)


HATS = ("8a3a34", "3f5a7a", "c09a5a", "4a4a50")
FORMS: dict[str, Form] = {
    name: Form(_pair, 0.5 if cut.boot else 0.22, 1.2) if cut.shoe else Form(_hung, 1.7, 0.4)
    for name, cut in cuts().items()
}
FORMS |= {
    concept.kind: Form(_headwear, 0.45, 0.6)
    for concept in concepts().values()
    if concept.element == "garment" and concept.kind not in FORMS
}
