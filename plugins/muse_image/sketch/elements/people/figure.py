"""A figure: a person drawn from a card, back to front."""

from collections.abc import Sequence

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, tone
from . import extras, head
from .body import Body, tube
from .card import Person
from .clothes import HIDDEN, Tailor
from .cuts import Cut, cuts
from .hands import hand
from .holding import Held, acting, armed, folded, posed
from .poses import varied
from .skeleton import Skeleton

_HEAD = ((-0.42, 0.0), (0.42, 0.0), (-0.42, 1.0), (0.42, 1.0))
"""Corners of a head from its chin, in heights of the head."""


def garments(p: Person) -> list[tuple[str, Cut, Colour]]:
    """Return the garments of a card with their cuts and colours, those nearest the skin first."""
    made: list[tuple[str, Cut, Colour]] = []

    def add(name: str, colour: Colour | None) -> None:
        cut = cuts().get(name)
        if cut is None:
            return
        shade = rgb(cut.colours[0]) if colour is None else colour
        for part in cut.made:
            other, _, own = part.partition(":")
            add(other, rgb(own) if own else shade)
        if not cut.made:
            made.append((name, cut, shade))

    for name, colour in p.garments:
        add(name, colour)
    return sorted(made, key=lambda each: each[1].order)


def figure(m: Model, p: Person, rng: Rng, holds: Sequence[Held] = (),
           seat: float = 0.0, act: str = "") -> None:  # fmt: skip
    """Draw a person on a model whose size is the standing height.

    `holds` are the things in the hands. `seat` is how high the hips are (units of the size) in a
    pose that sits; 0 leaves the feet on the ground. `act` is what the hands do meanwhile.
    """
    action = p.pose.partition("@")[0]
    own = armed(acting(varied(posed(p, holds), rng), act), holds, action)
    worn = garments(p)
    if action in ("stand", "walk") and any(cut.bell > 0.1 for _, cut, _ in worn):
        own = folded(own, holds)
    k = Skeleton(p, own, seat)
    b = Body(m, p, k)
    tailor = Tailor(b, rng, worn)
    (chin, tilt), high, way = k.chin(), k.shape.head, 1
    from_back = p.turn == "back"
    m.canvas.head(m.at((chin[0] + a * high, chin[1] + b * high)) for a, b in _HEAD)
    lots = np.random.Generator(np.random.PCG64(int(rng.integers(2**62))))

    def backs() -> None:
        for _, cut, colour in worn:
            for name in cut.extra:
                extras.behind(b, name, colour, lots)

    if not from_back:
        backs()
        head.behind(m, p, chin, high, tilt, way)
    arms = sorted(("far", "near"), key=lambda side: _near(k, side))
    behind = [side for side in arms if _near(k, side) < -0.03]
    for side in behind:
        _arm(tailor, side, holds, lots)
    first = [
        i for i, (_, cut, _) in enumerate(worn) if cut.order < 15 and cut.top and not cut.brief
    ]
    if k.pose.sits:
        _trunk(b, tailor, first)
    legs = sorted(("far", "near"), key=lambda side: k.depth(k.legs[side].b))
    if not k.pose.sits:
        _trunk(b, tailor, first)
    for side in legs:
        tailor.leg(side, side == legs[-1])
    for i in range(len(worn)):
        if i not in first:
            tailor.trunk(i)
    both = [each for each in holds if each.side == "both"]
    for each in both:
        if each.rule.get("body"):
            each.draw(b, m, lots)
    front = [side for side in arms if side not in behind]
    below = [side for side in front[:-1] if k.at(k.arms[side].c)[1] < chin[1] - 0.06]
    for side in below:
        _arm(tailor, side, holds, lots)
    tailor.collars()
    if from_back:
        head.behind(m, p, chin, high, tilt, way)
    head.front(m, p, chin, high, tilt, way)
    if from_back:
        backs()
    rest = [side for side in front if side not in below]
    for side in rest:
        if side == rest[-1]:
            for each in both:
                if not (each.rule.get("body") or each.rule.get("front")):
                    each.draw(b, m, lots)
        _arm(tailor, side, holds, lots)
    for each in both:
        if each.rule.get("front"):
            each.draw(b, m, lots)
            for side in arms:
                hand(b, side, _glove(tailor), "fist")


def _glove(tailor: Tailor) -> Colour:
    """Return the colour of the hands: a glove's, or the skin's."""
    covers = [
        c for _, cut, c in tailor.worn if cut.glove or {"plates", "suit-rings"} & set(cut.extra)
    ]
    return covers[-1] if covers else tailor.b.p.skin


def _near(k: Skeleton, side: str) -> float:
    """Return how near to the viewer an arm is, counted from the middle of the chest."""
    arm = k.arms[side]
    middle = k.depth(k.pit)
    return (k.depth(arm.b) + 2 * k.depth(arm.c)) / 3 - middle + (0.05 if side == "near" else 0.0)


def _trunk(b: Body, tailor: Tailor, first: Sequence[int]) -> None:
    """Draw the bare trunk and neck, then what is tucked in."""
    skin = b.p.skin
    k = b.k
    neck = k.at(k.neck)
    left, right = b.edge(2.0, 0.0)
    pit = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    wide = b.neck_wide
    b.m.part(
        skin,
        b.trunk(-0.1 if k.pose.sits else -0.44, 2.06),
        *b.arm("far", 0.3),
        *b.arm("near", 0.3),
        light=0.56,
        line=0.6,
    )
    throat = b.m.part(tone(skin, -0.03), *tube([pit, neck], [wide * 1.1, wide]),
        light=0.5, line=0.3)  # fmt: skip
    shade = [(neck[0] - wide, neck[1]), (neck[0] + wide, neck[1]),
        (neck[0] + wide * 0.4, neck[1] - wide * 0.8), (neck[0] - wide * 0.4,
        neck[1] - wide * 0.7)]  # fmt: skip
    b.m.tint(
        tone(skin * np.array([0.86, 0.68, 0.62], np.float32), 0),
        shade,
        on=throat,
        cover=0.6,
        fade=0.006,
    )
    if b.px > 240 and b.p.turn != "back":
        for x in (-1, 1):
            b.m.line(tone(skin, -0.25), 0.0035, b.face(1.97, 0.1 * x), b.face(2.0,
                0.4 * x), b.face(1.99, 0.75 * x), taper=True, force=0.3)  # fmt: skip
    for number in first:
        tailor.trunk(number)


def _arm(tailor: Tailor, side: str, holds: Sequence[Held], rng: Rng) -> None:
    """Draw an arm with its sleeves, what its hand holds, and the hand."""
    b = tailor.b
    skin = b.p.skin
    if tailor.outer is None:
        b.m.part(skin, *b.arm(side, start=0.08), light=0.56, line=0.65, seam=b.shoulder(side))
    else:
        b.m.part(skin, *b.arm(side, start=HIDDEN), light=0.56, line=0.65)
    held = [each for each in holds if each.side == side]
    grip = "grip" if held else getattr(b.k.pose, side).grip
    over = any(each.place.kind in ("shield", "buckler") for each in held)
    if not over:
        for each in held:
            each.draw(b, b.m, rng)
    suited = any("suit-rings" in cut.extra for _, cut, _ in tailor.worn)
    hand(b, side, _glove(tailor), grip, suited)
    for number in range(len(tailor.worn)):
        tailor.arm(side, number)
    if over:
        for each in held:
            each.draw(b, b.m, rng)
