"""What animals of stories wear: scarves, hats, jackets, bags and boots, each in its colour."""

from collections.abc import Mapping

from ...paint.colour import Colour, rgb
from ...paint.model import Model, oval, tone
from .body import Body
from .head import Head

UPPER = {
    "jumper": (-0.12, 0.86),
    "jacket": (-0.2, 0.9),
    "pyjamas": (-0.7, 0.9),
    "vest": (0.0, 0.0),
    "dress": (-0.3, 0.34),
}
"""Garment of the trunk -> down to where it goes (0: the hip), how much of the arms it covers."""
GOLD = rgb("f0c24c")


def worn(b: Body) -> Mapping[str, Colour]:
    """Return what a card wears, name -> colour."""
    return dict(b.c.wear)


def sleeve(b: Body) -> tuple[Colour | None, float]:
    """Return the colour of the sleeves, and how much of the arms they cover."""
    made: tuple[Colour | None, float] = (None, 0.0)
    for name, colour in b.c.wear:
        if name in UPPER and UPPER[name][1]:
            made = colour, UPPER[name][1]
    return made


def at_back(b: Body) -> None:
    """Draw what hangs behind: a cape, a pack."""
    m, on = b.m, worn(b)
    if "cape" in on:
        out = 1.5 if b.s.stream else 1.0
        m.blob(
            on["cape"],
            b.along(1.25, 0.7),
            b.along(0.4, 1.15),
            b.along(-0.55, 1.35),
            b.along(-0.7, 0.0),
            b.along(-0.6, -1.5 * out),
            b.along(0.4, -1.25),
            b.along(1.25, -0.7),
            light=0.5,
        )
    if "backpack" in on:
        u, v = b.along(0.5, -0.75)
        m.ball(on["backpack"], u, v, 0.12, 0.15, light=0.55)
        m.ball(tone(on["backpack"], 0.2), u - 0.05, v - 0.05, 0.06, 0.06, light=0.6)


def on_trunk(b: Body) -> None:
    """Draw jumpers, jackets, dresses, and the strap of a bag."""
    m = b.m
    for name, colour in b.c.wear:
        if name in UPPER:
            low = UPPER[name][0]
            shape = [b.along(low, 1.3), b.along(1.5, 1.3), b.along(1.5, -1.3), b.along(low, -1.3)]
            whole = m.part(colour, shape, on=b.trunk, light=0.62, round_=0.5, line=0.8)
            if name in ("jacket", "vest", "pyjamas"):
                m.line(
                    tone(colour, -0.3),
                    0.01,
                    b.along(1.3, 0.12),
                    b.along(low, 0.14),
                    on=whole,
                    force=0.6,
                )
                for level in (0.2, 0.55, 0.9):
                    u, v = b.along(level, 0.26)
                    m.ball(GOLD, u, v, 0.014, 0.014, line=0.5)
            elif name == "jumper":
                for level in (0.25, 0.6):
                    m.line(
                        tone(colour, 0.35),
                        0.02,
                        b.along(level, -1.1),
                        b.along(level - 0.05, 0),
                        b.along(level, 1.1),
                        on=whole,
                        force=0,
                    )
            if name == "dress":
                m.blob(
                    colour,
                    b.along(0.35, 0.92),
                    b.along(-0.2, 1.3),
                    b.along(-0.72, 1.42),
                    b.along(-0.8, 0.0),
                    b.along(-0.72, -1.42),
                    b.along(-0.2, -1.3),
                    b.along(0.35, -0.92),
                    light=0.62,
                )
        elif name == "apron":
            m.part(
                colour,
                [
                    b.along(0.8, 0.6),
                    b.along(0.8, -0.6),
                    b.along(-0.45, -0.75),
                    b.along(-0.45, 0.75),
                ],
                on=b.trunk,
                light=0.64,
                round_=0.3,
            )
    on = worn(b)
    if "backpack" in on:
        for s in (-1, 1):
            m.limb(
                on["backpack"],
                [0.03, 0.03],
                b.along(1.2, 0.6 * s),
                b.along(0.3, 0.82 * s),
                on=b.trunk,
            )
    if "bag" in on:
        m.limb(
            tone(on["bag"], -0.2),
            [0.024, 0.024, 0.024],
            b.along(1.25, -0.7),
            b.along(0.5, 0.1),
            b.along(-0.05, 0.85),
            on=b.trunk,
        )
        u, v = b.along(-0.2, 0.95)
        m.poly(
            on["bag"],
            (u - 0.07, v + 0.06),
            (u + 0.08, v + 0.06),
            (u + 0.085, v - 0.06),
            (u - 0.075, v - 0.06),
            light=0.6,
        )
        m.poly(
            tone(on["bag"], -0.14),
            (u - 0.075, v + 0.065),
            (u + 0.085, v + 0.065),
            (u + 0.07, v),
            (u + 0.005, v - 0.015),
            (u - 0.06, v),
            light=0.6,
        )


def at_neck(b: Body, h: Head) -> None:
    """Draw scarves and collars, before the head is drawn over them."""
    m, on = b.m, worn(b)
    (u, v), turn = h.at(0, -0.86), -h.tilt
    half = 0.66 * h.half
    if "cape" in on:
        m.part(on["cape"], oval(u, v - 0.02, half * 1.05, 0.045, turn), light=0.62)
    if "scarf" in on:
        colour = on["scarf"]
        if b.s.curled:
            pass
        elif b.s.stream:
            m.limb(
                tone(colour, -0.1),
                [0.06, 0.075, 0.085],
                (u - 0.09, v),
                (u - 0.24, v + 0.03),
                (u - 0.38, v - 0.02),
            )
        else:
            m.limb(
                tone(colour, -0.1),
                [0.065, 0.075, 0.085],
                (u + 0.09, v - 0.01),
                (u + 0.115, v - 0.09),
                (u + 0.105, v - 0.17),
            )
        m.part(colour, oval(u, v - 0.02, half * 1.04, 0.062, turn), light=0.64, round_=0.6)
    if "collar" in on:
        m.part(on["collar"], oval(u, v - 0.025, half * 0.92, 0.034, turn), light=0.6)
        m.ball(GOLD, u + 0.02, v - 0.07, 0.03, 0.03)
    if "necklace" in on:
        m.part(on["necklace"], oval(u, v - 0.03, half * 0.95, 0.022, turn), light=0.6)
        m.ball(tone(on["necklace"], 0.2), u + 0.02, v - 0.065, 0.026, 0.03)


def at_chin(b: Body, h: Head) -> None:
    """Draw what shows below the chin, over the head: a bow tie; and what is before the eyes."""
    m, on = b.m, worn(b)
    if "bow-tie" in on:
        u, v = h.at(0.12, -1.1)
        for s in (-1, 1):
            m.blob(
                on["bow-tie"],
                (u, v),
                (u + 0.085 * s, v + 0.05),
                (u + 0.085 * s, v - 0.05),
                light=0.6,
            )
        m.ball(tone(on["bow-tie"], -0.2), u, v, 0.022, 0.024)
    if "glasses" in on:
        for s in (-1, 1):
            u, v = h.on(0.43 * s, 0.0)
            ring = [
                oval(u, v, h.size(0.3), h.size(0.3)),
                oval(u, v, h.size(0.25), h.size(0.25))[::-1],
            ]
            _ring(m, on["glasses"], ring)
        m.line(on["glasses"], 0.014, h.on(-0.15, 0.04), h.on(0.15, 0.04), force=0.8)


def _ring(m: Model, colour: Colour, ring: list[list[tuple[float, float]]]) -> None:
    outer, inner = ring
    m.part(colour, [*outer, outer[0], inner[0], *inner], line=-1, round_=0, light=0.5)
