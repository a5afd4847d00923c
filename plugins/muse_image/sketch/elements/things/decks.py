"""The deck of a ship seen near: planks, bulwark and rail, mast, shrouds, wheel, barrels."""

import math

import numpy as np

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Spot, oval, tone
from ...scene.plan import Place

WOOD = rgb("8a5f3e")
SPAR = rgb("6a4830")
ROPE = rgb("b8a078")


def ship_deck(m: Model, place: Place, rng: Rng) -> None:
    """Draw the deck of a sailing ship, from the rail behind to the planks in front."""
    draws = rng.random(4)
    wood = m.canvas.hue(place, mix(WOOD, rgb("6f4a34"), float(draws[0])))
    _sail(m)
    _shrouds(m, 2.5)
    _shrouds(m, -4.6)
    _rail(m, wood)
    _planks(m)
    _mast(m, -1.9)
    _wheel(m, 1.45, wood)
    _barrel(m, -1.5, -0.14, 0.28, wood)
    _barrel(m, -2.6, -0.22, 0.34, wood)
    coil = (2.7, -0.22)
    for k in range(4):
        m.ball(tone(ROPE, -0.06 * (k % 2)), coil[0], coil[1] + 0.05 * k, 0.3 - 0.02 * k, 0.09)
    m.ball(rgb("5a4634"), coil[0], coil[1] + 0.17, 0.12, 0.035, line=0.4)


def _sail(m: Model) -> None:
    """Draw the lower edge of a sail on its yard, above the rail."""
    cloth = rgb("ece2c8")
    foot = [(-4.3 + 0.37 * k, 2.1 + 0.45 * math.sin(math.pi * k / 10)) for k in range(11)]
    sail = m.part(cloth, [(-4.6, 5.2), *foot, (-0.3, 5.2)], light=0.64, round_=0.8, reach=0.2)
    for k in range(1, 5):
        u = -4.4 + 0.8 * k
        m.line(tone(cloth, -0.22), 0.018, (u, 5.1), (u * 0.98, 2.6), on=sail, force=0.5)
    m.limb(ROPE, [0.025, 0.025], (-4.3, 2.1), (-4.7, 0.7))
    m.limb(ROPE, [0.025, 0.025], (-0.6, 2.1), (-1.45, 0.7))


def _shrouds(m: Model, u: float) -> None:
    """Draw the ropes that run up from the rail to a mast, with their rungs."""
    top: Spot = (u + 0.9, 5.4)
    feet = [u - 0.75 + 0.5 * k for k in range(4)]
    for row in range(1, 12):
        t = row / 15
        a = feet[0] + (top[0] - feet[0]) * t
        b = feet[-1] + (top[0] - feet[-1]) * t
        v = 0.7 + (top[1] - 0.7) * t
        m.limb(tone(ROPE, -0.2), [0.016, 0.016], (a, v), (b, v), line=0.5)
    for foot in feet:
        m.limb(tone(ROPE, -0.3), [0.034, 0.022], (foot, 0.7), top)


def _rail(m: Model, wood: Colour) -> None:
    """Draw the bulwark with its posts and cap rail."""
    wall = m.poly(wood, (-9, 0.0), (9, 0.0), (9, 0.66), (-9, 0.66), light=0.5, round_=0.2)
    for v in (0.17, 0.33, 0.5):
        m.line(tone(wood, -0.35), 0.014, (-9, v), (9, v), on=wall, force=0.5)
    for k in range(13):
        u = -8.4 + 1.4 * k
        m.poly(tone(wood, -0.12), (u, 0), (u + 0.16, 0), (u + 0.16, 0.66), (u, 0.66), light=0.54,
               round_=0.8)  # fmt: skip
    cap = rgb("f2f5f8") if m.canvas.snowy else tone(wood, 0.22)
    m.poly(cap, (-9, 0.65), (9, 0.65), (9, 0.79), (-9, 0.79), light=0.66, round_=0.6)


def _planks(m: Model) -> None:
    """Draw the planks of the deck, which run towards us."""
    pale = rgb("f2f5f8") if m.canvas.snowy else rgb("b98f62")
    deck = m.poly(pale, (-9, 0.02), (9, 0.02), (16, -2.6), (-16, -2.6), light=0.66, round_=0.0)
    for k in range(-15, 16):
        u = 0.44 * k
        seam = tone(pale, -0.4)
        m.line(seam, 0.014, (u, 0.02), (u * 1.9, -0.9), (u * 3.6, -2.6), on=deck, force=0.6)
    m.tint(rgb("4a3526"), [(-9, 0.04), (9, 0.04), (9, -0.12), (-9, -0.12)], on=deck, cover=0.45)


def _mast(m: Model, u: float) -> None:
    mast = m.limb(SPAR, [0.36, 0.32, 0.27], (u, -0.12), (u, 2.2), (u, 5.4), light=0.54, round_=1.2)
    for v in (0.7, 0.8, 2.4, 2.5):
        m.limb(ROPE, [0.06, 0.06], (u - 0.2, v), (u + 0.2, v + 0.01), on=mast)
    m.poly(
        tone(SPAR, -0.15), (u - 0.3, -0.16), (u + 0.3, -0.16), (u + 0.25, 0.04), (u - 0.25, 0.04)
    )


def _wheel(m: Model, u: float, wood: Colour) -> None:
    """Draw the ship's wheel on its stand."""
    hub: Spot = (u, 0.72)
    m.poly(tone(wood, 0.05), (u - 0.2, -0.16), (u + 0.2, -0.16), (u + 0.1, 0.72), (u - 0.1, 0.72),
           round_=0.8)  # fmt: skip
    rim = oval(*hub, 0.42, 0.42)
    for k in range(8):
        a = math.pi * (k + 0.5) / 4
        end = (hub[0] + 0.56 * math.cos(a), hub[1] + 0.56 * math.sin(a))
        m.limb(tone(wood, 0.12), [0.05, 0.035, 0.06], hub, end)
    m.limb(tone(wood, 0.2), [0.075] * (len(rim) + 1), *rim, rim[0], round_=0.7)
    m.ball(rgb("c9a04a"), *hub, 0.1)


def _barrel(m: Model, u: float, foot: float, half: float, wood: Colour) -> None:
    spots = [
        (u + side * half * (0.84 + 0.16 * math.sin(math.pi * t)), foot + half * 2.3 * t)
        for side, ts in ((-1, np.linspace(0, 1, 7)), (1, np.linspace(1, 0, 7)))
        for t in ts
    ]
    body = m.part(tone(wood, 0.1), spots, round_=1.1, light=0.56)
    for k in (-1, 0, 1):
        m.line(tone(wood, -0.35), 0.012, (u + 0.4 * half * k, foot),
               (u + 0.4 * half * k, foot + 2.3 * half), on=body, force=0.4)  # fmt: skip
    for t in (0.16, 0.32, 0.7, 0.86):
        v = foot + half * 2.3 * t
        m.limb(rgb("5f6266"), [0.05, 0.05], (u - half, v), (u + half, v), on=body, line=0.4)
    m.ball(tone(wood, 0.2), u, foot + half * 2.3, half * 0.84, half * 0.22, light=0.7, round_=0.2)


FORMS = {
    "ship_deck": Form(ship_deck, 1.0, 7.0, top=(-0.5, 0.5, -0.16), reach=(5.4, 2.6)),
}
