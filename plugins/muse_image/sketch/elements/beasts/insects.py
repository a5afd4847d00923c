"""Insects."""

import math

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import mix, rgb
from ...paint.model import Model, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, coat, mark, stripes, tufted
from .eyes import eye
from .living import away, beat, bent, scaled, turned
from .poses import pose_of


def butterfly(m: Model, place: Place, rng: Rng) -> None:
    """Draw a butterfly with open wings, seen from above."""
    worn = coat(m, place, rng, ("f0912a f8d08a 2a1f1c", "4f8fe0 a9d0f4 1c2440",
        "e86a9a f8c0d4 4a1c38", "f2d23a faf0a8 3a2c1c"))  # fmt: skip
    pose = pose_of(place, "fly", ("fly", "sit"), bust=False)
    shut = 0.42 if pose == "sit" else 1.0
    with bent(m, scaled((0.0, 0.5), 1 - (0.75 if pose == "fly" else 0.4) * away(m, 2), 1.0)):
        for side, light in ((1, 0.55), (-1, 0.62)):
            s = side * (shut if side > 0 else 1.0)
            low = smooth([(s * 0.04, 0.46), (s * 0.36, 0.5), (s * 0.56, 0.36), (s * 0.52,
                0.14), (s * 0.34, 0.02), (s * 0.2, 0.1), (s * 0.08, 0.28)])  # fmt: skip
            top = smooth([(s * 0.03, 0.5), (s * 0.16, 0.76), (s * 0.46, 0.98), (s * 0.74,
                0.98), (s * 0.78, 0.82), (s * 0.66, 0.6), (s * 0.44, 0.48), (s * 0.14,
                0.44)])  # fmt: skip
            for ring, centre in ((low, (s * 0.26, 0.3)), (top, (s * 0.34, 0.68))):
                part = m.part(worn.mark, ring, light=light, line=0.8, round_=0.4)
                inner = [(centre[0] + (u - centre[0]) * 0.78,
                    centre[1] + (v - centre[1]) * 0.78) for u, v in ring]  # fmt: skip
                cell = mark(m, worn.back, inner, on=part)
                mark(m, worn.pale, oval(s * 0.1, 0.5, 0.24 * abs(s), 0.2), on=cell,
                    fade=0.08, cover=0.8)  # fmt: skip
            for a, b in ((0.3, 0.86), (0.48, 0.88), (0.58, 0.74), (0.44, 0.6)):
                m.line(worn.mark, 0.014, (s * 0.05, 0.5), (s * a * 0.6,
                    0.5 + (b - 0.5) * 0.5), (s * a, b), force=0.5)  # fmt: skip
            for a, b in ((0.44, 0.36), (0.36, 0.16)):
                m.line(worn.mark, 0.014, (s * 0.05, 0.44), (s * a, b), force=0.5)
            dots = [oval(s * a, b, 0.024 * abs(s) + 0.004, 0.022) for a, b in ((0.7, 0.92),
                (0.72, 0.82), (0.66, 0.7), (0.52, 0.3), (0.48, 0.16), (0.38, 0.07))]  # fmt: skip
            if m.size > 50:
                mark(m, rgb("fbf6ec"), *dots, on=None)
            m.line(DARK, 0.014, (side * 0.02, 0.66), (side * 0.1, 0.82), (side * 0.2, 0.92))
            m.ball(DARK, side * 0.2, 0.925, 0.02)
    m.part(mix(worn.mark, DARK, 0.5), *limb([0.05, 0.07, 0.085, 0.07, 0.035], (0, 0.68),
        (0, 0.6), (0, 0.5), (0, 0.38), (0, 0.2)), light=0.5)  # fmt: skip


def bee(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bee in the air."""
    worn, own = coat(m, place, rng, ("efb52c f8e09a 2a211c",)), fork(rng)
    glass = rgb("dbe8ee")
    with bent(m, turned((0.02, 0.6), -0.5 * away(m, 3))):
        for shade, du in ((-0.12, 0.1), (0.0, 0.0)):
            part = m.part(tone(glass, shade), smooth([(0.02 + du, 0.6), (-0.1 + du, 0.9),
                (-0.36 + du, 1.02), (-0.5 + du, 0.92), (-0.34 + du, 0.72)]), light=0.68,
                line=0.6, cover=0.8)  # fmt: skip
            for b in (0.8, 0.95):
                m.line(rgb("8a9aa4"), 0.01, (0.0 + du, 0.62), (-0.2 + du, b * 0.86),
                    (-0.42 + du, b), on=part, force=0.3)  # fmt: skip
    for u in (-0.1, 0.12, 0.3):
        m.line(DARK, 0.03, (u, 0.3), (u + 0.05, 0.14), (u + 0.01, 0.04))
    m.part(DARK, [(-0.7, 0.4), (-0.86, 0.34), (-0.68, 0.34)], light=0.4)
    body = m.part(worn.back, smooth([(0.16, 0.5), (0.0, 0.66), (-0.3, 0.66), (-0.6,
        0.52), (-0.74, 0.38), (-0.56, 0.26), (-0.2, 0.2), (0.1, 0.28)]), light=0.6,
        round_=1.1)  # fmt: skip
    for u in (-0.12, -0.34, -0.56):
        mark(m, worn.mark, smooth([(u - 0.05, 0.8), (u + 0.05, 0.8), (u + 0.01, 0.45),
            (u + 0.04, 0.1), (u - 0.07, 0.1), (u - 0.09, 0.45)]), on=body)  # fmt: skip
    fuzz = tufted(oval(0.2, 0.46, 0.24, 0.24), own, 0.06, 0.04)
    m.part(mix(worn.back, worn.pale, 0.3), fuzz, light=0.6)
    m.part(rgb("2f2622"), oval(0.5, 0.46, 0.19, 0.19), light=0.5)
    eye(m, 0.57, 0.5, 0.085, rgb("f4efe4"))
    for k in (0, 1):
        m.line(DARK, 0.025, (0.52, 0.62), (0.6 + 0.08 * k, 0.76), (0.72 + 0.08 * k, 0.8))
    m.line(rgb("f4efe4"), 0.014, (0.64, 0.36), (0.57, 0.33), (0.5, 0.35), taper=True)


def ladybird(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ladybird."""
    worn = coat(m, place, rng, ("d4342a e8604a 1f1a1c",))
    for u in (-0.46, -0.1, 0.28):
        m.line(DARK, 0.05, (u, 0.24), (u + 0.1, 0.14), (u + 0.06, 0.02))
    for k in (0, 1):
        m.line(DARK, 0.03, (0.72, 0.58), (0.84 + 0.06 * k, 0.78), (0.98 + 0.06 * k,
            0.82 + 0.06 * k))  # fmt: skip
    m.part(DARK, smooth([(0.5, 0.2), (0.46, 0.6), (0.66, 0.68), (0.9, 0.5), (0.92, 0.3),
        (0.76, 0.16)]), light=0.45)  # fmt: skip
    eye(m, 0.78, 0.46, 0.07, rgb("f6f1e4"))
    shell = m.part(worn.back, smooth([(0.56, 0.16), (0.54, 0.62), (0.2, 0.92), (-0.3,
        0.94), (-0.74, 0.64), (-0.84, 0.2), (0, 0.12)]), light=0.6, round_=1.2)  # fmt: skip
    mark(m, worn.mark, *[oval(u, v, r, r * 0.95) for u, v, r in ((-0.44, 0.66, 0.12),
        (0.0, 0.72, 0.12), (0.32, 0.5, 0.1), (-0.14, 0.36, 0.12), (-0.6, 0.34, 0.1))],
        on=shell)  # fmt: skip
    m.line(worn.mark, 0.016, (0.56, 0.62), (0.0, 0.24), (-0.82, 0.18), on=shell)


def dragonfly(m: Model, place: Place, rng: Rng) -> None:
    """Draw a dragonfly in the air."""
    worn = coat(m, place, rng, ("3f8f9a 8fd0c8 1f4f62", "c2452f f0a06a 6a1c1a"))
    glass = rgb("d5e6ea")
    with bent(m, beat(m, (0.32, 0.42), 0.2, 3)):
        for far in (True, False):
            for turn, long in ((1.25, 0.82), (1.85, 0.86)):
                a = turn + (-0.12 if far else 0.1)
                cos, sin = math.cos(a) * long, math.sin(a) * long
                root = (0.32, 0.42)
                ring = smooth([root, (root[0] + cos * 0.5 - sin * 0.12,
                    root[1] + sin * 0.5 + cos * 0.12), (root[0] + cos - sin * 0.06,
                    root[1] + sin + cos * 0.06), (root[0] + cos + sin * 0.08,
                    root[1] + sin - cos * 0.08), (root[0] + cos * 0.5 + sin * 0.1,
                    root[1] + sin * 0.5 - cos * 0.1)])  # fmt: skip
                part = m.part(
                    tone(glass, -0.1 if far else 0.1), ring, light=0.66, line=0.6, cover=0.72
                )
                m.line(worn.mark, 0.01, root, (root[0] + cos * 0.95, root[1] + sin * 0.95),
                    on=part, force=0.4)  # fmt: skip
                mark(m, worn.mark, oval(root[0] + cos * 0.86 - sin * 0.06,
                    root[1] + sin * 0.86 + cos * 0.06, 0.035, 0.02, a), on=part)  # fmt: skip
    tail = m.part(worn.back, *limb([0.05, 0.055, 0.045, 0.06], (0.2, 0.42), (-0.2,
        0.38), (-0.6, 0.32), (-0.98, 0.3)), light=0.58)  # fmt: skip
    stripes(m, tail, worn.mark, fork(rng), gap=0.13, wide=0.03, deep=1.0, slant=0)
    for u in (0.3, 0.42):
        m.line(DARK, 0.016, (u, 0.36), (u + 0.1, 0.26), (u + 0.06, 0.16))
    m.part(worn.back, oval(0.34, 0.43, 0.17, 0.11), light=0.6)
    m.part(worn.back, oval(0.56, 0.45, 0.09, 0.085), light=0.6)
    m.part(worn.pale, oval(0.58, 0.48, 0.075, 0.07), light=0.66)
    if m.size > 60:
        m.part(rgb("fffdf6"), oval(0.56, 0.51, 0.018, 0.018), round_=0, light=0.97, line=-1)


FORMS = {"butterfly": Form(butterfly, 0.08, 0.85, focus=(-0.8,
    0.0, 0.8, 1.0)), "bee": Form(bee, 0.02, 0.9, focus=(-0.2, 0.1, 0.9, 1.0)),
    "ladybird": Form(ladybird, 0.01, 1.0, focus=(0.1, 0.0, 1.1, 0.95)),
    "dragonfly": Form(dragonfly, 0.08, 1.0, focus=(0.0, 0.1, 0.8, 0.9))}  # fmt: skip
ENLARGED = frozenset(FORMS)
AFLOAT = frozenset({"butterfly", "bee", "dragonfly"})
