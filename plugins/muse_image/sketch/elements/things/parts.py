"""Parts of a body drawn by themselves: an eye, lips, a nose, an ear, a hand, a foot, a heart."""

import math
from itertools import pairwise

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, limb, oval, smooth, tone
from ...scene.plan import Place

SKIN = ("e8b896", "d9a07a", "b87a52", "8a5638", "f0c9ae")
IRIS = ("5a86a8", "6a8a4a", "7a5230", "4a6a78", "8a6a3a")
LASH = rgb("2a1d18")


def _skin(m: Model, place: Place, rng: Rng) -> Colour:
    return rgb(SKIN[int(rng.integers(len(SKIN)))])


def big_eye(m: Model, place: Place, rng: Rng) -> None:
    """Draw an eye with its lids, lashes and brow."""
    skin, pick = _skin(m, place, rng), int(rng.integers(len(IRIS)))
    iris = m.canvas.hue(place, rgb(IRIS[pick]))
    face = m.part(skin, smooth([(-1.25, 0.5), (-1.0, 0.98), (-0.2, 1.14), (0.8, 1.06), (1.25, 0.6),
        (1.06, 0.04), (0.2, -0.06), (-0.9, 0.0)]), light=0.6, round_=0.5, line=0.3,
        fade=0.03)  # fmt: skip
    m.tint(tone(skin, -0.3), smooth([(-1.0, 0.5), (-0.5, 0.82), (0.3, 0.86), (1.05, 0.5), (0.4,
        0.68), (-0.4, 0.66)]), on=face, cover=0.6, fade=0.05)  # fmt: skip
    m.tint(tone(skin, -0.25), oval(0.05, 0.14, 0.8, 0.09), on=face, cover=0.4, fade=0.06)
    hairs = [
        [
            (-0.95 + 0.1 * k, 0.84 + 0.1 * math.sin(k / 19 * math.pi)),
            (-0.82 + 0.1 * k, 0.93 + 0.1 * math.sin((k + 2) / 19 * math.pi)),
        ]
        for k in range(19)
    ]
    m.part(tone(LASH, 0.12), smooth([(-1.0, 0.82), (-0.4, 0.95), (0.4, 0.99), (1.0, 0.86), (0.4,
        0.92), (-0.4, 0.87)]), light=0.45, round_=0.3, line=0.2)  # fmt: skip
    m.strokes(LASH, 0.018, hairs, taper=True)
    lid = [(-0.92, 0.4), (-0.6, 0.62), (-0.05, 0.73), (0.5, 0.62), (0.9, 0.38)]
    low = [(0.9, 0.38), (0.5, 0.23), (0.0, 0.18), (-0.5, 0.22), (-0.92, 0.4)]
    rim = [*smooth(lid, False), *smooth(low, False)]
    white = m.part(rgb("f2ece6"), rim, light=0.66, round_=0.5, line=0.8)
    m.part(rgb("dca09a"), oval(-0.86, 0.39, 0.07, 0.05), on=white, light=0.6)
    disc = m.part(tone(iris, -0.45), oval(0.0, 0.47, 0.3, 0.29), on=white, light=0.5, round_=0.2)
    m.part(iris, oval(0.0, 0.47, 0.26, 0.25), on=disc, light=0.62, round_=0.2, line=0.0)
    m.part(tone(iris, 0.35), oval(0.0, 0.41, 0.19, 0.15), on=disc, light=0.66, round_=0, line=0.0,
           fade=0.03, cover=0.8)  # fmt: skip
    rays = [[(0.13 * math.cos(a), 0.47 + 0.13 * math.sin(a)), (0.25 * math.cos(a), 0.47 + 0.24 *
        math.sin(a))] for a in [k * math.pi / 14 for k in range(28)]]  # fmt: skip
    m.strokes(tone(iris, -0.35), 0.008, rays, on=disc, force=0.4)
    m.part(rgb("100c0c"), oval(0.0, 0.47, 0.12, 0.12), on=white, light=0.3, round_=0)
    m.part(rgb("ffffff"), oval(-0.09, 0.58, 0.06, 0.05), oval(0.1, 0.38, 0.025, 0.02), on=white,
           light=1.0, round_=0, line=0)  # fmt: skip
    m.tint(rgb("50322a"), [*smooth(lid, False), (0.9, 0.34), (0.5, 0.52), (-0.05, 0.63), (-0.6,
        0.52), (-0.92, 0.36)], on=white, cover=0.4, fade=0.02)  # fmt: skip
    m.line(LASH, 0.05, *lid, taper=True)
    m.line(tone(skin, -0.45), 0.02, (-0.8, 0.58), (-0.5, 0.74), (0.0, 0.83), (0.5, 0.75), (0.9,
        0.5), taper=True)  # fmt: skip
    along = smooth(lid, False)
    lashes = [[(u, v), (u * 1.05 + 0.03, v + 0.06), (u * 1.16 + 0.05, v + 0.15 - 0.03 * abs(u))]
              for u, v in along[2::2]]  # fmt: skip
    m.strokes(LASH, 0.022, lashes, taper=True)
    under = smooth(low, False)[4:-4:3]
    m.strokes(LASH, 0.012, [[(u, v), (u * 1.06, v - 0.06)] for u, v in under], taper=True,
        force=0.7)  # fmt: skip


def lips(m: Model, place: Place, rng: Rng) -> None:
    """Draw a mouth that smiles a little."""
    skin = _skin(m, place, rng)
    red = m.canvas.hue(place, mix(rgb("c23a48"), skin, 0.2))
    face = m.part(skin, oval(0, 0.5, 1.3, 0.62), light=0.62, round_=0.4, line=0.2, fade=0.05)
    m.tint(tone(skin, -0.3), oval(0, 0.06, 0.5, 0.07), oval(0, 0.98, 0.1, 0.12), on=face, cover=0.5,
           fade=0.06)  # fmt: skip
    low = m.part(red, smooth([(-0.92, 0.55), (-0.4, 0.5), (0, 0.46), (0.4, 0.5), (0.92, 0.55), (0.6,
        0.24), (0, 0.12), (-0.6, 0.24)]), light=0.6, round_=1.2)  # fmt: skip
    m.part(tone(red, -0.14), smooth([(-0.95, 0.56), (-0.5, 0.73), (-0.18, 0.85), (0, 0.78), (0.18,
        0.85), (0.5, 0.73), (0.95, 0.56), (0.4, 0.52), (0, 0.49), (-0.4, 0.52)]), light=0.54,
        round_=0.9)  # fmt: skip
    m.line(tone(red, -0.65), 0.035, (-0.98, 0.58), (-0.5, 0.53), (0, 0.48), (0.5, 0.53), (0.98,
        0.58), taper=True)  # fmt: skip
    m.tint(rgb("ffffff"), oval(-0.16, 0.32, 0.26, 0.06, -0.1), on=low, cover=0.6, fade=0.03)
    for k in range(9):
        u = -0.56 + 0.14 * k
        m.line(tone(red, -0.3), 0.01, (u * 0.95, 0.44), (u * 1.05, 0.26), on=low, force=0.3)


def nose(m: Model, place: Place, rng: Rng) -> None:
    """Draw a nose from the front."""
    skin = _skin(m, place, rng)
    face = m.part(skin, oval(0, 0.5, 0.62, 0.6), light=0.62, round_=0.3, line=0.2, fade=0.05)
    m.tint(tone(skin, -0.3), smooth([(-0.12, 1.0), (-0.16, 0.5), (-0.36, 0.28), (-0.2, 0.14),
        (-0.08, 0.5)]), on=face, cover=0.5, fade=0.04)  # fmt: skip
    body = m.part(tone(skin, 0.03), smooth([(-0.09, 1.0), (-0.1, 0.6), (-0.18, 0.42), (-0.36, 0.28),
        (-0.3, 0.14), (-0.14, 0.16), (0, 0.1), (0.14, 0.16), (0.3, 0.14), (0.36, 0.28), (0.18,
        0.42), (0.1, 0.6), (0.09, 1.0)]), light=0.64, round_=0.9, line=0.5)  # fmt: skip
    for s in (-1, 1):
        m.line(tone(skin, -0.4), 0.02, (s * 0.2, 0.4), (s * 0.19, 0.3), (s * 0.24, 0.2), taper=True,
               on=body)  # fmt: skip
        m.part(tone(skin, -0.7), oval(s * 0.15, 0.165, 0.075, 0.035, s * 0.3), on=body, light=0.3,
               round_=0)  # fmt: skip
    m.tint(rgb("ffffff"), oval(-0.03, 0.33, 0.07, 0.07), oval(-0.02, 0.7, 0.025, 0.2), on=body,
           cover=0.45, fade=0.04)  # fmt: skip


def ear(m: Model, place: Place, rng: Rng) -> None:
    """Draw an ear with its folds."""
    skin = _skin(m, place, rng)
    body = m.part(skin, smooth([(-0.24, 0.2), (-0.26, 0.66), (-0.12, 0.94), (0.16, 1.0), (0.36,
        0.84), (0.34, 0.56), (0.18, 0.34), (0.08, 0.1), (-0.06, 0.0), (-0.2, 0.06)]), light=0.62,
        round_=0.9)  # fmt: skip
    m.part(tone(skin, -0.16), smooth([(-0.14, 0.6), (-0.02, 0.84), (0.16, 0.88), (0.26, 0.78),
        (0.24, 0.58), (0.1, 0.4), (0.02, 0.26), (-0.1, 0.3), (-0.02, 0.46)]), on=body, light=0.5,
        round_=-0.8)  # fmt: skip
    m.part(skin, *limb([0.05, 0.07, 0.06], (0.02, 0.8), (0.16, 0.66), (0.06, 0.44)), on=body,
           light=0.64, line=0.6)  # fmt: skip
    m.part(tone(skin, -0.5), smooth([(-0.1, 0.5), (0.0, 0.58), (0.04, 0.44), (-0.04, 0.32)]),
        on=body, light=0.36, round_=-0.4)  # fmt: skip
    m.part(skin, oval(-0.13, 0.42, 0.06, 0.09), on=body, light=0.6, line=0.6)


def hand(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open hand, its palm to the viewer."""
    skin = _skin(m, place, rng)
    tips = ((-0.27, 0.83), (-0.11, 0.97), (0.05, 1.0), (0.21, 0.9))
    roots = ((-0.17, 0.5), (-0.07, 0.54), (0.05, 0.54), (0.15, 0.51))
    fingers = [
        o
        for (u, v), (a, b) in zip(roots, tips, strict=True)
        for o in limb([0.13, 0.12, 0.105], (u, v - 0.1), ((u + a) / 2, (v + b) / 2), (a, b))
    ]
    thumb = limb([0.18, 0.14, 0.11], (0.12, 0.22), (0.32, 0.4), (0.44, 0.56))
    palm = smooth([(-0.16, 0.0), (-0.17, 0.16), (-0.25, 0.4), (-0.2, 0.56), (0.0, 0.59), (0.2,
        0.54), (0.24, 0.34), (0.17, 0.16), (0.15, 0.0)])  # fmt: skip
    body = m.part(skin, palm, *fingers, *thumb, light=0.62, round_=0.9, reach=0.05)
    for (u, v), (a, b) in zip(roots, tips, strict=True):
        for part in (0.06, 0.4, 0.7):
            x, y = u + (a - u) * part, v + (b - v) * part
            m.line(tone(skin, -0.28), 0.008, (x - 0.05, y), (x, y - 0.012), (x + 0.05, y), on=body,
                   force=0.6)  # fmt: skip
    for first, second in pairwise(roots):
        u = (first[0] + second[0]) / 2
        m.line(tone(skin, -0.4), 0.012, (u, 0.53), (u, 0.62), on=body)
    for spots in (((0.22, 0.4), (0.06, 0.42), (-0.02, 0.3), (0.02, 0.12)),
                  ((-0.22, 0.42), (-0.06, 0.44), (0.14, 0.5)),
                  ((-0.2, 0.34), (-0.04, 0.36), (0.16, 0.42))):  # fmt: skip
        m.line(tone(skin, -0.32), 0.012, *spots, taper=True, on=body, force=0.7)
    m.tint(rgb("d9746a"), oval(0.13, 0.24, 0.09, 0.13), oval(-0.13, 0.22, 0.07, 0.14), *[oval(a, b,
        0.045, 0.045) for a, b in tips], on=body, cover=0.25, fade=0.03)  # fmt: skip


def foot(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bare foot from the side."""
    skin = _skin(m, place, rng)
    body = m.part(skin, smooth([(-0.62, 1.04), (-0.6, 0.6), (-0.78, 0.3), (-0.76, 0.06), (-0.5,
        0.0), (-0.1, 0.1), (0.4, 0.04), (0.9, 0.0), (1.02, 0.12), (0.9, 0.24), (0.4, 0.38), (0.0,
        0.62), (-0.1, 1.04)]), light=0.62, round_=0.9)  # fmt: skip
    for k in range(5):
        u = 0.98 - 0.085 * k
        m.part(skin, oval(u, 0.1 + 0.03 * k, 0.1 - 0.011 * k, 0.085 - 0.006 * k), light=0.64,
            line=0.6)  # fmt: skip
        m.part(tone(skin, 0.35), oval(u + 0.045, 0.13 + 0.032 * k, 0.04, 0.025, -0.4), light=0.7,
               line=0.4)  # fmt: skip
    m.part(tone(skin, -0.06), oval(-0.38, 0.56, 0.09, 0.1), on=body, light=0.62, round_=0.6,
        line=0.3)  # fmt: skip
    m.line(tone(skin, -0.3), 0.015, (-0.6, 0.36), (-0.56, 0.2), (-0.64, 0.1), on=body, force=0.6)


def heart(m: Model, place: Place, rng: Rng) -> None:
    """Draw a heart, round and glossy."""
    red = m.canvas.hue(place, rgb("cf2f3f"))
    ring = [(0.55 * math.sin(t) ** 3, 0.52 + (13 * math.cos(t) - 5 * math.cos(2 * t) - 2 *
        math.cos(3 * t) - math.cos(4 * t)) * 0.0325) for t in [k * math.pi / 30 for k in
        range(60)]]  # fmt: skip
    body = m.part(red, ring, light=0.6, round_=1.5, reach=0.14)
    m.tint(rgb("ffffff"), oval(-0.25, 0.74, 0.1, 0.06, 0.7), on=body, cover=0.65, fade=0.03)
    m.tint(tone(red, -0.4), smooth([(0.5, 0.6), (0.3, 0.3), (0.0, 0.02), (0.1, 0.25), (0.36, 0.6)]),
           on=body, cover=0.35, fade=0.05)  # fmt: skip


FORMS = {
    "eye": Form(big_eye, 0.3, 1.3),
    "lips": Form(lips, 0.2, 1.35),
    "nose": Form(nose, 0.3, 0.65),
    "ear": Form(ear, 0.3, 0.42),
    "hand": Form(hand, 0.3, 0.55),
    "foot": Form(foot, 0.3, 1.1),
    "heart": Form(heart, 0.3, 0.62, hangs=True),
}
