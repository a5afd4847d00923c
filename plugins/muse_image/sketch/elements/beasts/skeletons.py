"""A skeleton that stands, with a sword in its hand when it is given one."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, limb, oval, smooth, tone
from ...scene.plan import Place

BONE = rgb("e9e0c8")
DARK = rgb("241d1c")
BLADES = ("sword", "katana", "jian", "axe", "spear", "scythe")


def _bone(
    m: Model,
    bone: Colour,
    first: tuple[float, float],
    last: tuple[float, float],
    wide: float,
    light: float,
) -> None:
    """Draw a long bone with a knob at each end."""
    (u0, v0), (u1, v1) = first, last
    angle = math.atan2(v1 - v0, u1 - u0)
    out = (-math.sin(angle) * wide * 0.45, math.cos(angle) * wide * 0.45)
    knobs = [
        oval(u + s * out[0], v + s * out[1], wide * 0.5, wide * 0.5)
        for u, v in (first, last)
        for s in (-1, 1)
    ]
    m.part(
        bone,
        *limb([wide * 0.8, wide * 0.55, wide * 0.8], first, ((u0 + u1) / 2, (v0 + v1) / 2), last),
        *knobs,
        light=light,
        line=0.8,
    )


def _hand(m: Model, bone: Colour, u: float, v: float, turn: float, light: float) -> None:
    """Draw the bones of a hand whose fingers point along `turn`."""
    for k in range(4):
        a = turn + 0.28 * (k - 1.5)
        m.part(
            bone,
            *limb([0.016, 0.013], (u, v), (u + 0.065 * math.cos(a), v + 0.065 * math.sin(a))),
            light=light,
            line=0.7,
        )
    m.part(bone, oval(u, v, 0.025, 0.022), light=light)


def _sword(m: Model, u: float, v: float) -> None:
    """Draw a sword held upright at (u, v)."""
    m.poly(
        rgb("c3cad0"),
        (u - 0.022, v + 0.05),
        (u + 0.022, v + 0.05),
        (u + 0.016, v + 0.46),
        (u, v + 0.53),
        (u - 0.016, v + 0.46),
        light=0.7,
        round_=0.6,
    )
    m.line(rgb("8a929a"), 0.006, (u, v + 0.06), (u, v + 0.44))
    m.part(
        rgb("b98f3f"),
        *limb([0.026, 0.03, 0.026], (u - 0.085, v + 0.04), (u, v + 0.045), (u + 0.085, v + 0.04)),
        light=0.6,
    )
    m.part(rgb("5a3a28"), *limb([0.028, 0.028], (u, v + 0.04), (u, v - 0.07)), light=0.5)
    m.ball(rgb("b98f3f"), u, v - 0.085, 0.024)


def skeleton(m: Model, place: Place, rng: Rng) -> None:
    """Draw a skeleton from the front."""
    bone = m.canvas.hue(place, BONE)
    armed = any(thing.kind in BLADES for thing in place.held)
    for s, light in ((-1, 0.54), (1, 0.6)):
        _bone(m, bone, (s * 0.075, 0.45), (s * 0.11, 0.25), 0.045, light)
        _bone(m, bone, (s * 0.11, 0.23), (s * 0.115, 0.05), 0.04, light)
        m.part(bone, oval(s * 0.11, 0.24, 0.03, 0.028), light=light + 0.04)
        for k in range(4):
            m.part(
                bone,
                *limb([0.02, 0.014], (s * 0.112, 0.035), (s * (0.1 + 0.028 * k), 0.008)),
                light=light,
                line=0.6,
            )
    spine = [oval(0.0, 0.46 + 0.034 * k, 0.026 - 0.0008 * k, 0.016) for k in range(11)]
    m.part(bone, *spine, light=0.5, line=0.8)
    m.part(
        bone,
        smooth(
            [
                (-0.135, 0.5),
                (-0.12, 0.55),
                (-0.05, 0.5),
                (0, 0.49),
                (0.05, 0.5),
                (0.12, 0.55),
                (0.135, 0.5),
                (0.09, 0.44),
                (0.05, 0.42),
                (0, 0.455),
                (-0.05, 0.42),
                (-0.09, 0.44),
            ]
        ),
        light=0.6,
    )
    m.part(
        tone(DARK, 0.1), oval(-0.06, 0.475, 0.02, 0.02), oval(0.06, 0.475, 0.02, 0.02), light=0.3
    )
    for k in range(5):
        v, half = 0.615 + 0.038 * k, (0.09, 0.115, 0.128, 0.125, 0.1)[k]
        for s in (-1, 1):
            m.part(
                bone,
                *limb(
                    [0.016, 0.02, 0.016, 0.013],
                    (s * 0.012, v + 0.03),
                    (s * half * 0.8, v + 0.028),
                    (s * half, v - 0.005),
                    (s * half * 0.45, v - 0.035),
                ),
                light=0.58 + 0.02 * s,
                line=0.7,
            )
    m.part(
        bone,
        smooth([(-0.018, 0.81), (0.018, 0.81), (0.014, 0.68), (0, 0.63), (-0.014, 0.68)]),
        light=0.64,
    )
    m.part(bone, *limb([0.02, 0.022, 0.02], (-0.155, 0.815), (0, 0.83), (0.155, 0.815)), light=0.62)
    _bone(m, bone, (-0.165, 0.805), (-0.21, 0.62), 0.038, 0.56)
    _bone(m, bone, (-0.21, 0.605), (-0.225, 0.45), 0.033, 0.56)
    _hand(m, bone, -0.228, 0.425, -1.6, 0.58)
    elbow, wrist = ((0.25, 0.66), (0.335, 0.8)) if armed else ((0.21, 0.62), (0.225, 0.45))
    _bone(m, bone, (0.165, 0.805), elbow, 0.038, 0.6)
    _bone(m, bone, elbow, wrist, 0.033, 0.62)
    if armed:
        _sword(m, wrist[0] + 0.012, wrist[1] + 0.035)
        for k in range(4):
            m.part(
                bone,
                *limb(
                    [0.018, 0.018],
                    (wrist[0] - 0.02, wrist[1] + 0.005 + 0.019 * k),
                    (wrist[0] + 0.04, wrist[1] + 0.01 + 0.019 * k),
                ),
                light=0.64,
                line=0.8,
            )
    else:
        _hand(m, bone, 0.228, 0.425, -1.6, 0.62)
    m.part(bone, *[oval(0, 0.835 + 0.018 * k, 0.02, 0.012) for k in range(3)], light=0.5)
    jaw = m.part(
        bone,
        smooth([(-0.058, 0.905), (-0.05, 0.865), (0, 0.85), (0.05, 0.865), (0.058, 0.905)]),
        light=0.58,
    )
    head = m.part(
        bone,
        smooth(
            [
                (-0.088, 0.955),
                (-0.08, 1.02),
                (0, 1.055),
                (0.08, 1.02),
                (0.088, 0.955),
                (0.06, 0.915),
                (0.055, 0.885),
                (0, 0.875),
                (-0.055, 0.885),
                (-0.06, 0.915),
            ]
        ),
        light=0.64,
        round_=1.1,
    )
    m.part(
        DARK,
        oval(-0.037, 0.955, 0.025, 0.026, 0.2),
        oval(0.037, 0.955, 0.025, 0.026, -0.2),
        on=head,
        light=0.3,
        round_=0,
    )
    m.part(
        DARK, [(0, 0.94), (0.014, 0.91), (0, 0.916), (-0.014, 0.91)], on=head, light=0.3, round_=0
    )
    teeth = [[(-0.036 + 0.012 * k, 0.895), (-0.034 + 0.0113 * k, 0.868)] for k in range(7)]
    m.strokes(tone(DARK, 0.2), 0.005, [*teeth, [(-0.044, 0.882), (0.044, 0.882)]], force=0.8)
    m.tint(tone(bone, -0.35), oval(0, 0.862, 0.05, 0.012), on=jaw, cover=0.4, fade=0.01)


FORMS = {
    "skeleton": Form(skeleton, 1.75, 0.45, focus=(-0.18, 0.72, 0.18, 1.06), reach=(1.4, 0.08)),
}
ENLARGED = frozenset(FORMS)
