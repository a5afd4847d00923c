"""Beasts of the sea that are no fish: turtle, crab, seahorse and others."""

import math

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Outline, Spot, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, coat, dapples, mark, spots_of
from .eyes import eye
from .living import away, bent, step, swing, turned, waved
from .poses import pose_of


def _shell(m: Model, colour: Colour, rng: Rng, ring: Outline, centre: Spot, r: float) -> None:
    """Draw a shell with its plates."""
    part = m.part(colour, ring, light=0.6, round_=1.1)
    line = tone(colour, -0.5)
    u, v = centre
    if m.size * r < 14:
        return
    for k in range(-1, 2):
        hexa = [(u + k * r * 0.62 + r * 0.3 * math.cos(a),
            v + r * 0.06 * (1 - abs(k)) + r * 0.3 * math.sin(a))
            for a in [i * math.pi / 3 + 0.52 for i in range(6)]]  # fmt: skip
        mark(m, tone(colour, 0.12), hexa, on=part, cover=0.5)
        m.line(line, 0.012, *[*hexa, hexa[0]], on=part, force=0.5)
    for k in range(7):
        a = math.pi * (0.02 + 0.16 * k)
        m.line(line, 0.01, (u + r * 0.55 * math.cos(a), v + r * 0.28 * math.sin(a)),
            (u + r * 1.3 * math.cos(a), v + r * 0.9 * math.sin(a)), on=part, force=0.4)  # fmt: skip


def sea_turtle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a sea turtle that swims."""
    worn, hair = coat(m, place, rng, ("6f8f58 dfe0b8 4a5f38",)), fork(rng)
    skin = mix(worn.back, rgb("8a9a86"), 0.5)
    with bent(m, turned((0.25, 0.5), -0.5 * away(m), 0.3)):
        m.part(tone(skin, -0.2), smooth([(0.3, 0.5), (0.5, 0.72), (0.6, 0.98), (0.48, 0.9),
            (0.16, 0.6)]), light=0.45)  # fmt: skip
    m.part(tone(skin, -0.15), smooth([(-0.6, 0.5), (-0.86, 0.62), (-0.94, 0.56), (-0.7,
        0.42)]), light=0.5)  # fmt: skip
    head = m.part(skin, *limb([0.2, 0.2], (0.6, 0.5), (0.78, 0.56)), oval(0.86, 0.57,
        0.15, 0.12), light=0.6)  # fmt: skip
    dapples(m, head, tone(skin, -0.35), hair, gap=0.07, size=0.022, cover=0.6)
    _shell(m, worn.back, hair, smooth([(0.66, 0.5), (0.5, 0.7), (0.1, 0.8), (-0.4,
        0.72), (-0.72, 0.5), (-0.5, 0.38), (0.0, 0.32), (0.5, 0.38)]), (-0.02, 0.56),
        0.5)  # fmt: skip
    m.part(worn.pale, smooth([(0.6, 0.45), (0.3, 0.34), (-0.1, 0.3), (-0.56, 0.38),
        (-0.2, 0.38), (0.3, 0.42)]), light=0.55, line=0.4)  # fmt: skip
    with bent(m, turned((0.45, 0.44), 0.7 * away(m), 0.3)):
        fin = m.part(skin, smooth([(0.5, 0.46), (0.56, 0.34), (0.4, 0.1), (0.14, 0.0),
            (0.12, 0.06), (0.3, 0.26), (0.34, 0.42)]), light=0.62)  # fmt: skip
        dapples(m, fin, tone(skin, -0.35), hair, gap=0.07, size=0.022, cover=0.6)
    m.part(skin, smooth([(-0.54, 0.4), (-0.7, 0.24), (-0.84, 0.2), (-0.8, 0.32), (-0.64,
        0.44)]), light=0.6)  # fmt: skip
    eye(m, 0.89, 0.6, 0.028, rgb("3a2a1c"))
    m.line(tone(skin, -0.6), 0.01, (1.0, 0.54), (0.92, 0.52), (0.86, 0.53), taper=True)


def tortoise(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tortoise on land."""
    worn, hair = coat(m, place, rng, ("8a7a48 d9cda0 5a4f2c", "7a8a4a d9d8a4 4a5a2c")), fork(rng)
    pose = pose_of(place, "stand", ("stand", "walk", "sleep"), bust=False)
    skin = mix(worn.back, rgb("8f9060"), 0.5)
    reach = 0.06 if pose == "walk" else 0.0
    for far, u, d in ((True, -0.42, -0.06), (False, 0.44, 0.06)):
        ahead, up = step(m, far, reach, reach)
        u += ahead
        m.part(tone(skin, -0.25), *limb([0.22, 0.18], (u, 0.3), (u + d, 0.07 + up)), light=0.42)
    m.part(skin, smooth([(-0.72, 0.26), (-0.9, 0.16), (-0.7, 0.18)]), light=0.5)
    if pose != "sleep":
        head = m.part(skin, *limb([0.24, 0.17, 0.15], (0.6, 0.3), (0.78, 0.42), (0.86,
            0.55)), oval(0.91, 0.6, 0.15, 0.12), light=0.6)  # fmt: skip
        dapples(m, head, tone(skin, -0.3), hair, gap=0.06, size=0.016, cover=0.5)
        eye(m, 0.95, 0.63, 0.032, rgb("3a2a1c"))
        m.line(tone(skin, -0.6), 0.012, (1.05, 0.57), (0.97, 0.55), (0.9, 0.56), taper=True)
    for far, u, d in ((False, -0.5, -0.05), (True, 0.5, 0.06)):
        ahead, up = step(m, far, reach, reach)
        u += ahead
        m.part(skin, *limb([0.25, 0.2, 0.2], (u, 0.34), (u + d, 0.14 + up), (u + d, 0.07 + up)),
            light=0.6)  # fmt: skip
        if m.size > 60:
            for k in range(3):
                mark(m, rgb("e6dcc0"), oval(u + d + 0.07 * (k - 1) + 0.03, 0.01 + up, 0.02,
                    0.02), on=None, line=0.4)  # fmt: skip
    _shell(m, worn.back, hair, smooth([(0.74, 0.28), (0.68, 0.52), (0.4, 0.8), (0.0,
        0.92), (-0.4, 0.82), (-0.7, 0.52), (-0.78, 0.26), (0, 0.22)]), (-0.02, 0.58),
        0.52)  # fmt: skip
    m.part(tone(worn.back, 0.15), smooth([(0.8, 0.3), (0.7, 0.22), (0, 0.17), (-0.74,
        0.2), (-0.84, 0.28), (0, 0.27)]), light=0.55, line=0.5)  # fmt: skip


def crab(m: Model, place: Place, rng: Rng) -> None:
    """Draw a crab with raised claws."""
    worn, hair = coat(m, place, rng, ("d4502f f0a070 8a2a1c",)), fork(rng)
    for side in (-1, 1):
        for k in range(4):
            u = side * (0.36 + 0.04 * k)
            m.part(tone(worn.back, -0.15), *limb([0.09, 0.075, 0.055, 0.015], (u * 0.7,
                0.36), (side * (0.62 + 0.1 * k), 0.46 - 0.09 * k),
                (side * (0.74 + 0.1 * k), 0.3 - 0.07 * k), (side * (0.76 + 0.09 * k),
                0.02)), light=0.5)  # fmt: skip
        with bent(m, turned((side * 0.42, 0.48), 0.14 * side * swing(m, 2))):
            m.part(worn.back, *limb([0.13, 0.12, 0.12], (side * 0.42, 0.48), (side * 0.72,
                0.6), (side * 0.66, 0.76)), light=0.58)  # fmt: skip
            claw = smooth([(side * 0.56, 0.7), (side * 0.48, 0.86), (side * 0.52, 1.02),
                (side * 0.62, 0.92), (side * 0.72, 0.9), (side * 0.72, 1.06), (side * 0.88,
                0.92), (side * 0.86, 0.76), (side * 0.72, 0.66)])  # fmt: skip
            m.part(worn.back, claw, light=0.62)
        m.line(worn.back, 0.04, (side * 0.14, 0.56), (side * 0.17, 0.74))
        eye(m, side * 0.17, 0.76, 0.055)
    body = m.part(worn.back, smooth([(0, 0.64), (0.34, 0.6), (0.54, 0.42), (0.42, 0.2),
        (0.2, 0.1), (-0.2, 0.1), (-0.42, 0.2), (-0.54, 0.42), (-0.34, 0.6)]), light=0.6,
        round_=1.1)  # fmt: skip
    mark(m, worn.pale, smooth([(-0.34, 0.2), (0.34, 0.2), (0.2, 0.04), (-0.2, 0.04)]),
        on=body, fade=0.03)  # fmt: skip
    dapples(m, body, worn.mark, hair, gap=0.12, size=0.022, cover=0.5, above=0.32)
    m.line(worn.mark, 0.014, (-0.12, 0.28), (0, 0.23), (0.12, 0.28), taper=True)


def seahorse(m: Model, place: Place, rng: Rng) -> None:
    """Draw a seahorse."""
    with bent(m, waved(m, lambda s: 0.12 * max(0.0, 0.35 - s[1]), lambda s: s[1], (1, 0))):
        _seahorse(m, place, rng)


def _seahorse(m: Model, place: Place, rng: Rng) -> None:
    worn = coat(m, place, rng, ("e0a03a f6dc98 a8641c", "d9705a f4c0a8 9a3a2c"))
    m.part(worn.pale, smooth([(-0.1, 0.62), (-0.28, 0.66), (-0.3, 0.5), (-0.24, 0.42),
        (-0.08, 0.46)]), light=0.6, line=0.6)  # fmt: skip
    tail = limb([0.3, 0.25, 0.16, 0.11, 0.09, 0.07, 0.04], (0.03, 0.6), (0.03, 0.44),
        (-0.05, 0.28), (-0.03, 0.12), (0.1, 0.06), (0.16, 0.15), (0.09, 0.18))  # fmt: skip
    neck = limb([0.26, 0.2, 0.18], (0.02, 0.62), (-0.03, 0.76), (0.04, 0.87))
    snout = limb([0.13, 0.075, 0.085], (0.1, 0.86), (0.22, 0.81), (0.31, 0.785))
    body = m.part(worn.back, *tail, *neck, oval(0.06, 0.88, 0.11, 0.095), *snout, light=0.6)
    mark(m, worn.pale, smooth([(0.22, 0.66), (0.2, 0.46), (0.06, 0.34), (0.1, 0.5),
        (0.08, 0.7)]), on=body, fade=0.02)  # fmt: skip
    for k in range(11):
        v = 0.7 - 0.05 * k
        m.line(worn.mark, 0.01, (-0.16 - 0.02 * (k > 5), v - 0.02), (0.0, v), (0.2,
            v - 0.03), on=body, force=0.4)  # fmt: skip
    for k in range(4):
        u, v = -0.02 + 0.05 * k, 0.955 + 0.03 * math.sin(k + 0.6)
        m.part(worn.back, [(u - 0.025, v - 0.03), (u - 0.005, v + 0.045), (u + 0.03,
            v - 0.03)], light=0.6)  # fmt: skip
    eye(m, 0.1, 0.89, 0.04)


def starfish(m: Model, place: Place, rng: Rng) -> None:
    """Draw a starfish."""
    worn, hair = coat(m, place, rng, ("e8743a f8b878 b0451c",)), fork(rng)
    spots = []
    for k in range(10):
        a = math.pi / 2 + k * math.pi / 5
        r = 0.5 if k % 2 == 0 else 0.2
        spots.append((r * math.cos(a), 0.48 + r * math.sin(a)))
    body = m.part(worn.back, smooth(spots), light=0.62, round_=1.2)
    dots = [oval(u, v, 0.014, 0.014) for u, v in spots_of(m, body, hair, 0.07)]
    if dots:
        mark(m, worn.pale, *dots, on=body, cover=0.9)


def seal(m: Model, place: Place, rng: Rng) -> None:
    """Draw a seal that lies with its head up."""
    worn, hair = coat(m, place, rng, ("8a8f94 d4d3cc 4f5358", "e6e3dc f6f4ef b5b0a8")), fork(rng)
    m.part(tone(worn.back, -0.15), smooth([(-0.8, 0.1), (-1.02, 0.26), (-1.1, 0.2),
        (-0.98, 0.1), (-1.1, 0.02), (-0.86, 0.03)]), light=0.5)  # fmt: skip
    body = m.part(worn.back, smooth([(0.44, 0.62), (0.3, 0.9), (0.42, 1.0), (0.6, 0.98),
        (0.7, 0.84), (0.66, 0.6), (0.6, 0.3), (0.44, 0.06), (0.0, 0.01), (-0.6, 0.02),
        (-0.9, 0.1), (-0.6, 0.26), (-0.1, 0.46), (0.2, 0.6)]), light=0.6)  # fmt: skip
    mark(m, worn.pale, smooth([(0.7, 0.7), (0.52, 0.56), (0.4, 0.24), (-0.1, 0.1),
        (-0.4, -0.04), (0.8, -0.1)]), on=body, fade=0.04)  # fmt: skip
    dapples(m, body, worn.mark, hair, gap=0.11, size=0.02, cover=0.5)
    m.part(mix(worn.back, worn.pale, 0.5), oval(0.62, 0.8, 0.13, 0.095), light=0.64, line=0.4)
    mark(m, DARK, oval(0.7, 0.845, 0.04, 0.028), on=None)
    for u, r in ((0.5, 0.042), (0.655, 0.034)):
        mark(m, rgb("15100e"), oval(u, 0.89, r, r), on=None, line=0.4)
        m.part(rgb("fffdf6"), oval(u - r * 0.25, 0.89 + r * 0.35, r * 0.28, r * 0.28),
            round_=0, light=0.97, line=-1)  # fmt: skip
    for k in range(3):
        m.line(rgb("f4f0e6"), 0.008, (0.64, 0.78 - 0.015 * k), (0.5, 0.74 - 0.03 * k),
            (0.38, 0.74 - 0.05 * k), force=0.4, light=0.8)  # fmt: skip
    m.part(tone(worn.back, -0.1), smooth([(0.36, 0.34), (0.3, 0.12), (0.46, 0.0), (0.62,
        0.02), (0.52, 0.16), (0.5, 0.32)]), light=0.56)  # fmt: skip


FORMS = {"sea_turtle": Form(sea_turtle, 0.6, 1.05, focus=(0.3, 0.25, 1.1, 0.9)),
    "turtle": Form(tortoise, 0.3, 1.05, focus=(0.3, -0.06, 1.25, 0.9)),
    "crab": Form(crab, 0.15, 1.1, focus=(-0.7, 0.05, 0.7, 1.1)),
    "seahorse": Form(seahorse, 0.15, 0.45, focus=(-0.3, 0.55, 0.4, 1.05)),
    "starfish": Form(starfish, 0.2, 0.55, focus=(-0.5, 0, 0.5, 1.0)), "seal": Form(seal,
    0.9, 1.15, focus=(0.1, 0.5, 0.9, 1.05))}  # fmt: skip
ENLARGED = frozenset(FORMS)
AFLOAT = frozenset({"sea_turtle", "seahorse"})
