"""Mammals of their own build: elephant, kangaroo, hedgehog, bat, and the dinosaurs' kin."""

import math

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Spot, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, Coat, coat, hairs, mark, tufted
from .eyes import eye
from .face import ROUND, WEDGE, Face
from .head import Head
from .living import away, bent, scaled, shifted, steps, swing, turned
from .poses import pose_of

STEPS = {"stand": (0.02, -0.02, 0.06, 0.05), "walk": (0.1, -0.1, -0.08, 0.1),
    "run": (0.2, -0.2, 0.1, -0.1)}  # fmt: skip
LEG = 0.36
"""About how long a leg is."""


def feet(m: Model, pose: str, size: float = 1.0) -> tuple[Spot, ...]:
    """Return how far the feet are ahead and up: near fore and hind, far fore and hind."""
    nf, nh, ff, fh = STEPS[pose]
    now = steps(m, pose, ((nf / LEG, 0), (nh / LEG, 0), (ff / LEG, 0), (fh / LEG, 0)))
    return tuple((u * LEG * size, max(0.0, v * LEG * size)) for u, v in now)


def column(
    m: Model,
    colour: Colour,
    u: float,
    step: Spot,
    top: float,
    wide: float,
    light: float,
    nails: bool,
) -> None:
    """Draw a leg as thick as a column."""
    foot, up = u + step[0], step[1]
    part = m.part(colour, *limb([wide * 1.35, wide * 1.05, wide], (u, top),
        (u + step[0] * 0.5, top * 0.5), (foot, 0.06 + up)), [(foot - wide * 0.5, 0.09 + up),
        (foot + wide * 0.54, 0.09 + up), (foot + wide * 0.56, up), (foot - wide * 0.54,
        up)], light=light, line=0.6)  # fmt: skip
    if nails and m.size > 70:
        mark(m, tone(colour, 0.5), *[oval(foot + wide * k, 0.022 + up, wide * 0.13, 0.02)
            for k in (-0.2, 0.12, 0.4)], on=part, line=0.4)  # fmt: skip
    if m.size > 120:
        for k in (0.3, 0.42):
            m.line(tone(colour, -0.4), 0.006, (foot - wide * 0.4, top * k), (foot,
                top * k - 0.012), (foot + wide * 0.4, top * k), on=part, force=0.3)  # fmt: skip


def elephant(m: Model, place: Place, rng: Rng) -> None:
    """Draw an elephant."""
    _elephant(m, place, rng, tusks=True, hair=False)


def mammoth(m: Model, place: Place, rng: Rng) -> None:
    """Draw a mammoth with its long hair."""
    _elephant(m, place, rng, tusks=True, hair=True)


def calf(m: Model, place: Place, rng: Rng) -> None:
    """Draw a young elephant."""
    _elephant(m, place, rng, tusks=False, hair=False)


def _elephant(m: Model, place: Place, rng: Rng, *, tusks: bool, hair: bool) -> None:
    worn, own = coat(m, place, rng, ("6a4a34 8a6a50 3f2a1e",) if hair
        else ("8b8a8c a9a7a8 5f5e62", "96908a b3ada6 66615c")), fork(rng)  # fmt: skip
    pose = pose_of(place, "stand", ("stand", "walk", "run"), bust=False)
    nf, nh, ff, fh = feet(m, pose)
    dark = tone(worn.back, -0.22)
    with bent(m, turned((-0.56, 0.66), 0.25 * swing(m, 2))):
        m.line(worn.back, 0.025, (-0.56, 0.66), (-0.62, 0.5), (-0.6, 0.34))
        m.part(tone(worn.back, -0.5), tufted(oval(-0.6, 0.31, 0.02, 0.05), own, 0.02, 0.015))
    column(m, dark, -0.28, fh, 0.46, 0.15, 0.42, False)
    column(m, dark, 0.3, ff, 0.46, 0.15, 0.42, False)
    ring = smooth([(-0.56, 0.62), (-0.46, 0.78), (-0.2, 0.86), (0.1, 0.83), (0.32,
        0.86), (0.46, 0.76), (0.5, 0.5), (0.4, 0.34), (0.05, 0.29), (-0.3, 0.32),
        (-0.52, 0.4)])  # fmt: skip
    body = m.part(worn.back, tufted(ring, own, 0.06, 0.05) if hair else ring, light=0.58)
    _wrinkles(m, worn, own, body)
    column(m, worn.back, -0.42, nh, 0.5, 0.17, 0.58, True)
    column(m, worn.back, 0.24, nf, 0.5, 0.16, 0.6, True)
    # Head, trunk, ear.
    if tusks:
        m.part(rgb("efe6d2"), *limb([0.05, 0.045, 0.012], (0.64, 0.55), (0.82, 0.44),
            (0.96, 0.5)), light=0.55, line=0.6)  # fmt: skip
    sway = 0.05 * swing(m)
    trunk = limb([0.2, 0.15, 0.115, 0.095, 0.075, 0.06], (0.66, 0.66), (0.77, 0.52),
        (0.8 + sway * 0.4, 0.34), (0.79 + sway, 0.18), (0.86 + sway * 1.4, 0.08),
        (0.95 + sway * 1.5, 0.12 + sway * 0.5))  # fmt: skip
    head = smooth([(0.36, 0.82), (0.46, 0.96), (0.6, 0.99), (0.72, 0.9), (0.76, 0.74),
        (0.72, 0.56), (0.6, 0.46), (0.44, 0.5), (0.34, 0.64)])  # fmt: skip
    if hair:
        head = tufted(head, own, 0.06, 0.03)
    skull = m.part(worn.back, head, *trunk, light=0.6)
    if m.size > 80:
        for k in range(9):
            v = 0.5 - 0.045 * k
            m.line(tone(worn.back, -0.4), 0.006, (0.7, v), (0.78, v - 0.012), (0.88,
                v + 0.005), on=skull, force=0.3)  # fmt: skip
    if tusks:
        m.part(rgb("f4ecd8"), *limb([0.06, 0.055, 0.015], (0.6, 0.54), (0.74, 0.4),
            (0.92, 0.42)), light=0.66, line=0.7)  # fmt: skip
    ear = smooth([(0.46, 0.86), (0.3, 0.9), (0.16, 0.82), (0.13, 0.62), (0.22, 0.42),
        (0.34, 0.36), (0.42, 0.5), (0.48, 0.66)])  # fmt: skip
    with bent(m, scaled((0.46, 0.64), 1 - 0.3 * away(m, 2), 1.0)):
        part = m.part(tone(worn.back, 0.03), ear, light=0.6, line=0.75)
        mark(m, mix(worn.back, rgb("c98f86"), 0.35), smooth([(0.4, 0.78), (0.26, 0.8), (0.2,
            0.64), (0.28, 0.48), (0.38, 0.56)]), on=part, fade=0.04, cover=0.5)  # fmt: skip
    eye(m, 0.61, 0.76, 0.024, rgb("3a2618"))
    m.line(tone(worn.back, -0.5), 0.01, (0.56, 0.785), (0.61, 0.805), (0.66, 0.78), taper=True)


def _wrinkles(m: Model, worn: Coat, rng: Rng, body: object) -> None:
    if m.size < 120:
        return
    for _ in range(9):
        u, v = float(rng.uniform(-0.45, 0.3)), float(rng.uniform(0.4, 0.76))
        m.line(tone(worn.back, -0.35), 0.005, (u, v), (u + 0.05, v - 0.014), (u + 0.1,
            v), force=0.25)  # fmt: skip


def kangaroo(m: Model, place: Place, rng: Rng) -> None:
    """Draw a kangaroo that stands upright or hops."""
    with bent(m, shifted(0.0, -0.1 * away(m) * (place.traits.get("pose") in ("jump", "run")))):
        _kangaroo(m, place, rng)


def _kangaroo(m: Model, place: Place, rng: Rng) -> None:
    worn, own = coat(m, place, rng, ("b07d4f ecd9b8 7a5230",)), fork(rng)
    pose = pose_of(place, "stand", ("stand", "jump"), bust=False)
    up = 0.12 if pose == "jump" else 0.0
    m.part(worn.back, *limb([0.17, 0.12, 0.08, 0.04], (-0.16, 0.3 + up), (-0.34,
        0.12 + up), (-0.56, 0.05 + up * 1.4), (-0.74, 0.04 + up * 2)), light=0.55)  # fmt: skip
    m.part(tone(worn.back, -0.2), *limb([0.06, 0.05, 0.04], (0.2, 0.6 + up), (0.32,
        0.5 + up), (0.36, 0.42 + up)), light=0.45)  # fmt: skip
    ring = smooth([(-0.22, 0.26 + up), (-0.24, 0.42 + up), (-0.12, 0.56 + up), (0.04,
        0.68 + up), (0.14, 0.8 + up * 0.7), (0.24, 0.82 + up * 0.7), (0.26, 0.68 + up),
        (0.22, 0.48 + up), (0.16, 0.3 + up), (-0.02, 0.16 + up)])  # fmt: skip
    body = m.part(worn.back, tufted(ring, own, 0.05, 0.008), light=0.58)
    mark(m, worn.pale, smooth([(0.26, 0.76 + up), (0.18, 0.6 + up), (0.1, 0.3 + up),
        (0.3, 0.2 + up), (0.32, 0.6 + up)]), on=body, fade=0.02)  # fmt: skip
    hairs(m, body, tone(worn.back, -0.3), own, gap=0.045, long=0.05, flow=-2.2, cover=0.25)
    foot = [(-0.02, 0.1 + up * 0.2), (0.14, 0.03 + up * 0.1), (0.3,
        0.03)] if not up else [(-0.08, 0.16), (-0.16, 0.06), (-0.02, 0.03)]  # fmt: skip
    m.part(worn.back, *limb([0.09, 0.07, 0.05], *foot), smooth([(-0.2, 0.34 + up),
        (-0.06, 0.42 + up), (0.1, 0.3 + up), (0.06, 0.12 + up * 0.6), (-0.08,
        0.08 + up * 0.5), (-0.2, 0.2 + up)]), light=0.62, line=0.6)  # fmt: skip
    m.part(worn.back, *limb([0.08, 0.055, 0.045], (0.14, 0.62 + up), (0.26, 0.5 + up),
        (0.32, 0.4 + up)), oval(0.33, 0.38 + up, 0.035, 0.03), light=0.62, line=0.5)  # fmt: skip
    face = Face(half=WEDGE, ears=("long", 0.5, 0.5, -0.3, 0.7), eyes=(0.42, 0.16, 0.14),
        iris="2a1812", pupil="dark", muzzle=(-0.5, 0.3, 0.36, 0.42), nose=("dog", 0.17),
        skin="d9a68f", whiskers=False, tuft=0.03)  # fmt: skip
    Head(m, face, worn, own, 0.22, 0.82 + up * 0.5, 0.115, 0.6).draw()


def hedgehog(m: Model, place: Place, rng: Rng) -> None:
    """Draw a hedgehog."""
    worn, own = coat(m, place, rng, ("7a5c42 ecd8b8 3f2d20",)), fork(rng)
    pose = pose_of(place, "stand", ("stand", "sleep"), bust=False)
    spikes = tufted(smooth([(0.4, 0.16), (0.36, 0.6), (0.05, 0.92), (-0.4, 0.9), (-0.72,
        0.55), (-0.76, 0.2), (-0.5, 0.04), (0.2, 0.04)]), own, 0.06, 0.09, 0.3)  # fmt: skip
    for u in (-0.5, -0.3, 0.3, 0.46):
        m.part(tone(worn.pale, -0.15), oval(u, 0.04, 0.09, 0.05), light=0.5, line=0.5)
    if pose != "sleep":
        face = m.part(worn.pale, smooth([(0.3, 0.12), (0.24, 0.42), (0.36, 0.62), (0.56,
            0.58), (0.72, 0.4), (0.92, 0.3), (0.96, 0.24), (0.86, 0.18), (0.6, 0.08)]),
            light=0.62)  # fmt: skip
        mark(m, mix(worn.back, worn.pale, 0.4), smooth([(0.5, 0.5), (0.7, 0.38), (0.86,
            0.3), (0.7, 0.28), (0.5, 0.34)]), on=face, fade=0.04, cover=0.5)  # fmt: skip
    body = m.part(worn.back, spikes, light=0.5)
    for shade, gap in ((-0.45, 0.06), (0.5, 0.07)):
        hairs(m, body, tone(worn.back, shade), own, gap=gap, long=0.13, cover=0.75,
            flow=lambda s: math.atan2(s[1] - 0.2, s[0] - 0.3))  # fmt: skip
    if pose == "sleep":
        m.line(DARK, 0.02, (0.2, 0.2), (0.28, 0.16), (0.36, 0.2), taper=True)
        return
    m.part(worn.pale, oval(0.4, 0.56, 0.085, 0.1, -0.3), light=0.6, line=0.6)
    mark(m, rgb("d9a48f"), oval(0.41, 0.55, 0.05, 0.065, -0.3), on=None)
    eye(m, 0.64, 0.41, 0.05, rgb("1c1310"))
    m.ball(rgb("2a2020"), 0.95, 0.27, 0.055, 0.05)
    m.line(DARK, 0.014, (0.88, 0.19), (0.76, 0.17), (0.66, 0.2), taper=True)


def bat(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bat with spread wings."""
    worn, own = coat(m, place, rng, ("4a3d42 6f5c5c 2a2226",)), fork(rng)
    skin = mix(worn.back, rgb("2a1c24"), 0.3)
    with bent(m, scaled((0.0, 0.6), 1 - 0.1 * away(m), 1 - 1.6 * away(m))):
        for side in (-1, 1):
            ring = [(side * 0.1, 0.62), (side * 0.4, 0.92), (side * 0.52, 0.98),
                (side * 0.86, 0.82), (side * 1.05, 0.5), (side * 0.86, 0.55), (side * 0.74,
                0.38), (side * 0.58, 0.48), (side * 0.42, 0.3), (side * 0.3, 0.42),
                (side * 0.1, 0.3)]  # fmt: skip
            part = m.part(skin, ring, light=0.52, line=0.7)
            for end in ((0.86, 0.82), (1.05, 0.5), (0.74, 0.38), (0.42, 0.3)):
                m.line(tone(skin, 0.25), 0.018, (side * 0.5, 0.95),
                    (side * (0.5 + end[0]) / 2, (0.95 + end[1]) / 2 + 0.03), (side * end[0],
                    end[1]), on=part, force=0.6)  # fmt: skip
            m.part(worn.back, *limb([0.07, 0.04, 0.03], (side * 0.08, 0.6), (side * 0.32,
                0.84), (side * 0.52, 0.96)), light=0.55, line=0.4)  # fmt: skip
    m.part(worn.back, tufted(oval(0, 0.44, 0.17, 0.24), own, 0.05, 0.025), light=0.56)
    face = Face(half=ROUND, ears=("bat", 0.5, 0.6, -0.25, 0.9), eyes=(0.38, 0.1, 0.16),
        iris="1c1214", pupil="dark", muzzle=(-0.42, 0.36, 0.28, 0.2), nose=("cat",
        0.16), skin="b58a86", whiskers=False, tuft=0.08)  # fmt: skip
    Head(m, face, worn, own, 0, 0.7, 0.17).draw()


FORMS = {"elephant": Form(elephant, 3.0, 0.95, top=(-0.3, 0.15, 0.85), focus=(0.05, 0.2,
    1.0, 1.05)), "elephant_calf": Form(calf, 1.2, 0.95, focus=(0.05, 0.2, 1.0, 1.05)),
    "mammoth": Form(mammoth, 3.3, 0.95, focus=(0.05, 0.2, 1.0, 1.05)),
    "kangaroo": Form(kangaroo, 1.6, 0.75, focus=(-0.15, 0.55, 0.5, 1.06)),
    "hedgehog": Form(hedgehog, 0.14, 0.95, focus=(0.1, -0.04, 1.05, 0.8)),
    "bat": Form(bat, 0.25, 1.05, focus=(-0.4, 0.45, 0.4, 1.0))}  # fmt: skip
ENLARGED = frozenset(FORMS)
AFLOAT = frozenset({"bat"})
