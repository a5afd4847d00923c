"""A figure: an animal of a story drawn from its card, back to front."""

from collections.abc import Callable

from ...paint.model import Model, oval
from . import clothes, hats, marks
from .body import Body
from .card import Critter
from .face import face
from .head import Head
from .species import species
from .stance import stance


def figure(
    m: Model,
    c: Critter,
    *,
    shut: float = 0.0,
    held: Callable[[Body], None] | None = None,
    wag: float = 0.0,
) -> None:
    """Draw an animal on a model whose size is the standing height to the top of its head.

    `shut` 0..1 closes the eyes, `wag` -1..1 swings the tail; `held` draws what is in the hands.
    """
    kind, s = species()[c.species], stance(c.pose)
    b, h = Body(m, c, kind, s), Head(m, c, kind, s, c.gaze)
    mood = "asleep" if s.curled else c.expression
    if s.curled:
        _curled(b, h, mood)
        return
    b.wag = wag
    b.tail()
    clothes.at_back(b)
    marks.behind(b, h)
    sleeve, cut = clothes.sleeve(b)
    _crown(h, before=True)
    if not (s.soles or s.wet):
        b.leg(False)
        b.leg(True)
    b.draw_trunk()
    marks.upon(b)
    clothes.on_trunk(b)
    if s.soles:
        b.leg(False)
        b.leg(True)
    if not s.over:
        b.arm(False, sleeve, cut)
        b.arm(True, sleeve, cut)
    clothes.at_neck(b, h)
    if held is not None and not s.over:
        held(b)
    _head(b, h, mood, shut)
    if s.over:
        b.arm(False, sleeve, cut)
        b.arm(True, sleeve, cut)
        if held is not None:
            held(b)


def _crown(h: Head, before: bool) -> None:
    """Draw what stands behind the head."""
    if before and "mane" in h.kind.extras:
        h.mane()
    if before and "spines" in h.kind.extras:
        h.spines()


def _head(b: Body, h: Head, mood: str, shut: float) -> None:
    b.m.canvas.head(b.m.at(spot) for spot in h.outline())
    h.ears()
    h.skull()
    marks.on_head(h)
    face(h, mood, shut)
    marks.antlers(h)
    clothes.at_chin(b, h)
    hats.on_head(b, h)


def _curled(b: Body, h: Head, mood: str) -> None:
    """Draw one that sleeps: a round back, the head on the paws, the tail around it."""
    m, c = b.m, b.c
    marks.behind(b, h)
    _crown(h, before=True)
    u = -0.06
    b.trunk = m.part(c.fur, oval(u, 0.18, 0.33, 0.18 * b.kind.plump), light=0.6, round_=0.5)
    m.part(
        c.belly,
        oval(u + 0.06, 0.08, 0.26, 0.09),
        on=b.trunk,
        line=0,
        light=0.6,
        round_=0.15,
        fade=0.01,
    )
    marks.upon(b)
    clothes.on_trunk(b)
    m.limb(b.limb, [0.1, 0.09], (0.14, 0.07), (0.4, 0.045), light=0.58)
    clothes.at_neck(b, h)
    _head(b, h, mood, 1.0)
    m.ball(b.tip, 0.4, 0.045, 0.06, 0.042, light=0.58)
    b.s = b.s  # the tail lies in front
    _wrapped(b)


def _wrapped(b: Body) -> None:
    """Draw a bushy tail around the front of one that is curled up."""
    m, c = b.m, b.c
    if b.kind.tail in ("brush", "plume", "ringed"):
        at = ((-0.36, 0.16), (-0.32, 0.06), (-0.14, 0.05), (0.06, 0.06))
        whole = m.limb(c.fur, [0.12, 0.15, 0.15, 0.03], *at, light=0.58)
        if b.kind.tail == "brush":
            m.ball(c.belly, 0.05, 0.06, 0.1, 0.1, on=whole, line=0, light=None, fade=0.006)
    elif b.kind.tail in ("long", "tuft", "curled", "thin", "spiked", "thick"):
        colour = c.marks if b.kind.tail == "thin" else c.fur
        m.limb(colour, [0.06, 0.055, 0.045], (-0.37, 0.1), (-0.2, 0.035), (0.02, 0.035), light=0.56)
