"""Mammals of their own build: elephant, kangaroo, hedgehog, bat, and the dinosaurs' kin."""

import math

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Spot, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, Coat, coat, dapples, hairs, mark, stripes, tufted
from .face import ROUND, WEDGE, Face
from .head import Head
from .living import away, bent, scaled, shifted, steps, swing, tread, turned, waved
from .poses import pose_of
from .sea import eye

STEPS = {"stand": (0.02, -0.02, 0.06, 0.05), "walk": (0.1, -0.1, -0.08, 0.1),
    "run": (0.2, -0.2, 0.1, -0.1)}  # fmt: skip
LEG = 0.36
"""About how long a leg is."""


def _feet(m: Model, pose: str, size: float = 1.0) -> tuple[Spot, ...]:
    """Return how far the feet are ahead and up: near fore and hind, far fore and hind."""
    nf, nh, ff, fh = STEPS[pose]
    feet = steps(m, pose, ((nf / LEG, 0), (nh / LEG, 0), (ff / LEG, 0), (fh / LEG, 0)))
    return tuple((u * LEG * size, max(0.0, v * LEG * size)) for u, v in feet)


def _column(
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
    nf, nh, ff, fh = _feet(m, pose)
    dark = tone(worn.back, -0.22)
    with bent(m, turned((-0.56, 0.66), 0.25 * swing(m, 2))):
        m.line(worn.back, 0.025, (-0.56, 0.66), (-0.62, 0.5), (-0.6, 0.34))
        m.part(tone(worn.back, -0.5), tufted(oval(-0.6, 0.31, 0.02, 0.05), own, 0.02, 0.015))
    _column(m, dark, -0.28, fh, 0.46, 0.15, 0.42, False)
    _column(m, dark, 0.3, ff, 0.46, 0.15, 0.42, False)
    ring = smooth([(-0.56, 0.62), (-0.46, 0.78), (-0.2, 0.86), (0.1, 0.83), (0.32,
        0.86), (0.46, 0.76), (0.5, 0.5), (0.4, 0.34), (0.05, 0.29), (-0.3, 0.32),
        (-0.52, 0.4)])  # fmt: skip
    body = m.part(worn.back, tufted(ring, own, 0.06, 0.05) if hair else ring, light=0.58)
    _wrinkles(m, worn, own, body)
    _column(m, worn.back, -0.42, nh, 0.5, 0.17, 0.58, True)
    _column(m, worn.back, 0.24, nf, 0.5, 0.16, 0.6, True)
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


# -- dinosaurs


def tyrannosaur(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tyrannosaur, its jaws open."""
    with bent(m, waved(m, lambda s: 0.12 * max(0.0, -0.2 - s[0]), lambda s: -0.5 * s[0])):
        _tyrannosaur(m, place, rng)


def _tyrannosaur(m: Model, place: Place, rng: Rng) -> None:
    worn, own = coat(m, place, rng, ("6f8a4a d9d2a0 3f5228", "8a6a48 dcc9a0 543c26")), fork(rng)
    step = 0.1 if pose_of(place, "stand", ("stand", "walk", "run"), bust=False) != "stand" else 0.03
    dark = tone(worn.back, -0.25)
    reach = 0.2 if step > 0.05 else 0.0
    with bent(m, tread(m, (0.0, 0.45), (0.12 + step * 2.4, 0.03), True, reach, reach * 0.5)):
        m.part(dark, *limb([0.22, 0.14, 0.09, 0.08], (-0.02, 0.42), (0.1 + step, 0.28),
            (0.02 + step * 2, 0.14), (0.1 + step * 2.4, 0.03)), oval(0.15 + step * 2.4,
            0.025, 0.08, 0.028), light=0.42)  # fmt: skip
    spots = [(-0.98, 0.36), (-0.6, 0.4), (-0.3, 0.56), (0.0, 0.66), (0.22, 0.74), (0.34,
        0.86), (0.42, 0.8), (0.4, 0.62), (0.3, 0.46), (0.1, 0.36), (-0.12, 0.32), (-0.4,
        0.34), (-0.7, 0.32)]  # fmt: skip
    lower = smooth([(0.42, 0.78), (0.56, 0.74), (0.78, 0.66), (0.8, 0.62), (0.6, 0.64),
        (0.42, 0.68)])  # fmt: skip
    m.part(tone(worn.back, -0.1), lower, light=0.52)
    mark(m, rgb("8a3030"), smooth([(0.44, 0.8), (0.6, 0.78), (0.78, 0.7), (0.78, 0.74),
        (0.6, 0.84)]), on=None)  # fmt: skip
    skull = smooth([(0.3, 0.86), (0.36, 0.98), (0.5, 1.0), (0.66, 0.96), (0.84, 0.9),
        (0.88, 0.82), (0.82, 0.78), (0.62, 0.8), (0.46, 0.78), (0.36, 0.74)])  # fmt: skip
    body = m.part(worn.back, smooth(spots), skull, light=0.58)
    mark(m, worn.pale, smooth([(0.42, 0.7), (0.28, 0.5), (0.0, 0.36), (-0.5, 0.33),
        (0.1, 0.26), (0.44, 0.5)]), on=body, fade=0.02)  # fmt: skip
    stripes(m, body, worn.mark, own, gap=0.1, wide=0.05, deep=0.3, to=0.72, cover=0.7)
    if m.size > 60:
        teeth = [[(0.5 + 0.045 * k, 0.795 - 0.002 * k), (0.53 + 0.045 * k,
            0.795 - 0.002 * k), (0.515 + 0.045 * k, 0.75)] for k in range(8)]  # fmt: skip
        low = [[(0.52 + 0.045 * k, 0.72 - 0.012 * k), (0.545 + 0.045 * k,
            0.715 - 0.012 * k), (0.53 + 0.045 * k, 0.75 - 0.01 * k)] for k in range(6)]  # fmt: skip
        mark(m, rgb("faf6ea"), *teeth, *low, on=None, line=0.3)
        mark(m, DARK, oval(0.82, 0.88, 0.012, 0.01), on=None)
    with bent(m, tread(m, (-0.05, 0.5), (-0.04 - step * 1.6, 0.03), False, reach, reach * 0.5)):
        m.part(worn.back, *limb([0.2, 0.27, 0.12, 0.09, 0.08], (-0.08, 0.5), (0.02, 0.34),
            (-0.1 - step, 0.16), (-0.06 - step * 1.6, 0.03)), oval(0.0 - step * 1.6, 0.026,
            0.09, 0.03), light=0.62, line=0.6)  # fmt: skip
    m.part(worn.back, *limb([0.06, 0.045, 0.035], (0.32, 0.54), (0.42, 0.46), (0.46,
        0.5)), light=0.6)  # fmt: skip
    eye(m, 0.5, 0.92, 0.026, rgb("e8b83a"))
    m.line(tone(worn.back, -0.5), 0.016, (0.45, 0.955), (0.52, 0.955), (0.57, 0.93), taper=True)


def longneck(m: Model, place: Place, rng: Rng) -> None:
    """Draw a dinosaur with a long neck."""
    with bent(
        m,
        waved(
            m,
            lambda s: 0.12 * max(0.0, abs(s[0] - 0.1) - 0.2) * (s[1] > 0.12),
            lambda s: 0.6 * abs(s[0]),
        ),
    ):
        _longneck(m, place, rng)


def _longneck(m: Model, place: Place, rng: Rng) -> None:
    worn, own = coat(m, place, rng, ("7a96a0 d5ddd4 4a626c", "8aa06a dfe0b8 526638")), fork(rng)
    nf, nh, ff, fh = _feet(m, pose_of(place, "stand", ("stand", "walk", "run"), bust=False), 0.6)
    dark = tone(worn.back, -0.22)
    _column(m, dark, -0.22, fh, 0.24, 0.09, 0.42, False)
    _column(m, dark, 0.2, ff, 0.24, 0.09, 0.42, False)
    body = m.part(worn.back, smooth([(-1.0, 0.12), (-0.6, 0.26), (-0.3, 0.42), (0.0,
        0.48), (0.24, 0.46), (0.34, 0.36), (0.26, 0.2), (0.0, 0.15), (-0.3, 0.18),
        (-0.6, 0.18)]), *limb([0.3, 0.17, 0.11, 0.09], (0.16, 0.34), (0.38, 0.56),
        (0.46, 0.76), (0.54, 0.9)), oval(0.6, 0.93, 0.105, 0.06, -0.15), light=0.58)  # fmt: skip
    mark(m, worn.pale, smooth([(0.62, 0.88), (0.5, 0.7), (0.36, 0.42), (0.1, 0.2),
        (-0.6, 0.17), (0.1, 0.05), (0.6, 0.4)]), on=body, fade=0.02, cover=0.8)  # fmt: skip
    dapples(m, body, worn.mark, own, gap=0.1, size=0.022, cover=0.5, above=0.34)
    _column(m, worn.back, -0.3, nh, 0.26, 0.1, 0.6, True)
    _column(m, worn.back, 0.14, nf, 0.26, 0.1, 0.6, True)
    eye(m, 0.6, 0.945, 0.02)
    m.line(tone(worn.back, -0.6), 0.01, (0.7, 0.91), (0.64, 0.895), (0.58, 0.905), taper=True)


def horned(m: Model, place: Place, rng: Rng) -> None:
    """Draw a triceratops."""
    worn, own = coat(m, place, rng, ("8a7a5a dccfa8 54482f", "6f8078 d2d8c8 3f4f48")), fork(rng)
    nf, nh, ff, fh = _feet(m, pose_of(place, "stand", ("stand", "walk", "run"), bust=False))
    dark = tone(worn.back, -0.22)
    _column(m, dark, -0.36, fh, 0.36, 0.15, 0.42, False)
    _column(m, dark, 0.26, ff, 0.36, 0.15, 0.42, False)
    body = m.part(worn.back, smooth([(-1.1, 0.24), (-0.7, 0.5), (-0.4, 0.72), (0.0,
        0.78), (0.36, 0.66), (0.42, 0.42), (0.2, 0.26), (-0.3, 0.26), (-0.7, 0.3)]),
        light=0.58)  # fmt: skip
    stripes(m, body, worn.mark, own, gap=0.13, wide=0.06, deep=0.4, cover=0.6)
    _column(m, worn.back, -0.46, nh, 0.4, 0.17, 0.58, True)
    _column(m, worn.back, 0.18, nf, 0.36, 0.16, 0.6, True)
    frill = smooth([(0.52, 0.5), (0.34, 0.62), (0.26, 0.82), (0.32, 0.98), (0.46, 1.0),
        (0.6, 0.9), (0.68, 0.72)])  # fmt: skip
    part = m.part(mix(worn.back, rgb("c2603a"), 0.35), tufted(frill, own, 0.12, 0.03,
        0.0), light=0.56)  # fmt: skip
    mark(m, worn.mark, oval(0.43, 0.8, 0.06, 0.1, -0.3), on=part, cover=0.6)
    head = m.part(worn.back, smooth([(0.44, 0.68), (0.62, 0.76), (0.8, 0.66), (0.98,
        0.5), (1.06, 0.36), (1.0, 0.3), (0.8, 0.34), (0.56, 0.36), (0.44, 0.46)]),
        light=0.61)  # fmt: skip
    mark(m, worn.pale, smooth([(1.1, 0.36), (0.8, 0.4), (0.5, 0.42), (0.6, 0.2), (1.1,
        0.2)]), on=head, fade=0.03)  # fmt: skip
    horn = rgb("eee4cc")
    for root, end in (((0.66, 0.72), (0.98, 0.98)), ((0.6, 0.72), (0.84, 1.04))):
        m.part(horn, [(root[0] - 0.05, root[1] + 0.02), end, (root[0] + 0.05,
            root[1] - 0.05)], light=0.64)  # fmt: skip
    m.part(horn, [(0.9, 0.55), (1.04, 0.68), (0.98, 0.48)], light=0.64)
    eye(m, 0.69, 0.6, 0.03, rgb("e8b83a"))
    m.line(tone(worn.back, -0.6), 0.012, (1.02, 0.38), (0.9, 0.42), (0.78, 0.42), taper=True)


FORMS = {"elephant": Form(elephant, 3.0, 0.95, top=(-0.3, 0.15, 0.85), focus=(0.05, 0.2,
    1.0, 1.05)), "elephant_calf": Form(calf, 1.2, 0.95, focus=(0.05, 0.2, 1.0, 1.05)),
    "mammoth": Form(mammoth, 3.3, 0.95, focus=(0.05, 0.2, 1.0, 1.05)),
    "kangaroo": Form(kangaroo, 1.6, 0.75, focus=(-0.15, 0.55, 0.5, 1.06)),
    "hedgehog": Form(hedgehog, 0.14, 0.95, focus=(0.1, -0.04, 1.05, 0.8)),
    "bat": Form(bat, 0.25, 1.05, focus=(-0.4, 0.45, 0.4, 1.0)),
    "tyrannosaur": Form(tyrannosaur, 4.5, 1.0, focus=(0.2, 0.5, 0.95, 1.06)),
    "longneck": Form(longneck, 9.0, 1.0, focus=(0.3, 0.6, 0.8, 1.02), top=(-0.2, 0.1,
    0.46)), "triceratops": Form(horned, 2.6, 1.1, focus=(0.2, 0.2, 1.15, 1.05))}  # fmt: skip
ENLARGED = frozenset(FORMS)
AFLOAT = frozenset({"bat"})
