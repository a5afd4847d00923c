"""What animals of stories wear on their heads."""

import math

from ...paint.colour import Colour, mix, rgb
from ...paint.model import oval, tone
from .body import Body
from .card import HATS
from .clothes import GOLD
from .head import Head


def on_head(b: Body, h: Head) -> None:
    """Draw a hat, a flower or a bow on the head."""
    for name, colour in b.c.wear:
        if name in HATS:
            _HATS[name](h, colour)


def _cap(h: Head, colour: Colour) -> None:
    m = h.m
    m.blob(
        colour,
        h.at(-0.62, 0.7),
        h.at(-0.5, 1.08),
        h.at(0, 1.3),
        h.at(0.5, 1.08),
        h.at(0.62, 0.7),
        light=0.64,
    )
    m.limb(
        tone(colour, 0.25),
        [0.06, 0.07, 0.06],
        h.at(-0.62, 0.72),
        h.at(0, 0.84),
        h.at(0.62, 0.72),
        light=0.64,
    )
    u, v = h.at(0, 1.36)
    m.ball(tone(colour, 0.4), u, v, 0.045, 0.045)


def _nightcap(h: Head, colour: Colour) -> None:
    m = h.m
    m.blob(
        colour,
        h.at(0.6, 0.72),
        h.at(0.3, 1.2),
        h.at(-0.3, 1.5),
        h.at(-0.95, 1.2),
        h.at(-1.12, 0.82),
        h.at(-0.9, 1.02),
        h.at(-0.6, 0.72),
        light=0.62,
    )
    m.limb(
        mix(colour, rgb("ffffff"), 0.7),
        [0.07, 0.075, 0.07],
        h.at(-0.62, 0.72),
        h.at(0, 0.84),
        h.at(0.62, 0.72),
    )
    u, v = h.at(-1.14, 0.74)
    m.ball(mix(colour, rgb("ffffff"), 0.7), u, v, 0.045, 0.045)


def _brim(h: Head, colour: Colour, half: float) -> None:
    u, v = h.at(0, 0.86)
    h.m.part(colour, oval(u, v, h.size(half), h.size(0.15), -h.tilt), light=0.58)


def _witch_hat(h: Head, colour: Colour) -> None:
    _brim(h, colour, 0.95)
    h.m.blob(
        colour,
        h.at(-0.5, 0.9),
        h.at(-0.2, 1.5),
        h.at(0.24, 1.96),
        h.at(0.3, 1.9),
        h.at(0.34, 1.4),
        h.at(0.5, 0.9),
        light=0.6,
    )
    h.m.limb(GOLD, [0.05, 0.05], h.at(-0.46, 0.98), h.at(0.46, 0.98), light=0.6)


def _top_hat(h: Head, colour: Colour) -> None:
    _brim(h, colour, 0.72)
    h.m.poly(
        colour, h.at(-0.42, 0.88), h.at(-0.45, 1.6), h.at(0.45, 1.6), h.at(0.42, 0.88), light=0.58
    )
    h.m.poly(
        rgb("b8453c"), h.at(-0.42, 0.92), h.at(-0.43, 1.08), h.at(0.43, 1.08), h.at(0.42, 0.92)
    )


def _straw_hat(h: Head, colour: Colour) -> None:
    _brim(h, colour, 1.02)
    h.m.blob(
        colour,
        h.at(-0.5, 0.86),
        h.at(-0.42, 1.2),
        h.at(0, 1.34),
        h.at(0.42, 1.2),
        h.at(0.5, 0.86),
        light=0.64,
    )
    h.m.limb(
        rgb("b8453c"), [0.045, 0.045, 0.045], h.at(-0.47, 0.96), h.at(0, 0.94), h.at(0.47, 0.96)
    )


def _crown(h: Head, colour: Colour) -> None:
    spots = [
        (-0.44, 0.84),
        (-0.52, 1.34),
        (-0.24, 1.08),
        (0, 1.44),
        (0.24, 1.08),
        (0.52, 1.34),
        (0.44, 0.84),
    ]
    h.m.poly(colour, *(h.at(a, b) for a, b in spots), light=0.66)


def _flower(h: Head, colour: Colour) -> None:
    u, v = h.at(0.5, 0.78)
    r = 0.038
    for k in range(5):
        a = 2 * math.pi * k / 5 + 0.3
        h.m.ball(
            colour,
            u + 1.15 * r * math.cos(a),
            v + 1.15 * r * math.sin(a),
            r,
            r,
            light=0.64,
            line=0.5,
        )
    h.m.ball(GOLD, u, v, r * 0.75, r * 0.75, line=0.4)


def _bow(h: Head, colour: Colour) -> None:
    u, v = h.at(0.46, 0.86)
    for s in (-1, 1):
        h.m.blob(colour, (u, v), (u + 0.1 * s, v + 0.065), (u + 0.1 * s, v - 0.05), light=0.62)
    h.m.ball(tone(colour, -0.18), u, v, 0.026, 0.028)


_HATS = {
    "cap": _cap,
    "nightcap": _nightcap,
    "witch-hat": _witch_hat,
    "top-hat": _top_hat,
    "straw-hat": _straw_hat,
    "crown": _crown,
    "flower": _flower,
    "bow": _bow,
}
