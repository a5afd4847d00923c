"""Signs: a board on posts, a shop's hanging sign, a billboard, a banner, a sign of neon tubes."""

from itertools import pairwise

from ..catalogue import Form, Spec
from ..draws import Rng, fork
from ..lettering import Writing, letters, text_for
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, mix, rgb
from ..paint.model import Model, tone
from ..scene.plan import Place
from .tree import shadow

SPEC = Spec("land", order=50, height=0.46)
WOOD, IRON, CLOTH = rgb("9a6b41"), rgb("3a3d45"), rgb("b8402f")
TUBE = rgb("ff4fa0")


def _board(m: Model, place: Place, rng: Rng) -> None:
    """Draw planks nailed to two posts."""
    wood = m.canvas.hue(place, WOOD)
    post = tone(mix(WOOD, wood, 0.3), -0.3)
    for side in (-1, 1):
        m.poly(
            post, (side * 0.5 - 0.04, 0), (side * 0.5 + 0.04, 0), (side * 0.5 + 0.04, 1),
            (side * 0.5 - 0.04, 1), light=0.5,
        )  # fmt: skip
    edges = [0.42, 0.6, 0.77, 0.94]
    for low, high in pairwise(edges):
        a, b = rng.uniform(-0.02, 0.02, 2)
        m.poly(
            tone(wood, float(rng.uniform(-0.06, 0.08))), (-0.66 + a, low), (0.66 + b, low + 0.004),
            (0.66 + b, high - 0.008), (-0.66 + a, high - 0.012), light=0.7, round_=0.25, angle=0.0,
        )  # fmt: skip


def _shop(m: Model, place: Place, rng: Rng) -> None:
    """Draw a board that hangs from an iron arm on a post."""
    wood = m.canvas.hue(place, rgb("22503f"))
    m.limb(IRON, [0.05, 0.045], (-0.72, 0), (-0.72, 1.0))
    m.limb(IRON, [0.035, 0.03], (-0.74, 0.96), (0.62, 0.96))
    m.limb(IRON, [0.02, 0.02, 0.02], (-0.7, 0.74), (-0.58, 0.82), (-0.5, 0.95))
    for u in (-0.4, 0.48):
        m.line(IRON, 0.014, (u, 0.95), (u, 0.87))
    rim, face = tone(wood, -0.35), wood
    _plate(m, rim, -0.52, 0.6, 0.5, 0.88, 0.05)
    _plate(m, face, -0.48, 0.56, 0.535, 0.845, 0.035)


def _plate(m: Model, colour: Colour, u0: float, u1: float, v0: float, v1: float, turn: float
           ) -> None:  # fmt: skip
    """Draw a plate with its corners cut off."""
    m.poly(
        colour, (u0 + turn, v0), (u1 - turn, v0), (u1, v0 + turn), (u1, v1 - turn),
        (u1 - turn, v1), (u0 + turn, v1), (u0, v1 - turn), (u0, v0 + turn),
        light=0.66, round_=0.3, angle=0.0,
    )  # fmt: skip


def _billboard(m: Model, place: Place, rng: Rng) -> None:
    """Draw a large white panel on steel legs."""
    face = m.canvas.hue(place, rgb("f3efe4"))
    for u in (-0.5, 0.5):
        m.limb(IRON, [0.045, 0.045], (u, 0), (u, 0.5))
    m.limb(IRON, [0.02, 0.02], (-0.5, 0.12), (0.5, 0.42))
    m.poly(IRON, (-0.86, 0.42), (0.86, 0.42), (0.86, 1.0), (-0.86, 1.0), light=0.5)
    m.poly(
        face, (-0.82, 0.46), (0.82, 0.46), (0.82, 0.97), (-0.82, 0.97), light=0.74, round_=0.1,
        angle=0.0,
    )  # fmt: skip


def _banner(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cloth that hangs between two poles and sags a little."""
    cloth = m.canvas.hue(place, CLOTH)
    for u in (-0.96, 0.96):
        m.limb(tone(WOOD, -0.2), [0.045, 0.04], (u, 0), (u, 1.0))
    m.blob(
        cloth, (-0.94, 0.92), (-0.5, 0.88), (0, 0.865), (0.5, 0.88), (0.94, 0.92), (0.93, 0.7),
        (0.94, 0.5), (0.5, 0.46), (0, 0.445), (-0.5, 0.46), (-0.94, 0.5), (-0.93, 0.7),
        round_=0.4, light=0.68, angle=0.0,
    )  # fmt: skip


def _tubes(m: Model, place: Place, rng: Rng) -> None:
    """Draw a dark panel on two posts for letters of light, framed by a tube."""
    for u in (-0.6, 0.6):
        m.limb(IRON, [0.04, 0.04], (u, 0), (u, 0.5))
    m.poly(
        rgb("1b1a26"), (-0.84, 0.44), (0.84, 0.44), (0.84, 1.0), (-0.84, 1.0), light=0.5,
        round_=0.2,
    )  # fmt: skip
    ring = ((-0.78, 0.49), (0.78, 0.49), (0.78, 0.95), (-0.78, 0.95), (-0.78, 0.49))
    lamp = m.canvas.hue(place, rgb("37d7ff"), 1)
    for a, b in pairwise(ring):
        m.line(lamp, 0.016, a, b, glow=True)


FORMS = {
    "board": Form(_board, 1.7, 0.7, top=(-0.6, 0.6, 0.95)),
    "shop": Form(_shop, 2.6, 0.78),
    "billboard": Form(_billboard, 5.0, 0.9),
    "banner": Form(_banner, 2.8, 1.0),
    "tubes": Form(_tubes, 3.0, 0.9),
}
FACES = {
    "board": (-0.62, 0.45, 0.62, 0.91), "shop": (-0.44, 0.56, 0.52, 0.82),
    "billboard": (-0.78, 0.49, 0.78, 0.94), "banner": (-0.86, 0.5, 0.86, 0.84),
    "tubes": (-0.72, 0.53, 0.72, 0.91),
}  # fmt: skip
"""Kind -> where the text stands (left, bottom, right, top; units of its height)."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add one sign with its text."""
    kind = place.kind if place.kind in FORMS else "board"
    form, rng = FORMS[kind], fork(place.rng)
    size = max(place.size, 8.0)
    model = Model(canvas, place.x, place.y, size, 1, wide=form.wide * 1.1)
    form.draw(model, place, rng)
    shadow(canvas, place.x, place.y, size * form.wide * 0.7, place.depth)
    canvas.add(model.layers(place.name, "built", depth=place.depth * 0.4))
    text = text_for(canvas)
    if not text:
        return
    left, bottom, right, top = FACES[kind]
    x, y = place.x, place.y
    box = (x + left * size, y - top * size, x + right * size, y - bottom * size)
    grounds = {"board": WOOD, "shop": rgb("22503f"), "billboard": rgb("f3efe4"), "banner": CLOTH}
    if kind == "tubes":
        how = Writing(canvas.hue(place, TUBE), glow=True, depth=place.depth * 0.4)
    else:
        dark = float(luma(canvas.hue(place, grounds[kind]))) < 0.52
        how = Writing(rgb("fff4d8") if dark else rgb("2a1d1a"), depth=place.depth * 0.4)
    canvas.written[text] = letters(canvas, text, box, how, rng)
