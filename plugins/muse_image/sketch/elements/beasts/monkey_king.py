"""The Monkey King: a monkey in armour with a golden circlet, plumes and a staff."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, limb, oval, smooth, tone
from ...scene.plan import Place

FUR, FACE, GOLD, RED = rgb("a8682f"), rgb("f0c49a"), rgb("e0ad3a"), rgb("b8302a")
DARK, STEEL = rgb("2a1c18"), rgb("3a3a44")


def monkey_king(m: Model, place: Place, rng: Rng) -> None:
    """Draw him from the front, the staff upright in his hand."""
    cloth = m.canvas.hue(place, RED)
    _tail_and_cape(m, cloth)
    for s, light in ((-1, 0.54), (1, 0.58)):
        m.part(rgb("7a2a26"), *limb([0.13, 0.12, 0.1], (s * 0.07, 0.44), (s * 0.12, 0.28), (s *
            0.12, 0.14)), light=light)  # fmt: skip
        m.part(STEEL, smooth([(s * 0.06, 0.17), (s * 0.18, 0.17), (s * 0.17, 0.05), (s * 0.25,
            0.02), (s * 0.24, -0.01), (s * 0.06, -0.01)]), light=light)  # fmt: skip
        m.part(GOLD, *limb([0.022, 0.022], (s * 0.06, 0.165), (s * 0.185, 0.165)), light=0.66)
    skirt = m.blob(rgb("d9973a"), (-0.17, 0.46), (0.17, 0.46), (0.24, 0.26), (0.12, 0.23), (0.0,
        0.26), (-0.12, 0.23), (-0.24, 0.26), light=0.6, round_=0.8)  # fmt: skip
    for k in range(8):
        u, v = -0.17 + 0.048 * k, 0.3 + 0.05 * (k % 3)
        m.line(DARK, 0.018, (u, v + 0.05), (u + 0.02, v + 0.02), (u + 0.01, v - 0.02), taper=True,
            on=skirt)  # fmt: skip
    m.poly(cloth, (-0.045, 0.47), (0.045, 0.47), (0.06, 0.18), (0.0, 0.15), (-0.06, 0.18),
        light=0.62)  # fmt: skip
    m.part(GOLD, *limb([0.016, 0.016], (-0.056, 0.2), (0.0, 0.172), (0.056, 0.2)), light=0.7,
        line=0.4)  # fmt: skip
    chest = m.blob(GOLD, (-0.17, 0.72), (0.0, 0.75), (0.17, 0.72), (0.18, 0.56), (0.14, 0.45),
        (-0.14, 0.45), (-0.18, 0.56), light=0.6, round_=1.0)  # fmt: skip
    scales = [oval(-0.15 + 0.05 * k + 0.025 * (row % 2), 0.49 + 0.034 * row, 0.022, 0.017)
              for row in range(7) for k in range(7)]  # fmt: skip
    m.part(tone(GOLD, 0.22), *scales, on=chest, light=0.68, round_=0.5, line=0.6)
    m.part(rgb("e9dcc0"), oval(0, 0.6, 0.06, 0.06), on=chest, light=0.72)
    m.part(cloth, *limb([0.045, 0.05, 0.045], (-0.15, 0.47), (0, 0.455), (0.15, 0.47)), light=0.6)
    m.part(GOLD, oval(0, 0.462, 0.035, 0.032), light=0.7)
    # The staff, and the arms: one holds it, the other is set on the hip.
    m.part(tone(STEEL, -0.1), *limb([0.034, 0.034], (0.37, 0.02), (0.37, 1.12)), light=0.5)
    for v in (0.06, 1.08):
        m.part(GOLD, *limb([0.046, 0.046], (0.37, v - 0.05), (0.37, v + 0.05)), light=0.66)
    for s, spots in ((-1, ((-0.19, 0.69), (-0.32, 0.57), (-0.18, 0.47))),
                     (1, ((0.19, 0.69), (0.3, 0.56), (0.36, 0.66)))):  # fmt: skip
        m.part(cloth, *limb([0.1, 0.09, 0.075], *spots), light=0.58)
        (u0, v0), (u1, v1) = spots[1], spots[2]
        middle = ((u0 + u1 * 2) / 3, (v0 + v1 * 2) / 3)
        m.part(GOLD, *limb([0.082, 0.078], middle, (u0 * 0.2 + u1 * 0.8, v0 * 0.2 + v1 * 0.8)),
            light=0.64)  # fmt: skip
        m.part(FUR, oval(*spots[2], 0.045, 0.043), light=0.6)
        m.blob(GOLD, (s * 0.12, 0.76), (s * 0.26, 0.74), (s * 0.29, 0.65), (s * 0.2, 0.64),
            light=0.66, round_=0.9)  # fmt: skip
    for k in range(3):
        m.part(FUR, *limb([0.024, 0.022], (0.34, 0.645 + 0.024 * k), (0.4, 0.65 + 0.024 * k)),
            light=0.62)  # fmt: skip
    m.blob(cloth, (-0.13, 0.77), (0.0, 0.7), (0.13, 0.77), (0.08, 0.8), (-0.08, 0.8), light=0.62)
    _head(m)


def _tail_and_cape(m: Model, cloth: object) -> None:
    """Draw what hangs behind him."""
    m.part(tone(RED, -0.3), smooth([(-0.16, 0.74), (0.16, 0.74), (0.28, 0.3), (0.3, 0.08), (0.1,
        0.12), (-0.1, 0.07), (-0.3, 0.12), (-0.28, 0.34)]), light=0.46, round_=0.8)  # fmt: skip
    m.part(FUR, *limb([0.045, 0.04, 0.035, 0.02], (-0.08, 0.4), (-0.34, 0.26), (-0.46, 0.5), (-0.38,
        0.62)), light=0.52)  # fmt: skip


def _head(m: Model) -> None:
    """Draw his head: a heart of bare skin in fur, the circlet and two long plumes."""
    for s in (-1, 1):
        plume = ((s * 0.05, 1.0), (s * 0.12, 1.24), (s * 0.3, 1.36), (s * 0.5, 1.3))
        m.part(rgb("c8742a"), *limb([0.02, 0.034, 0.03, 0.012], *plume), light=0.6)
        for k in range(1, 6):
            a = k / 6
            u, v = s * (0.08 + 0.4 * a**1.2), 1.12 + 0.3 * a - 0.13 * a**3
            m.line(DARK, 0.01, (u - 0.012, v - 0.016), (u + 0.012, v + 0.016), force=0.5)
        m.part(FUR, oval(s * 0.135, 0.9, 0.045, 0.055), light=0.56)
        m.part(tone(FACE, -0.1), oval(s * 0.14, 0.9, 0.026, 0.034), light=0.55, line=0.4)
    fur = [(-0.14, 0.92), (-0.12, 1.0), (-0.05, 1.05), (0.05, 1.05), (0.12, 1.0), (0.14, 0.92),
        (0.15, 0.84), (0.09, 0.79), (0, 0.765), (-0.09, 0.79), (-0.15, 0.84)]  # fmt: skip
    head = m.part(FUR, smooth(fur), light=0.6, round_=1.1)
    hairs = [[(u * 0.86, 0.9 + (v - 0.9) * 0.84), (u * 1.06, 0.9 + (v - 0.9) * 1.07)] for u, v in
        smooth(fur)[::3]]  # fmt: skip
    m.strokes(tone(FUR, -0.3), 0.007, hairs, taper=True, force=0.5)
    face = m.part(FACE, smooth([(0, 0.955), (-0.05, 0.985), (-0.1, 0.95), (-0.105, 0.89), (-0.07,
        0.85), (-0.075, 0.81), (0, 0.775), (0.075, 0.81), (0.07, 0.85), (0.105, 0.89), (0.1, 0.95),
        (0.05, 0.985)]), on=head, light=0.64, round_=0.7)  # fmt: skip
    m.part(tone(FACE, 0.06), oval(0, 0.825, 0.062, 0.044), light=0.66, round_=0.9, line=0.4)
    for s in (-1, 1):
        m.part(rgb("f6efe0"), oval(s * 0.046, 0.905, 0.028, 0.019, s * 0.2), on=face, light=0.7,
            line=0.7)  # fmt: skip
        m.part(rgb("d99a1f"), oval(s * 0.044, 0.905, 0.015, 0.016), on=face, light=0.6, line=0.2)
        m.part(DARK, oval(s * 0.044, 0.905, 0.008, 0.009), on=face, light=0.3, round_=0)
        m.line(DARK, 0.014, (s * 0.02, 0.928), (s * 0.05, 0.942), (s * 0.09, 0.948), taper=True)
        m.part(DARK, oval(s * 0.012, 0.853, 0.007, 0.005), light=0.3)
        m.tint(rgb("d8604a"), oval(s * 0.07, 0.868, 0.026, 0.018), on=face, cover=0.4, fade=0.012)
    m.line(DARK, 0.009, (-0.045, 0.825), (0, 0.808), (0.05, 0.832), taper=True)
    m.part(GOLD, *limb([0.03, 0.034, 0.03], (-0.135, 0.965), (0, 0.995), (0.135, 0.965)),
        light=0.68)  # fmt: skip
    m.part(GOLD, smooth([(-0.04, 1.0), (0, 1.06), (0.04, 1.0), (0, 0.98)]), light=0.7)
    m.part(rgb("c23a3a"), oval(0, 1.01, 0.014, 0.016), light=0.66)


FORMS = {
    "monkey king": Form(monkey_king, 1.7, 0.55, focus=(-0.2, 0.68, 0.2, 1.1), reach=(1.5, 0.08)),
}
ENLARGED = frozenset(FORMS)
